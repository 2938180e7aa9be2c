//! Hiring and training priorities: the areas as bars of need, split into the hiring and the training part.

use cadre_core::need::Signal;

use crate::{
    Frame, Laid, Part, Table,
    scene::{Anchor, Bounds, Scale, Scene},
    signal::{SIGNAL_REACH, draw_signal, title},
    text::{Face, clean, whole},
};

/// An area's need and what it asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaNeed {
    /// Key of the area.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Need score, 0 to 100.
    pub need: f64,
    /// The part of the need that calls for hiring, in points of the need.
    pub hire_part: f64,
    /// The part that calls for training, in points of the need.
    pub train_part: f64,
    /// Seats not filled.
    pub unfilled: u32,
    /// Of these, within reach of training.
    pub within_reach: u32,
    /// What the need asks for.
    pub signal: Signal,
    /// The industry's percentage, 0 to 100; `None` where the edition has no figure.
    pub industry_percent: Option<f64>,
}

impl AreaNeed {
    /// The need on its scale.
    pub(crate) fn need_shown(&self) -> f64 {
        if self.need.is_finite() { self.need.clamp(0.0, 100.0) } else { 0.0 }
    }

    /// The need, its parts, the seats and the signal in words.
    pub(crate) fn words(&self) -> String {
        format!(
            "need {}, hire {}, train {}, {}, signal {}",
            whole(self.need),
            whole(self.hire_part),
            whole(self.train_part),
            seats_in_sentence(self.unfilled, self.within_reach),
            self.signal.as_str()
        )
    }
}

/// The figures of the priorities chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Priorities {
    /// The areas, most need first.
    pub areas: Vec<AreaNeed>,
    /// The need from which a signal says hire or train, 0 to 100.
    pub need_line: f64,
}

/// Widths of a bar's part from which its word and number, or its number alone, stand in it.
const WORD_FROM: f64 = 46.0;
const NUMBER_FROM: f64 = 22.0;

/// Room for the total at the end of a bar.
const TOTAL: f64 = 28.0;

const HEAD: f64 = 26.0;
const ROW: f64 = 36.0;
const GAP: f64 = 16.0;

impl Priorities {
    pub(crate) fn lay_out(&self, frame: &Frame) -> Laid {
        let title = "Hiring and training priorities".to_owned();
        if self.areas.is_empty() {
            let sentence = "No area has a target yet";
            return Laid {
                scene: crate::empty(frame, sentence),
                title,
                description: format!("{sentence}."),
                table: Table { columns: columns(), rows: Vec::new() },
            };
        }
        let scene = self.draw(frame);
        let listed: Vec<&str> = scene.marks.iter().map(|mark| mark.label.as_str()).collect();
        let description = format!(
            "Areas by need, most first; the need line stands at {}. {}.",
            whole(self.need_line),
            listed.join("; ")
        );
        let rows = self.areas.iter().map(table_row).collect();
        Laid { description, title, table: Table { columns: columns(), rows }, scene }
    }

    fn draw(&self, frame: &Frame) -> Scene {
        let width = frame.drawn_width_from(Frame::SMALL_WIDTH);
        // Where there is no room for the signal's column, the larger part of the bar says the same.
        let narrow = width < Frame::MIN_WIDTH;
        let count = self.areas.len() as f64;
        let widest = |face: Face, texts: &mut dyn Iterator<Item = String>| {
            texts.map(|text| face.width(&text)).fold(0.0, f64::max)
        };
        let names = widest(Face::ROW, &mut self.areas.iter().map(|area| area.name.clone()));
        let names = names.min((0.3 * width).clamp(110.0, 300.0)).max(60.0).ceil();
        let least = frame.height.map_or(ROW, |height| ((height - HEAD) / count).clamp(26.0, ROW)).round();
        let rows = row_heights(self.areas.iter().map(|area| area.name.as_str()), names, least);
        let mut scene = Scene::new(width, HEAD + rows.iter().sum::<f64>(), frame.theme.palette());
        let palette = scene.palette;

        let seats = widest(
            Face::ROW,
            &mut self.areas.iter().map(|area| seats_in_cell(area.unfilled, area.within_reach)),
        )
        .max(Face::LABEL.width(SEATS_HEAD))
        .ceil();
        let signals = if narrow {
            0.0
        } else {
            (2.0 * SIGNAL_REACH + 8.0 + Face::ROW.width("Deepen") + 2.0).ceil() + GAP
        };
        let bars = names + GAP;
        let seats_right = width - signals;
        let scale = Scale { low: 0.0, high: 100.0, low_at: bars, high_at: seats_right - seats - GAP - TOTAL };

        let head = HEAD - 9.0;
        scene.text((0.0, head), Anchor::Start, Face::LABEL, palette.text_2, "Area");
        let need_head = scene.text((bars, head), Anchor::Start, Face::LABEL, palette.text_2, "Need");
        scene.text((seats_right, head), Anchor::End, Face::LABEL, palette.text_2, SEATS_HEAD);
        let signals_left = seats_right + GAP;
        if !narrow {
            scene.text((signals_left, head), Anchor::Start, Face::LABEL, palette.text_2, "Signal");
        }
        let line_words = format!("line {}", whole(self.need_line));
        let half = Face::LABEL.width(&line_words) / 2.0;
        let line_at = scale.at(self.need_line).round();
        let words_at = line_at.max(need_head.right + 8.0 + half).min(seats_right - seats - 8.0 - half);
        scene.text((words_at, head), Anchor::Middle, Face::LABEL, palette.text_2, &line_words);

        let mut top = HEAD;
        for (index, (area, row)) in self.areas.iter().zip(&rows).enumerate() {
            if frame.selects(&area.key) {
                scene.rect(Bounds::new(0.0, top, width, top + row), palette.bg_selected);
            }
            scene.level(0.0, width, top + 0.5, 1.0, if index == 0 { palette.line } else { palette.hairline });
            top += row;
        }
        scene.upright_dashes(line_at, HEAD - 4.0, scene.height, palette.text_2);
        let mut top = HEAD;
        for (area, row) in self.areas.iter().zip(rows) {
            let ground = if frame.selects(&area.key) { palette.bg_selected } else { palette.bg };
            let middle = (top + row / 2.0).round();
            draw_name(&mut scene, &area.name, names, middle, row, frame.selects(&area.key));
            draw_bar(&mut scene, area, scale, middle, ground);
            let baseline = Face::ROW.baseline_at(middle);
            let ink = if area.unfilled == 0 { palette.text_3 } else { palette.text };
            let words = seats_in_cell(area.unfilled, area.within_reach);
            scene.text((seats_right, baseline), Anchor::End, Face::ROW, ink, &words);
            if !narrow {
                draw_signal(&mut scene, area.signal, signals_left + SIGNAL_REACH + 1.0, middle);
                let word_at = (signals_left + 2.0 * SIGNAL_REACH + 8.0, baseline);
                scene.text(word_at, Anchor::Start, Face::ROW, palette.text, title(area.signal));
            }
            let label = format!("{}: {}", area.name, area.words());
            scene.mark(&area.key, Part::Need, label, area.need, Bounds::new(0.0, top, width, top + row));
            top += row;
        }
        scene
    }
}

const SEATS_HEAD: &str = "Unfilled seats";

/// Lines that a name takes at most.
const NAME_LINES: usize = 4;

/// The heights of rows that are `least` high where the name wrapped to `width` does not need more.
pub(crate) fn row_heights<'a>(names: impl Iterator<Item = &'a str>, width: f64, least: f64) -> Vec<f64> {
    let high = |name| {
        let lines = Face::ROW.wrap(&clean(name), width, NAME_LINES).len();
        (Face::ROW.line_height() * lines as f64 + 4.0).max(least)
    };
    names.map(high).collect()
}

/// Draws a row's name in as many lines as the row has room for, centred upon `middle`.
pub(crate) fn draw_name(scene: &mut Scene, name: &str, width: f64, middle: f64, row: f64, selected: bool) {
    let face = Face { bold: selected, ..Face::ROW };
    let step = face.line_height();
    let lines = face.wrap(&clean(name), width, (row / step).floor().max(1.0) as usize);
    let first = face.baseline_at(middle) - step * (lines.len() as f64 - 1.0) / 2.0;
    for (index, line) in lines.iter().enumerate() {
        scene.text((0.0, first + step * index as f64), Anchor::Start, face, scene.palette.text, line);
    }
}

/// Draws a need as a bar: the hiring part solid, the training part open, 1 pixel apart, the total at the end.
fn draw_bar(
    scene: &mut Scene,
    area: &AreaNeed,
    scale: Scale,
    middle: f64,
    ground: plotters::style::RGBColor,
) {
    let palette = scene.palette;
    let (top, bottom) = (middle - 9.0, middle + 10.0);
    let start = scale.at(0.0).round();
    let border = scale.at(area.hire_part.min(area.need_shown())).round();
    let end = scale.at(area.need_shown()).round();
    let baseline = Face::MICRO.baseline_at(middle + 0.5);
    let mut part = |left: f64, right: f64, word: &str, value: f64, ink, solid: bool| {
        if right - left < 1.0 {
            return;
        }
        if solid {
            scene.rect(Bounds::new(left, top, right, bottom), palette.text);
        } else {
            scene.rect(Bounds::new(left, top, right, bottom), palette.text_2);
            scene.rect(Bounds::new(left, top, right, bottom).grown(-1.0, -1.0), palette.bg_sunken);
        }
        let words = format!("{word} {}", whole(value));
        let width = right - left;
        if width > WORD_FROM && Face::MICRO.width(&words) + 10.0 <= width {
            scene.text((left + 6.0, baseline), Anchor::Start, Face::MICRO, ink, &words);
        } else if width >= NUMBER_FROM {
            let middle = f64::midpoint(left, right).round();
            scene.text((middle, baseline), Anchor::Middle, Face::MICRO, ink, &whole(value));
        }
    };
    part(start, border, "hire", area.hire_part, palette.bg, true);
    let open = if border > start { border + 1.0 } else { start };
    part(open, end, "train", area.train_part, palette.text, false);
    let at = (end.max(start) + 7.0, Face::STRONG.baseline_at(middle));
    scene.text_on(ground, at, Anchor::Start, Face::STRONG, palette.text, &whole(area.need));
}

/// Unfilled seats in a cell under that head: "15, 6 in reach".
fn seats_in_cell(unfilled: u32, within_reach: u32) -> String {
    match (unfilled, within_reach) {
        (0, _) => "none".to_owned(),
        (1, 1..) => "1, in reach".to_owned(),
        (_, 0) => format!("{unfilled}, none in reach"),
        _ if within_reach >= unfilled => format!("{unfilled}, all in reach"),
        _ => format!("{unfilled}, {within_reach} in reach"),
    }
}

/// Unfilled seats in a sentence: "15 unfilled seats, 6 in reach".
fn seats_in_sentence(unfilled: u32, within_reach: u32) -> String {
    let seats = if unfilled == 1 { "seat" } else { "seats" };
    match seats_in_cell(unfilled, within_reach).split_once(", ") {
        None => "no unfilled seats".to_owned(),
        Some((count, reach)) => format!("{count} unfilled {seats}, {reach}"),
    }
}

fn columns() -> Vec<String> {
    ["Area", "Need", "Hiring part", "Training part", "Unfilled seats", "Within reach", "Signal"]
        .map(str::to_owned)
        .to_vec()
}

fn table_row(area: &AreaNeed) -> Vec<String> {
    vec![
        area.name.clone(),
        whole(area.need),
        whole(area.hire_part),
        whole(area.train_part),
        area.unfilled.to_string(),
        area.within_reach.to_string(),
        title(area.signal).to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_are_put_in_words() {
        let cells =
            [(15, 6), (9, 9), (5, 0), (1, 1), (1, 0), (0, 0)].map(|(of, reach)| seats_in_cell(of, reach));
        assert_eq!(
            cells,
            [
                "15, 6 in reach",
                "9, all in reach",
                "5, none in reach",
                "1, in reach",
                "1, none in reach",
                "none"
            ]
        );
        assert_eq!(seats_in_sentence(15, 6), "15 unfilled seats, 6 in reach");
        assert_eq!(seats_in_sentence(1, 1), "1 unfilled seat, in reach");
        assert_eq!(seats_in_sentence(0, 0), "no unfilled seats");
    }
}

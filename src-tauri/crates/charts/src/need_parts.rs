//! What each need is made of: seat gap, key-person risk and level shortfall, stacked.

use crate::{
    Frame, Laid, Part, Table,
    key::{Swatch, draw_key, draw_swatch},
    rows::{RowName, Rows},
    scene::{Anchor, Bounds, Scale, Scene},
    text::{Face, counted, whole},
};

/// A team's need in a competency, and its parts, all in points of the need.
#[derive(Clone, Debug, PartialEq)]
pub struct PartsOfNeed {
    /// Key of the competency.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Id of the team.
    pub team: String,
    /// The team's name.
    pub team_name: String,
    /// Need score, 0 to 100.
    pub need: f64,
    /// Points from seats that are not filled.
    pub seat_gap: f64,
    /// Points from resting on too few people.
    pub key_person_risk: f64,
    /// Points from the levels that are missing.
    pub level_shortfall: f64,
}

/// The figures of the chart of the needs' parts.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedParts {
    /// The needs, highest first.
    pub needs: Vec<PartsOfNeed>,
    /// The need from which a signal says hire or train, 0 to 100.
    pub need_line: f64,
}

/// Most needs that are drawn; the others are counted below them, and all are in the table.
const DRAWN: usize = 30;

const HEAD: f64 = 24.0;
const FOOT: f64 = 26.0;
const GAP: f64 = 16.0;

/// Room for the total at the end of a bar, and for a part's points in a column of their own.
const TOTAL: f64 = 30.0;
const POINTS: f64 = 92.0;

/// Width from which the parts stand in figures too.
const FIGURES_FROM: f64 = 640.0;

const PARTS: [&str; 3] = ["Seat gap", "Key-person risk", "Level shortfall"];

impl PartsOfNeed {
    fn parts(&self) -> [f64; 3] {
        [self.seat_gap, self.key_person_risk, self.level_shortfall]
    }

    fn words(&self) -> String {
        let [gap, risk, shortfall] = self.parts().map(tenths);
        format!(
            "{}, {}: need {}, of it seat gap {gap}, key-person risk {risk}, level shortfall {shortfall}",
            self.name,
            self.team_name,
            tenths(self.need)
        )
    }
}

/// Points of a need with one decimal: whole ones would not always sum to the whole need.
fn tenths(points: f64) -> String {
    format!("{points:.1}")
}

impl NeedParts {
    pub(crate) fn lay_out(&self, frame: &Frame) -> Laid {
        let table = Table {
            columns: ["Competency", "Team", "Need", PARTS[0], PARTS[1], PARTS[2]].map(str::to_owned).to_vec(),
            rows: self.needs.iter().map(table_row).collect(),
        };
        let Some(first) = self.needs.first() else {
            return crate::without_figures(
                frame,
                "Parts of the needs",
                "No position has a target yet",
                table,
            );
        };
        let above = self.needs.iter().filter(|need| need.need >= self.need_line).count() as u32;
        let title = format!(
            "{} of {} at or above the line of {}: {} in {} leads with {}",
            whole(f64::from(above)),
            counted(self.needs.len() as u32, "need", "needs"),
            whole(self.need_line),
            first.name,
            first.team_name,
            whole(first.need)
        );
        let scene = self.draw(frame);
        let listed: Vec<&str> = scene.marks.iter().map(|mark| mark.label.as_str()).collect();
        let description = format!("Needs and what each is made of, most first. {}.", listed.join("; "));
        Laid { scene, title, description, table }
    }

    fn draw(&self, frame: &Frame) -> Scene {
        let width = frame.drawn_width();
        let mut scene = Scene::new(width, 0.0, frame.theme.palette());
        let palette = scene.palette;
        let colours = [palette.cat_1, palette.cat_2, palette.cat_3];
        let line_words = format!("Need line, {}", whole(self.need_line));
        let foot = draw_key(
            &mut scene,
            &[
                (Swatch::Fill(colours[0]), PARTS[0]),
                (Swatch::Fill(colours[1]), PARTS[1]),
                (Swatch::Fill(colours[2]), PARTS[2]),
                (Swatch::Dashes(palette.text_2), &line_words),
            ],
        );
        let drawn = &self.needs[..self.needs.len().min(DRAWN)];
        let names = drawn.iter().map(|need| RowName { name: &need.name, note: &need.team_name, head: "" });
        let rows = Rows::new(width, foot + HEAD, names);
        let rest = self.needs.len() - drawn.len();
        scene.height = (rows.bottom + if rest > 0 { FOOT } else { 0.0 }).round();
        let in_figures = width >= FIGURES_FROM;
        let bars_end = if in_figures { width - 3.0 * POINTS } else { width };
        let bars = rows.names + GAP;
        let scale = Scale { low: 0.0, high: 100.0, low_at: bars, high_at: bars_end - TOTAL };

        let baseline = foot + HEAD - 8.0;
        scene.text((0.0, baseline), Anchor::Start, Face::LABEL, palette.text_2, "Competency");
        scene.text((bars, baseline), Anchor::Start, Face::LABEL, palette.text_2, "Need, 0 to 100");
        if in_figures {
            for (part, right) in PARTS.iter().zip(column_ends(width)) {
                let head = Face::MICRO.fit(part, POINTS - 10.0);
                scene.text((right, baseline), Anchor::End, Face::MICRO, palette.text_2, &head);
            }
        }
        rows.draw(&mut scene, frame, drawn.iter().map(|need| need.key.as_str()));
        scene.upright_dashes(
            scale.at(self.need_line).round(),
            foot + HEAD - 4.0,
            rows.bottom,
            palette.text_2,
        );
        for (need, row) in drawn.iter().zip(&rows.places) {
            let middle = row.middle();
            let ground = if frame.selects(&need.key) { palette.bg_selected } else { palette.bg };
            let mut points = 0.0;
            let mut start = scale.at(0.0).round();
            for (part, colour) in need.parts().into_iter().zip(colours) {
                points += part;
                let end = scale.at(points).round();
                // The parts stand 1 pixel apart.
                draw_swatch(
                    &mut scene,
                    Swatch::Fill(colour),
                    Bounds::new(start, middle - 7.0, end, middle + 7.0),
                );
                start = start.max(end + 1.0);
            }
            let at = (scale.at(need.need).round() + 7.0, Face::STRONG.baseline_at(middle));
            scene.text_on(ground, at, Anchor::Start, Face::STRONG, palette.text, &whole(need.need));
            if in_figures {
                for (part, right) in need.parts().into_iter().zip(column_ends(width)) {
                    let at = (right, Face::LABEL.baseline_at(middle));
                    scene.text(at, Anchor::End, Face::LABEL, palette.text, &tenths(part));
                }
            }
            let bounds = Bounds::new(0.0, row.top, width, row.bottom);
            scene.mark_within(&need.key, Some(&need.team), Part::Need, need.words(), need.need, bounds);
        }
        if rest > 0 {
            let words = format!("{} more, lower than these: see the table", whole(rest as f64));
            let at = (0.0, rows.bottom + FOOT - 9.0);
            scene.text(at, Anchor::Start, Face::LABEL, palette.text_2, &words);
        }
        scene
    }
}

/// Right ends of the columns of the parts' points.
fn column_ends(width: f64) -> [f64; 3] {
    [2.0, 1.0, 0.0].map(|columns| width - columns * POINTS)
}

fn table_row(need: &PartsOfNeed) -> Vec<String> {
    let [gap, risk, shortfall] = need.parts().map(tenths);
    vec![need.name.clone(), need.team_name.clone(), tenths(need.need), gap, risk, shortfall]
}

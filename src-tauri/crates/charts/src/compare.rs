//! Compare: the areas as rows; industry and ours in aligned panels, direct comparisons on one scale.

mod panel;
mod row;

use cadre_core::{
    benchmark::{Comparability, FigureKind, OurFigure, comparability},
    statistics::Share,
};

use crate::{
    Frame, Laid, Part, Table,
    priorities::{draw_name, row_heights},
    scene::{Anchor, Bounds, Scale, Scene},
    text::{Face, thousands, whole},
};

use panel::{Content, Panel, arrange, draw_brackets, draw_head};
use row::{Pen, label_width};

/// The figures of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Compare {
    /// The areas, in the order drawn.
    pub rows: Vec<CompareRow>,
    /// Which of our figures stands beside the industry's.
    pub ours: OurFigure,
    /// Managers asked in the pulse; `None` where there is no pulse, or where our figure is the pulse.
    pub pulse_n: Option<u32>,
}

/// One area.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareRow {
    /// Key of the area.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The industry's figure; `None` where the edition has none.
    pub industry: Option<IndustryFigure>,
    /// Our figure; `None` where there is none. Every seat is counted, so that the ends of a seat gap are no interval: it
    /// lies between what it would be if every unknown level met its target, and what it is.
    pub ours: Option<Share>,
    /// Words in its place where there is none: "not assessed".
    pub absent: String,
    /// The people at level 0 or 1, told beside those below target.
    pub low_or_none: Option<Share>,
    /// Our rank among the areas with an industry figure, "5–6" in a tie.
    pub ours_rank: Option<String>,
    /// P(ours higher), 0 to 1, where our figure compares directly.
    pub p_exceeds: Option<f64>,
    /// The pulse; `None` where the area was not asked.
    pub pulse: Option<PulseFigure>,
}

/// An industry figure. Percentages, 0 to 100.
#[derive(Clone, Debug, PartialEq)]
pub struct IndustryFigure {
    /// The percentage.
    pub percent: f64,
    /// Lower end of its 95% interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// What the question was about.
    pub kind: FigureKind,
    /// Respondents.
    pub n: u32,
    /// Its rank, "5–6" in a tie.
    pub rank: String,
    /// Set where one number was published for several areas: their common label.
    pub together: Option<String>,
}

/// The pulse in one area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PulseFigure {
    /// Managers who named the area, of those asked.
    pub share: Share,
    /// P(ours higher), 0 to 1. With it the industry's figure stands on the same scale; `None` where the industry
    /// has no figure of the same question.
    pub p_exceeds: Option<f64>,
}

/// Under ten "3 of 5", else the whole percentage and the n that stands small beside it.
fn share_words(share: Share) -> (String, Option<String>) {
    if share.of < 10 {
        (counted(share), None)
    } else {
        (whole(100.0 * share.share), Some(format!("n {}", thousands(share.of))))
    }
}

fn counted(share: Share) -> String {
    format!("{} of {}", thousands(share.count), thousands(share.of))
}

/// In a sentence or a cell: "3 of 5", "27% (6 of 22)".
fn sentence(share: Share) -> String {
    if share.of < 10 {
        counted(share)
    } else {
        format!("{}% ({})", whole(100.0 * share.share), counted(share))
    }
}

fn interval(share: Share) -> String {
    format!("{} to {}%", whole(100.0 * share.low), whole(100.0 * share.high))
}

/// What the line through our mark is, and its ends; `None` where a seat gap has no line.
fn ends(ours: OurFigure, share: Share) -> Option<String> {
    match ours {
        OurFigure::SeatGap if share.low < share.high => {
            Some(format!("{}% if the unknown met it", whole(100.0 * share.low)))
        }
        OurFigure::SeatGap => None,
        _ => Some(format!("95% interval {}", interval(share))),
    }
}

/// Heights: of the head above the rows, of a row with one line of marks and with two, of the foot.
const HEAD: f64 = 92.0;
const ROW: f64 = 40.0;
const TALL_ROW: f64 = 54.0;
const FOOT: f64 = 32.0;
/// Between two blocks, where the panels do not fit beside one another.
const BLOCK_GAP: f64 = 24.0;

const P_HEAD: &str = "P(ours higher)";

impl Compare {
    pub(crate) fn lay_out(&self, frame: &Frame) -> Laid {
        let title = format!("{} and industry, by area", capital(ours_words(self.ours)));
        if self.rows.is_empty() {
            let empty = "No area has a target yet";
            return Laid {
                scene: crate::empty(frame, empty),
                title,
                description: format!("{empty}."),
                table: Table { columns: self.columns(), rows: Vec::new() },
            };
        }
        let scene = self.draw(frame);
        let listed: Vec<&str> = scene.marks.iter().map(|mark| mark.label.as_str()).collect();
        let how = match (self.is_direct(), self.pulse_n.is_some() && self.pulse_is_direct()) {
            (true, _) => "Direct: one question, one scale.",
            (false, true) => {
                "Rank only between industry and ours: two questions, two scales. Direct between industry and the pulse."
            }
            (false, false) => "Rank only: two questions, two scales.",
        };
        let description = format!("{how} {}.", listed.join("; "));
        let rows = self.rows.iter().map(|row| self.table_row(row)).collect();
        Laid { description, title, table: Table { columns: self.columns(), rows }, scene }
    }

    /// Whether every industry figure answers the question of ours, so that both may stand on one scale.
    pub fn is_direct(&self) -> bool {
        let mut compared =
            self.rows.iter().filter_map(|row| row.industry.as_ref().map(|it| (row, it))).peekable();
        compared.peek().is_some()
            && compared.all(|(row, figure)| {
                comparability(self.ours, figure.kind) == Comparability::Direct
                    && (row.ours.is_none() || row.p_exceeds.is_some())
            })
    }

    /// Whether any figure of the industry answers the pulse's question, so that both stand on one scale.
    fn pulse_is_direct(&self) -> bool {
        self.rows.iter().any(|row| row.pulse.is_some_and(|pulse| pulse.p_exceeds.is_some()))
    }

    /// The kind of the industry's figures, if they are all of one.
    fn kind(&self) -> Option<FigureKind> {
        let mut kinds = self.rows.iter().filter_map(|row| row.industry.as_ref()).map(|figure| figure.kind);
        let first = kinds.next();
        first.filter(|first| kinds.all(|kind| kind == *first))
    }

    fn industry_n(&self) -> Option<u32> {
        let mut sizes = self.rows.iter().filter_map(|row| row.industry.as_ref()).map(|figure| figure.n);
        let first = sizes.next();
        first.filter(|first| sizes.all(|n| n == *first))
    }

    fn industry_unit(&self) -> String {
        match self.kind() {
            Some(kind) => format!("{}, %", kind.words()),
            None if self.rows.iter().any(|row| row.industry.is_some()) => "several kinds, %".to_owned(),
            None => "%".to_owned(),
        }
    }

    fn panels(&self) -> Vec<Panel> {
        let panel = |content, title, unit: &str, column, top, foot| Panel {
            content,
            title,
            unit: unit.to_owned(),
            column,
            top,
            left: 0.0,
            right: 0.0,
            foot,
        };
        let of_industry = self.industry_n().map_or_else(|| "as in each source".to_owned(), thousands);
        let industry_foot = format!("n = {of_industry}");
        let highest = self
            .rows
            .iter()
            .filter_map(|row| row.industry.as_ref())
            .flat_map(|figure| [figure.percent, figure.high])
            .fold(0.0, f64::max);
        let industry_top = ((highest / 20.0).ceil() * 20.0).clamp(60.0, 100.0);
        let (unit, ours_unit) = (self.industry_unit(), ours_unit(self.ours));
        if self.is_direct() {
            let foot = format!("{}; industry n = {of_industry}", ours_foot(self.ours));
            return vec![panel(Content::Direct, "Ours and industry", &ours_unit, P_HEAD, 100.0, foot)];
        }
        let mut panels = vec![
            panel(Content::Industry, "Industry", &unit, "rank", industry_top, industry_foot),
            panel(Content::Ours, "Ours", &ours_unit, "rank", 100.0, ours_foot(self.ours)),
        ];
        if let Some(asked) = self.pulse_n {
            let managers = if asked == 1 { "manager" } else { "managers" };
            let asked = format!("n = {} {managers}", thousands(asked));
            let (column, foot) = if self.pulse_is_direct() {
                (P_HEAD, format!("{asked} and {of_industry}"))
            } else {
                ("", asked)
            };
            panels.push(panel(Content::Pulse, "Pulse", "perceived gap, %", column, 100.0, foot));
        }
        panels
    }

    fn draw(&self, frame: &Frame) -> Scene {
        let width = frame.drawn_width();
        let names = self.rows.iter().map(|row| Face::ROW.width(&row.name)).fold(0.0, f64::max);
        let names = names.clamp(60.0, (0.19 * width).clamp(110.0, 260.0)).ceil();
        let start = (names + 16.0).round();
        let gap = (0.05 * width).clamp(24.0, 40.0).round();
        let blocks = arrange(self.panels(), start, width, gap);
        let tall = |panels: &[Panel]| {
            panels.iter().any(|panel| matches!(panel.content, Content::Direct | Content::Pulse))
        };
        let count = self.rows.len() as f64;
        let frame_rows = frame.height.map(|height| {
            let heads = blocks.len() as f64 * (HEAD + FOOT) + (blocks.len() as f64 - 1.0) * BLOCK_GAP;
            (height - heads) / (count * blocks.len() as f64)
        });
        let rows_of = |panels: &[Panel]| {
            // A second line stands below a figure of ours where those at a low level are told.
            let two_lines = self.rows.iter().any(|row| row.low_or_none.is_some());
            let (least, most) = match (tall(panels), two_lines) {
                (true, _) => (40.0, TALL_ROW),
                (false, true) => (32.0, ROW),
                (false, false) => (24.0, ROW),
            };
            let wished = frame_rows.map_or(most, |wished| wished.clamp(least, most)).round();
            row_heights(self.rows.iter().map(|row| row.name.as_str()), names, wished)
        };
        let heights: Vec<f64> =
            blocks.iter().map(|panels| HEAD + FOOT + rows_of(panels).iter().sum::<f64>()).collect();
        let total = heights.iter().sum::<f64>() + BLOCK_GAP * (heights.len() as f64 - 1.0);
        let mut scene = Scene::new(width, total, frame.theme.palette());
        let mut top = 0.0;
        for (panels, height) in blocks.iter().zip(heights) {
            self.draw_block(&mut scene, frame, panels, top, names, &rows_of(panels));
            top += height + BLOCK_GAP;
        }
        scene
    }

    fn draw_block(
        &self,
        scene: &mut Scene,
        frame: &Frame,
        panels: &[Panel],
        top: f64,
        names: f64,
        rows: &[f64],
    ) {
        let palette = scene.palette;
        let rows_top = top + HEAD;
        let rows_end = rows_top + rows.iter().sum::<f64>();
        let mut y = rows_top;
        for (row, height) in self.rows.iter().zip(rows) {
            if frame.selects(&row.key) {
                scene.rect(Bounds::new(0.0, y, scene.width, y + height), palette.bg_selected);
            }
            y += height;
        }
        let scales: Vec<Scale> = panels.iter().map(|panel| self.scale(panel)).collect();
        for (panel, scale) in panels.iter().zip(&scales) {
            draw_head(scene, panel, *scale, top, rows_end);
        }
        draw_brackets(scene, panels, top);
        scene.text((0.0, top + 58.0), Anchor::Start, Face::MICRO, palette.text_2, "Area");
        let mut y = rows_top;
        for (row, height) in self.rows.iter().zip(rows) {
            let selected = frame.selects(&row.key);
            let ground = if selected { palette.bg_selected } else { palette.bg };
            scene.level(0.0, scene.width, y + 0.5, 1.0, palette.hairline);
            let middle = (y + height / 2.0).round();
            draw_name(scene, &row.name, names, middle, *height, selected);
            for (panel, scale) in panels.iter().zip(&scales) {
                let mut pen = Pen { scene: &mut *scene, panel, scale: *scale, ground, row, middle };
                match panel.content {
                    Content::Industry => pen.industry_alone(self.kind().is_none()),
                    Content::Ours => pen.ours_alone(self.ours),
                    Content::Direct => pen.both(row.ours, row.p_exceeds, Part::Ours, self.ours),
                    Content::Pulse => {
                        let share = row.pulse.map(|pulse| pulse.share);
                        let p = row.pulse.and_then(|pulse| pulse.p_exceeds);
                        pen.both(share, p, Part::Pulse, OurFigure::Perceived);
                    }
                }
            }
            y += height;
        }
        scene.level(0.0, scene.width, rows_end + 0.5, 1.0, palette.line);
        for panel in panels {
            let words = Face::MICRO.fit(&panel.foot, panel.right - panel.left + 20.0);
            scene.text((panel.left, rows_end + 20.0), Anchor::Start, Face::MICRO, palette.text_2, &words);
        }
        let said = if self.ours == OurFigure::SeatGap {
            "lines: 95% intervals; of seats, to where the unknown met it"
        } else {
            "lines: 95% intervals"
        };
        let lines = Face::MICRO.wrap(said, names + 8.0, 3);
        for (index, line) in lines.iter().enumerate() {
            let at = (0.0, rows_end + 20.0 + 12.0 * index as f64 - if lines.len() > 1 { 4.0 } else { 0.0 });
            scene.text(at, Anchor::Start, Face::MICRO, palette.text_3, line);
        }
    }

    /// The width of what stands in a panel's column at the right.
    fn column_width(&self, content: Content) -> f64 {
        let cell = |row: &CompareRow| match content {
            Content::Industry => row.industry.as_ref().map_or(0.0, |it| Face::LABEL.width(&it.rank)),
            Content::Ours => row.ours_rank.as_deref().map_or(0.0, |rank| Face::LABEL.width(rank)),
            Content::Direct | Content::Pulse => Face::STRONG.width(">0.99"),
        };
        self.rows.iter().map(cell).fold(Face::LABEL.width("–"), f64::max)
    }

    /// A panel's scale, as long as leaves room for the label of each row after its mark, and for the last column.
    fn scale(&self, panel: &Panel) -> Scale {
        let room = panel.right - panel.left;
        let column = self.column_width(panel.content);
        let fits = |high: f64, label: f64| {
            let free = room - column - 16.0 - label;
            if high > 0.0 { free * panel.top / high } else { free }
        };
        let longest = self
            .rows
            .iter()
            .filter_map(|row| {
                let share = match panel.content {
                    Content::Industry => {
                        let figure = row.industry.as_ref()?;
                        return Some(fits(figure.high, label_width(&whole(figure.percent), None)));
                    }
                    Content::Ours | Content::Direct => row.ours?,
                    Content::Pulse => row.pulse?.share,
                };
                let (words, small) = match panel.content {
                    Content::Pulse => (counted(share), None),
                    _ => share_words(share),
                };
                Some(fits(100.0 * share.high, label_width(&words, small.as_deref())))
            })
            .fold(f64::INFINITY, f64::min);
        let longest = longest.min(room - column - 24.0).max(0.3 * room);
        Scale { low: 0.0, high: panel.top, low_at: panel.left, high_at: (panel.left + longest).floor() }
    }

    fn columns(&self) -> Vec<String> {
        let unit = ours_unit(self.ours);
        let mut columns = vec![
            "Area".to_owned(),
            format!("Industry: {}", self.industry_unit()),
            "Industry, 95% interval".to_owned(),
            "Industry rank".to_owned(),
            format!("Ours: {unit}"),
            if self.ours == OurFigure::SeatGap {
                "Ours, if the unknown met it"
            } else {
                "Ours, 95% interval"
            }
            .to_owned(),
            "Our rank".to_owned(),
        ];
        if self.ours == OurFigure::BelowTarget {
            columns.push(ours_unit(OurFigure::LowOrNone));
        }
        if self.is_direct() {
            columns.push(P_HEAD.to_owned());
        } else if self.pulse_n.is_some() {
            let pulse = ["Pulse: perceived gap", "Pulse, 95% interval", P_HEAD];
            columns.extend(pulse.map(str::to_owned));
        }
        columns
    }

    fn table_row(&self, row: &CompareRow) -> Vec<String> {
        let dash = || "–".to_owned();
        let mut cells = vec![row.name.clone()];
        match &row.industry {
            Some(figure) => {
                let kind =
                    if self.kind().is_none() { format!(", {}", figure.kind.words()) } else { String::new() };
                let percent = format!("{}%{kind}", whole(figure.percent));
                cells.extend([percent, figure.interval(), figure.rank.clone()]);
            }
            None => cells.extend([NO_FIGURE.to_owned(), dash(), dash()]),
        }
        match row.ours {
            Some(share) if self.ours == OurFigure::SeatGap => {
                cells.extend([sentence(share), format!("{}%", whole(100.0 * share.low))]);
            }
            Some(share) => cells.extend([sentence(share), interval(share)]),
            None => cells.extend([row.absent.clone(), dash()]),
        }
        cells.push(row.ours_rank.clone().unwrap_or_else(dash));
        if self.ours == OurFigure::BelowTarget {
            cells.push(row.low_or_none.map_or_else(|| "not assessed".to_owned(), sentence));
        }
        if self.is_direct() {
            cells.push(row.p_exceeds.map_or_else(dash, probability));
        } else if self.pulse_n.is_some() {
            match row.pulse {
                Some(pulse) => cells.extend([
                    sentence(pulse.share),
                    interval(pulse.share),
                    pulse.p_exceeds.map_or_else(dash, probability),
                ]),
                None => cells.extend([NOT_ASKED.to_owned(), dash(), dash()]),
            }
        }
        cells
    }
}

const NO_FIGURE: &str = "no figure in this edition";
const NOT_ASKED: &str = "not asked";

impl IndustryFigure {
    fn interval(&self) -> String {
        format!("{:.1} to {:.1}%", self.low, self.high)
    }
}

/// A probability in two decimals; "> 0.99" and "< 0.01" where those would say that it is certain.
fn probability(p: f64) -> String {
    if p > 0.99 {
        ">0.99".to_owned()
    } else if p < 0.01 {
        "<0.01".to_owned()
    } else {
        format!("{p:.2}")
    }
}

/// Our figure in words.
const fn ours_words(ours: OurFigure) -> &'static str {
    match ours {
        OurFigure::BelowTarget => "below target",
        OurFigure::LowOrNone => "low or none",
        OurFigure::SeatGap => "seat gap",
        OurFigure::Perceived => "perceived gap",
    }
}

fn ours_unit(ours: OurFigure) -> String {
    let of = match ours {
        OurFigure::BelowTarget | OurFigure::LowOrNone => "people",
        OurFigure::SeatGap => "seats",
        OurFigure::Perceived => "managers",
    };
    format!("{}, % of {of}", ours_words(ours))
}

fn ours_foot(ours: OurFigure) -> String {
    match ours {
        OurFigure::BelowTarget => "n = people with a target here",
        OurFigure::LowOrNone => "n = people assessed here",
        OurFigure::SeatGap => "n = seats required",
        OurFigure::Perceived => "n = managers asked",
    }
    .to_owned()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

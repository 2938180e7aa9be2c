//! Coverage by quarter: the share of seats filled, a small picture for each area, all upon the same scales.

use crate::{
    Frame, Laid, Part, Table,
    scene::{Anchor, Bounds, Scale, Scene},
    text::{Face, clean, counted, thousands, whole},
};

/// Seats of an area at the end of a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeatsFilled {
    /// Seats filled.
    pub filled: u32,
    /// Seats required.
    pub required: u32,
}

/// An area over the quarters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaCoverage {
    /// Key of the area.
    pub key: String,
    /// Its name.
    pub name: String,
    /// One for each date; `None` where nobody was assessed.
    pub quarters: Vec<Option<SeatsFilled>>,
}

/// The figures of the coverage trend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageTrend {
    /// The dates in words, oldest first: "1 Mar 2026".
    pub dates: Vec<String>,
    /// The areas that have seats, highest need first.
    pub areas: Vec<AreaCoverage>,
}

/// Narrowest panel, the space beside it, and most that stand in a row.
const PANEL: f64 = 184.0;
const BESIDE: f64 = 28.0;
const MOST: f64 = 6.0;

/// Room at the left of a plot for its ticks, at its right for what a pointer can hit of the last point, its height, the room for the dates below, and the space to the next row.
const TICKS: f64 = 36.0;
const END: f64 = 12.0;
const PLOT: f64 = 72.0;
const DATES: f64 = 18.0;
const BELOW: f64 = 22.0;

const NAME_LINES: usize = 4;

const NOTE: &str = "Seats filled, % of the seats required now, with the people and levels of each day";

impl SeatsFilled {
    /// The share filled, in percent.
    fn percent(self) -> f64 {
        if self.required == 0 { 100.0 } else { 100.0 * f64::from(self.filled) / f64::from(self.required) }
    }

    /// "3 of 5 seats"; from ten seats on "17% of 18 seats".
    fn words(self) -> String {
        let of = counted(self.required, "seat", "seats");
        if self.required < 10 {
            format!("{} of {of}", self.filled)
        } else {
            format!("{}% of {of}", whole(self.percent()))
        }
    }
}

impl AreaCoverage {
    fn last(&self) -> Option<SeatsFilled> {
        self.quarters.last().copied().flatten()
    }
}

impl CoverageTrend {
    pub(crate) fn lay_out(&self, frame: &Frame) -> Laid {
        let table = self.table();
        if self.areas.is_empty() {
            let sentence = "No position has a target yet";
            return crate::without_figures(frame, "Coverage by quarter", sentence, table);
        }
        let scene = self.draw(frame);
        let areas: Vec<String> = self.areas.iter().map(|area| self.in_words(area)).collect();
        let description = format!("{NOTE}, by area and quarter. {}.", areas.join("; "));
        Laid { scene, title: self.title(), description, table }
    }

    /// "85 of 125 seats filled, 3 more than on 1 Mar 2026".
    fn title(&self) -> String {
        // Only areas known on both days say how the whole has moved.
        let total = |back: usize| -> Option<SeatsFilled> {
            let mut sum = SeatsFilled { filled: 0, required: 0 };
            for seats in self.areas.iter().filter_map(|area| area.quarters.iter().rev().nth(back)) {
                let seats = (*seats)?;
                sum = SeatsFilled {
                    filled: sum.filled + seats.filled,
                    required: sum.required + seats.required,
                };
            }
            (sum.required > 0).then_some(sum)
        };
        let known: Vec<SeatsFilled> = self.areas.iter().filter_map(AreaCoverage::last).collect();
        let filled: u32 = known.iter().map(|seats| seats.filled).sum();
        let required: u32 = known.iter().map(|seats| seats.required).sum();
        if required == 0 {
            return "Coverage by quarter: nobody is assessed yet".to_owned();
        }
        let now = format!("{} of {} filled", thousands(filled), counted(required, "seat", "seats"));
        let before = self.dates.iter().rev().nth(1);
        match (total(0), total(1), before) {
            (Some(now_all), Some(then), Some(day)) => {
                let change = match now_all.filled.cmp(&then.filled) {
                    std::cmp::Ordering::Equal => "as many as".to_owned(),
                    std::cmp::Ordering::Greater => {
                        format!("{} more than", thousands(now_all.filled - then.filled))
                    }
                    std::cmp::Ordering::Less => {
                        format!("{} fewer than", thousands(then.filled - now_all.filled))
                    }
                };
                format!("{now}, {change} on {day}")
            }
            _ => now,
        }
    }

    /// "LLM SecOps: 1 Mar 2026 2 of 5 seats, 1 Jun 2026 3 of 5 seats".
    fn in_words(&self, area: &AreaCoverage) -> String {
        let quarters: Vec<String> = self
            .dates
            .iter()
            .zip(&area.quarters)
            .map(|(day, seats)| {
                format!("{day} {}", seats.map_or("not assessed".to_owned(), SeatsFilled::words))
            })
            .collect();
        format!("{}: {}", area.name, quarters.join(", "))
    }

    fn table(&self) -> Table {
        let mut columns = vec!["Area".to_owned()];
        columns.extend(self.dates.iter().cloned());
        columns.extend(["Filled".to_owned(), "Required".to_owned()]);
        let row = |area: &AreaCoverage| {
            let mut row = vec![area.name.clone()];
            row.extend(self.dates.iter().enumerate().map(|(quarter, _)| {
                let seats = area.quarters.get(quarter).copied().flatten();
                seats.map_or_else(|| "–".to_owned(), |seats| format!("{}%", whole(seats.percent())))
            }));
            let last = area.last();
            row.push(last.map_or_else(|| "–".to_owned(), |seats| thousands(seats.filled)));
            row.push(last.map_or_else(|| "–".to_owned(), |seats| thousands(seats.required)));
            row
        };
        Table { columns, rows: self.areas.iter().map(row).collect() }
    }

    fn draw(&self, frame: &Frame) -> Scene {
        let width = frame.drawn_width();
        let mut scene = Scene::new(width, 0.0, frame.theme.palette());
        let palette = scene.palette;
        let columns = ((width + BESIDE) / (PANEL + BESIDE)).floor().clamp(1.0, MOST) as usize;
        // A few areas share the width; a single one is drawn no wider than its line is worth.
        let columns = columns.min(self.areas.len());
        let panel = ((width + BESIDE) / columns as f64 - BESIDE).min(2.0 * PANEL).floor();

        let note = Face::LABEL.wrap(NOTE, width, 2);
        let step = Face::LABEL.line_height();
        for (line, place) in note.iter().zip(0..) {
            let at = (0.0, Face::LABEL.ascent() + 2.0 + step * f64::from(place));
            scene.text(at, Anchor::Start, Face::LABEL, palette.text_2, line);
        }
        let mut top = step * note.len() as f64 + 12.0;
        for row in self.areas.chunks(columns) {
            let names: Vec<Vec<String>> =
                row.iter().map(|area| Face::STRONG.wrap(&clean(&area.name), panel, NAME_LINES)).collect();
            let lines = names.iter().map(Vec::len).max().unwrap_or(1);
            let plot = top + Face::STRONG.line_height() * lines as f64 + step + 13.0;
            scene.height = (plot + PLOT + DATES).round();
            for ((area, name), place) in row.iter().zip(&names).zip(0..) {
                let left = f64::from(place) * (panel + BESIDE);
                // Names end level, so that what belongs to each plot stands right above it.
                let first = top + Face::STRONG.line_height() * (lines - name.len()) as f64;
                let bounds = Bounds::new(left, plot, left + panel, plot + PLOT);
                self.draw_panel(&mut scene, frame, area, (name, first), bounds);
            }
            top = scene.height + BELOW;
        }
        scene
    }

    fn draw_panel(
        &self,
        scene: &mut Scene,
        frame: &Frame,
        area: &AreaCoverage,
        (name, top): (&[String], f64),
        bounds: Bounds,
    ) {
        let palette = scene.palette;
        let ground = if frame.selects(&area.key) { palette.bg_selected } else { palette.bg };
        if frame.selects(&area.key) {
            let room = Bounds::new(bounds.left, top, bounds.right, bounds.bottom + DATES);
            scene.rect(room.grown(6.0, 0.0), ground);
        }
        for (line, place) in name.iter().zip(0..) {
            let baseline = top + Face::STRONG.ascent() + 1.0 + Face::STRONG.line_height() * f64::from(place);
            scene.text((bounds.left, baseline), Anchor::Start, Face::STRONG, palette.text, line);
        }
        let said = area.last().map_or_else(|| "not assessed".to_owned(), SeatsFilled::words);
        let at = (bounds.left, bounds.top - 13.0);
        scene.text(at, Anchor::Start, Face::LABEL, palette.text_2, &said);

        let scale = Scale { low: 0.0, high: 100.0, low_at: bounds.bottom, high_at: bounds.top };
        let (left, right) = (bounds.left + TICKS, bounds.right - END);
        for tick in [0.0, 50.0, 100.0] {
            let y = scale.at(tick);
            let colour = if tick > 0.0 { palette.hairline } else { palette.line };
            scene.level(left, right, y, 1.0, colour);
            let words = if tick >= 100.0 { "100%".to_owned() } else { whole(tick) };
            let at = (left - 6.0, Face::MICRO.baseline_at(y));
            scene.text(at, Anchor::End, Face::MICRO, palette.text_3, &words);
        }
        let last = self.dates.len().saturating_sub(1);
        let x_of = |quarter: usize| match last {
            0 => right,
            _ => left + (right - left) * quarter as f64 / last as f64,
        };
        let dates = [(0, left - 6.0, Anchor::Start), (last, bounds.right, Anchor::End)];
        for (quarter, x, anchor) in dates.into_iter().skip(usize::from(last == 0)) {
            if let Some(day) = self.dates.get(quarter) {
                let at = (x, bounds.bottom + 14.0);
                scene.text(at, anchor, Face::MICRO, palette.text_3, day);
            }
        }
        let points: Vec<Option<(f64, f64)>> = area
            .quarters
            .iter()
            .enumerate()
            .map(|(quarter, seats)| {
                seats.map(|seats| (x_of(quarter).round(), scale.at(seats.percent()).round()))
            })
            .collect();
        for pair in points.windows(2) {
            if let [Some(from), Some(to)] = *pair {
                scene.data_line(from, to, palette.ours);
            }
        }
        for (quarter, ((day, seats), point)) in self.dates.iter().zip(&area.quarters).zip(&points).enumerate()
        {
            let (Some(seats), Some((x, y))) = (seats, *point) else { continue };
            scene.disc(x, y, if quarter == last { 4.0 } else { 2.5 }, palette.ours);
            let label = format!("{}, {day}: {} filled", area.name, seats.words());
            let bounds = Bounds::around(x, y, 5.0);
            scene.mark(&area.key, Part::Coverage, label, seats.percent(), bounds);
        }
    }
}

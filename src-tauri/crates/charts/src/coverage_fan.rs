//! The coverage fan: coverage by quarter with what it comes to in four of five simulated cases, beside what was planned and
//! what has come about.

use crate::{
    Frame, Laid, Part, Table,
    axis::{INSET, PercentAxis, TICKS, columns, draw_ticks},
    key::{Swatch, draw_unit_and_key},
    scene::{Anchor, Bounds, DOTS, LONG_DASH, Scale, Scene},
    text::{Face, whole},
};

/// Coverage at one time. Shares from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct FanPoint {
    /// The time: "Now", "Q1".
    pub label: String,
    /// One case in ten comes to less.
    pub p10: f64,
    /// Half of the cases come to less.
    pub p50: f64,
    /// Nine cases in ten come to less.
    pub p90: f64,
    /// What the plan promises if nothing goes wrong.
    pub planned: f64,
}

/// What another plan comes to, as likely as not.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherPlan {
    /// Its name.
    pub name: String,
    /// Half of its cases come to less: a share for each time of the fan.
    pub middle: Vec<f64>,
}

/// The figures of the fan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoverageFan {
    /// Name of the plan, where others stand beside it; empty otherwise.
    pub name: String,
    /// The other plans, by their middles only: the first dotted, the rest dashed. Where there are any, what was planned is left
    /// out of the picture.
    pub others: Vec<OtherPlan>,
    /// The times in order, "Now" first.
    pub points: Vec<FanPoint>,
    /// Coverage that has come about: the place of the time in `points`, and the share.
    pub actual: Vec<(usize, f64)>,
}

/// Right of the plot, for what its ends say; above it, below it for the times.
const END: f64 = 60.0;
const END_OF_NAMED: f64 = 118.0;
const HEAD: f64 = 20.0;
const FOOT: f64 = 24.0;

/// Distance of what the ends say, at least.
const LINE: f64 = 15.0;

const UNIT: &str = "Coverage, % of weighted seats";
const PLANNED: &str = "Planned, if nothing goes wrong";
const ACTUAL: &str = "Actual";

/// A share in percent, within its bounds.
pub(crate) fn percent(share: f64) -> f64 {
    (100.0 * share).clamp(0.0, 100.0)
}

impl FanPoint {
    /// "82% as likely as not, 77% to 86% in four of five cases"
    fn sureness(&self) -> String {
        let [p10, p50, p90] = [self.p10, self.p50, self.p90].map(|share| whole(percent(share)));
        if p10 == p90 {
            format!("{p50}% in four of five cases")
        } else {
            format!("{p50}% as likely as not, {p10}% to {p90}% in four of five cases")
        }
    }
}

impl CoverageFan {
    pub(crate) fn lay_out(&self, frame: &Frame) -> Laid {
        let table = self.table();
        let Some(last) = self.points.last() else {
            let sentence = "No plan has been simulated yet";
            return crate::without_figures(frame, "Coverage by quarter", sentence, table);
        };
        let scene = self.draw(frame, last);
        let listed: Vec<&str> = scene.marks.iter().map(|mark| mark.label.as_str()).collect();
        let description = format!("{UNIT}, by quarter. {}.", listed.join("; "));
        let title = format!("Coverage at {}: {}", last.label, last.sureness());
        Laid { scene, title, description, table }
    }

    fn actual_at(&self, place: usize) -> Option<f64> {
        self.actual.iter().find(|(of, _)| *of == place).map(|(_, share)| *share)
    }

    /// "Q4: 82% as likely as not, 77% to 86% in four of five cases, planned 84%, actual 80%"
    fn words(&self, place: usize, point: &FanPoint) -> String {
        let actual = match self.actual_at(place) {
            Some(share) => format!(", actual {}%", whole(percent(share))),
            None => String::new(),
        };
        if self.others.is_empty() {
            let planned = whole(percent(point.planned));
            return format!("{}: {}, planned {planned}%{actual}", point.label, point.sureness());
        }
        let others: Vec<String> = self
            .others
            .iter()
            .filter_map(|other| {
                Some(format!("{} {}%", other.name, whole(percent(*other.middle.get(place)?))))
            })
            .collect();
        format!("{}: {} {}, {}{actual}", point.label, self.name, point.sureness(), others.join(", "))
    }

    fn table(&self) -> Table {
        let columns = ["Quarter", "P10, %", "P50, %", "P90, %", "Planned, %", "Actual, %"].map(str::to_owned);
        let others = self.others.iter().map(|other| format!("{}, P50, %", other.name));
        let row = |(place, point): (usize, &FanPoint)| {
            let mut row = vec![point.label.clone()];
            let shares = [point.p10, point.p50, point.p90, point.planned];
            row.extend(shares.map(|share| whole(percent(share))));
            let shown =
                |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |share| whole(percent(share)));
            row.push(shown(self.actual_at(place)));
            row.extend(self.others.iter().map(|other| shown(other.middle.get(place).copied())));
            row
        };
        Table {
            columns: columns.into_iter().chain(others).collect(),
            rows: self.points.iter().enumerate().map(row).collect(),
        }
    }

    fn draw(&self, frame: &Frame, last: &FanPoint) -> Scene {
        let width = frame.drawn_width_from(Frame::SMALL_WIDTH);
        let height = frame.height.unwrap_or(0.5 * width).clamp(226.0, 360.0);
        let mut scene = Scene::new(width, height, frame.theme.palette());
        let palette = scene.palette;
        let alone = self.others.is_empty();
        let mut key = Vec::new();
        if alone {
            key.push((Swatch::LevelDashes(palette.text_2, 1.0), PLANNED));
        }
        if !self.actual.is_empty() {
            key.push((Swatch::Diamond(palette.text), ACTUAL));
        }
        let foot = draw_unit_and_key(&mut scene, UNIT, &key);
        let plot = Bounds::new(
            TICKS,
            foot + HEAD,
            width - if alone { END } else { END_OF_NAMED },
            scene.height - FOOT,
        );

        let count = self.points.len();
        let x_of = |place: usize| match count {
            1 => plot.right,
            _ => (plot.left + INSET + (plot.width() - INSET) * place as f64 / (count - 1) as f64).round(),
        };
        let xs: Vec<f64> = (0..count).map(x_of).collect();
        let places = columns(&xs, plot, width);
        for (point, (left, right)) in self.points.iter().zip(&places) {
            if frame.selects(&point.label) {
                scene.rect(Bounds::new(*left, plot.top, *right, plot.bottom), palette.bg_selected);
            }
        }
        let shares = self.points.iter().flat_map(|point| [point.p10, point.p50, point.p90, point.planned]);
        let others = self.others.iter().flat_map(|other| &other.middle).copied();
        let shown = shares.chain(self.actual.iter().map(|(_, share)| *share)).chain(others).map(percent);
        let scale = PercentAxis::around(shown, 2.0).draw(&mut scene, plot);
        let ticks = xs.iter().copied().zip(self.points.iter().map(|point| point.label.as_str()));
        draw_ticks(&mut scene, plot.bottom + 17.0, ticks);

        let line = |of: fn(&FanPoint) -> f64| -> Vec<(f64, f64)> {
            let y_of = |point: &FanPoint| scale.at(percent(of(point))).round();
            xs.iter().zip(&self.points).map(|(x, point)| (*x, y_of(point))).collect()
        };
        let mut band = line(|point| point.p90);
        band.extend(line(|point| point.p10).into_iter().rev());
        scene.area(band.clone(), palette.band_1);
        for (from, to) in band.iter().zip(band.iter().cycle().skip(1)) {
            scene.line(*from, *to, palette.ours);
        }
        let middle = line(|point| point.p50);
        for pair in middle.windows(2) {
            scene.data_line(pair[0], pair[1], palette.ours);
        }
        if alone {
            scene.dashed_path(&line(|point| point.planned), palette.text_2, LONG_DASH);
        }
        for (other, dash) in self.others.iter().zip(std::iter::once(DOTS).chain(std::iter::repeat(LONG_DASH)))
        {
            let middle: Vec<(f64, f64)> = xs
                .iter()
                .zip(&other.middle)
                .map(|(x, share)| (*x, scale.at(percent(*share)).round()))
                .collect();
            scene.dashed_path(&middle, palette.text, dash);
        }
        if let Some((x, y)) = middle.last() {
            scene.disc(*x, *y, 4.0, palette.ours);
        }
        for (place, share) in &self.actual {
            if let Some(x) = xs.get(*place) {
                let y = scale.at(percent(*share));
                scene.diamond(*x, y, 7.0, palette.bg);
                scene.diamond(*x, y, 5.0, palette.text);
            }
        }
        if alone {
            draw_ends(&mut scene, plot, scale, last);
        } else {
            self.draw_named_ends(&mut scene, plot, scale, last);
        }
        for ((place, point), (left, right)) in self.points.iter().enumerate().zip(places) {
            let bounds = Bounds::new(left, plot.top, right, plot.bottom);
            let label = self.words(place, point);
            scene.mark(&point.label, Part::Coverage, label, percent(point.p50), bounds);
        }
        scene
    }
}

impl CoverageFan {
    /// Names every line at its end and the edges of the band, each below the one before it however near they lie.
    fn draw_named_ends(&self, scene: &mut Scene, plot: Bounds, scale: Scale, last: &FanPoint) {
        let palette = scene.palette;
        let room = END_OF_NAMED - 8.0;
        let mut ends = vec![
            (last.p90, "high".to_owned(), Face::LABEL, palette.text_2),
            (last.p50, self.name.clone(), Face::STRONG, palette.ours),
            (last.p10, "low".to_owned(), Face::LABEL, palette.text_2),
        ];
        ends.extend(self.others.iter().filter_map(|other| {
            Some((*other.middle.last()?, other.name.clone(), Face::LABEL, palette.text))
        }));
        // The order of equal ones stays, so that the edges of a band that is a line stand around it.
        ends.sort_by(|one, other| other.0.total_cmp(&one.0));
        let lines: Vec<Vec<String>> = ends
            .iter()
            .map(|(share, name, face, _)| face.wrap(&format!("{}% {name}", whole(percent(*share))), room, 2))
            .collect();
        let heights: Vec<f64> = lines.iter().map(|lines| LINE * lines.len() as f64).collect();
        // From the top down each as near its line as those above it allow, and then up again from the foot.
        let mut tops: Vec<f64> = Vec::new();
        let mut free = plot.top - LINE;
        for ((share, ..), height) in ends.iter().zip(&heights) {
            let top = (scale.at(percent(*share)) - LINE / 2.0).max(free);
            tops.push(top);
            free = top + height;
        }
        let mut foot = plot.bottom + LINE / 2.0;
        for (top, height) in tops.iter_mut().zip(&heights).rev() {
            *top = top.min(foot - height);
            foot = *top;
        }
        for (((_, _, face, colour), lines), top) in ends.iter().zip(lines).zip(tops) {
            for (at, line) in lines.iter().enumerate() {
                let y = face.baseline_at(top + LINE * (at as f64 + 0.5));
                scene.text((plot.right + 8.0, y), Anchor::Start, *face, *colour, line);
            }
        }
    }
}

/// Names the edges of the band and the line at their ends, one above the other however near they lie.
fn draw_ends(scene: &mut Scene, plot: Bounds, scale: Scale, last: &FanPoint) {
    let palette = scene.palette;
    let [p10, p50, p90] = [last.p10, last.p50, last.p90].map(|share| scale.at(percent(share)));
    // Clear of the key above the plot and of the times below it.
    let lowest = plot.bottom - 4.0;
    let middle = p50.max(plot.top + 4.0).min(lowest - LINE);
    let ends = [
        ("P90", last.p90, p90.min(middle - LINE), Face::LABEL, palette.text_2),
        ("P50", last.p50, middle, Face::STRONG, palette.text),
        ("P10", last.p10, p10.min(lowest).max(middle + LINE), Face::LABEL, palette.text_2),
    ];
    for (name, share, y, face, colour) in ends {
        let at = (plot.right + 8.0, face.baseline_at(y));
        let words = format!("{name} {}", whole(percent(share)));
        scene.text(at, Anchor::Start, face, colour, &words);
    }
}

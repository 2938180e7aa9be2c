//! Need × industry gap: need upwards, industry gap to the right, the shape for the signal.

use cadre_core::benchmark::FigureKind;

use crate::{
    AreaNeed, CutKind, CutLine, Frame, Laid, Part, Table,
    placement::Room,
    scene::{Anchor, Bounds, Scale, Scene},
    signal::{SIGNAL_REACH, draw_signal, leads, title},
    text::{Face, thousands, whole},
};

/// The figures of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedByIndustryGap {
    /// The areas, most need first; their labels are placed in that order.
    pub areas: Vec<AreaNeed>,
    /// The need from which a signal says hire or train, 0 to 100.
    pub need_line: f64,
    /// The industry gap that counts as high, in percent; `None` stands for the mean of the figures shown.
    pub industry_line: Option<f64>,
    /// Kind of the industry's figures; `None` where they are of several kinds.
    pub kind: Option<FigureKind>,
    /// Respondents behind the industry's figures; `None` where they differ.
    pub n: Option<u32>,
}

/// Left of the plot, for the ticks of need.
const LEFT: f64 = 34.0;
/// Above the plot, for the unit.
const TOP: f64 = 24.0;
/// Below the plot, for the ticks and the unit of the industry gap.
const FOOT: f64 = 38.0;
/// Below the strip's zero, on its ground.
const BELOW_STRIP: f64 = 10.0;
/// Between the plot and the strip.
const GUTTER: f64 = 20.0;

/// Where everything stands.
struct Layout {
    plot: Bounds,
    strip: Option<Bounds>,
    /// The width that a name takes in the strip, its mark included.
    column: f64,
    need: Scale,
    industry: Scale,
    need_line: f64,
    industry_line: Option<f64>,
}

/// A mark, placed.
struct Spot<'a> {
    area: &'a AreaNeed,
    x: f64,
    y: f64,
    in_strip: bool,
}

impl NeedByIndustryGap {
    /// The mean of the figures shown; `None` where there are none.
    fn mean(&self) -> Option<f64> {
        let figures: Vec<f64> = self.areas.iter().filter_map(AreaNeed::industry_shown).collect();
        (!figures.is_empty()).then(|| figures.iter().sum::<f64>() / figures.len() as f64)
    }

    /// The industry gap that counts as high, drawn: the one given, else the mean of the figures shown.
    fn industry_line(&self) -> Option<f64> {
        let mean = self.mean()?;
        Some(self.industry_line.filter(|line| line.is_finite()).map_or(mean, |line| line.clamp(0.0, 100.0)))
    }

    /// What the industry line is called: "mean 34" where it stands at the mean, else "line 30".
    fn industry_line_words(&self) -> Option<String> {
        let (mean, line) = (self.mean()?, self.industry_line()?);
        let kind = if (line - mean).abs() < 1e-9 { "mean" } else { "line" };
        Some(format!("{kind} {}", whole(line)))
    }

    pub(crate) fn lay_out(&self, frame: &Frame) -> Laid {
        let name = "Need × industry gap".to_owned();
        let columns =
            ["Area", "Need", "Industry gap, %", "Signal", "Where it stands"].map(str::to_owned).to_vec();
        if self.areas.is_empty() {
            let sentence = "No area has a target yet";
            return Laid {
                scene: crate::empty(frame, sentence),
                title: name,
                description: format!("{sentence}."),
                table: Table { columns, rows: Vec::new() },
            };
        }
        let scene = self.draw(frame);
        let listed: Vec<&str> = scene.marks.iter().map(|mark| mark.label.as_str()).collect();
        let industry = match self.industry_line() {
            Some(line) => format!("that of the industry gap at {}%", whole(line)),
            None => "no area has an industry figure".to_owned(),
        };
        let description = format!(
            "Need upwards, industry gap to the right. The line of need stands at {}, {industry}. {}.",
            whole(self.need_line),
            listed.join("; ")
        );
        let row = |area: &AreaNeed| {
            vec![
                area.name.clone(),
                whole(area.need),
                area.industry_shown().map_or_else(|| "–".to_owned(), whole),
                title(area.signal).to_owned(),
                self.region(area).to_owned(),
            ]
        };
        let rows = self.areas.iter().map(row).collect();
        Laid { scene, title: name, description, table: Table { columns, rows } }
    }

    /// The words of the corner in which an area stands.
    fn region(&self, area: &AreaNeed) -> &'static str {
        let Some((gap, line)) = area.industry_shown().zip(self.industry_line()) else {
            return NO_FIGURE;
        };
        CORNERS[usize::from(area.need < self.need_line) * 2 + usize::from(gap >= line)]
    }

    fn draw(&self, frame: &Frame) -> Scene {
        let width = frame.drawn_width();
        // The more areas, the more height their names take.
        let high = (0.645 * width).max(170.0 + 15.0 * self.areas.len() as f64);
        let height = frame.height.unwrap_or(high).clamp(280.0, 620.0).round();
        let mut scene = Scene::new(width, height, frame.theme.palette());
        let layout = self.layout(width, height);
        self.draw_axes(&mut scene, &layout);

        let spots = self.spots(&layout);
        let (plot, strip) = (layout.plot, layout.strip);
        let mut room = Room::new(plot.grown(-2.0, 0.0));
        let mut side_room = strip.map(|strip| {
            // Nothing stands below the strip: a name at the foot may hang over.
            Room::new(Bounds { bottom: strip.bottom + BELOW_STRIP, ..strip.grown(-4.0, 0.0) })
        });
        for spot in &spots {
            let reach = if frame.selects(&spot.area.key) { 11.0 } else { SIGNAL_REACH + 1.0 };
            let taken = Bounds::around(spot.x, spot.y, reach);
            match side_room.as_mut().filter(|_| spot.in_strip) {
                Some(side) => side.take(taken),
                None => room.take(taken),
            }
        }
        keep_lines_clear(&layout, &mut room, side_room.as_mut());
        draw_corners(&mut scene, &layout, &mut room);
        if let (Some(strip), Some(side)) = (strip, side_room.as_mut()) {
            let heading = if layout.industry_line.is_none() { NO_FIGURE_AT_ALL } else { NO_FIGURE };
            let lines = Face::MICRO.wrap(heading, strip.width() - 16.0, 2);
            // Below the marks at the very top, where there are any.
            let high = 14.0 * lines.len() as f64;
            let free = |top: &f64| {
                spots.iter().all(|spot| !spot.in_strip || spot.y < top - 3.0 || spot.y > top + high + 9.0)
            };
            let top = (0..6).map(|line| strip.top + 4.0 + 14.0 * f64::from(line)).find(free);
            let baseline = top.unwrap_or(strip.top + 4.0) + 12.0;
            for (index, line) in lines.iter().enumerate() {
                let at = (strip.left + 10.0, baseline + 14.0 * index as f64);
                let taken = scene.text(at, Anchor::Start, Face::MICRO, scene.palette.text_2, line);
                // A mark that stands here already keeps its place; the heading is only kept free of labels.
                side.take(taken.grown(2.0, 1.0));
            }
        }
        let mut nameless = 0;
        let mut labels = Vec::new();
        for spot in &spots {
            let face = if leads(spot.area.signal) { Face::STRONG } else { Face::LABEL };
            let reach = if frame.selects(&spot.area.key) { 11.0 } else { SIGNAL_REACH };
            let room = side_room.as_mut().filter(|_| spot.in_strip).unwrap_or(&mut room);
            match room.place((spot.x, spot.y), reach, face, &crate::text::clean(&spot.area.name)) {
                Some(placed) => labels.push((placed, face, spot.in_strip)),
                None => nameless += 1,
            }
        }
        let palette = scene.palette;
        for (placed, ..) in &labels {
            if let Some((from, to)) = placed.leader {
                scene.line(from, to, palette.control);
            }
        }
        for (placed, face, in_strip) in &labels {
            let ground = if *in_strip { palette.bg_chrome } else { palette.bg };
            for (line, index) in placed.lines.iter().zip(0..) {
                let at = (placed.at.0, placed.at.1 + face.line_height() * f64::from(index));
                scene.text_on(ground, at, placed.anchor, *face, palette.text, line);
            }
        }
        for spot in &spots {
            if frame.selects(&spot.area.key) {
                let ground = if spot.in_strip { palette.bg_chrome } else { palette.bg };
                scene.disc(spot.x, spot.y, 11.0, palette.accent);
                scene.disc(spot.x, spot.y, 9.0, ground);
            }
            draw_signal(&mut scene, spot.area.signal, spot.x, spot.y);
            let industry = spot.area.industry_shown().map_or_else(
                || "no industry figure".to_owned(),
                |gap| format!("industry gap {}%", whole(gap)),
            );
            let label = format!("{}: {}, {industry}", spot.area.name, spot.area.words());
            let bounds = Bounds::around(spot.x, spot.y, 12.0);
            scene.mark(&spot.area.key, Part::Need, label, spot.area.need, bounds);
        }
        if nameless > 0 {
            let words = format!("{nameless} without room for a name: see the table");
            scene.text((width, 14.0), Anchor::End, Face::MICRO, palette.text_3, &words);
        }
        scene
    }

    fn layout(&self, width: f64, height: f64) -> Layout {
        let without: Vec<&AreaNeed> =
            self.areas.iter().filter(|area| area.industry_shown().is_none()).collect();
        let bottom = height - FOOT;
        let names = without.iter().map(|area| Face::STRONG.width(&area.name)).fold(0.0, f64::max);
        let column = (names + 44.0).clamp(116.0, 260.0).round();
        let all = without.len() == self.areas.len();
        let strip = (!without.is_empty()).then(|| {
            // Where no area has a figure there is nothing beside the strip.
            let wide = if all { width - LEFT } else { column.min((0.3 * width).round()) };
            Bounds::new(width - wide, TOP, width, bottom)
        });
        let right = strip.filter(|_| !all).map_or(width - 12.0, |strip| strip.left - GUTTER);
        let plot = Bounds::new(LEFT, TOP, right, bottom);
        let need = Scale { low: 0.0, high: 100.0, low_at: bottom, high_at: TOP };
        let industry_line = self.industry_line();
        let (low, high) = self.industry_range(industry_line);
        let industry = Scale { low, high, low_at: plot.left, high_at: plot.right };
        let need_line = if self.need_line.is_finite() { self.need_line.clamp(0.0, 100.0) } else { 0.0 };
        Layout { plot, strip, column, need, industry, need_line, industry_line }
    }

    /// The ends of the industry scale: fives around the figures and the line, at least 20 apart.
    fn industry_range(&self, line: Option<f64>) -> (f64, f64) {
        let shown = || self.areas.iter().filter_map(AreaNeed::industry_shown).chain(line);
        let (lowest, highest) = (shown().fold(f64::INFINITY, f64::min), shown().fold(0.0, f64::max));
        if lowest > highest {
            return (0.0, 100.0);
        }
        let low = (((lowest - 3.0) / 5.0).floor() * 5.0).clamp(0.0, 80.0);
        let high = (((highest + 3.0) / 5.0).ceil() * 5.0).clamp(low + 20.0, 100.0);
        (low, high)
    }

    /// The marks' places. Marks that would hide one another are set side by side.
    fn spots(&self, layout: &Layout) -> Vec<Spot<'_>> {
        let mut spots: Vec<Spot<'_>> = Vec::new();
        // Across the strip nothing is measured: where it has room for several names side by side, the marks take turns.
        let columns =
            layout.strip.map_or(1, |strip| (strip.width() / layout.column).floor().max(1.0) as usize);
        let mut turns = (0..columns).cycle();
        for area in &self.areas {
            let y = layout.need.at(area.need_shown()).round();
            let (home, first, last, in_strip) = match (area.industry_shown(), layout.strip) {
                (Some(gap), _) => {
                    (layout.industry.at(gap).round(), layout.plot.left, layout.plot.right, false)
                }
                (None, Some(strip)) => {
                    let home = strip.left + 16.0 + layout.column * turns.next().unwrap_or(0) as f64;
                    (home, strip.left + 8.0, strip.right - 8.0, true)
                }
                (None, None) => continue,
            };
            let hides = |x: f64| {
                spots.iter().any(|spot| spot.in_strip == in_strip && (spot.x - x).hypot(spot.y - y) < HIDING)
            };
            let steps = (0..40).map(|step| {
                let side = if step % 2 == 0 { 1.0 } else { -1.0 };
                home + side * f64::from((step + 1) / 2) * (HIDING + 1.0)
            });
            let x = steps.filter(|x| first <= *x && *x <= last).find(|x| !hides(*x)).unwrap_or(home);
            spots.push(Spot { area, x, y, in_strip });
        }
        spots
    }

    fn draw_axes(&self, scene: &mut Scene, layout: &Layout) {
        let palette = scene.palette;
        let Layout { plot, need, industry, .. } = layout;
        if let Some(strip) = layout.strip {
            scene.rect(Bounds { bottom: strip.bottom + BELOW_STRIP, ..strip }, palette.bg_chrome);
        }
        scene.text((0.0, 12.0), Anchor::Start, Face::MICRO, palette.text_2, "Need, 0 to 100");
        let cut = need.at(layout.need_line);
        for tick in [0.0, 20.0, 40.0, 60.0, 80.0, 100.0] {
            let y = need.at(tick);
            if tick > 0.0 {
                scene.level(plot.left, plot.right, y, 1.0, palette.hairline);
            }
            if (y - cut).abs() >= 11.0 {
                let at = (LEFT - 8.0, Face::MICRO.baseline_at(y));
                scene.text(at, Anchor::End, Face::MICRO, palette.text_3, &whole(tick));
            }
        }
        scene.level(plot.left, plot.right, plot.bottom, 1.0, palette.line);
        let foot = plot.bottom + 17.0;
        let line_words = layout
            .industry_line
            .zip(self.industry_line_words())
            .map(|(line, words)| (industry.at(line), words));
        let line_room = line_words.as_ref().map(|(x, words)| {
            let half = Face::MICRO.width(words) / 2.0;
            let x = x.clamp(half, plot.right - half + 10.0);
            (x, Bounds::new(x - half - 5.0, foot - 10.0, x + half + 5.0, foot + 3.0))
        });
        if layout.industry_line.is_some() {
            for tick in industry_ticks(industry.low, industry.high) {
                let x = industry.at(tick);
                scene.upright(x, plot.bottom, plot.bottom + 4.0, 1.0, palette.line);
                let half = Face::MICRO.width(&whole(tick)) / 2.0;
                let room = Bounds::new(x - half, foot - 9.0, x + half, foot + 2.0);
                if line_room.is_none_or(|(_, taken)| !taken.meets(room)) {
                    scene.text((x, foot), Anchor::Middle, Face::MICRO, palette.text_3, &whole(tick));
                }
            }
        }
        let level_end = layout.strip.map_or(plot.right, |strip| strip.right);
        scene.level_dashes(plot.left, level_end, cut, palette.control);
        let at = (LEFT - 8.0, Face::MICRO.baseline_at(cut));
        scene.text(at, Anchor::End, Face::MICRO, palette.text_2, &whole(layout.need_line));
        scene.lines.push(CutLine {
            kind: CutKind::Need,
            value: layout.need_line,
            x1: plot.left as i32,
            y1: cut.round() as i32,
            x2: level_end as i32,
            y2: cut.round() as i32,
            low: need.low,
            low_at: need.low_at.round() as i32,
            high: need.high,
            high_at: need.high_at.round() as i32,
        });
        let middle = f64::midpoint(plot.left, plot.right);
        let (Some(line), Some((_, words)), Some((words_at, _))) =
            (layout.industry_line, line_words, line_room)
        else {
            return;
        };
        let x = industry.at(line);
        scene.upright_dashes(x, plot.top, plot.bottom, palette.control);
        scene.text((words_at, foot), Anchor::Middle, Face::MICRO, palette.text_2, &words);
        let unit = Face::MICRO.fit(&self.unit(), scene.width - plot.left);
        let half = Face::MICRO.width(&unit) / 2.0;
        let unit_at = (middle.clamp(half, scene.width - half), plot.bottom + 34.0);
        scene.text(unit_at, Anchor::Middle, Face::MICRO, palette.text_2, &unit);
        scene.lines.push(CutLine {
            kind: CutKind::Industry,
            value: line,
            x1: x.round() as i32,
            y1: plot.top as i32,
            x2: x.round() as i32,
            y2: plot.bottom as i32,
            low: industry.low,
            low_at: industry.low_at.round() as i32,
            high: industry.high,
            high_at: industry.high_at.round() as i32,
        });
    }

    /// What the industry scale counts, in words.
    fn unit(&self) -> String {
        let of = self.n.map_or_else(|| "respondents".to_owned(), thousands);
        match self.kind {
            Some(FigureKind::PerceivedGap) => format!("Industry gap: named by % of {of}"),
            Some(kind) => format!("Industry gap: {}, % of {of}", kind.words()),
            None => format!("Industry gap: % of {of}, several kinds of question"),
        }
    }
}

/// Keeps labels off both lines and their grips.
fn keep_lines_clear(layout: &Layout, room: &mut Room, side_room: Option<&mut Room>) {
    let plot = layout.plot;
    let cut = layout.need.at(layout.need_line);
    room.take(Bounds::new(plot.left, cut - 2.0, plot.right, cut + 2.0));
    room.take(Bounds::around(plot.left, cut, 7.0));
    if let (Some(side), Some(strip)) = (side_room, layout.strip) {
        side.take(Bounds::new(strip.left, cut - 2.0, strip.right, cut + 2.0));
    }
    if let Some(line) = layout.industry_line {
        let x = layout.industry.at(line);
        room.take(Bounds::new(x - 2.0, plot.top, x + 2.0, plot.bottom));
        room.take(Bounds::around(x, plot.bottom, 7.0));
    }
}

/// Names the corners, each in its quarter of the plot where it has room beside the marks; a quarter too small
/// for its words goes without.
fn draw_corners(scene: &mut Scene, layout: &Layout, room: &mut Room) {
    let Some(line) = layout.industry_line else { return };
    let (plot, face) = (layout.plot, Face::REGION);
    let (x, y) = (layout.industry.at(line), layout.need.at(layout.need_line));
    let quarters = [
        Bounds::new(plot.left, plot.top, x, y),
        Bounds::new(x, plot.top, plot.right, y),
        Bounds::new(plot.left, y, x, plot.bottom),
        Bounds::new(x, y, plot.right, plot.bottom),
    ];
    for ((quarter, words), index) in quarters.into_iter().zip(CORNERS).zip(0..) {
        let (on_right, at_foot) = (index % 2 == 1, index >= 2);
        // Two lines of about one length, unless one will do or the quarter is narrower still.
        let most = quarter.width() - 16.0;
        let lines = if face.width(words) <= most.min(140.0) {
            vec![words.to_owned()]
        } else {
            (8..=20)
                .map(|tens| f64::from(tens * 10).min(most))
                .map(|width| face.wrap(words, width, 2))
                .find(|lines| !lines.iter().any(|line| line.ends_with('…')))
                .unwrap_or_else(|| face.wrap(words, most, 4))
        };
        if lines.iter().any(|line| line.ends_with('…')) {
            continue;
        }
        let wide = lines.iter().map(|line| face.width(line)).fold(0.0, f64::max);
        let step = face.line_height() - 1.0;
        let high = step * (lines.len() as f64 - 1.0) + face.ascent() + face.descent();
        let slack = (quarter.height() - high - 10.0).max(0.0);
        let shifts = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share: f64| (share * slack).round());
        let sides = [on_right, !on_right];
        let place =
            sides.iter().flat_map(|side| shifts.map(|shift| (*side, shift))).find_map(|(right, shift)| {
                let top =
                    if at_foot { quarter.bottom - 6.0 - high - shift } else { quarter.top + 4.0 + shift };
                let left = if right { quarter.right - 7.0 - wide } else { quarter.left + 8.0 };
                let bounds = Bounds::new(left, top, left + wide, top + high);
                (quarter.holds(bounds) && room.is_free(bounds.grown(1.0, 0.0))).then_some((right, bounds))
            });
        let Some((right, bounds)) = place else { continue };
        room.take(bounds.grown(3.0, 1.0));
        for (index, line) in lines.iter().enumerate() {
            let baseline = bounds.top + face.ascent() + step * index as f64;
            let (anchor, at) = if right { (Anchor::End, bounds.right) } else { (Anchor::Start, bounds.left) };
            let colour = scene.palette.text_2;
            scene.text_on(scene.palette.bg, (at, baseline), anchor, face, colour, line);
        }
    }
}

/// Two marks nearer than this hide one another, in pixels.
const HIDING: f64 = 10.0;

const NO_FIGURE: &str = "No industry figure";
const NO_FIGURE_AT_ALL: &str = "No area has an industry figure";

/// What the four corners say: above the need line and below it, left and right of the industry line.
const CORNERS: [&str; 4] = [
    "Needed here",
    "Needed here, short everywhere: start first",
    "Watch",
    "Short elsewhere, covered here: keep",
];

impl AreaNeed {
    /// The industry's percentage on its scale.
    fn industry_shown(&self) -> Option<f64> {
        self.industry_percent.filter(|percent| percent.is_finite()).map(|percent| percent.clamp(0.0, 100.0))
    }
}

/// Tens within the ends of the scale; twenties where it is long.
fn industry_ticks(low: f64, high: f64) -> Vec<f64> {
    let step = if high - low > 60.0 { 20.0 } else { 10.0 };
    let (first, last) = ((low / step).ceil() as i32, (high / step).floor() as i32);
    (first..=last).map(|multiple| f64::from(multiple) * step).collect()
}

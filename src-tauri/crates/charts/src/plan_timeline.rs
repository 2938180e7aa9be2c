//! The plan as a timeline: a row for each action, with what becomes of it in each quarter, what it costs, and what is lost
//! without it.

use crate::{
    Frame, Laid, Part, Table,
    key::{Swatch, draw_key, draw_swatch},
    scene::{Anchor, Bounds, Scene, text_bounds},
    text::{Face, clean, counted, thousands},
    theme::Palette,
};

/// What an action of a plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanLineKind {
    /// One more person is hired.
    Hire,
    /// A person takes a course.
    Train,
    /// A contractor is borrowed.
    Borrow,
}

/// What becomes of an action in a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuarterState {
    /// Not begun, or over.
    Idle,
    /// The seat is open and nobody is there yet.
    Open,
    /// Somebody finds their feet or takes a course.
    Busy,
    /// It counts as covered.
    Counts,
}

/// How far an action has come, where it is tracked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    /// It has begun.
    Started,
    /// It is done.
    Done,
    /// It will not be done.
    Dropped,
}

/// An action of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// Its key.
    pub key: String,
    /// What it is.
    pub kind: PlanLineKind,
    /// Who or what: "LLM security engineer", "Mina Park".
    pub name: String,
    /// Where or by what: "AI assurance", "LLM application security".
    pub detail: String,
    /// What becomes of it, one for each quarter.
    pub quarters: Vec<QuarterState>,
    /// What it costs, in the unit of the column's head: "121.5".
    pub cost: String,
    /// Points of full cover over the plan that are lost without it: "−7.9"; `None` where that is not known yet.
    pub without: Option<String>,
    /// How far it has come, where it is tracked.
    pub state: Option<LineState>,
    /// All of it in a sentence, for the hit map.
    pub says: String,
}

/// The figures of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanTimeline {
    /// The quarters in order: "Q1 Dec".
    pub quarters: Vec<String>,
    /// Head of the column of costs: "Cost, €k".
    pub cost_head: String,
    /// The actions, those of a kind together.
    pub lines: Vec<PlanLine>,
    /// Whether a column tells what is lost without each line.
    pub with_losses: bool,
}

/// Spaces between columns, and around the lines of a row; the least height of a row.
const GAP: f64 = 14.0;
const AROUND: f64 = 10.0;
const LEAST: f64 = 28.0;

/// Half the height of a bar, and its distance from the ends of its quarters.
const HALF: f64 = 5.0;
const INSET: f64 = 2.0;

/// From this width on the detail has a column of its own, if the quarters keep this much each.
const WIDE: f64 = 640.0;
const QUARTER: f64 = 30.0;

/// Widest that the columns of kinds and of figures become.
const KIND: f64 = 72.0;
const FIGURE: f64 = 112.0;

/// Lines that a name, a detail and a figure take at most.
const NAME_LINES: usize = 4;
const DETAIL_LINES: usize = 3;
const FIGURE_LINES: usize = 2;

const WITHOUT: &str = "Without it, points";
const UNKNOWN: &str = "–";

impl PlanLineKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Hire => "Hire",
            Self::Train => "Train",
            Self::Borrow => "Borrow",
        }
    }

    /// "2 hires"
    fn counted(self, count: u32) -> String {
        match self {
            Self::Hire => counted(count, "hire", "hires"),
            Self::Train => counted(count, "course", "courses"),
            Self::Borrow => counted(count, "contractor", "contractors"),
        }
    }
}

impl LineState {
    const fn word(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

impl QuarterState {
    const fn word(self) -> &'static str {
        match self {
            Self::Idle => UNKNOWN,
            Self::Open => "Open",
            Self::Busy => "Ramp or course",
            Self::Counts => "Counts as covered",
        }
    }

    /// How it is drawn; what is dropped stands hollow.
    const fn swatch(self, p: &Palette, dropped: bool) -> Option<Swatch> {
        match (self, dropped) {
            (Self::Idle, _) => None,
            (Self::Open, false) => Some(Swatch::LevelDashes(p.industry, 2.0)),
            (Self::Open, true) => Some(Swatch::LevelDashes(p.text_3, 1.0)),
            (Self::Busy, false) => Some(Swatch::Edged(p.band_1, p.ours)),
            (Self::Counts, false) => Some(Swatch::Fill(p.ours)),
            (Self::Busy | Self::Counts, true) => Some(Swatch::Edged(p.bg, p.text_3)),
        }
    }
}

impl PlanLine {
    fn is_dropped(&self) -> bool {
        self.state == Some(LineState::Dropped)
    }

    fn state_word(&self) -> &'static str {
        self.state.map_or("", LineState::word)
    }

    /// Runs of the first `count` quarters in one state: the first, the one after the last, and the state.
    fn runs(&self, count: usize) -> Vec<(usize, usize, QuarterState)> {
        let mut runs: Vec<(usize, usize, QuarterState)> = Vec::new();
        for (quarter, state) in self.quarters.iter().take(count).enumerate() {
            match runs.last_mut() {
                Some((_, end, before)) if before == state => *end = quarter + 1,
                _ => runs.push((quarter, quarter + 1, *state)),
            }
        }
        runs
    }
}

/// Where the columns stand.
struct Columns {
    /// Left edge and width of the names.
    name: (f64, f64),
    /// Those of the details; `None` where they stand under the names.
    detail: Option<(f64, f64)>,
    /// The quarters' left edge, and the width of one.
    quarters: (f64, f64),
    /// Right edge and width of the costs.
    cost: (f64, f64),
    /// Width of what is lost, at the right edge of the picture.
    without: f64,
}

/// A row's texts, wrapped, and its place.
struct Row<'a> {
    line: &'a PlanLine,
    top: f64,
    bottom: f64,
    name: Vec<String>,
    detail: Vec<String>,
    cost: Vec<String>,
    without: Vec<String>,
}

impl PlanTimeline {
    pub(crate) fn lay_out(&self, frame: &Frame) -> Laid {
        let table = self.table();
        if self.lines.is_empty() {
            let sentence = "Nothing is planned: nothing within the limits adds coverage";
            return crate::without_figures(frame, "The plan by quarter", sentence, table);
        }
        let scene = self.draw(frame);
        let listed: Vec<&str> = scene.marks.iter().map(|mark| mark.label.as_str()).collect();
        let description = format!("The actions of the plan by quarter. {}.", listed.join("; "));
        Laid { scene, title: self.title(), description, table }
    }

    /// "2 hires and 8 courses; 9 of 10 count in Q4 Mar"
    fn title(&self) -> String {
        let kept: Vec<&PlanLine> = self.lines.iter().filter(|line| !line.is_dropped()).collect();
        let dropped = (self.lines.len() - kept.len()) as u32;
        if kept.is_empty() {
            return format!("{} dropped, nothing else is planned", counted(dropped, "action", "actions"));
        }
        let kinds: Vec<String> = [PlanLineKind::Hire, PlanLineKind::Train, PlanLineKind::Borrow]
            .into_iter()
            .filter_map(|kind| match kept.iter().filter(|line| line.kind == kind).count() as u32 {
                0 => None,
                count => Some(kind.counted(count)),
            })
            .collect();
        let kinds = match &kinds[..] {
            [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
            _ => kinds.concat(),
        };
        let last = self.quarters.len().saturating_sub(1);
        let counts =
            kept.iter().filter(|line| line.quarters.get(last) == Some(&QuarterState::Counts)).count();
        let counts = match (counts, kept.len()) {
            (1, 1) => "it counts".to_owned(),
            (counts, all) if counts == all => "all count".to_owned(),
            (counts, all) => format!("{counts} of {all} {}", if counts == 1 { "counts" } else { "count" }),
        };
        let quarter = self.quarters.last().map_or_else(String::new, |quarter| format!(" in {quarter}"));
        let dropped = if dropped == 0 { String::new() } else { format!(", {} dropped", thousands(dropped)) };
        format!("{kinds}; {counts}{quarter}{dropped}")
    }

    fn table(&self) -> Table {
        let mut columns = ["Action", "Who or what", "Where or by what"].map(str::to_owned).to_vec();
        columns.extend(self.quarters.iter().cloned());
        columns.push(self.cost_head.clone());
        if self.with_losses {
            columns.push(WITHOUT.to_owned());
        }
        columns.push("State".to_owned());
        let row =
            |line: &PlanLine| {
                let mut row = vec![line.kind.word().to_owned(), line.name.clone(), line.detail.clone()];
                row.extend((0..self.quarters.len()).map(|quarter| {
                    line.quarters.get(quarter).map_or(UNKNOWN, |state| state.word()).to_owned()
                }));
                row.push(line.cost.clone());
                if self.with_losses {
                    row.push(line.without.as_deref().unwrap_or(UNKNOWN).to_owned());
                }
                row.push(line.state_word().to_owned());
                row
            };
        Table { columns, rows: self.lines.iter().map(row).collect() }
    }

    fn columns(&self, width: f64) -> Columns {
        let widest = |face: Face, texts: &mut dyn Iterator<Item = &str>, least: f64| {
            texts.map(|text| face.width(&clean(text))).fold(least, f64::max).ceil()
        };
        let lines = || self.lines.iter();
        let kind = widest(Face::LABEL, &mut lines().map(|line| line.kind.word()), 0.0);
        let state = widest(Face::MICRO, &mut lines().map(PlanLine::state_word), 0.0);
        let left = kind.max(state).min(KIND) + GAP;
        // Where there is little room, heads and figures of several words take two lines.
        let figure = |head: &str, texts: &mut dyn Iterator<Item = &str>| {
            let share = if width < WIDE { 0.62 } else { 1.0 };
            let needs = |face: Face, text: &str| {
                let longest = text.split(' ').map(|word| face.width(word)).fold(0.0, f64::max);
                longest.max(share * face.width(text))
            };
            let head = needs(Face::MICRO, &clean(head)).max(30.0);
            texts.map(|text| needs(Face::LABEL, &clean(text))).fold(head, f64::max).min(FIGURE).ceil()
        };
        let cost = figure(&self.cost_head, &mut lines().map(|line| line.cost.as_str()));
        let (without, right) = if self.with_losses {
            let without =
                figure(WITHOUT, &mut lines().map(|line| line.without.as_deref().unwrap_or(UNKNOWN)));
            (without, width - without - GAP)
        } else {
            (0.0, width)
        };
        let end = right - cost - GAP;

        let count = self.quarters.len().max(1) as f64;
        let names = widest(Face::ROW, &mut lines().map(|line| line.name.as_str()), 60.0);
        let details = |face| widest(face, &mut lines().map(|line| line.detail.as_str()), 0.0);
        let most = (0.22 * width).clamp(112.0, 260.0);
        let (name, detail) = (names.min(most), details(Face::LABEL).min(most));
        let start = left + name + GAP + detail + GAP;
        let is_apart = width >= WIDE && detail > 0.0 && (end - start) / count >= QUARTER;
        let (name, detail, start) = if is_apart {
            (name, Some((left + name + GAP, detail)), start)
        } else {
            let name = names.max(details(Face::MICRO)).min(most.max(0.26 * width));
            (name, None, left + name + GAP)
        };
        Columns {
            name: (left, name),
            detail,
            quarters: (start, ((end - start) / count).max(1.0)),
            cost: (right, cost),
            without,
        }
    }

    /// Wraps every row, and places them from `top` on.
    fn rows(&self, columns: &Columns, top: f64) -> Vec<Row<'_>> {
        let mut bottom = top;
        self.lines
            .iter()
            .map(|line| {
                let name = Face::ROW.wrap(&clean(&line.name), columns.name.1, NAME_LINES);
                let (face, room) = match columns.detail {
                    Some((_, width)) => (Face::LABEL, width),
                    None => (Face::MICRO, columns.name.1),
                };
                let detail = face.wrap(&clean(&line.detail), room, DETAIL_LINES);
                let cost = Face::LABEL.wrap(&clean(&line.cost), columns.cost.1, FIGURE_LINES);
                let without = if self.with_losses {
                    let without = line.without.as_deref().unwrap_or(UNKNOWN);
                    Face::LABEL.wrap(&clean(without), columns.without, FIGURE_LINES)
                } else {
                    Vec::new()
                };
                let height = |face: Face, lines: &[String]| face.line_height() * lines.len() as f64;
                let names = height(Face::ROW, &name);
                let details = height(face, &detail);
                let state = if line.state.is_some() { Face::MICRO.line_height() } else { 0.0 };
                let high = [
                    if columns.detail.is_some() { names.max(details) } else { names + details },
                    Face::LABEL.line_height() + state,
                    height(Face::LABEL, &cost),
                    height(Face::LABEL, &without),
                ];
                let top = bottom;
                bottom += (high.into_iter().fold(0.0, f64::max) + AROUND).max(LEAST).ceil();
                Row { line, top, bottom, name, detail, cost, without }
            })
            .collect()
    }

    fn draw(&self, frame: &Frame) -> Scene {
        let width = frame.drawn_width();
        let mut scene = Scene::new(width, 0.0, frame.theme.palette());
        let palette = scene.palette;
        let shown = [QuarterState::Open, QuarterState::Busy, QuarterState::Counts];
        let mut key: Vec<(Swatch, &str)> =
            shown.iter().filter_map(|state| Some((state.swatch(&palette, false)?, state.word()))).collect();
        if let Some(dropped) =
            QuarterState::Busy.swatch(&palette, true).filter(|_| self.lines.iter().any(PlanLine::is_dropped))
        {
            key.push((dropped, "Dropped"));
        }
        let foot = draw_key(&mut scene, &key) + 8.0;
        let columns = self.columns(width);
        let top = self.draw_heads(&mut scene, &columns, foot);
        let rows = self.rows(&columns, top);
        scene.height = rows.last().map_or(top, |row| row.bottom).round();

        for row in &rows {
            if frame.selects(&row.line.key) {
                scene.rect(Bounds::new(0.0, row.top, width, row.bottom), palette.bg_selected);
            }
        }
        let (start, quarter) = columns.quarters;
        for place in 0..=self.quarters.len() {
            let x = start + quarter * place as f64;
            scene.upright(x, top, scene.height, 1.0, palette.hairline);
        }
        let mut before = None;
        for row in &rows {
            let begins = before.replace(row.line.kind) != Some(row.line.kind);
            let colour = if begins { palette.line } else { palette.hairline };
            scene.level(0.0, width, row.top + 0.5, 1.0, colour);
            draw_row(&mut scene, &columns, row, self.quarters.len());
            let counts = row.line.quarters.iter().filter(|state| **state == QuarterState::Counts).count();
            let bounds = Bounds::new(0.0, row.top, width, row.bottom);
            scene.mark(&row.line.key, Part::Action, row.line.says.clone(), counts as f64, bounds);
        }
        scene
    }

    /// Draws the heads of the columns, and gives their foot.
    fn draw_heads(&self, scene: &mut Scene, columns: &Columns, top: f64) -> f64 {
        let (face, colour) = (Face::MICRO, scene.palette.text_2);
        let (start, quarter) = columns.quarters;
        let room = quarter - 2.0 * INSET;
        let cost = face.wrap(&clean(&self.cost_head), columns.cost.1, 2);
        let without = if self.with_losses { face.wrap(WITHOUT, columns.without, 2) } else { Vec::new() };
        let wrapped: Vec<Vec<String>> =
            self.quarters.iter().map(|words| face.wrap(&clean(words), room, 2)).collect();
        let whole = self.quarters.iter().zip(&wrapped).all(|(words, lines)| lines.join(" ") == clean(words));
        // Where they have no room, each stands in one line and some are left out.
        let quarters = if whole {
            wrapped
        } else {
            self.quarters.iter().map(|words| vec![face.fit(&clean(words), 96.0)]).collect()
        };
        let most = quarters.iter().chain([&cost, &without]).map(Vec::len).max().unwrap_or(1);
        let step = face.line_height();
        let foot = top + step * most as f64 + 8.0;
        // Heads end level, so that each stands right above its column.
        let draw = |scene: &mut Scene, x: f64, anchor: Anchor, lines: &[String]| {
            for (line, place) in lines.iter().zip(0..) {
                let baseline = foot - 8.0 - step * (lines.len() as f64 - f64::from(place) - 1.0);
                scene.text((x, baseline), anchor, face, colour, line);
            }
        };
        draw(scene, columns.cost.0, Anchor::End, &cost);
        draw(scene, scene.width, Anchor::End, &without);
        let mut free = 0.0;
        let end = columns.cost.0 - columns.cost.1 - GAP / 2.0;
        for (lines, place) in quarters.iter().zip(0..) {
            let edge = start + quarter * f64::from(place);
            let x = edge + INSET + 2.0;
            let widest = lines.iter().map(|line| face.width(line)).fold(0.0, f64::max);
            if x >= free && x + widest <= end {
                scene.upright(edge, top, foot, 1.0, scene.palette.hairline);
                draw(scene, x, Anchor::Start, lines);
                free = x + widest + 4.0;
            }
        }
        foot
    }
}

/// Draws what a row says and the bars of its quarters.
fn draw_row(scene: &mut Scene, columns: &Columns, row: &Row<'_>, quarters: usize) {
    let (line, palette) = (row.line, scene.palette);
    let dropped = line.is_dropped();
    let ink = if dropped { palette.text_3 } else { palette.text };
    let second = if dropped { palette.text_3 } else { palette.text_2 };
    let middle = f64::midpoint(row.top, row.bottom).round();

    let kind = [line.kind.word().to_owned()];
    let state: Vec<String> =
        line.state.iter().map(|state| Face::MICRO.fit(state.word(), columns.name.0 - GAP)).collect();
    draw_lines(
        scene,
        (0.0, Anchor::Start),
        middle,
        &[(Face::LABEL, second, &kind), (Face::MICRO, ink, &state)],
    );

    let (left, _) = columns.name;
    let name = (Face::ROW, ink, &row.name[..]);
    let places = if let Some((detail, _)) = columns.detail {
        let words = [(Face::LABEL, second, &row.detail[..])];
        draw_lines(scene, (detail, Anchor::Start), middle, &words);
        draw_lines(scene, (left, Anchor::Start), middle, &[name])
    } else {
        let words = [name, (Face::MICRO, second, &row.detail[..])];
        draw_lines(scene, (left, Anchor::Start), middle, &words)
    };
    if dropped {
        for place in places.iter().take(row.name.len()) {
            let y = f64::midpoint(place.top, place.bottom) + 1.0;
            scene.level(place.left, place.right, y, 1.0, ink);
        }
    }
    draw_lines(scene, (columns.cost.0, Anchor::End), middle, &[(Face::LABEL, ink, &row.cost)]);
    let colour = if line.without.is_some() { ink } else { palette.text_3 };
    draw_lines(scene, (scene.width, Anchor::End), middle, &[(Face::LABEL, colour, &row.without)]);

    let (start, quarter) = columns.quarters;
    for (from, to, state) in line.runs(quarters) {
        let Some(swatch) = state.swatch(&palette, dropped) else { continue };
        let (left, right) = (start + quarter * from as f64, start + quarter * to as f64);
        let bounds =
            Bounds::new(left.round() + INSET, middle - HALF, right.round() - INSET + 1.0, middle + HALF);
        draw_swatch(scene, swatch, bounds);
    }
}

/// Draws lines of text one below the other, all of them centred upon a height, and gives their places.
fn draw_lines(
    scene: &mut Scene,
    (x, anchor): (f64, Anchor),
    middle: f64,
    parts: &[(Face, plotters::style::RGBColor, &[String])],
) -> Vec<Bounds> {
    let high: f64 = parts.iter().map(|(face, _, lines)| face.line_height() * lines.len() as f64).sum();
    let mut top = middle - high / 2.0;
    let mut places = Vec::new();
    for (face, colour, lines) in parts {
        for line in *lines {
            let at = (x, face.baseline_at(top + face.line_height() / 2.0));
            scene.text(at, anchor, *face, *colour, line);
            places.push(text_bounds(at, anchor, *face, line));
            top += face.line_height();
        }
    }
    places
}

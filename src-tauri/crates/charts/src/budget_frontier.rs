//! The budget frontier: what is covered over the plan by budget, with what no plan can exceed, and where this plan stands.

use plotters::style::RGBColor;

use crate::{
    Frame, Laid, Part, Table,
    axis::{INSET, PercentAxis, TICKS, columns, draw_ticks},
    coverage_fan::percent,
    key::{Swatch, draw_swatch, draw_unit_and_key},
    placement::{Placed, Room, along},
    scene::{Anchor, Bounds, Scale, Scene, text_bounds},
    text::{Face, clean, whole},
};

/// The best plan for one budget.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontierPoint {
    /// The budget.
    pub budget: f64,
    /// The budget in words: "€120k".
    pub words: String,
    /// Coverage of its best plan, 0 to 1; `None` where it is still being worked out.
    pub share: Option<f64>,
    /// The coverage that no plan for this budget can exceed, 0 to 1; `None` where it is not known yet.
    pub bound: Option<f64>,
    /// Whether the plan is proven to be the best.
    pub proven: bool,
    /// The proof in words: "optimal, gap 0.0%".
    pub gap: String,
}

/// The budget that may be spent.
#[derive(Clone, Debug, PartialEq)]
pub struct BudgetLimit {
    /// The budget.
    pub budget: f64,
    /// What stands beside its line: "limit €220k".
    pub words: String,
}

/// The plan that is shown beside the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ThisPlan {
    /// What it costs.
    pub cost: f64,
    /// Its coverage, 0 to 1.
    pub share: f64,
    /// What stands beside its mark: "this plan, 82%".
    pub words: String,
}

/// The figures of the frontier.
#[derive(Clone, Debug, PartialEq)]
pub struct BudgetFrontier {
    /// What is measured, as the head of the axis: "Covered over the plan, % of full cover".
    pub unit: String,
    /// The budgets, the smallest first.
    pub points: Vec<FrontierPoint>,
    /// The limit, where there is one.
    pub limit: Option<BudgetLimit>,
    /// This plan, where there is one.
    pub chosen: Option<ThisPlan>,
    /// Ticks of the axis of budgets, each in words: "€100k".
    pub ticks: Vec<(f64, String)>,
}

/// Right of the plot, above it, below it for the budgets.
const END: f64 = 20.0;
const HEAD: f64 = 20.0;
const FOOT: f64 = 26.0;

/// Half the side of a dot, and the outer and the inner radius of the ring around this plan.
const DOT: f64 = 4.0;
const RING: (f64, f64) = (9.0, 7.0);

/// Widest that words stand in the plot.
const WIDEST: f64 = 160.0;

const BOUND: &str = "at most (LP bound)";
const PROVEN: &str = "Best plan, proven";
const UNPROVEN: &str = "Best plan so far";
const COMING: &str = "Still to come";

/// Points of coverage below which two plans cover the same.
const NOTHING: f64 = 0.05;

/// Key of this plan in the hit map.
const THIS_PLAN: &str = "this-plan";

/// What a column of the hit map stands for.
enum Spot<'a> {
    Budget(&'a FrontierPoint),
    Chosen(&'a ThisPlan),
}

impl FrontierPoint {
    /// What the budget comes to, where anything is known of it.
    fn known(&self) -> Option<f64> {
        self.share.or(self.bound)
    }

    /// "€120k: 74%, at most 76%, optimal, gap 0.0%"
    fn said(&self) -> String {
        let share = match self.share {
            Some(share) => format!("{}%", whole(percent(share))),
            None => "still being worked out".to_owned(),
        };
        let bound = match self.bound {
            Some(bound) => format!(", at most {}%", whole(percent(bound))),
            None => String::new(),
        };
        let gap = if self.gap.is_empty() { String::new() } else { format!(", {}", self.gap) };
        format!("{}: {share}{bound}{gap}", self.words)
    }
}

impl Spot<'_> {
    fn budget(&self) -> f64 {
        match self {
            Self::Budget(point) => point.budget,
            Self::Chosen(plan) => plan.cost,
        }
    }
}

impl BudgetFrontier {
    pub(crate) fn lay_out(&self, frame: &Frame) -> Laid {
        let table = self.table();
        if self.points.is_empty() {
            let sentence = "No budget has been worked out yet";
            return crate::without_figures(frame, "Coverage by budget", sentence, table);
        }
        let scene = self.draw(frame);
        let limit = self.limit.as_ref().map_or_else(String::new, |limit| format!(", {}", limit.words));
        let listed: Vec<&str> = scene.marks.iter().map(|mark| mark.label.as_str()).collect();
        let description = format!("{}, by budget{limit}. {}.", self.unit, listed.join("; "));
        Laid { scene, title: self.title(), description, table }
    }

    /// "Coverage stops rising at €200k, with 82%"
    fn title(&self) -> String {
        let solved: Vec<(&FrontierPoint, f64)> =
            self.points.iter().filter_map(|point| Some((point, percent(point.share?)))).collect();
        let open = self.points.len() - solved.len();
        let best = solved.iter().map(|(_, share)| *share).fold(0.0, f64::max);
        let Some((first, share)) = solved.iter().find(|(_, share)| *share > best - NOTHING) else {
            return "Coverage by budget: no plan has been worked out yet".to_owned();
        };
        let is_last = self.points.last().is_none_or(|last| last.budget <= first.budget);
        if !is_last && open == 0 && self.points.iter().all(|point| point.proven) {
            return format!("Coverage stops rising at {}, with {}%", first.words, whole(*share));
        }
        let proof = if first.proven { "" } else { ", not proven" };
        let rest = match open {
            0 => String::new(),
            _ => format!("; {open} of {} budgets to come", self.points.len()),
        };
        format!("{} buys {}% coverage{proof}{rest}", first.words, whole(*share))
    }

    fn table(&self) -> Table {
        let cell = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |share| whole(percent(share)));
        let mut rows: Vec<Vec<String>> = self
            .points
            .iter()
            .map(|point| vec![point.words.clone(), cell(point.share), cell(point.bound), point.gap.clone()])
            .collect();
        rows.extend(
            self.chosen
                .iter()
                .map(|plan| vec![plan.words.clone(), cell(Some(plan.share)), "–".to_owned(), String::new()]),
        );
        let columns = ["Budget", self.unit.as_str(), "At most, %", "Proof"];
        Table { columns: columns.map(str::to_owned).to_vec(), rows }
    }

    /// The budgets and this plan, the smallest first.
    fn spots(&self) -> Vec<Spot<'_>> {
        let mut spots: Vec<Spot<'_>> = self.points.iter().map(Spot::Budget).collect();
        spots.extend(self.chosen.iter().map(Spot::Chosen));
        spots.sort_by(|one, other| one.budget().total_cmp(&other.budget()));
        spots
    }

    fn draw(&self, frame: &Frame) -> Scene {
        let width = frame.drawn_width_from(Frame::SMALL_WIDTH);
        let height = frame.height.unwrap_or(0.5 * width).clamp(226.0, 360.0);
        let mut scene = Scene::new(width, height, frame.theme.palette());
        let palette = scene.palette;
        let (proven, unproven) =
            (Swatch::Disc(palette.ours, palette.ours), Swatch::Disc(palette.bg, palette.ours));
        let mut key = vec![(proven, PROVEN)];
        if self.points.iter().any(|point| point.share.is_some() && !point.proven) {
            key.push((unproven, UNPROVEN));
        }
        let coming = Swatch::Tick(palette.text_2);
        if self.points.iter().any(|point| point.share.is_none()) {
            key.push((coming, COMING));
        }
        let foot = draw_unit_and_key(&mut scene, &self.unit, &key);
        let plot = Bounds::new(TICKS, foot + HEAD, width - END, scene.height - FOOT);

        let spots = self.spots();
        let budgets = self.across(plot);
        let xs: Vec<f64> = spots.iter().map(|spot| budgets.at(spot.budget())).collect();
        let places = columns(&xs, plot, width);
        for (spot, (left, right)) in spots.iter().zip(&places) {
            if matches!(spot, Spot::Budget(point) if frame.selects(&point.words)) {
                scene.rect(Bounds::new(*left, plot.top, *right, plot.bottom), palette.bg_selected);
            }
        }
        let shares = self.points.iter().flat_map(|point| [point.share, point.bound]).flatten();
        let shown = shares.chain(self.chosen.iter().map(|plan| plan.share)).map(percent);
        let scale = PercentAxis::around(shown, 3.0).draw(&mut scene, plot);
        self.draw_budgets(&mut scene, plot, budgets);

        let at = |budget: f64, share: f64| (budgets.at(budget).round(), scale.at(percent(share)).round());
        let mut room = Room::new(Bounds::new(plot.left, foot, width, plot.bottom - 2.0));
        let limit_at = self.limit.as_ref().map(|limit| budgets.at(limit.budget).round());
        if let Some(x) = limit_at {
            scene.upright_dashes(x, plot.top, plot.bottom, palette.text_3);
            room.take(Bounds::new(x - 1.0, plot.top, x + 1.0, plot.bottom));
        }
        let chosen = self.chosen.as_ref().map(|plan| (plan, at(plan.cost, plan.share)));
        if let Some((_, (x, y))) = chosen {
            scene.disc(x, y, RING.0, palette.accent);
            scene.disc(x, y, RING.1, palette.bg);
            room.take(Bounds::around(x, y, RING.0 + 1.0));
        }
        let curve: Vec<(f64, f64)> =
            self.points.iter().filter_map(|point| Some(at(point.budget, point.bound?))).collect();
        for pair in curve.windows(2) {
            scene.line(pair[0], pair[1], palette.text_2);
            for step in along(pair[0], pair[1]) {
                room.take(step);
            }
        }
        for point in &self.points {
            let look = match (point.share, point.proven) {
                (None, _) => coming,
                (_, true) => proven,
                (_, false) => unproven,
            };
            // What is still to come is somewhere below what it cannot exceed.
            let Some(share) = point.known() else { continue };
            let (x, y) = at(point.budget, share);
            let dot = Bounds::around(x, y, DOT);
            draw_swatch(&mut scene, look, dot);
            room.take(dot.grown(1.0, 1.0));
        }
        if let Some((plan, (x, y))) = chosen {
            scene.disc(x, y, DOT, palette.ours);
            let words = Face::STRONG.fit(&clean(&plan.words), WIDEST);
            if let Some(placed) = room.place((x, y), RING.0, Face::STRONG, &words) {
                draw_placed(&mut scene, &placed, Face::STRONG, palette.text);
            }
        }
        if curve.len() > 1 {
            name_curve(&mut scene, &mut room, &curve);
        }
        if let Some((limit, x)) = self.limit.as_ref().zip(limit_at) {
            let words = Face::LABEL.fit(&clean(&limit.words), WIDEST);
            draw_beside(&mut scene, &mut room, x, plot, &words);
        }
        for (spot, (left, right)) in spots.iter().zip(places) {
            let bounds = Bounds::new(left, plot.top, right, plot.bottom);
            match spot {
                Spot::Budget(point) => {
                    let value = percent(point.known().unwrap_or(0.0));
                    scene.mark(&point.words, Part::Coverage, point.said(), value, bounds);
                }
                Spot::Chosen(plan) => {
                    scene.mark(THIS_PLAN, Part::Coverage, plan.words.clone(), percent(plan.share), bounds);
                }
            }
        }
        scene
    }

    /// The scale of budgets: from nothing to the greatest that is shown.
    fn across(&self, plot: Bounds) -> Scale {
        let limit = self.limit.iter().map(|limit| limit.budget);
        let chosen = self.chosen.iter().map(|plan| plan.cost);
        let budgets = self.points.iter().map(|point| point.budget).chain(limit).chain(chosen);
        let shown = budgets.chain(self.ticks.iter().map(|(budget, _)| *budget));
        let high = shown.filter(|budget| budget.is_finite()).fold(0.0, f64::max);
        Scale { low: 0.0, high, low_at: plot.left + INSET, high_at: plot.right }
    }

    fn draw_budgets(&self, scene: &mut Scene, plot: Bounds, budgets: Scale) {
        let line = scene.palette.line;
        for (budget, _) in &self.ticks {
            scene.upright(budgets.at(*budget), plot.bottom, plot.bottom + 4.0, 1.0, line);
        }
        let ticks = self.ticks.iter().map(|(budget, words)| (budgets.at(*budget), words.as_str()));
        draw_ticks(scene, plot.bottom + 17.0, ticks);
    }
}

/// Names the curve, as far left as there is room: above it, else below it, else where the name finds a place.
fn name_curve(scene: &mut Scene, room: &mut Room, curve: &[(f64, f64)]) {
    let (face, palette) = (Face::LABEL, scene.palette);
    let halfway =
        |pair: &[(f64, f64)]| (f64::midpoint(pair[0].0, pair[1].0), f64::midpoint(pair[0].1, pair[1].1));
    let on_it: Vec<(f64, f64)> = curve.windows(2).flat_map(|pair| [halfway(pair), pair[1]]).collect();
    let above = on_it.iter().map(|(x, y)| (Anchor::End, (x - 8.0, y - 8.0)));
    let below = on_it.iter().map(|(x, y)| (Anchor::Start, (x + 8.0, y + 8.0 + face.ascent())));
    let free = above
        .chain(below)
        .find(|(anchor, at)| room.is_free(text_bounds(*at, *anchor, face, BOUND).grown(2.0, 1.0)));
    if let Some((anchor, at)) = free {
        let taken = scene.text_on(palette.bg, at, anchor, face, palette.text_2, BOUND);
        room.take(taken.grown(2.0, 1.0));
    } else if let Some(placed) = curve.first().and_then(|end| room.place(*end, 4.0, face, BOUND)) {
        draw_placed(scene, &placed, face, palette.text_2);
    }
}

/// Draws a label in its place.
fn draw_placed(scene: &mut Scene, placed: &Placed, face: Face, colour: RGBColor) {
    let palette = scene.palette;
    if let Some((from, to)) = placed.leader {
        scene.line(from, to, palette.control);
    }
    for (line, index) in placed.lines.iter().zip(0..) {
        let at = (placed.at.0, placed.at.1 + face.line_height() * f64::from(index));
        scene.text_on(palette.bg, at, placed.anchor, face, colour, line);
    }
}

/// Writes words beside an upright line, as far down as they have room, at its right before its left.
fn draw_beside(scene: &mut Scene, room: &mut Room, x: f64, plot: Bounds, words: &str) {
    let face = Face::LABEL;
    let mut baseline = plot.bottom - 8.0;
    while baseline - face.ascent() > plot.top {
        for (anchor, x) in [(Anchor::Start, x + 7.0), (Anchor::End, x - 7.0)] {
            let bounds = text_bounds((x, baseline), anchor, face, words).grown(2.0, 1.0);
            if room.is_free(bounds) {
                room.take(bounds);
                let palette = scene.palette;
                scene.text_on(palette.bg, (x, baseline), anchor, face, palette.text_2, words);
                return;
            }
        }
        baseline -= 4.0;
    }
}

//! The best plan: points first, then cost, then early starts.

use serde::Serialize;

use crate::{
    Control, PlanError,
    by_team::{self, whole_points},
    coverage::{Coverage, POINTS, coverage},
    instance::{Action, Instance, Move, Resources, Wish},
    model::{Found, Goal, Model},
    obstacles::{self, Obstacle},
    parallel::each,
    part::Part,
    solver::Tolerance,
};

/// Most actions to choose from that go into one model; beyond it many teams are planned one by one, at prices.
pub(crate) const MOST_IN_ONE_MODEL: usize = 12_000;

/// Most nodes of the search for the cheaper, and then the earlier, of equal plans: the objective is proven by then, and
/// where that much work does not settle the rest, the best that it found stands.
const NODES_OF_TIES: i32 = 1_000;

/// Points are whole: what is less than one apart is equal.
pub(crate) const NEARLY_ONE: f64 = 1.0 - 1e-3;

/// How good a plan is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// No plan covers more.
    Optimal,
    /// It is within the gap that is told.
    WithinGap,
    /// Nothing meets everything that was asked for.
    Infeasible,
}

/// A plan, and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// How good it is known to be.
    pub status: Status,
    /// What is done, in order.
    pub actions: Vec<Action>,
    /// The objective of the actions.
    pub objective: f64,
    /// No plan has a greater objective than this.
    pub bound: f64,
    /// `(bound − objective) ÷ bound`, 0 to 1.
    pub gap: f64,
    /// Cost over the horizon.
    pub cost: f64,
    /// What the actions come to, quarter by quarter.
    pub coverage: Coverage,
    /// Where it is infeasible, why: at least one. The other figures are then those of doing nothing.
    pub obstacles: Vec<Obstacle>,
    /// Stopped before any plan was found that meets all wishes, it does nothing, and so misses some.
    pub misses_wishes: bool,
}

impl Plan {
    fn of(instance: &Instance, actions: Vec<Action>, bound: u64) -> Self {
        let coverage = coverage(instance, &actions);
        let points = coverage.points();
        let bound = bound.max(points);
        let unit = f64::from(POINTS);
        Self {
            status: if bound == points { Status::Optimal } else { Status::WithinGap },
            objective: points as f64 / unit,
            bound: bound as f64 / unit,
            gap: if bound == 0 { 0.0 } else { (bound - points) as f64 / bound as f64 },
            cost: instance.cost_of_all(&actions),
            misses_wishes: !wishes_met(instance, &actions),
            obstacles: Vec::new(),
            coverage,
            actions,
        }
    }

    fn infeasible(instance: &Instance, obstacles: Vec<Obstacle>) -> Self {
        Self { status: Status::Infeasible, obstacles, ..Self::of(instance, Vec::new(), 0) }
    }

    /// Hires of the plan.
    pub fn hires(&self) -> usize {
        self.actions.iter().filter(|action| matches!(action.what, Move::Hire { .. })).count()
    }
}

/// Finds the best plan to a relative gap of `gap` (0 for the very best), or the best that there is time for. One model where
/// it fits, else [team by team](plan_by_team).
///
/// # Errors
/// [`PlanError::BadNumbers`]; [`PlanError::Solver`] where the solver fails.
pub fn plan(instance: &Instance, gap: f64, control: &Control<'_>) -> Result<Plan, PlanError> {
    find(instance, gap, control, MOST_IN_ONE_MODEL)
}

/// The same for many teams, however small: each by itself at prices of what they share, then all together. The gap is what the
/// prices prove, and may stay wider than was asked for; where few teams share little, [`plan`] proves more.
///
/// # Errors
/// As of [`plan`].
pub fn plan_by_team(instance: &Instance, gap: f64, control: &Control<'_>) -> Result<Plan, PlanError> {
    find(instance, gap, control, 0)
}

fn find(instance: &Instance, gap: f64, control: &Control<'_>, most_in_one: usize) -> Result<Plan, PlanError> {
    let problems = instance.problems();
    if !problems.is_empty() {
        return Err(PlanError::BadNumbers(problems));
    }
    let gap = gap.clamp(0.0, 1.0);
    let model = Model::new(instance);
    let obstacles = obstacles::of_wishes(instance, &model);
    if !obstacles.is_empty() {
        return Ok(Plan::infeasible(instance, obstacles));
    }
    let parts = Part::each_team(instance);
    let mut best = None;
    if parts.len() > 1 && model.size() > most_in_one {
        best = together(instance, &parts, gap, control)?;
    }
    let best = match best {
        Some(best) => best,
        None => match in_one(instance, &model, gap, control)? {
            Some(best) => best,
            None => return Ok(Plan::infeasible(instance, obstacles::of_limits(instance, control)?)),
        },
    };
    let actions = each(parts.len(), control.threads, |team| {
        let part = &parts[team];
        let own = part.actions_inwards(instance, &best.actions);
        part.outwards(&without_what_is_useless(&part.instance, own))
    });
    let mut actions: Vec<Action> = actions.into_iter().flatten().collect();
    actions.sort_unstable();
    Ok(Plan::of(instance, actions, best.bound))
}

/// Actions, and what no plan has more points than.
struct Best {
    actions: Vec<Action>,
    bound: u64,
}

fn in_one(
    instance: &Instance,
    model: &Model<'_>,
    gap: f64,
    control: &Control<'_>,
) -> Result<Option<Best>, PlanError> {
    let tolerance = Tolerance { relative: gap, absolute: NEARLY_ONE, nodes: None };
    let Some(found) = model.best(Goal::Points, tolerance, control)? else { return Ok(None) };
    // With no time to find anything, nothing is done.
    let Found { actions, bound } = found;
    let mut best = Best { actions: actions.unwrap_or_default(), bound: whole_points(bound) };
    if best.bound == coverage(instance, &best.actions).points() {
        best.actions = cheapest_then_earliest(instance, model, best.actions, control)?;
    }
    Ok(Some(best))
}

fn together(
    instance: &Instance,
    parts: &[Part],
    gap: f64,
    control: &Control<'_>,
) -> Result<Option<Best>, PlanError> {
    let Some(found) = by_team::best(instance, parts, gap, control)? else { return Ok(None) };
    let bound = whole_points(found.bound);
    let points = |team: usize, actions: &[Action]| coverage(&parts[team].instance, actions).points();
    let total: u64 = found.actions.iter().enumerate().map(|(team, actions)| points(team, actions)).sum();
    let teams = each(parts.len(), control.threads, |team| {
        let actions = found.actions[team].clone();
        let part = &parts[team].instance;
        // What a team does for the same points at no more of anything is as good for all, or better.
        let own = if total < bound {
            actions
        } else {
            let mut model = Model::new(part);
            model.limits = Resources::sum(part, &actions);
            cheapest_then_earliest(part, &model, actions, control)?
        };
        Ok(parts[team].outwards(&own))
    });
    let mut actions = Vec::new();
    for team in teams {
        actions.extend(team?);
    }
    actions.sort_unstable();
    Ok(Some(Best { actions, bound }))
}

/// Of the plans with the points of these actions the cheapest, and of those the one that starts the earliest.
fn cheapest_then_earliest(
    instance: &Instance,
    model: &Model<'_>,
    mut best: Vec<Action>,
    control: &Control<'_>,
) -> Result<Vec<Action>, PlanError> {
    let cost_of = |actions: &[Action]| actions.iter().map(|&action| instance.cost(action)).sum::<f64>();
    let points = coverage(instance, &best).points();
    let exactly = Tolerance { relative: 0.0, absolute: 1e-6, nodes: Some(NODES_OF_TIES) };
    for earliest in [false, true] {
        if control.is_over() {
            break;
        }
        // As much more as rounding makes of a sum of costs.
        let cost = cost_of(&best) * (1.0 + 1e-9) + 1e-6;
        let goal = if earliest { Goal::Start { points, cost } } else { Goal::Cost { points } };
        let found = model.best(goal, exactly, control)?;
        if let Some(Found { actions: Some(actions), .. }) = found
            && coverage(instance, &actions).points() == points
            && cost_of(&actions) <= cost
            && wishes_met(instance, &actions)
        {
            best = actions;
        }
    }
    Ok(best)
}

/// Leaves out, the dearest first, what covers nothing by itself and no wish asks for.
fn without_what_is_useless(instance: &Instance, mut actions: Vec<Action>) -> Vec<Action> {
    let points = coverage(instance, &actions).points();
    let met = wishes_met(instance, &actions);
    let mut order = actions.clone();
    order.sort_by(|one, other| instance.cost(*other).total_cmp(&instance.cost(*one)).then(other.cmp(one)));
    for action in order {
        let Some(at) = actions.iter().position(|one| *one == action) else { continue };
        actions.remove(at);
        if coverage(instance, &actions).points() < points || (met && !wishes_met(instance, &actions)) {
            actions.insert(at, action);
        }
    }
    actions
}

/// Whether the actions are all that the wishes ask for.
pub(crate) fn wishes_met(instance: &Instance, actions: &[Action]) -> bool {
    let count =
        |wanted: &dyn Fn(Move) -> bool| actions.iter().filter(|action| wanted(action.what)).count() as u32;
    instance.wishes.iter().all(|wish| match *wish {
        Wish::AtLeast(wanted, least) => count(&|one| one == wanted) >= least,
        Wish::AtMost(wanted, most) => count(&|one| one == wanted) <= most,
        Wish::HiresOn { team, at_least } => {
            count(&|one| matches!(one, Move::Hire { team: on, .. } if on == team)) >= at_least
        }
    })
}

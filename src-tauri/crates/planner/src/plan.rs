//! The best plan: points first, then cost, then early starts.

use serde::Serialize;

use crate::{
    Control, PlanError,
    coverage::{Coverage, POINTS, coverage},
    instance::{Action, Instance, Move},
    model::{Found, Goal, Model},
    solver::Tolerance,
};

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
            cost: actions.iter().map(|&action| instance.cost(action)).sum(),
            coverage,
            actions,
        }
    }

    /// Hires of the plan.
    pub fn hires(&self) -> usize {
        self.actions.iter().filter(|action| matches!(action.what, Move::Hire { .. })).count()
    }
}

/// Finds the best plan to a relative gap of `gap` (0 for the very best), or the best that there is time for.
///
/// # Errors
/// [`PlanError::BadNumbers`]; [`PlanError::Solver`] where the solver fails.
pub fn plan(instance: &Instance, gap: f64, control: &Control<'_>) -> Result<Plan, PlanError> {
    let problems = instance.problems();
    if !problems.is_empty() {
        return Err(PlanError::BadNumbers(problems));
    }
    let model = Model::new(instance);
    // Points are whole: what is less than one apart is equal.
    let nearly_one = 1.0 - 1e-4;
    let tolerance = Tolerance { relative: gap.clamp(0.0, 1.0), absolute: nearly_one };
    let Some(found) = model.best(Goal::Points, tolerance, None, control)? else {
        return Ok(Plan { status: Status::Infeasible, ..Plan::of(instance, Vec::new(), 0) });
    };
    let bound = (found.bound + 1e-4).floor().max(0.0) as u64;
    // With no time to find anything, nothing is done.
    let Found { actions, mut values, .. } = found;
    let mut best = Plan::of(instance, actions.unwrap_or_default(), bound);
    let points = best.coverage.points();
    if best.status == Status::Optimal && !control.is_over() {
        let exactly = Tolerance { relative: 0.0, absolute: 1e-6 };
        for goal in [Goal::Cost { points }, Goal::Start { points, cost: f64::NAN }] {
            let goal = match goal {
                // As much as rounding takes from a sum of costs.
                Goal::Start { points, .. } => Goal::Start { points, cost: best.cost * (1.0 + 1e-9) + 1e-6 },
                goal => goal,
            };
            // The start is of the same columns in the same order: all goals build the same model.
            let found = model.best(goal, exactly, Some(&values), control)?;
            if let Some(Found { actions: Some(actions), values: better, .. }) = found {
                let candidate = Plan::of(instance, actions, bound);
                if candidate.coverage.points() == points && candidate.cost <= best.cost * (1.0 + 1e-9) + 1e-6
                {
                    best = candidate;
                    values = better;
                }
            }
        }
    }
    without_what_is_useless(instance, &mut best, bound);
    Ok(best)
}

/// Leaves out, the dearest first, what covers nothing by itself and no wish asks for.
fn without_what_is_useless(instance: &Instance, plan: &mut Plan, bound: u64) {
    let points = plan.coverage.points();
    let mut order: Vec<Action> = plan.actions.clone();
    order.sort_by(|one, other| instance.cost(*other).total_cmp(&instance.cost(*one)).then(other.cmp(one)));
    for action in order {
        let mut fewer = plan.actions.clone();
        let Some(at) = fewer.iter().position(|one| *one == action) else { continue };
        fewer.remove(at);
        if is_wanted(instance, action.what, &fewer) {
            continue;
        }
        let candidate = Plan::of(instance, fewer, bound);
        if candidate.coverage.points() >= points {
            *plan = candidate;
        }
    }
}

/// Whether a wish would no longer be met by the actions that are left.
fn is_wanted(instance: &Instance, what: Move, left: &[Action]) -> bool {
    use crate::instance::Wish;
    let count =
        |wanted: &dyn Fn(Move) -> bool| left.iter().filter(|action| wanted(action.what)).count() as u32;
    instance.wishes.iter().any(|wish| match *wish {
        Wish::AtLeast(wanted, least) => wanted == what && count(&|one| one == wanted) < least,
        Wish::HiresOn { team, at_least } => {
            let on = |one: Move| matches!(one, Move::Hire { team: on, .. } if on == team);
            on(what) && count(&on) < at_least
        }
        Wish::AtMost(..) => false,
    })
}

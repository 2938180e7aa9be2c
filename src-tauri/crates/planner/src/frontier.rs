//! What each budget covers: first, at once, a curve that no plan passes, then the proven plans.

use cadre_core::MOST_AMOUNT;

use crate::{
    Control, Instance, Plan, PlanError,
    coverage::POINTS,
    instance::Resources,
    model::Model,
    parallel::each,
    plan::{MOST_IN_ONE_MODEL, plan},
};

/// How many times the money that parts of actions need is looked at.
const MORE_THAN_PARTS: f64 = 1.5;

/// A budget, and what it covers.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Money, over the horizon.
    pub budget: f64,
    /// The best plan for it; `None` where there was no time to begin with it.
    pub plan: Option<Plan>,
}

/// As many budgets, evenly from nothing up to twice the limit, in whole units; at least two. Where half as much again as would
/// cover the most if actions could be done in parts is less than that, only up to there, but never below the limit: whole
/// actions need more money than parts, and the plan of the limit is within the frontier.
///
/// # Errors
/// [`PlanError::BadNumbers`]; [`PlanError::Solver`] where the solver fails.
pub fn budgets(instance: &Instance, points: usize, control: &Control<'_>) -> Result<Vec<f64>, PlanError> {
    checked(instance)?;
    let mut model = Model::new(instance);
    let mut most = (instance.limits.budget * 2.0).min(MOST_AMOUNT);
    if model.size() <= MOST_IN_ONE_MODEL || most <= 0.0 {
        model.limits = Resources { money: f64::INFINITY, ..model.limits };
        if let Some(relaxed) = model.relaxed(control)?
            && let Some(enough) = model.least_cost(relaxed.points.floor() as u64, control)?
        {
            let enough = (enough * MORE_THAN_PARTS).min(MOST_AMOUNT);
            most = if most > 0.0 { most.min(enough.max(instance.limits.budget)) } else { enough };
        }
    }
    let steps = points.max(2) - 1;
    Ok((0..=steps).map(|step| (most * step as f64 / steps as f64).ceil()).collect())
}

/// For each budget an objective that no plan passes, if actions could be done in parts: a concave curve, at once. `None` where
/// there was no time, where nothing meets all wishes, and beyond one model's reach, where it would take as long as the plans.
///
/// # Errors
/// As of [`budgets`].
pub fn relaxed_curve(
    instance: &Instance,
    budgets: &[f64],
    control: &Control<'_>,
) -> Result<Vec<Option<f64>>, PlanError> {
    checked(instance)?;
    let model = Model::new(instance);
    if model.size() > MOST_IN_ONE_MODEL {
        return Ok(vec![None; budgets.len()]);
    }
    let curve = each(budgets.len(), control.threads, |index| {
        let mut model = Model::new(instance);
        model.limits.money = budgets[index];
        Ok(model.relaxed(control)?.map(|relaxed| relaxed.points / f64::from(POINTS)))
    });
    curve.into_iter().collect()
}

/// The best plan for each of the budgets, which rise. `proven` hears of each as it comes, in any order and from any thread.
/// In what is returned, more money is never worse: a plan that a smaller budget found better stands for the larger too.
///
/// # Errors
/// As of [`budgets`].
pub fn frontier(
    instance: &Instance,
    budgets: &[f64],
    gap: f64,
    control: &Control<'_>,
    proven: &(dyn Fn(&Point) + Sync),
) -> Result<Vec<Point>, PlanError> {
    checked(instance)?;
    let point = |budget: f64, control: &Control<'_>| {
        let mut plan_of = None;
        if !control.is_over() {
            let mut with = instance.clone();
            with.limits.budget = budget;
            plan_of = Some(plan(&with, gap, control)?);
        }
        let point = Point { budget, plan: plan_of };
        proven(&point);
        Ok(point)
    };
    // One model is one thread's work; many teams keep all threads busy by themselves.
    let points = if Model::new(instance).size() <= MOST_IN_ONE_MODEL {
        let alone = Control { threads: 1, ..control.silently() };
        each(budgets.len(), control.threads, |index| point(budgets[index], &alone))
    } else {
        budgets.iter().map(|&budget| point(budget, &control.silently())).collect()
    };
    let mut points = points.into_iter().collect::<Result<Vec<Point>, PlanError>>()?;
    for index in 1..points.len() {
        let (before, after) = points.split_at_mut(index);
        if let (Some(less), Some(more)) = (&before[index - 1].plan, &mut after[0].plan)
            && less.objective > more.objective
            && !less.misses_wishes
        {
            let bound = more.bound;
            *more = Plan { bound, gap: (bound - less.objective) / bound, ..less.clone() };
        }
    }
    Ok(points)
}

fn checked(instance: &Instance) -> Result<(), PlanError> {
    let problems = instance.problems();
    if problems.is_empty() { Ok(()) } else { Err(PlanError::BadNumbers(problems)) }
}

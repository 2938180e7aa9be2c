//! A scenario solved: the best plan with its proof, its odds, the reason for each line, and what other budgets would cover.

use std::{
    num::NonZero,
    sync::{Mutex, PoisonError},
    thread,
    time::Instant,
};

use cadre_core::{PlanOutcome, Scenario};
use cadre_planner::{
    Action, Control, Draws, FILL_SPREAD, Limits, Loss, OpenSeats, Plan, PlanError, Point, SIMULATIONS,
    Status, Sureness, Worth, budgets, coverage, frontier, losses, open_seats, plan, relaxed_curve, sureness,
    worth_of,
};

use super::{problem::PlanProblem, view::gap_in_words};
use crate::{
    error::{AppError, ErrorCode, FieldProblem},
    work::{Progress, Work},
};

/// The gap to which a plan is proven where nobody says otherwise: a tenth of a percent.
pub const PLAN_GAP: f64 = 0.001;

/// The seed of the simulations where nobody says otherwise.
pub const PLAN_SEED: u64 = 1;

/// Points of the budget frontier where nobody says otherwise.
pub const FRONTIER_POINTS: usize = 12;

/// What another of these buys is told of a plan, in the workspace's currency.
pub(crate) const MORE_MONEY: f64 = 10_000.0;

/// How a plan is searched for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Search {
    /// The gap that is near enough, 0 for the very best.
    pub gap: f64,
    /// When all of it is to be over, the plan and what is found out of it; `None` for as long as it takes.
    pub ends: Option<Instant>,
    /// Seed of the simulations.
    pub seed: u64,
}

impl Default for Search {
    fn default() -> Self {
        Self { gap: PLAN_GAP, ends: None, seed: PLAN_SEED }
    }
}

/// Why a plan is as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reasons {
    /// What each action adds.
    pub(crate) losses: Vec<Loss>,
    /// The seats left open, and what stopped them.
    pub(crate) open: Vec<OpenSeats>,
    /// What another 10,000 would buy; `None` where there was no time to find out.
    pub(crate) money: Option<Worth>,
    /// What one more hire would buy, likewise.
    pub(crate) hire: Option<Worth>,
}

/// What other budgets would cover.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frontier {
    /// The budgets, rising.
    pub(crate) budgets: Vec<f64>,
    /// For each an objective that no plan passes, where it is known.
    pub(crate) bounds: Vec<Option<f64>>,
    /// For each the best plan, once it is there.
    pub(crate) plans: Vec<Option<Plan>>,
}

impl PlanProblem {
    /// The best plan, or the best that was found before the time was over or the work was stopped.
    ///
    /// # Errors
    /// Numbers of the workspace that make no sense; the solver failed.
    pub fn solve(&self, search: &Search, work: &Work<'_>) -> Result<Plan, AppError> {
        controlled(search, work, &|progress| found_so_far(progress), |control| {
            plan(&self.instance, search.gap, control)
        })
    }

    /// The odds of the actions.
    ///
    /// # Errors
    /// As of [`Self::solve`].
    pub(crate) fn sureness(&self, actions: &[Action], seed: u64) -> Result<Sureness, AppError> {
        let draws = Draws { simulations: SIMULATIONS, seed, fill_spread: FILL_SPREAD };
        let control = Control { stop: &|| false, threads: threads(), progress: &|_| {} };
        sureness(&self.instance, actions, &draws, &control).map_err(refused)
    }

    /// Why a plan is as it is: every answer solved again.
    ///
    /// # Errors
    /// As of [`Self::solve`].
    pub fn reasons(&self, found: &Plan, search: &Search, work: &Work<'_>) -> Result<Reasons, AppError> {
        // Of no plan there is nothing to ask why.
        if found.status == Status::Infeasible {
            return Ok(Reasons::default());
        }
        let Limits { budget, hires, .. } = self.instance.limits;
        let gap = search.gap;
        let worth = |limits: Limits, control: &Control<'_>| -> Result<Option<Worth>, PlanError> {
            if (control.stop)() {
                return Ok(None);
            }
            let worth = worth_of(&self.instance, found, limits, gap, control)?;
            // Stopped midway it has found less than there is.
            Ok((!(control.stop)()).then_some(worth))
        };
        controlled(search, work, &|_| None, |control| {
            work.tell("Looking for what each action adds", Some(0.0));
            let losses = losses(&self.instance, found, control)?;
            work.tell("Looking for what stopped the open seats", Some(0.4));
            let open = open_seats(&self.instance, found, gap, control)?;
            work.tell("Looking for what more money and one more hire would add", Some(0.8));
            let money = worth(Limits { budget: budget + MORE_MONEY, ..self.instance.limits }, control)?;
            let hire = worth(Limits { hires: hires.saturating_add(1), ..self.instance.limits }, control)?;
            Ok(Reasons { losses, open, money, hire })
        })
    }

    /// The seats that a plan leaves open at its end, and what stopped each.
    ///
    /// # Errors
    /// As of [`Self::solve`].
    pub(crate) fn stopped(&self, found: &Plan, work: &Work<'_>) -> Result<Vec<OpenSeats>, AppError> {
        let search = Search::default();
        controlled(&search, work, &|_| None, |control| {
            work.tell("Looking for what stopped the open seats", Some(0.4));
            open_seats(&self.instance, found, search.gap, control)
        })
    }

    /// The reasons as they are kept: all of them or none, for half-found they would stand there as if nothing more could be known.
    ///
    /// # Errors
    /// As of [`Self::solve`]; [`ErrorCode::Cancelled`] where they were stopped.
    pub fn all_reasons(&self, found: &Plan, work: &Work<'_>) -> Result<Reasons, AppError> {
        let reasons = self.reasons(found, &Search::default(), work)?;
        if work.is_cancelled() {
            return Err(AppError::new(ErrorCode::Cancelled, "Stopped; no reasons are kept.", ""));
        }
        Ok(reasons)
    }

    /// What so many budgets would cover; `arrived` hears of the curve at once and of every plan as it comes. What there was no
    /// time for is left out.
    ///
    /// # Errors
    /// As of [`Self::solve`].
    pub fn frontier(
        &self,
        points: usize,
        search: &Search,
        work: &Work<'_>,
        arrived: &(dyn Fn(&Frontier) + Sync),
    ) -> Result<Frontier, AppError> {
        controlled(search, work, &|_| None, |control| {
            work.tell("Drawing the frontier", Some(0.0));
            let budgets = budgets(&self.instance, points, control)?;
            let bounds = relaxed_curve(&self.instance, &budgets, control)?;
            let plans = vec![None; budgets.len()];
            let so_far = Mutex::new(Frontier { budgets, bounds, plans });
            let hold = || so_far.lock().unwrap_or_else(PoisonError::into_inner);
            arrived(&hold());
            let budgets = hold().budgets.clone();
            let proven = |point: &Point| {
                let mut so_far = hold();
                let at = so_far.budgets.iter().position(|budget| budget.total_cmp(&point.budget).is_eq());
                if let Some(at) = at {
                    so_far.plans[at].clone_from(&point.plan);
                }
                let done = so_far.plans.iter().flatten().count();
                let share = done as f64 / so_far.plans.len() as f64;
                work.tell(&format!("{done} of {} budgets planned", so_far.plans.len()), Some(share));
                arrived(&so_far);
            };
            let points = frontier(&self.instance, &budgets, search.gap, control, &proven)?;
            let mut frontier = hold().clone();
            frontier.plans = points.into_iter().map(|point| point.plan).collect();
            Ok(frontier)
        })
    }

    /// What a plan comes to, to be kept with its scenario.
    pub(crate) fn outcome(&self, plan: &Plan) -> PlanOutcome {
        PlanOutcome {
            starts_on: self.starts_on,
            objective: plan.objective,
            bound: plan.bound,
            gap: plan.gap,
            covered_before: self.covered_before,
            covered: shares(plan),
        }
    }

    /// The scenario with the plan as its answer.
    pub(crate) fn answered(&self, plan: &Plan) -> Scenario {
        Scenario {
            outcome: Some(self.outcome(plan)),
            actions: plan.actions.iter().map(|&action| self.action(action)).collect(),
            ..self.scenario.clone()
        }
    }

    /// The plan that is kept with the scenario.
    ///
    /// # Errors
    /// It was never solved, or somebody or something that it plans with is gone.
    pub fn kept_plan(&self) -> Result<Plan, AppError> {
        self.kept().ok_or_else(|| {
            AppError::new(
                ErrorCode::InvalidArgument,
                format!(
                    "{} has no plan that holds: it was never solved, or what it plans with is gone.",
                    self.scenario.name
                ),
                "Solve it again.",
            )
        })
    }

    /// The plan that is kept with the scenario, worked out from the record as it is now; `None` where it was never solved, or
    /// where what an action names is no longer there.
    pub(crate) fn kept(&self) -> Option<Plan> {
        let outcome = self.scenario.outcome.as_ref()?;
        let actions: Vec<Action> =
            self.scenario.actions.iter().map(|action| self.planned(action)).collect::<Option<_>>()?;
        let optimal = outcome.bound <= outcome.objective;
        Some(Plan {
            status: if optimal { Status::Optimal } else { Status::WithinGap },
            objective: outcome.objective,
            bound: outcome.bound,
            gap: outcome.gap,
            cost: self.instance.cost_of_all(&actions),
            coverage: coverage(&self.instance, &actions),
            actions,
            obstacles: Vec::new(),
            misses_wishes: false,
        })
    }
}

/// The share that is covered at the end of each quarter.
pub(crate) fn shares(plan: &Plan) -> Vec<f64> {
    (0..plan.coverage.0.len()).map(|quarter| plan.coverage.share(quarter)).collect()
}

/// Runs the planner for as long as it may, on all cores, telling how far it is.
fn controlled<T>(
    search: &Search,
    work: &Work<'_>,
    says: &(dyn Fn(cadre_planner::Progress) -> Option<Progress> + Sync),
    run: impl FnOnce(&Control<'_>) -> Result<T, PlanError>,
) -> Result<T, AppError> {
    let stop = || work.is_cancelled() || search.ends.is_some_and(|ends| Instant::now() >= ends);
    let progress = |progress: cadre_planner::Progress| {
        if let Some(Progress { text, share }) = says(progress) {
            work.tell(&text, share);
        }
    };
    run(&Control { stop: &stop, threads: threads(), progress: &progress }).map_err(refused)
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// "The plan found so far is within 2.5% of the best", in the words of its proof.
fn found_so_far(progress: cadre_planner::Progress) -> Option<Progress> {
    let cadre_planner::Progress { objective, bound } = progress;
    (objective.is_finite() && bound.is_finite() && objective >= 0.0 && bound > 0.0).then(|| Progress {
        text: format!(
            "The plan found so far is within {} of the best",
            gap_in_words(((bound - objective) / bound).max(0.0))
        ),
        share: None,
    })
}

fn refused(error: PlanError) -> AppError {
    match error {
        PlanError::BadNumbers(numbers) => AppError {
            fields: numbers
                .into_iter()
                .map(|number| FieldProblem {
                    place: number.place,
                    found: number.found,
                    expected: number.expected.to_owned(),
                    ..FieldProblem::default()
                })
                .collect(),
            ..AppError::new(
                ErrorCode::InvalidArgument,
                "This cannot be planned with: numbers of it make no sense.",
                "Nothing was changed. Correct what is named.",
            )
        },
        PlanError::Solver { what } => AppError::new(
            ErrorCode::PlanFailed,
            format!("The solver failed: {what}."),
            "Nothing was changed. It is a mistake of Cadre’s: please report it.",
        ),
    }
}

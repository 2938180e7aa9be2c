//! A plan as the charts of the Plan screen take it.

use std::collections::HashMap;

use cadre_charts::{
    BudgetFrontier, BudgetLimit, CoverageFan, FanPoint, FrontierPoint, LineState, PlanLine, PlanLineKind,
    PlanTimeline, QuarterState, ThisPlan,
};
use cadre_core::{ActionKind, ActionState, Content};
use cadre_planner::Action;

use crate::{
    plan::{
        PLAN_GAP,
        lines::lines,
        problem::PlanProblem,
        problem::quarter_starts,
        shares,
        view::{Opened, gap_in_words},
    },
    words,
};

/// Ticks of the axis of budgets that are aimed at.
const TICKS: f64 = 4.0;

/// The actions by quarter; without names the learners are numbered.
pub(super) fn timeline(content: &Content, opened: Option<&Opened<'_>>, names: bool) -> PlanTimeline {
    let currency = &content.settings.currency;
    let cost_head = format!("Cost, {}k", words::unit(currency));
    let Some((opened, (plan, worked))) = opened.and_then(|one| Some((one, one.found.as_ref()?))) else {
        return PlanTimeline { quarters: Vec::new(), cost_head, lines: Vec::new(), with_losses: true };
    };
    let problem = &opened.problem;
    let quarters = problem.instance.limits.quarters;
    let losses = worked.reasons.as_deref().map(|reasons| &reasons.losses[..]);
    let mut numbers: HashMap<_, usize> = HashMap::new();
    let lines = lines(content, problem, plan, losses)
        .into_iter()
        .map(|line| {
            let action = &problem.scenario.actions[line.action as usize];
            let planned = plan.actions[line.action as usize];
            let name = match action.person {
                Some(person) if !names => {
                    let next = numbers.len() + 1;
                    format!("Person {}", numbers.entry(person).or_insert(next))
                }
                _ => line.name,
            };
            PlanLine {
                key: line.action.to_string(),
                kind: match action.kind {
                    ActionKind::Hire => PlanLineKind::Hire,
                    ActionKind::Train => PlanLineKind::Train,
                    ActionKind::Borrow => PlanLineKind::Borrow,
                },
                quarters: (1..=quarters)
                    .map(|quarter| state_in(problem, planned, action.kind, quarter))
                    .collect(),
                cost: words::amount((action.cost / 100.0).round() / 10.0),
                without: (!line.without.is_empty()).then_some(line.without),
                state: match action.state {
                    ActionState::Planned => None,
                    ActionState::Started => Some(LineState::Started),
                    ActionState::Done => Some(LineState::Done),
                    ActionState::Dropped => Some(LineState::Dropped),
                },
                says: format!("{} {name}, {}. {}. {}.", line.kind_name, line.detail, line.when, line.cost),
                name,
                detail: line.detail,
            }
        })
        .collect();
    PlanTimeline {
        quarters: (1..=quarters)
            .map(|quarter| format!("Q{quarter} {}", quarter_starts(problem.starts_on, quarter).format("%b")))
            .collect(),
        cost_head,
        lines,
        with_losses: true,
    }
}

fn state_in(problem: &PlanProblem, action: Action, kind: ActionKind, quarter: u32) -> QuarterState {
    let counts_from = problem.counts_from(action);
    match kind {
        ActionKind::Borrow if quarter == action.quarter => QuarterState::Counts,
        ActionKind::Borrow => QuarterState::Idle,
        _ if quarter < action.quarter => QuarterState::Idle,
        _ if quarter >= counts_from => QuarterState::Counts,
        ActionKind::Hire if quarter < problem.arrives(action) => QuarterState::Open,
        _ => QuarterState::Busy,
    }
}

/// The odds by quarter, and what has come about.
pub(super) fn fan(opened: Option<&Opened<'_>>, actual: &[f64]) -> CoverageFan {
    let Some((opened, (plan, worked))) = opened.and_then(|one| Some((one, one.found.as_ref()?))) else {
        return CoverageFan::default();
    };
    let now = opened.problem.covered_before;
    let mut points = vec![FanPoint { label: "Now".to_owned(), p10: now, p50: now, p90: now, planned: now }];
    points.extend((1..).zip(shares(plan)).zip(&worked.sureness.quarters).map(|((quarter, planned), fan)| {
        FanPoint { label: format!("Q{quarter}"), p10: fan.p10, p50: fan.p50, p90: fan.p90, planned }
    }));
    CoverageFan { points, actual: (1..).zip(actual.iter().copied()).collect(), ..CoverageFan::default() }
}

/// What other budgets cover over the plan, as a share of full cover.
pub(super) fn frontier(content: &Content, opened: Option<&Opened<'_>>) -> BudgetFrontier {
    let currency = &content.settings.currency;
    let unit = "Covered over the plan, % of full cover".to_owned();
    let Some((opened, (plan, worked))) = opened.and_then(|one| Some((one, one.found.as_ref()?))) else {
        return BudgetFrontier { unit, points: Vec::new(), limit: None, chosen: None, ticks: Vec::new() };
    };
    let full = opened.problem.full_cover();
    let share = |objective: f64| if full > 0.0 { objective / full } else { 1.0 };
    let Some(known) = worked.frontier.as_deref() else {
        return BudgetFrontier { unit, points: Vec::new(), limit: None, chosen: None, ticks: Vec::new() };
    };
    let points = known
        .budgets
        .iter()
        .zip(&known.bounds)
        .zip(&known.plans)
        .map(|((&budget, &bound), plan)| FrontierPoint {
            budget,
            words: words::short_money(budget, currency),
            share: plan.as_ref().map(|plan| share(plan.objective)),
            bound: bound.or(plan.as_ref().map(|plan| plan.bound)).map(share),
            proven: plan.as_ref().is_some_and(|plan| plan.gap <= PLAN_GAP),
            gap: plan.as_ref().map_or_else(String::new, |plan| {
                if plan.bound <= plan.objective {
                    "optimal".to_owned()
                } else {
                    format!("within {} of the best", gap_in_words(plan.gap))
                }
            }),
        })
        .collect();
    let limit = opened.problem.instance.limits.budget;
    let most = known.budgets.last().copied().unwrap_or_default().max(plan.cost);
    BudgetFrontier {
        unit,
        points,
        limit: (limit <= most).then(|| BudgetLimit {
            budget: limit,
            words: format!("limit {}", words::short_money(limit, currency)),
        }),
        chosen: Some(ThisPlan {
            cost: plan.cost,
            share: share(plan.objective),
            words: format!("this plan, {}", words::percent(share(plan.objective))),
        }),
        ticks: ticks(most).into_iter().map(|tick| (tick, words::short_money(tick, currency))).collect(),
    }
}

/// Round amounts from 0 to `most`, a few.
fn ticks(most: f64) -> Vec<f64> {
    if most <= 0.0 {
        return vec![0.0];
    }
    let rough = most / TICKS;
    let ten = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .map(|of| of * ten)
        .into_iter()
        .find(|step| *step >= rough)
        .unwrap_or(rough);
    let count = (most / step + 1e-9).floor() as u32;
    (0..=count).map(|at| f64::from(at) * step).collect()
}

#[cfg(test)]
mod tests {
    //! The ticks that stand under the frontier.

    use super::ticks;

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(330_000.0), [0.0, 100_000.0, 200_000.0, 300_000.0]);
        assert_eq!(ticks(85_250.0), [0.0, 25_000.0, 50_000.0, 75_000.0]);
        assert_eq!(ticks(0.0), [0.0]);
    }
}

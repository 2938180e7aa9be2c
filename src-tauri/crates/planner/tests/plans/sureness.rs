//! Odds against what they are exactly, where that is known.

use cadre_planner::{
    Action, Control, Draws, FILL_SPREAD, Fan, Instance, Item, Limits, Move, SIMULATIONS, Sureness, coverage,
    sureness,
};
use proptest::prelude::*;

use crate::{
    UNHURRIED, best,
    by_hand::{level, office},
    random,
};

const DRAWS: Draws = Draws { simulations: SIMULATIONS, seed: 7, fill_spread: FILL_SPREAD };

/// Four standard deviations of a share of 10,000, at the most: 4 · √(¼ ÷ 10,000).
const NEAR: f64 = 0.02;

fn odds(instance: &Instance, actions: &[Action]) -> Sureness {
    sureness(instance, actions, &DRAWS, &UNHURRIED).unwrap()
}

fn expected(sureness: &Sureness) -> Vec<f64> {
    sureness.quarters.iter().map(|fan| fan.expected).collect()
}

fn near(found: &[f64], exact: &[f64]) {
    let all = found.iter().zip(exact).all(|(found, exact)| (found - exact).abs() < NEAR);
    assert!(found.len() == exact.len() && all, "{found:?} against {exact:?}");
}

/// One seat, and Ada in it.
fn alone() -> Instance {
    let mut office = office();
    office.teams[0].demands[0].seats = [0, 0, 0, 1, 0];
    office.people.truncate(1);
    office.people[0].levels = vec![Some(level(3))];
    office
}

/// With 0.36 gone in a year, 0.64 are left, and after half a year 0.8.
#[test]
fn a_person_stays_at_a_constant_rate() {
    let mut alone = alone();
    alone.people[0].attrition = 0.36;
    let found = odds(&alone, &[]);
    let exact: Vec<f64> = (1..=4).map(|quarter| 0.64_f64.powf(f64::from(quarter) / 4.0)).collect();
    near(&expected(&found), &exact);
    near(&found.all_filled[0], &[0.64]);
    // The last quarter is filled in 64 of 100 simulations.
    let Fan { p10, p50, p90, .. } = found.quarters[3];
    assert_eq!((p10, p50, p90, found.simulations), (0.0, 1.0, 1.0, SIMULATIONS));
}

/// A course passed by 0.7, and on it one that is passed by 0.5: both are by 0.35.
#[test]
fn what_builds_on_a_failure_does_not_begin() {
    let mut alone = alone();
    alone.people[0].attrition = 0.0;
    alone.people[0].levels = vec![Some(level(1))];
    let item = |from, to, pass_rate| Item {
        lifts: vec![(0, level(from), level(to))],
        hours: 10.0,
        cost: 0.0,
        pass_rate,
        learner: None,
    };
    alone.items = vec![item(1, 2, 0.7), item(2, 3, 0.5)];
    let train = |quarter, item| Action { quarter, what: Move::Train { person: 0, item } };
    let found = odds(&alone, &[train(1, 0), train(2, 1)]);
    near(&expected(&found), &[0.0, 0.0, 0.35, 0.35]);
    // Seats of level 2 need but the first.
    alone.teams[0].demands[0].seats = [0, 0, 1, 0, 0];
    near(&expected(&odds(&alone, &[train(1, 0), train(2, 1)])), &[0.0, 0.7, 0.7, 0.7]);
}

/// Log-normal with a mean of 13 weeks and σ = 0.4: within 13 weeks by Φ(0.2) = 0.5793, within 26 by
/// Φ((ln 2 + 0.08) ÷ 0.4) = Φ(1.9329) = 0.9734, within 39 by Φ((ln 3 + 0.08) ÷ 0.4) = Φ(2.9465) = 0.9984. Once there,
/// 0.19 leave within a year, and a quarter is survived by 0.81^¼ = 0.9487.
#[test]
fn a_hire_comes_sooner_or_later_and_may_leave() {
    let mut alone = alone();
    alone.people.clear();
    alone.roles[0].weeks_to_fill = 13.0;
    alone.roles[0].weeks_to_ramp = 0.0;
    alone.roles[0].attrition = 0.0;
    let hire = [Action { quarter: 1, what: Move::Hire { role: 0, team: 0 } }];
    near(&expected(&odds(&alone, &hire)), &[0.0, 0.5793, 0.9734, 0.9984]);
    alone.roles[0].attrition = 0.19;
    let (first, second) = (0.5793, 0.9734 - 0.5793);
    let stays = |quarters: f64| 0.81_f64.powf(quarters / 4.0);
    let third = first * stays(2.0) + second * stays(1.0);
    near(&expected(&odds(&alone, &hire))[..3], &[0.0, first * stays(1.0), third]);
}

#[test]
fn stopped_before_it_began_it_tells_nothing() {
    let stopped = Control { stop: &|| true, ..UNHURRIED };
    assert_eq!(sureness(&alone(), &[], &DRAWS, &stopped).unwrap(), Sureness::default());
}

/// Nobody plays the same luck twice, but every run does.
#[test]
fn the_seed_decides_and_the_threads_do_not() {
    let mut office = office();
    office.limits = Limits { budget: 90_000.0, hires: 1, borrowed_quarters: 1, quarters: 4 };
    let actions = best(&office).actions;
    let found = odds(&office, &actions);
    let threads = Control { threads: 3, ..UNHURRIED };
    assert_eq!(sureness(&office, &actions, &DRAWS, &threads).unwrap(), found);
    let other = Draws { seed: 8, ..DRAWS };
    assert_ne!(sureness(&office, &actions, &other, &UNHURRIED).unwrap(), found);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Without risk every simulation is the plan.
    #[test]
    fn without_risk_it_is_what_the_plan_covers(instance in random::instance(5, 4)) {
        let mut safe = instance;
        safe.people.iter_mut().for_each(|person| person.attrition = 0.0);
        safe.roles.iter_mut().for_each(|role| role.attrition = 0.0);
        safe.items.iter_mut().for_each(|item| item.pass_rate = 1.0);
        let plan = best(&safe);
        let few = Draws { simulations: 5, seed: 1, fill_spread: 0.0 };
        let found = sureness(&safe, &plan.actions, &few, &UNHURRIED).unwrap();
        let covered = coverage(&safe, &plan.actions);
        for (quarter, fan) in found.quarters.iter().enumerate() {
            let share = covered.share(quarter);
            for value in [fan.p10, fan.p50, fan.p90, fan.expected] {
                prop_assert!((value - share).abs() < 1e-12, "{value} against {share}");
            }
        }
        let last = covered.0.last().unwrap();
        for (found, covered) in found.all_filled.iter().flatten().zip(last.iter().flatten()) {
            let exact = if covered.filled == covered.required { 1.0 } else { 0.0 };
            prop_assert!((found - exact).abs() < 1e-12, "{found} against {exact}");
        }
    }
}

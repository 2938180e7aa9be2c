//! Random instances: the planner against every plan, and what must hold of any plan.

use cadre_core::{Importance, Level, organisation::Demand};
use cadre_planner::{
    Control, HiringCost, Instance, Item, Limits, Move, Person, Role, Status, Team, Wish, plan, plan_by_team,
};
use proptest::prelude::*;

use crate::{UNHURRIED, best, brute, simulator::play};

const COMPETENCIES: usize = 2;

fn level() -> impl Strategy<Value = Level> {
    (0_u8..5).prop_map(|level| Level::new(level).unwrap())
}

fn demand(competency: usize) -> impl Strategy<Value = Demand> {
    (prop::collection::vec(0_u32..3, 4), 1_u8..=3).prop_map(move |(seats, importance)| {
        let mut all = [0; 5];
        all[1..].copy_from_slice(&seats);
        let lowest = (1..5).find(|&level| all[level] > 0).unwrap_or(1);
        Demand {
            competency,
            seats: all,
            importance: Importance::new(importance).unwrap(),
            lowest_target: Level::ALL[lowest],
            needed_by: None,
            weeks_to_productive: 0.0,
        }
    })
}

prop_compose! {
    fn person(teams: usize, quarters: usize)(
        team in 0..teams,
        levels in prop::collection::vec(prop::option::weighted(0.9, level()), COMPETENCIES),
        leaves in prop::option::weighted(0.2, 0..quarters),
        learning_hours in prop::sample::select(vec![0.0, 10.0, 20.0]),
    ) -> Person {
        let counts = (0..quarters).map(|quarter| leaves.is_none_or(|leaves| quarter < leaves)).collect();
        Person { team, levels, counts, learning_hours, attrition: 0.2 }
    }
}

prop_compose! {
    fn item()(
        lifts in prop::collection::btree_map(0..COMPETENCIES, (0_u8..4, 1_u8..4), 1..=2),
        hours in prop::sample::select(vec![0.0, 8.0, 10.0, 15.0, 25.0]),
        cost in prop::sample::select(vec![0.0, 100.0, 300.0]),
    ) -> Item {
        let lifts = lifts
            .into_iter()
            .map(|(competency, (from, more))| {
                (competency, Level::new(from).unwrap(), Level::new((from + more).min(4)).unwrap())
            })
            .collect();
        Item { lifts, hours, cost, pass_rate: 0.8, learner: None }
    }
}

prop_compose! {
    fn role()(
        targets in prop::collection::btree_map(0..COMPETENCIES, level(), 1..=2),
        weeks_to_fill in prop::sample::select(vec![0.0, 13.0, 20.0]),
        weeks_to_ramp in prop::sample::select(vec![0.0, 6.0]),
        hireable in prop::bool::ANY,
        contractor_rate in prop::option::of(prop::sample::select(vec![50.0, 400.0])),
    ) -> Role {
        Role {
            targets: targets.into_iter().collect(),
            weeks_to_fill,
            weeks_to_ramp,
            hiring: hireable.then_some(HiringCost { once: 100.0, yearly: 400.0 }),
            contractor_rate,
            attrition: 0.2,
        }
    }
}

pub(crate) fn instance(people: usize, items: usize) -> impl Strategy<Value = Instance> {
    of_teams(1..=2, people, items)
}

fn of_teams(
    teams: std::ops::RangeInclusive<usize>,
    people: usize,
    items: usize,
) -> impl Strategy<Value = Instance> {
    (teams, 1_u32..=3).prop_flat_map(move |(teams, quarters)| {
        (
            prop::collection::vec((demand(0), demand(1)), teams),
            prop::collection::vec(person(teams, quarters as usize), 0..=people),
            prop::collection::vec(item(), 0..=items),
            prop::collection::vec(role(), 0..=1),
            prop::sample::select(vec![0.0, 250.0, 600.0, 2000.0]),
            0_u32..=1,
            0_u32..=1,
        )
            .prop_map(move |(demands, people, items, roles, budget, hires, borrowed_quarters)| {
                Instance {
                    teams: demands
                        .into_iter()
                        .map(|(one, other)| Team { demands: vec![one, other] })
                        .collect(),
                    people,
                    roles,
                    items,
                    limits: Limits { budget, hires, borrowed_quarters, quarters },
                    wishes: Vec::new(),
                }
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Points, cost and starts are those of the best of all plans.
    #[test]
    fn is_the_best_of_all_plans(instance in instance(2, 2)) {
        let (expected, actions) = brute::best(&instance);
        let found = best(&instance);
        let played = play(&instance, &found.actions);
        prop_assert!(played.broken.is_empty(), "{:?}", played.broken);
        prop_assert_eq!(found.status, Status::Optimal);
        prop_assert_eq!(played.sixths, expected.sixths, "{:?} against {:?}", found.actions, actions);
        prop_assert!((found.objective * 6.0 - expected.sixths as f64).abs() < 1e-9);
        prop_assert!((found.cost - expected.cost).abs() < 1e-6, "{:?} against {:?}", found.actions, actions);
        prop_assert!((played.cost - found.cost).abs() < 1e-6);
        let starts = |actions: &[cadre_planner::Action]| actions.iter().map(|action| action.quarter).sum::<u32>();
        prop_assert_eq!(starts(&found.actions), starts(&actions), "{:?} against {:?}", found.actions, actions);
    }

    /// More money, heads or hours is never worse; nothing is useless or done twice.
    #[test]
    fn holds_of_any_plan(instance in instance(5, 4)) {
        let found = best(&instance);
        let played = play(&instance, &found.actions);
        prop_assert!(played.broken.is_empty(), "{:?}", played.broken);
        prop_assert!((found.objective * 6.0 - played.sixths as f64).abs() < 1e-9);
        for left_out in 0..found.actions.len() {
            let mut fewer = found.actions.clone();
            fewer.remove(left_out);
            let without = play(&instance, &fewer);
            let serves = !without.broken.is_empty() || without.sixths < played.sixths;
            prop_assert!(serves, "{:?} covers nothing", found.actions[left_out]);
        }
        let more = |change: fn(&mut Instance)| {
            let mut richer = instance.clone();
            change(&mut richer);
            best(&richer).objective
        };
        prop_assert!(more(|richer| richer.limits.budget += 500.0) >= found.objective);
        prop_assert!(more(|richer| richer.limits.hires += 1) >= found.objective);
        prop_assert!(more(|richer| richer.limits.borrowed_quarters += 1) >= found.objective);
        let again = best(&instance);
        prop_assert_eq!(again, found);
    }

    /// An action that is asked for is there; one that is forbidden is not.
    #[test]
    fn wishes_are_met(instance in instance(3, 3)) {
        let found = best(&instance);
        let Some(first) = found.actions.first() else { return Ok(()) };
        let mut without = instance.clone();
        without.wishes.push(Wish::AtMost(first.what, 0));
        let other = best(&without);
        prop_assert!(other.actions.iter().all(|action| action.what != first.what));
        prop_assert!(other.objective <= found.objective);
        let mut with = instance.clone();
        with.wishes.push(Wish::AtLeast(first.what, 1));
        let same = best(&with);
        prop_assert!(same.actions.iter().any(|action| action.what == first.what));
        prop_assert!((same.objective - found.objective).abs() < 1e-9);
        if matches!(first.what, Move::Train { .. }) {
            with.wishes.push(Wish::AtMost(first.what, 0));
            prop_assert_eq!(best(&with).status, Status::Infeasible);
        }
    }

    /// By team: the bound is no lower than the best of all plans, the plan is one, and its gap is what it says. One thread or
    /// several, it is the same.
    #[test]
    fn by_team_the_gap_is_true(instance in of_teams(2..=5, 8, 4)) {
        let exact = best(&instance);
        prop_assert_eq!(exact.status, Status::Optimal);
        let found = plan_by_team(&instance, 0.0, &UNHURRIED).unwrap();
        let played = play(&instance, &found.actions);
        prop_assert!(played.broken.is_empty(), "{:?}", played.broken);
        prop_assert!((found.objective * 6.0 - played.sixths as f64).abs() < 1e-9);
        prop_assert!((found.cost - played.cost).abs() < 1e-6);
        prop_assert!(found.bound >= exact.objective - 1e-9, "{} below {}", found.bound, exact.objective);
        prop_assert!(found.objective <= exact.objective + 1e-9);
        prop_assert!((found.gap * found.bound - (found.bound - found.objective)).abs() < 1e-9);
        if found.status == Status::Optimal {
            prop_assert!((found.objective - exact.objective).abs() < 1e-9);
        }
        let threads = Control { threads: 3, ..UNHURRIED };
        prop_assert_eq!(plan_by_team(&instance, 0.0, &threads).unwrap(), found);
    }

    /// By team too, what is asked for is there, and what is forbidden is not; the bounds are those of what is asked.
    #[test]
    fn wishes_are_met_by_team(instance in of_teams(2..=4, 6, 3)) {
        let found = plan_by_team(&instance, 0.0, &UNHURRIED).unwrap();
        let Some(first) = found.actions.first() else { return Ok(()) };
        for wish in [Wish::AtLeast(first.what, 1), Wish::AtMost(first.what, 0)] {
            let mut wishing = instance.clone();
            wishing.wishes.push(wish);
            let other = plan_by_team(&wishing, 0.0, &UNHURRIED).unwrap();
            let there = other.actions.iter().any(|action| action.what == first.what);
            prop_assert_eq!(there, matches!(wish, Wish::AtLeast(..)));
            prop_assert!(!other.misses_wishes);
            let played = play(&wishing, &other.actions);
            prop_assert!(played.broken.is_empty(), "{:?}", played.broken);
            prop_assert!(other.bound >= best(&wishing).objective - 1e-9);
        }
    }

    /// Stopped at any moment, there is a plan, within the limits and under its bound.
    #[test]
    fn stopped_it_gives_what_it_has(instance in of_teams(2..=4, 6, 3), after in 0_u32..40) {
        let exact = best(&instance).objective;
        for by_team in [false, true] {
            let asked = std::sync::atomic::AtomicU32::new(0);
            let stop = || asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) >= after;
            let control = Control { stop: &stop, ..UNHURRIED };
            let found = if by_team { plan_by_team(&instance, 0.0, &control) } else { plan(&instance, 0.0, &control) };
            let found = found.unwrap();
            let played = play(&instance, &found.actions);
            prop_assert!(played.broken.is_empty(), "{:?}", played.broken);
            prop_assert!(found.objective <= exact + 1e-9 && found.bound >= exact - 1e-9);
            prop_assert!((0.0..=1.0).contains(&found.gap));
        }
    }
}

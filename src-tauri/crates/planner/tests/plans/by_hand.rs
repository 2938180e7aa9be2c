//! Plans worked out on paper.

use cadre_core::{Importance, Level, organisation::Demand};
use cadre_planner::{
    Action, HiringCost, Instance, Item, Limits, Move, Person, PlanError, Role, Status, Team,
};

use crate::best;

fn level(value: u8) -> Level {
    Level::new(value).unwrap()
}

/// One team that needs two critical seats at level 3; Ada at 2 and Bo at 0; a course from 2 to 3.
fn office() -> Instance {
    let demand = Demand {
        competency: 0,
        seats: [0, 0, 0, 2, 0],
        importance: Importance::CRITICAL,
        lowest_target: level(3),
        needed_by: None,
        weeks_to_productive: 0.0,
    };
    let person = |held: u8| Person {
        team: 0,
        levels: vec![Some(level(held))],
        counts: vec![true; 4],
        learning_hours: 20.0,
        attrition: 0.2,
    };
    Instance {
        teams: vec![Team { demands: vec![demand] }],
        people: vec![person(2), person(0)],
        roles: vec![Role {
            targets: vec![(0, level(3))],
            weeks_to_fill: 14.0,
            weeks_to_ramp: 10.0,
            hiring: Some(HiringCost { once: 10_000.0, yearly: 100_000.0 }),
            contractor_rate: Some(30_000.0),
            attrition: 0.2,
        }],
        items: vec![Item {
            lifts: vec![(0, level(2), level(3))],
            hours: 30.0,
            cost: 2_000.0,
            pass_rate: 0.8,
        }],
        limits: Limits { budget: 0.0, hires: 0, borrowed_quarters: 0, quarters: 4 },
        wishes: Vec::new(),
    }
}

#[test]
fn nothing_to_spend_is_an_empty_plan() {
    let plan = best(&office());
    assert_eq!((plan.status, plan.actions.len(), plan.objective), (Status::Optimal, 0, 0.0));
}

/// 30 hours at 20 a quarter take two quarters, so that Ada counts in quarters 3 and 4: a filled seat of weight 1 and half of
/// a holder in each, 2 · 1.5.
#[test]
fn a_course_of_two_quarters() {
    let mut office = office();
    office.limits.budget = 2_500.0;
    let plan = best(&office);
    let course = Action { quarter: 1, what: Move::Train { person: 0, item: 0 } };
    assert_eq!((plan.actions, plan.objective, plan.cost), (vec![course], 3.0, 2_000.0));
}

/// Opened in quarter 1, a hire arrives in 1 + ⌈14 ÷ 13⌉ = 3 and is productive in 1 + ⌈24 ÷ 13⌉ = 3: quarters 3 and 4 cost
/// 10,000 + 2 · 25,000 and cover 2 · 1.5. A contractor covers 1 in a quarter, and is no depth.
#[test]
fn a_hire_and_a_contractor() {
    let mut office = office();
    office.items.clear();
    office.limits = Limits { budget: 60_000.0, hires: 1, borrowed_quarters: 1, quarters: 4 };
    let hire = Action { quarter: 1, what: Move::Hire { role: 0, team: 0 } };
    let plan = best(&office);
    assert_eq!((plan.actions, plan.objective, plan.cost), (vec![hire], 3.0, 60_000.0));
    office.limits.budget = 90_000.0;
    let plan = best(&office);
    let contractor = Action { quarter: 1, what: Move::Borrow { role: 0, team: 0 } };
    assert_eq!((plan.actions.len(), plan.objective, plan.cost), (2, 4.0, 90_000.0));
    assert!(plan.actions.contains(&contractor), "of equal quarters the first");
}

#[test]
fn numbers_that_make_no_sense_are_all_named() {
    let mut office = office();
    office.limits.budget = f64::NAN;
    office.limits.quarters = 0;
    office.items[0].hours = -1.0;
    office.roles[0].attrition = 1.5;
    let cancelled = std::sync::atomic::AtomicBool::new(false);
    let control = cadre_planner::Control { cancelled: &cancelled, until: None, progress: &|_| {} };
    let Err(PlanError::BadNumbers(found)) = cadre_planner::plan(&office, 0.0, &control) else {
        panic!("a plan")
    };
    let places: Vec<_> = found.iter().map(|one| one.place.as_str()).collect();
    assert_eq!(places, ["limits.budget", "roles[0].attrition", "items[0].hours", "limits.quarters"]);
}

/// Two items that ask for each other lead nowhere, and are simply not taken.
#[test]
fn cyclic_prerequisites_are_no_trap() {
    let mut office = office();
    office.people[0].levels = vec![Some(level(0)), Some(level(0))];
    office.people[1].levels = vec![None, None];
    office.items = vec![
        Item {
            lifts: vec![(0, level(0), level(3)), (1, level(1), level(1))],
            hours: 1.0,
            cost: 0.0,
            pass_rate: 1.0,
        },
        Item {
            lifts: vec![(1, level(0), level(1)), (0, level(3), level(3))],
            hours: 1.0,
            cost: 0.0,
            pass_rate: 1.0,
        },
    ];
    office.limits.budget = 1e6;
    let plan = best(&office);
    assert_eq!((plan.status, plan.actions.len()), (Status::Optimal, 0));
}

#[test]
fn a_cancelled_search_gives_what_it_has() {
    let mut office = office();
    office.limits.budget = 2_500.0;
    let cancelled = std::sync::atomic::AtomicBool::new(true);
    let control = cadre_planner::Control { cancelled: &cancelled, until: None, progress: &|_| {} };
    let plan = cadre_planner::plan(&office, 0.0, &control).unwrap();
    assert!(plan.objective <= 3.0 && plan.bound >= 3.0, "{} to {}", plan.objective, plan.bound);
}

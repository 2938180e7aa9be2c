//! Plans worked out on paper.

use cadre_core::{Importance, Level, organisation::Demand};
use cadre_planner::{
    Action, Control, HiringCost, Instance, Item, Limits, Move, Obstacle, Person, PlanError, Role, Status,
    Team, Why, Wish, plan_by_team,
};

use crate::{UNHURRIED, best};

pub(crate) fn level(value: u8) -> Level {
    Level::new(value).unwrap()
}

/// One team that needs two critical seats at level 3; Ada at 2 and Bo at 0; a course from 2 to 3.
pub(crate) fn office() -> Instance {
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
            learner: None,
        }],
        limits: Limits { budget: 0.0, hires: 0, borrowed_quarters: 0, quarters: 4 },
        wishes: Vec::new(),
    }
}

#[test]
fn nothing_to_spend_is_an_empty_plan() {
    let plan = best(&office());
    assert_eq!((plan.status, plan.actions.len(), plan.objective), (Status::Optimal, 0, 0.0));
    assert_eq!(plan.cost.to_string(), "0", "and not −0");
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

/// The solver, given a plan to begin with, once called the later of these two the earliest: one contractor may come, and fills
/// as much in quarter 1 as in quarter 2; the hire is there in quarter 3.
#[test]
fn of_equal_quarters_the_first() {
    let demand = |competency, seats, importance, lowest| Demand {
        competency,
        seats,
        importance,
        lowest_target: level(lowest),
        needed_by: None,
        weeks_to_productive: 0.0,
    };
    let mut office = office();
    office.teams = vec![
        Team {
            demands: vec![
                demand(0, [0, 0, 0, 2, 0], Importance::USEFUL, 3),
                demand(1, [0, 0, 2, 0, 0], Importance::CRITICAL, 2),
            ],
        },
        Team {
            demands: vec![
                demand(0, [0, 1, 0, 1, 0], Importance::IMPORTANT, 1),
                demand(1, [0, 0, 2, 0, 2], Importance::USEFUL, 2),
            ],
        },
    ];
    office.people.clear();
    office.items.clear();
    office.roles[0].targets = vec![(0, level(3)), (1, level(3))];
    office.roles[0].weeks_to_fill = 20.0;
    office.roles[0].weeks_to_ramp = 0.0;
    office.limits = Limits { budget: 1e6, hires: 1, borrowed_quarters: 1, quarters: 3 };
    let plan = best(&office);
    let team = plan.actions[0].what;
    assert!(matches!(team, Move::Hire { role: 0, team: 0 }), "{team:?}");
    assert_eq!(plan.actions.iter().map(|action| action.quarter).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn numbers_that_make_no_sense_are_all_named() {
    let mut office = office();
    office.limits.budget = f64::NAN;
    office.limits.quarters = 0;
    office.items[0].hours = -1.0;
    office.roles[0].attrition = 1.5;
    let Err(PlanError::BadNumbers(found)) = cadre_planner::plan(&office, 0.0, &UNHURRIED) else {
        panic!("a plan")
    };
    let places: Vec<_> = found.iter().map(|one| one.place.as_str()).collect();
    assert_eq!(
        places,
        [
            "limits.budget",
            "roles[0].attrition",
            "items[0].hours",
            "limits.quarters",
            "people[0].counts",
            "people[1].counts"
        ]
    );
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
            learner: None,
        },
        Item {
            lifts: vec![(1, level(0), level(1)), (0, level(3), level(3))],
            hours: 1.0,
            cost: 0.0,
            pass_rate: 1.0,
            learner: None,
        },
    ];
    office.limits.budget = 1e6;
    let plan = best(&office);
    assert_eq!((plan.status, plan.actions.len()), (Status::Optimal, 0));
}

/// A course that asks for level 1 and leads to 2 passes level 1 on its way; that does not open it to who is at 0, whom another
/// course brings to 1 in two quarters first.
#[test]
fn an_item_does_not_open_itself() {
    let mut office = office();
    office.teams[0].demands[0].seats = [0, 0, 1, 0, 0];
    office.teams[0].demands[0].lowest_target = level(2);
    office.people.remove(0);
    let item = |from, to, hours| Item {
        lifts: vec![(0, level(from), level(to))],
        hours,
        cost: 0.0,
        pass_rate: 1.0,
        learner: None,
    };
    office.items = vec![item(1, 2, 0.0), item(0, 1, 30.0)];
    let plan = best(&office);
    let train = |quarter, item| Action { quarter, what: Move::Train { person: 0, item } };
    assert_eq!(plan.actions, [train(1, 1), train(3, 0)]);
    // Quarter 4 alone: a seat, and half of a holder.
    assert!((plan.objective - 1.5).abs() < 1e-9);
}

/// Asked for, Bo takes a course that fills no seat, a hire is made on a team that has no need of one, and what is asked for
/// costs as little as it can.
#[test]
fn what_is_asked_for_is_done_though_it_is_of_no_use() {
    let mut office = office();
    office.teams[0].demands.clear();
    office.limits = Limits { budget: 50_000.0, hires: 1, borrowed_quarters: 0, quarters: 4 };
    let course = Move::Train { person: 0, item: 0 };
    office.wishes = vec![Wish::AtLeast(course, 1), Wish::HiresOn { team: 0, at_least: 1 }];
    let plan = best(&office);
    let hire = Action { quarter: 3, what: Move::Hire { role: 0, team: 0 } };
    // Opened in quarter 3 or 4 a hire arrives in 5 or later, and costs nothing but the hiring within the horizon.
    assert_eq!(plan.actions, [Action { quarter: 1, what: course }, hire]);
    assert_eq!((plan.status, plan.cost, plan.misses_wishes), (Status::Optimal, 12_000.0, false));
}

#[test]
fn what_cannot_be_is_explained() {
    let because = |wishes: Vec<Wish>, change: fn(&mut Instance)| {
        let mut office = office();
        office.limits = Limits { budget: 1e6, hires: 1, borrowed_quarters: 1, quarters: 4 };
        office.wishes = wishes;
        change(&mut office);
        let plan = best(&office);
        assert_eq!((plan.status, plan.actions.len()), (Status::Infeasible, 0));
        plan.obstacles
    };
    let (train, hire) = (|person| Move::Train { person, item: 0 }, Move::Hire { role: 0, team: 0 });
    let wish = |why| vec![Obstacle::Wish { wish: 0, why }];
    assert_eq!(because(vec![Wish::AtLeast(train(1), 1)], |_| {}), wish(Why::LacksLevels));
    assert_eq!(because(vec![Wish::AtLeast(train(0), 2)], |_| {}), wish(Why::OnlyOnce));
    let slow = |office: &mut Instance| office.items[0].hours = 81.0;
    assert_eq!(because(vec![Wish::AtLeast(train(0), 1)], slow), wish(Why::NoTime));
    let forbidden = vec![Wish::AtLeast(train(0), 1), Wish::AtMost(train(0), 0)];
    assert_eq!(because(forbidden, |_| {}), wish(Why::Forbidden));
    let frozen = |office: &mut Instance| office.roles[0].hiring = None;
    assert_eq!(because(vec![Wish::AtLeast(hire, 1)], frozen), wish(Why::NotOffered));
    assert_eq!(because(vec![Wish::HiresOn { team: 0, at_least: 1 }], frozen), wish(Why::NotOffered));
    assert_eq!(because(vec![Wish::AtLeast(hire, 2)], |_| {}), [Obstacle::Hires]);
    let borrow = Move::Borrow { role: 0, team: 0 };
    assert_eq!(because(vec![Wish::AtLeast(borrow, 2)], |_| {}), [Obstacle::BorrowedQuarters]);
    // The cheapest hire is one that arrives after the horizon: 10,000.
    let poor = |office: &mut Instance| office.limits.budget = 9_000.0;
    let found = because(vec![Wish::AtLeast(hire, 1)], poor);
    let [Obstacle::Budget { at_least }] = found[..] else { panic!("{found:?}") };
    assert!((at_least - 10_000.0).abs() < 1e-3, "{at_least}");
}

#[test]
fn indices_that_lead_nowhere_are_named() {
    let mut office = office();
    office.people[0].team = 1;
    office.people[1].levels.clear();
    let again = office.teams[0].demands[0].clone();
    office.teams[0].demands.push(again);
    office.wishes = vec![Wish::AtLeast(Move::Hire { role: 1, team: 0 }, 1)];
    let Err(PlanError::BadNumbers(found)) = cadre_planner::plan(&office, 0.0, &UNHURRIED) else {
        panic!("a plan")
    };
    let places: Vec<_> = found.iter().map(|one| one.place.as_str()).collect();
    assert_eq!(places, ["people[0].team", "people[1].levels", "teams[0].demands", "wishes[0].role"]);
}

#[test]
fn a_cancelled_search_gives_what_it_has() {
    let mut office = office();
    office.limits.budget = 2_500.0;
    let control = Control { stop: &|| true, ..UNHURRIED };
    let plan = cadre_planner::plan(&office, 0.0, &control).unwrap();
    assert!(
        plan.objective <= 3.0 && (3.0..=12.0).contains(&plan.bound),
        "{} to {}",
        plan.objective,
        plan.bound
    );
}

/// A course that Bo has begun is his alone: Ada, who could take it too, does not.
#[test]
fn an_item_of_one_learner_is_taken_by_nobody_else() {
    let mut office = office();
    office.people[1].levels = vec![Some(level(2))];
    office.people[1].learning_hours = 15.0;
    office.teams[0].demands[0].seats = [0, 0, 0, 1, 0];
    office.items[0].learner = Some(1);
    office.limits.budget = 10_000.0;
    let plan = best(&office);
    let course = Action { quarter: 1, what: Move::Train { person: 1, item: 0 } };
    // 30 hours at 15 take two quarters: a seat and half of a holder in quarters 3 and 4.
    assert_eq!((plan.actions, plan.objective), (vec![course], 3.0));
    office.items[0].learner = Some(2);
    assert_eq!(best(&office).actions, [], "there is no such person");
    // As one of many teams it is still his.
    office.items[0].learner = Some(1);
    office.teams.insert(0, Team { demands: Vec::new() });
    office.people.iter_mut().for_each(|person| person.team = 1);
    office.people[0].team = 0;
    assert_eq!(plan_by_team(&office, 0.0, &UNHURRIED).unwrap().actions, [course]);
}

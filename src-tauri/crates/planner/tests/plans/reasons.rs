//! Why a plan is as it is, on paper and against plans made anew.

use cadre_planner::{
    Action, Control, Gain, Instance, Limits, Loss, Move, Person, Status, Stop, Wish, budgets, frontier,
    gains, losses, open_seats, relaxed_curve, worth_of,
};
use proptest::prelude::*;

use crate::{
    UNHURRIED, best,
    by_hand::{level, office},
    random,
};

/// Money for Ada's course, and nobody to borrow.
fn school() -> Instance {
    let mut office = office();
    office.roles[0].contractor_rate = None;
    office.limits.budget = 2_500.0;
    office
}

fn near(found: f64, exact: f64) {
    assert!((found - exact).abs() < 1e-9, "{found} against {exact}");
}

/// Without the course there is nothing: all 2 · 1.5 are lost. Where it is asked for it could not be left out.
#[test]
fn an_action_adds_what_is_lost_without_it() {
    let mut school = school();
    let course = Move::Train { person: 0, item: 0 };
    let all = |school: &Instance| losses(school, &best(school), &UNHURRIED).unwrap();
    let [Loss { what, at_least, at_most, asked_for }] = all(&school)[..] else { panic!("one action") };
    assert_eq!((what, asked_for), (course, false));
    near(at_least, 3.0);
    near(at_most, 3.0);
    school.wishes = vec![Wish::AtLeast(course, 1)];
    assert!(all(&school)[0].asked_for);
}

/// What two hires of a kind add is what the second adds: the plan may still make one.
#[test]
fn of_several_alike_one_is_left_out() {
    let mut school = school();
    school.limits = Limits { budget: 1e6, hires: 2, borrowed_quarters: 0, quarters: 4 };
    school.people.clear();
    let plan = best(&school);
    assert_eq!(plan.hires(), 2);
    let found = losses(&school, &plan, &UNHURRIED).unwrap();
    near(found[0].at_least, 3.0);
    near(found[0].at_most, 3.0);
}

#[test]
fn an_open_seat_is_stopped_by_what_would_fill_it() {
    let why = |change: fn(&mut Instance)| {
        let mut school = school();
        change(&mut school);
        let plan = best(&school);
        let open = open_seats(&school, &plan, 0.0, &UNHURRIED).unwrap();
        assert!(open.iter().all(|seats| (seats.team, seats.demand, seats.level) == (0, 0, level(3))));
        let covered = &plan.coverage.0[3][0][0];
        assert_eq!(open.iter().map(|seats| seats.seats).sum::<u32>(), covered.required - covered.filled);
        open.into_iter().map(|seats| seats.stops).next().unwrap_or_default()
    };
    // The second seat takes a hire, which takes both money and a head.
    assert_eq!(why(|_| {}), [Stop::Together]);
    assert_eq!(why(|school| school.limits.hires = 1), [Stop::Budget]);
    assert_eq!(why(|school| school.limits.budget = 1e6), [Stop::Hires]);
    let lending = |school: &mut Instance| {
        school.limits.budget = 1e6;
        school.roles[0].contractor_rate = Some(30_000.0);
    };
    assert_eq!(why(lending), [Stop::Hires, Stop::BorrowedQuarters]);
    // 100 hours at 20 a quarter end after the horizon.
    assert_eq!(why(|school| school.items[0].hours = 100.0), [Stop::Hours]);
    let late = |school: &mut Instance| {
        school.people.remove(0);
        school.roles[0].weeks_to_fill = 60.0;
    };
    assert_eq!(why(late), [Stop::NobodyWithinReach, Stop::TooLateToHire]);
    let bare = |school: &mut Instance| {
        school.items.clear();
        school.roles.clear();
    };
    assert_eq!(why(bare), [Stop::NoItem, Stop::NoRole]);
    let forbidden = |school: &mut Instance| {
        school.roles[0].hiring = None;
        school.wishes = vec![Wish::AtMost(Move::Train { person: 0, item: 0 }, 0)];
    };
    assert_eq!(why(forbidden), [Stop::Forbidden]);
    let all_filled = |school: &mut Instance| school.teams[0].demands[0].seats = [0, 0, 0, 1, 0];
    assert_eq!(why(all_filled), []);
}

/// Two teams alike: each course fills a seat and adds a holder of its own team, and a second hire beside a first fills the second
/// seat.
#[test]
fn what_an_action_fills_stands_empty_without_it() {
    let mut both = school();
    both.teams.push(both.teams[0].clone());
    both.people.push(Person { team: 1, ..both.people[0].clone() });
    let of = |what, quarter| Action { quarter, what };
    let actions = [
        of(Move::Train { person: 2, item: 0 }, 1),
        of(Move::Hire { role: 0, team: 0 }, 1),
        of(Move::Hire { role: 0, team: 0 }, 4),
    ];
    let one = [Gain { demand: 0, filled: 1, depth: 1 }];
    // What is hired in the last quarter is there after it.
    assert_eq!(gains(&both, &actions), [&one[..], &one[..], &[]]);
    assert_eq!(gains(&both, &[]), Vec::<Vec<Gain>>::new());
}

#[test]
fn without_time_what_is_unknown_is_told() {
    let school = school();
    let plan = best(&school);
    let over = Control { stop: &|| true, ..UNHURRIED };
    let found = losses(&school, &plan, &over).unwrap();
    assert_eq!((found[0].at_least, found[0].at_most), (0.0, 3.0));
    assert_eq!(open_seats(&school, &plan, 0.0, &over).unwrap()[0].stops, [Stop::Unknown]);
    let points = frontier(&school, &[0.0, 1.0], 0.0, &over, &|_| {}).unwrap();
    assert!(points.iter().all(|point| point.plan.is_none()));
}

#[test]
fn more_money_buys_the_course() {
    let mut school = school();
    school.limits.budget = 0.0;
    let richer = Limits { budget: school.limits.budget + 2_000.0, ..school.limits };
    let worth = worth_of(&school, &best(&school), richer, 0.0, &UNHURRIED).unwrap();
    near(worth.at_least, 3.0);
    near(worth.at_most, 3.0);
    near(worth.plan.cost, 2_000.0);
}

/// The course covers 3 for 2,000; a hire opened in quarter 2 costs 10,000 + 25,000 and is there in quarter 4, for 1.5; opened
/// in quarter 1, 60,000 and 3.
#[test]
fn a_frontier_rises_with_what_it_can_buy() {
    let mut school = school();
    school.limits = Limits { budget: 40_000.0, hires: 1, borrowed_quarters: 0, quarters: 4 };
    let all = [0.0, 2_000.0, 36_999.0, 37_000.0, 61_999.0, 62_000.0];
    let seen = std::sync::Mutex::new(Vec::new());
    let points =
        frontier(&school, &all, 0.0, &UNHURRIED, &|point| seen.lock().unwrap().push(point.budget)).unwrap();
    let objectives: Vec<f64> = points.iter().map(|point| point.plan.as_ref().unwrap().objective).collect();
    for (found, exact) in objectives.iter().zip([0.0, 3.0, 3.0, 4.5, 4.5, 6.0]) {
        near(*found, exact);
    }
    assert_eq!(*seen.lock().unwrap(), all);
    // All of it costs 62,000, and half as much again is 93,000: twice the limit of 40,000 is less, twice that of 60,000 more.
    assert_eq!(budgets(&school, 3, &UNHURRIED).unwrap(), [0.0, 40_000.0, 80_000.0]);
    school.limits.budget = 60_000.0;
    assert_eq!(budgets(&school, 3, &UNHURRIED).unwrap(), [0.0, 46_500.0, 93_000.0]);
    // Nor does it end before the limit.
    school.limits.budget = 100_000.0;
    assert_eq!(budgets(&school, 3, &UNHURRIED).unwrap(), [0.0, 50_000.0, 100_000.0]);
    school.limits.budget = 0.0;
    assert_eq!(budgets(&school, 2, &UNHURRIED).unwrap(), [0.0, 93_000.0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Each loss lies between what is told, and more money is never worse nor above the curve.
    #[test]
    fn losses_and_frontiers_are_true(instance in random::instance(4, 3)) {
        let plan = best(&instance);
        for loss in losses(&instance, &plan, &UNHURRIED).unwrap() {
            let times = plan.actions.iter().filter(|action| action.what == loss.what).count() as u32;
            let mut without = instance.clone();
            without.wishes.push(Wish::AtMost(loss.what, times - 1));
            let other = best(&without);
            prop_assert_eq!(other.status, Status::Optimal);
            let exact = plan.objective - other.objective;
            prop_assert!(loss.at_least <= exact + 1e-9 && exact <= loss.at_most + 1e-9, "{loss:?}: {exact}");
        }
        let all = budgets(&instance, 4, &UNHURRIED).unwrap();
        let curve = relaxed_curve(&instance, &all, &UNHURRIED).unwrap();
        let points = frontier(&instance, &all, 0.0, &Control { threads: 2, ..UNHURRIED }, &|_| {}).unwrap();
        for (index, (point, most)) in points.iter().zip(curve).enumerate() {
            let plan = point.plan.as_ref().unwrap();
            prop_assert!(plan.cost <= point.budget + 1e-6);
            prop_assert!(plan.objective <= most.unwrap() + 1e-6);
            if index > 0 {
                prop_assert!(plan.objective >= points[index - 1].plan.as_ref().unwrap().objective);
            }
        }
    }
}

//! Plans that have begun: they stay, the next one goes on from them, and what is promised stands beside what came about. What is
//! found out of a plan while the workspace goes on.

use std::sync::atomic::AtomicBool;

use cadre_app::{
    ActionKind, ActionState, ChartKind, ErrorCode, Item, PlanView, ScenarioDraft, Selection, Work,
    plan::{Reasons, Status},
};
use cadre_core::{PlanWish, TrainingItem, WishRule};

use crate::{
    dump, moment,
    office::Office,
    open,
    plan::{draft, kept, later, office, search, solve, solved_office, view, wish, with_costs},
};

#[test]
fn a_plan_that_has_begun_stays_and_the_next_one_starts_from_it() {
    let mut office = solved_office();
    // 25 hours take Bob two quarters; he has begun.
    office.content.training[0].hours = 25.0;
    let (_folder, mut workspace) = open(&office);
    let id = kept(&office).id;
    workspace.track_action(id, 0, ActionState::Started, moment()).unwrap();
    let again = workspace.scenario_draft(id).unwrap();
    let refused = workspace.plan_problem(&again, &Selection::default(), moment()).unwrap_err();
    assert_eq!(refused.message, "Actions of this plan have begun, so that it stays as it was decided.");

    let view = view(&workspace, moment());
    assert!(view.chosen.as_ref().unwrap().tracked);
    let start = &view.starts[0];
    assert_eq!(start.label, "From where it stands");
    assert_eq!(start.text, "What has begun of Base goes on; €0 of its budget are left.");
    assert_eq!((start.draft.budget, start.draft.hires), (0.0, 0));

    // Of the 25 hours 20 are learnt after a quarter; the other five are paid for.
    let next = later(91);
    let problem = workspace.plan_problem(&start.draft, &Selection::default(), next).unwrap();
    let plan = problem.solve(&search(), &Work::unwatched()).unwrap();
    let document = workspace.plan_document(&problem, &plan, &Reasons::default(), None, &search()).unwrap();
    let [action] = &document.actions[..] else { panic!("{:?}", document.actions) };
    assert_eq!((action.quarter, action.counts_from, action.hours, action.cost), (1, 2, 5.0, 0.0));
    let covered: Vec<f64> = document.coverage.iter().map(|quarter| quarter.planned).collect();
    assert_eq!(covered, [0.5, 1.0, 1.0, 1.0]);
}

#[test]
fn a_seat_that_is_being_filled_counts_from_when_it_is_productive() {
    let mut office = with_costs(office());
    office.content.training.clear();
    let (_folder, mut workspace) = open(&office);
    solve(&mut workspace, &draft(83_000.0, 1), moment()).unwrap();
    let id = dump(&workspace).scenarios[0].id;
    workspace.track_action(id, 0, ActionState::Started, moment()).unwrap();
    // Opened on 1 June it counts from quarter 3, which begins on 30 November: a quarter later that is the second.
    let problem = workspace
        .plan_problem(
            &ScenarioDraft { name: "Next".to_owned(), ..draft(0.0, 0) },
            &Selection::default(),
            later(91),
        )
        .unwrap();
    let plan = problem.solve(&search(), &Work::unwatched()).unwrap();
    let document = workspace.plan_document(&problem, &plan, &Reasons::default(), None, &search()).unwrap();
    let covered: Vec<f64> = document.coverage.iter().map(|quarter| quarter.planned).collect();
    assert_eq!(covered, [0.5, 1.0, 1.0, 1.0]);
    assert_eq!(document.actions, [], "and is no action of the new plan");
}

#[test]
fn promised_stands_beside_actual_once_a_quarter_is_over() {
    let office = solved_office();
    let (_folder, mut workspace) = open(&office);
    assert_eq!(view(&workspace, later(89)).chosen.unwrap().track, "");
    let chosen = view(&workspace, later(90)).chosen.unwrap();
    assert_eq!(chosen.track, "Promised by 30 Aug 2026: 50%. Covered in fact: 50%.");
    // Bob has not been assessed again by the end of quarter 2.
    let chosen = view(&workspace, later(181)).chosen.unwrap();
    assert_eq!(chosen.track, "Promised by 29 Nov 2026: 100%. Covered in fact: 50%.");
    let actual: Vec<&str> = chosen.quarters.iter().map(|quarter| quarter.actual.as_str()).collect();
    assert_eq!(actual, ["50%", "50%", "", ""]);
    workspace.remove_scenario(kept(&office).id, moment()).unwrap();
}

/// Bob's course of 25 hours, which has begun; it counts from quarter 3.
fn begun() -> (tempfile::TempDir, cadre_app::Workspace) {
    let mut office = with_costs(office());
    office.content.training[0].hours = 25.0;
    let (folder, mut workspace) = open(&office);
    solve(&mut workspace, &draft(500.0, 0), moment()).unwrap();
    let id = dump(&workspace).scenarios[0].id;
    workspace.track_action(id, 0, ActionState::Started, moment()).unwrap();
    (folder, workspace)
}

fn planned_shares(view: &PlanView) -> Vec<&str> {
    let chosen = view.chosen.as_ref().unwrap();
    chosen.quarters.iter().map(|quarter| quarter.planned.as_str()).collect()
}

#[test]
fn a_hire_that_has_begun_counts_once_in_its_own_plan() {
    // Three seats: Ada's, and the hire's from quarter 3 on; the third stays open.
    let mut office = with_costs(office()).seats("Blue", "engineer", 1, "");
    office.content.training.clear();
    let (_folder, mut workspace) = open(&office);
    solve(&mut workspace, &draft(83_000.0, 1), moment()).unwrap();
    let id = dump(&workspace).scenarios[0].id;
    let before = view(&workspace, moment());
    assert_eq!(planned_shares(&before), ["33%", "33%", "67%", "67%"]);
    workspace.track_action(id, 0, ActionState::Started, moment()).unwrap();
    let after = view(&workspace, moment());
    assert_eq!(planned_shares(&after), ["33%", "33%", "67%", "67%"]);
    assert_eq!((after.title, &*after.scenarios[0].stale), (before.title, ""));
}

#[test]
fn what_is_left_of_a_course_is_kept_with_the_next_plan_and_with_the_one_after() {
    let (_folder, mut workspace) = begun();
    let next = view(&workspace, moment()).starts[0].draft.clone();
    solve(&mut workspace, &next, later(91)).unwrap();
    let shown = view(&workspace, later(91));
    let column = shown.scenarios.last().unwrap();
    // Of 25 hours 20 are learnt, and all of it is paid.
    assert_eq!((&*column.stale, &*column.cost.used, &*column.hours.used), ("", "€0", "5"));
    // Once it has begun there too it still goes on once.
    let id = dump(&workspace).scenarios[1].id;
    workspace.track_action(id, 0, ActionState::Started, later(91)).unwrap();
    let third = ScenarioDraft { name: "Third".to_owned(), ..draft(0.0, 0) };
    let planned = |workspace: &cadre_app::Workspace| {
        let problem = workspace.plan_problem(&third, &Selection::default(), later(91)).unwrap();
        problem.solve(&search(), &Work::unwatched()).unwrap().actions.len()
    };
    assert_eq!(planned(&workspace), 1);
    // And where it is over in the plan that came after, it is over.
    workspace.track_action(id, 0, ActionState::Done, later(91)).unwrap();
    assert_eq!(planned(&workspace), 0, "no money for another");
}

#[test]
fn what_was_required_and_has_begun_is_required_no_more() {
    let mut office = with_costs(office());
    office.content.training[0].hours = 25.0;
    let (_folder, mut workspace) = open(&office);
    let bob = Some(office.content.people[1].id);
    let require = PlanWish {
        person: bob,
        training: Some("course".into()),
        ..wish(WishRule::Require, ActionKind::Train)
    };
    solve(&mut workspace, &ScenarioDraft { wishes: vec![require.clone()], ..draft(500.0, 0) }, moment())
        .unwrap();
    let id = dump(&workspace).scenarios[0].id;
    workspace.track_action(id, 0, ActionState::Started, moment()).unwrap();
    assert_eq!(view(&workspace, moment()).starts[0].draft.wishes, []);
    // Asked for all the same it is under way, and what is forbidden of Bob does not end it.
    let forbid = PlanWish { person: bob, ..wish(WishRule::Forbid, ActionKind::Train) };
    for wishes in [vec![require], vec![forbid]] {
        let asked = ScenarioDraft { name: "Next".to_owned(), wishes, ..draft(0.0, 0) };
        let problem = workspace.plan_problem(&asked, &Selection::default(), later(91)).unwrap();
        let plan = problem.solve(&search(), &Work::unwatched()).unwrap();
        assert_eq!((plan.status, plan.actions.len()), (Status::Optimal, 1));
    }
}

#[test]
fn courses_that_have_begun_and_cannot_all_end_are_told_and_stop_no_plan() {
    let mut office = with_costs(office());
    let bob = Some(office.content.people[1].id);
    let one = office.content.training[0].clone();
    let keys = ["course", "second", "third"];
    office.content.training =
        keys.map(|key| TrainingItem { key: key.into(), name: format!("The {key}"), ..one.clone() }).to_vec();
    let require = |key: &&str| PlanWish {
        person: bob,
        training: Some((*key).into()),
        ..wish(WishRule::Require, ActionKind::Train)
    };
    let (_folder, mut workspace) = open(&office);
    let asked = ScenarioDraft { wishes: keys.iter().map(require).collect(), ..draft(1_500.0, 0) };
    solve(&mut workspace, &asked, moment()).unwrap();
    let id = dump(&workspace).scenarios[0].id;
    for action in 0..3 {
        workspace.track_action(id, action, ActionState::Started, moment()).unwrap();
    }
    // 16 hours each: two quarters of 20 end two of them.
    let short = ScenarioDraft { name: "Short".to_owned(), quarters: 2, ..draft(0.0, 0) };
    let problem = workspace.plan_problem(&short, &Selection::default(), moment()).unwrap();
    let plan = problem.solve(&search(), &Work::unwatched()).unwrap();
    assert_eq!((plan.status, plan.actions.len()), (Status::Optimal, 2));
    let document = workspace.plan_document(&problem, &plan, &Reasons::default(), None, &search()).unwrap();
    let [warning] = &document.warnings[..] else { panic!("{:?}", document.warnings) };
    assert!(warning.contains("has begun for Bob, and does not count"), "{warning}");
}

#[test]
fn a_plan_that_begins_while_a_better_one_is_searched_for_stays() {
    let (_folder, mut workspace) = open(&solved_office());
    let id = dump(&workspace).scenarios[0].id;
    let again = ScenarioDraft { budget: 0.0, ..workspace.scenario_draft(id).unwrap() };
    let problem = workspace.plan_problem(&again, &Selection::default(), moment()).unwrap();
    let plan = problem.solve(&search(), &Work::unwatched()).unwrap();
    workspace.track_action(id, 0, ActionState::Started, moment()).unwrap();
    let before = dump(&workspace);
    let refused = workspace.save_plan(&problem, &plan, moment()).unwrap_err();
    assert_eq!(refused.message, "Actions of this plan have begun, so that it stays as it was decided.");
    assert_eq!(dump(&workspace), before);
}

#[test]
fn a_plan_that_has_begun_is_not_to_be_solved_again_but_gone_on_from() {
    let (_folder, mut workspace) = begun();
    let ada = dump(&workspace).people[0].id;
    workspace.remove_item(&Item::Person(ada), moment()).unwrap();
    let shown = view(&workspace, moment());
    assert_eq!(
        shown.scenarios[0].stale,
        "The record has changed since: make a new scenario that starts from it."
    );
}

#[test]
fn a_plan_whose_costs_have_changed_is_to_be_solved_again() {
    let mut office = solved_office();
    office.content.training[0].cost = 900.0;
    let shown = view(&open(&office).1, moment());
    assert_eq!(shown.scenarios[0].stale, "The record has changed since: solve it again.");
}

#[test]
fn reasons_that_were_stopped_are_not_kept() {
    let (_folder, workspace) = open(&solved_office());
    let stopped = AtomicBool::new(true);
    let work = Work::new(&|_| {}, &stopped);
    let refused = workspace.complete_plan(ChartKind::PlanTimeline, &Selection::default(), moment(), &work);
    assert_eq!(refused.unwrap_err().code, ErrorCode::Cancelled);
    assert!(!view(&workspace, moment()).chosen.unwrap().reasoned);
}

#[test]
fn a_plan_is_kept_in_its_own_workspace_alone() {
    let (_folder, workspace) = open(&office());
    let problem = workspace.plan_problem(&draft(0.0, 0), &Selection::default(), moment()).unwrap();
    let plan = problem.solve(&search(), &Work::unwatched()).unwrap();
    let (_other, mut other) = open(&Office::new());
    let refused = other.save_plan(&problem, &plan, moment()).unwrap_err();
    assert_eq!(refused.message, "Another workspace was opened while Base was being solved.");
    assert_eq!(dump(&other).scenarios, []);
}

#[test]
fn reasons_of_a_plan_that_is_gone_are_let_go() {
    let office = with_costs(office());
    let (_folder, mut workspace) = open(&office);
    let asked = ScenarioDraft { team: Some(office.content.teams[0].id), ..draft(500.0, 0) };
    solve(&mut workspace, &asked, moment()).unwrap();
    let (problem, plan) = workspace.unexplained(&Selection::default(), moment()).unwrap().unwrap();
    let reasons = problem.all_reasons(&plan, &Work::unwatched()).unwrap();
    // Another workspace was opened meanwhile, where there is no such team.
    let (_other, other) = open(&Office::new());
    other.keep_reasons(&problem, &plan, reasons.clone()).unwrap();
    // The plan has become another.
    let bob = Item::Person(office.content.people[1].id);
    workspace.remove_item(&bob, moment()).unwrap();
    workspace.keep_reasons(&problem, &plan, reasons).unwrap();
    assert!(!view(&workspace, moment()).chosen.unwrap().reasoned);
}

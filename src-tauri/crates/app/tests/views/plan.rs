//! Plans: of a team small enough to plan on paper, kept, undone, tracked, explained and handed on. What is covered is worked
//! out by hand: importance 1 for a critical seat, and half of it for each of the two holders that there should be.

use cadre_app::{
    ActionKind, ActionState, AppError, ChartKind, ErrorCode, Frame, Moment, PlanView, ScenarioDraft,
    Selection, Theme, Touched, Work, Workspace,
    plan::{PlanDocument, PlanFormat, PlanProblem, Reasons, Search, Status, Stop},
};
use cadre_core::{Content, ExtraSeats, Level, Lift, PlanWish, Scenario, ScenarioId, TrainingItem, WishRule};
use chrono::Days;

use crate::{
    check_of, cloud_team, dump, moment,
    office::{Office, close, date},
    open,
};

/// Ada holds the posture, Bob is at level 1, and a course of 500 leads him to level 3 in one quarter of his 20 hours.
pub(crate) fn office() -> Office {
    let mut office = cloud_team()
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .level("Ada", "posture", 3)
        .level("Bob", "posture", 1);
    office.content.training.push(course("course", 500.0, 16.0));
    office
}

fn course(key: &str, cost: f64, hours: f64) -> TrainingItem {
    let lift = Lift { competency: "posture".into(), from: Level::ALL[1], to: Level::ALL[3] };
    TrainingItem {
        cost,
        hours,
        lifts: vec![lift],
        pass_rate: 0.8,
        ..TrainingItem::new(key.into(), "Posture course")
    }
}

/// An engineer costs 100,000 a year and 8,000 to hire, and takes 10 weeks to find and 10 to ramp.
pub(crate) fn with_costs(mut office: Office) -> Office {
    for role in &mut office.content.roles {
        (role.annual_cost, role.hiring_cost, role.contractor_rate) = (100_000.0, 8_000.0, 30_000.0);
    }
    office
}

pub(crate) fn draft(budget: f64, hires: u32) -> ScenarioDraft {
    ScenarioDraft {
        id: None,
        name: "Base".to_owned(),
        team: None,
        budget,
        hires,
        borrowed_quarters: 0,
        quarters: 4,
        wishes: Vec::new(),
        extra_seats: Vec::new(),
    }
}

pub(crate) fn search() -> Search {
    Search { gap: 0.0, ..Search::default() }
}

pub(crate) fn solve(
    workspace: &mut Workspace,
    draft: &ScenarioDraft,
    moment: Moment,
) -> Result<Touched, AppError> {
    let problem = workspace.plan_problem(draft, &Selection::default(), moment)?;
    let plan = problem.solve(&search(), &Work::unwatched())?;
    Ok(workspace.save_plan(&problem, &plan, moment)?.1)
}

/// The document of the best plan, with its reasons.
fn planned(workspace: &Workspace, draft: &ScenarioDraft) -> (PlanProblem, PlanDocument) {
    let problem = workspace.plan_problem(draft, &Selection::default(), moment()).unwrap();
    let plan = problem.solve(&search(), &Work::unwatched()).unwrap();
    let reasons = problem.reasons(&plan, &search(), &Work::unwatched()).unwrap();
    let document = workspace.plan_document(&problem, &plan, &reasons, None, &search()).unwrap();
    (problem, document)
}

fn of(office: &Office, draft: &ScenarioDraft) -> PlanDocument {
    planned(&open(office).1, draft).1
}

pub(crate) fn view(workspace: &Workspace, moment: Moment) -> PlanView {
    workspace.plan_view(&Selection::default(), moment).unwrap()
}

pub(crate) fn later(days: u64) -> Moment {
    let Moment { today, now } = moment();
    Moment { today: today + Days::new(days), now: now + chrono::TimeDelta::days(days as i64) }
}

pub(crate) fn wish(rule: WishRule, kind: ActionKind) -> PlanWish {
    PlanWish { rule, kind, team: None, role: None, person: None, training: None, count: 1 }
}

#[test]
fn the_best_plan_is_that_of_paper() {
    let plan = of(&office(), &draft(500.0, 0));
    assert_eq!(plan.status, Status::Optimal);
    // Quarter 1: one seat filled and one holder, 1 + ½. From quarter 2 on two of each, 3.
    close(plan.objective, 10.5);
    close(plan.bound, 10.5);
    close(plan.full_cover, 12.0);
    close(plan.cost, 500.0);
    close(plan.hours, 16.0);
    // Two people, 20 hours, 4 quarters.
    close(plan.limits.hours, 160.0);
    close(plan.covered_before, 0.5);
    let covered: Vec<f64> = plan.coverage.iter().map(|quarter| quarter.planned).collect();
    assert_eq!(covered, [0.5, 1.0, 1.0, 1.0]);
    assert_eq!(plan.coverage[0].ends_on, date("2026-08-30"), "13 weeks from 1 June, its last day");
    let [action] = &plan.actions[..] else { panic!("{:?}", plan.actions) };
    assert_eq!((action.kind, action.quarter, action.counts_from), (ActionKind::Train, 1, 2));
    assert_eq!(action.person_name.as_deref(), Some("Bob"));
    // Without it 1 + ½ in every quarter.
    close(action.adds, 4.5);
    close(action.adds_at_most, 4.5);
    assert!(plan.open.is_empty() && plan.warnings.is_empty());
}

#[test]
fn what_stopped_a_seat_is_told_and_what_more_would_buy() {
    let plan = of(&office(), &draft(499.0, 0));
    assert_eq!(plan.actions, []);
    close(plan.objective, 6.0);
    let [open] = &plan.open[..] else { panic!("{:?}", plan.open) };
    assert_eq!((open.seats, open.level.get()), (1, 3));
    assert_eq!(open.stopped_by, [Stop::Budget]);
    // 10,000 more pays the course; a hire has no cost yet, so that one more buys nothing.
    let more: Vec<_> = plan.more.iter().map(|more| (more.of, more.adds, more.adds_at_most)).collect();
    assert_eq!(more, [("money", 4.5, 4.5), ("hire", 0.0, 0.0)]);
}

#[test]
fn a_hire_costs_from_arrival_and_counts_from_the_end_of_the_ramp() {
    let mut office = with_costs(office());
    office.content.training.clear();
    let plan = of(&office, &draft(100_000.0, 1));
    let [action] = &plan.actions[..] else { panic!("{:?}", plan.actions) };
    // Opened in quarter 1: 10 weeks on they arrive in quarter 2, and 20 weeks on they count from quarter 3.
    assert_eq!((action.kind, action.quarter, action.counts_from), (ActionKind::Hire, 1, 3));
    // 8,000 once, and a quarter of 100,000 in each of quarters 2 to 4.
    close(action.cost, 83_000.0);
    close(plan.objective, 1.5 + 1.5 + 3.0 + 3.0);
    // For less it is opened in quarter 2: 8,000, and 25,000 in each of quarters 3 and 4; it counts in quarter 4 alone.
    let plan = of(&office, &draft(82_999.0, 1));
    assert_eq!((plan.actions[0].quarter, plan.actions[0].cost), (2, 58_000.0));
    close(plan.objective, 1.5 + 1.5 + 1.5 + 3.0);
    // Opened in quarter 3 it would count in none.
    assert_eq!(of(&office, &draft(57_999.0, 1)).actions, []);
}

#[test]
fn a_role_without_a_cost_is_not_hired_for_nothing() {
    let mut office = office();
    office.content.training.clear();
    for role in &mut office.content.roles {
        role.annual_cost = 0.0;
    }
    let plan = of(&office, &draft(1e6, 5));
    assert_eq!(plan.actions, []);
    assert_eq!(
        plan.warnings,
        ["engineer cannot be hired: it has no yearly cost yet. Give it on the Team screen, under Roles."]
    );
}

#[test]
fn who_leaves_is_borrowed_or_has_not_started_counts_as_the_design_says() {
    let office = office()
        .person("Cy", "Blue", "engineer")
        .with(|person| person.borrowed = true)
        .level("Cy", "posture", 4)
        .person("Di", "Blue", "engineer")
        // The last day of quarter 2 is 29 November: from then on they are there.
        .with(|person| person.started_on = Some(date("2026-11-29")))
        .level("Di", "posture", 3)
        .person("Ed", "Blue", "engineer")
        // Gone on the last day of quarter 1.
        .with(|person| person.leaves_on = Some(date("2026-08-30")))
        .level("Ed", "posture", 3);
    let plan = of(&office, &draft(0.0, 0));
    let covered: Vec<f64> = plan.coverage.iter().map(|quarter| quarter.planned).collect();
    assert_eq!(covered, [0.5, 1.0, 1.0, 1.0]);
    // Ed is there on the first day.
    close(plan.covered_before, 1.0);
    // The borrowed have hours and are none of the team's: Ada, Bob, Di for 3 quarters; Ed in none.
    close(plan.limits.hours, 20.0 * (4.0 + 4.0 + 3.0));
}

#[test]
fn a_scenario_may_add_seats_and_is_of_a_team_or_of_all() {
    let office = office().team("Red").seats("Red", "engineer", 1, "");
    let (blue, engineer) = (office.content.teams[0].id, office.content.roles[0].id);
    let extra = ExtraSeats { team: blue, role: engineer, seats: 2 };
    let plan = of(&office, &ScenarioDraft { team: Some(blue), extra_seats: vec![extra], ..draft(500.0, 0) });
    assert_eq!(plan.team_name.as_deref(), Some("Blue"));
    // Ada alone in four seats, then both.
    let covered: Vec<f64> = plan.coverage.iter().map(|quarter| quarter.planned).collect();
    assert_eq!(covered, [0.25, 0.5, 0.5, 0.5]);
    let plan = of(&office, &draft(500.0, 0));
    close(plan.coverage[3].planned, 2.0 / 3.0);
}

#[test]
fn wishes_are_kept_to_or_said_to_be_in_the_way() {
    let office = office();
    let bob = office.content.people[1].id;
    let forbid = PlanWish { person: Some(bob), ..wish(WishRule::Forbid, ActionKind::Train) };
    let plan = of(&office, &ScenarioDraft { wishes: vec![forbid], ..draft(500.0, 0) });
    assert_eq!(plan.actions, []);
    assert_eq!([plan.cost, plan.hours].map(|none| none.to_string()), ["0", "0"], "and not −0");
    let require = PlanWish {
        person: Some(bob),
        training: Some("course".into()),
        ..wish(WishRule::Require, ActionKind::Train)
    };
    let asked = ScenarioDraft { wishes: vec![require], ..draft(200.0, 0) };
    let plan = of(&office, &asked);
    assert_eq!(plan.status, Status::Infeasible);
    assert_eq!(plan.warnings, ["What is required costs €500 at least; the budget is €200."]);
    // It is no plan to keep: the form says so, and nothing is written.
    let (_folder, mut workspace) = open(&office);
    let before = dump(&workspace);
    let refused = solve(&mut workspace, &asked, moment()).unwrap_err();
    assert_eq!((refused.code, refused.fields[0].place.as_str()), (ErrorCode::InvalidArgument, "wishes"));
    assert_eq!(refused.message, "What is required costs €500 at least; the budget is €200.");
    assert_eq!(dump(&workspace), before);
}

#[test]
fn nothing_is_required_of_just_anybody() {
    let (_folder, workspace) = open(&office());
    for (kind, says) in [
        (ActionKind::Train, "A required training names the person and what they take."),
        (ActionKind::Hire, "A required hire names the team."),
        (ActionKind::Borrow, "A required contractor has a role and a team."),
    ] {
        let asked = ScenarioDraft { wishes: vec![wish(WishRule::Require, kind)], ..draft(500.0, 1) };
        let error = workspace.plan_problem(&asked, &Selection::default(), moment()).unwrap_err();
        assert_eq!((error.fields[0].place.as_str(), error.message.as_str()), ("wishes", says));
        // Forbidden, it may be anybody's.
        let asked = ScenarioDraft { wishes: vec![wish(WishRule::Forbid, kind)], ..draft(500.0, 1) };
        assert!(workspace.plan_problem(&asked, &Selection::default(), moment()).is_ok());
    }
}

#[test]
fn nothing_is_required_where_nothing_is_planned() {
    let office = with_costs(office()).team("Red").person("Cem", "Red", "engineer");
    let [blue, red] = [0, 1].map(|team| office.content.teams[team].id);
    let (_folder, workspace) = open(&office);
    let cem = office.content.people[2].id;
    let hire = PlanWish { team: Some(red), ..wish(WishRule::Require, ActionKind::Hire) };
    let train = PlanWish {
        person: Some(cem),
        training: Some("course".into()),
        ..wish(WishRule::Require, ActionKind::Train)
    };
    for required in [hire, train] {
        let asked = ScenarioDraft { team: Some(blue), wishes: vec![required], ..draft(500.0, 1) };
        let error = workspace.plan_problem(&asked, &Selection::default(), moment()).unwrap_err();
        assert_eq!(
            error.message,
            "What is required is on another team than the scenario plans for: take it away, or plan for all teams."
        );
        let of_all = ScenarioDraft { team: None, ..asked };
        assert!(workspace.plan_problem(&of_all, &Selection::default(), moment()).is_ok());
    }
    let seat = ExtraSeats { team: red, role: office.content.roles[0].id, seats: 1 };
    let asked = ScenarioDraft { team: Some(blue), extra_seats: vec![seat], ..draft(500.0, 1) };
    let error = workspace.plan_problem(&asked, &Selection::default(), moment()).unwrap_err();
    assert_eq!(error.fields[0].place, "extra_seats");
}

#[test]
fn what_is_required_of_somebody_who_has_left_is_said_to_be_left_out() {
    let mut office = office();
    office.content.people[1].leaves_on = Some(date("2026-05-01"));
    let require = PlanWish {
        person: Some(office.content.people[1].id),
        training: Some("course".into()),
        ..wish(WishRule::Require, ActionKind::Train)
    };
    let plan = of(&office, &ScenarioDraft { wishes: vec![require], ..draft(500.0, 0) });
    assert_eq!(
        plan.warnings,
        [
            "“Required: train Bob: Posture course” is left out: who or what it names is not there in these quarters."
        ]
    );
}

#[test]
fn absurd_limits_are_planned_with_or_refused() {
    let richest = of(&office(), &draft(1e12, 10_000));
    assert_eq!((richest.status, richest.cost), (Status::Optimal, 500.0));
    assert_eq!((richest.more[0].adds, richest.more[0].adds_at_most), (0.0, 0.0));
    let office = with_costs(office());
    let often = PlanWish {
        team: Some(office.content.teams[0].id),
        count: 4_000_000_000,
        ..wish(WishRule::Require, ActionKind::Hire)
    };
    let asked = ScenarioDraft { wishes: vec![often], ..draft(500.0, 1) };
    let error = open(&office).1.plan_problem(&asked, &Selection::default(), moment()).unwrap_err();
    assert_eq!(error.message, "What is required is required 1 to 10,000 times.");
}

#[test]
fn what_is_forbidden_is_said_to_stop_a_seat() {
    let office = office();
    let forbid = wish(WishRule::Forbid, ActionKind::Train);
    let plan = of(&office, &ScenarioDraft { wishes: vec![forbid], ..draft(500.0, 0) });
    assert_eq!(plan.open[0].stopped_by, [Stop::Forbidden]);
}

#[test]
fn one_seat_that_stays_open_is_one() {
    let (_folder, mut workspace) = open(&office());
    solve(&mut workspace, &draft(0.0, 0), moment()).unwrap();
    let subtitle = view(&workspace, moment()).subtitle;
    assert!(
        subtitle.ends_with("1 seat stays open at the end. What stops it is not known yet."),
        "{subtitle}"
    );
    solve(&mut workspace, &ScenarioDraft { name: "Course".to_owned(), ..draft(500.0, 0) }, moment()).unwrap();
    let subtitle = view(&workspace, moment()).subtitle;
    assert!(subtitle.ends_with("Every seat is filled at the end."), "{subtitle}");
}

#[test]
fn drafts_are_refused_by_field_all_at_once() {
    let (_folder, mut workspace) = open(&office());
    solve(&mut workspace, &draft(500.0, 0), moment()).unwrap();
    let wrong = ScenarioDraft {
        name: "base".to_owned(),
        budget: -1.0,
        hires: 20_000,
        quarters: 13,
        team: Some(cadre_core::TeamId(uuid::Uuid::from_u128(9))),
        ..draft(0.0, 0)
    };
    let error = workspace.plan_problem(&wrong, &Selection::default(), moment()).unwrap_err();
    let places: Vec<&str> = error.fields.iter().map(|field| field.place.as_str()).collect();
    assert_eq!(places, ["name", "budget", "hires", "quarters", "team"]);
    assert_eq!(error.fields[0].says, "There is a scenario base already: give it another name.");
}

fn check(label: &str, change: impl FnOnce(&mut Workspace, &Content) -> Result<Touched, AppError>) -> Content {
    check_of(&solved_office(), label, change)
}

/// The office with its plan kept.
pub(crate) fn solved_office() -> Office {
    let mut office = with_costs(office());
    let (_folder, mut workspace) = open(&office);
    solve(&mut workspace, &draft(500.0, 0), moment()).unwrap();
    office.content.scenarios = dump(&workspace).scenarios;
    office
}

pub(crate) fn kept(office: &Office) -> &Scenario {
    &office.content.scenarios[0]
}

#[test]
fn scenarios_are_made_solved_again_tracked_and_removed_and_each_is_undone() {
    let after = check_of(&office(), "Add the scenario Base", |workspace, _| {
        solve(workspace, &draft(500.0, 0), moment())
    });
    let outcome = after.scenarios[0].outcome.clone().unwrap();
    assert_eq!((outcome.objective, outcome.bound, outcome.gap), (10.5, 10.5, 0.0));
    assert_eq!((outcome.covered_before, outcome.covered), (0.5, vec![0.5, 1.0, 1.0, 1.0]));
    check("Solve the scenario Base again", |workspace, content| {
        let id = content.scenarios[0].id;
        let draft = ScenarioDraft { budget: 0.0, ..workspace.scenario_draft(id).unwrap() };
        solve(workspace, &draft, moment())
    });
    let after = check("Mark as started: train Bob: Posture course", |workspace, content| {
        workspace.track_action(content.scenarios[0].id, 0, ActionState::Started, moment())
    });
    assert_eq!(after.scenarios[0].actions[0].state, ActionState::Started);
    check("Remove the scenario Base", |workspace, content| {
        workspace.remove_scenario(content.scenarios[0].id, moment())
    });
}

#[test]
fn the_screen_says_what_the_plan_does_and_what_stops_it() {
    let (_folder, workspace) = open(&solved_office());
    let first = view(&workspace, moment());
    assert_eq!(first.title, "One training lifts coverage from 50% to 100% for €500");
    let chosen = first.chosen.unwrap();
    let [line] = &chosen.lines[..] else { panic!("{:?}", chosen.lines) };
    assert_eq!((line.name.as_str(), line.detail.as_str()), ("Bob", "Posture course"));
    assert_eq!(line.when, "Starts 1 Jun 2026, 16 hours, counts from 31 Aug 2026");
    assert_eq!((line.cost.as_str(), line.without.as_str()), ("€500", ""));
    assert!(!chosen.reasoned);
    let column = &first.scenarios[0];
    assert_eq!(
        (column.name.as_str(), column.team.as_str(), column.proof.as_str()),
        ("Base", "All teams", "Optimal, gap 0.0%")
    );
    assert_eq!((column.cost.used.as_str(), column.cost.of.as_str()), ("€500", "of €500"));
    assert_eq!((column.cost.share, column.cost.note.as_str()), (1.0, "all used"));
    assert_eq!((column.hours.used.as_str(), column.hours.of.as_str()), ("16", "of 160"));
    assert_eq!(column.stale, "");

    workspace
        .complete_plan(ChartKind::PlanTimeline, &Selection::default(), moment(), &Work::unwatched())
        .unwrap();
    let known = view(&workspace, moment());
    let chosen = known.chosen.unwrap();
    assert!(chosen.reasoned);
    // 4.5 of 12.
    assert_eq!(chosen.lines[0].without, "−37.5");
    assert!(
        chosen.lines[0].why.ends_with("The best plan without it covers 37.5 points less."),
        "{}",
        chosen.lines[0].why
    );
    assert!(known.subtitle.ends_with("Every seat is filled at the end."), "{}", known.subtitle);
}

#[test]
fn a_plan_of_another_record_is_to_be_solved_again() {
    let office = solved_office();
    let (_folder, mut workspace) = open(&office);
    // Ada leaves before the plan is over.
    let ada = office.content.people[0].id;
    let draft = cadre_app::PersonDraft {
        id: Some(ada),
        name: "Ada".to_owned(),
        team: office.content.teams[0].id,
        role: Some(office.content.roles[0].id),
        started_on: None,
        leaves_on: Some(date("2026-12-01")),
        borrowed: false,
        learning_hours: 20.0,
        add_seat: false,
    };
    workspace.save_person(&draft, moment()).unwrap();
    let shown = view(&workspace, moment());
    assert_eq!(shown.scenarios[0].stale, "The record has changed since: solve it again.");
    workspace.remove_item(&cadre_app::Item::Person(office.content.people[1].id), moment()).unwrap();
    assert_eq!(view(&workspace, moment()).chosen.unwrap().lines, [], "the action went with Bob");
}

#[test]
fn a_plan_that_was_stopped_before_its_proof_is_to_be_solved_again() {
    let mut office = solved_office();
    let outcome = office.content.scenarios[0].outcome.as_mut().unwrap();
    // It may be that a fifth of what can be covered is not.
    outcome.bound = outcome.objective / 0.8;
    outcome.gap = 0.2;
    let column = view(&open(&office).1, moment()).scenarios.remove(0);
    assert_eq!(column.proof, "Within 20.0% of the best");
    assert_eq!(column.stale, "Only within 20.0% of the best: solve it again to come nearer.");
}

#[test]
fn what_a_scenario_may_start_from() {
    let mut office =
        with_costs(office()).seats("Blue", "engineer", 1, "").area("llm-secops", &["prompt-defence"]);
    let (_folder, workspace) = open(&office);
    let first = view(&workspace, moment());
    let starts: Vec<(&str, f64, u32)> = first
        .starts
        .iter()
        .map(|start| (start.label.as_str(), start.draft.budget, start.draft.hires))
        .collect();
    // Of three seats Ada and Bob hold two: one hire, with 8,000 and a year of 100,000.
    assert_eq!(
        starts,
        [
            ("As is", 108_000.0, 1),
            ("Hiring freeze", 108_000.0, 0),
            ("Budget cut", 86_400.0, 1),
            ("Two more heads", 324_000.0, 3),
        ]
    );
    assert_eq!(first.starts[1].limits, "€108,000, 0 hires, 4 quarters");
    assert!(first.chosen.is_none() && first.scenarios.is_empty());

    // With a role that is critical to language models there is a programme.
    office = office.role("prompter", 0.2, (10.0, 10.0), &[("prompt-defence", 3, 3)]);
    let office = with_costs(office);
    let prompter = office.content.roles[1].id;
    let (_folder, workspace) = open(&office);
    let starts = view(&workspace, moment()).starts;
    let programme = starts.last().unwrap();
    assert_eq!(programme.label, "New AI programme");
    assert_eq!((programme.draft.budget, programme.draft.hires), (216_000.0, 2));
    assert_eq!(
        programme.draft.extra_seats,
        [ExtraSeats { team: office.content.teams[0].id, role: prompter, seats: 1 }]
    );
}

#[test]
fn a_plan_is_handed_on_as_texts_and_files() {
    let mut office = with_costs(office());
    office.content.roles[0].name = "Cloud security engineer".to_owned();
    let (_folder, mut workspace) = open(&office);
    let asked = ScenarioDraft {
        wishes: vec![PlanWish {
            team: Some(office.content.teams[0].id),
            ..wish(WishRule::Require, ActionKind::Hire)
        }],
        ..draft(100_000.0, 1)
    };
    solve(&mut workspace, &asked, moment()).unwrap();
    let texts = workspace.plan_texts(&Selection::default(), moment()).unwrap();
    let [requisition] = &texts.requisitions[..] else { panic!("{:?}", texts.requisitions) };
    assert_eq!(requisition.title, "Cloud security engineer, Blue");
    let lines: Vec<&str> = requisition.text.lines().collect();
    assert_eq!(lines[0], "Team: Blue");
    assert_eq!(lines[1], "Seats: 1");
    assert!(lines.contains(&"Must have"), "{lines:?}");
    assert!(lines.contains(&"- posture (level 3): Independent, also during an incident"), "{lines:?}");
    assert!(requisition.text.contains("NICE work roles: "), "{lines:?}");

    for (format, begins) in [
        (PlanFormat::Json, &b"{\n"[..]),
        (PlanFormat::Csv, b"Action,Role,Person"),
        (PlanFormat::Xlsx, b"PK"),
        (PlanFormat::Txt, "Cloud security engineer, Blue".as_bytes()),
    ] {
        let (name, bytes) = workspace.shown_plan_file(&Selection::default(), format, moment()).unwrap();
        assert_eq!(name, format!("Base plan 2026-06-01.{}", format.extension()));
        assert!(bytes.starts_with(begins), "{name}");
    }
    let nobody = workspace.plan_texts(
        &Selection { scenario: Some(ScenarioId(uuid::Uuid::nil())), ..Selection::default() },
        moment(),
    );
    assert!(nobody.is_ok(), "a scenario that is gone leaves the last one shown");
}

#[test]
fn the_training_list_has_dates_and_hours_by_quarter() {
    let mut office = office();
    office.content.training[0].hours = 25.0;
    office.content.training[0].provider = Some("Blue Academy".to_owned());
    let (_folder, mut workspace) = open(&office);
    solve(&mut workspace, &draft(500.0, 0), moment()).unwrap();
    let texts = workspace.plan_texts(&Selection::default(), moment()).unwrap();
    assert_eq!(
        texts.training.text,
        "Bob, Blue\n- Posture course (Blue Academy): 1 Jun 2026 to 29 Nov 2026, 25 hours (20, then 5 by quarter), €500"
    );
    assert_eq!(texts.requisitions, []);
}

#[test]
fn charts_of_a_plan_name_nobody_unless_asked_to() {
    let (_folder, workspace) = open(&solved_office());
    let drawn = |names| {
        let frame = Frame { names, ..Frame::new(800.0, Theme::Light) };
        workspace.chart(ChartKind::PlanTimeline, &Selection::default(), None, &frame, moment()).unwrap().svg
    };
    assert!(drawn(true).contains("Bob") && !drawn(false).contains("Bob"));
    assert!(drawn(false).contains("Person 1"));
}

#[test]
fn a_search_that_is_stopped_gives_what_it_has() {
    let (_folder, workspace) = open(&office());
    let stopped = std::sync::atomic::AtomicBool::new(true);
    let problem = workspace.plan_problem(&draft(500.0, 0), &Selection::default(), moment()).unwrap();
    let plan = problem.solve(&search(), &Work::new(&|_| {}, &stopped)).unwrap();
    let document = workspace.plan_document(&problem, &plan, &Reasons::default(), None, &search()).unwrap();
    // However little was tried, the most that there is, is not said to be less than on paper.
    assert!(document.bound >= 10.5 - 1e-9, "{}", document.bound);
    assert!(document.objective >= 6.0 && document.objective <= document.bound);
    close(document.gap, (document.bound - document.objective) / document.bound);
}

#[test]
fn without_seats_there_is_nothing_to_plan() {
    let nothing = |office: Office| view(&open(&office).1, moment()).empty.map(|empty| empty.title);
    assert_eq!(nothing(Office::new()).as_deref(), Some("No people yet"));
    let people =
        Office::new().area("a", &["skill"]).team("Blue").person("Ada", "Blue", "").level("Ada", "skill", 3);
    assert_eq!(nothing(people).as_deref(), Some("No roles yet"));
    assert_eq!(nothing(office()), None);
}

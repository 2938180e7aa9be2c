//! Content goes in as it is and comes out equal, or not at all with everything that is wrong with it.

use std::fs;

use cadre_core::{
    AreaKey, Content, OperationId, PersonId, ReportSettings, Retraction, ScenarioId, Section, TeamId,
};
use cadre_store::{StoreError, Workspace, new_id};

use crate::organisation::{Fixture, assessed, files, fixture, later, level, operation, organisation, person};

#[test]
fn content_comes_out_as_it_went_in() {
    let Fixture { workspace, path, content, folder: _folder, .. } = fixture();
    assert_eq!(workspace.content().unwrap(), content);
    drop(workspace);
    assert_eq!(Workspace::open(&path, None).unwrap().content().unwrap(), content);
}

#[test]
fn a_long_history_survives_a_copy_of_a_copy() {
    let Fixture { mut workspace, content, folder, .. } = fixture();
    let newcomer = person("Newcomer", &content.teams[0], Some(&content.roles[1]));
    workspace
        .write(operation("import", 1), |tx| {
            tx.put_person(&newcomer)?;
            tx.record(&[
                assessed(&newcomer, "cloud-logging", 3),
                assessed(&content.people[0], "model-supply", 1),
            ])
        })
        .unwrap();
    workspace.write(operation("retract", 2), |tx| tx.retract(content.assessments[0].id)).unwrap();
    workspace.undo(later(3)).unwrap();
    workspace.undo(later(4)).unwrap();
    workspace.redo(later(5)).unwrap();
    workspace.write(operation("remove-person", 6), |tx| tx.remove_person(content.people[1].id)).unwrap();
    let whole = workspace.content().unwrap();
    // The log: init, import, retract, undo, undo, redo, remove-person.
    assert_eq!(whole.operations.len(), 7);
    let mut copy = Workspace::create(&folder.path().join("1.cadre"), &whole, None).unwrap();
    assert_eq!(copy.content().unwrap(), whole);

    // The person comes back into the place in the list that they had.
    copy.undo(later(7)).unwrap();
    let names =
        |content: &Content| content.people.iter().map(|person| person.name.clone()).collect::<Vec<_>>();
    let second = copy.content().unwrap();
    assert_eq!(names(&second), ["Noor Rahman", "O'Brien; \"Bo\"", "Zoë", "Newcomer"]);
    let again = Workspace::create(&folder.path().join("2.cadre"), &second, None).unwrap();
    assert_eq!(again.content().unwrap(), second);
    assert_eq!(again.check().unwrap(), []);
}

#[test]
fn an_existing_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("example.cadre");
    fs::write(&path, "precious").unwrap();
    let refused = Workspace::create(&path, &organisation(), None);
    assert!(matches!(refused, Err(StoreError::Exists { path: found }) if found == path));
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
    assert_eq!(files(&folder), ["example.cadre"]);
}

#[test]
fn a_folder_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let refused = Workspace::create(&folder.path().join("nowhere/example.cadre"), &organisation(), None);
    assert!(matches!(refused, Err(StoreError::Io(_))));
    assert_eq!(files(&folder), Vec::<String>::new());
}

/// Creates from changed content, and expects exactly these paths to be reported and nothing to be written.
fn check(change: impl Fn(&mut Content), expected: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let mut content = organisation();
    change(&mut content);
    let error = Workspace::create(&folder.path().join("example.cadre"), &content, None).unwrap_err();
    let StoreError::Invalid { problems } = error else { panic!("{error:?}") };
    let paths: Vec<_> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, expected, "{problems:#?}");
    assert_eq!(files(&folder), Vec::<String>::new());
}

#[test]
fn unknown_references() {
    check(|content| content.people[1].team = TeamId(new_id()), &["people[1].team"]);
    check(
        |content| {
            content.roles.remove(1);
        },
        &["people[1].role", "positions[1].role"],
    );
    check(
        |content| {
            content.competencies.remove(0);
        },
        &["roles[0].targets[0].competency", "training[0].lifts[0].competency", "assessments[0].competency"],
    );
    check(|content| content.competencies[2].area = AreaKey::from("none"), &["competencies[2].area"]);
    check(
        |content| content.benchmarks[0].figures[0].area = "none".into(),
        &["benchmarks[0].figures[0].area"],
    );
    check(|content| content.pulses[0].offered.push("none".into()), &["pulses[0].offered[1]"]);
    check(|content| content.assessments[1].person = PersonId(new_id()), &["assessments[1].person"]);
    check(|content| content.operations.clear(), &["assessments[0].operation", "assessments[1].operation"]);
    check(
        |content| content.scenarios[0].actions[0].training = Some("none".into()),
        &["scenarios[0].actions[0].training"],
    );
}

#[test]
fn seats_beyond_all_measure() {
    // Summed over positions, counts up to u32::MAX would overflow.
    check(|content| content.positions[0].seats = u32::MAX, &["positions[0].seats"]);
    check(|content| content.positions[0].seats = 0, &["positions[0].seats"]);
}

#[test]
fn a_report_beyond_its_limits() {
    let report = |change: fn(&mut ReportSettings)| {
        move |content: &mut Content| change(content.report.as_mut().unwrap())
    };
    // "é" is one character and two bytes.
    check(report(|report| report.organisation = "é".repeat(81)), &["report.organisation"]);
    check(report(|report| report.own_words = "é".repeat(601)), &["report.own_words"]);
    check(report(|report| report.smallest_group = 2), &["report.smallest_group"]);
    check(report(|report| report.smallest_group = 11), &["report.smallest_group"]);
    check(report(|report| report.sections = vec![Section::Areas; 2]), &["report.sections"]);
    check(report(|report| report.sections.clear()), &["report.sections"]);
    check(
        report(|report| report.scenarios = Some((0..4).map(|_| ScenarioId(new_id())).collect())),
        &["report.scenarios"],
    );
    check(report(|report| report.scenarios = Some(vec![ScenarioId(new_id()); 2])), &["report.scenarios"]);
    // 512 kB are 524,288 bytes, which base64 writes as 699,052 letters.
    check(report(|report| report.logo.as_mut().unwrap().data = "A".repeat(699_056)), &["report.logo.data"]);
    check(report(|report| report.logo.as_mut().unwrap().data = "<svg>".to_owned()), &["report.logo.data"]);
    // At their limits they are taken.
    let mut content = organisation();
    let report = content.report.as_mut().unwrap();
    report.organisation = "é".repeat(80);
    report.own_words = "é".repeat(600);
    report.smallest_group = 3;
    report.logo.as_mut().unwrap().data = "A".repeat(699_052);
    let folder = tempfile::tempdir().unwrap();
    let made = Workspace::create(&folder.path().join("example.cadre"), &content, None).unwrap();
    assert_eq!(made.content().unwrap().report, content.report);
}

#[test]
fn duplicates() {
    check(
        |content| content.teams[1].id = content.teams[0].id,
        &["teams[1].id", "people[2].team", "positions[1].team"],
    );
    check(
        |content| {
            let twice = content.people[0].clone();
            content.people.push(twice);
        },
        &["people[3].id"],
    );
    check(
        |content| {
            let twice = content.benchmarks[0].clone();
            content.benchmarks.push(twice);
        },
        &["benchmarks[1].id"],
    );
    check(
        |content| {
            let own = &mut content.benchmarks[0];
            own.figures.push(own.figures[0].clone());
            own.statistics.push(own.statistics[0].clone());
        },
        &["benchmarks[0].figures[1].area", "benchmarks[0].statistics[1].series"],
    );
    check(|content| content.assessments[1].id = content.assessments[0].id, &["assessments[1].id"]);
    check(
        |content| {
            let twice = content.roles[0].targets[0].clone();
            content.roles[0].targets.push(twice);
        },
        &["roles[0].targets[3].competency"],
    );
}

#[test]
fn values_out_of_range_are_reported_all_at_once() {
    check(
        |content| {
            content.settings.currency = "euro".to_owned();
            content.settings.reach = 4;
            content.settings.need_line = 100.5;
            content.settings.weights.seat_gap = 0.6;
            content.areas[0].name = " ".to_owned();
            content.competencies[0].recheck_months = 0;
            content.competencies[0].descriptors.pop();
            content.roles[0].attrition = 1.01;
            content.roles[0].annual_cost = -1.0;
            content.roles[0].targets[1].level = level(0);
            content.roles[1].weeks_to_fill = f64::NAN;
            content.people[2].learning_hours = f64::INFINITY;
            content.positions[0].seats = 0;
            content.pulses[0].responses[1].areas.push("cloud".into());
            let own = &mut content.benchmarks[0];
            own.publisher = String::new();
            own.year = 0;
            own.n = None;
            own.figures[0].percent = 100.5;
            own.figures[0].n = 0;
            own.figures[0].source = " ".to_owned();
            own.statistics[0].percent = f64::NAN;
            own.statistics[0].what = String::new();
            own.conflicts[0].values.pop();
            content.training[0].lifts[0].to = level(1);
            content.training[0].pass_rate = -0.1;
            content.scenarios[0].actions[0].quarter = 5;
            content.scenarios[0].wishes[0].count = 10_001;
            content.scenarios[0].extra_seats[0].seats = 10_001;
            let mut endless = content.scenarios[0].clone();
            (endless.id, endless.quarters) = (ScenarioId(new_id()), 13);
            endless.wishes.clear();
            endless.extra_seats.clear();
            content.scenarios.push(endless);
        },
        &[
            "settings.need_line",
            "settings.reach",
            "settings.currency",
            "settings.weights",
            "areas[0].name",
            "competencies[0].recheck_months",
            "competencies[0].descriptors",
            "roles[0].attrition",
            "roles[0].annual_cost",
            "roles[0].targets[1].level",
            "roles[1].weeks_to_fill",
            "people[2].learning_hours",
            "positions[0].seats",
            "pulses[0].responses[1].areas[0]",
            "benchmarks[0].publisher",
            "benchmarks[0].year",
            "benchmarks[0].n",
            "benchmarks[0].figures[0].n",
            "benchmarks[0].figures[0].percent",
            "benchmarks[0].figures[0].source",
            "benchmarks[0].statistics[0].percent",
            "benchmarks[0].statistics[0].what",
            "benchmarks[0].conflicts[0].values",
            "training[0].pass_rate",
            "training[0].lifts[0].to",
            "scenarios[0].actions[0].quarter",
            "scenarios[0].wishes[0].count",
            "scenarios[0].extra_seats[0].seats",
            "scenarios[1].quarters",
        ],
    );
}

#[test]
fn a_log_that_cannot_be() {
    check(
        |content| {
            let mut second = content.operations[0].clone();
            second.reverts = Some(OperationId(new_id()));
            second.at = later(-1);
            content.operations.push(second);
        },
        &["operations[1].reverts", "operations[1].id", "operations[1].at"],
    );
    check(|content| content.assessments[0].retracted = true, &["assessments[0].retracted"]);
    check(
        |content| content.retractions.push(Retraction::Assessment(content.assessments[1].id)),
        &["assessments[1].retracted"],
    );
    check(
        |content| {
            content.retractions.push(Retraction::Operation(OperationId(new_id())));
            content.retractions.push(Retraction::Assessment(cadre_core::AssessmentId(new_id())));
        },
        &["retractions[0].operation", "retractions[1].assessment"],
    );

    // A log whose images were edited by hand.
    let Fixture { mut workspace, folder: _folder, .. } = fixture();
    workspace.write(operation("add-team", 1), |tx| tx.put_team(&crate::organisation::team("New"))).unwrap();
    let whole = workspace.content().unwrap();
    let edited = |edit: &dyn Fn(&mut cadre_core::RowChange), expected: &[&str]| {
        check(
            |content| {
                *content = whole.clone();
                edit(&mut content.operations[1].changes[0]);
            },
            expected,
        );
    };
    edited(&|change| change.table = "sqlite_schema".to_owned(), &["operations[1].changes[0].table"]);
    edited(&|change| change.row = new_id().to_string(), &["operations[1].changes[0].after"]);
    edited(&|change| change.after = None, &["operations[1].changes[0].after"]);
    edited(
        &|change| {
            change.after.as_mut().unwrap().insert("name".to_owned(), 7.into());
        },
        &["operations[1].changes[0].after.name"],
    );
}

//! The single write path: what it records, what it refuses, and that a failure leaves nothing.

use std::fs;

use cadre_core::{AssessmentId, Content, Person, PersonId, TeamId};
use cadre_store::{AssessmentsOf, LogFilter, NewAssessment, NewOperation, StoreError, Workspace, new_id};
use rusqlite::Connection;

use crate::organisation::{
    Fixture, assessed, fixture, key, later, level, operation, person, start, target, team,
};

/// Writes, expects a refusal, and that content, log and what can be undone are as they were.
fn check<T: std::fmt::Debug>(
    change: impl FnOnce(&mut cadre_store::Tx<'_>, &Content) -> Result<T, StoreError>,
) -> StoreError {
    let Fixture { mut workspace, content, folder: _folder, .. } = fixture();
    workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("Before"))).unwrap();
    workspace.write(operation("add-team", 2), |tx| tx.put_team(&team("Undone"))).unwrap();
    workspace.undo(later(3)).unwrap();
    let before = workspace.content().unwrap();
    let error = workspace
        .write(operation("fails", 4), |tx| {
            tx.put_team(&team("Never"))?;
            tx.record(&[assessed(&content.people[0], "cloud-logging", 1)])?;
            change(tx, &content)
        })
        .unwrap_err();
    assert_eq!(workspace.content().unwrap(), before);
    assert_eq!(workspace.undoable().unwrap().unwrap().at, later(1));
    assert_eq!(workspace.redoable().unwrap().unwrap().at, later(2));
    assert_eq!(workspace.check().unwrap(), []);
    error
}

fn in_use(error: StoreError) -> (String, Vec<String>) {
    let StoreError::InUse { row, by } = error else { panic!("{error:?}") };
    (row.table, by.into_iter().map(|row| row.table).collect())
}

#[test]
fn what_others_refer_to_is_not_removed() {
    let error = check(|tx, content| tx.remove_team(content.teams[0].id));
    assert_eq!(
        in_use(error),
        ("team".to_owned(), ["person", "person", "position", "scenario"].map(str::to_owned).to_vec())
    );
    let error = check(|tx, content| tx.remove_role(content.roles[0].id));
    assert_eq!(
        in_use(error),
        ("role".to_owned(), ["person", "position", "scenario"].map(str::to_owned).to_vec())
    );
    let error = check(|tx, _| tx.remove_competency(&key("prompt-defence")));
    assert_eq!(
        in_use(error),
        ("competency".to_owned(), ["role", "training_item"].map(str::to_owned).to_vec())
    );
    let error = check(|tx, _| tx.remove_area(&"llm".into()));
    assert_eq!(
        in_use(error),
        ("area".to_owned(), ["competency", "competency", "pulse", "benchmark"].map(str::to_owned).to_vec())
    );
    let error = check(|tx, content| tx.remove_person(content.people[0].id));
    assert_eq!(in_use(error), ("person".to_owned(), vec!["scenario".to_owned()]));
    // Not all that refers to it goes too.
    let error = check(|tx, content| {
        tx.remove_person(content.people[2].id)?;
        tx.remove_team(content.teams[1].id)
    });
    assert_eq!(in_use(error), ("team".to_owned(), vec!["position".to_owned()]));
    // One who came and went at once, and left a fact.
    let error = check(|tx, content| {
        let passing = person("Passing", &content.teams[0], None);
        tx.put_person(&passing)?;
        tx.record(&[assessed(&passing, "cloud-logging", 1)])?;
        tx.remove_person(passing.id)
    });
    assert_eq!(in_use(error), ("person".to_owned(), vec!["assessment".to_owned()]));
}

#[test]
fn what_is_not_there_is_not_removed() {
    let missing = TeamId(new_id());
    let error = check(|tx, _| tx.remove_team(missing));
    let StoreError::UnknownRow { row } = error else { panic!("{error:?}") };
    assert_eq!((row.table, row.row), ("team".to_owned(), missing.to_string()));
    assert!(matches!(check(|tx, _| tx.retract(AssessmentId(new_id()))), StoreError::UnknownRow { .. }));
}

#[test]
fn bad_rows_are_refused_with_every_problem() {
    let error = check(|tx, content| {
        let mut role = content.roles[0].clone();
        role.attrition = 2.0;
        role.targets.push(target("none", 0, cadre_core::Importance::USEFUL));
        tx.put_role(&role)
    });
    let StoreError::Invalid { problems } = error else { panic!("{error:?}") };
    let paths: Vec<_> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["role.attrition", "role.targets[3].competency", "role.targets[3].level"]);

    let error = check(|tx, content| {
        let nobody = NewAssessment { person: PersonId(new_id()), ..assessed(&content.people[0], "none", 1) };
        let leaving = assessed(&content.people[1], "cloud-logging", 1);
        tx.remove_person(content.people[1].id)?;
        tx.record(&[assessed(&content.people[0], "cloud-logging", 1), nobody, leaving])
    });
    let StoreError::Invalid { problems } = error else { panic!("{error:?}") };
    let paths: Vec<_> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["assessments[1].person", "assessments[1].competency", "assessments[2].person"]);
}

#[test]
fn an_operation_that_changes_nothing_is_not_recorded() {
    let Fixture { mut workspace, content, folder: _folder, .. } = fixture();
    workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("New"))).unwrap();
    workspace.undo(later(2)).unwrap();
    let before = workspace.content().unwrap();
    let written = workspace
        .write(operation("nothing", 3), |tx| {
            tx.put_settings(&content.settings)?;
            tx.put_person(&content.people[0])?;
            tx.put_role(&content.roles[0])?;
            let passing = team("Passing");
            tx.put_team(&passing)?;
            tx.remove_team(passing.id)?;
            tx.put_team(&cadre_core::Team { name: "Other".to_owned(), ..content.teams[0].clone() })?;
            tx.put_team(&content.teams[0])
        })
        .unwrap();
    assert_eq!((written.operation, written.touched), (None, vec![]));
    assert_eq!(workspace.content().unwrap(), before);
    assert!(workspace.redoable().unwrap().is_some(), "what can be redone stays so");
}

#[test]
fn a_row_touched_twice_has_one_change() {
    let Fixture { mut workspace, content, folder: _folder, .. } = fixture();
    let named = |name: &str| cadre_core::Team { name: name.to_owned(), ..content.teams[0].clone() };
    let written = workspace
        .write(operation("rename", 1), |tx| {
            tx.put_team(&named("One"))?;
            tx.put_team(&named("Two"))?;
            tx.record(&[assessed(&content.people[0], "cloud-logging", 1)])
        })
        .unwrap();
    assert_eq!(written.touched, ["assessments", "teams"]);
    let logged = workspace.content().unwrap().operations.pop().unwrap();
    assert_eq!(Some(logged.id), written.operation);
    assert_eq!(
        (logged.kind.as_str(), logged.label.as_str(), logged.at),
        ("rename", "Label of rename", later(1))
    );
    assert_eq!(logged.changes.len(), 1);
    let change = &logged.changes[0];
    assert_eq!((change.table.as_str(), change.row.clone()), ("team", content.teams[0].id.to_string()));
    assert_eq!(
        serde_json::to_value((&change.before, &change.after)).unwrap(),
        serde_json::json!([
            { "seq": 1, "id": content.teams[0].id, "name": "Detection" },
            { "seq": 1, "id": content.teams[0].id, "name": "Two" },
        ])
    );
    let recorded = workspace.assessments_of(content.people[0].id, &key("cloud-logging")).unwrap();
    assert_eq!(recorded.len(), 1);
    let fact = &recorded[0];
    assert_eq!(Some(fact.operation), written.operation);
    assert_eq!((fact.id, fact.recorded_at, fact.level), (written.value[0], later(1), level(1)));
}

#[test]
fn summaries_page_through_the_log() {
    let Fixture { mut workspace, content, folder: _folder, .. } = fixture();
    let newcomer = person("Newcomer", &content.teams[0], None);
    workspace
        .write(operation("import", 1), |tx| {
            tx.put_person(&newcomer)?;
            tx.record(&[assessed(&newcomer, "cloud-logging", 1), assessed(&newcomer, "model-supply", 2)])
        })
        .unwrap();
    let import = workspace.undo(later(2)).unwrap().value;
    assert_eq!((import.kind.as_str(), import.assessments, import.changes), ("import", 2, 1));
    let page = workspace.operations(&LogFilter::default(), None, 2).unwrap();
    let seen: Vec<_> =
        page.iter().map(|one| (one.kind.as_str(), one.undone, one.assessments, one.changes)).collect();
    // The undo removed the person and retracted the import's facts: two rows.
    assert_eq!(seen, [("undo", false, 0, 2), ("import", true, 2, 1)]);
    assert_eq!((page[0].reverts, page[0].label.as_str()), (Some(page[1].id), "Label of import"));
    let rest = workspace.operations(&LogFilter::default(), Some(page[1].id), 10).unwrap();
    assert_eq!(rest.len(), 1);
    assert_eq!((rest[0].kind.as_str(), rest[0].assessments), ("init", 2));
}

#[test]
fn the_log_is_filtered_by_kind_and_by_person() {
    let Fixture { mut workspace, content, folder: _folder, .. } = fixture();
    let [noor, other] = [&content.people[0], &content.people[1]];
    let kinds = |workspace: &Workspace, filter: &LogFilter| -> Vec<String> {
        let list = workspace.operations(filter, None, 100).unwrap();
        list.into_iter().map(|operation| operation.kind).collect()
    };
    workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("New"))).unwrap();
    workspace
        .write(operation("record-other", 2), |tx| tx.record(&[assessed(other, "cloud-logging", 1)]))
        .unwrap();
    let recorded = workspace
        .write(operation("record", 3), |tx| tx.record(&[assessed(noor, "cloud-logging", 1)]))
        .unwrap();
    workspace
        .write(operation("rename", 4), |tx| tx.put_person(&Person { name: "N".to_owned(), ..noor.clone() }))
        .unwrap();
    workspace.write(operation("retract", 5), |tx| tx.retract(recorded.value[0])).unwrap();
    workspace.undo(later(6)).unwrap();
    workspace.redo(later(7)).unwrap();

    let of_noor = LogFilter { person: Some(noor.id), kind: None };
    // Her first content recorded one too.
    assert_eq!(kinds(&workspace, &of_noor), ["redo", "undo", "retract", "rename", "record", "init"]);
    let of_other = LogFilter { person: Some(other.id), kind: None };
    assert_eq!(kinds(&workspace, &of_other), ["record-other", "init"]);
    let renames = LogFilter { person: Some(noor.id), kind: Some("rename".to_owned()) };
    assert_eq!(kinds(&workspace, &renames), ["rename"]);
    assert_eq!(
        kinds(&workspace, &LogFilter { kind: Some("add-team".to_owned()), person: None }),
        ["add-team"]
    );
    assert_eq!(
        workspace.operation_kinds().unwrap(),
        ["add-team", "init", "record", "record-other", "redo", "rename", "retract", "undo"]
    );
    let size = workspace.log_size().unwrap();
    assert_eq!((size.operations, size.undone), (8, 0), "the retraction was done again");
    workspace.undo(later(8)).unwrap();
    assert_eq!(workspace.log_size().unwrap().undone, 1);
}

#[test]
fn an_operation_tells_what_it_did() {
    let Fixture { mut workspace, content, folder: _folder, .. } = fixture();
    let newcomer = person("Newcomer", &content.teams[0], None);
    let import = workspace
        .write(operation("import", 1), |tx| {
            tx.put_person(&newcomer)?;
            tx.record(&[1, 2, 3].map(|value| assessed(&newcomer, "cloud-logging", value)))
        })
        .unwrap();
    let detail = workspace.operation_detail(import.operation.unwrap(), 2).unwrap();
    assert_eq!(detail.total, 4, "one person, three assessments");
    assert_eq!(detail.rows.len(), 1);
    assert_eq!((detail.rows[0].table.as_str(), &detail.rows[0].before), ("person", &None));
    let levels: Vec<_> = detail.recorded.iter().map(|fact| (fact.person, fact.level)).collect();
    assert_eq!(levels, [(newcomer.id, level(1)), (newcomer.id, level(2))]);

    let retract = workspace.write(operation("retract", 2), |tx| tx.retract(import.value[2])).unwrap();
    let detail = workspace.operation_detail(retract.operation.unwrap(), 10).unwrap();
    assert_eq!((detail.rows.len(), detail.recorded.len(), detail.total), (0, 0, 1));
    assert_eq!(detail.retracted[0].id, import.value[2]);
    assert_eq!(detail.retracted[0].level, level(3));
    assert_eq!(workspace.assessment(import.value[2]).unwrap().competency, key("cloud-logging"));
    assert_eq!(workspace.count_assessments(AssessmentsOf::Person(newcomer.id)).unwrap(), 2);
    // Two of the newcomer's that count, and one of the first content.
    assert_eq!(workspace.count_assessments(AssessmentsOf::Competency(&key("cloud-logging"))).unwrap(), 3);
    assert_eq!(workspace.assessments_in(&key("cloud-logging"), &key("prompt-defence")).unwrap().len(), 5);
    workspace.undo_operation(import.operation.unwrap(), later(3)).unwrap();
    assert_eq!(workspace.count_assessments(AssessmentsOf::Person(newcomer.id)).unwrap(), 0);
}

#[test]
fn time_never_runs_backwards_and_is_kept_to_the_millisecond() {
    let Fixture { mut workspace, folder: _folder, .. } = fixture();
    let mut write = |at| {
        let operation = NewOperation { kind: "add-team".to_owned(), label: String::new(), at };
        workspace.write(operation, |tx| tx.put_team(&team("New"))).unwrap();
        workspace.operations(&LogFilter::default(), None, 1).unwrap().remove(0).at
    };
    assert_eq!(
        write("2026-11-24T10:00:00.987654321Z".parse().unwrap()).to_rfc3339(),
        "2026-11-24T10:00:00.987+00:00"
    );
    assert_eq!(write(start()).to_rfc3339(), "2026-11-24T10:00:00.987+00:00");
}

#[test]
fn the_log_and_the_facts_are_append_only() {
    let Fixture { mut workspace, path, folder: _folder, .. } = fixture();
    workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("New"))).unwrap();
    let before = workspace.content().unwrap();
    let other = Connection::open(&path).unwrap();
    for sql in [
        "UPDATE operation SET label = 'Other'",
        "DELETE FROM operation",
        "UPDATE operation_change SET after = NULL",
        "DELETE FROM operation_change",
        "UPDATE assessment SET level = 4",
        "DELETE FROM assessment",
    ] {
        let error = other.execute(sql, ()).unwrap_err().to_string();
        assert!(error.contains("append-only") || error.contains("facts"), "{sql}: {error}");
    }
    assert_eq!(workspace.content().unwrap(), before);
}

#[test]
fn a_second_writer_is_told_and_changes_nothing() {
    let Fixture { mut workspace, path, folder: _folder, .. } = fixture();
    let before = workspace.content().unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let bytes = fs::read(&path).unwrap();
    let refused = workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("New")));
    assert!(matches!(refused, Err(StoreError::Locked)));
    assert_eq!(fs::read(&path).unwrap(), bytes);
    // Reading goes on while another one writes.
    assert_eq!(workspace.content().unwrap(), before);
    other.execute_batch("ROLLBACK").unwrap();
    assert!(workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("New"))).is_ok());
}

#[test]
fn a_write_by_another_program_is_noticed_once() {
    let Fixture { mut workspace, path, folder: _folder, .. } = fixture();
    let mut other = Workspace::open(&path, None).unwrap();
    workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("Mine"))).unwrap();
    assert!(!workspace.changed_elsewhere().unwrap(), "one's own writes are no news");
    assert!(other.changed_elsewhere().unwrap());
    assert!(!other.changed_elsewhere().unwrap());
    // And undo there means the same operation as here.
    assert_eq!(other.undo(later(2)).unwrap().value.label, "Label of add-team");
    assert!(workspace.changed_elsewhere().unwrap());
    assert!(workspace.undoable().unwrap().is_none());
}

/// On Windows a file that is open stays where it is.
#[cfg(unix)]
#[test]
fn a_file_that_is_gone_or_replaced_is_noticed_before_anything_is_written_to_it() {
    let Fixture { mut workspace, path, folder, .. } = fixture();
    let elsewhere = folder.path().join("elsewhere.cadre");
    fs::rename(&path, &elsewhere).unwrap();
    assert!(matches!(workspace.changed_elsewhere(), Err(StoreError::Gone { .. })));
    // Another file in its place is not the one that is open.
    fs::copy(&elsewhere, &path).unwrap();
    assert!(matches!(workspace.changed_elsewhere(), Err(StoreError::Gone { .. })));
    // What is open can still be saved, and put back it goes on.
    let saved = folder.path().join("saved.cadre");
    workspace.back_up(&saved).unwrap();
    let before = workspace.content().unwrap();
    assert_eq!(Workspace::open(&saved, None).unwrap().content().unwrap(), before);
    fs::rename(&elsewhere, &path).unwrap();
    assert!(!workspace.changed_elsewhere().unwrap());
    workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("New"))).unwrap();
}

#[test]
fn history_of_a_cell_has_the_retracted_too() {
    let Fixture { mut workspace, content, folder: _folder, .. } = fixture();
    let noor = &content.people[0];
    workspace
        .write(operation("set-level", 1), |tx| tx.record(&[assessed(noor, "prompt-defence", 3)]))
        .unwrap();
    workspace.write(operation("retract", 2), |tx| tx.retract(content.assessments[0].id)).unwrap();
    let history = workspace.assessments_of(noor.id, &key("prompt-defence")).unwrap();
    let seen: Vec<_> = history.iter().map(|fact| (fact.level.get(), fact.retracted)).collect();
    assert_eq!(seen, [(2, true), (3, false)]);
    let again = workspace.write(operation("retract", 3), |tx| tx.retract(content.assessments[0].id)).unwrap();
    assert_eq!(again.operation, None);
}

//! What the screens say: sentences that are true of one team or two, of one person or none, and agree with the numbers.
//!
//! Small workspaces are told in words by the builder of `core`'s tests; expected sentences are worked out by hand.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

#[path = "../../../core/tests/rules/office.rs"]
#[allow(dead_code, reason = "the builder serves core's tests too, which use more of it")]
mod office;

#[cfg(test)]
#[path = "../../../../../tests/src/alone.rs"]
#[expect(unreachable_pub, reason = "the suites that need built programs use it too, from their library")]
mod alone;

mod backups;
mod benchmarks;
mod compare;
mod competencies;
mod history;
mod importing;
mod matrix;
mod overview;
mod plan;
mod priorities;
mod privacy;
mod pulse;
mod ratings;
mod recent;
mod recording;
mod report;
mod report_pages;
mod restoring;
mod risks;
mod team;
mod tracking;
mod training;
mod undoing;

use cadre_app::{AppError, Beginning, ExportFormat, Moment, Opening, Selection, Touched, Workspace};
use cadre_core::{Content, Operation, OperationId};
use cadre_exchange::document;
use chrono::{DateTime, NaiveTime};
use office::{Office, TODAY, date};
use uuid::Uuid;

/// Noon of the day of the tests.
fn moment() -> Moment {
    let today = date(TODAY);
    Moment { today, now: today.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap()).and_utc() }
}

/// The office as an open workspace; its file goes with the folder.
fn open(office: &Office) -> (tempfile::TempDir, Workspace) {
    let mut content = office.content.clone();
    "Test".clone_into(&mut content.settings.name);
    content.operations.push(Operation {
        id: OperationId(Uuid::nil()),
        kind: cadre_store::INITIAL.to_owned(),
        label: "Workspace created".to_owned(),
        at: DateTime::UNIX_EPOCH,
        reverts: None,
        changes: vec![],
    });
    let folder = tempfile::tempdir().unwrap();
    let json = document::to_json(&content).unwrap();
    let workspace = Workspace::create(
        &folder.path().join("t.cadre"),
        &Beginning::Export { json },
        Opening::default(),
        moment(),
    )
    .unwrap();
    (folder, workspace)
}

/// One team, a role that needs level 3 of one critical skill in cloud computing, and two seats of it.
fn cloud_team() -> Office {
    Office::new()
        .area("cloud-computing", &["posture"])
        .area("soft-skills", &["talking"])
        .team("Blue")
        .role("engineer", 0.2, (10.0, 10.0), &[("posture", 3, 3)])
        .seats("Blue", "engineer", 2, "")
}

/// Everything but the log, with only the assessments that count.
pub(crate) fn dump(workspace: &Workspace) -> Content {
    let json = workspace.export(ExportFormat::Json, &Selection::default(), moment()).unwrap();
    // What was removed is still in the log, so an export of it makes an equal workspace all the same.
    let mut content = document::from_json(&String::from_utf8(json).unwrap()).unwrap();
    content.operations.clear();
    content.retractions.clear();
    let keys: Vec<_> = content.competencies.iter().map(|one| one.key.clone()).collect();
    let people: Vec<_> = content.people.iter().map(|person| person.id).collect();
    content
        .assessments
        .retain(|one| !one.retracted && keys.contains(&one.competency) && people.contains(&one.person));
    content
}

/// Does a change, expects its label, and that undo and redo give equal contents, also after reopening.
pub(crate) fn check_of(
    office: &Office,
    label: &str,
    change: impl FnOnce(&mut Workspace, &Content) -> Result<Touched, AppError>,
) -> Content {
    let (_folder, mut workspace) = open(office);
    let before = dump(&workspace);
    change(&mut workspace, &office.content).unwrap();
    assert_eq!(workspace.operations(1).unwrap()[0].label, label);
    let after = dump(&workspace);
    assert_ne!(before, after, "{label} changes something");
    workspace.undo(moment()).unwrap();
    assert_eq!(dump(&workspace), before, "undoing {label}");
    let mut workspace = Workspace::open(workspace.path(), Opening::default(), moment()).unwrap();
    workspace.redo(moment()).unwrap();
    assert_eq!(dump(&workspace), after, "redoing {label}");
    assert!(workspace.check().unwrap().is_empty());
    after
}

//! What is kept about a person, erasing them with their backups, and how long what is kept.

use std::{fs, path::Path};

use cadre_app::{
    BackupChoice, Backups, Beginning, ErrorCode, HistoryFilter, Moment, Opening, Passphrase,
    RetentionSettings, Workspace, restore,
};
use chrono::{Days, TimeDelta};
use serde_json::Value;

use crate::alone::alone;
use crate::moment;

/// The sample team with backups.
struct Kept {
    folder: tempfile::TempDir,
    backups: Backups,
    workspace: Workspace,
}

fn sample(passphrase: Option<&Passphrase>) -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let backups = Backups::in_folder(&folder.path().join("data"));
    let opening = Opening { passphrase, backups: Some(&backups) };
    let beginning = Beginning::Sample { date: moment().today };
    let workspace = Workspace::create(&folder.path().join("s.cadre"), &beginning, opening, moment()).unwrap();
    Kept { folder, backups, workspace }
}

fn later(days: u64) -> Moment {
    let moment = moment();
    Moment { today: moment.today + Days::new(days), now: moment.now + TimeDelta::days(days as i64) }
}

/// Files below a folder that have a text in them, in whatever case.
fn files_with(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, text));
        } else {
            let bytes = fs::read(&path).unwrap().to_ascii_lowercase();
            let text = text.to_ascii_lowercase();
            if bytes.windows(text.len()).any(|window| window == text.as_bytes()) {
                found.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}

/// The name of somebody of the sample with assessments, and nobody's name in whom it stands.
fn somebody(workspace: &Workspace) -> String {
    let view = workspace.privacy_view(moment()).unwrap();
    view.people[0].label.clone()
}

#[test]
fn an_erased_person_is_in_no_byte_of_the_file_and_on_choice_of_no_backup() {
    for choice in [BackupChoice::Keep, BackupChoice::Erase] {
        let Kept { folder, backups, mut workspace } = sample(None);
        let name = somebody(&workspace);
        workspace.due_backup(moment()).unwrap().make().unwrap();
        let person = workspace.person_named(&name.to_uppercase()).unwrap();
        assert_eq!(files_with(folder.path(), &name).len(), 2, "the workspace and its backup");

        let asked = workspace.person_erasure(person).unwrap();
        assert_eq!((asked.backups_with, asked.backups_closed), (1, 0));
        assert_eq!(asked.title, format!("Erase {name} for good?"));
        let erased = workspace.erase_person(person, &[], choice, later(1)).unwrap();
        // The one of the day, and the one made before erasing.
        let (kept, cleaned) = if choice == BackupChoice::Keep { (2, 0) } else { (0, 2) };
        assert_eq!((erased.value.backups_kept, erased.value.backups_erased), (kept, cleaned));
        assert!(erased.value.wiped && erased.value.people == 1 && erased.value.assessments > 0);
        assert_eq!(files_with(folder.path(), &name).len(), kept as usize);
        assert_eq!(workspace.check().unwrap(), []);
        let gone = workspace.person_named(&name).unwrap_err();
        assert_eq!(gone.code, ErrorCode::UnknownPerson);

        // Each backup is whole, and has everybody else.
        let people = workspace.privacy_view(moment()).unwrap().people.len();
        for (number, file) in backups.of(workspace.path()).into_iter().enumerate() {
            let to = folder.path().join(format!("{number}.cadre"));
            let restored = restore(&file.path, &to, Opening::default(), later(1)).unwrap();
            assert_eq!(restored.check().unwrap(), []);
            let there = restored.privacy_view(moment()).unwrap().people.len();
            assert_eq!(there, people + usize::from(choice == BackupChoice::Keep));
        }

        // The history says that somebody was erased, and offers no undo of it.
        let history = workspace.history_view(&HistoryFilter::default(), None, later(1)).unwrap();
        assert!(
            history.operations[0].label.starts_with("Erased a person and "),
            "{:?}",
            history.operations[0]
        );
        assert_eq!(history.operations[0].kind, "Erased");
        let refused = workspace.undo_operation(history.operations[0].id, later(1)).unwrap_err();
        assert_eq!(refused.code, ErrorCode::NothingToUndo);
    }
}

#[test]
fn a_backup_of_another_passphrase_is_told_and_left_alone() {
    if !alone("privacy::a_backup_of_another_passphrase_is_told_and_left_alone") {
        return;
    }
    let [old, new] = ["one horse", "two horses"].map(|text| Passphrase::new(text).unwrap());
    let Kept { folder, backups, mut workspace } = sample(Some(&old));
    workspace.due_backup(moment()).unwrap().make().unwrap();
    let first = backups.of(workspace.path()).remove(0).path;
    let before = fs::read(&first).unwrap();
    workspace.set_passphrase(Some(&new), later(1)).unwrap();
    let person = workspace.person_named(&somebody(&workspace)).unwrap();
    let asked = workspace.person_erasure(person).unwrap();
    assert_eq!((asked.backups_with, asked.backups_closed), (1, 1));
    let erased = workspace.erase_person(person, &[], BackupChoice::Erase, later(2)).unwrap().value;
    assert_eq!((erased.backups_erased, erased.backups_kept, erased.backups_closed), (2, 0, 1));
    assert!(
        erased
            .lines
            .iter()
            .any(|line| line.starts_with("1 backup cannot be looked into: it has another passphrase"))
    );
    assert_eq!(fs::read(&first).unwrap(), before);
    // Nothing of the copies is left beside.
    let entries = fs::read_dir(first.parent().unwrap()).unwrap().count();
    assert_eq!(entries, backups.of(workspace.path()).len());
    drop(folder);
}

#[test]
fn everything_about_a_person_is_what_the_workspace_has() {
    let Kept { workspace, folder: _folder, .. } = sample(None);
    let name = somebody(&workspace);
    let person = workspace.person_named(&name).unwrap();
    let (file, json) = workspace.person_json(person, moment()).unwrap();
    assert_eq!(file, format!("What is kept about {name}.json"));
    let data: Value = serde_json::from_slice(&json).unwrap();
    assert_eq!((&data["format"], &data["version"]), (&"cadre-person".into(), &1.into()));
    // The complete export says the same of them, by other code.
    let export =
        workspace.export(cadre_app::ExportFormat::Json, &cadre_app::Selection::default(), moment()).unwrap();
    let export: Value = serde_json::from_slice(&export).unwrap();
    let id = Value::from(person.to_string());
    let list = |of: &Value, key: &str| of[key].as_array().unwrap().clone();
    let row = list(&export, "people").into_iter().find(|row| row["id"] == id).unwrap();
    for field in
        ["name", "team", "team_name", "role", "role_name", "started_on", "leaves_on", "learning_hours"]
    {
        assert_eq!(data["person"][field], row[field], "{field}");
    }
    let theirs: Vec<Value> =
        list(&export, "assessments").into_iter().filter(|row| row["person"] == id).collect();
    let told = list(&data, "assessments");
    assert!(!theirs.is_empty());
    assert_eq!(told.len(), theirs.len());
    for (told, row) in told.iter().zip(&theirs) {
        for field in [
            "id",
            "competency",
            "competency_name",
            "level",
            "source",
            "assessor",
            "assessed_on",
            "note",
            "retracted",
        ] {
            assert_eq!(told[field], row[field], "{field}");
        }
    }
    let html = String::from_utf8(workspace.person_html(person, moment()).unwrap().1).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">") && !html.contains("<script"));
    assert!(html.contains(&name) && html.contains("The answers of a pulse are kept without names"));
}

#[test]
fn what_is_past_its_time_is_told_and_erased_only_when_asked() {
    let Kept { mut workspace, folder: _folder, .. } = sample(None);
    assert_eq!(
        workspace.retention_due(later(9_999)).unwrap(),
        Vec::<String>::new(),
        "nobody has said how long"
    );
    let refused = workspace.erase_due(BackupChoice::Keep, moment()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidArgument);
    let wrong = RetentionSettings { claims: Some(0), pulses: Some(601), ..RetentionSettings::default() };
    let refused = workspace.set_retention(&wrong, moment()).unwrap_err();
    let places: Vec<_> = refused.fields.iter().map(|field| field.place.as_str()).collect();
    assert_eq!(places, ["retention.claims", "retention.pulses"]);

    let set = RetentionSettings { claims: Some(24), notes: Some(1), ..RetentionSettings::default() };
    workspace.set_retention(&set, moment()).unwrap();
    let export = |workspace: &Workspace| -> Value {
        let json =
            workspace.export(cadre_app::ExportFormat::Json, &cadre_app::Selection::default(), moment());
        serde_json::from_slice(&json.unwrap()).unwrap()
    };
    let before = export(&workspace);
    assert_eq!(before["retention"]["claims"], 24);
    let far = later(4_000);
    let claims = |export: &Value| {
        let rows = export["assessments"].as_array().unwrap();
        rows.iter().filter(|row| matches!(row["source"].as_str(), Some("self" | "peer"))).count()
    };
    let expected = claims(&before);
    assert!(expected > 1);
    let due = workspace.retention_due(far).unwrap();
    assert_eq!(due[0], format!("{expected} self- and peer-ratings are past 24 months."), "{due:?}");
    // Telling erases nothing.
    assert_eq!(export(&workspace), before);

    workspace.erase_due(BackupChoice::Keep, far).unwrap();
    let after = export(&workspace);
    assert_eq!(claims(&after), 0);
    assert!(after["assessments"].as_array().unwrap().iter().all(|row| row["note"].is_null()));
    let rows = |export: &Value| export["assessments"].as_array().unwrap().len();
    assert_eq!(rows(&after), rows(&before) - expected);
    assert_eq!(after["people"], before["people"]);
    assert_eq!(workspace.retention_due(far).unwrap(), Vec::<String>::new());
    assert_eq!(workspace.check().unwrap(), []);
}

#[test]
fn the_page_for_works_councils_is_true_of_the_workspace() {
    if !alone("privacy::the_page_for_works_councils_is_true_of_the_workspace") {
        return;
    }
    let Kept { mut workspace, folder: _folder, .. } = sample(None);
    let text = |workspace: &Workspace| serde_json::to_string(&workspace.privacy_notice()).unwrap();
    assert!(
        text(&workspace)
            .contains("The workspace is not encrypted: whoever can read its file sees everything in it.")
    );
    assert!(text(&workspace).contains("Until somebody erases it"));
    assert!(text(&workspace).contains("Nobody gets a chance of leaving."));
    let set =
        RetentionSettings { notes: Some(18), people_who_left: Some(12), ..RetentionSettings::default() };
    workspace.set_retention(&set, moment()).unwrap();
    workspace.set_passphrase(Passphrase::new("a horse").as_ref(), later(1)).unwrap();
    let told = text(&workspace);
    assert!(
        told.contains("18 months, then a reminder")
            && told.contains("After leaving: 12 months, then a reminder")
    );
    assert!(
        told.contains("Whoever has the workspace’s passphrase and its file") && told.contains("SQLCipher")
    );
    assert!(!told.contains("not encrypted"), "{told}");
    let pdf = workspace.privacy_notice_file(true, moment()).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let html = String::from_utf8(workspace.privacy_notice_file(false, moment()).unwrap()).unwrap();
    assert!(html.contains("What is not done") && !html.contains("<script"));
}

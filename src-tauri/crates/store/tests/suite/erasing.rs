//! Erasing for good: nothing of a person is left in any byte of the file or beside it, and nothing of others is lost.

use std::{fs, path::Path};

use cadre_core::{
    ActionKind, ActionState, Competency, Content, ImportMapping, Level, Person, PlanAction, PlanWish,
    ReportSettings, Role, Scenario, Settings, Source, Team, TrainingItem, WishRule,
};
use cadre_store::{
    ERASE, Erased, Erasure, LogFilter, NewAssessment, NewOperation, Passphrase, StoreError, Workspace,
};
use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;

use crate::alone::alone;
use crate::organisation::{
    Fixture, assessed, date, edition, fixture, later, operation, organisation, person, team,
};

/// What every name of the person to be erased has in it, and nothing else has.
const TOKENS: [&str; 2] = ["qzxwv", "kjyvq"];
const NAME: &str = "Qzxwv Plünk";
const FORMER: &str = "Kjyvq O’Plünk";
/// The same names as others write them.
const VARIANTS: [&str; 6] =
    [NAME, FORMER, "QZXWV PLÜNK", "qzxwv plu\u{308}nk", "Qzxwv\u{a0}Plünk", "kjyvq_o'plünk"];

fn variant(index: usize) -> &'static str {
    VARIANTS[index % VARIANTS.len()]
}

/// Where a token stands in a file of the folder, in whatever case and encoding.
fn places(folder: &Path) -> Vec<String> {
    let mut places = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap().to_ascii_lowercase();
        for token in TOKENS {
            let wide = |big: bool| -> Vec<u8> {
                let pair = |byte| if big { [0, byte] } else { [byte, 0] };
                token.bytes().flat_map(pair).collect()
            };
            for needle in [token.as_bytes().to_vec(), wide(false), wide(true)] {
                if let Some(at) = bytes.windows(needle.len()).position(|window| window == needle) {
                    places.push(format!("{} at {at}", path.display()));
                }
            }
        }
    }
    places
}

/// The text without the names, worked out from the list of those that the tests write.
fn without_names(text: &str) -> String {
    VARIANTS.iter().fold(text.to_owned(), |text, name| text.replace(name, "an erased person"))
}

/// The erasure of somebody, who never had some of the names that others gave them.
fn of(erased: &Person) -> Erasure {
    let spellings = VARIANTS.map(str::to_owned).to_vec();
    Erasure { people: vec![erased.id], spellings, ..Erasure::default() }
}

fn secret() -> Option<Passphrase> {
    Passphrase::new("correct horse")
}

/// A workspace with somebody to erase, whose name stands in every place that takes text.
fn planted(passphrase: Option<&Passphrase>) -> (TempDir, Workspace, Person) {
    let folder = tempfile::tempdir().unwrap();
    let mut content = organisation();
    let erased = Person { name: FORMER.to_owned(), ..person("", &content.teams[0], Some(&content.roles[0])) };
    content.people.insert(1, erased.clone());
    let path = folder.path().join("example.cadre");
    let workspace = Workspace::create(&path, &content, passphrase).unwrap();
    (folder, workspace, erased)
}

/// One change that has to do with the person, or names them somewhere.
fn change(workspace: &mut Workspace, erased: &Person, number: i64, kind: u8, index: usize) {
    let content = workspace.content().unwrap();
    let says = |what: &str| format!("{what} {} ({number})", variant(index));
    let is_there = content.people.iter().any(|person| person.id == erased.id);
    let other = content.people.iter().filter(|person| person.id != erased.id).nth(index % 3);
    let label = NewOperation { label: says("Changed for"), ..operation("step", number) };
    let fact = |person: &Person, note: Option<String>| NewAssessment {
        source: Source::Peer,
        assessor: Some(variant(index + 1).to_owned()),
        note,
        level: Level::ALL[index % 5],
        ..assessed(person, "cloud-logging", 0)
    };
    let team_of = |index: usize| &content.teams[index % content.teams.len()];
    let written = workspace.write(label, |tx| match kind {
        0 => tx.put_team(&team(&says("Team of"))),
        1 if is_there => tx.put_person(&Person {
            name: variant(index).to_owned(),
            team: team_of(index).id,
            ..erased.clone()
        }),
        2 if is_there => tx.record(&[fact(erased, Some(says("Mine,")))]).map(|_| ()),
        3 => other.map_or(Ok(()), |other| tx.record(&[fact(other, Some(says("Seen by")))]).map(|_| ())),
        4 => {
            let mut theirs = content.assessments.iter().filter(|fact| fact.person == erased.id);
            theirs.next_back().map_or(Ok(()), |fact| tx.retract(fact.id))
        }
        5 if is_there => tx.put_scenario(&Scenario {
            name: says("Without"),
            wishes: vec![PlanWish {
                rule: WishRule::Forbid,
                kind: ActionKind::Train,
                team: None,
                role: None,
                person: Some(erased.id),
                training: None,
                count: 1,
            }],
            actions: [Some(erased), other]
                .into_iter()
                .flatten()
                .map(|person| PlanAction {
                    kind: ActionKind::Train,
                    quarter: 1,
                    team: content.teams[0].id,
                    role: None,
                    person: Some(person.id),
                    training: Some("course".into()),
                    cost: 1.0,
                    state: ActionState::Planned,
                })
                .collect(),
            ..content.scenarios[0].clone()
        }),
        6 => tx.put_import_mapping(&ImportMapping {
            key: format!("person · {}", index % 2),
            imported_on: date("2026-05-01"),
            answers: json!({
                "kind": "wide",
                "columns": [[variant(index), "person"]],
                "people": [
                    { "name": "Kjyvq Spelling", "answer": { "is": erased.id } },
                    { "name": "Noor R.", "answer": { "is": content.people[0].id } },
                ],
            })
            .as_object()
            .unwrap()
            .clone(),
        }),
        7 => tx.put_report(&ReportSettings {
            own_words: says("Signed"),
            organisation: says("House of"),
            ..content.report.clone().unwrap()
        }),
        8 => {
            let mut own = edition("own");
            own.notes = vec![says("From")];
            own.figures[0].note = Some(says("Asked by"));
            own.statistics[0].what = says("What");
            own.conflicts[0].why = says("Why");
            own.population = says("Friends of");
            tx.put_benchmark(&own)
        }
        9 => tx.put_competency(&Competency {
            name: says("Skill of"),
            descriptors: (0..5).map(|level| format!("{level}: as {}", variant(index))).collect(),
            ..content.competencies[1].clone()
        }),
        10 => {
            tx.put_role(&Role { name: says("Role of"), ..content.roles[0].clone() })?;
            tx.put_settings(&Settings { name: says("Work of"), ..content.settings.clone() })?;
            tx.put_training(&TrainingItem {
                name: says("Course of"),
                provider: Some(says("By")),
                address: Some(says("At")),
                requires: Some(says("After")),
                ..content.training[0].clone()
            })
        }
        11 if is_there => {
            let free = |person: Option<_>| person != Some(erased.id);
            for scenario in &content.scenarios {
                let mut kept = scenario.clone();
                kept.wishes.retain(|wish| free(wish.person));
                kept.actions.retain(|action| free(action.person));
                tx.put_scenario(&kept)?;
            }
            tx.remove_person(erased.id)
        }
        12 => other.map_or(Ok(()), |other| {
            tx.put_person(&Person { team: team_of(index).id, ..other.clone() })?;
            tx.put_team(&Team { name: says("Renamed by"), ..team_of(index).clone() })
        }),
        13 if is_there => {
            let facts = [fact(erased, None), fact(&content.people[0], Some(says("Beside")))];
            tx.record(&facts).map(|_| ())
        }
        _ => Ok(()),
    });
    written.unwrap();
}

/// What must be the same of everybody and everything else, with the names taken out of its texts.
fn of_others(content: &Content, erased: &Person) -> Content {
    let mut others = content.clone();
    others.people.retain(|person| person.id != erased.id);
    others.assessments.retain(|fact| fact.person != erased.id);
    others.retractions.clear();
    others.operations.clear();
    for scenario in &mut others.scenarios {
        scenario.wishes.retain(|wish| wish.person != Some(erased.id));
        scenario.actions.retain(|action| action.person != Some(erased.id));
    }
    for mapping in &mut others.import_mappings {
        if let Some(people) = mapping.answers.get_mut("people").and_then(|people| people.as_array_mut()) {
            people.retain(|answer| answer["answer"]["is"] != json!(erased.id));
        }
    }
    serde_json::from_str(&without_names(&serde_json::to_string(&others).unwrap())).unwrap()
}

fn run(steps: &[(u8, usize)], passphrase: Option<&Passphrase>) {
    let (folder, mut workspace, erased) = planted(passphrase);
    let path = workspace.path().to_owned();
    for (number, &(kind, index)) in (1..).zip(steps) {
        let log = workspace.operations(&LogFilter::default(), None, 100).unwrap();
        match kind {
            0..14 => change(&mut workspace, &erased, number, kind, index),
            14 => drop(workspace.undo(later(number))),
            15 => drop(workspace.redo(later(number))),
            16 => drop(workspace.undo_operation(log[index % log.len()].id, later(number))),
            _ => {
                drop(workspace);
                workspace = Workspace::open(&path, passphrase).unwrap();
            }
        }
    }
    let before = workspace.content().unwrap();
    let names: Vec<_> = workspace.known_people().unwrap();
    let known = names.iter().find(|known| known.id == erased.id).unwrap();
    assert_eq!(known.present, before.people.iter().any(|person| person.id == erased.id));
    assert!(known.names.contains(&FORMER.to_owned()), "{known:?}");

    let written = workspace.erase(&of(&erased), later(1000)).unwrap();
    let theirs = before.assessments.iter().filter(|fact| fact.person == erased.id).count();
    assert_eq!((written.value.people, written.value.assessments as usize), (1, theirs));
    assert!(written.value.wiped);
    assert_eq!(places(folder.path()), Vec::<String>::new());
    assert_eq!(workspace.check().unwrap(), []);
    let after = workspace.content().unwrap();
    assert_eq!(after.operations.len(), before.operations.len() + 1);
    assert_eq!(of_others(&after, &erased), of_others(&before, &erased));
    let all = serde_json::to_string(&after).unwrap();
    for gone in TOKENS.map(str::to_owned).iter().chain([&erased.id.to_string()]) {
        assert!(!all.to_lowercase().contains(gone), "{gone} in {all}");
    }

    // A workspace made from the export of what is left is the same.
    let copy = tempfile::tempdir().unwrap();
    let again = Workspace::create(&copy.path().join("copy.cadre"), &after, None).unwrap();
    assert_eq!(again.content().unwrap(), after);
    assert_eq!(again.check().unwrap(), []);

    // What was done before can be undone and done again, as far as it has not changed since, and brings nothing back.
    let log = workspace.operations(&LogFilter::default(), None, 200).unwrap();
    assert_eq!(log[0].kind, ERASE);
    assert!(matches!(workspace.undo_operation(log[0].id, later(1001)), Err(StoreError::Erased { .. })));
    let mut undone = 0;
    loop {
        assert!(undone < 100, "undo comes to no end");
        undone += 1;
        match workspace.undo(later(1001)) {
            Ok(written) => assert!(written.operation.is_some(), "an undo that does nothing"),
            Err(StoreError::NothingToUndo | StoreError::Conflict { .. }) => break,
            Err(other) => panic!("{other:?}"),
        }
    }
    while let Ok(written) = workspace.redo(later(1002)) {
        assert!(written.operation.is_some(), "a redo that does nothing");
    }
    assert_eq!(workspace.check().unwrap(), []);
    drop(workspace);
    assert_eq!(places(folder.path()), Vec::<String>::new());
}

/// One of everything, so that the search is known to find what it looks for.
#[test]
fn every_place_that_takes_text_had_the_name_and_has_it_no_more() {
    if !alone("erasing::every_place_that_takes_text_had_the_name_and_has_it_no_more") {
        return;
    }
    let steps: Vec<_> = (0..14).map(|kind| (kind, usize::from(kind))).collect();
    let (folder, mut workspace, erased) = planted(None);
    for (number, &(kind, index)) in (1..).zip(&steps) {
        change(&mut workspace, &erased, number, kind, index);
    }
    assert!(!places(folder.path()).is_empty());
    run(&steps, None);
    run(&steps, secret().as_ref());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_a_person_is_left_and_nothing_of_others_is_lost(
        steps in prop::collection::vec((0..18_u8, 0..24_usize), 1..40),
    ) {
        run(&steps, None);
    }
}

#[test]
fn nor_in_an_encrypted_one() {
    if !alone("erasing::nor_in_an_encrypted_one") {
        return;
    }
    // Each opening of an encrypted one takes a fifth of a second.
    let config = ProptestConfig { cases: 2, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(steps in prop::collection::vec((0..18_u8, 0..24_usize), 1..40))| {
        run(&steps, secret().as_ref());
    });
}

/// Found by `cargo xtask torture`: the erasure, which gives every operation another hash, is only in the log beside the file.
#[test]
fn a_kill_right_after_an_erasure_leaves_a_log_that_is_the_file_s_own() {
    let (folder, mut workspace, erased) = planted(None);
    change(&mut workspace, &erased, 1, 2, 0);
    let path = workspace.path().to_owned();
    drop(workspace);
    let mut workspace = Workspace::open(&path, None).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN").unwrap();
    let _: i64 = other.query_row("SELECT count(*) FROM person", (), |row| row.get(0)).unwrap();
    workspace.erase(&of(&erased), later(2)).unwrap();
    let left = tempfile::tempdir().unwrap();
    for name in ["example.cadre", "example.cadre-wal"] {
        fs::copy(folder.path().join(name), left.path().join(name)).unwrap();
    }
    let opened = Workspace::open(&left.path().join("example.cadre"), None).unwrap();
    assert_eq!(opened.check().unwrap(), []);
    drop(opened);
    assert_eq!(places(left.path()), Vec::<String>::new());
}

#[test]
fn where_another_program_reads_the_file_is_wiped_at_the_next_opening() {
    let (folder, mut workspace, erased) = planted(None);
    change(&mut workspace, &erased, 1, 2, 0);
    let path = workspace.path().to_owned();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN; SELECT count(*) FROM person").unwrap();
    let _: i64 = other.query_row("SELECT count(*) FROM person", (), |row| row.get(0)).unwrap();
    let written = workspace.erase(&of(&erased), later(2)).unwrap();
    assert!(!written.value.wiped);
    assert!(written.operation.is_some());
    assert_eq!(workspace.check().unwrap(), []);
    // As a program that is killed leaves it: nothing is closed in order.
    std::mem::forget(workspace);
    assert!(!places(folder.path()).is_empty(), "the old pages are still there");
    drop(other);
    let workspace = Workspace::open(&path, None).unwrap();
    assert_eq!(places(folder.path()), Vec::<String>::new());
    assert_eq!(workspace.check().unwrap(), []);
}

#[test]
fn assessments_notes_and_pulses_go_alone() {
    let Fixture { mut workspace, content, folder, .. } = fixture();
    let Content { assessments, pulses, .. } = &content;
    let erasure = Erasure {
        assessments: vec![assessments[1].id],
        notes: vec![assessments[0].id],
        pulses: vec![pulses[0].id],
        ..Erasure::default()
    };
    let written = workspace.erase(&erasure, later(1)).unwrap();
    let expected = Erased { assessments: 1, notes: 1, pulses: 1, wiped: true, ..Erased::default() };
    assert_eq!(written.value, expected);
    assert_eq!(written.touched, ["assessments", "pulses"]);
    let after = workspace.content().unwrap();
    assert_eq!((after.assessments.len(), after.pulses.len()), (1, 0));
    assert_eq!((after.assessments[0].id, &after.assessments[0].note), (assessments[0].id, &None));
    assert_eq!(after.people, content.people);
    assert_eq!(workspace.check().unwrap(), []);
    let bytes = fs::read(folder.path().join("example.cadre")).unwrap();
    assert!(!bytes.windows(7).any(|window| window == b"Said so"));
    let log = workspace.operations(&LogFilter::default(), None, 1).unwrap();
    assert!(
        log[0].label.starts_with("Erased an assessment, a note and a pulse (log before: "),
        "{}",
        log[0].label
    );

    let again = workspace.erase(&Erasure { notes: vec![assessments[0].id], ..Erasure::default() }, later(2));
    assert_eq!(again.unwrap().operation, None, "there was no note any more");
    let unknown = workspace.erase(&erasure, later(2));
    assert!(matches!(unknown, Err(StoreError::UnknownRow { .. })), "{unknown:?}");
    assert_eq!(workspace.content().unwrap(), after);
}

#[test]
fn the_label_has_the_head_of_the_log_before() {
    let Fixture { mut workspace, content, path, folder: _folder } = fixture();
    workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("New"))).unwrap();
    let head: String = Connection::open(&path)
        .unwrap()
        .query_row(
            "SELECT lower(hex(substr(hash, 1, 8))) FROM operation ORDER BY seq DESC LIMIT 1",
            (),
            |row| row.get(0),
        )
        .unwrap();
    workspace.erase(&Erasure { people: vec![content.people[1].id], ..Erasure::default() }, later(2)).unwrap();
    let log = workspace.operations(&LogFilter::default(), None, 1).unwrap();
    assert_eq!(log[0].label, format!("Erased a person and an assessment (log before: {head})"));
}

#[test]
fn the_names_of_others_stay() {
    let Fixture { mut workspace, content, folder: _folder, .. } = fixture();
    let team = &content.teams[0];
    let [ann, namesake, longer] =
        ["Ann Lee", "ann lee", "Ann Lee Smith"].map(|name| person(name, team, None));
    let named = |label: &str, minutes| NewOperation { label: label.to_owned(), ..operation("step", minutes) };
    workspace.write(named("Add Ann Lee", 1), |tx| tx.put_person(&ann)).unwrap();
    workspace
        .write(named("Add ann lee and Ann Lee Smith", 2), |tx| {
            tx.put_person(&namesake)?;
            tx.put_person(&longer)?;
            tx.record(&[NewAssessment {
                assessor: Some("Ann Lee".to_owned()),
                ..assessed(&longer, "cloud-logging", 2)
            }])
        })
        .unwrap();
    workspace.erase(&Erasure { people: vec![ann.id], ..Erasure::default() }, later(3)).unwrap();
    let after = workspace.content().unwrap();
    let names: Vec<_> = after.people.iter().skip(3).map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["ann lee", "Ann Lee Smith"]);
    let labels: Vec<_> = after.operations[1..3].iter().map(|operation| operation.label.as_str()).collect();
    assert_eq!(labels, ["Add an erased person", "Add ann lee and Ann Lee Smith"]);
    // Nobody can tell which of two of the same name assessed.
    assert_eq!(after.assessments.last().unwrap().assessor.as_deref(), Some("Ann Lee"));
    assert_eq!(workspace.check().unwrap(), []);
}

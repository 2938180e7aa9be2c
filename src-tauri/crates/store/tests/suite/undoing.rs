//! Do → undo → redo, for every kind of change; conflicts; what survives a restart and an export.

use cadre_core::{
    Area, Competency, Content, Delivery, Estimated, ImportMapping, Importance, Logo, Person, Position,
    PositionId, Pulse, PulseId, ReportSettings, Settings, TrainingItem, VendorNeutrality,
    benchmark::Benchmark,
};
use cadre_store::{LogFilter, StoreError, Tx, Workspace, new_id};

use crate::organisation::{
    Fixture, assessed, date, dump, edition, fixture, key, later, operation, person, role, target, team,
};

/// Does a change, undoes it and redoes it, reopening the file in between.
fn check(name: &str, change: impl Fn(&mut Tx<'_>, &Content) -> Result<(), StoreError>) {
    let Fixture { mut workspace, path, content, folder } = fixture();
    let before = dump(&workspace);
    let written = workspace.write(operation(name, 1), |tx| change(tx, &content)).unwrap();
    assert!(written.operation.is_some(), "{name} changed nothing");
    let after = dump(&workspace);
    assert_ne!(before, after, "{name} changed nothing that counts");

    let undone = workspace.undo(later(2)).unwrap();
    assert_eq!(Some(undone.value.id), written.operation);
    assert_eq!(undone.touched, written.touched, "{name}");
    assert_eq!(dump(&workspace), before, "undoing {name}");

    drop(workspace);
    let mut workspace = Workspace::open(&path, None).unwrap();
    let redone = workspace.redo(later(3)).unwrap();
    assert_eq!(Some(redone.value.id), written.operation);
    assert_eq!(dump(&workspace), after, "redoing {name}");

    // The log goes along with an export, and so does what it can do.
    let copy = folder.path().join("copy.cadre");
    let whole = workspace.content().unwrap();
    let mut copied = Workspace::create(&copy, &whole, None).unwrap();
    assert_eq!(copied.content().unwrap(), whole, "copy after {name}");
    copied.undo(later(4)).unwrap();
    assert_eq!(dump(&copied), before, "undoing {name} in a copy");
    copied.redo(later(5)).unwrap();
    assert_eq!(dump(&copied), after, "redoing {name} in a copy");

    let findings = [workspace.check().unwrap(), copied.check().unwrap()];
    assert_eq!(findings, [vec![], vec![]], "after {name}");
}

#[test]
fn everything_after_an_operation_is_undone_at_once() {
    let Fixture { mut workspace, content, folder: _folder, .. } = fixture();
    let names = |workspace: &Workspace| -> Vec<String> {
        workspace.structure().unwrap().teams.into_iter().map(|team| team.name).collect()
    };
    let first = workspace.write(operation("first", 1), |tx| tx.put_team(&team("First"))).unwrap();
    let before = dump(&workspace);
    let added = team("Second");
    workspace.write(operation("second", 2), |tx| tx.put_team(&added)).unwrap();
    workspace
        .write(operation("record", 3), |tx| tx.record(&[assessed(&content.people[0], "cloud-logging", 1)]))
        .unwrap();
    workspace.write(operation("third", 4), |tx| tx.put_team(&team("Third"))).unwrap();
    workspace.undo(later(5)).unwrap();
    let listed = |workspace: &Workspace| workspace.operations(&LogFilter::default(), None, 100).unwrap();
    let followed: Vec<_> = listed(&workspace).iter().map(|one| (one.kind.clone(), one.followed)).collect();
    let expected = [
        ("undo", false),
        ("third", false),
        ("record", false),
        ("second", true),
        ("first", true),
        ("init", true),
    ];
    assert_eq!(followed, expected.map(|(kind, followed)| (kind.to_owned(), followed)));

    let written = workspace.undo_back_to(first.operation.unwrap(), later(6)).unwrap();
    assert_eq!(
        (written.value, written.touched),
        (2, vec!["assessments", "teams"]),
        "the third was undone already"
    );
    assert_eq!(dump(&workspace), before);
    assert!(matches!(
        workspace.undo_back_to(first.operation.unwrap(), later(7)),
        Err(StoreError::NothingToUndo)
    ));
    // Redo brings them back one by one, the one undone last first.
    workspace.redo(later(8)).unwrap();
    assert!(names(&workspace).contains(&"Second".to_owned()));

    assert_eq!(workspace.check().unwrap(), []);
}

#[test]
fn every_kind_of_change() {
    check("settings", |tx, _| {
        tx.put_settings(&Settings { name: "New name".to_owned(), reach: 3, ..Settings::default() })
    });
    check("add-area", |tx, _| tx.put_area(&Area { key: "soft".into(), name: "Soft skills".to_owned() }));
    check("change-area", |tx, _| tx.put_area(&Area { key: "llm".into(), name: "LLM".to_owned() }));
    check("add-competency", |tx, content| {
        tx.put_competency(&Competency { key: "new".into(), ..content.competencies[1].clone() })
    });
    check("move-competency", |tx, content| {
        tx.put_competency(&Competency { area: "cloud".into(), ..content.competencies[1].clone() })
    });
    check("remove-competency", |tx, _| tx.remove_competency(&key("cloud-identity")));
    check("add-team", |tx, _| tx.put_team(&team("New")));
    check("rename-team", |tx, content| {
        let mut team = content.teams[0].clone();
        team.name = "Renamed".to_owned();
        tx.put_team(&team)
    });
    check("add-role", |tx, _| tx.put_role(&role("New", vec![target("model-supply", 1, Importance::USEFUL)])));
    check("change-targets", |tx, content| {
        let mut role = content.roles[0].clone();
        role.targets.remove(1);
        role.targets[0] = target("prompt-defence", 4, Importance::USEFUL);
        role.targets.insert(0, target("cloud-identity", 2, Importance::IMPORTANT));
        tx.put_role(&role)
    });
    check("reorder-targets", |tx, content| {
        let mut role = content.roles[0].clone();
        role.targets.rotate_left(1);
        tx.put_role(&role)
    });
    check("add-person", |tx, content| tx.put_person(&person("New", &content.teams[1], None)));
    check("move-person", |tx, content| {
        tx.put_person(&Person {
            team: content.teams[1].id,
            role: None,
            leaves_on: Some(date("2027-06-30")),
            ..content.people[0].clone()
        })
    });
    check("remove-person", |tx, content| tx.remove_person(content.people[1].id));
    check("add-position", |tx, content| {
        tx.put_position(&Position { id: PositionId(new_id()), ..content.positions[0].clone() })
    });
    check("change-position", |tx, content| {
        tx.put_position(&Position { seats: 7, needed_by: None, ..content.positions[0].clone() })
    });
    check("remove-position", |tx, content| tx.remove_position(content.positions[0].id));
    check("add-pulse", |tx, content| {
        tx.put_pulse(&Pulse { id: PulseId(new_id()), ..content.pulses[0].clone() })
    });
    check("remove-pulse", |tx, content| tx.remove_pulse(content.pulses[0].id));
    check("add-edition", |tx, _| tx.put_benchmark(&edition("example-2027")));
    check("replace-edition", |tx, content| {
        tx.put_benchmark(&Benchmark {
            n: None,
            n_note: Some("Not printed.".to_owned()),
            figures: Vec::new(),
            conflicts: Vec::new(),
            ..content.benchmarks[0].clone()
        })
    });
    check("remove-edition", |tx, content| tx.remove_benchmark(&content.benchmarks[0].id));
    check("add-area-with-edition", |tx, content| {
        tx.put_area(&Area { key: "soft".into(), name: "Soft skills".to_owned() })?;
        let mut own = content.benchmarks[0].clone();
        own.figures[0].area = "soft".into();
        tx.put_benchmark(&own)
    });
    check("add-training", |tx, content| {
        tx.put_training(&TrainingItem { key: "other".into(), ..content.training[0].clone() })
    });
    check("change-training", |tx, content| {
        tx.put_training(&TrainingItem { cost: 0.0, lifts: Vec::new(), ..content.training[0].clone() })
    });
    check("name-the-provider", |tx, content| {
        tx.put_training(&TrainingItem {
            provider: Some("A provider".to_owned()),
            address: Some("https://example.org".to_owned()),
            delivery: Some(Delivery::Lab),
            prior_knowledge: Some(5),
            vendor_neutrality: Some(VendorNeutrality::Centric),
            requires: Some("Docker".to_owned()),
            estimated: Estimated { hours: true, ..Estimated::default() },
            ..content.training[0].clone()
        })
    });
    check("remove-training", |tx, content| {
        // The plan names it, so its action goes too.
        let mut scenario = content.scenarios[0].clone();
        scenario.actions.retain(|action| action.training.is_none());
        tx.put_scenario(&scenario)?;
        tx.remove_training(&content.training[0].key)
    });
    check("report", |tx, _| tx.put_report(&ReportSettings::default()));
    check("report-words", |tx, content| {
        let own_words = "Other words.".to_owned();
        tx.put_report(&ReportSettings { own_words, ..content.report.clone().unwrap() })
    });
    check("report-logo", |tx, content| {
        let logo = Some(Logo { name: "other.jpg".to_owned(), data: "/9j/".to_owned() });
        tx.put_report(&ReportSettings { logo, ..content.report.clone().unwrap() })
    });
    check("remember-columns", |tx, content| {
        tx.put_import_mapping(&ImportMapping {
            key: "other".to_owned(),
            ..content.import_mappings[0].clone()
        })
    });
    check("remember-other-answers", |tx, content| {
        tx.put_import_mapping(&ImportMapping {
            imported_on: date("2026-07-01"),
            answers: cadre_core::RowImage::new(),
            ..content.import_mappings[0].clone()
        })
    });
    check("record", |tx, content| {
        tx.record(&[assessed(&content.people[0], "prompt-defence", 3)]).map(|_| ())
    });
    check("retract", |tx, content| tx.retract(content.assessments[0].id));
    check("import", |tx, content| {
        let (team, role) = (team("Imported"), role("Imported", Vec::new()));
        let people = ["A", "B"].map(|name| person(name, &team, Some(&role)));
        tx.put_team(&team)?;
        tx.put_role(&role)?;
        for person in &people {
            tx.put_person(person)?;
        }
        let mut facts: Vec<_> = people.iter().map(|person| assessed(person, "cloud-logging", 1)).collect();
        facts.push(assessed(&content.people[2], "cloud-logging", 0));
        tx.record(&facts).map(|_| ())
    });
    check("remove-team-with-all", |tx, content| {
        // In the order in which a user would think of it: the team first, then what refers to it.
        tx.remove_team(content.teams[1].id)?;
        tx.remove_person(content.people[2].id)?;
        tx.remove_position(content.positions[1].id)
    });
    check("remove-role-with-all", |tx, content| {
        tx.remove_role(content.roles[1].id)?;
        tx.remove_position(content.positions[1].id)?;
        tx.put_person(&Person { role: None, ..content.people[1].clone() })
    });
}

#[test]
fn undo_walks_back_and_redo_forth_until_something_new_is_done() {
    let Fixture { mut workspace, content, folder: _folder, .. } = fixture();
    let mut states = vec![dump(&workspace)];
    for (minutes, name) in (1..).zip(["first", "second", "third"]) {
        workspace.write(operation(name, minutes), |tx| tx.put_team(&team(name))).unwrap();
        states.push(dump(&workspace));
    }
    for expected in states[..3].iter().rev() {
        workspace.undo(later(10)).unwrap();
        assert_eq!(&dump(&workspace), expected);
    }
    assert!(matches!(workspace.undo(later(11)), Err(StoreError::NothingToUndo)), "the first content stays");
    assert_eq!(workspace.undoable().unwrap(), None);
    for expected in &states[1..3] {
        workspace.redo(later(12)).unwrap();
        assert_eq!(&dump(&workspace), expected);
    }
    assert_eq!(workspace.undoable().unwrap().unwrap().kind, "second");
    assert_eq!(workspace.redoable().unwrap().unwrap().kind, "third");

    workspace.write(operation("retract", 13), |tx| tx.retract(content.assessments[0].id)).unwrap();
    assert_eq!(workspace.redoable().unwrap(), None);
    assert!(matches!(workspace.redo(later(14)), Err(StoreError::NothingToRedo)));
    // Undo goes on below the new operation, past the one that stays undone.
    assert_eq!(workspace.undo(later(15)).unwrap().value.kind, "retract");
    assert_eq!(workspace.undo(later(15)).unwrap().value.kind, "second");
    assert_eq!(workspace.undo(later(15)).unwrap().value.kind, "first");
    assert_eq!(dump(&workspace), states[0]);
}

#[test]
fn an_older_operation_is_undone_alone() {
    let Fixture { mut workspace, content, folder: _folder, .. } = fixture();
    let renamed = |name: &str| {
        let mut team = content.teams[0].clone();
        team.name = name.to_owned();
        team
    };
    let first = workspace
        .write(operation("rename", 1), |tx| tx.put_team(&renamed("One")))
        .unwrap()
        .operation
        .unwrap();
    let second = workspace
        .write(operation("record", 2), |tx| tx.record(&[assessed(&content.people[0], "cloud-logging", 4)]))
        .unwrap()
        .operation
        .unwrap();
    let third = workspace
        .write(operation("rename", 3), |tx| tx.put_team(&renamed("Two")))
        .unwrap()
        .operation
        .unwrap();

    workspace.undo_operation(second, later(4)).unwrap();
    assert_eq!(dump(&workspace).assessments, content.assessments);
    assert!(matches!(
        workspace.undo_operation(second, later(5)),
        Err(StoreError::AlreadyUndone { operation }) if operation == second
    ));

    // The name was changed again since, so undoing the first change would lose the third.
    let before = workspace.content().unwrap();
    let conflict = workspace.undo_operation(first, later(6)).unwrap_err();
    let StoreError::Conflict { operation, rows } = conflict else { panic!("{conflict}") };
    assert_eq!(operation, first);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].table.as_str(), rows[0].row.as_str()),
        ("team", content.teams[0].id.to_string().as_str())
    );
    assert_eq!(workspace.content().unwrap(), before);

    workspace.undo_operation(third, later(7)).unwrap();
    workspace.undo_operation(first, later(8)).unwrap();
    assert_eq!(dump(&workspace).teams, content.teams);

    // Undoing an undo does the operation again.
    let undo_of_first = workspace.operations(&LogFilter::default(), None, 1).unwrap().remove(0);
    assert_eq!((undo_of_first.kind.as_str(), undo_of_first.reverts), ("undo", Some(first)));
    workspace.undo_operation(undo_of_first.id, later(9)).unwrap();
    assert_eq!(dump(&workspace).teams[0].name, "One");
    assert!(matches!(
        workspace.undo_operation(undo_of_first.id, later(10)),
        Err(StoreError::AlreadyUndone { .. })
    ));
    let redo = workspace.operations(&LogFilter::default(), None, 1).unwrap().remove(0);
    assert_eq!(redo.kind, "redo");
    workspace.undo_operation(redo.id, later(11)).unwrap();
    assert_eq!(dump(&workspace).teams, content.teams);

    let initial = content.operations[0].id;
    assert!(matches!(workspace.undo_operation(initial, later(12)), Err(StoreError::NotUndoable { .. })));
    let unknown = cadre_core::OperationId(new_id());
    assert!(matches!(workspace.undo_operation(unknown, later(12)), Err(StoreError::UnknownRow { .. })));
}

#[test]
fn what_something_refers_to_since_is_a_conflict() {
    let Fixture { mut workspace, folder: _folder, .. } = fixture();
    let new = team("New");
    let made = workspace.write(operation("add-team", 1), |tx| tx.put_team(&new)).unwrap().operation.unwrap();
    let joined = person("Joined", &new, None);
    workspace.write(operation("add-person", 2), |tx| tx.put_person(&joined)).unwrap();
    let before = workspace.content().unwrap();
    let conflict = workspace.undo_operation(made, later(3)).unwrap_err();
    let StoreError::Conflict { operation, rows } = conflict else { panic!("{conflict}") };
    assert_eq!(operation, made);
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].table.as_str(), rows[0].row.clone()), ("person", joined.id.to_string()));
    assert_eq!(workspace.content().unwrap(), before);
}

#[test]
fn a_row_that_would_refer_to_a_removed_one_is_a_conflict() {
    let Fixture { mut workspace, content, folder: _folder, .. } = fixture();
    let gone = workspace
        .write(operation("remove-position", 1), |tx| tx.remove_position(content.positions[1].id))
        .unwrap()
        .operation
        .unwrap();
    workspace
        .write(operation("remove-team", 2), |tx| {
            tx.remove_person(content.people[2].id)?;
            tx.remove_team(content.teams[1].id)
        })
        .unwrap();
    let before = workspace.content().unwrap();
    let conflict = workspace.undo_operation(gone, later(3)).unwrap_err();
    let StoreError::Conflict { rows, .. } = conflict else { panic!("{conflict}") };
    assert_eq!(rows[0].row, content.positions[1].id.to_string());
    assert_eq!(workspace.content().unwrap(), before);
}

#[test]
fn an_undone_import_leaves_facts_about_nobody_that_come_back_with_redo() {
    let Fixture { mut workspace, content, folder, .. } = fixture();
    let newcomer = person("Newcomer", &content.teams[0], None);
    workspace
        .write(operation("import", 1), |tx| {
            tx.put_person(&newcomer)?;
            tx.record(&[assessed(&newcomer, "cloud-logging", 3)])
        })
        .unwrap();
    workspace.undo(later(2)).unwrap();
    let undone = workspace.content().unwrap();
    assert_eq!(undone.people, content.people);
    assert_eq!(undone.assessments.len(), 3);
    assert_eq!((undone.assessments[2].person, undone.assessments[2].retracted), (newcomer.id, true));
    assert_eq!(undone.retractions.len(), 1);
    let structure = workspace.structure().unwrap();
    assert_eq!(workspace.columns(&structure).unwrap().len(), 2);

    // Someone who came later does not inherit them, here or in a copy.
    let mut copy = Workspace::create(&folder.path().join("copy.cadre"), &undone, None).unwrap();
    for workspace in [&mut workspace, &mut copy] {
        let other = person("Other", &content.teams[0], None);
        workspace.write(operation("add-person", 3), |tx| tx.put_person(&other)).unwrap();
        assert_eq!(workspace.assessments_of(other.id, &key("cloud-logging")).unwrap(), []);
        workspace.undo(later(4)).unwrap();
    }
    copy.undo_operation(undone.operations[2].id, later(5)).unwrap();
    let structure = copy.structure().unwrap();
    assert_eq!(structure.people.last(), Some(&newcomer));
    let columns = copy.columns(&structure).unwrap();
    assert_eq!((columns.person[2], columns.competency[2], columns.level[2].get()), (3, 2, 3));
}

//! Every kind of recording is undone and redone to equal contents; and so are random sequences of everything that the
//! screens do, with the file closed and opened in between.

use std::sync::Arc;

use cadre_app::{
    AssessmentDraft, CompetencyDraft, ImportFile, ImportRequest, Item, Level, Opening, Pair, PairLevel,
    PasteTarget, PeopleDraft, PersonDraft, PositionDraft, Selection, Source, TargetDraft, Work, Workspace,
};
use cadre_core::{Content, Importance};
use proptest::prelude::*;

use crate::{
    benchmarks, check_of, cloud_team, dump, moment,
    office::{Office, date},
    open,
};

fn office() -> Office {
    cloud_team()
        .team("Red")
        .person("Ada", "Blue", "engineer")
        .person("Bo", "Blue", "")
        .person("Cy", "Red", "engineer")
        .assess("Ada", "posture", 1, Source::Manager, "2026-05-01")
        .assess("Bo", "talking", 2, Source::Self_, "2026-05-01")
}

fn level(value: u8) -> Level {
    Level::new(value).unwrap()
}

pub(crate) fn file(text: &str) -> Arc<[ImportFile]> {
    let name = || "levels.csv".to_owned();
    [ImportFile::open(name(), name(), text.as_bytes(), &Work::unwatched()).unwrap()].into()
}

#[test]
fn every_kind_of_recording() {
    let office = office();
    let pairs = |content: &Content| {
        [(0, "posture"), (1, "talking")].map(|(person, competency)| Pair {
            person: content.people[person].id,
            competency: competency.into(),
        })
    };
    check_of(&office, "Set 2 levels", |workspace, content| {
        let levels = pairs(content).map(|Pair { person, competency }| PairLevel {
            person,
            competency,
            level: level(4),
        });
        workspace.set_levels(&levels, None, moment())
    });
    check_of(&office, "Set 4 levels", |workspace, content| {
        let target = PasteTarget {
            people: content.people.iter().map(|person| person.id).collect(),
            competencies: vec!["posture".into(), "talking".into()],
            rows: 1,
            columns: 1,
        };
        workspace.paste_levels(&target, "3\t0\n1\t2\n", None, moment())
    });
    check_of(&office, "Retract 2 levels", |workspace, content| {
        workspace.retract_levels(&pairs(content), None, moment())
    });
    check_of(&office, "Record level 3 by exam: Bo, posture", |workspace, content| {
        let draft = AssessmentDraft {
            person: content.people[1].id,
            competency: "posture".into(),
            level: level(3),
            source: Source::Exam,
            assessed_on: date("2026-04-01"),
            assessor: "Board".to_owned(),
            note: "Passed".to_owned(),
        };
        workspace.record_assessment(&draft, moment())
    });
    check_of(&office, "Retract level 1 of 1 May 2026: Ada, posture", |workspace, content| {
        workspace.retract_assessment(content.assessments[0].id, moment())
    });
    check_of(&office, "Import 3 assessments from levels.csv", |workspace, _| {
        let request = ImportRequest::default();
        let files = file("Person,Team,posture,talking\nAda,Blue,4,\nNew,Green,0,2\n");
        let import =
            workspace.read_import(&files, &request, &Selection::default(), moment(), &Work::unwatched())?;
        Ok(workspace.apply_import(&import, false, moment(), &Work::unwatched())?.touched)
    });
}

#[test]
fn an_undo_that_was_redone_is_nothing_to_undo() {
    let (_folder, mut workspace) = open(&office());
    add_somebody(&mut workspace);
    workspace.undo(moment()).unwrap();
    let undo = workspace.operations(1).unwrap()[0].id;
    workspace.redo(moment()).unwrap();
    let before = dump(&workspace);
    assert!(workspace.undo_operation(undo, moment()).is_err());
    assert_eq!(dump(&workspace), before);
    assert_eq!(workspace.check().unwrap(), []);
}

#[test]
fn going_back_undoes_all_that_was_recorded_later_in_whatever_order_it_was_redone() {
    let (_folder, mut workspace) = open(&office());
    let mut done = Vec::new();
    for _ in 0..3 {
        add_somebody(&mut workspace);
        done.push(workspace.operations(1).unwrap()[0].id);
    }
    // The first is undone and redone, so that it was done last.
    workspace.undo_operation(done[0], moment()).unwrap();
    workspace.undo_operation(done[0], moment()).unwrap();
    workspace.undo_back_to(done[1], moment()).unwrap();
    let undone: Vec<bool> = workspace
        .operations(20)
        .unwrap()
        .iter()
        .filter(|operation| done.contains(&operation.id))
        .map(|operation| operation.undone)
        .collect();
    // The newest first.
    assert_eq!(undone, [true, false, false]);
}

/// Adds somebody.
fn add_somebody(workspace: &mut Workspace) {
    let number = workspace.operations(100).unwrap().len();
    let text = format!("Person,Team,posture\nPerson number {number},Blue,1\n");
    let import = workspace
        .read_import(
            &file(&text),
            &ImportRequest::default(),
            &Selection::default(),
            moment(),
            &Work::unwatched(),
        )
        .unwrap();
    workspace.apply_import(&import, false, moment(), &Work::unwatched()).unwrap();
}

#[test]
fn stopping_an_import_changes_nothing() {
    let (_folder, mut workspace) = open(&office());
    let before = dump(&workspace);
    let never = std::sync::atomic::AtomicBool::new(false);
    let files = file("Person,posture\nAda,4\nBo,2\n");
    let import = workspace
        .read_import(&files, &ImportRequest::default(), &Selection::default(), moment(), &Work::unwatched())
        .unwrap();
    // The user stops it while it says that it is saving.
    let stop = |progress: &cadre_app::Progress| {
        if progress.text.starts_with("Recording") {
            never.store(true, std::sync::atomic::Ordering::Relaxed);
        }
    };
    let stopped = workspace.apply_import(&import, false, moment(), &Work::new(&stop, &never)).unwrap_err();
    assert_eq!(stopped.code, cadre_app::ErrorCode::Cancelled);
    assert_eq!(dump(&workspace), before);
    assert_eq!(workspace.operations(10).unwrap().len(), 1);
    let again = Workspace::open(workspace.path(), Opening::default(), moment()).unwrap();
    assert_eq!(dump(&again), before);
}

#[derive(Clone, Debug)]
enum Step {
    Set(usize, usize, u8),
    Retract(usize, usize),
    AddPeople(usize),
    Move(usize, usize),
    Remove(usize),
    RemoveTeam(usize),
    Target(usize, u8, u8),
    Seats(usize, u32),
    Competency(usize),
    Merge,
    Import(usize, u8),
    AddEdition(usize, u8),
    ChooseEdition(usize),
    RemoveEdition(usize),
    UndoOlder(usize),
    Undo,
    Redo,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let any = 0..4_usize;
    prop_oneof![
        4 => (any.clone(), any.clone(), 0..5_u8).prop_map(|(person, competency, level)| Step::Set(person, competency, level)),
        2 => (any.clone(), any.clone()).prop_map(|(person, competency)| Step::Retract(person, competency)),
        2 => any.clone().prop_map(Step::AddPeople),
        2 => (any.clone(), any.clone()).prop_map(|(person, team)| Step::Move(person, team)),
        1 => any.clone().prop_map(Step::Remove),
        1 => any.clone().prop_map(Step::RemoveTeam),
        2 => (any.clone(), 0..5_u8, 1..4_u8).prop_map(|(competency, level, importance)| Step::Target(competency, level, importance)),
        1 => (any.clone(), 1..5_u32).prop_map(|(team, seats)| Step::Seats(team, seats)),
        1 => any.clone().prop_map(Step::Competency),
        1 => Just(Step::Merge),
        1 => (any.clone(), 0..5_u8).prop_map(|(person, level)| Step::Import(person, level)),
        2 => (any.clone(), 0..5_u8).prop_map(|(area, percent)| Step::AddEdition(area, percent)),
        1 => any.clone().prop_map(Step::ChooseEdition),
        1 => any.clone().prop_map(Step::RemoveEdition),
        2 => any.prop_map(Step::UndoOlder),
        5 => Just(Step::Undo),
        4 => Just(Step::Redo),
        1 => Just(Step::Reopen),
    ]
}

fn chosen<T>(list: &[T], index: usize) -> Option<&T> {
    list.get(index.checked_rem(list.len())?)
}

/// Does a step; false where there was nothing to do it with, or it was refused.
fn take(workspace: &mut Workspace, number: usize, step: &Step) -> bool {
    let content = dump(workspace);
    let done = match step {
        Step::Set(person, competency, value) => {
            let (Some(person), Some(competency)) =
                (chosen(&content.people, *person), chosen(&content.competencies, *competency))
            else {
                return false;
            };
            let level =
                PairLevel { person: person.id, competency: competency.key.clone(), level: level(*value) };
            workspace.set_levels(&[level], None, moment())
        }
        Step::Retract(person, competency) => {
            let (Some(person), Some(competency)) =
                (chosen(&content.people, *person), chosen(&content.competencies, *competency))
            else {
                return false;
            };
            workspace.retract_levels(
                &[Pair { person: person.id, competency: competency.key.clone() }],
                None,
                moment(),
            )
        }
        Step::AddPeople(team) => {
            let team = chosen(&content.teams, *team).map(|team| team.id);
            let draft = PeopleDraft {
                team,
                new_team: format!("Team {number}"),
                names: format!("Person {number}, engineer\nOther {number}"),
            };
            workspace.add_people(&draft, moment())
        }
        Step::Move(person, team) => {
            let (Some(person), Some(team)) =
                (chosen(&content.people, *person), chosen(&content.teams, *team))
            else {
                return false;
            };
            let draft = PersonDraft {
                id: Some(person.id),
                name: person.name.clone(),
                team: team.id,
                role: person.role,
                started_on: None,
                leaves_on: person.leaves_on,
                borrowed: !person.borrowed,
                learning_hours: 10.0,
                add_seat: true,
            };
            workspace.save_person(&draft, moment())
        }
        Step::Remove(person) => {
            let Some(person) = chosen(&content.people, *person) else { return false };
            workspace.remove_item(&Item::Person(person.id), moment())
        }
        Step::RemoveTeam(team) => {
            let Some(team) = chosen(&content.teams, *team) else { return false };
            workspace.remove_item(&Item::Team(team.id), moment())
        }
        Step::Target(competency, value, importance) => {
            let (Some(role), Some(competency)) =
                (content.roles.first(), chosen(&content.competencies, *competency))
            else {
                return false;
            };
            let draft = TargetDraft {
                role: role.id,
                competency: competency.key.clone(),
                level: Level::new(*value),
                importance: Importance::new(*importance),
            };
            workspace.set_target(&draft, moment())
        }
        Step::Seats(team, seats) => {
            let (Some(role), Some(team)) = (content.roles.first(), chosen(&content.teams, *team)) else {
                return false;
            };
            workspace.save_position(
                &PositionDraft { id: None, team: team.id, role: role.id, seats: *seats, needed_by: None },
                moment(),
            )
        }
        Step::Competency(competency) if competency.is_multiple_of(2) => {
            let draft = CompetencyDraft {
                key: None,
                name: format!("Skill {number}"),
                area: None,
                new_area: format!("Area {number}"),
                recheck_months: 6,
                descriptors: Vec::new(),
            };
            workspace.save_competency(&draft, moment())
        }
        Step::Competency(competency) => {
            let Some(competency) = chosen(&content.competencies, *competency) else { return false };
            workspace.remove_item(&Item::Competency(competency.key.clone()), moment())
        }
        Step::Merge => {
            let [first, second, ..] = &content.competencies[..] else { return false };
            workspace.merge_competencies(&first.key, &second.key, moment())
        }
        Step::Import(person, value) => {
            let Some(team) = chosen(&content.teams, *person) else { return false };
            let text = format!(
                "Person,Team,Skill,Level\nImported {number},{},posture,{value}\nImported {number},{},Juggling,0\n",
                team.name, team.name
            );
            let request = ImportRequest { as_before: true, ..ImportRequest::default() };
            workspace
                .read_import(&file(&text), &request, &Selection::default(), moment(), &Work::unwatched())
                .and_then(|import| workspace.apply_import(&import, true, moment(), &Work::unwatched()))
                .map(|written| written.touched)
        }
        Step::AddEdition(area, percent) => {
            let Some(area) = chosen(&content.areas, *area) else { return false };
            // Two ids, so that editions are replaced as well as added.
            let text = benchmarks::OWN
                .replace("mine-2026", &format!("mine-{}", percent % 2))
                .replace("cloud-computing", area.key.as_str())
                .replace("31.5", &percent.to_string());
            workspace.add_edition(&benchmarks::file(&text), true, moment()).map(|(_, touched)| touched)
        }
        Step::ChooseEdition(index) => {
            let shipped = ["isaca-2025".into(), "isc2-2024".into()];
            let ids: Vec<_> = content.benchmarks.iter().map(|own| own.id.clone()).chain(shipped).collect();
            workspace.set_default_benchmark(&ids[index % ids.len()], moment())
        }
        Step::RemoveEdition(index) => {
            let Some(own) = chosen(&content.benchmarks, *index) else { return false };
            workspace.remove_edition(&own.id, moment())
        }
        Step::UndoOlder(index) => {
            let log = workspace.operations(100).unwrap();
            let Some(operation) = chosen(&log, *index) else { return false };
            workspace.undo_operation(operation.id, moment())
        }
        Step::Undo => workspace.undo(moment()).map(|written| written.touched),
        Step::Redo => workspace.redo(moment()).map(|written| written.touched),
        Step::Reopen => {
            *workspace = Workspace::open(workspace.path(), Opening::default(), moment()).unwrap();
            return false;
        }
    };
    match done {
        Ok(touched) => !touched.is_empty(),
        Err(refused) => {
            assert_ne!(refused.code, cadre_app::ErrorCode::Io, "{refused:?}");
            assert_eq!(dump(workspace), content, "{step:?} was refused and has changed something");
            false
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// The model: every state in which the workspace has been. Undo goes back in it, redo forth, anything else goes on
    /// from there.
    #[test]
    fn whatever_is_done_is_undone_and_redone(steps in prop::collection::vec(step(), 1..24)) {
        let (_folder, mut workspace) = open(&office());
        let mut states = vec![dump(&workspace)];
        let mut at = 0;
        for (number, step) in steps.iter().enumerate() {
            let done = take(&mut workspace, number, step);
            let now = dump(&workspace);
            match step {
                Step::Undo if done => at -= 1,
                Step::Redo if done => at += 1,
                // Undoing an older one leaves the line: from there on a new one begins.
                Step::UndoOlder(_) if done => {
                    states = vec![now.clone()];
                    at = 0;
                    let reopened = Workspace::open(workspace.path(), Opening::default(), moment()).unwrap();
                    prop_assert_eq!(dump(&reopened), now);
                    break;
                }
                _ if done => {
                    states.truncate(at + 1);
                    states.push(now.clone());
                    at += 1;
                }
                _ => {}
            }
            prop_assert_eq!(&now, &states[at], "after {:?}", step);
            // What is in memory is what is in the file.
            let matrix = workspace.matrix_view(&Selection::default(), moment()).unwrap();
            let reopened = Workspace::open(workspace.path(), Opening::default(), moment()).unwrap();
            prop_assert_eq!(&reopened.matrix_view(&Selection::default(), moment()).unwrap(), &matrix);
        }
        // All the way back and all the way forth.
        if !steps.iter().any(|step| matches!(step, Step::UndoOlder(_))) {
            for expected in states[..at].iter().rev() {
                workspace.undo(moment()).unwrap();
                prop_assert_eq!(&dump(&workspace), expected);
            }
            for expected in &states[1..] {
                workspace.redo(moment()).unwrap();
                prop_assert_eq!(&dump(&workspace), expected);
            }
        }
        prop_assert_eq!(workspace.check().unwrap(), vec![]);
    }
}

//! Random sequences of changes, undo and redo, with restarts and copies in between, against a model that simply keeps
//! every state it has been in.

use cadre_core::{AssessmentId, Person, Team, benchmark::Benchmark};
use cadre_store::{LogFilter, StoreError, Workspace};
use proptest::prelude::*;

use crate::organisation::{
    Fixture, assessed, dump, edition, fixture, later, level, operation, organisation, person, team,
};

#[derive(Clone, Debug)]
enum Step {
    AddTeam,
    RenameTeam(usize),
    RemoveTeam(usize),
    AddPerson(usize),
    MovePerson(usize, usize),
    RemovePerson(usize),
    PutEdition(usize, u8),
    RemoveEdition(usize),
    Record(usize, u8),
    Retract(usize),
    Fail(usize),
    Undo,
    Redo,
    Reopen,
    Copy,
}

fn step() -> impl Strategy<Value = Step> {
    let any = 0..6_usize;
    prop_oneof![
        2 => Just(Step::AddTeam),
        1 => any.clone().prop_map(Step::RenameTeam),
        1 => any.clone().prop_map(Step::RemoveTeam),
        2 => any.clone().prop_map(Step::AddPerson),
        1 => (any.clone(), any.clone()).prop_map(|(person, team)| Step::MovePerson(person, team)),
        2 => any.clone().prop_map(Step::RemovePerson),
        2 => (any.clone(), 0..=4_u8).prop_map(|(id, percent)| Step::PutEdition(id, percent)),
        1 => any.clone().prop_map(Step::RemoveEdition),
        3 => (any.clone(), 0..=4_u8).prop_map(|(person, value)| Step::Record(person, value)),
        2 => any.clone().prop_map(Step::Retract),
        1 => any.prop_map(Step::Fail),
        5 => Just(Step::Undo),
        4 => Just(Step::Redo),
        1 => Just(Step::Reopen),
        1 => Just(Step::Copy),
    ]
}

#[derive(Clone, Debug, PartialEq)]
struct State {
    teams: Vec<Team>,
    people: Vec<Person>,
    editions: Vec<Benchmark>,
    /// Facts not taken back; those about people who are gone wait here for their return.
    facts: Vec<(AssessmentId, Person, u8)>,
}

impl State {
    /// The facts that count, by the place of the person in the list.
    fn counting(&self) -> Vec<(u32, u8)> {
        let place = |person: &Person| self.people.iter().position(|one| one.id == person.id);
        self.facts.iter().filter_map(|(_, person, value)| Some((place(person)? as u32, *value))).collect()
    }
}

fn chosen<T>(list: &[T], index: usize) -> Option<&T> {
    list.get(index.checked_rem(list.len())?)
}

fn agree(workspace: &Workspace, state: &State, undo: &[State], redo: &[State]) {
    let structure = workspace.structure().unwrap();
    assert_eq!(
        (&structure.teams, &structure.people, &structure.benchmarks),
        (&state.teams, &state.people, &state.editions)
    );
    let columns = workspace.columns(&structure).unwrap();
    let counting: Vec<_> =
        columns.person.iter().zip(&columns.level).map(|(&person, level)| (person, level.get())).collect();
    assert_eq!(counting, state.counting());
    assert_eq!(workspace.undoable().unwrap().is_some(), !undo.is_empty());
    assert_eq!(workspace.redoable().unwrap().is_some(), !redo.is_empty());
}

fn run(steps: Vec<Step>) {
    let folder = tempfile::tempdir().unwrap();
    let mut path = folder.path().join("0.cadre");
    let mut content = organisation();
    // Only people refer to teams, so that the model can tell when one is in use.
    content.positions.clear();
    content.scenarios.clear();
    content.assessments.clear();
    let mut workspace = Workspace::create(&path, &content, None).unwrap();
    let mut state = State {
        teams: content.teams,
        people: content.people,
        editions: content.benchmarks,
        facts: Vec::new(),
    };
    let (mut undo, mut redo): (Vec<State>, Vec<State>) = (Vec::new(), Vec::new());

    for (number, step) in (1..).zip(steps) {
        let before = state.clone();
        let new = operation("step", number);
        let name = format!("Step {number}");
        match step {
            Step::AddTeam => {
                let team = team(&name);
                workspace.write(new, |tx| tx.put_team(&team)).unwrap();
                state.teams.push(team);
            }
            Step::RenameTeam(index) => {
                let Some(old) = chosen(&state.teams, index).cloned() else { continue };
                let renamed = Team { name, ..old };
                workspace.write(new, |tx| tx.put_team(&renamed)).unwrap();
                state.teams.iter_mut().find(|team| team.id == renamed.id).unwrap().name = renamed.name;
            }
            Step::RemoveTeam(index) => {
                let Some(team) = chosen(&state.teams, index).cloned() else { continue };
                let removed = workspace.write(new, |tx| tx.remove_team(team.id));
                if state.people.iter().any(|person| person.team == team.id) {
                    assert!(matches!(removed, Err(StoreError::InUse { .. })));
                } else {
                    removed.unwrap();
                    state.teams.retain(|one| one.id != team.id);
                }
            }
            Step::PutEdition(index, percent) => {
                // Few ids, so that editions are replaced as often as added; a new one goes to the end of the list.
                let mut own = edition(&format!("own-{index}"));
                own.figures[0].percent = f64::from(percent);
                workspace.write(new, |tx| tx.put_benchmark(&own)).unwrap();
                match state.editions.iter_mut().find(|one| one.id == own.id) {
                    Some(there) => *there = own,
                    None => state.editions.push(own),
                }
            }
            Step::RemoveEdition(index) => {
                let Some(own) = chosen(&state.editions, index).cloned() else { continue };
                workspace.write(new, |tx| tx.remove_benchmark(&own.id)).unwrap();
                state.editions.retain(|one| one.id != own.id);
            }
            Step::AddPerson(index) => {
                let Some(team) = chosen(&state.teams, index) else { continue };
                let person = person(&name, team, None);
                workspace.write(new, |tx| tx.put_person(&person)).unwrap();
                state.people.push(person);
            }
            Step::MovePerson(index, to) => {
                let (Some(moved), Some(team)) =
                    (chosen(&state.people, index).cloned(), chosen(&state.teams, to))
                else {
                    continue;
                };
                let moved = Person { team: team.id, ..moved };
                workspace.write(new, |tx| tx.put_person(&moved)).unwrap();
                let place = state.people.iter().position(|person| person.id == moved.id).unwrap();
                state.people[place] = moved;
            }
            Step::RemovePerson(index) => {
                let Some(gone) = chosen(&state.people, index).cloned() else { continue };
                workspace.write(new, |tx| tx.remove_person(gone.id)).unwrap();
                state.people.retain(|person| person.id != gone.id);
            }
            Step::Record(index, value) => {
                let Some(person) = chosen(&state.people, index).cloned() else { continue };
                let fact = assessed(&person, "cloud-logging", value);
                let written = workspace.write(new, |tx| tx.record(&[fact])).unwrap();
                state.facts.push((written.value[0], person, level(value).get()));
            }
            Step::Retract(index) => {
                let Some(&(fact, ..)) = chosen(&state.facts, index) else { continue };
                workspace.write(new, |tx| tx.retract(fact)).unwrap();
                state.facts.retain(|(one, ..)| *one != fact);
            }
            Step::Fail(index) => {
                let failed = workspace.write(new, |tx| {
                    let passing = team(&name);
                    tx.put_team(&passing)?;
                    if let Some(person) = chosen(&state.people, index) {
                        tx.record(&[assessed(person, "cloud-logging", 4)])?;
                        tx.remove_person(person.id)?;
                    }
                    Err::<(), _>(StoreError::NothingToUndo)
                });
                assert!(failed.is_err());
            }
            Step::Undo => {
                let undone = workspace.undo(later(number));
                match undo.pop() {
                    Some(earlier) => {
                        undone.unwrap();
                        redo.push(std::mem::replace(&mut state, earlier));
                    }
                    None => assert!(matches!(undone, Err(StoreError::NothingToUndo))),
                }
                agree(&workspace, &state, &undo, &redo);
                continue;
            }
            Step::Redo => {
                let redone = workspace.redo(later(number));
                match redo.pop() {
                    Some(later) => {
                        redone.unwrap();
                        undo.push(std::mem::replace(&mut state, later));
                    }
                    None => assert!(matches!(redone, Err(StoreError::NothingToRedo))),
                }
                agree(&workspace, &state, &undo, &redo);
                continue;
            }
            Step::Reopen => {
                drop(workspace);
                workspace = Workspace::open(&path, None).unwrap();
            }
            Step::Copy => {
                let whole = workspace.content().unwrap();
                path = folder.path().join(format!("{number}.cadre"));
                workspace = Workspace::create(&path, &whole, None).unwrap();
                assert_eq!(workspace.content().unwrap(), whole);
            }
        }
        if state != before {
            undo.push(before);
            redo.clear();
        }
        agree(&workspace, &state, &undo, &redo);
    }
    assert_eq!(workspace.check().unwrap(), []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_workspace_is_as_the_model_says(steps in prop::collection::vec(step(), 1..40)) {
        run(steps);
    }

    #[test]
    fn undoing_any_operation_is_a_clean_step_or_none(
        changes in prop::collection::vec((0..8_u8, 0..4_usize), 1..12),
        undone in prop::collection::vec((0..24_usize, any::<bool>()), 1..12),
    ) {
        undo_anything(&changes, &undone);
    }
}

/// Makes changes that build on each other, then undoes operations in any order. Each either is refused and leaves the
/// content as it was, or can itself be undone, which gives back what was.
fn undo_anything(changes: &[(u8, usize)], undone: &[(usize, bool)]) {
    let Fixture { mut workspace, mut content, folder: _folder, .. } = fixture();
    for (number, &(change, index)) in (1..).zip(changes) {
        workspace
            .write(operation("step", number), |tx| {
                let team = content.teams[index % content.teams.len()].clone();
                let chosen = content.people[index % content.people.len()].clone();
                match change {
                    0 => {
                        let new = crate::organisation::team(&format!("Step {number}"));
                        content.teams.push(new.clone());
                        tx.put_team(&new)
                    }
                    1 => tx.put_team(&Team { name: format!("Step {number}"), ..team }),
                    2 => {
                        let new = person(&format!("Step {number}"), &team, None);
                        content.people.push(new.clone());
                        tx.put_person(&new)
                    }
                    3 => tx.put_person(&Person { team: team.id, ..chosen }),
                    4 => {
                        let mut role = content.roles[0].clone();
                        role.targets.rotate_left(index);
                        role.targets.pop();
                        tx.put_role(&role)
                    }
                    5 => tx.put_benchmark(&edition(&format!("own-{index}"))),
                    6 => {
                        let mut own = edition("example-2026");
                        own.notes.push(format!("Step {number}"));
                        tx.put_benchmark(&own)
                    }
                    _ => tx.record(&[assessed(&chosen, "cloud-logging", 3)]).map(|_| ()),
                }
            })
            .unwrap();
    }
    for (number, &(index, stays)) in (100..).zip(undone) {
        let log = workspace.operations(&LogFilter::default(), None, 100).unwrap();
        let (before, counting) = (workspace.content().unwrap(), dump(&workspace));
        match workspace.undo_operation(log[index % log.len()].id, later(number)) {
            Ok(written) => {
                let kept = dump(&workspace);
                workspace.undo_operation(written.operation.unwrap(), later(number)).unwrap();
                assert_eq!(dump(&workspace), counting);
                if stays {
                    let last = workspace.operations(&LogFilter::default(), None, 1).unwrap().remove(0);
                    workspace.undo_operation(last.id, later(number)).unwrap();
                    assert_eq!(dump(&workspace), kept);
                }
            }
            Err(
                StoreError::Conflict { .. }
                | StoreError::AlreadyUndone { .. }
                | StoreError::NotUndoable { .. },
            ) => assert_eq!(workspace.content().unwrap(), before),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(workspace.check().unwrap(), []);
}

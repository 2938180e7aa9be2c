//! The history in words: what each operation changed, how it stands, undoing an older one, and the audit trail.

use cadre_app::{
    ErrorCode, HistoryFilter, Level, PairLevel, PersonDraft, PositionDraft, RoleDraft, Source, Standing,
    TargetDraft, Workspace,
};
use cadre_core::{Content, Importance, OperationId};

use crate::{
    cloud_team, moment,
    office::{Office, date},
    open,
};

fn office() -> Office {
    cloud_team().team("Red").person("Ada", "Blue", "engineer").person("Bo", "Blue", "").assess(
        "Ada",
        "posture",
        1,
        Source::Manager,
        "2026-05-01",
    )
}

/// Moves Ada to Red with 8 hours, sets two levels of Bo's and one of Ada's, and raises the target.
fn work(workspace: &mut Workspace, content: &Content) {
    let ada = &content.people[0];
    let draft = PersonDraft {
        id: Some(ada.id),
        name: ada.name.clone(),
        team: content.teams[1].id,
        role: ada.role,
        started_on: None,
        leaves_on: Some(date("2026-12-31")),
        borrowed: false,
        learning_hours: 8.0,
        add_seat: false,
    };
    workspace.save_person(&draft, moment()).unwrap();
    let level = |person, competency: &str, level| PairLevel {
        person,
        competency: competency.into(),
        level: Level::new(level).unwrap(),
    };
    let bo = content.people[1].id;
    workspace.set_levels(&[level(bo, "posture", 2), level(bo, "talking", 3)], None, moment()).unwrap();
    workspace.set_levels(&[level(ada.id, "posture", 3)], None, moment()).unwrap();
    let target = TargetDraft {
        role: content.roles[0].id,
        competency: "posture".into(),
        level: Level::new(4),
        importance: Importance::new(2),
    };
    workspace.set_target(&target, moment()).unwrap();
}

fn id_of(workspace: &Workspace, label: &str) -> OperationId {
    workspace.operations(100).unwrap().into_iter().find(|one| one.label == label).unwrap().id
}

#[test]
fn what_was_done_is_told_in_words() {
    let office = office();
    let (_folder, mut workspace) = open(&office);
    work(&mut workspace, &office.content);
    let seen = workspace.history_view(&HistoryFilter::default(), None, moment()).unwrap();
    assert_eq!((seen.title.as_str(), seen.more), ("5 operations", false));
    let told: Vec<_> = seen
        .operations
        .iter()
        .map(|row| (row.kind.as_str(), row.label.as_str(), row.changes.clone()))
        .collect();
    let words = |list: &[&str]| -> Vec<String> { list.iter().map(|&text| text.to_owned()).collect() };
    assert_eq!(
        told,
        [
            (
                "Target set",
                "Set target 4, important: posture for engineer",
                words(&[
                    "target posture of engineer, 3 critical: level, from 3 to 4; importance, from critical to important"
                ])
            ),
            ("Levels set", "Set level 3: Ada, posture", words(&[])),
            (
                "Levels set",
                "Set 2 levels",
                words(&["Bo, posture: 2 by manager, 1 Jun 2026", "Bo, talking: 3 by manager, 1 Jun 2026"])
            ),
            (
                "Person changed",
                "Change Ada",
                words(&[
                    "Ada: team, from Blue to Red; leaving date, from none to 31 Dec 2026; learning hours a quarter, from 20 to 8"
                ])
            ),
            ("Workspace created", "Workspace created", words(&[])),
        ]
    );
    let standing: Vec<_> = seen.operations.iter().map(|row| (row.standing, row.later_stand)).collect();
    assert_eq!(
        standing,
        [
            (Standing::Done, false),
            (Standing::Done, true),
            (Standing::Done, true),
            (Standing::Done, true),
            (Standing::Fixed, true)
        ]
    );
    assert_eq!(seen.operations[0].day, "Today");

    let of_bo = HistoryFilter { person: Some(office.content.people[1].id), kind: None };
    let labels: Vec<_> = workspace
        .history_view(&of_bo, None, moment())
        .unwrap()
        .operations
        .into_iter()
        .map(|row| row.label)
        .collect();
    assert_eq!(labels, ["Set 2 levels"]);
    let levels = HistoryFilter { person: None, kind: Some("set-level".to_owned()) };
    assert_eq!(workspace.history_view(&levels, None, moment()).unwrap().operations.len(), 2);
}

#[test]
fn an_older_operation_is_undone_alone_and_done_again() {
    let office = office();
    let (_folder, mut workspace) = open(&office);
    work(&mut workspace, &office.content);
    let two_levels = id_of(&workspace, "Set 2 levels");
    workspace.undo_operation(two_levels, moment()).unwrap();
    let seen = workspace.history_view(&HistoryFilter::default(), None, moment()).unwrap();
    assert_eq!(seen.title, "6 operations, one undone");
    assert_eq!(seen.operations[0].label, "Undid: Set 2 levels");
    assert_eq!(seen.operations[0].standing, Standing::Fixed);
    let row = seen.operations.iter().find(|row| row.id == two_levels).unwrap();
    assert_eq!(row.standing, Standing::Undone);
    workspace.undo_operation(two_levels, moment()).unwrap();
    let seen = workspace.history_view(&HistoryFilter::default(), None, moment()).unwrap();
    assert_eq!(seen.operations[0].label, "Redid: Set 2 levels");
    assert_eq!(seen.title, "7 operations");
}

#[test]
fn a_conflict_names_what_has_changed_since() {
    let office = office();
    let (_folder, mut workspace) = open(&office);
    work(&mut workspace, &office.content);
    let ada = &office.content.people[0];
    let draft = PersonDraft {
        id: Some(ada.id),
        name: "Ada L.".to_owned(),
        team: office.content.teams[1].id,
        role: ada.role,
        started_on: None,
        leaves_on: Some(date("2026-12-31")),
        borrowed: false,
        learning_hours: 8.0,
        add_seat: false,
    };
    workspace.save_person(&draft, moment()).unwrap();
    let refused = workspace.undo_operation(id_of(&workspace, "Change Ada"), moment()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::Conflict);
    assert_eq!(refused.fields[0].says, "Person Ada L. was changed later by “Rename Ada to Ada L.”.");
    assert_eq!(refused.hint, "Nothing was changed. Undo “Rename Ada to Ada L.” first.");
    assert_eq!(workspace.operations(100).unwrap().len(), 6, "nothing was undone");
}

#[test]
fn everything_after_an_operation_is_taken_back() {
    let office = office();
    let (_folder, mut workspace) = open(&office);
    work(&mut workspace, &office.content);
    workspace.undo_back_to(id_of(&workspace, "Change Ada"), moment()).unwrap();
    let view = workspace.view(moment()).unwrap();
    assert_eq!(view.undo.as_deref(), Some("Change Ada"));
    assert_eq!(view.redo.as_deref(), Some("Set 2 levels"), "redo brings back the first of them first");
}

#[test]
fn the_audit_trail_holds_everything_and_runs_nothing() {
    let office = office();
    let (_folder, mut workspace) = open(&office);
    work(&mut workspace, &office.content);
    workspace.undo(moment()).unwrap();
    let settings = cadre_app::SettingsDraft { name: "=HYPERLINK(1)".to_owned(), currency: "EUR".to_owned() };
    workspace.save_settings(&settings, moment()).unwrap();
    let (name, bytes) = workspace.audit_trail(&HistoryFilter::default()).unwrap();
    assert_eq!(name, "=HYPERLINK(1) audit trail.csv");
    let text = String::from_utf8(bytes).unwrap();
    let mut lines = csv_lines(&text);
    assert_eq!(lines.remove(0)[3..7], ["Kind", "What was done", "Reverts number", "Standing"]);
    let head = lines.pop().unwrap();
    assert_eq!((head[4].as_str(), head[9].len()), ("Head of the whole log", 64));
    assert_eq!(head[9], lines[7][9], "the hash of the last operation is that of all");
    assert_eq!(lines.len(), 8, "seven operations, one of two changes");
    assert_eq!(lines[0][8], "", "of the first nothing is told, and it has its line");
    assert_eq!(lines[5][4..7], ["Set target 4, important: posture for engineer", "", "undone"]);
    assert_eq!(lines[6][4..7], ["Undid: Set target 4, important: posture for engineer", "5", ""]);
    assert_eq!(lines[2][7], "2", "two assessments");
    assert_eq!(lines[2][8], "Bo, posture: 2 by manager, 1 Jun 2026");
    let (time, change) = (lines[2][1].as_str(), "Bo, talking: 3 by manager, 1 Jun 2026");
    assert_eq!(lines[3], ["3", time, "", "", "Set 2 levels", "", "", "", change, ""]);
    assert!(lines.iter().flatten().all(|cell| !cell.starts_with('=')), "no cell is a formula");
}

fn csv_lines(text: &str) -> Vec<Vec<String>> {
    // Quotes stand only round cells with commas; the cells here hold no quotes of their own.
    text.lines()
        .map(|line| {
            let mut cells = vec![String::new()];
            let mut quoted = false;
            for letter in line.chars() {
                match letter {
                    '"' => quoted = !quoted,
                    ',' if !quoted => cells.push(String::new()),
                    other => cells.last_mut().unwrap().push(other),
                }
            }
            cells
        })
        .collect()
}

#[test]
fn seats_and_amounts_are_told_as_they_are_said() {
    let office = office();
    let (_folder, mut workspace) = open(&office);
    let (team, role) = (office.content.teams[0].id, office.content.roles[0].clone());
    let seats = |workspace: &mut Workspace, seats: u32| {
        let draft = PositionDraft { id: None, team, role: role.id, seats, needed_by: None };
        workspace.save_position(&draft, moment()).unwrap();
        workspace
            .history_view(&HistoryFilter::default(), None, moment())
            .unwrap()
            .operations
            .remove(0)
            .changes
    };
    assert_eq!(seats(&mut workspace, 1), ["Added: position of engineer on Blue, 1 seat"]);
    assert_eq!(seats(&mut workspace, 1200), ["Added: position of engineer on Blue, 1,200 seats"]);
    let draft = RoleDraft {
        id: Some(role.id),
        name: role.name.clone(),
        annual_cost: 1_234_567.5,
        hiring_cost: role.hiring_cost,
        contractor_rate: role.contractor_rate,
        weeks_to_fill: role.weeks_to_fill,
        weeks_to_ramp: role.weeks_to_ramp,
        attrition: role.attrition,
    };
    workspace.save_role(&draft, moment()).unwrap();
    let view = workspace.history_view(&HistoryFilter::default(), None, moment()).unwrap();
    assert!(view.operations[0].changes[0].ends_with("to 1,234,567.5"), "{:?}", view.operations[0].changes);
    workspace.undo(moment()).unwrap();
    let view = workspace.history_view(&HistoryFilter::default(), None, moment()).unwrap();
    let kinds: Vec<&str> = view.kinds.iter().map(|kind| kind.label.as_str()).collect();
    assert_eq!(
        kinds,
        ["Position added", "Role changed", "Workspace created", "Undo"],
        "by their words, undo last"
    );
}

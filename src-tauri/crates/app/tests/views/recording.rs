//! Levels set by hand, pasted, recorded with their evidence, and taken back.

use cadre_app::{
    AppError, AssessmentDraft, ErrorCode, Level, Opening, Pair, PairLevel, PasteTarget, PersonId, Selection,
    Source, Touched, Workspace,
};
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{matrix::team, moment, office::date, open};

fn set(
    workspace: &mut Workspace,
    person: PersonId,
    competency: &str,
    level: u8,
    as_of: Option<NaiveDate>,
) -> Result<Touched, AppError> {
    let level = PairLevel { person, competency: competency.into(), level: Level::new(level).unwrap() };
    workspace.set_levels(&[level], as_of, moment())
}

fn pair(person: PersonId, competency: &str) -> Pair {
    Pair { person, competency: competency.into() }
}

#[test]
fn a_level_is_set_for_the_day_shown_and_taken_back() {
    let office = team();
    let (_folder, mut workspace) = open(&office);
    let ada = office.content.people[1].id;
    let level_on = |workspace: &Workspace, day: Option<&str>| {
        let selection = Selection { as_of: day.map(date), ..Selection::default() };
        workspace.cell_detail(&selection, ada, &"posture".into(), moment()).unwrap().level.map(Level::get)
    };
    set(&mut workspace, ada, "posture", 4, Some(date("2026-03-01"))).unwrap();
    assert_eq!(level_on(&workspace, Some("2026-02-28")), Some(1));
    assert_eq!(level_on(&workspace, Some("2026-03-01")), Some(4));
    assert_eq!(level_on(&workspace, None), Some(4));

    workspace.retract_levels(&[pair(ada, "posture")], None, moment()).unwrap();
    assert_eq!(level_on(&workspace, None), Some(1), "what stood before stands again");
    workspace.undo(moment()).unwrap();
    assert_eq!(level_on(&workspace, None), Some(4));
    workspace.undo(moment()).unwrap();
    assert_eq!(level_on(&workspace, None), Some(1));
    workspace.redo(moment()).unwrap();
    assert_eq!(level_on(&workspace, None), Some(4));
    let view = workspace.view(moment()).unwrap();
    assert_eq!(view.last_operation.unwrap().label, "Redid: Set level 4: Ada, posture");
    assert_eq!(view.redo.as_deref(), Some("Retract level: Ada, posture"));
}

#[test]
fn somebody_unknown_is_refused_and_nothing_is_logged() {
    let (_folder, mut workspace) = open(&team());
    let nobody = PersonId(Uuid::from_u128(7_777));
    let refused = set(&mut workspace, nobody, "posture", 4, None).unwrap_err();
    assert_eq!(refused.code, ErrorCode::UnknownPerson);
    let ada = team().content.people[1].id;
    let refused = set(&mut workspace, ada, "juggling", 4, None).unwrap_err();
    assert_eq!(refused.code, ErrorCode::UnknownCompetency);
    assert_eq!(workspace.operations(10).unwrap().len(), 1);
}

#[test]
fn a_day_to_come_is_refused() {
    let office = team();
    let (_folder, mut workspace) = open(&office);
    let ada = office.content.people[1].id;
    let tomorrow = Some(date("2026-06-02"));
    let refused = set(&mut workspace, ada, "posture", 4, tomorrow).unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidArgument);
    assert_eq!(refused.message, "2 Jun 2026 is still to come, so nobody can have been assessed on it.");
    assert_eq!(workspace.operations(10).unwrap().len(), 1);
}

/// The levels of Ada and zoe in posture and talking, as the matrix shows them; "?" for unknown.
fn shown(workspace: &Workspace) -> String {
    let view = workspace.matrix_view(&Selection::default(), moment()).unwrap();
    let width = view.competencies.len();
    view.people
        .iter()
        .enumerate()
        .filter(|(_, person)| !person.borrowed)
        .flat_map(|(row, _)| &view.cells[row * width..(row + 1) * width])
        .map(|cell| cell.open().level.map_or("?".to_owned(), |level| level.get().to_string()))
        .collect()
}

#[test]
fn many_levels_are_one_operation() {
    let office = team();
    let (_folder, mut workspace) = open(&office);
    let [zoe, ada] = [office.content.people[0].id, office.content.people[1].id];
    assert_eq!(shown(&workspace), "1?2?");
    let level = |person, competency: &str, level| PairLevel {
        person,
        competency: competency.into(),
        level: Level::new(level).unwrap(),
    };
    let levels = [level(ada, "posture", 3), level(ada, "talking", 2), level(zoe, "talking", 0)];
    assert_eq!(workspace.set_levels(&levels, None, moment()).unwrap(), ["assessments"]);
    assert_eq!(shown(&workspace), "3220");
    assert_eq!(workspace.operations(1).unwrap()[0].label, "Set 3 levels");
    // What is in memory is what a reading of the file gives.
    let again = Workspace::open(workspace.path(), Opening::default(), moment()).unwrap();
    assert_eq!(shown(&again), "3220");

    let pairs = [pair(ada, "posture"), pair(ada, "talking"), pair(zoe, "talking")];
    workspace.retract_levels(&pairs, None, moment()).unwrap();
    assert_eq!(shown(&workspace), "1?2?", "what stood before stands again");
    assert_eq!(workspace.operations(1).unwrap()[0].label, "Retract 3 levels");
    workspace.undo(moment()).unwrap();
    assert_eq!(shown(&workspace), "3220");
    assert!(workspace.set_levels(&[], None, moment()).unwrap().is_empty());
    assert_eq!(workspace.operations(10).unwrap().len(), 4, "setting nothing is no operation");
}

/// Pastes into the matrix of Ada and zoe × posture and talking, with a selection of `rows` × `columns` at the top left.
fn paste(text: &str, rows: u32, columns: u32) -> (Result<Touched, AppError>, String) {
    let office = team();
    let (_folder, mut workspace) = open(&office);
    let target = PasteTarget {
        people: vec![office.content.people[1].id, office.content.people[0].id],
        competencies: vec!["posture".into(), "talking".into()],
        rows,
        columns,
    };
    let pasted = workspace.paste_levels(&target, text, None, moment());
    if pasted.is_err() {
        assert_eq!(workspace.operations(10).unwrap().len(), 1, "a refused paste changes nothing");
    }
    (pasted, shown(&workspace))
}

#[test]
fn a_block_is_pasted_as_spreadsheet_programs_do() {
    let check = |text: &str, rows, columns, expected: &str| {
        let (pasted, shown) = paste(text, rows, columns);
        pasted.unwrap();
        assert_eq!(shown, expected, "{text:?} into {rows} × {columns}");
    };
    check("3\t4\r\n0\t1\r\n", 1, 1, "3401");
    // Blanks and question marks leave what is there.
    check("\t4\n?\t\n", 1, 1, "142?");
    // One cell fills the selection; a row is repeated downwards.
    check("4\n", 2, 2, "4444");
    check("3\t0\n", 2, 2, "3030");
    // What does not go into the selection evenly is pasted once.
    check("3\n4\n", 1, 2, "3?4?");
    check("3.0\n2,0\n", 1, 1, "3?2?");
}

#[test]
fn a_block_that_is_none_says_where() {
    let (refused, _) = paste("5\tx\n1\t2\n", 1, 1);
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadCells);
    let fields: Vec<_> =
        refused.fields.iter().map(|field| (field.place.as_str(), field.found.as_str())).collect();
    assert_eq!(
        fields,
        [
            ("row 1, column 1 of the block (Ada, posture)", "5"),
            ("row 1, column 2 of the block (Ada, talking)", "x")
        ]
    );
    let (refused, _) = paste("1\t2\t3\n", 1, 1);
    assert_eq!(
        refused.unwrap_err().message,
        "The block has 1 row and 3 columns; from the chosen cell on there are 2 rows and 2 columns."
    );
    assert!(paste("", 1, 1).0.unwrap_err().message.starts_with("There is no block of cells"));
    assert!(paste("\t\n", 1, 1).0.unwrap_err().message.starts_with("The block has no level"));
}

#[test]
fn an_assessment_is_recorded_with_its_evidence_and_taken_back_alone() {
    let office = team();
    let (_folder, mut workspace) = open(&office);
    let ada = office.content.people[1].id;
    let draft = AssessmentDraft {
        person: ada,
        competency: "posture".into(),
        level: Level::new(2).unwrap(),
        source: Source::Lab,
        assessed_on: date("2026-05-20"),
        assessor: " J. Weber ".to_owned(),
        note: "  ".to_owned(),
    };
    workspace.record_assessment(&draft, moment()).unwrap();
    let detail = |workspace: &Workspace| {
        workspace.cell_detail(&Selection::default(), ada, &"posture".into(), moment()).unwrap()
    };
    let opened = detail(&workspace);
    assert_eq!(opened.level, Level::new(2), "a lab of May confirms after a manager of last year");
    assert_eq!(opened.history[0].source_name, "Lab, J. Weber");
    assert_eq!(opened.history[0].note, None, "a blank note is none");
    assert_eq!(workspace.operations(1).unwrap()[0].label, "Record level 2 by lab: Ada, posture");

    // The manager's of last year, on which nothing rests now.
    let oldest = opened.history.last().unwrap().id;
    workspace.retract_assessment(oldest, moment()).unwrap();
    let opened = detail(&workspace);
    assert_eq!((opened.level, opened.history.len()), (Level::new(2), 2));
    assert_eq!(workspace.operations(1).unwrap()[0].label, "Retract level 1 of 31 May 2025: Ada, posture");

    let tomorrow = AssessmentDraft { assessed_on: date("2026-06-02"), ..draft };
    let refused = workspace.record_assessment(&tomorrow, moment()).unwrap_err();
    assert_eq!(refused.fields[0].place, "assessed_on");
    assert_eq!(workspace.operations(10).unwrap().len(), 3);
}

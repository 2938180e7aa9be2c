//! Imports one after the other: a file that comes again adds nothing, a list replaces what it lists, and what was looked at
//! is what is done.

use cadre_app::{
    ErrorCode, Import, ImportRequest, ImportSummary, Item, NameAnswer, NameState, Selection, Work, Workspace,
};
use cadre_exchange::NameChoice;

use super::{cloud_team, moment, open, undoing::file};

fn read(workspace: &Workspace, text: &str, request: &ImportRequest) -> Import {
    workspace.read_import(&file(text), request, &Selection::default(), moment(), &Work::unwatched()).unwrap()
}

fn import(workspace: &mut Workspace, text: &str, request: &ImportRequest) -> ImportSummary {
    let import = read(workspace, text, request);
    workspace.apply_import(&import, false, moment(), &Work::unwatched()).unwrap().value
}

fn problems(import: &Import) -> Vec<(String, String)> {
    import
        .remarks()
        .into_iter()
        .filter(|(error, _)| *error)
        .map(|(_, field)| (field.place, field.expected))
        .collect()
}

fn as_before() -> ImportRequest {
    ImportRequest { as_before: true, ..ImportRequest::default() }
}

fn people(workspace: &Workspace) -> Vec<String> {
    let view = workspace.team_view(&Selection::default(), moment()).unwrap();
    let mut names: Vec<String> = view.people.iter().map(|person| person.name.clone()).collect();
    names.sort_unstable();
    names
}

/// Seats and the day they are needed, by day.
fn seats(workspace: &Workspace) -> Vec<(u32, String)> {
    let view = workspace.team_view(&Selection::default(), moment()).unwrap();
    let mut seats: Vec<_> = view
        .positions
        .iter()
        .map(|position| (position.seats, position.needed_by.map(|day| day.to_string()).unwrap_or_default()))
        .collect();
    seats.sort_by(|one, other| one.1.cmp(&other.1));
    seats
}

#[test]
fn somebody_who_was_said_to_be_new_is_known_the_next_time() {
    let office = cloud_team().person("Johan Smith", "Blue", "");
    let (_folder, mut workspace) = open(&office);
    let new = ImportRequest {
        people: vec![NameAnswer { name: "Johann Smith".to_owned(), answer: NameChoice::New }],
        competencies: vec![NameAnswer { name: "Postures".to_owned(), answer: NameChoice::New }],
        ..ImportRequest::default()
    };
    import(&mut workspace, "Person,Team,Postures,talking\nJohann Smith,Blue,2,1\n", &new);
    assert_eq!(people(&workspace), ["Johan Smith", "Johann Smith"]);
    // The answers are remembered, and mean the same person and competency.
    let second =
        import(&mut workspace, "Person,Team,Postures,talking\nJohann Smith,Blue,3,1\n", &as_before());
    assert_eq!((second.people_added, second.competencies_added.len()), (0, 0));
    assert_eq!((second.assessments, second.recorded_already), (1, 1));
    // Their namesake on another team is somebody else, as was said.
    let third = import(&mut workspace, "Person,Team,Postures,talking\nJohann Smith,Red,3,1\n", &as_before());
    assert_eq!(third.people_added, 1);
}

#[test]
fn what_is_recorded_already_is_not_recorded_again() {
    let (_folder, mut workspace) = open(&cloud_team());
    let text = "Person,Team,Skill,Level,Date,Source,Note\nAda,Blue,posture,3,2026-03-01,Exam,Passed\n\
                Ada,Blue,talking,2,2026-03-01,,\n";
    let first = import(&mut workspace, text, &ImportRequest::default());
    assert_eq!((first.assessments, first.recorded_already), (2, 0));
    let again = read(&workspace, text, &ImportRequest::default());
    assert_eq!((again.summary().assessments, again.summary().recorded_already), (0, 2));
    assert_eq!(again.lines(), []);
    assert!(again.in_words().contains("2 assessments are recorded already and are not recorded again."));
    // Another note is another fact.
    let other = text.replace("Passed", "Passed twice");
    assert_eq!(read(&workspace, &other, &ImportRequest::default()).summary().assessments, 1);
    // What was taken back is not there any more.
    let operation = workspace.operations(1).unwrap()[0].id;
    workspace.undo_operation(operation, moment()).unwrap();
    assert_eq!(read(&workspace, text, &ImportRequest::default()).summary().assessments, 2);
}

#[test]
fn a_list_of_positions_takes_the_place_of_those_of_its_roles_and_teams() {
    let office = cloud_team().role("analyst", 0.2, (10.0, 10.0), &[]).seats("Blue", "analyst", 1, "");
    let (_folder, mut workspace) = open(&office);
    assert_eq!(seats(&workspace), [(2, String::new()), (1, String::new())]);
    let list = |day: &str| format!("Team,Role,Seats,Needed by\nBlue,engineer,4,{day}\n");
    let first = import(&mut workspace, &list("2027-01-01"), &ImportRequest::default());
    assert_eq!(first.seats_added, 2);
    let moved = import(&mut workspace, &list("2027-03-01"), &ImportRequest::default());
    assert_eq!(moved.seats_added, 0);
    assert_eq!(seats(&workspace), [(1, String::new()), (4, "2027-03-01".to_owned())]);
    // Two rows of one day are added up, two days are two positions; fewer seats take some away.
    let two = "Team,Role,Seats,Needed by\nBlue,engineer,1,2027-03-01\nBlue,engineer,1,2027-03-01\n\
               Blue,engineer,1,2027-06-01\n";
    let fewer = read(&workspace, two, &ImportRequest::default());
    assert!(fewer.in_words().contains("Takes away 1 seat."), "{}", fewer.in_words());
    workspace.apply_import(&fewer, false, moment(), &Work::unwatched()).unwrap();
    let expected = [(1, String::new()), (2, "2027-03-01".to_owned()), (1, "2027-06-01".to_owned())];
    assert_eq!(seats(&workspace), expected);
    let one = import(&mut workspace, &list("2027-06-01"), &ImportRequest::default());
    assert_eq!(one.seats_added, 1);
    assert_eq!(seats(&workspace), [(1, String::new()), (4, "2027-06-01".to_owned())]);
    workspace.undo(moment()).unwrap();
    assert_eq!(seats(&workspace), expected);
}

#[test]
fn seats_beyond_all_measure_are_refused_and_nothing_overflows() {
    let (_folder, workspace) = open(&cloud_team());
    let rows = "Blue,engineer,100000\n".repeat(50_000);
    let import = read(&workspace, &format!("Team,Role,Seats\n{rows}"), &ImportRequest::default());
    let expected =
        "Number out of range: up to 10,000 seats of a role on a team, all rows together".to_owned();
    assert_eq!(problems(&import), [("levels.csv!C50001 “Seats”".to_owned(), expected)]);
    assert_eq!(seats(&workspace), [(2, String::new())]);
}

#[test]
fn nobody_leaves_before_the_first_day_that_is_known_of_them() {
    let (_folder, mut workspace) = open(&cloud_team());
    import(&mut workspace, "Person,Team,Started\nAda,Blue,2026-03-01\n", &ImportRequest::default());
    let leaving =
        read(&workspace, "Person,Team,Leaving date\nAda,Blue,2026-01-01\n", &ImportRequest::default());
    let expected = "Leaves before the first day: a day after the first one, 2026-03-01".to_owned();
    assert_eq!(problems(&leaving), [("levels.csv!C2 “Leaving date”".to_owned(), expected)]);
    let same = "Person,Team,Started,Leaving date\nCe,Blue,2026-03-01,2026-03-01\n";
    let expected = "Leaves before the first day: a day after the first one, 2026-03-01".to_owned();
    let import = read(&workspace, same, &ImportRequest::default());
    assert_eq!(problems(&import), [("levels.csv!D2 “Leaving date”".to_owned(), expected)]);
}

#[test]
fn a_name_that_was_answered_is_shown_with_the_answer() {
    let office = cloud_team().person("Robert Miles", "Blue", "engineer");
    let (_folder, workspace) = open(&office);
    let robert = workspace.team_view(&Selection::default(), moment()).unwrap().people[0].id;
    let request = ImportRequest {
        people: vec![NameAnswer { name: "Bob".to_owned(), answer: NameChoice::Existing(robert) }],
        ..ImportRequest::default()
    };
    let import = read(&workspace, "Person,Team,Started\nBob,Blue,2026-03-01\n", &request);
    let preview = workspace.import_preview(&import).unwrap();
    let name = &preview.people[0];
    assert_eq!(
        (name.state, name.id, name.known_name.as_str()),
        (NameState::Known, Some(robert), "Robert Miles")
    );
    assert_eq!(name.how, "as you said");
}

#[test]
fn an_answer_that_means_something_gone_is_no_answer() {
    let (_folder, mut workspace) = open(&cloud_team());
    let list = "Role,Skill,Level\nengineer,Stance,2\n";
    let request = ImportRequest {
        competencies: vec![NameAnswer {
            name: "Stance".to_owned(),
            answer: NameChoice::Existing("talking".into()),
        }],
        ..ImportRequest::default()
    };
    import(&mut workspace, list, &request);
    workspace.merge_competencies(&"talking".into(), &"posture".into(), moment()).unwrap();
    let second = import(&mut workspace, list, &as_before());
    assert_eq!(second.competencies_added, ["Stance"]);
}

#[test]
fn what_would_be_something_else_than_what_was_looked_at_is_not_done() {
    let office = cloud_team().person("Robert Miles", "Blue", "engineer");
    let (_folder, mut workspace) = open(&office);
    let robert = workspace.team_view(&Selection::default(), moment()).unwrap().people[0].id;
    let import =
        read(&workspace, "Person,Team,Started\nRobert Miles,Blue,2026-03-01\n", &ImportRequest::default());
    assert_eq!(import.summary().people_changed, 1);
    workspace.remove_item(&Item::Person(robert), moment()).unwrap();
    let refused = workspace.apply_import(&import, false, moment(), &Work::unwatched()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::Conflict);
    assert_eq!(people(&workspace), Vec::<String>::new());
    // A change that has nothing to do with it is no reason.
    let import = read(&workspace, "Person,Team,Started\nAda,Blue,2026-03-01\n", &ImportRequest::default());
    workspace.undo(moment()).unwrap();
    workspace.apply_import(&import, false, moment(), &Work::unwatched()).unwrap();
    assert_eq!(people(&workspace), ["Ada", "Robert Miles"]);
}

//! Imports one after the other: a file that comes again adds nothing, a list replaces what it lists, and what was looked at
//! is what is done.

use std::sync::Arc;

use cadre_app::{
    ErrorCode, Import, ImportFile, ImportPreview, ImportRequest, ImportSummary, Item, LayoutKind, NameAnswer,
    NameState, PreviewCell, QuestionAbout, Selection, TableAnswers, Work, Workspace,
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

fn people_of(workspace: &Workspace) -> Vec<String> {
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
    assert_eq!(people_of(&workspace), ["Johan Smith", "Johann Smith"]);
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
fn seats_that_go_are_told_beside_those_that_come() {
    let office = cloud_team().role("analyst", 0.2, (10.0, 10.0), &[]).seats("Blue", "analyst", 3, "");
    let (_folder, workspace) = open(&office);
    // The engineers have 2 seats and get 5; the analysts have 3 and keep 1.
    let list = "Team,Role,Seats\nBlue,engineer,5\nBlue,analyst,1\n";
    let import = read(&workspace, list, &ImportRequest::default());
    assert!(import.in_words().ends_with("Adds 3 seats. Takes away 2 seats."), "{}", import.in_words());
    assert_eq!(import.summary().seats_added, 3);
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
    assert_eq!(people_of(&workspace), Vec::<String>::new());
    // A change that has nothing to do with it is no reason.
    let import = read(&workspace, "Person,Team,Started\nAda,Blue,2026-03-01\n", &ImportRequest::default());
    workspace.undo(moment()).unwrap();
    workspace.apply_import(&import, false, moment(), &Work::unwatched()).unwrap();
    assert_eq!(people_of(&workspace), ["Ada", "Robert Miles"]);
}

/// What the window shows of a file, read with these answers.
fn shown(workspace: &Workspace, text: &str, request: &ImportRequest) -> ImportPreview {
    workspace.import_preview(&read(workspace, text, request)).unwrap()
}

/// Two files at once.
fn files(texts: [(&str, &str); 2]) -> Arc<[ImportFile]> {
    texts
        .map(|(name, text)| {
            let work = Work::unwatched();
            ImportFile::open(name.to_owned(), name.to_owned(), text.as_bytes(), &work).unwrap()
        })
        .into()
}

fn role_is(name: &str, answer: NameChoice<String>) -> ImportRequest {
    ImportRequest { roles: vec![NameAnswer { name: name.to_owned(), answer }], ..ImportRequest::default() }
}

/// The role of everybody, by name: empty where somebody has none.
fn roles_held(workspace: &Workspace) -> Vec<(String, String)> {
    let content = super::dump(workspace);
    let role_of = |id| content.roles.iter().find(|role| Some(role.id) == id).map(|role| role.name.clone());
    let mut held: Vec<(String, String)> = content
        .people
        .iter()
        .map(|person| (person.name.clone(), role_of(person.role).unwrap_or_default()))
        .collect();
    held.sort();
    held
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
}

const WRANGLERS: &str =
    "Person,Team,Role,posture\nAda,Blue,Prompt wrangler,4\nBo,Blue,prompt  WRANGLER,0\nCy,Blue,engineer,2\n";

#[test]
fn a_role_that_nobody_knows_is_told_and_asked_about() {
    let (_folder, mut workspace) = open(&cloud_team());
    let preview = shown(&workspace, WRANGLERS, &ImportRequest::default());
    let states: Vec<_> = preview.roles.iter().map(|one| (one.name.as_str(), one.state, one.count)).collect();
    assert_eq!(states, [("Prompt wrangler", NameState::Unclear, 2), ("engineer", NameState::Known, 1)]);
    for sentence in [
        "Ada and Bo come without a role.",
        "The role “Prompt wrangler” is not known: people come without it.",
    ] {
        assert!(preview.changes.iter().any(|change| change == sentence), "{:?}", preview.changes);
    }
    // The command line has the same words.
    let import = read(&workspace, WRANGLERS, &ImportRequest::default());
    assert!(import.in_words().contains("Ada and Bo come without a role. The role"), "{}", import.in_words());
    workspace.apply_import(&import, false, moment(), &Work::unwatched()).unwrap();
    assert_eq!(roles_held(&workspace), pairs(&[("Ada", ""), ("Bo", ""), ("Cy", "engineer")]));
    assert_eq!(super::dump(&workspace).roles.len(), 1);
}

#[test]
fn a_role_is_answered_as_one_there_is_a_new_one_or_none_and_the_answer_is_remembered() {
    let wrangler = |answer| role_is("Prompt wrangler", answer);
    let remarks = |import: &Import| -> Vec<String> {
        import.remarks().into_iter().map(|(_, field)| field.expected).collect()
    };
    let (_folder, mut workspace) = open(&cloud_team());
    let existing = read(&workspace, WRANGLERS, &wrangler(NameChoice::Existing("engineer".to_owned())));
    assert_eq!(remarks(&existing), Vec::<String>::new());
    workspace.apply_import(&existing, false, moment(), &Work::unwatched()).unwrap();
    assert_eq!(roles_held(&workspace), pairs(&[("Ada", "engineer"), ("Bo", "engineer"), ("Cy", "engineer")]));
    // Next quarter's file names one more of them.
    let more = format!("{WRANGLERS}Di,Blue,Prompt wrangler,2\n");
    import(&mut workspace, &more, &as_before());
    assert_eq!(roles_held(&workspace)[3], ("Di".to_owned(), "engineer".to_owned()));

    let (_folder, mut workspace) = open(&cloud_team());
    let added = import(&mut workspace, WRANGLERS, &wrangler(NameChoice::New));
    assert_eq!(added.roles_added, ["Prompt wrangler"]);
    assert_eq!(roles_held(&workspace)[1], ("Bo".to_owned(), "Prompt wrangler".to_owned()));

    let (_folder, workspace) = open(&cloud_team());
    let left = read(&workspace, WRANGLERS, &wrangler(NameChoice::LeaveOut));
    assert_eq!(remarks(&left), ["Left out as chosen: left out as chosen"]);
    assert!(!left.in_words().contains("not known"), "{}", left.in_words());
    assert!(left.in_words().contains("Ada and Bo come without a role."), "{}", left.in_words());
}

#[test]
fn a_role_may_be_a_shipped_one_which_comes_with_its_targets() {
    let (_folder, mut workspace) = open(&cloud_team());
    let preview = shown(&workspace, WRANGLERS, &ImportRequest::default());
    let own = &preview.known_roles[0];
    assert_eq!((own.value.as_str(), own.label.as_str()), ("engineer", "engineer"));
    let shipped = &preview.known_roles[1];
    assert_eq!(shipped.label, format!("{}, shipped", shipped.value));
    let answer = role_is("Prompt wrangler", NameChoice::Existing(shipped.value.clone()));
    let summary = import(&mut workspace, WRANGLERS, &answer);
    assert_eq!(summary.roles_added, [shipped.value.as_str()]);
    assert_eq!(roles_held(&workspace)[0], ("Ada".to_owned(), shipped.value.clone()));
}

#[test]
fn a_role_of_a_list_is_added_unless_the_answer_is_another() {
    let list = "Person,Team,Role,Started\nAda,Blue,Prompt wrangler,2026-01-05\n";
    let (_folder, workspace) = open(&cloud_team());
    let preview = shown(&workspace, list, &ImportRequest::default());
    assert_eq!((preview.roles[0].state, preview.roles[0].count), (NameState::New, 1));
    assert_eq!(read(&workspace, list, &ImportRequest::default()).summary().roles_added, ["Prompt wrangler"]);
    let (_folder, mut workspace) = open(&cloud_team());
    let none = import(&mut workspace, list, &role_is("prompt wrangler", NameChoice::LeaveOut));
    assert_eq!((none.roles_added.len(), none.seats_added), (0, 0));
    assert_eq!(roles_held(&workspace), pairs(&[("Ada", "")]));
    // An answer that means a role that is gone is none.
    let gone = role_is("Prompt wrangler", NameChoice::Existing("Somebody's role".to_owned()));
    assert_eq!(read(&workspace, list, &gone).summary().roles_added, ["Prompt wrangler"]);
}

#[test]
fn what_must_be_answered_first_keeps_the_import_from_being_done() {
    let (_folder, mut workspace) = open(&cloud_team().team("Red"));
    let levels = "Person,posture,talking\nAda,1,3\nBo,2,1\n";
    let preview = shown(&workspace, levels, &ImportRequest::default());
    let about: Vec<_> = preview.questions.iter().map(|question| (question.table, question.about)).collect();
    assert_eq!(about, [(0, QuestionAbout::Scale), (0, QuestionAbout::Team)]);
    assert_eq!(preview.questions[1].text, "New people have no team. Say which team they are on.");
    assert_eq!(preview.action, "");
    let table = TableAnswers { scale: Some("0-4".to_owned()), ..TableAnswers::default() };
    let scale = ImportRequest { tables: vec![table.clone()], ..ImportRequest::default() };
    let refused = workspace
        .apply_import(&read(&workspace, levels, &scale), false, moment(), &Work::unwatched())
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::NeedsTeam);
    assert_eq!(
        refused.hint,
        "Choose their team, or add a team column to the file. The teams are: Blue and Red."
    );
    let team = TableAnswers { team: Some("Red".to_owned()), ..table };
    let answered = ImportRequest { tables: vec![team], ..ImportRequest::default() };
    let preview = shown(&workspace, levels, &answered);
    assert_eq!((preview.questions.len(), preview.action.as_str()), (0, "Import 4 assessments"));

    let pulse = shown(
        &workspace,
        "Cloud computing,Soft skills\nx,\nx,x\n,x\n",
        &ImportRequest {
            tables: vec![TableAnswers { kind: Some(LayoutKind::Pulse), ..TableAnswers::default() }],
            ..ImportRequest::default()
        },
    );
    assert_eq!(pulse.questions.iter().map(|one| one.about).collect::<Vec<_>>(), [QuestionAbout::Question]);
    assert_eq!(pulse.action, "");
}

#[test]
fn somebody_new_comes_in_only_with_a_row_that_does() {
    let (_folder, workspace) = open(&cloud_team());
    let scale = ImportRequest {
        tables: vec![TableAnswers { scale: Some("0-4".to_owned()), ..TableAnswers::default() }],
        ..ImportRequest::default()
    };
    let added = |text: &str| {
        let preview = shown(&workspace, text, &scale);
        let named: Vec<String> = preview.people.iter().map(|person| person.name.clone()).collect();
        let sentence = preview.changes.into_iter().find(|sentence| sentence.starts_with("Adds "));
        (named, sentence.unwrap_or_default())
    };
    // Of Dora every row stays out, of Eve one of two.
    let long = "Person,Team,Skill,Level\nDora Day,Blue,posture,many\nEve Fox,Blue,posture,9\nEve Fox,Blue,talking,2\n";
    assert_eq!(added(long), (vec!["Eve Fox".to_owned()], "Adds 1 person: Eve Fox.".to_owned()));
    // In a matrix a level stays out by itself and its row goes in; a wrong date is wrong for the whole row.
    let wide = "Person,Team,Assessed on,posture,talking\nAda,Blue,2026-01-05,2,2\nBo,Blue,2026-01-05,3,1\n\
                Dora Day,Blue,someday,3,2\nEve Fox,Blue,2026-01-05,many,\n";
    let there = ["Ada", "Bo", "Eve Fox"].map(str::to_owned).to_vec();
    assert_eq!(added(wide), (there, "Adds 3 people: Ada, Bo and Eve Fox.".to_owned()));
}

#[test]
fn what_stays_out_is_counted_as_what_it_is_and_said_in_whole_sentences() {
    let (_folder, workspace) = open(&cloud_team());
    let scale = |scale: &str| ImportRequest {
        tables: vec![TableAnswers { scale: Some(scale.to_owned()), ..TableAnswers::default() }],
        ..ImportRequest::default()
    };
    // One level of Ada's stays out, and all of the row without a name.
    let wide = "Person,Team,posture,talking\nAda,Blue,9,3\nBo,Blue,4,1\n,Blue,2,\n";
    let preview = shown(&workspace, wide, &scale("0-4"));
    assert_eq!(preview.action, "Import 3 assessments, leave 1 row and 1 cell out");
    assert!(preview.text.ends_with("1 row and 1 cell have a problem and stay out."), "{}", preview.text);
    assert_eq!((preview.tables[0].problems, preview.tables[0].notices), (2, 0));
    let note = |row: usize, column: usize| preview.rows[row].cells[column].note.as_str();
    assert_eq!(note(0, 2), "Expected a number from 0 to 4.");
    assert_eq!(note(2, 0), "Empty. Expected the name of a person.");
    // A row of a list stays out as a whole, however many of its cells are wrong.
    let list = "Person,Team,Started,Learning hours\nAda,Blue,2026-01-05,20\nBo,Blue,soon,many\n";
    let preview = shown(&workspace, list, &ImportRequest::default());
    assert_eq!(preview.action, "Import 1 person, leave 1 row out");
    let notes: Vec<&str> =
        preview.rows[1].cells.iter().map(|PreviewCell { note, .. }| note.as_str()).collect();
    assert!(notes[2].starts_with("Not a date. Expected ") && notes[2].ends_with('.'), "{notes:?}");
    assert_eq!(notes[3], "Not a number. Expected a number of hours up to 2,000, such as 20.");
}

#[test]
fn columns_that_are_not_read_are_named() {
    let (_folder, workspace) = open(&cloud_team());
    let list = "Person,Team,Phone,Started,,Locker\nAda,Blue,none at all,2026-01-05,?,by the door\n";
    let preview = shown(&workspace, list, &ImportRequest::default());
    assert_eq!(preview.text, "People: a row a person. Not read: Phone, column E, Locker.");
}

#[test]
fn a_table_can_be_left_out_and_stays_out_the_next_time() {
    let (_folder, mut workspace) = open(&cloud_team());
    let people = ("people.csv", "Person,Team,Started\nAda,Blue,2026-01-05\n");
    let levels = ("levels.csv", "Person,Team,posture,talking\nBo,Blue,4,0\n");
    let both = files([people, levels]);
    let read = |workspace: &Workspace, request: &ImportRequest| {
        let work = Work::unwatched();
        workspace.read_import(&both, request, &Selection::default(), moment(), &work).unwrap()
    };
    let all = read(&workspace, &ImportRequest::default()).summary();
    assert_eq!((all.people_added, all.assessments), (2, 2));
    let request = ImportRequest {
        tables: vec![TableAnswers { leave_out: true, ..TableAnswers::default() }, TableAnswers::default()],
        ..ImportRequest::default()
    };
    let import = read(&workspace, &request);
    let preview = workspace.import_preview(&import).unwrap();
    let left: Vec<bool> = preview.tables.iter().map(|table| table.left_out).collect();
    assert_eq!(left, [true, false]);
    assert_eq!(preview.text, "“people.csv” is left out, as chosen: nothing of it is imported.");
    workspace.apply_import(&import, false, moment(), &Work::unwatched()).unwrap();
    assert_eq!(people_of(&workspace), ["Bo"]);
    let again = workspace.import_preview(&read(&workspace, &as_before())).unwrap();
    assert!(again.tables[0].left_out && !again.remembered.is_empty(), "{:?}", again.tables);
    // It can be taken in again.
    let mut request = again.request;
    request.tables[0].leave_out = false;
    assert_eq!(read(&workspace, &request).summary().people_added, 1);
}

#[test]
fn a_role_of_one_s_own_is_known_by_its_name_however_a_shipped_one_writes_it() {
    // Cadre ships a "Cloud security engineer", who is also called "Cloud engineer".
    let office = cloud_team().role("Cloud Security Engineer", 0.2, (10.0, 10.0), &[("posture", 2, 2)]);
    let (_folder, mut workspace) = open(&office);
    let levels = "Person,Team,Role,posture\nAda,Blue,Cloud security engineer,4\n\
                  Bo,Blue,Cloud Security Engineer,0\nCy,Blue,cloud engineer,2\n";
    let import = read(&workspace, levels, &ImportRequest::default());
    assert!(!import.in_words().contains("not known"), "{}", import.in_words());
    workspace.apply_import(&import, false, moment(), &Work::unwatched()).unwrap();
    let own = "Cloud Security Engineer";
    assert_eq!(roles_held(&workspace), pairs(&[("Ada", own), ("Bo", own), ("Cy", own)]));
}

#[test]
fn a_target_that_stays_out_brings_neither_its_role_nor_its_competency() {
    let (_folder, workspace) = open(&cloud_team());
    let list = "Role,Skill,Level\nPrompt wrangler,Alchemy,2\nengineer,posture,2\n";
    let role = read(&workspace, list, &role_is("Prompt wrangler", NameChoice::LeaveOut)).summary();
    assert_eq!((role.roles_added, role.competencies_added), (vec![], vec![]));
    let competency = ImportRequest {
        competencies: vec![NameAnswer { name: "Alchemy".to_owned(), answer: NameChoice::LeaveOut }],
        ..ImportRequest::default()
    };
    let competency = read(&workspace, list, &competency).summary();
    assert_eq!((competency.roles_added, competency.competencies_added), (vec![], vec![]));
}

#[test]
fn what_two_tables_say_is_recorded_once() {
    let (_folder, workspace) = open(&cloud_team());
    let march = ("march.csv", "Person,Team,Skill,Level,Date\nAda,Blue,posture,3,2026-03-01\n");
    let both = (
        "both.csv",
        "Person,Team,Skill,Level,Date\nAda,Blue,posture,3,2026-03-01\nAda,Blue,posture,4,2026-05-01\n",
    );
    let work = Work::unwatched();
    let import = workspace
        .read_import(&files([march, both]), &ImportRequest::default(), &Selection::default(), moment(), &work)
        .unwrap();
    assert_eq!((import.summary().assessments, import.summary().recorded_already), (2, 0));
    let said = "1 assessment stands in another table too and is not recorded again.";
    assert!(import.in_words().contains(said), "{}", import.in_words());
}

#[test]
fn rows_with_problems_are_saved_only_where_there_are_any() {
    let (_folder, workspace) = open(&cloud_team());
    let scale = ImportRequest {
        tables: vec![TableAnswers { scale: Some("0-4".to_owned()), ..TableAnswers::default() }],
        ..ImportRequest::default()
    };
    // A column stays out, and no row does.
    let column = "Person,Team,posture,talking,=A1\nAda,Blue,2,4,1\n";
    let import = read(&workspace, column, &scale);
    assert_eq!(import.summary().left_out, 1);
    let refused = import.problem_rows().unwrap_err();
    assert_eq!(refused.message, "No row has a problem: what stays out is a column.");
    let row = "Person,Team,posture,talking\nAda,Blue,2,9\nBo,Blue,4,0\n";
    let (name, bytes) = read(&workspace, row, &scale).problem_rows().unwrap();
    assert_eq!(
        (name.as_str(), String::from_utf8(bytes).unwrap().lines().count()),
        ("levels, rows with problems.csv", 2)
    );
}

//! The matrix, one cell of it opened, and levels set by hand.

use cadre_app::{ErrorCode, Level, PersonId, Selection, Source};
use uuid::Uuid;

use crate::{
    cloud_team, moment,
    office::{Office, date},
    open,
};

fn team() -> Office {
    cloud_team()
        .person("zoe", "Blue", "engineer")
        .person("Ada", "Blue", "engineer")
        .person("Lent", "Blue", "")
        .with(|lent| lent.borrowed = true)
        .person("Gone", "Blue", "engineer")
        .with(|gone| gone.leaves_on = Some(date("2026-06-01")))
        .assess("Ada", "posture", 1, Source::Manager, "2025-05-31")
        .assess("Ada", "posture", 3, Source::Self_, "2026-05-01")
        .assess("zoe", "posture", 2, Source::Peer, "2026-05-01")
}

#[test]
fn cells_tell_level_source_age_and_difference() {
    let (_folder, workspace) = open(&team());
    let view = workspace.matrix_view(&Selection::default(), moment()).unwrap();
    let names: Vec<&str> = view.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(
        names,
        ["Ada", "Lent", "zoe"],
        "by name whatever the case, the borrowed shown, those who left not"
    );
    assert_eq!(view.cells.len(), 3 * view.competencies.len());
    let width = view.competencies.len();
    let (ada, lent, zoe) = (&view.cells[0], &view.cells[width], &view.cells[2 * width]);
    // Confirmed a year and a day ago, past 12 months; she rates herself two levels higher.
    assert_eq!((ada.level, ada.confirmed, ada.stale, ada.self_difference), (Level::new(1), true, true, 2));
    assert_eq!(ada.target, Level::new(3));
    assert_eq!((lent.level, lent.target), (None, None));
    assert_eq!((zoe.level, zoe.confirmed, zoe.stale), (Level::new(2), false, false));
    let posture = &view.competencies[0];
    assert_eq!(
        (posture.seats_needed, posture.seats_filled, posture.holders, posture.too_few_holders),
        (2, 0, 0, true)
    );
}

#[test]
fn a_cell_opens_to_its_history() {
    let office = team();
    let (_folder, workspace) = open(&office);
    let ada = office.content.people[1].id;
    let detail = workspace.cell_detail(&Selection::default(), ada, &"posture".into(), moment()).unwrap();
    assert_eq!(detail.role_and_team, "engineer, Blue");
    assert_eq!(detail.source, "Confirmed by manager");
    assert_eq!(detail.self_rating, "3, two levels higher");
    assert_eq!(detail.target.unwrap().importance_name, "critical");
    assert_eq!(detail.descriptors[0], "None", "a competency of one's own falls back to the scale");
    let history: Vec<(u8, &str)> =
        detail.history.iter().map(|entry| (entry.level.get(), entry.source_name.as_str())).collect();
    assert_eq!(history, [(3, "Self"), (1, "Manager")], "latest first");
}

#[test]
fn a_level_is_set_for_the_day_shown_and_taken_back() {
    let office = team();
    let (_folder, mut workspace) = open(&office);
    let ada = office.content.people[1].id;
    let level_on = |workspace: &cadre_app::Workspace, day: Option<&str>| {
        let selection = Selection { as_of: day.map(date), ..Selection::default() };
        workspace.cell_detail(&selection, ada, &"posture".into(), moment()).unwrap().level.map(Level::get)
    };
    workspace.set_level(ada, &"posture".into(), Level::MAX, Some(date("2026-03-01")), moment()).unwrap();
    assert_eq!(level_on(&workspace, Some("2026-02-28")), Some(1));
    assert_eq!(level_on(&workspace, Some("2026-03-01")), Some(4));
    assert_eq!(level_on(&workspace, None), Some(4));

    workspace.retract_level(ada, &"posture".into(), None, moment()).unwrap();
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
    let refused = workspace.set_level(nobody, &"posture".into(), Level::MAX, None, moment()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::UnknownPerson);
    let ada = team().content.people[1].id;
    let refused = workspace.set_level(ada, &"juggling".into(), Level::MAX, None, moment()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::UnknownCompetency);
    assert_eq!(workspace.operations(10).unwrap().len(), 1);
}

#[test]
fn a_day_to_come_is_refused() {
    let office = team();
    let (_folder, mut workspace) = open(&office);
    let ada = office.content.people[1].id;
    let tomorrow = Some(date("2026-06-02"));
    let refused = workspace.set_level(ada, &"posture".into(), Level::MAX, tomorrow, moment()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidArgument);
    assert_eq!(refused.message, "2 Jun 2026 is still to come, so nobody can have been assessed on it.");
    assert_eq!(workspace.operations(10).unwrap().len(), 1);
}

#[test]
fn the_borrowed_alone_are_rows_and_no_count() {
    let office = cloud_team().person("Lent", "Blue", "").with(|lent| lent.borrowed = true);
    let (_folder, workspace) = open(&office);
    let view = workspace.matrix_view(&Selection::default(), moment()).unwrap();
    assert_eq!((view.people.len(), view.empty, view.no_levels), (1, None, None));
}

#[test]
fn of_two_self_ratings_of_a_day_the_one_recorded_last_stands() {
    let office = team().assess("Ada", "posture", 0, Source::Self_, "2026-05-01").assess(
        "Ada",
        "posture",
        4,
        Source::Self_,
        "2026-06-30",
    );
    let (_folder, workspace) = open(&office);
    let ada = office.content.people[1].id;
    let detail = workspace.cell_detail(&Selection::default(), ada, &"posture".into(), moment()).unwrap();
    assert_eq!(detail.self_rating, "0, one level lower", "what is dated after the day shown does not count");
    let levels: Vec<u8> = detail.history.iter().map(|entry| entry.level.get()).collect();
    assert_eq!(levels, [0, 3, 1]);
}

//! The matrix, and one cell of it opened.

use cadre_app::{Level, MatrixCell, PackedCell, Selection, Source};

use crate::{
    cloud_team, moment,
    office::{Office, date},
    open,
};

pub(crate) fn team() -> Office {
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
    let (ada, lent, zoe) = (view.cells[0].open(), view.cells[width].open(), view.cells[2 * width].open());
    // Confirmed a year and a day ago, past 12 months; she rates herself two levels higher.
    assert_eq!((ada.level, ada.confirmed, ada.stale, ada.self_difference), (Level::new(1), true, true, 2));
    assert_eq!(ada.target, Level::new(3));
    assert_eq!((lent.level, lent.target), (None, None));
    assert_eq!((zoe.level, zoe.confirmed, zoe.stale), (Level::new(2), false, false));
    // 31 May 2025 and 1 May 2026, seen on 1 June 2026: twelve whole months and a day, and one month to the day.
    assert_eq!((ada.source, ada.months, zoe.source, zoe.months), (Source::Manager, 12, Source::Peer, 1));
    assert_eq!(view.counted, "all 2 people", "the borrowed are shown, and not counted");
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

#[test]
fn the_figures_of_the_columns_say_whom_they_count() {
    let counted = |office: &Office, team: Option<&str>| {
        let (_folder, workspace) = open(office);
        let team = team.map(|name| office.content.teams.iter().find(|team| team.name == name).unwrap().id);
        let selection = Selection { team, ..Selection::default() };
        workspace.matrix_view(&selection, moment()).unwrap().counted
    };
    let two = team().team("Red").person("Cyd", "Red", "engineer");
    assert_eq!(counted(&two, None), "all 3 people on 2 teams");
    assert_eq!(counted(&two, Some("Blue")), "all 2 people of Blue");
    assert_eq!(counted(&two, Some("Red")), "1 person of Red");
}

#[test]
fn a_cell_goes_into_a_number_and_comes_out_of_it() {
    // By the layout that the screens read: level + 1, confirmed 8, stale 16, target × 32, (difference + 4) × 256,
    // source × 4,096, months × 32,768.
    let cell = MatrixCell {
        level: Level::new(2),
        confirmed: true,
        stale: false,
        target: Level::new(3),
        self_difference: -2,
        source: Source::Exam,
        months: 14,
    };
    assert_eq!(PackedCell::new(cell), PackedCell(3 + 8 + 3 * 32 + 2 * 256 + 3 * 4096 + 14 * 32768));
    let unknown = MatrixCell {
        level: None,
        confirmed: false,
        stale: false,
        target: None,
        self_difference: 0,
        source: Source::Self_,
        months: 0,
    };
    assert_eq!(PackedCell::new(unknown), PackedCell(4 * 256));
    for level in [None].into_iter().chain(Level::ALL.map(Some)) {
        for (source, months) in Source::ALL.into_iter().zip([0, 1, 12, 13, 254, 255]) {
            for (confirmed, stale, target, self_difference) in
                [(true, true, Level::new(1), 4), (false, true, None, -4), (true, false, Level::new(4), 2)]
            {
                let cell = MatrixCell { level, confirmed, stale, target, self_difference, source, months };
                assert_eq!(PackedCell::new(cell).open(), cell);
            }
        }
    }
}

//! Own ratings beside confirmed levels.

use cadre_app::{EmptyActionKind, FormsDraft, Selection, Source};

use crate::{cloud_team, moment, open};

#[test]
fn differences_of_two_come_first_and_nothing_is_overwritten() {
    let office = cloud_team()
        .person("Ada", "Blue", "engineer")
        .person("Bo", "Blue", "engineer")
        .person("Cy", "Blue", "engineer")
        .person("Di", "Blue", "engineer")
        .assess("Ada", "posture", 2, Source::Manager, "2026-03-01")
        .assess("Ada", "posture", 3, Source::Self_, "2026-05-01")
        .assess("Bo", "posture", 3, Source::Exam, "2026-03-01")
        .assess("Bo", "posture", 1, Source::Self_, "2026-05-01")
        .assess("Cy", "posture", 0, Source::Manager, "2026-03-01")
        .assess("Cy", "posture", 3, Source::Self_, "2026-05-01")
        .assess("Di", "talking", 2, Source::Self_, "2026-05-01")
        .assess("Di", "posture", 2, Source::Manager, "2026-05-01");
    let (_folder, workspace) = open(&office);
    let view = workspace.ratings_view(&Selection::default(), moment()).unwrap();
    let rows: Vec<_> = view
        .rows
        .iter()
        .map(|row| {
            (
                row.person_name.as_str(),
                row.own.get(),
                row.confirmed.map(cadre_core::Level::get),
                row.difference,
                row.marked,
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("Cy", 3, Some(0), 3, true),
            ("Bo", 1, Some(3), -2, true),
            ("Ada", 3, Some(2), 1, false),
            ("Di", 2, None, 0, false)
        ]
    );
    assert_eq!(view.title, "2 own ratings differ by two levels or more");
    assert_eq!(
        view.text,
        "3 ratings stand beside a confirmed level, 1 agrees or differs by less than two; 1 rating stands alone. \
         What is confirmed was not overwritten."
    );
    assert_eq!(view.rows[1].confirmed_by, "exam");
    // The confirmed level is still the one that counts.
    let matrix = workspace.matrix_view(&Selection::default(), moment()).unwrap();
    let width = matrix.competencies.len();
    let levels: Vec<_> = (0..3).map(|row| matrix.cells[row * width].open().level.unwrap().get()).collect();
    assert_eq!(levels, [2, 3, 0]);
}

#[test]
fn nobody_s_rating_says_how_to_ask() {
    let (_folder, workspace) = open(&cloud_team().person("Ada", "Blue", ""));
    let view = workspace.ratings_view(&Selection::default(), moment()).unwrap();
    let empty = view.empty.unwrap();
    assert_eq!(empty.title, "Nobody has rated themselves yet");
    assert_eq!(empty.actions[0].kind, EmptyActionKind::Forms);
}

#[test]
fn namesakes_get_a_form_each_however_long_their_name_is() {
    let long = "Maria ".repeat(16);
    let office = cloud_team().team("Red").person(long.trim(), "Blue", "engineer").person(
        long.trim(),
        "Red",
        "engineer",
    );
    let (_folder, workspace) = open(&office);
    let people = office.content.people.iter().map(|person| person.id).collect();
    let forms = workspace
        .rating_forms(&FormsDraft { people, apart: true, every_competency: true }, moment())
        .unwrap();
    let [(one, _), (other, _)] = &forms[..] else { panic!("two forms") };
    assert_ne!(one, other);
}

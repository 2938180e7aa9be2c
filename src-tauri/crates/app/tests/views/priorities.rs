//! The ranked needs.

use cadre_app::{ErrorCode, PrioritiesView, Selection, Weights};

use crate::{cloud_team, moment, office::Office, open};

fn view(office: &Office) -> PrioritiesView {
    let (_folder, workspace) = open(office);
    workspace.priorities_view(&Selection::default(), None, moment()).unwrap()
}

#[test]
fn a_need_opens_to_its_formula() {
    let office = cloud_team()
        .seats("Blue", "engineer", 1, "2026-11-30")
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .level("Ada", "posture", 3)
        .level("Bob", "posture", 2);
    let view = view(&office);
    assert_eq!(view.title, "The one need stands above the line: train");
    let row = &view.items[0];
    // 3 seats, 1 filled; 26 weeks to 30 November, 20 to fill and ramp: U = 20/26; L: 1 + 3 missing of 9.
    // 100 · 1 · 0.769 · (0.5 · 0.667 + 0.3 · 1 + 0.2 · 0.444) = 55.6.
    assert_eq!(row.formula, "Need 55.6 = 100 · 1.00 · 0.77 · (0.50 · 0.67 + 0.30 · 1.00 + 0.20 · 0.44)");
    let terms: Vec<(&str, &str, &str)> = row
        .terms
        .iter()
        .map(|term| (term.letter.as_str(), term.words.as_str(), term.value.as_str()))
        .collect();
    assert_eq!(
        terms,
        [
            ("C", "Highest importance: critical", "1.00"),
            ("U", "20 weeks to fill and ramp, 26 to the date", "0.77"),
            ("G", "1 of 3 seats filled", "0.67"),
            ("F", "1 holder, at least 2 wanted", "1.00"),
            ("L", "4 levels missing of 9", "0.44"),
        ]
    );
    assert_eq!(row.in_reach, "1 of 2");
    assert!((row.hire_part + row.train_part - row.need).abs() < 1e-9);
    let parts = row.from_seat_gap + row.from_key_person_risk + row.from_level_shortfall;
    assert!((parts - row.need).abs() < 1e-6, "{parts} and {}", row.need);
    assert_eq!(
        row.reason[0],
        "Of 2 unfilled seats 1 is within reach: Bob lacks one level. For the other one nobody left is near. The training \
         part is at least as large: train."
    );
}

#[test]
fn weights_are_rescaled_or_refused() {
    let (_folder, workspace) =
        open(&cloud_team().person("Ada", "Blue", "engineer").level("Ada", "posture", 3));
    let weights =
        |seat_gap, key_person_risk, level_shortfall| Weights { seat_gap, key_person_risk, level_shortfall };
    let view =
        workspace.priorities_view(&Selection::default(), Some(weights(2.0, 2.0, 0.0)), moment()).unwrap();
    assert_eq!(view.weights, weights(0.5, 0.5, 0.0));
    let refused = workspace.priorities_view(&Selection::default(), Some(weights(0.0, 0.0, 0.0)), moment());
    assert_eq!(refused.unwrap_err().code, ErrorCode::InvalidArgument);
}

#[test]
fn equal_needs_of_two_teams_share_a_band() {
    let mut office = cloud_team().team("Red").seats("Red", "engineer", 2, "");
    for (name, team) in [("Ada", "Blue"), ("Bob", "Red")] {
        office = office.person(name, team, "engineer").level(name, "posture", 3);
    }
    let view = view(&office);
    assert_eq!(view.items.iter().map(|row| row.rank.as_str()).collect::<Vec<_>>(), ["1–2", "1–2"]);
    assert_eq!(view.items.iter().map(|row| row.band).collect::<Vec<_>>(), [Some(0), Some(0)]);
    assert!(view.subtitle.starts_with("Two needs tie for the first place"), "{}", view.subtitle);
}

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

/// A critical skill that Ada is one level short of, and a useful one that she has; people leave at a yearly rate.
fn two_skills(attrition: f64) -> Office {
    Office::new()
        .area("cloud-computing", &["posture"])
        .area("soft-skills", &["talking"])
        .team("Blue")
        .role("engineer", attrition, (10.0, 10.0), &[("posture", 3, 3), ("talking", 1, 1)])
        .seats("Blue", "engineer", 1, "")
        .person("Ada", "Blue", "engineer")
        .level("Ada", "posture", 2)
        .level("Ada", "talking", 1)
}

#[test]
fn the_title_counts_what_stands_above_the_line() {
    let view = view(&two_skills(0.2));
    assert_eq!(view.title, "One of 2 needs stands above the line: train for it");
    assert_eq!(
        view.subtitle,
        "posture leads in all 1,000 draws; neighbours that swap in more than 30% share a rank."
    );
    // 100 · (0.5 + 0.3 + 0.2 · ⅓) = 86.7; 100 · ⅓ · 0.3 · 0.2 = 2.
    assert!((view.items[0].need - 86.666_666_7).abs() < 1e-6, "{}", view.items[0].need);
    let talking = &view.items[1];
    assert!((talking.need - 2.0).abs() < 1e-9, "{}", talking.need);
    assert_eq!(talking.in_reach, "–");
    assert_eq!(talking.terms[0].words, "Highest importance: useful");
    assert_eq!(talking.terms[1].words, "No date ahead: the need counts in full");
    assert_eq!(
        talking.reason[0],
        "Every seat is filled: what is left of the need is depth, all of it training. The need is below 40: watch."
    );
}

#[test]
fn a_low_need_that_rests_on_one_person_is_to_deepen() {
    // Ada leaves within a year with 0.35, and then nobody is left who can do it.
    let view = view(&two_skills(0.35));
    assert!(
        view.items[1].reason[0]
            .ends_with("The need is below 40, but it rests on too few people (F 0.35): deepen."),
        "{}",
        view.items[1].reason[0]
    );
}

#[test]
fn hiring_and_training_are_told_apart() {
    // Blue's Ada lacks one level; Red's Bob lacks three, out of reach.
    let office = cloud_team()
        .team("Red")
        .seats("Red", "engineer", 2, "")
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .level("Ada", "posture", 2)
        .level("Bob", "posture", 2)
        .person("Cy", "Red", "engineer")
        .level("Cy", "posture", 0);
    let view = view(&office);
    assert_eq!(view.title, "Two of 2 needs stand above the line: hire for one, train for one");
    let reason = |team: &str| &view.items.iter().find(|row| row.team_name == team).unwrap().reason[0];
    assert_eq!(
        reason("Blue"),
        "All 2 unfilled seats are within reach: Ada and Bob lack one level each. The training part is at least as \
         large: train."
    );
    assert_eq!(
        reason("Red"),
        "None of the 2 unfilled seats is within reach: the best people left lack more than 2 levels, or nobody assessed \
         is left. The hiring part is the larger: hire."
    );
}

#[test]
fn who_is_not_assessed_could_change_a_need() {
    let office = cloud_team()
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .level("Ada", "posture", 3);
    let view = view(&office);
    assert_eq!(view.title, "The one need stands above the line: hire");
    assert_eq!(view.subtitle, "It is posture, Blue.");
    assert_eq!(
        view.items[0].reason[1],
        "Not everyone is assessed: 1 of 2 people is unknown, and could fill up to 1 more seat. Assess them first."
    );
}

#[test]
fn all_well_is_said_with_and_without_a_rest_of_need() {
    let everybody = |mut office: Office| {
        for name in ["Ada", "Bob", "Cy"] {
            office = office.person(name, "Blue", "engineer").level(name, "posture", 4);
        }
        office
    };
    assert_eq!(view(&everybody(cloud_team())).title, "The one need stands below the line of 40");
    // Nobody ever leaves: no risk, no gap, no need.
    let stays = Office::new()
        .area("cloud-computing", &["posture"])
        .team("Blue")
        .role("engineer", 0.0, (10.0, 10.0), &[("posture", 3, 3)])
        .seats("Blue", "engineer", 2, "");
    let view = view(&everybody(stays));
    assert_eq!(view.title, "Every seat is filled, and none rests on too few people");
    assert_eq!((view.subtitle.as_str(), view.items.len()), ("", 0));
}

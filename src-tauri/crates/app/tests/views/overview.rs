//! The overview.

use cadre_app::{OverviewView, Selection, Source};

use crate::{
    cloud_team, moment,
    office::{Office, date},
    open,
};

fn view(office: &Office) -> OverviewView {
    let (_folder, workspace) = open(office);
    workspace.overview_view(&Selection::default(), moment()).unwrap()
}

#[test]
fn nobody_says_what_to_do() {
    let empty = view(&cloud_team()).empty.unwrap();
    assert_eq!(empty.title, "No people yet");
    let labels: Vec<&str> = empty.actions.iter().map(|action| action.label.as_str()).collect();
    assert_eq!(labels, ["Import a spreadsheet", "Set up the team"]);
}

#[test]
fn before_the_first_day_the_way_back_to_today_is_the_first() {
    let (_folder, workspace) = open(&cloud_team().person("Ada", "Blue", "engineer").assess(
        "Ada",
        "posture",
        3,
        Source::Manager,
        "2026-05-01",
    ));
    let selection = Selection { as_of: Some(date("2020-01-01")), ..Selection::default() };
    let empty = workspace.overview_view(&selection, moment()).unwrap().empty.unwrap();
    assert_eq!(empty.title, "1 person, no levels on this date");
    assert_eq!(empty.actions[0].label, "Show today");
    assert_eq!(empty.actions[0].text, "The day shown is 1 Jan 2020.");
}

#[test]
fn one_person_without_a_level_is_one_person() {
    let empty = view(&cloud_team().person("Ada", "Blue", "engineer")).empty.unwrap();
    assert_eq!(empty.title, "1 person, no levels yet");
}

#[test]
fn people_without_positions_lack_targets() {
    let office = Office::new().area("cloud-computing", &["posture"]).team("Blue").person("Ada", "Blue", "");
    let empty = view(&office.level("Ada", "posture", 2)).empty.unwrap();
    assert_eq!(empty.title, "No roles yet");
}

#[test]
fn one_filled_and_one_within_reach() {
    let office = cloud_team()
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .level("Ada", "posture", 3)
        .level("Bob", "posture", 2);
    let view = view(&office);
    // G = ½; F: one holder who stays with 0.8, two wanted: 1; L = 1 of 6. 100 · (0.25 + 0.3 + 0.0333) = 58.3.
    assert_eq!(view.title, "Train for cloud-computing; no area needs a hire");
    assert_eq!(
        view.subtitle,
        // ISACA 2024: soft skills 51 and cloud 42 have a mean of 46.5, so cloud lies under it: nothing to start first.
        "1 of 2 skill seats is filled. The unfilled one is within reach of training."
    );
    assert_eq!(view.worst.len(), 1);
    assert_eq!(
        view.worst[0].sentence,
        "posture, Blue: 1 of 2 seats filled, resting on Ada; Bob is one level short."
    );
    assert!((view.worst[0].need - 58.333_333_333).abs() < 1e-6, "{}", view.worst[0].need);
    assert_eq!(view.freshness.title, "2 of 2 pairs assessed, 0 stale");
}

#[test]
fn who_is_not_assessed_is_told_beside_what_rests_on_it() {
    let office = cloud_team()
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .level("Ada", "posture", 3);
    let view = view(&office);
    assert_eq!(view.title, "Hire for cloud-computing");
    assert_eq!(
        view.subtitle,
        "1 of 2 skill seats is filled. The unfilled one is not within reach of training. Not everyone is assessed: \
         the unknown could fill it."
    );
    assert_eq!(view.freshness.title, "1 of 2 pairs assessed, 0 stale");
}

#[test]
fn all_well_is_said() {
    let mut office = cloud_team();
    for name in ["Ada", "Bob", "Cy", "Di", "Ed"] {
        office = office.person(name, "Blue", "engineer").level(name, "posture", 4);
    }
    let view = view(&office);
    // F: fewer than 2 of 5 stay, each with 0.8: 0.2⁵ + 5 · 0.8 · 0.2⁴ = 0.00672, so the need is 0.2.
    assert_eq!(view.title, "No area needs more than 40 of 100: nothing to hire or train for now");
    assert_eq!(view.subtitle, "All 2 skill seats are filled.");
    assert!((view.worst[0].need - 0.2016).abs() < 1e-6, "{}", view.worst[0].need);
}

#[test]
fn who_came_left_and_reached_a_target_is_named() {
    let office = cloud_team()
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .with(|bob| bob.started_on = Some(date("2026-04-01")))
        .person("Cy", "Blue", "engineer")
        .with(|cy| cy.leaves_on = Some(date("2026-05-01")))
        .person("Dee", "Blue", "engineer")
        .assess("Ada", "posture", 2, Source::Manager, "2026-02-01")
        .level("Ada", "posture", 3)
        .level("Dee", "posture", 3);
    let trend = view(&office).trend;
    // Today is 1 June; the last quarter ended on 1 March. Ada rose on 1 May; Dee was assessed for the first time then,
    // so nobody knows whether she has reached anything.
    assert_eq!(trend.title, "Seat gap since 1 March");
    assert_eq!(trend.changed, "Cy left. Bob joined. Ada reached a target.");
    // Two seats: none filled on 1 March, by Ada and Dee today. In September 2025 nobody was assessed.
    assert_eq!((trend.areas[0].now.as_str(), trend.areas[0].change.as_str()), ("0%", "−100"));
    assert_eq!(trend.areas[0].points, [None, None, None, Some(100.0), Some(0.0)]);
}

#[test]
fn first_assessments_are_no_progress() {
    let office = cloud_team().person("Ada", "Blue", "engineer").level("Ada", "posture", 3);
    let trend = view(&office).trend;
    assert_eq!(trend.changed, "");
    assert_eq!(trend.areas[0].change, "–", "nobody was assessed a quarter ago");
}

/// One seat of one critical skill at level 3.
fn one_seat(level: u8) -> Office {
    Office::new()
        .area("cloud-computing", &["posture"])
        .team("Blue")
        .role("engineer", 0.2, (10.0, 10.0), &[("posture", 3, 3)])
        .seats("Blue", "engineer", 1, "")
        .person("Ada", "Blue", "engineer")
        .level("Ada", "posture", level)
}

#[test]
fn one_seat_is_told_as_one() {
    // Only cloud computing is measured here, so its 42% is the mean: what is needed is also what to start first.
    for (level, seat, worst) in [
        (3, "The one skill seat is filled.", "posture, Blue: 1 of 1 seat filled, resting on Ada."),
        (
            2,
            "The one skill seat is not filled, but within reach of training. Start cloud-computing first.",
            "posture, Blue: its one seat is not filled; Ada is one level short.",
        ),
        (
            0,
            "The one skill seat is not filled, and not within reach of training. Start cloud-computing first.",
            "posture, Blue: its one seat is not filled; nobody is within reach.",
        ),
    ] {
        let view = view(&one_seat(level));
        assert_eq!((view.subtitle.as_str(), view.worst[0].sentence.as_str()), (seat, worst), "level {level}");
    }
}

#[test]
fn what_is_short_everywhere_and_needed_here_is_to_start_first() {
    let office = Office::new()
        .area("cloud-computing", &["posture"])
        .area("soft-skills", &["talking"])
        .team("Blue")
        .role("speaker", 0.2, (10.0, 10.0), &[("talking", 3, 3)])
        .seats("Blue", "speaker", 3, "")
        .person("Ada", "Blue", "speaker")
        .level("Ada", "talking", 0);
    let view = view(&office);
    assert_eq!(view.title, "Hire for soft-skills");
    assert_eq!(
        view.subtitle,
        // ISACA 2024: soft skills 51, over the mean of 46.5.
        "None of 3 skill seats is filled. None of the 3 unfilled is within reach of training. Start soft-skills first."
    );
    assert_eq!(view.worst[0].sentence, "talking, Blue: none of 3 seats filled; nobody is within reach.");
}

#[test]
fn teams_with_equal_needs_share_a_rank_and_each_has_its_sentence() {
    let mut office = cloud_team().team("Red").seats("Red", "engineer", 2, "");
    for (name, team) in [("Ada", "Blue"), ("Bob", "Red")] {
        office = office.person(name, team, "engineer").level(name, "posture", 3);
    }
    let view = view(&office);
    let worst: Vec<(&str, &str)> =
        view.worst.iter().map(|gap| (gap.rank.as_str(), gap.sentence.as_str())).collect();
    assert_eq!(
        worst,
        [
            ("1–2", "posture, Blue: 1 of 2 seats filled, resting on Ada; nobody is within reach."),
            ("1–2", "posture, Red: 1 of 2 seats filled, resting on Bob; nobody is within reach."),
        ]
    );
    assert_eq!(
        view.subtitle,
        "2 of 4 skill seats are filled. None of the 2 unfilled is within reach of training."
    );
}

#[test]
fn old_and_missing_levels_are_counted_where_they_are() {
    let office = cloud_team()
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .person("Cy", "Blue", "engineer")
        .person("Di", "Blue", "engineer")
        .assess("Ada", "posture", 3, Source::Manager, "2025-05-31")
        .assess("Bob", "posture", 3, Source::Self_, "2026-05-01")
        .level("Cy", "posture", 3);
    let freshness = view(&office).freshness;
    assert_eq!(freshness.title, "3 of 4 pairs assessed, 1 stale");
    assert_eq!(
        (freshness.confirmed, freshness.claimed, freshness.stale, freshness.unknown),
        (1, 1, 1, 1),
        "Cy, Bob, Ada and Di"
    );
    let area = &freshness.least_certain[0];
    assert_eq!((area.area.as_str(), area.stale, area.unknown, area.pairs), ("cloud-computing", 1, 1, 4));
}

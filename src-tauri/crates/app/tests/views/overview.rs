//! The overview.

use cadre_app::{OverviewView, Selection};

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
    assert_eq!(empty.actions[0].label, "Import a spreadsheet");
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
    assert_eq!(empty.title, "No position has targets yet");
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
        .level("Ada", "posture", 3);
    let trend = view(&office).trend;
    // Today is 1 June; the last quarter ended on 1 March, and Ada was assessed on 1 May.
    assert_eq!(trend.title, "Seat gap since 1 March");
    assert_eq!(trend.changed, "Cy left. Bob joined. Ada reached a target.");
    assert_eq!(trend.areas[0].now, "50%");
    assert_eq!(trend.areas[0].change, "–", "nobody was assessed a quarter ago");
}

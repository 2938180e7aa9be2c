//! Who counts on a team, and what its positions need.

use cadre_core::{Importance, RoleId};
use uuid::Uuid;

use crate::office::{Office, close, date, level};

#[test]
fn people_count_from_their_first_day_until_they_have_left() {
    let counts = |change: &dyn Fn(&mut cadre_core::Person)| {
        let office = Office::new().team("team").person("Ada", "team", "").with(change);
        !office.today().organisation.teams[0].people.is_empty()
    };
    assert!(counts(&|_| {}));
    assert!(counts(&|ada| ada.started_on = Some(date("2026-06-01"))));
    assert!(!counts(&|ada| ada.started_on = Some(date("2026-06-02"))));
    assert!(counts(&|ada| ada.leaves_on = Some(date("2026-06-02"))));
    assert!(!counts(&|ada| ada.leaves_on = Some(date("2026-06-01"))));
    assert!(!counts(&|ada| ada.borrowed = true));
}

#[test]
fn attrition_is_the_roles_or_a_fifth() {
    let office = Office::new()
        .team("team")
        .role("engineer", 0.31, (8.0, 4.0), &[])
        .person("Ada", "team", "engineer")
        .person("Bo", "team", "")
        .person("Cy", "team", "")
        .with(|cy| cy.role = Some(RoleId(Uuid::max())));
    let attrition = office.today().organisation.attrition_of;
    close(attrition[0], 0.31);
    close(attrition[1], 0.20);
    close(attrition[2], 0.20);
}

#[test]
fn a_demand_puts_the_positions_of_a_team_together() {
    let figures = Office::new()
        .area("area", &["skill", "other"])
        .team("here")
        .team("there")
        .role("engineer", 0.2, (16.0, 12.0), &[("skill", 3, 2), ("gone", 2, 3)])
        .role("analyst", 0.2, (8.0, 2.5), &[("skill", 2, 3), ("other", 1, 1)])
        .seats("here", "engineer", 2, "2027-01-04")
        .seats("here", "engineer", 1, "2026-09-07")
        .seats("here", "analyst", 4, "")
        .seats("here", "analyst", 0, "2020-01-01")
        .seats("there", "analyst", 9, "2026-06-02")
        .today();
    let demands = &figures.organisation.teams[0].demands;
    // The target in a competency that does not exist, and the position without seats, add nothing.
    assert_eq!(demands.len(), 2);
    let skill = &demands[0];
    assert_eq!(skill.competency, 0);
    assert_eq!(skill.seats, [0, 0, 4, 3, 0]);
    assert_eq!(skill.required(), 7);
    // 4 · 2 + 3 · 3.
    assert_eq!(skill.target_sum(), 17);
    assert_eq!(skill.importance, Importance::CRITICAL);
    assert_eq!(skill.lowest_target, level(2));
    assert_eq!(skill.needed_by, Some(date("2026-09-07")));
    close(skill.weeks_to_productive, 10.5);
    let other = &demands[1];
    assert_eq!((other.competency, other.seats, other.needed_by), (1, [0, 4, 0, 0, 0], None));
    assert_eq!(figures.organisation.teams[1].demands[0].seats, [0, 0, 9, 0, 0]);
}

#[test]
fn a_scope_is_one_team_or_all() {
    let organisation = Office::new().team("a").team("b").team("c").today().organisation;
    let indices = |team| organisation.scope(team).map(|(index, _)| index).collect::<Vec<_>>();
    assert_eq!(indices(None), [0, 1, 2]);
    assert_eq!(indices(Some(1)), [1]);
}

//! What opens without one person, and what a year of attrition is expected to open.

use cadre_core::{
    gaps::Place,
    key_people::{Without, without_each, year_of_attrition},
    risks::{Needed, covers, depth, holdings},
};
use proptest::prelude::*;

use crate::office::{Figures, Office, close};

/// One team with three seats that need level 3 of the first skill and level 2 of the second.
fn office() -> Office {
    Office::new()
        .area("area", &["a", "b"])
        .team("Blue")
        .role("engineer", 0.25, (8.0, 4.0), &[("a", 3, 3), ("b", 2, 2)])
        .seats("Blue", "engineer", 3, "")
}

fn without(figures: &Figures, risks: &[Needed]) -> Vec<(Without, Place)> {
    without_each(&figures.organisation, &figures.levels, None, risks, figures.settings.reach)
}

#[test]
fn by_hand() {
    let figures = office()
        .person("Ada", "Blue", "engineer")
        .person("Bo", "Blue", "engineer")
        .person("Cy", "Blue", "engineer")
        .person("Di", "Blue", "engineer")
        .person("Eve", "Blue", "engineer")
        .level("Ada", "a", 4)
        .level("Bo", "a", 3)
        .level("Cy", "a", 1)
        .level("Ada", "b", 2)
        .level("Bo", "b", 2)
        .level("Cy", "b", 2)
        .level("Di", "b", 3)
        .today();
    // Two of three seats of the first are filled, by Ada and Bo; Cy is paired with the third and lacks 2. Of the second all
    // three are filled, and there is a fourth. Holders: of the first Ada and Bo, of the second the four.
    let risks: [Needed; 3] = [vec![Some(0)], vec![Some(0), Some(1)], vec![Some(1)]];
    let found = without(&figures, &risks);
    let names: Vec<&str> =
        found.iter().map(|(one, _)| ["Ada", "Bo", "Cy", "Di", "Eve"][one.person]).collect();
    assert_eq!(names, ["Ada", "Bo", "Cy", "Di", "Eve"]);
    let places: Vec<(u32, u32)> = found.iter().map(|(_, place)| (place.first, place.last)).collect();
    assert_eq!(places, [(1, 2), (1, 2), (3, 3), (4, 5), (4, 5)]);
    // Without Ada, Cy comes to the second seat and nobody to the third: the shortfall goes from 2 to 2 + 3.
    let (ada, _) = &found[0];
    assert_eq!((ada.seats_opened(), ada.more_shortfall()), (1, 3));
    assert_eq!((ada.seats.len(), ada.seats[0].competency), (1, 0));
    assert_eq!((ada.seats[0].before.filled, ada.seats[0].after.filled), (2, 1));
    // Both risks that need the first fall to one person, Bo; the third has four holders.
    let fallen: Vec<_> = ada.risks.iter().map(|risk| (risk.risk, risk.before, risk.after)).collect();
    assert_eq!(fallen, [(0, 2, 1), (1, 2, 1)]);
    assert_eq!((ada.risks_to(1), ada.risks_to(0)), (2, 0));
    // Without Cy no seat opens, but nobody is left for the third seat of the first: 3 levels are missing and not 2.
    let (cy, _) = &found[2];
    assert_eq!((cy.seats_opened(), cy.more_shortfall(), cy.risks.len()), (0, 1, 0));
    // Di is one more than the second needs; Eve is not assessed, so nothing is known to open.
    assert!(!found[3].0.opens_anything() && !found[4].0.opens_anything());
    assert!(cy.opens_anything());
}

#[test]
fn the_last_holder_is_taken_from_seats_and_risks() {
    let figures = office().person("Ada", "Blue", "").level("Ada", "a", 3).level("Ada", "b", 1).today();
    let found = without(&figures, &[vec![Some(0)], vec![Some(1)], vec![Some(0), None]]);
    // The first risk falls from one to none; the second rested on nobody before; the third is unknown.
    let fallen: Vec<_> = found[0].0.risks.iter().map(|risk| (risk.risk, risk.after)).collect();
    assert_eq!(fallen, [(0, 0)]);
    assert_eq!((found[0].1.first, found[0].1.last), (1, 1));
    assert!(without(&office().today(), &[vec![Some(0)]]).is_empty());
}

#[test]
fn a_year_of_attrition_is_expected_by_role() {
    let figures = office()
        .role("lead", 0.5, (8.0, 4.0), &[])
        .person("Ada", "Blue", "engineer")
        .person("Bo", "Blue", "lead")
        .person("Cy", "Blue", "")
        .level("Ada", "a", 3)
        .level("Bo", "a", 3)
        .level("Ada", "b", 2)
        .level("Bo", "b", 2)
        .level("Cy", "b", 4)
        .today();
    let years = year_of_attrition(&figures.organisation, &figures.levels, None);
    // Three seats and fewer holders than seats: each who stays fills one. 0.75 + 0.5, and 0.8 of Cy for the second.
    assert_eq!((years[0].required, years[0].filled), (3, 2));
    close(years[0].expected_filled, 1.25);
    close(years[0].expected_to_open(), 0.75);
    assert_eq!((years[1].required, years[1].filled), (3, 3));
    close(years[1].expected_filled, 2.05);
    close(years[1].expected_to_open(), 0.95);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Taking somebody away at once gives what is computed for a team that never had them.
    #[test]
    fn one_at_a_time_is_the_whole_computed_again(
        levels in prop::collection::vec(prop::collection::vec(prop::option::of(0_u8..5), 2), 1..8),
    ) {
        let team_of = |left_out: Option<usize>| {
            let mut office = office();
            for (index, found) in levels.iter().enumerate() {
                let name = index.to_string();
                office = office.person(&name, "Blue", "engineer").with(|person| person.borrowed = left_out == Some(index));
                for (skill, found) in ["a", "b"].into_iter().zip(found) {
                    if let Some(found) = found {
                        office = office.level(&name, skill, *found);
                    }
                }
            }
            office.today()
        };
        let risks: Vec<Needed> = vec![vec![Some(0)], vec![Some(1)], vec![Some(0), Some(1)]];
        let all = team_of(None);
        for (without, _) in without(&all, &risks) {
            let rest = team_of(Some(without.person));
            let sum = |figures: &Figures, value: fn(&cadre_core::gaps::CompetencyStanding) -> u32| -> u32 {
                figures.gaps()[0].competencies.iter().map(value).sum()
            };
            prop_assert_eq!(
                without.seats_opened(),
                sum(&rest, |one| one.matching.unfilled()) - sum(&all, |one| one.matching.unfilled())
            );
            prop_assert_eq!(
                without.more_shortfall(),
                sum(&rest, |one| one.matching.level_shortfall) - sum(&all, |one| one.matching.level_shortfall)
            );
            for (index, needed) in risks.iter().enumerate() {
                let depth_in = |figures: &Figures| {
                    depth(&covers(needed, &holdings(&figures.organisation, &figures.levels, None)))
                };
                let before = depth_in(&all);
                let fallen = without.risks.iter().find(|risk| risk.risk == index);
                match (before, depth_in(&rest)) {
                    (Some(before @ 1..=2), Some(after)) => {
                        prop_assert_eq!(fallen.map(|risk| (risk.before, risk.after)), (after < before).then_some((before, after)));
                    }
                    // The only one assessed is gone: what they held, nobody is known to hold.
                    (Some(before @ 1..=2), None) => prop_assert_eq!(fallen.map(|risk| risk.after), Some(before - 1)),
                    _ => prop_assert_eq!(fallen, None),
                }
            }
        }
    }
}

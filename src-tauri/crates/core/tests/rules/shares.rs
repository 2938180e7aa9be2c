//! The gap figures of people: below target, low or none, and what the unknown could make of them.

use cadre_core::{
    gaps::{AreaGaps, PeopleShare, PersonInArea, people_in_area},
    statistics::Share,
};
use proptest::prelude::*;

use crate::office::{Figures, Office, close};

/// Asserts count and size of the known share, the unknown, and the bounds.
#[track_caller]
fn check(share: PeopleShare, count: u32, of: u32, unknown: u32, bounds: (f64, f64)) {
    assert_eq!(share.known, Share::of(count, of));
    assert_eq!(share.unknown, unknown);
    let found = share.bounds.expect("there are people");
    close(found.0, bounds.0);
    close(found.1, bounds.1);
}

/// An engineer needs 3 in "one" and 2 in "two"; "three" is in the area too, and nobody's target.
fn six_people() -> Office {
    Office::new()
        .area("area", &["one", "two", "three"])
        .area("empty", &[])
        .team("team")
        .role("engineer", 0.2, (8.0, 4.0), &[("one", 3, 3), ("two", 2, 1)])
        .person("meets both", "team", "engineer")
        .level("meets both", "one", 3)
        .level("meets both", "two", 2)
        .level("meets both", "three", 0)
        .person("short in one", "team", "engineer")
        .level("short in one", "one", 3)
        .level("short in one", "two", 1)
        .level("short in one", "three", 0)
        .person("short and unknown", "team", "engineer")
        .level("short and unknown", "one", 2)
        .level("short and unknown", "three", 0)
        .person("met and unknown", "team", "engineer")
        .level("met and unknown", "one", 4)
        .person("unknown", "team", "engineer")
        .person("no role", "team", "")
        .level("no role", "one", 0)
        .level("no role", "two", 1)
        .level("no role", "three", 1)
        .person("borrowed", "team", "engineer")
        .with(|person| person.borrowed = true)
        .level("borrowed", "one", 0)
        .level("borrowed", "two", 0)
}

#[test]
fn below_target_by_hand() {
    let gaps = six_people().today().gaps();
    // Four engineers are assessed, two of them short. With the unknown met two of five stay short; with the unknown
    // short "met and unknown" and "unknown" join them.
    check(gaps[0].below_target, 2, 4, 1, (2.0 / 5.0, 4.0 / 5.0));
    assert_eq!((gaps[0].people, gaps[0].assessed), (6, 5));
}

#[test]
fn the_people_behind_a_share_are_those_it_counts() {
    let office = six_people();
    let figures = office.today();
    let people = people_in_area(&figures.organisation, &figures.levels, None, 0);
    let named = |what: &dyn Fn(&PersonInArea) -> Option<bool>| -> Vec<(&str, bool)> {
        people
            .iter()
            .filter_map(|(person, here)| Some((office.content.people[*person].name.as_str(), what(here)?)))
            .collect()
    };
    // Of each by hand: who is assessed against a target, and whether below it; the borrowed do not count.
    assert_eq!(
        named(&PersonInArea::below_target),
        [
            ("meets both", false),
            ("short in one", true),
            ("short and unknown", true),
            ("met and unknown", false)
        ]
    );
    assert_eq!(
        named(&PersonInArea::low_or_none),
        [
            ("meets both", false),
            ("short in one", false),
            ("short and unknown", false),
            ("met and unknown", false),
            ("no role", true)
        ]
    );
    let nobody = people_in_area(&figures.organisation, &figures.levels, None, 1);
    assert!(nobody.iter().all(|(_, here)| !here.has_target() && here.low_or_none().is_none()));
}

#[test]
fn low_or_none_by_hand() {
    let gaps = six_people().today().gaps();
    // Highest levels 3, 3, 2, 4 and 1: one of five is at 0 or 1, and stays so, all three levels being known. "unknown" may
    // be either.
    check(gaps[0].low_or_none, 1, 5, 1, (1.0 / 6.0, 2.0 / 6.0));
    // One more low person with an unknown pair: low as far as known, and not for certain.
    let gaps = six_people().person("low", "team", "").level("low", "three", 1).today().gaps();
    check(gaps[0].low_or_none, 2, 6, 1, (1.0 / 7.0, 3.0 / 7.0));
}

#[test]
fn level_one_is_low_and_level_two_is_not() {
    let office = Office::new().area("area", &["one"]).team("team").person("Ada", "team", "");
    for (level, low) in [(0, 1), (1, 1), (2, 0), (3, 0), (4, 0)] {
        let gaps = office.clone().level("Ada", "one", level).today().gaps();
        check(gaps[0].low_or_none, low, 1, 0, (f64::from(low), f64::from(low)));
    }
}

#[test]
fn an_area_without_anybody_has_no_share() {
    let gaps = six_people().today().gaps();
    for share in [gaps[1].below_target, gaps[1].low_or_none] {
        assert_eq!(share, PeopleShare { known: None, unknown: 0, bounds: None });
    }
    // Nobody assessed: no share, and everything possible.
    let gaps = Office::new()
        .area("area", &["one"])
        .team("team")
        .role("engineer", 0.2, (8.0, 4.0), &[("one", 3, 3)])
        .person("Ada", "team", "engineer")
        .today()
        .gaps();
    for share in [gaps[0].below_target, gaps[0].low_or_none] {
        assert_eq!(share, PeopleShare { known: None, unknown: 1, bounds: Some((0.0, 1.0)) });
    }
}

#[test]
fn seats_add_up_over_competencies_and_teams() {
    let office = Office::new()
        .area("area", &["one", "two"])
        .team("a")
        .team("b")
        .role("engineer", 0.2, (8.0, 4.0), &[("one", 3, 3), ("two", 2, 1)])
        .seats("a", "engineer", 2, "")
        .seats("b", "engineer", 1, "")
        .person("Ada", "a", "engineer")
        .level("Ada", "one", 4)
        .level("Ada", "two", 1)
        .person("Bo", "a", "engineer")
        .level("Bo", "two", 0)
        .person("Cy", "b", "engineer")
        .level("Cy", "one", 1)
        .level("Cy", "two", 4);
    let figures = office.today();
    let gaps = figures.gaps();
    let area = &gaps[0];
    // a, one: Ada fills one seat, nobody known is left for the other: 3 missing, out of reach; met were Bo at 4.
    // a, two: Ada lacks 1 and Bo 2, both in reach. b, one: Cy lacks 2, in reach. b, two: filled.
    assert_eq!((area.seats.required, area.seats.filled), (6, 2));
    assert_eq!((area.seats.level_shortfall, area.seats.within_reach), (3 + 1 + 2 + 2, 3));
    assert_eq!(area.filled_at_best, 3);
    let of: Vec<_> =
        area.competencies.iter().map(|one| (one.competency, one.team, one.matching.filled)).collect();
    assert_eq!(of, [(0, 0, 1), (0, 1, 0), (1, 0, 0), (1, 1, 1)]);
    // One team alone.
    let alone = cadre_core::gaps::area_gaps(&figures.organisation, &figures.levels, Some(1), 2);
    assert_eq!((alone[0].seats.required, alone[0].seats.filled, alone[0].people), (2, 1, 1));
}

/// A team of engineers with these levels in two competencies; `None` is filled in with `unknown`.
fn engineers(levels: &[(Option<u8>, Option<u8>)], unknown: Option<u8>) -> Figures {
    let mut office = Office::new()
        .area("area", &["one", "two"])
        .team("team")
        .role("engineer", 0.2, (8.0, 4.0), &[("one", 3, 3), ("two", 2, 1)])
        .seats("team", "engineer", 4, "");
    for (index, &(one, two)) in levels.iter().enumerate() {
        let name = format!("person {index}");
        office = office.person(&name, "team", "engineer");
        for (competency, level) in [("one", one), ("two", two)] {
            if let Some(level) = level.or(unknown) {
                office = office.level(&name, competency, level);
            }
        }
    }
    office.today()
}

proptest! {
    #[test]
    fn bounds_are_the_shares_of_the_two_completed_worlds(
        levels in prop::collection::vec((prop::option::of(0_u8..5), prop::option::of(0_u8..5)), 1..8)
    ) {
        let of = |unknown| engineers(&levels, unknown).gaps().remove(0);
        let (as_known, all_met, all_short) = (of(None), of(Some(4)), of(Some(0)));
        for share in [|area: &AreaGaps| area.below_target, |area: &AreaGaps| area.low_or_none] {
            let (low, high) = share(&as_known).bounds.expect("there are people");
            prop_assert!((low - share(&all_met).known.expect("all known").share).abs() < 1e-12);
            prop_assert!((high - share(&all_short).known.expect("all known").share).abs() < 1e-12);
            if let Some(known) = share(&as_known).known {
                prop_assert!(low <= known.share && known.share <= high);
                prop_assert_eq!(known.of + share(&as_known).unknown, levels.len() as u32);
            }
        }
        prop_assert_eq!(as_known.filled_at_best, all_met.seats.filled);
        prop_assert_eq!(as_known.seats.filled, all_short.seats.filled);
    }
}

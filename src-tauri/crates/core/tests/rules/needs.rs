//! The need score term by term, its two parts, and the signal at its boundaries.

use cadre_core::need::{Signal, Terms, Weights};
use proptest::prelude::*;

use crate::office::{Figures, Office, close};

/// Two roles that need the same competency: engineers at 3, critical, 28 weeks to fill and ramp; analysts at 2, useful, 10
/// weeks. Four seats; the engineers' are needed by the date given.
fn two_roles(needed_by: &str) -> Office {
    Office::new()
        .area("area", &["skill"])
        .team("team")
        .role("engineer", 0.25, (16.0, 12.0), &[("skill", 3, 3)])
        .role("analyst", 0.10, (8.0, 2.0), &[("skill", 2, 1)])
        .seats("team", "engineer", 2, needed_by)
        .seats("team", "analyst", 2, "")
        .person("Ada", "team", "engineer")
        .level("Ada", "skill", 3)
        .person("Bo", "team", "engineer")
        .level("Bo", "skill", 1)
        .person("Cy", "team", "analyst")
        .level("Cy", "skill", 2)
        .person("Di", "team", "analyst")
}

#[test]
fn every_term_by_hand() {
    // 2027-03-08 is 40 weeks after 2026-06-01.
    let need = two_roles("2027-03-08").today().need();
    close(need.weeks_to_date.expect("a date ahead"), 40.0);
    // The highest importance of the two.
    close(need.terms.importance, 1.0);
    // The shortest of 28 and 10 weeks, over 40.
    close(need.terms.urgency, 0.25);
    // Ada fills an engineer's seat and Cy an analyst's: 2 of 4.
    close(need.terms.seat_gap, 0.5);
    // Holders are those at 2, the lowest target: Ada (0.25) and Cy (0.10); two are wanted: 1 − 0.75 · 0.90.
    assert_eq!((need.standing.holders, need.standing.minimum_holders), (2, 2));
    close(need.terms.key_person_risk, 0.325);
    // Bo lacks 2 to the engineer's seat; nobody known is left for the analyst's, which lacks 2: 4 of 3 + 3 + 2 + 2.
    close(need.terms.level_shortfall, 0.4);
    // 100 · 1 · 0.25 · (0.5 · 0.5 + 0.3 · 0.325 + 0.2 · 0.4) = 25 · 0.4275.
    close(need.need.score, 10.6875);
    // Of the 2 unfilled seats Bo is within reach of one.
    close(need.need.train_part, 5.34375);
    close(need.need.hire_part, 5.34375);
    assert_eq!(need.standing.assessed, 3);
    // Below the line, with F over 0.3.
    assert_eq!(need.signal, Signal::Deepen);
}

#[test]
fn urgency_is_full_without_a_date_ahead() {
    for needed_by in ["", "2026-05-31", "2019-01-01", "2026-06-01"] {
        let need = two_roles(needed_by).today().need();
        assert_eq!(need.weeks_to_date, None, "{needed_by}");
        close(need.terms.urgency, 1.0);
        // 100 · 0.4275: over the line, and with equal parts it is training.
        close(need.need.score, 42.75);
        assert_eq!(need.signal, Signal::Train);
    }
}

#[test]
fn urgency_over_the_weeks_to_the_date() {
    // Tomorrow is a seventh of a week; 10 weeks away the shortest role just makes it; 20 weeks away there is half.
    for (needed_by, urgency) in [("2026-06-02", 1.0), ("2026-08-10", 1.0), ("2026-10-19", 0.5)] {
        close(two_roles(needed_by).today().need().terms.urgency, urgency);
    }
    close(two_roles("2026-06-02").today().need().weeks_to_date.expect("a date ahead"), 1.0 / 7.0);
    // 2026-08-11 is 71 days away: 10 · 7 / 71.
    close(two_roles("2026-08-11").today().need().terms.urgency, 70.0 / 71.0);
}

#[test]
fn the_earliest_date_decides_even_when_it_is_past() {
    let later = two_roles("2027-03-08").seats("team", "analyst", 1, "2026-10-19");
    close(later.today().need().terms.urgency, 0.5);
    let past = two_roles("2027-03-08").seats("team", "analyst", 1, "2026-05-01");
    close(past.today().need().terms.urgency, 1.0);
}

#[test]
fn nobody_and_nothing_filled_is_the_whole_need() {
    let need = Office::new()
        .area("area", &["skill"])
        .team("team")
        .role("engineer", 0.25, (16.0, 12.0), &[("skill", 4, 3)])
        .seats("team", "engineer", 3, "")
        .today()
        .need();
    close(need.need.score, 100.0);
    close(need.need.hire_part, 100.0);
    assert_eq!(need.signal, Signal::Hire);
}

/// One role with one competency: attrition, target and importance; its seats; people at these levels.
fn one_role(attrition: f64, target: u8, importance: u8, seats: u32, levels: &[u8]) -> Office {
    let mut office = Office::new()
        .area("area", &["skill"])
        .team("team")
        .role("engineer", attrition, (16.0, 12.0), &[("skill", target, importance)])
        .seats("team", "engineer", seats, "");
    for (index, &level) in levels.iter().enumerate() {
        let name = format!("person {index}");
        office = office.person(&name, "team", "engineer").level(&name, "skill", level);
    }
    office
}

fn with_line(office: &Office, line: f64) -> Figures {
    let mut figures = office.today();
    figures.settings.line = line;
    figures
}

#[test]
fn the_minimum_of_holders_is_two_where_critical() {
    // One holder leaving with 0.2: for a critical need there are too few already.
    close(one_role(0.2, 3, 3, 1, &[3]).today().need().terms.key_person_risk, 1.0);
    close(one_role(0.2, 3, 2, 1, &[3]).today().need().terms.key_person_risk, 0.2);
    // Two: 1 − 0.8², and 0.2².
    close(one_role(0.2, 3, 3, 1, &[3, 4]).today().need().terms.key_person_risk, 0.36);
    close(one_role(0.2, 3, 2, 1, &[3, 4]).today().need().terms.key_person_risk, 0.04);
    // None.
    close(one_role(0.2, 3, 1, 1, &[2]).today().need().terms.key_person_risk, 1.0);
}

#[test]
fn a_need_at_the_line_reaches_it() {
    // 100 · ⅓ · (0.5 + 0.3 + 0.2 · ½) is 30; in binary it comes to 29.999999999999996.
    let office = one_role(0.2, 2, 1, 1, &[1]);
    close(office.today().need().need.score, 30.0);
    assert_eq!(with_line(&office, 30.0).need().signal, Signal::Train);
    assert_eq!(with_line(&office, 30.0).areas()[0].signal, Signal::Train);
    assert_eq!(with_line(&office, 30.001).need().signal, Signal::Deepen);
}

#[test]
fn the_larger_part_gives_the_signal() {
    // Targets of 3: people at 1 or 2 are within reach, people at 0 are not.
    for (levels, within, signal) in [
        (&[0, 0, 0][..], 0, Signal::Hire),
        (&[1, 0, 0], 1, Signal::Hire),
        (&[2, 1, 0], 2, Signal::Train),
        (&[2, 2, 1], 3, Signal::Train),
    ] {
        let need = one_role(0.2, 3, 3, 3, levels).today().need();
        assert_eq!((need.standing.matching.within_reach, need.signal), (within, signal), "{levels:?}");
        let share = f64::from(within) / 3.0;
        close(need.need.train_part, need.need.score * share);
        close(need.need.hire_part, need.need.score * (1.0 - share));
    }
    // Equal parts: training.
    assert_eq!(one_role(0.2, 3, 3, 2, &[1, 0]).today().need().signal, Signal::Train);
}

#[test]
fn reach_is_settable() {
    let office = one_role(0.2, 4, 3, 3, &[3, 2, 1]);
    for (reach, within) in [(1, 1), (2, 2), (3, 3)] {
        let mut figures = office.today();
        figures.settings.reach = reach;
        assert_eq!(figures.need().standing.matching.within_reach, within, "{reach}");
    }
}

#[test]
fn with_every_seat_filled_the_need_is_training() {
    // One critical seat, one holder: 100 · 0.3 · 1.
    let need = one_role(0.2, 3, 3, 1, &[3]).today().need();
    close(need.need.score, 30.0);
    close(need.need.train_part, 30.0);
    close(need.need.hire_part, 0.0);
    assert_eq!(need.signal, Signal::Deepen);
}

#[test]
fn three_tenths_of_risk_deepen() {
    for (attrition, signal) in [(0.3, Signal::Deepen), (0.2999, Signal::Watch), (0.0, Signal::Watch)] {
        // One seat and one holder of an important need: F is the attrition.
        let need = one_role(attrition, 3, 2, 1, &[3]).today().need();
        close(need.terms.key_person_risk, attrition);
        assert_eq!(need.signal, signal, "{attrition}");
    }
}

/// Two competencies of one area: "hard" lacks one seat that nobody can reach, "easy" four that all can.
fn area_of_two() -> Office {
    let mut office = Office::new()
        .area("area", &["hard", "easy"])
        .area("other", &["nobody needs it"])
        .team("team")
        .role("specialist", 0.2, (16.0, 12.0), &[("hard", 4, 3)])
        .role("engineer", 0.2, (16.0, 12.0), &[("easy", 2, 1)])
        .seats("team", "specialist", 1, "")
        .seats("team", "engineer", 4, "");
    for name in ["Ada", "Bo", "Cy", "Di"] {
        office = office.person(name, "team", "engineer").level(name, "hard", 0).level(name, "easy", 1);
    }
    office
}

#[test]
fn an_area_takes_its_highest_need_and_the_shares_of_all_its_seats() {
    let figures = area_of_two().today();
    let needs = figures.needs();
    close(needs[0].need.score, 100.0);
    assert_eq!(needs[0].signal, Signal::Hire);
    // 100 · ⅓ · (0.5 + 0.3 + 0.2 · 4/8).
    close(needs[1].need.score, 30.0);
    let areas = figures.areas();
    assert_eq!(areas.len(), 1, "nobody needs anything in the other area");
    assert_eq!((areas[0].unfilled, areas[0].within_reach), (5, 4));
    close(areas[0].need.score, 100.0);
    close(areas[0].need.hire_part, 20.0);
    close(areas[0].need.train_part, 80.0);
    // The area trains although its worst competency hires.
    assert_eq!(areas[0].signal, Signal::Train);
}

#[test]
fn an_area_deepens_by_its_largest_risk() {
    // Two important needs, both filled: F 0.1 and, with another role, 0.3.
    let office = Office::new()
        .area("area", &["one", "two"])
        .team("team")
        .role("steady", 0.1, (8.0, 4.0), &[("one", 2, 2)])
        .role("restless", 0.3, (8.0, 4.0), &[("two", 2, 2)])
        .seats("team", "steady", 1, "")
        .seats("team", "restless", 1, "")
        .person("Ada", "team", "steady")
        .level("Ada", "one", 2)
        .person("Bo", "team", "restless")
        .level("Bo", "two", 2);
    let figures = office.today();
    let signals: Vec<Signal> = figures.needs().iter().map(|need| need.signal).collect();
    assert_eq!(signals, [Signal::Watch, Signal::Deepen]);
    let area = figures.areas().remove(0);
    close(area.key_person_risk, 0.3);
    // 100 · ⅔ · 0.3 · 0.3, and nothing unfilled: all training.
    close(area.need.score, 6.0);
    close(area.need.train_part, 6.0);
    assert_eq!(area.signal, Signal::Deepen);
}

#[test]
fn teams_are_scored_one_by_one() {
    // One team has all the people and the other all the seats: nobody is lent.
    let office = Office::new()
        .area("area", &["skill"])
        .team("full")
        .team("empty")
        .role("engineer", 0.2, (8.0, 4.0), &[("skill", 2, 3)])
        .seats("full", "engineer", 1, "")
        .seats("empty", "engineer", 1, "")
        .person("Ada", "full", "engineer")
        .level("Ada", "skill", 4)
        .person("Bo", "full", "engineer")
        .level("Bo", "skill", 4);
    let needs = office.today().needs();
    // 1 − 0.8² for the one, everything for the other.
    close(needs[0].need.score, 100.0 * 0.3 * 0.36);
    close(needs[1].need.score, 100.0);
}

#[test]
fn weights_rescale_to_one() {
    let weights =
        |seat_gap, key_person_risk, level_shortfall| Weights { seat_gap, key_person_risk, level_shortfall };
    let rescaled = weights(2.0, 1.0, 1.0).rescaled().expect("usable weights");
    close(rescaled.seat_gap, 0.5);
    close(rescaled.key_person_risk, 0.25);
    close(rescaled.level_shortfall, 0.25);
    let alone = weights(0.0, 7.0, 0.0).rescaled().expect("usable weights");
    close(alone.key_person_risk, 1.0);
    close(alone.seat_gap, 0.0);
    for unusable in [
        weights(0.0, 0.0, 0.0),
        weights(1.0, -0.1, 0.3),
        weights(f64::NAN, 0.3, 0.2),
        weights(f64::INFINITY, 0.3, 0.2),
        weights(f64::MAX, f64::MAX, 0.0),
    ] {
        assert_eq!(unusable.rescaled(), None, "{unusable:?}");
    }
}

#[test]
fn the_shipped_weights_are_those_of_the_design() {
    let weights = Weights::default();
    assert_eq!((weights.seat_gap, weights.key_person_risk, weights.level_shortfall), (0.5, 0.3, 0.2));
}

/// Any terms: importance ⅓, ⅔ or 1, the others 0 to 1.
fn any_terms() -> impl Strategy<Value = Terms> {
    let share = || 0.0..=1.0_f64;
    (1_u8..=3, share(), share(), share(), share()).prop_map(|(importance, urgency, g, f, l)| Terms {
        importance: f64::from(importance) / 3.0,
        urgency,
        seat_gap: g,
        key_person_risk: f,
        level_shortfall: l,
    })
}

/// Any weights that can be used; also one alone.
fn any_weights() -> impl Strategy<Value = Weights> {
    let weight = || prop_oneof![Just(0.0), 0.0..1.0_f64];
    (weight(), weight(), weight())
        .prop_map(|(seat_gap, key_person_risk, level_shortfall)| Weights {
            seat_gap,
            key_person_risk,
            level_shortfall,
        })
        .prop_filter_map("at least one weight above 0", Weights::rescaled)
}

proptest! {
    #[test]
    fn a_need_is_from_0_to_100_and_grows_with_each_term(
        terms in any_terms(),
        weights in any_weights(),
        more in 0.0..=1.0_f64,
    ) {
        let need = terms.need(&weights);
        prop_assert!((0.0..=100.0).contains(&need), "{}", need);
        let grown = |value: f64| value + (1.0 - value) * more;
        for greater in [
            Terms { seat_gap: grown(terms.seat_gap), ..terms },
            Terms { key_person_risk: grown(terms.key_person_risk), ..terms },
            Terms { level_shortfall: grown(terms.level_shortfall), ..terms },
            Terms { urgency: grown(terms.urgency), ..terms },
            Terms { importance: 1.0, ..terms },
        ] {
            prop_assert!(greater.need(&weights) >= need - 1e-9, "{:?} under {:?}", greater, terms);
        }
    }

    #[test]
    fn the_parts_sum_to_the_need(
        levels in prop::collection::vec(0_u8..=4, 0..8),
        (target, importance, seats) in (1_u8..=4, 1_u8..=3, 1_u32..6),
        (attrition, reach) in (0.0..=1.0_f64, 1_u8..=3),
        weights in any_weights(),
    ) {
        let mut figures = one_role(attrition, target, importance, seats, &levels).today();
        figures.settings.reach = reach;
        let mut need = figures.need();
        need.weigh(&weights, 40.0);
        let (terms, score) = (need.terms, need.need.score);
        let parts = [
            weights.seat_gap * terms.seat_gap,
            weights.key_person_risk * terms.key_person_risk,
            weights.level_shortfall * terms.level_shortfall,
        ];
        let sum: f64 = parts.iter().map(|part| terms.scale() * part).sum();
        prop_assert!((sum - score).abs() < 1e-8, "{} and {}", sum, score);
        prop_assert!((need.need.hire_part + need.need.train_part - score).abs() < 1e-9);
        prop_assert!(need.need.hire_part >= 0.0 && need.need.train_part >= 0.0, "{:?}", need.need);
        // Weighed again as at first, it is what it was.
        need.weigh(&figures.settings.weights, figures.settings.line);
        prop_assert_eq!(need, figures.need());
    }
}

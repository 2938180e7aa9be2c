//! Current levels: confirmed before claimed, the latest, the one recorded last, as of a date; and when they are stale.

use cadre_core::{
    Level, Source,
    levels::{AssessmentColumns, LevelGrid, date_of, day_of, is_stale},
};
use proptest::prelude::*;

use crate::office::{Office, date};

/// One person, one competency, these assessments in the order recorded: level, source, date.
fn history(assessments: &[(u8, Source, &str)]) -> Office {
    let mut office = Office::new().area("area", &["skill"]).team("team").person("Ada", "team", "");
    for &(found, source, on) in assessments {
        office = office.assess("Ada", "skill", found, source, on);
    }
    office
}

/// The current level on a date, and its source.
#[track_caller]
fn check(assessments: &[(u8, Source, &str)], as_of: &str, expected: Option<(u8, Source)>) {
    let current = history(assessments).on(as_of).levels.get(0, 0);
    assert_eq!(current.map(|current| (current.level.get(), current.source)), expected);
}

#[test]
fn nobody_is_assessed_by_default() {
    check(&[], "2026-06-01", None);
    assert_eq!(history(&[]).today().levels.level(0, 0), None);
    // Level 0 is known; unknown is not level 0.
    check(&[(0, Source::Manager, "2026-05-01")], "2026-06-01", Some((0, Source::Manager)));
    assert_eq!(history(&[(0, Source::Manager, "2026-05-01")]).today().levels.level(0, 0), Level::new(0));
}

#[test]
fn a_confirmed_level_stands_against_later_claims() {
    let confirmed = (2, Source::Manager, "2024-01-10");
    for claim in [Source::Self_, Source::Peer] {
        check(&[confirmed, (4, claim, "2026-05-01")], "2026-06-01", Some((2, Source::Manager)));
        check(&[(4, claim, "2026-05-01"), confirmed], "2026-06-01", Some((2, Source::Manager)));
        check(&[confirmed, (4, claim, "2024-01-10")], "2026-06-01", Some((2, Source::Manager)));
    }
    for source in [Source::Manager, Source::Exam, Source::Lab, Source::Work] {
        check(
            &[(4, Source::Self_, "2026-05-01"), (1, source, "2024-01-10")],
            "2026-06-01",
            Some((1, source)),
        );
    }
}

#[test]
fn the_latest_counts_whatever_was_recorded_when() {
    let (old, new) = ((1, Source::Exam, "2025-03-01"), (3, Source::Lab, "2025-03-02"));
    check(&[old, new], "2026-06-01", Some((3, Source::Lab)));
    check(&[new, old], "2026-06-01", Some((3, Source::Lab)));
    let (old, new) = ((3, Source::Self_, "2025-03-01"), (1, Source::Peer, "2025-03-02"));
    check(&[old, new], "2026-06-01", Some((1, Source::Peer)));
    check(&[new, old], "2026-06-01", Some((1, Source::Peer)));
}

#[test]
fn of_one_date_the_one_recorded_last_counts() {
    let day = "2025-03-01";
    check(&[(3, Source::Manager, day), (1, Source::Lab, day)], "2026-06-01", Some((1, Source::Lab)));
    check(&[(1, Source::Lab, day), (3, Source::Manager, day)], "2026-06-01", Some((3, Source::Manager)));
    check(&[(4, Source::Manager, day), (0, Source::Manager, day)], "2026-06-01", Some((0, Source::Manager)));
}

#[test]
fn a_date_sees_what_was_known_by_then() {
    let assessments = [
        (1, Source::Self_, "2025-01-10"),
        (2, Source::Manager, "2025-06-10"),
        (3, Source::Manager, "2026-01-10"),
    ];
    check(&assessments, "2025-01-09", None);
    check(&assessments, "2025-01-10", Some((1, Source::Self_)));
    check(&assessments, "2025-06-09", Some((1, Source::Self_)));
    check(&assessments, "2025-06-10", Some((2, Source::Manager)));
    check(&assessments, "2026-01-09", Some((2, Source::Manager)));
    // A confirmed level in the future does not hide a claim of today.
    check(
        &[(4, Source::Exam, "2026-06-02"), (1, Source::Peer, "2020-01-01")],
        "2026-06-01",
        Some((1, Source::Peer)),
    );
}

#[test]
fn self_ratings_are_kept_beside_what_confirms() {
    let mut columns = AssessmentColumns::default();
    for (found, source, on) in [
        (3, Source::Self_, "2025-01-01"),
        (4, Source::Self_, "2025-06-01"),
        (1, Source::Manager, "2025-09-01"),
        (2, Source::Peer, "2025-10-01"),
        (0, Source::Self_, "2027-01-01"),
    ] {
        columns.push(0, 0, day_of(date(on)), Level::ALL[found], source);
    }
    let rated = LevelGrid::self_rated(&columns, date("2026-06-01"), 1, 1);
    assert_eq!(rated.level(0, 0), Level::new(4));
    let earlier = LevelGrid::self_rated(&columns, date("2025-05-31"), 1, 1);
    assert_eq!(earlier.level(0, 0), Level::new(3));
}

#[test]
fn stale_is_past_the_months_not_at_them() {
    let stale = |assessed: &str, months, as_of: &str| is_stale(day_of(date(assessed)), months, date(as_of));
    assert!(!stale("2025-11-23", 6, "2026-05-23"));
    assert!(stale("2025-11-23", 6, "2026-05-24"));
    assert!(!stale("2025-06-01", 12, "2026-06-01"));
    assert!(stale("2025-05-31", 12, "2026-06-01"));
    // 31 August and six months is the last day of February.
    assert!(!stale("2025-08-31", 6, "2026-02-28"));
    assert!(stale("2025-08-31", 6, "2026-03-01"));
    // The same day is never stale.
    assert!(!stale("2026-06-01", 0, "2026-06-01"));
}

#[test]
fn age_marks_a_level_and_does_not_change_it() {
    check(&[(3, Source::Manager, "2001-01-01")], "2026-06-01", Some((3, Source::Manager)));
}

proptest! {
    #[test]
    fn the_grid_follows_the_definition(
        rows in prop::collection::vec((0_u32..3, 0_u16..2, 0_i64..40, 0_usize..5, 0_usize..6), 0..60),
        as_of in 0_i64..40,
    ) {
        let start = date("2025-01-01");
        let day = |offset: i64| start + chrono::Days::new(offset as u64);
        let mut columns = AssessmentColumns::default();
        for &(person, competency, offset, level, source) in &rows {
            columns.push(person, competency, day_of(day(offset)), Level::ALL[level], Source::ALL[source]);
        }
        let grid = LevelGrid::current(&columns, day(as_of), 3, 2);
        for person in 0..3_u32 {
            for competency in 0..2_u16 {
                let here: Vec<_> = rows
                    .iter()
                    .filter(|row| row.0 == person && row.1 == competency && row.2 <= as_of)
                    .collect();
                let of = |confirmed: bool| {
                    here.iter()
                        .filter(|row| Source::ALL[row.4].confirms() == confirmed)
                        // Of equals, `max_by_key` gives the last.
                        .max_by_key(|row| row.2)
                };
                let expected = of(true).or_else(|| of(false));
                let found = grid.get(person as usize, usize::from(competency));
                prop_assert_eq!(
                    found.map(|found| (found.day, found.level, found.source)),
                    expected.map(|row| (day_of(day(row.2)), Level::ALL[row.3], Source::ALL[row.4]))
                );
                prop_assert_eq!(
                    grid.level(person as usize, usize::from(competency)),
                    expected.map(|row| Level::ALL[row.3])
                );
            }
        }
    }

    #[test]
    fn a_day_is_its_date(offset in 0_u64..200_000) {
        let on = date("1900-01-01") + chrono::Days::new(offset);
        prop_assert_eq!(date_of(day_of(on)), on);
    }
}

//! One caption: a scale is found from all values, and each value has one level.

use super::*;

fn levels(scale: Scale, cells: &[&str]) -> Vec<Option<u8>> {
    let mut tally = Tally::default();
    for cell in cells {
        tally.take(token(&Cell::of_text(cell)));
    }
    let reading = tally.decide(Some(scale), None);
    cells
        .iter()
        .map(|cell| match reading.level(token(&Cell::of_text(cell))) {
            LevelReading::Level(level, _) => Some(level.get()),
            _ => None,
        })
        .collect()
}

fn found(cells: &[&str]) -> (Scale, bool) {
    let mut tally = Tally::default();
    for cell in cells {
        tally.take(token(&Cell::of_text(cell)));
    }
    let reading = tally.decide(None, None);
    (reading.scale, reading.uncertain)
}

#[test]
fn linear_scales_take_the_nearest_level() {
    let all = |levels: &[u8]| levels.iter().map(|level| Some(*level)).collect::<Vec<_>>();
    assert_eq!(levels(Scale::ZeroToFour, &["0", "1", "2", "3", "4"]), all(&[0, 1, 2, 3, 4]));
    assert_eq!(levels(Scale::OneToFive, &["1", "2", "3", "4", "5"]), all(&[0, 1, 2, 3, 4]));
    // 4/5 a step: 0, 0.8, 1.6, 2.4, 3.2, 4.
    assert_eq!(levels(Scale::ZeroToFive, &["0", "1", "2", "3", "4", "5"]), all(&[0, 1, 2, 2, 3, 4]));
    // 0.4 a step: 0, 0.4, 0.8, 1.2, 1.6, 2, 2.4, 2.8, 3.2, 3.6, 4.
    assert_eq!(
        levels(Scale::ZeroToTen, &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]),
        all(&[0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4])
    );
    assert_eq!(
        levels(Scale::ZeroToHundred, &["0", "13", "37", "38", "50", "88", "100"]),
        all(&[0, 1, 1, 2, 2, 4, 4])
    );
}

#[test]
fn halfway_takes_the_lower_level() {
    assert_eq!(
        levels(Scale::ZeroToFour, &["2.5", "2,6", "0.5", "3.5"]),
        [Some(2), Some(3), Some(0), Some(3)]
    );
    assert_eq!(levels(Scale::ZeroToHundred, &["12.5", "62.5"]), [Some(0), Some(2)]);
}

#[test]
fn percentages_are_written_in_three_ways() {
    assert_eq!(levels(Scale::Percent, &["75%", "50 %", "100%"]), [Some(3), Some(2), Some(4)]);
    assert_eq!(levels(Scale::Percent, &["0.75", "0.5", "1"]), [Some(3), Some(2), Some(4)]);
    assert_eq!(levels(Scale::Percent, &["75", "1", "101"]), [Some(3), Some(0), None]);
    let shown = Cell { percent: true, ..Cell::of_number(0.75) };
    assert_eq!(token(&shown), Token::Percent(75.0));
}

#[test]
fn words_and_marks_have_their_levels() {
    assert_eq!(
        levels(Scale::Words, &["None", "beginner", "INTERMEDIATE", "Advanced", "Expert", "?", "n/a", "5"]),
        [Some(0), Some(1), Some(2), Some(3), Some(4), None, None, None]
    );
    assert_eq!(
        levels(Scale::Marks, &["x", "X", "✓", "yes", "no", "", "-"]),
        [Some(2), Some(2), Some(2), Some(2), Some(0), None, None]
    );
}

#[test]
fn no_word_has_two_levels() {
    let mut seen = std::collections::HashSet::new();
    for word in WORDS.iter().flat_map(|words| words.iter()) {
        assert!(seen.insert(*word), "{word} stands twice");
        assert_eq!(fold(word), *word, "{word} is not folded, so it never matches");
    }
}

#[test]
fn unknown_is_not_zero() {
    for cell in ["", " ", "-", "–", "?", "n/a", "N/A", "TBD", "not assessed", "…"] {
        assert_eq!(token(&Cell::of_text(cell)), Token::Unknown, "{cell:?}");
    }
}

#[test]
fn numbers_with_words_are_numbers() {
    for cell in ["3 - Advanced", "3 (works alone)", "L3", "Level 3", "3: advanced", "3"] {
        assert_eq!(token(&Cell::of_text(cell)), Token::Number(3.0), "{cell:?}");
    }
    for cell in ["03.05.2026", "3 of 5 people", "three-ish", "L3 lead"] {
        assert_eq!(token(&Cell::of_text(cell)), Token::Other, "{cell:?}");
    }
}

#[test]
fn the_narrowest_scale_that_fits_is_found() {
    assert_eq!(found(&["0", "3", "4"]), (Scale::ZeroToFour, false));
    assert_eq!(found(&["1", "3", "5"]), (Scale::OneToFive, false));
    assert_eq!(found(&["0", "5", "3", "5"]), (Scale::ZeroToFive, false));
    // One 5 alone may be a slip on 0 to 4, so it is asked about.
    assert_eq!(found(&["0", "3", "5"]), (Scale::ZeroToFive, true));
    assert_eq!(found(&["0", "7", "10"]), (Scale::ZeroToTen, false));
    assert_eq!(found(&["0", "35", "80"]), (Scale::ZeroToHundred, false));
    assert_eq!(found(&["35%", "80%"]), (Scale::Percent, false));
    assert_eq!(found(&["Beginner", "Expert", "3"]), (Scale::Words, false));
    assert_eq!(found(&["x", "", "x"]), (Scale::Marks, false));
    // 1 to 4 alone, or 0 and 1 alone: another scale would fit too, and the preview says so.
    assert_eq!(found(&["1", "2", "4"]), (Scale::ZeroToFour, true));
    assert_eq!(found(&["0", "1", "1"]), (Scale::ZeroToFour, true));
}

#[test]
fn one_slip_does_not_stretch_the_scale() {
    let mut cells = ["0", "2", "4", "3", "1"].repeat(5);
    cells.push("5");
    assert_eq!(found(&cells).0, Scale::ZeroToFour);
    // Five in thirty are no slip.
    cells.extend(["5", "5", "5", "5"]);
    assert_eq!(found(&cells).0, Scale::ZeroToFive);
}

#[test]
fn titles_state_a_scale() {
    assert_eq!(stated("Level (0-4)"), Some(Scale::ZeroToFour));
    assert_eq!(stated("Scale: 1 to 5"), Some(Scale::OneToFive));
    assert_eq!(stated("0–100"), Some(Scale::ZeroToHundred));
    for title in ["2025-0-4", "Team 1-5-2026", "Q1-5 plan", "10-4"] {
        assert_eq!(stated(title), None, "{title}");
    }
}

//! One caption: every word is found, and means one thing.

use super::*;

#[test]
fn no_word_has_two_meanings() {
    let levels = LEVELS.iter().map(|(meaning, words)| (*meaning, *words));
    let mut seen = HashMap::new();
    for (meaning, words) in levels.chain(LISTS.iter().map(|(meaning, words)| (*meaning, *words))) {
        for word in words.split(", ") {
            assert_eq!(fold(word), word, "{word:?} is not folded, so it never matches");
            assert_eq!(seen.insert(word, meaning), None, "{word:?} stands twice");
        }
    }
    for word in IGNORED.split(", ") {
        assert_eq!(fold(word), word, "{word:?} is not folded, so it never matches");
        assert_eq!(
            seen.get(word).copied().filter(|meaning| LEVELS.iter().any(|(of, _)| of == meaning)),
            None,
            "{word:?}"
        );
    }
    for (kind, meaning, words) in STRONG.iter().chain(&WEAK) {
        assert!(kind.meanings().contains(meaning), "{kind:?} {meaning:?}");
        for word in words.split(", ") {
            assert_eq!(fold(word), word, "{word:?} is not folded, so it never matches");
        }
    }
}

#[test]
fn units_and_formats_say_nothing_more() {
    for header in ["Yearly cost", "Yearly cost (EUR)", "yearly  COST [k€]", "Yearly cost EUR"] {
        assert_eq!(of_lists(header), Some(Meaning::AnnualCost), "{header}");
    }
    for header in ["Level", "Level (0-4)", "Your level (0 to 4)", "Score 1 to 5", "Self-assessment"] {
        assert_eq!(of_levels(&fold(header)), Some(Meaning::Level), "{header}");
    }
    assert_eq!(of_levels(&fold("Date (dd.mm.yyyy)")), Some(Meaning::Date));
    for header in ["Person 7", "Skill 2", "Team 1 to 4"] {
        assert_eq!(of_levels(&fold(header)), None, "{header}");
    }
    // One level of a competency is what its people look like there, not the level that somebody has.
    for (header, level) in [("Level 0", 0), ("Stufe 4", 4), ("Niveau 2", 2)] {
        assert_eq!(descriptor_level(&fold(header)), Some(level), "{header}");
        assert_eq!(
            (of_levels(&fold(header)), of_lists(header)),
            (None, Some(Meaning::Descriptor)),
            "{header}"
        );
    }
    for header in ["Level 5", "Level 0-4", "Level of risk", "0", "(EUR)", ""] {
        assert_eq!(descriptor_level(&fold(header)), None, "{header}");
        assert_eq!(of_lists(header), None, "{header}");
    }
}

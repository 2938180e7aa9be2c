//! The words as data: what an export may hold, and what is refused.

use cadre_core::{Importance, Level, Source};

use crate::office::close;

#[test]
fn a_level_is_a_whole_number_from_0_to_4() {
    for value in 0..=4 {
        let level: Level = serde_json::from_str(&value.to_string()).unwrap();
        assert_eq!(level.get(), value);
        assert_eq!(serde_json::to_string(&level).unwrap(), value.to_string());
    }
    for refused in ["5", "255", "-1", "2.5", "\"3\"", "null"] {
        assert!(serde_json::from_str::<Level>(refused).is_err(), "{refused}");
    }
    let message = serde_json::from_str::<Level>("5").unwrap_err().to_string();
    assert!(message.contains("a level is a whole number from 0 to 4, not 5"), "{message}");
}

#[test]
fn an_importance_is_1_2_or_3() {
    for refused in ["0", "4", "-1"] {
        assert!(serde_json::from_str::<Importance>(refused).is_err(), "{refused}");
    }
    close(Importance::USEFUL.weight(), 1.0 / 3.0);
    close(Importance::IMPORTANT.weight(), 2.0 / 3.0);
    close(Importance::CRITICAL.weight(), 1.0);
    assert_eq!(
        [Importance::USEFUL, Importance::IMPORTANT, Importance::CRITICAL].map(Importance::minimum_holders),
        [1, 1, 2]
    );
}

#[test]
fn sources_confirm_or_claim() {
    let words = ["self", "peer", "manager", "exam", "lab", "work"];
    let confirms = [false, false, true, true, true, true];
    for ((source, word), confirm) in Source::ALL.into_iter().zip(words).zip(confirms) {
        assert_eq!(source.as_str(), word);
        assert_eq!(serde_json::to_string(&source).unwrap(), format!("\"{word}\""));
        assert_eq!(Source::parse(&format!(" {} ", word.to_uppercase())), Some(source));
        assert_eq!(source.confirms(), confirm, "{word}");
    }
    assert_eq!(Source::parse("boss"), None);
}

//! Passphrases that are still to be chosen: how soon one would be guessed, and one that nobody guesses.

use cadre_store::Passphrase;
use diceware_wordlists::EFF_LONG_WORDLIST;
use serde::Serialize;
use zeroize::{Zeroize as _, Zeroizing};
use zxcvbn::zxcvbn;

use crate::error::{AppError, ErrorCode};

/// Words of a proposed passphrase: 6 of 7,776 are 77 bits.
const WORDS: usize = 6;

/// How well a passphrase keeps a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Strength {
    /// From 0, guessed at once, to 4, guessed by nobody.
    pub score: u8,
    /// "Weak", "Strong".
    pub word: String,
    /// How long it would take to guess, in one sentence.
    pub time: String,
    /// What makes it weak and what would make it stronger; empty where there is nothing to say.
    pub advice: String,
}

/// Powers of ten of the guesses from which a passphrase is weak, fair, good and strong: those of zxcvbn's scores are for
/// somebody who asks a server, and whoever has the file asks nobody. Three hours, twelve days, ten years and three thousand.
const ENOUGH: [f64; 4] = [8.0, 10.0, 12.5, 15.0];

/// How well a passphrase keeps a file, by the guesses that zxcvbn reckons somebody needs who tries words, names, dates and
/// patterns of keys first. `known` are words that such a person would try early: the names of the workspace and its file.
///
/// Words that are not among the 30,000 commonest count for more than somebody with a longer list would need. The estimate makes
/// copies of parts of the passphrase that are not wiped.
pub fn strength(passphrase: &Passphrase, known: &[&str]) -> Strength {
    let judged = zxcvbn(passphrase.as_str(), known);
    let score = ENOUGH.iter().filter(|&&enough| judged.guesses_log10() >= enough).count();
    let word = ["Very weak", "Weak", "Fair", "Good", "Strong"][score];
    // SQLCipher's 256,000 rounds of PBKDF2 leave a fast graphics card a few thousand guesses a second.
    let time = judged.crack_times().offline_slow_hashing_1e4_per_second().to_string();
    let mut advice = Vec::new();
    if let Some(feedback) = judged.feedback() {
        advice.extend(feedback.warning().map(|warning| warning.to_string()));
        advice.extend(feedback.suggestions().iter().map(ToString::to_string));
    }
    Strength {
        score: score as u8,
        word: word.to_owned(),
        time: format!("At 10,000 guesses a second it would hold for {time}."),
        advice: advice.join(" "),
    }
}

/// A passphrase of words of the long list of the Electronic Frontier Foundation, each drawn by the system's own randomness.
///
/// # Errors
/// The system has no randomness to give.
pub fn proposed_passphrase() -> Result<Zeroizing<String>, AppError> {
    let longest = EFF_LONG_WORDLIST.iter().map(|word| word.len()).max().unwrap_or_default();
    // With room for all of it at once: text that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(WORDS * (longest + 1)));
    for at in 0..WORDS {
        if at > 0 {
            text.push(' ');
        }
        text.push_str(EFF_LONG_WORDLIST[drawn(EFF_LONG_WORDLIST.len())?]);
    }
    Ok(text)
}

/// A number below `bound`, each as likely as any other: what would favour the low ones is drawn again.
fn drawn(bound: usize) -> Result<usize, AppError> {
    let fair = (usize::from(u16::MAX) + 1) / bound * bound;
    let mut bytes = [0; 2];
    loop {
        getrandom::fill(&mut bytes).map_err(|error| {
            AppError::new(
                ErrorCode::Io,
                format!("The system gives no random numbers: {error}."),
                "Think of a passphrase yourself: several words that have nothing to do with each other.",
            )
        })?;
        let number = usize::from(u16::from_be_bytes(bytes));
        bytes.zeroize();
        if number < fair {
            return Ok(number % bound);
        }
    }
}

#[cfg(test)]
mod tests {
    //! What is weak is called weak, and what is proposed is drawn from all of the list.

    use std::collections::HashSet;

    use super::*;

    fn judged(text: &str, known: &[&str]) -> Strength {
        strength(&Passphrase::new(text).unwrap(), known)
    }

    #[test]
    fn what_everybody_tries_first_is_weak() {
        for weak in ["password", "qwertyuiop", "summer2026", "letmein1"] {
            let judged = judged(weak, &[]);
            assert!(judged.score <= 1, "{weak}: {judged:?}");
            assert!(!judged.advice.is_empty(), "{weak}: {judged:?}");
        }
        // The very worst: among the first ten that anybody tries.
        assert_eq!(judged("password", &[]).word, "Very weak");
        assert_eq!(
            judged("password", &[]).time,
            "At 10,000 guesses a second it would hold for less than a second."
        );
    }

    #[test]
    fn the_workspace_s_own_name_is_weak() {
        let name = "Haldenmutualgroup";
        assert!(judged(name, &[]).score > judged(name, &[name]).score);
    }

    #[test]
    fn the_words_are_those_of_somebody_who_has_the_file() {
        // A year at 10,000 guesses a second is 3 × 10^11 guesses: zxcvbn's highest score, and less than the ten years of "good".
        let common = judged("blue tin drums", &[]);
        assert_eq!(
            (common.word.as_str(), common.time.as_str()),
            ("Fair", "At 10,000 guesses a second it would hold for 1 year.")
        );
    }

    #[test]
    fn what_is_proposed_is_strong_and_never_the_same() {
        let words: HashSet<&str> = EFF_LONG_WORDLIST.iter().copied().collect();
        assert_eq!(words.len(), 7776, "five dice");
        let mut seen = HashSet::new();
        for _ in 0..200 {
            let proposed = proposed_passphrase().unwrap();
            let drawn: Vec<&str> = proposed.split(' ').collect();
            assert_eq!(drawn.len(), 6);
            assert!(drawn.iter().all(|word| words.contains(word)), "{drawn:?}");
            assert!(seen.insert(proposed.to_string()), "drawn twice");
        }
        assert_eq!(judged(&proposed_passphrase().unwrap(), &[]).word, "Strong");
        // Of 1,200 drawn words the first and the last of ten parts of the list each have about 120: fewer than 60 in one of
        // them would come about once in 10^9 runs.
        let place = |word: &str| EFF_LONG_WORDLIST.iter().position(|one| *one == word).unwrap();
        let places: Vec<usize> =
            seen.iter().flat_map(|one| one.split(' ').map(place).collect::<Vec<_>>()).collect();
        assert!(places.iter().filter(|&&place| place < 777).count() > 60);
        assert!(places.iter().filter(|&&place| place >= 6999).count() > 60);
    }
}

//! How much room words take in Noto Sans, so that what is put on a slide fits. In points.

use crate::{Run, writable::is_wide};

/// Advances of the characters from the blank to the tilde in thousandths of the size, from the font's own table.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572, 572, 572, 572, 572,
    572, 572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556, 519, 728, 741, 339, 273, 619, 524, 907,
    760, 781, 605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444, 281, 561, 615, 480, 615,
    564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380,
    551, 380, 572,
];
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    260, 286, 472, 646, 572, 901, 750, 266, 339, 339, 545, 572, 285, 322, 285, 413, 572, 572, 572, 572, 572, 572, 572,
    572, 572, 572, 285, 285, 572, 572, 572, 477, 897, 690, 672, 637, 740, 560, 549, 724, 765, 389, 331, 664, 565, 943,
    813, 796, 628, 796, 660, 551, 579, 756, 650, 967, 667, 624, 579, 331, 413, 331, 572, 411, 362, 604, 633, 514, 633,
    591, 387, 633, 657, 305, 305, 620, 305, 982, 657, 619, 633, 633, 454, 497, 434, 657, 569, 856, 578, 569, 488, 394,
    551, 394, 572,
];
/// What a letter of another alphabet takes: between those of Cyrillic and Greek and the widest accents.
const OTHER: f64 = 0.66;
/// A machine without the font puts another in its place, which may run a little wider.
const SPARE: f64 = 1.03;

/// The width of words on one line.
pub(super) fn width(words: &str, size: f64, strong: bool) -> f64 {
    words.chars().map(|character| advance(character, strong)).sum::<f64>() * size * SPARE
}

fn advance(character: char, strong: bool) -> f64 {
    let at = (character as usize).checked_sub(' ' as usize);
    match at.and_then(|at| if strong { BOLD.get(at) } else { REGULAR.get(at) }) {
        Some(thousandths) => f64::from(*thousandths) / 1_000.0,
        None if is_wide(character) => 1.0,
        None => OTHER,
    }
}

/// How many lines a text takes in this width, broken between words, and within one that is wider than the line.
pub(super) fn lines(text: &[Run], size: f64, room: f64) -> usize {
    let mut lines = 1;
    let mut used = 0.0;
    let mut word = 0.0;
    let mut blank = 0.0;
    // What stands since the last place to break goes to the next line together.
    let mut put = |word: &mut f64, blank: &mut f64, lines: &mut usize| {
        if *word == 0.0 {
            return;
        }
        if used > 0.0 && used + *blank + *word > room {
            *lines += 1;
            used = 0.0;
        }
        used += if used > 0.0 { *blank } else { 0.0 } + *word;
        while used > room {
            *lines += 1;
            used -= room;
        }
        (*word, *blank) = (0.0, 0.0);
    };
    for run in text {
        for character in run.text.chars() {
            let advance = advance(character, run.strong) * size * SPARE;
            if character.is_whitespace() {
                put(&mut word, &mut blank, &mut lines);
                blank += advance;
            } else {
                word += advance;
                if is_wide(character) || matches!(character, '-' | '–' | '—') {
                    put(&mut word, &mut blank, &mut lines);
                }
            }
        }
    }
    put(&mut word, &mut blank, &mut lines);
    lines
}

/// The widest word of a text, which is better not broken.
pub(super) fn widest_word(text: &[Run], size: f64) -> f64 {
    text.iter()
        .flat_map(|run| run.text.split_whitespace().map(|word| width(word, size, run.strong)))
        .fold(0.0, f64::max)
}

/// The width of a text on one line.
pub(super) fn text_width(text: &[Run], size: f64) -> f64 {
    text.iter().map(|run| width(&run.text, size, run.strong)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_break_where_they_no_longer_fit() {
        // At 10 points "aaaa" takes 4 × 0.561 × 10 × 1.03 = 23.1, a blank 2.7: two of them 48.9, three 74.7.
        let text = [Run::plain("aaaa aaaa aaaa")];
        for (room, expected) in [(75.0, 1), (74.0, 2), (49.0, 2), (48.0, 3), (23.2, 3), (12.0, 6)] {
            assert_eq!(lines(&text, 10.0, room), expected, "{room}");
        }
        // Chinese breaks after any character: four of 10.3 in a room of 25 are two and two.
        assert_eq!(lines(&[Run::plain("安全技能")], 10.0, 25.0), 2);
        assert_eq!(lines(&[], 10.0, 25.0), 1);
    }

    #[test]
    fn bold_runs_wider() {
        assert!(width("Training", 12.0, true) > width("Training", 12.0, false));
    }
}

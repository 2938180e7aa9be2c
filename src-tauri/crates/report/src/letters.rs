//! Which letters can be printed: those that a font at hand has. What no font has is printed as "□", because a page with an empty
//! glyph is no accessible PDF.

use std::collections::BTreeSet;

use serde_json::Value;
use typst::text::{Coverage, FontInfo};

use crate::{Pack, setting};

/// Stands for a letter that no font has.
const ABSENT: char = '□';

/// The letters of a pack that the shipped Noto Sans lacks: for these the caller brings fonts. Empty mostly.
pub fn uncovered(pack: &Pack) -> BTreeSet<char> {
    // A chart that cannot be drawn fails the export, which says so.
    let drawings = setting::drawings(pack).unwrap_or_default();
    let own = Letters::own();
    let mut found = BTreeSet::new();
    let mut note = |text: &str| found.extend(text.chars().filter(|letter| own.lack(*letter)));
    each_text(&setting::of(pack, &drawings), &mut note);
    for drawing in &drawings {
        note(&drawing.svg);
    }
    found
}

/// Which of the letters a font has, given the bytes of its file; a collection has those of all its faces.
pub fn covered_by(font: &[u8], letters: &BTreeSet<char>) -> BTreeSet<char> {
    let faces: Vec<Coverage> = FontInfo::iter(font).map(|face| face.coverage).collect();
    let has = |letter: &&char| faces.iter().any(|face| face.contains(u32::from(**letter)));
    letters.iter().filter(has).copied().collect()
}

fn each_text(value: &Value, note: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => note(text),
        Value::Array(values) => values.iter().for_each(|value| each_text(value, note)),
        Value::Object(values) => values.values().for_each(|value| each_text(value, note)),
        Value::Null | Value::Bool(_) | Value::Number(_) => (),
    }
}

/// The letters of the fonts at hand.
pub(crate) struct Letters {
    covered: Vec<Coverage>,
    /// Whether signs that join the letter before them are taken: in a mixture of fonts they may find no place.
    combining: bool,
}

impl Letters {
    /// Those of the shipped font.
    pub(crate) fn own() -> Self {
        Self::of(FontInfo::iter(notosans::REGULAR_TTF))
    }

    /// Those of some fonts together.
    pub(crate) fn of(fonts: impl IntoIterator<Item = FontInfo>) -> Self {
        Self { covered: fonts.into_iter().map(|font| font.coverage).collect(), combining: true }
    }

    /// Those of the shipped font, without the signs that join the letter before them.
    pub(crate) fn plain() -> Self {
        Self { combining: false, ..Self::own() }
    }

    fn lack(&self, letter: char) -> bool {
        !is_dropped(letter)
            && !letter.is_control()
            && letter != '\u{2011}'
            && !self.covered.iter().any(|font| font.contains(u32::from(letter)))
    }

    /// What is printed of a letter.
    fn printed(&self, letter: char) -> Option<char> {
        match letter {
            _ if letter.is_control() => Some(' '),
            _ if is_dropped(letter) || (!self.combining && is_combining(letter)) => None,
            // Noto Sans has no hyphen that does not break.
            '\u{2011}' => Some('-'),
            _ if is_private(letter) || self.lack(letter) => Some(ABSENT),
            _ => Some(letter),
        }
    }

    /// The text as it can be printed.
    fn clean(&self, text: &str) -> String {
        text.chars().filter_map(|letter| self.printed(letter)).collect()
    }

    /// Every text within a value as it can be printed.
    pub(crate) fn clean_all(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.clean(text),
            Value::Array(values) => values.iter_mut().for_each(|value| self.clean_all(value)),
            Value::Object(values) => values.values_mut().for_each(|value| self.clean_all(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => (),
        }
    }

    /// A picture with the letters that can be printed. Its markup is ASCII.
    pub(crate) fn clean_picture(&self, svg: &str) -> String {
        svg.chars()
            .filter_map(|letter| if letter.is_ascii() { Some(letter) } else { self.printed(letter) })
            .collect()
    }
}

/// Marks that would turn the direction of the text around them, and those that choose a variant of the letter before.
const fn is_dropped(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Signs of the blocks that hold nothing else. The sound signs of Hebrew, Arabic and the scripts of India are among the letters
/// of those, and are printed with them.
const fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{200C}' | '\u{200D}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Letters without a meaning that all agree on, which PDF/A takes only with one.
const fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{F0000}'..)
        || (letter as u32) & 0xFFFE == 0xFFFE
}

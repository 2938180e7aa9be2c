//! Scales: which one a table uses, and how each is read as a level from 0 to 4.
//!
//! | scale | level |
//! |---|---|
//! | `0-4` | the number |
//! | `1-5` | the number less 1 |
//! | `0-5`, `0-10`, `0-100`, `percent` | the number times 4 ÷ the top of the scale |
//! | `words` | 0 none · 1 novice, beginner, basic, foundation · 2 intermediate, competent, working · 3 proficient, advanced, skilled · 4 expert, master ([`WORDS`] has them all) |
//! | `marks` | x, ✓, yes: 2 · no, ✗: 0 |
//!
//! A number between two levels takes the nearest; halfway it takes the lower, because a level is reached, not rounded
//! up to. A mark says that someone does the task, not that they do it alone or during an incident, hence level 2.
//! Blank, `-`, `?`, `n/a` and the like are unknown, never level 0.

use cadre_core::{Level, formula_text};
use serde::{Deserialize, Serialize};

use crate::{
    matching::fold,
    read::{Cell, Value},
};

/// A scale that skills are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum Scale {
    /// Levels as Cadre has them.
    #[serde(rename = "0-4")]
    ZeroToFour,
    /// 1 is none, 5 the highest.
    #[serde(rename = "1-5")]
    OneToFive,
    /// 0 to 5.
    #[serde(rename = "0-5")]
    ZeroToFive,
    /// 0 to 10.
    #[serde(rename = "0-10")]
    ZeroToTen,
    /// 0 to 100.
    #[serde(rename = "0-100")]
    ZeroToHundred,
    /// Percentages: 75%, or 0.75 where all numbers lie between 0 and 1.
    #[serde(rename = "percent")]
    Percent,
    /// Words: beginner, advanced.
    #[serde(rename = "words")]
    Words,
    /// A mark for yes, a blank for unknown.
    #[serde(rename = "marks")]
    Marks,
}

impl Scale {
    /// Every scale.
    pub const ALL: [Self; 8] = [
        Self::ZeroToFour,
        Self::OneToFive,
        Self::ZeroToFive,
        Self::ZeroToTen,
        Self::ZeroToHundred,
        Self::Percent,
        Self::Words,
        Self::Marks,
    ];

    /// The name on the command line and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZeroToFour => "0-4",
            Self::OneToFive => "1-5",
            Self::ZeroToFive => "0-5",
            Self::ZeroToTen => "0-10",
            Self::ZeroToHundred => "0-100",
            Self::Percent => "percent",
            Self::Words => "words",
            Self::Marks => "marks",
        }
    }

    /// The scale of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scale| scale.as_str().eq_ignore_ascii_case(name.trim()))
    }

    /// What a cell of this scale holds, for the message beside one that does not.
    pub const fn expected(self) -> &'static str {
        match self {
            Self::ZeroToFour => "a number from 0 to 4",
            Self::OneToFive => "a number from 1 to 5",
            Self::ZeroToFive => "a number from 0 to 5",
            Self::ZeroToTen => "a number from 0 to 10",
            Self::ZeroToHundred => "a number from 0 to 100",
            Self::Percent => "a percentage from 0% to 100%",
            Self::Words => "a word such as none, beginner, intermediate, advanced or expert",
            Self::Marks => "x or a blank",
        }
    }

    /// How the scale becomes levels, in a line for the preview.
    pub const fn mapping(self) -> &'static str {
        match self {
            Self::ZeroToFour => "read as levels 0 to 4",
            Self::OneToFive => "1 is level 0, 5 is level 4",
            Self::ZeroToFive => "0 to 5 spread over levels 0 to 4: 1 is 1, 2 and 3 are 2, 4 is 3, 5 is 4",
            Self::ZeroToTen => "0 to 10 spread over levels 0 to 4: 5 is level 2, 10 is level 4",
            Self::ZeroToHundred => "0 to 100 spread over levels 0 to 4: 50 is level 2, 100 is level 4",
            Self::Percent => "0% to 100% spread over levels 0 to 4: 50% is level 2, 100% is level 4",
            Self::Words => "none is 0, beginner 1, intermediate 2, advanced 3, expert 4",
            Self::Marks => "a mark is level 2, no is level 0, a blank is unknown",
        }
    }

    /// Lowest number, highest number; `None` for words and marks.
    const fn range(self) -> Option<(f64, f64)> {
        match self {
            Self::ZeroToFour => Some((0.0, 4.0)),
            Self::OneToFive => Some((1.0, 5.0)),
            Self::ZeroToFive => Some((0.0, 5.0)),
            Self::ZeroToTen => Some((0.0, 10.0)),
            Self::ZeroToHundred | Self::Percent => Some((0.0, 100.0)),
            Self::Words | Self::Marks => None,
        }
    }
}

/// The words of the `words` scale by level, folded as names are.
pub const WORDS: [&[&str]; 5] = [
    &[
        "none",
        "no skill",
        "no experience",
        "no knowledge",
        "untrained",
        "unskilled",
        "zero",
        "keine",
        "aucun",
        "aucune",
        "ninguno",
        "ninguna",
        "nessuno",
    ],
    &[
        "novice",
        "beginner",
        "basic",
        "basics",
        "foundation",
        "foundational",
        "fundamental",
        "fundamentals",
        "fundamental awareness",
        "awareness",
        "aware",
        "elementary",
        "entry",
        "trainee",
        "apprentice",
        "learning",
        "learner",
        "advanced beginner",
        "limited",
        "low",
        "junior",
        "anfanger",
        "grundlagen",
        "grundkenntnisse",
        "debutant",
        "notions",
        "principiante",
        "basico",
        "basica",
    ],
    &[
        "intermediate",
        "competent",
        "practitioner",
        "working",
        "working knowledge",
        "moderate",
        "medium",
        "average",
        "developing",
        "capable",
        "mid",
        "fortgeschritten",
        "mittel",
        "intermediaire",
        "intermedio",
        "intermedia",
    ],
    &[
        "proficient",
        "advanced",
        "skilled",
        "experienced",
        "independent",
        "high",
        "strong",
        "senior",
        "professional",
        "sehr gut",
        "erfahren",
        "avance",
        "confirme",
        "avanzado",
        "avanzada",
    ],
    &[
        "expert",
        "master",
        "mastery",
        "authority",
        "specialist",
        "lead",
        "thought leader",
        "guru",
        "experte",
        "experto",
        "experta",
    ],
];

const YES: [&str; 12] = ["x", "xx", "yes", "y", "true", "ja", "oui", "si", "sim", "done", "ok", "checked"];
const NO: [&str; 6] = ["no", "n", "false", "nein", "non", "not"];
const YES_SIGNS: [&str; 10] = ["✓", "✔", "✔️", "✅", "☑", "●", "•", "■", "×", "+"];
const NO_SIGNS: [&str; 5] = ["✗", "✘", "❌", "☐", "○"];
const UNKNOWN: [&str; 15] = [
    "n a",
    "na",
    "nil",
    "unknown",
    "tbd",
    "tba",
    "tbc",
    "not assessed",
    "not rated",
    "not applicable",
    "not known",
    "unbekannt",
    "inconnu",
    "desconocido",
    "k a",
];

/// What a cell says before the scale is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Token {
    /// Nothing, or a sign for unknown.
    Unknown,
    /// A number.
    Number(f64),
    /// A percentage, 0 to 100.
    Percent(f64),
    /// A word of the table.
    Word(Level),
    /// A mark for yes or no.
    Mark(bool),
    /// Anything else.
    Other,
}

impl Token {
    /// Whether the cell may be a level.
    pub(crate) fn is_level(self) -> bool {
        match self {
            Self::Number(number) | Self::Percent(number) => (0.0..=100.0).contains(&number),
            Self::Word(_) | Self::Mark(_) => true,
            Self::Unknown | Self::Other => false,
        }
    }
}

/// Reads one cell.
pub(crate) fn token(cell: &Cell) -> Token {
    match &cell.value {
        Value::Empty => Token::Unknown,
        // `#N/A` is how a spreadsheet says that it does not know.
        Value::Error(text) if &**text == "#N/A" => Token::Unknown,
        Value::Error(_) | Value::Date(_) => Token::Other,
        Value::Number(number) if cell.percent => Token::Percent(number * 100.0),
        Value::Number(number) => Token::Number(*number),
        Value::Text(text) => text_token(text),
    }
}

fn text_token(text: &str) -> Token {
    let text = formula_text::plain(text).trim();
    if let Some(number) = number_of(text) {
        return Token::Number(number);
    }
    if let Some(number) = text.strip_suffix('%').and_then(|rest| number_of(rest.trim_end())) {
        return Token::Percent(number);
    }
    if YES_SIGNS.contains(&text) {
        return Token::Mark(true);
    }
    if NO_SIGNS.contains(&text) {
        return Token::Mark(false);
    }
    let folded = fold(text);
    // Only signs such as "-", "?", "…".
    if folded.is_empty() || UNKNOWN.contains(&folded.as_str()) {
        return if text.chars().any(char::is_alphanumeric) && folded.is_empty() {
            Token::Other
        } else {
            Token::Unknown
        };
    }
    if let Some(level) = word_level(&folded) {
        return Token::Word(level);
    }
    if YES.contains(&folded.as_str()) {
        return Token::Mark(true);
    }
    if NO.contains(&folded.as_str()) {
        return Token::Mark(false);
    }
    numbered(text, &folded).map_or(Token::Other, Token::Number)
}

fn word_level(folded: &str) -> Option<Level> {
    WORDS.iter().zip(Level::ALL).find(|(words, _)| words.contains(&folded)).map(|(_, level)| level)
}

/// A plain number, with a decimal point or comma.
fn number_of(text: &str) -> Option<f64> {
    let looks = text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+'));
    if !looks || text.len() > 12 {
        return None;
    }
    text.replace(',', ".").parse().ok()
}

/// The number of "3 - Advanced", "3 (works alone)", "L3" and "level 3".
fn numbered(text: &str, folded: &str) -> Option<f64> {
    if let Some(rest) = ["level ", "lvl ", "stufe ", "niveau ", "nivel "]
        .iter()
        .find_map(|prefix| folded.strip_prefix(prefix))
    {
        return number_of(rest);
    }
    if let Some(rest) = folded.strip_prefix('l')
        && rest.chars().all(|c| c.is_ascii_digit())
    {
        return number_of(rest);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at(digits);
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(['-', '–', '—', ':', '=', '(', '.', ')'])?.trim_start();
    (rest.starts_with(char::is_alphabetic) && digits > 0).then(|| number_of(number)).flatten()
}

/// Why a scale was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ScaleReason {
    /// The caller chose it.
    Chosen,
    /// A title or a header states it, as "Level (0-4)" does.
    Stated,
    /// The values of the whole table fit it.
    Values,
}

/// The scale of a table.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ScaleReading {
    /// The scale.
    pub scale: Scale,
    /// Why this one.
    pub reason: ScaleReason,
    /// Whether another would fit as well: levels 1 to 4 alone may be `0-4` or `1-5`.
    pub uncertain: bool,
    /// How it becomes levels, in words.
    pub mapping: &'static str,
    /// Whether plain numbers are shares of 1 (only of `percent`).
    #[serde(skip)]
    pub(crate) fractions: bool,
}

/// A cell read on a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum LevelReading {
    Unknown,
    /// The level, and whether the number lay between two.
    Level(Level, bool),
    Outside,
    Unreadable,
}

impl ScaleReading {
    /// Reads a cell as a level.
    pub(crate) fn level(self, token: Token) -> LevelReading {
        let number = match (self.scale, token) {
            (_, Token::Unknown) => return LevelReading::Unknown,
            (Scale::Words, Token::Word(level)) => return LevelReading::Level(level, false),
            // "No" in a table of words is their "none"; 1 and 0 are marks too, where marks were asked for.
            (Scale::Words | Scale::Marks, Token::Mark(false)) | (Scale::Marks, Token::Number(0.0)) => {
                return LevelReading::Level(Level::ALL[0], false);
            }
            (Scale::Marks, Token::Mark(true) | Token::Number(1.0)) => {
                return LevelReading::Level(Level::ALL[2], false);
            }
            (Scale::Words | Scale::Marks, Token::Number(_) | Token::Percent(_)) => {
                return LevelReading::Outside;
            }
            (Scale::Percent, Token::Number(number)) if self.fractions => number * 100.0,
            (Scale::Percent | Scale::ZeroToHundred, Token::Percent(number)) | (_, Token::Number(number)) => {
                number
            }
            (_, Token::Percent(_)) => return LevelReading::Outside,
            _ => return LevelReading::Unreadable,
        };
        let Some((low, high)) = self.scale.range() else { return LevelReading::Unreadable };
        if !(low..=high).contains(&number) {
            return LevelReading::Outside;
        }
        let exact = (number - low) / (high - low) * 4.0;
        // Nearest, and the lower of two that are equally near.
        let level = (exact - 0.5).ceil().clamp(0.0, 4.0) as usize;
        let between = matches!(self.scale, Scale::ZeroToFour | Scale::OneToFive) && number.fract() != 0.0;
        LevelReading::Level(Level::ALL[level], between)
    }
}

/// How often each kind of value occurs in the level cells of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    numbers: u32,
    /// Numbers from 1 on; above 1; above 4; above 5; above 10; above 100.
    from_one: u32,
    above: [u32; 5],
    /// Numbers strictly between 0 and 1.
    parts_of_one: u32,
    percents: u32,
    words: u32,
    marks: u32,
}

const BOUNDS: [f64; 5] = [1.0, 4.0, 5.0, 10.0, 100.0];

impl Tally {
    /// Counts one cell.
    pub(crate) fn take(&mut self, token: Token) {
        match token {
            Token::Number(number) => {
                self.numbers += 1;
                self.from_one += u32::from(number >= 1.0);
                self.parts_of_one += u32::from(number > 0.0 && number < 1.0);
                for (above, bound) in self.above.iter_mut().zip(BOUNDS) {
                    *above += u32::from(number > bound);
                }
            }
            Token::Percent(_) => self.percents += 1,
            Token::Word(_) => self.words += 1,
            Token::Mark(_) => self.marks += 1,
            Token::Unknown | Token::Other => {}
        }
    }

    /// The scale: the caller's, else the one that titles state, else the narrowest that the values fit. A few values
    /// in a hundred may stand outside it, so that one slip of the hand does not stretch every other level.
    pub(crate) fn decide(&self, chosen: Option<Scale>, stated: Option<Scale>) -> ScaleReading {
        let fractions = self.above[0] == 0 && self.parts_of_one > 0;
        let made = |scale: Scale, reason, uncertain| ScaleReading {
            scale,
            reason,
            uncertain,
            mapping: scale.mapping(),
            fractions: self.above[0] == 0,
        };
        if let Some(scale) = chosen {
            return made(scale, ScaleReason::Chosen, false);
        }
        if self.words > 0
            && self.words >= self.numbers
            && self.words >= self.marks
            && self.words >= self.percents
        {
            return made(Scale::Words, ScaleReason::Values, false);
        }
        if self.marks > 0 && self.marks >= self.numbers && self.marks >= self.percents {
            return made(Scale::Marks, ScaleReason::Values, false);
        }
        if self.percents > self.numbers {
            return made(Scale::Percent, ScaleReason::Values, false);
        }
        let [_, above_four, above_five, above_ten, above_hundred] = self.above;
        if let Some(scale) = stated {
            let outside = match scale {
                Scale::ZeroToFour => above_four,
                Scale::OneToFive | Scale::ZeroToFive => above_five,
                Scale::ZeroToTen => above_ten,
                _ => above_hundred,
            };
            if outside * 2 <= self.numbers {
                return made(scale, ScaleReason::Stated, false);
            }
        }
        if fractions {
            return made(Scale::Percent, ScaleReason::Values, true);
        }
        let slips = (self.numbers / 50).max(u32::from(self.numbers >= 20));
        let has_zero = self.from_one < self.numbers;
        let (scale, uncertain) = if above_four == 0 || (has_zero && above_four <= slips) {
            // Without a zero the same numbers may be 1-5; with nothing above 1 they may be marks.
            (Scale::ZeroToFour, !has_zero || self.above[0] == 0)
        } else if above_five <= slips {
            // Where one value alone is above 4, it may be the slip.
            (if has_zero { Scale::ZeroToFive } else { Scale::OneToFive }, has_zero && above_four == 1)
        } else if above_ten <= slips {
            (Scale::ZeroToTen, false)
        } else {
            (Scale::ZeroToHundred, false)
        };
        made(scale, ScaleReason::Values, uncertain)
    }
}

/// The scale that a title or header states: "Level (0-4)", "scale: 1 to 5", "0–100".
pub(crate) fn stated(text: &str) -> Option<Scale> {
    let mut spaced = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '–' | '—' | '…' | '-' => spaced.push_str(" - "),
            '(' | ')' | '[' | ']' | ':' | ',' | ';' => spaced.push(' '),
            other => spaced.extend(other.to_lowercase()),
        }
    }
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.windows(3).enumerate().find_map(|(at, window)| {
        let [low, between, high] = window else { return None };
        let joined = *between == "-" && (words.get(at + 3) == Some(&"-") || (at > 0 && words[at - 1] == "-"));
        if joined || !matches!(*between, "-" | "to" | "bis" | "à" | "a") {
            return None;
        }
        match (*low, *high) {
            ("0", "4") => Some(Scale::ZeroToFour),
            ("1", "5") => Some(Scale::OneToFive),
            ("0", "5") => Some(Scale::ZeroToFive),
            ("0", "10") => Some(Scale::ZeroToTen),
            ("0", "100") => Some(Scale::ZeroToHundred),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests;

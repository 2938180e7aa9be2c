//! Money, weeks, hours, months, seats and shares as people write them: "€ 115,000", "115.000", "115k", "8 weeks", "20%".

use cadre_core::{MOST_LEARNING_HOURS, MOST_MONEY, MOST_TRAINING_HOURS, MOST_WEEKS, formula_text::plain};

use crate::{
    currency,
    matching::fold,
    read::{Cell, Value},
    scale::{self, Token},
};

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    Money,
    Weeks,
    /// For learning, a quarter.
    LearningHours,
    /// Of a training item.
    TrainingHours,
    Months,
    Seats,
}

/// What a cell of an amount says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Blank,
    Of(f64),
    Unreadable,
    OutOfRange,
}

impl Amount {
    /// What a cell of it holds.
    pub(super) const fn expected(self) -> &'static str {
        match self {
            Self::Money => "an amount of 0 or more, such as 115000 or 115,000",
            Self::Weeks => "a number of weeks up to 520, such as 8",
            Self::LearningHours => "a number of hours up to 2,000, such as 20",
            Self::TrainingHours => "a number of hours up to 10,000, such as 20",
            Self::Months => "a whole number of months, 1 or more",
            Self::Seats => "a whole number of seats, 1 or more",
        }
    }

    /// The words that may stand beside the number, folded; beside money a currency may too.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Money => &[
                "per",
                "a",
                "p",
                "pa",
                "year",
                "yr",
                "quarter",
                "im",
                "jahr",
                "pro",
                "quartal",
                "par",
                "an",
                "trimestre",
                "al",
                "ano",
                "por",
            ],
            Self::Weeks => &[
                "w", "wk", "wks", "week", "weeks", "woche", "wochen", "semaine", "semaines", "semana",
                "semanas",
            ],
            Self::LearningHours | Self::TrainingHours => &[
                "h",
                "hr",
                "hrs",
                "hour",
                "hours",
                "std",
                "stunde",
                "stunden",
                "heure",
                "heures",
                "hora",
                "horas",
                "a",
                "per",
                "quarter",
                "pro",
                "quartal",
                "par",
                "trimestre",
                "por",
            ],
            Self::Months => &["m", "mo", "month", "months", "monat", "monate", "mois", "mes", "meses"],
            Self::Seats => {
                &["seat", "seats", "fte", "people", "stelle", "stellen", "poste", "postes", "plaza", "plazas"]
            }
        }
    }

    /// The least and the most that is no slip: more is a date or a telephone number in the wrong column.
    const fn range(self) -> (f64, f64) {
        match self {
            Self::Money => (0.0, MOST_MONEY),
            Self::Weeks => (0.0, MOST_WEEKS),
            Self::LearningHours => (0.0, MOST_LEARNING_HOURS),
            Self::TrainingHours => (0.0, MOST_TRAINING_HOURS),
            Self::Months => (1.0, 1.2e3),
            // How many a role has on a team is limited over all rows.
            Self::Seats => (1.0, 1e5),
        }
    }

    const fn is_whole(self) -> bool {
        matches!(self, Self::Months | Self::Seats)
    }

    /// Reads a cell.
    pub(super) fn read(self, cell: &Cell) -> Number {
        let number = match &cell.value {
            _ if scale::token(cell) == Token::Unknown => return Number::Blank,
            Value::Number(number) if !cell.percent => Some(*number),
            Value::Text(text) => self.of_text(plain(text).trim()),
            _ => None,
        };
        let (least, most) = self.range();
        match number {
            Some(number) if !(least..=most).contains(&number) => Number::OutOfRange,
            Some(number) if self.is_whole() && number.fract() != 0.0 => Number::Unreadable,
            Some(number) => Number::Of(number),
            None => Number::Unreadable,
        }
    }

    /// The number of a text, with its currency or unit before or behind it, and "k" for thousands.
    fn of_text(self, text: &str) -> Option<f64> {
        let (before, digits, behind) = around_digits(text)?;
        let is_sign = |c: char| {
            c.is_alphabetic() || c.is_whitespace() || "-–—−.,/()".contains(c) || currency::is_sign(c)
        };
        if !before.chars().chain(behind.chars()).all(is_sign) {
            return None;
        }
        let (before_words, behind_words) = (fold(before), fold(behind));
        let mut words: Vec<&str> = behind_words.split(' ').filter(|word| !word.is_empty()).collect();
        let factor = match words.first() {
            Some(&("k" | "tsd" | "thousand")) if self == Self::Money => 1e3,
            Some(&("m" | "mn" | "mio" | "million")) if self == Self::Money => 1e6,
            _ => 1.0,
        };
        if factor > 1.0 {
            words.remove(0);
        }
        words.extend(before_words.split(' ').filter(|word| !word.is_empty()));
        // Folded, a code in small letters may be any word; beside an amount it is the currency.
        let is_currency =
            |word: &str| self == Self::Money && currency::is_word(&word.to_uppercase(), text.contains('$'));
        if !words.iter().all(|word| self.words().contains(word) || is_currency(word)) {
            return None;
        }
        let negative = before.contains(['-', '−', '–']) || before.contains('(') && behind.contains(')');
        let number = grouped(digits, self == Self::Money)? * factor;
        Some(if negative { -number } else { number })
    }
}

/// What a cell of a share says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Share {
    Blank,
    /// A percentage, 20 for 20%.
    Percent(f64),
    /// A number without a sign.
    Plain(f64),
    Unreadable,
}

impl Share {
    /// Reads a cell.
    pub(super) fn read(cell: &Cell) -> Self {
        match &cell.value {
            _ if scale::token(cell) == Token::Unknown => Self::Blank,
            Value::Number(number) if cell.percent => Self::Percent(number * 100.0),
            Value::Number(number) => Self::Plain(*number),
            Value::Text(text) => Self::of_text(plain(text).trim()).unwrap_or(Self::Unreadable),
            _ => Self::Unreadable,
        }
    }

    fn of_text(text: &str) -> Option<Self> {
        let (before, digits, behind) = around_digits(text)?;
        let sign = match before.trim() {
            "" => 1.0,
            "-" | "−" | "–" => -1.0,
            _ => return None,
        };
        let number = sign * grouped(digits, false)?;
        match behind.trim().to_lowercase().as_str() {
            "%" | "percent" | "pct" | "prozent" => Some(Self::Percent(number)),
            "" => Some(Self::Plain(number)),
            _ => None,
        }
    }
}

/// A text before, within and behind its digits.
fn around_digits(text: &str) -> Option<(&str, &str, &str)> {
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let last = text.rfind(|c: char| c.is_ascii_digit())?;
    Some((&text[..first], &text[first..=last], &text[last + 1..]))
}

/// The number of digits with what separates thousands and decimals told apart: of two signs the last is the decimal
/// one. One sign alone is decimal, except before three digits of an amount of money, where decimals have two.
fn grouped(digits: &str, money: bool) -> Option<f64> {
    let is_mark = |c: char| matches!(c, '.' | ',');
    let last = digits.rfind(is_mark);
    let (marks, other_marks) = match last {
        Some(at) => {
            let mark = &digits[at..=at];
            (digits.matches(mark).count(), digits.matches(|c: char| is_mark(c) && !mark.contains(c)).count())
        }
        None => (0, 0),
    };
    let (whole, decimals) = match last {
        Some(at) if marks == 1 => {
            let (whole, decimals) = (&digits[..at], &digits[at + 1..]);
            let few = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
            let is_thousands = money && other_marks == 0 && decimals.len() == 3 && few;
            if is_thousands { (digits, "") } else { (whole, decimals) }
        }
        _ => (digits, ""),
    };
    let mut groups = whole.split(|c: char| is_mark(c) || c.is_whitespace() || matches!(c, '\'' | '’' | '_'));
    let first = groups.next()?;
    let mut plain = first.to_owned();
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    for group in groups {
        if !(1..=3).contains(&first.len()) || group.len() != 3 {
            return None;
        }
        plain.push_str(group);
    }
    if !is_number(&plain) || !is_number(decimals) {
        return None;
    }
    format!("{plain}.{decimals}0").parse().ok().filter(|number: &f64| number.is_finite())
}

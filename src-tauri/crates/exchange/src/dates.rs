//! Dates as people write them. A column of `4/5/2026` is decided as a whole: day first, unless the column itself shows
//! that the month comes first.

use chrono::{Datelike, NaiveDate};

use crate::read::{Cell, Value};

/// What a cell of a date column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateToken {
    Blank,
    Date(NaiveDate),
    /// Two numbers whose order depends on the column, and the year.
    Slashed(u32, u32, i32),
    Other,
}

/// Reads one cell.
pub(crate) fn token(cell: &Cell) -> DateToken {
    match &cell.value {
        Value::Empty => DateToken::Blank,
        Value::Date(date) => DateToken::Date(*date),
        Value::Text(text) => text_token(text),
        Value::Number(_) | Value::Error(_) => DateToken::Other,
    }
}

fn text_token(text: &str) -> DateToken {
    let text = text.trim();
    if matches!(text, "-" | "–" | "—" | "?")
        || matches!(text.to_ascii_lowercase().as_str(), "n/a" | "na" | "unknown")
    {
        return DateToken::Blank;
    }
    // A time of day behind the date says nothing more about the day.
    let day = match text.split_once(['T', ' ']) {
        Some((day, time)) if time.contains(':') && day.starts_with(|c: char| c.is_ascii_digit()) => day,
        _ => text,
    };
    numeric(day).unwrap_or_else(|| with_month_name(day).map_or(DateToken::Other, DateToken::Date))
}

fn numeric(day: &str) -> Option<DateToken> {
    let separator = day.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let pieces: Vec<&str> = day.trim_end_matches('.').split(separator).map(str::trim).collect();
    let [first, second, third] = pieces.as_slice() else { return None };
    if [first, second, third].iter().any(|piece| piece.is_empty() || piece.len() > 4) {
        return None;
    }
    let (first_number, second_number): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    let third_number: i32 = third.parse().ok()?;
    if first.len() == 4 {
        let date =
            NaiveDate::from_ymd_opt(first_number as i32, second_number, u32::try_from(third_number).ok()?);
        return Some(date.map_or(DateToken::Other, DateToken::Date));
    }
    let year = match third.len() {
        4 => third_number,
        2 => 2000 + third_number,
        _ => return None,
    };
    if separator == '.' {
        let date = NaiveDate::from_ymd_opt(year, second_number, first_number);
        return Some(date.map_or(DateToken::Other, DateToken::Date));
    }
    Some(DateToken::Slashed(first_number, second_number, year))
}

/// "4 May 2026", "May 4, 2026", "04-May-26".
fn with_month_name(day: &str) -> Option<NaiveDate> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let pieces: Vec<&str> = day.split([' ', '-', '/', ',', '.']).filter(|piece| !piece.is_empty()).collect();
    let [first, second, year] = pieces.as_slice() else { return None };
    let month_of = |piece: &str| {
        let lower = piece.to_lowercase();
        let position = MONTHS.iter().position(|month| lower.starts_with(month))?;
        let full = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ][position];
        full.starts_with(lower.as_str()).then_some(position as u32 + 1).or((lower == "sept").then_some(9))
    };
    let (month, number) = match (month_of(first), month_of(second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        _ => return None,
    };
    let number: u32 = number.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse().ok()?;
    let year: i32 = match year.len() {
        4 => year.parse().ok()?,
        2 => 2000 + year.parse::<i32>().ok()?,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, number)
}

/// What a cell of a date column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateReading {
    Blank,
    Date(NaiveDate),
    /// No date, or one in a year that nobody means.
    Wrong,
}

/// What is expected where a cell holds no date.
pub(crate) const EXPECTED: &str = "a date such as 2026-05-31 or 31.05.2026";

/// The order of day and month in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateOrder {
    pub(crate) month_first: bool,
    /// Whether nothing in the column decides, though it matters.
    pub(crate) assumed: bool,
}

/// Decides the order from a whole column.
pub(crate) fn order(tokens: impl Iterator<Item = DateToken>) -> DateOrder {
    let (mut day_first, mut month_first, mut either) = (0_u32, 0_u32, 0_u32);
    for token in tokens {
        if let DateToken::Slashed(first, second, _) = token {
            match (first > 12, second > 12) {
                (true, false) => day_first += 1,
                (false, true) => month_first += 1,
                _ if first != second => either += 1,
                _ => {}
            }
        }
    }
    DateOrder {
        month_first: month_first > day_first,
        assumed: either > 0 && (month_first == day_first || month_first.min(day_first) > 0),
    }
}

impl DateOrder {
    /// The date of a cell in this column; `None` where it is none.
    pub(crate) fn date(self, token: DateToken) -> Option<NaiveDate> {
        match token {
            DateToken::Date(date) => Some(date),
            DateToken::Slashed(first, second, year) => {
                let (month, day) = if self.month_first { (first, second) } else { (second, first) };
                NaiveDate::from_ymd_opt(year, month, day)
            }
            DateToken::Blank | DateToken::Other => None,
        }
    }

    /// A cell of this column.
    pub(crate) fn read(self, cell: &Cell) -> DateReading {
        let token = token(cell);
        match self.date(token) {
            Some(date) if (1950..=2200).contains(&date.year()) => DateReading::Date(date),
            None if token == DateToken::Blank => DateReading::Blank,
            _ => DateReading::Wrong,
        }
    }
}

#[cfg(test)]
mod tests;

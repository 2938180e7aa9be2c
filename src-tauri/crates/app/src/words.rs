//! How numbers, dates and lists are written in sentences and on screens.

use cadre_core::statistics::Share;
use chrono::{DateTime, Datelike, Local, NaiveDate, Utc};

/// "none", "one" … "twelve", then digits.
pub(crate) fn number(value: u32) -> String {
    const WORDS: [&str; 13] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    WORDS.get(value as usize).map_or_else(|| thousands(value), |word| (*word).to_owned())
}

/// Digits in groups of three: "1,868".
pub(crate) fn thousands(value: u32) -> String {
    in_groups(&value.to_string())
}

/// Digits in groups of three, however many there are.
fn in_groups(digits: &str) -> String {
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The size of a file: "812 bytes", "1.2 MB".
pub(crate) fn bytes(bytes: u64) -> String {
    let (size, unit) = match bytes {
        0..1_000 => return format!("{bytes} bytes"),
        1_000..1_000_000 => (bytes as f64 / 1e3, "KB"),
        1_000_000..1_000_000_000 => (bytes as f64 / 1e6, "MB"),
        _ => (bytes as f64 / 1e9, "GB"),
    };
    if size < 9.95 { format!("{size:.1} {unit}") } else { format!("{size:.0} {unit}") }
}

/// A number as it is typed, with its thousands in groups: "120,000", "12.5", "-3".
pub(crate) fn amount(value: f64) -> String {
    let text = value.abs().to_string();
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let sign = if value < 0.0 { "-" } else { "" };
    format!("{sign}{}{rest}", in_groups(whole))
}

/// An amount of money in whole units: "€200,800", "CHF 1,500", "−€300".
pub(crate) fn money(value: f64, currency: &str) -> String {
    let sign = if value.round() < 0.0 { "−" } else { "" };
    format!("{sign}{}{}", unit(currency), amount(value.round().abs()))
}

/// An amount of money as a chart's label: "€200.8k", "€1.2m", "€900".
pub(crate) fn short_money(value: f64, currency: &str) -> String {
    let short = |value: f64, letter: &str| {
        let tenths = format!("{value:.1}");
        format!("{}{}{letter}", unit(currency), tenths.strip_suffix(".0").unwrap_or(&tenths))
    };
    match value {
        value if value >= 999_950.0 => short(value / 1e6, "m"),
        value if value >= 999.5 => short(value / 1e3, "k"),
        value => money(value, currency),
    }
}

/// What stands before an amount: the sign of the currencies that have one to themselves, else the code.
pub(crate) fn unit(currency: &str) -> String {
    match currency {
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        "USD" => "$".to_owned(),
        "JPY" => "¥".to_owned(),
        "INR" => "₹".to_owned(),
        code => format!("{code} "),
    }
}

/// The first letter in upper case.
pub(crate) fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A name inside a sentence: "Incident response" becomes "incident response"; "LLM SecOps" stays.
pub(crate) fn inside(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

/// "a", "a and b", "a, b and c".
pub(crate) fn list<Text: AsRef<str>>(items: &[Text]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// At most `most` items by name, the others as a count: "a, b and three more".
pub(crate) fn list_some<Text: AsRef<str>>(items: &[Text], most: usize) -> String {
    if items.len() <= most {
        return list(items);
    }
    let mut shown: Vec<String> = items[..most].iter().map(|item| item.as_ref().to_owned()).collect();
    shown.push(format!("{} more", number((items.len() - most) as u32)));
    list(&shown)
}

/// "1 seat", "2 seats".
pub(crate) fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count), if count == 1 { one } else { many })
}

/// `one` for 1, else `many`: "is", "are".
pub(crate) fn verb(count: u32, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

/// "first" … "twelfth", then "13th".
pub(crate) fn ordinal(place: u32) -> String {
    const WORDS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];
    if let Some(word) = (place as usize).checked_sub(1).and_then(|index| WORDS.get(index)) {
        return (*word).to_owned();
    }
    let suffix = match (place % 100, place % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{place}{suffix}")
}

/// A share, 0 to 1, as a whole percentage: "27%".
pub(crate) fn percent(share: f64) -> String {
    percentage(share * 100.0)
}

/// A percentage, 0 to 100, as a whole one: "27%"; halves go up, as in the charts.
pub(crate) fn percentage(percent: f64) -> String {
    format!("{:.0}%", percent.round())
}

/// "3 of 5" under ten, "27% of 22" from ten on.
pub(crate) fn share(share: Share) -> String {
    if share.of < 10 {
        format!("{} of {}", share.count, share.of)
    } else {
        format!("{} of {}", percent(share.share), thousands(share.of))
    }
}

/// "1 Jun 2026".
pub(crate) fn date(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// "1 March", with the year where it is not this one.
pub(crate) fn day_and_month(date: NaiveDate, today: NaiveDate) -> String {
    let form = if date.year() == today.year() { "%-d %B" } else { "%-d %B %Y" };
    date.format(form).to_string()
}

/// A time as somebody reads it today: "Today 10:42", "Yesterday 09:15", "19 May", "19 May 2025"; local time.
pub(crate) fn when(at: DateTime<Utc>, today: NaiveDate) -> String {
    let local = at.with_timezone(&Local);
    let day = local.date_naive();
    match (today - day).num_days() {
        0 => format!("Today {}", local.format("%H:%M")),
        1 => format!("Yesterday {}", local.format("%H:%M")),
        _ => day_and_month(day, today),
    }
}

/// A change in percentage points: "−6", "+9", "0".
pub(crate) fn points(change: f64) -> String {
    let whole = change.round();
    if whole > 0.0 {
        format!("+{whole:.0}")
    } else if whole < 0.0 {
        format!("−{:.0}", -whole)
    } else {
        "0".to_owned()
    }
}

/// A place, or the band that shares it: "4", "5–6".
pub(crate) fn rank(first: u32, last: u32) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

#[cfg(test)]
mod tests {
    //! The words that users read.

    use super::*;

    #[test]
    fn lists_and_counts() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list_some(&["a", "b", "c", "d"], 2), "a, b and two more");
        assert_eq!(thousands(1868), "1,868");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(thousands(999), "999");
        assert_eq!(counted(1, "seat", "seats"), "1 seat");
        assert_eq!(number(13), "13");
    }

    #[test]
    fn amounts_of_money() {
        assert_eq!(money(200_800.4, "EUR"), "€200,800");
        assert_eq!(money(-300.0, "EUR"), "−€300");
        assert_eq!(money(1500.0, "CHF"), "CHF 1,500");
        assert_eq!(money(1e12, "IDR"), "IDR 1,000,000,000,000");
        assert_eq!(short_money(200_800.0, "EUR"), "€200.8k");
        assert_eq!(short_money(220_000.0, "EUR"), "€220k");
        assert_eq!(short_money(1_250_000.0, "USD"), "$1.2m");
        assert_eq!(short_money(999_960.0, "USD"), "$1m");
        assert_eq!(short_money(900.0, "SEK"), "SEK 900");
    }

    #[test]
    fn names_inside_a_sentence() {
        assert_eq!(inside("Incident response"), "incident response");
        assert_eq!(inside("LLM SecOps"), "LLM SecOps");
        assert_eq!(inside("Élan vital"), "élan vital");
    }

    #[test]
    fn changes_and_places() {
        assert_eq!(points(-6.4), "−6");
        assert_eq!(points(0.3), "0");
        assert_eq!(rank(5, 6), "5–6");
        assert_eq!(ordinal(4), "fourth");
        assert_eq!(ordinal(22), "22nd");
        assert_eq!(ordinal(112), "112th");
    }
}

//! One caption: a date column is decided as a whole.

use super::*;

fn read(cells: &[&str]) -> (Vec<String>, bool) {
    let tokens: Vec<DateToken> = cells.iter().map(|cell| token(&Cell::of_text(cell))).collect();
    let order = order(tokens.iter().copied());
    let dates = tokens
        .iter()
        .map(|token| order.date(*token).map_or("none".to_owned(), |date| date.to_string()))
        .collect();
    (dates, order.assumed)
}

#[test]
fn one_day_in_many_hands() {
    for cell in [
        "2026-05-04",
        "2026/05/04",
        "04.05.2026",
        "4.5.26",
        "4 May 2026",
        "May 4, 2026",
        "04-May-26",
        "2026-05-04T10:30:00",
        "04.05.2026 10:30",
        "May 4th, 2026",
    ] {
        assert_eq!(read(&[cell]).0, ["2026-05-04"], "{cell}");
    }
}

#[test]
fn day_first_unless_the_column_says_otherwise() {
    assert_eq!(
        read(&["4/5/2026", "31/12/2025"]),
        (vec!["2026-05-04".to_owned(), "2025-12-31".to_owned()], false)
    );
    assert_eq!(
        read(&["4/5/2026", "12/31/2025"]),
        (vec!["2026-04-05".to_owned(), "2025-12-31".to_owned()], false)
    );
    assert_eq!(read(&["4/5/2026"]), (vec!["2026-05-04".to_owned()], true));
    // The same either way: nothing is assumed.
    assert_eq!(read(&["5/5/2026"]), (vec!["2026-05-05".to_owned()], false));
    // Two against one: the odd one out is none, not a guess.
    assert_eq!(read(&["31/1/2026", "30/1/2026", "1/31/2026"]).0, ["2026-01-31", "2026-01-30", "none"]);
}

#[test]
fn what_is_no_date() {
    for cell in ["31/02/2026", "2026-13-01", "soon", "5", "1/2", "Mayday 4 2026", "99.99.9999", "--"] {
        assert_eq!(read(&[cell]).0, ["none"], "{cell}");
    }
}

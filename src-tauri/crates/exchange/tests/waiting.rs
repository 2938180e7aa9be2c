//! Whoever waits for a reading is told how far it is, and can stop it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test uses its part of the support")]
mod support;

use std::{cell::RefCell, fmt::Write as _};

use cadre_exchange::{
    ExchangeError, LayoutAnswers, Options, Watch, layout, open, open_watched, read_list, read_matrix,
};
use support::{known, ods, options, text_cell, xlsx};

/// Letters without a pattern, so that an archive of them is not packed into a single block.
fn noise(row: u32) -> String {
    let mut state = u64::from(row) + 1;
    let letters = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b"abcdefghijklmnopqrstuvwxyzABCDEF"[(state >> 59) as usize])
    });
    letters.take(200).collect()
}

/// Rows of levels as text.
fn csv(rows: u32) -> Vec<u8> {
    let mut text = String::from("Person,Skill,Level\n");
    for row in 0..rows {
        writeln!(text, "Person {row},Skill {},{}", row % 7, row % 5).unwrap();
    }
    text.into_bytes()
}

/// A spreadsheet of some 260 KB.
fn spreadsheet(end: &str) -> Vec<u8> {
    let cells: Vec<String> = (1..=2000)
        .map(|row| format!(r#"<row r="{row}">{}</row>"#, text_cell(&format!("A{row}"), &noise(row))))
        .collect();
    xlsx(&format!("<sheetData>{}</sheetData>{end}", cells.concat()))
}

/// What is told during a reading: every share, which may not fall.
fn told(read: impl Fn(Watch<'_>)) -> Vec<f64> {
    let shares = RefCell::new(Vec::new());
    read(Watch::new(&|share| {
        shares.borrow_mut().push(share);
        true
    }));
    let shares = shares.into_inner();
    assert!(shares.is_sorted(), "{shares:?}");
    assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
    shares
}

/// Whether a reading that is stopped at this share, or the first after it, is told as stopped.
fn stops<T>(at: f64, read: impl Fn(Watch<'_>) -> Result<T, ExchangeError>) -> bool {
    matches!(read(Watch::new(&|share| share < at)), Err(ExchangeError::Cancelled))
}

#[test]
fn opening_a_file_is_told_and_can_be_stopped() {
    let merged = r#"<mergeCells count="1"><mergeCell ref="D1:D2"/></mergeCells>"#;
    let rows: Vec<String> = (1..=2000)
        .map(|row| {
            let text = noise(row);
            format!(r#"<table:table-row><table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell></table:table-row>"#)
        })
        .collect();
    for (what, bytes) in [
        ("text", csv(20_000)),
        ("xlsx", spreadsheet("")),
        ("xlsx with joined cells", spreadsheet(merged)),
        ("ods", ods(&rows.concat())),
    ] {
        let shares = told(|watch| drop(open_watched(&bytes, "file", watch).unwrap()));
        assert!(shares.len() >= 4, "{what}: {shares:?}");
        assert!(shares.last().unwrap() > &0.7, "{what}: {shares:?}");
        for at in [0.3, 0.6] {
            assert!(stops(at, |watch| open_watched(&bytes, "file", watch)), "{what} at {at}");
        }
        // Watched or not, the same is read.
        assert_eq!(
            open_watched(&bytes, "file", Watch::new(&|_| true)).unwrap(),
            open(&bytes, "file").unwrap()
        );
    }
}

#[test]
fn what_is_damaged_is_not_told_as_stopped() {
    let whole = spreadsheet("");
    let cut = &whole[..whole.len() / 2];
    assert!(matches!(open_watched(cut, "file", Watch::new(&|_| true)), Err(ExchangeError::Damaged { .. })));
}

#[test]
fn reading_levels_is_told_and_can_be_stopped() {
    let wide = String::from_utf8(csv(5_000)).unwrap().replacen("Skill,", "Role,", 1);
    for (what, bytes) in [("long", csv(5_000)), ("wide", wide.into_bytes())] {
        let workbook = open(&bytes, "file").unwrap();
        let read = |watch: Watch<'_>| read_matrix(&workbook, &known(), &Options { watch, ..options() });
        let shares = told(|watch| drop(read(watch).unwrap()));
        assert!(shares.len() >= 4 && shares.last().unwrap() > &0.7, "{what}: {shares:?}");
        assert!(stops(0.0, read) && stops(0.5, read), "{what}");
    }
}

#[test]
fn reading_a_list_is_told_and_can_be_stopped() {
    let text = String::from_utf8(csv(5_000)).unwrap().replacen("Skill,Level", "Team,Learning hours", 1);
    let workbook = open(text.as_bytes(), "file").unwrap();
    let layout = layout::find_with(&workbook, &known(), &LayoutAnswers::default()).unwrap();
    let read = |watch: Watch<'_>| read_list(&workbook, &layout, &known(), &Options { watch, ..options() });
    let shares = told(|watch| assert_eq!(read(watch).unwrap().records.len(), 5_000));
    assert!(shares.len() >= 4 && shares.last().unwrap() > &0.7, "{shares:?}");
    assert!(stops(0.0, read) && stops(0.5, read));
}

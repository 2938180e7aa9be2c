//! What a stranger typed leaves as text: no cell of a CSV or a workbook becomes a formula, and readers give it back as it was.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test uses its part of the support")]
mod support;

use cadre_core::formula_text::plain;
use cadre_exchange::{
    csv_out::table_csv,
    open,
    xlsx_out::{Book, Column, ColumnKind, Sheet, TableSheet, Value, workbook},
};
use proptest::prelude::*;

/// Names as they are typed by those who mean harm, and by those who do not.
fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "['=+@ \t\r\n\u{200b}\u{feff}\u{a0}＝＋－＠-]{0,3}[=+@＝＠-][A-Za-z(!'\", 0-9]{0,12}",
        "(=cmd\\|'/c calc'!A0|@SUM\\(A1\\)|=HYPERLINK\\(\"http://x\"\\)|-2\\+3|\\+1|\tAda|'=1|O'Brien|<b>)",
        "[\\PC\t\n]{1,24}",
    ]
}

/// Whether a spreadsheet program could run the text of a cell as a formula.
fn runs(text: &str) -> bool {
    let seen = text
        .trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || "\u{200b}\u{feff}".contains(c));
    seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r', '\n'])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_text_becomes_a_formula_in_a_csv_or_a_workbook(names in prop::collection::vec(any_name(), 3)) {
        // By a reader of CSV that knows nothing of ours, cell by cell.
        let csv = table_csv(&["Name", &names[0]], &[names[1..].to_vec()]).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
        let cells: Vec<String> =
            reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
        prop_assert_eq!(cells.len(), 4);
        for (cell, name) in cells[1..].iter().zip(&names) {
            prop_assert!(!runs(cell), "{:?} of {:?}", cell, name);
            prop_assert_eq!(plain(cell), name);
        }

        // By calamine, which tells text from formulas.
        let column = |title: &str| Column { title: title.to_owned(), kind: ColumnKind::Text };
        let sheet = TableSheet {
            name: names[2].clone(),
            note: Some(names[1].clone()),
            columns: vec![column("Name"), column(&names[0])],
            rows: vec![names[1..].iter().map(|name| Value::Text(name.clone())).collect()],
        };
        let title = names[0].clone();
        let book = workbook(&Book { title, as_of: support::day("2026-11-27"), sheets: vec![Sheet::Table(sheet)] }).unwrap();
        let strings = support::unpacked(&book).unwrap();
        let sheet = strings.iter().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap();
        prop_assert!(!String::from_utf8_lossy(&sheet.1).contains("<f>"));
        let read = open(&book, "book.xlsx").unwrap();
        for cell in read.sheets[0].rows.iter().flat_map(|row| &row.cells) {
            prop_assert!(!cell.formula);
            prop_assert!(!runs(&cell.text()), "{:?}", cell);
        }
        // Excel keeps neither control characters nor blanks around a text; all else comes back.
        let kept = |text: &str| {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            let text: String = text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
            text.replace('\u{feff}', "").trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}').to_owned()
        };
        for (cell, name) in read.sheets[0].rows.last().unwrap().cells.iter().zip(&names[1..]) {
            let text = cell.text();
            prop_assert_eq!(plain(&text), kept(name));
        }
    }
}

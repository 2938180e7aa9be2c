//! Bytes become rows, or are refused by name and within bounds.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test uses its part of the support")]
mod support;

use cadre_exchange::{Bounded, ExchangeError, open, read::Value};
use support::{fixture, ods, text_cell, xlsx, xlsx_with, zipped};

/// The cells of the first sheet as text, a line for each row with its number.
fn shown(bytes: &[u8]) -> String {
    let workbook = open(bytes, "file").unwrap();
    let lines: Vec<String> = workbook.sheets[0]
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = row.cells.iter().map(|cell| cell.text()).collect();
            format!("{}: {}", row.number, cells.join(" | "))
        })
        .collect();
    lines.join("\n")
}

fn refusal(bytes: &[u8]) -> ExchangeError {
    open(bytes, "file").unwrap_err()
}

#[test]
fn every_encoding_gives_the_same_text() {
    let text = "Name;Zoë\nIbáñez;3\n";
    let expected = "1: Name | Zoë\n2: Ibáñez | 3";
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for bytes in [
        text.as_bytes().to_vec(),
        marked(b"\xef\xbb\xbf", text.as_bytes().to_vec()),
        marked(b"\xff\xfe", utf16(u16::to_le_bytes)),
        marked(b"\xfe\xff", utf16(u16::to_be_bytes)),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        windows,
    ] {
        assert_eq!(shown(&bytes), expected);
    }
}

#[test]
fn the_delimiter_is_found_with_quotes_respected() {
    assert_eq!(shown(b"a,b\n\"x;y;z\",\"2,5\"\n"), "1: a | b\n2: x;y;z | 2,5");
    // Names and decimals have commas; the semicolon separates.
    assert_eq!(
        shown(b"Name;Skill;Level\nRahman, Noor;A;2,5\nShah, Priya;B;3,5\n"),
        "1: Name | Skill | Level\n2: Rahman, Noor | A | 2,5\n3: Shah, Priya | B | 3,5"
    );
    assert_eq!(shown(b"a\tb\tc\n1\t2\t3\n"), "1: a | b | c\n2: 1 | 2 | 3");
    assert_eq!(shown(b"sep=;\na,1;b\n"), "2: a,1 | b");
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_program_shows_them() {
    // A blank line is a row; a line break inside quotes is not.
    assert_eq!(shown(b"a,b\n\n\n\"two\nlines\",2\n\nlast,3"), "1: a | b\n4: two\nlines | 2\n6: last | 3");
    assert_eq!(shown(b"a,b\r\n\r\nc,d\r\n"), "1: a | b\n3: c | d");
}

#[test]
fn what_is_no_spreadsheet_is_refused_by_name() {
    let found = |bytes: &[u8]| match refusal(bytes) {
        ExchangeError::NotASpreadsheet { found } => found,
        other => panic!("{other:?}"),
    };
    assert_eq!(found(b"%PDF-1.7 ..."), "a PDF document");
    assert_eq!(found(b"\x89PNG\r\n\x1a\n"), "an image");
    assert_eq!(found(b"<!DOCTYPE html><table>"), "a web page");
    assert_eq!(found(b"{\"format\":\"cadre-workspace\"}"), "a JSON document");
    assert_eq!(found(b"SQLite format 3\0"), "a database");
    assert_eq!(found(&[0, 1, 2, 3, 4, 0, 0, 0, 7, 9]), "a binary file");
    assert_eq!(found(&zipped(&[("photo.jpg", b"x")])), "a compressed file");
    assert_eq!(
        found(&zipped(&[("word/document.xml", b"<w/>"), ("[Content_Types].xml", b"<T/>")])),
        "a text document"
    );
    assert!(matches!(refusal(b""), ExchangeError::Empty));
    assert!(matches!(refusal(b" ,,\n\n"), ExchangeError::Empty));
    let mut protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    assert!(matches!(refusal(&protected), ExchangeError::OldExcel));
    protected.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(matches!(refusal(&protected), ExchangeError::PasswordProtected));
}

#[test]
fn a_cut_spreadsheet_is_damaged() {
    let whole = fixture("platform-team.xlsx");
    assert!(matches!(refusal(&whole[..whole.len() / 2]), ExchangeError::Damaged { .. }));
    let cut_xml = xlsx("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v>");
    assert!(matches!(refusal(&cut_xml), ExchangeError::Damaged { .. }));
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_opened() {
    // 24 MB of one character pack to 24 KB, as 500 MB do to half a megabyte.
    let bomb =
        zipped(&[("[Content_Types].xml", b"<T/>"), ("xl/worksheets/sheet1.xml", &vec![b' '; 24 << 20])]);
    assert!(bomb.len() < 100 << 10);
    let error = refusal(&bomb);
    assert!(matches!(error, ExchangeError::TooLarge { of: Bounded::UnpackedBytesPerByte, .. }), "{error:?}");
}

#[test]
fn a_declared_size_is_not_believed() {
    // The same bomb, with headers that claim 10 bytes: what is unpacked counts.
    let mut bomb = zipped(&[("[Content_Types].xml", b"<T/>"), ("xl/big.xml", &vec![b' '; 24 << 20])]);
    let size = (24_u32 << 20).to_le_bytes();
    let places: Vec<usize> =
        bomb.windows(4).enumerate().filter(|(_, window)| *window == size).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bomb[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert!(matches!(refusal(&bomb), ExchangeError::TooLarge { .. } | ExchangeError::Damaged { .. }));
}

#[test]
fn a_sheet_does_not_take_the_room_that_it_declares() {
    let cells = format!(
        r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{}</row><row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData>"#,
        text_cell("A1", "Name")
    );
    let workbook = open(&xlsx(&cells), "file").unwrap();
    let rows = &workbook.sheets[0].rows;
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[1].number, rows[1].cells.len()), (1_048_576, 16_384));
}

#[test]
fn too_many_cells_are_refused_while_counting() {
    // 1,000 cells at the far right of 1,000 rows would take 16 million places.
    let rows: Vec<String> =
        (1..=1000).map(|row| format!(r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"#)).collect();
    let error = refusal(&xlsx(&format!("<sheetData>{}</sheetData>", rows.concat())));
    assert!(matches!(error, ExchangeError::TooLarge { of: Bounded::Cells, .. }), "{error:?}");
    let repeated = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>"#;
    let error = refusal(&ods(repeated));
    assert!(matches!(error, ExchangeError::TooLarge { of: Bounded::Cells, .. }), "{error:?}");
}

#[test]
fn a_count_of_shared_strings_reserves_nothing() {
    let strings = r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="99999999999999"><si><t>a</t></si></sst>"#;
    let error = refusal(&xlsx_with("<sheetData/>", Some(strings)));
    assert!(matches!(error, ExchangeError::TooLarge { .. }), "{error:?}");
}

#[test]
fn references_out_of_range_are_damage() {
    let worksheet = r#"<dimension ref="C9:A1"/><sheetData><row r="1"><c r="ZZZZZZZZZZZZ1"><v>1</v></c></row></sheetData>"#;
    assert!(matches!(
        refusal(&xlsx(worksheet)),
        ExchangeError::Damaged { .. } | ExchangeError::TooLarge { .. }
    ));
}

#[test]
fn cells_keep_what_they_are() {
    // 46146 days after 30 December 1899 is 4 May 2026.
    let cells = format!(
        r#"<sheetData><row r="1">{}<c r="B1" s="1"><v>0.75</v></c><c r="C1" s="2"><v>46146</v></c><c r="D1"><f>1+2</f><v>3</v></c><c r="E1" t="e"><v>#REF!</v></c><c r="F1" t="b"><v>1</v></c></row></sheetData>"#,
        text_cell("A1", "  Zo&#235; &amp; Noor ")
    );
    let workbook = open(&xlsx(&cells), "file").unwrap();
    let row = &workbook.sheets[0].rows[0];
    assert_eq!(row.cell(0).value, Value::Text("Zoë & Noor".into()));
    assert!(row.cell(1).percent);
    assert_eq!(row.cell(1).text(), "75%");
    assert_eq!(row.cell(2).value, Value::Date(support::day("2026-05-04")));
    assert!(row.cell(3).formula);
    assert_eq!(row.cell(3).value, Value::Number(3.0));
    assert_eq!(row.cell(4).value, Value::Error("#REF!".into()));
    assert_eq!(row.cell(5).text(), "TRUE");
}

#[test]
fn ods_cells_keep_what_they_are() {
    let rows = r#"<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
      <table:table-row>
        <table:table-cell office:value-type="string"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>Zo&#235; <text:span>&amp;</text:span><text:s text:c="2"/>Noor</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="2"/>
        <table:table-cell office:value-type="percentage" office:value="0.75"><text:p>75%</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2026-05-04T00:00:00"><text:p>4.5.26</text:p></table:table-cell>
        <table:table-cell table:formula="of:=1+2" office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>
        <table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>area</text:p></table:table-cell><table:covered-table-cell/>
      </table:table-row>"#;
    let workbook = open(&ods(rows), "file").unwrap();
    let sheet = &workbook.sheets[0];
    let row = &sheet.rows[0];
    assert_eq!(row.number, 4);
    assert_eq!(row.cell(0).text(), "Zoë &  Noor");
    assert_eq!(row.cell(3).text(), "75%");
    assert_eq!(row.cell(4).value, Value::Date(support::day("2026-05-04")));
    assert!(row.cell(5).formula);
    assert_eq!(sheet.merges[0].columns, (6, 7));
}

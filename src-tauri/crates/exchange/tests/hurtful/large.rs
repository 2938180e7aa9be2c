//! Files too large to be kept, made here.

use std::fmt::Write as _;

use super::{Outcome::Refused, SMALL, check};
use crate::support::{stored, xlsx_with, zipped};

fn hold(name: &str, bytes: &[u8], expected: super::Outcome<'_>, bound: usize) {
    assert_eq!(check(name, bytes, expected, bound), None);
}

#[test]
fn a_field_of_ten_megabytes_is_refused() {
    let text = format!("Name,Note\nAda,{}\n", "x".repeat(10 << 20));
    // Held are the text, its record and its cell.
    hold("field.csv", text.as_bytes(), Refused("more than 98304 bytes of text in one cell"), 96 << 20);
    let quoted = format!("Name,Note\nAda,\"{}", "x\n".repeat(5 << 20));
    hold("quoted.csv", quoted.as_bytes(), Refused("more than 98304 bytes of text in one cell"), 96 << 20);
}

#[test]
fn a_row_of_a_million_fields_is_refused() {
    let wide = format!("Name{}\n", ",x".repeat(1_000_000));
    hold("wide.csv", wide.as_bytes(), Refused("more than 10000000 cells"), 96 << 20);
}

#[test]
fn a_hundred_thousand_parts_are_refused() {
    let names: Vec<String> = (0..100_000).map(|number| format!("x{number}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    hold("parts.xlsx", &stored(&parts), Refused("more than 4096 parts"), 160 << 20);
}

#[test]
fn more_shared_strings_than_cells_are_refused() {
    // Ten million and one of them are 50 MB, packed to some 50 KB: padding keeps the ratio of the file.
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(10_000_001));
    let book = xlsx_with("<sheetData/>", Some(&strings));
    assert!(book.len() < 1 << 20);
    hold("strings.xlsx", &book, Refused("unpacked bytes for each packed one"), SMALL);
    let padding: Vec<u8> =
        (0..300_000_u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let padded = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/media/padding.png", &padding),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ]);
    hold("strings-padded.xlsx", &padded, Refused("more than 10000000 cells"), SMALL);
}

#[test]
fn documents_of_any_depth_and_any_number_of_faults_are_refused() {
    let head = r#"{"format":"cadre-workspace","version":1"#;
    let deep = format!("{head},\"settings\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    hold("deep.json", deep.as_bytes(), Refused("missing field"), SMALL);
    let open = format!("{head},\"areas\":{}", "{\"a\":[".repeat(100_000));
    hold("open.json", open.as_bytes(), Refused("EOF while parsing"), SMALL);

    let mut faults = format!("{head},\"settings\":0,\"areas\":[0");
    faults.push_str(&",\n0".repeat(1_000_000));
    faults.push(']');
    for section in [
        "competencies",
        "teams",
        "roles",
        "people",
        "positions",
        "assessments",
        "pulses",
        "training",
        "scenarios",
        "retractions",
        "operations",
    ] {
        write!(faults, ",\"{section}\":[]").unwrap();
    }
    faults.push('}');
    // A million rows, none of which is an area: the first hundred are told, and the rest is not looked for.
    hold("faults.json", faults.as_bytes(), Refused("100: line 1, settings: "), SMALL);
}

#[test]
fn editions_of_many_mistakes_are_refused() {
    // A quarter of a megabyte is the most that is read of an edition.
    let figures = "[[figures]]\n".repeat(20_000);
    hold("figures.toml", figures.as_bytes(), Refused("figures.toml:"), 128 << 20);
    let mut unknown = String::new();
    for number in 0..20_000 {
        writeln!(unknown, "x{number} = 1").unwrap();
    }
    hold("unknown.toml", unknown.as_bytes(), Refused("unknown.toml:1: "), SMALL);
    let table = format!("area,percent\n{}", "x,y\n".repeat(60_000));
    hold("table.edition.csv", table.as_bytes(), Refused("table.edition.csv:"), 256 << 20);
}

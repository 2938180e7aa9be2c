//! The files of `tests/fixtures/hurtful`, each with what it comes to.

use super::{Outcome, Outcome::Read, Outcome::Refused, SMALL, check};

/// Every file of the folder. `make.py` there says how each was made.
const KEPT: &[(&str, Outcome<'static>)] = &[
    // Archives.
    ("bomb-flat.xlsx", Refused("more than 200 unpacked bytes for each packed one")),
    ("bomb-lying-sizes.xlsx", Refused("")),
    ("bomb-nested.xlsx", Refused("damaged")),
    ("bomb-overlap.xlsx", Refused("")),
    ("part-names.xlsx", Refused("damaged")),
    ("cut-directory.xlsx", Refused("damaged")),
    ("no-workbook.xlsx", Refused("damaged")),
    // Workbooks. Entities are never resolved, be they inside or outside of the file.
    ("laughs.xlsx", Refused("unrecognized entity `&a9;`")),
    ("outside-entity.xlsx", Refused("unrecognized entity `&x;`")),
    ("deep.xlsx", Read("1: 0=Name")),
    ("deep-cell.xlsx", Read("1: 0=deep")),
    ("giant-attribute.xlsx", Read("1: 0=1")),
    ("last-cell.xlsx", Read("1048576: 16383=7")),
    ("beyond-last-cell.xlsx", Refused("more than 1048576 rows")),
    ("far-rows.xlsx", Refused("")),
    ("reference-of-letters.xlsx", Refused("damaged")),
    ("reference-of-digits.xlsx", Refused("damaged")),
    ("reference-empty.xlsx", Refused("damaged")),
    ("dimension-huge.xlsx", Read("1: 0=Name")),
    ("dimension-backwards.xlsx", Refused("a cell reference is out of range")),
    ("merge-backwards.xlsx", Refused("a cell reference is out of range")),
    ("string-beyond.xlsx", Refused("string index not found")),
    ("string-negative.xlsx", Read("1: 0=one")),
    ("strings-counted.xlsx", Refused("more than 10000000 cells")),
    ("formula-index.xlsx", Read("1: 0=2")),
    ("styles-copied.xlsx", Refused("more than 268435456 bytes of formats of cells")),
    ("styles-many.xlsx", Refused("more than 262144 formats of cells")),
    ("sheets-of-one-part.xlsx", Refused("more than 1024 sheets")),
    ("date-beyond.xlsx", Read("1: ")),
    ("numbers.xlsx", Read("3=Name")),
    ("boolean.xlsx", Refused("Unrecognized boolean")),
    (
        "names.xlsx",
        Read("0=<img src=x onerror=alert(1)> | 1=\\u{202e}gnp.exe | 2=Ada\\u{200b}\\u{200d}Lovelace | 3=xxx"),
    ),
    ("laughs.ods", Refused("unrecognized entity `&a9;`")),
    ("outside-entity.ods", Refused("unrecognized entity `&x;`")),
    ("deep.ods", Read("1: 0=deep")),
    ("deep-tables.ods", Read("1: 0=Name")),
    ("columns-repeated.ods", Refused("more than 10000000 cells")),
    ("rows-repeated.ods", Refused("more than 10000000 cells")),
    ("blanks-repeated.ods", Read("1: 0=Name")),
    ("rows-negative.ods", Read("1: 0=Name")),
    ("all-repeated.ods", Refused("more than 268435456 bytes of text")),
    ("spanned.ods", Read("1: 0=Name")),
    ("blanks-counted.ods", Refused("more than 98304 bytes of text in one cell")),
    ("hidden-styles.ods", Read("1: 0=Name")),
    // Text.
    ("nul.csv", Refused("a binary file")),
    ("surrogates.csv", Read("2: 0=Ada | 1=\u{fffd} / 3: 0=Bo | 1=2")),
    ("odd-length-utf-16.csv", Read("2: 0=Ada | 1=1")),
    ("mixed-encodings.csv", Read("2: 0=ZoÃ« | 1=1 / 3: 0=Ibáñez | 1=2")),
    ("bom-twice.csv", Read("1: 0=Name | 1=Skill / 2: 0=Ada | 1=1")),
    ("bom-alone.csv", Refused("the file is empty")),
    ("bom-utf-32.csv", Refused("a binary file")),
    ("cr-only.csv", Read("1: 0=Name | 1=Skill / 2: 0=Ada | 1=1 / 3: 0=Bo | 1=2")),
    ("unbalanced.csv", Read("2: 0=Ada | 1=1\\nBo,2\\nCy,3")),
    ("quotes.csv", Read("2: 0=a\\\"b | 1=c\\\"d\\\"e | 2=fg")),
    ("names.csv", Read("2: 0=<img src=x onerror=alert(1)> | 1=1 / 3: 0=\\u{202e}gnp.exe | 1=2")),
    ("separator.csv", Read("1: 0=sep=")),
    ("separator-quote.csv", Read("a")),
    ("separator-end.csv", Read("a")),
    // Documents.
    ("duplicate-keys.json", Refused("duplicate field `version`")),
    ("duplicate-section.json", Refused("duplicate field `areas`")),
    ("number-beyond.json", Refused("missing field `settings`")),
    ("version-beyond.json", Refused("number out of range")),
    ("version-large.json", Refused("version 18446744073709551615")),
    ("surrogate.json", Refused("")),
    ("not-utf-8.json", Refused("invalid utf-8")),
    // Editions.
    ("deep.toml", Refused("1: deep.toml:1: ")),
    ("deep-keys.toml", Refused("1: deep-keys.toml:1: ")),
    ("deep-tables.toml", Refused("1: deep-tables.toml:1: ")),
    ("integer.toml", Refused("integer.toml:1: ")),
    ("float.toml", Refused("float.toml:1: ")),
    ("strings.toml", Refused("")),
];

#[test]
fn every_kept_file_comes_to_what_is_expected_within_its_memory() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/hurtful");
    let mut there: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "make.py")
        .collect();
    there.sort();
    let mut listed: Vec<&str> = KEPT.iter().map(|(name, _)| *name).collect();
    listed.sort_unstable();
    assert_eq!(there, listed, "every file is in the table, and every line of the table is a file");

    let wrong: Vec<String> = KEPT
        .iter()
        .filter_map(|(name, expected)| {
            let bytes = std::fs::read(format!("{folder}/{name}")).unwrap();
            check(name, &bytes, *expected, SMALL)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

//! Files made to hurt, and thousands of changes to good ones: each is read or refused by name, without a panic and within
//! a bound of memory. The same readers are fuzzed for longer by `cargo xtask fuzz`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod changes;
mod kept;
mod large;
mod memory;
#[expect(dead_code, reason = "each test uses its part of the support")]
#[path = "../support/mod.rs"]
mod support;

use cadre_core::Area;
use cadre_exchange::{ExchangeError, Workbook, document, edition, open};

/// What a file comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome<'a> {
    /// It is read, and this stands in what was read.
    Read(&'a str),
    /// It is refused, and this stands in what is said.
    Refused(&'a str),
}

/// Most bytes held for a file of a few kilobytes, whatever it declares. An archive unpacks to 4 MB before its ratio is
/// looked at, and is read in a handful of copies.
const SMALL: usize = 48 << 20;

/// Reads a file by the ending of its name and by what it is, and tells what came of it in a line or an error.
fn told(name: &str, bytes: &[u8]) -> Result<String, String> {
    let kind = name.split_once('.').map(|(_, kind)| kind);
    if kind == Some("json") {
        let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
        return document::from_json(text).map(|_| String::new()).map_err(|error| match error {
            ExchangeError::WrongValues(faults) => {
                format!(
                    "{}: line {}, {}: {}",
                    faults.len(),
                    faults[0].line,
                    faults[0].path,
                    faults[0].expected
                )
            }
            other => other.to_string(),
        });
    }
    if matches!(kind, Some("toml" | "edition.csv")) {
        let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
        let areas = [Area { key: "ml-secops".into(), name: "ML SecOps".to_owned() }];
        let read = edition::read(name, text, &areas, []);
        return read.map(|edition| edition.publisher).map_err(|problems| {
            let first: Vec<String> = problems.iter().take(3).map(ToString::to_string).collect();
            format!("{}: {}", problems.len(), first.join(" / "))
        });
    }
    let workbook = open(bytes, name).map_err(|error| error.to_string())?;
    support::every_reader::spreadsheet(bytes);
    Ok(shown(&workbook))
}

/// The first rows of the first sheets on one line.
fn shown(workbook: &Workbook) -> String {
    let rows = workbook.sheets.iter().flat_map(|sheet| &sheet.rows).take(8).map(|row| {
        let filled = (0..).zip(&row.cells).filter(|(_, cell)| !cell.is_empty());
        let cells: Vec<String> =
            filled.map(|(column, cell)| format!("{column}={}", cell.text().escape_debug())).collect();
        format!("{}: {}", row.number, cells.join(" | "))
    });
    rows.collect::<Vec<_>>().join(" / ")
}

/// Reads a file and holds it against what was expected; what differs is told.
fn check(name: &str, bytes: &[u8], expected: Outcome<'_>, bound: usize) -> Option<String> {
    let (came, held) = memory::most_held(|| told(name, bytes));
    let right = match (&came, expected) {
        (Ok(read), Outcome::Read(part)) => read.contains(part),
        (Err(said), Outcome::Refused(part)) => said.contains(part),
        _ => false,
    };
    let short = |text: &String| text.chars().take(300).collect::<String>();
    if !right {
        return Some(format!("{name}: {:?}, expected {expected:?}", came.as_ref().map(short).map_err(short)));
    }
    (held > bound).then(|| format!("{name}: {} MB held, of {} allowed", held >> 20, bound >> 20))
}

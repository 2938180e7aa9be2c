//! Delimited text: the encoding and the delimiter are found from the content.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Budget, Cell, Sheet, SheetBuilder, Value};
use crate::{ExchangeError, Result, Watch};

/// Delimiters tried, the likelier first.
const DELIMITERS: [u8; 3] = *b",;\t";

/// Records looked at to find the delimiter.
const SAMPLE: usize = 100;

/// Reads delimited text as one sheet, named by the file.
pub(super) fn read(bytes: &[u8], file_name: &str, watch: Watch<'_>) -> Result<Sheet> {
    let mut text = decode(bytes)?;
    refuse_markup(&text)?;
    // A last line without its end would be counted one line short.
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let (text, delimiter, skipped) = match stated_delimiter(&text) {
        Some((delimiter, rest)) => (rest, delimiter, 1),
        None => (text.as_str(), delimiter_of(&text), 0),
    };

    let mut budget = Budget::new();
    let mut builder = SheetBuilder::new(&mut budget);
    let mut reader = reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut row = skipped;
    for done in 0_usize.. {
        if done.is_multiple_of(4096) {
            watch.at(reader.position().byte() as f64 / text.len().max(1) as f64)?;
        }
        let line_before = reader.position().line();
        let more = reader
            .read_record(&mut record)
            .map_err(|error| ExchangeError::Damaged { detail: error.to_string() })?;
        if !more {
            break;
        }
        // Blank lines are passed over, yet a spreadsheet program counts them as rows; line ends inside quotes are not.
        let lines = reader.position().line() - line_before;
        let inside = record.iter().map(|field| field.matches('\n').count() as u64).sum::<u64>();
        row += (lines.saturating_sub(inside)).max(1) as u32;
        for (column, field) in record.iter().enumerate() {
            builder.put(row, column as u32, cell_of(field))?;
        }
    }
    Ok(builder.finish(file_name.to_owned(), false, Vec::new()))
}

/// Whole numbers as they are usually written become numbers; all else stays as it was typed.
fn cell_of(field: &str) -> Cell {
    let digits = field.as_bytes();
    let plain = matches!(
        digits,
        [b'0'..=b'9'] | [b'1'..=b'9', b'0'..=b'9'] | [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9']
    );
    if plain && let Ok(number) = field.parse::<u16>() {
        return Cell { value: Value::Number(f64::from(number)), ..Cell::default() };
    }
    Cell::of_text(field)
}

/// Decodes by byte order mark, then by the zeros that UTF-16 leaves in Latin text, then as UTF-8 if it is valid, else
/// as Windows-1252, in which any byte means something.
fn decode(bytes: &[u8]) -> Result<String> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(stated) => stated,
        None => (guessed(bytes)?, 0),
    };
    let text = encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    let control = |c: char| {
        c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{b}' | '\u{c}' | '\u{1a}')
    };
    let controls = text.chars().take(4096).filter(|c| control(*c)).count();
    if controls * 50 > text.chars().take(4096).count() {
        return Err(ExchangeError::NotASpreadsheet { found: "a binary file" });
    }
    Ok(text)
}

/// The encoding of text without a mark.
fn guessed(bytes: &[u8]) -> Result<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let pairs = (sample.len() / 2).max(1);
    Ok(match (zeros(0), zeros(1)) {
        (0, 0) => match std::str::from_utf8(bytes) {
            Ok(_) => UTF_8,
            Err(_) => WINDOWS_1252,
        },
        (even, odd) if odd * 10 >= pairs * 4 && even * 10 < pairs => UTF_16LE,
        (even, odd) if even * 10 >= pairs * 4 && odd * 10 < pairs => UTF_16BE,
        _ => return Err(ExchangeError::NotASpreadsheet { found: "a binary file" }),
    })
}

/// Web pages and XML saved under a spreadsheet's name.
fn refuse_markup(text: &str) -> Result<()> {
    let start: String = text.trim_start().chars().take(64).collect::<String>().to_ascii_lowercase();
    let found =
        if start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<table") {
            "a web page"
        } else if start.starts_with("<?xml") {
            "an XML document"
        } else if start.starts_with("{\"") || start.starts_with("{\n") || start.starts_with("{\r") {
            "a JSON document"
        } else {
            return Ok(());
        };
    Err(ExchangeError::NotASpreadsheet { found })
}

/// Excel's own first line `sep=;`, and the text behind it.
fn stated_delimiter(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    match first.trim_end().trim_matches('"').strip_prefix("sep=")?.as_bytes() {
        [delimiter] => Some((*delimiter, rest)),
        [] if first.contains('\t') => Some((b'\t', rest)),
        _ => None,
    }
}

/// The delimiter by which most lines have the same number of fields, and many of them.
fn delimiter_of(text: &str) -> u8 {
    let mut best = (0, DELIMITERS[0]);
    for delimiter in DELIMITERS {
        let mut widths = std::collections::BTreeMap::<usize, usize>::new();
        for record in reader(text, delimiter).records().take(SAMPLE).flatten() {
            if record.len() > 1 {
                *widths.entry(record.len()).or_default() += 1;
            }
        }
        let score = widths.iter().map(|(width, lines)| (width - 1) * lines * lines).max().unwrap_or(0);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

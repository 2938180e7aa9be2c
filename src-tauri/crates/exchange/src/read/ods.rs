//! ODS, an event at a time. calamine would spread every repeated cell before it could be counted; here a repetition
//! is only spread within the budget.

use std::{
    collections::HashSet,
    io::{BufRead, BufReader},
};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::{
    Budget, Cell, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROWS, Merge, Sheet, SheetBuilder, Value, archive,
    watched::{Progress, WatchedBytes},
    xlsx::iso_date,
};
use crate::{Bounded, ExchangeError, Result};

/// Reads every sheet. The archive's bounds were checked.
pub(super) fn read(bytes: &[u8], progress: &Progress<'_>) -> Result<Vec<Sheet>> {
    let mut archive =
        ZipArchive::new(WatchedBytes::new(bytes, progress)).map_err(|error| archive::zip_error(&error))?;
    let part = archive.by_name("content.xml").map_err(|error| archive::zip_error(&error))?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    reader.config_mut().expand_empty_elements = true;

    let mut budget = Budget::new();
    let mut sheets = Vec::new();
    let mut hidden_styles: HashSet<String> = HashSet::new();
    let mut style = String::new();
    let mut buffer = Vec::new();
    loop {
        match next(&mut reader, &mut buffer)? {
            Event::Start(start) => match start.local_name().as_ref() {
                "style" => style = attribute(&start, "name").unwrap_or_default(),
                "table-properties" if attribute(&start, "display").as_deref() == Some("false") => {
                    hidden_styles.insert(style.clone());
                }
                "table" => {
                    let name = attribute(&start, "name").unwrap_or_default();
                    let hidden =
                        attribute(&start, "style-name").is_some_and(|style| hidden_styles.contains(&style));
                    sheets.push(read_table(&mut reader, &mut budget, name, hidden)?);
                }
                _ => {}
            },
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// What was read of a row before it is known how often it repeats.
#[derive(Default)]
struct PendingRow {
    repeated: u32,
    /// Column, repetitions and content of the cells that hold something.
    cells: Vec<(u32, u32, Cell)>,
    next_column: u32,
}

fn read_table<R: BufRead>(
    reader: &mut Reader<R>,
    budget: &mut Budget,
    name: String,
    hidden: bool,
) -> Result<Sheet> {
    let mut builder = SheetBuilder::new(budget);
    let mut merges = Vec::new();
    let mut row = 1_u32;
    let mut pending = PendingRow::default();
    let mut depth = 1_u32;
    let mut buffer = Vec::new();
    loop {
        match next(reader, &mut buffer)? {
            Event::Start(start) => match start.local_name().as_ref() {
                // A table inside a cell, as drawings have, is not part of the sheet.
                "table" => depth += 1,
                "table-row" if depth == 1 => {
                    pending = PendingRow {
                        repeated: count(&start, "number-rows-repeated"),
                        ..PendingRow::default()
                    };
                }
                "table-cell" | "covered-table-cell" if depth == 1 => {
                    let repeated = count(&start, "number-columns-repeated");
                    let column = pending.next_column;
                    pending.next_column = column.saturating_add(repeated);
                    let columns = count(&start, "number-columns-spanned");
                    let rows = count(&start, "number-rows-spanned");
                    if (columns > 1 || rows > 1)
                        && let (Some(last_row), Some(last_column)) =
                            (row.checked_add(rows - 1), column.checked_add(columns - 1))
                        && last_row <= MAX_ROWS
                        && last_column < MAX_COLUMNS
                    {
                        merges.push(Merge { rows: (row, last_row), columns: (column, last_column) });
                    }
                    let cell = read_cell(reader, &start.into_owned())?;
                    if !cell.is_empty() {
                        pending.cells.push((column, repeated, cell));
                    }
                }
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "table-row" if depth == 1 => {
                    put_row(&mut builder, row, &pending)?;
                    row = row.saturating_add(pending.repeated);
                }
                "table" => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(builder.finish(name, hidden, merges));
                    }
                }
                _ => {}
            },
            Event::Eof => return Err(cut_short()),
            _ => {}
        }
    }
}

fn put_row(builder: &mut SheetBuilder<'_>, row: u32, pending: &PendingRow) -> Result<()> {
    // A few letters can ask for more than there may be; that is seen before the first cell is put.
    let repeated = u64::from(pending.repeated);
    let width = pending.cells.iter().map(|(column, times, _)| u64::from(*column) + u64::from(*times)).max();
    let Some(width) = width else { return Ok(()) };
    if repeated.saturating_mul(width) > builder.budget.cells {
        return Err(ExchangeError::TooLarge { of: Bounded::Cells, limit: super::MAX_CELLS });
    }
    let text: u64 = pending
        .cells
        .iter()
        .map(|(_, times, cell)| match &cell.value {
            Value::Text(text) => u64::from(*times).saturating_mul(text.len() as u64),
            _ => 0,
        })
        .fold(0, u64::saturating_add);
    if repeated.saturating_mul(text) > builder.budget.text {
        return Err(ExchangeError::TooLarge { of: Bounded::TextBytes, limit: super::MAX_TEXT_BYTES });
    }
    for repetition in 0..pending.repeated {
        for (column, repeated, cell) in &pending.cells {
            for offset in 0..*repeated {
                if column.saturating_add(offset) >= MAX_COLUMNS {
                    return Err(ExchangeError::TooLarge { of: Bounded::Cells, limit: super::MAX_CELLS });
                }
                builder.put(row.saturating_add(repetition), column + offset, cell.clone())?;
            }
        }
    }
    Ok(())
}

/// Reads a cell up to its end: typed value where there is one, else the text of its paragraphs.
fn read_cell<R: BufRead>(reader: &mut Reader<R>, start: &BytesStart<'_>) -> Result<Cell> {
    let mut text = String::new();
    // A longer text is refused at its end, however much longer it is.
    let room = |text: &String| text.len() <= MAX_CELL_BYTES;
    let mut paragraphs = 0;
    // Comments and drawings have paragraphs of their own.
    let mut foreign = 0_u32;
    let mut depth = 1_u32;
    let mut buffer = Vec::new();
    loop {
        match next(reader, &mut buffer)? {
            Event::Start(inner) => {
                depth += 1;
                match inner.local_name().as_ref() {
                    "annotation" | "frame" | "table" | "shape" => foreign += 1,
                    "p" if foreign == 0 => {
                        if paragraphs > 0 && room(&text) {
                            text.push('\n');
                        }
                        paragraphs += 1;
                    }
                    "s" if foreign == 0 && room(&text) => {
                        text.extend(std::iter::repeat_n(' ', count(&inner, "c").min(100) as usize));
                    }
                    "tab" | "line-break" if foreign == 0 && room(&text) => text.push(' '),
                    _ => {}
                }
            }
            Event::End(inner) => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
                if matches!(inner.local_name().as_ref(), "annotation" | "frame" | "table" | "shape") {
                    foreign -= 1;
                }
            }
            Event::Text(piece) if foreign == 0 && paragraphs > 0 && room(&text) => {
                text.push_str(&piece.xml10_content());
            }
            Event::CData(piece) if foreign == 0 && paragraphs > 0 && room(&text) => {
                text.push_str(&piece.xml10_content());
            }
            Event::GeneralRef(reference) if foreign == 0 && paragraphs > 0 && room(&text) => {
                match reference.resolve_char_ref() {
                    Ok(Some(character)) => text.push(character),
                    _ => text.push_str(named_entity(&reference.xml10_content())?),
                }
            }
            Event::Eof => return Err(cut_short()),
            _ => {}
        }
    }
    if !room(&text) {
        return Err(ExchangeError::TooLarge { of: Bounded::CellBytes, limit: MAX_CELL_BYTES as u64 });
    }
    let formula = attribute(start, "formula").is_some();
    let number = attribute(start, "value")
        .and_then(|value| value.parse::<f64>().ok())
        .filter(|value| value.is_finite());
    let kind = attribute(start, "value-type").unwrap_or_default();
    let is_error = formula && (text.starts_with('#') || text.starts_with("Err:"));
    let cell = match (kind.as_str(), number) {
        _ if is_error => Cell { value: Value::Error(text.into()), ..Cell::default() },
        ("float" | "currency", Some(number)) => Cell::of_number(number),
        ("percentage", Some(number)) => Cell { percent: true, ..Cell::of_number(number) },
        ("date", _) => iso_date(&attribute(start, "date-value").unwrap_or(text)),
        ("boolean", _) => match attribute(start, "boolean-value").as_deref() {
            Some("true") => Cell::of_text("TRUE"),
            _ => Cell::of_text("FALSE"),
        },
        _ => {
            let written = attribute(start, "string-value");
            Cell::of_text(written.as_deref().unwrap_or(&text))
        }
    };
    Ok(Cell { formula, ..cell })
}

/// One of XML's own entities. What a file defines itself, or has from elsewhere, is never looked up.
fn named_entity(name: &str) -> Result<&'static str> {
    Ok(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return Err(ExchangeError::Damaged { detail: format!("unrecognized entity `&{name};`") }),
    })
}

/// The value of an attribute by its name without the prefix.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned()))
}

/// A repetition; 1 where none is stated or it is no number.
fn count(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
}

fn next<'b, R: BufRead>(reader: &mut Reader<R>, buffer: &'b mut Vec<u8>) -> Result<Event<'b>> {
    buffer.clear();
    reader.read_event_into(buffer).map_err(|error| ExchangeError::Damaged { detail: error.to_string() })
}

fn cut_short() -> ExchangeError {
    ExchangeError::Damaged { detail: "the sheet ends too early".to_owned() }
}

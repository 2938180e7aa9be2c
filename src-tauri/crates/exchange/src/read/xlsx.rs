//! XLSX by calamine, a cell at a time: what a sheet declares about its size is never believed.

use std::panic::AssertUnwindSafe;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};
use chrono::NaiveDate;

use super::{
    Budget, Cell, MAX_COLUMNS, MAX_ROWS, Merge, Sheet, SheetBuilder, Value,
    watched::{Progress, WatchedBytes},
};
use crate::{Bounded, ExchangeError, Result};

/// Most sheets of a workbook; people stop at some dozens.
const MAX_SHEETS: usize = 1024;

/// Reads every worksheet, and their joined cells where there may be some. The archive's bounds were checked.
pub(super) fn read(bytes: &[u8], merges: bool, progress: &Progress<'_>) -> Result<Vec<Sheet>> {
    // calamine does sums on references such as "A1" with whatever the file says, and those may overflow; nothing of
    // ours is left half-done behind this fence.
    std::panic::catch_unwind(AssertUnwindSafe(|| read_sheets(bytes, merges, progress))).unwrap_or_else(|_| {
        Err(ExchangeError::Damaged { detail: "a cell reference is out of range".to_owned() })
    })
}

fn read_sheets(bytes: &[u8], merges: bool, progress: &Progress<'_>) -> Result<Vec<Sheet>> {
    let mut book: Xlsx<_> = Xlsx::new(WatchedBytes::new(bytes, progress)).map_err(|error| refusal(&error))?;
    if merges {
        progress.expect(1);
    }
    // Each of them may name the same part, which is then read as often.
    if book.sheets_metadata().len() > MAX_SHEETS {
        return Err(ExchangeError::TooLarge { of: Bounded::Sheets, limit: MAX_SHEETS as u64 });
    }
    let mut budget = Budget::new();
    let mut sheets = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let mut builder = SheetBuilder::new(&mut budget);
        let any_percent = read_cells(&mut book, &meta.name, &mut builder)?;
        if any_percent {
            progress.expect(1);
            mark_percentages(&mut book, &meta.name, &mut builder)?;
        }
        let merges = if merges { read_merges(&mut book, &meta.name)? } else { Vec::new() };
        sheets.push(builder.finish(meta.name, meta.visible != SheetVisible::Visible, merges));
    }
    Ok(sheets)
}

fn read_merges(book: &mut Xlsx<WatchedBytes<'_>>, sheet: &str) -> Result<Vec<Merge>> {
    let merges = book.merge_cells_by_sheet_name(sheet).map_err(|error| refusal(&error))?;
    Ok(merges
        .iter()
        .filter(|merge| merge.start.0 <= merge.end.0 && merge.start.1 <= merge.end.1)
        .filter(|merge| merge.end.0 < MAX_ROWS && merge.end.1 < MAX_COLUMNS)
        .map(|merge| Merge {
            rows: (merge.start.0 + 1, merge.end.0 + 1),
            columns: (merge.start.1, merge.end.1),
        })
        .collect())
}

/// Reads the values; true where the workbook has a percentage format that some of them may use.
fn read_cells(
    book: &mut Xlsx<WatchedBytes<'_>>,
    sheet: &str,
    builder: &mut SheetBuilder<'_>,
) -> Result<bool> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|error| refusal(&error))?;
    let any_percent = reader.styles().iter().any(is_percent);
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|error| refusal(&error))? {
        let (row, column) = record.pos;
        let mut cell = cell_of(&record.value);
        cell.formula = record.formula.is_some();
        builder.put(row.saturating_add(1), column, cell)?;
    }
    Ok(any_percent)
}

/// Marks the numbers that are shown as percentages. The format is not given together with formulas, hence a second pass.
fn mark_percentages(
    book: &mut Xlsx<WatchedBytes<'_>>,
    sheet: &str,
    builder: &mut SheetBuilder<'_>,
) -> Result<()> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|error| refusal(&error))?;
    let percent: Vec<bool> = reader.styles().iter().map(is_percent).collect();
    while let Some((row, column, style)) = reader.next_style_id().map_err(|error| refusal(&error))? {
        if !percent.get(style).copied().unwrap_or(false) {
            continue;
        }
        if let Some(cell) = builder.get_mut(row.saturating_add(1), column)
            && matches!(cell.value, Value::Number(_))
        {
            cell.percent = true;
        }
    }
    Ok(())
}

fn is_percent(style: &Style) -> bool {
    style
        .number_format
        .as_ref()
        .is_some_and(|format| matches!(format.format_id, Some(9 | 10)) || format.format_code.contains('%'))
}

fn cell_of(data: &DataRef<'_>) -> Cell {
    let value = match data {
        DataRef::Empty => Value::Empty,
        DataRef::Int(number) => Value::Number(*number as f64),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::Bool(truth) => Value::Text(if *truth { "TRUE" } else { "FALSE" }.into()),
        DataRef::String(text) => return Cell::of_text(text),
        DataRef::SharedString(text) => return Cell::of_text(text),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => return iso_date(text),
        DataRef::Error(error) => Value::Error(error.to_string().into()),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            match NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)) {
                Some(date) => Value::Date(date),
                // The 29th of February 1900, which only Excel knows.
                None => Value::Number(moment.as_f64()),
            }
        }
        DataRef::DateTime(duration) => Value::Number(duration.as_f64()),
    };
    Cell { value, ..Cell::default() }
}

/// A date, with or without a time behind it; text where it is neither.
pub(super) fn iso_date(text: &str) -> Cell {
    let day = text.get(..10).unwrap_or(text);
    match NaiveDate::parse_from_str(day, "%Y-%m-%d") {
        Ok(date) => Cell { value: Value::Date(date), ..Cell::default() },
        Err(_) => Cell::of_text(text),
    }
}

fn refusal(error: &XlsxError) -> ExchangeError {
    match error {
        XlsxError::Password => ExchangeError::PasswordProtected,
        other => ExchangeError::Damaged { detail: other.to_string() },
    }
}

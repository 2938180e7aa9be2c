//! A table of a workbook: a head that stays in view, filters, and values in the formats that they have.

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet};

use super::{column_at, date_of, look, row_at, text};
use crate::{ExchangeError, Result};

/// A table to write.
#[derive(Clone, Debug, PartialEq)]
pub struct TableSheet {
    /// The name of the sheet; made valid and unique when it is written.
    pub name: String,
    /// A remark that stands above the head.
    pub note: Option<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows: a value for each column.
    pub rows: Vec<Vec<Value>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head; of money, with the currency: "Cost a year (EUR)".
    pub title: String,
    /// What stands in it.
    pub kind: ColumnKind,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Names, words and dates, on the left.
    Text,
    /// Sentences, in a wide column.
    Prose,
    /// Numbers, on the right.
    Number,
}

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A measure, shown with one decimal. A number that is not finite is left blank.
    Number(f64),
    /// A count.
    Whole(i64),
    /// A share from 0 to 1, shown as a percentage.
    Share(f64),
    /// An amount in the currency that the head names, shown without its decimals.
    Money(f64),
    /// A day.
    Date(NaiveDate),
    /// Yes or no.
    Flag(bool),
    /// Nothing.
    Empty,
}

/// Narrowest column, in pixels.
const NARROW: u32 = 60;
/// Room for the button of a filter, in pixels.
const BUTTON: u32 = 20;

/// The formats of values.
struct Formats {
    text: Format,
    number: Format,
    whole: Format,
    share: Format,
    date: Format,
}

impl Formats {
    fn new() -> Self {
        let body = look::body();
        // The code for room as wide as a bracket keeps a number apart from the text of the next column.
        let right =
            |code: &str| body.clone().set_align(FormatAlign::Right).set_num_format(format!("{code}_)"));
        Self {
            text: body.clone().set_align(FormatAlign::Left).set_text_wrap(),
            number: right("#,##0.0"),
            whole: right("#,##0"),
            share: right("0%"),
            date: body.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
        }
    }
}

/// Writes the table, and returns the first and last row of its head.
pub(super) fn write(sheet: &mut Worksheet, table: &TableSheet) -> Result<(u32, u32)> {
    let formats = Formats::new();
    let last_column = column_at(table.columns.len().saturating_sub(1))?;
    let head = u32::from(table.note.is_some());
    let mut widths = Vec::new();
    let mut head_lines = 1;
    for (index, column) in table.columns.iter().enumerate() {
        let position = column_at(index)?;
        let format = match column.kind {
            ColumnKind::Number => look::head().set_align(FormatAlign::Right).set_indent(1),
            ColumnKind::Text | ColumnKind::Prose => look::head().set_align(FormatAlign::Left),
        };
        let title = text::cell(&column.title);
        let width = column_width(column.kind, &title, table.rows.iter().filter_map(|row| row.get(index)));
        widths.push(width);
        head_lines = head_lines.max(text::lines(&title, width));
        sheet.set_column_width_pixels(position, width)?;
        sheet.write_string_with_format(head, position, title, &format)?;
    }
    sheet.set_row_height_pixels(head, look::row_height(head_lines))?;
    if let Some(note) = &table.note {
        let note = text::cell(note);
        sheet.set_row_height_pixels(0, look::row_height(text::lines(&note, widths.iter().sum())))?;
        if last_column > 0 {
            sheet.merge_range(0, 0, 0, last_column, &note, &look::remark())?;
        } else {
            sheet.write_string_with_format(0, 0, note, &look::remark())?;
        }
    }
    for (index, row) in table.rows.iter().enumerate() {
        if row.len() != table.columns.len() {
            let detail =
                format!("row {index} has {} values under {} columns", row.len(), table.columns.len());
            return Err(ExchangeError::Write(detail));
        }
        let number = head + 1 + row_at(index)?;
        let mut lines = 1;
        for (column, value) in row.iter().enumerate() {
            write_value(sheet, (number, column_at(column)?), value, &formats)?;
            if let Value::Text(written) = value {
                lines = lines.max(text::lines(written, widths[column]));
            }
        }
        if lines > 1 {
            sheet.set_row_height_pixels(number, look::row_height(lines))?;
        }
    }
    if !table.columns.is_empty() {
        sheet.autofilter(head, 0, head + row_at(table.rows.len())?, last_column)?;
    }
    sheet.set_freeze_panes(head + 1, 0)?;
    Ok((head, head))
}

fn write_value(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    formats: &Formats,
) -> Result<()> {
    match value {
        Value::Text(written) => {
            sheet.write_string_with_format(row, column, text::cell(written), &formats.text)?;
        }
        Value::Flag(flag) => {
            sheet.write_string_with_format(row, column, if *flag { "yes" } else { "no" }, &formats.text)?;
        }
        Value::Number(number) if number.is_finite() => {
            sheet.write_number_with_format(row, column, *number, &formats.number)?;
        }
        Value::Money(number) if number.is_finite() => {
            sheet.write_number_with_format(row, column, *number, &formats.whole)?;
        }
        Value::Share(number) if number.is_finite() => {
            sheet.write_number_with_format(row, column, *number, &formats.share)?;
        }
        Value::Whole(number) => {
            sheet.write_number_with_format(row, column, *number as f64, &formats.whole)?;
        }
        Value::Date(date) => match date_of(*date) {
            Ok(day) => {
                sheet.write_datetime_with_format(row, column, &day, &formats.date)?;
            }
            // A year before 1900 is no date to Excel.
            Err(_) => {
                sheet.write_string_with_format(row, column, date.to_string(), &formats.text)?;
            }
        },
        Value::Number(_) | Value::Money(_) | Value::Share(_) | Value::Empty => {
            sheet.write_blank(row, column, &formats.text)?;
        }
    }
    Ok(())
}

/// As wide as its widest text, within the bounds of its kind.
fn column_width<'a>(kind: ColumnKind, title: &str, values: impl Iterator<Item = &'a Value>) -> u32 {
    let widest = match kind {
        ColumnKind::Text => 280,
        ColumnKind::Prose => 460,
        ColumnKind::Number => 140,
    };
    // A head of several words may take two lines.
    let title =
        (text::width(title) * 6 / 10).max(title.split_whitespace().map(text::width).max().unwrap_or(0));
    let values = values.map(|value| match value {
        Value::Text(written) => text::width(written),
        Value::Number(number) => number_width(&format!("{number:.1}")),
        Value::Money(number) => number_width(&format!("{number:.0}")),
        Value::Whole(number) => number_width(&number.to_string()),
        Value::Date(_) => text::width("2026-06-01"),
        Value::Share(_) | Value::Flag(_) | Value::Empty => 0,
    });
    (title + BUTTON).max(values.max().unwrap_or(0)).clamp(NARROW, widest)
}

/// The width of a number with the commas between its thousands and the room behind it.
fn number_width(digits: &str) -> u32 {
    text::width(digits) + 4 * (digits.len() as u32 / 3) + 8
}

//! Workbooks as XLSX: the matrix and tables as people like to receive them, and forms for own ratings and for a
//! pulse. All of them import again.
//!
//! Text is written as text, never as a formula, and what a spreadsheet program could take for one stands behind an
//! apostrophe as in the CSV, so that it stays inert when the workbook is saved as CSV later. Nothing names the user or
//! the machine, and the only time in a file is its as-of date: the same input gives the same bytes.

mod form;
mod look;
mod matrix;
mod pulse;
mod table;
mod text;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

pub use form::{Form, FormPerson, FormRow, rating_form};
pub use matrix::{AreaColumns, CompetencyColumn, LevelCell, MatrixSheet, PersonRow, Seats};
pub use pulse::{PulseForm, pulse_form};
pub use table::{Column, ColumnKind, TableSheet, Value};

use crate::{ExchangeError, Result};
use text::SheetNames;

/// A workbook to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// What it is about, at the foot of every printed page and in the file's properties.
    pub title: String,
    /// The day that it shows.
    pub as_of: NaiveDate,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet to write.
#[derive(Clone, Debug, PartialEq)]
pub enum Sheet {
    /// People by competencies.
    Matrix(MatrixSheet),
    /// Any other table.
    Table(TableSheet),
}

/// The workbook as XLSX.
///
/// # Errors
/// A row has more or fewer cells than its sheet has columns, or a sheet has more rows or columns than Excel has.
pub fn workbook(book: &Book) -> Result<Vec<u8>> {
    let mut names = SheetNames::default();
    let mut workbook = Workbook::new();
    for sheet in &book.sheets {
        let worksheet = workbook.add_worksheet();
        let (name, head) = match sheet {
            Sheet::Matrix(matrix) => (&matrix.name, matrix::write(worksheet, matrix, book.as_of)?),
            Sheet::Table(table) => (&table.name, table::write(worksheet, table)?),
        };
        worksheet.set_name(names.unique(name))?;
        set_up_page(worksheet, &book.title, book.as_of, head)?;
    }
    finish(workbook, &book.title, book.as_of)
}

/// Prints on A4 across, as wide as the page, with the rows `head` at the top of every page.
fn set_up_page(sheet: &mut Worksheet, title: &str, as_of: NaiveDate, head: (u32, u32)) -> Result<()> {
    const A4: u8 = 9;
    // The codes of a footer begin with an ampersand; a title of this length leaves room for them in their 255 units.
    let title: String = text::plain(title).replace('\n', " ").chars().take(80).collect();
    let title = title.replace('&', "&&");
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_footer(format!("&L{title}, as of {as_of}&R&P / &N"))
        .set_repeat_rows(head.0, head.1)?;
    Ok(())
}

fn finish(mut workbook: Workbook, title: &str, as_of: NaiveDate) -> Result<Vec<u8>> {
    let properties = DocProperties::new().set_title(text::plain(title));
    workbook.set_properties(&properties.set_creation_datetime(&date_of(as_of)?));
    Ok(workbook.save_to_buffer()?)
}

/// A date as Excel counts it.
///
/// # Errors
/// Excel knows the years 1900 to 9999.
fn date_of(date: NaiveDate) -> std::result::Result<ExcelDateTime, XlsxError> {
    // The library takes the last day of 1899 too, which is no date to Excel.
    let year = u16::try_from(date.year()).ok().filter(|year| *year >= 1900).unwrap_or(0);
    ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8)
}

/// The number of a row counted from 0.
fn row_at(index: usize) -> Result<u32> {
    u32::try_from(index).map_err(|_| XlsxError::RowColumnLimitError.into())
}

/// The number of a column counted from 0.
fn column_at(index: usize) -> Result<u16> {
    u16::try_from(index).map_err(|_| XlsxError::RowColumnLimitError.into())
}

impl From<XlsxError> for ExchangeError {
    fn from(error: XlsxError) -> Self {
        Self::Write(error.to_string())
    }
}

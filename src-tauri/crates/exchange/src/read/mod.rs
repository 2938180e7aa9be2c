//! Reading: the bytes of a file become sheets of cells, within bounds, or are refused by name.
//!
//! Nothing here knows about people or skills. The kind of file is found from its content; its name only serves to name
//! the sheet of a text file.

mod archive;
mod ods;
mod styles;
mod text;
mod watched;
mod xlsx;

use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;

use crate::{Bounded, ExchangeError, Result, Watch};
use watched::Progress;

/// Largest file read: 64 MiB.
pub const MAX_FILE_BYTES: u64 = 64 << 20;
/// Most rows of a sheet, as in the usual spreadsheet programs.
pub const MAX_ROWS: u32 = 1 << 20;
/// Most columns of a sheet, as in the usual spreadsheet programs.
pub const MAX_COLUMNS: u32 = 1 << 14;
/// Most cells of a file, blanks to the left of a filled cell included: 100,000 rows of 100 columns.
pub const MAX_CELLS: u64 = 10_000_000;
/// Most text of a file: 256 MiB.
pub const MAX_TEXT_BYTES: u64 = 256 << 20;

/// Most text of one cell: 96 KiB, the 32,767 letters that the usual spreadsheet programs hold, of three bytes each. More is
/// a quote that was never closed.
pub const MAX_CELL_BYTES: usize = 96 << 10;

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing, or only blanks.
    #[default]
    Empty,
    /// Text, without blanks around it.
    Text(Box<str>),
    /// A number; of a formula, the value that was saved with it.
    Number(f64),
    /// A calendar date.
    Date(NaiveDate),
    /// An error of the spreadsheet, such as `#REF!`.
    Error(Box<str>),
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// Whether a formula computes it.
    pub formula: bool,
    /// Whether the number is shown as a percentage: 0.75 as 75%.
    pub percent: bool,
}

impl Cell {
    /// A cell of text; empty where the text is blank.
    pub fn of_text(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
        let value = if text.is_empty() { Value::Empty } else { Value::Text(text.into()) };
        Self { value, ..Self::default() }
    }

    /// A cell of a number.
    pub fn of_number(number: f64) -> Self {
        Self { value: Value::Number(number), ..Self::default() }
    }

    /// Whether there is nothing in it. An error value is something.
    pub fn is_empty(&self) -> bool {
        self.value == Value::Empty
    }

    /// The cell as a reader of the file sees it.
    pub fn text(&self) -> Cow<'_, str> {
        match &self.value {
            Value::Empty => Cow::Borrowed(""),
            Value::Text(text) | Value::Error(text) => Cow::Borrowed(text),
            Value::Number(number) if self.percent => Cow::Owned(format!("{}%", (number * 1e4).round() / 1e2)),
            Value::Number(number) => Cow::Owned(number.to_string()),
            Value::Date(date) => Cow::Owned(date.to_string()),
        }
    }
}

/// One row that holds something.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number in the file, from 1, as a spreadsheet program shows it.
    pub number: u32,
    /// Its cells from the first column to the last filled one.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column counted from 0; empty beyond the last.
    pub fn cell(&self, column: u32) -> &Cell {
        const EMPTY: &Cell = &Cell { value: Value::Empty, formula: false, percent: false };
        self.cells.get(column as usize).unwrap_or(EMPTY)
    }
}

/// Cells joined into one. The value stands in the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First and last row, by number from 1.
    pub rows: (u32, u32),
    /// First and last column, counted from 0.
    pub columns: (u32, u32),
}

/// One sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name; of a text file, the file's name.
    pub name: String,
    /// Whether the spreadsheet program hides it.
    pub hidden: bool,
    /// The rows that hold something, in order.
    pub rows: Vec<Row>,
    /// Joined cells.
    pub merges: Vec<Merge>,
}

impl Sheet {
    /// The position in `rows` of the row with this number.
    pub fn index_of(&self, number: u32) -> Option<usize> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok()
    }

    /// How many columns the widest row has.
    pub fn width(&self) -> u32 {
        self.rows.iter().map(|row| row.cells.len() as u32).max().unwrap_or(0)
    }
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    /// The file's name.
    pub file_name: String,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// Reads a file: CSV, TSV or other delimited text in UTF-8, UTF-16 or Windows-1252; XLSX; ODS.
///
/// # Errors
/// What is not a spreadsheet, is protected, damaged or empty, or is larger than the bounds of this module.
pub fn open(bytes: &[u8], file_name: &str) -> Result<Workbook> {
    open_watched(bytes, file_name, Watch::nobody())
}

/// The same for somebody who waits.
///
/// # Errors
/// As [`open`], and [`ExchangeError::Cancelled`] where `watch` stops it.
pub fn open_watched(bytes: &[u8], file_name: &str, watch: Watch<'_>) -> Result<Workbook> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(ExchangeError::TooLarge { of: Bounded::Bytes, limit: MAX_FILE_BYTES });
    }
    watch.at(0.0)?;
    let sheets = match kind_of(bytes)? {
        Kind::Archive => {
            let progress = Progress::new(watch, bytes.len() as u64);
            read_archive(bytes, &progress).map_err(|error| progress.cause(error))?
        }
        Kind::Text => vec![text::read(bytes, file_name, watch)?],
    };
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(ExchangeError::Empty);
    }
    Ok(Workbook { file_name: file_name.to_owned(), sheets })
}

fn read_archive(bytes: &[u8], progress: &Progress<'_>) -> Result<Vec<Sheet>> {
    // To be bounded, and to be read.
    progress.expect(2);
    match archive::check(bytes, progress)? {
        archive::Spreadsheet::Xlsx { merges } => xlsx::read(bytes, merges, progress),
        archive::Spreadsheet::Ods => ods::read(bytes, progress),
    }
}

enum Kind {
    Archive,
    Text,
}

/// Tells archives from text by the first bytes, and refuses by name what is neither.
fn kind_of(bytes: &[u8]) -> Result<Kind> {
    const FOREIGN: [(&[u8], &str); 12] = [
        (b"%PDF", "a PDF document"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"RIFF", "an image or a sound"),
        (b"II*\0", "an image"),
        (b"MM\0*", "an image"),
        (b"{\\rtf", "a text document"),
        (b"\x1f\x8b", "a compressed file"),
        (b"7z\xbc\xaf", "a compressed file"),
        (b"Rar!", "a compressed file"),
        (b"SQLite format 3\0", "a database"),
    ];
    if bytes.is_empty() {
        return Err(ExchangeError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Archive);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        // An OLE container: a protected XLSX has a stream of this name in it (UTF-16), an old workbook has not.
        let marker: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let protected = bytes.windows(marker.len()).any(|window| window == marker);
        return Err(if protected { ExchangeError::PasswordProtected } else { ExchangeError::OldExcel });
    }
    if let Some((_, found)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ExchangeError::NotASpreadsheet { found });
    }
    Ok(Kind::Text)
}

/// What may still be read of a file, over all its sheets.
struct Budget {
    cells: u64,
    text: u64,
}

impl Budget {
    const fn new() -> Self {
        Self { cells: MAX_CELLS, text: MAX_TEXT_BYTES }
    }
}

/// Collects the cells of a sheet in whatever order they come, within the budget.
struct SheetBuilder<'a> {
    budget: &'a mut Budget,
    rows: BTreeMap<u32, Vec<Cell>>,
}

impl<'a> SheetBuilder<'a> {
    fn new(budget: &'a mut Budget) -> Self {
        Self { budget, rows: BTreeMap::new() }
    }

    /// Puts a cell at a row numbered from 1 and a column counted from 0. Empty cells take no room.
    fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<()> {
        if cell.is_empty() && !cell.formula {
            return Ok(());
        }
        if row > MAX_ROWS {
            return Err(ExchangeError::TooLarge { of: Bounded::Rows, limit: u64::from(MAX_ROWS) });
        }
        if column >= MAX_COLUMNS {
            return Err(ExchangeError::TooLarge { of: Bounded::Cells, limit: MAX_CELLS });
        }
        if let Value::Text(text) | Value::Error(text) = &cell.value {
            if text.len() > MAX_CELL_BYTES {
                return Err(ExchangeError::TooLarge { of: Bounded::CellBytes, limit: MAX_CELL_BYTES as u64 });
            }
            self.budget.text = self
                .budget
                .text
                .checked_sub(text.len() as u64)
                .ok_or(ExchangeError::TooLarge { of: Bounded::TextBytes, limit: MAX_TEXT_BYTES })?;
        }
        let cells = self.rows.entry(row).or_default();
        let needed = column as usize + 1;
        if needed > cells.len() {
            self.budget.cells = self
                .budget
                .cells
                .checked_sub((needed - cells.len()) as u64)
                .ok_or(ExchangeError::TooLarge { of: Bounded::Cells, limit: MAX_CELLS })?;
            cells.resize(needed, Cell::default());
        }
        cells[column as usize] = cell;
        Ok(())
    }

    /// The cell at a row numbered from 1 and a column counted from 0, where one was put.
    fn get_mut(&mut self, row: u32, column: u32) -> Option<&mut Cell> {
        self.rows.get_mut(&row)?.get_mut(column as usize)
    }

    fn finish(self, name: String, hidden: bool, merges: Vec<Merge>) -> Sheet {
        let rows = self.rows.into_iter().map(|(number, cells)| Row { number, cells }).collect();
        Sheet { name, hidden, rows, merges }
    }
}

//! Why bytes could not be read at all. What is wrong with single cells is a [`Problem`], not an error.

/// A file or document that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The file holds nothing, or no sheet holds a cell.
    #[error("the file is empty")]
    Empty,
    /// The bytes are something else than a spreadsheet or delimited text.
    #[error("not a spreadsheet but {found}")]
    NotASpreadsheet {
        /// What they are, with its article: "a PDF document".
        found: &'static str,
    },
    /// The spreadsheet is encrypted.
    #[error("the spreadsheet is protected by a password")]
    PasswordProtected,
    /// The old binary Excel format (before 2007).
    #[error("the spreadsheet is in the old binary Excel format")]
    OldExcel,
    /// The spreadsheet is cut short or does not follow its format.
    #[error("the spreadsheet is damaged: {detail}")]
    Damaged {
        /// What the parser stumbled over.
        detail: String,
    },
    /// More than is read from one file; found before it was held in memory.
    #[error("the file is too large: more than {limit} {of}")]
    TooLarge {
        /// What there is too much of.
        of: Bounded,
        /// The most that is read.
        limit: u64,
    },
    /// A sheet that the file does not have was asked for.
    #[error("there is no sheet named {name}")]
    UnknownSheet {
        /// The sheet asked for.
        name: String,
        /// The sheets that there are.
        sheets: Vec<String>,
    },
    /// No row names the columns of a table that can be imported.
    #[error("no header row was found in {sheet}")]
    NoHeader {
        /// The sheet looked at.
        sheet: String,
    },
    /// A layout was handed in that lacks a column it needs.
    #[error("the layout has no {missing} column")]
    IncompleteLayout {
        /// What it lacks: "person", "role", "competency", "level", "seats" or "area".
        missing: &'static str,
    },
    /// A layout of levels was handed in where a list was to be read, or the other way round.
    #[error("a table of this kind is read otherwise")]
    WrongKind,
    /// Whoever waited for the reading stopped it.
    #[error("the reading was stopped")]
    Cancelled,
    /// The JSON is not an export of a workspace.
    #[error("not an export of a workspace: {detail}")]
    NotAnExport {
        /// What was found instead.
        detail: String,
    },
    /// The export was written by a newer program.
    #[error("an export of version {found}; this program reads version {known}")]
    UnknownVersion {
        /// The version that the document states.
        found: u64,
        /// The version that is read here.
        known: u64,
    },
    /// The export has values that a workspace cannot hold.
    #[error("{} wrong values in the export, the first at {}", .0.len(), .0.first().map_or("", |fault| fault.path.as_str()))]
    WrongValues(Vec<Fault>),
    /// Writing failed; cannot happen for well-formed input, as everything is written to memory.
    #[error("could not be written: {0}")]
    Write(String),
}

/// What the size of a file is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounded {
    /// Bytes of the file.
    Bytes,
    /// Parts inside the archive that a spreadsheet is.
    Parts,
    /// Bytes after decompression.
    UnpackedBytes,
    /// Unpacked bytes for each packed one, as only a file made to exhaust memory has.
    UnpackedBytesPerByte,
    /// Sheets of a workbook.
    Sheets,
    /// Formats of cells.
    Formats,
    /// Bytes of the formats of all cells.
    FormatBytes,
    /// Rows of one sheet.
    Rows,
    /// Cells of all sheets.
    Cells,
    /// Bytes of text in one cell.
    CellBytes,
    /// Bytes of text in all cells.
    TextBytes,
}

impl std::fmt::Display for Bounded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Bytes => "bytes",
            Self::Parts => "parts",
            Self::UnpackedBytes => "bytes unpacked",
            Self::UnpackedBytesPerByte => "unpacked bytes for each packed one",
            Self::Sheets => "sheets",
            Self::Formats => "formats of cells",
            Self::FormatBytes => "bytes of formats of cells",
            Self::Rows => "rows",
            Self::Cells => "cells",
            Self::CellBytes => "bytes of text in one cell",
            Self::TextBytes => "bytes of text",
        })
    }
}

/// One wrong value of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands, e.g. `assessments[12].level`.
    pub path: String,
    /// The line of the document, from 1.
    pub line: u32,
    /// What was expected.
    pub expected: String,
}

/// Results of this crate.
pub type Result<T> = std::result::Result<T, ExchangeError>;

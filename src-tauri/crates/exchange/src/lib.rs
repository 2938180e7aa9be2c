//! Spreadsheets and text in and out: CSV, XLSX, ODS, JSON. Bytes in, rows out; no file is opened here, and today is an
//! argument.

pub mod block;
pub mod csv_out;
mod dates;
pub mod document;
mod error;
pub mod import;
pub mod layout;
pub mod matching;
mod problem;
pub mod read;
pub mod scale;
pub mod xlsx_out;

pub use error::{Bounded, ExchangeError, Fault, Result};
pub use import::{NameChoice, Options, Reading, preview, read_matrix};
pub use layout::{Column, Layout, LayoutKind, Meaning};
pub use matching::{Known, KnownCompetency, KnownPerson};
pub use problem::{Problem, ProblemKind, Severity};
pub use read::{Workbook, open};
pub use scale::{Scale, ScaleReading};

//! Spreadsheets and text in and out: CSV, XLSX, ODS, JSON. Bytes in, rows out; no file is opened here, and today is an
//! argument.

pub mod block;
pub mod csv_out;
mod currency;
mod dates;
pub mod document;
pub mod edition;
mod error;
pub mod facts;
pub mod import;
pub mod layout;
pub mod lists;
pub mod matching;
mod problem;
pub mod read;
pub mod scale;
mod watch;
pub mod xlsx_out;

pub use error::{Bounded, ExchangeError, Fault, Result};
pub use import::{NameChoice, Options, Reading, preview, read_matrix};
pub use layout::{Column, Layout, LayoutAnswers, LayoutKind, Meaning};
pub use lists::{ListReading, ListRecord, read_list};
pub use matching::{Known, KnownCompetency, KnownPerson, Matched, Matcher};
pub use problem::{Problem, ProblemKind, Severity};
pub use read::{Workbook, open, open_watched};
pub use scale::{Scale, ScaleReading};
pub use watch::Watch;

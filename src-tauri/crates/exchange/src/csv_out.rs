//! The skills matrix as CSV: a row a person, a column a competency, the current level or a blank where it is unknown.
//! Importing it gives the same levels.

use cadre_core::{Level, formula_text::inert};

use crate::{ExchangeError, Result};

/// A person's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// Team name.
    pub team: String,
    /// Name.
    pub person: String,
    /// Role name; empty where they have none.
    pub role: String,
    /// A level for each competency, in the order of the columns; `None` where unknown.
    pub levels: Vec<Option<Level>>,
}

/// The matrix as UTF-8 text with commas and one header row. `competencies` are the names over the level columns.
///
/// # Errors
/// A row has more or fewer levels than there are competencies.
pub fn matrix_csv(competencies: &[&str], rows: &[MatrixRow]) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = ["Team", "Person", "Role"].into_iter().map(str::to_owned);
    let write = |error: csv::Error| ExchangeError::Write(error.to_string());
    writer.write_record(header.chain(competencies.iter().map(|name| inert(name)))).map_err(write)?;
    for row in rows {
        let names = [&row.team, &row.person, &row.role].into_iter().map(|name| inert(name));
        let levels =
            row.levels.iter().map(|level| level.map_or_else(String::new, |level| level.get().to_string()));
        writer.write_record(names.chain(levels)).map_err(write)?;
    }
    text(writer)
}

/// A table as UTF-8 text with commas and one header row; no cell can be run as a formula.
///
/// # Errors
/// A row has more or fewer cells than there are heads.
pub fn table_csv(heads: &[&str], rows: &[Vec<String>]) -> Result<String> {
    let write = |error: csv::Error| ExchangeError::Write(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heads.iter().map(|head| inert(head))).map_err(write)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| inert(cell))).map_err(write)?;
    }
    text(writer)
}

fn text(writer: csv::Writer<Vec<u8>>) -> Result<String> {
    let bytes = writer.into_inner().map_err(|error| ExchangeError::Write(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| ExchangeError::Write(error.to_string()))
}

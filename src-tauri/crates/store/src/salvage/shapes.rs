//! Which table a row is of, told by the row itself: what names the tables may be damaged, and the columns of every table of
//! ours are unlike those of the others.

use rusqlite::{Connection, types::Value as Sql};

use super::records::Record;
use crate::StoreError;

/// The columns of a table, as they are kept.
pub(super) struct Shape {
    pub(super) table: String,
    pub(super) columns: Vec<String>,
    kinds: Vec<(String, bool)>,
    /// The columns that a row has at least: in a table that grew, those after it came with a later version.
    least: usize,
}

/// The tables to which a later version added columns: a row of before has fewer.
const GREW: [&str; 3] = ["operation", "scenario", "training_item"];

impl Shape {
    /// Those of every table that this program declares.
    pub(super) fn all(connection: &Connection) -> Result<Vec<Self>, StoreError> {
        let mut tables = connection.prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
        )?;
        let tables: Result<Vec<String>, _> = tables.query_map((), |row| row.get(0))?.collect();
        let mut columns =
            connection.prepare("SELECT name, type, \"notnull\" FROM pragma_table_info(?) ORDER BY cid")?;
        let mut shapes = Vec::new();
        for table in tables? {
            let mut shape = Self { table, columns: Vec::new(), kinds: Vec::new(), least: 1 };
            let mut rows = columns.query([&shape.table])?;
            while let Some(row) = rows.next()? {
                shape.columns.push(row.get(0)?);
                shape.kinds.push((row.get(1)?, row.get(2)?));
                if row.get(2)? || !GREW.contains(&shape.table.as_str()) {
                    shape.least = shape.kinds.len();
                }
            }
            shapes.push(shape);
        }
        Ok(shapes)
    }

    /// Whether a row can be of this table.
    pub(super) fn fits(&self, record: &Record) -> bool {
        // The number stands beside the columns, and nothing in its place.
        record.values.first() == Some(&Sql::Null)
            && (self.least..=self.columns.len()).contains(&record.values.len())
            && self.kinds.iter().zip(&record.values).skip(1).all(|((kind, needed), value)| match value {
                Sql::Null => !needed,
                Sql::Integer(_) => kind == "INTEGER" || kind == "REAL",
                Sql::Real(_) => kind == "REAL",
                Sql::Text(_) => kind == "TEXT",
                Sql::Blob(_) => kind == "BLOB",
            })
    }
}

/// The table of a row. A person who is leaving could also be a role of whole amounts and of no attrition or of all; nobody
/// has such a role, and people come first.
pub(super) fn of_row<'a>(shapes: impl IntoIterator<Item = &'a Shape>, record: &Record) -> Option<&'a Shape> {
    shapes.into_iter().find(|shape| shape.fits(record))
}

#[cfg(test)]
mod tests {
    //! No row is of two tables.

    use super::*;
    use crate::migrate::migrate;

    /// A row with something in every column, and one with only what it must have, for each of its possible lengths.
    fn rows(shape: &Shape) -> Vec<Record> {
        let value = |(kind, needed): &(String, bool), full: bool| match (kind.as_str(), *needed || full) {
            (_, false) => Sql::Null,
            ("INTEGER", _) => Sql::Integer(1),
            ("REAL", _) => Sql::Real(0.5),
            ("TEXT", _) => Sql::Text("x".to_owned()),
            _ => Sql::Blob(vec![0; 16]),
        };
        let mut rows = Vec::new();
        for length in shape.least..=shape.kinds.len() {
            for full in [true, false] {
                let rest = shape.kinds[1..length].iter().map(|kind| value(kind, full));
                rows.push(Record { number: 1, values: std::iter::once(Sql::Null).chain(rest).collect() });
            }
        }
        rows
    }

    #[test]
    fn every_table_has_its_own() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        let shapes = Shape::all(&connection).unwrap();
        assert!(shapes.len() > 18, "{}", shapes.len());
        for shape in &shapes {
            // A retraction is of an assessment or of an operation, never of neither.
            for row in rows(shape).iter().filter(|row| row.values.len() > 1) {
                assert_eq!(
                    of_row(&shapes, row).map(|found| &found.table),
                    Some(&shape.table),
                    "{:?}",
                    row.values
                );
            }
        }
    }
}

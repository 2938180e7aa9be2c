//! Reading the log.

use cadre_core::{Operation, OperationId, RowChange, RowImage};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;
use uuid::Uuid;

use crate::{StoreError, Workspace, undo::Standing};

/// An operation without its images.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OperationSummary {
    /// Its id.
    pub id: OperationId,
    /// What kind of change, e.g. `set-level`, `import`, `undo`.
    pub kind: String,
    /// What was done, in words; an undo or redo has the words of the operation that it is about.
    pub label: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The operation that this one undoes (or whose undoing it redoes).
    pub reverts: Option<OperationId>,
    /// Whether it is undone now.
    pub undone: bool,
    /// How many assessments it recorded.
    pub assessments: u32,
    /// How many rows it changed beside them.
    pub changes: u32,
}

const SUMMARY: &str = "SELECT o.seq, o.id, o.kind, o.label, o.at, r.id, o.recorded,
    (SELECT count(*) FROM operation_change c WHERE c.operation = o.seq)
    FROM operation o LEFT JOIN operation r ON r.seq = o.reverts";

impl Workspace {
    /// Up to `limit` operations, the newest first; with `before`, those older than it.
    pub fn operations(
        &self,
        before: Option<OperationId>,
        limit: u32,
    ) -> Result<Vec<OperationSummary>, StoreError> {
        let reading = self.connection.unchecked_transaction()?;
        let standing = Standing::read(&reading)?;
        let sql = SUMMARY.to_owned()
            + " WHERE ?1 IS NULL OR o.seq < (SELECT seq FROM operation WHERE id = ?1)
                ORDER BY o.seq DESC LIMIT ?2";
        let before = before.map(|id| *id.0.as_bytes());
        let mut statement = reading.prepare_cached(&sql)?;
        let summaries = statement.query_map((before, limit), |row| summary_of(row, &standing))?;
        Ok(summaries.collect::<Result<_, _>>()?)
    }

    /// The operation that undo would undo.
    pub fn undoable(&self) -> Result<Option<OperationSummary>, StoreError> {
        let reading = self.connection.unchecked_transaction()?;
        let standing = Standing::read(&reading)?;
        standing.undoable().map(|seq| summary(&reading, seq, &standing)).transpose()
    }

    /// The operation that redo would do again.
    pub fn redoable(&self) -> Result<Option<OperationSummary>, StoreError> {
        let reading = self.connection.unchecked_transaction()?;
        let standing = Standing::read(&reading)?;
        standing.redoable().map(|(seq, _)| summary(&reading, seq, &standing)).transpose()
    }
}

/// The summary of the operation of a number.
pub(crate) fn summary(
    connection: &Connection,
    seq: i64,
    standing: &Standing,
) -> Result<OperationSummary, StoreError> {
    let mut statement = connection.prepare_cached(&(SUMMARY.to_owned() + " WHERE o.seq = ?"))?;
    Ok(statement.query_row([seq], |row| summary_of(row, standing))?)
}

/// The number of the operation of an id.
pub(crate) fn seq_of(connection: &Connection, id: OperationId) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT seq FROM operation WHERE id = ?")?;
    Ok(statement.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?)
}

/// The rows that an operation changed, in the order in which it touched them.
pub(crate) fn changes_of(connection: &Connection, operation: i64) -> Result<Vec<RowChange>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT table_name, row_key, before, after FROM operation_change WHERE operation = ? ORDER BY seq",
    )?;
    let mut rows = statement.query([operation])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        changes.push(RowChange {
            table: row.get(0)?,
            row: row.get(1)?,
            before: image(row, 2)?,
            after: image(row, 3)?,
        });
    }
    Ok(changes)
}

/// The whole log, oldest first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Operation>, StoreError> {
    let mut statement = connection.prepare_cached(&(SUMMARY.to_owned() + " ORDER BY o.seq"))?;
    let mut rows = statement.query(())?;
    let mut operations = Vec::new();
    while let Some(row) = rows.next()? {
        operations.push(Operation {
            id: id(row, 1)?,
            kind: row.get(2)?,
            label: row.get(3)?,
            at: time(row, 4)?,
            reverts: reverts(row)?,
            changes: changes_of(connection, row.get(0)?)?,
        });
    }
    Ok(operations)
}

fn summary_of(row: &Row<'_>, standing: &Standing) -> rusqlite::Result<OperationSummary> {
    Ok(OperationSummary {
        id: id(row, 1)?,
        kind: row.get(2)?,
        label: row.get(3)?,
        at: time(row, 4)?,
        reverts: reverts(row)?,
        undone: standing.is_undone(row.get(0)?),
        assessments: row.get(6)?,
        changes: row.get(7)?,
    })
}

fn id(row: &Row<'_>, index: usize) -> rusqlite::Result<OperationId> {
    row.get(index).map(|bytes| OperationId(Uuid::from_bytes(bytes)))
}

fn reverts(row: &Row<'_>) -> rusqlite::Result<Option<OperationId>> {
    Ok(row.get::<_, Option<[u8; 16]>>(5)?.map(|bytes| OperationId(Uuid::from_bytes(bytes))))
}

fn time(row: &Row<'_>, index: usize) -> rusqlite::Result<DateTime<Utc>> {
    let milliseconds = row.get(index)?;
    DateTime::from_timestamp_millis(milliseconds)
        .ok_or(rusqlite::Error::IntegralValueOutOfRange(index, milliseconds))
}

fn image(row: &Row<'_>, index: usize) -> Result<Option<RowImage>, StoreError> {
    let text: Option<String> = row.get(index)?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

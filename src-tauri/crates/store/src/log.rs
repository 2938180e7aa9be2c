//! Reading the log.

use cadre_core::{Assessment, Operation, OperationId, PersonId, RowChange, RowImage};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;
use uuid::Uuid;

use crate::{RowName, StoreError, Workspace, assessments, chain, erase::ERASE, undo::Standing};

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
    /// Whether an operation after it stands, which undoing back to it would undo.
    pub followed: bool,
    /// How many assessments it recorded.
    pub assessments: u32,
    /// How many rows it changed beside them.
    pub changes: u32,
    /// The hash of all that was done up to it, as 64 hexadecimal digits.
    pub hash: Option<String>,
}

/// Where the log has a hash: see [`Workspace::find_hash`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashFound {
    /// An operation carries it.
    InChain,
    /// It was at the head of the log until the erasure at this time, which made the chain anew.
    HeadBeforeErasure(DateTime<Utc>),
    /// Nowhere. What was noted before an erasure and was not at the head then can no longer be compared.
    Nowhere {
        /// When the newest erasure was.
        last_erasure: Option<DateTime<Utc>>,
    },
}

/// Which operations are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// Those that changed this person, or recorded or retracted something about them, with their undos and redos.
    pub person: Option<PersonId>,
    /// Those of this kind.
    pub kind: Option<String>,
}

/// What an operation did, up to a number of each.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationDetail {
    /// Rows that it changed, retractions left out.
    pub rows: Vec<RowChange>,
    /// Assessments that it recorded.
    pub recorded: Vec<Assessment>,
    /// Assessments that it took back one by one.
    pub retracted: Vec<Assessment>,
    /// How many rows, assessments and retractions there are in all.
    pub total: u32,
}

/// How long the log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogSize {
    /// Operations of every kind.
    pub operations: u32,
    /// Operations that are undone.
    pub undone: u32,
}

/// Numbers of the operations about the person of id `?3`: it changed their row, or recorded or retracted an assessment
/// of theirs; or it undoes or redoes such a one.
const ABOUT_PERSON: &str = "WITH
    them AS (SELECT seq FROM known_person WHERE id = ?3),
    direct AS (
        SELECT operation FROM assessment WHERE person IN them
        UNION SELECT operation FROM operation_change WHERE table_name = 'person' AND row_key = ?4
        UNION SELECT c.operation FROM assessment a
            JOIN operation_change c ON c.table_name = 'retraction' AND c.row_key =
                lower(substr(hex(a.id), 1, 8) || '-' || substr(hex(a.id), 9, 4) || '-' || substr(hex(a.id), 13, 4) || '-'
                || substr(hex(a.id), 17, 4) || '-' || substr(hex(a.id), 21)) || '/'
            WHERE a.person IN them),
    undos AS (SELECT seq FROM operation WHERE reverts IN direct)
    SELECT operation FROM direct UNION SELECT seq FROM undos
    UNION SELECT seq FROM operation WHERE reverts IN undos";

const SUMMARY: &str = "SELECT o.seq, o.id, o.kind, o.label, o.at, r.id, o.recorded,
    (SELECT count(*) FROM operation_change c WHERE c.operation = o.seq), lower(hex(o.hash))
    FROM operation o LEFT JOIN operation r ON r.seq = o.reverts";

impl Workspace {
    /// Up to `limit` operations, the newest first; with `before`, those older than it.
    pub fn operations(
        &self,
        filter: &LogFilter,
        before: Option<OperationId>,
        limit: u32,
    ) -> Result<Vec<OperationSummary>, StoreError> {
        let reading = self.connection.unchecked_transaction()?;
        let standing = Standing::read(&reading)?;
        let about = if filter.person.is_some() {
            format!(" AND o.seq IN ({ABOUT_PERSON})")
        } else {
            // Every parameter must occur in the text.
            " AND ?3 IS NULL AND ?4 IS NULL".to_owned()
        };
        let sql = format!(
            "{SUMMARY} WHERE (?1 IS NULL OR o.seq < (SELECT seq FROM operation WHERE id = ?1))
             AND (?5 IS NULL OR o.kind = ?5){about} ORDER BY o.seq DESC LIMIT ?2"
        );
        let mut statement = reading.prepare_cached(&sql)?;
        let parameters = (
            before.map(|id| *id.0.as_bytes()),
            limit,
            filter.person.map(|person| *person.0.as_bytes()),
            filter.person.map(|person| person.to_string()),
            &filter.kind,
        );
        let summaries = statement.query_map(parameters, |row| summary_of(row, &standing))?;
        Ok(summaries.collect::<Result<_, _>>()?)
    }

    /// The kinds of operations that the log has, in alphabetical order.
    pub fn operation_kinds(&self) -> Result<Vec<String>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT DISTINCT kind FROM operation ORDER BY kind")?;
        let kinds = statement.query_map((), |row| row.get(0))?;
        Ok(kinds.collect::<Result<_, _>>()?)
    }

    /// Where the log has a hash that was noted, given as 64 hexadecimal digits. Where an operation carries it, all that was done
    /// up to it is as it was then, as far as [`Workspace::check`] finds nothing wrong.
    pub fn find_hash(&self, hash: &str) -> Result<HashFound, StoreError> {
        let present = "SELECT EXISTS (SELECT 1 FROM operation WHERE hex(hash) = upper(?))";
        if self.connection.query_row(present, [hash], |row| row.get(0))? {
            return Ok(HashFound::InChain);
        }
        let erasures =
            "SELECT at, instr(label, '(log before: ' || lower(substr(?1, 1, 16)) || ')') > 0 AS head
             FROM operation WHERE kind = ?2 ORDER BY head DESC, seq DESC LIMIT 1";
        let found = self
            .connection
            .query_row(erasures, [hash, ERASE], |row| Ok((time(row, 0)?, row.get(1)?)))
            .optional()?;
        Ok(match found {
            Some((at, true)) => HashFound::HeadBeforeErasure(at),
            Some((at, false)) => HashFound::Nowhere { last_erasure: Some(at) },
            None => HashFound::Nowhere { last_erasure: None },
        })
    }

    /// The beginning of the hash at the head of the log, which stands for all of it: 16 hexadecimal digits.
    pub fn log_head(&self) -> Result<String, StoreError> {
        let sql = "SELECT hash FROM operation ORDER BY seq DESC LIMIT 1";
        let head: Option<chain::Hash> = self.connection.query_row(sql, (), |row| row.get(0)).optional()?;
        Ok(head.as_ref().map(chain::in_words).unwrap_or_default())
    }

    /// How long the log is.
    pub fn log_size(&self) -> Result<LogSize, StoreError> {
        let reading = self.connection.unchecked_transaction()?;
        let operations = reading.query_row("SELECT count(*) FROM operation", (), |row| row.get(0))?;
        Ok(LogSize { operations, undone: Standing::read(&reading)?.undone_operations })
    }

    /// What an operation did, at most `limit` rows, assessments and retractions of each kind.
    ///
    /// # Errors
    /// [`StoreError::UnknownRow`] where there is no such operation.
    pub fn operation_detail(
        &self,
        operation: OperationId,
        limit: u32,
    ) -> Result<OperationDetail, StoreError> {
        let reading = self.connection.unchecked_transaction()?;
        let seq = known_seq(&reading, operation)?;
        let (changes, recorded): (u32, u32) = reading.query_row(
            "SELECT (SELECT count(*) FROM operation_change WHERE operation = ?1), recorded
             FROM operation WHERE seq = ?1",
            [seq],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let rows = changes_where(&reading, seq, "table_name <> 'retraction'", limit)?;
        let taken_back = changes_where(&reading, seq, "table_name = 'retraction'", limit)?;
        let mut retracted = Vec::new();
        // A row that was put back by an undo is no retraction any more.
        for change in taken_back.iter().filter(|change| change.after.is_some()) {
            if let Some(Ok(id)) = change.row.strip_suffix('/').map(str::parse) {
                retracted.extend(assessments::with_id(&reading, id)?);
            }
        }
        Ok(OperationDetail {
            rows,
            recorded: assessments::recorded_by(&reading, seq, limit)?,
            retracted,
            total: changes + recorded,
        })
    }

    /// The latest operation after `operation` that changed a row; for a role, also one that changed its targets.
    ///
    /// # Errors
    /// [`StoreError::UnknownRow`] where there is no such operation.
    pub fn changed_last(
        &self,
        row: &RowName,
        operation: OperationId,
    ) -> Result<Option<OperationSummary>, StoreError> {
        let reading = self.connection.unchecked_transaction()?;
        let seq = known_seq(&reading, operation)?;
        let mut statement = reading.prepare_cached(
            "SELECT max(operation) FROM operation_change WHERE operation > ?1 AND (table_name = ?2 AND row_key = ?3
             OR ?2 = 'role' AND table_name = 'target' AND substr(row_key, 1, length(?3) + 1) = ?3 || '/')",
        )?;
        let last: Option<i64> = statement.query_row((seq, &row.table, &row.row), |row| row.get(0))?;
        let standing = Standing::read(&reading)?;
        last.map(|seq| summary(&reading, seq, &standing)).transpose()
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

/// The id of the operation of a number.
pub(crate) fn id_of(connection: &Connection, seq: i64) -> Result<OperationId, StoreError> {
    let mut statement = connection.prepare_cached("SELECT id FROM operation WHERE seq = ?")?;
    Ok(statement.query_row([seq], |row| id(row, 0))?)
}

/// The number of an operation that must be there.
pub(crate) fn known_seq(connection: &Connection, operation: OperationId) -> Result<i64, StoreError> {
    seq_of(connection, operation)?.ok_or_else(|| StoreError::UnknownRow {
        row: RowName { table: "operation".to_owned(), row: operation.to_string() },
    })
}

/// The rows that an operation changed, in the order in which it touched them.
pub(crate) fn changes_of(connection: &Connection, operation: i64) -> Result<Vec<RowChange>, StoreError> {
    changes_where(connection, operation, "1", u32::MAX)
}

fn changes_where(
    connection: &Connection,
    operation: i64,
    condition: &str,
    limit: u32,
) -> Result<Vec<RowChange>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT table_name, row_key, before, after FROM operation_change
         WHERE operation = ? AND {condition} ORDER BY seq LIMIT ?"
    ))?;
    let mut rows = statement.query((operation, limit))?;
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
        followed: standing.latest().is_some_and(|last| row.get(0).is_ok_and(|seq: i64| last > seq)),
        assessments: row.get(6)?,
        changes: row.get(7)?,
        hash: row.get::<_, Option<String>>(8)?.filter(|hash| !hash.is_empty()),
    })
}

fn id(row: &Row<'_>, index: usize) -> rusqlite::Result<OperationId> {
    row.get(index).map(|bytes| OperationId(Uuid::from_bytes(bytes)))
}

fn reverts(row: &Row<'_>) -> rusqlite::Result<Option<OperationId>> {
    Ok(row.get::<_, Option<[u8; 16]>>(5)?.map(|bytes| OperationId(Uuid::from_bytes(bytes))))
}

pub(crate) fn time(row: &Row<'_>, index: usize) -> rusqlite::Result<DateTime<Utc>> {
    let milliseconds = row.get(index)?;
    DateTime::from_timestamp_millis(milliseconds)
        .ok_or(rusqlite::Error::IntegralValueOutOfRange(index, milliseconds))
}

fn image(row: &Row<'_>, index: usize) -> Result<Option<RowImage>, StoreError> {
    let text: Option<String> = row.get(index)?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

//! Undo and redo: new operations that put the rows of an older one back.
//!
//! What can be undone and redone follows from the log alone, so it survives a restart. An operation that reverts nothing
//! is an ordinary one; what reverts an ordinary one is an undo; what reverts an undo is a redo. Undo takes the latest
//! ordinary operation that is not undone; redo takes the latest undo since the last ordinary operation.

use std::collections::{HashMap, HashSet};

use cadre_core::OperationId;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior};
use serde_json::Value;

use crate::{
    NewOperation, OperationSummary, RowName, StoreError, Tx, Workspace, Written, log,
    row::{self, same},
    table::{IMAGED, Table},
};

/// The kind of the operation that a workspace's first content carries. It cannot be undone.
pub const INITIAL: &str = "init";

/// Which operations are undone, and what undo and redo would take.
pub(crate) struct Standing {
    /// Ordinary operations that are not undone, in the order in which undo takes them from the end.
    done: Vec<i64>,
    /// Undone operations with their undo, in the order in which redo takes them from the end.
    redoable: Vec<(i64, i64)>,
    /// Each ordinary operation and each undo that is undone, with what reverted it.
    undone: HashMap<i64, i64>,
    /// How many ordinary operations are undone.
    pub(crate) undone_operations: u32,
    latest: Option<i64>,
}

impl Standing {
    pub(crate) fn read(connection: &Connection) -> Result<Self, StoreError> {
        let mut statement = connection.prepare_cached(
            "SELECT o.seq, o.kind, o.reverts, o.recorded = 0
                AND NOT EXISTS (SELECT 1 FROM operation_change c WHERE c.operation = o.seq)
             FROM operation o ORDER BY o.seq",
        )?;
        let mut rows = statement.query(())?;
        let mut standing = Self {
            done: Vec::new(),
            redoable: Vec::new(),
            undone: HashMap::new(),
            undone_operations: 0,
            latest: None,
        };
        let mut reverted_by: HashMap<i64, i64> = HashMap::new();
        // Each ordinary operation that is not undone, with what did it last: itself or a redo. What no longer holds is
        // left out of the lists at the end.
        let mut done_by: HashMap<i64, i64> = HashMap::new();
        let mut done = Vec::new();
        // Of what an erasure left nothing of, nothing is to be undone or done again.
        let mut empty: HashSet<i64> = HashSet::new();
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(0)?;
            let reverted: Option<i64> = row.get(2)?;
            if row.get(3)? || reverted.is_some_and(|reverted| empty.contains(&reverted)) {
                empty.insert(seq);
            }
            match reverted {
                Some(_) if empty.contains(&seq) => {}
                None => {
                    if !empty.contains(&seq)
                        && row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)? != INITIAL
                    {
                        done.push((seq, seq));
                        done_by.insert(seq, seq);
                    }
                    standing.redoable.clear();
                }
                Some(reverted) => {
                    reverted_by.insert(seq, reverted);
                    standing.undone.insert(reverted, seq);
                    if let Some(&original) = reverted_by.get(&reverted) {
                        standing.undone.remove(&original);
                        standing.undone_operations = standing.undone_operations.saturating_sub(1);
                        done.push((original, seq));
                        done_by.insert(original, seq);
                    } else {
                        standing.undone_operations += 1;
                        done_by.remove(&reverted);
                        standing.redoable.push((reverted, seq));
                    }
                }
            }
        }
        done.retain(|(operation, by)| done_by.get(operation) == Some(by));
        standing.done.extend(done.into_iter().map(|(operation, _)| operation));
        standing.latest = standing.done.iter().max().copied();
        let undone = &standing.undone;
        standing.redoable.retain(|(operation, undo)| undone.get(operation) == Some(undo));
        Ok(standing)
    }

    /// The latest operation that stands, by when it was recorded; one that was redone stands where it was.
    pub(crate) const fn latest(&self) -> Option<i64> {
        self.latest
    }

    /// The operation that undo would undo.
    pub(crate) fn undoable(&self) -> Option<i64> {
        self.done.last().copied()
    }

    /// The operation that redo would do again, and the undo that it would revert.
    pub(crate) fn redoable(&self) -> Option<(i64, i64)> {
        self.redoable.last().copied()
    }

    /// Whether an operation is undone.
    pub(crate) fn is_undone(&self, seq: i64) -> bool {
        self.undone.contains_key(&seq)
    }
}

impl Workspace {
    /// Undoes the latest operation that is not undone. Gives that operation.
    ///
    /// # Errors
    /// [`StoreError::NothingToUndo`]; [`StoreError::Conflict`] where a row has changed since.
    pub fn undo(&mut self, at: DateTime<Utc>) -> Result<Written<OperationSummary>, StoreError> {
        self.write(blank("undo", at), |tx| {
            let standing = Standing::read(tx.connection)?;
            tx.undo(standing.undoable().ok_or(StoreError::NothingToUndo)?, &standing)
        })
    }

    /// Undoes every operation that stands and is later than one, the latest first: all of them, or, where one has a
    /// conflict, none. Gives how many there were. Each undo is an operation of its own, so that redo brings them back
    /// one by one.
    ///
    /// # Errors
    /// [`StoreError::UnknownRow`], [`StoreError::NothingToUndo`]; [`StoreError::Conflict`] where a row has changed since.
    pub fn undo_back_to(
        &mut self,
        operation: OperationId,
        at: DateTime<Utc>,
    ) -> Result<Written<u32>, StoreError> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly);
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let seq = log::known_seq(&transaction, operation)?;
        let mut written = Written { value: 0, operation: None, touched: Vec::new() };
        let standing = Standing::read(&transaction)?;
        for &later in standing.done.iter().rev().filter(|&&later| later > seq) {
            let undone = Tx::make(&transaction, blank("undo", at), |tx| tx.undo(later, &standing))?;
            written.value += 1;
            written.operation = undone.operation;
            written.touched.extend(undone.touched);
        }
        if written.value == 0 {
            return Err(StoreError::NothingToUndo);
        }
        written.touched.sort_unstable();
        written.touched.dedup();
        transaction.commit()?;
        Ok(written)
    }

    /// Does the latest undone operation again, as long as nothing else was done since. Gives that operation.
    ///
    /// # Errors
    /// [`StoreError::NothingToRedo`]; [`StoreError::Conflict`] where a row has changed since.
    pub fn redo(&mut self, at: DateTime<Utc>) -> Result<Written<OperationSummary>, StoreError> {
        self.write(blank("redo", at), |tx| {
            let standing = Standing::read(tx.connection)?;
            let (original, undo) = standing.redoable().ok_or(StoreError::NothingToRedo)?;
            tx.redo(original, undo, &standing)
        })
    }

    /// Does an undone operation again, whatever was done since. Gives that operation.
    ///
    /// # Errors
    /// [`StoreError::UnknownRow`], [`StoreError::NothingToRedo`] where it is not undone; [`StoreError::Conflict`] where a
    /// row has changed since.
    pub fn redo_operation(
        &mut self,
        operation: OperationId,
        at: DateTime<Utc>,
    ) -> Result<Written<OperationSummary>, StoreError> {
        self.write(blank("redo", at), |tx| {
            let original = log::known_seq(tx.connection, operation)?;
            let standing = Standing::read(tx.connection)?;
            let undo = match reverts(tx.connection, original)? {
                None => standing.undone.get(&original),
                // An undo or a redo is nothing to do again: that is its operation.
                Some(_) => None,
            };
            let undo = *undo.ok_or(StoreError::NothingToRedo)?;
            tx.redo(original, undo, &standing)
        })
    }

    /// Undoes one operation, whatever was done since. Undoing an undo does its operation again; undoing a redo undoes
    /// its operation once more. Gives the ordinary operation that was undone or done again.
    ///
    /// # Errors
    /// [`StoreError::UnknownRow`], [`StoreError::AlreadyUndone`], [`StoreError::NotUndoable`], [`StoreError::Erased`] where
    /// nothing is left of what it did, or it is itself an erasure; [`StoreError::Conflict`]
    /// where a row has changed since.
    pub fn undo_operation(
        &mut self,
        operation: OperationId,
        at: DateTime<Utc>,
    ) -> Result<Written<OperationSummary>, StoreError> {
        self.write(blank("undo", at), |tx| {
            let seq = log::known_seq(tx.connection, operation)?;
            let original = original_of(tx.connection, seq)?;
            let standing = Standing::read(tx.connection)?;
            let undo = standing.undone.get(&original).copied();
            let is_undo = reverts(tx.connection, seq)? == Some(original);
            match undo {
                Some(undo) if undo == seq => {
                    "redo".clone_into(&mut tx.operation.kind);
                    tx.redo(original, undo, &standing)
                }
                None if !is_undo => tx.undo(original, &standing),
                _ => Err(StoreError::AlreadyUndone { operation }),
            }
        })
    }
}

impl Tx<'_> {
    fn undo(&mut self, seq: i64, standing: &Standing) -> Result<OperationSummary, StoreError> {
        let summary = log::summary(self.connection, seq, standing)?;
        if summary.kind == INITIAL {
            return Err(StoreError::NotUndoable { operation: summary.id });
        }
        refuse_empty(&summary)?;
        if summary.assessments > 0 {
            self.retract_operation(summary.id)?;
        }
        self.revert(seq, summary.id)?;
        self.operation.label.clone_from(&summary.label);
        Ok(OperationSummary { undone: true, ..summary })
    }

    fn redo(
        &mut self,
        original: i64,
        undo: i64,
        standing: &Standing,
    ) -> Result<OperationSummary, StoreError> {
        let summary = log::summary(self.connection, original, standing)?;
        refuse_empty(&summary)?;
        self.revert(undo, summary.id)?;
        self.operation.label.clone_from(&summary.label);
        Ok(OperationSummary { undone: false, ..summary })
    }

    /// Puts every row that the operation changed back as it was before, unless one of them has changed since.
    /// Conflicts are reported as those of `operation`.
    fn revert(&mut self, seq: i64, operation: OperationId) -> Result<(), StoreError> {
        self.reverts = Some(seq);
        let mut changes = Vec::new();
        for change in log::changes_of(self.connection, seq)? {
            let table = Table::named(&change.table).ok_or_else(|| StoreError::Damaged {
                detail: format!("the log names a table {}, which there is not", change.table),
            })?;
            changes.push((table, change));
        }
        let mut rows = Vec::new();
        for (table, change) in &changes {
            let now = row::find(self.connection, table, &change.row)?;
            if !same(table, now.as_ref(), change.after.as_ref()) {
                rows.push(row::name_of(table, &change.row));
            }
        }
        conflict(operation, rows)?;

        // A row is put back after those to which it refers.
        let rank = |table: &Table| IMAGED.iter().position(|imaged| imaged.is(table));
        changes.sort_by_key(|(table, _)| rank(table));
        let mut rows = Vec::new();
        for (table, change) in &changes {
            let Some(image) = &change.before else {
                self.remove(table, &change.row)?;
                continue;
            };
            if row::missing_references(self.connection, table, image)?.is_empty() {
                let number = image.get("seq").and_then(Value::as_i64);
                self.put_row(table, &change.row, image, number)?;
            } else {
                rows.push(row::name_of(table, &change.row));
            }
        }
        for (table, change) in &changes {
            if self.is_removed(table, &change.row) {
                let referring = row::referring(self.connection, table, &change.row)?;
                let staying = referring.into_iter().filter(|(table, key)| !self.is_removed(table, key));
                rows.extend(staying.map(|(table, key)| row::name_of(table, &key)));
            }
        }
        conflict(operation, rows)
    }
}

/// Refuses what an erasure left nothing of, and an erasure itself.
fn refuse_empty(summary: &OperationSummary) -> Result<(), StoreError> {
    if summary.assessments == 0 && summary.changes == 0 {
        return Err(StoreError::Erased { operation: summary.id });
    }
    Ok(())
}

fn conflict(operation: OperationId, mut rows: Vec<RowName>) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut seen = HashSet::new();
    rows.retain(|row| seen.insert(row.clone()));
    Err(StoreError::Conflict { operation, rows })
}

/// An undo or redo before it is known what it is about.
fn blank(kind: &str, at: DateTime<Utc>) -> NewOperation {
    NewOperation { kind: kind.to_owned(), label: String::new(), at }
}

fn reverts(connection: &Connection, seq: i64) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT reverts FROM operation WHERE seq = ?")?;
    Ok(statement.query_row([seq], |row| row.get(0))?)
}

/// The ordinary operation at the end of what an operation reverts.
fn original_of(connection: &Connection, mut seq: i64) -> Result<i64, StoreError> {
    while let Some(reverted) = reverts(connection, seq)? {
        seq = reverted;
    }
    Ok(seq)
}

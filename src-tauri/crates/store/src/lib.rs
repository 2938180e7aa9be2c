//! The workspace file: one `SQLite` database that holds everything, opened, created, read and written here.
//!
//! Data changes in one place, [`Workspace::write`]: in one transaction it applies the change, records the named
//! operation and, for every row it touched, the row before and after. Undo is a new operation that puts those rows
//! back; redo is one that undoes the undo. Assessments are facts that are only ever added; undoing an operation retracts
//! those that it recorded.

mod assessments;
mod backup;
mod chain;
mod check;
mod create;
mod entity;
mod erase;
mod error;
mod held;
mod log;
mod migrate;
mod names;
mod open;
mod order;
mod passphrase;
mod read;
mod rekey;
mod row;
mod salvage;
mod table;
mod undo;
mod validate;
mod wal;
mod write;

pub use assessments::{AssessmentsOf, NewAssessment};
pub use backup::restore;
pub use check::Finding;
pub use erase::{ERASE, Erased, Erasure, KnownPerson};
pub use error::{RowName, StoreError};
pub use log::{HashFound, LogFilter, LogSize, OperationDetail, OperationSummary};
pub use migrate::SCHEMA_VERSION;
pub use open::{Kept, Unmigrated, Workspace};
pub use passphrase::Passphrase;
pub use salvage::{Loss, Salvaged, salvage};
pub use undo::INITIAL;
pub use validate::Problem;
pub use write::{NewOperation, Tx, Written};

/// A new globally unique id (UUID version 7) for a row that is about to be put: `TeamId(cadre_store::new_id())`.
pub fn new_id() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}

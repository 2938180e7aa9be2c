//! What can go wrong with a workspace file.

use std::{io, path::PathBuf};

use cadre_core::OperationId;
use rusqlite::{ErrorCode, types::FromSqlError};
use serde::Serialize;

use crate::Problem;

/// A row by its table and its key there: an id, a key, or both parts of a pair joined by `/`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RowName {
    /// The table, e.g. `person`.
    pub table: String,
    /// The key of the row, as text.
    pub row: String,
}

/// Why the store refused. Nothing was changed where one of these is returned.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file at the path.
    #[error("no file at {path}")]
    NotFound {
        /// The path asked for.
        path: PathBuf,
    },
    /// The file is something else. It was only read.
    #[error("{path} is not a workspace")]
    NotAWorkspace {
        /// The path asked for.
        path: PathBuf,
    },
    /// The file is a workspace, but cut short or altered.
    #[error("the workspace is damaged: {detail}")]
    Damaged {
        /// What was noticed.
        detail: String,
    },
    /// The file is encrypted, if it is a workspace, and no passphrase was given.
    #[error("{path} needs a passphrase")]
    PassphraseNeeded {
        /// The path asked for.
        path: PathBuf,
    },
    /// The passphrase does not open the file: it is another one, or the file is no workspace, or its first page is damaged.
    #[error("the passphrase does not open {path}")]
    WrongPassphrase {
        /// The path asked for.
        path: PathBuf,
    },
    /// The file that is open was moved, removed or replaced.
    #[error("{path} is not the file any more that was opened")]
    Gone {
        /// Where it was.
        path: PathBuf,
    },
    /// The file was written by a newer version of the program.
    #[error("the workspace has schema {found}, and this program knows up to {supported}")]
    Newer {
        /// The schema version of the file.
        found: u32,
        /// The newest version that this program reads.
        supported: u32,
    },
    /// Another program is writing.
    #[error("another program is writing to the workspace")]
    Locked,
    /// The file may only be read.
    #[error("the workspace may only be read")]
    ReadOnly,
    /// There is a file at the path already.
    #[error("there is a file at {path} already")]
    Exists {
        /// The path asked for.
        path: PathBuf,
    },
    /// The content given contradicts itself or is out of range: everything that is wrong with it.
    #[error("{} things are wrong with the content", problems.len())]
    Invalid {
        /// Each thing that is wrong.
        problems: Vec<Problem>,
    },
    /// Rows have changed since the operation, or something now refers to them.
    #[error("{} rows have changed since operation {operation}", rows.len())]
    Conflict {
        /// The operation that was to be undone or redone.
        operation: OperationId,
        /// The rows.
        rows: Vec<RowName>,
    },
    /// A row cannot be removed, because others refer to it.
    #[error("{} {} is in use", row.table, row.row)]
    InUse {
        /// The row to be removed.
        row: RowName,
        /// The rows that refer to it.
        by: Vec<RowName>,
    },
    /// There is no such row.
    #[error("there is no {} {}", row.table, row.row)]
    UnknownRow {
        /// The row asked for.
        row: RowName,
    },
    /// There is nothing to undo.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// There is nothing to redo.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// The operation is undone already, or, being an undo or a redo, was itself reverted.
    #[error("operation {operation} is undone already")]
    AlreadyUndone {
        /// The operation.
        operation: OperationId,
    },
    /// The operation laid the workspace's first content, which cannot be undone.
    #[error("operation {operation} is the first content of the workspace")]
    NotUndoable {
        /// The operation.
        operation: OperationId,
    },
    /// What the operation did was erased for good, or it is the erasure itself.
    #[error("what operation {operation} did was erased for good")]
    Erased {
        /// The operation.
        operation: OperationId,
    },
    /// Reading or writing failed.
    #[error("reading or writing the workspace failed")]
    Io(#[source] io::Error),
    /// There is no room left.
    #[error("the disk is full")]
    DiskFull,
    /// `SQLite` refused for a reason that none of the others covers.
    #[error("SQLite refused")]
    Database(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as Sql;
        match &error {
            Sql::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::FileLockingProtocolFailed => Self::Locked,
                ErrorCode::ReadOnly => Self::ReadOnly,
                ErrorCode::DiskFull => Self::DiskFull,
                // The log's index could not grow.
                _ if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE => Self::DiskFull,
                // Our statements are fixed: one that SQLite cannot run met a schema that is not ours.
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown => {
                    Self::Damaged { detail: error.to_string() }
                }
                ErrorCode::SystemIoFailure => Self::Io(io::Error::other(error)),
                // Nothing is allowed to a workspace that had to be given up.
                ErrorCode::AuthorizationForStatementDenied => {
                    Self::Io(io::Error::new(io::ErrorKind::NotConnected, error))
                }
                ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
                    Self::Io(io::Error::new(io::ErrorKind::PermissionDenied, error))
                }
                _ => Self::Database(error),
            },
            // Likewise where it cannot even be prepared. And a value that the schema does not allow can only have come from outside.
            Sql::SqlInputError { .. }
            | Sql::FromSqlConversionFailure(..)
            | Sql::IntegralValueOutOfRange(..)
            | Sql::InvalidColumnType(..)
            | Sql::Utf8Error(..) => Self::Damaged { detail: error.to_string() },
            _ => Self::Database(error),
        }
    }
}

impl From<FromSqlError> for StoreError {
    fn from(error: FromSqlError) -> Self {
        rusqlite::Error::from(error).into()
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Io(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged { detail: error.to_string() }
    }
}

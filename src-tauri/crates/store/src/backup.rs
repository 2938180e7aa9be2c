//! Copies of an open workspace, made while it is in use and verified by reopening.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OptionalExtension as _, backup::Backup};

use crate::{
    Kept, Passphrase, SCHEMA_VERSION, StoreError, Workspace,
    chain::Hash,
    create::{beside, discard, keep, refuse_existing, unknown_to_others},
    open::{connect, inspect, look_over, read_every_page},
};

/// Pages copied in one step: a megabyte, after which a writer may come in between.
const STEP: i32 = 256;
/// How long to wait for a writer before the next step.
const PAUSE: Duration = Duration::from_millis(5);

impl Workspace {
    /// Writes a copy of the workspace as it is now into a new file, encrypted as the workspace is, and reads it back.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where there is a file of that name; [`StoreError::Damaged`] where what was written does not read
    /// back. Nothing is left of a copy that failed.
    pub fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        copy(&self.connection, self.passphrase.as_ref(), to)
    }
}

/// Writes what a workspace file has into a new one, of the same passphrase; what is copied is only read, and of its own
/// version.
///
/// # Errors
/// As those of [`Workspace::open`] and [`Workspace::back_up`].
pub fn restore(from: &Path, passphrase: Option<&Passphrase>, to: &Path) -> Result<(), StoreError> {
    let (connection, passphrase) = whole(from, passphrase)?;
    copy(&connection, passphrase, to)
}

/// A connection to a file that holds together, and the passphrase that opens it, if it needs one.
fn whole<'a>(
    from: &Path,
    passphrase: Option<&'a Passphrase>,
) -> Result<(Connection, Option<&'a Passphrase>), StoreError> {
    let (kept, _) = inspect(from)?;
    let passphrase = match (kept, passphrase) {
        (Kept::Plain, _) => None,
        (Kept::Encrypted, None) => return Err(StoreError::PassphraseNeeded { path: from.to_owned() }),
        (Kept::Encrypted, passphrase) => passphrase,
    };
    let (connection, found) = connect(from, true, passphrase)?;
    if found > SCHEMA_VERSION {
        return Err(StoreError::Newer { found, supported: SCHEMA_VERSION });
    }
    read_every_page(&connection)?;
    look_over(&connection)?;
    Ok((connection, passphrase))
}

pub(crate) fn copy(
    connection: &Connection,
    passphrase: Option<&Passphrase>,
    to: &Path,
) -> Result<(), StoreError> {
    refuse_existing(to)?;
    let beside = beside(to, "copy")?;
    write(connection, passphrase, &beside).inspect_err(|_| discard(&beside))?;
    keep(beside, to)
}

/// Fills an empty file, and reads it back.
fn write(connection: &Connection, passphrase: Option<&Passphrase>, to: &Path) -> Result<(), StoreError> {
    let mut written = unknown_to_others(to, passphrase)?;
    Backup::new(connection, &mut written)?.run_to_completion(STEP, PAUSE, None)?;
    let expected = latest(&written)?;
    written.close().map_err(|(_, error)| error)?;
    // From the disk, not from the memory of who wrote it.
    let (reopened, _) = connect(to, true, passphrase)?;
    read_every_page(&reopened)?;
    look_over(&reopened)?;
    if latest(&reopened)? != expected {
        return Err(StoreError::Damaged { detail: "a copy of it does not read back as it was".to_owned() });
    }
    reopened.close().map_err(|(_, error)| error.into())
}

/// The number and the hash of the last operation: that of all before it too. Before version 7 there are no hashes.
pub(crate) fn latest(connection: &Connection) -> Result<Option<(i64, Option<Hash>)>, StoreError> {
    let chained: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM pragma_table_info('operation') WHERE name = 'hash')",
        (),
        |row| row.get(0),
    )?;
    let hash = if chained { "hash" } else { "NULL" };
    let sql = format!("SELECT seq, {hash} FROM operation ORDER BY seq DESC LIMIT 1");
    Ok(connection.query_row(&sql, (), |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

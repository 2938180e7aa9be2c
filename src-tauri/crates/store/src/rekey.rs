//! Giving a workspace a passphrase, another one, or none: written anew beside, verified, and moved into its place, so that at
//! every moment there is one whole file, of the old passphrase or of the new.

use std::{fs, io, path::Path};

use rusqlite::{Connection, params};

use crate::{
    Passphrase, StoreError, Workspace,
    create::{beside, discard, sync_folder, unfinished},
    migrate::{APPLICATION_ID, version},
    open::{beside_named, connect, has_log, look_over, read_every_page, set_mode},
    passphrase::quiet,
};

/// In the names of files that are being written anew with another passphrase.
const UNFINISHED: &str = "passphrase";

/// Clears away what a change of the passphrase left that was cut off. The caller has the file open, which nobody has while
/// another changes it.
pub(crate) fn clear_unfinished(path: &Path) {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    // While it is changed the file has a journal, which SQLite has gone back by when it was needed: now it has a log.
    let journal = beside_named(path, "-journal");
    for left in unfinished(&whole, UNFINISHED).into_iter().chain([journal]) {
        // One that cannot be removed now is in nobody's way, and is tried again the next time.
        let _removed = fs::remove_file(left);
    }
}

impl Workspace {
    /// Makes `passphrase` that of the workspace; with `None` it is encrypted no more.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another program has the workspace open, [`StoreError::ReadOnly`], and what writing a whole
    /// file can fail with. The file is then as it was, and the workspace stays open; on a disk from which it cannot be opened
    /// again, everything that is asked of it fails with [`StoreError::Io`] until it is opened anew.
    pub fn rekey(&mut self, passphrase: Option<&Passphrase>) -> Result<(), StoreError> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly);
        }
        // A link keeps leading to the file.
        let path = self.path().canonicalize()?;
        let beside = beside(&path, UNFINISHED)?;
        let exported = self.alone(|connection| {
            export(connection, &beside, passphrase)?;
            fs::set_permissions(&beside, fs::metadata(&path)?.permissions())?;
            fs::File::options().write(true).open(&beside)?.sync_all()?;
            Ok(())
        });
        let kept = self.passphrase.clone();
        if let Err(error) = exported {
            discard(&beside);
            let findings = self.reconnect(kept.as_ref()).and_then(|()| self.check());
            return Err(match (error, findings) {
                // What could not be read for a moment is broken to SQLCipher. Where nothing is wrong with the file, it was the disk.
                (StoreError::Damaged { detail }, Ok(findings)) if findings.is_empty() => {
                    StoreError::Io(io::Error::other(detail))
                }
                (error, _) => error,
            });
        }
        // Where an open file can be moved over, nobody comes in between; where it cannot, it is closed first.
        if cfg!(windows) {
            self.disconnect()?;
        }
        if let Err(failure) = beside.persist(&path) {
            drop(self.reconnect(kept.as_ref()));
            return Err(failure.error.into());
        }
        // It is done. Where it cannot be opened again just then, the next thing that is asked of it says so.
        self.passphrase = passphrase.cloned();
        let synced = sync_folder(&path);
        drop(self.reconnect(passphrase));
        synced
    }

    /// Holds the file alone: its log is written back and gone, and no other connection reads or writes until this one closes.
    fn alone(&self, act: impl FnOnce(&Connection) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let connection = &self.connection;
        connection.flush_prepared_statement_cache();
        set_mode(connection, "locking_mode", "EXCLUSIVE")?;
        set_mode(connection, "journal_mode", "DELETE")?;
        // SQLite does not say so where it could not remove its log. Beside a file with other keys it would hold nothing but noise.
        if has_log(self.path()) {
            let why = format!("{} cannot be removed", beside_named(self.path(), "-wal").display());
            return Err(StoreError::Io(io::Error::other(why)));
        }
        // The lock is taken by a write, even of what stands there already.
        connection.execute_batch("BEGIN EXCLUSIVE; COMMIT")?;
        act(connection)
    }
}

/// `sqlcipher_export` says what failed, without its code: in the words of `SQLite` for it.
fn failed(error: rusqlite::Error) -> StoreError {
    let rusqlite::Error::SqliteFailure(_, Some(words)) = &error else { return error.into() };
    match words.as_str() {
        "database or disk is full" => StoreError::DiskFull,
        "disk I/O error" | "unable to open database file" => StoreError::Io(io::Error::other(error)),
        _ => error.into(),
    }
}

/// Copies all that `connection` has into an empty file.
fn export(connection: &Connection, to: &Path, passphrase: Option<&Passphrase>) -> Result<(), StoreError> {
    quiet(connection)?;
    if passphrase.is_some() {
        connection.pragma_update(None, "cipher_memory_security", true)?;
    }
    let path = to.to_str().ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidInput, "the path has letters that are not Unicode")
    })?;
    let key = passphrase.map_or("", Passphrase::as_str);
    // An attached file takes its key as a value, which never becomes text of SQL.
    connection.execute("ATTACH DATABASE ? AS written KEY ?", params![path, key])?;
    let filled = fill(connection);
    // Whatever failed, the next attempt attaches one of this name.
    let detached = connection.execute("DETACH DATABASE written", ());
    filled?;
    detached?;

    let (reopened, _) = connect(to, true, passphrase)?;
    read_every_page(&reopened)?;
    look_over(&reopened)?;
    for table in tables(connection)? {
        let count = format!("SELECT count(*) FROM {table}");
        let [before, after] =
            [connection, &reopened].map(|side| side.query_row(&count, (), |row| row.get::<_, i64>(0)));
        if before? != after? {
            return Err(StoreError::Damaged { detail: format!("{table} was not copied whole") });
        }
    }
    reopened.close().map_err(|(_, error)| error.into())
}

fn fill(connection: &Connection) -> Result<(), StoreError> {
    set_mode(connection, "written.journal_mode", "OFF")?;
    connection.pragma_update(Some("written"), "synchronous", "OFF")?;
    connection.query_row("SELECT sqlcipher_export('written')", (), |_| Ok(())).map_err(failed)?;
    connection.pragma_update(Some("written"), "application_id", APPLICATION_ID)?;
    connection.pragma_update(Some("written"), "user_version", version(connection)?)?;
    Ok(())
}

fn tables(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let names = statement.query_map((), |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

//! Giving a workspace a passphrase, another one, or none: written anew beside, verified, and moved into its place, so that at
//! every moment there is one whole file, of the old passphrase or of the new.

use std::{fs, io, path::Path};

use rusqlite::{Connection, params};

use crate::{
    Passphrase, StoreError, Workspace,
    create::{beside, sync_folder},
    migrate::{APPLICATION_ID, version},
    open::{connect, look_over},
    passphrase::quiet,
};

impl Workspace {
    /// Makes `passphrase` that of the workspace; with `None` it is encrypted no more.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another program has the workspace open, [`StoreError::ReadOnly`], and what writing a whole
    /// file can fail with. The file is then as it was, and the workspace stays open.
    pub fn rekey(&mut self, passphrase: Option<&Passphrase>) -> Result<(), StoreError> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly);
        }
        // A link keeps leading to the file.
        let path = self.path().canonicalize()?;
        let beside = beside(&path)?;
        let exported = self.alone(|connection| {
            export(connection, &beside, passphrase)?;
            fs::set_permissions(&beside, fs::metadata(&path)?.permissions())?;
            fs::File::options().write(true).open(&beside)?.sync_all()?;
            Ok(())
        });
        if let Err(error) = exported {
            let passphrase = self.passphrase.clone();
            self.reconnect(passphrase.as_ref())?;
            return Err(error);
        }
        // Where an open file can be moved over, nobody comes in between; where it cannot, it is closed first.
        if cfg!(windows) {
            self.disconnect()?;
        }
        let moved = beside.persist(&path).map_err(|failure| StoreError::from(failure.error));
        let kept = self.passphrase.clone();
        let passphrase = if moved.is_ok() { passphrase } else { kept.as_ref() };
        self.disconnect()?;
        moved.and_then(|()| sync_folder(&path)).and(self.reconnect(passphrase))
    }

    /// Holds the file alone: its log is written back and gone, and no other connection reads or writes until this one closes.
    fn alone(&self, act: impl FnOnce(&Connection) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let connection = &self.connection;
        connection.flush_prepared_statement_cache();
        connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
        connection.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0))?;
        // The lock is taken by a write, even of what stands there already.
        connection.execute_batch("BEGIN EXCLUSIVE; COMMIT")?;
        act(connection)
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
    connection.pragma_update_and_check(Some("written"), "journal_mode", "OFF", |_| Ok(()))?;
    connection.pragma_update(Some("written"), "synchronous", "OFF")?;
    connection.query_row("SELECT sqlcipher_export('written')", (), |_| Ok(()))?;
    connection.pragma_update(Some("written"), "application_id", APPLICATION_ID)?;
    connection.pragma_update(Some("written"), "user_version", version(connection)?)?;
    connection.execute("DETACH DATABASE written", ())?;

    let (reopened, _) = connect(to, true, passphrase)?;
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

fn tables(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let names = statement.query_map((), |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

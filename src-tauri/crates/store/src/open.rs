//! Opening a workspace file, and refusing what is none without touching it.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{
    Connection, OpenFlags,
    config::DbConfig,
    hooks::{AuthContext, Authorization},
};

use crate::{
    Passphrase, StoreError, backup,
    migrate::{APPLICATION_ID, SCHEMA_VERSION, migrate, version},
    passphrase::unlock,
    rekey::clear_unfinished,
    wal,
};

/// How long a writer waits for another one before it gives up.
const PATIENCE: Duration = Duration::from_secs(2);

/// An open workspace file.
#[derive(Debug)]
pub struct Workspace {
    pub(crate) connection: Connection,
    path: PathBuf,
    read_only: bool,
    pub(crate) passphrase: Option<Passphrase>,
    /// `SQLite`'s count of the commits of other connections, when it was last looked at.
    seen: i64,
    /// Which file was opened, where the system can tell.
    identity: Option<(u64, u64)>,
}

/// How a file keeps what is in it, as far as can be told without a passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// For everybody who can read the file.
    Plain,
    /// For those who have the passphrase, if it is a workspace: it looks like noise.
    Encrypted,
}

/// A workspace of an older version that is about to be brought to this one.
pub struct Unmigrated<'a> {
    connection: &'a Connection,
    passphrase: Option<&'a Passphrase>,
}

/// A workspace as its file is, and the version of its schema.
struct Opened {
    workspace: Workspace,
    found: u32,
    /// Why it may not be written to, where it is open for reading only.
    refusal: StoreError,
}

impl Unmigrated<'_> {
    /// Writes a copy of it as it still is; see [`Workspace::back_up`].
    pub fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        backup::copy(self.connection, self.passphrase, to)
    }
}

impl Workspace {
    /// Opens a workspace, with the passphrase where it is encrypted; of a plain one the passphrase is left alone. A file that
    /// may only be read, by its own permissions or those of its folder or its disk, opens for reading: every write is refused.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::NotAWorkspace`], [`StoreError::PassphraseNeeded`], [`StoreError::Newer`] and a
    /// [`StoreError::Damaged`] that its header tells are found before `SQLite` sees the file, which stays as it is.
    /// [`StoreError::WrongPassphrase`]; [`StoreError::Damaged`] where its pages do not hold together; [`StoreError::Locked`]
    /// where another program holds it alone.
    pub fn open(path: &Path, passphrase: Option<&Passphrase>) -> Result<Self, StoreError> {
        Self::open_after(path, passphrase, |_| Ok(()))
    }

    /// Opens a workspace likewise, and calls `before_migration` where it is of an older version, before it is changed.
    ///
    /// # Errors
    /// As [`Workspace::open`]; what `before_migration` returns, with the workspace as it was.
    pub fn open_after<E: From<StoreError>>(
        path: &Path,
        passphrase: Option<&Passphrase>,
        before_migration: impl FnOnce(&Unmigrated<'_>) -> Result<(), E>,
    ) -> Result<Self, E> {
        let Opened { mut workspace, found, refusal } = Self::as_it_is(path, passphrase)?;
        if found < SCHEMA_VERSION {
            if workspace.read_only {
                return Err(refusal.into());
            }
            let Self { connection, passphrase, .. } = &workspace;
            before_migration(&Unmigrated { connection, passphrase: passphrase.as_ref() })?;
            migrate(&mut workspace.connection)?;
            workspace.seen = data_version(&workspace.connection)?;
        }
        // An erasure that was cut off, or had another program in its way, is made good.
        workspace.wipe();
        Ok(workspace)
    }

    /// Opens a workspace of this version or an older one.
    fn as_it_is(path: &Path, passphrase: Option<&Passphrase>) -> Result<Opened, StoreError> {
        let (kept, mut read_only) = inspect(path)?;
        let passphrase = match kept {
            Kept::Plain => None,
            Kept::Encrypted => {
                Some(passphrase.ok_or_else(|| StoreError::PassphraseNeeded { path: path.to_owned() })?)
            }
        };
        let last_without_log = if has_log(path) {
            wal::refuse_broken(path)?;
            wal::last_of_file(path, passphrase)
        } else {
            None
        };
        let mut refusal = StoreError::ReadOnly;
        let (mut connection, found) = match connect(path, read_only, passphrase) {
            // The disk or the folder takes no files, and SQLite would put its log beside the workspace.
            Err(error) if !read_only && not_allowed(&error) => {
                read_only = true;
                connect(path, read_only, passphrase)?
            }
            // Nor does a full one, until there is room.
            Err(full @ StoreError::DiskFull) if !read_only => {
                read_only = true;
                refusal = full;
                connect(path, read_only, passphrase)?
            }
            connected => connected?,
        };
        if found > SCHEMA_VERSION {
            return Err(StoreError::Newer { found, supported: SCHEMA_VERSION });
        }
        if let Err(damaged) = look_over(&connection) {
            if !matches!(damaged, StoreError::Damaged { .. }) {
                return Err(damaged);
            }
            // Where a page could not be read for a moment, SQLCipher takes all others for broken from then on.
            connection = connect(path, read_only, passphrase)?.0;
            read_every_page(&connection)?;
            look_over(&connection)?;
        }
        if let Some(last) = last_without_log {
            wal::refuse_foreign(&connection, last)?;
        }
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        connection.query_row("SELECT count(*) FROM setting", (), |row| row.get::<_, i64>(0))?;
        if !read_only {
            set_mode(&connection, "journal_mode", "WAL")?;
            clear_unfinished(path);
        }
        let seen = data_version(&connection)?;
        let workspace = Self {
            connection,
            path: path.to_owned(),
            read_only,
            passphrase: passphrase.cloned(),
            seen,
            identity: identity(path),
        };
        Ok(Opened { workspace, found, refusal })
    }

    /// How a file keeps what is in it. Reads only its beginning.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::NotAWorkspace`] where it is neither a plain workspace nor looks encrypted;
    /// [`StoreError::Newer`] and [`StoreError::Damaged`] as the header of a plain one tells.
    pub fn kept(path: &Path) -> Result<Kept, StoreError> {
        Ok(inspect(path)?.0)
    }

    /// Its passphrase, where it is encrypted.
    pub fn passphrase(&self) -> Option<&Passphrase> {
        self.passphrase.as_ref()
    }

    /// Gives up the file, whatever else happens: what holds it open keeps it from being moved on some systems.
    pub(crate) fn disconnect(&mut self) -> Result<(), StoreError> {
        let mut given_up = Connection::open_in_memory()?;
        // Until a file is opened again, whatever is asked fails like one that cannot be read.
        given_up.authorizer(Some(|_: AuthContext<'_>| Authorization::Deny))?;
        let held = std::mem::replace(&mut self.connection, given_up);
        held.close().map_err(|(_, error)| error.into())
    }

    /// Opens the file anew.
    pub(crate) fn reconnect(&mut self, passphrase: Option<&Passphrase>) -> Result<(), StoreError> {
        self.disconnect()?;
        *self = Self::open(&self.path, passphrase)?;
        Ok(())
    }

    /// Opens the file anew, which is looked over as at every opening. `SQLCipher` takes every page for broken from the first one
    /// that could not be read, if only for a moment: this tells that from damage, and puts an end to it.
    ///
    /// # Errors
    /// As [`Workspace::open`]; the workspace is then as it was.
    pub fn reopen(&mut self) -> Result<(), StoreError> {
        *self = Self::open(&self.path, self.passphrase.as_ref())?;
        Ok(())
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it was opened for reading only.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Whether another program has written since the workspace was opened or this was last asked.
    ///
    /// # Errors
    /// [`StoreError::Gone`] where another file or none is at the path now: what were written would be lost with the one that is
    /// open.
    pub fn changed_elsewhere(&mut self) -> Result<bool, StoreError> {
        if identity(&self.path) != self.identity {
            return Err(StoreError::Gone { path: self.path.clone() });
        }
        let now = data_version(&self.connection)?;
        let before = std::mem::replace(&mut self.seen, now);
        Ok(before != now)
    }
}

/// Sets up a connection, with the passphrase first.
pub(crate) fn set_up(connection: &Connection, passphrase: Option<&Passphrase>) -> Result<(), StoreError> {
    if let Some(passphrase) = passphrase {
        unlock(connection, passphrase)?;
    }
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // In KiB where negative: enough for the indexes of some millions of assessments while they are recorded.
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "secure_delete", true)?;
    // Nothing that a stranger wrote into the schema may call functions with effects.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(())
}

/// Sets how a file is journaled or locked, and looks at what comes after the row that names the mode: an error in writing the first
/// page for it is only told then.
pub(crate) fn set_mode(connection: &Connection, which: &str, mode: &str) -> Result<(), StoreError> {
    let mut statement = connection.prepare(&format!("PRAGMA {which} = {mode}"))?;
    let mut rows = statement.query(())?;
    while rows.next()?.is_some() {}
    Ok(())
}

/// Connects, and tells the schema's version, which is read before anything may write: a file that only has a workspace's header
/// is left as it is.
pub(crate) fn connect(
    path: &Path,
    read_only: bool,
    passphrase: Option<&Passphrase>,
) -> Result<(Connection, u32), StoreError> {
    let connected = connect_once(path, read_only, passphrase);
    if passphrase.is_none() || !matches!(connected, Err(StoreError::Damaged { .. })) {
        return connected;
    }
    // What fails on the first page for a moment looks like another passphrase, and a second look tells them apart. Nothing tells
    // another passphrase from a damaged first page.
    match connect_once(path, read_only, passphrase) {
        Err(StoreError::Damaged { .. }) => Err(StoreError::WrongPassphrase { path: path.to_owned() }),
        connected => connected,
    }
}

fn connect_once(
    path: &Path,
    read_only: bool,
    passphrase: Option<&Passphrase>,
) -> Result<(Connection, u32), StoreError> {
    let threads = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = if !read_only {
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | threads)?
    } else if has_log(path) {
        // Someone is writing, or was cut off: what they wrote is in the log beside.
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | threads)?
    } else {
        // A cleanly closed file is read without making files beside it, which its folder might not allow.
        alone(path)?
    };
    // A file that turns out to be damaged is not written to, not even what its log has for it.
    if has_log(path) {
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    }
    set_up(&connection, passphrase)?;
    let version = version(&connection)?;
    Ok((connection, version))
}

/// Connects to a file for reading, and leaves its log and its locks alone.
fn alone(path: &Path) -> Result<Connection, StoreError> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(immutable_uri(&std::path::absolute(path)?), flags)?)
}

/// Connects to a file without the log that it has beside.
pub(crate) fn connect_alone(path: &Path, passphrase: Option<&Passphrase>) -> Result<Connection, StoreError> {
    let connection = alone(path)?;
    set_up(&connection, passphrase)?;
    Ok(connection)
}

/// A quick look at every page: whether the trees that they make hold together. Indexes are not held against their tables.
pub(crate) fn look_over(connection: &Connection) -> Result<(), StoreError> {
    match told(connection, "quick_check(1)")?.into_iter().next() {
        None => Ok(()),
        Some(detail) => {
            let detail = detail.replace("*** in database main ***\n", "").replace('\n', " ");
            Err(StoreError::Damaged { detail })
        }
    }
}

/// What one of the checks of `SQLite` or `SQLCipher` has to say; nothing where all is well.
pub(crate) fn told(connection: &Connection, check: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(&format!("PRAGMA {check}"))?;
    let lines: Result<Vec<String>, _> = statement.query_map((), |row| row.get(0))?.collect();
    match lines.map_err(StoreError::from) {
        Err(StoreError::Damaged { detail }) => Ok(vec![detail]),
        lines => Ok(lines?.into_iter().filter(|line| line != "ok").collect()),
    }
}

/// Reads every page of every table and index. The checks tell a page that cannot be read like one that is broken; this does
/// not.
pub(crate) fn read_every_page(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection.query_row("SELECT count(*) FROM dbstat", (), |_| Ok(()))?)
}

/// `file:` URI of an absolute path that promises `SQLite` that nobody writes.
fn immutable_uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    if cfg!(windows) {
        uri.push('/');
    }
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'/' | b'-' | b'_' | b'.' | b':' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => {
                uri.push('%');
                let digits = [byte >> 4, byte & 0xF];
                uri.extend(digits.map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])));
            }
        }
    }
    uri + "?immutable=1"
}

/// Whether no file could be opened or made, as where a folder is not one's own.
fn not_allowed(error: &StoreError) -> bool {
    matches!(error, StoreError::Io(error) if error.kind() == io::ErrorKind::PermissionDenied)
}

fn data_version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
}

/// What tells a file from all others of this machine, whatever its name.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;

    let metadata = fs::metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

/// Where a file that is open can be neither moved nor removed, it is always the same.
#[cfg(not(unix))]
fn identity(_path: &Path) -> Option<(u64, u64)> {
    None
}

/// Whether there is a write-ahead log with content beside the file.
pub(crate) fn has_log(path: &Path) -> bool {
    fs::metadata(beside_named(path, "-wal")).is_ok_and(|metadata| metadata.is_file() && metadata.len() > 0)
}

/// The path of what `SQLite` keeps beside a file. It follows a link, and puts it beside the file itself.
pub(crate) fn beside_named(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path.canonicalize().unwrap_or_else(|_| path.to_owned()));
    name.push(ending);
    PathBuf::from(name)
}

/// Reads the header as plain bytes, and tells whether the file may only be read. The layout is that of
/// <https://www.sqlite.org/fileformat.html#the_database_header>.
pub(crate) fn inspect(path: &Path) -> Result<(Kept, bool), StoreError> {
    const MAGIC: &[u8; 16] = b"SQLite format 3\0";
    let not_a_workspace = || StoreError::NotAWorkspace { path: path.to_owned() };
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(StoreError::NotFound { path: path.to_owned() });
        }
        Err(error) => return Err(error.into()),
    };
    if !metadata.is_file() {
        return Err(not_a_workspace());
    }
    let mut first = Vec::with_capacity(PAGE);
    File::open(path)?.take(PAGE as u64).read_to_end(&mut first)?;
    if !first.starts_with(MAGIC)
        && let Some(page) = wal::first_page(path)
    {
        first = page;
    }
    if !first.starts_with(MAGIC) {
        return if is_noise(&first) {
            Ok((Kept::Encrypted, metadata.permissions().readonly()))
        } else {
            Err(not_a_workspace())
        };
    }
    let Some(&header) = first.first_chunk::<100>() else {
        return Err(StoreError::Damaged { detail: "the file ends inside its header".to_owned() });
    };
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if number(68) != APPLICATION_ID {
        return Err(not_a_workspace());
    }
    if number(60) > SCHEMA_VERSION {
        return Err(StoreError::Newer { found: number(60), supported: SCHEMA_VERSION });
    }
    let page_size = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let expected = u64::from(number(28)) * page_size;
    // While there is a log, the file alone may rightly be short of the pages that its header counts.
    if number(24) == number(92) && metadata.len() < expected && !has_log(path) {
        let detail = format!("{expected} bytes were expected, and there are {}", metadata.len());
        return Err(StoreError::Damaged { detail });
    }
    Ok((Kept::Plain, metadata.permissions().readonly()))
}

/// Bytes of a page, `SQLCipher`'s and ours.
const PAGE: usize = 4096;

/// Whether a first page could be an encrypted one: salt, ciphertext and its check, in which every byte is as likely as any
/// other. Of 4,096 such bytes all 256 values are expected; text, pictures with large areas and tables have far fewer.
pub(crate) fn is_noise(first: &[u8]) -> bool {
    let mut seen = [false; 256];
    for &byte in first {
        seen[usize::from(byte)] = true;
    }
    first.len() == PAGE && seen.iter().filter(|&&seen| seen).count() > 240
}

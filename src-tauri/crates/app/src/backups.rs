//! Backups: copies of a workspace in the program's own folder, made without being asked, kept by a rule, and restored into a
//! new file.

mod kept;
mod restoring;

use std::{
    cmp::Reverse,
    fs,
    path::{Path, PathBuf},
};

use cadre_store::{Kept, Passphrase, StoreError, Unmigrated};
use chrono::{DateTime, Local, NaiveDateTime, Utc};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::{
    error::{AppError, ErrorCode},
    file_name::file_name_for,
    refusal::file_error,
    view::{BackupRow, BackupsView},
    words,
    workspace::{Moment, Workspace},
};

pub use restoring::{
    Restored, backup_preview, newest_sound_backup, restore, restore_in_place, restore_newest,
};

/// What a workspace is opened with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Opening<'a> {
    /// The passphrase, where one is known; a plain workspace leaves it alone.
    pub passphrase: Option<&'a Passphrase>,
    /// Where backups are kept; `None` makes none.
    pub backups: Option<&'a Backups>,
}

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    /// The day's first change.
    Daily,
    /// An import was about to be made.
    Import,
    /// Another workspace was about to be restored.
    Restore,
    /// The file was about to be brought to a newer version.
    Migration,
    /// Something was about to be erased for good.
    Erase,
    /// The passphrase was changed: the first backup that the new one opens.
    Passphrase,
}

impl BackupReason {
    const ALL: [Self; 6] =
        [Self::Daily, Self::Import, Self::Restore, Self::Migration, Self::Erase, Self::Passphrase];

    /// Whether it is made once the change is done, and not before it.
    const fn is_after(self) -> bool {
        matches!(self, Self::Daily | Self::Passphrase)
    }

    /// The word in the file's name.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Import => "import",
            Self::Restore => "restore",
            Self::Migration => "migration",
            Self::Erase => "erase",
            Self::Passphrase => "passphrase",
        }
    }

    /// When it is made, as the list of backups says.
    const fn in_words(self) -> &'static str {
        match self {
            Self::Daily => "After the day’s first change",
            Self::Import => "Before an import",
            Self::Restore => "Before a restore",
            Self::Migration => "Before an update of the file",
            Self::Erase => "Before erasing",
            Self::Passphrase => "After a change of the passphrase",
        }
    }
}

/// The folder in which the backups of all workspaces are kept, those of each in a folder of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backups {
    folder: PathBuf,
}

/// One backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: BackupReason,
}

/// Names the folder for what the program keeps, instead of the system's place for it.
pub const DATA_DIR: &str = "CADRE_DATA_DIR";

/// How the time stands in a backup's name.
const TIME: &str = "%Y%m%dT%H%M%S%3fZ";

impl Backups {
    /// The backups kept in the program's own folder.
    pub fn in_folder(data: &Path) -> Self {
        Self { folder: data.join("backups") }
    }

    /// The folder of a workspace's backups: named after its file, and told from others of that name by its path.
    pub fn folder_of(&self, workspace: &Path) -> PathBuf {
        // A file that is gone has had a path all the same.
        let path = workspace.canonicalize().or_else(|_| std::path::absolute(workspace));
        let path = path.unwrap_or_else(|_| workspace.to_owned());
        let mut digits = format!("{:x}", Sha256::digest(path.as_os_str().as_encoded_bytes()));
        digits.truncate(8);
        let stem = workspace.file_stem().unwrap_or_default().to_string_lossy();
        self.folder.join(file_name_for(&stem, &digits))
    }

    /// A workspace's backups, the latest first.
    pub fn of(&self, workspace: &Path) -> Vec<BackupFile> {
        let Ok(entries) = fs::read_dir(self.folder_of(workspace)) else { return Vec::new() };
        let mut files: Vec<_> = entries.flatten().filter_map(|entry| named(entry.path())).collect();
        // One run has one time: of its backups the one made after the change is the later.
        let order = |file: &BackupFile| (file.at, file.reason.is_after(), file.path.clone());
        files.sort_by_cached_key(|file| Reverse(order(file)));
        files
    }

    /// The backup of a workspace at a path; an error where there is none, so that nothing else is taken for one.
    pub fn find(&self, workspace: &Path, backup: &Path) -> Result<BackupFile, AppError> {
        let found = self.of(workspace).into_iter().find(|file| file.path == backup);
        found.ok_or_else(|| {
            AppError::new(
                ErrorCode::WorkspaceNotFound,
                format!("{} is no backup of this file any more.", backup.display()),
                "Nothing was changed. Look at the list of its backups again.",
            )
        })
    }

    /// A workspace's backups that anybody can read, as rows.
    pub fn unencrypted_rows(&self, workspace: &Path, moment: Moment) -> Vec<BackupRow> {
        self.unencrypted(workspace).iter().map(|file| row(file, moment)).collect()
    }

    /// A workspace's backups that anybody can read.
    pub fn unencrypted(&self, workspace: &Path) -> Vec<BackupFile> {
        let mut files = self.of(workspace);
        files.retain(|file| is_plain(&file.path));
        files
    }

    /// Removes a workspace's backups that anybody can read; gives how many there were.
    ///
    /// # Errors
    /// One cannot be removed; those before it are.
    pub fn remove_unencrypted(&self, workspace: &Path) -> Result<u32, AppError> {
        let files = self.unencrypted(workspace);
        for file in &files {
            fs::remove_file(&file.path).map_err(|error| file_error(&file.path, &error))?;
        }
        Ok(files.len() as u32)
    }

    /// Makes a backup by `write`, and lets go of those that the rule keeps no longer.
    fn make(
        &self,
        workspace: &Path,
        reason: BackupReason,
        at: DateTime<Utc>,
        write: impl FnOnce(&Path) -> Result<(), StoreError>,
    ) -> Result<PathBuf, AppError> {
        let folder = self.folder_of(workspace);
        fs::create_dir_all(&folder).map_err(|error| file_error(&folder, &error))?;
        let path = folder.join(format!("{}-{}.cadre", at.format(TIME), reason.as_str()));
        match write(&path) {
            // Two in the same millisecond, for the same reason: the first will do.
            Err(StoreError::Exists { .. }) => return Ok(path),
            written => written.map_err(|error| failed(error, &folder))?,
        }
        let files = self.of(workspace);
        for file in kept::let_go(&files, at.with_timezone(&Local).date_naive()) {
            // One that cannot be removed now is tried again with the next backup.
            let _removed = fs::remove_file(&file.path);
        }
        Ok(path)
    }

    /// Makes a backup of a workspace that is about to be brought to a newer version.
    pub(crate) fn before_migration(
        &self,
        workspace: &Path,
        unmigrated: &Unmigrated<'_>,
        moment: Moment,
    ) -> Result<(), AppError> {
        self.make(workspace, BackupReason::Migration, moment.now, |path| unmigrated.back_up(path)).map(|_| ())
    }

    /// What the screen shows of a workspace's backups; it need not be open, nor even whole.
    pub fn view(&self, workspace: &Path, moment: Moment) -> BackupsView {
        let rows: Vec<BackupRow> = self.of(workspace).into_iter().map(|file| row(&file, moment)).collect();
        BackupsView {
            folder: self.folder_of(workspace).display().to_string(),
            title: match rows.len() as u32 {
                0 => "No backup yet".to_owned(),
                count => words::counted(count, "backup", "backups"),
            },
            rule: kept::RULE.to_owned(),
            rows,
        }
    }
}

fn row(file: &BackupFile, moment: Moment) -> BackupRow {
    let size = fs::metadata(&file.path).map(|metadata| metadata.len()).unwrap_or_default();
    BackupRow {
        path: file.path.display().to_string(),
        when: words::when(file.at, moment.today),
        reason: file.reason.in_words().to_owned(),
        size: words::bytes(size),
        encrypted: !is_plain(&file.path),
    }
}

fn is_plain(path: &Path) -> bool {
    matches!(cadre_store::Workspace::kept(path), Ok(Kept::Plain))
}

/// The folder for what the program keeps on this machine, apart from workspaces: `CADRE_DATA_DIR`, or the system's place for it.
pub fn data_folder() -> Option<PathBuf> {
    match std::env::var_os(DATA_DIR) {
        Some(folder) => Some(PathBuf::from(folder)),
        None => Some(dirs::data_local_dir()?.join("org.cadre.Cadre")),
    }
}

/// The backup that a file of the folder is by its name, if it is one.
fn named(path: PathBuf) -> Option<BackupFile> {
    let name = path.file_name()?.to_str()?.strip_suffix(".cadre")?;
    let (time, word) = name.split_once('-')?;
    let at = NaiveDateTime::parse_from_str(time, TIME).ok()?.and_utc();
    let reason = BackupReason::ALL.into_iter().find(|reason| reason.as_str() == word)?;
    Some(BackupFile { path, at, reason })
}

fn failed(error: StoreError, folder: &Path) -> AppError {
    let error = AppError::from(error);
    AppError {
        message: format!("A backup could not be made. {}", error.message),
        hint: format!("Nothing was changed. Backups are kept in {}.", folder.display()),
        ..error
    }
}

/// The backup of a day's first change, which is still to be made.
#[derive(Debug)]
pub struct DueBackup {
    workspace: PathBuf,
    passphrase: Option<Passphrase>,
    backups: Backups,
    at: DateTime<Utc>,
}

impl DueBackup {
    /// Makes it, from the file as it is now.
    ///
    /// # Errors
    /// What writing a file can fail with. The workspace is as it was.
    pub fn make(&self) -> Result<(), AppError> {
        let open = cadre_store::Workspace::open(&self.workspace, self.passphrase.as_ref())?;
        self.backups
            .make(&self.workspace, BackupReason::Daily, self.at, |path| open.back_up(path))
            .map(|_| ())
    }
}

impl Workspace {
    /// The backup that this day's changes call for, where none was made today.
    pub fn due_backup(&self, moment: Moment) -> Option<DueBackup> {
        let backups = self.backups.as_ref()?;
        let today = moment.now.with_timezone(&Local).date_naive();
        let is_todays = |file: &BackupFile| {
            file.reason == BackupReason::Daily && file.at.with_timezone(&Local).date_naive() == today
        };
        if backups.of(self.path()).iter().any(is_todays) {
            return None;
        }
        Some(DueBackup {
            workspace: self.path().to_owned(),
            passphrase: self.store.passphrase().cloned(),
            backups: backups.clone(),
            at: moment.now,
        })
    }

    /// Makes a backup before something that cannot simply be taken back.
    ///
    /// # Errors
    /// It could not be made; what it was for is not to be done then.
    pub(crate) fn back_up_before(&self, reason: BackupReason, moment: Moment) -> Result<(), AppError> {
        let Some(backups) = &self.backups else { return Ok(()) };
        backups.make(self.path(), reason, moment.now, |path| self.store.back_up(path)).map(|_| ())
    }

    /// Makes `passphrase` that of the workspace; with `None` it is encrypted no more. A backup is made then, so that there is one
    /// that opens as the workspace does. Gives the backups that are not encrypted though the workspace now is.
    ///
    /// # Errors
    /// Another program has the workspace open, or the new file cannot be written: then it is as it was. That the backup could not
    /// be made is an error too, with the passphrase changed.
    pub fn set_passphrase(
        &mut self,
        passphrase: Option<&Passphrase>,
        moment: Moment,
    ) -> Result<Vec<BackupFile>, AppError> {
        self.store.rekey(passphrase)?;
        let Some(backups) = &self.backups else { return Ok(Vec::new()) };
        let made =
            backups.make(self.path(), BackupReason::Passphrase, moment.now, |path| self.store.back_up(path));
        made.map_err(|error| AppError {
            hint: format!("The passphrase is changed, and opens the workspace. {}", error.hint),
            ..error
        })?;
        Ok(if passphrase.is_some() { backups.unencrypted(self.path()) } else { Vec::new() })
    }

    /// Writes a copy of the workspace as it is now into a new file, encrypted as it is, and reads it back.
    ///
    /// # Errors
    /// [`crate::ErrorCode::WorkspaceExists`] where there is a file of that name.
    pub fn back_up(&self, to: &Path) -> Result<(), AppError> {
        Ok(self.store.back_up(to)?)
    }

    /// The backups of this workspace.
    pub fn backups_view(&self, moment: Moment) -> BackupsView {
        self.backups.as_ref().map_or_else(BackupsView::default, |backups| backups.view(self.path(), moment))
    }
}

//! What is in a backup, and bringing one back: always into a new file.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use cadre_store::{LogFilter, Passphrase};

use crate::{
    backups::{BackupFile, BackupReason, Opening},
    error::{AppError, ErrorCode},
    history::in_words,
    refusal::file_error,
    view::BackupPreview,
    words,
    workspace::{Moment, Workspace},
};

/// What is in a backup. It is read from a copy, so that one of an older version stays as it is.
///
/// # Errors
/// It is no workspace, needs another passphrase, or is damaged.
pub fn backup_preview(
    backup: &Path,
    passphrase: Option<&Passphrase>,
    moment: Moment,
) -> Result<BackupPreview, AppError> {
    let scratch = tempfile::tempdir().map_err(|error| file_error(&std::env::temp_dir(), &error))?;
    let path = scratch.path().join("preview.cadre");
    let opened = restore(backup, &path, Opening { passphrase, backups: None }, moment)?;
    let content = &opened.content;
    let last = opened.store.operations(&LogFilter::default(), None, 1)?.pop();
    let problems = opened.check()?.len() as u32;
    Ok(BackupPreview {
        name: content.settings.name.clone(),
        holds: words::list(&[
            &words::counted(content.teams.len() as u32, "team", "teams"),
            &words::counted(content.people.len() as u32, "person", "people"),
            &words::counted(opened.columns.level.len() as u32, "assessment", "assessments"),
        ]),
        last_change: last.map(|operation| {
            format!("{}, {}", in_words(&operation), words::when(operation.at, moment.today))
        }),
        sound: match problems {
            0 => "The whole check found nothing wrong.".to_owned(),
            count => format!("The whole check found {}.", words::counted(count, "problem", "problems")),
        },
        encrypted: opened.store.passphrase().is_some(),
    })
}

/// A workspace that was brought back in the place of another file.
pub struct Restored {
    /// The workspace, open.
    pub workspace: Workspace,
    /// The backup that it was brought back from.
    pub backup: BackupFile,
    /// Where the file that stood there is now; `None` where there was none.
    pub aside: Option<PathBuf>,
}

impl Restored {
    /// What was done, in two sentences.
    pub fn in_words(&self, moment: Moment) -> String {
        let when = words::when(self.backup.at, moment.today);
        let opened = format!("This is the backup of {when}.");
        match self.aside.as_deref().and_then(Path::file_name) {
            None => opened,
            Some(aside) => {
                format!("{opened} The damaged file is kept beside it as “{}”.", aside.to_string_lossy())
            }
        }
    }
}

/// Brings a backup back as a new file, and opens it.
///
/// # Errors
/// There is a file of that name; the backup is no workspace, needs another passphrase, or is damaged. Then there is no new file.
pub fn restore(
    backup: &Path,
    to: &Path,
    opening: Opening<'_>,
    moment: Moment,
) -> Result<Workspace, AppError> {
    cadre_store::restore(backup, opening.passphrase, to)?;
    Workspace::open(to, opening, moment)
}

/// Brings a backup back in the place of a workspace that is damaged or gone. What stands there is set aside beside it, under a
/// name that says so, with the log of `SQLite` that belongs to it; nothing is written over. Gives the workspace, and where the
/// damaged file is now.
///
/// # Errors
/// As [`restore`]; then what stands there is as it was.
pub fn restore_in_place(
    backup: &Path,
    workspace: &Path,
    opening: Opening<'_>,
    moment: Moment,
) -> Result<(Workspace, Option<PathBuf>), AppError> {
    let told = |error: std::io::Error| file_error(workspace, &error);
    // Whole and verified before anything is moved.
    let time = moment.now.format("%Y-%m-%d %H%M%S").to_string();
    let beside = with_suffix(workspace, &format!(" (restored {time})"));
    cadre_store::restore(backup, opening.passphrase, &beside)?;
    let aside = if workspace.exists() {
        let aside = with_suffix(workspace, &format!(" (damaged {time})"));
        set_aside(workspace, &aside).map_err(told)?;
        Some(aside)
    } else {
        None
    };
    fs::rename(&beside, workspace).map_err(told)?;
    Ok((Workspace::open(workspace, opening, moment)?, aside))
}

/// Brings back, likewise, the newest backup in which the whole check finds nothing wrong.
///
/// # Errors
/// As [`newest_sound_backup`] and [`restore_in_place`].
pub fn restore_newest(workspace: &Path, opening: Opening<'_>, moment: Moment) -> Result<Restored, AppError> {
    let backup = newest_sound_backup(workspace, opening, moment)?;
    let (workspace, aside) = restore_in_place(&backup.path, workspace, opening, moment)?;
    Ok(Restored { workspace, backup, aside })
}

/// The newest backup of a workspace in which the whole check finds nothing wrong.
///
/// # Errors
/// [`ErrorCode::PassphraseNeeded`] and [`ErrorCode::WrongPassphrase`] where another passphrase would open one, and none that
/// this one opens is sound; [`ErrorCode::WorkspaceNotFound`] where there is no backup, [`ErrorCode::WorkspaceDamaged`] where
/// none is sound; the disk is full.
pub fn newest_sound_backup(
    workspace: &Path,
    opening: Opening<'_>,
    moment: Moment,
) -> Result<BackupFile, AppError> {
    let files = opening.backups.map(|backups| backups.of(workspace)).unwrap_or_default();
    let count = files.len() as u32;
    let mut closed = None;
    for backup in files {
        match is_sound(&backup.path, opening.passphrase, moment) {
            Ok(true) => return Ok(backup),
            Err(error) if matches!(error.code, ErrorCode::PassphraseNeeded | ErrorCode::WrongPassphrase) => {
                // Of several, what the newest said.
                closed.get_or_insert(error);
            }
            Err(error) if error.code == ErrorCode::DiskFull => return Err(error),
            // Damaged as well: an older one may be whole.
            Ok(false) | Err(_) => {}
        }
    }
    Err(closed.unwrap_or_else(|| {
        let (code, message) = match count {
            0 => (
                ErrorCode::WorkspaceNotFound,
                format!("There is no backup of {} on this computer.", workspace.display()),
            ),
            count => (
                ErrorCode::WorkspaceDamaged,
                format!("None of the {} is sound.", words::counted(count, "backup", "backups")),
            ),
        };
        let hint = "Nothing was changed. Look for a copy on another disk or computer, or save what can be read of the damaged file.";
        AppError::new(code, message, hint)
    }))
}

/// Whether the whole check finds nothing wrong with a backup.
fn is_sound(backup: &Path, passphrase: Option<&Passphrase>, moment: Moment) -> Result<bool, AppError> {
    let scratch = tempfile::tempdir().map_err(|error| file_error(&std::env::temp_dir(), &error))?;
    let copy = scratch.path().join("sound.cadre");
    Ok(restore(backup, &copy, Opening { passphrase, backups: None }, moment)?.check()?.is_empty())
}

impl Workspace {
    /// Makes a backup before another workspace is restored and takes this one's place in the window.
    ///
    /// # Errors
    /// It could not be made; nothing is to be restored then.
    pub fn back_up_before_restore(&self, moment: Moment) -> Result<(), AppError> {
        self.back_up_before(BackupReason::Restore, moment)
    }
}

/// `name (suffix).cadre` for `name.cadre`.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(suffix);
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

fn set_aside(workspace: &Path, aside: &Path) -> std::io::Result<()> {
    let beside = |path: &Path, ending: &str| {
        let mut name = OsString::from(path);
        name.push(ending);
        PathBuf::from(name)
    };
    // The log first: the file without its log would look whole.
    for ending in ["-wal", "-journal"] {
        if beside(workspace, ending).exists() {
            fs::rename(beside(workspace, ending), beside(aside, ending))?;
        }
    }
    fs::rename(workspace, aside)?;
    // An index of the log, made anew whenever it is needed.
    let _removed = fs::remove_file(beside(workspace, "-shm"));
    Ok(())
}

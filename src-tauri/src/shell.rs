//! What the window holds: the open workspace, the file being imported, the report being looked at, and where its own files are.
//! Locking lets go of all of it.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use cadre_app::{
    AppError, Backups, DueBackup, ErrorCode, Import, ImportFile, Moment, Opening, Passphrase, Preferences,
    Progress, Recents, Touched, Work, Workspace, WorkspaceView, data_folder, read_spreadsheets,
};
use serde::Serialize;
use tauri::{AppHandle, Emitter as _};

use crate::{
    keychain::Keychain,
    locking::{Activity, LockReason},
    works::Works,
};

/// The state of the window.
pub struct Shell {
    workspace: Mutex<Option<Workspace>>,
    import: Mutex<Option<KeptImport>>,
    report: Mutex<KeptReport>,
    works: Works,
    /// The file that Cadre was started with, until the screen has asked.
    at_start: Mutex<Option<PathBuf>>,
    activity: Activity,
    preferences: Mutex<Preferences>,
    keychain: Keychain,
    backups: Backups,
    data: PathBuf,
}

/// Tells the screens that the workspace is locked, and that nothing of it is to stay on them.
#[derive(Clone, Serialize, specta::Type)]
pub(crate) struct WorkspaceLocked {
    /// The file that is to be opened again.
    path: String,
    reason: LockReason,
}

/// Tells the screens that data changed; the tags name data, never screens.
#[derive(Clone, Serialize)]
struct WorkspaceChanged {
    tags: Touched,
}

/// Files that were read, as they were then: their tables once, however many answers are given; and what importing them would do.
struct KeptImport {
    files: Arc<[ImportFile]>,
    import: Arc<Import>,
}

/// What the Report screen has asked for last.
#[derive(Default)]
struct KeptReport {
    /// The pages as PNG: the screen takes those that it shows, however many there are.
    pages: Vec<Vec<u8>>,
    /// The file that was written.
    written: Option<PathBuf>,
}

fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What a panicking command left behind is whole: every change is one transaction, and is read back after it.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shell {
    pub(crate) fn new() -> tauri::Result<Self> {
        let data = data_folder().ok_or(tauri::Error::UnknownPath)?;
        std::fs::create_dir_all(&data)?;
        Ok(Self {
            workspace: Mutex::default(),
            import: Mutex::default(),
            report: Mutex::default(),
            works: Works::default(),
            at_start: Mutex::default(),
            activity: Activity::default(),
            preferences: Mutex::new(Preferences::in_folder(&data)),
            keychain: Keychain::default(),
            backups: Backups::in_folder(&data),
            data,
        })
    }

    /// The folder of recents and of the sample team.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    pub(crate) fn recents(&self) -> Recents {
        Recents::in_folder(&self.data)
    }

    /// What is open.
    pub(crate) fn opened(&self) -> Result<Option<WorkspaceView>, AppError> {
        match hold(&self.workspace).as_mut() {
            None => Ok(None),
            Some(workspace) => {
                workspace.refresh()?;
                workspace.view(Moment::now()).map(Some)
            }
        }
    }

    /// Keeps the file that Cadre was started with.
    pub(crate) fn started_with(&self, path: PathBuf) {
        *hold(&self.at_start) = Some(path);
    }

    /// The file that Cadre was started with, once.
    pub(crate) fn at_start(&self) -> Option<PathBuf> {
        hold(&self.at_start).take()
    }

    /// Where backups are kept.
    pub(crate) fn backups(&self) -> &Backups {
        &self.backups
    }

    /// Where passphrases are kept for who wants that.
    pub(crate) fn keychain(&self) -> &Keychain {
        &self.keychain
    }

    /// What this machine is set to.
    pub(crate) fn preferences(&self) -> Preferences {
        hold(&self.preferences).clone()
    }

    /// Sets this machine to something else.
    pub(crate) fn prefer(&self, preferences: Preferences) -> Result<(), AppError> {
        preferences.keep(&self.data)?;
        *hold(&self.preferences) = preferences;
        Ok(())
    }

    /// Somebody is there.
    pub(crate) fn note_activity(&self) {
        self.activity.note();
    }

    /// For how long nobody has done anything. Who waits for long work is there.
    pub(crate) fn idle(&self) -> Duration {
        if self.works.any() {
            self.activity.note();
        }
        self.activity.idle()
    }

    /// What a workspace is opened with.
    pub(crate) fn opening<'a>(&'a self, passphrase: Option<&'a Passphrase>) -> Opening<'a> {
        Opening { passphrase, backups: Some(&self.backups) }
    }

    /// Opens a workspace in place of the one that is open; where no passphrase is given, with the keychain's.
    pub(crate) fn open(
        &self,
        path: &Path,
        passphrase: Option<&Passphrase>,
    ) -> Result<WorkspaceView, AppError> {
        let open = |passphrase| Workspace::open(path, self.opening(passphrase), Moment::now());
        match open(passphrase) {
            Err(needed) if needed.code == ErrorCode::PassphraseNeeded => {
                let kept = self.keychain.passphrase(path).ok_or_else(|| needed.clone())?;
                match open(Some(&kept)) {
                    // It was changed elsewhere: the user is asked, as if there were none.
                    Err(error) if error.code == ErrorCode::WrongPassphrase => Err(needed),
                    opened => self.replace(opened?),
                }
            }
            opened => self.replace(opened?),
        }
    }

    /// Makes a workspace the open one, and remembers it among the recent ones.
    pub(crate) fn replace(&self, workspace: Workspace) -> Result<WorkspaceView, AppError> {
        let moment = Moment::now();
        let view = workspace.view(moment)?;
        self.recents().remember(workspace.as_recent(moment), moment)?;
        *hold(&self.import) = None;
        *hold(&self.report) = KeptReport::default();
        *hold(&self.workspace) = Some(workspace);
        Ok(view)
    }

    pub(crate) fn close(&self) {
        *hold(&self.import) = None;
        *hold(&self.report) = KeptReport::default();
        *hold(&self.workspace) = None;
    }

    /// Closes the open workspace, if it is encrypted, so that its passphrase is needed again: the file is let go of, and its
    /// passphrase and what it held are wiped or given back. Work under way is stopped. What the user copied stays copied.
    pub(crate) fn lock(&self, app: &AppHandle, reason: LockReason) {
        self.works.stop_all();
        let path = match hold(&self.workspace).take_if(|workspace| workspace.is_encrypted()) {
            Some(workspace) => workspace.path().display().to_string(),
            None => return,
        };
        *hold(&self.import) = None;
        *hold(&self.report) = KeptReport::default();
        // A window that is closing does not listen any more.
        let _heard = app.emit("workspace-locked", WorkspaceLocked { path, reason });
    }

    /// Answers from the open workspace, as its file is now.
    pub(crate) fn read<T>(
        &self,
        answer: impl FnOnce(&Workspace, Moment) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        self.hold_open(|workspace, moment| answer(workspace, moment))
    }

    /// Does something with the open workspace's file that is no change of its content.
    pub(crate) fn hold_open<T>(
        &self,
        act: impl FnOnce(&mut Workspace, Moment) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let mut workspace = hold(&self.workspace);
        let workspace = workspace.as_mut().ok_or_else(no_workspace)?;
        let done = workspace.refresh().and_then(|_| act(workspace, Moment::now()));
        done.map_err(|error| workspace.doubt(error))
    }

    /// Does something with the open workspace as it is open, without looking at its file: that may be gone.
    pub(crate) fn hold_as_it_is<T>(
        &self,
        act: impl FnOnce(&Workspace) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        act(hold(&self.workspace).as_ref().ok_or_else(no_workspace)?)
    }

    /// The path of the open workspace, whatever has become of its file.
    pub(crate) fn open_path(&self) -> Option<PathBuf> {
        hold(&self.workspace).as_ref().map(|workspace| workspace.path().to_owned())
    }

    /// The passphrase that a file and its backups most likely have: that of the open workspace where it is the one, else the
    /// keychain's.
    pub(crate) fn likely_passphrase(&self, path: &Path) -> Option<Passphrase> {
        let open = hold(&self.workspace)
            .as_ref()
            .filter(|workspace| workspace.path() == path)
            .and_then(|workspace| workspace.passphrase().cloned());
        open.or_else(|| self.keychain.passphrase(path))
    }

    /// Changes the open workspace, and tells the screens after it is done.
    pub(crate) fn change(
        &self,
        app: &AppHandle,
        change: impl FnOnce(&mut Workspace, Moment) -> Result<Touched, AppError>,
    ) -> Result<WorkspaceView, AppError> {
        let (view, tags, due) = {
            let mut workspace = hold(&self.workspace);
            let workspace = workspace.as_mut().ok_or_else(no_workspace)?;
            let moment = Moment::now();
            let done = workspace.refresh().and_then(|_| {
                let tags = change(workspace, moment)?;
                Ok((workspace.view(moment)?, tags, workspace.due_backup(moment)))
            });
            done.map_err(|error| workspace.doubt(error))?
        };
        tell(app, tags);
        if let Some(due) = due {
            back_up(app, due);
        }
        Ok(view)
    }

    /// Reads the file again where another program has written to it, and tells the screens.
    pub(crate) fn refresh(&self, app: &AppHandle) {
        let changed =
            hold(&self.workspace).as_mut().is_some_and(|workspace| workspace.refresh().unwrap_or(false));
        if changed {
            tell(app, cadre_app::EVERYTHING.to_vec());
        }
    }

    /// The files at these paths; those that are being imported already are not read again, so that what is shown and what
    /// is brought in are the same even if they have changed on disk since.
    pub(crate) fn files_to_import(
        &self,
        paths: &[String],
        work: &Work<'_>,
    ) -> Result<Arc<[ImportFile]>, AppError> {
        if let Some(kept) = &*hold(&self.import)
            && kept.files.iter().map(|file| &file.path).eq(paths)
        {
            return Ok(Arc::clone(&kept.files));
        }
        read_spreadsheets(paths, work)
    }

    /// Keeps files that were read until they are brought in.
    pub(crate) fn keep_import(&self, files: Arc<[ImportFile]>, import: Import) {
        *hold(&self.import) = Some(KeptImport { files, import: Arc::new(import) });
    }

    /// What was shown in the preview.
    pub(crate) fn kept_import(&self) -> Result<Arc<Import>, AppError> {
        hold(&self.import).as_ref().map(|kept| Arc::clone(&kept.import)).ok_or_else(|| {
            AppError::new(
                ErrorCode::InvalidArgument,
                "Nothing is being imported any more.",
                "Choose the file again, and look at what it would do.",
            )
        })
    }

    /// Forgets the files that were read.
    pub(crate) fn forget_import(&self) {
        *hold(&self.import) = None;
    }

    /// Keeps the pages of the report until the next are set.
    pub(crate) fn keep_pages(&self, pages: Vec<Vec<u8>>) {
        hold(&self.report).pages = pages;
    }

    /// The address of a page's picture.
    pub(crate) fn page(&self, page: usize) -> Option<String> {
        hold(&self.report)
            .pages
            .get(page)
            .map(|png| format!("data:image/png;base64,{}", STANDARD.encode(png)))
    }

    /// Keeps where the report was written to, if it was.
    pub(crate) fn keep_written(&self, path: Option<&Path>) {
        if let Some(path) = path {
            hold(&self.report).written = Some(path.to_owned());
        }
    }

    /// The folder that the report was written to last.
    pub(crate) fn written_folder(&self) -> Option<PathBuf> {
        hold(&self.report).written.as_deref().and_then(Path::parent).map(Path::to_owned)
    }

    /// Does long work: the screens hear how far it is, and can stop it.
    pub(crate) fn work<T>(
        &self,
        app: &AppHandle,
        work: impl FnOnce(&Work<'_>) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let under_way = self.works.begin();
        let report = |progress: &Progress| {
            if under_way.is_last() {
                // A window that is closing does not listen any more.
                let _heard = app.emit("progress", progress);
            }
        };
        work(&Work::new(&report, under_way.stopped()))
    }

    /// Stops the work that began last: what else is under way goes on.
    pub(crate) fn cancel_work(&self) {
        self.works.stop_last();
    }
}

fn tell(app: &AppHandle, tags: Touched) {
    if !tags.is_empty() {
        // A window that is closing does not listen any more.
        let _heard = app.emit("workspace-changed", WorkspaceChanged { tags });
    }
}

/// Makes the day's backup while the user goes on; that it failed is told on the screen, for the change itself is done.
fn back_up(app: &AppHandle, due: DueBackup) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        if let Err(error) = due.make() {
            // A window that is closing does not listen any more.
            let _heard = app.emit("backup-failed", error);
        }
    });
}

pub(crate) fn no_workspace() -> AppError {
    AppError::new(ErrorCode::NoWorkspace, "No workspace is open.", "Open one, or explore the sample team.")
}

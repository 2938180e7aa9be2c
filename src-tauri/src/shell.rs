//! What the window holds: the open workspace, the file being imported, the report being looked at, and where its own files are.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use cadre_app::{
    AppError, Backups, DueBackup, ErrorCode, Import, ImportFile, Moment, Opening, Passphrase, Progress,
    Recents, Touched, Work, Workspace, WorkspaceView, data_folder, read_spreadsheets,
};
use serde::Serialize;
use tauri::{AppHandle, Emitter as _};

use crate::works::Works;

/// The state of the window.
pub struct Shell {
    workspace: Mutex<Option<Workspace>>,
    import: Mutex<Option<KeptImport>>,
    report: Mutex<KeptReport>,
    works: Works,
    /// What went wrong while opening the file that Cadre was started with, until the screen has asked.
    at_start: Mutex<Option<AppError>>,
    backups: Backups,
    data: PathBuf,
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

    /// What is open; an error from opening the file that Cadre was started with is told once.
    pub(crate) fn opened(&self) -> Result<Option<WorkspaceView>, AppError> {
        if let Some(error) = hold(&self.at_start).take() {
            return Err(error);
        }
        match hold(&self.workspace).as_mut() {
            None => Ok(None),
            Some(workspace) => {
                workspace.refresh()?;
                workspace.view(Moment::now()).map(Some)
            }
        }
    }

    /// Opens the file that Cadre was started with.
    pub(crate) fn open_at_start(&self, path: &Path) {
        if let Err(error) = self.open(path, None) {
            *hold(&self.at_start) = Some(error);
        }
    }

    /// What a workspace is opened with.
    pub(crate) fn opening<'a>(&'a self, passphrase: Option<&'a Passphrase>) -> Opening<'a> {
        Opening { passphrase, backups: Some(&self.backups) }
    }

    /// Opens a workspace in place of the one that is open.
    pub(crate) fn open(
        &self,
        path: &Path,
        passphrase: Option<&Passphrase>,
    ) -> Result<WorkspaceView, AppError> {
        self.replace(Workspace::open(path, self.opening(passphrase), Moment::now())?)
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

    /// Answers from the open workspace, as its file is now.
    pub(crate) fn read<T>(
        &self,
        answer: impl FnOnce(&Workspace, Moment) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let mut workspace = hold(&self.workspace);
        let workspace = workspace.as_mut().ok_or_else(no_workspace)?;
        workspace.refresh()?;
        answer(workspace, Moment::now())
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
            workspace.refresh()?;
            let tags = change(workspace, moment)?;
            (workspace.view(moment)?, tags, workspace.due_backup(moment))
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

fn no_workspace() -> AppError {
    AppError::new(ErrorCode::NoWorkspace, "No workspace is open.", "Open one, or explore the sample team.")
}

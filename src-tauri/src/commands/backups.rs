//! The backups of a workspace, open or not, bringing one back, and saving what can be read of a damaged file.

use std::path::PathBuf;

use cadre_app::{
    AppError, BackupPreview, BackupsView, ErrorCode, Moment, Opening, Passphrase, Restored, SalvageLine,
    WorkspaceView, restore, restore_newest,
};
use serde::Serialize;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt as _;

use super::{
    Answer, chosen,
    opening::{same_file, where_to_keep},
};
use crate::{shell::Shell, typed::TypedPassphrase};

/// A workspace that was brought back in the place of a damaged file, or of one that is gone.
#[derive(Clone, Debug, Serialize, specta::Type)]
pub struct RestoredView {
    /// The workspace, open.
    pub workspace: WorkspaceView,
    /// Which backup it is, and where the damaged file is now.
    pub said: String,
}

/// What was saved of a damaged file, and where.
#[derive(Clone, Debug, Serialize, specta::Type)]
pub struct SalvagedView {
    /// The new file.
    pub path: PathBuf,
    /// Whether it is a workspace, which can be opened.
    pub opens: bool,
    /// A line for each kind of what a workspace holds.
    pub lines: Vec<SalvageLine>,
    /// What else there is to know of it, in sentences.
    pub says: Vec<String>,
}

/// The backups of the file at a path; where none is given, of the open workspace.
#[tauri::command(async)]
#[specta::specta]
pub fn backups(shell: State<'_, Shell>, path: Option<PathBuf>) -> Answer<BackupsView> {
    let path = path.or_else(|| shell.open_path()).ok_or_else(crate::shell::no_workspace)?;
    Ok(shell.backups().view(&path, Moment::now()))
}

/// What is in a backup of the file at a path.
#[tauri::command(async)]
#[specta::specta]
pub fn backup_preview(
    shell: State<'_, Shell>,
    path: PathBuf,
    backup: PathBuf,
    passphrase: Option<TypedPassphrase>,
) -> Answer<BackupPreview> {
    let backup = shell.backups().find(&path, &backup)?;
    let passphrase = given(&shell, &path, passphrase.as_ref());
    cadre_app::backup_preview(&backup.path, passphrase.as_ref(), Moment::now())
}

/// Asks where to, brings a backup back as a new file, and opens it. What is open is backed up first.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_backup(
    app: AppHandle,
    shell: State<'_, Shell>,
    path: PathBuf,
    backup: PathBuf,
    passphrase: Option<TypedPassphrase>,
) -> Answer<Option<WorkspaceView>> {
    let backup = shell.backups().find(&path, &backup)?;
    let passphrase = given(&shell, &path, passphrase.as_ref());
    let day = backup.at.format("%Y-%m-%d");
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = cadre_app::file_name_for(&format!("{stem} of {day}"), "cadre");
    where_to_keep(&app, &name)?
        .map(|to| {
            if shell.open_path().is_some() {
                shell.hold_open(|workspace, moment| workspace.back_up_before_restore(moment))?;
            }
            shell.replace(restore(&backup.path, &to, shell.opening(passphrase.as_ref()), Moment::now())?)
        })
        .transpose()
}

/// Brings a backup back in the place of the file at a path, which is set aside, and opens it; where none is named, the newest in
/// which nothing is wrong.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_in_place(
    shell: State<'_, Shell>,
    path: PathBuf,
    backup: Option<PathBuf>,
    passphrase: Option<TypedPassphrase>,
) -> Answer<RestoredView> {
    let moment = Moment::now();
    let passphrase = given(&shell, &path, passphrase.as_ref());
    let backup = backup.map(|backup| shell.backups().find(&path, &backup)).transpose()?;
    // What stands open on it holds a file that is about to be moved.
    if shell.open_path().is_some_and(|open| same_file(&open, &path)) {
        shell.close();
    }
    let opening = Opening { passphrase: passphrase.as_ref(), backups: Some(shell.backups()) };
    let restored = match backup {
        None => restore_newest(&path, opening, moment)?,
        Some(backup) => {
            let (workspace, aside) = cadre_app::restore_in_place(&backup.path, &path, opening, moment)?;
            Restored { workspace, backup, aside }
        }
    };
    let said = restored.in_words(moment);
    Ok(RestoredView { workspace: shell.replace(restored.workspace)?, said })
}

/// Reads what can be read of a damaged file, asks where to, and writes it as a new workspace, encrypted as the damaged one is, or
/// as a JSON export.
#[tauri::command(async)]
#[specta::specta]
pub fn salvage(
    app: AppHandle,
    shell: State<'_, Shell>,
    path: PathBuf,
    passphrase: Option<TypedPassphrase>,
) -> Answer<Option<SalvagedView>> {
    let passphrase = given(&shell, &path, passphrase.as_ref());
    let opening = shell.opening(passphrase.as_ref());
    let mut saved = cadre_app::salvage(&path, opening, Moment::now())?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let dialog = app
        .dialog()
        .file()
        .set_title("Save what can be read as")
        .set_file_name(cadre_app::file_name_for(&format!("{stem} salvaged"), "cadre"))
        .add_filter("Cadre workspace", &["cadre"])
        .add_filter("JSON export", &["json"]);
    chosen(dialog.blocking_save_file())?
        .map(|to| {
            saved.write(&to, opening)?;
            let opens = to.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("cadre"));
            Ok(SalvagedView { path: to, opens, lines: saved.lines, says: saved.says })
        })
        .transpose()
}

/// Asks where to, and writes a copy of the open workspace; gives the path.
#[tauri::command(async)]
#[specta::specta]
pub fn back_up_to(app: AppHandle, shell: State<'_, Shell>) -> Answer<Option<PathBuf>> {
    let open = shell.open_path().ok_or_else(crate::shell::no_workspace)?;
    let day = Moment::now().today;
    let stem = open.file_stem().unwrap_or_default().to_string_lossy();
    let dialog = app
        .dialog()
        .file()
        .set_title("Back up to")
        .set_file_name(cadre_app::file_name_for(&format!("{stem} of {day}"), "cadre"))
        .add_filter("Cadre workspace", &["cadre"]);
    chosen(dialog.blocking_save_file())?
        .map(|to| {
            if same_file(&open, &to) {
                return Err(AppError::new(
                    ErrorCode::InvalidArgument,
                    "This is the workspace itself.",
                    "Choose another name, or better another disk.",
                ));
            }
            shell.hold_as_it_is(|workspace| workspace.back_up(&to))?;
            Ok(to)
        })
        .transpose()
}

/// The passphrase that was typed, or the one that the file most likely has.
fn given(shell: &Shell, path: &std::path::Path, typed: Option<&TypedPassphrase>) -> Option<Passphrase> {
    let typed = typed.and_then(TypedPassphrase::get).cloned();
    typed.or_else(|| shell.likely_passphrase(path))
}

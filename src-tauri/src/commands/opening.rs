//! Opening, making, locking and closing a workspace.

use std::path::{Path, PathBuf};

use cadre_app::{
    Beginning, Moment, Passphrase, StartView, Workspace, WorkspaceView, open_sample, start_view,
};
use serde::Serialize;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt as _;

use super::{Answer, chosen};
use crate::{keychain::KeychainView, locking::LockReason, shell::Shell, typed::TypedPassphrase};

/// An encrypted file that is asked for its passphrase.
#[derive(Clone, Debug, Serialize, specta::Type)]
pub struct EncryptedFile {
    /// The file's name.
    pub file_name: String,
    /// How many backups of it there are on this machine.
    pub backups: u32,
    /// Whether its passphrase can be kept on this machine, and is.
    pub keychain: KeychainView,
}

/// What the start screen shows.
#[tauri::command(async)]
#[specta::specta]
pub fn start(shell: State<'_, Shell>) -> Answer<StartView> {
    start_view(&shell.recents(), Moment::now())
}

/// The file that Cadre was started with, the first time that this is asked.
#[tauri::command(async)]
#[specta::specta]
pub fn started_with(shell: State<'_, Shell>) -> Answer<Option<PathBuf>> {
    Ok(shell.at_start())
}

/// What is open; `None` where nothing is.
#[tauri::command(async)]
#[specta::specta]
pub fn workspace(shell: State<'_, Shell>) -> Answer<Option<WorkspaceView>> {
    shell.opened()
}

/// Opens the workspace at a path; with `keep` the passphrase that opened it goes into the keychain.
#[tauri::command(async)]
#[specta::specta]
pub fn open_workspace(
    shell: State<'_, Shell>,
    path: PathBuf,
    passphrase: Option<TypedPassphrase>,
    keep: bool,
) -> Answer<WorkspaceView> {
    let passphrase = passphrase.as_ref().and_then(TypedPassphrase::get);
    let view = shell.open(&path, passphrase)?;
    if let Some(passphrase) = passphrase.filter(|_| keep) {
        shell.keychain().keep(&path, passphrase)?;
    }
    Ok(view)
}

/// What is asked of the user before an encrypted file opens.
#[tauri::command(async)]
#[specta::specta]
pub fn encrypted_file(shell: State<'_, Shell>, path: PathBuf) -> Answer<EncryptedFile> {
    Ok(EncryptedFile {
        file_name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        backups: shell.backups().of(&path).len() as u32,
        keychain: shell.keychain().view(&path),
    })
}

/// Asks for a workspace; gives its path.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_workspace(app: AppHandle) -> Answer<Option<PathBuf>> {
    let dialog = app.dialog().file().set_title("Open a workspace").add_filter("Cadre workspace", &["cadre"]);
    chosen(dialog.blocking_pick_file())
}

/// Asks for a JSON export; gives its path.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_export(app: AppHandle) -> Answer<Option<PathBuf>> {
    let dialog = app.dialog().file().set_title("Open a JSON export").add_filter("JSON export", &["json"]);
    chosen(dialog.blocking_pick_file())
}

/// Asks where to keep a new workspace and makes it, encrypted where a passphrase was typed.
#[tauri::command(async)]
#[specta::specta]
pub fn new_workspace(
    app: AppHandle,
    shell: State<'_, Shell>,
    name: String,
    passphrase: Option<TypedPassphrase>,
) -> Answer<Option<WorkspaceView>> {
    let file_name = cadre_app::file_name_for(&name, "cadre");
    make(&app, &shell, &file_name, &Beginning::Empty { name }, passphrase.as_ref())
}

/// Asks where to keep it, and makes a workspace from a JSON export, encrypted where a passphrase was typed.
#[tauri::command(async)]
#[specta::specta]
pub fn workspace_from_export(
    app: AppHandle,
    shell: State<'_, Shell>,
    path: PathBuf,
    passphrase: Option<TypedPassphrase>,
) -> Answer<Option<WorkspaceView>> {
    let json = cadre_app::read_export(&path)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let file_name = cadre_app::file_name_for(&stem, "cadre");
    make(&app, &shell, &file_name, &Beginning::Export { json }, passphrase.as_ref())
}

fn make(
    app: &AppHandle,
    shell: &Shell,
    file_name: &str,
    beginning: &Beginning,
    passphrase: Option<&TypedPassphrase>,
) -> Answer<Option<WorkspaceView>> {
    let passphrase: Option<&Passphrase> = passphrase.and_then(TypedPassphrase::get);
    where_to_keep(app, file_name)?
        .map(|path| {
            shell.replace(Workspace::create(&path, beginning, shell.opening(passphrase), Moment::now())?)
        })
        .transpose()
}

/// Asks where a new workspace is to be kept.
pub(super) fn where_to_keep(app: &AppHandle, file_name: &str) -> Answer<Option<PathBuf>> {
    let dialog = app
        .dialog()
        .file()
        .set_title("Keep the new workspace as")
        .set_file_name(file_name)
        .add_filter("Cadre workspace", &["cadre"]);
    chosen(dialog.blocking_save_file())
}

/// Opens the sample team.
#[tauri::command(async)]
#[specta::specta]
pub fn explore_sample(shell: State<'_, Shell>) -> Answer<WorkspaceView> {
    shell.replace(open_sample(shell.data(), shell.opening(None), Moment::now())?)
}

/// Closes the open workspace.
#[tauri::command(async)]
#[specta::specta]
pub fn close_workspace(shell: State<'_, Shell>) -> Answer<()> {
    shell.close();
    Ok(())
}

/// Locks the open workspace, if it is encrypted; the screens hear of it as of every lock.
#[tauri::command(async)]
#[specta::specta]
pub fn lock_workspace(app: AppHandle, shell: State<'_, Shell>) -> Answer<()> {
    shell.lock(&app, LockReason::Asked);
    Ok(())
}

/// Says that somebody is there. Every command does, by being called; this one does nothing else.
#[tauri::command(async)]
#[specta::specta]
pub fn note_activity() -> Answer<()> {
    Ok(())
}

/// Whether two paths are the same file, however they are written.
pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    whole(one) == whole(other)
}

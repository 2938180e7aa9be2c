//! The commands of the training library.

use cadre_app::{TrainingDraft, TrainingKey, TrainingView, WorkspaceView, read_bytes};
use serde::Serialize;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt as _;

use super::{Answer, chosen, save};
use crate::shell::Shell;

/// The workspace after a list of training items was brought in.
#[derive(Clone, Debug, Serialize, specta::Type)]
pub struct ImportedTraining {
    /// The workspace.
    pub workspace: WorkspaceView,
    /// "Added 3 training items."
    pub said: String,
}

/// The training library.
#[tauri::command(async)]
#[specta::specta]
pub fn training(shell: State<'_, Shell>) -> Answer<TrainingView> {
    shell.read(|workspace, _| Ok(workspace.training_view()))
}

/// Adds or changes a training item.
#[tauri::command(async)]
#[specta::specta]
pub fn save_training(app: AppHandle, shell: State<'_, Shell>, draft: TrainingDraft) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.save_training(&draft, moment))
}

/// Adds shipped training items.
#[tauri::command(async)]
#[specta::specta]
pub fn add_shipped_training(
    app: AppHandle,
    shell: State<'_, Shell>,
    items: Vec<TrainingKey>,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.add_shipped_training(&items, moment))
}

/// Asks for a list of training items and brings it in; `None` where the dialog was cancelled.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_training_list(app: AppHandle, shell: State<'_, Shell>) -> Answer<Option<ImportedTraining>> {
    let dialog = app
        .dialog()
        .file()
        .set_title("Import a list of training items")
        .add_filter("Spreadsheets", &["csv", "tsv", "txt", "xlsx", "xlsm", "ods"]);
    let Some(path) = chosen(dialog.blocking_pick_file())? else { return Ok(None) };
    let (name, bytes) = read_bytes(&path)?;
    let mut said = String::new();
    let workspace = shell.change(&app, |workspace, moment| {
        let written = workspace.import_training(&name, &bytes, moment)?;
        said = written.value.in_words();
        Ok(written.touched)
    })?;
    Ok(Some(ImportedTraining { workspace, said }))
}

/// Asks where to, and writes the training items as a list that can be imported; gives the path.
#[tauri::command(async)]
#[specta::specta]
pub fn save_training_list(app: AppHandle, shell: State<'_, Shell>) -> Answer<Option<String>> {
    let bytes = shell.read(|workspace, _| workspace.export_training())?;
    save(&app, "Export the training items", "training.csv", &bytes)
}

//! The commands of the benchmark library.

use cadre_app::{BenchmarkId, EditionFile, EditionPreview, EditionView, LibraryView, WorkspaceView};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt as _;

use super::{Answer, chosen};
use crate::shell::Shell;

/// Every edition of the library.
#[tauri::command(async)]
#[specta::specta]
pub fn benchmark_library(shell: State<'_, Shell>) -> Answer<LibraryView> {
    shell.read(|workspace, _| workspace.library_view())
}

/// One edition of the library, opened.
#[tauri::command(async)]
#[specta::specta]
pub fn benchmark_edition(shell: State<'_, Shell>, id: BenchmarkId) -> Answer<EditionView> {
    shell.read(|workspace, _| workspace.edition_view(&id))
}

/// Asks for a file with an edition of the user's own, and reads it.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_edition(app: AppHandle) -> Answer<Option<EditionFile>> {
    let dialog = app
        .dialog()
        .file()
        .set_title("Add an edition of your own")
        .add_filter("Benchmark edition", &["toml", "csv", "tsv"]);
    chosen(dialog.blocking_pick_file())?.map(|path| cadre_app::read_edition_file(&path)).transpose()
}

/// What adding the file would store, or every problem that it has.
#[tauri::command(async)]
#[specta::specta]
pub fn edition_preview(shell: State<'_, Shell>, file: EditionFile) -> Answer<EditionPreview> {
    shell.read(|workspace, _| Ok(workspace.edition_preview(&file)))
}

/// Adds the edition of a file; `replace` says that it may take the place of the workspace's own one of its id.
#[tauri::command(async)]
#[specta::specta]
pub fn add_edition(
    app: AppHandle,
    shell: State<'_, Shell>,
    file: EditionFile,
    replace: bool,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| Ok(workspace.add_edition(&file, replace, moment)?.1))
}

/// Removes an own edition.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_edition(app: AppHandle, shell: State<'_, Shell>, id: BenchmarkId) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.remove_edition(&id, moment))
}

/// Chooses the edition that is compared with where none is chosen.
#[tauri::command(async)]
#[specta::specta]
pub fn set_default_benchmark(
    app: AppHandle,
    shell: State<'_, Shell>,
    id: BenchmarkId,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.set_default_benchmark(&id, moment))
}

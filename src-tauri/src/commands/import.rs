//! The commands of the import: files are chosen and read, shown with the user's answers, and then brought in.

use cadre_app::{ImportPreview, ImportRequest, Selection, WorkspaceView};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt as _;

use super::{Answer, chosen, save};
use crate::shell::Shell;

/// Asks for spreadsheets and shows what importing them would do.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_import(
    app: AppHandle,
    shell: State<'_, Shell>,
    selection: Selection,
) -> Answer<Option<ImportPreview>> {
    preview_of_chosen(&app, &shell, &selection, "Import spreadsheets")
}

/// Asks for forms that came back and shows what merging them would do.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_forms(
    app: AppHandle,
    shell: State<'_, Shell>,
    selection: Selection,
) -> Answer<Option<ImportPreview>> {
    preview_of_chosen(&app, &shell, &selection, "Merge returned forms")
}

/// Shows what importing files would do, with the user's answers.
#[tauri::command(async)]
#[specta::specta]
pub fn import_preview(
    app: AppHandle,
    shell: State<'_, Shell>,
    selection: Selection,
    request: ImportRequest,
) -> Answer<ImportPreview> {
    read_for_preview(&app, &shell, &selection, &request)
}

/// Brings in what was shown last.
#[tauri::command(async)]
#[specta::specta]
pub fn import_files(app: AppHandle, shell: State<'_, Shell>, skip_bad: bool) -> Answer<WorkspaceView> {
    let import = shell.kept_import()?;
    shell.work(&app, |work| {
        shell.change(&app, |workspace, moment| {
            Ok(workspace.apply_import(&import, skip_bad, moment, work)?.touched)
        })
    })
}

/// Leaves the import: what was read is forgotten.
#[tauri::command(async)]
#[specta::specta]
pub fn leave_import(shell: State<'_, Shell>) -> Answer<()> {
    shell.forget_import();
    Ok(())
}

/// Asks where to, and writes the rows that would stay out of the import, with what is wrong, as CSV; gives the path.
#[tauri::command(async)]
#[specta::specta]
pub fn save_problem_rows(app: AppHandle, shell: State<'_, Shell>) -> Answer<Option<String>> {
    let (name, bytes) = shell.kept_import()?.problem_rows()?;
    save(&app, "Save the rows with problems", &name, &bytes)
}

fn preview_of_chosen(
    app: &AppHandle,
    shell: &Shell,
    selection: &Selection,
    title: &str,
) -> Answer<Option<ImportPreview>> {
    let dialog = app
        .dialog()
        .file()
        .set_title(title)
        .add_filter("Spreadsheets", &["csv", "tsv", "txt", "xlsx", "xlsm", "ods"]);
    let Some(files) = dialog.blocking_pick_files() else { return Ok(None) };
    let paths = files.into_iter().map(|file| chosen(Some(file))).collect::<Answer<Vec<_>>>()?;
    let paths = paths.into_iter().flatten().map(|path| path.display().to_string()).collect();
    let request = ImportRequest { paths, as_before: true, ..ImportRequest::default() };
    read_for_preview(app, shell, selection, &request).map(Some)
}

/// Reads the files and keeps them until they are brought in.
fn read_for_preview(
    app: &AppHandle,
    shell: &Shell,
    selection: &Selection,
    request: &ImportRequest,
) -> Answer<ImportPreview> {
    let (files, import, preview) = shell.work(app, |work| {
        let files = shell.files_to_import(&request.paths, work)?;
        shell.read(|workspace, moment| {
            let import = workspace.read_import(&files, request, selection, moment, work)?;
            let preview = workspace.import_preview(&import)?;
            Ok((files, import, preview))
        })
    })?;
    shell.keep_import(files, import);
    Ok(preview)
}

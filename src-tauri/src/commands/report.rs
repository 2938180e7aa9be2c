//! The commands of the Report screen. Setting pages may take long: it runs apart from the answers to everything else.

use std::path::Path;

use cadre_app::{
    ReportDraft, ReportFormat, ReportPages, ReportView, Selection, WorkspaceView, read_logo, report_file,
    report_pictures,
};
use tauri::{AppHandle, Manager as _, State};
use tauri_plugin_dialog::DialogExt as _;

use super::{Answer, apart, chosen, save};
use crate::{folder, shell::Shell};

/// The Report screen, but for the pages.
#[tauri::command(async)]
#[specta::specta]
pub fn report(shell: State<'_, Shell>, selection: Selection) -> Answer<ReportView> {
    shell.read(|workspace, moment| workspace.report_view(&selection, moment))
}

/// Keeps what the report is to hold.
#[tauri::command(async)]
#[specta::specta]
pub fn save_report(app: AppHandle, shell: State<'_, Shell>, draft: ReportDraft) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.save_report(&draft, moment))
}

/// Asks for a picture and makes it the logo.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_report_logo(app: AppHandle, shell: State<'_, Shell>) -> Answer<Option<WorkspaceView>> {
    let dialog =
        app.dialog().file().set_title("Choose a logo").add_filter("PNG or JPEG", &["png", "jpg", "jpeg"]);
    chosen(dialog.blocking_pick_file())?
        .map(|path| {
            let logo = read_logo(&path)?;
            shell.change(&app, |workspace, moment| workspace.save_report_logo(Some(logo), moment))
        })
        .transpose()
}

/// Takes the logo away.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_report_logo(app: AppHandle, shell: State<'_, Shell>) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.save_report_logo(None, moment))
}

/// Sets the pages as they will be printed; each is then asked for by its number.
#[tauri::command]
#[specta::specta]
pub async fn report_pages(app: AppHandle, selection: Selection) -> Answer<ReportPages> {
    apart(move || {
        let shell = app.state::<Shell>();
        shell.work(&app, |work| {
            let (pack, audience) = shell.read(|workspace, moment| {
                let settings = workspace.report_settings();
                Ok((workspace.report_pack(&selection, &settings, work, moment)?, settings.audience))
            })?;
            let (pages, pictures) = report_pictures(&pack, audience, work)?;
            shell.keep_pages(pictures);
            Ok(pages)
        })
    })
    .await
}

/// The picture of a page that was set last, from 0, as the address of a PNG; `None` where there is no such page any more.
#[tauri::command(async)]
#[specta::specta]
pub fn report_page(shell: State<'_, Shell>, page: u32) -> Answer<Option<String>> {
    Ok(shell.page(page as usize))
}

/// Asks where to, and writes the report; gives the path.
#[tauri::command]
#[specta::specta]
pub async fn save_report_file(
    app: AppHandle,
    selection: Selection,
    format: ReportFormat,
) -> Answer<Option<String>> {
    apart(move || {
        let shell = app.state::<Shell>();
        let (name, bytes) = shell.work(&app, |work| {
            let (name, pack) = shell.read(|workspace, moment| {
                let settings = workspace.report_settings();
                let name = workspace.report_file_name(&settings, &selection, format, moment);
                Ok((name, workspace.report_pack(&selection, &settings, work, moment)?))
            })?;
            Ok((name, report_file(&pack, format, work)?))
        })?;
        let path = save(&app, "Save the report", &name, &bytes)?;
        shell.keep_written(path.as_deref().map(Path::new));
        Ok(path)
    })
    .await
}

/// Shows the folder of the report that was written last in the system's own program for folders.
#[tauri::command(async)]
#[specta::specta]
pub fn open_report_folder(shell: State<'_, Shell>) -> Answer<()> {
    shell.written_folder().map_or(Ok(()), |path| folder::show(&path))
}

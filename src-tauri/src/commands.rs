//! The commands that the screens call: each one use case of `cadre-app`, with the dialogs that it needs.

#![expect(clippy::needless_pass_by_value, reason = "Tauri hands a command its arguments owned")]

use std::path::{Path, PathBuf};

use cadre_app::{
    AppError, Beginning, CellDetail, ChartKind, CompareView, CompetencyKey, Drawing, ErrorCode, ExportFormat,
    Frame, ImportChoices, ImportPreview, Level, MatrixView, Moment, OverviewView, PersonId, PictureFormat,
    PrioritiesView, Selection, StartView, Theme, Weights, Workspace, WorkspaceView, open_sample,
    read_spreadsheet, start_view,
};
use serde::Deserialize;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::{DialogExt as _, FilePath};

use crate::shell::Shell;

type Answer<T> = Result<T, AppError>;

/// The size and the look of a chart that a screen asks for.
#[derive(Clone, Debug, Deserialize, specta::Type)]
pub struct ChartFrame {
    /// Width in pixels, 480 to 1600.
    pub width: f64,
    /// Height in pixels that the chart comes near, where one is wished for.
    pub height: Option<f64>,
    /// The colours.
    pub theme: Theme,
    /// Key of the selected area, where one is.
    pub selected: Option<String>,
}

impl From<ChartFrame> for Frame {
    fn from(frame: ChartFrame) -> Self {
        Self { width: frame.width, height: frame.height, theme: frame.theme, selected: frame.selected }
    }
}

/// A path that the user chose; `None` where the dialog was cancelled.
fn chosen(path: Option<FilePath>) -> Answer<Option<PathBuf>> {
    path.map(|path| {
        path.into_path().map_err(|_| {
            AppError::new(
                ErrorCode::Io,
                "This place is not a folder of this machine.",
                "Choose a local file.",
            )
        })
    })
    .transpose()
}

/// What the start screen shows.
#[tauri::command(async)]
#[specta::specta]
pub fn start(shell: State<'_, Shell>) -> Answer<StartView> {
    start_view(&shell.recents(), Moment::now())
}

/// What is open; `None` where nothing is.
#[tauri::command(async)]
#[specta::specta]
pub fn workspace(shell: State<'_, Shell>) -> Answer<Option<WorkspaceView>> {
    shell.opened()
}

/// Opens the workspace at a path.
#[tauri::command(async)]
#[specta::specta]
pub fn open_workspace(shell: State<'_, Shell>, path: PathBuf) -> Answer<WorkspaceView> {
    shell.replace(Workspace::open(&path)?)
}

/// Asks for a workspace and opens it.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_workspace(app: AppHandle, shell: State<'_, Shell>) -> Answer<Option<WorkspaceView>> {
    let dialog = app.dialog().file().set_title("Open a workspace").add_filter("Cadre workspace", &["cadre"]);
    chosen(dialog.blocking_pick_file())?.map(|path| shell.replace(Workspace::open(&path)?)).transpose()
}

/// Asks where to keep a new workspace and makes it.
#[tauri::command(async)]
#[specta::specta]
pub fn new_workspace(app: AppHandle, shell: State<'_, Shell>, name: String) -> Answer<Option<WorkspaceView>> {
    let dialog = app
        .dialog()
        .file()
        .set_title("Keep the new workspace as")
        .set_file_name(cadre_app::file_name_for(&name, "cadre"))
        .add_filter("Cadre workspace", &["cadre"]);
    chosen(dialog.blocking_save_file())?
        .map(|path| shell.replace(Workspace::create(&path, &Beginning::Empty { name }, Moment::now())?))
        .transpose()
}

/// Opens the sample team.
#[tauri::command(async)]
#[specta::specta]
pub fn explore_sample(shell: State<'_, Shell>) -> Answer<WorkspaceView> {
    shell.replace(open_sample(shell.data(), Moment::now())?)
}

/// Closes the open workspace.
#[tauri::command(async)]
#[specta::specta]
pub fn close_workspace(shell: State<'_, Shell>) -> Answer<()> {
    shell.close();
    Ok(())
}

/// The Overview screen.
#[tauri::command(async)]
#[specta::specta]
pub fn overview(shell: State<'_, Shell>, selection: Selection) -> Answer<OverviewView> {
    shell.read(|workspace, moment| workspace.overview_view(&selection, moment))
}

/// The Compare screen.
#[tauri::command(async)]
#[specta::specta]
pub fn compare(shell: State<'_, Shell>, selection: Selection) -> Answer<CompareView> {
    shell.read(|workspace, moment| workspace.compare_view(&selection, moment))
}

/// The Priorities screen; `None` weights are the workspace's own.
#[tauri::command(async)]
#[specta::specta]
pub fn priorities(
    shell: State<'_, Shell>,
    selection: Selection,
    weights: Option<Weights>,
) -> Answer<PrioritiesView> {
    shell.read(|workspace, moment| workspace.priorities_view(&selection, weights, moment))
}

/// The Matrix screen.
#[tauri::command(async)]
#[specta::specta]
pub fn matrix(shell: State<'_, Shell>, selection: Selection) -> Answer<MatrixView> {
    shell.read(|workspace, moment| workspace.matrix_view(&selection, moment))
}

/// One cell of the matrix, opened.
#[tauri::command(async)]
#[specta::specta]
pub fn cell_detail(
    shell: State<'_, Shell>,
    selection: Selection,
    person: PersonId,
    competency: CompetencyKey,
) -> Answer<CellDetail> {
    shell.read(|workspace, moment| workspace.cell_detail(&selection, person, &competency, moment))
}

/// A chart, with its hit map and its table.
#[tauri::command(async)]
#[specta::specta]
pub fn chart(
    shell: State<'_, Shell>,
    kind: ChartKind,
    selection: Selection,
    frame: ChartFrame,
) -> Answer<Drawing> {
    shell.read(|workspace, moment| workspace.chart(kind, &selection, &frame.into(), moment))
}

/// Records a level set by hand, on the date shown.
#[tauri::command(async)]
#[specta::specta]
pub fn set_level(
    app: AppHandle,
    shell: State<'_, Shell>,
    selection: Selection,
    person: PersonId,
    competency: CompetencyKey,
    level: Level,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| {
        workspace.set_level(person, &competency, level, selection.as_of, moment)
    })
}

/// Takes back the assessment that a current level rests on.
#[tauri::command(async)]
#[specta::specta]
pub fn retract_level(
    app: AppHandle,
    shell: State<'_, Shell>,
    selection: Selection,
    person: PersonId,
    competency: CompetencyKey,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| {
        workspace.retract_level(person, &competency, selection.as_of, moment)
    })
}

/// Undoes the last operation that stands.
#[tauri::command(async)]
#[specta::specta]
pub fn undo(app: AppHandle, shell: State<'_, Shell>) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| Ok(workspace.undo(moment)?.touched))
}

/// Does the last undone operation again.
#[tauri::command(async)]
#[specta::specta]
pub fn redo(app: AppHandle, shell: State<'_, Shell>) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| Ok(workspace.redo(moment)?.touched))
}

/// Reads a file and keeps it until it is brought in. New people for whom it names no team are on the team shown.
fn read_for_preview(shell: &Shell, selection: &Selection, path: &Path) -> Answer<ImportPreview> {
    let bytes = read_spreadsheet(path)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (import, preview) = shell.read(|workspace, moment| {
        let team = selection.team.map(|team| workspace.team_name(team)).transpose()?;
        let choices = ImportChoices { team, ..ImportChoices::default() };
        let import = workspace.read_import(&bytes, &name, &choices, moment)?;
        let preview = import.preview(&path.display().to_string(), &workspace.import_summary(&import)?)?;
        Ok((import, preview))
    })?;
    shell.keep_import(path, import);
    Ok(preview)
}

/// Asks for a spreadsheet and shows what importing it would do.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_import(
    app: AppHandle,
    shell: State<'_, Shell>,
    selection: Selection,
) -> Answer<Option<ImportPreview>> {
    let dialog = app
        .dialog()
        .file()
        .set_title("Import a spreadsheet")
        .add_filter("Spreadsheets", &["csv", "tsv", "txt", "xlsx", "xlsm", "ods"]);
    chosen(dialog.blocking_pick_file())?.map(|path| read_for_preview(&shell, &selection, &path)).transpose()
}

/// Shows what importing a file would do.
#[tauri::command(async)]
#[specta::specta]
pub fn import_preview(shell: State<'_, Shell>, selection: Selection, path: PathBuf) -> Answer<ImportPreview> {
    read_for_preview(&shell, &selection, &path)
}

/// Brings in the file that was shown.
#[tauri::command(async)]
#[specta::specta]
pub fn import_file(
    app: AppHandle,
    shell: State<'_, Shell>,
    path: PathBuf,
    skip_bad: bool,
) -> Answer<WorkspaceView> {
    let import = shell.kept_import(&path)?;
    shell.change(&app, |workspace, moment| Ok(workspace.apply_import(&import, skip_bad, moment)?.touched))
}

/// Asks where to, and writes everything or the matrix; gives the path.
#[tauri::command(async)]
#[specta::specta]
pub fn save_export(
    app: AppHandle,
    shell: State<'_, Shell>,
    selection: Selection,
    format: ExportFormat,
) -> Answer<Option<String>> {
    let bytes = shell.read(|workspace, moment| workspace.export(format, &selection, moment))?;
    let name = shell.read(|workspace, _| Ok(workspace.settings().name.clone()))?;
    save(&app, "Export", &name, format.extension(), &bytes)
}

/// Asks where to, and writes a chart as it is on the screen; gives the path.
#[tauri::command(async)]
#[specta::specta]
pub fn save_chart(
    app: AppHandle,
    shell: State<'_, Shell>,
    kind: ChartKind,
    selection: Selection,
    frame: ChartFrame,
    format: PictureFormat,
) -> Answer<Option<String>> {
    let bytes = shell
        .read(|workspace, moment| workspace.chart_file(kind, &selection, &frame.into(), format, moment))?;
    save(&app, "Save the chart", kind.as_str(), format.extension(), &bytes)
}

fn save(app: &AppHandle, title: &str, name: &str, extension: &str, bytes: &[u8]) -> Answer<Option<String>> {
    let dialog = app
        .dialog()
        .file()
        .set_title(title)
        .set_file_name(cadre_app::file_name_for(name, extension))
        .add_filter(extension.to_uppercase(), &[extension]);
    chosen(dialog.blocking_save_file())?
        .map(|path| {
            cadre_app::write_file(&path, bytes)?;
            Ok(path.display().to_string())
        })
        .transpose()
}

//! The commands that the screens call: each one use case of `cadre-app`, with the dialogs that it needs.

#![expect(clippy::needless_pass_by_value, reason = "Tauri hands a command its arguments owned")]

pub mod backups;
pub mod benchmarks;
pub mod import;
pub mod opening;
pub mod plan;
pub mod privacy;
pub mod report;
pub mod security;
pub mod team;
pub mod training;

use std::path::{Path, PathBuf};

use cadre_app::{
    AppError, AreaKey, AssessmentDraft, AssessmentId, CellDetail, ChartKind, CompareArea, CompareView,
    CompetencyKey, Drawing, ErrorCode, ExportFormat, FormsDraft, Frame, HistoryFilter, HistoryView,
    KeyPeopleView, MatrixView, NeedSettings, OperationId, OverviewView, Pair, PairLevel, PasteTarget,
    PersonId, PictureFormat, PrioritiesRequest, PrioritiesView, PulseDraft, PulseFormDraft, PulseId,
    PulsesView, RatingsView, RisksView, Selection, SettingsDraft, Theme, WorkspaceView,
};
use serde::Deserialize;
use tauri::{AppHandle, State, WebviewWindow};
use tauri_plugin_clipboard_manager::ClipboardExt as _;
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
    /// Whether people stand with their names, in the chart that shows people.
    #[serde(default)]
    pub names: bool,
}

impl From<ChartFrame> for Frame {
    fn from(frame: ChartFrame) -> Self {
        let ChartFrame { width, height, theme, selected, names } = frame;
        Self { width, height, theme, selected, names }
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

/// One area of the comparison, opened; `None` where it is no row of it.
#[tauri::command(async)]
#[specta::specta]
pub fn compare_area(
    shell: State<'_, Shell>,
    selection: Selection,
    area: AreaKey,
) -> Answer<Option<CompareArea>> {
    shell.read(|workspace, moment| workspace.compare_area(&selection, &area, moment))
}

/// The pulses, and what a new one may ask.
#[tauri::command(async)]
#[specta::specta]
pub fn pulses(shell: State<'_, Shell>, selection: Selection) -> Answer<PulsesView> {
    shell.read(|workspace, moment| workspace.pulses_view(&selection, moment))
}

/// Adds or changes a pulse.
#[tauri::command(async)]
#[specta::specta]
pub fn save_pulse(app: AppHandle, shell: State<'_, Shell>, draft: PulseDraft) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.save_pulse(&draft, moment))
}

/// Removes a pulse.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_pulse(app: AppHandle, shell: State<'_, Shell>, pulse: PulseId) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.remove_pulse(pulse, moment))
}

/// Asks where to, and writes a blank sheet to ask managers with; gives the path.
#[tauri::command(async)]
#[specta::specta]
pub fn save_pulse_form(
    app: AppHandle,
    shell: State<'_, Shell>,
    draft: PulseFormDraft,
) -> Answer<Option<String>> {
    let (name, bytes) = shell.read(|workspace, _| workspace.pulse_form(&draft))?;
    save(&app, "Save the sheet", &name, &bytes)
}

/// The Priorities screen.
#[tauri::command(async)]
#[specta::specta]
pub fn priorities(
    shell: State<'_, Shell>,
    selection: Selection,
    request: PrioritiesRequest,
) -> Answer<PrioritiesView> {
    shell.read(|workspace, moment| workspace.priorities_view(&selection, &request, moment))
}

/// Makes weights, need line and reach those of the workspace.
#[tauri::command(async)]
#[specta::specta]
pub fn save_need_settings(
    app: AppHandle,
    shell: State<'_, Shell>,
    settings: NeedSettings,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.save_need_settings(&settings, moment))
}

/// The Risks tab of the Priorities screen; `None` is the first framework.
#[tauri::command(async)]
#[specta::specta]
pub fn risks(shell: State<'_, Shell>, selection: Selection, framework: Option<String>) -> Answer<RisksView> {
    shell.read(|workspace, moment| workspace.risks_view(&selection, framework.as_deref(), moment))
}

/// The Key people tab of the Priorities screen.
#[tauri::command(async)]
#[specta::specta]
pub fn key_people(shell: State<'_, Shell>, selection: Selection) -> Answer<KeyPeopleView> {
    shell.read(|workspace, moment| workspace.key_people_view(&selection, moment))
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

/// A chart, with its hit map and its table; `tried` stands in place of the workspace's weights, need line and reach.
#[tauri::command(async)]
#[specta::specta]
pub fn chart(
    shell: State<'_, Shell>,
    kind: ChartKind,
    selection: Selection,
    tried: Option<NeedSettings>,
    frame: ChartFrame,
) -> Answer<Drawing> {
    shell.read(|workspace, moment| workspace.chart(kind, &selection, tried, &frame.into(), moment))
}

/// Records levels set by hand, on the date shown, as one operation.
#[tauri::command(async)]
#[specta::specta]
pub fn set_levels(
    app: AppHandle,
    shell: State<'_, Shell>,
    selection: Selection,
    levels: Vec<PairLevel>,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.set_levels(&levels, selection.as_of, moment))
}

/// Records the levels of a block copied from a spreadsheet, on the date shown, as one operation.
#[tauri::command(async)]
#[specta::specta]
pub fn paste_levels(
    app: AppHandle,
    shell: State<'_, Shell>,
    selection: Selection,
    target: PasteTarget,
    text: String,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.paste_levels(&target, &text, selection.as_of, moment))
}

/// Takes back the assessments that current levels rest on, as one operation.
#[tauri::command(async)]
#[specta::specta]
pub fn retract_levels(
    app: AppHandle,
    shell: State<'_, Shell>,
    selection: Selection,
    pairs: Vec<Pair>,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.retract_levels(&pairs, selection.as_of, moment))
}

/// Records an assessment with its source, day, assessor and evidence.
#[tauri::command(async)]
#[specta::specta]
pub fn record_assessment(
    app: AppHandle,
    shell: State<'_, Shell>,
    draft: AssessmentDraft,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.record_assessment(&draft, moment))
}

/// Takes back one assessment.
#[tauri::command(async)]
#[specta::specta]
pub fn retract_assessment(
    app: AppHandle,
    shell: State<'_, Shell>,
    assessment: AssessmentId,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.retract_assessment(assessment, moment))
}

/// Puts text into the clipboard.
#[tauri::command(async)]
#[specta::specta]
pub fn copy_text(app: AppHandle, text: String) -> Answer<()> {
    app.clipboard().write_text(text).map_err(clipboard_error)
}

/// The text in the clipboard; empty where there is none.
#[tauri::command(async)]
#[specta::specta]
pub fn clipboard_text(app: AppHandle) -> Answer<String> {
    // The clipboard says the same of an empty one and of one that holds a picture.
    Ok(app.clipboard().read_text().unwrap_or_default())
}

fn clipboard_error(error: tauri_plugin_clipboard_manager::Error) -> AppError {
    AppError::new(ErrorCode::Io, format!("The clipboard could not be reached: {error}."), "Try again.")
}

/// Shows everything larger or smaller: 1 is the actual size.
#[tauri::command(async)]
#[specta::specta]
pub fn zoom(window: WebviewWindow, factor: f64) -> Answer<()> {
    window.set_zoom(factor.clamp(0.5, 3.0)).map_err(|error| {
        AppError::new(ErrorCode::Io, format!("The size could not be changed: {error}."), "Try again.")
    })
}

/// Sets the workspace's name and currency.
#[tauri::command(async)]
#[specta::specta]
pub fn save_settings(app: AppHandle, shell: State<'_, Shell>, draft: SettingsDraft) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.save_settings(&draft, moment))
}

/// People's own ratings beside what was confirmed.
#[tauri::command(async)]
#[specta::specta]
pub fn ratings(shell: State<'_, Shell>, selection: Selection) -> Answer<RatingsView> {
    shell.read(|workspace, moment| workspace.ratings_view(&selection, moment))
}

/// Asks where to, and writes the forms on which people rate themselves; gives the file, or the folder of several.
#[tauri::command(async)]
#[specta::specta]
pub fn save_rating_forms(
    app: AppHandle,
    shell: State<'_, Shell>,
    draft: FormsDraft,
) -> Answer<Option<String>> {
    let forms = shell.read(|workspace, moment| workspace.rating_forms(&draft, moment))?;
    if let [(name, bytes)] = &forms[..] {
        return save(&app, "Save the form", name, bytes);
    }
    let dialog = app.dialog().file().set_title("Folder for the forms");
    chosen(dialog.blocking_pick_folder())?
        .map(|folder| {
            cadre_app::write_files(&folder, &forms)?;
            Ok(folder.display().to_string())
        })
        .transpose()
}

/// What was done, the newest first; with `before`, what was done before that operation.
#[tauri::command(async)]
#[specta::specta]
pub fn history(
    shell: State<'_, Shell>,
    filter: HistoryFilter,
    before: Option<OperationId>,
) -> Answer<HistoryView> {
    shell.read(|workspace, moment| workspace.history_view(&filter, before, moment))
}

/// Undoes one operation, whatever was done since; undoing an undone one does it again.
#[tauri::command(async)]
#[specta::specta]
pub fn undo_operation(
    app: AppHandle,
    shell: State<'_, Shell>,
    operation: OperationId,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.undo_operation(operation, moment))
}

/// Undoes everything that was done after an operation.
#[tauri::command(async)]
#[specta::specta]
pub fn undo_back_to(
    app: AppHandle,
    shell: State<'_, Shell>,
    operation: OperationId,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.undo_back_to(operation, moment))
}

/// Asks where to, and writes the audit trail as CSV; gives the path.
#[tauri::command(async)]
#[specta::specta]
pub fn save_audit(app: AppHandle, shell: State<'_, Shell>, filter: HistoryFilter) -> Answer<Option<String>> {
    let (name, bytes) = shell.read(|workspace, _| workspace.audit_trail(&filter))?;
    save(&app, "Save the audit trail", &name, &bytes)
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

/// Stops the work under way; what it was changing stays as it was.
#[tauri::command(async)]
#[specta::specta]
pub fn cancel_work(shell: State<'_, Shell>) -> Answer<()> {
    shell.cancel_work();
    Ok(())
}

/// Asks where to, and writes an export; gives the path.
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
    let title = match format {
        ExportFormat::Json => "Export everything as JSON",
        ExportFormat::Csv => "Export the matrix as CSV",
        ExportFormat::Xlsx => "Export as a workbook",
    };
    save(&app, title, &cadre_app::file_name_for(&name, format.extension()), &bytes)
}

/// Asks where to, and writes a chart as it is on the screen; gives the path.
#[tauri::command(async)]
#[specta::specta]
pub fn save_chart(
    app: AppHandle,
    shell: State<'_, Shell>,
    kind: ChartKind,
    selection: Selection,
    tried: Option<NeedSettings>,
    frame: ChartFrame,
    format: PictureFormat,
) -> Answer<Option<String>> {
    let frame = frame.into();
    let bytes = shell
        .read(|workspace, moment| workspace.chart_file(kind, &selection, tried, &frame, format, moment))?;
    let name = cadre_app::file_name_for(kind.as_str(), format.extension());
    save(&app, "Save the chart", &name, &bytes)
}

/// Runs work on a thread of its own.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Answer<T> + Send + 'static) -> Answer<T> {
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(_) => Err(AppError::new(
            ErrorCode::Io,
            "The work broke off.",
            "Nothing was changed. It is a mistake of Cadre’s: please report it.",
        )),
    }
}

/// Asks where to, and writes; gives the path.
fn save(app: &AppHandle, title: &str, file_name: &str, bytes: &[u8]) -> Answer<Option<String>> {
    let extension = Path::new(file_name).extension().unwrap_or_default().to_string_lossy();
    let dialog = app
        .dialog()
        .file()
        .set_title(title)
        .set_file_name(file_name)
        .add_filter(extension.to_uppercase(), &[&extension]);
    chosen(dialog.blocking_save_file())?
        .map(|path| {
            cadre_app::write_file(&path, bytes)?;
            Ok(path.display().to_string())
        })
        .transpose()
}

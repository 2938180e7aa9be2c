//! The native menu: every action with its shortcut. Its item ids are the command ids of the screens' palette.

use serde::Serialize;
use tauri::{
    AppHandle, Emitter as _,
    menu::{Menu, MenuItem, PredefinedMenuItem, Submenu},
};

#[derive(Clone, Serialize)]
struct Chosen {
    action: String,
}

pub(crate) fn menu(app: &AppHandle) -> tauri::Result<Menu<tauri::Wry>> {
    let item = |id: &str, label: &str, keys: Option<&str>| MenuItem::with_id(app, id, label, true, keys);
    let line = || PredefinedMenuItem::separator(app);
    Menu::with_items(
        app,
        &[
            &Submenu::with_items(
                app,
                "File",
                true,
                &[
                    &item("new", "New workspace…", Some("CmdOrCtrl+N"))?,
                    &item("open", "Open…", Some("CmdOrCtrl+O"))?,
                    &item("sample", "Explore the sample team", None)?,
                    &line()?,
                    &item("import", "Import spreadsheets…", Some("CmdOrCtrl+I"))?,
                    &item("from-export", "New workspace from a JSON export…", None)?,
                    &item("export-xlsx", "Export as a workbook…", Some("CmdOrCtrl+E"))?,
                    &item("export-json", "Export everything as JSON…", None)?,
                    &item("export-csv", "Export the matrix as CSV…", None)?,
                    &item("forms", "Forms for own ratings…", None)?,
                    &line()?,
                    &item("report-pdf", "Export the report as PDF…", None)?,
                    &item("report-pptx", "Export the report as slides…", None)?,
                    &item("report-xlsx", "Export the report as tables…", None)?,
                    &item("report-html", "Export the report as a web page…", None)?,
                    &line()?,
                    &item("security", "Passphrase and locking…", None)?,
                    &item("backups", "Backups…", None)?,
                    &item("lock", "Lock now", Some("CmdOrCtrl+L"))?,
                    &line()?,
                    &item("close", "Close workspace", Some("CmdOrCtrl+W"))?,
                    &PredefinedMenuItem::quit(app, None)?,
                ],
            )?,
            &Submenu::with_items(
                app,
                "Edit",
                true,
                &[
                    &item("undo", "Undo", Some("CmdOrCtrl+Z"))?,
                    &item("redo", "Redo", Some("CmdOrCtrl+Shift+Z"))?,
                    &line()?,
                    &PredefinedMenuItem::cut(app, None)?,
                    &PredefinedMenuItem::copy(app, None)?,
                    &PredefinedMenuItem::paste(app, None)?,
                    &PredefinedMenuItem::select_all(app, None)?,
                    &line()?,
                    &item("settings", "Name and currency…", None)?,
                ],
            )?,
            &Submenu::with_items(
                app,
                "Charts",
                true,
                &[
                    &item("chart-holders", "Holders per competency", None)?,
                    &item("chart-matrix", "Heat map of levels", None)?,
                    &item("chart-need-parts", "Parts of the needs", None)?,
                    &item("chart-trend", "Coverage by quarter", None)?,
                    &item("chart-freshness", "Freshness of the assessments", None)?,
                    &item("chart-risks", "Risk coverage", None)?,
                    &line()?,
                    &item("chart-priorities", "Hiring and training priorities", None)?,
                    &item("chart-need-industry", "Need × industry gap", None)?,
                    &item("chart-compare", "Areas compared with industry", None)?,
                    &line()?,
                    &item("chart-plan-timeline", "Plan by quarter", None)?,
                    &item("chart-coverage-fan", "Odds of the plan", None)?,
                    &item("chart-budget-frontier", "Budget frontier", None)?,
                ],
            )?,
            &Submenu::with_items(
                app,
                "View",
                true,
                &[
                    &item("overview", "Overview", Some("CmdOrCtrl+1"))?,
                    &item("matrix", "Matrix", Some("CmdOrCtrl+2"))?,
                    &item("team", "Team", Some("CmdOrCtrl+3"))?,
                    &item("compare", "Compare", Some("CmdOrCtrl+4"))?,
                    &item("priorities", "Priorities", Some("CmdOrCtrl+5"))?,
                    &item("plan", "Plan", Some("CmdOrCtrl+6"))?,
                    &item("report", "Report", Some("CmdOrCtrl+7"))?,
                    &item("history", "History", Some("CmdOrCtrl+8"))?,
                    &line()?,
                    &item("risks", "Risks: what rests on one person or none", None)?,
                    &item("key-people", "Key people: what opens without one", None)?,
                    &item("ratings", "Own ratings beside confirmed levels", None)?,
                    &item("set-up", "Set up the team", None)?,
                    &item("benchmarks", "Benchmarks and their sources…", None)?,
                    &line()?,
                    &item("palette", "Search or run a command", Some("CmdOrCtrl+K"))?,
                    &line()?,
                    &item("zoom-in", "Larger", Some("CmdOrCtrl+="))?,
                    &item("zoom-out", "Smaller", Some("CmdOrCtrl+-"))?,
                    &item("zoom-reset", "Actual size", Some("CmdOrCtrl+0"))?,
                    &line()?,
                    &item("theme-system", "Theme of the system", None)?,
                    &item("theme-light", "Light theme", None)?,
                    &item("theme-dark", "Dark theme", None)?,
                ],
            )?,
        ],
    )
}

/// Tells the screens which item was chosen.
pub(crate) fn chosen(app: &AppHandle, id: &str) {
    // A window that is closing does not listen any more.
    let _heard = app.emit("menu", Chosen { action: id.to_owned() });
}

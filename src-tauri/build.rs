//! Tells Tauri which commands there are: the web view may call those, allowed one by one, and no others.

/// Every command, as `src/commands.rs` defines it.
const COMMANDS: &[&str] = &[
    "start",
    "workspace",
    "open_workspace",
    "choose_workspace",
    "new_workspace",
    "explore_sample",
    "close_workspace",
    "overview",
    "compare",
    "priorities",
    "matrix",
    "cell_detail",
    "chart",
    "set_level",
    "retract_level",
    "undo",
    "redo",
    "choose_import",
    "import_preview",
    "import_file",
    "save_export",
    "save_chart",
];

#[expect(clippy::expect_used, reason = "a build that cannot be configured must stop")]
fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("Tauri's build step");
}

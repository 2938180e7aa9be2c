//! Tells Tauri which commands there are: the web view may call those, allowed one by one, and no others.

/// Every command, as `src/commands.rs` defines it.
const COMMANDS: &[&str] = &[
    "start",
    "workspace",
    "open_workspace",
    "choose_workspace",
    "new_workspace",
    "workspace_from_export",
    "explore_sample",
    "close_workspace",
    "overview",
    "compare",
    "priorities",
    "matrix",
    "cell_detail",
    "chart",
    "set_levels",
    "paste_levels",
    "retract_levels",
    "record_assessment",
    "retract_assessment",
    "copy_text",
    "clipboard_text",
    "team",
    "save_person",
    "add_people",
    "save_role",
    "add_shipped_roles",
    "set_target",
    "save_position",
    "save_team",
    "save_competency",
    "add_shipped_competencies",
    "merge_consequences",
    "merge_competencies",
    "removal_consequences",
    "remove_item",
    "save_settings",
    "ratings",
    "save_rating_forms",
    "history",
    "undo_operation",
    "undo_back_to",
    "save_audit",
    "undo",
    "redo",
    "choose_import",
    "import_preview",
    "import_files",
    "leave_import",
    "cancel_work",
    "save_problem_rows",
    "save_export",
    "save_chart",
];

#[expect(clippy::expect_used, reason = "a build that cannot be configured must stop")]
fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("Tauri's build step");
}

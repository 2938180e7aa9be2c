//! Cadre's desktop shell: the window, its menu and dialogs, and the commands that the screens call. Thin: what a command
//! does is a use case of `cadre-app`.

pub mod commands;
mod folder;
mod keychain;
mod locking;
mod menu;
mod shell;
mod typed;
mod window;
mod works;

use tauri::Manager as _;
use tauri_specta::{Builder, collect_commands};

use shell::Shell;

/// The commands and their types, as the TypeScript side sees them.
pub fn bindings() -> Builder<tauri::Wry> {
    // One type for both directions: what is sent and what is answered have the same shape here. Numbers are never
    // NaN or infinite, which JSON would turn to null.
    let finite = specta_typescript::semantic::Configuration::empty().enable_lossless_floats();
    Builder::<tauri::Wry>::new()
        .disable_serde_phases()
        .semantic_types(finite)
        .typ::<cadre_app::Progress>()
        .typ::<shell::WorkspaceLocked>()
        .commands(collect_commands![
            commands::opening::start,
            commands::opening::started_with,
            commands::opening::workspace,
            commands::opening::open_workspace,
            commands::opening::encrypted_file,
            commands::opening::choose_workspace,
            commands::opening::choose_export,
            commands::opening::new_workspace,
            commands::opening::workspace_from_export,
            commands::opening::explore_sample,
            commands::opening::close_workspace,
            commands::opening::lock_workspace,
            commands::opening::note_activity,
            commands::security::security,
            commands::security::passphrase_strength,
            commands::security::propose_passphrase,
            commands::security::set_passphrase,
            commands::security::keep_passphrase,
            commands::security::remove_plain_backups,
            commands::security::save_preferences,
            commands::backups::backups,
            commands::backups::backup_preview,
            commands::backups::restore_backup,
            commands::backups::restore_in_place,
            commands::backups::salvage,
            commands::backups::back_up_to,
            commands::overview,
            commands::compare,
            commands::compare_area,
            commands::pulses,
            commands::save_pulse,
            commands::remove_pulse,
            commands::save_pulse_form,
            commands::priorities,
            commands::risks,
            commands::key_people,
            commands::matrix,
            commands::cell_detail,
            commands::chart,
            commands::set_levels,
            commands::paste_levels,
            commands::retract_levels,
            commands::record_assessment,
            commands::retract_assessment,
            commands::copy_text,
            commands::clipboard_text,
            commands::zoom,
            commands::team::team,
            commands::team::save_person,
            commands::team::add_people,
            commands::team::save_role,
            commands::team::add_shipped_roles,
            commands::team::set_target,
            commands::team::save_position,
            commands::team::save_team,
            commands::team::save_competency,
            commands::team::add_shipped_competencies,
            commands::training::training,
            commands::training::save_training,
            commands::training::add_shipped_training,
            commands::training::choose_training_list,
            commands::training::save_training_list,
            commands::plan::plan,
            commands::plan::solve_scenario,
            commands::plan::find_reasons,
            commands::plan::find_frontier,
            commands::plan::track_action,
            commands::plan::remove_scenario,
            commands::plan::plan_texts,
            commands::plan::save_plan,
            commands::report::report,
            commands::report::save_report,
            commands::report::choose_report_logo,
            commands::report::remove_report_logo,
            commands::report::report_pages,
            commands::report::report_page,
            commands::report::save_report_file,
            commands::report::open_report_folder,
            commands::team::merge_consequences,
            commands::team::merge_competencies,
            commands::team::removal_consequences,
            commands::team::remove_item,
            commands::save_settings,
            commands::benchmarks::benchmark_library,
            commands::benchmarks::benchmark_edition,
            commands::benchmarks::choose_edition,
            commands::benchmarks::edition_preview,
            commands::benchmarks::add_edition,
            commands::benchmarks::remove_edition,
            commands::benchmarks::set_default_benchmark,
            commands::save_need_settings,
            commands::ratings,
            commands::save_rating_forms,
            commands::history,
            commands::undo_operation,
            commands::undo_back_to,
            commands::save_audit,
            commands::privacy::privacy,
            commands::privacy::person_page,
            commands::privacy::save_person_page,
            commands::privacy::person_erasure,
            commands::privacy::erase_person,
            commands::privacy::set_retention,
            commands::privacy::due_erasure,
            commands::privacy::erase_due,
            commands::privacy::save_privacy_notice,
            commands::undo,
            commands::redo,
            commands::import::choose_import,
            commands::import::choose_forms,
            commands::import::import_preview,
            commands::import::import_files,
            commands::import::leave_import,
            commands::cancel_work,
            commands::import::save_problem_rows,
            commands::save_export,
            commands::save_chart,
        ])
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// The window cannot be made, as where there is no display.
pub fn run() -> tauri::Result<()> {
    let mut builder = tauri::Builder::default();
    // Folders of its own make a Cadre of its own: tests run beside each other and beside the user's.
    if std::env::var_os(cadre_app::DATA_DIR).is_none() {
        builder = builder
            .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
                window::show(app);
                if let Some(path) = arguments.get(1) {
                    window::opened_with(app, &[std::path::Path::new(&folder).join(path)]);
                }
            }))
            .plugin(tauri_plugin_window_state::Builder::default().build());
    }
    let commands = bindings().invoke_handler();
    builder
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(move |invoke| {
            // Whoever asks something of the workspace is there.
            invoke.message.webview_ref().state::<Shell>().note_activity();
            commands(invoke)
        })
        .menu(menu::menu)
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .setup(|app| {
            app.manage(Shell::new()?);
            window::create(app.handle())?;
            if let Some(path) = std::env::args_os().nth(1) {
                app.state::<Shell>().started_with(std::path::absolute(path)?);
            }
            locking::watch(app.handle());
            Ok(())
        })
        .run(tauri::generate_context!())
}

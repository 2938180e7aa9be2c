//! The commands of the Team screen.

use cadre_app::{
    CompetencyDraft, CompetencyKey, Consequences, Item, PeopleDraft, PersonDraft, PositionDraft, RoleDraft,
    RoleKey, Selection, TargetDraft, TeamDraft, TeamView, WorkspaceView,
};
use tauri::{AppHandle, State};

use super::Answer;
use crate::shell::Shell;

/// The Team screen.
#[tauri::command(async)]
#[specta::specta]
pub fn team(shell: State<'_, Shell>, selection: Selection) -> Answer<TeamView> {
    shell.read(|workspace, moment| workspace.team_view(&selection, moment))
}

/// Adds or changes a person.
#[tauri::command(async)]
#[specta::specta]
pub fn save_person(app: AppHandle, shell: State<'_, Shell>, draft: PersonDraft) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.save_person(&draft, moment))
}

/// Adds people by their names, with their roles.
#[tauri::command(async)]
#[specta::specta]
pub fn add_people(app: AppHandle, shell: State<'_, Shell>, draft: PeopleDraft) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.add_people(&draft, moment))
}

/// Adds or changes a role, but for its targets.
#[tauri::command(async)]
#[specta::specta]
pub fn save_role(app: AppHandle, shell: State<'_, Shell>, draft: RoleDraft) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.save_role(&draft, moment))
}

/// Adds shipped roles, with their targets.
#[tauri::command(async)]
#[specta::specta]
pub fn add_shipped_roles(
    app: AppHandle,
    shell: State<'_, Shell>,
    roles: Vec<RoleKey>,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.add_shipped_roles(&roles, moment))
}

/// Sets or takes away a role's target.
#[tauri::command(async)]
#[specta::specta]
pub fn set_target(app: AppHandle, shell: State<'_, Shell>, draft: TargetDraft) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.set_target(&draft, moment))
}

/// Adds or changes a position.
#[tauri::command(async)]
#[specta::specta]
pub fn save_position(app: AppHandle, shell: State<'_, Shell>, draft: PositionDraft) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.save_position(&draft, moment))
}

/// Adds or renames a team.
#[tauri::command(async)]
#[specta::specta]
pub fn save_team(app: AppHandle, shell: State<'_, Shell>, draft: TeamDraft) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.save_team(&draft, moment))
}

/// Adds or changes a competency.
#[tauri::command(async)]
#[specta::specta]
pub fn save_competency(
    app: AppHandle,
    shell: State<'_, Shell>,
    draft: CompetencyDraft,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.save_competency(&draft, moment))
}

/// Adds shipped competencies that the workspace has not.
#[tauri::command(async)]
#[specta::specta]
pub fn add_shipped_competencies(
    app: AppHandle,
    shell: State<'_, Shell>,
    competencies: Vec<CompetencyKey>,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.add_shipped_competencies(&competencies, moment))
}

/// What merging a competency into another would change.
#[tauri::command(async)]
#[specta::specta]
pub fn merge_consequences(
    shell: State<'_, Shell>,
    from: CompetencyKey,
    into: CompetencyKey,
) -> Answer<Consequences> {
    shell.read(|workspace, _| workspace.merge_consequences(&from, &into))
}

/// Merges a competency into another: targets and history go over, the first is removed.
#[tauri::command(async)]
#[specta::specta]
pub fn merge_competencies(
    app: AppHandle,
    shell: State<'_, Shell>,
    from: CompetencyKey,
    into: CompetencyKey,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.merge_competencies(&from, &into, moment))
}

/// What goes with an item when it is removed.
#[tauri::command(async)]
#[specta::specta]
pub fn removal_consequences(shell: State<'_, Shell>, item: Item) -> Answer<Consequences> {
    shell.read(|workspace, moment| workspace.removal_consequences(&item, moment))
}

/// Removes an item with all that goes with it.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_item(app: AppHandle, shell: State<'_, Shell>, item: Item) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.remove_item(&item, moment))
}

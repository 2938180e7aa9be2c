//! The commands of the Plan screen. A search may take long: it runs apart from the answers to everything else, and the
//! workspace is free meanwhile.

use cadre_app::{
    ActionState, PlanTexts, PlanView, ScenarioDraft, ScenarioId, Selection, WorkspaceView,
    plan::{FRONTIER_POINTS, PlanFormat, Search},
};
use tauri::{AppHandle, Manager as _, State};

use super::{Answer, apart, save};
use crate::shell::Shell;

/// The Plan screen.
#[tauri::command(async)]
#[specta::specta]
pub fn plan(shell: State<'_, Shell>, selection: Selection) -> Answer<PlanView> {
    shell.read(|workspace, moment| workspace.plan_view(&selection, moment))
}

/// Solves a scenario and keeps it with its plan; stopped, with the best plan so far.
#[tauri::command]
#[specta::specta]
pub async fn solve_scenario(
    app: AppHandle,
    selection: Selection,
    draft: ScenarioDraft,
) -> Answer<WorkspaceView> {
    apart(move || {
        let shell = app.state::<Shell>();
        let problem = shell.read(|workspace, moment| workspace.plan_problem(&draft, &selection, moment))?;
        let plan = shell.work(&app, |work| problem.solve(&Search::default(), work))?;
        shell.change(&app, |workspace, moment| Ok(workspace.save_plan(&problem, &plan, moment)?.1))
    })
    .await
}

/// Works out what each action of the plan that is shown adds, and what stopped the seats that stay open; stopped, nothing.
#[tauri::command]
#[specta::specta]
pub async fn find_reasons(app: AppHandle, selection: Selection) -> Answer<()> {
    apart(move || explain(&app, &selection)).await
}

/// Finds the reasons of the plan that is shown, where they are not known yet, while the workspace is free.
fn explain(app: &AppHandle, selection: &Selection) -> Answer<()> {
    let shell = app.state::<Shell>();
    match shell.read(|workspace, moment| workspace.unexplained(selection, moment))? {
        None => Ok(()),
        Some((problem, plan)) => {
            let reasons = shell.work(app, |work| problem.all_reasons(&plan, work))?;
            shell.read(|workspace, _| workspace.keep_reasons(&problem, &plan, reasons))
        }
    }
}

/// Works out what other budgets than that of the plan that is shown cover; each comes as it is proven.
#[tauri::command]
#[specta::specta]
pub async fn find_frontier(app: AppHandle, selection: Selection) -> Answer<()> {
    apart(move || {
        let shell = app.state::<Shell>();
        let (problem, plan) = shell.read(|workspace, moment| workspace.shown_problem(&selection, moment))?;
        let keep = |frontier| shell.read(|workspace, _| workspace.keep_frontier(&problem, &plan, frontier));
        let frontier = shell.work(&app, |work| {
            problem.frontier(FRONTIER_POINTS, &Search::default(), work, &|so_far| {
                // What comes later is kept with it.
                let _kept = keep(so_far.clone());
            })
        })?;
        keep(frontier)
    })
    .await
}

/// Says how far an action of a plan is.
#[tauri::command(async)]
#[specta::specta]
pub fn track_action(
    app: AppHandle,
    shell: State<'_, Shell>,
    scenario: ScenarioId,
    action: u32,
    state: ActionState,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.track_action(scenario, action, state, moment))
}

/// Removes a scenario.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_scenario(
    app: AppHandle,
    shell: State<'_, Shell>,
    scenario: ScenarioId,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.remove_scenario(scenario, moment))
}

/// The requisitions and the training list of the plan that is shown.
#[tauri::command(async)]
#[specta::specta]
pub fn plan_texts(shell: State<'_, Shell>, selection: Selection) -> Answer<PlanTexts> {
    shell.read(|workspace, moment| workspace.plan_texts(&selection, moment))
}

/// Asks where to, and writes the plan that is shown; gives the path.
#[tauri::command]
#[specta::specta]
pub async fn save_plan(app: AppHandle, selection: Selection, format: PlanFormat) -> Answer<Option<String>> {
    apart(move || {
        explain(&app, &selection)?;
        let shell = app.state::<Shell>();
        let (name, bytes) =
            shell.read(|workspace, moment| workspace.shown_plan_file(&selection, format, moment))?;
        save(&app, "Save the plan", &name, &bytes)
    })
    .await
}

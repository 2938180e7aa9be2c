//! `cadre plan`: the search, which Ctrl+C ends with what it has, and the plan as a table.

use std::{
    io::{IsTerminal as _, Write as _},
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use cadre_app::{
    AppError, Progress, ScenarioDraft, Selection, Work, Workspace,
    plan::{PlanDocument, PlanFormat, PlannedAction, Search},
    write_file,
};

use crate::{
    arguments::PlanArguments,
    commands::{extension, extension_error, output, within},
    opening::Access,
    tables::{LEFT, RIGHT, scope, table, text},
};

/// Quarters planned where nothing says otherwise.
const QUARTERS: u32 = 4;

/// Set by Ctrl+C.
static STOPPED: AtomicBool = AtomicBool::new(false);

pub(crate) fn run(asked: &PlanArguments, json: bool, access: &Access) -> Result<String, AppError> {
    let moment = access.moment;
    let mut workspace = access.open(&asked.workspace)?;
    let selection = within(&workspace, &asked.scope)?;
    let format = asked.output.as_deref().map(format_of).transpose()?;
    // A second Ctrl+C ends the program as it always does.
    let watched = ctrlc::set_handler(|| {
        if STOPPED.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    if watched.is_err() {
        tell("Ctrl+C ends the program at once, without a plan.");
    }
    let is_watched = std::io::stderr().is_terminal();
    let sparing = Sparing::new(Instant::now());
    let report = |progress: &Progress| {
        if is_watched || sparing.is_due(Instant::now()) {
            tell(&progress.text);
        }
    };
    let work = Work::new(&report, &STOPPED);
    let search = Search {
        gap: asked.gap,
        ends: asked
            .seconds
            .and_then(|seconds| Instant::now().checked_add(Duration::from_secs(u64::from(seconds)))),
        seed: asked.seed,
    };

    let scenario = asked.scenario.as_deref().map(|name| workspace.scenario_named(name)).transpose()?;
    let (problem, plan) = if let Some(id) = scenario.filter(|_| asked.kept) {
        let problem = workspace.scenario_problem(id, &selection, moment)?;
        let plan = problem.kept_plan()?;
        (problem, plan)
    } else {
        let draft = draft(&workspace, asked, &selection)?;
        let problem = workspace.plan_problem(&draft, &selection, moment)?;
        let plan = problem.solve(&search, &work)?;
        (problem, plan)
    };
    let reasons = problem.reasons(&plan, &search, &work)?;
    let frontier = match asked.frontier {
        Some(points) => Some(problem.frontier(usize::from(points), &search, &work, &|_| {})?),
        None => None,
    };
    if asked.save.is_some() {
        workspace.save_plan(&problem, &plan, moment)?;
    }
    let document = workspace.plan_document(&problem, &plan, &reasons, frontier.as_ref(), &search)?;
    if let (Some(path), Some(format)) = (asked.output.as_deref(), format) {
        write_file(path, &workspace.plan_file(&problem, &document, format)?)?;
    }
    let currency = &workspace.settings().currency;
    Ok(output(json, &document, || {
        let mut lines = vec![in_words(&document, currency)];
        lines.extend(asked.output.as_deref().map(|path| format!("Wrote {}", path.display())));
        lines.join("\n\n")
    }))
}

/// What is asked for: the limits given, else those of the scenario, else none.
fn draft(
    workspace: &Workspace,
    asked: &PlanArguments,
    selection: &Selection,
) -> Result<ScenarioDraft, AppError> {
    let of = asked.scenario.as_deref().map(|name| workspace.scenario_named(name)).transpose()?;
    let kept = of.map(|id| workspace.scenario_draft(id)).transpose()?;
    let base = kept.unwrap_or_else(|| ScenarioDraft {
        id: None,
        name: "Plan".to_owned(),
        team: selection.team,
        budget: 0.0,
        hires: 0,
        borrowed_quarters: 0,
        quarters: QUARTERS,
        wishes: Vec::new(),
        extra_seats: Vec::new(),
    });
    let saved = asked.save.as_deref().map(str::trim);
    Ok(ScenarioDraft {
        name: saved.map_or_else(|| workspace.free_scenario_name("Plan"), str::to_owned),
        id: saved.and_then(|name| workspace.scenario_named(name).ok()),
        team: selection.team.or(base.team),
        budget: asked.budget.unwrap_or(base.budget),
        hires: asked.hires.unwrap_or(base.hires),
        borrowed_quarters: asked.borrow.unwrap_or(base.borrowed_quarters),
        quarters: asked.quarters.unwrap_or(base.quarters),
        ..base
    })
}

fn format_of(path: &Path) -> Result<PlanFormat, AppError> {
    let ending = extension(path);
    PlanFormat::ALL
        .into_iter()
        .find(|format| ending.as_deref() == Some(format.extension()))
        .ok_or_else(|| extension_error(path, "json, csv, xlsx or txt"))
}

/// Progress for a log: nobody reads it as it comes, so that a line now and then is enough, and a short search has none.
struct Sparing(Mutex<Instant>);

/// From one line of a log to the next.
const BETWEEN: Duration = Duration::from_secs(10);

impl Sparing {
    const fn new(begun: Instant) -> Self {
        Self(Mutex::new(begun))
    }

    /// Whether enough time has gone by since the last line, or since the beginning.
    fn is_due(&self, now: Instant) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let due = now.saturating_duration_since(*last) >= BETWEEN;
        if due {
            *last = now;
        }
        due
    }
}

fn tell(line: &str) {
    // Where standard error is gone nobody waits for it.
    let _told = writeln!(std::io::stderr().lock(), "{line}");
}

fn in_words(plan: &PlanDocument, currency: &str) -> String {
    let mut parts = vec![format!(
        "{} for {}, from {}, {} {}",
        plan.scenario_name.as_deref().unwrap_or("Plan"),
        scope(plan.team_name.as_deref()),
        plan.starts_on,
        plan.limits.quarters,
        if plan.limits.quarters == 1 { "quarter" } else { "quarters" }
    )];
    parts.push(found(plan, currency));
    if !plan.actions.is_empty() {
        parts.push(actions(plan, currency));
    }
    if !plan.coverage.is_empty() {
        parts.push(coverage(plan));
    }
    if !plan.open.is_empty() {
        parts.push(open(plan));
    }
    if !plan.more.is_empty() {
        let more: Vec<String> = plan
            .more
            .iter()
            .map(|more| {
                let what = if more.of == "money" {
                    format!("Another {} {currency}", more.more)
                } else {
                    "One more hire".to_owned()
                };
                format!(
                    "{what} would cover {} more weighted seat-quarters.",
                    range(more.adds, more.adds_at_most)
                )
            })
            .collect();
        parts.push(more.join("\n"));
    }
    if !plan.frontier.is_empty() {
        parts.push(frontier(plan, currency));
    }
    parts.extend(plan.warnings.iter().map(|warning| format!("Note: {warning}")));
    parts.join("\n\n")
}

fn found(plan: &PlanDocument, currency: &str) -> String {
    let proof = match plan.status {
        cadre_app::plan::Status::Infeasible => return "Nothing meets all that is required.".to_owned(),
        cadre_app::plan::Status::Optimal => "No plan covers more.".to_owned(),
        cadre_app::plan::Status::WithinGap => {
            format!("No plan covers more than {:.2}: the gap is {:.2}%.", plan.bound, 100.0 * plan.gap)
        }
    };
    format!(
        "Covers {:.2} weighted seat-quarters, depth counted half. {proof}\nCosts {} of {} {currency}; {} of {} hires, {} of {} \
         borrowed quarters, {} of {} learning hours.",
        plan.objective,
        plan.cost.round(),
        plan.limits.budget,
        plan.hires,
        plan.limits.hires,
        plan.borrowed_quarters,
        plan.limits.borrowed_quarters,
        tenths(plan.hours),
        tenths(plan.limits.hours),
    )
}

/// A sum of hours without what adding up makes of its last digits.
fn tenths(hours: f64) -> f64 {
    (10.0 * hours).round() / 10.0
}

fn actions(plan: &PlanDocument, currency: &str) -> String {
    let cost = format!("Cost, {currency}");
    let mut table = table(&[
        ("Q", RIGHT),
        ("Action", LEFT),
        ("Who", LEFT),
        ("What", LEFT),
        ("From", LEFT),
        (&cost, RIGHT),
        ("Adds", RIGHT),
    ]);
    for action in &plan.actions {
        let PlannedAction { role_name, person_name, training_name, team_name, .. } = action;
        let from = if action.counts_from > plan.limits.quarters {
            "later".to_owned()
        } else {
            format!("Q{}", action.counts_from)
        };
        table.add_row([
            action.quarter.to_string(),
            kind(action).to_owned(),
            role_name.as_ref().or(person_name.as_ref()).cloned().unwrap_or_default(),
            training_name.as_ref().unwrap_or(team_name).clone(),
            from,
            format!("{:.0}", action.cost),
            range(action.adds, action.adds_at_most),
        ]);
    }
    text(&table)
}

const fn kind(action: &PlannedAction) -> &'static str {
    use cadre_app::ActionKind::{Borrow, Hire, Train};
    match action.kind {
        Hire => "hire",
        Train => "train",
        Borrow => "borrow",
    }
}

/// "1.25", or "0.50 to 1.25" where it is not known closer.
fn range(least: f64, most: f64) -> String {
    if most - least < 0.005 { format!("{most:.2}") } else { format!("{least:.2} to {most:.2}") }
}

fn coverage(plan: &PlanDocument) -> String {
    let mut table = table(&[
        ("Covered, % of weighted seats", LEFT),
        ("Planned", RIGHT),
        ("P10", RIGHT),
        ("P50", RIGHT),
        ("P90", RIGHT),
    ]);
    let percent = |share: f64| format!("{:.0}", (100.0 * share).round());
    let now = percent(plan.covered_before);
    table.add_row(["Now".to_owned(), now, String::new(), String::new(), String::new()]);
    for quarter in &plan.coverage {
        table.add_row([
            format!("Q{}, to {}", quarter.quarter, quarter.ends_on),
            percent(quarter.planned),
            percent(quarter.p10),
            percent(quarter.p50),
            percent(quarter.p90),
        ]);
    }
    text(&table)
}

fn open(plan: &PlanDocument) -> String {
    let mut table = table(&[
        ("Left open", LEFT),
        ("Team", LEFT),
        ("Level", RIGHT),
        ("Seats", RIGHT),
        ("Stopped by", LEFT),
    ]);
    for open in &plan.open {
        let stops: Vec<&str> =
            open.stopped_by.iter().map(|&stop| cadre_app::plan::stop_in_words(stop)).collect();
        table.add_row([
            open.competency_name.clone(),
            open.team_name.clone(),
            open.level.get().to_string(),
            open.seats.to_string(),
            stops.join(", "),
        ]);
    }
    text(&table)
}

fn frontier(plan: &PlanDocument, currency: &str) -> String {
    let budget = format!("Budget, {currency}");
    let mut table =
        table(&[(&budget, RIGHT), ("Covers", RIGHT), ("At most", RIGHT), ("At the end, %", RIGHT)]);
    for point in &plan.frontier {
        let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"));
        table.add_row([
            format!("{:.0}", point.budget),
            number(point.objective),
            number(point.bound),
            point.covered.map_or_else(|| "–".to_owned(), |share| format!("{:.0}", (100.0 * share).round())),
        ]);
    }
    text(&table)
}

#[cfg(test)]
mod tests {
    //! How often a log hears of a search.

    use super::*;

    #[test]
    fn a_log_has_a_line_now_and_then() {
        let begun = Instant::now();
        let sparing = Sparing::new(begun);
        let after = |seconds| sparing.is_due(begun + Duration::from_secs(seconds));
        assert_eq!([0, 9, 10, 11, 19, 20].map(after), [false, false, true, false, false, true]);
    }
}

//! The Plan screen in figures and words.

use cadre_core::{Content, Scenario};
use cadre_planner::Plan;
use chrono::NaiveDate;

use super::{
    document::{borrowed, critical},
    lines::{lines, wish_in_words},
    problem::{PlanProblem, quarter_ends},
    scenarios::{begun, draft_of, starts},
    sentences::sentences,
    solving::{FRONTIER_POINTS, PLAN_GAP, Search, shares},
    words::{PlanNames, stop, stop_sentence},
    worked::WorkedOut,
};
use crate::{
    chart::ShownPlan,
    empty,
    error::{AppError, ErrorCode},
    figures::Figures,
    view::{
        ChartKind, Choice, CriticalRow, Meter, OpenSeatsRow, PlanQuarter, PlanView, ScenarioColumn,
        ScenarioDetail, Selection,
    },
    words,
    work::Work,
    workspace::{Moment, Workspace},
};

/// A scenario with its problem and, where it was solved, its plan and what is known of it.
pub(crate) struct Opened<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) problem: PlanProblem,
    /// The plan as it was kept, worked out from the record as it is now; `None` where it cannot be any more.
    pub(crate) found: Option<(Plan, WorkedOut)>,
}

impl Workspace {
    /// The Plan screen: the scenarios of the team that is shown, or of all, and the one that is chosen, or the last.
    ///
    /// # Errors
    /// The team, or a team of a scenario, is not there.
    pub fn plan_view(&self, selection: &Selection, moment: Moment) -> Result<PlanView, AppError> {
        let figures = self.figures(selection, None, moment)?;
        // A scenario that is there may bring seats of its own.
        let without_seats = self.content.scenarios.is_empty().then(|| empty::needs(&figures)).flatten();
        if let Some(empty) = empty::coverage(&figures).or(without_seats) {
            return Ok(PlanView { empty: Some(empty), ..self.bare_view(&figures, None) });
        }
        let as_of = selection.as_of.unwrap_or(moment.today);
        let opened = self.opened(selection, as_of)?;
        let chosen = chosen(&opened, selection);
        let mut view = self.bare_view(&figures, chosen.map(|chosen| chosen.scenario));
        view.scenarios = opened.iter().map(|one| column(&self.content, one)).collect();
        if let Some(chosen) = chosen {
            let sentences = sentences(&self.content, chosen);
            (view.title, view.subtitle) = sentences;
            view.chosen = Some(self.detail(chosen, as_of)?);
        } else {
            view.title =
                String::from("What would you do with the money, the heads and the hours that you have?");
            view.subtitle = String::from(
                "A scenario says what may be spent; Cadre finds the hires and the training that cover the most, and proves how \
                 near the best they are.",
            );
        }
        Ok(view)
    }

    /// The plan that the charts show: of the scenario chosen, or of the last.
    ///
    /// # Errors
    /// As of [`Self::plan_view`].
    pub(crate) fn shown_plan(
        &self,
        selection: &Selection,
        moment: Moment,
    ) -> Result<ShownPlan<'_>, AppError> {
        let as_of = selection.as_of.unwrap_or(moment.today);
        let scenarios = self.scenarios(selection);
        let chosen = scenarios.iter().find(|scenario| Some(scenario.id) == selection.scenario);
        let Some(scenario) = chosen.or(scenarios.last()) else { return Ok(ShownPlan::default()) };
        Ok(ShownPlan {
            opened: Some(self.open_scenario(scenario, as_of)?),
            actual: self.actual(scenario, as_of)?,
        })
    }

    /// The problem and the plan that are shown, to work on them apart from the workspace.
    ///
    /// # Errors
    /// There is no scenario, or it has no plan that holds.
    pub fn shown_problem(
        &self,
        selection: &Selection,
        moment: Moment,
    ) -> Result<(PlanProblem, Plan), AppError> {
        let opened = self.shown_plan(selection, moment)?.opened.ok_or_else(no_plan)?;
        let (plan, _) = opened.found.ok_or_else(no_plan)?;
        Ok((opened.problem, plan))
    }

    /// The same, where the reasons of the plan that is shown are not known yet.
    ///
    /// # Errors
    /// As of [`Self::shown_problem`].
    pub fn unexplained(
        &self,
        selection: &Selection,
        moment: Moment,
    ) -> Result<Option<(PlanProblem, Plan)>, AppError> {
        let opened = self.shown_plan(selection, moment)?.opened.ok_or_else(no_plan)?;
        let (plan, worked) = opened.found.ok_or_else(no_plan)?;
        Ok(worked.reasons.is_none().then_some((opened.problem, plan)))
    }

    /// Works out what a chart of a plan shows and is not known yet: its reasons, or its frontier.
    ///
    /// # Errors
    /// As of [`Self::plan_view`]; [`ErrorCode::Cancelled`] where the reasons were stopped.
    pub fn complete_plan(
        &self,
        kind: ChartKind,
        selection: &Selection,
        moment: Moment,
        work: &Work<'_>,
    ) -> Result<(), AppError> {
        let Some(Opened { problem, found: Some((plan, worked)), .. }) =
            self.shown_plan(selection, moment)?.opened
        else {
            return Ok(());
        };
        let search = Search::default();
        match kind {
            ChartKind::PlanTimeline if worked.reasons.is_none() => {
                self.keep_reasons(&problem, &plan, problem.all_reasons(&plan, work)?)
            }
            ChartKind::BudgetFrontier if worked.frontier.is_none() => self.keep_frontier(
                &problem,
                &plan,
                problem.frontier(FRONTIER_POINTS, &search, work, &|_| {})?,
            ),
            _ => Ok(()),
        }
    }

    /// The scenarios of the team that is shown; all of them for all teams.
    fn scenarios(&self, selection: &Selection) -> Vec<&Scenario> {
        let of_team = |scenario: &&Scenario| selection.team.is_none() || scenario.team == selection.team;
        self.content.scenarios.iter().filter(of_team).collect()
    }

    fn opened(&self, selection: &Selection, as_of: NaiveDate) -> Result<Vec<Opened<'_>>, AppError> {
        self.scenarios(selection).into_iter().map(|scenario| self.open_scenario(scenario, as_of)).collect()
    }

    pub(crate) fn open_scenario<'a>(
        &self,
        scenario: &'a Scenario,
        as_of: NaiveDate,
    ) -> Result<Opened<'a>, AppError> {
        let starts_on = scenario.outcome.as_ref().map_or(as_of, |outcome| outcome.starts_on);
        let problem = self.posed(scenario, starts_on)?;
        let found = match problem.kept() {
            Some(plan) => {
                let worked = self.worked_out(&problem, &plan)?;
                Some((plan, worked))
            }
            None => None,
        };
        Ok(Opened { scenario, problem, found })
    }

    fn bare_view(&self, figures: &Figures<'_>, chosen: Option<&Scenario>) -> PlanView {
        let content = &self.content;
        let choice = |value: String, label: &str| Choice { value, label: label.to_owned() };
        let team = figures.team.map(|team| content.teams[team].id);
        PlanView {
            title: String::new(),
            subtitle: String::new(),
            scenarios: Vec::new(),
            chosen: None,
            starts: starts(content, chosen, team, figures.as_of),
            teams: content.teams.iter().map(|team| choice(team.id.to_string(), &team.name)).collect(),
            roles: content.roles.iter().map(|role| choice(role.id.to_string(), &role.name)).collect(),
            people: figures
                .people()
                .map(|person| &content.people[person])
                .map(|person| choice(person.id.to_string(), &person.name))
                .collect(),
            training: content.training.iter().map(|item| choice(item.key.to_string(), &item.name)).collect(),
            currency: content.settings.currency.clone(),
            empty: None,
        }
    }

    fn detail(&self, opened: &Opened<'_>, as_of: NaiveDate) -> Result<ScenarioDetail, AppError> {
        let content = &self.content;
        let Opened { scenario, problem, found } = opened;
        let names = PlanNames(content);
        let actual = self.actual(scenario, as_of)?;
        let reasons = found.as_ref().and_then(|(_, worked)| worked.reasons.as_deref());
        let frontier = found.as_ref().and_then(|(_, worked)| worked.frontier.as_deref());
        Ok(ScenarioDetail {
            id: scenario.id,
            draft: draft_of(scenario),
            lines: found.as_ref().map_or_else(Vec::new, |(plan, worked)| {
                lines(content, problem, plan, worked.reasons.as_deref().map(|reasons| &reasons.losses[..]))
            }),
            quarters: found
                .as_ref()
                .map_or_else(Vec::new, |(plan, worked)| quarters(problem, plan, worked, &actual)),
            open: found.as_ref().map_or_else(Vec::new, |(plan, worked)| open(content, problem, plan, worked)),
            critical: found
                .as_ref()
                .map_or_else(Vec::new, |(_, worked)| critical_rows(content, problem, worked)),
            wishes: scenario.wishes.iter().map(|wish| wish_in_words(names, wish)).collect(),
            reasoned: reasons.is_some(),
            has_frontier: frontier.is_some_and(|frontier| frontier.plans.iter().all(Option::is_some)),
            tracked: begun(&scenario.actions),
            track: track(scenario, &actual),
            warnings: problem.warnings.clone(),
        })
    }

    /// What is covered in fact at the end of each quarter of a plan that is over by a day, from quarter 1.
    pub(crate) fn actual(&self, scenario: &Scenario, as_of: NaiveDate) -> Result<Vec<f64>, AppError> {
        let Some(outcome) = &scenario.outcome else { return Ok(Vec::new()) };
        let ends = (1..=scenario.quarters).map(|quarter| quarter_ends(outcome.starts_on, quarter));
        ends.take_while(|ends| *ends <= as_of)
            .map(|ends| Ok(self.posed(scenario, ends)?.covered_before))
            .collect()
    }
}

fn no_plan() -> AppError {
    AppError::new(
        ErrorCode::UnknownScenario,
        "There is no plan to work on.",
        "Make a scenario, or solve the one that is shown again.",
    )
}

/// The scenario chosen, or the last.
fn chosen<'a, 'b>(opened: &'a [Opened<'b>], selection: &Selection) -> Option<&'a Opened<'b>> {
    opened.iter().find(|one| Some(one.scenario.id) == selection.scenario).or_else(|| opened.last())
}

fn column(content: &Content, opened: &Opened<'_>) -> ScenarioColumn {
    let Opened { scenario, problem, found } = opened;
    let currency = &content.settings.currency;
    let limits = problem.instance.limits;
    let plan = found.as_ref().map(|(plan, _)| plan);
    let sureness = found.as_ref().map(|(_, worked)| &worked.sureness);
    let last = sureness.and_then(|sureness| sureness.quarters.last());
    let hours: f64 =
        plan.map_or(0.0, |plan| plan.actions.iter().map(|action| problem.hours_of(*action)).sum());
    let count = |used: u32, limit: u32| {
        meter(f64::from(used), f64::from(limit), words::thousands(used), &words::thousands(limit))
    };
    let cost = plan.map_or(0.0, |plan| plan.cost);
    let whole = |value: f64| words::amount(value.round());
    ScenarioColumn {
        id: scenario.id,
        name: scenario.name.clone(),
        team: scenario
            .team
            .map_or_else(|| "All teams".to_owned(), |team| PlanNames(content).team(team).to_owned()),
        covered: last.map(|fan| words::percent(fan.p50)).unwrap_or_default(),
        odds: last
            .map(|fan| format!("P10 {}, P90 {}", hundredths(fan.p10), hundredths(fan.p90)))
            .unwrap_or_default(),
        quarters: sureness
            .map(|sureness| sureness.quarters.iter().map(|fan| words::percent(fan.p50)).collect())
            .unwrap_or_default(),
        cost: meter(
            cost,
            limits.budget,
            words::short_money(cost, currency),
            &words::short_money(limits.budget, currency),
        ),
        hires: count(plan.map_or(0, |plan| plan.hires() as u32), limits.hires),
        borrowed: count(plan.map_or(0, borrowed), limits.borrowed_quarters),
        hours: {
            let all = problem.learning_hours();
            meter(hours, all, whole(hours), &whole(all))
        },
        risks: found
            .as_ref()
            .map(|(_, worked)| {
                format!("{} on nobody, {} on one", worked.risks.on_nobody, worked.risks.on_one)
            })
            .unwrap_or_default(),
        proof: scenario.outcome.as_ref().map_or_else(|| "Not solved yet".to_owned(), proof),
        stale: Some(stale(opened))
            .filter(|why| !why.is_empty())
            .or_else(|| scenario.outcome.as_ref().and_then(unproven))
            .unwrap_or_default(),
    }
}

/// A share as a whole number of hundredths.
fn hundredths(share: f64) -> String {
    format!("{:.0}", 100.0 * share)
}

fn meter(used: f64, limit: f64, used_words: String, limit_words: &str) -> Meter {
    let share = if limit > 0.0 { (used / limit).clamp(0.0, 1.0) } else { 0.0 };
    Meter {
        share,
        used: used_words,
        of: format!("of {limit_words}"),
        note: if limit > 0.0 && used >= limit { "all used".to_owned() } else { String::new() },
    }
}

fn proof(outcome: &cadre_core::PlanOutcome) -> String {
    if outcome.bound <= outcome.objective {
        "Optimal, gap 0.0%".to_owned()
    } else {
        format!("Within {} of the best", gap_in_words(outcome.gap))
    }
}

/// Why a plan is worth solving again that was stopped, or was asked to come no nearer.
fn unproven(outcome: &cadre_core::PlanOutcome) -> Option<String> {
    (outcome.gap > PLAN_GAP).then(|| {
        format!("Only within {} of the best: solve it again to come nearer.", gap_in_words(outcome.gap))
    })
}

/// A gap upwards to the next hundredth or tenth of a percent, for it is a promise.
pub(crate) fn gap_in_words(gap: f64) -> String {
    let hundredths = (gap * 10_000.0 - 1e-9).ceil();
    if hundredths >= 10.0 && hundredths % 10.0 != 0.0 || hundredths >= 100.0 {
        format!("{:.1}%", (hundredths / 10.0).ceil() / 10.0)
    } else {
        format!("{:.2}%", hundredths / 100.0)
    }
}

/// Why a plan is to be solved again: the record says something else now of what it was made from. One that has begun stays,
/// and another goes on from it.
pub(crate) fn stale(opened: &Opened<'_>) -> String {
    let Opened { scenario, problem, found } = opened;
    let Some(outcome) = &scenario.outcome else { return String::new() };
    let what = match found {
        None => "Somebody or something that it plans with is gone",
        Some((plan, _)) => {
            let now = plan.coverage.points() as f64 / f64::from(cadre_planner::POINTS);
            let costs = plan.actions.iter().zip(&scenario.actions);
            let same = (now - outcome.objective).abs() < 1e-6
                && (problem.covered_before - outcome.covered_before).abs() < 1e-9
                && costs
                    .into_iter()
                    .all(|(now, then)| (problem.instance.cost(*now) - then.cost).abs() < 0.005);
            if same {
                return String::new();
            }
            "The record has changed since"
        }
    };
    let then =
        if begun(&scenario.actions) { "make a new scenario that starts from it" } else { "solve it again" };
    format!("{what}: {then}.")
}

fn quarters(problem: &PlanProblem, plan: &Plan, worked: &WorkedOut, actual: &[f64]) -> Vec<PlanQuarter> {
    (1..)
        .zip(shares(plan))
        .zip(&worked.sureness.quarters)
        .map(|((quarter, planned), fan)| PlanQuarter {
            name: format!("Q{quarter}"),
            ends: words::date(quarter_ends(problem.starts_on, quarter)),
            planned: words::percent(planned),
            p10: words::percent(fan.p10),
            p50: words::percent(fan.p50),
            p90: words::percent(fan.p90),
            actual: actual.get(quarter as usize - 1).map(|share| words::percent(*share)).unwrap_or_default(),
        })
        .collect()
}

/// Seats open at the end by the plan itself, and, once the reasons are known, what stopped each.
fn open(content: &Content, problem: &PlanProblem, plan: &Plan, worked: &WorkedOut) -> Vec<OpenSeatsRow> {
    let names = PlanNames(content);
    let row = |team: usize, at: usize, seats: String, limit: String, why: String| {
        let competency = &content.competencies[problem.instance.teams[team].demands[at].competency];
        let id = problem.team(team);
        OpenSeatsRow {
            competency: competency.key.clone(),
            name: competency.name.clone(),
            team: id,
            team_name: names.team(id).to_owned(),
            seats,
            limit,
            why,
        }
    };
    let required = |team: usize, at: usize| problem.instance.teams[team].demands[at].required();
    if let Some(reasons) = &worked.reasons {
        return reasons
            .open
            .iter()
            .map(|open| {
                let stops: Vec<&str> = open.stops.iter().map(|&one| stop(one)).collect();
                let why: Vec<&str> = open.stops.iter().map(|&one| stop_sentence(one)).collect();
                let of = required(open.team, open.demand);
                let seats = format!("{} of {of} at level {}", open.seats, open.level.get());
                row(open.team, open.demand, seats, words::sentence_case(&lower(&stops)), why.join(" "))
            })
            .collect();
    }
    let Some(last) = plan.coverage.0.last() else { return Vec::new() };
    last.iter()
        .enumerate()
        .flat_map(|(team, demands)| {
            demands
                .iter()
                .enumerate()
                .filter(|(_, covered)| covered.filled < covered.required)
                .map(move |(at, covered)| (team, at, covered.required - covered.filled, covered.required))
        })
        .map(|(team, at, open, of)| row(team, at, format!("{open} of {of}"), String::new(), String::new()))
        .collect()
}

/// "hires and budget".
fn lower(stops: &[&str]) -> String {
    words::list(&stops.iter().map(|one| words::inside(one)).collect::<Vec<_>>())
}

fn critical_rows(content: &Content, problem: &PlanProblem, worked: &WorkedOut) -> Vec<CriticalRow> {
    let mut rows: Vec<_> = critical(problem, &worked.sureness.all_filled).collect();
    rows.sort_by(|one, other| one.2.total_cmp(&other.2));
    rows.into_iter()
        .map(|(team, at, chance)| {
            let demand = &problem.instance.teams[team].demands[at];
            let competency = &content.competencies[demand.competency];
            let id = problem.team(team);
            CriticalRow {
                competency: competency.key.clone(),
                name: competency.name.clone(),
                team: id,
                team_name: PlanNames(content).team(id).to_owned(),
                seats: demand.required(),
                chance: words::percent(chance),
            }
        })
        .collect()
}

/// "Promised by 1 Mar 2026: 74%. Covered in fact: 71%."
fn track(scenario: &Scenario, actual: &[f64]) -> String {
    let Some(outcome) = &scenario.outcome else { return String::new() };
    let (Some(covered), Some(promised)) =
        (actual.last(), actual.len().checked_sub(1).and_then(|last| outcome.covered.get(last)))
    else {
        return String::new();
    };
    format!(
        "Promised by {}: {}. Covered in fact: {}.",
        words::date(quarter_ends(outcome.starts_on, actual.len() as u32)),
        words::percent(*promised),
        words::percent(*covered)
    )
}

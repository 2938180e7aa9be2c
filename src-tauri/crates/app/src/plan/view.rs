//! The Plan screen in figures and words.

use cadre_core::{ActionKind, Content, PlanAction, PlanWish, Scenario, WishRule};
use cadre_planner::{Loss, Plan, Worth};
use chrono::NaiveDate;

use super::{
    document::{borrowed, critical},
    problem::{PlanProblem, quarter_ends, quarter_starts},
    scenarios::{begun, draft_of, starts},
    solving::{FRONTIER_POINTS, MORE_MONEY, Search, shares},
    words::{PlanNames, stop, stop_sentence},
    worked::WorkedOut,
};
use crate::{
    chart::ShownPlan,
    empty,
    error::{AppError, ErrorCode},
    figures::Figures,
    view::{
        ChartKind, Choice, CriticalRow, Meter, OpenSeatsRow, PlanLine, PlanQuarter, PlanView, ScenarioColumn,
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
        if let Some(empty) = empty::coverage(&figures) {
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
                "What would you do with the money, the heads and the hours that you have?".to_owned();
            view.subtitle = "A scenario says what may be spent; Cadre finds the hires and the training that cover the most, \
                             and proves how near the best they are."
                .to_owned();
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

    /// Works out what a chart of a plan shows and is not known yet: its reasons, or its frontier.
    ///
    /// # Errors
    /// As of [`Self::plan_view`].
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
                self.keep_reasons(&problem, &plan, problem.reasons(&plan, &search, work)?)
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

    fn open_scenario<'a>(&self, scenario: &'a Scenario, as_of: NaiveDate) -> Result<Opened<'a>, AppError> {
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
        meter(f64::from(used), f64::from(limit), words::thousands(used), words::thousands(limit))
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
            words::short_money(limits.budget, currency),
        ),
        hires: count(plan.map_or(0, |plan| plan.hires() as u32), limits.hires),
        borrowed: count(plan.map_or(0, borrowed), limits.borrowed_quarters),
        hours: {
            let all = problem.learning_hours();
            meter(hours, all, whole(hours), whole(all))
        },
        risks: found
            .as_ref()
            .map(|(_, worked)| {
                format!("{} on nobody, {} on one", worked.risks.on_nobody, worked.risks.on_one)
            })
            .unwrap_or_default(),
        proof: scenario.outcome.as_ref().map_or_else(|| "Not solved yet".to_owned(), proof),
        stale: stale(opened),
    }
}

/// A share as a whole number of hundredths.
fn hundredths(share: f64) -> String {
    format!("{:.0}", 100.0 * share)
}

fn meter(used: f64, limit: f64, used_words: String, limit_words: String) -> Meter {
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

/// A gap upwards to the next hundredth or tenth of a percent, for it is a promise.
pub(crate) fn gap_in_words(gap: f64) -> String {
    let hundredths = (gap * 10_000.0 - 1e-9).ceil();
    if hundredths >= 10.0 && hundredths % 10.0 != 0.0 || hundredths >= 100.0 {
        format!("{:.1}%", (hundredths / 10.0).ceil() / 10.0)
    } else {
        format!("{:.2}%", hundredths / 100.0)
    }
}

/// Why a plan is to be solved again: the record says something else now of what it was made from.
fn stale(opened: &Opened<'_>) -> String {
    let Some(outcome) = &opened.scenario.outcome else { return String::new() };
    let Some((plan, _)) = &opened.found else {
        return "Somebody or something that it plans with is gone: solve it again.".to_owned();
    };
    let now = plan.coverage.points() as f64 / f64::from(cadre_planner::POINTS);
    let same = (now - outcome.objective).abs() < 1e-6
        && (opened.problem.covered_before - outcome.covered_before).abs() < 1e-9;
    if same { String::new() } else { "The record has changed since: solve it again.".to_owned() }
}

/// A loss in the objective in points, hundredths of what full cover over the horizon comes to: "−7.9"; "at most" where it is not known closer.
pub(crate) fn points_without(problem: &PlanProblem, loss: &Loss) -> String {
    let points =
        |value: f64| if problem.full_cover() > 0.0 { 100.0 * value / problem.full_cover() } else { 0.0 };
    let (least, most) = (points(loss.at_least), points(loss.at_most));
    let tenth = |value: f64| if value < 0.05 { "0".to_owned() } else { format!("−{value:.1}") };
    let known = (most - least).abs() < 0.05;
    if known { tenth(most) } else { format!("{} to {}", tenth(least), tenth(most)) }
}

/// The actions in the order shown: hires first, and of each kind what is missed most.
pub(crate) fn lines(
    content: &Content,
    problem: &PlanProblem,
    plan: &Plan,
    losses: Option<&[Loss]>,
) -> Vec<PlanLine> {
    let names = PlanNames(content);
    let currency = &content.settings.currency;
    let mut lines: Vec<PlanLine> = problem
        .scenario
        .actions
        .iter()
        .zip(&plan.actions)
        .enumerate()
        .map(|(at, (action, &planned))| {
            let loss = losses.and_then(|losses| losses.iter().find(|loss| loss.what == planned.what));
            let (name, detail) = who_and_what(names, action);
            PlanLine {
                action: at as u32,
                kind: action.kind,
                kind_name: kind_name(action.kind).to_owned(),
                name,
                detail,
                when: when(problem, action, planned),
                cost: words::money(action.cost, currency),
                without: loss.map(|loss| points_without(problem, loss)).unwrap_or_default(),
                why: why(content, problem, plan, planned, loss),
                state: action.state,
                require: wish_of(WishRule::Require, action),
                forbid: wish_of(WishRule::Forbid, action),
            }
        })
        .collect();
    let cost = |line: &PlanLine| problem.scenario.actions[line.action as usize].cost;
    lines.sort_by(|one, other| {
        let loss = |line: &PlanLine| {
            let what = plan.actions[line.action as usize].what;
            losses
                .and_then(|losses| losses.iter().find(|loss| loss.what == what))
                .map_or(0.0, |loss| loss.at_most)
        };
        (one.kind.cmp(&other.kind))
            .then(loss(other).total_cmp(&loss(one)))
            .then(cost(other).total_cmp(&cost(one)))
            .then(one.action.cmp(&other.action))
    });
    lines
}

/// "Hire", "Train", "Borrow".
pub(crate) const fn kind_name(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Hire => "Hire",
        ActionKind::Train => "Train",
        ActionKind::Borrow => "Borrow",
    }
}

/// Who is hired, borrowed or trained, and for which team or in what.
pub(crate) fn who_and_what(names: PlanNames<'_>, action: &PlanAction) -> (String, String) {
    let (name, detail) = match action.kind {
        ActionKind::Hire | ActionKind::Borrow => (names.role(action.role), names.team(action.team)),
        ActionKind::Train => (names.person(action.person), names.training(action.training.as_ref())),
    };
    (name.to_owned(), detail.to_owned())
}

/// "Opens 1 Jun 2026, counts from 30 Nov 2026".
fn when(problem: &PlanProblem, action: &PlanAction, planned: cadre_planner::Action) -> String {
    let day = |quarter| words::date(quarter_starts(problem.starts_on, quarter));
    let starts = day(action.quarter);
    let from = problem.counts_from(planned);
    match action.kind {
        ActionKind::Borrow => {
            format!("From {starts} to {}", words::date(quarter_ends(problem.starts_on, action.quarter)))
        }
        ActionKind::Hire => {
            format!("Opens {starts}, starts by {}, counts from {}", day(problem.arrives(planned)), day(from))
        }
        ActionKind::Train => {
            let hours = words::amount(problem.hours_of(planned).round());
            format!("Starts {starts}, {hours} hours, counts from {}", day(from))
        }
    }
}

/// What the action fills that it does not fill without it, at the end of the plan, and what the best plan without it loses.
fn why(
    content: &Content,
    problem: &PlanProblem,
    plan: &Plan,
    planned: cadre_planner::Action,
    loss: Option<&Loss>,
) -> String {
    let mut without = plan.actions.clone();
    if let Some(at) = without.iter().position(|action| *action == planned) {
        without.remove(at);
    }
    let left = cadre_planner::coverage(&problem.instance, &without);
    let mut filled = Vec::new();
    let mut deeper = Vec::new();
    for (team, demands) in problem.instance.teams.iter().enumerate() {
        for (at, demand) in demands.demands.iter().enumerate() {
            let gain = |of: fn(&cadre_planner::Covered) -> u32| {
                plan.coverage
                    .0
                    .iter()
                    .zip(&left.0)
                    .map(|(with, without)| of(&with[team][at]).saturating_sub(of(&without[team][at])))
                    .max()
                    .unwrap_or_default()
            };
            let name = words::inside(&content.competencies[demand.competency].name);
            match gain(|covered| covered.filled) {
                0 if gain(|covered| covered.depth) > 0 => deeper.push(name),
                0 => {}
                1 => filled.push(name),
                seats => filled.push(format!("{name} ({seats} seats)")),
            }
        }
    }
    let mut sentences = Vec::new();
    let from = words::date(quarter_starts(problem.starts_on, problem.counts_from(planned)));
    if !filled.is_empty() {
        sentences.push(format!("Fills a seat in {} from {from}.", words::list_some(&filled, 4)));
    }
    if !deeper.is_empty() {
        sentences.push(format!("Adds a holder of {}, which rests on too few.", words::list_some(&deeper, 4)));
    }
    if sentences.is_empty() {
        sentences.push("By itself it fills nothing: what builds on it does, or it is required.".to_owned());
    }
    if let Some(loss) = loss {
        if loss.asked_for {
            sentences.push("It is required.".to_owned());
        }
        sentences.push(match points_without(problem, loss).as_str() {
            "0" => "The best plan without it covers as much.".to_owned(),
            points => format!("The best plan without it covers {} points less.", points.replace('−', "")),
        });
    }
    sentences.join(" ")
}

fn wish_of(rule: WishRule, action: &PlanAction) -> PlanWish {
    PlanWish {
        rule,
        kind: action.kind,
        team: (action.kind != ActionKind::Train).then_some(action.team),
        role: action.role,
        person: action.person,
        training: action.training.clone(),
        count: 1,
    }
}

/// "Required: one hire on AI assurance", "Forbidden: train Dana Petrov: LLM application security".
fn wish_in_words(names: PlanNames<'_>, wish: &PlanWish) -> String {
    let rule = match wish.rule {
        WishRule::Require => "Required",
        WishRule::Forbid => "Forbidden",
    };
    let times = match (wish.rule, wish.count) {
        (WishRule::Require, count @ 2..) => format!(", {} times", words::number(count)),
        _ => String::new(),
    };
    let what = match wish.kind {
        ActionKind::Train => {
            let who = wish.person.map_or("anybody", |person| names.person(Some(person)));
            let item = wish.training.as_ref().map_or("any item", |item| names.training(Some(item)));
            format!("train {who}: {item}")
        }
        ActionKind::Hire | ActionKind::Borrow => {
            let verb = if wish.kind == ActionKind::Hire { "hire" } else { "borrow" };
            let role = wish.role.map_or("any role", |role| names.role(Some(role)));
            let team = wish.team.map_or("any team", |team| names.team(team));
            format!("{verb} {role}, {team}")
        }
    };
    format!("{rule}: {what}{times}")
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

/// "Two hires and eight courses lift coverage from 66% to 82% for €200,800", how sure that is, and what stops it.
fn sentences(content: &Content, opened: &Opened<'_>) -> (String, String) {
    let currency = &content.settings.currency;
    let Some((plan, worked)) = &opened.found else {
        let subtitle = match opened.scenario.outcome {
            Some(_) => stale(opened),
            None => "It has not been solved yet.".to_owned(),
        };
        return (opened.scenario.name.clone(), subtitle);
    };
    let before = words::percent(opened.problem.covered_before);
    let last = shares(plan).last().copied().unwrap_or_default();
    let after = words::percent(last);
    let parts = parts(plan);
    let (subject, one) = match &parts[..] {
        [] => ("Doing nothing".to_owned(), true),
        parts => (words::sentence_case(&words::list(parts)), plan.actions.len() == 1),
    };
    let change = if before == after {
        format!("{} coverage at {after}", words::verb(u32::from(one), "keeps", "keep"))
    } else if last > opened.problem.covered_before {
        format!("{} coverage from {before} to {after}", words::verb(u32::from(one), "lifts", "lift"))
    } else {
        format!("{} coverage fall from {before} to {after}", words::verb(u32::from(one), "lets", "let"))
    };
    let cost =
        if plan.cost > 0.0 { format!(" for {}", words::money(plan.cost, currency)) } else { String::new() };
    let subtitle = [odds(worked), limits_in_words(content, opened, plan, worked)].join(" ");
    (format!("{subject} {change}{cost}"), subtitle.trim().to_owned())
}

/// How sure it is: people leave and courses fail, with the plan and without it.
fn odds(worked: &WorkedOut) -> String {
    let (Some(with), Some(without)) = (worked.sureness.quarters.last(), worked.idle.quarters.last()) else {
        return String::new();
    };
    format!(
        "With people leaving as usual and courses that fail, {} is as likely as not, and {} if nothing is done.",
        words::percent(with.p50),
        words::percent(without.p50)
    )
}

/// "two hires", "eight courses", "one borrowed quarter".
fn parts(plan: &Plan) -> Vec<String> {
    let count = |one: &str, many: &str, number: u32| {
        (number > 0).then(|| format!("{} {}", words::number(number), if number == 1 { one } else { many }))
    };
    let hires = plan.hires() as u32;
    let borrowed = borrowed(plan);
    [
        count("hire", "hires", hires),
        count("training", "trainings", plan.actions.len() as u32 - hires - borrowed),
        count("borrowed quarter", "borrowed quarters", borrowed),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What stops the plan, as far as it is known.
fn limits_in_words(content: &Content, opened: &Opened<'_>, plan: &Plan, worked: &WorkedOut) -> String {
    let problem = &opened.problem;
    let stale = stale(opened);
    if !stale.is_empty() {
        return stale;
    }
    let currency = &content.settings.currency;
    let Some(reasons) = &worked.reasons else {
        let last = plan.coverage.0.last();
        let open: u32 = last
            .map(|last| last.iter().flatten().map(|covered| covered.required - covered.filled).sum())
            .unwrap_or_default();
        return format!(
            "{} stay open at the end, each counted in every competency that it needs. What stops them is not known yet.",
            words::sentence_case(&words::counted(open, "seat", "seats"))
        );
    };
    if reasons.open.is_empty() {
        return "Every seat is filled at the end.".to_owned();
    }
    let needed = problem.full_cover();
    let points = |worth: &Worth| 100.0 * worth.at_most / needed;
    let says = |what: String, worth: &Option<Worth>| {
        worth.as_ref().filter(|_| needed > 0.0).map(|worth| match points(worth) {
            points if points < 0.05 => format!("{what} adds nothing"),
            points => {
                let least = 100.0 * worth.at_least / needed;
                let up_to = if points - least < 0.05 { "" } else { "up to " };
                format!("{what} would add {up_to}{points:.1} points")
            }
        })
    };
    let more: Vec<String> = [
        says(format!("another {}", words::money(MORE_MONEY, currency)), &reasons.money),
        says("one more hire".to_owned(), &reasons.hire),
    ]
    .into_iter()
    .flatten()
    .collect();
    let nothing = |worth: &Option<Worth>| worth.as_ref().is_some_and(|worth| worth.at_most <= 1e-9);
    let lead = match (nothing(&reasons.money), nothing(&reasons.hire)) {
        (true, false) => "The hires stop this plan, not the money: ",
        (false, true) => "The money stops this plan, not the hires: ",
        (true, true) => "Neither a little more money nor one more hire helps: ",
        (false, false) => "More would help: ",
    };
    if more.is_empty() { String::new() } else { format!("{lead}{}.", more.join("; ")) }
}

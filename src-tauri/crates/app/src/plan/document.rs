//! `cadre plan --json`: the plan with its proof, its odds and its reasons.

use cadre_core::{ActionKind, CompetencyKey, Level, PersonId, RoleId, ScenarioId, TeamId, TrainingKey};
use cadre_planner::{Loss, Move, Plan, Status, Stop, Worth};
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    problem::{PlanProblem, quarter_ends, quarter_starts},
    solving::{Frontier, MORE_MONEY, Reasons, Search, shares},
    words::PlanNames,
};
use crate::{error::AppError, workspace::Workspace};

/// A plan, with its proof, its odds and its reasons.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlanDocument {
    /// The scenario, where it is one that is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario: Option<ScenarioId>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario_name: Option<String>,
    /// How good it is known to be.
    pub status: Status,
    /// Covered, weighted seat-quarters (section 3 of the design).
    pub objective: f64,
    /// No plan has a greater objective.
    pub bound: f64,
    /// `(bound − objective) ÷ bound`, 0 to 1.
    pub gap: f64,
    /// What covering every seat and the fewest holders in every quarter would come to, in the same unit.
    pub full_cover: f64,
    /// Cost over the horizon.
    pub cost: f64,
    /// Hires made.
    pub hires: u32,
    /// Quarters borrowed.
    pub borrowed_quarters: u32,
    /// Learning hours used.
    pub hours: f64,
    /// What it had to keep to.
    pub limits: PlanLimits,
    /// The team planned for; `None` for all teams.
    pub team: Option<TeamId>,
    /// Its name.
    pub team_name: Option<String>,
    /// The first day of quarter 1.
    pub starts_on: NaiveDate,
    /// What is done, in order.
    pub actions: Vec<PlannedAction>,
    /// Weighted share of the seats filled on the first day, 0 to 1.
    pub covered_before: f64,
    /// The share quarter by quarter.
    pub coverage: Vec<QuarterCoverage>,
    /// The chance that all seats that are critical are filled at the end, by team and competency.
    pub critical: Vec<CriticalSeats>,
    /// Seats left open at the end, and what stopped them.
    pub open: Vec<OpenSeatsLine>,
    /// What more money and one more hire would add.
    pub more: Vec<More>,
    /// What other budgets would cover, where that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub frontier: Vec<FrontierLine>,
    /// What could not be planned with, and why nothing meets all that was asked for; empty mostly.
    pub warnings: Vec<String>,
}

/// What a plan may spend.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PlanLimits {
    /// Money, over the horizon.
    pub budget: f64,
    /// Most hires.
    pub hires: u32,
    /// Most borrowed quarters.
    pub borrowed_quarters: u32,
    /// Learning hours of everybody over the horizon.
    pub hours: f64,
    /// Quarters planned.
    pub quarters: u32,
}

/// One line of a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlannedAction {
    /// What is done.
    pub kind: ActionKind,
    /// The quarter in which it starts, from 1.
    pub quarter: u32,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// The quarter from which it counts; beyond the horizon where it never does within it.
    pub counts_from: u32,
    /// The team that gains.
    pub team: TeamId,
    /// Its name.
    pub team_name: String,
    /// The role hired or borrowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleId>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_name: Option<String>,
    /// The person trained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Their name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_name: Option<String>,
    /// The item they take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub training: Option<TrainingKey>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub training_name: Option<String>,
    /// Learning hours that it takes; 0 for a hire.
    pub hours: f64,
    /// Cost over the horizon.
    pub cost: f64,
    /// What the best plan without it, or with one less of it, covers less, in units of the objective: at least this.
    pub adds: f64,
    /// And at most this; equal where it is known.
    pub adds_at_most: f64,
}

/// The weighted share of the seats filled at the end of a quarter, 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuarterCoverage {
    /// The quarter, from 1.
    pub quarter: u32,
    /// Its last day.
    pub ends_on: NaiveDate,
    /// Where all goes as planned.
    pub planned: f64,
    /// A tenth of the simulations comes to no more.
    pub p10: f64,
    /// Half of them does.
    pub p50: f64,
    /// Nine tenths do.
    pub p90: f64,
    /// Their mean.
    pub expected: f64,
}

/// Seats whose competency is critical to the team.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CriticalSeats {
    /// The team.
    pub team: TeamId,
    /// Its name.
    pub team_name: String,
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub competency_name: String,
    /// Seats needed.
    pub required: u32,
    /// The chance that all of them are filled at the end of the horizon, 0 to 1.
    pub all_filled: f64,
}

/// Seats left open at the end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenSeatsLine {
    /// The team.
    pub team: TeamId,
    /// Its name.
    pub team_name: String,
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub competency_name: String,
    /// The level that they need.
    pub level: Level,
    /// How many.
    pub seats: u32,
    /// What stopped them.
    pub stopped_by: Vec<Stop>,
}

/// What wider limits would add.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct More {
    /// "money" or "hire".
    pub of: &'static str,
    /// How much more of it.
    pub more: f64,
    /// What the best plan with it covers more, in units of the objective: at least this.
    pub adds: f64,
    /// And at most this.
    pub adds_at_most: f64,
}

/// What a budget would cover.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FrontierLine {
    /// The budget.
    pub budget: f64,
    /// The objective of the best plan; missing where there was no time for it.
    pub objective: Option<f64>,
    /// No plan has a greater one: proven by the plan, else by the relaxed model.
    pub bound: Option<f64>,
    /// The gap of the plan.
    pub gap: Option<f64>,
    /// Weighted share of the seats that it fills at the end, 0 to 1.
    pub covered: Option<f64>,
}

impl Workspace {
    /// The document of a plan that was found for a problem.
    ///
    /// # Errors
    /// Numbers of the workspace that make no sense.
    pub fn plan_document(
        &self,
        problem: &PlanProblem,
        plan: &Plan,
        reasons: &Reasons,
        frontier: Option<&Frontier>,
        search: &Search,
    ) -> Result<PlanDocument, AppError> {
        let names = PlanNames(&self.content);
        let scenario = self.content.scenarios.iter().find(|one| one.id == problem.scenario.id);
        let sureness = problem.sureness(&plan.actions, search.seed)?;
        let instance = &problem.instance;
        let limits = instance.limits;
        let planned = shares(plan);
        let demand = |team: usize, demand: usize| {
            let competency = &self.content.competencies[instance.teams[team].demands[demand].competency];
            (problem.team(team), competency)
        };
        let mut warnings = problem.warnings.clone();
        warnings.extend(plan.obstacles.iter().map(|obstacle| names.obstacle(problem, *obstacle)));
        if plan.misses_wishes && plan.status != Status::Infeasible {
            warnings.push("It was stopped before it found a plan that does all that is required.".to_owned());
        }
        let actions = planned_actions(problem, plan, names, &reasons.losses);
        Ok(PlanDocument {
            scenario: scenario.map(|scenario| scenario.id),
            scenario_name: scenario.map(|scenario| scenario.name.clone()),
            status: plan.status,
            objective: plan.objective,
            bound: plan.bound,
            gap: plan.gap,
            full_cover: problem.full_cover(),
            cost: plan.cost,
            hires: plan.hires() as u32,
            borrowed_quarters: borrowed(plan),
            hours: actions.iter().fold(0.0, |sum, action| sum + action.hours),
            limits: PlanLimits {
                budget: limits.budget,
                hires: limits.hires,
                borrowed_quarters: limits.borrowed_quarters,
                hours: problem.learning_hours(),
                quarters: limits.quarters,
            },
            team: problem.scenario.team,
            team_name: problem.scenario.team.map(|team| names.team(team).to_owned()),
            starts_on: problem.starts_on,
            actions,
            covered_before: problem.covered_before,
            coverage: (1..)
                .zip(planned)
                .zip(&sureness.quarters)
                .map(|((quarter, planned), fan)| QuarterCoverage {
                    quarter,
                    ends_on: quarter_ends(problem.starts_on, quarter),
                    planned,
                    p10: fan.p10,
                    p50: fan.p50,
                    p90: fan.p90,
                    expected: fan.expected,
                })
                .collect(),
            critical: critical(problem, &sureness.all_filled)
                .map(|(team, at, all_filled)| {
                    let (id, competency) = demand(team, at);
                    CriticalSeats {
                        team: id,
                        team_name: names.team(id).to_owned(),
                        competency: competency.key.clone(),
                        competency_name: competency.name.clone(),
                        required: instance.teams[team].demands[at].required(),
                        all_filled,
                    }
                })
                .collect(),
            open: reasons
                .open
                .iter()
                .map(|open| {
                    let (team, competency) = demand(open.team, open.demand);
                    OpenSeatsLine {
                        team,
                        team_name: names.team(team).to_owned(),
                        competency: competency.key.clone(),
                        competency_name: competency.name.clone(),
                        level: open.level,
                        seats: open.seats,
                        stopped_by: open.stops.clone(),
                    }
                })
                .collect(),
            more: more(reasons),
            frontier: frontier.map(frontier_lines).unwrap_or_default(),
            warnings,
        })
    }
}

/// The demands that are critical, each with the chance that all its seats are filled: team, demand, chance.
pub(crate) fn critical<'a>(
    problem: &'a PlanProblem,
    all_filled: &'a [Vec<f64>],
) -> impl Iterator<Item = (usize, usize, f64)> + 'a {
    all_filled.iter().enumerate().flat_map(move |(team, chances)| {
        chances.iter().enumerate().filter_map(move |(demand, chance)| {
            let importance = problem.instance.teams[team].demands[demand].importance;
            (importance == cadre_core::Importance::CRITICAL).then_some((team, demand, *chance))
        })
    })
}

/// Quarters borrowed by a plan.
pub(crate) fn borrowed(plan: &Plan) -> u32 {
    plan.actions.iter().filter(|action| matches!(action.what, Move::Borrow { .. })).count() as u32
}

/// The lines of a plan with what each adds.
pub(crate) fn planned_actions(
    problem: &PlanProblem,
    plan: &Plan,
    names: PlanNames<'_>,
    losses: &[Loss],
) -> Vec<PlannedAction> {
    plan.actions
        .iter()
        .map(|&planned| {
            let action = problem.action(planned);
            let loss = losses.iter().find(|loss| loss.what == planned.what);
            PlannedAction {
                kind: action.kind,
                quarter: action.quarter,
                starts_on: quarter_starts(problem.starts_on, action.quarter),
                counts_from: problem.counts_from(planned),
                team: action.team,
                team_name: names.team(action.team).to_owned(),
                role: action.role,
                role_name: action.role.map(|role| names.role(Some(role)).to_owned()),
                person: action.person,
                person_name: action.person.map(|person| names.person(Some(person)).to_owned()),
                training_name: action.training.as_ref().map(|item| names.training(Some(item)).to_owned()),
                training: action.training,
                hours: problem.hours_of(planned),
                cost: action.cost,
                adds: loss.map_or(0.0, |loss| loss.at_least),
                adds_at_most: loss.map_or(0.0, |loss| loss.at_most),
            }
        })
        .collect()
}

fn more(reasons: &Reasons) -> Vec<More> {
    let one = |of, more, worth: &Option<Worth>| {
        worth.as_ref().map(|worth| More { of, more, adds: worth.at_least, adds_at_most: worth.at_most })
    };
    one("money", MORE_MONEY, &reasons.money).into_iter().chain(one("hire", 1.0, &reasons.hire)).collect()
}

fn frontier_lines(frontier: &Frontier) -> Vec<FrontierLine> {
    let Frontier { budgets, bounds, plans } = frontier;
    budgets
        .iter()
        .zip(bounds)
        .zip(plans)
        .map(|((&budget, &relaxed), plan)| FrontierLine {
            budget,
            objective: plan.as_ref().map(|plan| plan.objective),
            bound: plan.as_ref().map(|plan| plan.bound).or(relaxed),
            gap: plan.as_ref().map(|plan| plan.gap),
            covered: plan.as_ref().and_then(|plan| shares(plan).last().copied()),
        })
        .collect()
}

//! The Plan screen.

use cadre_core::{ActionKind, ActionState, CompetencyKey, PlanWish, ScenarioId, TeamId};
use serde::Serialize;

use super::{Choice, EmptyState};
use crate::draft::ScenarioDraft;

/// The Plan screen.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PlanView {
    /// What the chosen plan does, in one sentence.
    pub title: String,
    /// What stops it, and what more would buy.
    pub subtitle: String,
    /// The scenarios side by side.
    pub scenarios: Vec<ScenarioColumn>,
    /// The chosen one, opened; `None` where there is none.
    pub chosen: Option<ScenarioDetail>,
    /// What a new one may start from.
    pub starts: Vec<ScenarioStart>,
    /// Teams to choose from.
    pub teams: Vec<Choice>,
    /// Roles to choose from.
    pub roles: Vec<Choice>,
    /// People to choose from.
    pub people: Vec<Choice>,
    /// Training items to choose from.
    pub training: Vec<Choice>,
    /// ISO 4217 code of every amount.
    pub currency: String,
    /// Why nothing can be planned, and what to do about it.
    pub empty: Option<EmptyState>,
}

/// A scenario beside the others.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ScenarioColumn {
    /// Which.
    pub id: ScenarioId,
    /// Its name.
    pub name: String,
    /// The team planned for: "All teams".
    pub team: String,
    /// Weighted share of the seats filled at the end, as likely as not: "82%"; empty where it is not known.
    pub covered: String,
    /// "P10 77, P90 86".
    pub odds: String,
    /// Median share at the end of each quarter: "69%".
    pub quarters: Vec<String>,
    /// Money.
    pub cost: Meter,
    /// Hires.
    pub hires: Meter,
    /// Borrowed quarters.
    pub borrowed: Meter,
    /// Learning hours.
    pub hours: Meter,
    /// Risks that rest on nobody, and on one person, at the end: "3 on nobody, 5 on one".
    pub risks: String,
    /// "Optimal", "Within 0.1% of the best".
    pub proof: String,
    /// Why it is to be solved again; empty where it is not.
    pub stale: String,
}

/// How much of a limit is used.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Meter {
    /// Share used, 0 to 1; 0 where there is none.
    pub share: f64,
    /// What is used: "€200.8k".
    pub used: String,
    /// Of what: "of €220k".
    pub of: String,
    /// "all used", or nothing.
    pub note: String,
}

/// What a new scenario may start from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ScenarioStart {
    /// "Hiring freeze".
    pub label: String,
    /// What it changes.
    pub text: String,
    /// The limits: "€220,000, 2 hires, 4 quarters".
    pub limits: String,
    /// The form, filled in.
    pub draft: ScenarioDraft,
}

/// A scenario, opened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ScenarioDetail {
    /// Which.
    pub id: ScenarioId,
    /// The form, to change it.
    pub draft: ScenarioDraft,
    /// The actions.
    pub lines: Vec<PlanLine>,
    /// The quarters.
    pub quarters: Vec<PlanQuarter>,
    /// Seats left open at the end, and what stopped them.
    pub open: Vec<OpenSeatsRow>,
    /// The chance that the seats of what is critical are filled at the end, lowest first.
    pub critical: Vec<CriticalRow>,
    /// What the user wants of the plan, in words, in the order of the draft.
    pub wishes: Vec<String>,
    /// Whether the reasons are known: what each action adds and what stopped the open seats.
    pub reasoned: bool,
    /// Whether the frontier is known, every point of it.
    pub has_frontier: bool,
    /// Whether actions have begun, so that the plan stays as it was decided.
    pub tracked: bool,
    /// Promised against actual: "Promised by 1 Mar 74%, actual 71%"; empty before the first quarter is over.
    pub track: String,
    /// What could not be planned with; empty mostly.
    pub warnings: Vec<String>,
}

/// An action of a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PlanLine {
    /// Its place in the plan, and its key in the chart.
    pub action: u32,
    /// What is done.
    pub kind: ActionKind,
    /// "Hire", "Train", "Borrow".
    pub kind_name: String,
    /// Who is hired or borrowed, or who learns.
    pub name: String,
    /// The team, or what is learnt.
    pub detail: String,
    /// When it starts, and from when it counts: "Opens 1 Jun, counts from 30 Nov".
    pub when: String,
    /// Its cost: "€121,500".
    pub cost: String,
    /// Coverage lost without it, in points of all weighted seat-quarters; empty before it is known: "−7.9".
    pub without: String,
    /// Why it is in the plan, in words.
    pub why: String,
    /// How far it is.
    pub state: ActionState,
    /// The wish that requires it.
    pub require: PlanWish,
    /// The wish that forbids it.
    pub forbid: PlanWish,
}

/// A quarter of a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PlanQuarter {
    /// "Q1".
    pub name: String,
    /// Its last day in words.
    pub ends: String,
    /// "P10 to P90" and the others as whole percentages.
    pub planned: String,
    /// A tenth of the simulations comes to no more.
    pub p10: String,
    /// Half of them does.
    pub p50: String,
    /// Nine tenths do.
    pub p90: String,
    /// What is covered in fact, where the quarter is over; empty before.
    pub actual: String,
}

/// Seats left open at the end of a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OpenSeatsRow {
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub name: String,
    /// The team.
    pub team: TeamId,
    /// Its name.
    pub team_name: String,
    /// "2 of 5 at level 3".
    pub seats: String,
    /// The limit that stopped them: "Hires"; empty before it is known.
    pub limit: String,
    /// The same in sentences.
    pub why: String,
}

/// How likely the seats of something critical are filled.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CriticalRow {
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub name: String,
    /// The team.
    pub team: TeamId,
    /// Its name.
    pub team_name: String,
    /// Seats needed.
    pub seats: u32,
    /// The chance that all are filled at the end: "64%".
    pub chance: String,
}

/// A text of a plan, ready to be read and copied: a requisition, a training list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PlanText {
    /// What it is.
    pub title: String,
    /// The text, in paragraphs and lists of plain text.
    pub text: String,
}

/// What is handed on of a plan as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PlanTexts {
    /// A requisition for each role that is hired on a team.
    pub requisitions: Vec<PlanText>,
    /// The training list, person by person.
    pub training: PlanText,
}

//! The team: people, roles with their targets, positions, teams and competencies, and what a removal takes along.

use cadre_core::{AreaKey, CompetencyKey, Importance, Level, PersonId, PositionId, RoleId, TeamId};
use chrono::NaiveDate;
use serde::Serialize;

use super::{Choice, EmptyState, MatrixArea};
use crate::catalogue::RoleKey;

/// Everything that the Team screen shows and edits.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TeamView {
    /// The finding, as a sentence: "24 people hold 24 of 30 seats; 3 of the 6 vacancies are for LLM security engineer".
    pub title: String,
    /// What is of the day shown, and what is of today; empty where today is shown.
    pub dated: String,
    /// ISO 4217 code of every amount.
    pub currency: String,
    /// Areas with at least one competency, in display order: the heads over the targets.
    pub areas: Vec<MatrixArea>,
    /// Competencies, grouped by area in the order of `areas`.
    pub competencies: Vec<CompetencyRow>,
    /// Every area, to choose from.
    pub all_areas: Vec<Choice>,
    /// Roles, in the workspace's order.
    pub roles: Vec<RoleRow>,
    /// Teams, in the workspace's order.
    pub teams: Vec<TeamRow>,
    /// Positions of the team chosen, or of all: by team, then in the workspace's order.
    pub positions: Vec<PositionRow>,
    /// People of the team chosen, or of all, those who left and those to come among them: by team, then by name.
    pub people: Vec<PersonRow>,
    /// Shipped role profiles that can be added.
    pub shipped_roles: Vec<ShippedRole>,
    /// What becomes of their costs where they are in another currency than the workspace; else empty.
    pub shipped_costs: String,
    /// Shipped competencies that the workspace has not (any more), to be added again.
    pub shipped_competencies: Vec<Choice>,
    /// Set where the workspace has neither teams nor people.
    pub empty: Option<EmptyState>,
}

/// A competency as the Team screen shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CompetencyRow {
    /// The competency.
    pub key: CompetencyKey,
    /// Its name.
    pub name: String,
    /// Its area.
    pub area: AreaKey,
    /// The area's name.
    pub area_name: String,
    /// Months after which an assessment is stale.
    pub recheck_months: u32,
    /// What each level looks like: empty or five.
    pub descriptors: Vec<String>,
    /// Whether it ships with Cadre.
    pub shipped: bool,
    /// How many roles have a target for it.
    pub roles: u32,
    /// How many people are assessed in it on the date shown.
    pub assessed: u32,
}

/// A role with its economics and targets.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RoleRow {
    /// The role.
    pub id: RoleId,
    /// Its name.
    pub name: String,
    /// "AI assurance, 2 of 5 seats held": where its seats are.
    pub detail: String,
    /// Cost of one seat a year, in the workspace's currency.
    pub annual_cost: f64,
    /// Cost of one hire, once.
    pub hiring_cost: f64,
    /// Cost of one contractor a quarter.
    pub contractor_rate: f64,
    /// Weeks from opening a seat to the first day.
    pub weeks_to_fill: f64,
    /// Weeks from the first day to the target levels.
    pub weeks_to_ramp: f64,
    /// Share of holders who leave in a year, 0 to 1.
    pub attrition: f64,
    /// Its targets, in the role's order.
    pub targets: Vec<TargetRow>,
    /// Where its figures come from; empty for a role that does not ship.
    pub sources: Vec<SourceLine>,
}

/// Where a statement comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SourceLine {
    /// What is stated: "Cost".
    pub what: String,
    /// Who says so, or "estimate, edit me".
    pub text: String,
}

impl SourceLine {
    pub(crate) fn of(what: &str, text: String) -> Self {
        Self { what: what.to_owned(), text }
    }

    /// Where a figure comes from: from its source while it is the `shipped` one, which is told beside a changed one.
    pub(crate) fn figure(what: &str, own: f64, shipped: f64, in_words: &str, source: &str) -> Self {
        if own.total_cmp(&shipped).is_eq() {
            return Self::of(what, source.to_owned());
        }
        Self::of(what, format!("your own; {in_words} ships with Cadre: {source}"))
    }
}

/// A target of a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TargetRow {
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub name: String,
    /// The level needed, 1 to 4.
    pub level: Level,
    /// How much it matters, 1 to 3.
    pub importance: Importance,
    /// "useful", "important", "critical".
    pub importance_name: String,
}

/// A team with its counts on the date shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TeamRow {
    /// The team.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// People who count on it.
    pub people: u32,
    /// Seats of its positions.
    pub seats: u32,
    /// Seats that nobody holds.
    pub vacant: u32,
}

/// A position with who holds its seats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PositionRow {
    /// The position.
    pub id: PositionId,
    /// Its team.
    pub team: TeamId,
    /// The team's name.
    pub team_name: String,
    /// Its role.
    pub role: RoleId,
    /// The role's name.
    pub role_name: String,
    /// How many people it is for.
    pub seats: u32,
    /// Seats held by somebody of the role who counts on the team.
    pub held: u32,
    /// Seats that nobody holds.
    pub vacant: u32,
    /// When the seats are needed, where that is known.
    pub needed_by: Option<NaiveDate>,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PersonRow {
    /// The person.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their team.
    pub team: TeamId,
    /// The team's name.
    pub team_name: String,
    /// Their role, where they have one.
    pub role: Option<RoleId>,
    /// Its name; empty without one.
    pub role_name: String,
    /// First day, where it is known.
    pub started_on: Option<NaiveDate>,
    /// First day on which they are no longer there, where it is known.
    pub leaves_on: Option<NaiveDate>,
    /// Lent by a supplier or another team: shown, never counted.
    pub borrowed: bool,
    /// Hours for learning, a quarter.
    pub learning_hours: f64,
    /// Whether they are there on the date shown.
    pub there: bool,
    /// "left 3 May 2026", "leaves 31 Dec 2026", "starts 1 Jul 2026", "borrowed"; empty mostly.
    pub remark: String,
}

/// A shipped role profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ShippedRole {
    /// Its key in the catalogue.
    pub key: RoleKey,
    /// Its name.
    pub name: String,
    /// "9 targets, 115,000 EUR a year, 14 weeks to fill"; without the cost where the workspace is in another currency.
    pub detail: String,
    /// Whether the workspace has a role of this name.
    pub present: bool,
}

/// What a removal or a merge takes along, told before it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Consequences {
    /// "Remove Noor Rahman?".
    pub title: String,
    /// What goes with it, a sentence each.
    pub lines: Vec<String>,
    /// The words on the button: "Remove Noor Rahman".
    pub confirm: String,
}

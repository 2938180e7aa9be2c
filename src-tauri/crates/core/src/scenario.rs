//! Scenarios: the limits of a plan, what the user wants of it, and the actions chosen under them.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use crate::{PersonId, RoleId, ScenarioId, TeamId, TrainingKey};

/// Most quarters that can be planned.
pub const MOST_QUARTERS: u32 = 12;

/// Most hires, borrowed quarters or seats that a scenario allows, adds or requires: far beyond any real number.
pub const MOST_OF_A_SCENARIO: u32 = 10_000;

/// What an action of a plan does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum ActionKind {
    /// Open a seat and fill it.
    Hire,
    /// A person takes a training item.
    Train,
    /// A contractor for a quarter.
    Borrow,
}

/// How far an action is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum ActionState {
    /// Not begun.
    #[default]
    Planned,
    /// The seat is open, the course has begun, the contractor is there.
    Started,
    /// The seat is filled, the course is over, the contractor has left.
    Done,
    /// It will not be done.
    Dropped,
}

impl ActionState {
    /// The word used in files and on screens.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Started => "started",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it by reference")]
    fn is_planned(&self) -> bool {
        *self == Self::Planned
    }
}

/// One line of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PlanAction {
    /// What is done.
    pub kind: ActionKind,
    /// The quarter in which it starts, from 1.
    pub quarter: u32,
    /// The team that gains.
    pub team: TeamId,
    /// The role hired or borrowed.
    pub role: Option<RoleId>,
    /// The person trained.
    pub person: Option<PersonId>,
    /// The item they take.
    pub training: Option<TrainingKey>,
    /// Cost over the horizon.
    pub cost: f64,
    /// How far it is.
    #[serde(default, skip_serializing_if = "ActionState::is_planned")]
    pub state: ActionState,
}

/// Whether the plan has to do something, or must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum WishRule {
    /// It is done at least so many times.
    Require,
    /// It is never done.
    Forbid,
}

/// What the user wants of a plan: "one hire on AI assurance", "Dana does not go on this course". What is left out is any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PlanWish {
    /// Whether it has to be or must not be.
    pub rule: WishRule,
    /// What kind of action.
    pub kind: ActionKind,
    /// The team that hires or borrows; `None` for any. Of no meaning for training.
    pub team: Option<TeamId>,
    /// The role hired or borrowed; `None` for any.
    pub role: Option<RoleId>,
    /// The person trained; `None` for anybody.
    pub person: Option<PersonId>,
    /// The item they take; `None` for any.
    pub training: Option<TrainingKey>,
    /// How many times at least, where it is required.
    pub count: u32,
}

/// Seats that the scenario adds to those of the workspace: a new programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ExtraSeats {
    /// The team.
    pub team: TeamId,
    /// The role.
    pub role: RoleId,
    /// How many.
    pub seats: u32,
}

/// What was found when a scenario was solved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PlanOutcome {
    /// The first day of quarter 1.
    pub starts_on: NaiveDate,
    /// Covered, weighted seat-quarters of the actions (section 3 of the design).
    pub objective: f64,
    /// No plan has a greater objective than this.
    pub bound: f64,
    /// `(bound − objective) ÷ bound`, 0 to 1.
    pub gap: f64,
    /// Weighted share of the seats filled on the first day, 0 to 1.
    pub covered_before: f64,
    /// The share that the actions promise at the end of each quarter where all goes well, 0 to 1.
    pub covered: Vec<f64>,
}

/// The limits of a plan, and the actions chosen under them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Scenario {
    /// Unique id.
    pub id: ScenarioId,
    /// The name shown.
    pub name: String,
    /// The team planned for; `None` for all teams.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// Most that may be spent.
    pub budget: f64,
    /// Most hires.
    pub hires: u32,
    /// Most borrowed quarters.
    pub borrowed_quarters: u32,
    /// Quarters planned.
    pub quarters: u32,
    /// What the plan has to do, and what it must not.
    #[serde(default, deserialize_with = "none_or_list", skip_serializing_if = "Vec::is_empty")]
    pub wishes: Vec<PlanWish>,
    /// Seats that it adds.
    #[serde(default, deserialize_with = "none_or_list", skip_serializing_if = "Vec::is_empty")]
    pub extra_seats: Vec<ExtraSeats>,
    /// What was found when it was solved; `None` before, and in rows of before it was kept.
    #[serde(default)]
    pub outcome: Option<PlanOutcome>,
    /// What was chosen; empty before it is solved.
    pub actions: Vec<PlanAction>,
}

/// A row of before there was the list has none.
fn none_or_list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

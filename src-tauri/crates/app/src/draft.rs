//! What a user typed, before it is checked: the rows of the Team screen, an assessment, which levels are meant, a
//! scenario and the report.

use cadre_core::{
    AreaKey, Audience, CompetencyKey, Delivery, Estimated, ExtraSeats, Importance, Level, Lift, Logo, Paper,
    PersonId, PlanWish, PositionId, PulseId, ReportSettings, RoleId, ScenarioId, Section, Source, TeamId,
    TrainingKey, VendorNeutrality,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A person to add (without an id) or to change.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PersonDraft {
    /// Who; `None` for a new person.
    pub id: Option<PersonId>,
    /// The name.
    pub name: String,
    /// The team.
    pub team: TeamId,
    /// The role, where they have one.
    pub role: Option<RoleId>,
    /// First day, where it is known.
    pub started_on: Option<NaiveDate>,
    /// First day on which they are no longer there, where it is known.
    pub leaves_on: Option<NaiveDate>,
    /// Lent by a supplier or another team.
    pub borrowed: bool,
    /// Hours for learning, a quarter.
    pub learning_hours: f64,
    /// Whether a seat is added where none of the role is free on the team.
    pub add_seat: bool,
}

/// People to add by their names.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PeopleDraft {
    /// The team; `None` with a name in `new_team`.
    pub team: Option<TeamId>,
    /// The name of a team to add for them; empty where `team` is given.
    pub new_team: String,
    /// A line each: the name, and after a comma or tab the role's name. A shipped role is added with its targets; everybody
    /// with a role gets a seat.
    pub names: String,
}

/// A role to add (without an id) or to change; its targets are set one by one.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RoleDraft {
    /// Which; `None` for a new role.
    pub id: Option<RoleId>,
    /// The name.
    pub name: String,
    /// Cost of one seat a year.
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
}

/// A role's target, or the end of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TargetDraft {
    /// The role.
    pub role: RoleId,
    /// The competency.
    pub competency: CompetencyKey,
    /// The level needed, 1 to 4; `None` or 0 takes the target away.
    pub level: Option<Level>,
    /// How much it matters; important where a new target says nothing.
    pub importance: Option<Importance>,
}

/// A position to add (without an id) or to change.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PositionDraft {
    /// Which; `None` for a new position.
    pub id: Option<PositionId>,
    /// The team.
    pub team: TeamId,
    /// The role.
    pub role: RoleId,
    /// How many people it is for, 1 or more.
    pub seats: u32,
    /// When the seats are needed, where that is known.
    pub needed_by: Option<NaiveDate>,
}

/// A team to add (without an id) or to rename.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TeamDraft {
    /// Which; `None` for a new team.
    pub id: Option<TeamId>,
    /// The name.
    pub name: String,
}

/// A competency to add (without a key) or to change.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CompetencyDraft {
    /// Which; `None` for a new competency.
    pub key: Option<CompetencyKey>,
    /// The name.
    pub name: String,
    /// Its area; `None` with a name in `new_area`.
    pub area: Option<AreaKey>,
    /// The name of an area to add for it; empty where `area` is given.
    pub new_area: String,
    /// Months after which an assessment is stale, 1 or more.
    pub recheck_months: u32,
    /// What each level looks like: five, or none.
    pub descriptors: Vec<String>,
}

/// A training item to add (without a key) or to change.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrainingDraft {
    /// Which; `None` for a new item.
    pub key: Option<TrainingKey>,
    /// The name.
    pub name: String,
    /// Who gives it; may be empty.
    pub provider: String,
    /// Its address on the web; may be empty.
    pub address: String,
    /// How it is taken, where that is known.
    pub delivery: Option<Delivery>,
    /// How much of ML and AI must be known before, 1 to 5, where somebody has said.
    pub prior_knowledge: Option<u8>,
    /// Whether it is about a vendor's products, where somebody has said.
    pub vendor_neutrality: Option<VendorNeutrality>,
    /// What else is needed to begin; may be empty.
    pub requires: String,
    /// Cost, once a person.
    pub cost: f64,
    /// Learning hours it takes.
    pub hours: f64,
    /// Share of those who finish that reach the level, 0 to 1.
    pub pass_rate: f64,
    /// Which of these figures are guesses.
    pub estimated: Estimated,
    /// What it lifts: one or more.
    pub lifts: Vec<Lift>,
}

/// A row of the Team screen that can be removed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Item {
    /// A person.
    Person(PersonId),
    /// A role.
    Role(RoleId),
    /// A position.
    Position(PositionId),
    /// A team.
    Team(TeamId),
    /// A competency.
    Competency(CompetencyKey),
    /// A training item.
    Training(TrainingKey),
}

/// One pair of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Pair {
    /// The person.
    pub person: PersonId,
    /// The competency.
    pub competency: CompetencyKey,
}

/// A level for one pair of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PairLevel {
    /// The person.
    pub person: PersonId,
    /// The competency.
    pub competency: CompetencyKey,
    /// The level.
    pub level: Level,
}

/// Where a copied block goes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PasteTarget {
    /// The people shown from the first row of the selection on, as they stand on the screen.
    pub people: Vec<PersonId>,
    /// The competencies shown from the first column of the selection on.
    pub competencies: Vec<CompetencyKey>,
    /// Rows of the selection: a block that goes into it evenly is repeated.
    pub rows: u32,
    /// Columns of the selection.
    pub columns: u32,
}

/// An assessment typed in beside the grid.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AssessmentDraft {
    /// Who was assessed.
    pub person: PersonId,
    /// In what.
    pub competency: CompetencyKey,
    /// The level found.
    pub level: Level,
    /// Where it comes from.
    pub source: Source,
    /// The day to which it applies; not after today.
    pub assessed_on: NaiveDate,
    /// Who assessed; may be empty.
    pub assessor: String,
    /// Evidence or remark; may be empty.
    pub note: String,
}

/// The workspace's name and currency.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SettingsDraft {
    /// The workspace's name.
    pub name: String,
    /// ISO 4217 code of every amount.
    pub currency: String,
}

/// Forms for own ratings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct FormsDraft {
    /// Who is to rate themselves; not empty.
    pub people: Vec<PersonId>,
    /// A file for each person instead of one with a sheet for each.
    pub apart: bool,
    /// Every competency instead of those that their role has a target in or they are assessed in.
    pub every_competency: bool,
}

/// A pulse to record (without an id) or to change.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PulseDraft {
    /// Which; `None` for a new one.
    pub id: Option<PulseId>,
    /// When it was asked.
    pub asked_on: NaiveDate,
    /// The id of the question.
    pub question: String,
    /// The areas that could be named.
    pub offered: Vec<AreaKey>,
    /// The areas that each manager named; none is an answer too.
    pub responses: Vec<Vec<AreaKey>>,
}

/// A blank sheet to ask managers with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PulseFormDraft {
    /// The day of the pulse: it stands in every answer.
    pub asked_on: NaiveDate,
    /// The id of the question.
    pub question: String,
    /// The areas that can be named.
    pub offered: Vec<AreaKey>,
}

/// A scenario to solve: a new one (without an id) or a changed one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ScenarioDraft {
    /// Which; `None` for a new one.
    pub id: Option<ScenarioId>,
    /// The name.
    pub name: String,
    /// The team planned for; `None` for all teams.
    pub team: Option<TeamId>,
    /// Most that may be spent.
    pub budget: f64,
    /// Most hires.
    pub hires: u32,
    /// Most borrowed quarters.
    pub borrowed_quarters: u32,
    /// Quarters planned, 1 to 12.
    pub quarters: u32,
    /// What the plan has to do, and what it must not.
    pub wishes: Vec<PlanWish>,
    /// Seats that it adds.
    pub extra_seats: Vec<ExtraSeats>,
}

/// What the board report is to hold, but for its logo, which is chosen as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReportDraft {
    /// Who reads it.
    pub audience: Audience,
    /// Whose report it is; empty for the workspace's name.
    pub organisation: String,
    /// What who signs it has to say.
    pub own_words: String,
    /// The parts that are printed.
    pub sections: Vec<Section>,
    /// The scenarios beside each other, what is asked for first; `None` for the latest that were solved.
    pub scenarios: Option<Vec<ScenarioId>>,
    /// The day on which the decision is needed, where there is one.
    pub decision_on: Option<NaiveDate>,
    /// Whether people stand with their names.
    pub names: bool,
    /// Figures about fewer people than this are withheld.
    pub smallest_group: u32,
    /// The size of the pages.
    pub paper: Paper,
}

impl ReportDraft {
    /// What is kept, without its logo.
    pub fn of(settings: &ReportSettings) -> Self {
        let ReportSettings {
            audience,
            organisation,
            own_words,
            logo: _,
            sections,
            scenarios,
            decision_on,
            names,
            smallest_group,
            paper,
        } = settings.clone();
        Self {
            audience,
            organisation,
            own_words,
            sections,
            scenarios,
            decision_on,
            names,
            smallest_group,
            paper,
        }
    }

    /// What is kept of it, with a logo.
    pub fn with_logo(self, logo: Option<Logo>) -> ReportSettings {
        let Self {
            audience,
            organisation,
            own_words,
            sections,
            scenarios,
            decision_on,
            names,
            smallest_group,
            paper,
        } = self;
        ReportSettings {
            audience,
            organisation,
            own_words,
            logo,
            sections,
            scenarios,
            decision_on,
            names,
            smallest_group,
            paper,
        }
    }
}

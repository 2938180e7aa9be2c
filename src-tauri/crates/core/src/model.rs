//! The words of Cadre as data: what a workspace holds. The serialised forms are those of the JSON export.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    AreaKey, AssessmentId, BenchmarkId, CompetencyKey, OperationId, PersonId, PositionId, PulseId,
    ReportSettings, RetentionSettings, RoleId, Scenario, TeamId, TrainingItem, benchmark::Benchmark,
    need::Weights,
};

/// A proficiency from 0 (none) to 4 (solves novel cases, sets the standard), anchored on supervision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), specta(transparent))]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

impl Level {
    /// The highest level.
    pub const MAX: Self = Self(4);
    /// Every level, lowest first.
    pub const ALL: [Self; 5] = [Self(0), Self(1), Self(2), Self(3), Self(4)];

    /// The level `value`; `None` above 4.
    pub const fn new(value: u8) -> Option<Self> {
        if value <= 4 { Some(Self(value)) } else { None }
    }

    /// The level as a number, 0 to 4.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// What the level means in every competency.
    pub const fn meaning(self) -> &'static str {
        match self.0 {
            0 => "None",
            1 => "Follows a runbook with help",
            2 => "Does common tasks, reviewed",
            3 => "Independent, also during an incident",
            _ => "Solves novel cases, reviews others, sets the standard",
        }
    }
}

/// A level outside 0 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a level is a whole number from 0 to 4, not {0}")]
pub struct LevelOutOfRange(pub u8);

impl TryFrom<u8> for Level {
    type Error = LevelOutOfRange;

    fn try_from(value: u8) -> Result<Self, LevelOutOfRange> {
        Self::new(value).ok_or(LevelOutOfRange(value))
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.0
    }
}

/// Where an assessment comes from. `Manager`, `Exam`, `Lab` and `Work` confirm a level; `Self_` and `Peer` claim it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Source {
    /// The person's own rating.
    #[serde(rename = "self")]
    Self_,
    /// A colleague's rating.
    Peer,
    /// The manager's rating.
    Manager,
    /// A graded examination or certificate.
    Exam,
    /// A practical exercise with a score.
    Lab,
    /// Work that was seen: a review, an incident, a delivery.
    Work,
}

impl Source {
    /// Every source, in the order of their numbers in the workspace file.
    pub const ALL: [Self; 6] = [Self::Self_, Self::Peer, Self::Manager, Self::Exam, Self::Lab, Self::Work];

    /// Whether the source confirms a level rather than claims it.
    pub const fn confirms(self) -> bool {
        !matches!(self, Self::Self_ | Self::Peer)
    }

    /// The word used in files and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Self_ => "self",
            Self::Peer => "peer",
            Self::Manager => "manager",
            Self::Exam => "exam",
            Self::Lab => "lab",
            Self::Work => "work",
        }
    }

    /// The source that a word names, whatever its case.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.as_str().eq_ignore_ascii_case(word.trim()))
    }
}

/// How much a target matters to the role: 1 useful, 2 important, 3 critical.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), specta(transparent))]
#[serde(try_from = "u8", into = "u8")]
pub struct Importance(u8);

impl Importance {
    /// Useful: weight ⅓.
    pub const USEFUL: Self = Self(1);
    /// Important: weight ⅔.
    pub const IMPORTANT: Self = Self(2);
    /// Critical: weight 1.
    pub const CRITICAL: Self = Self(3);

    /// The importance `value`; `None` outside 1 to 3.
    pub const fn new(value: u8) -> Option<Self> {
        if 1 <= value && value <= 3 { Some(Self(value)) } else { None }
    }

    /// 1, 2 or 3.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The term C of the need score: ⅓, ⅔ or 1.
    pub fn weight(self) -> f64 {
        f64::from(self.0) / 3.0
    }

    /// The fewest holders a team should have: 2 where critical, else 1.
    pub const fn minimum_holders(self) -> u32 {
        if self.0 == 3 { 2 } else { 1 }
    }

    /// Useful, important or critical.
    pub const fn as_str(self) -> &'static str {
        match self.0 {
            1 => "useful",
            2 => "important",
            _ => "critical",
        }
    }
}

/// An importance outside 1 to 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an importance is 1 (useful), 2 (important) or 3 (critical), not {0}")]
pub struct ImportanceOutOfRange(pub u8);

impl TryFrom<u8> for Importance {
    type Error = ImportanceOutOfRange;

    fn try_from(value: u8) -> Result<Self, ImportanceOutOfRange> {
        Self::new(value).ok_or(ImportanceOutOfRange(value))
    }
}

impl From<Importance> for u8 {
    fn from(importance: Importance) -> Self {
        importance.0
    }
}

/// What a workspace is set to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Settings {
    /// The workspace's name, as shown in the top bar and on reports.
    pub name: String,
    /// ISO 4217 code of every amount.
    pub currency: String,
    /// The benchmark compared with where none is chosen.
    pub benchmark: BenchmarkId,
    /// Weights of the need score.
    pub weights: Weights,
    /// Need from which a signal says hire or train, 0 to 100.
    pub need_line: f64,
    /// Most levels that training is taken to reach, 1 to 3.
    pub reach: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            currency: "EUR".to_owned(),
            benchmark: BenchmarkId::from("isaca-2024"),
            weights: Weights::default(),
            need_line: 40.0,
            reach: 2,
        }
    }
}

/// What a benchmark measures: "LLM SecOps", "Cloud computing".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Area {
    /// Stable key.
    pub key: AreaKey,
    /// The name shown.
    pub name: String,
}

/// One assessable ability inside an area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Competency {
    /// Stable key.
    pub key: CompetencyKey,
    /// The area it belongs to.
    pub area: AreaKey,
    /// The name shown.
    pub name: String,
    /// Months after which an assessment is stale.
    pub recheck_months: u32,
    /// What each level 0 to 4 looks like here; empty for a competency of the user's own that has none yet.
    pub descriptors: Vec<String>,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Team {
    /// Unique id.
    pub id: TeamId,
    /// The name shown.
    pub name: String,
}

/// The level that a role needs in a competency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Target {
    /// The competency.
    pub competency: CompetencyKey,
    /// The level needed, 1 to 4.
    pub level: Level,
    /// How much it matters.
    pub importance: Importance,
}

/// A job profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Role {
    /// Unique id.
    pub id: RoleId,
    /// The name shown.
    pub name: String,
    /// Share of holders who leave in a year, 0 to 1.
    pub attrition: f64,
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
    /// What the role needs.
    pub targets: Vec<Target>,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Person {
    /// Unique id.
    pub id: PersonId,
    /// The name shown.
    pub name: String,
    /// The team they are on.
    pub team: TeamId,
    /// Their role, where they have one.
    pub role: Option<RoleId>,
    /// First day; `None` counts as long ago.
    pub started_on: Option<NaiveDate>,
    /// First day on which they are no longer there; `None` where no date is known.
    pub leaves_on: Option<NaiveDate>,
    /// Lent by a supplier or another team: shown, never counted.
    pub borrowed: bool,
    /// Hours for learning, a quarter.
    pub learning_hours: f64,
}

impl Person {
    /// Whether the person is there on `date`: started, not left.
    pub fn is_there_on(&self, date: NaiveDate) -> bool {
        self.started_on.is_none_or(|started| started <= date)
            && self.leaves_on.is_none_or(|leaves| leaves > date)
    }

    /// Whether the person counts on their team on `date`: there, and not borrowed.
    pub fn counts_on(&self, date: NaiveDate) -> bool {
        !self.borrowed && self.is_there_on(date)
    }
}

/// The greatest amount of money, number of weeks or of hours that a workspace holds: far beyond any real one, and exact in
/// every format.
pub const MOST_AMOUNT: f64 = 1e15;

/// The greatest amount of money that a form or an import takes, in any currency: more is a slip of the keyboard, or a telephone
/// number in the wrong column. The others are likewise.
pub const MOST_MONEY: f64 = 1e12;

/// Most weeks to fill a seat, or to full strength: ten years.
pub const MOST_WEEKS: f64 = 520.0;

/// Most learning hours a quarter: a quarter has 2,184.
pub const MOST_LEARNING_HOURS: f64 = 2_000.0;

/// Most hours of a training item: a degree takes less.
pub const MOST_TRAINING_HOURS: f64 = 10_000.0;

/// Most seats of a role on a team.
pub const MOST_SEATS: u32 = 10_000;

/// Learning hours a quarter of a person for whom none were given.
pub const DEFAULT_LEARNING_HOURS: f64 = 20.0;

/// Yearly attrition of a person without a role. Source: ThreatConnect 2022, US security turnover 20%, by way of Help Net Security.
pub const DEFAULT_ATTRITION: f64 = 0.20;

/// Seats of a role on a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Position {
    /// Unique id.
    pub id: PositionId,
    /// The team.
    pub team: TeamId,
    /// The role.
    pub role: RoleId,
    /// How many people it is for, filled or not.
    pub seats: u32,
    /// When the seats are needed, where that is known.
    pub needed_by: Option<NaiveDate>,
}

/// A dated, immutable fact: this person, this competency, this level, from this source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Assessment {
    /// Unique id.
    pub id: AssessmentId,
    /// Who was assessed.
    pub person: PersonId,
    /// In what.
    pub competency: CompetencyKey,
    /// The level found.
    pub level: Level,
    /// Where it comes from.
    pub source: Source,
    /// Who assessed.
    pub assessor: Option<String>,
    /// The day to which it applies.
    pub assessed_on: NaiveDate,
    /// When it was written down.
    pub recorded_at: DateTime<Utc>,
    /// Evidence or remark.
    pub note: Option<String>,
    /// Whether it was taken back, alone or with its operation.
    pub retracted: bool,
    /// The operation that recorded it.
    pub operation: OperationId,
}

/// The areas that one asked manager named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PulseResponse {
    /// The areas named as gaps.
    pub areas: Vec<AreaKey>,
}

/// The benchmark's own question put to one's own managers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Pulse {
    /// Unique id.
    pub id: PulseId,
    /// When it was asked.
    pub asked_on: NaiveDate,
    /// Id of the benchmark question, e.g. `isaca.gap`: figures of that question compare directly.
    pub series: String,
    /// The areas that could be named.
    pub offered: Vec<AreaKey>,
    /// One entry for each manager who answered.
    pub responses: Vec<PulseResponse>,
}

/// What a user said about a file of certain columns, to be used for the next one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportMapping {
    /// What the file's columns are, so that the next file of the same is known.
    pub key: String,
    /// The day on which such a file was imported last.
    pub imported_on: NaiveDate,
    /// The answers, as the import gave them.
    pub answers: RowImage,
}

/// A row's columns by name.
pub type RowImage = serde_json::Map<String, serde_json::Value>;

/// The row of a table before and after an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowChange {
    /// The table.
    pub table: String,
    /// The row's key in its table, as text.
    pub row: String,
    /// The row as it was; `None` where the operation made it.
    pub before: Option<RowImage>,
    /// The row as it became; `None` where the operation removed it.
    pub after: Option<RowImage>,
}

/// One named, undoable change by the user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// Unique id.
    pub id: OperationId,
    /// What kind of change, e.g. `set-level`, `import`, `undo`.
    pub kind: String,
    /// What was done, in words.
    pub label: String,
    /// When; never earlier than the operation before it.
    pub at: DateTime<Utc>,
    /// The operation that this one undoes (or whose undoing it redoes).
    pub reverts: Option<OperationId>,
    /// Every row touched; assessments are not among them, they carry the operation's id.
    pub changes: Vec<RowChange>,
}

/// An assessment, or all assessments of an operation, taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Retraction {
    /// One assessment.
    Assessment(AssessmentId),
    /// Every assessment that the operation recorded.
    Operation(OperationId),
}

/// Everything that a workspace holds, in the order and the shape of the JSON export.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// What it is set to.
    pub settings: Settings,
    /// Areas, in display order.
    pub areas: Vec<Area>,
    /// Competencies, in display order.
    pub competencies: Vec<Competency>,
    /// Teams, in display order.
    pub teams: Vec<Team>,
    /// Roles.
    pub roles: Vec<Role>,
    /// People.
    pub people: Vec<Person>,
    /// Positions.
    pub positions: Vec<Position>,
    /// Assessments, in the order in which they were recorded.
    pub assessments: Vec<Assessment>,
    /// Pulses.
    pub pulses: Vec<Pulse>,
    /// Report editions of the user's own; empty in documents from before there were any.
    #[serde(default)]
    pub benchmarks: Vec<Benchmark>,
    /// Training items.
    pub training: Vec<TrainingItem>,
    /// Scenarios.
    pub scenarios: Vec<Scenario>,
    /// What the board report is to hold; `None` where nobody has said, and in documents from before there was one.
    #[serde(default)]
    pub report: Option<ReportSettings>,
    /// How long what is known of people is kept; `None` where nobody has said, and in documents from before there was it.
    #[serde(default)]
    pub retention: Option<RetentionSettings>,
    /// What was said about imported files, the oldest first; empty in documents from before there were any.
    #[serde(default)]
    pub import_mappings: Vec<ImportMapping>,
    /// What was taken back.
    pub retractions: Vec<Retraction>,
    /// The log, oldest first.
    pub operations: Vec<Operation>,
}

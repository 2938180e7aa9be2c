//! The matrix, and one cell of it opened.

use cadre_core::{AreaKey, AssessmentId, CompetencyKey, Importance, Level, PersonId, RoleId, Source, TeamId};
use chrono::NaiveDate;
use serde::Serialize;

use super::{Choice, EmptyState};

/// The matrix: people × competencies.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MatrixView {
    /// Areas with at least one competency, in display order.
    pub areas: Vec<MatrixArea>,
    /// Columns, grouped by area in the order of `areas`.
    pub competencies: Vec<MatrixCompetency>,
    /// Rows, grouped by team in display order; within a team by name.
    pub people: Vec<MatrixPerson>,
    /// `people.len() × competencies.len()` cells, row by row, each packed into one number: 60,000 objects would take the
    /// web view longer to read than to paint.
    pub cells: Vec<PackedCell>,
    /// Teams of the rows, in order.
    pub teams: Vec<Choice>,
    /// Whom the figures of the columns count, whoever the screen leaves out: "all 24 people on 3 teams", "all 9 people
    /// of Platform security".
    pub counted: String,
    /// Set where there are no people.
    pub empty: Option<EmptyState>,
    /// Set where there are people and no levels: shown beside the grid.
    pub no_levels: Option<EmptyState>,
}

/// An area heading over its columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MatrixArea {
    /// The area.
    pub key: AreaKey,
    /// Its name.
    pub name: String,
    /// How many columns it spans.
    pub columns: u32,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MatrixCompetency {
    /// The competency.
    pub key: CompetencyKey,
    /// Its name.
    pub name: String,
    /// Its area.
    pub area: AreaKey,
    /// What each level looks like; empty or five.
    pub descriptors: Vec<String>,
    /// Seats needed over the teams shown.
    pub seats_needed: u32,
    /// Seats filled over the teams shown.
    pub seats_filled: u32,
    /// Holders over the teams shown.
    pub holders: u32,
    /// Whether some team has fewer holders than its minimum.
    pub too_few_holders: bool,
    /// Whether anyone shown is assessed in it: before that, filled and holders are shown as "–".
    pub assessed: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MatrixPerson {
    /// The person.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their team.
    pub team: TeamId,
    /// Their team's name.
    pub team_name: String,
    /// Their role, where they have one.
    pub role: Option<RoleId>,
    /// Its name.
    pub role_name: Option<String>,
    /// Borrowed people are shown and never counted.
    pub borrowed: bool,
}

/// A [`MatrixCell`] in 23 bits: level + 1, or 0 where unknown (bits 0 to 2), confirmed (3), stale (4), target, or 0 without
/// one (5 to 7), self-difference + 4 (8 to 11), the source by its place in [`Source::ALL`] (12 to 14), age in months (15
/// to 22).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), specta(transparent))]
#[serde(transparent)]
pub struct PackedCell(pub u32);

impl PackedCell {
    /// The cell as a number.
    pub fn new(cell: MatrixCell) -> Self {
        let level = cell.level.map_or(0, |level| u32::from(level.get()) + 1);
        let target = cell.target.map_or(0, |target| u32::from(target.get()));
        let difference = u32::from((cell.self_difference + 4).cast_unsigned());
        Self(
            level
                | u32::from(cell.confirmed) << 3
                | u32::from(cell.stale) << 4
                | target << 5
                | difference << 8
                | (cell.source as u32) << 12
                | u32::from(cell.months) << 15,
        )
    }

    /// The number as a cell.
    pub fn open(self) -> MatrixCell {
        let level = (self.0 & 7) as u8;
        let target = (self.0 >> 5 & 7) as u8;
        MatrixCell {
            level: level.checked_sub(1).and_then(Level::new),
            confirmed: self.0 & 8 != 0,
            stale: self.0 & 16 != 0,
            target: if target == 0 { None } else { Level::new(target) },
            self_difference: (self.0 >> 8 & 15) as i8 - 4,
            source: Source::ALL.get((self.0 >> 12 & 7) as usize).copied().unwrap_or(Source::Self_),
            months: (self.0 >> 15 & 0xFF) as u8,
        }
    }
}

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatrixCell {
    /// The current level; `None` where unknown.
    pub level: Option<Level>,
    /// Whether it is confirmed rather than claimed.
    pub confirmed: bool,
    /// Whether it is past its re-check months.
    pub stale: bool,
    /// The target of the person's role, where it has one.
    pub target: Option<Level>,
    /// Self-rating minus confirmed level, where they differ by two or more, else 0.
    pub self_difference: i8,
    /// Where the level comes from; without a level it says nothing.
    pub source: Source,
    /// Whole months since it was assessed, 255 at most; 0 without a level.
    pub months: u8,
}

/// The panel beside the grid: one person in one competency.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CellDetail {
    /// The person's name.
    pub person_name: String,
    /// "LLM security engineer, AI assurance".
    pub role_and_team: String,
    /// The competency's name.
    pub competency_name: String,
    /// The current level; `None` where unknown.
    pub level: Option<Level>,
    /// The target and its importance, where the role has one.
    pub target: Option<CellTarget>,
    /// "Confirmed by manager", "Claimed by self"; empty where unknown.
    pub source: String,
    /// The day assessed.
    pub assessed_on: Option<NaiveDate>,
    /// Whether it is stale.
    pub stale: bool,
    /// "3, one level higher"; empty where there is no self-rating beside a confirmed level.
    pub self_rating: String,
    /// What each level looks like here; five.
    pub descriptors: Vec<String>,
    /// Every assessment, the latest first, retracted ones left out.
    pub history: Vec<HistoryEntry>,
}

/// A target with its importance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CellTarget {
    /// The level needed.
    pub level: Level,
    /// How much it matters.
    pub importance: Importance,
    /// "useful", "important", "critical".
    pub importance_name: String,
}

/// One assessment in a cell's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct HistoryEntry {
    /// The assessment.
    pub id: AssessmentId,
    /// The level found.
    pub level: Level,
    /// Where it comes from.
    pub source: Source,
    /// "Manager, J. Weber".
    pub source_name: String,
    /// Whether it confirms.
    pub confirmed: bool,
    /// Whether it is stale on the as-of date.
    pub stale: bool,
    /// The day assessed.
    pub assessed_on: NaiveDate,
    /// Evidence or remark.
    pub note: Option<String>,
}

//! What is wrong, or worth a look, in a file that was read: all of it at once, each at its cell.

use serde::Serialize;

/// Whether something stays out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The cell or row stays out, and nothing is imported unless the user says so.
    Error,
    /// Worth a look; nothing is lost.
    Notice,
}

/// What kind of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// A number that the scale does not have.
    LevelOutsideScale,
    /// A level that cannot be read on the scale.
    UnreadableValue,
    /// Not a calendar date.
    NotADate,
    /// A date after today.
    DateInFuture,
    /// A name that is a formula, or text that a spreadsheet program would run as one.
    FormulaAsName,
    /// A row without a person's name.
    MissingName,
    /// A row without a competency's name.
    MissingCompetency,
    /// A row of a list without a team.
    MissingTeam,
    /// A row of a list without a role.
    MissingRole,
    /// The same person in several rows that say different things.
    DuplicatePerson,
    /// The same role, target or competency in several rows that say different things.
    DuplicateRow,
    /// Several people of this name, and nothing tells which is meant.
    AmbiguousPerson,
    /// Several competencies go by this name.
    AmbiguousCompetency,
    /// Two columns for one competency.
    RepeatedColumn,
    /// The same person, competency, date and source with another level.
    Contradiction,
    /// A word that names no source.
    UnknownSource,
    /// No area has this name.
    UnknownArea,
    /// No benchmark asks this question.
    UnknownQuestion,
    /// A word or number that is no importance.
    UnknownImportance,
    /// An amount, a time or a count that is no number.
    NotANumber,
    /// A number that is too small or too large for what it measures.
    OutOfRange,
    /// Neither yes nor no.
    NotYesOrNo,
    /// Somebody leaves before they start.
    LeavesBeforeStart,
    /// No competency has this name; one will be added.
    NewCompetency,
    /// Matched by a name that is near, not the same.
    NearName,
    /// Will be added, though a name that is alike exists.
    SimilarName,
    /// No team has this name.
    NewTeam,
    /// No role has this name.
    NewRole,
    /// Says what another row said before; stays out.
    RepeatedRow,
    /// A row without a level; adds nothing.
    Empty,
    /// A sum, a target or a legend below the table; not imported.
    SummaryRow,
    /// A number between two levels; the nearest was taken.
    BetweenLevels,
    /// Dates such as 4/5/2026 that were taken as day first.
    DayFirstAssumed,
    /// The scale could be another one.
    ScaleAssumed,
    /// Plain numbers that were taken as percentages.
    PercentAssumed,
    /// An amount in another currency than the workspace's, taken as it stands.
    OtherCurrency,
    /// A level of the workbook's own matrix that differs from its list of assessments, which is what is read.
    MatrixDiffers,
    /// Levels of the workbook's own matrix, without the assessments that it was made from.
    MatrixAlone,
    /// A sheet of the own workbook that is not read.
    SheetNotRead,
    /// The caller decided to leave this name out.
    LeftOut,
}

impl ProblemKind {
    /// Whether something of this kind stays out.
    pub const fn severity(self) -> Severity {
        match self {
            Self::LevelOutsideScale
            | Self::UnreadableValue
            | Self::NotADate
            | Self::DateInFuture
            | Self::FormulaAsName
            | Self::MissingName
            | Self::MissingCompetency
            | Self::MissingTeam
            | Self::MissingRole
            | Self::DuplicatePerson
            | Self::DuplicateRow
            | Self::AmbiguousPerson
            | Self::AmbiguousCompetency
            | Self::RepeatedColumn
            | Self::Contradiction
            | Self::UnknownSource
            | Self::UnknownArea
            | Self::UnknownQuestion
            | Self::UnknownImportance
            | Self::NotANumber
            | Self::OutOfRange
            | Self::NotYesOrNo
            | Self::LeavesBeforeStart => Severity::Error,
            Self::NewCompetency
            | Self::NearName
            | Self::SimilarName
            | Self::NewTeam
            | Self::NewRole
            | Self::RepeatedRow
            | Self::Empty
            | Self::SummaryRow
            | Self::BetweenLevels
            | Self::DayFirstAssumed
            | Self::ScaleAssumed
            | Self::PercentAssumed
            | Self::OtherCurrency
            | Self::MatrixDiffers
            | Self::MatrixAlone
            | Self::SheetNotRead
            | Self::LeftOut => Severity::Notice,
        }
    }
}

/// One problem at one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Problem {
    /// Whether it keeps something out.
    pub severity: Severity,
    /// What kind.
    pub kind: ProblemKind,
    /// The sheet.
    pub sheet: String,
    /// The row's number in the file, from 1.
    pub row: u32,
    /// The column's position, from 0.
    pub column_index: u32,
    /// The column's letters: "C".
    pub column: String,
    /// The column's header; empty where it has none.
    pub header: String,
    /// What the cell says.
    pub value: String,
    /// What was expected there, or what was made of it.
    pub expected: String,
}

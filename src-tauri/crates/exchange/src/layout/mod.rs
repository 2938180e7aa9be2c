//! The layout of a table: which sheet, which row names the columns, and what each column means. Every guess is data,
//! so that the user can correct it and hand it back.

mod find;
mod headers;
mod levels;
mod lists;
mod tables;
mod words;

use serde::{Deserialize, Serialize};

use crate::{ExchangeError, Result};

pub(crate) use find::find_levels;
pub use find::{LayoutAnswers, find_with};
pub(crate) use lists::{area_of_header, areas_listed, descriptor_columns};
pub(crate) use tables::{OwnMatrix, is_form, is_of_own_workbook, is_own_matrix, own_matrix, unread_sheets};
pub use tables::{is_own_rating, tables};
pub(crate) use words::{is_summary, source_of};

/// What a row of the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum LayoutKind {
    /// A row for each person, a column for each competency.
    Wide,
    /// A row for each assessment.
    Long,
    /// A row for each person, without levels.
    People,
    /// A row for each role, with its costs and weeks.
    Roles,
    /// A row for each target of a role.
    Targets,
    /// A row for the seats of a role on a team.
    Positions,
    /// A row for each manager's answer to a benchmark's question.
    Pulse,
    /// A row for each competency, with its area and what its levels look like.
    Competencies,
}

impl LayoutKind {
    /// Every kind, in the order in which their rows must be brought in: each names what those before it add.
    pub const ALL: [Self; 8] = [
        Self::Competencies,
        Self::Roles,
        Self::Targets,
        Self::People,
        Self::Positions,
        Self::Long,
        Self::Wide,
        Self::Pulse,
    ];

    /// Whether its rows are levels, read by [`crate::read_matrix`], rather than a list, read by [`crate::read_list`].
    pub const fn holds_levels(self) -> bool {
        matches!(self, Self::Wide | Self::Long)
    }

    /// What its columns may mean, [`Meaning::Ignored`] last.
    pub const fn meanings(self) -> &'static [Meaning] {
        use Meaning::{
            AnnualCost, Area, AreaName, Areas, Assessor, Attrition, Borrowed, Competency, ContractorRate,
            Date, Descriptor, FamilyName, GivenName, HiringCost, Ignored, Importance, LearningHours,
            LeavesOn, Level, NeededBy, NoArea, Note, Person, Question, RecheckMonths, Role, Seats, Skill,
            Source, StartedOn, Team, WeeksToFill, WeeksToRamp,
        };
        match self {
            Self::Wide => {
                &[Person, GivenName, FamilyName, Team, Role, Skill, Date, Source, Assessor, Note, Ignored]
            }
            Self::Long => &[
                Person, GivenName, FamilyName, Team, Role, Competency, Level, Date, Source, Assessor, Note,
                Ignored,
            ],
            Self::People => &[
                Person,
                GivenName,
                FamilyName,
                Team,
                Role,
                StartedOn,
                LeavesOn,
                Borrowed,
                LearningHours,
                Ignored,
            ],
            Self::Roles => {
                &[Role, AnnualCost, HiringCost, ContractorRate, WeeksToFill, WeeksToRamp, Attrition, Ignored]
            }
            Self::Targets => &[Role, Competency, Level, Importance, Ignored],
            Self::Positions => &[Team, Role, Seats, NeededBy, Ignored],
            Self::Pulse => &[Date, Question, Areas, Area, NoArea, Ignored],
            Self::Competencies => &[Competency, AreaName, RecheckMonths, Descriptor, Ignored],
        }
    }

    /// What a table of this kind lacks with only these meanings; `None` where it can be read.
    fn missing(self, has: impl Fn(Meaning) -> bool) -> Option<&'static str> {
        const PERSON: (&[Meaning], &str) =
            (&[Meaning::Person, Meaning::GivenName, Meaning::FamilyName], "person");
        const ROLE: (&[Meaning], &str) = (&[Meaning::Role], "role");
        const COMPETENCY: (&[Meaning], &str) = (&[Meaning::Competency], "competency");
        const LEVEL: (&[Meaning], &str) = (&[Meaning::Level], "level");
        let needed: &[(&[Meaning], &'static str)] = match self {
            Self::Wide => &[PERSON, (&[Meaning::Skill], "competency")],
            Self::Long => &[PERSON, COMPETENCY, LEVEL],
            Self::People => &[PERSON],
            Self::Roles => &[ROLE],
            Self::Targets => &[ROLE, COMPETENCY, LEVEL],
            Self::Positions => &[ROLE, (&[Meaning::Seats], "seats")],
            Self::Pulse => &[(&[Meaning::Area, Meaning::Areas], "area")],
            Self::Competencies => &[COMPETENCY],
        };
        let lacks = |one_of: &[Meaning]| !one_of.iter().any(|meaning| has(*meaning));
        needed.iter().find(|(one_of, _)| lacks(one_of)).map(|(_, missing)| *missing)
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// The person's name.
    Person,
    /// First name, where it stands apart.
    GivenName,
    /// Last name, where it stands apart.
    FamilyName,
    /// The person's team.
    Team,
    /// The person's role.
    Role,
    /// The name of a competency.
    Competency,
    /// Long: the level. Targets: the level needed.
    Level,
    /// The day assessed. Pulse: the day asked.
    Date,
    /// Where the assessment comes from.
    Source,
    /// Who assessed.
    Assessor,
    /// Evidence or remark.
    Note,
    /// Wide: the levels of the competency that the header names.
    Skill,
    /// People: the first day.
    StartedOn,
    /// People: the first day on which they are no longer there.
    LeavesOn,
    /// People: lent by a supplier or another team.
    Borrowed,
    /// People: hours for learning, a quarter.
    LearningHours,
    /// Roles: cost of one seat a year.
    AnnualCost,
    /// Roles: cost of one hire, once.
    HiringCost,
    /// Roles: cost of one contractor a quarter.
    ContractorRate,
    /// Roles: weeks from opening a seat to the first day.
    WeeksToFill,
    /// Roles: weeks from the first day to the target levels.
    WeeksToRamp,
    /// Roles: share of holders who leave in a year.
    Attrition,
    /// Targets: useful, important or critical, or 1 to 3.
    Importance,
    /// Positions: how many people it is for.
    Seats,
    /// Positions: when the seats are needed.
    NeededBy,
    /// Pulse: a mark where the manager named the area that the header names.
    Area,
    /// Pulse: the areas named, in one cell.
    Areas,
    /// Pulse: a mark where the manager named none of the areas. Where there is such a column, a line without any mark is
    /// no answer.
    NoArea,
    /// Pulse: the question asked, by its id.
    Question,
    /// Competencies: the name of the area.
    AreaName,
    /// Competencies: months after which an assessment is stale.
    RecheckMonths,
    /// Competencies: what a level looks like; five columns, level 0 first.
    Descriptor,
    /// Nothing that is imported.
    Ignored,
}

impl Meaning {
    /// Whether several columns of a table may have it.
    pub const fn repeats(self) -> bool {
        matches!(self, Self::Skill | Self::Area | Self::Descriptor | Self::Ignored)
    }
}

/// A column and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Column {
    /// Its position, from 0.
    pub index: u32,
    /// Its letters in a spreadsheet program: "C".
    pub letters: String,
    /// Its header; empty where it has none.
    pub header: String,
    /// What it means.
    pub meaning: Meaning,
}

/// The layout of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Layout {
    /// The sheet.
    pub sheet: String,
    /// The number of the header row in the file, from 1.
    pub header_row: u32,
    /// What a row is.
    pub kind: LayoutKind,
    /// Its columns, each once.
    pub columns: Vec<Column>,
}

impl Layout {
    /// The first column of this meaning.
    pub fn column(&self, meaning: Meaning) -> Option<&Column> {
        self.columns.iter().find(|column| column.meaning == meaning)
    }

    /// The columns of this meaning.
    pub(crate) fn columns_of(&self, meaning: Meaning) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(move |column| column.meaning == meaning)
    }

    /// Refuses a layout that lacks a column without which nothing can be read.
    ///
    /// # Errors
    /// [`ExchangeError::IncompleteLayout`].
    pub fn check(&self) -> Result<()> {
        match self.kind.missing(|meaning| self.column(meaning).is_some()) {
            Some(missing) => Err(ExchangeError::IncompleteLayout { missing }),
            None => Ok(()),
        }
    }
}

/// The letters of a column counted from 0: A, B, …, Z, AA.
pub fn letters(index: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(index) + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

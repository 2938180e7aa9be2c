//! A list becomes records: people, roles, targets, positions, competencies or the answers to a pulse, with every
//! problem at once. Names stay as the file has them; [`crate::Matcher`] says whom they mean. Nothing is written here.

mod amounts;
mod competencies;
mod line;
mod people;
mod positions;
mod pulse;
mod repeats;
mod roles;
mod training;

use cadre_core::{AreaKey, Importance, Level};
use chrono::NaiveDate;

use crate::{
    ExchangeError, Result,
    import::{
        Options,
        table::{Report, Table},
    },
    layout::{Layout, LayoutKind},
    matching::Known,
    problem::{Problem, Severity},
    read::Workbook,
    scale::ScaleReading,
};
use line::Lines;
pub use training::{
    LiftRecord, TRAINING_HEADS, TRAINING_SHEET, TrainingProblem, TrainingReading, TrainingRecord,
    read_training,
};

/// Everything that a list says, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListReading {
    /// The file's name.
    pub file_name: String,
    /// The layout used.
    pub layout: Layout,
    /// The scale of the levels, of targets.
    pub scale: Option<ScaleReading>,
    /// What would be imported, in the order of the file.
    pub records: Vec<ListRecord>,
    /// Every problem, by row and column.
    pub problems: Vec<Problem>,
    /// How many rows of the file hold data, those with problems included.
    pub rows_read: u32,
    /// How many of them have an error.
    pub rows_with_errors: u32,
}

impl ListReading {
    /// The problems that keep something out.
    pub fn errors(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| problem.severity == Severity::Error)
    }
}

/// What a row of a list says. What the file leaves out is `None`.
#[derive(Clone, Debug, PartialEq)]
pub enum ListRecord {
    /// A person.
    Person(PersonRecord),
    /// A role.
    Role(RoleRecord),
    /// A target of a role.
    Target(TargetRecord),
    /// Seats of a role on a team.
    Position(PositionRecord),
    /// A manager's answer.
    Pulse(PulseRecord),
    /// A competency.
    Competency(CompetencyRecord),
}

/// A person of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonRecord {
    /// The row's number in the file, from 1.
    pub row: u32,
    /// The name.
    pub name: String,
    /// The team's name.
    pub team: Option<String>,
    /// The role's name.
    pub role: Option<String>,
    /// First day.
    pub started_on: Option<NaiveDate>,
    /// First day on which they are no longer there.
    pub leaves_on: Option<NaiveDate>,
    /// Whether they are lent by a supplier or another team.
    pub borrowed: Option<bool>,
    /// Hours for learning, a quarter.
    pub learning_hours: Option<f64>,
}

/// A role of a list. Amounts are in the workspace's currency, whatever the file says beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoleRecord {
    /// The row's number in the file, from 1.
    pub row: u32,
    /// The name.
    pub name: String,
    /// Cost of one seat a year.
    pub annual_cost: Option<f64>,
    /// Cost of one hire, once.
    pub hiring_cost: Option<f64>,
    /// Cost of one contractor a quarter.
    pub contractor_rate: Option<f64>,
    /// Weeks from opening a seat to the first day.
    pub weeks_to_fill: Option<f64>,
    /// Weeks from the first day to the target levels.
    pub weeks_to_ramp: Option<f64>,
    /// Share of holders who leave in a year, 0 to 1.
    pub attrition: Option<f64>,
}

/// A target of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetRecord {
    /// The row's number in the file, from 1.
    pub row: u32,
    /// The role's name.
    pub role: String,
    /// The competency's name.
    pub competency: String,
    /// The level needed, 1 to 4.
    pub level: Level,
    /// How much it matters.
    pub importance: Option<Importance>,
}

/// Seats of a list. Several rows may say the same, as a list with a row for each seat does; each counts.
#[derive(Clone, Debug, PartialEq)]
pub struct PositionRecord {
    /// The row's number in the file, from 1.
    pub row: u32,
    /// The team's name.
    pub team: String,
    /// The role's name.
    pub role: String,
    /// How many people it is for, 1 or more.
    pub seats: u32,
    /// When the seats are needed.
    pub needed_by: Option<NaiveDate>,
}

/// A manager's answer to a benchmark's question.
#[derive(Clone, Debug, PartialEq)]
pub struct PulseRecord {
    /// The row's number in the file, from 1.
    pub row: u32,
    /// The day asked: of the file, else the caller's.
    pub asked_on: Option<NaiveDate>,
    /// The question's id.
    pub question: Option<String>,
    /// The areas named, each once; none is an answer too.
    pub areas: Vec<AreaKey>,
}

/// A competency of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct CompetencyRecord {
    /// The row's number in the file, from 1.
    pub row: u32,
    /// The name.
    pub name: String,
    /// The area's name.
    pub area: Option<String>,
    /// Months after which an assessment is stale, 1 or more.
    pub recheck_months: Option<u32>,
    /// What each level 0 to 4 looks like: five, some of which may be empty, or none.
    pub descriptors: Vec<String>,
}

/// Reads a list. The same file, workspace and options always give the same reading.
///
/// # Errors
/// The layout does not fit the file, or is one of levels; [`ExchangeError::Cancelled`]. Wrong cells are problems of the
/// reading.
pub fn read_list(
    workbook: &Workbook,
    layout: &Layout,
    known: &Known,
    options: &Options<'_>,
) -> Result<ListReading> {
    layout.check()?;
    let table = Table::new(workbook, layout)?;
    let mut report = Report::new(layout);
    table.note_unread_sheets(workbook, &mut report);
    let mut scale = None;
    let mut lines = Lines::new(&table, known, options, &mut report);
    let records = match layout.kind {
        LayoutKind::Wide | LayoutKind::Long => return Err(ExchangeError::WrongKind),
        LayoutKind::People => people::read(&mut lines)?,
        LayoutKind::Roles => roles::read(&mut lines)?,
        LayoutKind::Targets => {
            let found = table.scale(options.scale);
            scale = Some(found);
            roles::read_targets(&mut lines, found)?
        }
        LayoutKind::Positions => positions::read(&mut lines)?,
        LayoutKind::Pulse => pulse::read(&mut lines, known)?,
        LayoutKind::Competencies => competencies::read(&mut lines)?,
    };
    let rows_read = lines.rows_read;
    let (problems, rows_with_errors) = report.finish();
    Ok(ListReading {
        file_name: workbook.file_name.clone(),
        layout: layout.clone(),
        scale,
        records,
        problems,
        rows_read,
        rows_with_errors,
    })
}

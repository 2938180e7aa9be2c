//! A table of skills becomes assessments: everything that would be imported, and every problem at once. Nothing is
//! written here; the caller shows the reading, and imports it or not.

mod long;
mod names;
mod own_matrix;
pub(crate) mod row_names;
mod rows;
pub(crate) mod table;
mod wide;

use std::collections::BTreeMap;

use cadre_core::{CompetencyKey, Level, PersonId, RoleId, Source, TeamId};
use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    ExchangeError, Result, Watch,
    layout::{self, Layout, LayoutKind, Meaning},
    matching::{How, Known, fold},
    problem::{Problem, ProblemKind, Severity},
    read::Workbook,
    scale::{Scale, ScaleReading},
};
use table::{Report, Table};

/// What the caller decides instead of leaving it to be found.
#[derive(Clone, Debug)]
pub struct Options<'w> {
    /// The layout as corrected by the user.
    pub layout: Option<Layout>,
    /// Only its kind, where no whole layout is given.
    pub kind: Option<LayoutKind>,
    /// The scale.
    pub scale: Option<Scale>,
    /// The team of people for whom the file names none.
    pub team: Option<String>,
    /// The source where the file names none; where this is `None` too, the person of what [`layout::is_own_rating`]
    /// takes for own ratings, else the manager.
    pub source: Option<Source>,
    /// The day assessed where the file names none; today where this is `None` too.
    pub date: Option<NaiveDate>,
    /// Today: later dates are refused.
    pub today: NaiveDate,
    /// Answers about competency names of the file. The keys are folded: see [`fold`].
    pub competencies: BTreeMap<String, NameChoice<CompetencyKey>>,
    /// Answers about people's names of the file, likewise.
    pub people: BTreeMap<String, NameChoice<PersonId>>,
    /// Who waits for the reading.
    pub watch: Watch<'w>,
}

impl Options<'_> {
    /// Everything is found from the file; `today` is the last day that an assessment may have.
    pub const fn new(today: NaiveDate) -> Self {
        Self {
            layout: None,
            kind: None,
            scale: None,
            team: None,
            source: None,
            date: None,
            today,
            competencies: BTreeMap::new(),
            people: BTreeMap::new(),
            watch: Watch::nobody(),
        }
    }
}

/// The caller's answer about a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case", tag = "choice", content = "id")]
pub enum NameChoice<T> {
    /// It means this one.
    Existing(T),
    /// It is a new one.
    New,
    /// Its rows stay out.
    LeaveOut,
}

/// A person that the file names.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReadPerson {
    /// The name in the file.
    pub name: String,
    /// Who it is; `None` for a new person.
    pub id: Option<PersonId>,
    /// The name in the workspace.
    pub known_name: Option<String>,
    /// How it was matched; `None` for a new person.
    pub how: Option<How>,
    /// How sure the match is, 0 to 1; 1 for a new person.
    pub confidence: f64,
    /// Position of the team in [`Reading::teams`]; `None` where the file and the caller name none.
    pub team: Option<u32>,
    /// Position of the role in [`Reading::roles`].
    pub role: Option<u32>,
    /// How many rows of the file are theirs and do not stay out. A new person who has none need not be added.
    pub rows: u32,
    /// How many of [`Reading::rows`] are theirs.
    pub assessments: u32,
    /// Names in the workspace that are alike, for a new person.
    pub suggestions: Vec<String>,
}

/// A competency that the file names.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReadCompetency {
    /// The name in the file.
    pub name: String,
    /// Its key: that of the workspace's competency, or one for the competency that will be added.
    pub key: CompetencyKey,
    /// Whether it will be added.
    pub new: bool,
    /// The name in the workspace, where there is one.
    pub known_name: Option<String>,
    /// How it was matched; `None` for a new one.
    pub how: Option<How>,
    /// How sure the match is, 0 to 1; 1 for a new one.
    pub confidence: f64,
    /// How many of [`Reading::rows`] are of it. A new one that has none need not be added.
    pub assessments: u32,
    /// Keys of competencies whose names are alike, for a new one.
    pub suggestions: Vec<CompetencyKey>,
}

/// A team or role that the file or the caller names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReadName<T> {
    /// The name.
    pub name: String,
    /// Which it is; `None` where the workspace has none of this name.
    pub id: Option<T>,
    /// Names in the workspace that are alike.
    pub suggestions: Vec<String>,
}

/// An assessment that would be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReadRow {
    /// The row's number in the file, from 1.
    pub row: u32,
    /// The position of the column with the level, from 0.
    pub column: u32,
    /// Position of the person in [`Reading::people`].
    pub person: u32,
    /// Position of the competency in [`Reading::competencies`].
    pub competency: u32,
    /// The level.
    pub level: Level,
    /// Where it comes from.
    pub source: Source,
    /// The day assessed.
    pub assessed_on: NaiveDate,
    /// Who assessed.
    pub assessor: Option<String>,
    /// Evidence or remark.
    pub note: Option<String>,
}

/// Everything that a file says, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Reading {
    /// The file's name.
    pub file_name: String,
    /// The names of its sheets.
    pub sheets: Vec<String>,
    /// The layout used.
    pub layout: Layout,
    /// The scale used, and why.
    pub scale: ScaleReading,
    /// The people named, in the order of the file.
    pub people: Vec<ReadPerson>,
    /// The competencies named, in the order of the file.
    pub competencies: Vec<ReadCompetency>,
    /// The teams named.
    pub teams: Vec<ReadName<TeamId>>,
    /// The roles named.
    pub roles: Vec<ReadName<RoleId>>,
    /// The assessments that would be imported, in the order of the file.
    pub rows: Vec<ReadRow>,
    /// Every problem, by row and column.
    pub problems: Vec<Problem>,
    /// How many rows of the file hold data, those with problems included.
    pub rows_read: u32,
    /// How many of them have an error.
    pub rows_with_errors: u32,
}

impl Reading {
    /// The problems that keep something out.
    pub fn errors(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| problem.severity == Severity::Error)
    }

    /// The problems that only want a look.
    pub fn notices(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| problem.severity == Severity::Notice)
    }
}

/// Reads a skills table. The same file, workspace and options always give the same reading.
///
/// # Errors
/// No table was found, or the layout handed in does not fit the file; [`ExchangeError::Cancelled`]. Wrong cells are
/// problems of the reading.
pub fn read_matrix(workbook: &Workbook, known: &Known, options: &Options<'_>) -> Result<Reading> {
    let layout = match &options.layout {
        Some(layout) => layout.clone(),
        None => layout::find_levels(workbook, known, options.kind)?,
    };
    layout.check()?;
    if !layout.kind.holds_levels() {
        return Err(ExchangeError::WrongKind);
    }
    let table = Table::new(workbook, &layout)?;
    let mut report = Report::new(&layout);
    let scale = table.scale(options.scale);
    table.note_scale(scale, &mut report);
    let dates = table.date_order(Meaning::Date, &mut report);
    table.note_unread_sheets(workbook, &mut report);
    if layout::is_own_matrix(workbook, &layout) {
        let source = options.source.unwrap_or(Source::Manager).as_str();
        let expected = format!(
            "a sheet Assessments; this one has neither, and every level is taken as one of {source} on {}",
            options.date.unwrap_or(options.today)
        );
        let column = table.column(Meaning::Person).unwrap_or(0);
        report.add(ProblemKind::MatrixAlone, layout.header_row, column, &layout.sheet, expected);
    } else if table.own
        && let Some(matrix) = layout::own_matrix(workbook)
    {
        own_matrix::note_differences(&table, &matrix, scale, dates, options, &mut report);
    }

    let read = rows::read(&table, known, options, scale, dates, &mut report)?;

    let (problems, rows_with_errors) = report.finish();
    Ok(Reading {
        file_name: workbook.file_name.clone(),
        sheets: workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        scale,
        people: read.people,
        competencies: read.competencies,
        teams: read.teams,
        roles: read.roles,
        rows: read.rows,
        problems,
        rows_read: read.rows_read,
        rows_with_errors,
        layout,
    })
}

/// A row of the file as the preview shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PreviewRow {
    /// The row's number in the file, from 1.
    pub row: u32,
    /// The cells under the layout's columns, as text.
    pub cells: Vec<String>,
}

/// The file's own rows below the header, `count` of them from the `first`-th (counted from 0), as text.
///
/// # Errors
/// The layout's sheet is not in the file.
pub fn preview(workbook: &Workbook, layout: &Layout, first: u32, count: u32) -> Result<Vec<PreviewRow>> {
    let table = Table::new(workbook, layout)?;
    Ok(table
        .rows
        .iter()
        .skip(first as usize)
        .take(count as usize)
        .map(|row| PreviewRow {
            row: row.number,
            cells: layout
                .columns
                .iter()
                .map(|column| table.cell(row, column.index).text().into_owned())
                .collect(),
        })
        .collect())
}

/// The key under which a name's answer is looked up.
fn answer<'a, T>(answers: &'a BTreeMap<String, NameChoice<T>>, name: &str) -> Option<&'a NameChoice<T>> {
    if answers.is_empty() { None } else { answers.get(&fold(name)) }
}

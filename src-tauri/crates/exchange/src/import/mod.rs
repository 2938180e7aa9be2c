//! A table of skills becomes assessments: everything that would be imported, and every problem at once. Nothing is
//! written here; the caller shows the reading, and imports it or not.

mod names;
mod rows;

use std::collections::BTreeMap;

use cadre_core::{CompetencyKey, Level, PersonId, RoleId, Source, TeamId};
use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    ExchangeError, Result,
    dates::{self, DateOrder},
    layout::{self, Column, Layout, LayoutKind, Meaning, letters},
    matching::{How, Known, fold},
    problem::{Problem, ProblemKind, Severity},
    read::{Cell, Row, Sheet, Workbook},
    scale::{self, Scale, ScaleReading, Tally},
};

/// What the caller decides instead of leaving it to be found.
#[derive(Clone, Debug)]
pub struct Options {
    /// The layout as corrected by the user.
    pub layout: Option<Layout>,
    /// Only its kind, where no whole layout is given.
    pub kind: Option<LayoutKind>,
    /// The scale.
    pub scale: Option<Scale>,
    /// The team of people for whom the file names none.
    pub team: Option<String>,
    /// The source where the file names none; the manager where this is `None` too.
    pub source: Option<Source>,
    /// The day assessed where the file names none; today where this is `None` too.
    pub date: Option<NaiveDate>,
    /// Today: later dates are refused.
    pub today: NaiveDate,
    /// Answers about competency names of the file. The keys are folded: see [`fold`].
    pub competencies: BTreeMap<String, NameChoice<CompetencyKey>>,
    /// Answers about people's names of the file, likewise.
    pub people: BTreeMap<String, NameChoice<PersonId>>,
}

impl Options {
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
/// No table was found, or the layout handed in does not fit the file. Wrong cells are problems of the reading.
pub fn read_matrix(workbook: &Workbook, known: &Known, options: &Options) -> Result<Reading> {
    let layout = match &options.layout {
        Some(layout) => layout.clone(),
        None => layout::find(workbook, known, options.kind)?,
    };
    layout.check()?;
    let sheet = sheet_of(workbook, &layout.sheet)?;
    let table = Table::new(sheet, &layout);
    let scale = table.scale(options);
    let dates = table.date_order();
    let mut report = Report { sheet: &layout.sheet, columns: &layout.columns, problems: Vec::new() };
    table.note_assumptions(scale, dates, &mut report);

    let read = rows::read(&table, known, options, scale, dates, &mut report);

    let mut problems = report.problems;
    problems.sort_by_key(|problem| (problem.row, problem.column_index, problem.kind));
    let mut rows_with_errors: Vec<u32> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error && problem.row > layout.header_row)
        .map(|problem| problem.row)
        .collect();
    rows_with_errors.dedup();
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
        rows_with_errors: rows_with_errors.len() as u32,
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
    let table = Table::new(sheet_of(workbook, &layout.sheet)?, layout);
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

fn sheet_of<'a>(workbook: &'a Workbook, name: &str) -> Result<&'a Sheet> {
    workbook.sheets.iter().find(|sheet| sheet.name == name).ok_or_else(|| ExchangeError::UnknownSheet {
        name: name.to_owned(),
        sheets: workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
    })
}

/// The rows of data under a layout.
struct Table<'a> {
    layout: &'a Layout,
    sheet: &'a Sheet,
    rows: &'a [Row],
    /// Of each column, the rows over which a cell is merged downwards: first and last, in order.
    merged: BTreeMap<u32, Vec<(u32, u32)>>,
}

impl<'a> Table<'a> {
    fn new(sheet: &'a Sheet, layout: &'a Layout) -> Self {
        let start = sheet.rows.partition_point(|row| row.number <= layout.header_row);
        let mut merged = BTreeMap::<u32, Vec<(u32, u32)>>::new();
        for merge in sheet.merges.iter().filter(|merge| merge.rows.1 > merge.rows.0) {
            merged.entry(merge.columns.0).or_default().push(merge.rows);
        }
        for spans in merged.values_mut() {
            spans.sort_unstable();
        }
        Self { layout, sheet, rows: &sheet.rows[start..], merged }
    }

    fn column(&self, meaning: Meaning) -> Option<u32> {
        self.layout.column(meaning).map(|column| column.index)
    }

    /// The columns of levels.
    fn level_columns(&self) -> impl Iterator<Item = &'a Column> {
        let wanted = match self.layout.kind {
            LayoutKind::Wide => Meaning::Skill,
            LayoutKind::Long => Meaning::Level,
            _ => Meaning::Ignored,
        };
        self.layout.columns.iter().filter(move |column| column.meaning == wanted)
    }

    /// A cell; that of the first row where cells were merged downwards.
    fn cell(&self, row: &'a Row, column: u32) -> &'a Cell {
        let cell = row.cell(column);
        if !cell.is_empty() {
            return cell;
        }
        let Some(spans) = self.merged.get(&column) else { return cell };
        let after = spans.partition_point(|span| span.0 <= row.number);
        match after.checked_sub(1).map(|position| spans[position]) {
            Some((first, last)) if row.number <= last => {
                self.sheet.index_of(first).map_or(cell, |index| self.sheet.rows[index].cell(column))
            }
            _ => cell,
        }
    }

    fn scale(&self, options: &Options) -> ScaleReading {
        let mut tally = Tally::default();
        for column in self.level_columns() {
            for row in self.rows {
                tally.take(scale::token(row.cell(column.index)));
            }
        }
        // Titles above the table and headers may state the scale; a title names it for all.
        let titles = self
            .sheet
            .rows
            .iter()
            .take_while(|row| row.number <= self.layout.header_row)
            .flat_map(|row| &row.cells)
            .filter_map(|cell| scale::stated(&cell.text()));
        let stated: Vec<Scale> = titles.collect();
        let stated = stated.first().copied().filter(|first| stated.iter().all(|scale| scale == first));
        tally.decide(options.scale, stated)
    }

    fn date_order(&self) -> DateOrder {
        let column = self.column(Meaning::Date);
        dates::order(
            column
                .into_iter()
                .flat_map(|column| self.rows.iter().map(move |row| dates::token(self.cell(row, column)))),
        )
    }

    fn note_assumptions(&self, scale: ScaleReading, dates: DateOrder, report: &mut Report<'_>) {
        if scale.uncertain
            && let Some(column) = self.level_columns().next()
        {
            report.add(
                ProblemKind::ScaleAssumed,
                self.layout.header_row,
                column.index,
                scale.scale.as_str(),
                scale.mapping.to_owned(),
            );
        }
        if dates.assumed
            && let Some(column) = self.column(Meaning::Date)
            && let Some(row) = self.rows.iter().find(|row| {
                matches!(dates::token(self.cell(row, column)), dates::DateToken::Slashed(first, second, _) if first <= 12 && second <= 12)
            })
        {
            let order = if dates.month_first { "month first" } else { "day first" };
            let cell = self.cell(row, column);
            let expected = dates.date(dates::token(cell)).map_or_else(String::new, |date| format!("{order}: {date}"));
            report.add(ProblemKind::DayFirstAssumed, row.number, column, &cell.text(), expected);
        }
    }
}

/// Collects problems.
struct Report<'a> {
    sheet: &'a str,
    columns: &'a [Column],
    problems: Vec<Problem>,
}

impl Report<'_> {
    fn add(&mut self, kind: ProblemKind, row: u32, column: u32, value: &str, expected: String) {
        let header = self
            .columns
            .iter()
            .find(|candidate| candidate.index == column)
            .map_or_else(String::new, |column| column.header.clone());
        self.problems.push(Problem {
            severity: kind.severity(),
            kind,
            sheet: self.sheet.to_owned(),
            row,
            column_index: column,
            column: letters(column),
            header,
            // A whole paragraph in a cell helps nobody in a list.
            value: if value.chars().count() > 80 {
                value.chars().take(79).chain(['…']).collect()
            } else {
                value.to_owned()
            },
            expected,
        });
    }
}

/// Whether a name is a formula: computed, or text that a spreadsheet program would run.
fn is_formula(cell: &Cell) -> bool {
    cell.formula || cell.text().starts_with(['=', '@', '+'])
}

/// The name in a cell, freed from the apostrophe that an export puts before what looks like a formula.
fn name_of(cell: &Cell) -> String {
    let text = cell.text();
    crate::matching::plain(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The key under which a name's answer is looked up.
fn answer<'a, T>(answers: &'a BTreeMap<String, NameChoice<T>>, name: &str) -> Option<&'a NameChoice<T>> {
    if answers.is_empty() { None } else { answers.get(&fold(name)) }
}

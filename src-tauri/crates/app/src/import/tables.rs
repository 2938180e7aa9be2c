//! Which tables of the files are imported, and how each is laid out: found, as set for an earlier file, or as answered.

use cadre_core::ImportMapping;
use cadre_exchange::{
    Layout, LayoutKind, Watch,
    layout::{self, LayoutAnswers},
    matching::Known,
    read::{self, Workbook},
    scale::Scale,
};
use chrono::NaiveDate;

use super::{ImportFile, remembered};
use crate::{
    error::{AppError, ErrorCode},
    view::{ImportRequest, TableAnswers},
    work::Work,
    workspace::{Moment, Workspace},
};

/// A table to be read.
#[derive(Debug)]
pub(super) struct Found {
    /// Its file, by position.
    pub(super) file: usize,
    pub(super) layout: Layout,
    /// The answers in force.
    pub(super) answers: TableAnswers,
    /// What was said about an earlier file of the same columns, and when.
    pub(super) mapping: Option<remembered::Remembered>,
    pub(super) remembered: Option<NaiveDate>,
}

/// Refuses answers that are not among those there are.
pub(super) fn check(request: &ImportRequest, moment: Moment) -> Result<(), AppError> {
    if request.paths.is_empty() && request.tables.is_empty() {
        // The command line names its file otherwise.
        return Ok(());
    }
    for answers in &request.tables {
        if let Some(name) = &answers.scale
            && Scale::parse(name).is_none()
        {
            let names: Vec<&str> = Scale::ALL.iter().map(|scale| scale.as_str()).collect();
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                format!("There is no scale “{name}”."),
                format!("Choose one of: {}.", names.join(", ")),
            ));
        }
        if let Some(date) = answers.date.filter(|date| *date > moment.today) {
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                format!("The date {date} is in the future."),
                "Give the day on which the levels were assessed.",
            ));
        }
    }
    Ok(())
}

impl ImportFile {
    /// Reads what is in a file.
    ///
    /// # Errors
    /// The bytes are no spreadsheet; [`ErrorCode::Cancelled`].
    pub fn open(path: String, name: String, bytes: &[u8], work: &Work<'_>) -> Result<Self, AppError> {
        let text = format!("Reading {name}");
        let report = |share: f64| work.step(text.clone(), Some(share)).is_ok();
        let workbook = read::open_watched(bytes, &name, Watch::new(&report))?;
        Ok(Self { path, name, workbook })
    }
}

/// The error, with the file's name.
pub(crate) fn named(mut error: AppError, file: &str) -> AppError {
    if error.code != ErrorCode::Cancelled {
        error.message = format!("{file}: {}", error.message);
    }
    error
}

impl Workspace {
    /// The tables to be read, with the answers in force, in the order in which they are shown.
    pub(super) fn find_tables(
        &self,
        files: &[ImportFile],
        known: &Known,
        request: &ImportRequest,
    ) -> Result<Vec<Found>, AppError> {
        let mut found = Vec::new();
        for (file, ImportFile { name, workbook, .. }) in files.iter().enumerate() {
            let sole = match &request.tables[..] {
                [one] if files.len() == 1 => Some(one),
                _ => None,
            };
            // A file in which nothing is found by itself may still be read by what the user says.
            let layouts = match layout::tables(workbook, known) {
                // Who says what a row is, or where the table is, means one table.
                Ok(layouts) if layouts.len() > 1 && sole.is_some_and(means_one_table) => {
                    vec![find(workbook, known, sole.unwrap_or(&TableAnswers::default()), None)?]
                }
                Ok(layouts) => layouts,
                Err(error) => match sole {
                    Some(answers) => vec![find(workbook, known, answers, None)?],
                    // A sole file is named by the error itself.
                    None if files.len() == 1 => return Err(error.into()),
                    None => return Err(named(error.into(), name)),
                },
            };
            for layout in layouts {
                let answers = sole.or_else(|| request.tables.get(found.len())).cloned().unwrap_or_default();
                found.push(self.settle(file, workbook, known, request, layout, answers)?);
            }
        }
        Ok(found)
    }

    fn settle(
        &self,
        file: usize,
        workbook: &Workbook,
        known: &Known,
        request: &ImportRequest,
        layout: Layout,
        answers: TableAnswers,
    ) -> Result<Found, AppError> {
        let mapping: Option<(&ImportMapping, remembered::Remembered)> =
            request.as_before.then(|| remembered::find(&self.content, &layout)).flatten();
        if answers == TableAnswers::default() {
            if let Some((mapping, before)) = mapping {
                let answers = before.answers(&layout);
                let layout = find(workbook, known, &answers, Some(&layout))?;
                return Ok(Found {
                    file,
                    layout,
                    answers,
                    mapping: Some(before),
                    remembered: Some(mapping.imported_on),
                });
            }
            return Ok(Found { file, layout, answers, mapping: None, remembered: None });
        }
        let layout = find(workbook, known, &answers, Some(&layout))?;
        let remembered = mapping.as_ref().map(|(mapping, _)| mapping.imported_on);
        Ok(Found { file, layout, answers, mapping: mapping.map(|(_, before)| before), remembered })
    }
}

fn means_one_table(answers: &TableAnswers) -> bool {
    answers.kind.is_some() || answers.sheet.is_some() || answers.header_row.is_some()
}

/// The layout of a table with the user's answers: on the sheet on which it was found, unless another is chosen.
fn find(
    workbook: &Workbook,
    known: &Known,
    answers: &TableAnswers,
    found: Option<&Layout>,
) -> Result<Layout, AppError> {
    let sheet = answers.sheet.clone().or_else(|| found.map(|layout| layout.sheet.clone()));
    let same_sheet = found.is_some_and(|layout| Some(&layout.sheet) == sheet.as_ref());
    let asked = LayoutAnswers {
        header_row: answers.header_row.or_else(|| {
            found.filter(|_| same_sheet && answers.kind.is_none()).map(|layout| layout.header_row)
        }),
        sheet,
        kind: answers.kind,
        columns: answers.columns.iter().map(|column| (column.index, column.meaning)).collect(),
    };
    Ok(layout::find_with(workbook, known, &asked)?)
}

/// The name of a kind of table, as scripts see it.
pub(super) const fn kind_name(kind: LayoutKind) -> &'static str {
    match kind {
        LayoutKind::Wide => "wide",
        LayoutKind::Long => "long",
        LayoutKind::People => "people",
        LayoutKind::Roles => "roles",
        LayoutKind::Targets => "targets",
        LayoutKind::Positions => "positions",
        LayoutKind::Pulse => "pulse",
        LayoutKind::Competencies => "competencies",
    }
}

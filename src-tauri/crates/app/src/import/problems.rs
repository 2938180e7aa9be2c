//! Problems in words: in a cell, in a line, as an error, and as a file to mend.

use std::collections::BTreeMap;

use cadre_exchange::{Problem, ProblemKind, Severity, csv_out::table_csv, import as reading};

use super::{Import, TableRead};
use crate::{
    error::{AppError, ErrorCode, FieldProblem},
    file_name::file_name_for,
    view::PreviewKind,
    words,
};

impl Import {
    /// Every wrong cell, as the error that refuses the import.
    pub fn bad_cells(&self) -> AppError {
        let count = self.errors().count() as u32;
        let files = match &self.files[..] {
            [one] => one.name.clone(),
            several => words::counted(several.len() as u32, "file", "files"),
        };
        AppError {
            fields: self
                .errors()
                .map(|problem| FieldProblem {
                    place: place(problem),
                    found: problem.value.clone(),
                    expected: problem.expected.clone(),
                    ..FieldProblem::default()
                })
                .collect(),
            ..AppError::new(
                ErrorCode::BadCells,
                format!(
                    "{} of {files} {} wrong; nothing was imported.",
                    words::counted(count, "cell", "cells"),
                    words::verb(count, "is", "are")
                ),
                "Mend them in the file, or import the rest and leave these out.",
            )
        }
    }

    /// Everything that is wrong or wants a look, each with its place.
    pub fn remarks(&self) -> Vec<(bool, FieldProblem)> {
        self.tables
            .iter()
            .flat_map(TableRead::problems)
            .map(|problem| {
                (
                    problem.severity == Severity::Error,
                    FieldProblem {
                        place: place(problem),
                        found: problem.value.clone(),
                        expected: remark(problem),
                        ..FieldProblem::default()
                    },
                )
            })
            .collect()
    }

    /// The rows that would stay out, as CSV with their own heads and what is wrong with each, to be mended and imported
    /// again. Gives the file's name and its bytes.
    ///
    /// # Errors
    /// No row stays out.
    pub fn problem_rows(&self) -> Result<(String, Vec<u8>), AppError> {
        let tables: Vec<&TableRead> =
            self.tables.iter().filter(|table| table.errors().next().is_some()).collect();
        let [first, others @ ..] = &tables[..] else {
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                "No row has a problem.",
                "There is nothing to save.",
            ));
        };
        // With one table its own heads stand above it, so that the mended file is imported as it is.
        let alone = others.is_empty();
        let width = tables.iter().map(|table| table.layout().columns.len()).max().unwrap_or_default();
        let mut heads: Vec<String> = if alone {
            first.layout().columns.iter().map(|column| column.header.clone()).collect()
        } else {
            ["File", "Sheet"]
                .map(str::to_owned)
                .into_iter()
                .chain((0..width).map(|index| cadre_exchange::layout::letters(index as u32)))
                .collect()
        };
        heads.extend(["Row in the file", "What is wrong"].map(str::to_owned));
        let mut lines = Vec::new();
        for table in tables {
            let mut wrong: BTreeMap<u32, Vec<String>> = BTreeMap::new();
            for problem in table.errors() {
                wrong.entry(problem.row).or_default().push(format!(
                    "{}: {}, {}",
                    column_in_words(problem),
                    label(problem.kind).to_lowercase(),
                    problem.expected
                ));
            }
            let rows = reading::preview(&self.files[table.file].workbook, table.layout(), 0, u32::MAX)?;
            for row in rows {
                let Some(wrong) = wrong.get(&row.row) else { continue };
                let mut line = Vec::with_capacity(heads.len());
                if !alone {
                    line.extend([self.files[table.file].name.clone(), table.layout().sheet.clone()]);
                }
                line.extend(row.cells);
                line.resize(heads.len() - 2, String::new());
                line.extend([row.row.to_string(), wrong.join("; ")]);
                lines.push(line);
            }
        }
        if lines.is_empty() {
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                "No row has a problem: what stays out is a column.",
                "Mend its head in the file, or say under Columns what it means.",
            ));
        }
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let csv = table_csv(&heads, &lines)?;
        let stem = self.files.first().map_or("", |file| file.name.as_str());
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        Ok((file_name_for(&format!("{stem}, rows with problems"), "csv"), csv.into_bytes()))
    }
}

/// Problems and notices of a table by kind, problems first.
pub(super) fn kinds(problems: &[Problem]) -> Vec<PreviewKind> {
    let mut counts: BTreeMap<(bool, ProblemKind), u32> = BTreeMap::new();
    for problem in problems {
        *counts.entry((problem.severity != Severity::Error, problem.kind)).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|((notice, kind), count)| PreviewKind { label: label(kind).to_owned(), count, problem: !notice })
        .collect()
}

/// What is said of a cell, in whole sentences: what was found where the cell does not show it, and what was expected.
pub(super) fn note(problem: &Problem) -> String {
    let Problem { kind, value, expected, .. } = problem;
    let found = match kind {
        _ if value.trim().is_empty() => "Empty. ",
        ProblemKind::DateInFuture => "In the future. ",
        ProblemKind::NotADate => "Not a date. ",
        ProblemKind::NotANumber => "Not a number. ",
        ProblemKind::AmbiguousPerson => "Several people have this name. ",
        ProblemKind::AmbiguousCompetency => "Several competencies go by this name. ",
        _ => "",
    };
    match kind {
        ProblemKind::SummaryRow => "Taken for a sum or a remark, and passed over.".to_owned(),
        ProblemKind::NewCompetency | ProblemKind::NewTeam => {
            format!("{}. It will be added.", words::sentence_case(expected))
        }
        ProblemKind::NewRole => format!("{}. People come without it.", words::sentence_case(expected)),
        ProblemKind::Empty => format!("{found}Expected {expected}."),
        _ if problem.severity == Severity::Error => format!("{found}Expected {expected}."),
        _ => format!("{}.", words::sentence_case(expected)),
    }
}

/// "column C “Score”".
fn column_in_words(problem: &Problem) -> String {
    if problem.header.is_empty() {
        format!("column {}", problem.column)
    } else {
        format!("column {} “{}”", problem.column, problem.header)
    }
}

/// `Levels!C7 "Score"`.
fn place(problem: &Problem) -> String {
    if problem.header.is_empty() {
        format!("{}!{}{}", problem.sheet, problem.column, problem.row)
    } else {
        format!("{}!{}{} “{}”", problem.sheet, problem.column, problem.row, problem.header)
    }
}

/// A problem in a line: its kind, and what was expected where the kind does not say it already.
fn remark(problem: &Problem) -> String {
    let kind = label(problem.kind);
    match problem.kind {
        ProblemKind::NewCompetency | ProblemKind::SummaryRow | ProblemKind::Empty => kind.to_owned(),
        _ => format!("{kind}: {}", problem.expected),
    }
}
/// A kind of problem in words.
pub(super) const fn label(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::LevelOutsideScale => "Level outside the scale",
        ProblemKind::UnreadableValue => "Level that cannot be read",
        ProblemKind::NotADate => "Not a date",
        ProblemKind::DateInFuture => "Date in the future",
        ProblemKind::FormulaAsName => "Formula as a name",
        ProblemKind::MissingName => "Row without a person",
        ProblemKind::MissingCompetency => "Row without a competency",
        ProblemKind::MissingTeam => "Row without a team",
        ProblemKind::MissingRole => "Row without a role",
        ProblemKind::DuplicatePerson => "Person twice, with other values",
        ProblemKind::DuplicateRow => "Twice, with other values",
        ProblemKind::AmbiguousPerson => "Several people of this name",
        ProblemKind::AmbiguousCompetency => "Several competencies of this name",
        ProblemKind::RepeatedColumn => "Two columns for one competency",
        ProblemKind::Contradiction => "Two levels for the same day",
        ProblemKind::UnknownSource => "Unknown source",
        ProblemKind::UnknownArea => "Unknown area",
        ProblemKind::UnknownQuestion => "Unknown question",
        ProblemKind::UnknownImportance => "Unknown importance",
        ProblemKind::NotANumber => "Not a number",
        ProblemKind::OutOfRange => "Number out of range",
        ProblemKind::NotYesOrNo => "Neither yes nor no",
        ProblemKind::LeavesBeforeStart => "Leaves before the first day",
        ProblemKind::NewCompetency => "Unknown competency, will be added",
        ProblemKind::NearName => "Matched by a near name",
        ProblemKind::SimilarName => "New, though a similar name exists",
        ProblemKind::NewTeam => "New team",
        ProblemKind::NewRole => "Unknown role",
        ProblemKind::RepeatedRow => "Repeated",
        ProblemKind::Empty => "Empty",
        ProblemKind::SummaryRow => "Sum or remark, passed over",
        ProblemKind::BetweenLevels => "Between two levels, nearest taken",
        ProblemKind::DayFirstAssumed => "Date read day first",
        ProblemKind::ScaleAssumed => "Scale that could be another",
        ProblemKind::PercentAssumed => "Number read as a percentage",
        ProblemKind::OtherCurrency => "Another currency, not converted",
        ProblemKind::MatrixDiffers => "The matrix differs from the assessments",
        ProblemKind::MatrixAlone => "Levels without sources and dates",
        ProblemKind::SheetNotRead => "Sheet that is not read",
        ProblemKind::LeftOut => "Left out as chosen",
    }
}

//! What a file that was read says: its problems, what would be recorded, and the preview in the window.

use std::collections::{BTreeMap, HashMap, HashSet};

use cadre_exchange::{Problem, ProblemKind, Severity, import, layout::Meaning};

use super::{Import, ImportLine, ImportSummary};
use crate::{
    error::{AppError, ErrorCode, FieldProblem},
    view::{ImportPreview, PreviewCell, PreviewColumn, PreviewKind, PreviewRow, PreviewState},
    words,
};

/// Most rows of the file that a preview shows.
const PREVIEW_ROWS: usize = 500;

impl Import {
    /// Every wrong cell, as the error that refuses the import.
    pub fn bad_cells(&self) -> AppError {
        let count = self.reading.errors().count() as u32;
        AppError {
            fields: self
                .reading
                .errors()
                .map(|problem| FieldProblem {
                    place: place(problem),
                    found: problem.value.clone(),
                    expected: problem.expected.clone(),
                })
                .collect(),
            ..AppError::new(
                ErrorCode::BadCells,
                format!(
                    "{} of {} wrong; nothing was imported.",
                    words::counted(count, "cell", "cells"),
                    format_args!("{} {}", self.reading.file_name, words::verb(count, "is", "are"))
                ),
                "Mend them in the file, or import the rest and leave these out (on the command line: --skip-bad).",
            )
        }
    }

    /// Everything that is wrong or wants a look, each with its place.
    pub fn remarks(&self) -> Vec<(bool, FieldProblem)> {
        self.reading
            .problems
            .iter()
            .map(|problem| {
                (
                    problem.severity == Severity::Error,
                    FieldProblem {
                        place: place(problem),
                        found: problem.value.clone(),
                        expected: remark(problem),
                    },
                )
            })
            .collect()
    }

    /// Every assessment that would be recorded, in the order of the file.
    pub fn lines(&self) -> Vec<ImportLine> {
        self.reading
            .rows
            .iter()
            .map(|row| {
                let person = &self.reading.people[row.person as usize];
                let competency = &self.reading.competencies[row.competency as usize];
                ImportLine {
                    row: row.row,
                    column: cadre_exchange::layout::letters(row.column),
                    person: person.known_name.clone().unwrap_or_else(|| person.name.clone()),
                    competency: competency.known_name.clone().unwrap_or_else(|| competency.name.clone()),
                    level: row.level.get(),
                    source: row.source,
                    assessed_on: row.assessed_on,
                }
            })
            .collect()
    }

    /// What the window shows before anything is written.
    pub fn preview(&self, path: &str, summary: &ImportSummary) -> Result<ImportPreview, AppError> {
        let reading = &self.reading;
        let columns: Vec<_> =
            reading.layout.columns.iter().filter(|column| column.meaning != Meaning::Ignored).collect();
        let mut of_cell: HashMap<(u32, u32), &Problem> = HashMap::new();
        for problem in &reading.problems {
            let worst = of_cell.entry((problem.row, problem.column_index)).or_insert(problem);
            if problem.severity == Severity::Error {
                *worst = problem;
            }
        }
        let all = import::preview(&self.workbook, &reading.layout, 0, u32::MAX)?;
        let remarked: HashSet<u32> = reading.problems.iter().map(|problem| problem.row).collect();
        let mut room =
            PREVIEW_ROWS.saturating_sub(all.iter().filter(|row| remarked.contains(&row.row)).count());
        let total = all.len();
        let rows: Vec<PreviewRow> = all
            .into_iter()
            .filter(|row| {
                remarked.contains(&row.row) || {
                    let fits = room > 0;
                    room = room.saturating_sub(1);
                    fits
                }
            })
            .take(PREVIEW_ROWS)
            .map(|row| PreviewRow {
                row: row.row,
                cells: reading
                    .layout
                    .columns
                    .iter()
                    .zip(row.cells)
                    .filter(|(column, _)| column.meaning != Meaning::Ignored)
                    .map(|(column, text)| cell(text, of_cell.get(&(row.row, column.index)).copied()))
                    .collect(),
            })
            .collect();
        Ok(ImportPreview {
            path: path.to_owned(),
            source: format!(
                "{}, sheet “{}”, scale {}",
                reading.file_name,
                reading.layout.sheet,
                reading.scale.scale.as_str()
            ),
            title: format!(
                "{} read, {} ready",
                words::counted(reading.rows_read, "row", "rows"),
                words::counted(summary.assessments, "assessment", "assessments"),
            ),
            text: self.in_words(summary),
            columns: columns
                .into_iter()
                .map(|column| {
                    let header = cell(
                        column.header.clone(),
                        of_cell.get(&(reading.layout.header_row, column.index)).copied(),
                    );
                    PreviewColumn {
                        title: self.meaning(column),
                        from: header.text,
                        note: header.note,
                        state: header.state,
                    }
                })
                .collect(),
            more_rows: (total - rows.len()) as u32,
            rows,
            kinds: self.kinds(),
            ready: summary.assessments,
            bad: summary.left_out,
        })
    }

    /// What a column is taken for.
    fn meaning(&self, column: &cadre_exchange::layout::Column) -> String {
        match column.meaning {
            Meaning::Skill => {
                let header = cadre_exchange::matching::fold(&column.header);
                self.reading
                    .competencies
                    .iter()
                    .find(|competency| cadre_exchange::matching::fold(&competency.name) == header)
                    .map_or_else(
                        || column.header.clone(),
                        |competency| competency.known_name.clone().unwrap_or_else(|| competency.name.clone()),
                    )
            }
            Meaning::GivenName => "Given name".to_owned(),
            Meaning::FamilyName => "Family name".to_owned(),
            Meaning::Date => "Assessed on".to_owned(),
            other => format!("{other:?}"),
        }
    }

    fn kinds(&self) -> Vec<PreviewKind> {
        let mut counts: BTreeMap<(bool, ProblemKind), u32> = BTreeMap::new();
        for problem in &self.reading.problems {
            *counts.entry((problem.severity != Severity::Error, problem.kind)).or_default() += 1;
        }
        counts
            .into_iter()
            .map(|((notice, kind), count)| PreviewKind {
                label: label(kind).to_owned(),
                count,
                problem: !notice,
            })
            .collect()
    }

    /// What would happen, beside the assessments, in sentences.
    pub fn in_words(&self, summary: &ImportSummary) -> String {
        let mut sentences = vec![format!("Scale {}: {}.", summary.scale, summary.scale_mapping)];
        if summary.left_out > 0 {
            sentences.push(format!(
                "{} {} a problem and {} out.",
                words::counted(summary.left_out, "cell", "cells"),
                words::verb(summary.left_out, "has", "have"),
                words::verb(summary.left_out, "stays", "stay"),
            ));
        }
        let mut added = Vec::new();
        if summary.people_added > 0 {
            added.push(words::counted(summary.people_added, "person", "people"));
        }
        if !summary.teams_added.is_empty() {
            added.push(format!(
                "the {} {}",
                words::verb(summary.teams_added.len() as u32, "team", "teams"),
                words::list(&summary.teams_added)
            ));
        }
        if !summary.roles_added.is_empty() {
            added.push(format!(
                "the shipped {} {} with {}",
                words::verb(summary.roles_added.len() as u32, "role", "roles"),
                words::list_some(&summary.roles_added, 3),
                words::verb(summary.roles_added.len() as u32, "its targets", "their targets"),
            ));
        }
        if summary.seats_added > 0 {
            added.push(words::counted(summary.seats_added, "seat", "seats"));
        }
        if !summary.competencies_added.is_empty() {
            added.push(format!(
                "{} of your own: {}",
                words::counted(summary.competencies_added.len() as u32, "competency", "competencies"),
                words::list_some(&summary.competencies_added, 3)
            ));
        }
        if !added.is_empty() {
            sentences.push(format!("Adds {}.", words::list(&added)));
        }
        sentences.join(" ")
    }
}

fn cell(text: String, problem: Option<&Problem>) -> PreviewCell {
    PreviewCell {
        text,
        note: problem.map(note).unwrap_or_default(),
        state: match problem.map(|problem| problem.severity) {
            None => PreviewState::Plain,
            Some(Severity::Notice) => PreviewState::Notice,
            Some(Severity::Error) => PreviewState::Problem,
        },
    }
}

/// What stands beside a cell: the expectation, short.
fn note(problem: &Problem) -> String {
    match problem.kind {
        ProblemKind::FormulaAsName => "a formula".to_owned(),
        ProblemKind::DateInFuture => "in the future".to_owned(),
        ProblemKind::NotADate => "not a date".to_owned(),
        ProblemKind::Empty => "empty".to_owned(),
        ProblemKind::LevelOutsideScale | ProblemKind::UnreadableValue => {
            format!("expected {}", problem.expected)
        }
        _ => problem.expected.clone(),
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
fn label(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::LevelOutsideScale => "Level outside the scale",
        ProblemKind::UnreadableValue => "Level that cannot be read",
        ProblemKind::NotADate => "Not a date",
        ProblemKind::DateInFuture => "Date in the future",
        ProblemKind::FormulaAsName => "Formula as a name",
        ProblemKind::MissingName => "Level without a person",
        ProblemKind::MissingCompetency => "Level without a competency",
        ProblemKind::DuplicatePerson => "Person twice, with other levels",
        ProblemKind::AmbiguousPerson => "Several people of this name",
        ProblemKind::AmbiguousCompetency => "Several competencies of this name",
        ProblemKind::RepeatedColumn => "Two columns for one competency",
        ProblemKind::Contradiction => "Two levels for the same day",
        ProblemKind::UnknownSource => "Unknown source",
        ProblemKind::NewCompetency => "Unknown competency, will be added",
        ProblemKind::NearName => "Matched by a near name",
        ProblemKind::SimilarName => "New, though a similar name exists",
        ProblemKind::NewTeam => "New team",
        ProblemKind::NewRole => "Unknown role: imported without it",
        ProblemKind::RepeatedRow => "Repeated",
        ProblemKind::Empty => "Empty",
        ProblemKind::SummaryRow => "Sum or remark, passed over",
        ProblemKind::BetweenLevels => "Between two levels, nearest taken",
        ProblemKind::DayFirstAssumed => "Date read day first",
        ProblemKind::ScaleAssumed => "Scale that could be another",
        ProblemKind::LeftOut => "Left out as chosen",
    }
}

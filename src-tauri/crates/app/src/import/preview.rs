//! What the window shows of files that were read: every guess, the names, the rows with their problems, and what would
//! change.

use std::collections::{HashMap, HashSet};

use cadre_exchange::{
    LayoutKind, Meaning, Problem, Reading, Severity, import as reading, layout::Layout, matching::fold,
    scale::Scale,
};

use super::{
    Import, TableContent, TableRead,
    problems::{kinds, label, note},
};
use crate::{
    error::AppError,
    figures::question_in_words,
    view::{
        Choice, FirstRow, ImportColumn, ImportDefaults, ImportLayout, ImportPreview, ImportTable, KindChoice,
        MeaningChoice, PreviewCell, PreviewColumn, PreviewRow, PreviewState,
    },
    words,
    workspace::Workspace,
};

/// Most rows of the file that a preview shows.
const PREVIEW_ROWS: usize = 500;
/// How many of the file's first rows are shown to choose the header row from.
const FIRST_ROWS: u32 = 12;

impl Workspace {
    /// What the window shows before anything is written.
    ///
    /// # Errors
    /// A sheet that is shown is not in its file.
    pub fn import_preview(&self, import: &Import) -> Result<ImportPreview, AppError> {
        let shown = (import.request.shown as usize).min(import.tables.len().saturating_sub(1));
        let Some(table) = import.tables.get(shown) else {
            return Err(AppError::new(
                crate::error::ErrorCode::UnreadableSpreadsheet,
                "There is no table in the file.",
                "Choose another file.",
            ));
        };
        let mut request = import.request.clone();
        request.shown = shown as u32;
        let summary = import.summary();
        let mut known_people: Vec<Choice> = self
            .content
            .people
            .iter()
            .map(|person| Choice { value: person.id.to_string(), label: person.name.clone() })
            .collect();
        known_people.sort_by_cached_key(|person| person.label.to_lowercase());
        let rows = import.rows(table)?;
        Ok(ImportPreview {
            request,
            source: source(import, table),
            title: import.title(),
            text: import.text(table),
            changes: import.change_sentences(),
            action: import.action(),
            leaves_out: summary.left_out > 0,
            remembered: import.remembered.map_or_else(String::new, |day| {
                format!("Read as on {}, with the columns and names set then.", words::date(day))
            }),
            tables: import
                .tables
                .iter()
                .map(|table| ImportTable {
                    name: if import.files.len() == 1 {
                        table.layout().sheet.clone()
                    } else {
                        format!("{}, {}", import.files[table.file].name, table.layout().sheet)
                    },
                    kind: kind_label(table.layout().kind).to_owned(),
                    rows: table.rows_read(),
                    problems: table.errors().count() as u32,
                })
                .collect(),
            layout: import.layout_of(table)?,
            defaults: self.defaults(table),
            people: import.names.people.sorted(),
            competencies: import.names.competencies.sorted(),
            known_people,
            known_competencies: self
                .content
                .competencies
                .iter()
                .map(|one| Choice { value: one.key.to_string(), label: one.name.clone() })
                .collect(),
            columns: preview_columns(table),
            more_rows: rows.1,
            rows: rows.0,
            kinds: kinds(table.problems()),
        })
    }

    fn defaults(&self, table: &TableRead) -> ImportDefaults {
        let layout = table.layout();
        let has = |meaning| layout.column(meaning).is_some();
        let levels = match &table.content {
            TableContent::Levels(reading) => Some(reading),
            TableContent::List(_) => None,
        };
        let pulse = layout.kind == LayoutKind::Pulse;
        let names_teams = matches!(
            layout.kind,
            LayoutKind::Wide | LayoutKind::Long | LayoutKind::People | LayoutKind::Positions
        );
        let scales = Scale::ALL
            .iter()
            .map(|scale| Choice { value: scale.as_str().to_owned(), label: scale_label(*scale).to_owned() });
        let question = table.answers.question.clone();
        ImportDefaults {
            scale: levels.map_or("", |reading| reading.scale.scale.as_str()).to_owned(),
            scale_mapping: levels.map_or("", |reading| reading.scale.mapping).to_owned(),
            scale_uncertain: levels.is_some_and(|reading| reading.scale.uncertain),
            scales: if levels.is_some() { scales.collect() } else { Vec::new() },
            source: levels.filter(|_| !has(Meaning::Source)).map(|_| table.source),
            date: ((levels.is_some() || pulse) && !has(Meaning::Date)).then_some(table.date),
            team: if names_teams { table.team.clone() } else { String::new() },
            needs_team: table.needs_team,
            teams: self.content.teams.iter().map(|team| team.name.clone()).collect(),
            question: (pulse && !has(Meaning::Question)).then(|| question.unwrap_or_default()),
            questions: if pulse { questions() } else { Vec::new() },
        }
    }
}

impl Import {
    fn title(&self) -> String {
        let rows: u32 = self.tables.iter().map(TableRead::rows_read).sum();
        let ready = if self.assessments.is_empty() {
            self.changes.in_brief()
        } else {
            words::counted(self.assessments.len() as u32, "assessment", "assessments")
        };
        format!("{} read, {ready} ready", words::counted(rows, "row", "rows"))
    }

    /// How a table is read, and what of it stays out.
    fn text(&self, table: &TableRead) -> String {
        let mut sentences = vec![format!("{}.", kind_label(table.layout().kind))];
        if let TableContent::Levels(reading) = &table.content {
            sentences.push(format!("Scale {}: {}.", reading.scale.scale.as_str(), reading.scale.mapping));
        }
        let left_out = table.errors().count() as u32;
        if left_out > 0 {
            sentences.push(format!(
                "{} {} a problem and {} out.",
                words::counted(left_out, "cell", "cells"),
                words::verb(left_out, "has", "have"),
                words::verb(left_out, "stays", "stay"),
            ));
        }
        if self.needs_team {
            sentences.push("Say on which team its new people are.".to_owned());
        }
        sentences.join(" ")
    }

    /// What would happen, as the command line tells it: how levels are read, and what changes beside them.
    pub fn in_words(&self) -> String {
        let mut sentences = Vec::new();
        for table in &self.tables {
            sentences.push(self.text(table));
        }
        sentences.extend(self.recorded_already_in_words());
        sentences.extend(self.changes.sentences());
        sentences.join(" ")
    }

    fn change_sentences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        if !self.assessments.is_empty() {
            let people: HashSet<_> = self.assessments.iter().map(|assessment| assessment.person).collect();
            sentences.push(format!(
                "Records {} of {}.",
                words::counted(self.assessments.len() as u32, "assessment", "assessments"),
                words::counted(people.len() as u32, "person", "people")
            ));
        }
        sentences.extend(self.recorded_already_in_words());
        sentences.extend(self.changes.sentences());
        sentences
    }

    fn recorded_already_in_words(&self) -> Option<String> {
        let count = self.recorded_already;
        (count > 0).then(|| {
            format!(
                "{} {} recorded already and {} not recorded again.",
                words::counted(count, "assessment", "assessments"),
                words::verb(count, "is", "are"),
                words::verb(count, "is", "are"),
            )
        })
    }

    /// The words on the button; empty where nothing would change.
    fn action(&self) -> String {
        if self.assessments.is_empty() && self.changes.is_empty() {
            return String::new();
        }
        let left_out = self.errors().count() as u32;
        let ready = self.assessments.len() as u32;
        let what = if ready == 0 {
            self.changes.in_brief()
        } else if left_out > 0 {
            words::thousands(ready)
        } else {
            words::counted(ready, "assessment", "assessments")
        };
        if left_out > 0 {
            format!("Import {what}, leave {} out", words::thousands(left_out))
        } else {
            format!("Import {what}")
        }
    }

    fn layout_of(&self, table: &TableRead) -> Result<ImportLayout, AppError> {
        let layout = table.layout();
        let workbook = &self.workbooks[table.file];
        // From above the first row on, so that titles are among them.
        let from_the_top = Layout { header_row: 0, ..layout.clone() };
        let first_rows = reading::preview(workbook, &from_the_top, 0, FIRST_ROWS)?
            .into_iter()
            .map(|row| FirstRow { row: row.row, cells: row.cells })
            .collect();
        Ok(ImportLayout {
            sheet: layout.sheet.clone(),
            sheets: workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
            header_row: layout.header_row,
            first_rows,
            kind: layout.kind,
            kinds: KINDS
                .iter()
                .map(|&value| KindChoice { value, label: kind_label(value).to_owned() })
                .collect(),
            columns: layout
                .columns
                .iter()
                .map(|column| ImportColumn {
                    index: column.index,
                    letters: column.letters.clone(),
                    header: column.header.clone(),
                    meaning: column.meaning,
                })
                .collect(),
            meanings: layout
                .kind
                .meanings()
                .iter()
                .map(|&value| MeaningChoice { value, label: meaning_label(layout.kind, value).to_owned() })
                .collect(),
        })
    }

    /// Rows of a table: all that have something to say, and the first of the others; and how many there are beside.
    fn rows(&self, table: &TableRead) -> Result<(Vec<PreviewRow>, u32), AppError> {
        let layout = table.layout();
        let mut of_cell: HashMap<(u32, u32), &Problem> = HashMap::new();
        for problem in table.problems() {
            let worst = of_cell.entry((problem.row, problem.column_index)).or_insert(problem);
            if problem.severity == Severity::Error {
                *worst = problem;
            }
        }
        let all = reading::preview(&self.workbooks[table.file], layout, 0, u32::MAX)?;
        let remarked: HashSet<u32> = table.problems().iter().map(|problem| problem.row).collect();
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
                cells: layout
                    .columns
                    .iter()
                    .zip(row.cells)
                    .filter(|(column, _)| column.meaning != Meaning::Ignored)
                    .map(|(column, text)| cell(text, of_cell.get(&(row.row, column.index)).copied()))
                    .collect(),
            })
            .collect();
        let more = total - rows.len();
        Ok((rows, more as u32))
    }
}

fn source(import: &Import, table: &TableRead) -> String {
    let file = &import.files[table.file].name;
    let mut parts = vec![file.clone()];
    // A text file has one sheet, which has the file's name.
    if table.layout().sheet != *file {
        parts.push(format!("sheet “{}”", table.layout().sheet));
    }
    if let TableContent::Levels(reading) = &table.content {
        parts.push(format!("scale {}", reading.scale.scale.as_str()));
    }
    parts.join(", ")
}

fn preview_columns(table: &TableRead) -> Vec<PreviewColumn> {
    let layout = table.layout();
    let of_header: HashMap<u32, &Problem> = table
        .problems()
        .iter()
        .filter(|problem| problem.row == layout.header_row)
        .map(|problem| (problem.column_index, problem))
        .collect();
    layout
        .columns
        .iter()
        .filter(|column| column.meaning != Meaning::Ignored)
        .map(|column| {
            let header = cell(column.header.clone(), of_header.get(&column.index).copied());
            PreviewColumn {
                title: match (&table.content, column.meaning) {
                    (TableContent::Levels(reading), Meaning::Skill) => skill_of(reading, &column.header),
                    (_, meaning) => meaning_label(layout.kind, meaning).to_owned(),
                },
                from: header.text,
                note: header.note,
                state: header.state,
            }
        })
        .collect()
}

/// The competency that a column of levels is taken for.
fn skill_of(reading: &Reading, header: &str) -> String {
    let wanted = fold(header);
    reading.competencies.iter().find(|competency| fold(&competency.name) == wanted).map_or_else(
        || header.to_owned(),
        |competency| competency.known_name.clone().unwrap_or_else(|| competency.name.clone()),
    )
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
        kind: problem.map(|problem| label(problem.kind).to_owned()).unwrap_or_default(),
    }
}

/// Kinds of tables, in the order in which they are offered.
const KINDS: [LayoutKind; 8] = [
    LayoutKind::Wide,
    LayoutKind::Long,
    LayoutKind::People,
    LayoutKind::Roles,
    LayoutKind::Targets,
    LayoutKind::Positions,
    LayoutKind::Competencies,
    LayoutKind::Pulse,
];

const fn kind_label(kind: LayoutKind) -> &'static str {
    match kind {
        LayoutKind::Wide => "Levels: a row a person, a column a skill",
        LayoutKind::Long => "Levels: a row a level",
        LayoutKind::People => "People: a row a person",
        LayoutKind::Roles => "Roles: a row a role, with costs and weeks",
        LayoutKind::Targets => "Targets: a row a role and skill",
        LayoutKind::Positions => "Positions: a row for the seats of a role on a team",
        LayoutKind::Competencies => "Competencies: a row a skill, with what its levels look like",
        LayoutKind::Pulse => "Pulse: a row a manager’s answer",
    }
}

const fn meaning_label(kind: LayoutKind, meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Person => "Person",
        Meaning::GivenName => "Given name",
        Meaning::FamilyName => "Family name",
        Meaning::Team => "Team",
        Meaning::Role => "Role",
        Meaning::Competency => "Competency",
        Meaning::Level => match kind {
            LayoutKind::Targets => "Level needed",
            _ => "Level",
        },
        Meaning::Date => match kind {
            LayoutKind::Pulse => "Asked on",
            _ => "Assessed on",
        },
        Meaning::Source => "Source",
        Meaning::Assessor => "Assessor",
        Meaning::Note => "Note",
        Meaning::Skill => "Levels of this skill",
        Meaning::StartedOn => "First day",
        Meaning::LeavesOn => "Leaving date",
        Meaning::Borrowed => "Borrowed",
        Meaning::LearningHours => "Learning hours a quarter",
        Meaning::AnnualCost => "Yearly cost",
        Meaning::HiringCost => "Hiring cost",
        Meaning::ContractorRate => "Contractor rate a quarter",
        Meaning::WeeksToFill => "Weeks to fill",
        Meaning::WeeksToRamp => "Weeks to ramp",
        Meaning::Attrition => "Attrition a year",
        Meaning::Importance => "Importance",
        Meaning::Seats => "Seats",
        Meaning::NeededBy => "Needed by",
        Meaning::Area => "Whether this area was named",
        Meaning::Areas => "Areas named",
        Meaning::NoArea => "Whether no area was named",
        Meaning::AreaName => "Area",
        Meaning::RecheckMonths => "Months to the re-check",
        Meaning::Descriptor => "What a level looks like",
        Meaning::Question => "Question",
        Meaning::Ignored => "Nothing",
    }
}

const fn scale_label(scale: Scale) -> &'static str {
    match scale {
        Scale::ZeroToFour => "0 to 4",
        Scale::OneToFive => "1 to 5",
        Scale::ZeroToFive => "0 to 5",
        Scale::ZeroToTen => "0 to 10",
        Scale::ZeroToHundred => "0 to 100",
        Scale::Percent => "Percent",
        Scale::Words => "Words, such as Beginner and Expert",
        Scale::Marks => "Marks: x or blank",
    }
}

/// The benchmarks' questions, to choose a pulse's from.
fn questions() -> Vec<Choice> {
    let mut list: Vec<Choice> = Vec::new();
    for benchmark in &crate::catalogue::catalogue().benchmarks {
        for figure in &benchmark.figures {
            if !list.iter().any(|choice| choice.value == figure.question) {
                list.push(Choice {
                    value: figure.question.clone(),
                    label: question_in_words(benchmark, figure),
                });
            }
        }
    }
    list
}

//! What the window shows of files that were read: every guess, the names, the rows with their problems, and what would
//! change.

use std::collections::{HashMap, HashSet};

use cadre_core::Content;
use cadre_exchange::{
    LayoutKind, Meaning, Problem, Reading, Severity, import as reading, layout::Layout, matching::fold,
    scale::Scale,
};

use super::{
    Import, TableContent, TableRead,
    problems::{kinds, label, note},
};
use crate::{
    benchmarks::editions,
    catalogue::catalogue,
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
            questions: import.questions(),
            leaves_out: summary.left_out > 0,
            remembered: import.remembered.map_or_else(String::new, |day| {
                format!("Read as on {}, with the columns and names set then.", words::date(day))
            }),
            tables: import
                .tables
                .iter()
                .map(|table| ImportTable {
                    name: import.name_of(table),
                    kind: kind_label(table.layout().kind).to_owned(),
                    layout: table.layout().kind,
                    rows: table.rows_read(),
                    problems: table.errors().count() as u32,
                    notices: (table.problems().len() - table.errors().count()) as u32,
                    left_out: matches!(table.content, TableContent::LeftOut(_)),
                })
                .collect(),
            layout: import.layout_of(table)?,
            defaults: self.defaults(table),
            people: import.names.people.sorted(),
            competencies: import.names.competencies.sorted(),
            roles: import.names.roles.sorted(),
            known_people,
            known_competencies: self
                .content
                .competencies
                .iter()
                .map(|one| Choice { value: one.key.to_string(), label: one.name.clone() })
                .collect(),
            known_roles: self.known_roles(),
            columns: preview_columns(table),
            more_rows: rows.1,
            rows: rows.0,
            kinds: kinds(table.problems()),
        })
    }

    /// The roles that a name may mean: those of the workspace, then those that Cadre ships and it has not.
    fn known_roles(&self) -> Vec<Choice> {
        let own = self.content.roles.iter().map(|role| role.name.as_str());
        let has = |name: &str| self.content.roles.iter().any(|role| fold(&role.name) == fold(name));
        let shipped = catalogue().roles.iter().map(|profile| profile.name.as_str()).filter(|name| !has(name));
        own.map(|name| Choice { value: name.to_owned(), label: name.to_owned() })
            .chain(shipped.map(|name| Choice { value: name.to_owned(), label: format!("{name}, shipped") }))
            .collect()
    }

    fn defaults(&self, table: &TableRead) -> ImportDefaults {
        let layout = table.layout();
        let has = |meaning| layout.column(meaning).is_some();
        let levels = table.levels();
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
            questions: if pulse { questions(&self.content) } else { Vec::new() },
        }
    }
}

impl Import {
    fn layout_of(&self, table: &TableRead) -> Result<ImportLayout, AppError> {
        let layout = table.layout();
        let workbook = &self.files[table.file].workbook;
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
        let all = reading::preview(&self.files[table.file].workbook, layout, 0, u32::MAX)?;
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
    if let Some(reading) = table.levels() {
        parts.push(format!("scale {}", scale_label(reading.scale.scale).to_lowercase()));
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
                title: match (table.levels(), column.meaning) {
                    (Some(reading), Meaning::Skill) => skill_of(reading, &column.header),
                    // Every column of boxes to tick means the same: its area tells it from the others.
                    (_, Meaning::Area) => column.header.clone(),
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

pub(super) const fn kind_label(kind: LayoutKind) -> &'static str {
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
        Meaning::Area => "Area named",
        Meaning::Areas => "Areas named",
        Meaning::NoArea => "No area named",
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
fn questions(content: &Content) -> Vec<Choice> {
    let mut list: Vec<Choice> = Vec::new();
    for benchmark in editions(content) {
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

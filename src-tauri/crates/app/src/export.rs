//! Exports: everything as JSON, the matrix as CSV, and a workbook to read, to hand on and to import back.

mod forms;

use std::collections::{HashMap, HashSet};

use cadre_core::{Content, PersonId, benchmark::Benchmark};
use cadre_exchange::{
    csv_out::{MatrixRow, matrix_csv},
    document,
    lists::{TRAINING_HEADS, TRAINING_SHEET},
    xlsx_out::{
        self, AreaColumns, Book, Column, ColumnKind, CompetencyColumn, LevelCell, MatrixSheet, PersonRow,
        Sheet, TableSheet, Value,
    },
};

use crate::{
    benchmarks::find_benchmark,
    error::AppError,
    gaps::{CountedShare, Gaps},
    training,
    view::{ExportFormat, MatrixView, Selection, TeamView},
    workspace::{Moment, Workspace},
};

impl Workspace {
    /// The workspace as the bytes of a file. JSON is complete whatever is selected: an equal workspace can be made from it.
    /// CSV and XLSX hold the team and the date selected.
    pub fn export(
        &self,
        format: ExportFormat,
        selection: &Selection,
        moment: Moment,
    ) -> Result<Vec<u8>, AppError> {
        Ok(match format {
            ExportFormat::Json => document::to_json(&self.store.content()?)?.into_bytes(),
            ExportFormat::Csv => self.export_csv(selection, moment)?.into_bytes(),
            ExportFormat::Xlsx => self.export_xlsx(selection, moment)?,
        })
    }

    /// The current levels of a selection as CSV: a row a person, a column a competency. Importing it gives them again.
    fn export_csv(&self, selection: &Selection, moment: Moment) -> Result<String, AppError> {
        let matrix = self.matrix_view(selection, moment)?;
        let names: Vec<&str> =
            matrix.competencies.iter().map(|competency| competency.name.as_str()).collect();
        let width = names.len();
        let rows: Vec<MatrixRow> = matrix
            .people
            .iter()
            .enumerate()
            .map(|(index, person)| MatrixRow {
                team: person.team_name.clone(),
                person: person.name.clone(),
                role: person.role_name.clone().unwrap_or_default(),
                levels: matrix.cells[index * width..(index + 1) * width]
                    .iter()
                    .map(|cell| cell.open().level)
                    .collect(),
            })
            .collect();
        Ok(matrix_csv(&names, &rows)?)
    }

    /// The workbook: the matrix and the gaps to read, and every list that an import needs to make it again.
    fn export_xlsx(&self, selection: &Selection, moment: Moment) -> Result<Vec<u8>, AppError> {
        let team = self.team_view(selection, moment)?;
        let whole = self.store.content()?;
        let as_of = selection.as_of.unwrap_or(moment.today);
        let gaps = self.gaps(selection, moment)?;
        let book = Book {
            title: whole.settings.name.clone(),
            as_of,
            sheets: vec![
                Sheet::Matrix(matrix_sheet(&self.matrix_view(selection, moment)?)),
                Sheet::Table(gaps_sheet(&gaps)),
                Sheet::Table(people_sheet(&team)),
                Sheet::Table(roles_sheet(&team)),
                Sheet::Table(targets_sheet(&team)),
                Sheet::Table(positions_sheet(&team)),
                Sheet::Table(competencies_sheet(&team)),
                Sheet::Table(assessments_sheet(&whole, &team, as_of)),
                Sheet::Table(pulse_sheet(&whole, as_of)),
                Sheet::Table(training_sheet(&whole)),
                Sheet::Table(sources_sheet(&gaps, find_benchmark(&self.content, &gaps.benchmark.id)?)),
            ],
        };
        Ok(xlsx_out::workbook(&book)?)
    }
}

fn text(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

fn whole(number: u32) -> Value {
    Value::Whole(i64::from(number))
}

fn or_empty<T>(value: Option<T>, of: impl FnOnce(T) -> Value) -> Value {
    value.map_or(Value::Empty, of)
}

fn table(
    name: &str,
    note: Option<String>,
    columns: &[(&str, ColumnKind)],
    rows: Vec<Vec<Value>>,
) -> TableSheet {
    let columns = columns.iter().map(|&(title, kind)| Column { title: title.to_owned(), kind }).collect();
    TableSheet { name: name.to_owned(), note, columns, rows }
}

fn matrix_sheet(matrix: &MatrixView) -> MatrixSheet {
    let width = matrix.competencies.len();
    let mut columns = matrix.competencies.iter();
    MatrixSheet {
        name: "Matrix".to_owned(),
        areas: matrix
            .areas
            .iter()
            .map(|area| AreaColumns {
                name: area.name.clone(),
                competencies: columns
                    .by_ref()
                    .take(area.columns as usize)
                    .map(|column| CompetencyColumn {
                        name: column.name.clone(),
                        seats: (column.seats_needed > 0).then_some(xlsx_out::Seats {
                            needed: column.seats_needed,
                            filled: column.seats_filled,
                            holders: column.holders,
                        }),
                    })
                    .collect(),
            })
            .collect(),
        rows: matrix
            .people
            .iter()
            .enumerate()
            .map(|(index, person)| PersonRow {
                team: person.team_name.clone(),
                person: person.name.clone(),
                role: person.role_name.clone().unwrap_or_default(),
                cells: matrix.cells[index * width..(index + 1) * width]
                    .iter()
                    .map(|cell| {
                        let cell = cell.open();
                        Some(LevelCell { level: cell.level?, confirmed: cell.confirmed, stale: cell.stale })
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn gaps_sheet(gaps: &Gaps) -> TableSheet {
    use ColumnKind::{Number, Text};
    let share = |share: &CountedShare| {
        let part = |part: Option<f64>| or_empty(part, Value::Share);
        [whole(share.count), whole(share.of), part(share.share), part(share.low), part(share.high)]
    };
    let rows = gaps
        .areas
        .iter()
        .map(|area| {
            let mut row = vec![text(&area.name), whole(area.people), whole(area.assessed)];
            row.extend(share(&area.below_target));
            row.extend(share(&area.low_or_none));
            row.extend([
                whole(area.seats.required),
                whole(area.seats.filled),
                or_empty(area.seats.gap, Value::Share),
                whole(area.level_shortfall),
                or_empty(area.perceived, |pulse| whole(pulse.count)),
                or_empty(area.perceived, |pulse| whole(pulse.of)),
                or_empty(area.industry.as_ref(), |figure| Value::Share(figure.percent / 100.0)),
                or_empty(area.industry.as_ref(), |figure| text(figure.kind.words())),
                or_empty(area.industry.as_ref(), |figure| whole(figure.n)),
            ]);
            row
        })
        .collect();
    let note = format!(
        "{} on {}, beside {} {}. A perceived gap is what respondents see; below target is what was assessed: compare \
         their order, not the numbers.",
        gaps.team_name.as_deref().unwrap_or("All teams"),
        gaps.as_of,
        gaps.benchmark.publisher,
        gaps.benchmark.edition,
    );
    let columns = [
        ("Area", Text),
        ("People", Number),
        ("Assessed", Number),
        ("Below target", Number),
        ("of", Number),
        ("Share below target", Number),
        ("95% from", Number),
        ("95% to", Number),
        ("At level 0 or 1", Number),
        ("of assessed", Number),
        ("Share at 0 or 1", Number),
        ("95% from ", Number),
        ("95% to ", Number),
        ("Seats needed", Number),
        ("Seats filled", Number),
        ("Seat gap", Number),
        ("Levels missing", Number),
        ("Own managers who see a gap", Number),
        ("of asked", Number),
        ("Industry", Number),
        ("Industry’s question", Text),
        ("Respondents", Number),
    ];
    table("Gaps", Some(note), &columns, rows)
}

fn people_sheet(team: &TeamView) -> TableSheet {
    use ColumnKind::{Number, Text};
    let rows = team
        .people
        .iter()
        .map(|person| {
            vec![
                text(&person.name),
                text(&person.team_name),
                text(&person.role_name),
                or_empty(person.started_on, Value::Date),
                or_empty(person.leaves_on, Value::Date),
                Value::Flag(person.borrowed),
                Value::Number(person.learning_hours),
            ]
        })
        .collect();
    let columns = [
        ("Person", Text),
        ("Team", Text),
        ("Role", Text),
        ("Started", Text),
        ("Leaves", Text),
        ("Borrowed", Text),
        ("Learning hours", Number),
    ];
    table("People", None, &columns, rows)
}

fn roles_sheet(team: &TeamView) -> TableSheet {
    use ColumnKind::{Number, Text};
    let rows = team
        .roles
        .iter()
        .map(|role| {
            vec![
                text(&role.name),
                Value::Money(role.annual_cost),
                Value::Money(role.hiring_cost),
                Value::Money(role.contractor_rate),
                Value::Number(role.weeks_to_fill),
                Value::Number(role.weeks_to_ramp),
                Value::Share(role.attrition),
            ]
        })
        .collect();
    let money = |title: &str| format!("{title} ({})", team.currency);
    let [yearly, hiring, contractor] = ["Yearly cost", "Hiring cost", "Contractor rate a quarter"].map(money);
    let columns = [
        ("Role", Text),
        (&yearly, Number),
        (&hiring, Number),
        (&contractor, Number),
        ("Weeks to fill", Number),
        ("Weeks to ramp", Number),
        ("Attrition a year", Number),
    ];
    table("Roles", None, &columns, rows)
}

fn targets_sheet(team: &TeamView) -> TableSheet {
    use ColumnKind::{Number, Text};
    let rows = team
        .roles
        .iter()
        .flat_map(|role| role.targets.iter().map(move |target| (role, target)))
        .map(|(role, target)| {
            vec![
                text(&role.name),
                text(&target.name),
                whole(u32::from(target.level.get())),
                text(&target.importance_name),
            ]
        })
        .collect();
    let columns = [("Role", Text), ("Competency", Text), ("Level", Number), ("Importance", Text)];
    table("Targets", None, &columns, rows)
}

fn positions_sheet(team: &TeamView) -> TableSheet {
    use ColumnKind::{Number, Text};
    let rows = team
        .positions
        .iter()
        .map(|position| {
            vec![
                text(&position.team_name),
                text(&position.role_name),
                whole(position.seats),
                or_empty(position.needed_by, Value::Date),
            ]
        })
        .collect();
    let columns = [("Team", Text), ("Role", Text), ("Seats", Number), ("Needed by", Text)];
    table("Positions", None, &columns, rows)
}

fn competencies_sheet(team: &TeamView) -> TableSheet {
    use ColumnKind::{Number, Prose, Text};
    let rows = team
        .competencies
        .iter()
        .map(|competency| {
            let mut row =
                vec![text(&competency.name), text(&competency.area_name), whole(competency.recheck_months)];
            row.extend((0..5).map(|level| {
                competency.descriptors.get(level).map_or(Value::Empty, |descriptor| text(descriptor))
            }));
            row
        })
        .collect();
    let columns = [
        ("Competency", Text),
        ("Area", Text),
        ("Re-check months", Number),
        ("Level 0", Prose),
        ("Level 1", Prose),
        ("Level 2", Prose),
        ("Level 3", Prose),
        ("Level 4", Prose),
    ];
    table("Competencies", None, &columns, rows)
}

/// Every assessment of the people selected that was made by the date and not taken back, in the order in which they were
/// recorded.
fn assessments_sheet(content: &Content, team: &TeamView, as_of: chrono::NaiveDate) -> TableSheet {
    use ColumnKind::{Number, Prose, Text};
    let people: HashMap<PersonId, (&str, &str)> = team
        .people
        .iter()
        .map(|person| (person.id, (person.name.as_str(), person.team_name.as_str())))
        .collect();
    let competencies: HashMap<_, &str> =
        content.competencies.iter().map(|one| (&one.key, one.name.as_str())).collect();
    let rows = content
        .assessments
        .iter()
        .filter(|assessment| !assessment.retracted && assessment.assessed_on <= as_of)
        .filter_map(|assessment| {
            let (person, team) = people.get(&assessment.person)?;
            let competency = competencies.get(&assessment.competency)?;
            Some(vec![
                text(person),
                text(team),
                text(competency),
                whole(u32::from(assessment.level.get())),
                text(assessment.source.as_str()),
                Value::Date(assessment.assessed_on),
                text(assessment.assessor.as_deref().unwrap_or_default()),
                text(assessment.note.as_deref().unwrap_or_default()),
            ])
        })
        .collect();
    let columns = [
        ("Person", Text),
        ("Team", Text),
        ("Competency", Text),
        ("Level", Number),
        ("Source", Text),
        ("Date", Text),
        ("Assessor", Text),
        ("Note", Prose),
    ];
    table("Assessments", None, &columns, rows)
}

fn pulse_sheet(content: &Content, as_of: chrono::NaiveDate) -> TableSheet {
    use ColumnKind::{Number, Prose, Text};
    let names: HashMap<_, &str> = content.areas.iter().map(|area| (&area.key, area.name.as_str())).collect();
    let rows = content
        .pulses
        .iter()
        .filter(|pulse| pulse.asked_on <= as_of)
        .flat_map(|pulse| {
            (1..).zip(&pulse.responses).map(move |(number, response)| (pulse, number, response))
        })
        .map(|(pulse, number, response)| {
            let areas: Vec<&str> =
                response.areas.iter().filter_map(|area| names.get(area).copied()).collect();
            vec![Value::Date(pulse.asked_on), text(&pulse.series), whole(number), text(&areas.join("; "))]
        })
        .collect();
    let columns = [("Asked on", Text), ("Question", Text), ("Response", Number), ("Areas", Prose)];
    table("Pulse", None, &columns, rows)
}

/// The training items, a row a lift, as `cadre training --import` reads them.
fn training_sheet(content: &Content) -> TableSheet {
    use ColumnKind::{Number, Prose, Text};
    let kinds =
        [Text, Text, Prose, Text, Number, Text, Prose, Number, Number, Number, Text, Text, Number, Number];
    let rows = training::rows(content)
        .into_iter()
        .map(|row| {
            row.iter()
                .zip(kinds)
                .map(|(cell, kind)| match (kind, cell.parse()) {
                    (Number, Ok(number)) => Value::Number(number),
                    _ => text(cell),
                })
                .collect()
        })
        .collect();
    let columns: Vec<(&str, ColumnKind)> = TRAINING_HEADS.into_iter().zip(kinds).collect();
    table(TRAINING_SHEET, None, &columns, rows)
}

/// Where the industry's figures come from.
fn sources_sheet(gaps: &Gaps, benchmark: &Benchmark) -> TableSheet {
    use ColumnKind::{Number, Prose, Text};
    let shown: HashSet<_> = gaps.areas.iter().map(|area| &area.key).collect();
    let names: HashMap<_, &str> = gaps.areas.iter().map(|area| (&area.key, area.name.as_str())).collect();
    let rows = benchmark
        .figures
        .iter()
        .filter(|figure| shown.contains(&figure.area))
        .map(|figure| {
            vec![
                text(names.get(&figure.area).copied().unwrap_or_default()),
                Value::Share(figure.percent / 100.0),
                text(figure.kind.words()),
                whole(figure.n),
                text(&figure.source),
                text(figure.note.as_deref().unwrap_or_default()),
            ]
        })
        .collect();
    let note = format!(
        "{} {} {}, {}, asked {}.",
        benchmark.publisher, benchmark.report, benchmark.edition, benchmark.population, benchmark.field_date
    );
    let columns = [
        ("Figure for", Text),
        ("Figure", Number),
        ("Question about", Text),
        ("n", Number),
        ("Read in", Prose),
        ("Keep in mind", Prose),
    ];
    table("Sources", Some(note), &columns, rows)
}

//! What every row of levels says, whatever the layout: who, when, from which source, by whom.

use cadre_core::{RoleId, Source, TeamId};
use chrono::NaiveDate;

use super::{
    Options, ReadCompetency, ReadName, ReadPerson, ReadRow,
    names::{Competencies, Names, People, Place},
    row_names::{NAME_COLUMNS, NameWords, RowName, person_name},
    table::{Report, Table, is_formula, name_of, prose_of},
};
use crate::{
    Result,
    dates::{self, DateOrder, DateReading},
    layout::{LayoutKind, Meaning, is_own_rating, source_of},
    matching::{Known, Matcher},
    problem::ProblemKind,
    read::{Cell, Row},
    scale::ScaleReading,
};

/// What the rows say.
pub(super) struct ReadRows {
    pub(super) people: Vec<ReadPerson>,
    pub(super) competencies: Vec<ReadCompetency>,
    pub(super) teams: Vec<ReadName<TeamId>>,
    pub(super) roles: Vec<ReadName<RoleId>>,
    pub(super) rows: Vec<ReadRow>,
    pub(super) rows_read: u32,
}

/// Reads all rows.
pub(super) fn read(
    table: &Table<'_>,
    known: &Known,
    options: &Options<'_>,
    scale: ScaleReading,
    dates: DateOrder,
    report: &mut Report<'_>,
) -> Result<ReadRows> {
    let matcher = Matcher::new(known);
    let mut teams = Names::new(&matcher, Matcher::team, ProblemKind::NewTeam);
    let default_team =
        options.team.as_deref().and_then(|team| Some((teams.resolve(team, None, report)?, team.to_owned())));
    // Every name with its team first: whether two rows mean one person depends on all of them.
    let mut words = NameWords::new(table, known);
    let names: Vec<RowName> = table
        .rows
        .iter()
        .map(|row| match person_name(table, row) {
            None => RowName::None,
            Some(name) if words.is_data(table, row, &name) => RowName::Person(name),
            Some(name) => RowName::NotData(name),
        })
        .collect();
    let mut named = Vec::new();
    for (row, name) in table.rows.iter().zip(&names) {
        if let RowName::Person(name) = name {
            let team = team_of(table, row, default_team.as_ref(), &mut teams, report);
            named.push((name.as_str(), team));
        }
    }
    let people = People::new(&matcher, options, named.into_iter());
    let roles = Names::new(&matcher, Matcher::role, ProblemKind::NewRole);
    let competencies = Competencies::new(&matcher, options);
    let default_source = if is_own_rating(table.layout) { Source::Self_ } else { Source::Manager };
    let mut reader = RowReader {
        table,
        options,
        scale,
        dates,
        source: options.source.unwrap_or(default_source),
        names: &names,
        default_team,
        teams,
        roles,
        people,
        competencies,
        rows: Vec::new(),
        rows_read: 0,
    };
    match table.layout.kind {
        LayoutKind::Wide => reader.read_wide(report)?,
        _ => reader.read_long(report)?,
    }
    let RowReader { teams, roles, mut people, mut competencies, rows, rows_read, .. } = reader;
    for row in &rows {
        people.list[row.person as usize].assessments += 1;
        competencies.list[row.competency as usize].assessments += 1;
    }
    Ok(ReadRows {
        people: people.list,
        competencies: competencies.list,
        teams: teams.list,
        roles: roles.list,
        rows,
        rows_read,
    })
}

fn team_of(
    table: &Table<'_>,
    row: &Row,
    default: Option<&(u32, String)>,
    teams: &mut Names<'_, TeamId>,
    report: &mut Report<'_>,
) -> Option<(u32, String)> {
    if let Some(column) = table.column(Meaning::Team) {
        let name = name_of(table.cell(row, column));
        let place = Place { row: row.number, column };
        if let Some(index) = teams.resolve(&name, Some(place), report) {
            return Some((index, name));
        }
    }
    default.cloned()
}

/// What a row says beside person and level.
pub(super) struct Circumstances {
    pub(super) date: NaiveDate,
    pub(super) source: Source,
    pub(super) assessor: Option<String>,
    pub(super) note: Option<String>,
}

pub(super) struct RowReader<'a, 'k> {
    pub(super) table: &'a Table<'a>,
    pub(super) options: &'k Options<'k>,
    pub(super) scale: ScaleReading,
    dates: DateOrder,
    /// The source where a row names none.
    source: Source,
    pub(super) names: &'a [RowName],
    default_team: Option<(u32, String)>,
    teams: Names<'k, TeamId>,
    roles: Names<'k, RoleId>,
    people: People<'k>,
    pub(super) competencies: Competencies<'k>,
    pub(super) rows: Vec<ReadRow>,
    pub(super) rows_read: u32,
}

impl RowReader<'_, '_> {
    /// Where the problem about a row's name stands.
    pub(super) fn name_place(&self, row: &Row) -> Place {
        let column = NAME_COLUMNS.iter().find_map(|meaning| self.table.column(*meaning)).unwrap_or(0);
        Place { row: row.number, column }
    }

    /// The person of a row; `None` where it has none or they stay out, which is then reported.
    pub(super) fn person(&mut self, row: &Row, name: &str, report: &mut Report<'_>) -> Option<u32> {
        for meaning in NAME_COLUMNS {
            let Some(column) = self.table.column(meaning) else { continue };
            let cell = self.table.cell(row, column);
            if is_formula(cell) {
                report.add(
                    ProblemKind::FormulaAsName,
                    row.number,
                    column,
                    &cell.text(),
                    "a name, not a formula".to_owned(),
                );
                return None;
            }
        }
        let team = team_of(self.table, row, self.default_team.as_ref(), &mut self.teams, report);
        let role = self.table.column(Meaning::Role).and_then(|column| {
            let name = name_of(self.table.cell(row, column));
            self.roles.resolve(&name, Some(Place { row: row.number, column }), report)
        });
        let place = self.name_place(row);
        let team = team.as_ref().map(|(index, name)| (*index, name.as_str()));
        self.people.resolve(name, team, role, place, report)
    }

    /// Date, source, assessor and note of a row; `None` where one is wrong, which is then reported.
    pub(super) fn circumstances(&self, row: &Row, report: &mut Report<'_>) -> Option<Circumstances> {
        let mut fine = true;
        let mut date = self.options.date.unwrap_or(self.options.today);
        if let Some(column) = self.table.column(Meaning::Date) {
            let cell = self.table.cell(row, column);
            match self.dates.read(cell) {
                DateReading::Blank => {}
                DateReading::Date(found) if found > self.options.today => {
                    let expected = format!("a date up to today, {}", self.options.today);
                    report.add(ProblemKind::DateInFuture, row.number, column, &cell.text(), expected);
                    fine = false;
                }
                DateReading::Date(found) => date = found,
                DateReading::Wrong => {
                    let expected = dates::EXPECTED.to_owned();
                    report.add(ProblemKind::NotADate, row.number, column, &cell.text(), expected);
                    fine = false;
                }
            }
        }
        let mut source = self.source;
        if let Some(column) = self.table.column(Meaning::Source) {
            let cell = self.table.cell(row, column);
            if !cell.is_empty() {
                if let Some(found) = source_of(&cell.text()) {
                    source = found;
                } else {
                    let expected = "self, peer, manager, exam, lab or work".to_owned();
                    report.add(ProblemKind::UnknownSource, row.number, column, &cell.text(), expected);
                    fine = false;
                }
            }
        }
        let text = |meaning, read: fn(&Cell) -> String| {
            let text = read(self.table.cell(row, self.table.column(meaning)?));
            (!text.is_empty()).then_some(text)
        };
        fine.then(|| Circumstances {
            date,
            source,
            assessor: text(Meaning::Assessor, name_of),
            note: text(Meaning::Note, prose_of),
        })
    }

    /// Counts a row that goes in for its person.
    pub(super) fn goes_in(&mut self, person: u32) {
        self.people.list[person as usize].rows += 1;
    }

    /// A row that is none of a person's.
    pub(super) fn summary(&self, row: &Row, name: &str, report: &mut Report<'_>) {
        let place = self.name_place(row);
        report.add(
            ProblemKind::SummaryRow,
            row.number,
            place.column,
            name,
            "a person; sums, targets and remarks are passed over".to_owned(),
        );
    }
}

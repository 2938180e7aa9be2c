//! The rows of a table, one by one: what each says, and what is wrong with it.

use std::collections::{BTreeMap, HashMap, HashSet};

use cadre_core::{Level, RoleId, Source, TeamId};
use chrono::{Datelike, NaiveDate};

use super::{
    Options, ReadCompetency, ReadName, ReadPerson, ReadRow, Report, Table, is_formula, name_of,
    names::{Competencies, Names, People, Place},
};
use crate::{
    dates::{self, DateOrder, DateToken},
    layout::{LayoutKind, Meaning, is_summary, source_of},
    matching::{Known, fold},
    problem::ProblemKind,
    read::{Row, Value},
    scale::{self, LevelReading, ScaleReading, Token},
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
    options: &Options,
    scale: ScaleReading,
    dates: DateOrder,
    report: &mut Report<'_>,
) -> ReadRows {
    let mut teams = Names::new(&known.teams, ProblemKind::NewTeam);
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
            named.push((name.as_str(), team.map(|(index, _)| index)));
        }
    }
    let people = People::new(known, options, named.into_iter());
    let roles = Names::new(&known.roles, ProblemKind::NewRole);
    let competencies = Competencies::new(known, options);
    let mut reader = RowReader {
        table,
        options,
        scale,
        dates,
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
        LayoutKind::Wide => reader.read_wide(report),
        LayoutKind::Long => reader.read_long(report),
        _ => {}
    }
    let RowReader { teams, roles, mut people, mut competencies, rows, rows_read, .. } = reader;
    for row in &rows {
        people.list[row.person as usize].assessments += 1;
        competencies.list[row.competency as usize].assessments += 1;
    }
    ReadRows {
        people: people.list,
        competencies: competencies.list,
        teams: teams.list,
        roles: roles.list,
        rows,
        rows_read,
    }
}

/// The columns that a name may be put together from.
const NAME_COLUMNS: [Meaning; 3] = [Meaning::Person, Meaning::GivenName, Meaning::FamilyName];

/// The person's name in a row; `None` where there is none.
fn person_name(table: &Table<'_>, row: &Row) -> Option<String> {
    let part = |meaning| {
        let name = table.column(meaning).map(|column| name_of(table.cell(row, column)))?;
        (!name.is_empty() && name.chars().any(char::is_alphanumeric)).then_some(name)
    };
    part(Meaning::Person).or_else(|| match (part(Meaning::GivenName), part(Meaning::FamilyName)) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (given, family) => given.or(family),
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

/// What stands where a row has its name.
enum RowName {
    None,
    Person(String),
    /// A sum, a legend or a repeated header.
    NotData(String),
}

/// What names say by themselves, each looked at once.
struct NameWords {
    header: Option<String>,
    people: HashSet<String>,
    teams: HashSet<String>,
    seen: HashMap<String, NameWord>,
}

#[derive(Clone, Copy)]
enum NameWord {
    /// The header again, as at the top of a printed page.
    Header,
    /// Certainly a sum or a target, or only if the levels beside it are computed.
    Summary(bool),
    /// A team, which heads the rows below it.
    Team,
    /// Nothing of the kind.
    Name,
}

impl NameWords {
    fn new(table: &Table<'_>, known: &Known) -> Self {
        Self {
            header: NAME_COLUMNS
                .iter()
                .find_map(|meaning| table.layout.column(*meaning))
                .map(|column| fold(&column.header))
                .filter(|header| !header.is_empty()),
            people: known.people.iter().map(|person| fold(&person.name)).collect(),
            teams: known.teams.iter().map(|(_, team)| fold(team)).collect(),
            seen: HashMap::new(),
        }
    }

    fn of(&mut self, name: &str) -> NameWord {
        if let Some(word) = self.seen.get(name) {
            return *word;
        }
        let folded = fold(name);
        let word = if self.header.as_ref() == Some(&folded) {
            NameWord::Header
        } else if self.people.contains(&folded) {
            NameWord::Name
        } else if let Some(certain) = is_summary(&folded) {
            NameWord::Summary(certain)
        } else if self.teams.contains(&folded) {
            NameWord::Team
        } else {
            NameWord::Name
        };
        self.seen.insert(name.to_owned(), word);
        word
    }

    /// Whether a named row is data rather than a sum, a legend or a repeated header.
    fn is_data(&mut self, table: &Table<'_>, row: &Row, name: &str) -> bool {
        let cells = || table.level_columns().map(|column| row.cell(column.index));
        let computed = || {
            cells().any(|cell| {
                cell.formula || matches!(&cell.value, Value::Number(number) if number.fract() != 0.0)
            })
        };
        let is_bare = || {
            table.layout.kind == LayoutKind::Wide && cells().all(|cell| scale::token(cell) == Token::Unknown)
        };
        match self.of(name) {
            NameWord::Header => false,
            NameWord::Summary(certain) => !certain && !computed(),
            NameWord::Team => !is_bare(),
            NameWord::Name => {
                // Below a table stand legends ("0 = none") and remarks; a person's name is short.
                let is_remark =
                    name.chars().count() > 60 || name.contains(['=', ':']) && !name.starts_with('=');
                !is_remark || !is_bare()
            }
        }
    }
}

/// What a row says beside person and level.
struct Circumstances {
    date: NaiveDate,
    source: Source,
    assessor: Option<String>,
    note: Option<String>,
}

/// A row of a wide table whose person is known.
struct PersonRow<'a> {
    row: &'a Row,
    person: u32,
    circumstances: Circumstances,
    /// Column, competency and level of each cell that holds one.
    levels: Vec<(u32, u32, Level)>,
}

struct RowReader<'a, 'k> {
    table: &'a Table<'a>,
    options: &'k Options,
    scale: ScaleReading,
    dates: DateOrder,
    names: &'a [RowName],
    default_team: Option<(u32, String)>,
    teams: Names<'k, TeamId>,
    roles: Names<'k, RoleId>,
    people: People<'k>,
    competencies: Competencies<'k>,
    rows: Vec<ReadRow>,
    rows_read: u32,
}

impl RowReader<'_, '_> {
    /// Where the problem about a row's name stands.
    fn name_place(&self, row: &Row) -> Place {
        let column = NAME_COLUMNS.iter().find_map(|meaning| self.table.column(*meaning)).unwrap_or(0);
        Place { row: row.number, column }
    }

    /// The person of a row; `None` where it has none or they stay out, which is then reported.
    fn person(&mut self, row: &Row, name: &str, report: &mut Report<'_>) -> Option<u32> {
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
    fn circumstances(&self, row: &Row, report: &mut Report<'_>) -> Option<Circumstances> {
        let mut fine = true;
        let mut date = self.options.date.unwrap_or(self.options.today);
        if let Some(column) = self.table.column(Meaning::Date) {
            let cell = self.table.cell(row, column);
            let token = dates::token(cell);
            match self.dates.date(token) {
                Some(found) if found > self.options.today => {
                    let expected = format!("a date up to today, {}", self.options.today);
                    report.add(ProblemKind::DateInFuture, row.number, column, &cell.text(), expected);
                    fine = false;
                }
                Some(found) if found.year() >= 1950 => {
                    date = found;
                }
                None if token == DateToken::Blank => {}
                _ => {
                    let expected = "a date such as 2026-05-31 or 31.05.2026".to_owned();
                    report.add(ProblemKind::NotADate, row.number, column, &cell.text(), expected);
                    fine = false;
                }
            }
        }
        let mut source = self.options.source.unwrap_or(Source::Manager);
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
        let text = |meaning| {
            let text = name_of(self.table.cell(row, self.table.column(meaning)?));
            (!text.is_empty()).then_some(text)
        };
        fine.then(|| Circumstances {
            date,
            source,
            assessor: text(Meaning::Assessor),
            note: text(Meaning::Note),
        })
    }

    /// The level in a cell; `None` where it is unknown or wrong. What is wrong is reported.
    fn level(&self, row: &Row, column: u32, report: &mut Report<'_>) -> Option<Level> {
        let cell = row.cell(column);
        match self.scale.level(scale::token(cell)) {
            LevelReading::Unknown => None,
            LevelReading::Level(level, false) => Some(level),
            LevelReading::Level(level, true) => {
                let expected = format!("read as level {}", level.get());
                report.add(ProblemKind::BetweenLevels, row.number, column, &cell.text(), expected);
                Some(level)
            }
            LevelReading::Outside => {
                let expected = self.scale.scale.expected().to_owned();
                report.add(ProblemKind::LevelOutsideScale, row.number, column, &cell.text(), expected);
                None
            }
            LevelReading::Unreadable => {
                let expected = self.scale.scale.expected().to_owned();
                report.add(ProblemKind::UnreadableValue, row.number, column, &cell.text(), expected);
                None
            }
        }
    }

    /// The competency columns of a wide table: position of the column and of the competency. Of several columns for
    /// one competency the best match is taken.
    fn skill_columns(&mut self, report: &mut Report<'_>) -> Vec<(u32, u32)> {
        let header_row = self.table.layout.header_row;
        let mut of_competency = BTreeMap::<u32, Vec<(u32, String)>>::new();
        for column in self.table.layout.columns.iter().filter(|column| column.meaning == Meaning::Skill) {
            let place = Place { row: header_row, column: column.index };
            let computed = self
                .table
                .sheet
                .index_of(header_row)
                .is_some_and(|index| self.table.sheet.rows[index].cell(column.index).formula);
            if computed || column.header.starts_with(['=', '@', '+']) {
                let expected = "the name of a competency, not a formula".to_owned();
                report.add(ProblemKind::FormulaAsName, header_row, column.index, &column.header, expected);
                continue;
            }
            let name =
                crate::matching::plain(&column.header).split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(competency) = self.competencies.resolve(&name, place, report) {
                of_competency.entry(competency).or_default().push((column.index, name));
            }
        }
        let mut columns = Vec::new();
        for (competency, mut candidates) in of_competency {
            let known = self.competencies.list[competency as usize].known_name.clone();
            let proper = known.as_deref().map(fold);
            // The column with the proper name goes before one that is only near it.
            candidates.sort_by_key(|(index, name)| (proper.as_ref() != Some(&fold(name)), *index));
            let first = candidates[0].clone();
            columns.push((first.0, competency));
            for (index, name) in &candidates[1..] {
                let expected =
                    format!("one column; {} is this competency too", crate::layout::letters(first.0));
                report.add(ProblemKind::RepeatedColumn, header_row, *index, name, expected);
            }
        }
        columns.sort_unstable();
        columns
    }

    fn read_wide(&mut self, report: &mut Report<'_>) {
        let columns = self.skill_columns(report);
        // Rows of one person on one day from one source, in the order of the file.
        let mut rows_of = HashMap::<(u32, NaiveDate, Source), Vec<usize>>::new();
        let mut read: Vec<PersonRow<'_>> = Vec::new();
        for (row, name) in self.table.rows.iter().zip(self.names) {
            let filled = self
                .table
                .level_columns()
                .filter(|column| scale::token(row.cell(column.index)) != Token::Unknown)
                .count();
            let name = match name {
                RowName::Person(name) => name,
                RowName::NotData(name) => {
                    self.summary(row, name, report);
                    continue;
                }
                RowName::None => {
                    if filled > 0 {
                        self.nameless(row, report);
                    }
                    continue;
                }
            };
            self.rows_read += 1;
            let person = self.person(row, name, report);
            let circumstances = self.circumstances(row, report);
            let levels: Vec<(u32, u32, Level)> = columns
                .iter()
                .filter_map(|(column, competency)| {
                    Some((*column, *competency, self.level(row, *column, report)?))
                })
                .collect();
            if let (Some(person), Some(circumstances)) = (person, circumstances) {
                rows_of
                    .entry((person, circumstances.date, circumstances.source))
                    .or_default()
                    .push(read.len());
                read.push(PersonRow { row, person, circumstances, levels });
            }
        }
        let mut left_out = vec![false; read.len()];
        let mut repeats: HashMap<usize, usize> = HashMap::new();
        for positions in rows_of.values().filter(|positions| positions.len() > 1) {
            let mut said = HashMap::<u32, Level>::new();
            let agree = positions
                .iter()
                .flat_map(|position| &read[*position].levels)
                .all(|(column, _, level)| *said.entry(*column).or_insert(*level) == *level);
            for position in positions {
                left_out[*position] = !agree;
                if *position != positions[0] {
                    repeats.insert(*position, positions[0]);
                } else if !agree {
                    repeats.insert(*position, positions[1]);
                }
            }
        }
        let mut seen = HashSet::new();
        for (position, PersonRow { row, person, circumstances, levels }) in read.iter().enumerate() {
            if let Some(other) = repeats.get(&position) {
                let place = self.name_place(row);
                let value = self.table.cell(row, place.column).text();
                let other = read[*other].row.number;
                let (kind, expected) = if left_out[position] {
                    (ProblemKind::DuplicatePerson, format!("each person once; row {other} says other levels"))
                } else {
                    (ProblemKind::RepeatedRow, format!("the same person as row {other}"))
                };
                report.add(kind, row.number, place.column, &value, expected);
            }
            if left_out[position] {
                continue;
            }
            for (column, competency, level) in levels {
                if repeats.contains_key(&position)
                    || rows_of[&(*person, circumstances.date, circumstances.source)].len() > 1
                {
                    // Rows that agree add what the ones before them did not say.
                    if !seen.insert((*person, *competency, circumstances.date, circumstances.source)) {
                        continue;
                    }
                }
                self.rows.push(ReadRow {
                    row: row.number,
                    column: *column,
                    person: *person,
                    competency: *competency,
                    level: *level,
                    source: circumstances.source,
                    assessed_on: circumstances.date,
                    assessor: circumstances.assessor.clone(),
                    note: circumstances.note.clone(),
                });
            }
        }
    }

    /// A row of levels without a name: sums below the table, or a forgotten name.
    fn nameless(&mut self, row: &Row, report: &mut Report<'_>) {
        let place = self.name_place(row);
        let mut cells =
            self.table.level_columns().map(|column| row.cell(column.index)).filter(|cell| !cell.is_empty());
        let computed = cells.all(|cell| {
            cell.formula || matches!(&cell.value, Value::Number(number) if number.fract() != 0.0)
        });
        if computed {
            self.summary(row, "", report);
        } else {
            self.rows_read += 1;
            report.add(
                ProblemKind::MissingName,
                row.number,
                place.column,
                "",
                "the name of a person".to_owned(),
            );
        }
    }

    fn summary(&self, row: &Row, name: &str, report: &mut Report<'_>) {
        let place = self.name_place(row);
        report.add(
            ProblemKind::SummaryRow,
            row.number,
            place.column,
            name,
            "a person; sums, targets and remarks are passed over".to_owned(),
        );
    }

    fn read_long(&mut self, report: &mut Report<'_>) {
        let (Some(competency_column), Some(level_column)) =
            (self.table.column(Meaning::Competency), self.table.column(Meaning::Level))
        else {
            return;
        };
        // What was said of a person and competency on a day by a source: the row and the level.
        let mut said = HashMap::<(u32, u32, NaiveDate, Source), (u32, Level)>::new();
        for (row, name) in self.table.rows.iter().zip(self.names) {
            let competency_cell = self.table.cell(row, competency_column);
            let level_cell = row.cell(level_column);
            if competency_cell.is_empty() && scale::token(level_cell) == Token::Unknown {
                // A heading, a remark or a lone name: nothing about a skill.
                if let RowName::Person(name) | RowName::NotData(name) = name {
                    self.summary(row, name, report);
                }
                continue;
            }
            if let RowName::NotData(name) = name {
                self.summary(row, name, report);
                continue;
            }
            self.rows_read += 1;
            let person = if let RowName::Person(name) = name {
                self.person(row, name, report)
            } else {
                let place = self.name_place(row);
                report.add(
                    ProblemKind::MissingName,
                    row.number,
                    place.column,
                    "",
                    "the name of a person".to_owned(),
                );
                None
            };
            let competency = self.competency(row, competency_column, report);
            let circumstances = self.circumstances(row, report);
            let level = self.level(row, level_column, report);
            if level.is_none() && self.scale.level(scale::token(level_cell)) == LevelReading::Unknown {
                let expected = "a level; without one the row adds nothing".to_owned();
                report.add(ProblemKind::Empty, row.number, level_column, &level_cell.text(), expected);
            }
            let (Some(person), Some(competency), Some(circumstances), Some(level)) =
                (person, competency, circumstances, level)
            else {
                continue;
            };
            let key = (person, competency, circumstances.date, circumstances.source);
            if let Some((earlier, other)) = said.get(&key) {
                let (kind, column, expected) = if *other == level {
                    (ProblemKind::RepeatedRow, competency_column, format!("the same as row {earlier}"))
                } else {
                    let expected =
                        format!("the same level as row {earlier}, {}, or another date", other.get());
                    (ProblemKind::Contradiction, level_column, expected)
                };
                report.add(kind, row.number, column, &self.table.cell(row, column).text(), expected);
                continue;
            }
            said.insert(key, (row.number, level));
            self.rows.push(ReadRow {
                row: row.number,
                column: level_column,
                person,
                competency,
                level,
                source: circumstances.source,
                assessed_on: circumstances.date,
                assessor: circumstances.assessor,
                note: circumstances.note,
            });
        }
    }

    fn competency(&mut self, row: &Row, column: u32, report: &mut Report<'_>) -> Option<u32> {
        let cell = self.table.cell(row, column);
        let place = Place { row: row.number, column };
        if is_formula(cell) {
            let expected = "the name of a competency, not a formula".to_owned();
            report.add(ProblemKind::FormulaAsName, row.number, column, &cell.text(), expected);
            return None;
        }
        self.competencies.resolve(&name_of(cell), place, report)
    }
}

//! Import of a skills spreadsheet: read, shown, and then brought in as one operation.

use std::collections::{BTreeMap, HashMap, HashSet};

use cadre_core::{
    Area, AreaKey, Competency, CompetencyKey, DEFAULT_LEARNING_HOURS, Person, PersonId, Position, PositionId,
    Role, RoleId, Source, Team, TeamId,
};
use cadre_exchange::{
    Problem, ProblemKind, Severity,
    import::{self, Options, Reading},
    layout::{LayoutKind, Meaning},
    matching::{Known, KnownCompetency, KnownPerson},
    read::{self, Workbook},
    scale::Scale,
};
use cadre_store::{NewAssessment, NewOperation, Tx, Written, new_id};
use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    catalogue::catalogue,
    error::{AppError, ErrorCode, FieldProblem},
    view::{ImportPreview, PreviewCell, PreviewColumn, PreviewKind, PreviewRow, PreviewState},
    words,
    workspace::{Moment, Workspace},
};

/// Most rows of the file that a preview shows.
const PREVIEW_ROWS: usize = 500;

/// Area of competencies that a file names and Cadre does not know.
const OTHER_AREA: &str = "other";

/// What the user says about the file; everything left out is found from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportChoices {
    /// One row a person, or one row a level.
    pub layout: Option<String>,
    /// The scale, by name: `0-4`, `1-5`, `0-5`, `0-10`, `0-100`, `percent`, `words` or `marks`.
    pub scale: Option<String>,
    /// The team of people for whom the file names none.
    pub team: Option<String>,
    /// The source where the file names none; `manager` where this is missing too.
    pub source: Option<Source>,
    /// The day assessed where the file names none; today where this is missing too.
    pub date: Option<NaiveDate>,
}

/// A file that was read and not yet brought in.
#[derive(Clone, Debug)]
pub struct Import {
    workbook: Workbook,
    reading: Reading,
    /// Shipped roles that the file may name, under the ids that they would get.
    shipped_roles: HashMap<RoleId, Role>,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportSummary {
    /// Rows of the file with data.
    pub rows_read: u32,
    /// Assessments recorded.
    pub assessments: u32,
    /// People added.
    pub people_added: u32,
    /// Teams added.
    pub teams_added: Vec<String>,
    /// Roles added from the shipped ones.
    pub roles_added: Vec<String>,
    /// Competencies added that Cadre did not know.
    pub competencies_added: Vec<String>,
    /// Seats added, so that everybody with a role has one.
    pub seats_added: u32,
    /// Cells or rows that stayed out.
    pub left_out: u32,
    /// The scale used.
    pub scale: String,
    /// How the scale becomes levels.
    pub scale_mapping: String,
    /// The layout used: `wide` or `long`.
    pub layout: String,
}

/// One line of a dry run: a cell of the file and what would become of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportLine {
    /// The row's number in the file.
    pub row: u32,
    /// The column's letters.
    pub column: String,
    /// Who.
    pub person: String,
    /// In what.
    pub competency: String,
    /// The level that would be recorded.
    pub level: u8,
    /// From which source.
    pub source: Source,
    /// On which day.
    pub assessed_on: NaiveDate,
}

/// What the file adds to the structure of the workspace.
#[derive(Default)]
struct Additions {
    areas: Vec<Area>,
    competencies: Vec<Competency>,
    teams: Vec<Team>,
    roles: Vec<Role>,
    people: Vec<Person>,
    positions: Vec<Position>,
    seats: u32,
    /// Who each person of the reading is.
    person_ids: Vec<PersonId>,
}

impl Workspace {
    /// Reads a spreadsheet against the workspace. Nothing is written.
    ///
    /// # Errors
    /// The bytes are no spreadsheet, or hold no table of skills; a choice is not one of those there are.
    pub fn read_import(
        &self,
        bytes: &[u8],
        file_name: &str,
        choices: &ImportChoices,
        moment: Moment,
    ) -> Result<Import, AppError> {
        let mut options = Options::new(moment.today);
        options.kind = choices.layout.as_deref().map(layout_named).transpose()?;
        options.scale = choices.scale.as_deref().map(scale_named).transpose()?;
        options.team.clone_from(&choices.team);
        options.source = choices.source;
        options.date = choices.date;
        if let Some(date) = choices.date.filter(|date| *date > moment.today) {
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                format!("The date {date} is in the future."),
                "Give the day on which the levels were assessed.",
            ));
        }
        let workbook = read::open(bytes, file_name)?;
        let (known, shipped_roles) = self.known();
        let reading = import::read_matrix(&workbook, &known, &options)?;
        Ok(Import { workbook, reading, shipped_roles })
    }

    /// The names that a file may mean.
    fn known(&self) -> (Known, HashMap<RoleId, Role>) {
        let content = &self.content;
        let aliases: HashMap<&CompetencyKey, &Vec<String>> = catalogue()
            .competencies
            .iter()
            .map(|shipped| (&shipped.competency.key, &shipped.aliases))
            .collect();
        let team_names: HashMap<TeamId, &str> =
            content.teams.iter().map(|team| (team.id, team.name.as_str())).collect();
        let mut roles: Vec<(RoleId, String)> =
            content.roles.iter().map(|role| (role.id, role.name.clone())).collect();
        let mut shipped_roles = HashMap::new();
        for shipped in &catalogue().roles {
            let present = content.roles.iter().find(|role| role.name == shipped.name).map(|role| role.id);
            let id = present.unwrap_or_else(|| RoleId(new_id()));
            if present.is_none() {
                roles.push((id, shipped.name.clone()));
                shipped_roles.insert(id, shipped.role(id));
            }
            roles.extend(shipped.aliases.iter().map(|alias| (id, alias.clone())));
        }
        let known = Known {
            competencies: content
                .competencies
                .iter()
                .map(|competency| KnownCompetency {
                    key: competency.key.clone(),
                    name: competency.name.clone(),
                    aliases: aliases
                        .get(&competency.key)
                        .map(|aliases| (*aliases).clone())
                        .unwrap_or_default(),
                })
                .collect(),
            people: content
                .people
                .iter()
                .map(|person| KnownPerson {
                    id: person.id,
                    name: person.name.clone(),
                    team: team_names.get(&person.team).copied().unwrap_or_default().to_owned(),
                })
                .collect(),
            teams: content.teams.iter().map(|team| (team.id, team.name.clone())).collect(),
            roles,
        };
        (known, shipped_roles)
    }

    /// What the import would do.
    pub fn import_summary(&self, import: &Import) -> Result<ImportSummary, AppError> {
        Ok(self.summary(import, &self.additions(import)?))
    }

    /// Brings in what was read, as one operation. Where cells are wrong, nothing is brought in unless `skip_bad`.
    pub fn apply_import(
        &mut self,
        import: &Import,
        skip_bad: bool,
        moment: Moment,
    ) -> Result<Written<ImportSummary>, AppError> {
        let reading = &import.reading;
        if !skip_bad && reading.errors().next().is_some() {
            return Err(import.bad_cells());
        }
        let additions = self.additions(import)?;
        let summary = self.summary(import, &additions);
        let assessments: Vec<NewAssessment> = reading
            .rows
            .iter()
            .map(|row| NewAssessment {
                person: additions.person_ids[row.person as usize],
                competency: reading.competencies[row.competency as usize].key.clone(),
                level: row.level,
                source: row.source,
                assessor: row.assessor.clone(),
                assessed_on: row.assessed_on,
                note: row.note.clone(),
            })
            .collect();
        let operation = NewOperation {
            kind: "import".to_owned(),
            label: format!(
                "Import {} from {}",
                words::counted(summary.assessments, "assessment", "assessments"),
                reading.file_name
            ),
            at: moment.now,
        };
        let written = self.store.write::<_, AppError>(operation, |tx| {
            additions.put(tx)?;
            tx.record(&assessments)?;
            Ok(summary)
        })?;
        self.reload()?;
        Ok(written)
    }

    fn summary(&self, import: &Import, additions: &Additions) -> ImportSummary {
        let reading = &import.reading;
        let known: HashSet<PersonId> = self.content.people.iter().map(|person| person.id).collect();
        ImportSummary {
            rows_read: reading.rows_read,
            assessments: reading.rows.len() as u32,
            people_added: additions.people.iter().filter(|person| !known.contains(&person.id)).count() as u32,
            teams_added: additions.teams.iter().map(|team| team.name.clone()).collect(),
            roles_added: additions.roles.iter().map(|role| role.name.clone()).collect(),
            competencies_added: additions
                .competencies
                .iter()
                .map(|competency| competency.name.clone())
                .collect(),
            seats_added: additions.seats,
            left_out: reading.errors().count() as u32,
            scale: reading.scale.scale.as_str().to_owned(),
            scale_mapping: reading.scale.mapping.to_owned(),
            layout: match reading.layout.kind {
                LayoutKind::Wide => "wide",
                LayoutKind::Long => "long",
            }
            .to_owned(),
        }
    }

    /// What the file adds: the people, teams, roles and competencies that it names and the workspace has not, and a seat
    /// for everybody who comes with a role, because a seat is what a role's targets are needed for.
    fn additions(&self, import: &Import) -> Result<Additions, AppError> {
        let reading = &import.reading;
        let content = &self.content;
        let mut additions = Additions::default();

        let named_in_rows: HashSet<u32> = reading.rows.iter().map(|row| row.competency).collect();
        for (index, competency) in (0..).zip(&reading.competencies) {
            if !competency.new || !named_in_rows.contains(&index) {
                continue;
            }
            let area = AreaKey::from(OTHER_AREA);
            if additions.areas.is_empty() && !content.areas.iter().any(|existing| existing.key == area) {
                additions.areas.push(Area { key: area.clone(), name: "Other skills".to_owned() });
            }
            additions.competencies.push(Competency {
                key: competency.key.clone(),
                area,
                name: competency.name.clone(),
                recheck_months: 12,
                descriptors: Vec::new(),
            });
        }

        let team_ids: Vec<TeamId> =
            reading.teams.iter().map(|team| team.id.unwrap_or_else(|| TeamId(new_id()))).collect();
        let mut teams_used = HashSet::new();
        let mut default_team = None;
        for person in &reading.people {
            let role = person
                .role
                .and_then(|role| reading.roles[role as usize].id)
                .filter(|id| self.knows_role(*id) || import.shipped_roles.contains_key(id));
            if let Some(shipped) = role.and_then(|id| import.shipped_roles.get(&id))
                && !additions.roles.iter().any(|added| added.id == shipped.id)
            {
                additions.roles.push(shipped.clone());
            }
            let existing = person.id.and_then(|id| content.people.iter().find(|known| known.id == id));
            if let Some(existing) = existing {
                additions.person_ids.push(existing.id);
                // A role that the workspace has for them stands; the file only fills a blank.
                if existing.role.is_none() && role.is_some() {
                    additions.people.push(Person { role, ..existing.clone() });
                }
                continue;
            }
            let team = match person.team {
                Some(team) => {
                    teams_used.insert(team);
                    team_ids[team as usize]
                }
                None => match default_team {
                    Some(team) => team,
                    None => *default_team.insert(self.default_team(&mut additions)?),
                },
            };
            let id = PersonId(new_id());
            additions.person_ids.push(id);
            additions.people.push(Person {
                id,
                name: person.name.clone(),
                team,
                role,
                started_on: None,
                leaves_on: None,
                borrowed: false,
                learning_hours: DEFAULT_LEARNING_HOURS,
            });
        }
        for (index, (team, id)) in (0..).zip(reading.teams.iter().zip(&team_ids)) {
            if team.id.is_none() && teams_used.contains(&index) {
                additions.teams.push(Team { id: *id, name: team.name.clone() });
            }
        }
        self.add_seats(&mut additions);
        Ok(additions)
    }

    fn knows_role(&self, id: RoleId) -> bool {
        self.content.roles.iter().any(|role| role.id == id)
    }

    /// The team of new people for whom neither the file nor the user names one: the only team there is, or, in a
    /// workspace without any, a first one.
    fn default_team(&self, additions: &mut Additions) -> Result<TeamId, AppError> {
        match &self.content.teams[..] {
            [only] => Ok(only.id),
            [] => {
                let team = Team { id: TeamId(new_id()), name: "Security team".to_owned() };
                let id = team.id;
                additions.teams.push(team);
                Ok(id)
            }
            several => {
                let names: Vec<&str> = several.iter().map(|team| team.name.as_str()).collect();
                Err(AppError::new(
                    ErrorCode::InvalidArgument,
                    "The file has new people and does not say on which team they are.",
                    format!(
                        "Say which with --team, or add a team column. The teams are: {}.",
                        words::list(&names)
                    ),
                ))
            }
        }
    }

    /// Raises positions until each (team, role) has a seat for everybody of it, where the file brings people with roles.
    fn add_seats(&self, additions: &mut Additions) {
        let mut held: BTreeMap<(TeamId, RoleId), u32> = BTreeMap::new();
        let changed: HashMap<PersonId, &Person> =
            additions.people.iter().map(|person| (person.id, person)).collect();
        let unchanged = self.content.people.iter().filter(|person| !changed.contains_key(&person.id));
        for person in unchanged.chain(changed.values().copied()).filter(|person| !person.borrowed) {
            if let Some(role) = person.role {
                *held.entry((person.team, role)).or_default() += 1;
            }
        }
        let touched: HashSet<(TeamId, RoleId)> =
            additions.people.iter().filter_map(|person| Some((person.team, person.role?))).collect();
        for ((team, role), people) in held.into_iter().filter(|(pair, _)| touched.contains(pair)) {
            let positions: Vec<&Position> = self
                .content
                .positions
                .iter()
                .filter(|position| position.team == team && position.role == role)
                .collect();
            let seats: u32 = positions.iter().map(|position| position.seats).sum();
            let missing = people.saturating_sub(seats);
            if missing == 0 {
                continue;
            }
            additions.seats += missing;
            additions.positions.push(match positions.iter().find(|position| position.needed_by.is_none()) {
                Some(position) => Position { seats: position.seats + missing, ..(*position).clone() },
                None => Position { id: PositionId(new_id()), team, role, seats: missing, needed_by: None },
            });
        }
    }
}

impl Additions {
    fn put(&self, tx: &mut Tx<'_>) -> Result<(), AppError> {
        for area in &self.areas {
            tx.put_area(area)?;
        }
        for competency in &self.competencies {
            tx.put_competency(competency)?;
        }
        for team in &self.teams {
            tx.put_team(team)?;
        }
        for role in &self.roles {
            tx.put_role(role)?;
        }
        for person in &self.people {
            tx.put_person(person)?;
        }
        for position in &self.positions {
            tx.put_position(position)?;
        }
        Ok(())
    }
}

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
                "Mend them in the file, or import the rest with --skip-bad.",
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
                        expected: format!("{}: {}", label(problem.kind), problem.expected),
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

fn layout_named(name: &str) -> Result<LayoutKind, AppError> {
    match name {
        "wide" => Ok(LayoutKind::Wide),
        "long" => Ok(LayoutKind::Long),
        _ => Err(AppError::new(
            ErrorCode::InvalidArgument,
            format!("There is no layout “{name}”."),
            "Choose wide (one row a person) or long (one row a level).",
        )),
    }
}

fn scale_named(name: &str) -> Result<Scale, AppError> {
    Scale::parse(name).ok_or_else(|| {
        let names: Vec<&str> = Scale::ALL.iter().map(|scale| scale.as_str()).collect();
        AppError::new(
            ErrorCode::InvalidArgument,
            format!("There is no scale “{name}”."),
            format!("Choose one of: {}.", names.join(", ")),
        )
    })
}

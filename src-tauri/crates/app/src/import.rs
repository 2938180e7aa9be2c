//! Import of a skills spreadsheet: read, shown, and then brought in as one operation.

mod preview;

use std::collections::{BTreeMap, HashMap, HashSet};

use cadre_core::{
    Area, AreaKey, Competency, CompetencyKey, DEFAULT_LEARNING_HOURS, Person, PersonId, Position, PositionId,
    Role, RoleId, Source, Team, TeamId,
};
use cadre_exchange::{
    import::{self, Options, Reading},
    layout::LayoutKind,
    matching::{Known, KnownCompetency, KnownPerson},
    read::{self, Workbook},
    scale::Scale,
};
use cadre_store::{NewAssessment, NewOperation, Tx, Written, new_id};
use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    catalogue::catalogue,
    error::{AppError, ErrorCode},
    words,
    workspace::{Moment, Workspace},
};

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
        let people: HashMap<PersonId, &Person> =
            content.people.iter().map(|person| (person.id, person)).collect();
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
            let existing = person.id.and_then(|id| people.get(&id).copied());
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
                        "Choose the team in the top bar first (on the command line: --team), or add a team column. The teams are: {}.",
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

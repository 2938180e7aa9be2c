//! The sample team, Halden Mutual: a believable security organisation made anew for a date, so that it never looks old.
//! Who is in it and what they can do stands in `data/sample`; on every date it gives the same figures.

use std::collections::HashMap;

use cadre_core::{
    AreaKey, Assessment, AssessmentId, Competency, CompetencyKey, Content, Level, Operation, OperationId,
    Person, PersonId, Position, PositionId, Pulse, PulseId, PulseResponse, RoleId, Settings, Source, Target,
    Team, TeamId, TrainingItem, TrainingKey,
};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::catalogue::{Catalogue, RoleKey, catalogue};

/// The sample team as of `date`, made at `recorded`, with fresh ids: whoever is the same on two calls has two ids.
#[expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "the embedded files are proven by the tests of this module"
)]
pub fn sample(date: NaiveDate, recorded: DateTime<Utc>) -> Content {
    let team = toml::from_str(include_str!("../../../../data/sample/team.toml"));
    let levels = toml::from_str(include_str!("../../../../data/sample/levels.toml"));
    Building { catalogue: catalogue(), date, recorded }
        .content(team.expect("the team file is readable"), levels.expect("the level file is readable"))
        .expect("the sample's files fit each other")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamFile {
    name: String,
    teams: Vec<TeamRow>,
    roles: Vec<RoleRow>,
    people: Vec<PersonRow>,
    positions: Vec<PositionRow>,
    pulses: Vec<PulseRow>,
    /// Shipped items.
    training: Vec<TrainingKey>,
    own_training: Vec<TrainingItem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamRow {
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleRow {
    role: RoleKey,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonRow {
    name: String,
    team: String,
    role: RoleKey,
    started_days_before: i64,
    left_days_before: Option<i64>,
    #[serde(default)]
    borrowed: bool,
    learning_hours: f64,
    assessor: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PositionRow {
    team: String,
    role: RoleKey,
    seats: u32,
    needed_in_days: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PulseRow {
    asked_days_before: i64,
    series: String,
    offered: Vec<AreaKey>,
    responses: Vec<Vec<AreaKey>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelFile {
    competencies: Vec<CompetencyKey>,
    rounds: Vec<Round>,
    events: Vec<Event>,
}

/// A round of assessments: of each person, the days before the date, and a character for each competency.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Round {
    source: Source,
    rows: Vec<(String, i64, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    person: String,
    competency: CompetencyKey,
    level: Level,
    source: Source,
    days_before: i64,
    assessor: Option<String>,
    note: Option<String>,
}

/// Where the files do not fit each other or the catalogue.
#[derive(Debug, thiserror::Error)]
enum Misfit {
    #[error("there is no team {0:?}")]
    Team(String),
    #[error("there is no role {0:?}")]
    Role(RoleKey),
    #[error("there is no training item {0}")]
    Training(TrainingKey),
    #[error("there is no person {0:?}")]
    Person(String),
    #[error("the row of {person}, {days} days before, has {found} marks, expected {expected}")]
    RowLength { person: String, days: i64, found: usize, expected: usize },
    #[error("the row of {person}, {days} days before, has the mark {mark:?}, expected 0 to 4 or a full stop")]
    Mark { person: String, days: i64, mark: char },
}

struct Building {
    catalogue: &'static Catalogue,
    date: NaiveDate,
    recorded: DateTime<Utc>,
}

impl Building {
    fn content(&self, team_file: TeamFile, level_file: LevelFile) -> Result<Content, Misfit> {
        let operation = OperationId(Uuid::now_v7());
        let teams: Vec<Team> = team_file
            .teams
            .into_iter()
            .map(|row| Team { id: TeamId(Uuid::now_v7()), name: row.name })
            .collect();
        let team_of = |name: &str| {
            let found = teams.iter().find(|team| team.name == name);
            found.map(|team| team.id).ok_or_else(|| Misfit::Team(name.to_owned()))
        };

        let mut roles = Vec::new();
        let mut role_ids = HashMap::new();
        for row in team_file.roles {
            let Some(profile) = self.catalogue.role(&row.role) else { return Err(Misfit::Role(row.role)) };
            let mut role = profile.role(RoleId(Uuid::now_v7()));
            role.targets = row.targets;
            role_ids.insert(row.role, role.id);
            roles.push(role);
        }
        let role_of = |key: &RoleKey| role_ids.get(key).copied().ok_or_else(|| Misfit::Role(key.clone()));

        let mut people = Vec::new();
        let mut assessors = HashMap::new();
        for row in team_file.people {
            let id = PersonId(Uuid::now_v7());
            people.push(Person {
                id,
                team: team_of(&row.team)?,
                role: Some(role_of(&row.role)?),
                started_on: Some(self.days_before(row.started_days_before)),
                leaves_on: row.left_days_before.map(|days| self.days_before(days)),
                borrowed: row.borrowed,
                learning_hours: row.learning_hours,
                name: row.name.clone(),
            });
            assessors.insert(row.name, (id, row.assessor));
        }

        let mut positions = Vec::new();
        for row in team_file.positions {
            positions.push(Position {
                id: PositionId(Uuid::now_v7()),
                team: team_of(&row.team)?,
                role: role_of(&row.role)?,
                seats: row.seats,
                needed_by: row.needed_in_days.map(|days| self.days_before(-days)),
            });
        }

        let competencies: Vec<Competency> =
            self.catalogue.competencies.iter().map(|shipped| shipped.competency.clone()).collect();
        let mut training: Vec<TrainingItem> =
            team_file.training.iter().map(|key| self.training(key)).collect::<Result<_, _>>()?;
        training.extend(team_file.own_training);
        Ok(Content {
            settings: Settings { name: team_file.name, ..Settings::default() },
            areas: self.catalogue.areas.clone(),
            competencies,
            teams,
            roles,
            people,
            positions,
            assessments: self.assessments(level_file, &assessors, operation)?,
            pulses: team_file.pulses.into_iter().map(|row| self.pulse(row)).collect(),
            training,
            scenarios: Vec::new(),
            benchmarks: Vec::new(),
            report: None,
            retention: None,
            import_mappings: Vec::new(),
            retractions: Vec::new(),
            operations: vec![Operation {
                id: operation,
                kind: "init".to_owned(),
                label: "Sample team created".to_owned(),
                at: self.recorded,
                reverts: None,
                changes: Vec::new(),
            }],
        })
    }

    /// Every assessment of the rounds and events, in the order in which it was recorded.
    fn assessments(
        &self,
        file: LevelFile,
        people: &HashMap<String, (PersonId, String)>,
        operation: OperationId,
    ) -> Result<Vec<Assessment>, Misfit> {
        let known = |name: &str| people.get(name).ok_or_else(|| Misfit::Person(name.to_owned()));
        let mut found = Vec::new();
        for round in &file.rounds {
            for (name, days, row) in &round.rows {
                let (person, assessor) = known(name)?;
                let assessor = (round.source != Source::Self_).then(|| assessor.clone());
                for (competency, level) in marks(name, *days, row, &file.competencies)? {
                    found.push((*days, *person, competency, level, round.source, assessor.clone(), None));
                }
            }
        }
        for event in file.events {
            let (person, _) = known(&event.person)?;
            let Event { competency, level, source, days_before, assessor, note, .. } = event;
            found.push((days_before, *person, competency, level, source, assessor, note));
        }
        // Stable: those of one day stay in the order of the file.
        found.sort_by_key(|(days, ..)| std::cmp::Reverse(*days));

        let mut of_day = 0;
        let mut last = None;
        let recorded = found.into_iter().map(|(days, person, competency, level, source, assessor, note)| {
            of_day = if last == Some(days) { of_day + 1 } else { 0 };
            last = Some(days);
            let assessed_on = self.days_before(days);
            Assessment {
                id: AssessmentId(Uuid::now_v7()),
                person,
                competency,
                level,
                source,
                assessor,
                assessed_on,
                recorded_at: self.recorded_at(assessed_on, of_day),
                note,
                retracted: false,
                operation,
            }
        });
        Ok(recorded.collect())
    }

    /// The afternoon of the day assessed, a second after the one before it; not after the workspace was made.
    fn recorded_at(&self, assessed_on: NaiveDate, of_day: i64) -> DateTime<Utc> {
        let afternoon = assessed_on.and_time(NaiveTime::MIN).and_utc() + Duration::hours(16);
        (afternoon + Duration::seconds(of_day)).min(self.recorded)
    }

    fn training(&self, key: &TrainingKey) -> Result<TrainingItem, Misfit> {
        let shipped = self.catalogue.training(key).ok_or_else(|| Misfit::Training(key.clone()))?;
        Ok(shipped.item(&Settings::default().currency))
    }

    fn pulse(&self, row: PulseRow) -> Pulse {
        Pulse {
            id: PulseId(Uuid::now_v7()),
            asked_on: self.days_before(row.asked_days_before),
            series: row.series,
            offered: row.offered,
            responses: row.responses.into_iter().map(|areas| PulseResponse { areas }).collect(),
        }
    }

    /// The day so many days before the date, or after it where negative; the date itself at the calendar's ends.
    fn days_before(&self, days: i64) -> NaiveDate {
        self.date.checked_sub_signed(Duration::days(days)).unwrap_or(self.date)
    }
}

/// The competencies and levels that a row gives.
fn marks(
    person: &str,
    days: i64,
    row: &str,
    competencies: &[CompetencyKey],
) -> Result<Vec<(CompetencyKey, Level)>, Misfit> {
    let marks: Vec<char> = row.chars().filter(|mark| *mark != ' ').collect();
    if marks.len() != competencies.len() {
        let (found, expected) = (marks.len(), competencies.len());
        return Err(Misfit::RowLength { person: person.to_owned(), days, found, expected });
    }
    let mut levels = Vec::new();
    for (mark, competency) in marks.into_iter().zip(competencies).filter(|(mark, _)| *mark != '.') {
        let level = mark.to_digit(10).and_then(|digit| Level::new(digit as u8));
        let Some(level) = level else { return Err(Misfit::Mark { person: person.to_owned(), days, mark }) };
        levels.push((competency.clone(), level));
    }
    Ok(levels)
}

#[cfg(test)]
mod tests;

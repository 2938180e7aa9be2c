//! A workspace of 1,000 people × 60 competencies: the shipped areas, competencies and roles, and generated people, of
//! whom everybody was assessed once in everything.

use std::{error::Error, path::Path};

use cadre_app::{Moment, catalogue::catalogue};
use cadre_core::{
    Competency, CompetencyKey, Content, DEFAULT_LEARNING_HOURS, Level, Operation, OperationId, Person,
    PersonId, Position, PositionId, Role, RoleId, Settings, Source, Team, TeamId,
};
use cadre_store::{NewAssessment, NewOperation, Workspace, new_id};
use chrono::Days;

use crate::draws::{Draws, name};

/// People.
pub(crate) const PEOPLE: usize = 1_000;
/// Competencies.
pub(crate) const COMPETENCIES: usize = 60;
/// Teams, all of one size.
pub(crate) const TEAMS: usize = 20;

/// Roles on a team.
const ROLES_A_TEAM: usize = 4;
/// Seats of each of them: more than there are people for.
const SEATS_A_ROLE: u32 = 14;
/// Assessments are spread over so many days before the day of the making: those of the first months are stale.
const DAYS: usize = 500;
/// Sources: one level in five is only claimed.
const SOURCES: [Source; 5] = [Source::Manager, Source::Manager, Source::Exam, Source::Work, Source::Self_];

/// Makes the workspace.
pub(crate) fn create(path: &Path, moment: Moment) -> Result<(), Box<dyn Error>> {
    let mut draws = Draws::new();
    let content = content(moment, &mut draws);
    let assessments: Vec<NewAssessment> = content
        .people
        .iter()
        .flat_map(|person| content.competencies.iter().map(move |competency| (person.id, competency)))
        .map(|(person, competency)| NewAssessment {
            person,
            competency: competency.key.clone(),
            level: draws.one_of(&Level::ALL),
            source: draws.one_of(&SOURCES),
            assessor: None,
            assessed_on: moment.today - Days::new(draws.below(DAYS) as u64),
            note: None,
        })
        .collect();
    let mut workspace = Workspace::create(path, &content, None)?;
    let operation = NewOperation { kind: "import".to_owned(), label: "Bulk load".to_owned(), at: moment.now };
    workspace.write(operation, |tx| tx.record(&assessments))?;
    Ok(())
}

fn content(moment: Moment, draws: &mut Draws) -> Content {
    let competencies: Vec<Competency> = catalogue()
        .competencies
        .iter()
        .take(COMPETENCIES)
        .map(|shipped| shipped.competency.clone())
        .collect();
    let has = |key: &CompetencyKey| competencies.iter().any(|competency| competency.key == *key);
    let roles: Vec<Role> = catalogue()
        .roles
        .iter()
        .map(|shipped| {
            let mut role = shipped.role(RoleId(new_id()));
            role.targets.retain(|target| has(&target.competency));
            role
        })
        .collect();
    let teams: Vec<Team> =
        (1..=TEAMS).map(|number| Team { id: TeamId(new_id()), name: format!("Team {number}") }).collect();
    let role_on = |team: usize, place: usize| roles[(team + place * 3) % roles.len()].id;
    let people = (0..PEOPLE)
        .map(|index| {
            let team = index * TEAMS / PEOPLE;
            Person {
                id: PersonId(new_id()),
                name: name(index),
                team: teams[team].id,
                role: Some(role_on(team, draws.below(ROLES_A_TEAM))),
                started_on: None,
                leaves_on: None,
                borrowed: false,
                learning_hours: DEFAULT_LEARNING_HOURS,
            }
        })
        .collect();
    let positions = teams
        .iter()
        .enumerate()
        .flat_map(|(index, team)| (0..ROLES_A_TEAM).map(move |place| (index, team.id, place)))
        .map(|(index, team, place)| Position {
            id: PositionId(new_id()),
            team,
            role: role_on(index, place),
            seats: SEATS_A_ROLE,
            needed_by: (place > 0).then(|| moment.today + Days::new(90 * place as u64)),
        })
        .collect();
    Content {
        settings: Settings { name: "Benchmark".to_owned(), ..Settings::default() },
        areas: catalogue().areas.clone(),
        competencies,
        teams,
        roles,
        people,
        positions,
        assessments: Vec::new(),
        pulses: Vec::new(),
        training: Vec::new(),
        scenarios: Vec::new(),
        benchmarks: Vec::new(),
        report: None,
        retention: None,
        import_mappings: Vec::new(),
        retractions: Vec::new(),
        operations: vec![Operation {
            id: OperationId(new_id()),
            kind: "init".to_owned(),
            label: "Benchmark".to_owned(),
            at: moment.now,
            reverts: None,
            changes: Vec::new(),
        }],
    }
}

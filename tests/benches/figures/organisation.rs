//! A generated organisation: the same for the same size on every machine, but for the random ids.

use std::fmt;

use cadre_core::{
    Area, AreaKey, Competency, CompetencyKey, Content, Importance, Level, Operation, OperationId, Person,
    PersonId, Position, PositionId, Role, RoleId, Settings, Source, Target, Team, TeamId, levels::date_of,
};
use cadre_store::{NewAssessment, new_id};
use chrono::{Days, NaiveDate};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

const SEED: u64 = 2026;
const AREAS: u32 = 12;
const ROLES: u32 = 12;
const TARGETS_A_ROLE: u32 = 15;
const PEOPLE_A_TEAM: u32 = 25;
const ROLES_A_TEAM: u32 = 3;
const SEATS_A_POSITION: u32 = 9;
/// Assessments are spread over two years before the as-of date.
const DAYS: u32 = 730;

/// How large it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// People.
    pub(crate) people: u32,
    /// Competencies.
    pub(crate) competencies: u32,
    /// Assessments.
    pub(crate) assessments: u32,
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { people, competencies, assessments } = self;
        write!(f, "{people} people × {competencies} competencies, {assessments} assessments, seed {SEED}")
    }
}

/// The organisation: everything but assessments as content, and the assessments in the order of their recording.
pub(crate) struct Generated {
    /// How large it is.
    pub(crate) size: Size,
    /// The day of the figures.
    pub(crate) as_of: NaiveDate,
    /// Areas, competencies, teams, roles, people and positions.
    pub(crate) structure: Content,
    /// What was assessed.
    pub(crate) assessments: Vec<NewAssessment>,
}

/// Numbers drawn from one seeded stream.
struct Draws(ChaCha8Rng);

impl Draws {
    /// A number from 0 to below `limit`; the bias of a remainder does not matter here.
    fn below(&mut self, limit: u32) -> u32 {
        (self.0.next_u64() % u64::from(limit)) as u32
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u32) as usize]
    }
}

impl Generated {
    /// An organisation of this size.
    pub(crate) fn new(size: Size) -> Self {
        let mut draws = Draws(ChaCha8Rng::seed_from_u64(SEED));
        let as_of = date_of(739_768); // 2026-06-01
        let structure = structure(size, as_of, &mut draws);
        let assessments = (0..size.assessments)
            .map(|_| NewAssessment {
                person: structure.people[draws.below(size.people) as usize].id,
                competency: structure.competencies[draws.below(size.competencies) as usize].key.clone(),
                level: draws.one_of(&Level::ALL),
                source: draws.one_of(&Source::ALL),
                assessor: None,
                assessed_on: as_of - Days::new(u64::from(draws.below(DAYS))),
                note: None,
            })
            .collect();
        Self { size, as_of, structure, assessments }
    }
}

fn structure(size: Size, as_of: NaiveDate, draws: &mut Draws) -> Content {
    let areas: Vec<Area> = (0..AREAS)
        .map(|index| Area { key: AreaKey(format!("area-{index}")), name: format!("Area {index}") })
        .collect();
    let competencies: Vec<Competency> = (0..size.competencies)
        .map(|index| Competency {
            key: CompetencyKey(format!("competency-{index}")),
            area: areas[(index % AREAS) as usize].key.clone(),
            name: format!("Competency {index}"),
            recheck_months: 12,
            descriptors: Vec::new(),
        })
        .collect();
    let roles: Vec<Role> = (0..ROLES).map(|index| role(index, &competencies, draws)).collect();
    let teams: Vec<Team> = (0..size.people.div_ceil(PEOPLE_A_TEAM))
        .map(|index| Team { id: TeamId(new_id()), name: format!("Team {index}") })
        .collect();
    let role_on = |team: u32, place: u32| roles[((team + place * 5) % ROLES) as usize].id;
    let people = (0..size.people)
        .map(|index| {
            let team = index / PEOPLE_A_TEAM;
            Person {
                id: PersonId(new_id()),
                name: format!("Person {index}"),
                team: teams[team as usize].id,
                role: Some(role_on(team, draws.below(ROLES_A_TEAM))),
                started_on: None,
                leaves_on: None,
                borrowed: false,
                learning_hours: 20.0,
            }
        })
        .collect();
    let positions = (0..)
        .zip(&teams)
        .flat_map(|(index, team)| (0..ROLES_A_TEAM).map(move |place| (index, team.id, place)))
        .map(|(index, team, place)| Position {
            id: PositionId(new_id()),
            team,
            role: role_on(index, place),
            seats: SEATS_A_POSITION,
            needed_by: (place > 0).then(|| as_of + Days::new(90 * u64::from(place))),
        })
        .collect();
    Content {
        settings: Settings { name: "Benchmark".to_owned(), ..Settings::default() },
        areas,
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
            at: at_noon(as_of),
            reverts: None,
            changes: Vec::new(),
        }],
    }
}

fn role(index: u32, competencies: &[Competency], draws: &mut Draws) -> Role {
    let count = competencies.len() as u32;
    let targets = (0..TARGETS_A_ROLE.min(count))
        .map(|place| Target {
            // 7 and any count that it does not divide meet every competency once before one comes again.
            competency: competencies[((index * 11 + place * 7) % count) as usize].key.clone(),
            level: draws.one_of(&Level::ALL[1..]),
            importance: draws.one_of(&[Importance::USEFUL, Importance::IMPORTANT, Importance::CRITICAL]),
        })
        .collect();
    Role {
        id: RoleId(new_id()),
        name: format!("Role {index}"),
        attrition: 0.1 + f64::from(index) / 100.0,
        annual_cost: 100_000.0,
        hiring_cost: 15_000.0,
        contractor_rate: 40_000.0,
        weeks_to_fill: f64::from(8 + draws.below(20)),
        weeks_to_ramp: f64::from(4 + draws.below(12)),
        targets,
    }
}

/// Noon of a day, in UTC.
pub(crate) fn at_noon(day: NaiveDate) -> chrono::DateTime<chrono::Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc() + chrono::Duration::hours(12)
}

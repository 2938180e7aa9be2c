//! Builds small workspaces in words: people, roles and positions are told by name.

use std::collections::HashMap;

use cadre_core::{
    Area, AreaKey, Assessment, AssessmentId, Competency, CompetencyKey, Content, Importance, Level,
    OperationId, Person, PersonId, Position, PositionId, Pulse, PulseId, PulseResponse, Role, RoleId,
    Settings, Source, Target, Team, TeamId,
    gaps::{AreaGaps, area_gaps},
    levels::{AssessmentColumns, LevelGrid, day_of},
    need::{CompetencyNeed, GroupNeed, NeedSettings, area_needs, competency_needs},
    organisation::Organisation,
};
use chrono::{DateTime, NaiveDate};
use uuid::Uuid;

/// The date of every test that does not say otherwise.
pub(crate) const TODAY: &str = "2026-06-01";

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date like 2026-06-01")
}

pub(crate) fn level(value: u8) -> Level {
    Level::new(value).expect("0 to 4")
}

/// A workspace under construction.
#[derive(Clone)]
pub(crate) struct Office {
    pub(crate) content: Content,
    ids: u128,
}

impl Office {
    /// An empty workspace.
    pub(crate) fn new() -> Self {
        let content = Content {
            settings: Settings::default(),
            areas: vec![],
            competencies: vec![],
            teams: vec![],
            roles: vec![],
            people: vec![],
            positions: vec![],
            assessments: vec![],
            pulses: vec![],
            training: vec![],
            scenarios: vec![],
            benchmarks: vec![],
            report: None,
            retention: None,
            import_mappings: vec![],
            retractions: vec![],
            operations: vec![],
        };
        Self { content, ids: 0 }
    }

    fn id(&mut self) -> Uuid {
        self.ids += 1;
        Uuid::from_u128(self.ids)
    }

    /// An area with its competencies.
    pub(crate) fn area(mut self, key: &str, competencies: &[&str]) -> Self {
        self.content.areas.push(Area { key: key.into(), name: key.to_owned() });
        for competency in competencies {
            self.content.competencies.push(Competency {
                key: (*competency).into(),
                area: key.into(),
                name: (*competency).to_owned(),
                recheck_months: 12,
                descriptors: vec![],
            });
        }
        self
    }

    pub(crate) fn team(mut self, name: &str) -> Self {
        let id = TeamId(self.id());
        self.content.teams.push(Team { id, name: name.to_owned() });
        self
    }

    /// A role with its yearly attrition, weeks to fill, weeks to ramp, and targets: competency, level, importance.
    pub(crate) fn role(
        mut self,
        name: &str,
        attrition: f64,
        weeks: (f64, f64),
        targets: &[(&str, u8, u8)],
    ) -> Self {
        let id = RoleId(self.id());
        let targets = targets
            .iter()
            .map(|&(competency, target, importance)| Target {
                competency: competency.into(),
                level: level(target),
                importance: Importance::new(importance).expect("1 to 3"),
            })
            .collect();
        self.content.roles.push(Role {
            id,
            name: name.to_owned(),
            attrition,
            annual_cost: 0.0,
            hiring_cost: 0.0,
            contractor_rate: 0.0,
            weeks_to_fill: weeks.0,
            weeks_to_ramp: weeks.1,
            targets,
        });
        self
    }

    /// A person on a team, with a role or "" for none.
    pub(crate) fn person(mut self, name: &str, team: &str, role: &str) -> Self {
        let id = PersonId(self.id());
        let role = (!role.is_empty()).then(|| self.role_id(role));
        let team = self.team_id(team);
        self.content.people.push(Person {
            id,
            name: name.to_owned(),
            team,
            role,
            started_on: None,
            leaves_on: None,
            borrowed: false,
            learning_hours: 20.0,
        });
        self
    }

    /// Changes the person added last.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Person)) -> Self {
        change(self.content.people.last_mut().expect("a person"));
        self
    }

    /// Seats of a role on a team, with the date needed by or "" for none.
    pub(crate) fn seats(mut self, team: &str, role: &str, seats: u32, needed_by: &str) -> Self {
        let id = PositionId(self.id());
        let (team, role) = (self.team_id(team), self.role_id(role));
        let needed_by = (!needed_by.is_empty()).then(|| date(needed_by));
        self.content.positions.push(Position { id, team, role, seats, needed_by });
        self
    }

    /// The manager finds a level, a month before today.
    pub(crate) fn level(self, person: &str, competency: &str, found: u8) -> Self {
        self.assess(person, competency, found, Source::Manager, "2026-05-01")
    }

    pub(crate) fn assess(
        mut self,
        person: &str,
        competency: &str,
        found: u8,
        source: Source,
        on: &str,
    ) -> Self {
        let id = AssessmentId(self.id());
        let person = self.content.people.iter().find(|other| other.name == person).expect("a person").id;
        self.content.assessments.push(Assessment {
            id,
            person,
            competency: competency.into(),
            level: level(found),
            source,
            assessor: None,
            assessed_on: date(on),
            recorded_at: DateTime::UNIX_EPOCH,
            note: None,
            retracted: false,
            operation: OperationId(Uuid::nil()),
        });
        self
    }

    /// A pulse: what it offered, and what each manager named.
    pub(crate) fn pulse(mut self, on: &str, series: &str, offered: &[&str], responses: &[&[&str]]) -> Self {
        let id = PulseId(self.id());
        let keys = |names: &[&str]| names.iter().copied().map(AreaKey::from).collect::<Vec<_>>();
        self.content.pulses.push(Pulse {
            id,
            asked_on: date(on),
            series: series.to_owned(),
            offered: keys(offered),
            responses: responses.iter().map(|named| PulseResponse { areas: keys(named) }).collect(),
        });
        self
    }

    fn team_id(&self, name: &str) -> TeamId {
        self.content.teams.iter().find(|team| team.name == name).expect("a team").id
    }

    fn role_id(&self, name: &str) -> RoleId {
        self.content.roles.iter().find(|role| role.name == name).expect("a role").id
    }

    /// The figures today.
    pub(crate) fn today(&self) -> Figures {
        self.on(TODAY)
    }

    /// The figures on a date.
    pub(crate) fn on(&self, as_of: &str) -> Figures {
        let content = &self.content;
        let people: HashMap<PersonId, u32> = content.people.iter().map(|person| person.id).zip(0..).collect();
        let competencies: HashMap<&CompetencyKey, u16> =
            content.competencies.iter().map(|competency| &competency.key).zip(0..).collect();
        let mut columns = AssessmentColumns::default();
        for assessment in &content.assessments {
            columns.push(
                people[&assessment.person],
                competencies[&assessment.competency],
                day_of(assessment.assessed_on),
                assessment.level,
                assessment.source,
            );
        }
        Figures {
            organisation: Organisation::new(content, date(as_of)),
            levels: LevelGrid::current(
                &columns,
                date(as_of),
                content.people.len(),
                content.competencies.len(),
            ),
            settings: NeedSettings {
                weights: content.settings.weights,
                line: content.settings.need_line,
                reach: content.settings.reach,
            },
        }
    }
}

/// What the rules say of a workspace on a date.
pub(crate) struct Figures {
    pub(crate) organisation: Organisation,
    pub(crate) levels: LevelGrid,
    pub(crate) settings: NeedSettings,
}

impl Figures {
    /// The gaps of every area over all teams.
    pub(crate) fn gaps(&self) -> Vec<AreaGaps> {
        area_gaps(&self.organisation, &self.levels, None, self.settings.reach)
    }

    /// The needs of all teams, in the order of teams and competencies.
    pub(crate) fn needs(&self) -> Vec<CompetencyNeed> {
        competency_needs(&self.organisation, &self.levels, None, &self.settings)
    }

    /// The one need of a workspace that has one.
    pub(crate) fn need(&self) -> CompetencyNeed {
        let mut needs = self.needs();
        assert_eq!(needs.len(), 1);
        needs.remove(0)
    }

    /// The needs of the areas.
    pub(crate) fn areas(&self) -> Vec<GroupNeed> {
        area_needs(&self.organisation, &self.needs(), self.settings.line)
    }
}

/// Asserts that two numbers agree but for rounding.
#[track_caller]
pub(crate) fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "found {found}, expected {expected}");
}

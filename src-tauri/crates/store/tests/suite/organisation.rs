//! A small organisation to test with, and what tests do with it.

use std::path::PathBuf;

use cadre_core::{
    ActionKind, ActionState, Area, Assessment, AssessmentId, Audience, Competency, CompetencyKey, Content,
    Delivery, Estimated, ExtraSeats, ImportMapping, Importance, Level, Lift, Logo, Operation, OperationId,
    Paper, Person, PersonId, PlanAction, PlanOutcome, PlanWish, Position, PositionId, Pulse, PulseId,
    PulseResponse, ReportSettings, RetentionSettings, Role, RoleId, Scenario, ScenarioId, Section, Settings,
    Source, Target, Team, TeamId, TrainingItem, VendorNeutrality, WishRule,
    benchmark::{Benchmark, Confidence, Conflict, ConflictValue, Figure, FigureKind, Statistic},
};
use cadre_store::{INITIAL, NewAssessment, NewOperation, Workspace, new_id};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use tempfile::TempDir;

/// The day and time at which everything in these tests begins.
pub(crate) fn start() -> DateTime<Utc> {
    "2026-11-23T09:00:00.123Z".parse().unwrap()
}

pub(crate) fn later(minutes: i64) -> DateTime<Utc> {
    start() + TimeDelta::minutes(minutes)
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn level(value: u8) -> Level {
    Level::new(value).unwrap()
}

pub(crate) fn operation(kind: &str, minutes: i64) -> NewOperation {
    NewOperation { kind: kind.to_owned(), label: format!("Label of {kind}"), at: later(minutes) }
}

pub(crate) fn target(competency: &str, value: u8, importance: Importance) -> Target {
    Target { competency: competency.into(), level: level(value), importance }
}

pub(crate) fn team(name: &str) -> Team {
    Team { id: TeamId(new_id()), name: name.to_owned() }
}

pub(crate) fn role(name: &str, targets: Vec<Target>) -> Role {
    Role {
        id: RoleId(new_id()),
        name: name.to_owned(),
        attrition: 0.1,
        annual_cost: 98_765.432_1,
        hiring_cost: 0.1 + 0.2,
        contractor_rate: 33_333.333_333_333_336,
        weeks_to_fill: 14.0,
        weeks_to_ramp: 12.5,
        targets,
    }
}

pub(crate) fn person(name: &str, team: &Team, role: Option<&Role>) -> Person {
    Person {
        id: PersonId(new_id()),
        name: name.to_owned(),
        team: team.id,
        role: role.map(|role| role.id),
        started_on: Some(date("2024-02-29")),
        leaves_on: None,
        borrowed: false,
        learning_hours: 20.0,
    }
}

pub(crate) fn assessed(person: &Person, competency: &str, value: u8) -> NewAssessment {
    NewAssessment {
        person: person.id,
        competency: competency.into(),
        level: level(value),
        source: Source::Manager,
        assessor: Some("Ada".to_owned()),
        assessed_on: date("2026-11-20"),
        note: None,
    }
}

/// An edition of the user's own with everything that one can have.
pub(crate) fn edition(id: &str) -> Benchmark {
    let value =
        |value: &str, used| ConflictValue { value: value.to_owned(), says: "The press".to_owned(), used };
    Benchmark {
        id: id.into(),
        publisher: "Example Society".to_owned(),
        report: "Members’ survey".to_owned(),
        edition: "2026".to_owned(),
        year: 2026,
        population: "Members; “leads” among them".to_owned(),
        n: Some(240),
        n_confidence: Some(Confidence::High),
        n_note: None,
        field_date: "Q1 2026".to_owned(),
        published: Some("March 2026".to_owned()),
        url: None,
        notes: vec!["One country only.".to_owned()],
        figures: vec![Figure {
            area: "llm".into(),
            percent: 100.0 / 3.0,
            kind: FigureKind::PerceivedGap,
            n: 240,
            wording: Some("In which skills is there a gap?".to_owned()),
            question: "example.gap".to_owned(),
            series: "example.gap.llm".to_owned(),
            source: "Page 4".to_owned(),
            confidence: Confidence::High,
            together: None,
            break_note: None,
            note: Some("Asked in March.".to_owned()),
        }],
        statistics: vec![Statistic {
            what: "Teams with an open position".to_owned(),
            percent: 44.0,
            n: None,
            series: "example.open".to_owned(),
            source: "Page 7".to_owned(),
            confidence: Confidence::Low,
            note: None,
        }],
        conflicts: vec![Conflict {
            what: "Open positions".to_owned(),
            values: vec![value("44%", true), value("40%", false)],
            why: "The survey is the publisher’s own text.".to_owned(),
        }],
    }
}

/// Two areas, four competencies, two teams, two roles, three people, every other kind of row once, and an initial
/// operation that two assessments carry.
pub(crate) fn organisation() -> Content {
    let area = |key: &str, name: &str| Area { key: key.into(), name: name.to_owned() };
    let competency = |key: &str, area: &str, descriptors: Vec<String>| Competency {
        key: key.into(),
        area: area.into(),
        name: format!("Competency {key}"),
        recheck_months: 6,
        descriptors,
    };
    let five = ["None", "Follows", "Does", "Leads", "Sets"].map(str::to_owned).to_vec();
    let teams = vec![team("Detection"), team("מענה")];
    let roles = vec![
        role(
            "Analyst",
            vec![
                target("prompt-defence", 3, Importance::CRITICAL),
                target("model-supply", 2, Importance::IMPORTANT),
                target("cloud-logging", 1, Importance::USEFUL),
            ],
        ),
        role("Engineer", vec![target("cloud-logging", 4, Importance::IMPORTANT)]),
    ];
    let people = vec![
        person("Noor Rahman", &teams[0], Some(&roles[0])),
        Person {
            leaves_on: Some(date("2027-01-31")),
            ..person("O'Brien; \"Bo\"", &teams[0], Some(&roles[1]))
        },
        Person { started_on: None, borrowed: true, ..person("Zoë", &teams[1], None) },
    ];
    let initial = OperationId(new_id());
    let fact = |person: &Person, competency: &str, value: u8| Assessment {
        id: AssessmentId(new_id()),
        person: person.id,
        competency: competency.into(),
        level: level(value),
        source: Source::Self_,
        assessor: None,
        assessed_on: date("2026-05-01"),
        recorded_at: start(),
        note: Some("Said so".to_owned()),
        retracted: false,
        operation: initial,
    };
    Content {
        settings: Settings { name: "Example".to_owned(), ..Settings::default() },
        areas: vec![area("llm", "LLM SecOps"), area("cloud", "Cloud computing")],
        competencies: vec![
            competency("prompt-defence", "llm", five),
            competency("model-supply", "llm", Vec::new()),
            competency("cloud-logging", "cloud", Vec::new()),
            competency("cloud-identity", "cloud", Vec::new()),
        ],
        assessments: vec![fact(&people[0], "prompt-defence", 2), fact(&people[1], "cloud-logging", 4)],
        positions: vec![
            Position {
                id: PositionId(new_id()),
                team: teams[0].id,
                role: roles[0].id,
                seats: 3,
                needed_by: Some(date("2027-03-01")),
            },
            Position {
                id: PositionId(new_id()),
                team: teams[1].id,
                role: roles[1].id,
                seats: 1,
                needed_by: None,
            },
        ],
        pulses: vec![Pulse {
            id: PulseId(new_id()),
            asked_on: date("2026-10-01"),
            series: "isaca.gap".to_owned(),
            offered: vec!["llm".into()],
            responses: vec![PulseResponse { areas: vec!["llm".into()] }, PulseResponse { areas: Vec::new() }],
        }],
        benchmarks: vec![edition("example-2026")],
        training: vec![TrainingItem {
            key: "course".into(),
            name: "A course".to_owned(),
            cost: 1_200.5,
            hours: 24.0,
            pass_rate: 0.8,
            provider: Some("Example Academy".to_owned()),
            address: None,
            delivery: Some(Delivery::Course),
            prior_knowledge: Some(2),
            vendor_neutrality: Some(VendorNeutrality::Agnostic),
            requires: None,
            estimated: Estimated { cost: true, hours: false, pass_rate: true },
            lifts: vec![Lift { competency: "prompt-defence".into(), from: level(1), to: level(3) }],
        }],
        scenarios: vec![Scenario {
            id: ScenarioId(new_id()),
            name: "Base".to_owned(),
            team: Some(teams[0].id),
            budget: 250_000.0,
            hires: 2,
            borrowed_quarters: 1,
            quarters: 4,
            wishes: vec![PlanWish {
                rule: WishRule::Forbid,
                kind: ActionKind::Train,
                team: None,
                role: None,
                person: Some(people[0].id),
                training: None,
                count: 1,
            }],
            extra_seats: vec![ExtraSeats { team: teams[0].id, role: roles[0].id, seats: 2 }],
            outcome: Some(PlanOutcome {
                starts_on: date("2026-06-01"),
                objective: 12.5,
                bound: 13.0,
                gap: 0.038_461_538,
                covered_before: 0.5,
                covered: vec![0.5, 0.5, 0.625, 0.75],
            }),
            actions: vec![PlanAction {
                kind: ActionKind::Train,
                quarter: 2,
                team: teams[0].id,
                role: None,
                person: Some(people[0].id),
                training: Some("course".into()),
                cost: 1_200.5,
                state: ActionState::Started,
            }],
        }],
        retention: Some(RetentionSettings { claims: Some(24), ..RetentionSettings::default() }),
        report: Some(ReportSettings {
            audience: Audience::Hr,
            organisation: "Example \"AG\"".to_owned(),
            own_words: "Two hires.\nNo more.".to_owned(),
            logo: Some(Logo { name: "example.png".to_owned(), data: "iVBORw0KGgo=".to_owned() }),
            sections: vec![Section::Method, Section::Standing],
            // One that is gone: nothing holds a report to the scenarios that there are.
            scenarios: Some(vec![ScenarioId(new_id())]),
            decision_on: Some(date("2026-12-15")),
            names: true,
            smallest_group: 10,
            paper: Paper::Letter,
        }),
        import_mappings: vec![ImportMapping {
            key: "person · skill".to_owned(),
            imported_on: date("2026-04-01"),
            answers: [("scale".to_owned(), "1-5".into())].into_iter().collect(),
        }],
        teams,
        roles,
        people,
        retractions: Vec::new(),
        operations: vec![Operation {
            id: initial,
            kind: INITIAL.to_owned(),
            label: "Made".to_owned(),
            at: start(),
            reverts: None,
            changes: Vec::new(),
        }],
    }
}

/// A workspace in a folder of its own, which goes with it.
pub(crate) struct Fixture {
    pub(crate) workspace: Workspace,
    pub(crate) path: PathBuf,
    pub(crate) content: Content,
    pub(crate) folder: TempDir,
}

pub(crate) fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("example.cadre");
    let content = organisation();
    let workspace = Workspace::create(&path, &content, None).unwrap();
    Fixture { workspace, path, content, folder }
}

/// What counts: everything but the log, and of the facts those that are neither retracted nor about someone who is gone.
pub(crate) fn dump(workspace: &Workspace) -> Content {
    let mut content = workspace.content().unwrap();
    content.operations.clear();
    content.retractions.clear();
    let (people, competencies) = (content.people.clone(), content.competencies.clone());
    content.assessments.retain(|assessment| {
        !assessment.retracted
            && people.iter().any(|person| person.id == assessment.person)
            && competencies.iter().any(|competency| competency.key == assessment.competency)
    });
    content
}

/// Names of the files of a folder.
pub(crate) fn files(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

pub(crate) fn key(text: &str) -> CompetencyKey {
    CompetencyKey::from(text)
}

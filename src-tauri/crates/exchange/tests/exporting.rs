//! What goes out comes back the same.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use cadre_core::*;
use cadre_exchange::{
    ExchangeError, Known, KnownCompetency, KnownPerson, Options,
    csv_out::{MatrixRow, matrix_csv},
    document::{from_json, to_json},
    open, read_matrix,
};
use proptest::prelude::*;
use uuid::Uuid;

fn content() -> Content {
    let team = TeamId(Uuid::from_u128(1));
    let role = RoleId(Uuid::from_u128(2));
    let person = PersonId(Uuid::from_u128(3));
    let operation = OperationId(Uuid::from_u128(4));
    let competency = CompetencyKey::from("output-handling");
    Content {
        settings: Settings {
            name: "Halden \"Mutual\"".to_owned(),
            need_line: 0.1 + 0.2,
            ..Settings::default()
        },
        areas: vec![Area { key: AreaKey::from("llm-secops"), name: "LLM SecOps".to_owned() }],
        competencies: vec![Competency {
            key: competency.clone(),
            area: AreaKey::from("llm-secops"),
            name: "Output handling".to_owned(),
            recheck_months: 6,
            descriptors: Vec::new(),
        }],
        teams: vec![Team { id: team, name: "Platform".to_owned() }],
        roles: vec![Role {
            id: role,
            name: "LLM security engineer".to_owned(),
            attrition: 0.2,
            annual_cost: 120_000.0,
            hiring_cost: 1.0 / 3.0,
            contractor_rate: 45_000.0,
            weeks_to_fill: 13.5,
            weeks_to_ramp: 8.0,
            targets: vec![Target {
                competency: competency.clone(),
                level: Level::MAX,
                importance: Importance::CRITICAL,
            }],
        }],
        people: vec![Person {
            id: person,
            name: "Zoë 李".to_owned(),
            team,
            role: Some(role),
            started_on: "2024-02-29".parse().ok(),
            leaves_on: None,
            borrowed: false,
            learning_hours: 20.0,
        }],
        positions: vec![Position {
            id: PositionId(Uuid::from_u128(5)),
            team,
            role,
            seats: 2,
            needed_by: None,
        }],
        assessments: vec![Assessment {
            id: AssessmentId(Uuid::from_u128(6)),
            person,
            competency: competency.clone(),
            level: Level::MAX,
            source: Source::Self_,
            assessor: Some("Noor".to_owned()),
            assessed_on: "2026-05-04".parse().unwrap(),
            recorded_at: "2026-05-04T10:30:00.123456Z".parse().unwrap(),
            note: Some("two\nlines".to_owned()),
            retracted: false,
            operation,
        }],
        pulses: Vec::new(),
        training: vec![TrainingItem {
            key: TrainingKey::from("course"),
            name: "Course".to_owned(),
            provider: Some("Example Academy".to_owned()),
            address: Some("https://example.org/course".to_owned()),
            delivery: Some(Delivery::Course),
            prior_knowledge: Some(3),
            vendor_neutrality: Some(VendorNeutrality::Agnostic),
            requires: None,
            cost: 900.0,
            hours: 16.0,
            pass_rate: 0.8,
            estimated: Estimated { cost: true, ..Estimated::default() },
            lifts: vec![Lift { competency, from: Level::ALL[1], to: Level::ALL[3] }],
        }],
        scenarios: Vec::new(),
        benchmarks: Vec::new(),
        retention: Some(RetentionSettings { claims: Some(24), ..RetentionSettings::default() }),
        report: Some(ReportSettings {
            own_words: "<b>Two</b>\nhires".to_owned(),
            logo: Some(Logo { name: "example.png".to_owned(), data: "iVBORw0KGgo=".to_owned() }),
            ..ReportSettings::default()
        }),
        import_mappings: Vec::new(),
        retractions: vec![Retraction::Operation(operation)],
        operations: vec![Operation {
            id: operation,
            kind: "import".to_owned(),
            label: "Import".to_owned(),
            at: "2026-05-04T10:30:00Z".parse().unwrap(),
            reverts: None,
            changes: vec![RowChange {
                table: "people".to_owned(),
                row: "3".to_owned(),
                before: None,
                after: serde_json::from_str(r#"{"z":1,"a":0.1,"name":null}"#).ok(),
            }],
        }],
    }
}

#[test]
fn a_document_comes_back_to_the_last_byte() {
    let json = to_json(&content()).unwrap();
    let back = from_json(&json).unwrap();
    assert_eq!(back, content());
    assert_eq!(to_json(&back).unwrap(), json);
}

#[test]
fn names_stand_beside_ids_and_the_sections_in_their_order() {
    let json = to_json(&content()).unwrap();
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "format",
            "version",
            "settings",
            "areas",
            "competencies",
            "teams",
            "roles",
            "people",
            "positions",
            "assessments",
            "pulses",
            "benchmarks",
            "training",
            "scenarios",
            "report",
            "retention",
            "import_mappings",
            "retractions",
            "operations"
        ]
    );
    assert_eq!(value["format"], "cadre-workspace");
    assert_eq!(value["version"], 1);
    assert_eq!(value["people"][0]["team_name"], "Platform");
    assert_eq!(value["people"][0]["role_name"], "LLM security engineer");
    assert_eq!(value["assessments"][0]["person_name"], "Zoë 李");
    assert_eq!(value["assessments"][0]["competency_name"], "Output handling");
    assert_eq!(value["assessments"][0]["source"], "self");
    assert_eq!(value["competencies"][0]["area_name"], "LLM SecOps");
    assert_eq!(value["roles"][0]["targets"][0]["competency_name"], "Output handling");
}

#[test]
fn without_a_report_nothing_is_said_of_one_as_in_documents_from_before_there_were_any() {
    let without = Content { report: None, retention: None, ..content() };
    let json = to_json(&without).unwrap();
    assert!(!json.contains("\"report\"") && !json.contains("\"retention\""));
    assert_eq!(from_json(&json).unwrap(), without);
}

#[test]
fn names_are_not_read_back() {
    let json =
        to_json(&content()).unwrap().replace("\"team_name\": \"Platform\"", "\"team_name\": \"Other\"");
    assert_eq!(from_json(&json).unwrap(), content());
}

#[test]
fn training_of_an_older_export_has_no_more_than_it_says() {
    // As it was written before items told their provider and which figures are guesses.
    let mut document: serde_json::Value = serde_json::from_str(&to_json(&content()).unwrap()).unwrap();
    let item = document["training"][0].as_object_mut().unwrap();
    for field in
        ["provider", "address", "delivery", "prior_knowledge", "vendor_neutrality", "requires", "estimated"]
    {
        assert!(item.remove(field).is_some(), "{field} is not written");
    }
    let expected = TrainingItem {
        cost: 900.0,
        hours: 16.0,
        lifts: content().training[0].lifts.clone(),
        ..TrainingItem::new("course".into(), "Course")
    };
    assert_eq!(from_json(&document.to_string()).unwrap().training, [expected]);
}

#[test]
fn what_is_no_export_is_refused_by_name() {
    assert!(matches!(from_json("[]"), Err(ExchangeError::NotAnExport { .. })));
    assert!(matches!(from_json("{"), Err(ExchangeError::NotAnExport { .. })));
    assert!(matches!(from_json(r#"{"format":"other","version":1}"#), Err(ExchangeError::NotAnExport { .. })));
    let later = to_json(&content()).unwrap().replace("\"version\": 1", "\"version\": 2");
    assert!(matches!(from_json(&later), Err(ExchangeError::UnknownVersion { found: 2, known: 1 })));
}

/// The faults of a document changed by one replacement, as path and line.
fn faults(changes: &[(&str, &str)]) -> Vec<(String, u32)> {
    let mut json = to_json(&content()).unwrap();
    for (from, to) in changes {
        assert!(json.contains(from), "{from}");
        json = json.replacen(from, to, 1);
    }
    match from_json(&json) {
        Err(ExchangeError::WrongValues(faults)) => {
            faults.into_iter().map(|fault| (fault.path, fault.line)).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// The line of the first occurrence, counted by hand in the text.
fn line_of(needle: &str) -> u32 {
    let json = to_json(&content()).unwrap();
    json.lines().position(|line| line.contains(needle)).unwrap() as u32 + 1
}

#[test]
fn wrong_values_have_a_path_and_a_line_and_come_together() {
    let found = faults(&[
        ("\"level\": 4", "\"level\": 7"),
        ("\"importance\": 3", "\"importance\": 9"),
        ("\"assessed_on\": \"2026-05-04\"", "\"assessed_on\": \"2026-02-31\""),
    ]);
    assert_eq!(
        found,
        [
            ("roles[0].targets[0].level".to_owned(), line_of("\"level\": 4")),
            ("assessments[0].assessed_on".to_owned(), line_of("\"assessed_on\"")),
        ]
    );
    assert_eq!(
        faults(&[("\"recheck_months\": 6", "\"recheck_months\": -6")]),
        [("competencies[0].recheck_months".to_owned(), line_of("recheck_months"))]
    );
    assert_eq!(faults(&[("\"attrition\": 0.2", "\"attrition\": 2")])[0].0, "roles[0].attrition");
    assert_eq!(faults(&[("\"positions\"", "\"places\"")])[0].0, ".");
}

#[test]
fn references_lead_somewhere() {
    let nowhere = Uuid::from_u128(99).to_string();
    let json = to_json(&content()).unwrap();
    let team = Uuid::from_u128(1).to_string();
    // The team itself gets another id, so that the person and the position are left without it.
    let found = faults(&[(&team, &nowhere)]);
    assert_eq!(
        found.iter().map(|fault| fault.0.as_str()).collect::<Vec<_>>(),
        ["people[0].team", "positions[0].team"]
    );
    assert!(json.contains(&team));
}

fn read_back(csv: &str, competencies: &[&str]) -> Vec<(String, String, u8)> {
    let known = Known {
        competencies: competencies
            .iter()
            .enumerate()
            .map(|(index, name)| KnownCompetency {
                key: CompetencyKey(format!("key-{index}")),
                name: (*name).to_owned(),
                aliases: Vec::new(),
            })
            .collect(),
        people: Vec::<KnownPerson>::new(),
        ..Known::default()
    };
    let reading = read_matrix(
        &open(csv.as_bytes(), "out.csv").unwrap(),
        &known,
        &Options::new("2026-11-23".parse().unwrap()),
    )
    .unwrap();
    assert_eq!(reading.errors().count(), 0, "{:#?}", reading.problems);
    reading
        .rows
        .iter()
        .map(|row| {
            (
                reading.people[row.person as usize].name.clone(),
                reading.competencies[row.competency as usize].key.0.clone(),
                row.level.get(),
            )
        })
        .collect()
}

#[test]
fn formulas_leave_as_text_and_come_back_as_names() {
    let row = MatrixRow {
        team: "+1 team".to_owned(),
        person: "=HYPERLINK(\"http://x\")".to_owned(),
        role: "@lead".to_owned(),
        levels: vec![Level::new(3), None],
    };
    let csv = matrix_csv(&["-risk", "Leadership"], &[row]).unwrap();
    assert_eq!(
        csv,
        "Team,Person,Role,'-risk,Leadership\n'+1 team,\"'=HYPERLINK(\"\"http://x\"\")\",'@lead,3,\n"
    );
    assert_eq!(
        read_back(&csv, &["-risk", "Leadership"]),
        [("=HYPERLINK(\"http://x\")".to_owned(), "key-0".to_owned(), 3)]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_matrix_comes_back_with_the_same_levels(levels in prop::collection::vec(prop::collection::vec(prop::option::of(0_u8..=4), 5), 1..12)) {
        let names = ["Output handling", "Cloud posture", "Total loss", "Level design", "Notes"];
        prop_assume!(levels.iter().flatten().any(Option::is_some));
        let rows: Vec<MatrixRow> = levels
            .iter()
            .enumerate()
            .map(|(index, levels)| MatrixRow {
                team: format!("Team, {}", index % 2),
                person: format!("Person {index}"),
                role: String::new(),
                levels: levels.iter().map(|level| level.and_then(Level::new)).collect(),
            })
            .collect();
        let expected: Vec<(String, String, u8)> = levels
            .iter()
            .enumerate()
            .flat_map(|(person, levels)| levels.iter().enumerate().filter_map(move |(skill, level)| Some((format!("Person {person}"), format!("key-{skill}"), (*level)?))))
            .collect();
        prop_assert_eq!(read_back(&matrix_csv(&names, &rows).unwrap(), &names), expected);
    }
}

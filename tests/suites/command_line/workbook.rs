//! The workbook: everything that it holds comes back when it is imported, and so do lists that others keep.

use cadre_tests::folder::Folder;
use serde_json::Value;

/// What a workspace holds, told without ids and in an order that does not depend on them.
fn told(folder: &Folder, workspace: &str) -> Vec<String> {
    let export = folder.export(workspace);
    let list = |name: &str| export[name].as_array().cloned().unwrap_or_default();
    let mut lines = Vec::new();
    let mut tell = |what: &str, row: &Value, fields: &[&str]| {
        let values: Vec<String> = fields.iter().map(|field| row[*field].to_string()).collect();
        lines.push(format!("{what}: {}", values.join(" | ")));
    };
    for team in list("teams") {
        tell("team", &team, &["name"]);
    }
    for competency in list("competencies") {
        tell("competency", &competency, &["key", "area", "name", "recheck_months", "descriptors"]);
    }
    for role in list("roles") {
        let costs =
            ["annual_cost", "hiring_cost", "contractor_rate", "weeks_to_fill", "weeks_to_ramp", "attrition"];
        tell("role", &role, &[&["name"], &costs[..]].concat());
        for target in role["targets"].as_array().into_iter().flatten() {
            tell(&format!("target of {}", role["name"]), target, &["competency", "level", "importance"]);
        }
    }
    for person in list("people") {
        let fields =
            ["name", "team_name", "role_name", "started_on", "leaves_on", "borrowed", "learning_hours"];
        tell("person", &person, &fields);
    }
    for position in list("positions") {
        tell("position", &position, &["team_name", "role_name", "seats", "needed_by"]);
    }
    for assessment in list("assessments").iter().filter(|one| one["retracted"] == false) {
        let fields = ["person_name", "competency", "level", "source", "assessor", "assessed_on", "note"];
        tell("assessment", assessment, &fields);
    }
    for pulse in list("pulses") {
        tell("pulse", &pulse, &["asked_on", "series", "responses"]);
    }
    lines.sort();
    lines
}

#[test]
fn the_workbook_of_the_sample_comes_back_as_equal_data() {
    let folder = Folder::new();
    let _ = folder.cadre("init t.cadre --sample").done();
    let _ = folder.cadre("export t.cadre -o t.xlsx").done();
    let _ = folder.cadre("init other.cadre --name Halden").done();
    let dry = folder.cadre("import other.cadre t.xlsx --dry-run --json").json();
    assert_eq!(dry["summary"]["left_out"], 0, "{:#}", dry["problems"]);
    let imported = folder.cadre("import other.cadre t.xlsx --json").json();
    let (before, after) = (told(&folder, "t.cadre"), told(&folder, "other.cadre"));
    assert!(before.len() > 700, "the sample is not empty: {}", before.len());
    let missing: Vec<_> = before.iter().filter(|line| !after.contains(line)).collect();
    let added: Vec<_> = after.iter().filter(|line| !before.contains(line)).collect();
    assert_eq!((missing, added), (vec![], vec![]));
    assert_eq!(before, after, "and nothing twice");
    let everybody = before.iter().filter(|line| line.starts_with("person: ")).count();
    assert_eq!(imported["people_added"], everybody, "those who left and the borrowed among them");

    // So the figures are the same too.
    for question in ["gaps", "priorities"] {
        let mut answers = ["t.cadre", "other.cadre"]
            .map(|workspace| folder.cadre(&format!("{question} {workspace} --json")).json());
        for answer in &mut answers {
            without_ids(answer);
        }
        assert_eq!(answers[0], answers[1], "{question}");
    }

    // One undo takes all of it back.
    let _ = folder.cadre("undo other.cadre").done();
    assert_eq!(folder.cadre("gaps other.cadre --json").json()["areas"][0]["people"], 0);
}

/// Takes teams' ids away, which differ.
fn without_ids(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            // The names of the teams stay, beside these or around them.
            fields.remove("team");
            fields.remove("highest_team");
            fields.values_mut().for_each(without_ids);
        }
        Value::Array(items) => items.iter_mut().for_each(without_ids),
        _ => {}
    }
}

#[test]
fn importing_the_workbook_again_changes_nobody() {
    let folder = Folder::new();
    let _ = folder.cadre("init t.cadre --sample").done();
    let _ = folder.cadre("export t.cadre -o t.xlsx").done();
    let summary = folder.cadre("import t.cadre t.xlsx --dry-run --json").json()["summary"].clone();
    for nothing in
        ["people_added", "people_changed", "competencies_changed", "seats_added", "answers_added", "left_out"]
    {
        assert_eq!(summary[nothing], 0, "{nothing} in {summary:#}");
    }
    for nothing in ["teams_added", "roles_added", "roles_changed", "competencies_added"] {
        assert_eq!(summary[nothing], serde_json::json!([]), "{nothing} in {summary:#}");
    }
}

#[test]
fn lists_that_others_keep_are_imported_too() {
    let folder = Folder::new();
    let _ = folder.cadre("init t.cadre --name Blue").done();
    folder.write(
        "people.csv",
        "Employee;Department;Job title;Start date;Leaving;Contractor\n\
         Ada Lovelace;Blue;LLM security engineer;2024-01-08;;no\n\
         Bo Diddley;Blue;Juggler;15.03.2025;31.12.2026;no\n\
         Cy Young;Red;;;;yes\n",
    );
    let people = folder.cadre("import t.cadre people.csv --json").json();
    assert_eq!(
        (&people["layout"], &people["people_added"], &people["left_out"]),
        (&"people".into(), &3.into(), &0.into()),
        "{people:#}"
    );
    assert_eq!(people["teams_added"], serde_json::json!(["Blue", "Red"]));
    assert_eq!(people["seats_added"], 2, "the borrowed one has no role, and would need no seat");

    folder.write("roles.csv", "Role,Yearly cost,Weeks to fill,Attrition\nJuggler,\"80,000\",10,15%\n");
    let roles = folder.cadre("import t.cadre roles.csv --json").json();
    assert_eq!(roles["roles_changed"], serde_json::json!(["Juggler"]), "{roles:#}");

    folder.write(
        "targets.csv",
        "Role,Skill,Target level,Importance\nJuggler,Forensics,3,critical\nJuggler,Fire breathing,2,useful\n",
    );
    let targets = folder.cadre("import t.cadre targets.csv --json").json();
    assert_eq!(targets["competencies_added"], serde_json::json!(["Fire breathing"]), "{targets:#}");

    folder.write("positions.csv", "Team,Role,Seats,Needed by\nRed,Juggler,3,2027-04-01\n");
    let positions = folder.cadre("import t.cadre positions.csv --json").json();
    assert_eq!(positions["seats_added"], 3, "{positions:#}");

    folder.write("pulse.csv", "Manager,LLM SecOps,Cloud computing,Soft skills\n1,x,,x\n2,,x,x\n3,,,\n");
    let pulse = folder.cadre("import t.cadre pulse.csv --layout pulse --json").json();
    assert_eq!(pulse["answers_added"], 3, "{pulse:#}");

    let told = told(&folder, "t.cadre").join("\n");
    for line in [
        r#"person: "Bo Diddley" | "Blue" | "Juggler" | "2025-03-15" | "2026-12-31" | false | 20.0"#,
        r#"person: "Cy Young" | "Red" | null | null | null | true | 20.0"#,
        r#"role: "Juggler" | 80000.0 | 0.0 | 0.0 | 10.0 | 8.0 | 0.15"#,
        r#"target of "Juggler": "forensics" | 3 | 3"#,
        r#"target of "Juggler": "fire-breathing" | 2 | 1"#,
        r#"position: "Red" | "Juggler" | 3 | "2027-04-01""#,
    ] {
        assert!(told.contains(line), "{line} is not in\n{told}");
    }
    let gaps = folder.cadre("gaps t.cadre --json").json();
    let perceived = |area: &str| {
        let areas = gaps["areas"].as_array().unwrap();
        let area = areas.iter().find(|one| one["key"] == area).unwrap();
        (area["perceived"]["count"].clone(), area["perceived"]["of"].clone())
    };
    assert_eq!(perceived("soft-skills"), (2.into(), 3.into()));
    assert_eq!(perceived("llm-secops"), (1.into(), 3.into()));

    // Each is one operation: five undos, and nothing of it is left.
    for _ in 0..5 {
        let _ = folder.cadre("undo t.cadre").done();
    }
    assert_eq!(folder.cadre("gaps t.cadre --json").json()["areas"][0]["people"], 0);
}

#[test]
fn a_bad_list_says_where_and_changes_nothing() {
    let folder = Folder::with_empty_workspace();
    folder.write(
        "people.csv",
        "Person,Team,Role,Started,Leaves,Learning hours\n\
         Ada,Blue,,2026-02-31,,20\n\
         Bo,Blue,,2026-05-01,2026-04-01,20\n\
         =1+1,Blue,,,,20\n\
         Cy,Blue,,,,plenty\n\
         Di,Blue,,,,20\n",
    );
    let refused = folder.cadre("import t.cadre people.csv");
    assert_eq!(refused.code, 1, "{}", refused.stdout);
    for place in ["D2", "E3", "A4", "F5"] {
        assert!(refused.stderr.contains(place), "{place} is not in\n{}", refused.stderr);
    }
    let log = folder.cadre("log t.cadre --json").json();
    assert_eq!(log["operations"].as_array().unwrap().len(), 1);
    let rest = folder.cadre("import t.cadre people.csv --skip-bad --json").json();
    assert_eq!((&rest["people_added"], &rest["left_out"]), (&1.into(), &4.into()), "{rest:#}");
}

#[test]
fn a_file_of_the_same_columns_is_read_as_before() {
    let folder = Folder::new();
    let _ = folder.cadre("init t.cadre --name Blue").done();
    // 1 to 4 could be either of two scales: said once, it holds for the next file.
    folder.write("q1.csv", "Who,Forensics,Triage\nAda,2,4\nBo,1,3\n");
    let _ = folder.cadre("import t.cadre q1.csv --scale 1-5 --source lab --date 2026-03-31").done();
    folder.write("q2.csv", "Triage,Who,Forensics\n5,Ada,3\n2,Bo,2\n");
    let afresh = folder.cadre("import t.cadre q2.csv --dry-run --json --date 2026-06-30").json();
    assert_eq!(afresh["rows"][0]["source"], "manager");
    let lines = folder.cadre("import t.cadre q2.csv --dry-run --json --as-before").json();
    assert_eq!(lines["summary"]["scale"], "1-5");
    let rows: Vec<_> = lines["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["person"].as_str().unwrap(),
                row["competency"].as_str().unwrap(),
                row["level"].as_u64().unwrap(),
                row["source"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("Ada", "Triage", 4, "lab"),
            ("Ada", "Forensics", 2, "lab"),
            ("Bo", "Triage", 1, "lab"),
            ("Bo", "Forensics", 1, "lab")
        ]
    );
}

#[test]
fn returned_forms_stand_beside_what_is_confirmed_and_overwrite_nothing() {
    let folder = Folder::new();
    let _ = folder.cadre("init t.cadre --name Blue").done();
    folder.write(
        "manager.csv",
        "Person,Team,Prompt-injection defence,Output handling\nPriya Shah,AI assurance,2,4\nNoor Rahman,AI assurance,0,1\n",
    );
    let _ = folder.cadre("import t.cadre manager.csv").done();
    let before = folder.cadre("gaps t.cadre --json").json()["areas"].clone();
    let forms =
        std::fs::read(cadre_tests::checkout::root().join("tests/fixtures/spreadsheets/own-ratings.xlsx"));
    folder.write("forms.xlsx", forms.unwrap());
    let dry = folder.cadre("import t.cadre forms.xlsx --dry-run --json").json();
    let rows = dry["rows"].as_array().unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|row| row["source"] == "self"), "{dry:#}");
    assert_eq!(dry["summary"]["people_added"], 0, "both are known: {dry:#}");
    let _ = folder.cadre("import t.cadre forms.xlsx").done();
    let confirmed = |workspace: &str| -> Vec<(String, Value)> {
        let export = folder.export(workspace);
        let list = export["assessments"].as_array().cloned().unwrap_or_default();
        list.iter()
            .filter(|one| one["source"] == "manager")
            .map(|one| (format!("{} {}", one["person_name"], one["competency"]), one["level"].clone()))
            .collect()
    };
    assert_eq!(confirmed("t.cadre").len(), 4);
    let after = folder.cadre("gaps t.cadre --json").json()["areas"].clone();
    let llm = |areas: &Value| {
        let areas = areas.as_array().unwrap().clone();
        areas.into_iter().find(|area| area["key"] == "llm-secops").unwrap()["competencies"][0].clone()
    };
    assert_eq!(llm(&before)["seats"], llm(&after)["seats"], "a claim fills no seat beside what is confirmed");
}

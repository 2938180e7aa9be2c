//! Risks and key people: computed again from the export by `tests/recompute_risks.py`, and what is said where nothing is known.

use std::process::Command;

use cadre_tests::{
    checkout,
    folder::{DAY, Folder},
};
use serde_json::{Value, json};

use crate::contract::{list, number, text};

/// Recomputes both documents of a selection; gives what the script said, and whether it agreed.
fn recompute(folder: &Folder, risks: &Value, key_people: &Value) -> (String, bool) {
    folder.write("risks.json", risks.to_string());
    folder.write("key-people.json", key_people.to_string());
    folder.write("export.json", folder.export_text("t.cadre"));
    let output = Command::new("python3")
        .arg(checkout::root().join("tests/recompute_risks.py"))
        .args(["export.json", "risks.json", "key-people.json"])
        .arg(checkout::root().join("data/frameworks"))
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|error| panic!("python3: {error}"));
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (said, output.status.success())
}

fn asked(folder: &Folder, command: &str, options: &[&str]) -> Value {
    let mut line = vec![command, "t.cadre", "--json"];
    line.extend(options);
    cadre_tests::program::cadre(folder.path(), &line).json()
}

fn check(folder: &Folder, options: &[&str]) {
    let (said, agrees) =
        recompute(folder, &asked(folder, "risks", options), &asked(folder, "key-people", options));
    assert!(agrees, "{options:?}:\n{said}");
    let compared: u32 = said.split_whitespace().find_map(|word| word.parse().ok()).unwrap_or_default();
    assert!(compared > 400, "only {compared} values were compared:\n{said}");
}

#[test]
fn risks_and_key_people_agree_with_the_recomputation() {
    let folder = Folder::with_sample();
    for day in [DAY, "2024-01-01", "2025-09-15", "2027-12-31"] {
        check(&folder, &["--as-of", day]);
    }
    for team in ["Platform security", "AI assurance", "Detection and response"] {
        check(&folder, &["--as-of", DAY, "--team", team]);
    }
    // A competency in which nobody was assessed gets a holder, and one person becomes two.
    folder.write(
        "l.csv",
        "Person,Skill,Level,Date,Team,Source\n\
         Noor Rahman,AI red teaming,3,2026-05-30,AI assurance,exam\n\
         Noor Rahman,Prompt-injection defence,4,2026-05-30,AI assurance,exam\n\
         New Person,Retrieval security,3,2026-05-30,AI assurance,manager\n",
    );
    let _ = folder.cadre("import t.cadre l.csv --scale 0-4").done();
    check(&folder, &["--as-of", DAY]);
    check(&folder, &["--as-of", DAY, "--team", "AI assurance"]);
}

#[test]
fn a_changed_chance_would_be_noticed() {
    let folder = Folder::with_sample();
    let risks = asked(&folder, "risks", &["--as-of", DAY]);
    let mut people = asked(&folder, "key-people", &["--as-of", DAY]);
    let expected = number(&people["twelve_months"]["seats"][3], "expected_filled");
    people["twelve_months"]["seats"][3]["expected_filled"] = json!(expected + 1e-6);
    let (said, agrees) = recompute(&folder, &risks, &people);
    assert!(!agrees && said.contains("1 disagree"), "{said}");
}

#[test]
fn no_person_has_a_chance_of_leaving() {
    let folder = Folder::with_sample();
    let people = asked(&folder, "key-people", &["--as-of", DAY]);
    for person in list(&people, "people") {
        let of_person = person.to_string();
        for word in ["chance", "attrition", "expected", "leav"] {
            assert!(!of_person.contains(word), "{word} in {person}");
        }
    }
    let names: Vec<&str> = list(&people, "people").iter().map(|person| text(person, "person_name")).collect();
    let year = people["twelve_months"].to_string();
    assert!(names.iter().all(|name| !year.contains(name)), "the year names somebody");
}

#[test]
fn the_year_is_told_also_where_nobody_is_indispensable() {
    let folder = Folder::with_empty_workspace();
    // Three engineers for one seat: without any one of them it stays filled, and the year may still take all three.
    let skills = "Cloud security posture,Scripting";
    folder.write(
        "p.csv",
        format!("Person,Team,Role,{skills}\nAda,Blue,Cloud security engineer,4,4\nBo,Blue,Cloud security engineer,4,3\n\
                 Cy,Blue,Cloud security engineer,3,3\n"),
    );
    let _ = folder.cadre("import t.cadre p.csv --scale 0-4").done();
    folder.write("s.csv", "Team,Role,Seats\nBlue,Cloud security engineer,1\n");
    let _ = folder.cadre("import t.cadre s.csv").done();
    let people = asked(&folder, "key-people", &[]);
    assert!(list(&people, "people").iter().all(|person| number(person, "seats_opened") == 0.0), "{people}");
    // 0.2 of each leave in a year: 0.008 of the seat in each of the two skills.
    assert!((number(&people["twelve_months"], "expected_to_open") - 0.016).abs() < 1e-9, "{people}");
    let said = folder.cadre("key-people t.cadre").done().within_80_columns().stdout;
    assert!(said.contains("Nothing that is known rests on one person alone."), "{said}");
    assert!(said.contains("are expected to"), "{said}");
}

#[test]
fn an_empty_workspace_has_no_risks_of_a_known_depth_and_says_why() {
    let folder = Folder::with_empty_workspace();
    let risks = asked(&folder, "risks", &[]);
    for framework in list(&risks, "frameworks") {
        assert!(text(framework, "basis").contains("Cadre's own reading"), "{framework}");
        for risk in list(framework, "risks") {
            assert_eq!(risk["depth"], Value::Null, "nobody is no depth of 0: {risk}");
            assert!(["unknown", "unmapped"].contains(&text(risk, "standing")), "{risk}");
        }
    }
    assert!(!list(&risks, "warnings").is_empty());
    let people = asked(&folder, "key-people", &[]);
    assert!(list(&people, "people").is_empty() && !list(&people, "warnings").is_empty());
    let _ = folder.cadre("risks t.cadre").done().within_80_columns();
    let _ = folder.cadre("key-people t.cadre").done().within_80_columns();
}

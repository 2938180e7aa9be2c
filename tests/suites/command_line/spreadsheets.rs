//! Spreadsheets saved by LibreOffice: importing one ends in the same figures as typing the same in.
//!
//! `tests/fixtures/spreadsheets/make.py` says what was typed into them.

use std::fs;

use cadre_tests::{checkout, folder::Folder};
use serde_json::{Value, json};

use crate::contract::{list, text};

const FILES: [&str; 4] = [
    "platform-team.xlsx",
    "platform-team.ods",
    "platform-team-semicolon.csv",
    "platform-team-windows-1252.csv",
];

/// What stands in the files, typed in by hand: none 0, beginner 1, intermediate 2, advanced 3, expert 4; blank, "?" and
/// "n/a" are unknown. "Vendor reviews" is another name of the shipped "Supplier risk".
const TYPED: [(&str, &str, [Option<u8>; 6]); 5] = [
    ("Noor Rahman", "2026-05-04", [Some(4), Some(3), Some(2), None, Some(1), Some(0)]),
    ("Zoë Müller", "2026-05-04", [Some(1), None, Some(4), Some(4), Some(2), Some(1)]),
    ("Rosa Ibáñez", "2026-05-06", [Some(0), Some(0), Some(2), Some(1), Some(3), None]),
    ("Keiko Tanaka", "2026-05-06", [Some(3), Some(4), Some(1), Some(2), None, Some(0)]),
    ("O'Brien, Siân", "2026-05-07", [Some(1), Some(1), Some(1), Some(0), Some(4), Some(3)]),
];
const SKILLS: [&str; 6] = [
    "Prompt-injection defence",
    "Model supply chain",
    "Cloud posture",
    "Kubernetes hardening",
    "Leadership",
    "Supplier risk",
];
const ROLES: [&str; 5] = [
    "LLM security engineer",
    "Cloud security engineer",
    "SOC analyst",
    "ML security engineer",
    "Security lead",
];

fn imported(file: &str) -> Folder {
    let folder = Folder::with_empty_workspace();
    let from = checkout::root().join("tests/fixtures/spreadsheets").join(file);
    let copied = fs::copy(&from, folder.at(file));
    assert!(copied.is_ok(), "{}: {copied:?}", from.display());
    let _ = folder.cadre(&format!("import t.cadre {file}")).done();
    folder
}

#[test]
fn a_spreadsheet_ends_in_the_same_figures_as_typing_it_in() {
    for file in FILES {
        let folder = imported(file);
        let mut typed = folder.export("t.cadre");
        let id_of = |name: &str| {
            let people = list(&typed, "people");
            let found = people.iter().find(|person| person["name"] == name);
            found.map_or_else(
                || panic!("{file}: no {name} in {people:?}"),
                |person| text(person, "id").to_owned(),
            )
        };
        let key_of = |name: &str| {
            let competencies = list(&typed, "competencies");
            let found = competencies.iter().find(|competency| competency["name"] == name);
            found.map_or_else(|| panic!("{file}: no {name}"), |competency| text(competency, "key").to_owned())
        };
        let operation = text(&typed["operations"][0], "id").to_owned();
        let mut assessments = Vec::new();
        for (name, day, levels) in TYPED {
            for (skill, level) in SKILLS.iter().zip(levels) {
                if let Some(level) = level {
                    let number = assessments.len();
                    assessments.push(json!({
                        "id": format!("00000000-0000-4000-8000-{number:012}"),
                        "person": id_of(name), "competency": key_of(skill), "level": level, "source": "manager",
                        "assessor": null, "assessed_on": day, "recorded_at": "2026-06-01T09:00:00Z", "note": null,
                        "retracted": false, "operation": operation,
                    }));
                }
            }
        }
        assert_eq!(assessments.len(), 26);
        typed["assessments"] = Value::Array(assessments);
        folder.write("typed.json", typed.to_string());
        let _ = folder.cadre("init typed.cadre --from typed.json").done();
        for command in ["gaps", "priorities"] {
            let of = |workspace: &str| {
                folder.cadre(&format!("{command} {workspace} --json --as-of 2026-06-01")).json()
            };
            assert_eq!(of("t.cadre"), of("typed.cadre"), "{file}: {command}");
        }
    }
}

#[test]
fn everything_else_in_the_spreadsheet_is_understood_too() {
    for file in FILES {
        let export = imported(file).export("t.cadre");
        let people: Vec<(&str, &str)> = list(&export, "people")
            .iter()
            .map(|person| (text(person, "name"), text(person, "role_name")))
            .collect();
        let mut expected: Vec<(&str, &str)> = TYPED.iter().map(|(name, ..)| *name).zip(ROLES).collect();
        expected.sort_unstable();
        let mut found = people.clone();
        found.sort_unstable();
        // No title, no total row and no note has become a person, and a role by another name is the shipped one.
        assert_eq!(found, expected, "{file}");
        let custom: Vec<&str> = list(&export, "competencies")
            .iter()
            .filter(|competency| list(competency, "descriptors").is_empty())
            .map(|competency| text(competency, "name"))
            .collect();
        assert_eq!(custom, ["Kubernetes hardening"], "{file}: the average column is no skill");
        assert_eq!(list(&export, "operations").len(), 2, "{file}: one operation");
        for role in list(&export, "roles") {
            assert!(!list(role, "targets").is_empty(), "{file}: {role}");
        }
    }
}

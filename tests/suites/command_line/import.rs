//! Importing: layouts, delimiters, encodings, scales, names, and what is reported when cells are wrong.

use cadre_tests::folder::{DAY, Folder};
use serde_json::Value;

use crate::contract::{list, text};

/// The levels in a workspace: person, competency, level, sorted.
fn levels(folder: &Folder) -> Vec<(String, String, u64)> {
    let export = folder.export("t.cadre");
    let mut levels: Vec<_> = list(&export, "assessments")
        .iter()
        .map(|one| {
            let level = one["level"].as_u64().unwrap_or(99);
            (text(one, "person_name").to_owned(), text(one, "competency_name").to_owned(), level)
        })
        .collect();
    levels.sort();
    levels
}

/// Imports bytes into an empty workspace and gives the levels.
fn imported(name: &str, bytes: impl AsRef<[u8]>, options: &str) -> Vec<(String, String, u64)> {
    let folder = Folder::with_empty_workspace();
    folder.write(name, bytes);
    let _ = folder.cadre(&format!("import t.cadre {name} {options}")).done();
    levels(&folder)
}

fn named(levels: &[(&str, &str, u64)]) -> Vec<(String, String, u64)> {
    levels.iter().map(|(person, skill, level)| ((*person).to_owned(), (*skill).to_owned(), *level)).collect()
}

const WIDE: &str = "Skills matrix 2026,,\n,,\nName,Forensics,Cloud posture\nZoë Müller,3,0\nRosa Ibáñez,,2\n";

#[test]
fn delimiters_and_encodings_make_no_difference() {
    let expected = named(&[
        ("Rosa Ibáñez", "Cloud posture", 2),
        ("Zoë Müller", "Cloud posture", 0),
        ("Zoë Müller", "Forensics", 3),
    ]);
    let utf16 = |little: bool| -> Vec<u8> {
        "\u{feff}"
            .encode_utf16()
            .chain(WIDE.encode_utf16())
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    };
    // Every character of the text has the same number in Windows-1252 and in Unicode.
    let windows_1252: Vec<u8> =
        WIDE.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(b'?')).collect();
    let ways: [(&str, Vec<u8>); 8] = [
        ("comma", WIDE.into()),
        ("semicolon", WIDE.replace(',', ";").into()),
        ("tab", WIDE.replace(',', "\t").into()),
        ("windows line ends", WIDE.replace('\n', "\r\n").into()),
        ("byte order mark", format!("\u{feff}{WIDE}").into()),
        ("UTF-16 little-endian", utf16(true)),
        ("UTF-16 big-endian", utf16(false)),
        ("Windows-1252", windows_1252),
    ];
    for (way, bytes) in ways {
        assert_eq!(imported("m.csv", bytes, "--scale 0-4"), expected, "{way}");
    }
}

#[test]
fn wide_and_long_say_the_same() {
    let long = format!(
        "Person,Skill,Level,Date\nZoë Müller,Forensics,3,{DAY}\nZoë Müller,Cloud posture,0,{DAY}\nRosa Ibáñez,Cloud posture,2,{DAY}\n"
    );
    assert_eq!(imported("l.csv", long, "--scale 0-4"), imported("w.csv", WIDE, "--scale 0-4"));
}

#[test]
fn every_scale_ends_in_levels_0_to_4() {
    // A value of each scale and the level it stands for: the ends are 0 and 4, the middle 2.
    let cases: [(&str, &[(&str, u64)]); 7] = [
        ("0-4", &[("0", 0), ("1", 1), ("2", 2), ("3", 3), ("4", 4)]),
        ("1-5", &[("1", 0), ("2", 1), ("3", 2), ("4", 3), ("5", 4)]),
        ("0-5", &[("0", 0), ("5", 4)]),
        ("0-10", &[("0", 0), ("5", 2), ("10", 4)]),
        ("0-100", &[("0", 0), ("25", 1), ("50", 2), ("75", 3), ("100", 4)]),
        ("percent", &[("0%", 0), ("25%", 1), ("50%", 2), ("75%", 3), ("100%", 4)]),
        ("words", &[("none", 0), ("beginner", 1), ("intermediate", 2), ("advanced", 3), ("expert", 4)]),
    ];
    for (scale, values) in cases {
        let rows: Vec<String> =
            values.iter().map(|(value, level)| format!("Person {level},{value}\n")).collect();
        let text = format!("Person,Forensics\n{}", rows.concat());
        let expected: Vec<_> = values
            .iter()
            .map(|(_, level)| (format!("Person {level}"), "Forensics".to_owned(), *level))
            .collect();
        assert_eq!(imported("s.csv", text, &format!("--scale {scale}")), expected, "{scale}");
    }
}

#[test]
fn a_scale_is_found_from_its_values() {
    for (values, scale) in [
        (["Beginner", "Expert", "Advanced"], "words"),
        (["20%", "75%", "100%"], "percent"),
        (["20", "75", "100"], "0-100"),
        (["x", "", "x"], "marks"),
    ] {
        let folder = Folder::with_empty_workspace();
        let rows: Vec<String> = values
            .iter()
            .zip(["A B", "C D", "E F"])
            .map(|(value, name)| format!("{name},{value}\n"))
            .collect();
        folder.write("s.csv", format!("Person,Forensics\n{}", rows.concat()));
        let preview = folder.cadre("import t.cadre s.csv --dry-run --json").json();
        assert_eq!(preview["summary"]["scale"], scale, "{values:?}");
    }
}

#[test]
fn a_blank_is_unknown_and_never_zero() {
    let levels =
        imported("m.csv", "Person,Forensics,Triage\nAnn Lee,,0\nBo Li,-,?\nCy Fox,n/a,4\n", "--scale 0-4");
    assert_eq!(levels, named(&[("Ann Lee", "Triage", 0), ("Cy Fox", "Triage", 4)]));
}

#[test]
fn total_rows_average_columns_and_empty_rows_are_passed_over() {
    let text = "Person,Forensics,Triage,Average\nAnn Lee,2,4,3\n,,,\nBo Li,1,3,2\nTotal,3,7,5\nAverage,1.5,3.5,2.5\n";
    let expected = named(&[
        ("Ann Lee", "Forensics", 2),
        ("Ann Lee", "Triage", 4),
        ("Bo Li", "Forensics", 1),
        ("Bo Li", "Triage", 3),
    ]);
    assert_eq!(imported("m.csv", text, "--scale 0-4"), expected);
}

#[test]
fn people_who_are_there_already_are_found_whatever_the_spelling() {
    let folder = Folder::with_sample();
    let people = |folder: &Folder| list(&folder.export("t.cadre"), "people").len();
    let before = people(&folder);
    folder.write(
        "l.csv",
        format!("Person,Skill,Level,Date\nOSEI, Amara,Forensics,3,{DAY}\n")
            .replace("OSEI, Amara", "\"OSEI, Amara\""),
    );
    let _ = folder.cadre("import t.cadre l.csv --scale 0-4").done();
    assert_eq!(people(&folder), before, "a second Amara Osei was made");
}

#[test]
fn an_unknown_skill_becomes_a_competency_of_ones_own() {
    let folder = Folder::with_empty_workspace();
    folder.write("m.csv", "Person,Forensics,Underwater welding\nAnn Lee,2,4\n");
    let _ = folder.cadre("import t.cadre m.csv --scale 0-4").done();
    let export = folder.export("t.cadre");
    let own: Vec<&str> = list(&export, "competencies")
        .iter()
        .filter(|competency| list(competency, "descriptors").is_empty())
        .map(|competency| text(competency, "name"))
        .collect();
    assert_eq!(own, ["Underwater welding"]);
    // The second time it is known.
    let _ = folder.cadre("import t.cadre m.csv --scale 0-4").done();
    assert_eq!(list(&folder.export("t.cadre"), "competencies").len(), list(&export, "competencies").len());
}

#[test]
fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let folder = Folder::with_sample();
    folder.write(
        "l.csv",
        format!("Person,Skill,Level,Date\nAmara Osei,Forensics,3,{DAY}\nBen Halvorsen,Triage,9,{DAY}\n"),
    );
    let before = folder.everything();
    let preview = folder.cadre("import t.cadre l.csv --scale 0-4 --dry-run --json").json();
    let _ = folder.cadre("import t.cadre l.csv --scale 0-4 --dry-run").done().within_80_columns();
    assert!(folder.everything() == before, "a dry run changed a file");
    assert_eq!(preview["summary"]["assessments"], 1);
    let row = &preview["rows"][0];
    assert_eq!(
        (&row["row"], &row["column"], &row["person"], &row["competency"], &row["level"]),
        (&2.into(), &"C".into(), &"Amara Osei".into(), &"Forensics".into(), &3.into())
    );
    let problem = &preview["problems"][0];
    assert!(text(problem, "place").contains("C3"), "{problem}");
    assert_eq!(problem["found"], "9");
}

#[test]
fn every_bad_cell_is_reported_at_once_and_nothing_is_imported() {
    let folder = Folder::with_sample();
    folder.write(
        "l.csv",
        "Title of the list,,,\n\
         Person,Skill,Level,Date\n\
         Amara Osei,Forensics,3,2026-05-01\n\
         Amara Osei,Triage,7,2026-05-01\n\
         Amara Osei,Cloud posture,2,2099-01-01\n\
         =HYPERLINK(\"http://example.org\"),Cloud posture,2,2026-05-01\n\
         ,Cloud posture,2,2026-05-01\n\
         Amara Osei,Risk assessment,good,2026-05-01\n\
         Amara Osei,Communication,1,the fifth of May\n",
    );
    let before = folder.everything();
    let refused = folder.cadre("import t.cadre l.csv --scale 0-4").refused("bad_cells");
    assert!(folder.everything() == before, "a refused import changed a file");
    // File, row and column as the user's own program shows them, what was found, and what was expected.
    for (place, found) in [
        ("C4", "7"),
        ("D5", "2099-01-01"),
        ("A6", "=HYPERLINK"),
        ("A7", ""),
        ("C8", "good"),
        ("D9", "the fifth of May"),
    ] {
        let line = refused.stderr.lines().find(|line| line.contains(&format!("!{place} ")));
        let line = line.unwrap_or_else(|| panic!("{place} is not reported\n{refused}"));
        assert!(line.contains(found) && line.contains("expected"), "{line}");
    }
    assert!(refused.stderr.contains("--skip-bad"), "the way out is named\n{refused}");
}

#[test]
fn a_role_that_nobody_knows_is_told() {
    let folder = Folder::with_empty_workspace();
    folder.write("m.csv", "Person,Role,Forensics\nAnn Lee,Prompt wrangler,4\nBo Li,Detection engineer,0\n");
    let told = folder.cadre("import t.cadre m.csv --dry-run --scale 0-4").done().within_80_columns();
    let words = told.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in [
        "“Prompt wrangler”: Unknown role: no role has this name",
        "Ann Lee comes without a role.",
        "The role “Prompt wrangler” is not known: people come without it.",
    ] {
        assert!(words.contains(sentence), "{words}");
    }
}

#[test]
fn one_sheet_of_a_workbook_can_be_imported_alone() {
    let folder = Folder::with_sample();
    let _ = folder.cadre("export t.cadre -o t.xlsx").done();
    let _ = folder.cadre("init empty.cadre --name Copy").done();
    let summary = folder.cadre("import empty.cadre t.xlsx --sheet People --json").json();
    assert_eq!((&summary["layout"], &summary["assessments"]), (&"people".into(), &0.into()));
    let people = list(&folder.export("t.cadre"), "people").len();
    assert_eq!(summary["people_added"], people);
    let refused = folder.cadre("import empty.cadre t.xlsx --sheet Nothing").refused("unreadable_spreadsheet");
    assert!(refused.stderr.contains("Its sheets are: "), "{refused}");
}

#[test]
fn without_a_team_new_people_are_refused_and_the_option_is_named() {
    let folder = Folder::with_sample();
    folder.write("m.csv", "Person,Forensics\nZed One,4\nYan Two,0\n");
    let refused = folder.cadre("import t.cadre m.csv --scale 0-4").refused("needs_team");
    assert!(refused.stderr.contains("With --team NAME they are on that team."), "{refused}");
}

#[test]
fn with_skip_bad_the_rest_comes_in_as_one_operation() {
    let folder = Folder::with_sample();
    let before = folder.export("t.cadre");
    folder.write(
        "l.csv",
        format!("Person,Skill,Level,Date\nAmara Osei,Forensics,3,{DAY}\nAmara Osei,Triage,7,{DAY}\nAmara Osei,Risk assessment,1,{DAY}\n"),
    );
    let summary = folder.cadre("import t.cadre l.csv --scale 0-4 --skip-bad --json").json();
    assert_eq!((&summary["assessments"], &summary["left_out"]), (&2.into(), &1.into()));
    let after = folder.export("t.cadre");
    assert_eq!(list(&after, "assessments").len(), list(&before, "assessments").len() + 2);
    assert_eq!(list(&after, "operations").len(), list(&before, "operations").len() + 1);
    let _ = folder.cadre("undo t.cadre").done();
    let live =
        |export: &Value| list(export, "assessments").iter().filter(|one| one["retracted"] == false).count();
    assert_eq!(live(&folder.export("t.cadre")), live(&before), "one undo removes it all");
}

#[test]
fn team_source_and_date_may_be_given_with_the_command() {
    let folder = Folder::with_empty_workspace();
    folder.write("m.csv", "Person,Forensics\nAnn Lee,2\n");
    let _ = cadre_tests::program::cadre(
        folder.path(),
        &[
            "import",
            "t.cadre",
            "m.csv",
            "--scale",
            "0-4",
            "--team",
            "Night shift",
            "--source",
            "exam",
            "--date",
            "2026-04-30",
        ],
    )
    .done();
    let export = folder.export("t.cadre");
    let assessment = &export["assessments"][0];
    assert_eq!((&assessment["source"], &assessment["assessed_on"]), (&"exam".into(), &"2026-04-30".into()));
    assert_eq!(text(&export["people"][0], "team_name"), "Night shift");
}

#[test]
fn the_csv_that_is_exported_imports_to_the_same_levels() {
    let folder = Folder::with_sample();
    let _ = folder.cadre(&format!("export t.cadre -o m.csv --as-of {DAY}")).done();
    let before = folder.cadre(&format!("gaps t.cadre --json --as-of {DAY}")).json();
    let _ = folder.cadre(&format!("import t.cadre m.csv --scale 0-4 --date {DAY}")).done();
    let after = folder.cadre(&format!("gaps t.cadre --json --as-of {DAY}")).json();
    let levels = |gaps: &Value| -> Vec<Value> {
        list(gaps, "areas")
            .iter()
            .map(|area| serde_json::json!([area["key"], area["seats"], area["low_or_none"]]))
            .collect()
    };
    assert_eq!(levels(&after), levels(&before));
}

#[test]
fn a_name_that_a_spreadsheet_would_run_comes_out_as_text() {
    let folder = Folder::with_empty_workspace();
    let mut export = folder.export("t.cadre");
    let team = "00000000-0000-4000-8000-000000000001";
    export["teams"] = serde_json::json!([{"id": team, "name": "=1+1"}]);
    export["people"] = serde_json::json!([{
        "id": "00000000-0000-4000-8000-000000000002", "name": "@SUM(A1)", "team": team, "role": null, "started_on": null,
        "leaves_on": null, "borrowed": false, "learning_hours": 20.0,
    }]);
    folder.write("x.json", export.to_string());
    let _ = folder.cadre("init x.cadre --from x.json").done();
    let _ = folder.cadre("export x.cadre -o x.csv").done();
    let csv = String::from_utf8(folder.read("x.csv")).unwrap_or_default();
    for cell in csv.lines().flat_map(|line| line.split(',')) {
        assert!(!cell.trim_start_matches('"').starts_with(['=', '+', '-', '@']), "{cell} would be run");
    }
}

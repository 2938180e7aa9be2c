//! The figures: their shapes, and every one of them computed again from the export by `tests/recompute.py`.

use std::process::Command;

use cadre_tests::{
    checkout,
    folder::{DAY, Folder},
};
use serde_json::{Value, json};

use crate::contract::{list, number, text};

/// Recomputes the figures of a selection; `options` are those of `cadre gaps`.
fn check(folder: &Folder, options: &[&str], benchmark: &str) {
    let with = |command: &str| {
        let mut line = vec![command, "t.cadre", "--json", "--benchmark", benchmark];
        line.extend(options);
        cadre_tests::program::cadre(folder.path(), &line).done().stdout
    };
    folder.write("gaps.json", with("gaps"));
    folder.write("priorities.json", with("priorities"));
    folder.write(
        "benchmark.json",
        folder.cadre(&format!("benchmarks {benchmark} -w t.cadre --json")).done().stdout,
    );
    folder.write("export.json", folder.export_text("t.cadre"));
    let output = Command::new("python3")
        .arg(checkout::root().join("tests/recompute.py"))
        .args(["export.json", "gaps.json", "priorities.json", "benchmark.json"])
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|error| panic!("python3: {error}"));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{options:?}, {benchmark}:\n{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let compared: u32 = said.split_whitespace().find_map(|word| word.parse().ok()).unwrap_or_default();
    assert!(compared > 400, "only {compared} values were compared:\n{said}");
}

#[test]
fn all_teams_agree_with_the_recomputation_for_every_benchmark() {
    let folder = Folder::with_sample();
    let shipped = folder.cadre("benchmarks --json").json();
    let with_figures: Vec<&str> = list(&shipped, "benchmarks")
        .iter()
        .filter(|benchmark| !list(benchmark, "figures").is_empty())
        .map(|benchmark| text(benchmark, "id"))
        .collect();
    // ISACA 2021 to 2025, ISC2 2023 to 2025, CompTIA 2025 and O’Reilly 2024 have figures by area.
    assert!(with_figures.len() >= 10, "{with_figures:?}");
    for benchmark in with_figures {
        check(&folder, &["--as-of", DAY], benchmark);
    }
}

#[test]
fn an_own_edition_agrees_with_the_recomputation() {
    let folder = Folder::with_sample();
    let own = checkout::root().join("data/own-editions/example.toml");
    let _ = folder.cadre(&format!("benchmarks -w t.cadre --add {}", own.display())).done();
    check(&folder, &["--as-of", DAY], "example-society-2026");
    check(&folder, &["--as-of", DAY, "--team", "AI assurance"], "example-society-2026");
}

#[test]
fn each_team_agrees_with_the_recomputation() {
    let folder = Folder::with_sample();
    for team in ["Platform security", "AI assurance", "Detection and response"] {
        check(&folder, &["--as-of", DAY, "--team", team], "isaca-2024");
        check(&folder, &["--as-of", DAY, "--team", team], "isc2-2024");
    }
}

#[test]
fn earlier_and_later_dates_agree_with_the_recomputation() {
    let folder = Folder::with_sample();
    // Before any assessment, in the middle, and when the dates needed by are past and most levels stale.
    for day in ["2024-01-01", "2025-09-15", "2027-12-31"] {
        check(&folder, &["--as-of", day], "isaca-2024");
    }
}

#[test]
fn what_an_import_changes_agrees_with_the_recomputation() {
    let folder = Folder::with_sample();
    folder.write(
        "l.csv",
        "Person,Skill,Level,Date,Team,Source\n\
         Amara Osei,Output handling,4,2026-05-30,Platform security,exam\n\
         Amara Osei,Forensics,0,2026-05-30,Platform security,self\n\
         New Person,Output handling,3,2026-05-30,AI assurance,manager\n\
         New Person,Communication,1,2026-05-30,AI assurance,peer\n",
    );
    let _ = folder.cadre("import t.cadre l.csv --scale 0-4").done();
    check(&folder, &["--as-of", DAY], "isaca-2024");
    check(&folder, &["--as-of", DAY, "--team", "AI assurance"], "isaca-2024");
}

#[test]
fn a_changed_figure_would_be_noticed() {
    let folder = Folder::with_sample();
    check(&folder, &["--as-of", DAY], "isaca-2024");
    let printed = String::from_utf8(folder.read("priorities.json")).unwrap_or_default();
    let mut priorities: Value = serde_json::from_str(&printed).unwrap_or_default();
    let need = number(&priorities["items"][0], "need");
    priorities["items"][0]["need"] = json!(need + 1e-6);
    folder.write("priorities.json", priorities.to_string());
    let output = Command::new("python3")
        .arg(checkout::root().join("tests/recompute.py"))
        .args(["export.json", "gaps.json", "priorities.json", "benchmark.json"])
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|error| panic!("python3: {error}"));
    assert_eq!(output.status.code(), Some(1), "a need that is off by a millionth went unnoticed");
}

#[test]
fn gaps_have_the_shape_that_others_rely_on() {
    let folder = Folder::with_sample();
    let gaps = folder.cadre(&format!("gaps t.cadre --json --as-of {DAY}")).json();
    assert_eq!(gaps["as_of"], DAY);
    assert_eq!(gaps["team"], Value::Null);
    assert_eq!(
        gaps["benchmark"],
        json!({"id": "isaca-2024", "publisher": "ISACA", "edition": "2024", "n": 1868})
    );
    let export = folder.export("t.cadre");
    let keys = |document: &Value, name: &str| -> Vec<String> {
        list(document, name).iter().map(|one| text(one, "key").to_owned()).collect()
    };
    assert_eq!(keys(&gaps, "areas"), keys(&export, "areas"), "all areas, in the workspace's order");
    for area in list(&gaps, "areas") {
        for share in ["below_target", "low_or_none"] {
            let (count, of) = (number(&area[share], "count"), number(&area[share], "of"));
            assert!(count <= of, "{area}");
            for fraction in ["share", "low", "high"] {
                let value = &area[share][fraction];
                let in_range = value.as_f64().is_some_and(|value| (0.0..=1.0).contains(&value));
                assert!(in_range == (of > 0.0), "{share}.{fraction} of {area}");
            }
        }
        assert!(number(&area["seats"], "filled") <= number(&area["seats"], "required"), "{area}");
        assert!(number(area, "assessed") <= number(area, "people"), "{area}");
        let _ = number(area, "level_shortfall");
        let comparability = text(area, "comparability");
        assert!(["direct", "rank_only", "none"].contains(&comparability), "{comparability}");
        assert_eq!(area["p_exceeds_industry"].is_number(), comparability == "direct", "{area}");
        for name in ["perceived", "industry", "rank", "p_exceeds_industry"] {
            assert!(area.get(name).is_some(), "{name} is null where there is none, never missing: {area}");
        }
        for competency in list(area, "competencies") {
            let _ =
                (text(competency, "key"), text(competency, "name"), number(&competency["seats"], "required"));
            let _ = (number(competency, "level_shortfall"), number(competency, "holders"));
        }
    }
    // The figures of ISACA 2024, table "skills gaps", as FACTS.md has them.
    let industry = |key: &str| {
        list(&gaps, "areas")
            .iter()
            .find(|area| area["key"] == key)
            .map(|area| area["industry"]["percent"].clone())
    };
    assert_eq!(industry("soft-skills"), Some(json!(51.0)));
    assert_eq!(industry("cloud-computing"), Some(json!(42.0)));
    assert_eq!(industry("security-controls"), Some(json!(35.0)));
    assert_eq!(industry("software-development"), Some(json!(28.0)));
    assert_eq!(industry("ml-secops"), Some(json!(24.0)));
    assert_eq!(industry("llm-secops"), Some(json!(24.0)));
}

#[test]
fn priorities_have_the_shape_that_others_rely_on() {
    let folder = Folder::with_sample();
    let priorities = folder.cadre(&format!("priorities t.cadre --json --as-of {DAY}")).json();
    assert_eq!(priorities["as_of"], DAY);
    let items = list(&priorities, "items");
    assert!(items.len() > 20);
    let needs: Vec<f64> = items.iter().map(|item| number(item, "need")).collect();
    assert!(needs.is_sorted_by(|higher, lower| higher >= lower), "highest first");
    for item in items.iter().chain(list(&priorities, "areas")) {
        let need = number(item, "need");
        assert!((0.0..=100.0).contains(&need), "{item}");
        let parts = number(item, "hire_part") + number(item, "train_part");
        assert!((parts - need).abs() < 1e-9, "the parts sum to the need: {item}");
        assert!(number(item, "within_reach") <= number(item, "unfilled"), "{item}");
        assert!(["hire", "train", "deepen", "watch"].contains(&text(item, "signal")), "{item}");
        assert!(number(item, "rank") >= 1.0, "{item}");
        assert!(item.get("industry_percent").is_some() && item.get("team").is_some(), "{item}");
    }
    for item in items {
        for term in ["C", "U", "G", "F", "L"] {
            assert!((0.0..=1.0).contains(&number(&item["terms"], term)), "{term} of {item}");
        }
        assert!((0.0..=1.0).contains(&number(item, "stability")), "{item}");
    }
}

#[test]
fn the_sample_tells_the_story_of_the_design() {
    let folder = Folder::with_sample();
    let priorities = folder.cadre(&format!("priorities t.cadre --json --as-of {DAY}")).json();
    let item = |competency: &str, team: &str| {
        list(&priorities, "items")
            .iter()
            .find(|item| item["competency_name"] == competency && item["team_name"] == team)
            .unwrap_or_else(|| panic!("no {competency} on {team}"))
    };
    // Output handling on AI assurance: none of 5 seats filled, 2 of them within reach, 28 weeks to fill and ramp against 30
    // to the date, no holder where there should be two, 11 of 15 levels missing:
    // 100 · 1 · 28/30 · (0.5 · 1 + 0.3 · 1 + 0.2 · 11/15) = 88.356.
    let output = item("Output handling", "AI assurance");
    assert_eq!((number(output, "required"), number(output, "unfilled")), (5.0, 5.0));
    assert!((number(output, "within_reach") - 2.0).abs() < f64::EPSILON);
    assert!(
        (number(output, "need") - 100.0 * 28.0 / 30.0 * (0.8 + 0.2 * 11.0 / 15.0)).abs() < 1e-9,
        "{output}"
    );
    assert_eq!(text(output, "signal"), "hire");
    assert_eq!(text(item("Model supply chain", "AI assurance"), "signal"), "train");
    assert_eq!(text(item("Forensics", "Detection and response"), "signal"), "hire");
}

#[test]
fn asking_does_not_change_the_file() {
    let folder = Folder::with_sample();
    let before = folder.read("t.cadre");
    for command in [
        "gaps t.cadre",
        "priorities t.cadre",
        "log t.cadre",
        "check t.cadre",
        "chart t.cadre compare -o c.svg",
    ] {
        let _ = folder.cadre(command).done();
    }
    assert!(folder.read("t.cadre") == before, "the file changed by being read");
}

#[test]
fn an_empty_workspace_has_no_figures_and_says_so() {
    let folder = Folder::with_empty_workspace();
    let gaps = folder.cadre("gaps t.cadre --json").json();
    assert!(!list(&gaps, "areas").is_empty());
    for area in list(&gaps, "areas") {
        assert_eq!((number(area, "people"), number(area, "assessed")), (0.0, 0.0));
        assert_eq!(area["below_target"]["share"], Value::Null, "nobody is no 0%");
    }
    assert!(!list(&gaps, "warnings").is_empty());
    let priorities = folder.cadre("priorities t.cadre --json").json();
    assert_eq!(list(&priorities, "items"), &[] as &[Value]);
    let _ = folder.cadre("gaps t.cadre").done().within_80_columns();
    let _ = folder.cadre("priorities t.cadre").done().within_80_columns();
}

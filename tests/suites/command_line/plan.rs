//! The plan on the command line: computed again from the export by `tests/recompute_plan.py`, kept, stopped, refused and
//! written out.

use std::{
    fs,
    process::{Command, Stdio},
    thread::sleep,
    time::Duration,
};

use cadre_tests::{
    checkout,
    folder::{DAY, Folder},
    program::{cadre, command},
};
use serde_json::Value;

use crate::contract::{list, number, text};

/// The signal that Ctrl+C sends, as a bit of a process's mask of caught signals.
const INTERRUPT: u64 = 1 << 1;

fn plan(folder: &Folder, options: &[&str]) -> Value {
    let mut line = vec!["plan", "t.cadre", "--json"];
    line.extend(options);
    cadre(folder.path(), &line).json()
}

/// Recomputes a plan from the export; gives what the script said, and whether it agreed.
fn recompute(folder: &Folder, plan: &Value) -> (String, bool) {
    folder.write("plan.json", plan.to_string());
    folder.write("export.json", folder.export_text("t.cadre"));
    let output = Command::new("python3")
        .arg(checkout::root().join("tests/recompute_plan.py"))
        .args(["export.json", "plan.json"])
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|error| panic!("python3: {error}"));
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (said, output.status.success())
}

fn agrees(folder: &Folder, plan: &Value, least: u32) {
    let (said, agrees) = recompute(folder, plan);
    assert!(agrees, "{said}");
    let compared: u32 = said.split_whitespace().find_map(|word| word.parse().ok()).unwrap_or_default();
    assert!(compared > least, "only {compared} values were compared:\n{said}");
}

#[test]
fn every_plan_agrees_with_the_recomputation() {
    let folder = Folder::with_sample();
    for limits in [
        "--budget 220000 --hires 2",
        "--budget 400000 --hires 4 --borrow 3 --quarters 6",
        "--budget 50000",
        "--budget 90000 --hires 1 --borrow 1 --quarters 2",
    ] {
        for team in [None, Some("AI assurance")] {
            let mut options: Vec<&str> = limits.split(' ').chain(["--as-of", DAY]).collect();
            options.extend(team.into_iter().flat_map(|team| ["--team", team]));
            let found = plan(&folder, &options);
            agrees(&folder, &found, 20);
            // The gap that is claimed is that of the two numbers beside it.
            let [objective, bound, gap] = ["objective", "bound", "gap"].map(|name| number(&found, name));
            assert!((gap - (bound - objective) / bound).abs() < 1e-12 && gap <= 0.001, "{options:?}: {gap}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_plan() {
    let folder = Folder::with_sample();
    let options = ["--budget", "220000", "--hires", "2", "--as-of", DAY];
    assert_eq!(plan(&folder, &options), plan(&folder, &options));
    // Another seed changes the odds and nothing else.
    let mut other = plan(&folder, &[&options[..], &["--seed", "7"]].concat());
    let first = plan(&folder, &options);
    assert_ne!(other["coverage"], first["coverage"]);
    for odds in ["coverage", "critical"] {
        other[odds] = first[odds].clone();
    }
    assert_eq!(other, first);
}

#[test]
fn more_money_never_covers_less_and_the_frontier_says_so() {
    let folder = Folder::with_sample();
    let found = plan(
        &folder,
        &["--budget", "220000", "--hires", "2", "--as-of", DAY, "--frontier", "6", "--gap", "0"],
    );
    let points = list(&found, "frontier");
    assert_eq!(points.len(), 6);
    let objectives: Vec<f64> = points.iter().map(|point| number(point, "objective")).collect();
    assert!(objectives.is_sorted(), "{objectives:?}");
    // The plan of the limit is within it.
    let last = number(&points[5], "budget");
    assert!(last >= 220_000.0 && number(&found, "objective") <= objectives[5], "{last}: {objectives:?}");
    // What each budget is said to cover is what a plan of it covers.
    let budget = points[3]["budget"].to_string();
    let there = plan(&folder, &["--budget", &budget, "--hires", "2", "--as-of", DAY, "--gap", "0"]);
    assert!((number(&there, "objective") - objectives[3]).abs() < 1e-9);
}

#[test]
fn a_plan_is_kept_shown_again_and_undone() {
    let folder = Folder::with_sample();
    let before = folder.export_text("t.cadre");
    let options = ["--budget", "220000", "--hires", "2", "--as-of", DAY, "--save", "Two hires"];
    let found = plan(&folder, &options);
    let export = folder.export("t.cadre");
    let [scenario] = list(&export, "scenarios") else { panic!("{}", export["scenarios"]) };
    assert_eq!(text(scenario, "name"), "Two hires");
    assert_eq!(list(scenario, "actions").len(), list(&found, "actions").len());
    assert_eq!(scenario["outcome"]["objective"], found["objective"]);
    let again = plan(&folder, &["--scenario", "two hires", "--kept"]);
    assert_eq!(again, found, "by its name, whatever its case, and whatever the day");
    let _ = folder.cadre("check t.cadre").done();
    let log = folder.cadre("log t.cadre --json").json();
    assert_eq!(log["operations"][0]["label"], "Add the scenario Two hires");
    let _ = folder.cadre("undo t.cadre").done();
    assert_eq!(
        folder.export("t.cadre")["scenarios"],
        serde_json::from_str::<Value>(&before).unwrap_or_default()["scenarios"]
    );
    let _ = folder.cadre("plan t.cadre --scenario two").refused("unknown_scenario");
}

#[test]
fn a_scenario_of_any_name_is_looked_at_anew() {
    let folder = Folder::with_sample();
    let name = "A".repeat(200);
    let found = plan(&folder, &["--budget", "0", "--as-of", DAY, "--save", &name]);
    let again = plan(&folder, &["--scenario", &name, "--as-of", DAY]);
    assert_eq!(again["objective"], found["objective"]);
}

#[test]
fn ctrl_c_gives_the_best_plan_so_far_with_its_gap() {
    let folder = Folder::with_sample();
    // Proven to the last digit this takes about a minute.
    let arguments = [
        "plan",
        "t.cadre",
        "--json",
        "--as-of",
        DAY,
        "--quarters",
        "12",
        "--budget",
        "900000",
        "--hires",
        "8",
        "--borrow",
        "9",
        "--gap",
        "0",
    ];
    let child = command(folder.path())
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("cadre: {error}"));
    let pid = child.id().to_string();
    while caught(&pid) & INTERRUPT == 0 {
        sleep(Duration::from_millis(20));
    }
    sleep(Duration::from_secs(1));
    let sent = Command::new("kill").args(["-INT", &pid]).status();
    assert!(sent.is_ok_and(|status| status.success()), "the signal was not sent");
    let output = child.wait_with_output().unwrap_or_else(|error| panic!("cadre: {error}"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    let found: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}"));
    agrees(&folder, &found, 20);
    assert_ne!(text(&found, "status"), "infeasible");
    assert!(number(&found, "bound") >= number(&found, "objective"));
}

/// The signals that a process catches.
fn caught(pid: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}

#[test]
fn a_limit_on_time_is_a_limit() {
    let folder = Folder::with_sample();
    let found = plan(
        &folder,
        &[
            "--as-of",
            DAY,
            "--quarters",
            "12",
            "--budget",
            "900000",
            "--hires",
            "8",
            "--gap",
            "0",
            "--seconds",
            "1",
        ],
    );
    agrees(&folder, &found, 20);
    assert!(number(&found, "gap") >= 0.0);
}

#[test]
fn a_plan_is_written_out() {
    let folder = Folder::with_sample();
    for ending in ["json", "csv", "xlsx", "txt"] {
        let line = format!("plan t.cadre --budget 220000 --hires 2 --as-of {DAY} -o plan.{ending}");
        let told = folder.cadre(&line).done().stdout;
        assert!(told.contains(&format!("Wrote plan.{ending}")), "{told}");
        assert!(!folder.read(&format!("plan.{ending}")).is_empty());
    }
    let csv = String::from_utf8_lossy(&folder.read("plan.csv")).into_owned();
    let written: Value = serde_json::from_slice(&folder.read("plan.json")).unwrap_or_default();
    assert_eq!(csv.lines().count(), 1 + list(&written, "actions").len(), "{csv}");
    let texts = String::from_utf8_lossy(&folder.read("plan.txt")).into_owned();
    assert!(texts.contains("Must have") && texts.contains("Training list"), "{texts}");
    let _ = folder.cadre("plan t.cadre --budget 1 -o plan.docx").refused("invalid_argument");
}

#[test]
fn limits_out_of_range_are_refused_and_change_nothing() {
    let folder = Folder::with_sample();
    let before = folder.everything();
    for (line, place) in [
        ("plan t.cadre --budget=-5", "budget"),
        ("plan t.cadre --budget NaN", "budget"),
        ("plan t.cadre --budget 1e300", "budget"),
        ("plan t.cadre --quarters 0", "quarters"),
        ("plan t.cadre --quarters 13", "quarters"),
        ("plan t.cadre --hires 4000000000", "hires"),
    ] {
        let refused = folder.cadre(line).refused("invalid_argument");
        assert!(refused.stderr.to_lowercase().contains(place), "{line}: {}", refused.stderr);
    }
    for line in ["plan t.cadre --gap 2", "plan t.cadre --frontier 1", "plan t.cadre --kept"] {
        assert_eq!(folder.cadre(line).code, 2, "{line}");
    }
    assert_eq!(folder.everything(), before);
}

#[test]
fn without_seats_there_is_nothing_to_cover() {
    let folder = Folder::with_empty_workspace();
    let found = plan(&folder, &["--budget", "1000"]);
    assert_eq!(list(&found, "actions").len(), 0);
    assert_eq!((number(&found, "objective"), number(&found, "full_cover")), (0.0, 0.0));
}

//! What holds for every command: help, usage errors, refusals, JSON, tables for 80 columns.

use cadre_tests::folder::{DAY, Folder};
use serde_json::Value;

/// Every command with arguments that are right.
const COMMANDS: [&str; 19] = [
    "gaps t.cadre",
    "gaps t.cadre --benchmark isaca-2025",
    "priorities t.cadre",
    "risks t.cadre",
    "risks t.cadre --framework owasp-llm-2025",
    "key-people t.cadre",
    "plan t.cadre --budget 40000",
    "chart t.cadre compare -o c.svg",
    "report t.cadre -o r.html",
    "export t.cadre -o e.json",
    "export t.cadre -o e.csv",
    "benchmarks",
    "benchmarks isaca-2024",
    "training t.cadre",
    "training t.cadre --shipped",
    "training t.cadre -o t.csv",
    "log t.cadre",
    "check t.cadre",
    "init n.cadre",
];

#[test]
fn every_command_documents_itself() {
    let folder = Folder::new();
    let all = folder.cadre("--help").done().stdout;
    for command in [
        "init",
        "import",
        "training",
        "export",
        "gaps",
        "priorities",
        "risks",
        "key-people",
        "chart",
        "report",
        "benchmarks",
        "log",
        "undo",
        "redo",
        "check",
    ] {
        assert!(all.lines().any(|line| line.trim_start().starts_with(command)), "{command} in\n{all}");
        let help = folder.cadre(&format!("{command} --help")).done().stdout;
        assert!(help.contains("Usage: cadre"), "{help}");
        assert!(help.contains("--json"), "{help}");
    }
}

#[test]
fn wrong_usage_exits_2_and_says_so_on_stderr_alone() {
    let folder = Folder::with_sample();
    let before = folder.everything();
    for line in [
        "",
        "plam t.cadre",
        "gaps",
        "gaps t.cadre --as-of 2026-13-01",
        "gaps t.cadre --as-of tomorrow",
        "gaps t.cadre --nonsense",
        "chart t.cadre pie -o p.svg",
        "chart t.cadre compare",
        "chart t.cadre compare -o c.svg --theme sepia",
        "import t.cadre",
        "training t.cadre --import l.csv --shipped",
        "training t.cadre --add gandalf -o l.csv",
        "import t.cadre x.csv --layout diagonal",
        "import t.cadre x.csv --scale 1-7",
        "import t.cadre x.csv --source rumour",
        "init",
        "init n.cadre --sample --from x.json",
    ] {
        let _ = folder.cadre(line).mistyped();
    }
    assert!(folder.everything() == before, "a mistyped command left something behind");
}

#[test]
fn json_is_exactly_one_document() {
    for command in COMMANDS {
        let folder = Folder::with_sample();
        let answer = folder.cadre(&format!("{command} --json"));
        assert!(answer.stderr.is_empty(), "{answer}");
        let document = answer.json();
        assert!(document.is_object(), "{command}: {document}");
    }
}

#[test]
fn json_is_exactly_one_document_for_what_changes_the_file() {
    let folder = Folder::with_sample();
    folder.write("l.csv", format!("Person,Skill,Level,Date\nAmara Osei,Forensics,3,{DAY}\n"));
    for command in [
        "import t.cadre l.csv --scale 0-4 --dry-run",
        "import t.cadre l.csv --scale 0-4",
        "undo t.cadre",
        "redo t.cadre",
    ] {
        let document = folder.cadre(&format!("{command} --json")).json();
        assert!(document.is_object(), "{command}: {document}");
    }
}

#[test]
fn tables_are_good_to_read_in_80_columns() {
    let folder = Folder::with_sample();
    folder.write("l.csv", format!("Person,Skill,Level,Date\nAmara Osei,Forensics,3,{DAY}\n"));
    let import = "import t.cadre l.csv --scale 0-4";
    let dry_run = format!("{import} --dry-run");
    for command in COMMANDS.into_iter().chain([dry_run.as_str(), import, "log t.cadre", "undo t.cadre"]) {
        let _ = folder.cadre(command).done().within_80_columns();
    }
}

#[test]
fn the_gap_table_names_every_area_and_the_priorities_every_need() {
    let folder = Folder::with_sample();
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let table = folder.cadre("gaps t.cadre").done().stdout;
    let gaps = folder.cadre("gaps t.cadre --json").json();
    for area in list(&gaps, "areas") {
        let first_word = text(area, "name").split_whitespace().next().unwrap_or_default();
        assert!(table.lines().any(|line| line.starts_with(first_word)), "{area}\n{table}");
    }
    let table = squeezed(&folder.cadre("priorities t.cadre").done().stdout);
    for area in list(&folder.cadre("priorities t.cadre --json").json(), "areas") {
        assert!(table.contains(&squeezed(text(area, "area_name"))), "{area}");
    }
}

#[test]
fn unknown_names_are_refused_with_what_there_is() {
    let folder = Folder::with_sample();
    let before = folder.everything();
    for command in ["gaps", "priorities"] {
        let team = folder.cadre(&format!("{command} t.cadre --team Nobody")).refused("unknown_team");
        assert!(team.stderr.contains("AI assurance"), "it names the teams there are\n{team}");
        let benchmark = folder.cadre(&format!("{command} t.cadre --benchmark isaca-1924"));
        let benchmark = benchmark.refused("unknown_benchmark");
        assert!(benchmark.stderr.contains("isaca-2024"), "it names the benchmarks there are\n{benchmark}");
    }
    for command in ["risks", "key-people"] {
        let _ = folder.cadre(&format!("{command} t.cadre --team Nobody")).refused("unknown_team");
    }
    let framework = folder.cadre("risks t.cadre --framework owasp-1999").refused("invalid_argument");
    assert!(framework.stderr.contains("owasp-llm-2025"), "it names the frameworks there are\n{framework}");
    let _ = folder.cadre("chart t.cadre compare -o c.svg --team Nobody").refused("unknown_team");
    let _ = folder.cadre("benchmarks isaca-1924").refused("unknown_benchmark");
    let _ = folder.cadre("export t.cadre -o e.docx").refused("invalid_argument");
    let _ = folder.cadre("chart t.cadre compare -o c.bmp").refused("invalid_argument");
    assert!(folder.everything() == before, "a refusal left something behind");
}

#[test]
fn refusals_keep_stdout_empty_with_json_too() {
    let folder = Folder::with_sample();
    let _ = folder.cadre("gaps t.cadre --team Nobody --json").refused("unknown_team");
    let _ = folder.cadre("gaps nothere.cadre --json").refused("workspace_not_found");
    let _ = folder.cadre("undo t.cadre --json").refused("nothing_to_undo");
    let _ = folder.cadre("redo t.cadre --json").refused("nothing_to_undo");
}

#[test]
fn a_team_is_known_by_its_name_and_by_its_id() {
    let folder = Folder::with_sample();
    let export = folder.export("t.cadre");
    for team in list(&export, "teams") {
        let by_name = cadre_tests::program::cadre(
            folder.path(),
            &["gaps", "t.cadre", "--json", "--as-of", DAY, "--team", text(team, "name")],
        );
        let by_id = folder.cadre(&format!("gaps t.cadre --json --as-of {DAY} --team {}", text(team, "id")));
        assert_eq!(by_name.json(), by_id.json());
    }
}

/// The list `name` of a document.
pub(crate) fn list<'a>(document: &'a Value, name: &str) -> &'a [Value] {
    document[name].as_array().unwrap_or_else(|| panic!("no list {name} in {document}"))
}

/// The text `name` of an object.
pub(crate) fn text<'a>(object: &'a Value, name: &str) -> &'a str {
    object[name].as_str().unwrap_or_else(|| panic!("no text {name} in {object}"))
}

/// The number `name` of an object.
pub(crate) fn number(object: &Value, name: &str) -> f64 {
    object[name].as_f64().unwrap_or_else(|| panic!("no number {name} in {object}"))
}

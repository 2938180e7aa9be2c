//! The benchmark ledger: what ships, with the source of every figure, and editions of one's own in a workspace.

use cadre_tests::{
    checkout,
    folder::{DAY, Folder},
};
use serde_json::{Value, json};

use crate::contract::{list, number, text};

fn example(name: &str) -> Vec<u8> {
    let path = checkout::root().join("data/own-editions").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The sample with the two example files beside it.
fn folder() -> Folder {
    let folder = Folder::with_sample();
    folder.write("own.toml", example("example.toml"));
    folder.write("own.csv", example("example.csv"));
    folder
}

#[test]
fn every_shipped_percentage_has_its_source() {
    let folder = Folder::new();
    let shipped = folder.cadre("benchmarks --json").json();
    let mut defaults = 0;
    for benchmark in list(&shipped, "benchmarks") {
        let id = text(benchmark, "id");
        defaults += i32::from(benchmark["default"] == true);
        assert_eq!(benchmark["own"], false, "{id}");
        let said = ["publisher", "report", "edition", "population", "field_date"];
        assert!(said.iter().all(|field| text(benchmark, field).len() > 2), "{id}");
        for figure in list(benchmark, "figures") {
            let fields = ["area", "kind", "wording", "question", "series", "source", "confidence"];
            assert!(fields.iter().all(|field| text(figure, field).len() > 2), "{id}: {figure}");
            assert!((0.0..=100.0).contains(&number(figure, "percent")) && number(figure, "n") >= 1.0, "{id}");
        }
        for statistic in list(benchmark, "statistics") {
            let fields = ["what", "series", "source", "confidence"];
            assert!(fields.iter().all(|field| text(statistic, field).len() > 2), "{id}: {statistic}");
        }
        for conflict in list(benchmark, "conflicts") {
            assert!(
                list(conflict, "values").len() > 1 && text(conflict, "why").len() > 2,
                "{id}: {conflict}"
            );
        }
        // One alone is the same, and what people read fits.
        let one = folder.cadre(&format!("benchmarks {id} --json")).json();
        assert_eq!(one["benchmarks"], json!([benchmark]));
        let _ = folder.cadre(&format!("benchmarks {id}")).done().within_80_columns();
    }
    assert_eq!(defaults, 1);
}

#[test]
fn an_own_edition_is_added_chosen_removed_and_undone() {
    let folder = folder();
    let before = folder.export("t.cadre");
    let looked = folder.cadre("benchmarks -w t.cadre --add own.toml --dry-run --json").json();
    assert_eq!(text(&looked["benchmarks"][0], "id"), "example-society-2026");
    assert_eq!(folder.export("t.cadre"), before, "looking stores nothing");

    let _ = folder.cadre("benchmarks -w t.cadre --add own.toml").done().within_80_columns();
    let stored = folder.cadre("benchmarks -w t.cadre example-society-2026 --json").json();
    let mut expected = looked["benchmarks"][0].clone();
    assert_eq!(stored["benchmarks"], json!([expected]), "what was looked at is what is stored");
    // A second of its id only takes its place where that is said.
    let _ = folder.cadre("benchmarks -w t.cadre --add own.csv").refused("invalid_argument");
    let replaced = folder.cadre("benchmarks -w t.cadre --add own.csv --replace --json").json();
    let own: Vec<&Value> =
        list(&replaced, "benchmarks").iter().filter(|benchmark| benchmark["own"] == true).collect();
    assert_eq!((own.len(), list(own[0], "figures").len()), (1, 2));
    let _ = folder.cadre("undo t.cadre").done();

    let _ = folder.cadre("benchmarks -w t.cadre example-society-2026 --default").done().within_80_columns();
    let gaps = folder.cadre(&format!("gaps t.cadre --json --as-of {DAY}")).json();
    assert_eq!(text(&gaps["benchmark"], "id"), "example-society-2026");
    let _ = folder.cadre("benchmarks -w t.cadre").done().within_80_columns();

    // It goes along with an export, and stands in no other workspace.
    let _ = folder.cadre("export t.cadre -o x.json").done();
    let _ = folder.cadre("init copy.cadre --from x.json").done();
    expected["default"] = json!(true);
    let copied = folder.cadre("benchmarks -w copy.cadre example-society-2026 --json").json();
    assert_eq!(copied["benchmarks"], json!([expected]));
    assert_eq!(folder.export_text("copy.cadre"), folder.export_text("t.cadre"));
    let _ = folder.cadre("benchmarks example-society-2026").refused("unknown_benchmark");

    let removed = folder.cadre("benchmarks -w t.cadre example-society-2026 --remove").done();
    assert!(removed.stdout.contains("compared with isaca-2024"), "{removed}");
    let _ = folder.cadre("gaps t.cadre --benchmark example-society-2026").refused("unknown_benchmark");
    let _ = folder.cadre("undo t.cadre").done();
    let gaps = folder.cadre(&format!("gaps t.cadre --json --as-of {DAY}")).json();
    assert_eq!(text(&gaps["benchmark"], "id"), "example-society-2026");
    for workspace in ["t.cadre", "copy.cadre"] {
        let _ = folder.cadre(&format!("check {workspace}")).done();
    }
}

#[test]
fn what_ships_stays() {
    let folder = folder();
    let before = folder.read("t.cadre");
    let _ = folder.cadre("benchmarks -w t.cadre isaca-2025 --remove").refused("invalid_argument");
    let _ = folder.cadre("benchmarks -w t.cadre fortinet-2025 --default").refused("invalid_argument");
    let _ = folder.cadre("benchmarks -w t.cadre isaca-1924 --default").refused("unknown_benchmark");
    assert!(folder.read("t.cadre") == before);
    for wrong in [
        "benchmarks --add own.toml",
        "benchmarks isaca-2024 --remove",
        "benchmarks -w t.cadre --remove",
        "benchmarks -w t.cadre isaca-2024 --remove --default",
        "benchmarks -w t.cadre --dry-run",
        "benchmarks -w t.cadre isaca-2024 --add own.toml",
    ] {
        let _ = folder.cadre(wrong).mistyped();
    }
}

/// Adds a file that must be refused, with these lines on standard error, and nothing stored or left behind.
fn check(name: &str, bytes: impl AsRef<[u8]>, expected: &[&str]) {
    let folder = Folder::with_sample();
    folder.write(name, bytes);
    let before = folder.everything();
    for option in ["", " --dry-run", " --replace"] {
        let answer =
            folder.cadre(&format!("benchmarks -w t.cadre --add {name}{option}")).refused("invalid_content");
        for line in expected {
            assert!(answer.stderr.contains(line), "no “{line}”\n{answer}");
        }
        assert!(folder.everything() == before, "{name}{option} changed something");
    }
}

#[test]
fn what_is_wrong_with_an_edition_is_named_by_file_and_line() {
    let toml = String::from_utf8(example("example.toml")).unwrap_or_default();
    let with = |from: &str, to: &str| {
        assert!(toml.contains(from), "{from}");
        toml.replacen(from, to, 1)
    };
    check("e.toml", with("= 31.5", "= 131.5"), &["e.toml:21: `percent` is 131.5, expected 0 to 100"]);
    check("e.toml", with("= 31.5", "= -1"), &["e.toml:21: `percent` is -1, expected 0 to 100"]);
    check("e.toml", with("= 31.5", "= nan"), &["e.toml:21: `percent` is NaN, expected 0 to 100"]);
    check("e.toml", with("n = 240 # who", "# who"), &["e.toml:19: `n` is missing"]);
    check("e.toml", with("kind = \"perceived_gap\"", ""), &["e.toml:19: `kind` is missing"]);
    check(
        "e.toml",
        with("source = \"Members' survey 2026, page 4\"\n", ""),
        &["e.toml:19: `source` is missing"],
    );
    check(
        "e.toml",
        with("area = \"llm-secops\"", "area = \"ml-secops\""),
        &["e.toml:45: `ml-secops, perceived gap` is there already"],
    );
    check(
        "e.toml",
        with("\"cloud-computing\"", "\"sky\""),
        &["e.toml:20: there is no area `sky`", "areas of this workspace are ml-secops, "],
    );
    check(
        "e.toml",
        with("\"example-society-2026\"", "\"isaca-2024\""),
        &["e.toml:4: `isaca-2024` is there already"],
    );
    // Everything at once.
    check(
        "e.toml",
        with("= 31.5", "= 200").replace("\"llm-secops\"", "\"sky\""),
        &["e.toml has 2 problems", "e.toml:21: `percent` is 200", "e.toml:34: there is no area `sky`"],
    );
    let csv = String::from_utf8(example("example.csv")).unwrap_or_default();
    check(
        "e.csv",
        csv.replace("31.5", "315").replace("data-security,40", "cloud-computing,40"),
        &[
            "e.csv:15: `percent` is 315, expected 0 to 100",
            "e.csv:16: `cloud-computing, perceived gap` is there already",
        ],
    );
}

#[test]
fn what_is_no_edition_is_said_to_be_none() {
    check("e.toml", "", &["e.toml:1: the file is empty"]);
    check("e.csv", "\n \n", &["e.csv:1: the file is empty"]);
    check("e.toml", "<!DOCTYPE html>\n<p>404</p>", &["e.toml:1: this is a web page, not an edition"]);
    check("e.csv", "<table><tr><td>x</table>", &["e.csv:1: this is a web page, not an edition"]);
    check("e.toml", b"id = \"x\"\npublisher = \"Soci\xe9t\xe9\"\n", &["e.toml:2: this is not text in UTF-8"]);
    check(
        "e.csv",
        [b"id,x\n".as_slice(), &[0xFF, 0xFE, 0, 1]].concat(),
        &["e.csv:2: this is not text in UTF-8"],
    );
    check("e.toml", "id = \"x\"\n[[figures\n", &["e.toml:2: "]);
    check("e.toml", "{\"format\": \"cadre-workspace\"}", &["e.toml:1: "]);
    check("e.csv", "Person,Skill\nAnn,Forensics\n", &["e.csv:1: no row names the columns"]);
    // Of a file of 100 MB no more is read than shows that it is too large.
    let large = "# a remark\n".repeat(100_000_000 / 11);
    check("e.toml", &large, &["e.toml is larger than 256 KB"]);
    check("e.csv", large, &["e.csv is larger than 256 KB"]);
    let folder = Folder::with_sample();
    let _ = folder.cadre("benchmarks -w t.cadre --add missing.toml").refused("io");
}

#[test]
fn a_table_of_the_wrong_kind_is_not_listed_without_end() {
    let rows = "sky,1,need,1,q,s,S,high\n".repeat(5_000);
    let table = format!("id,x\narea,percent,kind,n,question,series,source,confidence\n{rows}");
    let folder = Folder::with_sample();
    folder.write("e.csv", table);
    let answer = folder.cadre("benchmarks -w t.cadre --add e.csv").refused("invalid_content");
    assert!(answer.stderr.lines().count() < 110, "{answer}");
    // 7 data of the edition, 5,000 unknown areas, 4,999 repeated figures.
    assert!(answer.stderr.contains("e.csv has 10,006 problems"), "{answer}");
}

//! The workspace file: made, exported, made again from the export, undone and redone across restarts.

use cadre_tests::folder::{DAY, Folder};
use serde_json::Value;

use crate::contract::{list, text};

#[test]
fn a_new_workspace_has_the_shipped_competencies_and_nobody() {
    let folder = Folder::with_empty_workspace();
    let export = folder.export("t.cadre");
    assert_eq!(text(&export, "format"), "cadre-workspace");
    assert_eq!(export["version"], 1);
    assert!(list(&export, "competencies").len() >= 45);
    for nobody in ["teams", "people", "positions", "assessments", "pulses"] {
        assert_eq!(list(&export, nobody), &[] as &[Value], "{nobody}");
    }
    for competency in list(&export, "competencies") {
        assert_eq!(list(competency, "descriptors").len(), 5, "{competency}");
    }
}

#[test]
fn the_sample_is_one_believable_organisation() {
    let folder = Folder::with_sample();
    let export = folder.export("t.cadre");
    assert_eq!(list(&export, "teams").len(), 3);
    let counting = list(&export, "people").iter().filter(|person| {
        person["borrowed"] == false && person["leaves_on"].as_str().is_none_or(|leaves| leaves > DAY)
    });
    assert_eq!(counting.count(), 24);
    let on = |name: &str| list(&export, "assessments").iter().filter(|one| one["source"] == name).count();
    for source in ["self", "peer", "manager", "exam", "lab", "work"] {
        assert!(on(source) > 0, "no assessment from {source}");
    }
    let days: Vec<&str> = list(&export, "assessments").iter().map(|one| text(one, "assessed_on")).collect();
    assert!(days.iter().all(|day| *day <= DAY), "an assessment in the future");
    assert!(days.iter().any(|day| *day < "2025-01-01"), "a year and a half of assessments");
    assert!(!list(&export, "pulses").is_empty());
}

#[test]
fn the_sample_never_looks_old() {
    let made_on = |day: &str| {
        let folder = Folder::new();
        let _ = folder.cadre(&format!("init t.cadre --sample --date {day}")).done();
        let seats: Vec<Value> =
            list(&folder.cadre(&format!("gaps t.cadre --json --as-of {day}")).json(), "areas")
                .iter()
                .map(|area| {
                    serde_json::json!([area["key"], area["seats"], area["below_target"], area["perceived"]])
                })
                .collect();
        let needs: Vec<Value> =
            list(&folder.cadre(&format!("priorities t.cadre --json --as-of {day}")).json(), "items")
                .iter()
                .map(|item| {
                    serde_json::json!([item["competency"], item["team_name"], item["need"], item["signal"]])
                })
                .collect();
        (seats, needs)
    };
    let summer = made_on("2026-06-01");
    assert_eq!(made_on("2027-02-28"), summer);
    assert_eq!(made_on("2028-02-29"), summer);
}

#[test]
fn an_export_makes_an_equal_workspace_to_the_byte() {
    let folder = Folder::with_sample();
    // With a history: something imported, undone, redone, and something that stands.
    folder.write(
        "a.csv",
        format!("Person,Skill,Level,Date,Team\nAmara Osei,Forensics,3,{DAY},Platform security\nNew Person,Rock climbing,2,{DAY},New team\n"),
    );
    folder.write("b.csv", "Person;Triage\nAmara Osei;4\n");
    let _ = folder.cadre("import t.cadre a.csv --scale 0-4").done();
    let _ = folder.cadre("undo t.cadre").done();
    let _ = folder.cadre("redo t.cadre").done();
    let _ = folder.cadre("import t.cadre b.csv --scale 0-4").done();
    let _ = folder.cadre("undo t.cadre").done();
    for workspace in ["t.cadre", "empty.cadre"] {
        if workspace == "empty.cadre" {
            let _ = folder.cadre("init empty.cadre").done();
        }
        let first = folder.export_text(workspace);
        folder.write("first.json", &first);
        let again = format!("again-{workspace}");
        let _ = folder.cadre(&format!("init {again} --from first.json")).done();
        let second = folder.export_text(&again);
        assert!(first == second, "{workspace}: the second export differs from the first");
        let _ = folder.cadre(&format!("check {again}")).done();
        // And what can be undone and redone is the same too.
        let redo = |workspace: &str| folder.cadre(&format!("redo {workspace}")).code;
        assert_eq!(redo(workspace), redo(&again));
    }
}

#[test]
fn an_import_taken_back_leaves_nothing_but_its_trace() {
    let folder = Folder::with_sample();
    let before = folder.export("t.cadre");
    let gaps = folder.cadre(&format!("gaps t.cadre --json --as-of {DAY}")).json();
    folder.write(
        "l.csv",
        format!("Person,Skill,Level,Date,Team\nAmara Osei,Forensics,4,{DAY},Platform security\nNew Person,Rock climbing,2,{DAY},New team\n"),
    );
    let _ = folder.cadre("import t.cadre l.csv --scale 0-4").done();
    let after = folder.export("t.cadre");
    assert_eq!(list(&after, "assessments").len(), list(&before, "assessments").len() + 2);
    assert_eq!(list(&after, "people").len(), list(&before, "people").len() + 1);
    assert_eq!(list(&after, "teams").len(), list(&before, "teams").len() + 1);

    let _ = folder.cadre("undo t.cadre").done();
    let undone = folder.export("t.cadre");
    assert_eq!(without_trace(&undone), without_trace(&before));
    let retracted = list(&undone, "assessments").iter().filter(|one| one["retracted"] == true).count();
    assert_eq!(retracted, 2, "what was imported is retracted, not forgotten");
    assert_eq!(list(&undone, "operations").len(), list(&before, "operations").len() + 2);
    assert_eq!(folder.cadre(&format!("gaps t.cadre --json --as-of {DAY}")).json(), gaps);

    let _ = folder.cadre("redo t.cadre").done();
    assert_eq!(without_trace(&folder.export("t.cadre")), without_trace(&after));
    let _ = folder.cadre("check t.cadre").done();
}

#[test]
fn undo_and_redo_go_through_the_whole_history_across_restarts() {
    let folder = Folder::with_sample();
    let mut states = vec![without_trace(&folder.export("t.cadre"))];
    for (name, level) in [("one", 1), ("two", 2), ("three", 3)] {
        folder.write(
            &format!("{name}.csv"),
            format!("Person,Skill,Level,Date\nAmara Osei,Forensics,{level},{DAY}\n"),
        );
        let _ = folder.cadre(&format!("import t.cadre {name}.csv --scale 0-4")).done();
        states.push(without_trace(&folder.export("t.cadre")));
    }
    for state in states.iter().rev().skip(1) {
        let _ = folder.cadre("undo t.cadre").done();
        assert_eq!(&without_trace(&folder.export("t.cadre")), state);
    }
    let _ = folder.cadre("undo t.cadre").refused("nothing_to_undo");
    for state in states.iter().skip(1) {
        let _ = folder.cadre("redo t.cadre").done();
        assert_eq!(&without_trace(&folder.export("t.cadre")), state);
    }
    let _ = folder.cadre("redo t.cadre").refused("nothing_to_undo");
    // Something new after an undo ends what could be redone.
    let _ = folder.cadre("undo t.cadre").done();
    folder.write("four.csv", format!("Person,Skill,Level,Date\nAmara Osei,Forensics,4,{DAY}\n"));
    let _ = folder.cadre("import t.cadre four.csv --scale 0-4").done();
    let _ = folder.cadre("redo t.cadre").refused("nothing_to_undo");
}

#[test]
fn a_refused_import_leaves_the_undo_history_alone() {
    let folder = Folder::with_sample();
    folder.write("good.csv", format!("Person,Skill,Level,Date\nAmara Osei,Forensics,1,{DAY}\n"));
    folder.write(
        "bad.csv",
        format!("Person,Skill,Level,Date\nAmara Osei,Forensics,seventeen,{DAY}\nAmara Osei,Triage,2,{DAY}\n"),
    );
    let _ = folder.cadre("import t.cadre good.csv --scale 0-4").done();
    let before = folder.cadre("log t.cadre --json").json();
    let _ = folder.cadre("import t.cadre bad.csv --scale 0-4").refused("bad_cells");
    assert_eq!(folder.cadre("log t.cadre --json").json(), before);
    let _ = folder.cadre("undo t.cadre").done();
    let _ = folder.cadre("import t.cadre bad.csv --scale 0-4").refused("bad_cells");
    let _ = folder.cadre("redo t.cadre").done();
}

#[test]
fn the_log_tells_what_was_done_newest_first() {
    let folder = Folder::with_sample();
    folder.write("l.csv", format!("Person,Skill,Level,Date\nAmara Osei,Forensics,1,{DAY}\n"));
    let _ = folder.cadre("import t.cadre l.csv --scale 0-4").done();
    let _ = folder.cadre("undo t.cadre").done();
    let log = folder.cadre("log t.cadre --json").json();
    let kinds: Vec<&str> = list(&log, "operations").iter().map(|operation| text(operation, "kind")).collect();
    assert_eq!(kinds, ["undo", "import", "init"]);
    let times: Vec<&str> = list(&log, "operations").iter().map(|operation| text(operation, "at")).collect();
    assert!(times.is_sorted_by(|later, earlier| later >= earlier), "{times:?}");
    assert_eq!(log["operations"][0]["reverts"], log["operations"][1]["id"]);
    assert_eq!(log["operations"][1]["undone"], true);
    assert_eq!(list(&folder.cadre("log t.cadre --json --limit 1").json(), "operations").len(), 1);
}

#[test]
fn an_existing_file_is_never_overwritten_by_a_new_workspace() {
    let folder = Folder::with_sample();
    folder.write("letter.txt", "Dear all");
    folder.write("x.json", folder.export_text("t.cadre"));
    let before = folder.everything();
    for line in ["init t.cadre", "init t.cadre --sample", "init t.cadre --from x.json", "init letter.txt"] {
        let _ = folder.cadre(line).refused("workspace_exists");
    }
    assert!(folder.everything() == before, "a refused init left something behind");
}

/// An export without its log and without rows that are taken back.
fn without_trace(export: &Value) -> Value {
    let mut export = export.clone();
    let Some(object) = export.as_object_mut() else { panic!("an export is an object") };
    object.remove("operations");
    object.remove("retractions");
    if let Some(assessments) = object.get_mut("assessments").and_then(Value::as_array_mut) {
        assessments.retain(|assessment| assessment["retracted"] == false);
    }
    export
}

//! Training items on the command line: what ships is added, a list is brought in or refused as a whole, and the export
//! carries them.

use cadre_tests::folder::Folder;
use serde_json::json;

use crate::contract::{list, text};

#[test]
fn what_ships_is_added_once_and_undone_at_once() {
    let folder = Folder::with_empty_workspace();
    let before = folder.export("t.cadre");
    assert!(list(&before, "training").is_empty());
    let told = folder.cadre("training t.cadre").done().stdout;
    assert!(told.contains("--add all"), "{told}");

    assert_eq!(folder.cadre("training t.cadre --add all --json").json(), json!({ "added": 39 }));
    assert_eq!(folder.cadre("training t.cadre --add all --json").json(), json!({ "added": 0 }));
    let export = folder.export("t.cadre");
    let items = list(&export, "training");
    assert_eq!(items.len(), 39);
    // FACTS.md: 1 of 5, vendor-agnostic; nobody has published what it costs, or how long it takes.
    let guide =
        items.iter().find(|item| item["name"] == "OpenML Guide").unwrap_or_else(|| panic!("no guide"));
    assert_eq!((&guide["prior_knowledge"], text(guide, "vendor_neutrality")), (&json!(1), "agnostic"));
    assert_eq!(guide["estimated"], json!({ "cost": true, "hours": true, "pass_rate": true }));
    for item in items {
        assert!(!list(item, "lifts").is_empty(), "{item}");
    }
    let _ = folder.cadre("check t.cadre").done();

    let _ = folder.cadre("undo t.cadre").done();
    assert_eq!(folder.export("t.cadre")["training"], before["training"]);
    let _ = folder.cadre("redo t.cadre").done();
    assert_eq!(folder.export("t.cadre")["training"], export["training"]);
    let _ = folder.cadre("training t.cadre --add nothing").refused("invalid_argument");
}

#[test]
fn a_list_comes_back_as_it_was_written() {
    let folder = Folder::with_sample();
    let _ = folder.cadre("training t.cadre -o list.csv").done();
    let _ = folder.cadre("export t.cadre -o book.xlsx").done();
    for file in ["list.csv", "book.xlsx"] {
        let _ = folder.cadre(&format!("init {file}.cadre")).done();
        let done = folder.cadre(&format!("training {file}.cadre --import {file} --json")).json();
        assert_eq!((&done["added"], &done["changed"]), (&json!(29), &json!(0)), "{file}");
        let (made, sample) = (folder.export(&format!("{file}.cadre")), folder.export("t.cadre"));
        // The sample has keys of its own for what it gives itself; the list names items and has none.
        let bare = |export: &serde_json::Value| {
            let mut items = list(export, "training").to_vec();
            items
                .iter_mut()
                .filter_map(|item| item.as_object_mut())
                .for_each(|item| drop(item.remove("key")));
            items
        };
        assert_eq!(bare(&made), bare(&sample), "{file}");
        let again = folder.cadre(&format!("training {file}.cadre --import {file}")).done().stdout;
        assert_eq!(again.trim(), "29 training items are as they were.");
    }
    // Everything else of the workbook imports as it did: its training sheet is left alone.
    let _ = folder.cadre("init copy.cadre").done();
    let _ = folder.cadre("import copy.cadre book.xlsx").done();
}

#[test]
fn a_wrong_list_changes_nothing() {
    let folder = Folder::with_sample();
    folder.write(
        "bad.csv",
        "Training item,Cost,Hours,Competency,From,To\nLab,,8,Triage,3,1\nLab 2,5,8,Nothing,0,1\n",
    );
    let before = folder.everything();
    let refused = folder.cadre("training t.cadre --import bad.csv").refused("bad_cells");
    for place in ["row 2, Cost", "row 2, To", "row 3, Competency"] {
        assert!(refused.stderr.contains(place), "{place} in\n{}", refused.stderr);
    }
    folder.write("none.csv", "Person,Triage\nAda,3\n");
    let _ = folder.cadre("training t.cadre --import none.csv").refused("unreadable_spreadsheet");
    let _ = folder.cadre("training t.cadre --import missing.csv").refused("io");
    let mut after = folder.everything();
    after.remove("none.csv");
    assert_eq!(after, before);
}

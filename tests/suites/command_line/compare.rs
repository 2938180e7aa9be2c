//! Comparing from the command line: what is missing is said with where to add it, and which of our figures is drawn is
//! chosen.

use cadre_tests::folder::Folder;
use serde_json::{Value, json};

/// The warnings of `cadre gaps`, and its areas, which never hold a share of nobody.
fn gaps(folder: &Folder, more: &str) -> (String, Value) {
    let gaps = folder.cadre(&format!("gaps t.cadre --as-of 2026-06-01 --json {more}")).json();
    for area in gaps["areas"].as_array().into_iter().flatten() {
        for share in ["below_target", "low_or_none"] {
            assert_eq!(area[share]["of"] == json!(0), area[share]["share"].is_null(), "{area:#}");
        }
        assert_eq!(area["seats"]["required"] == json!(0), area["seats"]["gap"].is_null(), "{area:#}");
    }
    let text = folder.cadre(&format!("gaps t.cadre --as-of 2026-06-01 {more}")).done().within_80_columns();
    assert!(!text.stdout.contains("NaN"), "{}", text.stdout);
    (gaps["warnings"].to_string(), gaps)
}

#[test]
fn what_is_missing_is_said_and_where_to_add_it() {
    let folder = Folder::with_empty_workspace();
    let (warnings, _) = gaps(&folder, "");
    assert!(warnings.contains("Nobody is in this workspace on 2026-06-01: import a spreadsheet of people."));
    assert!(warnings.contains("No pulse was asked up to 2026-06-01"), "{warnings}");

    // People who are assessed, without a role: nobody can be below target, and no seat is required.
    folder.write("levels.csv", "Name,Team,Cloud posture\nAda,Blue,1\n");
    let _ = folder.cadre("import t.cadre levels.csv --date 2026-05-01").done();
    let (warnings, found) = gaps(&folder, "");
    assert!(warnings.contains("Nobody in this workspace has a role with targets"), "{warnings}");
    assert!(warnings.contains("No position in this workspace has targets"), "{warnings}");
    let cloud = found["areas"].as_array().into_iter().flatten().find(|area| area["key"] == "cloud-computing");
    let low = cloud.map(|area| (area["low_or_none"]["count"].clone(), area["low_or_none"]["of"].clone()));
    assert_eq!(low, Some((json!(1), json!(1))), "level 1 is low, with or without a target");

    // A pulse of the benchmark's question, and then an edition that asks another or has no figure for our areas.
    folder.write("pulse.csv", "Asked on,Question,Areas\n2026-05-11,isaca.gap,Cloud computing\n");
    let _ = folder.cadre("import t.cadre pulse.csv").done();
    let (warnings, found) = gaps(&folder, "");
    assert!(!warnings.contains("pulse"), "{warnings}");
    assert_eq!(
        found["pulse"],
        json!({ "asked_on": "2026-05-11", "question": "isaca.gap", "managers": 1, "compares_directly": true })
    );
    let (warnings, found) = gaps(&folder, "--benchmark isc2-2025");
    assert!(
        warnings.contains("ISC2 2025 asks nobody about perceived gaps: they compare by order only."),
        "{warnings}"
    );
    assert_eq!(found["pulse"]["compares_directly"], json!(false));
    let (warnings, _) = gaps(&folder, "--benchmark isaca-2024-europe");
    assert!(
        warnings.contains("has no figure for the areas of this workspace: choose another edition"),
        "{warnings}"
    );
}

#[test]
fn the_figure_drawn_is_chosen() {
    let folder = Folder::with_sample();
    let draw = |figure: &str| {
        let _ = folder.cadre(&format!("chart t.cadre compare -o c.svg --as-of 2026-06-01 {figure}")).done();
        String::from_utf8_lossy(&folder.read("c.svg")).into_owned()
    };
    assert_eq!(draw(""), draw("--figure below-target"), "the people below target, where nothing is said");
    for (figure, head) in [
        ("low-or-none", "low or none, % of people"),
        ("seat-gap", "seat gap, % of seats"),
        ("perceived-gap", "perceived gap, % of managers"),
    ] {
        let svg = draw(&format!("--figure {figure}"));
        assert!(svg.contains(head), "{figure}");
    }
    let _ = folder.cadre("chart t.cadre compare -o c.svg --figure widest").mistyped();
}

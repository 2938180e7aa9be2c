//! Damage: what the check tells, what is saved, and how the newest good backup comes back.

use std::fs;

use cadre_tests::folder::{DAY, Folder};
use serde_json::Value;

use crate::contract::list;

const PAGE: usize = 4096;

/// The sample with an import, and so with two backups in `data`.
fn with_backups() -> Folder {
    let folder = Folder::with_sample();
    folder.write("l.csv", format!("Person,Skill,Level,Date\nAmara Osei,Forensics,3,{DAY}\n"));
    let _ = folder.cadre("import t.cadre l.csv --scale 0-4").done();
    assert_eq!(backups(&folder).len(), 2);
    folder
}

/// The paths of the backups, the latest first.
fn backups(folder: &Folder) -> Vec<String> {
    let listed = folder.cadre("backup t.cadre --json").json();
    let rows = listed["backups"]["rows"].as_array().cloned().unwrap_or_default();
    rows.iter().filter_map(|row| row["path"].as_str()).map(str::to_owned).collect()
}

/// Wipes a page in the middle of the file; gives the bytes.
fn damage(folder: &Folder) -> Vec<u8> {
    let mut bytes = folder.read("t.cadre");
    let middle = bytes.len() / 2 / PAGE * PAGE;
    bytes[middle..middle + PAGE].fill(0);
    folder.write("t.cadre", &bytes);
    bytes
}

#[test]
fn the_check_says_what_is_wrong_and_what_to_do() {
    let folder = with_backups();
    let latest = backups(&folder);
    let damaged = damage(&folder);
    let refused = folder.cadre("check t.cadre").refused("check_failed");
    for told in [latest[0].as_str(), "restore --latest t.cadre", "salvage t.cadre"] {
        assert!(refused.stderr.contains(told), "{told}\n{refused}");
    }
    let answer = folder.cadre("check t.cadre --json");
    assert_eq!(answer.code, 1, "{answer}");
    let document: Value = serde_json::from_str(&answer.stdout).unwrap_or_default();
    assert_eq!((&document["ok"], &document["head"]), (&Value::Bool(false), &Value::Null), "{answer}");
    assert!(document["findings"].as_array().is_some_and(|findings| !findings.is_empty()), "{answer}");

    // A backup that is damaged too is no good one.
    let whole = fs::read(&latest[0]).unwrap_or_default();
    let written = fs::write(&latest[0], &whole[..whole.len() / 2]);
    assert!(written.is_ok(), "{written:?}");
    let refused = folder.cadre("check t.cadre").refused("check_failed");
    assert!(refused.stderr.contains(&latest[1]) && !refused.stderr.contains(&latest[0]), "{refused}");
    assert!(folder.read("t.cadre") == damaged);
}

#[test]
fn the_newest_good_backup_comes_back_and_the_damaged_file_is_set_aside() {
    let folder = with_backups();
    let before = folder.export("t.cadre");
    let damaged = damage(&folder);
    let restored = folder.cadre("restore --latest t.cadre --json").json();
    let aside = restored["set_aside"].as_str().unwrap_or_default().to_owned();
    assert!(aside.contains("(damaged "), "{restored}");
    let there = fs::read(&aside).or_else(|_| fs::read(folder.at(&aside))).unwrap_or_default();
    assert!(there == damaged, "{aside}");
    assert_eq!(folder.export("t.cadre"), before);
    let _ = folder.cadre("check t.cadre").done();
    // One that is gone comes back likewise, and nothing is set aside.
    let removed = fs::remove_file(folder.at("t.cadre"));
    assert!(removed.is_ok(), "{removed:?}");
    let restored = folder.cadre("restore --latest t.cadre --json").json();
    assert_eq!(restored["set_aside"], Value::Null);
    assert_eq!(folder.export("t.cadre"), before);
    // Where there is none, nothing is done.
    let _ = folder.cadre("restore --latest other.cadre").refused("workspace_not_found");
}

/// What is done to the bytes of a file.
type Harm<'a> = &'a dyn Fn(&mut Vec<u8>);

#[test]
fn what_is_saved_makes_a_sound_workspace() {
    let folder = with_backups();
    let truth = folder.export("t.cadre");
    let whole = folder.read("t.cadre");
    let pages = whole.len() / PAGE;
    let mut shares = Vec::new();
    // Each kind of damage: the first page, one in each quarter, several, the end cut off.
    let kinds: [(&str, Harm<'_>); 6] = [
        ("the first page", &|bytes| bytes[..PAGE].fill(0)),
        ("a page in the first quarter", &|bytes| bytes[pages / 4 * PAGE..][..PAGE].fill(0)),
        ("a page in the middle", &|bytes| bytes[pages / 2 * PAGE..][..PAGE].fill(0xA5)),
        ("each tenth page", &|bytes| {
            (5..pages).step_by(10).for_each(|page| bytes[page * PAGE..][..PAGE].fill(0));
        }),
        ("the last third", &|bytes| bytes.truncate(whole.len() * 2 / 3)),
        ("the header", &|bytes| bytes[..64].fill(0x5A)),
    ];
    for (what, harm) in kinds {
        let mut damaged = whole.clone();
        harm(&mut damaged);
        folder.write("t.cadre", &damaged);
        let _ = fs::remove_file(folder.at("saved.json"));
        let _ = fs::remove_file(folder.at("saved.cadre"));
        let answer = folder.cadre("salvage t.cadre -o saved.json --json").json();
        assert!(folder.read("t.cadre") == damaged, "{what}: the damaged file was changed");
        let _ = folder.cadre("init saved.cadre --from saved.json").done();
        let _ = folder.cadre("check saved.cadre").done();
        let saved = folder.export("saved.cadre");
        let count = |document: &Value, key: &str| document[key].as_array().map_or(0, Vec::len);
        let lists = ["competencies", "teams", "roles", "people", "positions", "assessments", "training"];
        let all: usize = lists.iter().map(|key| count(&truth, key)).sum();
        let stand_ins: u64 =
            list(&answer, "saved").iter().filter_map(|line| line["stand_ins"].as_u64()).sum();
        let kept: usize = lists.iter().map(|key| count(&saved, key)).sum();
        let share = (kept - stand_ins.min(kept as u64) as usize) as f64 / all as f64;
        println!("{what}: {:.1}% saved", share * 100.0);
        shares.push(share);
        // What was saved of the assessments is what they were.
        for one in list(&saved, "assessments") {
            let like = list(&truth, "assessments").iter().find(|there| there["id"] == one["id"]);
            assert_eq!(like.map(|there| &there["level"]), Some(&one["level"]), "{what}");
        }
    }
    assert!(shares.iter().sum::<f64>() / shares.len() as f64 > 0.6, "{shares:?}");
}

#[test]
fn salvage_writes_over_nothing_and_tells_what_is_missing() {
    let folder = with_backups();
    let _ = damage(&folder);
    let before = folder.everything();
    let _ = folder.cadre("salvage t.cadre -o l.csv").refused("workspace_exists");
    let _ = folder.cadre("salvage t.cadre -o new.txt").refused("invalid_argument");
    let _ = folder.cadre("salvage l.csv -o new.json").refused("not_a_workspace");
    let _ = folder.cadre("salvage none.cadre -o new.json").refused("workspace_not_found");
    assert!(folder.everything() == before);
    let told = folder.cadre("salvage t.cadre -o new.cadre").done().within_80_columns();
    assert!(told.stdout.contains("Missing") && told.stdout.contains("People"), "{told}");
    let _ = folder.cadre("check new.cadre").done();
    let log = folder.cadre("log new.cadre").done();
    assert!(log.stdout.contains("Salvaged from a damaged file"), "{log}");
}

#[test]
fn a_log_that_was_made_anew_has_another_head() {
    let folder = with_backups();
    let sound = folder.cadre("check t.cadre --json").json();
    let head = sound["head"].as_str().unwrap_or_default().to_owned();
    assert_eq!((sound["ok"].as_bool(), sound["operations"].as_u64(), head.len()), (Some(true), Some(2), 64));
    let log = folder.cadre("log t.cadre --json").json();
    assert_eq!(log["operations"][0]["hash"], sound["head"], "the newest operation has the head");
    let first = log["operations"][1]["hash"].as_str().unwrap_or_default().to_owned();
    // What follows leaves an older head in the chain.
    let _ = folder.cadre("undo t.cadre").done();
    for hash in [&head, &first, &head.to_uppercase()] {
        let _ = folder.cadre(&format!("check t.cadre --head {hash}")).done();
    }
    let _ = folder.cadre("check t.cadre --head 12ab").mistyped();
    // Somebody writes the whole file anew with another story, which is as sound as the old one.
    let mut document = folder.export("t.cadre");
    document["operations"][1]["label"] = "Nothing happened".into();
    folder.write("x.json", document.to_string());
    let _ = folder.cadre("init rewritten.cadre --from x.json").done();
    let _ = folder.cadre("check rewritten.cadre").done();
    let refused = folder.cadre(&format!("check rewritten.cadre --head {head}")).refused("check_failed");
    assert!(refused.stderr.contains(&head), "{refused}");
}

//! Encrypted workspaces from the command line: refused without their passphrase, and nothing of them readable anywhere.

use std::{fs, path::Path};

use cadre_tests::{
    folder::{DAY, Folder},
    program::{self, Answer},
};
use rusqlite::Connection;

use crate::faults::OPENING;

const PASSPHRASE: &str = "planted-Rosenkavalier";

/// The sample, encrypted, with its passphrase in `right` and another in `wrong`.
fn encrypted() -> Folder {
    let folder = Folder::new();
    folder.write("right", format!("{PASSPHRASE}\n"));
    folder.write("wrong", "planted-Zauberfloete\n");
    folder.write("good.csv", format!("Person,Skill,Level,Date\nAmara Osei,Forensics,3,{DAY}\n"));
    let _ =
        folder.cadre(&format!("init t.cadre --sample --date {DAY} --encrypt --passphrase-file right")).done();
    folder
}

/// Every command that opens the workspace is refused with this code, tells no passphrase and changes nothing.
fn refused_by_all(folder: &Folder, with: &str, code: &str) {
    let before = folder.everything();
    for command in OPENING {
        let answer = folder.cadre(&format!("{command} {with}")).refused(code);
        assert!(!answer.stderr.contains("planted-"), "{answer}");
        assert!(folder.everything() == before, "{command} changed something");
    }
}

#[test]
fn without_its_passphrase_every_command_is_refused_alike() {
    let folder = encrypted();
    refused_by_all(&folder, "", "passphrase_needed");
    refused_by_all(&folder, "--passphrase-file wrong", "wrong_passphrase");
    folder.write("empty", "");
    let _ = folder.cadre("gaps t.cadre --passphrase-file empty").refused("passphrase_needed");
    let _ = folder.cadre("gaps t.cadre --passphrase-file nothere").refused("io");
    // There is no way to give it where `ps` shows it.
    let _ = folder.cadre(&format!("gaps t.cadre --passphrase {PASSPHRASE}")).mistyped();
    let _ = folder.cadre("gaps t.cadre --passphrase-file right").done();
}

fn with_environment(folder: &Folder, line: &str, variables: &[(&str, &str)]) -> Answer {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    let mut command = program::command(folder.path());
    program::answer(command.args(&arguments).envs(variables.iter().copied()), &arguments)
}

#[test]
fn the_environment_gives_the_passphrase_and_the_new_one() {
    let folder = encrypted();
    let right = [("CADRE_PASSPHRASE", PASSPHRASE)];
    let before = with_environment(&folder, &format!("gaps t.cadre --json --as-of {DAY}"), &right).json();
    let both = [("CADRE_PASSPHRASE", PASSPHRASE), ("CADRE_NEW_PASSPHRASE", "planted-Fidelio")];
    let changed = with_environment(&folder, "passphrase t.cadre", &both).done();
    assert!(!(changed.stdout + &changed.stderr).contains("planted-"));
    let _ = with_environment(&folder, "gaps t.cadre", &right).refused("wrong_passphrase");
    let new = [("CADRE_PASSPHRASE", "planted-Fidelio")];
    let after = with_environment(&folder, &format!("gaps t.cadre --json --as-of {DAY}"), &new).json();
    assert_eq!(before, after);
}

#[test]
fn a_damaged_page_is_noticed_by_every_command() {
    let folder = encrypted();
    let mut bytes = folder.read("t.cadre");
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle + 100] ^= 1;
    folder.write("t.cadre", &bytes);
    let before = folder.everything();
    for command in OPENING {
        let code = if command.starts_with("check") { "check_failed" } else { "workspace_damaged" };
        let _ = folder.cadre(&format!("{command} --passphrase-file right")).refused(code);
        assert!(folder.everything() == before, "{command} changed something");
    }
    let _ = folder.cadre("salvage t.cadre -o saved.cadre").refused("passphrase_needed");
    let _ =
        folder.cadre("salvage t.cadre -o saved.cadre --passphrase-file wrong").refused("wrong_passphrase");
    let _ = folder.cadre("salvage t.cadre -o saved.cadre --passphrase-file right").done();
    let _ = folder.cadre("check saved.cadre").refused("passphrase_needed");
    let _ = folder.cadre("check saved.cadre --passphrase-file right").done();
    assert!(folder.read("t.cadre") == bytes);
}

#[test]
fn a_newer_version_is_refused_by_name_once_the_passphrase_opens_it() {
    let folder = encrypted();
    let newer = Connection::open(folder.at("t.cadre")).and_then(|other| {
        other.pragma_update(None, "key", PASSPHRASE)?;
        other.pragma_update(None, "user_version", 999)
    });
    assert!(newer.is_ok(), "{newer:?}");
    refused_by_all(&folder, "--passphrase-file right", "workspace_newer");
    refused_by_all(&folder, "--passphrase-file wrong", "wrong_passphrase");
    refused_by_all(&folder, "", "passphrase_needed");
}

#[test]
fn a_passphrase_is_not_set_while_a_second_process_reads() {
    let folder = Folder::with_sample();
    let other = Connection::open(folder.at("t.cadre")).unwrap_or_else(|error| panic!("{error}"));
    let reading = other.execute_batch("BEGIN; SELECT count(*) FROM person;");
    assert!(reading.is_ok(), "{reading:?}");
    let before = folder.read("t.cadre");
    let new = [("CADRE_NEW_PASSPHRASE", PASSPHRASE)];
    let _ = with_environment(&folder, "passphrase t.cadre", &new).refused("workspace_locked");
    assert!(folder.read("t.cadre") == before);
    drop(other);
    let _ = with_environment(&folder, "passphrase t.cadre", &new).done();
    let _ = folder.cadre("gaps t.cadre").refused("passphrase_needed");
}

/// Names that are nowhere else in the world.
const PLANTED: [&str; 2] = ["Quorthwaite", "Brimblecombe-Ye"];

/// The files below a folder that hold a planted name, as UTF-8 or UTF-16.
fn leaks(folder: &Path) -> Vec<String> {
    let mut waiting = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap_or_default();
            let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
            for name in PLANTED {
                for needle in [name.as_bytes().to_vec(), wide(name)] {
                    if bytes.windows(needle.len()).any(|window| window == needle) {
                        found.push(path.display().to_string());
                    }
                }
            }
        }
    }
    found
}

#[test]
fn no_name_is_in_any_file_that_an_encrypted_workspace_leaves() {
    let (folder, elsewhere) = (encrypted(), Folder::new());
    let made = fs::create_dir(folder.at("tmp"));
    assert!(made.is_ok(), "{made:?}");
    elsewhere.write(
        "names.csv",
        format!(
            "Person,Skill,Level,Date\nAda {},Forensics,3,{DAY}\nBo {},Triage,2,{DAY}\n",
            PLANTED[0], PLANTED[1]
        ),
    );
    let temporary = folder.at("tmp").display().to_string();
    let run = |line: String| {
        let with = [("CADRE_PASSPHRASE", PASSPHRASE), ("TMPDIR", temporary.as_str())];
        let answer = with_environment(&folder, &line, &with).done();
        assert_eq!(leaks(folder.path()), Vec::<String>::new(), "{line}");
        answer
    };
    let names = elsewhere.at("names.csv").display().to_string();
    let _ = run(format!("import t.cadre {names} --team New"));
    let shown = run("key-people t.cadre --team New --json".to_owned());
    assert!(shown.stdout.contains(PLANTED[0]), "the name is in the workspace");
    let _ = run("undo t.cadre".to_owned());
    let _ = run("redo t.cadre".to_owned());
    let _ = run(format!("report t.cadre -o {}", elsewhere.at("r.pdf").display()));
    let _ = run("backup t.cadre copy.cadre".to_owned());
    let _ = run("restore copy.cadre".to_owned());
    let _ = run("restore copy.cadre again.cadre".to_owned());
    let _ = run("check again.cadre".to_owned());
    // The search finds one where there is one.
    let _ =
        with_environment(&folder, "export t.cadre -o plain.json", &[("CADRE_PASSPHRASE", PASSPHRASE)]).done();
    assert!(!leaks(folder.path()).is_empty());
}

//! Backups, disks and clocks from the command line. What needs a full disk or one that takes no files gets it in a mount
//! namespace of its own, which every user may make.

use std::{fs, process::Command};

use cadre_tests::{
    folder::{DAY, Folder},
    program::{self, Answer},
};

/// Runs `cadre` with a folder mounted by `mount`, seen by it alone.
fn mounted(folder: &Folder, mount: &str, line: &str) -> Answer {
    let script = format!("{mount} && exec \"$0\" {line}");
    program::answer(
        Command::new("unshare")
            .args(["--map-root-user", "--mount", "sh", "-c", &script])
            .arg(program::built("cadre"))
            .current_dir(folder.path())
            .env("CADRE_DATA_DIR", folder.at("data"))
            .env("HOME", folder.path()),
        &[line],
    )
}

#[test]
fn nothing_is_written_over() {
    let folder = Folder::with_sample();
    let _ = folder.cadre("backup t.cadre copy.cadre").done();
    folder.write("other.cadre", "something else");
    let before = folder.everything();
    let _ = folder.cadre("restore copy.cadre t.cadre").refused("workspace_exists");
    let _ = folder.cadre("restore copy.cadre other.cadre").refused("workspace_exists");
    let _ = folder.cadre("backup t.cadre copy.cadre").refused("workspace_exists");
    let _ = folder.cadre("backup t.cadre other.cadre").refused("workspace_exists");
    let _ = folder.cadre("restore other.cadre new.cadre").refused("not_a_workspace");
    assert!(folder.everything() == before);
    let _ = folder.cadre("restore copy.cadre new.cadre").done();
    assert_eq!(folder.export("new.cadre"), folder.export("t.cadre"));
}

#[test]
fn on_a_full_disk_nothing_is_left_of_a_copy() {
    let folder = Folder::with_sample();
    let made = fs::create_dir(folder.at("small"));
    assert!(made.is_ok(), "{made:?}");
    let before = folder.everything();
    // The folder is gone with its namespace, so that what is in it is listed from inside.
    let mount = "mount -t tmpfs -o size=64k tmpfs small";
    let answer = mounted(&folder, mount, "backup t.cadre small/copy.cadre; code=$?; ls -A small; exit $code");
    assert_eq!(answer.code, 1, "{answer}");
    assert!(answer.stderr.contains("error[disk_full]"), "{answer}");
    assert_eq!(answer.stdout, "", "something is left: {answer}");
    assert!(folder.everything() == before);
    let _ = folder.cadre("backup t.cadre small/copy.cadre").done();
}

#[test]
fn a_folder_that_takes_no_files_can_be_read_from() {
    let folder = Folder::with_sample();
    let before = folder.everything();
    let mount = "mount --bind . . && mount -o remount,ro,bind . && cd .";
    let inside = |line: &str| mounted(&folder, &format!("{mount} && cd \"$PWD\""), line);
    for line in ["gaps t.cadre", "priorities t.cadre", "log t.cadre", "check t.cadre"] {
        let _ = inside(line).done();
    }
    let _ = inside("undo t.cadre").refused("workspace_read_only");
    assert!(folder.everything() == before);
}

#[test]
fn a_folder_that_is_copied_or_elsewhere_is_warned_of() {
    let folder = Folder::new();
    let made = fs::create_dir(folder.at("Dropbox"));
    assert!(made.is_ok(), "{made:?}");
    for line in ["init Dropbox/t.cadre --sample", "check Dropbox/t.cadre"] {
        let warned = folder.cadre(line).done();
        assert!(
            warned.stderr.starts_with("warning: ") && warned.stderr.contains("Dropbox copies"),
            "{warned}"
        );
    }
    let quiet = folder.cadre("init t.cadre --sample").done();
    assert_eq!(quiet.stderr, "");
}

#[test]
fn a_day_is_that_of_the_clock_on_the_wall() {
    for zone in ["Pacific/Kiritimati", "America/St_Johns", "UTC"] {
        let folder = Folder::with_sample();
        folder.write("a.csv", format!("Person,Skill,Level,Date\nAmara Osei,Forensics,3,{DAY}\n"));
        let run = |line: &str| {
            let arguments: Vec<&str> = line.split(' ').collect();
            let mut command = program::command(folder.path());
            program::answer(command.args(&arguments).env("TZ", zone), &arguments)
        };
        let _ = run("import t.cadre a.csv --scale 0-4").done();
        let _ = run("undo t.cadre").done();
        let _ = run("redo t.cadre").done();
        let listed = run("backup t.cadre --json").json();
        let rows = listed["backups"]["rows"].as_array().cloned().unwrap_or_default();
        let daily = rows.iter().filter(|row| row["reason"] == "After the day’s first change");
        // A run at midnight may see the day change.
        assert!((1..=2).contains(&daily.count()), "{zone}: {listed}");
        let _ = run("check t.cadre").done();
    }
}

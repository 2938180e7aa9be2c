//! What keeps a workspace from others, and from loss: a passphrase, locking, backups, and a file that was killed, flipped, filled,
//! truncated, locked or taken away.

use std::{
    fs::{self, OpenOptions},
    io::{Read as _, Seek as _, SeekFrom, Write as _},
    path::Path,
    process::Command,
};

use cadre_tests::{dialog, folder::Folder, window::Window};
use rusqlite::Connection;

use crate::driving::{
    active_cell, alone, command, go, move_to, set_theme, tab_to, wait_for_answers, wait_for_done,
    wait_for_screen,
};

const PASSPHRASE: &str = "blue tin drums";
const OTHER: &str = "seven slow geese";

/// The sample team, encrypted, in `t.cadre`.
fn encrypted_sample() -> Folder {
    let folder = Folder::new();
    folder.write("passphrase", PASSPHRASE);
    let _ =
        folder.cadre("--passphrase-file passphrase init t.cadre --sample --date 2026-06-01 --encrypt").done();
    folder
}

fn open(folder: &Folder) -> Window {
    Window::open(folder.path(), &[&folder.at("t.cadre").to_string_lossy()])
}

fn wait_for_heading(window: &Window, heading: &str) {
    window.wait(
        heading,
        &format!("document.querySelector('main h1')?.innerText === {}", serde_json::json!(heading)),
    );
    wait_for_answers(window);
}

/// Types into what has the focus, and sends it.
fn enter(window: &Window, text: &str) {
    window.wait("the field", "document.activeElement?.matches('input')");
    window.press(&["Control", "a"]);
    window.type_text(text);
    window.press(&["Enter"]);
}

/// Photographs what is shown in both themes, and asks axe about it.
fn look(window: &Window, name: &str) {
    for theme in ["dark", "light"] {
        set_theme(window, theme);
        window.photograph(&format!("{name}-{theme}"));
        assert_eq!(window.accessibility_problems(), Vec::<String>::new(), "{name}, {theme}");
    }
}

/// Names of the sample, which must be nowhere once it is locked.
const NAMES: [&str; 5] = ["Umar Siddiqui", "Scripting", "LLM SecOps", "Sample", "Platform security"];

#[test]
fn an_encrypted_workspace_is_unlocked_locked_and_leaves_no_name() {
    let _alone = alone();
    let folder = encrypted_sample();
    let window = open(&folder);
    wait_for_heading(&window, "t.cadre needs its passphrase");
    look(&window, "unlock");
    tab_to(&window, "Passphrase");
    enter(&window, "wrong");
    window.wait("the refusal", "document.activeElement?.getAttribute('aria-invalid') === 'true'");
    let said = window.text("main");
    assert!(said.contains("This passphrase does not open the file."), "{said}");
    look(&window, "unlock-wrong");
    tab_to(&window, "Passphrase");
    enter(&window, PASSPHRASE);
    wait_for_screen(&window, "Overview");
    assert!(window.text("header").contains("encrypted"));

    go(&window, "Matrix");
    move_to(&window, "Umar Siddiqui", "Scripting");
    window.press(&["Control", "l"]);
    wait_for_heading(&window, "t.cadre is locked");
    let page = window.script("return document.title + document.documentElement.outerHTML;", vec![]);
    let page = page.as_str().unwrap_or_default();
    for name in NAMES {
        assert!(!page.contains(name), "{name} is still on the page");
    }
    // The file is let go of: another program can have it alone.
    let rekeyed = folder.cadre("--passphrase-file passphrase check t.cadre");
    assert_eq!(rekeyed.code, 0, "{rekeyed:?}");
    assert!(!folder.at("t.cadre-wal").exists(), "its log is written back");
    let recent = String::from_utf8(folder.read("recent.json")).unwrap_or_default();
    for name in NAMES {
        assert!(!recent.contains(name), "{name} is among the recent ones: {recent}");
    }
    look(&window, "locked");

    tab_to(&window, "Passphrase");
    enter(&window, PASSPHRASE);
    wait_for_screen(&window, "Matrix");
}

#[test]
fn a_passphrase_is_set_and_changed_and_a_backup_is_restored() {
    let _alone = alone();
    let folder = Folder::with_sample();
    let window = open(&folder);
    wait_for_screen(&window, "Overview");
    // A change, and with it the day's backup, which anybody can read.
    set_a_level(&window, "0");
    wait_for_backups(&folder, 1);

    command(&window, "Passphrase and");
    window.wait("the box", "document.querySelector('.modal')?.innerText.includes('No passphrase.')");
    window.photograph("security-plain");
    assert_eq!(window.accessibility_problems(), Vec::<String>::new());
    window.click("button", "Set a passphrase");
    window.wait("the field", "document.activeElement?.matches('.modal input[type=password]')");
    window.type_text(PASSPHRASE);
    tab_to(&window, "The same again");
    window.type_text(PASSPHRASE);
    wait_for_answers(&window);
    look_in_box(&window, "security-set");
    window.press(&["Enter"]);
    window.wait("the lock", "document.querySelector('header')?.innerText.includes('encrypted')");
    wait_for_answers(&window);
    look_in_box(&window, "security-encrypted");
    assert!(!fs::read(folder.at("t.cadre")).is_ok_and(|bytes| bytes.starts_with(b"SQLite")), "encrypted");
    // The older backup is gone, and the one that was made then is encrypted.
    assert_eq!(backups(&folder).len(), 1, "{:?}", backups(&folder));
    assert!(
        backups(&folder).iter().all(|path| fs::read(path).is_ok_and(|bytes| !bytes.starts_with(b"SQLite")))
    );

    window.click("button", "Change the passphrase");
    window.wait("the field", "document.activeElement?.matches('.modal input[type=password]')");
    for (label, text) in [("", "wrong"), ("Passphrase", OTHER), ("The same again", OTHER)] {
        if !label.is_empty() {
            tab_to(&window, label);
        }
        window.type_text(text);
    }
    window.press(&["Enter"]);
    window.wait("the refusal", "document.activeElement?.getAttribute('aria-invalid') === 'true'");
    enter(&window, PASSPHRASE);
    window.wait("the end", "document.querySelector('.modal')?.innerText.includes('Encrypted.')");
    window.press(&["Escape"]);
    folder.write("passphrase", PASSPHRASE);
    folder.write("other", OTHER);
    let _ = folder.cadre("--passphrase-file other check t.cadre").done();

    // The backup of the first passphrase asks for it; the one of the other opens at once.
    command(&window, "Backups");
    window.wait("the list", "document.querySelectorAll('.modal tbody tr').length === 2");
    window.script("document.querySelectorAll('.modal tbody button')[1].click(); return true;", vec![]);
    window.wait("the question", "document.querySelector('.modal section input[type=password]')");
    wait_for_answers(&window);
    window.script("document.querySelector('.modal section input').focus(); return true;", vec![]);
    enter(&window, PASSPHRASE);
    window
        .wait("what is in it", "document.querySelector('.modal')?.innerText.includes('found nothing wrong')");
    look_in_box(&window, "backups");
    window.click("button", "Restore as a new file…");
    dialog::answer("Keep the new workspace as", &folder.at("back.cadre"));
    window.wait("the copy", "!document.querySelector('.modal')");
    wait_for_screen(&window, "Overview");
    let _ = folder.cadre("--passphrase-file passphrase check back.cadre").done();
    // What was open was backed up first.
    assert!(
        backups(&folder).iter().any(|path| path.to_string_lossy().contains("-restore")),
        "{:?}",
        backups(&folder)
    );
}

#[test]
fn what_was_acknowledged_is_there_after_a_kill() {
    let _alone = alone();
    let folder = Folder::with_sample();
    let window = open(&folder);
    wait_for_screen(&window, "Overview");
    go(&window, "Matrix");
    move_to(&window, "Umar Siddiqui", "Scripting");
    for level in ["0", "4", "1"] {
        window.press(&[level]);
        window.wait(
            "the level",
            &format!("document.querySelector('main [role=gridcell][aria-selected=true]').getAttribute('aria-label').startsWith('{level}')"),
        );
        wait_for_done(&window, &format!("Set level {level}: Umar Siddiqui"));
    }
    window.kill();
    let window = open(&folder);
    wait_for_screen(&window, "Overview");
    wait_for_done(&window, "Set level 1: Umar Siddiqui");
    go(&window, "Matrix");
    move_to(&window, "Umar Siddiqui", "Scripting");
    assert!(active_cell(&window).2.starts_with('1'));
    window.photograph("killed");
    assert_eq!(folder.cadre("check t.cadre").code, 0);
}

#[test]
fn a_flipped_or_cut_off_file_is_told_and_the_newest_good_backup_opens() {
    let _alone = alone();
    for (name, damage) in [("flipped", flip as fn(&Path)), ("truncated", cut)] {
        let folder = Folder::with_sample();
        let window = open(&folder);
        wait_for_screen(&window, "Overview");
        set_a_level(&window, "0");
        wait_for_backups(&folder, 1);
        drop(window);

        damage(&folder.at("t.cadre"));
        let damaged = folder.read("t.cadre");
        let window = open(&folder);
        wait_for_heading(&window, "t.cadre is damaged");
        look(&window, name);
        assert_eq!(folder.read("t.cadre"), damaged, "nothing was changed");
        save_what_can_be_read(&window, &folder, name);
        assert_eq!(folder.read("t.cadre"), damaged, "nothing was changed");
        window.click("button", "Open the newest good backup");
        wait_for_screen(&window, "Overview");
        let said = window.text("main");
        assert!(said.contains("The damaged file is kept beside it as “t (damaged "), "{said}");
        window.photograph(&format!("{name}-restored"));
        let aside: Vec<_> = folder
            .everything()
            .into_iter()
            .filter(|(file, _)| file.starts_with("t (damaged ") && !file.contains("-wal"))
            .collect();
        assert_eq!(aside.len(), 1);
        assert!(aside[0].1 == damaged, "set aside as it was, to the byte");
        assert_eq!(folder.cadre("check t.cadre").code, 0);
        go(&window, "Matrix");
        move_to(&window, "Umar Siddiqui", "Scripting");
        assert!(active_cell(&window).2.starts_with('0'), "with the change that was made before the backup");
    }
}

/// Of a flipped page and of half a file there is something to be saved; it is sound, and what is missing is said.
fn save_what_can_be_read(window: &Window, folder: &Folder, name: &str) {
    window.click("button", "Save what can be read…");
    dialog::answer("Save what can be read as", &folder.at("saved.cadre"));
    window.wait("what was saved", "document.querySelector('main table')");
    wait_for_answers(window);
    look(window, &format!("{name}-salvaged"));
    let said = window.text("main");
    assert!(said.contains("saved.cadre") && said.contains("The damaged file was not changed."), "{said}");
    let _ = folder.cadre("check saved.cadre").done();
}

#[test]
fn a_file_that_another_program_holds_or_takes_away_is_told_and_nothing_is_lost() {
    let _alone = alone();
    let folder = Folder::with_sample();
    let window = open(&folder);
    wait_for_screen(&window, "Overview");
    go(&window, "Matrix");
    move_to(&window, "Umar Siddiqui", "Scripting");
    let before = active_cell(&window).2;

    let other = Connection::open(folder.at("t.cadre")).unwrap_or_else(|error| panic!("{error}"));
    other.execute_batch("BEGIN IMMEDIATE").unwrap_or_else(|error| panic!("{error}"));
    window.press(&["0"]);
    wait_for_alert(&window, "Another program is writing to the workspace. Nothing was changed.");
    look(&window, "held");
    assert_eq!(active_cell(&window).2, before, "the cell shows what is kept");
    other.execute_batch("ROLLBACK").unwrap_or_else(|error| panic!("{error}"));
    drop(other);
    window.script("document.querySelector('main [role=grid]').focus(); return true;", vec![]);
    window.press(&["0"]);
    wait_for_done(&window, "Set level 0: Umar Siddiqui");

    fs::rename(folder.at("t.cadre"), folder.at("away.cadre")).unwrap_or_else(|error| panic!("{error}"));
    window.press(&["1"]);
    wait_for_alert(&window, "was moved, deleted or replaced while it was open. Nothing was changed.");
    window.photograph("gone");
    window.click("button", "Save a copy…");
    dialog::answer("Back up to", &folder.at("saved.cadre"));
    window.wait("the copy", "document.body.innerText.includes('saved.cadre')");
    assert_eq!(folder.cadre("check saved.cadre").code, 0);
    let log = folder.cadre("log saved.cadre --json").json();
    assert!(log["operations"][0]["label"].to_string().contains("Set level 0"), "{log:#}");
}

#[test]
fn a_full_disk_is_told_and_the_change_can_be_made_once_there_is_room() {
    let _alone = alone();
    let folder = Folder::new();
    let disk = folder.at("disk");
    fs::create_dir(&disk).unwrap_or_else(|error| panic!("{error}"));
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=6m", "tmpfs"]).arg(&disk).status();
    if !mounted.is_ok_and(|status| status.success()) {
        // Only who administers a machine may give it a small disk; CI does.
        return;
    }
    let _ = folder.cadre("init disk/t.cadre --sample --date 2026-06-01").done();
    let window = Window::open(folder.path(), &[&folder.at("disk/t.cadre").to_string_lossy()]);
    wait_for_screen(&window, "Overview");
    go(&window, "Matrix");
    move_to(&window, "Umar Siddiqui", "Scripting");
    let before = active_cell(&window).2;
    fill(&disk.join("filler"));
    window.press(&["0"]);
    wait_for_alert(&window, "The disk is full. Nothing was changed. Make room, then try again.");
    look(&window, "full");
    assert_eq!(active_cell(&window).2, before, "the cell shows what is kept");
    fs::remove_file(disk.join("filler")).unwrap_or_else(|error| panic!("{error}"));
    window.script("document.querySelector('main [role=grid]').focus(); return true;", vec![]);
    window.press(&["0"]);
    wait_for_done(&window, "Set level 0: Umar Siddiqui");
    let checked = folder.cadre("check disk/t.cadre").code;
    drop(window);
    // Lazily: the program may still be on its way out.
    let _unmounted = Command::new("umount").arg("-l").arg(&disk).status();
    assert_eq!(checked, 0);
}

fn set_a_level(window: &Window, level: &str) {
    go(window, "Matrix");
    move_to(window, "Umar Siddiqui", "Scripting");
    window.press(&[level]);
    wait_for_done(window, &format!("Set level {level}: Umar Siddiqui"));
}

fn wait_for_alert(window: &Window, text: &str) {
    window.wait(
        text,
        &format!(
            "document.querySelector('main [role=alert]')?.innerText.replace(/\\s+/g, ' ').includes({})",
            serde_json::json!(text)
        ),
    );
}

/// The same as `look`, where a box lies over the page, from which no theme can be chosen.
fn look_in_box(window: &Window, name: &str) {
    for theme in ["dark", "light"] {
        window.script(
            "document.documentElement.dataset.theme = arguments[0]; return true;",
            vec![theme.into()],
        );
        window.photograph(&format!("{name}-{theme}"));
        assert_eq!(window.accessibility_problems(), Vec::<String>::new(), "{name}, {theme}");
    }
}

/// Every backup that was made in a folder, the oldest first.
fn backups(folder: &Folder) -> Vec<std::path::PathBuf> {
    let under = |path: &Path| -> Vec<std::path::PathBuf> {
        fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
    };
    let mut found: Vec<_> = under(&folder.at("backups"))
        .iter()
        .flat_map(|folder| under(folder))
        .filter(|path| path.extension().is_some_and(|extension| extension == "cadre"))
        .collect();
    found.sort();
    found
}

/// The day's backup is made while the user goes on.
fn wait_for_backups(folder: &Folder, count: usize) {
    for _ in 0..400 {
        if backups(folder).len() >= count {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{count} backups were expected: {:?}", backups(folder));
}

/// Turns one bit of the root of the tree that the schema stands in.
fn flip(path: &Path) {
    let mut file =
        OpenOptions::new().read(true).write(true).open(path).unwrap_or_else(|error| panic!("{error}"));
    // The kind of the page, the first byte of the second: 13 is a leaf of a table, 5 an inner page, 77 is none.
    let mut kind = [0];
    let seek = |file: &mut fs::File| file.seek(SeekFrom::Start(4096));
    seek(&mut file)
        .and_then(|_| file.read_exact(&mut kind))
        .and_then(|()| seek(&mut file))
        .and_then(|_| file.write_all(&[kind[0] ^ 0x40]))
        .unwrap_or_else(|error| panic!("{error}"));
}

/// Cuts the file off in the middle of a page.
fn cut(path: &Path) {
    let file = OpenOptions::new().write(true).open(path).unwrap_or_else(|error| panic!("{error}"));
    let length = file.metadata().unwrap_or_else(|error| panic!("{error}")).len();
    file.set_len(length / 2 + 100).unwrap_or_else(|error| panic!("{error}"));
}

/// Writes until nothing fits any more.
fn fill(path: &Path) {
    let mut file = fs::File::create(path).unwrap_or_else(|error| panic!("{error}"));
    for size in [65_536, 4096, 512] {
        let bytes = vec![0; size];
        while file.write_all(&bytes).is_ok() {}
    }
}

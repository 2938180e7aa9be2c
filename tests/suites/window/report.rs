//! The report without a mouse: its pages are looked at, what it holds is changed and taken back, and a file is written.

use std::{fs, os::unix::fs::PermissionsExt as _};

use cadre_tests::{dialog, folder::Folder, window::Window};
use serde_json::Value;

use crate::driving::{alone, go, set_theme, tab_to, texts, wait_for_answers, wait_for_done, wait_for_screen};

/// Stands for the program that shows a folder: writes down which it was asked for.
const OPENER: &str = "#!/bin/sh\nprintf %s \"$1\" > \"$CADRE_DATA_DIR/shown\"\n";

/// The pages in sight, as they are told to those who do not see them; each has been painted.
fn pages(window: &Window) -> Vec<String> {
    wait_for_answers(window);
    let shown = window.script(
        "return [...document.querySelectorAll('main .pages img')].filter((page) => page.naturalWidth === 816).map((page) => page.alt);",
        vec![],
    );
    texts(&shown)
}

fn kept(folder: &Folder) -> Value {
    folder.export("t.cadre")["report"].clone()
}

#[test]
fn a_report_is_looked_at_changed_undone_and_written() {
    let _alone = alone();
    let folder = Folder::new();
    let _ = folder.cadre("init t.cadre --sample").done();
    for (name, hires) in [("Train only", 0), ("Two hires", 2)] {
        let line = format!("plan t.cadre --budget 220000 --hires {hires} --save");
        let mut arguments: Vec<&str> = line.split(' ').collect();
        arguments.push(name);
        let _ = cadre_tests::program::cadre(folder.path(), &arguments).done();
    }
    fs::create_dir(folder.at("bin")).unwrap_or_else(|error| panic!("{error}"));
    folder.write("bin/xdg-open", OPENER);
    fs::set_permissions(folder.at("bin/xdg-open"), fs::Permissions::from_mode(0o755))
        .unwrap_or_else(|error| panic!("{error}"));
    let window = Window::open(folder.path(), &[&folder.at("t.cadre").to_string_lossy()]);
    wait_for_screen(&window, "Overview");
    go(&window, "Report");

    // The pages as they will be printed, with what each has found.
    window.wait("the pages", "document.querySelectorAll('main .pages img').length === 2");
    let first = pages(&window);
    assert!(first[0].starts_with("Page 1 of the board pack"), "{first:?}");
    assert_eq!(first.len(), 2);
    let title = window.text("main h1");
    assert!(title.starts_with("The board pack is ready: "), "{title}");
    assert_eq!(kept(&folder), Value::Null, "nothing is kept before something is chosen");
    tab_to(&window, "Next");
    window.press(&["Enter"]);
    window
        .wait("the next pages", "document.querySelector('main .turn')?.innerText.includes('Pages 3 and 4')");
    tab_to(&window, "Previous");
    window.press(&["Enter"]);
    window
        .wait("the first pages", "document.querySelector('main .turn')?.innerText.includes('Pages 1 and 2')");
    window.script("document.querySelector('main .pages button').focus(); return true;", vec![]);
    window.press(&["Enter"]);
    window
        .wait("the page over the whole width", "document.querySelector('.modal img')?.naturalWidth === 816");
    window.photograph("report-enlarged");
    assert_eq!(window.accessibility_problems(), Vec::<String>::new(), "a page enlarged");
    window.press(&["Escape"]);
    window.wait("the screen again", "!document.querySelector('.modal')");

    // The parts, the readers and one's own words; each is an operation of its own.
    tab_to(&window, "Plan by quarter");
    window.press(&[" "]);
    wait_for_done(&window, "Choose the parts of the report");
    // Pages are set anew after each change; one change at a time, for here that takes a while.
    wait_for_answers(&window);
    assert_eq!(
        kept(&folder)["sections"],
        serde_json::json!(["standing", "decision", "areas", "method", "sources"])
    );
    window.wait(
        "the letters of the others",
        "document.querySelector('aside')?.innerText.replace(/\\s+/g, ' ').includes('Method B Sources and limits C')",
    );
    tab_to(&window, "Board");
    window.press(&["ArrowRight"]);
    window.press(&["Enter"]);
    wait_for_done(&window, "Make the report for HR");
    wait_for_answers(&window);
    window.wait(
        "the title for HR",
        "document.querySelector('main h1')?.innerText.startsWith('The pack for HR is ready: ')",
    );
    tab_to(&window, "In your own words");
    window.type_text("Two posts.");
    window.wait(
        "the count",
        "document.querySelector('aside')?.innerText.includes('10 of 600 characters, printed on page 1')",
    );
    // A text that is left is kept; a pause would do.
    window.press(&["Shift", "Tab"]);
    wait_for_done(&window, "Write the own words of the report");
    let changed = kept(&folder);
    assert_eq!((&changed["audience"], &changed["own_words"]), (&"hr".into(), &"Two posts.".into()));

    // Undo takes them back one by one, also on the screen.
    for undone in
        ["Write the own words of the report", "Make the report for HR", "Choose the parts of the report"]
    {
        window.press(&["Control", "z"]);
        wait_for_done(&window, &format!("Undid: {undone}"));
        wait_for_answers(&window);
    }
    window.wait("no words", "document.querySelector('aside textarea')?.value === ''");
    window.wait(
        "the board again",
        "document.querySelector('main h1')?.innerText.startsWith('The board pack is ready: ')",
    );
    assert_eq!(kept(&folder), Value::Null);
    assert_eq!(pages(&window), first);

    // A file, and its folder.
    tab_to(&window, "Export as PDF");
    window.press(&["Enter"]);
    dialog::answer("Save the report", &folder.at("board.pdf"));
    window.wait("the path", "document.querySelector('aside')?.innerText.includes('board.pdf')");
    assert!(folder.read("board.pdf").starts_with(b"%PDF-"));
    window.photograph("report-written");
    tab_to(&window, "Show in folder");
    window.press(&["Enter"]);
    wait_for_answers(&window);
    for _ in 0..100 {
        if folder.at("shown").exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(String::from_utf8_lossy(&folder.read("shown")), folder.path().to_string_lossy());

    let mut problems = Vec::new();
    for theme in ["light", "dark"] {
        set_theme(&window, theme);
        for (width, height) in [(1440, 900), (1000, 700)] {
            window.resize(width, height);
            wait_for_answers(&window);
            window.photograph(&format!("report-{theme}-{width}"));
            problems.extend(window.accessibility_problems());
        }
    }
    assert_eq!(problems, Vec::<String>::new());
}

//! The real window, driven as a user would: the whole main job on the sample team, every screen in both themes with axe
//! finding nothing, and a web view that loads nothing from anywhere. Pictures go to `tests/screenshots/`.

use std::{
    fs,
    sync::{Mutex, MutexGuard, PoisonError},
};

use cadre_tests::{folder::Folder, window::Window};
use serde_json::Value;

/// One window at a time: without a window manager only one has the keyboard.
static SCREEN: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    SCREEN.lock().unwrap_or_else(PoisonError::into_inner)
}

const SCREENS: [(&str, &str); 4] =
    [("Overview", "1"), ("Matrix", "2"), ("Compare", "4"), ("Priorities", "5")];

/// Opens Cadre with nothing, and the sample team from the start screen.
fn explore_the_sample(folder: &Folder) -> Window {
    let window = Window::open(folder.path(), &[]);
    window.wait("the start screen", "document.body.innerText.includes('Explore the sample team')");
    window.click("button", "Explore the sample team");
    wait_for_screen(&window, "Overview");
    window
}

/// Goes to a screen by its keys, and waits until it shows what it has.
fn go(window: &Window, screen: &str) {
    let (_, key) = SCREENS.into_iter().find(|(name, _)| *name == screen).unwrap_or_default();
    window.press(&["Control", key]);
    wait_for_screen(window, screen);
}

fn wait_for_screen(window: &Window, screen: &str) {
    window.wait(
        &format!("{screen} in the side bar"),
        &format!("document.querySelector('nav [aria-current=page]')?.innerText.startsWith('{screen}')"),
    );
    // Every screen ends in charts, a table, a grid, or in what to do because there is nothing to show.
    window.wait(
        &format!("what {screen} shows"),
        "document.querySelectorAll('main .mark[role=option], main table, main [role=grid] [aria-selected=true], \
         main .chart svg').length > 0 || document.querySelector('main h1, main h2')?.innerText.length > 0",
    );
    window.wait("no pictures being drawn", "!document.body.innerText.includes('Drawing the picture')");
    window.settle();
}

/// What each mark of the charts on the screen says.
fn marks(window: &Window) -> Vec<String> {
    let marks = window.script(
        "return [...document.querySelectorAll('main [role=option]')].map((mark) => mark.getAttribute('aria-label'));",
        vec![],
    );
    texts(&marks)
}

/// The rows of the ranked list.
fn ranked(window: &Window) -> Vec<String> {
    let rows = window.script(
        "return [...document.querySelectorAll('main table tbody tr')].map((row) => row.innerText.replace(/\\s+/g, ' '));",
        vec![],
    );
    texts(&rows)
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The active cell of the matrix: person, competency, and what it says.
fn active_cell(window: &Window) -> (String, String, String) {
    let found = window.script(
        "const cell = document.querySelector('main [role=gridcell][aria-selected=true]');
         const name = cell.closest('[role=row]').querySelector('[role=rowheader]').getAttribute('title');
         const column = cell.getAttribute('aria-colindex');
         const heads = [...document.querySelectorAll(`main [role=columnheader][aria-colindex='${column}']`)];
         return [name, heads.at(-1)?.innerText.trim() ?? '', cell.getAttribute('aria-label')];",
        vec![],
    );
    let mut parts = texts(&found).into_iter();
    let mut next = || parts.next().unwrap_or_default();
    (next(), next(), next())
}

/// Moves to the cell of a person and a competency with the arrow keys.
fn move_to(window: &Window, person: &str, competency: &str) {
    window.script("document.querySelector('main [role=grid]').focus(); return true;", vec![]);
    window.press(&["Control", "Home"]);
    for (arrow, wanted, at) in [("ArrowDown", person, 0), ("ArrowRight", competency, 1)] {
        for _ in 0..80 {
            let cell = active_cell(window);
            if [&cell.0, &cell.1][at] == wanted {
                break;
            }
            window.press(&[arrow]);
            window.settle();
        }
    }
    let (found, column, _) = active_cell(window);
    assert_eq!((found.as_str(), column.as_str()), (person, competency), "the arrows lead there");
}

#[test]
fn a_level_set_in_the_matrix_changes_compare_and_the_picture_and_undo_brings_them_back() {
    let _alone = alone();
    let folder = Folder::new();
    let window = explore_the_sample(&folder);
    assert!(window.page_text().contains("Five worst gaps"), "{}", window.page_text());
    let picture = marks(&window);
    assert!(picture.len() > 10, "{picture:?}");
    go(&window, "Compare");
    let compared = marks(&window);
    assert!(compared.len() > 10, "{compared:?}");
    go(&window, "Priorities");
    let priorities = ranked(&window);
    assert!(priorities.len() > 10, "{priorities:?}");

    // Nobody is below target in scripting; now one is, and a seat is no longer filled.
    go(&window, "Matrix");
    move_to(&window, "Umar Siddiqui", "Scripting");
    let (_, _, before) = active_cell(&window);
    assert!(before.contains("target") && !before.starts_with('0'), "{before}");
    window.press(&["0"]);
    window.wait(
        "the level in the cell",
        "document.querySelector('main [role=gridcell][aria-selected=true]').getAttribute('aria-label').startsWith('0')",
    );
    let (_, _, after) = active_cell(&window);
    assert!(!after.contains("stale") && !after.contains("claimed"), "set today by the manager: {after}");

    go(&window, "Compare");
    assert_ne!(marks(&window), compared, "Compare did not change");
    go(&window, "Priorities");
    assert_ne!(ranked(&window), priorities, "Priorities did not change");
    go(&window, "Overview");
    assert_ne!(marks(&window), picture, "the picture did not change");

    window.press(&["Control", "z"]);
    window.wait(
        "the undo in the side bar",
        "[...document.querySelectorAll('nav button')].some((button) => button.getAttribute('aria-label')?.startsWith('Redo'))",
    );
    window.wait("no pictures being drawn", "!document.body.innerText.includes('Drawing the picture')");
    window.settle();
    go(&window, "Compare");
    assert_eq!(marks(&window), compared, "undo did not bring Compare back");
    go(&window, "Priorities");
    assert_eq!(ranked(&window), priorities, "undo did not bring Priorities back");
    go(&window, "Overview");
    assert_eq!(marks(&window), picture, "undo did not bring the picture back");
    go(&window, "Matrix");
    move_to(&window, "Umar Siddiqui", "Scripting");
    assert_eq!(active_cell(&window).2, before);
}

#[test]
fn a_dropped_spreadsheet_is_previewed_imported_and_taken_back() {
    let _alone = alone();
    let folder = Folder::new();
    let _ = folder.cadre("init t.cadre --sample").done();
    folder.write(
        "levels.csv",
        "Person,Skill,Level,Date\nAmara Osei,Forensics,3,2026-01-15\nAmara Osei,Triage,most of it,2026-01-15\nBen Halvorsen,Triage,2,2026-01-15\nBen Halvorsen,Leadership,1,2026-01-15\n",
    );
    let workspace = folder.at("t.cadre");
    let window = Window::open(folder.path(), &[&workspace.to_string_lossy()]);
    wait_for_screen(&window, "Overview");
    let picture = marks(&window);

    // A drop cannot be driven; from the shell's notice of it on, all is real.
    window.script(
        "const listeners = Object.getOwnPropertyNames(window).map((name) => window[name])
           .find((value) => value && Object.hasOwn(Object(value), 'file-dropped'))['file-dropped'];
         for (const id of Object.getOwnPropertyNames(listeners))
           window.__TAURI_INTERNALS__.runCallback(
             listeners[id].handlerId, { event: 'file-dropped', id, payload: { path: arguments[0] } });
         return true;",
        vec![folder.at("levels.csv").to_string_lossy().into()],
    );
    window.wait("the preview", "document.querySelector('main h1')?.innerText === 'Import'");
    let said = window.page_text();
    assert!(said.contains("Amara Osei") && said.contains("most of it"), "{said}");
    assert!(said.contains("Import 3, leave 1 out"), "{said}");
    window.settle();
    for theme in ["light", "dark"] {
        set_theme(&window, theme);
        window.photograph(&format!("import-{theme}"));
        assert_eq!(window.accessibility_problems(), Vec::<String>::new(), "import, {theme}");
    }

    window.click("button", "Import 3, leave 1 out");
    wait_for_screen(&window, "Overview");
    assert!(window.text("nav").contains("Import 3 assessments"), "{}", window.text("nav"));
    let log = folder.cadre("log t.cadre --json").json();
    assert_eq!(log["operations"][0]["assessments"], 3, "the command line sees it too");

    window.press(&["Control", "z"]);
    window.wait(
        "the undo in the side bar",
        "[...document.querySelectorAll('nav button')].some((button) => button.getAttribute('aria-label')?.startsWith('Redo'))",
    );
    window.wait("no pictures being drawn", "!document.body.innerText.includes('Drawing the picture')");
    window.settle();
    assert_eq!(marks(&window), picture, "one undo takes the import back");
}

fn set_theme(window: &Window, theme: &str) {
    // By the command palette, as a user without a menu would.
    window.press(&["Control", "k"]);
    window.wait("the command palette", "document.querySelector('[role=dialog] input')");
    window.settle();
    for letter in theme.chars() {
        window.press(&[&letter.to_string()]);
    }
    window.settle();
    window.press(&["Enter"]);
    window.wait(
        &format!("the {theme} theme"),
        &format!("document.documentElement.dataset.theme === '{theme}'"),
    );
    window.wait("the palette to close", "!document.querySelector('[role=dialog] input')");
    window.settle();
    // The charts are drawn anew.
    window.wait("no pictures being drawn", "!document.body.innerText.includes('Drawing the picture')");
    window.settle();
}

/// Photographs every screen in both themes and both sizes, and asks axe about each.
fn look_at_everything(window: &Window, name: &str) {
    let mut problems = Vec::new();
    for theme in ["light", "dark"] {
        set_theme(window, theme);
        for (width, height) in [(1440, 900), (1000, 700)] {
            window.resize(width, height);
            for (screen, _) in SCREENS {
                go(window, screen);
                let picture = format!("{}-{name}-{theme}-{width}", screen.to_lowercase());
                window.photograph(&picture);
                problems.extend(
                    window
                        .accessibility_problems()
                        .into_iter()
                        .map(|problem| format!("{picture}: {problem}")),
                );
                let wide = window.script(
                    "return document.documentElement.scrollWidth > document.documentElement.clientWidth;",
                    vec![],
                );
                if wide == Value::Bool(true) {
                    problems.push(format!("{picture}: the page is wider than the window"));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_screen_of_the_sample_is_good_in_both_themes() {
    let _alone = alone();
    let folder = Folder::new();
    let window = explore_the_sample(&folder);
    look_at_everything(&window, "sample");
}

#[test]
fn every_screen_of_an_empty_workspace_says_what_to_do() {
    let _alone = alone();
    let folder = Folder::with_empty_workspace();
    let workspace = folder.at("t.cadre");
    let window = Window::open(folder.path(), &[&workspace.to_string_lossy()]);
    wait_for_screen(&window, "Overview");
    look_at_everything(&window, "empty");
    for (screen, _) in SCREENS {
        go(&window, screen);
        let main = window.text("main");
        assert!(main.contains("Import"), "{screen} does not say what to do:\n{main}");
    }
}

#[test]
fn the_start_screen_is_good_in_both_themes() {
    let _alone = alone();
    let folder = Folder::new();
    let window = Window::open(folder.path(), &[]);
    window.wait("the start screen", "document.body.innerText.includes('Explore the sample team')");
    for theme in ["light", "dark"] {
        set_theme(&window, theme);
        for (width, height) in [(1440, 900), (1000, 700)] {
            window.resize(width, height);
            window.photograph(&format!("start-{theme}-{width}"));
            assert_eq!(window.accessibility_problems(), Vec::<String>::new(), "{theme}, {width}");
        }
    }
}

#[test]
fn what_cannot_be_opened_is_told_on_the_screen_and_left_alone() {
    let _alone = alone();
    let folder = Folder::new();
    folder.write("letter.cadre", "Dear all\n");
    let letter = folder.at("letter.cadre");
    let window = Window::open(folder.path(), &[&letter.to_string_lossy()]);
    window.wait("the message", "document.querySelector('[role=alert]')?.innerText.includes('letter.cadre')");
    assert_eq!(window.accessibility_problems(), Vec::<String>::new());
    assert_eq!(fs::read(&letter).ok().as_deref(), Some(b"Dear all\n".as_slice()));
}

#[test]
fn the_web_view_loads_and_runs_nothing_of_others() {
    let _alone = alone();
    let folder = Folder::new();
    let window = explore_the_sample(&folder);
    window.script(
        "window.violations = [];
         document.addEventListener('securitypolicyviolation', (event) =>
           window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
         return true;",
        vec![],
    );
    // Using it breaks no rule of its own.
    for (screen, _) in SCREENS {
        go(&window, screen);
    }
    set_theme(&window, "dark");
    let violations = || texts(&window.script("return window.violations;", vec![]));
    assert_eq!(violations(), Vec::<String>::new());

    // What an injected text could try is stopped.
    window.script(
        "const script = document.createElement('script');
         script.textContent = 'window.injected = true';
         document.body.append(script);
         const image = new Image();
         image.src = 'http://127.0.0.1:9/pixel.png';
         document.body.append(image);
         fetch('http://127.0.0.1:9/').catch(() => {});
         return true;",
        vec![],
    );
    window.wait("three violations", "window.violations.length >= 3");
    let stopped = violations().join("\n");
    for directive in ["script-src", "img-src", "connect-src"] {
        assert!(stopped.contains(directive), "{directive} is not among\n{stopped}");
    }
    let reached = window.script("return [window.injected ?? null, typeof window.__TAURI__];", vec![]);
    assert_eq!(reached, serde_json::json!([null, "undefined"]), "no global shell, no injected script");

    // Nor does it go anywhere else.
    window.script("setTimeout(() => { location.href = 'http://127.0.0.1:9/'; }, 0); return true;", vec![]);
    window.settle();
    go(&window, "Compare");
}

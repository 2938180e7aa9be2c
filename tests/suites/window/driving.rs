//! What every test of the window does: open it, go from screen to screen, and read what is on it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use cadre_tests::{folder::Folder, window::Window};
use serde_json::Value;

/// One window at a time: without a window manager only one has the keyboard.
static SCREEN: Mutex<()> = Mutex::new(());

pub(crate) fn alone() -> MutexGuard<'static, ()> {
    SCREEN.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) const SCREENS: [(&str, &str); 8] = [
    ("Overview", "1"),
    ("Matrix", "2"),
    ("Team", "3"),
    ("Compare", "4"),
    ("Priorities", "5"),
    ("Plan", "6"),
    ("Report", "7"),
    ("History", "8"),
];

/// Opens Cadre with nothing, and the sample team from the start screen.
pub(crate) fn explore_the_sample(folder: &Folder) -> Window {
    let window = Window::open(folder.path(), &[]);
    window.wait("the start screen", "document.body.innerText.includes('Explore the sample team')");
    window.click("button", "Explore the sample team");
    wait_for_screen(&window, "Overview");
    window
}

/// Goes to a screen by its keys, and waits until it shows what it has.
pub(crate) fn go(window: &Window, screen: &str) {
    let (_, key) = SCREENS.into_iter().find(|(name, _)| *name == screen).unwrap_or_default();
    window.press(&["Control", key]);
    wait_for_screen(window, screen);
}

pub(crate) fn wait_for_screen(window: &Window, screen: &str) {
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
    wait_for_answers(window);
}

/// Waits until the page awaits no answer of the shell: neither of what is on it, nor of what that brought onto it.
pub(crate) fn wait_for_answers(window: &Window) {
    for _ in 0..3 {
        window.wait("all answers of the shell", "document.documentElement.dataset.awaited === '0'");
        window.settle();
    }
}

/// What each mark of the charts on the screen says.
pub(crate) fn marks(window: &Window) -> Vec<String> {
    wait_for_answers(window);
    let marks = window.script(
        "return [...document.querySelectorAll('main [role=option]')].map((mark) => mark.getAttribute('aria-label'));",
        vec![],
    );
    texts(&marks)
}

/// The rows of the ranked list.
pub(crate) fn ranked(window: &Window) -> Vec<String> {
    wait_for_answers(window);
    let rows = window.script(
        "return [...document.querySelectorAll('main table tbody tr')].map((row) => row.innerText.replace(/\\s+/g, ' '));",
        vec![],
    );
    texts(&rows)
}

pub(crate) fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The active cell of the matrix: person, competency, and what it says.
pub(crate) fn active_cell(window: &Window) -> (String, String, String) {
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
pub(crate) fn move_to(window: &Window, person: &str, competency: &str) {
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

pub(crate) fn set_theme(window: &Window, theme: &str) {
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
    wait_for_answers(window);
}

/// Runs a command of the palette by a part of its name.
pub(crate) fn command(window: &Window, name: &str) {
    window.press(&["Control", "k"]);
    window.wait("the command palette", "document.querySelector('[role=dialog] input')");
    window.settle();
    window.type_text(name);
    window.settle();
    window.press(&["Enter"]);
    window.wait("the palette to close", "!document.querySelector('[role=dialog] input[role=combobox]')");
    window.settle();
}

/// Presses Tab until what has the focus is called so, as somebody without a mouse would.
pub(crate) fn tab_to(window: &Window, name: &str) {
    let mut passed = Vec::new();
    for _ in 0..150 {
        window.press(&["Tab"]);
        let now = window.script(
            "const element = document.activeElement;
             const labelled = element.labels?.[0]?.innerText;
             return (element.getAttribute('aria-label') ?? labelled ?? element.innerText ?? '').trim();",
            vec![],
        );
        let now = now.as_str().unwrap_or_default().to_owned();
        if now == name {
            return;
        }
        passed.push(now);
    }
    panic!("Tab never comes to “{name}”; it passes {passed:?}\nThe page says:\n{}", window.page_text());
}

/// What the side bar says was done last.
pub(crate) fn wait_for_done(window: &Window, label: &str) {
    window.wait(
        &format!("“{label}” in the side bar"),
        &format!("document.querySelector('nav')?.innerText.includes({})", Value::from(label)),
    );
    window.settle();
}

/// Plays the shell's notice of dropped files: a drop itself cannot be driven. From here on all is real.
pub(crate) fn drop_file(window: &Window, path: &std::path::Path) {
    window.script(
        "const listeners = Object.getOwnPropertyNames(window).map((name) => window[name])
           .find((value) => value && Object.hasOwn(Object(value), 'files-dropped'))['files-dropped'];
         for (const id of Object.getOwnPropertyNames(listeners))
           window.__TAURI_INTERNALS__.runCallback(
             listeners[id].handlerId, { event: 'files-dropped', id, payload: { paths: [arguments[0]] } });
         return true;",
        vec![path.to_string_lossy().into()],
    );
}

//! Every screen, in both themes and sizes, with the sample and with nothing: axe finds nothing, and nothing is wider than
//! the window.

use std::fs;

use cadre_tests::{folder::Folder, window::Window};
use serde_json::Value;

use crate::driving::{SCREENS, alone, command, explore_the_sample, go, set_theme, wait_for_screen};

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

/// Shows everything twice as large, and asks axe about every screen.
fn look_twice_as_large(window: &Window, name: &str) {
    window.resize(1440, 900);
    for _ in 0..5 {
        window.press(&["Control", "="]);
        window.settle();
    }
    let width = window.script("return window.innerWidth;", vec![]);
    assert!(width.as_f64().is_some_and(|width| width < 800.0), "not twice as large: {width}");
    let mut problems = Vec::new();
    for (screen, _) in SCREENS {
        go(window, screen);
        window.photograph(&format!("{}-{name}-twice", screen.to_lowercase()));
        problems.extend(
            window.accessibility_problems().into_iter().map(|problem| format!("{screen}: {problem}")),
        );
    }
    window.press(&["Control", "0"]);
    assert!(problems.is_empty(), "at 200%:\n{}", problems.join("\n"));
}

#[test]
fn every_screen_of_the_sample_is_good_in_both_themes() {
    let _alone = alone();
    let folder = Folder::new();
    let window = explore_the_sample(&folder);
    look_at_everything(&window, "sample");
    for (name, says) in [("Own ratings", "differ"), ("Set up", "Three steps")] {
        for theme in ["light", "dark"] {
            set_theme(&window, theme);
            command(&window, name);
            window.wait(name, &format!("document.querySelector('main')?.innerText.includes('{says}')"));
            window.photograph(&format!("{}-sample-{theme}", name.to_lowercase().replace(' ', "-")));
            assert_eq!(window.accessibility_problems(), Vec::<String>::new(), "{name}, {theme}");
        }
    }
    look_twice_as_large(&window, "sample");
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
        let says = if screen == "History" { "Undo one operation" } else { "Import" };
        assert!(main.contains(says), "{screen} does not say what to do:\n{main}");
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

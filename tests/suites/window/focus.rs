//! The keyboard is never nowhere: whatever screen is gone to, and however, has the focus.

use cadre_tests::{folder::Folder, window::Window};

use crate::driving::{SCREENS, alone, command, explore_the_sample, go, wait_for_screen};

/// What has the focus: its tag, its role, and whether the screen holds it.
fn focused(window: &Window) -> String {
    let has = window.script(
        "const has = document.activeElement;
         return `${has.tagName} ${has.getAttribute('role') ?? ''} ${document.querySelector('main').contains(has)}`;",
        vec![],
    );
    has.as_str().unwrap_or_default().to_owned()
}

/// Waits until the focus is on what the screen is worked with: never nowhere, never left on the screen's frame.
fn wait_for_focus(window: &Window, screen: &str) {
    window.wait(
        &format!("the focus in {screen}"),
        "document.activeElement.closest('main') && document.activeElement.tagName !== 'MAIN'",
    );
    let has = focused(window);
    assert!(has.ends_with(" true") && !has.starts_with("BODY"), "{screen}: {has}");
    if screen == "Matrix" {
        assert!(
            has.starts_with("DIV grid") || has.starts_with("TABLE grid"),
            "keys set levels at once: {has}"
        );
    }
}

#[test]
fn every_screen_has_the_focus_however_it_is_gone_to() {
    let _alone = alone();
    let folder = Folder::new();
    let window = explore_the_sample(&folder);
    wait_for_focus(&window, "Overview");
    // By the keys, from the side bar.
    for (screen, _) in SCREENS {
        window.script("document.querySelector('nav button').focus(); return true;", vec![]);
        go(&window, screen);
        wait_for_focus(&window, screen);
    }
    // By the palette, out of a field that goes with its screen.
    for (screen, _) in SCREENS {
        go(&window, "Priorities");
        window.script("document.querySelector('main input')?.focus(); return true;", vec![]);
        command(&window, screen);
        wait_for_screen(&window, screen);
        wait_for_focus(&window, screen);
    }
    for (name, says) in [("Own ratings", "differ"), ("Set up", "Three steps")] {
        command(&window, name);
        window.wait(name, &format!("document.querySelector('main')?.innerText.includes('{says}')"));
        wait_for_focus(&window, name);
    }
    // Back from a box that the palette opened.
    command(&window, "Forms for own");
    window.wait("the forms", "document.querySelector('.modal form')");
    window.settle();
    window.press(&["Escape"]);
    window.wait("the forms to close", "!document.querySelector('.modal')");
    wait_for_focus(&window, "the set-up");
}

#[test]
fn a_workspace_given_on_the_command_line_has_the_focus() {
    let _alone = alone();
    let folder = Folder::with_empty_workspace();
    let window = Window::open(folder.path(), &[&folder.at("t.cadre").to_string_lossy()]);
    wait_for_screen(&window, "Overview");
    wait_for_focus(&window, "Overview");
}

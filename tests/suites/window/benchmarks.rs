//! The benchmark library in the window: from a figure to its source, and an edition of one's own added, chosen and undone.

use cadre_tests::{checkout, dialog, folder::Folder, window::Window};

use crate::driving::{alone, command, go, marks, tab_to, wait_for_done, wait_for_screen};

fn wait_for_box(window: &Window, title: &str) {
    window.wait(title, &format!("document.querySelector('.modal-title')?.innerText === '{title}'"));
    window.settle();
}

fn look(window: &Window, name: &str) {
    let mut problems = Vec::new();
    for theme in ["light", "dark"] {
        // The palette does not open over a box.
        window.script(
            "document.documentElement.dataset.theme = arguments[0]; return true;",
            vec![theme.into()],
        );
        for (width, height) in [(1440, 900), (1000, 700)] {
            window.resize(width, height);
            window.settle();
            let picture = format!("benchmarks-{name}-{theme}-{width}");
            window.photograph(&picture);
            problems
                .extend(window.accessibility_problems().into_iter().map(|one| format!("{picture}: {one}")));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_figure_leads_to_its_source_and_an_own_edition_is_added_and_undone() {
    let _alone = alone();
    let folder = Folder::with_sample();
    let workspace = folder.at("t.cadre");
    let window = Window::open(folder.path(), &[&workspace.to_string_lossy()]);
    wait_for_screen(&window, "Overview");
    let picture = marks(&window);

    tab_to(&window, "About this edition");
    window.press(&["Enter"]);
    wait_for_box(&window, "ISACA, State of Cybersecurity 2024");
    let said = window.text(".modal");
    for part in ["1,868", "51%", "Dark Reading", "isaca.gap.llm-ml-secops", "Where sources differ"] {
        assert!(said.contains(part), "no {part} in\n{said}");
    }
    look(&window, "edition");
    window.press(&["Escape"]);
    window.wait("the page again", "document.querySelector('.modal') === null");
    let focused = window.script("return document.activeElement.innerText;", vec![]);
    assert_eq!(focused, "About this edition", "the focus comes back");

    command(&window, "Benchmarks and their sources");
    wait_for_box(&window, "Benchmarks and their sources");
    window.wait("the list", "document.querySelectorAll('.modal [data-edition]').length >= 20");
    look(&window, "list");
    window.click("button", "Add an edition of your own");
    let own = checkout::root().join("data/own-editions/example.toml");
    dialog::answer("Add an edition of your own", &own);
    wait_for_box(&window, "Add example.toml");
    look(&window, "preview");
    window.click("button", "Add the edition");
    wait_for_box(&window, "Example Security Society, Members\\' survey 2026");
    window.click("button", "Use as the default");
    window.wait("the default", "document.querySelector('.modal')?.innerText.includes('The default')");
    window.press(&["Escape"]);
    wait_for_done(&window, "Compare with Example Security Society 2026");
    go(&window, "Compare");
    assert!(window.text("main").contains("Example Security Society 2026"), "{}", window.text("main"));
    let gaps = folder.cadre("gaps t.cadre --json").json();
    assert_eq!(gaps["benchmark"]["id"], "example-society-2026", "the command line sees it too");

    window.press(&["Control", "z"]);
    wait_for_done(&window, "Undid: Compare with");
    window.press(&["Control", "z"]);
    wait_for_done(&window, "Undid: Add the benchmark");
    go(&window, "Overview");
    assert_eq!(marks(&window), picture);
}

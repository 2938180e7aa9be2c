//! The Privacy tab without a mouse: what is kept of somebody is shown, and they are erased once it is confirmed.

use cadre_tests::folder::Folder;

use crate::driving::{alone, explore_the_sample, go, set_theme, tab_to, wait_for_answers, wait_for_done};

#[test]
fn somebody_is_looked_at_and_erased_from_file_and_backups() {
    const NAME: &str = "Amara Osei";
    let _alone = alone();
    let folder = Folder::new();
    let window = explore_the_sample(&folder);
    go(&window, "History");
    tab_to(&window, "Operations");
    window.press(&["ArrowRight"]);
    window.wait("the tab", "document.querySelector('main h1')?.innerText === 'What is kept about people'");
    tab_to(&window, "Person");
    window.type_text(NAME);
    window.settle();
    window.press(&["Enter"]);
    window.wait("their data", "document.querySelector('main')?.innerText.includes('Who they are here')");
    let mut problems = Vec::new();
    for theme in ["light", "dark"] {
        set_theme(&window, theme);
        for (width, height) in [(1440, 900), (1000, 700)] {
            window.resize(width, height);
            wait_for_answers(&window);
            window.photograph(&format!("privacy-{theme}-{width}"));
            problems.extend(window.accessibility_problems());
        }
    }
    for part in ["For the works council", "How long it is kept", "A person"] {
        window.click("main button", part);
        wait_for_answers(&window);
        window.photograph(&format!("privacy-{}", part.to_lowercase().replace(' ', "-")));
        problems.extend(window.accessibility_problems());
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(!folder.files_with(NAME).is_empty());

    tab_to(&window, "Erase Amara Osei");
    window.press(&["Enter"]);
    window.wait(
        "the question",
        "document.querySelector('[role=dialog]')?.innerText.includes('It cannot be undone.')",
    );
    window.settle();
    window.photograph("privacy-erase-dark");
    problems.extend(window.accessibility_problems());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    // The way back has the focus; the way on is the next.
    window.press(&["Tab"]);
    window.press(&["Enter"]);
    wait_for_done(&window, "Erased a person and");
    window.wait(
        "what was done",
        "document.querySelector('[role=status].told')?.innerText.includes('Erased 1 person')",
    );
    window.photograph("privacy-erased-dark");
    let with = folder.files_with(NAME);
    assert!(with.iter().all(|file| file.ends_with("-erase.cadre")), "{with:?}");
}

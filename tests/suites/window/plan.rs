//! The plan without a mouse: a scenario is solved, a line of it forbidden and brought back, two scenarios compared, and the
//! requisition read.

use cadre_tests::{folder::Folder, program::cadre, window::Window};
use serde_json::Value;

use crate::driving::{alone, go, marks, set_theme, tab_to, wait_for_answers, wait_for_done, wait_for_screen};

/// The hires of the plan that is shown: "Hire Identity engineer, Platform security".
fn hires(window: &Window) -> Vec<String> {
    let said = marks(window);
    let hires = said.iter().filter(|mark| mark.starts_with("Hire "));
    hires.filter_map(|mark| mark.split('.').next()).map(str::to_owned).collect()
}

/// Types over what stands in a field.
fn fill(window: &Window, field: &str, text: &str) {
    tab_to(window, field);
    window.press(&["Control", "a"]);
    window.type_text(text);
}

/// The finding of the screen.
fn finding(window: &Window) -> String {
    wait_for_answers(window);
    window.text("main h1")
}

#[test]
fn a_scenario_is_solved_a_line_forbidden_and_the_plan_handed_on() {
    let _alone = alone();
    let folder = Folder::new();
    let _ = folder.cadre("init t.cadre --sample").done();
    let scenarios = |folder: &Folder| folder.export("t.cadre")["scenarios"].clone();
    let window = Window::open(folder.path(), &[&folder.at("t.cadre").to_string_lossy()]);
    wait_for_screen(&window, "Overview");
    go(&window, "Plan");
    assert!(window.text("main").contains("Hiring freeze"), "what to begin with is offered");

    // The open seats would cost more than this.
    tab_to(&window, "New scenario");
    window.press(&["Enter"]);
    window.wait("the form", "document.querySelector('.modal form')");
    window.settle();
    fill(&window, "Name", "Two hires");
    fill(&window, "Budget", "220000");
    fill(&window, "Hires", "2");
    assert_eq!(window.accessibility_problems(), Vec::<String>::new(), "the form");
    window.press(&["Enter"]);
    wait_for_done(&window, "Add the scenario Two hires");
    let first = finding(&window);
    assert!(first.starts_with("Two hires and "), "{first}");
    let before = scenarios(&folder);
    assert_eq!(
        (before[0]["budget"].as_f64(), before[0]["hires"].as_u64()),
        (Some(220_000.0), Some(2)),
        "what was typed is kept"
    );
    let hired = hires(&window);
    assert_eq!(hired.len(), 2, "{hired:?}");

    // The command line has the same figures of it.
    let kept =
        cadre(folder.path(), &["plan", "t.cadre", "--scenario", "Two hires", "--kept", "--json"]).json();
    assert_eq!(kept["objective"], before[0]["outcome"]["objective"]);
    let percent = |value: &Value| format!("{:.0}", 100.0 * value.as_f64().unwrap_or_default());
    let [p10, p50, p90] = ["p10", "p50", "p90"].map(|odds| percent(&kept["coverage"][3][odds]));
    let said = window.text("main table").split_whitespace().collect::<Vec<_>>().join(" ");
    for figure in
        [format!("{p50}%"), format!("P10 {p10}, P90 {p90}"), "of €220k".to_owned(), "2 of 2".to_owned()]
    {
        assert!(said.contains(&figure), "{figure} is not in:\n{said}");
    }

    // A line of the picture says why it is in, and is forbidden.
    tab_to(&window, "Two hires, by quarter");
    window.press(&["Enter"]);
    window.wait("why it is in", "document.activeElement?.innerText?.startsWith('Why ')");
    let line = hired[0].clone();
    tab_to(&window, &format!("Forbid: {line}"));
    window.photograph("plan-line");
    window.press(&["Enter"]);
    wait_for_done(&window, "Solve the scenario Two hires again");
    let without = hires(&window);
    assert!(!without.contains(&line), "{line} was forbidden: {without:?}");
    let wished = scenarios(&folder);
    assert_eq!(wished[0]["wishes"].as_array().map(Vec::len), Some(1));
    window.wait("the wish", "document.querySelector('main')?.innerText.includes('Forbidden: hire')");

    // Undo brings the former plan back.
    window.press(&["Control", "z"]);
    wait_for_done(&window, "Undid: Solve the scenario Two hires again");
    assert_eq!(finding(&window), first);
    assert_eq!(hires(&window), hired);
    assert_eq!(scenarios(&folder), before);

    // A second scenario beside it; the arrow keys go from one to the other.
    tab_to(&window, "New scenario");
    window.press(&["Enter"]);
    window.wait("the form", "document.querySelector('.modal form')");
    window.settle();
    fill(&window, "Name", "Train only");
    fill(&window, "Hires", "0");
    window.press(&["Enter"]);
    wait_for_done(&window, "Add the scenario Train only");
    assert_eq!(hires(&window), Vec::<String>::new());
    window.wait(
        "both side by side",
        "document.querySelectorAll('main thead button.name').length === 2
         && document.querySelector('main thead [aria-current=true]')?.innerText === 'Train only'",
    );
    window.script("document.querySelector('main thead [aria-current=true]').focus(); return true;", vec![]);
    window.press(&["ArrowLeft"]);
    window.wait(
        "the first again",
        "document.querySelector('main thead [aria-current=true]')?.innerText === 'Two hires'
         && document.activeElement?.innerText === 'Two hires'",
    );
    assert_eq!(finding(&window), first);

    // What is handed on names every role that is hired.
    tab_to(&window, "Requisition");
    window.press(&["Enter"]);
    window.wait("the requisitions", "document.querySelector('.modal section')");
    window.settle();
    let texts = window.text(".modal");
    for line in &hired {
        let role = line.trim_start_matches("Hire ");
        assert!(texts.contains(role), "no requisition of {role}:\n{texts}");
    }
    assert!(texts.contains("Must have"), "{texts}");
    window.press(&["Escape"]);
    window.wait("the page again", "!document.querySelector('.modal')");

    let mut problems = Vec::new();
    for theme in ["light", "dark"] {
        set_theme(&window, theme);
        for (width, height) in [(1440, 900), (1000, 700)] {
            window.resize(width, height);
            wait_for_answers(&window);
            window.photograph(&format!("plan-two-{theme}-{width}"));
            problems.extend(window.accessibility_problems());
            let wide = window.script(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth;",
                vec![],
            );
            assert_eq!(wide, Value::Bool(false), "the page is wider than the window");
        }
    }
    assert_eq!(problems, Vec::<String>::new());
}

//! From nothing to a recorded team without a mouse: a workspace, an import, a role, ten levels, three undos, an export.

use cadre_tests::{dialog, folder::Folder, window::Window};

use crate::driving::{alone, command, go, tab_to, wait_for_done};

/// A team of eight as a manager keeps it: a title, the head in row 3, words for levels.
const SKILLS: &str = "Skills of the Blue team\n\n\
    Name;Role;Prompt-injection defence;Output handling;Cloud posture;Communication\n\
    Ada Lovelace;LLM security engineer;Advanced;Intermediate;Beginner;Expert\n\
    Bo Diddley;LLM security engineer;Beginner;;None;Intermediate\n\
    Cy Young;Cloud security engineer;;;Advanced;Beginner\n\
    Di Prince;Cloud security engineer;;;Expert;Intermediate\n\
    Ed Wood;SOC analyst;;;;Beginner\n\
    Fay Wray;SOC analyst;;;;Advanced\n\
    Gus Grissom;;;;;Beginner\n\
    Hal Jordan;Security lead;;Beginner;Beginner;Expert\n";

#[test]
fn a_team_of_eight_is_set_up_without_a_mouse() {
    let _alone = alone();
    let folder = Folder::new();
    folder.write("skills.csv", SKILLS);
    let window = Window::open(folder.path(), &[]);
    window.wait("the start screen", "document.body.innerText.includes('Explore the sample team')");

    // A new workspace, by its keys and the system's own dialog.
    window.press(&["Control", "n"]);
    window.wait("the name", "document.activeElement?.matches('[role=dialog] input')");
    window.settle();
    window.type_text("Blue team");
    // Without a passphrase, which is a choice of its own.
    window.press(&["Tab"]);
    window.press(&["ArrowDown"]);
    window.settle();
    window.photograph("new-workspace");
    assert_eq!(window.accessibility_problems(), Vec::<String>::new());
    window.press(&["Enter"]);
    dialog::answer("Keep the new workspace as", &folder.at("blue.cadre"));
    window.wait("the set-up", "document.querySelector('main h1')?.innerText === 'Set up Blue team'");
    window.photograph("set-up-empty");
    assert_eq!(window.accessibility_problems(), Vec::<String>::new());

    // Eight people with 17 levels.
    window.press(&["Control", "i"]);
    dialog::answer("Import spreadsheets", &folder.at("skills.csv"));
    window.wait("the preview", "document.querySelector('main h1')?.innerText === 'Import'");
    tab_to(&window, "Import 17 assessments");
    window.press(&["Enter"]);
    wait_for_done(&window, "Import 17 assessments from skills.csv");

    // A role of one's own.
    go(&window, "Team");
    tab_to(&window, "Add");
    window.press(&["Enter"]);
    window.wait("the menu", "document.querySelector('[role=menu]')");
    window.settle();
    // Person, several people, role.
    window.press(&["ArrowDown"]);
    window.press(&["ArrowDown"]);
    window.settle();
    if !focused(&window).starts_with("Role") {
        window.press(&["ArrowDown"]);
    }
    assert!(focused(&window).starts_with("Role"), "{}", focused(&window));
    window.press(&["Enter"]);
    window.wait("the form", "document.querySelector('main')?.innerText.includes('Add role')");
    window.settle();
    if focused_label(&window) != "Name" {
        tab_to(&window, "Name");
    }
    window.type_text("Threat hunter");
    for (figure, value) in [
        ("Yearly cost", "95000"),
        ("Hiring cost", "7000"),
        ("Contractor", "40000"),
        ("Weeks to fill", "12"),
        ("Weeks to ramp", "8"),
    ] {
        tab_to(&window, figure);
        window.type_text(value);
    }
    window.photograph("team-new-role");
    tab_to(&window, "Add role");
    window.press(&["Enter"]);
    wait_for_done(&window, "Add the role Threat hunter");

    // Ten levels, a row of five for each of two people.
    go(&window, "Matrix");
    window.wait("the grid", "document.activeElement?.getAttribute('role') === 'grid'");
    window.press(&["Control", "Home"]);
    for row in ["32101", "43210"] {
        for level in row.chars() {
            window.press(&[&level.to_string()]);
            window.press(&["ArrowRight"]);
        }
        window.press(&["ArrowDown"]);
        window.press(&["Home"]);
    }
    window.wait(
        "ten levels in the history",
        "document.querySelector('nav')?.innerText.includes('Set level 0: Bo Diddley')",
    );
    for _ in 0..3 {
        window.press(&["Control", "z"]);
        window.settle();
    }
    wait_for_done(&window, "Undid: Set level 2: Bo Diddley");
    let log = folder.cadre("log blue.cadre --json").json();
    let kinds: Vec<&str> =
        log["operations"].as_array().into_iter().flatten().filter_map(|one| one["kind"].as_str()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "set-level").count(), 10, "{kinds:?}");
    assert_eq!(kinds.iter().filter(|kind| **kind == "undo").count(), 3, "{kinds:?}");

    // The workbook, which makes an equal workspace again: 17 levels of the file and 7 that stand.
    window.press(&["Control", "e"]);
    dialog::answer("Export as a workbook", &folder.at("blue.xlsx"));
    window.wait("the path", "document.body.innerText.includes('blue.xlsx')");
    let _ = folder.cadre("init other.cadre --name Other").done();
    let imported = folder.cadre("import other.cadre blue.xlsx --json").json();
    assert_eq!(imported["assessments"], 24, "{imported:#}");
    assert_eq!(imported["people_added"], 8);
    let roles = imported["roles_added"].to_string();
    assert!(roles.contains("Threat hunter"), "{roles}");

    // And the history shows all of it, newest first.
    go(&window, "History");
    let said = window.text("main");
    assert!(said.contains("Undid: Set level 2: Bo Diddley"), "{said}");
    command(&window, "Own ratings");
    window.wait("the own ratings", "document.querySelector('main')?.innerText.includes('rated themselves')");
}

fn focused(window: &Window) -> String {
    let text = window.script("return document.activeElement?.innerText ?? '';", vec![]);
    text.as_str().unwrap_or_default().trim().to_owned()
}

fn focused_label(window: &Window) -> String {
    let text = window.script("return document.activeElement?.labels?.[0]?.innerText ?? '';", vec![]);
    text.as_str().unwrap_or_default().trim().to_owned()
}

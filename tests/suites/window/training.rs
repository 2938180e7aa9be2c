//! The Training tab without a mouse: a list is brought in, one with mistakes is refused, an item is added and taken back.

use cadre_tests::{dialog, folder::Folder};

use crate::driving::{alone, explore_the_sample, go, set_theme, tab_to, wait_for_done};

/// One item that is there, with its cost; one that is new, over two rows.
const LIST: &str = "Training item,Cost,Hours,Competency,From,To,Estimates\n\
    Briefing workshop,450,12,Communication,1,2,none\n\
    Red team week,2500,40,AI red teaming,0,2,\"cost, hours\"\n\
    Red team week,,,Penetration testing,1,2,\n";

#[test]
fn training_items_are_kept_without_a_mouse() {
    let _alone = alone();
    let folder = Folder::new();
    folder.write("list.csv", LIST);
    folder.write("wrong.csv", LIST.replace("AI red teaming,0,2", "AI red teaming,2,2"));
    let window = explore_the_sample(&folder);
    go(&window, "Team");
    tab_to(&window, "Roles and people");
    window.press(&["ArrowRight"]);
    window.press(&["ArrowRight"]);
    window.press(&["Enter"]);
    // 22 shipped items and 7 of the sample's own.
    window
        .wait("the items", "document.querySelector('main h1')?.innerText.startsWith('29 training items; ')");

    // A list with a mistake changes nothing, and says where it is.
    tab_to(&window, "Import a list");
    window.press(&["Enter"]);
    dialog::answer("Import a list of training items", &folder.at("wrong.csv"));
    window.wait("the mistake", "document.body.innerText.includes('row 3, To')");
    window.photograph("training-wrong-list");
    tab_to(&window, "Import a list");
    window.press(&["Enter"]);
    dialog::answer("Import a list of training items", &folder.at("list.csv"));
    wait_for_done(&window, "Import training from list.csv");
    window.wait(
        "the new item",
        "document.querySelector('main h1')?.innerText.startsWith('30 training items; ')",
    );

    // Looked at in both themes and sizes, with an item open.
    window.script(
        "[...document.querySelectorAll('main tbody button')].find((one) => one.innerText === 'Red team week').focus(); return true;",
        vec![],
    );
    window.press(&["Enter"]);
    window.wait("the item", "document.querySelector('aside h2')?.innerText === 'Red team week'");
    let mut problems = Vec::new();
    for theme in ["light", "dark"] {
        set_theme(&window, theme);
        for (width, height) in [(1440, 900), (1000, 700)] {
            window.resize(width, height);
            window.settle();
            window.photograph(&format!("training-{theme}-{width}"));
            problems.extend(window.accessibility_problems());
        }
    }
    assert_eq!(problems, Vec::<String>::new());

    window.press(&["Control", "z"]);
    window.wait("one less", "document.querySelector('main h1')?.innerText.startsWith('29 training items; ')");
    window.press(&["Control", "Shift", "z"]);
    window.wait("it again", "document.querySelector('main h1')?.innerText.startsWith('30 training items; ')");

    // The list that goes out has both.
    tab_to(&window, "Export the list");
    window.press(&["Enter"]);
    dialog::answer("Export the training items", &folder.at("out.csv"));
    window.wait("the notice", "document.body.innerText.includes('Saved ')");
    let list = String::from_utf8_lossy(&folder.read("out.csv")).into_owned();
    let rows: Vec<&str> = list.lines().filter(|row| row.contains("Red team week")).collect();
    assert_eq!(rows.len(), 2, "{list}");
    assert!(
        list.contains("Briefing workshop,Halden Mutual,,course,,agnostic,,450,12,0.8,none,Communication,1,2"),
        "{list}"
    );
}

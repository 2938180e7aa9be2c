//! A spreadsheet goes in through the window, and one undo takes it back.

use cadre_tests::{folder::Folder, window::Window};

use crate::driving::{alone, drop_file, go, marks, set_theme, tab_to, wait_for_done, wait_for_screen};

#[test]
fn a_dropped_spreadsheet_is_previewed_imported_and_taken_back() {
    let _alone = alone();
    let folder = Folder::new();
    let _ = folder.cadre("init t.cadre --sample").done();
    folder.write(
        "levels.csv",
        "Person,Skill,Level,Date\nAmara Osei,Forensics,4,2026-01-15\nAmara Osei,Triage,most of it,2026-01-15\nBen Halvorsen,Triage,2,2026-01-15\nBen Halvorsen,Leadership,0,2026-01-15\n",
    );
    let workspace = folder.at("t.cadre");
    let window = Window::open(folder.path(), &[&workspace.to_string_lossy()]);
    wait_for_screen(&window, "Overview");
    let picture = marks(&window);

    drop_file(&window, &folder.at("levels.csv"));
    window.wait("the preview", "document.querySelector('main h1')?.innerText === 'Import'");
    let said = window.page_text();
    assert!(said.contains("Amara Osei") && said.contains("most of it"), "{said}");
    assert!(said.contains("Import 3 assessments, leave 1 row out"), "{said}");
    window.settle();
    for theme in ["light", "dark"] {
        set_theme(&window, theme);
        window.photograph(&format!("import-{theme}"));
        assert_eq!(window.accessibility_problems(), Vec::<String>::new(), "import, {theme}");
    }

    window.click("button", "Import 3 assessments, leave 1 row out");
    // What came of it is shown, wherever the import was begun.
    wait_for_screen(&window, "Matrix");
    assert!(window.text("nav").contains("Import 3 assessments"), "{}", window.text("nav"));
    let log = folder.cadre("log t.cadre --json").json();
    assert_eq!(log["operations"][0]["assessments"], 3, "the command line sees it too");

    window.press(&["Control", "z"]);
    window.wait(
        "the undo in the side bar",
        "[...document.querySelectorAll('nav button')].some((button) => button.getAttribute('aria-label')?.startsWith('Redo'))",
    );
    go(&window, "Overview");
    assert_eq!(marks(&window), picture, "one undo takes the import back");
}

#[test]
fn what_a_file_leaves_unclear_is_answered_in_the_window() {
    let _alone = alone();
    let folder = Folder::new();
    let _ = folder.cadre("init t.cadre --sample").done();
    folder.write("unclear.csv", "Who,Forensic,Vendor reviews\nAmara Osei,2,3\nNobody Known,1,2\n");
    let workspace = folder.at("t.cadre");
    let window = Window::open(folder.path(), &[&workspace.to_string_lossy()]);
    wait_for_screen(&window, "Overview");
    drop_file(&window, &folder.at("unclear.csv"));
    // 1 to 3 fit several scales, so that the columns and the scale come first; a new person needs a team.
    window.wait("the columns", "document.querySelector('main')?.innerText.includes('Columns and scale')");
    for step in ["File", "Columns and scale", "Names", "Preview"] {
        window.script(
            "[...document.querySelectorAll('main button')].find((one) => one.innerText.includes(arguments[0])).click();
             return true;",
            vec![step.into()],
        );
        window.settle();
        window.photograph(&format!("import-{}", step.to_lowercase().replace(' ', "-")));
        assert_eq!(window.accessibility_problems(), Vec::<String>::new(), "{step}");
    }
    let said = window.page_text();
    assert!(said.contains("Vendor reviews"), "{said}");
    // Nothing is written by looking.
    assert_eq!(folder.cadre("log t.cadre --json").json()["operations"].as_array().map(Vec::len), Some(1));
    window.press(&["Escape"]);
    tab_to(&window, "Cancel");
    window.press(&["Enter"]);
    wait_for_screen(&window, "Overview");
}

#[test]
fn a_workspace_is_made_from_a_workbook_and_back() {
    let _alone = alone();
    let folder = Folder::with_sample();
    let _ = folder.cadre("export t.cadre -o t.xlsx").done();
    let _ = folder.cadre("init empty.cadre --name Copy").done();
    let window = Window::open(folder.path(), &[&folder.at("empty.cadre").to_string_lossy()]);
    wait_for_screen(&window, "Overview");
    drop_file(&window, &folder.at("t.xlsx"));
    window.wait("the preview", "document.querySelector('main h1')?.innerText === 'Import'");
    window.settle();
    window.photograph("import-workbook");
    assert_eq!(window.accessibility_problems(), Vec::<String>::new());
    tab_to_import(&window);
    window.press(&["Enter"]);
    wait_for_done(&window, "Import ");
    let before = folder.cadre("gaps t.cadre --json").json();
    let after = folder.cadre("gaps empty.cadre --json").json();
    for (one, other) in
        before["areas"].as_array().into_iter().flatten().zip(after["areas"].as_array().into_iter().flatten())
    {
        assert_eq!(one["below_target"], other["below_target"], "{}", one["name"]);
        assert_eq!(one["seats"], other["seats"], "{}", one["name"]);
    }
}

/// Comes to the button that imports, whatever it counts.
fn tab_to_import(window: &Window) {
    let name = window.script(
        "return [...document.querySelectorAll('main button')].map((one) => one.innerText.trim()).find((one) => /^Import \\d/.test(one)) ?? '';",
        vec![],
    );
    tab_to(window, name.as_str().unwrap_or_default());
}

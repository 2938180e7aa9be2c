//! Levels set in the matrix change every other screen, and undo brings them back.

use cadre_tests::folder::Folder;

use crate::driving::{active_cell, alone, explore_the_sample, go, marks, move_to, ranked};

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

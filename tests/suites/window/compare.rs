//! Compare in the real window: its figures are those of the command line and of the export, and a pulse is recorded by hand.

use cadre_exchange::read;
use cadre_tests::{folder::Folder, window::Window};
use serde_json::{Value, json};

use crate::driving::{alone, go, texts, wait_for_answers, wait_for_done, wait_for_screen};

/// The counts of a cell, told by itself under ten and after the percentage from ten on: "3 of 5", "27% (6 of 22)".
fn counts(cell: &str) -> Option<(u64, u64)> {
    let words: Vec<&str> = cell.split([' ', '(', ')']).filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| *word == "of")?;
    let number = |word: &str| word.replace(',', "").parse().ok();
    Some((number(words.get(at.checked_sub(1)?)?)?, number(words.get(at + 1)?)?))
}

/// The rows of the table behind the picture, for one of our figures: the area, and the counts of ours and of the column
/// whose head begins so.
fn table(window: &Window, figure: &str, beside: &str) -> Vec<Value> {
    window.click("button", figure);
    window.wait(
        &format!("{figure} chosen"),
        &format!(
            "[...document.querySelectorAll('main button[aria-pressed=true]')].some((one) => one.innerText === '{figure}')"
        ),
    );
    wait_for_answers(window);
    let read = |cells: &str| {
        texts(&window.script(
            &format!("return [...document.querySelectorAll('main .data-table {cells}')].map((cell) => cell.innerText.trim());"),
            vec![],
        ))
    };
    let heads = read("thead th");
    let cells = read("tbody tr > *");
    let column = |head: &str| heads.iter().position(|one| one.starts_with(head));
    let (ours, other) = (column("Ours: ").unwrap_or_default(), column(beside));
    cells
        .chunks(heads.len().max(1))
        .map(|row| json!([row[0], counts(&row[ours]), other.and_then(|other| counts(&row[other]))]))
        .collect()
}

#[test]
fn the_window_the_command_line_and_the_export_have_the_same_figures() {
    let _alone = alone();
    let folder = Folder::new();
    let _ = folder.cadre("init t.cadre --sample").done();
    let gaps = folder.cadre("gaps t.cadre --json").json();
    let _ = folder.cadre("export t.cadre -o t.xlsx").done();
    let window = Window::open(folder.path(), &[&folder.at("t.cadre").to_string_lossy()]);
    wait_for_screen(&window, "Overview");
    go(&window, "Compare");
    window.photograph("compare-below-target");
    window.click("button", "Show as table");
    window.wait("the table", "document.querySelector('main .data-table table')");

    let sorted = |mut rows: Vec<Value>| {
        rows.sort_by_key(ToString::to_string);
        rows
    };
    let areas = gaps["areas"].as_array().cloned().unwrap_or_default();
    assert_eq!(areas.len(), 16, "every area is a row");
    let pair = |count: &Value, of: &Value| if of == &json!(0) { Value::Null } else { json!([count, of]) };
    let of_gaps = |row: &dyn Fn(&Value) -> (Value, Value)| {
        let told = |area: &Value| {
            let (ours, beside) = row(area);
            json!([area["name"], ours, beside])
        };
        sorted(areas.iter().map(told).collect())
    };
    let share = |share: &Value| pair(&share["count"], &share["of"]);
    let pulse =
        |area: &Value| if area["perceived"].is_null() { Value::Null } else { share(&area["perceived"]) };
    let unfilled = |area: &Value| {
        let number = |name: &str| area["seats"][name].as_u64().unwrap_or_default();
        pair(&json!(number("required") - number("filled")), &json!(number("required")))
    };
    assert_eq!(
        sorted(table(&window, "Below target", "low or none")),
        of_gaps(&|area| (share(&area["below_target"]), share(&area["low_or_none"])))
    );
    assert_eq!(sorted(table(&window, "Seat gap", "Pulse: ")), of_gaps(&|area| (unfilled(area), pulse(area))));
    assert_eq!(
        sorted(table(&window, "Low or none", "Pulse: ")),
        of_gaps(&|area| (share(&area["low_or_none"]), pulse(area)))
    );
    assert_eq!(
        sorted(table(&window, "Perceived gap", "Nothing")),
        of_gaps(&|area| (pulse(area), Value::Null))
    );

    // And the sheet of the export, found by its heads.
    let book =
        read::open(&folder.read("t.xlsx"), "t.xlsx").unwrap_or_else(|error| panic!("the export: {error}"));
    let sheet =
        book.sheets.iter().find(|sheet| sheet.name == "Gaps").unwrap_or_else(|| panic!("no sheet of gaps"));
    let mut rows = sheet.rows.iter().skip_while(|row| row.cell(0).text() != "Area");
    let heads: Vec<String> = rows
        .next()
        .map(|head| head.cells.iter().map(|cell| cell.text().into_owned()).collect())
        .unwrap_or_default();
    let exported: Vec<Value> = rows
        .map(|row| {
            let number = |head: &str, after: usize| -> Value {
                let at = heads.iter().position(|one| one == head).map_or(0, |at| at + after);
                row.cell(at as u32).text().parse::<u64>().map_or(Value::Null, |number| json!(number))
            };
            json!([
                row.cell(0).text(),
                pair(&number("Below target", 0), &number("Below target", 1)),
                pair(&number("At level 0 or 1", 0), &number("At level 0 or 1", 1))
            ])
        })
        .collect();
    assert_eq!(
        sorted(exported),
        of_gaps(&|area| (share(&area["below_target"]), share(&area["low_or_none"])))
    );
}

#[test]
fn a_pulse_is_recorded_by_hand_and_taken_back() {
    let _alone = alone();
    let folder = Folder::new();
    let _ = folder.cadre("init t.cadre --sample").done();
    let window = Window::open(folder.path(), &[&folder.at("t.cadre").to_string_lossy()]);
    wait_for_screen(&window, "Overview");
    go(&window, "Compare");
    for figure in ["Seat gap", "Perceived gap"] {
        window.click("button", figure);
        window.settle();
        window.settle();
        window.photograph(&format!("compare-{}", figure.to_lowercase().replace(' ', "-")));
    }
    window.click("button", "Pulse");
    window.wait("the pulses", "document.querySelector('aside[aria-label=Pulse] section')");
    window.click("button", "Record answers or save a sheet");
    window.wait("the form", "document.querySelector('aside form')");
    window.settle();
    window.photograph("compare-pulse-form");
    assert_eq!(window.accessibility_problems(), Vec::<String>::new());
    let pulses = |folder: &Folder| folder.export("t.cadre")["pulses"].as_array().map_or(0, Vec::len);
    window.click("button", "Add an answer");
    window.click("button", "Record the pulse");
    window.wait("the list", "!document.querySelector('aside form')");
    assert_eq!(pulses(&folder), 2);
    window.press(&["Control", "z"]);
    wait_for_done(&window, "Undid: Record the pulse");
    assert_eq!(pulses(&folder), 1);
}

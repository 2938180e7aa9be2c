//! Text for the cells and names of a workbook: inert, no longer than Excel takes, and how much room it needs.

use std::collections::HashSet;

use cadre_core::formula_text::inert;
use rust_xlsxwriter::cell_autofit_width;

use crate::writable::{is_wide, legal, on_one_line, start_of};

/// Longest text of a cell, in UTF-16 units.
const MAX_CELL: usize = 32_767;
/// Longest name of a sheet, in UTF-16 units.
const MAX_SHEET_NAME: usize = 31;
/// Longest head of a column of a table, and longest name of a table, in UTF-16 units.
const MAX_NAME: usize = 250;

/// The text as a cell holds it: what a spreadsheet program could run as a formula stands behind an apostrophe, as in the
/// exports, so that it stays inert when the workbook is saved as CSV later.
pub(super) fn cell(text: &str) -> String {
    start_of(&inert(legal(text).trim()), MAX_CELL).to_owned()
}

/// About how many pixels a cell takes that shows the text. A tenth is added, because the font of the machine that opens
/// the file may run wider than the one measured.
pub(super) fn width(text: &str) -> u32 {
    text.lines().map(line_width).max().unwrap_or(0) * 11 / 10
}

/// About how many lines a text takes in a cell of this many pixels.
pub(super) fn lines(text: &str, pixels: u32) -> u32 {
    // The word that no longer fits leaves some of each line blank.
    let room = pixels.saturating_sub(20).max(20);
    text.lines().map(|line| line_width(line).div_ceil(room).max(1)).sum::<u32>().max(1)
}

fn line_width(line: &str) -> u32 {
    // The library measures no further than this, and takes 8 pixels for a character that is not ASCII.
    const MEASURED: usize = 233;
    let end = line.char_indices().nth(MEASURED).map_or(line.len(), |(at, _)| at);
    let start = &line[..end];
    let wide = start.chars().filter(|c| is_wide(*c)).count() as u32;
    let measured = cell_autofit_width(start) + 7 * wide;
    // What is longer runs on at the same rate.
    (u64::from(measured) * line.len() as u64 / start.len().max(1) as u64).min(1 << 20) as u32
}

/// The names given to the sheets and tables of a workbook so far.
#[derive(Default)]
pub(super) struct Names {
    sheets: HashSet<String>,
    tables: HashSet<String>,
}

impl Names {
    /// The name of a sheet as Excel takes it, with a number where another has it already.
    pub(super) fn of_sheet(&mut self, name: &str) -> String {
        let name = legal(name).replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
        let name = on_one_line(&name);
        let name = name.trim_matches(['\'', ' ']);
        let name = if name.is_empty() { "Sheet" } else { name };
        // Excel keeps this name for itself.
        let name = if name.eq_ignore_ascii_case("history") { "History of it" } else { name };
        unique(&mut self.sheets, |suffix| {
            let start = start_of(name, MAX_SHEET_NAME - suffix.len()).trim_end_matches(['\'', ' ']);
            format!("{start}{suffix}")
        })
    }

    /// The name of a table as formulas can say it: letters, digits and underscores, and no address of a cell.
    pub(super) fn of_table(&mut self, name: &str) -> String {
        let words: Vec<String> = legal(name)
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let name = format!("Report_{}", words.join("_"));
        unique(&mut self.tables, |suffix| {
            let number: String = suffix.chars().filter(char::is_ascii_digit).collect();
            let start = start_of(&name, MAX_NAME - suffix.len()).trim_end_matches('_');
            if number.is_empty() { start.to_owned() } else { format!("{start}_{number}") }
        })
    }
}

/// The heads of the columns of a table: none empty, no two the same.
pub(super) fn heads<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::new();
    names
        .map(|name| {
            let name = cell(&on_one_line(name));
            let name = if name.is_empty() { "Item" } else { &name };
            unique(&mut taken, |suffix| format!("{}{suffix}", start_of(name, MAX_NAME - suffix.len())))
        })
        .collect()
}

/// The first of a name's forms, bare, with " (2)", with " (3)", … that is not taken whatever its case.
fn unique(taken: &mut HashSet<String>, form: impl Fn(&str) -> String) -> String {
    let mut number = 1_u32;
    loop {
        let candidate = form(&if number == 1 { String::new() } else { format!(" ({number})") });
        if taken.insert(candidate.to_lowercase()) {
            return candidate;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_no_formula() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            (" \t=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-1", "'-1"),
            ("+1", "'+1"),
            ("a=1", "a=1"),
            ("\u{0}=1", "'=1"),
        ] {
            assert_eq!(cell(text), expected, "{text:?}");
        }
    }

    #[test]
    fn names_are_those_that_excel_takes() {
        let mut names = Names::default();
        let long = "A name of sixty characters that is far too long for a sheet";
        for (name, expected) in [
            ("Gaps", "Gaps"),
            ("gaps", "gaps (2)"),
            ("[a]:b*c?d/e\\f", "a b c d e f"),
            ("'quoted'", "quoted"),
            ("", "Sheet"),
            ("History", "History of it"),
            (long, "A name of sixty characters that"),
            (long, "A name of sixty characters (2)"),
        ] {
            assert_eq!(names.of_sheet(name), expected, "{name:?}");
        }
        for (name, expected) in [
            ("Q1", "Report_Q1"),
            ("All areas", "Report_All_areas"),
            ("all areas", "Report_all_areas_2"),
            ("差距", "Report"),
        ] {
            assert_eq!(names.of_table(name), expected, "{name:?}");
        }
        assert_eq!(
            heads(["", "Area", "area", "a\nb", "=x", ""].into_iter()),
            ["Item", "Area", "area (2)", "a b", "'=x", "Item (2)"]
        );
    }
}

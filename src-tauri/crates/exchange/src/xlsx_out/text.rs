//! Text for the cells and names of a workbook: what Excel refuses is taken out, and how much room the rest takes is
//! estimated.

use std::collections::HashSet;

use cadre_core::formula_text::inert;
use rust_xlsxwriter::cell_autofit_width;

/// Longest text of a cell, in UTF-16 units.
const MAX_CELL: usize = 32_767;
/// Longest name of a sheet, in UTF-16 units.
const MAX_SHEET_NAME: usize = 31;

/// The text without control characters and blanks around it.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = text.chars().filter(|c| {
        matches!(c, '\n' | '\t') || !c.is_control() && !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    });
    kept.collect::<String>().trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}').to_owned()
}

/// The text as a cell holds it: inert, and no longer than Excel takes.
pub(super) fn cell(text: &str) -> String {
    cut(&inert(&plain(text)), MAX_CELL).to_owned()
}

/// The text up to `limit` UTF-16 units.
fn cut(text: &str, limit: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, character)| {
        units += character.len_utf16();
        (units > limit).then_some(at)
    });
    &text[..end.unwrap_or(text.len())]
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

/// Whether a character is as wide as two: those of Chinese, Japanese and Korean.
fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{20000}'..='\u{3ffff}')
}

/// The names given to the sheets of a workbook so far.
#[derive(Default)]
pub(super) struct SheetNames {
    taken: HashSet<String>,
}

impl SheetNames {
    /// The name as Excel takes it, with a number where another sheet has it already.
    pub(super) fn unique(&mut self, name: &str) -> String {
        let name = plain(name).replace(['[', ']', ':', '*', '?', '/', '\\', '\n', '\t'], " ");
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = name.trim_matches(['\'', ' ']);
        let name = if name.is_empty() { "Sheet" } else { name };
        let mut number = 1_u32;
        loop {
            let suffix = if number == 1 { String::new() } else { format!(" ({number})") };
            let start = cut(name, MAX_SHEET_NAME - suffix.len()).trim_end_matches(['\'', ' ']);
            let candidate = format!("{start}{suffix}");
            let folded = candidate.to_lowercase();
            // Excel keeps this name for itself.
            if folded != "history" && self.taken.insert(folded) {
                return candidate;
            }
            number += 1;
        }
    }
}

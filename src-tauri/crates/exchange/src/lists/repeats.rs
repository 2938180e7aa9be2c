//! Several lines of a list about the same thing. Where they agree the first counts; where they do not, none does, because
//! nobody can tell which is meant.

use std::collections::HashMap;

use crate::{import::table::Report, problem::ProblemKind};

/// What a line says about something.
pub(super) struct Entry<T> {
    /// What it is about.
    pub(super) key: String,
    /// The row's number.
    pub(super) row: u32,
    /// The column of the name, and what it says.
    pub(super) column: u32,
    pub(super) value: String,
    /// All that is said.
    pub(super) record: T,
    /// The same as it is compared: names folded, and no row.
    pub(super) compared: T,
}

/// The records that count. `disagreement` is the problem of lines that say different things.
pub(super) fn settle<T: PartialEq>(
    entries: Vec<Entry<T>>,
    disagreement: ProblemKind,
    report: &mut Report<'_>,
) -> Vec<T> {
    let mut of_key = HashMap::<&str, Vec<usize>>::new();
    for (position, entry) in entries.iter().enumerate() {
        of_key.entry(&entry.key).or_default().push(position);
    }
    let mut counts = vec![true; entries.len()];
    for positions in of_key.values().filter(|positions| positions.len() > 1) {
        let first = positions[0];
        let agree = positions.iter().all(|position| entries[*position].compared == entries[first].compared);
        for position in positions {
            let entry = &entries[*position];
            counts[*position] = agree && *position == first;
            let other = if *position == first { positions[1] } else { first };
            let other = entries[other].row;
            if !agree {
                let expected = format!("once; row {other} says something else");
                report.add(disagreement, entry.row, entry.column, &entry.value, expected);
            } else if *position != first {
                let expected = format!("the same as row {other}");
                report.add(ProblemKind::RepeatedRow, entry.row, entry.column, &entry.value, expected);
            }
        }
    }
    entries.into_iter().zip(counts).filter(|(_, counts)| *counts).map(|(entry, _)| entry.record).collect()
}

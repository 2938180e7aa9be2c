//! What is known of the rows that are missing: from their numbers, from what refers to them, and from what the log says.

use std::collections::HashMap;

use rusqlite::OptionalExtension as _;

use super::{Found, mending::StoodIn};
use crate::{StoreError, chain, row::MOST_NUMBERS};

/// What is known of one kind of row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The table.
    pub table: &'static str,
    /// Rows that were saved.
    pub kept: u32,
    /// Rows that are certainly missing.
    pub at_least: u32,
    /// Rows that can be missing at most; `None` where nothing tells.
    pub at_most: Option<u32>,
    /// Rows that stand in the place of lost ones, so that what belongs to them could be kept.
    pub stood_in: u32,
}

/// The tables of which losses are told, in the order in which they are.
pub(super) const TOLD: [&str; 18] = [
    "setting",
    "area",
    "competency",
    "team",
    "role",
    "target",
    "person",
    "position",
    "assessment",
    "retraction",
    "pulse",
    "benchmark",
    "training_item",
    "scenario",
    "report",
    "report_logo",
    "operation",
    "operation_change",
];

/// How many rows of each table there are, and can have been.
pub(super) struct Numbers {
    there: HashMap<&'static str, i64>,
    at_least: HashMap<&'static str, i64>,
    at_most: HashMap<&'static str, Option<i64>>,
}

impl Numbers {
    /// Of the rows as they were found.
    pub(super) fn of(found: &Found) -> Result<Self, StoreError> {
        let mut numbers = Self { there: HashMap::new(), at_least: HashMap::new(), at_most: HashMap::new() };
        for table in TOLD {
            let there = found.count(table)?;
            numbers.there.insert(table, there);
            let (least, most) = if found.whole.contains(table) {
                (0, Some(0))
            } else {
                let (least, most) = missing(found, table, there)?;
                (least.max(0), most.map(|most| most.max(least).max(0)))
            };
            numbers.at_least.insert(table, least);
            numbers.at_most.insert(table, most);
        }
        Ok(numbers)
    }

    /// What is told once it is known how many rows were given, and how many of these stand in for others.
    pub(super) fn losses(&self, given: &HashMap<&'static str, i64>, stood_in: &StoodIn) -> Vec<Loss> {
        let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
        let of = |counts: &HashMap<&'static str, i64>, table| counts.get(table).copied().unwrap_or_default();
        TOLD.into_iter()
            .map(|table| {
                let (stood_in, for_lost) = stood_in.get(table).copied().unwrap_or_default();
                let kept = (of(given, table) - stood_in).max(0);
                // Below 0 where the log gave back what its own table had lost.
                let dropped = of(&self.there, table) - kept;
                let least = (of(&self.at_least, table) + dropped).max(for_lost).max(0);
                let most = self.at_most.get(table).copied().flatten();
                Loss {
                    table,
                    kept: number(kept),
                    at_least: number(least),
                    at_most: most.map(|most| number((most + dropped).max(least))),
                    stood_in: number(stood_in),
                }
            })
            .collect()
    }
}

/// How many rows of a table that is not whole are missing: at least, and at most.
fn missing(found: &Found, table: &str, there: i64) -> Result<(i64, Option<i64>), StoreError> {
    let number = |sql: &str| -> Result<i64, StoreError> {
        let number: Option<i64> =
            found.connection.query_row(sql, [MOST_NUMBERS], |row| row.get(0)).optional()?.flatten();
        Ok(number.unwrap_or_default())
    };
    Ok(match table {
        "setting" => (1 - there, Some(1 - there)),
        "report" | "report_logo" => (0, Some(1 - there)),
        // These are numbered without gaps, and none is ever removed.
        "operation" => {
            let last = number(
                "SELECT max(seq) FROM (SELECT seq FROM operation UNION SELECT operation FROM assessment
                 UNION SELECT operation FROM operation_change) WHERE seq <= ?",
            )?;
            (last - there, None)
        }
        "operation_change" => (number("SELECT max(seq) FROM operation_change WHERE seq <= ?")? - there, None),
        "assessment" if found.whole.contains("operation") => {
            // Each operation says how many it recorded.
            let missing = number("SELECT sum(recorded) FROM operation WHERE seq <= ?")? - there;
            (missing, Some(missing))
        }
        "assessment" => (number("SELECT max(seq) FROM assessment WHERE seq <= ?")? - there, None),
        _ => {
            let counted = match table {
                "person" => "known_person",
                "competency" => "known_competency",
                other => other,
            };
            // A number that is missing may be that of a row which was removed.
            (0, found.greatest.get(counted).map(|greatest| greatest - there))
        }
    })
}

/// Operations whose hash says that they were recorded otherwise, though all of their assessments are there.
pub(super) fn altered(found: &Found) -> Result<u32, StoreError> {
    if !found.whole.contains("operation_change") || !found.whole.contains("operation") {
        return Ok(0);
    }
    let mut complete = found.connection.prepare(
        "SELECT recorded = (SELECT count(*) FROM assessment a WHERE a.operation = o.seq) FROM operation o WHERE seq = ?",
    )?;
    let mut altered = 0;
    for link in chain::links(&found.connection)? {
        if link.carried.is_some_and(|carried| carried != link.computed) {
            altered += u32::from(complete.query_row([link.seq], |row| row.get::<_, bool>(0))?);
        }
    }
    Ok(altered)
}

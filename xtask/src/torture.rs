//! `cargo xtask torture`: the fault tests for hours instead of minutes, and the table of what they tried.

use crate::{
    setup::{self, Purpose},
    step::{Counts, Step},
};

/// Kills in all, where nothing is said.
const KILLS: u64 = 10_000;
/// Works that are killed in turn: see `tests/suites/kills.rs`.
const WORKS: u64 = 8;
/// How many times as many faults as in CI.
const SCALE: u64 = 20;

/// Runs every fault test, and prints the table.
pub(crate) fn torture(arguments: &[&str]) -> Result<(), String> {
    let kills = match arguments {
        [] => KILLS,
        [number] => number.parse().map_err(|_| format!("{number} is no number of kills"))?,
        _ => return Err("one number: how many kills in all".to_owned()),
    };
    setup::setup(Purpose::Test)?;
    let mut counts = Counts::default();
    // With the whole workspace, as `cargo xtask test` builds it: nothing is built twice.
    Step::new("build", "cargo build --workspace --all-targets --locked").run(&mut counts)?;
    let mut rows = Vec::new();
    let line = "cargo test --workspace --locked --no-fail-fast --test kills --test faults -- --nocapture";
    let done = Step::new("torture", line)
        .with("CADRE_KILLS", &kills.div_ceil(WORKS).to_string())
        .with("CADRE_TORTURE", &SCALE.to_string())
        .run_and_hear(&mut counts, |line| rows.extend(row(line)));
    println!("\n| fault | cases | violations | seconds |\n|---|---:|---:|---:|");
    for row in &rows {
        println!("| {row} |");
    }
    done
}

/// The row of the table that a line holds; other lines may begin on it.
fn row(line: &str) -> Option<String> {
    let (_, row) = line.split_once("torture | ")?;
    Some(row.trim_end().to_owned())
}

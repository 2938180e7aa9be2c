//! `cargo xtask fuzz`: every reader of files against a fuzzer, one after the other.

use std::{fs, process::Command};

use crate::{
    root,
    step::{Counts, Step},
};

/// The compiler that the fuzzer's instrumentation needs.
const COMPILER: &str = "+nightly";

/// What is fuzzed, and the folders whose files the fuzzer begins with.
const TARGETS: [(&str, &[&str]); 5] = [
    ("csv", &["tests/fixtures/spreadsheets", "tests/fixtures/hurtful"]),
    ("xlsx", &["tests/fixtures/spreadsheets", "tests/fixtures/hurtful"]),
    ("ods", &["tests/fixtures/spreadsheets", "tests/fixtures/hurtful"]),
    ("json", &["tests/fixtures/documents", "tests/fixtures/hurtful"]),
    ("toml", &["data/own-editions", "tests/fixtures/hurtful"]),
];

/// Seconds for each target where none are named.
const SECONDS: u32 = 600;

/// Fuzzes each target for so many seconds; what is found stays in `fuzz/artifacts`.
pub(crate) fn fuzz(arguments: &[&str]) -> Result<(), String> {
    let seconds = match arguments {
        [] => SECONDS,
        [seconds] => seconds.parse().map_err(|_| format!("{seconds} is no number of seconds"))?,
        _ => return Err("cargo xtask fuzz [SECONDS for each target]".to_owned()),
    };
    look_for("cargo", &[COMPILER, "--version"], "rustup toolchain install nightly")?;
    look_for("cargo", &[COMPILER, "fuzz", "--version"], "cargo install cargo-fuzz --locked")?;
    let mut failures = Vec::new();
    for (target, seeds) in TARGETS {
        let corpus = format!("fuzz/corpus/{target}");
        fs::create_dir_all(root().join(&corpus)).map_err(|error| format!("{corpus}: {error}"))?;
        // The first folder takes what the fuzzer thinks of; the others are only read.
        let line = format!(
            "cargo {COMPILER} fuzz run --fuzz-dir fuzz {target} {corpus} {} -- -max_total_time={seconds} -max_len=65536 \
             -rss_limit_mb=1024 -timeout=25 -print_final_stats=1",
            seeds.join(" "),
        );
        failures.extend(Step::new("fuzz", &line).run(&mut Counts::default()).err());
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

/// Says how to install what is not there.
fn look_for(program: &str, arguments: &[&str], install: &str) -> Result<(), String> {
    let there = Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success());
    if there {
        Ok(())
    } else {
        Err(format!("{program} {} does not work here; to install it: {install}", arguments.join(" ")))
    }
}

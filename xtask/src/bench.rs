//! `cargo xtask bench`: Cadre's speed beside other programs and beside the floor, all measured in one run.

use crate::step::{Counts, Step};

/// Builds with optimisation and runs the benchmark; what follows the command is passed on to it.
pub(crate) fn bench(arguments: &[&str]) -> Result<(), String> {
    let mut line = "cargo bench --locked --package cadre-tests --bench figures".to_owned();
    if !arguments.is_empty() {
        line = format!("{line} -- {}", arguments.join(" "));
    }
    Step::new("benchmark", &line).run(&mut Counts::default())
}

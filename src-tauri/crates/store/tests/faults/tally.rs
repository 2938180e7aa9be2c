//! How many cases a test tries, which ones, and what it says at the end.

use std::{env, time::Instant};

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// How many times as many cases as usual are tried.
pub(crate) fn scale() -> u64 {
    env::var("CADRE_TORTURE").ok().map_or(1, |text| text.parse().expect("CADRE_TORTURE is a whole number"))
}

/// Up to `usual` times the scale of the numbers from 1 to `last`: all of them where there are no more, and else some that
/// are spread evenly, each somewhere in its own stretch.
pub(crate) fn spread(last: u64, usual: u64, random: &mut ChaCha8Rng) -> Vec<u64> {
    let count = (usual * scale()).min(last);
    (0..count)
        .map(|index| {
            let (from, to) = (index * last / count, (index + 1) * last / count);
            1 + from + random.next_u64() % (to - from)
        })
        .collect()
}

/// Draws that are the same in each run.
pub(crate) fn random(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// The cases of one fault, and those that broke a promise.
pub(crate) struct Tally {
    fault: String,
    cases: u64,
    violations: Vec<String>,
    since: Instant,
}

impl Tally {
    pub(crate) fn new(fault: impl Into<String>) -> Self {
        Self { fault: fault.into(), cases: 0, violations: Vec::new(), since: Instant::now() }
    }

    /// Counts a case: an error says which promise was broken, and `case` how to meet it again.
    pub(crate) fn case(&mut self, case: &str, result: Result<(), String>) {
        self.cases += 1;
        if let Err(violation) = result {
            self.violations.push(format!("{case}: {violation}"));
        }
    }

    /// Prints the line of the fault; gives what is to be said where a promise was broken.
    pub(crate) fn report(self) -> Result<(), String> {
        let Self { fault, cases, violations, since } = self;
        println!("torture | {fault} | {cases} | {} | {:.1}", violations.len(), since.elapsed().as_secs_f64());
        assert!(cases > 0, "{fault}: no case was tried");
        if violations.is_empty() {
            return Ok(());
        }
        let shown: Vec<_> = violations.iter().take(12).map(String::as_str).collect();
        Err(format!("{fault}: {} of {cases}:\n{}", violations.len(), shown.join("\n")))
    }
}

/// Fails where a fault broke a promise.
pub(crate) fn judge(reports: impl IntoIterator<Item = Result<(), String>>) {
    let broken: Vec<_> = reports.into_iter().filter_map(Result::err).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

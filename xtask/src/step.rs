//! One command of a longer job: printed, timed, and with the tests counted that it says it ran.

use std::{
    fmt,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
    time::Instant,
};

use crate::root;

/// A command to run.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// What it is for: "format".
    name: &'static str,
    program: String,
    arguments: Vec<String>,
    folder: PathBuf,
    environment: Vec<(&'static str, String)>,
}

/// Tests that a step said it ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Those that passed.
    pub(crate) passed: u64,
    /// Those that failed.
    pub(crate) failed: u64,
}

impl Step {
    /// The command `line`, split at spaces, to be run at the root of the checkout.
    pub(crate) fn new(name: &'static str, line: &str) -> Self {
        let mut words = line.split(' ').map(str::to_owned);
        Self {
            name,
            program: words.next().unwrap_or_default(),
            arguments: words.collect(),
            folder: root(),
            environment: Vec::new(),
        }
    }

    /// The same command in a folder of the checkout.
    pub(crate) fn within(mut self, folder: &str) -> Self {
        self.folder = root().join(folder);
        self
    }

    /// The same command with an environment variable set.
    pub(crate) fn with(mut self, variable: &'static str, value: &str) -> Self {
        self.environment.push((variable, value.to_owned()));
        self
    }

    /// The same command under a program that takes it as its last arguments.
    pub(crate) fn under(mut self, program: &str, arguments: &[&str]) -> Self {
        let inner = std::mem::replace(&mut self.program, program.to_owned());
        let mut all: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        all.push(inner);
        all.append(&mut self.arguments);
        self.arguments = all;
        self
    }

    /// Runs it, showing what it prints. `Err` says what to type to run it again; the counts are kept either way.
    pub(crate) fn run(&self, counts: &mut Counts) -> Result<(), String> {
        self.run_and_hear(counts, |_| {})
    }

    /// The same, and tells each line that it prints.
    pub(crate) fn run_and_hear(&self, counts: &mut Counts, hear: impl FnMut(&str)) -> Result<(), String> {
        println!("\n== {}: {self}", self.name);
        let started = Instant::now();
        let here = self.execute(hear);
        println!("-- {}: {:.1} s", self.name, started.elapsed().as_secs_f64());
        let (seen, succeeded) = here.map_err(|error| format!("{self}: {error}"))?;
        counts.passed += seen.passed;
        counts.failed += seen.failed;
        if succeeded {
            return Ok(());
        }
        // A command that fails without a failed test (a lint, a compiler error) counts as one failure.
        if seen.failed == 0 {
            counts.failed += 1;
        }
        Err(format!("{} failed; to run it again: {self}", self.name))
    }

    fn execute(&self, mut hear: impl FnMut(&str)) -> std::io::Result<(Counts, bool)> {
        let mut command = Command::new(program_name(&self.program));
        command
            .args(&self.arguments)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.folder)
            .stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let mut counts = Counts::default();
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).split(b'\n') {
                let line = line?;
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                hear(&line);
                if let Some(seen) = counts_in(&line) {
                    counts.passed += seen.passed;
                    counts.failed += seen.failed;
                }
            }
        }
        Ok((counts, child.wait()?.success()))
    }
}

/// What a short command prints, run at the root of the checkout.
pub(crate) fn told(program: &str, arguments: &[&str]) -> Result<String, String> {
    told_within("", program, arguments)
}

/// What a short command prints, run in a folder of the checkout.
pub(crate) fn told_within(folder: &str, program: &str, arguments: &[&str]) -> Result<String, String> {
    let line = format!("{program} {}", arguments.join(" "));
    let answer = Command::new(program_name(program))
        .args(arguments)
        .current_dir(root().join(folder))
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{line}: {error}"))?;
    if !answer.status.success() {
        return Err(format!("{line}: {}", answer.status));
    }
    String::from_utf8(answer.stdout).map_err(|error| format!("{line}: {error}"))
}

/// What a program's file is called: on Windows npm is a script, and only found by its whole name.
fn program_name(program: &str) -> &str {
    if cfg!(windows) && program == "npm" { "npm.cmd" } else { program }
}

/// The command as it can be typed at the root of the checkout.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = self.folder.strip_prefix(root()).unwrap_or(&self.folder);
        let elsewhere = !folder.as_os_str().is_empty();
        if elsewhere {
            write!(f, "(cd {} && ", folder.display())?;
        }
        for (name, value) in &self.environment {
            write!(f, "{name}={} ", quoted(value))?;
        }
        f.write_str(&quoted(&self.program))?;
        for argument in &self.arguments {
            write!(f, " {}", quoted(argument))?;
        }
        if elsewhere { f.write_str(")") } else { Ok(()) }
    }
}

fn quoted(word: &str) -> String {
    let plain = |character: char| character.is_ascii_alphanumeric() || "-_./=:,+".contains(character);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// The tests that a line of cargo's or vitest's summary counts: `test result: ok. 4 passed; 0 failed; …` or
/// `      Tests  1 failed | 23 passed (24)`.
fn counts_in(line: &str) -> Option<Counts> {
    let line = without_colours(line);
    let line = line.trim_start();
    let summary = line
        .strip_prefix("test result: ")
        .or_else(|| line.strip_prefix("Tests ").filter(|rest| rest.starts_with(' ')))?;
    let words: Vec<&str> = summary.split_whitespace().collect();
    let number_before = |word: &str| {
        words
            .windows(2)
            .find(|pair| pair[1].trim_end_matches(';') == word)
            .and_then(|pair| pair[0].parse::<u64>().ok())
    };
    let (passed, failed) = (number_before("passed"), number_before("failed"));
    (passed.is_some() || failed.is_some())
        .then(|| Counts { passed: passed.unwrap_or_default(), failed: failed.unwrap_or_default() })
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    //! What is counted, and how a command is shown.

    use super::*;

    #[test]
    fn summaries_are_counted_and_nothing_else_is() {
        let check = |line: &str, expected: Option<(u64, u64)>| {
            assert_eq!(counts_in(line).map(|counts| (counts.passed, counts.failed)), expected, "{line}");
        };
        check(
            "test result: ok. 14 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s",
            Some((14, 0)),
        );
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", Some((3, 2)));
        check("      Tests  23 passed (23)", Some((23, 0)));
        check("      Tests  1 failed | 23 passed (24)", Some((23, 1)));
        check("      Tests  2 failed (2)", Some((0, 2)));
        check(
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m7 passed\u{1b}[39m\u{1b}[22m (7)",
            Some((7, 0)),
        );
        check(" Test Files  4 passed (4)", None);
        check("test gaps::tests::places_tie ... ok", None);
        check("Tests passed 5", None);
    }

    #[test]
    fn a_command_is_shown_as_it_can_be_typed() {
        let step = Step::new("test", "cargo test --workspace")
            .under("xvfb-run", &["-a", "-s", "-screen 0 1440x900x24"])
            .within("ui")
            .with("RUSTDOCFLAGS", "-D warnings");
        assert_eq!(
            step.to_string(),
            "(cd ui && RUSTDOCFLAGS='-D warnings' xvfb-run -a -s '-screen 0 1440x900x24' cargo test --workspace)"
        );
    }

    #[test]
    fn a_failing_command_without_tests_counts_as_one_failure() {
        let mut counts = Counts::default();
        let failed = Step::new("nothing", "false").run(&mut counts);
        assert_eq!(failed, Err("nothing failed; to run it again: false".to_owned()));
        assert_eq!(counts, Counts { passed: 0, failed: 1 });
    }
}

//! The built `cadre`, run as a user runs it, and what it answered.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

/// The path of a built program: `cadre` or `cadre-desktop`. With `CADRE_PROGRAMS` those in that folder are tested instead: what
/// a package installed.
///
/// # Panics
/// Where it has not been built. Cargo gives a test only the programs of its own package, so that these are looked for
/// beside it.
pub fn built(name: &str) -> PathBuf {
    let suite = env::current_exe().unwrap_or_else(|error| panic!("cannot tell where this suite is: {error}"));
    let installed = env::var_os("CADRE_PROGRAMS").map(PathBuf::from);
    let folder = installed.or_else(|| suite.ancestors().nth(2).map(Path::to_path_buf));
    let program = folder.unwrap_or_default().join(name);
    assert!(
        program.is_file(),
        "{} is not there. Build it first: cargo build --workspace --all-targets (cargo xtask test does).",
        program.display()
    );
    program
}

/// What a run of `cadre` answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The command as typed.
    pub line: String,
    /// The exit code; -1 where a signal ended it.
    pub code: i32,
    /// Everything on stdout.
    pub stdout: String,
    /// Everything on stderr.
    pub stderr: String,
}

/// Runs `cadre` in a folder, away from the user's own files and settings.
///
/// # Panics
/// Where it cannot be started, or prints something other than UTF-8.
pub fn cadre(folder: &Path, arguments: &[&str]) -> Answer {
    answer(command(folder).args(arguments), arguments)
}

/// `cadre` in a folder, ready to be given arguments.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(built("cadre"));
    command
        .current_dir(folder)
        .env("CADRE_DATA_DIR", folder.join("data"))
        .env("HOME", folder)
        .env_remove("CADRE_PASSPHRASE")
        .env_remove("COLUMNS");
    command
}

/// Runs a prepared command and takes what it answered.
///
/// # Panics
/// As [`cadre`].
pub fn answer(command: &mut Command, arguments: &[&str]) -> Answer {
    let line = format!("cadre {}", arguments.join(" "));
    let Output { status, stdout, stderr } =
        command.output().unwrap_or_else(|error| panic!("{line}: cannot be started: {error}"));
    let text = |bytes| String::from_utf8(bytes).unwrap_or_else(|error| panic!("{line}: not UTF-8: {error}"));
    Answer { code: status.code().unwrap_or(-1), stdout: text(stdout), stderr: text(stderr), line }
}

impl Answer {
    /// The answer of a command that must have done what was asked.
    ///
    /// # Panics
    /// Where it did not exit with 0.
    #[must_use]
    pub fn done(self) -> Self {
        assert_eq!(self.code, 0, "{self}");
        self
    }

    /// The answer of a command that must have been refused with this code: exit 1, nothing on stdout, and on stderr
    /// `error[code]: message` with a hint below.
    ///
    /// # Panics
    /// Where it was not.
    #[must_use]
    pub fn refused(self, code: &str) -> Self {
        assert_eq!(self.code, 1, "{self}");
        assert_eq!(self.stdout, "", "a refusal prints nothing on stdout\n{self}");
        let start = format!("error[{code}]: ");
        let message = self.stderr.lines().find_map(|line| line.strip_prefix(&start));
        assert!(message.is_some_and(|message| message.len() > 10), "no {start}message\n{self}");
        let hint = self.stderr.lines().find_map(|line| line.strip_prefix("hint: "));
        assert!(hint.is_some_and(|hint| hint.len() > 10), "no hint\n{self}");
        self
    }

    /// The answer of a command that must have been mistyped: exit 2, nothing on stdout.
    ///
    /// # Panics
    /// Where it was not.
    #[must_use]
    pub fn mistyped(self) -> Self {
        assert_eq!(self.code, 2, "{self}");
        assert_eq!(self.stdout, "", "{self}");
        assert!(!self.stderr.is_empty(), "{self}");
        self
    }

    /// The one JSON document on stdout of a command that must have done what was asked.
    ///
    /// # Panics
    /// Where it failed, or stdout is anything but one JSON document.
    pub fn json(self) -> Value {
        let answer = self.done();
        serde_json::from_str(&answer.stdout)
            .unwrap_or_else(|error| panic!("stdout is not one JSON document: {error}\n{answer}"))
    }

    /// That every line on stdout fits a terminal of 80 columns.
    ///
    /// # Panics
    /// Where one does not, or there is none.
    #[must_use]
    pub fn within_80_columns(self) -> Self {
        assert!(!self.stdout.trim().is_empty(), "nothing was printed\n{self}");
        for line in self.stdout.lines() {
            assert!(line.chars().count() <= 80, "{} columns: {line}\n{}", line.chars().count(), self.line);
        }
        self
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "$ {}\nexit {}\n--- stdout\n{}\n--- stderr\n{}",
            self.line,
            self.code,
            shortened(&self.stdout),
            shortened(&self.stderr)
        )
    }
}

fn shortened(text: &str) -> String {
    const MOST: usize = 3_000;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(MOST).collect::<String>())
}

//! What the program to be killed and those who kill it agree on.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use cadre_app::Passphrase;

use crate::program::built;

/// The workspace that is worked on.
pub const WORKSPACE: &str = "work.cadre";
/// What is brought back, or brought to a newer version.
pub const BACKUP: &str = "backup.cadre";
/// Levels in one spreadsheet.
pub const LEVELS: u64 = 40;

/// One passphrase of many.
///
/// # Panics
/// Never: none of them is empty.
pub fn passphrase(number: u64) -> Passphrase {
    Passphrase::new(&format!("passphrase number {number}")).unwrap_or_else(|| unreachable!("it is not empty"))
}

/// Keys take a hundredth of the usual time to derive, in all of this process: a kill while one is derived shows nothing.
///
/// # Errors
/// Those of `SQLite`.
pub fn quick_keys() -> rusqlite::Result<()> {
    rusqlite::Connection::open_in_memory()?.execute_batch("PRAGMA cipher_default_kdf_iter = 2560")
}

/// What every name of somebody to be erased begins with, and nothing else has in it.
pub const ERASED: &str = "Qzxwv";

/// The name of one of many to be erased.
pub fn erased(number: u64) -> String {
    format!("{ERASED} {number:06}")
}

/// Levels of [`LEVELS`] people on a day of their own.
pub fn spreadsheet(number: u64) -> String {
    let (month, day) = (number / 28 % 12 + 1, number % 28 + 1);
    let rows = (0..LEVELS).map(|person| {
        format!("Person {person},Red,Digital forensics,{},2024-{month:02}-{day:02}\n", (person + number) % 5)
    });
    std::iter::once("Person,Team,Skill,Level,Date\n".to_owned()).chain(rows).collect()
}

/// When the program is killed.
#[derive(Clone, Copy, Debug)]
pub enum Moment {
    /// So long after its start: while it opens the workspace, or makes its first change.
    AfterStart(Duration),
    /// So long after the first thing that it said was done.
    AtWork(Duration),
}

/// Starts `cadre-victim` on a work, kills it, and gives the last number that it said was done.
///
/// # Panics
/// Where it cannot be started, or ends by itself.
pub fn kill(work: &str, folder: &Path, first: u64, moment: Moment) -> Option<u64> {
    let mut child = Command::new(built("cadre-victim"))
        .arg(work)
        .arg(folder)
        .arg(first.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("cadre-victim cannot be started: {error}"));
    let output = child.stdout.take().unwrap_or_else(|| unreachable!("it is piped"));
    let mut said = BufReader::new(output).lines().map_while(Result::ok).filter_map(|line| line.parse().ok());
    let (first, wait) = match moment {
        Moment::AfterStart(wait) => (None, wait),
        Moment::AtWork(wait) => (said.next(), wait),
    };
    thread::sleep(wait);
    // SIGKILL: nothing of it runs any more, no handler, no destructor.
    child.kill().unwrap_or_else(|error| panic!("it cannot be killed: {error}"));
    let last = said.last().or(first);
    let mut errors = String::new();
    if let Some(mut stderr) = child.stderr.take() {
        let _read = stderr.read_to_string(&mut errors);
    }
    let status = child.wait().unwrap_or_else(|error| panic!("{error}"));
    assert!(status.code().is_none(), "{work} ended by itself: {errors}");
    last
}

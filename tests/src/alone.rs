//! A test that runs in a process of its own.

use std::{
    env,
    io::{self, Write as _},
    process::Command,
};

/// Set for the process that is started for one test.
const ALONE: &str = "CADRE_ALONE";

/// Whether this process was started for the test of this name: what calls it goes on. Where it was not, it is started, and what
/// calls it has nothing left to do.
///
/// For the tests of encrypted workspaces. The wiping and locking of `SQLCipher`'s memory is on for a whole process once it was
/// on for one connection, and each allocation of every other thread then costs two calls of the system, one after the other.
///
/// # Panics
/// Where the test fails in its process.
pub fn alone(test: &str) -> bool {
    if env::var_os(ALONE).is_some() {
        return true;
    }
    let program = env::current_exe().unwrap_or_else(|error| panic!("where this test is: {error}"));
    let run = Command::new(program).args([test, "--exact", "--nocapture"]).env(ALONE, "1").output();
    let run = run.unwrap_or_else(|error| panic!("{test} cannot be started: {error}"));
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}{}", String::from_utf8_lossy(&run.stderr));
    // Its rows of the table, and not what the harness says around them: that is counted once, for this process.
    let rows = said.lines().filter(|line| line.contains(" | ")).map(|row| format!("{row}\n"));
    let _written = io::stdout().write_all(rows.collect::<String>().as_bytes());
    false
}

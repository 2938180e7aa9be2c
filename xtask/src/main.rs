//! The only scripts of the project: `cargo xtask run`, `test`, `bench`, `torture`, `fuzz`, `dist`, `setup`.
//!
//! The standard library alone, so that it compiles on a bare machine, before any system package is there.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing what is done is what this program is for"
)]

mod bench;
mod dist;
mod fuzz;
mod notices;
mod run;
mod setup;
mod step;
mod system_packages;
mod test;
mod torture;
mod trial;

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

const USAGE: &str = "\
cargo xtask COMMAND

  run     set up, build, and open Cadre on the sample team
          (with no display: do the same job on the command line)
  test    set up, and run every check there is; CI runs exactly this
  bench   measure Cadre beside other programs and beside the floor
  torture [KILLS]
          kill programs at work on a workspace, fail its disk, cut its power and damage its file, for long;
          prints a table of what was tried and what went wrong. KILLS in all: 10,000 where it is left out
  fuzz    hold every reader of files against a fuzzer, for ten minutes each
          or as many seconds as are named
  dist    build with optimisation and pack for this system, with bills of materials and
          sums, into dist; with --try: install each package, start and test it, remove it
  setup   install what building and testing need, and nothing more
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["run"] => run::run(),
        ["test"] => test::test(),
        ["bench", rest @ ..] => bench::bench(rest),
        ["torture", rest @ ..] => torture::torture(rest),
        ["fuzz", rest @ ..] => fuzz::fuzz(rest),
        ["dist"] => dist::dist(),
        ["dist", "--try"] => dist::dist().and_then(|()| trial::trial()),
        ["setup"] => setup::setup(setup::Purpose::Test),
        ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            // Empty where the last line was printed already and has to stay the last.
            if !why.is_empty() {
                eprintln!("{why}");
            }
            ExitCode::FAILURE
        }
    }
}

/// The root of the checkout.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// The folder into which cargo builds: the one this program was built into.
fn target() -> Result<PathBuf, String> {
    let program =
        env::current_exe().map_err(|error| format!("cannot tell where this program is: {error}"))?;
    program
        .ancestors()
        .nth(2)
        .map(Path::to_path_buf)
        .ok_or_else(|| format!("{} is not in a target folder", program.display()))
}

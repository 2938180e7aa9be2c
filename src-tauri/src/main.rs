//! Cadre's window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    match cadre_desktop::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            use std::io::Write as _;
            // Where even standard error is gone the exit code is all there is.
            let _told = writeln!(std::io::stderr(), "Cadre could not start: {error}");
            ExitCode::FAILURE
        }
    }
}

//! The `cadre` command line: the use cases of `cadre-app` for scripts and schedules.
//!
//! Exit 0 done, 1 refused or failed, 2 wrong usage. With `--json` standard output holds exactly one JSON document; a
//! failure is told on standard error as `error[code]: message` and `hint: …`.

mod arguments;
mod choices;
mod commands;
mod damage;
mod opening;
mod plan;
mod privacy;
mod report;
mod risk_tables;
mod tables;

use std::{io::Write as _, process::ExitCode};

use cadre_app::AppError;
use clap::Parser as _;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    let (answer, beside) = commands::run(&arguments);
    if let Some(error) = &beside {
        let _told = tell(error);
    }
    match answer {
        Ok(output) => match print(&output) {
            Ok(()) if beside.is_some() => ExitCode::FAILURE,
            Ok(()) => ExitCode::SUCCESS,
            // The reader went away, as `head` does: nothing is left to say.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(error) => {
            // Where even standard error is gone the exit code is all there is.
            let _told = tell(&error);
            ExitCode::FAILURE
        }
    }
}

fn print(output: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(output.as_bytes())?;
    if !output.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn tell(error: &AppError) -> std::io::Result<()> {
    let mut out = std::io::stderr().lock();
    writeln!(out, "error[{}]: {}", error.code.as_str(), error.message)?;
    for field in &error.fields {
        match field.found.as_str() {
            _ if !field.says.is_empty() => writeln!(out, "  {}", field.says)?,
            "" => writeln!(out, "  {}: expected {}", field.place, field.expected)?,
            found => writeln!(out, "  {}: found “{found}”, expected {}", field.place, field.expected)?,
        }
    }
    if !error.hint.is_empty() {
        writeln!(out, "hint: {}", error.hint)?;
    }
    Ok(())
}

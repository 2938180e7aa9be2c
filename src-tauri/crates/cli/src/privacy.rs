//! What is kept about people: the page about one, erasing them, and what a works council is told.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use cadre_app::{AppError, BackupChoice, ErasureView, ErrorCode, PrivacyPart, write_file};
use serde_json::json;

use crate::{
    arguments::Command,
    choices::BackupsName,
    commands::{extension, extension_error, output, written},
    opening::Access,
};

/// Runs one of the commands about privacy.
pub(crate) fn run(command: &Command, json: bool, access: &Access) -> Result<String, AppError> {
    let moment = access.moment;
    Ok(match command {
        Command::Person { workspace, person, output: path } => {
            let workspace = access.open(workspace)?;
            let person = workspace.person_named(person)?;
            match path {
                None => {
                    let data = workspace.person_data(person, moment)?;
                    output(json, &data, || in_lines(&data.parts()))
                }
                Some(path) => {
                    let (_, bytes) = match extension(path).as_deref() {
                        Some("json") => workspace.person_json(person, moment)?,
                        Some("html") => workspace.person_html(person, moment)?,
                        _ => return Err(extension_error(path, "json or html")),
                    };
                    write_file(path, &bytes)?;
                    written(json, path)
                }
            }
        }
        Command::Erase { workspace, person, also, backups, yes } => {
            let mut workspace = access.open(workspace)?;
            let person = workspace.person_named(person)?;
            let choice = match backups {
                Some(BackupsName::Erase) => BackupChoice::Erase,
                Some(BackupsName::Keep) | None => BackupChoice::Keep,
            };
            if !yes {
                confirmed(&workspace.person_erasure(person)?, choice)?;
            }
            let erased = workspace.erase_person(person, also, choice, moment)?.value;
            output(json, &erased, || erased.lines.join("\n"))
        }
        Command::Privacy { workspace, output: path, due } => {
            let workspace = access.open(workspace)?;
            if *due {
                let due = workspace.retention_due(moment)?;
                return Ok(output(json, &json!({ "due": due }), || match &due[..] {
                    [] => "Nothing is past its time.".to_owned(),
                    due => due.join("\n"),
                }));
            }
            match path {
                None => {
                    let view = workspace.privacy_view(moment)?;
                    let document = json!({ "parts": view.notice, "retention": view.retention });
                    output(json, &document, || in_lines(&view.notice))
                }
                Some(path) => {
                    let pdf = match extension(path).as_deref() {
                        Some("html") => false,
                        Some("pdf") => true,
                        _ => return Err(extension_error(path, "html or pdf")),
                    };
                    write_file(path, &workspace.privacy_notice_file(pdf, moment)?)?;
                    written(json, path)
                }
            }
        }
        // The others are not about privacy.
        _ => String::new(),
    })
}

/// Tells what goes, and asks; refuses where nobody can be asked.
fn confirmed(erasure: &ErasureView, choice: BackupChoice) -> Result<(), AppError> {
    let refused = |message: &str| {
        AppError::new(ErrorCode::Cancelled, message, "Nothing was erased. With --yes nobody is asked.")
    };
    let (stdin, mut out) = (std::io::stdin(), std::io::stderr());
    if !stdin.is_terminal() || !out.is_terminal() {
        return Err(refused("Erasing cannot be undone, and there is no terminal to ask on."));
    }
    let backups = match choice {
        BackupChoice::Keep => "Backups are kept as they are; --backups erase erases from them too.",
        BackupChoice::Erase => "It is erased from the backups too.",
    };
    let lines = erasure.lines.join("\n");
    // What cannot be told cannot be answered either, and is refused then.
    let _told = write!(out, "{}\n{lines}\n{backups}\nType yes to erase: ", erasure.title);
    let _told = out.flush();
    let mut answer = String::new();
    let read = stdin.lock().read_line(&mut answer);
    if read.is_ok() && answer.trim().eq_ignore_ascii_case("yes") {
        return Ok(());
    }
    Err(refused("It was not confirmed."))
}

/// A page as text: its tables are lines, the cells with their heads.
fn in_lines(parts: &[PrivacyPart]) -> String {
    let mut lines = Vec::new();
    for part in parts {
        lines.push(part.heading.clone());
        lines.extend(part.lines.iter().map(|line| format!("  {line}")));
        for row in &part.rows {
            let cells: Vec<String> = part
                .columns
                .iter()
                .zip(row)
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(head, cell)| format!("{head}: {cell}"))
                .collect();
            lines.push(format!("  {}", cells.join("; ")));
        }
        lines.push(String::new());
    }
    lines.join("\n")
}

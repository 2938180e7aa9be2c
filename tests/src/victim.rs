//! A program to be killed: it works on a workspace without end, and says on standard output each thing that is done, after it
//! is done. `cadre-victim WORK FOLDER FIRST`, where the things are numbered from FIRST; the passphrases are those of
//! `cadre_tests::killing`.

#![expect(clippy::print_stdout, reason = "saying what is done is what this program is for")]

use std::{
    env,
    error::Error,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use cadre_app::{ImportRequest, Moment, Opening, Passphrase, Selection, Work, read_spreadsheets};
use cadre_core::{Person, PersonId, Team, TeamId};
use cadre_store::{Erasure, NewOperation, Workspace, new_id};
use cadre_tests::killing::{BACKUP, WORKSPACE, erased, passphrase, quick_keys};
use chrono::Utc;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().collect();
    let [_, work, folder, first] = &arguments[..] else { return Err("WORK FOLDER FIRST".into()) };
    let (folder, first) = (PathBuf::from(folder), first.parse()?);
    quick_keys()?;
    match work.as_str() {
        "edit" => edit(&folder, None, first),
        "edit-encrypted" => edit(&folder, Some(&passphrase(0)), first),
        "import" => import(&folder, first),
        "rekey" => rekey(&folder, first),
        "back-up" => back_up(&folder, first),
        "restore" => restore(&folder, first),
        "migrate" => migrate(&folder, first),
        "erase" => erase(&folder, first),
        _ => Err(format!("no work {work}").into()),
    }
}

/// Says that a thing is done; who kills reads it whole or not at all.
fn done(number: u64) -> Result<(), Box<dyn Error>> {
    println!("{number}");
    Ok(std::io::stdout().flush()?)
}

/// Adds teams, and takes each third one back.
fn edit(folder: &Path, passphrase: Option<&Passphrase>, first: u64) -> Result<(), Box<dyn Error>> {
    let mut workspace = Workspace::open(&folder.join(WORKSPACE), passphrase)?;
    for number in first.. {
        if number % 3 == 2 {
            workspace.undo(Utc::now())?;
        } else {
            let team = Team { id: TeamId(new_id()), name: format!("Team {number}") };
            let operation =
                NewOperation { kind: "add-team".to_owned(), label: format!("Edit {number}"), at: Utc::now() };
            workspace.write(operation, |tx| tx.put_team(&team))?;
        }
        done(number)?;
    }
    Ok(())
}

/// Brings in the same spreadsheet again and again, each time with levels of another day.
fn import(folder: &Path, first: u64) -> Result<(), Box<dyn Error>> {
    let mut workspace =
        cadre_app::Workspace::open(&folder.join(WORKSPACE), Opening::default(), Moment::now())?;
    let file = folder.join("levels.csv");
    let work = Work::unwatched();
    for number in first.. {
        fs::write(&file, cadre_tests::killing::spreadsheet(number))?;
        let files = read_spreadsheets(&[&file], &work)?;
        let request = ImportRequest { paths: vec![file.display().to_string()], ..ImportRequest::default() };
        let moment = Moment::now();
        let import = workspace.read_import(&files, &request, &Selection::default(), moment, &work)?;
        workspace.apply_import(&import, false, moment, &work)?;
        done(number)?;
    }
    Ok(())
}

/// Gives the workspace one passphrase after the other, every third time none.
fn rekey(folder: &Path, first: u64) -> Result<(), Box<dyn Error>> {
    let key = |number: u64| (!number.is_multiple_of(3)).then(|| passphrase(number));
    let mut workspace = Workspace::open(&folder.join(WORKSPACE), key(first).as_ref())?;
    for number in first + 1.. {
        workspace.rekey(key(number).as_ref())?;
        done(number)?;
    }
    Ok(())
}

/// Copies the workspace while it changes.
fn back_up(folder: &Path, first: u64) -> Result<(), Box<dyn Error>> {
    let path = folder.join(WORKSPACE);
    let mut workspace = Workspace::open(&path, None)?;
    for number in first.. {
        let team = Team { id: TeamId(new_id()), name: format!("Team {number}") };
        let operation =
            NewOperation { kind: "add-team".to_owned(), label: format!("Edit {number}"), at: Utc::now() };
        workspace.write(operation, |tx| tx.put_team(&team))?;
        workspace.back_up(&folder.join(format!("copy-{number}.cadre")))?;
        done(number)?;
    }
    Ok(())
}

/// Brings a backup back under one name after the other.
fn restore(folder: &Path, first: u64) -> Result<(), Box<dyn Error>> {
    for number in first.. {
        let to = folder.join(format!("restored-{number}.cadre"));
        cadre_app::restore(&folder.join(BACKUP), &to, Opening::default(), Moment::now())?;
        done(number)?;
    }
    Ok(())
}

/// Opens copies of a file of the version before this one.
fn migrate(folder: &Path, first: u64) -> Result<(), Box<dyn Error>> {
    for number in first.. {
        let path = folder.join(format!("old-{number}.cadre"));
        // Under its name it is whole, however the copying ends.
        let beside = folder.join("copying");
        fs::copy(folder.join(BACKUP), &beside)?;
        fs::rename(&beside, &path)?;
        let workspace = Workspace::open(&path, None)?;
        done(number)?;
        drop(workspace);
    }
    Ok(())
}

/// Adds somebody, and erases them.
fn erase(folder: &Path, first: u64) -> Result<(), Box<dyn Error>> {
    let mut workspace = Workspace::open(&folder.join(WORKSPACE), None)?;
    let erase = |workspace: &mut Workspace, person: PersonId| {
        workspace.erase(&Erasure { people: vec![person], ..Erasure::default() }, Utc::now())
    };
    // Who was added when the one before was killed.
    for person in workspace.content()?.people {
        erase(&mut workspace, person.id)?;
    }
    for number in first.. {
        let teams = workspace.structure()?.teams;
        let team = teams.into_iter().next().unwrap_or(Team { id: TeamId(new_id()), name: "Blue".to_owned() });
        let person = Person {
            id: PersonId(new_id()),
            name: erased(number),
            team: team.id,
            role: None,
            started_on: None,
            leaves_on: None,
            borrowed: false,
            learning_hours: 0.0,
        };
        let label = format!("Add {}", person.name);
        let operation = NewOperation { kind: "add-person".to_owned(), label, at: Utc::now() };
        workspace.write(operation, |tx| {
            tx.put_team(&team)?;
            tx.put_person(&person)
        })?;
        erase(&mut workspace, person.id)?;
        done(number)?;
    }
    Ok(())
}

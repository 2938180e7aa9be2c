//! A list of people.

use std::collections::{BTreeSet, HashMap};

use super::{
    ListRecord, PersonRecord,
    amounts::Amount,
    line::{Line, Lines},
    repeats::{Entry, settle},
};
use crate::{
    Result,
    import::row_names::{NAME_COLUMNS, person_name},
    layout::Meaning,
    matching::{fold, name_words},
    problem::ProblemKind,
};

/// Reads all lines.
pub(super) fn read(lines: &mut Lines<'_, '_>) -> Result<Vec<ListRecord>> {
    let started = lines.table.date_order(Meaning::StartedOn, lines.report);
    let leaves = lines.table.date_order(Meaning::LeavesOn, lines.report);
    let mut entries: Vec<Entry<PersonRecord>> = Vec::new();
    lines.each(|line| {
        let name = name(line);
        let team = line.name(Meaning::Team);
        let role = line.name(Meaning::Role);
        let started_on = line.date(Meaning::StartedOn, started);
        let leaves_on = line.date(Meaning::LeavesOn, leaves);
        if let (Some(started_on), Some(leaves_on)) = (started_on, leaves_on)
            && leaves_on <= started_on
            && let Some(column) = line.table.column(Meaning::LeavesOn)
        {
            line.refuse(
                ProblemKind::LeavesBeforeStart,
                column,
                format!("a day after the first one, {started_on}"),
            );
        }
        let borrowed = line.yes_or_no(Meaning::Borrowed);
        let learning_hours = line.amount(Meaning::LearningHours, Amount::LearningHours);
        let (Some(name), true) = (name, line.fine) else { return };
        let key = name_words(&fold(&name)).join(" ");
        let record = PersonRecord {
            row: line.row.number,
            name,
            team,
            role,
            started_on,
            leaves_on,
            borrowed,
            learning_hours,
        };
        entries.push(Entry {
            column: name_column(line),
            value: record.name.clone(),
            compared: PersonRecord {
                row: 0,
                name: key.clone(),
                team: record.team.as_deref().map(fold),
                role: record.role.as_deref().map(fold),
                ..record
            },
            key,
            row: record.row,
            record,
        });
    })?;
    let people = settle(told_apart(entries, lines), ProblemKind::DuplicatePerson, lines.report);
    Ok(people.into_iter().map(ListRecord::Person).collect())
}

/// Where the problem about a line's name stands.
fn name_column(line: &Line<'_, '_>) -> u32 {
    NAME_COLUMNS.iter().find_map(|meaning| line.table.column(*meaning)).unwrap_or(0)
}

fn name(line: &mut Line<'_, '_>) -> Option<String> {
    if NAME_COLUMNS.iter().any(|meaning| line.refuse_formula(*meaning)) {
        return None;
    }
    let name = person_name(line.table, line.row);
    if name.is_none() {
        line.refuse(ProblemKind::MissingName, name_column(line), "the name of a person");
    }
    name
}

/// Adds the team to what tells people apart: namesakes on two teams are two people. A name that stands with one team
/// and elsewhere without is one person; a name with several teams says nothing without one.
fn told_apart(entries: Vec<Entry<PersonRecord>>, lines: &mut Lines<'_, '_>) -> Vec<Entry<PersonRecord>> {
    let mut teams = HashMap::<String, BTreeSet<String>>::new();
    for entry in &entries {
        teams.entry(entry.key.clone()).or_default().extend(entry.compared.team.clone());
    }
    let mut kept = Vec::with_capacity(entries.len());
    for mut entry in entries {
        let of_name = &teams[&entry.key];
        let team = match &entry.record.team {
            Some(_) => entry.compared.team.clone().unwrap_or_default(),
            None if of_name.len() > 1 => {
                let expected = "the team beside the name, which stands with several teams".to_owned();
                lines.report.add(
                    ProblemKind::AmbiguousPerson,
                    entry.row,
                    entry.column,
                    &entry.value,
                    expected,
                );
                continue;
            }
            None => of_name.first().cloned().unwrap_or_default(),
        };
        entry.key = format!("{}\n{team}", entry.key);
        kept.push(entry);
    }
    kept
}

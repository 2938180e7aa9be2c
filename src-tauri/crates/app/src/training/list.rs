//! Lists of training items in and out: a spreadsheet of any of the forms that an import reads, as one operation, and the same
//! list as CSV.

use std::collections::{HashMap, HashSet};

use cadre_core::{CompetencyKey, Content, Estimated, Lift, TrainingItem, TrainingKey};
use cadre_exchange::{
    ExchangeError, Matched, Matcher, csv_out,
    lists::{TRAINING_HEADS, TrainingReading, TrainingRecord, read_training},
    matching::{How, fold},
};
use cadre_store::Written;
use serde::Serialize;

use super::{estimates, free_key, is_address};
use crate::{
    catalogue::catalogue,
    error::{AppError, ErrorCode, FieldProblem},
    import::known,
    words,
    workspace::{Moment, Workspace},
};

/// What an import of a list did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrainingList {
    /// Items that are new.
    pub added: u32,
    /// Items that were there and are changed.
    pub changed: u32,
    /// Items that were there and say the same.
    pub unchanged: u32,
    /// What is worth knowing, a sentence each: amounts in another currency.
    pub notices: Vec<String>,
}

impl TrainingList {
    /// "Added 3 training items, changed 1, left 2 as they are."
    pub fn in_words(&self) -> String {
        let items = |count| words::counted(count, "training item", "training items");
        let mut parts = Vec::new();
        if self.added > 0 {
            parts.push(format!("added {}", items(self.added)));
        }
        if self.changed > 0 {
            parts.push(format!("changed {}", items(self.changed)));
        }
        if self.unchanged > 0 {
            let verb = words::verb(self.unchanged, "is as it was", "are as they were");
            parts.push(format!("{} {verb}", items(self.unchanged)));
        }
        let mut text = format!("{}.", words::sentence_case(&words::list(&parts)));
        for notice in &self.notices {
            text = format!("{text} {notice}");
        }
        text
    }
}

impl Workspace {
    /// Brings in a list of training items as one operation: items of a name that is there are changed, the others added. What
    /// the list leaves out of an item that is there stays.
    ///
    /// # Errors
    /// What is no spreadsheet or no such list; [`ErrorCode::BadCells`] with every cell that is wrong. Then nothing has changed.
    pub fn import_training(
        &mut self,
        file_name: &str,
        bytes: &[u8],
        moment: Moment,
    ) -> Result<Written<TrainingList>, AppError> {
        let workbook = cadre_exchange::open(bytes, file_name)?;
        let reading = read_training(&workbook, &self.content.settings.currency).map_err(|error| match error {
            ExchangeError::NoHeader { .. } => AppError::new(
                ErrorCode::UnreadableSpreadsheet,
                format!("{file_name} is no list of training items: no row names the columns."),
                format!(
                    "A row a lift, under these heads: {}. The first and “Competency”, “From”, “To” must be there; “Export the \
                     list” writes an example.",
                    TRAINING_HEADS.join(", ")
                ),
            ),
            other => AppError::from(other),
        })?;
        let (items, list) = self.brought(file_name, &reading)?;
        let label = format!("Import training from {file_name}");
        let written = self.change("import-training", label, moment, |tx| {
            items.iter().try_for_each(|item| tx.put_training(item))?;
            Ok(list)
        })?;
        Ok(written)
    }

    /// The items of the workspace as a list that can be imported again.
    ///
    /// # Errors
    /// None for the content of a workspace.
    pub fn export_training(&self) -> Result<Vec<u8>, AppError> {
        Ok(csv_out::table_csv(&TRAINING_HEADS, &rows(&self.content))?.into_bytes())
    }

    /// The items that a list adds or changes; refused with everything that is wrong.
    fn brought(
        &self,
        file_name: &str,
        reading: &TrainingReading,
    ) -> Result<(Vec<TrainingItem>, TrainingList), AppError> {
        let content = &self.content;
        let mut problems: Vec<(u32, FieldProblem)> = reading
            .problems
            .iter()
            .map(|problem| {
                (problem.row, wrong(problem.row, &problem.column, &problem.found, &problem.expected))
            })
            .collect();
        let known = known(content, &HashMap::new());
        let matcher = Matcher::new(&known);
        let mut list = TrainingList { added: 0, changed: 0, unchanged: 0, notices: Vec::new() };
        for notice in &reading.notices {
            list.notices.push(format!("Row {}, {}: {}.", notice.row, notice.column, notice.expected));
        }
        let mut items = Vec::new();
        let mut taken: HashSet<TrainingKey> = HashSet::new();
        for record in &reading.items {
            let before = content.training.iter().find(|item| fold(&item.name) == fold(&record.name));
            let mut note = |row: u32, column: &str, found: &str, expected: &str| {
                problems.push((row, wrong(row, column, found, expected)));
            };
            let mut lifts: Vec<Lift> = Vec::new();
            for lift in &record.lifts {
                let key = match matcher.competency(&lift.competency) {
                    Matched::One { id, how, .. } if how != How::Spelling => id,
                    other => {
                        let expected = match nearest(other) {
                            Some(name) => {
                                format!("the name of a competency of the workspace, such as {name}")
                            }
                            None => "the name of a competency of the workspace".to_owned(),
                        };
                        note(lift.row, "Competency", &lift.competency, &expected);
                        continue;
                    }
                };
                if lifts.iter().any(|other| other.competency == key) {
                    note(lift.row, "Competency", &lift.competency, "a competency once for an item");
                }
                lifts.push(Lift { competency: key, from: lift.from, to: lift.to });
            }
            if before.is_none() {
                missing(record, reading, &mut note);
            }
            if let Some(address) = record.address.as_deref().filter(|address| !is_address(address)) {
                note(record.row, "Address", address, "an address that begins with https:// or http://");
            }
            let item = taken_up(record, before, lifts, content, &taken);
            taken.insert(item.key.clone());
            match before {
                None => list.added += 1,
                Some(before) if *before == item => list.unchanged += 1,
                Some(_) => list.changed += 1,
            }
            items.push(item);
        }
        if reading.items.is_empty() && problems.is_empty() {
            return Err(AppError::new(
                ErrorCode::UnreadableSpreadsheet,
                "The list has no training item.",
                "Nothing was changed. A row a lift stands below the heads.",
            ));
        }
        if problems.is_empty() {
            return Ok((items, list));
        }
        problems.sort_by_key(|(row, _)| *row);
        let count = problems.len() as u32;
        Err(AppError {
            fields: problems.into_iter().map(|(_, problem)| problem).collect(),
            ..AppError::new(
                ErrorCode::BadCells,
                format!(
                    "{} of {file_name} {} wrong; nothing was imported.",
                    words::counted(count, "cell", "cells"),
                    words::verb(count, "is", "are")
                ),
                "Mend them in the file and import it again.",
            )
        })
    }
}

/// The name that may have been meant.
fn nearest(matched: Matched<CompetencyKey>) -> Option<String> {
    match matched {
        Matched::One { name, .. } => Some(name),
        Matched::Several(several) | Matched::New(several) => several.into_iter().next().map(|(_, name)| name),
        Matched::NeedsTeam => None,
    }
}

fn wrong(row: u32, column: &str, found: &str, expected: &str) -> FieldProblem {
    FieldProblem {
        place: format!("row {row}, {column}"),
        found: if found.is_empty() { "nothing".to_owned() } else { found.to_owned() },
        expected: expected.to_owned(),
        ..FieldProblem::default()
    }
}

/// What a new item cannot be without. A cell that was wrong is told already.
fn missing(record: &TrainingRecord, reading: &TrainingReading, note: &mut impl FnMut(u32, &str, &str, &str)) {
    let told = |column: &str| {
        reading.problems.iter().any(|problem| problem.row == record.row && problem.column == column)
    };
    if record.cost.is_none() && !told("Cost") {
        note(record.row, "Cost", "", "a cost: 0 where it is free, a guess under “Estimates”");
    }
    if record.hours.is_none() && !told("Hours") {
        note(record.row, "Hours", "", "the hours it takes: a guess under “Estimates”");
    }
    let lift_told = ["Competency", "From", "To"].into_iter().any(told);
    if record.lifts.is_empty() && !lift_told {
        note(record.row, "Competency", "", "at least one competency that it lifts");
    }
}

/// The item as it is after the import.
fn taken_up(
    record: &TrainingRecord,
    before: Option<&TrainingItem>,
    lifts: Vec<Lift>,
    content: &Content,
    taken: &HashSet<TrainingKey>,
) -> TrainingItem {
    // A shipped item that comes by a list is the shipped one: its sources stay beside it.
    let key_of_new = || {
        let shipped = catalogue().training.iter().find(|item| fold(&item.name) == fold(&record.name));
        let is_free = |key: &TrainingKey| !content.training.iter().any(|item| item.key == *key);
        shipped
            .map(|item| item.key.clone())
            .filter(is_free)
            .unwrap_or_else(|| free_key(&record.name, content, taken))
    };
    let mut item = before.cloned().unwrap_or_else(|| TrainingItem {
        estimated: Estimated { pass_rate: record.pass_rate.is_none(), ..Estimated::default() },
        ..TrainingItem::new(key_of_new(), record.name.clone())
    });
    let text = |said: &Option<String>, own: Option<String>| said.clone().or(own);
    item.provider = text(&record.provider, item.provider);
    item.address = text(&record.address, item.address);
    item.requires = text(&record.requires, item.requires);
    item.delivery = record.delivery.or(item.delivery);
    item.prior_knowledge = record.prior_knowledge.or(item.prior_knowledge);
    item.vendor_neutrality = record.vendor_neutrality.or(item.vendor_neutrality);
    // A figure that the list gives is no guess, unless it says so.
    let take = |said: Option<f64>, own: &mut f64, guess: &mut bool| {
        if let Some(said) = said.filter(|said| said.total_cmp(own).is_ne()) {
            *own = said;
            *guess = false;
        }
    };
    take(record.cost, &mut item.cost, &mut item.estimated.cost);
    take(record.hours, &mut item.hours, &mut item.estimated.hours);
    take(record.pass_rate, &mut item.pass_rate, &mut item.estimated.pass_rate);
    if let Some([cost, hours, pass_rate]) = record.estimates {
        item.estimated = Estimated { cost, hours, pass_rate };
    }
    if !lifts.is_empty() {
        item.lifts = lifts;
    }
    item
}

/// A row a lift, as the import reads it.
pub(crate) fn rows(content: &Content) -> Vec<Vec<String>> {
    let name_of = |lift: &Lift| {
        content
            .competencies
            .iter()
            .find(|one| one.key == lift.competency)
            .map_or_else(|| lift.competency.to_string(), |one| one.name.clone())
    };
    let mut rows = Vec::new();
    for item in &content.training {
        let guesses = estimates(item.estimated);
        let own = [
            item.name.clone(),
            item.provider.clone().unwrap_or_default(),
            item.address.clone().unwrap_or_default(),
            item.delivery.map_or("", cadre_core::Delivery::as_str).to_owned(),
            item.prior_knowledge.map(|prior| prior.to_string()).unwrap_or_default(),
            item.vendor_neutrality.map_or("", cadre_core::VendorNeutrality::as_str).to_owned(),
            item.requires.clone().unwrap_or_default(),
            item.cost.to_string(),
            item.hours.to_string(),
            item.pass_rate.to_string(),
            if guesses.is_empty() { "none".to_owned() } else { guesses.join(", ") },
        ];
        let lifts = item
            .lifts
            .iter()
            .map(|lift| [name_of(lift), lift.from.get().to_string(), lift.to.get().to_string()]);
        let none = || std::iter::once([String::new(), String::new(), String::new()]);
        let lifts: Vec<[String; 3]> = if item.lifts.is_empty() { none().collect() } else { lifts.collect() };
        rows.extend(lifts.into_iter().map(|lift| own.iter().cloned().chain(lift).collect()));
    }
    rows
}

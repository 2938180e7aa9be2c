//! The history: what was done, what it changed in words, undo and redo, and the audit trail.

use std::collections::HashMap;

use cadre_core::{Assessment, Content, OperationId, RowChange, RowImage};
use cadre_exchange::csv_out::table_csv;
use cadre_store::{ERASE, INITIAL, LogFilter, OperationSummary, StoreError, Written};
use chrono::{Local, NaiveDate};
use serde_json::Value;

use crate::{
    error::{AppError, FieldProblem},
    file_name::file_name_for,
    view::{Choice, HistoryFilter, HistoryRow, HistoryView, Standing},
    words,
    workspace::{Moment, Touched, Workspace},
};

/// How many operations are shown at a time.
const PAGE: u32 = 100;
/// How many changes of an operation are told in the list.
const CHANGES: usize = 6;

impl Workspace {
    /// Undoes the last operation that stands; says which.
    ///
    /// # Errors
    /// There is none; a row has changed since.
    pub fn undo(&mut self, moment: Moment) -> Result<Written<OperationSummary>, AppError> {
        let undone = self.store.undo(moment.now);
        self.after_undo(undone)
    }

    /// Does the last undone operation again; says which.
    ///
    /// # Errors
    /// There is none; a row has changed since.
    pub fn redo(&mut self, moment: Moment) -> Result<Written<OperationSummary>, AppError> {
        let redone = self.store.redo(moment.now);
        self.after_undo(redone)
    }

    /// Undoes one operation, whatever was done since; one that is undone is done again.
    ///
    /// # Errors
    /// What it changed has changed again since: every such row is named, and nothing is undone.
    pub fn undo_operation(&mut self, operation: OperationId, moment: Moment) -> Result<Touched, AppError> {
        let done = match self.store.undo_operation(operation, moment.now) {
            Err(StoreError::AlreadyUndone { .. }) => self.store.redo_operation(operation, moment.now),
            done => done,
        };
        Ok(self.after_undo(done)?.touched)
    }

    /// Undoes everything that was done after an operation.
    ///
    /// # Errors
    /// Nothing after it stands; what one of them changed has changed again since.
    pub fn undo_back_to(&mut self, operation: OperationId, moment: Moment) -> Result<Touched, AppError> {
        let undone = self.store.undo_back_to(operation, moment.now);
        Ok(self.after_undo(undone)?.touched)
    }

    fn after_undo<T>(&mut self, undone: Result<Written<T>, StoreError>) -> Result<Written<T>, AppError> {
        match undone {
            Ok(written) => {
                self.reload()?;
                Ok(written)
            }
            Err(StoreError::Conflict { operation, rows }) => {
                let detail = self.store.operation_detail(operation, u32::MAX)?;
                let present = present_names(&self.content);
                let names = Names::of(&present, &detail.rows);
                let mut fields = Vec::with_capacity(rows.len());
                let mut in_the_way = Vec::new();
                for row in &rows {
                    let place = names.of_row(&row.table, &row.row);
                    let later = self.store.changed_last(row, operation)?.map(|later| in_words(&later));
                    let by = later.as_ref().map_or_else(String::new, |later| format!(" by “{later}”"));
                    let says = format!("{} was changed later{by}.", words::sentence_case(&place));
                    fields.push(FieldProblem { place, says, ..FieldProblem::default() });
                    if let Some(later) = later
                        && !in_the_way.contains(&later)
                    {
                        in_the_way.push(later);
                    }
                }
                let mut error: AppError = StoreError::Conflict { operation, rows }.into();
                if let [later] = &in_the_way[..] {
                    error.hint = format!("Nothing was changed. Undo “{later}” first.");
                }
                Err(AppError { fields, ..error })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The history, the newest first; with `before`, what was done before that operation.
    pub fn history_view(
        &self,
        filter: &HistoryFilter,
        before: Option<OperationId>,
        moment: Moment,
    ) -> Result<HistoryView, AppError> {
        let log = LogFilter { person: filter.person, kind: filter.kind.clone() };
        let mut operations = self.store.operations(&log, before, PAGE + 1)?;
        let more = operations.len() > PAGE as usize;
        operations.truncate(PAGE as usize);
        let size = self.store.log_size()?;
        let mut people: Vec<Choice> = self
            .content
            .people
            .iter()
            .map(|person| Choice { value: person.id.to_string(), label: person.name.clone() })
            .collect();
        people.sort_by_cached_key(|person| person.label.to_lowercase());
        let present = present_names(&self.content);
        let operations_counted = words::counted(size.operations, "operation", "operations");
        let title = match size.undone {
            0 => operations_counted,
            undone => format!("{operations_counted}, {} undone", words::number(undone)),
        };
        Ok(HistoryView {
            title,
            operations: operations
                .iter()
                .map(|operation| self.history_row(operation, &present, moment))
                .collect::<Result<_, _>>()?,
            more,
            kinds: kinds(self.store.operation_kinds()?),
            people,
        })
    }

    fn history_row(
        &self,
        operation: &OperationSummary,
        present: &PresentNames<'_>,
        moment: Moment,
    ) -> Result<HistoryRow, AppError> {
        let local = operation.at.with_timezone(&Local);
        let day = local.date_naive();
        let (mut changes, total) = self.changes_of(operation, present, CHANGES as u32)?;
        changes.truncate(CHANGES);
        // Of one change the label says it already.
        if total == 1 && operation.assessments == 1 {
            changes.clear();
        }
        Ok(HistoryRow {
            id: operation.id,
            day: match (moment.today - day).num_days() {
                0 => "Today".to_owned(),
                1 => "Yesterday".to_owned(),
                _ => words::date(day),
            },
            time: local.format("%H:%M").to_string(),
            label: in_words(operation),
            kind: kind_in_words(&operation.kind),
            more_changes: if changes.is_empty() { 0 } else { total.saturating_sub(changes.len() as u32) },
            changes,
            standing: standing(operation),
            later_stand: operation.followed,
        })
    }

    /// What an operation changed, in words, at most `limit` of each kind of change; and how many there are in all. An undo or
    /// redo says no more than its label, which names what it is about.
    fn changes_of(
        &self,
        operation: &OperationSummary,
        present: &PresentNames<'_>,
        limit: u32,
    ) -> Result<(Vec<String>, u32), AppError> {
        if operation.reverts.is_some() || operation.kind == INITIAL {
            return Ok((Vec::new(), 0));
        }
        let detail = self.store.operation_detail(operation.id, limit)?;
        let names = Names::of(present, &detail.rows);
        let mut changes: Vec<String> = detail.rows.iter().filter_map(|change| names.change(change)).collect();
        changes.extend(detail.recorded.iter().map(|assessment| names.assessment(assessment)));
        changes.extend(
            detail.retracted.iter().map(|assessment| format!("Taken back: {}", names.assessment(assessment))),
        );
        Ok((changes, detail.total))
    }

    /// The audit trail as CSV, the oldest operation first: a line a change, or one for an operation of which no change is
    /// told. Every line has the operation's number, time and label; the first has all of it, with the hash that it carries. The
    /// last line has that of the whole log: who keeps it can tell later whether the log was made anew. Gives the file's name and
    /// its bytes.
    pub fn audit_trail(&self, filter: &HistoryFilter) -> Result<(String, Vec<u8>), AppError> {
        let log = LogFilter { person: filter.person, kind: filter.kind.clone() };
        let mut operations = self.store.operations(&log, None, u32::MAX)?;
        operations.reverse();
        let labels: HashMap<OperationId, usize> =
            (1..).zip(&operations).map(|(number, operation)| (operation.id, number)).collect();
        let present = present_names(&self.content);
        let mut rows = Vec::with_capacity(operations.len());
        for (number, operation) in (1..).zip(&operations) {
            let (changes, _) = self.changes_of(operation, &present, u32::MAX)?;
            let (time, label) = (operation.at.to_rfc3339(), in_words(operation));
            let mut changes = changes.into_iter();
            rows.push(vec![
                number.to_string(),
                time.clone(),
                operation.id.to_string(),
                kind_in_words(&operation.kind),
                label.clone(),
                operation
                    .reverts
                    .map(|id| labels.get(&id).map_or_else(|| id.to_string(), usize::to_string))
                    .unwrap_or_default(),
                match standing(operation) {
                    Standing::Done => "done",
                    Standing::Undone => "undone",
                    Standing::Fixed => "",
                }
                .to_owned(),
                operation.assessments.to_string(),
                changes.next().unwrap_or_default(),
                operation.hash.clone().unwrap_or_default(),
            ]);
            rows.extend(changes.map(|change| {
                let blank = String::new;
                let (number, time, label) = (number.to_string(), time.clone(), label.clone());
                vec![number, time, blank(), blank(), label, blank(), blank(), blank(), change, blank()]
            }));
        }
        let head = self.operations(1)?.pop().and_then(|last| last.hash);
        let mut last = vec![String::new(); 10];
        "Head of the whole log".clone_into(&mut last[4]);
        last[9] = head.unwrap_or_default();
        rows.push(last);
        let heads = [
            "Number",
            "Time (UTC)",
            "Id",
            "Kind",
            "What was done",
            "Reverts number",
            "Standing",
            "Assessments",
            "Change",
            "Hash",
        ];
        let csv = table_csv(&heads, &rows)?;
        Ok((file_name_for(&format!("{} audit trail", self.content.settings.name), "csv"), csv.into_bytes()))
    }
}

/// An operation in words: "Undid: set level 3: …" for an undo.
pub fn in_words(operation: &OperationSummary) -> String {
    match operation.kind.as_str() {
        "undo" => format!("Undid: {}", operation.label),
        "redo" => format!("Redid: {}", operation.label),
        _ => operation.label.clone(),
    }
}

fn standing(operation: &OperationSummary) -> Standing {
    // Of what was erased nothing is left to undo.
    let empty = operation.assessments == 0 && operation.changes == 0;
    if operation.kind == INITIAL || operation.reverts.is_some() || empty {
        Standing::Fixed
    } else if operation.undone {
        Standing::Undone
    } else {
        Standing::Done
    }
}

/// The kinds to choose from: by their words, with undo and redo, which are about the others, last.
fn kinds(kinds: Vec<String>) -> Vec<Choice> {
    let mut choices: Vec<Choice> =
        kinds.into_iter().map(|kind| Choice { label: kind_in_words(&kind), value: kind }).collect();
    choices.sort_by_cached_key(|choice| {
        (["undo", "redo"].iter().position(|kind| *kind == choice.value), choice.label.clone())
    });
    choices
}

/// A kind of operation in words; one that is not known, as a newer version may have written it, as it is.
fn kind_in_words(kind: &str) -> String {
    let known = match kind {
        INITIAL => "Workspace created",
        "undo" => "Undo",
        "redo" => "Redo",
        "import" => "Import",
        "set-level" => "Levels set",
        "retract-level" | "retract" => "Retracted",
        "record" => "Assessment recorded",
        "add-person" => "People added",
        "change-person" => "Person changed",
        "remove-person" => "Person removed",
        "add-role" => "Roles added",
        "change-role" => "Role changed",
        "set-target" => "Target set",
        "remove-role" => "Role removed",
        "add-position" => "Position added",
        "change-position" => "Position changed",
        "remove-position" => "Position removed",
        "add-team" => "Team added",
        "change-team" => "Team renamed",
        "remove-team" => "Team removed",
        "add-competency" => "Competencies added",
        "change-competency" => "Competency changed",
        "merge-competencies" => "Competencies merged",
        "retire-competency" => "Competency retired",
        "add-benchmark" => "Benchmark added",
        "change-benchmark" => "Benchmark replaced",
        "remove-benchmark" => "Benchmark removed",
        "save-pulse" => "Pulse recorded",
        "remove-pulse" => "Pulse removed",
        "add-training" => "Training added",
        "change-training" => "Training changed",
        "remove-training" => "Training removed",
        "import-training" => "Training imported",
        "change-report" => "Report changed",
        "settings" => "Settings",
        "salvage" => "Salvaged",
        "retention" => "Retention",
        ERASE => "Erased",
        other => return words::sentence_case(&other.replace('-', " ")),
    };
    known.to_owned()
}

/// The names of the workspace's rows, by id or key.
type PresentNames<'a> = HashMap<String, &'a str>;

fn present_names(content: &Content) -> PresentNames<'_> {
    let mut names = HashMap::new();
    names.extend(content.teams.iter().map(|team| (team.id.to_string(), team.name.as_str())));
    names.extend(content.roles.iter().map(|role| (role.id.to_string(), role.name.as_str())));
    names.extend(content.people.iter().map(|person| (person.id.to_string(), person.name.as_str())));
    names.extend(content.areas.iter().map(|area| (area.key.to_string(), area.name.as_str())));
    names.extend(content.competencies.iter().map(|one| (one.key.to_string(), one.name.as_str())));
    names.extend(content.training.iter().map(|item| (item.key.to_string(), item.name.as_str())));
    names
}

/// The names behind the ids of an operation's images: those of the workspace, else those of rows that came or went with
/// it.
struct Names<'a> {
    present: &'a PresentNames<'a>,
    gone: HashMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    fn of(present: &'a PresentNames<'a>, changes: &'a [RowChange]) -> Self {
        let mut gone = HashMap::new();
        for image in changes.iter().flat_map(|change| [&change.before, &change.after]).flatten() {
            let id = image.get("id").or_else(|| image.get("key")).and_then(Value::as_str);
            if let (Some(id), Some(name)) = (id, image.get("name").and_then(Value::as_str)) {
                gone.insert(id, name);
            }
        }
        Self { present, gone }
    }

    fn name(&self, id: &str) -> &'a str {
        self.present.get(id).or_else(|| self.gone.get(id)).copied().unwrap_or("one that is gone")
    }

    /// "person Noor Rahman", "target of LLM security engineer".
    fn of_row(&self, table: &str, key: &str) -> String {
        match table {
            "setting" => "the settings".to_owned(),
            "report" => "the report".to_owned(),
            "retention" => "how long personal data is kept".to_owned(),
            "report_logo" => "the logo of the report".to_owned(),
            "position" | "pulse" | "retraction" => format!("a {table}"),
            "benchmark" => format!("benchmark {key}"),
            _ => format!("{} {}", table_in_words(table), self.name(key.split('/').next().unwrap_or(key))),
        }
    }

    /// "Noor Rahman, Output handling: 3 by lab, 4 May 2026".
    fn assessment(&self, assessment: &Assessment) -> String {
        format!(
            "{}, {}: {} by {}, {}",
            self.name(&assessment.person.to_string()),
            self.name(assessment.competency.as_str()),
            assessment.level.get(),
            assessment.source.as_str(),
            words::date(assessment.assessed_on),
        )
    }

    /// A row's change in words; `None` where nothing that anybody reads has changed.
    fn change(&self, change: &RowChange) -> Option<String> {
        let table = change.table.as_str();
        let subject = |image: &RowImage| self.subject(table, image);
        match (&change.before, &change.after) {
            (None, Some(after)) => Some(format!("Added: {}", subject(after))),
            (Some(before), None) => Some(format!("Removed: {}", subject(before))),
            (Some(before), Some(after)) => {
                let differences: Vec<String> = after
                    .iter()
                    .filter(|(column, _)| !matches!(column.as_str(), "seq" | "place"))
                    .filter(|(column, value)| before.get(*column) != Some(value))
                    .map(|(column, value)| self.difference(column, before.get(column), value))
                    .collect();
                (!differences.is_empty()).then(|| format!("{}: {}", subject(before), differences.join("; ")))
            }
            (None, None) => None,
        }
    }

    /// What an image is about: "Noor Rahman", "target Output handling of LLM security engineer".
    fn subject(&self, table: &str, image: &RowImage) -> String {
        let text = |column: &str| image.get(column).and_then(Value::as_str).unwrap_or_default();
        match table {
            "setting" => "Settings".to_owned(),
            "report" => "Report".to_owned(),
            "retention" => "How long personal data is kept".to_owned(),
            "target" => format!(
                "target {} of {}, {} {}",
                self.name(text("competency")),
                self.name(text("role")),
                self.value("level", image.get("level")),
                self.value("importance", image.get("importance")),
            ),
            "position" => format!(
                "position of {} on {}, {}",
                self.name(text("role")),
                self.name(text("team")),
                words::counted(
                    image.get("seats").and_then(Value::as_u64).unwrap_or_default() as u32,
                    "seat",
                    "seats"
                ),
            ),
            "pulse" => format!("pulse of {}", self.value("asked_on", image.get("asked_on"))),
            "import_mapping" => "columns of an imported file, remembered".to_owned(),
            "benchmark" => format!("benchmark {} {}", text("publisher"), text("edition")),
            "person" => text("name").to_owned(),
            _ => format!("{} {}", table_in_words(table), text("name")),
        }
    }

    /// "role, from ML security engineer to LLM security engineer".
    fn difference(&self, column: &str, before: Option<&Value>, after: &Value) -> String {
        let name = match column {
            "started_on" => "first day",
            "leaves_on" => "leaving date",
            "learning_hours" => "learning hours a quarter",
            "annual_cost" => "yearly cost",
            "hiring_cost" => "hiring cost",
            "contractor_rate" => "contractor rate",
            "weeks_to_fill" => "weeks to fill",
            "weeks_to_ramp" => "weeks to ramp",
            "needed_by" => "needed by",
            "recheck_months" => "months to the re-check",
            "need_line" => "need line",
            "decision_on" => "day of the decision",
            "smallest_group" => "smallest group",
            "people_who_left" => "months after leaving",
            "claims" => "months of self- and peer-ratings",
            "superseded" => "months of superseded assessments",
            "pulses" => "months of pulses",
            // They fill a page, or are a picture.
            "own_words" => return "own words changed".to_owned(),
            "data" => return "picture changed".to_owned(),
            "descriptors" | "weights" | "lifts" | "actions" | "answers" | "notes" | "figures"
            | "statistics" | "conflicts" | "sections" | "scenarios" => {
                return format!("{column} changed");
            }
            other => other,
        };
        format!("{name}, from {} to {}", self.value(column, before), self.value(column, Some(after)))
    }

    fn value(&self, column: &str, value: Option<&Value>) -> String {
        match (column, value) {
            (_, None | Some(Value::Null)) => "none".to_owned(),
            ("team" | "role" | "area" | "competency", Some(Value::String(id))) => self.name(id).to_owned(),
            ("importance", Some(value)) => value
                .as_u64()
                .and_then(|value| cadre_core::Importance::new(value as u8))
                .map_or_else(|| value.to_string(), |importance| importance.as_str().to_owned()),
            ("attrition", Some(value)) => value.as_f64().map(words::percent).unwrap_or_default(),
            (_, Some(Value::Bool(yes))) => if *yes { "yes" } else { "no" }.to_owned(),
            (
                "started_on" | "leaves_on" | "needed_by" | "asked_on" | "imported_on" | "decision_on",
                Some(Value::String(day)),
            ) => day.parse::<NaiveDate>().map_or_else(|_| day.clone(), words::date),
            (_, Some(Value::String(text))) => text.clone(),
            (_, Some(number)) => number.as_f64().map_or_else(|| number.to_string(), words::amount),
        }
    }
}

fn table_in_words(table: &str) -> &str {
    match table {
        "training_item" => "training item",
        "report_logo" => "logo of the report",
        other => other,
    }
}

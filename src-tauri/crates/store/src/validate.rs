//! What content must satisfy before it is written. Everything that is wrong is reported at once, by its path.

use std::{
    collections::{HashMap, HashSet},
    fmt::Display,
};

use cadre_core::{Assessment, Content, OperationId, Retraction, RowImage};
use serde::Serialize;
use serde_json::Value;

use crate::{
    StoreError,
    entity::{Entity, problems_of},
    row::{key_of, sql_value},
    table::{ASSESSMENT, COMPETENCY, Kind, OPERATION, PERSON, Table},
};

/// One thing that is wrong with content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where it is, as in the JSON export: `people[3].team`; a single row being put begins with its table: `person.team`.
    pub path: String,
    /// What was expected there.
    pub expected: String,
    /// What stands there.
    pub found: String,
}

/// Which rows there are.
pub(crate) trait Known {
    /// Whether the table has a row of that key.
    fn knows(&self, table: &Table, key: &str) -> Result<bool, StoreError>;
}

/// The problems found so far.
#[derive(Default)]
pub(crate) struct Problems(pub(crate) Vec<Problem>);

impl Problems {
    pub(crate) fn add(&mut self, path: String, expected: &str, found: impl Display) {
        self.0.push(Problem { path, expected: expected.to_owned(), found: found.to_string() });
    }

    /// Nothing, or all of them as an error.
    pub(crate) fn into_result(self) -> Result<(), StoreError> {
        if self.0.is_empty() { Ok(()) } else { Err(StoreError::Invalid { problems: self.0 }) }
    }

    pub(crate) fn reference(
        &mut self,
        table: &Table,
        path: String,
        key: &str,
        known: &dyn Known,
    ) -> Result<(), StoreError> {
        if !known.knows(table, key)? {
            self.add(path, &format!("one of the {}", table.list), key);
        }
        Ok(())
    }

    /// Checks an image's columns, but those named in `without`.
    pub(crate) fn columns(
        &mut self,
        table: &Table,
        path: &str,
        image: &RowImage,
        known: &dyn Known,
        without: &[&str],
    ) -> Result<(), StoreError> {
        for column in table.columns {
            let value = image.get(column.name).unwrap_or(&Value::Null);
            if without.contains(&column.name) || (column.optional && value.is_null()) {
                continue;
            }
            let path = || format!("{path}.{}", column.name);
            match &column.kind {
                Kind::Row(aim) => self.reference(aim, path(), value.as_str().unwrap_or_default(), known)?,
                Kind::Key | Kind::Name if value.as_str().is_none_or(|text| text.trim().is_empty()) => {
                    self.add(path(), "text that is not blank", value);
                }
                Kind::Whole(least, most)
                    if !value.as_i64().is_some_and(|number| (*least..=*most).contains(&number)) =>
                {
                    self.add(path(), &format!("a whole number from {least} to {most}"), value);
                }
                Kind::Number(least, most)
                    if !value.as_f64().is_some_and(|number| (*least..=*most).contains(&number)) =>
                {
                    self.add(path(), &format!("a number from {least} to {most}"), value);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// The rows of a whole content.
struct KnownContent {
    tables: HashMap<&'static str, HashSet<String>>,
}

impl Known for KnownContent {
    fn knows(&self, table: &Table, key: &str) -> Result<bool, StoreError> {
        Ok(self.tables.get(table.name).is_some_and(|keys| keys.contains(key)))
    }
}

/// Everything that is wrong with a content.
pub(crate) fn content(content: &Content) -> Result<Vec<Problem>, StoreError> {
    let mut problems = Problems::default();
    let mut known = KnownContent { tables: HashMap::new() };
    known.gather(&content.areas, &mut problems);
    known.gather(&content.competencies, &mut problems);
    known.gather(&content.teams, &mut problems);
    known.gather(&content.roles, &mut problems);
    known.gather(&content.people, &mut problems);
    known.gather(&content.positions, &mut problems);
    known.gather(&content.pulses, &mut problems);
    known.gather(&content.benchmarks, &mut problems);
    known.gather(&content.training, &mut problems);
    known.gather(&content.scenarios, &mut problems);
    known.gather(&content.import_mappings, &mut problems);

    problems_of(&content.settings, "settings", &known, &mut problems)?;
    each(&content.areas, &known, &mut problems)?;
    each(&content.competencies, &known, &mut problems)?;
    each(&content.roles, &known, &mut problems)?;
    each(&content.teams, &known, &mut problems)?;
    each(&content.people, &known, &mut problems)?;
    each(&content.positions, &known, &mut problems)?;
    each(&content.pulses, &known, &mut problems)?;
    each(&content.benchmarks, &known, &mut problems)?;
    each(&content.training, &known, &mut problems)?;
    each(&content.scenarios, &known, &mut problems)?;
    each(&content.import_mappings, &known, &mut problems)?;
    if let Some(retention) = &content.retention {
        problems_of(retention, "retention", &known, &mut problems)?;
    }
    if let Some(report) = &content.report {
        problems_of(report, "report", &known, &mut problems)?;
        if let Some(logo) = &report.logo {
            problems_of(logo, "report.logo", &known, &mut problems)?;
        }
    }

    log(content, &mut problems);
    facts(content, &mut problems);
    Ok(problems.into())
}

/// The ids or keys of the rows of a table that the log mentions, whether or not they are still there.
pub(crate) fn logged<'a>(content: &'a Content, table: &Table) -> HashSet<&'a str> {
    content
        .operations
        .iter()
        .flat_map(|operation| &operation.changes)
        .filter(|change| change.table == table.name)
        .map(|change| change.row.as_str())
        .collect()
}

impl KnownContent {
    fn gather<E: Entity>(&mut self, entities: &[E], problems: &mut Problems) {
        let table = E::table();
        let keys = self.tables.entry(table.name).or_default();
        for (index, entity) in entities.iter().enumerate() {
            let key = entity.key();
            if keys.contains(&key) {
                let path = format!("{}[{index}].{}", table.list, table.key_column().name);
                problems.add(path, "one that no other row has", key);
            } else {
                keys.insert(key);
            }
        }
    }
}

fn each<E: Entity>(entities: &[E], known: &KnownContent, problems: &mut Problems) -> Result<(), StoreError> {
    for (index, entity) in entities.iter().enumerate() {
        problems_of(entity, &format!("{}[{index}]", E::table().list), known, problems)?;
    }
    Ok(())
}

/// The log: ids, order, and images that can be put back.
fn log(content: &Content, problems: &mut Problems) {
    // For each earlier operation, how many reverts it is away from an ordinary one.
    let mut earlier: HashMap<OperationId, usize> = HashMap::new();
    let mut last = None;
    for (index, operation) in content.operations.iter().enumerate() {
        let path = format!("operations[{index}]");
        let depth = operation.reverts.map_or(Some(0), |reverted| match earlier.get(&reverted) {
            Some(&depth @ (0 | 1)) => Some(depth + 1),
            _ => None,
        });
        if depth.is_none() {
            let found = operation.reverts.map(|reverted| reverted.to_string()).unwrap_or_default();
            problems.add(format!("{path}.reverts"), "an operation before it that is no redo", found);
        }
        if earlier.insert(operation.id, depth.unwrap_or(0)).is_some() {
            problems.add(format!("{path}.id"), "one that no other row has", operation.id);
        }
        if last.is_some_and(|last| operation.at < last) {
            problems.add(
                format!("{path}.at"),
                "a time not before the operation before it",
                operation.at.to_rfc3339(),
            );
        }
        last = last.max(Some(operation.at));
        let mut rows = HashSet::new();
        for (number, change) in operation.changes.iter().enumerate() {
            let path = format!("{path}.changes[{number}]");
            let Some(table) = Table::named(&change.table) else {
                problems.add(format!("{path}.table"), "a table of the workspace", &change.table);
                continue;
            };
            if !rows.insert((&change.table, &change.row)) {
                problems.add(format!("{path}.row"), "a row once an operation", &change.row);
            }
            if change.before.is_none() && change.after.is_none() {
                problems.add(format!("{path}.after"), "the row before or after", "neither");
            }
            for (side, image) in [("before", &change.before), ("after", &change.after)] {
                let Some(image) = image else { continue };
                for column in table.columns {
                    let value = image.get(column.name).unwrap_or(&Value::Null);
                    if sql_value(column, value).is_none() {
                        problems.add(
                            format!("{path}.{side}.{}", column.name),
                            "a value of the column's kind",
                            value,
                        );
                    }
                }
                if key_of(table, image).as_deref() != Some(&change.row) {
                    problems.add(format!("{path}.{side}"), "the row named", &change.row);
                }
            }
        }
    }
}

/// Assessments and what was taken back.
fn facts(content: &Content, problems: &mut Problems) {
    let operations: HashSet<OperationId> = content.operations.iter().map(|operation| operation.id).collect();
    let mut people: HashSet<_> = content.people.iter().map(|person| person.id).collect();
    people.extend(
        logged(content, &PERSON).into_iter().filter_map(|id| id.parse::<cadre_core::PersonId>().ok()),
    );
    let mut competencies: HashSet<_> =
        content.competencies.iter().map(|competency| competency.key.as_str()).collect();
    competencies.extend(logged(content, &COMPETENCY));

    let mut retracted = HashSet::new();
    let mut retracted_operations = HashSet::new();
    for (index, retraction) in content.retractions.iter().enumerate() {
        let new = match retraction {
            Retraction::Assessment(id) => retracted.insert(*id),
            Retraction::Operation(id) => retracted_operations.insert(*id),
        };
        if !new {
            problems.add(format!("retractions[{index}]"), "each retraction once", format!("{retraction:?}"));
        }
        if let Retraction::Operation(id) = retraction
            && !operations.contains(id)
        {
            problems.add(format!("retractions[{index}].operation"), &one_of(&OPERATION), id);
        }
    }

    let mut ids = HashSet::with_capacity(content.assessments.len());
    for (index, assessment) in content.assessments.iter().enumerate() {
        let Assessment { id, person, competency, operation, .. } = assessment;
        let path = |field: &str| format!("assessments[{index}].{field}");
        if !ids.insert(*id) {
            problems.add(path("id"), "one that no other row has", id);
        }
        if !people.contains(person) {
            problems.add(path("person"), &one_of(&PERSON), person);
        }
        if !competencies.contains(competency.as_str()) {
            problems.add(path("competency"), &one_of(&COMPETENCY), competency);
        }
        if !operations.contains(operation) {
            problems.add(path("operation"), &one_of(&OPERATION), operation);
        }
        let expected = retracted.contains(id) || retracted_operations.contains(operation);
        if assessment.retracted != expected {
            problems.add(
                path("retracted"),
                "true where the retractions name it or its operation, else false",
                assessment.retracted,
            );
        }
    }
    for (index, retraction) in content.retractions.iter().enumerate() {
        if let Retraction::Assessment(id) = retraction
            && !ids.contains(id)
        {
            problems.add(format!("retractions[{index}].assessment"), &one_of(&ASSESSMENT), id);
        }
    }
}

fn one_of(table: &Table) -> String {
    format!("one of the {}", table.list)
}

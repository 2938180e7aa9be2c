//! An export read back: every row by itself, so that all that is wrong is told with its path and line.

use std::collections::HashSet;

use cadre_core::{Content, Level, Settings};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use super::{FORMAT, VERSION};
use crate::{ExchangeError, Fault, Result};

/// What a document states about itself.
#[derive(Deserialize)]
struct Stated {
    format: Option<String>,
    version: Option<u64>,
}

/// The sections as they stand in the text, so that every wrong row is found and not only the first.
#[derive(Deserialize)]
struct Sections<'a> {
    #[serde(borrow)]
    settings: &'a RawValue,
    #[serde(borrow)]
    areas: Vec<&'a RawValue>,
    #[serde(borrow)]
    competencies: Vec<&'a RawValue>,
    #[serde(borrow)]
    teams: Vec<&'a RawValue>,
    #[serde(borrow)]
    roles: Vec<&'a RawValue>,
    #[serde(borrow)]
    people: Vec<&'a RawValue>,
    #[serde(borrow)]
    positions: Vec<&'a RawValue>,
    #[serde(borrow)]
    assessments: Vec<&'a RawValue>,
    #[serde(borrow)]
    pulses: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    benchmarks: Vec<&'a RawValue>,
    #[serde(borrow)]
    training: Vec<&'a RawValue>,
    #[serde(borrow)]
    scenarios: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    report: Option<&'a RawValue>,
    #[serde(borrow, default)]
    retention: Option<&'a RawValue>,
    #[serde(borrow, default)]
    import_mappings: Vec<&'a RawValue>,
    #[serde(borrow)]
    retractions: Vec<&'a RawValue>,
    #[serde(borrow)]
    operations: Vec<&'a RawValue>,
}

/// Most faults listed; a document with more was not written by Cadre.
const MAX_FAULTS: usize = 100;

/// Reads a document back.
///
/// # Errors
/// It is no JSON, no export, of a later version, or has values that a workspace cannot hold: then all of them, each
/// with its path and line.
pub fn from_json(json: &str) -> Result<Content> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let stated: Stated = serde_json::from_str(json)
        .map_err(|error| ExchangeError::NotAnExport { detail: error.to_string() })?;
    match (stated.format.as_deref(), stated.version) {
        (Some(FORMAT), Some(VERSION)) => {}
        (Some(FORMAT), Some(found)) => return Err(ExchangeError::UnknownVersion { found, known: VERSION }),
        (Some(FORMAT), None) => {
            return Err(ExchangeError::NotAnExport { detail: "it states no version".to_owned() });
        }
        (Some(other), _) => {
            return Err(ExchangeError::NotAnExport {
                detail: format!("its format is {other}, not {FORMAT}"),
            });
        }
        (None, _) => return Err(ExchangeError::NotAnExport { detail: "it states no format".to_owned() }),
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let sections: Sections<'_> = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let line = error.inner().line() as u32;
        ExchangeError::WrongValues(vec![Fault {
            path: error.path().to_string(),
            line,
            expected: without_position(&error.inner().to_string()),
        }])
    })?;

    let mut rows = Rows { json, faults: Vec::new() };
    let settings = rows.one::<Settings>("settings", sections.settings);
    let content = Content {
        settings: settings.unwrap_or_default(),
        areas: rows.all("areas", &sections.areas),
        competencies: rows.all("competencies", &sections.competencies),
        teams: rows.all("teams", &sections.teams),
        roles: rows.all("roles", &sections.roles),
        people: rows.all("people", &sections.people),
        positions: rows.all("positions", &sections.positions),
        assessments: rows.all("assessments", &sections.assessments),
        pulses: rows.all("pulses", &sections.pulses),
        benchmarks: rows.all("benchmarks", &sections.benchmarks),
        training: rows.all("training", &sections.training),
        scenarios: rows.all("scenarios", &sections.scenarios),
        report: sections.report.and_then(|report| rows.one("report", report)),
        retention: sections.retention.and_then(|retention| rows.one("retention", retention)),
        import_mappings: rows.all("import_mappings", &sections.import_mappings),
        retractions: rows.all("retractions", &sections.retractions),
        operations: rows.all("operations", &sections.operations),
    };
    // References are only looked at where every row could be read: else a wrong team would make all its people wrong.
    if rows.faults.is_empty() {
        check(&content, &sections, &mut rows);
    }
    if rows.faults.is_empty() { Ok(content) } else { Err(ExchangeError::WrongValues(rows.faults)) }
}

/// Reads rows and collects what is wrong with them.
struct Rows<'a> {
    json: &'a str,
    faults: Vec<Fault>,
}

impl Rows<'_> {
    fn all<T: DeserializeOwned>(&mut self, section: &str, raw: &[&RawValue]) -> Vec<T> {
        raw.iter()
            .enumerate()
            .filter_map(|(index, row)| self.one(&format!("{section}[{index}]"), row))
            .collect()
    }

    fn one<T: DeserializeOwned>(&mut self, path: &str, raw: &RawValue) -> Option<T> {
        // Read plainly first: the path costs time that only a wrong row is worth.
        if let Ok(row) = serde_json::from_str(raw.get()) {
            return Some(row);
        }
        if self.full() {
            return None;
        }
        let mut deserializer = serde_json::Deserializer::from_str(raw.get());
        match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
            Ok(row) => Some(row),
            Err(error) => {
                let inside = error.path().to_string();
                let path = if inside == "." { path.to_owned() } else { format!("{path}.{inside}") };
                let line = self.line_of(raw) + (error.inner().line() as u32).saturating_sub(1);
                self.add(path, line, without_position(&error.inner().to_string()));
                None
            }
        }
    }

    /// The line on which a row begins.
    fn line_of(&self, raw: &RawValue) -> u32 {
        let offset =
            (raw.get().as_ptr() as usize).saturating_sub(self.json.as_ptr() as usize).min(self.json.len());
        self.json[..offset].matches('\n').count() as u32 + 1
    }

    /// Whether no more faults are listed. To find the line of each of a million would take hours.
    fn full(&self) -> bool {
        self.faults.len() >= MAX_FAULTS
    }

    fn add(&mut self, path: String, line: u32, expected: String) {
        if !self.full() {
            self.faults.push(Fault { path, line, expected });
        }
    }
}

/// serde's message without " at line 3 column 7", which counts from the row and not from the document.
fn without_position(message: &str) -> String {
    message.rsplit_once(" at line ").map_or(message, |(before, _)| before).to_owned()
}

/// What types alone do not hold: ids that occur once, references that lead somewhere, numbers in their ranges.
fn check(content: &Content, sections: &Sections<'_>, rows: &mut Rows<'_>) {
    let mut fault = |section: &str, index: usize, raw: &[&RawValue], field: &str, expected: String| {
        if rows.full() {
            return;
        }
        let line = raw.get(index).map_or(1, |row| rows.line_of(row));
        let field = if field.is_empty() { String::new() } else { format!(".{field}") };
        rows.add(format!("{section}[{index}]{field}"), line, expected);
    };
    macro_rules! unique {
        ($section:literal, $rows:ident, $field:ident) => {{
            let mut seen = HashSet::new();
            for (index, row) in content.$rows.iter().enumerate() {
                if !seen.insert(&row.$field) {
                    let expected = format!("a value that occurs once, not {} again", row.$field);
                    fault($section, index, &sections.$rows, stringify!($field), expected);
                }
            }
            seen
        }};
    }
    let areas = unique!("areas", areas, key);
    let competencies = unique!("competencies", competencies, key);
    let teams = unique!("teams", teams, id);
    let roles = unique!("roles", roles, id);
    let people = unique!("people", people, id);
    unique!("positions", positions, id);
    unique!("assessments", assessments, id);
    unique!("pulses", pulses, id);
    unique!("benchmarks", benchmarks, id);
    unique!("training", training, key);
    unique!("scenarios", scenarios, id);
    unique!("import_mappings", import_mappings, key);
    let operations = unique!("operations", operations, id);

    for (index, row) in content.competencies.iter().enumerate() {
        if !areas.contains(&row.area) {
            fault(
                "competencies",
                index,
                &sections.competencies,
                "area",
                format!("the key of an area, not {}", row.area),
            );
        }
        if !matches!(row.descriptors.len(), 0 | 5) {
            fault(
                "competencies",
                index,
                &sections.competencies,
                "descriptors",
                "none, or one for each level 0 to 4".to_owned(),
            );
        }
    }
    for (index, row) in content.roles.iter().enumerate() {
        let shares = (0.0..=1.0).contains(&row.attrition);
        if !shares {
            fault(
                "roles",
                index,
                &sections.roles,
                "attrition",
                format!("a share from 0 to 1, not {}", row.attrition),
            );
        }
        for (field, value) in [
            ("annual_cost", row.annual_cost),
            ("hiring_cost", row.hiring_cost),
            ("contractor_rate", row.contractor_rate),
            ("weeks_to_fill", row.weeks_to_fill),
            ("weeks_to_ramp", row.weeks_to_ramp),
        ] {
            if value < 0.0 {
                fault("roles", index, &sections.roles, field, format!("0 or more, not {value}"));
            }
        }
        let mut seen = HashSet::new();
        for (at, target) in row.targets.iter().enumerate() {
            if !competencies.contains(&target.competency) || !seen.insert(&target.competency) {
                let expected = format!("the key of a competency, each once, not {}", target.competency);
                fault("roles", index, &sections.roles, &format!("targets[{at}].competency"), expected);
            }
            if target.level == Level::ALL[0] {
                fault("roles", index, &sections.roles, &format!("targets[{at}].level"), "1 to 4".to_owned());
            }
        }
    }
    for (index, row) in content.people.iter().enumerate() {
        if !teams.contains(&row.team) {
            fault("people", index, &sections.people, "team", format!("the id of a team, not {}", row.team));
        }
        if let Some(role) = row.role
            && !roles.contains(&role)
        {
            fault("people", index, &sections.people, "role", format!("the id of a role, not {role}"));
        }
        if row.learning_hours < 0.0 {
            fault(
                "people",
                index,
                &sections.people,
                "learning_hours",
                format!("0 or more, not {}", row.learning_hours),
            );
        }
    }
    for (index, row) in content.positions.iter().enumerate() {
        if !teams.contains(&row.team) {
            fault(
                "positions",
                index,
                &sections.positions,
                "team",
                format!("the id of a team, not {}", row.team),
            );
        }
        if !roles.contains(&row.role) {
            fault(
                "positions",
                index,
                &sections.positions,
                "role",
                format!("the id of a role, not {}", row.role),
            );
        }
    }
    // Assessments outlive the people and competencies that were removed: the log knows whom they are about.
    let gone: HashSet<(&str, &str)> = content
        .operations
        .iter()
        .flat_map(|operation| &operation.changes)
        .map(|change| (change.table.as_str(), change.row.as_str()))
        .collect();
    for (index, row) in content.assessments.iter().enumerate().filter(|(_, row)| !row.retracted) {
        if !people.contains(&row.person) && !gone.contains(&("person", row.person.to_string().as_str())) {
            fault(
                "assessments",
                index,
                &sections.assessments,
                "person",
                format!("the id of a person, not {}", row.person),
            );
        }
        if !competencies.contains(&row.competency) && !gone.contains(&("competency", row.competency.as_str()))
        {
            let expected = format!("the key of a competency, not {}", row.competency);
            fault("assessments", index, &sections.assessments, "competency", expected);
        }
        if !operations.contains(&row.operation) {
            let expected = format!("the id of an operation, not {}", row.operation);
            fault("assessments", index, &sections.assessments, "operation", expected);
        }
    }
    for (index, row) in content.training.iter().enumerate() {
        if !(0.0..=1.0).contains(&row.pass_rate) {
            fault(
                "training",
                index,
                &sections.training,
                "pass_rate",
                format!("a share from 0 to 1, not {}", row.pass_rate),
            );
        }
        if let Some(prior) = row.prior_knowledge
            && !cadre_core::PRIOR_KNOWLEDGE.contains(&prior)
        {
            fault(
                "training",
                index,
                &sections.training,
                "prior_knowledge",
                format!("1 (least) to 5 (most), or null, not {prior}"),
            );
        }
        for (at, lift) in row.lifts.iter().enumerate() {
            if !competencies.contains(&lift.competency) {
                let expected = format!("the key of a competency, not {}", lift.competency);
                fault("training", index, &sections.training, &format!("lifts[{at}].competency"), expected);
            }
            if lift.to <= lift.from {
                fault(
                    "training",
                    index,
                    &sections.training,
                    &format!("lifts[{at}].to"),
                    "a level above `from`".to_owned(),
                );
            }
        }
    }
}

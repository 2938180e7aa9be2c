//! Making the rows that were found hold together: what the log still knows is put back, what belongs to a lost row gets one in
//! its place, and the rest of what refers to nothing goes.

use std::collections::{BTreeMap, HashMap, HashSet};

use cadre_core::{
    Area, Competency, Content, ImportMapping, Logo, Operation, OperationId, Person, Position, Pulse,
    ReportSettings, Retraction, Role, RowChange, RowImage, Scenario, Settings, Team, TrainingItem,
    benchmark::Benchmark,
};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{
    Found,
    losses::{Loss, Numbers, altered},
};
use crate::{
    INITIAL, StoreError,
    assessments::retraction,
    entity::{self, Entity, target_image, target_key},
    log, new_id, read,
    row::{self, MOST_NUMBERS, same},
    table::{IMAGED, RETRACTION, SETTING, TARGET, Table},
    validate,
};

/// Rows that were made, by table: all of them, and those of them that stand in the place of a lost one. The others hold what
/// such a one belongs to, where that is not known either.
pub(super) type StoodIn = HashMap<&'static str, (i64, i64)>;

impl Found {
    /// Makes the rows hold together: the content, what is known of the rest, and how many operations were altered.
    pub(super) fn mend(&self, at: DateTime<Utc>) -> Result<(Content, Vec<Loss>, u32), StoreError> {
        let connection = &self.connection;
        without_impossible(connection)?;
        // Each is the other's copy, as far as people and competencies are there.
        connection.execute_batch(
            "INSERT OR IGNORE INTO known_person (seq, id) SELECT seq, id FROM person;
             INSERT OR IGNORE INTO known_competency (seq, key) SELECT seq, key FROM competency;",
        )?;
        let altered = altered(self)?;
        let numbers = Numbers::of(self)?;
        if self.whole.contains("operation") && self.whole.contains("operation_change") {
            from_the_log(connection)?;
        }
        let mut stood_in = StoodIn::new();
        loop {
            let stand_ins = stand_in(connection, &mut stood_in)?;
            if stand_ins + dangling(connection)? + unreadable(connection)? == 0 {
                break;
            }
        }
        let mut content = valid(connection)?;
        let losses = numbers.losses(&counts(&content), &stood_in);
        reconcile(&mut content, at)?;
        Ok((content, losses, altered))
    }
}

/// Takes out rows with values that columns allow and dates, times and lists do not.
fn without_impossible(connection: &Connection) -> Result<(), StoreError> {
    // The times and days that the calendar can hold; before them no workspace was written, after them none will be.
    const TIMES: &str = "BETWEEN -62135596800000 AND 253402300799999";
    const DAYS: &str = "BETWEEN 1 AND 3652059";
    connection.execute_batch(&format!(
        "DELETE FROM operation WHERE at NOT {TIMES};
         DELETE FROM assessment WHERE recorded_at NOT {TIMES} OR assessed_on NOT {DAYS};
         DELETE FROM person WHERE started_on NOT {DAYS} OR leaves_on NOT {DAYS};
         DELETE FROM position WHERE needed_by NOT {DAYS};
         DELETE FROM pulse WHERE asked_on NOT {DAYS};
         DELETE FROM import_mapping WHERE imported_on NOT {DAYS};
         UPDATE report SET decision_on = NULL WHERE decision_on NOT {DAYS};
         DELETE FROM operation_change WHERE NOT json_valid(coalesce(before, after)) OR NOT json_valid(coalesce(after, before));"
    ))?;
    let mut columns = vec![
        ("assessment", "person"),
        ("assessment", "competency"),
        ("assessment", "operation"),
        ("operation_change", "operation"),
        ("operation", "seq"),
        ("operation", "reverts"),
        ("known_person", "seq"),
        ("known_competency", "seq"),
    ];
    columns.extend(IMAGED.iter().map(|table| (table.name, "seq")));
    for (table, column) in columns {
        let sql = format!("DELETE FROM {table} WHERE {column} NOT BETWEEN 1 AND {MOST_NUMBERS}");
        connection.execute(&sql, ())?;
    }
    Ok(())
}

/// Puts back the rows that are lost in their own table, as their last operation left them: only where the log is known whole,
/// or a row would come back that was removed since.
fn from_the_log(connection: &Connection) -> Result<(), StoreError> {
    let mut last = HashMap::new();
    for change in log::all(connection)?.into_iter().flat_map(|operation| operation.changes) {
        last.insert((change.table, change.row), change.after);
    }
    for table in IMAGED {
        let rows = last.iter().filter(|((name, _), _)| name == table.name);
        for ((_, key), image) in rows.filter_map(|(row, after)| Some((row, after.as_ref()?))) {
            if row::find(connection, table, key)?.is_none() {
                let seq = image.get("seq").and_then(serde_json::Value::as_i64);
                // One whose own row cannot be kept again is as lost as before.
                let _put = row::put(connection, table, key, image, seq);
            }
        }
    }
    Ok(())
}

/// Puts rows in the place of lost ones to which others belong; gives how many.
fn stand_in(connection: &Connection, stood_in: &mut StoodIn) -> Result<usize, StoreError> {
    let mut made = 0;
    let mut count = |table: &'static str, rows: usize, for_lost: bool| {
        made += rows;
        let counts = stood_in.entry(table).or_default();
        counts.0 += rows as i64;
        counts.1 += if for_lost { rows as i64 } else { 0 };
    };
    if connection.query_row("SELECT count(*) FROM setting", (), |row| row.get::<_, i64>(0))? == 0 {
        let settings = Settings { name: "Salvaged workspace".to_owned(), ..Settings::default() };
        row::put(connection, &SETTING, &settings.key(), &settings.image()?, Some(1))?;
        count("setting", 1, true);
    }

    let mut operations = 0;
    for seq in numbers(
        connection,
        "SELECT operation FROM assessment UNION SELECT operation FROM operation_change UNION SELECT reverts FROM operation
         UNION SELECT operation FROM retraction EXCEPT SELECT seq FROM operation",
    )? {
        let kind = if seq == 1 { INITIAL } else { "lost" };
        operations += connection.execute(
            "INSERT INTO operation (seq, id, kind, label, at, recorded) VALUES (?1, ?2, ?3, 'Lost with the damage of the file',
             coalesce((SELECT at FROM operation WHERE seq < ?1 ORDER BY seq DESC LIMIT 1),
                      (SELECT at FROM operation WHERE seq > ?1 ORDER BY seq LIMIT 1),
                      (SELECT max(recorded_at) FROM assessment), 0), 0)",
            params![seq, new_id().as_bytes(), kind],
        )?;
    }
    count("operation", operations, true);

    let (mut competencies, mut holding) = (0, 0);
    for seq in numbers(
        connection,
        "SELECT competency FROM assessment UNION SELECT competency FROM target EXCEPT SELECT seq FROM competency",
    )? {
        let key: Option<String> = connection
            .query_row("SELECT key FROM known_competency WHERE seq = ?", [seq], |row| row.get(0))
            .optional()?;
        if key.as_ref().is_some_and(|key| is_logged(connection, "competency", key)) {
            continue;
        }
        let key = key.unwrap_or_else(|| format!("lost-competency-{seq}"));
        connection
            .execute("INSERT OR IGNORE INTO known_competency (seq, key) VALUES (?, ?)", params![seq, key])?;
        holding +=
            connection.execute("INSERT OR IGNORE INTO area (key, name) VALUES ('lost', 'Lost areas')", ())?;
        competencies += connection.execute(
            "INSERT INTO competency (seq, key, area, name, recheck_months, descriptors)
             VALUES (?1, ?2, (SELECT seq FROM area WHERE key = 'lost'), 'Lost: ' || ?2, 12, '[]')",
            params![seq, key],
        )?;
    }
    count("competency", competencies, true);
    count("area", holding, false);

    let mut areas = 0;
    for seq in numbers(connection, "SELECT area FROM competency EXCEPT SELECT seq FROM area")? {
        areas += connection.execute(
            "INSERT INTO area (seq, key, name) VALUES (?1, 'lost-area-' || ?1, 'Lost area ' || ?1)",
            [seq],
        )?;
    }
    count("area", areas, true);

    let (mut people, mut holding) = (0, 0);
    for seq in numbers(connection, "SELECT person FROM assessment EXCEPT SELECT seq FROM person")? {
        let id: Option<[u8; 16]> = connection
            .query_row("SELECT id FROM known_person WHERE seq = ?", [seq], |row| row.get(0))
            .optional()?;
        let id = id.map_or_else(new_id, uuid::Uuid::from_bytes);
        if is_logged(connection, "person", &id.to_string()) {
            continue;
        }
        connection.execute(
            "INSERT OR IGNORE INTO known_person (seq, id) VALUES (?, ?)",
            params![seq, id.as_bytes()],
        )?;
        // Of a team that is lost too: all of them on one.
        holding += connection.execute(
            "INSERT INTO team (id, name) SELECT ?, 'Lost team' WHERE NOT EXISTS (SELECT 1 FROM team WHERE name = 'Lost team')",
            [new_id().as_bytes()],
        )?;
        people += connection.execute(
            "INSERT INTO person (seq, id, name, team, borrowed, learning_hours)
             VALUES (?1, ?2, 'Lost person ' || ?1, (SELECT max(seq) FROM team WHERE name = 'Lost team'), 0, 20)",
            params![seq, id.as_bytes()],
        )?;
    }
    count("person", people, true);
    count("team", holding, false);

    let mut teams = 0;
    for seq in numbers(
        connection,
        "SELECT team FROM person UNION SELECT team FROM position UNION SELECT team FROM scenario EXCEPT SELECT seq FROM team",
    )? {
        teams += connection.execute(
            "INSERT INTO team (seq, id, name) VALUES (?1, ?2, 'Lost team ' || ?1)",
            params![seq, new_id().as_bytes()],
        )?;
    }
    count("team", teams, true);
    Ok(made)
}

fn numbers(connection: &Connection, sql: &str) -> Result<Vec<i64>, StoreError> {
    let sql = format!("WITH lost (seq) AS ({sql}) SELECT seq FROM lost WHERE seq IS NOT NULL ORDER BY seq");
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Whether the log mentions a row: one that is not there was removed then, or stands there until then.
fn is_logged(connection: &Connection, table: &str, key: &str) -> bool {
    let sql = "SELECT EXISTS (SELECT 1 FROM operation_change WHERE table_name = ? AND row_key = ?)";
    connection.query_row(sql, [table, key], |row| row.get(0)).unwrap_or_default()
}

/// Takes out what refers to a row that is not there, and cannot have one in its place; gives how many.
fn dangling(connection: &Connection) -> Result<usize, StoreError> {
    // Who has no role that is known has none.
    connection.execute("UPDATE person SET role = NULL WHERE role NOT IN (SELECT seq FROM role)", ())?;
    let mut statement = connection.prepare_cached("PRAGMA foreign_key_check")?;
    let rows: Vec<(String, i64)> =
        statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut gone = 0;
    for (table, seq) in rows {
        gone += connection.execute(&format!("DELETE FROM {table} WHERE seq = ?"), [seq])?;
    }
    Ok(gone)
}

/// Takes out rows that are no words of the domain; gives how many.
fn unreadable(connection: &Connection) -> Result<usize, StoreError> {
    let gone = entity::remove_unreadable::<Settings>(connection)?
        + entity::remove_unreadable::<Area>(connection)?
        + entity::remove_unreadable::<Competency>(connection)?
        + entity::remove_unreadable::<Team>(connection)?
        + entity::remove_unreadable::<Role>(connection)?
        + entity::remove_unreadable::<Person>(connection)?
        + entity::remove_unreadable::<Position>(connection)?
        + entity::remove_unreadable::<Pulse>(connection)?
        + entity::remove_unreadable::<Benchmark>(connection)?
        + entity::remove_unreadable::<TrainingItem>(connection)?
        + entity::remove_unreadable::<Scenario>(connection)?
        + entity::remove_unreadable::<ReportSettings>(connection)?
        + entity::remove_unreadable::<Logo>(connection)?
        + entity::remove_unreadable::<ImportMapping>(connection)?;
    Ok(gone)
}

/// The content, without what `validate` finds wrong with it.
fn valid(connection: &Connection) -> Result<Content, StoreError> {
    let mut content = read::whole(connection)?;
    loop {
        let problems = validate::content(&content)?;
        if problems.is_empty() {
            return Ok(content);
        }
        let mut places: Vec<_> = problems.iter().map(|problem| place(&problem.path)).collect();
        // From the end, so that the places before stay where they are.
        places.sort_unstable_by(|left, right| right.cmp(left));
        places.dedup();
        for (list, index, part) in places {
            drop_from(&mut content, list, index, part);
        }
        settle(&mut content);
    }
}

/// `people[3].team` is the team of the fourth of the people; of an operation's changes one is a part of its own.
fn place(path: &str) -> (&str, Option<usize>, Part<'_>) {
    let (list, rest) = path.split_at(path.find(['[', '.']).unwrap_or(path.len()));
    let numbered = |text: &str| text.strip_prefix('[')?.split(']').next()?.parse().ok();
    let index = numbered(rest);
    let field = rest.split_once('.').map_or("", |(_, field)| field);
    let part = match (list, field.strip_prefix("changes")) {
        ("operations", Some(change)) => numbered(change).map_or(Part::Field(field), Part::Change),
        ("operations", None) => Part::Field(field),
        _ => Part::Field(""),
    };
    (list, index, part)
}

/// What of a row of the content is wrong.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part<'a> {
    /// A column.
    Field(&'a str),
    /// One of an operation's changes.
    Change(usize),
}

fn drop_from(content: &mut Content, list: &str, index: Option<usize>, part: Part<'_>) {
    fn remove<T>(list: &mut Vec<T>, index: Option<usize>) {
        if let Some(index) = index.filter(|&index| index < list.len()) {
            list.remove(index);
        }
    }
    match (list, part) {
        // Of an operation only the part goes: assessments need the rest.
        ("operations", Part::Field("at")) => {
            let Some(index) = index.filter(|&index| 0 < index && index < content.operations.len()) else {
                return;
            };
            content.operations[index].at = content.operations[index].at.max(content.operations[index - 1].at);
            return;
        }
        ("operations", Part::Field("reverts")) => {
            if let Some(operation) = index.and_then(|index| content.operations.get_mut(index)) {
                operation.reverts = None;
            }
            return;
        }
        ("operations", Part::Change(change)) => {
            if let Some(operation) = index.and_then(|index| content.operations.get_mut(index)) {
                remove(&mut operation.changes, Some(change));
            }
            return;
        }
        _ => {}
    }
    match list {
        "settings" => {
            let name = std::mem::take(&mut content.settings.name);
            content.settings = Settings { name, ..Settings::default() };
        }
        "areas" => remove(&mut content.areas, index),
        "competencies" => remove(&mut content.competencies, index),
        "teams" => remove(&mut content.teams, index),
        "roles" => remove(&mut content.roles, index),
        "people" => remove(&mut content.people, index),
        "positions" => remove(&mut content.positions, index),
        "assessments" => remove(&mut content.assessments, index),
        "pulses" => remove(&mut content.pulses, index),
        "benchmarks" => remove(&mut content.benchmarks, index),
        "training" => remove(&mut content.training, index),
        "scenarios" => remove(&mut content.scenarios, index),
        "import_mappings" => remove(&mut content.import_mappings, index),
        "retractions" => remove(&mut content.retractions, index),
        "operations" => remove(&mut content.operations, index),
        _ => content.report = None,
    }
}

/// What is retracted follows from the retractions that are left.
fn settle(content: &mut Content) {
    let (mut assessments, mut operations) = (HashSet::new(), HashSet::new());
    for retraction in &content.retractions {
        match retraction {
            Retraction::Assessment(id) => assessments.insert(id.0),
            Retraction::Operation(id) => operations.insert(id.0),
        };
    }
    for assessment in &mut content.assessments {
        assessment.retracted =
            assessments.contains(&assessment.id.0) || operations.contains(&assessment.operation.0);
    }
}

/// Ends the log with an operation that says what is not as the operations before it left it, so that they and the rows agree
/// again; its time is not before theirs.
fn reconcile(content: &mut Content, at: DateTime<Utc>) -> Result<(), StoreError> {
    let now = images(content)?;
    let mut last: BTreeMap<(&str, &str), &Option<RowImage>> = BTreeMap::new();
    for change in content.operations.iter().flat_map(|operation| &operation.changes) {
        last.insert((&change.table, &change.row), &change.after);
    }
    let mut changes = Vec::new();
    for ((name, row), before) in last {
        let after = now.get(&(name, row.to_owned()));
        if Table::named(name).is_some_and(|table| !same(table, after, before.as_ref())) {
            let (table, row) = (name.to_owned(), row.to_owned());
            changes.push(RowChange { table, row, before: before.clone(), after: after.cloned() });
        }
    }
    let last = content.operations.last().map(|operation| operation.at);
    content.operations.push(Operation {
        id: OperationId(new_id()),
        kind: "salvage".to_owned(),
        label: "Salvaged from a damaged file".to_owned(),
        at: last.map_or(at, |last| last.max(at)),
        reverts: None,
        changes,
    });
    Ok(())
}

/// Every row of the content that the log could mention, by its table and key.
fn images(content: &Content) -> Result<HashMap<(&'static str, String), RowImage>, StoreError> {
    type Images = HashMap<(&'static str, String), RowImage>;
    fn add<E: Entity>(images: &mut Images, entities: &[E]) -> Result<(), StoreError> {
        for entity in entities {
            images.insert((E::table().name, entity.key()), entity.image()?);
        }
        Ok(())
    }
    let mut images = Images::new();
    add(&mut images, std::slice::from_ref(&content.settings))?;
    add(&mut images, &content.areas)?;
    add(&mut images, &content.competencies)?;
    add(&mut images, &content.teams)?;
    add(&mut images, &content.roles)?;
    add(&mut images, &content.people)?;
    add(&mut images, &content.positions)?;
    add(&mut images, &content.pulses)?;
    add(&mut images, &content.benchmarks)?;
    add(&mut images, &content.training)?;
    add(&mut images, &content.scenarios)?;
    add(&mut images, content.report.as_slice())?;
    add(&mut images, content.report.as_ref().map_or(&[], |report| report.logo.as_slice()))?;
    add(&mut images, &content.import_mappings)?;
    for role in &content.roles {
        for (place, target) in (0..).zip(&role.targets) {
            images.insert((TARGET.name, target_key(role, target)), target_image(role, target, place));
        }
    }
    for entry in &content.retractions {
        let (key, image) = match *entry {
            Retraction::Assessment(id) => (format!("{id}/"), retraction(Some(id), None)),
            Retraction::Operation(id) => (format!("/{id}"), retraction(None, Some(id))),
        };
        images.insert((RETRACTION.name, key), image);
    }
    Ok(images)
}

/// How many rows of each table the content has.
fn counts(content: &Content) -> HashMap<&'static str, i64> {
    let changes: usize = content.operations.iter().map(|operation| operation.changes.len()).sum();
    let targets: usize = content.roles.iter().map(|role| role.targets.len()).sum();
    let logo = content.report.as_ref().is_some_and(|report| report.logo.is_some());
    [
        ("setting", 1),
        ("area", content.areas.len()),
        ("competency", content.competencies.len()),
        ("team", content.teams.len()),
        ("role", content.roles.len()),
        ("target", targets),
        ("person", content.people.len()),
        ("position", content.positions.len()),
        ("assessment", content.assessments.len()),
        ("retraction", content.retractions.len()),
        ("pulse", content.pulses.len()),
        ("benchmark", content.benchmarks.len()),
        ("training_item", content.training.len()),
        ("scenario", content.scenarios.len()),
        ("report", usize::from(content.report.is_some())),
        ("report_logo", usize::from(logo)),
        ("operation", content.operations.len()),
        ("operation_change", changes),
    ]
    .into_iter()
    .map(|(table, count)| (table, count as i64))
    .collect()
}

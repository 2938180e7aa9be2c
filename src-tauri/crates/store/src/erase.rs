//! Erasing for good: a person, single assessments, their notes, or pulses, so that nothing of it is left in the rows, the log or
//! the unused parts of the file. The one change that rewrites the log, and the one that nothing undoes.
//!
//! Rows and the images of them in the log go through the same cleaning, so that each row stays as its last operation left it.
//! What an operation did to others stays, and can be undone as before; one of which nothing is left stays as an empty link of
//! the chain. The chain is made anew, and the label of the erasure has the beginning of the hash at its head before, so that
//! an audit trail from before can still be told to belong to it.

use std::collections::{BTreeSet, HashMap, HashSet};

use cadre_core::{AssessmentId, PersonId, PulseId, RowImage};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    NewOperation, RowName, StoreError, Tx, Workspace, Written,
    chain::{self, Hash},
    names::Names,
    row,
    table::{ASSESSMENT, IMAGED, IMPORT_MAPPING, Kind, PERSON, PULSE, RETRACTION, Table},
};

/// The kind of the operation that an erasure is.
pub const ERASE: &str = "erase";

/// What is to be erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erasure {
    /// People, with every assessment of theirs, every action and wish of a plan for them, and every name that they had,
    /// wherever it stands. They may have been removed before.
    pub people: Vec<PersonId>,
    /// Other spellings of their names, to be replaced wherever they stand; those that imports remember are known.
    pub spellings: Vec<String>,
    /// Assessments, of whomever.
    pub assessments: Vec<AssessmentId>,
    /// Assessments whose notes go, and whose levels stay.
    pub notes: Vec<AssessmentId>,
    /// Pulses, with all answers.
    pub pulses: Vec<PulseId>,
}

impl Erasure {
    /// Whether there is nothing to erase.
    pub fn is_empty(&self) -> bool {
        let Self { people, spellings: _, assessments, notes, pulses } = self;
        people.is_empty() && assessments.is_empty() && notes.is_empty() && pulses.is_empty()
    }
}

/// What an erasure erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// People.
    pub people: u32,
    /// Assessments, those of the people among them.
    pub assessments: u32,
    /// Notes of assessments that stay.
    pub notes: u32,
    /// Pulses.
    pub pulses: u32,
    /// Rows, notes and labels of the log in which a name stood.
    pub mentions: u32,
    /// Whether the file was written anew, so that no unused part of it has anything left. Where another program is reading it
    /// that is done when the workspace is next opened.
    pub wiped: bool,
}

/// Somebody of whom the workspace knows something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// Their id.
    pub id: PersonId,
    /// Every name that they had, in alphabetical order.
    pub names: Vec<String>,
    /// Whether they are among the people; else they were removed, and what was recorded of them is kept for an undo.
    pub present: bool,
}

impl Workspace {
    /// Erases for good, as one operation, which nothing undoes.
    ///
    /// # Errors
    /// [`StoreError::UnknownRow`] where something is not there; [`StoreError::ReadOnly`], [`StoreError::Locked`].
    pub fn erase(&mut self, erasure: &Erasure, at: DateTime<Utc>) -> Result<Written<Erased>, StoreError> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly);
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut written = Erasing::of(&transaction, erasure)?.carry_out(at)?;
        if written.operation.is_none() {
            return Ok(written);
        }
        transaction.commit()?;
        written.value.wiped = self.wipe();
        Ok(written)
    }

    /// Everybody of whom the workspace knows something, the removed too, in the order in which they came.
    pub fn known_people(&self) -> Result<Vec<KnownPerson>, StoreError> {
        let reading = self.connection.unchecked_transaction()?;
        let mut names = names_of_people(&reading)?;
        let mut statement = reading.prepare(
            "SELECT k.id, p.seq IS NOT NULL FROM known_person k LEFT JOIN person p ON p.seq = k.seq ORDER BY k.seq",
        )?;
        let mut rows = statement.query(())?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            let id = Uuid::from_bytes(row.get(0)?);
            let names = names.remove(&id.to_string()).unwrap_or_default();
            people.push(KnownPerson {
                id: PersonId(id),
                names: names.into_iter().collect(),
                present: row.get(1)?,
            });
        }
        Ok(people)
    }

    /// Writes the file anew where something was erased and that is still to be done; whether nothing is left to do.
    ///
    /// `secure_delete` has overwritten what was deleted, but rows move between pages as trees grow, and what a page held
    /// before it was divided may still stand behind its last row: `VACUUM` makes every page anew. The log beside the file has
    /// the old pages until it is emptied.
    pub(crate) fn wipe(&self) -> bool {
        // What keeps it from being done, mostly another program that reads, is no failure of the erasure: it is tried again.
        !self.is_read_only() && wipe(&self.connection).unwrap_or(false)
    }
}

fn wipe(connection: &Connection) -> Result<bool, StoreError> {
    let due: bool = connection.query_row("SELECT EXISTS (SELECT 1 FROM unwiped)", (), |row| row.get(0))?;
    if !due {
        return Ok(true);
    }
    connection.flush_prepared_statement_cache();
    connection.execute_batch("VACUUM")?;
    let busy: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0))?;
    // Only then: one that is cut off before is begun again.
    if !busy {
        connection.execute("DELETE FROM unwiped", ())?;
    }
    Ok(!busy)
}

/// Every name that each person had, by id.
fn names_of_people(connection: &Connection) -> Result<HashMap<String, BTreeSet<String>>, StoreError> {
    let mut names: HashMap<String, BTreeSet<String>> = HashMap::new();
    let mut statement = connection.prepare(
        "SELECT row_key, before ->> 'name' FROM operation_change WHERE table_name = 'person' AND before IS NOT NULL
         UNION SELECT row_key, after ->> 'name' FROM operation_change WHERE table_name = 'person' AND after IS NOT NULL",
    )?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        if let Some(name) = row.get(1)? {
            names.entry(row.get(0)?).or_default().insert(name);
        }
    }
    let mut statement = connection.prepare("SELECT id, name FROM person")?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let id = Uuid::from_bytes(row.get(0)?).to_string();
        names.entry(id).or_default().insert(row.get(1)?);
    }
    Ok(names)
}

/// An erasure under way.
struct Erasing<'a> {
    connection: &'a Transaction<'a>,
    /// Ids of the people, the pulses, and in the end of the assessments and of the operations of whose assessments none is left.
    gone: HashSet<String>,
    people: Vec<i64>,
    pulses: u32,
    /// Assessments that go, and those that lose their note.
    assessments: BTreeSet<i64>,
    notes: BTreeSet<i64>,
    names: Names,
    /// Operations about the people, by number: their labels name nobody else of the same name.
    about: HashSet<i64>,
    touched: BTreeSet<&'static str>,
    mentions: u32,
}

impl<'a> Erasing<'a> {
    fn of(connection: &'a Transaction<'a>, erasure: &Erasure) -> Result<Self, StoreError> {
        let mut gone = HashSet::new();
        let mut people = Vec::new();
        let mut assessments = BTreeSet::new();
        for person in &erasure.people {
            let seq = seq_of(connection, "known_person", &PERSON, person.0)?;
            if gone.insert(person.to_string()) {
                people.push(seq);
            }
            let mut statement = connection.prepare_cached("SELECT seq FROM assessment WHERE person = ?")?;
            for row in statement.query_map([seq], |row| row.get(0))? {
                assessments.insert(row?);
            }
        }
        for id in &erasure.assessments {
            assessments.insert(seq_of(connection, "assessment", &ASSESSMENT, id.0)?);
        }
        let mut notes = BTreeSet::new();
        for id in &erasure.notes {
            notes.insert(seq_of(connection, "assessment", &ASSESSMENT, id.0)?);
        }
        let mut pulses = 0;
        for id in &erasure.pulses {
            seq_of(connection, "pulse", &PULSE, id.0)?;
            pulses += u32::from(gone.insert(id.to_string()));
        }
        notes.retain(|seq| !assessments.contains(seq));
        let mut erasing = Self {
            connection,
            gone,
            people,
            pulses,
            assessments,
            notes,
            names: Names::default(),
            about: HashSet::new(),
            touched: BTreeSet::new(),
            mentions: 0,
        };
        erasing.names = erasing.names_to_find(&erasure.spellings)?;
        erasing.about = erasing.operations_about()?;
        Ok(erasing)
    }

    /// Their names, the spellings that imports take for them, and those given.
    fn names_to_find(&self, spellings: &[String]) -> Result<Names, StoreError> {
        if self.people.is_empty() {
            return Ok(Names::default());
        }
        let mut erased: BTreeSet<String> = spellings.iter().cloned().collect();
        let mut kept = BTreeSet::new();
        for (id, names) in names_of_people(self.connection)? {
            if self.gone.contains(&id) { erased.extend(names) } else { kept.extend(names) }
        }
        for image in row::all(self.connection, &IMPORT_MAPPING)? {
            self.spellings(&Value::Object(image), &mut erased);
        }
        let mut statement = self
            .connection
            .prepare("SELECT before, after FROM operation_change WHERE table_name = 'import_mapping'")?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            for side in 0..2 {
                if let Some(text) = row.get::<_, Option<String>>(side)? {
                    self.spellings(&serde_json::from_str(&text)?, &mut erased);
                }
            }
        }
        Ok(Names::new(erased.iter().map(String::as_str), kept.iter().map(String::as_str)))
    }

    /// Names of answers that say that they mean one of the people: `{name, answer: {…id…}}`.
    fn spellings(&self, value: &Value, spellings: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(name)) = members.get("name")
                    && self.mentions_gone(value)
                {
                    spellings.insert(name.clone());
                }
                members.values().for_each(|member| self.spellings(member, spellings));
            }
            Value::Array(elements) => elements.iter().for_each(|element| self.spellings(element, spellings)),
            _ => {}
        }
    }

    /// Whether an id of what goes stands somewhere in a value.
    fn mentions_gone(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.gone.contains(text),
            Value::Array(elements) => elements.iter().any(|element| self.mentions_gone(element)),
            Value::Object(members) => members.values().any(|member| self.mentions_gone(member)),
            _ => false,
        }
    }

    /// Operations that changed one of the people, or recorded or retracted something about them; with their undos and redos.
    fn operations_about(&self) -> Result<HashSet<i64>, StoreError> {
        let mut about = HashSet::new();
        let of_person = "SELECT operation FROM assessment WHERE person = ?";
        for person in &self.people {
            let mut statement = self.connection.prepare_cached(of_person)?;
            about.extend(statement.query_map([person], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?);
        }
        let assessments = self.assessment_ids()?;
        let mut statement = self.connection.prepare(
            "SELECT operation, row_key FROM operation_change WHERE table_name IN ('person', 'retraction')",
        )?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            let key: String = row.get(1)?;
            let key = key.strip_suffix('/').unwrap_or(&key);
            if self.gone.contains(key) || assessments.contains(key) {
                about.insert(row.get(0)?);
            }
        }
        let mut statement = self
            .connection
            .prepare("SELECT seq, reverts FROM operation WHERE reverts IS NOT NULL ORDER BY seq")?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            if about.contains(&row.get(1)?) {
                about.insert(row.get(0)?);
            }
        }
        Ok(about)
    }

    fn assessment_ids(&self) -> Result<HashSet<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM assessment WHERE seq = ?")?;
        let mut ids = HashSet::with_capacity(self.assessments.len());
        for seq in &self.assessments {
            let id = statement.query_row([seq], |row| row.get(0).map(Uuid::from_bytes))?;
            ids.insert(id.to_string());
        }
        Ok(ids)
    }

    fn carry_out(mut self, at: DateTime<Utc>) -> Result<Written<Erased>, StoreError> {
        let connection = self.connection;
        let head: Option<Hash> = connection
            .query_row("SELECT hash FROM operation ORDER BY seq DESC LIMIT 1", (), |row| row.get(0))
            .optional()?;
        let triggers = take_triggers(connection)?;
        let notes = self.erase_notes()?;
        self.erase_assessments()?;
        self.clean_rows()?;
        for person in &self.people {
            connection.execute("DELETE FROM known_person WHERE seq = ?", [person])?;
            self.touched.insert(PERSON.list);
        }
        self.clean_log()?;
        self.clean_labels()?;
        self.clean_assessments()?;
        chain::link_all(connection)?;
        for trigger in triggers {
            connection.execute_batch(&trigger)?;
        }
        let erased = Erased {
            people: self.people.len() as u32,
            assessments: self.assessments.len() as u32,
            notes,
            pulses: self.pulses,
            mentions: self.mentions,
            wiped: false,
        };
        if erased == Erased::default() {
            return Ok(Written { value: erased, operation: None, touched: Vec::new() });
        }
        let operation = NewOperation { kind: ERASE.to_owned(), label: label(&erased, head.as_ref()), at };
        let mut written = Tx::make(connection, operation, |tx| {
            tx.stands_alone();
            Ok::<_, StoreError>(erased)
        })?;
        connection.execute("INSERT INTO unwiped (operation) SELECT max(seq) FROM operation", ())?;
        written.touched = self.touched.into_iter().collect();
        Ok(written)
    }

    /// Takes the notes from assessments that stay; gives how many had one.
    fn erase_notes(&mut self) -> Result<u32, StoreError> {
        let mut erased = 0;
        for seq in &self.notes {
            let sql = "UPDATE assessment SET note = NULL WHERE seq = ? AND note IS NOT NULL";
            erased += self.connection.prepare_cached(sql)?.execute([seq])?;
        }
        if erased > 0 {
            self.touched.insert(ASSESSMENT.list);
        }
        Ok(erased as u32)
    }

    /// Takes away the assessments with what took them back, and counts anew what their operations recorded.
    fn erase_assessments(&mut self) -> Result<(), StoreError> {
        let connection = self.connection;
        let ids = self.assessment_ids()?;
        self.gone.extend(ids);
        let mut operations = BTreeSet::new();
        for seq in &self.assessments {
            connection.prepare_cached("DELETE FROM retraction WHERE assessment = ?")?.execute([seq])?;
            let mut delete =
                connection.prepare_cached("DELETE FROM assessment WHERE seq = ? RETURNING operation")?;
            operations.insert(delete.query_row([seq], |row| row.get::<_, i64>(0))?);
            self.touched.insert(ASSESSMENT.list);
        }
        for seq in operations {
            let mut count = connection.prepare_cached(
                "UPDATE operation SET recorded = (SELECT count(*) FROM assessment WHERE operation = ?1) WHERE seq = ?1
                 RETURNING recorded, id",
            )?;
            let (left, id): (i64, [u8; 16]) = count.query_row([seq], |row| Ok((row.get(0)?, row.get(1)?)))?;
            if left == 0 {
                connection.prepare_cached("DELETE FROM retraction WHERE operation = ?")?.execute([seq])?;
                self.gone.insert(Uuid::from_bytes(id).to_string());
            }
        }
        Ok(())
    }

    fn clean_rows(&mut self) -> Result<(), StoreError> {
        for table in IMAGED.into_iter().filter(|table| !table.is(&RETRACTION)) {
            for image in row::all(self.connection, table)? {
                let cleaned = self.cleaned(table, &image);
                if cleaned.as_ref() == Some(&image) {
                    continue;
                }
                self.touched.insert(table.list);
                let key = row::key_of(table, &image).unwrap_or_default();
                match cleaned {
                    Some(cleaned) => {
                        row::put(self.connection, table, &key, &cleaned, None)?;
                        self.mentions += 1;
                    }
                    None => {
                        if let Some(seq) = image.get("seq").and_then(Value::as_i64) {
                            row::remove(self.connection, table, seq)?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Cleans the images. Of what then differs no more, nothing is left to say or to undo.
    fn clean_log(&self) -> Result<(), StoreError> {
        let mut update =
            self.connection.prepare("UPDATE operation_change SET before = ?, after = ? WHERE seq = ?")?;
        let mut delete = self.connection.prepare("DELETE FROM operation_change WHERE seq = ?")?;
        let mut statement =
            self.connection.prepare("SELECT seq, table_name, before, after FROM operation_change")?;
        let mut changed = Vec::new();
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            let name: String = row.get(1)?;
            let table = Table::named(&name).ok_or_else(|| StoreError::Damaged {
                detail: format!("the log names a table {name}, which there is not"),
            })?;
            let (before, after) = (image(row.get(2)?)?, image(row.get(3)?)?);
            let clean =
                |image: &Option<RowImage>| image.as_ref().and_then(|image| self.cleaned(table, image));
            let cleaned = (clean(&before), clean(&after));
            if cleaned != (before, after) {
                changed.push((row.get::<_, i64>(0)?, cleaned));
            }
        }
        for (seq, (before, after)) in changed {
            if before == after {
                delete.execute([seq])?;
            } else {
                let text = |image: &Option<RowImage>| image.as_ref().map(serde_json::to_string).transpose();
                update.execute(params![text(&before)?, text(&after)?, seq])?;
            }
        }
        Ok(())
    }

    /// Replaces the names in the labels of the log.
    fn clean_labels(&mut self) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare("SELECT seq, label FROM operation")?;
        let mut rows = statement.query(())?;
        let mut changed = Vec::new();
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(0)?;
            let label = row.get_ref(1)?.as_str()?;
            changed.extend(self.names.replaced(label, self.about.contains(&seq)).map(|label| (label, seq)));
        }
        let mut update = self.connection.prepare("UPDATE operation SET label = ? WHERE seq = ?")?;
        for change in changed {
            update.execute(change)?;
            self.mentions += 1;
        }
        Ok(())
    }

    /// Replaces the names in what was written beside the assessments of others.
    fn clean_assessments(&mut self) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT seq, assessor, note FROM assessment WHERE assessor IS NOT NULL OR note IS NOT NULL",
        )?;
        let mut rows = statement.query(())?;
        let mut changed = Vec::new();
        while let Some(row) = rows.next()? {
            let replaced = |column| -> Result<Option<String>, StoreError> {
                let text = row.get_ref(column)?.as_str_or_null()?;
                Ok(text.and_then(|text| self.names.replaced(text, false)))
            };
            let (assessor, note) = (replaced(1)?, replaced(2)?);
            if assessor.is_some() || note.is_some() {
                changed.push((assessor, note, row.get::<_, i64>(0)?));
            }
        }
        let mut update = self.connection.prepare(
            "UPDATE assessment SET assessor = coalesce(?, assessor), note = coalesce(?, note) WHERE seq = ?",
        )?;
        for change in changed {
            update.execute(change)?;
            self.mentions += 1;
            self.touched.insert(ASSESSMENT.list);
        }
        Ok(())
    }

    /// A row without what goes; `None` where all of it goes.
    fn cleaned(&self, table: &Table, image: &RowImage) -> Option<RowImage> {
        let names_gone = |column: &str| {
            image.get(column).and_then(Value::as_str).is_some_and(|text| self.gone.contains(text))
        };
        let goes = if table.is(&PERSON) || table.is(&PULSE) {
            names_gone("id")
        } else if table.is(&RETRACTION) {
            names_gone("assessment") || names_gone("operation")
        } else {
            // The columns of a file may be called after people: it is read afresh the next time.
            table.is(&IMPORT_MAPPING)
                && image
                    .get("key")
                    .and_then(Value::as_str)
                    .is_some_and(|key| self.names.replaced(key, false).is_some())
        };
        if goes {
            return None;
        }
        let mut image = image.clone();
        for column in table.columns {
            let Some(value) = image.get_mut(column.name) else { continue };
            match &column.kind {
                // The names of those who stay are theirs.
                Kind::Name | Kind::Text if !table.is(&PERSON) => self.clean_text(value),
                Kind::Json(_) => {
                    let had_some = value.as_array().is_some_and(|elements| !elements.is_empty());
                    self.without_gone(value);
                    // An optional list of which nothing is left is none, as a scenario's is written.
                    if column.optional && had_some && value.as_array().is_some_and(Vec::is_empty) {
                        *value = Value::Null;
                    }
                }
                Kind::Prose(_) => {
                    self.without_gone(value);
                    self.clean_prose(value);
                }
                _ => {}
            }
        }
        Some(image)
    }

    fn clean_text(&self, value: &mut Value) {
        if let Value::String(text) = value
            && let Some(replaced) = self.names.replaced(text, false)
        {
            *text = replaced;
        }
    }

    /// Takes away the entries of lists that mention what goes.
    fn without_gone(&self, value: &mut Value) {
        match value {
            Value::Array(elements) => elements.retain(|element| !self.mentions_gone(element)),
            Value::Object(members) => members.values_mut().for_each(|member| self.without_gone(member)),
            _ => {}
        }
    }

    /// Replaces names in the texts of a value, but for members that hold a word of a few.
    fn clean_prose(&self, value: &mut Value) {
        const CODES: [&str; 5] = ["area", "kind", "confidence", "question", "series"];
        match value {
            Value::String(_) => self.clean_text(value),
            Value::Array(elements) => elements.iter_mut().for_each(|element| self.clean_prose(element)),
            Value::Object(members) => {
                let prose = members.iter_mut().filter(|(name, _)| !CODES.contains(&name.as_str()));
                prose.for_each(|(_, member)| self.clean_prose(member));
            }
            _ => {}
        }
    }
}

/// Takes away the triggers that keep the log and the facts as they are; gives their declarations.
fn take_triggers(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")?;
    let triggers = statement
        .query_map((), |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let mut declarations = Vec::with_capacity(triggers.len());
    for (name, declaration) in triggers {
        connection.execute_batch(&format!("DROP TRIGGER {name}"))?;
        declarations.push(declaration);
    }
    Ok(declarations)
}

/// The number of something that is to be erased.
fn seq_of(connection: &Connection, numbers: &str, table: &Table, id: Uuid) -> Result<i64, StoreError> {
    let sql = format!("SELECT seq FROM {numbers} WHERE id = ?");
    let seq = connection.prepare_cached(&sql)?.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
    seq.ok_or_else(|| StoreError::UnknownRow {
        row: RowName { table: table.name.to_owned(), row: id.to_string() },
    })
}

fn image(text: Option<String>) -> Result<Option<RowImage>, StoreError> {
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// "Erased a person, 12 assessments and 2 notes (log before: 3f2a9c11d0e4b7a6)".
fn label(erased: &Erased, head: Option<&Hash>) -> String {
    let counted = [
        (erased.people, "a person", "people"),
        (erased.assessments, "an assessment", "assessments"),
        (erased.notes, "a note", "notes"),
        (erased.pulses, "a pulse", "pulses"),
    ];
    let parts: Vec<String> = counted
        .into_iter()
        .filter_map(|(count, one, many)| match count {
            0 => None,
            1 => Some(one.to_owned()),
            count => Some(format!("{count} {many}")),
        })
        .collect();
    let list = match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    };
    let head = head.map(chain::in_words).unwrap_or_default();
    format!("Erased {list} (log before: {head})")
}

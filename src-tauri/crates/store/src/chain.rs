//! The log as a chain: each operation carries a hash over the hash of the one before it and over what it did itself, so that
//! nobody can change or take away an operation, an image or an assessment without changing every hash after it.
//!
//! `hash = SHA-256(hash before ‖ operation ‖ changes ‖ SHA-256(assessments))`, where the first has 32 zero bytes before it.
//! Every text and every list is preceded by its length (u64, little-endian; `u64::MAX` for none), so that no two logs are
//! written the same. Rows are named by their ids, never by their numbers in the file: a workspace made from an export has
//! the hashes of the exported one.

use std::collections::HashMap;

use cadre_core::{AssessmentId, OperationId};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::StoreError;

/// The hash of an operation.
pub(crate) type Hash = [u8; 32];

/// The beginning of a hash in hexadecimal digits: long enough to tell it from any other.
pub(crate) fn in_words(hash: &Hash) -> String {
    format!("{:016x}", hash.iter().take(8).fold(0_u64, |number, &byte| number << 8 | u64::from(byte)))
}

/// What stands before the first operation.
pub(crate) const START: Hash = [0; 32];

/// The operation of a hash in the making.
pub(crate) struct Link<'a> {
    pub(crate) id: OperationId,
    pub(crate) kind: &'a str,
    pub(crate) label: &'a str,
    pub(crate) at: DateTime<Utc>,
    pub(crate) reverts: Option<OperationId>,
}

/// Hashes one operation: first what it is, then each change.
pub(crate) struct LinkHash(Sha256);

impl LinkHash {
    pub(crate) fn new(before: &Hash, link: &Link<'_>, changes: usize) -> Self {
        let mut hash = Sha256::new();
        hash.update(before);
        hash.update(link.id.0.as_bytes());
        text(&mut hash, Some(link.kind));
        text(&mut hash, Some(link.label));
        hash.update(link.at.timestamp_millis().to_le_bytes());
        hash.update(link.reverts.map_or([0; 16], |reverts| *reverts.0.as_bytes()));
        hash.update((changes as u64).to_le_bytes());
        Self(hash)
    }

    /// Adds a changed row, its images as they stand in the file.
    pub(crate) fn change(&mut self, table: &str, row: &str, before: Option<&str>, after: Option<&str>) {
        text(&mut self.0, Some(table));
        text(&mut self.0, Some(row));
        text(&mut self.0, before);
        text(&mut self.0, after);
    }

    pub(crate) fn finish(mut self, facts: FactsHash) -> Hash {
        self.0.update(facts.0.finalize());
        self.0.finalize().into()
    }
}

/// Hashes the assessments that an operation records, in their order.
#[derive(Clone, Default)]
pub(crate) struct FactsHash(Sha256);

/// One assessment as it is hashed.
pub(crate) struct Fact<'a> {
    pub(crate) id: AssessmentId,
    pub(crate) person: Uuid,
    pub(crate) competency: &'a str,
    pub(crate) day: i32,
    pub(crate) level: u8,
    pub(crate) source: u8,
    pub(crate) recorded_at: i64,
    pub(crate) assessor: Option<&'a str>,
    pub(crate) note: Option<&'a str>,
}

impl FactsHash {
    pub(crate) fn add(&mut self, fact: &Fact<'_>) {
        // Whole blocks at once: of millions, every call counts.
        let mut bytes = [0; 46];
        bytes[..16].copy_from_slice(fact.id.0.as_bytes());
        bytes[16..32].copy_from_slice(fact.person.as_bytes());
        bytes[32..36].copy_from_slice(&fact.day.to_le_bytes());
        bytes[36] = fact.level;
        bytes[37] = fact.source;
        bytes[38..].copy_from_slice(&fact.recorded_at.to_le_bytes());
        self.0.update(bytes);
        text(&mut self.0, Some(fact.competency));
        text(&mut self.0, fact.assessor);
        text(&mut self.0, fact.note);
    }
}

fn text(hash: &mut Sha256, text: Option<&str>) {
    hash.update(text.map_or(u64::MAX, |text| text.len() as u64).to_le_bytes());
    hash.update(text.unwrap_or_default());
}

/// An operation with the hash that it carries and the one that it should.
pub(crate) struct Linked {
    pub(crate) seq: i64,
    pub(crate) carried: Option<Hash>,
    pub(crate) computed: Hash,
}

/// Every operation, oldest first. Each computed hash builds on the one that the operation before it carries, so that one edited
/// operation is one that is wrong, and a missing one makes the next wrong.
pub(crate) fn links(connection: &Connection) -> Result<Vec<Linked>, StoreError> {
    linked(connection, |linked| linked.carried.unwrap_or(linked.computed))
}

/// Gives every operation its hash, whatever it carries: for a migration, and after people were erased from the log.
pub(crate) fn link_all(connection: &Connection) -> Result<(), StoreError> {
    let mut update = connection.prepare("UPDATE operation SET hash = ? WHERE seq = ?")?;
    for linked in linked(connection, |linked| linked.computed)? {
        if linked.carried != Some(linked.computed) {
            update.execute(params![linked.computed, linked.seq])?;
        }
    }
    Ok(())
}

fn linked(connection: &Connection, next: impl Fn(&Linked) -> Hash) -> Result<Vec<Linked>, StoreError> {
    let mut facts = facts(connection)?;
    let mut changes = connection.prepare(
        "SELECT table_name, row_key, before, after, count(*) OVER () FROM operation_change WHERE operation = ? ORDER BY seq",
    )?;
    let mut statement = connection.prepare(
        "SELECT o.seq, o.id, o.kind, o.label, o.at, r.id, o.hash FROM operation o
         LEFT JOIN operation r ON r.seq = o.reverts ORDER BY o.seq",
    )?;
    let mut rows = statement.query(())?;
    let mut all = Vec::new();
    let mut before = START;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let (kind, label): (String, String) = (row.get(2)?, row.get(3)?);
        let link = Link {
            id: OperationId(Uuid::from_bytes(row.get(1)?)),
            kind: &kind,
            label: &label,
            at: crate::log::time(row, 4)?,
            reverts: row.get::<_, Option<[u8; 16]>>(5)?.map(|id| OperationId(Uuid::from_bytes(id))),
        };
        let mut changed = changes.query([seq])?;
        let mut hash = None;
        while let Some(change) = changed.next()? {
            let hash = match &mut hash {
                Some(hash) => hash,
                none => none.insert(LinkHash::new(&before, &link, change.get::<_, u32>(4)? as usize)),
            };
            hash.change(
                change.get_ref(0)?.as_str()?,
                change.get_ref(1)?.as_str()?,
                change.get_ref(2)?.as_str_or_null()?,
                change.get_ref(3)?.as_str_or_null()?,
            );
        }
        let hash = hash.unwrap_or_else(|| LinkHash::new(&before, &link, 0));
        let computed = hash.finish(facts.remove(&seq).unwrap_or_default());
        let linked = Linked { seq, carried: row.get(6)?, computed };
        before = next(&linked);
        all.push(linked);
    }
    Ok(all)
}

/// The hashes of the assessments that each operation recorded.
fn facts(connection: &Connection) -> Result<HashMap<i64, FactsHash>, StoreError> {
    let names = |sql: &str| -> Result<HashMap<i64, String>, StoreError> {
        let mut statement = connection.prepare(sql)?;
        let names = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(names.collect::<Result<_, _>>()?)
    };
    let competencies = names("SELECT seq, key FROM known_competency")?;
    let mut people = HashMap::new();
    let mut statement = connection.prepare("SELECT seq, id FROM known_person")?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        people.insert(row.get::<_, i64>(0)?, Uuid::from_bytes(row.get(1)?));
    }
    let mut statement = connection.prepare(
        "SELECT operation, person, competency, assessed_on, level, source, recorded_at, id, assessor, note
         FROM assessment ORDER BY seq",
    )?;
    let mut rows = statement.query(())?;
    let mut facts: HashMap<i64, FactsHash> = HashMap::new();
    while let Some(row) = rows.next()? {
        let fact = fact_of(row, &people, &competencies)?;
        facts.entry(row.get(0)?).or_default().add(&fact);
    }
    Ok(facts)
}

fn fact_of<'a>(
    row: &'a Row<'_>,
    people: &HashMap<i64, Uuid>,
    competencies: &'a HashMap<i64, String>,
) -> Result<Fact<'a>, StoreError> {
    // What refers to nothing is found by the check of the references.
    Ok(Fact {
        id: AssessmentId(Uuid::from_bytes(row.get(7)?)),
        person: people.get(&row.get(1)?).copied().unwrap_or_default(),
        competency: competencies.get(&row.get(2)?).map_or("", String::as_str),
        day: row.get(3)?,
        level: row.get(4)?,
        source: row.get(5)?,
        recorded_at: row.get(6)?,
        assessor: row.get_ref(8)?.as_str_or_null()?,
        note: row.get_ref(9)?.as_str_or_null()?,
    })
}

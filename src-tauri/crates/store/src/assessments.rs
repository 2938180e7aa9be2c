//! Assessments: recording facts, taking them back, and reading them in bulk.

use std::collections::{HashMap, HashSet};

use cadre_core::{
    Assessment, AssessmentId, CompetencyKey, Content, Level, OperationId, PersonId, RowImage, Source,
    levels::{AssessmentColumns, date_of, day_of},
};
use chrono::{DateTime, NaiveDate};
use rusqlite::{Connection, Row, params};
use serde_json::json;
use uuid::Uuid;

use crate::{
    StoreError, Tx, Workspace,
    chain::Fact,
    new_id,
    row::{self, MOST_NUMBERS},
    table::{ASSESSMENT, COMPETENCY, OPERATION, PERSON, RETRACTION, Table},
    validate::Problems,
};

/// An assessment that is about to be recorded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NewAssessment {
    /// Who was assessed.
    pub person: PersonId,
    /// In what.
    pub competency: CompetencyKey,
    /// The level found.
    pub level: Level,
    /// Where it comes from.
    pub source: Source,
    /// Who assessed.
    pub assessor: Option<String>,
    /// The day to which it applies.
    pub assessed_on: NaiveDate,
    /// Evidence or remark.
    pub note: Option<String>,
}

/// Writes one assessment. Its parameters are the columns in the order of the table.
pub(crate) const INSERT: &str = "INSERT INTO assessment
    (person, competency, assessed_on, level, source, operation, recorded_at, id, assessor, note)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// Writes what an assessment says once more: in another competency, by another operation, with a time and an id of its own.
const COPY: &str = "INSERT INTO assessment
    (person, competency, assessed_on, level, source, operation, recorded_at, id, assessor, note)
    SELECT person, ?1, assessed_on, level, source, ?2, ?3, ?4, assessor, note FROM assessment WHERE id = ?5";

/// Columns of an assessment `a`, as [`from_row`] reads them.
const COLUMNS: &str =
    "a.seq, a.person, a.competency, a.assessed_on, a.level, a.source, a.operation, a.recorded_at, a.id,
    a.assessor, a.note";

impl Tx<'_> {
    /// Records assessments, at the operation's time, in the order given; gives their ids.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] naming every one whose person or competency is not there, as `assessments[2].person`.
    pub fn record(&mut self, assessments: &[NewAssessment]) -> Result<Vec<AssessmentId>, StoreError> {
        let mut people = HashMap::new();
        let mut competencies = HashMap::new();
        let mut problems = Problems::default();
        let mut ids = Vec::with_capacity(assessments.len());
        let recorded_at = self.operation.at.timestamp_millis();
        // Ids that count up from a random one (RFC 9562, 6.2, method 2): a random one for each costs more than the row.
        // The cleared bit is the highest of the last random field, so that counting never leaves the field.
        let first_id = new_id().as_u128() & !(1 << 61);
        let mut insert = self.connection.prepare_cached(INSERT)?;
        for (index, new) in assessments.iter().enumerate() {
            let person = match people.get(&new.person) {
                Some(&seq) => seq,
                None => *people.entry(new.person).or_insert(self.present(&PERSON, &new.person.to_string())?),
            };
            let competency = match competencies.get(&new.competency) {
                Some(&seq) => seq,
                None => *competencies
                    .entry(&new.competency)
                    .or_insert(self.present(&COMPETENCY, new.competency.as_str())?),
            };
            let (Some(person), Some(competency)) = (person, competency) else {
                if person.is_none() {
                    problems.add(format!("assessments[{index}].person"), "one of the people", new.person);
                }
                if competency.is_none() {
                    let path = format!("assessments[{index}].competency");
                    problems.add(path, "one of the competencies", &new.competency);
                }
                continue;
            };
            let id = AssessmentId(Uuid::from_u128(first_id + index as u128));
            insert.execute(params![
                person,
                competency,
                day_of(new.assessed_on),
                new.level.get(),
                new.source as u8,
                self.seq,
                recorded_at,
                id.0.as_bytes(),
                new.assessor,
                new.note
            ])?;
            self.facts.add(&Fact {
                id,
                person: new.person.0,
                competency: new.competency.as_str(),
                day: day_of(new.assessed_on),
                level: new.level.get(),
                source: new.source as u8,
                recorded_at,
                assessor: new.assessor.as_deref(),
                note: new.note.as_deref(),
            });
            ids.push(id);
        }
        problems.into_result()?;
        self.recorded += ids.len() as u64;
        Ok(ids)
    }

    /// Records what an assessment says once more, in a competency, at the operation's time; gives the new one's id. Its person
    /// may have been removed since: a removal can be undone, and nothing of theirs is to be missing then.
    ///
    /// # Errors
    /// [`StoreError::UnknownRow`] where the assessment or the competency is not there.
    pub fn record_again(
        &mut self,
        assessment: AssessmentId,
        competency: &CompetencyKey,
    ) -> Result<AssessmentId, StoreError> {
        let unknown = |table, key: &str| StoreError::UnknownRow { row: row::name_of(table, key) };
        let into = self
            .present(&COMPETENCY, competency.as_str())?
            .ok_or_else(|| unknown(&COMPETENCY, competency.as_str()))?;
        let again = AssessmentId(new_id());
        let recorded_at = self.operation.at.timestamp_millis();
        let inserted = self.connection.prepare_cached(COPY)?.execute(params![
            into,
            self.seq,
            recorded_at,
            again.0.as_bytes(),
            assessment.0.as_bytes()
        ])?;
        if inserted == 0 {
            return Err(unknown(&ASSESSMENT, &assessment.to_string()));
        }
        // Its operation is not in the log yet, so that it cannot be read as others are.
        let mut copied = self.connection.prepare_cached(
            "SELECT p.id, a.assessed_on, a.level, a.source, a.assessor, a.note FROM assessment a
             JOIN known_person p ON p.seq = a.person WHERE a.id = ?",
        )?;
        copied.query_row([again.0.as_bytes()], |row| {
            self.facts.add(&Fact {
                id: again,
                person: Uuid::from_bytes(row.get(0)?),
                competency: competency.as_str(),
                day: row.get(1)?,
                level: row.get(2)?,
                source: row.get(3)?,
                recorded_at,
                assessor: row.get_ref(4)?.as_str_or_null()?,
                note: row.get_ref(5)?.as_str_or_null()?,
            });
            Ok(())
        })?;
        self.recorded += 1;
        Ok(again)
    }

    /// Takes an assessment back. One that is taken back already stays so.
    pub fn retract(&mut self, assessment: AssessmentId) -> Result<(), StoreError> {
        let id = assessment.to_string();
        if row::seq_of(self.connection, &ASSESSMENT, &id)?.is_none() {
            return Err(StoreError::UnknownRow { row: row::name_of(&ASSESSMENT, &id) });
        }
        self.put_row(&RETRACTION, &format!("{id}/"), &retraction(Some(assessment), None), None)
    }

    /// Takes back all assessments that an operation recorded.
    pub(crate) fn retract_operation(&mut self, operation: OperationId) -> Result<(), StoreError> {
        self.put_row(&RETRACTION, &format!("/{operation}"), &retraction(None, Some(operation)), None)
    }

    fn present(&self, table: &'static Table, key: &str) -> Result<Option<i64>, StoreError> {
        if self.is_removed(table, key) { Ok(None) } else { row::seq_of(self.connection, table, key) }
    }
}

impl Workspace {
    /// The assessments that count, as dense columns: indices are those of `structure`'s people and competencies.
    pub fn columns(&self, structure: &Content) -> Result<AssessmentColumns, StoreError> {
        let reading = self.connection.unchecked_transaction()?;
        let people: HashMap<_, _> =
            structure.people.iter().enumerate().map(|(index, person)| (person.id.0, index as u32)).collect();
        let competencies: HashMap<_, _> = structure
            .competencies
            .iter()
            .enumerate()
            .map(|(index, competency)| (competency.key.as_str(), index as u16))
            .collect();
        let people = by_seq(&reading, "SELECT seq, id FROM person", |row| {
            Ok(people.get(&Uuid::from_bytes(row.get(1)?)).copied())
        })?;
        let competencies = by_seq(&reading, "SELECT seq, key FROM competency", |row| {
            Ok(competencies.get(row.get_ref(1)?.as_str()?).copied())
        })?;
        let retracted = Retracted::read(&reading)?;

        // Rows are deleted only where somebody is erased, so the last number is about how many there are; counting would read a
        // whole index.
        let last: Option<i64> = reading.query_row("SELECT max(seq) FROM assessment", (), |row| row.get(0))?;
        let rows = last.unwrap_or_default() as usize;
        let mut columns = AssessmentColumns {
            person: Vec::with_capacity(rows),
            competency: Vec::with_capacity(rows),
            day: Vec::with_capacity(rows),
            level: Vec::with_capacity(rows),
            source: Vec::with_capacity(rows),
        };
        // Every value read costs, millions of times; mostly nothing is retracted.
        let mut statement = reading.prepare_cached(if retracted.is_empty() {
            "SELECT person, competency, assessed_on, level, source FROM assessment ORDER BY seq"
        } else {
            "SELECT person, competency, assessed_on, level, source, seq, operation FROM assessment ORDER BY seq"
        })?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            let whole = |index| row.get_ref(index)?.as_i64().map_err(rusqlite::Error::from);
            if !retracted.is_empty() && retracted.covers(whole(5)?, whole(6)?) {
                continue;
            }
            let person = people.get(whole(0)? as usize).copied().flatten();
            let competency = competencies.get(whole(1)? as usize).copied().flatten();
            let (Some(person), Some(competency)) = (person, competency) else { continue };
            let (level, source) = level_and_source(whole(3)?, whole(4)?)?;
            columns.push(person, competency, whole(2)? as i32, level, source);
        }
        Ok(columns)
    }

    /// Every assessment of a person in a competency, the retracted too, in the order in which they were recorded.
    pub fn assessments_of(
        &self,
        person: PersonId,
        competency: &CompetencyKey,
    ) -> Result<Vec<Assessment>, StoreError> {
        let reading = self.connection.unchecked_transaction()?;
        some(&reading, OF_PAIR, params![person.0.as_bytes(), competency.as_str()])
    }

    /// Those of several pairs of a person and a competency, likewise, in the order of the pairs.
    pub fn assessments_of_pairs(
        &self,
        pairs: &[(PersonId, &CompetencyKey)],
    ) -> Result<Vec<Vec<Assessment>>, StoreError> {
        let reading = self.connection.unchecked_transaction()?;
        pairs
            .iter()
            .map(|(person, competency)| {
                some(&reading, OF_PAIR, params![person.0.as_bytes(), competency.as_str()])
            })
            .collect()
    }

    /// Every assessment in one of two competencies, likewise.
    pub fn assessments_in(
        &self,
        one: &CompetencyKey,
        other: &CompetencyKey,
    ) -> Result<Vec<Assessment>, StoreError> {
        let reading = self.connection.unchecked_transaction()?;
        let condition =
            "a.competency IN (SELECT seq FROM known_competency WHERE key IN (?, ?)) ORDER BY a.seq";
        some(&reading, condition, [one.as_str(), other.as_str()])
    }

    /// Every assessment, the retracted too, in the order in which they were recorded.
    pub fn assessments(&self) -> Result<Vec<Assessment>, StoreError> {
        all(&*self.connection.unchecked_transaction()?)
    }

    /// Every assessment of a person, likewise; they may have been removed.
    pub fn assessments_about(&self, person: PersonId) -> Result<Vec<Assessment>, StoreError> {
        let reading = self.connection.unchecked_transaction()?;
        let condition = "a.person = (SELECT seq FROM known_person WHERE id = ?) ORDER BY a.seq";
        some(&reading, condition, [person.0.as_bytes()])
    }

    /// An assessment.
    ///
    /// # Errors
    /// [`StoreError::UnknownRow`] where there is none of this id.
    pub fn assessment(&self, id: AssessmentId) -> Result<Assessment, StoreError> {
        with_id(&self.connection, id)?
            .ok_or_else(|| StoreError::UnknownRow { row: row::name_of(&ASSESSMENT, &id.to_string()) })
    }

    /// How many assessments that are not retracted a person has, or are of a competency.
    pub fn count_assessments(&self, of: AssessmentsOf<'_>) -> Result<u32, StoreError> {
        let (column, numbers, key) = match of {
            AssessmentsOf::Person(person) => (
                "person",
                "known_person WHERE id = ?",
                rusqlite::types::Value::Blob(person.0.as_bytes().to_vec()),
            ),
            AssessmentsOf::Competency(key) => {
                ("competency", "known_competency WHERE key = ?", rusqlite::types::Value::Text(key.0.clone()))
            }
        };
        let sql = format!(
            "SELECT count(*) FROM assessment a WHERE {column} = (SELECT seq FROM {numbers})
             AND NOT EXISTS (SELECT 1 FROM retraction r WHERE r.assessment = a.seq)
             AND NOT EXISTS (SELECT 1 FROM retraction r WHERE r.operation = a.operation)"
        );
        Ok(self.connection.prepare_cached(&sql)?.query_row([key], |row| row.get(0))?)
    }
}

/// Whose assessments, or in what.
#[derive(Clone, Copy, Debug)]
pub enum AssessmentsOf<'a> {
    /// A person's.
    Person(PersonId),
    /// Those in a competency.
    Competency(&'a CompetencyKey),
}

/// Every assessment, in the order in which they were recorded.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Assessment>, StoreError> {
    let ids = |sql| by_seq(connection, sql, |row| Ok(Some(Uuid::from_bytes(row.get(1)?))));
    let people = ids("SELECT seq, id FROM known_person")?;
    let operations = ids("SELECT seq, id FROM operation")?;
    let competencies = by_seq(connection, "SELECT seq, key FROM known_competency", |row| {
        Ok(Some(CompetencyKey(row.get(1)?)))
    })?;
    let retracted = Retracted::read(connection)?;
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM assessment a ORDER BY seq"))?;
    let mut rows = statement.query(())?;
    let mut assessments = Vec::new();
    while let Some(row) = rows.next()? {
        let person = named(&people, row, 1)?;
        let competency = named(&competencies, row, 2)?;
        let operation = named(&operations, row, 6)?;
        let (person, operation) = (PersonId(person), OperationId(operation));
        let retracted = retracted.covers(row.get(0)?, row.get(6)?);
        assessments.push(from_row(row, person, competency, operation, retracted)?);
    }
    Ok(assessments)
}

/// The first assessments that an operation recorded, at most `limit`.
pub(crate) fn recorded_by(
    connection: &Connection,
    operation: i64,
    limit: u32,
) -> Result<Vec<Assessment>, StoreError> {
    some(connection, "a.operation = ? ORDER BY a.seq LIMIT ?", (operation, limit))
}

/// The assessment of an id.
pub(crate) fn with_id(connection: &Connection, id: AssessmentId) -> Result<Option<Assessment>, StoreError> {
    Ok(some(connection, "a.id = ?", [id.0.as_bytes()])?.pop())
}

/// The condition that finds a person's in a competency.
const OF_PAIR: &str = "a.person = (SELECT seq FROM known_person WHERE id = ?)
    AND a.competency = (SELECT seq FROM known_competency WHERE key = ?) ORDER BY a.seq";

/// The assessments for which a condition holds: few, so that each looks up what it refers to.
fn some(
    connection: &Connection,
    condition: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<Assessment>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS}, p.id, c.key, o.id,
         EXISTS (SELECT 1 FROM retraction r WHERE r.assessment = a.seq)
         OR EXISTS (SELECT 1 FROM retraction r WHERE r.operation = a.operation)
         FROM assessment a
         JOIN known_person p ON p.seq = a.person JOIN known_competency c ON c.seq = a.competency
         JOIN operation o ON o.seq = a.operation WHERE {condition}"
    ))?;
    let mut rows = statement.query(parameters)?;
    let mut assessments = Vec::new();
    while let Some(row) = rows.next()? {
        let id = |index| row.get(index).map(Uuid::from_bytes);
        let (person, operation) = (PersonId(id(11)?), OperationId(id(13)?));
        assessments.push(from_row(row, person, CompetencyKey(row.get(12)?), operation, row.get(14)?)?);
    }
    Ok(assessments)
}

/// Which assessments were taken back, by number: for reading all of them.
struct Retracted {
    assessments: HashSet<i64>,
    operations: HashSet<i64>,
}

impl Retracted {
    fn read(connection: &Connection) -> Result<Self, StoreError> {
        let numbers = |sql| -> Result<HashSet<i64>, StoreError> {
            let mut statement = connection.prepare_cached(sql)?;
            Ok(statement.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?)
        };
        Ok(Self {
            assessments: numbers("SELECT assessment FROM retraction WHERE assessment IS NOT NULL")?,
            operations: numbers("SELECT operation FROM retraction WHERE operation IS NOT NULL")?,
        })
    }

    fn is_empty(&self) -> bool {
        self.assessments.is_empty() && self.operations.is_empty()
    }

    /// Whether an assessment was taken back, alone or with its operation.
    fn covers(&self, assessment: i64, operation: i64) -> bool {
        self.operations.contains(&operation) || self.assessments.contains(&assessment)
    }
}

/// The image of a retraction.
pub(crate) fn retraction(assessment: Option<AssessmentId>, operation: Option<OperationId>) -> RowImage {
    let mut image = RowImage::new();
    image.insert(ASSESSMENT.name.to_owned(), json!(assessment));
    image.insert(OPERATION.name.to_owned(), json!(operation));
    image
}

/// What `of` makes of each row, at the index of the number in its first column.
fn by_seq<T: Clone>(
    connection: &Connection,
    sql: &str,
    of: impl Fn(&Row<'_>) -> rusqlite::Result<Option<T>>,
) -> Result<Vec<Option<T>>, StoreError> {
    let mut list = Vec::new();
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        if !(0..=MOST_NUMBERS).contains(&seq) {
            return Err(StoreError::Damaged { detail: format!("no row is numbered {seq}") });
        }
        let seq = seq as usize;
        if list.len() <= seq {
            list.resize(seq + 1, None);
        }
        list[seq] = of(row)?;
    }
    Ok(list)
}

fn named<T: Clone>(list: &[Option<T>], row: &Row<'_>, index: usize) -> Result<T, StoreError> {
    let seq = row.get::<_, i64>(index)?;
    list.get(seq as usize).cloned().flatten().ok_or_else(|| StoreError::Damaged {
        detail: format!("an assessment refers to number {seq} in its column {index}, which is nobody's"),
    })
}

fn from_row(
    row: &Row<'_>,
    person: PersonId,
    competency: CompetencyKey,
    operation: OperationId,
    retracted: bool,
) -> rusqlite::Result<Assessment> {
    let (level, source) = level_and_source(row.get(4)?, row.get(5)?)?;
    let recorded_at = row.get(7)?;
    Ok(Assessment {
        id: AssessmentId(Uuid::from_bytes(row.get(8)?)),
        person,
        competency,
        level,
        source,
        assessor: row.get(9)?,
        assessed_on: date_of(row.get(3)?),
        recorded_at: DateTime::from_timestamp_millis(recorded_at)
            .ok_or(rusqlite::Error::IntegralValueOutOfRange(7, recorded_at))?,
        note: row.get(10)?,
        retracted,
        operation,
    })
}

fn level_and_source(level: i64, source: i64) -> rusqlite::Result<(Level, Source)> {
    let level = Level::ALL.get(level as usize).ok_or(rusqlite::Error::IntegralValueOutOfRange(4, level))?;
    let source =
        Source::ALL.get(source as usize).ok_or(rusqlite::Error::IntegralValueOutOfRange(5, source))?;
    Ok((*level, *source))
}

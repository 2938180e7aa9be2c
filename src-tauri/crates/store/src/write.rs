//! The single write path: every change of data is made inside [`Workspace::write`], by a [`Tx`].

use std::collections::HashMap;

use cadre_core::{
    Area, AreaKey, BenchmarkId, Competency, CompetencyKey, ImportMapping, OperationId, Person, PersonId,
    Position, PositionId, Pulse, PulseId, ReportSettings, RetentionSettings, Role, RoleId, RowImage,
    Scenario, ScenarioId, Settings, Team, TeamId, TrainingItem, TrainingKey, benchmark::Benchmark,
};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde_json::Value;

use crate::{
    StoreError, Workspace,
    chain::{FactsHash, Hash, Link, LinkHash, START},
    entity::{Entity, LOGO_KEY, problems_of, target_image, target_key},
    log, new_id, row,
    table::{
        AREA, BENCHMARK, COMPETENCY, PERSON, POSITION, PULSE, REPORT_LOGO, ROLE, SCENARIO, TARGET, TEAM,
        TRAINING_ITEM, Table,
    },
    validate::{Known, Problems},
};

/// What the user is about to do, as the history will name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOperation {
    /// What kind of change, e.g. `set-level`, `import`.
    pub kind: String,
    /// What is done, in words.
    pub label: String,
    /// When, kept to the millisecond. A time before the operation before it (a clock that was set back) becomes that one's.
    pub at: DateTime<Utc>,
}

/// What a write did; given only after the commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// What the change returned.
    pub value: T,
    /// The operation recorded; `None` where nothing changed.
    pub operation: Option<OperationId>,
    /// The lists of the content in which something changed, e.g. `people`, `assessments`; sorted, each once.
    pub touched: Vec<&'static str>,
}

/// A change in the making. Everything that it did is undone where the change fails.
pub struct Tx<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) operation: NewOperation,
    pub(crate) reverts: Option<i64>,
    pub(crate) seq: i64,
    pub(crate) recorded: u64,
    /// Hashes what is recorded, as it is recorded.
    pub(crate) facts: FactsHash,
    /// Whether it is recorded though it changed no row.
    stands_alone: bool,
    id: OperationId,
    /// The hash of the operation before.
    before: Hash,
    rows: Vec<TouchedRow>,
    index: HashMap<(&'static str, String), usize>,
}

struct TouchedRow {
    table: &'static Table,
    key: String,
    before: Option<RowImage>,
    /// Rows are removed at the end, so that references to them can be told until then.
    removed: bool,
}

impl Workspace {
    /// Makes a change: all of it, recorded as one operation, or, where it fails, nothing.
    ///
    /// # Errors
    /// What `change` returns; [`StoreError::ReadOnly`]; [`StoreError::Locked`] where another program is writing;
    /// [`StoreError::InUse`] where it removes a row and not all that refers to it.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        operation: NewOperation,
        change: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly.into());
        }
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let written = Tx::make(&transaction, operation, change)?;
        if written.operation.is_some() {
            transaction.commit().map_err(StoreError::from)?;
        } else {
            transaction.rollback().map_err(StoreError::from)?;
        }
        Ok(written)
    }
}

impl Tx<'_> {
    /// Sets the workspace's settings.
    pub fn put_settings(&mut self, settings: &Settings) -> Result<(), StoreError> {
        self.put(settings)
    }

    /// Adds an area, or changes the one of its key.
    pub fn put_area(&mut self, area: &Area) -> Result<(), StoreError> {
        self.put(area)
    }

    /// Removes an area.
    pub fn remove_area(&mut self, area: &AreaKey) -> Result<(), StoreError> {
        self.remove(&AREA, area.as_str())
    }

    /// Adds a competency, or changes the one of its key.
    pub fn put_competency(&mut self, competency: &Competency) -> Result<(), StoreError> {
        self.put(competency)
    }

    /// Removes a competency. Its assessments stay as facts and count no more.
    pub fn remove_competency(&mut self, competency: &CompetencyKey) -> Result<(), StoreError> {
        self.remove(&COMPETENCY, competency.as_str())
    }

    /// Adds a team, or changes the one of its id.
    pub fn put_team(&mut self, team: &Team) -> Result<(), StoreError> {
        self.put(team)
    }

    /// Removes a team.
    pub fn remove_team(&mut self, team: TeamId) -> Result<(), StoreError> {
        self.remove(&TEAM, &team.to_string())
    }

    /// Adds a role, or changes the one of its id; its targets become those given.
    pub fn put_role(&mut self, role: &Role) -> Result<(), StoreError> {
        self.put(role)?;
        let kept: Vec<_> = role.targets.iter().map(|target| target_key(role, target)).collect();
        for key in self.targets_of(role.id)? {
            if !kept.contains(&key) {
                self.remove(&TARGET, &key)?;
            }
        }
        let mut place = 0;
        for (target, key) in role.targets.iter().zip(kept) {
            // A target keeps its place while that is after the one before it: fewer rows change.
            let old = row::find(self.connection, &TARGET, &key)?
                .and_then(|image| image.get("place").and_then(Value::as_i64));
            place = old.filter(|&old| old >= place).unwrap_or(place);
            self.put_row(&TARGET, &key, &target_image(role, target, place), None)?;
            place += 1;
        }
        Ok(())
    }

    /// Removes a role, with its targets.
    pub fn remove_role(&mut self, role: RoleId) -> Result<(), StoreError> {
        for target in self.targets_of(role)? {
            self.remove(&TARGET, &target)?;
        }
        self.remove(&ROLE, &role.to_string())
    }

    /// Adds a person, or changes the one of their id.
    pub fn put_person(&mut self, person: &Person) -> Result<(), StoreError> {
        self.put(person)
    }

    /// Removes a person. Their assessments stay as facts and count no more.
    pub fn remove_person(&mut self, person: PersonId) -> Result<(), StoreError> {
        self.remove(&PERSON, &person.to_string())
    }

    /// Adds a position, or changes the one of its id.
    pub fn put_position(&mut self, position: &Position) -> Result<(), StoreError> {
        self.put(position)
    }

    /// Removes a position.
    pub fn remove_position(&mut self, position: PositionId) -> Result<(), StoreError> {
        self.remove(&POSITION, &position.to_string())
    }

    /// Adds a pulse, or changes the one of its id.
    pub fn put_pulse(&mut self, pulse: &Pulse) -> Result<(), StoreError> {
        self.put(pulse)
    }

    /// Removes a pulse.
    pub fn remove_pulse(&mut self, pulse: PulseId) -> Result<(), StoreError> {
        self.remove(&PULSE, &pulse.to_string())
    }

    /// Adds an edition of the user's own, or changes the one of its id.
    pub fn put_benchmark(&mut self, benchmark: &Benchmark) -> Result<(), StoreError> {
        self.put(benchmark)
    }

    /// Removes an edition of the user's own.
    pub fn remove_benchmark(&mut self, benchmark: &BenchmarkId) -> Result<(), StoreError> {
        self.remove(&BENCHMARK, benchmark.as_str())
    }

    /// Adds a scenario, or changes the one of its id.
    pub fn put_scenario(&mut self, scenario: &Scenario) -> Result<(), StoreError> {
        self.put(scenario)
    }

    /// Removes a scenario.
    pub fn remove_scenario(&mut self, scenario: ScenarioId) -> Result<(), StoreError> {
        self.remove(&SCENARIO, &scenario.to_string())
    }

    /// Sets what the report is to hold, its logo included.
    pub fn put_report(&mut self, report: &ReportSettings) -> Result<(), StoreError> {
        self.put(report)?;
        match &report.logo {
            Some(logo) => self.put(logo),
            None if row::seq_of(self.connection, &REPORT_LOGO, LOGO_KEY)?.is_some() => {
                self.remove(&REPORT_LOGO, LOGO_KEY)
            }
            None => Ok(()),
        }
    }

    /// Sets how long what is known of people is kept.
    pub fn put_retention(&mut self, retention: &RetentionSettings) -> Result<(), StoreError> {
        self.put(retention)
    }

    /// Adds a training item, or changes the one of its key.
    pub fn put_training(&mut self, item: &TrainingItem) -> Result<(), StoreError> {
        self.put(item)
    }

    /// Removes a training item.
    pub fn remove_training(&mut self, item: &TrainingKey) -> Result<(), StoreError> {
        self.remove(&TRAINING_ITEM, item.as_str())
    }

    /// Keeps what was said about a file, in place of what was said about the last one of its columns.
    pub fn put_import_mapping(&mut self, mapping: &ImportMapping) -> Result<(), StoreError> {
        self.put(mapping)
    }

    /// Checks a row and puts it.
    fn put<E: Entity>(&mut self, entity: &E) -> Result<(), StoreError> {
        let mut problems = Problems::default();
        problems_of(entity, E::table().name, &KnownRows(self.connection), &mut problems)?;
        problems.into_result()?;
        self.put_row(E::table(), &entity.key(), &entity.image()?, None)
    }

    /// Puts a row; a new one gets the number `seq` where that is given and free.
    pub(crate) fn put_row(
        &mut self,
        table: &'static Table,
        key: &str,
        image: &RowImage,
        seq: Option<i64>,
    ) -> Result<(), StoreError> {
        let touched = self.touch(table, key)?;
        self.rows[touched].removed = false;
        row::put(self.connection, table, key, image, seq)
    }

    /// Marks a row to be removed when the operation is complete.
    pub(crate) fn remove(&mut self, table: &'static Table, key: &str) -> Result<(), StoreError> {
        if row::seq_of(self.connection, table, key)?.is_none() {
            return Err(StoreError::UnknownRow { row: row::name_of(table, key) });
        }
        let touched = self.touch(table, key)?;
        self.rows[touched].removed = true;
        Ok(())
    }

    /// Whether the row is to be removed.
    pub(crate) fn is_removed(&self, table: &Table, key: &str) -> bool {
        self.index.get(&(table.name, key.to_owned())).is_some_and(|&row| self.rows[row].removed)
    }

    /// Has the operation recorded though no row of it is: what an erasure does stands nowhere.
    pub(crate) fn stands_alone(&mut self) {
        self.stands_alone = true;
    }

    /// Keeps the row as it was before the operation.
    fn touch(&mut self, table: &'static Table, key: &str) -> Result<usize, StoreError> {
        if let Some(&touched) = self.index.get(&(table.name, key.to_owned())) {
            return Ok(touched);
        }
        let before = row::find(self.connection, table, key)?;
        let touched = self.rows.len();
        self.rows.push(TouchedRow { table, key: key.to_owned(), before, removed: false });
        self.index.insert((table.name, key.to_owned()), touched);
        Ok(touched)
    }

    fn targets_of(&self, role: RoleId) -> Result<Vec<String>, StoreError> {
        let targets = row::referring(self.connection, &ROLE, &role.to_string())?;
        Ok(targets.into_iter().filter(|(table, _)| table.is(&TARGET)).map(|(_, key)| key).collect())
    }
}

impl<'a> Tx<'a> {
    /// Makes one change inside a transaction, and records it.
    pub(crate) fn make<T, E: From<StoreError>>(
        connection: &'a Connection,
        operation: NewOperation,
        change: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        let mut tx = Self::begin(connection, operation)?;
        let value = change(&mut tx)?;
        let (operation, touched) = tx.finish()?;
        Ok(Written { value, operation, touched })
    }

    fn begin(connection: &'a Connection, mut operation: NewOperation) -> Result<Self, StoreError> {
        let last = connection
            .query_row("SELECT seq, at, hash FROM operation ORDER BY seq DESC LIMIT 1", (), |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, Hash>(2)?))
            })
            .optional()?;
        let (last, at, before) = last.unwrap_or((0, i64::MIN, START));
        let at = operation.at.timestamp_millis().max(at);
        operation.at = DateTime::from_timestamp_millis(at).unwrap_or(operation.at);
        Ok(Self {
            connection,
            operation,
            reverts: None,
            seq: last + 1,
            recorded: 0,
            facts: FactsHash::default(),
            stands_alone: false,
            id: OperationId(new_id()),
            before,
            rows: Vec::new(),
            index: HashMap::new(),
        })
    }

    /// Removes what is to be removed, and writes the operation with every row that changed.
    fn finish(self) -> Result<(Option<OperationId>, Vec<&'static str>), StoreError> {
        // Numbers first: the key of a target is found through its role, which may be removed before it.
        let mut removed = Vec::new();
        for touched in self.rows.iter().filter(|touched| touched.removed) {
            self.refuse_in_use(touched)?;
            removed.extend(
                row::seq_of(self.connection, touched.table, &touched.key)?.map(|seq| (touched.table, seq)),
            );
        }
        for (table, seq) in removed {
            row::remove(self.connection, table, seq)?;
        }
        let text = |image: &Option<RowImage>| image.as_ref().map(serde_json::to_string).transpose();
        let mut changes = Vec::new();
        for touched in &self.rows {
            let after = row::find(self.connection, touched.table, &touched.key)?;
            if touched.before != after {
                changes.push((touched.table, &touched.key, text(&touched.before)?, text(&after)?));
            }
        }
        if changes.is_empty() && self.recorded == 0 && !self.stands_alone {
            return Ok((None, Vec::new()));
        }
        let NewOperation { kind, label, at } = &self.operation;
        let reverts = self.reverts.map(|seq| log::id_of(self.connection, seq)).transpose()?;
        let link = Link { id: self.id, kind, label, at: *at, reverts };
        let mut hash = LinkHash::new(&self.before, &link, changes.len());
        for (table, key, before, after) in &changes {
            hash.change(table.name, key, before.as_deref(), after.as_deref());
        }
        self.connection.execute(
            "INSERT INTO operation (seq, id, kind, label, at, reverts, recorded, hash)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                self.seq,
                self.id.0.as_bytes(),
                kind,
                label,
                at.timestamp_millis(),
                self.reverts,
                self.recorded as i64,
                hash.finish(self.facts)
            ],
        )?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO operation_change (operation, table_name, row_key, before, after) VALUES (?, ?, ?, ?, ?)",
        )?;
        let mut lists = Vec::new();
        for (table, key, before, after) in &changes {
            insert.execute(params![self.seq, table.name, key, before, after])?;
            lists.push(table.list);
        }
        if self.recorded > 0 {
            lists.push(crate::table::ASSESSMENT.list);
        }
        lists.sort_unstable();
        lists.dedup();
        Ok((Some(self.id), lists))
    }

    /// Refuses to remove a row to which one that stays refers.
    fn refuse_in_use(&self, touched: &TouchedRow) -> Result<(), StoreError> {
        let TouchedRow { table, key, before, .. } = touched;
        let mut by: Vec<_> = row::referring(self.connection, table, key)?
            .into_iter()
            .filter(|(table, key)| !self.is_removed(table, key))
            .map(|(table, key)| row::name_of(table, &key))
            .collect();
        by.dedup();
        // Facts may outlive a person or a competency that the log knows; of one that came and went within this
        // operation nothing would be left to say whom they were about.
        if before.is_none()
            && table.numbers.is_some()
            && let Some(seq) = row::seq_of(self.connection, table, key)?
        {
            let sql = format!("SELECT id FROM assessment WHERE operation = ? AND {} = ? LIMIT 1", table.name);
            let fact: Option<[u8; 16]> =
                self.connection.query_row(&sql, [self.seq, seq], |row| row.get(0)).optional()?;
            by.extend(
                fact.map(|id| {
                    row::name_of(&crate::table::ASSESSMENT, &uuid::Uuid::from_bytes(id).to_string())
                }),
            );
        }
        if by.is_empty() {
            return Ok(());
        }
        Err(StoreError::InUse { row: row::name_of(table, key), by })
    }
}

/// The rows of the file.
struct KnownRows<'a>(&'a Connection);

impl Known for KnownRows<'_> {
    fn knows(&self, table: &Table, key: &str) -> Result<bool, StoreError> {
        Ok(row::seq_of(self.0, table, key)?.is_some())
    }
}

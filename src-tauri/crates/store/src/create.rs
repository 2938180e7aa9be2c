//! Creating a workspace file from content: written beside, then moved into place, so that a failure leaves nothing.

use std::{
    collections::HashMap,
    ffi::{OsStr, OsString},
    fs::{self, File},
    path::{Path, PathBuf},
};

use cadre_core::{Content, Operation, Retraction, RowChange, RowImage, Settings, levels::day_of};
use rusqlite::{Connection, OpenFlags, Transaction, params, types::Value as Sql};
use tempfile::TempPath;

use crate::{
    Passphrase, StoreError, Workspace,
    assessments::{INSERT, retraction},
    chain::{Fact, FactsHash, Link, LinkHash, START},
    entity::{Entity, target_image, target_key},
    migrate::migrate,
    open::{set_mode, set_up},
    order::LoggedNumbers,
    row,
    table::{COMPETENCY, IMAGED, PERSON, RETRACTION, TARGET, Table},
    validate,
};

impl Workspace {
    /// Makes a new workspace file that holds the content as it is, ids, times and log included, and opens it; with a
    /// passphrase it is encrypted from its first byte. Its times are kept to the millisecond.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] with everything that is wrong with the content, before anything is written;
    /// [`StoreError::Exists`] where there is a file of that name, which is left alone.
    pub fn create(
        path: &Path,
        content: &Content,
        passphrase: Option<&Passphrase>,
    ) -> Result<Self, StoreError> {
        refuse_existing(path)?;
        let problems = validate::content(content)?;
        if !problems.is_empty() {
            return Err(StoreError::Invalid { problems });
        }
        let beside = beside(path, "new")?;
        load(&beside, content, passphrase).inspect_err(|_| discard(&beside))?;
        keep(beside, path)?;
        Self::open(path, passphrase).inspect_err(|_| discard(path))
    }
}

fn exists(path: &Path) -> StoreError {
    StoreError::Exists { path: path.to_owned() }
}

/// # Errors
/// [`StoreError::Exists`] where there is a file of that name.
pub(crate) fn refuse_existing(path: &Path) -> Result<(), StoreError> {
    if path.symlink_metadata().is_ok() { Err(exists(path)) } else { Ok(()) }
}

/// The folder of a file.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A new, empty file beside the place of another, which vanishes unless it is kept. Its name says whose it is and for what, for
/// the case that its maker is cut off.
pub(crate) fn beside(path: &Path, purpose: &str) -> Result<TempPath, StoreError> {
    let prefix = prefix(path, purpose);
    let file = tempfile::Builder::new().prefix(&prefix).suffix(".tmp").tempfile_in(folder_of(path))?;
    Ok(file.into_temp_path())
}

/// The files that were made so and not kept, as far as their folder can be read.
pub(crate) fn unfinished(path: &Path, purpose: &str) -> Vec<PathBuf> {
    let prefix = prefix(path, purpose);
    let is_one = |name: &OsStr| {
        let name = name.as_encoded_bytes();
        name.starts_with(prefix.as_encoded_bytes()) && name.ends_with(b".tmp")
    };
    let Ok(entries) = fs::read_dir(folder_of(path)) else { return Vec::new() };
    entries.flatten().filter(|entry| is_one(&entry.file_name())).map(|entry| entry.path()).collect()
}

fn prefix(path: &Path, purpose: &str) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(path.file_name().unwrap_or_default());
    prefix.push(format!(".{purpose}-"));
    prefix
}

/// Moves a file that is whole into its place, durably, where there is none of that name.
pub(crate) fn keep(beside: TempPath, path: &Path) -> Result<(), StoreError> {
    File::options().write(true).open(&beside)?.sync_all()?;
    beside.persist_noclobber(path).map_err(|failure| match failure.error.kind() {
        std::io::ErrorKind::AlreadyExists => exists(path),
        _ => failure.error.into(),
    })?;
    sync_folder(path).inspect_err(|_| discard(path))
}

/// Takes away a new file of ours with what `SQLite` has left beside it. There it would be in the way of the next attempt, and its log would be taken for that
/// of the next file of its name.
pub(crate) fn discard(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        drop(fs::remove_file(name));
    }
}

/// A name is safe once its folder is.
pub(crate) fn sync_folder(path: &Path) -> Result<(), StoreError> {
    // Not every system can open one.
    if let Ok(folder) = File::open(folder_of(path)) {
        folder.sync_all()?;
    }
    Ok(())
}

/// Fills a file that nobody else knows yet, so that neither a journal nor waiting for the disk is needed until the end.
fn load(path: &Path, content: &Content, passphrase: Option<&Passphrase>) -> Result<(), StoreError> {
    let mut connection = unknown_to_others(path, passphrase)?;
    migrate(&mut connection)?;
    let transaction = connection.transaction()?;
    let loader = Loader { transaction: &transaction, content };
    // Millions of rows are sorted into an index at once far sooner than one by one.
    let indexes = assessment_indexes(&transaction)?;
    for (name, _) in &indexes {
        transaction.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    loader.load()?;
    for (_, declaration) in &indexes {
        transaction.execute_batch(declaration)?;
    }
    // A retraction finds its assessment by an index.
    loader.retractions()?;
    loader.advance()?;
    transaction.commit()?;
    set_mode(&connection, "journal_mode", "WAL")?;
    connection.close().map_err(|(_, error)| error.into())
}

/// Connects to an empty file that nobody else knows yet.
pub(crate) fn unknown_to_others(
    path: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    set_up(&connection, passphrase)?;
    set_mode(&connection, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    Ok(connection)
}

/// Name and declaration of the indexes over the assessments.
fn assessment_indexes(connection: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'assessment' AND sql IS NOT NULL",
    )?;
    let indexes = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(indexes.collect::<Result<_, _>>()?)
}

struct Loader<'a> {
    transaction: &'a Transaction<'a>,
    content: &'a Content,
}

impl Loader<'_> {
    fn load(&self) -> Result<(), StoreError> {
        let content = self.content;
        row::put(
            self.transaction,
            Settings::table(),
            &content.settings.key(),
            &content.settings.image()?,
            Some(1),
        )?;
        self.entities(&content.areas)?;
        self.entities(&content.competencies)?;
        self.numbers(&COMPETENCY, |key| Some(Sql::Text(key.to_owned())))?;
        self.entities(&content.teams)?;
        self.entities(&content.roles)?;
        self.targets()?;
        self.entities(&content.people)?;
        self.numbers(&PERSON, |key| row::sql_value(PERSON.key_column(), &key.into()))?;
        self.entities(&content.positions)?;
        self.entities(&content.pulses)?;
        self.entities(&content.benchmarks)?;
        self.entities(&content.training)?;
        self.entities(&content.scenarios)?;
        self.entities(content.report.as_slice())?;
        self.entities(content.report.as_ref().map_or(&[], |report| report.logo.as_slice()))?;
        self.entities(content.retention.as_slice())?;
        self.entities(&content.import_mappings)?;
        self.log()?;
        self.assessments()
    }

    fn changes(&self) -> impl Iterator<Item = &RowChange> {
        self.content.operations.iter().flat_map(|operation| &operation.changes)
    }

    fn logged(&self, table: &Table) -> LoggedNumbers<'_> {
        LoggedNumbers::gather(self.changes().filter(|change| change.table == table.name), "seq")
    }

    fn entities<E: Entity>(&self, entities: &[E]) -> Result<(), StoreError> {
        let keys: Vec<_> = entities.iter().map(Entity::key).collect();
        let numbers = self.logged(E::table()).assign(keys.iter().map(String::as_str), 1);
        for ((entity, key), number) in entities.iter().zip(&keys).zip(numbers) {
            row::put(self.transaction, E::table(), key, &entity.image()?, Some(number))?;
        }
        Ok(())
    }

    /// Keeps the numbers of the rows that are gone: their assessments are still there.
    fn numbers(&self, table: &Table, key: impl Fn(&str) -> Option<Sql>) -> Result<(), StoreError> {
        let Some(numbers) = table.numbers else { return Ok(()) };
        for (text, number) in self.logged(table).last() {
            if let Some(key) = key(text) {
                row::keep_number(self.transaction, numbers, table.key_column().name, &key, Some(number))?;
            }
        }
        Ok(())
    }

    fn targets(&self) -> Result<(), StoreError> {
        let mut of_role: HashMap<&str, Vec<&RowChange>> = HashMap::new();
        for change in self.changes().filter(|change| change.table == TARGET.name) {
            let role = change.row.split('/').next().unwrap_or_default();
            of_role.entry(role).or_default().push(change);
        }
        for role in &self.content.roles {
            let changes = of_role.remove(role.id.to_string().as_str()).unwrap_or_default();
            let seqs = LoggedNumbers::gather(changes.iter().copied(), "seq");
            let seqs: HashMap<_, _> = seqs.last().collect();
            let keys: Vec<_> = role.targets.iter().map(|target| target_key(role, target)).collect();
            let places = LoggedNumbers::gather(changes, "place").assign(keys.iter().map(String::as_str), 0);
            for ((target, key), place) in role.targets.iter().zip(&keys).zip(places) {
                let image = target_image(role, target, place);
                row::put(self.transaction, &TARGET, key, &image, seqs.get(key.as_str()).copied())?;
            }
        }
        Ok(())
    }

    fn log(&self) -> Result<(), StoreError> {
        let mut recorded: HashMap<_, (i64, FactsHash)> = HashMap::new();
        for assessment in &self.content.assessments {
            let (count, facts) = recorded.entry(assessment.operation).or_default();
            *count += 1;
            facts.add(&Fact {
                id: assessment.id,
                person: assessment.person.0,
                competency: assessment.competency.as_str(),
                day: day_of(assessment.assessed_on),
                level: assessment.level.get(),
                source: assessment.source as u8,
                recorded_at: assessment.recorded_at.timestamp_millis(),
                assessor: assessment.assessor.as_deref(),
                note: assessment.note.as_deref(),
            });
        }
        let mut operation_row = self.transaction.prepare_cached(
            "INSERT INTO operation (seq, id, kind, label, at, reverts, recorded, hash)
             VALUES (?, ?, ?, ?, ?, (SELECT seq FROM operation WHERE id = ?), ?, ?)",
        )?;
        let mut last = START;
        let mut change_row = self.transaction.prepare_cached(
            "INSERT INTO operation_change (operation, table_name, row_key, before, after) VALUES (?, ?, ?, ?, ?)",
        )?;
        let text = |image: &Option<RowImage>| image.as_ref().map(serde_json::to_string).transpose();
        for (seq, operation) in (1_i64..).zip(&self.content.operations) {
            let Operation { id, kind, label, at, reverts, changes } = operation;
            let link = Link { id: *id, kind, label, at: *at, reverts: *reverts };
            let mut hash = LinkHash::new(&last, &link, changes.len());
            let mut images = Vec::with_capacity(changes.len());
            for change in changes {
                let (before, after) = (text(&change.before)?, text(&change.after)?);
                hash.change(&change.table, &change.row, before.as_deref(), after.as_deref());
                images.push((before, after));
            }
            let (count, facts) = recorded.remove(id).unwrap_or_default();
            last = hash.finish(facts);
            operation_row.execute(params![
                seq,
                id.0.as_bytes(),
                kind,
                label,
                at.timestamp_millis(),
                reverts.map(|reverted| *reverted.0.as_bytes()),
                count,
                last
            ])?;
            for (change, (before, after)) in changes.iter().zip(images) {
                change_row.execute(params![seq, change.table, change.row, before, after])?;
            }
        }
        Ok(())
    }

    fn assessments(&self) -> Result<(), StoreError> {
        let people: HashMap<[u8; 16], i64> = self.pairs("SELECT id, seq FROM known_person")?;
        let competencies: HashMap<String, i64> = self.pairs("SELECT key, seq FROM known_competency")?;
        let operations: HashMap<_, _> =
            self.content.operations.iter().map(|operation| operation.id).zip(1_i64..).collect();
        let mut insert = self.transaction.prepare_cached(INSERT)?;
        for assessment in &self.content.assessments {
            insert.execute(params![
                people.get(assessment.person.0.as_bytes()),
                competencies.get(assessment.competency.as_str()),
                day_of(assessment.assessed_on),
                assessment.level.get(),
                assessment.source as u8,
                operations.get(&assessment.operation),
                assessment.recorded_at.timestamp_millis(),
                assessment.id.0.as_bytes(),
                assessment.assessor,
                assessment.note
            ])?;
        }
        Ok(())
    }

    fn pairs<K: rusqlite::types::FromSql + Eq + std::hash::Hash>(
        &self,
        sql: &str,
    ) -> Result<HashMap<K, i64>, StoreError> {
        let mut statement = self.transaction.prepare(sql)?;
        let pairs = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(pairs.collect::<Result<_, _>>()?)
    }

    fn retractions(&self) -> Result<(), StoreError> {
        let images: Vec<_> = self
            .content
            .retractions
            .iter()
            .map(|entry| match *entry {
                Retraction::Assessment(id) => (format!("{id}/"), retraction(Some(id), None)),
                Retraction::Operation(id) => (format!("/{id}"), retraction(None, Some(id))),
            })
            .collect();
        let numbers = self.logged(&RETRACTION).assign(images.iter().map(|(key, _)| key.as_str()), 1);
        for ((key, image), number) in images.iter().zip(numbers) {
            row::put(self.transaction, &RETRACTION, key, image, Some(number))?;
        }
        Ok(())
    }

    /// Numbers that rows had which are gone are not handed out again.
    fn advance(&self) -> Result<(), StoreError> {
        for table in IMAGED {
            let Some(greatest) = self.logged(table).greatest() else { continue };
            if table.numbers.is_some() || table.is(Settings::table()) {
                continue;
            }
            let sequence = "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1";
            if self.transaction.execute(sequence, params![table.name, greatest])? == 0 {
                self.transaction.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)",
                    params![table.name, greatest],
                )?;
            }
        }
        Ok(())
    }
}

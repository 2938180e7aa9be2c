//! Checking a workspace: the file itself, the log against the rows, and the rules of the domain.

use std::{collections::HashMap, path::Path};

use rusqlite::Connection;
use serde::Serialize;

use crate::{
    Kept, Passphrase, StoreError, Workspace, chain, log,
    migrate::{migrate, schema},
    open::{connect, has_log, inspect, read_every_page, told},
    row::{self, same},
    table::Table,
    validate,
};

/// Something that is wrong with a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What kind: `file` (`SQLite`'s own check), `schema`, `reference`, `log` (a row is not as the log left it),
    /// `chain` (an operation was edited, or one before it is missing), `count` (an operation's count of assessments), `rule` (content that could not be created so).
    pub code: &'static str,
    /// Where: a table, a row, or a path as in the JSON export.
    pub subject: String,
    /// What is wrong there.
    pub detail: String,
}

impl Workspace {
    /// Everything that is wrong with the workspace; empty where nothing is. Reads the whole file.
    pub fn check(&self) -> Result<Vec<Finding>, StoreError> {
        let written_back = self.passphrase().is_some() && self.written_back()?;
        let reading = self.connection.unchecked_transaction()?;
        let mut findings = Vec::new();
        file(&reading, "integrity_check", &mut findings)?;
        if written_back {
            file(&reading, "cipher_integrity_check", &mut findings)?;
        }
        if !findings.is_empty() {
            // What a broken file says about its rows is not worth reporting. Whether it is broken, or could only not be read
            // for a moment, another connection tells.
            return Self::damage(self.path(), self.passphrase());
        }
        declarations(&reading, &mut findings)?;
        references(&reading, &mut findings)?;
        links(&reading, &mut findings)?;
        images(&reading, &mut findings)?;
        counts(&reading, &mut findings)?;
        drop(reading);
        match self.content() {
            Ok(content) => {
                let problems = validate::content(&content)?.into_iter();
                findings.extend(problems.map(|problem| Finding {
                    code: "rule",
                    subject: problem.path,
                    detail: format!("expected {}, found {}", problem.expected, problem.found),
                }));
            }
            Err(StoreError::Damaged { detail }) => {
                findings.push(Finding { code: "rule", subject: "content".to_owned(), detail });
            }
            Err(error) => return Err(error),
        }
        Ok(findings)
    }

    /// Brings what the log has for the file into it, as far as nobody else is reading or writing, and tells whether all of it is
    /// there: `SQLCipher`'s own check reads the file alone, in which a page may be half written while its whole is in the log.
    fn written_back(&self) -> Result<bool, StoreError> {
        if self.is_read_only() {
            return Ok(!has_log(self.path()));
        }
        Ok(self.connection.query_row("PRAGMA wal_checkpoint", (), |row| {
            Ok(row.get::<_, i64>(0)? == 0 && row.get::<_, i64>(1)? == row.get::<_, i64>(2)?)
        })?)
    }
}

impl Workspace {
    /// What is wrong with the pages of a file, as far as they can be read; the file is not changed.
    ///
    /// # Errors
    /// As those of [`Workspace::open`] that come before the pages are looked at.
    pub fn damage(path: &Path, passphrase: Option<&Passphrase>) -> Result<Vec<Finding>, StoreError> {
        let (kept, read_only) = inspect(path)?;
        let passphrase = passphrase.filter(|_| kept == Kept::Encrypted);
        let (connection, _) = connect(path, read_only, passphrase)?;
        let mut findings = Vec::new();
        match read_every_page(&connection) {
            Err(StoreError::Damaged { .. }) => {}
            read => read?,
        }
        file(&connection, "integrity_check", &mut findings)?;
        if passphrase.is_some() && !has_log(path) {
            file(&connection, "cipher_integrity_check", &mut findings)?;
        }
        Ok(findings)
    }
}

/// `SQLite`'s own check of pages, indexes and the conditions of the columns, or `SQLCipher`'s of the pages' seals.
fn file(connection: &Connection, check: &str, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    findings.extend(told(connection, check)?.into_iter().map(|detail| Finding {
        code: "file",
        subject: "integrity".to_owned(),
        detail,
    }));
    Ok(())
}

/// The schema is the one that the migrations make; a trigger that was taken away would not be missed otherwise.
fn declarations(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut fresh = Connection::open_in_memory()?;
    migrate(&mut fresh)?;
    let expected = schema(&fresh)?;
    let found = schema(connection)?;
    let finding = |sql: &String, detail: &str| Finding {
        code: "schema",
        subject: sql.lines().next().unwrap_or_default().to_owned(),
        detail: detail.to_owned(),
    };
    findings.extend(expected.iter().filter(|sql| !found.contains(sql)).map(|sql| finding(sql, "missing")));
    findings.extend(found.iter().filter(|sql| !expected.contains(sql)).map(|sql| finding(sql, "not ours")));
    Ok(())
}

fn references(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let rows = statement.query_map((), |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, String>(2)?))
    })?;
    for row in rows {
        let (table, seq, aim) = row?;
        findings.push(Finding {
            code: "reference",
            subject: format!("{table} {}", seq.unwrap_or_default()),
            detail: format!("refers to a {aim} that is not there"),
        });
    }
    // Assessments have no foreign keys.
    for (column, aim) in
        [("person", "known_person"), ("competency", "known_competency"), ("operation", "operation")]
    {
        let sql = format!("SELECT count(*) FROM assessment WHERE {column} NOT IN (SELECT seq FROM {aim})");
        let count: i64 = connection.query_row(&sql, (), |row| row.get(0))?;
        if count > 0 {
            findings.push(Finding {
                code: "reference",
                subject: "assessment".to_owned(),
                detail: format!("{count} refer to a {column} that never was"),
            });
        }
    }
    Ok(())
}

/// Each operation carries the hash of the one before it and of itself.
fn links(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    for (place, link) in (1..).zip(chain::links(connection)?) {
        if link.seq != place || link.carried != Some(link.computed) {
            findings.push(Finding {
                code: "chain",
                subject: format!("operation {}", link.seq),
                detail: "it was edited, or one before it is missing".to_owned(),
            });
            // The places of all after a missing one are wrong too.
            if link.seq != place {
                break;
            }
        }
    }
    Ok(())
}

/// Each row that the log mentions is as the last operation on it left it.
fn images(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut last = HashMap::new();
    for operation in log::all(connection)? {
        for change in operation.changes {
            last.insert((change.table, change.row), change.after);
        }
    }
    let mut last: Vec<_> = last.into_iter().collect();
    last.sort_by(|(left, _), (right, _)| left.cmp(right));
    for ((name, key), after) in last {
        let now = match Table::named(&name) {
            Some(table) => {
                let now = row::find(connection, table, &key)?;
                same(table, now.as_ref(), after.as_ref())
            }
            None => false,
        };
        if !now {
            findings.push(Finding {
                code: "log",
                subject: format!("{name} {key}"),
                detail: "is not as its last operation left it".to_owned(),
            });
        }
    }
    Ok(())
}

fn counts(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = connection.prepare(
        "SELECT o.seq, o.recorded, coalesce(a.recorded, 0) FROM operation o
         LEFT JOIN (SELECT operation, count(*) AS recorded FROM assessment GROUP BY operation) a ON a.operation = o.seq
         WHERE o.recorded <> coalesce(a.recorded, 0) ORDER BY o.seq",
    )?;
    let rows = statement
        .query_map((), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?)))?;
    for row in rows {
        let (seq, expected, found) = row?;
        findings.push(Finding {
            code: "count",
            subject: format!("operation {seq}"),
            detail: format!("recorded {expected} assessments, and {found} carry it"),
        });
    }
    Ok(())
}

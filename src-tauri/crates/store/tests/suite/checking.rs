//! Damage done behind the program's back is found.

use cadre_store::Workspace;
use rusqlite::Connection;

use crate::organisation::{Fixture, assessed, fixture, operation, team};

/// Alters the file by SQL, and expects findings of exactly these kinds.
fn check(sql: &str, expected: &[&str]) {
    let Fixture { mut workspace, path, content, folder: _folder, .. } = fixture();
    workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("New"))).unwrap();
    workspace
        .write(operation("record", 2), |tx| tx.record(&[assessed(&content.people[0], "cloud-logging", 1)]))
        .unwrap();
    assert_eq!(workspace.check().unwrap(), []);
    drop(workspace);
    let other = Connection::open(&path).unwrap();
    other.execute_batch(sql).unwrap();
    other.close().unwrap();
    let findings = Workspace::open(&path).unwrap().check().unwrap();
    let mut codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    codes.dedup();
    assert_eq!(codes, expected, "{sql}: {findings:#?}");
}

#[test]
fn each_kind_of_damage() {
    check("UPDATE team SET name = 'Renamed' WHERE name = 'New'", &["log"]);
    check("DELETE FROM team WHERE name = 'New'", &["log"]);
    check("DROP TRIGGER operation_is_not_removed", &["schema"]);
    check("CREATE TABLE stowaway (x)", &["schema"]);
    check("PRAGMA foreign_keys = OFF; DELETE FROM role WHERE name = 'Engineer'", &["reference", "rule"]);
    check("PRAGMA ignore_check_constraints = ON; UPDATE role SET attrition = 3", &["file"]);
    check("UPDATE person SET name = '  '", &["rule"]);
    check(
        "INSERT INTO assessment (person, competency, assessed_on, level, source, operation, recorded_at, id)
         SELECT person, competency, assessed_on, level, source, operation, recorded_at, randomblob(16) FROM assessment",
        &["count"],
    );
    check(
        "INSERT INTO assessment (person, competency, assessed_on, level, source, operation, recorded_at, id)
         VALUES (99, 1, 700000, 1, 1, 2, 0, randomblob(16))",
        &["reference", "count", "rule"],
    );
}

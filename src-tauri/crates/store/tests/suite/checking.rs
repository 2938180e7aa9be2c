//! Damage done behind the program's back is found.

use cadre_store::{Finding, StoreError, Workspace};
use rusqlite::Connection;

use crate::organisation::{Fixture, assessed, fixture, operation, team};

/// Alters the file by SQL, and expects findings of exactly these kinds.
fn check(sql: &str, expected: &[&str]) {
    let findings = after_sql(sql);
    let mut codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    codes.dedup();
    assert_eq!(codes, expected, "{sql}: {findings:#?}");
}

/// What the check finds in a workspace of three operations after some SQL by another program.
fn after_sql(sql: &str) -> Vec<Finding> {
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
    Workspace::open(&path, None).unwrap().check().unwrap()
}

#[test]
fn each_kind_of_damage() {
    check("UPDATE team SET name = 'Renamed' WHERE name = 'New'", &["log"]);
    check("DELETE FROM team WHERE name = 'New'", &["log"]);
    check("DROP TRIGGER operation_is_not_removed", &["schema"]);
    check("CREATE TABLE stowaway (x)", &["schema"]);
    check("PRAGMA foreign_keys = OFF; DELETE FROM role WHERE name = 'Engineer'", &["reference", "rule"]);
    check("UPDATE person SET name = '  '", &["rule"]);
    check(
        "INSERT INTO assessment (person, competency, assessed_on, level, source, operation, recorded_at, id)
         SELECT person, competency, assessed_on, level, source, operation, recorded_at, randomblob(16) FROM assessment",
        &["chain", "count"],
    );
    check(
        "INSERT INTO assessment (person, competency, assessed_on, level, source, operation, recorded_at, id)
         VALUES (99, 1, 700000, 1, 1, 2, 0, randomblob(16))",
        &["reference", "chain", "count", "rule"],
    );
}

#[test]
fn an_edited_or_missing_operation_breaks_the_chain() {
    const EDITING: &str = "DROP TRIGGER operation_is_not_changed; DROP TRIGGER operation_is_not_removed;
        DROP TRIGGER operation_change_is_not_changed; DROP TRIGGER operation_change_is_not_removed;
        DROP TRIGGER assessment_is_not_changed; DROP TRIGGER assessment_is_not_removed;";
    // Every column of what the chain holds, of the second operation (a team), of the third (an assessment).
    for edit in [
        "UPDATE operation SET label = 'Another' WHERE seq = 2",
        "UPDATE operation SET kind = 'another' WHERE seq = 2",
        "UPDATE operation SET at = at + 1 WHERE seq = 2",
        "UPDATE operation SET id = randomblob(16) WHERE seq = 2",
        "UPDATE operation SET reverts = 1 WHERE seq = 2",
        "UPDATE operation SET hash = randomblob(32) WHERE seq = 2",
        "UPDATE operation SET hash = NULL WHERE seq = 2",
        "UPDATE operation_change SET after = json_set(after, '$.seq', 77) WHERE operation = 2",
        "UPDATE operation_change SET before = '{}' WHERE operation = 2",
        "UPDATE operation_change SET row_key = row_key || 'x' WHERE operation = 2",
        "UPDATE operation_change SET table_name = 'role' WHERE operation = 2",
        "DELETE FROM operation_change WHERE operation = 2",
        "UPDATE assessment SET level = 4 WHERE operation = 3",
        "UPDATE assessment SET source = 1 WHERE operation = 3",
        "UPDATE assessment SET assessed_on = assessed_on - 1 WHERE operation = 3",
        "UPDATE assessment SET person = 2 WHERE operation = 3",
        "UPDATE assessment SET competency = 1 WHERE operation = 3",
        "UPDATE assessment SET assessor = 'Bob' WHERE operation = 3",
        "UPDATE assessment SET note = '' WHERE operation = 3",
        "UPDATE assessment SET id = randomblob(16) WHERE operation = 3",
        "UPDATE assessment SET recorded_at = recorded_at + 1 WHERE operation = 3",
        "PRAGMA foreign_keys = OFF; DELETE FROM operation_change WHERE operation = 2; DELETE FROM operation WHERE seq = 2",
    ] {
        let findings = after_sql(&format!("{EDITING} {edit}"));
        assert!(findings.iter().any(|finding| finding.code == "chain"), "{edit}: {findings:#?}");
    }
}

#[test]
fn a_value_that_its_column_does_not_allow_is_noticed_at_once() {
    let Fixture { workspace, path, folder: _folder, .. } = fixture();
    drop(workspace);
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA ignore_check_constraints = ON; UPDATE role SET attrition = 3").unwrap();
    other.close().unwrap();
    assert!(matches!(Workspace::open(&path, None), Err(StoreError::Damaged { .. })));
    let findings = Workspace::damage(&path, None).unwrap();
    assert!(!findings.is_empty() && findings.iter().all(|finding| finding.code == "file"), "{findings:#?}");
}

//! What is no workspace is refused with its own error, and stays as it is.

use std::{fs, path::Path};

use cadre_core::{Content, TrainingItem};
use cadre_store::{SCHEMA_VERSION, StoreError, Workspace};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::organisation::{Fixture, dump, files, fixture, later, operation, team};

/// The columns that version 4 added.
const TRAINING_OF_VERSION_4: [&str; 7] =
    ["provider", "address", "delivery", "prior_knowledge", "vendor_neutrality", "requires", "estimated"];

/// What takes version 7 away.
const BEFORE_7: &str = "DROP TABLE retention; DROP TABLE unwiped; DROP TRIGGER operation_is_not_changed; ALTER TABLE operation DROP COLUMN hash;
    CREATE TRIGGER operation_is_not_changed BEFORE UPDATE ON operation
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;";

/// What takes version 6 away, and all after it.
fn before_6() -> String {
    format!("{BEFORE_7} DROP TABLE report; DROP TABLE report_logo;")
}

/// What takes version 6 and the columns of version 5 away: `DROP COLUMN` drops none that refers to another table, so the table is made again.
fn before_5() -> String {
    let first = include_str!("../../migrations/0001_workspace.sql");
    let from = first.find("CREATE TABLE scenario (").unwrap();
    let create = &first[from..from + first[from..].find(';').unwrap()];
    let columns = "seq, id, name, budget, hires, borrowed_quarters, quarters, actions";
    format!(
        "{} CREATE TEMP TABLE before AS SELECT {columns} FROM scenario; DROP TABLE scenario; {create};
         INSERT INTO scenario ({columns}) SELECT {columns} FROM before; DROP TABLE before;",
        before_6()
    )
}

/// Opens a file of these bytes, expects a refusal, and that neither the file nor its folder has changed.
fn check(bytes: &[u8], refused: impl Fn(&StoreError) -> bool) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("example.cadre");
    fs::write(&path, bytes).unwrap();
    let error = Workspace::open(&path, None).unwrap_err();
    assert!(refused(&error), "{error:?}");
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(files(&folder), ["example.cadre"]);
}

fn not_a_workspace(error: &StoreError) -> bool {
    matches!(error, StoreError::NotAWorkspace { .. })
}

fn damaged(error: &StoreError) -> bool {
    matches!(error, StoreError::Damaged { .. })
}

/// The bytes of a workspace that was closed.
fn closed() -> (Vec<u8>, TempDir) {
    let Fixture { workspace, path, folder, .. } = fixture();
    drop(workspace);
    assert_eq!(files(&folder), ["example.cadre"], "a closed workspace is one file");
    (fs::read(path).unwrap(), folder)
}

/// A workspace's bytes after some SQL by another program.
fn altered(sql: &str) -> Vec<u8> {
    let (_, folder) = closed();
    let path = folder.path().join("example.cadre");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
    fs::read(path).unwrap()
}

#[test]
fn no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nothing.cadre");
    assert!(
        matches!(Workspace::open(&path, None), Err(StoreError::NotFound { path: found }) if found == path)
    );
    assert!(matches!(Workspace::open(folder.path(), None), Err(StoreError::NotAWorkspace { .. })));
    assert_eq!(files(&folder), Vec::<String>::new());
}

#[test]
fn not_workspaces() {
    check(b"", not_a_workspace);
    check(b"person,skill,level\nNoor,Python,3\n", not_a_workspace);
    check(b"%PDF-1.7\n", not_a_workspace);
    check(b"SQLite format", not_a_workspace);
    check(&[0xFF; 4096], not_a_workspace);
    // A database of another program.
    check(&altered("PRAGMA application_id = 0"), not_a_workspace);
    check(&altered("PRAGMA application_id = 252006674"), not_a_workspace);
}

#[test]
fn newer_schema_is_named() {
    let newer = SCHEMA_VERSION + 1;
    check(
        &altered(&format!("PRAGMA user_version = {newer}")),
        |error| matches!(error, StoreError::Newer { found, supported } if (*found, *supported) == (newer, SCHEMA_VERSION)),
    );
}

#[test]
fn truncated_anywhere() {
    let (whole, _folder) = closed();
    for length in [16, 99, 100, 512, 4095, 4096, whole.len() / 2, whole.len() - 4096, whole.len() - 1] {
        check(&whole[..length], damaged);
    }
}

#[test]
fn a_database_that_only_says_it_is_a_workspace() {
    // Ours by its header, and with nothing inside that a workspace has.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA application_id = 0x43616472; CREATE TABLE other (x)").unwrap();
    connection.close().unwrap();
    let unversioned = fs::read(&path).unwrap();
    check(&unversioned, damaged);
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA user_version = 1").unwrap();
    connection.close().unwrap();
    check(&fs::read(&path).unwrap(), damaged);
}

/// Found by `cargo xtask torture`: one bit of the schema’s text, and `SQLite` knows no such function.
#[test]
fn a_bit_of_the_schema_is_damage() {
    let (mut bytes, _folder) = closed();
    let at = bytes.windows(7).position(|window| window == b"length(").unwrap();
    bytes[at + 3] ^= b'g' ^ b'd';
    check(&bytes, damaged);
}

#[test]
fn overwritten_pages_are_noticed_when_they_are_read() {
    let (mut bytes, folder) = closed();
    // Everything but the header of the first page; the schema is gone.
    bytes[100..].fill(0xA5);
    let path = folder.path().join("example.cadre");
    fs::write(&path, &bytes).unwrap();
    assert!(matches!(Workspace::open(&path, None), Err(StoreError::Damaged { .. })));
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn read_only_opens_for_reading_and_leaves_no_trace() {
    // A folder name that has to be escaped in a URI.
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("a b%20?#é");
    fs::create_dir(&folder).unwrap();
    let path = folder.join("example.cadre");
    let Fixture { content, folder: _folder, .. } = fixture();
    drop(Workspace::create(&path, &content, None).unwrap());
    let bytes = fs::read(&path).unwrap();
    read_only(&path, true);

    let mut workspace = Workspace::open(&path, None).unwrap();
    assert!(workspace.is_read_only());
    assert_eq!(workspace.content().unwrap(), content);
    let refused = workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("New")));
    assert!(matches!(refused, Err(StoreError::ReadOnly)));
    assert!(matches!(workspace.undo(later(1)), Err(StoreError::ReadOnly)));
    assert!(matches!(workspace.redo(later(1)), Err(StoreError::ReadOnly)));
    assert_eq!(workspace.check().unwrap(), []);
    drop(workspace);
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    read_only(&path, false);
}

/// Nothing can be written beside the workspace, as on a read-only disk, which a test cannot mount: a folder stands where
/// `SQLite` would put its log.
#[test]
fn opens_for_reading_where_no_log_can_be_made() {
    let Fixture { workspace, content, path, folder: _folder } = fixture();
    drop(workspace);
    let bytes = fs::read(&path).unwrap();
    fs::create_dir(path.with_extension("cadre-wal")).unwrap();

    let mut workspace = Workspace::open(&path, None).unwrap();
    assert!(workspace.is_read_only());
    assert_eq!(workspace.content().unwrap(), content);
    let refused = workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("New")));
    assert!(matches!(refused, Err(StoreError::ReadOnly)));
    drop(workspace);
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn read_only_sees_what_a_writer_before_it_left_in_the_log_beside() {
    let Fixture { mut workspace, path, folder: _folder, .. } = fixture();
    workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("New"))).unwrap();
    read_only(&path, true);
    let reader = Workspace::open(&path, None).unwrap();
    assert_eq!(dump(&reader), dump(&workspace));
    read_only(&path, false);
}

#[test]
fn held_by_another_program_alone() {
    let Fixture { workspace, path, folder: _folder, .. } = fixture();
    drop(workspace);
    let holder = Connection::open(&path).unwrap();
    holder
        .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE team SET name = name")
        .unwrap();
    assert!(matches!(Workspace::open(&path, None), Err(StoreError::Locked)));
    holder.execute_batch("ROLLBACK").unwrap();
    drop(holder);
    assert!(Workspace::open(&path, None).is_ok());
}

fn read_only(path: &Path, read_only: bool) {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(read_only);
    fs::set_permissions(path, permissions).unwrap();
}

#[test]
fn a_file_of_an_earlier_schema_is_brought_to_the_current_one_with_its_content() {
    // What a version added is taken away again, as a file from before it would not have it.
    const BEFORE_3: &str = "DROP TABLE benchmark; CREATE TABLE benchmark (seq INTEGER PRIMARY KEY AUTOINCREMENT);
         CREATE TABLE figure (seq INTEGER PRIMARY KEY, benchmark INTEGER NOT NULL REFERENCES benchmark (seq));";
    const BEFORE_2: &str = "DROP TABLE import_mapping; DROP INDEX assessment_operation;";
    let before_5 = before_5();
    let before_4 = TRAINING_OF_VERSION_4
        .map(|column| format!("ALTER TABLE training_item DROP COLUMN {column};"))
        .concat();
    for (version, taken) in [
        (7, "DROP TABLE retention; DROP TABLE unwiped;".to_owned()),
        (6, BEFORE_7.to_owned()),
        (5, before_6()),
        (4, before_5.clone()),
        (3, format!("{before_5}{before_4}")),
        (2, format!("{before_5}{before_4}{BEFORE_3}")),
        (1, format!("{before_5}{before_4}{BEFORE_3}{BEFORE_2}")),
    ] {
        let Fixture { workspace, path, content, folder: _folder } = fixture();
        drop(workspace);
        let connection = Connection::open(&path).unwrap();
        connection
            .execute_batch(&format!(
                "{taken} PRAGMA user_version = {version}; PRAGMA wal_checkpoint(TRUNCATE)"
            ))
            .unwrap();
        drop(connection);
        let migrated = Workspace::open(&path, None).unwrap();
        let mut expected = Content { retention: None, ..content };
        if version < 6 {
            expected.report = None;
        }
        if version < 5 {
            for scenario in &mut expected.scenarios {
                (scenario.team, scenario.outcome) = (None, None);
                scenario.wishes.clear();
                scenario.extra_seats.clear();
            }
        }
        if version < 4 {
            expected.training = vec![TrainingItem {
                cost: 1_200.5,
                hours: 24.0,
                pass_rate: 0.8,
                lifts: expected.training[0].lifts.clone(),
                ..TrainingItem::new("course".into(), "A course")
            }];
        }
        if version < 3 {
            expected.benchmarks.clear();
        }
        if version < 2 {
            expected.import_mappings.clear();
        }
        assert_eq!(migrated.content().unwrap(), expected, "from version {version}");
        assert_eq!(migrated.check().unwrap(), []);
    }
}

#[test]
fn an_operation_on_a_training_item_of_before_its_new_fields_can_still_be_undone() {
    let Fixture { mut workspace, path, content, folder: _folder } = fixture();
    // As version 3 knew it: none of the fields of version 4.
    let old = TrainingItem {
        lifts: content.training[0].lifts.clone(),
        ..TrainingItem::new("old".into(), "An old course")
    };
    workspace.write(operation("add-training", 1), |tx| tx.put_training(&old)).unwrap();
    drop(workspace);
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(&before_5()).unwrap();
    for column in TRAINING_OF_VERSION_4 {
        connection.execute_batch(&format!("ALTER TABLE training_item DROP COLUMN {column}")).unwrap();
    }
    // The log as version 3 wrote it; only a test may change it, past the trigger that refuses.
    let trigger: String = connection
        .query_row(
            "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'operation_change'
             AND sql LIKE '%UPDATE%'",
            (),
            |row| row.get(0),
        )
        .unwrap();
    let name: String = connection
        .query_row("SELECT name FROM sqlite_schema WHERE sql = ?", [&trigger], |row| row.get(0))
        .unwrap();
    connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    for column in TRAINING_OF_VERSION_4 {
        connection
            .execute(
                "UPDATE operation_change SET after = json_remove(after, ?) WHERE table_name = 'training_item'",
                [format!("$.{column}")],
            )
            .unwrap();
    }
    connection
        .execute_batch(&format!("{trigger}; PRAGMA user_version = 3; PRAGMA wal_checkpoint(TRUNCATE)"))
        .unwrap();
    drop(connection);

    let mut migrated = Workspace::open(&path, None).unwrap();
    assert_eq!(migrated.content().unwrap().training.last().unwrap(), &old);
    assert_eq!(migrated.check().unwrap(), []);
    migrated.undo(later(2)).unwrap();
    assert!(!migrated.content().unwrap().training.contains(&old));
    migrated.redo(later(3)).unwrap();
    assert_eq!(migrated.content().unwrap().training.last().unwrap(), &old);
    assert_eq!(migrated.check().unwrap(), []);
}

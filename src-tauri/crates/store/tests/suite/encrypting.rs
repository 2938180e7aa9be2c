//! Passphrases, and copies: what is written is noise to others, and the same workspace to those who have the passphrase.

use std::{fs, path::Path};

use cadre_store::{Kept, Passphrase, StoreError, Workspace};
use tempfile::TempDir;

use crate::alone::alone;
use crate::organisation::{dump, files, later, operation, organisation, team};

/// A name that is nowhere else in the world, so that finding it anywhere is finding a leak.
const PLANTED: &str = "Wilhelmina Quorthwaite";

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text).unwrap()
}

/// A workspace with the planted name in a person, a team, a label and the log.
fn planted(passphrase: Option<&Passphrase>) -> (Workspace, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut content = organisation();
    PLANTED.clone_into(&mut content.people[0].name);
    let mut workspace =
        Workspace::create(&folder.path().join("example.cadre"), &content, passphrase).unwrap();
    workspace.write(operation(PLANTED, 1), |tx| tx.put_team(&team(PLANTED))).unwrap();
    workspace.undo(later(2)).unwrap();
    workspace.write(operation("add-team", 3), |tx| tx.put_team(&team("New"))).unwrap();
    (workspace, folder)
}

/// The files of a folder that hold the planted name.
fn leaks(folder: &Path) -> Vec<String> {
    let holds = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    let mut leaks = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        if holds(&bytes, PLANTED.as_bytes()) || holds(&bytes, b"Quorthwaite") {
            leaks.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    leaks.sort();
    leaks
}

#[test]
fn is_noise_without_the_passphrase() {
    if !alone("encrypting::is_noise_without_the_passphrase") {
        return;
    }
    let right = passphrase("correct horse battery staple");
    let (workspace, folder) = planted(Some(&right));
    let path = folder.path().join("example.cadre");
    assert!(workspace.passphrase().is_some());
    // While it is open too: the log beside it is encrypted as it is.
    assert!(files(&folder).contains(&"example.cadre-wal".to_owned()));
    assert_eq!(leaks(folder.path()), Vec::<String>::new());
    let before = dump(&workspace);
    assert_eq!(workspace.check().unwrap(), []);
    drop(workspace);
    assert_eq!(leaks(folder.path()), Vec::<String>::new());

    let bytes = fs::read(&path).unwrap();
    assert_eq!(Workspace::kept(&path).unwrap(), Kept::Encrypted);
    assert!(matches!(Workspace::open(&path, None), Err(StoreError::PassphraseNeeded { .. })));
    let wrong = Workspace::open(&path, Some(&passphrase("correct horse battery stapl")));
    assert!(matches!(wrong, Err(StoreError::WrongPassphrase { .. })), "{wrong:?}");
    assert_eq!(fs::read(&path).unwrap(), bytes, "nobody who failed to open it changed it");
    assert_eq!(files(&folder), ["example.cadre"]);

    let opened = Workspace::open(&path, Some(&right)).unwrap();
    assert_eq!(dump(&opened), before);
}

#[test]
fn the_test_for_leaks_finds_one() {
    if !alone("encrypting::the_test_for_leaks_finds_one") {
        return;
    }
    let (workspace, folder) = planted(None);
    drop(workspace);
    assert_eq!(leaks(folder.path()), ["example.cadre"]);
}

#[test]
fn gets_changes_and_loses_a_passphrase() {
    if !alone("encrypting::gets_changes_and_loses_a_passphrase") {
        return;
    }
    let (mut workspace, folder) = planted(None);
    let path = folder.path().join("example.cadre");
    let (first, second) = (passphrase("first"), passphrase("zwölf Boxkämpfer 'jagen'\" x'00'"));
    for new in [Some(&first), Some(&second), None, Some(&second)] {
        let before = dump(&workspace);
        workspace.rekey(new).unwrap();
        assert_eq!(workspace.passphrase().is_some(), new.is_some());
        assert_eq!(dump(&workspace), before);
        assert_eq!(workspace.check().unwrap(), []);
        drop(workspace);
        assert_eq!(files(&folder), ["example.cadre"], "nothing is left beside it");
        assert_eq!(leaks(folder.path()).is_empty(), new.is_some());
        for other in [None, Some(&first), Some(&second)].into_iter().filter(|&other| other != new) {
            assert_eq!(Workspace::open(&path, other).is_ok(), new.is_none(), "with another passphrase");
        }
        // It is undone, written and numbered on as before.
        workspace = Workspace::open(&path, new).unwrap();
        workspace.write(operation("add-team", 4), |tx| tx.put_team(&team("After"))).unwrap();
        workspace.undo(later(5)).unwrap();
        assert_eq!(workspace.content().unwrap().teams.len(), 3);
    }
}

#[test]
fn a_passphrase_is_not_changed_while_others_have_the_file() {
    if !alone("encrypting::a_passphrase_is_not_changed_while_others_have_the_file") {
        return;
    }
    let first = passphrase("first");
    let (mut workspace, folder) = planted(Some(&first));
    let path = folder.path().join("example.cadre");
    let before = dump(&workspace);
    let other = Workspace::open(&path, Some(&first)).unwrap();
    assert!(matches!(workspace.rekey(None), Err(StoreError::Locked)));
    assert_eq!(dump(&workspace), before, "it stays open, and as it was");
    assert_eq!(dump(&other), before);
    assert_eq!(leaks(folder.path()), Vec::<String>::new());
    drop(other);
    workspace.rekey(None).unwrap();
    assert_eq!(dump(&workspace), before);
}

#[test]
fn a_copy_is_the_workspace_and_encrypted_as_it_is() {
    if !alone("encrypting::a_copy_is_the_workspace_and_encrypted_as_it_is") {
        return;
    }
    let first = passphrase("first");
    for key in [None, Some(&first)] {
        let (mut workspace, folder) = planted(key);
        let copy = folder.path().join("copy.cadre");
        workspace.back_up(&copy).unwrap();
        assert!(matches!(workspace.back_up(&copy), Err(StoreError::Exists { .. })));
        let before = dump(&workspace);
        workspace.write(operation("add-team", 4), |tx| tx.put_team(&team("After"))).unwrap();
        drop(workspace);
        assert_eq!(files(&folder), ["copy.cadre", "example.cadre"], "a copy is one file");
        assert_eq!(leaks(folder.path()).is_empty(), key.is_some());
        if key.is_some() {
            assert!(matches!(Workspace::open(&copy, None), Err(StoreError::PassphraseNeeded { .. })));
        }
        let copied = Workspace::open(&copy, key).unwrap();
        assert_eq!(dump(&copied), before);
        assert_eq!(copied.check().unwrap(), []);
    }
}

#[test]
fn of_an_encrypted_file_every_flipped_bit_is_noticed() {
    if !alone("encrypting::of_an_encrypted_file_every_flipped_bit_is_noticed") {
        return;
    }
    let first = passphrase("first");
    let (workspace, folder) = planted(Some(&first));
    drop(workspace);
    let path = folder.path().join("example.cadre");
    let whole = fs::read(&path).unwrap();
    // A bit of each third page, its place stepping through the page: salt, text, check.
    for page in (0..whole.len() / 4096).step_by(3) {
        let mut bytes = whole.clone();
        bytes[page * 4096 + page * 137 % 4096] ^= 1 << (page % 8);
        fs::write(&path, &bytes).unwrap();
        let noticed = match Workspace::open(&path, Some(&first)) {
            Err(StoreError::Damaged { .. } | StoreError::WrongPassphrase { .. }) => true,
            Ok(workspace) => !workspace.check().unwrap().is_empty(),
            Err(_) => false,
        };
        assert!(noticed, "page {page}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "a damaged file stays as it is");
    }
}

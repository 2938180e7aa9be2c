//! Bringing a backup back where a file is damaged: the newest that is sound, with the damaged file set aside.

use std::fs;

use cadre_app::{
    AppError, Backups, Beginning, ErrorCode, Opening, Passphrase, SettingsDraft, Workspace, restore_newest,
};
use chrono::TimeDelta;

use crate::alone::alone;
use crate::moment;

/// A workspace with a backup of each of these names, a day apart, the last one's the newest; and that is closed.
fn with_backups(
    folder: &std::path::Path,
    passphrase: Option<&Passphrase>,
    names: &[&str],
) -> (Backups, std::path::PathBuf) {
    let backups = Backups::in_folder(folder);
    let path = folder.join("t.cadre");
    let opening = Opening { passphrase, backups: Some(&backups) };
    let beginning = Beginning::Empty { name: "First".to_owned() };
    let mut workspace = Workspace::create(&path, &beginning, opening, moment()).unwrap();
    for (name, day) in names.iter().zip(0..) {
        let mut moment = moment();
        moment.now += TimeDelta::days(day);
        workspace
            .save_settings(&SettingsDraft { name: (*name).to_owned(), currency: "EUR".to_owned() }, moment)
            .unwrap();
        workspace.due_backup(moment).unwrap().make().unwrap();
    }
    (backups, path)
}

fn cut(path: &std::path::Path) {
    let length = fs::metadata(path).unwrap().len();
    fs::File::options().write(true).open(path).unwrap().set_len(length / 2 + 100).unwrap();
}

#[test]
fn the_newest_sound_backup_takes_the_place_and_the_damaged_file_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let (backups, path) = with_backups(folder.path(), None, &["Old", "Newer", "Newest"]);
    // The newest backup is damaged as well.
    cut(&backups.of(&path)[0].path);
    cut(&path);
    let damaged = fs::read(&path).unwrap();
    let restored =
        restore_newest(&path, Opening { passphrase: None, backups: Some(&backups) }, moment()).unwrap();
    assert_eq!(restored.workspace.settings().name, "Newer");
    assert_eq!(restored.backup, backups.of(&path)[1]);
    assert_eq!(fs::read(restored.aside.as_ref().unwrap()).unwrap(), damaged);
    let told = restored.in_words(moment());
    assert!(told.contains("kept beside it as “t (damaged "), "{told}");

    // With no sound one left, nothing is touched.
    drop(restored);
    for backup in backups.of(&path) {
        cut(&backup.path);
    }
    cut(&path);
    let damaged = fs::read(&path).unwrap();
    let error =
        restore_newest(&path, Opening { passphrase: None, backups: Some(&backups) }, moment()).err().unwrap();
    assert_eq!(error.code, ErrorCode::WorkspaceDamaged);
    assert_eq!(error.message, "None of the 3 backups is sound.");
    assert_eq!(fs::read(&path).unwrap(), damaged);
}

#[test]
fn an_encrypted_backup_needs_its_passphrase() {
    if !alone("restoring::an_encrypted_backup_needs_its_passphrase") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let [right, wrong] = ["open sesame", "sesam"].map(Passphrase::new);
    let (backups, path) = with_backups(folder.path(), right.as_ref(), &["Newest"]);
    cut(&path);
    let restore = |passphrase: &Option<Passphrase>| {
        restore_newest(&path, Opening { passphrase: passphrase.as_ref(), backups: Some(&backups) }, moment())
    };
    assert_eq!(restore(&None).err().unwrap().code, ErrorCode::PassphraseNeeded);
    assert_eq!(restore(&wrong).err().unwrap().code, ErrorCode::WrongPassphrase);
    let restored = restore(&right).unwrap();
    assert_eq!(restored.workspace.settings().name, "Newest");
    assert!(restored.workspace.is_encrypted());
}

#[test]
fn only_a_backup_of_the_file_is_taken_for_one() {
    let folder = tempfile::tempdir().unwrap();
    let (backups, path) = with_backups(folder.path(), None, &["Newest"]);
    let [backup] = &backups.of(&path)[..] else { panic!("one was made") };
    assert_eq!(&backups.find(&path, &backup.path).unwrap(), backup);
    assert!(backups.find(&path, &path).is_err());
    assert!(backups.find(&folder.path().join("other.cadre"), &backup.path).is_err());
}

/// What SQLCipher says of a page that it could not read for a moment is what it says of a broken one.
#[test]
fn what_seems_damaged_is_looked_at_again() {
    if !alone("restoring::what_seems_damaged_is_looked_at_again") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let key = Passphrase::new("open sesame");
    let opening = Opening { passphrase: key.as_ref(), backups: None };
    let path = folder.path().join("t.cadre");
    let beginning = Beginning::Empty { name: "Blue".to_owned() };
    let mut workspace = Workspace::create(&path, &beginning, opening, moment()).unwrap();
    let seems = || AppError::new(ErrorCode::WorkspaceDamaged, "A page is broken.", "");
    assert_eq!(workspace.doubt(seems()).code, ErrorCode::Io);
    assert_eq!(workspace.settings().name, "Blue");
    assert_eq!(workspace.check().unwrap(), []);
    let other = AppError::new(ErrorCode::DiskFull, "Full.", "");
    assert_eq!(workspace.doubt(other.clone()), other);
    cut(&path);
    assert_eq!(workspace.doubt(seems()), seems(), "it is damaged");
}

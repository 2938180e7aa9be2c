//! What is done to a workspace while its disk fails, and what it must hold after each step.

use std::{
    collections::HashMap,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    sync::Once,
};

use cadre_core::{Content, Person};
use cadre_store::{Kept, NewAssessment, Passphrase, StoreError, Workspace};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::disk::{Attached, Disk};
use crate::organisation::{assessed, edition, later, operation, organisation, team};

/// Name of the workspace in its folder.
pub(crate) const NAME: &str = "example.cadre";

/// The one place where these tests create a workspace.
pub(crate) fn create(path: &Path, content: &Content, kept: Kept) -> Result<Workspace, StoreError> {
    quick_keys();
    Workspace::create(path, content, passphrase(kept, "first").as_ref())
}

/// The one place where these tests open a workspace, with the passphrase that it has.
pub(crate) fn open(path: &Path) -> Result<Workspace, StoreError> {
    quick_keys();
    match Workspace::open(path, passphrase(Kept::Encrypted, "first").as_ref()) {
        Err(StoreError::WrongPassphrase { .. }) => {
            Workspace::open(path, passphrase(Kept::Encrypted, "second").as_ref())
        }
        opened => opened,
    }
}

fn passphrase(kept: Kept, text: &str) -> Option<Passphrase> {
    match kept {
        Kept::Plain => None,
        Kept::Encrypted => Passphrase::new(text),
    }
}

/// Keys take a hundredth of the usual time to derive, in all of this process: what is tried here is the disk.
fn quick_keys() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("PRAGMA cipher_default_kdf_iter = 2560").unwrap();
    });
}

/// How a story is named in the lines of the tests.
pub(crate) fn named(name: &str, kept: Kept) -> String {
    match kept {
        Kept::Plain => name.to_owned(),
        Kept::Encrypted => format!("{name}, encrypted"),
    }
}

type Act = Box<dyn Fn(&mut Workspace) -> Result<(), StoreError> + Sync + Send>;

/// A closed workspace, and what is done to it: it is opened, each act is a write, and it is closed.
pub(crate) struct Story {
    pub(crate) name: String,
    start: TempDir,
    pub(crate) acts: Vec<Act>,
    /// What it holds at the start and after each act.
    pub(crate) states: Vec<String>,
}

impl Story {
    fn new(name: impl Into<String>, start: TempDir, acts: Vec<Act>) -> Self {
        let mut story = Self { name: name.into(), start, acts, states: Vec::new() };
        let (folder, _disk) = story.copy();
        let mut workspace = open(&folder.path().join(NAME)).unwrap();
        story.states.push(state(&workspace).unwrap());
        for act in &story.acts {
            act(&mut workspace).unwrap();
            story.states.push(state(&workspace).unwrap());
        }
        story
    }

    /// A copy of the closed workspace, on a disk of its own.
    pub(crate) fn copy(&self) -> (TempDir, Attached) {
        let folder = folder();
        self.copy_to(&folder.path().join(NAME));
        let disk = Disk::attach(folder.path());
        (folder, disk)
    }

    pub(crate) fn copy_to(&self, path: &Path) {
        fs::copy(self.start.path().join(NAME), path).unwrap();
    }

    /// Whether the workspace holds what it held after so many acts, and is sound.
    pub(crate) fn stands(&self, workspace: &Workspace, acts: usize) -> Result<(), String> {
        let now = state(workspace).map_err(|error| format!("cannot be read: {error:?}"))?;
        if now != self.states[acts] {
            let which = self.states.iter().position(|state| *state == now);
            let which = which.map_or("a state that never was".to_owned(), |which| format!("state {which}"));
            return Err(format!("{which} where {acts} was expected"));
        }
        match workspace.check() {
            Ok(findings) if findings.is_empty() => Ok(()),
            found => Err(format!("check: {found:?}")),
        }
    }
}

/// Everything that a workspace holds, the log included, as text; ids are replaced by their order, so that two runs compare.
pub(crate) fn state(workspace: &Workspace) -> Result<String, StoreError> {
    let mut content = workspace.content()?;
    for note in content.assessments.iter_mut().filter_map(|assessment| assessment.note.as_mut()) {
        if note.len() > 100 {
            let mut hasher = DefaultHasher::new();
            note.hash(&mut hasher);
            *note = format!("{} letters, {:x}", note.len(), hasher.finish());
        }
    }
    let text = serde_json::to_string(&(workspace.passphrase().is_some(), &content))?;
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut numbered = String::with_capacity(text.len());
    let mut rest = text.as_str();
    // An id is 36 characters long, its first hyphen the ninth.
    while let Some(at) = rest.find('-') {
        let id = at.checked_sub(8).and_then(|from| rest.get(from..from + 36));
        let id = id.filter(|id| uuid::Uuid::try_parse(id).is_ok());
        let Some(id) = id else {
            numbered.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        let next = numbers.len();
        numbered.push_str(&rest[..at - 8]);
        numbered.push('#');
        numbered.push_str(&numbers.entry(id).or_insert(next).to_string());
        rest = &rest[at + 28..];
    }
    numbered.push_str(rest);
    Ok(numbered)
}

/// A closed workspace with the small organisation.
fn small(kept: Kept) -> (TempDir, Content) {
    let folder = folder();
    let content = organisation();
    drop(create(&folder.path().join(NAME), &content, kept).unwrap());
    (folder, content)
}

fn record(minutes: i64, facts: Vec<NewAssessment>) -> Act {
    Box::new(move |workspace| workspace.write(operation("record", minutes), |tx| tx.record(&facts)).map(drop))
}

fn put_team(minutes: i64) -> Act {
    let team = team(&format!("Team {minutes}"));
    Box::new(move |workspace| {
        workspace.write(operation("add-team", minutes), |tx| tx.put_team(&team)).map(drop)
    })
}

fn undo(minutes: i64) -> Act {
    Box::new(move |workspace| workspace.undo(later(minutes)).map(drop))
}

fn redo(minutes: i64) -> Act {
    Box::new(move |workspace| workspace.redo(later(minutes)).map(drop))
}

/// Facts with notes of so many letters, which are other ones in each.
fn noted(person: &Person, count: usize, letters: usize, seed: usize) -> Vec<NewAssessment> {
    (0..count)
        .map(|index| NewAssessment {
            note: Some(format!("{}-{}", seed + index, "evidence ".repeat(letters / 9))),
            ..assessed(person, "cloud-logging", (index % 5) as u8)
        })
        .collect()
}

/// The first write after opening.
pub(crate) fn first_write(kept: Kept) -> Story {
    let (start, _) = small(kept);
    Story::new(named("a first write", kept), start, vec![put_team(1)])
}

/// Small and great writes, undo and redo among them, long enough for the log to be brought into the file and begun again.
pub(crate) fn many_writes(kept: Kept) -> Story {
    let (start, content) = small(kept);
    let mut acts = Vec::new();
    for minutes in (0..48).step_by(6) {
        acts.push(put_team(minutes));
        // About a fifth of the thousand pages at which SQLite brings the log into the file.
        acts.push(record(minutes + 1, noted(&content.people[0], 40, 20_000, minutes as usize)));
        acts.push(undo(minutes + 2));
        acts.push(redo(minutes + 3));
        let mut own = edition("own");
        own.notes.push(minutes.to_string());
        acts.push(Box::new(move |workspace| {
            workspace.write(operation("put-edition", minutes + 4), |tx| tx.put_benchmark(&own)).map(drop)
        }));
        let person = Person { learning_hours: minutes as f64, ..content.people[1].clone() };
        acts.push(Box::new(move |workspace| {
            workspace.write(operation("put-person", minutes + 5), |tx| tx.put_person(&person)).map(drop)
        }));
    }
    Story::new(named("many writes", kept), start, acts)
}

/// An undo of several operations at once, and each again.
pub(crate) fn undoing(kept: Kept) -> Story {
    let (start, content) = small(kept);
    let initial = content.operations[0].id;
    let acts: Vec<Act> = vec![
        put_team(1),
        record(2, noted(&content.people[0], 50, 10, 0)),
        put_team(3),
        Box::new(move |workspace| workspace.undo_back_to(initial, later(4)).map(drop)),
        redo(5),
        redo(6),
        redo(7),
    ];
    Story::new(named("undo and redo", kept), start, acts)
}

/// An import of 20,000 assessments that is more than the cache of 64 MiB holds, so that pages leave it before the commit.
pub(crate) fn import(kept: Kept) -> Story {
    let (start, content) = small(kept);
    let mut facts = noted(&content.people[0], 20_000, 0, 0);
    facts.extend(noted(&content.people[1], 80, 1_000_000, 0));
    Story::new(named("an import of 20,000 assessments", kept), start, vec![record(1, facts), put_team(2)])
}

/// Passphrases: none, one, another, none again, with writes in between.
pub(crate) fn rekeying() -> Story {
    let (start, _) = small(Kept::Plain);
    let rekey = |kept, text: &'static str| -> Act {
        Box::new(move |workspace| workspace.rekey(passphrase(kept, text).as_ref()))
    };
    let acts = vec![
        put_team(1),
        rekey(Kept::Encrypted, "first"),
        put_team(2),
        rekey(Kept::Encrypted, "second"),
        rekey(Kept::Plain, ""),
        put_team(3),
    ];
    Story::new("a passphrase set, changed and taken away", start, acts)
}

/// Copies made between writes.
pub(crate) fn backing_up(kept: Kept) -> Story {
    let (start, _) = small(kept);
    let back_up = |acts: usize| -> Act {
        Box::new(move |workspace| workspace.back_up(&workspace.path().with_file_name(copy_after(acts))))
    };
    let acts = vec![put_team(1), back_up(1), put_team(2), back_up(3)];
    Story::new(named("backing up", kept), start, acts)
}

/// Name of the copy that is made after so many acts.
pub(crate) fn copy_after(acts: usize) -> String {
    format!("copy-{acts}.cadre")
}

/// A file of the first schema, which opening brings to the current one.
pub(crate) fn migration() -> Story {
    let folder = folder();
    let connection = Connection::open(folder.path().join(NAME)).unwrap();
    connection.execute_batch(include_str!("../../migrations/0001_workspace.sql")).unwrap();
    connection
        .execute_batch(
            "INSERT INTO setting VALUES (1, 'settings', 'Old', 'EUR', 'none',
                 json_object('seat_gap', 0.5, 'key_person_risk', 0.3, 'level_shortfall', 0.2), 25, 2);
             INSERT INTO area (key, name) VALUES ('cloud', 'Cloud');
             INSERT INTO team (id, name) VALUES (x'0190a0a0a0a070008000000000000001', 'Detection');
             PRAGMA application_id = 1130456178; PRAGMA user_version = 1; PRAGMA journal_mode = WAL",
        )
        .unwrap();
    connection.close().map_err(|(_, error)| error).unwrap();
    Story::new("a migration from the first schema", folder, vec![put_team(1)])
}

/// Where the workspace of a folder is.
pub(crate) fn workspace_in(folder: &TempDir) -> PathBuf {
    folder.path().join(NAME)
}

/// A folder of its own, in memory where there is such a disk: what a file system does at a sync is not tried here, and costs
/// most of the time.
pub(crate) fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

/// Names of the files of a folder.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

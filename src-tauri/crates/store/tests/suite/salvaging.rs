//! What is saved of damaged files: valid, nothing that was not in them, and most of it. The shares are printed.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
};

use cadre_core::{Assessment, Content, Person, PersonId};
use cadre_store::{Passphrase, Salvaged, StoreError, Workspace, new_id, salvage};
use serde_json::Value;
use tempfile::TempDir;

use crate::alone::alone;
use crate::organisation::{assessed, later, level, operation, organisation, team};

const PAGE: usize = 4096;

/// The same "random" numbers in every run (an LCG with the constants of Knuth's MMIX).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn noise(&mut self, bytes: &mut [u8]) {
        bytes.fill_with(|| self.below(256) as u8);
    }
}

/// A workspace of some hundred people with a history, in `example.cadre`.
fn large(folder: &TempDir, passphrase: Option<&Passphrase>) -> Workspace {
    let mut content = organisation();
    let like = content.people[0].clone();
    let first = content.assessments[0].clone();
    for number in 0..40 {
        let id = PersonId(new_id());
        content.people.push(Person { id, name: format!("Person {number}"), ..like.clone() });
        for value in 0..3 {
            content.assessments.push(Assessment {
                id: cadre_core::AssessmentId(new_id()),
                person: id,
                level: level(value),
                note: (number % 20 == 0).then(|| "A long note. ".repeat(700)),
                ..first.clone()
            });
        }
    }
    let mut workspace =
        Workspace::create(&folder.path().join("example.cadre"), &content, passphrase).unwrap();
    workspace.write(operation("add-team", 1), |tx| tx.put_team(&team("New"))).unwrap();
    let people = content.people.clone();
    workspace
        .write(operation("import", 2), |tx| {
            tx.record(&people.iter().map(|person| assessed(person, "cloud-logging", 2)).collect::<Vec<_>>())
        })
        .unwrap();
    workspace.undo(later(3)).unwrap();
    for minute in 4..40 {
        let renamed = Person { name: format!("Renamed {minute}"), ..people[minute as usize].clone() };
        workspace.write(operation("change-person", minute), |tx| tx.put_person(&renamed)).unwrap();
    }
    workspace
}

/// Everything with an id or a key, by list, as JSON.
fn rows(content: &Content) -> HashMap<String, HashMap<String, Value>> {
    let Value::Object(lists) = serde_json::to_value(content).unwrap() else { panic!("no object") };
    let mut rows = HashMap::new();
    for (list, values) in lists {
        let Value::Array(values) = values else { continue };
        let keyed = values.into_iter().map(|value| {
            let key = value.get("id").or(value.get("key")).unwrap_or(&value).to_string();
            (key, value)
        });
        rows.insert(list, keyed.collect());
    }
    rows
}

/// That what was saved makes a sound workspace, and says nothing that the truth does not; gives the share of rows saved.
fn holds(saved: &Salvaged, truth: &Content, what: &str) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let made = Workspace::create(&folder.path().join("saved.cadre"), &saved.content, None)
        .unwrap_or_else(|error| panic!("{what}: {error:?}"));
    assert_eq!(made.check().unwrap(), [], "{what}");

    let stood_in: HashMap<_, _> = saved.losses.iter().map(|loss| (loss.table, loss.stood_in)).collect();
    let (truth, given) = (rows(truth), rows(&saved.content));
    let (mut all, mut kept) = (0, 0);
    for (list, table) in [
        ("areas", "area"),
        ("competencies", "competency"),
        ("teams", "team"),
        ("roles", "role"),
        ("people", "person"),
        ("positions", "position"),
        ("assessments", "assessment"),
        ("pulses", "pulse"),
        ("benchmarks", "benchmark"),
        ("training", "training_item"),
        ("scenarios", "scenario"),
        ("retractions", "retraction"),
        ("operations", "operation"),
    ] {
        let mut new = 0;
        let loss = saved.losses.iter().find(|loss| loss.table == table).unwrap();
        for (key, value) in &given[list] {
            match truth[list].get(key) {
                Some(there) => {
                    // What a row says of rows that are lost is gone with them.
                    let blurred = |value: &Value| {
                        let mut value = value.clone();
                        if let Value::Object(row) = &mut value {
                            for column in ["role", "team", "area", "person", "competency", "operation"] {
                                row.remove(column);
                            }
                            for column in ["retracted", "targets", "changes", "reverts"] {
                                row.remove(column);
                            }
                        }
                        value
                    };
                    let lost_name = value["name"].as_str().is_some_and(|name| name.starts_with("Lost"));
                    if lost_name {
                        new += 1;
                    } else {
                        assert_eq!(blurred(value), blurred(there), "{what}: {list}");
                        kept += 1;
                    }
                }
                None => new += 1,
            }
        }
        if list == "retractions" {
            // That of a lost operation names the one in its place.
            new = 0;
        }
        if list == "operations" {
            // The last says that it was salvaged.
            new -= 1;
        }
        assert_eq!(new, stood_in[table], "{what}: {list} that stand in for others");
        let there = truth[list].len() as u32;
        all += there;
        let missing = there - (given[list].len() as u32 - new - u32::from(list == "operations"));
        assert!(loss.at_least <= missing, "{what}: {list}: {missing} are missing, {loss:?}");
        assert!(loss.at_most.is_none_or(|most| missing <= most), "{what}: {list}: {missing}, {loss:?}");
        assert_eq!(loss.kept, there - missing, "{what}: {list}");
    }
    f64::from(kept) / f64::from(all)
}

/// Salvages bytes, and sees that the file stays as it was.
fn salvaged(
    bytes: &[u8],
    log: Option<&[u8]>,
    passphrase: Option<&Passphrase>,
) -> Result<Salvaged, StoreError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("damaged.cadre");
    fs::write(&path, bytes).unwrap();
    if let Some(log) = log {
        fs::write(folder.path().join("damaged.cadre-wal"), log).unwrap();
    }
    let saved = salvage(&path, passphrase, later(1000));
    assert!(fs::read(&path).unwrap() == bytes, "the damaged file was changed");
    let files: HashSet<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files.len(), 1 + usize::from(log.is_some()), "{files:?}");
    saved
}

fn closed(passphrase: Option<&Passphrase>) -> (Vec<u8>, Content, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = large(&folder, passphrase);
    let content = workspace.content().unwrap();
    drop(workspace);
    (fs::read(folder.path().join("example.cadre")).unwrap(), content, folder)
}

/// Prints the least and the mean share that was saved.
fn tell(what: &str, shares: &[f64]) {
    let least = shares.iter().copied().fold(1.0, f64::min);
    let mean = shares.iter().sum::<f64>() / shares.len() as f64;
    println!(
        "{what}: {} cases, at least {:.1}% saved, {:.1}% on the mean",
        shares.len(),
        least * 100.0,
        mean * 100.0
    );
}

fn first() -> Passphrase {
    Passphrase::new("correct horse").unwrap()
}

#[test]
fn of_a_whole_file_everything() {
    if !alone("salvaging::of_a_whole_file_everything") {
        return;
    }
    for passphrase in [None, Some(&first())] {
        let (bytes, truth, _folder) = closed(passphrase);
        let mut saved = salvaged(&bytes, None, passphrase).unwrap();
        assert!(
            saved.losses.iter().all(|loss| (loss.at_least, loss.at_most, loss.stood_in) == (0, Some(0), 0))
        );
        assert_eq!((saved.altered, saved.encrypted), (0, passphrase.is_some()));
        let last = saved.content.operations.pop().unwrap();
        assert_eq!((last.kind.as_str(), &last.changes[..], last.at), ("salvage", &[][..], later(1000)));
        assert_eq!(saved.content, truth);
    }
}

#[test]
fn with_any_page_wiped() {
    let (bytes, truth, _folder) = closed(None);
    let mut seeded = Seeded(7);
    let (mut zeros, mut noise) = (Vec::new(), Vec::new());
    for page in (0..bytes.len() / PAGE).filter(|page| *page < 4 || page % 3 == 0) {
        let mut damaged = bytes.clone();
        damaged[page * PAGE..][..PAGE].fill(0);
        zeros.push(holds(&salvaged(&damaged, None, None).unwrap(), &truth, &format!("page {page} zeroed")));
        if page % 4 > 1 {
            continue;
        }
        seeded.noise(&mut damaged[page * PAGE..][..PAGE]);
        noise.push(holds(&salvaged(&damaged, None, None).unwrap(), &truth, &format!("page {page} of noise")));
    }
    tell("plain, a page of zeros", &zeros);
    tell("plain, a page of noise", &noise);
}

#[test]
fn with_any_page_of_an_encrypted_file_broken() {
    if !alone("salvaging::with_any_page_of_an_encrypted_file_broken") {
        return;
    }
    let key = first();
    let (bytes, truth, _folder) = closed(Some(&key));
    let mut seeded = Seeded(8);
    let mut shares = Vec::new();
    for page in (0..bytes.len() / PAGE).step_by(11).chain([1, 2]) {
        let mut damaged = bytes.clone();
        // With the salt, which the first page begins with, the key is gone.
        let at = page * PAGE + 16 + seeded.below(PAGE - 16);
        damaged[at] ^= 1 << seeded.below(8);
        shares.push(holds(&salvaged(&damaged, None, Some(&key)).unwrap(), &truth, &format!("byte {at}")));
    }
    tell("encrypted, a flipped bit", &shares);

    let mut damaged = bytes.clone();
    damaged[3] ^= 1;
    assert!(matches!(salvaged(&damaged, None, Some(&key)), Err(StoreError::WrongPassphrase { .. })));
    assert!(matches!(salvaged(&bytes, None, None), Err(StoreError::PassphraseNeeded { .. })));
}

#[test]
fn with_many_pages_wiped() {
    let (bytes, truth, _folder) = closed(None);
    let mut seeded = Seeded(9);
    let mut shares = Vec::new();
    for case in 0..12 {
        let mut damaged = bytes.clone();
        for _ in 0..=case {
            let page = seeded.below(bytes.len() / PAGE);
            damaged[page * PAGE..][..PAGE].fill(0);
        }
        shares.push(holds(&salvaged(&damaged, None, None).unwrap(), &truth, &format!("case {case}")));
    }
    tell("plain, up to twelve pages of zeros", &shares);
}

#[test]
fn of_a_file_cut_short() {
    if !alone("salvaging::of_a_file_cut_short") {
        return;
    }
    let key = first();
    for (passphrase, cases) in [(None, 12), (Some(&key), 3)] {
        let (bytes, truth, _folder) = closed(passphrase);
        let mut seeded = Seeded(10);
        let mut shares = Vec::new();
        for _ in 0..cases {
            let length = 3 * PAGE + seeded.below(bytes.len() - 3 * PAGE);
            let saved = salvaged(&bytes[..length], None, passphrase).unwrap();
            shares.push(holds(&saved, &truth, &format!("{length} of {} bytes", bytes.len())));
        }
        tell(if passphrase.is_some() { "encrypted, cut short" } else { "plain, cut short" }, &shares);
    }
}

#[test]
fn with_a_wrong_header() {
    let (bytes, truth, _folder) = closed(None);
    let mut seeded = Seeded(11);
    let mut shares = Vec::new();
    for end in [4, 16, 18, 24, 64, 100, 104, 200] {
        let mut damaged = bytes.clone();
        seeded.noise(&mut damaged[..end]);
        shares.push(match salvaged(&damaged, None, None) {
            Ok(saved) => holds(&saved, &truth, &format!("{end} bytes")),
            // A number that happens to be read as that of a newer version.
            Err(error) => panic!("{end} bytes: {error:?}"),
        });
    }
    tell("plain, the beginning of noise", &shares);
}

#[test]
fn with_its_log_without_it_and_with_another_s() {
    if !alone("salvaging::with_its_log_without_it_and_with_another_s") {
        return;
    }
    let key = first();
    for passphrase in [None, Some(&key)] {
        let folder = tempfile::tempdir().unwrap();
        let mut workspace = large(&folder, passphrase);
        let at = |name: &str| folder.path().join(name);
        // Written back, then written to: the last operations are in the log alone.
        let written_back = workspace.content().unwrap();
        drop(workspace);
        workspace = Workspace::open(&at("example.cadre"), passphrase).unwrap();
        workspace.write(operation("add-team", 50), |tx| tx.put_team(&team("In the log"))).unwrap();
        let truth = workspace.content().unwrap();
        let (bytes, log) =
            (fs::read(at("example.cadre")).unwrap(), fs::read(at("example.cadre-wal")).unwrap());
        assert!(log.len() > PAGE);

        let with_log = salvaged(&bytes, Some(&log), passphrase).unwrap();
        assert!(with_log.content.teams.iter().any(|team| team.name == "In the log"));
        assert!((holds(&with_log, &truth, "with its log") - 1.0).abs() < 1e-9);
        let without = salvaged(&bytes, None, passphrase).unwrap();
        assert!((holds(&without, &written_back, "without its log") - 1.0).abs() < 1e-9);
        let cut = salvaged(&bytes, Some(&log[..log.len() - 100]), passphrase).unwrap();
        assert!((holds(&cut, &written_back, "with a log cut short") - 1.0).abs() < 1e-9);

        let foreign = foreign_log(passphrase);
        let saved = salvaged(&bytes, Some(&foreign), passphrase).unwrap();
        assert!((holds(&saved, &written_back, "with the log of another") - 1.0).abs() < 1e-9);
    }
}

/// The log of another workspace that was made alike.
fn foreign_log(passphrase: Option<&Passphrase>) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = large(&folder, passphrase);
    workspace.write(operation("add-team", 60), |tx| tx.put_team(&team("Elsewhere"))).unwrap();
    log_of(&folder.path().join("example.cadre"))
}

fn log_of(path: &Path) -> Vec<u8> {
    fs::read(path.with_extension("cadre-wal")).unwrap()
}

#[test]
fn of_what_is_no_workspace_nothing() {
    for bytes in [Vec::new(), vec![0; 3 * PAGE], b"Dear all, ".repeat(2000)] {
        assert!(matches!(salvaged(&bytes, None, None), Err(StoreError::NotAWorkspace { .. })));
    }
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        salvage(&folder.path().join("none.cadre"), None, later(0)),
        Err(StoreError::NotFound { .. })
    ));
}

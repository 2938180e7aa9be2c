//! Damage to a closed workspace: bits flipped, pages lost, files cut, the log missing or not its own. Nothing panics, what is
//! refused stays as it is, and the shares say how much is noticed.

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
};

use cadre_core::Content;
use cadre_store::{Kept, StoreError, Workspace};
use rand_chacha::{ChaCha8Rng, rand_core::Rng};

use crate::{
    alone::alone,
    disk::Disk,
    organisation::{assessed, operation, organisation, person, team},
    story::{NAME, create, folder, named, open, workspace_in},
    tally::{Tally, judge, random, scale},
};

/// The bytes of a workspace and of the log beside it.
#[derive(Clone, PartialEq)]
struct Files {
    workspace: Vec<u8>,
    log: Option<Vec<u8>>,
    /// Which of the states they held before they were damaged.
    held: usize,
}

/// Workspaces to be damaged.
struct Samples {
    /// Closed: nothing beside.
    closed: Files,
    /// Cut off, as by a kill: the last changes are in the log.
    cut_off: Files,
    /// Another workspace, cut off likewise.
    other: Files,
    /// What it held when it was closed, and after each change from then on.
    states: Vec<Content>,
}

/// Makes three changes, a great one among them.
fn change(workspace: &mut Workspace, content: &Content, number: i64) {
    workspace
        .write(operation("add-team", number), |tx| tx.put_team(&team(&format!("Team {number}"))))
        .unwrap();
    let facts: Vec<_> =
        (0..300).map(|index| assessed(&content.people[index % 2], "cloud-logging", 3)).collect();
    workspace.write(operation("record", number), |tx| tx.record(&facts)).unwrap();
    let new = person(&format!("Person {number}"), &content.teams[0], None);
    workspace.write(operation("add-person", number), |tx| tx.put_person(&new)).unwrap();
}

/// A closed workspace, then one that was cut off.
fn make(states: &mut Vec<Content>, kept: Kept) -> [Files; 2] {
    let folder = folder();
    let path = workspace_in(&folder);
    let _disk = Disk::attach(folder.path());
    let content = organisation();
    let mut workspace = create(&path, &content, kept).unwrap();
    (0..6).for_each(|number| change(&mut workspace, &content, number));
    workspace.undo(crate::organisation::later(6)).unwrap();
    states.push(workspace.content().unwrap());
    drop(workspace);
    let closed = Files { workspace: fs::read(&path).unwrap(), log: None, held: 0 };
    let mut workspace = open(&path).unwrap();
    for number in 7..10 {
        let number = number * 10;
        workspace.write(operation("add-team", number), |tx| tx.put_team(&team("Late"))).unwrap();
        states.push(workspace.content().unwrap());
        workspace
            .write(operation("record", number), |tx| {
                tx.record(&[assessed(&content.people[0], "cloud-logging", 1)])
            })
            .unwrap();
        states.push(workspace.content().unwrap());
    }
    let log = fs::read(folder.path().join(format!("{NAME}-wal"))).unwrap();
    [closed, Files { workspace: fs::read(&path).unwrap(), log: Some(log), held: states.len() - 1 }]
}

fn samples(kept: Kept) -> Samples {
    let mut states = Vec::new();
    let [closed, cut_off] = make(&mut states, kept);
    let [_, other] = make(&mut Vec::new(), kept);
    Samples { closed, cut_off, other, states }
}

/// What came of the damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It was not opened.
    Refused,
    /// It opened, and the check said so.
    Found,
    /// Nothing that it holds had changed.
    Harmless,
    /// It holds what it once held, whole, without its last changes, and nobody says so.
    Earlier,
    /// It holds something else, and nobody says so.
    Unnoticed,
}

/// Opens damaged files, checks, reads.
fn outcome(files: &Files, samples: &Samples) -> Result<Outcome, String> {
    let folder = folder();
    let path = workspace_in(&folder);
    let log = folder.path().join(format!("{NAME}-wal"));
    let _disk = Disk::attach(folder.path());
    fs::write(&path, &files.workspace).unwrap();
    if let Some(bytes) = &files.log {
        fs::write(&log, bytes).unwrap();
    }
    let opened = catch_unwind(AssertUnwindSafe(|| {
        let workspace = open(&path)?;
        let findings = workspace.check()?;
        if !findings.is_empty() {
            return Ok(Outcome::Found);
        }
        let content = workspace.content()?;
        Ok(if content == samples.states[files.held] {
            Outcome::Harmless
        } else if samples.states.contains(&content) {
            Outcome::Earlier
        } else {
            Outcome::Unnoticed
        })
    }))
    .map_err(|_| "a panic".to_owned())?;
    let now = Files { workspace: fs::read(&path).unwrap(), log: fs::read(&log).ok(), held: files.held };
    // A log is brought into the file that it belongs to, when that is closed.
    let sound = matches!(opened, Ok(Outcome::Harmless | Outcome::Earlier | Outcome::Unnoticed));
    if now != *files && (files.log.is_none() || !sound) {
        return Err(format!("{opened:?}, and the file was changed"));
    }
    match opened {
        Ok(outcome) => Ok(outcome),
        Err(
            StoreError::Damaged { .. }
            | StoreError::NotAWorkspace { .. }
            | StoreError::Newer { .. }
            | StoreError::PassphraseNeeded { .. }
            | StoreError::WrongPassphrase { .. },
        ) => Ok(Outcome::Refused),
        Err(error) => Err(format!("told as {error:?}")),
    }
}

const PAGE: usize = 4096;

fn below(random: &mut ChaCha8Rng, end: usize) -> usize {
    random.next_u64() as usize % end
}

fn flip(bytes: &mut [u8], random: &mut ChaCha8Rng) {
    let at = below(random, bytes.len());
    bytes[at] ^= 1 << below(random, 8);
}

fn page<'a>(bytes: &'a mut [u8], random: &mut ChaCha8Rng) -> &'a mut [u8] {
    let from = below(random, bytes.len() / PAGE) * PAGE;
    &mut bytes[from..from + PAGE]
}

fn cut(bytes: &mut Vec<u8>, random: &mut ChaCha8Rng) {
    let length = below(random, bytes.len());
    bytes.truncate(length);
}

type Damage = fn(&Samples, &mut ChaCha8Rng) -> Files;

const KINDS: [(&str, Damage); 15] = [
    ("one bit flipped", |samples, random| closed(samples, |bytes| flip(bytes, random))),
    ("a hundred bits flipped", |samples, random| {
        closed(samples, |bytes| (0..100).for_each(|_| flip(bytes, random)))
    }),
    ("sixteen bytes overwritten", |samples, random| {
        closed(samples, |bytes| {
            let from = below(random, bytes.len() - 16);
            random.fill_bytes(&mut bytes[from..from + 16]);
        })
    }),
    ("a sector of zeros", |samples, random| {
        closed(samples, |bytes| {
            let from = below(random, bytes.len() / 512) * 512;
            bytes[from..from + 512].fill(0);
        })
    }),
    ("a page of zeros", |samples, random| closed(samples, |bytes| page(bytes, random).fill(0))),
    ("a page overwritten", |samples, random| {
        closed(samples, |bytes| {
            let mut noise = [0; PAGE];
            random.fill_bytes(&mut noise);
            page(bytes, random).copy_from_slice(&noise);
        })
    }),
    ("two pages swapped", |samples, random| {
        closed(samples, |bytes| {
            let pages = bytes.len() / PAGE;
            let first = below(random, pages);
            let second = (first + 1 + below(random, pages - 1)) % pages;
            for index in 0..PAGE {
                bytes.swap(first * PAGE + index, second * PAGE + index);
            }
        })
    }),
    ("cut at any length", |samples, random| closed(samples, |bytes| cut(bytes, random))),
    ("no length at all", |samples, _| closed(samples, Vec::clear)),
    ("a byte of the header changed", |samples, random| {
        closed(samples, |bytes| bytes[below(random, 100)] ^= 1 + below(random, 255) as u8)
    }),
    ("the log missing", |samples, _| Files { log: None, ..samples.cut_off.clone() }),
    ("the log of another workspace", |samples, random| {
        let sample = [&samples.closed, &samples.cut_off][below(random, 2)];
        Files { log: samples.other.log.clone(), ..sample.clone() }
    }),
    ("a bit of the log flipped", |samples, random| logged(samples, |bytes| flip(bytes, random))),
    ("a page of the log overwritten", |samples, random| {
        logged(samples, |bytes| {
            let from = below(random, bytes.len() - PAGE);
            random.fill_bytes(&mut bytes[from..from + PAGE]);
        })
    }),
    ("the log cut at any length", |samples, random| logged(samples, |bytes| cut(bytes, random))),
];

fn closed(samples: &Samples, damage: impl FnOnce(&mut Vec<u8>)) -> Files {
    let mut files = samples.closed.clone();
    damage(&mut files.workspace);
    files
}

fn logged(samples: &Samples, damage: impl FnOnce(&mut Vec<u8>)) -> Files {
    let mut files = samples.cut_off.clone();
    files.log.as_mut().map(damage);
    files
}

fn torment(kept: Kept, usual: u64) {
    let samples = samples(kept);
    for files in [&samples.closed, &samples.cut_off] {
        assert_eq!(outcome(files, &samples), Ok(Outcome::Harmless), "without damage");
    }
    let mut reports = Vec::new();
    for (kind, (name, damage)) in (0..).zip(KINDS) {
        let name = named(name, kept);
        let mut tally = Tally::new(name.as_str());
        let mut outcomes = Vec::new();
        for seed in 0..usual * scale() {
            let mut random = random(seed << 8 | kind);
            let files = damage(&samples, &mut random);
            let result = outcome(&files, &samples).and_then(|outcome| match (outcome, kept) {
                // Every page of an encrypted file is sealed, and a plain log of another file is told by the chain.
                (Outcome::Unnoticed, Kept::Encrypted) => Err("unnoticed".to_owned()),
                _ => Ok(outcome),
            });
            outcomes.extend(result.as_ref().ok().copied());
            tally.case(&format!("seed {seed}"), result.map(drop));
        }
        reports.push(tally.report());
        let count = |which| outcomes.iter().filter(|&&outcome| outcome == which).count();
        println!(
            "noticed | {name} | refused {} | found {} | harmless {} | earlier {} | unnoticed {}",
            count(Outcome::Refused),
            count(Outcome::Found),
            count(Outcome::Harmless),
            count(Outcome::Earlier),
            count(Outcome::Unnoticed)
        );
    }
    judge(reports);
}

#[test]
fn plain() {
    torment(Kept::Plain, 16);
}

#[test]
fn encrypted() {
    if alone("damage::encrypted") {
        torment(Kept::Encrypted, 8);
    }
}

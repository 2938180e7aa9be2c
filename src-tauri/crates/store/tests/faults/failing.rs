//! Calls to the disk that fail, one by one. Each write is done or is not, its error says that the disk failed or is full, and
//! once the disk works, so does the workspace.

use std::{fmt::Debug, io::ErrorKind, path::Path};

use cadre_core::Content;
use cadre_store::{Kept, StoreError, Workspace};

use crate::{
    alone::alone,
    disk::{Call, Disk, Fault, Plan},
    organisation::organisation,
    story::{self, NAME, Story, copy_after, create, files, folder, named, open, state, workspace_in},
    tally::{Tally, judge, random, spread},
};

/// What is done with the open workspace after a failed write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// The disk works again, and the same workspace is used on.
    GoOn,
    /// It is closed while the disk still fails, and opened when that works again.
    Close,
}

/// Whether an error says what the disk did. That a file could not be opened or made says nothing about why: it may be
/// that it is not allowed.
pub(crate) fn fitting(fault: Fault, call: Call, error: &StoreError) -> Result<(), String> {
    match (fault, call, error) {
        (Fault::Io, _, StoreError::Io(_))
        | (Fault::Full, _, StoreError::DiskFull)
        | (_, Call::Open | Call::Create, StoreError::Io(_) | StoreError::ReadOnly) => Ok(()),
        // A change of passphrase that was made before it could not be opened again.
        (_, _, StoreError::Io(error)) if error.kind() == ErrorKind::NotConnected => Ok(()),
        _ => Err(format!("{fault:?} in {call:?} is told as {error:?}")),
    }
}

/// A disk that is in trouble until it is mended.
pub(crate) trait Trouble {
    /// Mends it. Gives a call that failed; `None` where none has, or it was mended before.
    fn mend(&self) -> Option<Call>;
}

impl Trouble for Disk {
    fn mend(&self) -> Option<Call> {
        self.mend()
    }
}

/// Plays a story on a disk in trouble, which is mended at the first error.
pub(crate) fn play(
    story: &Story,
    path: &Path,
    disk: &impl Trouble,
    (fault, lasting): (Fault, bool),
    then: Then,
) -> Result<(), String> {
    let mended = |error: &dyn Debug| disk.mend().ok_or_else(|| format!("on a disk that works: {error:?}"));
    let mut done = 0;
    let mut workspace: Option<Workspace> = None;
    loop {
        let opened = match workspace.take() {
            Some(opened) => opened,
            None => match open(path) {
                Ok(opened) if !opened.is_read_only() => opened,
                // A disk that takes no files is opened for reading.
                Ok(opened) => {
                    mended(&"opened for reading")?;
                    story.stands(&opened, done)?;
                    continue;
                }
                Err(error) => {
                    let call = mended(&error)?;
                    fitting(fault, call, &error)?;
                    continue;
                }
            },
        };
        let opened = workspace.insert(opened);
        let Some(act) = story.acts.get(done) else { break };
        let Err(error) = act(opened) else {
            done += 1;
            continue;
        };
        if then == Then::Close {
            drop(workspace.take());
        }
        let call = mended(&error)?;
        let encrypted = workspace.as_ref().is_some_and(|same| same.passphrase().is_some());
        // Opening it anew tells that from damage; `Workspace::reopen` is for that.
        if !(encrypted && fault == Fault::Io && matches!(error, StoreError::Damaged { .. })) {
            fitting(fault, call, &error).map_err(|why| format!("in act {done}: {why}"))?;
        }
        let after = match workspace.take() {
            Some(same) if usable(&same, fault) => same,
            Some(mut same) => {
                same.reopen().map_err(|error| format!("does not open again: {error:?}"))?;
                same
            }
            None => open(path).map_err(|error| format!("does not open again: {error:?}"))?,
        };
        if let Some(left) = leftover(path, done) {
            return Err(format!("after {error:?} there is {left}"));
        }
        // Where only the very end of a write failed and then closing too, its log may be whole: it counts, as after a kill.
        if then == Then::Close && lasting && story.stands(&after, done + 1).is_ok() {
            done += 1;
        }
        story.stands(&after, done).map_err(|why| format!("after {error:?}: {why}"))?;
        workspace = Some(after);
    }
    drop(workspace);
    disk.mend();
    let workspace = open(path).map_err(|error| format!("does not open at the end: {error:?}"))?;
    story.stands(&workspace, story.acts.len()).map_err(|why| format!("at the end: {why}"))?;
    for acts in 0..story.acts.len() {
        let copy = path.with_file_name(copy_after(acts));
        if copy.exists() {
            let copy = open(&copy).map_err(|error| format!("a copy does not open: {error:?}"))?;
            story.stands(&copy, acts).map_err(|why| format!("in a copy: {why}"))?;
        }
    }
    Ok(())
}

/// Whether a workspace is used on after an error. `SQLCipher` takes every page for broken from the first one that could not be
/// read, and a change of passphrase gives up a file that it cannot open again: then it is opened anew.
fn usable(workspace: &Workspace, fault: Fault) -> bool {
    let given_up = matches!(workspace.undoable(), Err(StoreError::Io(_)));
    let distrusted = fault == Fault::Io && workspace.passphrase().is_some();
    !given_up && !distrusted && !workspace.is_read_only()
}

/// A file beside the workspace that an act which failed has left.
fn leftover(path: &Path, done: usize) -> Option<String> {
    files(path.parent()?).into_iter().find(|name| name.starts_with(".cadre-") || *name == copy_after(done))
}

/// How many calls of a clean run a fault could concern.
fn calls(fault: Fault, disk: &Disk, run: impl FnOnce()) -> u64 {
    disk.plan(Plan { fault, at: u64::MAX, lasting: false });
    run();
    disk.calls()
}

const KINDS: [(Fault, bool, &str); 4] = [
    (Fault::Io, false, "failing I/O at each call, once"),
    (Fault::Io, true, "failing I/O at each call, lasting"),
    (Fault::Full, false, "disk full at each write, once"),
    (Fault::Full, true, "disk full at each write, lasting"),
];

fn torment(story: &Story, usual: u64) {
    let mut reports = Vec::new();
    for (kind, (fault, lasting, name)) in (0..).zip(KINDS) {
        let (folder, disk) = story.copy();
        let last = calls(fault, &disk, || {
            let mut workspace = open(&workspace_in(&folder)).unwrap();
            story.acts.iter().for_each(|act| act(&mut workspace).unwrap());
        });
        let mut tally = Tally::new(format!("{name}, in {}", story.name));
        for case in spread(2 * last, usual, &mut random(kind)) {
            let at = case.div_ceil(2);
            let then = if case % 2 == 0 { Then::GoOn } else { Then::Close };
            let (folder, disk) = story.copy();
            disk.plan(Plan { fault, at, lasting });
            let result = play(story, &workspace_in(&folder), &*disk, (fault, lasting), then);
            // Ids differ from run to run, and with them now and then the number of pages.
            if disk.was_hit() || result.is_err() {
                tally.case(&format!("call {at} of {last}, then {then:?}"), result);
            }
        }
        reports.push(tally.report());
    }
    judge(reports);
}

#[test]
fn first_write() {
    torment(&story::first_write(Kept::Plain), 24);
}

#[test]
fn first_write_encrypted() {
    if alone("failing::first_write_encrypted") {
        torment(&story::first_write(Kept::Encrypted), 8);
    }
}

#[test]
fn many_writes() {
    torment(&story::many_writes(Kept::Plain), 6);
}

#[test]
fn undo() {
    torment(&story::undoing(Kept::Plain), 16);
}

#[test]
fn import() {
    torment(&story::import(Kept::Plain), 1);
}

#[test]
fn migration() {
    torment(&story::migration(), 20);
}

#[test]
fn rekey() {
    if alone("failing::rekey") {
        torment(&story::rekeying(), 4);
    }
}

#[test]
fn backup() {
    torment(&story::backing_up(Kept::Plain), 6);
}

#[test]
fn backup_encrypted() {
    if alone("failing::backup_encrypted") {
        torment(&story::backing_up(Kept::Encrypted), 3);
    }
}

#[test]
fn creation() {
    creating(Kept::Plain, 24);
}

#[test]
fn creation_encrypted() {
    if alone("failing::creation_encrypted") {
        creating(Kept::Encrypted, 8);
    }
}

/// A workspace that could not be created is not there at all, and can be created once the disk works.
fn creating(kept: Kept, usual: u64) {
    fn attempt(content: &Content, kept: Kept, plan: Plan, expected: &str) -> Result<(), String> {
        let folder = folder();
        let path = folder.path().join(NAME);
        let disk = Disk::attach(folder.path());
        disk.plan(plan);
        let created = create(&path, content, kept);
        let call = disk.mend();
        let workspace = match created {
            Ok(workspace) => workspace,
            Err(error) => {
                fitting(plan.fault, call.unwrap_or(Call::Read), &error)?;
                let left = files(folder.path());
                if !left.is_empty() {
                    return Err(format!("after {error:?} there are {left:?}"));
                }
                create(&path, content, kept).map_err(|error| format!("not even then: {error:?}"))?
            }
        };
        drop(workspace);
        let workspace = open(&path).map_err(|error| format!("does not open: {error:?}"))?;
        if state(&workspace).map_err(|error| format!("{error:?}"))? != expected {
            return Err("other content".to_owned());
        }
        Ok(())
    }

    let content = organisation();
    let clean = folder();
    let expected = state(&create(&clean.path().join(NAME), &content, kept).unwrap()).unwrap();
    let mut reports = Vec::new();
    for (kind, (fault, lasting, name)) in (0..).zip(KINDS) {
        let folder = folder();
        let disk = Disk::attach(folder.path());
        let last = calls(fault, &disk, || drop(create(&folder.path().join(NAME), &content, kept).unwrap()));
        let mut tally = Tally::new(format!("{name}, in {}", named("creating a workspace", kept)));
        for at in spread(last, usual, &mut random(kind)) {
            let result = attempt(&content, kept, Plan { fault, at, lasting }, &expected);
            tally.case(&format!("call {at} of {last}"), result);
        }
        reports.push(tally.report());
    }
    judge(reports);
}

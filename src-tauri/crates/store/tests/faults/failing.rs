//! Calls to the disk that fail, one by one. Each write is done or is not, its error says that the disk failed or is full, and
//! once the disk works, so does the workspace.

use std::{fmt::Debug, path::Path};

use cadre_core::Content;
use cadre_store::{StoreError, Workspace};

use crate::{
    disk::{Call, Disk, Fault, Plan},
    organisation::{files, organisation},
    story::{self, NAME, Story, create, open, state, workspace_in},
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
        _ => Err(format!("{fault:?} in {call:?} is told as {error:?}")),
    }
}

/// A disk that is in trouble until it is mended.
pub(crate) trait Trouble {
    /// Mends it. Gives the call that failed first; `None` where none has, or it was mended before.
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
        fitting(fault, call, &error)?;
        let after = match workspace.take() {
            Some(same) => same,
            None => open(path).map_err(|error| format!("does not open again: {error:?}"))?,
        };
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
    Ok(())
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
    torment(&story::first_write(), 48);
}

#[test]
fn many_writes() {
    torment(&story::many_writes(), 12);
}

#[test]
fn undo() {
    torment(&story::undoing(), 24);
}

#[test]
fn import() {
    torment(&story::import(), 1);
}

#[test]
fn migration() {
    torment(&story::migration(), 40);
}

/// A workspace that could not be created is not there at all, and can be created once the disk works.
#[test]
fn creation() {
    fn attempt(content: &Content, plan: Plan, expected: &str) -> Result<(), String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        let disk = Disk::attach(folder.path());
        disk.plan(plan);
        let created = create(&path, content);
        let call = disk.mend();
        let workspace = match created {
            Ok(workspace) => workspace,
            Err(error) => {
                fitting(plan.fault, call.unwrap_or(Call::Read), &error)?;
                let left = files(&folder);
                if !left.is_empty() {
                    return Err(format!("after {error:?} there are {left:?}"));
                }
                create(&path, content).map_err(|error| format!("not even then: {error:?}"))?
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
    let folder = tempfile::tempdir().unwrap();
    let expected = state(&create(&folder.path().join(NAME), &content).unwrap()).unwrap();
    let mut reports = Vec::new();
    for (kind, (fault, lasting, name)) in (0..).zip(KINDS) {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::attach(folder.path());
        let last = calls(fault, &disk, || drop(create(&folder.path().join(NAME), &content).unwrap()));
        let mut tally = Tally::new(format!("{name}, in creating a workspace"));
        for at in spread(last, 60, &mut random(kind)) {
            let result = attempt(&content, Plan { fault, at, lasting }, &expected);
            tally.case(&format!("call {at} of {last}"), result);
        }
        reports.push(tally.report());
    }
    judge(reports);
}

//! Calls to the disk that fail, one by one. Each write is done or is not, its error says that the disk failed or is full, and
//! once the disk works, so does the workspace.

use std::fs;

use cadre_core::Content;
use cadre_store::{StoreError, Workspace};

use crate::{
    disk::{Attached, Disk, Fault, Plan},
    organisation::organisation,
    story::{self, NAME, Story, create, open, state, workspace_in},
    tally::{Tally, judge, random, spread},
};

/// What is done with the open workspace after a failed write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    /// The disk works again, and the same workspace is used on.
    GoOn,
    /// It is closed while the disk still fails, and opened when that works again.
    Close,
}

fn fitting(fault: Fault, error: &StoreError) -> Result<(), String> {
    match (fault, error) {
        (Fault::Io, StoreError::Io(_)) | (Fault::Full, StoreError::DiskFull) => Ok(()),
        _ => Err(format!("{fault:?} is told as {error:?}")),
    }
}

/// Plays a story on a disk that fails as planned, which is mended at the first error. Gives `false` where the plan came to
/// nothing, because the story was over by then.
fn play(story: &Story, plan: Plan, then: Then) -> Result<bool, String> {
    let folder = story.copy();
    let path = workspace_in(&folder);
    let disk = Disk::attach(folder.path());
    disk.plan(plan);
    let mut done = 0;
    let mut workspace: Option<Workspace> = None;
    loop {
        let opened = match workspace.take() {
            Some(opened) => opened,
            None => match open(&path) {
                Ok(opened) if !opened.is_read_only() => opened,
                // A disk that takes no files is opened for reading.
                Ok(opened) => {
                    mended(&disk, "read-only")?;
                    story.stands(&opened, done)?;
                    continue;
                }
                Err(error) => {
                    mended(&disk, &error)?;
                    fitting(plan.fault, &error).or_else(|other| match error {
                        StoreError::Io(_) => Ok(()),
                        _ => Err(other),
                    })?;
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
        fitting(plan.fault, &error)?;
        if then == Then::Close {
            drop(workspace.take());
            mended(&disk, &error)?;
            let reopened = open(&path).map_err(|error| format!("does not open again: {error:?}"))?;
            // Where the very end of a write failed, its log may be whole: then it counts, as after a kill.
            if plan.lasting && story.stands(&reopened, done + 1).is_ok() {
                done += 1;
            }
            story.stands(&reopened, done).map_err(|why| format!("after {error:?}: {why}"))?;
            workspace = Some(reopened);
        } else {
            mended(&disk, &error)?;
            story.stands(opened, done).map_err(|why| format!("after {error:?}: {why}"))?;
        }
    }
    drop(workspace);
    let (_, hit) = disk.mend();
    let workspace = open(&path).map_err(|error| format!("does not open at the end: {error:?}"))?;
    story.stands(&workspace, story.acts.len()).map_err(|why| format!("at the end: {why}"))?;
    Ok(hit.is_some())
}

/// Mends the disk after an error, which must have come from it.
fn mended(disk: &Attached, error: impl std::fmt::Debug) -> Result<(), String> {
    match disk.mend() {
        (0, None) => Err(format!("an error on a disk that works: {error:?}")),
        _ => Ok(()),
    }
}

/// How many calls of a clean run a fault could concern.
fn calls(fault: Fault, folder: &std::path::Path, run: impl FnOnce()) -> u64 {
    let disk = Disk::attach(folder);
    disk.plan(Plan { fault, at: u64::MAX, lasting: false });
    run();
    disk.mend().0
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
        let folder = story.copy();
        let last = calls(fault, folder.path(), || {
            let mut workspace = open(&workspace_in(&folder)).unwrap();
            story.acts.iter().for_each(|act| act(&mut workspace).unwrap());
        });
        let mut tally = Tally::new(format!("{name}, in {}", story.name));
        for at in spread(last, usual, &mut random(kind)) {
            for then in [Then::GoOn, Then::Close] {
                let result = play(story, Plan { fault, at, lasting }, then);
                tally.case(&format!("call {at} of {last}, then {then:?}"), result.map(drop));
            }
        }
        reports.push(tally.report());
    }
    judge(reports);
}

#[test]
fn first_write() {
    torment(&story::first_write(), 40);
}

#[test]
fn many_writes() {
    torment(&story::many_writes(), 16);
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
        disk.mend();
        let workspace = match created {
            Ok(workspace) => workspace,
            Err(error) => {
                fitting(plan.fault, &error)?;
                let left: Vec<_> =
                    fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
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
        let last = calls(fault, folder.path(), || drop(create(&folder.path().join(NAME), &content).unwrap()));
        let mut tally = Tally::new(format!("{name}, in creating a workspace"));
        for at in spread(last, 60, &mut random(kind)) {
            let result = attempt(&content, Plan { fault, at, lasting }, &expected);
            tally.case(&format!("call {at} of {last}"), result);
        }
        reports.push(tally.report());
    }
    judge(reports);
}

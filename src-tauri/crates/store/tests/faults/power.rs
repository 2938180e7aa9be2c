//! Loss of power: of what was written and not synced, anything may be missing. Every acknowledged change is there afterwards,
//! the one that was under way is done or is not, and the workspace is sound.
//!
//! What the standard library does with files (a new workspace is written beside, synced and renamed) is no call of `SQLite`,
//! and not among what is lost here.

use std::{collections::BTreeSet, fs};

use cadre_store::Kept;

use crate::{
    alone::alone,
    disk::{Disk, Loss},
    story::{self, Story, folder, open, workspace_in},
    tally::{Tally, judge, random, spread},
};

/// Plays a story and loses power at the chosen moments. Gives how many moments there are, and what was left at each chosen
/// one. The workspace is closed and opened again in the middle.
fn play(story: &Story, chosen: BTreeSet<u64>, seed: u64, lies: bool) -> (u64, Vec<Loss>) {
    let (folder, disk) = story.copy();
    let path = workspace_in(&folder);
    disk.record(chosen, random(seed), lies);
    let (first, second) = story.acts.split_at(story.acts.len() / 2);
    for acts in [first, second] {
        let mut workspace = open(&path).unwrap();
        for act in acts {
            act(&mut workspace).unwrap();
            disk.acknowledge();
        }
    }
    disk.recorded_losses()
}

/// Starts again after a loss of power.
fn judge_loss(story: &Story, loss: &Loss) -> Result<(), String> {
    let folder = folder();
    for (name, bytes) in &loss.files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let _disk = Disk::attach(folder.path());
    let path = workspace_in(&folder);
    // What is found the first time is found again.
    let mut expected = vec![loss.acknowledged, (loss.acknowledged + 1).min(story.acts.len())];
    for time in ["first", "second"] {
        let workspace = open(&path).map_err(|error| format!("does not open the {time} time: {error:?}"))?;
        let stands = |acts: usize| story.stands(&workspace, acts);
        let Some(&found) = expected.iter().find(|&&acts| stands(acts).is_ok()) else {
            return stands(expected[0]).map_err(|why| format!("the {time} time: {why}"));
        };
        expected = vec![found];
    }
    Ok(())
}

/// Loses power so often while a story is played, and tells of each time what came of it.
fn losses(story: &Story, usual: u64, lies: bool, mut each: impl FnMut(&str, Result<(), String>)) {
    // The images of a few losses at a time are kept in memory.
    const AT_ONCE: usize = 16;
    let (last, _) = play(story, BTreeSet::new(), 0, lies);
    let chosen = spread(last, usual, &mut random(0));
    for (seed, chosen) in (1..).zip(chosen.chunks(AT_ONCE)) {
        let (_, losses) = play(story, chosen.iter().copied().collect(), seed, lies);
        for loss in losses {
            let case = format!("moment {} of {last}, seed {seed}", loss.moment);
            each(&case, judge_loss(story, &loss));
        }
    }
}

fn torment(story: &Story, usual: u64) {
    let mut tally = Tally::new(format!("loss of power, in {}", story.name));
    losses(story, usual, false, |case, result| tally.case(case, result));
    judge([tally.report()]);
}

#[test]
fn many_writes() {
    torment(&story::many_writes(Kept::Plain), 16);
}

#[test]
fn undo() {
    torment(&story::undoing(Kept::Plain), 32);
}

#[test]
fn undo_encrypted() {
    if alone("power::undo_encrypted") {
        torment(&story::undoing(Kept::Encrypted), 16);
    }
}

#[test]
fn migration() {
    torment(&story::migration(), 24);
}

/// These tests can see what they look for: on a disk that only says that it has synced, changes are lost.
#[test]
fn a_disk_that_lies_loses_changes() {
    let mut lost = 0;
    losses(&story::undoing(Kept::Plain), 16, true, |_, result| lost += u32::from(result.is_err()));
    assert!(lost > 0);
}

//! A real disk that is full, with so and so many pages left: what creating a workspace asks of the system itself, beside
//! `SQLite`, meets it too.

use std::{
    cell::Cell,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use cadre_store::Kept;

use crate::{
    disk::{Call, Fault},
    failing::{Then, Trouble, fitting, play},
    organisation::organisation,
    story::{self, NAME, create, files, folder, open, state},
    tally::{Tally, judge, random, spread},
};

/// Where the small disk is: set for the process that is started with one.
const SMALL_DISK: &str = "CADRE_SMALL_DISK";

/// A disk full up to some room, until it is mended.
struct Filled {
    filler: PathBuf,
    mended: Cell<bool>,
}

impl Filled {
    fn new(disk: &Path, pages: u64) -> Self {
        let filler = disk.join("filler");
        let room = 4096 * pages;
        fs::write(&filler, vec![1; room as usize]).unwrap();
        // What fits beside the room that is kept free: a write beyond the end of the disk takes what there is.
        drop(fs::write(disk.join("rest"), vec![1; 64 << 20]).unwrap_err());
        fs::remove_file(&filler).unwrap();
        Self { filler: disk.join("rest"), mended: Cell::new(false) }
    }
}

impl Trouble for Filled {
    fn mend(&self) -> Option<Call> {
        if self.mended.replace(true) {
            return None;
        }
        fs::remove_file(&self.filler).unwrap();
        Some(Call::Write)
    }
}

/// The test starts itself once more, in a namespace of its own, where everybody may mount a disk, which is gone with it.
#[test]
fn a_real_full_disk() {
    if let Some(disk) = env::var_os(SMALL_DISK) {
        return judge([creating(Path::new(&disk)), writing(Path::new(&disk))]);
    }
    let folder = tempfile::tempdir().unwrap();
    let namespace = || {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c"]);
        command
    };
    let mount = "mount -t tmpfs -o size=12m tmpfs \"$0\"";
    if !namespace().args([mount]).arg(folder.path()).status().is_ok_and(|status| status.success()) {
        println!(
            "torture | a real disk that is full: not run, this system allows no disk of one's own | 0 | 0 | 0.0"
        );
        return;
    }
    let again = format!("{mount} && exec \"$1\" --exact full::a_real_full_disk --nocapture");
    let status = namespace()
        .arg(again)
        .arg(folder.path())
        .arg(env::current_exe().unwrap())
        .env(SMALL_DISK, folder.path())
        .status()
        .unwrap();
    assert!(status.success(), "on the small disk");
}

fn creating(disk: &Path) -> Result<(), String> {
    let content = organisation();
    let elsewhere = folder();
    let expected = state(&create(&elsewhere.path().join(NAME), &content, Kept::Plain).unwrap()).unwrap();
    let needed = fs::metadata(elsewhere.path().join(NAME)).unwrap().len() / 4096;
    let mut refused = 0;
    let mut tally = Tally::new("a real disk that is full, in creating a workspace");
    // Beyond what the file needs, its log and the index of that find no room.
    for pages in spread(needed + 12, 12, &mut random(0)) {
        let folder = tempfile::tempdir_in(disk).unwrap();
        let path = folder.path().join(NAME);
        let trouble = Filled::new(disk, pages - 1);
        let created = create(&path, &content, Kept::Plain);
        let result = match created {
            Ok(workspace) => Ok(workspace),
            Err(error) => {
                refused += 1;
                let left = files(folder.path());
                trouble.mend();
                fitting(Fault::Full, Call::Write, &error).and_then(|()| {
                    if left.is_empty() {
                        create(&path, &content, Kept::Plain)
                            .map_err(|error| format!("not even then: {error:?}"))
                    } else {
                        Err(format!("after {error:?} there are {left:?}"))
                    }
                })
            }
        };
        trouble.mend();
        let result = result.and_then(|workspace| {
            drop(workspace);
            let workspace = open(&path).map_err(|error| format!("does not open: {error:?}"))?;
            let held = state(&workspace).map_err(|error| format!("{error:?}"))?;
            if held == expected { Ok(()) } else { Err("other content".to_owned()) }
        });
        tally.case(&format!("{} pages left", pages - 1), result);
    }
    assert!(refused > 0, "there was room for all of it");
    tally.report()
}

fn writing(disk: &Path) -> Result<(), String> {
    let story = story::undoing(Kept::Plain);
    let mut refused = 0;
    let mut tally = Tally::new(format!("a real disk that is full, in {}", story.name));
    for case in spread(2 * 80, 12, &mut random(0)) {
        let pages = case / 2;
        let then = if case % 2 == 0 { Then::GoOn } else { Then::Close };
        let folder = tempfile::tempdir_in(disk).unwrap();
        let path = folder.path().join(NAME);
        story.copy_to(&path);
        let trouble = Filled::new(disk, pages);
        let result = play(&story, &path, &trouble, (Fault::Full, true), then);
        refused += u32::from(trouble.mend().is_none());
        tally.case(&format!("{pages} pages left, then {then:?}"), result);
    }
    assert!(refused > 0, "there was room for all of it");
    tally.report()
}

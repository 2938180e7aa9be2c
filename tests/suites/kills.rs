//! kill -9 in a loop, as a power cut to the program: every change that was said to be done is there, nothing is half done, and the
//! check finds nothing. `CADRE_KILLS` says how often each work is killed; `cargo xtask torture` kills for hours.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test that cannot be set up must fail, and its line goes into the table of the torture"
)]

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use cadre_app::{Beginning, Moment, Opening, Passphrase};
use cadre_core::Content;
use cadre_store::{Kept, SCHEMA_VERSION, StoreError, Workspace};
use cadre_tests::{
    alone::alone,
    killing::{BACKUP, ERASED, LEVELS, Moment as Killed, WORKSPACE, erased, kill, passphrase, quick_keys},
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng as _, SeedableRng as _},
};
use tempfile::TempDir;

/// Kills after which the next begin with a new workspace: a long log makes every check long.
const FRESH: u64 = 50;

/// How often each work is killed.
fn kills() -> u64 {
    env::var("CADRE_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(300)
}

/// A folder with a workspace of no team, and a copy of it.
fn folder(key: Option<&Passphrase>) -> TempDir {
    let folder = tempfile::Builder::new().prefix("cadre-kills-").tempdir().unwrap();
    let beginning = Beginning::Empty { name: "Killed".to_owned() };
    let opening = Opening { passphrase: key, backups: None };
    let made =
        cadre_app::Workspace::create(&folder.path().join(WORKSPACE), &beginning, opening, Moment::now());
    made.unwrap().back_up(&folder.path().join(BACKUP)).unwrap();
    folder
}

/// Kills a work again and again, a random time up to `longest` after the first thing that it did; each fourth time after its
/// start. What is left goes from one kill to the next: `look` looks at it, given the number begun with and the last that was said
/// to be done, and gives the number to go on with.
fn torture(
    work: &str,
    fault: &str,
    key: Option<&Passphrase>,
    longest: Duration,
    look: impl Fn(&Path, u64, Option<u64>) -> u64,
) {
    quick_keys().unwrap();
    let (started, kills) = (Instant::now(), kills());
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let mut next = 0;
    let mut place = folder(key);
    for round in 0..kills {
        if round % FRESH == 0 {
            (place, next) = (folder(key), 0);
        }
        let wait = longest.mul_f64(f64::from(random.next_u32()) / f64::from(u32::MAX));
        let when = if round % 4 == 0 { Killed::AfterStart(wait * 2) } else { Killed::AtWork(wait) };
        let done = kill(work, place.path(), next, when);
        eprintln!("{work}, kill {round}, {when:?}: done up to {done:?} from {next}");
        next = look(place.path(), next, done);
    }
    println!("torture | {fault} | {kills} | 0 | {:.0}", started.elapsed().as_secs_f64());
}

/// Opens what is left; it is clean.
fn sound(path: &Path, key: Option<&Passphrase>) -> Workspace {
    let workspace =
        Workspace::open(path, key).unwrap_or_else(|error| panic!("{}: {error:?}", path.display()));
    assert_eq!(workspace.check().unwrap(), [], "{}", path.display());
    workspace
}

/// The teams after so many steps of the work `edit`: each third takes the last that stands back.
fn teams_after(steps: u64) -> Vec<String> {
    let mut teams = Vec::new();
    for step in 0..steps {
        if step % 3 == 2 {
            teams.pop();
        } else {
            teams.push(format!("Team {step}"));
        }
    }
    teams
}

fn edited(folder: &Path, key: Option<&Passphrase>, first: u64, done: Option<u64>) -> u64 {
    let workspace = sound(&folder.join(WORKSPACE), key);
    // One operation laid the first content; every step is one more.
    let steps = u64::from(workspace.log_size().unwrap().operations) - 1;
    let said = done.map_or(first, |last| last + 1);
    assert!((said..=said + 1).contains(&steps), "{said} steps were said to be done, and {steps} are");
    let teams: Vec<_> = workspace.structure().unwrap().teams.into_iter().map(|team| team.name).collect();
    assert_eq!(teams, teams_after(steps));
    steps
}

#[test]
fn during_edits() {
    torture("edit", "kill -9 during edits", None, Duration::from_millis(60), |folder, first, done| {
        edited(folder, None, first, done)
    });
}

#[test]
fn during_edits_of_an_encrypted_workspace() {
    if !alone("during_edits_of_an_encrypted_workspace") {
        return;
    }
    let key = passphrase(0);
    let fault = "kill -9 during edits, encrypted";
    torture("edit-encrypted", fault, Some(&key), Duration::from_millis(60), |folder, first, done| {
        edited(folder, Some(&key), first, done)
    });
}

#[test]
fn during_imports() {
    torture("import", "kill -9 during imports", None, Duration::from_millis(200), |folder, first, done| {
        let workspace = sound(&folder.join(WORKSPACE), None);
        let imports = u64::from(workspace.log_size().unwrap().operations) - 1;
        let said = done.map_or(first, |last| last + 1);
        assert!(
            (said..=said + 1).contains(&imports),
            "{said} imports were said to be done, and {imports} are"
        );
        assert_eq!(workspace.content().unwrap().assessments.len() as u64, imports * LEVELS);
        imports
    });
}

#[test]
fn during_changes_of_the_passphrase() {
    if !alone("during_changes_of_the_passphrase") {
        return;
    }
    let fault = "kill -9 during changes of the passphrase";
    torture("rekey", fault, None, Duration::from_millis(200), |folder, first, done| {
        let path = folder.join(WORKSPACE);
        let said = done.unwrap_or(first);
        // It opens with the passphrase of the last that was done, or with the next one, and with no other.
        let key = |number: u64| (!number.is_multiple_of(3)).then(|| passphrase(number));
        let opens = |number: u64| match (Workspace::kept(&path).unwrap(), key(number)) {
            (Kept::Plain, None) => true,
            (Kept::Encrypted, Some(key)) => match Workspace::open(&path, Some(&key)) {
                Ok(_) => true,
                Err(StoreError::WrongPassphrase { .. }) => false,
                Err(error) => panic!("{error:?}"),
            },
            _ => false,
        };
        let now = [said, said + 1].into_iter().find(|&number| opens(number));
        let now = now.unwrap_or_else(|| panic!("neither passphrase {said} nor the next opens it"));
        let workspace = sound(&path, key(now).as_ref());
        assert_eq!(workspace.content().unwrap(), sound(&folder.join(BACKUP), None).content().unwrap());
        drop(workspace);
        let left = names(folder).into_iter().filter(|name| name != WORKSPACE && name != BACKUP);
        assert_eq!(left.collect::<Vec<_>>(), Vec::<String>::new(), "what broke off is cleared away");
        now
    });
}

#[test]
fn during_backups() {
    torture("back-up", "kill -9 during backups", None, Duration::from_millis(60), |folder, first, done| {
        let workspace = sound(&folder.join(WORKSPACE), None);
        let steps = u64::from(workspace.log_size().unwrap().operations) - 1;
        let said = done.map_or(first, |last| last + 1);
        assert!((said..=said + 1).contains(&steps));
        let copies = made(folder, "copy-");
        assert!((first..said).all(|number| copies.iter().any(|(copy, _)| *copy == number)));
        for (number, path) in copies {
            let teams = sound(&path, None).structure().unwrap().teams.len() as u64;
            assert_eq!(teams, number + 1, "a copy holds what was done before it");
            fs::remove_file(path).unwrap();
        }
        steps
    });
}

#[test]
fn during_restores() {
    torture("restore", "kill -9 during restores", None, Duration::from_millis(150), |folder, first, done| {
        let expected = sound(&folder.join(BACKUP), None).content().unwrap();
        whole(folder, "restored-", first, done, &expected)
    });
}

#[test]
fn during_migrations() {
    let expected = |folder: &Path| sound(&folder.join(WORKSPACE), None).content().unwrap();
    torture(
        "migrate",
        "kill -9 during migrations",
        None,
        Duration::from_millis(150),
        |folder, first, done| {
            // Before the first kill of a folder there is nothing old in it yet.
            older(&folder.join(BACKUP));
            whole(folder, "old-", first, done, &expected(folder))
        },
    );
}

#[test]
fn during_erasures() {
    torture("erase", "kill -9 during erasures", None, Duration::from_millis(100), |folder, first, done| {
        let workspace = sound(&folder.join(WORKSPACE), None);
        // One operation laid the first content; everybody is added by one and erased by one more.
        let operations = u64::from(workspace.log_size().unwrap().operations) - 1;
        let (begun, under_way) = (operations.div_ceil(2), !operations.is_multiple_of(2));
        let said = done.map_or(first, |last| last + 1);
        assert!((said..=said + 1).contains(&begun), "{said} were said to be erased, of {begun}");
        let people: Vec<_> =
            workspace.content().unwrap().people.into_iter().map(|person| person.name).collect();
        assert_eq!(people, under_way.then(|| erased(begun - 1)).into_iter().collect::<Vec<_>>());
        drop(workspace);
        for name in names(folder) {
            let bytes = fs::read(folder.join(&name)).unwrap();
            for found in bytes.windows(erased(0).len()).filter(|found| found.starts_with(ERASED.as_bytes())) {
                let found = String::from_utf8_lossy(found);
                assert!(people.iter().any(|person| *person == found), "{found} is still in {name}");
            }
        }
        begun
    });
}

/// Every file of this name is a whole workspace of this content, and all that were said to be made are there.
fn whole(folder: &Path, prefix: &str, first: u64, done: Option<u64>, expected: &Content) -> u64 {
    let files = made(folder, prefix);
    let said = done.map_or(first, |last| last + 1);
    assert!((first..said).all(|number| files.iter().any(|(file, _)| *file == number)));
    let mut next = said;
    for (number, path) in files {
        assert_eq!(&sound(&path, None).content().unwrap(), expected, "{}", path.display());
        fs::remove_file(path).unwrap();
        next = next.max(number + 1);
    }
    next
}

/// The numbered files of a folder.
fn made(folder: &Path, prefix: &str) -> Vec<(u64, PathBuf)> {
    let numbered = |name: &str| name.strip_prefix(prefix)?.strip_suffix(".cadre")?.parse().ok();
    names(folder).iter().filter_map(|name| Some((numbered(name)?, folder.join(name)))).collect()
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Takes the last two versions away from a file, as an older program would have left it: opening it writes the whole chain.
fn older(path: &Path) {
    let connection = rusqlite::Connection::open(path).unwrap();
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    if version < SCHEMA_VERSION {
        return;
    }
    connection
        .execute_batch(
            "DROP TABLE retention; DROP TABLE unwiped; DROP TRIGGER operation_is_not_changed; ALTER TABLE operation DROP COLUMN hash;
             CREATE TRIGGER operation_is_not_changed BEFORE UPDATE ON operation
             BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
             PRAGMA user_version = 6; PRAGMA wal_checkpoint(TRUNCATE)",
        )
        .unwrap();
}

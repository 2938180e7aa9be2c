//! What has to be there before anything is built: system packages, the screens' packages, the built screens, and for tests
//! the readers of reports and the checker of dependencies.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

use crate::{
    root,
    step::{Counts, Step},
    system_packages,
};

/// What the machine is set up for; testing needs more than running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// Building and using Cadre.
    Run,
    /// That, and every check.
    Test,
    /// That, and installing what was built.
    Trial,
}

/// Sets the machine and the checkout up. What is there already is left alone.
pub(crate) fn setup(purpose: Purpose) -> Result<(), String> {
    system_packages::ensure(purpose)?;
    if purpose >= Purpose::Test {
        test_programs()?;
    }
    screen_packages()
}

/// What is installed into `tests/.venv`: readers of reports, and the checker of dependencies, whose every file is known by its sum.
const PYTHON_LISTS: [(&str, &str); 2] = [("readers.txt", ""), ("checkers.txt", "--require-hashes ")];

/// Installs what the tests run that is not ours, unless it was done from the same lists before.
fn test_programs() -> Result<(), String> {
    let tests = root().join("tests");
    let mut wanted = Vec::new();
    for (list, _) in PYTHON_LISTS {
        let path = tests.join(list);
        wanted.extend(fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?);
    }
    let stamp = tests.join(".venv/installed-from");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut counts = Counts::default();
    Step::new("test programs", "python3 -m venv --clear .venv").within("tests").run(&mut counts)?;
    for (list, how) in PYTHON_LISTS {
        let install = format!(
            ".venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input {how}-r {list}"
        );
        Step::new("test programs", &install).within("tests").run(&mut counts)?;
    }
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// Builds the screens into `ui/dist`, unless they were built from the same files before.
pub(crate) fn build_screens(counts: &mut Counts) -> Result<(), String> {
    let ui = root().join("ui");
    let inputs = fingerprint(&ui).map_err(|error| format!("cannot read the screens' files: {error}"))?;
    // Beside the packages and not in `dist`, whose every file becomes part of the program.
    let stamp = ui.join("node_modules/.cadre-built-from");
    if ui.join("dist/index.html").is_file() && fs::read_to_string(&stamp).is_ok_and(|built| built == inputs) {
        return Ok(());
    }
    Step::new("screens", "npm run build").within("ui").run(counts)?;
    fs::write(&stamp, inputs).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// Installs the screens' packages as the lock file names them, unless it was done from the same lock file before.
fn screen_packages() -> Result<(), String> {
    let ui = root().join("ui");
    let lock = ui.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    let stamp = ui.join("node_modules/.cadre-installed-from");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    Step::new("screens' packages", "npm ci --ignore-scripts --no-audit --no-fund")
        .within("ui")
        .run(&mut Counts::default())?;
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// A number that changes with any file that the built screens depend on.
fn fingerprint(ui: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(ui)? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    for folder in ["src", "public"] {
        collect(&ui.join(folder), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(&file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if !path.to_string_lossy().ends_with(".test.ts") {
            files.push(path);
        }
    }
    Ok(())
}

//! `cargo xtask dist`: what others are given, all in `dist`: the packages for this system, the bills of materials of what is in
//! them, and the SHA-256 of every one of these files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    notices, root,
    setup::{self, Purpose},
    step::{self, Counts, Step},
    target,
};

/// The version that every file is named after.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Both programs and nothing else: with the suites beside them cargo would build them with features that only tests need.
const PROGRAMS: &str = "--package cadre-desktop --package cadre-cli";

/// What counts the parts of a Rust program; cargo's own way is not stable yet.
const CYCLONEDX: &str = "cargo-cyclonedx@0.5.9";

/// The kinds of packages, by the folder into which Tauri puts each and the ending of its file.
const KINDS: [&str; 4] = ["deb", "rpm", "msi", "dmg"];

/// Prints the SHA-256 of every file of a folder, as `sha256sum` does and on every system: Node is there anyway.
const PRINT_SUMS: &str = "const { createHash } = require('node:crypto');
const fs = require('node:fs');
for (const name of fs.readdirSync(process.argv[1]).sort()) {
  const sum = createHash('sha256').update(fs.readFileSync(`${process.argv[1]}/${name}`)).digest('hex');
  console.log(`${sum}  ${name}`);
}";

/// Builds both programs with optimisation and packs them.
pub(crate) fn dist() -> Result<(), String> {
    let mut counts = Counts::default();
    setup::setup(Purpose::Run)?;
    setup::build_screens(&mut counts)?;
    Step::new("programs", &format!("cargo build --release --locked {PROGRAMS} --bins")).run(&mut counts)?;

    let system = system()?;
    let given = emptied(folder())?;
    packages(&system, &given, &mut counts)?;
    bills(&system, &given, &mut counts)?;
    let sums = step::told("node", &["-e", PRINT_SUMS, &given.to_string_lossy()])?;
    write(&given.join(format!("SHA256SUMS-{system}")), &sums)?;
    print!("\n{}:\n{sums}", given.display());
    Ok(())
}

/// Where everything goes.
pub(crate) fn folder() -> PathBuf {
    root().join("dist")
}

/// This system as Rust calls it: `x86_64-unknown-linux-gnu`.
fn system() -> Result<String, String> {
    let told = step::told("rustc", &["-vV"])?;
    let system = told.lines().find_map(|line| line.strip_prefix("host: "));
    system.map(str::to_owned).ok_or_else(|| format!("rustc -vV names no host:\n{told}"))
}

/// Packs the built programs with what `tauri.conf.json` says, into every kind of package that this system has.
fn packages(system: &str, given: &Path, counts: &mut Counts) -> Result<(), String> {
    let built = target()?.join("release");
    let parts = emptied(root().join("target/package"))?;
    notices::write(&parts.join("THIRD-PARTY-NOTICES.txt"), PROGRAMS, system)?;
    // The second program, named for the system because Tauri looks for it so. It and the notices are given only here: every
    // other build of the window would ask for them too.
    let ending = std::env::consts::EXE_SUFFIX;
    copy(&built.join(format!("cadre{ending}")), &parts.join(format!("cadre-{system}{ending}")))?;
    let second = r#""externalBin":["../target/package/cadre"]"#;
    let beside = r#""resources":{"../LICENSE":"LICENSE.txt","../target/package/THIRD-PARTY-NOTICES.txt":"THIRD-PARTY-NOTICES.txt"}"#;

    let bundles = emptied(built.join("bundle"))?;
    // What is packed is what was built, to the byte: only an updater would have to know from which kind of package it came.
    let line = format!(
        r#"node ui/node_modules/@tauri-apps/cli/tauri.js bundle --ci --no-binary-patching --config {{"bundle":{{{second},{beside}}}}}"#
    );
    Step::new("packages", &line).run(counts)?;
    let mut found = 0;
    for kind in KINDS {
        for file in files(&bundles.join(kind)) {
            if file.extension().is_some_and(|ending| ending == kind) {
                copy(&file, &given.join(file.file_name().unwrap_or_default()))?;
                found += 1;
            }
        }
    }
    if found == 0 { Err(format!("no package was made in {}", bundles.display())) } else { Ok(()) }
}

/// Writes what each program, and the screens, are made of, in the format of `CycloneDX`.
fn bills(system: &str, given: &Path, counts: &mut Counts) -> Result<(), String> {
    let tools = target()?.join("tools");
    let install = format!("cargo install --quiet --locked {CYCLONEDX} --root {}", tools.display());
    Step::new("bill of materials", &install).run(counts)?;
    let counter = tools.join("bin/cargo-cyclonedx");
    let line = format!(
        "{} cyclonedx --quiet --format json --spec-version 1.5 --target {system} --override-filename bill",
        counter.display()
    );
    // The same bill for the same commit, whenever it is written.
    let committed = step::told("git", &["log", "-1", "--format=%ct"])?;
    Step::new("bill of materials", &line).with("SOURCE_DATE_EPOCH", committed.trim()).run(counts)?;
    // It writes one beside the manifest of every package of ours, with the paths of this machine in it.
    let here = root().to_string_lossy().replace('\\', "/");
    for (program, package) in [("cadre-desktop", "src-tauri"), ("cadre", "src-tauri/crates/cli")] {
        let bill = root().join(package).join("bill.json");
        let text = fs::read_to_string(&bill).map_err(|error| format!("{}: {error}", bill.display()))?;
        write(&given.join(format!("{program}-{VERSION}-{system}.cdx.json")), &text.replace(&here, ""))?;
    }
    for manifest in ["src-tauri", "tests", "xtask"].map(|folder| root().join(folder)) {
        remove(&manifest.join("bill.json"))?;
    }
    for package in files(&root().join("src-tauri/crates")) {
        remove(&package.join("bill.json"))?;
    }
    let screens = step::told_within(
        "ui",
        "npm",
        &["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--package-lock-only"],
    )?;
    write(&given.join(format!("screens-{VERSION}-{system}.cdx.json")), &screens)
}

/// The folder, there and with nothing in it.
fn emptied(folder: PathBuf) -> Result<PathBuf, String> {
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

/// What is in a folder, sorted; nothing where there is none.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    found.sort();
    found
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(drop).map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))
}

fn remove(file: &Path) -> Result<(), String> {
    if !file.exists() {
        return Ok(());
    }
    fs::remove_file(file).map_err(|error| format!("{}: {error}", file.display()))
}

pub(crate) fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

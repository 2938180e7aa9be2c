//! The notices of those whose work is part of the programs: their licences ask that these go along with every copy.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
};

use crate::{
    dist::{self, files},
    step,
};

/// How the name of a file begins that holds a licence or a notice.
const BEGINNINGS: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];

/// How deep below a package's root the notices of what it carries along are looked for (`highs-sys/HiGHS/extern/amd`).
const DEPTH: usize = 4;

const HEADING: &str = "\
Cadre is under the Apache licence 2.0. It carries the work of others, whose notices follow, each below the packages that it
came with. Some of them also speak of parts that Cadre leaves out, such as the fonts of typst-assets.
";

/// A package of others: what it is called, and where its source is.
struct Package {
    /// Name, version, and its licence as it states it.
    name: String,
    source: PathBuf,
}

/// Writes the notices of all that these programs are built from on this system, each text once with the packages that it
/// belongs to.
///
/// # Errors
/// Where a package's source is not where cargo or npm keep it.
pub(crate) fn write(file: &Path, programs: &str, system: &str) -> Result<(), String> {
    let mut packages = rust_packages(programs, system)?;
    packages.extend(screen_packages()?);
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut silent = BTreeSet::new();
    for Package { name, source } in packages {
        let mut found = BTreeSet::new();
        collect(&source, DEPTH, &mut found);
        if found.is_empty() {
            silent.insert(name.clone());
        }
        for text in found {
            texts.entry(text).or_default().insert(name.clone());
        }
    }
    let line = "=".repeat(80);
    let mut parts = vec![HEADING.to_owned()];
    parts.extend(texts.iter().map(|(text, names)| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        format!("{line}\n{}\n{}\n\n{text}\n", names.join("\n"), "-".repeat(80))
    }));
    let silent: Vec<String> = silent.into_iter().collect();
    parts.push(format!(
        "{line}\nThese state their licence and bring no text of it:\n\n{}\n",
        silent.join("\n")
    ));
    dist::write(file, &parts.join("\n"))
}

/// What cargo builds these programs from, without our own packages.
fn rust_packages(programs: &str, system: &str) -> Result<Vec<Package>, String> {
    let line = format!(
        "tree --locked --edges normal,build {programs} --target {system} --prefix none --format {{p}}|{{l}}"
    );
    let told = step::told("cargo", &line.split(' ').collect::<Vec<_>>())?;
    let registry = registry()?;
    let mut found = BTreeMap::new();
    for line in told.lines() {
        let (package, licence) = line.split_once('|').unwrap_or((line, ""));
        let mut words = package.split(' ');
        let (Some(name), Some(version)) = (words.next(), words.next()) else { continue };
        if name.starts_with("cadre-") {
            continue;
        }
        let version = version.trim_start_matches('v');
        let licence = licence.trim_end_matches(" (*)");
        let folder = format!("{name}-{version}");
        let source = registry.iter().map(|sources| sources.join(&folder)).find(|source| source.is_dir());
        let source =
            source.ok_or_else(|| format!("the source of {name} {version} is not where cargo keeps it"))?;
        found.insert(folder, Package { name: format!("{name} {version} ({licence})"), source });
    }
    Ok(found.into_values().collect())
}

/// Where cargo keeps the sources of registries.
fn registry() -> Result<Vec<PathBuf>, String> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .ok_or("there is no home folder, and CARGO_HOME is not set")?;
    Ok(files(&home.join("registry/src")))
}

/// What the screens are built from; Svelte is among it, because bits-ui asks for it.
fn screen_packages() -> Result<Vec<Package>, String> {
    let told = step::told_within("ui", "npm", &["ls", "--omit=dev", "--all", "--parseable", "--long"])?;
    let mut found = Vec::new();
    // `PATH:NAME@VERSION`; the first is our own.
    for line in told.lines().skip(1) {
        let Some((path, package)) = line.rsplit_once(':') else { continue };
        let Some((name, version)) = package.rsplit_once('@') else { continue };
        found.push(Package { name: format!("{name} {version}"), source: PathBuf::from(path) });
    }
    if found.is_empty() { Err("npm ls names no package of the screens".to_owned()) } else { Ok(found) }
}

/// The texts of a package's licences and notices, without the white space around them.
fn collect(folder: &Path, depth: usize, found: &mut BTreeSet<String>) {
    for path in files(folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if path.is_dir() {
            // The packages that npm puts inside another are listed themselves.
            if depth > 0 && name != "NODE_MODULES" {
                collect(&path, depth - 1, found);
            }
        } else if BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
            && let Ok(text) = fs::read(&path)
        {
            found.insert(String::from_utf8_lossy(&text).replace('\r', "").trim().to_owned());
        }
    }
}

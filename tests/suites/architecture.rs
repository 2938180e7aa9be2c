//! The house of DESIGN.md section 4, held by its manifests and file names: who may import whom, and what there is none of.

#![expect(clippy::panic, reason = "what cannot be read ends the suite")]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use cadre_tests::checkout;
use toml::{Table, Value};

/// Every package of ours with the packages of ours that it may import. A new package has to be placed here first.
const EDGES: [(&str, &[&str]); 12] = [
    ("cadre-core", &[]),
    ("cadre-planner", &["cadre-core"]),
    ("cadre-store", &["cadre-core"]),
    ("cadre-exchange", &["cadre-core"]),
    ("cadre-charts", &["cadre-core"]),
    ("cadre-report", &["cadre-core", "cadre-charts"]),
    (
        "cadre-app",
        &["cadre-core", "cadre-planner", "cadre-store", "cadre-exchange", "cadre-charts", "cadre-report"],
    ),
    ("cadre-cli", &["cadre-app"]),
    ("cadre-desktop", &["cadre-app"]),
    ("xtask", &[]),
    // The benchmark measures the layers one by one.
    ("cadre-tests", &["cadre-app", "cadre-core", "cadre-exchange", "cadre-store"]),
    // What is fuzzed is what reads files.
    ("cadre-fuzz", &["cadre-core", "cadre-exchange"]),
];

/// Libraries that only one package may import, with the reason.
const KEEPERS: [(&str, &[&str], &str); 14] = [
    ("rusqlite", &["cadre-store"], "SQL stays in one crate"),
    ("tauri", &["cadre-desktop"], "everything else runs without a window"),
    ("keyring-core", &["cadre-desktop"], "a passphrase is handed to a keychain in one place"),
    ("clap", &["cadre-cli"], "arguments are the command line's affair"),
    ("plotters", &["cadre-charts"], "every chart is drawn in one place"),
    ("calamine", &["cadre-exchange"], "spreadsheets are read in one place"),
    (
        "rust_xlsxwriter",
        &["cadre-exchange", "cadre-report"],
        "data is written in one place, and the report in one",
    ),
    ("csv", &["cadre-exchange"], "spreadsheets are read in one place"),
    (
        "zip",
        &["cadre-exchange", "cadre-report"],
        "an archive is bounded before it is opened, in one place; the report writes slides",
    ),
    ("highs", &["cadre-planner"], "whatever is optimised is optimised in one place"),
    ("highs-sys", &["cadre-planner"], "whatever is optimised is optimised in one place"),
    ("typst", &["cadre-report"], "pages are set in one place"),
    ("typst-pdf", &["cadre-report"], "pages are set in one place"),
    ("typst-render", &["cadre-report"], "pages are set in one place"),
];

/// Every manifest of ours with its folder.
fn manifests() -> Vec<(PathBuf, Table)> {
    let found: Vec<_> = checkout::files()
        .into_iter()
        .filter(|path| path.ends_with("Cargo.toml") && path != Path::new("Cargo.toml"))
        .map(|path| {
            let table =
                checkout::read(&path).parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path, table)
        })
        .collect();
    // The check below would hold for a checkout in which nothing is found.
    assert!(found.len() >= 9, "only {} manifests found", found.len());
    found
}

fn package_name(manifest: &Table) -> &str {
    manifest["package"]["name"].as_str().unwrap_or_else(|| panic!("a package without a name"))
}

/// The names of everything in the given dependency tables, target-specific ones included.
fn dependencies(manifest: &Table, sections: &[&str]) -> BTreeSet<String> {
    let targets = manifest.get("target").and_then(Value::as_table);
    let tables = targets.into_iter().flat_map(Table::values).filter_map(Value::as_table).chain([manifest]);
    tables
        .flat_map(|table| sections.iter().filter_map(|section| table.get(*section)?.as_table()))
        .flat_map(|section| {
            section.iter().map(|(name, how)| {
                let package = how.get("package").and_then(Value::as_str);
                package.unwrap_or(name).to_owned()
            })
        })
        .collect()
}

const SHIPPED: [&str; 2] = ["dependencies", "build-dependencies"];
const ALL: [&str; 3] = ["dependencies", "build-dependencies", "dev-dependencies"];

#[test]
fn imports_go_one_way() {
    let edges: BTreeMap<&str, &[&str]> = EDGES.into_iter().collect();
    let ours: BTreeSet<&str> = edges.keys().copied().collect();
    let mut wrong = Vec::new();
    for (path, manifest) in manifests() {
        let name = package_name(&manifest);
        let Some(allowed) = edges.get(name) else {
            wrong.push(format!("{}: {name} has no place in the house", path.display()));
            continue;
        };
        for dependency in dependencies(&manifest, &ALL) {
            let is_ours = ours.contains(dependency.as_str()) || dependency.starts_with("cadre-");
            if is_ours && !allowed.contains(&dependency.as_str()) {
                wrong.push(format!("{name} imports {dependency}, and may not"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_library_that_touches_the_world_has_one_keeper() {
    let mut wrong = Vec::new();
    for (_, manifest) in manifests() {
        let name = package_name(&manifest).to_owned();
        let shipped = dependencies(&manifest, &SHIPPED);
        for (library, keepers, reason) in KEEPERS {
            let keeps =
                keepers.contains(&name.as_str()) || ["cadre-tests", "cadre-fuzz"].contains(&name.as_str());
            if shipped.contains(library) && !keeps {
                wrong.push(format!(
                    "{name} imports {library}: only {} may, because {reason}",
                    keepers.join(" and ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn xtask_needs_nothing() {
    let (_, manifest) = manifests()
        .into_iter()
        .find(|(_, manifest)| package_name(manifest) == "xtask")
        .unwrap_or_else(|| panic!("no xtask"));
    assert_eq!(dependencies(&manifest, &ALL), BTreeSet::new(), "it compiles before anything else is there");
}

#[test]
fn every_package_takes_the_workspace_lints() {
    for (path, manifest) in manifests() {
        let lints = manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(Value::as_bool);
        assert_eq!(lints, Some(true), "{}", path.display());
    }
}

#[test]
fn only_the_ipc_folder_talks_to_the_shell() {
    let sources: Vec<PathBuf> = checkout::files_under("ui")
        .into_iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "ts" || kind == "svelte" || kind == "js"))
        .collect();
    assert!(
        sources.iter().any(|path| path.starts_with("ui/src/lib/ipc")),
        "the IPC folder is not where it was"
    );
    for path in sources.iter().filter(|path| !path.starts_with("ui/src/lib/ipc")) {
        for (number, line) in (1..).zip(checkout::read(path).lines()) {
            let imports = line.contains("from \"@tauri-apps") || line.contains("import(\"@tauri-apps");
            assert!(!imports, "{}:{number}: {line}", path.display());
        }
    }
}

#[test]
fn sql_files_live_in_the_store() {
    for path in checkout::files() {
        if path.extension().is_some_and(|kind| kind == "sql") {
            assert!(path.starts_with("src-tauri/crates/store"), "{}", path.display());
        }
    }
}

#[test]
fn nothing_is_named_after_what_it_is_not() {
    for path in checkout::files() {
        for part in &path.with_extension("") {
            let name = part.to_string_lossy().to_lowercase();
            let meaningless =
                ["util", "utils", "helper", "helpers", "common", "misc"].contains(&name.as_str());
            assert!(!meaningless, "{}: say what it is for", path.display());
        }
    }
}

#[test]
fn no_file_holds_two_subjects() {
    for path in checkout::files() {
        let ours =
            path.extension().is_some_and(|kind| ["rs", "ts", "svelte", "py"].iter().any(|own| kind == *own));
        let generated = path.ends_with("bindings.ts");
        if ours && !generated {
            let text = checkout::read(&path);
            // The tests below the code do not count.
            let lines = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().lines().count();
            // From about 600 lines a file probably holds two; a list of plain types may run over.
            assert!(lines <= 700, "{} has {lines} lines: split it by subject", path.display());
        }
    }
}

#[test]
fn no_crate_that_is_pure_reads_files_clocks_or_the_environment() {
    for krate in ["core", "charts", "planner", "report"] {
        let folder = format!("src-tauri/crates/{krate}/src");
        if !checkout::root().join(&folder).is_dir() {
            continue;
        }
        for path in checkout::files_under(&folder) {
            let text = checkout::read(&path);
            let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
            for banned in
                ["std::fs", "std::env", "std::net", "SystemTime", "Instant::now", "Utc::now", "Local::now"]
            {
                assert!(!shipped.contains(banned), "{}: {banned} in a pure crate", path.display());
            }
        }
    }
}

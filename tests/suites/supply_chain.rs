//! What comes in from others, and how it goes out: the screens' packages, the packages of a release, and the workflow that
//! makes it. `deny.toml` holds the Rust packages, and cargo-deny checks it.

#![expect(clippy::panic, reason = "what cannot be read ends the suite")]

use std::collections::{BTreeMap, BTreeSet};

use cadre_tests::checkout;
use serde_json::Value;

/// Where packages of npm come from. A lock file without addresses leaves it to npm's setting, which is the same.
const REGISTRY: &str = "https://registry.npmjs.org/";

fn json(path: &str) -> Value {
    serde_json::from_str(&checkout::read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The names that a section of the screens' manifest asks for, each with what it asks for.
fn asked_for(section: &str) -> BTreeMap<String, String> {
    let manifest = json("ui/package.json");
    let section = manifest[section].as_object().unwrap_or_else(|| panic!("no {section}"));
    let text = |version: &Value| version.as_str().unwrap_or_default().to_owned();
    section.iter().map(|(name, version)| (name.clone(), text(version))).collect()
}

#[test]
fn every_package_of_the_screens_has_its_reason() {
    let mut reasons: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let text = checkout::read("ui/DEPENDENCIES.md");
    let mut part = "";
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            part = heading;
        } else if let Some(row) = line.strip_prefix("| `") {
            let (name, reason) = row.split_once("` | ").unwrap_or_else(|| panic!("no reason: {line}"));
            assert!(reason.trim_end_matches(" |").len() > 15, "{name}: say why it is needed");
            assert!(reasons.entry(part).or_default().insert(name.to_owned()), "{name} is listed twice");
        }
    }
    let mut all: BTreeSet<String> = asked_for("dependencies").into_keys().collect();
    all.extend(asked_for("devDependencies").into_keys());
    let listed: BTreeSet<String> = reasons.values().flatten().cloned().collect();
    assert_eq!(listed, all, "ui/DEPENDENCIES.md (left) and ui/package.json (right)");
    for name in asked_for("dependencies").keys() {
        assert!(reasons["In the program"].contains(name), "{name} is part of the program");
    }
}

#[test]
fn the_screens_packages_are_named_to_the_byte() {
    for (name, version) in asked_for("dependencies").into_iter().chain(asked_for("devDependencies")) {
        assert!(
            version.split('.').count() == 3 && version.chars().all(|c| c.is_ascii_digit() || c == '.'),
            "{name}: {version} is a range: name one version"
        );
    }
    let lock = json("ui/package-lock.json");
    let packages = lock["packages"].as_object().unwrap_or_else(|| panic!("no packages in the lock file"));
    let mut looked_at = 0;
    for (path, package) in packages.iter().filter(|(path, _)| !path.is_empty()) {
        let integrity = package["integrity"].as_str().unwrap_or_default();
        // 64 bytes in base 64.
        assert!(
            integrity.strip_prefix("sha512-").is_some_and(|sum| sum.len() == 88),
            "{path}: no SHA-512 of it"
        );
        let address = package["resolved"].as_str().unwrap_or(REGISTRY);
        assert!(address.starts_with(REGISTRY), "{path} comes from {address}");
        assert!(package["link"].is_null(), "{path} is a folder of somebody's machine");
        looked_at += 1;
    }
    assert!(looked_at > 100, "only {looked_at} packages in the lock file");
}

#[test]
fn no_package_runs_a_script_when_it_is_installed() {
    let settings = checkout::read("ui/.npmrc");
    assert!(settings.lines().any(|line| line == "ignore-scripts=true"), "ui/.npmrc:\n{settings}");
    let mut installs = 0;
    for path in checkout::files() {
        let in_scripts =
            path.starts_with("xtask/src") || path.starts_with(".github") || path.starts_with(".ci");
        if !in_scripts {
            continue;
        }
        for (number, line) in (1..).zip(checkout::read(&path).lines()) {
            if line.contains("npm ci") || line.contains("npm install") {
                assert!(line.contains("npm ci --ignore-scripts"), "{}:{number}: {line}", path.display());
                installs += 1;
            }
        }
    }
    assert!(installs >= 2, "the scripts and the workflow install packages");
}

#[test]
fn the_packager_is_of_the_version_of_tauri() {
    let manifest: toml::Table =
        checkout::read("Cargo.lock").parse().unwrap_or_else(|error| panic!("Cargo.lock: {error}"));
    let packages = manifest["package"].as_array().unwrap_or_else(|| panic!("no packages"));
    let tauri = packages.iter().find(|package| package["name"].as_str() == Some("tauri"));
    let tauri = tauri.and_then(|package| package["version"].as_str()).unwrap_or_else(|| panic!("no tauri"));
    let series = |version: &str| version.rsplit_once('.').map(|(series, _)| series.to_owned());
    for (section, name) in [("devDependencies", "@tauri-apps/cli"), ("dependencies", "@tauri-apps/api")] {
        assert_eq!(series(&asked_for(section)[name]), series(tauri), "{name} and tauri {tauri}");
    }
}

#[test]
fn the_release_takes_only_what_is_named_to_the_commit_and_no_more_rights_than_it_needs() {
    let workflows = checkout::files_under(".github/workflows");
    assert!(!workflows.is_empty(), "there is no workflow");
    for path in workflows {
        let text = checkout::read(&path);
        let mut actions = 0;
        for (number, line) in (1..).zip(text.lines()) {
            let place = format!("{}:{number}: {line}", path.display());
            if let Some((_, action)) = line.split_once("uses: ") {
                let (action, version) =
                    action.split_once(" # v").unwrap_or_else(|| panic!("no version: {place}"));
                let commit = action.split_once('@').map(|(_, commit)| commit).unwrap_or_default();
                let is_commit = commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit());
                assert!(is_commit && version.split('.').count() == 3, "{place}");
                assert!(action.starts_with("actions/"), "GitHub's own actions only: {place}");
                actions += 1;
            }
            // What somebody else wrote, such as a tag's name, goes into a script as a variable, never as its text.
            let in_an_expression = line.contains("${{ github.") || line.contains("${{ inputs.");
            let harmless =
                ["group:", "GH_TOKEN:", "GH_REPO:"].iter().any(|name| line.trim().starts_with(name));
            assert!(!in_an_expression || harmless, "{place}");
        }
        assert!(actions > 0, "{}: no action is found", path.display());
        assert!(text.contains("\npermissions: {}\n"), "{}: rights are given job by job", path.display());
        assert_eq!(
            text.matches(": write # ").count(),
            text.matches(": write").count(),
            "each right says why"
        );
        assert_eq!(
            text.matches("uses: actions/checkout@").count(),
            text.matches("persist-credentials: false").count(),
            "{}: no step after the checkout needs its token",
            path.display()
        );
    }
}

#[test]
fn the_packages_bring_what_linux_needs_to_know_a_workspace() {
    let bundle = &json("src-tauri/tauri.conf.json")["bundle"];
    let kind = bundle["fileAssociations"][0]["mimeType"].as_str().unwrap_or_default();
    let described = checkout::read("src-tauri/linux/org.cadre.Cadre.xml");
    assert!(
        described.contains(&format!("<mime-type type=\"{kind}\">")),
        "{kind} is not described:\n{described}"
    );
    assert!(described.contains("<glob pattern=\"*.cadre\"/>"), "{described}");
    let entry = checkout::read("src-tauri/linux/cadre.desktop");
    assert!(entry.contains(" %f\n") && entry.contains("{{mime_type}};"), "it opens no workspace:\n{entry}");
    for packages in ["deb", "rpm"] {
        let packages = &bundle["linux"][packages];
        let brought = packages["files"]["/usr/share/mime/packages/org.cadre.Cadre.xml"].as_str();
        assert_eq!(brought, Some("linux/org.cadre.Cadre.xml"), "{packages}");
        assert_eq!(packages["desktopTemplate"].as_str(), Some("linux/cadre.desktop"), "{packages}");
    }
    // Linux takes the .png, Windows the .ico, macOS the .icns.
    let icons = bundle["icon"].as_array().unwrap_or_else(|| panic!("no icons"));
    for ending in [".png", ".ico", ".icns"] {
        let icon = icons.iter().filter_map(Value::as_str).find(|icon| icon.ends_with(ending));
        let icon = icon.unwrap_or_else(|| panic!("no icon ends with {ending}"));
        assert!(checkout::root().join("src-tauri").join(icon).is_file(), "{icon} is not there");
    }
}

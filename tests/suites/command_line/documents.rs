//! What the documents claim: the README's commands run, the invariants of ARCHITECTURE.md have the tests they name, and
//! every path in a document leads somewhere.

use cadre_tests::{checkout, folder::Folder, program};

const DOCUMENTS: [&str; 6] =
    ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "ui/DEPENDENCIES.md"];

#[test]
fn the_readme_s_commands_run_as_they_stand() {
    let folder = Folder::new();
    let readme = checkout::read("README.md");
    let commands: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("$ cadre ")).collect();
    assert!(commands.len() >= 8, "only {} commands were found", commands.len());
    for command in commands {
        // What stands behind two spaces and # is a remark.
        let command = command.split("  #").next().unwrap_or_default().trim();
        let arguments: Vec<String> = words_of(command);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        if let Some(file) = arguments.iter().find(|argument| argument.ends_with("skills.csv")) {
            folder.write(file, "Person,Forensics,Cloud posture\nAnn Lee,2,3\nBo Li,1,4\n");
        }
        if arguments.contains(&"own.toml") {
            folder.write("own.toml", checkout::read("data/own-editions/example.toml"));
        }
        let _ = program::cadre(folder.path(), &arguments).done();
    }
}

/// Words of a command as a shell takes them, with single and double quotes.
fn words_of(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for character in line.chars() {
        match (character, quote) {
            ('"' | '\'', None) => quote = Some(character),
            (_, Some(open)) if character == open => quote = None,
            (' ', None) => words.push(std::mem::take(&mut word)),
            _ => word.push(character),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    let architecture = checkout::read("ARCHITECTURE.md");
    let invariants = architecture.split("\n## Invariants\n").nth(1).unwrap_or_default();
    let invariants = invariants.split("\n## ").next().unwrap_or_default();
    let entries: Vec<&str> = invariants.split("\n- ").skip(1).collect();
    assert!(entries.len() >= 10, "only {} invariants were found", entries.len());
    for entry in entries {
        let entry = entry.split_whitespace().collect::<Vec<_>>().join(" ");
        let named: Vec<&str> =
            entry.split('`').skip(1).step_by(2).filter(|code| code.contains("::")).collect();
        assert!(!named.is_empty(), "no test is named: {entry}");
        for test in named {
            let (path, name) = test.rsplit_once("::").unwrap_or_default();
            let text = checkout::read(path);
            let is_there = text.contains(&format!("fn {name}(")) || text.contains(&format!("\"{name}\""));
            assert!(is_there, "{path} has no test {name}: {entry}");
        }
    }
}

#[test]
fn every_path_in_a_document_leads_somewhere() {
    for document in DOCUMENTS {
        let text = checkout::read(document);
        for code in text.split('`').skip(1).step_by(2) {
            let path = code.split("::").next().unwrap_or_default();
            let is_path = ["src-tauri/", "ui/", "data/", "tests/", "xtask/", "docs/", ".ci/"]
                .iter()
                .any(|top| path.starts_with(top));
            let is_made = path.starts_with("tests/screenshots") || path.starts_with("ui/dist");
            if is_path && !is_made && !path.contains(['*', ' ', '<', '{', '…']) {
                assert!(checkout::root().join(path).exists(), "{document}: {path}");
            }
        }
    }
}

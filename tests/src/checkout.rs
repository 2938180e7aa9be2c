//! The checkout's own files, for suites that hold its architecture together.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// The text of a file of the checkout.
///
/// # Panics
/// Where it cannot be read.
pub fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file of the checkout, relative to its root, sorted; without what is fetched, built or git's own.
pub fn files() -> Vec<PathBuf> {
    files_under("")
}

/// Every file under a folder of the checkout, relative to the checkout's root, sorted.
///
/// # Panics
/// Where a folder cannot be read.
pub fn files_under(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(folder) = waiting.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() {
                if !FETCHED_OR_BUILT.iter().any(|skipped| name == *skipped) {
                    waiting.push(path);
                }
            } else if let Ok(relative) = path.strip_prefix(root()) {
                found.push(relative.to_path_buf());
            }
        }
    }
    found.sort();
    found
}

/// Folders that are no source of ours.
const FETCHED_OR_BUILT: [&str; 9] =
    [".git", "target", "node_modules", ".venv", "dist", "dist-preview", "gen", "screenshots", "__pycache__"];

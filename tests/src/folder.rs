//! A folder that vanishes when the test is over, with workspaces and files made in it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{self, Answer};

/// The day of every sample made here; fixed, so that a failure can be repeated on another day.
pub const DAY: &str = "2026-06-01";

/// A temporary folder, in which `cadre` is run.
pub struct Folder {
    folder: TempDir,
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

impl Folder {
    /// A new, empty folder.
    ///
    /// # Panics
    /// Where none can be made.
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("cadre-test-").tempdir();
        Self { folder: folder.unwrap_or_else(|error| panic!("no temporary folder: {error}")) }
    }

    /// A new folder with the sample team of [`DAY`] in `t.cadre`.
    pub fn with_sample() -> Self {
        let folder = Self::new();
        let _ = folder.cadre(&format!("init t.cadre --sample --date {DAY}")).done();
        folder
    }

    /// A new folder with an empty workspace in `t.cadre`.
    pub fn with_empty_workspace() -> Self {
        let folder = Self::new();
        let _ = folder.cadre("init t.cadre").done();
        folder
    }

    /// The folder's own path.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The path of a file in it.
    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs `cadre` here; the line is split at spaces.
    pub fn cadre(&self, line: &str) -> Answer {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        program::cadre(self.folder.path(), &arguments)
    }

    /// Writes a file.
    ///
    /// # Panics
    /// Where it cannot be written.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(name);
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Reads a file.
    ///
    /// # Panics
    /// Where it cannot be read.
    pub fn read(&self, name: &str) -> Vec<u8> {
        let path = self.at(name);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Every file here with its bytes.
    ///
    /// # Panics
    /// Where one cannot be read.
    pub fn everything(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.path()).unwrap_or_else(|error| panic!("{error}"));
        entries
            .flatten()
            .filter(|entry| entry.path().is_file())
            .map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                let bytes = self.read(&name);
                (name, bytes)
            })
            .collect()
    }

    /// Names of the files, in whatever folder below, that have a text in them, in whatever case.
    ///
    /// # Panics
    /// Where one cannot be read.
    pub fn files_with(&self, text: &str) -> Vec<String> {
        let text = text.to_lowercase().into_bytes();
        let mut found = Vec::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            let entries =
                fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
            for path in entries.flatten().map(|entry| entry.path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(bytes) = fs::read(&path)
                    && bytes.to_ascii_lowercase().windows(text.len()).any(|window| window == text)
                {
                    found.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
                }
            }
        }
        found.sort();
        found
    }

    /// The complete content of a workspace, as `cadre export` writes it.
    ///
    /// # Panics
    /// Where it cannot be exported.
    pub fn export(&self, workspace: &str) -> Value {
        let text = self.export_text(workspace);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("the export is no JSON: {error}"))
    }

    /// The same, to the byte.
    ///
    /// # Panics
    /// Where it cannot be exported.
    pub fn export_text(&self, workspace: &str) -> String {
        let out = self.at("export-to-compare.json");
        // An export never overwrites by accident; here it is meant.
        let _ = fs::remove_file(&out);
        let _ = self.cadre(&format!("export {workspace} -o export-to-compare.json")).done();
        let text = fs::read_to_string(&out).unwrap_or_else(|error| panic!("{error}"));
        let _ = fs::remove_file(&out);
        text
    }
}

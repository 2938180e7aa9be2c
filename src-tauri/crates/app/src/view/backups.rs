//! Backups: what there is, and what is in one.

use serde::Serialize;

/// The backups of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct BackupsView {
    /// How many there are: "14 backups".
    pub title: String,
    /// Where they are kept.
    pub folder: String,
    /// Which of them are kept, in one sentence.
    pub rule: String,
    /// Each, the latest first.
    pub rows: Vec<BackupRow>,
}

/// One backup in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct BackupRow {
    /// The file's path.
    pub path: String,
    /// When it was made, in words: "Today 10:42".
    pub when: String,
    /// Why: "Before an import".
    pub reason: String,
    /// How large it is: "1.2 MB".
    pub size: String,
    /// Whether it needs a passphrase: that of the workspace when it was made.
    pub encrypted: bool,
}

/// What is in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct BackupPreview {
    /// The workspace's name.
    pub name: String,
    /// "3 teams, 24 people and 1,203 assessments".
    pub holds: String,
    /// The operation done last, and when.
    pub last_change: Option<String>,
    /// What the whole check said, in one sentence.
    pub sound: String,
    /// Whether it is encrypted.
    pub encrypted: bool,
}

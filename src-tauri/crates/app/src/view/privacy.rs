//! What is kept about people: the page about one, what would be erased, how long it is kept, and what a works council is told.

use cadre_core::{PersonId, RetentionSettings};
use serde::{Deserialize, Serialize};

use super::Choice;

/// The Privacy tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PrivacyView {
    /// Everybody of whom something is kept; the removed say so.
    pub people: Vec<Choice>,
    /// How long what is kept.
    pub retention: RetentionView,
    /// What a works council is told.
    pub notice: Vec<PrivacyPart>,
}

/// How long each kind of data is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RetentionView {
    /// Months for each kind.
    pub settings: RetentionSettings,
    /// Each kind, in the order in which they are shown.
    pub kinds: Vec<RetentionKind>,
    /// What is past its time, a sentence each; empty where nothing is.
    pub due: Vec<String>,
}

/// A kind of data of which it can be said how long it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RetentionKind {
    /// The field of the settings.
    pub key: String,
    /// "Notes and evidence".
    pub label: String,
    /// From when the months count, and what goes.
    pub text: String,
    /// Months that Cadre suggests: a suggestion, not a rule of law.
    pub suggested: u32,
}

/// A part of a page: a heading, sentences, and a table where there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PrivacyPart {
    /// The heading.
    pub heading: String,
    /// Sentences.
    pub lines: Vec<String>,
    /// The heads of the table's columns; empty where there is no table.
    pub columns: Vec<String>,
    /// The table's rows, as many cells as there are heads.
    pub rows: Vec<Vec<String>>,
}

/// What is kept about one person, as a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PersonPage {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Each part.
    pub parts: Vec<PrivacyPart>,
}

/// What would be erased, and where else it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ErasureView {
    /// "Erase Noor Rahman for good?".
    pub title: String,
    /// What goes, a sentence each.
    pub lines: Vec<String>,
    /// What confirms it: "Erase Noor Rahman".
    pub confirm: String,
    /// Backups that have something of it.
    pub backups_with: u32,
    /// Backups that have another passphrase, so that nobody can tell.
    pub backups_closed: u32,
}

/// What is done with the backups that have something of what is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum BackupChoice {
    /// They stay as they are.
    Keep,
    /// It is erased from each of them.
    Erase,
}

/// What was erased.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ErasedView {
    /// People.
    pub people: u32,
    /// Assessments.
    pub assessments: u32,
    /// Notes of assessments that stay.
    pub notes: u32,
    /// Pulses.
    pub pulses: u32,
    /// Other places in which a name stood.
    pub mentions: u32,
    /// Whether nothing is left in unused parts of the file; else that is done when it is next opened.
    pub wiped: bool,
    /// Backups from which it was erased.
    pub backups_erased: u32,
    /// Backups that still have something of it, by choice.
    pub backups_kept: u32,
    /// Backups that could not be looked into: they have another passphrase, or are damaged.
    pub backups_closed: u32,
    /// All of it in words.
    pub lines: Vec<String>,
}

//! What was done, and what of it can be taken back.

use cadre_core::{OperationId, PersonId};
use serde::{Deserialize, Serialize};

use super::Choice;

/// Which operations are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct HistoryFilter {
    /// Only those that changed this person or recorded or retracted something about them.
    pub person: Option<PersonId>,
    /// Only those of this kind, e.g. `import`.
    pub kind: Option<String>,
}

/// Operations, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct HistoryView {
    /// "128 operations, 3 of them undone".
    pub title: String,
    /// The operations.
    pub operations: Vec<HistoryRow>,
    /// Whether there are older ones: asked for with the last one's id.
    pub more: bool,
    /// Kinds that the history has, to filter by.
    pub kinds: Vec<Choice>,
    /// People of the workspace, to filter by.
    pub people: Vec<Choice>,
}

/// One operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct HistoryRow {
    /// The operation.
    pub id: OperationId,
    /// The day, in words: "Today", "19 May 2026".
    pub day: String,
    /// The time of the day: "10:42".
    pub time: String,
    /// What was done, in words.
    pub label: String,
    /// The kind in words: "Import".
    pub kind: String,
    /// What it changed, a line each: "Noor Rahman: role, from ML security engineer to LLM security engineer".
    pub changes: Vec<String>,
    /// How many further changes there are.
    pub more_changes: u32,
    /// How it stands.
    pub standing: Standing,
    /// Whether undoing back to it would take anything back: something later still stands.
    pub later_stand: bool,
}

/// How an operation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Done: it can be undone.
    Done,
    /// Undone: it can be done again.
    Undone,
    /// Neither: the first content, or itself an undo or redo.
    Fixed,
}

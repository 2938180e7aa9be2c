//! What a use case says when it cannot do what was asked: a code to branch on, a sentence, a hint and the fields.

use serde::Serialize;

/// A refusal or failure, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[error("{message}")]
pub struct AppError {
    /// What a program branches on.
    pub code: ErrorCode,
    /// What happened, in one sentence.
    pub message: String,
    /// What to do next; empty where there is nothing to do.
    pub hint: String,
    /// Every field or cell that was bad, all at once.
    pub fields: Vec<FieldProblem>,
}

/// One bad field, cell or argument.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct FieldProblem {
    /// Where: `people[3].team`, or `Levels!C7 "Score"`.
    pub place: String,
    /// What was found there.
    pub found: String,
    /// What was expected; empty where what was found says it all.
    pub expected: String,
    /// What is wrong as a whole sentence, which names the field and its value; empty where `found` and `expected` say it.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "specta", specta(optional))]
    pub says: String,
}

/// Codes that the screen, the command line or a script branches on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// No file at the path.
    WorkspaceNotFound,
    /// The file is something else.
    NotAWorkspace,
    /// The file is cut off or damaged.
    WorkspaceDamaged,
    /// The file is encrypted, and no passphrase was given.
    PassphraseNeeded,
    /// The passphrase does not open it.
    WrongPassphrase,
    /// The file was written by a newer version.
    WorkspaceNewer,
    /// Another program is writing to it.
    WorkspaceLocked,
    /// The file may not be written to.
    WorkspaceReadOnly,
    /// There is a file at the path already.
    WorkspaceExists,
    /// No workspace is open in the window.
    NoWorkspace,
    /// A JSON document that is no workspace export, a benchmark edition with a problem, or content that does not hold
    /// together.
    InvalidContent,
    /// A row has changed since the operation that is to be undone.
    Conflict,
    /// Something else refers to what was to be removed.
    InUse,
    /// Nothing to undo or redo.
    NothingToUndo,
    /// No such team.
    UnknownTeam,
    /// No such benchmark edition.
    UnknownBenchmark,
    /// No such person.
    UnknownPerson,
    /// No such competency.
    UnknownCompetency,
    /// An argument outside its range.
    InvalidArgument,
    /// The file is no spreadsheet that Cadre reads, or is too large to be one.
    UnreadableSpreadsheet,
    /// Cells of the spreadsheet are wrong; nothing was imported.
    BadCells,
    /// The spreadsheet has new people and no team for them.
    NeedsTeam,
    /// The whole check of a workspace found something.
    CheckFailed,
    /// Reading or writing a file failed.
    Io,
    /// The disk is full.
    DiskFull,
    /// The solver failed.
    PlanFailed,
    /// No such scenario.
    UnknownScenario,
    /// A report is not what the workspace says.
    ReportDiffers,
    /// The user stopped it.
    Cancelled,
}

impl ErrorCode {
    /// The code as scripts see it: `unknown_team`.
    pub fn as_str(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    }
}

impl AppError {
    /// An error without bad fields.
    pub fn new(code: ErrorCode, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into(), fields: Vec::new() }
    }
}

//! How each crate's errors are told: the code, the sentence and the hint that the screen and the command line show.

use cadre_charts::ChartError;
use cadre_exchange::ExchangeError;
use cadre_report::ReportError;
use cadre_store::{Finding, StoreError};

use crate::error::{AppError, ErrorCode, FieldProblem};

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        let name = |path: &std::path::Path| path.display().to_string();
        match &error {
            StoreError::NotFound { path } => Self::new(
                ErrorCode::WorkspaceNotFound,
                format!("There is no file {}.", name(path)),
                "Check the path, or make a new workspace with `cadre init`.",
            ),
            StoreError::Gone { path } => Self::new(
                ErrorCode::WorkspaceNotFound,
                format!("{} was moved, deleted or replaced while it was open.", name(path)),
                "Nothing was changed. Put the file back, or save a copy of what is open before you close it.",
            ),
            StoreError::NotAWorkspace { path } => Self::new(
                ErrorCode::NotAWorkspace,
                format!("{} is not a Cadre workspace.", name(path)),
                "Choose a file that Cadre made. To bring in a spreadsheet, open a workspace first and import it there.",
            ),
            StoreError::Damaged { detail } => Self::new(
                ErrorCode::WorkspaceDamaged,
                format!("The workspace is damaged: {detail}."),
                "It was not changed. `cadre check` says which backup of it is good, and how to save what can still be read.",
            ),
            StoreError::PassphraseNeeded { path } => Self::new(
                ErrorCode::PassphraseNeeded,
                format!("{} needs a passphrase.", name(path)),
                "It looks encrypted. On the command line give --passphrase-file or CADRE_PASSPHRASE, or type it when asked.",
            ),
            StoreError::WrongPassphrase { path } => Self::new(
                ErrorCode::WrongPassphrase,
                format!("The passphrase does not open {}.", name(path)),
                "Type it again, and mind capitals and the keyboard’s language. If it is certainly right, the file’s first page \
                 is damaged: restore a backup, or try `cadre salvage`.",
            ),
            StoreError::Newer { found, supported } => Self::new(
                ErrorCode::WorkspaceNewer,
                format!(
                    "The workspace was written by a newer Cadre (schema {found}; this one knows up to {supported})."
                ),
                "Update Cadre, then open it again.",
            ),
            StoreError::Locked => Self::new(
                ErrorCode::WorkspaceLocked,
                "Another program is writing to the workspace.",
                "Nothing was changed. Close the other program or wait for it, then try again.",
            ),
            StoreError::ReadOnly => Self::new(
                ErrorCode::WorkspaceReadOnly,
                "The workspace may only be read.",
                "Nothing was changed. Make the file writable, or work on a copy.",
            ),
            StoreError::Exists { path } => Self::new(
                ErrorCode::WorkspaceExists,
                format!("There is a file {} already.", name(path)),
                "Choose another name; Cadre never writes over a file.",
            ),
            StoreError::Invalid { problems } => Self {
                fields: problems
                    .iter()
                    .map(|problem| FieldProblem {
                        place: problem.path.clone(),
                        found: problem.found.clone(),
                        expected: problem.expected.clone(),
                        ..FieldProblem::default()
                    })
                    .collect(),
                ..Self::new(
                    ErrorCode::InvalidContent,
                    "The content does not hold together, so nothing was written.",
                    "Each place that is wrong is listed with what was expected there.",
                )
            },
            StoreError::Conflict { rows, .. } => Self {
                fields: rows
                    .iter()
                    .map(|row| FieldProblem {
                        place: format!("{} {}", row.table, row.row),
                        says: format!("The {} {} was changed later.", row.table, row.row),
                        ..FieldProblem::default()
                    })
                    .collect(),
                ..Self::new(
                    ErrorCode::Conflict,
                    "What the operation changed has been changed again since.",
                    "Nothing was changed. Undo the later changes first.",
                )
            },
            StoreError::InUse { row, by } => Self {
                fields: by
                    .iter()
                    .map(|user| FieldProblem {
                        place: format!("{} {}", user.table, user.row),
                        says: format!(
                            "The {} {} refers to the {} {}.",
                            user.table, user.row, row.table, row.row
                        ),
                        ..FieldProblem::default()
                    })
                    .collect(),
                ..Self::new(
                    ErrorCode::InUse,
                    format!("The {} is in use.", row.table),
                    "Change or remove what refers to it first.",
                )
            },
            StoreError::UnknownRow { row } => Self::new(
                ErrorCode::InvalidArgument,
                format!("There is no {} {} in the workspace.", row.table, row.row),
                "Reload: it may have been removed.",
            ),
            StoreError::NothingToUndo => Self::new(
                ErrorCode::NothingToUndo,
                "There is nothing to undo.",
                "Nothing was done since the workspace was made, or all of it is undone: see the log.",
            ),
            StoreError::NothingToRedo => Self::new(
                ErrorCode::NothingToUndo,
                "There is nothing to redo.",
                "Nothing is undone, or something else was done since: see the log.",
            ),
            StoreError::AlreadyUndone { .. } => Self::new(
                ErrorCode::NothingToUndo,
                "The operation is undone already.",
                "Redo brings it back.",
            ),
            StoreError::NotUndoable { .. } => Self::new(
                ErrorCode::NothingToUndo,
                "The first content of a workspace cannot be undone.",
                "Make a new workspace instead.",
            ),
            StoreError::Erased { .. } => Self::new(
                ErrorCode::NothingToUndo,
                "What the operation did was erased for good, or it is itself an erasure.",
                "It cannot be undone. A backup from before may still have it.",
            ),
            StoreError::Io(source) => Self::new(
                ErrorCode::Io,
                format!("Reading or writing the workspace failed: {source}."),
                "Nothing was changed. Check the disk and the permissions of the folder.",
            ),
            StoreError::DiskFull => Self::new(
                ErrorCode::DiskFull,
                "The disk is full.",
                "Nothing was changed. Make room, then try again.",
            ),
            StoreError::Database(source) => Self::new(
                ErrorCode::Io,
                format!("The database refused: {source}."),
                "Nothing was changed. `cadre check` says whether the workspace is sound.",
            ),
        }
    }
}

impl From<ExchangeError> for AppError {
    fn from(error: ExchangeError) -> Self {
        let unreadable =
            |hint: &str| Self::new(ErrorCode::UnreadableSpreadsheet, format!("{}.", capital(&error)), hint);
        let invalid =
            |hint: &str| Self::new(ErrorCode::InvalidContent, format!("{}.", capital(&error)), hint);
        match &error {
            ExchangeError::Empty => {
                unreadable("Choose a file with at least a header row and one row below it.")
            }
            ExchangeError::NotASpreadsheet { .. } => unreadable("Choose a CSV, XLSX or ODS file."),
            ExchangeError::PasswordProtected => unreadable("Save a copy without a password and import that."),
            ExchangeError::OldExcel => {
                unreadable("Save it as .xlsx in the spreadsheet program and import that.")
            }
            ExchangeError::Damaged { .. } => {
                unreadable("Open it in the spreadsheet program and save it again.")
            }
            ExchangeError::TooLarge { .. } => {
                unreadable("Split the file, or remove what is not about skills.")
            }
            ExchangeError::UnknownSheet { sheets, .. } => {
                unreadable(&format!("Its sheets are: {}.", sheets.join(", ")))
            }
            ExchangeError::NoHeader { .. } => unreadable(
                "Cadre looks for a row that names the columns: a person and skills (one column each, or skill and level), \
                 or a list of people, roles, targets, positions, competencies or answers.",
            ),
            ExchangeError::IncompleteLayout { .. } => unreadable("Say which column it is."),
            ExchangeError::WrongKind => unreadable("Say again what a row of the table is."),
            ExchangeError::Cancelled => Self::new(ErrorCode::Cancelled, "Stopped; nothing was changed.", ""),
            ExchangeError::NotAnExport { .. } => {
                invalid("Choose a file that `cadre export` wrote with -o NAME.json.")
            }
            ExchangeError::UnknownVersion { .. } => invalid("Update Cadre, then try again."),
            ExchangeError::WrongValues(faults) => Self {
                fields: faults
                    .iter()
                    .map(|fault| FieldProblem {
                        place: format!("{} (line {})", fault.path, fault.line),
                        found: String::new(),
                        expected: fault.expected.clone(),
                        ..FieldProblem::default()
                    })
                    .collect(),
                ..Self::new(
                    ErrorCode::InvalidContent,
                    "The export has values that a workspace cannot hold.",
                    "Nothing was made. Each place that is wrong is listed.",
                )
            },
            ExchangeError::Write(_) => Self::new(ErrorCode::Io, format!("{}.", capital(&error)), ""),
        }
    }
}

impl From<ChartError> for AppError {
    fn from(error: ChartError) -> Self {
        Self::new(ErrorCode::Io, format!("The chart could not be drawn: {error}."), "")
    }
}

impl From<ReportError> for AppError {
    fn from(error: ReportError) -> Self {
        let hint = match &error {
            ReportError::Logo { .. } => "Remove the logo on the Report screen, or choose another.",
            _ => "Nothing was written. It is a mistake of Cadre’s: please report it.",
        };
        Self::new(ErrorCode::Io, format!("{}.", crate::words::sentence_case(&error.to_string())), hint)
    }
}

/// A file that could not be read or written.
pub fn file_error(path: &std::path::Path, error: &std::io::Error) -> AppError {
    if error.kind() == std::io::ErrorKind::StorageFull {
        return AppError::new(ErrorCode::DiskFull, "The disk is full.", "Make room, then try again.");
    }
    AppError::new(
        ErrorCode::Io,
        format!("{}: {error}.", path.display()),
        "Check that the file is there, and that the folder may be read and written.",
    )
}

fn capital(error: &ExchangeError) -> String {
    crate::words::sentence_case(&error.to_string())
}

/// What the check of a workspace found, as the error that says so.
pub fn check_failed(findings: &[Finding], hint: &str) -> AppError {
    AppError {
        fields: findings
            .iter()
            .map(|finding| FieldProblem {
                place: finding.subject.clone(),
                found: finding.detail.clone(),
                expected: "a sound workspace".to_owned(),
                ..FieldProblem::default()
            })
            .collect(),
        ..AppError::new(
            ErrorCode::CheckFailed,
            format!(
                "The check found {}.",
                crate::words::counted(findings.len() as u32, "problem", "problems")
            ),
            hint,
        )
    }
}

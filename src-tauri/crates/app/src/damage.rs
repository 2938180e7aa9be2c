//! What is wrong with a workspace's file, what to do next, and what can be saved of it.

use std::path::Path;

use cadre_core::Content;
use cadre_exchange::document;
use cadre_store::{Finding, HashFound, Loss};
use serde::Serialize;

use crate::{
    backups::{Opening, newest_sound_backup},
    error::{AppError, ErrorCode},
    files::write_file,
    words,
    workspace::{Moment, Workspace},
};

/// What the whole check of a workspace's file came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// Whether nothing is wrong.
    pub ok: bool,
    /// Everything that is wrong.
    pub findings: Vec<Finding>,
    /// The hash of the last operation, which is that of all before it; `None` where the file does not open.
    pub head: Option<String>,
    /// How many operations there are.
    pub operations: u32,
    /// What was looked at, in sentences; or, where something is wrong, what to do next.
    pub says: Vec<String>,
}

/// Checks the whole of a workspace's file. Of a damaged one, all that its pages tell. With `head`, the hash of an operation as an
/// audit trail tells it, also whether that operation is still there: a log that was made anew has other hashes.
///
/// # Errors
/// The file is no workspace, cannot be opened, or is damaged so that not even its pages can be looked through.
pub fn check_file(
    path: &Path,
    opening: Opening<'_>,
    head: Option<&str>,
    moment: Moment,
) -> Result<CheckReport, AppError> {
    let workspace = match Workspace::open(path, opening, moment) {
        Err(error) if error.code == ErrorCode::WorkspaceDamaged => {
            let findings =
                cadre_store::Workspace::damage(path, opening.passphrase).map_err(|_| error.clone());
            return match findings {
                Ok(findings) if !findings.is_empty() => Ok(CheckReport {
                    ok: false,
                    findings,
                    head: None,
                    operations: 0,
                    says: what_next(path, opening, moment),
                }),
                // Damage that keeps even the pages from being looked through.
                _ => Err(AppError { hint: what_next(path, opening, moment).join(" "), ..error }),
            };
        }
        opened => opened?,
    };
    let mut findings = workspace.check()?;
    let known = head.map(|hash| workspace.store.find_hash(hash)).transpose()?;
    if let (Some(hash), Some(HashFound::Nowhere { last_erasure })) = (head, known) {
        let why = match last_erasure {
            None => "the log was cut or made anew since it was noted".to_owned(),
            Some(at) => format!(
                "it was noted before the erasure of {}, which made the log anew, or the log was cut or made anew otherwise",
                words::when(at, moment.today)
            ),
        };
        let detail = format!("no operation has the hash {hash}: {why}");
        findings.push(Finding { code: "head", subject: "log".to_owned(), detail });
    }
    let last = workspace.operations(1)?.pop();
    let operations = workspace.store.log_size()?.operations;
    let ok = findings.is_empty();
    Ok(CheckReport {
        ok,
        findings,
        says: if ok {
            checked(workspace.store.passphrase().is_some(), operations, known, moment)
        } else {
            what_next(path, opening, moment)
        },
        head: last.and_then(|operation| operation.hash),
        operations,
    })
}

/// What a check that found nothing has looked at.
fn checked(encrypted: bool, operations: u32, head: Option<HashFound>, moment: Moment) -> Vec<String> {
    let pages = if encrypted { "Every page and its seal" } else { "Every page" };
    let chain = words::counted(operations, "operation", "operations");
    let mut says = vec![
        format!("{pages}, every index and every reference hold together."),
        format!("The log is a whole chain of {chain}, and every row is as its last operation left it."),
        "Everything keeps the rules that new content is held to.".to_owned(),
    ];
    says.extend(match head {
        Some(HashFound::InChain) => {
            Some("The hash that was given is in the chain: nothing up to it was changed since.".to_owned())
        }
        Some(HashFound::HeadBeforeErasure(at)) => Some(format!(
            "The hash that was given was at the head of the log until the erasure of {}, which made the chain anew.",
            words::when(at, moment.today)
        )),
        Some(HashFound::Nowhere { .. }) | None => None,
    });
    says
}

/// What to do with a damaged workspace, in sentences.
pub(crate) fn what_next(path: &Path, opening: Opening<'_>, moment: Moment) -> Vec<String> {
    let workspace = path.display();
    let backup = match newest_sound_backup(path, opening, moment) {
        Ok(backup) => format!(
            "The newest good backup is of {}: {}. `cadre restore --latest {workspace}` puts it in the place of the damaged \
             file, which is set aside.",
            words::when(backup.at, moment.today),
            backup.path.display()
        ),
        Err(_) => "There is no backup of it that opens and is sound.".to_owned(),
    };
    vec![
        "The file was not changed. Keep it as it is.".to_owned(),
        backup,
        format!(
            "`cadre salvage {workspace} -o saved.json` saves what can still be read of the damaged file."
        ),
    ]
}

/// What was saved of a damaged workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Salvage {
    content: Content,
    encrypted: bool,
    /// A line for each kind of what a workspace holds.
    pub lines: Vec<SalvageLine>,
    /// What else there is to know of it, in sentences.
    pub says: Vec<String>,
}

/// What was saved of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SalvageLine {
    /// Which, in words: "People".
    pub kind: &'static str,
    /// How many were saved.
    pub saved: u32,
    /// How many are certainly missing.
    pub missing_at_least: u32,
    /// How many can be missing at most; `None` where nothing tells.
    pub missing_at_most: Option<u32>,
    /// How many stand in the place of lost ones.
    pub stand_ins: u32,
    /// How many are missing, in words: "none", "3", "at least 2", "up to 5", "not known".
    pub missing: String,
}

/// Reads what can be read of a damaged workspace, which is not changed.
///
/// # Errors
/// Nothing of a workspace is found in the file, or its passphrase is missing or another one.
pub fn salvage(path: &Path, opening: Opening<'_>, moment: Moment) -> Result<Salvage, AppError> {
    let saved = cadre_store::salvage(path, opening.passphrase, moment.now)?;
    let mut says = vec!["The damaged file was not changed.".to_owned()];
    if saved.losses.iter().any(|loss| loss.stood_in > 0) {
        says.push(
            "What belonged to something lost stands under a name that begins with “Lost”: rename it, or remove it.".to_owned(),
        );
    }
    if saved.altered > 0 {
        says.push(format!(
            "{} not what {} when recorded: look over {} in the history.",
            words::counted(saved.altered, "operation is", "operations are"),
            words::verb(saved.altered, "it was", "they were"),
            words::verb(saved.altered, "it", "them"),
        ));
    }
    Ok(Salvage {
        content: saved.content,
        encrypted: saved.encrypted,
        lines: saved.losses.iter().map(line).collect(),
        says,
    })
}

fn line(loss: &Loss) -> SalvageLine {
    SalvageLine {
        kind: match loss.table {
            "setting" => "Settings",
            "area" => "Areas",
            "competency" => "Competencies",
            "team" => "Teams",
            "role" => "Roles",
            "target" => "Targets",
            "person" => "People",
            "position" => "Positions",
            "assessment" => "Assessments",
            "retraction" => "Retractions",
            "pulse" => "Pulses",
            "benchmark" => "Own benchmark editions",
            "training_item" => "Training items",
            "scenario" => "Scenarios",
            "report" => "Report settings",
            "report_logo" => "Report logo",
            "operation" => "Operations",
            _ => "Changes in the log",
        },
        saved: loss.kept,
        missing_at_least: loss.at_least,
        missing_at_most: loss.at_most,
        stand_ins: loss.stood_in,
        missing: missing(loss.at_least, loss.at_most),
    }
}

fn missing(least: u32, most: Option<u32>) -> String {
    match (least, most) {
        (0, Some(0)) => "none".to_owned(),
        (least, Some(most)) if least == most => words::thousands(most),
        (0, Some(most)) => format!("up to {}", words::thousands(most)),
        (least, Some(most)) => format!("{} to {}", words::thousands(least), words::thousands(most)),
        (0, None) => "not known".to_owned(),
        (least, None) => format!("at least {}", words::thousands(least)),
    }
}

impl Salvage {
    /// Writes what was saved as a JSON export, or as a new workspace where the name ends in `.cadre`, encrypted as the damaged one
    /// is. There must be no file of that name.
    ///
    /// # Errors
    /// There is one; the name has another ending; the file cannot be written. Then nothing is made.
    pub fn write(&mut self, to: &Path, opening: Opening<'_>) -> Result<(), AppError> {
        if to.symlink_metadata().is_ok() {
            return Err(cadre_store::StoreError::Exists { path: to.to_owned() }.into());
        }
        match to.extension().map(|extension| extension.to_string_lossy().to_lowercase()).as_deref() {
            Some("json") => {
                write_file(to, document::to_json(&self.content)?.as_bytes())?;
                if self.encrypted {
                    self.says.push(
                        "The export is not encrypted: who can read the file can read it all.".to_owned(),
                    );
                }
                Ok(())
            }
            Some("cadre") => {
                let passphrase = opening.passphrase.filter(|_| self.encrypted);
                cadre_store::Workspace::create(to, &self.content, passphrase)?;
                Ok(())
            }
            _ => Err(AppError::new(
                ErrorCode::InvalidArgument,
                format!("{} does not end in json or cadre.", to.display()),
                "The ending of the file’s name says what is written.",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    //! How many are missing, in words.

    use super::missing;

    #[test]
    fn in_words() {
        for (least, most, words) in [
            (0, Some(0), "none"),
            (3, Some(3), "3"),
            (0, Some(1_200), "up to 1,200"),
            (2, Some(5), "2 to 5"),
            (0, None, "not known"),
            (4, None, "at least 4"),
        ] {
            assert_eq!(missing(least, most), words);
        }
    }
}

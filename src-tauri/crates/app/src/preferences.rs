//! What this machine is set to, whichever workspace is open: kept in a file of the program's own folder, which anybody who can
//! read that folder can read, so that nothing of a workspace is in it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::{
    error::{AppError, ErrorCode, FieldProblem},
    files::write_file,
    refusal::file_error,
};

/// Minutes without activity after which a workspace can be locked; 0 stands for never.
pub const LOCK_AFTER: [u32; 4] = [0, 5, 15, 60];

/// What this machine is set to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Preferences {
    /// Minutes without activity after which an encrypted workspace is locked; 0 for never. One of [`LOCK_AFTER`].
    pub lock_after: u32,
    /// Whether an encrypted workspace is locked when the machine goes to sleep.
    pub lock_on_suspend: bool,
}

/// The file as it may be: another version may have written it.
#[derive(Default, Deserialize)]
struct Kept {
    lock_after: Option<u32>,
    lock_on_suspend: Option<bool>,
}

impl Default for Preferences {
    /// Whoever gives a workspace a passphrase does not mean it to stand open on a desk.
    fn default() -> Self {
        Self { lock_after: 15, lock_on_suspend: true }
    }
}

impl Preferences {
    fn file(folder: &Path) -> PathBuf {
        folder.join("preferences.json")
    }

    /// The preferences kept in a folder. Those that are missing, cannot be read or are out of range are as they were shipped.
    pub fn in_folder(folder: &Path) -> Self {
        let kept: Kept = std::fs::read(Self::file(folder))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let shipped = Self::default();
        Self {
            lock_after: kept
                .lock_after
                .filter(|after| LOCK_AFTER.contains(after))
                .unwrap_or(shipped.lock_after),
            lock_on_suspend: kept.lock_on_suspend.unwrap_or(shipped.lock_on_suspend),
        }
    }

    /// Keeps them in a folder.
    ///
    /// # Errors
    /// A time that is no choice; the file cannot be written.
    pub fn keep(&self, folder: &Path) -> Result<(), AppError> {
        if !LOCK_AFTER.contains(&self.lock_after) {
            return Err(AppError {
                fields: vec![FieldProblem {
                    place: "lock_after".to_owned(),
                    found: self.lock_after.to_string(),
                    expected: "0, 5, 15 or 60 minutes".to_owned(),
                    ..FieldProblem::default()
                }],
                ..AppError::new(
                    ErrorCode::InvalidArgument,
                    "This is no time after which a workspace can be locked.",
                    "Choose one of the list.",
                )
            });
        }
        let file = Self::file(folder);
        let json = serde_json::to_vec_pretty(self)
            .map_err(|error| file_error(&file, &std::io::Error::other(error)))?;
        write_file(&file, &json)
    }
}

#[cfg(test)]
mod tests {
    //! What is kept comes back, and what is not understood does no harm.

    use super::*;

    #[test]
    fn they_are_kept_and_a_file_that_is_not_understood_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let read = || Preferences::in_folder(folder.path());
        assert_eq!(read(), Preferences { lock_after: 15, lock_on_suspend: true });
        let chosen = Preferences { lock_after: 60, lock_on_suspend: false };
        chosen.keep(folder.path()).unwrap();
        assert_eq!(read(), chosen);
        assert!(Preferences { lock_after: 7, ..chosen.clone() }.keep(folder.path()).is_err());
        assert_eq!(read(), chosen);

        let file = folder.path().join("preferences.json");
        let cases = [
            ("", Preferences::default()),
            ("[1]", Preferences::default()),
            (
                r#"{"lock_after":7,"lock_on_suspend":false}"#,
                Preferences { lock_after: 15, lock_on_suspend: false },
            ),
            // What another version keeps beside is left alone, and what it lacks is as shipped.
            (r#"{"lock_after":0,"colour":"blue"}"#, Preferences { lock_after: 0, lock_on_suspend: true }),
        ];
        for (text, expected) in cases {
            std::fs::write(&file, text).unwrap();
            assert_eq!(read(), expected, "{text}");
        }
    }
}

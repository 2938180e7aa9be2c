//! A folder, shown in the system's own program for folders. The web view names none: it can only ask for one that was written to.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use cadre_app::{AppError, ErrorCode};

/// The program that opens a folder as the user would.
const OPENER: &str = if cfg!(windows) {
    "explorer"
} else if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

/// Shows a folder.
pub(crate) fn show(folder: &Path) -> Result<(), AppError> {
    let quiet = Stdio::null;
    let opened = Command::new(OPENER).arg(folder).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
    match opened {
        Ok(mut program) => {
            // It is waited for elsewhere, so that nothing is left of it. What it answers says nothing: some answer 1 for yes.
            std::thread::spawn(move || program.wait());
            Ok(())
        }
        Err(error) => Err(AppError::new(
            ErrorCode::Io,
            format!("The folder could not be shown: {error}."),
            format!("The report is in {}.", folder.display()),
        )),
    }
}

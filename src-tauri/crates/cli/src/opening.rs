//! How a workspace is opened from the command line: where the passphrase comes from, and where backups go.

use std::{
    env,
    io::{IsTerminal as _, Write as _},
    path::{Path, PathBuf},
};

use cadre_app::{
    AppError, Backups, BackupsView, Beginning, ErrorCode, Moment, Opening, Passphrase, Workspace,
    data_folder, file_error, warnings,
};

/// Holds the passphrase where no file is named.
const PASSPHRASE: &str = "CADRE_PASSPHRASE";
/// Holds the new passphrase where no file is named.
const NEW_PASSPHRASE: &str = "CADRE_NEW_PASSPHRASE";

/// What every workspace of one run is opened with.
pub(crate) struct Access {
    passphrase: Option<Passphrase>,
    backups: Option<Backups>,
    pub(crate) moment: Moment,
}

impl Access {
    /// With the passphrase of a file, or of the environment.
    pub(crate) fn new(file: Option<&Path>, moment: Moment) -> Result<Self, AppError> {
        Ok(Self {
            passphrase: given(file, PASSPHRASE)?,
            backups: data_folder().map(|folder| Backups::in_folder(&folder)),
            moment,
        })
    }

    /// What a workspace is opened with.
    pub(crate) fn opening(&self) -> Opening<'_> {
        Opening { passphrase: self.passphrase.as_ref(), backups: self.backups.as_ref() }
    }

    /// Opens a workspace; asks for its passphrase where one is needed, none is given, and somebody is there to ask.
    pub(crate) fn open(&self, path: &Path) -> Result<Workspace, AppError> {
        self.with_passphrase(path, |opening| Workspace::open(path, opening, self.moment))
    }

    /// Does something with the passphrase of the file at `path`, asked for likewise.
    pub(crate) fn with_passphrase<T>(
        &self,
        path: &Path,
        act: impl Fn(Opening<'_>) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let refused = match act(self.opening()) {
            Err(error) if error.code == ErrorCode::PassphraseNeeded => error,
            done => return done,
        };
        match asked(&format!("Passphrase of {}: ", path.display()))? {
            None => Err(refused),
            passphrase => act(Opening { passphrase: passphrase.as_ref(), ..self.opening() }),
        }
    }

    /// Makes a new workspace, encrypted where that is wanted.
    pub(crate) fn create(
        &self,
        path: &Path,
        beginning: &Beginning,
        encrypt: bool,
    ) -> Result<Workspace, AppError> {
        let typed = match (encrypt, &self.passphrase) {
            (true, None) => Some(asked_twice()?.ok_or_else(none_given)?),
            (true, given) => given.clone(),
            (false, _) => None,
        };
        let opening = Opening { passphrase: typed.as_ref(), ..self.opening() };
        Workspace::create(path, beginning, opening, self.moment)
    }

    /// The passphrase that a workspace is to have from now on.
    pub(crate) fn new_passphrase(file: Option<&Path>) -> Result<Passphrase, AppError> {
        match given(file, NEW_PASSPHRASE)? {
            Some(passphrase) => Ok(passphrase),
            None => asked_twice()?.ok_or_else(none_given),
        }
    }

    /// Says on standard error why the place of a workspace is a risk, where it is one.
    pub(crate) fn warn(workspace: &Path) {
        for warning in warnings(workspace) {
            // Where even standard error is gone there is nobody to tell.
            let _told = writeln!(std::io::stderr(), "warning: {warning}");
        }
    }

    /// The backups that were made of a workspace, the latest first.
    pub(crate) fn backups_of(&self, workspace: &Path) -> BackupsView {
        let view = |backups: &Backups| backups.view(workspace, self.moment);
        self.backups.as_ref().map(view).unwrap_or_default()
    }

    /// Removes the backups of a workspace that are not encrypted; gives how many there were.
    pub(crate) fn remove_plain_backups(&self, workspace: &Path) -> Result<u32, AppError> {
        self.backups.as_ref().map_or(Ok(0), |backups| backups.remove_unencrypted(workspace))
    }

    /// Makes the day's backup of a workspace that was changed, if it has none yet. The change is done: that its backup failed
    /// is told, and is no failure of the command.
    pub(crate) fn changed(&self, workspace: &Workspace) {
        if let Some(Err(error)) = workspace.due_backup(self.moment).map(|due| due.make()) {
            // Where even standard error is gone there is nobody to tell.
            let _told = writeln!(std::io::stderr(), "warning: {} {}", error.message, error.hint);
        }
    }
}

/// A passphrase from a file, or from a variable of the environment.
fn given(file: Option<&Path>, variable: &str) -> Result<Option<Passphrase>, AppError> {
    let Some(file) = file else {
        return Ok(env::var(variable).ok().and_then(|text| Passphrase::new(&text)));
    };
    let text = std::fs::read_to_string(file).map_err(|error| file_error(file, &error))?;
    // An editor ends a line; a passphrase does not.
    let text = text.strip_suffix('\n').unwrap_or(&text);
    match Passphrase::new(text.strip_suffix('\r').unwrap_or(text)) {
        None => Err(AppError::new(
            ErrorCode::PassphraseNeeded,
            format!("{} is empty, so it holds no passphrase.", file.display()),
            "Write the passphrase into it, in one line.",
        )),
        passphrase => Ok(passphrase),
    }
}

/// Asks on the terminal, without showing what is typed; `None` where there is no terminal, or nothing is typed.
fn asked(question: &str) -> Result<Option<Passphrase>, AppError> {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Ok(None);
    }
    let typed = rpassword::prompt_password(question)
        .map_err(|error| file_error(&PathBuf::from("the terminal"), &error))?;
    Ok(Passphrase::new(&typed))
}

fn asked_twice() -> Result<Option<Passphrase>, AppError> {
    let Some(first) = asked("New passphrase: ")? else { return Ok(None) };
    if asked("The same again: ")?.as_ref() == Some(&first) {
        return Ok(Some(first));
    }
    Err(AppError::new(
        ErrorCode::WrongPassphrase,
        "The two passphrases are not the same.",
        "Nothing was changed. Try again.",
    ))
}

fn none_given() -> AppError {
    AppError::new(
        ErrorCode::PassphraseNeeded,
        "No new passphrase was given.",
        "Type it when asked, or give it in a file or a variable of the environment: see --help.",
    )
}

//! The passphrase of the open workspace, where it is kept, and when the workspace is locked.

use cadre_app::{
    AppError, BackupRow, ErrorCode, FieldProblem, Preferences, Strength, WorkspaceView, proposed_passphrase,
    strength,
};
use serde::Serialize;
use tauri::State;

use super::Answer;
use crate::{keychain::KeychainView, shell::Shell, typed::TypedPassphrase};

/// How the open workspace is kept.
#[derive(Clone, Debug, Serialize, specta::Type)]
pub struct SecurityView {
    /// Whether it has a passphrase.
    pub encrypted: bool,
    /// Its backups that anybody can read.
    pub plain_backups: Vec<BackupRow>,
    /// Whether its passphrase can be kept on this machine, and is.
    pub keychain: KeychainView,
    /// When this machine locks it.
    pub preferences: Preferences,
    /// The choices of the time after which it is locked, in minutes.
    pub lock_after: Vec<u32>,
}

/// How the open workspace is kept.
#[tauri::command(async)]
#[specta::specta]
pub fn security(shell: State<'_, Shell>) -> Answer<SecurityView> {
    let (encrypted, path, plain_backups) = shell.read(|workspace, moment| {
        let path = workspace.path().to_owned();
        let plain = shell.backups().unencrypted_rows(&path, moment);
        Ok((workspace.is_encrypted(), path, plain))
    })?;
    Ok(SecurityView {
        encrypted,
        plain_backups,
        keychain: shell.keychain().view(&path),
        preferences: shell.preferences(),
        lock_after: cadre_app::LOCK_AFTER.to_vec(),
    })
}

/// How well a passphrase would keep a file; `None` where nothing is typed. `name` is what the workspace is called.
#[tauri::command(async)]
#[specta::specta]
pub fn passphrase_strength(passphrase: TypedPassphrase, name: String) -> Answer<Option<Strength>> {
    let known: Vec<&str> = std::iter::once(name.as_str()).chain(name.split_whitespace()).collect();
    Ok(passphrase.get().map(|passphrase| strength(passphrase, &known)))
}

/// A passphrase of words drawn at random.
#[tauri::command(async)]
#[specta::specta]
pub fn propose_passphrase() -> Answer<String> {
    Ok(proposed_passphrase()?.to_string())
}

/// Gives the open workspace a passphrase, another one, or with `None` none; `current` is the one that it has. Once it is
/// encrypted, `remove_backups` removes the backups that anybody can read.
#[tauri::command(async)]
#[specta::specta]
pub fn set_passphrase(
    shell: State<'_, Shell>,
    current: Option<TypedPassphrase>,
    passphrase: Option<TypedPassphrase>,
    remove_backups: bool,
) -> Answer<WorkspaceView> {
    let [current, passphrase] =
        [&current, &passphrase].map(|typed| typed.as_ref().and_then(TypedPassphrase::get));
    let (view, path) = shell.hold_open(|workspace, moment| {
        if !workspace.opens_with(current) {
            return Err(wrong_current());
        }
        let path = workspace.path().to_owned();
        let was_kept = shell.keychain().passphrase(&path).is_some();
        let changed = workspace.set_passphrase(passphrase, moment);
        // Whatever became of its backup: the keychain has what opens the workspace, and the list of recent ones no name of an
        // encrypted one.
        match workspace.passphrase() {
            Some(now) if was_kept => shell.keychain().keep(&path, now)?,
            None if was_kept => shell.keychain().forget(&path)?,
            _ => {}
        }
        shell.recents().remember(workspace.as_recent(moment), moment)?;
        changed?;
        Ok((workspace.view(moment)?, path))
    })?;
    if remove_backups && view.encrypted {
        shell.backups().remove_unencrypted(&path)?;
    }
    Ok(view)
}

/// Puts the passphrase of the open workspace into the keychain, or takes it out.
#[tauri::command(async)]
#[specta::specta]
pub fn keep_passphrase(shell: State<'_, Shell>, keep: bool) -> Answer<()> {
    shell.read(|workspace, _| match workspace.passphrase() {
        Some(passphrase) if keep => shell.keychain().keep(workspace.path(), passphrase),
        _ => shell.keychain().forget(workspace.path()),
    })
}

/// Removes the backups of the open workspace that anybody can read; gives how many there were.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_plain_backups(shell: State<'_, Shell>) -> Answer<u32> {
    let path = shell.read(|workspace, _| Ok(workspace.path().to_owned()))?;
    shell.backups().remove_unencrypted(&path)
}

/// Sets when this machine locks a workspace.
#[tauri::command(async)]
#[specta::specta]
pub fn save_preferences(shell: State<'_, Shell>, preferences: Preferences) -> Answer<()> {
    shell.prefer(preferences)
}

fn wrong_current() -> AppError {
    AppError {
        fields: vec![FieldProblem {
            place: "current".to_owned(),
            says: "This is not the passphrase of the workspace. Type it again, and mind capitals and the keyboard’s \
                   language."
                .to_owned(),
            ..FieldProblem::default()
        }],
        ..AppError::new(
            ErrorCode::WrongPassphrase,
            "This is not the passphrase of the workspace.",
            "Nothing was changed.",
        )
    }
}

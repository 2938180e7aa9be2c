//! The commands of privacy: what is kept about a person, erasing them, how long what is kept, the page for works councils.

use cadre_app::{
    BackupChoice, ErasedView, ErasureView, PersonId, PersonPage, PrivacyView, RetentionSettings, Workspace,
    WorkspaceView,
};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, State};

use super::{Answer, save};
use crate::shell::Shell;

/// The workspace after something was erased.
#[derive(Clone, Debug, Serialize, specta::Type)]
pub struct AfterErasing {
    /// The workspace.
    pub workspace: WorkspaceView,
    /// What was erased.
    pub erased: ErasedView,
}

/// What a page about privacy is written as.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, specta::Type)]
#[serde(rename_all = "lowercase")]
pub enum PageFormat {
    /// A page for every browser, and for print.
    Html,
    /// Data; of a person only.
    Json,
    /// Pages for print; of the notice only.
    Pdf,
}

/// The Privacy tab.
#[tauri::command(async)]
#[specta::specta]
pub fn privacy(shell: State<'_, Shell>) -> Answer<PrivacyView> {
    shell.read(Workspace::privacy_view)
}

/// Everything that is kept about a person.
#[tauri::command(async)]
#[specta::specta]
pub fn person_page(shell: State<'_, Shell>, person: PersonId) -> Answer<PersonPage> {
    shell.read(|workspace, moment| workspace.person_page(person, moment))
}

/// Asks where to, and writes everything that is kept about a person; gives the path.
#[tauri::command(async)]
#[specta::specta]
pub fn save_person_page(
    app: AppHandle,
    shell: State<'_, Shell>,
    person: PersonId,
    format: PageFormat,
) -> Answer<Option<String>> {
    let (name, bytes) = shell.read(|workspace, moment| match format {
        PageFormat::Json => workspace.person_json(person, moment),
        PageFormat::Html | PageFormat::Pdf => workspace.person_html(person, moment),
    })?;
    save(&app, "Save what is kept about a person", &name, &bytes)
}

/// What would go with a person.
#[tauri::command(async)]
#[specta::specta]
pub fn person_erasure(shell: State<'_, Shell>, person: PersonId) -> Answer<ErasureView> {
    shell.read(|workspace, _| workspace.person_erasure(person))
}

/// Erases a person for good.
#[tauri::command(async)]
#[specta::specta]
pub fn erase_person(
    app: AppHandle,
    shell: State<'_, Shell>,
    person: PersonId,
    spellings: Vec<String>,
    backups: BackupChoice,
) -> Answer<AfterErasing> {
    let mut told = None;
    let workspace = shell.change(&app, |workspace, moment| {
        let written = workspace.erase_person(person, &spellings, backups, moment)?;
        told = Some(written.value);
        Ok(written.touched)
    })?;
    Ok(AfterErasing { workspace, erased: told.unwrap_or_default() })
}

/// Sets how long what is kept.
#[tauri::command(async)]
#[specta::specta]
pub fn set_retention(
    app: AppHandle,
    shell: State<'_, Shell>,
    retention: RetentionSettings,
) -> Answer<WorkspaceView> {
    shell.change(&app, |workspace, moment| workspace.set_retention(&retention, moment))
}

/// What would go of what is past its time.
#[tauri::command(async)]
#[specta::specta]
pub fn due_erasure(shell: State<'_, Shell>) -> Answer<ErasureView> {
    shell.read(Workspace::due_erasure)
}

/// Erases what is past its time.
#[tauri::command(async)]
#[specta::specta]
pub fn erase_due(app: AppHandle, shell: State<'_, Shell>, backups: BackupChoice) -> Answer<AfterErasing> {
    let mut told = None;
    let workspace = shell.change(&app, |workspace, moment| {
        let written = workspace.erase_due(backups, moment)?;
        told = Some(written.value);
        Ok(written.touched)
    })?;
    Ok(AfterErasing { workspace, erased: told.unwrap_or_default() })
}

/// Asks where to, and writes the page for works councils; gives the path.
#[tauri::command(async)]
#[specta::specta]
pub fn save_privacy_notice(
    app: AppHandle,
    shell: State<'_, Shell>,
    format: PageFormat,
) -> Answer<Option<String>> {
    let is_pdf = matches!(format, PageFormat::Pdf);
    let bytes = shell.read(|workspace, moment| workspace.privacy_notice_file(is_pdf, moment))?;
    let name = if is_pdf { "privacy.pdf" } else { "privacy.html" };
    save(&app, "Save the page for works councils", name, &bytes)
}

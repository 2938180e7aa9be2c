//! Erasing for good, in the workspace and on choice in its backups.
//!
//! A backup is never written to: it is erased from a copy, which is checked and takes the place of the backup. One that another
//! passphrase opens cannot be looked into, and is counted.

use std::{
    fs::{self, File},
    path::Path,
};

use cadre_core::PersonId;
use cadre_store::{Erased, Erasure, Passphrase, Written};
use chrono::{DateTime, Utc};
use tempfile::TempDir;

use super::of_person;
use crate::{
    backups::BackupReason,
    error::AppError,
    refusal::{check_failed, file_error},
    view::{BackupChoice, ErasedView, ErasureView},
    words,
    workspace::{Moment, Workspace},
};

/// What a backup has of what is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holding {
    Something,
    Nothing,
    /// It cannot be looked into.
    Closed,
}

impl Holding {
    /// Whether it has something; `None` where nobody can tell.
    pub(super) const fn known(self) -> Option<bool> {
        match self {
            Self::Something => Some(true),
            Self::Nothing => Some(false),
            Self::Closed => None,
        }
    }
}

/// A backup's copy, open; the folder goes with it.
struct Copied {
    copy: cadre_store::Workspace,
    folder: TempDir,
}

/// The name of a backup's copy.
const COPY: &str = "copy.cadre";

impl Copied {
    /// Beside the backup, so that it can take its place, and nothing of it gets into a folder that others read.
    fn of(backup: &Path, passphrase: Option<&Passphrase>) -> Result<Self, AppError> {
        let beside = backup.parent().unwrap_or_else(|| Path::new("."));
        let folder = tempfile::tempdir_in(beside).map_err(|error| file_error(beside, &error))?;
        let path = folder.path().join(COPY);
        cadre_store::restore(backup, passphrase, &path)?;
        Ok(Self { copy: cadre_store::Workspace::open(&path, passphrase)?, folder })
    }

    /// Erases, and takes the place of the backup.
    fn erase(mut self, erasure: &Erasure, at: DateTime<Utc>, backup: &Path) -> Result<(), AppError> {
        self.copy.erase(erasure, at)?;
        let findings = self.copy.check()?;
        if !findings.is_empty() {
            return Err(check_failed(&findings, "This backup was left as it is, with the person in it."));
        }
        // Closing writes the log back into the file.
        drop(self.copy);
        let path = self.folder.path().join(COPY);
        let moved = || {
            File::options().write(true).open(&path)?.sync_all()?;
            fs::rename(&path, backup)
        };
        moved().map_err(|error| file_error(backup, &error))
    }
}

impl Workspace {
    /// What would go with a person, and which backups have something of them.
    ///
    /// # Errors
    /// [`crate::ErrorCode::UnknownPerson`].
    pub fn person_erasure(&self, person: PersonId) -> Result<ErasureView, AppError> {
        let known = self.known_person(person)?;
        let name = self.called(&known);
        let assessments = self.store.assessments_about(person)?.len() as u32;
        let planned = self.plan_lines_about(person).len() as u32;
        let mut lines = vec![format!(
            "{} with notes and dates, the retracted too, and every earlier state of their data in the history.",
            words::counted(assessments, "assessment", "assessments")
        )];
        if planned > 0 {
            lines.push(words::counted(
                planned,
                "action or wish of a plan, where it names them.",
                "actions and wishes of plans, where they name them.",
            ));
        }
        lines.push(
            "Their name goes everywhere else too: from what others’ assessments say, from labels, names and notes. \
             “an erased person” stands there instead."
                .to_owned(),
        );
        lines.push("First names, nicknames and hints that do not have the whole name stay.".to_owned());
        Ok(self.erasure_view(&of_person(&known), &name, lines))
    }

    /// What the confirmation of an erasure says.
    pub(super) fn erasure_view(&self, erasure: &Erasure, what: &str, mut lines: Vec<String>) -> ErasureView {
        let holdings = self.holdings(erasure);
        let count = |of: Holding| holdings.iter().filter(|holding| **holding == of).count() as u32;
        let (with, closed) = (count(Holding::Something), count(Holding::Closed));
        lines.push(match with {
            0 => "No backup on this machine has anything of it.".to_owned(),
            _ => format!(
                "{} on this machine {} something of it.",
                words::counted(with, "backup", "backups"),
                words::verb(with, "has", "have")
            ),
        });
        if closed > 0 {
            lines.push(closed_in_words(closed));
        }
        if self.backups.is_some() {
            lines.push(
                "A backup is made first. It is treated like the others: kept, or erased from too.".to_owned(),
            );
        }
        lines.push("Copies that you made elsewhere, exports and reports are not found by Cadre.".to_owned());
        lines.push("It cannot be undone.".to_owned());
        ErasureView {
            title: format!("Erase {what} for good?"),
            confirm: format!("Erase {what}"),
            lines,
            backups_with: with,
            backups_closed: closed,
        }
    }

    /// Erases a person for good. `spellings` are other names of theirs, such as a nickname, to be replaced likewise.
    ///
    /// # Errors
    /// [`crate::ErrorCode::UnknownPerson`], and those of every change; a backup that cannot be made before it. Then nothing is
    /// erased. What fails with a backup afterwards is told in the result.
    pub fn erase_person(
        &mut self,
        person: PersonId,
        spellings: &[String],
        backups: BackupChoice,
        moment: Moment,
    ) -> Result<Written<ErasedView>, AppError> {
        let mut erasure = of_person(&self.known_person(person)?);
        erasure.spellings.extend_from_slice(spellings);
        self.erase(&erasure, backups, moment)
    }

    pub(super) fn erase(
        &mut self,
        erasure: &Erasure,
        choice: BackupChoice,
        moment: Moment,
    ) -> Result<Written<ErasedView>, AppError> {
        self.back_up_before(BackupReason::Erase, moment)?;
        let written = self.store.erase(erasure, moment.now)?;
        self.plans.borrow_mut().clear();
        self.reload()?;
        let told = self.told(&written.value, erasure, choice, moment);
        Ok(Written { value: told, operation: written.operation, touched: written.touched })
    }

    /// What each backup has of an erasure, the latest first.
    pub(super) fn holdings(&self, erasure: &Erasure) -> Vec<Holding> {
        let Some(backups) = &self.backups else { return Vec::new() };
        let holding = |backup: &Path| match erasure.held_in(backup, self.store.passphrase()) {
            Ok(held) if held.is_empty() => Holding::Nothing,
            Ok(_) => Holding::Something,
            Err(_) => Holding::Closed,
        };
        backups.of(self.path()).iter().map(|file| holding(&file.path)).collect()
    }

    /// Goes through the backups, and says what was erased and what is left.
    fn told(&self, erased: &Erased, erasure: &Erasure, choice: BackupChoice, moment: Moment) -> ErasedView {
        let mut view = ErasedView {
            people: erased.people,
            assessments: erased.assessments,
            notes: erased.notes,
            pulses: erased.pulses,
            mentions: erased.mentions,
            wiped: erased.wiped,
            lines: vec![format!("Erased {}.", erased_in_words(erased))],
            ..ErasedView::default()
        };
        let mut failures = Vec::new();
        let files = self.backups.as_ref().map(|backups| backups.of(self.path())).unwrap_or_default();
        for file in files {
            let passphrase = self.store.passphrase();
            let Ok(held) = erasure.held_in(&file.path, passphrase) else {
                view.backups_closed += 1;
                continue;
            };
            if held.is_empty() {
                continue;
            }
            let erased = match choice {
                BackupChoice::Keep => {
                    view.backups_kept += 1;
                    continue;
                }
                BackupChoice::Erase => Copied::of(&file.path, passphrase)
                    .and_then(|copied| copied.erase(&held, moment.now, &file.path)),
            };
            match erased {
                Ok(()) => view.backups_erased += 1,
                Err(error) => {
                    view.backups_kept += 1;
                    failures.push(format!(
                        "The backup of {} could not be changed: {}",
                        words::when(file.at, moment.today),
                        error.message
                    ));
                }
            }
        }
        if erased.mentions > 0 {
            view.lines.push(format!(
                "“an erased person” stands in {} now.",
                words::counted(erased.mentions, "other place", "other places")
            ));
        }
        if !erased.wiped {
            view.lines.push(
                "Another program has the workspace open: what unused parts of the file still have is overwritten when it is \
                 next opened."
                    .to_owned(),
            );
        }
        let ErasedView { backups_erased, backups_kept, backups_closed, lines, .. } = &mut view;
        if *backups_erased > 0 {
            let counted = words::counted(*backups_erased, "backup", "backups");
            lines.push(format!("It was erased from {counted} too."));
        }
        if *backups_kept > 0 {
            lines.push(format!(
                "{} still {} it.",
                words::counted(*backups_kept, "backup", "backups"),
                words::verb(*backups_kept, "has", "have")
            ));
        }
        if *backups_closed > 0 {
            lines.push(closed_in_words(*backups_closed));
        }
        lines.extend(failures);
        view
    }
}

/// "a person, 12 assessments and 2 notes".
fn erased_in_words(erased: &Erased) -> String {
    let counted = [
        (erased.people, "person", "people"),
        (erased.assessments, "assessment", "assessments"),
        (erased.notes, "note", "notes"),
        (erased.pulses, "pulse", "pulses"),
    ];
    let parts: Vec<String> = counted
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| words::counted(count, one, many))
        .collect();
    if parts.is_empty() { "nothing: there was nothing of it".to_owned() } else { words::list(&parts) }
}

fn closed_in_words(closed: u32) -> String {
    format!(
        "{} cannot be looked into: {} another passphrase, or {} damaged.",
        words::counted(closed, "backup", "backups"),
        words::verb(closed, "it has", "they have"),
        words::verb(closed, "is", "are")
    )
}

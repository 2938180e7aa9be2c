//! Privacy: what is kept about a person, erasing them for good, how long what is kept, and the page for works councils.

mod erasing;
mod notice;
mod pages;
mod person;
mod retention;

use cadre_core::PersonId;
use cadre_store::{Erasure, KnownPerson};

pub use person::PersonData;

use crate::{
    error::{AppError, ErrorCode, FieldProblem},
    view::{Choice, PrivacyView},
    workspace::{Moment, Workspace},
};

impl Workspace {
    /// Everybody of whom the workspace knows something: those who are there, then those who were removed.
    pub(crate) fn known_people(&self) -> Result<Vec<KnownPerson>, AppError> {
        Ok(self.store.known_people()?)
    }

    /// The person of an id, whether or not they were removed.
    fn known_person(&self, id: PersonId) -> Result<KnownPerson, AppError> {
        let known = self.known_people()?.into_iter().find(|known| known.id == id);
        known.ok_or_else(|| {
            AppError::new(
                ErrorCode::UnknownPerson,
                "Nothing is kept of this person.",
                "Reload: they may have been erased.",
            )
        })
    }

    /// The person whom a name or an id means, whether or not they were removed. A former name will do where nobody has it now.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownPerson`] where there is nobody of that name, or more than one: then each is listed with their id.
    pub fn person_named(&self, text: &str) -> Result<PersonId, AppError> {
        let folded = text.trim().to_lowercase();
        let known = self.known_people()?;
        if let Some(person) = known.iter().find(|known| known.id.to_string() == folded) {
            return Ok(person.id);
        }
        let is_called = |id: PersonId| {
            let person = self.content.people.iter().find(|person| person.id == id);
            person.is_some_and(|person| person.name.to_lowercase() == folded)
        };
        let mut found: Vec<_> = known.iter().filter(|known| is_called(known.id)).collect();
        if found.is_empty() {
            let had = |known: &&KnownPerson| known.names.iter().any(|name| name.to_lowercase() == folded);
            found = known.iter().filter(had).collect();
        }
        match &found[..] {
            [person] => Ok(person.id),
            [] => Err(AppError::new(
                ErrorCode::UnknownPerson,
                "Nobody of that name is in this workspace, and nobody was.",
                "Give the whole name as the Team screen shows it, or the id that the JSON export has.",
            )),
            several => Err(AppError {
                fields: several
                    .iter()
                    .map(|known| {
                        let standing = if known.present { "is there" } else { "was removed" };
                        FieldProblem {
                            place: known.id.to_string(),
                            says: format!("{} {standing}.", known.id),
                            ..FieldProblem::default()
                        }
                    })
                    .collect(),
                ..AppError::new(
                    ErrorCode::UnknownPerson,
                    "More than one person has that name.",
                    "Give the id of the one who is meant.",
                )
            }),
        }
    }

    /// The Privacy tab.
    pub fn privacy_view(&self, moment: Moment) -> Result<PrivacyView, AppError> {
        let mut people: Vec<Choice> = self
            .known_people()?
            .into_iter()
            .map(|known| Choice { value: known.id.to_string(), label: self.called(&known) })
            .collect();
        people.sort_by_cached_key(|person| person.label.to_lowercase());
        Ok(PrivacyView { people, retention: self.retention_view(moment)?, notice: self.privacy_notice() })
    }

    /// The name that somebody has, or had when they were removed, which is said then.
    fn called(&self, known: &KnownPerson) -> String {
        let person = self.content.people.iter().find(|person| person.id == known.id);
        person.map_or_else(
            || format!("{} (removed)", known.names.first().map_or("Somebody", String::as_str)),
            |person| person.name.clone(),
        )
    }
}

/// The erasure of one person.
fn of_person(known: &KnownPerson) -> Erasure {
    Erasure { people: vec![known.id], spellings: known.names.clone(), ..Erasure::default() }
}

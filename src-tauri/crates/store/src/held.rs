//! What a file has of what is to be erased: told without changing it, of whatever version it is.

use std::path::Path;

use uuid::Uuid;

use crate::{
    Erasure, Kept, Passphrase, SCHEMA_VERSION, StoreError,
    open::{connect, inspect},
};

impl Erasure {
    /// The part of it of which there is something in a workspace's file, such as a backup; the file is only read.
    ///
    /// # Errors
    /// As those of [`crate::Workspace::open`]; the pages are not looked over.
    pub fn held_in(&self, path: &Path, passphrase: Option<&Passphrase>) -> Result<Self, StoreError> {
        let passphrase = match (inspect(path)?.0, passphrase) {
            (Kept::Plain, _) => None,
            (Kept::Encrypted, None) => {
                return Err(StoreError::PassphraseNeeded { path: path.to_owned() });
            }
            (Kept::Encrypted, passphrase) => passphrase,
        };
        let (connection, found) = connect(path, true, passphrase)?;
        if found > SCHEMA_VERSION {
            return Err(StoreError::Newer { found, supported: SCHEMA_VERSION });
        }
        // These tables and columns are those of the first version.
        let is_in = |from: &str, id: Uuid| -> Result<bool, StoreError> {
            let sql = format!("SELECT EXISTS (SELECT 1 FROM {from} AND id = ?)");
            Ok(connection.prepare_cached(&sql)?.query_row([id.as_bytes()], |row| row.get(0))?)
        };
        let mut held = Self { spellings: self.spellings.clone(), ..Self::default() };
        for id in &self.people {
            held.people.extend(is_in("known_person WHERE 1", id.0)?.then_some(*id));
        }
        for id in &self.assessments {
            held.assessments.extend(is_in("assessment WHERE 1", id.0)?.then_some(*id));
        }
        for id in &self.notes {
            held.notes.extend(is_in("assessment WHERE note IS NOT NULL", id.0)?.then_some(*id));
        }
        for id in &self.pulses {
            held.pulses.extend(is_in("pulse WHERE 1", id.0)?.then_some(*id));
        }
        Ok(held)
    }
}

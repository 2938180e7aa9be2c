//! The schema's versions: each migration takes a file from one to the next, and all of them run or none.

use rusqlite::{Connection, TransactionBehavior};

use crate::{StoreError, chain};

/// Says in a file's header that it is a workspace: "Cadr".
pub(crate) const APPLICATION_ID: u32 = 0x4361_6472;

/// The schema version that this program writes, kept as the file's `user_version`.
pub const SCHEMA_VERSION: u32 = MIGRATIONS.len() as u32;

/// The first version in which every operation carries a hash.
const CHAINED: u32 = 7;

/// `MIGRATIONS[n]` takes a file from version `n` to `n + 1`.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_workspace.sql"),
    include_str!("../migrations/0002_history.sql"),
    include_str!("../migrations/0003_own_editions.sql"),
    include_str!("../migrations/0004_training.sql"),
    include_str!("../migrations/0005_scenarios.sql"),
    include_str!("../migrations/0006_report.sql"),
    include_str!("../migrations/0007_chain.sql"),
    include_str!("../migrations/0008_privacy.sql"),
];

/// Brings a file to the current version.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = version(&transaction)?;
    if version > SCHEMA_VERSION {
        return Err(StoreError::Newer { found: version, supported: SCHEMA_VERSION });
    }
    for migration in &MIGRATIONS[version as usize..] {
        transaction.execute_batch(migration)?;
    }
    if version < CHAINED {
        chain::link_all(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    Ok(transaction.commit()?)
}

/// The schema version of a file.
pub(crate) fn version(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Every table, index and trigger as it was declared, by name.
pub(crate) fn schema(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement =
        connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")?;
    let declarations = statement.query_map((), |row| row.get(0))?;
    Ok(declarations.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    //! The whole schema, so that a change of it is seen in review.

    use super::*;

    #[test]
    fn schema_is_as_reviewed() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        assert_eq!(version(&connection).unwrap(), SCHEMA_VERSION);
        insta::assert_snapshot!(schema(&connection).unwrap().join("\n\n"));
    }
}

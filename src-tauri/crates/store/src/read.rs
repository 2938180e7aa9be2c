//! Reading a workspace as a whole.

use cadre_core::{AssessmentId, Content, OperationId, Retraction, Settings};
use rusqlite::Connection;
use uuid::Uuid;

use crate::{
    StoreError, Workspace, assessments,
    entity::{self, Entity},
    log,
};

impl Workspace {
    /// Everything, in the order and the shape of the JSON export.
    pub fn content(&self) -> Result<Content, StoreError> {
        whole(&*self.connection.unchecked_transaction()?)
    }

    /// Everything but assessments, retractions and the log, which are empty: quick to read however long the history is.
    pub fn structure(&self) -> Result<Content, StoreError> {
        structure(&*self.connection.unchecked_transaction()?)
    }
}

pub(crate) fn whole(connection: &Connection) -> Result<Content, StoreError> {
    let mut content = structure(connection)?;
    content.assessments = assessments::all(connection)?;
    content.retractions = retractions(connection)?;
    content.operations = log::all(connection)?;
    Ok(content)
}

fn structure(connection: &Connection) -> Result<Content, StoreError> {
    Ok(Content {
        settings: one::<Settings>(connection)?,
        areas: entity::all(connection)?,
        competencies: entity::all(connection)?,
        teams: entity::all(connection)?,
        roles: entity::roles(connection)?,
        people: entity::all(connection)?,
        positions: entity::all(connection)?,
        assessments: Vec::new(),
        pulses: entity::all(connection)?,
        benchmarks: entity::all(connection)?,
        training: entity::all(connection)?,
        scenarios: entity::all(connection)?,
        report: entity::report(connection)?,
        retention: entity::all(connection)?.pop(),
        import_mappings: entity::all(connection)?,
        retractions: Vec::new(),
        operations: Vec::new(),
    })
}

fn one<E: Entity>(connection: &Connection) -> Result<E, StoreError> {
    entity::all(connection)?
        .pop()
        .ok_or_else(|| StoreError::Damaged { detail: format!("there is no row in {}", E::table().name) })
}

fn retractions(connection: &Connection) -> Result<Vec<Retraction>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT a.id, o.id FROM retraction r
         LEFT JOIN assessment a ON a.seq = r.assessment LEFT JOIN operation o ON o.seq = r.operation
         ORDER BY r.seq",
    )?;
    let mut rows = statement.query(())?;
    let mut retractions = Vec::new();
    while let Some(row) = rows.next()? {
        let assessment = row.get::<_, Option<[u8; 16]>>(0)?.map(Uuid::from_bytes);
        let operation = row.get::<_, Option<[u8; 16]>>(1)?.map(Uuid::from_bytes);
        retractions.push(match (assessment, operation) {
            (Some(id), _) => Retraction::Assessment(AssessmentId(id)),
            (None, Some(id)) => Retraction::Operation(OperationId(id)),
            (None, None) => {
                return Err(StoreError::Damaged { detail: "a retraction is about nothing".to_owned() });
            }
        });
    }
    Ok(retractions)
}

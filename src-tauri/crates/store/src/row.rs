//! Single rows: reading them as images, writing images back, and finding what refers to them.

use cadre_core::{
    RowImage,
    levels::{date_of, day_of},
};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter, types::Value as Sql};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    RowName, StoreError,
    table::{Column, IMAGED, Kind, TARGET, Table},
};

/// The greatest number of a row that is believed: lists are laid out by number, and a hostile one must not fill the memory.
pub(crate) const MOST_NUMBERS: i64 = 1 << 24;

/// A row's key as text, from an image of it. `None` where the image lacks a part.
pub(crate) fn key_of(table: &Table, image: &RowImage) -> Option<String> {
    let parts: Option<Vec<_>> = table.columns[..table.key_columns]
        .iter()
        .map(|column| match image.get(column.name) {
            Some(Value::String(text)) => Some(text.as_str()),
            Some(Value::Null) if column.optional => Some(""),
            _ => None,
        })
        .collect();
    parts.map(|parts| parts.join("/"))
}

/// The name by which a row is reported: a target belongs to its role.
pub(crate) fn name_of(table: &Table, key: &str) -> RowName {
    let (table, row) =
        if table.is(&TARGET) { ("role", key.split('/').next().unwrap_or(key)) } else { (table.name, key) };
    RowName { table: table.to_owned(), row: row.to_owned() }
}

/// The row of a key, as an image that begins with its `seq`.
pub(crate) fn find(
    connection: &Connection,
    table: &Table,
    key: &str,
) -> Result<Option<RowImage>, StoreError> {
    let Some(key) = key_values(table, key) else { return Ok(None) };
    let sql = table.select() + &table.where_key(&key);
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_row(params_from_iter(key), |row| image_of(table, row)).optional()?)
}

/// Every row, in the order of `seq`.
pub(crate) fn all(connection: &Connection, table: &Table) -> Result<Vec<RowImage>, StoreError> {
    let mut statement = connection.prepare_cached(&(table.select() + " ORDER BY t.seq"))?;
    let rows = statement.query_map((), |row| image_of(table, row))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The number of every row, in order.
pub(crate) fn numbers(connection: &Connection, table: &Table) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT seq FROM {} ORDER BY seq", table.name))?;
    Ok(statement.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The row of a number, likewise as an image.
pub(crate) fn numbered(connection: &Connection, table: &Table, seq: i64) -> Result<RowImage, StoreError> {
    let mut statement = connection.prepare_cached(&(table.select() + " WHERE t.seq = ?"))?;
    Ok(statement.query_row([seq], |row| image_of(table, row))?)
}

/// The number of a row; `None` where there is no such row.
pub(crate) fn seq_of(connection: &Connection, table: &Table, key: &str) -> Result<Option<i64>, StoreError> {
    let Some(key) = key_values(table, key) else { return Ok(None) };
    let sql = format!("SELECT t.seq FROM {} t{}", table.name, table.where_key(&key));
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_row(params_from_iter(key), |row| row.get(0)).optional()?)
}

/// Writes an image: over the row of its key, or as a new one numbered `seq`, where that is given and free.
pub(crate) fn put(
    connection: &Connection,
    table: &Table,
    key: &str,
    image: &RowImage,
    seq: Option<i64>,
) -> Result<(), StoreError> {
    let mut values = Vec::with_capacity(table.columns.len() + 1);
    for column in table.columns {
        let value = image.get(column.name).unwrap_or(&Value::Null);
        values.push(sql_value(column, value).ok_or_else(|| StoreError::Damaged {
            detail: format!("{}.{} cannot be {value}", table.name, column.name),
        })?);
    }
    let expressions = table.columns.iter().map(Column::write);
    if let Some(seq) = seq_of(connection, table, key)? {
        let assignments: Vec<_> = table
            .columns
            .iter()
            .zip(expressions)
            .map(|(column, to)| format!("{} = {to}", column.name))
            .collect();
        let sql = format!("UPDATE {} SET {} WHERE seq = ?", table.name, assignments.join(", "));
        values.push(Sql::Integer(seq));
        connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    } else {
        let names: Vec<_> = table.columns.iter().map(|column| column.name).collect();
        let expressions: Vec<_> = expressions.collect();
        let sql = format!(
            "INSERT INTO {} ({}, seq) VALUES ({}, ?)",
            table.name,
            names.join(", "),
            expressions.join(", ")
        );
        let seq = number(connection, table, &values[0], seq)?;
        values.push(seq.map_or(Sql::Null, Sql::Integer));
        connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    }
    Ok(())
}

/// Removes the row of a number.
pub(crate) fn remove(connection: &Connection, table: &Table, seq: i64) -> Result<(), StoreError> {
    let sql = format!("DELETE FROM {} WHERE seq = ?", table.name);
    connection.prepare_cached(&sql)?.execute([seq])?;
    Ok(())
}

/// Keeps a number for a row to which assessments may refer, and gives it: the one that it already has, else the wanted
/// one where it is free, else a new one.
pub(crate) fn keep_number(
    connection: &Connection,
    numbers: &str,
    key_column: &str,
    key: &Sql,
    wanted: Option<i64>,
) -> Result<i64, StoreError> {
    let find = format!("SELECT seq FROM {numbers} WHERE {key_column} = ?");
    if let Some(seq) = connection.prepare_cached(&find)?.query_row([key], |row| row.get(0)).optional()? {
        return Ok(seq);
    }
    let wanted = match wanted {
        Some(seq) if is_free(connection, numbers, seq)? => Some(seq),
        _ => None,
    };
    let keep = format!("INSERT INTO {numbers} (seq, {key_column}) VALUES (?, ?)");
    Ok(connection.prepare_cached(&keep)?.insert((wanted, key))?)
}

/// The rows that refer to a row.
pub(crate) fn referring(
    connection: &Connection,
    table: &Table,
    key: &str,
) -> Result<Vec<(&'static Table, String)>, StoreError> {
    let mut found = Vec::new();
    for from in IMAGED {
        for column in from.columns {
            let condition = match &column.kind {
                Kind::Row(aim) if aim.is(table) => format!("t.{} = {}", column.name, column.write()),
                Kind::Json(aims) | Kind::Prose(aims) if aims.iter().any(|aim| aim.is(table)) => {
                    format!("EXISTS (SELECT 1 FROM json_tree(t.{}) WHERE atom = ?)", column.name)
                }
                _ => continue,
            };
            let parameter = match &column.kind {
                Kind::Row(aim) => sql_value(aim.key_column(), &Value::from(key)),
                _ => Some(Sql::Text(key.to_owned())),
            };
            let sql = format!("{} WHERE {condition} ORDER BY t.seq", from.select());
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([parameter], |row| image_of(from, row))?;
            for image in rows {
                found.extend(key_of(from, &image?).map(|key| (from, key)));
            }
        }
    }
    Ok(found)
}

/// The references of an image to rows that are not there.
pub(crate) fn missing_references(
    connection: &Connection,
    table: &Table,
    image: &RowImage,
) -> Result<Vec<(&'static Table, String)>, StoreError> {
    let mut missing = Vec::new();
    for column in table.columns {
        if let (Kind::Row(aim), Some(Value::String(key))) = (&column.kind, image.get(column.name))
            && seq_of(connection, aim, key)?.is_none()
        {
            missing.push((*aim, key.clone()));
        }
    }
    Ok(missing)
}

/// Whether two images say the same; a row that only stands elsewhere in its list has not changed.
pub(crate) fn same(table: &Table, left: Option<&RowImage>, right: Option<&RowImage>) -> bool {
    match (left, right) {
        (None, None) => true,
        (Some(left), Some(right)) => table
            .columns
            .iter()
            .filter(|column| !matches!(column.kind, Kind::Place))
            // An image of before there was the column says nothing of it, as a row without a value does.
            .all(|column| {
                let [left, right] = [left, right].map(|image| image.get(column.name).unwrap_or(&Value::Null));
                left == right
            }),
        _ => false,
    }
}

/// The value of a column in the file; `None` where the JSON value is not one of its kind.
pub(crate) fn sql_value(column: &Column, value: &Value) -> Option<Sql> {
    if value.is_null() {
        return column.optional.then_some(Sql::Null);
    }
    Some(match &column.kind {
        Kind::Id => Sql::Blob(Uuid::parse_str(value.as_str()?).ok()?.as_bytes().to_vec()),
        Kind::Key | Kind::Name | Kind::Text | Kind::Word => Sql::Text(value.as_str()?.to_owned()),
        Kind::Whole(..) | Kind::Place => Sql::Integer(value.as_i64()?),
        Kind::Number(..) => Sql::Real(value.as_f64()?),
        Kind::Flag => Sql::Integer(i64::from(value.as_bool()?)),
        Kind::Date => Sql::Integer(i64::from(day_of(value.as_str()?.parse::<NaiveDate>().ok()?))),
        Kind::Row(aim) => sql_value(aim.key_column(), value)?,
        Kind::Json(_) | Kind::Prose(_) => Sql::Text(value.to_string()),
    })
}

/// The number for a new row of a table.
fn number(
    connection: &Connection,
    table: &Table,
    key: &Sql,
    wanted: Option<i64>,
) -> Result<Option<i64>, StoreError> {
    if let Some(numbers) = table.numbers {
        return keep_number(connection, numbers, table.key_column().name, key, wanted).map(Some);
    }
    Ok(match wanted {
        Some(seq) if is_free(connection, table.name, seq)? => Some(seq),
        _ => None,
    })
}

fn is_free(connection: &Connection, table: &str, seq: i64) -> Result<bool, StoreError> {
    let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM {table} WHERE seq = ?)");
    Ok(connection.prepare_cached(&sql)?.query_row([seq], |row| row.get(0))?)
}

/// The values of the key columns; `None` where the text cannot be a key of the table.
fn key_values(table: &Table, key: &str) -> Option<Vec<Sql>> {
    let mut parts = key.splitn(table.key_columns, '/');
    table.columns[..table.key_columns]
        .iter()
        .map(|column| match parts.next()? {
            "" if column.optional => Some(Sql::Null),
            part => sql_value(column, &Value::from(part)),
        })
        .collect()
}

fn image_of(table: &Table, row: &Row<'_>) -> rusqlite::Result<RowImage> {
    let mut image = RowImage::new();
    image.insert("seq".to_owned(), Value::from(row.get::<_, i64>(0)?));
    for (index, column) in table.columns.iter().enumerate() {
        image.insert(column.name.to_owned(), json_value(&column.kind, row, index + 1)?);
    }
    Ok(image)
}

fn json_value(kind: &Kind, row: &Row<'_>, index: usize) -> rusqlite::Result<Value> {
    Ok(match kind {
        Kind::Id => json!(row.get::<_, Option<[u8; 16]>>(index)?.map(Uuid::from_bytes)),
        Kind::Key | Kind::Name | Kind::Text | Kind::Word => json!(row.get::<_, Option<String>>(index)?),
        Kind::Whole(..) | Kind::Place => json!(row.get::<_, Option<i64>>(index)?),
        Kind::Number(..) => json!(row.get::<_, Option<f64>>(index)?),
        Kind::Flag => json!(row.get::<_, Option<bool>>(index)?),
        Kind::Date => json!(row.get::<_, Option<i32>>(index)?.map(date_of)),
        Kind::Row(aim) => json_value(&aim.key_column().kind, row, index)?,
        Kind::Json(_) | Kind::Prose(_) => match row.get::<_, Option<String>>(index)? {
            Some(text) => serde_json::from_str(&text).map_err(|error| {
                rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, Box::new(error))
            })?,
            None => Value::Null,
        },
    })
}

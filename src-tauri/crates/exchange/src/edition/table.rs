//! An edition as a table: a few lines of its own data, a row of heads, and a figure a row.

use std::ops::Range;

use cadre_core::{AreaKey, BenchmarkId};
use toml::Spanned;

use super::{Number, RawEdition, RawFigure};
use crate::{
    facts::{File, Notes, Problem, What},
    read::{Row, open},
};

/// Reads a table; `None` where it is none.
pub(super) fn read(file: File<'_>, problems: &mut Vec<Problem>) -> Option<RawEdition> {
    let mut notes = Notes::new(file.path, file.text, problems);
    let workbook = open(file.text.as_bytes(), file.path)
        .map_err(|error| notes.add(&(0..0), What::Unreadable(error.to_string())))
        .ok()?;
    let rows: Vec<&Row> = workbook.sheets.first()?.rows.iter().filter(|row| !is_remark(row)).collect();
    let Some(heads) = rows.iter().position(|row| names_columns(row)) else {
        notes.add(&(0..0), What::NoHeads);
        return None;
    };
    let mut raw = RawEdition::default();
    for row in &rows[..heads] {
        own_datum(row, &mut raw, &mut notes);
    }
    let columns: Vec<String> = rows[heads].cells.iter().map(|cell| field_name(&cell.text())).collect();
    let at = notes.line(rows[heads].number);
    for (index, column) in columns.iter().enumerate() {
        if !column.is_empty() && figure_field(column).is_none() {
            notes.add(&at, What::UnknownField(column.clone()));
        }
        if !column.is_empty() && columns[..index].contains(column) {
            notes.add(&at, What::Duplicate(column.clone()));
        }
    }
    for row in &rows[heads + 1..] {
        let at = notes.line(row.number);
        let mut figure = RawFigure::default();
        let columns = columns.iter().map(String::as_str).chain(std::iter::repeat(""));
        for (cell, column) in row.cells.iter().zip(columns).filter(|(cell, _)| !cell.is_empty()) {
            if column.is_empty() {
                notes.add(&at, What::UnderNoHead(cell.text().trim().to_owned()));
            } else if let Some(put) = figure_field(column) {
                put(&mut figure, at.clone(), cell.text().into_owned());
            }
        }
        raw.figures.push(Spanned::new(at, figure));
    }
    Some(raw)
}

/// A line for the reader of the file alone.
fn is_remark(row: &Row) -> bool {
    row.cell(0).text().starts_with('#')
}

/// Whether a row is the one of heads: the two fields that no figure is without stand in it.
fn names_columns(row: &Row) -> bool {
    let has = |name: &str| row.cells.iter().any(|cell| field_name(&cell.text()) == name);
    has("area") && has("percent")
}

/// `Field date` is written as often as `field_date`.
fn field_name(text: &str) -> String {
    text.trim().trim_end_matches(':').to_lowercase().replace([' ', '-'], "_")
}

/// One line of the edition's own data.
fn own_datum(row: &Row, raw: &mut RawEdition, notes: &mut Notes<'_>) {
    let at = notes.line(row.number);
    let field = field_name(&row.cell(0).text());
    let value = row.cell(1);
    if row.cells.len() > 2 {
        notes.add(&at, What::TooManyCells(field));
        return;
    }
    if value.is_empty() {
        return;
    }
    let value = value.text().into_owned();
    let words = Spanned::new(at.clone(), value.clone());
    let slot = match field.as_str() {
        "id" => {
            put_once(&mut raw.id, Spanned::new(at, BenchmarkId::from(value.as_str())), &field, notes);
            return;
        }
        "year" | "n" => {
            let slot = if field == "n" { &mut raw.n } else { &mut raw.year };
            put_once(slot, Spanned::new(at, Number::Text(value)), &field, notes);
            return;
        }
        // A line for each.
        "note" | "notes" => {
            raw.notes.push(words);
            return;
        }
        "publisher" => &mut raw.publisher,
        "report" => &mut raw.report,
        "edition" => &mut raw.edition,
        "population" => &mut raw.population,
        "n_confidence" => &mut raw.n_confidence,
        "n_note" => &mut raw.n_note,
        "field_date" => &mut raw.field_date,
        "published" => &mut raw.published,
        "url" => &mut raw.url,
        _ => {
            notes.add(&at, What::UnknownField(field));
            return;
        }
    };
    put_once(slot, words, &field, notes);
}

fn put_once<T>(slot: &mut Option<Spanned<T>>, value: Spanned<T>, field: &str, notes: &mut Notes<'_>) {
    if slot.is_some() {
        notes.add(&value.span(), What::Duplicate(field.to_owned()));
    }
    *slot = Some(value);
}

/// Where a column's cells go; `None` where no field of a figure has the name.
type Put = fn(&mut RawFigure, Range<usize>, String);

fn figure_field(column: &str) -> Option<Put> {
    Some(match column {
        "area" => |figure, at, text| figure.area = Some(Spanned::new(at, AreaKey::from(text.as_str()))),
        "percent" => |figure, at, text| figure.percent = Some(Spanned::new(at, Number::Text(text))),
        "n" => |figure, at, text| figure.n = Some(Spanned::new(at, Number::Text(text))),
        "kind" => |figure, at, text| figure.kind = Some(Spanned::new(at, text)),
        "wording" => |figure, at, text| figure.wording = Some(Spanned::new(at, text)),
        "question" => |figure, at, text| figure.question = Some(Spanned::new(at, text)),
        "series" => |figure, at, text| figure.series = Some(Spanned::new(at, text)),
        "source" => |figure, at, text| figure.source = Some(Spanned::new(at, text)),
        "confidence" => |figure, at, text| figure.confidence = Some(Spanned::new(at, text)),
        "together" => |figure, at, text| figure.together = Some(Spanned::new(at, text)),
        "break_note" => |figure, at, text| figure.break_note = Some(Spanned::new(at, text)),
        "note" => |figure, at, text| figure.note = Some(Spanned::new(at, text)),
        _ => return None,
    })
}

//! The sheet "Matrix" of Cadre's own workbook beside its sheet "Assessments": the second is read, and every level that the
//! first shows otherwise is told.

use std::collections::HashMap;

use cadre_core::{Level, Source};
use chrono::NaiveDate;

use super::{
    Options,
    table::{Report, Table, name_of},
};
use crate::{
    dates::{DateOrder, DateReading},
    layout::{Meaning, OwnMatrix, letters, source_of},
    matching::fold,
    problem::ProblemKind,
    scale::{self, LevelReading, ScaleReading},
};

/// A level with what decides whether it is the current one: confirmed before claimed, then the later day.
type Current = ((bool, NaiveDate), Level);

/// Notes every cell of the matrix that is not the current level by the assessments of this table.
pub(super) fn note_differences(
    table: &Table<'_>,
    matrix: &OwnMatrix<'_>,
    scale: ScaleReading,
    dates: DateOrder,
    options: &Options<'_>,
    report: &mut Report<'_>,
) {
    let Some(column) = table.column(Meaning::Level) else { return };
    // Whoever stands there twice cannot be told apart.
    let people = once(matrix.people().map(|row| {
        let name = |column| fold(&name_of(row.cell(column)));
        ((name(matrix.person), name(matrix.team)), row.number)
    }));
    let competencies = once(matrix.competencies.iter().map(|(column, name)| (fold(name), *column)));
    let mut current: HashMap<(u32, u32), Current> = HashMap::new();
    for row in table.rows {
        let cell = |meaning| table.column(meaning).map(|column| table.cell(row, column));
        let name = |meaning| cell(meaning).map_or_else(String::new, |cell| fold(&name_of(cell)));
        let person = people.get(&(name(Meaning::Person), name(Meaning::Team)));
        let competency = competencies.get(&name(Meaning::Competency));
        let (Some(Some(person)), Some(Some(competency))) = (person, competency) else { continue };
        let LevelReading::Level(level, _) = scale.level(scale::token(row.cell(column))) else { continue };
        let source =
            cell(Meaning::Source).and_then(|cell| source_of(&cell.text())).unwrap_or(Source::Manager);
        let date = match cell(Meaning::Date).map(|cell| dates.read(cell)) {
            Some(DateReading::Date(date)) => date,
            _ => options.date.unwrap_or(options.today),
        };
        let read = ((source.confirms(), date), level);
        let kept = current.entry((*person, *competency)).or_insert(read);
        // Of the same day the one recorded last counts.
        if read.0 >= kept.0 {
            *kept = read;
        }
    }
    for row in matrix.people() {
        let name = name_of(row.cell(matrix.person));
        if people.get(&(fold(&name), fold(&name_of(row.cell(matrix.team))))) != Some(&Some(row.number)) {
            continue;
        }
        for (at, competency) in &matrix.competencies {
            if competencies.get(&fold(competency)) != Some(&Some(*at)) {
                continue;
            }
            let cell = row.cell(*at);
            let level = current.get(&(row.number, *at)).map(|(_, level)| *level);
            let same = match scale.level(scale::token(cell)) {
                LevelReading::Unknown => level.is_none(),
                LevelReading::Level(shown, false) => level == Some(shown),
                _ => false,
            };
            if same {
                continue;
            }
            let shown = if cell.is_empty() { "blank".into() } else { cell.text() };
            let value = format!("{}!{}{}: {shown}", matrix.sheet.name, letters(*at), row.number);
            let level = level.map_or_else(|| "no level".to_owned(), |level| format!("level {}", level.get()));
            let expected = format!(
                "{level} of {name} in {competency}, as the sheet {} says, which is read; the sheet {} is not",
                table.sheet.name, matrix.sheet.name
            );
            report.add(ProblemKind::MatrixDiffers, table.layout.header_row, column, &value, expected);
        }
    }
}

/// Where each stands; nothing for what stands there more than once.
fn once<K: std::hash::Hash + Eq>(all: impl Iterator<Item = (K, u32)>) -> HashMap<K, Option<u32>> {
    let mut places = HashMap::new();
    for (key, place) in all {
        places.entry(key).and_modify(|place| *place = None).or_insert(Some(place));
    }
    places
}

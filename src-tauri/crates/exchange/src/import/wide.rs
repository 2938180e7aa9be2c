//! A table with a row for each person and a column for each competency.

use std::collections::{BTreeMap, HashMap, HashSet};

use cadre_core::{Level, Source};
use chrono::NaiveDate;

use super::{
    ReadRow,
    names::Place,
    row_names::RowName,
    rows::{Circumstances, RowReader},
    table::{Report, level, tidy},
};
use crate::{
    Result,
    layout::{Meaning, letters},
    matching::fold,
    problem::ProblemKind,
    read::{Row, Value},
    scale::{self, Token},
};

/// A row of a wide table whose person is known.
struct PersonRow<'a> {
    row: &'a Row,
    person: u32,
    circumstances: Circumstances,
    /// Column, competency and level of each cell that holds one.
    levels: Vec<(u32, u32, Level)>,
}

impl RowReader<'_, '_> {
    /// Reads all rows.
    pub(super) fn read_wide(&mut self, report: &mut Report<'_>) -> Result<()> {
        let columns = self.skill_columns(report);
        // Rows of one person on one day from one source, in the order of the file.
        let mut rows_of = HashMap::<(u32, NaiveDate, Source), Vec<usize>>::new();
        let mut read: Vec<PersonRow<'_>> = Vec::new();
        for (done, (row, name)) in self.table.rows.iter().zip(self.names).enumerate() {
            self.options.watch.row(done, self.table.rows.len())?;
            let filled = self
                .table
                .level_columns()
                .filter(|column| scale::token(row.cell(column.index)) != Token::Unknown)
                .count();
            let name = match name {
                RowName::Person(name) => name,
                RowName::NotData(name) => {
                    self.summary(row, name, report);
                    continue;
                }
                RowName::None => {
                    if filled > 0 {
                        self.nameless(row, report);
                    }
                    continue;
                }
            };
            self.rows_read += 1;
            let person = self.person(row, name, report);
            let circumstances = self.circumstances(row, report);
            let levels: Vec<(u32, u32, Level)> = columns
                .iter()
                .filter_map(|(column, competency)| {
                    Some((*column, *competency, level(self.scale, row, *column, report)?))
                })
                .collect();
            if let (Some(person), Some(circumstances)) = (person, circumstances) {
                rows_of
                    .entry((person, circumstances.date, circumstances.source))
                    .or_default()
                    .push(read.len());
                read.push(PersonRow { row, person, circumstances, levels });
            }
        }
        let mut left_out = vec![false; read.len()];
        let mut repeats: HashMap<usize, usize> = HashMap::new();
        for positions in rows_of.values().filter(|positions| positions.len() > 1) {
            let mut said = HashMap::<u32, Level>::new();
            let agree = positions
                .iter()
                .flat_map(|position| &read[*position].levels)
                .all(|(column, _, level)| *said.entry(*column).or_insert(*level) == *level);
            for position in positions {
                left_out[*position] = !agree;
                if *position != positions[0] {
                    repeats.insert(*position, positions[0]);
                } else if !agree {
                    repeats.insert(*position, positions[1]);
                }
            }
        }
        let mut seen = HashSet::new();
        for (position, PersonRow { row, person, circumstances, levels }) in read.iter().enumerate() {
            if let Some(other) = repeats.get(&position) {
                let place = self.name_place(row);
                let value = self.table.cell(row, place.column).text();
                let other = read[*other].row.number;
                let (kind, expected) = if left_out[position] {
                    (ProblemKind::DuplicatePerson, format!("each person once; row {other} says other levels"))
                } else {
                    (ProblemKind::RepeatedRow, format!("the same person as row {other}"))
                };
                report.add(kind, row.number, place.column, &value, expected);
            }
            if left_out[position] {
                continue;
            }
            self.goes_in(*person);
            for (column, competency, level) in levels {
                if repeats.contains_key(&position)
                    || rows_of[&(*person, circumstances.date, circumstances.source)].len() > 1
                {
                    // Rows that agree add what the ones before them did not say.
                    if !seen.insert((*person, *competency, circumstances.date, circumstances.source)) {
                        continue;
                    }
                }
                self.rows.push(ReadRow {
                    row: row.number,
                    column: *column,
                    person: *person,
                    competency: *competency,
                    level: *level,
                    source: circumstances.source,
                    assessed_on: circumstances.date,
                    assessor: circumstances.assessor.clone(),
                    note: circumstances.note.clone(),
                });
            }
        }
        Ok(())
    }

    /// The competency columns of a wide table: position of the column and of the competency. Of several columns for
    /// one competency the best match is taken.
    fn skill_columns(&mut self, report: &mut Report<'_>) -> Vec<(u32, u32)> {
        let header_row = self.table.layout.header_row;
        let mut of_competency = BTreeMap::<u32, Vec<(u32, String)>>::new();
        for column in self.table.layout.columns.iter().filter(|column| column.meaning == Meaning::Skill) {
            let place = Place { row: header_row, column: column.index };
            let computed = self
                .table
                .sheet
                .index_of(header_row)
                .is_some_and(|index| self.table.sheet.rows[index].cell(column.index).formula);
            if computed || column.header.starts_with(['=', '@', '+']) {
                let expected = "the name of a competency, not a formula".to_owned();
                report.add(ProblemKind::FormulaAsName, header_row, column.index, &column.header, expected);
                continue;
            }
            let name = tidy(&column.header);
            if let Some(competency) = self.competencies.resolve(&name, place, report) {
                of_competency.entry(competency).or_default().push((column.index, name));
            }
        }
        let mut columns = Vec::new();
        for (competency, mut candidates) in of_competency {
            let known = self.competencies.list[competency as usize].known_name.clone();
            let proper = known.as_deref().map(fold);
            // The column with the proper name goes before one that is only near it.
            candidates.sort_by_key(|(index, name)| (proper.as_ref() != Some(&fold(name)), *index));
            let first = candidates[0].clone();
            columns.push((first.0, competency));
            for (index, name) in &candidates[1..] {
                let expected = format!("one column; {} is this competency too", letters(first.0));
                report.add(ProblemKind::RepeatedColumn, header_row, *index, name, expected);
            }
        }
        columns.sort_unstable();
        columns
    }

    /// A row of levels without a name: sums below the table, or a forgotten name.
    fn nameless(&mut self, row: &Row, report: &mut Report<'_>) {
        let place = self.name_place(row);
        let mut cells =
            self.table.level_columns().map(|column| row.cell(column.index)).filter(|cell| !cell.is_empty());
        let computed = cells.all(|cell| {
            cell.formula || matches!(&cell.value, Value::Number(number) if number.fract() != 0.0)
        });
        if computed {
            self.summary(row, "", report);
        } else {
            self.rows_read += 1;
            report.add(
                ProblemKind::MissingName,
                row.number,
                place.column,
                "",
                "the name of a person".to_owned(),
            );
        }
    }
}

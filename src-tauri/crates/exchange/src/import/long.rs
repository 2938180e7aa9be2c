//! A table with a row for each assessment.

use std::collections::HashMap;

use cadre_core::{Level, Source};
use chrono::NaiveDate;

use super::{
    ReadRow,
    names::Place,
    row_names::RowName,
    rows::RowReader,
    table::{self, Report, is_formula, name_of},
};
use crate::{
    Result,
    layout::{Meaning, is_form},
    problem::ProblemKind,
    read::{Cell, Row},
    scale::{self, LevelReading, Token},
};

impl RowReader<'_, '_> {
    /// Reads all rows.
    pub(super) fn read_long(&mut self, report: &mut Report<'_>) -> Result<()> {
        let (Some(competency_column), Some(level_column)) =
            (self.table.column(Meaning::Competency), self.table.column(Meaning::Level))
        else {
            return Ok(());
        };
        let form = is_form(self.table.layout);
        // What was said of a person and competency on a day by a source: the row and the level.
        let mut said = HashMap::<(u32, u32, NaiveDate, Source), (u32, Level)>::new();
        for (done, (row, name)) in self.table.rows.iter().zip(self.names).enumerate() {
            self.options.watch.row(done, self.table.rows.len())?;
            let competency_cell = self.table.cell(row, competency_column);
            let level_cell = row.cell(level_column);
            if competency_cell.is_empty() && scale::token(level_cell) == Token::Unknown {
                // A heading, a remark or a lone name: nothing about a skill.
                if let RowName::Person(name) | RowName::NotData(name) = name {
                    self.summary(row, name, report);
                }
                continue;
            }
            if let RowName::NotData(name) = name {
                self.summary(row, name, report);
                continue;
            }
            if form && self.is_left_blank(row, level_cell) {
                continue;
            }
            self.rows_read += 1;
            let person = if let RowName::Person(name) = name {
                self.person(row, name, report)
            } else {
                let place = self.name_place(row);
                report.add(
                    ProblemKind::MissingName,
                    row.number,
                    place.column,
                    "",
                    "the name of a person".to_owned(),
                );
                None
            };
            let competency = self.competency(row, competency_column, report);
            let circumstances = self.circumstances(row, report);
            let level = table::level(self.scale, row, level_column, report);
            if level.is_none() && self.scale.level(scale::token(level_cell)) == LevelReading::Unknown {
                let expected = "a level; without one the row adds nothing".to_owned();
                report.add(ProblemKind::Empty, row.number, level_column, &level_cell.text(), expected);
            }
            let (Some(person), Some(competency), Some(circumstances), Some(level)) =
                (person, competency, circumstances, level)
            else {
                continue;
            };
            let key = (person, competency, circumstances.date, circumstances.source);
            // Cadre writes every assessment, and a level may be set anew on the same day: the later row counts.
            if !self.table.own
                && let Some((earlier, other)) = said.get(&key)
            {
                let (kind, column, expected) = if *other == level {
                    (ProblemKind::RepeatedRow, competency_column, format!("the same as row {earlier}"))
                } else {
                    let expected = format!("level {} as in row {earlier}, or another date", other.get());
                    (ProblemKind::Contradiction, level_column, expected)
                };
                report.add(kind, row.number, column, &self.table.cell(row, column).text(), expected);
                continue;
            }
            said.insert(key, (row.number, level));
            self.goes_in(person);
            self.rows.push(ReadRow {
                row: row.number,
                column: level_column,
                person,
                competency,
                level,
                source: circumstances.source,
                assessed_on: circumstances.date,
                assessor: circumstances.assessor,
                note: circumstances.note,
            });
        }
        Ok(())
    }

    /// Whether nobody answered this line of a form: that is no forgotten level.
    fn is_left_blank(&self, row: &Row, level: &Cell) -> bool {
        let note = self.table.column(Meaning::Note).map(|column| row.cell(column));
        scale::token(level) == Token::Unknown && note.is_none_or(Cell::is_empty)
    }

    fn competency(&mut self, row: &Row, column: u32, report: &mut Report<'_>) -> Option<u32> {
        let cell = self.table.cell(row, column);
        let place = Place { row: row.number, column };
        if is_formula(cell) {
            let expected = "the name of a competency, not a formula".to_owned();
            report.add(ProblemKind::FormulaAsName, row.number, column, &cell.text(), expected);
            return None;
        }
        self.competencies.resolve(&name_of(cell), place, report)
    }
}

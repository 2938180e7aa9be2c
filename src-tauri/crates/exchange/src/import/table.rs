//! The rows under a layout, and the problems found in them: what reading levels and reading lists have in common.

use std::collections::BTreeMap;

use cadre_core::{Level, formula_text::plain};

use crate::{
    ExchangeError, Result,
    dates::{self, DateOrder, DateToken},
    layout::{self, Column, Layout, LayoutKind, Meaning, is_summary, letters},
    matching::fold,
    problem::{Problem, ProblemKind, Severity},
    read::{Cell, Row, Sheet, Workbook},
    scale::{self, LevelReading, Scale, ScaleReading, Tally},
};

/// The sheet of this name.
pub(crate) fn sheet_of<'a>(workbook: &'a Workbook, name: &str) -> Result<&'a Sheet> {
    workbook.sheets.iter().find(|sheet| sheet.name == name).ok_or_else(|| ExchangeError::UnknownSheet {
        name: name.to_owned(),
        sheets: workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
    })
}

/// The rows of data under a layout.
pub(crate) struct Table<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) sheet: &'a Sheet,
    pub(crate) rows: &'a [Row],
    /// Whether it is a table of Cadre's own workbook.
    pub(crate) own: bool,
    /// Of each column, the rows over which a cell is merged downwards: first and last, in order.
    merged: BTreeMap<u32, Vec<(u32, u32)>>,
}

impl<'a> Table<'a> {
    /// # Errors
    /// The layout's sheet is not in the file.
    pub(crate) fn new(workbook: &'a Workbook, layout: &'a Layout) -> Result<Self> {
        let sheet = sheet_of(workbook, &layout.sheet)?;
        let start = sheet.rows.partition_point(|row| row.number <= layout.header_row);
        let mut merged = BTreeMap::<u32, Vec<(u32, u32)>>::new();
        for merge in sheet.merges.iter().filter(|merge| merge.rows.1 > merge.rows.0) {
            merged.entry(merge.columns.0).or_default().push(merge.rows);
        }
        for spans in merged.values_mut() {
            spans.sort_unstable();
        }
        let own = layout::is_of_own_workbook(workbook, layout);
        Ok(Self { layout, sheet, rows: &sheet.rows[start..], own, merged })
    }

    /// The position of the first column of this meaning.
    pub(crate) fn column(&self, meaning: Meaning) -> Option<u32> {
        self.layout.column(meaning).map(|column| column.index)
    }

    /// The columns of levels.
    pub(crate) fn level_columns(&self) -> impl Iterator<Item = &'a Column> {
        let wanted = match self.layout.kind {
            LayoutKind::Wide => Meaning::Skill,
            _ => Meaning::Level,
        };
        self.layout.columns.iter().filter(move |column| column.meaning == wanted)
    }

    /// A cell; that of the first row where cells were merged downwards.
    pub(crate) fn cell(&self, row: &'a Row, column: u32) -> &'a Cell {
        let cell = row.cell(column);
        if !cell.is_empty() {
            return cell;
        }
        let Some(spans) = self.merged.get(&column) else { return cell };
        let after = spans.partition_point(|span| span.0 <= row.number);
        match after.checked_sub(1).map(|position| spans[position]) {
            Some((first, last)) if row.number <= last => {
                self.sheet.index_of(first).map_or(cell, |index| self.sheet.rows[index].cell(column))
            }
            _ => cell,
        }
    }

    /// The scale of the levels: the chosen one, else what the table shows.
    pub(crate) fn scale(&self, chosen: Option<Scale>) -> ScaleReading {
        let mut tally = Tally::default();
        // Sums and counts below the levels are no levels, and say nothing of their scale.
        let person = self.column(Meaning::Person);
        let is_sum = |row: &&Row| {
            person.is_some_and(|column| is_summary(&fold(&name_of(self.cell(row, column)))) == Some(true))
        };
        let levels: Vec<&Row> = self.rows.iter().filter(|row| !is_sum(row)).collect();
        for column in self.level_columns() {
            for row in &levels {
                tally.take(scale::token(row.cell(column.index)));
            }
        }
        if self.own {
            return tally.decide(chosen, Some(Scale::ZeroToFour));
        }
        // Titles above the table and headers may state the scale; a title names it for all.
        let titles = self
            .sheet
            .rows
            .iter()
            .take_while(|row| row.number <= self.layout.header_row)
            .flat_map(|row| &row.cells)
            .filter_map(|cell| scale::stated(&cell.text()));
        let stated: Vec<Scale> = titles.collect();
        let stated = stated.first().copied().filter(|first| stated.iter().all(|scale| scale == first));
        tally.decide(chosen, stated)
    }

    /// Notes a scale that could be another one.
    pub(crate) fn note_scale(&self, scale: ScaleReading, report: &mut Report<'_>) {
        if scale.uncertain
            && let Some(column) = self.level_columns().next()
        {
            report.add(
                ProblemKind::ScaleAssumed,
                self.layout.header_row,
                column.index,
                scale.scale.as_str(),
                scale.mapping.to_owned(),
            );
        }
    }

    /// Notes sheets of Cadre's own workbook that hold something and are not read, with its first table.
    pub(crate) fn note_unread_sheets(&self, workbook: &Workbook, report: &mut Report<'_>) {
        for name in layout::unread_sheets(workbook, self.layout) {
            let expected =
                "a sheet of Cadre's workbook under its name and heads; this one is not read".to_owned();
            report.add(ProblemKind::SheetNotRead, self.layout.header_row, 0, name, expected);
        }
    }

    /// The order of day and month in the column of this meaning; one that was only assumed is noted.
    pub(crate) fn date_order(&self, meaning: Meaning, report: &mut Report<'_>) -> DateOrder {
        let column = self.column(meaning);
        let cells = || {
            column
                .into_iter()
                .flat_map(|column| self.rows.iter().map(move |row| (row, self.cell(row, column))))
        };
        let order = dates::order(cells().map(|(_, cell)| dates::token(cell)));
        let undecided = |cell: &Cell| matches!(dates::token(cell), DateToken::Slashed(first, second, _) if first <= 12 && second <= 12);
        if order.assumed
            && let Some(column) = column
            && let Some((row, cell)) = cells().find(|(_, cell)| undecided(cell))
        {
            let read_as = if order.month_first { "month first" } else { "day first" };
            let expected =
                order.date(dates::token(cell)).map_or_else(String::new, |date| format!("{read_as}: {date}"));
            report.add(ProblemKind::DayFirstAssumed, row.number, column, &cell.text(), expected);
        }
        order
    }
}

/// The level in a cell; `None` where it is unknown or wrong. What is wrong is reported.
pub(crate) fn level(scale: ScaleReading, row: &Row, column: u32, report: &mut Report<'_>) -> Option<Level> {
    let cell = row.cell(column);
    let mut problem = |kind, expected| report.add(kind, row.number, column, &cell.text(), expected);
    match scale.level(scale::token(cell)) {
        LevelReading::Unknown => None,
        LevelReading::Level(level, false) => Some(level),
        LevelReading::Level(level, true) => {
            problem(ProblemKind::BetweenLevels, format!("read as level {}", level.get()));
            Some(level)
        }
        LevelReading::Outside => {
            problem(ProblemKind::LevelOutsideScale, scale.scale.expected().to_owned());
            None
        }
        LevelReading::Unreadable => {
            problem(ProblemKind::UnreadableValue, scale.scale.expected().to_owned());
            None
        }
    }
}

/// Collects problems.
pub(crate) struct Report<'a> {
    layout: &'a Layout,
    problems: Vec<Problem>,
}

impl<'a> Report<'a> {
    pub(crate) const fn new(layout: &'a Layout) -> Self {
        Self { layout, problems: Vec::new() }
    }

    pub(crate) fn add(&mut self, kind: ProblemKind, row: u32, column: u32, value: &str, expected: String) {
        let header = self
            .layout
            .columns
            .iter()
            .find(|candidate| candidate.index == column)
            .map_or_else(String::new, |column| column.header.clone());
        self.problems.push(Problem {
            severity: kind.severity(),
            kind,
            sheet: self.layout.sheet.clone(),
            row,
            column_index: column,
            column: letters(column),
            header,
            // A whole paragraph in a cell helps nobody in a list.
            value: if value.chars().count() > 80 {
                value.chars().take(79).chain(['…']).collect()
            } else {
                value.to_owned()
            },
            expected,
        });
    }

    /// The problems by row and column, and how many rows below the header have an error.
    pub(crate) fn finish(self) -> (Vec<Problem>, u32) {
        let mut problems = self.problems;
        problems.sort_by_key(|problem| (problem.row, problem.column_index, problem.kind));
        let mut rows: Vec<u32> = problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error && problem.row > self.layout.header_row)
            .map(|problem| problem.row)
            .collect();
        rows.dedup();
        (problems, rows.len() as u32)
    }
}

/// Whether a name is a formula: computed, or text that a spreadsheet program would run.
pub(crate) fn is_formula(cell: &Cell) -> bool {
    cell.formula || cell.text().starts_with(['=', '@', '+'])
}

/// The name in a cell, freed from the apostrophe that an export puts before what looks like a formula.
pub(crate) fn name_of(cell: &Cell) -> String {
    tidy(&cell.text())
}

/// The text in a cell with its line breaks, freed likewise.
pub(crate) fn prose_of(cell: &Cell) -> String {
    plain(&cell.text()).to_owned()
}

/// The name in the text of a header.
pub(crate) fn tidy(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

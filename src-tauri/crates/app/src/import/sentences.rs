//! What an import would do, in sentences: how a table is read, what stays out, what changes, and what must be answered first.

use std::collections::{BTreeSet, HashSet};

use cadre_exchange::{LayoutKind, Meaning, scale::Scale};

use super::{Import, TableContent, TableRead, preview::kind_label};
use crate::{
    view::{OpenQuestion, QuestionAbout},
    words,
};

/// What of the files stays out because it is wrong.
#[derive(Default)]
struct LeftOut {
    rows: u32,
    /// Levels of rows that are imported otherwise.
    cells: u32,
    columns: u32,
}

impl LeftOut {
    fn of<'a>(tables: impl IntoIterator<Item = &'a TableRead>) -> Self {
        let mut left_out = Self::default();
        for table in tables {
            let layout = table.layout();
            let is_level = |column: u32| {
                layout.kind == LayoutKind::Wide
                    && layout.columns.iter().any(|one| one.index == column && one.meaning == Meaning::Skill)
            };
            let (mut rows, mut cells, mut columns) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
            for problem in table.errors() {
                if problem.row == layout.header_row {
                    columns.insert(problem.column_index);
                } else if is_level(problem.column_index) {
                    cells.push(problem.row);
                } else {
                    rows.insert(problem.row);
                }
            }
            left_out.rows += rows.len() as u32;
            left_out.cells += cells.iter().filter(|row| !rows.contains(row)).count() as u32;
            left_out.columns += columns.len() as u32;
        }
        left_out
    }

    const fn count(&self) -> u32 {
        self.rows + self.cells + self.columns
    }

    /// "2 rows and 1 cell"; empty where nothing stays out.
    fn in_words(&self) -> String {
        let parts =
            [(self.rows, "row", "rows"), (self.cells, "cell", "cells"), (self.columns, "column", "columns")];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| words::counted(count, one, many))
            .collect();
        words::list(&parts)
    }
}

impl Import {
    pub(super) fn title(&self) -> String {
        let rows: u32 = self.tables.iter().map(TableRead::rows_read).sum();
        format!("{} read, {} ready", words::counted(rows, "row", "rows"), self.ready())
    }

    /// What would be brought in: "399 assessments", "24 people", "nothing".
    fn ready(&self) -> String {
        if self.assessments.is_empty() {
            self.changes.in_brief()
        } else {
            words::counted(self.assessments.len() as u32, "assessment", "assessments")
        }
    }

    /// How a table is read, and what of it stays out.
    pub(super) fn text(&self, table: &TableRead) -> String {
        if let TableContent::LeftOut(layout) = &table.content {
            return format!("“{}” is left out, as chosen: nothing of it is imported.", layout.sheet);
        }
        let mut sentences = vec![format!("{}.", kind_label(table.layout().kind))];
        if let Some(reading) = table.levels() {
            let scale = in_words(reading.scale.scale);
            sentences.push(format!("Scale {scale}: {}.", reading.scale.mapping));
        }
        let left_out = LeftOut::of([table]);
        if left_out.count() > 0 {
            sentences.push(format!(
                "{} {} a problem and {} out.",
                left_out.in_words(),
                words::verb(left_out.count(), "has", "have"),
                words::verb(left_out.count(), "stays", "stay"),
            ));
        }
        let not_read = self.not_read(table);
        if !not_read.is_empty() {
            sentences.push(format!("Not read: {}.", not_read.join(", ")));
        }
        sentences.join(" ")
    }

    /// The columns of a table that are not imported, by their heads; one without a head only where something stands in it.
    fn not_read(&self, table: &TableRead) -> Vec<String> {
        let layout = table.layout();
        let sheets = &self.files[table.file].workbook.sheets;
        let sheet = sheets.iter().find(|sheet| sheet.name == layout.sheet);
        let holds_something = |column: u32| {
            sheet.is_some_and(|sheet| {
                let below = sheet.rows.iter().filter(|row| row.number > layout.header_row);
                below.into_iter().any(|row| !row.cell(column).is_empty())
            })
        };
        layout
            .columns
            .iter()
            .filter(|column| column.meaning == Meaning::Ignored)
            .filter_map(|column| match column.header.as_str() {
                "" => holds_something(column.index).then(|| format!("column {}", column.letters)),
                header => Some(header.to_owned()),
            })
            .collect()
    }

    /// What would happen, as the command line tells it: how levels are read, and what changes beside them.
    pub fn in_words(&self) -> String {
        let mut sentences: Vec<String> = self.tables.iter().map(|table| self.text(table)).collect();
        sentences.extend(self.not_recorded_in_words());
        sentences.extend(self.changes.sentences());
        sentences.extend(self.unknown_roles_in_words());
        sentences.join(" ")
    }

    pub(super) fn change_sentences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        if !self.assessments.is_empty() {
            let people: HashSet<_> = self.assessments.iter().map(|assessment| assessment.person).collect();
            sentences.push(format!(
                "Records {} of {}.",
                words::counted(self.assessments.len() as u32, "assessment", "assessments"),
                words::counted(people.len() as u32, "person", "people")
            ));
        }
        sentences.extend(self.not_recorded_in_words());
        sentences.extend(self.changes.sentences());
        sentences.extend(self.unknown_roles_in_words());
        sentences
    }

    /// What the files have that is not recorded, since it is there.
    fn not_recorded_in_words(&self) -> Vec<String> {
        let say = |count: u32, why: [&'static str; 2]| {
            (count > 0).then(|| {
                format!(
                    "{} {} and {} not recorded again.",
                    words::counted(count, "assessment", "assessments"),
                    words::verb(count, why[0], why[1]),
                    words::verb(count, "is", "are"),
                )
            })
        };
        let recorded = say(self.recorded_already, ["is recorded already", "are recorded already"]);
        let said = say(self.said_already, ["stands in another table too", "stand in another table too"]);
        recorded.into_iter().chain(said).collect()
    }

    fn unknown_roles_in_words(&self) -> Option<String> {
        let roles: Vec<String> = self.names.roles.unanswered().map(|role| format!("“{role}”")).collect();
        let count = roles.len() as u32;
        (count > 0).then(|| {
            format!(
                "{} {} {} not known: people come without {}.",
                words::verb(count, "The role", "The roles"),
                words::list_some(&roles, 4),
                words::verb(count, "is", "are"),
                words::verb(count, "it", "them"),
            )
        })
    }

    /// The words on the button; empty where nothing would change, or something must be answered first.
    pub(super) fn action(&self) -> String {
        let nothing = self.assessments.is_empty() && self.changes.is_empty();
        if nothing || !self.questions().is_empty() {
            return String::new();
        }
        let left_out = LeftOut::of(&self.tables);
        if left_out.count() > 0 {
            format!("Import {}, leave {} out", self.ready(), left_out.in_words())
        } else {
            format!("Import {}", self.ready())
        }
    }

    /// What must be answered before anything is imported, because a guess would be wrong too often.
    pub(super) fn questions(&self) -> Vec<OpenQuestion> {
        let mut questions = Vec::new();
        for (place, table) in (0..).zip(&self.tables) {
            let of = if self.tables.len() > 1 {
                format!("“{}”: ", self.name_of(table))
            } else {
                String::new()
            };
            let mut ask = |about, text: String| {
                questions.push(OpenQuestion { table: place, about, text: format!("{of}{text}") });
            };
            if let Some(reading) = table.levels().filter(|reading| reading.scale.uncertain) {
                let scale = in_words(reading.scale.scale);
                ask(
                    QuestionAbout::Scale,
                    format!("The levels fit the scale {scale}, and another one too. Say which is meant."),
                );
            }
            if table.needs_team {
                let text = "New people have no team. Say which team they are on.";
                ask(QuestionAbout::Team, text.to_owned());
            }
            if table.lacks_question() {
                let text = "The file does not say which question was asked. Choose it.";
                ask(QuestionAbout::Question, text.to_owned());
            }
        }
        questions
    }

    /// "Levels", or with several files "may.xlsx, Levels".
    pub(super) fn name_of(&self, table: &TableRead) -> String {
        let sheet = &table.layout().sheet;
        match &self.files[..] {
            [_] => sheet.clone(),
            files if files[table.file].name == *sheet => sheet.clone(),
            files => format!("{}, {sheet}", files[table.file].name),
        }
    }
}

/// "0 to 4", "words".
fn in_words(scale: Scale) -> String {
    scale.as_str().replace('-', " to ")
}

impl TableRead {
    /// It is a pulse, and neither the file nor the user says which question was asked.
    fn lacks_question(&self) -> bool {
        matches!(self.content, TableContent::List(_))
            && self.layout().kind == LayoutKind::Pulse
            && self.layout().column(Meaning::Question).is_none()
            && self.answers.question.as_deref().unwrap_or_default().is_empty()
    }
}

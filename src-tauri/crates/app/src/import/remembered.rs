//! What was said about a file is used for the next one with the same columns, so that next quarter's file is one click.

use cadre_core::{CompetencyKey, Content, ImportMapping, PersonId, RowImage, Source};
use cadre_exchange::{Layout, LayoutKind, Meaning, matching::fold};
use serde::{Deserialize, Serialize};

use super::{Import, TableRead, tables::Found};
use crate::{
    view::{ColumnAnswer, ImportRequest, NameAnswer, TableAnswers},
    workspace::Moment,
};

/// What was in force when a table of these columns was imported last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Remembered {
    kind: LayoutKind,
    /// What each header meant.
    columns: Vec<(String, Meaning)>,
    scale: Option<String>,
    source: Option<Source>,
    team: Option<String>,
    question: Option<String>,
    people: Vec<NameAnswer<PersonId>>,
    competencies: Vec<NameAnswer<CompetencyKey>>,
    /// Earlier versions asked about no roles, and left no table out.
    #[serde(default)]
    roles: Vec<NameAnswer<String>>,
    #[serde(default)]
    leave_out: bool,
}

impl Remembered {
    /// As answers about a table of the same columns, wherever they stand now.
    pub(super) fn answers(&self, layout: &Layout) -> TableAnswers {
        TableAnswers {
            sheet: Some(layout.sheet.clone()),
            header_row: Some(layout.header_row),
            kind: Some(self.kind),
            columns: layout
                .columns
                .iter()
                .filter_map(|column| {
                    let header = fold(&column.header);
                    let (_, meaning) = self.columns.iter().find(|(known, _)| *known == header)?;
                    Some(ColumnAnswer { index: column.index, meaning: *meaning })
                })
                .collect(),
            scale: self.scale.clone(),
            source: self.source,
            date: None,
            team: self.team.clone(),
            question: self.question.clone(),
            leave_out: self.leave_out,
        }
    }
}

/// What tells a table's columns from another's: its headers, in whatever order.
fn key_of(layout: &Layout) -> String {
    let mut headers: Vec<String> = layout
        .columns
        .iter()
        .map(|column| fold(&column.header))
        .filter(|header| !header.is_empty())
        .collect();
    headers.sort_unstable();
    headers.join(" · ")
}

/// What was said about the last table of these columns.
pub(super) fn find<'a>(content: &'a Content, layout: &Layout) -> Option<(&'a ImportMapping, Remembered)> {
    let key = key_of(layout);
    let mapping = content.import_mappings.iter().find(|mapping| mapping.key == key)?;
    // One that a newer version wrote may say what this one does not understand; then the file is read afresh.
    let remembered = serde_json::from_value(serde_json::Value::Object(mapping.answers.clone())).ok()?;
    Some((mapping, remembered))
}

/// Adds the remembered answers about names to those of the user, which go first.
pub(super) fn add_names(request: &mut ImportRequest, found: &[Found]) {
    for mapping in found.iter().filter_map(|table| table.mapping.as_ref()) {
        add(&mut request.people, &mapping.people);
        add(&mut request.competencies, &mapping.competencies);
        add(&mut request.roles, &mapping.roles);
    }
}

fn add<T: Clone>(answers: &mut Vec<NameAnswer<T>>, remembered: &[NameAnswer<T>]) {
    for answer in remembered {
        if !answers.iter().any(|own| fold(&own.name) == fold(&answer.name)) {
            answers.push(answer.clone());
        }
    }
}

impl Import {
    /// What is to be remembered of this import. Cadre's own workbooks and forms are known without.
    pub(super) fn mappings(&self, moment: Moment) -> Vec<ImportMapping> {
        self.tables
            .iter()
            .filter(|table| self.is_remembered(table))
            .filter_map(|table| {
                let layout = table.layout();
                let has = |meaning| layout.column(meaning).is_some();
                let levels = table.levels();
                let remembered = Remembered {
                    kind: layout.kind,
                    columns: layout
                        .columns
                        .iter()
                        .filter(|column| !column.header.is_empty())
                        .map(|column| (fold(&column.header), column.meaning))
                        .collect(),
                    scale: levels.map(|reading| reading.scale.scale.as_str().to_owned()),
                    source: levels.filter(|_| !has(Meaning::Source)).map(|_| table.source),
                    team: table.answers.team.clone(),
                    question: table.answers.question.clone(),
                    people: self.request.people.clone(),
                    competencies: self.request.competencies.clone(),
                    roles: self.request.roles.clone(),
                    leave_out: table.answers.leave_out,
                };
                let Ok(serde_json::Value::Object(answers)) = serde_json::to_value(remembered) else {
                    return None;
                };
                let answers: RowImage = answers;
                let key = key_of(layout);
                (!key.is_empty()).then_some(ImportMapping { key, imported_on: moment.today, answers })
            })
            .collect()
    }

    /// Whether the next table of these columns is read like this one: where it is all that there is, or something was said
    /// of it. Of two with the same columns nobody can tell whose the answers were.
    fn is_remembered(&self, table: &TableRead) -> bool {
        let ImportRequest { people, competencies, roles, .. } = &self.request;
        let names_answered = !(people.is_empty() && competencies.is_empty() && roles.is_empty());
        let key = key_of(table.layout());
        let said = self.tables.len() == 1 || names_answered || table.answers != TableAnswers::default();
        said && self.tables.iter().filter(|other| key_of(other.layout()) == key).count() == 1
            && !cadre_exchange::layout::is_own_rating(table.layout())
    }
}

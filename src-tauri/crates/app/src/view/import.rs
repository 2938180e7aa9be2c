//! What an import would do, in the files' own rows, with every guess and every answer.

use cadre_core::{CompetencyKey, PersonId, Source};
use cadre_exchange::{LayoutKind, Meaning, NameChoice};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Choice;

/// Which files are to be imported, and what the user says about them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportRequest {
    /// The files' paths.
    pub paths: Vec<String>,
    /// What the user says about each table, in the order of [`ImportPreview::tables`]; empty where everything is to be
    /// found from the files.
    pub tables: Vec<TableAnswers>,
    /// Answers about names of people, for all tables.
    pub people: Vec<NameAnswer<PersonId>>,
    /// Answers about names of competencies, for all tables.
    pub competencies: Vec<NameAnswer<CompetencyKey>>,
    /// Answers about names of roles, for all tables: which role is meant, by its name, the workspace's or a shipped one's.
    pub roles: Vec<NameAnswer<String>>,
    /// The table whose rows are shown.
    pub shown: u32,
    /// Whether what was set for an earlier file of the same columns is used for what is not answered.
    pub as_before: bool,
}

/// What the user says about one table; everything left out is found from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TableAnswers {
    /// The sheet.
    pub sheet: Option<String>,
    /// The number of the header row, from 1.
    pub header_row: Option<u32>,
    /// What a row is.
    pub kind: Option<LayoutKind>,
    /// What columns mean; those not named are found.
    pub columns: Vec<ColumnAnswer>,
    /// The scale, by name: `0-4`, `1-5`, `0-5`, `0-10`, `0-100`, `percent`, `words` or `marks`.
    pub scale: Option<String>,
    /// The source where the file names none.
    pub source: Option<Source>,
    /// The day assessed, or the day of a pulse, where the file names none.
    pub date: Option<NaiveDate>,
    /// The team of people for whom the file names none, by name; one that is not there is added.
    pub team: Option<String>,
    /// A pulse's question by its id, where the file names none.
    pub question: Option<String>,
    /// Whether nothing of the table is imported.
    pub leave_out: bool,
}

/// What a column means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ColumnAnswer {
    /// The column's position, from 0.
    pub index: u32,
    /// What it means.
    pub meaning: Meaning,
}

/// What a name of the file means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NameAnswer<T> {
    /// The name, as the file has it.
    pub name: String,
    /// Whose it is.
    pub answer: NameChoice<T>,
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportPreview {
    /// The request that this answers, with the answers in force: changed and sent back, it gives the next preview.
    pub request: ImportRequest,
    /// "may-assessments.xlsx, sheet “Levels”, scale 0 to 4", of the table shown.
    pub source: String,
    /// "412 rows read, 399 assessments ready", of everything.
    pub title: String,
    /// How the table shown is read, and what stays out, in words.
    pub text: String,
    /// What will change, a sentence each, of everything; empty where nothing will.
    pub changes: Vec<String>,
    /// The words on the button: "Import 399 assessments", "Import 399 assessments, leave 13 rows out"; empty where nothing
    /// can be imported, or something must be answered first.
    pub action: String,
    /// What must be answered before anything is imported, table by table.
    pub questions: Vec<OpenQuestion>,
    /// Whether something stays out: importing then needs the user's word.
    pub leaves_out: bool,
    /// "Read as on 14 May 2026, with the columns and names set then"; empty where nothing is remembered.
    pub remembered: String,
    /// The tables that would be imported; mostly one.
    pub tables: Vec<ImportTable>,
    /// How the table shown is laid out.
    pub layout: ImportLayout,
    /// What holds for all of its rows.
    pub defaults: ImportDefaults,
    /// Names of people in all tables, those that need a look first.
    pub people: Vec<ImportName<PersonId>>,
    /// Names of competencies in all tables, those that need a look first.
    pub competencies: Vec<ImportName<CompetencyKey>>,
    /// Names of roles in all tables, those that need a look first.
    pub roles: Vec<ImportName<String>>,
    /// People of the workspace, to choose from.
    pub known_people: Vec<Choice>,
    /// Competencies of the workspace, to choose from.
    pub known_competencies: Vec<Choice>,
    /// Roles of the workspace and shipped ones, to choose from, by name.
    pub known_roles: Vec<Choice>,
    /// The columns of the table shown that were understood, with what they are taken for.
    pub columns: Vec<PreviewColumn>,
    /// Its rows in the file's order, at most 500: those with something to say, and the first of the others.
    pub rows: Vec<PreviewRow>,
    /// How many of its rows are not in `rows`.
    pub more_rows: u32,
    /// Its problems and notices by kind, problems first.
    pub kinds: Vec<PreviewKind>,
}

/// A table that would be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportTable {
    /// "may.xlsx, Levels".
    pub name: String,
    /// "Levels, a row a person".
    pub kind: String,
    /// What its rows are.
    pub layout: LayoutKind,
    /// Rows with data.
    pub rows: u32,
    /// Problems, each of which keeps something out.
    pub problems: u32,
    /// What wants a look and keeps nothing out.
    pub notices: u32,
    /// Whether it stays out as a whole, as chosen.
    pub left_out: bool,
}

/// Something that must be answered before anything is imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OpenQuestion {
    /// The table that it is about, by position.
    pub table: u32,
    /// What it asks for.
    pub about: QuestionAbout,
    /// "New people have no team. Say which team they are on."
    pub text: String,
}

/// What an open question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum QuestionAbout {
    /// The scale of the levels.
    Scale,
    /// The team of new people.
    Team,
    /// The question that a pulse asked.
    Question,
}

/// The layout of the table shown, and what else it could be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportLayout {
    /// The sheet.
    pub sheet: String,
    /// Every sheet of the file.
    pub sheets: Vec<String>,
    /// The number of the header row, from 1.
    pub header_row: u32,
    /// The file's first rows as they are, to choose the header row from: at most 12.
    pub first_rows: Vec<FirstRow>,
    /// What a row is.
    pub kind: LayoutKind,
    /// What a row could be.
    pub kinds: Vec<KindChoice>,
    /// Every column.
    pub columns: Vec<ImportColumn>,
    /// What a column of this kind of table could mean.
    pub meanings: Vec<MeaningChoice>,
}

/// One of the file's first rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct FirstRow {
    /// Its number in the file, from 1.
    pub row: u32,
    /// Its cells under the columns, as text.
    pub cells: Vec<String>,
}

/// What a row could be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct KindChoice {
    /// The kind.
    pub value: LayoutKind,
    /// "Levels: a row a person, a column a skill".
    pub label: String,
}

/// What a column could mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MeaningChoice {
    /// The meaning.
    pub value: Meaning,
    /// "Person", "Levels of this skill", "Nothing".
    pub label: String,
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportColumn {
    /// Its position, from 0.
    pub index: u32,
    /// Its letters: "C".
    pub letters: String,
    /// Its header; empty where it has none.
    pub header: String,
    /// What it is taken for.
    pub meaning: Meaning,
}

/// What holds for all rows of the table shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportDefaults {
    /// The scale, by name; empty where the table has no levels.
    pub scale: String,
    /// How it becomes levels: "1 is level 0, 5 is level 4".
    pub scale_mapping: String,
    /// Whether the values fit another scale too.
    pub scale_uncertain: bool,
    /// Every scale.
    pub scales: Vec<Choice>,
    /// The source of rows that name none; `None` where the table has no assessments or a column names it.
    pub source: Option<Source>,
    /// The day of rows that name none; `None` where a column names it, or the table has no dates.
    pub date: Option<NaiveDate>,
    /// The team of new people for whom the file names none, by name; empty where nothing needs one.
    pub team: String,
    /// Whether such a team is needed.
    pub needs_team: bool,
    /// Teams to choose from.
    pub teams: Vec<String>,
    /// The question of a pulse; `None` where the table is none or a column names it.
    pub question: Option<String>,
    /// Questions of the benchmarks.
    pub questions: Vec<Choice>,
}

/// A name of the file, and whose it is taken for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportName<T> {
    /// The name in the file.
    pub name: String,
    /// How it was taken.
    pub state: NameState,
    /// Whose it is, where the workspace has them.
    pub id: Option<T>,
    /// The name in the workspace; empty for a new one.
    pub known_name: String,
    /// "the same name", "initials, 85% sure", "new".
    pub how: String,
    /// How sure the match is, 0 to 1.
    pub confidence: f64,
    /// How many assessments, or rows of a list, are theirs.
    pub count: u32,
    /// Who else it could be.
    pub suggestions: Vec<Choice>,
}

/// How a name of the file was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum NameState {
    /// Several have the name, or no role has it: what it names stays out until it is answered.
    Unclear,
    /// Matched by a name that is near: worth a look.
    Near,
    /// New: will be added.
    New,
    /// Left out as chosen.
    LeftOut,
    /// Matched for certain, or by the user's answer.
    Known,
}

/// A column of the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PreviewColumn {
    /// What it is taken for: "Person", "Level", "Output handling".
    pub title: String,
    /// The file's own header.
    pub from: String,
    /// What there is to say of the header: "Read as Output handling."; empty mostly.
    pub note: String,
    /// How the header was taken.
    pub state: PreviewState,
}

/// A row of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PreviewRow {
    /// Its number in the file, from 1.
    pub row: u32,
    /// One cell for each of the preview's columns.
    pub cells: Vec<PreviewCell>,
}

/// A cell of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PreviewCell {
    /// The text of the file.
    pub text: String,
    /// What there is to say of it: "Expected a number from 0 to 4.", "Read as Noor Rahman."; empty mostly.
    pub note: String,
    /// Whether it is plain, was set right, or is a problem.
    pub state: PreviewState,
    /// The label of its kind of problem, as in [`PreviewKind`]; empty where it is plain.
    pub kind: String,
}

/// How a cell of the file was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum PreviewState {
    /// As it stands.
    Plain,
    /// Understood, with something to know.
    Notice,
    /// Not understood: it stays out.
    Problem,
}

/// A kind of problem or notice and how often it occurs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PreviewKind {
    /// "Level outside the scale".
    pub label: String,
    /// How often.
    pub count: u32,
    /// Whether it keeps something out.
    pub problem: bool,
}

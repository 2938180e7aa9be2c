//! What an import would do, in the file's own rows.

use serde::Serialize;

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportPreview {
    /// The file's path, sent back to import it.
    pub path: String,
    /// "may-assessments.xlsx, sheet “Levels”, scale 0 to 4".
    pub source: String,
    /// "412 rows read, 399 assessments ready".
    pub title: String,
    /// What stays out and what was matched, in words.
    pub text: String,
    /// The columns that were understood, with what they are taken for.
    pub columns: Vec<PreviewColumn>,
    /// The file's rows in its order, at most 500: those with something to say, and the first of the others.
    pub rows: Vec<PreviewRow>,
    /// How many rows of the file are not in `rows`.
    pub more_rows: u32,
    /// Problems and notices by kind, problems first.
    pub kinds: Vec<PreviewKind>,
    /// Assessments that would be recorded.
    pub ready: u32,
    /// Cells or rows that would stay out: importing then needs the user's word.
    pub bad: u32,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PreviewColumn {
    /// What it is taken for: "Person", "Level", "Output handling".
    pub title: String,
    /// The file's own header.
    pub from: String,
    /// What there is to say of the header: "read as Output handling"; empty mostly.
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
    /// What there is to say of it: "not 0 to 4", "read as Noor Rahman"; empty mostly.
    pub note: String,
    /// Whether it is plain, was set right, or is a problem.
    pub state: PreviewState,
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

//! What can be wrong with a file of facts, by file and line.

use std::ops::Range;

use serde::Serialize;

/// A problem in a file of facts.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct Problem {
    /// The file's path from the root of the repository.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: What,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is not TOML of the expected shape; the reader's own words.
    #[error("{0}")]
    Unreadable(String),
    /// A key, id or name that stands elsewhere already.
    #[error("`{0}` is there already")]
    Duplicate(String),
    /// A key that names no area.
    #[error("there is no area `{0}`")]
    UnknownArea(String),
    /// A key that names no competency.
    #[error("there is no competency `{0}`")]
    UnknownCompetency(String),
    /// A key that names no role.
    #[error("there is no role `{0}`")]
    UnknownRole(String),
    /// A text that must say something.
    #[error("`{0}` is empty")]
    Empty(&'static str),
    /// Not one descriptor for each level 0 to 4.
    #[error("{0} descriptors, expected 5: one for each level 0 to 4")]
    Descriptors(usize),
    /// A number outside its range.
    #[error("`{field}` is {value}, expected {low} to {high}")]
    OutOfRange {
        /// The field.
        field: &'static str,
        /// What was found.
        value: f64,
        /// The least allowed.
        low: f64,
        /// The most allowed.
        high: f64,
    },
    /// An area that has no competency.
    #[error("the area `{0}` has no competency")]
    AreaWithoutCompetency(String),
}

/// Collects the problems of one file.
pub(super) struct Notes<'a> {
    path: &'a str,
    text: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Notes<'a> {
    pub(super) const fn new(path: &'a str, text: &'a str, problems: &'a mut Vec<Problem>) -> Self {
        Self { path, text, problems }
    }

    /// Notes what is wrong at a byte range of the file.
    pub(super) fn add(&mut self, at: &Range<usize>, what: What) {
        let before = self.text.get(..at.start).unwrap_or(self.text);
        let line = 1 + before.bytes().filter(|&byte| byte == b'\n').count();
        self.problems.push(Problem { file: self.path.to_owned(), line, what });
    }
}

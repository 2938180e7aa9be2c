//! Files of facts, which people write by hand as TOML: how one is read, and what can be wrong with it, by file and line.

use std::{collections::HashSet, ops::Range};

use cadre_core::AreaKey;
use serde::{Serialize, de::DeserializeOwned};
use toml::Spanned;

/// A file of facts.
#[derive(Clone, Copy)]
pub struct File<'a> {
    /// Its path from the root of the repository; the name of a user's own file.
    pub path: &'a str,
    /// What stands in it.
    pub text: &'a str,
}

/// A problem in a file of facts.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct Problem {
    /// The file's path from the root of the repository; the name of a user's own file.
    pub file: String,
    /// The line, from 1; of a table, the row as a spreadsheet program numbers it.
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
    /// Nothing but blanks.
    #[error("the file is empty")]
    EmptyFile,
    /// A page of the web, saved under the name of an edition.
    #[error("this is a web page, not an edition")]
    WebPage,
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
    /// A field that must be there.
    #[error("`{0}` is missing")]
    Missing(&'static str),
    /// An edition that neither counts whom it asked nor says why that is not known.
    #[error("`n` is missing, and no `n_note` says why it is not known")]
    NoRespondents,
    /// An edition without a figure and without a statistic.
    #[error("there is no figure and no statistic")]
    NoFigures,
    /// Sources that do not agree are at least two.
    #[error("{0} values, expected 2 or more: a conflict is between sources")]
    NoConflict(usize),
    /// A value that is not of its field's kind.
    #[error("`{field}` is `{found}`, expected {expected}")]
    Unexpected {
        /// The field.
        field: &'static str,
        /// What was found.
        found: String,
        /// What was expected, with its article.
        expected: String,
    },
    /// A column or a line of a table that no field is named after.
    #[error("there is no field `{0}`")]
    UnknownField(String),
    /// A line of a table with more cells than it can hold.
    #[error("`{0}` has more than one value: a text with the separator in it stands in quotes")]
    TooManyCells(String),
    /// A cell of a table to the right of its heads, or under a blank one.
    #[error("“{0}” stands under no head: a text with the separator in it stands in quotes")]
    UnderNoHead(String),
    /// A table without the row that names its columns.
    #[error("no row names the columns: `area`, `percent`, `kind`, `n` and so on")]
    NoHeads,
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
#[derive(Debug)]
pub struct Notes<'a> {
    path: &'a str,
    /// Where each line ends. To count them again for each of thousands of problems would take minutes.
    ends: Vec<usize>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Notes<'a> {
    /// Notes about the text of the file at `path`, put behind the `problems` there are.
    pub fn new(path: &'a str, text: &str, problems: &'a mut Vec<Problem>) -> Self {
        Self { path, ends: text.match_indices('\n').map(|(at, _)| at).collect(), problems }
    }

    /// Where a line begins, from its number.
    pub(crate) fn line(&self, number: u32) -> Range<usize> {
        let before = self.ends.len().min(number.saturating_sub(1) as usize);
        let start = self.ends[..before].last().map_or(0, |end| end + 1);
        start..start
    }

    /// Notes what is wrong at a byte range of the file.
    pub fn add(&mut self, at: &Range<usize>, what: What) {
        let line = 1 + self.ends.partition_point(|&end| end < at.start);
        self.problems.push(Problem { file: self.path.to_owned(), line, what });
    }
}

/// Reads a file into its shape; notes the place where it differs.
pub fn parse<T: DeserializeOwned>(file: File<'_>, problems: &mut Vec<Problem>) -> Option<T> {
    toml::from_str(file.text)
        .map_err(|error| {
            let at = error.span().unwrap_or_default();
            Notes::new(file.path, file.text, problems).add(&at, What::Unreadable(error.message().to_owned()));
        })
        .ok()
}

/// Notes a key that is blank or was `met` before; `shown` is how it is written.
#[expect(clippy::implicit_hasher, reason = "every caller is ours, and has the usual one")]
pub fn once<K: Clone + Eq + std::hash::Hash>(
    met: &mut HashSet<K>,
    key: &Spanned<K>,
    shown: &str,
    notes: &mut Notes<'_>,
) {
    if shown.trim().is_empty() {
        notes.add(&key.span(), What::Empty("key"));
    }
    if !met.insert(key.get_ref().clone()) {
        notes.add(&key.span(), What::Duplicate(shown.to_owned()));
    }
}

/// The text; noted where it is blank.
pub fn filled(field: &'static str, text: Spanned<String>, notes: &mut Notes<'_>) -> String {
    if text.get_ref().trim().is_empty() {
        notes.add(&text.span(), What::Empty(field));
    }
    text.into_inner()
}

/// The texts; noted where one is blank.
pub fn all_filled(field: &'static str, texts: Vec<Spanned<String>>, notes: &mut Notes<'_>) -> Vec<String> {
    texts.into_iter().map(|text| filled(field, text, notes)).collect()
}

/// Notes a number outside its range.
pub fn within(
    field: &'static str,
    value: f64,
    low: f64,
    high: f64,
    at: &Range<usize>,
    notes: &mut Notes<'_>,
) {
    if !(low..=high).contains(&value) {
        notes.add(at, What::OutOfRange { field, value, low, high });
    }
}

/// Notes the key of no area.
#[expect(clippy::implicit_hasher, reason = "every caller is ours, and has the usual one")]
pub fn known_area(key: &Spanned<AreaKey>, known: &HashSet<AreaKey>, notes: &mut Notes<'_>) {
    if !known.contains(key.get_ref()) {
        notes.add(&key.span(), What::UnknownArea(key.get_ref().to_string()));
    }
}

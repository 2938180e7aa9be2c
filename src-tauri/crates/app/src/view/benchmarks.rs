//! The benchmark library: every edition, one opened down to the source of each figure, and a file of one's own looked at.

use cadre_core::{
    AreaKey, BenchmarkId,
    benchmark::{Conflict, FigureKind},
};
use serde::{Deserialize, Serialize};

use super::Fact;

/// Where a figure that is shown stands in the library: one click or key leads there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct FigureAddress {
    /// The edition.
    pub benchmark: BenchmarkId,
    /// The area that it measures.
    pub area: AreaKey,
    /// Its kind: an edition may have one of each kind for an area.
    pub kind: FigureKind,
}

/// The benchmark library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LibraryView {
    /// Every edition: the workspace's own, then those that ship.
    pub editions: Vec<EditionRow>,
}

/// An edition in the list of all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EditionRow {
    /// The edition.
    pub id: BenchmarkId,
    /// Who published it.
    pub publisher: String,
    /// The report and its edition: "State of Cybersecurity 2024".
    pub report: String,
    /// Its year.
    pub year: u16,
    /// Who was asked.
    pub population: String,
    /// How many: "1,868", or "not known".
    pub n: String,
    /// When they were asked.
    pub field_date: String,
    /// How sure its percentages are: "High", "High and medium".
    pub confidence: String,
    /// How many figures have an area; without one an edition is read here and not compared with.
    pub figures: u32,
    /// How many percentages have none.
    pub statistics: u32,
    /// Whether it is the workspace's own.
    pub own: bool,
    /// Whether the workspace is compared with it where nothing else is chosen.
    pub default: bool,
}

/// One edition, opened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EditionView {
    /// The edition.
    pub id: BenchmarkId,
    /// "ISACA, State of Cybersecurity 2024".
    pub title: String,
    /// Whether it is the workspace's own.
    pub own: bool,
    /// Whether the workspace is compared with it where nothing else is chosen.
    pub default: bool,
    /// Who was asked, how many, when, and where it can be read.
    pub facts: Vec<Fact>,
    /// Its address, to be copied, where one is known.
    pub url: Option<String>,
    /// What to keep in mind.
    pub notes: Vec<String>,
    /// The figures that have an area.
    pub figures: Vec<FigureRow>,
    /// Percentages without an area, or without a known base.
    pub statistics: Vec<StatisticRow>,
    /// What the sources do not agree on.
    pub conflicts: Vec<Conflict>,
    /// What removing it takes along, a sentence each; of an own edition only.
    pub removal: Vec<String>,
}

/// A figure of an edition, with all that is known of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct FigureRow {
    /// The area.
    pub area: AreaKey,
    /// Its name; says so where the workspace has no such area.
    pub area_name: String,
    /// What the question was about.
    pub kind: FigureKind,
    /// The kind in words.
    pub kind_name: String,
    /// The percentage as shown: "24%".
    pub percent: String,
    /// Respondents: "1,868".
    pub n: String,
    /// "High", "Medium" or "Low".
    pub confidence: String,
    /// The question and the answer counted, in the publisher's words; empty where they were not read.
    pub wording: String,
    /// Where it was read.
    pub source: String,
    /// Label and value of what else is known: interval, question, series, the series' other figures.
    pub facts: Vec<Fact>,
    /// What to read with care: that it was published with another area's, what changed in the series, remarks.
    pub notes: Vec<String>,
}

/// A percentage without an area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct StatisticRow {
    /// What it counts.
    pub what: String,
    /// The percentage as shown.
    pub percent: String,
    /// Who was counted where it is not everybody asked: "1,080"; empty else.
    pub n: String,
    /// "High", "Medium" or "Low".
    pub confidence: String,
    /// Statistics are trended only within one series.
    pub series: String,
    /// Where it was read.
    pub source: String,
    /// What to keep in mind; may be empty.
    pub note: String,
}

/// A file that may hold an edition, as it was read: what is looked at is what is added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EditionFile {
    /// The file's name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What a file holds, before anything is stored.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EditionPreview {
    /// The edition; `None` where the file has a problem.
    pub edition: Option<EditionView>,
    /// The edition of the workspace whose place it would take, where there is one of its id.
    pub replaces: Option<String>,
    /// What is wrong with the file, the first hundred.
    pub problems: Vec<EditionProblem>,
    /// How many more there are.
    pub more: u32,
    /// What to do about them; empty where there is none.
    pub hint: String,
}

/// What is wrong with a line of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EditionProblem {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong there, in one sentence without its full stop.
    pub text: String,
}

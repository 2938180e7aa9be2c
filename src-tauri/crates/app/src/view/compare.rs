//! The comparison with industry, and one area of it opened.

use cadre_core::{AreaKey, benchmark::OurFigure};
use serde::Serialize;

use super::{EmptyState, FigureAddress};

/// The comparison with industry.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CompareView {
    /// The finding, as a sentence.
    pub title: String,
    /// What the comparison shows and what it does not.
    pub reading: String,
    /// Which of our figures stands beside the industry's.
    pub ours: OurFigure,
    /// Every area, in the order of the chart.
    pub areas: Vec<CompareArea>,
    /// The pulse shown, in words; `None` where none was asked.
    pub pulse: Option<String>,
    /// Set where there is nothing to compare.
    pub empty: Option<EmptyState>,
}

/// One area of the comparison, opened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CompareArea {
    /// The area.
    pub key: AreaKey,
    /// Its name.
    pub name: String,
    /// "24% name it as a skills gap"; says so where the edition has no figure.
    pub industry_sentence: String,
    /// Our figure in words, with formula, inputs and bounds.
    pub ours_sentence: String,
    /// Where the industry figure stands in the library; `None` without one.
    pub figure: Option<FigureAddress>,
    /// Label and value of everything behind the industry figure; empty without one.
    pub source: Vec<Fact>,
    /// Label and value of everything behind our figure.
    pub inputs: Vec<Fact>,
    /// What to read with care.
    pub notes: Vec<String>,
}

/// A label and its value, for a panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// Its value, formatted.
    pub value: String,
}

//! The comparison with industry, and one area of it opened.

use cadre_core::{AreaKey, CompetencyKey, PersonId, benchmark::OurFigure};
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
    pub areas: Vec<ComparedArea>,
    /// The pulse shown, in words, with what it compares with; says so where none was asked.
    pub pulse: String,
    /// Set where there is nothing to compare.
    pub empty: Option<EmptyState>,
}

/// One area of the comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ComparedArea {
    /// The area.
    pub key: AreaKey,
    /// Its name.
    pub name: String,
    /// What ours and the industry's figure say, and what they do not, for under the chart.
    pub sentence: String,
    /// Whether the edition has a figure of it.
    pub published: bool,
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
    /// Where the industry figure stands in the library; `None` without one.
    pub figure: Option<FigureAddress>,
    /// Label and value of everything behind the industry figure; empty without one.
    pub source: Vec<Fact>,
    /// What the sources of the edition do not agree on, a sentence each.
    pub conflicts: Vec<String>,
    /// Our figure in words.
    pub ours_sentence: String,
    /// Label and value of everything behind our figure, its formula first, with the values put in.
    pub inputs: Vec<Fact>,
    /// Who is behind our figure: "Below target: 3 people".
    pub people_title: String,
    /// The people behind our figure, and after them those who are not assessed.
    pub people: Vec<AreaPerson>,
    /// Of how many more people there is no room to tell.
    pub more_people: u32,
    /// The competencies of the area.
    pub competencies: Vec<AreaCompetency>,
    /// The published figures of the area, a series each: nothing joins two of them.
    pub trends: Vec<SeriesTrend>,
    /// Our figure by quarter, or by pulse, the oldest first.
    pub own_trend: Vec<OwnPoint>,
    /// What to read with care.
    pub notes: Vec<String>,
}

/// Somebody behind our figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AreaPerson {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// "Output handling 1 of 3", "not assessed".
    pub detail: String,
}

/// One competency of the area opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AreaCompetency {
    /// The competency.
    pub key: CompetencyKey,
    /// Its name.
    pub name: String,
    /// "2 of 5"; "–" where no seat needs it.
    pub seats: String,
    /// People who hold it for their team: "3", "1 of 2" where there should be more, "–" where no team needs it.
    pub holders: String,
    /// People assessed in it.
    pub assessed: u32,
}

/// The published figures of one series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SeriesTrend {
    /// Whose, and what it counts: "ISACA, perceived gap".
    pub title: String,
    /// Why no line leads here from the series before; empty where there is none before it.
    pub break_note: String,
    /// Its editions, the earliest first.
    pub points: Vec<TrendPoint>,
}

/// One edition's figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrendPoint {
    /// The edition.
    pub edition: String,
    /// "42%".
    pub percent: String,
    /// Points since the edition before in the same series: "−10"; empty for the first.
    pub change: String,
    /// Respondents.
    pub n: String,
    /// Whether it is the figure shown.
    pub shown: bool,
}

/// Our figure on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OwnPoint {
    /// The day in words.
    pub day: String,
    /// "3 of 5"; "27% of 22" from ten on; "not assessed".
    pub value: String,
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

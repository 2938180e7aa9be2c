//! Benchmarks: published report editions, their figures, and what may be compared with what.

use serde::{Deserialize, Serialize};

use crate::{AreaKey, BenchmarkId};

/// What a figure's question was about. Only figures of the same kind answer the same question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// Share of respondents who see a gap in the area.
    PerceivedGap,
    /// Share who say that they need the skill.
    Need,
    /// Share who call it one of the most important skills.
    Importance,
    /// Share who see the gap in recent graduates.
    GraduateGap,
    /// Share of people with low or no proficiency.
    LowProficiency,
}

impl FigureKind {
    /// The kind in words: "perceived gap".
    pub const fn words(self) -> &'static str {
        match self {
            Self::PerceivedGap => "perceived gap",
            Self::Need => "need",
            Self::Importance => "importance",
            Self::GraduateGap => "graduate gap",
            Self::LowProficiency => "low proficiency",
        }
    }
}

/// How sure it is that the figure is what the publisher printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// The publisher's own text was read.
    High,
    /// Press or a secondary copy.
    Medium,
    /// One weak or vendor source.
    Low,
}

/// One percentage of a benchmark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Figure {
    /// The area it measures.
    pub area: AreaKey,
    /// The percentage, 0 to 100.
    pub percent: f64,
    /// What the question was about.
    pub kind: FigureKind,
    /// Respondents.
    pub n: u32,
    /// Id of the question asked, e.g. `isaca.gap`; a pulse of that series compares directly.
    pub question: String,
    /// Figures are trended only within one series, e.g. `isaca.gap.soft-skills`.
    pub series: String,
    /// Where it was read.
    pub source: String,
    /// How sure the figure is.
    pub confidence: Confidence,
    /// Set on figures that were published as one number for several areas: they share this label.
    #[serde(default)]
    pub together: Option<String>,
    /// What to keep in mind when reading it.
    #[serde(default)]
    pub note: Option<String>,
}

/// A published report edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Benchmark {
    /// Stable id, e.g. `isaca-2024`.
    pub id: BenchmarkId,
    /// Who published it.
    pub publisher: String,
    /// The report's name.
    pub report: String,
    /// The edition, e.g. `2024`.
    pub edition: String,
    /// Who was asked.
    pub population: String,
    /// Respondents of the whole report.
    pub n: u32,
    /// When they were asked, e.g. `Q2 2024`.
    pub field_date: String,
    /// What to keep in mind: conflicts between sources, changed questions.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The figures that have an area. At most one of each area and kind.
    pub figures: Vec<Figure>,
}

impl Benchmark {
    /// The figure shown for an area: of a kind that can be compared directly where there is one, the perceived gap before
    /// the low proficiency; else the first of the area's figures.
    pub fn figure(&self, area: &AreaKey) -> Option<&Figure> {
        self.figures.iter().filter(|figure| figure.area == *area).min_by_key(|figure| match figure.kind {
            FigureKind::PerceivedGap => 0,
            FigureKind::LowProficiency => 1,
            // The first of equals is taken.
            _ => 2,
        })
    }
}

/// Whether our figure and the industry's may stand on one scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Comparability {
    /// Same question, same kind: one scale, with both intervals.
    Direct,
    /// Different kinds: two scales, compared by rank order.
    RankOnly,
    /// One side is missing.
    None,
}

/// Our three gap figures, and the share at level 0 or 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum OurFigure {
    /// People below target in the area.
    BelowTarget,
    /// People whose highest level in the area is 0 or 1.
    LowOrNone,
    /// Seats not filled.
    SeatGap,
    /// Managers who named the area in the pulse.
    Perceived,
}

/// What may be compared: a pulse with a perceived gap of the same question, low or none with low
/// proficiency; everything else by rank only.
pub fn comparability(ours: OurFigure, kind: FigureKind) -> Comparability {
    match (ours, kind) {
        (OurFigure::Perceived, FigureKind::PerceivedGap)
        | (OurFigure::LowOrNone, FigureKind::LowProficiency) => Comparability::Direct,
        _ => Comparability::RankOnly,
    }
}

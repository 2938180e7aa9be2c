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
    /// Respondents. A percentage whose base is not known is a [`Statistic`], since no interval can be given for it.
    pub n: u32,
    /// The question and the answer counted, in the publisher's words as far as they were read:
    /// `Most important security skills: data security`.
    #[serde(default)]
    pub wording: Option<String>,
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
    /// Where an earlier edition has a figure of the area in another series: what changed, so that no trend is drawn.
    #[serde(default)]
    pub break_note: Option<String>,
    /// What to keep in mind when reading it.
    #[serde(default)]
    pub note: Option<String>,
}

/// A percentage of an edition that measures no area, or whose base is not known: it is read, and never compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Statistic {
    /// What it counts, in words that go before or after the percentage: `Teams that are understaffed`.
    pub what: String,
    /// The percentage, 0 to 100.
    pub percent: f64,
    /// Who was asked or counted, where that is known and differs from the edition's own n.
    #[serde(default)]
    pub n: Option<u32>,
    /// Statistics are trended only within one series, e.g. `isaca.understaffed`. Once an edition.
    pub series: String,
    /// Where it was read.
    pub source: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// What to keep in mind when reading it.
    #[serde(default)]
    pub note: Option<String>,
}

/// What sources do not agree on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Conflict {
    /// What it is about: `Graduates’ gap in incident response`.
    pub what: String,
    /// What each source says; at least two.
    pub values: Vec<ConflictValue>,
    /// Why the one is used, or none.
    pub why: String,
}

/// One side of a conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ConflictValue {
    /// What is said, as it is shown: `43%`.
    pub value: String,
    /// Who says so.
    pub says: String,
    /// Whether the edition's figures and statistics use it.
    #[serde(default)]
    pub used: bool,
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
    /// The year of the edition, by which trends are ordered.
    pub year: u16,
    /// Who was asked.
    pub population: String,
    /// Respondents of the whole report; `None` where that is not known, and then `n_note` says why.
    pub n: Option<u32>,
    /// How sure n is.
    #[serde(default)]
    pub n_confidence: Option<Confidence>,
    /// What to keep in mind of n: that it is the least, or why it is not known.
    #[serde(default)]
    pub n_note: Option<String>,
    /// When they were asked, e.g. `Q2 2024`.
    pub field_date: String,
    /// When it was published, e.g. `4 December 2025`, where that is known.
    #[serde(default)]
    pub published: Option<String>,
    /// Where it can be read, where that is known.
    #[serde(default)]
    pub url: Option<String>,
    /// What to keep in mind: the sample, changed questions, what is not a percentage.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The figures that have an area. At most one of each area and kind.
    pub figures: Vec<Figure>,
    /// Percentages without an area, or without a known base.
    #[serde(default)]
    pub statistics: Vec<Statistic>,
    /// What the sources do not agree on.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
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

    /// The figure of an area and kind.
    pub fn figure_of_kind(&self, area: &AreaKey, kind: FigureKind) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.area == *area && figure.kind == kind)
    }
}

/// The figures of an area in one series, from the earliest edition to the latest; those of one year as they are given.
/// Figures of other series answer another question, and are never among them.
pub fn trend<'benchmarks>(
    benchmarks: impl IntoIterator<Item = &'benchmarks Benchmark>,
    area: &AreaKey,
    series: &str,
) -> Vec<(&'benchmarks Benchmark, &'benchmarks Figure)> {
    trends(benchmarks, area)
        .into_iter()
        .find(|points| points.first().is_some_and(|(_, figure)| figure.series == series))
        .unwrap_or_default()
}

/// Every series that measures an area, each as its [`trend`], the one that begins first before the others: where one
/// publisher's series ends and its next begins, the question changed, and the new figure's `break_note` says how.
pub fn trends<'benchmarks>(
    benchmarks: impl IntoIterator<Item = &'benchmarks Benchmark>,
    area: &AreaKey,
) -> Vec<Vec<(&'benchmarks Benchmark, &'benchmarks Figure)>> {
    let mut in_time: Vec<&Benchmark> = benchmarks.into_iter().collect();
    in_time.sort_by_key(|benchmark| benchmark.year);
    let mut trends: Vec<Vec<(&Benchmark, &Figure)>> = Vec::new();
    for benchmark in in_time {
        for figure in benchmark.figures.iter().filter(|figure| figure.area == *area) {
            match trends.iter_mut().find(|points| points[0].1.series == figure.series) {
                Some(points) => points.push((benchmark, figure)),
                None => trends.push(vec![(benchmark, figure)]),
            }
        }
    }
    trends
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

//! Charts and files: which, and in what form.

use serde::{Deserialize, Serialize};

/// Which chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum ChartKind {
    /// The areas against the industry figures.
    Compare,
    /// Need by area, split into hiring and training.
    Priorities,
    /// Need × industry gap.
    NeedIndustry,
    /// What each need is made of.
    NeedParts,
    /// People and competencies as a heat map of levels.
    Matrix,
    /// Holders of each competency beside their minimum.
    Holders,
    /// Seats filled by area and quarter.
    Trend,
    /// Freshness and coverage of the assessments by area.
    Freshness,
    /// Risks of the frameworks by how many hold what they need.
    Risks,
    /// The actions of a plan by quarter.
    PlanTimeline,
    /// The odds of a plan by quarter.
    CoverageFan,
    /// What other budgets cover.
    BudgetFrontier,
}

impl ChartKind {
    /// Every chart.
    pub const ALL: [Self; 12] = [
        Self::Compare,
        Self::Priorities,
        Self::NeedIndustry,
        Self::NeedParts,
        Self::Matrix,
        Self::Holders,
        Self::Trend,
        Self::Freshness,
        Self::Risks,
        Self::PlanTimeline,
        Self::CoverageFan,
        Self::BudgetFrontier,
    ];

    /// Whether it shows the plan of a scenario.
    pub const fn is_of_a_plan(self) -> bool {
        matches!(self, Self::PlanTimeline | Self::CoverageFan | Self::BudgetFrontier)
    }

    /// The name on the command line and of a saved file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Priorities => "priorities",
            Self::NeedIndustry => "need-industry",
            Self::NeedParts => "need-parts",
            Self::Matrix => "matrix",
            Self::Holders => "holders",
            Self::Trend => "trend",
            Self::Freshness => "freshness",
            Self::Risks => "risks",
            Self::PlanTimeline => "plan-timeline",
            Self::CoverageFan => "coverage-fan",
            Self::BudgetFrontier => "budget-frontier",
        }
    }
}

/// What an export holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum ExportFormat {
    /// Everything: an equal workspace can be made from it.
    Json,
    /// The matrix of current levels.
    Csv,
    /// A workbook to read and to hand on: matrix, gaps, people, roles, positions, every assessment. It imports back.
    Xlsx,
}

impl ExportFormat {
    /// The ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// How a picture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum PictureFormat {
    /// Shapes and text, as on the screen.
    Svg,
    /// Pixels, two to each of the screen's.
    Png,
    /// Shapes and text in the colours of paper, 160 mm wide.
    PrintSvg,
    /// Pixels in the colours of paper, 160 mm wide at 300 to the inch.
    PrintPng,
}

impl PictureFormat {
    /// The ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Svg | Self::PrintSvg => "svg",
            Self::Png | Self::PrintPng => "png",
        }
    }
}

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
}

impl ChartKind {
    /// The name on the command line and of a saved file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Priorities => "priorities",
            Self::NeedIndustry => "need-industry",
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
#[serde(rename_all = "lowercase")]
pub enum PictureFormat {
    /// Shapes and text.
    Svg,
    /// Pixels, two to each of the screen's.
    Png,
}

impl PictureFormat {
    /// The ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

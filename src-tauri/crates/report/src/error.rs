//! What can go wrong while a report is set.

use serde::Serialize;

/// What can go wrong while a report is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
pub enum ReportError {
    /// A chart could not be drawn.
    #[error(transparent)]
    Chart(#[from] cadre_charts::ChartError),
    /// The pages could not be set, or are against the rules of accessible PDF.
    #[error("the pages could not be set: {reason}")]
    Set {
        /// What the typesetter said.
        reason: String,
    },
    /// A logo is no picture that can be printed.
    #[error("the logo cannot be read: {reason}")]
    Logo {
        /// What is wrong with it.
        reason: String,
    },
    /// A file could not be put together.
    #[error("the {format} could not be written: {reason}")]
    Write {
        /// Which: "XLSX".
        format: &'static str,
        /// What the writer said.
        reason: String,
    },
}

//! How long what is known of people is to be kept.

use serde::{Deserialize, Serialize};

/// Months after which each kind of data is due to be erased; `None` keeps it. Nothing is erased by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(default)]
pub struct RetentionSettings {
    /// People who left: after their leaving date.
    pub people_who_left: Option<u32>,
    /// Self- and peer-ratings: after the day assessed.
    pub claims: Option<u32>,
    /// Notes and evidence: after the day assessed. The levels stay.
    pub notes: Option<u32>,
    /// Assessments in whose place a later one counts: after the day assessed.
    pub superseded: Option<u32>,
    /// Pulses: after the day on which they were asked.
    pub pulses: Option<u32>,
}

impl RetentionSettings {
    /// Most months of each: 50 years.
    pub const MOST_MONTHS: u32 = 600;
}

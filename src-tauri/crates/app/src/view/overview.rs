//! The overview: the finding, the worst gaps in words, freshness and the trend.

use cadre_core::{AreaKey, CompetencyKey, TeamId, need::Signal};
use chrono::NaiveDate;
use serde::Serialize;

use super::EmptyState;

/// The overview.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OverviewView {
    /// The finding, as a sentence.
    pub title: String,
    /// Seats, reach and what to start first.
    pub subtitle: String,
    /// The five worst gaps in words.
    pub worst: Vec<WorstGap>,
    /// How fresh and how complete the assessments are.
    pub freshness: Freshness,
    /// Seat gap by area over five quarters.
    pub trend: Trend,
    /// What has been kept longer than the workspace is set to, a sentence each; empty mostly.
    pub past_retention: Vec<String>,
    /// Set where there is nothing to show.
    pub empty: Option<EmptyState>,
}

/// One of the worst gaps.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct WorstGap {
    /// The rank shown: "1" or "4–5".
    pub rank: String,
    /// The competency.
    pub competency: CompetencyKey,
    /// The team.
    pub team: TeamId,
    /// The gap in one sentence.
    pub sentence: String,
    /// The need, 0 to 100.
    pub need: f64,
    /// What to do about it.
    pub signal: Signal,
}

/// How fresh and how complete the assessments of the people counted are, over the pairs of a person and a competency
/// that their team needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Freshness {
    /// "427 of 456 pairs assessed, 38 stale".
    pub title: String,
    /// All pairs.
    pub pairs: u32,
    /// Confirmed and fresh.
    pub confirmed: u32,
    /// Claimed only, fresh.
    pub claimed: u32,
    /// Past the re-check months.
    pub stale: u32,
    /// Never assessed.
    pub unknown: u32,
    /// The areas with the most stale and unknown pairs, worst first, at most four.
    pub least_certain: Vec<AreaFreshness>,
}

/// Freshness of one area.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AreaFreshness {
    /// The area.
    pub area: AreaKey,
    /// Its name.
    pub name: String,
    /// Stale pairs.
    pub stale: u32,
    /// Unknown pairs.
    pub unknown: u32,
    /// All pairs.
    pub pairs: u32,
}

/// Seat gap by area at the end of each of the last five quarters.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Trend {
    /// "Seat gap since 1 March".
    pub title: String,
    /// The dates of the points, oldest first.
    pub dates: Vec<NaiveDate>,
    /// The areas with the highest need, at most five.
    pub areas: Vec<AreaTrend>,
    /// What changed since the last quarter, in words; empty where nothing did.
    pub changed: String,
}

/// The seat gap of one area over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AreaTrend {
    /// The area.
    pub area: AreaKey,
    /// Its name.
    pub name: String,
    /// Seat gap in percent at each date; `None` where nobody was assessed.
    pub points: Vec<Option<f64>>,
    /// The last point, as shown: "83%".
    pub now: String,
    /// Change in points since the quarter before, as shown: "−6", "+9", "0".
    pub change: String,
}

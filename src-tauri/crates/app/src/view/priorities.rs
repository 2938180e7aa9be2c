//! The ranked list of needs, each score with its parts.

use cadre_core::{
    AreaKey, CompetencyKey, TeamId,
    need::{Signal, Weights},
};
use serde::Serialize;

use super::{EmptyState, FigureAddress};

/// The ranked list of needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PrioritiesView {
    /// The finding, as a sentence.
    pub title: String,
    /// How firm the order is.
    pub subtitle: String,
    /// The weights used.
    pub weights: Weights,
    /// The need line, 0 to 100.
    pub need_line: f64,
    /// Most levels within reach of training.
    pub reach: u8,
    /// Every need above 0, highest first.
    pub items: Vec<PriorityRow>,
    /// Set where there is nothing to rank.
    pub empty: Option<EmptyState>,
}

/// One row of the ranked list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PriorityRow {
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub competency_name: String,
    /// The team.
    pub team: TeamId,
    /// Its name.
    pub team_name: String,
    /// The area's key.
    pub area: AreaKey,
    /// The rank or the band it shares: "5–6".
    pub rank: String,
    /// The tie band it is in, counted from 0; `None` where it stands alone.
    pub band: Option<u32>,
    /// The need, 0 to 100.
    pub need: f64,
    /// Points of the need from the seat gap.
    pub from_seat_gap: f64,
    /// Points of the need from the key-person risk.
    pub from_key_person_risk: f64,
    /// Points of the need from the level shortfall.
    pub from_level_shortfall: f64,
    /// "2 of 5"; "–" where no seat is unfilled.
    pub in_reach: String,
    /// Hiring part of the need.
    pub hire_part: f64,
    /// Training part of the need.
    pub train_part: f64,
    /// Share of the draws in which it keeps its place, 0 to 1.
    pub stability: f64,
    /// The industry figure of its area, in percent.
    pub industry_percent: Option<f64>,
    /// Where that figure stands in the library.
    pub figure: Option<FigureAddress>,
    /// What to do.
    pub signal: Signal,
    /// The formula with the values put in: "Need 88.4 = 100 · 1 · 0.93 · (0.5 · 1.00 + 0.3 · 1.00 + 0.2 · 0.73)".
    pub formula: String,
    /// Each term with its words: C, U, G, F, L.
    pub terms: Vec<TermRow>,
    /// Why the signal is what it is.
    pub reason: Vec<String>,
}

/// One term of a need score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TermRow {
    /// Its letter.
    pub letter: String,
    /// What it says here: "28 weeks to fill and ramp, 30 to the date".
    pub words: String,
    /// Its value, formatted.
    pub value: String,
}

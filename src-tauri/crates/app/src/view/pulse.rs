//! Pulses: what may be asked, what was answered, and what it compares with.

use cadre_core::{AreaKey, PulseId};
use chrono::NaiveDate;
use serde::Serialize;

use super::Choice;

/// The pulses of the workspace, and what a new one may ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PulsesView {
    /// The areas that can be offered, in the workspace's order.
    pub areas: Vec<Choice>,
    /// The questions that can be asked, that of the benchmark shown first.
    pub questions: Vec<PulseQuestion>,
    /// What was asked, the latest first.
    pub pulses: Vec<PulseRow>,
    /// The last day on which a pulse can have been asked.
    pub today: NaiveDate,
}

/// A question of the benchmarks about perceived gaps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PulseQuestion {
    /// Its id, e.g. `isaca.gap`.
    pub id: String,
    /// Whose, and the editions whose figures compare directly: "ISACA, perceived gap (2021, 2022, 2024, 2025)".
    pub label: String,
    /// The question in the publisher's words as far as they were read; empty where they were not.
    pub wording: String,
    /// The areas of the workspace that it has figures of: what is offered at first.
    pub areas: Vec<AreaKey>,
}

/// One pulse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PulseRow {
    /// Which.
    pub id: PulseId,
    /// When it was asked.
    pub asked_on: NaiveDate,
    /// The same in words.
    pub day: String,
    /// The id of its question.
    pub question: String,
    /// The areas that could be named.
    pub offered: Vec<AreaKey>,
    /// The areas that each manager named.
    pub responses: Vec<Vec<AreaKey>>,
    /// "12 managers. It compares directly with ISACA 2024."
    pub sentence: String,
}

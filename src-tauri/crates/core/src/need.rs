//! The need score.

use serde::{Deserialize, Serialize};

/// Weights of the need score's three parts; each 0 or more, summing to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Weights {
    /// Weight of the seat gap, G.
    pub seat_gap: f64,
    /// Weight of the key-person risk, F.
    pub key_person_risk: f64,
    /// Weight of the level shortfall, L.
    pub level_shortfall: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self { seat_gap: 0.5, key_person_risk: 0.3, level_shortfall: 0.2 }
    }
}

//! The training library: the items of the workspace in words, and those that ship.

use cadre_core::{AreaKey, CompetencyKey, Delivery, Estimated, Level, TrainingKey, VendorNeutrality};
use serde::Serialize;

use super::{Choice, SourceLine};

/// Everything that the training library shows and edits.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrainingView {
    /// The finding, as a sentence: "39 training items; the cost of 25 and the hours of 36 are estimates".
    pub title: String,
    /// ISO 4217 code of every amount.
    pub currency: String,
    /// The items, by name.
    pub items: Vec<TrainingRow>,
    /// Areas in which some item lifts, to choose from.
    pub areas: Vec<Choice>,
    /// Every competency that an item can lift, by area.
    pub competencies: Vec<TrainingCompetency>,
    /// Ways in which an item is taken, to choose from.
    pub deliveries: Vec<Choice>,
    /// Vendor-agnostic and vendor-centric, to choose from.
    pub neutralities: Vec<Choice>,
    /// Items that ship with Cadre.
    pub shipped: Vec<ShippedTraining>,
    /// Pass rate of a new item, 0 to 1: an estimate.
    pub usual_pass_rate: f64,
}

/// A competency that an item can lift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrainingCompetency {
    /// The competency.
    pub key: CompetencyKey,
    /// Its name.
    pub name: String,
    /// Its area's name.
    pub area_name: String,
}

/// A training item.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrainingRow {
    /// The item.
    pub key: TrainingKey,
    /// Its name.
    pub name: String,
    /// Who gives it; empty where that is not known.
    pub provider: String,
    /// Its address on the web; empty where that is not known.
    pub address: String,
    /// How it is taken, where that is known.
    pub delivery: Option<Delivery>,
    /// "course", "lab", "certificate", "reading"; empty where that is not known.
    pub delivery_name: String,
    /// How much of ML and AI must be known before, 1 to 5.
    pub prior_knowledge: Option<u8>,
    /// "2 of 5", "not stated".
    pub prior_words: String,
    /// Whether it is about a vendor's products.
    pub vendor_neutrality: Option<VendorNeutrality>,
    /// "Vendor-agnostic", "Vendor-centric", "not stated".
    pub neutrality_name: String,
    /// What else is needed to begin; empty mostly.
    pub requires: String,
    /// Cost, once a person, in the workspace's currency.
    pub cost: f64,
    /// "1,099", "free".
    pub cost_words: String,
    /// Learning hours it takes.
    pub hours: f64,
    /// Share of those who finish that reach the level, 0 to 1.
    pub pass_rate: f64,
    /// Which of these figures are guesses.
    pub estimated: Estimated,
    /// "cost and hours", "none".
    pub estimates: String,
    /// What it lifts.
    pub lifts: Vec<LiftRow>,
    /// Whether it ships with Cadre.
    pub shipped: bool,
    /// Where its statements come from; empty for the workspace's own.
    pub sources: Vec<SourceLine>,
}

/// What an item lifts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LiftRow {
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub name: String,
    /// Its area.
    pub area: AreaKey,
    /// The area's name.
    pub area_name: String,
    /// The level needed to begin.
    pub from: Level,
    /// The level reached.
    pub to: Level,
    /// What somebody at the first level does.
    pub from_words: String,
    /// What somebody at the level reached does.
    pub to_words: String,
}

/// An item that ships with Cadre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ShippedTraining {
    /// Its key in the catalogue.
    pub key: TrainingKey,
    /// Its name.
    pub name: String,
    /// "Lakera, lab, lifts Prompt-injection defence", "there already".
    pub detail: String,
    /// Whether it can be added.
    pub addable: bool,
}

//! Training items: courses, labs, certificates and things to read, with the levels that they lift from and to.

use serde::{Deserialize, Deserializer, Serialize};

use crate::{CompetencyKey, Level, TrainingKey};

/// What a training item lifts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Lift {
    /// The competency.
    pub competency: CompetencyKey,
    /// The level needed to begin.
    pub from: Level,
    /// The level reached.
    pub to: Level,
}

/// How a training item is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Delivery {
    /// Lessons, with or without a teacher.
    Course,
    /// Exercises on a system that is there to be attacked or defended.
    Lab,
    /// A certificate: one prepares for its examination.
    Certificate,
    /// A text that is read and discussed.
    Reading,
}

impl Delivery {
    /// Every delivery.
    pub const ALL: [Self; 4] = [Self::Course, Self::Lab, Self::Certificate, Self::Reading];

    /// The word used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Lab => "lab",
            Self::Certificate => "certificate",
            Self::Reading => "reading",
        }
    }
}

/// Whether a training item teaches a vendor's products or what holds for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum VendorNeutrality {
    /// What holds whatever is bought.
    Agnostic,
    /// The products of a vendor.
    Centric,
}

impl VendorNeutrality {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Agnostic, Self::Centric];

    /// The word used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agnostic => "agnostic",
            Self::Centric => "centric",
        }
    }
}

/// Which figures of a training item are guesses, to be put right by who knows better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Estimated {
    /// The cost.
    pub cost: bool,
    /// The hours.
    pub hours: bool,
    /// The pass rate.
    pub pass_rate: bool,
}

/// The least and the most that can be known before: 1 least, 5 most, of ML and AI.
pub const PRIOR_KNOWLEDGE: std::ops::RangeInclusive<u8> = 1..=5;

/// Share of those who finish that reach the level, where nothing is known of an item. An estimate: no rate is published.
pub const DEFAULT_PASS_RATE: f64 = 0.80;

/// A course, lab, certificate or text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrainingItem {
    /// Stable key.
    pub key: TrainingKey,
    /// The name shown.
    pub name: String,
    /// Who gives it, where that is known.
    #[serde(default)]
    pub provider: Option<String>,
    /// Its address on the web, where that is known.
    #[serde(default)]
    pub address: Option<String>,
    /// How it is taken, where that is known.
    #[serde(default)]
    pub delivery: Option<Delivery>,
    /// How much of ML and AI must be known before, 1 least to 5 most; `None` where nobody has said.
    #[serde(default)]
    pub prior_knowledge: Option<u8>,
    /// Whether it is about a vendor's products; `None` where nobody has said.
    #[serde(default)]
    pub vendor_neutrality: Option<VendorNeutrality>,
    /// What else is needed to begin, in words: "an active CISM or CISSP".
    #[serde(default)]
    pub requires: Option<String>,
    /// Cost, once a person, in the workspace's currency.
    pub cost: f64,
    /// Learning hours it takes.
    pub hours: f64,
    /// Share of those who finish that reach the level, 0 to 1.
    pub pass_rate: f64,
    /// Which of these figures are guesses.
    #[serde(default, deserialize_with = "none_or", skip_serializing_if = "is_none")]
    pub estimated: Estimated,
    /// The levels it lifts from and to.
    pub lifts: Vec<Lift>,
}

impl TrainingItem {
    /// An item of which no more is known than its name: free, and over at once.
    pub fn new(key: TrainingKey, name: impl Into<String>) -> Self {
        Self {
            key,
            name: name.into(),
            provider: None,
            address: None,
            delivery: None,
            prior_knowledge: None,
            vendor_neutrality: None,
            requires: None,
            cost: 0.0,
            hours: 0.0,
            pass_rate: DEFAULT_PASS_RATE,
            estimated: Estimated::default(),
            lifts: Vec::new(),
        }
    }
}

/// A row of before there were estimates has none.
fn none_or<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Estimated, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Left out of the row then, as it is in one of before there were estimates.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it by reference")]
fn is_none(estimated: &Estimated) -> bool {
    *estimated == Estimated::default()
}

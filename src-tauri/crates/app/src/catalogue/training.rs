//! The training items that ship: what each costs and takes, what it lifts, and where every statement comes from.

use std::collections::HashSet;

use cadre_core::{
    CompetencyKey, Delivery, Estimated, Level, Lift, PRIOR_KNOWLEDGE, TrainingItem, TrainingKey,
    VendorNeutrality,
};
use cadre_exchange::facts::{File, Notes, Problem, What, filled, once, parse, within};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{
    Sourced,
    reading::{known_competency, sourced},
};

/// How a source begins that is nobody's statistic.
const ESTIMATE: &str = "estimate, edit me";

/// More than any item costs, so that a slip of the keyboard is seen.
const MOST_MONEY: f64 = 50_000.0;

/// A working year: longer than any item takes.
const MOST_HOURS: f64 = 2_000.0;

/// A shipped training item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CatalogueTraining {
    /// Stable key.
    pub key: TrainingKey,
    /// The name shown.
    pub name: String,
    /// Who gives it, where that is known.
    pub provider: Option<String>,
    /// Its address on the web, where that is known.
    pub address: Option<String>,
    /// How it is taken.
    pub delivery: Delivery,
    /// How much of ML and AI must be known before, 1 to 5; `None` where nobody has said.
    pub prior_knowledge: Option<u8>,
    /// Whether it is about a vendor's products; `None` where nobody has said.
    pub vendor_neutrality: Option<VendorNeutrality>,
    /// Who says these two; `None` where there is neither.
    pub labels: Option<String>,
    /// What else is needed to begin.
    pub requires: Option<String>,
    /// Cost, once a person.
    pub cost: Price,
    /// Learning hours it takes.
    pub hours: Sourced,
    /// Share of those who finish that reach the level.
    pub pass_rate: Sourced,
    /// The levels it lifts from and to.
    pub lifts: Vec<Lift>,
    /// Who says what it lifts.
    pub lifts_source: String,
    /// What else is to be known of it.
    pub note: Option<String>,
    /// Where the item was found.
    pub source: String,
}

/// An amount, its currency, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// The amount.
    pub value: f64,
    /// ISO 4217 code; `None` where it is nothing, or a guess in whatever currency.
    pub currency: Option<String>,
    /// Its source, or "estimate, edit me".
    pub source: String,
}

impl Sourced {
    /// Whether it is a guess.
    pub fn is_estimate(&self) -> bool {
        self.source.starts_with(ESTIMATE)
    }
}

impl Price {
    /// Whether it is a guess in this currency: amounts are not converted.
    pub fn is_estimate_in(&self, currency: &str) -> bool {
        self.source.starts_with(ESTIMATE) || self.currency.as_deref().is_some_and(|own| own != currency)
    }
}

impl CatalogueTraining {
    /// The item as one of a workspace that counts in this currency.
    pub fn item(&self, currency: &str) -> TrainingItem {
        TrainingItem {
            key: self.key.clone(),
            name: self.name.clone(),
            provider: self.provider.clone(),
            address: self.address.clone(),
            delivery: Some(self.delivery),
            prior_knowledge: self.prior_knowledge,
            vendor_neutrality: self.vendor_neutrality,
            requires: self.requires.clone(),
            cost: self.cost.value,
            hours: self.hours.value,
            pass_rate: self.pass_rate.value,
            estimated: Estimated {
                cost: self.cost.is_estimate_in(currency),
                hours: self.hours.is_estimate(),
                pass_rate: self.pass_rate.is_estimate(),
            },
            lifts: self.lifts.clone(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTraining {
    lifts_source: Spanned<String>,
    pass_rate: Spanned<Sourced>,
    items: Vec<RawItem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem {
    key: Spanned<TrainingKey>,
    name: Spanned<String>,
    provider: Option<Spanned<String>>,
    address: Option<Spanned<String>>,
    delivery: Delivery,
    prior_knowledge: Option<Spanned<u8>>,
    vendor_neutrality: Option<VendorNeutrality>,
    labels: Option<Spanned<String>>,
    requires: Option<Spanned<String>>,
    cost: Spanned<Price>,
    hours: Spanned<Sourced>,
    pass_rate: Option<Spanned<Sourced>>,
    lifts: Spanned<Vec<RawLift>>,
    note: Option<Spanned<String>>,
    source: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLift {
    competency: Spanned<CompetencyKey>,
    from: Level,
    to: Spanned<Level>,
}

/// Reads and checks the items.
pub(super) fn read(
    file: File<'_>,
    known: &HashSet<CompetencyKey>,
    problems: &mut Vec<Problem>,
) -> Vec<CatalogueTraining> {
    let Some(raw) = parse::<RawTraining>(file, problems) else { return Vec::new() };
    let mut notes = Notes::new(file.path, file.text, problems);
    let lifts_source = filled("lifts_source", raw.lifts_source, &mut notes);
    let usual = sourced("pass_rate", raw.pass_rate, 1.0, &mut notes);
    let (mut keys, mut names) = (HashSet::new(), HashSet::new());
    let mut items = Vec::new();
    for raw in raw.items {
        once(&mut keys, &raw.key, raw.key.get_ref().as_str(), &mut notes);
        if !names.insert(raw.name.get_ref().to_lowercase()) {
            notes.add(&raw.name.span(), What::Duplicate(raw.name.get_ref().clone()));
        }
        if (raw.prior_knowledge.is_some() || raw.vendor_neutrality.is_some()) && raw.labels.is_none() {
            notes.add(&raw.key.span(), What::Missing("labels"));
        }
        if let Some(prior) = &raw.prior_knowledge {
            let (least, most) = (f64::from(*PRIOR_KNOWLEDGE.start()), f64::from(*PRIOR_KNOWLEDGE.end()));
            within("prior_knowledge", f64::from(*prior.get_ref()), least, most, &prior.span(), &mut notes);
        }
        if let Some(address) = &raw.address
            && !address.get_ref().starts_with("https://")
        {
            let found = address.get_ref().clone();
            let expected = "an address that begins with https://".to_owned();
            notes.add(&address.span(), What::Unexpected { field: "address", found, expected });
        }
        let mut optional =
            |field, text: Option<Spanned<String>>| text.map(|text| filled(field, text, &mut notes));
        let [provider, address, labels, requires, note] = [
            ("provider", raw.provider),
            ("address", raw.address),
            ("labels", raw.labels),
            ("requires", raw.requires),
            ("note", raw.note),
        ]
        .map(|(field, text)| optional(field, text));
        items.push(CatalogueTraining {
            key: raw.key.into_inner(),
            name: filled("name", raw.name, &mut notes),
            provider,
            address,
            delivery: raw.delivery,
            prior_knowledge: raw.prior_knowledge.map(Spanned::into_inner),
            vendor_neutrality: raw.vendor_neutrality,
            labels,
            requires,
            cost: price(raw.cost, &mut notes),
            hours: sourced("hours", raw.hours, MOST_HOURS, &mut notes),
            pass_rate: raw
                .pass_rate
                .map_or_else(|| usual.clone(), |own| sourced("pass_rate", own, 1.0, &mut notes)),
            lifts: lifts(raw.lifts, known, &mut notes),
            lifts_source: lifts_source.clone(),
            note,
            source: filled("source", raw.source, &mut notes),
        });
    }
    items
}

fn price(raw: Spanned<Price>, notes: &mut Notes<'_>) -> Price {
    within("cost", raw.get_ref().value, 0.0, MOST_MONEY, &raw.span(), notes);
    if raw.get_ref().source.trim().is_empty() {
        notes.add(&raw.span(), What::Empty("source"));
    }
    if let Some(currency) = &raw.get_ref().currency
        && (currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()))
    {
        let (found, expected) = (currency.clone(), "three capital letters (ISO 4217)".to_owned());
        notes.add(&raw.span(), What::Unexpected { field: "currency", found, expected });
    }
    raw.into_inner()
}

fn lifts(raw: Spanned<Vec<RawLift>>, known: &HashSet<CompetencyKey>, notes: &mut Notes<'_>) -> Vec<Lift> {
    if raw.get_ref().is_empty() {
        notes.add(&raw.span(), What::Empty("lifts"));
    }
    let mut of_item = HashSet::new();
    raw.into_inner()
        .into_iter()
        .map(|lift| {
            known_competency(&lift.competency, known, notes);
            once(&mut of_item, &lift.competency, lift.competency.get_ref().as_str(), notes);
            if *lift.to.get_ref() <= lift.from {
                let found = lift.to.get_ref().get().to_string();
                let expected = format!("a level above {}", lift.from.get());
                notes.add(&lift.to.span(), What::Unexpected { field: "to", found, expected });
            }
            Lift { competency: lift.competency.into_inner(), from: lift.from, to: lift.to.into_inner() }
        })
        .collect()
}

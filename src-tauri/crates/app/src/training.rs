//! The training library: the items of the workspace and those that ship, adding, changing, and lists in and out.

mod list;

use std::collections::{HashMap, HashSet};

use cadre_core::{
    Area, AreaKey, Competency, CompetencyKey, Content, DEFAULT_PASS_RATE, Delivery, Estimated, Level,
    MOST_MONEY, MOST_TRAINING_HOURS, PRIOR_KNOWLEDGE, TrainingItem, TrainingKey, VendorNeutrality,
};
use cadre_exchange::matching::{fold, new_key};

pub use list::TrainingList;
pub(crate) use list::rows;

use crate::{
    catalogue::{CatalogueTraining, catalogue},
    draft::TrainingDraft,
    error::{AppError, ErrorCode},
    team::{Fields, gone},
    view::{Choice, LiftRow, ShippedTraining, SourceLine, TrainingCompetency, TrainingRow, TrainingView},
    words,
    workspace::{Moment, Touched, Workspace},
};

/// Longest address and remark that a form takes, in characters.
const LONGEST_TEXT: u32 = 500;

impl Workspace {
    /// The training library.
    pub fn training_view(&self) -> TrainingView {
        view(&self.content)
    }

    /// Adds or changes a training item.
    ///
    /// # Errors
    /// Every field that is wrong: a blank name or another item's, amounts out of range, an address that is none, no lift, a
    /// lift of nothing, a competency twice or not there.
    pub fn save_training(&mut self, draft: &TrainingDraft, moment: Moment) -> Result<Touched, AppError> {
        let content = &self.content;
        let mut fields = Fields::default();
        let name = fields.name("name", "training item", &draft.name).to_owned();
        let other =
            |one: &&TrainingItem| Some(&one.key) != draft.key.as_ref() && fold(&one.name) == fold(&name);
        if content.training.iter().any(|one| other(&one)) {
            fields.wrong("name", format!("Another training item is named {name} already."));
        }
        let provider = optional(&mut fields, "provider", "The provider", &draft.provider);
        let address = optional(&mut fields, "address", "The address", &draft.address);
        if let Some(address) = &address
            && !is_address(address)
        {
            fields
                .wrong("address", format!("The address {address} does not begin with https:// or http://."));
        }
        let requires = optional(&mut fields, "requires", "What else is required", &draft.requires);
        if let Some(prior) = draft.prior_knowledge.filter(|prior| !PRIOR_KNOWLEDGE.contains(prior)) {
            fields.wrong(
                "prior_knowledge",
                format!("Prior knowledge cannot be {prior}: give 1 (least) to 5 (most), or nothing."),
            );
        }
        fields.number("cost", "The cost", draft.cost, MOST_MONEY);
        fields.number("hours", "Hours", draft.hours, MOST_TRAINING_HOURS);
        if !(0.0..=1.0).contains(&draft.pass_rate) {
            let found = words::amount(draft.pass_rate * 100.0);
            fields.wrong("pass_rate", format!("The pass rate cannot be {found}%: give 0% to 100%."));
        }
        if draft.lifts.is_empty() {
            fields.wrong("lifts", "No competency is lifted: add at least one.");
        }
        for (index, lift) in draft.lifts.iter().enumerate() {
            let place = format!("lifts[{index}].competency");
            let competency = content.competencies.iter().find(|one| one.key == lift.competency);
            let name = competency.map_or(lift.competency.as_str(), |one| one.name.as_str());
            if competency.is_none() {
                fields.wrong(&place, "The competency is not in the workspace any more: choose another.");
            }
            if draft.lifts[..index].iter().any(|earlier| earlier.competency == lift.competency) {
                fields.wrong(&place, format!("{name} is lifted twice: keep one of the two."));
            }
            if lift.to <= lift.from {
                fields.wrong(
                    &format!("lifts[{index}].to"),
                    format!(
                        "{name} is lifted from {0} to {1}: give a level above {0}.",
                        lift.from.get(),
                        lift.to.get()
                    ),
                );
            }
        }
        fields.into_result()?;

        let before = draft.key.as_ref().map(|key| find_item(content, key)).transpose()?;
        let item = TrainingItem {
            key: draft.key.clone().unwrap_or_else(|| free_key(&name, content, &HashSet::new())),
            name,
            provider,
            address,
            delivery: draft.delivery,
            prior_knowledge: draft.prior_knowledge,
            vendor_neutrality: draft.vendor_neutrality,
            requires,
            cost: draft.cost,
            hours: draft.hours,
            pass_rate: draft.pass_rate,
            estimated: draft.estimated,
            lifts: draft.lifts.clone(),
        };
        let (kind, label) = match before {
            None => ("add-training", format!("Add the training item {}", item.name)),
            Some(before) if before.name != item.name => {
                ("change-training", format!("Rename the training item {} to {}", before.name, item.name))
            }
            Some(_) => ("change-training", format!("Change the training item {}", item.name)),
        };
        let written = self.change(kind, label, moment, |tx| Ok(tx.put_training(&item)?))?;
        Ok(written.touched)
    }

    /// Adds shipped training items; those that the workspace has already are passed over. What they lift that the workspace
    /// has not is left out.
    ///
    /// # Errors
    /// A key of no shipped item; one of which nothing would be left.
    pub fn add_shipped_training(
        &mut self,
        keys: &[TrainingKey],
        moment: Moment,
    ) -> Result<Touched, AppError> {
        let content = &self.content;
        let mut added: Vec<TrainingItem> = Vec::new();
        for key in keys {
            let shipped = catalogue().training(key).ok_or_else(|| {
                AppError::new(
                    ErrorCode::InvalidArgument,
                    format!("There is no shipped training item “{key}”."),
                    "Choose one of the list.",
                )
            })?;
            if content.training.iter().chain(&added).any(|item| is_same(item, shipped)) {
                continue;
            }
            let item = known_lifts(content, shipped.item(&content.settings.currency));
            if item.lifts.is_empty() {
                return Err(AppError::new(
                    ErrorCode::UnknownCompetency,
                    format!("{} lifts no competency of this workspace.", item.name),
                    "Nothing was added. Add the competency first, under Competencies.",
                ));
            }
            added.push(item);
        }
        let names: Vec<&str> = added.iter().map(|item| item.name.as_str()).collect();
        let label = match &names[..] {
            [] => return Ok(Touched::new()),
            [one] => format!("Add the training item {one}"),
            several => format!("Add the training items {}", words::list_some(several, 3)),
        };
        let written = self.change("add-training", label, moment, |tx| {
            Ok(added.iter().try_for_each(|item| tx.put_training(item))?)
        })?;
        Ok(written.touched)
    }
}

/// A text without blanks at its ends; `None` where nothing is left. `what` is as in "The provider".
fn optional(fields: &mut Fields, place: &str, what: &str, text: &str) -> Option<String> {
    let text = text.trim();
    let length = text.chars().count() as u32;
    if length > LONGEST_TEXT {
        let length = words::thousands(length);
        fields.wrong(place, format!("{what} has {length} characters; {LONGEST_TEXT} are the most."));
    }
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whether a text is an address that a browser opens.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

pub(crate) fn find_item<'a>(content: &'a Content, key: &TrainingKey) -> Result<&'a TrainingItem, AppError> {
    content
        .training
        .iter()
        .find(|item| item.key == *key)
        .ok_or_else(|| gone("This training item is no longer in the workspace."))
}

/// Whether an item is the shipped one, by its key or its name.
fn is_same(item: &TrainingItem, shipped: &CatalogueTraining) -> bool {
    item.key == shipped.key || fold(&item.name) == fold(&shipped.name)
}

/// A key that no item has, no shipped one, which may come yet, and none of those that are `taken` too.
fn free_key(name: &str, content: &Content, taken: &HashSet<TrainingKey>) -> TrainingKey {
    let own = content.training.iter().map(|item| item.key.0.clone());
    let shipped = catalogue().training.iter().map(|item| item.key.0.clone());
    let taken = taken.iter().map(|key| key.0.clone());
    TrainingKey(new_key(name, &own.chain(shipped).chain(taken).collect()).0)
}

/// An item without the lifts in competencies that the workspace has not any more.
pub(crate) fn known_lifts(content: &Content, mut item: TrainingItem) -> TrainingItem {
    item.lifts.retain(|lift| content.competencies.iter().any(|one| one.key == lift.competency));
    item
}

fn view(content: &Content) -> TrainingView {
    let competencies: HashMap<&CompetencyKey, &Competency> =
        content.competencies.iter().map(|one| (&one.key, one)).collect();
    let areas: HashMap<&AreaKey, &str> =
        content.areas.iter().map(|area| (&area.key, area.name.as_str())).collect();
    let mut items: Vec<TrainingRow> =
        content.training.iter().map(|item| row(item, content, &competencies, &areas)).collect();
    items.sort_by_cached_key(|item| item.name.to_lowercase());
    let lifted: HashSet<&AreaKey> =
        items.iter().flat_map(|item| &item.lifts).map(|lift| &lift.area).collect();
    TrainingView {
        title: title(&content.training),
        currency: content.settings.currency.clone(),
        areas: content.areas.iter().filter(|area| lifted.contains(&area.key)).map(choice_of_area).collect(),
        competencies: content
            .areas
            .iter()
            .flat_map(|area| {
                content.competencies.iter().filter(|one| one.area == area.key).map(|one| TrainingCompetency {
                    key: one.key.clone(),
                    name: one.name.clone(),
                    area_name: area.name.clone(),
                })
            })
            .collect(),
        deliveries: Delivery::ALL
            .into_iter()
            .map(|one| Choice {
                value: one.as_str().to_owned(),
                label: words::sentence_case(delivery_name(one)),
            })
            .collect(),
        neutralities: VendorNeutrality::ALL
            .into_iter()
            .map(|one| Choice { value: one.as_str().to_owned(), label: neutrality_name(one).to_owned() })
            .collect(),
        shipped: catalogue().training.iter().map(|item| shipped_row(item, content)).collect(),
        usual_pass_rate: DEFAULT_PASS_RATE,
        items,
    }
}

fn choice_of_area(area: &Area) -> Choice {
    Choice { value: area.key.to_string(), label: area.name.clone() }
}

/// "39 training items; 25 costs and 35 hours are estimates".
fn title(items: &[TrainingItem]) -> String {
    let count = |of: fn(&Estimated) -> bool| items.iter().filter(|item| of(&item.estimated)).count() as u32;
    let costs = count(|estimated| estimated.cost);
    let hours = count(|estimated| estimated.hours);
    let counted = words::counted(items.len() as u32, "training item", "training items");
    if items.is_empty() {
        return "No training item yet".to_owned();
    }
    match (costs, hours) {
        (0, 0) => counted,
        (costs, 0) => format!("{counted}; the cost of {} is an estimate", words::number(costs)),
        (0, hours) => format!("{counted}; the hours of {} are an estimate", words::number(hours)),
        (costs, hours) => format!(
            "{counted}; the cost of {} and the hours of {} are estimates",
            words::number(costs),
            words::number(hours)
        ),
    }
}

fn row(
    item: &TrainingItem,
    content: &Content,
    competencies: &HashMap<&CompetencyKey, &Competency>,
    areas: &HashMap<&AreaKey, &str>,
) -> TrainingRow {
    let shipped = catalogue().training(&item.key);
    let lifts: Vec<LiftRow> = item
        .lifts
        .iter()
        .filter_map(|lift| {
            let competency = competencies.get(&lift.competency)?;
            let (from, to) = (level_in_words(competency, lift.from), level_in_words(competency, lift.to));
            Some(LiftRow {
                competency: lift.competency.clone(),
                name: competency.name.clone(),
                area: competency.area.clone(),
                area_name: areas.get(&competency.area).copied().unwrap_or_default().to_owned(),
                from: lift.from,
                to: lift.to,
                from_words: from,
                to_words: to,
            })
        })
        .collect();
    let guesses: Vec<&str> = estimates(item.estimated);
    TrainingRow {
        key: item.key.clone(),
        name: item.name.clone(),
        provider: item.provider.clone().unwrap_or_default(),
        address: item.address.clone().unwrap_or_default(),
        delivery: item.delivery,
        delivery_name: item.delivery.map_or("", delivery_name).to_owned(),
        prior_knowledge: item.prior_knowledge,
        prior_words: item
            .prior_knowledge
            .map_or_else(|| "not stated".to_owned(), |prior| format!("{prior} of 5")),
        vendor_neutrality: item.vendor_neutrality,
        neutrality_name: item.vendor_neutrality.map_or("not stated", neutrality_name).to_owned(),
        requires: item.requires.clone().unwrap_or_default(),
        cost: item.cost,
        // Nobody has said of a guess of 0 that it is free.
        cost_words: if item.cost == 0.0 && !item.estimated.cost {
            "free".to_owned()
        } else {
            words::amount(item.cost.round())
        },
        hours: item.hours,
        pass_rate: item.pass_rate,
        estimated: item.estimated,
        estimates: if guesses.is_empty() { "none".to_owned() } else { words::list(&guesses) },
        lifts,
        shipped: shipped.is_some(),
        sources: shipped
            .map(|shipped| sources(item, shipped, &content.settings.currency))
            .unwrap_or_default(),
    }
}

/// "1: spots an injected prompt with a checklist": the competency's own descriptor, else what the level means everywhere.
fn level_in_words(competency: &Competency, level: Level) -> String {
    let own = competency.descriptors.get(usize::from(level.get())).filter(|text| !text.trim().is_empty());
    own.cloned().unwrap_or_else(|| level.meaning().to_owned())
}

fn estimates(estimated: Estimated) -> Vec<&'static str> {
    [(estimated.cost, "cost"), (estimated.hours, "hours"), (estimated.pass_rate, "pass rate")]
        .into_iter()
        .filter_map(|(is, what)| is.then_some(what))
        .collect()
}

/// Where the statements of a shipped item come from. What was changed since is the workspace's own.
fn sources(item: &TrainingItem, shipped: &CatalogueTraining, currency: &str) -> Vec<SourceLine> {
    let offered = shipped.item(currency);
    let line = SourceLine::of;
    let cost_source = match &shipped.cost.currency {
        Some(own) if own != currency => {
            format!("{}; in {own}, taken as {currency}: amounts are not converted", shipped.cost.source)
        }
        _ => shipped.cost.source.clone(),
    };
    let (cost, hours, rate) = (offered.cost, offered.hours, offered.pass_rate);
    let mut lines = vec![
        SourceLine::figure("Cost", item.cost, cost, &words::thousands(cost as u32), &cost_source),
        SourceLine::figure("Hours", item.hours, hours, &hours.to_string(), &shipped.hours.source),
        SourceLine::figure(
            "Pass rate",
            item.pass_rate,
            rate,
            &words::percent(rate),
            &shipped.pass_rate.source,
        ),
    ];
    let labels = (item.prior_knowledge, item.vendor_neutrality);
    if let Some(source) = &shipped.labels {
        let same = labels == (offered.prior_knowledge, offered.vendor_neutrality);
        let what =
            if offered.prior_knowledge.is_some() { "Prior knowledge, neutrality" } else { "Neutrality" };
        lines.push(if same { line(what, source.clone()) } else { line(what, "your own".to_owned()) });
    }
    let lifts =
        if item.lifts == offered.lifts { shipped.lifts_source.clone() } else { "your own".to_owned() };
    lines.push(line("Lifts", lifts));
    lines.push(line("Found in", shipped.source.clone()));
    lines.extend(shipped.note.clone().map(|note| line("Note", note)));
    lines
}

fn shipped_row(shipped: &CatalogueTraining, content: &Content) -> ShippedTraining {
    let present = content.training.iter().any(|item| is_same(item, shipped));
    let item = known_lifts(content, shipped.item(&content.settings.currency));
    let names: Vec<&str> = item
        .lifts
        .iter()
        .filter_map(|lift| content.competencies.iter().find(|one| one.key == lift.competency))
        .map(|one| one.name.as_str())
        .collect();
    let detail = if present {
        "there already".to_owned()
    } else if names.is_empty() {
        "lifts no competency of this workspace".to_owned()
    } else {
        let lifts = format!("lifts {}", words::list_some(&names, 2));
        let parts =
            [shipped.provider.as_deref().unwrap_or_default(), delivery_name(shipped.delivery), &lifts];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    ShippedTraining {
        key: shipped.key.clone(),
        name: shipped.name.clone(),
        detail,
        addable: !present && !names.is_empty(),
    }
}

const fn delivery_name(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Course => "course",
        Delivery::Lab => "lab",
        Delivery::Certificate => "certificate",
        Delivery::Reading => "reading",
    }
}

const fn neutrality_name(neutrality: VendorNeutrality) -> &'static str {
    match neutrality {
        VendorNeutrality::Agnostic => "Vendor-agnostic",
        VendorNeutrality::Centric => "Vendor-centric",
    }
}

//! The terms of a need, C, U, G, F and L: each with its formula, the values put in, and who and what they come from.

use cadre_core::{
    Importance, Person, Position, Role, Target, need::CompetencyNeed, organisation::Demand,
    seats::UnfilledSeat, statistics::too_few_remain,
};

use super::{opened::fact, unfilled};
use crate::{
    figures::Figures,
    view::{Fact, TermRow},
    words,
};

/// How many people, seats or positions are named before the rest is counted.
const NAMED: usize = 8;

/// A need with what its terms come from.
pub(super) struct Demanded<'figures> {
    figures: &'figures Figures<'figures>,
    need: &'figures CompetencyNeed,
    demand: &'figures Demand,
    /// The team's positions whose role has a target in the competency.
    positions: Vec<(&'figures Position, &'figures Role, &'figures Target)>,
    /// The people of the team at or above the lowest target.
    holders: Vec<&'figures Person>,
}

impl<'figures> Demanded<'figures> {
    pub(super) fn of(figures: &'figures Figures<'_>, need: &'figures CompetencyNeed) -> Option<Self> {
        let content = figures.content;
        let competency = need.standing.competency;
        let team = &figures.organisation.teams[need.standing.team];
        let demand = team.demands.iter().find(|demand| demand.competency == competency)?;
        let positions = content
            .positions
            .iter()
            .filter(|position| position.team == content.teams[need.standing.team].id && position.seats > 0)
            .filter_map(|position| {
                let role = content.roles.iter().find(|role| role.id == position.role)?;
                let key = &content.competencies[competency].key;
                let target = role.targets.iter().find(|target| target.competency == *key)?;
                Some((position, role, target))
            })
            .collect();
        let holds = |person: usize| {
            figures.levels.level(person, competency).is_some_and(|level| level >= demand.lowest_target)
        };
        let holders = team
            .people
            .iter()
            .filter(|person| holds(**person))
            .map(|&person| &content.people[person])
            .collect();
        Some(Self { figures, need, demand, positions, holders })
    }

    pub(super) fn terms(&self) -> Vec<TermRow> {
        let terms = &self.need.terms;
        let row = |letter: &str, name: &str, value: f64, (words, formula, inputs)| TermRow {
            letter: letter.to_owned(),
            name: name.to_owned(),
            words,
            value: format!("{value:.2}"),
            formula,
            inputs: named(inputs),
        };
        vec![
            row("C", "Importance", terms.importance, self.importance()),
            row("U", "Urgency", terms.urgency, self.urgency()),
            row("G", "Seat gap", terms.seat_gap, self.seat_gap()),
            row("F", "Key-person risk", terms.key_person_risk, self.key_person_risk()),
            row("L", "Level shortfall", terms.level_shortfall, self.level_shortfall()),
        ]
    }

    fn importance(&self) -> (String, String, Vec<Fact>) {
        let word = importance_in_words(self.demand.importance);
        let mut roles: Vec<(&str, &Target)> = Vec::new();
        for (_, role, target) in &self.positions {
            if !roles.iter().any(|(name, _)| *name == role.name) {
                roles.push((&role.name, target));
            }
        }
        let inputs = roles
            .into_iter()
            .map(|(role, target)| {
                let level = target.level.get();
                fact(role, format!("needs level {level}, {}", importance_in_words(target.importance)))
            })
            .collect();
        (
            format!("Highest importance: {word}"),
            format!(
                "C = {:.2}: useful counts ⅓, important ⅔, critical 1, and of several targets the highest",
                self.need.terms.importance
            ),
            inputs,
        )
    }

    fn urgency(&self) -> (String, String, Vec<Fact>) {
        let productive = self.need.weeks_to_productive;
        let (words, formula) = match (self.need.weeks_to_date, self.demand.needed_by) {
            (Some(to_date), _) => (
                format!(
                    "{} to fill and ramp, {to_date:.0} to the date",
                    words::counted(productive.round() as u32, "week", "weeks")
                ),
                format!(
                    "U = min(1, {} ÷ {}) = {:.2}: the shortest weeks to fill and ramp ÷ the weeks to the earliest date",
                    weeks(productive),
                    weeks(to_date),
                    self.need.terms.urgency
                ),
            ),
            (None, Some(date)) => (
                "The date is past: the need counts in full".to_owned(),
                format!("U = 1.00: the earliest date, {}, is not ahead", words::date(date)),
            ),
            (None, None) => (
                "No date ahead: the need counts in full".to_owned(),
                "U = 1.00: no position with this target has a date".to_owned(),
            ),
        };
        let inputs = self
            .positions
            .iter()
            .map(|(position, role, _)| {
                let date = position
                    .needed_by
                    .map_or_else(|| ", no date".to_owned(), |date| format!(" by {}", words::date(date)));
                fact(
                    role.name.clone(),
                    format!(
                        "{}{date}; {} weeks to fill and {} to ramp",
                        words::counted(position.seats, "seat", "seats"),
                        weeks(role.weeks_to_fill),
                        weeks(role.weeks_to_ramp)
                    ),
                )
            })
            .collect();
        (words, formula, inputs)
    }

    fn seat_gap(&self) -> (String, String, Vec<Fact>) {
        let standing = &self.need.standing;
        let matching = &standing.matching;
        let mut inputs: Vec<Fact> = (0..5)
            .rev()
            .filter(|level| self.demand.seats[*level] > 0)
            .map(|level| fact(format!("Seats at level {level}"), self.demand.seats[level].to_string()))
            .collect();
        let people = self.figures.organisation.teams[standing.team].people.len() as u32;
        inputs.push(fact(
            "Assessed",
            format!("{} of {}", standing.assessed, words::counted(people, "person", "people")),
        ));
        (
            format!("{} of {} filled", matching.filled, words::counted(matching.required, "seat", "seats")),
            format!(
                "G = 1 − {} ÷ {} = {:.2}: 1 − seats filled ÷ seats; a person fills one seat, the best the hardest they can",
                matching.filled, matching.required, self.need.terms.seat_gap
            ),
            inputs,
        )
    }

    fn key_person_risk(&self) -> (String, String, Vec<Fact>) {
        let standing = &self.need.standing;
        let minimum = standing.minimum_holders;
        let risk = self.need.terms.key_person_risk;
        let leaving = |person: &Person| {
            let role =
                person.role.and_then(|id| self.figures.content.roles.iter().find(|role| role.id == id));
            role.map_or(cadre_core::DEFAULT_ATTRITION, |role| role.attrition)
        };
        let none = too_few_remain(1, self.holders.iter().map(|person| leaving(person)));
        let holders = words::counted(standing.holders, "holder", "holders");
        let formula = if standing.holders < minimum {
            format!(
                "F = {risk:.2}: {} {} fewer than {minimum} already",
                if standing.holders == 0 { "no holders".to_owned() } else { holders.clone() },
                words::verb(standing.holders, "is", "are")
            )
        } else if minimum == 1 {
            let product = if self.holders.len() <= NAMED / 2 {
                let each: Vec<String> =
                    self.holders.iter().map(|person| format!("{:.2}", leaving(person))).collect();
                each.join(" · ")
            } else {
                format!("the product of the {holders}’ attritions")
            };
            format!("F = {product} = {risk:.2}: the chance that nobody remains in 12 months")
        } else {
            format!(
                "F = P(nobody remains) + P(one remains in 12 months) = {none:.3} + {:.3} = {risk:.2}",
                risk - none
            )
        };
        let mut inputs: Vec<Fact> = self
            .holders
            .iter()
            .map(|person| {
                fact(
                    person.name.clone(),
                    format!("attrition of the role {} a year", words::percent(leaving(person))),
                )
            })
            .collect();
        if inputs.is_empty() {
            inputs.push(fact(
                "Holders",
                format!("nobody is at level {} or above", self.demand.lowest_target.get()),
            ));
        }
        (format!("{holders}, at least {minimum} wanted"), formula, inputs)
    }

    fn level_shortfall(&self) -> (String, String, Vec<Fact>) {
        let standing = &self.need.standing;
        let missing = standing.matching.level_shortfall;
        let inputs = unfilled(self.figures, self.need)
            .iter()
            .map(|seat| fact(format!("Seat at level {}", seat.needs.get()), self.nearest(seat)))
            .collect();
        (
            format!("{} missing of {}", words::counted(missing, "level", "levels"), standing.target_sum),
            format!(
                "L = {missing} ÷ {} = {:.2}: levels missing in the unfilled seats ÷ levels of all seats",
                standing.target_sum, self.need.terms.level_shortfall
            ),
            inputs,
        )
    }

    /// "Mina Park at 2, 1 missing".
    fn nearest(&self, seat: &UnfilledSeat) -> String {
        seat.nearest.map_or_else(
            || format!("nobody assessed is left, {} missing", seat.lacks()),
            |(person, level)| {
                let name = &self.figures.content.people[person].name;
                format!("{name} at {}, {} missing", level.get(), seat.lacks())
            },
        )
    }
}

fn importance_in_words(importance: Importance) -> &'static str {
    match importance.get() {
        1 => "useful",
        2 => "important",
        _ => "critical",
    }
}

/// The first facts, and how many more there are.
fn named(facts: Vec<Fact>) -> Vec<Fact> {
    let more = facts.len().saturating_sub(NAMED);
    let mut facts: Vec<Fact> = facts.into_iter().take(NAMED).collect();
    if more > 0 {
        facts.push(fact("And", format!("{more} more")));
    }
    facts
}

/// A number of weeks: whole where it is, else with one decimal.
fn weeks(count: f64) -> String {
    if count.fract() == 0.0 { format!("{count:.0}") } else { format!("{count:.1}") }
}

//! Whether the numbers of an instance make sense.

use std::collections::BTreeSet;

use cadre_core::MOST_AMOUNT;
use serde::Serialize;

use crate::instance::{Instance, MOST_QUARTERS, Move, Wish};

/// A number of an instance that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[error("{place} is {found}, and must be {expected}")]
pub struct BadNumber {
    /// Where: `roles[2].weeks_to_fill`.
    pub place: String,
    /// What was found.
    pub found: String,
    /// What it must be.
    pub expected: &'static str,
}

impl Instance {
    /// Every number that makes no sense: negative or infinite costs, hours and weeks, shares outside 0 to 1, no quarters,
    /// and indices that lead nowhere.
    pub fn problems(&self) -> Vec<BadNumber> {
        let mut problems = Vec::new();
        let mut number = |place: String, value: f64, most: f64, expected| {
            if !(0.0..=most).contains(&value) {
                problems.push(BadNumber { place, found: value.to_string(), expected });
            }
        };
        let amount = "0 or more, and at most a quadrillion";
        let share = "a share from 0 to 1";
        number("limits.budget".to_owned(), self.limits.budget, MOST_AMOUNT, amount);
        for (index, person) in self.people.iter().enumerate() {
            let place = |field| format!("people[{index}].{field}");
            number(place("learning_hours"), person.learning_hours, MOST_AMOUNT, amount);
            number(place("attrition"), person.attrition, 1.0, share);
        }
        for (index, role) in self.roles.iter().enumerate() {
            let place = |field| format!("roles[{index}].{field}");
            number(place("weeks_to_fill"), role.weeks_to_fill, MOST_AMOUNT, amount);
            number(place("weeks_to_ramp"), role.weeks_to_ramp, MOST_AMOUNT, amount);
            number(place("attrition"), role.attrition, 1.0, share);
            if let Some(cost) = role.hiring {
                number(place("hiring.once"), cost.once, MOST_AMOUNT, amount);
                number(place("hiring.yearly"), cost.yearly, MOST_AMOUNT, amount);
            }
            if let Some(rate) = role.contractor_rate {
                number(place("contractor_rate"), rate, MOST_AMOUNT, amount);
            }
        }
        for (index, item) in self.items.iter().enumerate() {
            let place = |field| format!("items[{index}].{field}");
            number(place("hours"), item.hours, MOST_AMOUNT, amount);
            number(place("cost"), item.cost, MOST_AMOUNT, amount);
            number(place("pass_rate"), item.pass_rate, 1.0, share);
        }
        if !(1..=MOST_QUARTERS).contains(&self.limits.quarters) {
            problems.push(BadNumber {
                place: "limits.quarters".to_owned(),
                found: self.limits.quarters.to_string(),
                expected: "1 to 12",
            });
        }
        self.lengths_and_indices(&mut problems);
        problems
    }

    /// Lists of another length than the instance speaks of, indices that lead nowhere, and what stands twice.
    fn lengths_and_indices(&self, problems: &mut Vec<BadNumber>) {
        let mut wrong = |place: String, found: usize, expected| {
            problems.push(BadNumber { place, found: found.to_string(), expected });
        };
        let competencies = self.competencies();
        for (index, person) in self.people.iter().enumerate() {
            if person.team >= self.teams.len() {
                wrong(format!("people[{index}].team"), person.team, "the index of a team");
            }
            if person.levels.len() != competencies {
                wrong(format!("people[{index}].levels"), person.levels.len(), "one for each competency");
            }
            if person.counts.len() != self.quarters() {
                wrong(format!("people[{index}].counts"), person.counts.len(), "one for each quarter");
            }
        }
        let once = "named once";
        for (index, team) in self.teams.iter().enumerate() {
            if let Some(twice) = twice(team.demands.iter().map(|demand| demand.competency)) {
                wrong(format!("teams[{index}].demands"), twice, once);
            }
        }
        for (index, role) in self.roles.iter().enumerate() {
            if let Some(twice) = twice(role.targets.iter().map(|target| target.0)) {
                wrong(format!("roles[{index}].targets"), twice, once);
            }
        }
        for (index, item) in self.items.iter().enumerate() {
            if let Some(twice) = twice(item.lifts.iter().map(|lift| lift.0)) {
                wrong(format!("items[{index}].lifts"), twice, once);
            }
        }
        for (index, wish) in self.wishes.iter().enumerate() {
            let mut within = |field: &str, found: usize, count: usize, expected| {
                if found >= count {
                    wrong(format!("wishes[{index}].{field}"), found, expected);
                }
            };
            match *wish {
                Wish::AtLeast(Move::Train { person, item }, _)
                | Wish::AtMost(Move::Train { person, item }, _) => {
                    within("person", person, self.people.len(), "the index of a person");
                    within("item", item, self.items.len(), "the index of an item");
                }
                Wish::AtLeast(Move::Hire { role, team } | Move::Borrow { role, team }, _)
                | Wish::AtMost(Move::Hire { role, team } | Move::Borrow { role, team }, _) => {
                    within("role", role, self.roles.len(), "the index of a role");
                    within("team", team, self.teams.len(), "the index of a team");
                }
                Wish::HiresOn { team, .. } => {
                    within("team", team, self.teams.len(), "the index of a team");
                }
            }
        }
    }
}

/// The first number that stands a second time.
fn twice(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let mut seen = BTreeSet::new();
    numbers.into_iter().find(|number| !seen.insert(*number))
}

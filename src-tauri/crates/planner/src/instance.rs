//! What a plan is made of: the teams' seats, the people, what can be bought, and the limits. By index, without names.

use cadre_core::{Level, organisation::Demand};
use serde::{Deserialize, Serialize};

/// Weeks in a quarter.
pub const WEEKS: f64 = 13.0;

/// Most quarters that can be planned.
pub const MOST_QUARTERS: u32 = 12;

/// A planning problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// Teams.
    pub teams: Vec<Team>,
    /// The people of the teams.
    pub people: Vec<Person>,
    /// Roles that can be hired or borrowed.
    pub roles: Vec<Role>,
    /// What people can be trained with.
    pub items: Vec<Item>,
    /// What may be spent.
    pub limits: Limits,
    /// What the plan has to do, and what it must not.
    pub wishes: Vec<Wish>,
}

/// A team: what its positions need.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// Seats by competency and level; at most one demand a competency.
    pub demands: Vec<Demand>,
}

/// A person of a team who counts in at least one quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Index of the team.
    pub team: usize,
    /// Level of each competency, by index; `None` where unknown, which trains nothing and fills nothing.
    pub levels: Vec<Option<Level>>,
    /// Whether they count at the end of each quarter: started, and not left.
    pub counts: Vec<bool>,
    /// Learning hours a quarter.
    pub learning_hours: f64,
    /// Share that leaves in a year, 0 to 1.
    pub attrition: f64,
}

/// A role that can be hired or borrowed.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// The levels that one who holds it has, by index of the competency.
    pub targets: Vec<(usize, Level)>,
    /// Weeks from opening a seat to the first day.
    pub weeks_to_fill: f64,
    /// Weeks from the first day to the target levels.
    pub weeks_to_ramp: f64,
    /// Cost of one hire, once, and of one seat a year; `None` where it is not to be hired.
    pub hiring: Option<HiringCost>,
    /// Cost of one contractor a quarter; `None` where it is not to be borrowed.
    pub contractor_rate: Option<f64>,
    /// Share that leaves in a year, 0 to 1.
    pub attrition: f64,
}

/// What one hire costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HiringCost {
    /// Once.
    pub once: f64,
    /// A year, from arrival on.
    pub yearly: f64,
}

/// A course, lab or certificate.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it lifts: competency by index, the level needed, the level reached.
    pub lifts: Vec<(usize, Level, Level)>,
    /// Learning hours it takes.
    pub hours: f64,
    /// Cost, once a person.
    pub cost: f64,
    /// Share of those who finish that reach the levels, 0 to 1.
    pub pass_rate: f64,
}

/// What a plan may spend.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// Money, over the horizon.
    pub budget: f64,
    /// Most hires.
    pub hires: u32,
    /// Most borrowed quarters.
    pub borrowed_quarters: u32,
    /// Quarters planned, 1 to [`MOST_QUARTERS`].
    pub quarters: u32,
}

/// Something that can be done, whatever the quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Move {
    /// A person takes an item.
    Train {
        /// Index of the person.
        person: usize,
        /// Index of the item.
        item: usize,
    },
    /// One more person of a role on a team.
    Hire {
        /// Index of the role.
        role: usize,
        /// Index of the team.
        team: usize,
    },
    /// A contractor of a role on a team, for a quarter.
    Borrow {
        /// Index of the role.
        role: usize,
        /// Index of the team.
        team: usize,
    },
}

/// What the user wants of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// It is done at least so many times.
    AtLeast(Move, u32),
    /// It is done at most so many times; 0 forbids it.
    AtMost(Move, u32),
    /// At least so many hires are on a team, whatever their role.
    HiresOn {
        /// Index of the team.
        team: usize,
        /// How many.
        at_least: u32,
    },
}

/// One line of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Action {
    /// The quarter in which it starts, from 1.
    pub quarter: u32,
    /// What is done.
    pub what: Move,
}

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
        let amount = "0 or more, and at most a trillion";
        let share = "a share from 0 to 1";
        number("limits.budget".to_owned(), self.limits.budget, 1e12, amount);
        for (index, person) in self.people.iter().enumerate() {
            let place = |field| format!("people[{index}].{field}");
            number(place("learning_hours"), person.learning_hours, 1e12, amount);
            number(place("attrition"), person.attrition, 1.0, share);
        }
        for (index, role) in self.roles.iter().enumerate() {
            let place = |field| format!("roles[{index}].{field}");
            number(place("weeks_to_fill"), role.weeks_to_fill, 1e12, amount);
            number(place("weeks_to_ramp"), role.weeks_to_ramp, 1e12, amount);
            number(place("attrition"), role.attrition, 1.0, share);
            if let Some(cost) = role.hiring {
                number(place("hiring.once"), cost.once, 1e12, amount);
                number(place("hiring.yearly"), cost.yearly, 1e12, amount);
            }
            if let Some(rate) = role.contractor_rate {
                number(place("contractor_rate"), rate, 1e12, amount);
            }
        }
        for (index, item) in self.items.iter().enumerate() {
            let place = |field| format!("items[{index}].{field}");
            number(place("hours"), item.hours, 1e12, amount);
            number(place("cost"), item.cost, 1e12, amount);
            number(place("pass_rate"), item.pass_rate, 1.0, share);
        }
        if !(1..=MOST_QUARTERS).contains(&self.limits.quarters) {
            problems.push(BadNumber {
                place: "limits.quarters".to_owned(),
                found: self.limits.quarters.to_string(),
                expected: "1 to 12",
            });
        }
        problems
    }

    /// The quarters as a number of steps.
    pub(crate) const fn quarters(&self) -> usize {
        self.limits.quarters as usize
    }

    /// What an action costs over the horizon.
    pub fn cost(&self, action: Action) -> f64 {
        match action.what {
            Move::Train { item, .. } => self.items[item].cost,
            Move::Hire { role, .. } => {
                let Some(cost) = self.roles[role].hiring else { return 0.0 };
                let arrival = action.quarter + self.roles[role].quarters_to_arrive();
                let paid = (self.limits.quarters + 1).saturating_sub(arrival);
                cost.once + cost.yearly / 4.0 * f64::from(paid)
            }
            Move::Borrow { role, .. } => self.roles[role].contractor_rate.unwrap_or_default(),
        }
    }
}

impl Role {
    /// Quarters from opening a seat to the first day.
    pub fn quarters_to_arrive(&self) -> u32 {
        quarters_of(self.weeks_to_fill)
    }

    /// Quarters from opening a seat to the target levels.
    pub fn quarters_to_productive(&self) -> u32 {
        quarters_of(self.weeks_to_fill + self.weeks_to_ramp)
    }
}

/// ⌈weeks ÷ 13⌉.
fn quarters_of(weeks: f64) -> u32 {
    // A thousand quarters are as good as more; the cast saturates.
    (weeks / WEEKS).ceil().min(1000.0) as u32
}

impl Item {
    /// The hours that it takes in each quarter from its first, given the learner's hours a quarter: all of them until its
    /// own are used up. `None` where they never are within `most` quarters.
    pub fn hours_by_quarter(&self, learning_hours: f64, most: usize) -> Option<Vec<f64>> {
        if self.hours <= learning_hours {
            return (most > 0).then(|| vec![self.hours]);
        }
        if learning_hours <= 0.0 || self.hours / learning_hours > most as f64 {
            return None;
        }
        let mut left = self.hours;
        let mut hours = Vec::new();
        while left > 0.0 {
            let taken = left.min(learning_hours);
            hours.push(taken);
            left -= taken;
        }
        Some(hours)
    }
}

impl Person {
    /// The level in a competency by index, where it is known.
    pub(crate) fn level(&self, competency: usize) -> Option<Level> {
        self.levels.get(competency).copied().flatten()
    }
}

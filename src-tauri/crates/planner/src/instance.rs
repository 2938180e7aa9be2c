//! What a plan is made of: the teams' seats, the people, what can be bought, and the limits. By index, without names.

pub use cadre_core::MOST_QUARTERS;
use cadre_core::{Level, organisation::Demand};
use serde::{Deserialize, Serialize};

/// Weeks in a quarter.
pub const WEEKS: f64 = 13.0;

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
    /// Level of each competency, by index, as many as there are; `None` where unknown, which trains nothing and fills
    /// nothing.
    pub levels: Vec<Option<Level>>,
    /// Whether they count at the end of each quarter: started, and not left. One for each quarter.
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
    /// Index of the one person who can take it, where only one can: a course that they have begun; nobody where there is no
    /// such person, and anybody where it is `None`.
    pub learner: Option<usize>,
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

/// What the teams share: money, hires and borrowed quarters. As limits, as what a plan takes of them, or as the price of one
/// more of each.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Resources {
    pub(crate) money: f64,
    pub(crate) hires: f64,
    pub(crate) borrowed: f64,
}

impl Resources {
    pub(crate) fn limits(instance: &Instance) -> Self {
        let Limits { budget, hires, borrowed_quarters, .. } = instance.limits;
        Self { money: budget, hires: f64::from(hires), borrowed: f64::from(borrowed_quarters) }
    }

    /// What one action takes.
    pub(crate) fn of(instance: &Instance, action: Action) -> Self {
        let one = |yes: bool| if yes { 1.0 } else { 0.0 };
        Self {
            money: instance.cost(action),
            hires: one(matches!(action.what, Move::Hire { .. })),
            borrowed: one(matches!(action.what, Move::Borrow { .. })),
        }
    }

    pub(crate) fn sum(instance: &Instance, actions: &[Action]) -> Self {
        actions.iter().fold(Self::default(), |sum, &action| sum.plus(Self::of(instance, action)))
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            money: self.money + other.money,
            hires: self.hires + other.hires,
            borrowed: self.borrowed + other.borrowed,
        }
    }

    pub(crate) fn times(self, factor: f64) -> Self {
        Self { money: self.money * factor, hires: self.hires * factor, borrowed: self.borrowed * factor }
    }

    /// Each times its price, summed.
    pub(crate) fn at(self, prices: Self) -> f64 {
        self.money * prices.money + self.hires * prices.hires + self.borrowed * prices.borrowed
    }

    /// Whether limits allow it, but for what rounding makes of a sum of amounts.
    pub(crate) fn fits(self, limits: Self) -> bool {
        self.money <= limits.money * (1.0 + 1e-12) + 1e-6
            && self.hires <= limits.hires + 0.5
            && self.borrowed <= limits.borrowed + 0.5
    }
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

impl Instance {
    /// The quarters as a number of steps.
    pub(crate) const fn quarters(&self) -> usize {
        self.limits.quarters as usize
    }

    /// What actions cost over the horizon. Nothing is 0, where the standard library's sum of nothing is −0.
    pub fn cost_of_all(&self, actions: &[Action]) -> f64 {
        actions.iter().fold(0.0, |sum, &action| sum + self.cost(action))
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
        // A billionth of a quarter is rounding, and not a quarter of its own.
        let full = ((self.hours / learning_hours - 1e-9).ceil() as usize).saturating_sub(1);
        let mut hours = vec![learning_hours; full];
        hours.push(self.hours - learning_hours * full as f64);
        Some(hours)
    }
}

impl Instance {
    /// The people of each team, by index.
    pub(crate) fn people_by_team(&self) -> Vec<Vec<usize>> {
        let mut people = vec![Vec::new(); self.teams.len()];
        for (index, person) in self.people.iter().enumerate() {
            people[person.team].push(index);
        }
        people
    }

    /// Competencies that anything speaks of, from 0.
    pub(crate) fn competencies(&self) -> usize {
        let levels = self.people.iter().map(|person| person.levels.len());
        let demands = self.teams.iter().flat_map(|team| &team.demands).map(|demand| demand.competency + 1);
        let targets = self.roles.iter().flat_map(|role| &role.targets).map(|target| target.0 + 1);
        let lifts = self.items.iter().flat_map(|item| &item.lifts).map(|lift| lift.0 + 1);
        levels.chain(demands).chain(targets).chain(lifts).max().unwrap_or_default()
    }
}

impl Move {
    /// The index of the team on which it is done.
    pub fn team(self, instance: &Instance) -> usize {
        match self {
            Self::Train { person, .. } => instance.people[person].team,
            Self::Hire { team, .. } | Self::Borrow { team, .. } => team,
        }
    }
}

impl Wish {
    /// The team that it is about.
    pub(crate) fn team(self, instance: &Instance) -> usize {
        match self {
            Self::AtLeast(what, _) | Self::AtMost(what, _) => what.team(instance),
            Self::HiresOn { team, .. } => team,
        }
    }
}

impl Person {
    /// The level in a competency by index, where it is known.
    pub(crate) fn level(&self, competency: usize) -> Option<Level> {
        self.levels.get(competency).copied().flatten()
    }
}

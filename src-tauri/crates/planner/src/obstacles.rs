//! Why nothing meets everything that was asked for.

use serde::Serialize;

use crate::{
    Control, PlanError,
    instance::{Instance, Move, Resources, Wish},
    model::{Goal, Model},
    solver::Tolerance,
};

/// What stands in the way of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// One wish cannot be met whatever is spent.
    Wish {
        /// Index of the wish.
        wish: usize,
        /// Why not.
        why: Why,
    },
    /// All of it costs at least so much, which is more than the budget.
    Budget {
        /// Money, over the horizon.
        at_least: f64,
    },
    /// More hires are asked for than may be made.
    Hires,
    /// More borrowed quarters are asked for than may be had.
    BorrowedQuarters,
    /// Each wish could be met, but not all of them together.
    Together,
}

/// Why a wish cannot be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The role is not to be hired, or not to be borrowed.
    NotOffered,
    /// Another wish forbids it, or allows it less often.
    Forbidden,
    /// A person takes an item once.
    OnlyOnce,
    /// The person's learning hours do not finish it within the horizon, or they leave before.
    NoTime,
    /// The person lacks, or is not assessed in, what it asks for, and nothing leads there.
    LacksLevels,
}

/// The wishes that cannot be met whatever is spent.
pub(crate) fn of_wishes(instance: &Instance, model: &Model<'_>) -> Vec<Obstacle> {
    let mut obstacles = Vec::new();
    for (wish, one) in instance.wishes.iter().enumerate() {
        let why = match *one {
            Wish::AtLeast(what, count @ 1..) => why_not(instance, model, what, count),
            Wish::HiresOn { at_least: 1.., .. } => {
                instance.roles.iter().all(|role| role.hiring.is_none()).then_some(Why::NotOffered)
            }
            _ => None,
        };
        obstacles.extend(why.map(|why| Obstacle::Wish { wish, why }));
    }
    obstacles
}

fn why_not(instance: &Instance, model: &Model<'_>, what: Move, count: u32) -> Option<Why> {
    let allowed = instance.wishes.iter().filter_map(|wish| match *wish {
        Wish::AtMost(other, most) if other == what => Some(most),
        _ => None,
    });
    if allowed.min().is_some_and(|most| most < count) {
        return Some(Why::Forbidden);
    }
    match what {
        Move::Hire { role, .. } => instance.roles[role].hiring.is_none().then_some(Why::NotOffered),
        Move::Borrow { role, .. } => {
            instance.roles[role].contractor_rate.is_none().then_some(Why::NotOffered)
        }
        Move::Train { .. } if count > 1 => Some(Why::OnlyOnce),
        Move::Train { person, item } => {
            if model.trainings.iter().any(|one| (one.person, one.item) == (person, item)) {
                return None;
            }
            let who = &instance.people[person];
            let quarters = instance.quarters();
            let hours = instance.items[item].hours_by_quarter(who.learning_hours, quarters);
            let fits = hours.is_some_and(|hours| {
                who.counts.windows(hours.len()).any(|counts| counts.iter().all(|&counts| counts))
            });
            Some(if fits { Why::LacksLevels } else { Why::NoTime })
        }
    }
}

/// Where all wishes could be met one by one: which limit stands in the way of all of them.
pub(crate) fn of_limits(instance: &Instance, control: &Control<'_>) -> Result<Vec<Obstacle>, PlanError> {
    let exactly = Tolerance { relative: 0.0, absolute: 1e-6, nodes: Some(10_000) };
    let asked = instance.wishes.iter().fold(0.0, |sum, wish| match *wish {
        Wish::AtLeast(_, count) | Wish::HiresOn { at_least: count, .. } => sum + f64::from(count),
        Wish::AtMost(..) => sum,
    });
    let limits = Resources::limits(instance);
    let mut obstacles = Vec::new();
    // Stopped midway, a search neither finds a way nor shows that there is none.
    let cheapest = |limits: Resources| {
        let mut model = Model::new(instance);
        model.limits = limits;
        let found = model.best(Goal::Cost { points: 0 }, exactly, control)?;
        Ok::<_, PlanError>(found.filter(|found| found.actions.is_some()))
    };
    if let Some(found) = cheapest(Resources { money: f64::INFINITY, ..limits })? {
        obstacles.push(Obstacle::Budget { at_least: found.bound });
    }
    if cheapest(Resources { hires: limits.hires + asked, ..limits })?.is_some() {
        obstacles.push(Obstacle::Hires);
    }
    if cheapest(Resources { borrowed: limits.borrowed + asked, ..limits })?.is_some() {
        obstacles.push(Obstacle::BorrowedQuarters);
    }
    if obstacles.is_empty() {
        obstacles.push(Obstacle::Together);
    }
    Ok(obstacles)
}

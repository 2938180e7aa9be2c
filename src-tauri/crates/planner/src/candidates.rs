//! What could be of use: of everything that can be done in the horizon, only what can fill a seat or deepen a team, and what is
//! asked for.

use std::collections::BTreeSet;

use cadre_core::Level;

use crate::instance::{Action, Instance, Move, Wish};

/// An item that a person could take, and from when.
#[derive(Clone, Debug)]
pub(crate) struct Training {
    pub(crate) person: usize,
    pub(crate) item: usize,
    /// Hours in each quarter from its first.
    pub(crate) hours: Vec<f64>,
    /// The quarters in which it can start, from 0; but where it is asked for, never so late that the level would count
    /// after the horizon.
    pub(crate) starts: Vec<usize>,
}

impl Training {
    /// The first quarter in which the level counts, where it starts in `start`.
    pub(crate) fn counts_from(&self, start: usize) -> usize {
        start + self.hours.len()
    }
}

/// A set of levels.
pub(crate) type Levels = [bool; 5];

/// What is asked for, and what is forbidden.
pub(crate) struct Wanted {
    asked: BTreeSet<Move>,
    forbidden: BTreeSet<Move>,
    hires_on: BTreeSet<usize>,
}

impl Wanted {
    pub(crate) fn of(instance: &Instance) -> Self {
        let mut wanted =
            Self { asked: BTreeSet::new(), forbidden: BTreeSet::new(), hires_on: BTreeSet::new() };
        for wish in &instance.wishes {
            match *wish {
                Wish::AtLeast(what, 1..) => _ = wanted.asked.insert(what),
                Wish::AtMost(what, 0) => _ = wanted.forbidden.insert(what),
                Wish::HiresOn { team, at_least: 1.. } => _ = wanted.hires_on.insert(team),
                _ => {}
            }
        }
        wanted
    }

    fn asks_for(&self, what: Move) -> bool {
        self.asked.contains(&what) || matches!(what, Move::Hire { team, .. } if self.hires_on.contains(&team))
    }
}

/// How many people of a team hold each level of a competency in a quarter, whatever is done.
pub(crate) fn held(instance: &Instance, people: &[usize], competency: usize, quarter: usize) -> [u32; 5] {
    let mut held = [0; 5];
    for &person in people {
        let who = &instance.people[person];
        if let Some(level) = who.level(competency).filter(|_| who.counts[quarter]) {
            held[usize::from(level.get())] += 1;
        }
    }
    held
}

/// The levels at which more people could fill a seat of the team, or deepen it, in some quarter, by competency.
pub(crate) fn thresholds(
    instance: &Instance,
    team: usize,
    people: &[usize],
    competencies: usize,
) -> Vec<Levels> {
    let mut needed = vec![[false; 5]; competencies];
    for demand in &instance.teams[team].demands {
        let needed = &mut needed[demand.competency];
        for quarter in 0..instance.quarters() {
            let held = held(instance, people, demand.competency, quarter);
            let (mut seats, mut there) = (0, 0);
            for level in (0..5).rev() {
                seats += demand.seats[level];
                there += held[level];
                needed[level] |= demand.seats[level] > 0 && seats > there;
            }
            let lowest = usize::from(demand.lowest_target.get());
            needed[lowest] |= held[lowest..].iter().sum::<u32>() < demand.importance.minimum_holders();
        }
    }
    needed
}

/// The items that could be of use to a person, and those that are asked for.
pub(crate) fn trainings(
    instance: &Instance,
    person: usize,
    needed: &[Levels],
    wishes: &Wanted,
) -> Vec<Training> {
    let who = &instance.people[person];
    let quarters = instance.quarters();
    let asked = |item: usize| wishes.asks_for(Move::Train { person, item });
    let mut possible: Vec<Training> = (0..instance.items.len())
        .filter(|&item| instance.items[item].learner.is_none_or(|learner| learner == person))
        .filter(|&item| !wishes.forbidden.contains(&Move::Train { person, item }))
        .filter_map(|item| {
            let hours = instance.items[item].hours_by_quarter(who.learning_hours, quarters)?;
            let starts: Vec<usize> = (0..quarters)
                .filter(|&start| {
                    let done = start + hours.len();
                    let useful = done < quarters && who.counts[done..].iter().any(|&counts| counts);
                    done <= quarters
                        && who.counts[start..done].iter().all(|&counts| counts)
                        && (useful || asked(item))
                })
                .collect();
            (!starts.is_empty()).then_some(Training { person, item, hours, starts })
        })
        .collect();

    // Forwards: what can be reached at all, whatever the hours.
    let mut reached: Vec<Option<Level>> = (0..needed.len()).map(|competency| who.level(competency)).collect();
    let can_begin = |reached: &[Option<Level>], item: usize| {
        let lifts = &instance.items[item].lifts;
        lifts.iter().all(|&(competency, from, _)| reached[competency].is_some_and(|level| level >= from))
    };
    loop {
        let mut grown = false;
        for training in &possible {
            if !can_begin(&reached, training.item) {
                continue;
            }
            for &(competency, _, to) in &instance.items[training.item].lifts {
                if reached[competency].is_some_and(|level| level < to) {
                    reached[competency] = Some(to);
                    grown = true;
                }
            }
        }
        if !grown {
            break;
        }
    }
    possible.retain(|training| can_begin(&reached, training.item));

    // Backwards: what a seat, a holder, a wish or a useful item asks for.
    let mut wanted: Vec<Levels> = needed.to_vec();
    let mut useful = vec![false; possible.len()];
    loop {
        let mut grown = false;
        for (training, useful) in possible.iter().zip(&mut useful).filter(|(_, useful)| !**useful) {
            let lifts = &instance.items[training.item].lifts;
            let helps = lifts.iter().any(|&(competency, _, to)| {
                let held = who.level(competency).map_or(5, |level| usize::from(level.get()));
                (held + 1..=usize::from(to.get())).any(|level| wanted[competency][level])
            });
            if helps || asked(training.item) {
                *useful = true;
                grown = true;
                for &(competency, from, _) in lifts {
                    wanted[competency][usize::from(from.get())] = true;
                }
            }
        }
        if !grown {
            break;
        }
    }
    possible.into_iter().zip(useful).filter(|(_, useful)| *useful).map(|(training, _)| training).collect()
}

/// Every hire and every borrowed quarter that brings somebody with a level that their team has seats for, or that is asked
/// for.
pub(crate) fn newcomers(instance: &Instance, team: usize, needed: &[Levels], wishes: &Wanted) -> Vec<Action> {
    let mut actions = Vec::new();
    for (index, role) in instance.roles.iter().enumerate() {
        let helps = role.targets.iter().any(|&(competency, level)| {
            needed[competency][..=usize::from(level.get())].iter().any(|&needed| needed)
        });
        let hire = Move::Hire { role: index, team };
        let borrow = Move::Borrow { role: index, team };
        for quarter in 1..=instance.limits.quarters {
            let useful =
                helps && quarter.saturating_add(role.quarters_to_productive()) <= instance.limits.quarters;
            if role.hiring.is_some() && (useful || wishes.asks_for(hire)) && !wishes.forbidden.contains(&hire)
            {
                actions.push(Action { quarter, what: hire });
            }
            if role.contractor_rate.is_some()
                && (helps || wishes.asks_for(borrow))
                && !wishes.forbidden.contains(&borrow)
            {
                actions.push(Action { quarter, what: borrow });
            }
        }
    }
    actions
}

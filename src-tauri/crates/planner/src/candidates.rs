//! What could be of use: of everything that can be done in the horizon, only what can fill a seat or deepen a team.

use cadre_core::Level;

use crate::instance::{Action, Instance, Move};

/// An item that a person could take, and from when.
#[derive(Clone, Debug)]
pub(crate) struct Training {
    pub(crate) person: usize,
    pub(crate) item: usize,
    /// Hours in each quarter from its first.
    pub(crate) hours: Vec<f64>,
    /// The quarters in which it can start, from 0; never so late that the level would count after the horizon.
    pub(crate) starts: Vec<usize>,
}

impl Training {
    /// The first quarter in which the level counts, where it starts in `start`.
    pub(crate) fn counts_from(&self, start: usize) -> usize {
        start + self.hours.len()
    }
}

/// A set of levels.
type Levels = [bool; 5];

/// What each team has seats for, or counts holders at: `[team][competency]`.
pub(crate) fn thresholds(instance: &Instance, competencies: usize) -> Vec<Vec<Levels>> {
    instance
        .teams
        .iter()
        .map(|team| {
            let mut levels = vec![[false; 5]; competencies];
            for demand in &team.demands {
                for (level, seats) in demand.seats.into_iter().enumerate() {
                    levels[demand.competency][level] |= seats > 0;
                }
                levels[demand.competency][usize::from(demand.lowest_target.get())] = true;
            }
            levels
        })
        .collect()
}

/// The items that could be of use to a person.
pub(crate) fn trainings(instance: &Instance, person: usize, needed: &[Levels]) -> Vec<Training> {
    let who = &instance.people[person];
    let quarters = instance.quarters();
    let possible: Vec<(usize, Vec<f64>, Vec<usize>)> = instance
        .items
        .iter()
        .enumerate()
        .filter_map(|(item, training)| {
            let hours = training.hours_by_quarter(who.learning_hours, quarters)?;
            let starts: Vec<usize> = (0..quarters)
                .filter(|&start| {
                    let done = start + hours.len();
                    done < quarters
                        && who.counts[start..done].iter().all(|&counts| counts)
                        && who.counts[done..].iter().any(|&counts| counts)
                })
                .collect();
            (!starts.is_empty()).then_some((item, hours, starts))
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
        for (item, ..) in &possible {
            if !can_begin(&reached, *item) {
                continue;
            }
            for &(competency, _, to) in &instance.items[*item].lifts {
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
    let mut possible = possible;
    possible.retain(|(item, ..)| can_begin(&reached, *item));

    // Backwards: what a seat, a holder or a useful item asks for.
    let mut wanted: Vec<Levels> = needed.to_vec();
    let mut useful = vec![false; possible.len()];
    loop {
        let mut grown = false;
        for (index, (item, ..)) in possible.iter().enumerate() {
            if useful[index] {
                continue;
            }
            let lifts = &instance.items[*item].lifts;
            let helps = lifts.iter().any(|&(competency, _, to)| {
                let held = who.level(competency).map_or(5, |level| usize::from(level.get()));
                (held + 1..=usize::from(to.get())).any(|level| wanted[competency][level])
            });
            if helps {
                useful[index] = true;
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
    possible
        .into_iter()
        .zip(useful)
        .filter(|(_, useful)| *useful)
        .map(|((item, hours, starts), _)| Training { person, item, hours, starts })
        .collect()
}

/// Every hire and every borrowed quarter that brings somebody with a level that their team has seats for.
pub(crate) fn newcomers(instance: &Instance, team: usize, needed: &[Levels]) -> Vec<Action> {
    let mut actions = Vec::new();
    for (index, role) in instance.roles.iter().enumerate() {
        let helps = role.targets.iter().any(|&(competency, level)| {
            needed[competency][..=usize::from(level.get())].iter().any(|&needed| needed)
        });
        if !helps {
            continue;
        }
        for quarter in 1..=instance.limits.quarters {
            let productive = quarter.saturating_add(role.quarters_to_productive());
            if role.hiring.is_some() && productive <= instance.limits.quarters {
                actions.push(Action { quarter, what: Move::Hire { role: index, team } });
            }
            if role.contractor_rate.is_some() {
                actions.push(Action { quarter, what: Move::Borrow { role: index, team } });
            }
        }
    }
    actions
}

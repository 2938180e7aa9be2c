//! What a list of actions comes to: the seats filled and the depth in each quarter, and what it costs.

use cadre_core::{Level, seats::match_seats};

use crate::instance::{Action, Instance, Move};

/// Objective points of one unit of the objective: weights are thirds and depth counts half, so that a sixth is whole.
pub const POINTS: u32 = 6;

/// What a plan comes to in one quarter, in one competency of one team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// Seats needed.
    pub required: u32,
    /// Seats filled.
    pub filled: u32,
    /// Own holders, up to the fewest there should be.
    pub depth: u32,
    /// Importance, 1 to 3.
    pub importance: u32,
}

impl Covered {
    /// What it adds to the objective, in sixths: importance ⅓ to 1 for each filled seat, half of that for depth.
    pub const fn points(self) -> u32 {
        self.importance * (2 * self.filled + self.depth)
    }
}

/// What a plan comes to, quarter by quarter: `[quarter][team][demand]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage(pub Vec<Vec<Vec<Covered>>>);

impl Coverage {
    /// The objective, in sixths.
    pub fn points(&self) -> u64 {
        self.0.iter().flatten().flatten().map(|covered| u64::from(covered.points())).sum()
    }

    /// Weighted share of the seats filled in a quarter from 0, 0 to 1; 1 where no seat is needed.
    pub fn share(&self, quarter: usize) -> f64 {
        let (mut filled, mut required) = (0, 0);
        for covered in self.0[quarter].iter().flatten() {
            filled += covered.importance * covered.filled;
            required += covered.importance * covered.required;
        }
        if required == 0 { 1.0 } else { f64::from(filled) / f64::from(required) }
    }
}

/// Works out what actions come to. Training whose levels are not held when it starts lifts nothing.
pub fn coverage(instance: &Instance, actions: &[Action]) -> Coverage {
    let mut by_quarter = Vec::with_capacity(instance.quarters());
    follow(instance, actions, |quarter, levels| {
        by_quarter.push(covered_in(instance, &present_in(instance, actions, levels, quarter)));
    });
    Coverage(by_quarter)
}

/// Who could fill the seats of each demand in the last quarter, by level: `[team][demand]`, the borrowed among them.
pub(crate) fn at_horizon(instance: &Instance, actions: &[Action]) -> Vec<Vec<[u32; 5]>> {
    let mut last = Vec::new();
    follow(instance, actions, |quarter, levels| {
        if quarter + 1 == instance.quarters() {
            last = present_in(instance, actions, levels, quarter).lent;
        }
    });
    last
}

/// Calls with every quarter and the levels that the people have in it.
fn follow(instance: &Instance, actions: &[Action], mut called: impl FnMut(usize, &[Vec<Option<Level>>])) {
    let quarters = instance.quarters();
    let mut levels: Vec<Vec<Option<Level>>> =
        instance.people.iter().map(|person| person.levels.clone()).collect();
    let mut ending: Vec<Vec<(usize, usize)>> = vec![Vec::new(); quarters + 1];
    for quarter in 0..quarters {
        for (person, item) in std::mem::take(&mut ending[quarter]) {
            for &(competency, _, to) in &instance.items[item].lifts {
                let level = &mut levels[person][competency];
                *level = level.map(|level| level.max(to));
            }
        }
        for action in actions.iter().filter(|action| action.quarter as usize == quarter + 1) {
            let Move::Train { person, item } = action.what else { continue };
            let begins = instance.items[item]
                .lifts
                .iter()
                .all(|&(competency, from, _)| levels[person][competency].is_some_and(|level| level >= from));
            let hours =
                instance.items[item].hours_by_quarter(instance.people[person].learning_hours, quarters);
            if let Some(hours) = hours.filter(|_| begins)
                && quarter + hours.len() < quarters
            {
                ending[quarter + hours.len()].push((person, item));
            }
        }
        called(quarter, &levels);
    }
}

/// Who is there, by level: `[team][demand]`.
struct Present {
    /// The team's own.
    own: Vec<Vec<[u32; 5]>>,
    /// With the borrowed.
    lent: Vec<Vec<[u32; 5]>>,
}

fn present_in(
    instance: &Instance,
    actions: &[Action],
    levels: &[Vec<Option<Level>>],
    quarter: usize,
) -> Present {
    let mut own: Vec<Vec<[u32; 5]>> =
        instance.teams.iter().map(|team| vec![[0; 5]; team.demands.len()]).collect();
    for (person, levels) in instance.people.iter().zip(levels) {
        if !person.counts[quarter] {
            continue;
        }
        for (demand, counts) in instance.teams[person.team].demands.iter().zip(&mut own[person.team]) {
            if let Some(level) = levels[demand.competency] {
                counts[usize::from(level.get())] += 1;
            }
        }
    }
    let mut lent = own.clone();
    for action in actions {
        let (role, team, productive, is_own) = match action.what {
            Move::Train { .. } => continue,
            Move::Hire { role, team } => {
                let from = action.quarter + instance.roles[role].quarters_to_productive();
                (role, team, from <= quarter as u32 + 1, true)
            }
            Move::Borrow { role, team } => (role, team, action.quarter == quarter as u32 + 1, false),
        };
        if !productive {
            continue;
        }
        for (at, demand) in instance.teams[team].demands.iter().enumerate() {
            let target = instance.roles[role].targets.iter().find(|target| target.0 == demand.competency);
            if let Some(&(_, level)) = target {
                lent[team][at][usize::from(level.get())] += 1;
                own[team][at][usize::from(level.get())] += u32::from(is_own);
            }
        }
    }
    Present { own, lent }
}

fn covered_in(instance: &Instance, Present { own, lent }: &Present) -> Vec<Vec<Covered>> {
    let covered = |team: usize, at: usize| {
        let demand = &instance.teams[team].demands[at];
        let matching = match_seats(lent[team][at], demand.seats, 1);
        let holders: u32 = own[team][at][usize::from(demand.lowest_target.get())..].iter().sum();
        Covered {
            required: matching.required,
            filled: matching.filled,
            depth: holders.min(demand.importance.minimum_holders()),
            importance: u32::from(demand.importance.get()),
        }
    };
    (0..instance.teams.len())
        .map(|team| (0..instance.teams[team].demands.len()).map(|at| covered(team, at)).collect())
        .collect()
}

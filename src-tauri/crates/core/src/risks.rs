//! How deep a team covers what a risk asks for: who holds the competencies that it needs, and at what level.
//!
//! A risk needs competencies (which ones is a framework's, or a reading of it). The level needed of a person is the lowest
//! target of their team in the competency, as for the holders of the key-person risk; where their team has no target, it
//! is [`INDEPENDENT`]. A risk is as deep as the thinnest of its competencies: with two holders of one and one of the other it
//! rests on one person. Over several teams the people count together, each by the level of their own team.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    Level,
    levels::LevelGrid,
    organisation::{Organisation, TeamStanding},
};

/// The level at which somebody works alone, also during an incident: what is needed where a team has no target.
pub const INDEPENDENT: Level = Level::ALL[3];

/// The competencies that a risk needs, by index; `None` is one that the workspace does not have, so nobody is assessed in
/// it.
pub type Needed = Vec<Option<usize>>;

/// Who holds a competency, over a scope of teams.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// The people at or above the level needed on their team, by index, in the order of the people.
    pub holders: Vec<usize>,
    /// People who count and are assessed in it.
    pub assessed: u32,
    /// People who count and are not.
    pub unknown: u32,
    /// The lowest and the highest level needed among the teams with people; `None` where nobody counts.
    pub needed: Option<(Level, Level)>,
}

impl Holding {
    /// The counts.
    pub fn cover(&self) -> Cover {
        Cover { holders: self.holders.len() as u32, assessed: self.assessed, unknown: self.unknown }
    }
}

/// How many people hold a competency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// At or above the level needed.
    pub holders: u32,
    /// Assessed in it.
    pub assessed: u32,
    /// Not assessed in it.
    pub unknown: u32,
}

/// The level that holding each competency takes on a team, by the index of the competency.
pub fn needed_levels(team: &TeamStanding, competencies: usize) -> Vec<Level> {
    let mut needed = vec![INDEPENDENT; competencies];
    for demand in &team.demands {
        needed[demand.competency] = demand.lowest_target;
    }
    needed
}

/// Who holds each competency on the team given by index, or over all teams, in the order of the competencies. Takes
/// people × competencies steps.
pub fn holdings(organisation: &Organisation, levels: &LevelGrid, team: Option<usize>) -> Vec<Holding> {
    let mut holdings = vec![Holding::default(); levels.competencies()];
    for (_, team) in organisation.scope(team).filter(|(_, team)| !team.people.is_empty()) {
        let needed = needed_levels(team, levels.competencies());
        for (competency, (holding, &needed)) in holdings.iter_mut().zip(&needed).enumerate() {
            holding.needed = Some(
                holding.needed.map_or((needed, needed), |(low, high)| (low.min(needed), high.max(needed))),
            );
            for &person in &team.people {
                match levels.level(person, competency) {
                    Some(level) => {
                        holding.assessed += 1;
                        if level >= needed {
                            holding.holders.push(person);
                        }
                    }
                    None => holding.unknown += 1,
                }
            }
        }
    }
    for holding in &mut holdings {
        holding.holders.sort_unstable();
    }
    holdings
}

/// The counts of each competency that a risk needs. In one that the workspace does not have everybody is unknown.
pub fn covers(needed: &Needed, holdings: &[Holding]) -> Vec<Cover> {
    let people = holdings.first().map_or(0, |holding| holding.assessed + holding.unknown);
    let missing = Cover { unknown: people, ..Cover::default() };
    needed
        .iter()
        .map(|competency| competency.map_or(missing, |competency| holdings[competency].cover()))
        .collect()
}

/// How deep a risk is covered: the fewest holders among the competencies it needs.
///
/// Unknown is never zero: `None` where a competency has nobody assessed and none that has somebody is without a holder, and
/// where the risk needs nothing. A competency that somebody is assessed in and nobody holds makes the depth 0 whatever
/// the others are.
pub fn depth(covers: &[Cover]) -> Option<u32> {
    let seen = covers.iter().filter(|cover| cover.assessed > 0).map(|cover| cover.holders).min()?;
    (seen == 0 || covers.iter().all(|cover| cover.assessed > 0)).then_some(seen)
}

/// The depth if everybody who is not assessed held what they are not assessed in.
pub fn depth_at_best(covers: &[Cover]) -> u32 {
    covers.iter().map(|cover| cover.holders + cover.unknown).min().unwrap_or_default()
}

/// How a risk stands, by its depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RiskStanding {
    /// Nobody holds one of the competencies that it needs.
    None,
    /// One of them rests on one person.
    One,
    /// Each has two holders or more.
    TwoOrMore,
    /// Nobody is assessed in one of them, and no other is known to be without a holder.
    Unknown,
    /// No competency is named for it, so nothing is said of it.
    Unmapped,
}

impl RiskStanding {
    /// The standing of a risk that needs these.
    pub fn of(covers: &[Cover]) -> Self {
        match depth(covers) {
            _ if covers.is_empty() => Self::Unmapped,
            None => Self::Unknown,
            Some(0) => Self::None,
            Some(1) => Self::One,
            Some(_) => Self::TwoOrMore,
        }
    }
}

/// The people who could answer a risk alone, in their order: they hold every competency that it needs, each at
/// [`INDEPENDENT`] or above, also where their team asks for less.
pub fn alone(needed: &Needed, holdings: &[Holding], levels: &LevelGrid) -> Vec<usize> {
    let Some(needed) = needed.iter().copied().collect::<Option<Vec<usize>>>() else { return Vec::new() };
    let Some(&first) = needed.first() else { return Vec::new() };
    let holds = |person: usize, competency: usize| {
        holdings[competency].holders.binary_search(&person).is_ok()
            && levels.level(person, competency).is_some_and(|level| level >= INDEPENDENT)
    };
    holdings[first]
        .holders
        .iter()
        .copied()
        .filter(|&person| needed.iter().all(|&competency| holds(person, competency)))
        .collect()
}

/// P(one of the competencies that a risk needs has no holder left in 12 months), 0 to 1, each holder leaving independently
/// with the yearly attrition given by person, and nobody coming. `None` where the depth is not known.
///
/// Exact, although one person may hold several of them: over the sets of competencies that still have a holder, adding one
/// holder after the other. That is holders × 2 to the number of competencies; the risks that ship need four at most.
pub fn chance_of_nobody(needed: &Needed, holdings: &[Holding], attrition_of: &[f64]) -> Option<f64> {
    if depth(&covers(needed, holdings))? == 0 {
        return Some(1.0);
    }
    // Which of the needed competencies each holder has, as bits.
    let mut held = BTreeMap::<usize, usize>::new();
    for (bit, competency) in needed.iter().flatten().enumerate() {
        for &person in &holdings[*competency].holders {
            *held.entry(person).or_default() |= 1 << bit;
        }
    }
    let all = (1_usize << needed.len()) - 1;
    // chance[set]: exactly the competencies of the set have a holder who stays, of those seen so far.
    let mut chance = vec![0.0; all + 1];
    chance[0] = 1.0;
    for (person, has) in held {
        let leaves = attrition_of[person];
        let mut next = vec![0.0; all + 1];
        for (set, before) in chance.into_iter().enumerate() {
            next[set] += before * leaves;
            next[set | has] += before * (1.0 - leaves);
        }
        chance = next;
    }
    // The sum of the others and not 1 − the last: a small chance keeps its digits.
    Some(chance[..all].iter().sum::<f64>().clamp(0.0, 1.0))
}

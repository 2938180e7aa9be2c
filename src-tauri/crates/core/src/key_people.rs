//! How far a team depends on single people: what opens when one of them is taken away, and what the roles' attrition opens in
//! 12 months. It says nothing about whether anybody leaves: everybody is taken away in turn, and the expectation knows
//! roles only.

use std::cmp::Reverse;

use crate::{
    gaps::Place,
    levels::LevelGrid,
    organisation::{Demand, Organisation, TeamStanding},
    risks::{self, Holding, Needed},
    seats::{SeatMatching, match_seats},
};

/// What opens on a team in one competency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatsWithout {
    /// Index of the competency.
    pub competency: usize,
    /// How people fill the seats.
    pub before: SeatMatching,
    /// How the others fill them.
    pub after: SeatMatching,
}

/// A risk that falls to one person or to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RiskWithout {
    /// Index of the risk.
    pub risk: usize,
    /// How deep it is covered, 1 or 2.
    pub before: u32,
    /// How deep it is without the person, one less.
    pub after: u32,
}

/// What opens without one person. Their seats stay, to be filled by the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Without {
    /// Index of the person.
    pub person: usize,
    /// Index of their team.
    pub team: usize,
    /// The competencies in which a seat opens or the shortfall grows, in their order.
    pub seats: Vec<SeatsWithout>,
    /// The risks that fall to one person or to none, in their order.
    pub risks: Vec<RiskWithout>,
}

impl Without {
    /// Seats that open: filled with the person, and by nobody without, summed over the competencies.
    pub fn seats_opened(&self) -> u32 {
        self.seats.iter().map(|seats| seats.after.unfilled() - seats.before.unfilled()).sum()
    }

    /// Levels missing in the unfilled seats that were not missing before.
    pub fn more_shortfall(&self) -> u32 {
        self.seats.iter().map(|seats| seats.after.level_shortfall - seats.before.level_shortfall).sum()
    }

    /// Risks that fall to so many people, 0 or 1.
    pub fn risks_to(&self, depth: u32) -> u32 {
        self.risks.iter().filter(|risk| risk.after == depth).count() as u32
    }

    /// What they are ranked by: seats that open, then risks that fall to nobody, then those that fall to one person, then the
    /// levels missing.
    fn opens(&self) -> (u32, u32, u32, u32) {
        (self.seats_opened(), self.risks_to(0), self.risks_to(1), self.more_shortfall())
    }

    /// Whether anything opens.
    pub fn opens_anything(&self) -> bool {
        self.opens() != (0, 0, 0, 0)
    }
}

/// What opens without each person who counts on the team given by index, or on all teams: the most first, those who open
/// the same sharing their places. A risk is covered by everybody in the scope, a seat by the people of its team. What the
/// others are not assessed in stays unknown, so it fills nothing before and after.
///
/// The matching of a competency sees levels, not people: taking away either of two people at the same level gives the same,
/// so it is run once a level and not once a person. All in all people × (competencies + needs of the risks) steps.
pub fn without_each(
    organisation: &Organisation,
    levels: &LevelGrid,
    team: Option<usize>,
    risks: &[Needed],
    reach: u8,
) -> Vec<(Without, Place)> {
    let holdings = risks::holdings(organisation, levels, team);
    // Only a risk that two people cover, or one, can fall to one or to none.
    let thin: Vec<(usize, u32, Vec<&Holding>)> = risks
        .iter()
        .enumerate()
        .filter_map(|(index, needed)| {
            let depth =
                risks::depth(&risks::covers(needed, &holdings)).filter(|depth| (1..=2).contains(depth))?;
            // Of these every competency is known, and only the thinnest count.
            let thinnest = needed
                .iter()
                .flatten()
                .map(|competency| &holdings[*competency])
                .filter(|holding| holding.holders.len() as u32 == depth);
            Some((index, depth, thinnest.collect()))
        })
        .collect();
    let mut all = Vec::new();
    for (team_index, team) in organisation.scope(team) {
        let matchings: Vec<Matchings> =
            team.demands.iter().map(|demand| Matchings::new(team, demand, levels, reach)).collect();
        for &person in &team.people {
            let seats = team.demands.iter().zip(&matchings).filter_map(|(demand, matchings)| {
                let level = levels.level(person, demand.competency)?;
                let (before, after) = (matchings.all, matchings.without[usize::from(level.get())]?);
                let opens = after.filled < before.filled || after.level_shortfall > before.level_shortfall;
                opens.then_some(SeatsWithout { competency: demand.competency, before, after })
            });
            let risks = thin.iter().filter_map(|(risk, before, thinnest)| {
                let holds = thinnest.iter().any(|holding| holding.holders.binary_search(&person).is_ok());
                holds.then_some(RiskWithout { risk: *risk, before: *before, after: before - 1 })
            });
            all.push(Without { person, team: team_index, seats: seats.collect(), risks: risks.collect() });
        }
    }
    ranked(all)
}

/// The most first; of equal ones, those of earlier teams and people.
fn ranked(mut all: Vec<Without>) -> Vec<(Without, Place)> {
    all.sort_by_cached_key(|without| Reverse(without.opens()));
    let mut places = Vec::with_capacity(all.len());
    for tied in all.chunk_by(|one, other| one.opens() == other.opens()) {
        let first = places.len() as u32 + 1;
        let place = Place { first, last: first + tied.len() as u32 - 1 };
        places.extend(std::iter::repeat_n(place, tied.len()));
    }
    all.into_iter().zip(places).collect()
}

/// The matching of a competency, and what it is without one person of each level.
struct Matchings {
    all: SeatMatching,
    /// `None` where nobody has the level.
    without: [Option<SeatMatching>; 5],
}

impl Matchings {
    fn new(team: &TeamStanding, demand: &Demand, levels: &LevelGrid, reach: u8) -> Self {
        let (known, _) = Organisation::levels_of(team, demand.competency, levels);
        let without = std::array::from_fn(|level| {
            let mut others = known;
            others[level] = known[level].checked_sub(1)?;
            Some(match_seats(others, demand.seats, reach))
        });
        Self { all: match_seats(known, demand.seats, reach), without }
    }
}

/// What a year of attrition is expected to do to the seats of a team in one competency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearOfAttrition {
    /// Index of the team.
    pub team: usize,
    /// Index of the competency.
    pub competency: usize,
    /// Seats needed.
    pub required: u32,
    /// Seats filled now.
    pub filled: u32,
    /// Seats expected to be filled in 12 months, with nobody hired and nobody trained.
    pub expected_filled: f64,
}

impl YearOfAttrition {
    /// Seats expected to open, 0 or more.
    pub fn expected_to_open(&self) -> f64 {
        (f64::from(self.filled) - self.expected_filled).max(0.0)
    }
}

/// The expectation for each competency that the team given by index needs, or all teams, in the order of teams and
/// competencies: each person leaves independently at their role's yearly attrition.
pub fn year_of_attrition(
    organisation: &Organisation,
    levels: &LevelGrid,
    team: Option<usize>,
) -> Vec<YearOfAttrition> {
    let mut years = Vec::new();
    for (team_index, team) in organisation.scope(team) {
        for demand in &team.demands {
            let mut leaving: [Vec<f64>; 5] = Default::default();
            for &person in &team.people {
                if let Some(level) = levels.level(person, demand.competency) {
                    leaving[usize::from(level.get())].push(organisation.attrition_of[person]);
                }
            }
            let (known, _) = Organisation::levels_of(team, demand.competency, levels);
            let required = demand.required();
            years.push(YearOfAttrition {
                team: team_index,
                competency: demand.competency,
                required,
                filled: match_seats(known, demand.seats, 0).filled,
                expected_filled: f64::from(required) - expected_unfilled(&leaving, demand.seats),
            });
        }
    }
    years
}

/// The expected number of seats that the largest matching leaves unfilled when each person is gone with the chance given
/// for them; people by their level, seats by the level they need.
///
/// Exact. Seats are filled from the hardest down, so all that one level passes on to the next is how many people are left
/// over; its distribution is carried along, adding one person after the other. More people than there are seats still to
/// fill make no difference, so it stops there: people × seats steps.
fn expected_unfilled(leaving: &[Vec<f64>; 5], seats: [u32; 5]) -> f64 {
    let mut still: usize = seats.iter().sum::<u32>() as usize;
    // over[k]: k people are left over for what is still to fill; the last one stands for as many or more.
    let mut over = vec![0.0; still + 1];
    over[0] = 1.0;
    let mut unfilled = 0.0;
    for level in (0..5).rev() {
        for leaves in &leaving[level] {
            for people in (0..over.len()).rev() {
                let joined = if people == 0 { 0.0 } else { over[people - 1] * (1.0 - leaves) };
                let full = people + 1 == over.len();
                over[people] = if full { over[people] + joined } else { over[people] * leaves + joined };
            }
        }
        let wanted = seats[level] as usize;
        for (people, chance) in over[..wanted].iter().enumerate() {
            unfilled += chance * (wanted - people) as f64;
        }
        still -= wanted;
        // Who found no seat to fill and who is left over both go on.
        let none_left: f64 = over[..=wanted].iter().sum();
        over = std::iter::once(none_left).chain(over[wanted + 1..].iter().copied()).collect();
        debug_assert_eq!(over.len(), still + 1);
    }
    unfilled
}

#[cfg(test)]
mod tests {
    //! The expectation against its definition, over every way in which people can stay and leave.

    use proptest::prelude::*;

    use super::*;

    fn by_definition(people: &[(usize, f64)], seats: [u32; 5]) -> f64 {
        (0..1_u32 << people.len())
            .map(|staying| {
                let (mut chance, mut counts) = (1.0, [0; 5]);
                for (bit, (level, leaves)) in people.iter().enumerate() {
                    let stays = staying >> bit & 1 == 1;
                    chance *= if stays { 1.0 - leaves } else { *leaves };
                    counts[*level] += u32::from(stays);
                }
                chance * f64::from(match_seats(counts, seats, 0).unfilled())
            })
            .sum()
    }

    fn by_level(people: &[(usize, f64)]) -> [Vec<f64>; 5] {
        let mut leaving: [Vec<f64>; 5] = Default::default();
        for (level, leaves) in people {
            leaving[*level].push(*leaves);
        }
        leaving
    }

    #[test]
    fn by_hand() {
        // One seat, one person who leaves with 0.2: it is unfilled with 0.2.
        let found = expected_unfilled(&by_level(&[(3, 0.2)]), [0, 0, 0, 1, 0]);
        assert!((found - 0.2).abs() < 1e-12, "{found}");
        // Two seats of 3 and 2, two people of 4 and 2 who leave with 0.5 and 0.1. The one at 2 fills only the seat of 2:
        // both stay 0.45: 0; the first alone 0.05: 1; the second alone 0.45: 1; nobody 0.05: 2. 0.05 + 0.45 + 0.1 = 0.6.
        let found = expected_unfilled(&by_level(&[(4, 0.5), (2, 0.1)]), [0, 0, 1, 1, 0]);
        assert!((found - 0.6).abs() < 1e-12, "{found}");
        assert!(expected_unfilled(&by_level(&[(1, 0.5)]), [0; 5]).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn the_expectation_is_that_of_every_outcome(
            people in prop::collection::vec((0_usize..5, 0.0_f64..=1.0), 0..9),
            seats in prop::collection::vec(1_usize..5, 0..9),
        ) {
            let mut counts = [0; 5];
            for seat in seats {
                counts[seat] += 1;
            }
            let (found, expected) = (expected_unfilled(&by_level(&people), counts), by_definition(&people, counts));
            prop_assert!((found - expected).abs() < 1e-9, "{} and {}", found, expected);
        }
    }
}

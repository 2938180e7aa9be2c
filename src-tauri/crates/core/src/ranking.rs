//! Ranks of needs, and how firm they are when the weights are shaken.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

use crate::need::{Terms, Weights, nine_decimals};

/// Draws of weights behind every stability.
pub const DRAWS: u32 = 1_000;

/// Seed of the draws: the same input gives the same stability everywhere.
pub const SEED: u64 = 20_241_011;

/// Neighbours that swap, or score the same, in more than this share of the draws are shown as a tie.
pub const TIE_SWAPS: f64 = 0.3;

/// A need's place in the list and how firm it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankedNeed {
    /// Index into the terms that were ranked.
    pub index: usize,
    /// The best place of its tie band, from 1.
    pub first: u32,
    /// The worst place of its tie band; `first` where it stands alone.
    pub last: u32,
    /// Share of the draws in which it keeps its own place, 0 to 1.
    pub stability: f64,
}

/// Ranks needs from the highest score; equal scores keep the order given. The stability of a place is the share of
/// [`DRAWS`] seeded draws in which the need keeps it, each weight being multiplied with a uniform factor from 0.75 to 1.25
/// and the three rescaled to sum 1. Neighbours that swap in more than [`TIE_SWAPS`] of the draws share a band; a draw in
/// which they score the same speaks for neither order, and counts as a swap.
///
/// The parts of the scores are taken to nine decimals, as the scores are: what differs only by rounding is equal.
///
/// A factor is `0.75 + 0.5 · u`, where u is the upper 53 bits of the next 64 of a `ChaCha8` stream seeded with [`SEED`],
/// over 2⁵³; seat gap, key-person risk and level shortfall draw in this order.
pub fn rank(terms: &[Terms], weights: &Weights) -> Vec<RankedNeed> {
    rank_first(terms, weights, terms.len())
}

/// The first `places` of [`rank`], the same to the last digit, in a fraction of its time: a slider is followed by them
/// over the needs of four hundred teams.
pub fn rank_first(terms: &[Terms], weights: &Weights, places: usize) -> Vec<RankedNeed> {
    let singles: Vec<&[Terms]> = terms.iter().map(std::slice::from_ref).collect();
    rank_lists(&singles, weights, places)
}

/// The first `places` of groups of needs, ranked as [`rank`] ranks needs: in every draw a group scores as its highest
/// need. An index is a group's.
pub fn rank_groups(groups: &[Vec<Terms>], weights: &Weights, places: usize) -> Vec<RankedNeed> {
    let lists: Vec<&[Terms]> = groups.iter().map(Vec::as_slice).collect();
    rank_lists(&lists, weights, places)
}

fn rank_lists(lists: &[&[Terms]], weights: &Weights, places: usize) -> Vec<RankedNeed> {
    let shown = places.min(lists.len());
    if shown == 0 {
        return Vec::new();
    }
    let scores: Vec<f64> =
        lists.iter().map(|list| list.iter().map(|terms| terms.need(weights)).fold(0.0, f64::max)).collect();
    let mut order: Vec<usize> = (0..lists.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let ranked = Ranked::new(order.iter().map(|&index| lists[index]));
    let draws = Draws::new(weights);

    let mut swaps = vec![0_u32; lists.len() - 1];
    let mut lowest = vec![f64::INFINITY; DRAWS as usize];
    let (mut before, mut drawn) = (vec![0.0; DRAWS as usize], vec![0.0; DRAWS as usize]);
    for place in 0..shown {
        draws.score(ranked.parts(place), &mut drawn);
        if place > 0 {
            swaps[place - 1] = at_least(&drawn, &before);
        }
        for (lowest, score) in lowest.iter_mut().zip(&drawn) {
            *lowest = lowest.min(*score);
        }
        std::mem::swap(&mut before, &mut drawn);
    }
    // Of those behind, two things count: how far the last band shown goes on, and who comes among the shown in a draw.
    let mut band_goes_on = true;
    let mut among: Vec<Vec<usize>> = vec![Vec::new(); DRAWS as usize];
    let reachable = lowest.iter().copied().fold(f64::INFINITY, f64::min);
    for place in shown..lists.len() {
        let may_come = draws.at_most(ranked.parts(place)) >= reachable;
        if !band_goes_on && !may_come {
            continue;
        }
        draws.score(ranked.parts(place), &mut drawn);
        if band_goes_on {
            swaps[place - 1] = at_least(&drawn, &before);
            band_goes_on = tie(swaps[place - 1]);
        }
        if may_come && at_least(&drawn, &lowest) > 0 {
            for (draw, _) in
                drawn.iter().zip(&lowest).enumerate().filter(|(_, (score, least))| score >= least)
            {
                among[draw].push(place);
            }
        }
        std::mem::swap(&mut before, &mut drawn);
    }

    let mut kept = vec![0_u32; shown];
    let mut scored: Vec<(f64, usize)> = Vec::with_capacity(shown);
    for (draw, others) in among.iter().enumerate() {
        let weights = draws.weights(draw);
        scored.clear();
        scored.extend(
            (0..shown)
                .chain(others.iter().copied())
                .map(|place| (highest(ranked.parts(place), weights), place)),
        );
        // In the order of the places, so that a draw that changes little is nearly sorted, and equals stay as they are.
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (place, (_, item)) in scored.iter().enumerate() {
            if place == *item && place < shown {
                kept[place] += 1;
            }
        }
    }
    places_of(&order, &swaps, &kept)
}

/// The places shown with their bands.
fn places_of(order: &[usize], swaps: &[u32], kept: &[u32]) -> Vec<RankedNeed> {
    let mut ranked = Vec::with_capacity(kept.len());
    let mut first = 0;
    while first < kept.len() {
        let last = first + swaps[first..].iter().take_while(|swaps| tie(**swaps)).count();
        for place in first..=last.min(kept.len() - 1) {
            ranked.push(RankedNeed {
                index: order[place],
                first: first as u32 + 1,
                last: last as u32 + 1,
                stability: share(kept[place]),
            });
        }
        first = last + 1;
    }
    ranked
}

fn share(count: u32) -> f64 {
    f64::from(count) / f64::from(DRAWS)
}

fn tie(swaps: u32) -> bool {
    share(swaps) > TIE_SWAPS
}

/// In how many draws the one scores at least as the other.
fn at_least(one: &[f64], other: &[f64]) -> u32 {
    one.iter().zip(other).map(|(one, other)| u32::from(one >= other)).sum()
}

/// The three parts of a score before the weights: 100 · C · U times G, F and L.
type Parts = [f64; 3];

/// The parts of what is ranked, from the first place to the last; of a group, those that can be its highest.
struct Ranked {
    parts: Vec<Parts>,
    ends: Vec<usize>,
}

impl Ranked {
    fn new<'terms>(lists: impl ExactSizeIterator<Item = &'terms [Terms]>) -> Self {
        let mut ranked =
            Self { parts: Vec::with_capacity(lists.len()), ends: Vec::with_capacity(lists.len()) };
        for list in lists {
            let parts = list.iter().map(|terms| {
                let scale = terms.scale();
                [terms.seat_gap, terms.key_person_risk, terms.level_shortfall]
                    .map(|term| nine_decimals(scale * term))
            });
            if list.len() == 1 {
                ranked.parts.extend(parts);
            } else {
                ranked.parts.extend(not_outdone(parts.collect()));
            }
            ranked.ends.push(ranked.parts.len());
        }
        ranked
    }

    fn parts(&self, place: usize) -> &[Parts] {
        let begin = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.parts[begin..self.ends[place]]
    }
}

/// Those that no other reaches in every part: under whatever weights, one of them is the highest.
fn not_outdone(mut parts: Vec<Parts>) -> Vec<Parts> {
    let sum = |parts: &Parts| parts.iter().sum::<f64>();
    parts.sort_by(|a, b| sum(b).total_cmp(&sum(a)));
    let mut left: Vec<Parts> = Vec::new();
    for parts in parts {
        if !left.iter().any(|other| other.iter().zip(&parts).all(|(other, part)| other >= part)) {
            left.push(parts);
        }
    }
    left
}

fn highest(parts: &[Parts], [g, f, l]: [f64; 3]) -> f64 {
    parts.iter().map(|part| g * part[0] + f * part[1] + l * part[2]).fold(0.0, f64::max)
}

/// The drawn weights: seat gap, key-person risk and level shortfall, each in an array of its own, which is what makes
/// scoring one need under all of them quick.
struct Draws {
    weights: [Vec<f64>; 3],
    /// The largest of each.
    largest: [f64; 3],
}

impl Draws {
    fn new(weights: &Weights) -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(SEED);
        let mut factor = || 0.75 + 0.5 * ((generator.next_u64() >> 11) as f64 / (1_u64 << 53) as f64);
        let mut all = [(); 3].map(|()| Vec::with_capacity(DRAWS as usize));
        for _ in 0..DRAWS {
            let drawn = [
                weights.seat_gap * factor(),
                weights.key_person_risk * factor(),
                weights.level_shortfall * factor(),
            ];
            let sum: f64 = drawn.iter().sum();
            for (all, weight) in all.iter_mut().zip(drawn) {
                all.push(weight / sum);
            }
        }
        let largest = [0, 1, 2].map(|part: usize| all[part].iter().copied().fold(0.0, f64::max));
        Self { weights: all, largest }
    }

    fn weights(&self, draw: usize) -> [f64; 3] {
        [0, 1, 2].map(|part: usize| self.weights[part][draw])
    }

    /// The score in every draw.
    fn score(&self, parts: &[Parts], into: &mut [f64]) {
        let [all_g, all_f, all_l] = &self.weights;
        into.fill(0.0);
        for part in parts {
            let weights = all_g.iter().zip(all_f).zip(all_l);
            for (score, ((g, f), l)) in into.iter_mut().zip(weights) {
                *score = score.max(g * part[0] + f * part[1] + l * part[2]);
            }
        }
    }

    /// A bound that no draw's score passes: every weight at its largest.
    fn at_most(&self, parts: &[Parts]) -> f64 {
        highest(parts, self.largest)
    }
}

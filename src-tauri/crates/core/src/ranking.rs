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
    let scores: Vec<f64> = terms.iter().map(|terms| terms.need(weights)).collect();
    let mut order: Vec<u32> = (0..terms.len() as u32).collect();
    order.sort_by(|&a, &b| scores[b as usize].total_cmp(&scores[a as usize]));
    // The parts in ranked order, so that a draw that changes little finds them nearly sorted.
    let parts: Vec<[f64; 3]> = order
        .iter()
        .map(|&index| {
            let terms = &terms[index as usize];
            let scale = terms.scale();
            [terms.seat_gap, terms.key_person_risk, terms.level_shortfall]
                .map(|term| nine_decimals(scale * term))
        })
        .collect();

    let mut kept = vec![0_u32; terms.len()];
    let mut swapped = vec![0_u32; terms.len().saturating_sub(1)];
    let mut drawn: Vec<(f64, u32)> = Vec::with_capacity(terms.len());
    let mut generator = ChaCha8Rng::seed_from_u64(SEED);
    for _ in 0..DRAWS {
        let [g, f, l] = draw(&mut generator, weights);
        drawn.clear();
        drawn.extend((0..).zip(&parts).map(|(place, part)| (g * part[0] + f * part[1] + l * part[2], place)));
        for (swaps, pair) in swapped.iter_mut().zip(drawn.windows(2)) {
            *swaps += u32::from(pair[1].0 >= pair[0].0);
        }
        drawn.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (place, (_, item)) in (0..).zip(&drawn) {
            kept[place as usize] += u32::from(*item == place);
        }
    }

    let share = |count: u32| f64::from(count) / f64::from(DRAWS);
    let mut ranked = Vec::with_capacity(terms.len());
    let mut first = 0;
    while first < order.len() {
        let mut last = first;
        while last < swapped.len() && share(swapped[last]) > TIE_SWAPS {
            last += 1;
        }
        for place in first..=last {
            ranked.push(RankedNeed {
                index: order[place] as usize,
                first: first as u32 + 1,
                last: last as u32 + 1,
                stability: share(kept[place]),
            });
        }
        first = last + 1;
    }
    ranked
}

/// One draw of the three weights.
fn draw(generator: &mut ChaCha8Rng, weights: &Weights) -> [f64; 3] {
    let mut factor = || 0.75 + 0.5 * ((generator.next_u64() >> 11) as f64 / (1_u64 << 53) as f64);
    let drawn =
        [weights.seat_gap * factor(), weights.key_person_risk * factor(), weights.level_shortfall * factor()];
    let sum: f64 = drawn.iter().sum();
    drawn.map(|weight| weight / sum)
}

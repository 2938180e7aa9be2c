//! Ranks, tie bands and stability. The exact stabilities are those of `tests/recompute.py`, which draws them on its own.

use cadre_core::{
    need::{Terms, Weights},
    ranking::{RankedNeed, rank, rank_first, rank_groups},
};
use proptest::prelude::*;

/// Terms with full importance and urgency.
fn terms(seat_gap: f64, key_person_risk: f64, level_shortfall: f64) -> Terms {
    Terms { importance: 1.0, urgency: 1.0, seat_gap, key_person_risk, level_shortfall }
}

/// Index, band and stability of every place.
#[track_caller]
fn check(terms: &[Terms], expected: &[(usize, u32, u32, f64)]) {
    let found: Vec<_> = rank(terms, &Weights::default())
        .into_iter()
        .map(|ranked| (ranked.index, ranked.first, ranked.last, ranked.stability))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn one_or_none() {
    check(&[], &[]);
    check(&[terms(0.4, 0.1, 0.2)], &[(0, 1, 1, 1.0)]);
}

#[test]
fn a_need_that_is_less_in_every_part_never_rises() {
    check(
        &[terms(0.1, 0.1, 0.1), terms(0.5, 0.5, 0.5), terms(0.2, 0.2, 0.2)],
        &[(1, 1, 1, 1.0), (2, 2, 2, 1.0), (0, 3, 3, 1.0)],
    );
}

#[test]
fn equal_needs_share_a_rank_and_keep_their_order() {
    let same = terms(0.5, 0.36, 0.25);
    check(&[same, same, same], &[(0, 1, 3, 1.0), (1, 1, 3, 1.0), (2, 1, 3, 1.0)]);
    // Half the importance and twice the terms: the same but for rounding.
    let third = Terms { importance: 1.0 / 3.0, ..terms(0.6, 0.9, 0.3) };
    let whole = terms(0.2, 0.3, 0.1);
    assert!((third.need(&Weights::default()) - whole.need(&Weights::default())).abs() < 1e-9);
    check(&[whole, third], &[(0, 1, 2, 1.0), (1, 1, 2, 1.0)]);
    check(&[third, whole], &[(0, 1, 2, 1.0), (1, 1, 2, 1.0)]);
}

#[test]
fn neighbours_that_swap_in_more_than_three_tenths_tie() {
    // Need 50k · g against 30 · f, g and f being the drawn factors: the second is greater where f > (g's part / 30) · g.
    // For parts of 1.2 to 1 that has the probability 0.204, for 1.05 it has 0.407: areas of the square 0.75 to 1.25.
    check(&[terms(0.72, 0.0, 0.0), terms(0.0, 1.0, 0.0)], &[(0, 1, 1, 0.786), (1, 2, 2, 0.786)]);
    check(&[terms(0.63, 0.0, 0.0), terms(0.0, 1.0, 0.0)], &[(0, 1, 2, 0.583), (1, 1, 2, 0.583)]);
    // Equal scores of different parts: as good as the toss of a coin.
    check(&[terms(0.60, 0.0, 0.0), terms(0.0, 1.0, 0.0)], &[(0, 1, 2, 0.489), (1, 1, 2, 0.489)]);
}

#[test]
fn a_band_reaches_over_every_pair_that_ties() {
    check(
        &[terms(0.63, 0.0, 0.0), terms(0.0, 1.0, 0.0), terms(0.0, 1.0, 0.0), terms(0.55, 0.0, 0.1)],
        &[(0, 1, 4, 0.583), (1, 1, 4, 0.113), (2, 1, 4, 0.113), (3, 1, 4, 0.53)],
    );
}

#[test]
fn a_group_scores_as_its_highest_need_in_every_draw() {
    let both = vec![terms(0.63, 0.0, 0.0), terms(0.0, 1.0, 0.0)];
    let places = |groups: &[Vec<Terms>]| {
        rank_groups(groups, &Weights::default(), 9)
            .into_iter()
            .map(|ranked| (ranked.index, ranked.first, ranked.last))
            .collect::<Vec<_>>()
    };
    // What is less in every part than one of the group changes nothing, wherever it stands in it.
    let with_less = vec![terms(0.1, 0.0, 0.0), both[1], terms(0.62, 0.0, 0.0), both[0]];
    let among_rivals = |group: &Vec<Terms>| {
        let groups = [vec![terms(0.5, 0.1, 0.2)], group.clone(), vec![terms(0.1, 0.1, 0.1)]];
        rank_groups(&groups, &Weights::default(), 9)
    };
    assert_eq!(among_rivals(&both), among_rivals(&with_less));
    // Equal groups share a rank whatever else is in them.
    assert_eq!(places(&[both.clone(), with_less]), [(0, 1, 2), (1, 1, 2)]);
    assert_eq!(places(&[]), []);
    // A group never stands below one of its own needs: whichever the draw favours, the group has it too.
    assert_eq!(places(&[vec![both[1]], both]), [(1, 1, 2), (0, 1, 2)]);
}

#[test]
fn one_weight_alone_is_rescaled_to_itself_in_every_draw() {
    let alone = Weights { seat_gap: 0.0, key_person_risk: 0.0, level_shortfall: 1.0 };
    let found: Vec<_> = rank(&[terms(1.0, 1.0, 0.2), terms(0.0, 0.0, 0.3)], &alone)
        .into_iter()
        .map(|ranked| (ranked.index, ranked.first, ranked.last, ranked.stability))
        .collect();
    assert_eq!(found, [(1, 1, 1, 1.0), (0, 2, 2, 1.0)]);
}

/// Needs as they are in teams: the same few parts again and again, and many that differ a little.
fn many_needs() -> impl Strategy<Value = Vec<Terms>> {
    prop::collection::vec((1_u8..4, 0_u8..5, 0_u8..7, 0_u8..7), 1..60).prop_map(|parts| {
        let third = |value: u8, of: f64| f64::from(value) / of;
        parts
            .into_iter()
            .map(|(c, g, f, l)| Terms {
                importance: third(c, 3.0),
                urgency: 1.0,
                seat_gap: third(g, 4.0),
                key_person_risk: third(f, 6.0),
                level_shortfall: third(l, 6.0),
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_first_places_are_those_of_the_whole_list(terms in many_needs(), places in 0_usize..20) {
        let whole = rank(&terms, &Weights::default());
        let first = rank_first(&terms, &Weights::default(), places);
        prop_assert_eq!(&first[..], &whole[..places.min(terms.len())]);
    }

    #[test]
    fn the_first_places_of_groups_are_those_of_all_groups(
        terms in many_needs(),
        size in 1_usize..8,
        places in 0_usize..6,
    ) {
        let groups: Vec<Vec<Terms>> = terms.chunks(size).map(<[Terms]>::to_vec).collect();
        let whole = rank_groups(&groups, &Weights::default(), groups.len());
        let first = rank_groups(&groups, &Weights::default(), places);
        prop_assert_eq!(&first[..], &whole[..places.min(groups.len())]);
    }

    #[test]
    fn groups_of_one_are_ranked_as_needs(terms in many_needs()) {
        let groups: Vec<Vec<Terms>> = terms.iter().map(|one| vec![*one]).collect();
        prop_assert_eq!(rank_groups(&groups, &Weights::default(), terms.len()), rank(&terms, &Weights::default()));
    }

    #[test]
    fn ranks_are_a_whole_order_in_bands(
        parts in prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64, 0.0..1.0_f64), 0..12)
    ) {
        let terms: Vec<Terms> = parts.iter().map(|&(g, f, l)| terms(g, f, l)).collect();
        let weights = Weights::default();
        let ranked = rank(&terms, &weights);
        prop_assert_eq!(&ranked, &rank(&terms, &weights));
        let mut indices: Vec<usize> = ranked.iter().map(|ranked| ranked.index).collect();
        let scores: Vec<f64> = indices.iter().map(|&index| terms[index].need(&weights)).collect();
        prop_assert!(scores.windows(2).all(|pair| pair[0] >= pair[1] - 1e-9));
        indices.sort_unstable();
        prop_assert!(indices.into_iter().eq(0..terms.len()));
        for (place, RankedNeed { first, last, stability, .. }) in (1..).zip(&ranked) {
            prop_assert!(first <= &place && &place <= last);
            prop_assert!((0.0..=1.0).contains(stability));
            // Everyone in a band names the same band.
            let mate = &ranked[*first as usize - 1];
            prop_assert_eq!((mate.first, mate.last), (*first, *last));
        }
    }
}

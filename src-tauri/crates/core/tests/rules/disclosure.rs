//! From all that is told together, no figure about fewer people than the smallest group can be worked out.
//!
//! What is told are sums over cells, each cell a competency of a team with the people assessed in it. An attacker adds and
//! subtracts what is told in every way: all that can be worked out is the row space of the told sums. A small group is given
//! away where a combination of them is about its cells only, which is where the rank falls without their columns.

use std::collections::BTreeSet;

use cadre_core::disclosure::{Part, told};
use proptest::prelude::*;

/// Rank over the rationals, found modulo a prime: the entries are 0 and 1 and few, so that no minor reaches it.
fn rank(mut rows: Vec<Vec<i64>>) -> usize {
    const PRIME: i64 = 1_000_000_007;
    let power = |mut base: i64, mut exponent: i64| {
        let mut result = 1;
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = result * base % PRIME;
            }
            base = base * base % PRIME;
            exponent >>= 1;
        }
        result
    };
    let columns = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..columns {
        let Some(pivot) = (rank..rows.len()).find(|&row| rows[row][column] != 0) else { continue };
        rows.swap(rank, pivot);
        let inverse = power(rows[rank][column], PRIME - 2);
        let lead: Vec<i64> = rows[rank].iter().map(|value| value * inverse % PRIME).collect();
        for row in (0..rows.len()).filter(|&row| row != rank) {
            let factor = rows[row][column];
            for (value, of_lead) in rows[row].iter_mut().zip(&lead) {
                *value = (*value - factor * of_lead % PRIME + PRIME) % PRIME;
            }
        }
        rows[rank] = lead;
        rank += 1;
    }
    rank
}

/// A group of fewer than `smallest` people about whom something can be worked out.
fn given_away(
    sums: &[Vec<i64>],
    cells: &[BTreeSet<usize>],
    people: usize,
    smallest: u32,
) -> Option<Vec<usize>> {
    // What nobody is behind is known to everybody: it hides nothing.
    let behind: Vec<usize> = (0..cells.len()).filter(|&cell| !cells[cell].is_empty()).collect();
    let known = |row: &Vec<i64>, without: &dyn Fn(usize) -> bool| -> Vec<i64> {
        behind.iter().map(|&cell| if without(cell) { 0 } else { row[cell] }).collect()
    };
    let all = rank(sums.iter().map(|row| known(row, &|_| false)).collect());
    (1_u32..1 << people)
        .filter(|group| group.count_ones() < smallest)
        .map(|group| (0..people).filter(|person| group >> person & 1 == 1).collect::<Vec<_>>())
        .find(|group| {
            let inside = |cell: usize| cells[cell].iter().all(|person| group.contains(person));
            behind.iter().any(|&cell| inside(cell))
                && rank(sums.iter().map(|row| known(row, &inside)).collect()) < all
        })
}

proptest! {
    #[test]
    fn no_small_group_can_be_worked_out(
        cells in prop::collection::vec((0..4_usize, prop::collection::btree_set(0..10_usize, 0..7), any::<bool>()), 1..9),
        smallest in 3..6_u32,
    ) {
        let sets: Vec<BTreeSet<usize>> = cells.iter().map(|(_, people, _)| people.clone()).collect();
        let everybody: BTreeSet<usize> = sets.iter().flatten().copied().collect();
        let enough = |people: usize| people == 0 || people >= smallest as usize;
        // As the report does: the total, the areas, and single cells of the areas that are told.
        let areas: Vec<Part> = (0..4)
            .map(|area| Part {
                people: cells.iter().filter(|cell| cell.0 == area).flat_map(|cell| cell.1.iter().copied()).collect(),
                wanted: true,
            })
            .collect();
        let total = enough(everybody.len());
        let areas_told: Vec<bool> =
            if total { told(&areas, smallest) } else { areas.iter().map(|area| area.people.is_empty()).collect() };
        let mut sums: Vec<Vec<i64>> = Vec::new();
        let row = |holds: &dyn Fn(usize) -> bool| -> Vec<i64> { (0..cells.len()).map(|cell| i64::from(holds(cell))).collect() };
        if total {
            sums.push(row(&|_| true));
        }
        for (area, area_told) in areas_told.iter().enumerate() {
            if *area_told {
                sums.push(row(&|cell| cells[cell].0 == area));
            }
            let here: Vec<usize> = (0..cells.len()).filter(|&cell| cells[cell].0 == area).collect();
            let parts: Vec<Part> =
                here.iter().map(|&cell| Part { people: sets[cell].clone(), wanted: cells[cell].2 && *area_told }).collect();
            for (&cell, told) in here.iter().zip(told(&parts, smallest)) {
                if told {
                    sums.push(row(&|other| other == cell));
                }
            }
        }
        prop_assert_eq!(given_away(&sums, &sets, 10, smallest), None);
    }
}

#[test]
fn the_attack_finds_what_a_careless_report_gives_away() {
    // 8 people in the total, 5 of them in the part that is told: the other 3 are worked out by subtraction.
    let cells: Vec<BTreeSet<usize>> = vec![(0..5).collect(), (5..8).collect()];
    assert_eq!(given_away(&[vec![1, 1], vec![1, 0]], &cells, 8, 5), Some(vec![5, 6, 7]));
    assert_eq!(given_away(&[vec![1, 1]], &cells, 8, 5), None);
}

//! Which figures may be told to people who are not to learn anything of a single person.
//!
//! A figure about fewer people than the smallest group is withheld, and with it enough others that what is withheld cannot be
//! worked out from a total. The rule for the second step is that of complementary suppression: M. Templ, "Statistical
//! Disclosure Control for Microdata" (2017), section 2.3; E. Hundepool et al., "Statistical Disclosure Control" (2012), chapter 4.

use std::collections::BTreeSet;

/// A part of a total: those whom its figure is about, and whether it is to be told at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The people behind the figure, by index.
    pub people: BTreeSet<usize>,
    /// Whether it is to be told, where it may be.
    pub wanted: bool,
}

/// Which parts of a total may be told, in their order, where the total is told as well.
///
/// A part with nobody behind it says nothing of anybody, and may be told. A part with fewer than `smallest` people is not.
/// What is left of the total when all that is told is taken away must be about nobody, or about at least `smallest` people:
/// until it is, the told parts with the fewest people are withheld too, the last of equal ones first.
///
/// Parts of parts are judged the same way with the part as their total: only of a part that is told. Totals that overlap
/// otherwise are not covered.
pub fn told(parts: &[Part], smallest: u32) -> Vec<bool> {
    let enough = |people: usize| people >= smallest as usize;
    let mut told: Vec<bool> = parts
        .iter()
        .map(|part| part.wanted && (part.people.is_empty() || enough(part.people.len())))
        .collect();
    loop {
        let rest: BTreeSet<usize> = parts
            .iter()
            .zip(&told)
            .filter(|(_, told)| !**told)
            .flat_map(|(part, _)| part.people.iter().copied())
            .collect();
        if rest.is_empty() || enough(rest.len()) {
            return told;
        }
        let smallest_told = parts
            .iter()
            .enumerate()
            .rev()
            .filter(|(index, part)| told[*index] && !part.people.is_empty())
            .min_by_key(|(_, part)| part.people.len());
        match smallest_told {
            Some((index, _)) => told[index] = false,
            None => return told,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(people: impl IntoIterator<Item = usize>) -> Part {
        Part { people: people.into_iter().collect(), wanted: true }
    }

    #[test]
    fn a_small_part_takes_the_smallest_other_along() {
        // 3 people are too few; 12 − 9 would give them away, so the next smallest, of 5, goes too: 8 are enough.
        let parts = [part(0..9), part(9..14), part(14..17)];
        assert_eq!(told(&parts, 5), [true, false, false]);
        // Nothing is small: everything is told.
        assert_eq!(told(&parts[..2], 5), [true, true]);
        // Two small parts that are enough together need no third.
        let parts = [part(0..9), part(9..12), part(12..15)];
        assert_eq!(told(&parts, 5), [true, false, false]);
    }

    #[test]
    fn what_is_not_wanted_is_withheld_and_still_protected() {
        // Only the first is wanted; the other is about the 2 people left, so that the first is withheld for their sake.
        let parts = [part(0..6), Part { wanted: false, ..part(6..8) }];
        assert_eq!(told(&parts, 5), [false, false]);
        // Shared people count once: what is left is about 6 of 8.
        let parts = [part(0..6), Part { wanted: false, ..part(2..8) }];
        assert_eq!(told(&parts, 5), [true, false]);
    }

    #[test]
    fn nobody_behind_a_figure_is_no_small_group() {
        let parts = [part([]), part(0..7)];
        assert_eq!(told(&parts, 5), [true, true]);
        // All too small: nothing can be told of them.
        assert_eq!(told(&[part(0..2), part(2..4)], 5), [false, false]);
    }
}

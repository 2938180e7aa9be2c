//! Seats and who fills them: the largest matching of people to seats, and what the unfilled seats lack.

use crate::Level;

/// How people fill the seats of one competency on one team. Counts of seats, and of levels for the shortfall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeatMatching {
    /// Seats needed.
    pub required: u32,
    /// Seats filled by the largest matching of people to seats with level ≥ target, one seat a person.
    pub filled: u32,
    /// Levels missing in the unfilled seats, when each, hardest first, takes the best person left; nobody left counts
    /// as level 0.
    pub level_shortfall: u32,
    /// Unfilled seats whose person lacks at most `reach` levels.
    pub within_reach: u32,
}

impl SeatMatching {
    /// Seats not filled.
    pub const fn unfilled(&self) -> u32 {
        self.required - self.filled
    }

    /// Seat gap: 1 − filled ÷ required, 0 to 1; 0 where no seat is required.
    pub fn gap(&self) -> f64 {
        if self.required == 0 { 0.0 } else { f64::from(self.unfilled()) / f64::from(self.required) }
    }
}

/// Matches people to seats, both given as counts by level. `reach` is the most levels that training is taken to lift.
///
/// Both sides are sorted from the highest and the best person takes the hardest seat that they can fill. Because a seat
/// of level ℓ can be filled by anyone at ≥ ℓ, the sets of people who can fill a seat are nested, and so this greedy
/// matching is a largest one.
pub fn match_seats(people: [u32; 5], seats: [u32; 5], reach: u8) -> SeatMatching {
    let (mut left, mut open) = (people, seats);
    for level in (0..5).rev() {
        for seat in (0..=level).rev() {
            let taken = left[level].min(open[seat]);
            left[level] -= taken;
            open[seat] -= taken;
        }
    }
    let required = seats.iter().sum();
    let unfilled: u32 = open.iter().sum();
    let mut matching = SeatMatching { required, filled: required - unfilled, ..SeatMatching::default() };
    let mut best = 4;
    for seat in (0..5).rev() {
        while open[seat] > 0 {
            while best > 0 && left[best] == 0 {
                best -= 1;
            }
            // At level 0 the loop above stops: there somebody may be left, or nobody.
            let paired = left[best].min(open[seat]);
            let count = if paired == 0 { open[seat] } else { paired };
            let lacking = if paired == 0 { seat } else { seat - best };
            matching.level_shortfall += lacking as u32 * count;
            if paired > 0 && lacking <= usize::from(reach) {
                matching.within_reach += count;
            }
            left[best] -= paired;
            open[seat] -= count;
        }
    }
    matching
}

/// An unfilled seat and who comes nearest to filling it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnfilledSeat {
    /// The level that the seat needs.
    pub needs: Level,
    /// The index given for the best person left and their level; `None` where nobody is left.
    pub nearest: Option<(usize, Level)>,
}

impl UnfilledSeat {
    /// Levels missing; nobody counts as level 0.
    pub fn lacks(&self) -> u8 {
        self.needs.get() - self.nearest.map_or(0, |(_, level)| level.get())
    }
}

/// The pairing of [`match_seats`] with the people in it: every unfilled seat, hardest first. Of people at the same level,
/// those given first come first.
pub fn unfilled_seats(people: &[(usize, Level)], seats: [u32; 5]) -> Vec<UnfilledSeat> {
    let mut sorted = people.to_vec();
    sorted.sort_by_key(|(_, level)| std::cmp::Reverse(*level));
    let mut open = seats;
    let mut left = Vec::new();
    for (person, level) in sorted {
        match open[..=usize::from(level.get())].iter().rposition(|seats| *seats > 0) {
            Some(seat) => open[seat] -= 1,
            None => left.push((person, level)),
        }
    }
    let mut left = left.into_iter();
    (0..5)
        .rev()
        .flat_map(|level| std::iter::repeat_n(Level::ALL[level], open[level] as usize))
        .map(|needs| UnfilledSeat { needs, nearest: left.next() })
        .collect()
}

#[cfg(test)]
mod tests {
    //! The greedy matching against the definition, by trying every assignment.

    use proptest::prelude::*;

    use super::*;

    fn histogram(levels: &[usize]) -> [u32; 5] {
        let mut counts = [0; 5];
        for &level in levels {
            counts[level] += 1;
        }
        counts
    }

    /// Largest number of seats that can be filled, by augmenting paths (Kuhn), which knows nothing of nesting.
    fn largest_matching(people: &[usize], seats: &[usize]) -> u32 {
        fn place(
            person: usize,
            people: &[usize],
            seats: &[usize],
            seen: &mut [bool],
            holder: &mut [Option<usize>],
        ) -> bool {
            for seat in 0..seats.len() {
                if people[person] >= seats[seat] && !seen[seat] {
                    seen[seat] = true;
                    if holder[seat].is_none_or(|other| place(other, people, seats, seen, holder)) {
                        holder[seat] = Some(person);
                        return true;
                    }
                }
            }
            false
        }
        let mut holder = vec![None; seats.len()];
        (0..people.len())
            .filter(|&person| place(person, people, seats, &mut vec![false; seats.len()], &mut holder))
            .count() as u32
    }

    #[test]
    fn by_hand() {
        // AI assurance, output handling: five seats of level 3; two people at 2, four at 0. Two lack one level each, the
        // other three lack three: 2 · 1 + 3 · 3 = 11 of 15.
        let matching = match_seats([4, 0, 2, 0, 0], [0, 0, 0, 5, 0], 2);
        assert_eq!(matching, SeatMatching { required: 5, filled: 0, level_shortfall: 11, within_reach: 2 });
        // Nobody left: a seat of level 2 lacks both levels and is out of reach, although 2 levels would be within.
        let matching = match_seats([0, 0, 0, 1, 0], [0, 0, 1, 1, 0], 2);
        assert_eq!(matching, SeatMatching { required: 2, filled: 1, level_shortfall: 2, within_reach: 0 });
        // The best person takes the hardest seat they can fill, not the hardest of all.
        let matching = match_seats([0, 1, 0, 1, 0], [0, 1, 0, 0, 1], 2);
        assert_eq!(matching, SeatMatching { required: 2, filled: 1, level_shortfall: 3, within_reach: 0 });
        assert_eq!(match_seats([3; 5], [0; 5], 2), SeatMatching::default());
    }

    proptest! {
        #[test]
        fn is_a_largest_matching(people in prop::collection::vec(0_usize..5, 0..12), seats in prop::collection::vec(1_usize..5, 0..12)) {
            let matching = match_seats(histogram(&people), histogram(&seats), 2);
            prop_assert_eq!(matching.required as usize, seats.len());
            prop_assert_eq!(matching.filled, largest_matching(&people, &seats));
        }

        #[test]
        fn the_shortfall_follows_its_definition(people in prop::collection::vec(0_usize..5, 0..12), seats in prop::collection::vec(1_usize..5, 0..12), reach in 1_u8..4) {
            // The definition told seat by seat, over sorted lists.
            let (mut people_left, mut open) = (people.clone(), seats.clone());
            people_left.sort_unstable();
            open.sort_unstable();
            let mut taken = vec![];
            for person in people_left.clone().into_iter().rev() {
                if let Some(seat) = open.iter().rposition(|&seat| seat <= person) {
                    open.remove(seat);
                    taken.push(person);
                }
            }
            for person in taken {
                let index = people_left.iter().position(|&left| left == person).unwrap();
                people_left.remove(index);
            }
            let (mut shortfall, mut within) = (0, 0);
            for seat in open.into_iter().rev() {
                match people_left.pop() {
                    Some(person) => {
                        shortfall += seat - person;
                        within += u32::from(seat - person <= usize::from(reach));
                    }
                    None => shortfall += seat,
                }
            }
            let matching = match_seats(histogram(&people), histogram(&seats), reach);
            prop_assert_eq!(matching.level_shortfall as usize, shortfall);
            prop_assert_eq!(matching.within_reach, within);
        }

        #[test]
        fn the_people_in_it_agree_with_the_counts(people in prop::collection::vec(0_usize..5, 0..12), seats in prop::collection::vec(1_usize..5, 0..12), reach in 1_u8..4) {
            let named: Vec<_> = people.iter().enumerate().map(|(index, &level)| (index, Level::ALL[level])).collect();
            let unfilled = unfilled_seats(&named, histogram(&seats));
            let matching = match_seats(histogram(&people), histogram(&seats), reach);
            prop_assert_eq!(unfilled.len() as u32, matching.unfilled());
            prop_assert_eq!(unfilled.iter().map(|seat| u32::from(seat.lacks())).sum::<u32>(), matching.level_shortfall);
            let within = unfilled.iter().filter(|seat| seat.nearest.is_some() && seat.lacks() <= reach).count() as u32;
            prop_assert_eq!(within, matching.within_reach);
        }

        #[test]
        fn more_ability_never_widens_the_gap(people in prop::collection::vec(0_usize..5, 1..12), seats in prop::collection::vec(1_usize..5, 0..12), who in any::<prop::sample::Index>()) {
            let before = match_seats(histogram(&people), histogram(&seats), 2);
            let mut better = people.clone();
            let who = who.index(better.len());
            better[who] = (better[who] + 1).min(4);
            let after = match_seats(histogram(&better), histogram(&seats), 2);
            prop_assert!(after.filled >= before.filled);
        }
    }
}

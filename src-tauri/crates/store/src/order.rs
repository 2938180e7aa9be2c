//! Numbers for rows that are loaded with a log: the same that they had in the file which the content came from, so that
//! undo puts a removed row back in its old place.

use std::collections::{HashMap, HashSet};

use cadre_core::RowChange;
use serde_json::Value;

use crate::row::MOST_NUMBERS;

/// The numbers that the log's images of one list mention.
pub(crate) struct LoggedNumbers<'a> {
    /// The last number of each row.
    last: HashMap<&'a str, i64>,
    /// Every number that some row had at some time.
    taken: HashSet<i64>,
}

impl<'a> LoggedNumbers<'a> {
    /// The numbers in a column of the images: `seq`, or the `place` of one role's targets.
    pub(crate) fn gather(changes: impl IntoIterator<Item = &'a RowChange>, column: &str) -> Self {
        let mut numbers = Self { last: HashMap::new(), taken: HashSet::new() };
        for change in changes {
            for image in [&change.before, &change.after].into_iter().flatten() {
                let number = image.get(column).and_then(Value::as_i64);
                if let Some(number) = number.filter(|number| (0..=MOST_NUMBERS).contains(number)) {
                    numbers.last.insert(&change.row, number);
                    numbers.taken.insert(number);
                }
            }
        }
        numbers
    }

    /// Ascending numbers for the rows of a list. Rows of the first load were numbered from 1 without gaps, and rows made
    /// later are all in the log; so a row that the log does not mention has the lowest number that is left.
    pub(crate) fn assign<'k>(&self, keys: impl Iterator<Item = &'k str>, first: i64) -> Vec<i64> {
        let mut previous = first - 1;
        keys.map(|key| {
            previous = match self.last.get(key) {
                Some(&number) if number > previous => number,
                _ => {
                    let mut free = previous + 1;
                    while self.taken.contains(&free) {
                        free += 1;
                    }
                    free
                }
            };
            previous
        })
        .collect()
    }

    /// The last number of each row that the log mentions, whether or not it is still there.
    pub(crate) fn last(&self) -> impl Iterator<Item = (&'a str, i64)> {
        let mut last: Vec<_> = self.last.iter().map(|(&key, &number)| (key, number)).collect();
        last.sort_unstable_by_key(|&(_, number)| number);
        last.into_iter()
    }

    /// The greatest number that the log mentions.
    pub(crate) fn greatest(&self) -> Option<i64> {
        self.taken.iter().copied().max()
    }
}

#[cfg(test)]
mod tests {
    //! Numbers come out as they were before the export.

    use super::*;

    fn check(last: &[(&'static str, i64)], gone: &[i64], keys: &[&str], expected: &[i64]) {
        let mut taken: HashSet<i64> = last.iter().map(|&(_, number)| number).collect();
        taken.extend(gone);
        let numbers = LoggedNumbers { last: last.iter().copied().collect(), taken };
        assert_eq!(numbers.assign(keys.iter().copied(), 1), expected);
    }

    #[test]
    fn untouched_rows_fill_what_the_log_leaves() {
        // a, b, c, d were loaded as 1 to 4; b was removed, c renamed, e added.
        check(&[("b", 2), ("c", 3), ("e", 5)], &[], &["a", "c", "d", "e"], &[1, 3, 4, 5]);
        // b was removed as 2 and put again as 5.
        check(&[("b", 5)], &[2], &["a", "c", "d", "b"], &[1, 3, 4, 5]);
        check(&[], &[], &["x", "y"], &[1, 2]);
    }

    #[test]
    fn the_order_of_the_list_wins_over_the_log() {
        check(&[("a", 9), ("b", 4)], &[], &["a", "b", "c"], &[9, 10, 11]);
    }
}

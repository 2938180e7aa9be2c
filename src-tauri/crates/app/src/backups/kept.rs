//! Which backups are kept: as Anki keeps them, many of the last days and fewer of long ago.

use std::collections::HashSet;

use chrono::{Datelike as _, Local, NaiveDate};

use super::BackupFile;

/// Days, weeks and months of which the last backup is kept.
const DAYS: usize = 12;
const WEEKS: usize = 10;
const MONTHS: usize = 9;

/// The rule in words.
pub(super) const RULE: &str = "Kept are today’s, and the last of 12 days, of 10 weeks and of 9 months on which there were \
                               changes.";

/// The backups that are no longer kept, of all that there are, the latest first. Kept are those of `today`, and the last one
/// of each of the latest 12 days, 10 weeks and 9 months that have one. Time without changes takes no place.
pub(super) fn let_go(files: &[BackupFile], today: NaiveDate) -> Vec<&BackupFile> {
    let day = |file: &BackupFile| file.at.with_timezone(&Local).date_naive();
    let mut periods: [(usize, HashSet<(i32, u32)>); 3] =
        [(DAYS, HashSet::new()), (WEEKS, HashSet::new()), (MONTHS, HashSet::new())];
    let mut gone = Vec::new();
    for file in files {
        let day = day(file);
        let week = day.iso_week();
        let keys = [(day.year(), day.ordinal()), (week.year(), week.week()), (day.year(), day.month())];
        let mut kept = day >= today;
        for ((most, seen), key) in periods.iter_mut().zip(keys) {
            // The latest of a period comes first, and takes its place.
            kept |= seen.len() < *most && seen.insert(key);
        }
        if !kept {
            gone.push(file);
        }
    }
    gone
}

#[cfg(test)]
mod tests {
    //! The rule, against a list made by hand and against what must hold of any list.

    use chrono::{DateTime, TimeDelta, Utc};
    use proptest::prelude::*;

    use super::*;
    use crate::backups::BackupReason;

    fn file(at: DateTime<Utc>) -> BackupFile {
        BackupFile { path: at.to_rfc3339().into(), at, reason: BackupReason::Daily }
    }

    fn noon(day: &str) -> DateTime<Utc> {
        format!("{day}T12:00:00Z").parse().unwrap()
    }

    /// A backup a day for two years: 12 days, then Sundays, then last days of months.
    #[test]
    fn of_two_years_of_days() {
        let last = noon("2026-11-27");
        let files: Vec<_> = (0..730).map(|back| file(last - TimeDelta::days(back))).collect();
        let gone: HashSet<_> = let_go(&files, last.date_naive()).iter().map(|file| file.at).collect();
        let kept: Vec<_> = files
            .iter()
            .map(|file| file.at)
            .filter(|at| !gone.contains(at))
            .map(|at| at.date_naive().to_string())
            .collect();
        assert_eq!(
            kept,
            [
                // Twelve days, to Monday the 16th; the Sunday of their first week is the 22nd, which is among them.
                "2026-11-27",
                "2026-11-26",
                "2026-11-25",
                "2026-11-24",
                "2026-11-23",
                "2026-11-22",
                "2026-11-21",
                "2026-11-20",
                "2026-11-19",
                "2026-11-18",
                "2026-11-17",
                "2026-11-16",
                // Ten weeks: of this one the 27th, of the last the 22nd, and eight Sundays more.
                "2026-11-15",
                "2026-11-08",
                "2026-11-01",
                // Nine months: of this one the 27th, then the last day of each before it.
                "2026-10-31",
                "2026-10-25",
                "2026-10-18",
                "2026-10-11",
                "2026-10-04",
                "2026-09-30",
                "2026-09-27",
                "2026-08-31",
                "2026-07-31",
                "2026-06-30",
                "2026-05-31",
                "2026-04-30",
                "2026-03-31",
            ]
        );
    }

    #[test]
    fn all_of_today_are_kept() {
        let now = noon("2026-11-27");
        let files: Vec<_> = (0..40).map(|minutes| file(now - TimeDelta::minutes(minutes))).collect();
        assert_eq!(let_go(&files, now.date_naive()), Vec::<&BackupFile>::new());
        let tomorrow = now.date_naive() + TimeDelta::days(1);
        assert_eq!(let_go(&files, tomorrow).len(), 39, "of a day that is over the last one");
    }

    proptest! {
        /// The latest is kept whatever the list, never more than the places there are, and letting go twice changes nothing.
        #[test]
        fn of_any_list(hours in proptest::collection::vec(0_i64..60_000, 1..300)) {
            let last = noon("2026-11-27");
            let mut files: Vec<_> = hours.iter().map(|&back| file(last - TimeDelta::hours(back))).collect();
            files.sort_by_key(|file| std::cmp::Reverse(file.at));
            files.dedup();
            let tomorrow = last.date_naive() + TimeDelta::days(1);
            let gone: Vec<_> = let_go(&files, tomorrow).into_iter().cloned().collect();
            let kept: Vec<_> = files.iter().filter(|file| !gone.contains(file)).cloned().collect();
            prop_assert_eq!(&kept[0], &files[0]);
            prop_assert!(kept.len() <= DAYS + WEEKS + MONTHS);
            prop_assert!(let_go(&kept, tomorrow).is_empty());
            let days: HashSet<_> = files.iter().map(|file| file.at.date_naive()).collect();
            let kept_days: HashSet<_> = kept.iter().map(|file| file.at.date_naive()).collect();
            prop_assert!(kept_days.len() >= days.len().min(DAYS));
        }
    }
}

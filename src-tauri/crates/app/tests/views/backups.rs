//! Backups over simulated days: made once a day, kept by the rule, and not misled by a clock that is set back.

use std::path::PathBuf;

use cadre_app::{
    BackupReason, Backups, Beginning, Moment, Opening, SettingsDraft, Workspace, newest_sound_backup,
};
use chrono::{DateTime, Duration, Local, Utc};
use tempfile::TempDir;

struct Days {
    folder: TempDir,
    workspace: Workspace,
    backups: Backups,
    named: u32,
}

fn moment(at: &str) -> Moment {
    let now: DateTime<Utc> = at.parse().unwrap();
    Moment { today: now.with_timezone(&Local).date_naive(), now }
}

impl Days {
    fn begin(at: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let backups = Backups::in_folder(&folder.path().join("data"));
        let opening = Opening { passphrase: None, backups: Some(&backups) };
        let path = folder.path().join("t.cadre");
        let beginning = Beginning::Empty { name: "Test".to_owned() };
        let workspace = Workspace::create(&path, &beginning, opening, moment(at)).unwrap();
        Self { folder, workspace, backups, named: 0 }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("t.cadre")
    }

    /// A change, and the backup that it calls for; whether it called for one.
    fn change(&mut self, moment: Moment) -> bool {
        self.named += 1;
        let name = format!("Name {}", self.named);
        let settings = SettingsDraft { name, currency: "EUR".to_owned() };
        self.workspace.save_settings(&settings, moment).unwrap();
        self.workspace.due_backup(moment).map(|due| due.make().unwrap()).is_some()
    }

    fn made(&self) -> Vec<DateTime<Utc>> {
        self.backups.of(&self.path()).into_iter().map(|file| file.at).collect()
    }
}

#[test]
fn one_a_day_and_kept_by_the_rule_over_a_leap_day() {
    let mut days = Days::begin("2027-09-01T08:00:00Z");
    let first = moment("2027-09-01T12:00:00Z");
    // To the first of March 2028, by way of 29 February.
    for day in 0..=182 {
        let noon = first.now + Duration::days(day);
        let noon = Moment { today: noon.with_timezone(&Local).date_naive(), now: noon };
        assert!(days.change(noon), "day {day}");
        let later = Moment { now: noon.now + Duration::minutes(5), ..noon };
        assert!(!days.change(later), "a day's second change makes none");
    }
    let kept: Vec<_> = days.made().iter().map(|at| at.format("%Y-%m-%d").to_string()).collect();
    let expected = [
        // Twelve days.
        "2028-03-01",
        "2028-02-29",
        "2028-02-28",
        "2028-02-27",
        "2028-02-26",
        "2028-02-25",
        "2028-02-24",
        "2028-02-23",
        "2028-02-22",
        "2028-02-21",
        "2028-02-20",
        "2028-02-19",
        // Ten weeks: of this one the first of March, then the Sundays, of which 27 and 20 February stand above.
        "2028-02-13",
        "2028-02-06",
        "2028-01-31",
        "2028-01-30",
        "2028-01-23",
        "2028-01-16",
        "2028-01-09",
        "2028-01-02",
        // Nine months: March, 29 February and 31 January above, and those before.
        "2027-12-31",
        "2027-11-30",
        "2027-10-31",
        "2027-09-30",
    ];
    assert_eq!(kept, expected);
    let opening = Opening { passphrase: None, backups: Some(&days.backups) };
    let noon = moment("2028-03-01T12:00:00Z");
    assert_eq!(newest_sound_backup(&days.path(), opening, noon).unwrap().at, noon.now);
    assert_eq!(days.workspace.check().unwrap(), []);
}

#[test]
fn a_clock_that_is_set_back_loses_nothing() {
    let mut days = Days::begin("2026-06-10T08:00:00Z");
    assert!(days.change(moment("2026-06-10T12:00:00Z")));
    // A flat battery: the machine thinks it is years ago.
    assert!(days.change(moment("2001-01-01T00:00:30Z")), "another day, by the clock");
    assert!(!days.change(moment("2001-01-01T00:05:00Z")));
    assert!(days.change(moment("2026-06-11T09:00:00Z")));
    let times: Vec<_> =
        days.workspace.operations(100).unwrap().into_iter().map(|operation| operation.at).collect();
    assert_eq!(times.len(), 5);
    assert!(times.is_sorted_by(|newer, older| newer >= older), "the log goes forward: {times:?}");
    assert_eq!(days.workspace.check().unwrap(), []);
    assert_eq!(days.made().len(), 3, "none was let go for being of the future");
    assert!(days.backups.of(&days.path()).iter().all(|file| file.reason == BackupReason::Daily));
}

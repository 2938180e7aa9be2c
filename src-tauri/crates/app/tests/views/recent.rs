//! The start screen: recent workspaces and the sample team.

use cadre_app::{Level, Moment, Opening, PairLevel, Recents, Selection, open_sample};
use chrono::Days;

use crate::{cloud_team, moment, office::Office, open};

fn later(days: u64) -> Moment {
    let moment = moment();
    Moment { today: moment.today + Days::new(days), now: moment.now + Days::new(days) }
}

#[test]
fn the_latest_stands_first_each_once_and_eight_at_most() {
    let folder = tempfile::tempdir().unwrap();
    let recents = Recents::in_folder(folder.path());
    assert!(recents.list(moment()).is_empty());
    let (_files, workspace) = open(&cloud_team().person("Ada", "Blue", ""));
    let here = workspace.as_recent(moment());
    assert_eq!(here.detail, "t.cadre · 1 team, 1 person");
    let (_empty, nothing) = open(&Office::new().area("cloud-computing", &["posture"]));
    assert_eq!(nothing.as_recent(moment()).detail, "t.cadre · Empty");
    for index in 0..10 {
        let mut other = here.clone();
        other.path = format!("/nowhere/{index}.cadre");
        recents.remember(other, moment()).unwrap();
    }
    recents.remember(here.clone(), moment()).unwrap();
    recents.remember(here.clone(), moment()).unwrap();
    let list = recents.list(moment());
    assert_eq!(list.len(), 8);
    assert_eq!((list[0].path.as_str(), list[0].missing), (here.path.as_str(), false));
    assert_eq!((list[1].path.as_str(), list[1].missing), ("/nowhere/9.cadre", true));
}

#[test]
fn a_list_that_cannot_be_read_is_an_empty_one() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("recent.json"), b"{ not a list").unwrap();
    let recents = Recents::in_folder(folder.path());
    assert!(recents.list(moment()).is_empty());
    let (_files, workspace) = open(&cloud_team());
    recents.remember(workspace.as_recent(moment()), moment()).unwrap();
    assert_eq!(recents.list(moment()).len(), 1);
}

#[test]
fn the_sample_never_looks_old_and_never_loses_work() {
    let folder = tempfile::tempdir().unwrap();
    let latest = |workspace: &cadre_app::Workspace, moment: Moment| {
        let matrix = workspace.matrix_view(&Selection::default(), moment).unwrap();
        let (person, competency) = (matrix.people[0].id, matrix.competencies[0].key.clone());
        let detail = workspace.cell_detail(&Selection::default(), person, &competency, moment).unwrap();
        (person, competency, detail.assessed_on.unwrap())
    };
    let made = open_sample(folder.path(), Opening::default(), moment()).unwrap();
    let (person, _, first) = latest(&made, moment());
    drop(made);
    let again = open_sample(folder.path(), Opening::default(), moment()).unwrap();
    assert_eq!(latest(&again, moment()).0, person, "the same day the same file");
    drop(again);

    let mut next_week = open_sample(folder.path(), Opening::default(), later(7)).unwrap();
    let (person, competency, moved) = latest(&next_week, later(7));
    assert_eq!(moved, first + Days::new(7), "untouched, it is made anew");
    let level = PairLevel { person, competency, level: Level::MAX };
    next_week.set_levels(&[level], None, later(7)).unwrap();
    drop(next_week);

    let kept = open_sample(folder.path(), Opening::default(), later(30)).unwrap();
    assert_eq!(kept.operations(10).unwrap().len(), 2, "worked on, it stays");
}

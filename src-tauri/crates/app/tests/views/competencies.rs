//! The competencies on the Team screen: added, renamed, brought back and merged, each done, undone and redone.

use cadre_app::{CompetencyDraft, ErrorCode, HistoryFilter, Item};

use crate::{
    dump, moment, open,
    team::{check, office, refused},
};

fn competency(key: Option<&str>, name: &str) -> CompetencyDraft {
    CompetencyDraft {
        key: key.map(Into::into),
        name: name.to_owned(),
        area: Some("soft-skills".into()),
        new_area: String::new(),
        recheck_months: 6,
        descriptors: Vec::new(),
    }
}

#[test]
fn competencies_are_added_renamed_and_brought_back() {
    let after = check("Add the competency Threat hunting", |workspace, _| {
        workspace.save_competency(&competency(None, "Threat hunting"), moment())
    });
    let added = after.competencies.last().unwrap();
    assert_eq!((added.area.as_str(), added.recheck_months), ("soft-skills", 6));
    let after = check("Rename the competency talking to Speaking", |workspace, _| {
        workspace.save_competency(&competency(Some("talking"), "Speaking"), moment())
    });
    assert!(
        after.roles[1].targets.iter().any(|target| target.competency.as_str() == "talking"),
        "its key stays"
    );
    let after = check("Add the competency Chess", |workspace, _| {
        let draft = CompetencyDraft {
            area: None,
            new_area: "Board games".to_owned(),
            descriptors: ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec(),
            ..competency(None, "Chess")
        };
        workspace.save_competency(&draft, moment())
    });
    assert_eq!(after.areas.last().unwrap().name, "Board games");
    check("Add the competencies Forensics and Triage", |workspace, _| {
        workspace
            .add_shipped_competencies(&["forensics".into(), "triage".into(), "forensics".into()], moment())
    });
    assert_eq!(
        refused(|workspace, _| {
            let draft = CompetencyDraft {
                recheck_months: 0,
                descriptors: vec!["one".to_owned()],
                area: None,
                ..competency(None, "Posture")
            };
            workspace.save_competency(&draft, moment())
        }),
        [
            "name: Another competency, in cloud-computing, is named Posture already.",
            "new_area: The name of the area is missing.",
            "recheck_months: Months to the re-check cannot be 0: give a whole number from 1 to 120.",
            "descriptors: One of the five levels is described: describe each of them, or none.",
        ]
    );
}

#[test]
fn merging_loses_no_history_and_keeps_what_stood_last() {
    let after = check("Merge talking into posture", |workspace, _| {
        let told = workspace.merge_consequences(&"talking".into(), &"posture".into()).unwrap();
        assert_eq!(
            told.lines,
            [
                "2 assessments go over to posture, with source, day, assessor and evidence.",
                "1 role takes their target to posture; where both had one, the higher level and importance stay.",
                "talking is no longer there. One Undo takes all of it back."
            ]
        );
        workspace.merge_competencies(&"talking".into(), &"posture".into(), moment())
    });
    assert_eq!(after.competencies.len(), 1);
    let lead = &after.roles[1];
    assert_eq!(lead.targets.len(), 1);
    assert_eq!((lead.targets[0].level.get(), lead.targets[0].importance.get()), (2, 2));
    let levels: Vec<_> =
        after.assessments.iter().map(|one| (one.competency.as_str(), one.level.get())).collect();
    // Ada's 3 stood in posture. Her 1 of the same day and Bo's 2 come over and stand after it, as they were recorded.
    assert_eq!(levels, [("posture", 3), ("posture", 1), ("posture", 2)]);

    // The other way round: what was recorded later in the competency that stays is recorded once more, after the copy.
    let after = check("Merge posture into talking", |workspace, _| {
        workspace.merge_competencies(&"posture".into(), &"talking".into(), moment())
    });
    let ada: Vec<_> = after
        .assessments
        .iter()
        .filter(|one| one.person == after.people[0].id)
        .map(|one| one.level.get())
        .collect();
    assert_eq!(ada, [3, 1], "her 1 was recorded after her 3, and so it is still");
    let refused = {
        let (_folder, mut workspace) = open(&office());
        workspace.merge_competencies(&"posture".into(), &"posture".into(), moment()).unwrap_err()
    };
    assert_eq!(refused.code, ErrorCode::InvalidArgument);
}

#[test]
fn merging_takes_over_the_levels_of_the_removed_for_when_they_come_back() {
    let office = office();
    let ada = office.content.people[0].id;
    let (_folder, mut workspace) = open(&office);
    workspace.remove_item(&Item::Person(ada), moment()).unwrap();
    workspace.merge_competencies(&"talking".into(), &"posture".into(), moment()).unwrap();
    let history = workspace.history_view(&HistoryFilter::default(), None, moment()).unwrap();
    let removal = history.operations[1].id;
    workspace.undo_operation(removal, moment()).unwrap();

    let back = dump(&workspace);
    assert_eq!(back.people[0].id, ada);
    let standing: Vec<_> = back
        .assessments
        .iter()
        .filter(|one| one.person == ada && !one.retracted)
        .map(|one| (one.competency.as_str(), one.level.get()))
        .collect();
    // Her 3 in posture was there; her 1 in talking came over while she was away.
    assert_eq!(standing.iter().filter(|(competency, _)| *competency == "posture").count(), 2, "{standing:?}");
    assert_eq!(standing.last(), Some(&("posture", 1)));
}

//! Pulses: recorded, changed and removed, undone, refused where they do not hold together, and the sheet that comes back.

use std::sync::Arc;

use cadre_app::{
    AreaKey, ErrorCode, ImportFile, ImportRequest, PulseDraft, PulseFormDraft, Selection, Work, Workspace,
};

use crate::{check_of, cloud_team, dump, moment, office::date, open};

fn draft(responses: &[&[&str]]) -> PulseDraft {
    PulseDraft {
        id: None,
        asked_on: date("2026-05-11"),
        question: "isaca.gap".to_owned(),
        offered: keys(&["soft-skills", "cloud-computing"]),
        responses: responses.iter().map(|named| keys(named)).collect(),
    }
}

fn keys(areas: &[&str]) -> Vec<AreaKey> {
    areas.iter().map(|area| AreaKey::from(*area)).collect()
}

/// What each manager named, in the workspace's order.
fn answers(workspace: &Workspace) -> Vec<Vec<Vec<String>>> {
    dump(workspace)
        .pulses
        .iter()
        .map(|pulse| {
            let named = |areas: &Vec<AreaKey>| areas.iter().map(ToString::to_string).collect();
            pulse.responses.iter().map(|response| named(&response.areas)).collect()
        })
        .collect()
}

#[test]
fn a_pulse_is_recorded_changed_and_removed() {
    let after = check_of(&cloud_team(), "Record the pulse of 11 May 2026", |workspace, _| {
        workspace.save_pulse(&draft(&[&["cloud-computing"], &[]]), moment())
    });
    assert_eq!(
        after.pulses[0].offered,
        keys(&["cloud-computing", "soft-skills"]),
        "in the workspace's order"
    );
    let asked = cloud_team().pulse("2026-05-11", "isaca.gap", &["cloud-computing"], &[&[]]);
    let after = check_of(&asked, "Change the pulse of 11 May 2026", |workspace, content| {
        let id = Some(content.pulses[0].id);
        workspace.save_pulse(&PulseDraft { id, ..draft(&[&["soft-skills"]]) }, moment())
    });
    assert_eq!(after.pulses.len(), 1);
    assert_eq!(after.pulses[0].responses[0].areas, keys(&["soft-skills"]));
    let after = check_of(&asked, "Remove the pulse of 11 May 2026", |workspace, content| {
        workspace.remove_pulse(content.pulses[0].id, moment())
    });
    assert!(after.pulses.is_empty());
}

#[test]
fn everything_that_is_wrong_is_told_at_once_and_changes_nothing() {
    let (_folder, mut workspace) = open(&cloud_team().pulse("2026-05-11", "isaca.gap", &[], &[]));
    let before = dump(&workspace);
    let mut wrong = |draft: &PulseDraft| -> Vec<String> {
        let refused = workspace.save_pulse(draft, moment()).unwrap_err();
        assert_eq!(refused.code, ErrorCode::InvalidArgument);
        refused.fields.into_iter().map(|field| field.place).collect()
    };
    // The day has this question's pulse already.
    assert_eq!(wrong(&draft(&[&[]])), ["asked_on"]);
    let other = |change: fn(&mut PulseDraft)| {
        let mut draft = PulseDraft { asked_on: date("2026-05-12"), ..draft(&[&["cloud-computing"]]) };
        change(&mut draft);
        draft
    };
    assert_eq!(wrong(&other(|draft| draft.asked_on = date("2026-06-02"))), ["asked_on"]);
    // Low proficiency is asked of people, not of managers; it is no question of a pulse.
    assert_eq!(wrong(&other(|draft| draft.question = "comptia.low-proficiency".to_owned())), ["question"]);
    assert_eq!(wrong(&other(|draft| draft.offered.clear())), ["offered", "responses"]);
    assert_eq!(wrong(&other(|draft| draft.offered.push("alchemy".into()))), ["offered"]);
    assert_eq!(wrong(&other(|draft| draft.responses.clear())), ["responses"]);
    assert_eq!(
        wrong(&other(|draft| {
            draft.question.clear();
            draft.offered.clear();
            draft.responses.clear();
        })),
        ["question", "offered", "responses"]
    );
    assert_eq!(dump(&workspace), before);
}

#[test]
fn areas_that_do_not_fit_are_told_by_their_names() {
    let mut office = cloud_team();
    "Clouds".clone_into(&mut office.content.areas[0].name);
    let (_folder, mut workspace) = open(&office);
    let mut said = |draft: PulseDraft| -> Vec<String> {
        let refused = workspace.save_pulse(&draft, moment()).unwrap_err();
        refused.fields.into_iter().map(|field| field.says).collect()
    };
    let offered = keys(&["soft-skills"]);
    assert_eq!(
        said(PulseDraft { offered, ..draft(&[&["cloud-computing"]]) }),
        ["Answer 1 names Clouds, which was not offered."]
    );
    // The workspace has it no more, or never had.
    let offered = keys(&["soft-skills", "llm-secops", "alchemy"]);
    assert_eq!(
        said(PulseDraft { offered, ..draft(&[&[]]) }),
        ["LLM SecOps is no area of this workspace.", "alchemy is no area of this workspace."]
    );
}

#[test]
fn what_may_be_asked_is_that_of_the_benchmark_first() {
    let asked =
        cloud_team().pulse("2026-05-11", "isaca.gap", &["cloud-computing"], &[&["cloud-computing"], &[]]);
    let (_folder, workspace) = open(&asked);
    let view = |benchmark: &str| {
        let selection = Selection { benchmark: Some(benchmark.into()), ..Selection::default() };
        workspace.pulses_view(&selection, moment()).unwrap()
    };
    let isaca = view("isaca-2024");
    assert_eq!(
        (isaca.questions[0].id.as_str(), isaca.questions[0].wording.as_str()),
        ("isaca.gap", "Skill gaps")
    );
    assert_eq!(isaca.questions[0].areas, keys(&["soft-skills", "cloud-computing"]), "of those that we have");
    assert_eq!(
        isaca.pulses[0].sentence,
        "2 managers. cloud-computing most: 1 of 2. Compares directly with ISACA 2024."
    );
    let isc2 = view("isc2-2024");
    assert_eq!(isc2.questions[0].id, "isc2.gap");
    assert_eq!(
        isc2.pulses[0].sentence,
        "2 managers. cloud-computing most: 1 of 2. ISC2 2024 asks another question than the pulse (ISACA, perceived \
         gap): they compare by order only."
    );
}

#[test]
fn areas_that_are_named_as_often_are_named_together() {
    let areas = ["cloud-computing", "soft-skills"];
    let asked = cloud_team().pulse("2026-05-11", "isaca.gap", &areas, &[&areas, &areas, &[]]);
    let (_folder, workspace) = open(&asked);
    let view = workspace.pulses_view(&Selection::default(), moment()).unwrap();
    assert_eq!(
        view.pulses[0].sentence,
        "3 managers. cloud-computing and soft-skills most: 2 of 3. Compares directly with ISACA 2024."
    );
}

fn import(workspace: &mut Workspace, files: &Arc<[ImportFile]>) {
    let request = ImportRequest::default();
    let import =
        workspace.read_import(files, &request, &Selection::default(), moment(), &Work::unwatched()).unwrap();
    let wrong: Vec<_> = import.remarks().into_iter().filter(|(error, _)| *error).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    workspace.apply_import(&import, false, moment(), &Work::unwatched()).unwrap();
}

/// The heads and lines of a sheet that came back.
fn returned(lines: &str) -> Arc<[ImportFile]> {
    [sheet("pulse.csv", lines)].into()
}

fn sheet(name: &str, lines: &str) -> ImportFile {
    let text = format!("Asked on,Question,cloud-computing,soft-skills,None of these\n{lines}");
    ImportFile::open(name.to_owned(), name.to_owned(), text.as_bytes(), &Work::unwatched()).unwrap()
}

#[test]
fn a_sheet_comes_back_and_a_line_without_a_mark_is_no_answer() {
    let (_folder, mut workspace) = open(&cloud_team());
    let lines = "2026-05-11,isaca.gap,x,,\n2026-05-11,isaca.gap,,,x\n2026-05-11,isaca.gap,,,\n";
    import(&mut workspace, &returned(lines));
    assert_eq!(answers(&workspace), [[vec!["cloud-computing".to_owned()], vec![]]]);
    // Two managers send back a sheet each: one import holds both answers.
    let sheets = [
        sheet("one.csv", "2026-05-20,isaca.gap,x,x,\n2026-05-20,isaca.gap,,,\n"),
        sheet("other.csv", "2026-05-20,isaca.gap,,x,\n"),
    ];
    import(&mut workspace, &sheets.into());
    let (cloud, soft) = ("cloud-computing".to_owned(), "soft-skills".to_owned());
    assert_eq!(answers(&workspace)[1], [vec![cloud, soft.clone()], vec![soft]]);
}

#[test]
fn an_answer_that_names_an_area_and_none_is_refused() {
    let (_folder, workspace) = open(&cloud_team());
    let files = returned("2026-05-11,isaca.gap,x,,x\n");
    let read = workspace
        .read_import(&files, &ImportRequest::default(), &Selection::default(), moment(), &Work::unwatched())
        .unwrap();
    let wrong: Vec<_> = read.remarks().into_iter().filter(|(error, _)| *error).collect();
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].1.expected.ends_with("a blank, since an area is named too"), "{:?}", wrong[0]);
}

#[test]
fn the_blank_sheet_is_known_for_what_it_is_and_holds_no_answer() {
    let (_folder, workspace) = open(&cloud_team());
    let form = PulseFormDraft {
        asked_on: date("2026-05-11"),
        question: "isaca.gap".to_owned(),
        offered: keys(&["cloud-computing", "soft-skills"]),
    };
    let (name, bytes) = workspace.pulse_form(&form).unwrap();
    assert_eq!(name, "Pulse 2026-05-11.xlsx");
    let files = [ImportFile::open(name.clone(), name, &bytes, &Work::unwatched()).unwrap()].into();
    let read = workspace
        .read_import(&files, &ImportRequest::default(), &Selection::default(), moment(), &Work::unwatched())
        .unwrap();
    let preview = workspace.import_preview(&read).unwrap();
    assert_eq!(preview.tables.len(), 1);
    assert!(read.remarks().is_empty(), "{:?}", read.remarks());
    let refused = workspace.pulse_form(&PulseFormDraft { offered: vec![], ..form }).unwrap_err();
    assert_eq!(refused.fields[0].place, "offered");
}

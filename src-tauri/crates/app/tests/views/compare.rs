//! The comparison with industry.

use cadre_app::{BenchmarkId, CompareView, Selection};

use crate::{cloud_team, moment, office::Office, open};

fn view(office: &Office, benchmark: &str) -> CompareView {
    let (_folder, workspace) = open(office);
    let selection = Selection { benchmark: Some(BenchmarkId::from(benchmark)), ..Selection::default() };
    workspace.compare_view(&selection, moment()).unwrap()
}

fn one_below() -> Office {
    cloud_team()
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .level("Ada", "posture", 3)
        .level("Bob", "posture", 2)
}

#[test]
fn orders_are_compared_where_questions_differ() {
    let view = view(&one_below(), "isaca-2024");
    assert_eq!(view.title, "Cloud-computing is our widest gap; in industry it is soft-skills");
    assert_eq!(
        view.reading,
        "Perceived gap counts survey answers, below target counts our people: compare their order, not their size."
    );
    let cloud = &view.areas[0];
    assert_eq!(
        (cloud.industry_sentence.as_str(), cloud.ours_sentence.as_str()),
        ("42% name it as a skills gap", "1 of 2 people is below target")
    );
    let fact = |label: &str| cloud.source.iter().find(|fact| fact.label == label).unwrap().value.clone();
    // Wilson for 42% of 1,868: 39.8 to 44.3, by SciPy's proportion_ci(method="wilson") on 784.56 of 1868 by its formula.
    assert_eq!(fact("Interval"), "39.8 to 44.3% (Wilson)");
    assert_eq!(fact("n"), "1,868");
}

#[test]
fn a_pulse_of_the_same_question_is_told_in_counts() {
    let responses: Vec<&[&str]> =
        (0..12).map(|index| if index < 11 { &["cloud-computing"][..] } else { &[] }).collect();
    let office = one_below().pulse("2026-05-11", "isaca.gap", &["cloud-computing"], &responses);
    let view = view(&office, "isaca-2024");
    assert_eq!(view.title, "Eleven of twelve managers name cloud-computing; in industry, 42% do");
    assert!(view.reading.ends_with("Only the pulse puts both on one scale."), "{}", view.reading);
    assert!(view.pulse.unwrap().starts_with("Asked 11 May 2026 of 12 managers"));
}

#[test]
fn a_pulse_that_cannot_tell_says_so() {
    // 5 of 12 against 42%: about even.
    let responses: Vec<&[&str]> =
        (0..12).map(|index| if index < 5 { &["cloud-computing"][..] } else { &[] }).collect();
    let office = one_below().pulse("2026-05-11", "isaca.gap", &["cloud-computing"], &responses);
    let view = view(&office, "isaca-2024");
    assert!(!view.title.contains("managers"), "{}", view.title);
    let notes = &view.areas.iter().find(|area| area.key.as_str() == "cloud-computing").unwrap().notes;
    assert!(
        notes.iter().any(|note| note.ends_with("in 100 that ours is larger: we cannot tell which is.")),
        "{notes:?}"
    );
}

#[test]
fn an_edition_without_a_figure_for_any_area_says_so() {
    let view = view(&one_below(), "comptia-2025");
    assert_eq!(view.title, "This benchmark has no figure for the areas of this workspace");
    assert_eq!(view.areas[0].industry_sentence, "CompTIA 2025 has no figure for it");
}

#[test]
fn nobody_assessed_is_never_a_share() {
    let office = cloud_team().person("Ada", "Blue", "engineer").pulse(
        "2026-05-11",
        "isaca.gap",
        &["cloud-computing"],
        &[&[]],
    );
    let view = view(&office, "isaca-2024");
    assert_eq!(view.empty, None, "the pulse can be shown");
    let cloud = view.areas.iter().find(|area| area.key.as_str() == "cloud-computing").unwrap();
    assert_eq!(cloud.ours_sentence, "Nobody with a target here is assessed, so no share is counted");
}

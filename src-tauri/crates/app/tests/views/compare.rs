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

#[test]
fn one_manager_names_and_several_name() {
    let responses: Vec<&[&str]> =
        (0..12).map(|index| if index < 1 { &["cloud-computing"][..] } else { &[] }).collect();
    let office = one_below().pulse("2026-05-11", "isaca.gap", &["cloud-computing"], &responses);
    assert_eq!(
        view(&office, "isaca-2024").title,
        "One of twelve managers names cloud-computing; in industry, 42% do"
    );
}

#[test]
fn equal_shares_tie_here_and_say_where_the_first_of_industry_stands() {
    let office = Office::new()
        .area("cloud-computing", &["posture"])
        .area("soft-skills", &["talking"])
        .team("Blue")
        .role("engineer", 0.2, (10.0, 10.0), &[("posture", 3, 3), ("talking", 2, 1)])
        .seats("Blue", "engineer", 2, "")
        .person("Ada", "Blue", "engineer")
        .level("Ada", "posture", 2)
        .level("Ada", "talking", 2)
        .person("Bob", "Blue", "engineer")
        .level("Bob", "posture", 3)
        .level("Bob", "talking", 1);
    let view = view(&office, "isaca-2024");
    assert_eq!(
        view.title,
        "Cloud-computing and soft-skills tie for our widest gap; in industry it is soft-skills"
    );
    assert!(
        view.reading.starts_with(
            "Of the two areas with both figures, industry’s first is soft-skills: with us it shares places 1–2."
        ),
        "{}",
        view.reading
    );
}

#[test]
fn no_gap_of_ours_is_not_called_our_widest() {
    let office = cloud_team().person("Ada", "Blue", "engineer").level("Ada", "posture", 3);
    assert_eq!(
        view(&office, "isaca-2024").title,
        "Nobody assessed is below target where this benchmark has a figure; its widest gap is soft-skills"
    );
}

/// Ten people who need level 3 in AI, so many of whom stand at level 1, the others at 3.
fn ten_in_ai(low: usize) -> Office {
    let mut office = Office::new()
        .area("ai-and-machine-learning", &["models"])
        .team("Blue")
        .role("engineer", 0.2, (10.0, 10.0), &[("models", 3, 3)])
        .seats("Blue", "engineer", 10, "");
    for index in 0..10 {
        let name = format!("Person {index}");
        office =
            office.person(&name, "Blue", "engineer").level(&name, "models", if index < low { 1 } else { 3 });
    }
    office
}

#[test]
fn low_proficiency_compares_directly_with_level_0_or_1() {
    // CompTIA 2025 asks two questions about AI: need 49%, low proficiency 28%. Only the second has a figure of ours.
    let view = view(&ten_in_ai(9), "comptia-2025");
    assert_eq!(
        view.title,
        "Nine of ten people have level 0 or 1 in ai-and-machine-learning; in industry, 28% do"
    );
    assert_eq!(view.reading, "Both sides count the same thing, so their sizes compare.");
    let ai = &view.areas[0];
    assert_eq!(
        (ai.industry_sentence.as_str(), ai.ours_sentence.as_str()),
        ("28% have low or no proficiency", "9 of 10 people are at level 0 or 1")
    );
}

#[test]
fn one_area_alone_has_no_order() {
    // 3 of 10 against 28%: nobody can tell.
    assert_eq!(
        view(&ten_in_ai(3), "comptia-2025").title,
        "This benchmark has a figure for one of our areas only: ai-and-machine-learning"
    );
}

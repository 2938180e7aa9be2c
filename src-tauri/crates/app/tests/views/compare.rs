//! The comparison with industry.

use cadre_app::{BenchmarkId, CompareArea, CompareView, EmptyActionKind, Fact, OurFigure, Selection};

use crate::{cloud_team, moment, office::Office, open};

fn selection(benchmark: &str, figure: Option<OurFigure>) -> Selection {
    Selection { benchmark: Some(BenchmarkId::from(benchmark)), figure, ..Selection::default() }
}

fn view(office: &Office, benchmark: &str) -> CompareView {
    view_by(office, benchmark, None)
}

fn view_by(office: &Office, benchmark: &str, figure: Option<OurFigure>) -> CompareView {
    let (_folder, workspace) = open(office);
    workspace.compare_view(&selection(benchmark, figure), moment()).unwrap()
}

/// One area, opened.
fn opened(office: &Office, benchmark: &str, figure: Option<OurFigure>, area: &str) -> CompareArea {
    let (_folder, workspace) = open(office);
    workspace.compare_area(&selection(benchmark, figure), &area.into(), moment()).unwrap().unwrap()
}

fn value(facts: &[Fact], label: &str) -> String {
    let found = facts.iter().find(|fact| fact.label == label);
    assert!(found.is_some(), "no {label}: {facts:?}");
    found.unwrap().value.clone()
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
    let office = one_below();
    let view = view(&office, "isaca-2024");
    assert_eq!(view.title, "Cloud-computing is our widest gap; first in industry is soft-skills");
    assert_eq!(
        view.reading,
        "Perceived gap counts survey answers, below target counts our people: compare their order, not their size."
    );
    assert_eq!(
        view.areas[0].sentence,
        "1 of your 2 is below target in cloud-computing. ISACA’s 42% counts respondents who see a gap, so compare the \
         order, not the numbers."
    );
    let cloud = opened(&office, "isaca-2024", None, "cloud-computing");
    assert_eq!(
        (cloud.industry_sentence.as_str(), cloud.ours_sentence.as_str()),
        ("42% name it as a skills gap", "1 of your 2 is below target in cloud-computing.")
    );
    let fact = |label: &str| value(&cloud.source, label);
    // Wilson for 42% of 1,868: 39.8 to 44.3, by SciPy's proportion_ci(method="wilson") on 784.56 of 1868 by its formula.
    assert_eq!(fact("Interval"), "39.8 to 44.3% (Wilson)");
    assert_eq!(fact("n"), "1,868");
}

/// Two people: one below target where the industry has a figure, both where it has none.
fn wider_without_a_figure() -> Office {
    Office::new()
        .area("cloud-computing", &["posture"])
        .area("soft-skills", &["talking"])
        .area("forestry", &["felling"])
        .team("Blue")
        .role("engineer", 0.2, (10.0, 10.0), &[("posture", 3, 3), ("talking", 2, 1), ("felling", 2, 1)])
        .seats("Blue", "engineer", 2, "")
        .person("Ada", "Blue", "engineer")
        .level("Ada", "posture", 2)
        .level("Ada", "talking", 2)
        .level("Ada", "felling", 0)
        .person("Bob", "Blue", "engineer")
        .level("Bob", "posture", 3)
        .level("Bob", "talking", 2)
        .level("Bob", "felling", 0)
}

#[test]
fn the_widest_of_the_areas_compared_is_not_told_as_the_widest_of_all() {
    let view = view(&wider_without_a_figure(), "isaca-2024");
    assert_eq!(
        view.title,
        "Cloud-computing is our widest gap of the two areas compared; first in industry is soft-skills"
    );
}

#[test]
fn where_nobody_falls_short_no_order_is_told() {
    let office = wider_without_a_figure().level("Ada", "posture", 3);
    let view = view(&office, "isaca-2024");
    assert_eq!(
        view.title,
        "Nobody assessed is below target where this benchmark has a figure; its widest gap is soft-skills"
    );
    let cloud = view.areas.iter().find(|area| area.name == "cloud-computing").unwrap();
    assert!(!cloud.sentence.contains("By that order"), "{}", cloud.sentence);
}

#[test]
fn ours_without_a_figure_beside_it_is_not_called_too_little() {
    let office = Office::new()
        .area("forestry", &["felling"])
        .area("cloud-computing", &["posture"])
        .area("soft-skills", &["talking"])
        .team("Blue")
        .role("forester", 0.2, (10.0, 10.0), &[("felling", 2, 1)])
        .seats("Blue", "forester", 1, "")
        .person("Ada", "Blue", "forester")
        .level("Ada", "felling", 0);
    let view = view(&office, "isaca-2024");
    assert_eq!(view.title, "This benchmark has no figure for an area in which we have one");
}

#[test]
fn a_pulse_of_the_same_question_is_told_in_counts() {
    let responses: Vec<&[&str]> =
        (0..12).map(|index| if index < 11 { &["cloud-computing"][..] } else { &[] }).collect();
    let office = one_below().pulse("2026-05-11", "isaca.gap", &["cloud-computing"], &responses);
    let view = view(&office, "isaca-2024");
    assert_eq!(view.title, "Eleven of twelve managers name cloud-computing; in industry, 42% do");
    assert!(view.reading.ends_with("Only the pulse puts both on one scale."), "{}", view.reading);
    assert!(view.pulse.starts_with("Asked 11 May 2026 of 12 managers, with the benchmark’s own wording."));
}

#[test]
fn a_pulse_that_cannot_tell_says_so() {
    // 5 of 12 against 42%: about even.
    let responses: Vec<&[&str]> =
        (0..12).map(|index| if index < 5 { &["cloud-computing"][..] } else { &[] }).collect();
    let office = one_below().pulse("2026-05-11", "isaca.gap", &["cloud-computing"], &responses);
    let view = view(&office, "isaca-2024");
    assert!(!view.title.contains("managers"), "{}", view.title);
    let notes = opened(&office, "isaca-2024", None, "cloud-computing").notes;
    assert!(
        notes.iter().any(|note| note.ends_with("in 100 that ours is larger: we cannot tell which is.")),
        "{notes:?}"
    );
}

#[test]
fn an_edition_without_a_figure_for_any_area_says_so() {
    let view = view(&one_below(), "comptia-2025");
    assert_eq!(view.title, "This benchmark has no figure for the areas of this workspace");
    assert_eq!(
        view.areas[0].sentence,
        "None of your 2 is at level 0 or 1 in cloud-computing. CompTIA 2025 has no figure for it, so nothing stands beside \
         it."
    );
    let cloud = opened(&one_below(), "comptia-2025", None, "cloud-computing");
    assert_eq!(cloud.industry_sentence, "CompTIA 2025 has no figure for it");
    assert!(cloud.source.is_empty() && cloud.conflicts.is_empty());
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
    assert_eq!(
        opened(&office, "isaca-2024", None, "cloud-computing").ours_sentence,
        "1 person has a target in cloud-computing and nobody is assessed there, so no share is counted."
    );
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
        "Cloud-computing and soft-skills tie for our widest gap; first in industry is soft-skills"
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
    let ai = opened(&ten_in_ai(9), "comptia-2025", None, "ai-and-machine-learning");
    assert_eq!(
        view.title,
        "Nine of ten people have level 0 or 1 in ai-and-machine-learning; in industry, 28% do"
    );
    assert_eq!(view.reading, "Both sides count the same thing, so their sizes compare.");
    assert_eq!(
        (ai.industry_sentence.as_str(), ai.ours_sentence.as_str()),
        ("28% have low or no proficiency", "9 of your 10 are at level 0 or 1 in ai-and-machine-learning.")
    );
    assert_eq!(
        view.areas[0].sentence,
        "9 of your 10 are at level 0 or 1 in ai-and-machine-learning. CompTIA’s 28% counts the same thing, and ours is \
         larger with a probability of more than 0.99."
    );
    // 9 of 10 at level 1: 90%, as the formula says with its values put in.
    assert_eq!(value(&ai.inputs, "Formula"), "9 at level 0 or 1 ÷ 10 assessed = 90%");
}

#[test]
fn one_area_alone_has_no_order() {
    // 3 of 10 against 28%: nobody can tell.
    assert_eq!(
        view(&ten_in_ai(3), "comptia-2025").title,
        "This benchmark has a figure for one of our areas only: ai-and-machine-learning"
    );
}

#[test]
fn each_figure_is_shown_with_its_own_formula() {
    // Two seats of level 3; Ada stands at 3, Bob at 2: 1 of 2 people below, none low, 1 of 2 seats unfilled.
    let office = one_below().pulse(
        "2026-05-11",
        "isaca.gap",
        &["cloud-computing"],
        &[&["cloud-computing"], &["cloud-computing"], &[]],
    );
    let cases = [
        (OurFigure::BelowTarget, "1 below target ÷ 2 assessed against one = 50%"),
        (OurFigure::LowOrNone, "0 at level 0 or 1 ÷ 2 assessed = 0%"),
        (OurFigure::SeatGap, "1 − 1 filled ÷ 2 required = 50%"),
        (OurFigure::Perceived, "2 named it ÷ 3 asked = 67%"),
    ];
    for (figure, formula) in cases {
        let area = opened(&office, "isaca-2024", Some(figure), "cloud-computing");
        assert_eq!(value(&area.inputs, "Formula"), formula);
        assert_eq!(view_by(&office, "isaca-2024", Some(figure)).ours, figure);
    }
}

#[test]
fn the_people_behind_a_share_stand_in_the_panel() {
    let office = one_below().person("Cleo", "Blue", "engineer");
    let area = opened(&office, "isaca-2024", None, "cloud-computing");
    assert_eq!(area.people_title, "1 person below target, 1 not assessed");
    let people: Vec<_> = area.people.iter().map(|one| (one.name.as_str(), one.detail.as_str())).collect();
    assert_eq!(people, [("Bob", "posture 2 of 3"), ("Cleo", "not assessed")]);
    // With Cleo met one of three is below, with Cleo short two of three.
    assert_eq!(value(&area.inputs, "With the unknown"), "33% if all meet it, 67% if none does");
    assert!(view(&office, "isaca-2024").areas[0].sentence.contains(" 1 more is not assessed. "));
}

#[test]
fn a_pulse_of_another_question_compares_by_order_only() {
    let office =
        one_below().pulse("2026-05-11", "isc2.gap", &["cloud-computing"], &[&["cloud-computing"], &[]]);
    let view = view_by(&office, "isaca-2024", Some(OurFigure::Perceived));
    assert_eq!(
        view.pulse,
        "Asked 11 May 2026 of 2 managers. ISACA 2024 asks another question than the pulse (ISC2, perceived gap): they compare by order only."
    );
    assert!(
        view.areas[0].sentence.ends_with(
            "ISACA’s 42% answers another question than your pulse, so compare the order, not the numbers."
        ),
        "{}",
        view.areas[0].sentence
    );
}

#[test]
fn series_stay_apart_and_say_what_broke_them() {
    // As the editions ship: perceived gaps of cloud computing are one series; those of software development begin in 2024
    // after skills that employers seek, of which the 2023 edition tells.
    let office = one_below().area("software-development", &["coding"]).level("Ada", "coding", 1);
    let cloud = opened(&office, "isaca-2024", None, "cloud-computing");
    let gap = cloud.trends.iter().find(|series| series.title == "ISACA, perceived gap").unwrap();
    let shown: Vec<&str> =
        gap.points.iter().filter(|point| point.shown).map(|point| point.edition.as_str()).collect();
    assert_eq!(shown, ["2024"]);
    assert!(gap.points.len() > 1 && gap.points[0].change.is_empty());
    assert!(gap.points[1..].iter().all(|point| !point.change.is_empty()), "{gap:?}");
    let software = opened(&office, "isaca-2024", None, "software-development");
    assert_eq!(
        software.trends.iter().map(|series| series.points[0].edition.as_str()).collect::<Vec<_>>(),
        ["2023", "2024"]
    );
    assert!(software.trends[0].break_note.is_empty());
    assert_eq!(
        software.trends[1].break_note,
        "2023 counts employers that seek DevSecOps; this counts who sees a gap in software development."
    );
    assert!(software.trends[1].points[0].change.is_empty(), "no change across a break");
}

#[test]
fn what_is_missing_is_said_and_where_to_add_it() {
    let kinds = |office: &Office, figure| -> Option<(String, EmptyActionKind)> {
        view_by(office, "isaca-2024", Some(figure)).empty.map(|empty| (empty.title, empty.actions[0].kind))
    };
    let nobody = Office::new().area("cloud-computing", &["posture"]).team("Blue");
    assert_eq!(
        kinds(&nobody, OurFigure::BelowTarget),
        Some(("No people yet".to_owned(), EmptyActionKind::Import))
    );
    let no_role = Office::new()
        .area("cloud-computing", &["posture"])
        .team("Blue")
        .person("Ada", "Blue", "")
        .level("Ada", "posture", 1);
    assert_eq!(
        kinds(&no_role, OurFigure::BelowTarget),
        Some(("Nobody’s role has a target yet".to_owned(), EmptyActionKind::Team))
    );
    assert_eq!(
        kinds(&no_role, OurFigure::SeatGap),
        Some(("No seat needs a level yet".to_owned(), EmptyActionKind::Team))
    );
    assert_eq!(
        kinds(&no_role, OurFigure::Perceived),
        Some(("No manager has been asked yet".to_owned(), EmptyActionKind::Pulse))
    );
    // What was assessed without a target is still something to show.
    assert_eq!(kinds(&no_role, OurFigure::LowOrNone), None);
    assert_eq!(
        view_by(&no_role, "isaca-2024", Some(OurFigure::LowOrNone)).areas[0].sentence,
        "The one person assessed is at level 0 or 1 in cloud-computing. ISACA’s 42% counts respondents who see a gap, so \
         compare the order, not the numbers."
    );
}

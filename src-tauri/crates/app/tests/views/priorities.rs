//! The ranked needs.

use cadre_app::{
    ErrorCode, Fact, NeedPlace, NeedSettings, NeedsBy, OpenedNeed, PrioritiesRequest, PrioritiesView,
    Selection, Weights,
};
use cadre_core::TeamId;

use crate::{cloud_team, moment, office::Office, open};

/// A hundred rows of what is asked for.
fn request(by: NeedsBy, opened: NeedPlace) -> PrioritiesRequest {
    PrioritiesRequest { tried: None, by, limit: 100, opened }
}

fn asked(office: &Office, request: &PrioritiesRequest) -> PrioritiesView {
    let (_folder, workspace) = open(office);
    workspace.priorities_view(&Selection::default(), request, moment()).unwrap()
}

fn view(office: &Office) -> PrioritiesView {
    asked(office, &request(NeedsBy::Need, NeedPlace::default()))
}

/// The need of a team, opened.
fn opened(office: &Office, team: &str) -> OpenedNeed {
    let team = office.content.teams.iter().find(|one| one.name == team).unwrap().id;
    let place = NeedPlace { team: Some(team), ..NeedPlace::default() };
    asked(office, &request(NeedsBy::Need, place)).opened.unwrap()
}

#[test]
fn a_need_opens_to_its_formula() {
    let office = cloud_team()
        .seats("Blue", "engineer", 1, "2026-11-30")
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .level("Ada", "posture", 3)
        .level("Bob", "posture", 2);
    let view = view(&office);
    assert_eq!(view.title, "The one need stands above the line: train");
    let row = &view.rows[0];
    let opened = view.opened.as_ref().unwrap();
    // 3 seats, 1 filled; 26 weeks to 30 November, 20 to fill and ramp: U = 20/26; L: 1 + 3 missing of 9.
    // 100 · 1 · 0.769 · (0.5 · 0.667 + 0.3 · 1 + 0.2 · 0.444) = 55.6.
    assert_eq!(opened.formula, "Need 55.6 = 100 · 1.00 · 0.77 · (0.50 · 0.67 + 0.30 · 1.00 + 0.20 · 0.44)");
    let terms: Vec<(&str, &str, &str)> = opened
        .terms
        .iter()
        .map(|term| (term.letter.as_str(), term.words.as_str(), term.value.as_str()))
        .collect();
    assert_eq!(
        terms,
        [
            ("C", "Highest importance: critical", "1.00"),
            ("U", "20 weeks to fill and ramp, 26 to the date", "0.77"),
            ("G", "1 of 3 seats filled", "0.67"),
            ("F", "1 holder, at least 2 wanted", "1.00"),
            ("L", "4 levels missing of 9", "0.44"),
        ]
    );
    assert_eq!(row.in_reach, "1 of 2");
    assert!((row.hire_part + row.train_part - row.need).abs() < 1e-9);
    let parts = row.from_seat_gap + row.from_key_person_risk + row.from_level_shortfall;
    assert!((parts - row.need).abs() < 1e-6, "{parts} and {}", row.need);
    assert_eq!(
        opened.reason[0],
        "Of 2 unfilled seats 1 is within reach: Bob lacks one level. For the other one nobody left is near. The training \
         part is at least as large: train."
    );
}

#[test]
fn weights_are_rescaled_or_refused() {
    let (_folder, workspace) =
        open(&cloud_team().person("Ada", "Blue", "engineer").level("Ada", "posture", 3));
    let weights =
        |seat_gap, key_person_risk, level_shortfall| Weights { seat_gap, key_person_risk, level_shortfall };
    let tried = |weights, line, reach| PrioritiesRequest {
        tried: Some(NeedSettings { weights, line, reach }),
        ..request(NeedsBy::Need, NeedPlace::default())
    };
    let ask = |request| workspace.priorities_view(&Selection::default(), &request, moment());
    let view = ask(tried(weights(2.0, 2.0, 0.0), 60.0, 1)).unwrap();
    assert_eq!(view.settings, NeedSettings { weights: weights(0.5, 0.5, 0.0), line: 60.0, reach: 1 });
    assert_eq!(view.own, NeedSettings { weights: weights(0.5, 0.3, 0.2), line: 40.0, reach: 2 });
    let refused = ask(tried(weights(0.0, 0.0, 0.0), f64::NAN, 4)).unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidArgument);
    let places: Vec<&str> = refused.fields.iter().map(|field| field.place.as_str()).collect();
    assert_eq!(places, ["weights", "line", "reach"], "all that is wrong is named at once");
}

#[test]
fn equal_needs_of_two_teams_share_a_band() {
    let mut office = cloud_team().team("Red").seats("Red", "engineer", 2, "");
    for (name, team) in [("Ada", "Blue"), ("Bob", "Red")] {
        office = office.person(name, team, "engineer").level(name, "posture", 3);
    }
    let view = view(&office);
    assert_eq!(view.rows.iter().map(|row| row.rank.as_str()).collect::<Vec<_>>(), ["1–2", "1–2"]);
    assert_eq!(view.rows.iter().map(|row| row.band).collect::<Vec<_>>(), [Some(0), Some(0)]);
    assert!(view.subtitle.starts_with("Two needs tie for the first place"), "{}", view.subtitle);
}

/// A critical skill that Ada is one level short of, and a useful one that she has; people leave at a yearly rate.
fn two_skills(attrition: f64) -> Office {
    Office::new()
        .area("cloud-computing", &["posture"])
        .area("soft-skills", &["talking"])
        .team("Blue")
        .role("engineer", attrition, (10.0, 10.0), &[("posture", 3, 3), ("talking", 1, 1)])
        .seats("Blue", "engineer", 1, "")
        .person("Ada", "Blue", "engineer")
        .level("Ada", "posture", 2)
        .level("Ada", "talking", 1)
}

fn opened_skill(office: &Office, skill: &str) -> OpenedNeed {
    let competency = office.content.competencies.iter().find(|one| one.name == skill).unwrap().key.clone();
    let place = NeedPlace { competency: Some(competency), ..NeedPlace::default() };
    asked(office, &request(NeedsBy::Need, place)).opened.unwrap()
}

#[test]
fn the_title_counts_what_stands_above_the_line() {
    let view = view(&two_skills(0.2));
    assert_eq!(view.title, "One of 2 needs stands above the line: train for it");
    assert_eq!(
        view.subtitle,
        "posture leads in all 1,000 draws; neighbours that swap in more than 30% share a rank."
    );
    // 100 · (0.5 + 0.3 + 0.2 · ⅓) = 86.7; 100 · ⅓ · 0.3 · 0.2 = 2.
    assert!((view.rows[0].need - 86.666_666_7).abs() < 1e-6, "{}", view.rows[0].need);
    let talking = &view.rows[1];
    assert!((talking.need - 2.0).abs() < 1e-9, "{}", talking.need);
    assert_eq!(talking.in_reach, "–");
    let talking = opened_skill(&two_skills(0.2), "talking");
    assert_eq!(talking.terms[0].words, "Highest importance: useful");
    assert_eq!(talking.terms[1].words, "No date ahead: the need counts in full");
    // Ada alone can do it, and leaves with 0.2.
    assert_eq!(talking.terms[3].formula, "F = 0.20 = 0.20: the chance that nobody remains in 12 months");
    assert_eq!(talking.split, "Training 2.0, the whole need: no seat is unfilled");
    assert_eq!(
        talking.reason[0],
        "Every seat is filled: what is left of the need is depth, all of it training. The need is below 40: watch."
    );
}

#[test]
fn a_low_need_that_rests_on_one_person_is_to_deepen() {
    // Ada leaves within a year with 0.35, and then nobody is left who can do it.
    let talking = opened_skill(&two_skills(0.35), "talking");
    assert!(
        talking.reason[0].ends_with("The need is below 40, but it rests on too few people (F 0.35): deepen."),
        "{}",
        talking.reason[0]
    );
}

#[test]
fn hiring_and_training_are_told_apart() {
    // Blue's Ada lacks one level; Red's Bob lacks three, out of reach.
    let office = cloud_team()
        .team("Red")
        .seats("Red", "engineer", 2, "")
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .level("Ada", "posture", 2)
        .level("Bob", "posture", 2)
        .person("Cy", "Red", "engineer")
        .level("Cy", "posture", 0);
    let view = view(&office);
    assert_eq!(view.title, "Both needs stand above the line: hire for one, train for one");
    let reason = |team: &str| opened(&office, team).reason.remove(0);
    assert_eq!(
        reason("Blue"),
        "All 2 unfilled seats are within reach: Ada and Bob lack one level each. The training part is at least as \
         large: train."
    );
    assert_eq!(
        reason("Red"),
        "None of the 2 unfilled seats is within reach: the best people left lack more than 2 levels, or nobody assessed \
         is left. The hiring part is the larger: hire."
    );
}

#[test]
fn who_is_not_assessed_could_change_a_need() {
    let office = cloud_team()
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .level("Ada", "posture", 3);
    let view = view(&office);
    assert_eq!(view.title, "The one need stands above the line: hire");
    assert_eq!(view.subtitle, "It is posture, Blue.");
    assert_eq!(
        view.opened.unwrap().reason[1],
        "Not everyone is assessed: 1 of 2 people is unknown, and could fill up to 1 more seat. Assess them first."
    );
}

#[test]
fn all_well_is_said_with_and_without_a_rest_of_need() {
    let everybody = |mut office: Office| {
        for name in ["Ada", "Bob", "Cy"] {
            office = office.person(name, "Blue", "engineer").level(name, "posture", 4);
        }
        office
    };
    assert_eq!(view(&everybody(cloud_team())).title, "The one need stands below the line of 40");
    // Nobody ever leaves: no risk, no gap, no need.
    let stays = Office::new()
        .area("cloud-computing", &["posture"])
        .team("Blue")
        .role("engineer", 0.0, (10.0, 10.0), &[("posture", 3, 3)])
        .seats("Blue", "engineer", 2, "");
    let view = view(&everybody(stays));
    assert_eq!(view.title, "Every seat is filled, and none rests on too few people");
    assert_eq!((view.subtitle.as_str(), view.rows.len()), ("", 0));
}

/// Label and value of facts, to compare with.
fn pairs(facts: &[Fact]) -> Vec<(&str, &str)> {
    facts.iter().map(|fact| (fact.label.as_str(), fact.value.as_str())).collect()
}

#[test]
fn every_number_opens_to_its_formula_and_its_inputs() {
    let office = cloud_team()
        .seats("Blue", "engineer", 1, "2026-11-30")
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .person("Cy", "Blue", "engineer")
        .level("Ada", "posture", 3)
        .level("Bob", "posture", 3)
        .level("Cy", "posture", 2);
    let opened = view(&office).opened.unwrap();
    // 3 seats, 2 filled; two holders who leave with 0.2: P(0) = 0.04, P(1) = 2 · 0.2 · 0.8 = 0.32; Cy lacks 1 of 9 levels.
    // 100 · 20/26 = 76.92; 0.5 · 1/3 + 0.3 · 0.36 + 0.2 · 1/9 = 0.1667 + 0.108 + 0.0222 = 0.2969; need 22.84.
    assert_eq!(opened.formula, "Need 22.8 = 100 · 1.00 · 0.77 · (0.50 · 0.33 + 0.30 · 0.36 + 0.20 · 0.11)");
    assert_eq!(
        pairs(&opened.parts),
        [
            ("Seat gap", "12.8 = 76.9 · 0.50 · 0.33"),
            ("Key-person risk", "8.3 = 76.9 · 0.30 · 0.36"),
            ("Level shortfall", "1.7 = 76.9 · 0.20 · 0.11"),
        ]
    );
    let formulas: Vec<&str> = opened.terms.iter().map(|term| term.formula.as_str()).collect();
    assert_eq!(
        formulas,
        [
            "C = 1.00: useful counts ⅓, important ⅔, critical 1, and of several targets the highest",
            "U = min(1, 20 ÷ 26) = 0.77: the shortest weeks to fill and ramp ÷ the weeks to the earliest date",
            "G = 1 − 2 ÷ 3 = 0.33: 1 − seats filled ÷ seats; a person fills one seat, the best the hardest they can",
            "F = P(nobody remains) + P(one remains in 12 months) = 0.040 + 0.320 = 0.36",
            "L = 1 ÷ 9 = 0.11: levels missing in the unfilled seats ÷ levels of all seats",
        ]
    );
    assert_eq!(pairs(&opened.terms[0].inputs), [("engineer", "needs level 3, critical")]);
    assert_eq!(
        pairs(&opened.terms[1].inputs),
        [
            ("engineer", "2 seats, no date; 10 weeks to fill and 10 to ramp"),
            ("engineer", "1 seat by 30 Nov 2026; 10 weeks to fill and 10 to ramp"),
        ]
    );
    assert_eq!(pairs(&opened.terms[2].inputs), [("Seats at level 3", "3"), ("Assessed", "3 of 3 people")]);
    assert_eq!(
        pairs(&opened.terms[3].inputs),
        [("Ada", "attrition of the role 20% a year"), ("Bob", "attrition of the role 20% a year")]
    );
    assert_eq!(pairs(&opened.terms[4].inputs), [("Seat at level 3", "Cy at 2, 1 missing")]);
    assert_eq!(
        opened.split,
        "Training 22.8 = 22.8 · 1 ÷ 1, the unfilled seats within reach; hiring 0.0 = 22.8 − 22.8"
    );
    assert!(opened.stability.starts_with("It keeps place 1 in 100% of 1,000 draws."), "{}", opened.stability);
    // ISACA 2024: 42% for cloud computing and 51% for soft skills, the two areas there are: 46.5, which goes up as in the chart.
    assert!(opened.industry.starts_with("Industry gap 42%, under the mean of 47%"), "{}", opened.industry);
    assert!(opened.source.iter().any(|fact| fact.label == "Source" && !fact.value.is_empty()));
}

/// Blue lacks an engineer who can do the cloud and a talker; Red lacks a talker whom training makes.
fn two_teams() -> Office {
    Office::new()
        .area("cloud-computing", &["posture"])
        .area("soft-skills", &["talking", "listening"])
        .team("Blue")
        .team("Red")
        .role("engineer", 0.2, (10.0, 10.0), &[("posture", 4, 3), ("talking", 4, 2)])
        .role("speaker", 0.2, (10.0, 10.0), &[("talking", 3, 3), ("listening", 1, 1)])
        .seats("Blue", "engineer", 1, "")
        .seats("Red", "speaker", 2, "")
        .person("Ada", "Blue", "engineer")
        .level("Ada", "posture", 0)
        .level("Ada", "talking", 0)
        .person("Bob", "Red", "speaker")
        .level("Bob", "talking", 2)
        .level("Bob", "listening", 1)
        .person("Cy", "Red", "speaker")
        .level("Cy", "talking", 2)
        .level("Cy", "listening", 1)
}

#[test]
fn needs_are_grouped_by_competency_area_and_team() {
    let office = two_teams();
    let rows = |by| {
        asked(&office, &request(by, NeedPlace::default()))
            .rows
            .into_iter()
            .map(|row| {
                let need = format!("{:.1} = {:.1} + {:.1}", row.need, row.hire_part, row.train_part);
                [row.name, row.detail, row.rank, need, row.in_reach].join("; ")
            })
            .collect::<Vec<_>>()
    };
    // Blue: 100 for posture, and 66.7 for talking, out of reach. Red: talking 100 · (0.5 + 0.3 + 0.2 · 2/6) = 86.7, both
    // in reach; listening is filled, held by two of the one wanted: 100 · ⅓ · 0.3 · 0.04 = 0.4.
    assert_eq!(
        rows(NeedsBy::Need),
        [
            "posture; Blue; 1; 100.0 = 100.0 + 0.0; 0 of 1",
            "talking; Red; 2; 86.7 = 0.0 + 86.7; 2 of 2",
            "talking; Blue; 3; 66.7 = 66.7 + 0.0; 0 of 1",
            "listening; Red; 4; 0.4 = 0.0 + 0.4; –",
        ]
    );
    // Talking has three unfilled seats over both teams, two of them in reach: two thirds of 86.7 are training.
    assert_eq!(
        rows(NeedsBy::Competency),
        [
            "posture; Blue; 1; 100.0 = 100.0 + 0.0; 0 of 1",
            "talking; Red; 2; 86.7 = 28.9 + 57.8; 2 of 3",
            "listening; Red; 3; 0.4 = 0.0 + 0.4; –",
        ]
    );
    assert_eq!(
        rows(NeedsBy::Area),
        [
            "cloud-computing; posture, Blue; 1; 100.0 = 100.0 + 0.0; 0 of 1",
            "soft-skills; talking, Red; 2; 86.7 = 28.9 + 57.8; 2 of 3",
        ]
    );
    assert_eq!(
        rows(NeedsBy::Team),
        ["Blue; posture; 1; 100.0 = 100.0 + 0.0; 0 of 2", "Red; talking; 2; 86.7 = 0.0 + 86.7; 2 of 2"]
    );
    let view = asked(&office, &request(NeedsBy::Area, NeedPlace::default()));
    assert_eq!(view.title, "Both areas stand above the line: hire for one, train for one");
    assert!(view.subtitle.starts_with("cloud-computing leads in all 1,000 draws"), "{}", view.subtitle);
}

#[test]
fn what_is_opened_is_the_highest_of_what_is_asked_for() {
    let office = two_teams();
    let area = office.content.areas[1].key.clone();
    let place = NeedPlace { area: Some(area), ..NeedPlace::default() };
    let ask = |by, place: &NeedPlace| asked(&office, &request(by, place.clone())).opened.unwrap();
    assert_eq!(ask(NeedsBy::Need, &place).title, "talking, Red");
    let opened = ask(NeedsBy::Area, &place);
    assert_eq!(opened.title, "soft-skills");
    assert_eq!(
        opened.group,
        [
            "The area takes its highest need: talking, Red.",
            "Next: talking, Blue (67) and listening, Red (0)."
        ]
    );
    assert_eq!(
        opened.reason,
        ["Of the area’s 3 unfilled seats 2 are within reach. The training part is at least as large: train."]
    );
    assert_eq!(
        opened.split,
        "Training 57.8 = 86.7 · 2 ÷ 3, the unfilled seats within reach; hiring 28.9 = 86.7 − 57.8"
    );
    // What is not there opens the first.
    let gone = NeedPlace { team: Some(TeamId(uuid::Uuid::from_u128(99))), ..NeedPlace::default() };
    assert_eq!(ask(NeedsBy::Need, &gone).title, "posture, Blue");
}

#[test]
fn a_long_list_is_answered_in_parts() {
    let office = two_teams();
    let limited =
        |limit| asked(&office, &PrioritiesRequest { limit, ..request(NeedsBy::Need, NeedPlace::default()) });
    let (all, two) = (limited(100), limited(2));
    assert_eq!((two.rows.len(), two.more), (2, 2));
    assert_eq!(two.rows, all.rows[..2]);
    assert_eq!((two.title, two.subtitle), (all.title, all.subtitle));
}

#[test]
fn one_weight_alone_ranks_by_its_part_alone() {
    let tried = NeedSettings {
        weights: Weights { seat_gap: 0.0, key_person_risk: 1.0, level_shortfall: 0.0 },
        line: 40.0,
        reach: 2,
    };
    let request = PrioritiesRequest { tried: Some(tried), ..request(NeedsBy::Need, NeedPlace::default()) };
    let view = asked(&two_teams(), &request);
    // Nobody holds posture or talking: F is 1, and C parts them. Every draw rescales the one weight to 1.
    let rows: Vec<(&str, f64)> = view.rows.iter().map(|row| (row.rank.as_str(), row.need.round())).collect();
    assert_eq!(rows, [("1–2", 100.0), ("1–2", 100.0), ("3", 67.0), ("4", 1.0)]);
    assert!(view.rows.iter().all(|row| row.stability > 0.999), "{:?}", view.rows);
    assert!(view.rows.iter().all(|row| row.from_seat_gap.abs() + row.from_level_shortfall.abs() < 1e-9));
}

#[test]
fn weights_line_and_reach_are_saved_as_one_operation() {
    let weights = Weights { seat_gap: 2.0, key_person_risk: 1.0, level_shortfall: 1.0 };
    let saved = crate::check_of(
        &two_teams(),
        "Set the weights of a need to 0.50, 0.25 and 0.25, the need line to 45 and the reach of training to 1 level",
        |workspace, _| {
            workspace.save_need_settings(&NeedSettings { weights, line: 45.0, reach: 1 }, moment())
        },
    );
    assert_eq!((saved.settings.need_line, saved.settings.reach), (45.0, 1));
    assert!((saved.settings.weights.seat_gap - 0.5).abs() < 1e-12);
    let (_folder, mut workspace) = open(&two_teams());
    let before = workspace.settings().clone();
    let refused =
        workspace.save_need_settings(&NeedSettings { weights, line: 101.0, reach: 0 }, moment()).unwrap_err();
    assert_eq!(refused.fields.len(), 2, "{refused:?}");
    assert_eq!(*workspace.settings(), before);
}

#[test]
fn what_was_worked_out_is_kept_for_the_next_question_and_no_longer_than_it_is_true() {
    let (_folder, mut workspace) = open(&two_teams());
    let ask = |workspace: &cadre_app::Workspace, selection: &Selection, tried| {
        let request = PrioritiesRequest { tried, ..request(NeedsBy::Need, NeedPlace::default()) };
        workspace.priorities_view(selection, &request, moment()).unwrap()
    };
    let all = Selection::default();
    let first = ask(&workspace, &all, None);
    let others = NeedSettings { reach: 3, line: 90.0, ..first.own };
    let red = Selection { team: Some(two_teams().content.teams[1].id), ..Selection::default() };
    // Other settings, another team and another day, and back: each as it is asked the first time.
    for (selection, tried) in [
        (&all, Some(others)),
        (&red, None),
        (&red, Some(others)),
        (&Selection { as_of: "2020-01-01".parse().ok(), ..red.clone() }, None),
        (&all, None),
    ] {
        let (_other, fresh) = open(&two_teams());
        assert_eq!(
            ask(&workspace, selection, tried),
            ask(&fresh, selection, tried),
            "{selection:?} {tried:?}"
        );
    }
    // A level that is set counts at once.
    let person = two_teams().content.people[0].id;
    let competency = two_teams().content.competencies[0].key.clone();
    let level = cadre_app::PairLevel { person, competency, level: cadre_core::Level::ALL[4] };
    workspace.set_levels(&[level], None, moment()).unwrap();
    let after = ask(&workspace, &all, None);
    assert_eq!(after.rows[0].name, "talking", "posture is filled now");
    workspace.undo(moment()).unwrap();
    assert_eq!(ask(&workspace, &all, None), first);
}

#[test]
fn what_is_missing_is_said_with_where_to_add_it() {
    let said = |office: &Office| {
        let view = view(office);
        assert!(view.rows.is_empty() && view.opened.is_none() && view.title.is_empty());
        let empty = view.empty.expect("something is missing");
        (empty.title, empty.actions[0].label.clone())
    };
    let nobody = Office::new().area("cloud-computing", &["posture"]).team("Blue");
    assert_eq!(said(&nobody), ("No people yet".to_owned(), "Import a spreadsheet".to_owned()));
    let no_roles = nobody.person("Ada", "Blue", "");
    assert_eq!(said(&no_roles), ("No roles yet".to_owned(), "Add a role".to_owned()));
    let no_targets = Office::new()
        .area("cloud-computing", &["posture"])
        .team("Blue")
        .role("engineer", 0.2, (10.0, 10.0), &[])
        .person("Ada", "Blue", "engineer");
    assert_eq!(said(&no_targets), ("No positions yet".to_owned(), "Add a position".to_owned()));
    let no_targets = no_targets.seats("Blue", "engineer", 1, "");
    assert_eq!(said(&no_targets), ("No role has a target yet".to_owned(), "Set targets".to_owned()));
}

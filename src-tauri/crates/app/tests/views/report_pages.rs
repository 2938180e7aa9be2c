//! The pages of the report: what they say of an office told in words, and what they withhold of so few people.

use cadre_app::{ErrorCode, Selection, Work};
use cadre_core::{
    ActionKind, ActionState, Lift, PlanAction, PlanOutcome, ReportSettings, Scenario, ScenarioId, Section,
    TrainingItem,
};
use cadre_report::{Block, Cell, Content, Pack, Role, Text};
use uuid::Uuid;

use crate::{
    moment,
    office::{Office, date, level},
    open,
};

const LAST_WINTER: &str = "2026-02-01";
const THIS_SPRING: &str = "2026-05-01";

/// So many people on one team, "P1" the first, who all need the same three skills, each of an area of its own.
fn office(people: u32, attrition: f64) -> Office {
    let targets = [("posture", 3, 3), ("talk", 3, 3), ("logs", 3, 3)];
    let office = Office::new()
        .area("cloud", &["posture"])
        .area("speech", &["talk"])
        .area("detection", &["logs"])
        .team("Blue")
        .role("engineer", attrition, (10.0, 10.0), &targets)
        .seats("Blue", "engineer", people, "");
    (1..=people).fold(office, |office, number| office.person(&format!("P{number}"), "Blue", "engineer"))
}

/// Some of them are found at a level.
fn found(office: Office, people: std::ops::RangeInclusive<u32>, skill: &str, at: u8, on: &str) -> Office {
    people.fold(office, |office, number| {
        office.assess(&format!("P{number}"), skill, at, cadre_core::Source::Manager, on)
    })
}

/// Eight people are known in one area, two of them in another and the other six in the third: of the second nothing may be told
/// to fewer than five, and nothing of the third, lest the second be what is left.
fn two_areas_withheld() -> Office {
    let office = found(office(8, 0.2), 1..=8, "posture", 1, THIS_SPRING);
    let office = found(office, 1..=2, "talk", 2, THIS_SPRING);
    found(office, 3..=8, "logs", 2, THIS_SPRING)
}

/// A scenario in which people take courses that cost nothing and lift to level 3 at once.
fn planned(mut office: Office, name: &str, quarters: u32, trained: &[(usize, &str, u8)]) -> Office {
    let content = &mut office.content;
    for (_, skill, from) in trained {
        let key = format!("{skill}-course");
        if content.training.iter().any(|item| item.key == key.as_str().into()) {
            continue;
        }
        let mut item = TrainingItem::new(key.as_str().into(), format!("Course in {skill}"));
        item.pass_rate = 1.0;
        item.lifts = vec![Lift { competency: (*skill).into(), from: level(*from), to: level(3) }];
        content.training.push(item);
    }
    let outcome = PlanOutcome {
        starts_on: date("2026-06-01"),
        objective: 1.0,
        bound: 1.0,
        gap: 0.0,
        covered_before: 0.5,
        covered: vec![0.5; quarters as usize],
    };
    content.scenarios.push(Scenario {
        id: ScenarioId(Uuid::from_u128(1000 + content.scenarios.len() as u128)),
        name: name.to_owned(),
        team: None,
        budget: 0.0,
        hires: 0,
        borrowed_quarters: 0,
        quarters,
        wishes: Vec::new(),
        extra_seats: Vec::new(),
        outcome: Some(outcome),
        actions: trained
            .iter()
            .map(|(person, skill, _)| PlanAction {
                kind: ActionKind::Train,
                quarter: 1,
                team: content.teams[0].id,
                role: None,
                person: Some(content.people[*person].id),
                training: Some(format!("{skill}-course").as_str().into()),
                cost: 0.0,
                state: ActionState::Planned,
            })
            .collect(),
    });
    office
}

fn pack(office: &Office, names: bool) -> Pack {
    let (_folder, workspace) = open(office);
    let settings = ReportSettings { names, ..ReportSettings::default() };
    workspace.report_pack(&Selection::default(), &settings, &Work::unwatched(), moment()).unwrap()
}

fn sections(pack: &Pack) -> Vec<Section> {
    pack.pages.iter().map(|page| page.section).collect()
}

fn title(pack: &Pack, section: Section) -> &str {
    &pack.pages.iter().find(|page| page.section == section).unwrap().title
}

fn text(text: &Text) -> String {
    text.iter().map(|run| run.text.as_str()).collect()
}

/// The rows of the table of a block.
fn rows(block: &Block) -> Vec<Vec<String>> {
    let table = block.content.iter().find_map(|content| match content {
        Content::Table(table) => Some(table),
        _ => None,
    });
    let words = |cell: &Cell| {
        let said = text(&cell.text);
        if cell.note.is_empty() { said } else { format!("{said} | {}", cell.note) }
    };
    table.unwrap().rows.iter().map(|row| row.iter().map(words).collect()).collect()
}

fn row(block: &Block, name: &str) -> Vec<String> {
    rows(block).into_iter().find(|row| row[0].starts_with(name)).unwrap()
}

fn steps(block: &Block) -> Vec<String> {
    let steps = block.content.iter().find_map(|content| match content {
        Content::Steps(steps) => Some(steps),
        _ => None,
    });
    steps.unwrap().iter().map(text).collect()
}

#[test]
fn of_so_few_people_a_plan_tells_nothing_either() {
    let four =
        planned(found(office(4, 0.2), 1..=4, "posture", 1, THIS_SPRING), "Train", 4, &[(0, "posture", 1)]);
    let told = pack(&four, false);
    assert_eq!(sections(&told), [Section::Standing, Section::Areas, Section::Method, Section::Sources]);
    assert_eq!(title(&told, Section::Standing), "Too few people to show figures without names");
    let named = sections(&pack(&four, true));
    assert!(named.contains(&Section::Decision) && named.contains(&Section::Plan), "{named:?}");
    // One more, and what they come to may be told.
    let five =
        planned(found(office(5, 0.2), 1..=5, "posture", 1, THIS_SPRING), "Train", 4, &[(0, "posture", 1)]);
    assert!(sections(&pack(&five, false)).contains(&Section::Decision));
}

#[test]
fn a_plan_says_nothing_of_an_area_that_is_withheld() {
    let office = planned(two_areas_withheld(), "Train", 4, &[(0, "posture", 1), (0, "talk", 2)]);
    let told = pack(&office, false);
    // 24 seats: one of posture and one of talk come to be filled.
    let open = told.block(Role::Other("What stays open")).unwrap();
    assert_eq!(open.heading, "22 of 24 skill seats stay open");
    let said: Vec<[String; 2]> = rows(open).into_iter().map(|row| [row[0].clone(), row[1].clone()]).collect();
    assert_eq!(said, [["cloud", "7"], ["Areas that are withheld", "15"]]);
    let decision = told.block(Role::Decision).unwrap();
    assert_eq!(decision.heading, "Approve two trainings, at no cost");
    assert_eq!(
        steps(decision),
        [
            "2 course places, starting in June 2026.",
            "Accept what stays open at the end: 22 of 24 skill seats."
        ]
    );
    let why = told.block(Role::Other("Why each is in")).unwrap();
    assert_eq!(row(why, "Course in posture")[..3], ["Course in posture", "1 place", "1"]);
    assert_eq!(row(why, "Course in talk"), ["Course in talk", "1 place", "withheld", "withheld"]);
    // With names nothing is withheld.
    let named = pack(&office, true);
    let open = named.block(Role::Other("What stays open")).unwrap();
    assert_eq!(open.heading, "22 of 24 skill seats stay open, 8 of them in detection");
    assert!(
        steps(named.block(Role::Decision).unwrap())[1].ends_with("24 skill seats, 8 of them in detection.")
    );
}

#[test]
fn what_is_said_of_all_areas_is_said_of_those_that_are_told() {
    let office = two_areas_withheld();
    // Nobody holds any of the three at level 3: each needs far more than 40 of 100.
    assert_eq!(title(&pack(&office, false), Section::Areas), "The one area told needs 40 of 100 or more");
    assert_eq!(title(&pack(&office, true), Section::Areas), "All three areas need 40 of 100 or more");
}

#[test]
fn where_it_changed_is_said_of_what_may_be_told() {
    let office = found(office(8, 0.2), 1..=8, "posture", 3, LAST_WINTER);
    let office = found(office, 1..=2, "talk", 3, THIS_SPRING);
    let office = found(office, 3..=8, "logs", 3, THIS_SPRING);
    let told = pack(&office, false);
    let changed = told.block(Role::Changed).unwrap();
    assert_eq!(
        row(changed, "Skill seats filled"),
        ["Skill seats filled", "8", "16", "No change in any area that can be told"]
    );
    // What posts need is about nobody.
    assert_eq!(
        row(changed, "Skill seats needed"),
        ["Skill seats needed", "24", "24", "No change in any area"]
    );
    let named = pack(&office, true);
    assert_eq!(
        row(named.block(Role::Changed).unwrap(), "Skill seats filled")[3],
        "More in speech and detection"
    );
}

#[test]
fn a_quarter_ago_is_left_out_where_it_was_about_few() {
    // Two were known then, and eight are today.
    let office = found(office(8, 0.2), 1..=2, "posture", 3, LAST_WINTER);
    let office = found(office, 3..=8, "posture", 3, THIS_SPRING);
    assert_eq!(pack(&office, false).block(Role::Changed).unwrap().eyebrow, "Where we start");
    let named = pack(&office, true);
    assert_eq!(row(named.block(Role::Changed).unwrap(), "Skill seats filled")[1..3], ["2", "8"]);
}

#[test]
fn where_nothing_rests_on_few_that_is_said() {
    // Ten hold each skill, and nobody leaves.
    let known = |skills: &[&str]| {
        skills.iter().fold(office(10, 0.0), |office, skill| found(office, 1..=10, skill, 3, THIS_SPRING))
    };
    let all = pack(&known(&["posture", "talk", "logs"]), false);
    let risk = all.block(Role::KeyPeople).unwrap();
    assert_eq!((risk.heading.as_str(), risk.source.as_str()), ("No skill rests on too few people", ""));
    // Nothing is known of the third.
    let some = pack(&known(&["posture", "talk"]), false);
    assert_eq!(
        some.block(Role::KeyPeople).unwrap().heading,
        "No skill that is assessed rests on too few people"
    );
    // Two are known in the third, who are too few to be told of.
    let few = pack(&found(known(&["posture", "talk"]), 1..=2, "logs", 1, THIS_SPRING), false);
    let risk = few.block(Role::KeyPeople).unwrap();
    assert_eq!(risk.heading, "No skill that can be told rests on too few people");
    assert_eq!(risk.source, "Figures about fewer than 5 people are withheld.");
}

#[test]
fn before_anybody_is_assessed_it_says_what_to_assess_first() {
    let told = pack(&office(8, 0.2), false);
    let first = told.block(Role::Gaps).unwrap();
    assert_eq!(first.eyebrow, "What to assess first");
    assert_eq!(row(first, "talk"), ["talk", "speech", "8"]);
    assert_eq!(title(&told, Section::Areas), "All areas: nothing is assessed yet");
    assert_eq!(told.block(Role::Other("One figure worked")), None);
}

#[test]
fn no_figure_is_worked_whose_seats_are_withheld() {
    // Six of one team and two of another in the one area: with its seats those of the two would be told.
    let two_teams = |others: u32| {
        let mut office = Office::new()
            .area("cloud", &["posture"])
            .team("Blue")
            .team("Red")
            .role("engineer", 0.2, (10.0, 10.0), &[("posture", 3, 3)])
            .seats("Blue", "engineer", 6, "")
            .seats("Red", "engineer", 2, "");
        for (team, people) in [("Blue", 6), ("Red", others)] {
            for number in 1..=people {
                let name = format!("{team} {number}");
                office = office.person(&name, team, "engineer").level(&name, "posture", 1);
            }
        }
        office
    };
    assert_eq!(pack(&two_teams(2), false).block(Role::Other("One figure worked")), None);
    assert!(pack(&two_teams(2), true).block(Role::Other("One figure worked")).is_some());
    assert!(pack(&two_teams(5), false).block(Role::Other("One figure worked")).is_some());
}

#[test]
fn hours_of_single_people_are_not_told() {
    // Seven learn 20 hours a quarter and one 60: 200 ÷ 8 = 25.
    let mut office = found(office(8, 0.2), 1..=8, "posture", 3, THIS_SPRING);
    office.content.people[7].learning_hours = 60.0;
    let told = pack(&office, false);
    assert_eq!(
        row(told.block(Role::Other("Assumptions")).unwrap(), "Time to learn")[1],
        "25 hours a quarter"
    );
}

#[test]
fn a_scenario_for_other_quarters_says_for_which() {
    let office = found(office(8, 0.2), 1..=8, "posture", 1, THIS_SPRING);
    let office = planned(office, "Short", 2, &[(1, "posture", 1)]);
    let office = planned(office, "Long", 4, &[(0, "posture", 1)]);
    let told = pack(&office, false);
    let options = told.block(Role::Options).unwrap();
    // Quarters of 13 weeks from 1 June 2026: four end on 30 May 2027, two on 29 November 2026.
    assert_eq!(
        row(options, "Cost to 30 May 2027")[1..],
        ["€0", "€0", "€0 | 1 Jun 2026 to 29 Nov 2026"].map(str::to_owned)
    );
    assert_eq!(
        row(options, "Seats open at the end")[2..],
        ["23 of 24", "23 of 24 | 1 Jun 2026 to 29 Nov 2026"].map(str::to_owned)
    );
    // It was never on this record that the two were proven.
    assert!(!options.source.contains("proven"), "{}", options.source);
    let odds = told.block(Role::Odds).unwrap();
    let Some(Content::Figure(figure)) = odds.content.first() else { panic!("no picture") };
    assert!(!figure.alternative.contains("Short"), "{}", figure.alternative);
}

#[test]
fn scenarios_that_a_report_has_no_place_for_are_refused_by_name() {
    let office = planned(office(8, 0.2), "Ready", 4, &[(0, "posture", 1)]);
    let mut office = planned(office, "Dream", 4, &[]);
    office.content.scenarios[1].outcome = None;
    let mut office = planned(office, "Blue only", 4, &[]);
    office.content.scenarios[2].team = Some(office.content.teams[0].id);
    let (_folder, workspace) = open(&office);
    let check = |at: usize, selection: &Selection| {
        let settings = ReportSettings {
            scenarios: Some(vec![office.content.scenarios[at].id]),
            ..ReportSettings::default()
        };
        workspace.check_scenarios(&settings, selection).map_err(|error| {
            assert_eq!(error.code, ErrorCode::InvalidArgument);
            error.message
        })
    };
    let (all, blue) =
        (Selection::default(), Selection { team: Some(office.content.teams[0].id), ..Selection::default() });
    assert_eq!(check(0, &all), Ok(()));
    assert_eq!(check(1, &all).unwrap_err(), "“Dream” has not been solved yet.");
    assert_eq!(check(2, &all).unwrap_err(), "“Blue only” plans for others than the report shows.");
    assert_eq!(check(2, &blue), Ok(()));
}

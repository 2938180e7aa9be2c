//! The sample team tells its story: the figures of the mock-ups, checked against `tests/sample_need.py`, on any date.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use cadre_core::{
    gaps::area_gaps,
    levels::{AssessmentColumns, LevelGrid, day_of, is_stale},
    need::{CompetencyNeed, NeedSettings, Signal, area_needs, competency_needs},
    organisation::Organisation,
};
use serde_json::Value;

use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn made(date: NaiveDate) -> Content {
    sample(date, date.and_hms_opt(9, 30, 0).unwrap().and_utc())
}

/// The mock-ups' day, a leap day, and a day whose year before holds one.
fn dates() -> [NaiveDate; 4] {
    [day(2026, 6, 1), day(2028, 2, 29), day(2027, 3, 31), day(2026, 11, 23)]
}

fn grid(content: &Content, date: NaiveDate, take: impl Fn(&Assessment) -> bool) -> LevelGrid {
    let people: HashMap<_, _> =
        (0..).zip(&content.people).map(|(index, person)| (person.id, index)).collect();
    let competencies: HashMap<_, _> =
        (0..).zip(&content.competencies).map(|(index, competency)| (&competency.key, index)).collect();
    let mut columns = AssessmentColumns::default();
    for row in content.assessments.iter().filter(|row| take(row)) {
        let (person, competency) = (people[&row.person], competencies[&row.competency]);
        columns.push(person, competency, day_of(row.assessed_on), row.level, row.source);
    }
    LevelGrid::current(&columns, date, content.people.len(), content.competencies.len())
}

fn needs(content: &Content, date: NaiveDate) -> (Organisation, Vec<CompetencyNeed>) {
    let organisation = Organisation::new(content, date);
    let settings = NeedSettings {
        weights: content.settings.weights,
        line: content.settings.need_line,
        reach: content.settings.reach,
    };
    let needs = competency_needs(&organisation, &grid(content, date, |_| true), None, &settings);
    (organisation, needs)
}

/// What `tests/sample_need.py` printed.
fn oracle() -> Value {
    serde_json::from_str(include_str!("../../tests/sample_need.json")).unwrap()
}

#[test]
fn the_team_is_three_teams_of_twenty_four() {
    for date in dates() {
        let content = made(date);
        assert_eq!(content.settings.name, "Halden Mutual");
        let counting = content.people.iter().filter(|person| person.counts_on(date)).count();
        assert_eq!((content.teams.len(), counting), (3, 24));
        assert_eq!((content.people.len(), content.roles.len()), (26, 9));
        assert_eq!(content.positions.iter().map(|position| position.seats).sum::<u32>(), 30);
        let on = |name: &str| {
            let team = content.teams.iter().find(|team| team.name == name).unwrap().id;
            let people = content.people.iter().filter(|person| person.team == team && person.counts_on(date));
            let seats = content.positions.iter().filter(|position| position.team == team);
            (people.count(), seats.map(|position| position.seats).sum::<u32>())
        };
        assert_eq!(on("Platform security"), (9, 10));
        assert_eq!(on("AI assurance"), (7, 11));
        assert_eq!(on("Detection and response"), (8, 9));
    }
}

#[test]
fn no_date_is_in_the_future_and_seats_are_needed_ahead() {
    for date in dates() {
        let content = made(date);
        for person in &content.people {
            assert!(person.started_on.is_some_and(|started| started < date), "{}", person.name);
            assert!(person.leaves_on.is_none_or(|left| left < date), "{}", person.name);
        }
        let people: HashMap<_, _> = content.people.iter().map(|person| (person.id, person)).collect();
        for row in &content.assessments {
            let person = people[&row.person];
            assert!(row.assessed_on < date && row.recorded_at <= content.operations[0].at);
            assert!(row.recorded_at.date_naive() >= row.assessed_on);
            assert!(person.started_on.is_some_and(|started| started <= row.assessed_on), "{}", person.name);
            assert!(person.leaves_on.is_none_or(|left| left > row.assessed_on), "{}", person.name);
        }
        assert!(content.assessments.is_sorted_by_key(|row| row.recorded_at));
        let oldest = content.assessments.iter().map(|row| row.assessed_on).min().unwrap();
        assert!((500..=548).contains(&(date - oldest).num_days()), "a year and a half");
        let mut needed: Vec<i64> = content
            .positions
            .iter()
            .filter_map(|position| position.needed_by)
            .map(|needed| (needed - date).num_days())
            .collect();
        needed.sort_unstable();
        assert_eq!(needed, [210, 273]);
        assert!(content.pulses.iter().all(|pulse| pulse.asked_on < date));
    }
}

#[test]
fn it_is_made_by_one_operation_even_before_its_own_date() {
    let recorded = day(2026, 1, 5).and_hms_opt(8, 0, 0).unwrap().and_utc();
    let content = sample(day(2026, 6, 1), recorded);
    let [operation] = content.operations.as_slice() else { panic!("one operation") };
    assert_eq!((operation.kind.as_str(), operation.label.as_str()), ("init", "Sample team created"));
    assert!(operation.changes.is_empty() && operation.reverts.is_none());
    assert!(content.assessments.iter().all(|row| row.operation == operation.id && !row.retracted));
    assert!(content.assessments.iter().all(|row| row.recorded_at <= recorded));
    assert!(content.assessments.is_sorted_by_key(|row| row.recorded_at));
    let ids: BTreeSet<_> = content.assessments.iter().map(|row| row.id).collect();
    assert_eq!(ids.len(), content.assessments.len());
    assert!(content.assessments.is_sorted_by_key(|row| row.id), "ids sort as recorded");
}

#[test]
fn it_is_the_usual_mess() {
    let date = day(2026, 6, 1);
    let content = made(date);
    let sources: BTreeSet<_> = content.assessments.iter().map(|row| row.source).collect();
    assert_eq!(sources.len(), Source::ALL.len(), "every source");
    assert!(content.assessments.iter().filter(|row| row.note.is_some()).count() >= 10);
    assert_eq!(content.people.iter().filter(|person| person.borrowed).count(), 1);
    assert_eq!(content.people.iter().filter(|person| person.leaves_on.is_some()).count(), 1);

    for date in dates() {
        check_cells(&made(date), date);
    }
}

/// Unknown, stale and claimed cells are as many as Python counts, and some self-ratings stand above them.
fn check_cells(content: &Content, date: NaiveDate) {
    let levels = grid(content, date, |_| true);
    let by_self = grid(content, date, |row| row.source == Source::Self_);
    let mut cells = BTreeMap::<&str, u64>::new();
    let mut above = Vec::new();
    for (person, _) in content.people.iter().enumerate().filter(|(_, person)| person.counts_on(date)) {
        for (index, competency) in content.competencies.iter().enumerate() {
            let Some(cell) = levels.get(person, index) else {
                *cells.entry("unknown").or_default() += 1;
                continue;
            };
            let stale = is_stale(cell.day, competency.recheck_months, date);
            let state = match (stale, cell.source.confirms()) {
                (true, _) => "stale",
                (false, true) => "confirmed",
                (false, false) => "claimed",
            };
            *cells.entry(state).or_default() += 1;
            if let Some(own) = by_self.level(person, index).filter(|own| *own > cell.level) {
                above.push(own.get() - cell.level.get());
            }
        }
    }
    let expected: BTreeMap<String, u64> = serde_json::from_value(oracle()["cells"].clone()).unwrap();
    assert_eq!(
        cells.into_iter().map(|(state, count)| (state.to_owned(), count)).collect::<BTreeMap<_, _>>(),
        expected
    );
    assert!(above.contains(&1) && above.contains(&2), "self-ratings one and two levels above: {above:?}");
}

#[test]
fn every_area_has_levels_and_targets() {
    let date = day(2026, 6, 1);
    let content = made(date);
    let organisation = Organisation::new(&content, date);
    for area in area_gaps(&organisation, &grid(&content, date, |_| true), None, content.settings.reach) {
        assert!(area.assessed >= 5, "{}: {}", content.areas[area.area].key, area.assessed);
        assert!(area.seats.required > 0, "{} has no target", content.areas[area.area].key);
    }
}

#[test]
fn the_needs_are_those_worked_out_in_python() {
    for date in dates() {
        let content = made(date);
        let (_, needs) = needs(&content, date);
        let expected = oracle();
        let expected = expected["needs"].as_array().unwrap();
        assert_eq!(needs.len(), expected.len());
        for expected in expected {
            let need = needs
                .iter()
                .find(|need| {
                    content.teams[need.standing.team].name == expected["team"]
                        && content.competencies[need.standing.competency].key.as_str()
                            == expected["competency"]
                })
                .unwrap_or_else(|| panic!("{expected}"));
            let score = expected["need"].as_f64().unwrap();
            assert!((need.need.score - score).abs() < 1e-8, "{} is not {expected}", need.need.score);
            let matching = &need.standing.matching;
            assert_eq!(u64::from(matching.required), expected["seats"], "{expected}");
            assert_eq!(u64::from(matching.filled), expected["filled"], "{expected}");
            assert_eq!(u64::from(matching.within_reach), expected["within_reach"], "{expected}");
            assert_eq!(u64::from(matching.level_shortfall), expected["shortfall"], "{expected}");
            assert_eq!(u64::from(need.standing.holders), expected["holders"], "{expected}");
            assert_eq!(need.signal.as_str(), expected["signal"], "{expected}");
        }
    }
}

/// The story as the mock-ups print it.
#[test]
fn the_story_is_that_of_the_mock_ups() {
    let date = day(2026, 6, 1);
    let content = made(date);
    let (organisation, needs) = needs(&content, date);
    let output_handling = needs
        .iter()
        .find(|need| content.competencies[need.standing.competency].key.as_str() == "output-handling")
        .unwrap();
    let matching = &output_handling.standing.matching;
    assert_eq!((matching.filled, matching.required, matching.within_reach), (0, 5, 2));
    assert!((output_handling.terms.urgency - 28.0 / 30.0).abs() < 1e-12);
    assert_eq!(format!("{:.1}", output_handling.need.score), "88.4");

    let above: Vec<_> = needs.iter().filter(|need| need.need.score >= 40.0).map(|need| need.signal).collect();
    assert_eq!(above.iter().filter(|signal| **signal == Signal::Hire).count(), 3, "hire for three");
    assert_eq!(above.iter().filter(|signal| **signal == Signal::Train).count(), 4, "train for four");

    let areas: BTreeMap<&str, (f64, Signal)> = area_needs(&organisation, &needs, 40.0)
        .into_iter()
        .map(|need| (content.areas[need.group].key.as_str(), (need.need.score.round(), need.signal)))
        .collect();
    for (area, score, signal) in [
        ("llm-secops", 88.0, Signal::Hire),
        ("incident-response", 79.0, Signal::Hire),
        ("ml-secops", 72.0, Signal::Train),
        ("identity-and-access", 58.0, Signal::Train),
        ("soft-skills", 58.0, Signal::Train),
        ("cloud-computing", 45.0, Signal::Train),
        ("security-controls", 30.0, Signal::Deepen),
        ("software-development", 11.0, Signal::Deepen),
        ("data-security", 10.0, Signal::Watch),
    ] {
        assert_eq!(areas[area], (score, signal), "{area}");
    }

    let levels = grid(&content, date, |_| true);
    let expected = oracle();
    for area in area_gaps(&organisation, &levels, None, content.settings.reach) {
        let key = content.areas[area.area].key.as_str();
        let share = area.below_target.known.unwrap();
        let expected: (u32, u32) = serde_json::from_value(expected["below_target"][key].clone()).unwrap();
        assert_eq!((share.count, share.of), expected, "{key}");
    }
}

#[test]
fn the_pulse_is_that_of_the_mock_ups() {
    let content = made(day(2026, 6, 1));
    let [pulse] = content.pulses.as_slice() else { panic!("one pulse") };
    assert_eq!(
        (pulse.series.as_str(), pulse.asked_on, pulse.responses.len()),
        ("isaca.gap", day(2026, 5, 11), 12)
    );
    let named = |area: &str| {
        pulse.responses.iter().filter(|response| response.areas.contains(&AreaKey::from(area))).count()
    };
    let counts = [
        ("ml-secops", 6),
        ("llm-secops", 6),
        ("cloud-computing", 4),
        ("soft-skills", 7),
        ("security-controls", 5),
        ("software-development", 2),
    ];
    for (area, count) in counts {
        assert_eq!(named(area), count, "{area}");
        assert!(pulse.offered.contains(&area.into()));
    }
    assert_eq!(pulse.offered.len(), counts.len());
}

#[test]
fn keys_are_the_catalogues_and_levels_fit() {
    let content = made(day(2026, 6, 1));
    let known: BTreeSet<_> = content.competencies.iter().map(|competency| &competency.key).collect();
    assert!(content.assessments.iter().all(|row| known.contains(&row.competency)));
    for role in &content.roles {
        assert!(role.targets.iter().all(|target| known.contains(&target.competency)), "{}", role.name);
    }
    let mut cells = BTreeSet::new();
    for row in &content.assessments {
        let cell = (row.person, &row.competency, row.source.confirms(), row.assessed_on);
        assert!(cells.insert(cell), "two of one day: {row:?}");
    }
}

#[test]
fn two_samples_differ_in_ids_only() {
    let date = day(2026, 6, 1);
    let (first, second) = (made(date), made(date));
    let (first_text, second_text) = (named(&first), named(&second));
    assert_eq!(first_text, second_text);
    assert_ne!(first.people[0].id, second.people[0].id);
}

/// The content as JSON, each id replaced by the order in which it first appears.
fn named(content: &Content) -> String {
    let mut order = HashMap::new();
    let text = serde_json::to_string(content).unwrap();
    text.split('"')
        .map(|word| match Uuid::parse_str(word) {
            Ok(id) => {
                let next = order.len();
                format!("#{}", order.entry(id).or_insert(next))
            }
            Err(_) => word.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("\"")
}

#[test]
fn bad_rows_are_refused() {
    let keys = [CompetencyKey::from("a"), CompetencyKey::from("b")];
    let check = |row: &str| marks("Ann", 3, row, &keys).unwrap_err().to_string();
    assert_eq!(check("1"), "the row of Ann, 3 days before, has 1 marks, expected 2");
    assert_eq!(
        check("1 5"),
        "the row of Ann, 3 days before, has the mark '5', expected 0 to 4 or a full stop"
    );
    assert_eq!(marks("Ann", 3, ". 4", &keys).unwrap(), [(keys[1].clone(), Level::MAX)]);
}

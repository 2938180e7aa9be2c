//! The Report screen: what it says of the report, and what is kept of it, done, undone and redone.

use cadre_app::{
    AppError, ErrorCode, HistoryFilter, ReportDraft, ReportFormat, ReportView, Selection, Touched, Workspace,
    read_logo,
};
use cadre_core::{
    ActionKind, ActionState, Audience, Content, Logo, Paper, PlanAction, PlanOutcome, ReportSettings,
    Scenario, ScenarioId, Section, TrainingItem,
};
use uuid::Uuid;

use crate::{
    check_of, cloud_team, dump, moment,
    office::{Office, date},
    open,
};

/// Ada on Blue, and four scenarios, of which the third was never solved.
fn office() -> Office {
    let mut office = cloud_team().person("Ada", "Blue", "engineer").level("Ada", "posture", 3);
    office.content.training.push(TrainingItem::new("course".into(), "Course"));
    for (number, name) in (1..).zip(["Freeze", "Train", "Dream", "Hire"]) {
        let outcome = (name != "Dream").then(|| PlanOutcome {
            starts_on: date("2026-06-01"),
            // One seat of two is filled, and one of its two holders is there: 1 + ½ in each of four quarters.
            objective: 6.0,
            bound: 6.0,
            gap: 0.0,
            covered_before: 0.5,
            covered: vec![0.5; 4],
        });
        office.content.scenarios.push(Scenario {
            id: scenario(number),
            name: name.to_owned(),
            team: None,
            budget: 0.0,
            hires: 0,
            borrowed_quarters: 0,
            quarters: 4,
            wishes: Vec::new(),
            extra_seats: Vec::new(),
            outcome,
            actions: Vec::new(),
        });
    }
    office
}

fn scenario(number: u128) -> ScenarioId {
    ScenarioId(Uuid::from_u128(1000 + number))
}

/// Ada takes a course.
fn train(office: &Office) -> PlanAction {
    PlanAction {
        kind: ActionKind::Train,
        quarter: 1,
        team: office.content.teams[0].id,
        role: None,
        person: Some(office.content.people[0].id),
        training: Some("course".into()),
        cost: 0.0,
        state: ActionState::Planned,
    }
}

fn view(workspace: &Workspace) -> ReportView {
    workspace.report_view(&Selection::default(), moment()).unwrap()
}

fn draft() -> ReportDraft {
    ReportDraft::of(&ReportSettings::default())
}

/// Does a change to the office, as `check_of` does; gives the report after it.
fn check(
    label: &str,
    change: impl FnOnce(&mut Workspace, &Content) -> Result<Touched, AppError>,
) -> ReportSettings {
    check_of(&office(), label, change).report.unwrap()
}

fn check_draft(label: &str, change: impl FnOnce(&mut ReportDraft)) -> ReportSettings {
    let mut draft = draft();
    change(&mut draft);
    let kept = check(label, |workspace, _| {
        let touched = workspace.save_report(&draft, moment())?;
        assert_eq!(touched, ["report"]);
        Ok(touched)
    });
    assert_eq!(ReportDraft::of(&kept), draft);
    kept
}

#[test]
fn every_choice_is_kept_under_its_name_and_undone() {
    check_draft("Make the report for HR", |draft| {
        draft.audience = Audience::Hr;
        draft.sections = Audience::Hr.sections().to_vec();
    });
    check_draft("Make the report for the team", |draft| draft.audience = Audience::Team);
    check_draft("Choose the parts of the report", |draft| draft.sections = vec![Section::Standing]);
    check_draft("Choose the scenarios of the report", |draft| draft.scenarios = Some(vec![scenario(2)]));
    check_draft("Print names in the report", |draft| draft.names = true);
    check_draft("Set the smallest group of the report", |draft| draft.smallest_group = 10);
    check_draft("Write the own words of the report", |draft| draft.own_words = "Two posts.".to_owned());
    check_draft("Name the organisation of the report", |draft| draft.organisation = "Halden".to_owned());
    check_draft("Set the day of the decision in the report", |draft| {
        draft.decision_on = Some(date("2026-07-01"));
    });
    check_draft("Choose the paper of the report", |draft| draft.paper = Paper::Letter);
    check_draft("Change the report", |draft| {
        draft.paper = Paper::Letter;
        draft.names = true;
    });
    let logo = Logo { name: "mark.png".to_owned(), data: "iVBORw0KGgo=".to_owned() };
    let kept = check("Choose the logo of the report", |workspace, _| {
        workspace.save_report_logo(Some(logo.clone()), moment())
    });
    assert_eq!(kept.logo, Some(logo.clone()));
    let mut with_logo = office();
    with_logo.content.report = Some(ReportSettings { logo: Some(logo.clone()), ..ReportSettings::default() });
    let kept = check_of(&with_logo, "Remove the logo of the report", |workspace, _| {
        workspace.save_report_logo(None, moment())
    });
    assert_eq!(kept.report.unwrap().logo, None);
    // What is said beside it does not touch it.
    let kept = check_of(&with_logo, "Print names in the report", |workspace, _| {
        workspace.save_report(&ReportDraft { names: true, ..draft() }, moment())
    });
    assert_eq!(kept.report.unwrap().logo, Some(logo));
}

#[test]
fn the_history_says_what_has_changed() {
    let (_folder, mut workspace) = open(&office());
    workspace.save_report(&ReportDraft { smallest_group: 7, ..draft() }, moment()).unwrap();
    let changed = ReportDraft {
        own_words: "Two posts.".to_owned(),
        decision_on: Some(date("2026-07-01")),
        sections: vec![Section::Standing],
        smallest_group: 8,
        ..draft()
    };
    workspace.save_report(&changed, moment()).unwrap();
    let logo = Logo { name: "mark.png".to_owned(), data: "iVBORw0KGgo=".to_owned() };
    workspace.save_report_logo(Some(logo), moment()).unwrap();
    let history = workspace.history_view(&HistoryFilter::default(), None, moment()).unwrap();
    let rows: Vec<(&str, &str, Vec<&str>)> = history
        .operations
        .iter()
        .map(|row| (row.label.as_str(), row.kind.as_str(), row.changes.iter().map(String::as_str).collect()))
        .take(3)
        .collect();
    assert_eq!(
        rows,
        [
            ("Choose the logo of the report", "Report changed", vec!["Added: logo of the report mark.png"]),
            (
                "Change the report",
                "Report changed",
                vec![
                    "Report: own words changed; sections changed; day of the decision, from none to 1 Jul 2026; \
                     smallest group, from 7 to 8"
                ]
            ),
            ("Set the smallest group of the report", "Report changed", vec!["Added: Report"]),
        ]
    );
    assert!(history.kinds.iter().any(|kind| kind.label == "Report changed"));
}

#[test]
fn what_a_report_cannot_hold_is_refused_by_field_all_at_once() {
    let (_folder, mut workspace) = open(&office());
    let before = dump(&workspace);
    let wrong = ReportDraft {
        organisation: "é".repeat(81),
        own_words: "é".repeat(601),
        sections: Vec::new(),
        scenarios: Some(vec![scenario(1), scenario(2), scenario(9), scenario(9)]),
        smallest_group: 2,
        ..draft()
    };
    let error = workspace.save_report(&wrong, moment()).unwrap_err();
    let said: Vec<String> =
        error.fields.iter().map(|field| format!("{}: {}", field.place, field.says)).collect();
    assert_eq!(
        said,
        [
            "organisation: The name of the organisation has 81 characters; 80 are the most.",
            "own_words: Your own words have 601 characters; 600 are the most.",
            "sections: The report has no part: choose one or more. The full matrix is printed with names only.",
            "scenarios: A report compares 3 scenarios at most, not 4.",
            "scenarios: A scenario is chosen twice: choose each once.",
            "scenarios: A scenario is no longer in the workspace: choose another.",
            "smallest_group: The smallest group cannot be 2: give a number from 3 to 10.",
        ]
    );
    for (wrong, says) in [
        (
            ReportDraft { sections: vec![Section::Areas, Section::Areas], ..draft() },
            "A part of the report is chosen twice: choose each once.",
        ),
        (
            // Without names it would be a report of no page.
            ReportDraft { sections: vec![Section::Matrix], ..draft() },
            "The report has no part: choose one or more. The full matrix is printed with names only.",
        ),
        (
            ReportDraft { smallest_group: 11, ..draft() },
            "The smallest group cannot be 11: give a number from 3 to 10.",
        ),
    ] {
        assert_eq!(workspace.save_report(&wrong, moment()).unwrap_err().message, says);
    }
    assert_eq!(dump(&workspace), before);
    let at_the_limit = ReportDraft {
        organisation: "é".repeat(80),
        own_words: "é".repeat(600),
        sections: vec![Section::Matrix],
        names: true,
        scenarios: Some(vec![scenario(1), scenario(2), scenario(4)]),
        ..draft()
    };
    workspace.save_report(&at_the_limit, moment()).unwrap();
}

#[test]
fn the_screen_says_where_each_part_stands() {
    let mut office = office();
    office.content.scenarios[3].actions = vec![train(&office)];
    let (_folder, mut workspace) = open(&office);
    let places = |view: &ReportView| -> Vec<String> {
        view.sections.iter().map(|section| format!("{}: {}", section.name, section.place)).collect()
    };
    let first = view(&workspace);
    assert_eq!(first.title, "The board pack has six parts, every figure with its source");
    assert_eq!(first.subtitle, "Names are left out; cells about fewer than five people are withheld.");
    assert_eq!((first.organisation.as_str(), first.logo), ("Test", None));
    assert_eq!(first.words_place, "printed on page 1");
    assert_eq!(
        places(&view(&workspace)),
        [
            "Where we stand: page 1",
            "What to decide: page 2",
            "All areas and teams: A",
            "Plan by quarter: B",
            "Posts asked for: left out",
            "Method: C",
            "Sources and limits: D",
            "Full matrix: with names only",
        ]
    );
    let changed = ReportDraft {
        audience: Audience::Team,
        sections: vec![Section::Matrix, Section::Method, Section::Decision],
        names: true,
        ..draft()
    };
    workspace.save_report(&changed, moment()).unwrap();
    let second = view(&workspace);
    assert_eq!(second.title, "The pack for the team has three parts, every figure with its source");
    assert_eq!(second.subtitle, "People stand with their names; nothing about them is withheld.");
    assert_eq!(second.words_place, "not printed: “Where we stand” is left out");
    assert_eq!(
        places(&second),
        [
            "Where we stand: left out",
            "What to decide: page 1",
            "All areas and teams: left out",
            "Plan by quarter: left out",
            "Posts asked for: left out",
            "Method: A",
            "Sources and limits: left out",
            "Full matrix: B",
        ]
    );
    // The scenario that is asked for trains, and hires nobody; another does nothing at all.
    let sections = vec![Section::Plan, Section::Posts, Section::Method];
    let trains = ReportDraft { sections, ..draft() };
    workspace.save_report(&trains, moment()).unwrap();
    assert_eq!(
        places(&view(&workspace))[3..6],
        ["Plan by quarter: A", "Posts asked for: none asked for", "Method: B"]
    );
    let idle = ReportDraft { scenarios: Some(vec![scenario(1)]), ..trains };
    workspace.save_report(&idle, moment()).unwrap();
    assert_eq!(
        places(&view(&workspace))[3..6],
        ["Plan by quarter: nothing planned", "Posts asked for: none asked for", "Method: A"]
    );
    assert_eq!(second.warnings, ["Names are printed: give it to nobody who may not see what each can do."]);
}

#[test]
fn the_scenarios_are_the_latest_until_some_are_chosen_and_what_is_gone_is_left_out() {
    let (_folder, mut workspace) = open(&office());
    let places = |view: &ReportView| -> Vec<(String, String, bool)> {
        let place = |one: &cadre_app::ReportScenario| (one.name.clone(), one.place.clone(), one.can_choose);
        view.scenarios.iter().map(place).collect()
    };
    let row = |name: &str, place: &str, can_choose: bool| (name.to_owned(), place.to_owned(), can_choose);
    let first = view(&workspace);
    assert_eq!(
        places(&first),
        [
            row("Freeze", "compared", true),
            row("Train", "compared", true),
            row("Dream", "not solved yet", false),
            row("Hire", "asked for", true),
        ]
    );
    assert_eq!(first.printed, [scenario(4), scenario(2), scenario(1)]);
    assert_eq!(first.draft.scenarios, None, "nobody has chosen");
    assert_eq!(first.warnings, Vec::<String>::new());

    let chosen = ReportDraft { scenarios: Some(vec![scenario(2), scenario(4)]), ..draft() };
    workspace.save_report(&chosen, moment()).unwrap();
    assert_eq!(
        places(&view(&workspace)),
        [
            row("Freeze", "left out", true),
            row("Train", "asked for", true),
            row("Dream", "not solved yet", false),
            row("Hire", "compared", true),
        ]
    );
    // A scenario goes although the report names it, and comes back with an undo.
    workspace.remove_scenario(scenario(2), moment()).unwrap();
    assert_eq!(view(&workspace).printed, [scenario(4)]);
    assert_eq!(workspace.report_settings().scenarios, Some(vec![scenario(4)]));
    assert!(workspace.check().unwrap().is_empty());
    workspace.undo(moment()).unwrap();
    assert_eq!(view(&workspace).printed, [scenario(2), scenario(4)]);

    let none = ReportDraft { scenarios: Some(Vec::new()), ..draft() };
    workspace.save_report(&none, moment()).unwrap();
    let left = view(&workspace);
    assert_eq!(
        left.warnings,
        ["No scenario is asked for, so the pack leaves the decision open. Solve one on Plan, or choose one."]
    );
    assert!(left.scenarios.iter().filter(|one| one.name != "Dream").all(|one| one.can_choose));
}

#[test]
fn a_plan_of_an_earlier_record_is_pointed_out() {
    let mut office = office();
    office.content.scenarios.truncate(1);
    // Half of what the record gives.
    office.content.scenarios[0].outcome.as_mut().unwrap().objective = 3.0;
    let (_folder, workspace) = open(&office);
    let seen = view(&workspace);
    assert_eq!(seen.scenarios[0].note, "The record has changed since: solve it again.");
    assert_eq!(seen.warnings, ["Freeze: the record has changed since: solve it again."]);
}

#[test]
fn without_people_there_is_no_report() {
    let (_folder, workspace) = open(&cloud_team());
    assert_eq!(view(&workspace).empty.unwrap().title, "No people yet");
    let (_folder, workspace) = open(&office());
    assert_eq!(view(&workspace).empty, None);
}

#[test]
fn files_are_named_after_whose_report_it_is_and_its_day() {
    let (_folder, workspace) = open(&office());
    let name = |organisation: &str, selection: &Selection, format: ReportFormat| {
        let settings = ReportSettings { organisation: organisation.to_owned(), ..ReportSettings::default() };
        workspace.report_file_name(&settings, selection, format, moment())
    };
    let today = Selection::default();
    assert_eq!(name("", &today, ReportFormat::Pdf), "Test security skills 2026-06-01.pdf");
    let past = Selection { as_of: Some(date("2026-03-31")), ..Selection::default() };
    assert_eq!(
        name(" ../A/S: Halden ", &past, ReportFormat::Pptx),
        "A S Halden security skills 2026-03-31.pptx"
    );
    // The day stays however long the name is.
    assert_eq!(
        name(&"x".repeat(80), &today, ReportFormat::Html),
        format!("{} security skills 2026-06-01.html", "x".repeat(40))
    );
    let extensions = ReportFormat::ALL.map(ReportFormat::extension);
    assert_eq!(extensions, ["pdf", "pptx", "xlsx", "html"]);
}

#[test]
fn a_file_that_is_no_logo_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.png");
    std::fs::write(&path, "Dear all").unwrap();
    let error = read_logo(&path).unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidArgument);
    assert_eq!(error.message, "notes.png cannot be the logo: it is neither PNG nor JPEG.");
    assert_eq!(error.hint, "Nothing was changed. Choose a PNG or JPEG of at most 512 kB.");
    std::fs::write(&path, vec![0; 3_000_000]).unwrap();
    assert_eq!(
        read_logo(&path).unwrap_err().message,
        "notes.png cannot be the logo: it has more than 512 kB."
    );
    assert_eq!(read_logo(&folder.path().join("gone.png")).unwrap_err().code, ErrorCode::Io);
}

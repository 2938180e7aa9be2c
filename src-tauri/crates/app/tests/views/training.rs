//! The training library: what it says, every way to change it, each done, undone and redone, and lists in and out.

use cadre_app::{AppError, ErrorCode, ExportFormat, Item, Selection, Touched, TrainingDraft, Workspace};
use cadre_core::{Content, Delivery, Estimated, Level, Lift, TrainingItem, VendorNeutrality};

use crate::{check_of, cloud_team, dump, moment, office::Office, open};

/// A team with a course of its own, and the competency that Gandalf lifts.
fn office() -> Office {
    let mut office = cloud_team().area("llm-secops", &["prompt-injection-defence"]);
    office.content.training.push(TrainingItem {
        provider: Some("Blue Academy".to_owned()),
        cost: 500.0,
        hours: 16.0,
        lifts: vec![lift("posture", 1, 3)],
        ..TrainingItem::new("posture-course".into(), "Posture course")
    });
    office
}

fn lift(competency: &str, from: u8, to: u8) -> Lift {
    Lift {
        competency: competency.into(),
        from: Level::ALL[usize::from(from)],
        to: Level::ALL[usize::from(to)],
    }
}

fn draft() -> TrainingDraft {
    TrainingDraft {
        key: None,
        name: " Talking lab ".to_owned(),
        provider: "Red Academy".to_owned(),
        address: "https://example.org/talking".to_owned(),
        delivery: Some(Delivery::Lab),
        prior_knowledge: Some(2),
        vendor_neutrality: Some(VendorNeutrality::Agnostic),
        requires: String::new(),
        cost: 250.0,
        hours: 8.0,
        pass_rate: 0.9,
        estimated: Estimated { cost: true, hours: false, pass_rate: true },
        lifts: vec![lift("talking", 0, 1), lift("posture", 1, 2)],
    }
}

fn check(label: &str, change: impl FnOnce(&mut Workspace, &Content) -> Result<Touched, AppError>) -> Content {
    check_of(&office(), label, change)
}

/// Tries a change that is refused, and that nothing has changed; gives the fields that are wrong.
fn refused(change: impl FnOnce(&mut Workspace) -> Result<Touched, AppError>) -> Vec<String> {
    let (_folder, mut workspace) = open(&office());
    let before = dump(&workspace);
    let error = change(&mut workspace).unwrap_err();
    assert_eq!(dump(&workspace), before);
    assert_eq!(workspace.operations(10).unwrap().len(), 1, "a refused change is not in the history");
    error.fields.into_iter().map(|field| field.place).collect()
}

#[test]
fn items_are_added_changed_and_removed() {
    let after = check("Add the training item Talking lab", |workspace, _| {
        workspace.save_training(&draft(), moment())
    });
    let added = TrainingItem {
        provider: Some("Red Academy".to_owned()),
        address: Some("https://example.org/talking".to_owned()),
        delivery: Some(Delivery::Lab),
        prior_knowledge: Some(2),
        vendor_neutrality: Some(VendorNeutrality::Agnostic),
        cost: 250.0,
        hours: 8.0,
        pass_rate: 0.9,
        estimated: Estimated { cost: true, hours: false, pass_rate: true },
        lifts: vec![lift("talking", 0, 1), lift("posture", 1, 2)],
        ..TrainingItem::new("talking-lab".into(), "Talking lab")
    };
    assert_eq!(after.training[1], added);
    let key = Some("posture-course".into());
    let after = check("Rename the training item Posture course to Talking lab", |workspace, _| {
        workspace.save_training(&TrainingDraft { key: key.clone(), ..draft() }, moment())
    });
    assert_eq!(after.training, [TrainingItem { key: "posture-course".into(), ..added }]);
    check("Change the training item Posture course", |workspace, _| {
        let draft = TrainingDraft { key, name: "Posture course".to_owned(), ..draft() };
        workspace.save_training(&draft, moment())
    });
    let item = Item::Training("posture-course".into());
    let after = check("Remove the training item Posture course", |workspace, _| {
        let told = workspace.removal_consequences(&item, moment()).unwrap();
        assert_eq!(told.title, "Remove the training item Posture course?");
        workspace.remove_item(&item, moment())
    });
    assert!(after.training.is_empty());
}

#[test]
fn every_wrong_field_is_named() {
    let wrong = |change: &dyn Fn(&mut TrainingDraft)| {
        let mut draft = draft();
        change(&mut draft);
        refused(|workspace| workspace.save_training(&draft, moment()))
    };
    assert_eq!(wrong(&|draft| draft.name = " ".to_owned()), ["name"]);
    // Names that differ in case and blanks alone are the same.
    assert_eq!(wrong(&|draft| draft.name = "posture  COURSE".to_owned()), ["name"]);
    assert_eq!(wrong(&|draft| draft.address = "example.org".to_owned()), ["address"]);
    assert_eq!(wrong(&|draft| draft.address = "javascript:alert(1)".to_owned()), ["address"]);
    assert_eq!(wrong(&|draft| draft.requires = "x".repeat(501)), ["requires"]);
    assert_eq!(wrong(&|draft| draft.prior_knowledge = Some(6)), ["prior_knowledge"]);
    assert_eq!(wrong(&|draft| draft.lifts.clear()), ["lifts"]);
    assert_eq!(
        wrong(&|draft| {
            (draft.cost, draft.hours, draft.pass_rate) = (-1.0, f64::NAN, 80.0);
            draft.lifts = vec![lift("talking", 2, 2), lift("talking", 0, 1), lift("nothing", 0, 1)];
        }),
        ["cost", "hours", "pass_rate", "lifts[0].to", "lifts[1].competency", "lifts[2].competency"]
    );
    assert_eq!(wrong(&|draft| draft.key = Some("gone".into())), [""; 0]);
}

#[test]
fn shipped_items_come_with_their_sources() {
    let after = check("Add the training item Gandalf", |workspace, _| {
        // The second is there then, and is passed over.
        workspace.add_shipped_training(&["gandalf".into(), "gandalf".into()], moment())
    });
    // No one has published its cost or its hours: guesses, and said to be.
    assert_eq!(after.training[1].estimated, Estimated { cost: true, hours: true, pass_rate: true });
    assert_eq!(after.training[1].lifts, [lift("prompt-injection-defence", 0, 1)]);

    let (_folder, mut workspace) = open(&office());
    workspace.add_shipped_training(&["gandalf".into()], moment()).unwrap();
    let view = workspace.training_view();
    assert_eq!(view.title, "2 training items; the cost of one and the hours of one are estimates");
    let gandalf = &view.items[0];
    assert_eq!(
        (gandalf.name.as_str(), gandalf.cost_words.as_str(), gandalf.prior_words.as_str()),
        ("Gandalf", "0", "not stated")
    );
    let source = |what: &str| {
        let view = workspace.training_view();
        view.items[0].sources.iter().find(|line| line.what == what).unwrap().text.clone()
    };
    assert_eq!(source("Cost"), "estimate, edit me");
    assert_eq!(source("Lifts"), "Cadre's own reading of what the item teaches: edit me");
    assert!(view.items[1].sources.is_empty(), "nobody but the team itself says anything of its own course");
    let shipped = |key: &str| view.shipped.iter().find(|item| item.key.as_str() == key).unwrap();
    assert_eq!((shipped("gandalf").addable, shipped("gandalf").detail.as_str()), (false, "there already"));
    // Its competencies are not in this workspace.
    assert!(!shipped("openssf-lfd121").addable);
    let error = workspace.add_shipped_training(&["openssf-lfd121".into()], moment()).unwrap_err();
    assert_eq!(error.code, ErrorCode::UnknownCompetency);
    assert!(workspace.add_shipped_training(&["nothing".into()], moment()).is_err());

    // A figure that was put right is the team's own.
    let draft = TrainingDraft {
        key: Some("gandalf".into()),
        name: "Gandalf".to_owned(),
        hours: 3.0,
        cost: 0.0,
        lifts: vec![lift("prompt-injection-defence", 0, 1)],
        ..draft()
    };
    workspace.save_training(&draft, moment()).unwrap();
    let hours = &workspace.training_view().items[0].sources[1];
    assert_eq!(hours.text, "your own; 4 ships with Cadre: estimate, edit me");
}

#[test]
fn dollars_are_an_estimate_in_euros_alone() {
    let of = |currency: &str| {
        let mut office = cloud_team().area("governance", &["policy-and-compliance"]);
        currency.clone_into(&mut office.content.settings.currency);
        let (_folder, mut workspace) = open(&office);
        workspace.add_shipped_training(&["iapp-aigp".into()], moment()).unwrap();
        let item = workspace.training_view().items.remove(0);
        (item.cost, item.estimated.cost, item.sources[0].text.clone())
    };
    assert_eq!(of("USD"), (799.0, false, "IAPP: $649 or $799, the higher is taken".to_owned()));
    let said = "IAPP: $649 or $799, the higher is taken; in USD, taken as EUR: amounts are not converted";
    assert_eq!(of("EUR"), (799.0, true, said.to_owned()));
}

fn import(workspace: &mut Workspace, csv: &str) -> Result<String, AppError> {
    Ok(workspace.import_training("list.csv", csv.as_bytes(), moment())?.value.in_words())
}

#[test]
fn a_list_adds_and_changes_as_one_operation() {
    // The course gets its cost right; a new item has two rows; nothing else of the course changes.
    let csv = "Course,Price (EUR),Duration,Difficulty,Vendor neutral,Skill,From,To,Pass rate,Guesses\n\
               posture course,\"1,200\",,,,,,,,\n\
               Talking lab,free,8 h,2/5,Vendor-agnostic,talking,0,1,90%,cost\n\
               Talking lab,,,,,Posture,1,2,,\n";
    // A price is a number: "free" is none.
    let (_folder, mut workspace) = open(&office());
    let error = import(&mut workspace, csv).unwrap_err();
    let fields: Vec<_> =
        error.fields.iter().map(|field| (field.place.as_str(), field.found.as_str())).collect();
    assert_eq!((error.code, fields), (ErrorCode::BadCells, vec![("row 3, Cost", "free")]));

    let csv = csv.replace("free", "0");
    let after = check("Import training from list.csv", |workspace, _| {
        let written = workspace.import_training("list.csv", csv.as_bytes(), moment())?;
        assert_eq!(written.value.in_words(), "Added 1 training item and changed 1 training item.");
        Ok(written.touched)
    });
    let before = office().content.training.remove(0);
    assert_eq!(after.training[0], TrainingItem { cost: 1200.0, ..before });
    let added = TrainingItem {
        prior_knowledge: Some(2),
        vendor_neutrality: Some(VendorNeutrality::Agnostic),
        hours: 8.0,
        pass_rate: 0.9,
        estimated: Estimated { cost: true, hours: false, pass_rate: false },
        lifts: vec![lift("talking", 0, 1), lift("posture", 1, 2)],
        ..TrainingItem::new("talking-lab".into(), "Talking lab")
    };
    assert_eq!(after.training[1], added);
}

#[test]
fn everything_wrong_in_a_list_is_told_by_its_row_and_nothing_is_stored() {
    let wrong = |csv: &str| {
        let (_folder, mut workspace) = open(&office());
        let before = dump(&workspace);
        let error = import(&mut workspace, csv).unwrap_err();
        assert_eq!(dump(&workspace), before);
        assert_eq!(workspace.operations(10).unwrap().len(), 1);
        let fields: Vec<String> =
            error.fields.iter().map(|field| format!("{}: {}", field.place, field.found)).collect();
        (error.code, fields)
    };
    let head =
        "Training item,Cost,Hours,Competency,From,To,Prior knowledge,Delivery,Estimates,Address,Pass rate\n";
    let bad = |rows: &str| {
        let (code, fields) = wrong(&format!("{head}{rows}"));
        assert_eq!(code, ErrorCode::BadCells);
        fields
    };
    // Blank figures of a new item are no silent zeros.
    assert_eq!(bad("Lab,,,talking,0,1,,,,,"), ["row 2, Cost: nothing", "row 2, Hours: nothing"]);
    assert_eq!(bad("Lab,0,8,,,,,,,,"), ["row 2, Competency: nothing"]);
    assert_eq!(bad(",0,8,talking,0,1,,,,,"), ["row 2, Training item: nothing"]);
    assert_eq!(bad("Lab,0,8,talking,2,2,,,,,"), ["row 2, To: 2"]);
    // As the form.
    assert_eq!(bad("Lab,0,10001,talking,0,1,,,,,"), ["row 2, Hours: 10001"]);
    assert_eq!(bad("Lab,0,8,talking,0,5,,,,,"), ["row 2, To: 5"]);
    // A name that is nearly one is told, not taken.
    assert_eq!(bad("Lab,0,8,postur,0,1,,,,,"), ["row 2, Competency: postur"]);
    assert_eq!(bad("Lab,0,8,talking,0,1,,,,,\nLab,0,8,talking,1,2,,,,,"), ["row 3, Competency: talking"]);
    assert_eq!(bad("Lab,0,8,talking,0,1,,,,,\nLab,5,8,posture,1,2,,,,,"), ["row 3, Cost: 5"]);
    assert_eq!(
        bad("Lab,-3,many,talking,0,1,6,film,all,example.org,200%"),
        [
            "row 2, Delivery: film",
            "row 2, Prior knowledge: 6",
            "row 2, Cost: -3",
            "row 2, Hours: many",
            "row 2, Pass rate: 200%",
            "row 2, Estimates: all",
            "row 2, Address: example.org",
        ]
    );
    assert_eq!(bad("=1+1,0,8,talking,0,1,,,,,"), ["row 2, Training item: =1+1"]);
    // No list at all.
    assert_eq!(wrong("Person,posture\nAda,3\n").0, ErrorCode::UnreadableSpreadsheet);
    assert_eq!(wrong(head).0, ErrorCode::UnreadableSpreadsheet);
    assert_eq!(wrong("").0, ErrorCode::UnreadableSpreadsheet);
}

#[test]
fn a_list_that_was_written_is_read_as_it_was() {
    let (_folder, mut workspace) = open(&office());
    workspace.add_shipped_training(&["gandalf".into()], moment()).unwrap();
    workspace.save_training(&draft(), moment()).unwrap();
    let list = workspace.export_training().unwrap();
    let book = workspace.export(ExportFormat::Xlsx, &Selection::default(), moment()).unwrap();
    for (name, bytes) in [("training.csv", list), ("test.xlsx", book)] {
        // Into the workspace that it came from: nothing changes.
        let written = workspace.import_training(name, &bytes, moment()).unwrap();
        assert_eq!(written.value.in_words(), "3 training items are as they were.");
        assert!(written.operation.is_none());
        // Into one that has none: the same items, the shipped one under its own key.
        let mut bare = office();
        bare.content.training.clear();
        let (_folder, mut other) = open(&bare);
        let written = other.import_training(name, &bytes, moment()).unwrap();
        assert_eq!(written.value.in_words(), "Added 3 training items.");
        assert_eq!(dump(&other).training, dump(&workspace).training);
    }
}

#[test]
fn amounts_in_another_currency_are_told() {
    let (_folder, mut workspace) = open(&office());
    let csv = "Training item,Cost (USD),Hours,Competency,From,To\nLab,10,8,talking,0,1\n";
    assert_eq!(
        import(&mut workspace, csv).unwrap(),
        "Added 1 training item. Row 1, Cost: in USD, taken as EUR: amounts are not converted."
    );
    // The next row says it itself.
    let csv = "Training item,Cost,Hours,Competency,From,To\nOther lab,$ 10,8,talking,0,1\n";
    assert_eq!(
        import(&mut workspace, csv).unwrap(),
        "Added 1 training item. Row 2, Cost: in $, taken as EUR: amounts are not converted."
    );
}

#[test]
fn a_plan_loses_the_action_whose_item_goes() {
    let mut office = office().person("Ada", "Blue", "engineer");
    office.content.scenarios.push(cadre_core::Scenario {
        id: cadre_core::ScenarioId(uuid::Uuid::from_u128(7)),
        name: "Base".to_owned(),
        team: None,
        budget: 1000.0,
        hires: 0,
        borrowed_quarters: 0,
        quarters: 4,
        wishes: Vec::new(),
        extra_seats: Vec::new(),
        outcome: None,
        actions: vec![cadre_core::PlanAction {
            kind: cadre_core::ActionKind::Train,
            quarter: 1,
            team: office.content.teams[0].id,
            role: None,
            person: Some(office.content.people[0].id),
            training: Some("posture-course".into()),
            cost: 500.0,
            state: cadre_core::ActionState::Planned,
        }],
    });
    let item = Item::Training("posture-course".into());
    let after = check_of(&office, "Remove the training item Posture course", |workspace, _| {
        let told = workspace.removal_consequences(&item, moment()).unwrap();
        assert_eq!(
            told.lines,
            ["The levels that people have reached stay.", "1 action of a plan goes with it."]
        );
        workspace.remove_item(&item, moment())
    });
    assert!(after.training.is_empty() && after.scenarios[0].actions.is_empty());
}

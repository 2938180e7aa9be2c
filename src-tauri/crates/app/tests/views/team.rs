//! The Team screen: what it says, and every way to change it, each done, undone and redone.

use cadre_app::{
    AppError, Item, Level, PeopleDraft, PersonDraft, PositionDraft, RoleDraft, RoleKey, Selection,
    SettingsDraft, Source, TargetDraft, TeamDraft, TeamView, Touched, Workspace,
};
use cadre_core::{Content, Importance};

use crate::{
    check_of, cloud_team, dump, moment,
    office::{Office, date},
    open,
};

pub(crate) fn office() -> Office {
    cloud_team()
        .team("Red")
        .role("lead", 0.1, (12.0, 8.0), &[("talking", 2, 2), ("posture", 1, 1)])
        .person("Ada", "Blue", "engineer")
        .person("Bo", "Blue", "lead")
        .person("Cy", "Red", "")
        .seats("Red", "lead", 1, "2026-12-01")
        .assess("Ada", "posture", 3, Source::Manager, "2026-05-01")
        .assess("Ada", "talking", 1, Source::Manager, "2026-05-01")
        .assess("Bo", "talking", 2, Source::Manager, "2026-05-01")
}

fn view(workspace: &Workspace) -> TeamView {
    workspace.team_view(&Selection::default(), moment()).unwrap()
}

/// Does a change to the office, as `check_of` does.
pub(crate) fn check(
    label: &str,
    change: impl FnOnce(&mut Workspace, &Content) -> Result<Touched, AppError>,
) -> Content {
    check_of(&office(), label, change)
}

/// Tries a change that is refused, and that nothing has changed; gives the sentences on the fields that are wrong.
pub(crate) fn refused(
    change: impl FnOnce(&mut Workspace, &Content) -> Result<Touched, AppError>,
) -> Vec<String> {
    let office = office();
    let (_folder, mut workspace) = open(&office);
    let before = dump(&workspace);
    let error = change(&mut workspace, &office.content).unwrap_err();
    assert_eq!(dump(&workspace), before);
    assert_eq!(workspace.operations(10).unwrap().len(), 1, "a refused change is not in the history");
    error.fields.into_iter().map(|field| format!("{}: {}", field.place, field.says)).collect()
}

fn person(content: &Content, name: &str) -> PersonDraft {
    let person = content.people.iter().find(|person| person.name == name).unwrap();
    PersonDraft {
        id: Some(person.id),
        name: person.name.clone(),
        team: person.team,
        role: person.role,
        started_on: person.started_on,
        leaves_on: person.leaves_on,
        borrowed: person.borrowed,
        learning_hours: person.learning_hours,
        add_seat: false,
    }
}

#[test]
fn the_screen_says_who_holds_which_seat() {
    let (_folder, workspace) = open(&office());
    let seen = view(&workspace);
    // Blue needs two engineers and has Ada; Red needs a lead and has none.
    assert_eq!(seen.title, "3 people hold 1 of 3 seats; the 2 vacancies are in two roles");
    let positions: Vec<_> = seen
        .positions
        .iter()
        .map(|one| (one.team_name.as_str(), one.role_name.as_str(), one.seats, one.held, one.vacant))
        .collect();
    assert_eq!(positions, [("Blue", "engineer", 2, 1, 1), ("Red", "lead", 1, 0, 1)]);
    let teams: Vec<_> =
        seen.teams.iter().map(|one| (one.name.as_str(), one.people, one.seats, one.vacant)).collect();
    assert_eq!(teams, [("Blue", 2, 2, 1), ("Red", 1, 1, 1)]);
    let details: Vec<_> = seen.roles.iter().map(|role| role.detail.as_str()).collect();
    assert_eq!(details, ["Blue, 1 of 2 seats held", "Red, 0 of 1 seat held"]);
    let posture = seen.competencies.iter().find(|one| one.key.as_str() == "posture").unwrap();
    assert_eq!((posture.roles, posture.assessed, posture.shipped), (2, 1, false));

    let of = |office: &Office| view(&open(office).1).title;
    assert_eq!(
        of(&Office::new().area("a", &["x"]).team("Blue").person("Ada", "Blue", "")),
        "1 person, and no position yet"
    );
    assert_eq!(
        of(&cloud_team().person("Ada", "Blue", "engineer")),
        "1 person holds 1 of 2 seats; the vacancy is for engineer"
    );
    assert_eq!(of(&cloud_team()), "0 people hold 0 of 2 seats; the 2 vacancies are for engineer");
    let both = cloud_team().person("Ada", "Blue", "engineer").person("Bo", "Blue", "engineer");
    assert_eq!(of(&both), "2 people, and all 2 seats are held");
    assert!(view(&open(&Office::new().area("a", &["x"])).1).empty.is_some());
}

#[test]
fn people_are_there_gone_or_to_come() {
    let office = office()
        .person("Gone", "Blue", "")
        .with(|gone| gone.leaves_on = Some(date("2026-05-03")))
        .person("Soon", "Blue", "")
        .with(|soon| soon.started_on = Some(date("2026-07-01")))
        .person("Leaving", "Blue", "")
        .with(|leaving| {
            leaving.leaves_on = Some(date("2026-12-31"));
            leaving.borrowed = true;
        });
    let (_folder, workspace) = open(&office);
    let seen = view(&workspace);
    let remarks: Vec<_> =
        seen.people.iter().map(|one| (one.name.as_str(), one.there, one.remark.as_str())).collect();
    assert_eq!(
        remarks,
        [
            ("Ada", true, ""),
            ("Bo", true, ""),
            ("Gone", false, "left 3 May 2026"),
            ("Leaving", true, "borrowed, leaves 31 Dec 2026"),
            ("Soon", false, "starts 1 Jul 2026"),
            ("Cy", true, "")
        ]
    );
}

#[test]
fn people_are_added_changed_and_moved() {
    let after = check("Add Dee to Red", |workspace, content| {
        let draft = PersonDraft {
            id: None,
            name: "  Dee ".to_owned(),
            team: content.teams[1].id,
            role: Some(content.roles[1].id),
            add_seat: true,
            ..person(content, "Ada")
        };
        workspace.save_person(&draft, moment())
    });
    let red_seats: u32 =
        after.positions.iter().filter(|one| one.team == after.teams[1].id).map(|one| one.seats).sum();
    assert_eq!(red_seats, 1, "a seat of the lead was free");
    let after = check("Change Cy", |workspace, content| {
        let draft = PersonDraft {
            team: content.teams[0].id,
            role: Some(content.roles[1].id),
            add_seat: true,
            ..person(content, "Cy")
        };
        workspace.save_person(&draft, moment())
    });
    let blue_leads: u32 = after
        .positions
        .iter()
        .filter(|one| one.team == after.teams[0].id && one.role == after.roles[1].id)
        .map(|one| one.seats)
        .sum();
    assert_eq!(blue_leads, 2, "Bo and Cy lead on Blue, where no lead had a seat");
    let after = check("Give Bo a seat of lead on Blue", |workspace, content| {
        workspace.save_person(&PersonDraft { add_seat: true, ..person(content, "Bo") }, moment())
    });
    assert_eq!(after.positions.len(), 3);
    check("Move Ada to Red", |workspace, content| {
        workspace.save_person(&PersonDraft { team: content.teams[1].id, ..person(content, "Ada") }, moment())
    });
    check("Ada leaves on 31 Dec 2026", |workspace, content| {
        workspace.save_person(
            &PersonDraft { leaves_on: Some(date("2026-12-31")), ..person(content, "Ada") },
            moment(),
        )
    });
    check("Cy is lead", |workspace, content| {
        workspace
            .save_person(&PersonDraft { role: Some(content.roles[1].id), ..person(content, "Cy") }, moment())
    });
    check("Rename Cy to Cyril", |workspace, content| {
        workspace.save_person(&PersonDraft { name: "Cyril".to_owned(), ..person(content, "Cy") }, moment())
    });
    check("Change Ada", |workspace, content| {
        workspace.save_person(
            &PersonDraft { borrowed: true, learning_hours: 8.0, ..person(content, "Ada") },
            moment(),
        )
    });
    assert_eq!(
        refused(|workspace, content| {
            let draft = PersonDraft {
                name: " ".to_owned(),
                started_on: Some(date("2026-02-01")),
                leaves_on: Some(date("2026-01-01")),
                learning_hours: -1.0,
                ..person(content, "Ada")
            };
            workspace.save_person(&draft, moment())
        }),
        [
            "name: The name of the person is missing.",
            "leaves_on: The leaving date, 1 Jan 2026, is not after the first day, 1 Feb 2026.",
            "learning_hours: Learning hours a quarter cannot be -1: give a number from 0 to 2,000.",
        ]
    );
    assert_eq!(
        refused(|workspace, content| workspace
            .save_person(&PersonDraft { name: "BO".to_owned(), ..person(content, "Ada") }, moment())),
        ["name: Somebody else on Blue is named BO too: add an initial."]
    );
}

#[test]
fn several_people_are_added_by_name_with_their_roles() {
    let after = check("Add 3 people to Green", |workspace, _| {
        let names = "Dee\n\n  Eve , lead\nFay\tSOC analyst\n".to_owned();
        workspace.add_people(&PeopleDraft { team: None, new_team: "Green".to_owned(), names }, moment())
    });
    let green = after.teams.last().unwrap();
    let people: Vec<_> = after
        .people
        .iter()
        .filter(|one| one.team == green.id)
        .map(|one| (one.name.as_str(), one.role))
        .collect();
    let analyst = after.roles.iter().find(|role| role.name == "SOC analyst").unwrap();
    assert_eq!(people, [("Dee", None), ("Eve", Some(after.roles[1].id)), ("Fay", Some(analyst.id))]);
    assert!(analyst.targets.is_empty(), "this workspace has none of the shipped competencies");
    let seats: u32 = after.positions.iter().filter(|one| one.team == green.id).map(|one| one.seats).sum();
    assert_eq!(seats, 2, "a seat for each of the two with a role");
    assert_eq!(
        refused(|workspace, content| {
            let names = "Ada\nDee, juggler\ndee".to_owned();
            workspace.add_people(
                &PeopleDraft { team: Some(content.teams[0].id), new_team: String::new(), names },
                moment(),
            )
        }),
        [
            "names[1]: Line 1: Ada is on the team already.",
            "names[2]: Line 2: “juggler” is no role of the workspace, and none that Cadre ships.",
            "names[3]: Line 3: dee stands in line 2 already.",
        ]
    );
    // A role of one's own is meant by the other names of the shipped one that it is called like.
    let own = cloud_team().role("Cloud Security Engineer", 0.2, (10.0, 10.0), &[]);
    let after = check_of(&own, "Add Gil to Blue", |workspace, content| {
        let names = "Gil, Cloud engineer".to_owned();
        workspace.add_people(
            &PeopleDraft { team: Some(content.teams[0].id), new_team: String::new(), names },
            moment(),
        )
    });
    assert_eq!((after.roles.len(), after.people[0].role), (2, Some(after.roles[1].id)));
    assert_eq!(
        refused(|workspace, _| workspace.add_people(
            &PeopleDraft { team: None, new_team: "blue".to_owned(), names: "\n".to_owned() },
            moment()
        )),
        ["new_team: Another team is named blue already.", "names: No name is given: write at least one."]
    );
}

#[test]
fn roles_are_added_changed_and_given_targets() {
    let role = |content: &Content| {
        let role = &content.roles[0];
        RoleDraft {
            id: Some(role.id),
            name: role.name.clone(),
            annual_cost: role.annual_cost,
            hiring_cost: role.hiring_cost,
            contractor_rate: role.contractor_rate,
            weeks_to_fill: role.weeks_to_fill,
            weeks_to_ramp: role.weeks_to_ramp,
            attrition: role.attrition,
        }
    };
    check("Add the role analyst", |workspace, content| {
        workspace.save_role(&RoleDraft { id: None, name: "analyst".to_owned(), ..role(content) }, moment())
    });
    let after = check("Change the role engineer", |workspace, content| {
        workspace.save_role(&RoleDraft { annual_cost: 120_000.0, attrition: 0.25, ..role(content) }, moment())
    });
    assert_eq!(
        (after.roles[0].annual_cost, after.roles[0].attrition, after.roles[0].targets.len()),
        (120_000.0, 0.25, 1)
    );
    check("Rename the role engineer to builder", |workspace, content| {
        workspace.save_role(&RoleDraft { name: "builder".to_owned(), ..role(content) }, moment())
    });
    check("Add the role SOC analyst", |workspace, _| {
        workspace.add_shipped_roles(&[RoleKey("soc-analyst".to_owned())], moment())
    });
    assert_eq!(
        refused(|workspace, content| {
            let draft = RoleDraft {
                name: "LEAD".to_owned(),
                annual_cost: -1.0,
                hiring_cost: f64::NAN,
                weeks_to_fill: 1e6,
                attrition: 1.5,
                ..role(content)
            };
            workspace.save_role(&draft, moment())
        }),
        [
            "name: Another role is named LEAD already.",
            "annual_cost: The yearly cost cannot be -1: give a number from 0 to 1,000,000,000,000.",
            "hiring_cost: The hiring cost cannot be NaN: give a number from 0 to 1,000,000,000,000.",
            "weeks_to_fill: Weeks to fill cannot be 1,000,000: give a number from 0 to 520.",
            "attrition: Attrition cannot be 150%: give 0% to 100% a year.",
        ]
    );

    let target =
        |content: &Content, competency: &str, level: Option<u8>, importance: Option<u8>| TargetDraft {
            role: content.roles[0].id,
            competency: competency.into(),
            level: level.and_then(Level::new),
            importance: importance.and_then(Importance::new),
        };
    let after = check("Set target 2, important: talking for engineer", |workspace, content| {
        workspace.set_target(&target(content, "talking", Some(2), None), moment())
    });
    assert_eq!(after.roles[0].targets.len(), 2);
    check("Set target 4, critical: posture for engineer", |workspace, content| {
        workspace.set_target(&target(content, "posture", Some(4), None), moment())
    });
    check("Set target 3, useful: posture for engineer", |workspace, content| {
        workspace.set_target(&target(content, "posture", Some(3), Some(1)), moment())
    });
    let after = check("Take away the target posture of engineer", |workspace, content| {
        workspace.set_target(&target(content, "posture", Some(0), None), moment())
    });
    assert!(after.roles[0].targets.is_empty());
}

#[test]
fn positions_teams_and_settings_are_changed() {
    check("Add 3 seats of lead on Blue", |workspace, content| {
        let draft = PositionDraft {
            id: None,
            team: content.teams[0].id,
            role: content.roles[1].id,
            seats: 3,
            needed_by: Some(date("2027-01-01")),
        };
        workspace.save_position(&draft, moment())
    });
    check("Change the position to 1 seat of engineer on Red", |workspace, content| {
        let position = &content.positions[0];
        let draft = PositionDraft {
            id: Some(position.id),
            team: content.teams[1].id,
            role: position.role,
            seats: 1,
            needed_by: None,
        };
        workspace.save_position(&draft, moment())
    });
    check("Add the team Green", |workspace, _| {
        workspace.save_team(&TeamDraft { id: None, name: "Green".to_owned() }, moment())
    });
    check("Rename the team Red to Rot", |workspace, content| {
        workspace.save_team(&TeamDraft { id: Some(content.teams[1].id), name: "Rot".to_owned() }, moment())
    });
    check("Rename the workspace to Mine, in USD", |workspace, _| {
        workspace
            .save_settings(&SettingsDraft { name: "Mine".to_owned(), currency: "usd".to_owned() }, moment())
    });
    assert_eq!(
        refused(|workspace, content| {
            let draft = PositionDraft {
                id: None,
                team: content.teams[0].id,
                role: content.roles[1].id,
                seats: 0,
                needed_by: None,
            };
            workspace.save_position(&draft, moment())
        }),
        ["seats: Seats cannot be 0: give a whole number from 1 to 10,000."]
    );
    assert_eq!(
        refused(
            |workspace, _| workspace.save_team(&TeamDraft { id: None, name: "blue ".to_owned() }, moment())
        ),
        ["name: Another team is named blue already."]
    );
    assert_eq!(
        refused(|workspace, _| workspace
            .save_settings(&SettingsDraft { name: String::new(), currency: "€".to_owned() }, moment())),
        [
            "name: The name of the workspace is missing.",
            "currency: “€” is no code of a currency: give three letters of ISO 4217, such as EUR.",
        ]
    );
}

#[test]
fn removing_tells_what_goes_with_it_and_is_undone_at_once() {
    let told = |item: fn(&Content) -> Item| {
        let office = office();
        let (_folder, workspace) = open(&office);
        workspace.removal_consequences(&item(&office.content), moment()).unwrap()
    };
    let ada = |content: &Content| Item::Person(content.people[0].id);
    assert_eq!(told(ada).title, "Remove Ada?");
    let retired = told(|_| Item::Competency("posture".into()));
    assert_eq!((retired.title.as_str(), retired.confirm.as_str()), ("Retire posture?", "Retire posture"));
    assert_eq!(
        told(ada).lines,
        [
            "2 assessments stay in the file and count no more.",
            "A seat of engineer on Blue is no longer held.",
            "If they only leave, set a leaving date instead: then past dates still show them."
        ]
    );
    let lead = |content: &Content| Item::Role(content.roles[1].id);
    assert_eq!(
        told(lead).lines,
        [
            "2 targets go with it.",
            "1 person has no role then, and keeps their levels.",
            "1 position goes with it: 1 seat."
        ]
    );
    let blue = |content: &Content| Item::Team(content.teams[0].id);
    assert_eq!(
        told(blue).lines,
        [
            "2 people go with it.",
            "3 assessments stay in the file and count no more.",
            "1 position goes with it: 2 seats.",
            "To keep the people, move them to another team first."
        ]
    );
    let posture = |_: &Content| Item::Competency("posture".into());
    assert_eq!(
        told(posture).lines,
        ["1 assessment stays in the file and counts no more.", "2 roles lose their target for it."]
    );
    let position = |content: &Content| Item::Position(content.positions[0].id);
    assert_eq!(told(position).lines, ["2 seats are needed no more.", "The people stay."]);

    for (label, item) in [
        ("Remove Ada", ada as fn(&Content) -> Item),
        ("Remove the role lead", lead),
        ("Remove the team Blue", blue),
        ("Retire posture", posture),
        ("Remove the position of engineer on Blue", position),
    ] {
        check(label, |workspace, content| workspace.remove_item(&item(content), moment()));
    }
    let office = office();
    let (_folder, mut workspace) = open(&office);
    workspace.remove_item(&ada(&office.content), moment()).unwrap();
    assert!(workspace.remove_item(&ada(&office.content), moment()).is_err(), "only once");
}

#[test]
fn numbers_from_a_thousand_have_their_thousands_apart() {
    let seats = |seats: u32| {
        Office::new()
            .team("Blue")
            .role("engineer", 0.2, (12.0, 8.0), &[])
            .seats("Blue", "engineer", seats, "")
    };
    let told = view(&open(&seats(2250).person("Ada", "Blue", "engineer")).1);
    assert_eq!(told.title, "1 person holds 1 of 2,250 seats; the 2,249 vacancies are for engineer");
    assert_eq!(told.roles[0].detail, "Blue, 1 of 2,250 seats held");
    let people = (0..1000)
        .fold(seats(1000), |office, number| office.person(&format!("P{number}"), "Blue", "engineer"));
    assert_eq!(view(&open(&people).1).title, "1,000 people, and all 1,000 seats are held");
}

#[test]
fn what_is_of_today_on_a_past_day_is_told() {
    let (_folder, workspace) = open(&office());
    assert_eq!(view(&workspace).dated, "");
    let selection = Selection { as_of: Some(date("2026-05-02")), ..Selection::default() };
    let told = workspace.team_view(&selection, moment()).unwrap().dated;
    assert!(told.starts_with("Who is there, and who is assessed, is as of 2 May 2026."), "{told}");
}

#[test]
fn shipped_costs_are_never_taken_for_another_currency() {
    let (_folder, mut workspace) = open(&office());
    assert_eq!(view(&workspace).shipped_costs, "");
    let analyst = |workspace: &Workspace| {
        let shipped = view(workspace).shipped_roles;
        shipped.into_iter().find(|role| role.name == "SOC analyst").unwrap()
    };
    assert!(analyst(&workspace).detail.contains(" EUR a year, "), "{}", analyst(&workspace).detail);
    let settings = SettingsDraft { name: "Mine".to_owned(), currency: "usd".to_owned() };
    workspace.save_settings(&settings, moment()).unwrap();
    assert_eq!(
        view(&workspace).shipped_costs,
        "The shipped costs are in EUR and this workspace is in USD: they come as 0, for you to enter yours."
    );
    let shipped = analyst(&workspace);
    assert!(
        !shipped.detail.contains("EUR") && shipped.detail.contains("weeks to fill"),
        "{}",
        shipped.detail
    );
    workspace.add_shipped_roles(&[shipped.key], moment()).unwrap();
    // By name too: both ways to a shipped role.
    let draft =
        PeopleDraft { team: None, new_team: "Green".to_owned(), names: "Dee, Security lead".to_owned() };
    workspace.add_people(&draft, moment()).unwrap();
    for name in ["SOC analyst", "Security lead"] {
        let role = view(&workspace).roles.into_iter().find(|role| role.name == name).unwrap();
        assert!(role.annual_cost + role.hiring_cost + role.contractor_rate < f64::EPSILON, "{name}");
        assert!(role.weeks_to_fill > 0.0 && role.attrition > 0.0, "{name}");
    }
}

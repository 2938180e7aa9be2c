//! One caption: the same names are found, and no others.

use super::*;

fn find(known: &[&str], name: &str) -> String {
    let index =
        NameIndex::new(known.iter().enumerate().map(|(position, name)| (position, *name, How::Exact)));
    match index.find(name) {
        Found::One(position, how) => format!("{} ({how:?})", known[position]),
        Found::Several(positions) => format!("several: {positions:?}"),
        Found::Alike(alike) => {
            format!("new; like {:?}", alike.iter().map(|position| known[*position]).collect::<Vec<_>>())
        }
    }
}

#[test]
fn folding_keeps_what_tells_names_apart() {
    assert_eq!(fold("  Zoë   MÜLLER-Öst "), "zoe muller ost");
    assert_eq!(fold("Siân O’Brien"), fold("Sian O'Brien"));
    assert_eq!(fold("Søren Łukasz Strauß"), "soren lukasz strauss");
    assert_eq!(fold("Ｆｕｌｌ ｗｉｄｔｈ"), "full width");
    assert_eq!(fold("Risk & Controls"), fold("risk and controls"));
    assert_eq!(fold("C++"), "c++");
    assert_eq!(fold("C#"), "c#");
    assert_ne!(fold("نور رحمن"), "");
    assert_ne!(fold("李伟"), fold("王伟"));
}

#[test]
fn plain_letters_fold_the_same_on_both_ways() {
    // An accent that folds away sends the name the long way round.
    for name in [
        "Risk & Controls",
        "  a  b-c_d ",
        "C++ / C#",
        "+x # y",
        "O'Brien`s",
        "A&B",
        "&",
        "",
        "x+",
        "ISO 27001:2022",
    ] {
        assert_eq!(fold(name), fold(&format!("{name}\u{200c}")), "{name}");
    }
}

#[test]
fn same_names_match() {
    let known = ["Prompt-injection defence", "Model monitoring", "Java", "Cloud security"];
    assert_eq!(find(&known, "prompt injection DEFENCE"), "Prompt-injection defence (Exact)");
    assert_eq!(find(&known, "Prompt-injection defence (LLM01)"), "Prompt-injection defence (Exact)");
    assert_eq!(find(&known, "Defence of prompt injection"), "Prompt-injection defence (Reordered)");
    assert_eq!(find(&known, "Prompt injection defense"), "Prompt-injection defence (Spelling)");
    assert_eq!(find(&known, "Model monitering"), "Model monitoring (Spelling)");
    assert_eq!(find(&known, "Promptinjection defence"), "Prompt-injection defence (Spelling)");
}

#[test]
fn names_that_are_only_alike_do_not_match() {
    let known = [
        "Java",
        "Cloud security",
        "ISO 27001",
        "C",
        "Incident response",
        "Secure coding",
        "Data loss prevention",
    ];
    for name in [
        "JavaScript",
        "Cloud governance",
        "ISO 27002",
        "C++",
        "C#",
        "Incident command",
        "Insecure coding",
        "Data loss detection",
        "Security",
        "Cloud",
    ] {
        assert!(find(&known, name).starts_with("new"), "{name}: {}", find(&known, name));
    }
    assert_eq!(find(&known, "Cloud governance"), "new; like [\"Cloud security\"]");
    // One slip away from two names: nobody can tell which.
    let two = find(&["Posting of APIs", "Porting of APIs"], "Poxting of APIs");
    assert!(two.starts_with("new") && two.contains("Posting") && two.contains("Porting"), "{two}");
}

#[test]
fn a_name_proper_goes_before_an_alias() {
    let names = [
        (0, "Cloud posture", How::Exact),
        (0, "CSPM", How::Alias),
        (1, "CSPM", How::Exact),
        (2, "Twin", How::Alias),
        (3, "Twin", How::Alias),
    ];
    let index = NameIndex::new(names.into_iter());
    assert_eq!(index.find("cspm"), Found::One(1, How::Exact));
    assert_eq!(index.find("twin"), Found::Several(vec![2, 3]));
}

fn person(known: &[(&str, &str)], name: &str, team: Option<&str>) -> String {
    let people: Vec<KnownPerson> = known
        .iter()
        .map(|(name, team)| KnownPerson {
            id: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
            name: (*name).to_owned(),
            team: (*team).to_owned(),
        })
        .collect();
    match PeopleIndex::new(&people).find(name, team) {
        Found::One(position, how) => format!("{position} {how:?}"),
        Found::Several(positions) => format!("several {positions:?}"),
        Found::Alike(alike) => format!("new {alike:?}"),
    }
}

#[test]
fn people_match_by_whole_name_order_and_unique_initial() {
    let known = [("Noor Rahman", "A"), ("Priya Shah", "A"), ("Anna Larsen", "B"), ("Wen Li", "B")];
    assert_eq!(person(&known, "noor RAHMAN", None), "0 Exact");
    assert_eq!(person(&known, "Rahman, Noor", None), "0 Reordered");
    assert_eq!(person(&known, "N. Rahman", None), "0 Initials");
    assert_eq!(person(&known, "Anna Larson", None), "2 Spelling");
    assert_eq!(person(&known, "Noor", None), "new [0]");
    assert_eq!(person(&known, "M. Rahman", None), "new [0]");
    // Short names have no slips: Ana and Anna may be two people.
    assert_eq!(person(&known, "Ana Larsen", None), "new [2]");
    assert_eq!(person(&known, "Wei Li", None), "new [3]");
}

#[test]
fn namesakes_need_a_team() {
    let known = [("Sam Lee", "A"), ("Sam Lee", "B"), ("Sue Lee", "B")];
    assert_eq!(person(&known, "Sam Lee", None), "several [0, 1]");
    assert_eq!(person(&known, "Sam Lee", Some("b")), "1 Exact");
    assert_eq!(person(&known, "Sam Lee", Some("C")), "several [0, 1]");
    // Two people begin with S: nobody can tell which.
    assert!(person(&known, "S. Lee", None).starts_with("new"));
}

#[test]
fn new_keys_are_free() {
    let taken = ["vendor-reviews".to_owned(), "vendor-reviews-2".to_owned()].into();
    assert_eq!(new_key("Vendor reviews", &taken).as_str(), "vendor-reviews-3");
    assert_eq!(new_key("C++", &taken).as_str(), "c-plus-plus");
    assert_eq!(new_key("C#", &taken).as_str(), "c-sharp");
    assert_eq!(new_key("!!", &taken).as_str(), "competency");
}

/// What a matcher says of a name and team in a file with these names and teams.
fn matched(file: &[(&str, Option<&str>)], name: &str, team: Option<&str>) -> String {
    let known = |number: u128, name: &str, team: &str| KnownPerson {
        id: PersonId(uuid::Uuid::from_u128(number)),
        name: name.to_owned(),
        team: team.to_owned(),
    };
    let known = Known {
        people: vec![
            known(1, "Anna Larsen", "Red"),
            known(2, "Sam Lee", "Red"),
            known(3, "Kim Park", "Red"),
            known(4, "Kim Park", "Blue"),
        ],
        ..Known::default()
    };
    let mut names = NamesInFile::default();
    for (name, team) in file {
        names.add(name, *team);
    }
    match Matcher::new(&known).person(name, team, &names) {
        Matched::One { name, how, .. } => format!("{name} {how:?}"),
        Matched::Several(people) => format!("several {}", people.len()),
        Matched::NeedsTeam => "needs a team".to_owned(),
        Matched::New(alike) => format!("new {}", alike.len()),
    }
}

#[test]
fn people_are_matched_in_view_of_the_rest_of_the_file() {
    assert_eq!(matched(&[("Anna Larson", None)], "Anna Larson", None), "Anna Larsen Spelling");
    // Both names stand in the file, so they are two people.
    assert_eq!(matched(&[("Anna Larson", None), ("Anna Larsen", None)], "Anna Larson", None), "new 1");
    // Two namesakes in the file, one of whom the workspace knows by the team.
    let two = [("Sam Lee", Some("red")), ("Sam Lee", Some("Blue"))];
    assert_eq!(matched(&two, "Sam Lee", Some("Red")), "Sam Lee Exact");
    assert_eq!(matched(&two, "Sam Lee", Some("Blue")), "new 1");
    assert_eq!(matched(&two, "Sam Lee", None), "needs a team");
    // The same team in other words is one team.
    assert_eq!(
        matched(&[("Sam Lee", Some("red")), ("Sam  Lee", Some("RED"))], "Sam Lee", None),
        "Sam Lee Exact"
    );
    assert_eq!(matched(&[], "Kim Park", None), "several 2");
    assert_eq!(matched(&[], "Kim Park", Some("blue")), "Kim Park Exact");
}

#[test]
fn roles_and_teams_match_by_the_same_name_only() {
    let role = |number: u128| RoleId(uuid::Uuid::from_u128(number));
    let known = Known {
        roles: vec![
            (role(1), "SOC analyst".to_owned()),
            // Another name of the same role, the same but for the hyphen.
            (role(1), "SOC-analyst".to_owned()),
            (role(2), "Security engineer".to_owned()),
        ],
        ..Known::default()
    };
    let matcher = Matcher::new(&known);
    let one = Matched::One { id: role(1), name: "SOC analyst".to_owned(), how: How::Exact };
    assert_eq!(matcher.role("soc  ANALYST"), one);
    assert!(one.confidence() >= 1.0);
    let engineer = (role(2), "Security engineer".to_owned());
    assert_eq!(matcher.role("Security enginer"), Matched::New(vec![engineer.clone()]));
    assert_eq!(matcher.role("Engineer, security"), Matched::New(vec![engineer]));
    assert_eq!(matcher.team("Red"), Matched::New(Vec::new()));
}

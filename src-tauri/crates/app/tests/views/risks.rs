//! Risks and key people: what the tabs say, of small workspaces worked out by hand and of the sample.

use cadre_app::{
    Beginning, EmptyActionKind, ErrorCode, KeyPeopleView, Opening, RiskRow, RiskStanding, RisksView,
    Selection, Workspace,
};

use crate::{moment, office::Office, open};

const LLM: Option<&str> = Some("owasp-llm-2025");

/// A team of engineers who need level 3 of prompt-injection defence; two seats.
fn ai_team() -> Office {
    Office::new()
        .area("llm-secops", &["prompt-injection-defence", "ai-red-teaming", "llm-data-sanitisation"])
        .team("Blue")
        .role("engineer", 0.25, (10.0, 10.0), &[("prompt-injection-defence", 3, 3)])
        .seats("Blue", "engineer", 2, "")
}

/// Ada and Bob hold the defence, Ada alone the red teaming, and nobody is assessed in sanitisation.
fn ada_and_bob() -> Office {
    ai_team()
        .person("Ada", "Blue", "engineer")
        .person("Bob", "Blue", "engineer")
        .person("Cy", "Blue", "engineer")
        .level("Ada", "prompt-injection-defence", 4)
        .level("Bob", "prompt-injection-defence", 3)
        .level("Ada", "ai-red-teaming", 3)
        .level("Cy", "ai-red-teaming", 2)
}

fn risks(office: &Office) -> RisksView {
    let (_folder, workspace) = open(office);
    workspace.risks_view(&Selection::default(), LLM, moment()).unwrap()
}

fn key_people(office: &Office) -> KeyPeopleView {
    let (_folder, workspace) = open(office);
    workspace.key_people_view(&Selection::default(), moment()).unwrap()
}

fn row<'view>(view: &'view RisksView, key: &str) -> &'view RiskRow {
    view.rows.iter().find(|row| row.key == key).unwrap()
}

#[test]
fn a_risk_is_told_by_its_thinnest_competency() {
    let view = risks(&ada_and_bob());
    // Prompt injection needs both: two hold the one, Ada alone the other. Everything else needs what nobody is assessed in
    // or the workspace has not.
    assert_eq!(view.title, "One of the ten LLM risks rests on one person or none");
    assert_eq!(
        view.text,
        "One rests on one person, and none is known to have nobody. Nine are unknown: nobody is assessed in one of the \
         competencies. Each is as deep as the thinnest of its competencies."
    );
    assert!(view.basis.contains("Cadre's own reading"));
    let injection = row(&view, "LLM01");
    assert_eq!((injection.standing, injection.depth), (RiskStanding::One, Some(1)));
    assert_eq!((injection.needed, injection.covered, injection.single), (2, 1, 1));
    assert_eq!((injection.thinnest.as_str(), injection.alone.as_str()), ("ai-red-teaming", "Ada"));
    assert_eq!(injection.finding, "Ada alone holds ai-red-teaming.");
    let [defence, red] = injection.competencies.as_slice() else { panic!("two competencies") };
    assert_eq!(defence.words, "2 of 2 assessed hold it; 1 more is not assessed.");
    let names: Vec<_> =
        defence.holders.iter().map(|holder| (holder.name.as_str(), holder.level.get())).collect();
    assert_eq!(names, [("Ada", 4), ("Bob", 3)]);
    assert_eq!((red.level.as_str(), red.nearest[0].name.as_str()), ("Level 3 or above", "Cy"));
    assert_eq!(red.words, "1 of 2 assessed holds it; 1 more is not assessed.");
    // Nobody is assessed in sanitisation: unknown is not none. Retrieval security is not in this workspace.
    let leakage = row(&view, "LLM07");
    assert_eq!((leakage.standing, leakage.depth, leakage.alone.as_str()), (RiskStanding::Unknown, None, "–"));
    assert_eq!(leakage.finding, "Nobody is assessed in llm-data-sanitisation.");
    let retrieval = &row(&view, "LLM08").competencies[0];
    assert!(!retrieval.in_workspace && retrieval.name == "Retrieval security");
}

#[test]
fn two_people_of_one_name_are_two() {
    let namesakes = ai_team().team("Red").person("Ada", "Blue", "engineer").person("Ada", "Red", "engineer");
    let [blue, red] = [0, 1].map(|person| namesakes.content.people[person].id);
    let mut office = namesakes.level("Ada", "prompt-injection-defence", 4).level("Ada", "ai-red-teaming", 4);
    assert!(office.content.assessments.iter().all(|assessment| assessment.person == blue));
    office.content.assessments[1].person = red;
    assert_eq!(
        row(&risks(&office), "LLM01").finding,
        "Prompt-injection-defence and ai-red-teaming each rest on one person, Ada and Ada."
    );
}

#[test]
fn the_title_is_true_of_none_of_one_and_of_all() {
    assert_eq!(
        risks(&ai_team().person("Ada", "Blue", "").level("Ada", "prompt-injection-defence", 3)).title,
        "Nothing can be said of the ten LLM risks yet: too few levels are known"
    );
    let both = ada_and_bob().level("Bob", "ai-red-teaming", 3);
    assert_eq!(
        risks(&both).title,
        "The one LLM risk of which enough is known has two people or more behind it"
    );
    // Nobody reaches level 3 of the red teaming: the risk rests on nobody.
    let nobody = ai_team().person("Cy", "Blue", "").level("Cy", "ai-red-teaming", 2);
    let view = risks(&nobody);
    assert_eq!(view.title, "One of the ten LLM risks rests on one person or none");
    assert!(
        view.text.starts_with("For one nobody holds one of the competencies needed. Nine are unknown"),
        "{}",
        view.text
    );
    assert_eq!(row(&view, "LLM01").finding, "Nobody holds ai-red-teaming.");
}

#[test]
fn what_opens_without_each_is_told_in_words() {
    let view = key_people(&ada_and_bob());
    // Two seats, filled by Ada and Bob. Without Ada one opens and nobody is left for it: 3 levels are missing; LLM01, ASI01
    // and AML.TA0001 need the red teaming, of which LLM01 alone is known: it falls from Ada to nobody. Without Bob a seat opens.
    assert_eq!(
        view.title,
        "Two of 3 people cannot be spared: without any one of them a seat opens or a risk loses cover"
    );
    assert_eq!(view.others, "Without the one other person nothing opens.");
    let [ada, bob] = view.people.as_slice() else { panic!("two people") };
    assert_eq!(
        (ada.name.as_str(), ada.rank.as_str(), ada.seats, ada.to_none, ada.to_one, ada.shortfall),
        ("Ada", "1", 1, 1, 0, 3)
    );
    assert_eq!(ada.sentence, "Without Ada, 1 seat opens; 1 risk is left with nobody.");
    assert_eq!(ada.role_and_team, "engineer, Blue");
    assert_eq!(ada.competencies[0].words, "2 of 2 seats filled, 1 without");
    assert_eq!(
        (ada.risks[0].key.as_str(), ada.risks[0].words.as_str()),
        ("LLM01", "from one person to nobody")
    );
    assert_eq!(bob.sentence, "Without Bob, 1 seat opens.");
    // Each stays with 0.75: 1.5 of 2 seats are expected to be filled. LLM01 is left with nobody where Ada leaves and either
    // competency is lost: the red teaming with 0.25, the defence only where both leave, which Ada's leaving includes.
    assert_eq!(view.year.title, "0.5 of 2 filled seats are expected to open within 12 months");
    assert!((view.year.seats[0].expected_filled - 1.5).abs() < 1e-9);
    assert_eq!(view.year.risks.len(), 1);
    assert!((view.year.risks[0].chance - 0.25).abs() < 1e-9);
}

#[test]
fn nobody_nobody_assessed_and_one_person_are_told_apart() {
    for office in [ai_team(), ai_team().person("Ada", "Blue", "engineer")] {
        let (risks, people) = (risks(&office), key_people(&office));
        let empty = risks.empty.expect("nothing to show");
        assert_eq!(Some(&empty), people.empty.as_ref());
        assert_eq!(empty.actions[0].kind, EmptyActionKind::Import);
        assert!(risks.title.is_empty() && people.title.is_empty());
    }
    let one = ai_team().person("Ada", "Blue", "engineer").level("Ada", "prompt-injection-defence", 3);
    let view = key_people(&one);
    assert_eq!(view.title, "Everything rests on the one person here");
    assert_eq!((view.people.len(), view.others.as_str()), (1, ""));
    let idle = ai_team().person("Ada", "Blue", "").level("Ada", "prompt-injection-defence", 0);
    let view = key_people(&idle);
    assert_eq!(view.title, "Without the one person here, nothing opens that is known");
    assert_eq!(view.year.title, "No filled seat is expected to open within 12 months");
}

#[test]
fn a_framework_that_is_not_there_is_refused_by_name() {
    let (_folder, workspace) = open(&ada_and_bob());
    let refused = workspace.risks_view(&Selection::default(), Some("owasp-1999"), moment()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidArgument);
    assert!(refused.hint.contains("owasp-agentic-2026"), "{}", refused.hint);
    // NICE's two areas without a competency of ours are not counted among the eleven.
    let nice = workspace.risks_view(&Selection::default(), Some("nice"), moment()).unwrap();
    assert_eq!(nice.rows.len(), 11);
    assert_eq!(nice.rows.iter().filter(|row| row.standing == RiskStanding::Unmapped).count(), 2);
    assert!(nice.text.contains("Two more are not counted"), "{}", nice.text);
}

#[test]
fn the_sample_is_as_its_levels_say() {
    let folder = tempfile::tempdir().unwrap();
    let moment = moment();
    let workspace = Workspace::create(
        &folder.path().join("s.cadre"),
        &Beginning::Sample { date: moment.today },
        Opening::default(),
        moment,
    )
    .unwrap();
    let view = workspace.risks_view(&Selection::default(), LLM, moment).unwrap();
    assert_eq!(view.title, "All ten LLM risks rest on one person or none");
    assert!(
        view.text
            .starts_with("For nine nobody holds one of the competencies needed; one rests on one person."),
        "{}",
        view.text
    );
    // By the levels of data/sample: AI assurance wants level 2 of the red teaming, and one of its people has it.
    let injection = row(&view, "LLM01");
    assert_eq!((injection.depth, injection.thinnest.as_str()), (Some(1), "AI red teaming"));
}

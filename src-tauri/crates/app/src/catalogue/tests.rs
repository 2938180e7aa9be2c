//! The shipped facts hold what FACTS.md and the frameworks name, and the reader names every mistake by file and line.

use std::collections::{BTreeMap, BTreeSet};

use cadre_core::benchmark::Confidence;

use super::*;

mod ledger;
mod own_editions;
mod training;

#[test]
fn shipped_files_have_no_problem() {
    if let Err(problems) = reading::read(&SHIPPED) {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"));
    }
}

#[test]
fn every_file_in_data_is_embedded() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../data");
    for (folder, files) in [
        ("competencies", SHIPPED.competencies),
        ("benchmarks", SHIPPED.benchmarks),
        ("frameworks", SHIPPED.frameworks),
    ] {
        let there: BTreeSet<String> = std::fs::read_dir(data.join(folder))
            .unwrap()
            .map(|entry| format!("data/{folder}/{}", entry.unwrap().file_name().to_str().unwrap()))
            .collect();
        let embedded: BTreeSet<String> = files.iter().map(|file| file.path.to_owned()).collect();
        assert_eq!(embedded, there);
    }
}

#[test]
fn there_are_enough_of_each() {
    let catalogue = catalogue();
    assert!(catalogue.areas.len() >= 12, "{} areas", catalogue.areas.len());
    assert!(catalogue.competencies.len() >= 45, "{} competencies", catalogue.competencies.len());
    assert!((8..=12).contains(&catalogue.roles.len()), "{} roles", catalogue.roles.len());
    for role in &catalogue.roles {
        assert!(role.targets.len() >= 5, "{} has {} targets", role.name, role.targets.len());
        assert!(!role.codes.is_empty(), "{} has no NICE code", role.name);
        assert!(
            role.attrition.value > 0.0 && role.annual_cost.value > role.hiring_cost.value,
            "{}",
            role.name
        );
    }
    for shipped in &catalogue.competencies {
        let competency = &shipped.competency;
        let young = ["ml-secops", "llm-secops"].contains(&competency.area.as_str());
        assert_eq!(competency.recheck_months, if young { 6 } else { 12 }, "{}", competency.key);
        assert!(competency.name.chars().count() <= 28, "{} is too long for a column head", competency.name);
        assert!(!shipped.aliases.is_empty(), "{} has no alias", competency.key);
        let different: BTreeSet<&String> = competency.descriptors.iter().collect();
        assert_eq!(different.len(), 5, "{}", competency.key);
        for descriptor in &competency.descriptors {
            assert!(descriptor.chars().count() <= 90, "{descriptor}");
        }
    }
}

/// The framework with this id.
fn framework(id: &str) -> &'static Framework {
    catalogue().frameworks.iter().find(|framework| framework.id == id).unwrap()
}

#[test]
fn every_risk_and_tactic_is_mapped() {
    let lists = [
        (
            "owasp-llm-2025",
            "CC BY-SA 4.0",
            "LLM",
            1,
            "Prompt Injection; Sensitive Information Disclosure; Supply Chain; Data and Model Poisoning; Improper \
             Output Handling; Excessive Agency; System Prompt Leakage; Vector and Embedding Weaknesses; \
             Misinformation; Unbounded Consumption",
        ),
        (
            "owasp-ml-2023",
            "CC BY-SA 4.0",
            "ML",
            1,
            "Input Manipulation; Data Poisoning; Model Inversion; Membership Inference; Model Theft; AI Supply Chain \
             Attacks; Transfer Learning Attack; Model Skewing; Output Integrity; Model Poisoning",
        ),
        (
            "owasp-agentic-2026",
            "CC BY-SA 4.0",
            "ASI",
            1,
            "Agent Goal Hijack; Tool Misuse and Exploitation; Identity and Privilege Abuse; Agentic Supply Chain \
             Vulnerabilities; Unexpected Code Execution; Memory and Context Poisoning; Insecure Inter-Agent \
             Communication; Cascading Failures; Human-Agent Trust Exploitation; Rogue Agents",
        ),
        (
            "mitre-atlas-5.6.1",
            "Apache-2.0",
            "AML.TA00",
            0,
            "AI Model Access; AI Attack Staging; Reconnaissance; Resource Development; Initial Access; Execution; \
             Persistence; Defense Evasion; Discovery; Collection; Exfiltration; Impact; Privilege Escalation; \
             Credential Access; Command and Control; Lateral Movement",
        ),
    ];
    for (id, licence, prefix, first, titles) in lists {
        let framework = framework(id);
        assert_eq!(framework.licence, licence, "{id}");
        let found: Vec<&str> = framework.entries.iter().map(|entry| entry.title.as_str()).collect();
        assert_eq!(found.join("; "), titles);
        for (number, entry) in (first..).zip(&framework.entries) {
            assert_eq!(entry.id, format!("{prefix}{number:02}"));
            let needed = entry.competencies.len();
            assert!((1..=4).contains(&needed), "{} {} needs {needed} competencies", entry.id, entry.title);
        }
    }
}

/// A risk of the new lists stands on the competency that its name asks for, and the competency knows it by its code.
#[test]
fn risks_stand_on_the_competencies_they_name() {
    for (code, key) in [
        ("ASI01", "prompt-injection-defence"),
        ("ASI02", "agent-permissions"),
        ("ASI03", "privileged-access"),
        ("ASI04", "model-supply-chain"),
        ("ASI06", "retrieval-security"),
        ("ASI10", "llm-monitoring"),
        ("AML.TA0000", "model-privacy"),
        ("AML.TA0002", "threat-intelligence"),
        ("AML.TA0006", "training-data-security"),
        ("AML.TA0007", "adversarial-robustness"),
        ("AML.TA0010", "data-loss-prevention"),
        ("AML.TA0011", "consumption-limits"),
        ("AML.TA0014", "network-controls"),
        ("AML.TA0015", "microsegmentation"),
    ] {
        let codes = &catalogue().competency(&key.into()).unwrap().codes;
        assert!(codes.iter().any(|other| other == code), "{key} has no {code}");
    }
    // Every competency of the two young fields is needed somewhere, beyond NICE's one area for all of AI.
    for shipped in &catalogue().competencies {
        let competency = &shipped.competency;
        if ["ml-secops", "llm-secops"].contains(&competency.area.as_str()) {
            assert!(shipped.codes.iter().any(|code| !code.starts_with("NF-")), "{}", competency.key);
        }
    }
}

#[test]
fn nice_has_every_code() {
    let nice = framework("nice");
    let mut of_prefix = BTreeMap::<&str, usize>::new();
    for entry in &nice.entries {
        *of_prefix.entry(&entry.id[..6]).or_default() += 1;
    }
    let expected =
        [("DD-WRL", 9), ("IN-WRL", 2), ("IO-WRL", 7), ("NF-COM", 11), ("OG-WRL", 17), ("PD-WRL", 7)];
    assert_eq!(of_prefix, BTreeMap::from(expected));
    let title = |id: &str| nice.entries.iter().find(|entry| entry.id == id).unwrap().title.as_str();
    assert_eq!(title("OG-WRL-012"), "Security Control Assessment");
    assert_eq!(title("DD-WRL-005"), "Software Security Assessment");
    assert_eq!(title("PD-WRL-003"), "Incident Response");
    assert_eq!(title("NF-COM-002"), "AI Security");
    // Nothing of ours is an inventory of assets or the security of plants: a near miss would claim a coverage there is not.
    let bare: Vec<&str> = nice
        .entries
        .iter()
        .filter(|entry| entry.id.starts_with("NF-COM") && entry.competencies.is_empty())
        .map(|entry| entry.title.as_str())
        .collect();
    assert_eq!(bare, ["Asset Management", "OT Security"]);
}

/// The processes that FACTS.md names for the two fields, and soft skills of both ISACA editions.
#[test]
fn every_named_process_has_a_competency() {
    let processes = [
        ("ml-secops", "data security", "training-data-security"),
        ("ml-secops", "transparency to prevent bias", "model-transparency"),
        ("ml-secops", "secure coding", "ml-secure-coding"),
        ("ml-secops", "threat modelling", "ml-threat-modelling"),
        ("ml-secops", "security audits", "ml-audit"),
        ("ml-secops", "incident response", "ml-incident-response"),
        ("llm-secops", "ethics in design", "ethics-in-design"),
        ("llm-secops", "data sanitisation", "llm-data-sanitisation"),
        ("llm-secops", "analysis of decisions during training", "training-decision-analysis"),
        ("llm-secops", "prevention of harmful content", "harmful-content-prevention"),
        ("llm-secops", "monitoring after deployment", "llm-monitoring"),
        ("software-development", "testing", "security-testing"),
        ("software-development", "deployment", "secure-deployment"),
    ];
    for (area, process, key) in processes {
        let shipped = catalogue().competency(&key.into()).unwrap_or_else(|| panic!("{process} has no {key}"));
        assert_eq!(shipped.competency.area.as_str(), area, "{process}");
    }
    let soft: BTreeSet<String> = catalogue()
        .competencies
        .iter()
        .filter(|shipped| shipped.competency.area.as_str() == "soft-skills")
        .flat_map(|shipped| std::iter::once(&shipped.competency.name).chain(&shipped.aliases))
        .map(|name| name.to_lowercase())
        .collect();
    for skill in [
        "flexibility",
        "critical thinking",
        "communication",
        "problem solving",
        "teamwork",
        "adaptability",
        "self-motivation",
        "leadership",
        "work ethic",
        "integrity",
        "attitude",
        "organization",
        "writing",
        "empathy",
    ] {
        assert!(soft.contains(skill), "{skill}");
    }
}

/// Every figure and statistic is the one that was typed from FACTS.md a second time, and nothing else ships.
#[test]
fn figures_are_those_of_the_sources() {
    let mut shipped: Vec<(&str, u16, Option<u32>, Option<Confidence>)> = Vec::new();
    let mut figures = Vec::new();
    let mut statistics = Vec::new();
    for benchmark in &catalogue().benchmarks {
        let id = benchmark.id.as_str();
        shipped.push((id, benchmark.year, benchmark.n, benchmark.n_confidence));
        assert!(benchmark.n.is_some() || benchmark.n_note.is_some(), "{id} says why its n is not known");
        for figure in &benchmark.figures {
            let row = (id, figure.kind.words(), figure.area.as_str(), figure.percent, figure.n);
            figures.push(format!("{row:?}, {:?}", figure.confidence));
            assert!(figure.wording.is_some(), "{row:?} has no wording");
        }
        for statistic in &benchmark.statistics {
            let row = (id, statistic.series.as_str(), statistic.percent);
            statistics.push(format!("{row:?}, {:?}", statistic.confidence));
        }
    }
    let editions = ledger::EDITIONS
        .map(|(id, year, n)| (id, year, n.map(|(n, _)| n), n.map(|(_, confidence)| confidence)));
    assert_eq!(shipped, editions);
    let mut expected: Vec<String> = ledger::FIGURES
        .iter()
        .flat_map(|(id, kind, n, rows)| {
            rows.iter().map(move |(area, percent, confidence)| {
                format!("{:?}, {confidence:?}", (id, kind.words(), area, percent, n))
            })
        })
        .collect();
    figures.sort_unstable();
    expected.sort_unstable();
    assert_eq!(figures, expected);
    let mut expected: Vec<String> = ledger::STATISTICS
        .iter()
        .flat_map(|(id, confidence, rows)| {
            rows.iter().map(move |(series, percent)| format!("{:?}, {confidence:?}", (id, series, percent)))
        })
        .collect();
    statistics.sort_unstable();
    expected.sort_unstable();
    assert_eq!(statistics, expected);
}

const AREAS: &str = "[[areas]]\nkey = \"cloud\"\nname = \"Cloud\"\n";
const COMPETENCIES: &str = "area = \"cloud\"\nrecheck_months = 12\n\n[[competencies]]\nkey = \"posture\"\n\
    name = \"Posture\"\nlevels = [\"a\", \"b\", \"c\", \"d\", \"e\"]\n";
const BENCHMARK: &str = "id = \"b\"\npublisher = \"P\"\nreport = \"R\"\nedition = \"E\"\nyear = 2026\npopulation = \"Q\"\n\
    n = 10\nfield_date = \"F\"\n\n[[figures]]\narea = \"cloud\"\npercent = 12.5\nkind = \"need\"\nn = 10\nquestion = \"q\"\n\
    series = \"s\"\nsource = \"S\"\nconfidence = \"high\"\n";
const ROLES: &str = "[[roles]]\nkey = \"engineer\"\nname = \"Engineer\"\n\
    annual_cost = { value = 1, source = \"S\" }\nhiring_cost = { value = 1, source = \"S\" }\n\
    contractor_rate = { value = 1, source = \"S\" }\nweeks_to_fill = { value = 1, source = \"S\" }\n\
    weeks_to_ramp = { value = 1, source = \"S\" }\nattrition = { value = 0.2, source = \"S\" }\n\
    targets = [\n  { competency = \"posture\", level = 3, importance = 2 },\n]\n";
const FRAMEWORK: &str = "id = \"f\"\ntitle = \"T\"\nedition = \"E\"\nlicence = \"L\"\nsource = \"S\"\nbasis = \"ours\"\n\
    row = \"risk\"\nrows = \"risks\"\n\n[[entries]]\nid = \"F1\"\ntitle = \"One\"\ncompetencies = [\"posture\"]\nroles = [\"engineer\"]\n";

const TRAINING: &str = "lifts_source = \"L\"\npass_rate = { value = 0.8, source = \"estimate, edit me\" }\n\n[[items]]\n\
    key = \"course\"\nname = \"Course\"\naddress = \"https://example.org\"\ndelivery = \"course\"\nprior_knowledge = 2\n\
    vendor_neutrality = \"agnostic\"\nlabels = \"P\"\ncost = { value = 10, currency = \"USD\", source = \"S\" }\n\
    hours = { value = 8, source = \"S\" }\nlifts = [\n  { from = 1, to = 2, competency=\"posture\" },\n]\nsource = \"S\"\n";

/// The problems, one a line, when `from` is replaced by `to` in the small files above.
fn check(from: &str, to: &str, expected: &[&str]) {
    let small = [AREAS, COMPETENCIES, BENCHMARK, ROLES, FRAMEWORK, TRAINING];
    assert!(small.iter().any(|text| text.contains(from)), "{from} is in no file");
    let [areas, competencies, benchmark, roles, framework, training] =
        small.map(|text| text.replacen(from, to, 1));
    let problems = reading::read(&Files {
        areas: File { path: "areas.toml", text: &areas },
        competencies: &[File { path: "cloud.toml", text: &competencies }],
        roles: File { path: "roles.toml", text: &roles },
        training: File { path: "training.toml", text: &training },
        benchmarks: &[File { path: "b.toml", text: &benchmark }],
        frameworks: &[File { path: "f.toml", text: &framework }],
    });
    let lines: Vec<String> = problems.err().unwrap_or_default().iter().map(ToString::to_string).collect();
    assert_eq!(lines, expected, "{from} → {to}");
}

#[test]
fn small_files_are_good() {
    check("Cloud", "Clouds", &[]);
}

#[test]
fn mistakes_are_named_by_file_and_line() {
    check("12.5", "112.5", &["b.toml:12: `percent` is 112.5, expected 0 to 100"]);
    check("12.5", "nan", &["b.toml:12: `percent` is NaN, expected 0 to 100"]);
    check("area = \"cloud\"\npercent", "area = \"sky\"\npercent", &["b.toml:11: there is no area `sky`"]);
    check("source = \"S\"\nconf", "source = \" \"\nconf", &["b.toml:17: `source` is empty"]);
    check(
        "kind = \"need\"\nn = 10",
        "kind = \"need\"\nn = 0",
        &["b.toml:14: `n` is 0, expected 1 to 4294967295"],
    );
    check("\"d\", \"e\"]", "\"d\"]", &["cloud.toml:7: 4 descriptors, expected 5: one for each level 0 to 4"]);
    check("\"d\", \"e\"]", "\"d\", \"\"]", &["cloud.toml:7: `levels` is empty"]);
    check("competency = \"posture\"", "competency = \"x\"", &["roles.toml:11: there is no competency `x`"]);
    check("level = 3", "level = 0", &["roles.toml:11: `level` is 0, expected 1 to 4"]);
    check("value = 0.2", "value = 20", &["roles.toml:9: `attrition` is 20, expected 0 to 1"]);
    check("value = 0.2, source = \"S\"", "value = 0.2, source = \"\"", &["roles.toml:9: `source` is empty"]);
    check(
        "competencies = [\"posture\"]",
        "competencies = [\"y\"]",
        &["f.toml:13: there is no competency `y`"],
    );
    check("basis = \"ours\"", "basis = \" \"", &["f.toml:6: `basis` is empty"]);
    check("roles = [\"engineer\"]", "roles = [\"pilot\"]", &["f.toml:14: there is no role `pilot`"]);
}

#[test]
fn repeated_keys_names_and_figures_are_named() {
    let again = format!(
        "{COMPETENCIES}\n[[competencies]]\nkey = \"posture\"\nname = \"Other\"\naliases = [\"POSTURE\"]\n\
        levels = [\"a\", \"b\", \"c\", \"d\", \"e\"]\n"
    );
    check(
        COMPETENCIES,
        &again,
        &["cloud.toml:10: `posture` is there already", "cloud.toml:12: `POSTURE` is there already"],
    );
    let figure = &BENCHMARK[BENCHMARK.find("[[figures]]").unwrap()..];
    check(BENCHMARK, &format!("{BENCHMARK}\n{figure}"), &["b.toml:21: `cloud, need` is there already"]);
    let areas = format!("{AREAS}\n[[areas]]\nkey = \"bare\"\nname = \"Bare\"\n");
    check(AREAS, &areas, &["areas.toml:6: the area `bare` has no competency"]);
}

#[test]
fn unreadable_files_are_named_by_line_and_all_at_once() {
    check("source = \"S\"\nconfidence", "confidence", &["b.toml:10: `source` is missing"]);
    check(
        "percent = 12.5",
        "percentage = 12.5",
        &[
            "b.toml:12: unknown field `percentage`, expected one of `area`, `percent`, `kind`, `n`, `wording`, \
             `question`, `series`, `source`, `confidence`, `together`, `break_note`, `note`",
        ],
    );
    check(
        "key = \"cloud\"\n",
        "key = \"clod\"\n",
        &[
            "cloud.toml:1: there is no area `cloud`",
            "areas.toml:2: the area `clod` has no competency",
            "b.toml:11: there is no area `cloud`",
        ],
    );
}

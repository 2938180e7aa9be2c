//! The shipped training items hold what FACTS.md says of them, and the reader names every mistake by file and line.

use cadre_core::{Delivery, VendorNeutrality};

use super::*;

/// Kereopa-Yorke's labels, typed from FACTS.md, section 7, a second time: name, x of 5, agnostic (A) or centric (C).
const LABELS: [(&str, u8, char); 7] = [
    ("OpenML Guide", 1, 'A'),
    ("TensorFlow basics", 1, 'C'),
    ("Machine Learning Foundations", 1, 'C'),
    ("Google Cloud AI Platform", 2, 'C'),
    ("ML Crash Course", 2, 'C'),
    ("Neural Networks and Deep Learning", 4, 'A'),
    ("Intel MLOps Professional", 4, 'C'),
];

/// The table of section 7, likewise: name, address, neutrality (- where none is given).
const TABLE: [(&str, &str, char); 29] = [
    ("Web LLM attacks", "portswigger.net/web-security/llm-attacks", 'A'),
    ("Gandalf", "gandalf.lakera.ai", 'A'),
    ("AI Red Teaming 101", "learn.microsoft.com/security/ai-red-team/training", 'C'),
    ("AI Red Teaming Playground Labs", "github.com/microsoft/AI-Red-Teaming-Playground-Labs", 'C'),
    ("AI security path", "learn.microsoft.com/training", 'C'),
    ("AI security training", "skillbuilder.aws", 'C'),
    ("AI Red Teamer path", "academy.hackthebox.com", 'A'),
    ("SEC595 (GMLE)", "sans.org/cyber-security-courses/applied-data-science-machine-learning", 'A'),
    ("SEC545", "sans.org/cyber-security-courses/genai-llm-application-security", 'A'),
    ("SEC495", "sans.org/cyber-security-courses/leveraging-llms-building-securing-rag", 'A'),
    ("AAISM", "isaca.org/credentialing/aaism", 'A'),
    ("AAIA", "isaca.org/credentialing/aaia", 'A'),
    ("AIGP", "iapp.org/certify/aigp", 'A'),
    ("SecAI+ CY0-001", "", 'A'),
    ("TAISE", "cloudsecurityalliance.org", 'A'),
    ("CAISP", "practical-devsecops.com", 'A'),
    ("FinBot agentic CTF", "genai.owasp.org", 'A'),
    ("AI Goat", "github.com/dhammon/ai-goat", 'A'),
    ("Damn Vulnerable LLM Agent", "github.com/ReversecLabs/damn-vulnerable-llm-agent", 'A'),
    ("AI Village CTF", "kaggle.com/competitions/ai-village-ctf", 'A'),
    ("ISO 42001 Lead Implementer", "pecb.com", 'A'),
    ("Certified AI/ML Pentester", "secops.group", 'A'),
    ("Foundations of AI Security", "academy.attackiq.com", '-'),
    ("AI for Cybersecurity", "coursera.org/specializations/ai-for-cybersecurity", 'A'),
    ("GenAI for Cybersecurity", "coursera.org", 'C'),
    ("AI/ML security", "trailofbits.com", 'A'),
    ("LFD121", "", 'A'),
    ("SAIF", "saif.google", 'C'),
    ("AIRC", "airc.nist.gov", 'A'),
];

/// What FACTS.md knows of cost, likewise; everything else is a guess and says so.
const KNOWN_COSTS: [(&str, f64, Option<&str>); 9] = [
    ("AI Red Teaming Playground Labs", 0.0, None),
    ("AI security path", 0.0, None),
    ("AI security training", 0.0, None),
    ("AIGP", 799.0, Some("USD")),
    ("AI Goat", 0.0, None),
    ("Damn Vulnerable LLM Agent", 0.0, None),
    ("LFD121", 0.0, None),
    // Its texts are published under CC BY-SA 4.0.
    ("Top Ten for LLM applications, 2025", 0.0, None),
    ("Machine Learning Security Top Ten, 2023", 0.0, None),
];

/// What FACTS.md knows of hours.
const KNOWN_HOURS: [(&str, f64); 3] = [
    ("SEC595 (GMLE)", 36.0),
    // 36 CPE and an examination of 6 hours.
    ("CAISP", 42.0),
    // 14 to 18.
    ("LFD121", 18.0),
];

fn named(name: &str) -> &'static CatalogueTraining {
    catalogue()
        .training
        .iter()
        .find(|item| item.name == name)
        .unwrap_or_else(|| panic!("{name} does not ship"))
}

fn letter(neutrality: Option<VendorNeutrality>) -> char {
    match neutrality {
        Some(VendorNeutrality::Agnostic) => 'A',
        Some(VendorNeutrality::Centric) => 'C',
        None => '-',
    }
}

#[test]
fn labels_and_addresses_are_those_of_the_sources() {
    for (name, prior, neutrality) in LABELS {
        let item = named(name);
        assert_eq!(
            (item.prior_knowledge, letter(item.vendor_neutrality)),
            (Some(prior), neutrality),
            "{name}"
        );
        assert!(item.labels.as_deref().is_some_and(|labels| labels.contains("commit 7721060")), "{name}");
    }
    for (name, address, neutrality) in TABLE {
        let item = named(name);
        let expected = (!address.is_empty()).then(|| format!("https://{address}"));
        assert_eq!(item.address, expected, "{name}");
        assert_eq!((item.prior_knowledge, letter(item.vendor_neutrality)), (None, neutrality), "{name}");
    }
    // And OWASP's three lists; nothing else ships.
    let owasp: Vec<&str> = catalogue()
        .training
        .iter()
        .map(|item| item.name.as_str())
        .filter(|name| name.contains("Top Ten"))
        .collect();
    assert_eq!(owasp.len(), 3, "{owasp:?}");
    assert_eq!(catalogue().training.len(), LABELS.len() + TABLE.len() + owasp.len());
}

#[test]
fn a_figure_that_is_nobody_s_is_marked() {
    for item in &catalogue().training {
        let name = item.name.as_str();
        let in_euros = item.item("EUR");
        match KNOWN_COSTS.iter().find(|(known, ..)| *known == name) {
            Some((_, value, currency)) => {
                assert_eq!((item.cost.value, item.cost.currency.as_deref()), (*value, *currency), "{name}");
                assert!(!item.item(currency.unwrap_or("EUR")).estimated.cost, "{name}");
                // Dollars are no euros.
                assert_eq!(in_euros.estimated.cost, currency.is_some(), "{name}");
            }
            None if name.contains("Top Ten") => assert!(!in_euros.estimated.cost && item.cost.value == 0.0),
            None => assert!(in_euros.estimated.cost && item.item("USD").estimated.cost, "{name}"),
        }
        match KNOWN_HOURS.iter().find(|(known, _)| *known == name) {
            Some((_, hours)) => {
                assert_eq!((item.hours.value, in_euros.estimated.hours), (*hours, false), "{name}");
            }
            None => assert!(in_euros.estimated.hours && item.hours.value > 0.0, "{name}"),
        }
        assert_eq!((item.pass_rate.value, in_euros.estimated.pass_rate), (0.8, true), "{name}");
        assert!(!item.source.is_empty() && item.lifts_source.contains("Cadre's own reading"), "{name}");
    }
}

#[test]
fn every_area_of_the_two_young_fields_can_be_begun_from_nothing() {
    for area in ["ml-secops", "llm-secops"] {
        let begins = catalogue().training.iter().flat_map(|item| &item.lifts).any(|lift| {
            lift.from.get() == 0
                && catalogue().competency(&lift.competency).unwrap().competency.area.as_str() == area
        });
        assert!(begins, "{area}");
    }
    let labs = catalogue().training.iter().filter(|item| item.delivery == Delivery::Lab).count();
    assert!(labs >= 5, "{labs} labs");
}

#[test]
fn mistakes_in_training_are_named_by_file_and_line() {
    check(
        "from = 1, to = 2",
        "from = 2, to = 2",
        &["training.toml:15: `to` is `2`, expected a level above 2"],
    );
    check("competency=\"posture\"", "competency=\"x\"", &["training.toml:15: there is no competency `x`"]);
    check(
        "  { from = 1, to = 2, competency=\"posture\" },\n",
        "  { from = 1, to = 2, competency=\"posture\" },\n  { from = 2, to = 3, competency=\"posture\" },\n",
        &["training.toml:16: `posture` is there already"],
    );
    check("  { from = 1, to = 2, competency=\"posture\" },\n", "", &["training.toml:14: `lifts` is empty"]);
    check("labels = \"P\"\n", "", &["training.toml:5: `labels` is missing"]);
    check(
        "prior_knowledge = 2",
        "prior_knowledge = 6",
        &["training.toml:9: `prior_knowledge` is 6, expected 1 to 5"],
    );
    check(
        "https://example",
        "example",
        &["training.toml:7: `address` is `example.org`, expected an address that begins with https://"],
    );
    check(
        "\"USD\", source = \"S\"",
        "\"dollars\", source = \"\"",
        &[
            "training.toml:12: `source` is empty",
            "training.toml:12: `currency` is `dollars`, expected three capital letters (ISO 4217)",
        ],
    );
    check("value = 8,", "value = -8,", &["training.toml:13: `hours` is -8, expected 0 to 2000"]);
    check("value = 0.8", "value = 80", &["training.toml:2: `pass_rate` is 80, expected 0 to 1"]);
    check(
        "delivery = \"course\"",
        "delivery = \"film\"",
        &[
            "training.toml:8: unknown variant `film`, expected one of `course`, `lab`, `certificate`, `reading`",
        ],
    );
}

//! The figures and statistics of FACTS.md, sections 1 to 4, typed by hand a second time; and what it warns of.

use std::collections::{BTreeMap, BTreeSet};

use cadre_core::benchmark::{
    Benchmark, Confidence,
    Confidence::{High, Medium},
    FigureKind,
    FigureKind::{GraduateGap, Importance, LowProficiency, Need, PerceivedGap},
    trend, trends,
};

use crate::catalogue::catalogue;

/// Id, year, n and how sure n is.
type Edition = (&'static str, u16, Option<(u32, Confidence)>);

pub(super) const EDITIONS: [Edition; 20] = [
    ("isaca-2024", 2024, Some((1868, Medium))),
    ("isaca-2025", 2025, Some((3812, High))),
    // More than 2,100, and more than 2,000 below.
    ("isaca-2023", 2023, Some((2100, Medium))),
    ("isaca-2022", 2022, Some((2000, Medium))),
    // Not in FACTS.md: ISACA's release of 4 May 2021 says more than 3,600, SecurityWeek 3,659.
    ("isaca-2021", 2021, Some((3659, Medium))),
    ("isaca-2024-europe", 2024, None),
    ("isc2-2025", 2025, Some((16029, High))),
    ("isc2-2024", 2024, Some((15852, Medium))),
    ("isc2-2023", 2023, Some((14865, High))),
    ("isc2-hiring-trends-2025", 2025, Some((929, Medium))),
    ("isc2-hiring-guide-2022", 2022, Some((1250, Medium))),
    ("comptia-2025", 2025, Some((525, High))),
    ("oreilly-2024", 2024, Some((1322, Medium))),
    ("sans-giac-2026", 2026, Some((947, Medium))),
    ("fortinet-2025", 2025, Some((1850, Medium))),
    ("fortinet-2024", 2024, None),
    ("wef-2026", 2026, Some((804, Medium))),
    ("wef-2025", 2025, None),
    ("enisa-nis-investments-2025", 2025, Some((1080, Medium))),
    ("cyberseek-2025", 2025, None),
];

/// An edition, the kind and n of its figures, and the percentage of each area.
type Figures = (&'static str, FigureKind, u32, &'static [(&'static str, f64, Confidence)]);

pub(super) const FIGURES: [Figures; 14] = [
    ("isaca-2021", PerceivedGap, 3659, &[("soft-skills", 56.0, Medium)]),
    (
        "isaca-2022",
        PerceivedGap,
        2000,
        &[
            ("cloud-computing", 52.0, Medium),
            ("security-controls", 34.0, Medium),
            ("soft-skills", 54.0, Medium),
        ],
    ),
    ("isaca-2023", PerceivedGap, 2100, &[("cloud-computing", 47.0, Medium)]),
    (
        "isaca-2023",
        Need,
        2100,
        &[
            ("cloud-computing", 48.0, Medium),
            ("data-security", 44.0, Medium),
            ("identity-and-access", 49.0, Medium),
            ("incident-response", 44.0, Medium),
            ("software-development", 36.0, Medium),
        ],
    ),
    (
        "isaca-2024",
        PerceivedGap,
        1868,
        &[
            ("cloud-computing", 42.0, Medium),
            ("llm-secops", 24.0, Medium),
            ("ml-secops", 24.0, Medium),
            ("security-controls", 35.0, Medium),
            ("soft-skills", 51.0, High),
            ("software-development", 28.0, Medium),
        ],
    ),
    ("isaca-2025", PerceivedGap, 3812, &[("cloud-computing", 37.0, High), ("soft-skills", 59.0, High)]),
    (
        "isaca-2025",
        Importance,
        3812,
        &[
            ("cloud-computing", 47.0, High),
            ("data-security", 54.0, High),
            ("identity-and-access", 47.0, High),
            ("incident-response", 46.0, High),
            ("llm-secops", 24.0, High),
            ("ml-secops", 19.0, High),
            ("scripting-and-automation", 25.0, High),
            ("threat-detection", 49.0, High),
            ("vulnerability-discovery", 27.0, High),
            ("vulnerability-management", 50.0, High),
        ],
    ),
    (
        "isaca-2025",
        GraduateGap,
        3812,
        &[
            ("cloud-computing", 32.0, High),
            ("data-security", 39.0, High),
            ("identity-and-access", 39.0, High),
            ("incident-response", 43.0, High),
            ("llm-secops", 26.0, High),
            ("ml-secops", 24.0, High),
            ("scripting-and-automation", 27.0, High),
            ("threat-detection", 39.0, High),
            ("vulnerability-discovery", 29.0, High),
            ("vulnerability-management", 37.0, High),
        ],
    ),
    (
        "isc2-2023",
        PerceivedGap,
        14865,
        &[
            ("ai-and-machine-learning", 32.0, High),
            ("cloud-computing", 35.0, High),
            ("zero-trust", 29.0, High),
        ],
    ),
    (
        "isc2-2024",
        PerceivedGap,
        15852,
        &[
            ("ai-and-machine-learning", 34.0, Medium),
            ("cloud-computing", 30.0, Medium),
            ("governance-and-risk", 20.0, Medium),
            ("incident-response", 25.0, Medium),
            ("software-development", 24.0, Medium),
            ("threat-detection", 20.0, Medium),
            ("vulnerability-discovery", 24.0, Medium),
            ("zero-trust", 27.0, Medium),
        ],
    ),
    (
        "isc2-2025",
        Need,
        16029,
        &[("ai-and-machine-learning", 41.0, Medium), ("cloud-computing", 36.0, Medium)],
    ),
    ("comptia-2025", Need, 525, &[("ai-and-machine-learning", 49.0, High)]),
    ("comptia-2025", LowProficiency, 525, &[("ai-and-machine-learning", 28.0, High)]),
    // The base is 419 or all 1,322: the smaller is taken.
    (
        "oreilly-2024",
        PerceivedGap,
        419,
        &[("ai-and-machine-learning", 33.9, Medium), ("cloud-computing", 38.9, Medium)],
    ),
];

/// An edition, how sure its statistics are, and the percentage of each series.
type Statistics = (&'static str, Confidence, &'static [(&'static str, f64)]);

pub(super) const STATISTICS: [Statistics; 21] = [
    (
        "isaca-2022",
        Medium,
        &[
            ("isaca.understaffed", 62.0),
            ("isaca.retention-difficulty", 60.0),
            ("isaca.unfilled-roles", 63.0),
            ("isaca.qualification.prior-experience", 73.0),
        ],
    ),
    (
        "isaca-2023",
        Medium,
        &[
            ("isaca.understaffed", 59.0),
            ("isaca.retention-difficulty", 56.0),
            ("isaca.unfilled-roles", 71.0),
            ("isaca.no-open-positions", 35.0),
            ("isaca.open-positions.entry", 21.0),
            ("isaca.open-positions.non-entry", 50.0),
            ("isaca.sought-soft.communication", 58.0),
            ("isaca.sought-soft.critical-thinking", 54.0),
            ("isaca.sought-soft.problem-solving", 49.0),
            ("isaca.sought-soft.teamwork", 45.0),
            ("isaca.sought-soft.attention-to-detail", 36.0),
            ("isaca.sought-soft.honesty", 17.0),
            ("isaca.sought-soft.empathy", 13.0),
        ],
    ),
    ("isaca-2024", Medium, &[("isaca.retention-difficulty", 55.0), ("isaca.no-open-positions", 38.0)]),
    (
        "isaca-2024",
        High,
        &[
            ("isaca.understaffed", 57.0),
            ("isaca.open-positions.entry", 18.0),
            ("isaca.open-positions.non-entry", 46.0),
            ("isaca.technical-mitigation.train-non-security", 41.0),
            ("isaca.technical-mitigation.contractors", 36.0),
            ("isaca.qualification.prior-experience", 73.0),
            ("isaca.time-to-fill.increased", 24.0),
            ("isaca.time-to-fill.same", 42.0),
            ("isaca.time-to-fill.decreased", 16.0),
            ("isaca.ai-implementation", 29.0),
        ],
    ),
    (
        "isaca-2024-europe",
        Medium,
        &[
            ("isaca-europe.understaffed", 61.0),
            ("isaca-europe.gap.soft-skills", 52.0),
            ("isaca-europe.soft-skills.communication", 54.0),
            ("isaca-europe.soft-skills.problem-solving", 53.0),
            ("isaca-europe.soft-skills.critical-thinking", 48.0),
        ],
    ),
    (
        "isaca-2025",
        High,
        &[
            ("isaca.understaffed", 55.0),
            ("isaca.retention-difficulty", 50.0),
            ("isaca.unfilled-roles", 65.0),
            ("isaca.open-positions.entry", 18.0),
            ("isaca.open-positions.non-entry", 47.0),
            ("isaca.qualification.prior-experience", 60.0),
            ("isaca.qualification.adaptability", 61.0),
            ("isaca.time-to-fill.entry.3-to-6-months", 38.0),
            ("isaca.time-to-fill.entry.over-6-months", 13.0),
            ("isaca.time-to-fill.non-entry.3-to-6-months", 39.0),
            ("isaca.time-to-fill.non-entry.over-6-months", 25.0),
            ("isaca.time-to-fill.increased", 21.0),
            ("isaca.time-to-fill.same", 43.0),
            ("isaca.time-to-fill.decreased", 17.0),
            ("isaca.applicants.majority-qualified", 31.0),
            ("isaca.applicants.quarter-or-fewer-qualified", 23.0),
            ("isaca.soft-skills.critical-thinking", 57.0),
            ("isaca.soft-skills.communication", 56.0),
            ("isaca.soft-skills.problem-solving", 47.0),
            ("isaca.soft-skills.teamwork", 45.0),
            ("isaca.soft-skills.adaptability", 40.0),
            ("isaca.soft-skills.self-motivation", 32.0),
            ("isaca.soft-skills.leadership", 31.0),
            ("isaca.soft-skills.work-ethic", 30.0),
            ("isaca.soft-skills.integrity", 29.0),
            ("isaca.soft-skills.attitude", 29.0),
            ("isaca.soft-skills.organization", 27.0),
            ("isaca.soft-skills.writing", 21.0),
            ("isaca.soft-skills.empathy", 15.0),
            ("isaca.importance.apis", 15.0),
            ("isaca.importance.microsegmentation", 12.0),
            ("isaca.importance.virtualization", 11.0),
            ("isaca.graduate-gap.apis", 20.0),
            ("isaca.graduate-gap.microsegmentation", 20.0),
            ("isaca.graduate-gap.virtualization", 15.0),
            ("isaca.technical-mitigation.contractors", 30.0),
            ("isaca.technical-mitigation.train-non-security", 29.0),
            ("isaca.technical-mitigation.ai", 23.0),
            ("isaca.technical-mitigation.reskilling", 21.0),
            ("isaca.technical-mitigation.performance-based-training", 20.0),
            ("isaca.technical-mitigation.apprenticeships", 19.0),
            ("isaca.technical-mitigation.credentials", 18.0),
            ("isaca.soft-mitigation.online-learning", 51.0),
            ("isaca.soft-mitigation.mentoring", 41.0),
            ("isaca.soft-mitigation.corporate-training", 34.0),
            ("isaca.soft-mitigation.tuition", 19.0),
            ("isaca.training-need.data-security", 48.0),
            ("isaca.training-need.incident-response", 47.0),
            ("isaca.training-need.threat-detection", 42.0),
            ("isaca.training-need.vulnerability-management", 41.0),
            ("isaca.training-need.cloud-computing", 40.0),
            ("isaca.training-need.identity-and-access", 40.0),
            ("isaca.upskilling-budget.operational", 34.0),
            ("isaca.upskilling-budget.both", 25.0),
            ("isaca.upskilling-budget.hr", 12.0),
            ("isaca.upskilling-budget.none", 5.0),
            ("isaca.upskilling-budget.unknown", 24.0),
            ("isaca.ai-implementation", 40.0),
            ("isaca.demand.technical-contributors", 70.0),
        ],
    ),
    ("isc2-2023", High, &[("isc2.any-gap", 92.0)]),
    (
        "isc2-2024",
        Medium,
        &[
            ("isc2.any-gap", 90.0),
            ("isc2.critical-gap", 44.0),
            ("isc2.gap.threat-intelligence", 20.0),
            ("isc2.gap.security-engineering", 20.0),
            ("isc2.gap.malware-analysis", 20.0),
            ("isc2.gap.risk-assessment", 19.0),
            ("isc2.gap.security-analysis", 18.0),
            ("isc2.staff-shortage", 67.0),
            ("isc2.shortage-cause.budget", 39.0),
            ("isc2.no-entry-level-staff", 31.0),
            ("isc2.open-roles", 62.0),
            ("isc2.workforce-gap-growth", 19.0),
        ],
    ),
    ("isc2-2025", High, &[("isc2.any-need", 95.0), ("isc2.critical-need", 59.0)]),
    (
        "isc2-2025",
        Medium,
        &[
            ("isc2.consequence", 88.0),
            ("isc2.cannot-afford-skills", 29.0),
            ("isc2.budget-cuts", 36.0),
            ("isc2.layoffs", 24.0),
        ],
    ),
    (
        "isc2-hiring-trends-2025",
        Medium,
        &[
            ("isc2-hiring.independent.entry.4-to-9-months", 56.0),
            ("isc2-hiring.independent.junior.4-to-9-months", 45.0),
            ("isc2-hiring.training-cost.entry.1000-to-4999", 45.0),
            ("isc2-hiring.training-cost.junior.1000-to-4999", 38.0),
            ("isc2-hiring.would-consider.it-experience", 90.0),
            ("isc2-hiring.would-consider.entry-certificate", 89.0),
            ("isc2-hiring.would-consider.education", 81.0),
        ],
    ),
    (
        "isc2-hiring-guide-2022",
        Medium,
        &[
            ("isc2-hiring.training-cost.entry.under-1000", 42.0),
            ("isc2-hiring.training-cost.junior.under-1000", 30.0),
            ("isc2-hiring.ready-within-6-months", 37.0),
        ],
    ),
    (
        "comptia-2025",
        High,
        &[
            ("comptia.plan.training", 56.0),
            ("comptia.plan.hiring", 53.0),
            ("comptia.plan.certificates", 42.0),
        ],
    ),
    ("sans-giac-2026", Medium, &[("sans.not-the-right-staff", 60.0), ("sans.not-enough-staff", 40.0)]),
    (
        "fortinet-2025",
        Medium,
        &[
            ("fortinet.ai-barrier.expertise", 48.0),
            ("fortinet.breach-cause.skills", 54.0),
            ("fortinet.breach-cost-over-1-million", 52.0),
            ("fortinet.pays-for-certificates", 73.0),
        ],
    ),
    (
        "fortinet-2024",
        Medium,
        &[
            ("fortinet.shortage-adds-risk", 70.0),
            ("fortinet.breach-partly-from-skills", 90.0),
            ("fortinet.hard-to-find-certified", 70.0),
        ],
    ),
    (
        "wef-2026",
        High,
        &[("wef.ai-barrier.skills", 54.0), ("wef.ai-tools-assessed", 64.0), ("wef.ai-adopted", 77.0)],
    ),
    (
        "wef-2025",
        Medium,
        // The first is printed as two-thirds.
        &[("wef.skills-gaps", 67.0), ("wef.confident-of-skills", 14.0), ("wef.skills-gap-growth", 8.0)],
    ),
    // Recalled by the edition of 2026, whose own text was read.
    ("wef-2025", High, &[("wef.ai-tools-assessed", 37.0)]),
    (
        "enisa-nis-investments-2025",
        Medium,
        &[("enisa.hard-to-attract", 76.0), ("enisa.hard-to-retain", 71.0), ("enisa.part-of-it-budget", 9.0)],
    ),
    (
        "cyberseek-2025",
        Medium,
        &[
            ("cyberseek.postings-growth", 12.0),
            ("cyberseek.ask-for-ai", 10.0),
            ("cyberseek.supply.2024", 85.0),
            ("cyberseek.supply.2023", 69.0),
        ],
    ),
];

fn edition(id: &str) -> &'static Benchmark {
    catalogue().benchmark(&id.into()).unwrap()
}

/// The year and percentage of each point of a series.
fn points(area: &str, series: &str) -> Vec<(u16, f64)> {
    trend(&catalogue().benchmarks, &area.into(), series)
        .into_iter()
        .map(|(benchmark, figure)| (benchmark.year, figure.percent))
        .collect()
}

#[test]
fn only_one_question_is_trended() {
    assert_eq!(
        points("soft-skills", "isaca.gap.soft-skills"),
        [(2021, 56.0), (2022, 54.0), (2024, 51.0), (2025, 59.0)]
    );
    assert_eq!(
        points("cloud-computing", "isaca.gap.cloud-computing"),
        [(2022, 52.0), (2023, 47.0), (2024, 42.0), (2025, 37.0)]
    );
    assert_eq!(points("security-controls", "isaca.gap.security-controls"), [(2022, 34.0), (2024, 35.0)]);
    assert_eq!(points("cloud-computing", "isc2.gap.cloud-computing"), [(2023, 35.0), (2024, 30.0)]);
    assert_eq!(points("cloud-computing", "isc2.need.cloud-computing"), [(2025, 36.0)]);
    assert_eq!(
        points("ai-and-machine-learning", "isc2.gap.ai-and-machine-learning"),
        [(2023, 32.0), (2024, 34.0)]
    );
    assert_eq!(points("zero-trust", "isc2.gap.zero-trust"), [(2023, 29.0), (2024, 27.0)]);
    // The 24% of 2024 is one series of one point for both; nothing of 2025 continues it.
    for (area, important, graduates) in [("llm-secops", 24.0, 26.0), ("ml-secops", 19.0, 24.0)] {
        let series: Vec<Vec<(u16, f64)>> = trends(&catalogue().benchmarks, &area.into())
            .iter()
            .map(|points| points.iter().map(|(benchmark, figure)| (benchmark.year, figure.percent)).collect())
            .collect();
        assert_eq!(series, [[(2024, 24.0)], [(2025, important)], [(2025, graduates)]]);
    }
}

#[test]
fn a_series_asks_one_question_of_one_publisher() {
    let mut of_series = BTreeMap::<&str, BTreeSet<(&str, &str, &str)>>::new();
    for benchmark in &catalogue().benchmarks {
        for figure in &benchmark.figures {
            let question = (benchmark.report.as_str(), figure.kind.words(), figure.question.as_str());
            of_series.entry(&figure.series).or_default().insert(question);
        }
    }
    for (series, questions) in of_series {
        assert_eq!(questions.len(), 1, "{series} mixes questions");
    }
    // Europe is never the world, nor a point of its trend.
    let europe = edition("isaca-2024-europe");
    assert!(europe.figures.is_empty());
    let series_of = |benchmark: &'static Benchmark| -> BTreeSet<&str> {
        benchmark.statistics.iter().map(|statistic| statistic.series.as_str()).collect()
    };
    for other in catalogue().benchmarks.iter().filter(|other| other.id != europe.id) {
        assert!(series_of(europe).is_disjoint(&series_of(other)), "{}", other.id);
    }
}

/// Where a series begins although an earlier edition of the report measures the area, its figure says what changed.
#[test]
fn every_break_is_explained() {
    let mut breaks = Vec::new();
    for benchmark in &catalogue().benchmarks {
        for figure in &benchmark.figures {
            let earlier: Vec<&str> = catalogue()
                .benchmarks
                .iter()
                .filter(|other| other.publisher == benchmark.publisher && other.report == benchmark.report)
                .filter(|other| other.year < benchmark.year)
                .flat_map(|other| &other.figures)
                .filter(|other| other.area == figure.area)
                .map(|other| other.series.as_str())
                .collect();
            let begins = !earlier.is_empty() && !earlier.contains(&figure.series.as_str());
            assert_eq!(figure.break_note.is_some(), begins, "{}, {}", benchmark.id, figure.series);
            if begins {
                breaks.push((benchmark.id.as_str(), figure.area.as_str(), figure.kind));
            }
        }
    }
    for expected in [
        ("isaca-2025", "llm-secops", Importance),
        ("isaca-2025", "llm-secops", GraduateGap),
        ("isaca-2025", "ml-secops", Importance),
        ("isaca-2025", "ml-secops", GraduateGap),
        ("isc2-2025", "cloud-computing", Need),
        ("isc2-2025", "ai-and-machine-learning", Need),
    ] {
        assert!(breaks.contains(&expected), "{expected:?}");
    }
}

#[test]
fn what_was_reported_together_stays_together() {
    let together: Vec<_> = catalogue()
        .benchmarks
        .iter()
        .flat_map(|benchmark| benchmark.figures.iter().map(move |figure| (benchmark, figure)))
        .filter(|(_, figure)| figure.together.is_some())
        .map(|(benchmark, figure)| (benchmark.id.as_str(), figure.area.as_str(), figure.series.as_str()))
        .collect();
    assert_eq!(
        together,
        [
            ("isaca-2024", "llm-secops", "isaca.gap.llm-ml-secops"),
            ("isaca-2024", "ml-secops", "isaca.gap.llm-ml-secops")
        ]
    );
}

/// Difficulty retaining people is what respondents say; read as a turnover rate it would be three times too high.
#[test]
fn retention_is_never_turnover() {
    let mut found = 0;
    for statistic in catalogue().benchmarks.iter().flat_map(|benchmark| &benchmark.statistics) {
        if statistic.series.ends_with("retention-difficulty") || statistic.series == "enisa.hard-to-retain" {
            assert!(statistic.note.as_ref().unwrap().contains("not a turnover rate"), "{}", statistic.series);
            found += 1;
        }
    }
    assert_eq!(found, 5);
}

#[test]
fn conflicts_are_shown_with_what_is_used() {
    let used = |id: &str| -> Vec<(&str, Vec<&str>)> {
        edition(id)
            .conflicts
            .iter()
            .map(|conflict| {
                let used = conflict.values.iter().filter(|value| value.used);
                (conflict.what.as_str(), used.map(|value| value.value.as_str()).collect())
            })
            .collect()
    };
    assert_eq!(
        used("isaca-2023"),
        [
            (
                "Unfilled roles, and no open positions",
                vec!["71% have unfilled roles", "35% have no open position"]
            ),
            ("Employers that seek communication", vec!["58%"])
        ]
    );
    assert_eq!(
        used("isaca-2024"),
        [
            ("Cybersecurity budgets that are underfunded", vec![]),
            ("Cybersecurity budgets that will increase", vec![]),
            ("The biggest skill gap", vec!["Soft skills, 51%"])
        ]
    );
    assert_eq!(
        used("isaca-2025"),
        [
            ("The top gap of graduates", vec!["Incident response 43%, threat detection 39%"]),
            ("Staff who came from other fields", vec![])
        ]
    );
    let shortage = "67% have a staff shortage; 39% name lack of budget as its cause";
    assert_eq!(used("isc2-2024"), [("What the 67% counts", vec![shortage])]);
    let others: Vec<&str> = catalogue()
        .benchmarks
        .iter()
        .filter(|benchmark| !benchmark.conflicts.is_empty())
        .map(|benchmark| benchmark.id.as_str())
        .collect();
    assert_eq!(
        others,
        [
            "isaca-2024",
            "isaca-2025",
            "isaca-2023",
            "isaca-2024-europe",
            "isc2-2025",
            "isc2-2024",
            "oreilly-2024",
            "fortinet-2024"
        ]
    );
}

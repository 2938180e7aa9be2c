//! What may be compared with what, places with ties, the pulse, and the figure shown for an area.

use cadre_core::{
    AreaKey, BenchmarkId,
    benchmark::{
        Benchmark, Comparability, Confidence, Figure, FigureKind, OurFigure, comparability, trend, trends,
    },
    gaps::{IndustryComparison, Place, compare, industry_figures, latest_pulse, perceived_gap, places},
    statistics::Share,
};

use crate::office::{Office, date};

const KINDS: [FigureKind; 5] = [
    FigureKind::PerceivedGap,
    FigureKind::Need,
    FigureKind::Importance,
    FigureKind::GraduateGap,
    FigureKind::LowProficiency,
];
const OURS: [OurFigure; 4] =
    [OurFigure::BelowTarget, OurFigure::LowOrNone, OurFigure::SeatGap, OurFigure::Perceived];

fn figure(area: &str, kind: FigureKind, percent: f64) -> Figure {
    Figure {
        area: area.into(),
        percent,
        kind,
        n: 1868,
        wording: None,
        question: "isaca.gap".to_owned(),
        series: format!("isaca.gap.{area}"),
        source: String::new(),
        confidence: Confidence::High,
        together: None,
        break_note: None,
        note: None,
    }
}

/// An edition with these figures and nothing else to say.
fn edition(figures: Vec<Figure>) -> Benchmark {
    Benchmark {
        id: BenchmarkId::from("isaca-2024"),
        publisher: String::new(),
        report: String::new(),
        edition: String::new(),
        year: 2024,
        population: String::new(),
        n: Some(1868),
        n_confidence: None,
        n_note: None,
        field_date: String::new(),
        published: None,
        url: None,
        notes: vec![],
        figures,
        statistics: vec![],
        conflicts: vec![],
    }
}

#[test]
fn only_the_same_question_of_the_same_kind_is_direct() {
    let direct = [
        (OurFigure::Perceived, FigureKind::PerceivedGap),
        (OurFigure::LowOrNone, FigureKind::LowProficiency),
    ];
    for ours in OURS {
        for kind in KINDS {
            let expected =
                if direct.contains(&(ours, kind)) { Comparability::Direct } else { Comparability::RankOnly };
            assert_eq!(comparability(ours, kind), expected, "{ours:?}, {kind:?}");
        }
    }
}

/// One person below target; a pulse of the series where one is given, in which 6 of 12 name the area.
fn compared(series: Option<&str>, assessed: bool, industry: Option<FigureKind>) -> IndustryComparison {
    let mut office = Office::new()
        .area("area", &["skill"])
        .team("team")
        .role("engineer", 0.2, (8.0, 4.0), &[("skill", 3, 3)])
        .person("Ada", "team", "engineer");
    if assessed {
        office = office.level("Ada", "skill", 1);
    }
    if let Some(series) = series {
        let named: &[&str] = &["area"];
        let responses: Vec<&[&str]> = (0..12).map(|index| if index < 6 { named } else { &[] }).collect();
        office = office.pulse("2026-05-11", series, &["area"], &responses);
    }
    let figures = office.today();
    let industry = industry.map(|kind| figure("area", kind, 24.0));
    let benchmark = edition(industry.iter().cloned().collect());
    let pulse = latest_pulse(&office.content, &figures.organisation, &benchmark);
    let perceived = pulse.and_then(|pulse| Some((pulse, perceived_gap(pulse, &AreaKey::from("area"))?)));
    compare(&figures.gaps()[0], perceived, industry.as_ref())
}

fn by_rank() -> IndustryComparison {
    IndustryComparison { comparability: Comparability::RankOnly, direct: None, p_exceeds_industry: None }
}

fn not_at_all() -> IndustryComparison {
    IndustryComparison { comparability: Comparability::None, ..by_rank() }
}

#[test]
fn a_pulse_compares_directly_with_its_own_question() {
    let comparison = compared(Some("isaca.gap"), true, Some(FigureKind::PerceivedGap));
    assert_eq!(comparison.comparability, Comparability::Direct);
    assert_eq!(comparison.direct, Some(OurFigure::Perceived));
    // 6 of 12 against 24% of 1,868. SciPy gives 0.97618 for 448 respondents; 24% is 448.32 of them.
    assert!((comparison.p_exceeds_industry.unwrap() - 0.9761).abs() < 2e-4);
    // Nobody need be assessed for it.
    assert_eq!(compared(Some("isaca.gap"), false, Some(FigureKind::PerceivedGap)), comparison);
}

#[test]
fn everything_else_compares_by_rank() {
    assert_eq!(compared(None, true, Some(FigureKind::PerceivedGap)), by_rank());
    assert_eq!(compared(Some("other.question"), true, Some(FigureKind::PerceivedGap)), by_rank());
    for kind in [FigureKind::Need, FigureKind::Importance, FigureKind::GraduateGap] {
        assert_eq!(compared(Some("isaca.gap"), true, Some(kind)), by_rank());
    }
}

#[test]
fn low_or_none_compares_directly_with_low_proficiency() {
    // With a pulse of the same question at hand all the same: the kind decides.
    let comparison = compared(Some("isaca.gap"), true, Some(FigureKind::LowProficiency));
    assert_eq!(comparison.comparability, Comparability::Direct);
    assert_eq!(comparison.direct, Some(OurFigure::LowOrNone));
    // One of one at level 1: Beta(1.5, 0.5) against about 24%.
    assert!(comparison.p_exceeds_industry.unwrap() > 0.9);
}

#[test]
fn without_both_sides_there_is_no_comparison() {
    assert_eq!(compared(Some("isaca.gap"), true, None), not_at_all());
    assert_eq!(compared(None, false, Some(FigureKind::PerceivedGap)), not_at_all());
    assert_eq!(compared(None, false, Some(FigureKind::LowProficiency)), not_at_all());
}

#[test]
fn the_perceived_gap_counts_managers() {
    let office = Office::new().pulse(
        "2026-05-11",
        "isaca.gap",
        &["cloud", "soft"],
        &[
            &["cloud"],
            &["cloud", "soft"],
            &[],
            // Naming an area twice is naming it.
            &["cloud", "cloud"],
            &["never offered"],
        ],
    );
    let pulse = &office.content.pulses[0];
    assert_eq!(perceived_gap(pulse, &"cloud".into()), Share::of(3, 5));
    assert_eq!(perceived_gap(pulse, &"soft".into()), Share::of(1, 5));
    assert_eq!(perceived_gap(pulse, &"never offered".into()), None);
    let nobody = Office::new().pulse("2026-05-11", "isaca.gap", &["cloud"], &[]);
    assert_eq!(perceived_gap(&nobody.content.pulses[0], &"cloud".into()), None);
    let unnamed = Office::new().pulse("2026-05-11", "isaca.gap", &["cloud"], &[&[]]);
    assert_eq!(perceived_gap(&unnamed.content.pulses[0], &"cloud".into()), Share::of(0, 1));
}

#[test]
fn the_latest_pulse_by_the_date_counts() {
    let office = Office::new()
        .pulse("2026-03-01", "spring", &[], &[])
        .pulse("2026-06-01", "today", &[], &[])
        .pulse("2025-01-01", "old", &[], &[])
        .pulse("2026-06-02", "tomorrow", &[], &[]);
    let series = |as_of: &str| {
        latest_pulse(&office.content, &office.on(as_of).organisation, &edition(vec![]))
            .map(|pulse| pulse.series.as_str())
    };
    assert_eq!(series("2024-12-31"), None);
    assert_eq!(series("2025-01-01"), Some("old"));
    assert_eq!(series("2026-05-31"), Some("spring"));
    assert_eq!(series("2026-06-01"), Some("today"));
    assert_eq!(series("2030-01-01"), Some("tomorrow"));
    assert!(office.content.pulses[0].asked_on < date("2026-06-01"));
}

#[test]
fn equal_values_share_their_places() {
    let place = |first, last| Some(Place { first, last });
    let values = [Some(24.0), Some(51.0), None, Some(24.0), Some(42.0), Some(24.0), Some(3.0)];
    assert_eq!(
        places(&values),
        [place(3, 5), place(1, 1), None, place(3, 5), place(2, 2), place(3, 5), place(6, 6)]
    );
    assert_eq!(places(&[]), []);
    assert_eq!(places(&[None, None]), [None, None]);
    assert_eq!(places(&[Some(0.0)]), [place(1, 1)]);
}

#[test]
fn a_newer_pulse_of_another_question_does_not_hide_the_benchmarks_own() {
    let office = Office::new()
        .pulse("2026-01-01", "isaca.gap", &[], &[])
        .pulse("2026-02-01", "isaca.gap", &[], &[])
        .pulse("2026-03-01", "isc2.need", &[], &[]);
    let benchmark = edition(vec![figure("cloud", FigureKind::PerceivedGap, 42.0)]);
    let pulse = latest_pulse(&office.content, &office.on("2026-06-01").organisation, &benchmark).unwrap();
    assert_eq!((pulse.series.as_str(), pulse.asked_on), ("isaca.gap", date("2026-02-01")));
}

#[test]
fn the_perceived_gap_is_shown_before_other_kinds() {
    let benchmark = edition(vec![
        figure("cloud", FigureKind::Need, 30.0),
        figure("cloud", FigureKind::PerceivedGap, 42.0),
        figure("soft", FigureKind::Importance, 12.0),
        figure("soft", FigureKind::Need, 13.0),
    ]);
    let office = Office::new().area("soft", &[]).area("other", &[]).area("cloud", &[]);
    let percents: Vec<Option<f64>> = industry_figures(&office.content, &benchmark)
        .into_iter()
        .map(|figure| figure.map(|figure| figure.percent))
        .collect();
    assert_eq!(percents, [Some(12.0), None, Some(42.0)]);
}

#[test]
fn an_area_has_a_figure_of_each_kind() {
    let benchmark = edition(vec![
        figure("cloud", FigureKind::PerceivedGap, 37.0),
        figure("cloud", FigureKind::Importance, 47.0),
        figure("soft", FigureKind::GraduateGap, 32.0),
    ]);
    let percent =
        |area: &str, kind| benchmark.figure_of_kind(&area.into(), kind).map(|figure| figure.percent);
    assert_eq!(percent("cloud", FigureKind::PerceivedGap), Some(37.0));
    assert_eq!(percent("cloud", FigureKind::Importance), Some(47.0));
    assert_eq!(percent("cloud", FigureKind::GraduateGap), None);
    assert_eq!(percent("soft", FigureKind::GraduateGap), Some(32.0));
    assert_eq!(percent("soft", FigureKind::PerceivedGap), None);
    assert_eq!(percent("other", FigureKind::PerceivedGap), None);
}

/// Soft skills and cloud computing as ISACA has them, the editions not in their order; and ISC2, whose question changed.
fn editions() -> Vec<Benchmark> {
    let of = |year, area: &str, series: &str, percent| {
        let figure = Figure { series: series.to_owned(), ..figure(area, FigureKind::PerceivedGap, percent) };
        Benchmark { year, ..edition(vec![figure]) }
    };
    let with_cloud = |mut benchmark: Benchmark, percent| {
        benchmark.figures.push(figure("cloud", FigureKind::PerceivedGap, percent));
        benchmark
    };
    vec![
        with_cloud(of(2024, "soft", "isaca.gap.soft", 51.0), 42.0),
        with_cloud(of(2025, "soft", "isaca.gap.soft", 59.0), 37.0),
        of(2021, "soft", "isaca.gap.soft", 56.0),
        with_cloud(of(2022, "soft", "isaca.gap.soft", 54.0), 52.0),
        of(2025, "cloud", "isc2.need.cloud", 36.0),
        of(2023, "cloud", "isc2.gap.cloud", 35.0),
        of(2024, "cloud", "isc2.gap.cloud", 30.0),
    ]
}

#[test]
fn a_trend_is_one_series_in_the_order_of_time() {
    let editions = editions();
    let points = |area: &str, series: &str| -> Vec<(u16, f64)> {
        trend(&editions, &area.into(), series)
            .into_iter()
            .map(|(benchmark, figure)| (benchmark.year, figure.percent))
            .collect()
    };
    assert_eq!(points("soft", "isaca.gap.soft"), [(2021, 56.0), (2022, 54.0), (2024, 51.0), (2025, 59.0)]);
    assert_eq!(points("cloud", "isaca.gap.cloud"), [(2022, 52.0), (2024, 42.0), (2025, 37.0)]);
    assert_eq!(points("cloud", "isc2.gap.cloud"), [(2023, 35.0), (2024, 30.0)]);
    // A series of another area, and one that is nowhere.
    assert_eq!(points("cloud", "isaca.gap.soft"), []);
    assert_eq!(points("soft", "isaca.need.soft"), []);
}

#[test]
fn an_areas_series_stay_apart() {
    let editions = editions();
    let cloud: Vec<(&str, Vec<u16>)> = trends(&editions, &"cloud".into())
        .iter()
        .map(|points| {
            (points[0].1.series.as_str(), points.iter().map(|(benchmark, _)| benchmark.year).collect())
        })
        .collect();
    assert_eq!(
        cloud,
        [
            ("isaca.gap.cloud", vec![2022, 2024, 2025]),
            ("isc2.gap.cloud", vec![2023, 2024]),
            ("isc2.need.cloud", vec![2025])
        ]
    );
    assert!(trends(&editions, &"other".into()).is_empty());
}

//! The figures of the design's mockups, and generated ones.

pub(crate) mod counted;
pub(crate) mod plan;

use cadre_charts::{
    AreaNeed, Chart, Compare, CompareRow, IndustryFigure, NeedByIndustryGap, Priorities, PulseFigure,
};
use cadre_core::{
    benchmark::{FigureKind, OurFigure},
    need::Signal::{self, Deepen, Hire, Train, Watch},
    statistics::{Share, wilson},
};

/// The nine areas of the mockups.
pub(crate) fn areas() -> Vec<AreaNeed> {
    let area = |key: &str,
                name: &str,
                parts: (f64, f64),
                seats: (u32, u32),
                signal: Signal,
                industry: Option<f64>| {
        AreaNeed {
            key: key.to_owned(),
            name: name.to_owned(),
            need: parts.0 + parts.1,
            hire_part: parts.0,
            train_part: parts.1,
            unfilled: seats.0,
            within_reach: seats.1,
            signal,
            industry_percent: industry,
        }
    };
    vec![
        area("llm-secops", "LLM SecOps", (53.04, 35.36), (15, 6), Hire, Some(24.0)),
        area("incident-response", "Incident response", (52.7, 26.3), (3, 1), Hire, None),
        area("ml-secops", "ML SecOps", (12.0, 60.2), (6, 5), Train, Some(24.0)),
        area("identity", "Identity and access", (0.0, 58.4), (1, 1), Train, None),
        area("soft-skills", "Soft skills", (0.0, 57.8), (9, 9), Train, Some(51.0)),
        area("cloud", "Cloud computing", (0.0, 44.6), (5, 5), Train, Some(42.0)),
        area("controls", "Security controls", (0.0, 30.0), (0, 0), Deepen, Some(35.0)),
        area("development", "Software development", (0.0, 10.8), (0, 0), Deepen, Some(28.0)),
        area("data-security", "Data security", (0.0, 10.1), (1, 1), Watch, None),
    ]
}

pub(crate) fn priorities() -> Chart {
    Chart::Priorities(Priorities { areas: areas(), need_line: 40.0 })
}

pub(crate) fn need_by_industry_gap() -> Chart {
    gap_chart(areas())
}

pub(crate) fn gap_chart(areas: Vec<AreaNeed>) -> Chart {
    Chart::NeedByIndustryGap(NeedByIndustryGap {
        areas,
        need_line: 40.0,
        industry_line: None,
        kind: Some(FigureKind::PerceivedGap),
        n: Some(1868),
    })
}

pub(crate) fn industry(percent: f64, kind: FigureKind, rank: &str) -> IndustryFigure {
    let n = 1868;
    let (low, high) = wilson(percent / 100.0 * f64::from(n), f64::from(n));
    IndustryFigure {
        percent,
        low: 100.0 * low,
        high: 100.0 * high,
        kind,
        n,
        rank: rank.to_owned(),
        together: None,
    }
}

/// One row: key, name, industry and its rank, ours and its rank, pulse of 12 and P(ours higher).
type Row<'a> =
    (&'a str, &'a str, Option<(f64, &'a str)>, Option<(u32, u32)>, Option<&'a str>, Option<(u32, f64)>);

fn row((key, name, theirs, ours, rank, pulse): Row<'_>) -> CompareRow {
    CompareRow {
        key: key.to_owned(),
        name: name.to_owned(),
        industry: theirs.map(|(percent, rank)| industry(percent, FigureKind::PerceivedGap, rank)),
        ours: ours.and_then(|(count, of)| Share::of(count, of)),
        absent: "not assessed".to_owned(),
        low_or_none: ours.and_then(|(count, of)| Share::of(count / 2, of)),
        ours_rank: rank.map(str::to_owned),
        p_exceeds: None,
        pulse: pulse.and_then(|(count, p)| {
            Some(PulseFigure { share: Share::of(count, 12)?, p_exceeds: theirs.map(|_| p) })
        }),
    }
}

/// The comparison of the mockup, with its pulse.
pub(crate) fn compare() -> Chart {
    let rows: [Row<'_>; 9] = [
        ("ml-secops", "ML SecOps", Some((24.0, "5–6")), Some((4, 5)), Some("1"), Some((6, 0.98))),
        ("llm-secops", "LLM SecOps", Some((24.0, "5–6")), Some((3, 5)), Some("2"), Some((6, 0.98))),
        ("cloud", "Cloud computing", Some((42.0, "2")), Some((3, 6)), Some("3"), Some((4, 0.27))),
        ("incident-response", "Incident response", None, Some((2, 6)), None, None),
        ("data-security", "Data security", None, Some((2, 7)), None, None),
        ("soft-skills", "Soft skills", Some((51.0, "1")), Some((6, 22)), Some("4"), Some((7, 0.69))),
        ("identity", "Identity and access", None, None, None, None),
        ("controls", "Security controls", Some((35.0, "3")), Some((1, 8)), Some("5"), Some((5, 0.70))),
        ("development", "Software development", Some((28.0, "4")), Some((1, 10)), Some("6"), Some((2, 0.20))),
    ];
    Chart::Compare(Compare { rows: rows.map(row).to_vec(), ours: OurFigure::BelowTarget, pulse_n: Some(12) })
}

/// The same areas without a pulse.
pub(crate) fn compare_without_pulse() -> Chart {
    let Chart::Compare(compare) = compare() else { unreachable!() };
    let rows = compare.rows.into_iter().map(|row| CompareRow { pulse: None, ..row }).collect();
    Chart::Compare(Compare { rows, pulse_n: None, ..compare })
}

/// Low or none beside low proficiency: one question, one scale.
pub(crate) fn compare_direct() -> Chart {
    let Chart::Compare(compare) = compare() else { unreachable!() };
    let direct = |row: CompareRow| CompareRow {
        industry: row.industry.map(|it| IndustryFigure { kind: FigureKind::LowProficiency, ..it }),
        p_exceeds: row.ours.map(|share| share.share),
        low_or_none: None,
        pulse: None,
        ..row
    };
    let rows = compare.rows.into_iter().map(direct).collect();
    Chart::Compare(Compare { rows, ours: OurFigure::LowOrNone, pulse_n: None })
}

/// Seats beside the perceived gap: every one is counted, so that no mark has an interval.
pub(crate) fn compare_seats() -> Chart {
    let Chart::Compare(compare) = compare() else { unreachable!() };
    let of_seats = |row: CompareRow| CompareRow {
        ours: row.ours.map(|share| Share { low: share.share / 2.0, high: share.share, ..share }),
        absent: "no seat needs it".to_owned(),
        low_or_none: None,
        ..row
    };
    let rows = compare.rows.into_iter().map(of_seats).collect();
    Chart::Compare(Compare { rows, ours: OurFigure::SeatGap, ..compare })
}

/// Names as people have them, short, long and unbroken.
const NAMES: [&str; 8] = [
    "Cloud",
    "Identity and access management",
    "Software development and delivery, including testing and deployment",
    "Donaudampfschifffahrtsgesellschaftskapitänssicherheit",
    "安全運用",
    "GRC",
    "Incident response",
    "Communication, flexibility and leadership",
];

/// `count` areas strewn by a fixed rule, some upon one another, a quarter without an industry figure.
pub(crate) fn many_areas(count: usize, seed: usize) -> Vec<AreaNeed> {
    (0..count)
        .map(|index| {
            let mixed = index * 37 + seed * 101;
            let need = (mixed * 17 % 101) as f64;
            let hire_part = need * (mixed % 4) as f64 / 4.0;
            AreaNeed {
                key: format!("area-{index}"),
                name: format!("{} {index}", NAMES[mixed % NAMES.len()]),
                need,
                hire_part,
                train_part: need - hire_part,
                unfilled: (mixed % 7) as u32,
                within_reach: (mixed % 7 / 2) as u32,
                signal: [Hire, Train, Deepen, Watch][mixed % 4],
                industry_percent: (index % 4 != 3).then_some((mixed * 7 % 90) as f64),
            }
        })
        .collect()
}

/// `count` rows to compare, strewn by the same rule; of odd seeds, with industry figures of several kinds.
pub(crate) fn many_rows(count: usize, seed: usize) -> Chart {
    let kinds = [FigureKind::PerceivedGap, FigureKind::Need, FigureKind::LowProficiency];
    let kinds = if seed % 2 == 1 { &kinds[..] } else { &kinds[..1] };
    let rows = many_areas(count, seed)
        .into_iter()
        .zip(0_u32..)
        .map(|(area, index)| {
            let of = [4, 12, 123_456, 9][index as usize % 4];
            let ours = Share::of((area.need / 100.0 * f64::from(of)) as u32, of);
            CompareRow {
                industry: area
                    .industry_percent
                    .map(|it| industry(it, kinds[index as usize % kinds.len()], "12–13")),
                ours: ours.filter(|_| index % 5 != 4),
                absent: "not assessed".to_owned(),
                low_or_none: Share::of(of / 3, of).filter(|_| index % 5 < 3),
                ours_rank: Some(format!("{}", index + 1)),
                p_exceeds: None,
                pulse: Share::of(area.unfilled, 12).filter(|_| index % 3 != 2).map(|share| PulseFigure {
                    share,
                    p_exceeds: area.industry_percent.map(|it| it / 100.0),
                }),
                key: area.key,
                name: area.name,
            }
        })
        .collect();
    Chart::Compare(Compare { rows, ours: OurFigure::BelowTarget, pulse_n: Some(12) })
}

//! Figures of the charts of a plan: those of the mockup, and generated ones, strewn by a fixed rule.

use cadre_charts::{
    BudgetFrontier, BudgetLimit, Chart, CoverageFan, FanPoint, FrontierPoint, LineState, OtherPlan, PlanLine,
    PlanLineKind::{self, Borrow, Hire, Train},
    PlanTimeline,
    QuarterState::{self, Busy, Counts, Idle, Open},
    ThisPlan,
};

use super::NAMES;

/// The plan of the mockup, its first lines.
pub(crate) fn timeline() -> Chart {
    let line = |key: &str,
                kind: PlanLineKind,
                (name, detail): (&str, &str),
                quarters: [QuarterState; 4],
                (cost, without): (&str, &str)| PlanLine {
        key: key.to_owned(),
        kind,
        name: name.to_owned(),
        detail: detail.to_owned(),
        quarters: quarters.to_vec(),
        cost: cost.to_owned(),
        without: Some(without.to_owned()),
        state: None,
        says: format!("{name}, {detail}: costs {cost}, without it {without} points"),
    };
    let long = [Busy, Busy, Counts, Counts];
    let short = [Busy, Counts, Counts, Counts];
    Chart::PlanTimeline(PlanTimeline {
        quarters: ["Q1 Jun", "Q2 Sep", "Q3 Dec", "Q4 Mar"].map(str::to_owned).to_vec(),
        cost_head: "Cost, €k".to_owned(),
        with_losses: true,
        lines: vec![
            line(
                "llm-secops",
                Hire,
                ("LLM security engineer", "AI assurance"),
                [Open, Busy, Counts, Counts],
                ("121.5", "−7.9"),
            ),
            line(
                "responder",
                Hire,
                ("Incident responder", "Detection and response"),
                [Idle, Open, Busy, Counts],
                ("65.0", "−2.1"),
            ),
            line("mina", Train, ("Mina Park", "LLM application security"), long, ("2.4", "−1.6")),
            line("noor", Train, ("Noor Rahman", "LLM application security"), long, ("2.4", "−1.5")),
            line("samuel", Train, ("Samuel Okafor", "Forensics practice"), long, ("3.2", "−1.3")),
            line("luca", Train, ("Luca Moretti", "Model supply chain lab"), short, ("1.2", "−1.1")),
            line("chiara", Train, ("Chiara Conti", "Workload isolation lab"), short, ("0.9", "−0.4")),
        ],
    })
}

/// The fan of the mockup; with actual coverage where `tracked`.
pub(crate) fn fan(tracked: bool) -> Chart {
    let point = |label: &str, [p10, p50, p90, planned]: [f64; 4]| FanPoint {
        label: label.to_owned(),
        p10,
        p50,
        p90,
        planned,
    };
    Chart::CoverageFan(CoverageFan {
        points: vec![
            point("Now", [0.66, 0.66, 0.66, 0.66]),
            point("Q1", [0.63, 0.67, 0.69, 0.68]),
            point("Q2", [0.66, 0.71, 0.74, 0.73]),
            point("Q3", [0.73, 0.79, 0.83, 0.82]),
            point("Q4", [0.77, 0.82, 0.86, 0.85]),
        ],
        actual: if tracked { vec![(0, 0.66), (1, 0.64), (2, 0.715)] } else { Vec::new() },
        ..CoverageFan::default()
    })
}

/// The frontier of the mockup, of whose twelve budgets `solved` are worked out, the last of them not proven.
pub(crate) fn frontier(solved: usize) -> Chart {
    let shares = [67.0, 71.0, 71.8, 73.6, 74.2, 78.9, 79.6, 82.0, 82.0, 82.0, 82.0, 82.0];
    let bounds = [67.0, 72.0, 74.0, 75.2, 76.5, 80.0, 81.0, 82.2, 82.6, 82.6, 82.6, 82.6];
    let point = |(index, (share, bound)): (usize, (f64, f64))| FrontierPoint {
        budget: 30_000.0 * index as f64,
        words: format!("€{}k", 30 * index),
        share: (index < solved).then_some(share / 100.0),
        bound: Some(bound / 100.0),
        proven: index + 1 < solved,
        gap: if index + 1 < solved { "optimal, gap 0.0%" } else { "" }.to_owned(),
    };
    Chart::BudgetFrontier(BudgetFrontier {
        unit: "Coverage at Q4, %".to_owned(),
        points: shares.into_iter().zip(bounds).enumerate().map(point).collect(),
        limit: Some(BudgetLimit { budget: 220_000.0, words: "limit €220k".to_owned() }),
        chosen: Some(ThisPlan { cost: 200_800.0, share: 0.82, words: "this plan, 82%".to_owned() }),
        ticks: [0, 1, 2, 3].map(|tick| (1e5 * f64::from(tick), euros(100 * tick))).to_vec(),
    })
}

fn euros(thousand: i32) -> String {
    if thousand == 0 { "0".to_owned() } else { format!("€{thousand}k") }
}

/// A number of the fixed rule, below `of`.
const fn strewn(index: usize, seed: usize, of: usize) -> usize {
    (index * 7_919 + seed * 104_729 + index * index * 31) / 7 % of
}

/// `count` actions over so many quarters.
fn many_lines(count: usize, quarters: usize, seed: usize) -> Chart {
    let line = |index: usize| {
        let kind = [Hire, Train, Borrow][3 * index / count.max(1)];
        let start = strewn(index, seed, quarters);
        let course = 1 + strewn(index, seed, 2);
        let state = |quarter: usize| match (kind, quarter.checked_sub(start)) {
            (Hire, Some(0)) => Open,
            (Borrow, Some(0)) => Counts,
            (_, None) | (Borrow, _) => Idle,
            (_, Some(since)) if since <= course => Busy,
            _ => Counts,
        };
        let name = format!("{} {index}", NAMES[(index + seed) % NAMES.len()]);
        PlanLine {
            key: format!("line-{index}"),
            kind,
            says: format!("{name}: begins in quarter {}", start + 1),
            name,
            detail: if index % 5 == 4 {
                String::new()
            } else {
                NAMES[(index * 3 + seed) % NAMES.len()].to_owned()
            },
            quarters: (0..quarters).map(state).collect(),
            cost: ["1,210,121.5", "65.0", "0.9"][index % 3].to_owned(),
            without: [Some("−7.9"), Some("at most −12.4"), None][index % 3].map(str::to_owned),
            state: [None, Some(LineState::Started), Some(LineState::Done), Some(LineState::Dropped)]
                [strewn(index, seed, 4)],
        }
    };
    let months = ["Dec", "Mar", "Jun", "Sep"];
    Chart::PlanTimeline(PlanTimeline {
        quarters: (0..quarters).map(|quarter| format!("Q{} {}", quarter + 1, months[quarter % 4])).collect(),
        cost_head: "Cost, €k".to_owned(),
        with_losses: !seed.is_multiple_of(2),
        lines: (0..count).map(line).collect(),
    })
}

fn many_quarters(count: usize, seed: usize) -> Chart {
    let share = |place: usize| 0.3 + 0.05 * place as f64 + strewn(place, seed, 10) as f64 / 100.0;
    let point = |place: usize| FanPoint {
        label: if place == 0 { "Now".to_owned() } else { format!("Q{place}") },
        p10: share(place) - 0.02 * place as f64,
        p50: share(place),
        p90: (share(place) + 0.01 * place as f64).min(1.0),
        planned: share(place) + 0.03,
    };
    Chart::CoverageFan(CoverageFan {
        points: (0..if count == 0 { 0 } else { count + 1 }).map(point).collect(),
        actual: (0..count / 3).map(|place| (place, share(place) - 0.02)).collect(),
        name: "This plan".to_owned(),
        others: (0..seed % 3)
            .map(|other| OtherPlan {
                name: format!("Another plan, number {other}"),
                middle: (0..=count).map(|place| share(place) - 0.03 * other as f64).collect(),
            })
            .collect(),
    })
}

fn many_budgets(count: usize, seed: usize) -> Chart {
    let bound = |index: usize| 1.0 - 0.6 / (1.0 + index as f64);
    let point = |index: usize| FrontierPoint {
        budget: 10_000.0 * index as f64,
        words: euros(10 * index as i32),
        share: (strewn(index, seed, 4) > 0).then(|| bound(index) - strewn(index, seed, 9) as f64 / 100.0),
        bound: (strewn(index, seed, 7) > 0).then(|| bound(index)),
        proven: strewn(index, seed, 3) > 0,
        gap: if strewn(index, seed, 3) > 0 { "optimal, gap 0.0%" } else { "gap 3.1%" }.to_owned(),
    };
    let at = 10_000.0 * strewn(1, seed, count.max(1)) as f64;
    Chart::BudgetFrontier(BudgetFrontier {
        unit: "Coverage at Q4, %".to_owned(),
        points: (0..count).map(point).collect(),
        limit: (!seed.is_multiple_of(3))
            .then(|| BudgetLimit { budget: at, words: "limit €1,000,000k".to_owned() }),
        chosen: (!seed.is_multiple_of(2)).then(|| ThisPlan {
            cost: at,
            share: 0.8,
            words: "this plan, 80%".to_owned(),
        }),
        ticks: (0..count).map(|index| (10_000.0 * index as f64, euros(10 * index as i32))).collect(),
    })
}

/// Each of the charts of a plan: `count` actions, and as many quarters and budgets, of which there are twelve at most.
pub(crate) fn each(count: usize, seed: usize) -> [Chart; 3] {
    let few = count.min(12);
    [many_lines(count, few.max(1), seed), many_quarters(few, seed), many_budgets(few, seed)]
}

/// Every share the same: one quarter, all certain, and two budgets that buy nothing.
pub(crate) fn all_the_same(share: f64) -> [Chart; 2] {
    let point = |label: &str| FanPoint {
        label: label.to_owned(),
        p10: share,
        p50: share,
        p90: share,
        planned: share,
    };
    let budget = |thousand: i32| FrontierPoint {
        budget: 1_000.0 * f64::from(thousand),
        words: euros(thousand),
        share: Some(share),
        bound: Some(share),
        proven: true,
        gap: "optimal, gap 0.0%".to_owned(),
    };
    [
        Chart::CoverageFan(CoverageFan {
            points: vec![point("Now"), point("Q1 Dec")],
            actual: vec![(0, share)],
            ..CoverageFan::default()
        }),
        Chart::BudgetFrontier(BudgetFrontier {
            unit: "Coverage at Q1, %".to_owned(),
            points: vec![budget(0), budget(50)],
            limit: Some(BudgetLimit { budget: 50_000.0, words: "limit €50k".to_owned() }),
            chosen: Some(ThisPlan { cost: 0.0, share, words: "this plan".to_owned() }),
            ticks: vec![(0.0, euros(0)), (50_000.0, euros(50))],
        }),
    ]
}

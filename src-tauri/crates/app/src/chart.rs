//! The figures of a selection as the charts take them.

mod levels;
mod plan;
mod standing;

use cadre_charts::{AreaNeed, Chart, Compare, CompareRow, IndustryFigure, NeedByIndustryGap, PulseFigure};
use cadre_core::benchmark::OurFigure;

use crate::{compare, figures::Figures, gaps, plan::view::Opened, view::ChartKind, words};

/// The plan that the charts of a plan show.
#[derive(Default)]
pub(crate) struct ShownPlan<'a> {
    /// The scenario; `None` where there is none.
    pub(crate) opened: Option<Opened<'a>>,
    /// What is covered in fact at the end of each quarter that is over, 0 to 1.
    pub(crate) actual: Vec<f64>,
}

/// The chart of a kind; `names` says whether people stand in it with their names, and `shown` is of charts of plans only.
pub(crate) fn chart(kind: ChartKind, figures: &Figures<'_>, names: bool, shown: &ShownPlan<'_>) -> Chart {
    let opened = shown.opened.as_ref();
    match kind {
        ChartKind::Compare => Chart::Compare(compare_chart(figures)),
        ChartKind::Priorities => Chart::Priorities(cadre_charts::Priorities {
            areas: area_needs(figures),
            need_line: figures.settings.line,
        }),
        ChartKind::NeedIndustry => Chart::NeedByIndustryGap(need_by_industry_gap(figures)),
        ChartKind::NeedParts => Chart::NeedParts(standing::need_parts(figures)),
        ChartKind::Matrix => Chart::Matrix(levels::matrix(figures, names)),
        ChartKind::Holders => Chart::Holders(standing::holders(figures)),
        ChartKind::Risks => Chart::RiskCoverage(standing::risk_coverage(figures)),
        ChartKind::Trend => Chart::CoverageTrend(standing::coverage_trend(figures)),
        ChartKind::Freshness => Chart::Freshness(levels::freshness(figures)),
        ChartKind::PlanTimeline => Chart::PlanTimeline(plan::timeline(figures.content, opened, names)),
        ChartKind::CoverageFan => Chart::CoverageFan(plan::fan(opened, &shown.actual)),
        ChartKind::BudgetFrontier => Chart::BudgetFrontier(plan::frontier(figures.content, opened)),
    }
}

pub(crate) fn area_needs(figures: &Figures<'_>) -> Vec<AreaNeed> {
    figures
        .area_needs()
        .iter()
        .map(|area| AreaNeed {
            key: figures.content.areas[area.group].key.to_string(),
            name: figures.content.areas[area.group].name.clone(),
            need: area.need.score,
            hire_part: area.need.hire_part,
            train_part: area.need.train_part,
            unfilled: area.unfilled,
            within_reach: area.within_reach,
            signal: area.signal,
            industry_percent: figures.industry_percent(area.group),
        })
        .collect()
}

/// The one value that all have; `None` where they differ or there are none.
fn common<Value: PartialEq + Copy>(values: impl IntoIterator<Item = Value>) -> Option<Value> {
    let mut values = values.into_iter();
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

fn need_by_industry_gap(figures: &Figures<'_>) -> NeedByIndustryGap {
    let shown: Vec<_> = cadre_core::gaps::industry_figures(figures.content, figures.benchmark)
        .into_iter()
        .flatten()
        .collect();
    NeedByIndustryGap {
        areas: area_needs(figures),
        need_line: figures.settings.line,
        industry_line: figures.mean_industry_percent(),
        kind: common(shown.iter().map(|figure| figure.kind)),
        n: common(shown.iter().map(|figure| figure.n)),
    }
}

fn compare_chart(figures: &Figures<'_>) -> Compare {
    let ours = compare::ours_beside(figures);
    let rows = compare::rows(figures);
    Compare {
        pulse_n: figures
            .pulse()
            .filter(|_| ours != OurFigure::Perceived && rows.iter().any(|row| row.area.perceived.is_some()))
            .map(|pulse| pulse.responses.len() as u32),
        rows: rows.iter().map(|row| compare_row(figures, ours, row)).collect(),
        ours,
    }
}

pub(crate) fn compare_row(figures: &Figures<'_>, ours: OurFigure, row: &compare::Row<'_>) -> CompareRow {
    let area = &figures.content.areas[row.area.gaps.area];
    CompareRow {
        key: area.key.to_string(),
        name: area.name.clone(),
        industry: row.area.figure.zip(gaps::industry(&row.area)).map(|(figure, industry)| IndustryFigure {
            percent: industry.percent,
            low: industry.low,
            high: industry.high,
            kind: industry.kind,
            n: industry.n,
            rank: words::rank(industry.rank, industry.rank_to),
            together: figure.together.clone(),
        }),
        ours: row.ours,
        absent: compare::absent(ours, row).to_owned(),
        low_or_none: row.area.gaps.low_or_none.known.filter(|_| ours == OurFigure::BelowTarget),
        ours_rank: row.place.map(|place| words::rank(place.first, place.last)),
        p_exceeds: row.p_exceeds,
        pulse: row.area.perceived.filter(|_| ours != OurFigure::Perceived).map(|(_, share)| PulseFigure {
            share,
            p_exceeds: row
                .area
                .comparison
                .p_exceeds_industry
                .filter(|_| row.area.comparison.direct == Some(OurFigure::Perceived)),
        }),
    }
}

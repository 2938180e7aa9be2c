//! An area's figures in time: the editions of each series apart, since a question that changed begins anew, and ours by
//! quarter.

use cadre_core::{
    benchmark::{self, Benchmark, Figure, OurFigure},
    gaps::perceived_gap,
    statistics::Share,
};

use super::{Row, our_share};
use crate::{
    benchmarks::editions,
    figures::{AreaComparison, Figures, question_in_words},
    overview,
    view::{OwnPoint, SeriesTrend, TrendPoint},
    words,
};

/// The publisher's series of an area, each with its editions, and with what broke it off from the one before.
pub(super) fn published(figures: &Figures<'_>, row: &Row<'_>) -> Vec<SeriesTrend> {
    let area = &figures.content.areas[row.area.gaps.area].key;
    let own =
        editions(figures.content).filter(|benchmark| benchmark.publisher == figures.benchmark.publisher);
    let series = benchmark::trends(own, area);
    (0..).zip(&series).map(|(at, points)| one_series(figures, points, at > 0)).collect()
}

fn one_series(figures: &Figures<'_>, points: &[(&Benchmark, &Figure)], broke: bool) -> SeriesTrend {
    let (first, figure) = points[0];
    let break_note = if broke {
        figure
            .break_note
            .clone()
            .unwrap_or_else(|| "Another question, so it is not joined to the one before.".to_owned())
    } else {
        String::new()
    };
    let before = std::iter::once(None).chain(points.iter().map(|(_, figure)| Some(figure.percent)));
    SeriesTrend {
        title: question_in_words(first, figure),
        break_note,
        points: points
            .iter()
            .zip(before)
            .map(|((benchmark, figure), before)| TrendPoint {
                edition: benchmark.edition.clone(),
                percent: words::percentage(figure.percent),
                change: before.map_or_else(String::new, |before| words::points(figure.percent - before)),
                n: words::thousands(figure.n),
                shown: benchmark.id == figures.benchmark.id
                    && figures
                        .benchmark
                        .figure(&figure.area)
                        .is_some_and(|shown| shown.series == figure.series),
            })
            .collect(),
    }
}

/// Our figure by quarter, as it stood on each day; a pulse's by the days on which its question was asked.
pub(super) fn own(figures: &Figures<'_>, ours: OurFigure, row: &Row<'_>) -> Vec<OwnPoint> {
    if ours == OurFigure::Perceived {
        return asked(figures, row);
    }
    let quarters = overview::quarters(figures);
    quarters
        .dates
        .into_iter()
        .zip(quarters.gaps)
        .map(|(day, mut gaps)| {
            let gaps = gaps.swap_remove(row.area.gaps.area);
            let then = AreaComparison { gaps, figure: None, perceived: None, ..row.area.clone() };
            point(words::date(day), our_share(ours, &then), "not assessed")
        })
        .collect()
}

fn asked(figures: &Figures<'_>, row: &Row<'_>) -> Vec<OwnPoint> {
    let area = &figures.content.areas[row.area.gaps.area].key;
    let Some(shown) = figures.pulse() else { return Vec::new() };
    let mut pulses: Vec<_> = figures
        .content
        .pulses
        .iter()
        .filter(|pulse| pulse.series == shown.series && pulse.asked_on <= figures.as_of)
        .collect();
    pulses.sort_by_key(|pulse| pulse.asked_on);
    pulses
        .into_iter()
        .map(|pulse| point(words::date(pulse.asked_on), perceived_gap(pulse, area), "not asked"))
        .collect()
}

fn point(day: String, share: Option<Share>, absent: &str) -> OwnPoint {
    OwnPoint { day, value: share.map_or_else(|| absent.to_owned(), words::share) }
}

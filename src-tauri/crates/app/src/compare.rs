//! The Compare screen: what stands beside what, what it shows and what it does not.

mod area;
mod sentence;
mod trend;

use cadre_core::{
    AreaKey,
    benchmark::{Comparability, FigureKind, OurFigure, comparability},
    gaps::{AreaGaps, Place, places},
    statistics::{Posterior, Share},
};

use crate::{
    empty,
    error::AppError,
    figures::{AreaComparison, Figures},
    pulse,
    view::{CompareArea, CompareView, ComparedArea, Selection},
    words,
    workspace::{Moment, Workspace},
};

/// P(ours > theirs) from which a sentence may say that ours is larger; below one minus it, smaller. What lies between, one
/// cannot tell.
///
/// Source: M. D. Mastrandrea et al., "Guidance Note for Lead Authors of the IPCC Fifth Assessment Report on Consistent
/// Treatment of Uncertainties" (2010), table 1: "very likely" begins at 90%, "very unlikely" ends at 10%.
const SURE: f64 = 0.9;

/// From so many on, it is not for want of people that one cannot tell.
const MANY: u32 = 30;

/// Whether a probability says which is larger.
fn tells(p: f64) -> bool {
    !(1.0 - SURE..SURE).contains(&p)
}

/// One area as a row of the comparison.
pub(crate) struct Row<'workspace> {
    pub(crate) area: AreaComparison<'workspace>,
    /// Our figure; `None` where nobody is assessed or asked, or no seat needs the area.
    pub(crate) ours: Option<Share>,
    /// Our place by it, among the areas that have both sides.
    pub(crate) place: Option<Place>,
    /// P(ours > theirs), where our figure compares directly.
    pub(crate) p_exceeds: Option<f64>,
}

impl Workspace {
    /// The Compare screen.
    pub fn compare_view(&self, selection: &Selection, moment: Moment) -> Result<CompareView, AppError> {
        Ok(view(&self.figures(selection, None, moment)?))
    }

    /// One area of the comparison, opened; `None` where it is no row of it.
    pub fn compare_area(
        &self,
        selection: &Selection,
        key: &AreaKey,
        moment: Moment,
    ) -> Result<Option<CompareArea>, AppError> {
        let figures = self.figures(selection, None, moment)?;
        let rows = rows(&figures);
        let is_it = |row: &&Row<'_>| figures.content.areas[row.area.gaps.area].key == *key;
        Ok(rows.iter().find(is_it).map(|row| area::open(&figures, row)))
    }
}

/// Which of our figures stands beside the benchmark's: the chosen one, else the people below target, or those at level 0
/// or 1 where only they answer the benchmark's question.
pub(crate) fn ours_beside(figures: &Figures<'_>) -> OurFigure {
    let has = |kind| figures.benchmark.figures.iter().any(|figure| figure.kind == kind);
    figures.figure.unwrap_or_else(|| {
        if has(FigureKind::LowProficiency) && !has(FigureKind::PerceivedGap) {
            OurFigure::LowOrNone
        } else {
            OurFigure::BelowTarget
        }
    })
}

/// Our figure of an area. The share of unfilled seats has no interval, since every seat is counted: it is given from what
/// it would be if every unknown level met its target.
fn our_share(ours: OurFigure, comparison: &AreaComparison<'_>) -> Option<Share> {
    match ours {
        OurFigure::BelowTarget => comparison.gaps.below_target.known,
        OurFigure::LowOrNone => comparison.gaps.low_or_none.known,
        OurFigure::SeatGap => seat_gap(&comparison.gaps),
        OurFigure::Perceived => comparison.perceived.map(|(_, share)| share),
    }
}

/// What stands in the picture where there is no figure of ours.
pub(crate) const fn absent(ours: OurFigure, row: &Row<'_>) -> &'static str {
    let gaps = &row.area.gaps;
    match ours {
        OurFigure::BelowTarget if gaps.below_target.unknown == 0 => "no target here",
        OurFigure::SeatGap if gaps.seats.required == 0 => "no seat needs it",
        OurFigure::Perceived => "not asked",
        OurFigure::BelowTarget | OurFigure::LowOrNone | OurFigure::SeatGap => "not assessed",
    }
}

/// Where people are there and none of them is assessed, their levels are unknown and not missing.
fn seat_gap(gaps: &AreaGaps) -> Option<Share> {
    if gaps.seats.required == 0 || (gaps.assessed == 0 && gaps.people > 0) {
        return None;
    }
    let required = f64::from(gaps.seats.required);
    let share = gaps.seats.gap();
    Some(Share {
        count: gaps.seats.unfilled(),
        of: gaps.seats.required,
        share,
        low: f64::from(gaps.seats.required - gaps.filled_at_best) / required,
        high: share,
    })
}

/// The rows: our figure from the highest, then the areas that have none, each in the workspace's order.
pub(crate) fn rows<'workspace>(figures: &Figures<'workspace>) -> Vec<Row<'workspace>> {
    let ours = ours_beside(figures);
    let mut comparisons = figures.comparisons();
    // An area with neither side would be an empty row, whichever of our figures is shown.
    comparisons.retain(|comparison| {
        comparison.gaps.assessed > 0
            || comparison.gaps.seats.required > 0
            || comparison.figure.is_some()
            || comparison.perceived.is_some()
    });
    let shares: Vec<Option<Share>> = comparisons.iter().map(|area| our_share(ours, area)).collect();
    let compared: Vec<Option<f64>> = comparisons
        .iter()
        .zip(&shares)
        .map(|(area, share)| area.figure.and(*share).map(|share| share.share))
        .collect();
    let mut rows: Vec<Row<'workspace>> = comparisons
        .into_iter()
        .zip(shares)
        .zip(places(&compared))
        .map(|((area, share), place)| Row {
            p_exceeds: area.comparison.p_exceeds_industry.filter(|_| area.comparison.direct == Some(ours)),
            area,
            ours: share,
            place,
        })
        .collect();
    let share = |row: &Row<'_>| row.ours.map_or(-1.0, |ours| ours.share);
    rows.sort_by(|a, b| share(b).total_cmp(&share(a)));
    rows
}

fn view(figures: &Figures<'_>) -> CompareView {
    let ours = ours_beside(figures);
    let rows = rows(figures);
    let empty = empty::comparison(figures, ours, &rows);
    let (title, reading) = if empty.is_some() {
        (String::new(), String::new())
    } else {
        (title(figures, ours, &rows), reading(figures, ours, &rows))
    };
    CompareView {
        title,
        reading,
        ours,
        pulse: pulse::shown(figures),
        areas: rows
            .iter()
            .map(|row| ComparedArea {
                key: figures.content.areas[row.area.gaps.area].key.clone(),
                name: name(figures, row).to_owned(),
                sentence: sentence::of_area(figures, ours, row, &rows),
                published: row.area.figure.is_some(),
            })
            .collect(),
        empty,
    }
}

fn name<'content>(figures: &Figures<'content>, row: &Row<'_>) -> &'content str {
    &figures.content.areas[row.area.gaps.area].name
}

/// The finding: first what a direct comparison can say, else the order, else that it cannot be said.
pub(crate) fn title(figures: &Figures<'_>, ours: OurFigure, rows: &[Row<'_>]) -> String {
    if let Some(finding) = direct_finding(figures, ours, rows) {
        return finding;
    }
    let with_figure: Vec<_> = rows.iter().filter(|row| row.area.figure.is_some()).collect();
    if let [only] = with_figure[..] {
        return format!(
            "This benchmark has a figure for one of our areas only: {}",
            words::inside(name(figures, only))
        );
    }
    let firsts = |place: fn(&Row<'_>) -> Option<Place>| -> Vec<String> {
        rows.iter()
            .filter(|row| place(row).is_some_and(|place| place.first == 1))
            .map(|row| words::inside(name(figures, row)))
            .collect()
    };
    let (here, there) = (firsts(|row| row.place), firsts(|row| row.area.industry_place));
    let shares = |compared: bool| {
        let rows = rows.iter().filter(move |row| row.place.is_some() == compared);
        rows.filter_map(|row| Some(row.ours?.share)).fold(0.0, f64::max)
    };
    // An area without an industry figure may have a wider gap: then the order is told for what it is.
    let compared = rows.iter().filter(|row| row.place.is_some()).count() as u32;
    let among = if shares(false) > shares(true) {
        format!(" of the {} areas compared", words::number(compared))
    } else {
        String::new()
    };
    let no_gap = rows
        .iter()
        .filter(|row| row.place.is_some())
        .all(|row| row.ours.is_none_or(|share| share.count == 0));
    match (here.is_empty(), there.is_empty()) {
        (_, true) => "This benchmark has no figure for the areas of this workspace".to_owned(),
        // Ours is told, of other areas than those that the benchmark measures.
        (true, _) if rows.iter().any(|row| row.ours.is_some()) => {
            "This benchmark has no figure for an area in which we have one".to_owned()
        }
        (true, _) => match ours {
            OurFigure::BelowTarget | OurFigure::LowOrNone => {
                "We cannot say yet how we stand: too few people are assessed against a target".to_owned()
            }
            OurFigure::SeatGap => {
                "We cannot say yet how we stand: no seat needs what this benchmark measures".to_owned()
            }
            OurFigure::Perceived => {
                "We cannot say yet how we stand: no manager was asked about what this benchmark measures"
                    .to_owned()
            }
        },
        _ if no_gap => format!(
            "{} where this benchmark has a figure; its widest gap is {}",
            match ours {
                OurFigure::BelowTarget => "Nobody assessed is below target",
                OurFigure::LowOrNone => "Nobody assessed is at level 0 or 1",
                OurFigure::SeatGap => "No seat is unfilled",
                OurFigure::Perceived => "No manager names a gap",
            },
            words::list(&there)
        ),
        _ if here == there => {
            format!(
                "{} {}{among} here and in industry",
                words::sentence_case(&words::list(&here)),
                words::verb(here.len() as u32, "is the widest gap", "are the widest gaps")
            )
        }
        _ => {
            let (one, many) = match ours {
                OurFigure::BelowTarget => ("is our widest gap", "tie for our widest gap"),
                OurFigure::LowOrNone => {
                    ("has the most people at level 0 or 1", "tie for the most people at level 0 or 1")
                }
                OurFigure::SeatGap => ("is our widest seat gap", "tie for our widest seat gap"),
                OurFigure::Perceived => {
                    ("is what our managers name most", "tie for what our managers name most")
                }
            };
            format!(
                "{} {}{among}; first in industry {} {}",
                words::sentence_case(&words::list_some(&here, 2)),
                words::verb(here.len() as u32, one, many),
                words::verb(there.len() as u32, "is", "are"),
                words::list(&there)
            )
        }
    }
}

/// The clearest finding of the direct comparisons, where one can tell; areas with the same two figures are named together.
/// Beside shares of people, that of the pulse, which stands in the same picture.
pub(crate) fn direct_finding(figures: &Figures<'_>, ours: OurFigure, rows: &[Row<'_>]) -> Option<String> {
    let sides = |row: &Row<'_>| {
        let direct = row.area.comparison.direct?;
        let beside = ours == OurFigure::BelowTarget && direct == OurFigure::Perceived;
        let share = (direct == ours || beside).then(|| our_share(direct, &row.area))??;
        Some((direct, share, row.area.figure?.percent))
    };
    let ((direct, share, percent), _) = rows
        .iter()
        .filter_map(|row| Some((sides(row)?, row.area.comparison.p_exceeds_industry?)))
        .filter(|(_, p)| tells(*p))
        .max_by(|(_, a), (_, b)| (a - 0.5).abs().total_cmp(&(b - 0.5).abs()))?;
    let names: Vec<String> = rows
        .iter()
        .filter(|row| sides(row) == Some((direct, share, percent)))
        .map(|row| words::inside(name(figures, row)))
        .collect();
    // As many name each; that they are the same ones is not said.
    let (one, many, names_it, name_it, as_many) = match direct {
        OurFigure::Perceived => ("manager asked", "managers", "names", "name", "and as many name"),
        _ => ("person assessed", "people", "has level 0 or 1 in", "have level 0 or 1 in", "and as many in"),
    };
    let ours = match (share.count, share.of) {
        (0, 1) => format!("No {one} {names_it}"),
        (_, 1) => format!("The one {one} {names_it}"),
        (count, of) => format!(
            "{} of {} {many} {}",
            words::sentence_case(&words::number(count)),
            words::number(of),
            words::verb(count, names_it, name_it)
        ),
    };
    let (first, others) = names.split_first()?;
    let others =
        if others.is_empty() { String::new() } else { format!(", {as_many} {}", words::list(others)) };
    Some(format!("{ours} {first}{others}; in industry, {} do", words::percentage(percent)))
}

/// What the comparison shows and what it does not, in plain words.
fn reading(figures: &Figures<'_>, ours: OurFigure, rows: &[Row<'_>]) -> String {
    let both: Vec<_> =
        rows.iter().filter_map(|row| Some((row, row.place?, row.area.industry_place?))).collect();
    let mut sentences = Vec::new();
    // One area alone has no order.
    if let Some((first, place, _)) =
        both.iter().find(|(_, _, industry)| both.len() > 1 && industry.first == 1)
    {
        sentences.push(format!(
            "Of the {} areas with both figures, industry’s first is {}: with us it {}.",
            words::number(both.len() as u32),
            words::inside(name(figures, first)),
            if place.first == place.last {
                format!("stands {}", words::ordinal(place.first))
            } else {
                format!("shares places {}", words::rank(place.first, place.last))
            },
        ));
    }
    sentences.extend(unsure_order(figures, ours, &both.iter().map(|(row, ..)| *row).collect::<Vec<_>>()));
    let mut kinds: Vec<FigureKind> = Vec::new();
    for figure in rows.iter().filter_map(|row| row.area.figure) {
        if !kinds.contains(&figure.kind) {
            kinds.push(figure.kind);
        }
    }
    let direct = |row: &&Row<'_>| row.p_exceeds.is_some();
    match &kinds[..] {
        [] => {}
        [kind]
            if comparability(ours, *kind) == Comparability::Direct && rows.iter().any(|row| direct(&row)) =>
        {
            sentences.push("Both sides count the same thing, so their sizes compare.".to_owned());
        }
        kinds => sentences.push(sentence::of_kinds(ours, kinds)),
    }
    let pulse_beside = ours != OurFigure::Perceived
        && rows.iter().any(|row| row.area.comparison.direct == Some(OurFigure::Perceived));
    if pulse_beside {
        sentences.push("Only the pulse puts both on one scale.".to_owned());
    }
    sentences.join(" ")
}

/// Which areas the first of ours cannot be told from, few being counted; `None` for seats, every one of which is counted.
pub(crate) fn unsure_order(figures: &Figures<'_>, ours: OurFigure, both: &[&Row<'_>]) -> Option<String> {
    let posterior =
        |row: &Row<'_>| row.ours.map(|share| Posterior::new(f64::from(share.count), f64::from(share.of)));
    let (first, others) = both.split_first()?;
    let (leader, leading) = (posterior(first)?, first.ours?);
    if ours == OurFigure::SeatGap || leading.count == 0 {
        return None;
    }
    let alike: Vec<String> = others
        .iter()
        .filter(|row| posterior(row).is_some_and(|other| !tells(leader.exceeds(&other))))
        .map(|row| words::inside(name(figures, row)))
        .collect();
    (!alike.is_empty()).then(|| {
        let why = match ours {
            _ if leading.of >= MANY => "Their shares lie so close that",
            OurFigure::Perceived => "With so few managers,",
            _ => "With so few people,",
        };
        format!(
            "{why} one cannot tell {} from {}.",
            words::inside(name(figures, first)),
            words::list_some(&alike, 2)
        )
    })
}

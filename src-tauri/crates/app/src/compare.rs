//! The Compare screen: what stands beside what, what it shows and what it does not.

use cadre_core::{
    benchmark::{Comparability, FigureKind, OurFigure},
    gaps::PeopleShare,
    statistics::Share,
};

use crate::{
    benchmarks::{address, confidence_sentence},
    empty,
    figures::{AreaComparison, Figures},
    gaps::industry,
    view::{CompareArea, CompareView, Fact},
    words,
};

/// P(ours > theirs) from which a sentence may say that ours is larger; below one minus it, smaller.
const SURE: f64 = 0.9;

/// Which of our figures of people stands beside the benchmark's kind.
pub(crate) fn ours_beside(figures: &Figures<'_>) -> OurFigure {
    let low = figures.benchmark.figures.iter().any(|figure| figure.kind == FigureKind::LowProficiency);
    let perceived = figures.benchmark.figures.iter().any(|figure| figure.kind == FigureKind::PerceivedGap);
    if low && !perceived { OurFigure::LowOrNone } else { OurFigure::BelowTarget }
}

/// Our share of people shown for an area.
pub(crate) fn our_share(ours: OurFigure, comparison: &AreaComparison<'_>) -> PeopleShare {
    match ours {
        OurFigure::LowOrNone => comparison.gaps.low_or_none,
        _ => comparison.gaps.below_target,
    }
}

/// The order of the rows: our share from the highest, then the areas nobody is assessed in, each in the workspace's order.
pub(crate) fn ordered<'workspace>(figures: &Figures<'workspace>) -> Vec<AreaComparison<'workspace>> {
    let ours = ours_beside(figures);
    let mut comparisons = figures.comparisons();
    // An area with neither side would be an empty row.
    comparisons.retain(|comparison| {
        our_share(ours, comparison).known.is_some()
            || comparison.figure.is_some()
            || comparison.perceived.is_some()
    });
    let share =
        |comparison: &AreaComparison<'_>| our_share(ours, comparison).known.map_or(-1.0, |known| known.share);
    comparisons.sort_by(|a, b| share(b).total_cmp(&share(a)));
    comparisons
}

pub(crate) fn view(figures: &Figures<'_>) -> CompareView {
    let ours = ours_beside(figures);
    let comparisons = ordered(figures);
    let empty = empty::comparison(figures);
    let (title, reading) = if empty.is_some() {
        (String::new(), String::new())
    } else {
        (title(figures, &comparisons), reading(figures, ours, &comparisons))
    };
    CompareView {
        title,
        reading,
        ours,
        pulse: comparisons.iter().find_map(|comparison| comparison.perceived).map(|(pulse, share)| {
            format!(
                "Asked {} of {}, with the benchmark’s own wording. P(ours higher) compares Jeffreys posteriors of both \
                 shares.",
                words::date(pulse.asked_on),
                words::counted(share.of, "manager", "managers"),
            )
        }),
        areas: comparisons.iter().map(|comparison| area(figures, ours, comparison)).collect(),
        empty,
    }
}

fn name<'content>(figures: &Figures<'content>, comparison: &AreaComparison<'_>) -> &'content str {
    &figures.content.areas[comparison.gaps.area].name
}

/// The finding: first what a direct comparison can say, else the order, else that it cannot be said.
fn title(figures: &Figures<'_>, comparisons: &[AreaComparison<'_>]) -> String {
    if let Some(finding) = direct_finding(figures, comparisons) {
        return finding;
    }
    let with_figure: Vec<_> = comparisons.iter().filter(|comparison| comparison.figure.is_some()).collect();
    if let [only] = with_figure[..] {
        return format!(
            "This benchmark has a figure for one of our areas only: {}",
            words::inside(name(figures, only))
        );
    }
    let firsts = |place: fn(&AreaComparison<'_>) -> Option<u32>| -> Vec<String> {
        comparisons
            .iter()
            .filter(|comparison| place(comparison) == Some(1))
            .map(|comparison| words::inside(name(figures, comparison)))
            .collect()
    };
    let ours = firsts(|comparison| comparison.our_place.map(|place| place.first));
    let theirs = firsts(|comparison| comparison.industry_place.map(|place| place.first));
    let none_below = comparisons
        .iter()
        .filter(|comparison| comparison.our_place.is_some())
        .all(|comparison| comparison.gaps.below_target.known.is_none_or(|known| known.count == 0));
    match (ours.is_empty(), theirs.is_empty()) {
        (_, true) => "This benchmark has no figure for the areas of this workspace".to_owned(),
        (true, _) => {
            "We cannot say yet how we stand: too few people are assessed against a target".to_owned()
        }
        _ if none_below => format!(
            "Nobody assessed is below target where this benchmark has a figure; its widest gap is {}",
            words::list(&theirs)
        ),
        _ if ours == theirs => {
            format!("{} is the widest gap here and in industry", words::sentence_case(&words::list(&ours)))
        }
        _ => {
            let verb = words::verb(ours.len() as u32, "is our widest gap", "tie for our widest gap");
            format!(
                "{} {verb}; in industry it is {}",
                words::sentence_case(&words::list_some(&ours, 2)),
                words::list(&theirs)
            )
        }
    }
}

/// The clearest finding of the direct comparisons, where one can tell; areas with the same two figures are named together.
fn direct_finding(figures: &Figures<'_>, comparisons: &[AreaComparison<'_>]) -> Option<String> {
    let sides = |comparison: &AreaComparison<'_>| {
        let ours = comparison.comparison.direct?;
        let share = match ours {
            OurFigure::Perceived => comparison.perceived?.1,
            _ => our_share(ours, comparison).known?,
        };
        Some((ours, share, comparison.figure?.percent))
    };
    let ((ours, share, percent), _) = comparisons
        .iter()
        .filter_map(|comparison| Some((sides(comparison)?, comparison.comparison.p_exceeds_industry?)))
        .filter(|(_, p)| !(1.0 - SURE..SURE).contains(p))
        .max_by(|(_, a), (_, b)| (a - 0.5).abs().total_cmp(&(b - 0.5).abs()))?;
    let names: Vec<String> = comparisons
        .iter()
        .filter(|comparison| sides(comparison) == Some((ours, share, percent)))
        .map(|comparison| words::inside(name(figures, comparison)))
        .collect();
    let of = words::number(share.of);
    let who = match (ours, share.of) {
        (OurFigure::Perceived, 1) => "manager",
        (OurFigure::Perceived, _) => "managers",
        (_, 1) => "person",
        _ => "people",
    };
    let does = match ours {
        OurFigure::Perceived => words::verb(share.count, "names ", "name "),
        _ => words::verb(share.count, "has level 0 or 1 in ", "have level 0 or 1 in "),
    };
    Some(format!(
        "{} of {of} {who} {does}{}; in industry, {percent:.0}% do",
        words::sentence_case(&words::number(share.count)),
        words::list(&names),
    ))
}

/// What the comparison shows and what it does not, in plain words.
fn reading(figures: &Figures<'_>, ours: OurFigure, comparisons: &[AreaComparison<'_>]) -> String {
    let both: Vec<_> = comparisons
        .iter()
        .filter_map(|comparison| Some((comparison, comparison.our_place?, comparison.industry_place?)))
        .collect();
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
    let kind = comparisons.iter().find_map(|comparison| comparison.figure).map(|figure| figure.kind);
    if let Some(kind) = kind {
        let our_words = if ours == OurFigure::LowOrNone { "low or no level" } else { "below target" };
        if cadre_core::benchmark::comparability(ours, kind) == Comparability::RankOnly {
            sentences.push(format!(
                "{} counts survey answers, {our_words} counts our people: compare their order, not their size.",
                words::sentence_case(kind.words()),
            ));
        } else {
            sentences.push("Both sides count the same thing, so their sizes compare.".to_owned());
        }
    }
    if comparisons.iter().any(|comparison| comparison.comparison.direct == Some(OurFigure::Perceived)) {
        sentences.push("Only the pulse puts both on one scale.".to_owned());
    }
    sentences.join(" ")
}

fn area(figures: &Figures<'_>, ours: OurFigure, comparison: &AreaComparison<'_>) -> CompareArea {
    let share = our_share(ours, comparison);
    CompareArea {
        key: figures.content.areas[comparison.gaps.area].key.clone(),
        name: name(figures, comparison).to_owned(),
        industry_sentence: comparison.figure.map_or_else(
            || format!("{} {} has no figure for it", figures.benchmark.publisher, figures.benchmark.edition),
            |figure| format!("{:.0}% {}", figure.percent, kind_sentence(figure.kind)),
        ),
        ours_sentence: our_sentence(ours, share),
        figure: comparison.figure.map(|figure| address(figures.benchmark, figure)),
        source: source(figures, comparison),
        inputs: inputs(comparison, share),
        notes: notes(figures, comparison),
    }
}

fn kind_sentence(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::PerceivedGap => "name it as a skills gap",
        FigureKind::Need => "say that they need it",
        FigureKind::Importance => "call it one of the most important skills",
        FigureKind::GraduateGap => "see the gap in graduates",
        FigureKind::LowProficiency => "have low or no proficiency",
    }
}

fn our_sentence(ours: OurFigure, share: PeopleShare) -> String {
    let what = if ours == OurFigure::LowOrNone { "at level 0 or 1" } else { "below target" };
    share.known.map_or_else(
        || {
            let who = if ours == OurFigure::LowOrNone { "Nobody" } else { "Nobody with a target here" };
            format!("{who} is assessed, so no share is counted")
        },
        |known| {
            format!(
                "{} of {} {} {what}",
                known.count,
                words::counted(known.of, "person", "people"),
                words::verb(known.count, "is", "are")
            )
        },
    )
}

fn fact(label: &str, value: impl Into<String>) -> Fact {
    Fact { label: label.to_owned(), value: value.into() }
}

fn source(figures: &Figures<'_>, comparison: &AreaComparison<'_>) -> Vec<Fact> {
    let Some((figure, industry)) = comparison.figure.zip(industry(comparison)) else { return Vec::new() };
    let benchmark = figures.benchmark;
    vec![
        fact("Report", &benchmark.report),
        fact("Edition", format!("{}, {}", benchmark.publisher, benchmark.edition)),
        fact("Kind", words::sentence_case(figure.kind.words())),
        fact("Population", &benchmark.population),
        fact("n", words::thousands(figure.n)),
        fact("Interval", format!("{:.1} to {:.1}% (Wilson)", industry.low, industry.high)),
        fact("Rank", words::rank(industry.rank, industry.rank_to)),
        fact("Field date", &benchmark.field_date),
        fact("Source", &figure.source),
        fact("Confidence", confidence_sentence(figure.confidence)),
        fact("Series", &figure.series),
    ]
}

fn interval(share: Share) -> String {
    format!("{:.0} to {:.0}% (Wilson)", 100.0 * share.low, 100.0 * share.high)
}

fn inputs(comparison: &AreaComparison<'_>, share: PeopleShare) -> Vec<Fact> {
    let gaps = &comparison.gaps;
    let mut facts = Vec::new();
    let counted = |share: PeopleShare| {
        share
            .known
            .map_or_else(|| "nobody assessed".to_owned(), |known| format!("{} of {}", known.count, known.of))
    };
    facts.push(fact("Below target", counted(gaps.below_target)));
    facts.push(fact("Low or none", counted(gaps.low_or_none)));
    facts.push(fact(
        "Seats filled",
        if gaps.seats.required == 0 {
            "no seat needs it".to_owned()
        } else {
            format!("{} of {}", gaps.seats.filled, gaps.seats.required)
        },
    ));
    facts.push(fact("Levels missing", gaps.seats.level_shortfall.to_string()));
    if let Some(known) = share.known {
        facts.push(fact("Interval", interval(known)));
    }
    if share.unknown > 0 {
        facts.push(fact(
            "Unknown",
            format!("{} not assessed, left out", words::counted(share.unknown, "person", "people")),
        ));
    }
    if let Some((met, short)) = share.bounds.filter(|(met, short)| met < short) {
        facts.push(fact(
            "With the unknown",
            format!("{} if all meet it, {} if none does", words::percent(met), words::percent(short)),
        ));
    }
    if let Some((_, perceived)) = comparison.perceived {
        facts.push(fact(
            "Pulse",
            format!(
                "{} of {}, {}",
                perceived.count,
                words::counted(perceived.of, "manager", "managers"),
                interval(perceived)
            ),
        ));
    }
    if let Some(p) = comparison.comparison.p_exceeds_industry {
        facts.push(fact("P(ours higher)", format!("{p:.2}")));
    }
    facts
}

fn notes(figures: &Figures<'_>, comparison: &AreaComparison<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(figure) = comparison.figure {
        notes.extend(figure.note.clone());
        if figure.together.is_some() {
            let names: Vec<String> = figures
                .benchmark
                .figures
                .iter()
                .filter(|other| other.together == figure.together && other.kind == figure.kind)
                .filter_map(|other| figures.content.areas.iter().find(|area| area.key == other.area))
                .map(|area| area.name.clone())
                .collect();
            if names.len() > 1 {
                notes.push(format!("{} were published as one figure.", words::list(&names)));
            }
        }
    }
    if let Some(p) = comparison.comparison.p_exceeds_industry.filter(|p| (1.0 - SURE..SURE).contains(p)) {
        notes.push(format!("{:.0} in 100 that ours is larger: we cannot tell which is.", 100.0 * p));
    }
    notes.extend(figures.benchmark.notes.iter().cloned());
    notes
}

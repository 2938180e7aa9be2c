//! The Compare screen: what stands beside what, what it shows and what it does not.

use cadre_core::{
    benchmark::{Comparability, Confidence, FigureKind, OurFigure},
    gaps::PeopleShare,
    statistics::Share,
};

use crate::{
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
    // The clearest direct finding; areas with the same two figures are named together.
    let clearest = comparisons
        .iter()
        .filter_map(|comparison| {
            let p = comparison.comparison.p_exceeds_industry?;
            let (_, share) = comparison.perceived?;
            Some((comparison, comparison.figure?, share, p))
        })
        .filter(|(_, _, _, p)| *p >= SURE || *p <= 1.0 - SURE)
        .max_by(|a, b| (a.3 - 0.5).abs().total_cmp(&(b.3 - 0.5).abs()));
    if let Some((_, figure, share, _)) = clearest {
        let names: Vec<&str> = comparisons
            .iter()
            .filter(|other| {
                other.figure.is_some_and(|other| (other.percent - figure.percent).abs() < f64::EPSILON)
                    && other.perceived.is_some_and(|(_, other)| other == share)
            })
            .map(|other| name(figures, other))
            .collect();
        return format!(
            "{} of {} managers name {}; in industry, {:.0}% do",
            words::sentence_case(&words::number(share.count)),
            words::number(share.of),
            words::list(&names),
            figure.percent
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
    match (ours.is_empty(), theirs.is_empty()) {
        (_, true) => "This benchmark has no figure for the areas of this workspace".to_owned(),
        (true, _) => {
            "We cannot say yet how we stand: too few people are assessed against a target".to_owned()
        }
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

/// What the comparison shows and what it does not, in plain words.
fn reading(figures: &Figures<'_>, ours: OurFigure, comparisons: &[AreaComparison<'_>]) -> String {
    let both: Vec<_> = comparisons
        .iter()
        .filter_map(|comparison| Some((comparison, comparison.our_place?, comparison.industry_place?)))
        .collect();
    let mut sentences = Vec::new();
    if let Some((first, place, _)) = both.iter().find(|(_, _, industry)| industry.first == 1) {
        sentences.push(format!(
            "Of the {} {} with both figures, {} {} first in industry and {} with us.",
            words::number(both.len() as u32),
            words::verb(both.len() as u32, "area", "areas"),
            words::inside(name(figures, first)),
            words::verb(u32::from(!name(figures, first).ends_with('s')), "ranks", "rank"),
            if place.first == place.last {
                words::ordinal(place.first)
            } else {
                format!("shares places {} with us", words::rank(place.first, place.last))
                    .trim_end_matches(" with us")
                    .to_owned()
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
        || "Nobody with a target here is assessed, so no share is counted".to_owned(),
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
        fact(
            "Confidence",
            match figure.confidence {
                Confidence::High => "High: the publisher’s own text was read",
                Confidence::Medium => "Medium: press or a secondary copy",
                Confidence::Low => "Low: one weak or vendor source",
            },
        ),
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
            format!("{} of {} managers, {}", perceived.count, perceived.of, interval(perceived)),
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
            notes.push(format!("{} were published as one figure.", words::list(&names)));
        }
    }
    if let Some(p) = comparison.comparison.p_exceeds_industry.filter(|p| (1.0 - SURE..SURE).contains(p)) {
        notes.push(format!("{:.0} in 100 that ours is larger: we cannot tell which is.", 100.0 * p));
    }
    notes.extend(figures.benchmark.notes.iter().cloned());
    notes
}

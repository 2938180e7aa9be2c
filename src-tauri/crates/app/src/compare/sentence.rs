//! What the comparison says of one area, and what it does not: how many of ours, what the industry's figure counts, and
//! whether sizes compare or only the order.

use cadre_core::{
    benchmark::{Figure, FigureKind, OurFigure},
    gaps::Place,
    statistics::Share,
};

use super::{MANY, Row, name, tells};
use crate::{figures::Figures, words};

/// "6 of your 8 are below target in LLM SecOps. ISACA’s 24% counts respondents who see a gap, so compare the order, not the
/// numbers."
pub(super) fn of_area(figures: &Figures<'_>, ours: OurFigure, row: &Row<'_>, rows: &[Row<'_>]) -> String {
    let mut sentences = vec![of_ours(figures, ours, row)];
    sentences.extend(of_unknown(ours, row));
    sentences.push(of_theirs(figures, ours, row));
    let compared = rows.iter().filter(|row| row.place.is_some()).count() as u32;
    // Where nobody falls short there is no order to speak of.
    let falls_short = |row: &Row<'_>| row.place.is_some() && row.ours.is_some_and(|share| share.count > 0);
    if row.p_exceeds.is_none()
        && compared > 1
        && rows.iter().any(falls_short)
        && let (Some(place), Some(industry)) = (row.place, row.area.industry_place)
    {
        sentences.push(format!("By that order it is {} here and {} there.", at(place), at(industry)));
    }
    sentences.join(" ")
}

/// "second", "fifth to sixth".
fn at(place: Place) -> String {
    if place.first == place.last {
        words::ordinal(place.first)
    } else {
        format!("{} to {}", words::ordinal(place.first), words::ordinal(place.last))
    }
}

/// Our figure of an area in words.
pub(super) fn of_ours(figures: &Figures<'_>, ours: OurFigure, row: &Row<'_>) -> String {
    let area = words::inside(name(figures, row));
    let Some(Share { count, of, .. }) = row.ours else { return of_nobody(figures, ours, row, &area) };
    let counted = |one: &str, many: &str| words::counted(of, one, many);
    match (ours, count, of) {
        (OurFigure::BelowTarget, 0, 1) => format!("The one person assessed meets their targets in {area}."),
        (OurFigure::BelowTarget, _, 1) => format!("The one person assessed is below target in {area}."),
        (OurFigure::BelowTarget, 0, _) => format!("All {of} of yours meet their targets in {area}."),
        (OurFigure::BelowTarget, 1, _) => format!("1 of your {of} is below target in {area}."),
        (OurFigure::BelowTarget, ..) if count == of => {
            format!("All {of} of yours are below target in {area}.")
        }
        (OurFigure::BelowTarget, ..) => format!("{count} of your {of} are below target in {area}."),
        (OurFigure::LowOrNone, 0, 1) => format!("The one person assessed is above level 1 in {area}."),
        (OurFigure::LowOrNone, _, 1) => format!("The one person assessed is at level 0 or 1 in {area}."),
        (OurFigure::LowOrNone, 0, _) => format!("None of your {of} is at level 0 or 1 in {area}."),
        (OurFigure::LowOrNone, 1, _) => format!("1 of your {of} is at level 0 or 1 in {area}."),
        (OurFigure::LowOrNone, ..) if count == of => {
            format!("All {of} of yours are at level 0 or 1 in {area}.")
        }
        (OurFigure::LowOrNone, ..) => format!("{count} of your {of} are at level 0 or 1 in {area}."),
        (OurFigure::SeatGap, 0, 1) => format!("The one skill seat in {area} is filled."),
        (OurFigure::SeatGap, _, 1) => format!("The one skill seat in {area} is not filled."),
        (OurFigure::SeatGap, 0, _) => format!("All {of} skill seats in {area} are filled."),
        (OurFigure::SeatGap, ..) if count == of => {
            format!("None of the {of} skill seats in {area} is filled.")
        }
        (OurFigure::SeatGap, ..) => format!(
            "{count} of {} in {area} {} not filled.",
            counted("skill seat", "skill seats"),
            words::verb(count, "is", "are")
        ),
        (OurFigure::Perceived, 0, 1) => format!("The one manager asked does not name {area} as a gap."),
        (OurFigure::Perceived, _, 1) => format!("The one manager asked names {area} as a gap."),
        (OurFigure::Perceived, 0, _) => format!("None of your {of} managers names {area} as a gap."),
        (OurFigure::Perceived, ..) if count == of => {
            format!("All {of} of your managers name {area} as a gap.")
        }
        (OurFigure::Perceived, ..) => {
            format!("{count} of your {of} managers {} {area} as a gap.", words::verb(count, "names", "name"))
        }
    }
}

/// Why there is no figure of ours.
fn of_nobody(figures: &Figures<'_>, ours: OurFigure, row: &Row<'_>, area: &str) -> String {
    let unknown = row.area.gaps.below_target.unknown;
    match ours {
        OurFigure::BelowTarget if unknown == 0 => format!("Nobody’s role has a target in {area}."),
        OurFigure::BelowTarget => format!(
            "{} a target in {area} and nobody is assessed there, so no share is counted.",
            match unknown {
                1 => "1 person has".to_owned(),
                several => format!("{several} people have"),
            }
        ),
        OurFigure::LowOrNone => format!("Nobody is assessed in {area}, so no share is counted."),
        OurFigure::SeatGap if row.area.gaps.seats.required == 0 => format!("No seat needs {area}."),
        OurFigure::SeatGap => format!(
            "{} {area} and nobody is assessed there, so no share is counted.",
            match row.area.gaps.seats.required {
                1 => "1 seat needs".to_owned(),
                several => format!("{several} seats need"),
            }
        ),
        OurFigure::Perceived if figures.pulse().is_some() => format!("Your pulse did not ask about {area}."),
        OurFigure::Perceived => format!("No manager of yours was asked about {area}."),
    }
}

/// "2 more are not assessed."
fn of_unknown(ours: OurFigure, row: &Row<'_>) -> Option<String> {
    let unknown = match ours {
        OurFigure::BelowTarget => row.area.gaps.below_target.unknown,
        OurFigure::LowOrNone => row.area.gaps.low_or_none.unknown,
        OurFigure::SeatGap | OurFigure::Perceived => return None,
    };
    (row.ours.is_some() && unknown > 0)
        .then(|| format!("{unknown} more {} not assessed.", words::verb(unknown, "is", "are")))
}

/// What the industry's figure counts, and what that means for the comparison.
fn of_theirs(figures: &Figures<'_>, ours: OurFigure, row: &Row<'_>) -> String {
    let benchmark = figures.benchmark;
    let Some(figure) = row.area.figure else {
        return format!(
            "{} {} has no figure for it, so nothing stands beside it.",
            benchmark.publisher, benchmark.edition
        );
    };
    let theirs = format!("{}’s {}", benchmark.publisher, words::percentage(figure.percent));
    if let (Some(p), Some(share)) = (row.p_exceeds, row.ours) {
        return format!("{theirs} counts the same thing{}.", of_probability(p, share));
    }
    if row.ours.is_none() {
        return format!("{theirs} {}.", counts(figure));
    }
    let why = match (ours, figure.kind) {
        (OurFigure::Perceived, FigureKind::PerceivedGap) => "answers another question than your pulse",
        _ => counts(figure),
    };
    format!("{theirs} {why}, so compare the order, not the numbers.")
}

fn of_probability(p: f64, share: Share) -> String {
    if !tells(p) {
        let why = if share.of < MANY { "with so few of ours " } else { "" };
        return format!(", but {why}one cannot tell which is larger (P that ours is: {p:.2})");
    }
    let (which, sure) = if p > 0.5 { ("larger", p) } else { ("smaller", 1.0 - p) };
    let sure = if sure > 0.99 { "more than 0.99".to_owned() } else { format!("{sure:.2}") };
    format!(", and ours is {which} with a probability of {sure}")
}

const fn counts(figure: &Figure) -> &'static str {
    match figure.kind {
        FigureKind::PerceivedGap => "counts respondents who see a gap",
        FigureKind::Need => "counts respondents who say they need the skill",
        FigureKind::Importance => "counts respondents who call the skill one of the most important",
        FigureKind::GraduateGap => "counts respondents who see the gap in recent graduates",
        FigureKind::LowProficiency => "counts people with low or no proficiency",
    }
}

/// Why ours and figures of these kinds compare by their order only.
pub(super) fn of_kinds(ours: OurFigure, kinds: &[FigureKind]) -> String {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.words()).collect();
    let theirs = words::sentence_case(&words::list(&words));
    let verb = words::verb(kinds.len() as u32, "counts", "count");
    let answers =
        if kinds == [FigureKind::LowProficiency] { "people at a low level" } else { "survey answers" };
    let ours = match ours {
        OurFigure::BelowTarget => "below target counts our people",
        OurFigure::LowOrNone => "low or no level counts our people",
        OurFigure::SeatGap => "seat gap counts our seats",
        OurFigure::Perceived => "our pulse counts answers to another question",
    };
    format!("{theirs} {verb} {answers}, {ours}: compare their order, not their size.")
}

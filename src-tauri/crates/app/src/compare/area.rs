//! One area of the comparison, opened: every number with its formula and inputs, the source, and who is behind it.

use cadre_core::{
    benchmark::{Conflict, FigureKind, OurFigure},
    gaps::{PeopleShare, PersonInArea, people_in_area},
    statistics::Share,
};

use super::{Row, name, ours_beside, sentence, tells, trend};
use crate::{
    benchmarks::{address, confidence_sentence},
    figures::Figures,
    gaps::{self, industry},
    view::{AreaCompetency, AreaPerson, CompareArea, Fact},
    words,
};

/// As many people are told of by name: a panel is no list of a whole department.
const MOST_PEOPLE: usize = 60;

pub(super) fn open(figures: &Figures<'_>, row: &Row<'_>) -> CompareArea {
    let ours = ours_beside(figures);
    let (people_title, mut people) = people(figures, ours, row);
    let more_people = people.len().saturating_sub(MOST_PEOPLE) as u32;
    people.truncate(MOST_PEOPLE);
    CompareArea {
        key: figures.content.areas[row.area.gaps.area].key.clone(),
        name: name(figures, row).to_owned(),
        industry_sentence: row.area.figure.map_or_else(
            || format!("{} {} has no figure for it", figures.benchmark.publisher, figures.benchmark.edition),
            |figure| format!("{} {}", words::percentage(figure.percent), kind_sentence(figure.kind)),
        ),
        figure: row.area.figure.map(|figure| address(figures.benchmark, figure)),
        source: source(figures, row),
        conflicts: conflicts(figures, row),
        ours_sentence: sentence::of_ours(figures, ours, row),
        inputs: inputs(ours, row),
        people_title,
        people,
        more_people,
        competencies: competencies(figures, row),
        trends: trend::published(figures, row),
        own_trend: trend::own(figures, ours, row),
        notes: notes(figures, ours, row),
    }
}

const fn kind_sentence(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::PerceivedGap => "name it as a skills gap",
        FigureKind::Need => "say that they need it",
        FigureKind::Importance => "call it one of the most important skills",
        FigureKind::GraduateGap => "see the gap in graduates",
        FigureKind::LowProficiency => "have low or no proficiency",
    }
}

fn fact(label: &str, value: impl Into<String>) -> Fact {
    Fact { label: label.to_owned(), value: value.into() }
}

fn source(figures: &Figures<'_>, row: &Row<'_>) -> Vec<Fact> {
    let Some((figure, industry)) = row.area.figure.zip(industry(&row.area)) else { return Vec::new() };
    let benchmark = figures.benchmark;
    let mut facts = vec![
        fact("Report", &benchmark.report),
        fact("Edition", format!("{}, {}", benchmark.publisher, benchmark.edition)),
        fact("Kind", words::sentence_case(figure.kind.words())),
    ];
    facts.extend(figure.wording.as_ref().map(|wording| fact("Wording", wording)));
    facts.extend([
        fact("Population", &benchmark.population),
        fact("n", words::thousands(figure.n)),
        fact("Interval", format!("{:.1} to {:.1}% (Wilson)", industry.low, industry.high)),
        fact("Rank", words::rank(industry.rank, industry.rank_to)),
        fact("Field date", &benchmark.field_date),
    ]);
    facts.extend(benchmark.published.as_ref().map(|day| fact("Published", day)));
    facts
        .extend([fact("Source", &figure.source), fact("Confidence", confidence_sentence(figure.confidence))]);
    facts.extend(benchmark.url.as_ref().map(|address| fact("Address", address)));
    facts.extend([fact("Question", &figure.question), fact("Series", &figure.series)]);
    facts
}

/// The edition's conflicts that are about the area, a sentence each: those that have every word of its name, as "LLM and ML
/// SecOps" has those of LLM SecOps. An area without a figure has none.
fn conflicts(figures: &Figures<'_>, row: &Row<'_>) -> Vec<String> {
    if row.area.figure.is_none() {
        return Vec::new();
    }
    let about = name(figures, row).to_lowercase();
    let is_about = |conflict: &&Conflict| {
        let values = conflict.values.iter().map(|side| side.value.as_str());
        let said = std::iter::once(conflict.what.as_str())
            .chain(values)
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        about.split_whitespace().all(|word| said.contains(word))
    };
    figures
        .benchmark
        .conflicts
        .iter()
        .filter(is_about)
        .map(|conflict| {
            let sides: Vec<String> = conflict
                .values
                .iter()
                .map(|side| {
                    let used = if side.used { ", which is used" } else { "" };
                    format!("{} ({}{used})", side.value, side.says)
                })
                .collect();
            format!("{}: {}. {}", conflict.what, sides.join("; "), conflict.why)
        })
        .collect()
}

fn inputs(ours: OurFigure, row: &Row<'_>) -> Vec<Fact> {
    let gaps = &row.area.gaps;
    let mut facts = Vec::new();
    if let Some(share) = row.ours {
        facts.push(fact("Formula", formula(ours, share)));
        if ours == OurFigure::SeatGap {
            if share.low < share.high {
                facts.push(fact(
                    "With the unknown",
                    format!("{} if all of them met it", words::percent(share.low)),
                ));
            }
        } else {
            facts.push(fact("Interval", interval(share)));
        }
    }
    let of_people = match ours {
        OurFigure::BelowTarget => Some(gaps.below_target),
        OurFigure::LowOrNone => Some(gaps.low_or_none),
        OurFigure::SeatGap | OurFigure::Perceived => None,
    };
    if let Some(share) = of_people {
        facts.extend(unknown(share));
    }
    let counted = |share: PeopleShare| share.known.map_or_else(|| "nobody assessed".to_owned(), words::share);
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
    if let Some((_, perceived)) = row.area.perceived {
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
    facts.extend(probability(row));
    facts
}

/// The formula of our figure with its values put in.
fn formula(ours: OurFigure, share: Share) -> String {
    let Share { count, of, .. } = share;
    let equals = words::percent(share.share);
    match ours {
        OurFigure::BelowTarget => format!("{count} below target ÷ {of} assessed against one = {equals}"),
        OurFigure::LowOrNone => format!("{count} at level 0 or 1 ÷ {of} assessed = {equals}"),
        OurFigure::SeatGap => format!("1 − {} filled ÷ {of} required = {equals}", of - count),
        OurFigure::Perceived => format!("{count} named it ÷ {of} asked = {equals}"),
    }
}

fn interval(share: Share) -> String {
    format!("{:.0} to {} (Wilson)", (100.0 * share.low).round(), words::percent(share.high))
}

fn unknown(share: PeopleShare) -> Vec<Fact> {
    let mut facts = Vec::new();
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
    facts
}

/// P(ours > theirs) with the two posteriors that it compares.
fn probability(row: &Row<'_>) -> Option<Fact> {
    let comparison = row.area.comparison;
    let p = comparison.p_exceeds_industry?;
    let share = match comparison.direct? {
        OurFigure::Perceived => row.area.perceived?.1,
        _ => row.area.gaps.low_or_none.known?,
    };
    let figure = row.area.figure?;
    let beta = |count: f64, of: f64| format!("Beta({:.1}, {:.1})", count + 0.5, of - count + 0.5);
    let n = f64::from(figure.n);
    Some(fact(
        "P(ours higher)",
        format!(
            "{p:.2}: {} against {} (Jeffreys)",
            beta(f64::from(share.count), f64::from(share.of)),
            beta(figure.percent / 100.0 * n, n)
        ),
    ))
}

/// Who is behind our figure, and then who is not assessed.
fn people(figures: &Figures<'_>, ours: OurFigure, row: &Row<'_>) -> (String, Vec<AreaPerson>) {
    let what = match ours {
        OurFigure::BelowTarget => "below target",
        OurFigure::LowOrNone => "at level 0 or 1",
        OurFigure::SeatGap => return ("The seats are in the competencies below.".to_owned(), Vec::new()),
        OurFigure::Perceived => return ("Answers to a pulse are anonymous.".to_owned(), Vec::new()),
    };
    let area = row.area.gaps.area;
    let everybody = people_in_area(&figures.organisation, &figures.levels, figures.team, area);
    let inside = |here: &PersonInArea| match ours {
        OurFigure::BelowTarget => here.has_target().then(|| here.below_target()),
        _ => Some(here.low_or_none()),
    };
    let person = |index: usize, detail: String| {
        let person = &figures.content.people[index];
        AreaPerson { id: person.id, name: person.name.clone(), detail }
    };
    let short = everybody.iter().filter(|(_, here)| inside(here) == Some(Some(true)));
    let unknown = everybody.iter().filter(|(_, here)| inside(here) == Some(None));
    let mut people: Vec<AreaPerson> = short
        .map(|(index, here)| match (ours, here.highest) {
            (OurFigure::LowOrNone, Some(highest)) => {
                person(*index, format!("highest level {}", highest.get()))
            }
            _ => person(*index, below(figures, *index, area)),
        })
        .collect();
    let count = people.len() as u32;
    people.extend(unknown.map(|(index, _)| person(*index, "not assessed".to_owned())));
    let rest = people.len() as u32 - count;
    let title = match (count, rest) {
        (0, 0) => format!("Nobody is {what}."),
        (count, 0) => format!("{} {what}", words::counted(count, "person", "people")),
        (0, rest) => format!("Nobody assessed is {what}; {rest} not assessed"),
        (count, rest) => format!("{} {what}, {rest} not assessed", words::counted(count, "person", "people")),
    };
    (title, people)
}

/// "Output handling 1 of 3, prompt-injection defence 0 of 2".
fn below(figures: &Figures<'_>, person: usize, area: usize) -> String {
    let short: Vec<String> = figures.organisation.targets_of[person]
        .iter()
        .filter(|target| figures.organisation.area_of[target.competency] == area)
        .filter_map(|target| {
            let level = figures.levels.level(person, target.competency)?;
            (level < target.level).then(|| {
                let name = &figures.content.competencies[target.competency].name;
                format!("{name} {} of {}", level.get(), target.level.get())
            })
        })
        .collect();
    short.join(", ")
}

fn competencies(figures: &Figures<'_>, row: &Row<'_>) -> Vec<AreaCompetency> {
    gaps::competencies(figures, &row.area.gaps)
        .into_iter()
        .map(|competency| {
            let needed = competency.seats.required > 0;
            let of = |count: u32, of: u32| {
                if needed { format!("{count} of {of}") } else { "–".to_owned() }
            };
            AreaCompetency {
                seats: of(competency.seats.filled, competency.seats.required),
                // As in the chart of holders: the fewest wanted stands beside too few only.
                holders: if competency.holders >= competency.minimum_holders && needed {
                    competency.holders.to_string()
                } else {
                    of(competency.holders, competency.minimum_holders)
                },
                key: competency.key,
                name: competency.name,
                assessed: competency.assessed,
            }
        })
        .collect()
}

fn notes(figures: &Figures<'_>, ours: OurFigure, row: &Row<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(figure) = row.area.figure {
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
    if ours != OurFigure::SeatGap
        && let Some(p) = row.area.comparison.p_exceeds_industry.filter(|p| !tells(*p))
    {
        notes.push(format!("{:.0} in 100 that ours is larger: we cannot tell which is.", 100.0 * p));
    }
    notes.extend(figures.benchmark.notes.iter().cloned());
    notes
}

//! A need, opened: its formula with the values put in, what it is split into and why, and what stands behind its area's
//! industry figure. Its terms are in `terms`.

use cadre_core::{
    benchmark::Confidence,
    need::{CompetencyNeed, GroupNeed, Need, Signal},
    ranking::{DRAWS, SEED},
};

use super::{ranked::Row, terms::Demanded, unfilled, within_reach};
use crate::{
    figures::{Figures, question_in_words},
    view::{Fact, NeedPlace, NeedsBy, OpenedNeed, PrioritiesRequest},
    words,
};

/// The need that is asked for, else that of the first row; nothing where no need is above 0.
pub(super) fn opened(
    figures: &Figures<'_>,
    all: &[CompetencyNeed],
    rows: &[Row<'_>],
    request: &PrioritiesRequest,
) -> Option<OpenedNeed> {
    let first = rows.first()?;
    let asked_for = highest_of(figures, all, &request.opened).unwrap_or(first.highest);
    let area_of = |need: &CompetencyNeed| figures.organisation.area_of[need.standing.competency];
    let (one, by) = (&asked_for.standing, request.by);
    let shares = |need: &CompetencyNeed| match by {
        NeedsBy::Need => (need.standing.team, need.standing.competency) == (one.team, one.competency),
        NeedsBy::Competency => need.standing.competency == one.competency,
        NeedsBy::Area => area_of(need) == area_of(asked_for),
        NeedsBy::Team => need.standing.team == one.team,
    };
    let row = rows.iter().find(|row| shares(row.highest));
    if by == NeedsBy::Need {
        return Some(need_in_words(figures, asked_for, None, row));
    }
    let group = Group::of(figures, by, all.iter().filter(|need| shares(need)).collect());
    Some(need_in_words(figures, group.highest(), Some(&group), row))
}

/// The highest need above 0 of what is named; nothing where nothing is named, or nothing needs it.
fn highest_of<'needs>(
    figures: &Figures<'_>,
    all: &'needs [CompetencyNeed],
    asked: &NeedPlace,
) -> Option<&'needs CompetencyNeed> {
    if *asked == NeedPlace::default() {
        return None;
    }
    // Keys become indices once: there may be thousands of needs to look through.
    let content = figures.content;
    let competency =
        asked.competency.as_ref().map(|key| content.competencies.iter().position(|one| one.key == *key));
    let area = asked.area.as_ref().map(|key| content.areas.iter().position(|one| one.key == *key));
    let team = asked.team.map(|id| content.teams.iter().position(|one| one.id == id));
    let is = |asked: Option<Option<usize>>, index: usize| asked.is_none_or(|asked| asked == Some(index));
    all.iter()
        .filter(|need| {
            need.need.score > 0.0
                && is(competency, need.standing.competency)
                && is(area, figures.organisation.area_of[need.standing.competency])
                && is(team, need.standing.team)
        })
        .reduce(|a, b| if b.need.score > a.need.score { b } else { a })
}

/// The competency, the area and the team of a need.
fn place(figures: &Figures<'_>, need: &CompetencyNeed) -> NeedPlace {
    let content = figures.content;
    let competency = &content.competencies[need.standing.competency];
    let area = figures.organisation.area_of[need.standing.competency];
    NeedPlace {
        competency: Some(competency.key.clone()),
        area: Some(content.areas[area].key.clone()),
        team: Some(content.teams[need.standing.team].id),
    }
}

/// A group of needs that is opened as one.
struct Group<'needs> {
    title: String,
    what: &'static str,
    /// From the highest need.
    members: Vec<&'needs CompetencyNeed>,
    figures: GroupNeed,
}

impl<'needs> Group<'needs> {
    fn of(figures: &Figures<'_>, by: NeedsBy, mut members: Vec<&'needs CompetencyNeed>) -> Self {
        members.sort_by(|a, b| b.need.score.total_cmp(&a.need.score));
        let standing = &members[0].standing;
        let content = figures.content;
        let (title, what) = match by {
            NeedsBy::Area => {
                (content.areas[figures.organisation.area_of[standing.competency]].name.clone(), "area")
            }
            NeedsBy::Team => (content.teams[standing.team].name.clone(), "team"),
            NeedsBy::Competency | NeedsBy::Need => {
                (content.competencies[standing.competency].name.clone(), "competency")
            }
        };
        let needs: Vec<CompetencyNeed> = members.iter().map(|need| (*need).clone()).collect();
        let figures = cadre_core::need::group_needs(&needs, 1, |_| 0, figures.settings.line).remove(0);
        Self { title, what, members, figures }
    }

    fn highest(&self) -> &'needs CompetencyNeed {
        self.members[0]
    }

    /// Whose need it takes, what its next ones are, and what splits it.
    fn in_words(&self, figures: &Figures<'_>) -> Vec<String> {
        let highest = self.highest();
        let mut sentences =
            vec![format!("The {} takes its highest need: {}.", self.what, title(figures, highest))];
        let next: Vec<String> = self.members[1..]
            .iter()
            .filter(|need| need.need.score > 0.0)
            .map(|need| format!("{} ({:.0})", title(figures, need), need.need.score))
            .collect();
        if !next.is_empty() {
            sentences.push(format!("Next: {}.", words::list_some(&next, 3)));
        }
        sentences
    }

    fn reason(&self, line: f64) -> String {
        let GroupNeed { unfilled, within_reach, key_person_risk, .. } = self.figures;
        let seats = match unfilled {
            0 => format!("Every seat of the {} is filled.", self.what),
            1 => format!(
                "The one unfilled seat of the {} is {}within reach.",
                self.what,
                if within_reach == 1 { "" } else { "not " }
            ),
            _ if within_reach == 0 => {
                format!(
                    "None of the {}’s {} unfilled seats is within reach.",
                    self.what,
                    words::thousands(unfilled)
                )
            }
            _ if within_reach == unfilled => {
                format!(
                    "All {} unfilled seats of the {} are within reach.",
                    words::thousands(unfilled),
                    self.what
                )
            }
            _ => format!(
                "Of the {}’s {} unfilled seats {} {} within reach.",
                self.what,
                words::thousands(unfilled),
                words::thousands(within_reach),
                words::verb(within_reach, "is", "are")
            ),
        };
        format!("{seats} {}", conclusion(self.figures.signal, key_person_risk, line))
    }
}

fn title(figures: &Figures<'_>, need: &CompetencyNeed) -> String {
    let content = figures.content;
    format!(
        "{}, {}",
        content.competencies[need.standing.competency].name, content.teams[need.standing.team].name
    )
}

fn need_in_words(
    figures: &Figures<'_>,
    need: &CompetencyNeed,
    group: Option<&Group<'_>>,
    row: Option<&Row<'_>>,
) -> OpenedNeed {
    let matching = &need.standing.matching;
    let (whole, unfilled, within_reach, signal) =
        group.map_or((need.need, matching.unfilled(), matching.within_reach, need.signal), |group| {
            let figures = &group.figures;
            (figures.need, figures.unfilled, figures.within_reach, figures.signal)
        });
    let area = figures.organisation.area_of[need.standing.competency];
    OpenedNeed {
        place: place(figures, need),
        title: group.map_or_else(|| title(figures, need), |group| group.title.clone()),
        group: group.map(|group| group.in_words(figures)).unwrap_or_default(),
        formula: formula(figures, need),
        parts: parts(figures, need),
        terms: Demanded::of(figures, need).map(|demanded| demanded.terms()).unwrap_or_default(),
        signal,
        hire_part: whole.hire_part,
        train_part: whole.train_part,
        split: split(whole, unfilled, within_reach),
        reason: group
            .map_or_else(|| reason(figures, need), |group| vec![group.reason(figures.settings.line)]),
        stability: row.map(stability).unwrap_or_default(),
        industry: industry(figures, area),
        figure: figures.address(area),
        source: source(figures, area),
    }
}

/// "Need 88.4 = 100 · 1.00 · 0.93 · (0.50 · 1.00 + 0.30 · 1.00 + 0.20 · 0.73)".
fn formula(figures: &Figures<'_>, need: &CompetencyNeed) -> String {
    let (terms, weights) = (&need.terms, &figures.settings.weights);
    format!(
        "Need {:.1} = 100 · {:.2} · {:.2} · ({:.2} · {:.2} + {:.2} · {:.2} + {:.2} · {:.2})",
        need.need.score,
        terms.importance,
        terms.urgency,
        weights.seat_gap,
        terms.seat_gap,
        weights.key_person_risk,
        terms.key_person_risk,
        weights.level_shortfall,
        terms.level_shortfall,
    )
}

fn parts(figures: &Figures<'_>, need: &CompetencyNeed) -> Vec<Fact> {
    let (terms, weights) = (&need.terms, &figures.settings.weights);
    [
        ("Seat gap", weights.seat_gap, terms.seat_gap),
        ("Key-person risk", weights.key_person_risk, terms.key_person_risk),
        ("Level shortfall", weights.level_shortfall, terms.level_shortfall),
    ]
    .into_iter()
    .map(|(label, weight, term)| {
        let scale = terms.scale();
        fact(label, format!("{:.1} = {scale:.1} · {weight:.2} · {term:.2}", scale * weight * term))
    })
    .collect()
}

pub(super) fn fact(label: impl Into<String>, value: impl Into<String>) -> Fact {
    Fact { label: label.into(), value: value.into() }
}

/// "Training 35.3 = 88.4 · 2 ÷ 5; hiring 53.0 = 88.4 − 35.3".
fn split(need: Need, unfilled: u32, within_reach: u32) -> String {
    let Need { score, hire_part, train_part } = need;
    if unfilled == 0 {
        return format!("Training {train_part:.1}, the whole need: no seat is unfilled");
    }
    format!(
        "Training {train_part:.1} = {score:.1} · {within_reach} ÷ {unfilled}, the unfilled seats within reach; hiring \
         {hire_part:.1} = {score:.1} − {train_part:.1}"
    )
}

/// How firm a rank is.
fn stability(row: &Row<'_>) -> String {
    let place = &row.place;
    let draws = words::thousands(DRAWS);
    let kept = words::percent(place.stability);
    let firm = if place.first == place.last {
        format!("It keeps place {} in {kept} of {draws} draws.", place.first)
    } else {
        format!(
            "It shares places {} to {}, whose neighbours swap in more than 30% of {draws} draws, and keeps its own in {kept}.",
            place.first, place.last
        )
    };
    format!(
        "{firm} A draw multiplies each weight by 0.75 to 1.25 and rescales the three to sum 1 (ChaCha8, seed {SEED})."
    )
}

/// "lacks one level", "lack one level each", "lack one to two levels".
fn lacking(people: &[(&str, u8)]) -> String {
    let least = people.iter().map(|(_, lacks)| *lacks).min().unwrap_or_default();
    let most = people.iter().map(|(_, lacks)| *lacks).max().unwrap_or_default();
    let levels = |count: u8| {
        format!("{} {}", words::number(u32::from(count)), words::verb(u32::from(count), "level", "levels"))
    };
    match people.len() {
        1 => format!("lacks {}", levels(most)),
        _ if least == most => format!("lack {} each", levels(most)),
        _ => format!("lack {} to {}", words::number(u32::from(least)), levels(most)),
    }
}

/// Set where people are not assessed who could fill seats: a need is not to be taken for more than it rests on.
pub(super) fn not_everyone_assessed(figures: &Figures<'_>, need: &CompetencyNeed) -> Option<String> {
    let standing = &need.standing;
    let could = standing.filled_at_best - standing.matching.filled;
    let people = figures.organisation.teams[standing.team].people.len() as u32;
    (could > 0).then(|| {
        format!(
            "Not everyone is assessed: {} of {} {} unknown, and could fill up to {}. Assess them first.",
            people - standing.assessed,
            words::counted(people, "person", "people"),
            words::verb(people - standing.assessed, "is", "are"),
            words::counted(could, "more seat", "more seats"),
        )
    })
}

fn reason(figures: &Figures<'_>, need: &CompetencyNeed) -> Vec<String> {
    let matching = &need.standing.matching;
    let unfilled_seats = unfilled(figures, need);
    let near = within_reach(figures, &unfilled_seats);
    let names: Vec<&str> = near.iter().map(|(name, _)| *name).collect();
    let unfilled = matching.unfilled();
    let out = unfilled - matching.within_reach;
    let text = if unfilled == 0 {
        "Every seat is filled: what is left of the need is depth, all of it training.".to_owned()
    } else if near.is_empty() {
        format!(
            "{} within reach: the best people left lack more than {}, or nobody assessed is left.",
            if unfilled == 1 {
                "The unfilled seat is not".to_owned()
            } else {
                format!("None of the {unfilled} unfilled seats is")
            },
            words::counted(u32::from(figures.settings.reach), "level", "levels")
        )
    } else {
        let first = if out == 0 {
            if unfilled == 1 {
                "The unfilled seat is within reach".to_owned()
            } else {
                format!("All {unfilled} unfilled seats are within reach")
            }
        } else {
            format!(
                "Of {unfilled} unfilled seats {} {} within reach",
                matching.within_reach,
                words::verb(matching.within_reach, "is", "are")
            )
        };
        let rest = match out {
            0 => String::new(),
            1 => " For the other one nobody left is near.".to_owned(),
            _ => format!(" For the other {out} nobody left is near."),
        };
        format!("{first}: {} {}.{rest}", words::list_some(&names, 3), lacking(&near))
    };
    let conclusion = conclusion(need.signal, need.terms.key_person_risk, figures.settings.line);
    let mut reasons = vec![format!("{text} {conclusion}")];
    reasons.extend(not_everyone_assessed(figures, need));
    reasons
}

fn conclusion(signal: Signal, key_person_risk: f64, line: f64) -> String {
    match signal {
        Signal::Hire => "The hiring part is the larger: hire.".to_owned(),
        Signal::Train => "The training part is at least as large: train.".to_owned(),
        Signal::Deepen => format!(
            "The need is below {line:.0}, but it rests on too few people (F {key_person_risk:.2}): deepen."
        ),
        Signal::Watch => format!("The need is below {line:.0}: watch."),
    }
}

fn industry(figures: &Figures<'_>, area: usize) -> String {
    let benchmark = figures.benchmark;
    match (figures.industry_percent(area), figures.mean_industry_percent()) {
        (Some(percent), Some(mean)) => {
            let side = if percent < mean { "under" } else { "at or over" };
            format!(
                "Industry gap {}, {side} the mean of {}: context only, it moves no score.",
                words::percentage(percent),
                words::percentage(mean)
            )
        }
        _ => format!(
            "{} {} has no figure for {}; none is needed for the score.",
            benchmark.publisher,
            benchmark.edition,
            words::inside(&figures.content.areas[area].name)
        ),
    }
}

/// Everything behind the industry figure of an area.
fn source(figures: &Figures<'_>, area: usize) -> Vec<Fact> {
    let benchmark = figures.benchmark;
    let Some(figure) = benchmark.figure(&figures.content.areas[area].key) else { return Vec::new() };
    vec![
        fact("Report", format!("{}, {}", benchmark.report, benchmark.edition)),
        fact("Kind", question_in_words(benchmark, figure)),
        fact("n", words::thousands(figure.n)),
        fact("Field date", &*benchmark.field_date),
        fact("Source", &*figure.source),
        fact(
            "Confidence",
            match figure.confidence {
                Confidence::High => "high",
                Confidence::Medium => "medium",
                Confidence::Low => "low",
            },
        ),
    ]
}

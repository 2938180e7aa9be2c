//! The ranked needs: `cadre priorities --json`, and the rows of the Priorities screen with each score opened.

use cadre_core::{
    AreaKey, BenchmarkId, CompetencyKey, TeamId,
    need::{CompetencyNeed, Signal, Terms, Weights},
    ranking::RankedNeed,
    seats::{UnfilledSeat, unfilled_seats},
};
use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    figures::{Figures, Needs},
    gaps::warnings,
    view::{PrioritiesView, PriorityRow, TermRow},
    words,
};

/// The needs of a team, or of all teams, on a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Priorities {
    /// The date.
    pub as_of: NaiveDate,
    /// The benchmark whose industry gaps stand beside the needs.
    pub benchmark: BenchmarkId,
    /// The weights, summing to 1.
    pub weights: Weights,
    /// The need line.
    pub need_line: f64,
    /// Most levels within reach of training.
    pub reach: u8,
    /// Every need, highest first.
    pub items: Vec<PriorityItem>,
    /// The areas, highest need first.
    pub areas: Vec<PriorityArea>,
    /// What is missing, where needs are; empty mostly.
    pub warnings: Vec<String>,
}

/// The need of a team in a competency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PriorityItem {
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub competency_name: String,
    /// Its area.
    pub area: AreaKey,
    /// Its area's name.
    pub area_name: String,
    /// The team.
    pub team: TeamId,
    /// Its name.
    pub team_name: String,
    /// The need, 0 to 100.
    pub need: f64,
    /// C, U, G, F and L, each 0 to 1.
    pub terms: Terms,
    /// Seats needed.
    pub required: u32,
    /// Seats not filled.
    pub unfilled: u32,
    /// Of those, the seats within reach of training.
    pub within_reach: u32,
    /// People of the team who count and are assessed in it; below their number the need rests on less than it could.
    pub assessed: u32,
    /// Seats filled, were every unknown level met.
    pub filled_if_unknown_met: u32,
    /// The hiring part of the need.
    pub hire_part: f64,
    /// The training part of the need.
    pub train_part: f64,
    /// The industry figure of its area.
    pub industry_percent: Option<f64>,
    /// What to do.
    pub signal: Signal,
    /// The best place of its tie band, from 1.
    pub rank: u32,
    /// The worst place of its tie band.
    pub rank_to: u32,
    /// Share of the draws in which it keeps its place, 0 to 1.
    pub stability: f64,
}

/// The need of an area.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PriorityArea {
    /// The area.
    pub area: AreaKey,
    /// Its name.
    pub area_name: String,
    /// The team; `None` over all teams.
    pub team: Option<TeamId>,
    /// The highest need of its competencies.
    pub need: f64,
    /// Seats not filled.
    pub unfilled: u32,
    /// Of those, the seats within reach of training.
    pub within_reach: u32,
    /// The hiring part of the need.
    pub hire_part: f64,
    /// The training part of the need.
    pub train_part: f64,
    /// The industry figure.
    pub industry_percent: Option<f64>,
    /// What to do.
    pub signal: Signal,
    /// The place, from 1; equal needs share the best.
    pub rank: u32,
}

pub(crate) fn priorities(figures: &Figures<'_>) -> Priorities {
    let needs = figures.needs();
    let content = figures.content;
    let items = needs
        .items
        .iter()
        .map(|(need, place)| {
            let competency = &content.competencies[need.standing.competency];
            let team = &content.teams[need.standing.team];
            let area = figures.organisation.area_of[need.standing.competency];
            PriorityItem {
                competency: competency.key.clone(),
                competency_name: competency.name.clone(),
                area: content.areas[area].key.clone(),
                area_name: content.areas[area].name.clone(),
                team: team.id,
                team_name: team.name.clone(),
                need: need.need.score,
                terms: need.terms,
                required: need.standing.matching.required,
                unfilled: need.standing.matching.unfilled(),
                within_reach: need.standing.matching.within_reach,
                assessed: need.standing.assessed,
                filled_if_unknown_met: need.standing.filled_at_best,
                hire_part: need.need.hire_part,
                train_part: need.need.train_part,
                industry_percent: figures.industry_percent(area),
                signal: need.signal,
                rank: place.first,
                rank_to: place.last,
                stability: place.stability,
            }
        })
        .collect();
    Priorities {
        as_of: figures.as_of,
        benchmark: figures.benchmark.id.clone(),
        weights: figures.settings.weights,
        need_line: figures.settings.line,
        reach: figures.settings.reach,
        items,
        areas: areas(figures, &needs),
        warnings: warnings(figures),
    }
}

fn areas(figures: &Figures<'_>, needs: &Needs) -> Vec<PriorityArea> {
    let team = figures.team.map(|team| figures.content.teams[team].id);
    needs
        .areas
        .iter()
        .map(|area| PriorityArea {
            area: figures.content.areas[area.area].key.clone(),
            area_name: figures.content.areas[area.area].name.clone(),
            team,
            need: area.need.score,
            unfilled: area.unfilled,
            within_reach: area.within_reach,
            hire_part: area.need.hire_part,
            train_part: area.need.train_part,
            industry_percent: figures.industry_percent(area.area),
            signal: area.signal,
            rank: needs.areas.iter().filter(|other| other.need.score > area.need.score).count() as u32 + 1,
        })
        .collect()
}

/// The unfilled seats of a need with the people who come nearest, hardest first.
pub(crate) fn unfilled(figures: &Figures<'_>, need: &CompetencyNeed) -> Vec<UnfilledSeat> {
    let team = &figures.organisation.teams[need.standing.team];
    let Some(demand) = team.demands.iter().find(|demand| demand.competency == need.standing.competency)
    else {
        return Vec::new();
    };
    let mut people: Vec<_> = team
        .people
        .iter()
        .filter_map(|&person| Some((person, figures.levels.level(person, demand.competency)?)))
        .collect();
    // Of people at the same level, the one whose name comes first is named first.
    people.sort_by(|a, b| figures.content.people[a.0].name.cmp(&figures.content.people[b.0].name));
    unfilled_seats(&people, demand.seats)
}

/// The Priorities screen.
pub(crate) fn view(figures: &Figures<'_>) -> PrioritiesView {
    let needs = figures.needs();
    let empty = crate::empty::needs(figures);
    let shown: Vec<&(CompetencyNeed, RankedNeed)> =
        needs.items.iter().filter(|(need, _)| need.need.score > 0.0).collect();
    let (title, subtitle) =
        if empty.is_some() { (String::new(), String::new()) } else { headline(figures, &shown) };
    let mut band = None;
    let mut last_in_band = 0;
    let items = shown
        .iter()
        .map(|(need, place)| {
            let tied = place.first != place.last;
            if tied && place.first > last_in_band {
                band = Some(band.map_or(0, |band| band + 1));
                last_in_band = place.last;
            }
            row(figures, need, place, band.filter(|_| tied))
        })
        .collect();
    PrioritiesView {
        title,
        subtitle,
        weights: figures.settings.weights,
        need_line: figures.settings.line,
        reach: figures.settings.reach,
        items,
        empty,
    }
}

fn headline(figures: &Figures<'_>, shown: &[&(CompetencyNeed, RankedNeed)]) -> (String, String) {
    let with_signal = |signal| shown.iter().filter(|(need, _)| need.signal == signal).count() as u32;
    let (hire, train) = (with_signal(Signal::Hire), with_signal(Signal::Train));
    let all = shown.len() as u32;
    let above = hire + train;
    let line = figures.settings.line;
    let title = match (all, above) {
        (0, _) => "Every seat is filled, and none rests on too few people".to_owned(),
        (1, 0) => format!("The one need stands below the line of {line:.0}"),
        (_, 0) => format!("All {} needs stand below the line of {line:.0}", words::number(all)),
        (1, _) => format!("The one need stands above the line: {}", if hire > 0 { "hire" } else { "train" }),
        _ => {
            let action = match (hire, train) {
                (1, 0) => "hire for it".to_owned(),
                (0, 1) => "train for it".to_owned(),
                (_, 0) => "hire for all".to_owned(),
                (0, _) => "train for all".to_owned(),
                _ => format!("hire for {}, train for {}", words::number(hire), words::number(train)),
            };
            format!(
                "{} of {} needs {} above the line: {action}",
                words::sentence_case(&words::number(above)),
                words::thousands(all),
                words::verb(above, "stands", "stand"),
            )
        }
    };
    let subtitle = shown.first().map_or_else(String::new, |(need, place)| {
        let name = &figures.content.competencies[need.standing.competency].name;
        if all == 1 {
            return format!("It is {name}, {}.", figures.content.teams[need.standing.team].name);
        }
        let draws = words::thousands(cadre_core::ranking::DRAWS);
        let lead = if place.first == place.last {
            let share = if place.stability >= 1.0 {
                "all".to_owned()
            } else {
                words::percent(place.stability) + " of the"
            };
            format!("{name} leads in {share} {draws} draws")
        } else {
            format!("{} needs tie for the first place", words::sentence_case(&words::number(place.last)))
        };
        format!("{lead}; neighbours that swap in more than 30% share a rank.")
    });
    (title, subtitle)
}

fn row(figures: &Figures<'_>, need: &CompetencyNeed, place: &RankedNeed, band: Option<u32>) -> PriorityRow {
    let content = figures.content;
    let competency = &content.competencies[need.standing.competency];
    let team = &content.teams[need.standing.team];
    let area = figures.organisation.area_of[need.standing.competency];
    let weights = &figures.settings.weights;
    let matching = &need.standing.matching;
    let [from_seat_gap, from_key_person_risk, from_level_shortfall] = need.terms.parts(weights);
    PriorityRow {
        competency: competency.key.clone(),
        competency_name: competency.name.clone(),
        team: team.id,
        team_name: team.name.clone(),
        area: content.areas[area].key.clone(),
        rank: words::rank(place.first, place.last),
        band,
        need: need.need.score,
        from_seat_gap,
        from_key_person_risk,
        from_level_shortfall,
        in_reach: if matching.unfilled() == 0 {
            "–".to_owned()
        } else {
            format!("{} of {}", matching.within_reach, matching.unfilled())
        },
        hire_part: need.need.hire_part,
        train_part: need.need.train_part,
        stability: place.stability,
        industry_percent: figures.industry_percent(area),
        signal: need.signal,
        formula: formula(need, weights),
        terms: term_rows(need),
        reason: reason(figures, need),
    }
}

/// "Need 88.4 = 100 · 1 · 0.93 · (0.50 · 1.00 + 0.30 · 1.00 + 0.20 · 0.73)".
fn formula(need: &CompetencyNeed, weights: &Weights) -> String {
    let terms = &need.terms;
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

fn term_rows(need: &CompetencyNeed) -> Vec<TermRow> {
    let standing = &need.standing;
    let matching = &standing.matching;
    let importance = match (need.terms.importance * 3.0).round() as u8 {
        1 => "useful",
        2 => "important",
        _ => "critical",
    };
    let urgency = need.weeks_to_date.map_or_else(
        || "No date ahead: the need counts in full".to_owned(),
        |weeks| {
            let to_productive = words::counted(need.weeks_to_productive.round() as u32, "week", "weeks");
            format!("{to_productive} to fill and ramp, {weeks:.0} to the date")
        },
    );
    [
        ("C", format!("Highest importance: {importance}"), need.terms.importance),
        ("U", urgency, need.terms.urgency),
        ("G", format!("{} of {} seats filled", matching.filled, matching.required), need.terms.seat_gap),
        (
            "F",
            format!(
                "{}, at least {} wanted",
                words::counted(standing.holders, "holder", "holders"),
                standing.minimum_holders
            ),
            need.terms.key_person_risk,
        ),
        (
            "L",
            format!(
                "{} missing of {}",
                words::counted(matching.level_shortfall, "level", "levels"),
                standing.target_sum
            ),
            need.terms.level_shortfall,
        ),
    ]
    .into_iter()
    .map(|(letter, words, value)| TermRow { letter: letter.to_owned(), words, value: format!("{value:.2}") })
    .collect()
}

/// The people who come nearest to the unfilled seats and are within reach, each with the levels they lack.
pub(crate) fn within_reach<'content>(
    figures: &Figures<'content>,
    seats: &[UnfilledSeat],
) -> Vec<(&'content str, u8)> {
    seats
        .iter()
        .filter(|seat| seat.lacks() <= figures.settings.reach)
        .filter_map(|seat| Some((figures.content.people[seat.nearest?.0].name.as_str(), seat.lacks())))
        .collect()
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
fn not_everyone_assessed(figures: &Figures<'_>, need: &CompetencyNeed) -> Option<String> {
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
    let line = figures.settings.line;
    let conclusion = match need.signal {
        Signal::Hire => "The hiring part is the larger: hire.".to_owned(),
        Signal::Train => "The training part is at least as large: train.".to_owned(),
        Signal::Deepen => format!(
            "The need is below {line:.0}, but it rests on too few people (F {:.2}): deepen.",
            need.terms.key_person_risk
        ),
        Signal::Watch => format!("The need is below {line:.0}: watch."),
    };
    let mut reasons = vec![format!("{text} {conclusion}")];
    reasons.extend(not_everyone_assessed(figures, need));
    let area = figures.organisation.area_of[need.standing.competency];
    reasons.push(match (figures.industry_percent(area), figures.mean_industry_percent()) {
        (Some(percent), Some(mean)) => {
            let side = if percent < mean { "under" } else { "at or over" };
            format!(
                "Industry gap {percent:.0}%, {side} the mean of {mean:.0}%: context only, it moves no score."
            )
        }
        _ => "This benchmark has no figure for the area; none is needed for the score.".to_owned(),
    });
    reasons
}

//! The Overview screen: the finding, the five worst gaps in words, freshness, and what changed.

use cadre_core::{
    Level,
    gaps::{AreaGaps, area_gaps},
    levels::{LevelGrid, is_stale},
    need::{CompetencyNeed, GroupNeed, Signal},
    organisation::{Demand, Organisation, TeamStanding},
};
use chrono::{Months, NaiveDate};

use crate::{
    empty,
    figures::{Figures, Needs},
    priorities::{unfilled, within_reach},
    view::{AreaFreshness, AreaTrend, Freshness, OverviewView, Trend, WorstGap},
    words,
};

/// How many gaps are told in words, and how many areas have a trend.
const SHOWN: usize = 5;

pub(crate) fn view(figures: &Figures<'_>) -> OverviewView {
    let needs = figures.needs(SHOWN);
    let empty = empty::needs(figures);
    let (title, subtitle) = if empty.is_some() {
        (String::new(), String::new())
    } else {
        (title(figures, &needs), subtitle(figures, &needs))
    };
    OverviewView {
        title,
        subtitle,
        worst: worst(figures, &needs),
        freshness: freshness(figures),
        trend: trend(figures, &needs),
        past_retention: Vec::new(),
        empty,
    }
}

/// "Hire for LLM SecOps and incident response, train for four more areas".
pub(crate) fn title(figures: &Figures<'_>, needs: &Needs) -> String {
    let named = |signal: Signal| -> Vec<String> {
        needs
            .areas
            .iter()
            .filter(|area| area.signal == signal)
            .map(|area| words::inside(&figures.content.areas[area.group].name))
            .collect()
    };
    let (hire, train) = (named(Signal::Hire), named(Signal::Train));
    let few = |areas: &[String]| words::list_some(areas, if areas.len() == 3 { 3 } else { 2 });
    match (hire.len(), train.len()) {
        (0, 0) => format!(
            "No area needs more than {:.0} of 100: nothing to hire or train for now",
            figures.settings.line
        ),
        (0, _) => format!("Train for {}; no area needs a hire", few(&train)),
        (_, 0) => format!("Hire for {}", few(&hire)),
        (_, 1) => format!("Hire for {}, train for {}", few(&hire), train[0]),
        (_, more) => format!("Hire for {}, train for {} more areas", few(&hire), words::number(more as u32)),
    }
}

/// "85 of 125 seats are filled. Of the 40 unfilled, 28 are within reach of training and 12 are not. Start soft skills
/// and cloud computing first."
fn subtitle(figures: &Figures<'_>, needs: &Needs) -> String {
    let sum = |value: fn(&CompetencyNeed) -> u32| -> u32 { needs.all.iter().map(value).sum() };
    let required = sum(|need| need.standing.matching.required);
    let filled = sum(|need| need.standing.matching.filled);
    let within = sum(|need| need.standing.matching.within_reach);
    let unfilled = required - filled;
    let text = if required == 1 {
        match (unfilled, within) {
            (0, _) => "The one skill seat is filled.".to_owned(),
            (_, 0) => "The one skill seat is not filled, and not within reach of training.".to_owned(),
            _ => "The one skill seat is not filled, but within reach of training.".to_owned(),
        }
    } else if unfilled == 0 {
        format!("All {} skill seats are filled.", words::thousands(required))
    } else {
        let is_or_are = if filled <= 1 { "is" } else { "are" };
        let filled = if filled == 0 { "None".to_owned() } else { words::thousands(filled) };
        let reach = match (within, unfilled - within) {
            (_, 0) if unfilled == 1 => "The unfilled one is within reach of training.".to_owned(),
            (0, _) if unfilled == 1 => "The unfilled one is not within reach of training.".to_owned(),
            (_, 0) => format!("All {} unfilled are within reach of training.", words::thousands(unfilled)),
            (0, _) => {
                format!("None of the {} unfilled is within reach of training.", words::thousands(unfilled))
            }
            (within, out) => format!(
                "Of the {} unfilled, {} {} within reach of training and {} {} not.",
                words::thousands(unfilled),
                words::thousands(within),
                words::verb(within, "is", "are"),
                words::thousands(out),
                words::verb(out, "is", "are"),
            ),
        };
        format!("{filled} of {} skill seats {is_or_are} filled. {reach}", words::thousands(required))
    };
    let could = sum(|need| need.standing.filled_at_best - need.standing.matching.filled);
    let mut sentences = vec![text];
    if could > 0 {
        sentences.push(format!(
            "Not everyone is assessed: the unknown could fill {}.",
            match unfilled {
                1 => "it".to_owned(),
                _ if could == unfilled => "all of them".to_owned(),
                _ => format!("up to {}", words::thousands(could)),
            }
        ));
    }
    let first = start_first(figures, &needs.areas);
    if !first.is_empty() {
        sentences.push(format!("Start {} first.", words::list_some(&first, 3)));
    }
    sentences.join(" ")
}

/// Areas needed here and short everywhere: need at or above the line, industry gap at or above the mean.
fn start_first(figures: &Figures<'_>, areas: &[GroupNeed]) -> Vec<String> {
    let Some(mean) = figures.mean_industry_percent() else { return Vec::new() };
    areas
        .iter()
        .filter(|area| {
            area.need.score >= figures.settings.line
                && figures.industry_percent(area.group).is_some_and(|percent| percent >= mean)
        })
        .map(|area| words::inside(&figures.content.areas[area.group].name))
        .collect()
}

fn worst(figures: &Figures<'_>, needs: &Needs) -> Vec<WorstGap> {
    needs
        .places()
        .filter(|(need, _)| need.need.score > 0.0)
        .map(|(need, place)| WorstGap {
            rank: words::rank(place.first, place.last),
            competency: figures.content.competencies[need.standing.competency].key.clone(),
            team: figures.content.teams[need.standing.team].id,
            sentence: sentence(figures, need),
            need: need.need.score,
            signal: need.signal,
        })
        .collect()
}

/// "Forensics, Detection and response: 1 of 4 seats filled, resting on Rosa Ibáñez; Samuel Okafor is one level short."
fn sentence(figures: &Figures<'_>, need: &CompetencyNeed) -> String {
    let content = figures.content;
    let matching = &need.standing.matching;
    let filled = if matching.filled == 0 && matching.required > 1 {
        format!("none of {} seats filled", words::thousands(matching.required))
    } else if matching.filled == 0 {
        "its one seat is not filled".to_owned()
    } else {
        format!(
            "{} of {} filled",
            words::thousands(matching.filled),
            words::counted(matching.required, "seat", "seats")
        )
    };
    let team = &figures.organisation.teams[need.standing.team];
    let lowest = team
        .demands
        .iter()
        .find(|demand| demand.competency == need.standing.competency)
        .map_or(Level::MAX, |demand| demand.lowest_target);
    let holders: Vec<&str> = team
        .people
        .iter()
        .filter(|&&person| {
            figures.levels.level(person, need.standing.competency).is_some_and(|level| level >= lowest)
        })
        .map(|&person| content.people[person].name.as_str())
        .collect();
    let resting = if let [only] = holders[..] { format!(", resting on {only}") } else { String::new() };
    let near = within_reach(figures, &unfilled(figures, need));
    let names: Vec<&str> = near.iter().map(|(name, _)| *name).collect();
    let near = match near.iter().map(|(_, lacks)| *lacks).max() {
        None if matching.unfilled() == 0 => String::new(),
        None => "; nobody is within reach".to_owned(),
        Some(most) => {
            let one = near.len() == 1;
            let least = near.iter().map(|(_, lacks)| *lacks).min().unwrap_or(most);
            let short = if least == most {
                format!(
                    "{} {} short",
                    words::number(u32::from(most)),
                    words::verb(u32::from(most), "level", "levels")
                )
            } else {
                "near".to_owned()
            };
            format!("; {} {} {short}", words::list_some(&names, 2), if one { "is" } else { "are" })
        }
    };
    let unknown = if need.standing.assessed == 0 && !team.people.is_empty() {
        "; nobody is assessed in it yet"
    } else {
        ""
    };
    let near = if unknown.is_empty() { near } else { unknown.to_owned() };
    format!(
        "{}, {}: {filled}{resting}{near}.",
        content.competencies[need.standing.competency].name, content.teams[need.standing.team].name
    )
}

/// Pairs, each of a person who counts and a competency that their team needs, by how well they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pairs {
    pub(crate) confirmed: u32,
    pub(crate) claimed: u32,
    pub(crate) stale: u32,
    pub(crate) unknown: u32,
}

impl Pairs {
    pub(crate) const fn all(self) -> u32 {
        self.confirmed + self.claimed + self.stale + self.unknown
    }

    pub(crate) const fn known(self) -> u32 {
        self.all() - self.unknown
    }

    /// These and others together.
    pub(crate) const fn and(self, others: Self) -> Self {
        Self {
            confirmed: self.confirmed + others.confirmed,
            claimed: self.claimed + others.claimed,
            stale: self.stale + others.stale,
            unknown: self.unknown + others.unknown,
        }
    }

    /// What is not known for certain.
    pub(crate) const fn uncertain(self) -> u32 {
        self.stale + self.unknown
    }
}

/// How well the pairs of every area are known, in the order of the areas.
pub(crate) fn pairs_by_area(figures: &Figures<'_>) -> Vec<Pairs> {
    let mut areas = vec![Pairs::default(); figures.content.areas.len()];
    for (_, team) in figures.organisation.scope(figures.team) {
        for demand in &team.demands {
            let area = &mut areas[figures.organisation.area_of[demand.competency]];
            *area = area.and(pairs_of(figures, team, demand));
        }
    }
    areas
}

/// How well the people of a team are known in a competency that it needs.
pub(crate) fn pairs_of(figures: &Figures<'_>, team: &TeamStanding, demand: &Demand) -> Pairs {
    let recheck = figures.content.competencies[demand.competency].recheck_months;
    let mut pairs = Pairs::default();
    for &person in &team.people {
        match figures.levels.get(person, demand.competency) {
            None => pairs.unknown += 1,
            Some(level) if is_stale(level.day, recheck, figures.as_of) => pairs.stale += 1,
            Some(level) if level.source.confirms() => pairs.confirmed += 1,
            Some(_) => pairs.claimed += 1,
        }
    }
    pairs
}

fn freshness(figures: &Figures<'_>) -> Freshness {
    let areas = pairs_by_area(figures);
    let sum = |of: fn(&Pairs) -> u32| areas.iter().map(of).sum::<u32>();
    let (pairs, stale, unknown) = (sum(|area| area.all()), sum(|area| area.stale), sum(|area| area.unknown));
    let mut least_certain: Vec<AreaFreshness> = figures
        .content
        .areas
        .iter()
        .zip(&areas)
        .filter(|(_, pairs)| pairs.uncertain() > 0)
        .map(|(area, pairs)| AreaFreshness {
            area: area.key.clone(),
            name: area.name.clone(),
            stale: pairs.stale,
            unknown: pairs.unknown,
            pairs: pairs.all(),
        })
        .collect();
    least_certain.sort_by_key(|area| std::cmp::Reverse(area.stale + area.unknown));
    least_certain.truncate(4);
    Freshness {
        title: format!(
            "{} of {} assessed, {} stale",
            words::thousands(pairs - unknown),
            words::counted(pairs, "pair", "pairs"),
            words::thousands(stale)
        ),
        pairs,
        confirmed: sum(|area| area.confirmed),
        claimed: sum(|area| area.claimed),
        stale,
        unknown,
        least_certain,
    }
}

/// The structure and the levels on an earlier date.
pub(crate) struct Then {
    pub(crate) organisation: Organisation,
    pub(crate) levels: LevelGrid,
}

/// The gaps of every area on the date shown and at the ends of the quarters before it.
pub(crate) struct Quarters {
    /// The dates, oldest first.
    pub(crate) dates: Vec<NaiveDate>,
    /// The gaps of the areas on each date.
    pub(crate) gaps: Vec<Vec<AreaGaps>>,
    then: Vec<Then>,
}

/// Whether something can be said of the seats of an area: some are required, and somebody is assessed.
pub(crate) const fn seats_are_known(area: &AreaGaps) -> bool {
    area.seats.required > 0 && area.assessed > 0
}

pub(crate) fn quarters(figures: &Figures<'_>) -> Quarters {
    let content = figures.content;
    // Quarters back from the date shown, oldest first; the calendar does not end within them.
    let dates: Vec<NaiveDate> = (0..SHOWN as u32)
        .rev()
        .map(|quarters| figures.as_of.checked_sub_months(Months::new(3 * quarters)).unwrap_or(figures.as_of))
        .collect();
    let then: Vec<Then> = dates
        .iter()
        .map(|&date| Then {
            organisation: Organisation::new(content, date),
            levels: LevelGrid::current(
                figures.columns,
                date,
                content.people.len(),
                content.competencies.len(),
            ),
        })
        .collect();
    let gaps = then
        .iter()
        .map(|then| area_gaps(&then.organisation, &then.levels, figures.team, figures.settings.reach))
        .collect();
    Quarters { dates, gaps, then }
}

fn trend(figures: &Figures<'_>, needs: &Needs) -> Trend {
    let content = figures.content;
    let Quarters { dates, gaps, then } = quarters(figures);
    let gaps: Vec<Vec<Option<f64>>> = gaps
        .iter()
        .map(|areas| {
            areas.iter().map(|area| seats_are_known(area).then(|| 100.0 * area.seats.gap())).collect()
        })
        .collect();
    let areas = needs
        .areas
        .iter()
        .take(SHOWN)
        .map(|need| {
            let points: Vec<Option<f64>> = gaps.iter().map(|areas| areas[need.group]).collect();
            let now = points.last().copied().flatten();
            let before = points.len().checked_sub(2).and_then(|index| points[index]);
            AreaTrend {
                area: content.areas[need.group].key.clone(),
                name: content.areas[need.group].name.clone(),
                now: now.map_or_else(|| "–".to_owned(), |now| words::percent(now / 100.0)),
                change: match (now, before) {
                    (Some(now), Some(before)) => words::points(now.round() - before.round()),
                    _ => "–".to_owned(),
                },
                points,
            }
        })
        .collect();
    let last_quarter = dates[dates.len() - 2];
    Trend {
        title: format!("Seat gap since {}", words::day_and_month(last_quarter, figures.as_of)),
        changed: changed(figures, last_quarter, &then[then.len() - 2]),
        dates,
        areas,
    }
}

/// Who came, who left and who reached a target since the last quarter, in words.
fn changed(figures: &Figures<'_>, since: NaiveDate, then: &Then) -> String {
    let content = figures.content;
    let in_scope = |person: &cadre_core::Person| {
        !person.borrowed && figures.team.is_none_or(|team| content.teams[team].id == person.team)
    };
    let between = |date: Option<NaiveDate>| date.is_some_and(|date| since < date && date <= figures.as_of);
    let named = |of: &dyn Fn(&cadre_core::Person) -> bool| -> Vec<&str> {
        content
            .people
            .iter()
            .filter(|person| in_scope(person) && of(person))
            .map(|person| person.name.as_str())
            .collect()
    };
    let joined = named(&|person| between(person.started_on));
    let left = named(&|person| between(person.leaves_on));
    // Somebody assessed for the first time has reached nothing that is known of.
    let reached: Vec<&str> = figures
        .people()
        .filter(|&person| {
            figures.organisation.targets_of[person].iter().any(|target| {
                let level = |levels: &LevelGrid| levels.level(person, target.competency);
                level(&then.levels).is_some_and(|before| before < target.level)
                    && level(&figures.levels).is_some_and(|now| now >= target.level)
            })
        })
        .map(|person| content.people[person].name.as_str())
        .collect();
    let mut sentences = Vec::new();
    if !left.is_empty() {
        sentences.push(format!("{} left.", words::list_some(&left, 3)));
    }
    if !joined.is_empty() {
        sentences.push(format!("{} joined.", words::list_some(&joined, 3)));
    }
    match reached.len() {
        0 => {}
        1 => sentences.push(format!("{} reached a target.", reached[0])),
        _ => sentences.push(format!("{} each reached a target.", words::list_some(&reached, 3))),
    }
    sentences.join(" ")
}

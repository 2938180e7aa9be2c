//! The gap figures of every area beside the industry's: `cadre gaps --json` and what Compare and the report rest on.

use cadre_core::{
    AreaKey, BenchmarkId, CompetencyKey, TeamId,
    benchmark::{Benchmark, Comparability, FigureKind, OurFigure},
    gaps::{AreaGaps, CompetencyStanding, PeopleShare},
    statistics::{Share, wilson},
};
use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    figures::{AreaComparison, Figures},
    pulse,
};

/// The gaps of a team, or of all teams, on a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gaps {
    /// The date.
    pub as_of: NaiveDate,
    /// The team; `None` for all teams.
    pub team: Option<TeamId>,
    /// Its name.
    pub team_name: Option<String>,
    /// The benchmark compared with.
    pub benchmark: BenchmarkSummary,
    /// The pulse shown; missing where none was asked by the date.
    pub pulse: Option<PulseSummary>,
    /// Every area, in the workspace's order.
    pub areas: Vec<GapArea>,
    /// What is missing, where figures are; empty mostly.
    pub warnings: Vec<String>,
}

/// A benchmark edition, named.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BenchmarkSummary {
    /// Its id.
    pub id: BenchmarkId,
    /// Who published it.
    pub publisher: String,
    /// The edition.
    pub edition: String,
    /// Respondents, where that is known.
    pub n: Option<u32>,
}

impl BenchmarkSummary {
    /// The summary of an edition.
    pub fn of(benchmark: &Benchmark) -> Self {
        Self {
            id: benchmark.id.clone(),
            publisher: benchmark.publisher.clone(),
            edition: benchmark.edition.clone(),
            n: benchmark.n,
        }
    }
}

/// The pulse shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PulseSummary {
    /// When it was asked.
    pub asked_on: NaiveDate,
    /// The id of its question.
    pub question: String,
    /// Managers who answered.
    pub managers: u32,
    /// Whether its question is that of the benchmark's perceived gaps.
    pub compares_directly: bool,
}

/// One area.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GapArea {
    /// Its key.
    pub key: AreaKey,
    /// Its name.
    pub name: String,
    /// People who count.
    pub people: u32,
    /// Of those, the people assessed in at least one of its competencies.
    pub assessed: u32,
    /// People below target.
    pub below_target: CountedShare,
    /// People whose highest level is 0 or 1.
    pub low_or_none: CountedShare,
    /// Seats.
    pub seats: Seats,
    /// Levels missing in the unfilled seats.
    pub level_shortfall: u32,
    /// The pulse, where it offered the area.
    pub perceived: Option<Share>,
    /// The industry figure, where the edition has one.
    pub industry: Option<Industry>,
    /// Place by share below target, from 1, among the areas with both figures.
    pub rank: Option<u32>,
    /// The last place of those that tie with it.
    pub rank_to: Option<u32>,
    /// The most that may be compared.
    pub comparability: Comparability,
    /// Which of our figures compares directly, where one does.
    pub direct: Option<OurFigure>,
    /// P(ours > theirs) where they compare directly.
    pub p_exceeds_industry: Option<f64>,
    /// Its competencies, in the workspace's order.
    pub competencies: Vec<GapCompetency>,
}

/// A share of people; the fractions are missing where nobody is assessed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CountedShare {
    /// How many.
    pub count: u32,
    /// Of how many assessed.
    pub of: u32,
    /// `count / of`, 0 to 1.
    pub share: Option<f64>,
    /// Lower end of the 95% Wilson interval.
    pub low: Option<f64>,
    /// Upper end of the 95% Wilson interval.
    pub high: Option<f64>,
    /// People who would belong to the group and are not assessed.
    pub unknown: u32,
    /// The share over everybody, were all unknown levels met.
    pub if_unknown_met: Option<f64>,
    /// The share over everybody, were all unknown levels short.
    pub if_unknown_short: Option<f64>,
}

impl From<PeopleShare> for CountedShare {
    fn from(share: PeopleShare) -> Self {
        let known = share.known;
        Self {
            count: known.map_or(0, |known| known.count),
            of: known.map_or(0, |known| known.of),
            share: known.map(|known| known.share),
            low: known.map(|known| known.low),
            high: known.map(|known| known.high),
            unknown: share.unknown,
            if_unknown_met: share.bounds.map(|(met, _)| met),
            if_unknown_short: share.bounds.map(|(_, short)| short),
        }
    }
}

/// Seats needed and filled.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Seats {
    /// Seats needed.
    pub required: u32,
    /// Seats filled.
    pub filled: u32,
    /// 1 − filled ÷ required, 0 to 1; missing where no seat is needed.
    pub gap: Option<f64>,
    /// Unfilled seats within reach of training.
    pub within_reach: u32,
    /// Seats filled, were every unknown level met.
    pub filled_if_unknown_met: u32,
}

impl Seats {
    fn new(required: u32, filled: u32, within_reach: u32, filled_if_unknown_met: u32) -> Self {
        let gap = (required > 0).then(|| f64::from(required - filled) / f64::from(required));
        Self { required, filled, gap, within_reach, filled_if_unknown_met }
    }
}

/// The industry figure of an area.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Industry {
    /// The percentage, 0 to 100.
    pub percent: f64,
    /// What the question was about.
    pub kind: FigureKind,
    /// Respondents.
    pub n: u32,
    /// Lower end of the 95% Wilson interval, in percent.
    pub low: f64,
    /// Upper end of the 95% Wilson interval, in percent.
    pub high: f64,
    /// Place by percentage, from 1.
    pub rank: u32,
    /// The last place of those that tie with it.
    pub rank_to: u32,
}

/// One competency over the teams of the scope.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GapCompetency {
    /// Its key.
    pub key: CompetencyKey,
    /// Its name.
    pub name: String,
    /// Seats.
    pub seats: Seats,
    /// Levels missing in the unfilled seats.
    pub level_shortfall: u32,
    /// People at or above their team's lowest target, over the teams that need it.
    pub holders: u32,
    /// The fewest holders there should be, over the teams that need it.
    pub minimum_holders: u32,
    /// The highest key-person risk among the teams that need it; missing where none does.
    pub key_person_risk: Option<f64>,
    /// People who count and are assessed in it.
    pub assessed: u32,
}

/// An area's comparison as figures.
pub(crate) fn industry(comparison: &AreaComparison<'_>) -> Option<Industry> {
    let (figure, place) = (comparison.figure?, comparison.industry_place?);
    let n = f64::from(figure.n);
    let (low, high) = wilson(figure.percent / 100.0 * n, n);
    Some(Industry {
        percent: figure.percent,
        kind: figure.kind,
        n: figure.n,
        low: 100.0 * low,
        high: 100.0 * high,
        rank: place.first,
        rank_to: place.last,
    })
}

pub(crate) fn gaps(figures: &Figures<'_>) -> Gaps {
    let content = figures.content;
    let team = figures.team.map(|team| &content.teams[team]);
    Gaps {
        as_of: figures.as_of,
        team: team.map(|team| team.id),
        team_name: team.map(|team| team.name.clone()),
        benchmark: BenchmarkSummary::of(figures.benchmark),
        pulse: figures.pulse().map(|asked| PulseSummary {
            asked_on: asked.asked_on,
            question: asked.series.clone(),
            managers: asked.responses.len() as u32,
            compares_directly: pulse::compares(asked, figures.benchmark),
        }),
        areas: figures.comparisons().into_iter().map(|comparison| area(figures, comparison)).collect(),
        warnings: [warnings(figures), not_compared(figures)].concat(),
    }
}

/// What keeps areas from being compared with the benchmark, each with what to do about it.
fn not_compared(figures: &Figures<'_>) -> Vec<String> {
    let benchmark = figures.benchmark;
    let mut warnings = Vec::new();
    if cadre_core::gaps::industry_figures(figures.content, benchmark).iter().all(Option::is_none) {
        warnings.push(format!(
            "{} {} has no figure for the areas of this workspace: choose another edition with --benchmark.",
            benchmark.publisher, benchmark.edition
        ));
    }
    match figures.pulse() {
        Some(asked) if pulse::compares(asked, benchmark) => {}
        Some(_) => warnings.push(pulse::shown(figures)),
        None => warnings.push(format!(
            "No pulse was asked up to {}, so perceived gaps cannot be compared directly: import your managers' answers, \
             or record them on Compare.",
            figures.as_of
        )),
    }
    warnings
}

fn area(figures: &Figures<'_>, comparison: AreaComparison<'_>) -> GapArea {
    let industry = industry(&comparison);
    let gaps = comparison.gaps;
    let competencies = competencies(figures, &gaps);
    let area = &figures.content.areas[gaps.area];
    GapArea {
        key: area.key.clone(),
        name: area.name.clone(),
        people: gaps.people,
        assessed: gaps.assessed,
        below_target: gaps.below_target.into(),
        low_or_none: gaps.low_or_none.into(),
        seats: Seats::new(
            gaps.seats.required,
            gaps.seats.filled,
            gaps.seats.within_reach,
            gaps.filled_at_best,
        ),
        level_shortfall: gaps.seats.level_shortfall,
        perceived: comparison.perceived.map(|(_, share)| share),
        industry,
        rank: comparison.our_place.map(|place| place.first),
        rank_to: comparison.our_place.map(|place| place.last),
        comparability: comparison.comparison.comparability,
        direct: comparison.comparison.direct,
        p_exceeds_industry: comparison.comparison.p_exceeds_industry,
        competencies,
    }
}

/// The competencies of an area over the teams of the scope, in the workspace's order.
pub(crate) fn competencies(figures: &Figures<'_>, gaps: &AreaGaps) -> Vec<GapCompetency> {
    figures
        .content
        .competencies
        .iter()
        .enumerate()
        .filter(|(index, _)| figures.organisation.area_of[*index] == gaps.area)
        .map(|(index, competency)| {
            let standings: Vec<&CompetencyStanding> =
                gaps.competencies.iter().filter(|standing| standing.competency == index).collect();
            let sum = |value: fn(&CompetencyStanding) -> u32| {
                standings.iter().map(|standing| value(standing)).sum()
            };
            GapCompetency {
                key: competency.key.clone(),
                name: competency.name.clone(),
                seats: Seats::new(
                    sum(|standing| standing.matching.required),
                    sum(|standing| standing.matching.filled),
                    sum(|standing| standing.matching.within_reach),
                    sum(|standing| standing.filled_at_best),
                ),
                level_shortfall: sum(|standing| standing.matching.level_shortfall),
                holders: sum(|standing| standing.holders),
                minimum_holders: sum(|standing| standing.minimum_holders),
                key_person_risk: standings.iter().map(|standing| standing.key_person_risk).reduce(f64::max),
                assessed: figures
                    .people()
                    .filter(|&person| figures.levels.level(person, index).is_some())
                    .count() as u32,
            }
        })
        .collect()
}

/// What is missing before the figures can say anything, each with where to add it.
pub(crate) fn warnings(figures: &Figures<'_>) -> Vec<String> {
    let mut warnings = Vec::new();
    let who = figures.team.map_or_else(
        || "in this workspace".to_owned(),
        |team| format!("on the team {}", figures.content.teams[team].name),
    );
    if figures.people().next().is_none() {
        warnings.push(format!("Nobody is {who} on {}: import a spreadsheet of people.", figures.as_of));
    } else if !figures.anyone_assessed() {
        warnings.push(format!("Nobody {who} is assessed on {}: import or set levels.", figures.as_of));
    }
    if figures.people().next().is_some()
        && figures.people().all(|person| figures.organisation.targets_of[person].is_empty())
    {
        warnings.push(format!(
            "Nobody {who} has a role with targets, so nobody counts as below target: give people roles on Team, or \
             import a role column."
        ));
    }
    if figures.organisation.scope(figures.team).all(|(_, team)| team.demands.is_empty()) {
        warnings.push(format!(
            "No position {who} has targets, so no seat is required: import people with a role column, \
             naming shipped or own roles."
        ));
    }
    warnings
}

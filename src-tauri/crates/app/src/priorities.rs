//! The ranked needs as a document: `cadre priorities --json`. The screen's list is in `ranked`, one need opened in `opened`.

mod opened;
mod ranked;
mod terms;

use cadre_core::{
    AreaKey, BenchmarkId, CompetencyKey, Settings, TeamId,
    need::{CompetencyNeed, GroupNeed, NeedSettings, Signal, Terms, Weights, group_needs},
    ranking::{RankedNeed, rank_groups},
    seats::{UnfilledSeat, unfilled_seats},
};
use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    error::AppError,
    figures::{Figures, need_settings, own_settings},
    gaps::warnings,
    words,
    workspace::{Moment, Touched, Workspace},
};

pub(crate) use ranked::view;

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
    /// The areas over the teams asked for, highest need first.
    pub areas: Vec<PriorityArea>,
    /// The competencies over the teams asked for, highest need first.
    pub competencies: Vec<PriorityCompetency>,
    /// The teams asked for, highest need first, each with its own areas.
    pub teams: Vec<PriorityTeam>,
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

/// The figures of a group of needs: an area, a competency or a team.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PriorityGroup {
    /// Its highest need, 0 to 100.
    pub need: f64,
    /// The competency that has it.
    pub highest_competency: CompetencyKey,
    /// The team that has it.
    pub highest_team: TeamId,
    /// Seats not filled.
    pub unfilled: u32,
    /// Of those, the seats within reach of training.
    pub within_reach: u32,
    /// The hiring part of the need.
    pub hire_part: f64,
    /// The training part of the need.
    pub train_part: f64,
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
    /// The industry figure.
    pub industry_percent: Option<f64>,
    /// Its figures.
    #[serde(flatten)]
    pub group: PriorityGroup,
}

/// The need of a competency over the teams.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PriorityCompetency {
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub competency_name: String,
    /// Its area.
    pub area: AreaKey,
    /// The industry figure of its area.
    pub industry_percent: Option<f64>,
    /// Its figures.
    #[serde(flatten)]
    pub group: PriorityGroup,
}

/// The need of a team.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PriorityTeam {
    /// The team.
    pub team: TeamId,
    /// Its name.
    pub team_name: String,
    /// Its figures.
    #[serde(flatten)]
    pub group: PriorityGroup,
    /// Its areas, highest need first.
    pub areas: Vec<PriorityArea>,
}

impl Workspace {
    /// Makes weights, line and reach those of the workspace, for every screen, command and report.
    ///
    /// # Errors
    /// Weights below 0 or all 0, a line outside 0 to 100, a reach outside 1 to 3; named all at once.
    pub fn save_need_settings(&mut self, tried: &NeedSettings, moment: Moment) -> Result<Touched, AppError> {
        let after = need_settings(tried)?;
        let label = label(&own_settings(&self.content), &after);
        let settings = Settings {
            weights: after.weights,
            need_line: after.line,
            reach: after.reach,
            ..self.content.settings.clone()
        };
        self.put_settings(&settings, label, moment)
    }
}

/// "Weigh needs 0.60, 0.24 and 0.16, with the line at 45".
fn label(before: &NeedSettings, after: &NeedSettings) -> String {
    let Weights { seat_gap, key_person_risk, level_shortfall } = after.weights;
    let weights = (before.weights != after.weights).then(|| {
        format!("the weights of a need to {seat_gap:.2}, {key_person_risk:.2} and {level_shortfall:.2}")
    });
    let line =
        (before.line.to_bits() != after.line.to_bits()).then(|| format!("the need line to {}", after.line));
    let reach = (before.reach != after.reach).then(|| {
        format!("the reach of training to {}", words::counted(u32::from(after.reach), "level", "levels"))
    });
    let changed: Vec<String> = [weights, line, reach].into_iter().flatten().collect();
    if changed.is_empty() {
        "Set how needs are ranked".to_owned()
    } else {
        format!("Set {}", words::list(&changed))
    }
}

pub(crate) fn priorities(figures: &Figures<'_>) -> Priorities {
    let needs = figures.needs(usize::MAX);
    let content = figures.content;
    let all = &needs.all;
    let items = needs
        .places()
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
    let competencies =
        ranked_groups(all, content.competencies.len(), by_competency, &figures.settings, usize::MAX)
            .into_iter()
            .map(|(group, place)| {
                let competency = &content.competencies[group.group];
                let area = figures.organisation.area_of[group.group];
                PriorityCompetency {
                    competency: competency.key.clone(),
                    competency_name: competency.name.clone(),
                    area: content.areas[area].key.clone(),
                    industry_percent: figures.industry_percent(area),
                    group: priority_group(figures, all, &group, &place),
                }
            })
            .collect();
    let teams = ranked_groups(all, content.teams.len(), by_team, &figures.settings, usize::MAX)
        .into_iter()
        .map(|(group, place)| {
            let team = &content.teams[group.group];
            let of_team: Vec<CompetencyNeed> =
                all.iter().filter(|need| need.standing.team == group.group).cloned().collect();
            PriorityTeam {
                team: team.id,
                team_name: team.name.clone(),
                group: priority_group(figures, all, &group, &place),
                areas: areas(figures, &of_team, Some(team.id)),
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
        areas: areas(figures, all, figures.team.map(|team| content.teams[team].id)),
        competencies,
        teams,
        warnings: warnings(figures).into_iter().chain(not_everyone_assessed(all)).collect(),
    }
}

/// Set where people who are not assessed could fill seats, so that no need is taken for more than it rests on.
fn not_everyone_assessed(needs: &[CompetencyNeed]) -> Option<String> {
    let could = |need: &CompetencyNeed| need.standing.filled_at_best - need.standing.matching.filled;
    let count = needs.iter().filter(|need| could(need) > 0).count() as u32;
    let seats = needs.iter().map(could).sum();
    (count > 0).then(|| {
        format!(
            "Not everyone is assessed: in {} the unknown could fill up to {}. Assess them first.",
            words::counted(count, "need", "needs"),
            words::counted(seats, "more seat", "more seats")
        )
    })
}

fn areas(figures: &Figures<'_>, needs: &[CompetencyNeed], team: Option<TeamId>) -> Vec<PriorityArea> {
    let areas = &figures.content.areas;
    ranked_groups(needs, areas.len(), by_area(figures), &figures.settings, usize::MAX)
        .into_iter()
        .map(|(group, place)| PriorityArea {
            area: areas[group.group].key.clone(),
            area_name: areas[group.group].name.clone(),
            team,
            industry_percent: figures.industry_percent(group.group),
            group: priority_group(figures, needs, &group, &place),
        })
        .collect()
}

fn priority_group(
    figures: &Figures<'_>,
    needs: &[CompetencyNeed],
    group: &GroupNeed,
    place: &RankedNeed,
) -> PriorityGroup {
    let highest = &needs[group.highest].standing;
    PriorityGroup {
        need: group.need.score,
        highest_competency: figures.content.competencies[highest.competency].key.clone(),
        highest_team: figures.content.teams[highest.team].id,
        unfilled: group.unfilled,
        within_reach: group.within_reach,
        hire_part: group.need.hire_part,
        train_part: group.need.train_part,
        signal: group.signal,
        rank: place.first,
        rank_to: place.last,
        stability: place.stability,
    }
}

fn by_competency(need: &CompetencyNeed) -> usize {
    need.standing.competency
}

fn by_team(need: &CompetencyNeed) -> usize {
    need.standing.team
}

fn by_area(figures: &Figures<'_>) -> impl Fn(&CompetencyNeed) -> usize {
    move |need| figures.organisation.area_of[need.standing.competency]
}

/// The first `places` of the groups that have a need, from the highest.
fn ranked_groups(
    needs: &[CompetencyNeed],
    groups: usize,
    group_of: impl Fn(&CompetencyNeed) -> usize,
    settings: &NeedSettings,
    places: usize,
) -> Vec<(GroupNeed, RankedNeed)> {
    let mut terms: Vec<Vec<Terms>> = vec![Vec::new(); groups];
    for need in needs {
        terms[group_of(need)].push(need.terms);
    }
    terms.retain(|terms| !terms.is_empty());
    let found = group_needs(needs, groups, group_of, settings.line);
    rank_groups(&terms, &settings.weights, places)
        .into_iter()
        .map(|place| (found[place.index].clone(), place))
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

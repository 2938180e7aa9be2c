//! The three gap figures of an area, never merged into one, and how they stand beside the industry's.

use crate::{
    AreaKey, Content, Level, Pulse,
    benchmark::{Benchmark, Comparability, Figure, OurFigure, comparability},
    levels::LevelGrid,
    organisation::{Demand, Organisation, TeamStanding},
    seats::{SeatMatching, match_seats},
    statistics::{Posterior, Share, too_few_remain},
};

/// A share of people, with what the unknown could make of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PeopleShare {
    /// The share of those who are assessed; `None` where nobody is.
    pub known: Option<Share>,
    /// People who would belong to the group, and are not assessed at all.
    pub unknown: u32,
    /// Bounds of the share over known and unknown people, 0 to 1: all unknown pairs met, all unknown pairs short.
    /// `None` where there is nobody at all.
    pub bounds: Option<(f64, f64)>,
}

/// What a team needs and has in one competency.
#[derive(Clone, Debug, PartialEq)]
pub struct CompetencyStanding {
    /// Index of the team.
    pub team: usize,
    /// Index of the competency.
    pub competency: usize,
    /// How people fill the seats.
    pub matching: SeatMatching,
    /// Seats filled if every unknown level met its target.
    pub filled_at_best: u32,
    /// Levels needed, summed over the seats.
    pub target_sum: u32,
    /// People at or above the team's lowest target.
    pub holders: u32,
    /// The fewest holders there should be.
    pub minimum_holders: u32,
    /// People who count and are assessed.
    pub assessed: u32,
    /// P(fewer than the minimum holders remain in 12 months): the term F, 0 to 1.
    pub key_person_risk: f64,
}

/// The standing of a team in one competency. `reach` is the most levels that training is taken to lift, 1 to 3.
pub fn competency_standing(
    organisation: &Organisation,
    levels: &LevelGrid,
    team_index: usize,
    team: &TeamStanding,
    demand: &Demand,
    reach: u8,
) -> CompetencyStanding {
    let (known, unknown) = Organisation::levels_of(team, demand.competency, levels);
    let mut at_best = known;
    at_best[4] += unknown;
    let leaving = team
        .people
        .iter()
        .filter(|&&person| {
            levels.level(person, demand.competency).is_some_and(|level| level >= demand.lowest_target)
        })
        .map(|&person| organisation.attrition_of[person]);
    let minimum_holders = demand.importance.minimum_holders();
    CompetencyStanding {
        team: team_index,
        competency: demand.competency,
        matching: match_seats(known, demand.seats, reach),
        filled_at_best: match_seats(at_best, demand.seats, reach).filled,
        target_sum: demand.target_sum(),
        holders: known[usize::from(demand.lowest_target.get())..].iter().sum(),
        minimum_holders,
        assessed: known.iter().sum(),
        key_person_risk: too_few_remain(minimum_holders, leaving),
    }
}

/// The gap figures of one area over a scope of teams.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaGaps {
    /// Index of the area.
    pub area: usize,
    /// People who count.
    pub people: u32,
    /// People who count and are assessed in at least one competency of the area.
    pub assessed: u32,
    /// Of the people whose role has a target in the area and who are assessed in at least one of those competencies, the
    /// share below target in at least one of them.
    pub below_target: PeopleShare,
    /// Of the people assessed in the area, the share whose highest level there is 0 or 1.
    pub low_or_none: PeopleShare,
    /// Seats, shortfall and reach, summed over the area's competencies and the teams.
    pub seats: SeatMatching,
    /// Seats filled if every unknown level met its target.
    pub filled_at_best: u32,
    /// The competencies of the area that the teams need, by team.
    pub competencies: Vec<CompetencyStanding>,
}

/// How one person stands in one area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PersonInArea {
    /// Known levels that count towards a target.
    pub assessed_targets: u32,
    /// Unknown ones.
    pub unknown_targets: u32,
    /// Known ones below target.
    pub below: u32,
    /// The highest known level; `None` where none is known.
    pub highest: Option<Level>,
    /// Competencies of the area in which the level is unknown.
    pub unknown: u32,
}

impl PersonInArea {
    fn add_level(&mut self, level: Option<Level>) {
        match level {
            Some(_) => self.highest = self.highest.max(level),
            None => self.unknown += 1,
        }
    }

    fn add_target(&mut self, level: Option<Level>, target: Level) {
        match level {
            Some(level) => {
                self.assessed_targets += 1;
                self.below += u32::from(level < target);
            }
            None => self.unknown_targets += 1,
        }
    }

    /// Whether the person's role has a target in the area.
    pub const fn has_target(&self) -> bool {
        self.assessed_targets + self.unknown_targets > 0
    }

    /// Whether the person is below target in at least one competency; `None` where they are assessed against no target.
    pub fn below_target(&self) -> Option<bool> {
        (self.assessed_targets > 0).then_some(self.below > 0)
    }

    /// Whether the person's highest level is 0 or 1; `None` where they are not assessed in the area.
    pub fn low_or_none(&self) -> Option<bool> {
        self.highest.map(|highest| highest.get() <= 1)
    }
}

/// The people who count in the scope, by index, each as they stand in an area: who is behind its shares.
pub fn people_in_area(
    organisation: &Organisation,
    levels: &LevelGrid,
    team: Option<usize>,
    area: usize,
) -> Vec<(usize, PersonInArea)> {
    let competencies: Vec<usize> = (0..organisation.area_of.len())
        .filter(|&competency| organisation.area_of[competency] == area)
        .collect();
    let mut people = Vec::new();
    for (_, standing) in organisation.scope(team) {
        for &person in &standing.people {
            let mut here = PersonInArea::default();
            for &competency in &competencies {
                here.add_level(levels.level(person, competency));
            }
            for target in &organisation.targets_of[person] {
                if organisation.area_of[target.competency] == area {
                    here.add_target(levels.level(person, target.competency), target.level);
                }
            }
            people.push((person, here));
        }
    }
    people
}

/// The gap figures of every area over the team given by index, or over all teams, in the order of the areas.
pub fn area_gaps(
    organisation: &Organisation,
    levels: &LevelGrid,
    team: Option<usize>,
    reach: u8,
) -> Vec<AreaGaps> {
    let mut areas: Vec<AreaGaps> = (0..organisation.areas)
        .map(|area| AreaGaps {
            area,
            people: 0,
            assessed: 0,
            below_target: PeopleShare { known: None, unknown: 0, bounds: None },
            low_or_none: PeopleShare { known: None, unknown: 0, bounds: None },
            seats: SeatMatching::default(),
            filled_at_best: 0,
            competencies: Vec::new(),
        })
        .collect();
    let mut below = vec![ShareTally::default(); organisation.areas];
    let mut low = vec![ShareTally::default(); organisation.areas];
    let mut in_area = vec![PersonInArea::default(); organisation.areas];

    for (team_index, standing) in organisation.scope(team) {
        for &person in &standing.people {
            in_area.fill(PersonInArea::default());
            for (competency, &area) in organisation.area_of.iter().enumerate() {
                in_area[area].add_level(levels.level(person, competency));
            }
            for target in &organisation.targets_of[person] {
                in_area[organisation.area_of[target.competency]]
                    .add_target(levels.level(person, target.competency), target.level);
            }
            for (area, here) in in_area.iter().enumerate() {
                areas[area].people += 1;
                if here.has_target() {
                    below[area].add(
                        here.below_target(),
                        here.below > 0,
                        here.below > 0 || here.unknown_targets > 0,
                    );
                }
                if here.highest.is_some() {
                    areas[area].assessed += 1;
                }
                // An unknown level that is met is taken to be above 1; one that is short to be 0. An area without
                // competencies has neither.
                if here.highest.is_none() && here.unknown == 0 {
                    continue;
                }
                let is_low = here.low_or_none().unwrap_or(true);
                low[area].add(here.low_or_none(), is_low && here.unknown == 0, is_low);
            }
        }
        for demand in &standing.demands {
            let area = &mut areas[organisation.area_of[demand.competency]];
            let competency = competency_standing(organisation, levels, team_index, standing, demand, reach);
            area.seats.required += competency.matching.required;
            area.seats.filled += competency.matching.filled;
            area.seats.level_shortfall += competency.matching.level_shortfall;
            area.seats.within_reach += competency.matching.within_reach;
            area.filled_at_best += competency.filled_at_best;
            area.competencies.push(competency);
        }
    }
    for ((area, below), low) in areas.iter_mut().zip(below).zip(low) {
        area.below_target = below.share();
        area.low_or_none = low.share();
        area.competencies.sort_by_key(|standing| (standing.competency, standing.team));
    }
    areas
}

/// Counts people into a share and its bounds.
#[derive(Clone, Copy, Default)]
struct ShareTally {
    known: u32,
    count: u32,
    unknown: u32,
    at_best: u32,
    at_worst: u32,
}

impl ShareTally {
    /// Adds a person: whether they are in the share (`None` where unknown), and whether they would be if all unknown
    /// levels were met, or were short.
    fn add(&mut self, known: Option<bool>, at_best: bool, at_worst: bool) {
        match known {
            Some(inside) => {
                self.known += 1;
                self.count += u32::from(inside);
            }
            None => self.unknown += 1,
        }
        self.at_best += u32::from(at_best);
        self.at_worst += u32::from(at_worst);
    }

    fn share(self) -> PeopleShare {
        let all = self.known + self.unknown;
        PeopleShare {
            known: Share::of(self.count, self.known),
            unknown: self.unknown,
            bounds: (all > 0).then(|| {
                (f64::from(self.at_best) / f64::from(all), f64::from(self.at_worst) / f64::from(all))
            }),
        }
    }
}

/// The latest pulse asked on or before the date of the organisation: of a question of the benchmark's where one was asked,
/// because only that compares directly, else of any.
pub fn latest_pulse<'content>(
    content: &'content Content,
    organisation: &Organisation,
    benchmark: &Benchmark,
) -> Option<&'content Pulse> {
    let asks = |pulse: &Pulse| benchmark.figures.iter().any(|figure| figure.question == pulse.series);
    content
        .pulses
        .iter()
        .filter(|pulse| pulse.asked_on <= organisation.as_of)
        .max_by_key(|pulse| (asks(pulse), pulse.asked_on))
}

/// The perceived gap of an area: of the asked managers, the share who named it. `None` where the pulse did not offer the
/// area, or nobody answered.
pub fn perceived_gap(pulse: &Pulse, area: &AreaKey) -> Option<Share> {
    if !pulse.offered.contains(area) {
        return None;
    }
    let named = pulse.responses.iter().filter(|response| response.areas.contains(area)).count();
    Share::of(named as u32, pulse.responses.len() as u32)
}

/// How an area of ours stands beside its industry figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndustryComparison {
    /// The most that may be compared.
    pub comparability: Comparability,
    /// Which of our figures is compared directly; `None` unless direct.
    pub direct: Option<OurFigure>,
    /// P(ours > theirs) where they compare directly, 0 to 1.
    pub p_exceeds_industry: Option<f64>,
}

/// Compares an area with its industry figure: directly where a pulse asked the same question or low proficiency was
/// measured, else by rank only; not at all where one side is missing.
pub fn compare(
    gaps: &AreaGaps,
    perceived: Option<(&Pulse, Share)>,
    figure: Option<&Figure>,
) -> IndustryComparison {
    let none =
        IndustryComparison { comparability: Comparability::None, direct: None, p_exceeds_industry: None };
    let Some(figure) = figure else { return none };
    let candidates = [
        (
            OurFigure::Perceived,
            perceived.filter(|(pulse, _)| pulse.series == figure.question).map(|(_, share)| share),
        ),
        (OurFigure::LowOrNone, gaps.low_or_none.known),
    ];
    let direct = candidates
        .into_iter()
        .filter(|(ours, _)| comparability(*ours, figure.kind) == Comparability::Direct)
        .find_map(|(ours, share)| share.map(|share| (ours, share)));
    if let Some((ours, share)) = direct {
        let n = f64::from(figure.n);
        let theirs = Posterior::new(figure.percent / 100.0 * n, n);
        let p = Posterior::new(f64::from(share.count), f64::from(share.of)).exceeds(&theirs);
        return IndustryComparison {
            comparability: Comparability::Direct,
            direct: Some(ours),
            p_exceeds_industry: Some(p),
        };
    }
    if gaps.below_target.known.is_some() {
        IndustryComparison { comparability: Comparability::RankOnly, ..none }
    } else {
        none
    }
}

/// A place in a ranking: `first` to `last`, the same where the place is not shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The best place of those who tie, from 1.
    pub first: u32,
    /// The worst.
    pub last: u32,
}

/// Places from the highest value; equal values share their places. `None` values have no place.
pub fn places(values: &[Option<f64>]) -> Vec<Option<Place>> {
    let above = |limit: f64, including: bool| {
        values.iter().flatten().filter(|&&value| value > limit || (including && value >= limit)).count()
            as u32
    };
    values
        .iter()
        .map(|value| value.map(|value| Place { first: above(value, false) + 1, last: above(value, true) }))
        .collect()
}

/// Industry percentages by area, in the order of the areas.
pub fn industry_figures<'benchmark>(
    content: &Content,
    benchmark: &'benchmark Benchmark,
) -> Vec<Option<&'benchmark Figure>> {
    content.areas.iter().map(|area| benchmark.figure(&area.key)).collect()
}

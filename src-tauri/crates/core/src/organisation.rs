//! A workspace's structure by index on one date: who counts, what each team needs in each competency, and what it has.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::{Content, DEFAULT_ATTRITION, Importance, Level, levels::LevelGrid};

/// What a role needs in one competency, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleTarget {
    /// Index of the competency.
    pub competency: usize,
    /// The level needed.
    pub level: Level,
    /// How much it matters.
    pub importance: Importance,
}

/// What a team's positions need in one competency.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// Index of the competency.
    pub competency: usize,
    /// Seats by the level they need.
    pub seats: [u32; 5],
    /// The highest importance among the targets.
    pub importance: Importance,
    /// The lowest level among the targets: who has it is a holder.
    pub lowest_target: Level,
    /// The earliest date on which a seat is needed, where any has one.
    pub needed_by: Option<NaiveDate>,
    /// The shortest weeks to fill and ramp among the roles.
    pub weeks_to_productive: f64,
}

impl Demand {
    /// Seats needed.
    pub fn required(&self) -> u32 {
        self.seats.iter().sum()
    }

    /// Levels needed, summed over the seats.
    pub fn target_sum(&self) -> u32 {
        (0_u32..).zip(self.seats).map(|(level, seats)| level * seats).sum()
    }
}

/// A team on the date.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamStanding {
    /// Indices of the people who count.
    pub people: Vec<usize>,
    /// What its positions need, in the order of the competencies; only those with at least one seat.
    pub demands: Vec<Demand>,
}

/// The structure of a workspace by index on one date.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// The date.
    pub as_of: NaiveDate,
    /// Index of the area of each competency.
    pub area_of: Vec<usize>,
    /// How many areas there are.
    pub areas: usize,
    /// Teams, in the workspace's order.
    pub teams: Vec<TeamStanding>,
    /// The targets of each person's role, empty without one; in the order of the competencies.
    pub targets_of: Vec<Vec<RoleTarget>>,
    /// Yearly attrition of each person: their role's, or the default.
    pub attrition_of: Vec<f64>,
}

impl Organisation {
    /// The structure of `content` on `as_of`. References that lead nowhere are left out.
    pub fn new(content: &Content, as_of: NaiveDate) -> Self {
        let area_index: HashMap<_, _> =
            (0..).zip(&content.areas).map(|(index, area)| (&area.key, index)).collect();
        let competency_index: HashMap<_, _> =
            (0..).zip(&content.competencies).map(|(index, competency)| (&competency.key, index)).collect();
        let team_index: HashMap<_, _> =
            (0..).zip(&content.teams).map(|(index, team)| (team.id, index)).collect();
        let role_index: HashMap<_, _> =
            (0..).zip(&content.roles).map(|(index, role)| (role.id, index)).collect();

        let role_targets: Vec<Vec<RoleTarget>> = content
            .roles
            .iter()
            .map(|role| {
                let mut targets: Vec<RoleTarget> = role
                    .targets
                    .iter()
                    .filter_map(|target| {
                        Some(RoleTarget {
                            competency: *competency_index.get(&target.competency)?,
                            level: target.level,
                            importance: target.importance,
                        })
                    })
                    .collect();
                targets.sort_by_key(|target| target.competency);
                targets
            })
            .collect();

        let mut teams = vec![TeamStanding { people: Vec::new(), demands: Vec::new() }; content.teams.len()];
        let mut targets_of = Vec::with_capacity(content.people.len());
        let mut attrition_of = Vec::with_capacity(content.people.len());
        for (index, person) in content.people.iter().enumerate() {
            let role = person.role.and_then(|id| role_index.get(&id)).copied();
            targets_of.push(role.map(|role| role_targets[role].clone()).unwrap_or_default());
            attrition_of.push(role.map_or(DEFAULT_ATTRITION, |role| content.roles[role].attrition));
            if person.counts_on(as_of)
                && let Some(&team) = team_index.get(&person.team)
            {
                teams[team].people.push(index);
            }
        }

        let mut demands: Vec<Vec<Option<Demand>>> =
            vec![vec![None; content.competencies.len()]; content.teams.len()];
        for position in content.positions.iter().filter(|position| position.seats > 0) {
            let (Some(&team), Some(&role)) = (team_index.get(&position.team), role_index.get(&position.role))
            else {
                continue;
            };
            let weeks = content.roles[role].weeks_to_fill + content.roles[role].weeks_to_ramp;
            for target in &role_targets[role] {
                let demand = demands[team][target.competency].get_or_insert(Demand {
                    competency: target.competency,
                    seats: [0; 5],
                    importance: target.importance,
                    lowest_target: target.level,
                    needed_by: None,
                    weeks_to_productive: weeks,
                });
                demand.seats[usize::from(target.level.get())] += position.seats;
                demand.importance = demand.importance.max(target.importance);
                demand.lowest_target = demand.lowest_target.min(target.level);
                demand.needed_by = [demand.needed_by, position.needed_by].into_iter().flatten().min();
                demand.weeks_to_productive = demand.weeks_to_productive.min(weeks);
            }
        }
        for (team, demands) in teams.iter_mut().zip(demands) {
            team.demands = demands.into_iter().flatten().collect();
        }

        let area_of = content
            .competencies
            .iter()
            // A competency always names an area of its workspace; one that does not would count in the first.
            .map(|competency| area_index.get(&competency.area).copied().unwrap_or_default())
            .collect();
        Self { as_of, area_of, areas: content.areas.len(), teams, targets_of, attrition_of }
    }

    /// The teams of a scope by index: the one given, or all.
    pub fn scope(&self, team: Option<usize>) -> impl Iterator<Item = (usize, &TeamStanding)> + Clone {
        self.teams.iter().enumerate().filter(move |(index, _)| team.is_none_or(|team| team == *index))
    }

    /// The known levels of a team in a competency as a histogram, and how many of its people are unknown.
    pub fn levels_of(team: &TeamStanding, competency: usize, levels: &LevelGrid) -> ([u32; 5], u32) {
        let (mut known, mut unknown) = ([0; 5], 0);
        for &person in &team.people {
            match levels.level(person, competency) {
                Some(level) => known[usize::from(level.get())] += 1,
                None => unknown += 1,
            }
        }
        (known, unknown)
    }
}

/// How many seats of each position are held, in the order of `content.positions`: by people of its role who count on its
/// team on `as_of`, each in one seat. Seats needed first are held first: those without a date, then by date.
pub fn held_seats(content: &Content, as_of: NaiveDate) -> Vec<u32> {
    let mut people: HashMap<_, u32> = HashMap::new();
    for person in content.people.iter().filter(|person| person.counts_on(as_of)) {
        if let Some(role) = person.role {
            *people.entry((person.team, role)).or_default() += 1;
        }
    }
    let mut order: Vec<usize> = (0..content.positions.len()).collect();
    order.sort_by_key(|&index| content.positions[index].needed_by);
    let mut held = vec![0; content.positions.len()];
    for index in order {
        let position = &content.positions[index];
        if let Some(left) = people.get_mut(&(position.team, position.role)) {
            held[index] = position.seats.min(*left);
            *left -= held[index];
        }
    }
    held
}

//! Generated organisations to plan for: the same for the same size on every machine.

use std::fmt;

use cadre_core::{Importance, Level, organisation::Demand};
use cadre_planner::{HiringCost, Instance, Item, Limits, Person, Role, Team};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use serde_json::{Value, json};

const SEED: u64 = 2026;
const QUARTERS: u32 = 4;
const IMPORTANCES: [Importance; 3] = [Importance::USEFUL, Importance::IMPORTANT, Importance::CRITICAL];

/// How large it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    /// People.
    pub(crate) people: u32,
    /// Competencies.
    pub(crate) competencies: u32,
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}x{}", self.people, self.competencies))
    }
}

/// Numbers drawn from one seeded stream.
struct Draws(ChaCha8Rng);

impl Draws {
    /// A number in a range with its end; the bias of a remainder does not matter here.
    fn between(&mut self, from: u32, to: u32) -> u32 {
        from + (self.0.next_u64() % u64::from(to - from + 1)) as u32
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.between(1, 100) <= percent
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.between(0, choices.len() as u32 - 1) as usize]
    }

    /// Different competencies, sorted.
    fn some_of(&mut self, all: u32, count: u32) -> Vec<usize> {
        let mut chosen = Vec::new();
        while chosen.len() < count.min(all) as usize {
            let one = self.between(0, all - 1) as usize;
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        chosen.sort_unstable();
        chosen
    }
}

/// A role with the importance of each of its targets.
struct Profile {
    role: Role,
    importance: Vec<Importance>,
}

/// Teams of 5 to 50 with two to four roles each, a vacancy here and there, people near their targets, five items for every
/// four competencies, and money for an eighth of the people to take a dear course or for one hire in forty.
pub(crate) fn generate(size: Size) -> Instance {
    let mut draws = Draws(ChaCha8Rng::seed_from_u64(SEED));
    let profiles: Vec<Profile> =
        (0..size.competencies.div_ceil(5).max(4)).map(|_| profile(&mut draws, size)).collect();
    let items = (0..size.competencies * 5 / 4).map(|index| item(&mut draws, size, index)).collect();
    let (mut teams, mut people) = (Vec::new(), Vec::new());
    let mut left = size.people;
    while left > 0 {
        let wanted = draws.one_of(&[5, 8, 12, 12, 18, 25, 25, 35, 50]).min(left);
        // Whoever would be left over joins this team.
        let members = if left - wanted < 5 { left } else { wanted };
        let kinds = draws.between(2, 4);
        let roles = draws.some_of(profiles.len() as u32, kinds);
        let mut seats = vec![0_u32; roles.len()];
        for _ in 0..members {
            let at = draws.between(0, roles.len() as u32 - 1) as usize;
            seats[at] += 1;
            people.push(person(&mut draws, size, teams.len(), &profiles[roles[at]]));
        }
        for seats in &mut seats {
            *seats += u32::from(draws.chance(40));
        }
        let held: Vec<(&Profile, u32)> = roles.iter().map(|&role| &profiles[role]).zip(seats).collect();
        teams.push(team(size, &held));
        left -= members;
    }
    Instance {
        teams,
        people,
        roles: profiles.into_iter().map(|profile| profile.role).collect(),
        items,
        limits: Limits {
            budget: f64::from(size.people) * 2_500.0,
            hires: (size.people / 40).max(1),
            borrowed_quarters: (size.people / 50).max(1),
            quarters: QUARTERS,
        },
        wishes: Vec::new(),
    }
}

fn level(value: u32) -> Level {
    Level::ALL[value.min(4) as usize]
}

fn profile(draws: &mut Draws, size: Size) -> Profile {
    let count = (size.competencies / 3).clamp(4, 15);
    let targets: Vec<(usize, Level)> = draws
        .some_of(size.competencies, count)
        .into_iter()
        .map(|competency| (competency, level(draws.one_of(&[1, 2, 2, 3, 3, 3, 4]))))
        .collect();
    let importance = targets.iter().map(|_| draws.one_of(&IMPORTANCES)).collect();
    let yearly = f64::from(draws.between(70, 160)) * 1_000.0;
    let role = Role {
        targets,
        weeks_to_fill: f64::from(draws.between(6, 30)),
        weeks_to_ramp: f64::from(draws.between(4, 16)),
        hiring: Some(HiringCost { once: (yearly / 5.0).round(), yearly }),
        contractor_rate: draws.chance(60).then_some((yearly / 2.5).round()),
        attrition: 0.2,
    };
    Profile { role, importance }
}

fn item(draws: &mut Draws, size: Size, index: u32) -> Item {
    let more = draws.one_of(&[0, 0, 0, 1, 2]);
    let mut lifted = draws.some_of(size.competencies, more);
    // Every competency has an item.
    let own = (index % size.competencies) as usize;
    if !lifted.contains(&own) {
        lifted.push(own);
    }
    let lifts = lifted
        .into_iter()
        .map(|competency| {
            let from = draws.between(0, 3);
            (competency, level(from), level(from + draws.one_of(&[1, 1, 1, 2])))
        })
        .collect();
    Item {
        lifts,
        hours: f64::from(draws.one_of(&[4, 8, 8, 16, 24, 40])),
        cost: f64::from(draws.one_of(&[0, 0, 200, 500, 900, 2_000, 4_000, 8_000])),
        pass_rate: f64::from(draws.between(60, 95)) / 100.0,
        learner: None,
    }
}

fn person(draws: &mut Draws, size: Size, team: usize, profile: &Profile) -> Person {
    let mut levels: Vec<Option<Level>> = (0..size.competencies)
        .map(|_| {
            let value = level(draws.one_of(&[0, 0, 0, 1, 1, 2]));
            (!draws.chance(30)).then_some(value)
        })
        .collect();
    for &(competency, target) in &profile.role.targets {
        let value = (u32::from(target.get()) + draws.one_of(&[0, 1, 1, 2, 2, 2, 3])).saturating_sub(2);
        levels[competency] = (!draws.chance(5)).then_some(level(value));
    }
    let leaves = draws.chance(4).then(|| draws.between(1, QUARTERS) - 1);
    Person {
        team,
        levels,
        counts: (0..QUARTERS).map(|quarter| leaves.is_none_or(|leaves| quarter < leaves)).collect(),
        learning_hours: f64::from(draws.one_of(&[12, 20, 20, 20, 30])),
        attrition: 0.2,
    }
}

fn team(size: Size, roles: &[(&Profile, u32)]) -> Team {
    let mut demands = Vec::new();
    for competency in 0..size.competencies as usize {
        let mut seats = [0; 5];
        let mut importance = Importance::USEFUL;
        for (profile, count) in roles.iter().filter(|(_, count)| *count > 0) {
            let targets = profile.role.targets.iter().zip(&profile.importance);
            for (&(of, level), &weight) in targets {
                if of == competency {
                    seats[usize::from(level.get())] += count;
                    importance = importance.max(weight);
                }
            }
        }
        if let Some(lowest) = seats.iter().position(|seats| *seats > 0) {
            demands.push(Demand {
                competency,
                seats,
                importance,
                lowest_target: Level::ALL[lowest],
                needed_by: None,
                weeks_to_productive: 0.0,
            });
        }
    }
    Team { demands }
}

/// The instance for programs that are not Cadre, by index; a `null` level is unknown, a `null` cost not offered.
pub(crate) fn to_json(instance: &Instance) -> Value {
    let level = |level: &Level| level.get();
    let limits = &instance.limits;
    json!({
        "quarters": limits.quarters,
        "budget": limits.budget,
        "hires": limits.hires,
        "borrowed_quarters": limits.borrowed_quarters,
        "teams": instance.teams.iter().map(|team| team.demands.iter().map(|demand| json!({
            "competency": demand.competency,
            "seats": demand.seats,
            "importance": demand.importance.get(),
            "lowest": level(&demand.lowest_target),
            "minimum": demand.importance.minimum_holders(),
        })).collect::<Vec<_>>()).collect::<Vec<_>>(),
        "people": instance.people.iter().map(|person| json!({
            "team": person.team,
            "levels": person.levels.iter().map(|one| one.as_ref().map(level)).collect::<Vec<_>>(),
            "counts": person.counts,
            "hours": person.learning_hours,
        })).collect::<Vec<_>>(),
        "roles": instance.roles.iter().map(|role| json!({
            "targets": role.targets.iter().map(|(competency, to)| json!([competency, level(to)])).collect::<Vec<_>>(),
            "weeks_to_fill": role.weeks_to_fill,
            "weeks_to_ramp": role.weeks_to_ramp,
            "once": role.hiring.map(|cost| cost.once),
            "yearly": role.hiring.map(|cost| cost.yearly),
            "rate": role.contractor_rate,
        })).collect::<Vec<_>>(),
        "items": instance.items.iter().map(|item| json!({
            "lifts": item.lifts.iter()
                .map(|(competency, from, to)| json!([competency, level(from), level(to)]))
                .collect::<Vec<_>>(),
            "hours": item.hours,
            "cost": item.cost,
        })).collect::<Vec<_>>(),
    })
}

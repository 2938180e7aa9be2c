//! A plan played through week by week, as the design tells it. Slow and plain: it knows nothing of columns or nesting, fills
//! seats by augmenting paths, and keeps the objective as a fraction of 6.

use cadre_planner::{Action, Instance, Move};

/// What came of playing it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Played {
    /// Six times the objective.
    pub(crate) sixths: u64,
    pub(crate) cost: f64,
    /// Every rule that the plan broke.
    pub(crate) broken: Vec<String>,
}

/// Somebody on a team in a quarter.
struct Present {
    team: usize,
    levels: Vec<Option<u8>>,
    own: bool,
}

pub(crate) fn play(instance: &Instance, actions: &[Action]) -> Played {
    let quarters = instance.limits.quarters as usize;
    let mut broken = Vec::new();
    let mut cost = 0.0;
    let mut sixths = 0;
    let mut levels: Vec<Vec<Option<u8>>> = instance
        .people
        .iter()
        .map(|person| person.levels.iter().map(|level| level.map(cadre_core::Level::get)).collect())
        .collect();
    // Hours left to learn of each item under way: (person, item, hours left).
    let mut under_way: Vec<(usize, usize, f64)> = Vec::new();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for quarter in 1..=quarters {
        for action in actions.iter().filter(|action| action.quarter as usize == quarter) {
            match action.what {
                Move::Train { person, item } => {
                    for (competency, from, _) in &instance.items[item].lifts {
                        if levels[person][*competency].is_none_or(|level| level < from.get()) {
                            broken.push(format!("person {person} lacks what item {item} asks for"));
                        }
                    }
                    if taken.contains(&(person, item)) {
                        broken.push(format!("person {person} takes item {item} twice"));
                    }
                    taken.push((person, item));
                    under_way.push((person, item, instance.items[item].hours));
                    cost += instance.items[item].cost;
                }
                Move::Hire { role, .. } => {
                    let price = instance.roles[role].hiring.unwrap();
                    cost += price.once;
                    let arrival = quarter + (instance.roles[role].weeks_to_fill / 13.0).ceil() as usize;
                    for _ in arrival..=quarters {
                        cost += price.yearly / 4.0;
                    }
                }
                Move::Borrow { role, .. } => cost += instance.roles[role].contractor_rate.unwrap(),
            }
        }

        let mut present: Vec<Present> = Vec::new();
        for (person, levels) in instance.people.iter().zip(&levels) {
            if person.counts[quarter - 1] {
                present.push(Present { team: person.team, levels: levels.clone(), own: true });
            }
        }
        for action in actions {
            let (role, team, own, there) = match action.what {
                Move::Train { .. } => continue,
                Move::Hire { role, team } => {
                    let role_of = &instance.roles[role];
                    let weeks = role_of.weeks_to_fill + role_of.weeks_to_ramp;
                    (role, team, true, action.quarter as usize + (weeks / 13.0).ceil() as usize <= quarter)
                }
                Move::Borrow { role, team } => (role, team, false, action.quarter as usize == quarter),
            };
            if there {
                let mut levels = vec![None; 16];
                for (competency, level) in &instance.roles[role].targets {
                    levels[*competency] = Some(level.get());
                }
                present.push(Present { team, levels, own });
            }
        }
        for (team, standing) in instance.teams.iter().enumerate() {
            for demand in &standing.demands {
                let of_team = |one: &&Present| one.team == team;
                let able: Vec<u8> =
                    present.iter().filter(of_team).filter_map(|one| one.levels[demand.competency]).collect();
                let seats: Vec<u8> = (0_u8..5)
                    .flat_map(|level| std::iter::repeat_n(level, demand.seats[usize::from(level)] as usize))
                    .collect();
                let holders = present
                    .iter()
                    .filter(of_team)
                    .filter(|one| one.own)
                    .filter(|one| {
                        one.levels[demand.competency].is_some_and(|level| level >= demand.lowest_target.get())
                    })
                    .count() as u64;
                let importance = u64::from(demand.importance.get());
                let fewest = if importance == 3 { 2 } else { 1 };
                sixths += 2 * importance * largest_matching(&able, &seats) + importance * holders.min(fewest);
            }
        }

        // The quarter's learning, in the order in which the items were begun.
        let mut hours: Vec<f64> = instance.people.iter().map(|person| person.learning_hours).collect();
        for (person, item, left) in &mut under_way {
            // An item takes all the hours of a quarter until its own are used up; where another has had some of them
            // already, the two together must fit.
            let wanted = left.min(instance.people[*person].learning_hours);
            if wanted > hours[*person] + 1e-9 {
                broken.push(format!("person {person} has no hours for item {item} in quarter {quarter}"));
            }
            hours[*person] -= wanted;
            *left -= wanted;
        }
        let (done, going): (Vec<_>, Vec<_>) = under_way.into_iter().partition(|(.., left)| *left <= 0.0);
        under_way = going;
        for (person, item, _) in done {
            for (competency, _, to) in &instance.items[item].lifts {
                if let Some(level) = &mut levels[person][*competency] {
                    *level = (*level).max(to.get());
                }
            }
        }
    }
    let limits = &instance.limits;
    let count = |what: fn(&Move) -> bool| actions.iter().filter(|action| what(&action.what)).count() as u32;
    if cost > limits.budget + 1e-6 {
        broken.push(format!("{cost} is spent of {}", limits.budget));
    }
    if count(|what| matches!(what, Move::Hire { .. })) > limits.hires {
        broken.push("too many hires".to_owned());
    }
    if count(|what| matches!(what, Move::Borrow { .. })) > limits.borrowed_quarters {
        broken.push("too many borrowed quarters".to_owned());
    }
    Played { sixths, cost, broken }
}

/// Seats that can be filled, by augmenting paths.
fn largest_matching(able: &[u8], seats: &[u8]) -> u64 {
    fn place(
        person: usize,
        able: &[u8],
        seats: &[u8],
        seen: &mut [bool],
        holder: &mut [Option<usize>],
    ) -> bool {
        for seat in 0..seats.len() {
            if able[person] >= seats[seat] && !seen[seat] {
                seen[seat] = true;
                if holder[seat].is_none_or(|other| place(other, able, seats, seen, holder)) {
                    holder[seat] = Some(person);
                    return true;
                }
            }
        }
        false
    }
    let mut holder = vec![None; seats.len()];
    (0..able.len())
        .filter(|&person| place(person, able, seats, &mut vec![false; seats.len()], &mut holder))
        .count() as u64
}

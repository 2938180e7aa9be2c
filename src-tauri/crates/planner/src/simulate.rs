//! How sure a plan is: it is played through many times, with people leaving, training that fails and seats that fill sooner or
//! later than their role says.
//!
//! What is drawn, independently:
//! - Each person leaves at a constant rate at which the share `attrition` is gone in a year: they are still there at the end
//!   of quarter q with probability (1 − attrition)^(q ÷ 4); a hire likewise from the quarter of their arrival on.
//! - An item lifts the level of who finishes it with probability `pass_rate`. Where it does not, what builds on it
//!   does not begin. The money is spent all the same.
//! - The weeks to fill a seat are log-normal around the role's, which are their mean, with a standard deviation of the
//!   logarithm of [`FILL_SPREAD`]. That a time to fill is skewed to the right is common knowledge of recruiting; its shape and
//!   spread are an assumption of ours.
//! - Contractors come and stay for their quarter.
//!
//! Everybody draws whatever the plan is, before its actions do, so that two plans of the same organisation meet the same
//! luck and are compared by it.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use serde::Serialize;

use crate::{
    Control, PlanError,
    instance::{Action, Instance, Move, WEEKS},
    parallel::each,
};

/// How often a plan is played through where nobody says otherwise.
pub const SIMULATIONS: u32 = 10_000;

/// Standard deviation of the logarithm of the weeks to fill a seat: one in ten takes less than 0.55 times the role's weeks, one
/// in ten more than 1.54 times. An assumption, to be changed where one's own figures are known.
pub const FILL_SPREAD: f64 = 0.4;

/// Simulations that one thread does at a time.
const CHUNK: u32 = 100;

/// What is drawn, and how often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draws {
    /// How often the plan is played through, at least once.
    pub simulations: u32,
    /// Seed; each simulation has a stream of its own.
    pub seed: u64,
    /// Standard deviation of the logarithm of the weeks to fill, 0 or more.
    pub fill_spread: f64,
}

/// The weighted share of the seats that is filled in a quarter, 0 to 1, over all simulations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Fan {
    /// A tenth of the simulations comes to no more than this (the nearest rank).
    pub p10: f64,
    /// Half of them does.
    pub p50: f64,
    /// Nine tenths do.
    pub p90: f64,
    /// Their mean.
    pub expected: f64,
}

/// How sure a plan is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sureness {
    /// The share filled, quarter by quarter.
    pub quarters: Vec<Fan>,
    /// The chance that all seats are filled at the end of the horizon, `[team][demand]`, 0 to 1.
    pub all_filled: Vec<Vec<f64>>,
    /// The share filled at the end of the horizon in every simulation, 0 to 1, rising.
    pub last: Vec<f64>,
    /// How many simulations it rests on: fewer than were asked for where it was stopped, and with none nothing is told.
    pub simulations: u32,
}

impl Sureness {
    /// The share of the simulations in which at least `share` of the seats is filled at the end, 0 to 1.
    pub fn chance_of_at_least(&self, share: f64) -> f64 {
        // Shares of the same seats differ by far more than this, or by rounding alone.
        let less = self.last.partition_point(|last| *last < share - 1e-9);
        if self.last.is_empty() { 0.0 } else { (self.last.len() - less) as f64 / self.last.len() as f64 }
    }
}

/// Plays a plan through; the same seed gives the same odds with any number of threads. The actions are those of a
/// [`plan`](crate::plan) of the instance.
///
/// # Errors
/// [`PlanError::BadNumbers`].
pub fn sureness(
    instance: &Instance,
    actions: &[Action],
    draws: &Draws,
    control: &Control<'_>,
) -> Result<Sureness, PlanError> {
    let problems = instance.problems();
    if !problems.is_empty() {
        return Err(PlanError::BadNumbers(problems));
    }
    let stage = Stage::new(instance, actions, draws.fill_spread.max(0.0));
    let simulations = draws.simulations.max(1);
    let chunks = each(simulations.div_ceil(CHUNK) as usize, control.threads, |chunk| {
        let first = chunk as u32 * CHUNK;
        let mut played = Played::new(&stage);
        if !control.is_over() {
            for simulation in first..simulations.min(first + CHUNK) {
                let mut generator = ChaCha8Rng::seed_from_u64(draws.seed);
                generator.set_stream(u64::from(simulation));
                stage.play(&mut Luck(generator), &mut played);
            }
        }
        played
    });
    Ok(stage.odds(&chunks))
}

/// Numbers from one stream.
struct Luck(ChaCha8Rng);

impl Luck {
    /// Uniform from 0 to below 1, in steps of 2⁻⁵³.
    fn share(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From the standard normal distribution, by Box and Muller.
    fn normal(&mut self) -> f64 {
        let (radius, angle) = (1.0 - self.share(), self.share());
        (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
    }
}

/// The seats of one demand.
struct Cell {
    /// Seats at or above each level.
    seats: [u32; 5],
    importance: u32,
}

/// Somebody on a team.
struct Member {
    /// The probability of being there at the end of each quarter.
    stays: Vec<f64>,
    counts: Vec<bool>,
    /// The demands of their team in which their level is known, with it.
    holds: Vec<(usize, usize)>,
}

/// Training of one person, in order.
struct Trainee {
    member: usize,
    /// The competencies that their items speak of: the demand of their team, if it has one, and the level, −1 unknown.
    slots: Vec<(Option<usize>, i8)>,
    courses: Vec<Course>,
}

struct Course {
    start: usize,
    done: usize,
    pass_rate: f64,
    /// Slot, level needed, level reached.
    lifts: Vec<(usize, i8, i8)>,
}

/// A hire of the plan.
struct Hire {
    opened: usize,
    /// Weeks to fill, and their spread.
    weeks: f64,
    ramp: f64,
    attrition: f64,
    holds: Vec<(usize, usize)>,
}

/// Everything that does not change from one simulation to the next.
struct Stage {
    cells: Vec<Cell>,
    /// The cells of each team begin here.
    first_cell: Vec<usize>,
    members: Vec<Member>,
    trainees: Vec<Trainee>,
    hires: Vec<Hire>,
    spread: f64,
    /// Who is there by level if nobody leaves, learns or is hired, `[quarter][cell]`; the borrowed are.
    base: Vec<Vec<[u32; 5]>>,
    /// The seats that they fill.
    base_filled: Vec<Vec<u32>>,
    /// Their weighted sums.
    base_sums: Vec<u64>,
    /// Weighted seats.
    required: u64,
}

/// What simulations came to.
struct Played {
    /// Weighted seats filled, `[quarter][simulation]`.
    filled: Vec<Vec<u64>>,
    /// How often a cell was another than the base at the end, and how often all its seats were filled then.
    changed: Vec<u32>,
    full: Vec<u32>,
    /// Of the simulation at hand: who is there, `[quarter][cell]`, and the cells that are not as the base.
    there: Vec<Vec<[u32; 5]>>,
    touched: Vec<Vec<usize>>,
    is_touched: Vec<Vec<bool>>,
}

impl Stage {
    fn new(instance: &Instance, actions: &[Action], spread: f64) -> Self {
        let quarters = instance.quarters();
        let mut cells = Vec::new();
        let mut first_cell = Vec::with_capacity(instance.teams.len());
        for team in &instance.teams {
            first_cell.push(cells.len());
            cells.extend(team.demands.iter().map(|demand| {
                let mut seats = demand.seats;
                for level in (0..4).rev() {
                    seats[level] += seats[level + 1];
                }
                Cell { seats, importance: u32::from(demand.importance.get()) }
            }));
        }
        let cell_of = |team: usize, competency: usize| {
            let demands = &instance.teams[team].demands;
            demands.iter().position(|demand| demand.competency == competency).map(|at| first_cell[team] + at)
        };
        let brought = |role: usize, team: usize| -> Vec<(usize, usize)> {
            let targets = instance.roles[role].targets.iter();
            targets
                .filter_map(|&(competency, level)| {
                    Some((cell_of(team, competency)?, usize::from(level.get())))
                })
                .collect()
        };
        let mut base = vec![vec![[0; 5]; cells.len()]; quarters];
        let members: Vec<Member> = instance
            .people
            .iter()
            .map(|person| {
                let demands = instance.teams[person.team].demands.iter().enumerate();
                let holds: Vec<(usize, usize)> = demands
                    .filter_map(|(at, demand)| {
                        let level = person.level(demand.competency)?;
                        Some((first_cell[person.team] + at, usize::from(level.get())))
                    })
                    .collect();
                for (base, _) in base.iter_mut().zip(&person.counts).filter(|(_, counts)| **counts) {
                    for &(cell, level) in &holds {
                        base[cell][level] += 1;
                    }
                }
                let stays = (1..=quarters).map(|quarter| stays(person.attrition, quarter)).collect();
                Member { stays, counts: person.counts.clone(), holds }
            })
            .collect();
        let mut stage = Self {
            required: cells.iter().map(|cell| u64::from(cell.importance * cell.seats[0])).sum(),
            trainees: trainees(instance, actions, &cell_of),
            cells,
            first_cell: Vec::new(),
            members,
            hires: Vec::new(),
            spread,
            base: Vec::new(),
            base_filled: Vec::new(),
            base_sums: Vec::new(),
        };
        for action in actions {
            match action.what {
                Move::Train { .. } => {}
                Move::Hire { role, team } => stage.hires.push(Hire {
                    opened: action.quarter as usize - 1,
                    weeks: instance.roles[role].weeks_to_fill,
                    ramp: instance.roles[role].weeks_to_ramp,
                    attrition: instance.roles[role].attrition,
                    holds: brought(role, team),
                }),
                Move::Borrow { role, team } => {
                    for (cell, level) in brought(role, team) {
                        base[action.quarter as usize - 1][cell][level] += 1;
                    }
                }
            }
        }
        stage.base_filled = base
            .iter()
            .map(|base| stage.cells.iter().zip(base).map(|(cell, there)| cell.filled(there)).collect())
            .collect();
        let weighted = |(cell, filled): (&Cell, &u32)| u64::from(cell.importance * filled);
        stage.base_sums = stage
            .base_filled
            .iter()
            .map(|filled| stage.cells.iter().zip(filled).map(weighted).sum())
            .collect();
        stage.base = base;
        stage.first_cell = first_cell;
        stage
    }

    fn play(&self, luck: &mut Luck, played: &mut Played) {
        let quarters = self.base.len();
        // The first quarter at whose end they are gone.
        let mut gone = Vec::with_capacity(self.members.len());
        for member in &self.members {
            let luck = luck.share();
            let left = member.stays.iter().position(|stays| luck >= *stays).unwrap_or(quarters);
            gone.push(left);
            for quarter in (left..quarters).filter(|&quarter| member.counts[quarter]) {
                for &(cell, level) in &member.holds {
                    played.touch(quarter, cell)[level] -= 1;
                }
            }
        }
        let mut levels: Vec<i8> = Vec::new();
        let mut passes: Vec<bool> = Vec::new();
        let mut begun: Vec<bool> = Vec::new();
        for trainee in &self.trainees {
            let member = &self.members[trainee.member];
            levels.clear();
            levels.extend(trainee.slots.iter().map(|slot| slot.1));
            passes.clear();
            passes.extend(trainee.courses.iter().map(|course| luck.share() < course.pass_rate));
            begun.clear();
            begun.resize(trainee.courses.len(), false);
            for quarter in 0..quarters {
                for ((course, begun), passes) in trainee.courses.iter().zip(&begun).zip(&passes) {
                    if course.done == quarter && *begun && *passes {
                        for &(slot, _, to) in &course.lifts {
                            levels[slot] = levels[slot].max(to);
                        }
                    }
                }
                for (course, begun) in trainee.courses.iter().zip(&mut begun) {
                    if course.start == quarter {
                        *begun = course.lifts.iter().all(|&(slot, from, _)| levels[slot] >= from);
                    }
                }
                if quarter < gone[trainee.member] && member.counts[quarter] {
                    for (&(cell, before), &level) in trainee.slots.iter().zip(&levels) {
                        if let Some(cell) = cell.filter(|_| level > before) {
                            let there = played.touch(quarter, cell);
                            there[before as usize] -= 1;
                            there[level as usize] += 1;
                        }
                    }
                }
            }
        }
        for hire in &self.hires {
            let (normal, luck) = (luck.normal(), luck.share());
            let weeks = hire.weeks * (self.spread * normal - self.spread * self.spread / 2.0).exp();
            let quarters_of = |weeks: f64| (weeks / WEEKS).ceil().min(1000.0) as usize;
            let arrival = hire.opened + quarters_of(weeks);
            let productive = hire.opened + quarters_of(weeks + hire.ramp);
            for quarter in productive..quarters {
                if luck >= stays(hire.attrition, quarter + 1 - arrival) {
                    break;
                }
                for &(cell, level) in &hire.holds {
                    played.touch(quarter, cell)[level] += 1;
                }
            }
        }
        played.score(self);
    }

    fn odds(&self, chunks: &[Played]) -> Sureness {
        let simulations = chunks.iter().map(|played| played.filled[0].len()).sum::<usize>();
        if simulations == 0 {
            return Sureness::default();
        }
        let share = |filled: u64| {
            if self.required == 0 { 1.0 } else { filled as f64 / self.required as f64 }
        };
        let mut at_the_end = Vec::new();
        let quarters = (0..self.base.len())
            .map(|quarter| {
                let mut filled: Vec<u64> =
                    chunks.iter().flat_map(|played| &played.filled[quarter]).copied().collect();
                filled.sort_unstable();
                let at = |percent: usize| share(filled[(simulations * percent).div_ceil(100) - 1]);
                let sum: u64 = filled.iter().sum();
                let expected = if self.required == 0 { 1.0 } else { share(sum) / simulations as f64 };
                let fan = Fan { p10: at(10), p50: at(50), p90: at(90), expected };
                at_the_end = filled;
                fan
            })
            .collect();
        let last_shares = at_the_end.into_iter().map(share).collect();
        let last = self.base_filled.len() - 1;
        let chance = |cell: usize| {
            let sum = |of: fn(&Played) -> &Vec<u32>| {
                chunks.iter().map(|played| of(played)[cell] as usize).sum::<usize>()
            };
            let (changed, full) = (sum(|played| &played.changed), sum(|played| &played.full));
            let as_base = self.base_filled[last][cell] == self.cells[cell].seats[0];
            let unchanged = if as_base { simulations - changed } else { 0 };
            (full + unchanged) as f64 / simulations as f64
        };
        let ends = self.first_cell.iter().skip(1).copied().chain([self.cells.len()]);
        let all_filled = self
            .first_cell
            .iter()
            .zip(ends)
            .map(|(&first, end)| (first..end).map(chance).collect())
            .collect();
        Sureness { quarters, all_filled, last: last_shares, simulations: simulations as u32 }
    }
}

impl Cell {
    /// Seats that can be filled: all but the largest excess of seats over people at or above any one level, as the
    /// matching of nested sets has it (Hall).
    fn filled(&self, there: &[u32; 5]) -> u32 {
        let (mut above, mut short) = (0, 0);
        for level in (0..5).rev() {
            above += there[level];
            short = short.max(self.seats[level].saturating_sub(above));
        }
        self.seats[0] - short
    }
}

impl Played {
    fn new(stage: &Stage) -> Self {
        let (quarters, cells) = (stage.base.len(), stage.cells.len());
        Self {
            filled: vec![Vec::with_capacity(CHUNK as usize); quarters],
            changed: vec![0; cells],
            full: vec![0; cells],
            there: stage.base.clone(),
            touched: vec![Vec::new(); quarters],
            is_touched: vec![vec![false; cells]; quarters],
        }
    }

    fn touch(&mut self, quarter: usize, cell: usize) -> &mut [u32; 5] {
        if !std::mem::replace(&mut self.is_touched[quarter][cell], true) {
            self.touched[quarter].push(cell);
        }
        &mut self.there[quarter][cell]
    }

    /// Counts what is filled, and goes back to the base.
    fn score(&mut self, stage: &Stage) {
        let last = stage.base.len() - 1;
        for quarter in 0..=last {
            let mut sum = stage.base_sums[quarter];
            for cell in self.touched[quarter].drain(..) {
                let seats = &stage.cells[cell];
                let filled = seats.filled(&self.there[quarter][cell]);
                sum += u64::from(seats.importance * filled);
                sum -= u64::from(seats.importance * stage.base_filled[quarter][cell]);
                if quarter == last {
                    self.changed[cell] += 1;
                    self.full[cell] += u32::from(filled == seats.seats[0]);
                }
                self.there[quarter][cell] = stage.base[quarter][cell];
                self.is_touched[quarter][cell] = false;
            }
            self.filled[quarter].push(sum);
        }
    }
}

/// The probability of being there after so many quarters.
fn stays(attrition: f64, quarters: usize) -> f64 {
    (1.0 - attrition).powf(quarters as f64 / 4.0)
}

/// The training of the plan by person.
fn trainees(
    instance: &Instance,
    actions: &[Action],
    cell_of: &impl Fn(usize, usize) -> Option<usize>,
) -> Vec<Trainee> {
    let mut trainees: Vec<Trainee> = Vec::new();
    let mut taken: Vec<(usize, Action, usize)> = actions
        .iter()
        .filter_map(|&action| match action.what {
            Move::Train { person, item } => Some((person, action, item)),
            _ => None,
        })
        .collect();
    taken.sort_unstable();
    for of_one in taken.chunk_by(|one, other| one.0 == other.0) {
        let member = of_one[0].0;
        let person = &instance.people[member];
        let mut competencies: Vec<usize> = Vec::new();
        let mut courses = Vec::new();
        for &(_, action, item) in of_one {
            let start = action.quarter as usize - 1;
            let item = &instance.items[item];
            let Some(hours) = item.hours_by_quarter(person.learning_hours, instance.quarters()) else {
                continue;
            };
            let lifts = item
                .lifts
                .iter()
                .map(|&(competency, from, to)| {
                    let known = competencies.iter().position(|one| *one == competency);
                    let slot = known.unwrap_or_else(|| {
                        competencies.push(competency);
                        competencies.len() - 1
                    });
                    (slot, from.get() as i8, to.get() as i8)
                })
                .collect();
            courses.push(Course { start, done: start + hours.len(), pass_rate: item.pass_rate, lifts });
        }
        let slots = competencies
            .into_iter()
            .map(|competency| match person.level(competency) {
                Some(level) => (cell_of(person.team, competency), level.get() as i8),
                None => (None, -1),
            })
            .collect();
        trainees.push(Trainee { member, slots, courses });
    }
    trainees
}

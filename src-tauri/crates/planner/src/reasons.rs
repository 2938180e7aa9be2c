//! Why a plan is as it is: what each action adds, what stopped each seat that stays open, and what more money would buy. All of
//! it is solved again, never read off a price.

use std::collections::BTreeMap;

use cadre_core::{Level, MOST_AMOUNT, organisation::Demand, seats::unfilled_seats};
use serde::Serialize;

use crate::{
    Control, Instance, Plan, PlanError,
    by_team::whole_points,
    coverage::{Covered, POINTS, at_horizon, coverage},
    instance::{Action, Limits, Move, Resources, Wish},
    model::{Goal, Model},
    parallel::each,
    part::Part,
    plan::{MOST_IN_ONE_MODEL, NEARLY_ONE, plan, wishes_met},
    solver::Tolerance,
};

/// Most nodes of one search for the best plan without an action.
const NODES: i32 = 500;

/// What the best plan without an action loses, in units of the objective.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    /// What is done at least once less often.
    pub what: Move,
    /// It loses at least this, proven; equal to `at_most` where the loss is known.
    pub at_least: f64,
    /// And at most this.
    pub at_most: f64,
    /// A wish asks for it, so that it could not be left out; the losses are then of leaving it out all the same.
    pub asked_for: bool,
}

/// What each action of a plan adds: the instance solved again with it forbidden, or, where it is done several times, with one
/// less. One entry for each move, in order. Where there is no time to solve again the loss is at most what leaving it out
/// and nothing else loses. Beyond one model's reach the other teams stay as they are, and nothing is proven of the least.
///
/// # Errors
/// [`PlanError::BadNumbers`]; [`PlanError::Solver`] where the solver fails.
pub fn losses(instance: &Instance, plan: &Plan, control: &Control<'_>) -> Result<Vec<Loss>, PlanError> {
    let problems = instance.problems();
    if !problems.is_empty() {
        return Err(PlanError::BadNumbers(problems));
    }
    let mut times: BTreeMap<Move, u32> = BTreeMap::new();
    for action in &plan.actions {
        *times.entry(action.what).or_default() += 1;
    }
    let moves: Vec<(Move, u32)> = times.into_iter().collect();
    let limits = Resources::limits(instance);
    if Model::new(instance).size() <= MOST_IN_ONE_MODEL {
        let all = each(moves.len(), control.threads, |index| {
            loss(instance, &plan.actions, moves[index], limits, control)
        });
        return all.into_iter().collect();
    }
    let unused = limits.plus(Resources::sum(instance, &plan.actions).times(-1.0));
    let parts = Part::each_team(instance);
    let all = each(moves.len(), control.threads, |index| {
        let (what, times) = moves[index];
        let part = &parts[what.team(instance)];
        let own = part.actions_inwards(instance, &plan.actions);
        let inside = part.inwards(what).unwrap_or(what);
        let limits = unused.plus(Resources::sum(&part.instance, &own));
        Ok(Loss { what, at_least: 0.0, ..loss(&part.instance, &own, (inside, times), limits, control)? })
    });
    all.into_iter().collect()
}

fn loss(
    instance: &Instance,
    actions: &[Action],
    (what, times): (Move, u32),
    limits: Resources,
    control: &Control<'_>,
) -> Result<Loss, PlanError> {
    let points = coverage(instance, actions).points();
    // Of equal moves the one that adds least is left out: the last to start.
    let mut fewer = actions.to_vec();
    if let Some(at) = fewer.iter().rposition(|action| action.what == what) {
        fewer.remove(at);
    }
    let asked_for = wishes_met(instance, actions) && !wishes_met(instance, &fewer);
    let mut least_left = coverage(instance, &fewer).points();
    let mut most_left = points;
    if !asked_for && !control.is_over() {
        let mut without = instance.clone();
        without.wishes.push(Wish::AtMost(what, times - 1));
        let mut model = Model::new(&without);
        model.limits = limits;
        let tolerance = Tolerance { relative: 0.0, absolute: NEARLY_ONE, nodes: Some(NODES) };
        if let Some(found) = model.best(Goal::Points, tolerance, &control.silently())? {
            let left = found.actions.map_or(0, |actions| coverage(&without, &actions).points());
            least_left = least_left.max(left);
            most_left = most_left.min(whole_points(found.bound));
        }
    } else if asked_for {
        most_left = least_left;
    }
    let lost = |left: u64| points.saturating_sub(left) as f64 / f64::from(POINTS);
    let at_most = lost(least_left);
    Ok(Loss { what, at_least: lost(most_left).min(at_most), at_most, asked_for })
}

/// What stands empty of a demand without an action, and with all the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gain {
    /// Index of the demand among those of the action's team.
    pub demand: usize,
    /// Seats, in the quarter in which it is most.
    pub filled: u32,
    /// Likewise own holders.
    pub depth: u32,
}

/// What each action fills by itself, one list for each action: team by team, for one is nothing to another.
pub fn gains(instance: &Instance, actions: &[Action]) -> Vec<Vec<Gain>> {
    let mut gains = vec![Vec::new(); actions.len()];
    let mut of_team = vec![Vec::new(); instance.teams.len()];
    for (index, action) in actions.iter().enumerate() {
        of_team[action.what.team(instance)].push(index);
    }
    for (part, indices) in Part::each_team(instance).iter().zip(of_team) {
        let own: Vec<Action> = indices
            .iter()
            .filter_map(|&index| {
                Some(Action { what: part.inwards(actions[index].what)?, quarter: actions[index].quarter })
            })
            .collect();
        let with = coverage(&part.instance, &own);
        for (at, index) in indices.into_iter().enumerate() {
            let mut others = own.clone();
            others.remove(at);
            let without = coverage(&part.instance, &others);
            let most = |demand: usize, of: fn(&Covered) -> u32| {
                let quarters = with.0.iter().zip(&without.0);
                let more = quarters
                    .map(|(with, without)| of(&with[0][demand]).saturating_sub(of(&without[0][demand])));
                more.max().unwrap_or_default()
            };
            gains[index] = (0..part.instance.teams[0].demands.len())
                .map(|demand| Gain {
                    demand,
                    filled: most(demand, |covered| covered.filled),
                    depth: most(demand, |covered| covered.depth),
                })
                .filter(|gain| gain.filled > 0 || gain.depth > 0)
                .collect();
        }
    }
    gains
}

/// What stopped a seat from being filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// No item leads to the level.
    NoItem,
    /// There are such items, but nobody of the team has or can reach what they ask for in time.
    NobodyWithinReach,
    /// No role brings the level, or none that can be hired or borrowed.
    NoRole,
    /// One that brings it can be hired, but would not be productive within the horizon.
    TooLateToHire,
    /// A wish forbids what would fill them.
    Forbidden,
    /// With more money more of these seats are filled.
    Budget,
    /// Likewise with more hires.
    Hires,
    /// Likewise with more borrowed quarters.
    BorrowedQuarters,
    /// Likewise with more learning hours.
    Hours,
    /// No limit alone: several of them together, or the same means cover more elsewhere.
    Together,
    /// There was no time to find out.
    Unknown,
}

/// Seats that the plan leaves open at the end of the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenSeats {
    /// Index of the team.
    pub team: usize,
    /// Index of the demand among those of the team.
    pub demand: usize,
    /// The level that they need.
    pub level: Level,
    /// How many.
    pub seats: u32,
    /// What stopped them, at least one. Where a way is shut for good, both ways are told; else the limits, each of which by
    /// itself, lifted, fills more of the demand's seats.
    pub stops: Vec<Stop>,
}

/// The seats left open at the horizon, and why: by team, demand and level from the highest. The instance is solved again with
/// the money, the hires, the borrowed quarters and the learning hours freed one at a time.
///
/// # Errors
/// As of [`losses`].
pub fn open_seats(
    instance: &Instance,
    found: &Plan,
    gap: f64,
    control: &Control<'_>,
) -> Result<Vec<OpenSeats>, PlanError> {
    let problems = instance.problems();
    if !problems.is_empty() {
        return Err(PlanError::BadNumbers(problems));
    }
    let mut open = Vec::new();
    for (team, there) in at_horizon(instance, &found.actions).iter().enumerate() {
        for (demand, (needs, there)) in instance.teams[team].demands.iter().zip(there).enumerate() {
            let people: Vec<(usize, Level)> = Level::ALL
                .into_iter()
                .zip(there)
                .flat_map(|(level, count)| std::iter::repeat_n((0, level), *count as usize))
                .collect();
            let unfilled = unfilled_seats(&people, needs.seats);
            for alike in unfilled.chunk_by(|one, other| one.needs == other.needs) {
                let level = alike[0].needs;
                open.push(OpenSeats { team, demand, level, seats: alike.len() as u32, stops: Vec::new() });
            }
        }
    }
    let unhurried = with_hours(instance);
    let model = Model::new(&unhurried);
    let allowed = Instance { wishes: Vec::new(), ..unhurried.clone() };
    let allowed = Model::new(&allowed);
    for seats in &mut open {
        if !can_be_filled(instance, &model, seats) {
            seats.stops = if can_be_filled(instance, &allowed, seats) {
                vec![Stop::Forbidden]
            } else {
                shut(instance, seats)
            };
        }
    }
    if open.iter().all(|seats| !seats.stops.is_empty()) {
        return Ok(open);
    }
    // One for every seat is more than there is use for, wherever else one would be of use too.
    let all = instance.teams.iter().flat_map(|team| &team.demands).map(Demand::required).sum::<u32>();
    let freed: [(Stop, Instance); 4] = [
        (Stop::Budget, with_limits(instance, |limits| limits.budget = MOST_AMOUNT)),
        (Stop::Hires, with_limits(instance, |limits| limits.hires = limits.hires.saturating_add(all))),
        (
            Stop::BorrowedQuarters,
            with_limits(instance, |limits| {
                let quarters = all.saturating_mul(limits.quarters);
                limits.borrowed_quarters = limits.borrowed_quarters.saturating_add(quarters);
            }),
        ),
        (Stop::Hours, unhurried.clone()),
    ];
    let solved = each(freed.len(), control.threads, |index| {
        if control.is_over() {
            return Ok(None);
        }
        let alone = Control { threads: 1, ..control.silently() };
        plan(&freed[index].1, gap, &alone).map(Some)
    });
    let mut filled = Vec::new();
    for ((stop, _), solved) in freed.iter().zip(solved) {
        filled.push((*stop, solved?));
    }
    let last = instance.quarters() - 1;
    let of = |plan: &Plan, seats: &OpenSeats| plan.coverage.0[last][seats.team][seats.demand].filled;
    for seats in open.iter_mut().filter(|seats| seats.stops.is_empty()) {
        let before = of(found, seats);
        let fills = |plan: &Option<Plan>| plan.as_ref().is_some_and(|plan| of(plan, seats) > before);
        seats.stops = filled.iter().filter(|(_, plan)| fills(plan)).map(|(stop, _)| *stop).collect();
        if seats.stops.is_empty() {
            let unknown = control.is_over() || filled.iter().any(|(_, plan)| plan.is_none());
            seats.stops.push(if unknown { Stop::Unknown } else { Stop::Together });
        }
    }
    Ok(open)
}

/// Whether an item leads to the level of the seats.
fn leads(instance: &Instance, item: usize, seats: &OpenSeats) -> bool {
    let competency = instance.teams[seats.team].demands[seats.demand].competency;
    instance.items[item].lifts.iter().any(|&(of, _, to)| of == competency && to >= seats.level)
}

/// Whether a role brings the level of the seats.
fn brings(instance: &Instance, role: usize, seats: &OpenSeats) -> bool {
    let competency = instance.teams[seats.team].demands[seats.demand].competency;
    instance.roles[role].targets.iter().any(|&(of, level)| of == competency && level >= seats.level)
}

/// Whether training or somebody new can fill the seats, where enough is spent.
fn can_be_filled(instance: &Instance, model: &Model<'_>, seats: &OpenSeats) -> bool {
    let competency = instance.teams[seats.team].demands[seats.demand].competency;
    let last = instance.quarters() - 1;
    let learns = model.trainings.iter().any(|training| {
        let who = &instance.people[training.person];
        who.team == seats.team
            && who.counts[last]
            && leads(instance, training.item, seats)
            && who.level(competency).is_some_and(|held| held < seats.level)
    });
    let comes = model.newcomers.iter().any(|action| match action.what {
        Move::Hire { role, team } => {
            let productive = action.quarter.saturating_add(instance.roles[role].quarters_to_productive());
            team == seats.team && brings(instance, role, seats) && productive <= instance.limits.quarters
        }
        Move::Borrow { role, team } => team == seats.team && brings(instance, role, seats),
        Move::Train { .. } => false,
    });
    learns || comes
}

/// Why neither training nor anybody new can fill the seats, whatever is spent.
fn shut(instance: &Instance, seats: &OpenSeats) -> Vec<Stop> {
    let items = (0..instance.items.len()).any(|item| leads(instance, item, seats));
    let roles = (0..instance.roles.len())
        .any(|role| brings(instance, role, seats) && instance.roles[role].hiring.is_some());
    vec![
        if items { Stop::NobodyWithinReach } else { Stop::NoItem },
        if roles { Stop::TooLateToHire } else { Stop::NoRole },
    ]
}

fn with_limits(instance: &Instance, change: impl Fn(&mut Limits)) -> Instance {
    let mut freed = instance.clone();
    change(&mut freed.limits);
    freed
}

/// With hours for everything at once.
fn with_hours(instance: &Instance) -> Instance {
    let mut freed = instance.clone();
    let all: f64 = instance.items.iter().map(|item| item.hours).sum();
    for person in &mut freed.people {
        person.learning_hours = all.clamp(person.learning_hours, MOST_AMOUNT);
    }
    freed
}

/// What wider limits buy.
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// The best plan within them.
    pub plan: Plan,
    /// It gains at least this in the objective, over the best that there is without; equal to `at_most` where both are proven.
    pub at_least: f64,
    /// And at most this.
    pub at_most: f64,
}

/// What `wider` limits would buy, another 10,000 or one more hire, solved again.
///
/// # Errors
/// As of [`losses`].
pub fn worth_of(
    instance: &Instance,
    found: &Plan,
    wider: Limits,
    gap: f64,
    control: &Control<'_>,
) -> Result<Worth, PlanError> {
    let richer = with_limits(instance, |limits| *limits = wider);
    let plan = plan(&richer, gap, control)?;
    let at_least = (plan.objective - found.bound).max(0.0);
    let at_most = (plan.bound - found.objective).max(at_least);
    Ok(Worth { plan, at_least, at_most })
}

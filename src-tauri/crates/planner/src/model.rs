//! The plan as a mixed-integer programme. Seats of level ℓ can be filled by anyone at ≥ ℓ, so the matching of people to seats
//! is a set of nested covering constraints: for each ℓ, the seats filled at ≥ ℓ are at most the people at ≥ ℓ. With whole
//! numbers of people that system is totally unimodular, and the seats filled need not be integer columns.

use std::collections::{BTreeMap, HashMap};

use cadre_core::seats::match_seats;
use highs::{Col, RowProblem, Sense};

use crate::{
    PlanError,
    candidates::{Training, newcomers, thresholds, trainings},
    coverage::POINTS,
    instance::{Action, Instance, Move, Wish},
    solver::{Control, Programme, Solution, Tolerance, solve},
};

/// What is to be the best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Goal {
    /// The most points.
    Points,
    /// The least cost with at least so many points.
    Cost {
        /// The points.
        points: u64,
    },
    /// The earliest starts with at least so many points, at no more than the cost.
    Start {
        /// The points.
        points: u64,
        /// The cost.
        cost: f64,
    },
}

/// What came of a model.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// The best actions found, in order; `None` where there was no time to find any.
    pub(crate) actions: Option<Vec<Action>>,
    /// The values of the columns, to begin the next search with.
    pub(crate) values: Vec<f64>,
    /// No actions are better than this, in the goal's own unit.
    pub(crate) bound: f64,
}

/// The columns that stand for actions, and what can be of use.
pub(crate) struct Model<'a> {
    instance: &'a Instance,
    trainings: Vec<Training>,
    newcomers: Vec<Action>,
    competencies: usize,
}

/// A sum of columns.
type Sum = Vec<(Col, f64)>;

struct Building<'a> {
    problem: RowProblem,
    /// What every action costs, and how often it can be done: the columns in the order of `actions`.
    actions: Vec<(Action, Col)>,
    /// Points, of the goal or of a row.
    points: Sum,
    /// Points that are there whatever is done.
    given: u64,
    instance: &'a Instance,
}

impl<'a> Model<'a> {
    pub(crate) fn new(instance: &'a Instance) -> Self {
        let competencies = instance
            .people
            .iter()
            .map(|person| person.levels.len())
            .chain(instance.teams.iter().flat_map(|team| &team.demands).map(|demand| demand.competency + 1))
            .chain(instance.roles.iter().flat_map(|role| &role.targets).map(|target| target.0 + 1))
            .chain(instance.items.iter().flat_map(|item| &item.lifts).map(|lift| lift.0 + 1))
            .max()
            .unwrap_or_default();
        let needed = thresholds(instance, competencies);
        let trainings = (0..instance.people.len())
            .flat_map(|person| trainings(instance, person, &needed[instance.people[person].team]))
            .collect();
        let newcomers =
            (0..instance.teams.len()).flat_map(|team| newcomers(instance, team, &needed[team])).collect();
        Self { instance, trainings, newcomers, competencies }
    }

    /// The best actions by the goal; `None` where the wishes cannot all be met.
    pub(crate) fn best(
        &self,
        goal: Goal,
        tolerance: Tolerance,
        start: Option<&[f64]>,
        control: &Control<'_>,
    ) -> Result<Option<Found>, PlanError> {
        let Building { problem, actions, given, .. } = self.build(goal);
        let (sense, offset, unit) = match goal {
            Goal::Points => (Sense::Maximise, given as f64, f64::from(POINTS)),
            Goal::Cost { .. } | Goal::Start { .. } => (Sense::Minimise, 0.0, 1.0),
        };
        let silent = |_| {};
        let control = match goal {
            Goal::Points => *control,
            // Progress tells of points.
            _ => Control { progress: &silent, ..*control },
        };
        if actions.is_empty() {
            let unmet = self.instance.wishes.iter().any(|wish| match wish {
                Wish::AtLeast(_, count) | Wish::HiresOn { at_least: count, .. } => *count > 0,
                Wish::AtMost(..) => false,
            });
            let found = Found { actions: Some(Vec::new()), values: Vec::new(), bound: offset };
            return Ok((!unmet).then_some(found));
        }
        let programme = Programme { problem, sense, start, offset, unit };
        let Some(Solution { values, bound }) = solve(programme, tolerance, &control)? else {
            return Ok(None);
        };
        let chosen = (!values.is_empty()).then(|| {
            let mut chosen: Vec<Action> = actions
                .iter()
                .flat_map(|&(action, column)| {
                    std::iter::repeat_n(action, values[column.index()].round().max(0.0) as usize)
                })
                .collect();
            chosen.sort_unstable();
            chosen
        });
        Ok(Some(Found { actions: chosen, values, bound: bound + offset }))
    }

    fn build(&self, goal: Goal) -> Building<'a> {
        let instance = self.instance;
        let quarters = instance.quarters();
        let weigh = |action: Action| match goal {
            Goal::Points => 0.0,
            Goal::Cost { .. } => instance.cost(action),
            Goal::Start { .. } => f64::from(action.quarter),
        };
        let mut building = Building {
            problem: RowProblem::new(),
            actions: Vec::new(),
            points: Vec::new(),
            given: 0,
            instance,
        };
        let mut starts: Vec<Vec<Col>> = Vec::with_capacity(self.trainings.len());
        for training in &self.trainings {
            let what = Move::Train { person: training.person, item: training.item };
            let columns = training.starts.iter().map(|&start| {
                let action = Action { quarter: start as u32 + 1, what };
                let column = building.problem.add_integer_column(weigh(action), 0.0..=1.0);
                building.actions.push((action, column));
                column
            });
            starts.push(columns.collect());
        }
        for &action in &self.newcomers {
            let most = match action.what {
                Move::Borrow { .. } => instance.limits.borrowed_quarters,
                _ => instance.limits.hires,
            };
            let column = building.problem.add_integer_column(weigh(action), 0.0..=f64::from(most));
            building.actions.push((action, column));
        }
        let mut reaching = self.reaching(&starts);
        self.cover(&mut building, &mut reaching, matches!(goal, Goal::Points));
        self.limit_trainings(&mut building, &mut reaching, &starts, quarters);
        building.limit();
        let given = building.given as f64;
        match goal {
            Goal::Points => {}
            Goal::Cost { points } => building.at_least_points(points as f64 - given),
            Goal::Start { points, cost } => {
                building.at_least_points(points as f64 - given);
                building.at_most_cost(cost);
            }
        }
        building
    }

    /// For each person, competency and level above the present one: the starts after which it is reached.
    fn reaching(&self, starts: &[Vec<Col>]) -> Reaching {
        let mut by_level: BTreeMap<(usize, usize, usize), Vec<(usize, usize, Col)>> = BTreeMap::new();
        for (index, (training, columns)) in self.trainings.iter().zip(starts).enumerate() {
            for &(competency, _, to) in &self.instance.items[training.item].lifts {
                let Some(held) = self.instance.people[training.person].level(competency) else { continue };
                for level in usize::from(held.get()) + 1..=usize::from(to.get()) {
                    let list = by_level.entry((training.person, competency, level)).or_default();
                    list.extend(
                        training
                            .starts
                            .iter()
                            .zip(columns)
                            .map(|(&start, &column)| (index, training.counts_from(start), column)),
                    );
                }
            }
        }
        Reaching { by_level, columns: HashMap::new() }
    }

    /// Seats filled and depth, by team, demand and quarter.
    fn cover(&self, building: &mut Building<'_>, reaching: &mut Reaching, scored: bool) {
        let instance = self.instance;
        for (team, standing) in instance.teams.iter().enumerate() {
            let people: Vec<usize> =
                (0..instance.people.len()).filter(|&person| instance.people[person].team == team).collect();
            for demand in &standing.demands {
                for quarter in 0..instance.quarters() {
                    let mut held = [0_u32; 5];
                    for &person in &people {
                        let who = &instance.people[person];
                        if let Some(level) = who.level(demand.competency).filter(|_| who.counts[quarter]) {
                            held[usize::from(level.get())] += 1;
                        }
                    }
                    // By threshold: who comes to it by training, by being hired, and lent.
                    let mut own: [Sum; 5] = Default::default();
                    let mut lent: [Sum; 5] = Default::default();
                    for level in 0..5 {
                        for &person in
                            people.iter().filter(|&&person| instance.people[person].counts[quarter])
                        {
                            own[level].extend(reaching.by(
                                building,
                                person,
                                demand.competency,
                                level,
                                quarter,
                            ));
                        }
                    }
                    for &(action, column) in
                        &building.actions[building.actions.len() - self.newcomers.len()..]
                    {
                        let (Move::Hire { role, team: on } | Move::Borrow { role, team: on }) = action.what
                        else {
                            continue;
                        };
                        let target =
                            instance.roles[role].targets.iter().find(|target| target.0 == demand.competency);
                        let Some(&(_, level)) = target.filter(|_| on == team) else { continue };
                        let hire = matches!(action.what, Move::Hire { .. });
                        let productive = if hire {
                            action.quarter + instance.roles[role].quarters_to_productive()
                                <= quarter as u32 + 1
                        } else {
                            action.quarter == quarter as u32 + 1
                        };
                        if !productive {
                            continue;
                        }
                        let sums = if hire { &mut own } else { &mut lent };
                        for sum in &mut sums[..=usize::from(level.get())] {
                            sum.push((column, 1.0));
                        }
                    }
                    let importance = u64::from(demand.importance.get());
                    let filled = f64::from(demand.importance.get()) * 2.0;
                    let anyone = |level: usize| !own[level].is_empty() || !lent[level].is_empty();
                    let matching = match_seats(held, demand.seats, 1);
                    if matching.unfilled() == 0
                        || !(0..5).any(|level| demand.seats[level] > 0 && anyone(level))
                    {
                        building.given += 2 * importance * u64::from(matching.filled);
                    } else {
                        let mut above: Sum = Vec::new();
                        for level in (0..5).rev().filter(|&level| demand.seats[level] > 0) {
                            let weight = if scored { filled } else { 0.0 };
                            let seats = f64::from(demand.seats[level]);
                            let column = building.problem.add_column(weight, 0.0..=seats);
                            building.points.push((column, filled));
                            above.push((column, 1.0));
                            let there: u32 = held[level..].iter().sum();
                            let row = above
                                .iter()
                                .copied()
                                .chain(
                                    own[level]
                                        .iter()
                                        .chain(&lent[level])
                                        .map(|&(column, one)| (column, -one)),
                                )
                                .collect::<Sum>();
                            building.problem.add_row(..=f64::from(there), row);
                        }
                    }
                    let lowest = usize::from(demand.lowest_target.get());
                    let minimum = demand.importance.minimum_holders();
                    let holders: u32 = held[lowest..].iter().sum();
                    if holders >= minimum || own[lowest].is_empty() {
                        building.given += importance * u64::from(holders.min(minimum));
                    } else {
                        let deep = importance as f64;
                        let weight = if scored { deep } else { 0.0 };
                        let column = building.problem.add_column(weight, 0.0..=f64::from(minimum));
                        building.points.push((column, deep));
                        let row = std::iter::once((column, 1.0))
                            .chain(own[lowest].iter().map(|&(column, one)| (column, -one)))
                            .collect::<Sum>();
                        building.problem.add_row(..=f64::from(holders), row);
                    }
                }
            }
        }
        debug_assert!(self.competencies > 0 || building.points.is_empty());
    }

    /// Once a person, within the hours, and only with what an item asks for.
    fn limit_trainings(
        &self,
        building: &mut Building<'_>,
        reaching: &mut Reaching,
        starts: &[Vec<Col>],
        quarters: usize,
    ) {
        let instance = self.instance;
        let mut hours: BTreeMap<(usize, usize), Sum> = BTreeMap::new();
        for (training, columns) in self.trainings.iter().zip(starts) {
            let one: Sum = columns.iter().map(|&column| (column, 1.0)).collect();
            building.problem.add_row(..=1.0, one);
            for (&start, &column) in training.starts.iter().zip(columns) {
                for (offset, &taken) in training.hours.iter().enumerate().filter(|(_, taken)| **taken > 0.0) {
                    hours.entry((training.person, start + offset)).or_default().push((column, taken));
                }
            }
            for &(competency, from, _) in &instance.items[training.item].lifts {
                let held = instance.people[training.person].level(competency);
                if held.is_some_and(|held| held >= from) {
                    continue;
                }
                for quarter in 0..quarters {
                    let begun: Sum = training
                        .starts
                        .iter()
                        .zip(columns)
                        .filter(|(start, _)| **start <= quarter)
                        .map(|(_, &column)| (column, 1.0))
                        .collect();
                    if begun.is_empty() {
                        continue;
                    }
                    let level = usize::from(from.get());
                    let reached = reaching.by(building, training.person, competency, level, quarter);
                    let row: Sum = begun
                        .into_iter()
                        .chain(reached.into_iter().map(|(column, one)| (column, -one)))
                        .collect();
                    building.problem.add_row(..=0.0, row);
                }
            }
        }
        for ((person, _), row) in hours {
            let most = instance.people[person].learning_hours;
            if row.iter().map(|(_, taken)| taken).sum::<f64>() > most {
                building.problem.add_row(..=most, row);
            }
        }
    }
}

/// Who reaches what by when.
struct Reaching {
    /// By person, competency and level: the training, the quarter from which its level counts, and its column.
    by_level: BTreeMap<(usize, usize, usize), Vec<(usize, usize, Col)>>,
    /// The columns that say that at least one of several items has been taken.
    columns: HashMap<(usize, usize, usize, usize), Col>,
}

impl Reaching {
    /// A sum that is 1 where the person has come to the level by the quarter through training, and else 0. Empty where
    /// they cannot, or have it from the beginning.
    fn by(
        &mut self,
        building: &mut Building<'_>,
        person: usize,
        competency: usize,
        level: usize,
        quarter: usize,
    ) -> Sum {
        let Some(all) = self.by_level.get(&(person, competency, level)) else { return Vec::new() };
        let done: Vec<(usize, Col)> = all
            .iter()
            .filter(|(_, from, _)| *from <= quarter)
            .map(|&(training, _, column)| (training, column))
            .collect();
        let sum: Sum = done.iter().map(|&(_, column)| (column, 1.0)).collect();
        // An item is taken once: where there is one alone, its starts sum to at most 1 by themselves.
        if done.iter().all(|(training, _)| *training == done[0].0) {
            return sum;
        }
        let column = self.columns.entry((person, competency, level, quarter)).or_insert_with(|| {
            let column = building.problem.add_column(0.0, 0.0..=1.0);
            let row: Sum = std::iter::once((column, 1.0))
                .chain(sum.into_iter().map(|(column, one)| (column, -one)))
                .collect();
            building.problem.add_row(..=0.0, row);
            column
        });
        vec![(*column, 1.0)]
    }
}

impl Building<'_> {
    /// Budget, hires, borrowed quarters, and what the user wants.
    fn limit(&mut self) {
        let limits = self.instance.limits;
        self.at_most_cost(limits.budget);
        let count = |what: fn(Move) -> bool| -> Sum {
            self.actions
                .iter()
                .filter(|(action, _)| what(action.what))
                .map(|&(_, column)| (column, 1.0))
                .collect()
        };
        let hires = count(|what| matches!(what, Move::Hire { .. }));
        let borrowed = count(|what| matches!(what, Move::Borrow { .. }));
        self.problem.add_row(..=f64::from(limits.hires), hires);
        self.problem.add_row(..=f64::from(limits.borrowed_quarters), borrowed);
        for wish in self.instance.wishes.clone() {
            let of = |wanted: &dyn Fn(Move) -> bool| -> Sum {
                self.actions
                    .iter()
                    .filter(|(action, _)| wanted(action.what))
                    .map(|&(_, column)| (column, 1.0))
                    .collect()
            };
            match wish {
                Wish::AtLeast(what, least) => {
                    let row = of(&|one| one == what);
                    self.problem.add_row(f64::from(least).., row);
                }
                Wish::AtMost(what, most) => {
                    let row = of(&|one| one == what);
                    self.problem.add_row(..=f64::from(most), row);
                }
                Wish::HiresOn { team, at_least } => {
                    let row = of(&|one| matches!(one, Move::Hire { team: on, .. } if on == team));
                    self.problem.add_row(f64::from(at_least).., row);
                }
            }
        }
    }

    fn at_most_cost(&mut self, most: f64) {
        let costs: Vec<(Col, f64)> =
            self.actions.iter().map(|&(action, column)| (column, self.instance.cost(action))).collect();
        // In shares of the dearest action, so that the solver's tolerances mean the same for every currency.
        let scale = costs.iter().map(|(_, cost)| *cost).fold(0.0, f64::max);
        if scale > 0.0 {
            let row: Sum = costs.into_iter().map(|(column, cost)| (column, cost / scale)).collect();
            self.problem.add_row(..=most / scale, row);
        }
    }

    fn at_least_points(&mut self, least: f64) {
        let row = std::mem::take(&mut self.points);
        self.problem.add_row(least - 0.5.., row);
    }
}

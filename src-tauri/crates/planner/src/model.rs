//! The plan as a mixed-integer programme. Seats of level ℓ can be filled by anyone at ≥ ℓ, so the matching of people to seats
//! is a set of nested covering constraints: for each ℓ, the seats filled at ≥ ℓ are at most the people at ≥ ℓ. With whole
//! numbers of people that system is totally unimodular, and the seats filled need not be integer columns.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use cadre_core::{Importance, organisation::Demand, seats::match_seats};
use highs::{Col, RowProblem, Sense};

use crate::{
    PlanError,
    candidates::{Training, Wanted, held, newcomers, thresholds, trainings},
    coverage::POINTS,
    instance::{Action, Instance, Move, Resources, Wish},
    solver::{Control, Programme, Solution, Tolerance, solve},
};

/// What is to be the best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Goal {
    /// The most points.
    Points,
    /// The most points less what the resources used are worth, in points.
    Priced(Resources),
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
    /// No actions are better than this, in the goal's own unit.
    pub(crate) bound: f64,
}

/// What the relaxation of a model says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Relaxed {
    /// No plan has more points than this.
    pub(crate) points: f64,
    /// What one more unit of each resource is worth in points.
    pub(crate) prices: Resources,
}

/// The columns that stand for actions, and what can be of use.
pub(crate) struct Model<'a> {
    instance: &'a Instance,
    /// What may be spent: the instance's limits, or others.
    pub(crate) limits: Resources,
    people: Vec<Vec<usize>>,
    pub(crate) trainings: Vec<Training>,
    pub(crate) newcomers: Vec<Action>,
    /// The newcomers of each team.
    newcomers_of: Vec<Range<usize>>,
}

/// A sum of columns.
type Sum = Vec<(Col, f64)>;

/// Smallest share of the dearest action that counts against the budget. The solver lets a row be passed by a millionth: of a
/// thousandth of the dearest action, in whatever currency.
const MONEY_UNIT: f64 = 1e-3;

struct Building<'a> {
    problem: RowProblem,
    relaxed: bool,
    /// The columns that stand for actions: those of the trainings, then those of the newcomers.
    actions: Vec<(Action, Col)>,
    /// Points, of the goal or of a row.
    points: Sum,
    /// Points that are there whatever is done.
    given: u64,
    /// Points if all that can be covered were.
    most: u64,
    /// The rows of the limits, and what one unit of theirs is.
    rows: Vec<(usize, Resources)>,
    instance: &'a Instance,
}

impl<'a> Model<'a> {
    pub(crate) fn new(instance: &'a Instance) -> Self {
        let competencies = instance.competencies();
        let people = instance.people_by_team();
        let wishes = Wanted::of(instance);
        let (mut all_trainings, mut all_newcomers) = (Vec::new(), Vec::new());
        let mut newcomers_of = Vec::with_capacity(people.len());
        for (team, people) in people.iter().enumerate() {
            let needed = thresholds(instance, team, people, competencies);
            for &person in people {
                all_trainings.extend(trainings(instance, person, &needed, &wishes));
            }
            let first = all_newcomers.len();
            all_newcomers.extend(newcomers(instance, team, &needed, &wishes));
            newcomers_of.push(first..all_newcomers.len());
        }
        Self {
            instance,
            limits: Resources::limits(instance),
            people,
            trainings: all_trainings,
            newcomers: all_newcomers,
            newcomers_of,
        }
    }

    /// How many actions there are to choose from.
    pub(crate) fn size(&self) -> usize {
        self.trainings.iter().map(|training| training.starts.len()).sum::<usize>() + self.newcomers.len()
    }

    /// The best actions by the goal; `None` where the wishes cannot all be met.
    pub(crate) fn best(
        &self,
        goal: Goal,
        tolerance: Tolerance,
        control: &Control<'_>,
    ) -> Result<Option<Found>, PlanError> {
        let Building { problem, actions, given, most, .. } = self.build(goal, false);
        let (given, most) = (given as f64, most as f64);
        let (sense, offset, unit) = match goal {
            Goal::Points | Goal::Priced(_) => (Sense::Maximise, given, f64::from(POINTS)),
            Goal::Cost { .. } | Goal::Start { .. } => (Sense::Minimise, 0.0, 1.0),
        };
        // Progress tells of points.
        let control = if goal == Goal::Points { *control } else { control.silently() };
        if actions.is_empty() {
            let met = self.instance.wishes.iter().all(|wish| {
                matches!(wish, Wish::AtMost(..) | Wish::AtLeast(_, 0) | Wish::HiresOn { at_least: 0, .. })
            });
            let found = Found { actions: Some(Vec::new()), bound: offset };
            return Ok(met.then_some(found));
        }
        // What is given counts too where a gap is a share of the objective.
        let absolute = match goal {
            Goal::Points | Goal::Priced(_) => tolerance.absolute.max(tolerance.relative * given),
            Goal::Cost { .. } | Goal::Start { .. } => tolerance.absolute,
        };
        let tolerance = Tolerance { absolute, ..tolerance };
        let programme = Programme { problem, sense, relaxed: false, offset, unit };
        let Some(Solution { values, bound, .. }) = solve(programme, tolerance, &control)? else {
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
        // Stopped early, the solver may know no bound yet; all that can be covered is always one.
        let bound = match goal {
            Goal::Points | Goal::Priced(_) => (bound + offset).min(most),
            Goal::Cost { .. } | Goal::Start { .. } => bound.max(0.0),
        };
        Ok(Some(Found { actions: chosen, bound }))
    }

    /// The most points where actions need not be whole, and the prices of the limits there; `None` where wishes cannot be
    /// met, or there was no time.
    pub(crate) fn relaxed(&self, control: &Control<'_>) -> Result<Option<Relaxed>, PlanError> {
        let Building { problem, actions, given, rows, .. } = self.build(Goal::Points, true);
        let offset = given as f64;
        if actions.is_empty() {
            return Ok(Some(Relaxed { points: offset, prices: Resources::default() }));
        }
        let programme =
            Programme { problem, sense: Sense::Maximise, relaxed: true, offset, unit: f64::from(POINTS) };
        let exactly = Tolerance { relative: 0.0, absolute: 0.0, nodes: None };
        let Some(solution) = solve(programme, exactly, &control.silently())? else { return Ok(None) };
        if !solution.bound.is_finite() || solution.row_prices.is_empty() {
            return Ok(None);
        }
        let prices = rows.iter().fold(Resources::default(), |prices, &(row, per_unit)| {
            prices.plus(per_unit.times(solution.row_prices[row].abs()))
        });
        Ok(Some(Relaxed { points: solution.bound + offset, prices }))
    }

    /// The least cost of so many points where actions need not be whole; `None` where it cannot be, or there was no time.
    pub(crate) fn least_cost(&self, points: u64, control: &Control<'_>) -> Result<Option<f64>, PlanError> {
        let Building { problem, actions, .. } = self.build(Goal::Cost { points }, true);
        if actions.is_empty() {
            return Ok(Some(0.0));
        }
        let programme = Programme { problem, sense: Sense::Minimise, relaxed: true, offset: 0.0, unit: 1.0 };
        let exactly = Tolerance { relative: 0.0, absolute: 0.0, nodes: None };
        let solution = solve(programme, exactly, &control.silently())?;
        Ok(solution.map(|solution| solution.bound).filter(|cost| cost.is_finite()))
    }

    fn build(&self, goal: Goal, relaxed: bool) -> Building<'a> {
        let instance = self.instance;
        let weigh = |action: Action| match goal {
            Goal::Points => 0.0,
            Goal::Priced(prices) => -Resources::of(instance, action).at(prices),
            Goal::Cost { .. } => instance.cost(action),
            Goal::Start { .. } => f64::from(action.quarter),
        };
        let mut building = Building {
            problem: RowProblem::new(),
            relaxed,
            actions: Vec::with_capacity(self.size()),
            points: Vec::new(),
            given: 0,
            most: 0,
            rows: Vec::new(),
            instance,
        };
        let mut starts: Vec<Vec<Col>> = Vec::with_capacity(self.trainings.len());
        for training in &self.trainings {
            let what = Move::Train { person: training.person, item: training.item };
            let columns = training.starts.iter().map(|&start| {
                let action = Action { quarter: start as u32 + 1, what };
                building.add_action(action, weigh(action), 1.0)
            });
            starts.push(columns.collect());
        }
        let newcomers: Vec<Col> = self
            .newcomers
            .iter()
            .map(|&action| {
                let most = match action.what {
                    Move::Borrow { .. } => self.limits.borrowed,
                    _ => self.limits.hires,
                };
                building.add_action(action, weigh(action), most)
            })
            .collect();
        let mut reaching = self.reaching(&starts);
        let scored = matches!(goal, Goal::Points | Goal::Priced(_));
        self.cover(&mut building, &mut reaching, &newcomers, scored);
        self.limit_trainings(&mut building, &mut reaching, &starts);
        building.limit(self.limits);
        let given = building.given as f64;
        match goal {
            Goal::Points | Goal::Priced(_) => {}
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
        let mut by_level: BTreeMap<Key, Vec<Reached>> = BTreeMap::new();
        for (index, (training, columns)) in self.trainings.iter().zip(starts).enumerate() {
            let person = &self.instance.people[training.person];
            for &(competency, _, to) in &self.instance.items[training.item].lifts {
                let Some(held) = person.level(competency) else { continue };
                for level in usize::from(held.get()) + 1..=usize::from(to.get()) {
                    let key = Key { team: person.team, competency, level, person: training.person };
                    let reached = training.starts.iter().zip(columns).map(|(&start, &column)| Reached {
                        training: index,
                        from: training.counts_from(start),
                        column,
                    });
                    by_level.entry(key).or_default().extend(reached);
                }
            }
        }
        Reaching { by_level, columns: HashMap::new() }
    }

    /// Seats filled and depth, by team, demand and quarter.
    fn cover(&self, building: &mut Building<'_>, reaching: &mut Reaching, newcomers: &[Col], scored: bool) {
        let instance = self.instance;
        for (team, standing) in instance.teams.iter().enumerate() {
            for demand in &standing.demands {
                let trainees = reaching.trainees(team, demand.competency);
                // Newcomers with a target in it: the quarters in which they count, own or lent, and the level.
                let comers: Vec<(Col, Range<usize>, bool, usize)> = self.newcomers_of[team]
                    .clone()
                    .filter_map(|index| {
                        let action = self.newcomers[index];
                        let (Move::Hire { role, .. } | Move::Borrow { role, .. }) = action.what else {
                            return None;
                        };
                        let role = &instance.roles[role];
                        let level = role.targets.iter().find(|target| target.0 == demand.competency)?.1;
                        let first = action.quarter as usize - 1;
                        let hired = matches!(action.what, Move::Hire { .. });
                        let there = if hired {
                            first + role.quarters_to_productive() as usize..instance.quarters()
                        } else {
                            first..first + 1
                        };
                        Some((newcomers[index], there, hired, usize::from(level.get())))
                    })
                    .collect();
                for quarter in 0..instance.quarters() {
                    // By threshold: who comes to it by training, by being hired, and lent.
                    let mut own: [Sum; 5] = Default::default();
                    let mut lent: [Sum; 5] = Default::default();
                    for key in &trainees {
                        if instance.people[key.person].counts[quarter] {
                            own[key.level].extend(reaching.by(building, *key, quarter));
                        }
                    }
                    for (column, there, hired, level) in &comers {
                        if there.contains(&quarter) {
                            let sums = if *hired { &mut own } else { &mut lent };
                            for sum in &mut sums[..=*level] {
                                sum.push((*column, 1.0));
                            }
                        }
                    }
                    let held = held(instance, &self.people[team], demand.competency, quarter);
                    building.fill(demand, held, &own, &lent, scored);
                    building.deepen(demand, held, &own, scored);
                }
            }
        }
    }

    /// Once a person, within the hours, and only with what an item asks for.
    fn limit_trainings(&self, building: &mut Building<'_>, reaching: &mut Reaching, starts: &[Vec<Col>]) {
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
            let person = &instance.people[training.person];
            for &(competency, from, _) in &instance.items[training.item].lifts {
                if person.level(competency).is_some_and(|held| held >= from) {
                    continue;
                }
                let level = usize::from(from.get());
                let key = Key { team: person.team, competency, level, person: training.person };
                for quarter in 0..instance.quarters() {
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
                    let mut reached = reaching.by(building, key, quarter);
                    // What an item itself leads to does not open it.
                    reached.retain(|(column, _)| !columns.contains(column));
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

/// Who reaches what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    team: usize,
    competency: usize,
    level: usize,
    person: usize,
}

/// A start after which something is reached.
struct Reached {
    /// Index of the training.
    training: usize,
    /// The quarter from which its level counts.
    from: usize,
    column: Col,
}

/// Who reaches what by when.
struct Reaching {
    by_level: BTreeMap<Key, Vec<Reached>>,
    /// The columns that say that at least one of several items has been taken by a quarter.
    columns: HashMap<(Key, usize), Col>,
}

impl Reaching {
    /// The people of a team who can come to a level above their present one, with the level.
    fn trainees(&self, team: usize, competency: usize) -> Vec<Key> {
        let at = |level, person| Key { team, competency, level, person };
        self.by_level.range(at(0, 0)..=at(4, usize::MAX)).map(|(key, _)| *key).collect()
    }

    /// A sum that is 1 where the person has come to the level by the quarter through training, and else 0. Empty where
    /// they cannot, or have it from the beginning.
    fn by(&mut self, building: &mut Building<'_>, key: Key, quarter: usize) -> Sum {
        let Some(all) = self.by_level.get(&key) else { return Vec::new() };
        let done = || all.iter().filter(|reached| reached.from <= quarter);
        let sum: Sum = done().map(|reached| (reached.column, 1.0)).collect();
        // An item is taken once: where there is one alone, its starts sum to at most 1 by themselves.
        let mut trainings = done().map(|reached| reached.training);
        let first = trainings.next();
        if trainings.all(|training| Some(training) == first) {
            return sum;
        }
        let column = self.columns.entry((key, quarter)).or_insert_with(|| {
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
    fn add_action(&mut self, action: Action, weight: f64, most: f64) -> Col {
        let column = self.problem.add_column_with_integrality(weight, 0.0..=most, !self.relaxed);
        self.actions.push((action, column));
        column
    }

    /// A column for what a sum can cover, worth so many points each.
    fn add_covered(&mut self, points: u32, most: u32, scored: bool) -> Col {
        let worth = f64::from(points);
        let column = self.problem.add_column(if scored { worth } else { 0.0 }, 0.0..=f64::from(most));
        self.points.push((column, worth));
        self.most += u64::from(points) * u64::from(most);
        column
    }

    /// The seats of a demand that are filled, with who holds a level anyhow, and who may come to it.
    fn fill(&mut self, demand: &Demand, held: [u32; 5], own: &[Sum; 5], lent: &[Sum; 5], scored: bool) {
        let points = 2 * weight(demand.importance);
        let (mut seats, mut there) = (0, 0);
        // Seats at or above a level of which there are as many people as seats are never short of people.
        let mut open = Vec::new();
        for level in (0..5).rev() {
            seats += demand.seats[level];
            there += held[level];
            if demand.seats[level] > 0 && seats > there {
                open.push((level, there));
            }
        }
        if open.iter().all(|&(level, _)| own[level].is_empty() && lent[level].is_empty()) {
            let filled = match_seats(held, demand.seats, 1).filled;
            self.given += u64::from(points) * u64::from(filled);
            self.most += u64::from(points) * u64::from(filled);
            return;
        }
        let mut above: Sum = Vec::new();
        for level in (0..5).rev().filter(|&level| demand.seats[level] > 0) {
            above.push((self.add_covered(points, demand.seats[level], scored), 1.0));
            if let Some(&(_, there)) = open.iter().find(|(short, _)| *short == level) {
                let comers = own[level].iter().chain(&lent[level]).map(|&(column, one)| (column, -one));
                let row: Sum = above.iter().copied().chain(comers).collect();
                self.problem.add_row(..=f64::from(there), row);
            }
        }
    }

    /// The depth of a demand.
    fn deepen(&mut self, demand: &Demand, held: [u32; 5], own: &[Sum; 5], scored: bool) {
        let points = weight(demand.importance);
        let lowest = usize::from(demand.lowest_target.get());
        let minimum = demand.importance.minimum_holders();
        let holders: u32 = held[lowest..].iter().sum();
        if holders >= minimum || own[lowest].is_empty() {
            self.given += u64::from(points) * u64::from(holders.min(minimum));
            self.most += u64::from(points) * u64::from(holders.min(minimum));
            return;
        }
        let column = self.add_covered(points, minimum, scored);
        let row: Sum = std::iter::once((column, 1.0))
            .chain(own[lowest].iter().map(|&(column, one)| (column, -one)))
            .collect();
        self.problem.add_row(..=f64::from(holders), row);
    }

    /// Budget, hires, borrowed quarters, and what the user wants.
    fn limit(&mut self, limits: Resources) {
        self.at_most_cost(limits.money);
        let none = Resources::default();
        let hires = self.sum_of(|what| matches!(what, Move::Hire { .. }));
        self.at_most(hires, limits.hires, Resources { hires: 1.0, ..none });
        let borrowed = self.sum_of(|what| matches!(what, Move::Borrow { .. }));
        self.at_most(borrowed, limits.borrowed, Resources { borrowed: 1.0, ..none });
        for wish in &self.instance.wishes {
            match *wish {
                Wish::AtLeast(what, least) => {
                    let row = self.sum_of(|one| one == what);
                    self.problem.add_row(f64::from(least).., row);
                }
                // What is forbidden has no column.
                Wish::AtMost(_, 0) => {}
                Wish::AtMost(what, most) => {
                    let row = self.sum_of(|one| one == what);
                    self.problem.add_row(..=f64::from(most), row);
                }
                Wish::HiresOn { team, at_least } => {
                    let row = self.sum_of(|one| matches!(one, Move::Hire { team: on, .. } if on == team));
                    self.problem.add_row(f64::from(at_least).., row);
                }
            }
        }
    }

    fn sum_of(&self, wanted: impl Fn(Move) -> bool) -> Sum {
        let actions = self.actions.iter().filter(|(action, _)| wanted(action.what));
        actions.map(|&(_, column)| (column, 1.0)).collect()
    }

    fn at_most_cost(&mut self, most: f64) {
        let costs: Vec<(Col, f64)> =
            self.actions.iter().map(|&(action, column)| (column, self.instance.cost(action))).collect();
        let unit = costs.iter().map(|(_, cost)| *cost).fold(0.0, f64::max) * MONEY_UNIT;
        if unit > 0.0 && most.is_finite() {
            let row: Sum = costs
                .into_iter()
                .filter(|(_, cost)| *cost > 0.0)
                .map(|(column, cost)| (column, cost / unit))
                .collect();
            self.at_most(row, most / unit, Resources { money: 1.0 / unit, ..Resources::default() });
        }
    }

    /// The row of a limit: one unit of it is `one` of the resource.
    fn at_most(&mut self, row: Sum, most: f64, one: Resources) {
        if !row.is_empty() {
            self.rows.push((self.problem.num_rows(), one));
            self.problem.add_row(..=most, row);
        }
    }

    fn at_least_points(&mut self, least: f64) {
        let row = std::mem::take(&mut self.points);
        self.problem.add_row(least - 1e-4.., row);
    }
}

/// Points of one unit of depth; a filled seat has twice as many.
fn weight(importance: Importance) -> u32 {
    u32::from(importance.get())
}

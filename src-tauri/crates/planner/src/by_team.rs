//! Plans of many teams. Teams share nothing but money, hires and borrowed quarters. With a price on each of the three every
//! team is planned by itself (Lagrange): whatever the prices, no plan of all has more points than the teams' best at these
//! prices together and what the limits are worth at them. The teams' plans at several prices are put together by a master
//! model, one plan a team within the limits, and the master's own prices are the next to try (Dantzig and Wolfe).
//!
//! The bound is the least of the sums, and each team's part of it is its solver's proven bound: the gap that is told is true.

use highs::{RowProblem, Sense};

use crate::{
    Control, PlanError, Progress,
    coverage::{POINTS, coverage},
    instance::{Action, Instance, Resources},
    model::{Found, Goal, Model},
    parallel::each,
    part::Part,
    solver::{Programme, Tolerance, solve},
};

/// Most rounds of prices; they end sooner where the gap is reached or the prices stay.
const ROUNDS: usize = 12;

/// By how much the second prices are lower than the first where the plans at the first leave something over, or higher where
/// they ask for too much: plans on both sides of the limits are wanted, to be mixed.
const OTHER_SIDE: f64 = 1.15;

/// Teams of the sample: a twentieth, and at least so many.
const FEWEST_OF_SAMPLE: usize = 8;

/// Share of the gap that a team's own search may leave open.
const GAP_OF_TEAMS: f64 = 0.5;

/// Likewise the master's.
const GAP_OF_MASTER: f64 = 0.1;

/// Most nodes of one search for a team's plan, or for the master's.
const NODES: i32 = 20_000;

/// A plan of one team.
#[derive(Clone, Debug)]
struct Choice {
    points: f64,
    used: Resources,
    /// By the indices of the team's part.
    actions: Vec<Action>,
}

/// The teams' plans put together.
pub(crate) struct Together {
    /// What each team does, by the indices of its part.
    pub(crate) actions: Vec<Vec<Action>>,
    /// No plan has more points than this.
    pub(crate) bound: f64,
}

/// The best plan of all teams, to a relative gap of `gap` where that can be; `None` where no plans of the teams were found
/// that fit together, which says nothing about whether there are any.
pub(crate) fn best(
    whole: &Instance,
    parts: &[Part],
    gap: f64,
    control: &Control<'_>,
) -> Result<Option<Together>, PlanError> {
    let limits = Resources::limits(whole);
    let models: Vec<Model<'_>> = parts.iter().map(|part| Model::new(&part.instance)).collect();
    let Some(mut pool) = least(parts, &models, control)? else { return Ok(None) };
    let mut chosen = fit(&pool, limits);
    let mut bound: f64 = parts.iter().map(|part| most_points(&part.instance)).sum();
    let mut prices = first_prices(whole, control)?;
    let mut lowest = f64::INFINITY;
    let mut best_prices = prices;
    let tolerance = Tolerance { relative: gap * GAP_OF_TEAMS, absolute: 1e-3, nodes: Some(NODES) };

    for round in 0..ROUNDS {
        let answers = each(parts.len(), control.threads, |team| {
            // A round that is stopped proves nothing.
            if control.is_over() {
                return Ok(Some(Found { actions: None, bound: f64::INFINITY }));
            }
            models[team].best(Goal::Priced(prices), tolerance, &control.silently())
        });
        let mut grown = false;
        let mut used = Resources::default();
        let mut sum = limits.at(prices);
        for (team, answer) in answers.into_iter().enumerate() {
            let Some(Found { actions, bound }) = answer? else { return Ok(None) };
            sum += bound;
            let Some(actions) = actions else { continue };
            let choice = Choice::of(&parts[team].instance, actions);
            used = used.plus(choice.used);
            if pool[team].iter().all(|one| one.actions != choice.actions) {
                pool[team].push(choice);
                grown = true;
            }
        }
        bound = bound.min(sum);
        if sum < lowest {
            (lowest, best_prices) = (sum, prices);
        }
        if control.is_over() {
            chosen = better(&pool, chosen, fit(&pool, limits));
            break;
        }
        let found = master(&pool, limits, gap * GAP_OF_MASTER, control)?;
        chosen = better(&pool, chosen, found.or_else(|| fit(&pool, limits)));
        if let Some(chosen) = &chosen {
            let points = points_of(&pool, chosen);
            let unit = f64::from(POINTS);
            (control.progress)(Progress { objective: points / unit, bound: bound / unit });
            if whole_points(bound) as f64 - points <= gap * bound {
                break;
            }
        }
        if round == 0 {
            prices = prices.times(if used.fits(limits) { 1.0 / OTHER_SIDE } else { OTHER_SIDE });
            continue;
        }
        if !grown {
            break;
        }
        let Some(next) = master_prices(&pool, limits, control)? else { break };
        // Half-way between: prices of few plans swing.
        prices = best_prices.plus(next).times(0.5);
    }
    Ok(chosen.map(|chosen| Together {
        actions: pool
            .into_iter()
            .zip(chosen)
            .map(|(mut choices, at)| choices.swap_remove(at).actions)
            .collect(),
        bound,
    }))
}

/// Points are whole: a bound without what is beyond the last whole one, but for rounding.
pub(crate) fn whole_points(bound: f64) -> u64 {
    (bound * (1.0 + 1e-9) + 1e-4).floor().max(0.0) as u64
}

/// Points if everything were covered.
fn most_points(instance: &Instance) -> f64 {
    let demands = instance.teams.iter().flat_map(|team| &team.demands);
    let points = demands.map(|demand| {
        u64::from(demand.importance.get())
            * (2 * u64::from(demand.required()) + u64::from(demand.importance.minimum_holders()))
    });
    points.sum::<u64>() as f64 * instance.quarters() as f64
}

impl Choice {
    fn of(instance: &Instance, actions: Vec<Action>) -> Self {
        Self {
            points: coverage(instance, &actions).points() as f64,
            used: Resources::sum(instance, &actions),
            actions,
        }
    }
}

/// What each team does at the least: nothing, or the cheapest that is asked of it. `None` where it cannot.
fn least(
    parts: &[Part],
    models: &[Model<'_>],
    control: &Control<'_>,
) -> Result<Option<Vec<Vec<Choice>>>, PlanError> {
    let exactly = Tolerance { relative: 0.0, absolute: 1e-6, nodes: Some(NODES) };
    parts
        .iter()
        .zip(models)
        .map(|(part, model)| {
            let actions = if part.instance.wishes.is_empty() {
                Some(Vec::new())
            } else {
                model.best(Goal::Cost { points: 0 }, exactly, control)?.and_then(|found| found.actions)
            };
            Ok(actions.map(|actions| vec![Choice::of(&part.instance, actions)]))
        })
        .collect()
}

/// Prices from the relaxation of a sample of the teams, with their share of the limits.
fn first_prices(whole: &Instance, control: &Control<'_>) -> Result<Resources, PlanError> {
    let sizes = whole.people_by_team();
    let mut teams: Vec<usize> = (0..sizes.len()).collect();
    teams.sort_by_key(|&team| (sizes[team].len(), team));
    let count = teams.len().min(FEWEST_OF_SAMPLE.max(teams.len() / 20));
    let sample: Vec<usize> =
        (0..count).map(|index| teams[(2 * index + 1) * teams.len() / (2 * count)]).collect();
    let people: usize = sample.iter().map(|&team| sizes[team].len()).sum();
    let share = if whole.people.is_empty() {
        count as f64 / sizes.len() as f64
    } else {
        people as f64 / whole.people.len() as f64
    };
    let part = Part::of(whole, sample);
    let mut model = Model::new(&part.instance);
    model.limits = model.limits.times(share);
    Ok(model.relaxed(control)?.map(|relaxed| relaxed.prices).unwrap_or_default())
}

/// The master model: one plan a team. With it the row of each limit, and what one unit of the row is.
fn master_problem(
    pool: &[Vec<Choice>],
    limits: Resources,
    relaxed: bool,
) -> (RowProblem, Vec<(usize, Resources)>) {
    let mut problem = RowProblem::new();
    let mut rows = [const { Vec::new() }; 3];
    let dearest = pool.iter().flatten().map(|choice| choice.used.money).fold(0.0, f64::max);
    // As for the dearest action of a model: what the solver lets pass is nothing in money.
    let unit = if dearest > 0.0 { dearest * 1e-4 } else { 1.0 };
    for choices in pool {
        let mut one = Vec::with_capacity(choices.len());
        for choice in choices {
            let column = problem.add_column_with_integrality(choice.points, 0.0..=1.0, !relaxed);
            one.push((column, 1.0));
            let Resources { money, hires, borrowed } = choice.used;
            for (row, used) in rows.iter_mut().zip([money / unit, hires, borrowed]) {
                if used > 0.0 {
                    row.push((column, used));
                }
            }
        }
        problem.add_row(1.0..=1.0, one);
    }
    let none = Resources::default();
    let kinds = [
        (limits.money / unit, Resources { money: 1.0 / unit, ..none }),
        (limits.hires, Resources { hires: 1.0, ..none }),
        (limits.borrowed, Resources { borrowed: 1.0, ..none }),
    ];
    let mut at = Vec::new();
    for (row, (most, one)) in rows.into_iter().zip(kinds) {
        at.push((problem.num_rows(), one));
        problem.add_row(..=most, row);
    }
    (problem, at)
}

/// The best plans of the pool together, one a team.
fn master(
    pool: &[Vec<Choice>],
    limits: Resources,
    gap: f64,
    control: &Control<'_>,
) -> Result<Option<Vec<usize>>, PlanError> {
    let (problem, _) = master_problem(pool, limits, false);
    let programme = Programme { problem, sense: Sense::Maximise, relaxed: false, offset: 0.0, unit: 1.0 };
    let tolerance = Tolerance { relative: gap, absolute: 0.999, nodes: Some(NODES) };
    let Some(solution) = solve(programme, tolerance, &control.silently())? else { return Ok(None) };
    if solution.values.is_empty() {
        return Ok(None);
    }
    let mut first = 0;
    let chosen: Vec<usize> = pool
        .iter()
        .map(|choices| {
            let values = &solution.values[first..first + choices.len()];
            first += choices.len();
            values.iter().position(|value| *value > 0.5).unwrap_or_default()
        })
        .collect();
    Ok(used_by(pool, &chosen).fits(limits).then_some(chosen))
}

/// The prices of the limits in the relaxed master.
fn master_prices(
    pool: &[Vec<Choice>],
    limits: Resources,
    control: &Control<'_>,
) -> Result<Option<Resources>, PlanError> {
    let (problem, rows) = master_problem(pool, limits, true);
    let programme = Programme { problem, sense: Sense::Maximise, relaxed: true, offset: 0.0, unit: 1.0 };
    let exactly = Tolerance { relative: 0.0, absolute: 0.0, nodes: None };
    let Some(solution) = solve(programme, exactly, &control.silently())? else { return Ok(None) };
    Ok((!solution.row_prices.is_empty()).then(|| {
        rows.iter().fold(Resources::default(), |prices, &(row, per_unit)| {
            prices.plus(per_unit.times(solution.row_prices[row].abs()))
        })
    }))
}

fn points_of(pool: &[Vec<Choice>], chosen: &[usize]) -> f64 {
    pool.iter().zip(chosen).map(|(choices, &at)| choices[at].points).sum()
}

fn used_by(pool: &[Vec<Choice>], chosen: &[usize]) -> Resources {
    let choices = pool.iter().zip(chosen);
    choices.fold(Resources::default(), |sum, (choices, &at)| sum.plus(choices[at].used))
}

/// Where there is no time for the master: from the teams' first plans on, each team takes the best that still fits.
fn fit(pool: &[Vec<Choice>], limits: Resources) -> Option<Vec<usize>> {
    let mut chosen = vec![0; pool.len()];
    let mut used = used_by(pool, &chosen);
    for (team, choices) in pool.iter().enumerate() {
        let others = used.plus(choices[0].used.times(-1.0));
        let best = (0..choices.len()).filter(|&at| others.plus(choices[at].used).fits(limits)).max_by(
            |&one, &other| choices[one].points.total_cmp(&choices[other].points).then(other.cmp(&one)),
        );
        if let Some(best) = best {
            chosen[team] = best;
            used = others.plus(choices[best].used);
        }
    }
    used.fits(limits).then_some(chosen)
}

/// Of two ways to put the pool together the one with more points; of equal ones the first.
fn better(pool: &[Vec<Choice>], one: Option<Vec<usize>>, other: Option<Vec<usize>>) -> Option<Vec<usize>> {
    match (one, other) {
        (Some(one), Some(other)) if points_of(pool, &other) > points_of(pool, &one) => Some(other),
        (None, other) => other,
        (one, _) => one,
    }
}

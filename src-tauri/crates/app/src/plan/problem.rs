//! A planning problem of the workspace: the planner knows teams, people, roles and items by number, and here is what each
//! number stands for.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

use cadre_core::{
    ActionKind, ActionState, Content, PersonId, PlanAction, PlanWish, Position, PositionId, Role, RoleId,
    Scenario, TeamId, TrainingItem, TrainingKey, WishRule,
    levels::{AssessmentColumns, LevelGrid},
    organisation::Organisation,
};
use cadre_planner::{
    Action, HiringCost, Instance, Item, Limits, Move, Role as PlannedRole, Team, Wish, coverage,
};
use chrono::{Days, NaiveDate};

use super::{lines::wish_in_words, words::PlanNames};
use crate::{error::AppError, figures::find_team, words};

/// Days of a quarter of a plan: 13 weeks.
const QUARTER_DAYS: u64 = 91;

/// Most roles or people that a warning names.
const MOST_NAMED: usize = 3;

/// A scenario as the planner takes it. It owns what it needs, so that it is solved while the workspace goes on.
#[derive(Clone, Debug)]
pub struct PlanProblem {
    /// The file of the workspace that it is of.
    pub(crate) file: PathBuf,
    pub(crate) scenario: Scenario,
    /// The first day of quarter 1.
    pub(crate) starts_on: NaiveDate,
    pub(crate) instance: Instance,
    /// Weighted share of the seats filled on the first day, 0 to 1.
    pub(crate) covered_before: f64,
    /// What cannot be planned with, and why.
    pub(crate) warnings: Vec<String>,
    teams: Vec<TeamId>,
    /// Nobody where a seat that is being filled stands in the place of a person.
    people: Vec<Option<PersonId>>,
    roles: Vec<RoleId>,
    items: Vec<TrainingKey>,
}

/// The last day of a quarter, from 1.
pub(crate) fn quarter_ends(starts_on: NaiveDate, quarter: u32) -> NaiveDate {
    quarter_starts(starts_on, quarter + 1) - Days::new(1)
}

/// The first day of a quarter, from 1; the last day there is where that is beyond the calendar.
pub(crate) fn quarter_starts(starts_on: NaiveDate, quarter: u32) -> NaiveDate {
    let days = Days::new(u64::from(quarter.saturating_sub(1)) * QUARTER_DAYS);
    starts_on.checked_add_days(days).unwrap_or(NaiveDate::MAX)
}

/// By id or key, the index among what is planned with.
struct Index<'a> {
    teams: HashMap<TeamId, usize>,
    people: HashMap<PersonId, usize>,
    roles: HashMap<RoleId, usize>,
    items: HashMap<&'a TrainingKey, usize>,
    competencies: HashMap<&'a cadre_core::CompetencyKey, usize>,
}

/// What has begun in a tracked plan and is not over.
struct Begun<'a> {
    action: &'a PlanAction,
    /// The first day of the quarter in which it began.
    on: NaiveDate,
}

impl PlanProblem {
    /// The problem of a scenario, from the first day of quarter 1. What has begun of other scenarios is taken as it is.
    ///
    /// # Errors
    /// The scenario's team is not there.
    pub(crate) fn new(
        file: &Path,
        content: &Content,
        columns: &AssessmentColumns,
        scenario: &Scenario,
        starts_on: NaiveDate,
    ) -> Result<Self, AppError> {
        let with_seats = content_with_seats(content, scenario);
        let content = &with_seats;
        let scope = scenario.team.map(|team| find_team(content, team)).transpose()?;
        let organisation = Organisation::new(content, starts_on);
        let levels = LevelGrid::current(columns, starts_on, content.people.len(), content.competencies.len());
        let quarters = scenario.quarters;

        let in_scope: Vec<usize> = organisation.scope(scope).map(|(team, _)| team).collect();
        let mut index = Index {
            teams: in_scope.iter().enumerate().map(|(at, &team)| (content.teams[team].id, at)).collect(),
            people: HashMap::new(),
            roles: content.roles.iter().enumerate().map(|(at, role)| (role.id, at)).collect(),
            items: content.training.iter().enumerate().map(|(at, item)| (&item.key, at)).collect(),
            competencies: content.competencies.iter().enumerate().map(|(at, one)| (&one.key, at)).collect(),
        };

        let mut people = Vec::new();
        let mut planned_people = Vec::new();
        let mut there_now = Vec::new();
        for (at, person) in content.people.iter().enumerate() {
            let Some(&team) = index.teams.get(&person.team) else { continue };
            let counts: Vec<bool> =
                (1..=quarters).map(|quarter| person.counts_on(quarter_ends(starts_on, quarter))).collect();
            let now = person.counts_on(starts_on);
            if !now && !counts.contains(&true) {
                continue;
            }
            index.people.insert(person.id, people.len());
            people.push(Some(person.id));
            there_now.push(now);
            planned_people.push(cadre_planner::Person {
                team,
                levels: (0..content.competencies.len())
                    .map(|competency| levels.level(at, competency))
                    .collect(),
                counts,
                learning_hours: person.learning_hours,
                attrition: organisation.attrition_of[at],
            });
        }

        let mut warnings = Vec::new();
        let roles: Vec<PlannedRole> = content.roles.iter().map(|role| planned_role(role, &index)).collect();
        let items: Vec<Item> = content.training.iter().map(|item| planned_item(item, &index)).collect();
        let instance = Instance {
            teams: in_scope
                .iter()
                .map(|&team| Team { demands: organisation.teams[team].demands.clone() })
                .collect(),
            people: planned_people,
            roles,
            items,
            limits: Limits {
                budget: scenario.budget,
                hires: scenario.hires,
                borrowed_quarters: scenario.borrowed_quarters,
                quarters,
            },
            wishes: Vec::new(),
        };
        let covered_before = share_on_the_day(&instance, &there_now);
        warn_of_costs(content, scenario, &mut warnings);
        let mut problem = Self {
            file: file.to_owned(),
            scenario: scenario.clone(),
            starts_on,
            covered_before,
            warnings,
            teams: in_scope.iter().map(|&team| content.teams[team].id).collect(),
            people,
            roles: content.roles.iter().map(|role| role.id).collect(),
            items: content.training.iter().map(|item| item.key.clone()).collect(),
            instance,
        };
        for begun in begun(content, scenario) {
            problem.take_as_it_is(&begun, &index, content);
        }
        problem.wish(content, &scenario.wishes, &index);
        Ok(problem)
    }

    /// An action as it is kept and shown.
    pub(crate) fn action(&self, action: Action) -> PlanAction {
        let cost = self.instance.cost(action);
        let line = |kind, team: usize, role: Option<usize>| PlanAction {
            kind,
            quarter: action.quarter,
            team: self.teams[team],
            role: role.map(|role| self.roles[role]),
            person: None,
            training: None,
            cost,
            state: ActionState::Planned,
        };
        match action.what {
            Move::Hire { role, team } => line(ActionKind::Hire, team, Some(role)),
            Move::Borrow { role, team } => line(ActionKind::Borrow, team, Some(role)),
            Move::Train { person, item } => PlanAction {
                person: self.people[person],
                training: Some(self.items[item].clone()),
                ..line(ActionKind::Train, self.instance.people[person].team, None)
            },
        }
    }

    /// The planner's action behind a kept one; `None` where what it names is no longer there.
    pub(crate) fn planned(&self, action: &PlanAction) -> Option<Action> {
        let team = || self.teams.iter().position(|team| *team == action.team);
        let role = || self.roles.iter().position(|role| Some(*role) == action.role);
        let what = match action.kind {
            ActionKind::Hire => Move::Hire { role: role()?, team: team()? },
            ActionKind::Borrow => Move::Borrow { role: role()?, team: team()? },
            ActionKind::Train => {
                let person = self.people.iter().position(|one| one.is_some() && *one == action.person)?;
                // What is left of a course that they have begun goes before the course itself.
                let item = (0..self.items.len()).rev().find(|&item| {
                    let learner = self.instance.items[item].learner;
                    Some(&self.items[item]) == action.training.as_ref()
                        && learner.is_none_or(|learner| learner == person)
                })?;
                Move::Train { person, item }
            }
        };
        Some(Action { quarter: action.quarter, what })
    }

    /// The quarter from which an action counts, from 1; beyond the horizon where it never does within it.
    pub(crate) fn counts_from(&self, action: Action) -> u32 {
        let instance = &self.instance;
        action.quarter
            + match action.what {
                Move::Borrow { .. } => 0,
                Move::Hire { role, .. } => instance.roles[role].quarters_to_productive(),
                Move::Train { person, item } => {
                    let hours = instance.people[person].learning_hours;
                    let most = cadre_planner::MOST_QUARTERS as usize;
                    instance.items[item].hours_by_quarter(hours, most).map_or(most, |hours| hours.len())
                        as u32
                }
            }
    }

    /// The quarter from which somebody new is there, from 1; that in which it starts for all else.
    pub(crate) fn arrives(&self, action: Action) -> u32 {
        match action.what {
            Move::Hire { role, .. } => action.quarter + self.instance.roles[role].quarters_to_arrive(),
            Move::Train { .. } | Move::Borrow { .. } => action.quarter,
        }
    }

    /// Learning hours that an action takes.
    pub(crate) fn hours_of(&self, action: Action) -> f64 {
        match action.what {
            Move::Train { item, .. } => self.instance.items[item].hours,
            Move::Hire { .. } | Move::Borrow { .. } => 0.0,
        }
    }

    /// Hours of a course in each quarter from its first, given whose it is.
    pub(crate) fn hours_by_quarter(&self, person: Option<PersonId>, hours: f64) -> Vec<f64> {
        let item = Item { lifts: Vec::new(), hours, cost: 0.0, pass_rate: 1.0, learner: None };
        let at = self.people.iter().position(|one| one.is_some() && *one == person);
        at.and_then(|at| {
            let most = cadre_planner::MOST_QUARTERS as usize;
            item.hours_by_quarter(self.instance.people[at].learning_hours, most)
        })
        .unwrap_or_default()
    }

    /// The team with an index of the planner's.
    pub(crate) fn team(&self, index: usize) -> TeamId {
        self.teams[index]
    }

    /// Learning hours of everybody over the horizon.
    pub(crate) fn learning_hours(&self) -> f64 {
        self.instance.people.iter().fold(0.0, |sum, person| {
            let quarters = person.counts.iter().filter(|counts| **counts).count();
            sum + person.learning_hours * quarters as f64
        })
    }

    /// What covering every seat and the fewest holders in every quarter would come to, in units of the objective.
    pub(crate) fn full_cover(&self) -> f64 {
        let demands = self.instance.teams.iter().flat_map(|team| &team.demands);
        let a_quarter = demands.fold(0.0, |sum, demand| {
            let depth = 0.5 * f64::from(demand.importance.minimum_holders());
            sum + demand.importance.weight() * (f64::from(demand.required()) + depth)
        });
        a_quarter * f64::from(self.instance.limits.quarters)
    }

    /// What has begun elsewhere and is not over: a seat that is being filled counts from when it is productive, and a course
    /// goes on with the hours that are left of it, paid for already.
    fn take_as_it_is(&mut self, begun: &Begun<'_>, index: &Index<'_>, content: &Content) {
        let quarters = self.instance.limits.quarters;
        match begun.action.kind {
            ActionKind::Hire => {
                let (Some(&team), Some(&role)) = (
                    index.teams.get(&begun.action.team),
                    begun.action.role.as_ref().and_then(|role| index.roles.get(role)),
                ) else {
                    return;
                };
                let role = &self.instance.roles[role];
                let productive = quarter_starts(begun.on, 1 + role.quarters_to_productive());
                let mut levels = vec![None; content.competencies.len()];
                for &(competency, level) in &role.targets {
                    levels[competency] = Some(level);
                }
                self.people.push(None);
                self.instance.people.push(cadre_planner::Person {
                    team,
                    levels,
                    counts: (1..=quarters)
                        .map(|quarter| productive <= quarter_ends(self.starts_on, quarter))
                        .collect(),
                    learning_hours: 0.0,
                    attrition: role.attrition,
                });
            }
            ActionKind::Train => {
                let (Some(&person), Some(&item)) = (
                    begun.action.person.as_ref().and_then(|person| index.people.get(person)),
                    begun.action.training.as_ref().and_then(|item| index.items.get(item)),
                ) else {
                    return;
                };
                self.instance.wishes.push(Wish::AtMost(Move::Train { person, item }, 0));
                let passed = (self.starts_on - begun.on).num_days().max(0) as f64 / QUARTER_DAYS as f64;
                let learnt = self.instance.people[person].learning_hours * passed.floor();
                let begun_item = &self.instance.items[item];
                let left = Item {
                    hours: (begun_item.hours - learnt).max(0.0),
                    cost: 0.0,
                    learner: Some(person),
                    ..begun_item.clone()
                };
                if !self.ends_in_time(person, &left) {
                    self.warnings.push(format!(
                        "“{}” has begun for {}, and does not count: it does not end within the plan, or they lack what it \
                         builds on.",
                        content.training[item].name,
                        name_of(content, self.people[person]),
                    ));
                    return;
                }
                let item_left = self.instance.items.len();
                self.instance.items.push(left);
                self.items.push(self.items[item].clone());
                self.instance.wishes.push(Wish::AtLeast(Move::Train { person, item: item_left }, 1));
            }
            // A contractor's quarter ends with it.
            ActionKind::Borrow => {}
        }
    }

    /// Whether what is left of a course can be ended within the horizon by somebody who is there, and has what it builds on.
    fn ends_in_time(&self, person: usize, left: &Item) -> bool {
        let who = &self.instance.people[person];
        let quarters = who.counts.len();
        let begins = left
            .lifts
            .iter()
            .all(|&(competency, from, _)| who.levels[competency].is_some_and(|level| level >= from));
        let lasts =
            |item: &Item| item.hours_by_quarter(who.learning_hours, quarters).map(|hours| hours.len());
        // One after the other, so that all that has begun can go on.
        let others = self.instance.items.iter().filter(|item| item.learner == Some(person));
        let before: usize = others.filter_map(lasts).sum();
        begins
            && lasts(left).is_some_and(|lasts| {
                lasts < quarters
                    && before + lasts <= quarters
                    && who.counts[..lasts].iter().all(|counts| *counts)
            })
    }

    /// What the user wants, as the planner takes it: what is left out of a wish stands for all that there is. A course that has
    /// begun is required no more, and what is required of those who are not there is said to be left out.
    fn wish(&mut self, content: &Content, wishes: &[PlanWish], index: &Index<'_>) {
        let under_way = self.instance.wishes.clone();
        for wish in wishes {
            let mut moves = self.moves(wish, index);
            if wish.rule == WishRule::Require {
                if moves.is_empty() {
                    self.warnings.push(format!(
                        "“{}” is left out: who or what it names is not there in these quarters.",
                        wish_in_words(PlanNames(content), wish)
                    ));
                }
                moves.retain(|&what| !under_way.contains(&Wish::AtMost(what, 0)));
            }
            let rule = |what| match wish.rule {
                WishRule::Forbid => Wish::AtMost(what, 0),
                WishRule::Require => Wish::AtLeast(what, wish.count),
            };
            let any_role =
                wish.rule == WishRule::Require && wish.kind == ActionKind::Hire && wish.role.is_none();
            match wish.team.and_then(|team| index.teams.get(&team)).filter(|_| any_role) {
                Some(&team) => self.instance.wishes.push(Wish::HiresOn { team, at_least: wish.count }),
                None => self.instance.wishes.extend(moves.into_iter().map(rule)),
            }
        }
    }

    /// The moves that a wish speaks of.
    fn moves(&self, wish: &PlanWish, index: &Index<'_>) -> Vec<Move> {
        fn meant<K: std::hash::Hash + Eq>(
            named: Option<&K>,
            index: &HashMap<K, usize>,
            all: usize,
        ) -> Vec<usize> {
            match named {
                Some(key) => index.get(key).copied().into_iter().collect(),
                None => (0..all).collect(),
            }
        }
        let pairs = |first: Vec<usize>, second: Vec<usize>| -> Vec<(usize, usize)> {
            first.iter().flat_map(|&one| second.iter().map(move |&other| (one, other))).collect()
        };
        match wish.kind {
            ActionKind::Train => {
                let people = meant(wish.person.as_ref(), &index.people, self.instance.people.len());
                // A course that has begun goes on, whatever is forbidden.
                let items = meant(wish.training.as_ref().as_ref(), &index.items, index.items.len());
                pairs(people, items).into_iter().map(|(person, item)| Move::Train { person, item }).collect()
            }
            ActionKind::Hire | ActionKind::Borrow => {
                let roles = meant(wish.role.as_ref(), &index.roles, self.roles.len());
                let teams = meant(wish.team.as_ref(), &index.teams, self.teams.len());
                let hire = wish.kind == ActionKind::Hire;
                pairs(roles, teams)
                    .into_iter()
                    .map(
                        |(role, team)| {
                            if hire { Move::Hire { role, team } } else { Move::Borrow { role, team } }
                        },
                    )
                    .collect()
            }
        }
    }
}

/// The workspace's content with the seats that the scenario adds.
fn content_with_seats(content: &Content, scenario: &Scenario) -> Content {
    let mut content = content.clone();
    content.positions.extend(scenario.extra_seats.iter().map(|extra| Position {
        id: PositionId(cadre_store::new_id()),
        team: extra.team,
        role: extra.role,
        seats: extra.seats,
        needed_by: None,
    }));
    content
}

fn planned_role(role: &Role, index: &Index<'_>) -> PlannedRole {
    let targets = role
        .targets
        .iter()
        .filter_map(|target| Some((*index.competencies.get(&target.competency)?, target.level)))
        .collect();
    PlannedRole {
        targets,
        weeks_to_fill: role.weeks_to_fill,
        weeks_to_ramp: role.weeks_to_ramp,
        hiring: can_be_hired(role).then_some(HiringCost { once: role.hiring_cost, yearly: role.annual_cost }),
        contractor_rate: can_be_borrowed(role).then_some(role.contractor_rate),
        attrition: role.attrition,
    }
}

/// Nobody works for nothing: a role whose yearly cost stands at 0 has none that is known.
fn can_be_hired(role: &Role) -> bool {
    role.annual_cost > 0.0
}

/// Likewise of a contractor.
fn can_be_borrowed(role: &Role) -> bool {
    role.contractor_rate > 0.0
}

fn planned_item(item: &TrainingItem, index: &Index<'_>) -> Item {
    Item {
        lifts: item
            .lifts
            .iter()
            .filter_map(|lift| Some((*index.competencies.get(&lift.competency)?, lift.from, lift.to)))
            .collect(),
        hours: item.hours,
        cost: item.cost,
        pass_rate: item.pass_rate,
        learner: None,
    }
}

/// The weighted share of the seats that those fill who are there on the first day.
fn share_on_the_day(instance: &Instance, there_now: &[bool]) -> f64 {
    let mut today = instance.clone();
    today.limits.quarters = 1;
    for (person, now) in today.people.iter_mut().zip(there_now) {
        person.counts = vec![*now];
    }
    coverage(&today, &[]).share(0)
}

/// Roles that cannot be hired or borrowed because nobody said what they cost; told where the limits would allow it.
fn warn_of_costs(content: &Content, scenario: &Scenario, warnings: &mut Vec<String>) {
    let needed: HashSet<RoleId> = content.positions.iter().map(|position| position.role).collect();
    let mut warn = |allowed: bool, has_cost: fn(&Role) -> bool, what: &str, cost: &str| {
        let without: Vec<&str> = content
            .roles
            .iter()
            .filter(|role| needed.contains(&role.id) && !has_cost(role))
            .map(|role| role.name.as_str())
            .collect();
        if allowed && !without.is_empty() {
            warnings.push(format!(
                "{} cannot be {what}: {} no {cost} yet. Give it on the Team screen, under Roles.",
                words::list_some(&without, MOST_NAMED),
                words::verb(without.len() as u32, "it has", "they have"),
            ));
        }
    };
    warn(scenario.hires > 0, can_be_hired, "hired", "yearly cost");
    warn(scenario.borrowed_quarters > 0, can_be_borrowed, "borrowed", "contractor rate");
}

fn name_of(content: &Content, person: Option<PersonId>) -> &str {
    content.people.iter().find(|one| Some(one.id) == person).map_or("somebody", |person| person.name.as_str())
}

/// Everything that has begun in other scenarios and is not over, oldest plan first. A course goes on in the plan that comes
/// after that in which it began, and is over where either says so.
fn begun<'a>(content: &'a Content, scenario: &Scenario) -> Vec<Begun<'a>> {
    let mut begun: Vec<Begun<'_>> = Vec::new();
    for other in content.scenarios.iter().filter(|other| other.id != scenario.id) {
        let Some(outcome) = &other.outcome else { continue };
        for action in &other.actions {
            let same = |one: &Begun<'_>| {
                let Begun { action: one, .. } = one;
                action.kind == ActionKind::Train
                    && (one.kind, one.person, &one.training) == (action.kind, action.person, &action.training)
            };
            match action.state {
                ActionState::Started if !begun.iter().any(same) => {
                    begun.push(Begun { action, on: quarter_starts(outcome.starts_on, action.quarter) });
                }
                ActionState::Done | ActionState::Dropped => begun.retain(|one| !same(one)),
                ActionState::Started | ActionState::Planned => {}
            }
        }
    }
    begun
}

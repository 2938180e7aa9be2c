//! The actions of a plan as lines: who and what, when, what is lost without each and why it is there; and wishes in words.

use std::collections::HashMap;

use cadre_core::{ActionKind, Content, PlanAction, PlanWish, WishRule};
use cadre_planner::{Gain, Loss, Move, Plan, gains};

use super::{
    problem::{PlanProblem, quarter_ends, quarter_starts},
    words::PlanNames,
};
use crate::{view::PlanLine, words};

/// A loss in the objective in points, hundredths of what full cover over the horizon comes to: "−7.9"; "at most" where it is not known closer.
pub(crate) fn points_without(problem: &PlanProblem, loss: &Loss) -> String {
    let points =
        |value: f64| if problem.full_cover() > 0.0 { 100.0 * value / problem.full_cover() } else { 0.0 };
    let (least, most) = (points(loss.at_least), points(loss.at_most));
    let tenth = |value: f64| if value < 0.05 { "0".to_owned() } else { format!("−{value:.1}") };
    let known = (most - least).abs() < 0.05;
    if known { tenth(most) } else { format!("{} to {}", tenth(least), tenth(most)) }
}

/// The actions in the order shown: hires first, and of each kind what is missed most.
pub(crate) fn lines(
    content: &Content,
    problem: &PlanProblem,
    plan: &Plan,
    losses: Option<&[Loss]>,
) -> Vec<PlanLine> {
    let names = PlanNames(content);
    let currency = &content.settings.currency;
    let losses: HashMap<Move, &Loss> =
        losses.unwrap_or_default().iter().map(|loss| (loss.what, loss)).collect();
    let gains = gains(&problem.instance, &plan.actions);
    let mut lines: Vec<PlanLine> = problem
        .scenario
        .actions
        .iter()
        .zip(&plan.actions)
        .zip(&gains)
        .enumerate()
        .map(|(at, ((action, &planned), gains))| {
            let loss = losses.get(&planned.what).copied();
            let (name, detail) = who_and_what(names, action);
            PlanLine {
                action: at as u32,
                kind: action.kind,
                kind_name: kind_name(action.kind).to_owned(),
                name,
                detail,
                when: when(problem, action, planned),
                cost: words::money(action.cost, currency),
                without: loss.map(|loss| points_without(problem, loss)).unwrap_or_default(),
                why: why(content, problem, planned, gains, loss),
                state: action.state,
                require: wish_of(WishRule::Require, action),
                forbid: wish_of(WishRule::Forbid, action),
            }
        })
        .collect();
    let cost = |line: &PlanLine| problem.scenario.actions[line.action as usize].cost;
    lines.sort_by(|one, other| {
        let loss = |line: &PlanLine| {
            losses.get(&plan.actions[line.action as usize].what).map_or(0.0, |loss| loss.at_most)
        };
        (one.kind.cmp(&other.kind))
            .then(loss(other).total_cmp(&loss(one)))
            .then(cost(other).total_cmp(&cost(one)))
            .then(one.action.cmp(&other.action))
    });
    lines
}

/// "Hire", "Train", "Borrow".
pub(crate) const fn kind_name(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Hire => "Hire",
        ActionKind::Train => "Train",
        ActionKind::Borrow => "Borrow",
    }
}

/// Who is hired, borrowed or trained, and for which team or in what.
pub(crate) fn who_and_what(names: PlanNames<'_>, action: &PlanAction) -> (String, String) {
    let (name, detail) = match action.kind {
        ActionKind::Hire | ActionKind::Borrow => (names.role(action.role), names.team(action.team)),
        ActionKind::Train => (names.person(action.person), names.training(action.training.as_ref())),
    };
    (name.to_owned(), detail.to_owned())
}

/// "Opens 1 Jun 2026, counts from 30 Nov 2026".
fn when(problem: &PlanProblem, action: &PlanAction, planned: cadre_planner::Action) -> String {
    let day = |quarter| words::date(quarter_starts(problem.starts_on, quarter));
    let starts = day(action.quarter);
    let from = problem.counts_from(planned);
    match action.kind {
        ActionKind::Borrow => {
            format!("From {starts} to {}", words::date(quarter_ends(problem.starts_on, action.quarter)))
        }
        ActionKind::Hire => {
            format!("Opens {starts}, starts by {}, counts from {}", day(problem.arrives(planned)), day(from))
        }
        ActionKind::Train => {
            let hours = words::amount(problem.hours_of(planned).round());
            format!("Starts {starts}, {hours} hours, counts from {}", day(from))
        }
    }
}

/// What the action fills that stands empty without it, and what the best plan without it loses.
fn why(
    content: &Content,
    problem: &PlanProblem,
    planned: cadre_planner::Action,
    gains: &[Gain],
    loss: Option<&Loss>,
) -> String {
    let demands = &problem.instance.teams[planned.what.team(&problem.instance)].demands;
    let mut filled = Vec::new();
    let mut deeper = Vec::new();
    for gain in gains {
        let name = words::inside(&content.competencies[demands[gain.demand].competency].name);
        match gain.filled {
            0 => deeper.push(name),
            1 => filled.push(name),
            seats => filled.push(format!("{name} ({seats} seats)")),
        }
    }
    let mut sentences = Vec::new();
    let from = words::date(quarter_starts(problem.starts_on, problem.counts_from(planned)));
    if !filled.is_empty() {
        sentences.push(format!("Fills a seat in {} from {from}.", words::list_some(&filled, 4)));
    }
    if !deeper.is_empty() {
        sentences.push(format!("Adds a holder of {}, which rests on too few.", words::list_some(&deeper, 4)));
    }
    if sentences.is_empty() {
        sentences.push("By itself it fills nothing: what builds on it does, or it is required.".to_owned());
    }
    if let Some(loss) = loss {
        if loss.asked_for {
            sentences.push("It is required.".to_owned());
        }
        sentences.push(match points_without(problem, loss).as_str() {
            "0" => "The best plan without it covers as much.".to_owned(),
            points => format!("The best plan without it covers {} points less.", points.replace('−', "")),
        });
    }
    sentences.join(" ")
}

fn wish_of(rule: WishRule, action: &PlanAction) -> PlanWish {
    PlanWish {
        rule,
        kind: action.kind,
        team: (action.kind != ActionKind::Train).then_some(action.team),
        role: action.role,
        person: action.person,
        training: action.training.clone(),
        count: 1,
    }
}

/// "Required: one hire on AI assurance", "Forbidden: train Dana Petrov: LLM application security".
pub(crate) fn wish_in_words(names: PlanNames<'_>, wish: &PlanWish) -> String {
    let rule = match wish.rule {
        WishRule::Require => "Required",
        WishRule::Forbid => "Forbidden",
    };
    let times = match (wish.rule, wish.count) {
        (WishRule::Require, count @ 2..) => format!(", {} times", words::number(count)),
        _ => String::new(),
    };
    let what = match wish.kind {
        ActionKind::Train => {
            let who = wish.person.map_or("anybody", |person| names.person(Some(person)));
            let item = wish.training.as_ref().map_or("any item", |item| names.training(Some(item)));
            format!("train {who}: {item}")
        }
        ActionKind::Hire | ActionKind::Borrow => {
            let verb = if wish.kind == ActionKind::Hire { "hire" } else { "borrow" };
            let role = wish.role.map_or("any role", |role| names.role(Some(role)));
            let team = wish.team.map_or("any team", |team| names.team(team));
            format!("{verb} {role}, {team}")
        }
    };
    format!("{rule}: {what}{times}")
}

//! What a plan does and what stops it, in two sentences.

use cadre_core::Content;
use cadre_planner::{Plan, Worth};

use super::{
    document::borrowed,
    solving::{MORE_MONEY, shares},
    view::{Opened, stale},
    worked::WorkedOut,
};
use crate::words;

/// What is said where nothing stays open.
const EVERY_SEAT: &str = "Every seat is filled at the end.";

/// Points that are none when they are rounded.
const NOTHING: f64 = 0.05;

/// "Two hires and eight courses lift coverage from 66% to 82% for €200,800", how sure that is, and what stops it.
pub(crate) fn sentences(content: &Content, opened: &Opened<'_>) -> (String, String) {
    let currency = &content.settings.currency;
    let Some((plan, worked)) = &opened.found else {
        let subtitle = match opened.scenario.outcome {
            Some(_) => stale(opened),
            None => "It has not been solved yet.".to_owned(),
        };
        return (opened.scenario.name.clone(), subtitle);
    };
    let before = words::percent(opened.problem.covered_before);
    let last = shares(plan).last().copied().unwrap_or_default();
    let after = words::percent(last);
    let parts = parts(plan);
    let (subject, one) = match &parts[..] {
        [] => ("Doing nothing".to_owned(), true),
        parts => (words::sentence_case(&words::list(parts)), plan.actions.len() == 1),
    };
    let change = if before == after {
        format!("{} coverage at {after}", words::verb(u32::from(one), "keeps", "keep"))
    } else if last > opened.problem.covered_before {
        format!("{} coverage from {before} to {after}", words::verb(u32::from(one), "lifts", "lift"))
    } else {
        format!("{} coverage fall from {before} to {after}", words::verb(u32::from(one), "lets", "let"))
    };
    let cost =
        if plan.cost > 0.0 { format!(" for {}", words::money(plan.cost, currency)) } else { String::new() };
    let subtitle = [odds(worked), limits_in_words(content, opened, plan, worked)].join(" ");
    (format!("{subject} {change}{cost}"), subtitle.trim().to_owned())
}

/// How sure it is: people leave and courses fail, with the plan and without it.
fn odds(worked: &WorkedOut) -> String {
    let (Some(with), Some(without)) = (worked.sureness.quarters.last(), worked.idle.quarters.last()) else {
        return String::new();
    };
    format!(
        "With people leaving as usual and courses that fail, {} is as likely as not, and {} if nothing is done.",
        words::percent(with.p50),
        words::percent(without.p50)
    )
}

/// "two hires", "eight courses", "one borrowed quarter".
pub(crate) fn parts(plan: &Plan) -> Vec<String> {
    let count = |one: &str, many: &str, number: u32| {
        (number > 0).then(|| format!("{} {}", words::number(number), if number == 1 { one } else { many }))
    };
    let hires = plan.hires() as u32;
    let borrowed = borrowed(plan);
    [
        count("hire", "hires", hires),
        count("training", "trainings", plan.actions.len() as u32 - hires - borrowed),
        count("borrowed quarter", "borrowed quarters", borrowed),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What stops the plan, as far as it is known.
fn limits_in_words(content: &Content, opened: &Opened<'_>, plan: &Plan, worked: &WorkedOut) -> String {
    let problem = &opened.problem;
    let stale = stale(opened);
    if !stale.is_empty() {
        return stale;
    }
    let currency = &content.settings.currency;
    let Some(reasons) = &worked.reasons else {
        let last = plan.coverage.0.last();
        let open: u32 = last
            .map(|last| last.iter().flatten().map(|covered| covered.required - covered.filled).sum())
            .unwrap_or_default();
        return match open {
            0 => EVERY_SEAT.to_owned(),
            1 => "1 seat stays open at the end. What stops it is not known yet.".to_owned(),
            open => format!(
                "{} seats stay open at the end, each counted in every competency that it needs. What stops them is not known \
                 yet.",
                words::thousands(open)
            ),
        };
    };
    if reasons.open.is_empty() {
        return EVERY_SEAT.to_owned();
    }
    let full = problem.full_cover();
    let points = |objective: f64| if full > 0.0 { 100.0 * objective / full } else { 0.0 };
    let helps = |worth: &Worth| points(worth.at_most) >= NOTHING;
    let says = |what: String, worth: &Worth| {
        if !helps(worth) {
            return format!("{what} adds nothing");
        }
        let up_to = if points(worth.at_most - worth.at_least) < NOTHING { "" } else { "up to " };
        format!("{what} would add {up_to}{:.1} points", points(worth.at_most))
    };
    let money = |worth: &Worth| says(format!("another {}", words::money(MORE_MONEY, currency)), worth);
    let hire = |worth: &Worth| says("one more hire".to_owned(), worth);
    let more: Vec<String> = reasons.money.iter().map(money).chain(reasons.hire.iter().map(hire)).collect();
    let lead = match (reasons.money.as_ref().map(helps), reasons.hire.as_ref().map(helps)) {
        (Some(false), Some(true)) => "The hires stop this plan, not the money: ",
        (Some(true), Some(false)) => "The money stops this plan, not the hires: ",
        (Some(false), Some(false)) => "Neither a little more money nor one more hire helps: ",
        _ => "More would help: ",
    };
    if more.is_empty() { String::new() } else { format!("{lead}{}.", more.join("; ")) }
}

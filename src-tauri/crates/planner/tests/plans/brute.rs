//! The best plan by trying every one.

use cadre_planner::{Action, Instance, Move};

use crate::simulator::{Played, play};

/// The best of all plans that break no rule: the most sixths, then the least cost, then the earliest starts.
pub(crate) fn best(instance: &Instance) -> (Played, Vec<Action>) {
    let mut all = Vec::new();
    for quarter in 1..=instance.limits.quarters {
        for person in 0..instance.people.len() {
            for item in 0..instance.items.len() {
                all.push(Action { quarter, what: Move::Train { person, item } });
            }
        }
        for (role, offer) in instance.roles.iter().enumerate() {
            for team in 0..instance.teams.len() {
                if offer.hiring.is_some() {
                    all.push(Action { quarter, what: Move::Hire { role, team } });
                }
                if offer.contractor_rate.is_some() {
                    all.push(Action { quarter, what: Move::Borrow { role, team } });
                }
            }
        }
    }
    let mut best = (play(instance, &[]), Vec::new());
    choose(instance, &all, 0, &mut Vec::new(), &mut best);
    best
}

fn choose(
    instance: &Instance,
    all: &[Action],
    from: usize,
    chosen: &mut Vec<Action>,
    best: &mut (Played, Vec<Action>),
) {
    let starts = |actions: &[Action]| actions.iter().map(|action| action.quarter).sum::<u32>();
    for next in from..all.len() {
        chosen.push(all[next]);
        let mut sorted = chosen.clone();
        sorted.sort_unstable();
        let played = play(instance, &sorted);
        // Whatever breaks a limit goes on breaking it; a missing prerequisite may still come, since actions are tried in
        // the order of their quarters.
        let hopeless = played.broken.iter().any(|rule| !rule.contains("lacks"));
        if played.broken.is_empty() {
            let better = played
                .sixths
                .cmp(&best.0.sixths)
                .then_with(|| best.0.cost.total_cmp(&played.cost))
                .then_with(|| starts(&best.1).cmp(&starts(&sorted)));
            if better.is_gt() {
                *best = (played, sorted);
            }
        }
        if !hopeless {
            // A hire can be made again in the same quarter; training cannot.
            let again = if matches!(all[next].what, Move::Train { .. }) { next + 1 } else { next };
            choose(instance, all, again, chosen, best);
        }
        chosen.pop();
    }
}

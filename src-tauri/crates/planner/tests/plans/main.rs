//! Plans against the definition: every plan of tiny instances tried, and every objective worked out again by a plain simulator
//! that shares nothing with the planner.

#![expect(clippy::unwrap_used, reason = "what cannot be ends the test")]

mod brute;
mod by_hand;
mod random;
mod reasons;
mod simulator;
mod sureness;

use cadre_planner::{Control, Instance, Plan, plan};

/// All the time there is, and one thread.
pub(crate) const UNHURRIED: Control<'_> = Control { stop: &|| false, threads: 1, progress: &|_| {} };

/// The best plan, with all the time there is.
pub(crate) fn best(instance: &Instance) -> Plan {
    plan(instance, 0.0, &UNHURRIED).unwrap()
}

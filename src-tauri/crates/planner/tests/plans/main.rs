//! Plans against the definition: every plan of tiny instances tried, and every objective worked out again by a plain simulator
//! that shares nothing with the planner.

mod brute;
mod by_hand;
mod random;
mod simulator;

use std::sync::atomic::AtomicBool;

use cadre_planner::{Control, Instance, Plan, plan};

/// The best plan, with all the time there is.
pub(crate) fn best(instance: &Instance) -> Plan {
    let cancelled = AtomicBool::new(false);
    plan(instance, 0.0, &Control { cancelled: &cancelled, until: None, progress: &|_| {} }).unwrap()
}

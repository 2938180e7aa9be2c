//! The plan: given this budget, these heads and these hours, which hires, which training and which contractors close the most
//! of what matters, and how near the best that is, proven. Pure: no IO and no names; the clock is the caller's.
//!
//! What is maximised (section 3 of the design): `Σ_q Σ_u Σ_c w(u,c) · (filled(u,c,q) + ½ · depth(u,c,q))` over the quarters,
//! teams and competencies. Among equal plans the cheaper wins, then the one that starts earlier.

mod by_team;
mod candidates;
mod checks;
mod coverage;
mod frontier;
mod instance;
mod model;
mod obstacles;
mod parallel;
mod part;
mod plan;
mod reasons;
mod simulate;
mod solver;

pub use checks::BadNumber;
pub use coverage::{Coverage, Covered, POINTS, coverage};
pub use frontier::{Point, budgets, frontier, relaxed_curve};
pub use instance::{
    Action, HiringCost, Instance, Item, Limits, MOST_QUARTERS, Move, Person, Role, Team, WEEKS, Wish,
};
pub use obstacles::{Obstacle, Why};
pub use plan::{Plan, Status, plan, plan_by_team};
pub use reasons::{Gain, Loss, OpenSeats, Stop, Worth, gains, losses, open_seats, worth_of};
pub use simulate::{Draws, FILL_SPREAD, Fan, SIMULATIONS, Sureness, sureness};
pub use solver::Control;

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// The best objective so far.
    pub objective: f64,
    /// No plan has a better one than this.
    pub bound: f64,
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Numbers that make no sense: all of them.
    #[error("{} numbers make no sense", .0.len())]
    BadNumbers(Vec<BadNumber>),
    /// The solver refused, which it does only by a mistake of ours.
    #[error("the solver failed: {what}")]
    Solver {
        /// What it refused.
        what: &'static str,
    },
}

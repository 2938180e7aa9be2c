//! The plan: scenarios kept in the workspace, solved, explained, tracked and written out.

pub(crate) mod document;
pub(crate) mod lines;
mod outputs;
pub(crate) mod problem;
mod scenarios;
pub(crate) mod sentences;
mod solving;
pub(crate) mod view;
mod words;
mod worked;

pub use cadre_planner::{Status, Stop};
pub use document::*;
pub use outputs::PlanFormat;
pub use problem::PlanProblem;
pub(crate) use solving::shares;
pub use solving::{FRONTIER_POINTS, Frontier, PLAN_GAP, PLAN_SEED, Reasons, Search};
pub(crate) use words::PlanNames;
pub use words::stop as stop_in_words;
pub(crate) use worked::WorkedOut;

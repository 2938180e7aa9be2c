//! The rules of Cadre: its words and its numbers. Pure: no IO, no clock, no SQL; today is an argument.

pub mod benchmark;
pub mod disclosure;
pub mod formula_text;
pub mod gaps;
mod id;
pub mod key_people;
pub mod levels;
mod model;
pub mod need;
pub mod organisation;
pub mod ranking;
mod report;
mod retention;
pub mod risks;
pub mod scenario;
pub mod seats;
pub mod statistics;
mod training;

pub use id::*;
pub use model::*;
pub use report::*;
pub use retention::*;
pub use scenario::*;
pub use training::*;

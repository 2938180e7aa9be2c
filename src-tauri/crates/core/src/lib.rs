//! The rules of Cadre: its words and its numbers. Pure: no IO, no clock, no SQL; today is an argument.

pub mod benchmark;
mod id;
mod model;
pub mod levels;
pub mod need;

pub use id::*;
pub use model::*;

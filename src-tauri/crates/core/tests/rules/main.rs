//! The rules of DESIGN.md section 2, each by hand: what a reader works out on paper is what the program says.

#![expect(clippy::expect_used, reason = "a test that names somebody who is not there fails")]

mod benchmarks;
mod disclosure;
mod key_people;
mod levels;
mod needs;
mod office;
mod people;
mod ranks;
mod risks;
mod shares;
mod words;

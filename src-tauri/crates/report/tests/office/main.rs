//! Decks and workbooks: the same bytes twice, whole packages, and text that is only text.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what cannot be read ends the test")]

mod fixture;
mod pages;
mod reading;
mod sheets;
mod slides;

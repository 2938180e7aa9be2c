//! Decks and workbooks: the same bytes twice, whole packages, and text that is only text.

mod fixture;
mod pages;
mod reading;
mod sheets;
mod slides;

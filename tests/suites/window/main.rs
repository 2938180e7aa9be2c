//! The real window, driven as a user would, without a mouse. Pictures go to `tests/screenshots/`.

#![expect(clippy::panic, reason = "a suite that cannot go on says why and fails")]

mod benchmarks;
mod compare;
mod driving;
mod focus;
mod hostile;
mod import;
mod journey;
mod plan;
mod privacy;
mod recording;
mod report;
mod screens;
mod security;
mod training;
mod web_view;

//! The whole command line, as a user or a script meets it: exit codes, what is on stdout and stderr, and what is in the
//! file afterwards.

#![expect(clippy::panic, reason = "a suite that cannot go on says why and fails")]

mod backups;
mod benchmarks;
mod charts;
mod compare;
mod contract;
mod damage;
mod documents;
mod encryption;
mod faults;
mod import;
mod numbers;
mod plan;
mod privacy;
mod report;
mod risks;
mod spreadsheets;
mod training;
mod workbook;
mod workspace;

//! The use cases of Cadre, each once: what the window, the command line and the tests all call.

pub mod catalogue;
mod chart;
mod compare;
mod empty;
mod error;
mod figures;
mod files;
mod gaps;
mod import;
mod matrix;
mod overview;
mod priorities;
mod recent;
mod refusal;
pub mod sample;
mod view;
mod words;
mod workspace;

pub use error::{AppError, ErrorCode, FieldProblem};
pub use files::{file_name_for, read_spreadsheet, write_file};
pub use gaps::{BenchmarkSummary, CountedShare, GapArea, GapCompetency, Gaps, Industry, Seats};
pub use import::{Import, ImportChoices, ImportLine, ImportSummary};
pub use priorities::{Priorities, PriorityArea, PriorityItem};
pub use recent::{Recents, open_sample, start_view};
pub use refusal::{check_failed, file_error};
pub use view::*;
pub use workspace::{Beginning, EVERYTHING, Moment, Touched, Workspace, benchmarks, in_words};

// What the window and the command line name in their calls, so that they need no other crate of ours.
pub use cadre_charts::{Drawing, Frame, Theme};
pub use cadre_core::{
    BenchmarkId, CompetencyKey, Level, PersonId, Source, TeamId, benchmark::Benchmark, need::Weights,
};
pub use cadre_store::{Finding, OperationSummary, Written};

//! What the screens show, ready to be shown: figures, marks and sentences. The screens compute nothing. What is here frames
//! every screen; each screen has its own module.

mod backups;
mod benchmarks;
mod compare;
mod history;
mod import;
mod matrix;
mod overview;
mod picture;
mod plan;
mod priorities;
mod privacy;
mod pulse;
mod ratings;
mod report;
mod risks;
mod team;
mod training;

use cadre_core::{BenchmarkId, ScenarioId, TeamId, benchmark::OurFigure};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use backups::*;
pub use benchmarks::*;
pub use compare::*;
pub use history::*;
pub use import::*;
pub use matrix::*;
pub use overview::*;
pub use picture::*;
pub use plan::*;
pub use priorities::*;
pub use privacy::*;
pub use pulse::*;
pub use ratings::*;
pub use report::*;
pub use risks::*;
pub use team::*;
pub use training::*;

/// What every screen is asked for: which team, which date, which benchmark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(default)]
pub struct Selection {
    /// The team; `None` for all teams.
    pub team: Option<TeamId>,
    /// The date; `None` for today.
    pub as_of: Option<NaiveDate>,
    /// The benchmark; `None` for the workspace's own.
    pub benchmark: Option<BenchmarkId>,
    /// Which of our figures stands beside it; `None` for the people below target, or those at level 0 or 1 where only they
    /// answer the benchmark's question.
    pub figure: Option<OurFigure>,
    /// The scenario whose plan is shown; `None` for the last.
    pub scenario: Option<ScenarioId>,
}

/// A choice in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Choice {
    /// What is sent back when it is chosen.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// What the frame round the screens shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct WorkspaceView {
    /// The workspace's name.
    pub name: String,
    /// The file's name.
    pub file_name: String,
    /// The file's path.
    pub path: String,
    /// Teams to choose from, in display order.
    pub teams: Vec<Choice>,
    /// Benchmarks to compare with: those that have a figure for an area.
    pub benchmarks: Vec<Choice>,
    /// The workspace's own benchmark.
    pub benchmark: BenchmarkId,
    /// ISO 4217 code of every amount.
    pub currency: String,
    /// Today: the as-of date where none is chosen.
    pub today: NaiveDate,
    /// Whether the file can only be read.
    pub read_only: bool,
    /// Whether the file has a passphrase.
    pub encrypted: bool,
    /// Why the place of the file is a risk, a sentence each.
    pub warnings: Vec<String>,
    /// The operation done last, where there is one.
    pub last_operation: Option<LastOperation>,
    /// Label of what Undo would take back.
    pub undo: Option<String>,
    /// Label of what Redo would bring back.
    pub redo: Option<String>,
}

/// The operation done last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LastOperation {
    /// What was done.
    pub label: String,
    /// When, in words: "Today 10:42", "19 May".
    pub when: String,
}

/// The start screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct StartView {
    /// Workspaces opened lately, the latest first.
    pub recent: Vec<RecentWorkspace>,
    /// The default benchmark with its n: "ISACA State of Cybersecurity 2024, n = 1,868".
    pub benchmark: String,
    /// Cadre's version.
    pub version: String,
    /// How many role profiles are shipped.
    pub roles: u32,
}

/// A workspace opened lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RecentWorkspace {
    /// The file's path.
    pub path: String,
    /// The workspace's name.
    pub name: String,
    /// File name and size in words: "halden.cadre · 3 teams, 24 people".
    pub detail: String,
    /// When it was opened last, in words.
    pub when: String,
    /// Whether the file is no longer there.
    pub missing: bool,
}

/// Why a screen has nothing to show, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EmptyState {
    /// What is missing, in one sentence.
    pub title: String,
    /// What it means.
    pub text: String,
    /// What to do next, most useful first.
    pub actions: Vec<EmptyAction>,
}

/// What to do next on an empty screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EmptyAction {
    /// What it does.
    pub kind: EmptyActionKind,
    /// The words on the button.
    pub label: String,
    /// One or two sentences beside it.
    pub text: String,
}

/// The ways out of an empty screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum EmptyActionKind {
    /// Import a spreadsheet.
    Import,
    /// Set the workspace up: its team, roles and levels.
    SetUp,
    /// Go to the Team screen.
    Team,
    /// Write forms on which people rate themselves.
    Forms,
    /// Choose the forms that came back, and merge them.
    MergeForms,
    /// Go to the matrix and set levels.
    Matrix,
    /// Record the answers to a pulse, or write a sheet to ask for them.
    Pulse,
    /// Show all teams instead of this one.
    AllTeams,
    /// Show today instead of the chosen date.
    Today,
}

//! The use cases of Cadre, each once: what the window, the command line and the tests all call.

mod backups;
mod benchmarks;
pub mod catalogue;
mod chart;
mod compare;
mod damage;
pub mod draft;
mod empty;
mod error;
mod export;
mod figures;
mod file_name;
mod files;
mod gaps;
mod history;
mod import;
mod key_people;
mod matrix;
mod overview;
mod passphrases;
mod places;
pub mod plan;
mod preferences;
mod priorities;
mod privacy;
mod pulse;
mod ratings;
mod recent;
mod recording;
mod refusal;
mod report;
mod risks;
pub mod sample;
mod team;
mod training;
mod view;
mod words;
mod work;
mod workspace;

pub use backups::{
    BackupFile, BackupReason, Backups, DATA_DIR, DueBackup, Opening, Restored, backup_preview, data_folder,
    newest_sound_backup, restore, restore_in_place, restore_newest,
};
pub use benchmarks::{ListedBenchmark, shipped_benchmarks};
pub use catalogue::RoleKey;
pub use damage::{CheckReport, Salvage, SalvageLine, check_file, salvage};
pub use draft::*;
pub use error::{AppError, ErrorCode, FieldProblem};
pub use file_name::file_name_for;
pub use files::{
    read_bytes, read_edition_file, read_export, read_report, read_spreadsheets, write_file, write_files,
};
pub use gaps::{BenchmarkSummary, CountedShare, GapArea, GapCompetency, Gaps, Industry, PulseSummary, Seats};
pub use history::in_words;
pub use import::{Import, ImportFile, ImportLine, ImportSummary};
pub use key_people::{KeyPeople, KeyPerson};
pub use passphrases::{Strength, proposed_passphrase, strength};
pub use places::warnings;
pub use preferences::{LOCK_AFTER, Preferences};
pub use priorities::{
    Priorities, PriorityArea, PriorityCompetency, PriorityGroup, PriorityItem, PriorityTeam,
};
pub use privacy::PersonData;
pub use recent::{Recents, open_sample, start_view};
pub use refusal::{check_failed, file_error};
pub use report::{Verified, read_logo, report_file, report_pictures};
pub use risks::{RiskEntry, RiskFramework, Risks};
pub use training::TrainingList;
pub use view::*;
pub use work::{Progress, Work};
pub use workspace::{Beginning, EVERYTHING, Moment, Touched, Workspace};

// What the window and the command line name in their calls, so that they need no other crate of ours.
pub use cadre_charts::{Drawing, Frame, Theme};
pub use cadre_core::{
    ActionKind, ActionState, AreaKey, AssessmentId, Audience, BenchmarkId, CompetencyKey, Level, OperationId,
    Paper, PersonId, PulseId, ReportSettings, RetentionSettings, ScenarioId, Section, Source, TeamId,
    TrainingKey,
    benchmark::{Benchmark, Confidence, OurFigure},
    need::{NeedSettings, Weights},
    risks::RiskStanding,
};
pub use cadre_exchange::LayoutKind;
pub use cadre_store::{Finding, Kept, OperationSummary, Passphrase, Written};

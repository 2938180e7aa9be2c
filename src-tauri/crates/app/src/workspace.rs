//! An open workspace: the file, its structure and its assessments in memory, and the use cases over them.

use std::path::Path;

use cadre_charts::{Drawing, Frame};
use cadre_core::{
    BenchmarkId, CompetencyKey, Content, OperationId, PersonId, Settings, TeamId, benchmark::Benchmark,
    levels::AssessmentColumns, need::Weights,
};
use cadre_exchange::document;
use cadre_store::{Finding, INITIAL, LogFilter, NewOperation, OperationSummary, Tx, Written};
use chrono::{DateTime, Local, NaiveDate, Utc};

use crate::{
    catalogue::catalogue,
    chart, compare,
    error::AppError,
    figures::{Figures, find_benchmark, find_team, team_named},
    gaps::{self, Gaps},
    history, matrix, overview,
    priorities::{self, Priorities},
    sample::sample,
    view::{
        CellDetail, ChartKind, Choice, CompareView, LastOperation, MatrixView, OverviewView, PictureFormat,
        PrioritiesView, RecentWorkspace, Selection, WorkspaceView,
    },
    words,
};

/// The lists of the content in which a change touched something, e.g. `people`, `assessments`.
pub type Touched = Vec<&'static str>;

/// Every list that a screen may show: what another program's write may have touched.
pub const EVERYTHING: [&str; 9] =
    ["settings", "areas", "competencies", "teams", "roles", "people", "positions", "assessments", "training"];

/// When a use case runs: the caller's clock, read once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Today where the user is.
    pub today: NaiveDate,
    /// The time.
    pub now: DateTime<Utc>,
}

impl Moment {
    /// This moment by the machine's clock.
    pub fn now() -> Self {
        let now = Local::now();
        Self { today: now.date_naive(), now: now.to_utc() }
    }
}

/// What a new workspace begins with.
#[derive(Clone, Debug, PartialEq)]
pub enum Beginning {
    /// The shipped areas and competencies, and no team.
    Empty {
        /// The workspace's name.
        name: String,
    },
    /// The sample team, as it stands on a date.
    Sample {
        /// The date that its dates are laid relative to.
        date: NaiveDate,
    },
    /// The content of a JSON export.
    Export {
        /// The document.
        json: String,
    },
}

/// An open workspace.
pub struct Workspace {
    pub(crate) store: cadre_store::Workspace,
    pub(crate) content: Content,
    pub(crate) columns: AssessmentColumns,
}

impl Workspace {
    /// Creates a workspace at a path where there is no file.
    pub fn create(path: &Path, beginning: &Beginning, moment: Moment) -> Result<Self, AppError> {
        let content = match beginning {
            Beginning::Empty { name } => empty_content(name, moment),
            Beginning::Sample { date } => sample(*date, moment.now),
            Beginning::Export { json } => document::from_json(json)?,
        };
        Self::loaded(cadre_store::Workspace::create(path, &content)?)
    }

    /// Opens the workspace at a path.
    pub fn open(path: &Path) -> Result<Self, AppError> {
        Self::loaded(cadre_store::Workspace::open(path)?)
    }

    fn loaded(store: cadre_store::Workspace) -> Result<Self, AppError> {
        let content = store.structure()?;
        let columns = store.columns(&content)?;
        Ok(Self { store, content, columns })
    }

    pub(crate) fn reload(&mut self) -> Result<(), AppError> {
        self.content = self.store.structure()?;
        self.reload_assessments()
    }

    /// Reads the assessments again, after a change that left the structure as it was.
    pub(crate) fn reload_assessments(&mut self) -> Result<(), AppError> {
        self.columns = self.store.columns(&self.content)?;
        Ok(())
    }

    /// Makes a change as one operation, and reads the workspace again.
    pub(crate) fn change<T>(
        &mut self,
        kind: &str,
        label: String,
        moment: Moment,
        change: impl FnOnce(&mut Tx<'_>) -> Result<T, AppError>,
    ) -> Result<Written<T>, AppError> {
        let operation = NewOperation { kind: kind.to_owned(), label, at: moment.now };
        let written = self.store.write(operation, change)?;
        self.reload()?;
        Ok(written)
    }

    /// Reads the file again where another program has written to it; says whether it had.
    pub fn refresh(&mut self) -> Result<bool, AppError> {
        let changed = self.store.changed_elsewhere()?;
        if changed {
            self.reload()?;
        }
        Ok(changed)
    }

    /// The file's path.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// What the workspace is set to.
    pub fn settings(&self) -> &Settings {
        &self.content.settings
    }

    /// The team that a person names, by id or by name.
    pub fn team_named(&self, text: &str) -> Result<TeamId, AppError> {
        team_named(&self.content, text)
    }

    /// The name of a team.
    pub fn team_name(&self, team: TeamId) -> Result<String, AppError> {
        Ok(self.content.teams[find_team(&self.content, team)?].name.clone())
    }

    /// What the frame round the screens shows.
    pub fn view(&self, moment: Moment) -> Result<WorkspaceView, AppError> {
        let last = self.store.operations(&LogFilter::default(), None, 1)?.pop();
        Ok(WorkspaceView {
            name: self.content.settings.name.clone(),
            file_name: file_name(self.path()),
            path: self.path().display().to_string(),
            teams: self
                .content
                .teams
                .iter()
                .map(|team| Choice { value: team.id.to_string(), label: team.name.clone() })
                .collect(),
            benchmarks: catalogue()
                .benchmarks
                .iter()
                .map(|benchmark| Choice {
                    value: benchmark.id.to_string(),
                    label: format!("{} {}", benchmark.publisher, benchmark.edition),
                })
                .collect(),
            benchmark: self.content.settings.benchmark.clone(),
            currency: self.content.settings.currency.clone(),
            today: moment.today,
            read_only: self.store.is_read_only(),
            last_operation: last.map(|operation| LastOperation {
                when: words::when(operation.at, moment.today),
                label: history::in_words(&operation),
            }),
            undo: self.store.undoable()?.map(|operation| operation.label),
            redo: self.store.redoable()?.map(|operation| operation.label),
        })
    }

    /// The workspace as the list of recent ones names it.
    pub fn as_recent(&self, moment: Moment) -> RecentWorkspace {
        let content = &self.content;
        let people = content.people.iter().filter(|person| person.counts_on(moment.today)).count();
        RecentWorkspace {
            path: self.path().display().to_string(),
            name: content.settings.name.clone(),
            detail: format!(
                "{} · {}, {}",
                file_name(self.path()),
                words::counted(content.teams.len() as u32, "team", "teams"),
                words::counted(people as u32, "person", "people"),
            ),
            when: String::new(),
            missing: false,
        }
    }

    pub(crate) fn figures(
        &self,
        selection: &Selection,
        weights: Option<Weights>,
        moment: Moment,
    ) -> Result<Figures<'_>, AppError> {
        Figures::new(&self.content, &self.columns, selection, weights, moment.today)
    }

    /// The gap figures of every area beside the industry's.
    pub fn gaps(&self, selection: &Selection, moment: Moment) -> Result<Gaps, AppError> {
        Ok(gaps::gaps(&self.figures(selection, None, moment)?))
    }

    /// The ranked needs, by competency and by area.
    pub fn priorities(&self, selection: &Selection, moment: Moment) -> Result<Priorities, AppError> {
        Ok(priorities::priorities(&self.figures(selection, None, moment)?))
    }

    /// The Overview screen.
    pub fn overview_view(&self, selection: &Selection, moment: Moment) -> Result<OverviewView, AppError> {
        Ok(overview::view(&self.figures(selection, None, moment)?))
    }

    /// The Compare screen.
    pub fn compare_view(&self, selection: &Selection, moment: Moment) -> Result<CompareView, AppError> {
        Ok(compare::view(&self.figures(selection, None, moment)?))
    }

    /// The Priorities screen, with other weights than the workspace's where they are given.
    pub fn priorities_view(
        &self,
        selection: &Selection,
        weights: Option<Weights>,
        moment: Moment,
    ) -> Result<PrioritiesView, AppError> {
        Ok(priorities::view(&self.figures(selection, weights, moment)?))
    }

    /// The Matrix screen.
    pub fn matrix_view(&self, selection: &Selection, moment: Moment) -> Result<MatrixView, AppError> {
        Ok(matrix::view(&self.figures(selection, None, moment)?))
    }

    /// One cell of the matrix, opened.
    pub fn cell_detail(
        &self,
        selection: &Selection,
        person: PersonId,
        competency: &CompetencyKey,
        moment: Moment,
    ) -> Result<CellDetail, AppError> {
        let figures = self.figures(selection, None, moment)?;
        let (person_index, competency_index) = matrix::indices(&self.content, person, competency)?;
        let history = self.store.assessments_of(person, competency)?;
        Ok(matrix::detail(&figures, person_index, competency_index, &history))
    }

    /// A chart as SVG with its hit map and its table.
    pub fn chart(
        &self,
        kind: ChartKind,
        selection: &Selection,
        frame: &Frame,
        moment: Moment,
    ) -> Result<Drawing, AppError> {
        let chart = chart::chart(kind, &self.figures(selection, None, moment)?);
        Ok(cadre_charts::render(&chart, frame)?)
    }

    /// A chart as a file: the bytes of its SVG, or a PNG with two pixels to each of the SVG's.
    pub fn chart_file(
        &self,
        kind: ChartKind,
        selection: &Selection,
        frame: &Frame,
        format: PictureFormat,
        moment: Moment,
    ) -> Result<Vec<u8>, AppError> {
        let chart = chart::chart(kind, &self.figures(selection, None, moment)?);
        Ok(match format {
            PictureFormat::Svg => cadre_charts::render(&chart, frame)?.svg.into_bytes(),
            PictureFormat::Png => cadre_charts::png(&chart, frame, 2.0)?,
        })
    }

    /// The latest operations, newest first.
    pub fn operations(&self, limit: u32) -> Result<Vec<OperationSummary>, AppError> {
        Ok(self.store.operations(&LogFilter::default(), None, limit)?)
    }

    /// Everything that is wrong with the workspace; empty where nothing is.
    pub fn check(&self) -> Result<Vec<Finding>, AppError> {
        Ok(self.store.check()?)
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A workspace with the shipped areas and competencies, and nothing of the user's yet.
fn empty_content(name: &str, moment: Moment) -> Content {
    Content {
        settings: Settings { name: name.to_owned(), ..Settings::default() },
        areas: catalogue().areas.clone(),
        competencies: catalogue().competencies.iter().map(|shipped| shipped.competency.clone()).collect(),
        teams: Vec::new(),
        roles: Vec::new(),
        people: Vec::new(),
        positions: Vec::new(),
        assessments: Vec::new(),
        pulses: Vec::new(),
        training: Vec::new(),
        scenarios: Vec::new(),
        import_mappings: Vec::new(),
        retractions: Vec::new(),
        operations: vec![cadre_core::Operation {
            id: OperationId(cadre_store::new_id()),
            kind: INITIAL.to_owned(),
            label: "Workspace created".to_owned(),
            at: moment.now,
            reverts: None,
            changes: Vec::new(),
        }],
    }
}

/// The shipped benchmarks, or the one of an id.
pub fn benchmarks(id: Option<&str>) -> Result<Vec<&'static Benchmark>, AppError> {
    match id {
        Some(id) => Ok(vec![find_benchmark(&BenchmarkId::from(id))?]),
        None => Ok(catalogue().benchmarks.iter().collect()),
    }
}

//! An open workspace: the file, its structure and its assessments in memory, and the use cases over them.

use std::{cell::RefCell, collections::HashMap, path::Path, sync::Arc};

use cadre_charts::{Chart, Drawing, Frame, Theme};
use cadre_core::{
    CompetencyKey, Content, OperationId, PersonId, ScenarioId, Settings, TeamId, levels::AssessmentColumns,
    need::NeedSettings,
};
use cadre_exchange::document;
use cadre_store::{Finding, INITIAL, LogFilter, NewOperation, OperationSummary, Passphrase, Tx, Written};
use chrono::{DateTime, Local, NaiveDate, Utc};

use crate::{
    backups::{Backups, Opening},
    benchmarks::{OWN_ID, claimed_ids, default_benchmark, editions, short_name},
    catalogue::catalogue,
    chart::{self, ShownPlan},
    error::{AppError, ErrorCode, FieldProblem},
    figures::{Figures, Standing, find_team, team_named},
    gaps::{self, Gaps},
    history,
    import::named,
    key_people::{self, KeyPeople},
    matrix, overview,
    places::warnings,
    plan::WorkedOut,
    priorities::{self, Priorities},
    risks::{self, Risks},
    sample::sample,
    view::{
        CellDetail, ChartKind, Choice, KeyPeopleView, LastOperation, MatrixView, OverviewView, PictureFormat,
        PrioritiesRequest, PrioritiesView, RecentWorkspace, RisksView, Selection, WorkspaceView,
    },
    words,
};

/// The lists of the content in which a change touched something, e.g. `people`, `assessments`.
pub type Touched = Vec<&'static str>;

/// Every list that a screen may show: what another program's write may have touched.
pub const EVERYTHING: [&str; 14] = [
    "settings",
    "areas",
    "competencies",
    "teams",
    "roles",
    "people",
    "positions",
    "benchmarks",
    "assessments",
    "pulses",
    "training",
    "scenarios",
    "report",
    "retention",
];

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
    /// What was worked out last from the content and the columns; none after either was read again.
    standing: RefCell<Option<Arc<Standing>>>,
    /// What was worked out of the plans; each is checked against the record before it is used.
    pub(crate) plans: RefCell<HashMap<ScenarioId, WorkedOut>>,
    /// Where its backups are kept.
    pub(crate) backups: Option<Backups>,
}

impl Workspace {
    /// Creates a workspace at a path where there is no file, encrypted where a passphrase is given.
    pub fn create(
        path: &Path,
        beginning: &Beginning,
        opening: Opening<'_>,
        moment: Moment,
    ) -> Result<Self, AppError> {
        let content = match beginning {
            Beginning::Empty { name } => empty_content(name, moment),
            Beginning::Sample { date } => sample(*date, moment.now),
            Beginning::Export { json } => exported(json)?,
        };
        Self::loaded(cadre_store::Workspace::create(path, &content, opening.passphrase)?, opening)
    }

    /// Opens the workspace at a path. One of an older version is backed up before it is brought to this one.
    pub fn open(path: &Path, opening: Opening<'_>, moment: Moment) -> Result<Self, AppError> {
        let open = || {
            let store = cadre_store::Workspace::open_after(path, opening.passphrase, |unmigrated| {
                match opening.backups {
                    Some(backups) => backups.before_migration(path, unmigrated, moment),
                    None => Ok(()),
                }
            })?;
            Self::loaded(store, opening)
        };
        open().map_err(|error| match error.code {
            // These say nothing of the file itself.
            ErrorCode::WorkspaceDamaged | ErrorCode::WorkspaceNewer => {
                named(error, &path.display().to_string())
            }
            _ => error,
        })
    }

    fn loaded(store: cadre_store::Workspace, opening: Opening<'_>) -> Result<Self, AppError> {
        let content = store.structure()?;
        let columns = store.columns(&content)?;
        Ok(Self {
            store,
            content,
            columns,
            standing: RefCell::default(),
            plans: RefCell::default(),
            backups: opening.backups.cloned(),
        })
    }

    pub(crate) fn reload(&mut self) -> Result<(), AppError> {
        self.content = self.store.structure()?;
        self.reload_assessments()
    }

    /// Reads the assessments again, after a change that left the structure as it was.
    pub(crate) fn reload_assessments(&mut self) -> Result<(), AppError> {
        self.standing.take();
        self.columns = self.store.columns(&self.content)?;
        Ok(())
    }

    /// The assessments, to add what was just recorded: what was worked out from them before is true no longer.
    pub(crate) fn columns_to_extend(&mut self) -> &mut AssessmentColumns {
        self.standing.take();
        &mut self.columns
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

    /// What to tell of an error. One that says that an encrypted file is damaged is held against the file, opened anew: where
    /// that is sound, a page could not be read for a moment, and the workspace is what the file holds.
    pub fn doubt(&mut self, error: AppError) -> AppError {
        if error.code != ErrorCode::WorkspaceDamaged || !self.is_encrypted() {
            return error;
        }
        if self.store.reopen().is_err() || self.reload().is_err() {
            return error;
        }
        AppError::new(
            ErrorCode::Io,
            "The disk could not be read for a moment.",
            "The workspace is sound, and was opened again. Look whether your last change is in it.",
        )
    }

    /// The file's path.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Whether it has a passphrase.
    pub fn is_encrypted(&self) -> bool {
        self.store.passphrase().is_some()
    }

    /// Whether its passphrase is this one.
    pub fn opens_with(&self, passphrase: Option<&Passphrase>) -> bool {
        self.store.passphrase() == passphrase
    }

    /// Its passphrase, where it has one.
    pub fn passphrase(&self) -> Option<&Passphrase> {
        self.store.passphrase()
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
        let default = default_benchmark(&self.content);
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
            benchmarks: editions(&self.content)
                .filter(|benchmark| !benchmark.figures.is_empty() || benchmark.id == default.id)
                .map(|benchmark| Choice { value: benchmark.id.to_string(), label: short_name(benchmark) })
                .collect(),
            benchmark: default.id.clone(),
            currency: self.content.settings.currency.clone(),
            today: moment.today,
            read_only: self.store.is_read_only(),
            encrypted: self.is_encrypted(),
            warnings: warnings(self.path()),
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
        if self.is_encrypted() {
            // The list of recent ones can be read by anybody who can read the program's folder.
            let stem = self.path().file_stem().unwrap_or_default().to_string_lossy();
            return RecentWorkspace {
                path: self.path().display().to_string(),
                name: stem.into_owned(),
                detail: format!("{} · Encrypted", file_name(self.path())),
                when: String::new(),
                missing: false,
            };
        }
        let people = content.people.iter().filter(|person| person.counts_on(moment.today)).count();
        RecentWorkspace {
            path: self.path().display().to_string(),
            name: content.settings.name.clone(),
            detail: match (content.teams.len() as u32, people as u32) {
                (0, 0) => format!("{} · Empty", file_name(self.path())),
                (teams, people) => format!(
                    "{} · {}, {}",
                    file_name(self.path()),
                    words::counted(teams, "team", "teams"),
                    words::counted(people, "person", "people"),
                ),
            },
            when: String::new(),
            missing: false,
        }
    }

    pub(crate) fn figures(
        &self,
        selection: &Selection,
        tried: Option<NeedSettings>,
        moment: Moment,
    ) -> Result<Figures<'_>, AppError> {
        let kept = self.standing.take();
        let figures = Figures::new(&self.content, &self.columns, selection, tried, moment.today, kept)?;
        self.standing.replace(Some(figures.standing()));
        Ok(figures)
    }

    /// The gap figures of every area beside the industry's.
    pub fn gaps(&self, selection: &Selection, moment: Moment) -> Result<Gaps, AppError> {
        Ok(gaps::gaps(&self.figures(selection, None, moment)?))
    }

    /// The ranked needs, by competency and by area.
    pub fn priorities(&self, selection: &Selection, moment: Moment) -> Result<Priorities, AppError> {
        Ok(priorities::priorities(&self.figures(selection, None, moment)?))
    }

    /// How deep the risks of every shipped framework are covered, or those of one.
    pub fn risks(
        &self,
        selection: &Selection,
        framework: Option<&str>,
        moment: Moment,
    ) -> Result<Risks, AppError> {
        risks::risks(&self.figures(selection, None, moment)?, framework)
    }

    /// What opens without each person, and in a year of attrition.
    pub fn key_people(&self, selection: &Selection, moment: Moment) -> Result<KeyPeople, AppError> {
        Ok(key_people::key_people(&self.figures(selection, None, moment)?))
    }

    /// The Risks tab of the Priorities screen, with the first framework where none is chosen.
    pub fn risks_view(
        &self,
        selection: &Selection,
        framework: Option<&str>,
        moment: Moment,
    ) -> Result<RisksView, AppError> {
        risks::view(&self.figures(selection, None, moment)?, framework)
    }

    /// The Key people tab of the Priorities screen.
    pub fn key_people_view(&self, selection: &Selection, moment: Moment) -> Result<KeyPeopleView, AppError> {
        Ok(key_people::view(&self.figures(selection, None, moment)?))
    }

    /// The Overview screen.
    pub fn overview_view(&self, selection: &Selection, moment: Moment) -> Result<OverviewView, AppError> {
        let view = overview::view(&self.figures(selection, None, moment)?);
        Ok(OverviewView { past_retention: self.retention_due(moment)?, ..view })
    }

    /// The Priorities screen.
    pub fn priorities_view(
        &self,
        selection: &Selection,
        request: &PrioritiesRequest,
        moment: Moment,
    ) -> Result<PrioritiesView, AppError> {
        Ok(priorities::view(&self.figures(selection, request.tried, moment)?, request))
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

    /// A chart as SVG with its hit map and its table; `tried` stands in place of the workspace's own weights, line and reach.
    pub fn chart(
        &self,
        kind: ChartKind,
        selection: &Selection,
        tried: Option<NeedSettings>,
        frame: &Frame,
        moment: Moment,
    ) -> Result<Drawing, AppError> {
        let chart = self.charted(kind, selection, tried, frame.names, moment)?;
        Ok(cadre_charts::render(&chart, frame)?)
    }

    /// A chart as a file: the bytes of its SVG, or a PNG with two pixels to each of the SVG's; for print in the size and the
    /// colours of paper, whatever the frame says of them.
    pub fn chart_file(
        &self,
        kind: ChartKind,
        selection: &Selection,
        tried: Option<NeedSettings>,
        frame: &Frame,
        format: PictureFormat,
        moment: Moment,
    ) -> Result<Vec<u8>, AppError> {
        let chart = self.charted(kind, selection, tried, frame.names, moment)?;
        let paper = Frame { names: frame.names, ..Frame::new(Frame::PRINT_WIDTH, Theme::Print) };
        Ok(match format {
            PictureFormat::Svg => cadre_charts::render(&chart, frame)?.svg.into_bytes(),
            PictureFormat::Png => cadre_charts::png(&chart, frame, 2.0)?,
            PictureFormat::PrintSvg => cadre_charts::render(&chart, &paper)?.svg.into_bytes(),
            PictureFormat::PrintPng => cadre_charts::png(&chart, &paper, Frame::PRINT_SCALE)?,
        })
    }

    fn charted(
        &self,
        kind: ChartKind,
        selection: &Selection,
        tried: Option<NeedSettings>,
        names: bool,
        moment: Moment,
    ) -> Result<Chart, AppError> {
        let shown =
            if kind.is_of_a_plan() { self.shown_plan(selection, moment)? } else { ShownPlan::default() };
        Ok(chart::chart(kind, &self.figures(selection, tried, moment)?, names, &shown))
    }

    /// The latest operations, newest first.
    pub fn operations(&self, limit: u32) -> Result<Vec<OperationSummary>, AppError> {
        Ok(self.store.operations(&LogFilter::default(), None, limit)?)
    }

    /// Everything that is wrong with the workspace; empty where nothing is.
    pub fn check(&self) -> Result<Vec<Finding>, AppError> {
        let mut findings = self.store.check()?;
        findings.extend(claimed_ids(&self.content).into_iter().map(|(subject, id)| Finding {
            code: "rule",
            subject,
            detail: format!("expected {OWN_ID}, found {id}"),
        }));
        Ok(findings)
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The content of a JSON export, without an edition that would stand in the place of one that ships.
fn exported(json: &str) -> Result<Content, AppError> {
    let content = document::from_json(json)?;
    let claimed = claimed_ids(&content);
    if claimed.is_empty() {
        return Ok(content);
    }
    Err(AppError {
        fields: claimed
            .into_iter()
            .map(|(place, id)| FieldProblem {
                place,
                found: id.to_string(),
                expected: OWN_ID.to_owned(),
                ..FieldProblem::default()
            })
            .collect(),
        ..AppError::new(
            ErrorCode::InvalidContent,
            "The export has editions under the ids of editions that ship with Cadre.",
            "Nothing was made. Give each that is listed another id in the export.",
        )
    })
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
        benchmarks: Vec::new(),
        report: None,
        retention: None,
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

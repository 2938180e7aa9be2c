//! The start screen: workspaces opened lately, and the sample team.

use std::path::{Path, PathBuf};

use cadre_store::INITIAL;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    backups::Opening,
    benchmarks::shipped_default,
    catalogue::catalogue,
    error::AppError,
    files::write_file,
    refusal::file_error,
    view::{RecentWorkspace, StartView},
    words,
    workspace::{Beginning, Moment, Workspace},
};

/// Most workspaces that are remembered.
const REMEMBERED: usize = 8;

/// File of the sample team in the program's own folder.
const SAMPLE_FILE: &str = "Sample team.cadre";

/// The workspaces opened lately, in a file of the program's own folder.
#[derive(Clone, Debug)]
pub struct Recents {
    file: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Remembered {
    opened_at: DateTime<Utc>,
    #[serde(flatten)]
    workspace: RecentWorkspace,
}

impl Recents {
    /// The recents kept in a folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self { file: folder.join("recent.json") }
    }

    fn read(&self) -> Vec<Remembered> {
        // A list that is missing or cannot be read is an empty one: it only saves the user a search.
        std::fs::read(&self.file)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    /// The workspaces, the one opened last first.
    pub fn list(&self, moment: Moment) -> Vec<RecentWorkspace> {
        self.read()
            .into_iter()
            .map(|remembered| RecentWorkspace {
                when: words::when(remembered.opened_at, moment.today),
                missing: !Path::new(&remembered.workspace.path).is_file(),
                ..remembered.workspace
            })
            .collect()
    }

    /// Puts a workspace first.
    pub fn remember(&self, workspace: RecentWorkspace, moment: Moment) -> Result<(), AppError> {
        let mut list = self.read();
        list.retain(|remembered| remembered.workspace.path != workspace.path);
        list.insert(0, Remembered { opened_at: moment.now, workspace });
        list.truncate(REMEMBERED);
        let json = serde_json::to_vec_pretty(&list)
            .map_err(|error| file_error(&self.file, &std::io::Error::other(error)))?;
        write_file(&self.file, &json)
    }
}

/// The start screen.
pub fn start_view(recents: &Recents, moment: Moment) -> Result<StartView, AppError> {
    let benchmark = shipped_default();
    Ok(StartView {
        recent: recents.list(moment),
        benchmark: format!(
            "{} {} {}, n = {}",
            benchmark.publisher,
            benchmark.report,
            benchmark.edition,
            benchmark.n.map_or_else(|| "not known".to_owned(), words::thousands)
        ),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        roles: catalogue().roles.len() as u32,
    })
}

/// Opens the sample team in the program's own folder. One that nobody has changed is made anew on a later day, so that
/// its dates never look old; one that was worked on stays.
pub fn open_sample(folder: &Path, opening: Opening<'_>, moment: Moment) -> Result<Workspace, AppError> {
    let path = folder.join(SAMPLE_FILE);
    if path.exists() {
        let kept = Workspace::open(&path, opening, moment)?;
        let untouched = match &kept.operations(2)?[..] {
            [only] => only.kind == INITIAL && only.at.date_naive() != moment.now.date_naive(),
            _ => false,
        };
        if !untouched {
            return Ok(kept);
        }
        drop(kept);
        std::fs::remove_file(&path).map_err(|error| file_error(&path, &error))?;
    }
    // It is nobody's: anew it has no passphrase.
    let opening = Opening { passphrase: None, ..opening };
    Workspace::create(&path, &Beginning::Sample { date: moment.today }, opening, moment)
}

//! What a report was made with, kept in its file, so that it can be made again and held against the workspace.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use cadre_core::{BenchmarkId, Content, Logo, ReportSettings, TeamId};
use cadre_exchange::document;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::outputs::report_file;
use crate::{
    error::{AppError, ErrorCode},
    view::{ReportFormat, Selection},
    work::Work,
    workspace::{Moment, Workspace},
};

/// What stands before a recipe in the properties of a file.
const MARK: &str = "cadre-report:";

/// What a report was made with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Recipe {
    /// The program's version.
    version: String,
    /// The fingerprint of the data.
    data: String,
    /// The day shown.
    as_of: NaiveDate,
    /// The team; `None` for all.
    team: Option<TeamId>,
    /// The benchmark; `None` for the workspace's own.
    benchmark: Option<BenchmarkId>,
    /// What it holds; without the bytes of its logo.
    settings: ReportSettings,
    /// The fingerprint of the logo's bytes.
    logo: Option<String>,
}

/// What became of holding a report against a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Whether the workspace gives the same file today, to the byte.
    pub matches: bool,
    /// Whether the data are those that the report was made from.
    pub same_data: bool,
    /// Whether this version of the program made it.
    pub same_version: bool,
    /// The version that made it.
    pub version: String,
    /// The day that it shows.
    pub as_of: NaiveDate,
    /// The fingerprint that it carries.
    pub fingerprint: String,
    /// The fingerprint of the workspace.
    pub now: String,
    /// The finding in one sentence.
    pub says: String,
}

impl Workspace {
    /// SHA-256 of the export without the log and without what the report is set to: of the data alone.
    pub(super) fn fingerprint(&self) -> Result<String, AppError> {
        let content =
            Content { operations: Vec::new(), report: None, retention: None, ..self.store.content()? };
        Ok(hexadecimal(document::to_json(&content)?.as_bytes()))
    }

    /// Holds a report against the workspace: makes it again with what it says it was made with, and with a logo where it was
    /// not made with the workspace's own.
    ///
    /// # Errors
    /// The file is no report of Cadre's; those of [`Self::report_pack`].
    pub fn verify_report(
        &self,
        bytes: &[u8],
        logo: Option<Logo>,
        work: &Work<'_>,
        moment: Moment,
    ) -> Result<Verified, AppError> {
        let recipe = read(bytes).ok_or_else(|| {
            AppError::new(
                ErrorCode::InvalidContent,
                "This file is no report of Cadre’s, or another program has saved it since.",
                "Choose a PDF, PPTX, XLSX or HTML file as Cadre wrote it.",
            )
        })?;
        let now = self.fingerprint()?;
        let selection = Selection {
            team: recipe.team,
            as_of: Some(recipe.as_of),
            benchmark: recipe.benchmark.clone(),
            ..Selection::default()
        };
        let logo = logo.or_else(|| self.report_settings().logo).filter(|_| recipe.logo.is_some());
        let same_logo = recipe.logo == logo.as_ref().map(|logo| hexadecimal(logo.data.as_bytes()));
        let settings = ReportSettings { logo, ..recipe.settings.clone() };
        let same_data = now == recipe.data;
        let same_version = recipe.version == env!("CARGO_PKG_VERSION");
        let format = format_of(bytes);
        let mut fonts_of_a_machine = false;
        // Data that changed can lack what the report was about, and need no second look.
        let matches = same_data && same_version && {
            let pack = self.report_pack(&selection, &settings, work, moment)?;
            fonts_of_a_machine = format == ReportFormat::Pdf && !cadre_report::uncovered(&pack).is_empty();
            report_file(&pack, format, work)? == bytes
        };
        let says = match (matches, same_data, same_version) {
            (true, ..) => "The report is what the workspace says, to the byte.".to_owned(),
            (_, false, _) => "The workspace has changed since the report was made.".to_owned(),
            (_, _, false) => format!(
                "The data are the same, but the report was made by Cadre {}: make it again with this version to compare it.",
                recipe.version
            ),
            _ if !same_logo => {
                "The data are the same, but not the logo: give the one that it was made with by --logo."
                    .to_owned()
            }
            _ if fonts_of_a_machine => {
                "The data are the same, but not the file: it was changed, or written on a machine with other fonts for some of its letters."
                    .to_owned()
            }
            _ => "The data are the same, but the file is not as Cadre wrote it: it was changed.".to_owned(),
        };
        Ok(Verified {
            matches,
            same_data,
            same_version,
            version: recipe.version,
            as_of: recipe.as_of,
            fingerprint: recipe.data,
            now,
            says,
        })
    }
}

/// The recipe of a report as it stands in the properties of its file.
pub(super) fn recipe(
    fingerprint: &str,
    selection: &Selection,
    settings: &ReportSettings,
    as_of: NaiveDate,
) -> String {
    let recipe = Recipe {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data: fingerprint.to_owned(),
        as_of,
        team: selection.team,
        benchmark: selection.benchmark.clone(),
        settings: ReportSettings { logo: None, ..settings.clone() },
        logo: settings.logo.as_ref().map(|logo| hexadecimal(logo.data.as_bytes())),
    };
    format!("{MARK}{}", URL_SAFE_NO_PAD.encode(serde_json::to_vec(&recipe).unwrap_or_default()))
}

fn read(bytes: &[u8]) -> Option<Recipe> {
    let recipe = cadre_report::recipe(bytes)?;
    let json = URL_SAFE_NO_PAD.decode(recipe.strip_prefix(MARK)?).ok()?;
    serde_json::from_slice(&json).ok()
}

/// Which of the formats a file is, by its first bytes and, for the two archives, by the name of their first parts.
fn format_of(bytes: &[u8]) -> ReportFormat {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if bytes.starts_with(b"%PDF") {
        ReportFormat::Pdf
    } else if !bytes.starts_with(b"PK") {
        ReportFormat::Html
    } else if holds(b"ppt/presentation.xml") {
        ReportFormat::Pptx
    } else {
        ReportFormat::Xlsx
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

//! The Report screen.

use cadre_core::{Audience, ScenarioId, Section};
use serde::{Deserialize, Serialize};

use super::EmptyState;
use crate::draft::ReportDraft;

/// The Report screen, but for the pages, which take longer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReportView {
    /// What the pack has, in one sentence, until its pages are counted.
    pub title: String,
    /// What it says of people.
    pub subtitle: String,
    /// What it is to hold, as it is kept.
    pub draft: ReportDraft,
    /// The file that the logo was read from; `None` without one.
    pub logo: Option<String>,
    /// Whose report it is where nobody says otherwise: the workspace's name.
    pub organisation: String,
    /// Most characters of the organisation's name.
    pub organisation_limit: u32,
    /// Most characters of one's own words.
    pub words_limit: u32,
    /// Where one's own words stand: "printed on page 1".
    pub words_place: String,
    /// The fewest that the smallest group can be.
    pub smallest: u32,
    /// The most that it can be.
    pub largest: u32,
    /// Every part, in the order in which they are printed.
    pub sections: Vec<ReportSection>,
    /// Every scenario of the team that is shown.
    pub scenarios: Vec<ReportScenario>,
    /// The scenarios that are printed; the first is asked for.
    pub printed: Vec<ScenarioId>,
    /// Who may read it.
    pub audiences: Vec<ReportAudience>,
    /// What printing names means, a sentence each, to be confirmed.
    pub names_consequences: Vec<String>,
    /// What to know before it is handed on; empty mostly.
    pub warnings: Vec<String>,
    /// Why there is no report, and what to do about it.
    pub empty: Option<EmptyState>,
}

/// A part of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReportSection {
    /// Which.
    pub section: Section,
    /// "Where we stand".
    pub name: String,
    /// Where it stands: "page 1", "A", "left out", "with names only".
    pub place: String,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Whether it can be chosen.
    pub can_choose: bool,
}

/// A scenario, and what it is in the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReportScenario {
    /// Which.
    pub id: ScenarioId,
    /// Its name.
    pub name: String,
    /// "asked for", "compared", "left out", "not solved yet".
    pub place: String,
    /// Whether it is printed.
    pub chosen: bool,
    /// Whether it can be printed: it has a plan, and there is room for it.
    pub can_choose: bool,
    /// Why its plan is to be solved again; empty where it is not.
    pub note: String,
}

/// Who may read a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReportAudience {
    /// Who.
    pub audience: Audience,
    /// "Board".
    pub name: String,
    /// The parts that a report for them has unless others are chosen.
    pub sections: Vec<Section>,
}

/// The pages as they will be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReportPages {
    /// "The board pack is ready: six pages, every figure with its source".
    pub title: String,
    /// What each shows, in words, for those who do not see it.
    pub alternatives: Vec<String>,
}

/// The files that a report can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum ReportFormat {
    /// Pages to print and to sign.
    Pdf,
    /// Six slides.
    Pptx,
    /// The figures as live tables.
    Xlsx,
    /// One page for a browser.
    Html,
}

impl ReportFormat {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Pptx, Self::Xlsx, Self::Html];

    /// What a file of it is named by.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Pptx => "pptx",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
        }
    }
}

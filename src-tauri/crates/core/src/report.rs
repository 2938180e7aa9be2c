//! What a board report is to hold: kept in the workspace, so that next quarter's begins where this one ended.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ScenarioId;

/// What the report is to hold, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(default)]
pub struct ReportSettings {
    /// Who reads it.
    pub audience: Audience,
    /// Whose report it is; empty for the workspace's name. At most [`ReportSettings::TITLE`] characters.
    pub organisation: String,
    /// What who signs it has to say, printed on page 1; at most [`ReportSettings::WORDS`] characters.
    pub own_words: String,
    /// The picture at the head of page 1.
    pub logo: Option<Logo>,
    /// The parts that are printed, in the order of [`Section::ALL`] whatever theirs here.
    pub sections: Vec<Section>,
    /// The scenarios beside each other; the first is what is asked for. `None`: the latest that were solved, at most
    /// [`ReportSettings::SCENARIOS`].
    pub scenarios: Option<Vec<ScenarioId>>,
    /// The day on which the decision is needed; `None` leaves the day out.
    pub decision_on: Option<NaiveDate>,
    /// Whether people stand with their names.
    pub names: bool,
    /// Figures about fewer people than this are withheld: from [`ReportSettings::SMALLEST`] to
    /// [`ReportSettings::LARGEST`].
    pub smallest_group: u32,
    /// The size of the pages.
    pub paper: Paper,
}

impl ReportSettings {
    /// Most characters of the organisation's name.
    pub const TITLE: usize = 80;
    /// Most characters of one's own words.
    pub const WORDS: usize = 600;
    /// Most scenarios beside the one that nothing is done in.
    pub const SCENARIOS: usize = 3;
    /// The smallest group that a figure may be about, at least.
    pub const SMALLEST: u32 = 3;
    /// And at most.
    pub const LARGEST: u32 = 10;
}

impl Default for ReportSettings {
    fn default() -> Self {
        Self {
            audience: Audience::default(),
            organisation: String::new(),
            own_words: String::new(),
            logo: None,
            sections: Audience::default().sections().to_vec(),
            scenarios: None,
            decision_on: None,
            names: false,
            smallest_group: 5,
            paper: Paper::default(),
        }
    }
}

/// Who reads a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The board, which decides.
    #[default]
    Board,
    /// Human resources, who hire: the posts stand in full.
    Hr,
    /// The team itself: no money.
    Team,
}

impl Audience {
    /// The parts that a report for them has unless others are chosen.
    pub const fn sections(self) -> &'static [Section] {
        match self {
            Self::Board => &[
                Section::Standing,
                Section::Decision,
                Section::Areas,
                Section::Plan,
                Section::Method,
                Section::Sources,
            ],
            Self::Hr => &[
                Section::Standing,
                Section::Decision,
                Section::Plan,
                Section::Posts,
                Section::Method,
                Section::Sources,
            ],
            Self::Team => {
                &[Section::Standing, Section::Areas, Section::Plan, Section::Method, Section::Sources]
            }
        }
    }
}

/// A part of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// Where we stand: page 1.
    Standing,
    /// What to decide: page 2.
    Decision,
    /// All areas and teams.
    Areas,
    /// The plan by quarter.
    Plan,
    /// A requisition for each post that is asked for.
    Posts,
    /// How the figures are worked out.
    Method,
    /// Sources and limits, privacy, the fingerprint of the data.
    Sources,
    /// Everybody's levels by name: only where names are asked for.
    Matrix,
}

impl Section {
    /// Every part, in the order in which they are printed.
    pub const ALL: [Self; 8] = [
        Self::Standing,
        Self::Decision,
        Self::Areas,
        Self::Plan,
        Self::Posts,
        Self::Method,
        Self::Sources,
        Self::Matrix,
    ];
}

/// The size of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

/// A picture that stands for an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Logo {
    /// Name of the file that it was read from, without its folder.
    pub name: String,
    /// The PNG or JPEG in base64, at most [`Logo::MOST_BYTES`] before it.
    pub data: String,
}

impl Logo {
    /// Most bytes of a picture.
    pub const MOST_BYTES: usize = 512 * 1024;
}

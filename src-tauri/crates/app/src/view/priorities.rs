//! The ranked list of needs, each score with its parts, and one of them opened to its formula, inputs and sources.

use cadre_core::{
    AreaKey, CompetencyKey, TeamId,
    need::{NeedSettings, Signal},
};
use serde::{Deserialize, Serialize};

use super::{EmptyState, Fact, FigureAddress};

/// What the Priorities screen wants to see of a selection.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PrioritiesRequest {
    /// Weights, line and reach tried in place of the workspace's own.
    pub tried: Option<NeedSettings>,
    /// What stands in a row.
    pub by: NeedsBy,
    /// How many rows, from the first.
    pub limit: u32,
    /// Which need is opened: the highest of what is named; the first of the list where nothing is, or nothing needs it.
    pub opened: NeedPlace,
}

/// What stands in a row of the ranked list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum NeedsBy {
    /// A competency on a team.
    #[default]
    Need,
    /// A competency over all teams of the selection.
    Competency,
    /// An area.
    Area,
    /// A team.
    Team,
}

/// A competency, an area, a team, or what several of them have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NeedPlace {
    /// The competency.
    pub competency: Option<CompetencyKey>,
    /// The area.
    pub area: Option<AreaKey>,
    /// The team.
    pub team: Option<TeamId>,
}

/// The ranked list of needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PrioritiesView {
    /// The finding, as a sentence.
    pub title: String,
    /// How firm the order is.
    pub subtitle: String,
    /// The weights, the line and the reach used.
    pub settings: NeedSettings,
    /// Those of the workspace.
    pub own: NeedSettings,
    /// The first rows above 0, highest first.
    pub rows: Vec<PriorityRow>,
    /// How many rows above 0 there are beyond those.
    pub more: u32,
    /// What is opened; nothing where there is no row.
    pub opened: Option<OpenedNeed>,
    /// Set where there is nothing to rank.
    pub empty: Option<EmptyState>,
}

/// One row of the ranked list: a need, or a group of needs in the place of its highest.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PriorityRow {
    /// What opens it: the competency, area or team that the row is about.
    pub place: NeedPlace,
    /// What it is about: the competency's, the area's or the team's name.
    pub name: String,
    /// The team; of a group its highest need: "Output handling, AI assurance".
    pub detail: String,
    /// The rank or the band it shares: "5–6".
    pub rank: String,
    /// The tie band it is in, counted from 0; `None` where it stands alone.
    pub band: Option<u32>,
    /// The need, 0 to 100.
    pub need: f64,
    /// Points of the need from the seat gap.
    pub from_seat_gap: f64,
    /// Points of the need from the key-person risk.
    pub from_key_person_risk: f64,
    /// Points of the need from the level shortfall.
    pub from_level_shortfall: f64,
    /// "2 of 5"; "–" where no seat is unfilled.
    pub in_reach: String,
    /// Hiring part of the need.
    pub hire_part: f64,
    /// Training part of the need.
    pub train_part: f64,
    /// Share of the draws in which it keeps its place, 0 to 1.
    pub stability: f64,
    /// The industry figure of its area, in percent; a team has none.
    pub industry_percent: Option<f64>,
    /// What to do.
    pub signal: Signal,
    /// What the unknown could change, where people are not assessed who could fill seats.
    pub unknown: Option<String>,
}

/// A need, opened: every number with its formula, the values put in, and where they come from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OpenedNeed {
    /// The competency, its area and its team.
    pub place: NeedPlace,
    /// "Output handling, AI assurance"; of a group its name.
    pub title: String,
    /// Of a group, what it is made of: whose need it takes, and its next ones.
    pub group: Vec<String>,
    /// The formula with the values put in: "Need 88.4 = 100 · 1.00 · 0.93 · (0.50 · 1.00 + 0.30 · 1.00 + 0.20 · 0.73)".
    pub formula: String,
    /// The points that each weighted part brings, with their formula: seat gap, key-person risk, level shortfall.
    pub parts: Vec<Fact>,
    /// Each term with its words, formula and inputs: C, U, G, F, L.
    pub terms: Vec<TermRow>,
    /// What to do.
    pub signal: Signal,
    /// The hiring part of the need.
    pub hire_part: f64,
    /// The training part of the need.
    pub train_part: f64,
    /// How the need is split into the two.
    pub split: String,
    /// Why the signal is what it is.
    pub reason: Vec<String>,
    /// How firm its rank is, and how that is found; empty where it stands beyond the rows.
    pub stability: String,
    /// What the industry figure says here.
    pub industry: String,
    /// Where the industry figure stands in the library, where there is one.
    pub figure: Option<FigureAddress>,
    /// Label and value of everything behind the industry figure; empty without one.
    pub source: Vec<Fact>,
}

/// One term of a need score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TermRow {
    /// Its letter.
    pub letter: String,
    /// What it is: "Urgency".
    pub name: String,
    /// What it says here: "28 weeks to fill and ramp, 30 to the date".
    pub words: String,
    /// Its value, formatted.
    pub value: String,
    /// Its formula with the values put in: "U = 28 ÷ 30.0 = 0.93".
    pub formula: String,
    /// Label and value of what the values come from.
    pub inputs: Vec<Fact>,
}

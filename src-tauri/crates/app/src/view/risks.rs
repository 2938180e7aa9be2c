//! Risks and key people: what rests on one person or on none, and what opens without one.

use cadre_core::{CompetencyKey, Level, PersonId, TeamId, risks::RiskStanding};
use serde::Serialize;

use super::{Choice, EmptyState};

/// How deep the risks of a framework are covered.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RisksView {
    /// The finding, as a sentence.
    pub title: String,
    /// What it is made of.
    pub text: String,
    /// The framework shown.
    pub framework: String,
    /// Those to choose from.
    pub frameworks: Vec<Choice>,
    /// What a row is called: "LLM risk".
    pub row_name: String,
    /// What the mapping to competencies rests on.
    pub basis: String,
    /// The framework's edition, place and licence.
    pub source: String,
    /// Its risks, in its own order.
    pub rows: Vec<RiskRow>,
    /// Set where there is nothing to show.
    pub empty: Option<EmptyState>,
}

/// One risk.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RiskRow {
    /// Its id in the framework: "LLM01".
    pub key: String,
    /// Its title there.
    pub name: String,
    /// The framework.
    pub framework: String,
    /// How it stands.
    pub standing: RiskStanding,
    /// The fewest holders among its competencies; `None` where that is unknown.
    pub depth: Option<u32>,
    /// How many competencies it needs.
    pub needed: u32,
    /// How many of them have two holders or more.
    pub covered: u32,
    /// How many have one.
    pub single: u32,
    /// How many have none, and somebody is assessed.
    pub open: u32,
    /// How many have nobody assessed.
    pub unknown: u32,
    /// The competencies that make it stand so: "Output handling and Agent permissions".
    pub thinnest: String,
    /// Who could answer it alone: "Keiko Tanaka", "Nobody", "–" where unknown.
    pub alone: String,
    /// What its standing rests on.
    pub finding: String,
    /// The competencies it needs.
    pub competencies: Vec<RiskCompetencyRow>,
}

/// A competency behind a risk.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RiskCompetencyRow {
    /// Its key.
    pub key: CompetencyKey,
    /// Its name.
    pub name: String,
    /// Whether the workspace has it.
    pub in_workspace: bool,
    /// How it stands by itself.
    pub standing: RiskStanding,
    /// The level needed: "Level 3 or above".
    pub level: String,
    /// Who holds it, the best first.
    pub holders: Vec<HolderRow>,
    /// How many more hold it.
    pub more_holders: u32,
    /// How many hold it, of how many assessed, and how many are not.
    pub words: String,
    /// Where it is thin, who comes nearest.
    pub nearest: Vec<HolderRow>,
    /// The team with the highest need in it, where one has any: its row of the needs says what to do.
    pub need_team: Option<TeamId>,
}

/// A person with their level.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct HolderRow {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their level.
    pub level: Level,
    /// Whether it is past its re-check.
    pub stale: bool,
}

/// What opens without one person, and what a year of attrition is expected to open.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct KeyPeopleView {
    /// The finding, as a sentence.
    pub title: String,
    /// What is counted, and what is not said.
    pub text: String,
    /// The people without whom something opens, the most first.
    pub people: Vec<KeyPersonRow>,
    /// How many others there are, in words; empty where there is nobody else.
    pub others: String,
    /// What a year of attrition is expected to open.
    pub year: YearView,
    /// Set where there is nothing to show.
    pub empty: Option<EmptyState>,
}

/// What opens without one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct KeyPersonRow {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their role and team: "Identity engineer, Platform security".
    pub role_and_team: String,
    /// The rank or the places it shares: "5–6".
    pub rank: String,
    /// Whether the row before has the same rank.
    pub tied: bool,
    /// Seats that open.
    pub seats: u32,
    /// Risks that fall to nobody.
    pub to_none: u32,
    /// Risks that fall to one person.
    pub to_one: u32,
    /// Levels more that the unfilled seats lack.
    pub shortfall: u32,
    /// What opens, in one sentence.
    pub sentence: String,
    /// The competencies in which seats open or lack more.
    pub competencies: Vec<OpenedSeats>,
    /// The risks that fall, those that fall to nobody first.
    pub risks: Vec<FallenRisk>,
}

/// A competency in which seats open without somebody.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OpenedSeats {
    /// Its key.
    pub competency: CompetencyKey,
    /// Its name.
    pub name: String,
    /// "3 of 4 seats filled, 2 without".
    pub words: String,
}

/// A risk that falls to one person or to nobody.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct FallenRisk {
    /// Its framework.
    pub framework: String,
    /// Its id there.
    pub key: String,
    /// Its title there.
    pub name: String,
    /// "from one person to nobody".
    pub words: String,
}

/// What a year of attrition is expected to open.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct YearView {
    /// The finding, as a sentence.
    pub title: String,
    /// How it is reckoned.
    pub text: String,
    /// The competencies in which seats are expected to open, the most first.
    pub seats: Vec<YearSeats>,
    /// The risks that somebody covers, the likeliest to be left with nobody first.
    pub risks: Vec<YearRisk>,
}

/// What a year is expected to open of the seats of a team in one competency.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct YearSeats {
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub name: String,
    /// The team.
    pub team: TeamId,
    /// Its name.
    pub team_name: String,
    /// Seats needed.
    pub required: u32,
    /// Seats filled now.
    pub filled: u32,
    /// Seats expected to be filled in 12 months.
    pub expected_filled: f64,
    /// Seats expected to open.
    pub to_open: f64,
}

/// How likely a risk is to be left with nobody in a year.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct YearRisk {
    /// Its framework.
    pub framework: String,
    /// Its id there.
    pub key: String,
    /// Its title there.
    pub name: String,
    /// How deep it is covered now.
    pub depth: u32,
    /// P(one of its competencies has no holder left), 0 to 1.
    pub chance: f64,
}

//! Risk coverage: who holds what each risk of a shipped framework needs, and which risks rest on one person or none. `cadre
//! risks --json`; the Risks tab is beside it.

mod tab;

use cadre_core::{
    CompetencyKey, Content, Level, PersonId, TeamId,
    risks::{self, Cover, Holding, INDEPENDENT, Needed, RiskStanding},
};
use chrono::NaiveDate;
use serde::Serialize;

pub(crate) use tab::{rows, view};

use crate::{
    catalogue::{Framework, FrameworkEntry, catalogue},
    error::{AppError, ErrorCode},
    figures::Figures,
    gaps::warnings,
};

/// The coverage of the shipped risks by a team, or by all teams, on a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Risks {
    /// The date.
    pub as_of: NaiveDate,
    /// The team; `None` for all teams.
    pub team: Option<TeamId>,
    /// Its name.
    pub team_name: Option<String>,
    /// The level needed where a team has no target of its own.
    pub level_without_target: Level,
    /// The competencies that the risks need and the workspace has, in its order.
    pub competencies: Vec<RiskCompetency>,
    /// The frameworks with their risks.
    pub frameworks: Vec<RiskFramework>,
    /// What is missing, where figures are; empty mostly.
    pub warnings: Vec<String>,
}

/// Who holds a competency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RiskCompetency {
    /// Its key.
    pub key: CompetencyKey,
    /// Its name.
    pub name: String,
    /// The lowest level that a team with people needs; missing where nobody counts.
    pub level_from: Option<Level>,
    /// The highest.
    pub level_to: Option<Level>,
    /// The people at or above the level that their team needs.
    pub holders: Vec<RiskHolder>,
    /// People who count and are assessed in it.
    pub assessed: u32,
    /// People who count and are not.
    pub unknown: u32,
}

/// Somebody who holds a competency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RiskHolder {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// Their level.
    pub level: Level,
}

/// A framework with its risks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RiskFramework {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// Where it is published.
    pub source: String,
    /// The licence of its ids and titles.
    pub licence: String,
    /// What the mapping to competencies rests on.
    pub basis: String,
    /// Its risks, in its own order.
    pub risks: Vec<RiskEntry>,
}

/// One risk.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RiskEntry {
    /// Its id in the framework.
    pub id: String,
    /// Its title there.
    pub title: String,
    /// How it stands.
    pub standing: RiskStanding,
    /// The fewest holders among its competencies; missing where that is unknown.
    pub depth: Option<u32>,
    /// The same if everybody who is not assessed held what they are not assessed in.
    pub depth_if_unknown_met: u32,
    /// The competencies that it needs.
    pub needed: Vec<RiskNeed>,
    /// How many of them have two holders or more.
    pub covered: u32,
    /// How many have one.
    pub single: u32,
    /// How many have none, and somebody is assessed.
    pub open: u32,
    /// How many have nobody assessed.
    pub unknown: u32,
    /// The people who hold all of them at level 3 or above.
    pub alone: Vec<RiskPerson>,
}

/// A competency that a risk needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RiskNeed {
    /// Its key, also where the workspace does not have it.
    pub competency: CompetencyKey,
    /// People at or above the level needed.
    pub holders: u32,
    /// People who count and are assessed in it.
    pub assessed: u32,
    /// People who count and are not.
    pub unknown: u32,
}

/// A person, named.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RiskPerson {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
}

/// The competencies that an entry needs, by their index in the workspace.
pub(crate) fn needed(content: &Content, entry: &FrameworkEntry) -> Needed {
    entry
        .competencies
        .iter()
        .map(|key| content.competencies.iter().position(|competency| competency.key == *key))
        .collect()
}

/// The framework of an id, or the one shown where none is chosen.
fn framework_of(id: Option<&str>) -> Result<&'static Framework, AppError> {
    let frameworks = &catalogue().frameworks;
    frameworks.iter().find(|framework| id.is_none_or(|id| framework.id == id)).ok_or_else(|| {
        let known: Vec<&str> = frameworks.iter().map(|framework| framework.id.as_str()).collect();
        AppError::new(
            ErrorCode::InvalidArgument,
            format!("There is no framework “{}”.", id.unwrap_or_default()),
            format!("Choose one of: {}.", known.join(", ")),
        )
    })
}

/// How many of the competencies stand so.
fn count(covers: &[Cover], standing: RiskStanding) -> u32 {
    covers.iter().filter(|cover| RiskStanding::of(&[**cover]) == standing).count() as u32
}

/// Every shipped framework, or the one of an id.
pub(crate) fn risks(figures: &Figures<'_>, framework: Option<&str>) -> Result<Risks, AppError> {
    let frameworks: Vec<&Framework> = match framework {
        Some(id) => vec![framework_of(Some(id))?],
        None => catalogue().frameworks.iter().collect(),
    };
    let content = figures.content;
    let holdings = risks::holdings(&figures.organisation, &figures.levels, figures.team);
    let team = figures.team.map(|team| &content.teams[team]);
    let asked = |key: &CompetencyKey| {
        frameworks
            .iter()
            .any(|framework| framework.counted_entries().any(|entry| entry.competencies.contains(key)))
    };
    Ok(Risks {
        as_of: figures.as_of,
        team: team.map(|team| team.id),
        team_name: team.map(|team| team.name.clone()),
        level_without_target: INDEPENDENT,
        competencies: content
            .competencies
            .iter()
            .zip(&holdings)
            .enumerate()
            .filter(|(_, (competency, _))| asked(&competency.key))
            .map(|(index, (competency, holding))| RiskCompetency {
                key: competency.key.clone(),
                name: competency.name.clone(),
                level_from: holding.needed.map(|(low, _)| low),
                level_to: holding.needed.map(|(_, high)| high),
                holders: holding
                    .holders
                    .iter()
                    .filter_map(|&person| {
                        Some(RiskHolder {
                            person: content.people[person].id,
                            person_name: content.people[person].name.clone(),
                            level: figures.levels.level(person, index)?,
                        })
                    })
                    .collect(),
                assessed: holding.assessed,
                unknown: holding.unknown,
            })
            .collect(),
        frameworks: frameworks
            .into_iter()
            .map(|framework| RiskFramework {
                id: framework.id.clone(),
                title: framework.title.clone(),
                edition: framework.edition.clone(),
                source: framework.source.clone(),
                licence: framework.licence.clone(),
                basis: framework.basis.clone(),
                risks: framework.counted_entries().map(|one| entry(figures, one, &holdings)).collect(),
            })
            .collect(),
        warnings: warnings(figures),
    })
}

fn entry(figures: &Figures<'_>, entry: &FrameworkEntry, holdings: &[Holding]) -> RiskEntry {
    let needed = needed(figures.content, entry);
    let covers = risks::covers(&needed, holdings);
    RiskEntry {
        id: entry.id.clone(),
        title: entry.title.clone(),
        standing: RiskStanding::of(&covers),
        depth: risks::depth(&covers),
        depth_if_unknown_met: risks::depth_at_best(&covers),
        needed: entry
            .competencies
            .iter()
            .zip(&covers)
            .map(|(key, cover)| RiskNeed {
                competency: key.clone(),
                holders: cover.holders,
                assessed: cover.assessed,
                unknown: cover.unknown,
            })
            .collect(),
        covered: count(&covers, RiskStanding::TwoOrMore),
        single: count(&covers, RiskStanding::One),
        open: count(&covers, RiskStanding::None),
        unknown: count(&covers, RiskStanding::Unknown),
        alone: risks::alone(&needed, holdings, &figures.levels)
            .into_iter()
            .map(|person| RiskPerson {
                person: figures.content.people[person].id,
                person_name: figures.content.people[person].name.clone(),
            })
            .collect(),
    }
}

/// How deep each risk is covered that something is mapped to; `None` where that is not known.
pub(crate) fn depths(figures: &Figures<'_>) -> Vec<Option<u32>> {
    let holdings = risks::holdings(&figures.organisation, &figures.levels, figures.team);
    let entries = catalogue().frameworks.iter().filter(|framework| framework.risks);
    entries
        .flat_map(Framework::counted_entries)
        .map(|entry| risks::depth(&risks::covers(&needed(figures.content, entry), &holdings)))
        .collect()
}

//! Risk coverage: who holds what each risk of a shipped framework needs, and which risks rest on one person or none. `cadre
//! risks --json`, and the rows of the Risks tab.

use cadre_core::{
    CompetencyKey, Content, Level, PersonId, TeamId,
    levels::is_stale,
    need,
    risks::{self, Cover, Holding, INDEPENDENT, Needed, RiskStanding},
};
use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    catalogue::{Framework, FrameworkEntry, catalogue},
    error::{AppError, ErrorCode},
    figures::Figures,
    gaps::warnings,
    view::{Choice, HolderRow, RiskCompetencyRow, RiskRow, RisksView},
    words,
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

/// How many people are named behind a competency; the others are counted.
const NAMED: usize = 12;

/// How many people are named who come nearest to a competency that is thin.
const NEAREST: usize = 3;

/// The Risks tab: one framework, the first where none is chosen.
pub(crate) fn view(figures: &Figures<'_>, framework: Option<&str>) -> Result<RisksView, AppError> {
    let framework = framework_of(framework)?;
    let empty = crate::empty::coverage(figures);
    let holdings = risks::holdings(&figures.organisation, &figures.levels, figures.team);
    let needs = needs(figures);
    let rows: Vec<RiskRow> =
        framework.counted_entries().map(|entry| row(figures, framework, entry, &holdings, &needs)).collect();
    let (title, text) =
        if empty.is_some() { (String::new(), String::new()) } else { headline(framework, &rows) };
    Ok(RisksView {
        title,
        text,
        framework: framework.id.clone(),
        frameworks: catalogue()
            .frameworks
            .iter()
            .map(|framework| Choice { value: framework.id.clone(), label: framework.title.clone() })
            .collect(),
        row_name: words::sentence_case(&framework.row),
        basis: framework.basis.clone(),
        source: format!(
            "{}, {}. {}, {}",
            framework.title, framework.edition, framework.source, framework.licence
        ),
        rows,
        empty,
    })
}

/// The risks of every framework, one framework after the other.
/// How deep each risk is covered that something is mapped to; `None` where that is not known.
pub(crate) fn depths(figures: &Figures<'_>) -> Vec<Option<u32>> {
    let holdings = risks::holdings(&figures.organisation, &figures.levels, figures.team);
    let entries = catalogue().frameworks.iter().filter(|framework| framework.risks);
    entries
        .flat_map(Framework::counted_entries)
        .map(|entry| risks::depth(&risks::covers(&needed(figures.content, entry), &holdings)))
        .collect()
}

pub(crate) fn rows(figures: &Figures<'_>) -> Vec<RiskRow> {
    let holdings = risks::holdings(&figures.organisation, &figures.levels, figures.team);
    let needs = needs(figures);
    let rows = |framework: &'static Framework| {
        framework
            .counted_entries()
            .map(|entry| row(figures, framework, entry, &holdings, &needs))
            .collect::<Vec<_>>()
    };
    catalogue().frameworks.iter().flat_map(rows).collect()
}

/// The team with the highest need in each competency of the workspace, where a team of the scope has any.
fn needs(figures: &Figures<'_>) -> Vec<Option<TeamId>> {
    let mut best: Vec<Option<(f64, TeamId)>> = vec![None; figures.content.competencies.len()];
    for need in
        need::competency_needs(&figures.organisation, &figures.levels, figures.team, &figures.settings)
    {
        let (score, team) = (need.need.score, figures.content.teams[need.standing.team].id);
        let best = &mut best[need.standing.competency];
        if score > best.map_or(0.0, |(score, _)| score) {
            *best = Some((score, team));
        }
    }
    best.into_iter().map(|best| best.map(|(_, team)| team)).collect()
}

/// "Four of the ten LLM risks rest on one person or none", and what that is made of.
fn headline(framework: &Framework, rows: &[RiskRow]) -> (String, String) {
    let of = |standing| rows.iter().filter(|row| row.standing == standing).count() as u32;
    let (none, one, unknown) = (of(RiskStanding::None), of(RiskStanding::One), of(RiskStanding::Unknown));
    let unmapped = of(RiskStanding::Unmapped);
    let all = rows.len() as u32 - unmapped;
    let (thin, many) = (none + one, framework.rows.as_str());
    let title = match (thin, unknown) {
        (0, 0) => format!("Each of the {} {many} has two people or more behind it", words::number(all)),
        (0, unknown) if unknown == all => {
            format!("Nothing can be said of the {} {many} yet: too few levels are known", words::number(all))
        }
        (0, unknown) if all - unknown == 1 => {
            format!("The one {} of which enough is known has two people or more behind it", framework.row)
        }
        (0, unknown) => format!(
            "The {} {many} of which enough is known have two people or more behind them",
            words::number(all - unknown)
        ),
        (thin, _) if thin == all => format!("All {} {many} rest on one person or none", words::number(all)),
        (thin, _) => format!(
            "{} of the {} {many} {} on one person or none",
            words::sentence_case(&words::number(thin)),
            words::number(all),
            words::verb(thin, "rests", "rest"),
        ),
    };
    let mut text = Vec::new();
    if thin > 0 {
        text.push(match (none, one) {
            (0, one) => format!(
                "{} {} on one person, and none is known to have nobody.",
                words::sentence_case(&words::number(one)),
                words::verb(one, "rests", "rest")
            ),
            (none, 0) => format!("For {} nobody holds one of the competencies needed.", words::number(none)),
            (none, one) => format!(
                "For {} nobody holds one of the competencies needed; {} {} on one person.",
                words::number(none),
                words::number(one),
                words::verb(one, "rests", "rest"),
            ),
        });
    }
    if unknown > 0 && unknown < all {
        text.push(format!(
            "{} {} unknown: nobody is assessed in one of the competencies.",
            words::sentence_case(&words::number(unknown)),
            words::verb(unknown, "is", "are"),
        ));
    }
    if unmapped > 0 {
        text.push(format!(
            "{} more {} not counted: no competency comes near enough.",
            words::sentence_case(&words::number(unmapped)),
            words::verb(unmapped, "is", "are"),
        ));
    }
    text.push("Each is as deep as the thinnest of its competencies.".to_owned());
    (title, text.join(" "))
}

fn row(
    figures: &Figures<'_>,
    framework: &Framework,
    entry: &FrameworkEntry,
    holdings: &[Holding],
    needs: &[Option<TeamId>],
) -> RiskRow {
    let needed = needed(figures.content, entry);
    let covers = risks::covers(&needed, holdings);
    let standing = RiskStanding::of(&covers);
    let alone: Vec<&str> = risks::alone(&needed, holdings, &figures.levels)
        .into_iter()
        .map(|person| figures.content.people[person].name.as_str())
        .collect();
    let competencies: Vec<RiskCompetencyRow> = entry
        .competencies
        .iter()
        .zip(&needed)
        .zip(&covers)
        .map(|((key, index), cover)| competency_row(figures, key, *index, *cover, holdings, needs))
        .collect();
    RiskRow {
        key: entry.id.clone(),
        name: entry.title.clone(),
        framework: framework.id.clone(),
        standing,
        depth: risks::depth(&covers),
        needed: covers.len() as u32,
        covered: count(&covers, RiskStanding::TwoOrMore),
        single: count(&covers, RiskStanding::One),
        open: count(&covers, RiskStanding::None),
        unknown: count(&covers, RiskStanding::Unknown),
        thinnest: thinnest(standing, &covers, &competencies),
        alone: match (standing, alone.len()) {
            (RiskStanding::Unknown | RiskStanding::Unmapped, _) => "–".to_owned(),
            (_, 0) => "Nobody".to_owned(),
            _ => words::list_some(&alone, 2),
        },
        finding: finding(standing, &covers, &competencies),
        competencies,
    }
}

/// The competencies that make the standing what it is.
fn limiting<'rows>(
    standing: RiskStanding,
    covers: &[Cover],
    competencies: &'rows [RiskCompetencyRow],
) -> Vec<&'rows RiskCompetencyRow> {
    let depth = risks::depth(covers);
    covers
        .iter()
        .zip(competencies)
        .filter(|(cover, _)| match standing {
            RiskStanding::Unknown => cover.assessed == 0,
            _ => cover.assessed > 0 && Some(cover.holders) == depth,
        })
        .map(|(_, row)| row)
        .collect()
}

/// The names of the limiting competencies, for the row.
fn thinnest(standing: RiskStanding, covers: &[Cover], competencies: &[RiskCompetencyRow]) -> String {
    let names: Vec<&str> =
        limiting(standing, covers, competencies).into_iter().map(|row| row.name.as_str()).collect();
    words::list_some(&names, 2)
}

/// What the standing rests on, in one sentence.
fn finding(standing: RiskStanding, covers: &[Cover], competencies: &[RiskCompetencyRow]) -> String {
    let limiting = limiting(standing, covers, competencies);
    let names: Vec<String> = limiting.iter().map(|row| words::inside(&row.name)).collect();
    let names = words::list(&names);
    match standing {
        RiskStanding::None => format!("Nobody holds {names}."),
        RiskStanding::One => {
            let mut people: Vec<(&str, PersonId)> = limiting
                .iter()
                .filter_map(|row| row.holders.first().map(|holder| (holder.name.as_str(), holder.person)))
                .collect();
            people.sort_unstable();
            // Namesakes are several people.
            people.dedup();
            let people: Vec<&str> = people.into_iter().map(|(name, _)| name).collect();
            match people[..] {
                [one] => format!("{one} alone holds {names}."),
                // Which of them holds which stands under each competency.
                _ => format!(
                    "{} each rest on one person, {}.",
                    words::sentence_case(&names),
                    words::list(&people)
                ),
            }
        }
        RiskStanding::TwoOrMore => {
            let fewest = risks::depth(covers).unwrap_or_default();
            format!(
                "At least {} people hold each competency; the fewest hold {names}.",
                words::number(fewest)
            )
        }
        RiskStanding::Unknown => format!("Nobody is assessed in {names}."),
        RiskStanding::Unmapped => {
            "None of the shipped competencies comes near enough to count as covering it.".to_owned()
        }
    }
}

fn competency_row(
    figures: &Figures<'_>,
    key: &CompetencyKey,
    index: Option<usize>,
    cover: Cover,
    holdings: &[Holding],
    needs: &[Option<TeamId>],
) -> RiskCompetencyRow {
    let Some(index) = index else {
        let name = catalogue()
            .competency(key)
            .map_or_else(|| key.to_string(), |shipped| shipped.competency.name.clone());
        return RiskCompetencyRow {
            key: key.clone(),
            name,
            in_workspace: false,
            standing: RiskStanding::Unknown,
            level: String::new(),
            holders: Vec::new(),
            more_holders: 0,
            words: "This workspace does not have it: add it on the Team screen, under Competencies."
                .to_owned(),
            nearest: Vec::new(),
            need_team: None,
        };
    };
    let holding = &holdings[index];
    let content = figures.content;
    RiskCompetencyRow {
        key: key.clone(),
        name: content.competencies[index].name.clone(),
        in_workspace: true,
        standing: RiskStanding::of(&[cover]),
        level: match holding.needed {
            Some((low, high)) if low == high => format!("Level {} or above", low.get()),
            Some((low, high)) => format!("Level {} to {} or above, by team", low.get(), high.get()),
            None => String::new(),
        },
        holders: best_first(figures, index, holding.holders.iter().copied()).take(NAMED).collect(),
        more_holders: holding.holders.len().saturating_sub(NAMED) as u32,
        words: cover_words(cover),
        nearest: if cover.holders < 2 { nearest(figures, index) } else { Vec::new() },
        need_team: needs[index],
    }
}

/// "2 of 5 assessed hold it; 3 more are not assessed."
fn cover_words(cover: Cover) -> String {
    let people = |count| words::counted(count, "person", "people");
    match (cover.holders, cover.assessed, cover.unknown) {
        (_, 0, unknown) => format!("Nobody is assessed in it: {} unknown.", people(unknown)),
        (holders, assessed, unknown) => {
            let hold = match holders {
                0 if assessed == 1 => "The one person assessed does not hold it".to_owned(),
                0 => format!("None of the {assessed} assessed holds it"),
                _ if assessed == 1 => "The one person assessed holds it".to_owned(),
                holders => {
                    format!("{holders} of {assessed} assessed {} it", words::verb(holders, "holds", "hold"))
                }
            };
            match unknown {
                0 => format!("{hold}."),
                _ => format!("{hold}; {unknown} more {} not assessed.", words::verb(unknown, "is", "are")),
            }
        }
    }
}

/// People with their levels in a competency, the best first, then by name.
fn best_first(
    figures: &Figures<'_>,
    competency: usize,
    people: impl Iterator<Item = usize>,
) -> impl Iterator<Item = HolderRow> {
    let recheck_months = figures.content.competencies[competency].recheck_months;
    let mut rows: Vec<HolderRow> = people
        .filter_map(|index| {
            let current = figures.levels.get(index, competency)?;
            let person = &figures.content.people[index];
            Some(HolderRow {
                person: person.id,
                name: person.name.clone(),
                level: current.level,
                stale: is_stale(current.day, recheck_months, figures.as_of),
            })
        })
        .collect();
    rows.sort_by(|one, other| other.level.cmp(&one.level).then_with(|| one.name.cmp(&other.name)));
    rows.into_iter()
}

/// The people who come nearest to holding a competency: assessed above 0, and short of the level needed on their team by no
/// more than training is taken to lift.
fn nearest(figures: &Figures<'_>, competency: usize) -> Vec<HolderRow> {
    let reach = figures.settings.reach;
    let near = figures.organisation.scope(figures.team).flat_map(|(_, team)| {
        let demand = team.demands.iter().find(|demand| demand.competency == competency);
        let needed = demand.map_or(INDEPENDENT, |demand| demand.lowest_target);
        team.people.iter().copied().filter(move |&person| {
            figures
                .levels
                .level(person, competency)
                .is_some_and(|level| level.get() > 0 && level < needed && needed.get() - level.get() <= reach)
        })
    });
    best_first(figures, competency, near).take(NEAREST).collect()
}

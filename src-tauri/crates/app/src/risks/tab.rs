//! The Risks tab: the risks of a framework in figures and words, and the rows that the charts of risks show.

use cadre_core::{
    CompetencyKey, PersonId, TeamId,
    levels::is_stale,
    need,
    risks::{self, Cover, Holding, INDEPENDENT, RiskStanding},
};

use super::{count, framework_of, needed};
use crate::{
    catalogue::{Framework, FrameworkEntry, catalogue},
    error::AppError,
    figures::Figures,
    view::{Choice, HolderRow, RiskCompetencyRow, RiskRow, RisksView},
    words,
};

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

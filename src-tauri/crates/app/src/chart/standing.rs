//! What the teams need and have, as the charts of needs, holders and coverage take it.

use cadre_charts::{
    AreaCoverage, CoverageTrend, Holders, NeedParts, PartsOfNeed, RiskCoverage, RiskRow, SeatsFilled,
    TeamHolders,
};
use cadre_core::gaps::{AreaGaps, area_gaps};

use crate::{
    catalogue::catalogue,
    figures::Figures,
    overview::{quarters, seats_are_known},
    risks, words,
};

/// Every need above 0 with its parts, in the order of the ranks.
pub(super) fn need_parts(figures: &Figures<'_>) -> NeedParts {
    let needs = figures
        .needs(usize::MAX)
        .places()
        .filter(|(need, _)| need.need.score > 0.0)
        .map(|(need, _)| {
            let competency = &figures.content.competencies[need.standing.competency];
            let team = &figures.content.teams[need.standing.team];
            let [seat_gap, key_person_risk, level_shortfall] = need.terms.parts(&figures.settings.weights);
            PartsOfNeed {
                key: competency.key.to_string(),
                name: competency.name.clone(),
                team: team.id.to_string(),
                team_name: team.name.clone(),
                need: need.need.score,
                seat_gap,
                key_person_risk,
                level_shortfall,
            }
        })
        .collect();
    NeedParts { needs, need_line: figures.settings.line }
}

/// The holders of what each team needs: those who lack most of their minimum first, then the fewest.
pub(super) fn holders(figures: &Figures<'_>) -> Holders {
    let content = figures.content;
    let areas = area_gaps(&figures.organisation, &figures.levels, figures.team, figures.settings.reach);
    let mut standings: Vec<_> = areas.iter().flat_map(|area| &area.competencies).collect();
    standings.sort_by_key(|standing| {
        let missing = standing.minimum_holders.saturating_sub(standing.holders);
        (std::cmp::Reverse(missing), standing.holders)
    });
    let competencies = standings
        .into_iter()
        .map(|standing| {
            let competency = &content.competencies[standing.competency];
            let people = figures.organisation.teams[standing.team].people.len() as u32;
            TeamHolders {
                key: competency.key.to_string(),
                name: competency.name.clone(),
                team: content.teams[standing.team].id.to_string(),
                team_name: content.teams[standing.team].name.clone(),
                holders: standing.holders,
                minimum: standing.minimum_holders,
                assessed: standing.assessed,
                unknown: people - standing.assessed,
            }
        })
        .collect();
    Holders { competencies }
}

/// The risks of every framework, each with how many hold what it needs; without those that nothing of ours is mapped to.
pub(super) fn risk_coverage(figures: &Figures<'_>) -> RiskCoverage {
    let risks = risks::rows(figures)
        .into_iter()
        .filter(|row| row.needed > 0)
        .map(|row| RiskRow {
            key: row.key,
            name: row.name,
            framework: catalogue()
                .frameworks
                .iter()
                .find(|framework| framework.id == row.framework)
                .map_or_else(String::new, |framework| framework.title.clone()),
            needed: row.needed,
            covered: row.covered,
            single: row.single,
            open: row.open,
            unknown: row.unknown,
        })
        .collect();
    RiskCoverage { risks }
}

/// The seats filled in every area that has any, by quarter; the areas by their need, highest first.
pub(super) fn coverage_trend(figures: &Figures<'_>) -> CoverageTrend {
    let quarters = quarters(figures);
    let seats = |area: &AreaGaps| {
        seats_are_known(area)
            .then_some(SeatsFilled { filled: area.seats.filled, required: area.seats.required })
    };
    let areas = figures
        .area_needs()
        .iter()
        .map(|need| {
            let area = &figures.content.areas[need.group];
            AreaCoverage {
                key: area.key.to_string(),
                name: area.name.clone(),
                quarters: quarters.gaps.iter().map(|gaps| seats(&gaps[need.group])).collect(),
            }
        })
        .collect();
    CoverageTrend { dates: quarters.dates.into_iter().map(words::date).collect(), areas }
}

//! Levels and how well they are known, as the heat map and the chart of freshness take them.

use cadre_charts::{
    AssessedArea, Freshness, Matrix, MatrixArea, MatrixCompetency, MatrixLevel, MatrixPerson, MatrixTeam,
};
use cadre_core::levels::is_stale;

use crate::{figures::Figures, overview::pairs_by_area};

/// The people who count, by team, and the competencies that a team of the scope needs or somebody in it is assessed in.
///
/// With names, people stand in their order. Without, they are numbered by what they can do, most first: the order of the
/// names would tell who is who.
pub(super) fn matrix(figures: &Figures<'_>, names: bool) -> Matrix {
    let content = figures.content;
    let columns: Vec<usize> = crate::matrix::columns(figures)
        .1
        .into_iter()
        .filter(|&competency| {
            figures
                .organisation
                .scope(figures.team)
                .any(|(_, team)| team.demands.iter().any(|demand| demand.competency == competency))
                || figures.people().any(|person| figures.levels.level(person, competency).is_some())
        })
        .collect();
    let mut areas: Vec<(usize, MatrixArea)> = Vec::new();
    for &competency in &columns {
        let area = figures.organisation.area_of[competency];
        if areas.last().is_none_or(|(last, _)| *last != area) {
            let name = content.areas[area].name.clone();
            areas.push((area, MatrixArea { name, competencies: Vec::new() }));
        }
        if let Some((_, area)) = areas.last_mut() {
            let of = &content.competencies[competency];
            area.competencies.push(MatrixCompetency { key: of.key.to_string(), name: of.name.clone() });
        }
    }
    let level = |person: usize, competency: usize| {
        let current = figures.levels.get(person, competency)?;
        Some(MatrixLevel {
            level: current.level,
            stale: is_stale(current.day, content.competencies[competency].recheck_months, figures.as_of),
            claimed: !current.source.confirms(),
        })
    };
    let mut number = 0;
    let mut teams = Vec::new();
    for (index, standing) in figures.organisation.scope(figures.team) {
        let mut people: Vec<MatrixPerson> = standing
            .people
            .iter()
            .map(|&person| MatrixPerson {
                key: content.people[person].id.to_string(),
                name: content.people[person].name.clone(),
                levels: columns.iter().map(|&competency| level(person, competency)).collect(),
            })
            .collect();
        if names {
            people.sort_by_key(|person| person.name.to_lowercase());
        } else {
            people.sort_by_key(|person| {
                let sum: u32 = person.levels.iter().flatten().map(|it| u32::from(it.level.get())).sum();
                std::cmp::Reverse(sum)
            });
            for person in &mut people {
                number += 1;
                person.name = format!("Person {number}");
            }
        }
        if !people.is_empty() {
            teams.push(MatrixTeam { name: content.teams[index].name.clone(), people });
        }
    }
    Matrix { teams, areas: areas.into_iter().map(|(_, area)| area).collect() }
}

/// Every area that somebody needs, the least certain first.
pub(super) fn freshness(figures: &Figures<'_>) -> Freshness {
    let mut areas: Vec<_> = figures
        .content
        .areas
        .iter()
        .zip(pairs_by_area(figures))
        .filter(|(_, pairs)| pairs.all() > 0)
        .collect();
    areas.sort_by_key(|(_, pairs)| std::cmp::Reverse(pairs.uncertain()));
    let areas = areas
        .into_iter()
        .map(|(area, pairs)| AssessedArea {
            key: area.key.to_string(),
            name: area.name.clone(),
            confirmed: pairs.confirmed,
            claimed: pairs.claimed,
            stale: pairs.stale,
            unknown: pairs.unknown,
        })
        .collect();
    Freshness { areas }
}

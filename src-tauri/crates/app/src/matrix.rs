//! The Matrix screen: people × competencies, the footer, and one cell opened.

use std::collections::{HashMap, HashSet};

use cadre_core::{
    Assessment, CompetencyKey, Content, Level, PersonId, Source, TeamId,
    levels::{LevelGrid, date_of, day_of, is_stale},
};
use chrono::{Datelike, Months, NaiveDate};

use crate::{
    empty,
    error::{AppError, ErrorCode},
    figures::Figures,
    view::{
        CellDetail, CellTarget, Choice, HistoryEntry, MatrixArea, MatrixCell, MatrixCompetency, MatrixPerson,
        MatrixView, PackedCell,
    },
    words,
};

/// Self and manager are marked as differing from this many levels on.
pub(crate) const MARKED_DIFFERENCE: i8 = 2;

pub(crate) fn view(figures: &Figures<'_>) -> MatrixView {
    let content = figures.content;
    let (areas, columns) = columns(figures);
    let rows = rows(figures);
    let claimed = LevelGrid::self_rated(
        figures.columns,
        figures.as_of,
        content.people.len(),
        content.competencies.len(),
    );
    let mut cells = Vec::with_capacity(rows.len() * columns.len());
    for &person in &rows {
        let targets: HashMap<usize, Level> = figures.organisation.targets_of[person]
            .iter()
            .map(|target| (target.competency, target.level))
            .collect();
        for &competency in &columns {
            let cell = cell(figures, &claimed, person, competency, targets.get(&competency).copied());
            cells.push(PackedCell::new(cell));
        }
    }
    let competencies = footer(figures, &columns);
    let with_rows: HashSet<TeamId> = rows.iter().map(|&person| content.people[person].team).collect();
    let teams = content
        .teams
        .iter()
        .filter(|team| with_rows.contains(&team.id))
        .map(|team| Choice { value: team.id.to_string(), label: team.name.clone() })
        .collect();
    MatrixView {
        areas,
        competencies,
        people: rows.iter().map(|&person| row(figures, person)).collect(),
        cells,
        teams,
        counted: counted(figures),
        empty: if rows.is_empty() { empty::people(figures) } else { None },
        // Borrowed people alone are rows, and none of them counts.
        no_levels: figures.people().next().and_then(|_| empty::levels(figures)),
    }
}

/// Whom seats and holders count: the people of the selection, without the borrowed.
fn counted(figures: &Figures<'_>) -> String {
    let count = figures.people().count() as u32;
    let people = format!("{} {}", words::thousands(count), words::verb(count, "person", "people"));
    let all = if count > 1 { "all " } else { "" };
    match figures.team {
        Some(team) => format!("{all}{people} of {}", figures.content.teams[team].name),
        None if figures.content.teams.len() > 1 => {
            format!("{all}{people} on {} teams", words::thousands(figures.content.teams.len() as u32))
        }
        None => format!("{all}{people}"),
    }
}

/// Columns grouped by area, in the workspace's order.
pub(crate) fn columns(figures: &Figures<'_>) -> (Vec<MatrixArea>, Vec<usize>) {
    let mut areas = Vec::new();
    let mut columns = Vec::new();
    for (area_index, area) in figures.content.areas.iter().enumerate() {
        let of_area: Vec<usize> = (0..figures.content.competencies.len())
            .filter(|&competency| figures.organisation.area_of[competency] == area_index)
            .collect();
        if !of_area.is_empty() {
            areas.push(MatrixArea {
                key: area.key.clone(),
                name: area.name.clone(),
                columns: of_area.len() as u32,
            });
            columns.extend(of_area);
        }
    }
    (areas, columns)
}

/// People of the scope on the date, borrowed ones among them: by team, then by name.
fn rows(figures: &Figures<'_>) -> Vec<usize> {
    let content = figures.content;
    let teams: HashMap<TeamId, usize> = (0..)
        .zip(&content.teams)
        .filter(|(index, _)| figures.team.is_none_or(|team| team == *index))
        .map(|(index, team)| (team.id, index))
        .collect();
    let mut rows: Vec<usize> = (0..content.people.len())
        .filter(|&person| {
            let person = &content.people[person];
            teams.contains_key(&person.team) && person.is_there_on(figures.as_of)
        })
        .collect();
    rows.sort_by_cached_key(|&person| {
        let person = &content.people[person];
        (teams[&person.team], person.name.to_lowercase())
    });
    rows
}

fn row(figures: &Figures<'_>, person: usize) -> MatrixPerson {
    let content = figures.content;
    let person = &content.people[person];
    MatrixPerson {
        id: person.id,
        name: person.name.clone(),
        team: person.team,
        team_name: team_name(figures, person).to_owned(),
        role: person.role,
        role_name: role_name(figures, person).map(str::to_owned),
        borrowed: person.borrowed,
    }
}

fn team_name<'content>(figures: &Figures<'content>, person: &cadre_core::Person) -> &'content str {
    figures.content.teams.iter().find(|team| team.id == person.team).map_or("", |team| &team.name)
}

fn role_name<'content>(figures: &Figures<'content>, person: &cadre_core::Person) -> Option<&'content str> {
    figures.content.roles.iter().find(|role| Some(role.id) == person.role).map(|role| role.name.as_str())
}

fn cell(
    figures: &Figures<'_>,
    claimed: &LevelGrid,
    person: usize,
    competency: usize,
    target: Option<Level>,
) -> MatrixCell {
    let current = figures.levels.get(person, competency);
    let confirmed = current.is_some_and(|current| current.source.confirms());
    let difference = match (current, claimed.level(person, competency)) {
        (Some(current), Some(own)) if confirmed => {
            own.get().cast_signed() - current.level.get().cast_signed()
        }
        _ => 0,
    };
    MatrixCell {
        level: current.map(|current| current.level),
        confirmed,
        stale: current.is_some_and(|current| {
            is_stale(current.day, figures.content.competencies[competency].recheck_months, figures.as_of)
        }),
        target,
        self_difference: if difference.abs() >= MARKED_DIFFERENCE { difference } else { 0 },
        source: current.map_or(Source::Self_, |current| current.source),
        months: current.map_or(0, |current| whole_months(date_of(current.day), figures.as_of)),
    }
}

/// How many whole months lie between two dates, 255 at most.
fn whole_months(from: NaiveDate, to: NaiveDate) -> u8 {
    let begun = (to.year() - from.year()) * 12 + to.month0().cast_signed() - from.month0().cast_signed();
    let begun = u32::try_from(begun).unwrap_or(0);
    let last_ended = from.checked_add_months(Months::new(begun)).is_some_and(|day| day <= to);
    u8::try_from(if last_ended { begun } else { begun.saturating_sub(1) }).unwrap_or(u8::MAX)
}

fn footer(figures: &Figures<'_>, columns: &[usize]) -> Vec<MatrixCompetency> {
    let areas = cadre_core::gaps::area_gaps(
        &figures.organisation,
        &figures.levels,
        figures.team,
        figures.settings.reach,
    );
    columns
        .iter()
        .map(|&index| {
            let competency = &figures.content.competencies[index];
            let standings: Vec<_> = areas[figures.organisation.area_of[index]]
                .competencies
                .iter()
                .filter(|standing| standing.competency == index)
                .collect();
            MatrixCompetency {
                key: competency.key.clone(),
                name: competency.name.clone(),
                area: competency.area.clone(),
                descriptors: competency.descriptors.clone(),
                seats_needed: standings.iter().map(|standing| standing.matching.required).sum(),
                seats_filled: standings.iter().map(|standing| standing.matching.filled).sum(),
                holders: standings.iter().map(|standing| standing.holders).sum(),
                too_few_holders: standings.iter().any(|standing| standing.holders < standing.minimum_holders),
                assessed: figures.people().any(|person| figures.levels.level(person, index).is_some()),
            }
        })
        .collect()
}

/// Index of a person and of a competency.
pub(crate) fn indices(
    content: &Content,
    person: PersonId,
    competency: &CompetencyKey,
) -> Result<(usize, usize), AppError> {
    let person = content.people.iter().position(|candidate| candidate.id == person).ok_or_else(|| {
        AppError::new(
            ErrorCode::UnknownPerson,
            "This person is no longer in the workspace.",
            "Reload the matrix: somebody may have removed them.",
        )
    })?;
    let competency =
        content.competencies.iter().position(|candidate| candidate.key == *competency).ok_or_else(|| {
            AppError::new(
                ErrorCode::UnknownCompetency,
                format!("There is no competency “{competency}” in this workspace."),
                "Reload the matrix: it may have been removed.",
            )
        })?;
    Ok((person, competency))
}

/// The assessment that the current level rests on, by the rule of the current level.
pub(crate) fn current_assessment(history: &[Assessment], as_of: NaiveDate) -> Option<&Assessment> {
    history
        .iter()
        .filter(|assessment| !assessment.retracted && assessment.assessed_on <= as_of)
        // `max_by_key` takes the last of equals: the one recorded last.
        .max_by_key(|assessment| (assessment.source.confirms(), assessment.assessed_on))
}

pub(crate) fn detail(
    figures: &Figures<'_>,
    person: usize,
    competency: usize,
    history: &[Assessment],
) -> CellDetail {
    let content = figures.content;
    let who = &content.people[person];
    let what = &content.competencies[competency];
    let current = figures.levels.get(person, competency);
    let stale_on = |day| is_stale(day, what.recheck_months, figures.as_of);
    let target =
        figures.organisation.targets_of[person].iter().find(|target| target.competency == competency);
    let mut history: Vec<&Assessment> = history
        .iter()
        .filter(|assessment| !assessment.retracted && assessment.assessed_on <= figures.as_of)
        .collect();
    // Of one day, the one recorded last stands first.
    history.reverse();
    history.sort_by_key(|assessment| std::cmp::Reverse(assessment.assessed_on));
    let own = history
        .iter()
        .find(|assessment| assessment.source == Source::Self_)
        .map(|assessment| assessment.level);
    let own_rating = match (current, own) {
        (Some(current), Some(own)) if current.source.confirms() && own != current.level => {
            let difference = own.get().abs_diff(current.level.get());
            format!(
                "{}, {} {} {}",
                own.get(),
                words::number(u32::from(difference)),
                words::verb(u32::from(difference), "level", "levels"),
                if own > current.level { "higher" } else { "lower" }
            )
        }
        (Some(current), Some(own)) if current.source.confirms() => format!("{}, the same", own.get()),
        _ => String::new(),
    };
    let mut role_and_team: Vec<&str> = role_name(figures, who).into_iter().collect();
    role_and_team.push(team_name(figures, who));
    CellDetail {
        person_name: who.name.clone(),
        role_and_team: role_and_team.join(", "),
        competency_name: what.name.clone(),
        level: current.map(|current| current.level),
        target: target.map(|target| CellTarget {
            level: target.level,
            importance: target.importance,
            importance_name: target.importance.as_str().to_owned(),
        }),
        source: current.map_or_else(String::new, |current| {
            format!(
                "{} by {}",
                if current.source.confirms() { "Confirmed" } else { "Claimed" },
                current.source.as_str()
            )
        }),
        assessed_on: current.map(|current| date_of(current.day)),
        stale: current.is_some_and(|current| stale_on(current.day)),
        self_rating: own_rating,
        descriptors: Level::ALL
            .iter()
            .map(|level| {
                what.descriptors
                    .get(usize::from(level.get()))
                    .filter(|descriptor| !descriptor.is_empty())
                    .map_or_else(|| level.meaning().to_owned(), Clone::clone)
            })
            .collect(),
        history: history
            .into_iter()
            .map(|assessment| HistoryEntry {
                id: assessment.id,
                level: assessment.level,
                source: assessment.source,
                source_name: source_name(assessment.source, assessment.assessor.as_deref()),
                confirmed: assessment.source.confirms(),
                stale: stale_on(day_of(assessment.assessed_on)),
                assessed_on: assessment.assessed_on,
                note: assessment.note.clone(),
            })
            .collect(),
    }
}

/// "Manager, J. Weber".
fn source_name(source: Source, assessor: Option<&str>) -> String {
    let word = words::sentence_case(source.as_str());
    assessor.map_or_else(|| word.clone(), |assessor| format!("{word}, {assessor}"))
}

//! Columns as those of a table of levels, wide or long.

use super::{
    LayoutKind, Meaning,
    find::{ANSWERED, Fit, Judged, keep_first},
};

/// The meaning by header. "By" and "Assessed by" are the source where they hold the words of sources and no other
/// column is the source.
fn by_header(column: &Judged<'_>, columns: &[Judged<'_>]) -> Option<Meaning> {
    let meaning = column.meaning?;
    let is_source = meaning == Meaning::Assessor
        && column.sources > 0.5
        && !columns.iter().any(|other| other.meaning == Some(Meaning::Source));
    Some(if is_source { Meaning::Source } else { meaning })
}

fn has_person(meanings: &[Meaning]) -> bool {
    meanings
        .iter()
        .any(|meaning| matches!(meaning, Meaning::Person | Meaning::GivenName | Meaning::FamilyName))
}

/// The columns as those of a long table. Where the user is `sure` that it is one, only what is missing counts against
/// it.
pub(super) fn as_long(columns: &[Judged<'_>], sure: bool) -> Fit {
    let mut meanings = vec![Meaning::Ignored; columns.len()];
    let mut score = 0.0;
    for (meaning, column) in meanings.iter_mut().zip(columns) {
        if let Some(answered) = column.answered(LayoutKind::Long) {
            *meaning = answered;
            score += ANSWERED;
        } else if !column.ignored
            && let Some(found) = by_header(column, columns)
        {
            *meaning = found;
            score += 1.0;
        }
    }
    keep_first(&mut meanings, columns, LayoutKind::Long);
    let has_level = meanings.contains(&Meaning::Level) || assign_level(&mut meanings, columns);
    let named = has_person(&meanings);
    // Levels of a role in a competency, and of nobody, are targets.
    let is_targets = !named && meanings.contains(&Meaning::Role);
    let has_people = named || assign_person(&mut meanings, columns);
    // A wide table has one level column for each skill; a long one has one in all.
    let other_levels = meanings
        .iter()
        .zip(columns)
        .filter(|(meaning, column)| {
            **meaning == Meaning::Ignored
                && !column.ignored
                && column.named
                && column.filled > 0
                && column.levels > 0.6
        })
        .count();
    let competencies_are_names = meanings.iter().zip(columns).any(|(meaning, column)| {
        *meaning == Meaning::Competency && (column.filled == 0 || column.names > 0.5)
    });
    Fit {
        complete: has_people
            && has_level
            && meanings.contains(&Meaning::Competency)
            && (sure || !is_targets && other_levels <= 2 && competencies_are_names),
        by_header: named,
        score: score + 4.0 + if named { 3.0 } else { 0.0 },
        meanings,
    }
}

/// The columns as those of a wide table.
pub(super) fn as_wide(columns: &[Judged<'_>]) -> Fit {
    let mut meanings = vec![Meaning::Ignored; columns.len()];
    let mut score = 0.0;
    for (meaning, column) in meanings.iter_mut().zip(columns) {
        if let Some(answered) = column.answered(LayoutKind::Wide) {
            *meaning = answered;
            score += ANSWERED;
            continue;
        }
        if !column.named || column.ignored && !column.known {
            continue;
        }
        let looks_like_levels = column.filled > 0 && column.levels > 0.5;
        match by_header(column, columns) {
            // A column of skills or levels by name has no place here, unless it is a skill called so.
            Some(Meaning::Competency | Meaning::Level | Meaning::Skill)
                if !column.known && !looks_like_levels => {}
            Some(found @ (Meaning::Person | Meaning::GivenName | Meaning::FamilyName)) => {
                *meaning = found;
                score += 2.0;
            }
            Some(
                found @ (Meaning::Team
                | Meaning::Role
                | Meaning::Date
                | Meaning::Source
                | Meaning::Assessor
                | Meaning::Note),
            ) if !(column.known || looks_like_levels && column.numbers > 0.5) => {
                *meaning = found;
                score += 0.5;
            }
            _ if looks_like_levels => {
                *meaning = Meaning::Skill;
                score += column.levels + if column.known { 0.5 } else { 0.0 };
            }
            _ if column.known && column.filled == 0 => {
                *meaning = Meaning::Skill;
                score += 0.5;
            }
            _ => {}
        }
    }
    drop_sums(&mut meanings, columns);
    keep_first(&mut meanings, columns, LayoutKind::Wide);
    let named = has_person(&meanings);
    Fit {
        complete: meanings.contains(&Meaning::Skill) && (named || assign_person(&mut meanings, columns)),
        by_header: named,
        score,
        meanings,
    }
}

/// Columns of sums whose header does not say so: computed ones beside typed ones, numbers beside words or marks.
fn drop_sums(meanings: &mut [Meaning], columns: &[Judged<'_>]) {
    let skills = || {
        meanings
            .iter()
            .zip(columns)
            .filter(|(meaning, column)| **meaning == Meaning::Skill && column.filled > 0)
    };
    let some_typed = skills().any(|(_, column)| column.computed < 1.0);
    let mostly_words = skills().filter(|(_, column)| column.numbers < 0.5).count() * 2 > skills().count();
    for (meaning, column) in meanings.iter_mut().zip(columns) {
        let is_sum = column.computed >= 1.0 && some_typed || column.numbers > 0.9 && mostly_words;
        let is_answered = column.answered(LayoutKind::Wide).is_some();
        if *meaning == Meaning::Skill && !column.known && !is_answered && is_sum {
            *meaning = Meaning::Ignored;
        }
    }
}

/// The first column of mostly different names that means nothing else.
fn assign_person(meanings: &mut [Meaning], columns: &[Judged<'_>]) -> bool {
    assign(meanings, columns, Meaning::Person, |column| {
        column.names > 0.8 && column.dates < 0.2 && column.distinct > 0.3
    })
}

fn assign_level(meanings: &mut [Meaning], columns: &[Judged<'_>]) -> bool {
    assign(meanings, columns, Meaning::Level, |column| column.levels > 0.8)
}

/// Gives a meaning to the first column without one whose cells look like it; whether there is such a column.
fn assign(
    meanings: &mut [Meaning],
    columns: &[Judged<'_>],
    wanted: Meaning,
    looks_like_it: impl Fn(&Judged<'_>) -> bool,
) -> bool {
    let position = meanings.iter().zip(columns).position(|(meaning, column)| {
        *meaning == Meaning::Ignored
            && column.answered(LayoutKind::Wide).is_none()
            && !column.ignored
            && column.filled > 0
            && looks_like_it(column)
    });
    if let Some(position) = position {
        meanings[position] = wanted;
    }
    position.is_some()
}

//! Columns as those of a list: people, roles, targets, positions, competencies or the answers to a pulse.

use cadre_core::AreaKey;

use super::{
    Layout, LayoutKind, Meaning,
    find::{ANSWERED, Fit, Judged},
    headers,
};
use crate::matching::Matcher;

/// The columns as those of a list of this kind. Where the user is `sure` that it is one, only what is missing counts
/// against it.
pub(super) fn as_list(kind: LayoutKind, columns: &[Judged<'_>], sure: bool) -> Fit {
    let mut meanings: Vec<Meaning> =
        columns.iter().map(|column| column.answered(kind).unwrap_or(Meaning::Ignored)).collect();
    let by_header = |column: &Judged<'_>| match kind {
        LayoutKind::Pulse if is_area(column) => Some(Meaning::Area),
        _ => headers::of_lists(column.header)
            .filter(|meaning| kind.meanings().contains(meaning))
            .or(column.meaning),
    };
    give(&mut meanings, columns, kind, |column| headers::strong(kind, column.header));
    give(&mut meanings, columns, kind, by_header);
    give(&mut meanings, columns, kind, |column| headers::weak(kind, column.header));
    if kind == LayoutKind::Pulse {
        give(&mut meanings, columns, kind, |column| (column.listing > 0.5).then_some(Meaning::Areas));
    }
    let has = |meaning| meanings.contains(&meaning);
    let complete = kind.missing(has).is_none();
    let score = meanings.iter().zip(columns).map(|(meaning, column)| match meaning {
        _ if column.answered(kind).is_some() => ANSWERED,
        Meaning::Ignored => 0.0,
        _ => 1.0,
    });
    Fit {
        complete: complete && (sure || is_convincing(kind, &meanings, columns)),
        by_header: true,
        score: score.sum(),
        meanings,
    }
}

/// Gives meanings to the columns that have none yet, the first column of each first.
fn give(
    meanings: &mut [Meaning],
    columns: &[Judged<'_>],
    kind: LayoutKind,
    says: impl Fn(&Judged<'_>) -> Option<Meaning>,
) {
    for (index, column) in columns.iter().enumerate() {
        if meanings[index] == Meaning::Ignored
            && column.answered(kind).is_none()
            && let Some(meaning) = says(column)
            && kind.meanings().contains(&meaning)
            && (meaning.repeats() || !meanings.contains(&meaning))
        {
            meanings[index] = meaning;
        }
    }
}

/// Whether a column is one of a survey's boxes to tick.
fn is_area(column: &Judged<'_>) -> bool {
    column.area && (column.filled == 0 || column.marks > 0.8)
}

/// Whether the columns are those of this list rather than of any table that happens to name some of them.
fn is_convincing(kind: LayoutKind, meanings: &[Meaning], columns: &[Judged<'_>]) -> bool {
    const PERSON: &[Meaning] = &[Meaning::Person, Meaning::GivenName, Meaning::FamilyName];
    let any = |wanted: &[Meaning]| meanings.iter().any(|meaning| wanted.contains(meaning));
    let headed = |wanted: &[Meaning]| {
        columns.iter().any(|column| column.meaning.is_some_and(|meaning| wanted.contains(&meaning)))
    };
    let headed_for_another = |wanted: &[Meaning]| {
        columns.iter().zip(meanings).any(|(column, meaning)| {
            *meaning == Meaning::Ignored && column.meaning.is_some_and(|meaning| wanted.contains(&meaning))
        })
    };
    match kind {
        LayoutKind::People => {
            let alone = columns.iter().filter(|column| column.named).count() == 1;
            !headed(&[Meaning::Competency])
                && (alone
                    || any(&[
                        Meaning::Team,
                        Meaning::Role,
                        Meaning::StartedOn,
                        Meaning::LeavesOn,
                        Meaning::Borrowed,
                        Meaning::LearningHours,
                    ]))
        }
        LayoutKind::Roles => {
            !headed_for_another(PERSON)
                && any(&[
                    Meaning::AnnualCost,
                    Meaning::HiringCost,
                    Meaning::ContractorRate,
                    Meaning::WeeksToFill,
                    Meaning::WeeksToRamp,
                    Meaning::Attrition,
                ])
        }
        LayoutKind::Targets | LayoutKind::Positions => !headed_for_another(PERSON),
        LayoutKind::Competencies => {
            !headed_for_another(PERSON)
                && !headed(&[Meaning::Role, Meaning::Level])
                && any(&[Meaning::AreaName, Meaning::RecheckMonths, Meaning::Descriptor])
        }
        LayoutKind::Pulse => {
            let is_box = |meaning: &&Meaning| matches!(meaning, Meaning::Area | Meaning::NoArea);
            let boxes = meanings.iter().filter(is_box).count();
            let lists = meanings.iter().zip(columns).any(|(meaning, column)| {
                *meaning == Meaning::Areas && (column.filled == 0 || column.listing > 0.3)
            });
            !headed_for_another(PERSON) && (boxes > 1 || lists)
        }
        LayoutKind::Wide | LayoutKind::Long => false,
    }
}

/// The area that a header certainly names: by itself, or as a survey names its boxes: "Which skills are short? [Cloud
/// computing]".
pub(crate) fn area_of_header<'a>(header: &str, matcher: &Matcher<'a>) -> Option<&'a AreaKey> {
    let boxed = || header.trim_end().strip_suffix(']')?.rsplit_once('[').map(|(_, name)| name);
    matcher.certain_area(header).or_else(|| matcher.certain_area(boxed()?))
}

/// Whether a text is a list of areas.
pub(super) fn is_listing(text: &str, matcher: &Matcher<'_>) -> bool {
    let pieces = areas_listed(text, matcher);
    !pieces.is_empty() && pieces.into_iter().all(|piece| matcher.certain_area(piece).is_some())
}

/// The pieces of a list of areas, separated by semicolons, commas, bars or line ends, which may also stand within the
/// name of an area.
pub(crate) fn areas_listed<'t>(text: &'t str, matcher: &Matcher<'_>) -> Vec<&'t str> {
    /// As many pieces may a name have.
    const LONGEST: usize = 4;
    let mut starts = vec![0];
    starts.extend(text.match_indices([';', ',', '|', '\n']).map(|(at, separator)| at + separator.len()));
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([text.len()]);
    let spans: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < spans.len() {
        let run = |length: usize| Some(text[spans[at].0..spans.get(at + length - 1)?.1].trim());
        let is_area = |length: &usize| run(*length).is_some_and(|name| matcher.certain_area(name).is_some());
        let length = (1..=LONGEST).rev().find(is_area).unwrap_or(1);
        pieces.extend(run(length).filter(|piece| !piece.is_empty()));
        at += length;
    }
    pieces
}

/// The column of each level's descriptor: by the number in its header, else in the order of the columns that have none.
pub(crate) fn descriptor_columns(layout: &Layout) -> [Option<u32>; 5] {
    let mut columns = [None; 5];
    let mut unnumbered = Vec::new();
    for column in layout.columns_of(Meaning::Descriptor) {
        match headers::descriptor_level(&headers::without_unit(&column.header)) {
            Some(level) if columns[level].is_none() => columns[level] = Some(column.index),
            _ => unnumbered.push(column.index),
        }
    }
    for (place, column) in columns.iter_mut().filter(|place| place.is_none()).zip(unnumbered) {
        *place = Some(column);
    }
    columns
}

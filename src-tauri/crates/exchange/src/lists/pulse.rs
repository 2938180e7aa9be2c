//! The answers to a pulse: a line for each manager, who ticked boxes or listed areas.

use std::collections::BTreeMap;

use cadre_core::{AreaKey, formula_text::plain};
use chrono::NaiveDate;

use super::{
    ListRecord, PulseRecord,
    line::{Line, Lines, YesOrNo, yes_or_no},
};
use crate::{
    Result,
    dates::DateOrder,
    layout::{Meaning, area_of_header, areas_listed},
    matching::{Known, Matched, Matcher, fold},
    problem::ProblemKind,
};

/// Reads all lines.
pub(super) fn read(lines: &mut Lines<'_, '_>, known: &Known) -> Result<Vec<ListRecord>> {
    let matcher = Matcher::new(known);
    let boxes = boxes(lines, &matcher);
    let asked = lines.table.date_order(Meaning::Date, lines.report);
    let mut records = Vec::new();
    lines.each(|line| {
        let asked_on = asked_on(line, asked);
        let question = question(line, known);
        let mut areas = Vec::new();
        for (column, area) in &boxes {
            match yes_or_no(line.table.cell(line.row, *column)) {
                YesOrNo::Yes => areas.push(area.clone()),
                YesOrNo::No | YesOrNo::Blank => {}
                YesOrNo::Unreadable => line.refuse(ProblemKind::NotYesOrNo, *column, "a mark or a blank"),
            }
        }
        for area in listed(line, &matcher) {
            if !areas.contains(&area) {
                areas.push(area);
            }
        }
        if let Some((column, cell)) = line.cell(Meaning::NoArea) {
            match yes_or_no(cell) {
                YesOrNo::Yes if !areas.is_empty() => {
                    line.refuse(ProblemKind::NotYesOrNo, column, "a blank, since an area is named too");
                }
                YesOrNo::Yes | YesOrNo::No | YesOrNo::Blank => {}
                YesOrNo::Unreadable => line.refuse(ProblemKind::NotYesOrNo, column, "a mark or a blank"),
            }
        }
        if line.fine {
            records.push(ListRecord::Pulse(PulseRecord { row: line.row.number, asked_on, question, areas }));
        }
    })?;
    Ok(records)
}

/// The columns of boxes with their areas. A column that names no area, or one that another names too, is reported.
fn boxes(lines: &mut Lines<'_, '_>, matcher: &Matcher<'_>) -> Vec<(u32, AreaKey)> {
    let header_row = lines.table.layout.header_row;
    let mut columns = BTreeMap::<&AreaKey, u32>::new();
    let mut boxes = Vec::new();
    for column in lines.table.layout.columns_of(Meaning::Area) {
        let mut problem =
            |kind, expected| lines.report.add(kind, header_row, column.index, &column.header, expected);
        let Some(area) = area_of_header(&column.header, matcher) else {
            problem(ProblemKind::UnknownArea, "the name of an area".to_owned());
            continue;
        };
        if let Some(other) = columns.insert(area, column.index) {
            let letters = crate::layout::letters(other);
            problem(ProblemKind::RepeatedColumn, format!("one column; {letters} is this area too"));
            continue;
        }
        boxes.push((column.index, area.clone()));
    }
    boxes
}

/// The day asked, which is not after today.
fn asked_on(line: &mut Line<'_, '_>, order: DateOrder) -> Option<NaiveDate> {
    let date = line.date(Meaning::Date, order);
    if date.is_some_and(|date| date > line.options.today)
        && let Some(column) = line.table.column(Meaning::Date)
    {
        let expected = format!("a date up to today, {}", line.options.today);
        line.refuse(ProblemKind::DateInFuture, column, expected);
    }
    date.or(line.options.date)
}

/// The id of the question, which has to be one that is known where any are.
fn question(line: &mut Line<'_, '_>, known: &Known) -> Option<String> {
    let question = line.name(Meaning::Question)?;
    if known.questions.is_empty() {
        return Some(question);
    }
    let folded = fold(&question);
    let found = known.questions.iter().find(|known| fold(known) == folded).cloned();
    if found.is_none()
        && let Some(column) = line.table.column(Meaning::Question)
    {
        line.refuse(ProblemKind::UnknownQuestion, column, format!("one of {}", known.questions.join(", ")));
    }
    found
}

/// The areas that a cell lists. Each that is none is reported by itself.
fn listed(line: &mut Line<'_, '_>, matcher: &Matcher<'_>) -> Vec<AreaKey> {
    let Some((column, cell)) = line.cell(Meaning::Areas) else { return Vec::new() };
    let text = cell.text();
    let mut areas = Vec::new();
    for piece in areas_listed(plain(&text), matcher).into_iter().filter(|piece| !fold(piece).is_empty()) {
        let row = line.row.number;
        match matcher.area(piece) {
            Matched::One { id, name, how } => {
                if how.needs_a_look() {
                    line.report.add(ProblemKind::NearName, row, column, piece, format!("read as {name}"));
                }
                areas.push(id);
            }
            Matched::Several(alike) | Matched::New(alike) => {
                line.fine = false;
                let expected = match alike.first() {
                    Some((_, nearest)) => format!("the name of an area; the closest is {nearest}"),
                    None => "the name of an area".to_owned(),
                };
                line.report.add(ProblemKind::UnknownArea, row, column, piece, expected);
            }
            Matched::NeedsTeam => {}
        }
    }
    areas
}

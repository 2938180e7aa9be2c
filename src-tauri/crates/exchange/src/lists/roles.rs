//! Lists of roles, with their costs and weeks, and of their targets.

use cadre_core::Level;

use super::{
    ListRecord, RoleRecord, TargetRecord,
    amounts::{Amount, Share},
    line::{Line, Lines, not_converted},
    repeats::{Entry, settle},
};
use crate::{
    Result, currency,
    import::table,
    layout::Meaning,
    matching::fold,
    problem::ProblemKind,
    scale::{self, LevelReading, ScaleReading},
};

/// Reads all lines of a list of roles.
pub(super) fn read(lines: &mut Lines<'_, '_>) -> Result<Vec<ListRecord>> {
    note_currencies(lines);
    let percents = are_percents(lines);
    let mut entries: Vec<Entry<RoleRecord>> = Vec::new();
    lines.each(|line| {
        let name = role(line);
        let record = RoleRecord {
            row: line.row.number,
            name: name.clone().unwrap_or_default(),
            annual_cost: line.money(Meaning::AnnualCost),
            hiring_cost: line.money(Meaning::HiringCost),
            contractor_rate: line.money(Meaning::ContractorRate),
            weeks_to_fill: line.amount(Meaning::WeeksToFill, Amount::Weeks),
            weeks_to_ramp: line.amount(Meaning::WeeksToRamp, Amount::Weeks),
            attrition: line.share(Meaning::Attrition, percents),
        };
        let (Some(name), true) = (name, line.fine) else { return };
        let key = fold(&name);
        entries.push(Entry {
            column: line.table.column(Meaning::Role).unwrap_or(0),
            value: name,
            compared: RoleRecord { row: 0, name: key.clone(), ..record },
            key,
            row: record.row,
            record,
        });
    })?;
    let roles = settle(entries, ProblemKind::DuplicateRow, lines.report);
    Ok(roles.into_iter().map(ListRecord::Role).collect())
}

fn role(line: &mut Line<'_, '_>) -> Option<String> {
    line.needed_name(Meaning::Role, ProblemKind::MissingRole, "the name of a role")
}

/// Notes heads that name another currency than the workspace's.
fn note_currencies(lines: &mut Lines<'_, '_>) {
    let layout = lines.table.layout;
    for meaning in [Meaning::AnnualCost, Meaning::HiringCost, Meaning::ContractorRate] {
        let Some(column) = layout.column(meaning) else { continue };
        if let Some(named) = currency::other_in_head(&column.header, lines.currency) {
            let expected = not_converted(&named, lines.currency);
            let kind = ProblemKind::OtherCurrency;
            lines.report.add(kind, layout.header_row, column.index, &column.header, expected);
        }
    }
}

/// Whether plain numbers in the column of attrition are percentages, as 20 beside 15 is. Noted once, at the first.
fn are_percents(lines: &mut Lines<'_, '_>) -> bool {
    let Some(column) = lines.table.column(Meaning::Attrition) else { return false };
    let first = lines.table.rows.iter().find_map(|row| match Share::read(lines.table.cell(row, column)) {
        Share::Plain(number) if number > 1.0 && number <= 100.0 => Some((row, number)),
        _ => None,
    });
    if let Some((row, number)) = first {
        let expected = format!("read as {number}%");
        let value = lines.table.cell(row, column).text();
        lines.report.add(ProblemKind::PercentAssumed, row.number, column, &value, expected);
    }
    first.is_some()
}

/// Reads all lines of a list of targets.
pub(super) fn read_targets(lines: &mut Lines<'_, '_>, scale: ScaleReading) -> Result<Vec<ListRecord>> {
    lines.table.note_scale(scale, lines.report);
    let mut entries: Vec<Entry<TargetRecord>> = Vec::new();
    lines.each(|line| {
        let role = role(line);
        let competency =
            line.needed_name(Meaning::Competency, ProblemKind::MissingCompetency, "the name of a competency");
        let level = level(line, scale);
        let importance = line.importance();
        let (Some(role), Some(competency), Some(level), true) = (role, competency, level, line.fine) else {
            return;
        };
        let record = TargetRecord { row: line.row.number, role, competency, level, importance };
        let (role, competency) = (fold(&record.role), fold(&record.competency));
        entries.push(Entry {
            key: format!("{role}\n{competency}"),
            row: record.row,
            column: line.table.column(Meaning::Competency).unwrap_or(0),
            value: record.competency.clone(),
            compared: TargetRecord { row: 0, role, competency, level, importance },
            record,
        });
    })?;
    let targets = settle(entries, ProblemKind::DuplicateRow, lines.report);
    Ok(targets.into_iter().map(ListRecord::Target).collect())
}

/// The level needed; `None` where none is, or the cell is wrong.
fn level(line: &mut Line<'_, '_>, scale: ScaleReading) -> Option<Level> {
    let (column, _) = line.cell(Meaning::Level)?;
    let level = table::level(scale, line.row, column, line.report);
    match level {
        Some(level) if level.get() > 0 => return Some(level),
        Some(_) => line.note(ProblemKind::Empty, column, "a level from 1 to 4; level 0 asks for nothing"),
        None if scale.level(scale::token(line.row.cell(column))) == LevelReading::Unknown => {
            line.note(ProblemKind::Empty, column, "a level; without one the row adds nothing");
        }
        None => line.fine = false,
    }
    None
}

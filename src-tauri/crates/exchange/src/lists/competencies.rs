//! A list of competencies.

use super::{
    CompetencyRecord, ListRecord,
    amounts::Amount,
    line::{Line, Lines},
    repeats::{Entry, settle},
};
use crate::{
    Result,
    import::table::prose_of,
    layout::{Meaning, descriptor_columns},
    matching::fold,
    problem::ProblemKind,
};

/// Reads all lines.
pub(super) fn read(lines: &mut Lines<'_, '_>) -> Result<Vec<ListRecord>> {
    let columns = descriptor_columns(lines.table.layout);
    let mut entries: Vec<Entry<CompetencyRecord>> = Vec::new();
    lines.each(|line| {
        let name =
            line.needed_name(Meaning::Competency, ProblemKind::MissingCompetency, "the name of a competency");
        let area = line.name(Meaning::AreaName);
        let recheck_months = line.amount(Meaning::RecheckMonths, Amount::Months).map(|months| months as u32);
        let descriptors = descriptors(line, columns);
        let (Some(name), true) = (name, line.fine) else { return };
        let record = CompetencyRecord { row: line.row.number, name, area, recheck_months, descriptors };
        let key = fold(&record.name);
        entries.push(Entry {
            row: record.row,
            column: line.table.column(Meaning::Competency).unwrap_or(0),
            value: record.name.clone(),
            compared: CompetencyRecord {
                row: 0,
                name: key.clone(),
                area: record.area.as_deref().map(fold),
                ..record.clone()
            },
            key,
            record,
        });
    })?;
    let competencies = settle(entries, ProblemKind::DuplicateRow, lines.report);
    Ok(competencies.into_iter().map(ListRecord::Competency).collect())
}

/// What the five levels look like; nothing where the line says nothing of any.
fn descriptors(line: &Line<'_, '_>, columns: [Option<u32>; 5]) -> Vec<String> {
    let text =
        |column: Option<u32>| column.map_or_else(String::new, |column| prose_of(line.row.cell(column)));
    let descriptors: Vec<String> = columns.into_iter().map(text).collect();
    if descriptors.iter().all(String::is_empty) { Vec::new() } else { descriptors }
}

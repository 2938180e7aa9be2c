//! A list of positions: the seats of a role on a team.

use super::{ListRecord, PositionRecord, amounts::Amount, line::Lines};
use crate::{Result, layout::Meaning, problem::ProblemKind};

/// Reads all lines. A list may have a line for each seat, so that lines which say the same are no repetition.
pub(super) fn read(lines: &mut Lines<'_, '_>) -> Result<Vec<ListRecord>> {
    let needed = lines.table.date_order(Meaning::NeededBy, lines.report);
    let mut records = Vec::new();
    lines.each(|line| {
        let team = match &line.options.team {
            // A formula is reported as one, and the line stays out.
            Some(default) => line.name(Meaning::Team).or_else(|| Some(default.clone())),
            None => line.needed_name(Meaning::Team, ProblemKind::MissingTeam, "the name of a team"),
        };
        let role = line.needed_name(Meaning::Role, ProblemKind::MissingRole, "the name of a role");
        let seats = line.needed_amount(Meaning::Seats, Amount::Seats);
        let needed_by = line.date(Meaning::NeededBy, needed);
        let (Some(team), Some(role), Some(seats), true) = (team, role, seats, line.fine) else { return };
        records.push(ListRecord::Position(PositionRecord {
            row: line.row.number,
            team,
            role,
            seats: seats as u32,
            needed_by,
        }));
    })?;
    Ok(records)
}

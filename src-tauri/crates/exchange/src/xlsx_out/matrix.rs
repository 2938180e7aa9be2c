//! The skills matrix as a sheet: areas above competencies, a row for each person, what the team needs below.
//!
//! The colours of the levels are rules of the sheet, so that they follow what is typed into it. Who says a level and
//! how old it is are marks of single cells: a claim is italic in a dashed border, a stale level has a star, which its
//! number format shows; its value stays the plain number.

use cadre_core::Level;
use chrono::NaiveDate;
use rust_xlsxwriter::{
    ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule, Format, FormatAlign, Worksheet,
};

use super::{column_at, look, row_at, text};
use crate::{ExchangeError, Result};

/// The matrix to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixSheet {
    /// The name of the sheet; made valid and unique when it is written.
    pub name: String,
    /// The areas with their competencies, from left to right.
    pub areas: Vec<AreaColumns>,
    /// The people, from top to bottom.
    pub rows: Vec<PersonRow>,
}

/// An area over its competencies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaColumns {
    /// Its name.
    pub name: String,
    /// Its competencies, a column each.
    pub competencies: Vec<CompetencyColumn>,
}

/// The column of a competency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompetencyColumn {
    /// Its name.
    pub name: String,
    /// What is needed and had below it; `None` where no role has a target for it.
    pub seats: Option<Seats>,
}

/// What is needed and had of a competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// Seats whose role has a target for it.
    pub needed: u32,
    /// Those filled by someone at their target.
    pub filled: u32,
    /// People at or above the lowest target.
    pub holders: u32,
}

/// The row of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Team name.
    pub team: String,
    /// Name.
    pub person: String,
    /// Role name; empty where they have none.
    pub role: String,
    /// A cell for each competency, in the order of the columns; `None` where the level is unknown.
    pub cells: Vec<Option<LevelCell>>,
}

/// A known level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelCell {
    /// The level.
    pub level: Level,
    /// Whether a manager, an exam, a lab or work confirms it; else it is claimed.
    pub confirmed: bool,
    /// Whether it is past the date to check it again.
    pub stale: bool,
}

/// The columns before those of the competencies.
const NAMES: [&str; 3] = ["Team", "Person", "Role"];
/// The narrowest and the widest of each, in pixels.
const NAME_BOUNDS: [(u32, u32); 3] = [(90, 170), (130, 230), (90, 200)];
const PERSON: u16 = 1;
const AREAS: u32 = 0;
const HEAD: u32 = 1;
/// The narrowest column of a competency, in pixels, and what a further line of its head takes.
const CELL: u32 = 34;
const LINE: u32 = 20;
/// The longest line of an upright head, in pixels, and the room for the button of a filter below it.
const UPRIGHT: u32 = 190;
const BUTTON: u32 = 24;

/// Writes the matrix, and returns the first and last row of its head.
pub(super) fn write(sheet: &mut Worksheet, matrix: &MatrixSheet, as_of: NaiveDate) -> Result<(u32, u32)> {
    let columns: Vec<(bool, &CompetencyColumn)> = matrix
        .areas
        .iter()
        .flat_map(|area| area.competencies.iter().enumerate().map(|(at, competency)| (at == 0, competency)))
        .collect();
    write_head(sheet, matrix, as_of)?;
    let formats = CellFormats::new();
    let name_format = Format::new().set_align(FormatAlign::Left);
    for (index, row) in matrix.rows.iter().enumerate() {
        if row.cells.len() != columns.len() {
            let detail =
                format!("row {index} has {} levels under {} competencies", row.cells.len(), columns.len());
            return Err(ExchangeError::Write(detail));
        }
        let number = HEAD + 1 + row_at(index)?;
        for (column, name) in (0..).zip([&row.team, &row.person, &row.role]) {
            sheet.write_string_with_format(number, column, text::cell(name), &name_format)?;
        }
        for (column, (cell, (starts_area, _))) in row.cells.iter().zip(&columns).enumerate() {
            let position = column_at(NAMES.len() + column)?;
            match cell {
                Some(cell) => {
                    let format = formats.of(!cell.confirmed, cell.stale, *starts_area);
                    sheet.write_number_with_format(number, position, cell.level.get(), format)?;
                }
                None => {
                    sheet.write_blank(number, position, formats.of(false, false, *starts_area))?;
                }
            }
        }
    }
    let last_row = HEAD + row_at(matrix.rows.len())?;
    let last_column = column_at(NAMES.len() + columns.len() - 1)?;
    sheet.autofilter(HEAD, 0, last_row, last_column)?;
    sheet.set_freeze_panes(HEAD + 1, NAMES.len() as u16)?;
    if !matrix.rows.is_empty() && !columns.is_empty() {
        colour_by_level(sheet, (HEAD + 1, last_row), (NAMES.len() as u16, last_column))?;
    }
    let below = write_seats(sheet, &columns, last_row + 2)?;
    write_legend(sheet, below + 1)?;
    Ok((AREAS, HEAD))
}

/// The areas, and below them the names of the columns.
fn write_head(sheet: &mut Worksheet, matrix: &MatrixSheet, as_of: NaiveDate) -> Result<()> {
    // Nothing of the user's stands in this cell: the import looks here for the scale.
    let legend = format!(
        "Levels 0 to 4 as of {as_of}; a blank is unknown.\nItalic in a dashed border: claimed, not confirmed.\n\
         With a star: past the date to check it again."
    );
    sheet.merge_range(AREAS, 0, AREAS, NAMES.len() as u16 - 1, &legend, &look::remark())?;
    sheet.set_row_height_pixels(AREAS, look::row_height(3))?;
    for (column, (name, (narrow, wide))) in (0..).zip(NAMES.into_iter().zip(NAME_BOUNDS)) {
        let names = matrix.rows.iter().map(|row| match column {
            0 => text::width(&row.team),
            PERSON => text::width(&row.person),
            _ => text::width(&row.role),
        });
        sheet.set_column_width_pixels(column, names.max().unwrap_or(0).clamp(narrow, wide))?;
        sheet.write_string_with_format(HEAD, column, name, &look::head())?;
    }
    let area_head = look::head().set_align(FormatAlign::Top);
    // The button of the filter stands at the foot of the cell, where an upright name would begin.
    let head =
        look::head().unset_bold().set_rotation(90).set_align(FormatAlign::Top).set_align(FormatAlign::Center);
    let mut upright = 0;
    let mut first = NAMES.len();
    for area in matrix.areas.iter().filter(|area| !area.competencies.is_empty()) {
        let name = text::cell(&area.name);
        let count = area.competencies.len() as u32;
        // Three lines of the area's name must fit above its columns, the longest word in one.
        let word = name.split_whitespace().map(text::width).max().unwrap_or(0).min(140);
        let share = word.max((text::width(&name) * 4 / 10).min(200)).div_ceil(count);
        for (at, competency) in area.competencies.iter().enumerate() {
            let position = column_at(first + at)?;
            let written = text::cell(&competency.name);
            let lines = text::width(&written).div_ceil(UPRIGHT).clamp(1, 3);
            upright = upright.max(text::width(&written).min(UPRIGHT));
            sheet.set_column_width_pixels(position, (CELL + (lines - 1) * LINE).max(share))?;
            let format = if at == 0 { look::after_line(&head) } else { head.clone() };
            sheet.write_string_with_format(HEAD, position, written, &format)?;
        }
        let (from, to) = (column_at(first)?, column_at(first + area.competencies.len() - 1)?);
        let format = look::after_line(&area_head);
        if from == to {
            sheet.write_string_with_format(AREAS, from, name, &format)?;
        } else {
            sheet.merge_range(AREAS, from, AREAS, to, &name, &format)?;
        }
        first += area.competencies.len();
    }
    sheet.set_row_height_pixels(HEAD, upright.max(2 * LINE) + BUTTON)?;
    Ok(())
}

/// The formats of level cells: claimed or confirmed, stale or not, first of an area or not.
struct CellFormats([Format; 8]);

impl CellFormats {
    fn new() -> Self {
        Self(std::array::from_fn(|at| {
            let mut format = Format::new().set_align(FormatAlign::Center);
            if at & 2 != 0 {
                // The star takes no part in the centring: as much room is left on the other side.
                format = format.set_num_format("_*0\"*\"");
            }
            if at & 1 != 0 {
                look::claimed(&format)
            } else if at & 4 != 0 {
                look::after_line(&format)
            } else {
                format
            }
        }))
    }

    fn of(&self, claimed: bool, stale: bool, starts_area: bool) -> &Format {
        &self.0[usize::from(claimed) + 2 * usize::from(stale) + 4 * usize::from(starts_area)]
    }
}

/// A rule for each level. A blank would count as 0, so that it is ruled out first.
fn colour_by_level(sheet: &mut Worksheet, rows: (u32, u32), columns: (u16, u16)) -> Result<()> {
    let blank = ConditionalFormatBlank::new().set_stop_if_true(true);
    sheet.add_conditional_format(rows.0, columns.0, rows.1, columns.1, &blank)?;
    for (level, colours) in Level::ALL.iter().zip(look::LEVELS) {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(level.get()))
            .set_format(look::level(colours));
        sheet.add_conditional_format(rows.0, columns.0, rows.1, columns.1, &rule)?;
    }
    Ok(())
}

/// What is needed and had, from this row on. Returns the row below. The import knows such rows by "Number of".
fn write_seats(sheet: &mut Worksheet, columns: &[(bool, &CompetencyColumn)], first: u32) -> Result<u32> {
    type Count = fn(&Seats) -> u32;
    let rows: [(&str, Count); 3] = [
        ("Number of seats needed", |seats| seats.needed),
        ("Number of seats filled", |seats| seats.filled),
        ("Number of holders", |seats| seats.holders),
    ];
    let label = look::sum();
    let number = look::sum().set_align(FormatAlign::Center);
    let at_line = look::after_line(&number);
    for (row, (name, count)) in (first..).zip(rows) {
        sheet.write_blank(row, 0, &label)?;
        sheet.write_string_with_format(row, PERSON, name, &label)?;
        sheet.write_blank(row, PERSON + 1, &label)?;
        for (column, (starts_area, competency)) in columns.iter().enumerate() {
            let position = column_at(NAMES.len() + column)?;
            let format = if *starts_area { &at_line } else { &number };
            match &competency.seats {
                Some(seats) => sheet.write_number_with_format(row, position, count(seats), format)?,
                None => sheet.write_blank(row, position, format)?,
            };
        }
    }
    Ok(first + 3)
}

/// What the levels mean, in their colours. They stand below the teams, where the import takes "Level 0" for nothing; a
/// number at the beginning would be a level to it.
fn write_legend(sheet: &mut Worksheet, first: u32) -> Result<()> {
    for (row, (level, colours)) in (first..).zip(Level::ALL.iter().zip(look::LEVELS)) {
        let meaning = format!("Level {}: {}", level.get(), level.meaning());
        sheet.merge_range(row, 0, row, NAMES.len() as u16 - 1, &meaning, &look::level(colours))?;
    }
    Ok(())
}

//! Forms on which people rate themselves: a sheet for each person, with nobody's ratings in it.
//!
//! The heads are words that the import knows. The two columns to fill in are unlocked; the rest is protected without a
//! password, against slips only.

use cadre_core::Level;
use chrono::NaiveDate;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatAlign, ProtectionOptions, Workbook, Worksheet,
};

use super::{
    finish, look, row_at, set_up_page,
    text::{self, SheetNames},
};
use crate::Result;

/// A form to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The people, a sheet each.
    pub people: Vec<FormPerson>,
    /// The day of the form.
    pub as_of: NaiveDate,
}

/// A person who is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPerson {
    /// Name.
    pub name: String,
    /// Team name.
    pub team: String,
    /// Role name; empty where they have none.
    pub role: String,
    /// The competencies asked about.
    pub rows: Vec<FormRow>,
}

/// A competency that a person is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow {
    /// The name of its area.
    pub area: String,
    /// Its name.
    pub competency: String,
    /// What each level 0 to 4 looks like; empty where nothing says so.
    pub descriptors: [String; 5],
}

/// Columns before those of the descriptors, with their widths in pixels.
const COLUMNS: [(&str, u32); 6] = [
    ("Person", 105),
    ("Team", 90),
    ("Area", 105),
    ("Competency", 140),
    ("Your level (0 to 4)", 74),
    ("Example or evidence", 200),
];
const LEVEL: u16 = 4;
const EVIDENCE: u16 = 5;
const DESCRIPTORS: u16 = COLUMNS.len() as u16;
const DESCRIPTOR_WIDTH: u32 = 155;
/// What stands above the table ends with this column, so that a small screen shows it whole.
const TOP_ENDS: u16 = DESCRIPTORS + 1;
const HEAD: u32 = 3;

const HOW: &str = "For each competency, choose the level from 0 to 4 that you reach today, and write an example of it \
                   beside it where you can. Leave blank what you cannot judge. Then save this file and send it back. \
                   Your rating stands beside your manager's and replaces nothing.";

/// The form as XLSX.
///
/// # Errors
/// A person is asked about more competencies than a sheet has rows.
pub fn rating_form(form: &Form) -> Result<Vec<u8>> {
    const TITLE: &str = "Own rating of skills";
    let mut names = SheetNames::default();
    let mut workbook = Workbook::new();
    for person in &form.people {
        let sheet = workbook.add_worksheet();
        sheet.set_name(names.unique(&person.name))?;
        write_person(sheet, person)?;
        set_up_page(sheet, TITLE, form.as_of, (HEAD, HEAD))?;
    }
    finish(workbook, TITLE, form.as_of)
}

fn write_person(sheet: &mut Worksheet, person: &FormPerson) -> Result<()> {
    write_top(sheet, person)?;
    sheet.set_row_height_pixels(HEAD, look::row_height(2))?;
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width_pixels(column, width)?;
        sheet.write_string_with_format(HEAD, column, name, &look::head())?;
    }
    let levels = || (DESCRIPTORS..).zip(Level::ALL.iter().zip(look::LEVELS));
    for (column, (level, colours)) in levels() {
        let head = look::level(colours).merge(&look::head());
        let name = format!("What level {} looks like", level.get());
        sheet.set_column_width_pixels(column, DESCRIPTOR_WIDTH)?;
        sheet.write_string_with_format(HEAD, column, name, &head)?;
    }

    let given = look::after_line(&look::body().set_text_wrap());
    let field = look::field();
    let level_field = field.clone().set_align(FormatAlign::Center);
    for (row, asked) in (HEAD + 1..).zip(&person.rows) {
        let known = [&person.name, &person.team, &asked.area, &asked.competency];
        for (column, written) in (0..).zip(known) {
            sheet.write_string_with_format(row, column, text::cell(written), &given)?;
        }
        sheet.write_blank(row, LEVEL, &level_field)?;
        sheet.write_blank(row, EVIDENCE, &field)?;
        let mut lines = 2;
        for ((_, width), written) in COLUMNS.iter().zip(known) {
            lines = lines.max(text::lines(written, *width));
        }
        for ((column, _), descriptor) in levels().zip(&asked.descriptors) {
            lines = lines.max(text::lines(descriptor, DESCRIPTOR_WIDTH));
            sheet.write_string_with_format(row, column, text::cell(descriptor), &given)?;
        }
        sheet.set_row_height_pixels(row, look::row_height(lines))?;
    }
    if !person.rows.is_empty() {
        let last = HEAD + row_at(person.rows.len())?;
        let choices: Vec<String> = Level::ALL.iter().map(|level| level.get().to_string()).collect();
        let validation = DataValidation::new()
            .allow_list_strings(&choices)?
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_title("Not a level")?
            .set_error_message("Choose a level from 0 to 4, or leave the cell blank.")?;
        sheet.add_data_validation(HEAD + 1, LEVEL, last, LEVEL, &validation)?;
    }
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    });
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    sheet.set_selection(HEAD + 1, LEVEL, HEAD + 1, LEVEL)?;
    Ok(())
}

/// Who is asked, how to answer, and what the levels mean.
fn write_top(sheet: &mut Worksheet, person: &FormPerson) -> Result<()> {
    let who = [&person.name, &person.role, &person.team].map(|word| text::plain(word));
    let who: Vec<&str> = who.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let meanings = Level::ALL.map(|level| format!("{}: {}", level.get(), level.meaning()));
    let rows = [
        (format!("Own rating: {}", who.join(", ")), Format::new().set_bold().set_font_size(14)),
        (HOW.to_owned(), look::remark()),
        (meanings.join("  ·  "), look::remark()),
    ];
    let room = COLUMNS.iter().map(|(_, width)| width).sum::<u32>() + 2 * DESCRIPTOR_WIDTH;
    for (row, (written, format)) in (0..).zip(rows) {
        let written = text::cell(&written);
        if row > 0 {
            sheet.set_row_height_pixels(row, look::row_height(text::lines(&written, room)))?;
        }
        sheet.merge_range(row, 0, row, TOP_ENDS, &written, &format)?;
    }
    Ok(())
}

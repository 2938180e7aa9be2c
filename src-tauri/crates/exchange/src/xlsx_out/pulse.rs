//! A blank sheet for a pulse: a line for each manager's answer, with a box under each area. It imports back, and a line
//! without a mark is no answer.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatAlign, ProtectionOptions, Workbook,
};

use super::{finish, look, set_up_page, text};
use crate::Result;

/// A sheet to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PulseForm {
    /// The day of the pulse, which stands in every line.
    pub asked_on: NaiveDate,
    /// The id of its question.
    pub question: String,
    /// The question in the publisher's words; empty where they are not known.
    pub wording: String,
    /// The names of the areas offered.
    pub areas: Vec<String>,
}

const TITLE: &str = "Pulse of skill gaps";
const HEAD: u32 = 3;
/// Lines to answer on: one for each manager of a large organisation, where they share the sheet.
const LINES: u32 = 40;
const BOXES: u16 = 2;
const COLUMNS: [(&str, u32); 2] = [("Asked on", 90), ("Question", 120)];
const BOX_WIDTH: u32 = 96;
const NONE: &str = "None of these";
const HOW: &str = "One line is one manager's answer. Put an x under each area in which you see a skill gap in your \
                   team; where you see none, put it under “None of these”. Write no name. Then save this file and send \
                   it back.";

/// The sheet as XLSX.
///
/// # Errors
/// More areas than a sheet has columns.
pub fn pulse_form(form: &PulseForm) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Pulse")?;
    let mut boxes: Vec<&str> = form.areas.iter().map(String::as_str).collect();
    boxes.push(NONE);
    let columns = || (BOXES..).zip(&boxes);

    let asked = if form.wording.is_empty() {
        "In which of these areas do you see a skill gap?".to_owned()
    } else {
        format!("In the publisher's words: “{}”. In which of these areas do you see one?", form.wording)
    };
    let ends = columns().last().map_or(BOXES, |(column, _)| column);
    let room = COLUMNS.iter().map(|(_, width)| width).sum::<u32>() + BOX_WIDTH * boxes.len() as u32;
    let top = [
        (TITLE.to_owned(), Format::new().set_bold().set_font_size(14)),
        (asked, look::remark()),
        (HOW.to_owned(), look::remark()),
    ];
    for (row, (written, format)) in (0..).zip(top) {
        let written = text::cell(&written);
        if row > 0 {
            sheet.set_row_height_pixels(row, look::row_height(text::lines(&written, room)))?;
        }
        sheet.merge_range(row, 0, row, ends, &written, &format)?;
    }

    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width_pixels(column, width)?;
        sheet.write_string_with_format(HEAD, column, name, &look::head())?;
    }
    let mut lines = 2;
    for (column, name) in columns() {
        lines = lines.max(text::lines(name, BOX_WIDTH));
        sheet.set_column_width_pixels(column, BOX_WIDTH)?;
        sheet.write_string_with_format(HEAD, column, text::cell(name), &look::head())?;
    }
    sheet.set_row_height_pixels(HEAD, look::row_height(lines))?;

    let given = look::body();
    let field = look::field().set_align(FormatAlign::Center);
    let last = HEAD + LINES;
    for row in HEAD + 1..=last {
        sheet.write_string_with_format(row, 0, form.asked_on.to_string(), &given)?;
        sheet.write_string_with_format(row, 1, text::cell(&form.question), &given)?;
        for (column, _) in columns() {
            sheet.write_blank(row, column, &field)?;
        }
    }
    let validation = DataValidation::new()
        .allow_list_strings(&["x"])?
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("Not a mark")?
        .set_error_message("Put an x, or leave the cell blank.")?;
    sheet.add_data_validation(HEAD + 1, BOXES, last, ends, &validation)?;
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    });
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    sheet.set_selection(HEAD + 1, BOXES, HEAD + 1, BOXES)?;
    set_up_page(sheet, TITLE, form.asked_on, (HEAD, HEAD))?;
    finish(workbook, TITLE, form.asked_on)
}

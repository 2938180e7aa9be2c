//! How the sheets look: the colours of the printed report, and the formats that sheets share.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::NumberFormat;

/// What is written.
pub(super) const INK: u32 = 0x001a_1a1a;
/// What accompanies it, 7:1 on white.
pub(super) const MUTED: u32 = 0x0059_5959;
/// Under the heads of columns.
pub(super) const RULE: u32 = 0x00bd_bdbd;
/// Between rows.
pub(super) const HAIRLINE: u32 = 0x00e3_e3e3;
/// Behind what is recommended.
pub(super) const TINT: u32 = 0x00f2_f3f4;
/// Our figures.
pub(super) const OURS: u32 = 0x0000_72b2;
/// What is likely, in light.
pub(super) const BAND: u32 = 0x006d_b3d9;
/// The industry's.
pub(super) const INDUSTRY: u32 = 0x006e_6e6e;

/// The height of a row of so many lines, in pixels. It is written into the file, because LibreOffice opens a row
/// without one as high as a single line; Excel takes no higher row than this.
pub(super) fn row_height(lines: u32) -> u32 {
    (20 * lines).min(540)
}

/// Text of so many points.
pub(super) fn text(size: f64, colour: u32) -> Format {
    Format::new().set_font_size(size).set_font_color(Color::RGB(colour)).set_align(FormatAlign::Top)
}

/// The same over several lines.
pub(super) fn wrapped(size: f64, colour: u32) -> Format {
    text(size, colour).set_text_wrap()
}

/// The head of a column.
pub(super) fn head(right: bool, recommended: bool) -> Format {
    let format = Format::new()
        .set_font_color(Color::RGB(if recommended { INK } else { MUTED }))
        .set_text_wrap()
        .set_align(if right { FormatAlign::Right } else { FormatAlign::Left })
        .set_align(FormatAlign::Bottom)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(Color::RGB(RULE));
    let format = if right { format.set_indent(1) } else { format };
    if recommended {
        format
            .set_bold()
            .set_background_color(Color::RGB(TINT))
            .set_border_top(FormatBorder::Medium)
            .set_border_top_color(Color::RGB(INK))
    } else {
        format
    }
}

/// A cell of a table, and the colour of the line below it.
pub(super) fn body(right: bool, strong: bool, recommended: bool, line: u32) -> Format {
    let format = Format::new()
        .set_font_color(Color::RGB(INK))
        .set_align(if right { FormatAlign::Right } else { FormatAlign::Left })
        .set_align(FormatAlign::Top)
        .set_text_wrap()
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(Color::RGB(line));
    let format = if right { format.set_indent(1) } else { format };
    let format = if strong { format.set_bold() } else { format };
    if recommended { format.set_background_color(Color::RGB(TINT)) } else { format }
}

/// The code of a number; `unit` stands before an amount of money. Room as wide as a bracket keeps it apart from the text of the
/// next column.
pub(super) fn code(format: NumberFormat, unit: &str) -> String {
    match format {
        NumberFormat::Whole => "#,##0_)".to_owned(),
        NumberFormat::Tenths => "#,##0.0_)".to_owned(),
        NumberFormat::Percent => "0%_)".to_owned(),
        NumberFormat::Money => {
            let unit = unit.replace('"', "");
            format!("\"{unit}\"#,##0_);\"−{unit}\"#,##0_)")
        }
    }
}

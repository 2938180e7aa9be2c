//! How the sheets look: the colours of the light screen, and the formats that sheets share.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Fill and text of levels 0 to 4, as the tokens `level-n` and `on-level-n`.
pub(super) const LEVELS: [(u32, u32); 5] = [
    (0x00f8_f4df, 0x001c_1d20),
    (0x00e9_dfb2, 0x001c_1d20),
    (0x00bf_b894, 0x001c_1d20),
    (0x0054_6a98, 0x00ff_ffff),
    (0x001c_3768, 0x00ff_ffff),
];
/// The token `bg-chrome`: heads and sums.
const CHROME: u32 = 0x00f6_f6f3;
/// The token `bg-selected`: where to type.
const SELECTED: u32 = 0x00ea_e9f8;
/// The token `text-2`: captions, and the border of a claim.
const TEXT_2: u32 = 0x004d_5056;
/// The token `hairline`: between rows.
const HAIRLINE: u32 = 0x00e5_e5e0;
/// The token `line`: heads of tables, and between areas.
const LINE: u32 = 0x00c9_c9c3;
/// The token `control`: the border of a field to type in.
const CONTROL: u32 = 0x0085_878d;

/// The height of a row of so many lines, in pixels. It is written into the file, because LibreOffice opens a row
/// without one as high as a single line; Excel takes no higher row than this.
pub(super) fn row_height(lines: u32) -> u32 {
    (20 * lines).min(540)
}

/// The colours of a level.
pub(super) fn level(fill_and_text: (u32, u32)) -> Format {
    Format::new()
        .set_background_color(Color::RGB(fill_and_text.0))
        .set_font_color(Color::RGB(fill_and_text.1))
}

/// The head of a column.
pub(super) fn head() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Bottom)
        .set_background_color(Color::RGB(CHROME))
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(Color::RGB(LINE))
}

/// A cell of a table in which text may take several lines.
pub(super) fn body() -> Format {
    Format::new()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(Color::RGB(HAIRLINE))
}

/// A remark above a table.
pub(super) fn remark() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top).set_font_color(Color::RGB(TEXT_2))
}

/// A sum below a table.
pub(super) fn sum() -> Format {
    Format::new().set_background_color(Color::RGB(CHROME))
}

/// With a line on its left, as between areas.
pub(super) fn after_line(format: &Format) -> Format {
    format.clone().set_border_left(FormatBorder::Thin).set_border_left_color(Color::RGB(LINE))
}

/// Marked as claimed and not confirmed.
pub(super) fn claimed(format: &Format) -> Format {
    format.clone().set_italic().set_border(FormatBorder::Dashed).set_border_color(Color::RGB(TEXT_2))
}

/// A cell for the reader to fill in.
pub(super) fn field() -> Format {
    Format::new()
        .set_unlocked()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(SELECTED))
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(CONTROL))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_those_of_the_tokens() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/lib/styles/tokens.css");
        let css = std::fs::read_to_string(path).unwrap();
        let light = css.split_once("[data-theme=\"light\"] {").unwrap().1.split_once('}').unwrap().0;
        let token = |name: &str| {
            light.split_once(&format!("--{name}:")).unwrap().1.split_once(';').unwrap().0.trim().to_owned()
        };
        let mut colours = vec![
            ("bg-chrome".to_owned(), CHROME),
            ("bg-selected".to_owned(), SELECTED),
            ("text-2".to_owned(), TEXT_2),
            ("hairline".to_owned(), HAIRLINE),
            ("line".to_owned(), LINE),
            ("control".to_owned(), CONTROL),
        ];
        for (level, (fill, text)) in LEVELS.into_iter().enumerate() {
            colours.push((format!("level-{level}"), fill));
            colours.push((format!("on-level-{level}"), text));
        }
        for (name, colour) in colours {
            assert_eq!(format!("#{colour:06x}"), token(&name), "{name}");
        }
    }
}

//! Text as charts set it: the font, measured widths, wrapping, shortening, and numbers in words.

use std::sync::Once;

use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};

use crate::ChartError;

/// The font's name, written into the SVG as it stands: the screen's variable face where it is loaded, the
/// installed one elsewhere. The same metrics are registered under this name for measuring and for PNG.
const FAMILY: &str = "Noto Sans Variable, Noto Sans, sans-serif";

/// Height of Noto Sans from the lowest descender to the highest ascender, in ems: `ab_glyph` sizes a font by it.
pub(crate) const EMS_OF_LINE: f64 = 2789.0 / 2048.0;

/// A size and a weight of the font.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Face {
    /// Size of the em, in pixels.
    pub(crate) size: f64,
    /// Whether it is set in bold.
    pub(crate) bold: bool,
}

impl Face {
    /// Axis ticks, units, heads of columns.
    pub(crate) const MICRO: Self = Self { size: 11.0, bold: false };
    /// Labels of marks.
    pub(crate) const LABEL: Self = Self { size: 12.0, bold: false };
    /// Labels that lead.
    pub(crate) const STRONG: Self = Self { size: 12.0, bold: true };
    /// Names and data in rows.
    pub(crate) const ROW: Self = Self { size: 13.0, bold: false };
    /// Names of regions of a picture.
    pub(crate) const REGION: Self = Self { size: 13.0, bold: true };

    /// The font at `size` of plotters, whose unit each backend reads differently.
    pub(crate) fn font(self, size: f64) -> FontDesc<'static> {
        let style = if self.bold { FontStyle::Bold } else { FontStyle::Normal };
        FontDesc::new(FontFamily::Name(FAMILY), size, style)
    }

    /// From the baseline up to the top of the highest letters, in pixels.
    pub(crate) fn ascent(self) -> f64 {
        0.78 * self.size
    }

    /// From the baseline down to the foot of the lowest letters, in pixels.
    pub(crate) fn descent(self) -> f64 {
        0.22 * self.size
    }

    /// Distance of the baselines of two lines, in pixels.
    pub(crate) fn line_height(self) -> f64 {
        (1.2 * self.size).round()
    }

    /// Where the baseline lies when the text is centred upon `y`: half the height of a capital below it.
    pub(crate) fn baseline_at(self, y: f64) -> f64 {
        y + 0.36 * self.size
    }

    /// The width of a text in pixels. Letters that Noto Sans lacks (Chinese, Japanese, Korean) count as one em,
    /// which is what the fonts standing in for it take.
    pub(crate) fn width(self, text: &str) -> f64 {
        // plotters gives whole pixels; measured large, the rounding vanishes.
        const ENLARGED: f64 = 64.0;
        let (wide, known): (String, String) = text.chars().partition(|letter| is_wide(*letter));
        let font = self.font(self.size * EMS_OF_LINE * ENLARGED);
        let known = font.box_size(&known).map_or(0.0, |(width, _)| f64::from(width) / ENLARGED);
        known + wide.chars().count() as f64 * self.size
    }

    /// The text, or as much of it as fits `width` with an ellipsis; at least its first letter.
    pub(crate) fn fit(self, text: &str, width: f64) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let letters: Vec<char> = text.chars().collect();
        let shortened = |count: usize| {
            let kept: String = letters[..count].iter().collect();
            format!("{}…", kept.trim_end())
        };
        let fitting = (1..letters.len()).rev().map(shortened).find(|text| self.width(text) <= width);
        fitting.unwrap_or_else(|| shortened(1.min(letters.len())))
    }

    /// The text in at most `lines` lines of `width`, broken at spaces, and between the letters of scripts that set none;
    /// the last line is shortened if need be.
    pub(crate) fn wrap(self, text: &str, width: f64, lines: usize) -> Vec<String> {
        let mut wrapped: Vec<String> = Vec::new();
        for (word, spaced) in words(text) {
            let full = wrapped.len() == lines;
            let Some(line) = wrapped.last_mut() else {
                wrapped.push(word);
                continue;
            };
            let longer = format!("{line}{}{word}", if spaced { " " } else { "" });
            if full || self.width(&longer) <= width {
                *line = longer;
            } else {
                wrapped.push(word);
            }
        }
        wrapped.iter().map(|line| self.fit(line, width)).collect()
    }
}

/// The pieces between which a text may be broken, each with whether a space stands before it: words, and within them every
/// letter of the scripts that set no spaces.
fn words(text: &str) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for word in text.split_whitespace() {
        let mut starts = true;
        let mut before = None;
        for letter in word.chars() {
            let breaks = starts || is_wide(letter) || before.is_some_and(is_wide);
            match pieces.last_mut() {
                Some((piece, _)) if !breaks => piece.push(letter),
                _ => pieces.push((letter.to_string(), starts)),
            }
            starts = false;
            before = Some(letter);
        }
    }
    pieces
}

/// Whether a letter is of a script that sets no spaces, and takes one em: Chinese, Japanese, Korean.
const fn is_wide(letter: char) -> bool {
    letter >= '\u{2E80}'
}

/// Makes Noto Sans known to plotters; cheap after the first call.
pub(crate) fn register_fonts() -> Result<(), ChartError> {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        for (style, bytes) in
            [(FontStyle::Normal, notosans::REGULAR_TTF), (FontStyle::Bold, notosans::BOLD_TTF)]
        {
            // A font that cannot be read is reported below, to every caller.
            let _ = register_font(FAMILY, style, bytes);
        }
    });
    Face::LABEL.font(12.0).box_size("0").map_err(|_| ChartError::Font)?;
    Ok(())
}

/// A name fit for a picture: control characters, which XML forbids, are replaced, white space is one space, and
/// marks that would turn the direction of the text around it are dropped.
pub(crate) fn clean(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|letter| !matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .map(|letter| match letter {
            letter if letter.is_whitespace() => ' ',
            letter if letter.is_control() || matches!(letter, '\u{FFFE}' | '\u{FFFF}') => '\u{FFFD}',
            letter => letter,
        })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number without decimals: "88"; "−3" with a true minus.
pub(crate) fn whole(value: f64) -> String {
    let rounded = value.round();
    if rounded < 0.0 { format!("−{}", -rounded) } else { format!("{}", rounded.abs()) }
}

/// A count with separated thousands: "1,868".
pub(crate) fn thousands(count: u32) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1 pair", "1,868 pairs".
pub(crate) fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        register_fonts().unwrap();
        // Advances in Noto Sans Regular, thousandths of an em: every digit 572, N 760, o 605, t 361; Bold digits 572.
        assert!((Face { size: 10.0, bold: false }.width("2024") - 4.0 * 5.72).abs() < 0.05);
        assert!((Face { size: 10.0, bold: false }.width("Noto") - (7.6 + 6.05 + 3.61 + 6.05)).abs() < 0.05);
        assert!((Face { size: 10.0, bold: true }.width("88") - 2.0 * 5.72).abs() < 0.05);
        assert!((Face { size: 10.0, bold: false }.width("安全") - 20.0).abs() < 0.05);
    }

    #[test]
    fn long_text_wraps_and_is_shortened() {
        register_fonts().unwrap();
        let face = Face::LABEL;
        let lines = face.wrap("Software development and delivery of everything", 90.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
        assert!(lines.iter().all(|line| face.width(line) <= 90.0));
        assert_eq!(face.wrap("Cloud", 90.0, 2), ["Cloud"]);
        assert_eq!(face.wrap("安全運用 SOC 監視", 50.0, 4), ["安全運用", "SOC 監", "視"]);
        assert_eq!(face.fit("Incident", 1.0), "I…");
        assert_eq!(face.fit("", 1.0), "");
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_868), "1,868");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(whole(87.6), "88");
        assert_eq!(whole(-0.2), "0");
        assert_eq!(whole(-3.0), "−3");
    }

    #[test]
    fn names_are_made_fit_for_a_picture() {
        assert_eq!(clean("Cloud\u{0} \t\nteam"), "Cloud\u{FFFD} team");
        assert_eq!(clean("a\u{202E}b\u{2066}c\u{FFFF}"), "abc\u{FFFD}");
        assert_eq!(clean("أمن السحابة"), "أمن السحابة");
    }
}

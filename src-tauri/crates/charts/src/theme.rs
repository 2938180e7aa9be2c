//! The colours of the charts: one table of the design tokens a theme.

use plotters::style::RGBColor;
use serde::{Deserialize, Serialize};

/// Which colours a chart is drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// The light screen.
    Light,
    /// The dark screen.
    Dark,
    /// The board report on white paper; legible in greys.
    Print,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Print];

    /// The theme that a word names: `light`, `dark` or `print`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            "print" => Some(Self::Print),
            _ => None,
        }
    }

    /// The theme's colours.
    pub const fn palette(self) -> Palette {
        match self {
            Self::Light => LIGHT,
            Self::Dark => DARK,
            Self::Print => PRINT,
        }
    }
}

/// The tokens that charts use, named as in `tokens.css`, where their meaning is told.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "each name is that of a token of tokens.css")]
pub struct Palette {
    pub bg: RGBColor,
    pub bg_chrome: RGBColor,
    pub bg_sunken: RGBColor,
    pub bg_selected: RGBColor,
    pub text: RGBColor,
    pub text_2: RGBColor,
    pub text_3: RGBColor,
    pub hairline: RGBColor,
    pub line: RGBColor,
    pub control: RGBColor,
    pub accent: RGBColor,
    pub ours: RGBColor,
    pub industry: RGBColor,
}

impl Palette {
    /// Every colour beside the token that it is.
    pub const fn tokens(&self) -> [(&'static str, RGBColor); 13] {
        [
            ("bg", self.bg),
            ("bg-chrome", self.bg_chrome),
            ("bg-sunken", self.bg_sunken),
            ("bg-selected", self.bg_selected),
            ("text", self.text),
            ("text-2", self.text_2),
            ("text-3", self.text_3),
            ("hairline", self.hairline),
            ("line", self.line),
            ("control", self.control),
            ("accent", self.accent),
            ("ours", self.ours),
            ("industry", self.industry),
        ]
    }
}

const fn hex(rgb: u32) -> RGBColor {
    RGBColor((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

const LIGHT: Palette = Palette {
    bg: hex(0xff_ff_ff),
    bg_chrome: hex(0xf6_f6_f3),
    bg_sunken: hex(0xef_ef_eb),
    bg_selected: hex(0xea_e9_f8),
    text: hex(0x1c_1d_20),
    text_2: hex(0x4d_50_56),
    text_3: hex(0x63_67_6e),
    hairline: hex(0xe5_e5_e0),
    line: hex(0xc9_c9_c3),
    control: hex(0x85_87_8d),
    accent: hex(0x4a_43_b5),
    ours: hex(0x00_72_b2),
    industry: hex(0x63_67_6e),
};

const DARK: Palette = Palette {
    bg: hex(0x17_18_1b),
    bg_chrome: hex(0x11_12_15),
    bg_sunken: hex(0x22_24_29),
    bg_selected: hex(0x27_26_45),
    text: hex(0xec_ec_ee),
    text_2: hex(0xb6_b9_c0),
    text_3: hex(0x9a_9e_a7),
    hairline: hex(0x29_2b_30),
    line: hex(0x41_44_4c),
    control: hex(0x7d_81_8a),
    accent: hex(0xa9_a4_ff),
    ours: hex(0x56_b4_e9),
    industry: hex(0x9a_9e_a7),
};

/// The colours of the board report. Paper has no selection and no accent: both are its tint and its ink.
const PRINT: Palette = Palette {
    bg: hex(0xff_ff_ff),
    bg_chrome: hex(0xf2_f3_f4),
    bg_sunken: hex(0xf2_f3_f4),
    bg_selected: hex(0xf2_f3_f4),
    text: hex(0x1a_1a_1a),
    text_2: hex(0x59_59_59),
    text_3: hex(0x59_59_59),
    hairline: hex(0xe3_e3_e3),
    line: hex(0xbd_bd_bd),
    control: hex(0x59_59_59),
    accent: hex(0x1a_1a_1a),
    ours: hex(0x00_72_b2),
    industry: hex(0x6e_6e_6e),
};

#[cfg(test)]
mod tests {
    use super::*;

    /// The screen's tokens: charts and screen must not drift apart.
    const TOKENS_CSS: &str = "../../../ui/src/lib/styles/tokens.css";

    fn tokens_css() -> String {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(TOKENS_CSS);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The value of a token in the block that begins with `selector`.
    fn token<'a>(css: &'a str, selector: &str, name: &str) -> &'a str {
        let block = css.split_once(selector).unwrap().1.split_once('}').unwrap().0;
        let value = block.split_once(&format!("--{name}:")).unwrap().1;
        value.split_once(';').unwrap().0.trim()
    }

    #[test]
    fn screen_colours_are_those_of_the_tokens() {
        let css = tokens_css();
        for (palette, selector) in [(LIGHT, "[data-theme=\"light\"] {"), (DARK, "\n[data-theme=\"dark\"] {")]
        {
            for (name, RGBColor(r, g, b)) in palette.tokens() {
                assert_eq!(
                    format!("#{r:02x}{g:02x}{b:02x}"),
                    token(&css, selector, name),
                    "{selector} {name}"
                );
            }
        }
    }

    /// Relative luminance, WCAG 2.2.
    fn luminance(RGBColor(r, g, b): RGBColor) -> f64 {
        let linear = |channel: u8| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast(one: RGBColor, other: RGBColor) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_and_marks_stand_out_from_what_they_lie_on() {
        for theme in Theme::ALL {
            let p = theme.palette();
            for ground in [p.bg, p.bg_chrome, p.bg_sunken, p.bg_selected] {
                for ink in [p.text, p.text_2, p.text_3] {
                    assert!(contrast(ink, ground) >= 4.5, "{theme:?}: text {ink:?} on {ground:?}");
                }
                for mark in [p.text, p.ours, p.industry, p.accent] {
                    assert!(contrast(mark, ground) >= 3.0, "{theme:?}: mark {mark:?} on {ground:?}");
                }
            }
            // The words in the hiring part, and the edges of the training part.
            assert!(contrast(p.bg, p.text) >= 4.5);
            assert!(contrast(p.text_2, p.bg_sunken) >= 3.0);
            assert!(contrast(p.control, p.bg) >= 3.0);
        }
    }

    /// What a deuteranope sees of a colour, in linear RGB (Viénot, Brettel and Mollon 1999).
    fn deuteranopia(RGBColor(r, g, b): RGBColor) -> [f64; 3] {
        let linear = |channel: u8| (f64::from(channel) / 255.0).powf(2.2);
        let (r, g, b) = (linear(r), linear(g), linear(b));
        let red_green = 0.292_75 * r + 0.707_25 * g;
        [red_green, red_green, -0.022_34 * r + 0.022_34 * g + b]
    }

    #[test]
    fn ours_industry_and_ink_differ_under_deuteranopia() {
        for theme in Theme::ALL {
            let p = theme.palette();
            for (one, other) in [(p.ours, p.industry), (p.ours, p.text), (p.industry, p.text)] {
                let (one, other) = (deuteranopia(one), deuteranopia(other));
                let distance: f64 = one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                // About a tenth of the way from black to white in one channel.
                assert!(distance >= 0.1, "{theme:?}: {one:?} and {other:?} are {distance:.2} apart");
            }
        }
    }
}

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
    pub warn: RGBColor,
    pub cat_1: RGBColor,
    pub cat_2: RGBColor,
    pub cat_3: RGBColor,
    pub band_1: RGBColor,
    /// `level-0` to `level-4`.
    pub level: [RGBColor; 5],
    /// `on-level-0` to `on-level-4`.
    pub on_level: [RGBColor; 5],
    /// `hatch-0` to `hatch-4`, as they look upon their level.
    pub hatch: [RGBColor; 5],
    /// `edge-0` to `edge-4`, as they look upon their level.
    pub edge: [RGBColor; 5],
}

impl Palette {
    /// Every opaque colour beside the token that it is.
    pub const fn tokens(&self) -> [(&'static str, RGBColor); 28] {
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
            ("warn", self.warn),
            ("cat-1", self.cat_1),
            ("cat-2", self.cat_2),
            ("cat-3", self.cat_3),
            ("band-1", self.band_1),
            ("level-0", self.level[0]),
            ("level-1", self.level[1]),
            ("level-2", self.level[2]),
            ("level-3", self.level[3]),
            ("level-4", self.level[4]),
            ("on-level-0", self.on_level[0]),
            ("on-level-1", self.on_level[1]),
            ("on-level-2", self.on_level[2]),
            ("on-level-3", self.on_level[3]),
            ("on-level-4", self.on_level[4]),
        ]
    }
}

/// The levels of the light screen, upon white paper too.
const LIGHT_LEVEL: [RGBColor; 5] =
    [hex(0xf8_f4_df), hex(0xe9_df_b2), hex(0xbf_b8_94), hex(0x54_6a_98), hex(0x1c_37_68)];
const ON_LIGHT_LEVEL: [RGBColor; 5] =
    [hex(0x1c_1d_20), hex(0x1c_1d_20), hex(0x1c_1d_20), hex(0xff_ff_ff), hex(0xff_ff_ff)];
const LIGHT_HATCH: [RGBColor; 5] = [
    upon(LIGHT_LEVEL[0], 0x00, 15),
    upon(LIGHT_LEVEL[1], 0x00, 16),
    upon(LIGHT_LEVEL[2], 0x00, 17),
    upon(LIGHT_LEVEL[3], 0x00, 30),
    upon(LIGHT_LEVEL[4], 0xff, 22),
];
const LIGHT_EDGE: [RGBColor; 5] = [
    upon(LIGHT_LEVEL[0], 0x00, 52),
    upon(LIGHT_LEVEL[1], 0x00, 56),
    upon(LIGHT_LEVEL[2], 0x00, 60),
    upon(LIGHT_LEVEL[3], 0xff, 85),
    upon(LIGHT_LEVEL[4], 0xff, 85),
];
const DARK_LEVEL: [RGBColor; 5] =
    [hex(0x2b_29_1e), hex(0x4a_45_30), hex(0x6b_68_56), hex(0x8f_a5_d3), hex(0xcb_da_fa)];

/// A grey of so many hundredths of opacity as it looks upon a ground: plotters' bitmaps and greys of paper know no other.
const fn upon(RGBColor(r, g, b): RGBColor, grey: u32, hundredths: u32) -> RGBColor {
    const fn mixed(ground: u8, grey: u32, hundredths: u32) -> u8 {
        ((ground as u32 * (100 - hundredths) + grey * hundredths + 50) / 100) as u8
    }
    RGBColor(mixed(r, grey, hundredths), mixed(g, grey, hundredths), mixed(b, grey, hundredths))
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
    warn: hex(0x75_48_00),
    cat_1: hex(0x00_72_b2),
    cat_2: hex(0xd5_5e_00),
    cat_3: hex(0x00_94_6b),
    band_1: hex(0xcf_e3_ef),
    level: LIGHT_LEVEL,
    on_level: ON_LIGHT_LEVEL,
    hatch: LIGHT_HATCH,
    edge: LIGHT_EDGE,
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
    warn: hex(0xf0_c2_66),
    cat_1: hex(0x56_b4_e9),
    cat_2: hex(0xe8_83_3a),
    cat_3: hex(0x2f_b8_90),
    band_1: hex(0x23_47_5c),
    level: DARK_LEVEL,
    on_level: [hex(0xf4_f2_e8), hex(0xf4_f2_e8), hex(0xff_ff_ff), hex(0x14_16_1c), hex(0x14_16_1c)],
    hatch: [
        upon(DARK_LEVEL[0], 0xff, 15),
        upon(DARK_LEVEL[1], 0xff, 14),
        upon(DARK_LEVEL[2], 0x00, 32),
        upon(DARK_LEVEL[3], 0x00, 20),
        upon(DARK_LEVEL[4], 0x00, 20),
    ],
    edge: [
        upon(DARK_LEVEL[0], 0xff, 52),
        upon(DARK_LEVEL[1], 0xff, 58),
        upon(DARK_LEVEL[2], 0xff, 70),
        upon(DARK_LEVEL[3], 0x00, 68),
        upon(DARK_LEVEL[4], 0x00, 68),
    ],
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
    warn: hex(0x75_48_00),
    // Parts of a stack, as far apart in grey as paper allows: nothing else tells them apart where it is printed without colour.
    cat_1: hex(0x00_41_6b),
    cat_2: hex(0xab_48_00),
    cat_3: hex(0x1c_9d_77),
    band_1: hex(0xcf_e3_ef),
    level: LIGHT_LEVEL,
    on_level: ON_LIGHT_LEVEL,
    hatch: LIGHT_HATCH,
    edge: LIGHT_EDGE,
};

#[cfg(test)]
mod tests;

//! The key of a chart whose marks have parts: each part beside its word, in as many lines as it takes.

use plotters::style::RGBColor;

use crate::{
    scene::{Anchor, Bounds, Scene},
    text::{Face, clean},
};

/// What stands before a word of the key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Swatch {
    /// A filled box.
    Fill(RGBColor),
    /// A filled box within an edge.
    Edged(RGBColor, RGBColor),
    /// A filled box that is struck through by lines of the same colour as its edge.
    Hatched(RGBColor, RGBColor),
    /// A filled box that is struck through.
    Struck(RGBColor, RGBColor),
    /// An upright line.
    Tick(RGBColor),
    /// An upright dashed line.
    Dashes(RGBColor),
    /// A level dashed line of so many pixels.
    LevelDashes(RGBColor, f64),
    /// A disc within an edge.
    Disc(RGBColor, RGBColor),
    /// A diamond.
    Diamond(RGBColor),
    /// A letter.
    Letter(&'static str, RGBColor),
}

/// Side of a swatch, length of one that is a level line, and the spaces after it, after its word and after a unit.
const SIDE: f64 = 12.0;
const LONG: f64 = 21.0;
const AFTER_SWATCH: f64 = 6.0;
const AFTER_WORD: f64 = 18.0;
const AFTER_UNIT: f64 = 28.0;
const LINE: f64 = 20.0;

/// Radius of a dot.
const DOT: f64 = 4.0;

/// Draws a part of a bar as the key has it; a part of less than a pixel is not drawn.
pub(crate) fn draw_swatch(scene: &mut Scene, swatch: Swatch, bounds: Bounds) {
    if bounds.width() < 1.0 {
        return;
    }
    let middle = (f64::midpoint(bounds.left, bounds.right), f64::midpoint(bounds.top, bounds.bottom));
    match swatch {
        Swatch::Fill(fill) => scene.rect(bounds, fill),
        Swatch::Edged(fill, edge) => scene.edged(bounds, fill, edge),
        Swatch::Hatched(fill, lines) => {
            scene.edged(bounds, fill, lines);
            scene.hatch(bounds.grown(-1.0, -1.0), lines);
        }
        Swatch::Struck(fill, lines) => {
            scene.rect(bounds, fill);
            scene.hatch(bounds, lines);
        }
        Swatch::Tick(colour) => scene.upright(middle.0, bounds.top, bounds.bottom, 2.0, colour),
        Swatch::Dashes(colour) => scene.upright_dashes(middle.0, bounds.top, bounds.bottom, colour),
        Swatch::LevelDashes(colour, thickness) => {
            let mut line = 0.0;
            while line < thickness {
                scene.level_dashes(bounds.left, bounds.right, middle.1 - line, colour);
                line += 1.0;
            }
        }
        Swatch::Disc(fill, edge) => {
            scene.disc(middle.0, middle.1, DOT, edge);
            scene.disc(middle.0, middle.1, DOT - 2.0, fill);
        }
        Swatch::Diamond(colour) => scene.diamond(middle.0, middle.1, DOT + 1.0, colour),
        Swatch::Letter(letter, colour) => {
            let at = (middle.0, Face::LABEL.baseline_at(middle.1));
            scene.text(at, Anchor::Middle, Face::LABEL, colour, letter);
        }
    }
}

/// Draws the key from the top left corner of the picture, and gives the place of its foot.
pub(crate) fn draw_key(scene: &mut Scene, items: &[(Swatch, &str)]) -> f64 {
    draw_key_after(scene, 0.0, items)
}

/// Draws the unit of an axis in the top left corner of the picture and the key behind it, and gives the place of their foot.
pub(crate) fn draw_unit_and_key(scene: &mut Scene, unit: &str, items: &[(Swatch, &str)]) -> f64 {
    let unit = Face::LABEL.fit(&clean(unit), scene.width);
    let at = (0.0, Face::LABEL.baseline_at(LINE / 2.0));
    let taken = scene.text(at, Anchor::Start, Face::LABEL, scene.palette.text_2, &unit);
    draw_key_after(scene, taken.right + AFTER_UNIT, items)
}

/// Draws the key from a place in the first line on.
fn draw_key_after(scene: &mut Scene, start: f64, items: &[(Swatch, &str)]) -> f64 {
    let (mut left, mut top) = (start, 0.0);
    for (swatch, words) in items {
        let side = if matches!(swatch, Swatch::LevelDashes(..)) { LONG } else { SIDE };
        let wide = side + AFTER_SWATCH + Face::LABEL.width(words);
        if left > 0.0 && left + wide > scene.width {
            (left, top) = (0.0, top + LINE);
        }
        let middle: f64 = top + LINE / 2.0;
        let high = if matches!(swatch, Swatch::Tick(_) | Swatch::Dashes(_)) { 8.0 } else { SIDE / 2.0 };
        draw_swatch(scene, *swatch, Bounds::new(left, middle - high, left + side, middle + high));
        let at = (left + side + AFTER_SWATCH, Face::LABEL.baseline_at(middle));
        scene.text(at, Anchor::Start, Face::LABEL, scene.palette.text_2, words);
        left += wide + AFTER_WORD;
    }
    top + LINE
}

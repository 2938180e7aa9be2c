//! Rows with a name each: the column of names, wrapped, and the place of every row.

use crate::{
    Frame,
    scene::{Anchor, Bounds, Scene},
    text::{Face, clean},
};

/// What stands at the left of a row.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RowName<'a> {
    /// The name.
    pub(crate) name: &'a str,
    /// A second name below it, as of a team; empty for none.
    pub(crate) note: &'a str,
    /// The heading over the row where a group begins with it; empty for none.
    pub(crate) head: &'a str,
}

/// A row in its place.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    name: Vec<String>,
    note: Vec<String>,
    head: Vec<String>,
}

impl Row {
    /// The height at which the row's data stand.
    pub(crate) fn middle(&self) -> f64 {
        f64::midpoint(self.top, self.bottom).round()
    }
}

/// All rows of a chart in their places.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    /// Width of the column of names.
    pub(crate) names: f64,
    /// The rows, from the top.
    pub(crate) places: Vec<Row>,
    /// The foot of the last row.
    pub(crate) bottom: f64,
}

/// Lines that a name and its note take at most, and heights.
const NAME_LINES: usize = 4;
const NOTE_LINES: usize = 2;
const LEAST: f64 = 28.0;
const AROUND: f64 = 10.0;
const ABOVE_HEAD: f64 = 12.0;
const BELOW_HEAD: f64 = 6.0;

impl Rows {
    /// Places rows from `top` on in a picture of `width`, each as high as its name needs.
    pub(crate) fn new<'a>(width: f64, top: f64, names: impl Iterator<Item = RowName<'a>> + Clone) -> Self {
        let widest = names
            .clone()
            .map(|row| Face::ROW.width(&clean(row.name)).max(Face::MICRO.width(&clean(row.note))))
            .fold(60.0, f64::max);
        let column = widest.min((0.3 * width).clamp(132.0, 300.0)).ceil();
        let mut bottom = top;
        let places = names
            .map(|row| {
                let name = Face::ROW.wrap(&clean(row.name), column, NAME_LINES);
                let note = Face::MICRO.wrap(&clean(row.note), column, NOTE_LINES);
                let head = Face::STRONG.wrap(&clean(row.head), width, NOTE_LINES);
                if !head.is_empty() {
                    bottom += head_height(&head);
                }
                let top = bottom;
                bottom += (lines_height(&name, &note) + AROUND).max(LEAST);
                Row { top, bottom, name, note, head }
            })
            .collect();
        Self { names: column, places, bottom }
    }

    /// Draws the hairlines, the grounds of selected rows, the headings and the names.
    pub(crate) fn draw<'a>(&self, scene: &mut Scene, frame: &Frame, keys: impl Iterator<Item = &'a str>) {
        let palette = scene.palette;
        for ((row, key), index) in self.places.iter().zip(keys).zip(0..) {
            let selected = frame.selects(key);
            if selected {
                scene.rect(Bounds::new(0.0, row.top, scene.width, row.bottom), palette.bg_selected);
            }
            let step = Face::STRONG.line_height();
            for (line, place) in row.head.iter().zip(0..) {
                let top = row.top - head_height(&row.head) + ABOVE_HEAD;
                let baseline = top + step * f64::from(place) + Face::STRONG.ascent();
                scene.text((0.0, baseline), Anchor::Start, Face::STRONG, palette.text, line);
            }
            let begins = index == 0 || !row.head.is_empty();
            let colour = if begins { palette.line } else { palette.hairline };
            scene.level(0.0, scene.width, row.top + 0.5, 1.0, colour);
            let face = Face { bold: selected, ..Face::ROW };
            let mut top = f64::midpoint(row.top, row.bottom) - lines_height(&row.name, &row.note) / 2.0;
            let lines = row.name.iter().map(|line| (line, face, palette.text));
            for (line, face, colour) in
                lines.chain(row.note.iter().map(|line| (line, Face::MICRO, palette.text_2)))
            {
                let baseline = face.baseline_at(top + face.line_height() / 2.0);
                scene.text((0.0, baseline), Anchor::Start, face, colour, &face.fit(line, self.names));
                top += face.line_height();
            }
        }
    }
}

fn head_height(head: &[String]) -> f64 {
    ABOVE_HEAD + Face::STRONG.line_height() * head.len() as f64 + BELOW_HEAD
}

fn lines_height(name: &[String], note: &[String]) -> f64 {
    Face::ROW.line_height() * name.len() as f64 + Face::MICRO.line_height() * note.len() as f64
}

//! A laid-out picture: shapes with places and colours, and the one function that gives them to a plotters backend.
//! Layout never touches a backend, so that SVG, PNG and hit map cannot disagree, and tests can ask where things are.

use plotters::{
    coord::Shift,
    prelude::{Circle, DrawingArea, DrawingBackend, PathElement, Polygon, Rectangle, Text},
    style::{
        Color, FontTransform, RGBColor,
        text_anchor::{HPos, Pos, VPos},
    },
};

use crate::{
    CutLine, Mark, Part,
    text::{EMS_OF_LINE, Face, clean},
    theme::Palette,
};

/// A box in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Bounds {
    pub(crate) const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    /// The square box around a point.
    pub(crate) fn around(x: f64, y: f64, reach: f64) -> Self {
        Self::new(x - reach, y - reach, x + reach, y + reach)
    }

    pub(crate) fn grown(self, x: f64, y: f64) -> Self {
        Self::new(self.left - x, self.top - y, self.right + x, self.bottom + y)
    }

    pub(crate) fn meets(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(crate) fn holds(self, other: Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    /// The smallest box that holds both.
    pub(crate) fn with(self, other: Self) -> Self {
        Self::new(
            self.left.min(other.left),
            self.top.min(other.top),
            self.right.max(other.right),
            self.bottom.max(other.bottom),
        )
    }

    pub(crate) const fn width(self) -> f64 {
        self.right - self.left
    }

    pub(crate) const fn height(self) -> f64 {
        self.bottom - self.top
    }
}

/// A straight scale from values to pixels. Values beyond its ends are drawn at the ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) low_at: f64,
    pub(crate) high_at: f64,
}

impl Scale {
    /// The pixel of a value; of a value that is no number, that of the lowest.
    pub(crate) fn at(self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        self.low_at + share * (self.high_at - self.low_at)
    }
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// One shape of a picture.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    Rect {
        bounds: Bounds,
        colour: RGBColor,
    },
    Disc {
        x: f64,
        y: f64,
        radius: f64,
        colour: RGBColor,
    },
    Line {
        from: (f64, f64),
        to: (f64, f64),
        thickness: f64,
        colour: RGBColor,
    },
    Triangle {
        x: f64,
        y: f64,
        reach: f64,
        colour: RGBColor,
    },
    /// A filled shape between straight sides.
    Area {
        corners: Vec<(f64, f64)>,
        colour: RGBColor,
    },
    Text {
        x: f64,
        baseline: f64,
        anchor: Anchor,
        face: Face,
        colour: RGBColor,
        text: String,
    },
    /// A text that reads upwards from `y`; its baseline is the upright line at `x`.
    Upright {
        x: f64,
        y: f64,
        face: Face,
        colour: RGBColor,
        text: String,
    },
}

/// A picture being laid out.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) palette: Palette,
    pub(crate) shapes: Vec<Shape>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) lines: Vec<CutLine>,
}

impl Scene {
    /// An empty picture of the given size in pixels.
    pub(crate) fn new(width: f64, height: f64, palette: Palette) -> Self {
        Self {
            width: width.round(),
            height: height.round(),
            palette,
            shapes: Vec::new(),
            marks: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Draws a filled box. Edges lie on whole pixels, so that hairlines stay sharp.
    pub(crate) fn rect(&mut self, bounds: Bounds, colour: RGBColor) {
        let bounds =
            Bounds::new(bounds.left.round(), bounds.top.round(), bounds.right.round(), bounds.bottom.round());
        if bounds.left < bounds.right && bounds.top < bounds.bottom {
            self.shapes.push(Shape::Rect { bounds, colour });
        }
    }

    /// Draws a level line of the given thickness.
    pub(crate) fn level(&mut self, left: f64, right: f64, y: f64, thickness: f64, colour: RGBColor) {
        let top = (y - thickness / 2.0).round();
        self.rect(Bounds::new(left, top, right, top + thickness), colour);
    }

    /// Draws an upright line of the given thickness.
    pub(crate) fn upright(&mut self, x: f64, top: f64, bottom: f64, thickness: f64, colour: RGBColor) {
        let left = (x - thickness / 2.0).round();
        self.rect(Bounds::new(left, top, left + thickness, bottom), colour);
    }

    /// Draws a level dashed line, 1 pixel thick.
    pub(crate) fn level_dashes(&mut self, left: f64, right: f64, y: f64, colour: RGBColor) {
        let (mut start, end) = (left.round(), right.round());
        while start < end {
            self.level(start, (start + DASH).min(end), y, 1.0, colour);
            start += 2.0 * DASH;
        }
    }

    /// Draws an upright dashed line, 1 pixel thick.
    pub(crate) fn upright_dashes(&mut self, x: f64, top: f64, bottom: f64, colour: RGBColor) {
        let (mut start, end) = (top.round(), bottom.round());
        while start < end {
            self.upright(x, start, (start + DASH).min(end), 1.0, colour);
            start += 2.0 * DASH;
        }
    }

    /// Draws a disc.
    pub(crate) fn disc(&mut self, x: f64, y: f64, radius: f64, colour: RGBColor) {
        self.shapes.push(Shape::Disc { x: x.round(), y: y.round(), radius, colour });
    }

    /// Draws a thin line in any direction.
    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: RGBColor) {
        self.shapes.push(Shape::Line { from, to, thickness: 1.0, colour });
    }

    /// Draws a line of data in any direction, 2 pixels thick.
    pub(crate) fn data_line(&mut self, from: (f64, f64), to: (f64, f64), colour: RGBColor) {
        self.shapes.push(Shape::Line { from, to, thickness: 2.0, colour });
    }

    /// Draws a thin line from point to point, in dashes of a length and the distance from one to the next.
    pub(crate) fn dashed_path(&mut self, points: &[(f64, f64)], colour: RGBColor, dash: (f64, f64)) {
        // How far along the path; the dashes run on over its corners.
        let mut done = 0.0;
        for pair in points.windows(2) {
            let [from, to] = [pair[0], pair[1]];
            let length = (to.0 - from.0).hypot(to.1 - from.1);
            let at = |along: f64| {
                let share = ((along - done) / length).clamp(0.0, 1.0);
                (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1))
            };
            let mut start = (done / dash.1).floor() * dash.1;
            while length > 0.0 && start < done + length {
                if start + dash.0 > done {
                    self.line(at(start), at(start + dash.0), colour);
                }
                start += dash.1;
            }
            done += length;
        }
    }

    /// Fills the shape between straight sides.
    pub(crate) fn area(&mut self, corners: Vec<(f64, f64)>, colour: RGBColor) {
        self.shapes.push(Shape::Area { corners, colour });
    }

    /// Draws a diamond.
    pub(crate) fn diamond(&mut self, x: f64, y: f64, reach: f64, colour: RGBColor) {
        let (x, y) = (x.round(), y.round());
        self.area(vec![(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], colour);
    }

    /// Draws the triangle that warns.
    pub(crate) fn triangle(&mut self, x: f64, y: f64, reach: f64, colour: RGBColor) {
        self.shapes.push(Shape::Triangle { x: x.round(), y: y.round(), reach, colour });
    }

    /// Draws a filled box within an edge of 1 pixel.
    pub(crate) fn edged(&mut self, bounds: Bounds, fill: RGBColor, edge: RGBColor) {
        self.rect(bounds, edge);
        self.rect(bounds.grown(-1.0, -1.0), fill);
    }

    /// Draws the edge of a box, 1 pixel thick, over what is in it.
    pub(crate) fn outline(&mut self, bounds: Bounds, colour: RGBColor) {
        let Bounds { left, top, right, bottom } = bounds;
        for edge in [
            Bounds::new(left, top, right, top + 1.0),
            Bounds::new(left, bottom - 1.0, right, bottom),
            Bounds::new(left, top + 1.0, left + 1.0, bottom - 1.0),
            Bounds::new(right - 1.0, top + 1.0, right, bottom - 1.0),
        ] {
            self.rect(edge, colour);
        }
    }

    /// Strikes a box through with slanting lines.
    pub(crate) fn hatch(&mut self, bounds: Bounds, colour: RGBColor) {
        let Bounds { left, top, right, bottom } =
            Bounds::new(bounds.left.round(), bounds.top.round(), bounds.right.round(), bounds.bottom.round());
        let (wide, high) = (right - left, bottom - top);
        // Each line rises from left to right at 45°; `start` is where it meets the foot of the box.
        let mut start = HATCH - high;
        while start < wide {
            let from = if start < 0.0 { (left, bottom + start) } else { (left + start, bottom) };
            let to = if start + high > wide {
                (right, bottom - (wide - start))
            } else {
                (left + start + high, top)
            };
            self.line(from, to, colour);
            start += HATCH;
        }
    }

    /// Draws a text that reads upwards from `y`, its baseline upright at `x`, and says what room it takes.
    pub(crate) fn upright_text(
        &mut self,
        (x, y): (f64, f64),
        face: Face,
        colour: RGBColor,
        text: &str,
    ) -> Bounds {
        if !text.is_empty() {
            self.shapes.push(Shape::Upright { x, y, face, colour, text: clean(text) });
        }
        upright_bounds((x, y), face, text)
    }

    /// Draws a text, and says what room it takes.
    pub(crate) fn text(
        &mut self,
        (x, baseline): (f64, f64),
        anchor: Anchor,
        face: Face,
        colour: RGBColor,
        text: &str,
    ) -> Bounds {
        let bounds = text_bounds((x, baseline), anchor, face, text);
        if !text.is_empty() {
            let text = clean(text);
            self.shapes.push(Shape::Text { x, baseline, anchor, face, colour, text });
        }
        bounds
    }

    /// Draws a text upon a ground that keeps grid and lines off it.
    pub(crate) fn text_on(
        &mut self,
        ground: RGBColor,
        place: (f64, f64),
        anchor: Anchor,
        face: Face,
        colour: RGBColor,
        text: &str,
    ) -> Bounds {
        if !text.is_empty() {
            self.rect(text_bounds(place, anchor, face, text).grown(3.0, 1.0), ground);
        }
        self.text(place, anchor, face, colour, text)
    }

    /// Enters a datum into the hit map. Its box is made large enough to be pointed at, within the picture.
    pub(crate) fn mark(&mut self, key: &str, part: Part, label: String, value: f64, bounds: Bounds) {
        self.mark_within(key, None, part, label, value, bounds);
    }

    /// Enters a datum that two keys name.
    pub(crate) fn mark_within(
        &mut self,
        key: &str,
        within: Option<&str>,
        part: Part,
        label: String,
        value: f64,
        bounds: Bounds,
    ) {
        let lacking = |size: f64| ((TARGET - size) / 2.0).max(0.0);
        let bounds = bounds.grown(lacking(bounds.width()), lacking(bounds.height()));
        let (left, top) = (bounds.left.floor().max(0.0), bounds.top.floor().max(0.0));
        let (right, bottom) = (bounds.right.ceil().min(self.width), bounds.bottom.ceil().min(self.height));
        self.marks.push(Mark {
            key: key.to_owned(),
            within: within.map(str::to_owned),
            part,
            label,
            value,
            x: left as i32,
            y: top as i32,
            width: (right - left) as i32,
            height: (bottom - top) as i32,
        });
    }
}

/// Length of a dash and of the space after it.
const DASH: f64 = 3.0;

/// Length of a dash of a slanting line, and from its start to the start of the next.
pub(crate) const LONG_DASH: (f64, f64) = (5.0, 8.0);

/// Length of the dots of a line of data, and the distance from one to the next.
pub(crate) const DOTS: (f64, f64) = (2.0, 5.0);

/// Distance of the lines of a hatch along the foot of its box.
const HATCH: f64 = 6.0;

/// Smallest width and height of what answers to a pointer (WCAG 2.2, 2.5.8).
pub(crate) const TARGET: f64 = 24.0;

/// The room that a text takes.
pub(crate) fn text_bounds((x, baseline): (f64, f64), anchor: Anchor, face: Face, text: &str) -> Bounds {
    let width = face.width(&clean(text));
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    Bounds::new(left, baseline - face.ascent(), left + width, baseline + face.descent())
}

/// The room that a text takes which reads upwards from `y`.
pub(crate) fn upright_bounds((x, y): (f64, f64), face: Face, text: &str) -> Bounds {
    Bounds::new(x - face.ascent(), y - face.width(&clean(text)), x + face.descent(), y)
}

/// How a backend reads the size of a font and the top of a text; plotters leaves both to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextHabit {
    /// Size to ask for, for an em of one pixel.
    size_of_em: f64,
    /// From the given top down to the baseline, in ems.
    top_to_baseline: f64,
}

impl TextHabit {
    /// plotters-svg divides the size by 1.24 and writes `dy="0.76em"`.
    pub(crate) const SVG: Self = Self { size_of_em: 1.24, top_to_baseline: 0.76 };
    /// `ab_glyph` takes the size for the height of the line, and plotters sets the baseline at half of it.
    pub(crate) const BITMAP: Self = Self { size_of_em: EMS_OF_LINE, top_to_baseline: EMS_OF_LINE / 2.0 };
}

/// Gives every shape to the backend, enlarged `scale` times.
pub(crate) fn paint<DB: DrawingBackend>(
    scene: &Scene,
    area: &DrawingArea<DB, Shift>,
    scale: f64,
    habit: TextHabit,
) -> Result<(), String> {
    let pixel = |value: f64| (value * scale).round() as i32;
    area.fill(&scene.palette.bg).map_err(|error| error.to_string())?;
    for shape in &scene.shapes {
        match shape {
            Shape::Rect { bounds, colour } => area.draw(&Rectangle::new(
                [(pixel(bounds.left), pixel(bounds.top)), (pixel(bounds.right), pixel(bounds.bottom))],
                colour.filled(),
            )),
            Shape::Disc { x, y, radius, colour } => {
                area.draw(&Circle::new((pixel(*x), pixel(*y)), pixel(*radius), colour.filled()))
            }
            Shape::Line { from, to, thickness, colour } => area.draw(&PathElement::new(
                [(pixel(from.0), pixel(from.1)), (pixel(to.0), pixel(to.1))],
                colour.stroke_width((thickness * scale).round().max(1.0) as u32),
            )),
            Shape::Triangle { x, y, reach, colour } => area.draw(&Polygon::new(
                [(0.0, -1.0), (1.0, 0.8), (-1.0, 0.8)]
                    .map(|(dx, dy)| (pixel(x + dx * reach), pixel(y + dy * reach))),
                colour.filled(),
            )),
            Shape::Area { corners, colour } => area.draw(&Polygon::new(
                corners.iter().map(|(x, y)| (pixel(*x), pixel(*y))).collect::<Vec<_>>(),
                colour.filled(),
            )),
            Shape::Text { x, baseline, anchor, face, colour, text } => {
                let horizontal = match anchor {
                    Anchor::Start => HPos::Left,
                    Anchor::Middle => HPos::Center,
                    Anchor::End => HPos::Right,
                };
                let style = face.font(face.size * habit.size_of_em * scale).color(colour);
                let style = plotters::style::TextStyle { pos: Pos::new(horizontal, VPos::Top), ..style };
                let top = baseline - habit.top_to_baseline * face.size;
                area.draw(&Text::new(text.as_str(), (pixel(*x), pixel(top)), style))
            }
            Shape::Upright { x, y, face, colour, text } => {
                let font = face.font(face.size * habit.size_of_em * scale);
                let style = font.transform(FontTransform::Rotate270).color(colour);
                let style = plotters::style::TextStyle { pos: Pos::new(HPos::Left, VPos::Top), ..style };
                // Turned, the top of the text is its left edge.
                let left = x - habit.top_to_baseline * face.size;
                area.draw(&Text::new(text.as_str(), (pixel(left), pixel(*y)), style))
            }
        }
        .map_err(|error| error.to_string())?;
    }
    area.present().map_err(|error| error.to_string())
}

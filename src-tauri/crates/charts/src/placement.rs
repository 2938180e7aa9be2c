//! Label placement: each label goes to the first free place around its mark, nearest and most readable first.

use crate::{
    scene::{Anchor, Bounds},
    text::Face,
};

/// The picture's room, and what of it is taken.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    within: Bounds,
    taken: Vec<Bounds>,
}

/// Where a label goes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placed {
    /// The label, shortened if the full one found no place.
    pub(crate) text: String,
    /// Its anchor's place and its baseline.
    pub(crate) at: (f64, f64),
    /// Its anchor.
    pub(crate) anchor: Anchor,
    /// A thin line from the mark, where the label stands away from it.
    pub(crate) leader: Option<((f64, f64), (f64, f64))>,
}

/// Free space kept around a label, sideways and up and down.
const MARGIN: (f64, f64) = (3.0, 1.0);

/// Distances from the mark's middle to the label at which a leader line ties the two.
const RINGS: [f64; 8] = [20.0, 30.0, 42.0, 56.0, 74.0, 96.0, 124.0, 160.0];

/// Directions tried on every ring, as steps of 1/16 of a turn: sideways before up and down.
const TURNS: [i32; 16] = [0, 8, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11, 4, 12];

impl Room {
    /// An empty room.
    pub(crate) const fn new(within: Bounds) -> Self {
        Self { within, taken: Vec::new() }
    }

    /// Keeps labels off a box.
    pub(crate) fn take(&mut self, bounds: Bounds) {
        self.taken.push(bounds);
    }

    /// Whether a box lies in the room and meets nothing taken.
    pub(crate) fn is_free(&self, bounds: Bounds) -> bool {
        self.within.holds(bounds) && !self.taken.iter().any(|taken| taken.meets(bounds))
    }

    /// Finds a place for the label of the mark at `(x, y)`, whose box of half-width `reach` is taken already, and
    /// takes it. `None` where even a short label has no place.
    pub(crate) fn place(&mut self, (x, y): (f64, f64), reach: f64, face: Face, text: &str) -> Option<Placed> {
        let full = face.width(text);
        let shortened = [0.6, 0.35].map(|share| face.fit(text, (full * share).max(40.0)));
        let texts: Vec<&str> =
            if full > 60.0 { vec![text, &shortened[0], &shortened[1]] } else { vec![text] };
        texts.into_iter().find_map(|text| self.place_text((x, y), reach, face, text))
    }

    fn place_text(&mut self, (x, y): (f64, f64), reach: f64, face: Face, text: &str) -> Option<Placed> {
        let (width, gap) = (face.width(text), reach + 5.0);
        let (ascent, descent) = (face.ascent(), face.descent());
        let boxed = |anchor: Anchor, at: (f64, f64)| {
            let left = match anchor {
                Anchor::Start => at.0,
                Anchor::Middle => at.0 - width / 2.0,
                Anchor::End => at.0 - width,
            };
            Bounds::new(left, at.1 - ascent, left + width, at.1 + descent)
        };
        let centred = face.baseline_at(y);
        let (above, below) = (y - gap - descent + 1.0, y + gap + ascent - 1.0);
        let near = [
            (Anchor::Start, (x + gap, centred)),
            (Anchor::End, (x - gap, centred)),
            (Anchor::Middle, (x, above)),
            (Anchor::Middle, (x, below)),
            (Anchor::Start, (x + reach, above + 3.0)),
            (Anchor::Start, (x + reach, below - 3.0)),
            (Anchor::End, (x - reach, above + 3.0)),
            (Anchor::End, (x - reach, below - 3.0)),
        ];
        for (anchor, at) in near {
            let bounds = boxed(anchor, at).grown(MARGIN.0, MARGIN.1);
            if self.is_free(bounds) {
                self.take(bounds);
                return Some(Placed { text: text.to_owned(), at, anchor, leader: None });
            }
        }
        for ring in RINGS {
            for turn in TURNS {
                let angle = f64::from(turn) * std::f64::consts::TAU / 16.0;
                let (dx, dy) = (angle.cos(), angle.sin());
                let end = (x + dx * ring, y + dy * ring);
                let anchor = if dx.abs() < 0.2 {
                    Anchor::Middle
                } else if dx > 0.0 {
                    Anchor::Start
                } else {
                    Anchor::End
                };
                let nudge = match anchor {
                    Anchor::Start => 4.0,
                    Anchor::Middle => 0.0,
                    Anchor::End => -4.0,
                };
                // A label straight above or below stands clear of its leader's end.
                let clear = if anchor == Anchor::Middle { dy * 9.0 } else { 0.0 };
                let at = (end.0 + nudge, face.baseline_at(end.1 + clear));
                let bounds = boxed(anchor, at).grown(MARGIN.0, MARGIN.1);
                let start = (x + dx * (reach + 1.0), y + dy * (reach + 1.0));
                let path = along(start, end);
                let mark = Bounds::around(x, y, reach + 0.5);
                let clear_path = path.iter().all(|step| {
                    self.within.holds(*step)
                        && !self.taken.iter().any(|taken| taken.meets(*step) && !taken.meets(mark))
                });
                if self.is_free(bounds) && clear_path {
                    self.take(bounds);
                    self.taken.extend(path);
                    return Some(Placed { text: text.to_owned(), at, anchor, leader: Some((start, end)) });
                }
            }
        }
        None
    }
}

/// Small boxes along a line, close enough together that no label slips between two.
fn along(from: (f64, f64), to: (f64, f64)) -> Vec<Bounds> {
    let length = (to.0 - from.0).hypot(to.1 - from.1);
    let steps = (length / 4.0).ceil().max(1.0);
    (0..=steps as i32)
        .map(|step| {
            let share = f64::from(step) / steps;
            Bounds::around(from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1), 1.5)
        })
        .collect()
}

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
    /// The label's lines; shortened if the full name found no place.
    pub(crate) lines: Vec<String>,
    /// Its anchor's place and the baseline of its first line.
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

/// Widths to which a name is shortened where the whole finds no place.
const SHORTENED: [f64; 4] = [150.0, 110.0, 80.0, 56.0];

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
    /// takes it. The full name is tried beside the mark and away from it, in one line and in two, before it is
    /// shortened. `None` where even a short label has no place.
    pub(crate) fn place(&mut self, mark: (f64, f64), reach: f64, face: Face, name: &str) -> Option<Placed> {
        let whole = Label::new(face, vec![name.to_owned()]);
        let broken = Label::new(face, face.wrap(name, (whole.width * 0.62).max(60.0), 2));
        let full = if broken.lines.len() == 2 { vec![whole, broken] } else { vec![whole] };
        full.iter()
            .find_map(|label| self.beside(mark, reach, label))
            .or_else(|| full.iter().find_map(|label| self.away(mark, reach, label)))
            .or_else(|| {
                let shorter = SHORTENED.into_iter().filter(|width| *width < full[0].width);
                let labels = shorter
                    .flat_map(|width| [2, 1].map(|lines| Label::new(face, face.wrap(name, width, lines))));
                labels.into_iter().find_map(|label| {
                    self.beside(mark, reach, &label).or_else(|| self.away(mark, reach, &label))
                })
            })
    }

    /// A place that touches the mark: sideways, above, below, at its corners.
    fn beside(&mut self, (x, y): (f64, f64), reach: f64, label: &Label) -> Option<Placed> {
        let gap = reach + 5.0;
        let centred = label.first_baseline(y);
        let above = y - gap - label.face.descent() + 1.0 - label.rest();
        let below = y + gap + label.face.ascent() - 1.0;
        let slid = |share: f64| {
            [x - share * label.width, x + share * label.width]
                .into_iter()
                .flat_map(move |x| [(Anchor::Middle, (x, above)), (Anchor::Middle, (x, below))])
        };
        let places = [(Anchor::Start, (x + gap, centred)), (Anchor::End, (x - gap, centred))]
            .into_iter()
            .chain([(Anchor::Middle, (x, above)), (Anchor::Middle, (x, below))])
            .chain([1.0, 2.0, 3.0, 4.0, 5.0, 6.0].into_iter().flat_map(|step| slid(step / 16.0)))
            .chain([
                (Anchor::Start, (x + reach, above + 3.0)),
                (Anchor::Start, (x + reach, below - 3.0)),
                (Anchor::End, (x - reach, above + 3.0)),
                (Anchor::End, (x - reach, below - 3.0)),
            ]);
        for (anchor, at) in places {
            let bounds = label.bounds(anchor, at).grown(MARGIN.0, MARGIN.1);
            if self.is_free(bounds) {
                self.take(bounds);
                return Some(Placed { lines: label.lines.clone(), at, anchor, leader: None });
            }
        }
        None
    }

    /// A place on a ring around the mark, tied to it by a leader line that crosses nothing.
    fn away(&mut self, (x, y): (f64, f64), reach: f64, label: &Label) -> Option<Placed> {
        let mark = Bounds::around(x, y, reach + 0.5);
        let turns = RINGS.into_iter().flat_map(|ring| TURNS.map(|turn| (ring, turn)));
        for (ring, turn) in turns {
            let angle = f64::from(turn) * std::f64::consts::TAU / 16.0;
            let (dx, dy) = (angle.cos(), angle.sin());
            let end = (x + dx * ring, y + dy * ring);
            let (anchor, nudge) = if dx.abs() < 0.2 {
                (Anchor::Middle, 0.0)
            } else if dx > 0.0 {
                (Anchor::Start, 4.0)
            } else {
                (Anchor::End, -4.0)
            };
            // A label straight above or below stands clear of its leader's end.
            let clear = if anchor == Anchor::Middle { dy.signum() * (9.0 + label.rest() / 2.0) } else { 0.0 };
            let at = (end.0 + nudge, label.first_baseline(end.1 + clear));
            let bounds = label.bounds(anchor, at).grown(MARGIN.0, MARGIN.1);
            let start = (x + dx * (reach + 1.0), y + dy * (reach + 1.0));
            let path = along(start, end);
            let path_is_clear = path.iter().all(|step| {
                self.within.holds(*step)
                    && !self.taken.iter().any(|taken| taken.meets(*step) && !taken.meets(mark))
            });
            if path_is_clear && self.is_free(bounds) {
                self.take(bounds);
                self.taken.extend(path);
                let lines = label.lines.clone();
                return Some(Placed { lines, at, anchor, leader: Some((start, end)) });
            }
        }
        None
    }
}

/// A name as it would be set.
struct Label {
    lines: Vec<String>,
    face: Face,
    width: f64,
}

impl Label {
    fn new(face: Face, lines: Vec<String>) -> Self {
        let width = lines.iter().map(|line| face.width(line)).fold(0.0, f64::max);
        Self { lines, face, width }
    }

    /// From the first baseline to the last.
    fn rest(&self) -> f64 {
        self.face.line_height() * (self.lines.len().max(1) - 1) as f64
    }

    /// The first baseline when the label is centred upon `y`.
    fn first_baseline(&self, y: f64) -> f64 {
        self.face.baseline_at(y) - self.rest() / 2.0
    }

    fn bounds(&self, anchor: Anchor, (x, baseline): (f64, f64)) -> Bounds {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - self.width / 2.0,
            Anchor::End => x - self.width,
        };
        let bottom = baseline + self.rest() + self.face.descent();
        Bounds::new(left, baseline - self.face.ascent(), left + self.width, bottom)
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

//! The axes of the plan's small charts: round bounds for percentages, ticks that stand apart, and the columns that answer to
//! a pointer.

use crate::{
    scene::{Anchor, Bounds, Scale, Scene, TARGET, text_bounds},
    text::{Face, clean, whole},
};

/// Bounds of an axis of percentages, and the distance of its ticks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PercentAxis {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) step: f64,
}

/// Distances of ticks, the finest first.
const STEPS: [f64; 3] = [10.0, 25.0, 50.0];

/// Most of them between the bounds, but for the finest.
const MOST: f64 = 3.0;

/// Left of a plot, for the ticks of its axis, and within it to the first of its marks.
pub(crate) const TICKS: f64 = 30.0;
pub(crate) const INSET: f64 = 10.0;

/// Space kept between two ticks in words.
const APART: f64 = 8.0;

impl PercentAxis {
    /// The narrowest round bounds around the values, in at most so many of the finest steps.
    pub(crate) fn around(values: impl Iterator<Item = f64> + Clone, finest: f64) -> Self {
        let least = values.clone().fold(100.0, f64::min).clamp(0.0, 100.0);
        let greatest = values.fold(least, f64::max).clamp(0.0, 100.0);
        let with = |step: f64| {
            let (mut low, mut high) = ((least / step).floor() * step, (greatest / step).ceil() * step);
            // Values that all lie upon one tick have room above and below it.
            if low >= high {
                (low, high) = ((low - step).max(0.0), (high + step).min(100.0));
            }
            Self { low, high, step }
        };
        let [fine, middle, coarse] = STEPS;
        [(fine, finest), (middle, MOST)]
            .into_iter()
            .map(|(step, most)| (with(step), most))
            .find(|(axis, most)| axis.high - axis.low <= most * axis.step)
            .map_or_else(|| with(coarse), |(axis, _)| axis)
    }

    /// Draws the ticks and their lines, and gives the scale.
    pub(crate) fn draw(self, scene: &mut Scene, plot: Bounds) -> Scale {
        let palette = scene.palette;
        let scale = Scale { low: self.low, high: self.high, low_at: plot.bottom, high_at: plot.top };
        let mut tick = self.low;
        while tick <= self.high {
            let y = scale.at(tick);
            let colour = if tick > self.low { palette.hairline } else { palette.line };
            scene.level(plot.left, plot.right, y, 1.0, colour);
            let at = (plot.left - 6.0, Face::MICRO.baseline_at(y));
            scene.text(at, Anchor::End, Face::MICRO, palette.text_3, &whole(tick));
            tick += self.step;
        }
        scale
    }
}

/// Draws words below a plot, each centred upon its place but inside the picture; where they would meet, the last and the
/// first of them are kept, and of the others those that have room.
pub(crate) fn draw_ticks<'a>(scene: &mut Scene, baseline: f64, ticks: impl Iterator<Item = (f64, &'a str)>) {
    let face = Face::MICRO;
    let placed: Vec<(f64, String, Bounds)> = ticks
        .map(|(x, words)| {
            let words = face.fit(&clean(words), scene.width / 3.0);
            let half = face.width(&words) / 2.0;
            let x = x.clamp(half, scene.width - half);
            let bounds = text_bounds((x, baseline), Anchor::Middle, face, &words);
            (x, words, bounds)
        })
        .collect();
    let last = placed.len().saturating_sub(1);
    let mut kept: Vec<Bounds> = Vec::new();
    for index in [last].into_iter().chain(0..last) {
        let Some((x, words, bounds)) = placed.get(index) else { continue };
        if !kept.iter().any(|other| other.grown(APART, 0.0).meets(*bounds)) {
            kept.push(*bounds);
            scene.text((*x, baseline), Anchor::Middle, face, scene.palette.text_3, words);
        }
    }
}

/// The columns around places given from the left, each wide enough to be pointed at, none upon another, as far as the
/// picture has room for all of them. The first and the last reach to the ends of the plot.
pub(crate) fn columns(places: &[f64], plot: Bounds, width: f64) -> Vec<(f64, f64)> {
    let half = TARGET / 2.0;
    let mut middles: Vec<f64> = places.iter().map(|x| x.round()).collect();
    let mut least = half;
    for middle in &mut middles {
        *middle = middle.max(least);
        least = *middle + TARGET;
    }
    let mut most = width - half;
    for middle in middles.iter_mut().rev() {
        *middle = middle.min(most);
        most = *middle - TARGET;
    }
    let last = middles.len().saturating_sub(1);
    let between = |left: usize| f64::midpoint(middles[left], middles[left + 1]).round();
    (0..middles.len())
        .map(|index| {
            let left = if index == 0 { plot.left.min(middles[0] - half) } else { between(index - 1) };
            let right = if index == last { plot.right.max(middles[last] + half) } else { between(index) };
            (left, right)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(values: &[f64], most: f64) -> (f64, f64, f64) {
        let axis = PercentAxis::around(values.iter().copied(), most);
        (axis.low, axis.high, axis.step)
    }

    #[test]
    fn bounds_are_round_and_hold_every_value() {
        // The mock-up's fan goes from 63 to 86.
        assert_eq!(bounds(&[66.0, 63.0, 86.0], 2.0), (50.0, 100.0, 25.0));
        assert_eq!(bounds(&[66.0, 63.0, 86.0], 3.0), (60.0, 90.0, 10.0));
        assert_eq!(bounds(&[61.0, 64.0], 2.0), (60.0, 70.0, 10.0));
        assert_eq!(bounds(&[37.0, 100.0], 2.0), (25.0, 100.0, 25.0));
        assert_eq!(bounds(&[3.0, 97.0], 2.0), (0.0, 100.0, 50.0));
    }

    #[test]
    fn bounds_of_one_value_have_room_for_it() {
        assert_eq!(bounds(&[66.0, 66.0], 2.0), (60.0, 70.0, 10.0));
        assert_eq!(bounds(&[70.0], 2.0), (60.0, 80.0, 10.0));
        assert_eq!(bounds(&[0.0], 2.0), (0.0, 10.0, 10.0));
        assert_eq!(bounds(&[100.0], 2.0), (90.0, 100.0, 10.0));
        assert_eq!(bounds(&[f64::NAN], 2.0), (90.0, 100.0, 10.0));
    }

    #[test]
    fn columns_stand_side_by_side_and_can_be_pointed_at() {
        let plot = Bounds::new(30.0, 0.0, 330.0, 100.0);
        // Two places 6 apart: they are moved to 100 and 124, and part at 112; 200 and 124 part at 162.
        let wanted = [(30.0, 112.0), (112.0, 162.0), (162.0, 330.0)];
        assert_eq!(columns(&[100.0, 106.0, 200.0], plot, 340.0), wanted);
        // At the right edge they are moved left: 328 is the last middle that has room, 304 the one before it.
        assert_eq!(columns(&[330.0, 330.0], plot, 340.0), [(30.0, 316.0), (316.0, 340.0)]);
        assert!(columns(&[], plot, 340.0).is_empty());
    }
}

//! A chart as a picture that fits its place on a slide and stays legible there.

use cadre_charts::{Chart, Frame, Theme};

use super::shapes::{Area, Image};
use crate::{Figure, ReportError};

/// Points of the slide to a pixel of the chart's layout, the largest that fits first: text of 12 pixels is as many points
/// at 1.
const SCALES: [f64; 7] = [1.2, 1.1, 1.0, 0.92, 0.84, 0.78, 0.72];
/// Narrowest layout in which the charts of rows, and the small ones, are legible.
const NARROWEST: f64 = Frame::MIN_WIDTH;
const NARROWEST_SMALL: f64 = Frame::SMALL_WIDTH;
/// Pixels of the picture to a pixel of its layout.
const SHARPNESS: f64 = 3.0;
/// Fewest rows of a chart that are worth showing.
const FEWEST: usize = 3;

/// A chart that fits.
pub(super) struct Fitted {
    chart: Chart,
    frame: Frame,
    /// Its width and height on the slide, in points.
    pub(super) size: (f64, f64),
    /// Rows that are not shown.
    pub(super) left_out: usize,
}

impl Fitted {
    /// The chart in an area: whole, else its first rows.
    pub(super) fn new(figure: &Figure, area: Area) -> Result<Self, ReportError> {
        for scale in SCALES {
            if let Some(fitted) = Self::at(&figure.chart, area, scale)?.filter(|it| it.size.1 <= area.height)
            {
                return Ok(fitted);
            }
        }
        let [.., scale] = SCALES;
        let rows = rows_of(&figure.chart);
        for kept in (FEWEST..rows).rev() {
            let Some(chart) = first_rows(&figure.chart, kept) else { break };
            if let Some(fitted) = Self::at(&chart, area, scale)?.filter(|it| it.size.1 <= area.height) {
                return Ok(Self { left_out: rows - kept, ..fitted });
            }
        }
        // What cannot be cut is made smaller.
        let fitted =
            Self::in_frame(figure.chart.clone(), area.width.max(narrowest(&figure.chart)), None, area.width)?;
        let shrink = (area.height / fitted.size.1).min(1.0);
        Ok(Self { size: (fitted.size.0 * shrink, fitted.size.1 * shrink), ..fitted })
    }

    /// Whether all of it is shown.
    pub(super) fn is_whole(&self) -> bool {
        self.left_out == 0
    }

    /// The chart at a scale; `None` where it would be narrower than is legible.
    fn at(chart: &Chart, area: Area, scale: f64) -> Result<Option<Self>, ReportError> {
        let width = (area.width / scale).floor();
        if width < narrowest(chart) {
            return Ok(None);
        }
        let height = (rows_of(chart) == 0).then(|| (area.height / scale).floor());
        Self::in_frame(chart.clone(), width, height, area.width).map(Some)
    }

    fn in_frame(chart: Chart, width: f64, height: Option<f64>, room: f64) -> Result<Self, ReportError> {
        let frame = Frame { height, ..Frame::new(width, Theme::Print) };
        let drawing = cadre_charts::render(&chart, &frame)?;
        let scale = room / f64::from(drawing.width);
        let size = (room, f64::from(drawing.height) * scale);
        Ok(Self { chart, frame, size, left_out: 0 })
    }

    /// The picture.
    pub(super) fn image(&self) -> Result<Image, ReportError> {
        Ok(Image { bytes: cadre_charts::png(&self.chart, &self.frame, SHARPNESS)?, extension: "png" })
    }
}

fn narrowest(chart: &Chart) -> f64 {
    match chart {
        Chart::CoverageFan(_) | Chart::BudgetFrontier(_) => NARROWEST_SMALL,
        _ => NARROWEST,
    }
}

/// The rows of a chart that takes more height with each; 0 of any other.
fn rows_of(chart: &Chart) -> usize {
    match chart {
        Chart::Compare(compare) => compare.rows.len(),
        Chart::Priorities(priorities) => priorities.areas.len(),
        Chart::PlanTimeline(timeline) => timeline.lines.len(),
        _ => 0,
    }
}

/// The same chart of its first rows; `None` of one without.
fn first_rows(chart: &Chart, kept: usize) -> Option<Chart> {
    let mut chart = chart.clone();
    match &mut chart {
        Chart::Compare(compare) => compare.rows.truncate(kept),
        Chart::Priorities(priorities) => priorities.areas.truncate(kept),
        Chart::PlanTimeline(timeline) => timeline.lines.truncate(kept),
        _ => return None,
    }
    Some(chart)
}

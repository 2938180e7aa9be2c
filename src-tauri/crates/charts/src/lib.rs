//! The charts: figures in, SVG or PNG and a hit map out. Pure.
//!
//! Each chart lays itself out once as a scene of shapes ([`render`] and [`png()`] paint the same scene through two
//! backends of plotters), collects a box for every datum while it does so, and gives the figures it shows as a table.
//! Nothing here knows where figures come from: the caller has computed and ordered them.

mod axis;
mod budget_frontier;
mod compare;
mod coverage_fan;
mod coverage_trend;
mod distribution;
mod drawing;
mod freshness;
mod holders;
mod key;
mod matrix;
mod need_by_industry_gap;
mod need_parts;
mod placement;
mod plan_timeline;
mod priorities;
mod risk_coverage;
mod rows;
mod scene;
mod signal;
#[cfg(test)]
mod tests;
mod text;
mod theme;

// The sample figures are shared with the tests of the public face, and name the crate as those do.
#[cfg(test)]
extern crate self as cadre_charts;
#[cfg(test)]
#[path = "../tests/sample/mod.rs"]
mod sample;

use std::io::Cursor;

use plotters::prelude::{BitMapBackend, IntoDrawingArea, SVGBackend};
use serde::{Deserialize, Serialize};

pub use budget_frontier::{BudgetFrontier, BudgetLimit, FrontierPoint, ThisPlan};
pub use compare::{Compare, CompareRow, IndustryFigure, PulseFigure};
pub use coverage_fan::{CoverageFan, FanPoint, OtherPlan};
pub use coverage_trend::{AreaCoverage, CoverageTrend, SeatsFilled};
pub use drawing::{CutKind, CutLine, Drawing, Mark, Part, Table};
pub use freshness::{AssessedArea, Freshness};
pub use holders::{Holders, TeamHolders};
pub use matrix::{Matrix, MatrixArea, MatrixCompetency, MatrixLevel, MatrixPerson, MatrixTeam};
pub use need_by_industry_gap::NeedByIndustryGap;
pub use need_parts::{NeedParts, PartsOfNeed};
pub use plan_timeline::{LineState, PlanLine, PlanLineKind, PlanTimeline, QuarterState};
pub use priorities::{AreaNeed, Priorities};
pub use risk_coverage::{RiskCoverage, RiskRow};
pub use theme::{Palette, Theme};

use scene::{Scene, TextHabit, paint};

/// A chart and its figures.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// Areas as rows, industry and ours in aligned panels.
    Compare(Compare),
    /// Areas as bars of need, split into hiring and training.
    Priorities(Priorities),
    /// Need upwards, industry gap to the right.
    NeedByIndustryGap(NeedByIndustryGap),
    /// People and competencies as a heat map of levels; of many people the levels of each competency.
    Matrix(Matrix),
    /// Seats filled by area and quarter.
    CoverageTrend(CoverageTrend),
    /// What each need is made of.
    NeedParts(NeedParts),
    /// Risks by who holds the competencies that they need.
    RiskCoverage(RiskCoverage),
    /// How fresh and how complete the assessments of each area are.
    Freshness(Freshness),
    /// Holders of each competency beside their minimum.
    Holders(Holders),
    /// The actions of a plan by quarter.
    PlanTimeline(PlanTimeline),
    /// Coverage by quarter, and how sure it is.
    CoverageFan(CoverageFan),
    /// Coverage by budget.
    BudgetFrontier(BudgetFrontier),
}

/// The size and the look asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Frame {
    /// Width in pixels; drawn between [`Frame::MIN_WIDTH`] and [`Frame::MAX_WIDTH`].
    pub width: f64,
    /// Height in pixels, where one is wished for. Charts of rows take what their rows need, and come near it.
    #[serde(default)]
    pub height: Option<f64>,
    /// The colours.
    pub theme: Theme,
    /// Key of the area that is selected, if any.
    #[serde(default)]
    pub selected: Option<String>,
    /// Whether people stand with their names, in the chart that shows people; numbered otherwise.
    #[serde(default)]
    pub names: bool,
}

impl Frame {
    /// Width of a picture for print: 160 mm, what a page of A4 leaves between its margins, at 96 pixels to the inch.
    pub const PRINT_WIDTH: f64 = 605.0;
    /// Pixels of a printed PNG to each pixel of the SVG: 300 to the inch, so 1,891 in all.
    pub const PRINT_SCALE: f64 = 300.0 / 96.0;
    /// Narrowest picture in which every chart is legible.
    pub const MIN_WIDTH: f64 = 480.0;
    /// Narrowest picture of the charts that stand beside something: priorities, the fan and the frontier.
    pub const SMALL_WIDTH: f64 = 320.0;
    /// Widest picture.
    pub const MAX_WIDTH: f64 = 1600.0;

    /// A frame of the given width in pixels, of the height that suits the chart, with nothing selected.
    pub const fn new(width: f64, theme: Theme) -> Self {
        Self { width, height: None, theme, selected: None, names: false }
    }

    /// The width drawn.
    pub(crate) fn drawn_width(&self) -> f64 {
        self.drawn_width_from(Self::MIN_WIDTH)
    }

    /// The width drawn of a chart that is legible from `least` on.
    pub(crate) fn drawn_width_from(&self, least: f64) -> f64 {
        if self.width.is_finite() { self.width.clamp(least, Self::MAX_WIDTH).round() } else { least }
    }

    /// Whether the area is the selected one.
    pub(crate) fn selects(&self, key: &str) -> bool {
        self.selected.as_deref() == Some(key)
    }
}

/// What can go wrong: nothing that depends on the figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
pub enum ChartError {
    /// The built-in font cannot be read.
    #[error("the built-in font cannot be read")]
    Font,
    /// A backend refused to draw.
    #[error("drawing failed: {reason}")]
    Backend {
        /// What the backend said.
        reason: String,
    },
    /// The PNG could not be encoded.
    #[error("encoding the PNG failed: {reason}")]
    Encode {
        /// What the encoder said.
        reason: String,
    },
}

/// Draws a chart as SVG, with its hit map and its table. The same input gives the same bytes.
pub fn render(chart: &Chart, frame: &Frame) -> Result<Drawing, ChartError> {
    let Laid { scene, title, description, table } = lay_out(chart, frame)?;
    let (width, height) = (scene.width as u32, scene.height as u32);
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (width, height)).into_drawing_area();
        paint(&scene, &area, 1.0, TextHabit::SVG).map_err(|reason| ChartError::Backend { reason })?;
    }
    // plotters gives the root no name; the title element would show as a tooltip over the whole picture.
    let svg = svg.replacen("<svg ", &format!("<svg role=\"img\" aria-label=\"{}\" ", escape(&title)), 1);
    Ok(Drawing { svg, width, height, marks: scene.marks, lines: scene.lines, title, description, table })
}

/// Draws a chart as PNG, `scale` pixels (0.5 to 4) to each pixel of the SVG.
pub fn png(chart: &Chart, frame: &Frame, scale: f64) -> Result<Vec<u8>, ChartError> {
    let scene = lay_out(chart, frame)?.scene;
    let scale = if scale.is_finite() { scale.clamp(0.5, 4.0) } else { 1.0 };
    let (width, height) = ((scene.width * scale).round() as u32, (scene.height * scale).round() as u32);
    // plotters sets glyphs on whole pixels: drawn at twice the size and averaged, they stand where they should.
    let (wide, high) = (2 * width, 2 * height);
    let mut large = vec![0; 3 * wide as usize * high as usize];
    {
        let area = BitMapBackend::with_buffer(&mut large, (wide, high)).into_drawing_area();
        paint(&scene, &area, 2.0 * scale, TextHabit::BITMAP)
            .map_err(|reason| ChartError::Backend { reason })?;
    }
    encode(&halve(&large, width as usize, height as usize), width, height, scale)
}

/// Averages every four pixels of an RGB picture of `2 * width` × `2 * height`.
fn halve(large: &[u8], width: usize, height: usize) -> Vec<u8> {
    let row = 6 * width;
    let mut small = Vec::with_capacity(3 * width * height);
    for y in 0..height {
        for x in 0..width {
            for channel in 0..3 {
                let first = 2 * y * row + 6 * x + channel;
                let sum: u16 = [first, first + 3, first + row, first + row + 3]
                    .iter()
                    .map(|&at| u16::from(large[at]))
                    .sum();
                small.push((sum / 4) as u8);
            }
        }
    }
    small
}

fn encode(rgb: &[u8], width: u32, height: u32, scale: f64) -> Result<Vec<u8>, ChartError> {
    let failed = |error: png::EncodingError| ChartError::Encode { reason: error.to_string() };
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // An SVG has 96 pixels to the inch; a metre has 39.37 inches. What places the picture on paper reads this.
    let per_metre = (96.0 * scale / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(rgb).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes.into_inner())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// A chart laid out, and what goes with it.
pub(crate) struct Laid {
    pub(crate) scene: Scene,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) table: Table,
}

fn lay_out(chart: &Chart, frame: &Frame) -> Result<Laid, ChartError> {
    text::register_fonts()?;
    Ok(match chart {
        Chart::Compare(compare) => compare.lay_out(frame),
        Chart::Priorities(priorities) => priorities.lay_out(frame),
        Chart::NeedByIndustryGap(chart) => chart.lay_out(frame),
        Chart::Matrix(matrix) => matrix.lay_out(frame),
        Chart::CoverageTrend(trend) => trend.lay_out(frame),
        Chart::NeedParts(parts) => parts.lay_out(frame),
        Chart::RiskCoverage(risks) => risks.lay_out(frame),
        Chart::Freshness(freshness) => freshness.lay_out(frame),
        Chart::Holders(holders) => holders.lay_out(frame),
        Chart::PlanTimeline(timeline) => timeline.lay_out(frame),
        Chart::CoverageFan(fan) => fan.lay_out(frame),
        Chart::BudgetFrontier(frontier) => frontier.lay_out(frame),
    })
}

/// A chart without figures: its name, and a sentence in place of the picture.
pub(crate) fn without_figures(frame: &Frame, title: &str, sentence: &str, table: Table) -> Laid {
    Laid {
        scene: empty(frame, sentence),
        title: title.to_owned(),
        description: format!("{sentence}."),
        table: Table { rows: Vec::new(), ..table },
    }
}

/// The picture of a chart without figures: a sentence in its place.
pub(crate) fn empty(frame: &Frame, sentence: &str) -> Scene {
    let mut scene = Scene::new(
        frame.drawn_width_from(Frame::SMALL_WIDTH),
        frame.height.unwrap_or(120.0).clamp(60.0, 1600.0),
        frame.theme.palette(),
    );
    let (x, y) = (scene.width / 2.0, scene.height / 2.0);
    let face = text::Face::ROW;
    let lines = face.wrap(sentence, scene.width, 2);
    let first = face.baseline_at(y) - face.line_height() * (lines.len() - 1) as f64 / 2.0;
    for (line, place) in lines.iter().zip(0..) {
        let at = (x, first + face.line_height() * f64::from(place));
        scene.text(at, scene::Anchor::Middle, face, scene.palette.text_2, line);
    }
    scene
}

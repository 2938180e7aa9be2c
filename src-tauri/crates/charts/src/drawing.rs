//! What a drawn chart is, beside its picture: the hit map, the movable lines and the table behind it.

use serde::Serialize;

/// A drawn chart. Everything in pixels of the SVG, from its top left corner.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Drawing {
    /// The picture, a complete SVG document.
    pub svg: String,
    /// Width of the picture.
    pub width: u32,
    /// Height of the picture.
    pub height: u32,
    /// The hit map: one entry for each datum, in reading order.
    pub marks: Vec<Mark>,
    /// The movable lines; none in most charts.
    pub lines: Vec<CutLine>,
    /// The chart's name.
    pub title: String,
    /// What the picture shows, for those who cannot see it: every value, or where they are too many, what they come to.
    pub description: String,
    /// The same figures as a table.
    pub table: Table,
}

/// One datum in the picture: where it is and what it says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Mark {
    /// Key of what it belongs to: an area, a competency or a risk, as the chart has it.
    pub key: String,
    /// The second key, where one is not enough: the person of a level, the team of a need.
    pub within: Option<String>,
    /// Which of its figures it is.
    pub part: Part,
    /// The datum in words: "LLM SecOps: need 88, hire 53, …".
    pub label: String,
    /// The datum: a need, 0 to 100, a percentage, a level or a count.
    pub value: f64,
    /// Left edge of the box that answers to the pointer.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

/// Which figure a mark shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The need score.
    Need,
    /// The industry's percentage.
    Industry,
    /// Our percentage.
    Ours,
    /// The percentage of our pulse.
    Pulse,
    /// A level, or the people who are assessed.
    Level,
    /// The percentage of seats filled.
    Coverage,
    /// How many of the competencies that a risk needs are held.
    Risk,
    /// How many pairs are confirmed and fresh.
    Freshness,
    /// How many hold a competency.
    Holders,
    /// In how many quarters an action of the plan counts.
    Action,
}

/// A line that the user may move: where it stands, and the scale along which it moves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CutLine {
    /// What it cuts.
    pub kind: CutKind,
    /// Where it stands, in the units of its scale.
    pub value: f64,
    /// Its first end.
    pub x1: i32,
    /// Its first end.
    pub y1: i32,
    /// Its second end.
    pub x2: i32,
    /// Its second end.
    pub y2: i32,
    /// Lowest value of the scale.
    pub low: f64,
    /// Pixel of the lowest value: x of an upright line, y of a level one.
    pub low_at: i32,
    /// Highest value of the scale.
    pub high: f64,
    /// Pixel of the highest value.
    pub high_at: i32,
}

/// What a movable line cuts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum CutKind {
    /// The need from which a signal says hire or train.
    Need,
    /// The industry gap that counts as high.
    Industry,
}

/// The figures behind a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Table {
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// One row for each area, competency, person or risk, as long as `columns`.
    pub rows: Vec<Vec<String>>,
}

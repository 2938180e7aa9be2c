//! Native charts over the cells of a table, so that a change of a cell changes the picture.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat,
    ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartPoint,
    ChartSolidFill, ChartType, Color, ObjectMovement,
};

use super::look;

/// A chart over a table.
pub(super) struct Plot {
    pub(super) kind: Kind,
    /// Above it; empty where the heading of the block says it.
    pub(super) title: String,
    /// What is measured, beside the axis of values.
    pub(super) unit: String,
    /// The end of the axis of values; as Excel chooses where there is none.
    pub(super) end: Option<f64>,
    pub(super) series: Vec<Series>,
}

/// What a chart is made of.
pub(super) enum Kind {
    /// Bars to the right, labelled.
    Bars,
    /// Bars that continue each other.
    Stacked,
    /// Lines from left to right.
    Lines,
    /// Marks by two numbers, each with its name; what is measured to the right.
    Scatter(String),
}

/// What is drawn of a table.
pub(super) struct Series {
    /// The column of its values.
    pub(super) values: usize,
    /// Its name; the head of the column where there is none.
    pub(super) name: Option<String>,
    /// The column of its categories, or of the numbers to the right.
    pub(super) along: usize,
    /// The column of its labels; the values where there is none.
    pub(super) labels: Option<usize>,
    /// Its first row and the one after its last, counted from the first below the heads.
    pub(super) rows: (usize, usize),
    pub(super) style: Style,
}

/// How a series looks.
pub(super) enum Style {
    /// Of this colour.
    Fill(u32),
    /// Edged only.
    Hollow(u32),
    /// Ours, and black where it has come about already.
    Marked(Vec<bool>),
    /// A line of a colour, a width in points and dashes.
    Line(u32, f64, Option<ChartLineDashType>),
    /// Marks of a shape and a colour, filled or hollow.
    Mark(ChartMarkerType, u32, bool),
}

impl Series {
    /// Rows of a column along the first, in one colour.
    pub(super) fn of(values: usize, rows: (usize, usize), colour: u32) -> Self {
        Self { values, name: None, along: 0, labels: None, rows, style: Style::Fill(colour) }
    }
}

/// Where a table stands.
pub(super) struct Place<'a> {
    /// The name of its sheet.
    pub(super) sheet: &'a str,
    /// The row of its heads.
    pub(super) head: u32,
}

/// The size of a chart, in pixels.
const WIDTH: u32 = 600;
const PANEL_WIDTH: u32 = 440;
const LEAST_HEIGHT: u32 = 280;
const MOST_HEIGHT: u32 = 1_200;
/// What a chart of bars takes for each, and for what surrounds them.
const ROW: u32 = 30;
const AROUND: u32 = 90;

impl Plot {
    /// Bars of shares from 0 to 100%.
    pub(super) fn bars(title: &str, series: Vec<Series>) -> Self {
        Self { kind: Kind::Bars, title: title.to_owned(), unit: String::new(), end: Some(1.0), series }
    }

    /// Its width and height in pixels.
    pub(super) fn size(&self) -> (u32, u32) {
        let height = match self.kind {
            Kind::Bars | Kind::Stacked => {
                let rows: usize = self.series.iter().map(|series| series.rows.1).max().unwrap_or(0);
                let beside = if matches!(self.kind, Kind::Bars) { self.series.len() } else { 1 };
                (AROUND + ROW * (rows * beside.max(1)) as u32).clamp(LEAST_HEIGHT, MOST_HEIGHT)
            }
            Kind::Lines => 340,
            Kind::Scatter(_) => 420,
        };
        let width = if matches!(self.kind, Kind::Bars) { PANEL_WIDTH } else { WIDTH };
        (width, height)
    }

    /// The chart over the cells at a place.
    pub(super) fn chart(&self, place: &Place<'_>, alternative: &str) -> Chart {
        let mut chart = Chart::new(match self.kind {
            Kind::Bars => ChartType::Bar,
            Kind::Stacked => ChartType::BarStacked,
            Kind::Lines => ChartType::Line,
            Kind::Scatter(_) => ChartType::Scatter,
        });
        for series in &self.series {
            self.add(&mut chart, series, place);
        }
        let (width, height) = self.size();
        chart.set_width(width).set_height(height).set_alt_text(alternative);
        chart.set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
        if self.title.is_empty() {
            chart.title().set_hidden();
        } else {
            chart.title().set_name(&self.title).set_font(font(11.0, look::INK).set_bold());
        }
        if self.series.len() > 1 && !matches!(self.kind, Kind::Scatter(_)) {
            chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0, look::INK));
        } else {
            chart.legend().set_hidden();
        }
        chart.chart_area().set_format(ChartFormat::new().set_no_border());
        self.set_axes(&mut chart);
        chart
    }

    fn add(&self, chart: &mut Chart, series: &Series, place: &Place<'_>) {
        let (first, last) = (place.head + 1 + series.rows.0 as u32, place.head + series.rows.1 as u32);
        let cells = |column: usize| (place.sheet, first, column as u16, last, column as u16);
        let added = chart.add_series();
        added.set_values(cells(series.values)).set_categories(cells(series.along));
        match &series.name {
            Some(name) => added.set_name(name.as_str()),
            None => added.set_name((place.sheet, place.head, series.values as u16)),
        };
        let mut fill = ChartFormat::new();
        match &series.style {
            Style::Fill(colour) => {
                added.set_format(fill.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(*colour))));
            }
            Style::Hollow(colour) => {
                fill.set_solid_fill(ChartSolidFill::new().set_color(Color::White));
                fill.set_border(ChartLine::new().set_color(Color::RGB(*colour)).set_width(1.25));
                added.set_format(&mut fill);
            }
            Style::Marked(black) => {
                added
                    .set_format(fill.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(look::OURS))));
                let point = |black: &bool| {
                    let colour = Color::RGB(if *black { look::INK } else { look::OURS });
                    let mut format = ChartFormat::new();
                    ChartPoint::new()
                        .set_format(format.set_solid_fill(ChartSolidFill::new().set_color(colour)))
                };
                added.set_points(&black.iter().map(point).collect::<Vec<_>>());
            }
            Style::Line(colour, width, dashes) => {
                let mut line = ChartLine::new();
                line.set_color(Color::RGB(*colour)).set_width(*width);
                if let Some(dashes) = dashes {
                    line.set_dash_type(*dashes);
                }
                added.set_format(fill.set_line(&line)).set_marker(ChartMarker::new().set_none());
            }
            Style::Mark(shape, colour, filled) => {
                let inner = Color::RGB(if *filled { *colour } else { 0x00ff_ffff });
                let mut format = ChartFormat::new();
                format.set_solid_fill(ChartSolidFill::new().set_color(inner));
                format.set_border(ChartLine::new().set_color(Color::RGB(*colour)).set_width(1.5));
                if matches!(self.kind, Kind::Scatter(_)) {
                    // The library writes the marker of a scatter where the standard has none, but those of its points well.
                    let points = (first..=last).map(|_| ChartPoint::new().set_format(&mut format));
                    added.set_points(&points.collect::<Vec<_>>());
                } else {
                    added.set_marker(ChartMarker::new().set_type(*shape).set_size(8).set_format(&mut format));
                    added.set_format(fill.set_no_line());
                }
            }
        }
        if matches!(self.kind, Kind::Bars) {
            added.set_gap(60);
        }
        if matches!(self.kind, Kind::Stacked) {
            added.set_gap(60).set_overlap(100);
        }
        let position = match self.kind {
            Kind::Bars => ChartDataLabelPosition::OutsideEnd,
            Kind::Scatter(_) => ChartDataLabelPosition::Right,
            Kind::Stacked | Kind::Lines => return,
        };
        let font = font(9.0, look::INK);
        let mut labels = ChartDataLabel::new();
        added.set_data_label(labels.show_value().set_position(position).set_font(&font));
        if let Some(column) = series.labels {
            let label = |row: u32| {
                ChartDataLabel::new().set_value((place.sheet, row, column as u16)).set_font(&font).to_custom()
            };
            added.set_custom_data_labels(&(first..=last).map(label).collect::<Vec<_>>());
        }
    }

    fn set_axes(&self, chart: &mut Chart) {
        let small = font(9.0, look::MUTED);
        let mut hairline = ChartLine::new();
        hairline.set_color(Color::RGB(look::HAIRLINE)).set_width(0.75);
        let mut rule = ChartLine::new();
        rule.set_color(Color::RGB(look::RULE)).set_width(0.75);
        let mut axis_line = ChartFormat::new();
        axis_line.set_line(&rule);
        // The library calls the level axis x whatever stands along it; bars have their values along that.
        let upright = matches!(self.kind, Kind::Bars | Kind::Stacked);
        let values = if upright { chart.x_axis() } else { chart.y_axis() };
        values.set_font(&small).set_format(ChartFormat::new().set_no_line());
        values.set_major_gridlines(true).set_major_gridlines_line(&hairline);
        if !self.unit.is_empty() {
            values.set_name(&self.unit).set_name_font(font(9.0, look::MUTED).unset_bold());
        }
        if let Some(end) = self.end {
            values.set_min(0.0).set_max(end).set_major_unit(end / 5.0);
        }
        if matches!(self.kind, Kind::Bars) {
            values.set_num_format("0%");
        }
        // Bars are read from the top, with the scale below.
        if upright {
            values.set_label_position(ChartAxisLabelPosition::High);
        }
        let along = if upright { chart.y_axis() } else { chart.x_axis() };
        along.set_font(&font(9.0, look::INK)).set_format(&mut axis_line).set_major_gridlines(false);
        if upright {
            along.set_reverse().set_label_interval(1);
        }
        if let Kind::Scatter(name) = &self.kind {
            along.set_name(name).set_name_font(font(9.0, look::MUTED).unset_bold());
            along.set_num_format("0%").set_min(0.0);
        }
    }
}

fn font(size: f64, colour: u32) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_size(size).set_color(Color::RGB(colour));
    font
}

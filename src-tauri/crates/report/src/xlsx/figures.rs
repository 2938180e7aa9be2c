//! The tables behind the figures, and which charts stand over them.

use cadre_charts::{
    AreaNeed, Chart as Figures, Compare, CompareRow, Frame, NeedByIndustryGap, Priorities, Theme,
};
use cadre_core::{benchmark::OurFigure, need::Signal};
use rust_xlsxwriter::{ChartLineDashType, ChartMarkerType};

use super::{
    grid::{Grid, Head, Value},
    look,
    plot::{Kind, Plot, Series, Style},
};
use crate::{Bar, NumberFormat, ReportError};

/// The table behind a figure, and the charts over it; none of those that a spreadsheet has no chart for.
pub(super) fn of_figure(figures: &Figures, name: &str, unit: &str) -> Result<(Grid, Vec<Plot>), ReportError> {
    let drawing = cadre_charts::render(figures, &Frame::new(Frame::PRINT_WIDTH, Theme::Print))?;
    Ok(match figures {
        Figures::Compare(compare) => of_compare(compare, name, &drawing.table.columns),
        Figures::Priorities(priorities) => of_priorities(priorities, name),
        Figures::NeedByIndustryGap(chart) => of_need_by_industry_gap(chart, name),
        Figures::CoverageFan(_) => of_fan(Grid::of_figures(name, &drawing.table, unit)),
        _ => (Grid::of_figures(name, &drawing.table, unit), Vec::new()),
    })
}

/// The chart of a block's bars, over [`Grid::of_bars`].
pub(super) fn of_bars(bars: &[Bar]) -> Plot {
    let certain = bars.iter().map(|bar| bar.certain).collect();
    let series = Series {
        labels: Some(2),
        style: Style::Marked(certain),
        ..Series::of(3, (0, bars.len()), look::OURS)
    };
    Plot { kind: Kind::Bars, title: String::new(), unit: String::new(), end: Some(1.0), series: vec![series] }
}

fn whole(value: f64) -> Value {
    Value::rounded(value, NumberFormat::Whole)
}

fn percent(share: Option<f64>) -> Value {
    share.map_or(Value::Empty, |share| Value::rounded(share, NumberFormat::Percent))
}

/// Industry and ours on scales of their own; on one only where both answer the same question.
fn of_compare(compare: &Compare, name: &str, drawn: &[String]) -> (Grid, Vec<Plot>) {
    let drawn = |at: usize| drawn.get(at).cloned().unwrap_or_default();
    let (theirs, ours, pulse) = (drawn(1), drawn(4), "Pulse: perceived gap".to_owned());
    let mut columns: Vec<(Head, Vec<Value>)> = Vec::new();
    let mut add = |head: Head, value: &dyn Fn(&CompareRow) -> Value| {
        columns.push((head, compare.rows.iter().map(value).collect()));
        columns.len() - 1
    };
    add(Head::words("Area"), &|row| Value::text(row.name.clone()));
    let industry = add(Head::numbers(theirs.clone()), &|row| {
        percent(row.industry.as_ref().map(|it| it.percent / 100.0))
    });
    add(Head::numbers("Industry rank"), &|row| {
        row.industry.as_ref().map_or(Value::Empty, |it| Value::typed(&it.rank, ""))
    });
    let our = add(Head::numbers(ours.clone()), &|row| percent(row.ours.map(|share| share.share)));
    if compare.ours == OurFigure::SeatGap {
        add(Head::numbers(drawn(5)), &|row| percent(row.ours.map(|share| share.low)));
    } else {
        add(Head::numbers("Ours, 95% from"), &|row| percent(row.ours.map(|share| share.low)));
        add(Head::numbers("Ours, 95% to"), &|row| percent(row.ours.map(|share| share.high)));
    }
    add(Head::numbers("Ours, count"), &|row| {
        row.ours.map_or(Value::Empty, |share| whole(f64::from(share.count)))
    });
    add(Head::numbers("Ours, out of"), &|row| {
        row.ours.map_or(Value::Empty, |share| whole(f64::from(share.of)))
    });
    add(Head::numbers("Our rank"), &|row| {
        row.ours_rank.as_ref().map_or(Value::Empty, |rank| Value::typed(rank, ""))
    });
    let asked = compare
        .pulse_n
        .map(|_| add(Head::numbers(pulse.clone()), &|row| percent(row.pulse.map(|pulse| pulse.share.share))));
    if compare.rows.iter().any(|row| !remark(row).is_empty()) {
        add(Head::words("Remark"), &|row| Value::text(remark(row)));
    }

    let rows = (0, compare.rows.len());
    let mut plots = if compare.is_direct() {
        let both = vec![Series::of(industry, rows, look::INDUSTRY), Series::of(our, rows, look::OURS)];
        vec![Plot::bars("Industry and ours, one question on one scale", both)]
    } else {
        vec![
            Plot::bars(&theirs, vec![Series::of(industry, rows, look::INDUSTRY)]),
            Plot::bars(&ours, vec![Series::of(our, rows, look::OURS)]),
        ]
    };
    plots.extend(asked.map(|asked| Plot::bars(&pulse, vec![Series::of(asked, rows, look::OURS)])));
    let (heads, values): (Vec<Head>, Vec<Vec<Value>>) = columns.into_iter().unzip();
    let row = |at: usize| values.iter().filter_map(|column| column.get(at).cloned()).collect();
    let rows = (0..compare.rows.len()).map(row).collect();
    (Grid { name: name.to_owned(), heads, rows, total: false }, plots)
}

/// Why there is no figure of ours, and where the industry's is one for several areas.
fn remark(row: &CompareRow) -> String {
    let absent = row.ours.is_none().then(|| row.absent.clone());
    let together = row.industry.as_ref().and_then(|it| it.together.as_ref());
    let together = together.map(|label| format!("one industry figure: {label}"));
    absent.into_iter().chain(together).collect::<Vec<_>>().join("; ")
}

/// An area's need as both charts of it list it: area, need, training, hiring, seats, reach, industry gap, signal.
const NEED_HEADS: [&str; 8] = [
    "Area",
    "Need, of 100",
    "Training part",
    "Hiring part",
    "Unfilled seats",
    "Within reach",
    "Industry gap",
    "Signal",
];
const NEED: usize = 1;
const TRAINING: usize = 2;
const HIRING: usize = 3;
const INDUSTRY_GAP: usize = 6;

fn grid_of_needs<'a>(name: &str, areas: impl Iterator<Item = &'a AreaNeed>) -> Grid {
    let row = |area: &AreaNeed| {
        vec![
            Value::text(area.name.clone()),
            whole(area.need),
            whole(area.train_part),
            whole(area.hire_part),
            whole(f64::from(area.unfilled)),
            whole(f64::from(area.within_reach)),
            percent(area.industry_percent.map(|percent| percent / 100.0)),
            Value::text(area.signal.as_str()),
        ]
    };
    let is_words = |head: &str| head == "Area" || head == "Signal";
    let head = |head: &str| if is_words(head) { Head::words(head) } else { Head::numbers(head) };
    Grid {
        name: name.to_owned(),
        heads: NEED_HEADS.map(head).into(),
        rows: areas.map(row).collect(),
        total: false,
    }
}

fn of_priorities(priorities: &Priorities, name: &str) -> (Grid, Vec<Plot>) {
    let rows = (0, priorities.areas.len());
    let hollow = Series { style: Style::Hollow(look::OURS), ..Series::of(HIRING, rows, look::OURS) };
    let plot = Plot {
        kind: Kind::Stacked,
        title: String::new(),
        unit: NEED_HEADS[NEED].to_owned(),
        end: Some(100.0),
        series: vec![Series::of(TRAINING, rows, look::OURS), hollow],
    };
    (grid_of_needs(name, priorities.areas.iter()), vec![plot])
}

/// The areas stand by signal, so that those with the same mark are one series; those without a figure stand last, in no
/// chart.
fn of_need_by_industry_gap(chart: &NeedByIndustryGap, name: &str) -> (Grid, Vec<Plot>) {
    const SIGNALS: [Signal; 4] = [Signal::Train, Signal::Hire, Signal::Deepen, Signal::Watch];
    let mut listed: Vec<&AreaNeed> = Vec::new();
    let mut series = Vec::new();
    for signal in SIGNALS {
        let first = listed.len();
        let with_figure = |area: &&AreaNeed| area.signal == signal && area.industry_percent.is_some();
        listed.extend(chart.areas.iter().filter(with_figure));
        if listed.len() > first {
            let style = match signal {
                Signal::Train => Style::Mark(ChartMarkerType::Circle, look::OURS, true),
                Signal::Hire => Style::Mark(ChartMarkerType::Square, look::OURS, true),
                Signal::Deepen => Style::Mark(ChartMarkerType::Square, look::MUTED, false),
                Signal::Watch => Style::Mark(ChartMarkerType::Circle, look::MUTED, false),
            };
            let name = Some(signal.as_str().to_owned());
            let rows = (first, listed.len());
            series.push(Series {
                name,
                along: INDUSTRY_GAP,
                labels: Some(0),
                style,
                ..Series::of(NEED, rows, 0)
            });
        }
    }
    listed.extend(chart.areas.iter().filter(|area| area.industry_percent.is_none()));
    let highest = chart.areas.iter().map(|area| area.need).fold(0.0, f64::max);
    let plot = Plot {
        kind: Kind::Scatter(NEED_HEADS[INDUSTRY_GAP].to_owned()),
        title: String::new(),
        unit: NEED_HEADS[NEED].to_owned(),
        // To the next 20 above the highest.
        end: Some((20.0 * ((highest + 1.0) / 20.0).ceil()).clamp(20.0, 100.0)),
        series,
    };
    let plots = if plot.series.is_empty() { Vec::new() } else { vec![plot] };
    (grid_of_needs(name, listed.into_iter()), plots)
}

/// A line for each column of shares: the middle thick, the ends of the band light, what is planned dashed, what has come
/// about as marks, and any other thin.
fn of_fan(grid: Grid) -> (Grid, Vec<Plot>) {
    let rows = (0, grid.rows.len());
    let has_values =
        |column: usize| grid.rows.iter().any(|row| matches!(row.get(column), Some(Value::Number(..))));
    let line = |column: usize| {
        let style = match grid.heads.get(column).map_or("", |head| head.text.as_str()) {
            head if head.starts_with("P50") => Style::Line(look::OURS, 2.5, None),
            head if head.starts_with("P10") || head.starts_with("P90") => Style::Line(look::BAND, 1.5, None),
            head if head.starts_with("Planned") => {
                Style::Line(look::MUTED, 1.25, Some(ChartLineDashType::Dash))
            }
            head if head.starts_with("Actual") => Style::Mark(ChartMarkerType::Diamond, look::INK, true),
            _ => Style::Line(look::INDUSTRY, 1.25, Some(ChartLineDashType::RoundDot)),
        };
        Series { style, ..Series::of(column, rows, 0) }
    };
    let plot = Plot {
        kind: Kind::Lines,
        title: String::new(),
        unit: "Coverage, %".to_owned(),
        end: None,
        series: (1..grid.heads.len()).filter(|column| has_values(*column)).map(line).collect(),
    };
    let plots = if plot.series.is_empty() { Vec::new() } else { vec![plot] };
    (grid, plots)
}

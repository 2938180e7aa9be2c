//! The public face of the charts: pictures, hit maps, tables.

mod sample;

use std::collections::HashSet;

use cadre_charts::{Chart, Compare, Drawing, Frame, NeedByIndustryGap, Part, Priorities, Theme, png, render};
use cadre_core::benchmark::OurFigure;

#[expect(clippy::unwrap_used, reason = "a test helper")]
fn draw(chart: &Chart, width: f64) -> Drawing {
    render(chart, &Frame::new(width, Theme::Light)).unwrap()
}

fn all() -> Vec<Chart> {
    let mut charts = vec![
        sample::compare(),
        sample::compare_without_pulse(),
        sample::compare_direct(),
        sample::compare_seats(),
        sample::priorities(),
        sample::need_by_industry_gap(),
        sample::many_rows(30, 5),
        sample::gap_chart(sample::many_areas(30, 5)),
    ];
    charts.extend(sample::counted::each(9, 5));
    charts.extend([sample::plan::timeline(), sample::plan::fan(true), sample::plan::frontier(7)]);
    charts.extend(sample::plan::each(9, 5));
    charts.extend(sample::plan::all_the_same(1.0));
    charts
}

#[test]
fn marks_lie_inside_the_picture_and_are_large_enough() {
    for chart in all() {
        for width in [480_u32, 800, 1600] {
            let drawing = draw(&chart, f64::from(width));
            assert_eq!(drawing.width, width);
            for mark in &drawing.marks {
                assert!(mark.x >= 0 && mark.x + mark.width <= drawing.width as i32, "{mark:?}");
                assert!(mark.y >= 0 && mark.y + mark.height <= drawing.height as i32, "{mark:?}");
                assert!(mark.width >= 12 && mark.height >= 12, "{mark:?}");
            }
        }
    }
}

#[test]
fn every_datum_is_in_the_hit_map_once() {
    let keys = |drawing: &Drawing| -> Vec<(String, Part)> {
        drawing.marks.iter().map(|mark| (mark.key.clone(), mark.part)).collect()
    };
    for chart in [sample::priorities(), sample::need_by_industry_gap()] {
        let wanted: HashSet<_> = sample::areas().into_iter().map(|area| (area.key, Part::Need)).collect();
        let found = keys(&draw(&chart, 800.0));
        assert_eq!(found.len(), wanted.len());
        assert_eq!(found.into_iter().collect::<HashSet<_>>(), wanted);
    }
    for chart in [sample::compare(), sample::many_rows(30, 1)] {
        let Chart::Compare(Compare { rows, .. }) = &chart else { unreachable!() };
        let mut wanted = Vec::new();
        for row in rows {
            let parts = [
                row.industry.is_some().then_some(Part::Industry),
                row.ours.map(|_| Part::Ours),
                row.pulse.map(|_| Part::Pulse),
            ];
            wanted.extend(parts.into_iter().flatten().map(|part| (row.key.clone(), part)));
        }
        for width in [480.0, 1000.0] {
            let found = keys(&draw(&chart, width));
            assert_eq!(found.len(), wanted.len());
            assert_eq!(found.into_iter().collect::<HashSet<_>>(), wanted.iter().cloned().collect());
        }
    }
}

#[test]
fn marks_say_their_figures_in_words() {
    let label = |chart: &Chart, key: &str, part: Part| {
        let drawing = draw(chart, 800.0);
        drawing.marks.into_iter().find(|mark| mark.key == key && mark.part == part).unwrap().label
    };
    assert_eq!(
        label(&sample::priorities(), "llm-secops", Part::Need),
        "LLM SecOps: need 88, hire 53, train 35, 15 unfilled seats, 6 in reach, signal hire"
    );
    assert!(label(&sample::need_by_industry_gap(), "soft-skills", Part::Need).ends_with("industry gap 51%"));
    assert!(label(&sample::need_by_industry_gap(), "identity", Part::Need).ends_with("no industry figure"));
    // Wilson, 95%: 448.3 of 1,868 (24%) from 22.1 to 26.0%, 4 of 5 from 38 to 96%, 6 of 12 from 25 to 75%
    // (worked out apart, in Python, from the formula).
    assert_eq!(
        label(&sample::compare(), "ml-secops", Part::Industry),
        "ML SecOps, industry: perceived gap 24%, 95% interval 22.1 to 26.0%, n 1,868, rank 5–6"
    );
    assert_eq!(
        label(&sample::compare(), "ml-secops", Part::Ours),
        "ML SecOps, ours: below target 4 of 5, 95% interval 38 to 96%, low or none 2 of 5, rank 1"
    );
    // Every seat is counted, so it has no interval; half of the four are unfilled for sure.
    assert_eq!(
        label(&sample::compare_seats(), "ml-secops", Part::Ours),
        "ML SecOps, ours: seat gap 4 of 5, 40% if the unknown met it, rank 1"
    );
    assert_eq!(
        label(&sample::compare(), "ml-secops", Part::Pulse),
        "ML SecOps, pulse 50% (6 of 12), 95% interval 25 to 75%"
    );
}

#[test]
fn tables_have_a_row_for_each_area_and_a_cell_for_each_column() {
    for chart in all() {
        let drawing = draw(&chart, 800.0);
        // The matrix has a row for each person, the others for each key.
        let rows: HashSet<_> = drawing
            .marks
            .iter()
            .map(|mark| match (&chart, &mark.within) {
                (Chart::Matrix(_), Some(person)) => person,
                _ => &mark.key,
            })
            .collect();
        assert!(drawing.table.rows.len() >= rows.len());
        for row in &drawing.table.rows {
            assert_eq!(row.len(), drawing.table.columns.len(), "{row:?}");
        }
        // The cells of the matrix and the points of the trend are read one by one; their description sums them up.
        let is_summed_up = matches!(chart, Chart::Matrix(_) | Chart::CoverageTrend(_));
        for mark in drawing.marks.iter().filter(|_| !is_summed_up) {
            assert!(drawing.description.contains(&mark.label), "the description lacks {:?}", mark.label);
        }
    }
    let table = draw(&sample::priorities(), 800.0).table;
    assert_eq!(table.rows[0], ["LLM SecOps", "88", "53", "35", "15", "6", "Hire"]);
    let table = draw(&sample::need_by_industry_gap(), 800.0).table;
    assert_eq!(
        table.rows[4],
        ["Soft skills", "58", "51", "Train", "Needed here, short everywhere: start first"]
    );
    assert_eq!(table.rows[8], ["Data security", "10", "–", "Watch", "No industry figure"]);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for chart in all() {
        let frame = Frame { selected: Some("cloud".to_owned()), ..Frame::new(777.0, Theme::Dark) };
        assert_eq!(render(&chart, &frame).unwrap(), render(&chart, &frame).unwrap());
        assert_eq!(png(&chart, &frame, 1.0).unwrap(), png(&chart, &frame, 1.0).unwrap());
    }
}

#[test]
fn names_cannot_break_out_of_the_picture() {
    let mut areas = sample::areas();
    areas[0].name = "<img src=x onerror=alert(1)>".to_owned();
    areas[1].name = "</text><script>alert('&\"')</script>".to_owned();
    areas[2].name = "null\u{0} bell\u{7} escape\u{1b} turned\u{202e}round".to_owned();
    let Chart::Compare(mut compare) = sample::compare() else { unreachable!() };
    for (row, area) in compare.rows.iter_mut().zip(&areas) {
        row.name.clone_from(&area.name);
    }
    let Chart::PlanTimeline(mut timeline) = sample::plan::timeline() else { unreachable!() };
    for (line, area) in timeline.lines.iter_mut().zip(&areas) {
        line.name.clone_from(&area.name);
        line.detail.clone_from(&area.name);
    }
    let charts = [
        Chart::Priorities(Priorities { areas: areas.clone(), need_line: 40.0 }),
        sample::gap_chart(areas),
        Chart::Compare(compare),
        Chart::PlanTimeline(timeline),
    ];
    for chart in charts {
        let svg = draw(&chart, 1600.0).svg;
        assert!(svg.contains("&lt;img"), "the name is shown as it is written");
        for tag in ["<img", "<script", "<foreignObject", "style="] {
            assert!(!svg.contains(tag), "{tag}");
        }
        let elements = svg.matches('<').count() - svg.matches("</").count();
        let known = ["<svg ", "<text ", "<rect ", "<circle ", "<line ", "<polyline "];
        assert_eq!(elements, known.iter().map(|tag| svg.matches(tag).count()).sum::<usize>());
        assert!(svg.chars().all(|letter| letter == '\n' || !letter.is_control()));
        assert!(!svg.contains('\u{202e}'));
    }
}

#[test]
fn text_is_text_in_the_face_of_the_screen() {
    let svg = draw(&sample::priorities(), 800.0).svg;
    assert!(svg.contains("font-family=\"Noto Sans Variable, Noto Sans, sans-serif\""));
    assert!(svg.contains("font-weight=\"bold\""));
    assert!(svg.contains("\nIncident response\n"));
    assert!(svg.starts_with("<svg role=\"img\" aria-label=\"Hiring and training priorities\" "));
}

#[test]
fn without_figures_a_sentence_stands_in_the_picture() {
    let charts = [
        Chart::Priorities(Priorities { areas: Vec::new(), need_line: 40.0 }),
        Chart::NeedByIndustryGap(NeedByIndustryGap {
            areas: Vec::new(),
            need_line: 40.0,
            industry_line: None,
            kind: None,
            n: None,
        }),
        Chart::Compare(Compare { rows: Vec::new(), ours: OurFigure::BelowTarget, pulse_n: None }),
    ];
    for chart in charts {
        let drawing = draw(&chart, 480.0);
        assert!(drawing.svg.contains("No area has a target yet"));
        assert_eq!(drawing.description, "No area has a target yet.");
        assert!(drawing.marks.is_empty() && drawing.lines.is_empty() && drawing.table.rows.is_empty());
        assert!(!drawing.table.columns.is_empty());
    }
}

#[test]
fn counted_charts_without_figures_say_so() {
    for chart in sample::counted::each(0, 1).into_iter().chain(sample::plan::each(0, 1)) {
        let drawing = draw(&chart, 480.0);
        assert_eq!(drawing.svg.matches("<text ").count(), 1, "{}", drawing.title);
        assert!(drawing.marks.is_empty() && drawing.table.rows.is_empty());
        assert!(!drawing.title.is_empty() && !drawing.table.columns.is_empty());
    }
}

#[test]
fn a_png_says_its_dots_to_the_metre() {
    // 96 dots to the inch are 3,780 to the metre, 300 are 11,811.
    for (scale, wanted) in [(1.0, 3_780), (Frame::PRINT_SCALE, 11_811)] {
        let frame = Frame::new(Frame::PRINT_WIDTH, Theme::Print);
        let bytes = png(&sample::counted::freshness(1, 1), &frame, scale).unwrap();
        let reader = ::png::Decoder::new(bytes.as_slice()).read_info().unwrap();
        let dims = reader.info().pixel_dims.unwrap();
        assert_eq!((dims.xppu, dims.yppu, dims.unit), (wanted, wanted, ::png::Unit::Meter));
        if wanted == 11_811 {
            // 160 mm at 300 to the inch: 1,890 to within a pixel of the screen.
            assert!(reader.info().width.abs_diff(1_890) <= 3, "{}", reader.info().width);
        }
    }
}

#[test]
fn without_industry_figures_every_area_stands_in_the_strip() {
    let mut areas = sample::areas();
    for area in &mut areas {
        area.industry_percent = None;
    }
    let drawing = draw(&sample::gap_chart(areas), 580.0);
    assert!(drawing.svg.contains("No area has an industry figure"));
    assert_eq!(drawing.marks.len(), 9);
    assert_eq!(drawing.lines.len(), 1, "only the need line");
}

#[test]
fn figures_out_of_range_stay_in_the_picture() {
    let mut areas = sample::areas();
    areas[0].need = f64::NAN;
    areas[1].need = 1e300;
    areas[2].hire_part = f64::INFINITY;
    areas[3].industry_percent = Some(f64::NAN);
    areas[4].industry_percent = Some(-5.0);
    let charts = [
        Chart::Priorities(Priorities { areas: areas.clone(), need_line: f64::NAN }),
        Chart::NeedByIndustryGap(NeedByIndustryGap {
            areas,
            need_line: f64::NEG_INFINITY,
            industry_line: Some(f64::NAN),
            kind: None,
            n: None,
        }),
    ];
    for chart in charts {
        for width in [f64::NAN, 1.0, 1e9] {
            let drawing = draw(&chart, width);
            // Priorities stand beside something too, and are legible from less on.
            let least = if matches!(chart, Chart::Priorities(_)) { 320 } else { 480 };
            assert!((least..=1600).contains(&drawing.width));
            assert!(
                drawing.marks.iter().all(|mark| mark.x >= 0 && mark.x + mark.width <= drawing.width as i32)
            );
            assert!(
                drawing.marks.iter().all(|mark| mark.y >= 0 && mark.y + mark.height <= drawing.height as i32)
            );
        }
    }
}

#[test]
fn the_png_is_the_picture_at_its_scale() {
    for theme in Theme::ALL {
        let frame = Frame::new(580.0, theme);
        let drawing = render(&sample::need_by_industry_gap(), &frame).unwrap();
        for scale in [1_u32, 2] {
            let bytes = png(&sample::need_by_industry_gap(), &frame, f64::from(scale)).unwrap();
            let mut reader = ::png::Decoder::new(bytes.as_slice()).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size()];
            let info = reader.next_frame(&mut pixels).unwrap();
            assert_eq!((info.width, info.height), (scale * drawing.width, scale * drawing.height));
            let pixel = |x: u32, y: u32| {
                let at = 3 * (y * info.width + x) as usize;
                [pixels[at], pixels[at + 1], pixels[at + 2]]
            };
            let plotters_bg = theme.palette().bg;
            assert_eq!(pixel(info.width - 1, info.height - 1), [plotters_bg.0, plotters_bg.1, plotters_bg.2]);
            // The first mark is a filled square in the ink of the text.
            let mark = &drawing.marks[0];
            let (x, y) = ((mark.x + mark.width / 2) as u32, (mark.y + mark.height / 2) as u32);
            let ink = theme.palette().text;
            assert_eq!(pixel(scale * x, scale * y), [ink.0, ink.1, ink.2]);
        }
    }
}

#[test]
fn the_layout_of_a_small_chart() {
    let areas = sample::areas().into_iter().take(2).collect();
    let chart = Chart::Priorities(Priorities { areas, need_line: 40.0 });
    insta::assert_snapshot!(draw(&chart, 480.0).svg);
}

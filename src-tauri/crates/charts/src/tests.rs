//! What every picture must hold, asked of the laid-out scene: texts apart and inside, marks where the figures say.

mod counted;
mod plan;

use proptest::prelude::*;

use crate::{
    AreaNeed, Chart, CutKind, Frame, NeedByIndustryGap, Priorities, Theme, lay_out, sample,
    scene::{Bounds, Scene, Shape, text_bounds, upright_bounds},
};

fn scene(chart: &Chart, frame: &Frame) -> Scene {
    lay_out(chart, frame).unwrap().scene
}

fn texts(scene: &Scene) -> Vec<(String, Bounds)> {
    let text_of = |shape: &Shape| match shape {
        Shape::Text { x, baseline, anchor, face, text, .. } => {
            Some((text.clone(), text_bounds((*x, *baseline), *anchor, *face, text)))
        }
        Shape::Upright { x, y, face, text, .. } => {
            Some((text.clone(), upright_bounds((*x, *y), *face, text)))
        }
        _ => None,
    };
    scene.shapes.iter().filter_map(text_of).collect()
}

/// Fails where two texts overlap or one leaves the picture. One pixel of slack: places are rounded.
fn check_texts(chart: &Chart, frame: &Frame) {
    let scene = scene(chart, frame);
    let texts = texts(&scene);
    let picture = Bounds::new(-1.0, -1.0, scene.width + 1.0, scene.height + 1.0);
    for (index, (text, bounds)) in texts.iter().enumerate() {
        assert!(picture.holds(*bounds), "{text:?} at {bounds:?} leaves {} × {}", scene.width, scene.height);
        for (other, taken) in &texts[index + 1..] {
            assert!(
                !bounds.grown(-1.0, -1.0).meets(*taken),
                "{text:?} {bounds:?} meets {other:?} {taken:?}, width {}",
                scene.width
            );
        }
    }
}

/// All charts over `count` generated areas.
fn charts_of(count: usize, seed: usize) -> [Chart; 3] {
    let mut areas = sample::many_areas(count, seed);
    areas.sort_by(|one, other| other.need.total_cmp(&one.need));
    [
        sample::many_rows(count, seed),
        Chart::Priorities(Priorities { areas: areas.clone(), need_line: 40.0 }),
        sample::gap_chart(areas),
    ]
}

#[test]
fn texts_of_the_mockups_stand_apart() {
    let charts = [
        sample::compare(),
        sample::compare_without_pulse(),
        sample::compare_direct(),
        sample::priorities(),
        sample::need_by_industry_gap(),
    ];
    for chart in charts {
        for width in [480.0, 580.0, 640.0, 800.0, 1160.0, 1600.0] {
            check_texts(&chart, &Frame::new(width, Theme::Light));
        }
    }
}

#[test]
fn texts_stand_apart_with_one_area_and_with_thirty() {
    for count in [1, 6, 12, 30] {
        for chart in charts_of(count, 3) {
            for width in [480.0, 800.0, 1600.0] {
                check_texts(&chart, &Frame::new(width, Theme::Light));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn texts_stand_apart_whatever_the_figures(
        count in 1_usize..=30,
        seed in 0_usize..10_000,
        width in 480.0..1600.0_f64,
        height in prop::option::of(200.0..900.0_f64),
    ) {
        let frame = Frame { height, selected: Some("area-1".to_owned()), ..Frame::new(width, Theme::Dark) };
        for chart in charts_of(count, seed) {
            check_texts(&chart, &frame);
        }
    }

    #[test]
    fn labels_of_the_gap_chart_keep_off_marks_and_lines(count in 1_usize..=30, seed in 0_usize..10_000) {
        let areas = sample::many_areas(count, seed);
        let names: Vec<String> = areas.iter().map(|area| area.name.clone()).collect();
        let scene = scene(&sample::gap_chart(areas), &Frame::new(800.0, Theme::Light));
        let labels = texts(&scene).into_iter().filter(|(text, _)| {
            let start = text.trim_end_matches('…');
            start.len() > 4 && names.iter().any(|name| name.contains(start))
        });
        for (text, bounds) in labels {
            for mark in &scene.marks {
                let (x, y) = (f64::from(mark.x) + f64::from(mark.width) / 2.0, f64::from(mark.y) + f64::from(mark.height) / 2.0);
                // Marks at the picture's edge have a clipped box, whose middle is not the mark's.
                if mark.width == 24 && mark.height == 24 {
                    prop_assert!(!Bounds::around(x, y, 5.0).meets(bounds), "{text:?} lies on {}", mark.label);
                }
            }
            for line in &scene.lines {
                let line = Bounds::new(line.x1.into(), line.y1.into(), line.x2.into(), line.y2.into()).grown(0.5, 0.5);
                prop_assert!(!line.meets(bounds), "{text:?} lies on a line");
            }
        }
    }
}

/// Two areas of known figures, neither of which needs the strip.
fn two_areas() -> Vec<AreaNeed> {
    let keep = ["llm-secops", "soft-skills"];
    let mut areas: Vec<AreaNeed> =
        sample::areas().into_iter().filter(|area| keep.contains(&area.key.as_str())).collect();
    areas[0].need = 80.0;
    areas[0].hire_part = 20.0;
    areas[0].train_part = 60.0;
    areas
}

#[test]
fn marks_of_the_gap_chart_stand_where_their_figures_say() {
    let scene = scene(&sample::gap_chart(two_areas()), &Frame::new(580.0, Theme::Light));
    // By hand. The height is 0.645 · 580 = 374; the plot goes from x 34 to 568 and from y 24 to 336. The figures 24 and
    // 51 give a scale from 20 to 55: 24 stands at 34 + 534 · 4/35 = 95; need 80 at 336 − 0.8 · 312 = 86.4.
    let mark = &scene.marks[0];
    assert_eq!((mark.x + mark.width / 2, mark.y + mark.height / 2), (95, 86));
    // The mean, 37.5, stands at 34 + 534 · 17.5/35 = 301; need 40 at 336 − 0.4 · 312 = 211.2.
    let industry = scene.lines.iter().find(|line| line.kind == CutKind::Industry).unwrap();
    assert!((industry.value - 37.5).abs() < 1e-9);
    assert_eq!((industry.x1, industry.x2, industry.y1, industry.y2), (301, 301, 24, 336));
    assert_eq!((industry.low_at, industry.high_at), (34, 568));
    let need = scene.lines.iter().find(|line| line.kind == CutKind::Need).unwrap();
    assert_eq!((need.y1, need.y2, need.low_at, need.high_at), (211, 211, 336, 24));
}

#[test]
fn the_industry_line_says_what_it_is() {
    let words = |industry_line: Option<f64>| {
        let Chart::NeedByIndustryGap(chart) = sample::gap_chart(two_areas()) else { unreachable!() };
        let chart = Chart::NeedByIndustryGap(NeedByIndustryGap { industry_line, ..chart });
        let scene = scene(&chart, &Frame::new(580.0, Theme::Light));
        texts(&scene)
            .into_iter()
            .map(|(text, _)| text)
            .find(|text| text.starts_with("mean") || text.starts_with("line"))
    };
    // 24 and 51 have the mean 37.5.
    assert_eq!(words(None).unwrap(), "mean 38");
    assert_eq!(words(Some(37.5)).unwrap(), "mean 38");
    assert_eq!(words(Some(30.0)).unwrap(), "line 30");
}

#[test]
fn bars_are_as_long_as_their_needs() {
    let chart = Chart::Priorities(Priorities { areas: two_areas(), need_line: 40.0 });
    let scene = scene(&chart, &Frame::new(1000.0, Theme::Light));
    let bars: Vec<Bounds> = scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Rect { bounds, .. } if (bounds.height() - 19.0).abs() < 0.1 => Some(*bounds),
            _ => None,
        })
        .collect();
    let [hire, train, other] = bars[..] else { panic!("three bars, not {bars:?}") };
    // 20 and 60 points, 1 pixel apart, and 57.8 points from the same start; whole pixels.
    let point = (train.right - hire.left) / 80.0;
    assert!((hire.width() - 20.0 * point).abs() <= 1.0);
    assert!((train.left - hire.right - 1.0).abs() < 0.1);
    assert!((other.left - hire.left).abs() < 0.1);
    assert!((other.width() - 57.8 * point).abs() <= 1.0);
}

#[test]
fn marks_that_would_hide_one_another_stand_side_by_side() {
    let mut areas = sample::areas();
    for area in &mut areas {
        area.need = 0.0;
        area.industry_percent = area.industry_percent.map(|_| 30.0);
    }
    let marks = scene(&sample::gap_chart(areas), &Frame::new(800.0, Theme::Light)).marks;
    for (index, mark) in marks.iter().enumerate() {
        assert!(marks[index + 1..].iter().all(|other| (mark.x - other.x).abs() >= 10), "{}", mark.label);
    }
}

#[test]
fn two_kinds_of_question_never_share_a_scale() {
    let heads = |chart: &Chart| -> Vec<String> {
        let scene = scene(chart, &Frame::new(900.0, Theme::Light));
        texts(&scene).into_iter().map(|(text, _)| text).filter(|text| text.contains("scale")).collect()
    };
    let (rank_only, direct) = ("Rank only: two questions, two scales", "Direct: one question, one scale");
    assert_eq!(heads(&sample::compare_without_pulse()), [rank_only]);
    assert_eq!(heads(&sample::compare()), [rank_only, direct]);
    assert_eq!(heads(&sample::compare_direct()), [direct]);
    assert_eq!(
        heads(&sample::compare_seats()),
        [rank_only, direct],
        "seats beside a survey; the pulse stays direct"
    );
    // A pulse of another question than the edition's has nothing beside it.
    let Chart::Compare(mut other) = sample::compare() else { unreachable!() };
    for pulse in other.rows.iter_mut().filter_map(|row| row.pulse.as_mut()) {
        pulse.p_exceeds = None;
    }
    let other = Chart::Compare(other);
    assert_eq!(heads(&other), [rank_only]);
    let said = texts(&scene(&other, &Frame::new(900.0, Theme::Light)));
    assert!(said.iter().any(|(text, _)| text == "No figure asks the same"));
    assert!(!said.iter().any(|(text, _)| text == "P(ours higher)"));
    // One figure of another kind among them, and nothing stands on one scale any more.
    let Chart::Compare(mut mixed) = sample::compare_direct() else { unreachable!() };
    mixed.rows[0].industry.as_mut().unwrap().kind = cadre_core::benchmark::FigureKind::Need;
    assert_eq!(heads(&Chart::Compare(mixed)), [rank_only]);
}

#[test]
fn rows_say_what_is_missing_and_count_small_groups() {
    let scene = scene(&sample::compare(), &Frame::new(800.0, Theme::Light));
    let count = |wanted: &str| texts(&scene).iter().filter(|(text, _)| text == wanted).count();
    assert_eq!(count("no figure in this edition"), 3);
    assert_eq!(count("not asked"), 3);
    assert_eq!(count("not assessed"), 1);
    assert_eq!(count("4 of 5"), 1, "under ten, counted");
    assert_eq!((count("27"), count("n 22")), (1, 1), "from ten, the share with its n");
    assert_eq!(count("7 of 12"), 1, "the pulse, counted");
    assert_eq!(count("5–6"), 2, "a tie shares its rank");
    assert_eq!(count("low or none 2 of 5"), 1, "beside those below target");
    assert_eq!(count("low or none 50% (n 10)"), 0, "0 of 10 are");
    assert_eq!(count("low or none 0% (n 10)"), 1);
}

#[test]
fn narrow_priorities_leave_the_signal_to_the_bar() {
    let narrow = scene(&sample::priorities(), &Frame::new(365.0, Theme::Print));
    let wide = scene(&sample::priorities(), &Frame::new(480.0, Theme::Print));
    let has = |scene: &Scene, wanted: &str| texts(scene).iter().any(|(text, _)| text == wanted);
    assert!(has(&wide, "Signal") && !has(&narrow, "Signal"));
    assert!(has(&narrow, "Unfilled seats") && has(&narrow, "Need"));
}

#[test]
fn parts_of_a_bar_carry_words_where_they_have_room() {
    let scene = scene(&sample::priorities(), &Frame::new(556.0, Theme::Light));
    let has = |wanted: &str| texts(&scene).iter().any(|(text, _)| text == wanted);
    for wanted in ["hire 53", "train 35", "line 40", "88", "15, 6 in reach", "9, all in reach", "1, in reach"]
    {
        assert!(has(wanted), "{wanted}");
    }
    assert!(has("12") && !has("hire 12"), "a part of 12 points has room for its number alone");
}

#[test]
fn long_names_stand_whole_where_nothing_bounds_the_height() {
    let name = "Surveillance and fault clearance of everything";
    let mut areas = sample::areas();
    areas[0].name = name.to_owned();
    let Chart::Compare(mut compare) = sample::compare() else { unreachable!() };
    compare.rows[0].name = name.to_owned();
    for chart in [Chart::Priorities(Priorities { areas, need_line: 40.0 }), Chart::Compare(compare)] {
        for width in [480.0, 800.0, 1600.0] {
            check_texts(&chart, &Frame::new(width, Theme::Light));
            let said = texts(&scene(&chart, &Frame::new(width, Theme::Light)));
            assert!(said.iter().any(|(text, _)| text.ends_with("everything")), "its end, at {width}");
            assert!(!said.iter().any(|(text, _)| text.ends_with('…')), "{width}");
        }
    }
}

#[test]
fn areas_without_any_industry_figure_take_the_whole_picture_and_are_named() {
    let mut areas = sample::many_areas(30, 5);
    areas.sort_by(|one, other| other.need.total_cmp(&one.need));
    for area in &mut areas {
        area.industry_percent = None;
    }
    let first = areas[0].name.clone();
    let chart = sample::gap_chart(areas);
    for (width, unnamed) in [(480.0, 15), (800.0, 8), (1600.0, 2)] {
        check_texts(&chart, &Frame::new(width, Theme::Light));
        let drawn = scene(&chart, &Frame::new(width, Theme::Light));
        let said = texts(&drawn);
        let begins = |text: &str| text.chars().count() > 6 && first.starts_with(text.trim_end_matches('…'));
        assert!(said.iter().any(|(text, _)| begins(text)), "{first}, the highest, has no name at {width}");
        let without = said.iter().find_map(|(text, _)| text.split_once(" without room for a name"));
        let without: usize = without.map_or(0, |(count, _)| count.parse().unwrap());
        assert!(without <= unnamed, "{without} have no name at {width}");
        assert_eq!(drawn.marks.len(), 30);
    }
}

//! The charts of a plan: bars as long as their quarters, points where their shares are, and words that hold for them.

use super::{check_texts, scene, texts};
use crate::{
    BudgetFrontier, Chart, CoverageFan, Frame, LineState, OtherPlan, PlanTimeline, Theme, lay_out, sample,
    scene::{Bounds, Scene, Shape},
};

/// Those of the mock-up, of one, of nine and of thirty, and those in which everything is the same.
pub(super) fn charts() -> Vec<Chart> {
    let mut charts: Vec<Chart> =
        [1, 9, 30, 60].into_iter().flat_map(|count| sample::plan::each(count, count)).collect();
    charts.extend((0..4).flat_map(|seed| sample::plan::each(12, seed)));
    charts.extend([sample::plan::timeline(), sample::plan::fan(true), sample::plan::frontier(13)]);
    charts.extend([0, 5, 12].map(sample::plan::frontier));
    charts.extend([0.0, 0.703, 1.0].into_iter().flat_map(sample::plan::all_the_same));
    charts
}

fn laid(chart: &Chart, width: f64) -> crate::Laid {
    lay_out(chart, &Frame::new(width, Theme::Light)).unwrap()
}

fn has(scene: &Scene, wanted: &str) -> bool {
    texts(scene).iter().any(|(text, _)| text == wanted)
}

#[test]
fn a_theme_changes_nothing_but_the_colours() {
    for chart in sample::plan::each(9, 4) {
        let [light, dark, print] = Theme::ALL.map(|theme| scene(&chart, &Frame::new(800.0, theme)));
        for other in [dark, print] {
            assert_eq!(texts(&light), texts(&other));
            assert_eq!(light.marks, other.marks);
            assert_eq!(light.shapes.len(), other.shapes.len());
        }
    }
}

#[test]
fn the_small_charts_fit_beside_a_plan() {
    for chart in charts().iter().filter(|chart| !matches!(chart, Chart::PlanTimeline(_))) {
        for width in [320.0, 340.0] {
            let frame = Frame { height: Some(226.0), ..Frame::new(width, Theme::Dark) };
            assert!((scene(chart, &frame).width - width).abs() < 0.1);
            check_texts(chart, &frame);
        }
    }
}

#[test]
fn bars_of_the_timeline_span_their_quarters() {
    let drawn = laid(&sample::plan::timeline(), 800.0).scene;
    let bars = |colour| -> Vec<Bounds> {
        let of = |shape: &Shape| match shape {
            Shape::Rect { bounds, colour: of } if *of == colour && (bounds.height() - 10.0).abs() < 0.1 => {
                Some(*bounds)
            }
            _ => None,
        };
        drawn.shapes.iter().filter_map(of).collect()
    };
    // The edge of a course and what counts have the same colour, from the first row down: the hire ramps in the second
    // quarter and counts in two; the responder ramps in the third and counts in one; Mina learns for two, and two count.
    let bars = bars(drawn.palette.ours);
    let quarter = (bars[2].width() + 3.0, bars[3].width() + 3.0);
    assert!((quarter.0 - quarter.1).abs() <= 1.0);
    let quarters: Vec<f64> = bars[..6].iter().map(|bar| ((bar.width() + 3.0) / quarter.0).round()).collect();
    assert_eq!(quarters, [1.0, 2.0, 1.0, 1.0, 2.0, 2.0]);
    assert!((bars[1].left - bars[4].right - 3.0).abs() < 1.1, "the two halves of a year meet");
    assert!((bars[1].right - bars[3].right).abs() < 1.1, "what counts counts to the end");
}

#[test]
fn the_timeline_says_what_it_found() {
    let Chart::PlanTimeline(timeline) = sample::plan::timeline() else { unreachable!() };
    let title = |timeline: &PlanTimeline| laid(&Chart::PlanTimeline(timeline.clone()), 800.0).title;
    assert_eq!(title(&timeline), "2 hires and 5 courses; all count in Q4 Mar");
    let mut tracked = timeline.clone();
    tracked.lines[0].state = Some(LineState::Started);
    tracked.lines[1].state = Some(LineState::Dropped);
    tracked.lines[2].quarters[3] = crate::QuarterState::Busy;
    assert_eq!(title(&tracked), "1 hire and 5 courses; 5 of 6 count in Q4 Mar, 1 dropped");
    let shown = laid(&Chart::PlanTimeline(tracked.clone()), 480.0).scene;
    assert!(has(&shown, "started") && has(&shown, "dropped"));
    for line in &mut tracked.lines {
        line.state = Some(LineState::Dropped);
    }
    assert_eq!(title(&tracked), "7 actions dropped, nothing else is planned");
    let table = laid(&Chart::PlanTimeline(timeline), 800.0).table;
    let wanted = ["Hire", "LLM security engineer", "AI assurance", "Open", "Ramp or course"];
    assert_eq!(table.rows[0][..5], wanted);
    assert_eq!(table.rows[0][5..], ["Counts as covered", "Counts as covered", "121.5", "−7.9", ""]);
}

#[test]
fn the_detail_stands_under_the_name_where_it_has_no_column() {
    let place = |width: f64, wanted: &str| {
        let drawn = laid(&sample::plan::timeline(), width).scene;
        texts(&drawn).into_iter().find(|(text, _)| text == wanted).unwrap().1
    };
    let (name, detail) = (place(480.0, "Mina Park"), place(480.0, "LLM application"));
    assert!((name.left - detail.left).abs() < 0.1 && name.bottom <= detail.top + 1.0);
    assert!(place(800.0, "LLM application security").left > place(800.0, "Mina Park").right);
}

#[test]
fn a_fan_beside_other_plans_names_each_at_its_end() {
    let Chart::CoverageFan(fan) = sample::plan::fan(false) else { unreachable!() };
    let fan = CoverageFan {
        name: "Two hires".to_owned(),
        others: vec![
            OtherPlan { name: "as is".to_owned(), middle: vec![0.66, 0.64, 0.62, 0.6, 0.58] },
            OtherPlan { name: "Train only".to_owned(), middle: vec![0.66, 0.67, 0.7, 0.75, 0.75] },
        ],
        ..fan
    };
    let laid = laid(&Chart::CoverageFan(fan), 500.0);
    for wanted in ["86% high", "82% Two hires", "77% low", "75% Train only", "58% as is"] {
        assert!(has(&laid.scene, wanted), "{wanted}");
    }
    assert!(!has(&laid.scene, "Planned, if nothing goes wrong"));
    assert_eq!(laid.table.columns[6..], ["as is, P50, %", "Train only, P50, %"]);
    assert_eq!(laid.table.rows[4], ["Q4", "77", "82", "86", "85", "–", "58", "75"]);
    assert_eq!(
        laid.scene.marks[2].label,
        "Q2: Two hires 71% as likely as not, 66% to 74% in four of five cases, as is 62%, Train only 70%"
    );
    // From the top down, a line apart at least, though low and Train only lie 2 points from each other.
    let tops: Vec<f64> = ["86% high", "82% Two hires", "77% low", "75% Train only", "58% as is"]
        .into_iter()
        .map(|wanted| texts(&laid.scene).into_iter().find(|(text, _)| text == wanted).unwrap().1.top)
        .collect();
    assert!(tops.windows(2).all(|pair| pair[1] - pair[0] > 10.0), "{tops:?}");
}

#[test]
fn points_of_the_fan_stand_where_their_shares_are() {
    let laid = laid(&sample::plan::fan(true), 500.0);
    assert_eq!(laid.title, "Coverage at Q4: 82% as likely as not, 77% to 86% in four of five cases");
    assert_eq!(laid.table.rows[2], ["Q2", "66", "71", "74", "73", "72"]);
    // By hand. The picture is 250 high, the key takes 20, 20 stand above the plot and 24 below it: it goes from y 40 to 226
    // and shows 50 to 100. Its right end is 500 − 60. 82 stands at 226 − 186 · 32/50 = 107.0.
    let last = laid.scene.shapes.iter().rev().find_map(|shape| match shape {
        Shape::Disc { x, y, .. } => Some((*x, *y)),
        _ => None,
    });
    assert_eq!(last, Some((440.0, 107.0)));
    // A diamond and its halo for each quarter that has passed, and one in the key.
    let diamonds = laid
        .scene
        .shapes
        .iter()
        .filter(|shape| matches!(shape, Shape::Area { corners, .. } if corners.len() == 4))
        .count();
    assert_eq!(diamonds, 7);
    for wanted in ["P90 86", "P50 82", "P10 77", "100", "75", "50", "Now", "Q4"] {
        assert!(has(&laid.scene, wanted), "{wanted}");
    }
    assert_eq!(
        laid.scene.marks[1].label,
        "Q1: 67% as likely as not, 63% to 69% in four of five cases, planned 68%, actual 64%"
    );
    let Chart::CoverageFan(fan) = sample::plan::fan(false) else { unreachable!() };
    let certain = CoverageFan { points: fan.points[..1].to_vec(), ..fan };
    let certain = lay_out(&Chart::CoverageFan(certain), &Frame::new(480.0, Theme::Light)).unwrap();
    assert_eq!(certain.title, "Coverage at Now: 66% in four of five cases");
}

#[test]
fn the_frontier_says_from_where_on_money_buys_nothing() {
    let title = |chart: &Chart| laid(chart, 480.0).title;
    assert_eq!(title(&sample::plan::frontier(13)), "Coverage stops rising at €210k, with 82%");
    assert_eq!(title(&sample::plan::frontier(12)), "€210k buys 82% coverage", "the last is not proven");
    let coming = "€180k buys 80% coverage, not proven; 5 of 12 budgets to come";
    assert_eq!(title(&sample::plan::frontier(7)), coming);
    assert_eq!(title(&sample::plan::frontier(0)), "Coverage by budget: no plan has been worked out yet");
    let Chart::BudgetFrontier(frontier) = sample::plan::frontier(13) else { unreachable!() };
    // A quarter of a point is more, though both read 82%.
    let mut slowly = frontier.clone();
    slowly.points[11].share = Some(0.8225);
    assert_eq!(title(&Chart::BudgetFrontier(slowly)), "€330k buys 82% coverage");
    let rising = BudgetFrontier { points: frontier.points[..8].to_vec(), ..frontier };
    assert_eq!(title(&Chart::BudgetFrontier(rising)), "€210k buys 82% coverage");
}

#[test]
fn plans_of_the_frontier_stand_where_their_budgets_are() {
    let laid = laid(&sample::plan::frontier(7), 500.0);
    // By hand. The picture is 250 high, the key takes 20, 20 stand above the plot and 26 below it: it goes from y 40 to 224 and
    // shows 60 to 90, from x 40 to 480, which is 330 thousand. The seventh budget, 180 thousand, is at 40 + 440 · 180/330 = 280,
    // its plan, 79.6, at 224 − 184 · 19.6/30 = 103.8. It is the only one that is not proven: a ring.
    let discs: Vec<(f64, f64, f64)> = laid
        .scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Disc { x, y, radius, colour } if *colour == laid.scene.palette.bg => {
                Some((*x, *y, *radius))
            }
            _ => None,
        })
        .collect();
    // The one of the key, the inside of this plan's ring, and that plan.
    let [_, ring, open] = discs[..] else { panic!("three hollow discs, not {discs:?}") };
    // This plan costs 200.8 thousand: 40 + 440 · 200.8/330 = 307.7; 82 stands at 224 − 184 · 22/30 = 89.1.
    assert_eq!((ring.0, ring.1), (308.0, 89.0));
    assert_eq!((open.0, open.1), (280.0, 104.0));
    assert_eq!(laid.scene.marks.len(), 13);
    assert_eq!(laid.scene.marks[1].label, "€30k: 71%, at most 72%, optimal, gap 0.0%");
    assert_eq!(laid.scene.marks[12].label, "€330k: still being worked out, at most 83%");
    assert_eq!(laid.scene.marks[7].key, "this-plan");
    for wanted in ["at most (LP bound)", "this plan, 82%", "limit €220k", "Best plan so far", "€300k"] {
        assert!(has(&laid.scene, wanted), "{wanted}");
    }
}

#[test]
fn figures_that_are_no_figures_stay_in_the_picture() {
    let absurd = [f64::NAN, f64::INFINITY, -3.0, 7.0];
    let Chart::CoverageFan(mut fan) = sample::plan::fan(true) else { unreachable!() };
    for (point, share) in fan.points.iter_mut().zip(absurd) {
        (point.p10, point.p50, point.p90, point.planned) = (share, -share, share, share);
    }
    // Of a time that is not there nothing is drawn.
    fan.actual.extend([(3, f64::NAN), (99, 0.5)]);
    let Chart::BudgetFrontier(mut frontier) = sample::plan::frontier(12) else { unreachable!() };
    for (point, figure) in frontier.points.iter_mut().zip(absurd) {
        (point.budget, point.share, point.bound) = (figure, Some(figure), Some(-figure));
    }
    let Chart::PlanTimeline(mut timeline) = sample::plan::timeline() else { unreachable!() };
    timeline.lines[0].quarters.clear();
    timeline.lines[1].quarters.extend([crate::QuarterState::Counts; 9]);
    let without_quarters = PlanTimeline { quarters: Vec::new(), ..timeline.clone() };
    let timelines = [timeline, without_quarters].map(Chart::PlanTimeline);
    let charts = [Chart::CoverageFan(fan), Chart::BudgetFrontier(frontier)].into_iter().chain(timelines);
    for chart in charts {
        for width in [f64::NAN, 1.0, 1e9] {
            let drawn = laid(&chart, width).scene;
            for mark in &drawn.marks {
                let (right, bottom) = (f64::from(mark.x + mark.width), f64::from(mark.y + mark.height));
                assert!(
                    mark.x >= 0 && mark.y >= 0 && right <= drawn.width && bottom <= drawn.height,
                    "{mark:?}"
                );
            }
            for shape in &drawn.shapes {
                let Shape::Rect { bounds, .. } = shape else { continue };
                assert!(bounds.right <= drawn.width && bounds.left >= 0.0, "{bounds:?}");
            }
        }
    }
}

#[test]
fn every_name_in_the_frontier_finds_its_place_clear_of_the_dots() {
    for chart in charts() {
        let Chart::BudgetFrontier(frontier) = &chart else { continue };
        for width in [320.0, 480.0, 800.0, 1600.0] {
            let drawn = laid(&chart, width).scene;
            let texts = texts(&drawn);
            let names = [
                frontier.limit.as_ref().map(|limit| &limit.words),
                frontier.chosen.as_ref().map(|plan| &plan.words),
            ];
            for name in names.into_iter().flatten() {
                // A name may stand in two lines.
                let start = name.split(' ').next().unwrap();
                let of_it = texts.iter().filter(|(text, _)| text.starts_with(start));
                assert_eq!(of_it.clone().count(), 1, "{name} at {width}");
                for (text, bounds) in of_it {
                    for shape in &drawn.shapes {
                        let Shape::Disc { x, y, radius, .. } = shape else { continue };
                        let dot = Bounds::around(*x, *y, *radius);
                        assert!(!dot.meets(*bounds), "{text} lies on a dot at {x}, {y}, width {width}");
                    }
                }
            }
        }
    }
}

//! The charts that count people, levels, seats and risks: everything inside and apart, and as long as its figures say.

use super::{check_texts, scene, texts};
use crate::{
    AreaCoverage, AssessedArea, Chart, CoverageTrend, Frame, Freshness, Holders, Matrix, NeedParts,
    PartsOfNeed, RiskCoverage, RiskRow, SeatsFilled, TeamHolders, Theme, sample,
    scene::{Anchor, Bounds, Scene, Shape},
};

const WIDTHS: [f64; 3] = [480.0, 800.0, 1600.0];

/// Each chart of one, of nine and of thirty, and the matrix as full as it is drawn, and beyond.
fn charts() -> Vec<Chart> {
    let mut charts: Vec<Chart> =
        [1, 9, 30].into_iter().flat_map(|count| sample::counted::each(count, count)).collect();
    charts.extend([sample::counted::matrix(48, 15, 4, 1), sample::counted::matrix(300, 9, 4, 1)]);
    charts.extend(super::plan::charts());
    charts
}

#[test]
fn texts_stand_apart_and_inside() {
    for chart in charts() {
        for width in WIDTHS {
            check_texts(&chart, &Frame::new(width, Theme::Light));
        }
    }
}

#[test]
fn every_shape_lies_inside_the_picture() {
    for chart in charts() {
        for width in WIDTHS {
            let scene = scene(&chart, &Frame::new(width, Theme::Light));
            let picture = Bounds::new(0.0, 0.0, scene.width, scene.height);
            for shape in &scene.shapes {
                let bounds = match shape {
                    Shape::Rect { bounds, .. } => *bounds,
                    Shape::Disc { x, y, radius, .. } => Bounds::around(*x, *y, *radius),
                    Shape::Triangle { x, y, reach, .. } => Bounds::around(*x, *y, *reach),
                    Shape::Line { from, to, .. } => {
                        Bounds::new(from.0.min(to.0), from.1.min(to.1), from.0.max(to.0), from.1.max(to.1))
                    }
                    Shape::Area { corners, .. } => {
                        let corners = corners.iter().map(|(x, y)| Bounds::around(*x, *y, 0.0));
                        corners.reduce(Bounds::with).unwrap()
                    }
                    Shape::Text { .. } | Shape::Upright { .. } => continue,
                };
                assert!(picture.holds(bounds), "{shape:?} leaves {} × {}", scene.width, scene.height);
            }
        }
    }
}

#[test]
fn no_mark_answers_for_another() {
    for chart in charts() {
        for width in WIDTHS {
            let marks = scene(&chart, &Frame::new(width, Theme::Light)).marks;
            for (index, mark) in marks.iter().enumerate() {
                assert!(mark.width >= 24 && mark.height >= 24, "{mark:?}");
                for other in &marks[index + 1..] {
                    let apart = mark.x + mark.width <= other.x
                        || other.x + other.width <= mark.x
                        || mark.y + mark.height <= other.y
                        || other.y + other.height <= mark.y;
                    assert!(apart, "{mark:?} meets {other:?}");
                }
            }
        }
    }
}

#[test]
fn a_theme_changes_nothing_but_the_colours() {
    let places = |scene: &Scene| -> Vec<_> { texts(scene).into_iter().collect() };
    for chart in sample::counted::each(9, 4) {
        let [light, dark, print] = Theme::ALL.map(|theme| scene(&chart, &Frame::new(800.0, theme)));
        for other in [dark, print] {
            assert_eq!(places(&light), places(&other));
            assert_eq!(light.marks, other.marks);
            assert_eq!(light.shapes.len(), other.shapes.len());
        }
    }
}

/// Boxes of a colour and a height, from the top.
fn boxes(scene: &Scene, of: plotters::style::RGBColor, high: f64) -> Vec<Bounds> {
    scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Rect { bounds, colour } if *colour == of && (bounds.height() - high).abs() < 0.1 => {
                Some(*bounds)
            }
            _ => None,
        })
        .collect()
}

fn has(scene: &Scene, wanted: &str) -> bool {
    texts(scene).iter().any(|(text, _)| text == wanted)
}

#[test]
fn the_parts_of_a_need_are_as_long_as_their_points() {
    let need = PartsOfNeed {
        key: "forensics".to_owned(),
        name: "Forensics".to_owned(),
        team: "blue".to_owned(),
        team_name: "Blue".to_owned(),
        need: 80.0,
        seat_gap: 40.0,
        key_person_risk: 30.0,
        level_shortfall: 10.0,
    };
    let chart = Chart::NeedParts(NeedParts { needs: vec![need], need_line: 40.0 });
    // By hand. At 480 the parts have no columns. "Forensics" is 59 wide, so names take 60, the bars begin at 76, and 100
    // points end 30 before the edge, at 450: a point is 3.74. The ends are 76 + 149.6, 76 + 261.8 and 76 + 299.2, whole.
    let narrow = scene(&chart, &Frame::new(480.0, Theme::Light));
    let p = narrow.palette;
    let ends = [p.cat_1, p.cat_2, p.cat_3].map(|colour| {
        let bars = boxes(&narrow, colour, 14.0);
        assert_eq!(bars.len(), 1);
        (bars[0].left, bars[0].right)
    });
    assert_eq!(ends, [(76.0, 226.0), (227.0, 338.0), (339.0, 375.0)]);
    assert!(has(&narrow, "80") && !has(&narrow, "30"));
    // From 640 on each part stands in a column too.
    let wide = scene(&chart, &Frame::new(640.0, Theme::Light));
    assert!(has(&wide, "40.0") && has(&wide, "30.0") && has(&wide, "10.0"));
}

#[test]
fn bars_of_holders_count_people() {
    let row = |key: &str, holders, minimum, assessed, unknown| TeamHolders {
        key: key.to_owned(),
        name: key.to_owned(),
        team: "blue".to_owned(),
        team_name: "Blue".to_owned(),
        holders,
        minimum,
        assessed,
        unknown,
    };
    let rows = vec![
        row("none", 0, 2, 3, 0),
        row("one", 1, 2, 3, 1),
        row("three", 3, 2, 5, 0),
        row("dark", 0, 1, 0, 4),
    ];
    let chart = Chart::Holders(Holders { competencies: rows });
    let drawn = scene(&chart, &Frame::new(800.0, Theme::Light));
    // Three at most, so a person is 48 pixels.
    let bars = boxes(&drawn, drawn.palette.ours, 12.0);
    // The first is the key's.
    assert_eq!(bars.iter().map(|bar| bar.width()).collect::<Vec<_>>(), [12.0, 48.0, 144.0]);
    // Missing: 2 of 2, and 1 of 2, a pixel after the bar; the swatch of the key stands before them.
    let missing = boxes(&drawn, drawn.palette.text_2, 12.0);
    assert_eq!(missing.iter().map(|bar| bar.width()).collect::<Vec<_>>(), [12.0, 96.0, 47.0]);
    for wanted in ["0 of 2", "nobody holds it", "1 of 2", "rests on one", "3", "nobody assessed"] {
        assert!(has(&drawn, wanted), "{wanted}");
    }
    assert!(!has(&drawn, "0 of 1"), "of those who are not assessed nothing is counted");
    let title = crate::lay_out(&chart, &Frame::new(800.0, Theme::Light)).unwrap().title;
    assert_eq!(title, "2 of 4 needs have too few holders; 1 rests on one person");
}

#[test]
fn parts_of_freshness_are_shares_of_the_pairs() {
    let area = AssessedArea {
        key: "cloud".to_owned(),
        name: "Cloud".to_owned(),
        confirmed: 10,
        claimed: 5,
        stale: 3,
        unknown: 2,
    };
    let chart = Chart::Freshness(Freshness { areas: vec![area] });
    let drawn = scene(&chart, &Frame::new(560.0, Theme::Light));
    // By hand. Names take 60 at least, the bars go from 76 to 476: half of 400 is confirmed, a quarter claimed.
    let confirmed = boxes(&drawn, drawn.palette.ours, 18.0);
    assert_eq!((confirmed[0].left, confirmed[0].right), (76.0, 276.0));
    assert_eq!((confirmed[1].left, confirmed[1].right), (277.0, 376.0));
    let title = crate::lay_out(&chart, &Frame::new(560.0, Theme::Light)).unwrap().title;
    assert_eq!(title, "18 of 20 pairs assessed: 3 stale, 5 claimed only");
    for wanted in ["10", "5", "3", "2", "20 pairs"] {
        assert!(has(&drawn, wanted), "{wanted}");
    }
}

#[test]
fn points_of_the_trend_stand_where_their_shares_are() {
    let seats = |filled, required| Some(SeatsFilled { filled, required });
    let trend = CoverageTrend {
        dates: ["1 Dec 2025", "1 Mar 2026", "1 Jun 2026"].map(str::to_owned).to_vec(),
        areas: vec![AreaCoverage {
            key: "cloud".to_owned(),
            name: "Cloud".to_owned(),
            quarters: vec![None, seats(1, 4), seats(3, 4)],
        }],
    };
    let chart = Chart::CoverageTrend(trend);
    let laid = crate::lay_out(&chart, &Frame::new(800.0, Theme::Light)).unwrap();
    assert_eq!(laid.title, "3 of 4 seats filled, 2 more than on 1 Mar 2026");
    assert_eq!(laid.table.rows, [["Cloud", "–", "25%", "75%", "3", "4"]]);
    let discs: Vec<(f64, f64)> = laid
        .scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Disc { x, y, .. } => Some((*x, *y)),
            _ => None,
        })
        .collect();
    let [first, last] = discs[..] else { panic!("two points, not {discs:?}") };
    // The plot is 72 high: from a quarter to three quarters it rises by 36, give or take a rounded pixel. A single panel
    // is 368 wide, its plot goes from 36 to 356: half of that lies between two quarters.
    assert!((first.1 - last.1 - 36.0).abs() <= 1.0, "{first:?} {last:?}");
    assert!((last.0 - first.0 - 160.0).abs() <= 1.0, "{first:?} {last:?}");
    assert!(has(&laid.scene, "3 of 4 seats"));
}

#[test]
fn a_risk_shows_a_box_for_each_competency_it_needs() {
    let risk = RiskRow {
        key: "LLM01".to_owned(),
        name: "Prompt injection".to_owned(),
        framework: "OWASP".to_owned(),
        needed: 5,
        covered: 2,
        single: 1,
        open: 1,
        unknown: 1,
    };
    let covered =
        RiskRow { needed: 2, single: 0, open: 0, unknown: 0, key: "LLM02".to_owned(), ..risk.clone() };
    let title = |risks: &[&RiskRow]| {
        let risks = risks.iter().map(|risk| (*risk).clone()).collect();
        let chart = Chart::RiskCoverage(RiskCoverage { risks });
        crate::lay_out(&chart, &Frame::new(800.0, Theme::Light)).unwrap().title
    };
    // As `RiskStanding` has it: where nobody is assessed in one of its competencies, it is not known what a risk rests on.
    let unknown = RiskRow { needed: 2, covered: 0, open: 0, key: "LLM03".to_owned(), ..risk.clone() };
    let single = RiskRow { unknown: 0, needed: 1, ..unknown.clone() };
    assert_eq!(
        title(&[&risk, &covered, &unknown]),
        "1 of 3 risks covered twice; 0 rest on one person, 1 is open, 1 is unknown"
    );
    assert_eq!(title(&[&single, &covered]), "1 of 2 risks covered twice; 1 rests on one person, 0 are open");
    let laid = crate::lay_out(
        &Chart::RiskCoverage(RiskCoverage { risks: vec![risk, covered] }),
        &Frame::new(800.0, Theme::Light),
    )
    .unwrap();
    assert_eq!(laid.title, "1 of 2 risks covered twice; 0 rest on one person, 1 is open");
    // Two of the one, two of the other, and one that is hatched within an edge of the same colour.
    assert_eq!(boxes(&laid.scene, laid.scene.palette.ours, 14.0).len(), 5);
    for wanted in ["1 of 5 held by nobody", "covered", "OWASP"] {
        assert!(has(&laid.scene, wanted), "{wanted}");
    }
}

#[test]
fn the_matrix_shows_every_level_once() {
    let Chart::Matrix(matrix) = sample::counted::matrix(24, 9, 4, 7) else { unreachable!() };
    let columns = matrix.areas.iter().map(|area| area.competencies.len()).sum::<usize>();
    let people = || matrix.teams.iter().flat_map(|team| &team.people);
    let unknown = people().flat_map(|person| &person.levels).filter(|level| level.is_none()).count();
    for width in WIDTHS {
        let drawn = scene(&Chart::Matrix(matrix.clone()), &Frame::new(width, Theme::Light));
        assert_eq!(drawn.marks.len(), 24 * columns);
        // Nothing else stands in the middle of its place.
        let count = |of: &str| {
            let is_it = |shape: &&Shape| matches!(shape, Shape::Text { anchor: Anchor::Middle, text, .. } if text == of);
            drawn.shapes.iter().filter(is_it).count()
        };
        assert_eq!(count("?"), unknown + 1, "the cells, and the key");
        let levels: usize = (0..5).map(|level| count(&level.to_string())).sum();
        assert_eq!(levels, 24 * columns - unknown);
    }
}

#[test]
fn more_than_four_dozen_people_are_counted_and_the_picture_says_so() {
    let drawn = |people| scene(&sample::counted::matrix(people, 3, 2, 1), &Frame::new(800.0, Theme::Light));
    let says_so =
        |scene: &Scene| texts(scene).iter().any(|(text, _)| text.contains("too many for a row each"));
    assert!(!says_so(&drawn(48)));
    assert!(says_so(&drawn(49)));
}

#[test]
fn without_people_or_competencies_the_matrix_says_so() {
    let says = |matrix: Matrix| {
        let laid = crate::lay_out(&Chart::Matrix(matrix), &Frame::new(480.0, Theme::Light)).unwrap();
        assert!(laid.scene.marks.is_empty());
        laid.description
    };
    let Chart::Matrix(matrix) = sample::counted::matrix(2, 2, 2, 1) else { unreachable!() };
    assert_eq!(says(Matrix { teams: Vec::new(), ..matrix.clone() }), "Nobody is here on this day.");
    assert_eq!(says(Matrix { areas: Vec::new(), ..matrix }), "There are no competencies to show.");
}

#[test]
fn many_competencies_of_a_risk_keep_off_the_words() {
    let risk = |needed| RiskRow {
        key: "NF-COM-002".to_owned(),
        name: "AI security".to_owned(),
        framework: "NICE".to_owned(),
        needed,
        covered: 2,
        single: 4,
        open: needed - 6,
        unknown: 0,
    };
    for needed in [21, 40, 61] {
        for width in WIDTHS {
            let drawn = scene(
                &Chart::RiskCoverage(RiskCoverage { risks: vec![risk(needed), risk(7)] }),
                &Frame::new(width, Theme::Light),
            );
            let warns = drawn.shapes.iter().filter_map(|shape| match shape {
                Shape::Triangle { x, reach, .. } => Some(x - reach),
                _ => None,
            });
            let words = warns.fold(f64::INFINITY, f64::min);
            // The first of each list is the key's; what is open is an edge, drawn as a box of the edge's colour.
            let open = &boxes(&drawn, drawn.palette.text_2, 14.0);
            assert_eq!(open.len() as u32, needed - 6 + 1);
            let mark = &drawn.marks[0];
            for place in open {
                assert!(
                    place.right + 6.0 <= words,
                    "{needed} at {width}: {place:?} comes to the words at {words}"
                );
                assert!(place.width() >= 3.0, "{needed} at {width}: {place:?}");
            }
            let first = open.iter().filter(|place| place.bottom <= f64::from(mark.y + mark.height));
            assert_eq!(first.count() as u32, needed - 6, "within their own row");
        }
    }
}

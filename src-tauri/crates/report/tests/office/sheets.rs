//! The workbook, read back part by part.

use std::collections::BTreeSet;

use cadre_charts::Chart;
use cadre_core::benchmark::{FigureKind, OurFigure};
use cadre_report::{Content, Pack, Role, Row, xlsx};

use crate::{
    fixture::{HURTFUL, hurtful, report, without_plan},
    reading::{Parts, check_package},
};

fn written(pack: &Pack) -> Parts {
    let bytes = xlsx(pack).unwrap();
    assert_eq!(bytes, xlsx(pack).unwrap(), "the same pack gives the same bytes");
    let parts = Parts::of(&bytes);
    check_package(&parts);
    parts
}

fn sheet_names(parts: &Parts) -> Vec<String> {
    parts.all("xl/workbook.xml", "sheet").iter().map(|it| it.attribute("name").to_owned()).collect()
}

/// A cell: where it is, its text or number, and whether it is a number.
struct Cell {
    at: String,
    value: String,
    is_number: bool,
}

/// The cells of a sheet by its name.
fn cells(parts: &Parts, sheet: &str) -> Vec<Cell> {
    let number = 1 + sheet_names(parts).iter().position(|name| name == sheet).unwrap();
    let strings: Vec<String> =
        parts.all("xl/sharedStrings.xml", "si").into_iter().map(|it| it.text).collect();
    let part = format!("xl/worksheets/sheet{number}.xml");
    let cells = parts.all(&part, "c").into_iter().filter(|cell| !cell.text.is_empty());
    cells
        .map(|cell| {
            let is_number = cell.attribute("t") != "s";
            let value = if is_number {
                cell.text.clone()
            } else {
                strings[cell.text.parse::<usize>().unwrap()].clone()
            };
            Cell { at: cell.attribute("r").to_owned(), value, is_number }
        })
        .collect()
}

fn find<'a>(cells: &'a [Cell], value: &str) -> &'a Cell {
    cells.iter().find(|cell| cell.value == value).unwrap_or_else(|| {
        let all: Vec<&str> = cells.iter().map(|cell| cell.value.as_str()).collect();
        panic!("no {value} in {all:?}")
    })
}

#[test]
fn each_finding_has_a_sheet_with_its_words() {
    let pack = report();
    let parts = written(&pack);
    assert_eq!(
        sheet_names(&parts),
        [
            "Report",
            "What changed",
            "Against industry",
            "Gaps",
            "Priorities",
            "Key people",
            "Options",
            "Odds",
            "All areas",
            "Need and industry",
            "Plan",
            "Notes",
        ]
    );
    for (sheet, role) in [
        ("Against industry", Role::Industry),
        ("Priorities", Role::Priorities),
        ("Key people", Role::KeyPeople),
        ("Odds", Role::Odds),
    ] {
        let cells = cells(&parts, sheet);
        let block = pack.block(role).unwrap();
        for sentence in [&block.eyebrow, &block.heading, &block.reading, &block.source] {
            assert!(
                sentence.is_empty() || cells.iter().any(|cell| cell.value == *sentence),
                "{sheet}: {sentence}"
            );
        }
    }
    let front = cells(&parts, "Report");
    for words in [
        "AI security is our widest gap: train now, hire two",
        "Approve two hires and training: €151,150",
        "Industry ranks LLM and ML SecOps last; our own ranking starts with them",
        "Confidential. No names; figures about fewer than 5 people are withheld.",
    ] {
        find(&front, words);
    }
    let links: Vec<String> = parts
        .all("xl/worksheets/sheet1.xml", "hyperlink")
        .iter()
        .map(|link| link.attribute("location").to_owned())
        .collect();
    assert_eq!(links.len(), 11);
    assert_eq!(links[1], "'Against industry'!A1");
    let notes = cells(&parts, "Notes");
    find(&notes, "Need is 100 times the weighted mean of gap, risk and reach.");
    find(&notes, "00942c45 11111111 22222222 33333333");
}

#[test]
fn figures_are_numbers_and_say_all_that_is_printed() {
    let parts = written(&report());
    for (sheet, numbers) in [
        ("Options", vec!["151150", "20250", "242000"]),
        // Of seven 6 is 86%, of twenty 10 is 50%; the industry's 24 and 51%.
        ("Against industry", vec!["0.86", "0.5", "0.24", "0.51"]),
        ("Priorities", vec!["63", "43", "20", "16", "11"]),
        ("Key people", vec!["0.36", "0.1", "1"]),
        ("Odds", vec!["51", "60", "66"]),
        ("Plan", vec!["4650", "66700", "-7.9"]),
    ] {
        let cells = cells(&parts, sheet);
        for number in numbers {
            let found = cells.iter().any(|cell| cell.is_number && cell.value == number);
            assert!(found, "{sheet}: {number}");
        }
    }
    let options = cells(&parts, "Options");
    find(&options, "€242,000, two salaries");
    let areas = cells(&parts, "All areas");
    find(&areas, "11 of 13, 85%");
    assert!(!find(&areas, "withheld").is_number);
    // Nobody assessed is no bar of nothing: the cell is empty, and the remark says why.
    let industry = cells(&parts, "Against industry");
    let row = &find(&industry, "Incident response").at[1..];
    let beside: Vec<&str> =
        industry.iter().filter(|cell| &cell.at[1..] == row).map(|cell| cell.value.as_str()).collect();
    assert_eq!(beside, ["Incident response", "withheld"]);
}

#[test]
fn tables_are_tables_and_charts_stand_over_cells() {
    let parts = written(&report());
    let tables = parts.names("xl/tables/table");
    // One of each of the ten sheets with figures.
    assert_eq!(tables.len(), 10);
    let named: BTreeSet<String> =
        tables.iter().map(|part| parts.all(part, "table")[0].attribute("name").to_owned()).collect();
    assert_eq!(named.len(), 10);
    for part in &tables {
        let heads: Vec<String> =
            parts.all(part, "tableColumn").iter().map(|it| it.attribute("name").to_lowercase()).collect();
        assert!(heads.iter().all(|head| !head.is_empty()), "{part}");
        assert_eq!(heads.iter().collect::<BTreeSet<_>>().len(), heads.len(), "{part}");
    }
    let charts = parts.names("xl/charts/chart");
    let kinds: Vec<&str> = charts
        .iter()
        .map(|part| {
            let xml = parts.text(part);
            ["c:barChart", "c:scatterChart", "c:lineChart"]
                .into_iter()
                .find(|kind| xml.contains(&format!("<{kind}>")))
                .unwrap()
        })
        .collect();
    // Industry and ours on scales of their own; priorities; key people; odds; need and industry.
    assert_eq!(
        kinds,
        ["c:barChart", "c:barChart", "c:barChart", "c:barChart", "c:lineChart", "c:scatterChart"]
    );
    for part in &charts {
        let ranges = parts.all(part, "c:f");
        assert!(!ranges.is_empty() && ranges.iter().all(|range| range.text.contains("!$")), "{part}");
    }
    assert!(parts.text(&charts[2]).contains("<c:grouping val=\"stacked\"/>"));
    let described: Vec<String> = parts
        .names("xl/drawings/drawing")
        .iter()
        .flat_map(|part| parts.all(part, "xdr:cNvPr"))
        .map(|it| it.attribute("descr").to_owned())
        .collect();
    assert_eq!(described.len(), 6);
    assert!(described.iter().all(|it| !it.is_empty()));
}

/// Industry and ours share a scale only where they answer the same question.
#[test]
fn one_question_is_one_chart() {
    let mut pack = report();
    for page in &mut pack.pages {
        for row in &mut page.rows {
            let Row::Wide(block) = row else { continue };
            for content in &mut block.content {
                let Content::Figure(figure) = content else { continue };
                let Chart::Compare(compare) = &mut figure.chart else { continue };
                compare.ours = OurFigure::LowOrNone;
                for row in &mut compare.rows {
                    row.p_exceeds = row.ours.map(|_| 0.9);
                    if let Some(figure) = &mut row.industry {
                        figure.kind = FigureKind::LowProficiency;
                    }
                }
            }
        }
    }
    let parts = written(&pack);
    let charts = parts.names("xl/charts/chart");
    assert_eq!(charts.len(), 5);
    assert_eq!(parts.all(&charts[0], "c:ser").len(), 2);
}

#[test]
fn text_that_hurts_is_only_text() {
    for count in [1, 8, 30] {
        let parts = written(&hurtful(count));
        for name in sheet_names(&parts) {
            assert!(name.encode_utf16().count() <= 31, "{name}");
            assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\']), "{name}");
            assert_ne!(name.to_lowercase(), "history");
        }
        for part in parts.names("xl/worksheets/sheet") {
            assert!(parts.all(&part, "f").is_empty(), "{part} has a formula");
        }
        let options = cells(&parts, "Options");
        for name in [
            "'=1+1",
            "'@SUM(A1:A9)",
            "<b>bold</b> & \"quoted\"",
            "bellandnull",
            HURTFUL[4],
            HURTFUL[5],
            HURTFUL[6],
            "'-2+3",
        ]
        .iter()
        .take(count)
        {
            assert!(!find(&options, name).is_number);
        }
        for text in parts.all("xl/sharedStrings.xml", "si") {
            assert!(!text.text.starts_with(['=', '+', '-', '@']), "{}", text.text);
        }
    }
    let core = written(&hurtful(1));
    let core = core.elements("docProps/core.xml");
    let property = |name: &str| core.iter().find(|it| it.name == name).unwrap().text.clone();
    assert_eq!(property("dc:creator"), "=cmd|'/c calc'!A1 & <Söhne>");
    assert_eq!(property("cp:lastModifiedBy"), property("dc:creator"));
    assert_eq!(property("cp:keywords"), "cadre-report:1:audience=board&k=5");
    assert_eq!(property("dcterms:created"), "2026-10-01T00:00:00Z");
}

#[test]
fn a_report_without_a_plan_has_no_sheets_of_it() {
    let names = sheet_names(&written(&without_plan()));
    assert!(names.iter().any(|name| name == "Priorities"));
    assert!(!names.iter().any(|name| name == "Options" || name == "Odds"), "{names:?}");
    let empty = Pack { pages: Vec::new(), ..report() };
    assert_eq!(sheet_names(&written(&empty)), ["Report"]);
}

//! A report as the design guide has it, and reports that hurt.

use cadre_charts::{AreaNeed, Chart, Compare, CompareRow, IndustryFigure, Priorities};
use cadre_core::{
    Paper,
    benchmark::{FigureKind, OurFigure},
    need::Signal,
    statistics::Share,
};
use cadre_report::{
    Align, Bar, Block, Cell, Column, Content, Figure, NumberFormat, Pack, Role, Row, Run, Table,
};
use chrono::NaiveDate;

use crate::pages::{appendix, decision, standing};

pub(crate) fn block(
    role: Role,
    [eyebrow, heading, reading, source]: [&str; 4],
    content: Vec<Content>,
) -> Block {
    Block {
        role,
        eyebrow: eyebrow.to_owned(),
        heading: heading.to_owned(),
        reading: reading.to_owned(),
        content,
        source: source.to_owned(),
        boxed: role == Role::Decision,
    }
}

pub(crate) fn left(head: &str) -> Column {
    Column { head: head.to_owned(), align: Align::Left, width: None }
}

pub(crate) fn right(head: &str) -> Column {
    Column { head: head.to_owned(), align: Align::Right, width: None }
}

pub(crate) fn table(name: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Table {
    Table { name: name.to_owned(), columns, rows, total: false, recommended: None }
}

pub(crate) fn figure(chart: Chart, alternative: &str) -> Content {
    Content::Figure(Figure { chart, width: 642.0, height: None, alternative: alternative.to_owned() })
}

/// Name, people below target, people assessed, the industry's percentage with its rank, our rank.
type Compared<'a> = (&'a str, Option<(u32, u32)>, Option<(f64, &'a str)>, Option<&'a str>);

pub(crate) fn compare(rows: &[Compared<'_>]) -> Compare {
    let row = |(name, ours, theirs, rank): &Compared<'_>| CompareRow {
        key: name.to_lowercase(),
        name: (*name).to_owned(),
        industry: theirs.map(|(percent, rank)| IndustryFigure {
            percent,
            low: percent - 2.0,
            high: percent + 2.0,
            kind: FigureKind::PerceivedGap,
            n: 1868,
            rank: rank.to_owned(),
            together: (*name == "ML SecOps" || *name == "LLM SecOps").then(|| "both as one".to_owned()),
        }),
        ours: ours.and_then(|(count, of)| Share::of(count, of)),
        absent: "withheld".to_owned(),
        low_or_none: None,
        ours_rank: rank.map(str::to_owned),
        p_exceeds: None,
        pulse: None,
    };
    Compare { rows: rows.iter().map(row).collect(), ours: OurFigure::BelowTarget, pulse_n: None }
}

/// Name, hiring and training part, unfilled seats and those within reach, signal, the industry's percentage.
type Needed<'a> = (&'a str, (f64, f64), (u32, u32), Signal, Option<f64>);

pub(crate) fn needs(areas: &[Needed<'_>]) -> Vec<AreaNeed> {
    let area = |(name, (hire, train), (unfilled, within), signal, industry): &Needed<'_>| AreaNeed {
        key: name.to_lowercase(),
        name: (*name).to_owned(),
        need: hire + train,
        hire_part: *hire,
        train_part: *train,
        unfilled: *unfilled,
        within_reach: *within,
        signal: *signal,
        industry_percent: *industry,
    };
    areas.iter().map(area).collect()
}

/// The report of the design guide.
pub(crate) fn report() -> Pack {
    Pack {
        title: "Security skills: report to the board, 1 October 2026".to_owned(),
        heading: "Report to the board".to_owned(),
        organisation: "Aldermoor Group (sample data)".to_owned(),
        as_of: NaiveDate::from_ymd_opt(2026, 10, 1).unwrap(),
        as_of_words: "1 October 2026".to_owned(),
        confidentiality: "Confidential. No names; figures about fewer than 5 people are withheld.".to_owned(),
        money_unit: "€".to_owned(),
        fingerprint: format!("00942c45{}", "1".repeat(56)),
        recipe: "cadre-report:1:audience=board&k=5".to_owned(),
        paper: Paper::A4,
        logo: None,
        pages: vec![standing(), decision(), appendix()],
    }
}

/// The same without a plan: no options, no odds, and a decision in words.
pub(crate) fn without_plan() -> Pack {
    let mut pack = report();
    let keeps = |block: &Block| !matches!(block.role, Role::Options | Role::Odds);
    for page in &mut pack.pages {
        let rows = std::mem::take(&mut page.rows);
        page.rows = rows
            .into_iter()
            .filter_map(|row| match row {
                Row::Beside { left, right, left_columns } => match (keeps(&left), keeps(&right)) {
                    (true, true) => Some(Row::Beside { left, right, left_columns }),
                    (true, false) => Some(Row::Wide(left)),
                    (false, true) => Some(Row::Wide(right)),
                    (false, false) => None,
                },
                Row::Wide(block) => keeps(&block).then_some(Row::Wide(block)),
            })
            .collect();
    }
    pack
}

/// Names as they come: formulas, markup, controls, sixty characters, from right to left, and without blanks.
pub(crate) const HURTFUL: [&str; 8] = [
    "=1+1",
    "@SUM(A1:A9)",
    "<b>bold</b> & \"quoted\"",
    "bell\u{7}and\u{0}null\u{b}\u{fffe}",
    "Resilience of the identity and access management of machines",
    "أمن الذكاء الاصطناعي التوليدي",
    "生成式人工智能安全运营与治理",
    "-2+3",
];

/// A report in which every name hurts, of so many areas.
pub(crate) fn hurtful(count: usize) -> Pack {
    let mut pack = report();
    let names: Vec<String> = (0..count)
        .map(|at| match HURTFUL.get(at) {
            Some(name) => (*name).to_owned(),
            None => format!("Area {} of {count}", at + 1),
        })
        .collect();
    "=cmd|'/c calc'!A1 & <Söhne>".clone_into(&mut pack.organisation);
    pack.title = format!("{} \u{1}{}", HURTFUL[0], HURTFUL[2]);
    pack.pages[0].title = HURTFUL[4].repeat(2);
    let rows: Vec<Compared<'_>> =
        names.iter().map(|name| (name.as_str(), Some((6, 9)), Some((42.0, "2")), Some("1="))).collect();
    let areas: Vec<Needed<'_>> =
        names.iter().map(|name| (name.as_str(), (20.0, 30.0), (9, 4), Signal::Train, Some(42.0))).collect();
    let cells = |name: &String| {
        vec![
            Cell::strong(name.clone()).with_note(name.clone()),
            Cell::plain(format!("{name}. {name}")),
            Cell::plain("50").with_number(50.0, NumberFormat::Whole),
        ]
    };
    let wide = |role: Role, content: Vec<Content>| {
        Row::Wide(block(role, [HURTFUL[3], HURTFUL[4], HURTFUL[2], HURTFUL[0]], content))
    };
    let listed = |name: &str| {
        let columns = vec![left(HURTFUL[0]), left(HURTFUL[0]), right("")];
        Content::Table(table(name, columns, names.iter().map(cells).collect()))
    };
    let bars = names
        .iter()
        .map(|name| Bar {
            name: name.clone(),
            note: name.clone(),
            words: "36 in 100".to_owned(),
            share: 0.36,
            certain: false,
        })
        .collect();
    let steps = names
        .iter()
        .map(|name| vec![Run::strong(name.clone()), Run::plain(format!(" and {name}"))])
        .collect();
    pack.pages[1].rows = vec![
        wide(Role::Industry, vec![figure(Chart::Compare(compare(&rows)), HURTFUL[2])]),
        wide(
            Role::Priorities,
            vec![figure(Chart::Priorities(Priorities { areas: needs(&areas), need_line: 40.0 }), HURTFUL[3])],
        ),
        wide(Role::KeyPeople, vec![Content::Bars(bars)]),
        wide(Role::Options, vec![listed("=1+1")]),
        wide(Role::Decision, vec![Content::Steps(steps)]),
        wide(Role::Other("History"), vec![listed("")]),
        wide(Role::Other("[odd]/name: of a sheet that is too long"), vec![listed("<b>")]),
    ];
    pack.pages[0].rows = vec![wide(Role::Gaps, vec![listed("gaps")])];
    pack
}

//! The pages of the design guide's report.

use cadre_charts::{
    Chart, CoverageFan, FanPoint, NeedByIndustryGap, PlanLine, PlanLineKind, PlanTimeline, Priorities,
    QuarterState,
};
use cadre_core::{Section, benchmark::FigureKind, need::Signal};
use cadre_report::{Bar, Cell, Content, NumberFormat, Page, Role, Row, Run, Table};

use crate::fixture::{block, compare, figure, left, needs, right, table};

fn fan() -> CoverageFan {
    let points = [
        ("Now", [0.51, 0.51, 0.51]),
        ("Q1", [0.45, 0.49, 0.51]),
        ("Q2", [0.49, 0.54, 0.58]),
        ("Q3", [0.51, 0.58, 0.65]),
        ("Q4", [0.51, 0.60, 0.66]),
    ];
    let point = |(label, [p10, p50, p90]): (&str, [f64; 3])| FanPoint {
        label: label.to_owned(),
        p10,
        p50,
        p90,
        planned: p50 + 0.01,
    };
    CoverageFan { points: points.map(point).to_vec(), ..CoverageFan::default() }
}

pub(crate) fn standing() -> Page {
    let changed = table(
        "What changed",
        vec![left(""), right("1 July"), right("1 Oct"), left("Why")],
        vec![
            vec![
                Cell::plain("Skill seats filled"),
                Cell::plain("70").with_number(70.0, NumberFormat::Whole),
                Cell::strong("73").with_number(73.0, NumberFormat::Whole),
                Cell::plain("Courses finished in incident leadership and in cloud"),
            ],
            vec![
                Cell::plain("Skill seats needed"),
                Cell::plain("136").with_number(136.0, NumberFormat::Whole),
                Cell::strong("142").with_number(142.0, NumberFormat::Whole),
                Cell::plain("Security Operations must now monitor model output; none of the six is filled"),
            ],
            vec![
                Cell::plain("Skills assessed"),
                Cell::plain("88%").with_number(0.88, NumberFormat::Percent),
                Cell::strong("95%").with_number(121.0 / 127.0, NumberFormat::Percent),
                Cell::plain("121 of 127; the other 6 are unknown and left out of every share"),
            ],
        ],
    );
    let industry = compare(&[
        ("ML SecOps", Some((6, 7)), Some((24.0, "5")), Some("1")),
        ("LLM SecOps", Some((11, 13)), Some((24.0, "5")), Some("2")),
        ("Cloud computing", Some((9, 14)), Some((42.0, "2")), Some("3")),
        ("Soft skills", Some((10, 20)), Some((51.0, "1")), Some("4")),
        ("Security controls", Some((3, 8)), Some((35.0, "3")), Some("5")),
        ("Software development", Some((1, 8)), Some((28.0, "4")), Some("6")),
        ("Incident response", None, None, None),
    ]);
    let gap = |rank: &str, name: &str, place: &str, see: &str, need: f64| {
        vec![
            Cell::plain(rank),
            Cell::strong(name).with_note(place),
            Cell::plain(see),
            Cell::plain(format!("{need}")).with_number(need, NumberFormat::Whole),
        ]
    };
    let gaps = table(
        "The five gaps",
        vec![left(""), left("Skill"), left("What we see"), right("Need, of 100")],
        vec![
            gap(
                "1",
                "Model output monitoring",
                "LLM SecOps, Security Operations",
                "None of the 6 seats is filled. The target is new this quarter.",
                63.0,
            ),
            gap(
                "2",
                "Training-data protection",
                "ML SecOps, AI Security",
                "1 of 9 seats is filled. Too few people hold the skill.",
                58.0,
            ),
            gap(
                "3",
                "Incident leadership",
                "Soft skills, Security Operations",
                "3 of 9 seats are filled; 4 of the 6 unfilled are within reach of training.",
                45.0,
            ),
            gap(
                "4",
                "Threat modelling of ML systems",
                "ML SecOps, AI Security",
                "2 of 9 seats are filled. The odds of falling below the minimum within a year are 36 in 100.",
                40.0,
            ),
            gap(
                "5=",
                "Prompt-injection defence and model output monitoring",
                "LLM SecOps, AI Security",
                "4 of 9 seats are filled in each. The two are a tie.",
                25.0,
            ),
        ],
    );
    Page {
        section: Section::Standing,
        label: String::new(),
        title: "AI security is our widest gap: train now, hire two".to_owned(),
        standfirst: vec![
            Run::plain(
                "Our teams fill 73 of the 142 skill seats they need: coverage of 51%. Left as it is, it falls to 42% by September 2027; training and two hires raise it to 60%. ",
            ),
            Run::strong("We ask the board to approve €151,150."),
        ],
        rows: vec![
            Row::Wide(block(
                Role::Changed,
                [
                    "What changed since 1 July 2026",
                    "Three more seats are filled, but six more are needed: coverage stays at 51%",
                    "",
                    "",
                ],
                vec![Content::Table(changed)],
            )),
            Row::Wide(block(
                Role::Industry,
                [
                    "Where we stand against industry",
                    "Industry ranks LLM and ML SecOps last; our own ranking starts with them",
                    "This shows the order of the gaps, not their distance: left are respondents who see a gap, right our people below target; and where two bars overlap, we cannot tell which area comes first.",
                    "Industry: ISACA, State of Cybersecurity 2024, perceived gap, n = 1,868, as reported by Dark Reading, 11 October 2024; ±2 points, narrower than the mark. Ours: assessments to 1 October 2026; bars are 95% intervals. Target: the level that a role needs.",
                ],
                vec![figure(
                    Chart::Compare(industry),
                    "Industry: soft skills 51%, first of five. Ours: ML SecOps 6 of 7, first.",
                )],
            )),
            Row::Wide(block(
                Role::Gaps,
                [
                    "The five gaps that matter most",
                    "Four of the five are in AI security; the other is incident leadership",
                    "",
                    "",
                ],
                vec![Content::Table(gaps)],
            )),
        ],
    }
}

pub(crate) fn decision() -> Page {
    let areas = needs(&[
        ("LLM SecOps", (20.0, 43.0), (16, 11), Signal::Train, Some(24.0)),
        ("ML SecOps", (15.0, 43.0), (15, 11), Signal::Train, Some(24.0)),
        ("Soft skills", (18.0, 27.0), (12, 7), Signal::Train, Some(51.0)),
        ("Cloud computing", (2.0, 20.0), (12, 10), Signal::Watch, Some(42.0)),
        ("Incident response", (0.0, 13.0), (3, 3), Signal::Watch, None),
        ("Security controls", (2.0, 10.0), (4, 3), Signal::Watch, Some(35.0)),
        ("Identity and access", (4.0, 7.0), (5, 3), Signal::Watch, None),
        ("Software development", (3.0, 4.0), (2, 1), Signal::Watch, Some(28.0)),
    ]);
    let bar = |name: &str, note: &str, words: &str, share: f64| Bar {
        name: name.to_owned(),
        note: note.to_owned(),
        words: words.to_owned(),
        share,
        certain: words == "already below",
    };
    let bars = vec![
        bar("Model output monitoring", "Security Operations", "already below", 1.0),
        bar("Training-data protection", "AI Security", "already below", 1.0),
        bar("Threat modelling of ML systems", "AI Security", "36 in 100", 0.36),
        bar("Incident leadership", "Security Operations", "10 in 100", 0.1),
    ];
    let line = |name: &str, cells: [Cell; 3]| {
        let mut row = vec![Cell::plain(name)];
        row.extend(cells);
        row
    };
    let money = |text: &str, value: f64| Cell::plain(text).with_number(value, NumberFormat::Money);
    let words = |text: &str| Cell::plain(text);
    let options = Table {
        recommended: Some(3),
        ..table(
            "The options",
            vec![left(""), left("As is"), left("Train only"), left("Two hires and training")],
            vec![
                line(
                    "Cost to 29 Sep 2027",
                    [
                        money("€0", 0.0),
                        money("€20,250", 20_250.0),
                        Cell::strong("€151,150").with_number(151_150.0, NumberFormat::Money),
                    ],
                ),
                line(
                    "Cost each year after that",
                    [money("€0", 0.0), money("€0", 0.0), money("€242,000, two salaries", 242_000.0)],
                ),
                line(
                    "Seats filled, Q1 · Q2 · Q3 · Q4",
                    [
                        words("49 · 46 · 44 · 42%"),
                        words("49 · 54 · 54 · 54%"),
                        Cell::strong("49 · 54 · 58 · 60%"),
                    ],
                ),
                line(
                    "Q4 in 8 of 10 cases",
                    [words("36 to 47%"), words("46 to 61%"), Cell::strong("51 to 66%")],
                ),
                line(
                    "Odds of today’s 51% or more",
                    [words("fewer than 1 in 100"), words("67 in 100"), Cell::strong("92 in 100")],
                ),
                line(
                    "Risks left open",
                    [
                        words("Every gap on page 1"),
                        words("Two AI Security posts stay vacant"),
                        words("The ML engineer is productive 5 weeks late; 8 of 24 cloud seats stay open"),
                    ],
                ),
            ],
        )
    };
    let ask = vec![
        Content::Steps(vec![
            vec![Run::strong("€20,750"), Run::plain(" for 27 course places, starting in October.")],
            vec![
                Run::strong("€130,400"),
                Run::plain(
                    " for two posts in AI Security, for seats that training cannot reach: recruit from October, in post in April 2027.",
                ),
            ],
            vec![
                Run::strong("Accept"),
                Run::plain(" what stays open: an ML engineer 5 weeks late, and 8 cloud seats."),
            ],
        ]),
        Content::Paragraph(vec![Run::plain(
            "If this waits until January, both hires are productive a quarter later.",
        )]),
    ];
    Page {
        section: Section::Decision,
        label: String::new(),
        title: "Training lifts coverage; two hires keep it there".to_owned(),
        standfirst: Vec::new(),
        rows: vec![
            Row::Beside {
                left: block(
                    Role::Priorities,
                    [
                        "Hiring and training priorities",
                        "Training can reach 49 of the 69 unfilled seats",
                        "Nine of the 20 out of reach are in LLM and ML SecOps; the two posts that we ask for fill eight of those.",
                        "Within reach: the nearest person lacks at most two levels. Need: our own score, appendix C. Line at need 40. Industry gap: ISACA 2024, for context; one figure for LLM and ML SecOps.",
                    ],
                    vec![figure(
                        Chart::Priorities(Priorities { areas, need_line: 40.0 }),
                        "LLM SecOps: need 63, of which training 43 and hiring 20.",
                    )],
                ),
                right: block(
                    Role::KeyPeople,
                    [
                        "Key-person risk",
                        "Two skills are already below the minimum we set",
                        "Odds that fewer people than the minimum hold the skill on 1 October 2027",
                        "Minimum: 2 people where the skill is critical, else 1. Each leaves with a chance of 20% a year.",
                    ],
                    vec![Content::Bars(bars)],
                ),
                left_columns: 7,
            },
            Row::Wide(block(
                Role::Options,
                [
                    "The options",
                    "Two hires raise the odds of holding today’s coverage from 67 to 92 in 100",
                    "",
                    "",
                ],
                vec![Content::Table(options)],
            )),
            Row::Beside {
                left: block(
                    Role::Decision,
                    [
                        "The decision needed on 14 October 2026",
                        "Approve two hires and training: €151,150",
                        "",
                        "",
                    ],
                    ask,
                ),
                right: block(
                    Role::Odds,
                    [
                        "How sure we are",
                        "Left as it is, coverage falls by a fifth in a year",
                        "",
                        "Lines: the middle of 10,000 simulated years. Band: 8 in 10 of them, with two hires and training.",
                    ],
                    vec![figure(
                        Chart::CoverageFan(fan()),
                        "Coverage now 51%; at Q4 60%, 51 to 66% in 8 of 10 cases.",
                    )],
                ),
                left_columns: 5,
            },
        ],
    }
}

pub(crate) fn appendix() -> Page {
    let areas = needs(&[
        ("LLM SecOps", (20.0, 43.0), (16, 11), Signal::Train, Some(24.0)),
        ("Soft skills", (18.0, 27.0), (12, 7), Signal::Hire, Some(51.0)),
        ("Incident response", (0.0, 13.0), (3, 3), Signal::Watch, None),
        ("Security controls", (2.0, 10.0), (4, 3), Signal::Watch, Some(35.0)),
    ]);
    let gap = NeedByIndustryGap {
        areas,
        need_line: 40.0,
        industry_line: None,
        kind: Some(FigureKind::PerceivedGap),
        n: Some(1868),
    };
    let share = |text: &str, value: f64| Cell::plain(text).with_number(value, NumberFormat::Percent);
    let count = |value: f64| Cell::plain(format!("{value}")).with_number(value, NumberFormat::Whole);
    let all = Table {
        total: true,
        ..table(
            "All areas",
            vec![left("Area"), right("Below target"), right("Seats"), right("Need")],
            vec![
                vec![
                    Cell::strong("LLM SecOps"),
                    share("11 of 13, 85%", 11.0 / 13.0),
                    count(24.0),
                    count(63.0),
                ],
                vec![Cell::plain("Soft skills"), share("10 of 20, 50%", 0.5), count(31.0), count(45.0)],
                vec![Cell::plain("Identity and access"), Cell::plain("withheld"), count(11.0), count(11.0)],
                vec![Cell::plain("All"), Cell::plain("–"), count(66.0), Cell::default()],
            ],
        )
    };
    let line = |kind: PlanLineKind, name: &str, cost: &str, quarters: [QuarterState; 4]| PlanLine {
        key: name.to_owned(),
        kind,
        name: name.to_owned(),
        detail: "AI Security".to_owned(),
        quarters: quarters.to_vec(),
        cost: cost.to_owned(),
        without: Some("−7.9".to_owned()),
        state: None,
        says: format!("{name} costs {cost}"),
    };
    let plan = PlanTimeline {
        with_losses: true,
        quarters: ["Q1", "Q2", "Q3", "Q4"].map(str::to_owned).to_vec(),
        cost_head: "Cost to end of Q4".to_owned(),
        lines: vec![
            line(
                PlanLineKind::Train,
                "Model output monitoring",
                "€4,650",
                [QuarterState::Idle, QuarterState::Busy, QuarterState::Busy, QuarterState::Counts],
            ),
            line(
                PlanLineKind::Hire,
                "LLM security engineer",
                "€66,700",
                [QuarterState::Open, QuarterState::Open, QuarterState::Counts, QuarterState::Counts],
            ),
        ],
    };
    Page {
        section: Section::Areas,
        label: "Appendix A".to_owned(),
        title: "Three of eight areas have a high need".to_owned(),
        standfirst: Vec::new(),
        rows: vec![
            Row::Wide(block(
                Role::Other("All areas"),
                [
                    "All areas",
                    "LLM SecOps, ML SecOps and soft skills score 40 or more",
                    "",
                    "Below target: of the people assessed.",
                ],
                vec![Content::Table(all)],
            )),
            Row::Wide(block(
                Role::Other("Need and industry"),
                [
                    "Need × industry gap",
                    "Soft skills are short here and everywhere: start them first",
                    "",
                    "Filled mark: train; hollow mark: watch.",
                ],
                vec![figure(Chart::NeedByIndustryGap(gap), "Soft skills: need 45, industry gap 51%.")],
            )),
            Row::Wide(block(
                Role::Other("Plan"),
                [
                    "The plan by quarter",
                    "Nine skills are trained in the first three quarters",
                    "",
                    "Course places, not people.",
                ],
                vec![figure(Chart::PlanTimeline(plan), "Model output monitoring, Q2 to Q4.")],
            )),
            Row::Wide(block(
                Role::Other("Method"),
                ["How need is worked out", "Need is the mean of three parts", "", ""],
                vec![Content::Paragraph(vec![
                    Run::strong("Need"),
                    Run::plain(" is 100 times the weighted mean of gap, risk and reach."),
                ])],
            )),
            Row::Wide(block(
                Role::Other("Fingerprint"),
                ["What the figures rest on", "The data has this fingerprint", "", ""],
                vec![Content::Digits("00942c45 11111111 22222222 33333333".to_owned())],
            )),
        ],
    }
}

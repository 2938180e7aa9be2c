//! The matrix and tables: equal when they come back, with what a spreadsheet program needs to show them well.

use std::time::Instant;

use cadre_core::Level;
use cadre_exchange::{
    ExchangeError, Known, LayoutKind, ProblemKind, Scale, open,
    read::{self, Cell},
    scale::ScaleReason,
    xlsx_out::{
        AreaColumns, Book, Column, ColumnKind, CompetencyColumn, LevelCell, MatrixSheet, PersonRow, Seats,
        Sheet, TableSheet, Value, rating_form, workbook,
    },
};
use proptest::prelude::*;

use super::{
    forms::form,
    import, known, levels, part, parts,
    support::{competency, day, person},
};

/// A cell by its letters: `3` confirmed, `3c` claimed, `3s` stale, `3cs` both; `-` unknown.
fn cell(text: &str) -> Option<LevelCell> {
    let level = text[..1].parse().ok().and_then(Level::new)?;
    Some(LevelCell { level, confirmed: !text.contains('c'), stale: text.contains('s') })
}

fn row(team: &str, person: &str, role: &str, cells: &str) -> PersonRow {
    PersonRow {
        team: team.to_owned(),
        person: person.to_owned(),
        role: role.to_owned(),
        cells: cells.split_whitespace().map(cell).collect(),
    }
}

fn area(name: &str, competencies: &[(&str, Option<[u32; 3]>)]) -> AreaColumns {
    AreaColumns {
        name: name.to_owned(),
        competencies: competencies
            .iter()
            .map(|(name, seats)| CompetencyColumn {
                name: (*name).to_owned(),
                seats: seats.map(|[needed, filled, holders]| Seats { needed, filled, holders }),
            })
            .collect(),
    }
}

fn matrix() -> MatrixSheet {
    MatrixSheet {
        name: "Matrix".to_owned(),
        areas: vec![
            area("LLM SecOps", &[("Prompt-injection defence", Some([8, 2, 3])), ("Output handling", None)]),
            area("Soft skills", &[("Leadership", Some([27, 1, 2]))]),
        ],
        rows: vec![
            row("Platform", "Noor Rahman", "LLM security engineer", "3 2cs -"),
            row("Platform", "Priya Shah", "", "0c - 1"),
            row("Detection", "Luca Moretti", "SOC analyst", "- - -"),
            row("Detection", "Zoë 李", "SOC analyst", "4s 1 2c"),
        ],
    }
}

fn book(sheets: Vec<Sheet>) -> Book {
    Book { title: "Halden & Sons".to_owned(), as_of: day("2026-06-01"), sheets }
}

fn matrix_book(matrix: MatrixSheet) -> Vec<u8> {
    workbook(&book(vec![Sheet::Matrix(matrix)])).unwrap()
}

/// The levels, as they were written.
fn written(matrix: &MatrixSheet) -> Vec<(String, String, u8)> {
    let names: Vec<&str> = matrix
        .areas
        .iter()
        .flat_map(|area| &area.competencies)
        .map(|competency| competency.name.as_str())
        .collect();
    let of_row = |row: &PersonRow| {
        let cells = row.cells.iter().zip(&names);
        cells
            .filter_map(|(cell, name)| Some((row.person.clone(), (*name).to_owned(), (*cell)?.level.get())))
            .collect::<Vec<_>>()
    };
    matrix.rows.iter().flat_map(of_row).collect()
}

#[test]
fn a_matrix_comes_back_with_exactly_its_levels() {
    let bytes = matrix_book(matrix());
    let reading = import(&bytes, &known());
    let expected = [
        ("Noor Rahman", "Prompt-injection defence", 3),
        ("Noor Rahman", "Output handling", 2),
        ("Priya Shah", "Prompt-injection defence", 0),
        ("Priya Shah", "Leadership", 1),
        ("Zoë 李", "Prompt-injection defence", 4),
        ("Zoë 李", "Output handling", 1),
        ("Zoë 李", "Leadership", 2),
    ]
    .map(|(person, competency, level)| (person.to_owned(), competency.to_owned(), level));
    assert_eq!(levels(&reading), expected);
    assert_eq!((reading.layout.kind, reading.layout.header_row), (LayoutKind::Wide, 2));
    assert_eq!((reading.scale.scale, reading.scale.reason), (Scale::ZeroToFour, ScaleReason::Stated));
    assert_eq!(reading.rows_read, 4, "nobody is lost, with or without levels");
    let people: Vec<(&str, &str)> = reading
        .people
        .iter()
        .map(|person| {
            let team = person.team.map_or("", |team| &reading.teams[team as usize].name);
            (person.name.as_str(), team)
        })
        .collect();
    assert_eq!(
        people,
        [
            ("Noor Rahman", "Platform"),
            ("Priya Shah", "Platform"),
            ("Luca Moretti", "Detection"),
            ("Zoë 李", "Detection")
        ]
    );
    let roles: Vec<&str> = reading.roles.iter().map(|role| role.name.as_str()).collect();
    assert_eq!(roles, ["LLM security engineer", "SOC analyst"]);
    // What is needed and had below the people is passed over, each row with a word about it.
    let passed_over: Vec<(u32, &str)> = reading
        .problems
        .iter()
        .filter(|problem| problem.kind == ProblemKind::SummaryRow)
        .map(|problem| (problem.row, problem.value.as_str()))
        .collect();
    assert_eq!(
        passed_over,
        [(8, "Number of seats needed"), (9, "Number of seats filled"), (10, "Number of holders")]
    );
    assert_eq!(reading.errors().count(), 0);
}

#[test]
fn a_sheet_of_the_matrix_is_what_people_expect() {
    let bytes = matrix_book(matrix());
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    let styles = part(&bytes, "xl/styles.xml");
    assert!(sheet.contains(r#"<pane xSplit="3" ySplit="2" topLeftCell="D3""#), "head and names stay in view");
    assert!(sheet.contains(r#"<autoFilter ref="A2:F6"/>"#), "filters from the head to the last person");
    assert!(sheet.contains(r#"<mergeCell ref="D1:E1"/>"#), "an area stands over its competencies");
    assert!(sheet.contains(r#"orientation="landscape""#) && sheet.contains(r#"paperSize="9""#));
    assert!(sheet.contains(r#"<pageSetUpPr fitToPage="1"/>"#) && sheet.contains(r#"fitToHeight="0""#));
    assert!(part(&bytes, "xl/workbook.xml").contains("Matrix!$1:$2"), "the head repeats on every page");
    // Blanks first, or they would take the colour of level 0.
    let rules = sheet.split_once(r#"<conditionalFormatting sqref="D3:F6">"#).unwrap().1;
    let rules: Vec<&str> =
        rules.split_once("</conditionalFormatting>").unwrap().0.split("</cfRule>").collect();
    assert!(rules[0].contains(r#"type="containsBlanks" priority="1" stopIfTrue="1""#), "{}", rules[0]);
    for (level, rule) in rules[1..6].iter().enumerate() {
        assert!(rule.contains(r#"operator="equal""#), "{rule}");
        assert!(rule.ends_with(&format!("<formula>{level}</formula>")), "{rule}");
        assert!(rule.contains(&format!(r#"dxfId="{level}""#)), "{rule}");
    }
    let dxfs = styles.split_once("<dxfs").unwrap().1;
    let fills: Vec<&str> =
        dxfs.split("<bgColor rgb=\"FF").skip(1).map(|rest| rest.split_once('"').unwrap().0).collect();
    assert_eq!(fills, ["F8F4DF", "E9DFB2", "BFB894", "546A98", "1C3768"]);
    // A stale level shows a star, and stays a number: E3 holds 2, claimed and stale.
    assert!(styles.contains(r#"formatCode="_*0&quot;*&quot;""#), "{styles}");
    let e3 = sheet.split_once(r#"<c r="E3""#).unwrap().1.split_once("</c>").unwrap().0;
    assert!(e3.ends_with("<v>2</v>"), "{e3}");
    let seats: Vec<f64> = open(&bytes, "").unwrap().sheets[0]
        .rows
        .iter()
        .filter(|row| (8..=10).contains(&row.number))
        .filter_map(|row| match row.cell(5).value {
            read::Value::Number(number) => Some(number),
            _ => None,
        })
        .collect();
    assert_eq!(seats, [27.0, 1.0, 2.0]);
}

#[test]
fn names_that_look_like_formulas_stay_names() {
    let names = [
        "=HYPERLINK(\"http://example.org\",\"Noor\")",
        "+1 on call",
        "-a",
        "@b",
        "'Quoted",
        "  =cmd|' /C calc'!A0",
        "O'Brien, Siân",
        "_x0041_",
    ];
    let competencies: Vec<(&str, Option<[u32; 3]>)> = names.iter().map(|name| (*name, None)).collect();
    let matrix = MatrixSheet {
        name: "=Matrix".to_owned(),
        areas: vec![area("=1+1", &competencies)],
        rows: names.iter().map(|name| row("@Team", name, "-Role", "0 1 2 3 4 0 1 2")).collect(),
    };
    let bytes = matrix_book(matrix);
    for (name, text) in parts(&bytes) {
        assert!(!text.contains("<f>") && !text.contains("<hyperlink"), "a formula or a link in {name}");
    }
    let known = Known {
        competencies: names.map(|name| competency(name, &[])).into(),
        people: (1..).zip(names).map(|(number, name)| person(number, name.trim(), "@Team")).collect(),
        ..Known::default()
    };
    let reading = import(&bytes, &known);
    let trimmed: Vec<&str> = names.iter().map(|name| name.trim()).collect();
    let people: Vec<&str> = reading.people.iter().map(|person| person.name.as_str()).collect();
    let competencies: Vec<&str> =
        reading.competencies.iter().map(|competency| competency.name.as_str()).collect();
    assert_eq!(people, trimmed);
    assert_eq!(competencies, trimmed);
    assert_eq!(reading.teams[0].name, "@Team");
    assert_eq!(reading.roles[0].name, "-Role");
    assert_eq!(reading.rows.len(), 64);
    assert_eq!(reading.errors().count(), 0, "{:?}", reading.problems);
}

#[test]
fn the_same_book_gives_the_same_bytes_and_names_nobody() {
    let sheets = || vec![Sheet::Matrix(matrix()), Sheet::Table(table())];
    let bytes = workbook(&book(sheets())).unwrap();
    assert_eq!(bytes, workbook(&book(sheets())).unwrap());
    assert_eq!(rating_form(&form()).unwrap(), rating_form(&form()).unwrap());
    for bytes in [bytes, rating_form(&form()).unwrap()] {
        let core = part(&bytes, "docProps/core.xml");
        assert!(core.contains("<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>"), "{core}");
        assert!(core.contains(">2026-06-01T00:00:00Z</dcterms:created>"), "{core}");
        assert!(core.contains(">2026-06-01T00:00:00Z</dcterms:modified>"), "{core}");
        let app = part(&bytes, "docProps/app.xml");
        assert!(app.contains("<Company></Company>") && !app.contains("Manager"), "{app}");
    }
}

#[test]
fn a_row_that_does_not_fit_is_refused() {
    let mut matrix = matrix();
    matrix.rows[1].cells.pop();
    let error = workbook(&book(vec![Sheet::Matrix(matrix)])).unwrap_err();
    assert!(matches!(error, ExchangeError::Write(_)), "{error}");
    let mut table = table();
    table.rows[0].push(Value::Empty);
    let error = workbook(&book(vec![Sheet::Table(table)])).unwrap_err();
    assert!(matches!(error, ExchangeError::Write(_)), "{error}");
}

fn table() -> TableSheet {
    let column = |title: &str, kind| Column { title: title.to_owned(), kind };
    TableSheet {
        name: "People".to_owned(),
        note: Some("The people of all teams, with what they cost a year.".to_owned()),
        columns: vec![
            column("Person", ColumnKind::Text),
            column("Started on", ColumnKind::Text),
            column("Borrowed", ColumnKind::Text),
            column("Learning hours", ColumnKind::Number),
            column("Assessed", ColumnKind::Number),
            column("Share at target", ColumnKind::Number),
            column("Cost a year (EUR)", ColumnKind::Number),
            column("Remark", ColumnKind::Prose),
        ],
        rows: vec![
            vec![
                Value::Text("=Noor".to_owned()),
                Value::Date(day("2024-02-29")),
                Value::Flag(true),
                Value::Number(22.5),
                Value::Whole(17),
                Value::Share(0.625),
                Value::Money(1_120_000.0),
                Value::Text("Led the hardening of the chat assistant.\nTwo lines.".to_owned()),
            ],
            vec![
                Value::Text("Priya".to_owned()),
                Value::Date(day("1899-12-31")),
                Value::Flag(false),
                Value::Number(f64::NAN),
                Value::Whole(-3),
                Value::Share(f64::INFINITY),
                Value::Empty,
                Value::Text(String::new()),
            ],
        ],
    }
}

#[test]
fn a_table_holds_values_and_not_their_pictures() {
    let bytes = workbook(&book(vec![Sheet::Table(table())])).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<pane ySplit="2" topLeftCell="A3""#), "the head stays in view");
    assert!(sheet.contains(r#"<autoFilter ref="A2:H4"/>"#));
    let workbook = open(&bytes, "people.xlsx").unwrap();
    let rows = &workbook.sheets[0].rows;
    assert_eq!(rows[1].cell(6).text(), "Cost a year (EUR)");
    let text = |text: &str| Cell::of_text(text);
    let share = Cell { percent: true, ..Cell::of_number(0.625) };
    let date = Cell { value: read::Value::Date(day("2024-02-29")), ..Cell::default() };
    assert_eq!(
        rows[2].cells,
        [
            text("'=Noor"),
            date,
            text("yes"),
            Cell::of_number(22.5),
            Cell::of_number(17.0),
            share,
            Cell::of_number(1_120_000.0),
            text("Led the hardening of the chat assistant.\nTwo lines."),
        ]
    );
    // Excel has no day before 1900 and no number without an end.
    assert_eq!(
        rows[3].cells,
        [text("Priya"), text("1899-12-31"), text("no"), Cell::default(), Cell::of_number(-3.0)]
    );
    let styles = part(&bytes, "xl/styles.xml");
    for code in ["yyyy-mm-dd", "0%_)", "#,##0_)", "#,##0.0_)"] {
        assert!(styles.contains(&format!("formatCode=\"{code}\"")), "{code}");
    }
}

#[test]
fn names_that_hurt_are_written_and_read() {
    let long = "x".repeat(10_000);
    let names = [
        long.as_str(),
        "ليلى حسن",
        "李小龍",
        "a\u{1}b\u{0}c\u{1b}[31m\u{ffff}",
        "a < b & c > \"d\"",
        "two\r\nlines",
        "\u{1f9d1}\u{200d}\u{1f4bb} Ada",
    ];
    let columns: Vec<(&str, Option<[u32; 3]>)> = names.iter().map(|name| (*name, Some([1, 1, 1]))).collect();
    let matrix = MatrixSheet {
        name: "M".to_owned(),
        areas: vec![area(&long, &columns), area("", &[])],
        rows: names.iter().map(|name| row("", name, &long, "0 1 2 3 4 0 1")).collect(),
    };
    let reading = import(&matrix_book(matrix.clone()), &Known::default());
    let shown = [
        long.as_str(),
        "ليلى حسن",
        "李小龍",
        "abc[31m",
        "a < b & c > \"d\"",
        "two lines",
        "\u{1f9d1}\u{200d}\u{1f4bb} Ada",
    ];
    let people: Vec<&str> = reading.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(people, shown);
    let competencies: Vec<&str> =
        reading.competencies.iter().map(|competency| competency.name.as_str()).collect();
    assert_eq!(competencies, shown);
    assert_eq!(reading.rows.len(), 49);
    assert_eq!(reading.errors().count(), 0);
    // More than a cell takes is cut, in UTF-16 units; nothing is refused.
    let endless = "\u{1f9d1}".repeat(40_000);
    let table = TableSheet {
        name: endless.clone(),
        note: Some(endless.clone()),
        columns: vec![Column { title: endless.clone(), kind: ColumnKind::Prose }],
        rows: vec![vec![Value::Text(endless)]],
    };
    let bytes = workbook(&Book {
        title: "&A \u{1} ".repeat(200),
        as_of: day("2026-06-01"),
        sheets: vec![Sheet::Table(table)],
    })
    .unwrap();
    let back = open(&bytes, "").unwrap();
    assert_eq!(back.sheets[0].name.chars().count(), 15);
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("<oddFooter>&amp;L&amp;&amp;A "));
    // Nobody and nothing at all.
    let nothing = MatrixSheet { name: String::new(), areas: Vec::new(), rows: Vec::new() };
    assert_eq!(open(&matrix_book(nothing), "").unwrap().sheets[0].name, "Sheet");
    let nobody = MatrixSheet { rows: Vec::new(), ..matrix };
    assert_eq!(import(&matrix_book(nobody), &Known::default()).rows.len(), 0);
}

#[test]
fn a_thousand_people_come_back() {
    let names: Vec<String> = (0..60).map(|number| format!("Competency {number}")).collect();
    let columns: Vec<(&str, Option<[u32; 3]>)> =
        names.iter().map(|name| (name.as_str(), Some([900, 400, 500]))).collect();
    let matrix = MatrixSheet {
        name: "Matrix".to_owned(),
        areas: columns.chunks(5).map(|columns| area("An area", columns)).collect(),
        rows: (0..1000)
            .map(|person| PersonRow {
                team: format!("Team {}", person % 40),
                person: format!("Person {person}"),
                role: format!("Role {}", person % 12),
                cells: (0..60)
                    .map(|at| {
                        let number = (person * 7 + at * 3) % 11;
                        let level = Level::new((number % 6) as u8)?;
                        Some(LevelCell { level, confirmed: number % 2 == 0, stale: number % 5 == 0 })
                    })
                    .collect(),
            })
            .collect(),
    };
    let start = Instant::now();
    let bytes = matrix_book(matrix.clone());
    println!("1,000 × 60 written in {:?}: {} KiB", start.elapsed(), bytes.len() / 1024);
    let reading = import(&bytes, &Known::default());
    assert_eq!(levels(&reading), written(&matrix));
    assert_eq!(reading.errors().count(), 0);
}

fn any_cell() -> impl Strategy<Value = Option<LevelCell>> {
    let cell = (prop::sample::select(&Level::ALL[..]), any::<bool>(), any::<bool>());
    let cell = cell.prop_map(|(level, confirmed, stale)| LevelCell { level, confirmed, stale });
    prop::option::of(cell)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Any levels, with any numbers of seats below them.
    #[test]
    fn any_matrix_comes_back(
        rows in prop::collection::vec(prop::collection::vec(any_cell(), 6), 1..8),
        seats in prop::collection::vec(prop::option::of((0_u32..40, 0_u32..8, 0_u32..8)), 6),
    ) {
        prop_assume!(rows.iter().flatten().any(Option::is_some));
        let names: Vec<String> = (0..6).map(|number| format!("Craft {number}")).collect();
        let columns: Vec<(&str, Option<[u32; 3]>)> = names
            .iter()
            .zip(&seats)
            .map(|(name, seats)| {
                let seats = seats.map(|(needed, filled, holders)| [needed, filled, holders]);
                (name.as_str(), seats)
            })
            .collect();
        let matrix = MatrixSheet {
            name: "Matrix".to_owned(),
            areas: columns.chunks(2).map(|columns| area("An area", columns)).collect(),
            rows: rows
                .iter()
                .enumerate()
                .map(|(number, cells)| PersonRow {
                    team: format!("Team {}", number % 2),
                    person: format!("Person {number}"),
                    role: String::new(),
                    cells: cells.clone(),
                })
                .collect(),
        };
        let known = Known {
            competencies: names.iter().map(|name| competency(name, &[])).collect(),
            ..Known::default()
        };
        let reading = import(&matrix_book(matrix.clone()), &known);
        prop_assert_eq!(levels(&reading), written(&matrix));
        prop_assert_eq!(reading.errors().count(), 0);
    }
}

#[test]
fn levels_typed_into_the_matrix_beside_the_assessments_are_noted() {
    let table = |name: &str, heads: &[&str], rows: Vec<Vec<Value>>| {
        let columns = heads.iter().map(|head| Column { title: (*head).to_owned(), kind: ColumnKind::Text });
        Sheet::Table(TableSheet { name: name.to_owned(), note: None, columns: columns.collect(), rows })
    };
    let text = |text: &str| Value::Text(text.to_owned());
    let people = matrix().rows;
    let person = |row: &PersonRow| {
        let mut cells = vec![text(&row.person), text(&row.team)];
        cells.resize(5, Value::Empty);
        cells
    };
    let team_of = |name: &str| people.iter().find(|row| row.person == name).unwrap().team.clone();
    // An earlier level of everybody, the level of the matrix, and a later claim that does not count beside it.
    let assessed = |level: u8, source: &str, date: &str, (name, competency): (&str, &str)| {
        let [level, date] = [Value::Whole(level.into()), Value::Date(day(date))];
        vec![text(name), text(&team_of(name)), text(competency), level, text(source), date]
    };
    let said = written(&matrix());
    let assessments = said
        .iter()
        .flat_map(|(name, competency, level)| {
            let what = (name.as_str(), competency.as_str());
            [
                assessed(*level, "work", "2026-05-01", what),
                assessed((level + 1) % 5, "exam", "2026-04-01", what),
                assessed((level + 2) % 5, "self", "2026-05-20", what),
            ]
        })
        .collect();
    let lists = [
        table(
            "People",
            &["Person", "Team", "Role", "Started", "Leaves"],
            people.iter().map(person).collect(),
        ),
        table("Assessments", &["Person", "Team", "Competency", "Level", "Source", "Date"], assessments),
    ];
    let differences = |matrix: MatrixSheet| {
        let mut sheets = vec![Sheet::Matrix(matrix)];
        sheets.extend(lists.clone());
        let opened = open(&workbook(&book(sheets)).unwrap(), "workbook.xlsx").unwrap();
        let tables = cadre_exchange::layout::tables(&opened, &known()).unwrap();
        assert_eq!(
            tables.iter().map(|table| table.sheet.as_str()).collect::<Vec<_>>(),
            ["People", "Assessments"]
        );
        let options =
            cadre_exchange::Options { layout: Some(tables[1].clone()), ..super::support::options() };
        let reading = cadre_exchange::read_matrix(&opened, &known(), &options).unwrap();
        let differs =
            reading.problems.into_iter().filter(|problem| problem.kind == ProblemKind::MatrixDiffers);
        differs.map(|problem| format!("{} | {}", problem.value, problem.expected)).collect::<Vec<_>>()
    };
    assert_eq!(differences(matrix()), [""; 0]);
    // One changed, one added, one taken away; the rows are sorted anew.
    let mut edited = matrix();
    edited.rows[0] = row("Platform", "Noor Rahman", "LLM security engineer", "4 2 1");
    edited.rows[3] = row("Detection", "Zoë 李", "SOC analyst", "4 - 2");
    edited.rows.swap(0, 1);
    let read = "as the sheet Assessments says, which is read; the sheet Matrix is not";
    assert_eq!(
        differences(edited),
        [
            format!("Matrix!D4: 4 | level 3 of Noor Rahman in Prompt-injection defence, {read}"),
            format!("Matrix!F4: 1 | no level of Noor Rahman in Leadership, {read}"),
            format!("Matrix!E6: blank | level 1 of Zoë 李 in Output handling, {read}"),
        ]
    );
}

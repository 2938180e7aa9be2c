//! A table becomes assessments, with every problem at its cell.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test uses its part of the support")]
mod support;

use std::fmt::Write as _;

use cadre_core::{Level, Source};
use cadre_exchange::{
    ExchangeError, Known, LayoutKind, Meaning, NameChoice, Options, Reading, Scale, Severity, open, preview,
    read_matrix,
};
use support::{day, fixture, known, ods, options, person, text_cell, xlsx};

fn read(text: &str) -> Reading {
    read_with(text, &known(), &options())
}

fn read_with(text: &str, known: &Known, options: &Options<'_>) -> Reading {
    read_matrix(&open(text.as_bytes(), "file.csv").unwrap(), known, options).unwrap()
}

/// The assessments, a line each: row and column, person, competency key, level.
fn rows(reading: &Reading) -> String {
    let lines: Vec<String> = reading
        .rows
        .iter()
        .map(|row| {
            format!(
                "{}{} {} / {} / {}",
                cadre_exchange::layout::letters(row.column),
                row.row,
                reading.people[row.person as usize].name,
                reading.competencies[row.competency as usize].key,
                row.level.get()
            )
        })
        .collect();
    lines.join("\n")
}

/// The problems, a line each: severity, kind, cell, value.
fn problems(reading: &Reading) -> String {
    let mut text = String::new();
    for problem in &reading.problems {
        let sign = if problem.severity == Severity::Error { "!" } else { "." };
        let kind = serde_json::to_value(problem.kind).unwrap();
        writeln!(
            text,
            "{sign} {} {}{} {}",
            kind.as_str().unwrap(),
            problem.column,
            problem.row,
            problem.value
        )
        .unwrap();
    }
    text
}

#[test]
fn the_four_files_that_libreoffice_saved_read_alike() {
    // Worked out by hand from the table in make.py: word, level, and blanks, "?" and "n/a" left out.
    let expected = "\
D4 Noor Rahman / prompt-injection-defence / 4
E4 Noor Rahman / model-supply-chain / 3
F4 Noor Rahman / cloud-posture / 2
H4 Noor Rahman / leadership / 1
I4 Noor Rahman / vendor-reviews / 0
D5 Zoë Müller / prompt-injection-defence / 1
F5 Zoë Müller / cloud-posture / 4
G5 Zoë Müller / kubernetes-hardening / 4
H5 Zoë Müller / leadership / 2
I5 Zoë Müller / vendor-reviews / 1
D6 Rosa Ibáñez / prompt-injection-defence / 0
E6 Rosa Ibáñez / model-supply-chain / 0
F6 Rosa Ibáñez / cloud-posture / 2
G6 Rosa Ibáñez / kubernetes-hardening / 1
H6 Rosa Ibáñez / leadership / 3
D7 Keiko Tanaka / prompt-injection-defence / 3
E7 Keiko Tanaka / model-supply-chain / 4
F7 Keiko Tanaka / cloud-posture / 1
G7 Keiko Tanaka / kubernetes-hardening / 2
I7 Keiko Tanaka / vendor-reviews / 0
D8 O'Brien, Siân / prompt-injection-defence / 1
E8 O'Brien, Siân / model-supply-chain / 1
F8 O'Brien, Siân / cloud-posture / 1
G8 O'Brien, Siân / kubernetes-hardening / 0
H8 O'Brien, Siân / leadership / 4
I8 O'Brien, Siân / vendor-reviews / 3";
    for name in [
        "platform-team.xlsx",
        "platform-team.ods",
        "platform-team-semicolon.csv",
        "platform-team-windows-1252.csv",
    ] {
        let reading = read_matrix(&open(&fixture(name), name).unwrap(), &known(), &options()).unwrap();
        assert_eq!(rows(&reading), expected, "{name}");
        assert_eq!(reading.errors().count(), 0, "{name}: {}", problems(&reading));
        assert_eq!(reading.scale.scale, Scale::Words);
        assert_eq!((reading.layout.kind, reading.layout.header_row), (LayoutKind::Wide, 3));
        assert_eq!(reading.layout.columns[9].meaning, Meaning::Ignored, "{name}: the count column");
        assert_eq!(reading.rows[0].assessed_on, day("2026-05-04"));
        assert_eq!(reading.rows[25].assessed_on, day("2026-05-07"));
        assert_eq!(reading.rows[0].source, Source::Manager);
        assert_eq!(reading.people[0].id, Some(known().people[0].id));
        assert_eq!(reading.people[1].id, None);
        assert_eq!(reading.roles[0].name, "LLM security engineer");
        assert_eq!(reading.rows_read, 5);
    }
}

#[test]
fn every_problem_of_a_long_file_is_found_at_once() {
    // The rows of the import picture, and those that the issue names.
    let reading = read(
        "\
May assessments, scale 0 to 4

Employee,Skill,Score,Date,By,Comment
Noor Rahman,Output handling,2,2026-05-04,manager,
N. Rahman,Model supply chain,1,2026-05-04,manager,
Luca Moretti,Model monitering,2,2026-05-04,lab,saw it
Luca Moretti,Model supply chain,5,2026-05-04,manager,
Luca Moretti,Model monitoring,3,31/02/2026,manager,
Priya Shah,Prompt-injection defence,2,2026-05-06,peer,
Priya Shah,Prompt-injection defence,2,2026-05-06,peer,
Priya Shah,Prompt-injection defence,3,2026-05-06,peer,
\"=HYPERLINK(\"\"http://x\"\",\"\"Mina\"\")\",Output handling,1,2026-05-06,manager,
Priya Shah,Vendor reviews,3,2026-05-06,manager,
Priya Shah,Leadership,,2026-05-06,manager,
Priya Shah,Cloud posture,1,2026-12-07,exam,
Priya Shah,CSPM,much,soon,horoscope,
,Leadership,2,2026-05-06,manager,
Priya Shah,,2,2026-05-06,manager,
Priya Shah,=A1,2,2026-05-06,manager,
",
    );
    assert_eq!(
        problems(&reading),
        "\
. near_name A5 N. Rahman
. near_name B6 Model monitering
! level_outside_scale C7 5
! not_a_date D8 31/02/2026
. repeated_row B10 Prompt-injection defence
! contradiction C11 3
! formula_as_name A12 =HYPERLINK(\"http://x\",\"Mina\")
. new_competency B13 Vendor reviews
. empty C14 
! date_in_future D15 2026-12-07
! unreadable_value C16 much
! not_a_date D16 soon
! unknown_source E16 horoscope
! missing_name A17 
! missing_competency B18 
! formula_as_name B19 =A1
"
    );
    assert_eq!(
        rows(&reading),
        "\
C4 Noor Rahman / output-handling / 2
C5 Noor Rahman / model-supply-chain / 1
C6 Luca Moretti / model-monitoring / 2
C9 Priya Shah / prompt-injection-defence / 2
C13 Priya Shah / vendor-reviews / 3"
    );
    assert_eq!((reading.rows_read, reading.rows_with_errors), (16, 9));
    assert_eq!(reading.scale.scale, Scale::ZeroToFour);
    let third = &reading.rows[2];
    assert_eq!((third.source, third.note.as_deref()), (Source::Lab, Some("saw it")));
    let outside = reading.errors().next().unwrap();
    assert_eq!((outside.header.as_str(), outside.expected.as_str()), ("Score", "a number from 0 to 4"));
    assert_eq!((outside.sheet.as_str(), outside.row, outside.column.as_str()), ("file.csv", 7, "C"));
}

#[test]
fn the_caller_answers_for_names() {
    let text =
        "Person,Skill,Level\nN. Rahman,Vendor reviews,0\nPriya Shah,Vendor reviews,4\nPriya Shah,Gossip,4\n";
    let mut options = options();
    options.competencies.insert("vendor reviews".to_owned(), NameChoice::Existing("leadership".into()));
    options.competencies.insert("gossip".to_owned(), NameChoice::LeaveOut);
    options.people.insert("n rahman".to_owned(), NameChoice::New);
    let reading = read_with(text, &known(), &options);
    assert_eq!(rows(&reading), "C2 N. Rahman / leadership / 0\nC3 Priya Shah / leadership / 4");
    assert_eq!(reading.people[0].id, None);
    assert_eq!(problems(&reading), ". left_out B4 Gossip\n");
}

#[test]
fn two_row_headers_take_the_lower_row() {
    let text = "Name,LLM SecOps,,Cloud,\n,Prompt-injection defence,Output handling,Cloud posture,Landing zones\nNoor Rahman,0,1,2,3\nPriya Shah,1,2,3,4\n";
    let reading = read(text);
    assert_eq!(reading.layout.header_row, 2);
    assert_eq!(rows(&reading).lines().nth(3), Some("E3 Noor Rahman / landing-zones / 3"));
    assert_eq!(reading.errors().count(), 0);
}

#[test]
fn merged_headers_and_names_spread_downwards() {
    // A1:A2 is "Name" merged; B1:C1 is an area over two skills; A3:A4 is one person over two rows of the same days.
    let sheet = format!(
        r#"<sheetData><row r="1">{}{}</row><row r="2">{}{}</row><row r="3">{}<c r="B3"><v>0</v></c></row><row r="4"><c r="C4"><v>4</v></c></row></sheetData><mergeCells count="3"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="A3:A4"/></mergeCells>"#,
        text_cell("A1", "Name"),
        text_cell("B1", "LLM SecOps"),
        text_cell("B2", "Output handling"),
        text_cell("C2", "Leadership"),
        text_cell("A3", "Noor Rahman"),
    );
    let reading = read_matrix(&open(&xlsx(&sheet), "m.xlsx").unwrap(), &known(), &options()).unwrap();
    assert_eq!(rows(&reading), "B3 Noor Rahman / output-handling / 0\nC4 Noor Rahman / leadership / 4");
}

#[test]
fn the_same_person_twice_is_a_problem_where_the_rows_disagree() {
    let agree = read("Name,Output handling,Leadership\nNoor Rahman,0,\nPriya Shah,1,1\nnoor  rahman,0,4\n");
    assert_eq!(
        rows(&agree),
        "B2 Noor Rahman / output-handling / 0\nB3 Priya Shah / output-handling / 1\nC3 Priya Shah / leadership / 1\nC4 Noor Rahman / leadership / 4"
    );
    assert_eq!(problems(&agree), ". repeated_row A4 noor  rahman\n");
    let disagree = read("Name,Output handling\nNoor Rahman,0\nPriya Shah,1\nNoor Rahman,4\n");
    assert_eq!(rows(&disagree), "B3 Priya Shah / output-handling / 1");
    assert_eq!(problems(&disagree), "! duplicate_person A2 Noor Rahman\n! duplicate_person A4 Noor Rahman\n");
}

#[test]
fn namesakes_are_told_apart_by_their_team() {
    let mut known = known();
    known.people = vec![person(1, "Sam Lee", "Red"), person(2, "Sam Lee", "Blue")];
    let reading = read_with("Team,Name,Leadership\nBlue,Sam Lee,0\nRed,Sam Lee,4\n", &known, &options());
    assert_eq!(reading.errors().count(), 0);
    assert_eq!(
        reading.people.iter().map(|person| person.id).collect::<Vec<_>>(),
        [Some(known.people[1].id), Some(known.people[0].id)]
    );
    let reading = read_with("Name,Leadership\nSam Lee,0\n", &known, &options());
    assert_eq!(
        problems(&reading).lines().filter(|line| line.starts_with('!')).collect::<Vec<_>>(),
        ["! ambiguous_person A2 Sam Lee"]
    );
    // New people, the same name on two teams: two people.
    let reading = read("Team,Name,Leadership\nBlue,Kim Park,0\nRed,Kim Park,4\n");
    assert_eq!(reading.people.len(), 2);
    assert_eq!(reading.rows.len(), 2);
}

#[test]
fn two_columns_for_one_competency_are_a_problem() {
    let reading = read("Name,Model monitering,Model monitoring\nNoor Rahman,0,4\n");
    assert_eq!(rows(&reading), "C2 Noor Rahman / model-monitoring / 4");
    assert!(problems(&reading).contains("! repeated_column B1 Model monitering\n"));
}

#[test]
fn formulas_are_no_names_but_may_be_levels() {
    let sheet = format!(
        r#"<sheetData><row r="1">{}{}</row><row r="2"><c r="A2" t="str"><f>CONCAT("a","b")</f><v>ab</v></c><c r="B2"><v>0</v></c></row><row r="3">{}<c r="B3"><f>2+2</f><v>4</v></c></row></sheetData>"#,
        text_cell("A1", "Name"),
        text_cell("B1", "Leadership"),
        text_cell("A3", "Noor Rahman"),
    );
    let reading = read_matrix(&open(&xlsx(&sheet), "f.xlsx").unwrap(), &known(), &options()).unwrap();
    assert_eq!(problems(&reading), "! formula_as_name A2 ab\n");
    assert_eq!(rows(&reading), "B3 Noor Rahman / leadership / 4");
}

#[test]
fn percentages_of_a_spreadsheet_are_levels() {
    let rows_xml = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Leadership</text:p></table:table-cell></table:table-row>
      <table:table-row><table:table-cell office:value-type="string"><text:p>Noor Rahman</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="1"><text:p>100%</text:p></table:table-cell></table:table-row>"#;
    let reading = read_matrix(&open(&ods(rows_xml), "p.ods").unwrap(), &known(), &options()).unwrap();
    assert_eq!(reading.scale.scale, Scale::Percent);
    assert_eq!(reading.rows[0].level, Level::MAX);
}

#[test]
fn the_layout_can_be_corrected_and_handed_back() {
    let text = "Who knows what\nNoor Rahman,3,0\nPriya Shah,2,4\n";
    let workbook = open(text.as_bytes(), "bare.csv").unwrap();
    assert!(matches!(read_matrix(&workbook, &known(), &options()), Err(ExchangeError::NoHeader { .. })));
    let workbook = open(b"Name,Leadership,Years in\nNoor Rahman,0,7\n", "years.csv").unwrap();
    let mut layout = read_matrix(&workbook, &known(), &options()).unwrap().layout;
    layout.columns[2].meaning = Meaning::Ignored;
    let corrected = Options { layout: Some(layout.clone()), ..options() };
    assert_eq!(
        rows(&read_matrix(&workbook, &known(), &corrected).unwrap()),
        "B2 Noor Rahman / leadership / 0"
    );
    assert_eq!(preview(&workbook, &layout, 0, 10).unwrap()[0].cells, ["Noor Rahman", "0", "7"]);
    layout.columns[0].meaning = Meaning::Ignored;
    let wrong = Options { layout: Some(layout), ..options() };
    assert!(matches!(
        read_matrix(&workbook, &known(), &wrong),
        Err(ExchangeError::IncompleteLayout { missing: "person" })
    ));
}

#[test]
fn first_and_last_names_may_stand_apart() {
    let reading = read("First name,Last name,Leadership\nNoor,Rahman,0\nPriya,Shah,4\n");
    assert_eq!(rows(&reading), "C2 Noor Rahman / leadership / 0\nC3 Priya Shah / leadership / 4");
}

#[test]
fn a_role_called_lead_is_no_level() {
    let reading = read(
        "Name,Role,Leadership,Vendor reviews\nNoor Rahman,Lead,none,expert\nPriya Shah,Senior,advanced,none\n",
    );
    assert_eq!(reading.layout.columns[1].meaning, Meaning::Role);
    assert_eq!(reading.rows.len(), 4);
}

#[test]
fn the_sheet_with_the_table_is_found() {
    let workbook = open(&fixture("platform-team.ods"), "platform-team.ods").unwrap();
    assert_eq!(workbook.sheets.len(), 2);
    let mut turned = workbook.clone();
    turned.sheets.reverse();
    assert_eq!(read_matrix(&turned, &known(), &options()).unwrap().layout.sheet, "Levels");
}

#[test]
fn names_of_every_script_are_kept() {
    let reading = read("Name,قيادة,リーダーシップ\nنور رحمن,0,1\n李伟,2,4\n");
    assert_eq!(
        reading.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(),
        ["نور رحمن", "李伟"]
    );
    assert_eq!(reading.rows.len(), 4);
    assert_eq!(reading.errors().count(), 0);
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    let mut text = String::from("Person,Team,Skill,Level,Date,Source\n");
    for index in 0..100_000_u32 {
        let (who, skill) = (index / 50, index % 50);
        writeln!(
            text,
            "Person {who} of the long list,Team {},Skill {skill} in words,{},2026-05-{:02},manager",
            who % 40,
            (who + skill) % 5,
            skill % 28 + 1
        )
        .unwrap();
    }
    let reading = read(&text);
    assert_eq!(
        (reading.rows.len(), reading.people.len(), reading.competencies.len(), reading.teams.len()),
        (100_000, 2_000, 50, 40)
    );
    assert_eq!(reading.errors().count(), 0);
    assert_eq!(reading.rows[99_999].level.get(), ((1_999 + 49) % 5) as u8);
}

#[test]
fn notes_keep_their_lines() {
    let reading = read("Name,Skill,Level,Note\nNoor Rahman,Leadership,0,\"'- saw it\n  - twice\"\n");
    assert_eq!(reading.rows[0].note.as_deref(), Some("- saw it\n  - twice"));
}

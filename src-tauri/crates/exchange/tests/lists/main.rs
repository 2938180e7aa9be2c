//! A list becomes records, with every problem at its cell.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod pulses;
mod roles;
#[expect(dead_code, reason = "each test uses its part of the support")]
#[path = "../support/mod.rs"]
mod support;

use std::fmt::Write as _;

use cadre_exchange::{
    ExchangeError, LayoutAnswers, LayoutKind, ListReading, ListRecord, Meaning, Options, Severity, layout,
    open, read_list, read_matrix,
};
use chrono::NaiveDate;
use support::{known, options, text_cell, xlsx};

fn read(text: &str) -> ListReading {
    read_bytes(text.as_bytes(), &options())
}

fn read_bytes(bytes: &[u8], options: &Options<'_>) -> ListReading {
    let workbook = open(bytes, "file.csv").unwrap();
    let layout = layout::find_with(&workbook, &known(), &LayoutAnswers::default()).unwrap();
    read_list(&workbook, &layout, &known(), options).unwrap()
}

fn or_blank<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// The records, a line each: the row, then the fields in their order, "-" where the file says nothing.
fn records(reading: &ListReading) -> String {
    let date = |date: Option<NaiveDate>| or_blank(date);
    let lines: Vec<String> = reading
        .records
        .iter()
        .map(|record| match record {
            ListRecord::Person(person) => format!(
                "{} {} / {} / {} / {} / {} / {} / {}",
                person.row,
                person.name,
                or_blank(person.team.as_ref()),
                or_blank(person.role.as_ref()),
                date(person.started_on),
                date(person.leaves_on),
                or_blank(person.borrowed),
                or_blank(person.learning_hours),
            ),
            ListRecord::Role(role) => format!(
                "{} {} / {} / {} / {} / {} / {} / {}",
                role.row,
                role.name,
                or_blank(role.annual_cost),
                or_blank(role.hiring_cost),
                or_blank(role.contractor_rate),
                or_blank(role.weeks_to_fill),
                or_blank(role.weeks_to_ramp),
                or_blank(role.attrition),
            ),
            ListRecord::Target(target) => format!(
                "{} {} / {} / {} / {}",
                target.row,
                target.role,
                target.competency,
                target.level.get(),
                or_blank(target.importance.map(cadre_core::Importance::as_str)),
            ),
            ListRecord::Position(position) => format!(
                "{} {} / {} / {} / {}",
                position.row,
                position.team,
                position.role,
                position.seats,
                date(position.needed_by)
            ),
            ListRecord::Pulse(pulse) => format!(
                "{} {} / {} / {}",
                pulse.row,
                date(pulse.asked_on),
                or_blank(pulse.question.as_ref()),
                pulse.areas.iter().map(cadre_core::AreaKey::as_str).collect::<Vec<_>>().join(" "),
            ),
            ListRecord::Competency(competency) => format!(
                "{} {} / {} / {} / {}",
                competency.row,
                competency.name,
                or_blank(competency.area.as_ref()),
                or_blank(competency.recheck_months),
                competency.descriptors.join("|")
            ),
        })
        .collect();
    lines.join("\n")
}

/// The problems, a line each: severity, kind, cell, value.
fn problems(reading: &ListReading) -> String {
    let mut text = String::new();
    for problem in &reading.problems {
        let sign = if problem.severity == Severity::Error { "!" } else { "." };
        let kind = serde_json::to_value(problem.kind).unwrap();
        let (column, row) = (&problem.column, problem.row);
        writeln!(text, "{sign} {} {column}{row} {}", kind.as_str().unwrap(), problem.value).unwrap();
    }
    text
}

fn check(text: &str, kind: LayoutKind, expected_records: &str, expected_problems: &str) {
    let reading = read(text);
    assert_eq!(reading.layout.kind, kind, "{text}");
    assert_eq!(records(&reading), expected_records, "{text}");
    assert_eq!(problems(&reading), expected_problems, "{text}");
}

#[test]
fn people() {
    check(
        "\
Name,Team,Role,Started,Leaves,Borrowed,Learning hours
Noor Rahman,Platform,LLM security engineer,2024-03-01,2027-01-31,no,20
Zoë Müller,Platform,,01.04.2025,,x,\"12,5 h\"
Rosa Ibáñez,,n/a,,,,
",
        LayoutKind::People,
        "\
2 Noor Rahman / Platform / LLM security engineer / 2024-03-01 / 2027-01-31 / false / 20
3 Zoë Müller / Platform / - / 2025-04-01 / - / true / 12.5
4 Rosa Ibáñez / - / - / - / - / - / -",
        "",
    );
    // Names apart, in German, with a sum below; days first, which only the 31st shows.
    check(
        "\
Nachname;Vorname;Abteilung;Eintritt;Austritt;Extern
Rahman;Noor;Plattform;3/1/2024;31/1/2027;nein
Müller;Zoë;Plattform;4/2/2025;;extern
Summe;;;;;
",
        LayoutKind::People,
        "\
2 Noor Rahman / Plattform / - / 2024-01-03 / 2027-01-31 / false / -
3 Zoë Müller / Plattform / - / 2025-02-04 / - / true / -",
        ". day_first_assumed D2 3/1/2024\n. summary_row A4 Summe\n",
    );
    check(
        "Mitarbeiter\nNoor Rahman\nPriya Shah\n",
        LayoutKind::People,
        "2 Noor Rahman / - / - / - / - / - / -\n3 Priya Shah / - / - / - / - / - / -",
        "",
    );
}

#[test]
fn every_problem_of_people_is_found_at_once() {
    check(
        "\
Person,Team,Started,Leaves,Borrowed,Learning hours
Noor Rahman,Platform,2024-03-01,2024-02-29,no,20
Priya Shah,Platform,soon,,perhaps,many
,Platform,2024-03-01,,,
=1+1,Platform,,,,-5
Luca Moretti,=A1,,,,20000
Person,Team,Started,Leaves,Borrowed,Learning hours
Zoë Müller,Platform,2031-01-01,2036-01-01,FALSE,0
Remarks: ask Priya Shah before changing anything,,,,,
",
        LayoutKind::People,
        "8 Zoë Müller / Platform / - / 2031-01-01 / 2036-01-01 / false / 0",
        "\
! leaves_before_start D2 2024-02-29
! not_a_date C3 soon
! not_yes_or_no E3 perhaps
! not_a_number F3 many
! missing_name A4 
! formula_as_name A5 =1+1
! out_of_range F5 -5
! formula_as_name B6 =A1
! out_of_range F6 20000
. summary_row A7 Person
. summary_row A9 Remarks: ask Priya Shah before changing anything
",
    );
    let reading = read("Person,Team\nNoor Rahman,Platform\n,Platform\n");
    assert_eq!((reading.rows_read, reading.rows_with_errors), (2, 1));
    let problem = reading.errors().next().unwrap();
    assert_eq!((problem.sheet.as_str(), problem.header.as_str()), ("file.csv", "Person"));
    assert_eq!(problem.expected, "the name of a person");
}

#[test]
fn people_twice() {
    check(
        "\
Person,Team,Role
Noor Rahman,Platform,Analyst
\"Rahman, Noor\",Platform,Lead
Priya Shah,Platform,Analyst
priya  shah,platform,Analyst
Luca Moretti,Platform,Analyst
Kim Park,Red,Analyst
Kim Park,Blue,Analyst
Kim Park,,Analyst
Ada Berg,Red,
Ada Berg,,
",
        LayoutKind::People,
        // Kim Park is two people; Ada Berg is one, whose team one row leaves out.
        "\
4 Priya Shah / Platform / Analyst / - / - / - / -
6 Luca Moretti / Platform / Analyst / - / - / - / -
7 Kim Park / Red / Analyst / - / - / - / -
8 Kim Park / Blue / Analyst / - / - / - / -",
        "\
! duplicate_person A2 Noor Rahman
! duplicate_person A3 Rahman, Noor
. repeated_row A5 priya shah
! ambiguous_person A9 Kim Park
! duplicate_person A10 Ada Berg
! duplicate_person A11 Ada Berg
",
    );
    check(
        "Person,Team\nNoor Rahman,Platform\nNoor Rahman,Platform\n",
        LayoutKind::People,
        "2 Noor Rahman / Platform / - / - / - / - / -",
        ". repeated_row A3 Noor Rahman\n",
    );
}

#[test]
fn competencies() {
    check(
        "\
Competency,Area,Re-check months,Level 0,Level 1,Level 2,Level 3,Level 4
Vendor reviews,Supply chain,18,None,Fills in the form,Reviews,Alone,Sets the form
Gossip,,,,,,,
Juggling,Soft skills,0,,,,,
Weaving,Soft skills,6.5,,,,,
,Soft skills,6,,,,,
Gardening,Soft skills,6,,,,,Trees
gardening,Soft skills,6,,,,,Trees
",
        LayoutKind::Competencies,
        "\
2 Vendor reviews / Supply chain / 18 / None|Fills in the form|Reviews|Alone|Sets the form
3 Gossip / - / - / 
7 Gardening / Soft skills / 6 / ||||Trees",
        "\
! out_of_range C4 0
! not_a_number C5 6.5
! missing_competency A6 
. repeated_row A8 gardening
",
    );
    // Descriptors out of order are told apart by their number, and keep their lines.
    check(
        "Name,Category,Level 1,Level 0\nWeaving,Crafts,\"Knots,\n  and more\",'-none-\n",
        LayoutKind::Competencies,
        "2 Weaving / Crafts / - / -none-|Knots,\n  and more|||",
        "",
    );
}

#[test]
fn computed_names_are_refused_and_computed_amounts_are_not() {
    let sheet = format!(
        r#"<sheetData><row r="1">{}{}</row><row r="2"><c r="A2" t="str"><f>CONCAT("a","b")</f><v>ab</v></c><c r="B2"><v>1</v></c></row><row r="3">{}<c r="B3"><f>2+2</f><v>4</v></c></row></sheetData>"#,
        text_cell("A1", "Role"),
        text_cell("B1", "Weeks to fill"),
        text_cell("A3", "Analyst"),
    );
    let reading = read_bytes(&xlsx(&sheet), &options());
    assert_eq!(problems(&reading), "! formula_as_name A2 ab\n");
    assert_eq!(records(&reading), "3 Analyst / - / - / - / 4 / - / -");
}

#[test]
fn a_list_is_no_table_of_levels() {
    let workbook = open(b"Person,Team\nNoor Rahman,Platform\n", "people.csv").unwrap();
    let people = layout::find_with(&workbook, &known(), &LayoutAnswers::default()).unwrap();
    let as_levels = Options { layout: Some(people.clone()), ..options() };
    assert!(matches!(read_matrix(&workbook, &known(), &as_levels), Err(ExchangeError::WrongKind)));
    let mut levels = people.clone();
    levels.kind = LayoutKind::Wide;
    levels.columns[1].meaning = Meaning::Skill;
    assert!(matches!(read_list(&workbook, &levels, &known(), &options()), Err(ExchangeError::WrongKind)));
    let mut nobody = people;
    nobody.columns[0].meaning = Meaning::Ignored;
    assert!(matches!(
        read_list(&workbook, &nobody, &known(), &options()),
        Err(ExchangeError::IncompleteLayout { missing: "person" })
    ));
}

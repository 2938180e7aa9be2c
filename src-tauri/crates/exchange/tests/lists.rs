//! A list becomes records, with every problem at its cell.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test uses its part of the support")]
mod support;

use std::fmt::Write as _;

use cadre_exchange::{
    ExchangeError, LayoutAnswers, LayoutKind, ListReading, ListRecord, Meaning, Options, Severity, layout,
    open, read_list, read_matrix,
};
use chrono::NaiveDate;
use support::{day, fixture, known, options, text_cell, xlsx};

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
fn roles() {
    check(
        "\
Role,Yearly cost (EUR),Hiring cost,Contractor rate a quarter,Weeks to fill,Weeks to ramp,Attrition a year
LLM security engineer,\"€ 115,000\",23k,52.000,14,12 weeks,20%
SOC analyst,\"70.000,50\",9'000,\"EUR 30,000.00\",8,\"6,5\",0.175
Lead,,0,1 200 000 p.a.,,,
",
        LayoutKind::Roles,
        "\
2 LLM security engineer / 115000 / 23000 / 52000 / 14 / 12 / 0.2
3 SOC analyst / 70000.5 / 9000 / 30000 / 8 / 6.5 / 0.175
4 Lead / - / 0 / 1200000 / - / - / -",
        "",
    );
    // Percentages without their sign are taken for what they are, and the first is noted; 1 beside 20 is 1%.
    check(
        "Rolle,Jahreskosten,Fluktuation\nA,1.5m,20\nB,1.250,1\nC,\"1,25\",0.15\nD,-,101\n",
        LayoutKind::Roles,
        "\
2 A / 1500000 / - / - / - / - / 0.2
3 B / 1250 / - / - / - / - / 0.01
4 C / 1.25 / - / - / - / - / 0.15",
        ". percent_assumed C2 20\n! out_of_range C5 101\n",
    );
    check(
        "Role,Attrition\nA,1\nB,0.5\n",
        LayoutKind::Roles,
        "2 A / - / - / - / - / - / 1\n3 B / - / - / - / - / - / 0.5",
        "",
    );
    check(
        "\
Role,Yearly cost,Weeks to fill,Attrition
A,about 100000,3 months,-1%
,5,5,5%
A,-1000,6-8,high
B,(500),1500,20%
B,1,1,20%
B,1,2,20%
C,1,1,20%
C,1,1,20%
=B,1,1,20%
",
        LayoutKind::Roles,
        "8 C / 1 / - / - / 1 / - / 0.2",
        "\
! not_a_number B2 about 100000
! not_a_number C2 3 months
! out_of_range D2 -1%
! missing_role A3 
! out_of_range B4 -1000
! not_a_number C4 6-8
! not_a_number D4 high
! out_of_range B5 (500)
! out_of_range C5 1500
! duplicate_row A6 B
! duplicate_row A7 B
. repeated_row A9 C
! formula_as_name A10 =B
",
    );
}

#[test]
fn roles_of_a_spreadsheet() {
    let bytes = fixture("head-count.xlsx");
    let reading = read_bytes(&bytes, &options());
    assert_eq!((reading.layout.sheet.as_str(), reading.layout.header_row), ("Roles and costs", 3));
    assert_eq!(
        records(&reading),
        "\
4 LLM security engineer / 115000 / 23000 / - / 14 / - / 0.2
5 SOC analyst / 70000 / 9000.5 / - / 8 / - / 0.15"
    );
    assert_eq!(problems(&reading), ". summary_row A6 Total\n");
}

#[test]
fn targets() {
    check(
        "\
Role,Competency,Level,Importance
LLM security engineer,Prompt-injection defence,4,critical
LLM security engineer,Vendor reviews,0,useful
SOC analyst,Model monitoring,1,2
SOC analyst,Leadership,,
SOC analyst,Cloud posture,3 - independent,nice to have
",
        LayoutKind::Targets,
        "\
2 LLM security engineer / Prompt-injection defence / 4 / critical
4 SOC analyst / Model monitoring / 1 / important
6 SOC analyst / Cloud posture / 3 / useful",
        ". empty C3 0\n. empty C5 \n",
    );
    // Another scale, and the level needed beside the one that there is.
    check(
        "Job title,Skill,Current level,Target level\nAnalyst,A,1,5\nAnalyst,B,2,3\nAnalyst,C,3,2.5\n",
        LayoutKind::Targets,
        "2 Analyst / A / 4 / -\n3 Analyst / B / 2 / -\n4 Analyst / C / 1 / -",
        ". between_levels D4 2.5\n",
    );
    check(
        "\
Role,Skill,Level (0-4),Importance
Analyst,A,5,critical
Analyst,,3,critical
,B,3,critical
Analyst,C,much,vital
Analyst,D,3,4
Analyst,E,3,1
analyst,e,2,1
",
        LayoutKind::Targets,
        "",
        "\
! level_outside_scale C2 5
! missing_competency B3 
! missing_role A4 
! unreadable_value C5 much
! unknown_importance D5 vital
! unknown_importance D6 4
! duplicate_row B7 E
! duplicate_row B8 e
",
    );
}

#[test]
fn positions() {
    check(
        "\
Team,Role,Seats,Needed by
Platform,LLM security engineer,2,2027-09-30
Platform,LLM security engineer,2,2027-09-30
,SOC analyst,1,
Platform,,1,
Platform,SOC analyst,0,
Platform,SOC analyst,1.5,Q3
Platform,SOC analyst,,
Total,,7,
",
        LayoutKind::Positions,
        // A list may have a row for each seat, so that nothing is repeated here.
        "\
2 Platform / LLM security engineer / 2 / 2027-09-30
3 Platform / LLM security engineer / 2 / 2027-09-30",
        "\
! missing_team A4 
! missing_role B5 
! out_of_range C6 0
! not_a_number C7 1.5
! not_a_date D7 Q3
! not_a_number C8 
. summary_row A9 Total
",
    );
    let with_team = Options { team: Some("Detection".to_owned()), ..options() };
    let reading = read_bytes(b"Team,Role,Headcount\n,SOC analyst,3\nRed,SOC analyst,1 FTE\n", &with_team);
    assert_eq!(records(&reading), "2 Detection / SOC analyst / 3 / -\n3 Red / SOC analyst / 1 / -");
    let reading = read_bytes(b"Role,Headcount\nSOC analyst,3\n", &with_team);
    assert_eq!(records(&reading), "2 Detection / SOC analyst / 3 / -");
}

#[test]
fn pulses_with_boxes_to_tick() {
    check(
        "\
Zeitstempel,ML SecOps,Which skills are short? [Cloud computing],Soft skills
2026-04-15 10:30,x,,
2026-04-15 11:00,,,
2026-04-16,yes,1,no
",
        LayoutKind::Pulse,
        "\
2 2026-04-15 / - / ml-secops
3 2026-04-15 / - / 
4 2026-04-16 / - / ml-secops cloud-computing",
        "",
    );
    check(
        "\
Asked on,Question,ML SecOps,LLM SecOps,ml-secops,Soft skills
2026-12-24,isaca.gap,x,x,,x
2026-04-15,isaca.other,x,x,,x
2026-04-15,ISACA.gap,x,?,,x
2026-04-15,isaca.gap,x,x,,perhaps
2026-04-15,isaca.gap,,,,
2026-04-15,isaca.gap,x,x,,x
2026-04-15,isaca.gap,x,x,,x
",
        LayoutKind::Pulse,
        "\
4 2026-04-15 / isaca.gap / ml-secops soft-skills
6 2026-04-15 / isaca.gap / 
7 2026-04-15 / isaca.gap / ml-secops llm-secops soft-skills
8 2026-04-15 / isaca.gap / ml-secops llm-secops soft-skills",
        "\
! repeated_column E1 ml-secops
! date_in_future A2 2026-12-24
! unknown_question B3 isaca.other
! not_yes_or_no F5 perhaps
",
    );
    let dated = Options { date: Some(day("2026-04-01")), ..options() };
    let reading = read_bytes("Manager,ML SecOps,LLM SecOps\nA,x,\nB,,\nTotal,1,0\n".as_bytes(), &dated);
    assert_eq!(records(&reading), "2 2026-04-01 / - / ml-secops\n3 2026-04-01 / - / ");
    assert_eq!(problems(&reading), ". summary_row A4 Total\n");
}

#[test]
fn pulses_that_list_areas() {
    check(
        "\
Asked on,Question,Response,Areas
2026-04-15,isaca.gap,1,LLM SecOps; Cloud computing; llm secops
2026-04-15,isaca.gap,2,
2026-04-15,isaca.gap,3,\"Soft skills, ML SecOps\"
2026-04-15,isaca.gap,4,Cloud computting
2026-04-15,isaca.gap,5,Basket weaving; Soft skills; Juggling
2026-04-15,isaca.gap,6,\"ML SecOps; Governance, risk; compliance; Soft skills\"
",
        LayoutKind::Pulse,
        "\
2 2026-04-15 / isaca.gap / llm-secops cloud-computing
3 2026-04-15 / isaca.gap / 
4 2026-04-15 / isaca.gap / soft-skills ml-secops
5 2026-04-15 / isaca.gap / cloud-computing
7 2026-04-15 / isaca.gap / ml-secops governance soft-skills",
        "\
. near_name D5 Cloud computting
! unknown_area D6 Basket weaving
! unknown_area D6 Juggling
",
    );
    // No header says so, but what stands below it does.
    check(
        "What is short?\nML SecOps\nSoft skills|ML SecOps\n",
        LayoutKind::Pulse,
        "2 - / - / ml-secops\n3 - / - / soft-skills ml-secops",
        "",
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

#[test]
fn another_currency_is_noted() {
    // The workspace is in EUR. A head is noted once; a cell only where it says something else.
    let text = "\
Role,Yearly cost (USD),Hiring cost,Contractor rate a quarter [EUR]
A,\"$ 200,000\",ZAR 100000,1000
B,USD 5,SGD 100000,\"€ 2,000\"
C,CHF 7,€ 3,C$ 4k
D,9,US$ 10,11 kr
E,9,10 francs suisses,£12
F,9,TRY 10,5 ₿
G,9,R 10,5
";
    check(
        text,
        LayoutKind::Roles,
        "\
2 A / 200000 / 100000 / 1000 / - / - / -
3 B / 5 / 100000 / 2000 / - / - / -
4 C / 7 / 3 / 4000 / - / - / -
5 D / 9 / 10 / 11 / - / - / -
7 F / 9 / 10 / 5 / - / - / -
8 G / 9 / 10 / 5 / - / - / -",
        "\
. other_currency B1 Yearly cost (USD)
. other_currency B2 $ 200,000
. other_currency C2 ZAR 100000
. other_currency C3 SGD 100000
. other_currency B4 CHF 7
. other_currency D4 C$ 4k
. other_currency C5 US$ 10
. other_currency D5 11 kr
! not_a_number C6 10 francs suisses
. other_currency D6 £12
. other_currency C7 TRY 10
. other_currency D7 5 ₿
. other_currency C8 R 10
",
    );
    let expected = "in USD, taken as EUR: amounts are not converted";
    assert_eq!(read(text).problems[0].expected, expected);

    // Its own currency, a sign that several share, and words in brackets that are no currency.
    let noted = |text: &str, currency: &str| {
        let workbook = open(text.as_bytes(), "file.csv").unwrap();
        let known = cadre_exchange::Known { currency: currency.to_owned(), ..known() };
        let layout = layout::find_with(&workbook, &known, &LayoutAnswers::default()).unwrap();
        let reading = read_list(&workbook, &layout, &known, &options()).unwrap();
        assert_eq!(reading.records.len(), 1, "{text}");
        reading.problems.into_iter().map(|problem| problem.expected).collect::<Vec<_>>()
    };
    for currency in ["USD", "CAD", "AUD", "SGD"] {
        assert_eq!(noted("Role,Cost ($)\nA,\"$ 200,000\"\n", currency), [""; 0]);
    }
    assert_eq!(
        noted("Role,Yearly cost (all in)\nA,5 try\n", "EUR"),
        ["in TRY, taken as EUR: amounts are not converted"]
    );
    assert_eq!(noted("ROLE,YEARLY COST (ALL IN)\nA,5\n", "EUR"), [""; 0]);
    assert_eq!(noted("Role,Yearly cost (US)\nA,5\n", "EUR"), [""; 0]);
    assert_eq!(
        noted("Role,Yearly cost\nA,US$ 5\n", "CAD"),
        ["in USD, taken as CAD: amounts are not converted"]
    );
    assert_eq!(
        noted("Role,Yearly cost in ZAR\nA,5\n", "EUR"),
        ["in ZAR, taken as EUR: amounts are not converted"]
    );
    assert_eq!(noted("Role,Yearly cost $\nA,5\n", "EUR"), ["in $, taken as EUR: amounts are not converted"]);
    assert_eq!(noted("Role,Yearly cost [£]\nA,5\n", "GBP"), [""; 0]);
}

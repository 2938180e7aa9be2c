//! Lists of roles with their amounts, of their targets, and of positions.

use cadre_exchange::{LayoutAnswers, LayoutKind, Options, layout, open, read_list};

use crate::{
    check, problems, read, read_bytes, records,
    support::{fixture, known, options},
};

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
    // As the form: ten years at most.
    check(
        "Role,Weeks to fill\nA,520\nB,521\n",
        LayoutKind::Roles,
        "2 A / - / - / - / 520 / - / -",
        "! out_of_range B3 521\n",
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

//! Lists of answers to a pulse: with boxes to tick, or with the areas in one cell.

use cadre_exchange::{LayoutKind, Options};

use crate::{
    check, problems, read_bytes, records,
    support::{day, options},
};

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

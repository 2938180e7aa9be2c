//! Tables of what rests on one person or on none.

use cadre_app::{KeyPeople, KeyPerson, RiskEntry, RiskFramework, RiskStanding, Risks};

use crate::tables::{LEFT, RIGHT, append, place, scope, table, text};

/// How many people and lines of the year are printed; `--json` has all of them.
const SHOWN: usize = 20;

pub(crate) fn risks(risks: &Risks) -> String {
    let mut out = format!(
        "Risk coverage of {} on {}: people at the level needed in the thinnest competency\n",
        scope(risks.team_name.as_deref()),
        risks.as_of
    );
    for framework in &risks.frameworks {
        out.push_str(&framework_table(risks, framework));
    }
    append(&mut out, &risks.warnings);
    out
}

fn framework_table(risks: &Risks, framework: &RiskFramework) -> String {
    let mut rows =
        table(&[("Id", LEFT), ("Risk", LEFT), ("Held by", LEFT), ("Thinnest", LEFT), ("Alone", LEFT)]);
    for risk in &framework.risks {
        let alone: Vec<&str> = risk.alone.iter().map(|person| person.person_name.as_str()).collect();
        rows.add_row(vec![
            risk.id.clone(),
            risk.title.clone(),
            held_by(risk),
            thinnest(risks, risk),
            match (risk.standing, alone.as_slice()) {
                (RiskStanding::Unknown | RiskStanding::Unmapped, _) => "–".to_owned(),
                (_, []) => "nobody".to_owned(),
                (_, [one, two]) => format!("{one}, {two}"),
                (_, [one]) => (*one).to_owned(),
                (_, [one, rest @ ..]) => format!("{one} and {} more", rest.len()),
            },
        ]);
    }
    format!("\n{}, {}\n{}\n\n{}\n", framework.title, framework.edition, framework.basis, text(&rows))
}

fn held_by(risk: &RiskEntry) -> String {
    match (risk.standing, risk.depth) {
        (RiskStanding::Unmapped, _) => "not mapped".to_owned(),
        (_, None) => "unknown".to_owned(),
        (_, Some(0)) => "nobody".to_owned(),
        (_, Some(1)) => "one person".to_owned(),
        (_, Some(depth)) => format!("{depth} people"),
    }
}

/// The names of the competencies that make the standing what it is.
fn thinnest(risks: &Risks, risk: &RiskEntry) -> String {
    let names: Vec<&str> = risk
        .needed
        .iter()
        .filter(|need| match risk.depth {
            None => need.assessed == 0,
            Some(depth) => need.assessed > 0 && need.holders == depth,
        })
        .map(|need| {
            let known = risks.competencies.iter().find(|competency| competency.key == need.competency);
            known.map_or(need.competency.as_str(), |competency| competency.name.as_str())
        })
        .collect();
    match names.as_slice() {
        [] => "–".to_owned(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one}, {two}"),
        [one, rest @ ..] => format!("{one} and {} more", rest.len()),
    }
}

pub(crate) fn key_people(people: &KeyPeople) -> String {
    let opens = |person: &&KeyPerson| {
        person.seats_opened + person.risks_to_none + person.risks_to_one + person.more_shortfall > 0
    };
    let mut rows = table(&[
        ("Rank", RIGHT),
        ("Without", LEFT),
        ("Team", LEFT),
        ("Seats open", RIGHT),
        ("Risks to nobody", RIGHT),
        ("To one", RIGHT),
        ("Levels missing", RIGHT),
    ]);
    let opening: Vec<&KeyPerson> = people.people.iter().filter(opens).collect();
    for person in opening.iter().take(SHOWN) {
        rows.add_row(vec![
            place(Some(person.rank), Some(person.rank_to)),
            person.person_name.clone(),
            person.team_name.clone(),
            person.seats_opened.to_string(),
            person.risks_to_none.to_string(),
            person.risks_to_one.to_string(),
            format!("+{}", person.more_shortfall),
        ]);
    }
    let mut out = format!(
        "Key people of {} on {}: what opens without each of them. Nobody's leaving is predicted: each is taken away in \
         turn. Seats are counted in each competency that they need.\n\n",
        scope(people.team_name.as_deref()),
        people.as_of
    );
    if opening.is_empty() {
        out.push_str("Nothing that is known rests on one person alone.");
    } else {
        out.push_str(&text(&rows));
        more(&mut out, opening.len());
    }
    if people.twelve_months.expected_to_open > 0.0 {
        out.push_str("\n\n");
        out.push_str(&year_table(people));
    }
    append(&mut out, &people.warnings);
    out
}

fn year_table(people: &KeyPeople) -> String {
    let year = &people.twelve_months;
    let mut rows = table(&[
        ("Competency", LEFT),
        ("Team", LEFT),
        ("Seats", RIGHT),
        ("Filled", RIGHT),
        ("Expected", RIGHT),
        ("To open", RIGHT),
    ]);
    let mut seats: Vec<_> = year.seats.iter().filter(|seats| seats.expected_to_open > 0.0).collect();
    seats.sort_by(|one, other| other.expected_to_open.total_cmp(&one.expected_to_open));
    for seats in seats.iter().take(SHOWN) {
        rows.add_row(vec![
            seats.competency_name.clone(),
            seats.team_name.clone(),
            seats.required.to_string(),
            seats.filled.to_string(),
            format!("{:.1}", seats.expected_filled),
            format!("{:.1}", seats.expected_to_open),
        ]);
    }
    let mut out = format!(
        "12 months of the roles' attrition, nobody hired or trained: {:.1} of {} filled seats are expected to open\n\n{}",
        year.expected_to_open,
        people.filled,
        text(&rows)
    );
    more(&mut out, seats.len());
    out
}

fn more(out: &mut String, all: usize) {
    if let Some(rest) = all.checked_sub(SHOWN).filter(|rest| *rest > 0) {
        out.push_str("\n… ");
        out.push_str(&rest.to_string());
        out.push_str(" more: --json prints all of them");
    }
}

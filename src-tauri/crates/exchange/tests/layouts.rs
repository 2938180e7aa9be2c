//! What a table is, guessed from its headers and cells, answered by the user, or known because Cadre wrote it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test uses its part of the support")]
mod support;

use cadre_core::Source;
use cadre_exchange::{
    ExchangeError, Layout, LayoutAnswers, LayoutKind, ListRecord, Meaning, Options, Problem, ProblemKind,
    Reading, Scale, Severity, layout, open, read_list, read_matrix, scale::ScaleReason,
};
use support::{day, fixture, known, options, text_cell, xlsx};

/// The kind, the header row, and what each column means, "–" where nothing.
fn shown(layout: &Layout) -> String {
    let columns = layout.columns.iter().map(|column| match column.meaning {
        Meaning::Ignored => "–".to_owned(),
        meaning => format!("{meaning:?}"),
    });
    format!("{:?} {}: {}", layout.kind, layout.header_row, columns.collect::<Vec<_>>().join(" "))
}

fn found_with(text: &str, answers: &LayoutAnswers) -> String {
    let workbook = open(text.as_bytes(), "file.csv").unwrap();
    match layout::find_with(&workbook, &known(), answers) {
        Ok(layout) => shown(&layout),
        Err(error) => error.to_string(),
    }
}

fn check(text: &str, expected: &str) {
    assert_eq!(found_with(text, &LayoutAnswers::default()), expected, "{text}");
}

#[test]
fn kinds_are_guessed() {
    // Levels go before lists, also beside what only a list of people has.
    check("Name,Team,Started,Leadership\nNoor Rahman,Red,2024-03-01,3\n", "Wide 1: Person Team – Skill");
    check(
        "Name,Role,Skill,Level,Importance\nNoor Rahman,Lead,A,3,2\n",
        "Long 1: Person Role Competency Level –",
    );
    check(
        "Name,Team,Borrowed,Training hours\nNoor Rahman,Red,x,20\n",
        "People 1: Person Team Borrowed LearningHours",
    );
    check("Role,Skill,Target\nAnalyst,A,3\n", "Targets 1: Role Competency Level");
    check("Role,Skill,Level,Remark\nAnalyst,A,3,Ask first\n", "Targets 1: Role Competency Level –");
    check("Name,Cost,Turnover\nAnalyst,70000,20%\n", "Roles 1: Role AnnualCost Attrition");
    check(
        "Team,Role,Seats,Needed by,Weeks to fill\nRed,Analyst,2,,8\n",
        "Positions 1: Team Role Seats NeededBy –",
    );
    check("ML SecOps,Soft skills\nx,\n,x\n", "Pulse 1: Area Area");
    check("Skill,Area\nWeaving,Crafts\n", "Competencies 1: Competency AreaName");
    // Areas that hold levels are skills; a person beside boxes to tick is one with skills.
    check("Name,ML SecOps,Soft skills\nNoor Rahman,3,1\n", "Wide 1: Person Skill Skill");
    check("Name,ML SecOps,Soft skills\nNoor Rahman,x,\n", "Wide 1: Person Skill –");
    // Names of roles that are words for people do not make the first line a header.
    check(
        "Role,Skill,Importance,Target\nEngineer,A,high,3\nAnalyst,B,low,2\nAnalyst,C,low,1\n",
        "Targets 1: Role Competency Importance Level",
    );
    for text in ["Colour,Size\nred,large\n", "Name,Remark\nNoor Rahman,tall\n", "Role,Remark\nAnalyst,busy\n"]
    {
        check(text, "no header row was found in file.csv");
    }
}

#[test]
fn headers_in_four_languages() {
    check(
        "Mitarbeiter;Abteilung;Eintritt;Vertragsende;Weiterbildungsstunden\nA B;Rot;2024-03-01;;20\n",
        "People 1: Person Team StartedOn LeavesOn LearningHours",
    );
    check(
        "Nom,Prénom,Équipe,Date d'entrée,Date de départ,Prestataire\nA,B,Rouge,2024-03-01,,oui\n",
        "People 1: FamilyName GivenName Team StartedOn LeavesOn Borrowed",
    );
    check(
        "Nombre,Equipo,Puesto,Fecha de inicio,Horas de formación\nA B,Rojo,Analista,2024-03-01,20\n",
        "People 1: Person Team Role StartedOn LearningHours",
    );
    check(
        "Rolle,Jahreskosten (EUR),Einstellungskosten EUR,Einarbeitungszeit,Fluktuation [%]\nA,1,2,3,4\n",
        "Roles 1: Role AnnualCost HiringCost WeeksToRamp Attrition",
    );
    check("Poste,Coût annuel,Délai de recrutement\nA,1,2\n", "Roles 1: Role AnnualCost WeeksToFill");
    check("Puesto,Coste anual,Rotación\nA,1,2\n", "Roles 1: Role AnnualCost Attrition");
    check(
        "Rolle,Kompetenz,Zielstufe,Wichtigkeit\nA,B,3,hoch\n",
        "Targets 1: Role Competency Level Importance",
    );
    check(
        "Poste,Compétence,Niveau requis,Priorité\nA,B,3,moyenne\n",
        "Targets 1: Role Competency Level Importance",
    );
    check("Abteilung,Rolle,Planstellen,Benötigt bis\nA,B,3,\n", "Positions 1: Team Role Seats NeededBy");
    check("Equipo,Rol,Plazas,Fecha límite\nA,B,3,\n", "Positions 1: Team Role Seats NeededBy");
    check(
        "Kompetenz,Bereich,Stufe 0,Stufe 1\nA,B,nichts,wenig\n",
        "Competencies 1: Competency AreaName Descriptor Descriptor",
    );
}

#[test]
fn answers_override_guesses() {
    let text = "Levels of May\nName,Boss,Leadership,Years\nNoor Rahman,Priya Shah,3,7\nLuca Moretti,Priya Shah,2,4\n";
    let answered = |answers: LayoutAnswers| found_with(text, &answers);
    let columns =
        |columns: &[(u32, Meaning)]| LayoutAnswers { columns: columns.to_vec(), ..LayoutAnswers::default() };
    assert_eq!(answered(LayoutAnswers::default()), "Wide 2: Person – Skill –");
    assert_eq!(
        answered(columns(&[(3, Meaning::Skill), (1, Meaning::Assessor)])),
        "Wide 2: Person Assessor Skill Skill"
    );
    // Only one column is the person: the one that was answered, and of two answers the later.
    assert_eq!(answered(columns(&[(1, Meaning::Person)])), "Wide 2: – Person Skill –");
    assert_eq!(answered(columns(&[(1, Meaning::Person), (0, Meaning::Person)])), "Wide 2: Person – Skill –");
    assert_eq!(answered(columns(&[(2, Meaning::Ignored)])), "Wide 2: Person – – –");
    // What columns there are not, and what does not belong to the kind, is passed over.
    assert_eq!(
        answered(columns(&[(90, Meaning::Skill), (u32::MAX, Meaning::Level)])),
        "Wide 2: Person – Skill –"
    );
    let wide = LayoutAnswers { kind: Some(LayoutKind::Wide), ..columns(&[(3, Meaning::Seats)]) };
    assert_eq!(answered(wide), "Wide 2: Person – Skill –");
    // A kind is taken at the user's word; what it lacks is told afterwards, and can be answered.
    let long = LayoutAnswers { kind: Some(LayoutKind::Long), ..LayoutAnswers::default() };
    assert_eq!(answered(long.clone()), "Long 2: Person – Level –");
    let workbook = open(text.as_bytes(), "file.csv").unwrap();
    let incomplete = layout::find_with(&workbook, &known(), &long).unwrap();
    assert!(matches!(incomplete.check(), Err(ExchangeError::IncompleteLayout { missing: "competency" })));
    let complete = LayoutAnswers { columns: vec![(1, Meaning::Competency), (3, Meaning::Level)], ..long };
    assert_eq!(answered(complete), "Long 2: Person Competency – Level");
    // Columns alone can tell the kind.
    assert_eq!(
        answered(columns(&[(1, Meaning::Role), (2, Meaning::Seats), (0, Meaning::Team)])),
        "Positions 2: Team Role Seats –"
    );
}

#[test]
fn a_header_row_is_taken_at_the_user_s_word() {
    let text = "Name,Leadership\nNoor Rahman,3\n\nAda,Weaving\nPriya Shah,2\n";
    let row = |row| LayoutAnswers { header_row: Some(row), ..LayoutAnswers::default() };
    assert_eq!(found_with(text, &row(4)), "Wide 4: Person Skill");
    // A row that is blank, or none, names nothing; the names below it are people all the same, and two in four cells
    // beside them are no column of levels.
    assert_eq!(found_with(text, &row(3)), "Long 3: Person –");
    assert_eq!(found_with(text, &row(0)), "Long 0: Person –");
    assert_eq!(found_with(text, &row(9)), "Wide 9: – –");
    let headless = LayoutAnswers {
        kind: Some(LayoutKind::Long),
        columns: vec![(0, Meaning::Person), (1, Meaning::Competency), (2, Meaning::Level)],
        ..row(0)
    };
    let workbook = open(b"Noor Rahman,Leadership,3\nPriya Shah,Leadership,0\n", "bare.csv").unwrap();
    let layout = layout::find_with(&workbook, &known(), &headless).unwrap();
    let reading = read_matrix(&workbook, &known(), &Options { layout: Some(layout), ..options() }).unwrap();
    assert_eq!(
        reading.rows.iter().map(|row| (row.row, row.level.get())).collect::<Vec<_>>(),
        [(1, 3), (2, 0)]
    );
}

#[test]
fn sheets_are_answered_too() {
    let workbook = open(&fixture("head-count.xlsx"), "head-count.xlsx").unwrap();
    let sheet = |name: &str| LayoutAnswers { sheet: Some(name.to_owned()), ..LayoutAnswers::default() };
    let roles = layout::find_with(&workbook, &known(), &LayoutAnswers::default()).unwrap();
    assert_eq!(shown(&roles), "Roles 3: Role AnnualCost HiringCost WeeksToFill Attrition");
    let notes = layout::find_with(&workbook, &known(), &sheet("Notes")).unwrap();
    assert_eq!(notes.sheet, "Notes");
    assert!(notes.check().is_err());
    assert!(matches!(
        layout::find_with(&workbook, &known(), &sheet("Costs")),
        Err(ExchangeError::UnknownSheet { name, sheets }) if name == "Costs" && sheets == ["Notes", "Roles and costs"]
    ));
}

fn read(workbook: &cadre_exchange::Workbook, layout: &Layout) -> Reading {
    read_matrix(workbook, &known(), &Options { layout: Some(layout.clone()), ..options() }).unwrap()
}

/// The assessments, a line each: person, competency, level, source, day, assessor, note.
fn levels(reading: &Reading) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    reading
        .rows
        .iter()
        .map(|row| {
            format!(
                "{} / {} / {} / {} / {} / {} / {}",
                reading.people[row.person as usize].name,
                reading.competencies[row.competency as usize].name,
                row.level.get(),
                row.source.as_str(),
                row.assessed_on,
                text(&row.assessor),
                text(&row.note)
            )
        })
        .collect()
}

#[test]
fn cadre_s_own_workbook_is_read_sheet_by_sheet() {
    let workbook = open(&fixture("cadre-workbook.xlsx"), "cadre-workbook.xlsx").unwrap();
    let tables = layout::tables(&workbook, &known()).unwrap();
    assert_eq!(
        tables.iter().map(|table| format!("{}: {}", table.sheet, shown(table))).collect::<Vec<_>>(),
        [
            "Competencies: Competencies 1: Competency AreaName RecheckMonths Descriptor Descriptor Descriptor \
             Descriptor Descriptor",
            "Roles: Roles 1: Role AnnualCost HiringCost ContractorRate WeeksToFill WeeksToRamp Attrition",
            "Targets: Targets 1: Role Competency Level Importance",
            "People: People 1: Person Team Role StartedOn LeavesOn Borrowed LearningHours",
            "Positions: Positions 1: Team Role Seats NeededBy",
            "Assessments: Long 1: Person Team Competency Level Source Date Assessor Note",
            "Pulse: Pulse 1: Date Question – Areas",
        ]
    );
    let mut records = Vec::new();
    for table in tables.iter().filter(|table| !table.kind.holds_levels()) {
        let reading = read_list(&workbook, table, &known(), &options()).unwrap();
        assert_eq!(reading.problems, [], "{}", table.sheet);
        records.push(reading.records);
    }
    let [competencies, roles, targets, people, positions, pulse] = records.as_slice() else {
        panic!("six lists");
    };
    let ListRecord::Competency(reviews) = &competencies[0] else { panic!("{competencies:?}") };
    assert_eq!(
        (reviews.name.as_str(), reviews.area.as_deref(), reviews.recheck_months),
        ("Vendor reviews", Some("Supply chain"), Some(18))
    );
    assert_eq!(reviews.descriptors[4], "Sets the form");
    let ListRecord::Role(analyst) = &roles[1] else { panic!("{roles:?}") };
    assert_eq!(
        (
            analyst.annual_cost,
            analyst.hiring_cost,
            analyst.contractor_rate,
            analyst.weeks_to_ramp,
            analyst.attrition
        ),
        (Some(70_000.5), Some(9_000.0), Some(30_000.0), Some(6.5), Some(0.175))
    );
    let ListRecord::Target(target) = &targets[0] else { panic!("{targets:?}") };
    assert_eq!((target.level.get(), target.importance.unwrap().get()), (4, 3));
    // The apostrophe that kept a name from being a formula is gone.
    let ListRecord::Person(odd) = &people[1] else { panic!("{people:?}") };
    assert_eq!((odd.name.as_str(), odd.borrowed, odd.learning_hours), ("=SUM(A1)", Some(true), Some(12.5)));
    let ListRecord::Person(noor) = &people[0] else { panic!("{people:?}") };
    assert_eq!((noor.started_on, noor.leaves_on), (Some(day("2024-03-01")), Some(day("2027-01-31"))));
    assert_eq!(positions.len(), 3);
    assert_eq!(pulse.len(), 3);
    let ListRecord::Pulse(answer) = &pulse[0] else { panic!("{pulse:?}") };
    assert_eq!((answer.asked_on, answer.question.as_deref()), (Some(day("2026-04-15")), Some("isaca.gap")));
    assert_eq!(
        answer.areas.iter().map(cadre_core::AreaKey::as_str).collect::<Vec<_>>(),
        ["llm-secops", "cloud-computing"]
    );

    let reading = read(&workbook, &tables[5]);
    // A level set anew on the same day is no contradiction here, and 2 to 4 alone are no other scale.
    assert_eq!(
        levels(&reading),
        [
            "Noor Rahman / Prompt-injection defence / 2 / manager / 2026-05-04 / Priya Shah / -",
            "Noor Rahman / Prompt-injection defence / 3 / manager / 2026-05-04 / Priya Shah / -set anew",
            "Noor Rahman / Prompt-injection defence / 4 / self / 2026-06-01 / - / -",
            "=SUM(A1) / Vendor reviews / 4 / work / 2026-06-02 / - / -",
        ]
    );
    assert_eq!(reading.errors().count(), 0);
    assert_eq!((reading.scale.scale, reading.scale.reason), (Scale::ZeroToFour, ScaleReason::Stated));
}

#[test]
fn sheets_of_the_same_names_are_not_yet_cadre_s() {
    let mut workbook = open(&fixture("cadre-workbook.xlsx"), "cadre-workbook.xlsx").unwrap();
    workbook.sheets.retain(|sheet| matches!(sheet.name.as_str(), "Matrix" | "Assessments"));
    let tables = layout::tables(&workbook, &known()).unwrap();
    assert_eq!(tables.iter().map(|table| table.sheet.as_str()).collect::<Vec<_>>(), ["Assessments"]);
    // Without the proof of its kind, the same rows are held against each other as those of anybody's table.
    assert_eq!(read(&workbook, &tables[0]).errors().count(), 1);

    let mut empty = open(&fixture("cadre-workbook.xlsx"), "cadre-workbook.xlsx").unwrap();
    for sheet in empty.sheets.iter_mut().filter(|sheet| sheet.name != "Roles") {
        sheet.rows.truncate(1);
    }
    let tables = layout::tables(&empty, &known()).unwrap();
    assert_eq!(tables.iter().map(|table| table.sheet.as_str()).collect::<Vec<_>>(), ["Roles"]);
}

/// The workbook with only some of its sheets.
fn own_with(keep: impl Fn(&str) -> bool) -> cadre_exchange::Workbook {
    let mut workbook = open(&fixture("cadre-workbook.xlsx"), "cadre-workbook.xlsx").unwrap();
    workbook.sheets.retain(|sheet| keep(&sheet.name));
    workbook
}

/// What is noted of one kind: the place, what was found, and what was expected.
fn noted(problems: &[Problem], kind: ProblemKind) -> Vec<String> {
    let of_kind = problems.iter().filter(|problem| problem.kind == kind);
    of_kind
        .map(|one| {
            assert_eq!(one.severity, Severity::Notice);
            format!("{}!{}{} / {} / {}", one.sheet, one.column, one.row, one.value, one.expected)
        })
        .collect()
}

#[test]
fn a_workbook_without_one_of_its_sheets_is_still_cadre_s() {
    let sheets = |workbook: &cadre_exchange::Workbook| {
        let tables = layout::tables(workbook, &known()).unwrap();
        tables.into_iter().map(|table| table.sheet).collect::<Vec<_>>().join(" ")
    };
    let without_people = own_with(|name| name != "People");
    assert_eq!(sheets(&without_people), "Competencies Roles Targets Positions Assessments Pulse");
    let tables = layout::tables(&without_people, &known()).unwrap();
    // With sources and dates, and a level set anew on the same day.
    let reading = read(&without_people, &tables[4]);
    assert_eq!((levels(&reading).len(), reading.errors().count()), (4, 0));

    // The matrix takes the place of the assessments where there are none, and says what it lacks.
    let without_assessments = own_with(|name| name != "Assessments");
    let expected = "Competencies Roles Targets People Positions Matrix Pulse";
    assert_eq!(sheets(&without_assessments), expected);
    let mut empty = own_with(|_| true);
    for sheet in empty.sheets.iter_mut().filter(|sheet| sheet.name == "Assessments") {
        sheet.rows.truncate(1);
    }
    assert_eq!(sheets(&empty), expected);
    let tables = layout::tables(&without_assessments, &known()).unwrap();
    let reading = read(&without_assessments, &tables[5]);
    assert_eq!(
        levels(&reading),
        [
            "Noor Rahman / Prompt-injection defence / 3 / manager / 2026-11-23 / - / -",
            "=SUM(A1) / Prompt-injection defence / 1 / manager / 2026-11-23 / - / -",
            "=SUM(A1) / Vendor reviews / 4 / manager / 2026-11-23 / - / -",
        ]
    );
    assert_eq!(reading.scale.scale, Scale::ZeroToFour);
    assert_eq!(
        noted(&reading.problems, ProblemKind::MatrixAlone),
        [
            "Matrix!B1 / Matrix / a sheet Assessments; this one has neither, and every level is taken as one of manager \
          on 2026-11-23"
        ]
    );
}

#[test]
fn a_sheet_that_is_not_read_is_named() {
    let mut workbook = own_with(|_| true);
    // One was named anew; Gaps is only to be looked at.
    for sheet in workbook.sheets.iter_mut().filter(|sheet| sheet.name == "Positions") {
        sheet.name = "Seats of 2027".to_owned();
    }
    let mut added = workbook.sheets[1].clone();
    added.name = "Gaps".to_owned();
    workbook.sheets.push(added);
    let tables = layout::tables(&workbook, &known()).unwrap();
    let named: Vec<String> = tables
        .iter()
        .flat_map(|table| {
            let problems = if table.kind.holds_levels() {
                read(&workbook, table).problems
            } else {
                read_list(&workbook, table, &known(), &options()).unwrap().problems
            };
            noted(&problems, ProblemKind::SheetNotRead)
        })
        .collect();
    assert_eq!(
        named,
        [
            "Competencies!A1 / Seats of 2027 / a sheet of Cadre's workbook under its name and heads; this one is not read"
        ]
    );
}

#[test]
fn a_matrix_that_differs_from_the_assessments_is_noted() {
    let workbook = own_with(|_| true);
    let tables = layout::tables(&workbook, &known()).unwrap();
    let reading = read(&workbook, &tables[5]);
    // Noor has 2 and then 3 of a manager, and 4 of her own, which does not count beside it; nobody else was set there.
    assert_eq!(
        noted(&reading.problems, ProblemKind::MatrixDiffers),
        [
            "Assessments!D1 / Matrix!D3: 1 / no level of =SUM(A1) in Prompt-injection defence, as the sheet Assessments \
          says, which is read; the sheet Matrix is not"
        ]
    );
}

#[test]
fn every_sheet_of_a_returned_form_is_read() {
    let workbook = open(&fixture("own-ratings.xlsx"), "own-ratings.xlsx").unwrap();
    let tables = layout::tables(&workbook, &known()).unwrap();
    assert_eq!(
        tables.iter().map(|table| table.sheet.as_str()).collect::<Vec<_>>(),
        ["Noor Rahman", "Priya Shah"]
    );
    assert_eq!(shown(&tables[0]), "Long 3: Person Competency – – – – – – Level Note");
    assert!(tables.iter().all(layout::is_own_rating));
    let [noor, priya] = [read(&workbook, &tables[0]), read(&workbook, &tables[1])];
    assert_eq!(
        levels(&noor),
        ["Noor Rahman / Prompt-injection defence / 4 / self / 2026-11-23 / - / Wrote the filter"]
    );
    // A line left blank says nothing; a line with an example and no level lost its level.
    assert_eq!((noor.problems.len(), noor.rows_read), (0, 1));
    assert_eq!(levels(&priya), ["Priya Shah / Prompt-injection defence / 2 / self / 2026-11-23 / - / -"]);
    assert_eq!(
        priya.problems.iter().map(|problem| (problem.row, problem.column.as_str())).collect::<Vec<_>>(),
        [(5, "I")]
    );
    assert_eq!((noor.scale.scale, noor.scale.uncertain), (Scale::ZeroToFour, false));
}

#[test]
fn own_ratings_are_known_by_their_header() {
    let source = |text: &str, name: &str, chosen: Option<Source>| {
        let workbook = open(text.as_bytes(), name).unwrap();
        let reading = read_matrix(&workbook, &known(), &Options { source: chosen, ..options() }).unwrap();
        (layout::is_own_rating(&reading.layout), reading.rows[0].source)
    };
    for header in [
        "Self level",
        "Self-assessment",
        "Selbsteinschätzung",
        "Auto-évaluation",
        "Autoevaluación",
        "My rating (0-4)",
    ] {
        let text = format!("Name,Skill,{header}\nNoor Rahman,Leadership,0\n");
        assert_eq!(source(&text, "x.csv", None), (true, Source::Self_), "{header}");
        assert_eq!(source(&text, "x.csv", Some(Source::Peer)), (true, Source::Peer), "{header}");
    }
    let plain = "Name,Skill,Level\nNoor Rahman,Leadership,0\n";
    assert_eq!(source(plain, "x.csv", None), (false, Source::Manager));
    assert_eq!(source(plain, "Self-assessment May.csv", None), (true, Source::Self_));
    // A column of sources says more than the header of another.
    let stated = "Name,Skill,Self rating,Source\nNoor Rahman,Leadership,0,exam\n";
    assert_eq!(source(stated, "x.csv", None), (true, Source::Exam));
}

#[test]
fn any_other_file_has_one_table() {
    for (name, sheet) in [("platform-team.xlsx", "Levels"), ("head-count.xlsx", "Roles and costs")] {
        let tables = layout::tables(&open(&fixture(name), name).unwrap(), &known()).unwrap();
        assert_eq!(tables.iter().map(|table| table.sheet.as_str()).collect::<Vec<_>>(), [sheet]);
    }
    let nothing = open(b"Colour,Size\nred,large\n", "x.csv").unwrap();
    assert!(matches!(layout::tables(&nothing, &known()), Err(ExchangeError::NoHeader { .. })));
}

#[test]
fn joined_cells_are_found_wherever_the_sheet_names_them() {
    // The name of a joined cell may straddle two blocks of the unpacked sheet, which is read 65,536 bytes at a time.
    for padding in 65_200..65_300 {
        let sheet = format!(
            r#"<sheetData><row r="1">{}{}{}</row><row r="2">{}<c r="B2"><v>3</v></c></row><row r="3"><c r="C3"><v>4</v></c></row></sheetData><!--{}--><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>"#,
            text_cell("A1", "Name"),
            text_cell("B1", "Leadership"),
            text_cell("C1", "Cloud posture"),
            text_cell("A2", "Noor Rahman"),
            " ".repeat(padding - 570)
        );
        let workbook = open(&xlsx(&sheet), "m.xlsx").unwrap();
        assert_eq!(workbook.sheets[0].merges.len(), 1, "{padding}");
    }
}

#[test]
fn answers_keep_their_form() {
    let answers = LayoutAnswers {
        sheet: Some("Levels".to_owned()),
        header_row: Some(3),
        kind: Some(LayoutKind::Competencies),
        columns: vec![(2, Meaning::RecheckMonths)],
    };
    let json = r#"{"sheet":"Levels","header_row":3,"kind":"competencies","columns":[[2,"recheck_months"]]}"#;
    assert_eq!(serde_json::to_string(&answers).unwrap(), json);
    assert_eq!(serde_json::from_str::<LayoutAnswers>(json).unwrap(), answers);
}

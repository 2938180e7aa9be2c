//! Files that hurt: each is refused with a message that says what it is, and is byte for byte as it was.

use std::{
    fs,
    io::{Cursor, Write},
    os::unix::fs::PermissionsExt,
    process::Command,
};

use cadre_tests::{
    folder::{DAY, Folder},
    program,
};
use rusqlite::Connection;
use zip::{ZipWriter, write::SimpleFileOptions};

/// Every command that opens `t.cadre`.
pub(crate) const OPENING: [&str; 17] = [
    "gaps t.cadre",
    "priorities t.cadre",
    "export t.cadre -o out.json",
    "chart t.cadre compare -o out.svg",
    "import t.cadre good.csv",
    "log t.cadre",
    "undo t.cadre",
    "redo t.cadre",
    "check t.cadre",
    "benchmarks -w t.cadre",
    "training t.cadre",
    "risks t.cadre",
    "key-people t.cadre",
    "plan t.cadre",
    "report t.cadre -o out.pdf",
    "backup t.cadre copy.cadre",
    "passphrase t.cadre --remove",
];

/// Every command that opens `t.cadre` must be refused with this code, and leave the folder as it is.
fn refused_by_all(folder: &Folder, code: &str) {
    folder.write("good.csv", format!("Person,Skill,Level,Date\nAnn Lee,Forensics,3,{DAY}\n"));
    let before = folder.everything();
    for command in OPENING {
        let _ = folder.cadre(command).refused(code);
        assert!(folder.everything() == before, "{command} changed something");
    }
}

#[test]
fn a_missing_workspace_is_not_made_by_asking_for_it() {
    refused_by_all(&Folder::new(), "workspace_not_found");
}

#[test]
fn what_is_no_workspace_stays_as_it_is() {
    let database_of_another_program = {
        let folder = Folder::new();
        let made = Connection::open(folder.at("other.db")).and_then(|database| {
            database.execute_batch("CREATE TABLE person (name TEXT); INSERT INTO person VALUES ('x');")
        });
        assert!(made.is_ok(), "{made:?}");
        folder.read("other.db")
    };
    let cases: [(&str, Vec<u8>); 6] = [
        ("nothing at all", Vec::new()),
        ("one byte", vec![0]),
        ("a letter", b"Dear all,\nthe workspace is in the other folder.\n".repeat(100)),
        ("a picture", [b"\x89PNG\r\n\x1a\n".as_slice(), &[0xAB; 9000]].concat()),
        ("half of the header", b"SQLite f".to_vec()),
        ("another program's database", database_of_another_program),
    ];
    for (what, bytes) in cases {
        let folder = Folder::new();
        folder.write("t.cadre", bytes);
        eprintln!("{what}");
        refused_by_all(&folder, "not_a_workspace");
    }
}

#[test]
fn a_truncated_workspace_is_told_from_a_foreign_file() {
    let whole = Folder::with_sample().read("t.cadre");
    for length in [whole.len() / 2, whole.len() - 1, whole.len() - 4096, 4096, 8192 + 17] {
        let folder = Folder::new();
        folder.write("t.cadre", &whole[..length]);
        eprintln!("{length} of {} bytes", whole.len());
        refused_by_all(&folder, "workspace_damaged");
    }
}

#[test]
fn damage_inside_is_found_by_check() {
    let whole = Folder::with_sample().read("t.cadre");
    // In the middle of the largest table: the header and the schema stay good.
    let folder = Folder::new();
    let mut damaged = whole.clone();
    let middle = whole.len() / 2 / 4096 * 4096;
    damaged[middle..middle + 64].fill(0x5A);
    folder.write("t.cadre", &damaged);
    let answer = folder.cadre("check t.cadre");
    assert_eq!(answer.code, 1, "{answer}");
    let told =
        answer.stderr.contains("error[workspace_damaged]") || answer.stderr.contains("error[check_failed]");
    assert!(told, "{answer}");
    assert!(folder.read("t.cadre") == damaged, "the damaged file was changed");
}

#[test]
fn a_workspace_of_a_newer_version_is_refused_by_name() {
    let folder = Folder::with_sample();
    let mut bytes = folder.read("t.cadre");
    // The schema's version: SQLite's user_version, big-endian at byte 60 of the file.
    bytes[60..64].copy_from_slice(&999_u32.to_be_bytes());
    folder.write("t.cadre", &bytes);
    refused_by_all(&folder, "workspace_newer");
    assert!(folder.cadre("gaps t.cadre").stderr.contains("999"), "it says which version it found");
}

#[test]
fn a_second_writer_is_refused_while_readers_go_on() {
    let folder = Folder::with_sample();
    folder.write("l.csv", format!("Person,Skill,Level,Date\nAmara Osei,Forensics,3,{DAY}\n"));
    let _ = folder.cadre("import t.cadre l.csv --scale 0-4").done();
    let before = folder.export("t.cadre");
    let gaps = folder.cadre(&format!("gaps t.cadre --json --as-of {DAY}")).json();

    let writer = Connection::open(folder.at("t.cadre")).unwrap_or_else(|error| panic!("{error}"));
    let begun = writer.execute_batch("BEGIN IMMEDIATE");
    assert!(begun.is_ok(), "{begun:?}");
    let _ = folder.cadre("undo t.cadre").refused("workspace_locked");
    let _ = folder.cadre("import t.cadre l.csv --scale 0-4").refused("workspace_locked");
    assert_eq!(folder.cadre(&format!("gaps t.cadre --json --as-of {DAY}")).json(), gaps);
    drop(writer);

    assert_eq!(folder.export("t.cadre"), before);
    let _ = folder.cadre("undo t.cadre").done();
}

#[test]
fn a_read_only_workspace_can_be_read_and_is_never_written() {
    let folder = Folder::with_sample();
    folder.write("l.csv", format!("Person,Skill,Level,Date\nAmara Osei,Forensics,3,{DAY}\n"));
    let _ = folder.cadre("import t.cadre l.csv --scale 0-4").done();
    let before = folder.everything();
    let set = |mode: u32| fs::set_permissions(folder.at("t.cadre"), fs::Permissions::from_mode(mode)).is_ok();
    assert!(set(0o444));
    for command in ["import t.cadre l.csv --scale 0-4", "undo t.cadre"] {
        let _ = folder.cadre(command).refused("workspace_read_only");
    }
    for command in ["gaps t.cadre", "priorities t.cadre", "log t.cadre", "check t.cadre"] {
        let _ = folder.cadre(command).done();
    }
    assert!(folder.everything() == before);
    assert!(set(0o644));
}

#[test]
fn a_document_that_is_no_export_is_refused_with_every_problem() {
    let folder = Folder::with_sample();
    let good = folder.export("t.cadre");
    let refused = |what: &str, text: String| {
        folder.write("x.json", text);
        let answer = folder.cadre("init new.cadre --from x.json");
        assert!(!folder.at("new.cadre").exists(), "{what}: something was made\n{answer}");
        answer.refused("invalid_content")
    };
    let _ = refused("not JSON", "{\"format\": ".to_owned());
    let _ = refused("something else", "{\"format\": \"recipes\", \"version\": 1}".to_owned());
    let mut newer = good.clone();
    newer["version"] = 99.into();
    assert!(refused("a newer version", newer.to_string()).stderr.contains("99"));
    let mut wrong = good.clone();
    wrong["people"][3]["team"] = "00000000-0000-4000-8000-00000000dead".into();
    wrong["assessments"][7]["competency"] = "no-such-competency".into();
    let several = refused("references that lead nowhere", wrong.to_string());
    for place in ["people[3].team", "assessments[7].competency"] {
        assert!(several.stderr.contains(place), "{place} is not named\n{several}");
    }
    let mut high = good;
    high["assessments"][0]["level"] = 5.into();
    assert!(refused("a level out of range", high.to_string()).stderr.contains("assessments[0].level"));
}

#[test]
fn a_file_that_is_no_spreadsheet_changes_nothing() {
    let folder = Folder::with_sample();
    folder.write("empty.csv", "");
    folder.write("blank.csv", "\n\n\n");
    folder.write("prose.csv", "Dear all\nplease find attached\n");
    folder.write("binary.csv", (0..=255_u8).cycle().take(5000).collect::<Vec<u8>>());
    folder.write("report.pdf", "%PDF-1.7\n%\u{e2}\n1 0 obj\n");
    folder.write("picture.xlsx", [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 500]].concat());
    folder.write("cut.xlsx", &xlsx(&sheet("<row r=\"1\"></row>"))[..300]);
    // A compound file: what Excel writes when it sets a password, and what it wrote before 2007.
    folder.write("password.xlsx", [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 4000]].concat());
    folder.write("letter.xlsx", zipped(&[("word/document.xml", b"<w:document/>")]));
    let before = folder.everything();
    for file in [
        "empty.csv",
        "blank.csv",
        "prose.csv",
        "binary.csv",
        "report.pdf",
        "picture.xlsx",
        "cut.xlsx",
        "password.xlsx",
        "letter.xlsx",
    ] {
        let _ = folder.cadre(&format!("import t.cadre {file}")).refused("unreadable_spreadsheet");
        let _ = folder.cadre(&format!("import t.cadre {file} --dry-run")).refused("unreadable_spreadsheet");
    }
    let _ = folder.cadre("import t.cadre nothere.csv").refused("io");
    assert!(folder.everything() == before, "a refused import changed a file");
}

#[test]
fn a_zip_bomb_is_bounded_before_it_is_opened() {
    let folder = Folder::with_sample();
    // A quarter of a gigabyte of empty rows, a few hundred kilobytes when packed.
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Person</t></is></c></row>".to_owned()
        + &" ".repeat(256 << 20);
    folder.write("bomb.xlsx", xlsx(&sheet(&rows)));
    let size = folder.read("bomb.xlsx").len();
    assert!(size < 2 << 20, "the bomb has {size} bytes");
    let before = folder.everything();
    // With a quarter of a gigabyte of memory for everything the file cannot be unpacked whole.
    let answer = program::answer(
        Command::new("bash")
            .arg("-c")
            .arg("ulimit -v 262144 && exec \"$0\" import t.cadre bomb.xlsx")
            .arg(program::built("cadre"))
            .current_dir(folder.path()),
        &["import", "t.cadre", "bomb.xlsx"],
    );
    let _ = answer.refused("unreadable_spreadsheet");
    assert!(folder.everything() == before);
}

#[test]
fn a_hundred_thousand_rows_come_in_and_go_out_again() {
    let folder = Folder::with_sample();
    let before = folder.cadre(&format!("gaps t.cadre --json --as-of {DAY}")).json();
    let skills = ["Forensics", "Triage", "Cloud posture", "Leadership", "Scripting"];
    let rows: Vec<String> = (0..100_000)
        .map(|row| {
            let (person, round) = (row % 2_000, row / 2_000);
            let (skill, month) = (skills[round % 5], 1 + round / 5);
            format!("Person {person},{skill},{},2025-{month:02}-15,Team {}", row % 5, person % 40)
        })
        .collect();
    let text = format!("Person,Skill,Level,Date,Team\n{}\n", rows.join("\n"));
    folder.write("large.csv", text);
    let summary = folder.cadre("import t.cadre large.csv --scale 0-4 --json").json();
    assert_eq!((&summary["rows_read"], &summary["left_out"]), (&100_000.into(), &0.into()));
    assert_eq!((&summary["people_added"], &summary["assessments"]), (&2_000.into(), &100_000.into()));
    let _ = folder.cadre("undo t.cadre").done();
    assert_eq!(folder.cadre(&format!("gaps t.cadre --json --as-of {DAY}")).json(), before);
    let _ = folder.cadre("check t.cadre").done();
}

#[test]
fn the_same_person_twice_with_other_levels_is_a_problem_of_both_rows() {
    let folder = Folder::with_sample();
    folder.write("twice.csv", "Person,Forensics,Triage\nAnn Lee,1,2\nBo Li,2,2\nann lee,3,2\n");
    let before = folder.everything();
    let refused = folder.cadre("import t.cadre twice.csv --scale 0-4").refused("bad_cells");
    assert!(refused.stderr.contains("A2") && refused.stderr.contains("A4"), "{refused}");
    assert!(folder.everything() == before);
}

#[test]
fn a_merged_header_over_two_rows_is_read_by_its_lower_row() {
    let folder = Folder::with_empty_workspace();
    let cell =
        |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let number = |place: &str, level: u8| format!("<c r=\"{place}\"><v>{level}</v></c>");
    let rows = [
        format!("<row r=\"1\">{}{}</row>", cell("B1", "Incident response"), cell("D1", "Cloud computing")),
        format!(
            "<row r=\"2\">{}{}{}{}</row>",
            cell("A2", "Person"),
            cell("B2", "Forensics"),
            cell("C2", "Triage"),
            cell("D2", "Cloud posture")
        ),
        format!(
            "<row r=\"3\">{}{}{}{}</row>",
            cell("A3", "Ann Lee"),
            number("B3", 1),
            number("C3", 2),
            number("D3", 3)
        ),
        format!("<row r=\"4\">{}{}{}</row>", cell("A4", "Bo Li"), number("B4", 4), number("D4", 0)),
    ];
    let sheet = sheet(&rows.concat()).replace(
        "</sheetData>",
        "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"B1:C1\"/></mergeCells>",
    );
    folder.write("merged.xlsx", xlsx(&sheet));
    let _ = folder.cadre("import t.cadre merged.xlsx --scale 0-4").done();
    let export = folder.export("t.cadre");
    let mut found: Vec<(&str, &str, u64)> = crate::contract::list(&export, "assessments")
        .iter()
        .map(|one| {
            let level = one["level"].as_u64().unwrap_or(99);
            (crate::contract::text(one, "person_name"), crate::contract::text(one, "competency_name"), level)
        })
        .collect();
    found.sort_unstable();
    let expected = [
        ("Ann Lee", "Cloud posture", 3),
        ("Ann Lee", "Forensics", 1),
        ("Ann Lee", "Triage", 2),
        ("Bo Li", "Cloud posture", 0),
        ("Bo Li", "Forensics", 4),
    ];
    assert_eq!(found, expected);
}

fn sheet(rows: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    )
}

/// The smallest XLSX with this sheet.
fn xlsx(sheet: &str) -> Vec<u8> {
    zipped(&[
        (
            "[Content_Types].xml",
            b"<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            b"<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            b"<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Levels\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let written = archive
            .start_file(*name, SimpleFileOptions::default())
            .map_err(|error| error.to_string())
            .and_then(|()| archive.write_all(bytes).map_err(|error| error.to_string()));
        assert!(written.is_ok(), "{name}: {written:?}");
    }
    archive.finish().unwrap_or_else(|error| panic!("{error}")).into_inner()
}

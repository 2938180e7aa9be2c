//! Spreadsheets made in memory, and the words of a workspace to read them against.

pub(crate) mod every_reader;

use std::io::{Cursor, Read, Write};

use cadre_core::{AreaKey, CompetencyKey, PersonId};
use cadre_exchange::{Known, KnownCompetency, KnownPerson, Options};
use chrono::NaiveDate;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn options() -> Options<'static> {
    Options::new(day("2026-11-23"))
}

pub(crate) fn competency(name: &str, aliases: &[&str]) -> KnownCompetency {
    KnownCompetency {
        key: CompetencyKey(name.to_lowercase().replace(' ', "-")),
        name: name.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
    }
}

pub(crate) fn person(number: u128, name: &str, team: &str) -> KnownPerson {
    KnownPerson { id: PersonId(uuid::Uuid::from_u128(number)), name: name.to_owned(), team: team.to_owned() }
}

/// The workspace that most tests read against.
pub(crate) fn known() -> Known {
    Known {
        competencies: vec![
            competency("Prompt-injection defence", &["LLM01"]),
            competency("Model supply chain", &[]),
            competency("Model monitoring", &[]),
            competency("Output handling", &[]),
            competency("Cloud posture", &["CSPM"]),
            competency("Leadership", &[]),
        ],
        people: vec![
            person(1, "Noor Rahman", "Platform"),
            person(2, "Priya Shah", "Platform"),
            person(3, "Luca Moretti", "Detection"),
        ],
        teams: Vec::new(),
        roles: Vec::new(),
        areas: [
            ("ml-secops", "ML SecOps"),
            ("llm-secops", "LLM SecOps"),
            ("cloud-computing", "Cloud computing"),
            ("soft-skills", "Soft skills"),
            ("governance", "Governance, risk; compliance"),
        ]
        .map(|(key, name)| (AreaKey::from(key), name.to_owned()))
        .to_vec(),
        questions: vec!["isaca.gap".to_owned()],
        currency: "EUR".to_owned(),
    }
}

pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    packed(parts, CompressionMethod::Deflated)
}

/// The same without compression, so that what stands in a part stands in the bytes.
pub(crate) fn stored(parts: &[(&str, &[u8])]) -> Vec<u8> {
    packed(parts, CompressionMethod::Stored)
}

fn packed(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { method };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The parts of an archive by name, as far as each can be unpacked within a megabyte; `None` where it is none.
pub(crate) fn unpacked(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for index in 0..archive.len().min(64) {
        let Ok(part) = archive.by_index(index) else { continue };
        let Ok(name) = part.name().map(std::borrow::Cow::into_owned) else { continue };
        let mut bytes = Vec::new();
        if part.take(1 << 20).read_to_end(&mut bytes).is_ok() && parts.iter().all(|(other, _)| *other != name)
        {
            parts.push((name, bytes));
        }
    }
    Some(parts)
}

/// An XLSX of one sheet "Sheet1" with this XML between `<worksheet>` and `</worksheet>`. Style 1 is a percentage,
/// style 2 a date.
pub(crate) fn xlsx(worksheet: &str) -> Vec<u8> {
    xlsx_with(worksheet, None)
}

pub(crate) fn xlsx_with(worksheet: &str, strings: Option<&str>) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let sheet = format!(r#"<?xml version="1.0"?><worksheet xmlns="{MAIN}">{worksheet}</worksheet>"#);
    let workbook = format!(
        r#"<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let rels = format!(
        r#"<?xml version="1.0"?><Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>"#
    );
    let root = format!(
        r#"<?xml version="1.0"?><Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let styles = format!(
        r#"<?xml version="1.0"?><styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="9" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"#
    );
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    if let Some(strings) = strings {
        parts.push(("xl/sharedStrings.xml", strings.as_bytes()));
    }
    zipped(&parts)
}

/// A cell of text at a reference.
pub(crate) fn text_cell(reference: &str, text: &str) -> String {
    format!(r#"<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// An ODS of one sheet "Sheet1" with these rows.
pub(crate) fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = r#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/spreadsheets/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

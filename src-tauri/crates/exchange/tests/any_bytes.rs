//! Whatever the bytes, the answer is a reading or a refusal, never a panic.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test uses its part of the support")]
mod support;

use cadre_exchange::{document, open, read_matrix};
use proptest::prelude::*;
use support::{fixture, known, options, zipped};

fn swallow(bytes: &[u8]) {
    if let Ok(workbook) = open(bytes, "any") {
        drop(read_matrix(&workbook, &known(), &options()));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        drop(document::from_json(text));
    }
}

/// A real file with some bytes changed and its end perhaps cut off.
fn mutated(file: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let bytes = fixture(file);
    let length = bytes.len();
    (prop::collection::vec((0..length, any::<u8>()), 0..12), length / 2..=length).prop_map(
        move |(changes, end)| {
            let mut bytes = bytes.clone();
            for (at, byte) in changes {
                bytes[at] = byte;
            }
            bytes.truncate(end);
            bytes
        },
    )
}

/// The parts of a real archive unpacked, one of them changed, and packed again: what checksums would else catch.
fn repacked(file: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(fixture(file))).unwrap();
    let parts: Vec<(String, Vec<u8>)> = (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .filter(|(name, bytes)| {
            name.ends_with("xml") && !bytes.is_empty() || name == "mimetype" || name.ends_with("rels")
        })
        .collect();
    let count = parts.len();
    (0..count, prop::collection::vec((any::<prop::sample::Index>(), "[ -~]"), 1..8)).prop_map(
        move |(which, changes)| {
            let mut parts = parts.clone();
            for (at, character) in changes {
                let bytes = &mut parts[which].1;
                let at = at.index(bytes.len());
                bytes[at] = character.as_bytes()[0];
            }
            let parts: Vec<(&str, &[u8])> =
                parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            zipped(&parts)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        swallow(&bytes);
    }

    #[test]
    fn random_tables(text in "(([-a-zé0-9 ,;\t\"'=@/%.x✓\n]|Name|Skill|Level|Date|Total|2026-05-04|31/02/26){0,60}\n){0,20}") {
        swallow(text.as_bytes());
        swallow(format!("Name,Skill,Level,Date,Source\n{text}").as_bytes());
    }

    #[test]
    fn changed_xlsx(bytes in mutated("platform-team.xlsx")) {
        swallow(&bytes);
    }

    #[test]
    fn changed_ods(bytes in mutated("platform-team.ods")) {
        swallow(&bytes);
    }

    #[test]
    fn changed_csv(bytes in mutated("platform-team-semicolon.csv")) {
        swallow(&bytes);
    }

    #[test]
    fn changed_xlsx_parts(bytes in repacked("platform-team.xlsx")) {
        swallow(&bytes);
    }

    #[test]
    fn changed_ods_parts(bytes in repacked("platform-team.ods")) {
        swallow(&bytes);
    }
}

//! Whatever the bytes, the answer is a reading or a refusal, never a panic.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test uses its part of the support")]
mod support;

use cadre_exchange::{LayoutAnswers, LayoutKind, Meaning, Workbook, layout, open};
use proptest::prelude::*;
use support::{every_reader, fixture, known, unpacked, zipped};

fn swallow(bytes: &[u8]) {
    every_reader::spreadsheet(bytes);
    every_reader::export(bytes);
}

/// What is found with these answers is what they say, and is read without harm.
fn swallow_answers(workbook: &Workbook, answers: &LayoutAnswers) {
    let Ok(layout) = layout::find_with(workbook, &known(), answers) else { return };
    assert!(answers.header_row.is_none_or(|row| row == layout.header_row));
    assert!(answers.kind.is_none_or(|kind| kind == layout.kind));
    for column in &layout.columns {
        assert!(layout.kind.meanings().contains(&column.meaning));
        let others = layout.columns.iter().filter(|other| other.meaning == column.meaning).count();
        assert!(column.meaning.repeats() || others == 1, "{layout:?}");
    }
    every_reader::table(workbook, layout);
}

fn any_meaning() -> impl Strategy<Value = Meaning> {
    let all: std::collections::BTreeSet<String> = LayoutKind::ALL
        .iter()
        .flat_map(|kind| kind.meanings())
        .map(|meaning| serde_json::to_string(meaning).unwrap())
        .collect();
    let all: Vec<String> = all.into_iter().collect();
    assert_eq!(all.len(), 33);
    prop::sample::select(all).prop_map(|meaning| serde_json::from_str(&meaning).unwrap())
}

fn any_answers() -> impl Strategy<Value = LayoutAnswers> {
    (
        prop::option::of(0_u32..12),
        prop::option::of(prop::sample::select(LayoutKind::ALL.to_vec())),
        prop::collection::vec((prop_oneof![9 => 0_u32..9, 1 => any::<u32>()], any_meaning()), 0..6),
    )
        .prop_map(|(header_row, kind, columns)| LayoutAnswers { sheet: None, header_row, kind, columns })
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
    let parts: Vec<(String, Vec<u8>)> = unpacked(&fixture(file))
        .unwrap()
        .into_iter()
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
    fn random_lists(
        text in "(([-a-zé0-9 ,;\"'=@/%.x✓€k()]|Total|2026-05-04|31/02/26|ML SecOps|20%){0,40}\n){0,12}",
        heads in prop::sample::select(vec![
            "Name,Team,Role,Started,Leaves,Borrowed,Learning hours",
            "Role,Yearly cost,Hiring cost,Weeks to fill,Attrition",
            "Role,Skill,Target,Importance",
            "Team,Role,Seats,Needed by",
            "Asked on,Question,ML SecOps,Soft skills,Areas",
            "Skill,Area,Re-check months,Level 0,Level 4",
        ]),
        answers in any_answers(),
    ) {
        let text = format!("{heads}\n{text}");
        swallow(text.as_bytes());
        if let Ok(workbook) = open(text.as_bytes(), "any") {
            swallow_answers(&workbook, &answers);
        }
    }

    #[test]
    fn changed_lists(bytes in mutated("cadre-workbook.xlsx")) {
        swallow(&bytes);
    }

    #[test]
    fn changed_form_parts(bytes in repacked("own-ratings.xlsx")) {
        swallow(&bytes);
    }

    #[test]
    fn any_answers_about_a_real_file(answers in any_answers(), sheet in 0_usize..9) {
        let workbook = open(&fixture("cadre-workbook.xlsx"), "file").unwrap();
        let sheet = workbook.sheets.get(sheet).map(|sheet| sheet.name.clone());
        swallow_answers(&workbook, &LayoutAnswers { sheet, ..answers });
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

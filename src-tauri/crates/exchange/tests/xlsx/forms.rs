//! Forms for own ratings: filled in where they may be, and read back.

use std::collections::BTreeSet;

use cadre_core::Source;
use cadre_exchange::{
    LayoutKind, Meaning, Scale, open, read_matrix,
    xlsx_out::{Form, FormPerson, FormRow, rating_form},
};

use super::{
    known, levels, part, parts,
    support::{self, day, options},
};

pub(crate) fn form() -> Form {
    let row = |area: &str, competency: &str| FormRow {
        area: area.to_owned(),
        competency: competency.to_owned(),
        descriptors: ["Not at all", "Beginner", "With review", "Alone", "Expert"].map(str::to_owned),
    };
    let person = |name: &str| FormPerson {
        name: name.to_owned(),
        team: "Platform".to_owned(),
        role: "LLM security engineer".to_owned(),
        rows: vec![
            row("LLM SecOps", "Prompt-injection defence"),
            row("LLM SecOps", "Output handling"),
            row("Soft skills", "Leadership"),
        ],
    };
    Form { people: ["Noor Rahman", "=Priya"].map(person).into(), as_of: day("2026-06-01") }
}

/// The form with values put into the blank cells of its first sheet, as a spreadsheet program saves them.
fn fill(bytes: &[u8], values: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = parts(bytes);
    let (_, sheet) = parts.iter_mut().find(|(name, _)| name == "xl/worksheets/sheet1.xml").unwrap();
    for (reference, value) in values {
        let start = sheet.find(&format!("<c r=\"{reference}\"")).unwrap();
        let end = start + sheet[start..].find("/>").unwrap();
        let filled = match value.parse::<u8>() {
            Ok(level) => format!("><v>{level}</v></c>"),
            Err(_) => format!(" t=\"inlineStr\"><is><t>{value}</t></is></c>"),
        };
        sheet.replace_range(end..end + 2, &filled);
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    support::zipped(&parts)
}

#[test]
fn a_form_that_was_filled_in_comes_back() {
    let bytes = fill(&rating_form(&form()).unwrap(), &[("E5", "3"), ("F5", "Led the review."), ("E7", "0")]);
    let workbook = open(&bytes, "form.xlsx").unwrap();
    let reading = read_matrix(&workbook, &known(), &options()).unwrap();
    assert_eq!(reading.layout.kind, LayoutKind::Long);
    assert_eq!(reading.layout.header_row, 4);
    let meanings: Vec<(&str, Meaning)> =
        reading.layout.columns.iter().map(|column| (column.header.as_str(), column.meaning)).collect();
    assert_eq!(meanings[0], ("Person", Meaning::Person));
    assert_eq!(meanings[1], ("Team", Meaning::Team));
    assert_eq!(meanings[3], ("Competency", Meaning::Competency));
    assert_eq!(meanings[4], ("Your level (0 to 4)", Meaning::Level));
    assert_eq!(meanings[5].0, "Example or evidence");
    for (level, column) in meanings[6..].iter().enumerate() {
        assert_eq!(*column, (format!("What level {level} looks like").as_str(), Meaning::Ignored));
    }
    assert_eq!(
        levels(&reading),
        [
            ("Noor Rahman".to_owned(), "Prompt-injection defence".to_owned(), 3),
            ("Noor Rahman".to_owned(), "Leadership".to_owned(), 0),
        ]
    );
    assert_eq!(reading.scale.scale, Scale::ZeroToFour);
    assert_eq!(reading.errors().count(), 0, "{:?}", reading.problems);
    assert_eq!(reading.rows[0].note.as_deref(), Some("Led the review."), "the evidence is a note");
    assert!(
        reading.rows.iter().all(|row| row.source == Source::Self_),
        "what people say of themselves is a claim"
    );
}

#[test]
fn a_form_can_be_filled_in_and_nothing_else_changed() {
    let bytes = rating_form(&form()).unwrap();
    for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let sheet = part(&bytes, sheet);
        let protection = sheet.split_once("<sheetProtection ").unwrap().1.split_once("/>").unwrap().0;
        assert!(protection.contains(r#"sheet="1""#) && !protection.contains("password"), "{protection}");
        assert!(sheet.contains(r#"<pane ySplit="4" topLeftCell="A5""#));
        let validation =
            sheet.split_once("<dataValidation ").unwrap().1.split_once("</dataValidation>").unwrap().0;
        assert!(
            validation.contains(r#"sqref="E5:E7""#) && validation.contains(r#"type="list""#),
            "{validation}"
        );
        assert!(validation.contains("<formula1>\"0,1,2,3,4\"</formula1>"), "{validation}");
        assert!(validation.contains("Choose a level from 0 to 4"), "{validation}");
        // The cells of level and evidence are unlocked, all others are not.
        let styles = part(&bytes, "xl/styles.xml");
        let formats = styles.split_once("<cellXfs").unwrap().1.split_once("</cellXfs>").unwrap().0;
        let unlocked: Vec<bool> =
            formats.split("<xf ").skip(1).map(|format| format.contains(r#"locked="0""#)).collect();
        let mut fields = BTreeSet::new();
        for cell in sheet.split("<c r=\"").skip(1) {
            let (reference, rest) = cell.split_once('"').unwrap();
            let style =
                rest.strip_prefix(" s=\"").map_or(0, |rest| rest.split_once('"').unwrap().0.parse().unwrap());
            if unlocked[style] {
                fields.insert(reference.to_owned());
            }
        }
        assert_eq!(fields, ["E5", "E6", "E7", "F5", "F6", "F7"].map(str::to_owned).into());
    }
}

#[test]
fn sheets_are_named_after_people_as_excel_allows() {
    let names = [
        "Noor Rahman",
        "noor rahman",
        "History",
        "a/b\\c:d*e?f[g]h",
        "'quoted'",
        "",
        "A name that is longer than Excel allows",
        "A name that is longer than Excel takes",
        "李李李李李李李李李李李李李李李李李李李李李李李李李李李李李李李李",
    ];
    let people = names.iter().chain(std::iter::repeat_n(&"Person", 291));
    let form = Form {
        people: people
            .map(|name| FormPerson {
                name: (*name).to_owned(),
                team: String::new(),
                role: String::new(),
                rows: Vec::new(),
            })
            .collect(),
        as_of: day("2026-06-01"),
    };
    let workbook = open(&rating_form(&form).unwrap(), "form.xlsx").unwrap();
    let sheets: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(
        sheets[..10],
        [
            "Noor Rahman",
            "noor rahman (2)",
            "History (2)",
            "a b c d e f g h",
            "quoted",
            "Sheet",
            "A name that is longer than Exce",
            "A name that is longer than (2)",
            "李李李李李李李李李李李李李李李李李李李李李李李李李李李李李李李",
            "Person",
        ]
    );
    assert_eq!(sheets.len(), 300);
    assert_eq!(sheets[299], "Person (291)");
}

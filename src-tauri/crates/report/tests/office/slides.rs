//! The deck, read back part by part.

use cadre_report::{Content, Pack, Role, pptx};

use crate::{
    fixture::{HURTFUL, hurtful, report, without_plan},
    reading::{Parts, check_package},
};

/// A slide as who opens the file has it.
struct Slide {
    title: String,
    /// What stands in placeholders, in boxes and in tables, joined.
    text: String,
    alternatives: Vec<String>,
    /// The rows of its tables, the head of each first.
    rows: Vec<usize>,
    notes: String,
}

fn slides(parts: &Parts) -> Vec<Slide> {
    let read = |(number, name): (usize, &String)| {
        let shapes: Vec<_> = parts.all(name, "p:sp");
        let xml = parts.text(name);
        let title = xml.split("<p:sp>").find(|shape| {
            shape.contains("<p:ph type=\"title\"/>") || shape.contains("<p:ph type=\"ctrTitle\"/>")
        });
        let place = xml.split("<p:sp>").skip(1).position(|shape| Some(shape) == title).unwrap();
        let pictures = xml.split("<p:pic>").skip(1).count();
        let described: Vec<String> = parts
            .all(name, "p:cNvPr")
            .iter()
            .filter(|it| {
                it.attribute("name").starts_with("Chart") || it.attribute("name").starts_with("Logo")
            })
            .map(|it| it.attribute("descr").to_owned())
            .collect();
        assert_eq!(described.len(), pictures, "{name}");
        let tables = xml.split("<a:tbl>").skip(1);
        let notes = format!("ppt/notesSlides/notesSlide{}.xml", number + 1);
        Slide {
            title: shapes[place].text.clone(),
            text: parts.all(name, "p:spTree").concat_text(),
            alternatives: described,
            rows: tables
                .map(|table| table.split("</a:tbl>").next().unwrap().matches("<a:tr ").count())
                .collect(),
            notes: parts.all(&notes, "p:spTree").concat_text(),
        }
    };
    parts.names("ppt/slides/slide").iter().enumerate().map(read).collect()
}

trait ConcatText {
    fn concat_text(&self) -> String;
}

impl ConcatText for Vec<crate::reading::Element> {
    fn concat_text(&self) -> String {
        self.iter().map(|element| element.text.as_str()).collect()
    }
}

fn written(pack: &Pack) -> Parts {
    let bytes = pptx(pack).unwrap();
    assert_eq!(bytes, pptx(pack).unwrap(), "the same pack gives the same bytes");
    let parts = Parts::of(&bytes);
    check_package(&parts);
    parts
}

#[test]
fn a_report_is_six_slides_with_titles_pictures_tables_and_notes() {
    let pack = report();
    let parts = written(&pack);
    let slides = slides(&parts);
    let titles: Vec<&str> = slides.iter().map(|slide| slide.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "AI security is our widest gap: train now, hire two",
            "Industry ranks LLM and ML SecOps last; our own ranking starts with them",
            "Training can reach 49 of the 69 unfilled seats",
            "Two skills are already below the minimum we set",
            "Two hires raise the odds of holding today’s coverage from 67 to 92 in 100",
            "Approve two hires and training: €151,150",
        ]
    );
    let alternatives: Vec<Vec<String>> = slides.iter().map(|slide| slide.alternatives.clone()).collect();
    assert_eq!(
        alternatives,
        [
            vec![],
            vec!["Industry: soft skills 51%, first of five. Ours: ML SecOps 6 of 7, first."],
            vec!["LLM SecOps: need 63, of which training 43 and hiring 20."],
            vec![],
            vec!["Coverage now 51%; at Q4 60%, 51 to 66% in 8 of 10 cases."],
            vec![],
        ]
    );
    // The options with their head: six rows and one.
    assert_eq!(slides[4].rows, [7]);
    assert!(slides[3].text.contains("Threat modelling of ML systemsAI Security36 in 100"));
    assert!(slides[5].text.contains("€130,400 for two posts in AI Security"));
    for (slide, role) in slides[1..].iter().zip([
        Role::Industry,
        Role::Priorities,
        Role::KeyPeople,
        Role::Options,
        Role::Decision,
    ]) {
        let block = pack.block(role).unwrap();
        for sentence in [&block.eyebrow, &block.heading, &block.reading, &block.source] {
            assert!(slide.notes.contains(sentence.as_str()), "{role:?}: the speaker does not say {sentence}");
            assert!(slide.text.contains(sentence.as_str()), "{role:?}: the slide does not say {sentence}");
        }
        for content in &block.content {
            if let Content::Figure(figure) = content {
                assert!(slide.notes.contains(&figure.alternative));
            }
        }
        assert!(slide.text.contains("Data 00942c45"));
        assert!(!slide.text.contains("more in the report"));
    }
}

#[test]
fn a_block_that_is_not_there_is_a_slide_left_out() {
    let titles = |pack: &Pack| -> Vec<String> {
        slides(&written(pack)).into_iter().map(|slide| slide.title).collect()
    };
    assert_eq!(
        titles(&without_plan()),
        [
            "AI security is our widest gap: train now, hire two",
            "Industry ranks LLM and ML SecOps last; our own ranking starts with them",
            "Training can reach 49 of the 69 unfilled seats",
            "Two skills are already below the minimum we set",
            "Approve two hires and training: €151,150",
        ]
    );
    let empty = Pack { pages: Vec::new(), ..report() };
    assert_eq!(titles(&empty), ["Security skills: report to the board, 1 October 2026"]);
}

#[test]
fn what_does_not_fit_is_counted_and_nothing_leaves_the_slide() {
    // 12,700 English metric units to a point, 960 by 540 of these to a slide.
    const WIDTH: i64 = 12_192_000;
    const HEIGHT: i64 = 6_858_000;
    for pack in [report(), without_plan(), hurtful(1), hurtful(8), hurtful(30)] {
        let parts = written(&pack);
        for name in parts.names("ppt/slides/slide") {
            let (offsets, sizes) = (parts.all(&name, "a:off"), parts.all(&name, "a:ext"));
            let sizes = sizes.iter().filter(|size| !size.attribute("cx").is_empty());
            for (offset, size) in offsets.iter().zip(sizes) {
                let number = |text: &str| text.parse::<i64>().unwrap();
                let (x, y) = (number(offset.attribute("x")), number(offset.attribute("y")));
                let (cx, cy) = (number(size.attribute("cx")), number(size.attribute("cy")));
                assert!(x >= 0 && y >= 0 && cx >= 0 && cy >= 0, "{name}: {x} {y} {cx} {cy}");
                assert!(x + cx <= WIDTH && y + cy <= HEIGHT, "{name}: {x} {y} {cx} {cy}");
            }
        }
    }
    let slides = slides(&written(&hurtful(30)));
    // The options: 30 rows, of which some are shown, below a head.
    let shown = slides[4].rows[0] - 1;
    assert!((3..30).contains(&shown), "{shown}");
    assert!(slides[4].text.contains(&format!("and {} more in the report", 30 - shown)));
    for slide in &slides[1..=3] {
        assert!(slide.text.contains("more in the report"), "{}", slide.text);
    }
}

#[test]
fn text_that_hurts_is_only_text() {
    let parts = written(&hurtful(8));
    let slides = slides(&parts);
    let options = &slides[4].text;
    for name in
        ["=1+1", "@SUM(A1:A9)", "<b>bold</b> & \"quoted\"", "bellandnull", HURTFUL[4], HURTFUL[5], HURTFUL[6]]
    {
        assert!(options.contains(name), "{name} is not in {options}");
    }
    let core = parts.elements("docProps/core.xml");
    let property = |name: &str| core.iter().find(|it| it.name == name).unwrap().text.clone();
    assert_eq!(property("dc:title"), "=1+1 <b>bold</b> & \"quoted\"");
    assert_eq!(property("dc:creator"), "=cmd|'/c calc'!A1 & <Söhne>");
    assert_eq!(property("cp:lastModifiedBy"), property("dc:creator"));
    assert_eq!(property("cp:keywords"), "cadre-report:1:audience=board&k=5");
    assert_eq!(property("dcterms:created"), "2026-10-01T00:00:00Z");
    assert_eq!(property("dcterms:modified"), "2026-10-01T00:00:00Z");
    assert_eq!(property("dc:language"), "en-GB");
}

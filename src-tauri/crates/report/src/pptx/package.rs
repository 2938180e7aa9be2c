//! The file of slides: its parts, how they relate, and what the file says about itself.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use quick_xml::escape::escape;
use zip::{CompressionMethod, DateTime, System, ZipWriter, write::SimpleFileOptions};

use super::shapes::{HEIGHT, Layout, Slide, WIDTH, emu};
use crate::{
    Pack, ReportError,
    writable::{legal, on_one_line},
};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
/// The root of every tree of shapes.
const ROOT: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";
const MAPPED: &str = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>";

/// The kinds of parts, as their types and relations are called.
const PART: &str = "application/vnd.openxmlformats-officedocument.presentationml.";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// The file.
pub(super) fn write(pack: &Pack, slides: &[Slide]) -> Result<Vec<u8>, ReportError> {
    let mut file = File::default();
    let mut overrides = String::new();
    let mut add_type = |part: &str, kind: &str| {
        let _ = write!(overrides, "<Override PartName=\"{part}\" ContentType=\"{kind}\"/>");
    };
    let presentation = |kind: &str| format!("{PART}{kind}+xml");
    add_type("/ppt/presentation.xml", &presentation("presentation.main"));
    add_type("/ppt/slideMasters/slideMaster1.xml", &presentation("slideMaster"));
    add_type("/ppt/slideLayouts/slideLayout1.xml", &presentation("slideLayout"));
    add_type("/ppt/slideLayouts/slideLayout2.xml", &presentation("slideLayout"));
    add_type("/ppt/notesMasters/notesMaster1.xml", &presentation("notesMaster"));
    for number in 1..=slides.len() {
        add_type(&format!("/ppt/slides/slide{number}.xml"), &presentation("slide"));
        add_type(&format!("/ppt/notesSlides/notesSlide{number}.xml"), &presentation("notesSlide"));
    }
    add_type("/ppt/presProps.xml", &presentation("presProps"));
    add_type("/ppt/viewProps.xml", &presentation("viewProps"));
    add_type("/ppt/tableStyles.xml", &presentation("tableStyles"));
    let theme = "application/vnd.openxmlformats-officedocument.theme+xml";
    add_type("/ppt/theme/theme1.xml", theme);
    add_type("/ppt/theme/theme2.xml", theme);
    add_type("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    add_type("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    let defaults: String = [
        ("jpeg", "image/jpeg"),
        ("png", "image/png"),
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ]
    .map(|(extension, kind)| format!("<Default Extension=\"{extension}\" ContentType=\"{kind}\"/>"))
    .concat();
    file.text(
        "[Content_Types].xml",
        format!("{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{defaults}{overrides}</Types>"),
    );
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    file.relations(
        "_rels/.rels",
        &[
            (format!("{RELATION}officeDocument"), "ppt/presentation.xml".to_owned()),
            (core.to_owned(), "docProps/core.xml".to_owned()),
            (format!("{RELATION}extended-properties"), "docProps/app.xml".to_owned()),
        ],
    );
    file.text("docProps/core.xml", core_properties(pack));
    file.text("docProps/app.xml", app_properties(pack, slides.len()));
    write_presentation(&mut file, slides.len());
    write_masters(&mut file);
    for (number, slide) in (1..).zip(slides) {
        write_slide(&mut file, number, slide);
    }
    file.finish()
}

fn write_presentation(file: &mut File, slides: usize) {
    let relation = |kind: &str, target: String| (format!("{RELATION}{kind}"), target);
    let mut relations = vec![
        relation("slideMaster", "slideMasters/slideMaster1.xml".to_owned()),
        relation("notesMaster", "notesMasters/notesMaster1.xml".to_owned()),
        relation("presProps", "presProps.xml".to_owned()),
        relation("viewProps", "viewProps.xml".to_owned()),
        relation("theme", "theme/theme1.xml".to_owned()),
        relation("tableStyles", "tableStyles.xml".to_owned()),
    ];
    let mut list = String::new();
    for number in 1..=slides {
        relations.push(relation("slide", format!("slides/slide{number}.xml")));
        let _ = write!(list, "<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 255 + number, relations.len());
    }
    let mut levels = String::new();
    for level in 1..=9 {
        let _ = write!(
            levels,
            "<a:lvl{level}pPr marL=\"0\" algn=\"l\" defTabSz=\"914400\" rtl=\"0\" eaLnBrk=\"1\" latinLnBrk=\"0\" hangingPunct=\"1\"><a:defRPr lang=\"en-GB\" sz=\"1200\" kern=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/><a:cs typeface=\"+mn-cs\"/></a:defRPr></a:lvl{level}pPr>"
        );
    }
    let (width, height) = (emu(WIDTH), emu(HEIGHT));
    file.text(
        "ppt/presentation.xml",
        format!(
            "{DECLARATION}<p:presentation {NAMESPACES} saveSubsetFonts=\"1\" autoCompressPictures=\"0\">\
             <p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>\
             <p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst><p:sldIdLst>{list}</p:sldIdLst>\
             <p:sldSz cx=\"{width}\" cy=\"{height}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>\
             <p:defaultTextStyle><a:defPPr><a:defRPr lang=\"en-GB\"/></a:defPPr>{levels}</p:defaultTextStyle></p:presentation>"
        ),
    );
    file.relations("ppt/_rels/presentation.xml.rels", &relations);
    file.text("ppt/presProps.xml", include_str!("parts/presProps.xml").to_owned());
    file.text("ppt/viewProps.xml", include_str!("parts/viewProps.xml").to_owned());
    file.text("ppt/tableStyles.xml", include_str!("parts/tableStyles.xml").to_owned());
}

fn write_masters(file: &mut File) {
    let relation = |kind: &str, target: &str| (format!("{RELATION}{kind}"), target.to_owned());
    file.text("ppt/theme/theme1.xml", include_str!("parts/theme.xml").to_owned());
    file.text("ppt/theme/theme2.xml", include_str!("parts/theme.xml").to_owned());
    file.text("ppt/slideMasters/slideMaster1.xml", include_str!("parts/slideMaster.xml").to_owned());
    file.relations(
        "ppt/slideMasters/_rels/slideMaster1.xml.rels",
        &[
            relation("slideLayout", "../slideLayouts/slideLayout1.xml"),
            relation("slideLayout", "../slideLayouts/slideLayout2.xml"),
            relation("theme", "../theme/theme1.xml"),
        ],
    );
    let layouts = [include_str!("parts/titleLayout.xml"), include_str!("parts/findingLayout.xml")];
    for (number, layout) in (1..).zip(layouts) {
        file.text(&format!("ppt/slideLayouts/slideLayout{number}.xml"), layout.to_owned());
        file.relations(
            &format!("ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"),
            &[relation("slideMaster", "../slideMasters/slideMaster1.xml")],
        );
    }
    file.text("ppt/notesMasters/notesMaster1.xml", include_str!("parts/notesMaster.xml").to_owned());
    file.relations(
        "ppt/notesMasters/_rels/notesMaster1.xml.rels",
        &[relation("theme", "../theme/theme2.xml")],
    );
}

fn write_slide(file: &mut File, number: usize, slide: &Slide) {
    let relation = |kind: &str, target: String| (format!("{RELATION}{kind}"), target);
    file.text(
        &format!("ppt/slides/slide{number}.xml"),
        format!(
            "{DECLARATION}<p:sld {NAMESPACES}><p:cSld><p:spTree>{ROOT}{}</p:spTree></p:cSld>{MAPPED}</p:sld>",
            slide.shapes
        ),
    );
    let layout = match slide.layout {
        Layout::Title => 1,
        Layout::Finding => 2,
    };
    let mut relations = vec![
        relation("slideLayout", format!("../slideLayouts/slideLayout{layout}.xml")),
        relation("notesSlide", format!("../notesSlides/notesSlide{number}.xml")),
    ];
    for (place, image) in (1..).zip(&slide.images) {
        let name = format!("slide{number}-{place}.{}", image.extension);
        relations.push(relation("image", format!("../media/{name}")));
        file.picture(&format!("ppt/media/{name}"), image.bytes.clone());
    }
    file.relations(&format!("ppt/slides/_rels/slide{number}.xml.rels"), &relations);

    let mut notes = String::new();
    for says in slide.notes.iter().map(|says| on_one_line(says)).filter(|says| !says.is_empty()) {
        let says = escape(says.as_str());
        let _ = write!(notes, "<a:p><a:r><a:rPr lang=\"en-GB\" dirty=\"0\"/><a:t>{says}</a:t></a:r></a:p>");
    }
    let notes = if notes.is_empty() { "<a:p><a:endParaRPr lang=\"en-GB\"/></a:p>".to_owned() } else { notes };
    file.text(
        &format!("ppt/notesSlides/notesSlide{number}.xml"),
        format!(
            "{DECLARATION}<p:notes {NAMESPACES}><p:cSld><p:spTree>{ROOT}\
             <p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>\
             <p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/>\
             <p:txBody><a:bodyPr/><a:lstStyle/>{notes}</p:txBody></p:sp></p:spTree></p:cSld>{MAPPED}</p:notes>"
        ),
    );
    file.relations(
        &format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels"),
        &[
            relation("notesMaster", "../notesMasters/notesMaster1.xml".to_owned()),
            relation("slide", format!("../slides/slide{number}.xml")),
        ],
    );
}

fn core_properties(pack: &Pack) -> String {
    let [title, organisation, recipe] =
        [&pack.title, &pack.organisation, &pack.recipe].map(|text| escape(legal(text)).into_owned());
    let day = pack.as_of.format("%Y-%m-%dT00:00:00Z");
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:creator>{organisation}</dc:creator><cp:keywords>{recipe}</cp:keywords><cp:lastModifiedBy>{organisation}</cp:lastModifiedBy>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:modified><dc:language>en-GB</dc:language></cp:coreProperties>"
    )
}

fn app_properties(pack: &Pack, slides: usize) -> String {
    let organisation = escape(legal(&pack.organisation)).into_owned();
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <TotalTime>0</TotalTime><Application>Cadre</Application><PresentationFormat>Widescreen</PresentationFormat>\
         <Slides>{slides}</Slides><Notes>{slides}</Notes><HiddenSlides>0</HiddenSlides><Company>{organisation}</Company></Properties>"
    )
}

/// The parts, in the order in which they are written.
#[derive(Default)]
struct File {
    parts: Vec<(String, Vec<u8>, CompressionMethod)>,
}

impl File {
    fn text(&mut self, name: &str, text: String) {
        self.parts.push((name.to_owned(), text.into_bytes(), CompressionMethod::Deflated));
    }

    /// A picture, which is small already.
    fn picture(&mut self, name: &str, bytes: Vec<u8>) {
        self.parts.push((name.to_owned(), bytes, CompressionMethod::Stored));
    }

    /// What a part relates to, as `rId1` and on: the kind and the target of each.
    fn relations(&mut self, name: &str, relations: &[(String, String)]) {
        let mut list = String::new();
        for (number, (kind, target)) in (1..).zip(relations) {
            let _ = write!(list, "<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"/>");
        }
        let xmlns = "http://schemas.openxmlformats.org/package/2006/relationships";
        self.text(name, format!("{DECLARATION}<Relationships xmlns=\"{xmlns}\">{list}</Relationships>"));
    }

    /// The archive, with the same times and rights on every machine.
    fn finish(self) -> Result<Vec<u8>, ReportError> {
        let failed = |reason: String| ReportError::Write { format: "PPTX", reason };
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes, method) in self.parts {
            let options = SimpleFileOptions::default()
                .compression_method(method)
                .system(System::Unix)
                .unix_permissions(0o644)
                .last_modified_time(DateTime::default());
            archive.start_file(name, options).map_err(|error| failed(error.to_string()))?;
            archive.write_all(&bytes).map_err(|error| failed(error.to_string()))?;
        }
        Ok(archive.finish().map_err(|error| failed(error.to_string()))?.into_inner())
    }
}

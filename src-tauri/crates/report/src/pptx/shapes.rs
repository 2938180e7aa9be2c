//! What stands on a slide, as `DrawingML`: text, tables, pictures and bars. Lengths in points.

use std::fmt::Write;

use quick_xml::escape::escape;

use super::measure;
use crate::{
    Run,
    writable::{legal, on_one_line},
};

/// Width of a slide.
pub(super) const WIDTH: f64 = 960.0;
/// Height of a slide.
pub(super) const HEIGHT: f64 = 540.0;
/// Left and right of what stands on it.
pub(super) const MARGIN: f64 = 48.0;

/// A rectangle on a slide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    /// What is left below so much of it.
    pub(super) fn below(self, used: f64) -> Self {
        Self { y: self.y + used, height: (self.height - used).max(0.0), ..self }
    }

    fn xml(self, tag: &str) -> String {
        let [x, y, width, height] = [self.x, self.y, self.width, self.height].map(emu);
        format!("<{tag}><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></{tag}>")
    }
}

/// English metric units, of which a point has 12,700.
pub(super) fn emu(points: f64) -> i64 {
    (points * 12_700.0).round() as i64
}

/// A colour of the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    Ink,
    Muted,
    Rule,
    Hairline,
    Tint,
    Ours,
}

impl Colour {
    /// Its place in the theme.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Ink => "tx1",
            Self::Muted => "tx2",
            Self::Rule => "accent4",
            Self::Hairline => "accent5",
            Self::Tint => "bg2",
            Self::Ours => "accent1",
        }
    }

    pub(super) fn fill(self) -> String {
        format!("<a:solidFill><a:schemeClr val=\"{}\"/></a:solidFill>", self.name())
    }
}

/// How a paragraph looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Face {
    pub(super) size: f64,
    pub(super) colour: Colour,
    pub(super) right: bool,
}

impl Face {
    pub(super) const fn of(size: f64, colour: Colour) -> Self {
        Self { size, colour, right: false }
    }

    /// From one line to the next. The spacing is exact, so that a machine without the font breaks no layout.
    pub(super) fn line(self) -> f64 {
        (1.32 * self.size).round()
    }

    /// The height of a text in this width.
    pub(super) fn height(self, text: &[Run], room: f64) -> f64 {
        measure::lines(text, self.size, room) as f64 * self.line()
    }
}

/// A paragraph: its text, how it looks, how far it stands below the one before, and what stands before its first line.
pub(super) struct Paragraph<'a> {
    pub(super) text: &'a [Run],
    pub(super) face: Face,
    pub(super) before: f64,
    /// A number that hangs left of the text, and how far.
    pub(super) number: Option<(usize, f64)>,
}

impl<'a> Paragraph<'a> {
    pub(super) const fn of(text: &'a [Run], face: Face) -> Self {
        Self { text, face, before: 0.0, number: None }
    }

    pub(super) fn xml(&self) -> String {
        let Face { size, colour, right } = self.face;
        let algn = if right { " algn=\"r\"" } else { "" };
        let hang = self
            .number
            .map_or_else(String::new, |(_, room)| format!(" marL=\"{0}\" indent=\"-{0}\"", emu(room)));
        let bullet = self.number.map_or_else(String::new, |(first, _)| {
            let colour = colour.fill().replace("a:solidFill", "a:buClr");
            format!("{colour}<a:buFont typeface=\"+mj-lt\"/><a:buAutoNum type=\"arabicPlain\" startAt=\"{first}\"/>")
        });
        let hundredths = |points: f64| (100.0 * points).round() as i64;
        let mut xml = format!(
            "<a:p><a:pPr{hang}{algn}><a:lnSpc><a:spcPts val=\"{}\"/></a:lnSpc><a:spcBef><a:spcPts val=\"{}\"/></a:spcBef>{bullet}</a:pPr>",
            hundredths(self.face.line()),
            hundredths(self.before),
        );
        let properties = |strong: bool| {
            let bold = i32::from(strong);
            format!("lang=\"en-GB\" sz=\"{}\" b=\"{bold}\" dirty=\"0\"", hundredths(size))
        };
        for run in self.text {
            let letters = legal(&run.text).replace(['\n', '\t'], " ");
            if !letters.is_empty() {
                let properties = properties(run.strong);
                let fill = colour.fill();
                let letters = escape(letters.as_str());
                let _ = write!(xml, "<a:r><a:rPr {properties}>{fill}</a:rPr><a:t>{letters}</a:t></a:r>");
            }
        }
        let _ = write!(xml, "<a:endParaRPr {}/></a:p>", properties(false));
        xml
    }
}

/// A picture of a slide.
pub(super) struct Image {
    pub(super) bytes: Vec<u8>,
    /// The end of its file's name: "png".
    pub(super) extension: &'static str,
}

/// Which layout a slide has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    Title,
    Finding,
}

/// A slide.
pub(super) struct Slide {
    pub(super) layout: Layout,
    /// Its shapes, in reading order.
    pub(super) shapes: String,
    /// Its pictures, related as `rId3` and on.
    pub(super) images: Vec<Image>,
    /// What the speaker says, a paragraph each.
    pub(super) notes: Vec<String>,
    last_id: u32,
}

/// A place of the layout that a slide fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placeholder {
    /// The title of a finding.
    Title,
    /// That of the deck.
    DeckTitle,
    /// The standfirst.
    Subtitle,
    /// A text of the layout, by its number and name.
    Text(u32, &'static str),
}

impl Slide {
    pub(super) fn new(layout: Layout) -> Self {
        Self { layout, shapes: String::new(), images: Vec::new(), notes: Vec::new(), last_id: 1 }
    }

    /// The attributes of the next shape: its number, its name and what it shows.
    fn named(&mut self, name: &str, shows: &str) -> String {
        self.last_id += 1;
        let id = self.last_id;
        let shows = on_one_line(shows);
        let descr =
            if shows.is_empty() { String::new() } else { format!(" descr=\"{}\"", escape(shows.as_str())) };
        format!("id=\"{id}\" name=\"{} {}\"{descr}", escape(name), id - 1)
    }

    /// Text at a place of the layout.
    pub(super) fn fill(&mut self, place: Placeholder, area: Area, paragraphs: &[Paragraph<'_>]) {
        let (kind, name) = match place {
            Placeholder::Title => ("type=\"title\"".to_owned(), "Title"),
            Placeholder::DeckTitle => ("type=\"ctrTitle\"".to_owned(), "Title"),
            Placeholder::Subtitle => ("type=\"subTitle\" idx=\"1\"".to_owned(), "Standfirst"),
            Placeholder::Text(idx, name) => (format!("type=\"body\" sz=\"quarter\" idx=\"{idx}\""), name),
        };
        let named = self.named(name, "");
        let _ = write!(
            self.shapes,
            "<p:sp><p:nvSpPr><p:cNvPr {named}/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>\
             <p:spPr>{}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{}</p:txBody></p:sp>",
            area.xml("a:xfrm"),
            paragraphs.iter().map(Paragraph::xml).collect::<String>(),
        );
    }

    /// Text in a box of its own.
    pub(super) fn text(&mut self, name: &str, area: Area, paragraphs: &[Paragraph<'_>]) {
        let named = self.named(name, "");
        let _ = write!(
            self.shapes,
            "<p:sp><p:nvSpPr><p:cNvPr {named}/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr>\
             <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>\
             <p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" rtlCol=\"0\" anchor=\"t\"><a:noAutofit/></a:bodyPr><a:lstStyle/>{}</p:txBody></p:sp>",
            area.xml("a:xfrm"),
            paragraphs.iter().map(Paragraph::xml).collect::<String>(),
        );
    }

    /// A filled rectangle that says nothing which is not said in words.
    pub(super) fn block(&mut self, name: &str, area: Area, colour: Colour) {
        let named = self.named(name, "");
        let _ = write!(
            self.shapes,
            "<p:sp><p:nvSpPr><p:cNvPr {named}><a:extLst><a:ext uri=\"{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}\">\
             <adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>\
             <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{}<a:ln><a:noFill/></a:ln></p:spPr>\
             <p:txBody><a:bodyPr rtlCol=\"0\" anchor=\"ctr\"/><a:lstStyle/><a:p><a:endParaRPr lang=\"en-GB\" dirty=\"0\"/></a:p></p:txBody></p:sp>",
            area.xml("a:xfrm"),
            colour.fill(),
        );
    }

    /// A picture.
    pub(super) fn picture(&mut self, name: &str, area: Area, shows: &str, image: Image) {
        let named = self.named(name, shows);
        self.images.push(image);
        let _ = write!(
            self.shapes,
            "<p:pic><p:nvPicPr><p:cNvPr {named}/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>\
             <p:blipFill><a:blip r:embed=\"rId{}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>\
             <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
            self.images.len() + 2,
            area.xml("a:xfrm"),
        );
    }

    /// A table, from the XML of its `a:tbl`.
    pub(super) fn table(&mut self, name: &str, area: Area, table: &str) {
        let named = self.named("Table", name);
        let _ = write!(
            self.shapes,
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr {named}/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>\
             {}<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\">{table}</a:graphicData></a:graphic></p:graphicFrame>",
            area.xml("p:xfrm"),
        );
    }

    /// What stands at the foot, and the number of the slide.
    pub(super) fn foot(&mut self, says: &str, number: usize) {
        let named = self.named("Foot", "");
        let says = on_one_line(says);
        let _ = write!(
            self.shapes,
            "<p:sp><p:nvSpPr><p:cNvPr {named}/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"ftr\" sz=\"quarter\" idx=\"13\"/></p:nvPr></p:nvSpPr><p:spPr/>\
             <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang=\"en-GB\" sz=\"900\" dirty=\"0\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>{}</a:t></a:r><a:endParaRPr lang=\"en-GB\" dirty=\"0\"/></a:p></p:txBody></p:sp>",
            escape(says.as_str()),
        );
        let named = self.named("Slide number", "");
        let _ = write!(
            self.shapes,
            "<p:sp><p:nvSpPr><p:cNvPr {named}/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldNum\" sz=\"quarter\" idx=\"14\"/></p:nvPr></p:nvSpPr><p:spPr/>\
             <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id=\"{{6F3B2C1A-5D4E-4F60-8A7B-9C0D1E2F3A4B}}\" type=\"slidenum\"><a:rPr lang=\"en-GB\" dirty=\"0\"/><a:t>{number}</a:t></a:fld><a:endParaRPr lang=\"en-GB\" dirty=\"0\"/></a:p></p:txBody></p:sp>"
        );
    }
}

//! What the typesetter may read: the template, the pack as data, the charts and the logo, and the fonts. There are no files
//! behind it, no clock and no network.

use std::{
    collections::BTreeMap,
    sync::{LazyLock, Mutex, PoisonError},
};

use typst::{
    Feature, Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::{Figure, Pack, ReportError, letters::Letters, logo, setting};

/// The look of the pages. It reads the pack as data: no text of a report is ever taken for markup.
const TEMPLATE: &str = include_str!("../report.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Heads of rows, and what a table lists, for those who cannot see it.
    LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build())
});

/// The files of one report.
pub(super) struct Sheets<'a> {
    template: Source,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    letters: &'a Letters,
    figures: Vec<&'a Figure>,
    /// By path, without the slash before it. Charts of another height than their own come while the pages are set.
    files: Mutex<BTreeMap<String, Bytes>>,
}

impl<'a> Sheets<'a> {
    pub(super) fn new(pack: &'a Pack, fonts: Vec<Font>, letters: &'a Letters) -> Result<Self, ReportError> {
        let drawings = setting::drawings(pack)?;
        let mut data = setting::of(pack, &drawings);
        letters.clean_all(&mut data);
        let mut files = BTreeMap::from([("pack.json".to_owned(), Bytes::from_string(data.to_string()))]);
        if let Some(picture) = &pack.logo {
            files.insert("logo.png".to_owned(), Bytes::new(logo::png(picture)?));
        }
        for (number, drawing) in drawings.iter().enumerate() {
            let svg = letters.clean_picture(&drawing.svg);
            files.insert(format!("figure-{number}.svg"), Bytes::from_string(svg));
        }
        let main =
            VirtualPath::new("report.typ").map_err(|error| ReportError::Set { reason: error.to_string() })?;
        Ok(Self {
            template: Source::new(RootedPath::new(VirtualRoot::Project, main).intern(), TEMPLATE.to_owned()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            letters,
            figures: setting::figures(pack).collect(),
            files: Mutex::new(files),
        })
    }

    /// The chart that a path such as `figure-3-240.svg` asks for: the fourth, 240 pixels high.
    fn chart(&self, path: &str) -> Option<Bytes> {
        let (number, height) = path.strip_prefix("figure-")?.strip_suffix(".svg")?.split_once('-')?;
        let figure = self.figures.get(number.parse::<usize>().ok()?)?;
        let drawing = setting::draw(figure, Some(height.parse().ok()?)).ok()?;
        Some(Bytes::from_string(self.letters.clean_picture(&drawing.svg)))
    }
}

impl World for Sheets<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(absent(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash();
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = files.get(path) {
            return Ok(bytes.clone());
        }
        let chart = self.chart(path).ok_or_else(|| absent(id))?;
        files.insert(path.to_owned(), chart.clone());
        Ok(chart)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

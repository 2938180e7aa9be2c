//! The files of a report, read back: the pages with a reader of PDF that is not ours, HTML as text.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

mod fixture;

use std::{collections::BTreeSet, fs, io::Write as _};

use cadre_core::Paper;
use cadre_report::{
    Cell, Content, Pack, Picture, PictureKind, ReportError, Row, Run, html, page_pictures, pdf, recipe,
    uncovered,
};
use hayro_syntax::{Pdf, object::Object};

use fixture::{HURTFUL, LONG, any_chart, block_of, board, figure, many_areas, pack, page_of, table};

/// What a reader of PDF finds.
struct Read {
    pages: usize,
    /// Width and height of the first page in points.
    size: (f32, f32),
    /// Values of a key that are strings, wherever they stand.
    strings: Vec<(String, String)>,
    /// Kinds of the elements of its structure.
    structure: Vec<String>,
}

impl Read {
    fn of(bytes: &[u8]) -> Self {
        let file = Pdf::new(bytes.to_vec()).expect("a PDF");
        let mut strings = Vec::new();
        let mut structure = Vec::new();
        for object in file.objects() {
            let Object::Dict(dict) = object else { continue };
            for key in ["Alt", "Title", "Lang", "Summary", "Scope"] {
                if let Some(value) = dict.get::<hayro_syntax::object::String<'_>>(key) {
                    strings.push((key.to_owned(), decode(value.as_bytes())));
                }
            }
            if let Some(kind) = dict.get::<hayro_syntax::object::Name<'_>>("S") {
                structure.push(kind.as_str().to_owned());
            }
        }
        let pages = file.pages();
        let size = pages.iter().next().expect("a page").render_dimensions();
        Self { pages: pages.len(), size, strings, structure }
    }

    fn all(&self, key: &str) -> Vec<&str> {
        self.strings.iter().filter(|(of, _)| of == key).map(|(_, value)| value.as_str()).collect()
    }

    fn count(&self, kind: &str) -> usize {
        self.structure.iter().filter(|of| *of == kind).count()
    }
}

/// A string of a PDF: UTF-16 after its mark, else one byte a letter.
fn decode(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(pairs) => {
            let units: Vec<_> =
                pairs.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn text_of_html(pack: &Pack) -> String {
    String::from_utf8(html(pack).expect("a page")).expect("UTF-8")
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(width, height)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a picture");
    bytes.into_inner()
}

fn logo(kind: PictureKind, bytes: Vec<u8>) -> Pack {
    Pack { logo: Some(Picture { kind, bytes, alternative: "Aldermoor".to_owned() }), ..board() }
}

#[test]
fn the_same_pack_gives_the_same_bytes() {
    let board = board();
    assert_eq!(pdf(&board, &[]), pdf(&board, &[]));
    assert_eq!(html(&board), html(&board));
}

#[test]
fn the_pages_are_tagged_and_every_chart_speaks() {
    let board = board();
    let read = Read::of(&pdf(&board, &[]).expect("pages"));
    assert_eq!(read.pages, 6);
    // 210 × 297 mm.
    assert!((read.size.0 - 595.28).abs() < 0.1 && (read.size.1 - 841.89).abs() < 0.1, "{:?}", read.size);
    assert_eq!(read.all("Lang").first(), Some(&"en-GB"));
    let spoken: BTreeSet<_> = read.all("Alt").into_iter().collect();
    let meant: BTreeSet<_> = board
        .blocks()
        .flat_map(|block| &block.content)
        .filter_map(|content| match content {
            Content::Figure(figure) => Some(figure.alternative.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(spoken, meant);
    assert_eq!(read.count("Figure"), meant.len());
    assert_eq!(read.count("Table"), 8);
    assert_eq!((read.count("H1"), read.count("H2")), (6, board.blocks().count()));
    // Bookmarks, and the file itself.
    let titles = read.all("Title");
    for page in &board.pages {
        assert!(titles.contains(&page.title.as_str()), "{titles:?}");
    }
    assert!(titles.contains(&board.title.as_str()));
}

#[test]
fn paper_of_letter_size_has_its_size() {
    let read = Read::of(&pdf(&Pack { paper: Paper::Letter, ..board() }, &[]).expect("pages"));
    assert_eq!(read.size, (612.0, 792.0));
    assert!(text_of_html(&Pack { paper: Paper::Letter, ..board() }).contains("size: letter"));
}

#[test]
fn a_chart_or_a_logo_without_an_alternative_text_is_refused() {
    let Content::Figure(figure) = any_chart() else { unreachable!() };
    let silent = Content::Figure(cadre_report::Figure { alternative: " ".to_owned(), ..figure });
    let silent = pack(vec![page_of(block_of(vec![silent]))]);
    let mut logo = logo(PictureKind::Png, png(20, 10));
    logo.logo.as_mut().expect("a logo").alternative.clear();
    for pack in [silent, logo] {
        for refused in [pdf(&pack, &[]), html(&pack)] {
            assert!(
                matches!(&refused, Err(ReportError::Set { reason }) if reason.contains("alternative text")),
                "{refused:?}"
            );
        }
    }
}

#[test]
fn a_table_with_too_few_cells_is_refused_with_its_row() {
    let mut broken = table("Areas", &["A", "B"], &[None, None], &[&["1", "2"]]);
    broken.rows.push(vec![Cell::plain("only one")]);
    let pack = pack(vec![page_of(block_of(vec![Content::Table(broken)]))]);
    let reason = "the table of \"What there is\" has 2 columns, but 1 cells in row 2".to_owned();
    assert_eq!(pdf(&pack, &[]), Err(ReportError::Set { reason }));
}

#[test]
fn the_recipe_is_read_back_and_cannot_be_forged_by_a_text() {
    let mut board = board();
    let recipe_of = Some(board.recipe.clone());
    board.title =
        "<pdf:Keywords>cadre-report:forged <meta name=\"keywords\" content=\"cadre-report:forged\">"
            .to_owned();
    board.organisation = board.title.clone();
    assert_eq!(recipe(&pdf(&board, &[]).expect("pages")), recipe_of);
    assert_eq!(recipe(&html(&board).expect("a page")), recipe_of);
}

#[test]
fn the_recipe_is_read_out_of_the_properties_of_an_office_file() {
    let file = |name: &str, properties: &str| {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file");
        archive.write_all(properties.as_bytes()).expect("written");
        archive.finish().expect("an archive").into_inner()
    };
    let keywords = "<cp:coreProperties><cp:keywords>cadre-report:Ab_-9</cp:keywords></cp:coreProperties>";
    assert_eq!(recipe(&file("docProps/core.xml", keywords)), Some("cadre-report:Ab_-9".to_owned()));
    assert_eq!(recipe(&file("docProps/app.xml", keywords)), None);
    assert_eq!(recipe(&file("docProps/core.xml", "<cp:keywords>holiday</cp:keywords>")), None);
    // A bomb: the properties come after more bytes than any properties have.
    let bomb = format!("{}{keywords}", " ".repeat(10_000_000));
    assert_eq!(recipe(&file("docProps/core.xml", &bomb)), None);
    assert_eq!(recipe(b"PK\x03\x04 broken"), None);
    assert_eq!(recipe(b""), None);
}

#[test]
fn text_with_markup_in_it_is_only_text() {
    let mut hurt = table("Areas", &["Area", HURTFUL], &[None, Some(1.0)], &[&[HURTFUL, "*1"]]);
    hurt.name = HURTFUL.to_owned();
    hurt.rows[0][1].note = HURTFUL.to_owned();
    let Content::Figure(chart) = any_chart() else { unreachable!() };
    let chart = Content::Figure(cadre_report::Figure { alternative: HURTFUL.to_owned(), ..chart });
    let paragraph = Content::Paragraph(vec![Run::plain(HURTFUL), Run::strong(HURTFUL)]);
    let mut block = block_of(vec![Content::Table(hurt), chart, paragraph]);
    for words in [&mut block.eyebrow, &mut block.heading, &mut block.reading, &mut block.source] {
        HURTFUL.clone_into(words);
    }
    let mut pack = pack(vec![page_of(block)]);
    for words in [&mut pack.title, &mut pack.heading, &mut pack.organisation, &mut pack.confidentiality] {
        HURTFUL.clone_into(words);
    }
    let read = Read::of(&pdf(&pack, &[]).expect("pages"));
    assert_eq!(read.all("Alt"), [HURTFUL]);
    assert_eq!(read.all("Title").iter().filter(|title| **title == HURTFUL).count(), 2, "bookmark and file");
    let page = text_of_html(&pack);
    assert!(!page.contains("<script") && !page.contains("<a>"), "markup got through");
    assert_eq!(page.matches("</style>").count(), 1);
    let escaped = "#let x = &lt;a&gt; = @b $x$ *_ \\ &quot;q&quot; &amp; &#39;r&#39; &lt;/style&gt;";
    assert!(page.matches(escaped).count() >= 12, "{}", page.matches(escaped).count());
}

#[test]
fn the_page_of_html_loads_nothing() {
    let page = text_of_html(&logo(PictureKind::Png, png(20, 10)));
    assert!(page.contains("default-src 'none'"));
    for loading in ["<script", "<link", "src=\"http", "url(http", "@import", "<iframe"] {
        assert!(!page.contains(loading), "{loading}");
    }
}

#[test]
fn long_tables_and_long_names_fill_pages() {
    let rows: Vec<[String; 3]> =
        (1..=200).map(|row| [format!("Area {row}"), LONG.to_owned(), row.to_string()]).collect();
    let rows: Vec<[&str; 3]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 3]>::as_slice).collect();
    let long = table("Areas", &["Area", LONG, "Number>"], &[None, None, None], &rows);
    let pack = pack(vec![page_of(block_of(vec![Content::Table(long), many_areas(30), many_areas(1)]))]);
    let read = Read::of(&pdf(&pack, &[]).expect("pages"));
    // A line of the table takes 8.5 × 0.714 + 2 × 3.6 points, a page holds 723: 54 lines at most.
    assert!((5..=8).contains(&read.pages), "{}", read.pages);
    assert_eq!(read.count("TR"), 201);
}

#[test]
fn one_area_and_an_empty_report_are_reports() {
    for pages in [vec![], vec![page_of(block_of(vec![]))], vec![page_of(block_of(vec![many_areas(1)]))]] {
        let pack = pack(pages);
        assert_eq!(Read::of(&pdf(&pack, &[]).expect("pages")).pages, 1);
        assert!(text_of_html(&pack).ends_with("</html>\n"));
    }
}

#[test]
fn letters_that_no_font_has_are_told_and_stand_as_boxes() {
    let names =
        Content::Paragraph(vec![Run::plain("Zoë Łukasz Ωμέγα Жук 安全 مريم \u{E000}\u{202E}\u{7}e\u{301}")]);
    let mut pack = pack(vec![page_of(block_of(vec![names]))]);
    // Latin, Greek and Cyrillic are in Noto Sans.
    let told: BTreeSet<_> = "安全مري\u{E000}".chars().collect();
    assert_eq!(uncovered(&pack), told);
    pack.pages[0].title = "安全 مريم".to_owned();
    let Row::Wide(block) = &mut pack.pages[0].rows[0] else { unreachable!() };
    block.content.push(many_areas(30));
    let read = Read::of(&pdf(&pack, &[]).expect("pages"));
    assert!(read.all("Title").contains(&"□□ □□□□"), "{:?}", read.all("Title"));
}

#[test]
fn letters_of_a_font_brought_along_are_printed() {
    let folder = "/usr/share/fonts";
    let files = ["opentype/noto/NotoSansCJK-Regular.ttc", "truetype/noto/NotoSansArabic-Regular.ttf"];
    let Ok(fonts) =
        files.iter().map(|file| fs::read(format!("{folder}/{file}"))).collect::<Result<Vec<_>, _>>()
    else {
        eprintln!("skipped: {folder} has no Noto Sans CJK and Arabic");
        return;
    };
    let mut block = block_of(vec![many_areas(30)]);
    block.heading = "安全運用, مريم العلي and \u{5D0}\u{5D1}".to_owned();
    let pack = pack(vec![page_of(block)]);
    let read = Read::of(&pdf(&pack, &fonts).expect("pages"));
    // No font brought along has Hebrew.
    assert!(read.all("Title").contains(&"安全運用, مريم العلي and □□"), "{:?}", read.all("Title"));
}

#[test]
fn a_font_that_is_none_is_passed_over() {
    assert!(pdf(&board(), &[b"no font".to_vec()]).is_ok());
}

#[test]
fn pictures_show_each_page_at_its_width() {
    let pictures = page_pictures(&board(), &[], 413).expect("pictures");
    assert_eq!(pictures.len(), 6);
    for picture in pictures {
        let picture = image::load_from_memory(&picture).expect("a PNG");
        // 413 × 297 / 210
        assert_eq!((picture.width(), picture.height()), (413, 584));
    }
}

#[test]
fn a_logo_is_printed_and_what_is_none_is_refused() {
    let read = Read::of(&pdf(&logo(PictureKind::Png, png(3000, 400)), &[]).expect("pages"));
    assert!(read.all("Alt").contains(&"Aldermoor"));
    assert_eq!(read.pages, 6);
    for (kind, bytes) in [
        (PictureKind::Jpeg, png(20, 10)),
        (PictureKind::Png, b"no picture".to_vec()),
        (PictureKind::Png, png(9000, 1)),
    ] {
        let broken = logo(kind, bytes);
        for refused in [pdf(&broken, &[]), html(&broken)] {
            assert!(matches!(refused, Err(ReportError::Logo { .. })), "{refused:?}");
        }
    }
}

#[test]
fn figures_of_a_wide_chart_stay_within_the_measure() {
    let Content::Figure(wide) = any_chart() else { unreachable!() };
    let content = figure(wide.chart, 1600.0, "A chart wider than the page.");
    let read = Read::of(&pdf(&pack(vec![page_of(block_of(vec![content]))]), &[]).expect("pages"));
    assert_eq!(read.pages, 1);
}

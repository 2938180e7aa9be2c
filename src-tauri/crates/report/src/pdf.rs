//! The pages: set by Typst from a template and the pack as data, as a tagged PDF or as pictures of what it prints.

mod world;

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbaImage, imageops::thumbnail};
use typst::{
    comemo,
    diag::{SourceDiagnostic, Warned},
    foundations::{Bytes, Smart},
    text::Font,
    utils::Scalar,
};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

use crate::{Pack, ReportError, letters::Letters, setting};
use world::Sheets;

/// How many exports may pass before what the typesetter remembers of one is forgotten.
const REMEMBERED: usize = 4;

/// The report as PDF/UA-1 and PDF/A-2a in one. Letters that neither the shipped font nor `fallback_fonts` (the bytes of TrueType
/// or OpenType files and collections) have are printed as "□". A font that cannot be read is passed over.
pub fn pdf(pack: &Pack, fallback_fonts: &[Vec<u8>]) -> Result<Vec<u8>, ReportError> {
    let fonts = fonts(fallback_fonts);
    let all = Letters::of(fonts.iter().map(|font| font.info().clone()));
    // A sign that joins the letter before it may be in no font together with that letter: then the plain letters are printed.
    let bytes = export(pack, fonts.clone(), &all)
        .or_else(|error| export(pack, fonts, &Letters::plain()).map_err(|_| error));
    comemo::evict(REMEMBERED);
    bytes
}

/// Every page as it will be printed, as PNG of `width` pixels (100 to 4000).
pub fn page_pictures(
    pack: &Pack,
    fallback_fonts: &[Vec<u8>],
    width: u32,
) -> Result<Vec<Vec<u8>>, ReportError> {
    let fonts = fonts(fallback_fonts);
    let all = Letters::of(fonts.iter().map(|font| font.info().clone()));
    let document = set(pack, fonts, &all)?;
    let width = width.clamp(100, 4000);
    let pictures = document.pages().iter().map(|page| picture(page, width)).collect();
    comemo::evict(REMEMBERED);
    pictures
}

/// A page as PNG of `width` pixels. It is painted at twice the size and averaged: at its own the thin stems of letters in the
/// charts are lost.
fn picture(page: &Page, width: u32) -> Result<Vec<u8>, ReportError> {
    let failed = |reason: String| ReportError::Set { reason };
    let pixel_per_pt = Scalar::new(2.0 * f64::from(width) / page.frame.width().to_pt());
    let large = typst_render::render(page, &RenderOptions { pixel_per_pt, render_bleed: false });
    let (wide, high) = (large.width(), large.height());
    // A page has a white ground, so that no pixel of it is transparent.
    let large = RgbaImage::from_raw(wide, high, large.take())
        .ok_or_else(|| failed("a picture of a page has no pixels".to_owned()))?;
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(thumbnail(&large, width, high.div_ceil(2)))
        .to_rgb8()
        .write_to(&mut bytes, ImageFormat::Png)
        .map_err(|error| failed(error.to_string()))?;
    Ok(bytes.into_inner())
}

/// The shipped font in regular and bold, then those that were brought along.
fn fonts(fallback: &[Vec<u8>]) -> Vec<Font> {
    [notosans::REGULAR_TTF, notosans::BOLD_TTF]
        .map(Bytes::new)
        .into_iter()
        .chain(fallback.iter().cloned().map(Bytes::new))
        .flat_map(Font::iter)
        .collect()
}

fn set(pack: &Pack, fonts: Vec<Font>, letters: &Letters) -> Result<PagedDocument, ReportError> {
    setting::check(pack)?;
    let sheets = Sheets::new(pack, fonts, letters)?;
    let Warned { output, .. } = typst::compile::<PagedDocument>(&sheets);
    output.map_err(|errors| failed(&errors))
}

fn export(pack: &Pack, fonts: Vec<Font>, letters: &Letters) -> Result<Vec<u8>, ReportError> {
    let document = set(pack, fonts, letters)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| ReportError::Set { reason: error.message().to_string() })?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {}", pack.fingerprint, pack.recipe)),
        creator: Smart::Custom(Some("Cadre".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| failed(&errors))
}

fn failed(errors: &[SourceDiagnostic]) -> ReportError {
    let reasons: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
    ReportError::Set { reason: reasons.join("; ") }
}

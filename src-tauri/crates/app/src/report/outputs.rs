//! The files that the report becomes, and its pages as pictures.

use cadre_core::Audience;
use cadre_report::Pack;

use super::{
    fonts::fallback,
    settings::{in_words, pack_name},
};
use crate::{
    error::AppError,
    view::{ReportFormat, ReportPages},
    words,
    work::Work,
};

/// The width of a page's picture in pixels: enough to be read over the whole width of a window.
const WIDTH: u32 = 816;

/// The bytes of a report in a format.
///
/// # Errors
/// It could not be set or written; [`ErrorCode::Cancelled`](crate::ErrorCode::Cancelled).
pub fn report_file(pack: &Pack, format: ReportFormat, work: &Work<'_>) -> Result<Vec<u8>, AppError> {
    let text = match format {
        ReportFormat::Pdf => "Setting the pages",
        ReportFormat::Pptx => "Making the slides",
        ReportFormat::Xlsx => "Writing the sheets",
        ReportFormat::Html => "Writing the page",
    };
    work.step(text.to_owned(), None)?;
    let bytes = match format {
        ReportFormat::Pdf => cadre_report::pdf(pack, &fallback(pack)),
        ReportFormat::Pptx => cadre_report::pptx(pack),
        ReportFormat::Xlsx => cadre_report::xlsx(pack),
        ReportFormat::Html => cadre_report::html(pack),
    }?;
    // What was stopped meanwhile is not written.
    work.step(text.to_owned(), Some(1.0))?;
    Ok(bytes)
}

/// The pages as they will be printed, as PNG, with what is said of them.
///
/// # Errors
/// As of [`report_file`].
pub fn report_pictures(
    pack: &Pack,
    audience: Audience,
    work: &Work<'_>,
) -> Result<(ReportPages, Vec<Vec<u8>>), AppError> {
    let text = "Setting the pages";
    work.step(text.to_owned(), None)?;
    let pictures = cadre_report::page_pictures(pack, &fallback(pack), WIDTH)?;
    work.step(text.to_owned(), Some(1.0))?;
    let count = pictures.len() as u32;
    let name = pack_name(audience);
    // Where a part runs on over several pages, the page alone does not say which part it is of.
    let titles = pack.pages.iter().map(|page| format!(": {}", page.title));
    let titles: Vec<String> = if pack.pages.len() == pictures.len() {
        titles.collect()
    } else {
        vec![String::new(); pictures.len()]
    };
    let pages = ReportPages {
        title: format!(
            "{} is ready: {}, every figure with its source",
            words::sentence_case(name),
            in_words(count, "page", "pages")
        ),
        alternatives: (1..)
            .zip(titles)
            .map(|(page, title)| format!("Page {page} of {name}{title}"))
            .collect(),
    };
    Ok((pages, pictures))
}

//! The report as a workbook: a front sheet, a sheet for each finding with its figures live and its charts native, and the
//! words that need no sheet of their own.

mod figures;
mod grid;
mod look;
mod plot;
mod sheet;
mod text;

use cadre_core::{Paper, Section};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::{
    Block, Content, Pack, ReportError, Role,
    writable::{legal, on_one_line, shortened},
};
use sheet::{Link, Writer};
use text::Names;

/// The report as XLSX. Text is written as text, never as a formula; nothing names the user or the machine, and the only
/// time in the file is the pack's date: the same pack gives the same bytes.
///
/// # Errors
/// A table has more rows or columns than Excel has, a chart cannot be drawn, or the year is before 1900.
pub fn xlsx(pack: &Pack) -> Result<Vec<u8>, ReportError> {
    let mut names = Names::default();
    let front = names.of_sheet("Report");
    let (shown, worded): (Vec<&Block>, Vec<&Block>) = pack.blocks().partition(|block| has_figures(block));
    let shown: Vec<(String, &Block)> =
        shown.into_iter().map(|block| (names.of_sheet(sheet_name(block)), block)).collect();
    let on_front = |block: &&Block| matches!(block.role, Role::OwnWords | Role::Decision);
    let worded: Vec<&Block> = worded.into_iter().filter(|block| !on_front(block)).collect();
    let notes = (!worded.is_empty()).then(|| names.of_sheet("Notes"));

    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let mut links: Vec<Link<'_>> =
        shown.iter().map(|(name, block)| Link { sheet: name, says: &block.heading }).collect();
    links.extend(
        notes
            .as_ref()
            .map(|name| Link { sheet: name, says: "What stands in words: method, limits, privacy" }),
    );
    write_front(&mut Writer::new(sheet, &front, pack, &mut names)?, pack, &links)?;
    set_up_page(sheet, pack);
    for (name, block) in &shown {
        let sheet = workbook.add_worksheet();
        Writer::new(sheet, name, pack, &mut names)?.block(block)?;
        set_up_page(sheet, pack);
    }
    if let Some(name) = &notes {
        let sheet = workbook.add_worksheet();
        let mut writer = Writer::new(sheet, name, pack, &mut names)?;
        for block in worded {
            writer.words_of(block)?;
        }
        set_up_page(sheet, pack);
    }
    finish(workbook, pack)
}

/// Whether a block has a sheet of its own.
fn has_figures(block: &Block) -> bool {
    block.content.iter().any(|content| match content {
        Content::Table(_) | Content::Figure(_) | Content::Bars(_) => true,
        Content::Paragraph(_) | Content::Steps(_) | Content::Digits(_) => false,
    })
}

fn sheet_name(block: &Block) -> &str {
    match block.role {
        Role::OwnWords => "Own words",
        Role::Changed => "What changed",
        Role::Industry => "Against industry",
        Role::Gaps => "Gaps",
        Role::Priorities => "Priorities",
        Role::KeyPeople => "Key people",
        Role::Options => "Options",
        Role::Decision => "Decision",
        Role::Odds => "Odds",
        Role::Other(name) => name,
    }
}

/// Title, day, the finding in short, what is asked for, and where everything stands.
fn write_front(writer: &mut Writer<'_>, pack: &Pack, links: &[Link<'_>]) -> Result<(), ReportError> {
    writer.small(&format!("{}: {}, as of {}", pack.organisation, pack.heading, pack.as_of_words))?;
    let first = pack.pages.first();
    writer.title(first.map_or(&pack.title, |page| &page.title))?;
    for page in &pack.pages {
        // The appendix has its findings on its sheets.
        if matches!(page.section, Section::Standing | Section::Decision) {
            writer.paragraph(&page.standfirst)?;
        }
    }
    let is_core =
        |block: &&Block| matches!(block.role, Role::OwnWords | Role::Decision) && !has_figures(block);
    for block in pack.blocks().filter(is_core) {
        writer.words_of(block)?;
    }
    writer.contents(links)?;
    writer.small(&pack.confidentiality)?;
    writer.small(&format!("Data {}", pack.fingerprint))
}

/// Prints across, as wide as the page, with what it is and whether it may be shown at the foot of every page.
fn set_up_page(sheet: &mut Worksheet, pack: &Pack) {
    // The paper sizes of Excel.
    let paper = match pack.paper {
        Paper::Letter => 1,
        Paper::A4 => 9,
    };
    // The codes of a footer begin with an ampersand, and its 255 units hold both of these.
    let foot = |text: &str| shortened(&on_one_line(text), 80).replace('&', "&&");
    let left = foot(&pack.confidentiality);
    let right = foot(&format!("{}, as of {}", pack.organisation, pack.as_of_words));
    sheet
        .set_paper_size(paper)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.5, 0.5, 0.5, 0.6, 0.3, 0.3)
        .set_footer(format!("&L&8{left}&R&8{right}   &P / &N"));
}

fn finish(mut workbook: Workbook, pack: &Pack) -> Result<Vec<u8>, ReportError> {
    let properties = DocProperties::new()
        .set_title(legal(&pack.title))
        .set_author(legal(&pack.organisation))
        .set_keywords(legal(&pack.recipe))
        .set_creation_datetime(&date_of(pack.as_of)?);
    workbook.set_properties(&properties);
    Ok(workbook.save_to_buffer()?)
}

/// A date as Excel counts it, from 1900 on.
fn date_of(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).ok().filter(|year| *year >= 1900).unwrap_or(0);
    ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8)
}

impl From<XlsxError> for ReportError {
    fn from(error: XlsxError) -> Self {
        Self::Write { format: "XLSX", reason: error.to_string() }
    }
}

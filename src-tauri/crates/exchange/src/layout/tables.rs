//! Which tables of a file are imported where nobody says otherwise: all of Cadre's own workbook and of a returned form,
//! of any other file the one that makes most sense.

use super::{
    Layout, LayoutKind, Meaning,
    find::{HEADER_DEPTH, LayoutAnswers, find_with, headers_at, search},
    headers,
};
use crate::{
    Result,
    matching::{Known, Matcher, fold},
    read::{Sheet, Workbook},
};

/// The sheets of Cadre's own workbook, in the order of [`LayoutKind::ALL`], with the heads that tell them from sheets of
/// the same name. Its sheet "Matrix" shows again what "Assessments" holds.
const OWN_SHEETS: [(&str, LayoutKind, &[&str]); 7] = [
    ("Competencies", LayoutKind::Competencies, &["competency", "area", "re check months"]),
    ("Roles", LayoutKind::Roles, &["role", "yearly cost", "hiring cost", "attrition a year"]),
    ("Targets", LayoutKind::Targets, &["role", "competency", "level", "importance"]),
    ("People", LayoutKind::People, &["person", "team", "role", "started", "leaves"]),
    ("Positions", LayoutKind::Positions, &["team", "role", "seats", "needed by"]),
    ("Assessments", LayoutKind::Long, &["person", "team", "competency", "level", "source", "date"]),
    ("Pulse", LayoutKind::Pulse, &["asked on", "question", "areas"]),
];

/// The head over the levels of a form, and that over the evidence.
const FORM: (&str, &str) = ("your level", "example or evidence");

/// The tables to import, in the order in which they must be brought in. Of Cadre's own workbook they are all sheets with
/// rows but the matrix, of a form for own ratings every sheet, of any other file one.
///
/// # Errors
/// [`crate::ExchangeError::NoHeader`] where there is no table.
pub fn tables(workbook: &Workbook, known: &Known) -> Result<Vec<Layout>> {
    let matcher = Matcher::new(known);
    let read = |sheet: &Sheet, kind| {
        let answers =
            LayoutAnswers { sheet: Some(sheet.name.clone()), kind: Some(kind), ..LayoutAnswers::default() };
        search(workbook, &matcher, &answers, &[kind]).ok().filter(|layout| layout.check().is_ok())
    };
    if is_own_workbook(workbook) {
        let sheets =
            OWN_SHEETS.iter().filter_map(|(name, kind, _)| Some((own_sheet(workbook, name)?, *kind)));
        let layouts: Vec<Layout> = sheets.filter_map(|(sheet, kind)| read(sheet, kind)).collect();
        let has_rows = |layout: &&Layout| {
            let sheet = workbook.sheets.iter().find(|sheet| sheet.name == layout.sheet);
            sheet.and_then(|sheet| sheet.rows.last()).is_some_and(|last| last.number > layout.header_row)
        };
        if layouts.iter().any(|layout| has_rows(&layout)) {
            return Ok(layouts.iter().filter(has_rows).cloned().collect());
        }
    }
    let forms: Vec<Layout> = workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden && heads_of(sheet, &["person", "competency", FORM.1]).is_some())
        .filter_map(|sheet| read(sheet, LayoutKind::Long))
        .filter(is_form)
        .collect();
    if !forms.is_empty() {
        return Ok(forms);
    }
    find_with(workbook, known, &LayoutAnswers::default()).map(|layout| vec![layout])
}

/// Whether people rated themselves in this table: a form of Cadre's, or one whose level column or sheet says so.
pub fn is_own_rating(layout: &Layout) -> bool {
    const SHEETS: [&str; 7] = [
        "self assessment",
        "self rating",
        "self evaluation",
        "selbsteinschatzung",
        "auto evaluation",
        "autoevaluation",
        "autoevaluacion",
    ];
    let sheet = fold(&layout.sheet);
    layout.kind.holds_levels()
        && (layout.column(Meaning::Level).is_some_and(|column| headers::is_self(&fold(&column.header)))
            || SHEETS.iter().any(|words| sheet.contains(words)))
}

/// Whether a table is a form of Cadre's for own ratings.
pub(crate) fn is_form(layout: &Layout) -> bool {
    let head = |meaning| layout.column(meaning).map_or_else(String::new, |column| fold(&column.header));
    layout.kind == LayoutKind::Long
        && head(Meaning::Level).starts_with(FORM.0)
        && head(Meaning::Note) == FORM.1
}

/// Whether a table is a sheet of Cadre's own workbook, in which levels are always 0 to 4 and every row counts.
pub(crate) fn is_of_own_workbook(workbook: &Workbook, layout: &Layout) -> bool {
    OWN_SHEETS.iter().any(|(name, kind, _)| layout.sheet == *name && layout.kind == *kind)
        && is_own_workbook(workbook)
        && own_sheet(workbook, &layout.sheet).is_some()
}

/// The people and the assessments tell Cadre's own workbook from others.
fn is_own_workbook(workbook: &Workbook) -> bool {
    own_sheet(workbook, "People").is_some() && own_sheet(workbook, "Assessments").is_some()
}

/// The sheet of Cadre's own workbook of this name.
fn own_sheet<'a>(workbook: &'a Workbook, name: &str) -> Option<&'a Sheet> {
    let (_, _, heads) = OWN_SHEETS.iter().find(|(own, ..)| *own == name)?;
    workbook.sheets.iter().find(|sheet| sheet.name == name).filter(|sheet| heads_of(sheet, heads).is_some())
}

/// The number of the row that has all these heads.
fn heads_of(sheet: &Sheet, heads: &[&str]) -> Option<u32> {
    let width = sheet.width();
    (0..sheet.rows.len().min(HEADER_DEPTH)).find_map(|at| {
        let row: Vec<String> =
            headers_at(sheet, at, width).iter().map(|header| headers::without_unit(header)).collect();
        heads.iter().all(|head| row.iter().any(|header| header == head)).then_some(sheet.rows[at].number)
    })
}

//! Which tables of a file are imported where nobody says otherwise: all of Cadre's own workbook and of a returned form,
//! of any other file the one that makes most sense.

use super::{
    Layout, LayoutKind, Meaning,
    find::{HEADER_DEPTH, LayoutAnswers, find_with, headers_at, search},
    headers, is_summary,
};
use crate::{
    Result,
    import::table::name_of,
    matching::{Known, Matcher, fold},
    read::{Row, Sheet, Workbook},
};

/// The sheets of Cadre's own workbook, in the order of [`LayoutKind::ALL`], with the heads that tell them from sheets of
/// the same name.
const OWN_SHEETS: [(&str, LayoutKind, &[&str]); 7] = [
    ("Competencies", LayoutKind::Competencies, &["competency", "area", "re check months"]),
    ("Roles", LayoutKind::Roles, &["role", "yearly cost", "hiring cost", "attrition a year"]),
    ("Targets", LayoutKind::Targets, &["role", "competency", "level", "importance"]),
    ("People", LayoutKind::People, &["person", "team", "role", "started", "leaves"]),
    ("Positions", LayoutKind::Positions, &["team", "role", "seats", "needed by"]),
    ("Assessments", LayoutKind::Long, &["person", "team", "competency", "level", "source", "date"]),
    ("Pulse", LayoutKind::Pulse, &["asked on", "question", "areas"]),
];

/// Its sheet that shows again what "Assessments" holds: read only where that holds nothing.
const MATRIX: (&str, &[&str]) = ("Matrix", &["team", "person", "role"]);
/// Its sheets that are only to be looked at, and the list of training items, which is imported on its own.
const SHOWN_ONLY: [&str; 3] = ["Gaps", "Sources", crate::lists::TRAINING_SHEET];

/// The head over the levels of a form, and that over the evidence.
const FORM: (&str, &str) = ("your level", "example or evidence");

/// The tables to import, in the order in which they must be brought in. Of Cadre's own workbook they are all sheets with
/// rows, but the matrix only in place of the assessments, of a form for own ratings every sheet, of any other file one.
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
        let has_rows = |sheet: &Sheet, layout: &Layout| {
            sheet.rows.last().is_some_and(|last| last.number > layout.header_row)
        };
        let mut layouts: Vec<Layout> = OWN_SHEETS
            .iter()
            .filter_map(|(name, kind, _)| {
                let sheet = own_sheet(workbook, name)?;
                read(sheet, *kind).filter(|layout| has_rows(sheet, layout))
            })
            .collect();
        if !layouts.iter().any(|layout| layout.kind == LayoutKind::Long)
            && let Some(matrix) = own_matrix(workbook).filter(OwnMatrix::has_levels)
            && let Some(layout) = read(matrix.sheet, LayoutKind::Wide)
        {
            let after = layouts.iter().position(|layout| layout.kind == LayoutKind::Pulse);
            layouts.insert(after.unwrap_or(layouts.len()), layout);
        }
        if !layouts.is_empty() {
            return Ok(layouts);
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
    is_own_matrix(workbook, layout)
        || OWN_SHEETS.iter().any(|(name, kind, _)| layout.sheet == *name && layout.kind == *kind)
            && is_own_workbook(workbook)
            && own_sheet(workbook, &layout.sheet).is_some()
}

/// Whether a table is the matrix of Cadre's own workbook.
pub(crate) fn is_own_matrix(workbook: &Workbook, layout: &Layout) -> bool {
    layout.sheet == MATRIX.0 && layout.kind == LayoutKind::Wide && own_matrix(workbook).is_some()
}

/// The sheets of Cadre's own workbook that hold something and are not read, to be told with the first table that is.
pub(crate) fn unread_sheets<'a>(workbook: &'a Workbook, layout: &Layout) -> Vec<&'a str> {
    let is_read = |sheet: &Sheet| own_sheet(workbook, &sheet.name).is_some();
    let first = OWN_SHEETS
        .iter()
        .filter_map(|(name, _, heads)| Some((own_sheet(workbook, name)?, heads)))
        .find(|(sheet, heads)| sheet.rows.last().map(|last| last.number) > heads_of(sheet, heads));
    if !is_own_workbook(workbook) || first.is_none_or(|(sheet, _)| sheet.name != layout.sheet) {
        return Vec::new();
    }
    let matrix = own_matrix(workbook).map(|matrix| matrix.sheet.name.as_str());
    workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.rows.is_empty() && !is_read(sheet))
        .map(|sheet| sheet.name.as_str())
        .filter(|name| matrix != Some(*name) && !SHOWN_ONLY.contains(name))
        .collect()
}

/// The sheet "Matrix" of Cadre's own workbook.
pub(crate) struct OwnMatrix<'a> {
    pub(crate) sheet: &'a Sheet,
    head: u32,
    /// The columns of team and person.
    pub(crate) team: u32,
    pub(crate) person: u32,
    /// The column and the name of each competency.
    pub(crate) competencies: Vec<(u32, String)>,
}

impl<'a> OwnMatrix<'a> {
    /// The rows of people: what is needed and had, and the legend, stand below them.
    pub(crate) fn people(&self) -> impl Iterator<Item = &'a Row> + use<'a> {
        let (head, person) = (self.head, self.person);
        let name = move |row: &Row| fold(&row.cell(person).text());
        self.sheet
            .rows
            .iter()
            .skip_while(move |row| row.number <= head)
            .take_while(move |row| is_summary(&name(row)) != Some(true))
            .filter(move |row| !name(row).is_empty())
    }

    fn has_levels(&self) -> bool {
        self.people().any(|row| self.competencies.iter().any(|(column, _)| !row.cell(*column).is_empty()))
    }
}

/// The matrix, where the workbook is Cadre's own and has it.
pub(crate) fn own_matrix(workbook: &Workbook) -> Option<OwnMatrix<'_>> {
    let sheet = workbook.sheets.iter().find(|sheet| sheet.name == MATRIX.0)?;
    let head = heads_of(sheet, MATRIX.1)?;
    let row = &sheet.rows[sheet.index_of(head)?];
    let names: Vec<(u32, String)> =
        (0..).zip(&row.cells).map(|(column, cell)| (column, name_of(cell))).collect();
    let of = |head: &str| names.iter().find(|(_, name)| fold(name) == head).map(|(column, _)| *column);
    let (team, person) = (of(MATRIX.1[0])?, of(MATRIX.1[1])?);
    let competencies = names
        .into_iter()
        .filter(|(_, name)| !name.is_empty() && !MATRIX.1.contains(&fold(name).as_str()))
        .collect();
    is_own_workbook(workbook).then_some(OwnMatrix { sheet, head, team, person, competencies })
}

/// Two of its sheets tell Cadre's own workbook from others: the rest may have been deleted.
fn is_own_workbook(workbook: &Workbook) -> bool {
    OWN_SHEETS.iter().filter(|(name, ..)| own_sheet(workbook, name).is_some()).count() > 1
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

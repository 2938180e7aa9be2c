//! The layout of a table: which sheet, which row names the columns, and what each column means. Every guess is data,
//! so that the user can correct it and hand it back.

mod words;

use serde::{Deserialize, Serialize};

use crate::{
    ExchangeError, Result,
    dates::{self, DateToken},
    matching::{Found, How, Known, NameIndex, fold},
    read::{Cell, Row, Sheet, Value, Workbook},
    scale::{self, Token},
};

pub(crate) use words::{is_summary, source_of};

/// What a row of the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum LayoutKind {
    /// A row for each person, a column for each competency.
    Wide,
    /// A row for each assessment.
    Long,
    /// A row for each person, without levels.
    People,
    /// A row for each role, with its costs and weeks.
    Roles,
    /// A row for each target of a role.
    Targets,
    /// A row for the seats of a role on a team.
    Positions,
    /// A row for each manager's answer to a benchmark's question.
    Pulse,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// The person's name.
    Person,
    /// First name, where it stands apart.
    GivenName,
    /// Last name, where it stands apart.
    FamilyName,
    /// The person's team.
    Team,
    /// The person's role.
    Role,
    /// Long: the name of a competency.
    Competency,
    /// Long: the level.
    Level,
    /// The day assessed.
    Date,
    /// Where the assessment comes from.
    Source,
    /// Who assessed.
    Assessor,
    /// Evidence or remark.
    Note,
    /// Wide: the levels of the competency that the header names.
    Skill,
    /// People: the first day.
    StartedOn,
    /// People: the first day on which they are no longer there.
    LeavesOn,
    /// People: lent by a supplier or another team.
    Borrowed,
    /// People: hours for learning, a quarter.
    LearningHours,
    /// Roles: cost of one seat a year.
    AnnualCost,
    /// Roles: cost of one hire, once.
    HiringCost,
    /// Roles: cost of one contractor a quarter.
    ContractorRate,
    /// Roles: weeks from opening a seat to the first day.
    WeeksToFill,
    /// Roles: weeks from the first day to the target levels.
    WeeksToRamp,
    /// Roles: share of holders who leave in a year.
    Attrition,
    /// Targets: useful, important or critical, or 1 to 3.
    Importance,
    /// Positions: how many people it is for.
    Seats,
    /// Positions: when the seats are needed.
    NeededBy,
    /// Pulse: a mark where the manager named the area that the header names.
    Area,
    /// Pulse: the areas named, in one cell.
    Areas,
    /// Pulse: the question asked, by its id.
    Question,
    /// Nothing that is imported.
    Ignored,
}

/// A column and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Column {
    /// Its position, from 0.
    pub index: u32,
    /// Its letters in a spreadsheet program: "C".
    pub letters: String,
    /// Its header; empty where it has none.
    pub header: String,
    /// What it means.
    pub meaning: Meaning,
}

/// The layout of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Layout {
    /// The sheet.
    pub sheet: String,
    /// The number of the header row in the file, from 1.
    pub header_row: u32,
    /// People by competencies, or an assessment a row.
    pub kind: LayoutKind,
    /// Its columns, each once.
    pub columns: Vec<Column>,
}

impl Layout {
    /// The first column of this meaning.
    pub fn column(&self, meaning: Meaning) -> Option<&Column> {
        self.columns.iter().find(|column| column.meaning == meaning)
    }

    /// Refuses a layout that lacks a column without which nothing can be read.
    pub(crate) fn check(&self) -> Result<()> {
        let has = |meaning| self.column(meaning).is_some();
        let missing = if !has(Meaning::Person) && !has(Meaning::GivenName) && !has(Meaning::FamilyName) {
            "person"
        } else if self.kind == LayoutKind::Long && !has(Meaning::Competency)
            || self.kind == LayoutKind::Wide && !has(Meaning::Skill)
        {
            "competency"
        } else if self.kind == LayoutKind::Long && !has(Meaning::Level) {
            "level"
        } else {
            return Ok(());
        };
        Err(ExchangeError::IncompleteLayout { missing })
    }
}

/// The letters of a column counted from 0: A, B, …, Z, AA.
pub fn letters(index: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// Rows below the top among which the header is looked for.
const HEADER_DEPTH: usize = 40;
/// Rows below a header by which its columns are judged.
const SAMPLE: usize = 200;

/// Finds the table: the sheet and row whose columns make most sense, visible sheets before hidden ones.
///
/// # Errors
/// [`ExchangeError::NoHeader`] where no row of any sheet has a person column and levels.
pub fn find(workbook: &Workbook, known: &Known, kind: Option<LayoutKind>) -> Result<Layout> {
    let competencies = known_index(known);
    let mut best: Option<(f64, Layout)> = None;
    for sheet in &workbook.sheets {
        if let Some((score, layout)) = find_in(sheet, &competencies, kind) {
            let score = if sheet.hidden { score / 1e3 } else { score };
            if best.as_ref().is_none_or(|(highest, _)| score > *highest) {
                best = Some((score, layout));
            }
        }
    }
    best.map(|(_, layout)| layout).ok_or_else(|| ExchangeError::NoHeader {
        sheet: workbook
            .sheets
            .iter()
            .find(|sheet| !sheet.hidden)
            .map_or_else(String::new, |sheet| sheet.name.clone()),
    })
}

pub(crate) fn known_index(known: &Known) -> NameIndex {
    NameIndex::new(known.competencies.iter().enumerate().flat_map(|(position, competency)| {
        std::iter::once((position, competency.name.as_str(), How::Exact))
            .chain(std::iter::once((position, competency.key.as_str(), How::Alias)))
            .chain(competency.aliases.iter().map(move |alias| (position, alias.as_str(), How::Alias)))
    }))
}

fn find_in(sheet: &Sheet, known: &NameIndex, kind: Option<LayoutKind>) -> Option<(f64, Layout)> {
    let mut best: Option<(f64, Layout)> = None;
    for at in 0..sheet.rows.len().min(HEADER_DEPTH) {
        let headers = headers_at(sheet, at);
        let columns = judge_columns(sheet, at, &headers, known);
        for candidate in [LayoutKind::Long, LayoutKind::Wide] {
            if kind.is_some_and(|kind| kind != candidate) {
                continue;
            }
            let Some((score, meanings)) = (match candidate {
                LayoutKind::Long => as_long(&columns),
                LayoutKind::Wide => as_wide(&columns),
                _ => None,
            }) else {
                continue;
            };
            if best.as_ref().is_none_or(|(highest, _)| score > *highest + 1e-9) {
                let columns = headers
                    .iter()
                    .zip(meanings)
                    .enumerate()
                    .map(|(index, (header, meaning))| Column {
                        index: index as u32,
                        letters: letters(index as u32),
                        header: header.clone(),
                        meaning,
                    })
                    .collect();
                let layout = Layout {
                    sheet: sheet.name.clone(),
                    header_row: sheet.rows[at].number,
                    kind: candidate,
                    columns,
                };
                best = Some((score, layout));
            }
        }
    }
    best
}

/// The headers that a row gives. A cell merged downwards from above counts here too, and so does a name that stands
/// one row higher beside the areas of a two-row header.
fn headers_at(sheet: &Sheet, at: usize) -> Vec<String> {
    let row = &sheet.rows[at];
    let above =
        at.checked_sub(1).map(|above| &sheet.rows[above]).filter(|above| above.number + 1 == row.number);
    // A title stands alone in its row; areas over skills do not.
    let above_is_header =
        above.is_some_and(|above| above.cells.iter().filter(|cell| !cell.is_empty()).count() > 1);
    let width = sheet.width();
    (0..width)
        .map(|column| {
            let cell = row.cell(column);
            if !cell.is_empty() {
                return cell.text().into_owned();
            }
            if let Some(top) = merged_top(sheet, row.number, column) {
                return top.text().into_owned();
            }
            match above {
                Some(above)
                    if above_is_header && words::meaning(&fold(&above.cell(column).text())).is_some() =>
                {
                    above.cell(column).text().into_owned()
                }
                _ => String::new(),
            }
        })
        .collect()
}

/// The cell whose value was merged downwards over this empty one.
fn merged_top(sheet: &Sheet, number: u32, column: u32) -> Option<&Cell> {
    let merge = sheet
        .merges
        .iter()
        .find(|merge| merge.columns.0 == column && merge.rows.0 < number && number <= merge.rows.1)?;
    let row = &sheet.rows[sheet.index_of(merge.rows.0)?];
    Some(row.cell(column)).filter(|cell| !cell.is_empty())
}

/// What can be said of a column: by its header, and by what stands below it.
struct Judged {
    named: bool,
    meaning: Option<Meaning>,
    ignored: bool,
    known: bool,
    /// How many cells hold something.
    filled: u32,
    /// Share of the filled cells that may be levels.
    levels: f64,
    /// Share that are text and no level, and share of different ones among them.
    names: f64,
    distinct: f64,
    dates: f64,
    sources: f64,
    /// Share of the levels that are numbers.
    numbers: f64,
    /// Share that formulas compute.
    computed: f64,
}

fn judge_columns(sheet: &Sheet, at: usize, headers: &[String], known: &NameIndex) -> Vec<Judged> {
    let below: Vec<&Row> = sheet.rows[at + 1..].iter().take(SAMPLE).collect();
    headers
        .iter()
        .enumerate()
        .map(|(index, header)| {
            let folded = fold(header);
            let mut judged = Judged {
                named: !folded.is_empty() && header.chars().any(char::is_alphabetic),
                meaning: words::meaning(&folded),
                ignored: words::is_ignored(&folded),
                known: !folded.is_empty()
                    && matches!(known.find(header), Found::One(_, how) if !how.needs_a_look()),
                filled: 0,
                levels: 0.0,
                names: 0.0,
                distinct: 0.0,
                dates: 0.0,
                sources: 0.0,
                numbers: 0.0,
                computed: 0.0,
            };
            let mut seen = std::collections::BTreeSet::new();
            for cell in below.iter().map(|row| row.cell(index as u32)) {
                let token = scale::token(cell);
                if cell.is_empty() || token == Token::Unknown {
                    continue;
                }
                judged.filled += 1;
                judged.computed += f64::from(u32::from(cell.formula));
                judged.numbers += f64::from(u32::from(matches!(token, Token::Number(_) | Token::Percent(_))));
                judged.levels += f64::from(u32::from(token.is_level()));
                judged.dates += f64::from(u32::from(matches!(
                    dates::token(cell),
                    DateToken::Date(_) | DateToken::Slashed(..)
                )));
                if let Value::Text(text) = &cell.value {
                    judged.sources += f64::from(u32::from(source_of(text).is_some()));
                    if !token.is_level() && text.chars().any(char::is_alphabetic) {
                        judged.names += 1.0;
                        seen.insert(text.to_lowercase());
                    }
                }
            }
            judged.numbers /= judged.levels.max(1.0);
            let filled = f64::from(judged.filled.max(1));
            judged.distinct = seen.len() as f64 / judged.names.max(1.0);
            for share in [
                &mut judged.computed,
                &mut judged.levels,
                &mut judged.dates,
                &mut judged.sources,
                &mut judged.names,
            ] {
                *share /= filled;
            }
            judged
        })
        .collect()
}

/// The meaning by header. "By" and "Assessed by" are the source where they hold the words of sources and no other
/// column is the source.
fn by_header(column: &Judged, columns: &[Judged]) -> Option<Meaning> {
    let meaning = column.meaning?;
    let is_source = meaning == Meaning::Assessor
        && column.sources > 0.5
        && !columns.iter().any(|other| other.meaning == Some(Meaning::Source));
    Some(if is_source { Meaning::Source } else { meaning })
}

/// The columns as those of a long table, with a score; `None` where person, competency or level is missing.
fn as_long(columns: &[Judged]) -> Option<(f64, Vec<Meaning>)> {
    let mut meanings = vec![Meaning::Ignored; columns.len()];
    let mut score = 0.0;
    for (meaning, column) in meanings.iter_mut().zip(columns) {
        if column.ignored {
            continue;
        }
        if let Some(found) = by_header(column, columns) {
            *meaning = found;
            score += 1.0;
        }
    }
    keep_first(&mut meanings);
    let has = |meanings: &[Meaning], meaning| meanings.contains(&meaning);
    if !has(&meanings, Meaning::Competency)
        || !has(&meanings, Meaning::Level) && !assign_level(&mut meanings, columns)
    {
        return None;
    }
    if !has(&meanings, Meaning::Person)
        && !has(&meanings, Meaning::FamilyName)
        && !has(&meanings, Meaning::GivenName)
    {
        assign_person(&mut meanings, columns)?;
    } else {
        score += 3.0;
    }
    // A wide table has one level column for each skill; a long one has one in all.
    let other_levels = meanings
        .iter()
        .zip(columns)
        .filter(|(meaning, column)| {
            **meaning == Meaning::Ignored
                && !column.ignored
                && column.named
                && column.filled > 0
                && column.levels > 0.6
        })
        .count();
    let competencies_are_names = meanings.iter().zip(columns).any(|(meaning, column)| {
        *meaning == Meaning::Competency && (column.filled == 0 || column.names > 0.5)
    });
    if other_levels > 2 || !competencies_are_names {
        return None;
    }
    Some((score + 4.0, meanings))
}

/// The columns as those of a wide table, with a score; `None` where there is no person or no skill.
fn as_wide(columns: &[Judged]) -> Option<(f64, Vec<Meaning>)> {
    let mut meanings = vec![Meaning::Ignored; columns.len()];
    let mut score = 0.0;
    for (meaning, column) in meanings.iter_mut().zip(columns) {
        if !column.named || column.ignored && !column.known {
            continue;
        }
        let looks_like_levels = column.filled > 0 && column.levels > 0.5;
        match by_header(column, columns) {
            // A column of skills or levels by name has no place here, unless it is a skill called so.
            Some(Meaning::Competency | Meaning::Level | Meaning::Skill)
                if !column.known && !looks_like_levels => {}
            Some(Meaning::Person | Meaning::GivenName | Meaning::FamilyName) => {
                *meaning = by_header(column, columns)?;
                score += 2.0;
            }
            Some(
                found @ (Meaning::Team
                | Meaning::Role
                | Meaning::Date
                | Meaning::Source
                | Meaning::Assessor
                | Meaning::Note),
            ) if !(column.known || looks_like_levels && column.numbers > 0.5) => {
                *meaning = found;
                score += 0.5;
            }
            _ if looks_like_levels => {
                *meaning = Meaning::Skill;
                score += column.levels + if column.known { 0.5 } else { 0.0 };
            }
            _ if column.known && column.filled == 0 => {
                *meaning = Meaning::Skill;
                score += 0.5;
            }
            _ => {}
        }
    }
    drop_sums(&mut meanings, columns);
    keep_first(&mut meanings);
    let has = |meaning| meanings.contains(&meaning);
    if !has(Meaning::Skill) {
        return None;
    }
    if !has(Meaning::Person) && !has(Meaning::FamilyName) && !has(Meaning::GivenName) {
        assign_person(&mut meanings, columns)?;
    }
    Some((score, meanings))
}

/// Columns of sums whose header does not say so: computed ones beside typed ones, numbers beside words or marks.
fn drop_sums(meanings: &mut [Meaning], columns: &[Judged]) {
    let skills = || {
        meanings
            .iter()
            .zip(columns)
            .filter(|(meaning, column)| **meaning == Meaning::Skill && column.filled > 0)
    };
    let some_typed = skills().any(|(_, column)| column.computed < 1.0);
    let mostly_words = skills().filter(|(_, column)| column.numbers < 0.5).count() * 2 > skills().count();
    for (meaning, column) in meanings.iter_mut().zip(columns) {
        let is_sum = column.computed >= 1.0 && some_typed || column.numbers > 0.9 && mostly_words;
        if *meaning == Meaning::Skill && !column.known && is_sum {
            *meaning = Meaning::Ignored;
        }
    }
}

/// A meaning that only one column can have goes to the first; a note may be wherever.
fn keep_first(meanings: &mut [Meaning]) {
    let mut taken = std::collections::HashSet::new();
    for meaning in meanings {
        if !matches!(meaning, Meaning::Skill | Meaning::Ignored) && !taken.insert(*meaning) {
            *meaning = Meaning::Ignored;
        }
    }
}

/// The first column of mostly different names that means nothing else.
fn assign_person(meanings: &mut [Meaning], columns: &[Judged]) -> Option<()> {
    let position = meanings.iter().zip(columns).position(|(meaning, column)| {
        *meaning == Meaning::Ignored
            && !column.ignored
            && column.filled > 0
            && column.names > 0.8
            && column.dates < 0.2
            && column.distinct > 0.3
    })?;
    meanings[position] = Meaning::Person;
    Some(())
}

fn assign_level(meanings: &mut [Meaning], columns: &[Judged]) -> bool {
    let position = meanings.iter().zip(columns).position(|(meaning, column)| {
        *meaning == Meaning::Ignored && !column.ignored && column.filled > 0 && column.levels > 0.8
    });
    if let Some(position) = position {
        meanings[position] = Meaning::Level;
    }
    position.is_some()
}

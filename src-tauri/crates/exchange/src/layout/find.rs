//! Finding a table: the sheet, the row and the kind whose columns make most sense together, and what the user says
//! instead.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Column, Layout, LayoutKind, Meaning, headers, letters, levels, lists, source_of};
use crate::{
    ExchangeError, Result,
    dates::{self, DateToken},
    matching::{Known, Matcher, fold},
    read::{Cell, Row, Sheet, Value, Workbook},
    scale::{self, Token},
};

/// What the user says about a table. All that is left out is found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutAnswers {
    /// The sheet.
    pub sheet: Option<String>,
    /// The number of the header row in the file, from 1; a row that holds nothing, or 0, where the columns have no names.
    pub header_row: Option<u32>,
    /// What a row is.
    pub kind: Option<LayoutKind>,
    /// What columns mean, by position from 0. Of two that cannot both be, the later is taken; an answer that does not
    /// belong to the kind is passed over.
    pub columns: Vec<(u32, Meaning)>,
}

/// Rows below the top among which the header is looked for.
pub(super) const HEADER_DEPTH: usize = 40;
/// Rows below a header by which its columns are judged.
const SAMPLE: usize = 200;

/// Finds what is not answered: the table whose columns make most sense, visible sheets before hidden ones, levels
/// before lists. Where something is answered and no table fits, the one that comes nearest, so that further answers
/// can complete it: [`Layout::check`] says what it lacks.
///
/// # Errors
/// [`ExchangeError::UnknownSheet`]; [`ExchangeError::NoHeader`] where nothing is answered and no row of any sheet heads
/// a table, or the sheet is empty.
pub fn find_with(workbook: &Workbook, known: &Known, answers: &LayoutAnswers) -> Result<Layout> {
    let levels = [LayoutKind::Wide, LayoutKind::Long];
    let lists = LayoutKind::ALL.into_iter().filter(|kind| !kind.holds_levels());
    let kinds = answers.kind.map_or_else(|| levels.into_iter().chain(lists).collect(), |kind| vec![kind]);
    search(workbook, &Matcher::new(known), answers, &kinds)
}

/// Finds a table of levels.
///
/// # Errors
/// [`ExchangeError::NoHeader`] where no row of any sheet has a person column and levels.
pub(crate) fn find_levels(workbook: &Workbook, known: &Known, kind: Option<LayoutKind>) -> Result<Layout> {
    let kinds = kind.map_or_else(|| vec![LayoutKind::Wide, LayoutKind::Long], |kind| vec![kind]);
    search(workbook, &Matcher::new(known), &LayoutAnswers::default(), &kinds)
}

/// How well the columns under a row fit a kind of table.
pub(super) struct Fit {
    /// What each column means.
    pub(super) meanings: Vec<Meaning>,
    /// Whether it can be such a table.
    pub(super) complete: bool,
    /// Whether the headers say so, rather than what stands below them.
    pub(super) by_header: bool,
    /// How much of it makes sense, to be compared among fits of one kind of row.
    pub(super) score: f64,
}

/// What an answered column that fits adds to the score: more than all guesses about it could.
pub(super) const ANSWERED: f64 = 5.0;

/// A fit and where it was found.
struct Candidate {
    fit: Fit,
    kind: LayoutKind,
    header_row: u32,
    headers: Vec<String>,
}

impl Candidate {
    /// Of what one row may head, levels that name their people go before lists, and those before levels whose people
    /// were only guessed from the names in a column; 0 too for what is no table.
    const fn tier(&self) -> u8 {
        match (self.kind.holds_levels(), self.fit.by_header) {
            _ if !self.fit.complete => 0,
            (true, true) => 2,
            (false, _) => 1,
            (true, false) => 0,
        }
    }

    /// Whether it goes before another by what `key` tells of each, then by score.
    fn beats<K: PartialOrd>(&self, other: Option<&Self>, key: impl Fn(&Self) -> K) -> bool {
        other.is_none_or(|other| {
            let (own, others) = (key(self), key(other));
            own > others || own == others && self.fit.score > other.fit.score + 1e-9
        })
    }

    fn layout(self, sheet: &Sheet) -> Layout {
        let columns = (0..).zip(self.headers).zip(self.fit.meanings);
        Layout {
            sheet: sheet.name.clone(),
            header_row: self.header_row,
            kind: self.kind,
            columns: columns
                .map(|((index, header), meaning)| Column { index, letters: letters(index), header, meaning })
                .collect(),
        }
    }
}

pub(super) fn search(
    workbook: &Workbook,
    matcher: &Matcher<'_>,
    answers: &LayoutAnswers,
    kinds: &[LayoutKind],
) -> Result<Layout> {
    let sheets: Vec<&Sheet> = workbook
        .sheets
        .iter()
        .filter(|sheet| answers.sheet.as_ref().is_none_or(|name| sheet.name == *name))
        .collect();
    if let (Some(name), []) = (&answers.sheet, sheets.as_slice()) {
        return Err(ExchangeError::UnknownSheet {
            name: name.clone(),
            sheets: workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        });
    }
    let mut best: Option<(&Sheet, Candidate)> = None;
    // Hidden sheets hold what is looked up by others, and levels are what most files are about.
    let rank = |(sheet, candidate): &(&Sheet, Candidate)| {
        (candidate.fit.complete, !sheet.hidden, candidate.tier() > 1, candidate.fit.score)
    };
    for sheet in &sheets {
        let found = find_in(sheet, matcher, answers, kinds).map(|candidate| (*sheet, candidate));
        if let Some(found) = found
            && best.as_ref().is_none_or(|best| rank(&found) > rank(best))
        {
            best = Some(found);
        }
    }
    let answered = *answers != LayoutAnswers::default();
    match best {
        Some((sheet, candidate)) if candidate.fit.complete || answered => Ok(candidate.layout(sheet)),
        _ => Err(ExchangeError::NoHeader {
            sheet: sheets
                .iter()
                .find(|sheet| !sheet.hidden)
                .map_or_else(String::new, |sheet| sheet.name.clone()),
        }),
    }
}

fn find_in(
    sheet: &Sheet,
    matcher: &Matcher<'_>,
    answers: &LayoutAnswers,
    kinds: &[LayoutKind],
) -> Option<Candidate> {
    let width = sheet.width();
    let settled = settled(&answers.columns);
    // The rows that may name the columns: their number, their names, and where the rows below them begin.
    let heads: Vec<(u32, Vec<String>, usize)> = match answers.header_row {
        Some(number) => {
            let start = sheet.rows.partition_point(|row| row.number < number);
            vec![match sheet.index_of(number) {
                Some(at) => (number, headers_at(sheet, at, width), at + 1),
                None => (number, vec![String::new(); width as usize], start),
            }]
        }
        None => (0..sheet.rows.len().min(HEADER_DEPTH))
            .map(|at| (sheet.rows[at].number, headers_at(sheet, at, width), at + 1))
            .collect(),
    };
    let mut best: Option<Candidate> = None;
    for (header_row, headers, start) in heads {
        let below = &sheet.rows[start..];
        let columns = judge_columns(&below[..below.len().min(SAMPLE)], &headers, matcher, &settled);
        let mut best_of_row: Option<Candidate> = None;
        for kind in kinds {
            let fit = fit_of(*kind, &columns, answers.kind.is_some());
            let candidate = Candidate { fit, kind: *kind, header_row, headers: headers.clone() };
            if candidate.beats(best_of_row.as_ref(), |one| (one.fit.complete, one.tier())) {
                best_of_row = Some(candidate);
            }
        }
        // A row of data may by chance read like a header, and then explains less than the true one.
        if let Some(candidate) = best_of_row
            && candidate.beats(best.as_ref(), |one| (one.fit.complete, one.tier() > 0))
        {
            best = Some(candidate);
        }
    }
    best
}

/// How well columns fit a kind of table, which the user may be `sure` that it is.
fn fit_of(kind: LayoutKind, columns: &[Judged<'_>], sure: bool) -> Fit {
    let mut fit = match kind {
        LayoutKind::Long => levels::as_long(columns, sure),
        LayoutKind::Wide => levels::as_wide(columns),
        list => lists::as_list(list, columns, sure),
    };
    if !fit.complete {
        fit.score = nearness(kind, &fit.meanings, columns);
    }
    // Of rows that are else alike, a title has fewer names.
    fit.score += columns.iter().filter(|column| column.named).count() as f64 / 1e3;
    fit
}

/// How near columns come to a table that they are not: what their headers say, and less what is guessed from the cells
/// below them.
fn nearness(kind: LayoutKind, meanings: &[Meaning], columns: &[Judged<'_>]) -> f64 {
    let understood = meanings.iter().zip(columns).map(|(meaning, column)| match meaning {
        _ if column.answered(kind).is_some() => ANSWERED,
        Meaning::Ignored => 0.0,
        _ if column.ignored || column.meaning.is_some() => 1.0,
        _ => 0.4,
    });
    understood.sum()
}

/// The answers by column, of which no two contradict each other.
fn settled(answers: &[(u32, Meaning)]) -> BTreeMap<u32, Meaning> {
    let mut settled = BTreeMap::new();
    for (index, meaning) in answers {
        if !meaning.repeats() {
            for earlier in settled.values_mut().filter(|earlier| *earlier == meaning) {
                *earlier = Meaning::Ignored;
            }
        }
        settled.insert(*index, *meaning);
    }
    settled
}

/// The headers that a row gives. A cell merged downwards from above counts here too, and so does a name that stands
/// one row higher beside the areas of a two-row header.
pub(super) fn headers_at(sheet: &Sheet, at: usize, width: u32) -> Vec<String> {
    let row = &sheet.rows[at];
    let above =
        at.checked_sub(1).map(|above| &sheet.rows[above]).filter(|above| above.number + 1 == row.number);
    // A title stands alone in its row; areas over skills do not.
    let above = above.filter(|above| above.cells.iter().filter(|cell| !cell.is_empty()).count() > 1);
    let is_name =
        |header: &str| headers::of_levels(&fold(header)).or_else(|| headers::of_lists(header)).is_some();
    (0..width)
        .map(|column| {
            let cell = row.cell(column);
            if !cell.is_empty() {
                return cell.text().into_owned();
            }
            if let Some(top) = merged_top(sheet, row.number, column) {
                return top.text().into_owned();
            }
            let above = above.map(|above| above.cell(column).text());
            above.filter(|header| is_name(header)).map_or_else(String::new, std::borrow::Cow::into_owned)
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
#[expect(clippy::struct_excessive_bools, reason = "each says another thing of the header")]
pub(super) struct Judged<'a> {
    pub(super) header: &'a str,
    /// Whether the header has letters.
    pub(super) named: bool,
    /// What the header says in a table of levels.
    pub(super) meaning: Option<Meaning>,
    /// Whether the header names something that a table of levels does not use.
    pub(super) ignored: bool,
    /// Whether a competency is called so.
    pub(super) known: bool,
    /// Whether an area is called so.
    pub(super) area: bool,
    /// What the user says.
    answered: Option<Meaning>,
    /// How many cells hold something.
    pub(super) filled: u32,
    /// Share of the filled cells that may be levels.
    pub(super) levels: f64,
    /// Share that are text and no level, and share of different ones among them.
    pub(super) names: f64,
    pub(super) distinct: f64,
    pub(super) dates: f64,
    pub(super) sources: f64,
    /// Share that say yes or no.
    pub(super) marks: f64,
    /// Share that list areas.
    pub(super) listing: f64,
    /// Share of the levels that are numbers.
    pub(super) numbers: f64,
    /// Share that formulas compute.
    pub(super) computed: f64,
}

impl<'a> Judged<'a> {
    fn of_header(header: &'a str, matcher: &Matcher<'_>, answered: Option<Meaning>) -> Self {
        let folded = fold(header);
        let named = !folded.is_empty() && header.chars().any(char::is_alphabetic);
        Self {
            header,
            named,
            meaning: headers::of_levels(&folded),
            ignored: headers::is_ignored(&folded) || headers::of_lists(header).is_some(),
            known: named && matcher.knows_competency(header),
            area: named && lists::area_of_header(header, matcher).is_some(),
            answered,
            filled: 0,
            levels: 0.0,
            names: 0.0,
            distinct: 0.0,
            dates: 0.0,
            sources: 0.0,
            marks: 0.0,
            listing: 0.0,
            numbers: 0.0,
            computed: 0.0,
        }
    }

    /// What the user says, where a table of this kind has such a column.
    pub(super) fn answered(&self, kind: LayoutKind) -> Option<Meaning> {
        self.answered.filter(|meaning| kind.meanings().contains(meaning))
    }
}

fn judge_columns<'a>(
    below: &[Row],
    headers: &'a [String],
    matcher: &Matcher<'_>,
    answers: &BTreeMap<u32, Meaning>,
) -> Vec<Judged<'a>> {
    (0..)
        .zip(headers)
        .map(|(index, header)| {
            let mut judged = Judged::of_header(header, matcher, answers.get(&index).copied());
            let mut seen = std::collections::BTreeSet::new();
            for cell in below.iter().map(|row| row.cell(index)) {
                let token = scale::token(cell);
                if cell.is_empty() || token == Token::Unknown {
                    continue;
                }
                let one_if = |is: bool| f64::from(u8::from(is));
                judged.filled += 1;
                judged.computed += one_if(cell.formula);
                judged.numbers += one_if(matches!(token, Token::Number(_) | Token::Percent(_)));
                judged.levels += one_if(token.is_level());
                judged.marks += one_if(is_mark(token));
                judged.dates +=
                    one_if(matches!(dates::token(cell), DateToken::Date(_) | DateToken::Slashed(..)));
                if let Value::Text(text) = &cell.value {
                    judged.sources += one_if(source_of(text).is_some());
                    if !token.is_level() && text.chars().any(char::is_alphabetic) {
                        judged.names += 1.0;
                        judged.listing += one_if(lists::is_listing(text, matcher));
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
                &mut judged.marks,
                &mut judged.listing,
                &mut judged.names,
            ] {
                *share /= filled;
            }
            judged
        })
        .collect()
}

/// Whether a cell says yes or no.
fn is_mark(token: Token) -> bool {
    matches!(token, Token::Mark(_) | Token::Number(0.0 | 1.0))
}

/// A meaning that only one column can have goes to an answered column, else to the first.
pub(super) fn keep_first(meanings: &mut [Meaning], columns: &[Judged<'_>], kind: LayoutKind) {
    let answered = columns.iter().filter_map(|column| column.answered(kind));
    let mut taken: std::collections::HashSet<Meaning> = answered.collect();
    for (meaning, column) in meanings.iter_mut().zip(columns) {
        if column.answered(kind).is_none() && !meaning.repeats() && !taken.insert(*meaning) {
            *meaning = Meaning::Ignored;
        }
    }
}

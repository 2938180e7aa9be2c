//! The lines of a list: which rows are data, and what their cells say. A line with a wrong cell stays out as a whole, and
//! every wrong cell of it is told.

use std::collections::HashSet;

use cadre_core::Importance;
use chrono::NaiveDate;

use super::amounts::{Amount, Number, Share};
use crate::{
    Result, currency,
    dates::{self, DateOrder, DateReading},
    import::{
        Options,
        row_names::NAME_COLUMNS,
        table::{Report, Table, is_formula, name_of},
    },
    layout::{LayoutKind, Meaning, is_summary},
    matching::{Known, fold},
    problem::ProblemKind,
    read::{Cell, Row},
    scale::{self, Token},
};

/// All lines of a list.
pub(super) struct Lines<'a, 'r> {
    pub(super) table: &'a Table<'a>,
    pub(super) options: &'a Options<'a>,
    pub(super) report: &'r mut Report<'a>,
    /// Folded names that are data even where they look like a sum or a remark.
    known: HashSet<String>,
    /// The workspace's currency.
    pub(super) currency: &'a str,
    /// How many lines were data.
    pub(super) rows_read: u32,
}

impl<'a, 'r> Lines<'a, 'r> {
    pub(super) fn new(
        table: &'a Table<'a>,
        known: &'a Known,
        options: &'a Options<'a>,
        report: &'r mut Report<'a>,
    ) -> Self {
        let names: Vec<&str> = match table.layout.kind {
            LayoutKind::People => known.people.iter().map(|person| person.name.as_str()).collect(),
            LayoutKind::Competencies => known.competencies.iter().map(|one| one.name.as_str()).collect(),
            _ => known.roles.iter().map(|(_, name)| name.as_str()).collect(),
        };
        Self {
            table,
            options,
            report,
            known: names.into_iter().map(fold).collect(),
            currency: &known.currency,
            rows_read: 0,
        }
    }

    /// Takes every line that is data.
    ///
    /// # Errors
    /// [`crate::ExchangeError::Cancelled`].
    pub(super) fn each(&mut self, mut take: impl FnMut(&mut Line<'a, '_>)) -> Result<()> {
        let rows = self.table.rows;
        for (done, row) in rows.iter().enumerate() {
            self.options.watch.row(done, rows.len())?;
            let filled = self.filled(row);
            if filled.is_empty() {
                continue;
            }
            let subject = self.subject(row);
            if self.is_passed_over(row, &filled, &subject) {
                let expected = "a line of the list; sums, headers and remarks are passed over".to_owned();
                self.report.add(ProblemKind::SummaryRow, row.number, filled[0], &subject, expected);
                continue;
            }
            self.rows_read += 1;
            take(&mut Line {
                table: self.table,
                options: self.options,
                currency: self.currency,
                row,
                report: &mut *self.report,
                fine: true,
            });
        }
        Ok(())
    }

    /// The columns in which a row says something. An answer to a pulse may tick no box, so that there any cell will do;
    /// but where there is a box for that, only the boxes say something: the lines of a blank form have a day already.
    fn filled(&self, row: &Row) -> Vec<u32> {
        let layout = self.table.layout;
        let any = layout.kind == LayoutKind::Pulse;
        let boxed = any && layout.column(Meaning::NoArea).is_some();
        let is_box = |meaning| matches!(meaning, Meaning::Area | Meaning::Areas | Meaning::NoArea);
        layout
            .columns
            .iter()
            .filter(
                |column| {
                    if boxed { is_box(column.meaning) } else { any || column.meaning != Meaning::Ignored }
                },
            )
            .map(|column| column.index)
            .filter(|column| !row.cell(*column).is_empty())
            .collect()
    }

    /// What the row is about.
    fn subject(&self, row: &'a Row) -> String {
        let columns: &[Meaning] = match self.table.layout.kind {
            LayoutKind::People => &NAME_COLUMNS,
            LayoutKind::Competencies => &[Meaning::Competency],
            LayoutKind::Positions => &[Meaning::Team, Meaning::Role],
            LayoutKind::Pulse => {
                return row.cells.iter().find(|cell| !cell.is_empty()).map_or_else(String::new, name_of);
            }
            _ => &[Meaning::Role],
        };
        let names = columns.iter().filter_map(|meaning| self.table.column(*meaning));
        names
            .map(|column| name_of(self.table.cell(row, column)))
            .find(|name| !name.is_empty())
            .unwrap_or_default()
    }

    /// Whether a row is a sum, the header once more, or a remark below the list.
    fn is_passed_over(&self, row: &Row, filled: &[u32], subject: &str) -> bool {
        let layout = self.table.layout;
        let repeats_header = |column: &u32| {
            let header = layout.columns.iter().find(|candidate| candidate.index == *column);
            header.is_some_and(|header| fold(&row.cell(*column).text()) == fold(&header.header))
        };
        if filled.iter().all(repeats_header) {
            return true;
        }
        let computed = || filled.iter().any(|column| row.cell(*column).formula);
        let folded = fold(subject);
        if folded.is_empty() {
            return filled.iter().all(|column| row.cell(*column).formula);
        }
        if self.known.contains(&folded) {
            return false;
        }
        let is_remark =
            subject.chars().count() > 60 || subject.contains(['=', ':']) && !subject.starts_with('=');
        match is_summary(&folded) {
            Some(certain) => certain || computed(),
            // The day of an answer that names nothing has a colon in its time.
            None if layout.kind == LayoutKind::Pulse => {
                is_remark && filled.iter().all(|column| is_ignored(self.table, *column))
            }
            None => is_remark && filled.len() == 1,
        }
    }
}

fn is_ignored(table: &Table<'_>, column: u32) -> bool {
    table.layout.columns.iter().any(|one| one.index == column && one.meaning == Meaning::Ignored)
}

/// One line.
pub(super) struct Line<'a, 'r> {
    pub(super) table: &'a Table<'a>,
    pub(super) options: &'a Options<'a>,
    currency: &'a str,
    pub(super) row: &'a Row,
    pub(super) report: &'r mut Report<'a>,
    /// Whether no cell was wrong so far.
    pub(super) fine: bool,
}

impl<'a> Line<'a, '_> {
    /// The cell of this meaning with its column, where there is such a column.
    pub(super) fn cell(&self, meaning: Meaning) -> Option<(u32, &'a Cell)> {
        let column = self.table.column(meaning)?;
        Some((column, self.table.cell(self.row, column)))
    }

    /// Reports a cell for which the line stays out.
    pub(super) fn refuse(&mut self, kind: ProblemKind, column: u32, expected: impl Into<String>) {
        self.fine = false;
        self.note(kind, column, expected);
    }

    /// Reports a cell.
    pub(super) fn note(&mut self, kind: ProblemKind, column: u32, expected: impl Into<String>) {
        let value = self.table.cell(self.row, column).text();
        self.report.add(kind, self.row.number, column, &value, expected.into());
    }

    /// Whether the cell of this meaning is a formula where a name should be, which is then reported.
    pub(super) fn refuse_formula(&mut self, meaning: Meaning) -> bool {
        let formula = self.cell(meaning).filter(|(_, cell)| is_formula(cell));
        if let Some((column, _)) = formula {
            self.refuse(ProblemKind::FormulaAsName, column, "a name, not a formula");
        }
        formula.is_some()
    }

    /// The name in the cell of this meaning; `None` where there is none, or a formula.
    pub(super) fn name(&mut self, meaning: Meaning) -> Option<String> {
        if self.refuse_formula(meaning) { None } else { self.written_name(meaning) }
    }

    /// The same; a blank is reported as `missing`.
    pub(super) fn needed_name(
        &mut self,
        meaning: Meaning,
        missing: ProblemKind,
        expected: &str,
    ) -> Option<String> {
        if self.refuse_formula(meaning) {
            return None;
        }
        let name = self.written_name(meaning);
        if name.is_none() {
            self.refuse(missing, self.table.column(meaning).unwrap_or(0), expected);
        }
        name
    }

    fn written_name(&self, meaning: Meaning) -> Option<String> {
        let (_, cell) = self.cell(meaning)?;
        // A team may be called NA; a role of "n/a" is none.
        let is_unknown = meaning != Meaning::Team && scale::token(cell) == Token::Unknown;
        let name = name_of(cell);
        (!is_unknown && name.chars().any(char::is_alphanumeric)).then_some(name)
    }

    /// The date in the cell of this meaning, which may lie in the future.
    pub(super) fn date(&mut self, meaning: Meaning, order: DateOrder) -> Option<NaiveDate> {
        let (column, cell) = self.cell(meaning)?;
        match order.read(cell) {
            DateReading::Blank => None,
            DateReading::Date(date) => Some(date),
            DateReading::Wrong => {
                self.refuse(ProblemKind::NotADate, column, dates::EXPECTED);
                None
            }
        }
    }

    /// The number in the cell of this meaning.
    pub(super) fn amount(&mut self, meaning: Meaning, amount: Amount) -> Option<f64> {
        let (column, cell) = self.cell(meaning)?;
        match amount.read(cell) {
            Number::Blank => None,
            Number::Of(number) => Some(number),
            Number::Unreadable => {
                self.refuse(ProblemKind::NotANumber, column, amount.expected());
                None
            }
            Number::OutOfRange => {
                self.refuse(ProblemKind::OutOfRange, column, amount.expected());
                None
            }
        }
    }

    /// The same; a blank is reported.
    pub(super) fn needed_amount(&mut self, meaning: Meaning, amount: Amount) -> Option<f64> {
        let (column, cell) = self.cell(meaning)?;
        if amount.read(cell) == Number::Blank {
            self.refuse(ProblemKind::NotANumber, column, amount.expected());
        }
        self.amount(meaning, amount)
    }

    /// The amount of money in the cell of this meaning. Another currency than the workspace's is noted, unless the head
    /// names it too.
    pub(super) fn money(&mut self, meaning: Meaning) -> Option<f64> {
        let number = self.amount(meaning, Amount::Money)?;
        let (column, cell) = self.cell(meaning)?;
        let head = self.table.layout.column(meaning).map_or("", |column| column.header.as_str());
        let named = currency::other_beside_amount(&cell.text(), self.currency);
        if let Some(named) = named
            && currency::other_in_head(head, self.currency).as_ref() != Some(&named)
        {
            self.note(ProblemKind::OtherCurrency, column, not_converted(&named, self.currency));
        }
        Some(number)
    }

    /// The share in the cell of this meaning, 0 to 1. `percents` says whether a plain 1 is 1%.
    pub(super) fn share(&mut self, meaning: Meaning, percents: bool) -> Option<f64> {
        const EXPECTED: &str = "a share from 0% to 100%, such as 20% or 0.2";
        let (column, cell) = self.cell(meaning)?;
        let share = match Share::read(cell) {
            Share::Blank => return None,
            Share::Percent(percent) => percent / 100.0,
            Share::Plain(number) if number > 1.0 || number >= 1.0 && percents => number / 100.0,
            Share::Plain(number) => number,
            Share::Unreadable => {
                self.refuse(ProblemKind::NotANumber, column, EXPECTED);
                return None;
            }
        };
        if !(0.0..=1.0).contains(&share) {
            self.refuse(ProblemKind::OutOfRange, column, EXPECTED);
            return None;
        }
        Some(share)
    }

    /// Yes or no in the cell of this meaning.
    pub(super) fn yes_or_no(&mut self, meaning: Meaning) -> Option<bool> {
        let (column, cell) = self.cell(meaning)?;
        let said = yes_or_no(cell);
        if said == YesOrNo::Unreadable {
            self.refuse(ProblemKind::NotYesOrNo, column, "yes or no");
        }
        match said {
            YesOrNo::Yes => Some(true),
            YesOrNo::No => Some(false),
            YesOrNo::Blank | YesOrNo::Unreadable => None,
        }
    }

    /// How much a target matters.
    pub(super) fn importance(&mut self) -> Option<Importance> {
        let (column, cell) = self.cell(Meaning::Importance)?;
        let importance = importance_of(cell);
        if importance.is_none() && scale::token(cell) != Token::Unknown {
            self.refuse(
                ProblemKind::UnknownImportance,
                column,
                "useful, important or critical, or a number from 1 to 3",
            );
        }
        importance
    }
}

/// What becomes of amounts in a currency that is not the workspace's.
pub(super) fn not_converted(named: &str, workspace: &str) -> String {
    format!("in {named}, taken as {workspace}: amounts are not converted")
}

/// What a cell of marks says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YesOrNo {
    Blank,
    Yes,
    No,
    Unreadable,
}

/// Reads a mark, a word or 1 and 0.
pub(super) fn yes_or_no(cell: &Cell) -> YesOrNo {
    const YES: [&str; 9] = [
        "borrowed",
        "on loan",
        "contractor",
        "external",
        "extern",
        "externe",
        "externer",
        "externo",
        "externa",
    ];
    const NO: [&str; 9] = [
        "internal",
        "intern",
        "interne",
        "interner",
        "interno",
        "interna",
        "permanent",
        "employee",
        "employed",
    ];
    match scale::token(cell) {
        Token::Unknown => YesOrNo::Blank,
        Token::Mark(true) | Token::Number(1.0) => YesOrNo::Yes,
        Token::Mark(false) | Token::Number(0.0) => YesOrNo::No,
        _ => match fold(&cell.text()).as_str() {
            word if YES.contains(&word) => YesOrNo::Yes,
            word if NO.contains(&word) => YesOrNo::No,
            _ => YesOrNo::Unreadable,
        },
    }
}

/// The importance that a word or a number names.
fn importance_of(cell: &Cell) -> Option<Importance> {
    const WORDS: [(&str, Importance); 3] = [
        (
            "useful, nice to have, optional, low, minor, could, could have, nutzlich, niedrig, gering, utile, faible, \
             util, baja, bajo, opcional",
            Importance::USEFUL,
        ),
        (
            "important, medium, normal, should, should have, wichtig, mittel, moyenne, moyen, importante, media, medio",
            Importance::IMPORTANT,
        ),
        (
            "critical, high, must, must have, essential, mandatory, required, kritisch, hoch, unverzichtbar, critique, \
             elevee, essentiel, essentielle, critico, critica, alta, alto, esencial",
            Importance::CRITICAL,
        ),
    ];
    let folded = fold(&cell.text());
    let by_word = WORDS.iter().find(|(words, _)| words.split(", ").any(|word| word == folded));
    by_word.map(|(_, importance)| *importance).or_else(|| match scale::token(cell) {
        Token::Number(number) if number.fract() == 0.0 && (1.0..=3.0).contains(&number) => {
            Importance::new(number as u8)
        }
        _ => None,
    })
}

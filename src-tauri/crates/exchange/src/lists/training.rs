//! A list of training items: a row a lift, so that a spreadsheet can be filtered by competency. What an item says of itself
//! need stand in its first row only. Cadre writes the list in the same form.

use std::collections::HashMap;

use cadre_core::{Delivery, Level, PRIOR_KNOWLEDGE, VendorNeutrality};

use super::amounts::{Amount, Number, Share};
use crate::{
    ExchangeError, Result, currency,
    import::table::{is_formula, name_of, prose_of},
    matching::fold,
    read::{Cell, Row, Value, Workbook},
};

/// The heads of the list, as Cadre writes them, in order.
pub const TRAINING_HEADS: [&str; 14] = [
    "Training item",
    "Provider",
    "Address",
    "Delivery",
    "Prior knowledge",
    "Vendor neutrality",
    "Requires",
    "Cost",
    "Hours",
    "Pass rate",
    "Estimates",
    "Competency",
    "From",
    "To",
];

/// The name of the sheet that holds the list in a workbook with others.
pub const TRAINING_SHEET: &str = "Training";

// The places of the heads.
const NAME: usize = 0;
const PROVIDER: usize = 1;
const ADDRESS: usize = 2;
const DELIVERY: usize = 3;
const PRIOR: usize = 4;
const NEUTRALITY: usize = 5;
const REQUIRES: usize = 6;
const COST: usize = 7;
const HOURS: usize = 8;
const PASS_RATE: usize = 9;
const ESTIMATES: usize = 10;
const COMPETENCY: usize = 11;
const FROM: usize = 12;
const TO: usize = 13;

/// What may stand over a column besides its own head, folded; the order is that of the heads.
const ALSO: [&[&str]; 14] = [
    &["name", "item", "training", "course", "title", "resource"],
    &["vendor", "given by"],
    &["url", "link", "web address"],
    &["type", "format"],
    &["prior", "level of knowledge", "difficulty"],
    &["neutrality", "vendor neutral"],
    &["prerequisites", "requirements"],
    &["price", "cost a person", "fee"],
    &["learning hours", "duration"],
    &["pass", "success rate"],
    &["estimated", "guesses"],
    &["skill", "lifts"],
    &["from level", "level from"],
    &["to level", "level to"],
];

/// The figures that a list may call estimates.
const FIGURES: [&str; 3] = ["cost", "hours", "pass rate"];

/// What the list says of an item. What it leaves out is `None`.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingRecord {
    /// The number of its first row in the file, from 1.
    pub row: u32,
    /// The name.
    pub name: String,
    /// Who gives it.
    pub provider: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// How it is taken.
    pub delivery: Option<Delivery>,
    /// How much must be known before, 1 to 5.
    pub prior_knowledge: Option<u8>,
    /// Whether it is about a vendor's products.
    pub vendor_neutrality: Option<VendorNeutrality>,
    /// What else is needed.
    pub requires: Option<String>,
    /// Cost, in the workspace's currency whatever the file says beside it.
    pub cost: Option<f64>,
    /// Hours it takes.
    pub hours: Option<f64>,
    /// Share that reaches the level.
    pub pass_rate: Option<f64>,
    /// Which of cost, hours and pass rate are guesses, in this order; `None` where the list does not say.
    pub estimates: Option<[bool; 3]>,
    /// What it lifts.
    pub lifts: Vec<LiftRecord>,
}

/// A lift of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiftRecord {
    /// The row's number in the file, from 1.
    pub row: u32,
    /// The competency's name.
    pub competency: String,
    /// The level needed to begin.
    pub from: Level,
    /// The level reached, above it.
    pub to: Level,
}

/// What is wrong in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingProblem {
    /// The row's number, from 1.
    pub row: u32,
    /// The head of the column.
    pub column: String,
    /// What stands there.
    pub found: String,
    /// What was expected, with its article.
    pub expected: String,
}

/// A list as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingReading {
    /// The items, in the order of the file.
    pub items: Vec<TrainingRecord>,
    /// Everything that is wrong.
    pub problems: Vec<TrainingProblem>,
    /// What is worth knowing: amounts in another currency.
    pub notices: Vec<TrainingProblem>,
}

/// Reads a list: of a workbook the sheet that is called so, else the first.
///
/// # Errors
/// [`ExchangeError::NoHeader`] where no row names an item and a competency. Wrong cells are problems of the reading.
pub fn read_training(workbook: &Workbook, currency: &str) -> Result<TrainingReading> {
    let named = workbook.sheets.iter().find(|sheet| fold(&sheet.name) == fold(TRAINING_SHEET));
    let sheet = named.or(workbook.sheets.first()).ok_or(ExchangeError::Empty)?;
    let found = sheet.rows.iter().enumerate().find_map(|(at, row)| Some((at, Columns::of(row)?)));
    let Some((head, columns)) = found else {
        return Err(ExchangeError::NoHeader { sheet: sheet.name.clone() });
    };
    let mut reading = TrainingReading { items: Vec::new(), problems: Vec::new(), notices: Vec::new() };
    let heads = &sheet.rows[head];
    let cost_head = columns.0[COST].map(|column| heads.cell(column).text().into_owned()).unwrap_or_default();
    if let Some(other) = currency::other_in_head(&cost_head, currency) {
        reading.notices.push(TrainingProblem {
            row: heads.number,
            column: TRAINING_HEADS[COST].to_owned(),
            found: cost_head.clone(),
            expected: super::line::not_converted(&other, currency),
        });
    }
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in &sheet.rows[head + 1..] {
        let mut line = Line { row, columns: &columns, reading: &mut reading };
        if line.is_blank() {
            continue;
        }
        let Some(mut record) = line.record() else { continue };
        let lift = line.lift();
        if let Some(other) =
            line.cell(COST).and_then(|cell| currency::other_beside_amount(&cell.text(), currency))
            && currency::other_in_head(&cost_head, currency).as_ref() != Some(&other)
        {
            let notice = line.problem(COST, &super::line::not_converted(&other, currency));
            reading.notices.push(notice);
        }
        if let Some(&place) = places.get(&fold(&record.name)) {
            let item = &mut reading.items[place];
            let wrong = merge(item, &record, row, &columns);
            if let Some(lift) = lift {
                if item.lifts.iter().any(|other| fold(&other.competency) == fold(&lift.competency)) {
                    reading.problems.push(TrainingProblem {
                        row: row.number,
                        column: TRAINING_HEADS[COMPETENCY].to_owned(),
                        found: lift.competency,
                        expected: format!("a competency once for {}", item.name),
                    });
                } else {
                    item.lifts.push(lift);
                }
            }
            reading.problems.extend(wrong);
        } else {
            places.insert(fold(&record.name), reading.items.len());
            record.lifts.extend(lift);
            reading.items.push(record);
        }
    }
    Ok(reading)
}

/// Which column of the file each head stands over.
struct Columns([Option<u32>; 14]);

impl Columns {
    /// The columns that a row names; `None` where it does not name at least the item and the competency.
    fn of(row: &Row) -> Option<Self> {
        let mut columns = [None; 14];
        for (index, cell) in (0..).zip(&row.cells) {
            let text = cell.text();
            // "Cost (EUR)" is the cost.
            let head = fold(text.split_once('(').map_or(&*text, |(before, _)| before));
            let place = (0..TRAINING_HEADS.len())
                .find(|&place| fold(TRAINING_HEADS[place]) == head || ALSO[place].contains(&head.as_str()));
            if let Some(place) = place.filter(|&place| columns[place].is_none()) {
                columns[place] = Some(index);
            }
        }
        (columns[NAME].is_some() && columns[COMPETENCY].is_some()).then_some(Self(columns))
    }
}

/// A row, and where what is wrong with it goes.
struct Line<'a> {
    row: &'a Row,
    columns: &'a Columns,
    reading: &'a mut TrainingReading,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.columns.0.iter().flatten().all(|&column| self.row.cell(column).text().trim().is_empty())
    }

    /// The cell under a head, where it holds something.
    fn cell(&self, place: usize) -> Option<&Cell> {
        let cell = self.row.cell(self.columns.0[place]?);
        (!cell.text().trim().is_empty()).then_some(cell)
    }

    fn problem(&self, place: usize, expected: &str) -> TrainingProblem {
        TrainingProblem {
            row: self.row.number,
            column: TRAINING_HEADS[place].to_owned(),
            found: self.cell(place).map(|cell| cell.text().into_owned()).unwrap_or_default(),
            expected: expected.to_owned(),
        }
    }

    fn wrong(&mut self, place: usize, expected: &str) {
        let problem = self.problem(place, expected);
        self.reading.problems.push(problem);
    }

    /// What the row says of its item; `None` where it does not name it.
    fn record(&mut self) -> Option<TrainingRecord> {
        let name = self.name(NAME, "the name of a training item")?;
        Some(TrainingRecord {
            row: self.row.number,
            name,
            provider: self.cell(PROVIDER).map(name_of),
            address: self.cell(ADDRESS).map(prose_of),
            delivery: self.one_of(DELIVERY, &Delivery::ALL, Delivery::as_str),
            prior_knowledge: self.prior_knowledge(),
            vendor_neutrality: self.one_of(NEUTRALITY, &VendorNeutrality::ALL, VendorNeutrality::as_str),
            requires: self.cell(REQUIRES).map(prose_of),
            cost: self.amount(COST, Amount::Money),
            hours: self.amount(HOURS, Amount::TrainingHours),
            pass_rate: self.pass_rate(),
            estimates: self.estimates(),
            lifts: Vec::new(),
        })
    }

    /// The lift of the row; `None` where it has none, or it is wrong.
    fn lift(&mut self) -> Option<LiftRecord> {
        if [COMPETENCY, FROM, TO].into_iter().all(|place| self.cell(place).is_none()) {
            return None;
        }
        let competency = self.name(COMPETENCY, "the name of a competency");
        let (from, to) = (self.level(FROM), self.level(TO));
        if let (Some(from), Some(to)) = (from, to)
            && to <= from
        {
            self.wrong(TO, &format!("a level above {}, from which it lifts", from.get()));
            return None;
        }
        Some(LiftRecord { row: self.row.number, competency: competency?, from: from?, to: to? })
    }

    fn name(&mut self, place: usize, expected: &str) -> Option<String> {
        match self.cell(place) {
            Some(cell) if is_formula(cell) => self.wrong(place, "a text, not a formula"),
            Some(cell) => return Some(name_of(cell)),
            None => self.wrong(place, expected),
        }
        None
    }

    fn amount(&mut self, place: usize, amount: Amount) -> Option<f64> {
        match amount.read(self.cell(place)?) {
            Number::Of(number) => return Some(number),
            Number::Blank => {}
            Number::Unreadable | Number::OutOfRange => self.wrong(place, amount.expected()),
        }
        None
    }

    fn pass_rate(&mut self) -> Option<f64> {
        let share = match Share::read(self.cell(PASS_RATE)?) {
            Share::Blank => return None,
            Share::Percent(percent) => Some(percent / 100.0),
            Share::Plain(number) if number > 1.0 => Some(number / 100.0),
            Share::Plain(number) => Some(number),
            Share::Unreadable => None,
        };
        let share = share.filter(|share| (0.0..=1.0).contains(share));
        if share.is_none() {
            self.wrong(PASS_RATE, "a share from 0% to 100%, such as 80% or 0.8");
        }
        share
    }

    fn prior_knowledge(&mut self) -> Option<u8> {
        let cell = self.cell(PRIOR)?;
        // "2/5" and "2 of 5" are 2, as the labels are written.
        let text = cell.text();
        let number = text.split(['/', 'o']).next().unwrap_or_default().trim().parse::<u8>().ok();
        let prior = number.filter(|number| PRIOR_KNOWLEDGE.contains(number));
        if prior.is_none() {
            self.wrong(PRIOR, "a whole number from 1 (least) to 5 (most)");
        }
        prior
    }

    fn one_of<T: Copy>(&mut self, place: usize, all: &[T], word: impl Fn(T) -> &'static str) -> Option<T> {
        let said = fold(&self.cell(place)?.text());
        // "Vendor-agnostic" is agnostic.
        let said = said.strip_prefix("vendor ").unwrap_or(&said);
        let found = all.iter().copied().find(|&one| word(one) == said);
        if found.is_none() {
            let words: Vec<_> = all.iter().map(|&one| word(one)).collect();
            self.wrong(place, &format!("one of {}", words.join(", ")));
        }
        found
    }

    fn estimates(&mut self) -> Option<[bool; 3]> {
        let text = self.cell(ESTIMATES)?.text().into_owned();
        let mut estimates = [false; 3];
        for word in text.split([',', ';']).map(fold).filter(|word| !word.is_empty() && word != "none") {
            let Some(place) = FIGURES.iter().position(|figure| *figure == word) else {
                self.wrong(ESTIMATES, "none, or which of cost, hours and pass rate are estimates");
                return None;
            };
            estimates[place] = true;
        }
        Some(estimates)
    }

    fn level(&mut self, place: usize) -> Option<Level> {
        let level = self.cell(place).and_then(|cell| match &cell.value {
            Value::Number(number) if number.fract() == 0.0 && (0.0..=4.0).contains(number) => {
                Level::new(*number as u8)
            }
            Value::Text(text) => text.trim().parse().ok().and_then(Level::new),
            _ => None,
        });
        if level.is_none() {
            self.wrong(place, "a level, a whole number from 0 to 4");
        }
        level
    }
}

/// Takes what a further row says of an item that a row before named. What differs is wrong.
fn merge(
    item: &mut TrainingRecord,
    again: &TrainingRecord,
    row: &Row,
    columns: &Columns,
) -> Vec<TrainingProblem> {
    let mut wrong = Vec::new();
    let mut take = |place: usize, differs: bool| {
        if differs {
            let column = columns.0[place].unwrap_or_default();
            wrong.push(TrainingProblem {
                row: row.number,
                column: TRAINING_HEADS[place].to_owned(),
                found: row.cell(column).text().into_owned(),
                expected: format!("nothing, or what row {} says of {}", item.row, item.name),
            });
        }
    };
    take(PROVIDER, said(&mut item.provider, again.provider.as_ref()));
    take(ADDRESS, said(&mut item.address, again.address.as_ref()));
    take(DELIVERY, said(&mut item.delivery, again.delivery.as_ref()));
    take(PRIOR, said(&mut item.prior_knowledge, again.prior_knowledge.as_ref()));
    take(NEUTRALITY, said(&mut item.vendor_neutrality, again.vendor_neutrality.as_ref()));
    take(REQUIRES, said(&mut item.requires, again.requires.as_ref()));
    take(COST, said(&mut item.cost, again.cost.as_ref()));
    take(HOURS, said(&mut item.hours, again.hours.as_ref()));
    take(PASS_RATE, said(&mut item.pass_rate, again.pass_rate.as_ref()));
    take(ESTIMATES, said(&mut item.estimates, again.estimates.as_ref()));
    wrong
}

/// Takes what is said again; true where it is something else.
fn said<T: Clone + PartialEq>(before: &mut Option<T>, again: Option<&T>) -> bool {
    match again {
        None => false,
        Some(again) => *before.get_or_insert_with(|| again.clone()) != *again,
    }
}

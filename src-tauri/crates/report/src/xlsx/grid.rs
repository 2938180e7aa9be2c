//! What stands in the cells of a sheet: tables, typed, from those of the pack.

use crate::{
    Align, Bar, Cell, Number, NumberFormat, Run, Table,
    writable::{letters_of, on_one_line},
};

/// A table of a sheet.
pub(super) struct Grid {
    /// What it lists.
    pub(super) name: String,
    /// Its columns.
    pub(super) heads: Vec<Head>,
    /// Its rows: a value for each column.
    pub(super) rows: Vec<Vec<Value>>,
    /// Whether the last row is the total of those above. It then stands under the table and is not sorted with it.
    pub(super) total: bool,
}

/// The head of a column.
pub(super) struct Head {
    pub(super) text: String,
    /// Whether its cells stand at the right.
    pub(super) right: bool,
    /// Whether it is the one that is recommended.
    pub(super) recommended: bool,
}

impl Head {
    pub(super) fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), right: false, recommended: false }
    }

    pub(super) fn numbers(text: impl Into<String>) -> Self {
        Self { text: text.into(), right: true, recommended: false }
    }
}

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Nothing.
    Empty,
    /// Words.
    Text(Vec<Run>),
    /// A number, and whether it stands out.
    Number(Number, bool),
}

impl Value {
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(vec![Run::plain(text)]) }
    }

    /// A number as it is printed: what a rounded figure keeps to itself, a cell does not tell.
    pub(super) fn rounded(value: f64, format: NumberFormat) -> Self {
        let parts = match format {
            NumberFormat::Percent => 100.0,
            NumberFormat::Tenths => 10.0,
            NumberFormat::Whole | NumberFormat::Money => 1.0,
        };
        let value = (value * parts).round() / parts;
        if value.is_finite() { Self::Number(Number { value, format }, false) } else { Self::Empty }
    }

    /// Words that are a number are one: "1,868", "−7.9", "24%", "€4,650" where the unit of money is "€". A dash is nothing.
    pub(super) fn typed(text: &str, unit: &str) -> Self {
        if text == "–" {
            return Self::Empty;
        }
        let (sign, rest) = text.strip_prefix('−').map_or((1.0, text), |rest| (-1.0, rest));
        let (money, rest) =
            rest.strip_prefix(unit).filter(|_| !unit.is_empty()).map_or((false, rest), |rest| (true, rest));
        let (percent, rest) = rest.strip_suffix('%').map_or((false, rest), |rest| (true, rest));
        let digits = rest.replace(',', "");
        let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        match digits.parse::<f64>() {
            Ok(value) if is_number => {
                let (value, format) = match (money, percent, digits.contains('.')) {
                    (true, ..) => (value, NumberFormat::Money),
                    (_, true, _) => (value / 100.0, NumberFormat::Percent),
                    (.., true) => (value, NumberFormat::Tenths),
                    _ => (value, NumberFormat::Whole),
                };
                Self::Number(Number { value: sign * value, format }, false)
            }
            _ => Self::text(text),
        }
    }
}

impl Grid {
    /// The table of the pack. A column whose numbers do not say all that is printed has a second one with the words of those cells, and
    /// one with second lines has another with these.
    pub(super) fn of_table(table: &Table) -> Self {
        let mut heads = Vec::new();
        let mut columns: Vec<Vec<Value>> = Vec::new();
        for (index, column) in table.columns.iter().enumerate() {
            let cells: Vec<&Cell> = table.rows.iter().filter_map(|row| row.get(index)).collect();
            let name = match on_one_line(&column.head) {
                name if !name.is_empty() => name,
                _ if cells
                    .iter()
                    .all(|cell| letters_of(&cell.text).starts_with(|c: char| c.is_ascii_digit())) =>
                {
                    "No.".to_owned()
                }
                _ => on_one_line(&table.name),
            };
            let recommended = table.recommended == Some(index);
            let mut add = |text: String, right: bool, values: Vec<Value>| {
                heads.push(Head { text, right, recommended });
                columns.push(values);
            };
            add(
                name.clone(),
                column.align == Align::Right,
                cells.iter().map(|cell| value_of(cell)).collect(),
            );
            if cells.iter().any(|cell| says_more(cell)) {
                let words = cells
                    .iter()
                    .map(|cell| if says_more(cell) { words_of(cell) } else { Value::Empty })
                    .collect();
                add(format!("{name}, as printed"), column.align == Align::Right, words);
            }
            if cells.iter().any(|cell| !cell.note.is_empty()) {
                let notes = cells.iter().map(|cell| Value::text(cell.note.clone())).collect();
                add(format!("{name}: detail"), false, notes);
            }
        }
        let row = |at: usize| {
            columns.iter().map(|column| column.get(at).cloned().unwrap_or(Value::Empty)).collect()
        };
        let rows = (0..table.rows.len()).map(row).collect();
        Self { name: table.name.clone(), heads, rows, total: table.total }
    }

    /// A line for each bar.
    pub(super) fn of_bars(name: &str, bars: &[Bar]) -> Self {
        let row = |bar: &Bar| {
            let run = |text: &String| Run { text: text.clone(), strong: bar.certain };
            vec![
                Value::Text(vec![run(&bar.name)]),
                Value::text(bar.note.clone()),
                Value::Text(vec![run(&bar.words)]),
                Value::rounded(bar.share, NumberFormat::Percent),
            ]
        };
        Self {
            name: name.to_owned(),
            heads: vec![
                Head::words("Name"),
                Head::words("Detail"),
                Head::words("Figure"),
                Head::numbers("Bar"),
            ],
            rows: bars.iter().map(row).collect(),
            total: false,
        }
    }

    /// The figures behind a chart, as it lists them.
    pub(super) fn of_figures(name: &str, table: &cadre_charts::Table, unit: &str) -> Self {
        let rows: Vec<Vec<Value>> =
            table.rows.iter().map(|row| row.iter().map(|text| Value::typed(text, unit)).collect()).collect();
        let head = |(index, text): (usize, &String)| {
            let is_number = |row: &Vec<Value>| matches!(row.get(index), Some(Value::Number(..)));
            Head { text: text.clone(), right: rows.iter().any(is_number), recommended: false }
        };
        let heads = table.columns.iter().enumerate().map(head).collect();
        Self { name: name.to_owned(), heads, rows, total: false }
    }

    /// The rows of the table itself, without the total below it.
    pub(super) fn listed(&self) -> usize {
        self.rows.len() - usize::from(self.total && !self.rows.is_empty())
    }
}

fn value_of(cell: &Cell) -> Value {
    match cell.number {
        Some(number) if number.value.is_finite() => Value::Number(number, is_strong(&cell.text)),
        _ => words_of(cell),
    }
}

fn words_of(cell: &Cell) -> Value {
    if letters_of(&cell.text).is_empty() { Value::Empty } else { Value::Text(cell.text.clone()) }
}

/// Whether all of a text is bold.
pub(super) fn is_strong(text: &[Run]) -> bool {
    !text.is_empty() && text.iter().all(|run| run.strong)
}

/// Whether a cell says more than its number does in its format: "11 of 13, 85%".
fn says_more(cell: &Cell) -> bool {
    let Some(Number { value, format }) = cell.number.filter(|number| number.value.is_finite()) else {
        return false;
    };
    let shown = match format {
        NumberFormat::Whole | NumberFormat::Money => format!("{:.0}", value.abs()),
        NumberFormat::Tenths => format!("{:.1}", value.abs()),
        NumberFormat::Percent => format!("{:.0}%", 100.0 * value.abs()),
    };
    let text = letters_of(&cell.text);
    // The code of a currency is told by the format of the number.
    let text = match format {
        NumberFormat::Money => text.trim_start_matches(|c: char| !c.is_ascii_digit()),
        _ => text.as_str(),
    };
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric() || *c == '%').collect::<String>();
    bare(text) != bare(&shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use NumberFormat::{Money, Percent, Tenths, Whole};

    #[test]
    fn words_that_are_numbers_are_numbers() {
        for (text, expected) in [
            ("1,868", Some((1868.0, Whole))),
            ("−7.9", Some((-7.9, Tenths))),
            ("24%", Some((0.24, Percent))),
            ("€4,650", Some((4650.0, Money))),
            ("−€300", Some((-300.0, Money))),
            ("3 of 9", None),
            ("5–6", None),
            ("Q1", None),
            (".", None),
            ("1.2.3", None),
            ("24% (6 of 25)", None),
        ] {
            let expected = match expected {
                Some((value, format)) => Value::Number(Number { value, format }, false),
                None => Value::text(text),
            };
            assert_eq!(Value::typed(text, "€"), expected, "{text}");
        }
        assert_eq!(Value::typed("–", "€"), Value::Empty);
        assert_eq!(Value::typed("7", ""), Value::Number(Number { value: 7.0, format: Whole }, false));
    }

    #[test]
    fn what_a_number_does_not_say_stands_beside_it() {
        for (text, value, format, more) in [
            ("63", 63.0, Whole, false),
            ("1,868", 1868.0, Whole, false),
            ("85%", 0.846, Percent, false),
            ("11 of 13, 85%", 0.846, Percent, true),
            ("24% ¹", 0.24, Percent, true),
            ("€151,150", 151_150.0, Money, false),
            ("CHF 151,150", 151_150.0, Money, false),
            ("€242,000, two salaries", 242_000.0, Money, true),
            ("12.5", 12.5, Tenths, false),
        ] {
            assert_eq!(says_more(&Cell::plain(text).with_number(value, format)), more, "{text}");
        }
        assert!(!says_more(&Cell::plain("withheld")));
    }
}

//! What stands where a row has its name: a person, or the sums, targets, legends and repeated headers that people keep in
//! the same table.

use std::collections::{HashMap, HashSet};

use super::table::{Table, name_of};
use crate::{
    layout::{LayoutKind, Meaning, is_summary},
    matching::{Known, fold},
    read::{Row, Value},
    scale::{self, Token},
};

/// The columns that a name may be put together from.
pub(crate) const NAME_COLUMNS: [Meaning; 3] = [Meaning::Person, Meaning::GivenName, Meaning::FamilyName];

/// The person's name in a row; `None` where there is none.
pub(crate) fn person_name(table: &Table<'_>, row: &Row) -> Option<String> {
    let part = |meaning| {
        let name = table.column(meaning).map(|column| name_of(table.cell(row, column)))?;
        (!name.is_empty() && name.chars().any(char::is_alphanumeric)).then_some(name)
    };
    part(Meaning::Person).or_else(|| match (part(Meaning::GivenName), part(Meaning::FamilyName)) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (given, family) => given.or(family),
    })
}

/// What stands where a row has its name.
pub(super) enum RowName {
    None,
    Person(String),
    /// A sum, a legend or a repeated header.
    NotData(String),
}

/// What names say by themselves, each looked at once.
pub(super) struct NameWords {
    header: Option<String>,
    people: HashSet<String>,
    teams: HashSet<String>,
    seen: HashMap<String, NameWord>,
}

#[derive(Clone, Copy)]
enum NameWord {
    /// The header again, as at the top of a printed page.
    Header,
    /// Certainly a sum or a target, or only if the levels beside it are computed.
    Summary(bool),
    /// A team, which heads the rows below it.
    Team,
    /// Nothing of the kind.
    Name,
}

impl NameWords {
    pub(super) fn new(table: &Table<'_>, known: &Known) -> Self {
        Self {
            header: NAME_COLUMNS
                .iter()
                .find_map(|meaning| table.layout.column(*meaning))
                .map(|column| fold(&column.header))
                .filter(|header| !header.is_empty()),
            people: known.people.iter().map(|person| fold(&person.name)).collect(),
            teams: known.teams.iter().map(|(_, team)| fold(team)).collect(),
            seen: HashMap::new(),
        }
    }

    fn of(&mut self, name: &str) -> NameWord {
        if let Some(word) = self.seen.get(name) {
            return *word;
        }
        let folded = fold(name);
        let word = if self.header.as_ref() == Some(&folded) {
            NameWord::Header
        } else if self.people.contains(&folded) {
            NameWord::Name
        } else if let Some(certain) = is_summary(&folded) {
            NameWord::Summary(certain)
        } else if self.teams.contains(&folded) {
            NameWord::Team
        } else {
            NameWord::Name
        };
        self.seen.insert(name.to_owned(), word);
        word
    }

    /// Whether a named row is data rather than a sum, a legend or a repeated header.
    pub(super) fn is_data(&mut self, table: &Table<'_>, row: &Row, name: &str) -> bool {
        let cells = || table.level_columns().map(|column| row.cell(column.index));
        let computed = || {
            cells().any(|cell| {
                cell.formula || matches!(&cell.value, Value::Number(number) if number.fract() != 0.0)
            })
        };
        let is_bare = || {
            table.layout.kind == LayoutKind::Wide && cells().all(|cell| scale::token(cell) == Token::Unknown)
        };
        match self.of(name) {
            NameWord::Header => false,
            NameWord::Summary(certain) => !certain && !computed(),
            NameWord::Team => !is_bare(),
            NameWord::Name => {
                // Below a table stand legends ("0 = none") and remarks; a person's name is short.
                let is_remark =
                    name.chars().count() > 60 || name.contains(['=', ':']) && !name.starts_with('=');
                !is_remark || !is_bare()
            }
        }
    }
}

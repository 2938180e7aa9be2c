//! What can be read of a damaged workspace, made to hold together. `SQLite` gives up a table at the first page that it cannot
//! read, and the file where that is the page which names the tables. So the pages are read here one by one: a table whose tree
//! holds together is read by it, and the rows of the others are looked for on every page that is left, where each tells by its
//! columns which table it is of.
//!
//! The rows go into an empty workspace in memory, whose declarations refuse what was never written so. Then what belongs to a
//! row that is lost gets one in its place where that can be told from all others, and else goes too, until the content is
//! valid. Nothing is written, and the damaged file is only read.

mod losses;
mod mending;
mod pages;
mod records;
mod shapes;

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
    path::Path,
};

use cadre_core::Content;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, params_from_iter, types::Value as Sql};

use self::{
    pages::{Pages, Raw},
    records::{Node, Record, node},
    shapes::Shape,
};
use crate::{
    Passphrase, SCHEMA_VERSION, StoreError, chain,
    migrate::{APPLICATION_ID, migrate},
};

pub use losses::Loss;

/// What was saved of a damaged workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Salvaged {
    /// What can be read of it, and is valid.
    pub content: Content,
    /// What is known of the rest, a line for each kind of row.
    pub losses: Vec<Loss>,
    /// Whether the file is encrypted.
    pub encrypted: bool,
    /// Operations that say something else than when they were recorded, though nothing of theirs is missing.
    pub altered: u32,
}

/// Reads what can be read of a damaged workspace, at the time `at`, which its log then ends with. The file is only read; its
/// content is held in memory as a whole.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::PassphraseNeeded`]; [`StoreError::WrongPassphrase`] where no page can be opened, be it
/// that the passphrase is another one or that the file's beginning is damaged, with which every key is made;
/// [`StoreError::NotAWorkspace`] where no row of a workspace is found; [`StoreError::Newer`].
pub fn salvage(
    path: &Path,
    passphrase: Option<&Passphrase>,
    at: DateTime<Utc>,
) -> Result<Salvaged, StoreError> {
    let raw = Raw::read(path)?;
    let encrypted = raw.is_noise();
    let key = passphrase.filter(|_| encrypted).map(|passphrase| raw.key(passphrase));
    let mut best: Option<(Found, bool)> = None;
    // A log of another file has pages that do not fit in between the others: the file without it may be the better.
    for with_log in [true, false].into_iter().filter(|&with_log| with_log || raw.has_log()) {
        // A page of a plain file may look like noise, too.
        let unsealed = key.iter().map(|key| (raw.unsealed(with_log, key), true));
        for (pages, encrypted) in unsealed.chain([(raw.plain(with_log), false)]) {
            let found = Found::of(&pages)?;
            let is_better = best.as_ref().is_none_or(|(best, _)| best.soundness() < found.soundness());
            if is_better && !found.is_nothing() {
                best = Some((found, encrypted));
            }
        }
    }
    let Some((found, encrypted)) = best else {
        let path = path.to_owned();
        return Err(match (encrypted, passphrase) {
            (false, _) => StoreError::NotAWorkspace { path },
            (true, None) => StoreError::PassphraseNeeded { path },
            (true, Some(_)) => StoreError::WrongPassphrase { path },
        });
    };
    if found.version > SCHEMA_VERSION {
        return Err(StoreError::Newer { found: found.version, supported: SCHEMA_VERSION });
    }
    let (content, losses, altered) = found.mend(at)?;
    Ok(Salvaged { content, losses, encrypted, altered })
}

/// Rows that were found, in an empty workspace in memory, which holds them to its declarations and to nothing else yet.
struct Found {
    connection: Connection,
    /// The tables of which every row was found.
    whole: HashSet<String>,
    /// The greatest number that a row of a table ever had, where the file says so.
    greatest: HashMap<String, i64>,
    /// The file's version of the schema; 0 where it does not tell.
    version: u32,
}

impl Found {
    fn of(pages: &Pages) -> Result<Self, StoreError> {
        let mut connection = Connection::open_in_memory()?;
        migrate(&mut connection)?;
        // What is done here is no operation, and goes on while rows are missing.
        connection.pragma_update(None, "foreign_keys", false)?;
        let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?;
        let triggers: Result<Vec<String>, _> = statement.query_map((), |row| row.get(0))?.collect();
        drop(statement);
        for trigger in triggers? {
            connection.execute_batch(&format!("DROP TRIGGER {trigger}"))?;
        }
        let shapes = Shape::all(&connection)?;
        let mut found = Self {
            connection,
            whole: HashSet::new(),
            greatest: HashMap::new(),
            version: pages.get(1).and_then(version).unwrap_or_default(),
        };
        if !pages.is_empty() {
            found.gather(pages, &shapes)?;
        }
        Ok(found)
    }

    fn gather(&mut self, pages: &Pages, shapes: &[Shape]) -> Result<(), StoreError> {
        let mut used: HashSet<u32> = records::free(pages).into_iter().collect();
        let mut roots = HashMap::new();
        let schema = Tree::read(pages, 1);
        for record in &schema.rows {
            if let [Sql::Text(kind), Sql::Text(name), _, Sql::Integer(root), ..] = &record.values[..]
                && kind == "table"
            {
                roots.insert(name.clone(), *root as u32);
            }
        }
        used.extend(&schema.pages);
        if let Some(&root) = roots.get("sqlite_sequence") {
            for record in Tree::read(pages, root).rows {
                if let [Sql::Text(table), Sql::Integer(number)] = &record.values[..] {
                    self.greatest.insert(table.clone(), *number);
                }
            }
        }
        let mut torn = Vec::new();
        for shape in shapes {
            match roots.get(&shape.table).map(|&root| Tree::read(pages, root)) {
                Some(tree) if tree.whole && tree.rows.iter().all(|row| shape.fits(row)) => {
                    if self.take(shape, tree.rows)? == 0 {
                        self.whole.insert(shape.table.clone());
                    }
                    used.extend(tree.pages);
                }
                // A version that has no such table yet.
                None if schema.whole && !roots.is_empty() => {
                    self.whole.insert(shape.table.clone());
                }
                _ => torn.push(shape),
            }
        }
        if torn.is_empty() {
            return Ok(());
        }
        for number in (1..=pages.last).filter(|number| !used.contains(number)) {
            let Some(Node::Leaf(rows, _)) = node(pages, number) else { continue };
            for row in rows {
                if let Some(shape) = shapes::of_row(torn.iter().copied(), &row) {
                    self.take(shape, vec![row])?;
                }
            }
        }
        Ok(())
    }

    /// Takes rows of a table; gives how many the table's own declaration refuses.
    fn take(&self, shape: &Shape, rows: Vec<Record>) -> Result<u32, StoreError> {
        let places = vec!["?"; shape.columns.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({places})", shape.table, shape.columns.join(", "));
        let mut insert = self.connection.prepare_cached(&sql)?;
        let mut refused = 0;
        for Record { number, mut values } in rows {
            values[0] = Sql::Integer(number);
            values.resize(shape.columns.len(), Sql::Null);
            refused += u32::from(insert.execute(params_from_iter(values)).is_err());
        }
        Ok(refused)
    }

    fn count(&self, table: &str) -> Result<i64, StoreError> {
        let sql = format!("SELECT count(*) FROM {table}");
        Ok(self.connection.query_row(&sql, (), |row| row.get(0))?)
    }

    /// Which of two readings of a file is the better: that with more whole tables, then with fewer operations that are not as
    /// they were recorded, then that with more of them.
    fn soundness(&self) -> (usize, Reverse<usize>, i64) {
        let broken = chain::links(&self.connection).map_or(usize::MAX, |links| {
            links.iter().filter(|link| link.carried.is_some_and(|carried| carried != link.computed)).count()
        });
        (self.whole.len(), Reverse(broken), self.count("operation").unwrap_or_default())
    }

    fn is_nothing(&self) -> bool {
        ["setting", "area", "competency", "team", "role", "person", "assessment", "operation"]
            .iter()
            .all(|table| matches!(self.count(table), Ok(0)))
    }
}

/// The version of the schema that a first page tells, where what it says can be one.
fn version(page: &[u8]) -> Option<u32> {
    const MOST: u32 = 10_000;
    let version = records::long(page, 60)?;
    (records::long(page, 68)? == APPLICATION_ID && version < MOST).then_some(version)
}

/// The tree of a table, as far as it can be read.
struct Tree {
    rows: Vec<Record>,
    pages: Vec<u32>,
    /// Whether nothing of it is missing.
    whole: bool,
}

impl Tree {
    fn read(pages: &Pages, root: u32) -> Self {
        let mut tree = Self { rows: Vec::new(), pages: Vec::new(), whole: true };
        let mut seen = HashSet::new();
        let mut waiting = vec![root];
        while let Some(number) = waiting.pop() {
            match node(pages, number) {
                // A page is once in a tree; a damaged one may lead in a circle.
                Some(node) if seen.insert(number) => {
                    tree.pages.push(number);
                    match node {
                        Node::Branch(below) => waiting.extend(below.into_iter().rev()),
                        Node::Leaf(rows, broken) => {
                            tree.whole &= broken == 0;
                            tree.rows.extend(rows);
                        }
                    }
                }
                _ => tree.whole = false,
            }
        }
        tree
    }
}

//! The tables whose rows users change, each described once: the description makes the SQL, the images of the log, the
//! checks of ranges and references, and finds what refers to a row.

use cadre_core::{MOST_AMOUNT, MOST_QUARTERS, MOST_SEATS, ReportSettings, RetentionSettings};
use rusqlite::types::Value as Sql;

/// What a column holds, in the file and in JSON.
pub(crate) enum Kind {
    /// A UUID: 16 bytes in the file, text in JSON.
    Id,
    /// A stable key.
    Key,
    /// Text that is not blank.
    Name,
    /// Any text.
    Text,
    /// A word of a few, or a code: never anybody's name.
    Word,
    /// A whole number from the first to the second.
    Whole(i64, i64),
    /// A number from the first to the second.
    Number(f64, f64),
    /// True or false: 1 or 0 in the file.
    Flag,
    /// A date: a day number in the file, `YYYY-MM-DD` in JSON.
    Date,
    /// The place in a list, which is no content: a row that only moved has not changed.
    Place,
    /// The row of a table: its `seq` in the file, its id or key in JSON.
    Row(&'static Table),
    /// A list or object of words, numbers and ids, in which rows of these tables may be named.
    Json(&'static [&'static Table]),
    /// A list or object, likewise, that has text of the user's own in it.
    Prose(&'static [&'static Table]),
}

/// A column of a table.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) optional: bool,
}

/// A table whose rows users change.
pub(crate) struct Table {
    /// Its name in the file and in the log.
    pub(crate) name: &'static str,
    /// The list that holds its rows in the content: the tag of a notice, and the beginning of a problem's path.
    pub(crate) list: &'static str,
    /// The table that keeps its numbers for ever, where assessments refer to them.
    pub(crate) numbers: Option<&'static str>,
    /// How many of the first columns name a row.
    pub(crate) key_columns: usize,
    /// All columns but `seq`.
    pub(crate) columns: &'static [Column],
}

const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, optional: false }
}

const fn optional(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, optional: true }
}

const fn table(name: &'static str, list: &'static str, columns: &'static [Column]) -> Table {
    Table { name, list, numbers: None, key_columns: 1, columns }
}

/// The greatest count.
const MOST_WHOLE: i64 = u32::MAX as i64;

pub(crate) static SETTING: Table = table(
    "setting",
    "settings",
    &[
        column("key", Kind::Key),
        column("name", Kind::Text),
        column("currency", Kind::Word),
        column("benchmark", Kind::Word),
        column("weights", Kind::Json(&[])),
        column("need_line", Kind::Number(0.0, 100.0)),
        column("reach", Kind::Whole(1, 3)),
    ],
);

pub(crate) static AREA: Table =
    table("area", "areas", &[column("key", Kind::Key), column("name", Kind::Name)]);

pub(crate) static COMPETENCY: Table = Table {
    numbers: Some("known_competency"),
    ..table(
        "competency",
        "competencies",
        &[
            column("key", Kind::Key),
            column("area", Kind::Row(&AREA)),
            column("name", Kind::Name),
            column("recheck_months", Kind::Whole(1, MOST_WHOLE)),
            column("descriptors", Kind::Prose(&[])),
        ],
    )
};

pub(crate) static TEAM: Table = table("team", "teams", &[column("id", Kind::Id), column("name", Kind::Name)]);

pub(crate) static ROLE: Table = table(
    "role",
    "roles",
    &[
        column("id", Kind::Id),
        column("name", Kind::Name),
        column("attrition", Kind::Number(0.0, 1.0)),
        column("annual_cost", Kind::Number(0.0, MOST_AMOUNT)),
        column("hiring_cost", Kind::Number(0.0, MOST_AMOUNT)),
        column("contractor_rate", Kind::Number(0.0, MOST_AMOUNT)),
        column("weeks_to_fill", Kind::Number(0.0, MOST_AMOUNT)),
        column("weeks_to_ramp", Kind::Number(0.0, MOST_AMOUNT)),
    ],
);

pub(crate) static TARGET: Table = Table {
    key_columns: 2,
    ..table(
        "target",
        "roles",
        &[
            column("role", Kind::Row(&ROLE)),
            column("competency", Kind::Row(&COMPETENCY)),
            column("place", Kind::Place),
            column("level", Kind::Whole(1, 4)),
            column("importance", Kind::Whole(1, 3)),
        ],
    )
};

pub(crate) static PERSON: Table = Table {
    numbers: Some("known_person"),
    ..table(
        "person",
        "people",
        &[
            column("id", Kind::Id),
            column("name", Kind::Name),
            column("team", Kind::Row(&TEAM)),
            optional("role", Kind::Row(&ROLE)),
            optional("started_on", Kind::Date),
            optional("leaves_on", Kind::Date),
            column("borrowed", Kind::Flag),
            column("learning_hours", Kind::Number(0.0, MOST_AMOUNT)),
        ],
    )
};

pub(crate) static POSITION: Table = table(
    "position",
    "positions",
    &[
        column("id", Kind::Id),
        column("team", Kind::Row(&TEAM)),
        column("role", Kind::Row(&ROLE)),
        column("seats", Kind::Whole(1, MOST_SEATS as i64)),
        optional("needed_by", Kind::Date),
    ],
);

pub(crate) static PULSE: Table = table(
    "pulse",
    "pulses",
    &[
        column("id", Kind::Id),
        column("asked_on", Kind::Date),
        column("series", Kind::Word),
        column("offered", Kind::Json(&[&AREA])),
        column("responses", Kind::Json(&[&AREA])),
    ],
);

pub(crate) static BENCHMARK: Table = table(
    "benchmark",
    "benchmarks",
    &[
        column("id", Kind::Key),
        column("publisher", Kind::Name),
        column("report", Kind::Name),
        column("edition", Kind::Name),
        column("year", Kind::Whole(1, u16::MAX as i64)),
        column("population", Kind::Name),
        optional("n", Kind::Whole(1, MOST_WHOLE)),
        optional("n_confidence", Kind::Word),
        optional("n_note", Kind::Text),
        column("field_date", Kind::Name),
        optional("published", Kind::Text),
        optional("url", Kind::Text),
        column("notes", Kind::Prose(&[])),
        column("figures", Kind::Prose(&[&AREA])),
        column("statistics", Kind::Prose(&[])),
        column("conflicts", Kind::Prose(&[])),
    ],
);

pub(crate) static TRAINING_ITEM: Table = table(
    "training_item",
    "training",
    &[
        column("key", Kind::Key),
        column("name", Kind::Name),
        column("cost", Kind::Number(0.0, MOST_AMOUNT)),
        column("hours", Kind::Number(0.0, MOST_AMOUNT)),
        column("pass_rate", Kind::Number(0.0, 1.0)),
        column("lifts", Kind::Json(&[&COMPETENCY])),
        optional("provider", Kind::Name),
        optional("address", Kind::Name),
        optional("delivery", Kind::Word),
        optional("prior_knowledge", Kind::Whole(1, 5)),
        optional("vendor_neutrality", Kind::Word),
        optional("requires", Kind::Name),
        optional("estimated", Kind::Json(&[])),
    ],
);

pub(crate) static SCENARIO: Table = table(
    "scenario",
    "scenarios",
    &[
        column("id", Kind::Id),
        column("name", Kind::Name),
        column("budget", Kind::Number(0.0, MOST_AMOUNT)),
        column("hires", Kind::Whole(0, MOST_WHOLE)),
        column("borrowed_quarters", Kind::Whole(0, MOST_WHOLE)),
        column("quarters", Kind::Whole(1, MOST_QUARTERS as i64)),
        optional("team", Kind::Row(&TEAM)),
        optional("wishes", Kind::Json(&[&TEAM, &ROLE, &PERSON, &TRAINING_ITEM])),
        optional("extra_seats", Kind::Json(&[&TEAM, &ROLE])),
        optional("outcome", Kind::Json(&[])),
        column("actions", Kind::Json(&[&TEAM, &ROLE, &PERSON, &TRAINING_ITEM])),
    ],
);

/// The scenarios that it names may be gone: the report leaves them out, and a removal needs not ask it.
pub(crate) static REPORT: Table = table(
    "report",
    "report",
    &[
        column("key", Kind::Key),
        column("audience", Kind::Word),
        column("organisation", Kind::Text),
        column("own_words", Kind::Text),
        column("sections", Kind::Json(&[])),
        optional("scenarios", Kind::Json(&[])),
        optional("decision_on", Kind::Date),
        column("names", Kind::Flag),
        column(
            "smallest_group",
            Kind::Whole(ReportSettings::SMALLEST as i64, ReportSettings::LARGEST as i64),
        ),
        column("paper", Kind::Word),
    ],
);

/// Months; the same bounds as the columns' own.
const MONTHS: Kind = Kind::Whole(1, RetentionSettings::MOST_MONTHS as i64);

pub(crate) static RETENTION: Table = table(
    "retention",
    "retention",
    &[
        column("key", Kind::Key),
        optional("people_who_left", MONTHS),
        optional("claims", MONTHS),
        optional("notes", MONTHS),
        optional("superseded", MONTHS),
        optional("pulses", MONTHS),
    ],
);

pub(crate) static REPORT_LOGO: Table = table(
    "report_logo",
    "report",
    &[column("key", Kind::Key), column("name", Kind::Name), column("data", Kind::Word)],
);

pub(crate) static IMPORT_MAPPING: Table = table(
    "import_mapping",
    "import_mappings",
    &[column("key", Kind::Key), column("imported_on", Kind::Date), column("answers", Kind::Prose(&[]))],
);

pub(crate) static RETRACTION: Table = Table {
    key_columns: 2,
    ..table(
        "retraction",
        "assessments",
        &[optional("assessment", Kind::Row(&ASSESSMENT)), optional("operation", Kind::Row(&OPERATION))],
    )
};

/// Every table whose rows have images in the log; a table stands after those to which it refers.
pub(crate) static IMAGED: [&Table; 17] = [
    &SETTING,
    &AREA,
    &COMPETENCY,
    &TEAM,
    &ROLE,
    &TARGET,
    &PERSON,
    &POSITION,
    &PULSE,
    &BENCHMARK,
    &TRAINING_ITEM,
    &SCENARIO,
    &REPORT,
    &REPORT_LOGO,
    &RETENTION,
    &IMPORT_MAPPING,
    &RETRACTION,
];

/// Assessments as the aim of references; their rows are facts, written in `assessments`.
pub(crate) static ASSESSMENT: Table = table("assessment", "assessments", &[column("id", Kind::Id)]);

/// Operations as the aim of references; the log is written in `write`.
pub(crate) static OPERATION: Table = table("operation", "operations", &[column("id", Kind::Id)]);

impl Table {
    /// The imaged table of that name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        IMAGED.into_iter().find(|table| table.name == name)
    }

    /// Whether both describe the same table.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.name == other.name
    }

    /// The column whose value stands for a row in JSON.
    pub(crate) fn key_column(&self) -> &Column {
        &self.columns[0]
    }

    /// `SELECT seq, …` of an image's columns, references resolved; the table is `t`.
    pub(crate) fn select(&self) -> String {
        let mut sql = "SELECT t.seq".to_owned();
        for column in self.columns {
            sql += ", ";
            sql += &column.read();
        }
        sql + " FROM " + self.name + " t"
    }

    /// `WHERE …` that finds the row of a key; one parameter for each of its values.
    pub(crate) fn where_key(&self, key: &[Sql]) -> String {
        let conditions: Vec<_> = self
            .columns
            .iter()
            .zip(key)
            .map(|(column, value)| {
                // Most rows may lack it: its index would find them all. The plus sign keeps SQLite from that index.
                let sign = if *value == Sql::Null { "+" } else { "" };
                format!("{sign}t.{} IS {}", column.name, column.write())
            })
            .collect();
        format!(" WHERE {}", conditions.join(" AND "))
    }
}

impl Column {
    /// The expression that reads the column of table `t` as an image holds it.
    fn read(&self) -> String {
        match &self.kind {
            Kind::Row(aim) => format!(
                "(SELECT a.{} FROM {} a WHERE a.seq = t.{})",
                aim.key_column().name,
                aim.name,
                self.name
            ),
            _ => format!("t.{}", self.name),
        }
    }

    /// The expression that turns a parameter into the column's value.
    pub(crate) fn write(&self) -> String {
        match &self.kind {
            Kind::Row(aim) => {
                format!("(SELECT a.seq FROM {} a WHERE a.{} = ?)", aim.name, aim.key_column().name)
            }
            _ => "?".to_owned(),
        }
    }
}

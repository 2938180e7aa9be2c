//! A benchmark edition: one that ships, or a user's own, as TOML or as a table.

mod table;

use std::{collections::HashSet, ops::Range};

use cadre_core::{
    Area, AreaKey, BenchmarkId,
    benchmark::{Benchmark, Confidence, Conflict, ConflictValue, Figure, FigureKind, Statistic},
};
use serde::{Deserialize, de::DeserializeOwned};
use toml::Spanned;

use crate::{
    facts::{File, Notes, Problem, What, all_filled, filled, known_area, once, parse, within},
    matching::fold,
};

/// Reads a user's own edition. A file named `.csv` or `.tsv` is read as a table, every other as TOML; both are laid out in
/// `data/own-editions`. `areas` are those of the workspace; a figure names one by its key or, as people type tables, by its
/// name. `shipped` are the ids of the editions that ship.
///
/// A table has the edition's own data first, one field a line: `publisher,My society`. Then a row names the columns, in
/// any order, and each row below it is a figure. It has no statistics and no conflicts; TOML has both.
///
/// # Errors
/// Every problem of the file, each with its line. The id of an edition that ships is one.
pub fn read(
    file_name: &str,
    text: &str,
    areas: &[Area],
    shipped: impl IntoIterator<Item = BenchmarkId>,
) -> Result<Benchmark, Vec<Problem>> {
    let file = File { path: file_name, text: text.trim_start_matches('\u{feff}') };
    let mut problems = Vec::new();
    let nothing = match file.text.trim_start() {
        "" => Some(What::EmptyFile),
        page if page.starts_with('<') => Some(What::WebPage),
        _ => None,
    };
    if let Some(what) = nothing {
        Notes::new(file.path, file.text, &mut problems).add(&(0..0), what);
        return Err(problems);
    }
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let raw = match ending.as_deref() {
        Some("csv" | "tsv") => table::read(file, &mut problems),
        _ => parse(file, &mut problems),
    };
    let keys = areas.iter().map(|area| area.key.clone()).collect();
    let mut ids = shipped.into_iter().collect();
    let edition = raw
        .map(|raw| by_key(raw, areas))
        .and_then(|raw| check(raw, &keys, &mut ids, &mut Notes::new(file.path, file.text, &mut problems)));
    edition.filter(|_| problems.is_empty()).ok_or(problems)
}

/// Reads an edition that ships, in TOML. `areas` are those that ship, `ids` those of the editions met so far.
#[expect(clippy::implicit_hasher, reason = "every caller is ours, and has the usual one")]
pub fn read_shipped(
    file: File<'_>,
    areas: &HashSet<AreaKey>,
    ids: &mut HashSet<BenchmarkId>,
    problems: &mut Vec<Problem>,
) -> Option<Benchmark> {
    let raw = parse(file, problems)?;
    check(raw, areas, ids, &mut Notes::new(file.path, file.text, problems))
}

/// Puts the key of an area where a figure has its name.
fn by_key(mut raw: RawEdition, areas: &[Area]) -> RawEdition {
    for figure in &mut raw.figures {
        let Some(area) = &mut figure.get_mut().area else { continue };
        let found = area.get_ref().clone();
        if !areas.iter().any(|area| area.key == found)
            && let Some(named) = areas.iter().find(|area| fold(&area.name) == fold(found.as_str()))
        {
            *area.get_mut() = named.key.clone();
        }
    }
    raw
}

/// An edition as it stands in a file: whatever is missing is named later, all at once.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawEdition {
    id: Option<Spanned<BenchmarkId>>,
    publisher: Option<Spanned<String>>,
    report: Option<Spanned<String>>,
    edition: Option<Spanned<String>>,
    year: Option<Spanned<Number>>,
    population: Option<Spanned<String>>,
    n: Option<Spanned<Number>>,
    n_confidence: Option<Spanned<String>>,
    n_note: Option<Spanned<String>>,
    field_date: Option<Spanned<String>>,
    published: Option<Spanned<String>>,
    url: Option<Spanned<String>>,
    notes: Vec<Spanned<String>>,
    figures: Vec<Spanned<RawFigure>>,
    statistics: Vec<Spanned<RawStatistic>>,
    conflicts: Vec<Spanned<RawConflict>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawFigure {
    area: Option<Spanned<AreaKey>>,
    percent: Option<Spanned<Number>>,
    kind: Option<Spanned<String>>,
    n: Option<Spanned<Number>>,
    wording: Option<Spanned<String>>,
    question: Option<Spanned<String>>,
    series: Option<Spanned<String>>,
    source: Option<Spanned<String>>,
    confidence: Option<Spanned<String>>,
    together: Option<Spanned<String>>,
    break_note: Option<Spanned<String>>,
    note: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawStatistic {
    what: Option<Spanned<String>>,
    percent: Option<Spanned<Number>>,
    n: Option<Spanned<Number>>,
    series: Option<Spanned<String>>,
    source: Option<Spanned<String>>,
    confidence: Option<Spanned<String>>,
    note: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawConflict {
    what: Option<Spanned<String>>,
    values: Vec<Spanned<RawConflictValue>>,
    why: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawConflictValue {
    value: Option<Spanned<String>>,
    says: Option<Spanned<String>>,
    used: bool,
}

/// A number, or the text of a cell that should be one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    Number(f64),
    Text(String),
}

/// Years of surveys; a slip of the keyboard stands outside.
const YEARS: (f64, f64) = (1990.0, 2100.0);

/// Checks an edition. `ids` are those met so far.
fn check(
    raw: RawEdition,
    areas: &HashSet<AreaKey>,
    ids: &mut HashSet<BenchmarkId>,
    notes: &mut Notes<'_>,
) -> Option<Benchmark> {
    let whole = 0..0;
    let id = required("id", raw.id, &whole, notes);
    if let Some(id) = &id {
        once(ids, id, id.get_ref().as_str(), notes);
    }
    if raw.n.is_none() && raw.n_note.is_none() {
        notes.add(&whole, What::NoRespondents);
    }
    if raw.figures.is_empty() && raw.statistics.is_empty() {
        notes.add(&whole, What::NoFigures);
    }
    let publisher = text("publisher", raw.publisher, &whole, notes);
    let report = text("report", raw.report, &whole, notes);
    let edition = text("edition", raw.edition, &whole, notes);
    let year =
        required("year", raw.year, &whole, notes).and_then(|year| whole_number("year", year, YEARS, notes));
    let population = text("population", raw.population, &whole, notes);
    let n = raw.n.and_then(|n| respondents(n, notes));
    let n_confidence = raw.n_confidence.and_then(|word| of_words("n_confidence", &word, notes));
    let field_date = text("field_date", raw.field_date, &whole, notes);
    let n_note = optional("n_note", raw.n_note, notes);
    let published = optional("published", raw.published, notes);
    let url = optional("url", raw.url, notes);
    let notes_of_edition = all_filled("notes", raw.notes, notes);
    let mut measured = HashSet::new();
    let figures: Vec<_> =
        raw.figures.into_iter().map(|raw| figure(raw, areas, &mut measured, notes)).collect();
    let mut series = HashSet::new();
    let statistics: Vec<_> =
        raw.statistics.into_iter().map(|raw| statistic(raw, &mut series, notes)).collect();
    let conflicts: Vec<_> = raw.conflicts.into_iter().map(|raw| conflict(raw, notes)).collect();
    Some(Benchmark {
        id: id?.into_inner(),
        publisher: publisher?,
        report: report?,
        edition: edition?,
        year: year? as u16,
        population: population?,
        n,
        n_confidence,
        n_note,
        field_date: field_date?,
        published,
        url,
        notes: notes_of_edition,
        figures: figures.into_iter().collect::<Option<_>>()?,
        statistics: statistics.into_iter().collect::<Option<_>>()?,
        conflicts: conflicts.into_iter().collect::<Option<_>>()?,
    })
}

fn figure(
    raw: Spanned<RawFigure>,
    areas: &HashSet<AreaKey>,
    measured: &mut HashSet<(AreaKey, FigureKind)>,
    notes: &mut Notes<'_>,
) -> Option<Figure> {
    let at = raw.span();
    let raw = raw.into_inner();
    let area = required("area", raw.area, &at, notes);
    let kind = required("kind", raw.kind, &at, notes).and_then(|word| of_words("kind", &word, notes));
    if let Some(area) = &area {
        known_area(area, areas, notes);
        if let Some(kind) = kind
            && !measured.insert((area.get_ref().clone(), kind))
        {
            notes.add(&area.span(), What::Duplicate(format!("{}, {}", area.get_ref(), kind.words())));
        }
    }
    let percent = required("percent", raw.percent, &at, notes).and_then(|number| percent(number, notes));
    let n = required("n", raw.n, &at, notes).and_then(|n| respondents(n, notes));
    let wording = optional("wording", raw.wording, notes);
    let question = text("question", raw.question, &at, notes);
    let series = text("series", raw.series, &at, notes);
    let source = text("source", raw.source, &at, notes);
    let confidence = confidence(raw.confidence, &at, notes);
    let together = optional("together", raw.together, notes);
    let break_note = optional("break_note", raw.break_note, notes);
    let note = optional("note", raw.note, notes);
    Some(Figure {
        area: area?.into_inner(),
        percent: percent?,
        kind: kind?,
        n: n?,
        wording,
        question: question?,
        series: series?,
        source: source?,
        confidence: confidence?,
        together,
        break_note,
        note,
    })
}

fn statistic(
    raw: Spanned<RawStatistic>,
    met: &mut HashSet<String>,
    notes: &mut Notes<'_>,
) -> Option<Statistic> {
    let at = raw.span();
    let raw = raw.into_inner();
    let what = text("what", raw.what, &at, notes);
    let percent = required("percent", raw.percent, &at, notes).and_then(|number| percent(number, notes));
    let n = raw.n.and_then(|n| respondents(n, notes));
    if let Some(series) = &raw.series {
        once(met, series, series.get_ref(), notes);
    }
    let series = required("series", raw.series, &at, notes);
    let source = text("source", raw.source, &at, notes);
    let confidence = confidence(raw.confidence, &at, notes);
    let note = optional("note", raw.note, notes);
    Some(Statistic {
        what: what?,
        percent: percent?,
        n,
        series: series?.into_inner(),
        source: source?,
        confidence: confidence?,
        note,
    })
}

fn conflict(raw: Spanned<RawConflict>, notes: &mut Notes<'_>) -> Option<Conflict> {
    let at = raw.span();
    let raw = raw.into_inner();
    let what = text("what", raw.what, &at, notes);
    let why = text("why", raw.why, &at, notes);
    if raw.values.len() < 2 {
        notes.add(&at, What::NoConflict(raw.values.len()));
    }
    let values: Vec<_> = raw
        .values
        .into_iter()
        .map(|raw| {
            let at = raw.span();
            let raw = raw.into_inner();
            let value = text("value", raw.value, &at, notes);
            let says = text("says", raw.says, &at, notes);
            Some(ConflictValue { value: value?, says: says?, used: raw.used })
        })
        .collect();
    Some(Conflict { what: what?, values: values.into_iter().collect::<Option<_>>()?, why: why? })
}

/// A field that must be there; `at` is where it was looked for.
fn required<T>(
    field: &'static str,
    value: Option<Spanned<T>>,
    at: &Range<usize>,
    notes: &mut Notes<'_>,
) -> Option<Spanned<T>> {
    if value.is_none() {
        notes.add(at, What::Missing(field));
    }
    value
}

/// A text that must be there and say something.
fn text(
    field: &'static str,
    value: Option<Spanned<String>>,
    at: &Range<usize>,
    notes: &mut Notes<'_>,
) -> Option<String> {
    required(field, value, at, notes).map(|value| filled(field, value, notes))
}

/// A text that says something where it is there.
fn optional(field: &'static str, value: Option<Spanned<String>>, notes: &mut Notes<'_>) -> Option<String> {
    value.map(|value| filled(field, value, notes))
}

fn confidence(
    value: Option<Spanned<String>>,
    at: &Range<usize>,
    notes: &mut Notes<'_>,
) -> Option<Confidence> {
    required("confidence", value, at, notes).and_then(|word| of_words("confidence", &word, notes))
}

/// One of the words of a list; `Perceived gap` as well as `perceived_gap`, since people type tables.
fn of_words<T: DeserializeOwned>(
    field: &'static str,
    word: &Spanned<String>,
    notes: &mut Notes<'_>,
) -> Option<T> {
    let key = word.get_ref().trim().to_lowercase().replace([' ', '-'], "_");
    let known = T::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(&key));
    known
        .map_err(|error| {
            let expected = error.to_string();
            let expected = expected.split_once("expected ").map_or("", |(_, words)| words).to_owned();
            let found = word.get_ref().clone();
            notes.add(&word.span(), What::Unexpected { field, found, expected });
        })
        .ok()
}

fn percent(number: Spanned<Number>, notes: &mut Notes<'_>) -> Option<f64> {
    let at = number.span();
    let value = value("percent", number, "a number", notes)?;
    within("percent", value, 0.0, 100.0, &at, notes);
    Some(value)
}

fn respondents(n: Spanned<Number>, notes: &mut Notes<'_>) -> Option<u32> {
    whole_number("n", n, (1.0, f64::from(u32::MAX)), notes).map(|n| n as u32)
}

fn whole_number(
    field: &'static str,
    number: Spanned<Number>,
    (low, high): (f64, f64),
    notes: &mut Notes<'_>,
) -> Option<f64> {
    let at = number.span();
    let value = value(field, number, "a whole number", notes)?;
    within(field, value, low, high, &at, notes);
    if value.fract() != 0.0 {
        let expected = "a whole number".to_owned();
        notes.add(&at, What::Unexpected { field, found: value.to_string(), expected });
    }
    Some(value)
}

/// The number itself. In a text a percent sign may follow, blanks may part thousands, and a comma is the decimal mark, or
/// parts thousands where three digits follow each.
fn value(field: &'static str, number: Spanned<Number>, expected: &str, notes: &mut Notes<'_>) -> Option<f64> {
    let at = number.span();
    match number.into_inner() {
        Number::Number(number) => Some(number),
        Number::Text(found) => {
            let plain: String = found.chars().filter(|c| !c.is_whitespace()).collect();
            let plain = plain.trim_end_matches('%');
            let groups: Vec<&str> = plain.split(',').collect();
            let thousands = groups[0] != "0" && groups[1..].iter().all(|group| group.len() == 3);
            let parsed = if thousands { groups.concat().parse() } else { plain.replace(',', ".").parse() };
            parsed
                .map_err(|_| {
                    notes.add(&at, What::Unexpected { field, found, expected: expected.to_owned() });
                })
                .ok()
        }
    }
}

//! The benchmark library: the editions that ship and the workspace's own, one opened, and an own one added or removed.

use cadre_core::{
    Area, BenchmarkId, Content, Settings,
    benchmark::{Benchmark, Confidence, Figure, trend},
    statistics::wilson,
};
use serde::Serialize;

use crate::{
    catalogue::{Problem, What, catalogue, read_edition},
    error::{AppError, ErrorCode, FieldProblem},
    view::{
        EditionFile, EditionPreview, EditionProblem, EditionRow, EditionView, Fact, FigureAddress, FigureRow,
        LibraryView, StatisticRow,
    },
    words,
    workspace::{Moment, Touched, Workspace},
};

/// Most problems of a file that are listed: a table of the wrong kind has one in every row.
const MOST_PROBLEMS: usize = 100;

/// Every edition of a workspace: its own, then those that ship. An own one stands in the place of a shipped one of its id,
/// which a later Cadre may have brought.
pub(crate) fn editions(content: &Content) -> impl Iterator<Item = &Benchmark> {
    let shipped = catalogue().benchmarks.iter();
    content.benchmarks.iter().chain(shipped.filter(|shipped| own(content, &shipped.id).is_none()))
}

fn own<'content>(content: &'content Content, id: &BenchmarkId) -> Option<&'content Benchmark> {
    content.benchmarks.iter().find(|benchmark| benchmark.id == *id)
}

/// The edition of an id.
pub(crate) fn find_benchmark<'content>(
    content: &'content Content,
    id: &BenchmarkId,
) -> Result<&'content Benchmark, AppError> {
    editions(content).find(|benchmark| benchmark.id == *id).ok_or_else(|| unknown(id, editions(content)))
}

/// The edition compared with where none is chosen. Where that of the settings is gone, as after its adding was undone,
/// it is the one that ships as the default.
pub(crate) fn default_benchmark(content: &Content) -> &Benchmark {
    find_benchmark(content, &content.settings.benchmark).unwrap_or(shipped_default())
}

/// The edition that a new workspace is compared with.
pub(crate) fn shipped_default() -> &'static Benchmark {
    &catalogue().benchmarks[0]
}

fn unknown<'a>(id: &BenchmarkId, known: impl Iterator<Item = &'a Benchmark>) -> AppError {
    let known: Vec<&str> = known.map(|benchmark| benchmark.id.as_str()).collect();
    AppError::new(
        ErrorCode::UnknownBenchmark,
        format!("There is no benchmark “{id}”."),
        format!("Choose one of: {}.", known.join(", ")),
    )
}

/// "ISACA 2024".
pub(crate) fn short_name(benchmark: &Benchmark) -> String {
    format!("{} {}", benchmark.publisher, benchmark.edition)
}

/// Where the figure shown for an area stands in the library.
pub(crate) fn address(benchmark: &Benchmark, figure: &Figure) -> FigureAddress {
    FigureAddress { benchmark: benchmark.id.clone(), area: figure.area.clone(), kind: figure.kind }
}

/// "High: the publisher’s own text was read".
pub(crate) const fn confidence_sentence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "High: the publisher’s own text was read",
        Confidence::Medium => "Medium: press or a secondary copy",
        Confidence::Low => "Low: one weak or vendor source",
    }
}

const fn confidence_word(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "High",
        Confidence::Medium => "Medium",
        Confidence::Low => "Low",
    }
}

/// An edition as `cadre benchmarks --json` prints it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ListedBenchmark<'a> {
    /// All that is known of it.
    #[serde(flatten)]
    pub benchmark: &'a Benchmark,
    /// Whether it is the workspace's own.
    pub own: bool,
    /// Whether it is compared with where none is chosen.
    pub default: bool,
}

/// The editions that ship, or the one of an id.
pub fn shipped_benchmarks(id: Option<&str>) -> Result<Vec<ListedBenchmark<'static>>, AppError> {
    let listed = |benchmark: &'static Benchmark| ListedBenchmark {
        benchmark,
        own: false,
        default: benchmark.id == shipped_default().id,
    };
    let shipped = || catalogue().benchmarks.iter();
    let Some(id) = id.map(BenchmarkId::from) else { return Ok(shipped().map(listed).collect()) };
    shipped()
        .find(|benchmark| benchmark.id == id)
        .map(|found| vec![listed(found)])
        .ok_or_else(|| unknown(&id, shipped()))
}

impl Workspace {
    /// The workspace's editions, or the one of an id.
    pub fn benchmarks(&self, id: Option<&str>) -> Result<Vec<ListedBenchmark<'_>>, AppError> {
        let content = &self.content;
        let default = &default_benchmark(content).id;
        let listed = |benchmark| ListedBenchmark {
            benchmark,
            own: own(content, &benchmark.id).is_some(),
            default: benchmark.id == *default,
        };
        Ok(match id {
            Some(id) => vec![listed(find_benchmark(content, &BenchmarkId::from(id))?)],
            None => editions(content).map(listed).collect(),
        })
    }

    /// The list of the benchmark library.
    pub fn library_view(&self) -> Result<LibraryView, AppError> {
        Ok(LibraryView { editions: self.benchmarks(None)?.into_iter().map(edition_row).collect() })
    }

    /// One edition, opened.
    pub fn edition_view(&self, id: &BenchmarkId) -> Result<EditionView, AppError> {
        Ok(edition_view(&self.content, find_benchmark(&self.content, id)?))
    }

    /// What adding a file would store, or every problem that it has; changes nothing.
    pub fn edition_preview(&self, file: &EditionFile) -> EditionPreview {
        let content = &self.content;
        match self.read_own(file) {
            Ok(benchmark) => EditionPreview {
                replaces: own(content, &benchmark.id).map(short_name),
                edition: Some(edition_view(content, &benchmark)),
                problems: Vec::new(),
                more: 0,
                hint: String::new(),
            },
            Err(problems) => EditionPreview {
                edition: None,
                replaces: None,
                more: problems.len().saturating_sub(MOST_PROBLEMS) as u32,
                hint: hint(content, &problems),
                problems: problems
                    .into_iter()
                    .take(MOST_PROBLEMS)
                    .map(|problem| EditionProblem {
                        line: problem.line as u32,
                        text: problem.what.to_string(),
                    })
                    .collect(),
            },
        }
    }

    /// The edition that a file holds, where it may be added; changes nothing. `replace` says that it may take the place of the
    /// workspace's own one of its id.
    ///
    /// # Errors
    /// Every problem of the file by its line, or that there is an own edition of its id.
    pub fn check_edition(&self, file: &EditionFile, replace: bool) -> Result<Benchmark, AppError> {
        let benchmark = self.read_own(file).map_err(|problems| refused(&self.content, file, &problems))?;
        match own(&self.content, &benchmark.id).filter(|_| !replace) {
            None => Ok(benchmark),
            Some(there) => Err(AppError::new(
                ErrorCode::InvalidArgument,
                format!("The workspace has an edition {} already: {}.", there.id, short_name(there)),
                "Nothing was stored. Replace it, or give the new one another id.",
            )),
        }
    }

    /// Adds an edition of the user's own, or puts it in the place of the one of its id; gives its id with what was touched.
    ///
    /// # Errors
    /// Those of [`Workspace::check_edition`]; nothing is stored then.
    pub fn add_edition(
        &mut self,
        file: &EditionFile,
        replace: bool,
        moment: Moment,
    ) -> Result<(BenchmarkId, Touched), AppError> {
        let benchmark = self.check_edition(file, replace)?;
        let (kind, does) = match own(&self.content, &benchmark.id) {
            None => ("add-benchmark", "Add"),
            Some(_) => ("change-benchmark", "Replace"),
        };
        let label = format!("{does} the benchmark {}", short_name(&benchmark));
        let written = self.change(kind, label, moment, |tx| Ok(tx.put_benchmark(&benchmark)?))?;
        Ok((benchmark.id, written.touched))
    }

    /// Removes an own edition. Where it is the default, the one that ships as the default takes its place.
    pub fn remove_edition(&mut self, id: &BenchmarkId, moment: Moment) -> Result<Touched, AppError> {
        let there = find_benchmark(&self.content, id)?;
        if own(&self.content, id).is_none() {
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                format!("{} ships with Cadre and stays.", short_name(there)),
                "Only editions of your own can be removed.",
            ));
        }
        let mut label = format!("Remove the benchmark {}", short_name(there));
        let settings = &self.content.settings;
        let back = (settings.benchmark == *id)
            .then(|| Settings { benchmark: shipped_default().id.clone(), ..settings.clone() });
        if back.is_some() {
            label = format!("{label}, and compare with {} again", short_name(shipped_default()));
        }
        let written = self.change("remove-benchmark", label, moment, |tx| {
            tx.remove_benchmark(id)?;
            back.iter().try_for_each(|settings| Ok(tx.put_settings(settings)?))
        })?;
        Ok(written.touched)
    }

    /// Chooses the edition that the workspace is compared with where none is chosen.
    ///
    /// # Errors
    /// There is no such edition, or it has no figure for an area.
    pub fn set_default_benchmark(&mut self, id: &BenchmarkId, moment: Moment) -> Result<Touched, AppError> {
        let benchmark = find_benchmark(&self.content, id)?;
        if benchmark.figures.is_empty() {
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                format!("{} has no figure for an area, so nothing compares with it.", short_name(benchmark)),
                "Choose an edition that has figures.",
            ));
        }
        let label = format!("Compare with {}", short_name(benchmark));
        let settings = Settings { benchmark: id.clone(), ..self.content.settings.clone() };
        Ok(self.change("settings", label, moment, |tx| Ok(tx.put_settings(&settings)?))?.touched)
    }

    fn read_own(&self, file: &EditionFile) -> Result<Benchmark, Vec<Problem>> {
        read_edition(&file.name, &file.text, &self.content.areas)
    }
}

/// The places of a content whose own edition has the id of one that ships, each with the id. Such an export is refused: its
/// figures would be taken for the publisher's. A workspace that met a later Cadre's edition keeps its own, and is told.
pub(crate) fn claimed_ids(content: &Content) -> Vec<(String, &BenchmarkId)> {
    (0..)
        .zip(&content.benchmarks)
        .filter(|(_, own)| catalogue().benchmark(&own.id).is_some())
        .map(|(index, own): (usize, _)| (format!("benchmarks[{index}].id"), &own.id))
        .collect()
}

/// What is expected of the id of an own edition.
pub(crate) const OWN_ID: &str = "an id that no edition has which ships with Cadre";

/// What to do about the problems of a file.
fn hint(content: &Content, problems: &[Problem]) -> String {
    let mut hint = if problems.len() > MOST_PROBLEMS {
        "The first hundred are listed. An edition has its own data first, then a figure a row or a [[figures]] each."
    } else {
        "Mend each line that is listed, and add the file again."
    }
    .to_owned();
    if problems.iter().any(|problem| matches!(problem.what, What::UnknownArea(_))) {
        let keys: Vec<&str> = content.areas.iter().map(|area| area.key.as_str()).collect();
        hint = format!("{hint} The areas of this workspace are {}.", words::list(&keys));
    }
    hint
}

fn refused(content: &Content, file: &EditionFile, problems: &[Problem]) -> AppError {
    let count = problems.len() as u32;
    AppError {
        fields: problems
            .iter()
            .take(MOST_PROBLEMS)
            .map(|problem| {
                let place = format!("{}:{}", problem.file, problem.line);
                let says = format!("{place}: {}", problem.what);
                FieldProblem { place, says, ..FieldProblem::default() }
            })
            .collect(),
        ..AppError::new(
            ErrorCode::InvalidContent,
            format!(
                "{} has {}, so nothing was stored.",
                file.name,
                words::counted(count, "problem", "problems")
            ),
            hint(content, problems),
        )
    }
}

fn edition_row(listed: ListedBenchmark<'_>) -> EditionRow {
    let ListedBenchmark { benchmark, own, default } = listed;
    let has = |wanted: Confidence| {
        benchmark.figures.iter().any(|figure| figure.confidence == wanted)
            || benchmark.statistics.iter().any(|statistic| statistic.confidence == wanted)
    };
    let met: Vec<&str> = [Confidence::High, Confidence::Medium, Confidence::Low]
        .into_iter()
        .filter(|&confidence| has(confidence))
        .map(confidence_word)
        .collect();
    EditionRow {
        id: benchmark.id.clone(),
        publisher: benchmark.publisher.clone(),
        report: format!("{} {}", benchmark.report, benchmark.edition),
        year: benchmark.year,
        population: benchmark.population.clone(),
        n: benchmark.n.map_or_else(|| "not known".to_owned(), words::thousands),
        field_date: benchmark.field_date.clone(),
        confidence: words::sentence_case(&words::list(&met).to_lowercase()),
        figures: benchmark.figures.len() as u32,
        statistics: benchmark.statistics.len() as u32,
        own,
        default,
    }
}

fn fact(label: &str, value: impl Into<String>) -> Fact {
    Fact { label: label.to_owned(), value: value.into() }
}

fn edition_view(content: &Content, benchmark: &Benchmark) -> EditionView {
    let n = match (benchmark.n, benchmark.n_confidence) {
        (Some(n), Some(confidence)) => {
            format!("{}; {}", words::thousands(n), words::inside(confidence_sentence(confidence)))
        }
        (Some(n), None) => words::thousands(n),
        (None, _) => "not known".to_owned(),
    };
    let mut facts = vec![fact("Asked", &benchmark.population), fact("n", n)];
    facts.extend(benchmark.n_note.as_deref().map(|note| fact("Of the n", note)));
    facts.push(fact("Field date", &benchmark.field_date));
    facts.extend(benchmark.published.as_deref().map(|published| fact("Published", published)));
    facts.push(fact("Id", benchmark.id.as_str()));
    let own = own(content, &benchmark.id).is_some();
    let default = default_benchmark(content).id == benchmark.id;
    EditionView {
        id: benchmark.id.clone(),
        title: format!("{}, {} {}", benchmark.publisher, benchmark.report, benchmark.edition),
        own,
        default,
        facts,
        url: benchmark.url.clone(),
        notes: benchmark.notes.clone(),
        figures: benchmark.figures.iter().map(|figure| figure_row(content, benchmark, figure)).collect(),
        statistics: benchmark
            .statistics
            .iter()
            .map(|statistic| StatisticRow {
                what: statistic.what.clone(),
                percent: percent(statistic.percent),
                n: statistic.n.map(words::thousands).unwrap_or_default(),
                confidence: confidence_word(statistic.confidence).to_owned(),
                series: statistic.series.clone(),
                source: statistic.source.clone(),
                note: statistic.note.clone().unwrap_or_default(),
            })
            .collect(),
        conflicts: benchmark.conflicts.clone(),
        removal: if own { removal(content, benchmark, default) } else { Vec::new() },
    }
}

/// Whole percentages as they are, others with one decimal: "24%", "38.9%".
fn percent(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}%") } else { format!("{value:.1}%") }
}

fn figure_row(content: &Content, benchmark: &Benchmark, figure: &Figure) -> FigureRow {
    let named =
        |areas: &[Area]| areas.iter().find(|area| area.key == figure.area).map(|area| area.name.clone());
    let area_name = named(&content.areas).unwrap_or_else(|| {
        let name = named(&catalogue().areas).unwrap_or_else(|| figure.area.to_string());
        format!("{name} (no area of this workspace)")
    });
    let interval = wilson(figure.percent / 100.0 * f64::from(figure.n), f64::from(figure.n));
    let mut facts = vec![
        fact("95% interval", format!("{:.1} to {:.1}% (Wilson)", 100.0 * interval.0, 100.0 * interval.1)),
        fact("Question", &figure.question),
        fact("Series", &figure.series),
    ];
    let points: Vec<String> = trend(editions(content), &figure.area, &figure.series)
        .into_iter()
        .map(|(edition, point)| format!("{} {}", edition.year, percent(point.percent)))
        .collect();
    if points.len() > 1 {
        facts.push(fact("In the series", words::list(&points)));
    }
    let together = figure.together.as_ref().filter(|together| {
        benchmark.figures.iter().filter(|other| other.together.as_ref() == Some(*together)).count() > 1
    });
    let notes = together
        .map(|together| format!("Published as one figure: {together}."))
        .into_iter()
        .chain(figure.break_note.as_ref().map(|note| format!("The series begins anew here. {note}")))
        .chain(figure.note.clone())
        .collect();
    FigureRow {
        area: figure.area.clone(),
        area_name,
        kind: figure.kind,
        kind_name: words::sentence_case(figure.kind.words()),
        percent: percent(figure.percent),
        n: words::thousands(figure.n),
        confidence: confidence_word(figure.confidence).to_owned(),
        wording: figure.wording.clone().unwrap_or_default(),
        source: figure.source.clone(),
        facts,
        notes,
    }
}

/// What goes with an own edition.
fn removal(content: &Content, benchmark: &Benchmark, default: bool) -> Vec<String> {
    let mut lines = vec![format!(
        "{} and {} are removed.",
        words::sentence_case(&words::counted(benchmark.figures.len() as u32, "figure", "figures")),
        words::counted(benchmark.statistics.len() as u32, "statistic", "statistics"),
    )];
    if default {
        lines.push(format!("It is the default: {} is compared with again.", short_name(shipped_default())));
    }
    let asks = |benchmark: &Benchmark, series: &str| {
        benchmark.figures.iter().any(|figure| figure.question == series)
    };
    let others = || editions(content).filter(|other| other.id != benchmark.id);
    let pulses = content
        .pulses
        .iter()
        .filter(|pulse| asks(benchmark, &pulse.series) && !others().any(|other| asks(other, &pulse.series)))
        .count() as u32;
    if pulses > 0 {
        lines.push(format!(
            "{} its question: {} nothing to compare with directly then.",
            words::sentence_case(&words::counted(pulses, "pulse asked", "pulses asked")),
            words::verb(pulses, "it has", "they have"),
        ));
    }
    lines
}

//! Import of 100,000 rows, a level each, from XLSX: read, and read and recorded in a workspace file.

use std::{
    collections::{BTreeSet, HashSet},
    error::Error,
    fmt,
    fs::File,
    hint::black_box,
    io::{Read as _, Write as _},
    path::Path,
    time::Duration,
};

use cadre_app::{
    Beginning, ImportRequest, Moment, Opening, Selection, TableAnswers, Work, Workspace,
    catalogue::catalogue, read_spreadsheets,
};
use cadre_core::{Level, Source};
use cadre_exchange::{Known, KnownCompetency, Options, layout, read_matrix};
use chrono::{DateTime, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::ZipArchive;

use crate::{
    draws::{Draws, name},
    median,
};

/// People in the file.
pub(crate) const PEOPLE: usize = 500;
/// Skills that each of them is assessed in.
pub(crate) const SKILLS: usize = 40;
/// Days on which they are: the ends of quarters.
pub(crate) const DAYS: [(u16, u8, u8); 5] =
    [(2025, 3, 31), (2025, 6, 30), (2025, 9, 30), (2025, 12, 31), (2026, 3, 31)];

/// The team of everybody: the file names none.
const TEAM: &str = "Security";

/// How often each thing is measured; the median is shown.
pub(crate) const RUNS: usize = 3;

/// What is there after an import; every program has to count the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Assessments.
    pub(crate) assessments: u64,
    /// People that have one.
    pub(crate) people: u64,
    /// Skills that have one.
    pub(crate) skills: u64,
    /// All their levels, added up.
    pub(crate) levels: u64,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { assessments, people, skills, levels } = self;
        write!(
            f,
            "{assessments} assessments of {people} people in {skills} skills, their levels {levels} in all"
        )
    }
}

/// A program's times, or the floor's.
pub(crate) struct Times {
    /// From the file to its rows, understood.
    pub(crate) read: Duration,
    /// From the file to its rows, on disk.
    pub(crate) record: Duration,
}

/// Writes the file; gives what it holds.
pub(crate) fn generate(path: &Path) -> Result<Counts, Box<dyn Error>> {
    let skills: Vec<&str> = catalogue()
        .competencies
        .iter()
        .take(SKILLS)
        .map(|shipped| shipped.competency.name.as_str())
        .collect();
    let people: Vec<String> = (0..PEOPLE).map(name).collect();
    let mut draws = Draws::new();
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(["Person", "Skill", "Level", "Date", "Source"]) {
        sheet.write_string(0, column, title)?;
    }
    let mut counts = Counts { people: PEOPLE as u64, skills: skills.len() as u64, ..Counts::default() };
    let mut row = 0;
    for (year, month, day) in DAYS {
        let assessed_on = ExcelDateTime::from_ymd(year, month, day)?;
        for person in &people {
            for skill in &skills {
                row += 1;
                let level = draws.one_of(&Level::ALL);
                sheet.write_string(row, 0, person)?;
                sheet.write_string(row, 1, *skill)?;
                sheet.write_number(row, 2, level.get())?;
                sheet.write_datetime_with_format(row, 3, &assessed_on, &date)?;
                sheet.write_string(row, 4, draws.one_of(&Source::ALL).as_str())?;
                counts.levels += u64::from(level.get());
            }
        }
    }
    counts.assessments = u64::from(row);
    workbook.save(path)?;
    Ok(counts)
}

/// Cadre's times, and what was recorded.
pub(crate) fn measure(folder: &Path, file: &Path) -> Result<(Times, Counts), Box<dyn Error>> {
    let moment = moment()?;
    let known = known();
    let read = median(RUNS, |_| {
        black_box(read(file, &known, moment)?);
        Ok(())
    })?;
    let workspace = |run: usize| folder.join(format!("import-{run}.cadre"));
    let record = median(RUNS, |run| record(file, &workspace(run), moment))?;
    Ok((Times { read, record }, counts_in(&workspace(0))?))
}

/// The floor's times: the archive unpacked, and that with as many bytes as the workspace has written and synced.
pub(crate) fn floor(folder: &Path, file: &Path) -> Result<Times, Box<dyn Error>> {
    let recorded = std::fs::read(folder.join("import-0.cadre"))?;
    let read = median(RUNS, |_| {
        black_box(unpacked(file)?);
        Ok(())
    })?;
    let record = median(RUNS, |_| {
        black_box(unpacked(file)?);
        let mut written = File::create(folder.join("floor"))?;
        written.write_all(&recorded)?;
        Ok(written.sync_all()?)
    })?;
    Ok(Times { read, record })
}

/// What an empty workspace knows.
fn known() -> Known {
    Known {
        competencies: catalogue()
            .competencies
            .iter()
            .map(|shipped| KnownCompetency {
                key: shipped.competency.key.clone(),
                name: shipped.competency.name.clone(),
                aliases: shipped.aliases.clone(),
            })
            .collect(),
        areas: catalogue().areas.iter().map(|area| (area.key.clone(), area.name.clone())).collect(),
        ..Known::default()
    }
}

fn read(file: &Path, known: &Known, moment: Moment) -> Result<usize, Box<dyn Error>> {
    let bytes = std::fs::read(file)?;
    let workbook = cadre_exchange::open(&bytes, "levels.xlsx")?;
    let [layout] = &layout::tables(&workbook, known)?[..] else { return Err("not one table".into()) };
    let options =
        Options { layout: Some(layout.clone()), team: Some(TEAM.to_owned()), ..Options::new(moment.today) };
    Ok(read_matrix(&workbook, known, &options)?.rows.len())
}

fn record(file: &Path, path: &Path, moment: Moment) -> Result<(), Box<dyn Error>> {
    let name = "Import".to_owned();
    let mut workspace = Workspace::create(path, &Beginning::Empty { name }, Opening::default(), moment)?;
    let work = Work::unwatched();
    let files = read_spreadsheets(&[file], &work)?;
    let request = ImportRequest {
        paths: vec![file.display().to_string()],
        tables: vec![TableAnswers { team: Some(TEAM.to_owned()), ..TableAnswers::default() }],
        ..ImportRequest::default()
    };
    let import = workspace.read_import(&files, &request, &Selection::default(), moment, &work)?;
    workspace.apply_import(&import, false, moment, &work)?;
    Ok(())
}

fn counts_in(path: &Path) -> Result<Counts, Box<dyn Error>> {
    let workspace = cadre_store::Workspace::open(path, None)?;
    let columns = workspace.columns(&workspace.structure()?)?;
    Ok(Counts {
        assessments: columns.len() as u64,
        people: columns.person.iter().collect::<HashSet<_>>().len() as u64,
        skills: columns.competency.iter().collect::<BTreeSet<_>>().len() as u64,
        levels: columns.level.iter().map(|level| u64::from(level.get())).sum(),
    })
}

fn unpacked(file: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut archive = ZipArchive::new(File::open(file)?)?;
    let mut bytes = Vec::new();
    for index in 0..archive.len() {
        archive.by_index(index)?.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// A day after all of the file's.
fn moment() -> Result<Moment, Box<dyn Error>> {
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).ok_or("no such day")?;
    let now: DateTime<chrono::Utc> = today.and_time(chrono::NaiveTime::MIN).and_utc();
    Ok(Moment { today, now })
}

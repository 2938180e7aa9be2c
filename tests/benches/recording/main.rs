//! How fast recording is: an import beside pandas with openpyxl and beside the floor, and the matrix in the real window.
//!
//! `cargo xtask bench recording`, or a part of it: `cargo xtask bench recording import`, `… window`. pandas runs through
//! Python where it can be imported; it does less than Cadre does (see `comparators.py`), and the run fails where the two
//! do not record the same assessments. The window is the program that was built beside this one, on whatever display
//! there is.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the tables are what this program is for")]

mod comparators;
mod draws;
mod import;
mod matrix;
mod organisation;
mod shell;
mod stopwatch;
#[path = "../figures/table.rs"]
mod table;

use std::{
    error::Error,
    fmt::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use crate::{draws::SEED, matrix::Series, table::Row};

/// What a part of the benchmark does.
type Part = fn(&Path) -> Result<(), Box<dyn Error>>;

/// The parts, in the order in which they run.
const PARTS: [(&str, Part); 2] = [("import", import), ("window", window)];

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo itself passes --bench.
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let Some(other) = asked.iter().find(|asked| PARTS.iter().all(|(name, _)| name != asked)) {
        return Err(format!("{other}: only import and window").into());
    }
    let folder = tempfile::Builder::new().prefix("cadre-bench-").tempdir()?;
    for (name, part) in PARTS {
        if asked.is_empty() || asked.iter().any(|asked| asked == name) {
            part(folder.path())?;
        }
    }
    Ok(())
}

/// The import, beside pandas and beside the floor.
fn import(folder: &Path) -> Result<(), Box<dyn Error>> {
    eprintln!("generating the spreadsheet");
    let file = folder.join("levels.xlsx");
    let generated = import::generate(&file)?;
    eprintln!("Cadre: import");
    let (cadre, counts) = import::measure(folder, &file)?;
    eprintln!("floor");
    let floor = import::floor(folder, &file)?;
    eprintln!("pandas and openpyxl");
    let other = comparators::run(folder, &file)?;
    if counts != generated {
        return Err(format!("Cadre recorded {counts}; the file has {generated}").into());
    }
    if let Some(other) = other.as_ref().filter(|other| other.counts != counts) {
        return Err(format!("{} recorded {}; Cadre {counts}", other.name, other.counts).into());
    }

    println!(
        "\nImport of {} rows from XLSX ({} people × {} skills × {} days, seed {SEED}); medians of {} runs\n",
        counts.assessments,
        import::PEOPLE,
        import::SKILLS,
        import::DAYS.len(),
        import::RUNS
    );
    let beside =
        |of: fn(&import::Times) -> Duration| other.iter().map(|other| Some(of(&other.times))).collect();
    let rows = [
        Row { what: "read", cadre: cadre.read, others: beside(|times| times.read), floor: Some(floor.read) },
        Row {
            what: "read and recorded, on disk",
            cadre: cadre.record,
            others: beside(|times| times.record),
            floor: Some(floor.record),
        },
    ];
    let names: Vec<&str> = other.iter().map(|other| other.name.as_str()).collect();
    print!("{}", table::render(&names, &rows));
    match &other {
        Some(other) => println!(
            "\n{} reads the cells, numbers the names and writes three tables; Cadre also\n\
             finds the columns and the scale, checks every cell, matches names, and records an operation that can be undone.",
            other.versions
        ),
        None => println!("\npandas with openpyxl: not installed, so there is nothing to compare with."),
    }
    println!(
        "Floors: the archive unpacked; that, and as many bytes as the workspace has written and synced.\n\
         Counts agree: {counts}"
    );
    Ok(())
}

/// The matrix in the real window.
fn window(folder: &Path) -> Result<(), Box<dyn Error>> {
    let series = matrix::measure(folder)?;
    println!(
        "\nThe matrix in the window: {} people on {} teams × {} competencies, each assessed once, seed {SEED}\n",
        organisation::PEOPLE,
        organisation::TEAMS,
        organisation::COMPETENCIES
    );
    print!("{}", render(&series));
    println!(
        "\nFrom the keydown until the frame that shows it has been painted. Longest frame: the median of the longest frames\n\
         of each. In the shell: the same work there alone, with the answer as the text that the page gets.\n\
         The aim is a keystroke under 50 ms at the median."
    );
    Ok(())
}

fn render(series: &[Series]) -> String {
    let mut text = format!("{:<30}", "");
    for title in ["times", "median", "95th", "longest frame", "in the shell"] {
        let _ = write!(text, "{title:>15}");
    }
    text.push('\n');
    for Series { what, times, longest_frames, shell } in series {
        let _ = write!(text, "{what:<30}{:>15}", times.len());
        for time in [at(times, 50), at(times, 95), at(longest_frames, 50), *shell] {
            let cell =
                time.map_or_else(|| "–".to_owned(), |time| format!("{:.1} ms", time.as_secs_f64() * 1000.0));
            let _ = write!(text, "{cell:>15}");
        }
        text.push('\n');
    }
    text
}

/// The time below which so many in a hundred of the sorted ones are.
fn at(sorted: &[Duration], percent: usize) -> Option<Duration> {
    sorted.get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1))).copied()
}

/// The median time of several runs, which are numbered from 0.
fn median(
    runs: usize,
    mut work: impl FnMut(usize) -> Result<(), Box<dyn Error>>,
) -> Result<Duration, Box<dyn Error>> {
    let mut times = Vec::with_capacity(runs);
    for run in 0..runs {
        let started = Instant::now();
        work(run)?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    Ok(times[runs / 2])
}

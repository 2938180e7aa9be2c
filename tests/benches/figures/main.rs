//! How fast the numbers are: a generated organisation, timed beside other programs and beside the floor in one run.
//!
//! `cargo xtask bench`, or with other sizes `cargo xtask bench figures --people 1000 --assessments 240000`. The comparators run
//! through Python where their modules can be imported; they compute less than Cadre does (see `comparators.py`), and
//! the run fails where the counts that all of them compute differ.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the table is what this program is for")]

mod comparators;
mod floor;
mod organisation;
mod table;
mod weighing;

use std::{
    error::Error,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use cadre_app::{Beginning, ChartKind, Frame, Moment, Opening, Selection, Theme};
use cadre_core::{
    gaps::{self, AreaGaps},
    levels::{AssessmentColumns, LevelGrid},
    need::{self, NeedSettings, Weights},
    organisation::Organisation,
    ranking,
};
use cadre_store::{NewOperation, Workspace};
use chrono::NaiveDate;

use crate::{
    comparators::Counts,
    organisation::{Generated, Size, at_noon},
    table::Row,
};

/// How often each thing is measured; the median is shown.
const RUNS: usize = 5;

/// Bulk loads are long, and write much.
const LOADS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let size = size_from(std::env::args().skip(1))?;
    let folder = tempfile::Builder::new().prefix("cadre-bench-").tempdir()?;
    eprintln!("generating {size}");
    let generated = Generated::new(size);

    eprintln!("Cadre: bulk load");
    let workspace = folder.path().join("bench.cadre");
    let load = median(LOADS, || {
        if workspace.exists() {
            std::fs::remove_file(&workspace)?;
        }
        bulk_load(&workspace, &generated)
    })?;

    eprintln!("Cadre: open to first figures");
    let open = median(RUNS, || {
        let opened = Workspace::open(&workspace, None)?;
        let structure = opened.structure()?;
        let columns = opened.columns(&structure)?;
        let organisation = Organisation::new(&structure, generated.as_of);
        let levels = levels_of(&columns, &generated);
        black_box(gaps::area_gaps(&organisation, &levels, None, SETTINGS.reach));
        let needs = need::competency_needs(&organisation, &levels, None, &SETTINGS);
        black_box(need::area_needs(&organisation, &needs, SETTINGS.line));
        Ok(())
    })?;

    eprintln!("Cadre: figures");
    let opened = Workspace::open(&workspace, None)?;
    let structure = opened.structure()?;
    let columns = opened.columns(&structure)?;
    let current = median(RUNS, || {
        black_box(levels_of(&columns, &generated));
        Ok(())
    })?;
    let mut counts = Counts::default();
    let figures = median(RUNS, || {
        counts = all_figures(&structure, &columns, &generated);
        Ok(())
    })?;
    let organisation = Organisation::new(&structure, generated.as_of);
    let needs = need::competency_needs(&organisation, &levels_of(&columns, &generated), None, &SETTINGS);
    let terms: Vec<_> = needs.iter().map(|need| need.terms).collect();
    let teams: Vec<Vec<_>> = (0..structure.teams.len())
        .map(|team| needs.iter().filter(|need| need.standing.team == team).map(|need| need.terms).collect())
        .collect();
    let stability = median(RUNS, || {
        for terms in &teams {
            black_box(ranking::rank(terms, &SETTINGS.weights));
        }
        Ok(())
    })?;
    let stability_of_all = median(1, || {
        black_box(ranking::rank(&terms, &SETTINGS.weights));
        Ok(())
    })?;

    eprintln!("Cadre: weights");
    let weighed = weighing::measure(&workspace, &generated)?;
    let signals = weighing::Signals::of(&needs);
    eprintln!("Cadre: charts");
    let charts = charts_of_the_sample(folder.path(), generated.as_of)?;

    eprintln!("floor");
    let scan = median(RUNS, || {
        black_box(floor::scan(&columns));
        Ok(())
    })?;
    let write = median(LOADS, || floor::write(&folder.path().join("floor"), &columns))?;
    let read = median(RUNS, || {
        black_box(std::fs::read(&workspace)?);
        Ok(())
    })?;

    let others = comparators::run(folder.path(), &generated, &structure, &needs)?;
    for other in &others {
        if other.counts != counts {
            return Err(format!("{} counts {:?}, Cadre {counts:?}", other.name, other.counts).into());
        }
        if let Some((_, theirs)) = other.weighing
            && theirs != signals
        {
            return Err(format!("{} says {theirs}, Cadre {signals}", other.name).into());
        }
    }

    println!("\n{size}; medians of {RUNS} runs, of {LOADS} for the bulk load\n");
    let beside = |of: fn(&comparators::Comparator) -> Duration| others.iter().map(of).map(Some).collect();
    let rows = [
        Row {
            what: "bulk load, on disk",
            cadre: load,
            others: beside(|other| other.load),
            floor: Some(write),
        },
        Row {
            what: "open to first figures",
            cadre: open,
            others: beside(|other| other.open),
            floor: Some(read),
        },
        Row {
            what: "all figures, all teams",
            cadre: figures,
            others: beside(|other| other.figures),
            floor: Some(scan),
        },
        Row {
            what: "  of it: current levels",
            cadre: current,
            others: beside(|other| other.current),
            floor: Some(scan),
        },
        Row {
            what: "compare and priorities on a weight change",
            cadre: weighed.both,
            others: others.iter().map(|other| other.weighing.map(|(time, _)| time)).collect(),
            floor: None,
        },
        Row {
            what: "  priorities by area",
            cadre: weighed.by_area,
            others: vec![None; others.len()],
            floor: None,
        },
        Row {
            what: "  priorities by team",
            cadre: weighed.by_team,
            others: vec![None; others.len()],
            floor: None,
        },
        Row {
            what: "stability, each team's list",
            cadre: stability,
            others: vec![None; others.len()],
            floor: None,
        },
        Row {
            what: "stability, one list of all",
            cadre: stability_of_all,
            others: vec![None; others.len()],
            floor: None,
        },
        Row {
            what: "all charts of the sample",
            cadre: charts,
            others: vec![None; others.len()],
            floor: None,
        },
    ];
    let names: Vec<&str> = others.iter().map(|other| other.name.as_str()).collect();
    print!("{}", table::render(&names, &rows));
    println!(
        "\nFloors: the same columns written and synced; the workspace file read; the arrays summed.\n\
         The others compute current levels, the two shares of people and the seat gap; Cadre also intervals, bounds,\n\
         shortfalls, key-person risks, needs and signals, for the whole organisation and for each of {} teams.\n\
         On a weight change all keep levels, seats and terms; Cadre answers as the screens ask, with 100 rows and one\n\
         need opened, as JSON, and pandas scores, splits, signals, ranks and draws.\n\
         {} needs; counts agree: {counts}; {signals}",
        structure.teams.len(),
        needs.len()
    );
    Ok(())
}

/// Every chart of the sample team from its figures to its SVG, in the size and the theme that the window opens with.
fn charts_of_the_sample(folder: &Path, day: NaiveDate) -> Result<Duration, Box<dyn Error>> {
    let moment = Moment { today: day, now: at_noon(day) };
    let sample = cadre_app::Workspace::create(
        &folder.join("sample.cadre"),
        &Beginning::Sample { date: day },
        Opening::default(),
        moment,
    );
    let sample = sample.map_err(|error| error.message)?;
    let frame = Frame::new(800.0, Theme::Light);
    median(RUNS, || {
        for kind in ChartKind::ALL {
            let drawing = sample.chart(kind, &Selection::default(), None, &frame, moment);
            black_box(drawing.map_err(|error| error.message)?);
        }
        Ok(())
    })
}

/// The settings of a new workspace.
const SETTINGS: NeedSettings = NeedSettings {
    weights: Weights { seat_gap: 0.5, key_person_risk: 0.3, level_shortfall: 0.2 },
    line: 40.0,
    reach: 2,
};

fn levels_of(columns: &AssessmentColumns, generated: &Generated) -> LevelGrid {
    let size = generated.size;
    LevelGrid::current(columns, generated.as_of, size.people as usize, size.competencies as usize)
}

/// A workspace with the structure, then all assessments as one operation.
fn bulk_load(path: &Path, generated: &Generated) -> Result<(), Box<dyn Error>> {
    let mut workspace = Workspace::create(path, &generated.structure, None)?;
    let at = at_noon(generated.as_of);
    let operation = NewOperation { kind: "import".to_owned(), label: "Bulk load".to_owned(), at };
    workspace.write(operation, |tx| tx.record(&generated.assessments))?;
    Ok(())
}

/// Every figure of DESIGN.md section 2 but the stability of ranks, from arrays to numbers: for everybody, and for each team.
fn all_figures(
    structure: &cadre_core::Content,
    columns: &AssessmentColumns,
    generated: &Generated,
) -> Counts {
    let organisation = Organisation::new(structure, generated.as_of);
    let levels = levels_of(columns, generated);
    black_box(gaps::area_gaps(&organisation, &levels, None, SETTINGS.reach));
    let mut counts = Counts::default();
    for team in 0..structure.teams.len() {
        let areas = gaps::area_gaps(&organisation, &levels, Some(team), SETTINGS.reach);
        for area in &areas {
            add(&mut counts, area);
        }
        let needs = need::competency_needs(&organisation, &levels, Some(team), &SETTINGS);
        black_box(need::area_needs(&organisation, &needs, SETTINGS.line));
    }
    let needs = need::competency_needs(&organisation, &levels, None, &SETTINGS);
    black_box(need::area_needs(&organisation, &needs, SETTINGS.line));
    counts
}

fn add(counts: &mut Counts, area: &AreaGaps) {
    if let Some(below) = area.below_target.known {
        counts.below_target += u64::from(below.count);
        counts.with_target += u64::from(below.of);
    }
    if let Some(low) = area.low_or_none.known {
        counts.low_or_none += u64::from(low.count);
        counts.assessed += u64::from(low.of);
    }
    counts.seats += u64::from(area.seats.required);
    counts.filled += u64::from(area.seats.filled);
}

/// The median time of several runs.
fn median(
    runs: usize,
    mut work: impl FnMut() -> Result<(), Box<dyn Error>>,
) -> Result<Duration, Box<dyn Error>> {
    let mut times = Vec::with_capacity(runs);
    for _ in 0..runs {
        let started = Instant::now();
        work()?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    Ok(times[runs / 2])
}

fn size_from(arguments: impl Iterator<Item = String>) -> Result<Size, Box<dyn Error>> {
    let mut size = Size { people: 10_000, competencies: 60, assessments: 2_400_000 };
    // Cargo itself passes --bench.
    let mut arguments = arguments.filter(|argument| argument != "--bench");
    while let Some(name) = arguments.next() {
        let value: u32 = arguments.next().ok_or_else(|| format!("{name} wants a number"))?.parse()?;
        match name.as_str() {
            "--people" => size.people = value,
            "--assessments" => size.assessments = value,
            _ => return Err(format!("{name}: only --people N and --assessments N").into()),
        }
    }
    Ok(size)
}

//! How fast a report is written, in each format: of the sample with two plans, and of a generated organisation, beside
//! LibreOffice converting what was written to PDF in the same run.
//!
//! `cargo xtask bench report`, or with another size `cargo xtask bench report --people 1000`. LibreOffice (`soffice`) is left out
//! where it is not installed.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the table is what this program is for")]

#[path = "../figures/organisation.rs"]
mod organisation;

use std::{
    error::Error,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use cadre_app::{
    Beginning, Moment, Opening, ReportFormat, ReportSettings, ScenarioDraft, Selection, Work, Workspace,
    plan::Search, report_file,
};
use cadre_store::NewOperation;

use crate::organisation::{Generated, Size};

/// How often each thing is measured; the median is shown.
const RUNS: usize = 5;

/// Assessments of one person.
const ASSESSMENTS_EACH: u32 = 60;

fn main() -> Result<(), Box<dyn Error>> {
    let people = people_from(std::env::args().skip(1))?;
    let folder = tempfile::Builder::new().prefix("cadre-bench-").tempdir()?;
    let moment = Moment::now();
    println!("{:<34}{:>12}{:>12}{:>12}{:>16}", "", "worded", "written", "together", "LibreOffice");

    let mut sample = Workspace::create(
        &folder.path().join("sample.cadre"),
        &Beginning::Sample { date: moment.today },
        Opening::default(),
        moment,
    )?;
    for (name, budget, hires) in [("Train only", 30_000.0, 0), ("Two hires and training", 120_000.0, 2)] {
        plan(&mut sample, name, budget, hires, moment)?;
    }
    measure("the sample, two plans", &sample, moment, folder.path())?;

    eprintln!("generating {people} people");
    let size = Size { people, competencies: 60, assessments: people * ASSESSMENTS_EACH };
    let generated = Generated::new(size);
    let path = folder.path().join("large.cadre");
    {
        let mut store = cadre_store::Workspace::create(&path, &generated.structure, None)?;
        let operation =
            NewOperation { kind: "import".to_owned(), label: "Bulk load".to_owned(), at: moment.now };
        store.write(operation, |tx| tx.record(&generated.assessments))?;
    }
    let large = Workspace::open(&path, Opening::default(), moment)?;
    let moment = Moment { today: generated.as_of, ..moment };
    measure(&format!("{} people, no plan", generated.size.people), &large, moment, folder.path())
}

fn plan(
    workspace: &mut Workspace,
    name: &str,
    budget: f64,
    hires: u32,
    moment: Moment,
) -> Result<(), Box<dyn Error>> {
    let draft = ScenarioDraft {
        id: None,
        name: name.to_owned(),
        team: None,
        budget,
        hires,
        borrowed_quarters: 0,
        quarters: 4,
        wishes: Vec::new(),
        extra_seats: Vec::new(),
    };
    let problem = workspace.plan_problem(&draft, &Selection::default(), moment)?;
    let found = problem.solve(&Search::default(), &Work::unwatched())?;
    workspace.save_plan(&problem, &found, moment)?;
    Ok(())
}

/// Prints a line for each format.
fn measure(what: &str, workspace: &Workspace, moment: Moment, folder: &Path) -> Result<(), Box<dyn Error>> {
    let settings = ReportSettings::default();
    let selection = Selection::default();
    let work = Work::unwatched();
    let worded = median(|| {
        workspace.report_pack(&selection, &settings, &work, moment)?;
        Ok(())
    })?;
    let pack = workspace.report_pack(&selection, &settings, &work, moment)?;
    for format in ReportFormat::ALL {
        let written = median(|| {
            report_file(&pack, format, &work)?;
            Ok(())
        })?;
        let path = folder.join(format!("report.{}", format.extension()));
        std::fs::write(&path, report_file(&pack, format, &work)?)?;
        let converted = if format == ReportFormat::Pdf { None } else { convert(&path, folder) };
        let together = worded + written;
        let beside = converted.map_or_else(
            || "–".to_owned(),
            |other| format!("{} ({:.1}×)", shown(other), other.as_secs_f64() / together.as_secs_f64()),
        );
        println!(
            "{:<34}{:>12}{:>12}{:>12}{:>16}",
            format!("{what}, {}", format.extension()),
            shown(worded),
            shown(written),
            shown(together),
            beside
        );
    }
    Ok(())
}

/// How long LibreOffice takes to make a PDF of a file: its second run, when its profile is there.
fn convert(path: &Path, folder: &Path) -> Option<Duration> {
    let run = || {
        let started = Instant::now();
        let done = Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}", folder.join("office").display()))
            .args(["--headless", "--convert-to", "pdf", "--outdir"])
            .arg(folder.join("converted"))
            .arg(path)
            .output()
            .ok()?;
        done.status.success().then(|| started.elapsed())
    };
    run()?;
    run()
}

fn shown(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1000.0)
}

fn median(mut work: impl FnMut() -> Result<(), Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let started = Instant::now();
        work()?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    Ok(times[RUNS / 2])
}

fn people_from(mut arguments: impl Iterator<Item = String>) -> Result<u32, Box<dyn Error>> {
    let mut people = 10_000;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            // Cargo itself passes it.
            "--bench" => {}
            "--people" => {
                people = arguments.next().ok_or("--people needs a number")?.parse()?;
            }
            other => return Err(format!("unknown argument {other}: --people N").into()),
        }
    }
    Ok(people)
}

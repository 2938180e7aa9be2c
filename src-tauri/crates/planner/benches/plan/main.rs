//! How fast plans are found and how near the best they are, beside the same instances in OR-tools CP-SAT and in highspy.
//!
//! `cargo xtask bench plan`, or for some sizes `cargo xtask bench plan 12x12 100x30`. Each size is planned by a program of its
//! own, so that the peak of its memory is its own. The comparators run through Python where their modules can be imported; they
//! are given the same time limit, and model the plan anew (see `comparators.py`). The run fails where bounds and
//! objectives contradict each other.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the table is what this program is for")]

mod organisation;

use std::{
    error::Error,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use cadre_planner::{
    Control, Draws, FILL_SPREAD, SIMULATIONS, Status, budgets, frontier, losses, open_seats, plan,
    relaxed_curve, sureness,
};
use serde_json::{Value, json};

use crate::organisation::{Size, generate, to_json};

/// The gap that is near enough.
const GAP: f64 = 0.001;

/// Seconds that each program may plan.
const LIMIT: u64 = 120;

const SIZES: [Size; 4] = [
    Size { people: 12, competencies: 12 },
    Size { people: 100, competencies: 30 },
    Size { people: 1_000, competencies: 40 },
    Size { people: 10_000, competencies: 60 },
];

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo tells a benchmark that it is one.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    if let [flag, size] = &arguments[..]
        && flag == "--one"
    {
        println!("{}", one(size_from(size)?)?);
        return Ok(());
    }
    let sizes = if arguments.is_empty() {
        SIZES.to_vec()
    } else {
        arguments.iter().map(|one| size_from(one)).collect::<Result<_, _>>()?
    };
    println!("4 quarters, to a gap of {GAP}, at most {LIMIT} s each, {} threads\n", threads());
    println!(
        "{:<12}{:<26}{:>14}{:>14}{:>9}{:>9}{:>9}{:>9}",
        "", "", "objective", "bound", "gap %", "s", "CPU s", "MB"
    );
    for size in sizes {
        let folder = tempfile::Builder::new().prefix("cadre-plan-").tempdir()?;
        std::fs::write(folder.path().join("instance.json"), serde_json::to_vec(&to_json(&generate(size)))?)?;
        let mut answers =
            vec![answer_of(Command::new(std::env::current_exe()?).args(["--one", &size.to_string()]))?];
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/plan/comparators.py");
        for program in ["ortools", "highspy"] {
            let mut command = Command::new("python3");
            command.arg(&script).arg(program).arg(folder.path().join("instance.json"));
            command.args([GAP.to_string(), LIMIT.to_string(), threads().to_string()]);
            answers.push(answer_of(&mut command)?);
        }
        for answer in &answers {
            println!("{size:<12}{}", line(answer));
        }
        agree(&answers)?;
    }
    println!();
    what_follows()
}

/// Plans one size, and tells how it went.
fn one(size: Size) -> Result<Value, Box<dyn Error>> {
    let instance = generate(size);
    let started = Instant::now();
    let until = started + Duration::from_secs(LIMIT);
    let told = |progress: cadre_planner::Progress| {
        eprintln!("{:>8.1?} {:.3} to {:.3}", started.elapsed(), progress.objective, progress.bound);
    };
    let quiet = |_: cadre_planner::Progress| {};
    let control = Control {
        stop: &|| Instant::now() >= until,
        threads: threads(),
        progress: if std::env::var_os("CADRE_BENCH_PROGRESS").is_some() { &told } else { &quiet },
    };
    let found = plan(&instance, GAP, &control)?;
    if found.status == Status::Infeasible {
        return Err("nothing is asked for, and yet it cannot be".into());
    }
    let seconds = started.elapsed().as_secs_f64();
    Ok(json!({
        "name": format!("Cadre, {} actions", found.actions.len()),
        "objective": found.objective,
        "bound": found.bound,
        "seconds": seconds,
        "processor": processor_seconds(),
        "megabytes": peak_megabytes(),
    }))
}

/// The odds of a plan of 500 people, and the frontier of 100: what follows a plan on the screen.
fn what_follows() -> Result<(), Box<dyn Error>> {
    let control = Control { stop: &|| false, threads: threads(), progress: &|_| {} };
    let instance = generate(Size { people: 500, competencies: 40 });
    let actions = plan(&instance, GAP, &control)?.actions;
    let draws = Draws { simulations: SIMULATIONS, seed: 1, fill_spread: FILL_SPREAD };
    let processor = processor_seconds().unwrap_or_default();
    let started = Instant::now();
    let odds = sureness(&instance, &actions, &draws, &control)?;
    println!(
        "{} simulations of 500 people, {} actions: {:.2} s ({:.2} CPU s)",
        odds.simulations,
        actions.len(),
        started.elapsed().as_secs_f64(),
        processor_seconds().unwrap_or_default() - processor
    );
    let instance = generate(Size { people: 100, competencies: 30 });
    let started = Instant::now();
    let all = budgets(&instance, 12, &control)?;
    relaxed_curve(&instance, &all, &control)?;
    let curve = started.elapsed().as_secs_f64();
    frontier(&instance, &all, GAP, &control, &|_| {})?;
    let proven = started.elapsed().as_secs_f64();
    println!("frontier of 12 points of 100 people: the curve after {curve:.2} s, proven after {proven:.2} s");
    let found = plan(&instance, GAP, &control)?;
    let started = Instant::now();
    losses(&instance, &found, &control)?;
    let lost = started.elapsed().as_secs_f64();
    println!("what each of {} actions adds: {lost:.2} s", found.actions.len());
    let started = Instant::now();
    open_seats(&instance, &found, GAP, &control)?;
    println!("what stopped each open seat: {:.2} s", started.elapsed().as_secs_f64());
    Ok(())
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, Into::into)
}

/// Seconds of all processors that this program has had, where the system tells it: on a machine that others work on too, the
/// truer figure.
fn processor_seconds() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name, which may hold spaces, the 12th and 13th are hundredths of user and system time.
    let fields: Vec<&str> = status.rsplit_once(')')?.1.split_whitespace().collect();
    let hundredths = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((hundredths(11)? + hundredths(12)?) / 100.0)
}

/// The most memory that this program has had, where the system tells it.
fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<f64>().ok()? / 1_024.0)
}

fn answer_of(command: &mut Command) -> Result<Value, Box<dyn Error>> {
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("{}: {}", command.get_program().display(), output.status).into());
    }
    // highspy greets on the same stream.
    let text = String::from_utf8(output.stdout)?;
    Ok(serde_json::from_str(text.lines().last().unwrap_or_default())?)
}

fn line(answer: &Value) -> String {
    let name = answer["name"].as_str().unwrap_or_default();
    if let Some(skipped) = answer["skipped"].as_str() {
        return format!("{name:<26}{skipped}");
    }
    let number = |name: &str, digits: usize| {
        answer[name].as_f64().map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}"))
    };
    let gap = match (answer["objective"].as_f64(), answer["bound"].as_f64()) {
        (Some(objective), Some(bound)) if bound > 0.0 => {
            format!("{:.3}", (bound - objective) / bound * 100.0)
        }
        _ => "–".to_owned(),
    };
    format!(
        "{name:<26}{:>14}{:>14}{gap:>9}{:>9}{:>9}{:>9}",
        number("objective", 3),
        number("bound", 3),
        number("seconds", 2),
        number("processor", 2),
        number("megabytes", 0)
    )
}

/// No objective of one may pass the bound of another: they are bounds of the same.
fn agree(answers: &[Value]) -> Result<(), Box<dyn Error>> {
    for one in answers {
        for other in answers {
            if let (Some(objective), Some(bound)) = (one["objective"].as_f64(), other["bound"].as_f64())
                && objective > bound * (1.0 + 1e-6) + 1e-6
            {
                return Err(format!(
                    "{} has {objective}, above the bound {bound} of {}",
                    one["name"], other["name"]
                )
                .into());
            }
        }
    }
    Ok(())
}

fn size_from(text: &str) -> Result<Size, Box<dyn Error>> {
    let (people, competencies) = text.split_once('x').ok_or_else(|| format!("{text}: write 100x30"))?;
    let size = Size { people: people.parse()?, competencies: competencies.parse()? };
    if size.people == 0 || !(4..=1_000).contains(&size.competencies) {
        return Err(format!("{text}: at least one person, and 4 to 1,000 competencies").into());
    }
    Ok(size)
}

//! The matrix at 1,000 people × 60 competencies in the real window: opening it, keys, pasting and paging, each from the
//! keydown until what it does is painted.

use std::{error::Error, path::Path, time::Duration};

use cadre_app::Moment;
use cadre_tests::window::Window;
use serde_json::Value;

use crate::{
    organisation,
    shell::{self, ShellTimes},
    stopwatch::{self, PAGE_DOWN, Timed},
};

/// How often the matrix is opened.
const OPENINGS: usize = 9;
/// How many levels are typed.
const KEYSTROKES: usize = 60;
/// How often a block is pasted, each time one block further to the right.
const PASTES: usize = 5;
/// Competencies in a block; with everybody's levels in them it has 5,000 cells.
const BLOCK: usize = 5;

/// The active cell: nothing more is selected where this is used.
const ACTIVE: &str = "document.querySelector('main [role=grid] [aria-selected=true]')";

/// One thing measured, as often as it was done.
pub(crate) struct Series {
    /// What it is.
    pub(crate) what: &'static str,
    /// How long each took until it was painted, shortest first.
    pub(crate) times: Vec<Duration>,
    /// The longest frame of each, shortest first.
    pub(crate) longest_frames: Vec<Duration>,
    /// The shell's part of it, where it has one.
    pub(crate) shell: Option<Duration>,
}

impl Series {
    fn new(what: &'static str, timed: &[Timed], stage: usize, shell: Option<Duration>) -> Self {
        let mut times: Vec<_> = timed.iter().filter_map(|one| one.stages.get(stage).copied()).collect();
        let mut longest_frames: Vec<_> = timed.iter().map(|one| one.longest_frame).collect();
        times.sort_unstable();
        longest_frames.sort_unstable();
        Self { what, times, longest_frames, shell }
    }
}

/// Everything that is measured in the window.
pub(crate) fn measure(folder: &Path) -> Result<Vec<Series>, Box<dyn Error>> {
    // The window's own clock says which levels are stale.
    let moment = Moment::now();
    let workspace = folder.join("matrix.cadre");
    organisation::create(&workspace, moment)?;
    let copy = folder.join("shell.cadre");
    std::fs::copy(&workspace, &copy)?;
    eprintln!("Cadre: the matrix in the shell");
    let shell = shell::measure(&copy, BLOCK, moment)?;

    let window = Window::open(folder, &[&workspace.to_string_lossy()]);
    eprintln!("Cadre: opening the matrix");
    let opened = open(&window)?;
    eprintln!("Cadre: keystrokes");
    let typed = type_levels(&window)?;
    eprintln!("Cadre: pasting");
    let pasted = paste(&window)?;
    eprintln!("Cadre: paging");
    let paged = page_through(&window)?;

    let ShellTimes { matrix, level, block } = shell;
    Ok(vec![
        Series::new("opening the matrix", &opened, 0, Some(matrix)),
        Series::new("keystroke to painted cell", &typed, 0, None),
        Series::new("keystroke to written", &typed, 1, Some(level)),
        Series::new("paste of 5,000 cells", &pasted, 0, Some(block)),
        Series::new("a page further", &paged, 0, None),
    ])
}

/// Comes from Overview to the matrix.
fn open(window: &Window) -> Result<Vec<Timed>, Box<dyn Error>> {
    let mut timed = Vec::with_capacity(OPENINGS);
    for _ in 0..OPENINGS {
        window.press(&["Control", "1"]);
        window.wait("Overview", "document.querySelectorAll('main .chart svg').length > 0");
        window.wait("all answers of the shell", "document.documentElement.dataset.awaited === '0'");
        window.settle();
        timed.push(stopwatch::press(window, &["Control", "2"], &[&format!("{ACTIVE} !== null")])?);
    }
    Ok(timed)
}

/// Sets the level of one person after the other, as fast as they are written.
fn type_levels(window: &Window) -> Result<Vec<Timed>, Box<dyn Error>> {
    window.press(&["Control", "Home"]);
    let mut timed = Vec::with_capacity(KEYSTROKES);
    for _ in 0..KEYSTROKES {
        let cell = window.script(
            &format!(
                "const cell = {ACTIVE};
                 const name = cell.closest('[role=row]').querySelector('[role=rowheader]').getAttribute('title');
                 return [name, cell.getAttribute('aria-label')];"
            ),
            vec![],
        );
        let (Some(name), Some(label)) = (cell[0].as_str(), cell[1].as_str()) else {
            return Err(format!("no cell is active: {cell}").into());
        };
        let level = if label.starts_with('3') { "2" } else { "3" };
        let last_operation = Value::from(format!("Set level {level}: {name}, "));
        timed.push(stopwatch::press(
            window,
            &[level],
            &[
                &format!("{ACTIVE}.getAttribute('aria-label').startsWith('{level}')"),
                &format!("document.querySelector('nav .label').textContent.startsWith({last_operation})"),
            ],
        )?);
        window.press(&["ArrowDown"]);
    }
    Ok(timed)
}

/// Copies everybody's levels in some competencies, and pastes them into the next ones.
fn paste(window: &Window) -> Result<Vec<Timed>, Box<dyn Error>> {
    let mut timed = Vec::with_capacity(PASTES);
    for run in 0..PASTES {
        let left = run * BLOCK;
        go_to_column(window, left);
        (1..BLOCK).for_each(|_| window.press(&["Shift", "ArrowRight"]));
        window.press(&["Shift", "Control", "ArrowDown"]);
        window.press(&["Control", "c"]);
        let copied = format!("Copied {} levels", in_thousands(organisation::PEOPLE * BLOCK));
        window.wait(&copied, &format!("document.querySelector('nav .notice')?.textContent === '{copied}'"));
        go_to_column(window, left + BLOCK);
        window.settle();
        // Where the same stands on both sides already, nothing could be seen to change.
        let same = alike(left);
        if window.script(&format!("return {same};"), vec![]) != Value::Bool(false) {
            return Err(
                format!("the block from column {left} on stands beside itself, or is out of sight").into()
            );
        }
        timed.push(stopwatch::press(
            window,
            &["Control", "v"],
            &[&format!(
                "document.querySelector('nav .label').textContent === 'Set {} levels' && {same}",
                in_thousands(organisation::PEOPLE * BLOCK)
            )],
        )?);
    }
    Ok(timed)
}

fn go_to_column(window: &Window, column: usize) {
    window.press(&["Control", "Home"]);
    (0..column).for_each(|_| window.press(&["ArrowRight"]));
}

/// That in every row in sight the levels of a block are those of the block before it.
fn alike(left: usize) -> String {
    format!(
        "(() => {{
           const pairs = [...document.querySelectorAll('main [role=row]')].flatMap((row) =>
             Array.from({{ length: {BLOCK} }}, (_, at) => [{left} + at, {left} + {BLOCK} + at].map((column) =>
               row.querySelector(`[data-column='${{column}}']`)?.getAttribute('aria-label').charAt(0))));
           const seen = pairs.filter(([from, into]) => from !== undefined && into !== undefined);
           return seen.length > 0 && seen.every(([from, into]) => from === into);
         }})()"
    )
}

/// Goes from the first person to the last, a page at a time.
fn page_through(window: &Window) -> Result<Vec<Timed>, Box<dyn Error>> {
    window.press(&["Control", "Home"]);
    window.settle();
    let row = || window.script(&format!("return Number({ACTIVE}.dataset.row);"), vec![]).as_u64();
    let mut timed = Vec::new();
    let mut at = row().ok_or("no cell is active")?;
    while at + 1 < organisation::PEOPLE as u64 {
        // The row before it was out of sight until now: where it is there, those between are.
        let there = format!(
            "(() => {{ const row = Number({ACTIVE}.dataset.row);
               return row > {at} && document.querySelector(`main [data-row='${{row - 1}}']`) !== null; }})()"
        );
        timed.push(stopwatch::press(window, &[PAGE_DOWN], &[&there])?);
        at = row().ok_or("no cell is active")?;
    }
    Ok(timed)
}

fn in_thousands(number: usize) -> String {
    format!("{},{:03}", number / 1_000, number % 1_000)
}

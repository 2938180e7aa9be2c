//! `cargo xtask run`: Cadre on the sample team, in its window or, with no display, on the command line.

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    root,
    setup::{self, Purpose},
    step::{Counts, Step},
    target,
};

/// Sets up, builds, and opens the sample team.
pub(crate) fn run() -> Result<(), String> {
    setup::setup(Purpose::Run)?;
    let mut counts = Counts::default();
    setup::build_screens(&mut counts)?;
    // The whole workspace, as the tests build it: with one selection of features nothing heavy is built twice.
    Step::new("build", "cargo build --workspace --bins --locked").run(&mut counts)?;

    let programs = target()?.join("debug");
    let folder = root().join("target/run");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let workspace = folder.join("sample.cadre");
    let cadre = programs.join("cadre");
    // A sample of an earlier run is kept, with whatever was tried in it.
    if !workspace.exists() {
        call(&cadre, &["init", &text(&workspace), "--sample"])?;
    }
    if ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
    {
        println!("\nOpening {}", workspace.display());
        call(&programs.join("cadre-desktop"), &[&text(&workspace)])
    } else {
        println!("\nThere is no display here; the same job on the command line:");
        on_the_command_line(&cadre, &workspace, &folder)
    }
}

/// The comparison, the hire-or-train picture, a plan and the board report of the sample team, as tables, JSON, charts and pages.
fn on_the_command_line(cadre: &Path, workspace: &Path, folder: &Path) -> Result<(), String> {
    let workspace = text(workspace);
    for command in ["gaps", "priorities"] {
        call(cadre, &[command, &workspace])?;
        let file = folder.join(format!("{command}.json"));
        let json = printed(cadre, &[command, &workspace, "--json"])?;
        fs::write(&file, json).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    for chart in ["compare", "priorities", "need-industry"] {
        call(cadre, &["chart", &workspace, chart, "-o", &text(&folder.join(format!("{chart}.png")))])?;
    }
    let limits = ["--budget", "120000", "--hires", "2", "--save", "Two hires and training"];
    call(cadre, &[&["plan", &workspace], &limits[..]].concat())?;
    for file in ["board.pdf", "board.pptx"] {
        call(cadre, &["report", &workspace, "-o", &text(&folder.join(file))])?;
    }
    println!("\nThe results are in {}:", folder.display());
    println!("  sample.cadre                                        the workspace");
    println!("  gaps.json, priorities.json                          the figures");
    println!("  compare.png, priorities.png, need-industry.png      the charts");
    println!("  board.pdf, board.pptx                               the board report, with a plan");
    Ok(())
}

fn call(program: &Path, arguments: &[&str]) -> Result<(), String> {
    println!("\n$ {} {}", name(program), arguments.join(" "));
    let status = Command::new(program)
        .args(arguments)
        .status()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} {}: {status}", name(program), arguments.join(" ")))
    }
}

fn printed(program: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new(program)
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(format!("{} {}: {}", name(program), arguments.join(" "), output.status))
    }
}

fn name(program: &Path) -> String {
    program.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

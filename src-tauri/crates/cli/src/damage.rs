//! The commands about damage: checking, salvaging, and bringing the newest good backup back.

use std::path::Path;

use cadre_app::{AppError, CheckReport, Restored, Salvage, check_failed, check_file, restore_newest};
use serde_json::json;

use crate::{
    commands::output,
    opening::Access,
    tables::{LEFT, RIGHT, table, text},
};

/// Checks a workspace. With `--json` what was found is the document, and an error beside.
pub(crate) fn check(
    workspace: &Path,
    head: Option<&str>,
    json: bool,
    access: &Access,
) -> (Result<String, AppError>, Option<AppError>) {
    Access::warn(workspace);
    let moment = access.moment;
    let checked = access.with_passphrase(workspace, |opening| check_file(workspace, opening, head, moment));
    match checked {
        Err(error) => (Err(error), None),
        Ok(report) if report.ok => (Ok(output(json, &report, || sound(workspace, &report))), None),
        Ok(report) if json => (
            Ok(output(json, &report, String::new)),
            Some(check_failed(&report.findings, &report.says.join(" "))),
        ),
        Ok(report) => (Err(check_failed(&report.findings, &report.says.join(" "))), None),
    }
}

fn sound(workspace: &Path, report: &CheckReport) -> String {
    let mut out = format!("{} is sound.\n{}", workspace.display(), report.says.join("\n"));
    if let Some(head) = &report.head {
        out.extend(["\nHead: ", head]);
    }
    out
}

/// Saves what can be read of a damaged workspace.
pub(crate) fn salvage(workspace: &Path, to: &Path, json: bool, access: &Access) -> Result<String, AppError> {
    let saved = access.with_passphrase(workspace, |opening| {
        let mut saved = cadre_app::salvage(workspace, opening, access.moment)?;
        saved.write(to, opening)?;
        Ok(saved)
    })?;
    let document = json!({ "written": to, "saved": saved.lines, "says": saved.says });
    Ok(output(json, &document, || salvaged(to, &saved)))
}

fn salvaged(to: &Path, saved: &Salvage) -> String {
    let mut rows = table(&[("", LEFT), ("Saved", RIGHT), ("Missing", RIGHT), ("Stand-ins", RIGHT)]);
    for line in &saved.lines {
        let stand_ins = if line.stand_ins > 0 { line.stand_ins.to_string() } else { String::new() };
        rows.add_row([line.kind, &line.saved.to_string(), &line.missing, &stand_ins]);
    }
    format!("{}\n\n{}\nWrote {}", text(&rows), saved.says.join("\n"), to.display())
}

/// Brings the newest good backup of a workspace back in its place.
pub(crate) fn restore_latest(workspace: &Path, json: bool, access: &Access) -> Result<String, AppError> {
    let Restored { workspace, backup, aside } =
        access.with_passphrase(workspace, |opening| restore_newest(workspace, opening, access.moment))?;
    let restored = workspace.as_recent(access.moment);
    let document =
        json!({ "path": restored.path, "name": restored.name, "backup": backup.path, "set_aside": aside });
    Ok(output(json, &document, || {
        let mut out = format!("Restored “{}” from {}", restored.name, backup.path.display());
        if let Some(aside) = &aside {
            out.extend(["\nThe file that was there is now ", &aside.display().to_string()]);
        }
        out
    }))
}

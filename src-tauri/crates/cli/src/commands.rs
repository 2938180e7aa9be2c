//! What each command does: one call of a use case, and its output as text or JSON.

use std::path::Path;

use cadre_app::{
    AppError, Beginning, BenchmarkId, ErrorCode, ExportFormat, Frame, Import, ImportRequest, ImportSummary,
    ListedBenchmark, Moment, PictureFormat, Selection, TableAnswers, Theme, TrainingKey, Work, Workspace,
    backup_preview, file_error, in_words, read_bytes, read_edition_file, read_spreadsheets, restore,
    shipped_benchmarks, write_file,
};
use serde_json::{Value, json};

use crate::{
    arguments::{Arguments, Command, Scope, Selecting},
    choices::ThemeName,
    damage,
    opening::Access,
    plan, privacy, report, risk_tables, tables,
};

/// Runs a command; gives what goes to standard output, and an error that is told beside it.
pub(crate) fn run(arguments: &Arguments) -> (Result<String, AppError>, Option<AppError>) {
    let access = match Access::new(arguments.passphrase_file.as_deref(), Moment::now()) {
        Ok(access) => access,
        Err(error) => return (Err(error), None),
    };
    match &arguments.command {
        Command::Check { workspace, head } => {
            damage::check(workspace, head.as_deref(), arguments.json, &access)
        }
        command => (act(command, arguments.json, &access), None),
    }
}

fn act(command: &Command, json: bool, access: &Access) -> Result<String, AppError> {
    let moment = access.moment;
    match command {
        Command::Init { workspace, sample, from, date, name, encrypt } => {
            let beginning = beginning(workspace, *sample, from.as_deref(), *date, name.as_deref(), moment)?;
            Access::warn(workspace);
            let made = access.create(workspace, &beginning, *encrypt)?.as_recent(moment);
            Ok(output(json, &json!({ "path": made.path, "name": made.name }), || {
                format!("Made “{}”: {}", made.name, made.detail)
            }))
        }
        Command::Import {
            workspace,
            file,
            sheet,
            dry_run,
            layout,
            scale,
            team,
            source,
            date,
            as_before,
            skip_bad,
        } => {
            let mut workspace = access.open(workspace)?;
            let answers = TableAnswers {
                sheet: sheet.clone(),
                kind: layout.map(Into::into),
                scale: scale.clone(),
                team: team.clone(),
                source: *source,
                date: *date,
                ..TableAnswers::default()
            };
            let work = Work::unwatched();
            let files = read_spreadsheets(&[file], &work)?;
            let request = ImportRequest {
                paths: vec![file.display().to_string()],
                tables: if answers == TableAnswers::default() { Vec::new() } else { vec![answers] },
                as_before: *as_before,
                ..ImportRequest::default()
            };
            let import = workspace.read_import(&files, &request, &Selection::default(), moment, &work)?;
            if *dry_run {
                let summary = import.summary();
                return Ok(output(json, &dry_run_json(&import, &summary), || {
                    tables::dry_run(&import, &summary)
                }));
            }
            let applied = workspace.apply_import(&import, *skip_bad, moment, &work);
            let summary = applied.map_err(with_options)?.value;
            access.changed(&workspace);
            Ok(output(json, &json!(summary), || tables::imported(&import, &summary)))
        }
        Command::Training { workspace, import, add, output: path, shipped } => {
            let mut workspace = access.open(workspace)?;
            if let Some(file) = import {
                let (name, bytes) = read_bytes(file)?;
                let list = workspace.import_training(&name, &bytes, moment)?.value;
                access.changed(&workspace);
                return Ok(output(json, &json!(list), || list.in_words()));
            }
            if !add.is_empty() {
                let view = workspace.training_view();
                let keys: Vec<TrainingKey> = match &add[..] {
                    [all] if all == "all" => {
                        let addable = view.shipped.into_iter().filter(|item| item.addable);
                        addable.map(|item| item.key).collect()
                    }
                    named => named.iter().map(|key| TrainingKey::from(key.as_str())).collect(),
                };
                let before = workspace.training_view().items.len();
                workspace.add_shipped_training(&keys, moment)?;
                access.changed(&workspace);
                let added = workspace.training_view().items.len() - before;
                return Ok(output(json, &json!({ "added": added }), || tables::added_training(added)));
            }
            if let Some(path) = path {
                write_file(path, &workspace.export_training()?)?;
                return Ok(written(json, path));
            }
            let view = workspace.training_view();
            Ok(if *shipped {
                output(json, &json!({ "shipped": view.shipped }), || tables::shipped_training(&view))
            } else {
                output(json, &view, || tables::training(&view))
            })
        }
        Command::Export { workspace, output: path, selection } => {
            let workspace = access.open(workspace)?;
            let format = match extension(path).as_deref() {
                Some("json") => ExportFormat::Json,
                Some("csv") => ExportFormat::Csv,
                Some("xlsx") => ExportFormat::Xlsx,
                _ => return Err(extension_error(path, "json, xlsx or csv")),
            };
            let bytes = workspace.export(format, &select(&workspace, selection)?, moment)?;
            write_file(path, &bytes)?;
            Ok(written(json, path))
        }
        Command::Gaps { workspace, selection } => {
            let workspace = access.open(workspace)?;
            let gaps = workspace.gaps(&select(&workspace, selection)?, moment)?;
            Ok(output(json, &gaps, || tables::gaps(&gaps)))
        }
        Command::Priorities { workspace, selection } => {
            let workspace = access.open(workspace)?;
            let priorities = workspace.priorities(&select(&workspace, selection)?, moment)?;
            Ok(output(json, &priorities, || tables::priorities(&priorities)))
        }
        Command::Risks { workspace, framework, scope } => {
            let workspace = access.open(workspace)?;
            let risks = workspace.risks(&within(&workspace, scope)?, framework.as_deref(), moment)?;
            Ok(output(json, &risks, || risk_tables::risks(&risks)))
        }
        Command::KeyPeople { workspace, scope } => {
            let workspace = access.open(workspace)?;
            let people = workspace.key_people(&within(&workspace, scope)?, moment)?;
            Ok(output(json, &people, || risk_tables::key_people(&people)))
        }
        Command::Plan(asked) => plan::run(asked, json, access),
        Command::Report(asked) => report::run(asked, json, access),
        Command::Chart {
            workspace,
            kind,
            output: path,
            theme,
            figure,
            scenario,
            width,
            height,
            print,
            names,
            selection,
        } => {
            let workspace = access.open(workspace)?;
            let selection = Selection {
                figure: figure.map(Into::into),
                scenario: scenario.as_deref().map(|name| workspace.scenario_named(name)).transpose()?,
                ..select(&workspace, selection)?
            };
            let theme = match theme {
                ThemeName::Light => Theme::Light,
                ThemeName::Dark => Theme::Dark,
                ThemeName::Print => Theme::Print,
            };
            let frame = Frame {
                height: height.map(f64::from),
                names: *names,
                ..Frame::new(f64::from(*width), theme)
            };
            let format = match (extension(path).as_deref(), print) {
                (Some("svg"), false) => PictureFormat::Svg,
                (Some("svg"), true) => PictureFormat::PrintSvg,
                (Some("png"), false) => PictureFormat::Png,
                (Some("png"), true) => PictureFormat::PrintPng,
                _ => return Err(extension_error(path, "svg or png")),
            };
            workspace.complete_plan((*kind).into(), &selection, moment, &Work::unwatched())?;
            let bytes = workspace.chart_file((*kind).into(), &selection, None, &frame, format, moment)?;
            write_file(path, &bytes)?;
            Ok(written(json, path))
        }
        Command::Benchmarks { id, workspace: None, .. } => {
            Ok(listed(json, &shipped_benchmarks(id.as_deref())?, id.is_some()))
        }
        Command::Benchmarks { workspace: Some(path), add: Some(file), dry_run, replace, .. } => {
            let mut workspace = access.open(path)?;
            let added = add_edition(&mut workspace, file, *dry_run, *replace, json, moment)?;
            access.changed(&workspace);
            Ok(added)
        }
        Command::Benchmarks { id, workspace: Some(path), remove, default, .. } => {
            let mut workspace = access.open(path)?;
            if let Some(id) = id.as_deref().map(BenchmarkId::from) {
                if *remove {
                    workspace.remove_edition(&id, moment)?;
                    access.changed(&workspace);
                    return changed(&workspace, &format!("Removed {id}."), json);
                }
                if *default {
                    workspace.set_default_benchmark(&id, moment)?;
                    access.changed(&workspace);
                    return changed(&workspace, "", json);
                }
            }
            Ok(listed(json, &workspace.benchmarks(id.as_deref())?, id.is_some()))
        }
        Command::Log { workspace, limit } => {
            let operations = access.open(workspace)?.operations(*limit)?;
            Ok(output(json, &json!({ "operations": operations }), || tables::log(&operations)))
        }
        Command::Undo { workspace } => {
            let mut workspace = access.open(workspace)?;
            let undone = workspace.undo(moment)?.value;
            access.changed(&workspace);
            Ok(output(json, &json!({ "operation": undone }), || in_words(&undone)))
        }
        Command::Redo { workspace } => {
            let mut workspace = access.open(workspace)?;
            let redone = workspace.redo(moment)?.value;
            access.changed(&workspace);
            Ok(output(json, &json!({ "operation": redone }), || in_words(&redone)))
        }
        Command::Check { workspace, head } => damage::check(workspace, head.as_deref(), json, access).0,
        Command::Salvage { workspace, output: to } => damage::salvage(workspace, to, json, access),
        Command::Person { .. } | Command::Erase { .. } | Command::Privacy { .. } => {
            privacy::run(command, json, access)
        }
        Command::Passphrase { workspace, remove, new_passphrase_file, remove_plain_backups } => {
            let mut workspace = access.open(workspace)?;
            let new =
                if *remove { None } else { Some(Access::new_passphrase(new_passphrase_file.as_deref())?) };
            let plain = workspace.set_passphrase(new.as_ref(), moment)?.len() as u32;
            let removed =
                if *remove_plain_backups { access.remove_plain_backups(workspace.path())? } else { 0 };
            let document = json!({ "encrypted": new.is_some(), "plain_backups": plain - removed });
            Ok(output(json, &document, || {
                tables::passphrase_set(workspace.path(), new.is_some(), plain, removed)
            }))
        }
        Command::Backup { workspace, destination: None } => {
            let listed = access.backups_of(workspace);
            Ok(output(json, &json!({ "backups": listed }), || tables::backups(&listed)))
        }
        Command::Backup { workspace, destination: Some(destination) } => {
            access.open(workspace)?.back_up(destination)?;
            Ok(written(json, destination))
        }
        Command::Restore { backup: workspace, latest: true, .. } => {
            damage::restore_latest(workspace, json, access)
        }
        Command::Restore { backup, workspace: None, .. } => {
            let preview = access
                .with_passphrase(backup, |opening| backup_preview(backup, opening.passphrase, moment))?;
            Ok(output(json, &preview, || tables::preview(&preview)))
        }
        Command::Restore { backup, workspace: Some(to), .. } => {
            let restored = access.with_passphrase(backup, |opening| restore(backup, to, opening, moment))?;
            let made = restored.as_recent(moment);
            Ok(output(json, &json!({ "path": made.path, "name": made.name }), || {
                format!("Restored “{}”: {}", made.name, made.detail)
            }))
        }
    }
}

/// The refusal of an import with the options that lead on.
fn with_options(mut error: AppError) -> AppError {
    let option = match error.code {
        ErrorCode::BadCells => "With --skip-bad the rest is imported.",
        ErrorCode::NeedsTeam => "With --team NAME they are on that team.",
        _ => return error,
    };
    error.hint = format!("{} {option}", error.hint);
    error
}

fn listed(json: bool, benchmarks: &[ListedBenchmark<'_>], figures: bool) -> String {
    output(json, &json!({ "benchmarks": benchmarks }), || tables::benchmarks(benchmarks, figures))
}

fn add_edition(
    workspace: &mut Workspace,
    file: &Path,
    dry_run: bool,
    replace: bool,
    json: bool,
    moment: Moment,
) -> Result<String, AppError> {
    let file = read_edition_file(file)?;
    if dry_run {
        let benchmark = workspace.check_edition(&file, replace)?;
        let read = ListedBenchmark { benchmark: &benchmark, own: true, default: false };
        return Ok(listed(json, &[read], true));
    }
    let (id, _) = workspace.add_edition(&file, replace, moment)?;
    changed(workspace, &format!("Stored {id}."), json)
}

/// What a change of the editions comes to: what was done, and which edition is compared with now.
fn changed(workspace: &Workspace, did: &str, json: bool) -> Result<String, AppError> {
    let benchmarks = workspace.benchmarks(None)?;
    Ok(output(json, &json!({ "benchmarks": benchmarks }), || {
        let default = benchmarks.iter().find(|listed| listed.default);
        let default = default.map(|listed| listed.benchmark.id.as_str()).unwrap_or_default();
        format!("{did} The workspace is compared with {default} where no other is chosen.")
            .trim_start()
            .to_owned()
    }))
}

fn beginning(
    workspace: &Path,
    sample: bool,
    from: Option<&Path>,
    date: Option<chrono::NaiveDate>,
    name: Option<&str>,
    moment: Moment,
) -> Result<Beginning, AppError> {
    if sample {
        return Ok(Beginning::Sample { date: date.unwrap_or(moment.today) });
    }
    if let Some(from) = from {
        let json = std::fs::read_to_string(from).map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => AppError::new(
                ErrorCode::InvalidContent,
                format!("{} is not text, so it is no JSON export.", from.display()),
                "Choose a file that `cadre export` wrote with -o NAME.json.",
            ),
            _ => file_error(from, &error),
        })?;
        return Ok(Beginning::Export { json });
    }
    let stem = workspace.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Beginning::Empty { name: name.map_or(stem, str::to_owned) })
}

pub(crate) fn select(workspace: &Workspace, selecting: &Selecting) -> Result<Selection, AppError> {
    Ok(Selection {
        team: selecting.team.as_deref().map(|team| workspace.team_named(team)).transpose()?,
        as_of: selecting.as_of,
        benchmark: selecting.benchmark.as_deref().map(BenchmarkId::from),
        ..Selection::default()
    })
}

pub(crate) fn within(workspace: &Workspace, scope: &Scope) -> Result<Selection, AppError> {
    Ok(Selection {
        team: scope.team.as_deref().map(|team| workspace.team_named(team)).transpose()?,
        as_of: scope.as_of,
        ..Selection::default()
    })
}

/// The JSON document, or the text.
pub(crate) fn output<Document: serde::Serialize>(
    json: bool,
    document: &Document,
    text: impl FnOnce() -> String,
) -> String {
    if json { serde_json::to_string_pretty(document).unwrap_or_default() } else { tables::wrapped(&text()) }
}

pub(crate) fn written(json: bool, path: &Path) -> String {
    output(json, &json!({ "written": path }), || format!("Wrote {}", path.display()))
}

fn dry_run_json(import: &Import, summary: &ImportSummary) -> Value {
    let remarks: Vec<Value> = import
        .remarks()
        .into_iter()
        .map(|(error, remark)| {
            json!({ "error": error, "place": remark.place, "found": remark.found, "expected": remark.expected })
        })
        .collect();
    json!({ "summary": summary, "rows": import.lines(), "problems": remarks })
}

pub(crate) fn extension(path: &Path) -> Option<String> {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase())
}

pub(crate) fn extension_error(path: &Path, known: &str) -> AppError {
    AppError::new(
        ErrorCode::InvalidArgument,
        format!("{} does not end in {known}.", path.display()),
        "The ending of the file's name says what is written.",
    )
}

//! The output for people: tables that fit a terminal of 80 columns.

use std::path::Path;

use cadre_app::{
    BackupPreview, BackupsView, Confidence, FieldProblem, GapArea, Gaps, Import, ImportSummary,
    ListedBenchmark, OperationSummary, Priorities, PulseSummary, TrainingView, in_words,
};
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

/// The width that every table keeps to.
const WIDTH: u16 = 80;

pub(crate) fn table(head: &[(&str, CellAlignment)]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .set_header(head.iter().map(|(name, _)| Cell::new(name)));
    for (column, (_, alignment)) in table.column_iter_mut().zip(head) {
        column.set_padding((0, 1));
        column.set_cell_alignment(*alignment);
    }
    table
}

pub(crate) const LEFT: CellAlignment = CellAlignment::Left;
pub(crate) const RIGHT: CellAlignment = CellAlignment::Right;

/// The table without blanks at line ends.
pub(crate) fn text(table: &Table) -> String {
    table.to_string().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The text with every line that is too long broken between words; tables keep to the width by themselves.
pub(crate) fn wrapped(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut rest = line;
        while let Some((end, _)) = rest.char_indices().nth(usize::from(WIDTH)) {
            // A word that is longer than the line stays whole.
            let Some(space) = rest[..end].rfind(' ').or_else(|| rest.find(' ')) else { break };
            lines.push(rest[..space].trim_end());
            rest = rest[space..].trim_start();
        }
        lines.push(rest);
    }
    lines.join("\n")
}

pub(crate) fn scope(team: Option<&str>) -> &str {
    team.unwrap_or("all teams")
}

/// "3 of 5" under ten people, else the percentage with its n.
fn share(count: u32, of: u32) -> String {
    match of {
        0 => "not assessed".to_owned(),
        1..10 => format!("{count} of {of}"),
        _ => format!("{:.0}% of {of}", (100.0 * f64::from(count) / f64::from(of)).round()),
    }
}

pub(crate) fn place(first: Option<u32>, last: Option<u32>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
        (Some(first), _) => first.to_string(),
        _ => "–".to_owned(),
    }
}

pub(crate) fn gaps(gaps: &Gaps) -> String {
    let mut table = table(&[
        ("Area", LEFT),
        ("Below target", RIGHT),
        ("Rank", RIGHT),
        ("Low or none", RIGHT),
        ("Seats filled", RIGHT),
        ("Pulse", RIGHT),
        ("Industry", RIGHT),
        ("Rank", RIGHT),
        ("Compare", LEFT),
    ]);
    for area in &gaps.areas {
        table.add_row(gap_row(area));
    }
    let mut out = format!(
        "Gaps of {} on {}, beside {} {} (n = {})\n\n{}\n\nBelow target counts people, industry counts survey answers: \
         where the last column says rank, compare the order, not the numbers. P is P(ours > theirs) on one scale.",
        scope(gaps.team_name.as_deref()),
        gaps.as_of,
        gaps.benchmark.publisher,
        gaps.benchmark.edition,
        respondents(gaps.benchmark.n),
        text(&table)
    );
    if let Some(pulse) = &gaps.pulse {
        append(&mut out, &[asked(pulse)]);
    }
    append(&mut out, &gaps.warnings);
    out
}

/// The share of those at level 0 or 1, short: the table keeps to its width.
fn low_or_none(area: &GapArea) -> String {
    match (area.low_or_none.of, area.low_or_none.share) {
        (0, _) | (_, None) => "–".to_owned(),
        (1..10, _) => format!("{} of {}", area.low_or_none.count, area.low_or_none.of),
        (_, Some(share)) => format!("{:.0}%", (100.0 * share).round()),
    }
}

/// Which pulse stands in the table.
fn asked(pulse: &PulseSummary) -> String {
    format!(
        "The pulse is that of {}: {} on the question {}.",
        pulse.asked_on,
        counted(pulse.managers, "manager", "managers"),
        pulse.question
    )
}

fn gap_row(area: &GapArea) -> Vec<String> {
    vec![
        area.name.clone(),
        share(area.below_target.count, area.below_target.of),
        place(area.rank, area.rank_to),
        low_or_none(area),
        if area.seats.required == 0 {
            "–".to_owned()
        } else {
            format!("{} of {}", area.seats.filled, area.seats.required)
        },
        area.perceived.map_or_else(|| "–".to_owned(), |pulse| format!("{} of {}", pulse.count, pulse.of)),
        area.industry.map_or_else(|| "–".to_owned(), |industry| format!("{:.0}%", industry.percent.round())),
        place(area.industry.map(|industry| industry.rank), area.industry.map(|industry| industry.rank_to)),
        match area.p_exceeds_industry {
            Some(p) => format!("P {p:.2}"),
            None if area.rank.is_some() => "rank".to_owned(),
            None => "–".to_owned(),
        },
    ]
}

pub(crate) fn priorities(priorities: &Priorities) -> String {
    if priorities.items.is_empty() {
        let mut out = format!("No needs to rank on {}.", priorities.as_of);
        append(&mut out, &priorities.warnings);
        return out;
    }
    let mut areas = table(&[
        ("Rank", RIGHT),
        ("Area", LEFT),
        ("Need", RIGHT),
        ("Hire", RIGHT),
        ("Train", RIGHT),
        ("In reach", RIGHT),
        ("Industry", RIGHT),
        ("Signal", LEFT),
    ]);
    for area in &priorities.areas {
        areas.add_row(vec![
            place(Some(area.group.rank), Some(area.group.rank_to)),
            area.area_name.clone(),
            format!("{:.0}", area.group.need),
            format!("{:.0}", area.group.hire_part),
            format!("{:.0}", area.group.train_part),
            in_reach(area.group.within_reach, area.group.unfilled),
            area.industry_percent
                .map_or_else(|| "–".to_owned(), |percent| format!("{:.0}%", percent.round())),
            area.group.signal.as_str().to_owned(),
        ]);
    }
    let mut teams = table(&[
        ("Rank", RIGHT),
        ("Team", LEFT),
        ("Need", RIGHT),
        ("Hire", RIGHT),
        ("Train", RIGHT),
        ("In reach", RIGHT),
        ("Kept", RIGHT),
        ("Signal", LEFT),
    ]);
    for team in priorities.teams.iter().take(ROWS) {
        teams.add_row(vec![
            place(Some(team.group.rank), Some(team.group.rank_to)),
            team.team_name.clone(),
            format!("{:.0}", team.group.need),
            format!("{:.0}", team.group.hire_part),
            format!("{:.0}", team.group.train_part),
            in_reach(team.group.within_reach, team.group.unfilled),
            format!("{:.0}%", (100.0 * team.group.stability).round()),
            team.group.signal.as_str().to_owned(),
        ]);
    }
    let mut items = table(&[
        ("Rank", RIGHT),
        ("Competency", LEFT),
        ("Team", LEFT),
        ("Need", RIGHT),
        ("In reach", RIGHT),
        ("Kept", RIGHT),
        ("Signal", LEFT),
    ]);
    let shown = priorities.items.iter().filter(|item| item.need > 0.0);
    for item in shown.clone().take(ROWS) {
        items.add_row(vec![
            place(Some(item.rank), Some(item.rank_to)),
            item.competency_name.clone(),
            item.team_name.clone(),
            format!("{:.0}", item.need),
            in_reach(item.within_reach, item.unfilled),
            format!("{:.0}%", (100.0 * item.stability).round()),
            item.signal.as_str().to_owned(),
        ]);
    }
    let more = shown.count().saturating_sub(ROWS);
    let mut out = format!(
        "Priorities on {}: need 0 to 100, hire or train from {:.0}\n\n{}",
        priorities.as_of,
        priorities.need_line,
        text(&areas)
    );
    if priorities.teams.len() > 1 {
        out.push_str("\n\n");
        out.push_str(&text(&teams));
    }
    out.push_str("\n\n");
    out.push_str(&text(&items));
    if more > 0 {
        out.push_str("\n… ");
        out.push_str(&more.to_string());
        out.push_str(" more: --json prints all of them");
    }
    append(&mut out, &priorities.warnings);
    out
}

/// How many rows of a long list are printed.
const ROWS: usize = 20;

/// "2 of 5": the unfilled seats within reach of training.
fn in_reach(within_reach: u32, unfilled: u32) -> String {
    if unfilled == 0 { "–".to_owned() } else { format!("{within_reach} of {unfilled}") }
}

/// The respondents of an edition; some do not say how many there were.
fn respondents(n: Option<u32>) -> String {
    n.map_or_else(|| "not known".to_owned(), |n| n.to_string())
}

pub(crate) fn benchmarks(benchmarks: &[ListedBenchmark<'_>], opened: bool) -> String {
    if opened {
        return benchmarks.iter().map(edition).collect::<Vec<_>>().join("\n\n");
    }
    let mut table = table(&[
        ("Id", LEFT),
        ("Report", LEFT),
        ("n", RIGHT),
        ("Asked", LEFT),
        ("Figures", RIGHT),
        ("", LEFT),
    ]);
    for ListedBenchmark { benchmark, own, default } in benchmarks {
        let marks = [("own", own), ("default", default)].map(|(word, &is)| if is { word } else { "" });
        table.add_row(vec![
            benchmark.id.to_string(),
            format!("{} {} {}", benchmark.publisher, benchmark.report, benchmark.edition),
            respondents(benchmark.n),
            benchmark.field_date.clone(),
            benchmark.figures.len().to_string(),
            marks.join(" ").trim().to_owned(),
        ]);
    }
    text(&table)
}

/// An edition with everything that it says.
fn edition(listed: &ListedBenchmark<'_>) -> String {
    let benchmark = listed.benchmark;
    let mut parts = vec![format!(
        "{} {} {}\n{}, n = {}, asked {}",
        benchmark.publisher,
        benchmark.report,
        benchmark.edition,
        benchmark.population,
        respondents(benchmark.n),
        benchmark.field_date,
    )];
    if let Some(note) = &benchmark.n_note {
        parts.push(wrapped(&format!("Of the n: {note}")));
    }
    parts.extend(benchmark.url.clone());
    let sure = |confidence: Confidence| format!("{confidence:?}").to_lowercase();
    if !benchmark.figures.is_empty() {
        let mut table = table(&[
            ("Area", LEFT),
            ("Percent", RIGHT),
            ("Kind", LEFT),
            ("n", RIGHT),
            ("Sure", LEFT),
            ("Wording, source, remarks", LEFT),
        ]);
        for figure in &benchmark.figures {
            let together = figure.together.as_ref().map(|areas| format!("Published as one figure: {areas}."));
            let remarks = [figure.break_note.clone(), together, figure.note.clone()];
            let said = [figure.wording.clone(), Some(figure.source.clone())].into_iter().chain(remarks);
            table.add_row(vec![
                figure.area.to_string(),
                format!("{}%", figure.percent),
                figure.kind.words().to_owned(),
                figure.n.to_string(),
                sure(figure.confidence),
                said.flatten().collect::<Vec<_>>().join("\n"),
            ]);
        }
        parts.push(text(&table));
    }
    if !benchmark.statistics.is_empty() {
        let mut table = table(&[
            ("Without an area", LEFT),
            ("Percent", RIGHT),
            ("Sure", LEFT),
            ("Source, remarks", LEFT),
        ]);
        for statistic in &benchmark.statistics {
            table.add_row(vec![
                statistic.what.clone(),
                format!("{}%", statistic.percent),
                sure(statistic.confidence),
                [Some(statistic.source.clone()), statistic.note.clone()]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join("\n"),
            ]);
        }
        parts.push(text(&table));
    }
    for conflict in &benchmark.conflicts {
        let sides: Vec<String> = conflict
            .values
            .iter()
            .map(|side| format!("{} ({}{})", side.value, side.says, if side.used { "; used" } else { "" }))
            .collect();
        parts.push(format!("Sources differ on {}: {}. {}", conflict.what, sides.join(" or "), conflict.why));
    }
    let mut out = parts.join("\n\n");
    append(&mut out, &benchmark.notes);
    out
}

pub(crate) fn backups(view: &BackupsView) -> String {
    let mut table = table(&[("When", LEFT), ("Why", LEFT), ("Size", RIGHT), ("", LEFT), ("File", LEFT)]);
    for row in &view.rows {
        let name = Path::new(&row.path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let encrypted = if row.encrypted { "encrypted" } else { "" };
        table.add_row([&*row.when, &row.reason, &row.size, encrypted, &name]);
    }
    let mut out = format!("{} in {}\n{}\n", view.title, view.folder, view.rule);
    if !view.rows.is_empty() {
        out.push('\n');
        out.push_str(&text(&table));
    }
    out
}

pub(crate) fn preview(preview: &BackupPreview) -> String {
    let last = preview.last_change.as_ref().map(|last| format!("Last change: {last}\n")).unwrap_or_default();
    format!("“{}”: {}.\n{last}{}", preview.name, preview.holds, preview.sound)
}

pub(crate) fn passphrase_set(path: &Path, encrypted: bool, plain: u32, removed: u32) -> String {
    let path = path.display();
    if !encrypted {
        return format!("{path} has no passphrase any more: who can read the file can read it all.");
    }
    let backups =
        if plain == 1 { "1 older backup of it".to_owned() } else { format!("{plain} older backups of it") };
    let of_backups = match (plain, removed) {
        (0, _) => String::new(),
        (_, 0) => format!("\nNot encrypted: {backups}. --remove-plain-backups removes them."),
        _ => format!("\nRemoved {backups}: not encrypted."),
    };
    format!("{path} now opens with the new passphrase only. Nobody can open it without.{of_backups}")
}

pub(crate) fn log(operations: &[OperationSummary]) -> String {
    let mut table =
        table(&[("When (UTC)", LEFT), ("What", LEFT), ("Levels", RIGHT), ("Rows", RIGHT), ("", LEFT)]);
    for operation in operations {
        table.add_row(vec![
            operation.at.format("%Y-%m-%d %H:%M").to_string(),
            in_words(operation),
            operation.assessments.to_string(),
            operation.changes.to_string(),
            if operation.undone { "undone".to_owned() } else { String::new() },
        ]);
    }
    text(&table)
}

/// The training items; an estimate is marked by the word beside the table.
pub(crate) fn training(view: &TrainingView) -> String {
    if view.items.is_empty() {
        return "No training item yet. `cadre training WS --add all` adds what ships with Cadre, `--import FILE` a list."
            .to_owned();
    }
    let cost = format!("Cost ({})", view.currency);
    let mut table =
        table(&[("Item", LEFT), ("Lifts", LEFT), (&cost, RIGHT), ("Hours", RIGHT), ("Estimates", LEFT)]);
    for item in &view.items {
        let lifts: Vec<String> = item
            .lifts
            .iter()
            .map(|lift| format!("{} {}→{}", lift.name, lift.from.get(), lift.to.get()))
            .collect();
        table.add_row(vec![
            item.name.clone(),
            lifts.join(", "),
            item.cost_words.clone(),
            item.hours.to_string(),
            item.estimates.clone(),
        ]);
    }
    format!("{}.\n\n{}", view.title, text(&table))
}

/// What ships and can be added.
pub(crate) fn shipped_training(view: &TrainingView) -> String {
    let mut table = table(&[("Key", LEFT), ("Item", LEFT), ("What it is", LEFT)]);
    for item in &view.shipped {
        table.add_row(vec![item.key.to_string(), item.name.clone(), item.detail.clone()]);
    }
    text(&table)
}

pub(crate) fn added_training(count: usize) -> String {
    match count {
        0 => "Nothing to add: the workspace has them.".to_owned(),
        1 => "Added 1 training item.".to_owned(),
        _ => format!("Added {count} training items."),
    }
}

pub(crate) fn dry_run(import: &Import, summary: &ImportSummary) -> String {
    let mut table = table(&[
        ("Cell", LEFT),
        ("Person", LEFT),
        ("Competency", LEFT),
        ("Level", RIGHT),
        ("Source", LEFT),
        ("Assessed", LEFT),
    ]);
    for line in import.lines() {
        table.add_row(vec![
            format!("{}{}", line.column, line.row),
            line.person,
            line.competency,
            line.level.to_string(),
            line.source.as_str().to_owned(),
            line.assessed_on.to_string(),
        ]);
    }
    // A list has no levels to show row by row.
    let mut out = if table.is_empty() { String::new() } else { text(&table) + "\n\n" };
    out.push_str(&remarks(import));
    out.push_str("Nothing was changed. Would import ");
    out.push_str(&sentence(import, summary));
    out
}

pub(crate) fn imported(import: &Import, summary: &ImportSummary) -> String {
    format!("{}Imported {}", remarks(import), sentence(import, summary))
}

fn sentence(import: &Import, summary: &ImportSummary) -> String {
    let rows = counted(summary.rows_read, "row", "rows");
    let assessments = counted(summary.assessments, "assessment", "assessments");
    // A list has no levels.
    let what = if summary.scale.is_empty() { rows } else { format!("{assessments} from {rows}") };
    format!("{what}. {}", import.in_words())
}

fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn remarks(import: &Import) -> String {
    import
        .remarks()
        .iter()
        .map(|(error, FieldProblem { place, found, expected, .. })| {
            let kind = if *error { "wrong" } else { "note" };
            if found.is_empty() {
                format!("{kind}: {place}: {expected}\n")
            } else {
                format!("{kind}: {place}: “{found}”: {expected}\n")
            }
        })
        .collect()
}

pub(crate) fn append(out: &mut String, remarks: &[String]) {
    for remark in remarks {
        out.push_str("\n\nNote: ");
        out.push_str(remark);
    }
}

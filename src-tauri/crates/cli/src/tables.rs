//! The output for people: tables that fit a terminal of 80 columns.

use cadre_app::{
    Benchmark, FieldProblem, GapArea, Gaps, Import, ImportSummary, OperationSummary, Priorities,
    TrainingView, in_words,
};
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

/// The width that every table keeps to.
const WIDTH: u16 = 80;

fn table(head: &[(&str, CellAlignment)]) -> Table {
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

const LEFT: CellAlignment = CellAlignment::Left;
const RIGHT: CellAlignment = CellAlignment::Right;

/// The table without blanks at line ends.
fn text(table: &Table) -> String {
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

fn scope(team: Option<&str>) -> &str {
    team.unwrap_or("all teams")
}

/// "3 of 5" under ten people, else the percentage with its n.
fn share(count: u32, of: u32) -> String {
    match of {
        0 => "not assessed".to_owned(),
        1..10 => format!("{count} of {of}"),
        _ => format!("{:.0}% of {of}", 100.0 * f64::from(count) / f64::from(of)),
    }
}

fn place(first: Option<u32>, last: Option<u32>) -> String {
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
    append(&mut out, &gaps.warnings);
    out
}

fn gap_row(area: &GapArea) -> Vec<String> {
    vec![
        area.name.clone(),
        share(area.below_target.count, area.below_target.of),
        place(area.rank, area.rank_to),
        if area.seats.required == 0 {
            "–".to_owned()
        } else {
            format!("{} of {}", area.seats.filled, area.seats.required)
        },
        area.perceived.map_or_else(|| "–".to_owned(), |pulse| format!("{} of {}", pulse.count, pulse.of)),
        area.industry.map_or_else(|| "–".to_owned(), |industry| format!("{:.0}%", industry.percent)),
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
        ("Area", LEFT),
        ("Need", RIGHT),
        ("Hire", RIGHT),
        ("Train", RIGHT),
        ("Unfilled", RIGHT),
        ("In reach", RIGHT),
        ("Industry", RIGHT),
        ("Signal", LEFT),
    ]);
    for area in &priorities.areas {
        areas.add_row(vec![
            area.area_name.clone(),
            format!("{:.0}", area.need),
            format!("{:.0}", area.hire_part),
            format!("{:.0}", area.train_part),
            area.unfilled.to_string(),
            area.within_reach.to_string(),
            area.industry_percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent:.0}%")),
            area.signal.as_str().to_owned(),
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
    for item in shown.clone().take(20) {
        items.add_row(vec![
            place(Some(item.rank), Some(item.rank_to)),
            item.competency_name.clone(),
            item.team_name.clone(),
            format!("{:.0}", item.need),
            if item.unfilled == 0 {
                "–".to_owned()
            } else {
                format!("{} of {}", item.within_reach, item.unfilled)
            },
            format!("{:.0}%", 100.0 * item.stability),
            item.signal.as_str().to_owned(),
        ]);
    }
    let more = shown.count().saturating_sub(20);
    let mut out = format!(
        "Priorities on {}: need 0 to 100, hire or train from {:.0}\n\n{}\n\n{}",
        priorities.as_of,
        priorities.need_line,
        text(&areas),
        text(&items)
    );
    if more > 0 {
        out.push_str("\n… ");
        out.push_str(&more.to_string());
        out.push_str(" more: --json prints all of them");
    }
    append(&mut out, &priorities.warnings);
    out
}

/// The respondents of an edition; some do not say how many there were.
fn respondents(n: Option<u32>) -> String {
    n.map_or_else(|| "not known".to_owned(), |n| n.to_string())
}

pub(crate) fn benchmarks(benchmarks: &[&Benchmark], figures: bool) -> String {
    if !figures {
        let mut table =
            table(&[("Id", LEFT), ("Report", LEFT), ("n", RIGHT), ("Asked", LEFT), ("Figures", RIGHT)]);
        for benchmark in benchmarks {
            table.add_row(vec![
                benchmark.id.to_string(),
                format!("{} {} {}", benchmark.publisher, benchmark.report, benchmark.edition),
                respondents(benchmark.n),
                benchmark.field_date.clone(),
                benchmark.figures.len().to_string(),
            ]);
        }
        return text(&table);
    }
    let figures_of = |benchmark: &&Benchmark| {
        let mut table =
            table(&[("Area", LEFT), ("Percent", RIGHT), ("Kind", LEFT), ("n", RIGHT), ("Source", LEFT)]);
        for figure in &benchmark.figures {
            table.add_row(vec![
                figure.area.to_string(),
                format!("{:.0}%", figure.percent),
                figure.kind.words().to_owned(),
                figure.n.to_string(),
                figure.source.clone(),
            ]);
        }
        let mut out = format!(
            "{} {} {}, {}\n\n{}",
            benchmark.publisher,
            benchmark.report,
            benchmark.edition,
            benchmark.field_date,
            text(&table)
        );
        append(&mut out, &benchmark.notes);
        out
    };
    benchmarks.iter().map(figures_of).collect::<Vec<_>>().join("\n\n")
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
    let mut out = text(&table);
    out.push_str("\n\n");
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
        .map(|(error, FieldProblem { place, found, expected })| {
            let kind = if *error { "wrong" } else { "note" };
            if found.is_empty() {
                format!("{kind}: {place}: {expected}\n")
            } else {
                format!("{kind}: {place}: “{found}”: {expected}\n")
            }
        })
        .collect()
}

fn append(out: &mut String, remarks: &[String]) {
    for remark in remarks {
        out.push_str("\n\nNote: ");
        out.push_str(remark);
    }
}

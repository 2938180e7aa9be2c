//! A pack as data for the template of the pages: texts, figures and numbers, nothing that is set already.

use cadre_charts::{Drawing, Frame, Theme, render};
use cadre_core::Section;
use chrono::Datelike;
use serde_json::{Value, json};

use crate::{Align, Bar, Block, Cell, Content, Figure, Pack, Page, ReportError, Row, Run, Table};

/// Every chart of a pack, in reading order.
pub(crate) fn figures(pack: &Pack) -> impl Iterator<Item = &Figure> {
    pack.blocks().flat_map(|block| &block.content).filter_map(|content| match content {
        Content::Figure(figure) => Some(figure),
        _ => None,
    })
}

/// A chart as it is printed; `height` in pixels goes before the figure's own.
pub(crate) fn draw(figure: &Figure, height: Option<f64>) -> Result<Drawing, ReportError> {
    let height = height.or(figure.height);
    Ok(render(&figure.chart, &Frame { height, ..Frame::new(figure.width, Theme::Print) })?)
}

/// Every chart as it is printed.
pub(crate) fn drawings(pack: &Pack) -> Result<Vec<Drawing>, ReportError> {
    figures(pack).map(|figure| draw(figure, None)).collect()
}

/// Refuses a pack that could not be read by everyone, or not be set at all.
pub(crate) fn check(pack: &Pack) -> Result<(), ReportError> {
    let refuse = |reason: String| Err(ReportError::Set { reason });
    for block in pack.blocks() {
        let named = || if block.heading.is_empty() { &block.eyebrow } else { &block.heading };
        for content in &block.content {
            match content {
                Content::Figure(figure) if figure.alternative.trim().is_empty() => {
                    return refuse(format!("the chart of \"{}\" has no alternative text", named()));
                }
                Content::Table(table) if table.columns.is_empty() => {
                    return refuse(format!("the table of \"{}\" has no columns", named()));
                }
                Content::Table(table) => {
                    if let Some(row) = table.rows.iter().position(|row| row.len() != table.columns.len()) {
                        return refuse(format!(
                            "the table of \"{}\" has {} columns, but {} cells in row {}",
                            named(),
                            table.columns.len(),
                            table.rows[row].len(),
                            row + 1
                        ));
                    }
                }
                _ => (),
            }
        }
    }
    match &pack.logo {
        Some(logo) if logo.alternative.trim().is_empty() => {
            refuse("the logo has no alternative text".to_owned())
        }
        _ => Ok(()),
    }
}

/// The pack for the template. `drawings` are those of [`drawings`].
pub(crate) fn of(pack: &Pack, drawings: &[Drawing]) -> Value {
    let mut figures = drawings.iter().enumerate();
    let pages: Vec<_> = pack.pages.iter().map(|page| of_page(page, &mut figures)).collect();
    json!({
        "title": pack.title,
        "heading": pack.heading,
        "organisation": pack.organisation,
        "date": [pack.as_of.year(), pack.as_of.month(), pack.as_of.day()],
        "as_of": pack.as_of_words,
        "confidentiality": pack.confidentiality,
        "fingerprint": pack.fingerprint.chars().take(8).collect::<String>(),
        "recipe": pack.recipe,
        "paper": pack.paper,
        "logo": pack.logo.as_ref().map(|logo| &logo.alternative),
        "pages": pages,
    })
}

type Numbered<'a> = dyn Iterator<Item = (usize, &'a Drawing)> + 'a;

fn of_page(page: &Page, figures: &mut Numbered<'_>) -> Value {
    let rows: Vec<_> = page
        .rows
        .iter()
        .map(|row| match row {
            Row::Wide(block) => json!([of_block(block, figures)]),
            Row::Beside { left, right, left_columns } => {
                json!([of_block(left, figures), of_block(right, figures), left_columns])
            }
        })
        .collect();
    json!({
        "section": match page.section {
            Section::Standing => "standing",
            Section::Decision => "decision",
            _ => "appendix",
        },
        "label": page.label,
        "title": page.title,
        "standfirst": of_text(&page.standfirst),
        "rows": rows,
    })
}

fn of_block(block: &Block, figures: &mut Numbered<'_>) -> Value {
    json!({
        "eyebrow": block.eyebrow,
        "heading": block.heading,
        "reading": block.reading,
        "content": block.content.iter().map(|content| of_content(content, figures)).collect::<Vec<_>>(),
        "source": block.source,
        "boxed": block.boxed,
    })
}

fn of_content(content: &Content, figures: &mut Numbered<'_>) -> Value {
    match content {
        Content::Table(table) => of_table(table),
        Content::Figure(figure) => {
            let (number, size) = figures
                .next()
                .map_or((0, [0, 0]), |(number, drawing)| (number, [drawing.width, drawing.height]));
            json!({
                "kind": "figure",
                "number": number,
                "width": figure.width,
                "size": size,
                "grows": figure.height.is_none(),
                "alternative": figure.alternative,
            })
        }
        Content::Paragraph(text) => json!({ "kind": "paragraph", "text": of_text(text) }),
        Content::Steps(steps) => {
            json!({ "kind": "steps", "steps": steps.iter().map(|step| of_text(step)).collect::<Vec<_>>() })
        }
        Content::Bars(bars) => json!({ "kind": "bars", "bars": bars.iter().map(of_bar).collect::<Vec<_>>() }),
        Content::Digits(digits) => json!({ "kind": "digits", "text": digits }),
    }
}

fn of_table(table: &Table) -> Value {
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|column| {
            json!({
                "head": column.head,
                "right": column.align == Align::Right,
                "width": column.width.filter(|width| width.is_finite() && *width > 0.0),
            })
        })
        .collect();
    let of_cell = |cell: &Cell| json!({ "text": of_text(&cell.text), "note": cell.note });
    let rows: Vec<Vec<_>> = table.rows.iter().map(|row| row.iter().map(of_cell).collect()).collect();
    json!({
        "kind": "table",
        "name": table.name,
        "columns": columns,
        "rows": rows,
        "total": table.total,
        "recommended": table.recommended,
        "names": names(table),
    })
}

fn of_bar(bar: &Bar) -> Value {
    let share = if bar.share.is_finite() { bar.share.clamp(0.0, 1.0) } else { 0.0 };
    json!({ "name": bar.name, "note": bar.note, "words": bar.words, "share": share, "certain": bar.certain })
}

fn of_text(text: &[Run]) -> Value {
    text.iter().map(|run| json!([run.text, run.strong])).collect()
}

/// The column whose cells name their rows: the first, unless that counts them: "1", "5=".
pub(crate) fn names(table: &Table) -> usize {
    let letters = |row: &Vec<Cell>| {
        row.first().map_or(0, |cell| cell.text.iter().map(|run| run.text.chars().count()).sum::<usize>())
    };
    usize::from(table.columns.len() > 1 && table.rows.iter().all(|row| letters(row) <= 3))
}

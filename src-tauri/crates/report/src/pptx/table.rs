//! A table of a slide: as large as it fits, and the first rows where it does not.

use std::fmt::Write;

use super::{
    measure,
    shapes::{Area, Colour, Face, Paragraph, Slide, emu},
};
use crate::{Align, Cell, Run, Table, writable::on_one_line};

/// Sizes of the text, the largest that fits first; the size of a table of which only the first rows fit.
const SIZES: [f64; 4] = [14.0, 13.0, 12.0, 11.0];
const CUT_SIZE: f64 = 12.0;
/// Beside and above the text of a cell.
const BESIDE: f64 = 6.0;
const ABOVE: f64 = 4.5;
/// What is said about the rows that do not fit.
const REMARK: Face = Face::of(11.0, Colour::Muted);

/// A table laid out.
pub(super) struct Fitted<'a> {
    table: &'a Table,
    size: f64,
    widths: Vec<f64>,
    /// The rows shown with their heights.
    rows: Vec<(&'a [Cell], f64)>,
    head: f64,
    /// Rows that are not shown.
    pub(super) left_out: usize,
}

impl<'a> Fitted<'a> {
    /// The table in an area, whole at one of the sizes down to `least`, else its first rows.
    pub(super) fn new(table: &'a Table, area: Area, least: f64) -> Self {
        for size in SIZES.into_iter().filter(|size| *size >= least) {
            let fitted = Self::at(table, area.width, size);
            if fitted.height() <= area.height {
                return fitted;
            }
        }
        let mut fitted = Self::at(table, area.width, CUT_SIZE);
        // A total says what all rows come to, and stays.
        let keep = usize::from(table.total) + 1;
        while fitted.rows.len() > keep && fitted.height() > area.height {
            fitted.rows.remove(fitted.rows.len() - keep);
            fitted.left_out += 1;
        }
        fitted
    }

    /// Whether all of it is shown.
    pub(super) fn is_whole(&self) -> bool {
        self.left_out == 0
    }

    fn at(table: &'a Table, room: f64, size: f64) -> Self {
        let widths = widths(table, room, size);
        let face = Face::of(size, Colour::Ink);
        let rows = table
            .rows
            .iter()
            .map(|row| {
                let heights = row.iter().zip(&widths).map(|(cell, width)| {
                    let room = width - 2.0 * BESIDE;
                    let note = if cell.note.is_empty() {
                        0.0
                    } else {
                        note_face(size).height(&[Run::plain(cell.note.clone())], room)
                    };
                    face.height(&cell.text, room) + note
                });
                (row.as_slice(), heights.fold(face.line(), f64::max) + 2.0 * ABOVE)
            })
            .collect();
        let head = table.columns.iter().zip(&widths).map(|(column, width)| {
            let text = [head_run(&column.head, table.recommended.is_some())];
            head_face(size).height(&text, width - 2.0 * BESIDE)
        });
        let head = head.fold(head_face(size).line(), f64::max) + 2.0 * ABOVE;
        Self { table, size, widths, rows, head, left_out: 0 }
    }

    /// Its height with what is said about the rows that do not fit.
    pub(super) fn height(&self) -> f64 {
        let remark = if self.left_out > 0 { REMARK.line() + 6.0 } else { 0.0 };
        self.head + self.rows.iter().map(|(_, height)| height).sum::<f64>() + remark
    }

    /// Puts it on a slide.
    pub(super) fn put(&self, slide: &mut Slide, area: Area) {
        let remark = if self.left_out > 0 { REMARK.line() + 6.0 } else { 0.0 };
        let width = self.widths.iter().sum();
        let height = self.height() - remark;
        slide.table(&on_one_line(&self.table.name), Area { width, height, ..area }, &self.xml());
        if self.left_out > 0 {
            let says = [Run::plain(more(self.left_out))];
            let below = Area { y: area.y + height + 6.0, height: REMARK.line(), ..area };
            slide.text("Remark", below, &[Paragraph::of(&says, REMARK)]);
        }
    }

    fn xml(&self) -> String {
        let last = if self.table.total && self.table.rows.len() > 1 { " lastRow=\"1\"" } else { "" };
        // The style that adds nothing: each cell has its lines and ground.
        let mut xml = format!(
            "<a:tbl><a:tblPr firstRow=\"1\"{last}><a:tableStyleId>{{2D5ABB26-0587-4C30-8999-92F81FD0307C}}</a:tableStyleId></a:tblPr><a:tblGrid>"
        );
        for width in &self.widths {
            let _ = write!(xml, "<a:gridCol w=\"{}\"/>", emu(*width));
        }
        xml.push_str("</a:tblGrid>");
        let _ = write!(xml, "<a:tr h=\"{}\">", emu(self.head));
        for (index, column) in self.table.columns.iter().enumerate() {
            let recommended = self.table.recommended == Some(index);
            let text = [head_run(&on_one_line(&column.head), self.table.recommended.is_some())];
            let mut face = head_face(self.size);
            face.right = column.align == Align::Right;
            face.colour = if self.table.recommended.is_some() { Colour::Ink } else { Colour::Muted };
            let top = recommended.then_some((Colour::Ink, 2.0));
            xml.push_str(&cell_xml(&[Paragraph::of(&text, face)], top, Colour::Rule, recommended, "b"));
        }
        xml.push_str("</a:tr>");
        for (place, (row, height)) in self.rows.iter().enumerate() {
            let _ = write!(xml, "<a:tr h=\"{}\">", emu(*height));
            let is_last = place + 1 == self.rows.len();
            let total = is_last && self.table.total;
            for (index, column) in self.table.columns.iter().enumerate() {
                let empty = Cell::default();
                let cell = row.get(index).unwrap_or(&empty);
                let text: Vec<Run> =
                    cell.text.iter().map(|run| Run { strong: run.strong || total, ..run.clone() }).collect();
                let note = [Run::plain(cell.note.clone())];
                let right = column.align == Align::Right;
                let face = Face { right, ..Face::of(self.size, Colour::Ink) };
                let mut paragraphs = vec![Paragraph::of(&text, face)];
                if !cell.note.is_empty() {
                    paragraphs.push(Paragraph::of(&note, Face { right, ..note_face(self.size) }));
                }
                let line = if is_last { Colour::Rule } else { Colour::Hairline };
                let recommended = self.table.recommended == Some(index);
                xml.push_str(&cell_xml(&paragraphs, None, line, recommended, "t"));
            }
            xml.push_str("</a:tr>");
        }
        xml.push_str("</a:tbl>");
        xml
    }
}

/// "and 3 more in the report"
pub(super) fn more(left_out: usize) -> String {
    format!("and {left_out} more in the report")
}

fn head_run(head: &str, bold: bool) -> Run {
    Run { text: head.to_owned(), strong: bold }
}

fn head_face(size: f64) -> Face {
    Face::of(size - 1.5, Colour::Muted)
}

fn note_face(size: f64) -> Face {
    Face::of(size - 2.0, Colour::Muted)
}

/// A cell: its paragraphs, a line above it with its width, the colour of that below it, and whether it is tinted.
fn cell_xml(
    paragraphs: &[Paragraph<'_>],
    above: Option<(Colour, f64)>,
    below: Colour,
    tinted: bool,
    anchor: &str,
) -> String {
    let none = |side: &str| format!("<a:{side} w=\"0\"><a:noFill/></a:{side}>");
    let line = |side: &str, colour: Colour, width: f64| {
        format!("<a:{side} w=\"{}\">{}</a:{side}>", emu(width), colour.fill())
    };
    let top = above.map_or_else(|| none("lnT"), |(colour, width)| line("lnT", colour, width));
    let ground = if tinted { Colour::Tint.fill() } else { "<a:noFill/>".to_owned() };
    format!(
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{}</a:txBody><a:tcPr marL=\"{beside}\" marR=\"{beside}\" marT=\"{over}\" marB=\"{over}\" anchor=\"{anchor}\">{}{}{top}{}{ground}</a:tcPr></a:tc>",
        paragraphs.iter().map(Paragraph::xml).collect::<String>(),
        none("lnL"),
        none("lnR"),
        line("lnB", below, 0.5),
        beside = emu(BESIDE),
        over = emu(ABOVE),
    )
}

/// The widths of the columns: what their cells need on one line where there is room for it; else what their longest words
/// need, and of the rest each as much as it would take. What is over goes to the columns with a share, else to the last of
/// words, so that numbers stay near their names.
fn widths(table: &Table, room: f64, size: f64) -> Vec<f64> {
    let count = table.columns.len();
    let mut wanted = vec![0.0_f64; count];
    let mut least = vec![0.0_f64; count];
    for (index, column) in table.columns.iter().enumerate() {
        let head = [head_run(&column.head, table.recommended.is_some())];
        let head_size = head_face(size).size;
        let mut want = measure::text_width(&head, head_size);
        // A head of several words may take two lines.
        let mut need = measure::widest_word(&head, head_size);
        if need < want {
            want = need.max(0.6 * want);
        }
        for cell in table.rows.iter().filter_map(|row| row.get(index)) {
            let note = [Run::plain(cell.note.clone())];
            let note_size = note_face(size).size;
            want = want.max(measure::text_width(&cell.text, size)).max(measure::text_width(&note, note_size));
            need =
                need.max(measure::widest_word(&cell.text, size)).max(measure::widest_word(&note, note_size));
        }
        wanted[index] = want + 2.0 * BESIDE + 1.0;
        least[index] = need.min(0.5 * room) + 2.0 * BESIDE + 1.0;
    }
    // A sentence may take lines; what is short stands on one.
    if wanted.iter().sum::<f64>() > room {
        let most = 1.2 * room / count as f64;
        for (wanted, least) in wanted.iter_mut().zip(&least) {
            *wanted = wanted.min(most).max(*least);
        }
    }
    let all: f64 = wanted.iter().sum();
    if all <= room {
        let shares: f64 = table.columns.iter().filter_map(|column| column.width).sum();
        let over = room - all;
        if shares > 0.0 {
            for (width, column) in wanted.iter_mut().zip(&table.columns) {
                *width += over * column.width.unwrap_or(0.0) / shares;
            }
        } else if let Some(at) = table.columns.iter().rposition(|column| column.align == Align::Left) {
            wanted[at] += over;
        }
        return wanted;
    }
    let base: f64 = least.iter().sum();
    if base >= room {
        return least.iter().map(|width| width * room / base).collect();
    }
    let spread = all - base;
    least
        .iter()
        .zip(&wanted)
        .map(|(least, wanted)| least + (room - base) * (wanted - least) / spread)
        .collect()
}

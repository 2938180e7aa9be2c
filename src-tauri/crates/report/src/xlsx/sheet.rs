//! A sheet, from top to bottom: the question, the finding, how to read it, what shows it, and where it comes from.

use rust_xlsxwriter::{
    Color, Format, FormatUnderline, Table, TableColumn, TableStyle, Url, Worksheet, XlsxError,
};

use super::{
    figures,
    grid::{Grid, Value, is_strong},
    look,
    plot::{Place, Plot},
    text::{self, Names},
};
use crate::{
    Block, Content, Number, Pack, ReportError, Run,
    writable::{legal, letters_of, on_one_line, shortened},
};

/// Where something stands in the workbook.
pub(super) struct Link<'a> {
    /// The name of its sheet.
    pub(super) sheet: &'a str,
    /// What it says.
    pub(super) says: &'a str,
}

/// Writes a sheet.
pub(super) struct Writer<'a> {
    sheet: &'a mut Worksheet,
    name: &'a str,
    /// What stands before an amount of money.
    unit: &'a str,
    names: &'a mut Names,
    /// The next row.
    row: u32,
    /// The widths of the columns, in pixels.
    widths: Vec<u32>,
}

/// What a column takes where no table says otherwise, and what words take in all, in pixels.
const COLUMN: u32 = 64;
const MEASURE: u32 = 700;
/// Narrowest column, and widest of words and of numbers.
const NARROW: u32 = 64;
const WIDE: u32 = 340;
const WIDE_NUMBERS: u32 = 130;
/// Room for the button of a filter, and the rows from which a table has one.
const BUTTON: u32 = 18;
const FILTERED_FROM: usize = 8;
/// Between a table and its chart, and between charts.
const GAP: u32 = 24;
/// Longest alternative text that Excel keeps, in UTF-16 units.
const MAX_ALTERNATIVE: usize = 255;
/// Columns from which the first stays in view.
const MANY_COLUMNS: usize = 9;

/// A piece of a block, its figures as cells.
enum Piece<'a> {
    Grid(Grid, Vec<Plot>, String),
    Paragraph(&'a [Run]),
    Steps(&'a [Vec<Run>]),
    Digits(&'a str),
}

impl<'a> Writer<'a> {
    /// Begins a sheet.
    pub(super) fn new(
        sheet: &'a mut Worksheet,
        name: &'a str,
        pack: &'a Pack,
        names: &'a mut Names,
    ) -> Result<Self, ReportError> {
        sheet.set_name(name)?.set_screen_gridlines(false);
        Ok(Self { sheet, name, unit: &pack.money_unit, names, row: 0, widths: Vec::new() })
    }

    /// A block with figures, on a sheet of its own.
    pub(super) fn block(mut self, block: &Block) -> Result<(), ReportError> {
        let mut pieces = Vec::new();
        for content in &block.content {
            pieces.push(match content {
                Content::Table(table) => Piece::Grid(Grid::of_table(table), Vec::new(), String::new()),
                Content::Figure(figure) => {
                    let (grid, plots) = figures::of_figure(&figure.chart, &block.eyebrow, self.unit)?;
                    Piece::Grid(grid, plots, figure.alternative.clone())
                }
                Content::Bars(bars) => {
                    let said: Vec<String> =
                        bars.iter().map(|bar| format!("{}: {}", bar.name, bar.words)).collect();
                    let grid = Grid::of_bars(&block.eyebrow, bars);
                    Piece::Grid(grid, vec![figures::of_bars(bars)], said.join("; "))
                }
                Content::Paragraph(text) => Piece::Paragraph(text),
                Content::Steps(steps) => Piece::Steps(steps),
                Content::Digits(digits) => Piece::Digits(digits),
            });
        }
        for piece in &pieces {
            if let Piece::Grid(grid, ..) = piece {
                self.make_room(grid);
            }
        }
        self.set_widths()?;
        self.heading(block)?;
        let mut grids = pieces.iter().filter_map(|piece| match piece {
            Piece::Grid(grid, ..) => Some(grid),
            _ => None,
        });
        // The heads of a single table stay in view; of several those of one would mislead.
        let frozen = match (pieces.first(), grids.next(), grids.next()) {
            (Some(Piece::Grid(..)), Some(grid), None) => {
                (self.row + 1, u16::from(grid.heads.len() >= MANY_COLUMNS))
            }
            _ => (self.row, 0),
        };
        self.sheet.set_freeze_panes(frozen.0, frozen.1)?;
        for piece in &pieces {
            match piece {
                Piece::Grid(grid, plots, alternative) => self.grid(grid, plots, alternative)?,
                Piece::Paragraph(text) => self.paragraph(text)?,
                Piece::Steps(steps) => self.steps(steps)?,
                Piece::Digits(digits) => self.digits(digits)?,
            }
        }
        self.source(block)
    }

    /// A block of words, one below the other.
    pub(super) fn words_of(&mut self, block: &Block) -> Result<(), ReportError> {
        self.heading(block)?;
        for content in &block.content {
            match content {
                Content::Paragraph(text) => self.paragraph(text)?,
                Content::Steps(steps) => self.steps(steps)?,
                Content::Digits(digits) => self.digits(digits)?,
                // A block with one of these has a sheet of its own.
                Content::Table(_) | Content::Figure(_) | Content::Bars(_) => {}
            }
        }
        self.source(block)?;
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, block: &Block) -> Result<(), ReportError> {
        self.small(&block.eyebrow)?;
        self.line(&[Run::plain(block.heading.clone())], &look::wrapped(14.0, look::INK).set_bold(), 14)?;
        self.line(&[Run::plain(block.reading.clone())], &look::wrapped(11.0, look::INK), 11)?;
        self.row += 1;
        Ok(())
    }

    fn source(&mut self, block: &Block) -> Result<(), ReportError> {
        self.line(&[Run::plain(block.source.clone())], &look::wrapped(9.0, look::MUTED), 9)
    }

    /// The finding of the whole report.
    pub(super) fn title(&mut self, text: &str) -> Result<(), ReportError> {
        self.line(&[Run::plain(text)], &look::wrapped(20.0, look::INK).set_bold(), 20)
    }

    /// What accompanies something.
    pub(super) fn small(&mut self, text: &str) -> Result<(), ReportError> {
        self.line(&[Run::plain(text)], &look::wrapped(10.0, look::MUTED), 10)
    }

    pub(super) fn paragraph(&mut self, text: &[Run]) -> Result<(), ReportError> {
        if letters_of(text).trim().is_empty() {
            return Ok(());
        }
        self.line(text, &look::wrapped(11.0, look::INK), 11)?;
        self.row += 1;
        Ok(())
    }

    fn steps(&mut self, steps: &[Vec<Run>]) -> Result<(), ReportError> {
        for (number, step) in (1..).zip(steps) {
            let mut text = vec![Run::plain(format!("{number}   "))];
            text.extend(step.iter().cloned());
            self.line(&text, &look::wrapped(11.0, look::INK), 11)?;
        }
        self.row += 1;
        Ok(())
    }

    fn digits(&mut self, digits: &str) -> Result<(), ReportError> {
        let format = look::wrapped(11.0, look::INK).set_font_name("Consolas");
        self.line(&[Run::plain(digits)], &format, 11)?;
        self.row += 1;
        Ok(())
    }

    /// Text over the whole measure, in as many lines as it needs.
    fn line(&mut self, words: &[Run], format: &Format, points: u32) -> Result<(), ReportError> {
        let letters = text::cell(&letters_of(words));
        if letters.is_empty() {
            return Ok(());
        }
        let (last, measure) = self.measure();
        // What is wider than 11 points takes more lines of more height.
        let lines = text::lines(&letters, measure * 11 / points.max(11));
        let height = (look::row_height(lines) * points.max(10) / 10).min(540);
        self.sheet.set_row_height_pixels(self.row, height)?;
        self.sheet.merge_range(self.row, 0, self.row, last, "", format)?;
        self.text((self.row, 0), words, format)?;
        self.row += 1;
        Ok(())
    }

    /// The last of the columns that words run over, and how wide they are together.
    fn measure(&self) -> (u16, u32) {
        let mut measure = 0;
        for column in 0..u16::MAX {
            measure += self.widths.get(usize::from(column)).copied().unwrap_or(COLUMN);
            if measure >= MEASURE && column > 0 {
                return (column, measure);
            }
        }
        (1, measure)
    }

    /// Text into a cell, what stands out in it bold.
    fn text(&mut self, (row, column): (u32, u16), words: &[Run], format: &Format) -> Result<(), XlsxError> {
        let first = text::cell(&letters_of(words));
        let runs: Vec<&Run> = words.iter().filter(|run| !legal(&run.text).is_empty()).collect();
        if runs.len() < 2
            || is_strong(words)
            || first.starts_with('\'')
            || words.iter().all(|run| !run.strong)
        {
            let format = if is_strong(words) { format.clone().set_bold() } else { format.clone() };
            self.sheet.write_string_with_format(row, column, first, &format)?;
            return Ok(());
        }
        let (bold, regular) = (Format::new().set_bold(), Format::new());
        let texts: Vec<String> = runs.iter().map(|run| legal(&run.text)).collect();
        let rich: Vec<(&Format, &str)> = runs
            .iter()
            .zip(&texts)
            .map(|(run, text)| (if run.strong { &bold } else { &regular }, text.as_str()))
            .collect();
        self.sheet.write_rich_string_with_format(row, column, &rich, format)?;
        Ok(())
    }

    /// Where everything stands: a table of sheets, each with a link.
    pub(super) fn contents(&mut self, links: &[Link<'_>]) -> Result<(), ReportError> {
        self.row += 1;
        let (last, measure) = self.measure();
        let head = look::head(false, false);
        self.sheet.merge_range(self.row, 0, self.row, 1, "Sheet", &head)?;
        self.sheet.merge_range(self.row, 2, self.row, last, "What it says", &head)?;
        self.row += 1;
        for link in links {
            let body = look::body(false, false, false, look::HAIRLINE);
            let linked =
                body.clone().set_font_color(Color::RGB(look::OURS)).set_underline(FormatUnderline::Single);
            self.sheet.merge_range(self.row, 0, self.row, 1, "", &linked)?;
            let target = format!("internal:'{}'!A1", link.sheet.replace('\'', "''"));
            self.sheet.write_url_with_format(self.row, 0, Url::new(target).set_text(link.sheet), &linked)?;
            let says = text::cell(&on_one_line(link.says));
            self.sheet.set_row_height_pixels(
                self.row,
                look::row_height(text::lines(&says, measure - 2 * COLUMN)),
            )?;
            self.sheet.merge_range(self.row, 2, self.row, last, &says, &body)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// Widens the columns for a table.
    fn make_room(&mut self, grid: &Grid) {
        let buttons = if grid.listed() >= FILTERED_FROM { BUTTON } else { 0 };
        for (index, head) in grid.heads.iter().enumerate() {
            // A head may take two lines.
            let longest_word = head.text.split_whitespace().map(text::width).max().unwrap_or(0);
            let title = (text::width(&head.text) * 6 / 10).max(longest_word) + buttons + 12;
            let values = grid.rows.iter().filter_map(|row| row.get(index)).map(|value| match value {
                Value::Empty => 0,
                Value::Text(words) => text::width(&letters_of(words)) + 12,
                Value::Number(number, _) => text::width(&format!("{}{:.1}", self.unit, number.value)) + 24,
            });
            let widest = if head.right { WIDE_NUMBERS } else { WIDE };
            let width = title.max(values.max().unwrap_or(0)).clamp(NARROW, widest);
            match self.widths.get_mut(index) {
                Some(before) => *before = width.max(*before),
                None => self.widths.push(width),
            }
        }
    }

    fn set_widths(&mut self) -> Result<(), ReportError> {
        for (index, width) in self.widths.iter().enumerate() {
            self.sheet.set_column_width_pixels(column_at(index)?, *width)?;
        }
        Ok(())
    }

    /// A table with its charts.
    fn grid(&mut self, grid: &Grid, plots: &[Plot], alternative: &str) -> Result<(), ReportError> {
        let head = self.row;
        let heads = text::heads(grid.heads.iter().map(|head| head.text.as_str()));
        let lines = heads
            .iter()
            .zip(&self.widths)
            .map(|(head, width)| text::lines(head, width.saturating_sub(BUTTON)));
        self.sheet.set_row_height_pixels(head, look::row_height(lines.max().unwrap_or(1)))?;
        let listed = grid.listed();
        let format = |index: usize| {
            let column = grid.heads.get(index);
            look::head(column.is_some_and(|it| it.right), column.is_some_and(|it| it.recommended))
        };
        if listed == 0 || heads.is_empty() {
            for (index, name) in heads.iter().enumerate() {
                self.sheet.write_string_with_format(head, column_at(index)?, name, &format(index))?;
            }
        } else {
            let columns: Vec<TableColumn> = heads
                .iter()
                .enumerate()
                .map(|(index, name)| {
                    TableColumn::new().set_header(name.clone()).set_header_format(format(index))
                })
                .collect();
            let table = Table::new()
                .set_name(self.names.of_table(if grid.name.is_empty() { self.name } else { &grid.name }))
                .set_style(TableStyle::None)
                .set_autofilter(listed >= FILTERED_FROM)
                .set_columns(&columns)
                .set_alt_text(shortened(&on_one_line(&grid.name), MAX_ALTERNATIVE));
            let last = (head + row_at(listed)?, column_at(heads.len() - 1)?);
            self.sheet.add_table(head, 0, last.0, last.1, &table)?;
        }
        self.row += 1;
        for (index, values) in grid.rows.iter().enumerate() {
            self.values(grid, values, index >= listed)?;
        }
        self.charts(grid, plots, alternative, head)?;
        self.row += 1;
        Ok(())
    }

    fn values(&mut self, grid: &Grid, values: &[Value], total: bool) -> Result<(), ReportError> {
        let mut lines = 1;
        for (index, (value, head)) in values.iter().zip(&grid.heads).enumerate() {
            let at = (self.row, column_at(index)?);
            let line = if total { look::RULE } else { look::HAIRLINE };
            let format = |strong| look::body(head.right, strong || total, head.recommended, line);
            match value {
                Value::Empty => {
                    self.sheet.write_blank(at.0, at.1, &format(false))?;
                }
                Value::Text(words) => {
                    self.text(at, words, &format(is_strong(words)))?;
                    let width = self.widths.get(index).copied().unwrap_or(COLUMN);
                    lines = lines.max(text::lines(&letters_of(words), width));
                }
                Value::Number(Number { value, format: code }, strong) => {
                    let format = format(*strong).set_num_format(look::code(*code, self.unit));
                    self.sheet.write_number_with_format(at.0, at.1, *value, &format)?;
                }
            }
        }
        self.sheet.set_row_height_pixels(self.row, look::row_height(lines))?;
        self.row += 1;
        Ok(())
    }

    fn charts(
        &mut self,
        grid: &Grid,
        plots: &[Plot],
        alternative: &str,
        head: u32,
    ) -> Result<(), ReportError> {
        let place = Place { sheet: self.name, head };
        // One chart stands at the right of its table; several, below it, are no wider than a page prints well.
        let (top, left) = match plots {
            [_] => (head, column_at(grid.heads.len())?),
            _ => (self.row + 1, 0),
        };
        let mut offset = if plots.len() == 1 { GAP } else { 0 };
        let mut below = self.row;
        for plot in plots {
            let chart = plot.chart(&place, &shortened(&on_one_line(alternative), MAX_ALTERNATIVE));
            self.sheet.insert_chart_with_offset(top, left, &chart, offset, 0)?;
            let (width, height) = plot.size();
            offset += width + GAP;
            below = below.max(top + height.div_ceil(20) + 1);
        }
        self.row = below;
        Ok(())
    }
}

/// The number of a row counted from 0.
fn row_at(index: usize) -> Result<u32, XlsxError> {
    u32::try_from(index).map_err(|_| XlsxError::RowColumnLimitError)
}

/// The number of a column counted from 0.
fn column_at(index: usize) -> Result<u16, XlsxError> {
    u16::try_from(index).map_err(|_| XlsxError::RowColumnLimitError)
}

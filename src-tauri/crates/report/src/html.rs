//! The report as one page of HTML that needs nothing else: no network, no script, its font inside it.

use std::fmt::Write as _;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use cadre_charts::Drawing;
use cadre_core::{Paper, Section};

use crate::{
    Align, Bar, Block, Cell, Content, Figure, Pack, Page, ReportError, Row, Run, Table, logo, setting,
};

const STYLE: &str = include_str!("html.css");

/// What the page may load: nothing but what stands in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/// Longest text that is kept on one line in a column that is as wide as its cells need.
const ONE_LINE: usize = 30;

/// A word longer than this breaks anywhere.
const LONGEST_WORD: usize = 30;

/// Percentage of the width that is left to a column as wide as its long cells need.
const NEEDED: f64 = 30.0;

/// The report as one file of HTML, for a screen and for print.
pub fn html(pack: &Pack) -> Result<Vec<u8>, ReportError> {
    setting::check(pack)?;
    let mut page = Writer { out: String::new(), pictures: setting::drawings(pack)?.into_iter() };
    page.document(pack)?;
    Ok(page.out.into_bytes())
}

struct Writer {
    out: String,
    /// The charts that are still to come.
    pictures: std::vec::IntoIter<Drawing>,
}

impl Writer {
    /// Markup of ours.
    fn markup(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// A text within an element that may have a class.
    fn element(&mut self, name: &str, class: &str, text: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        // Writing into a string does not fail.
        let _ = write!(self.out, "<{name}{class}>{}</{name}>", words(text));
    }

    /// The same, unless there is nothing to say.
    fn element_of_some(&mut self, name: &str, class: &str, text: &str) {
        if !text.is_empty() {
            self.element(name, class, text);
        }
    }

    fn runs(&mut self, text: &[Run]) {
        for run in text {
            if run.strong {
                self.element("b", "", &run.text);
            } else {
                self.out.push_str(&words(&run.text));
            }
        }
    }

    fn document(&mut self, pack: &Pack) -> Result<(), ReportError> {
        let property =
            |name: &str, content: &str| format!("<meta name=\"{name}\" content=\"{}\">\n", escape(content));
        self.markup("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
        self.markup(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"));
        self.markup(&property("keywords", &pack.recipe));
        self.markup(&property("author", &pack.organisation));
        self.markup(&property("generator", "Cadre"));
        self.markup(&property("viewport", "width=device-width, initial-scale=1"));
        self.markup(&format!("<title>{}</title>", escape(&pack.title)));
        self.markup("\n<style>\n");
        for (weight, font) in [(400, notosans::REGULAR_TTF), (700, notosans::BOLD_TTF)] {
            self.markup(&format!(
                "@font-face {{ font-family: \"Noto Sans\"; font-weight: {weight}; src: url(data:font/ttf;base64,{}) format(\"truetype\"); }}\n",
                STANDARD.encode(font)
            ));
        }
        self.markup(STYLE);
        self.markup(&sheets(pack));
        self.markup("</style>\n</head>\n<body>\n<header class=\"head\"><div>");
        if let Some(picture) = &pack.logo {
            self.markup(&format!(
                "<img src=\"data:image/png;base64,{}\" alt=\"{}\">",
                STANDARD.encode(logo::png(picture)?),
                escape(&picture.alternative)
            ));
        }
        self.markup(&format!("<h1>Security skills<span> {}</span></h1></div>", escape(&pack.heading)));
        self.markup(&format!(
            "<p>{}<span> As of {}</span></p></header>\n<main>\n",
            escape(&pack.organisation),
            escape(&pack.as_of_words)
        ));
        for (number, page) in pack.pages.iter().enumerate() {
            self.page(page, number + 1);
        }
        self.markup(&format!(
            "</main>\n<footer class=\"foot\"><p>{}<span> Data {}</span></p></footer>\n</body>\n</html>\n",
            escape(&pack.confidentiality),
            escape(&start_of(&pack.fingerprint))
        ));
        Ok(())
    }

    fn page(&mut self, page: &Page, number: usize) {
        let class = match page.section {
            Section::Standing => "page core standing",
            Section::Decision => "page core",
            _ => "page",
        };
        self.markup(&format!("<section class=\"{class}\" aria-labelledby=\"page-{number}\">\n"));
        self.element_of_some("p", "eyebrow", &page.label);
        self.markup(&format!("<h2 id=\"page-{number}\">{}</h2>\n", escape(&page.title)));
        if !page.standfirst.is_empty() {
            self.markup("<p class=\"standfirst\">");
            self.runs(&page.standfirst);
            self.markup("</p>\n");
        }
        for row in &page.rows {
            match row {
                Row::Wide(block) => self.block(block),
                Row::Beside { left, right, left_columns } => {
                    let (columns, gap) = columns(*left_columns);
                    self.markup(&format!(
                        "<div class=\"beside\" style=\"--columns: {columns}; --gap: {gap}mm\">\n"
                    ));
                    self.block(left);
                    self.block(right);
                    self.markup("</div>\n");
                }
            }
        }
        self.markup("</section>\n");
    }

    fn block(&mut self, block: &Block) {
        self.markup(if block.boxed { "<div class=\"block boxed\">" } else { "<div class=\"block\">" });
        self.element_of_some("p", "eyebrow", &block.eyebrow);
        self.element_of_some("h3", "", &block.heading);
        self.element_of_some("p", "reading", &block.reading);
        for content in &block.content {
            match content {
                Content::Table(table) => self.table(table),
                Content::Figure(figure) => self.figure(figure),
                Content::Paragraph(text) => {
                    self.markup("<p>");
                    self.runs(text);
                    self.markup("</p>");
                }
                Content::Steps(steps) => {
                    self.markup("<ol>");
                    for step in steps {
                        self.markup("<li>");
                        self.runs(step);
                        self.markup("</li>");
                    }
                    self.markup("</ol>");
                }
                Content::Bars(bars) => {
                    self.markup("<ul class=\"bars\">");
                    for bar in bars {
                        self.bar(bar);
                    }
                    self.markup("</ul>");
                }
                Content::Digits(digits) => self.element("p", "", digits),
            }
        }
        self.element_of_some("p", "source", &block.source);
        self.markup("</div>\n");
    }

    fn figure(&mut self, figure: &Figure) {
        let Some(drawing) = self.pictures.next() else { return };
        // The words of the report stand for the picture, not the chart's own; and it shrinks with the page.
        let inside = drawing.svg.split_once('>').map_or("", |(_, inside)| inside);
        let _ = write!(
            self.out,
            "<figure><svg role=\"img\" aria-label=\"{}\" width=\"{}\" viewBox=\"0 0 {} {}\" xmlns=\"http://www.w3.org/2000/svg\">{inside}</figure>",
            escape(&figure.alternative),
            figure.width,
            drawing.width,
            drawing.height,
        );
    }

    fn table(&mut self, table: &Table) {
        let names = setting::names(table);
        let classes: Vec<_> = (0..table.columns.len()).map(|at| classes(table, at)).collect();
        let dense = if table.columns.len() > 7 { " dense" } else { "" };
        self.markup(&format!(
            "<div class=\"sheet{dense}\"><table{}>",
            if table.recommended.is_some() { " class=\"options\"" } else { "" }
        ));
        self.element("caption", "", &table.name);
        self.markup("<colgroup>");
        let shares: f64 = table.columns.iter().filter_map(|column| column.width).sum();
        // A column that keeps to one line takes what it needs of the others' shares by itself.
        let needed = (0..table.columns.len())
            .filter(|at| table.columns[*at].width.is_none() && !keeps_to_one_line(table, *at))
            .count();
        let free = (100.0 - NEEDED * needed as f64).max(0.0);
        for column in &table.columns {
            let width = column.width.filter(|width| width.is_finite() && shares > 0.0);
            self.markup(&width.map_or("<col>".to_owned(), |width| {
                format!("<col style=\"width: {:.1}%\">", free * width / shares)
            }));
        }
        self.markup("</colgroup>");
        if table.columns.iter().any(|column| !column.head.is_empty()) {
            self.markup("<thead><tr>");
            for (column, class) in table.columns.iter().zip(&classes) {
                if column.head.is_empty() {
                    self.markup(&format!("<td{class}></td>"));
                } else {
                    self.markup(&format!("<th scope=\"col\"{class}>{}</th>", escape(&column.head)));
                }
            }
            self.markup("</tr></thead>");
        }
        self.markup("<tbody>\n");
        for (index, row) in table.rows.iter().enumerate() {
            let total = table.total && index + 1 == table.rows.len();
            self.markup(if total { "<tr class=\"total\">" } else { "<tr>" });
            for (at, (cell, class)) in row.iter().zip(&classes).enumerate() {
                let (open, close) = if at == names { ("th scope=\"row\"", "th") } else { ("td", "td") };
                self.markup(&format!("<{open}{class}>"));
                self.runs(&cell.text);
                self.element_of_some("span", "note", &cell.note);
                self.markup(&format!("</{close}>"));
            }
            self.markup("</tr>\n");
        }
        self.markup("</tbody></table></div>");
    }

    fn bar(&mut self, bar: &Bar) {
        let share = if bar.share.is_finite() { bar.share.clamp(0.0, 1.0) } else { 0.0 };
        self.markup("<li>");
        self.element("span", if bar.certain { "certain" } else { "" }, &bar.name);
        self.markup(" ");
        self.element("b", "", &bar.words);
        self.markup(" ");
        self.element_of_some("span", "note", &bar.note);
        self.markup(&format!(
            "<span class=\"track\" aria-hidden=\"true\"><span style=\"width: {:.1}%\"></span></span></li>",
            100.0 * share
        ));
    }
}

/// Whether a column is as wide as its cells need, and these are short.
fn keeps_to_one_line(table: &Table, at: usize) -> bool {
    let letters = |cell: &Cell| {
        let text: usize = cell.text.iter().map(|run| run.text.chars().count()).sum();
        text.max(cell.note.chars().count())
    };
    table.columns[at].width.is_none()
        && table.rows.iter().filter_map(|row| row.get(at)).all(|cell| letters(cell) <= ONE_LINE)
}

/// The attribute of the classes of the cells in a column.
fn classes(table: &Table, at: usize) -> String {
    let classes: Vec<_> = [
        (table.columns[at].align == Align::Right, "right"),
        (keeps_to_one_line(table, at), "whole"),
        (table.recommended == Some(at), "recommended"),
    ]
    .into_iter()
    .filter_map(|(has, class)| has.then_some(class))
    .collect();
    if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) }
}

/// Two neighbours in the grid of twelve columns, as the pages have it, and the gutter between them in millimetres.
fn columns(left: u8) -> (String, u8) {
    if left == 6 {
        return ("minmax(0, 1fr) minmax(0, 1fr)".to_owned(), 8);
    }
    let left = f64::from(left.clamp(1, 11));
    let width = |columns: f64| columns * 104.0 / 12.0 + (columns - 1.0) * 6.0;
    (format!("minmax(0, {:.2}fr) minmax(0, {:.2}fr)", width(left), width(12.0 - left)), 6)
}

/// The sheets of paper: their size, and what stands at their head and foot.
fn sheets(pack: &Pack) -> String {
    let size = match pack.paper {
        Paper::A4 => "A4",
        Paper::Letter => "letter",
    };
    let side = match pack.paper {
        Paper::A4 => 20.0,
        Paper::Letter => 22.95,
    };
    let style = "font: 7.5pt \"Noto Sans\", sans-serif; color: #595959";
    format!(
        "@page {{ size: {size}; margin: 23mm {side}mm 19mm;\n\
         @top-left {{ content: {}; {style}; }}\n\
         @top-right {{ content: {}; {style}; }}\n\
         @bottom-left {{ content: {}; {style}; width: 80%; }}\n\
         @bottom-right {{ content: counter(page) \" of \" counter(pages); {style}; }} }}\n\
         @page :first {{ @top-left {{ content: none; }} @top-right {{ content: none; }} }}\n",
        quoted(&format!("Security skills  {}", pack.heading)),
        quoted(&format!("{}  As of {}", pack.organisation, pack.as_of_words)),
        quoted(&format!("{}  Data {}", pack.confidentiality, start_of(&pack.fingerprint))),
    )
}

fn start_of(fingerprint: &str) -> String {
    fingerprint.chars().take(8).collect()
}

/// A text of a style sheet. Whatever is no plain letter is written by its number.
fn quoted(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' => letter.to_string(),
        _ => format!("\\{:x} ", u32::from(letter)),
    });
    format!("\"{}\"", letters.collect::<String>())
}

/// A text in markup. A word that may be longer than its column can break anywhere, unless its letters join.
fn words(text: &str) -> String {
    let word = |word: &str| {
        let long = word.chars().count() > LONGEST_WORD && word.chars().all(|letter| letter < '\u{590}');
        if long {
            word.chars()
                .map(|letter| escape(letter.encode_utf8(&mut [0; 4])))
                .collect::<Vec<_>>()
                .join("<wbr>")
        } else {
            escape(word)
        }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A text in markup or in an attribute of it. Signs that no page may hold are spaces.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ if letter.is_control() => escaped.push(' '),
            _ => escaped.push(letter),
        }
    }
    escaped
}

//! What a report says: pages of blocks, each with its finding, its figures and its source, worded and counted already.

use cadre_charts::Chart;
use cadre_core::{Paper, Section};
use chrono::NaiveDate;

/// A report, ready to be set.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    /// Title of the file: "Security skills: report to the board, 1 October 2026".
    pub title: String,
    /// What stands beside "Security skills" at the head of each page: "Report to the board".
    pub heading: String,
    /// Whose report it is.
    pub organisation: String,
    /// The day that it shows, and the only date in the properties of a file.
    pub as_of: NaiveDate,
    /// The same in words: "1 October 2026".
    pub as_of_words: String,
    /// At the foot of each page: "Confidential. No names; figures about fewer than 5 people are withheld."
    pub confidentiality: String,
    /// What stands before an amount of money in the cells of a spreadsheet: "€", "CHF ".
    pub money_unit: String,
    /// SHA-256 of the data as 64 hexadecimal digits; the first eight stand at the foot of each page.
    pub fingerprint: String,
    /// What the report was made with, so that it can be made again; opaque here. It goes into the properties of the file.
    pub recipe: String,
    /// The size of the pages.
    pub paper: Paper,
    /// Beside the running head of the first page.
    pub logo: Option<Picture>,
    /// The pages, each beginning on a new sheet. A page may run on over more than one.
    pub pages: Vec<Page>,
}

/// A picture that was brought along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// How it is encoded.
    pub kind: PictureKind,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it shows, in words.
    pub alternative: String,
}

/// How a picture is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

/// One page, or more where its content runs on.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Which part of the report it is.
    pub section: Section,
    /// Above the title, small: "Appendix A"; empty on the pages that stand alone.
    pub label: String,
    /// What was found, in one line.
    pub title: String,
    /// One or two sentences below the title; empty mostly.
    pub standfirst: Text,
    /// From top to bottom.
    pub rows: Vec<Row>,
}

/// Blocks side by side.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// One block over the whole width.
    Wide(Block),
    /// Two blocks that begin level.
    Beside {
        /// The left one.
        left: Block,
        /// The right one.
        right: Block,
        /// Columns of twelve that the left one takes.
        left_columns: u8,
    },
}

/// What a block is about: the slides and sheets are chosen by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The words of who signs the report.
    OwnWords,
    /// What changed since last time.
    Changed,
    /// Where we stand against industry.
    Industry,
    /// The gaps that matter most.
    Gaps,
    /// Hiring and training priorities.
    Priorities,
    /// What rests on too few people.
    KeyPeople,
    /// The scenarios beside each other.
    Options,
    /// What is asked for.
    Decision,
    /// How sure the options are.
    Odds,
    /// Any other, by the name of its sheet.
    Other(&'static str),
}

/// A finding and what shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is about.
    pub role: Role,
    /// The question, above the heading: "What changed since 1 July 2026".
    pub eyebrow: String,
    /// The answer, a sentence without a full stop.
    pub heading: String,
    /// How to read it; empty where the content needs none.
    pub reading: String,
    /// What shows it.
    pub content: Vec<Content>,
    /// Where it comes from, small; empty where there is nothing to say.
    pub source: String,
    /// Whether it stands on a tinted ground with a heavy line above: the decision.
    pub boxed: bool,
}

/// What shows a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A table.
    Table(Table),
    /// A chart.
    Figure(Figure),
    /// A paragraph.
    Paragraph(Text),
    /// Numbered paragraphs.
    Steps(Vec<Text>),
    /// A name, a figure and a bar on each line.
    Bars(Vec<Bar>),
    /// Digits to be compared, in groups, in a face of one width.
    Digits(String),
}

/// Text with what stands out in it.
pub type Text = Vec<Run>;

/// Letters that look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The letters. Whatever stands in them is only text.
    pub text: String,
    /// Whether they are bold.
    pub strong: bool,
}

impl Run {
    /// Letters that do not stand out.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: false }
    }

    /// Letters that do.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: true }
    }
}

/// A table. Its head repeats where it breaks over pages; its rows do not break.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it lists, for the name of its sheet and for who cannot see it.
    pub name: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// Whether the last row is the total of those above.
    pub total: bool,
    /// The column that is recommended, tinted below a heavy line.
    pub recommended: Option<usize>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its head; empty where the cells speak for themselves.
    pub head: String,
    /// Where its cells stand.
    pub align: Align,
    /// Its share of what the columns without a share leave; `None` for as wide as its cells need.
    pub width: Option<f64>,
}

/// Where the text of a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What it says.
    pub text: Text,
    /// A second line, small and muted; empty mostly.
    pub note: String,
    /// The number that it says, for a spreadsheet; `None` for words.
    pub number: Option<Number>,
}

impl Cell {
    /// Words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: vec![Run::plain(text)], ..Self::default() }
    }

    /// Words that stand out.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: vec![Run::strong(text)], ..Self::default() }
    }

    /// The same with a second line.
    #[must_use]
    pub fn with_note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// The same with the number that it says.
    #[must_use]
    pub fn with_number(self, value: f64, format: NumberFormat) -> Self {
        Self { number: Some(Number { value, format }), ..self }
    }
}

/// A number as a spreadsheet keeps it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// The number: a percentage as a share of 1.
    pub value: f64,
    /// How it is shown.
    pub format: NumberFormat,
}

/// How a spreadsheet shows a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFormat {
    /// A count or a score: 1,868.
    Whole,
    /// 12.5
    Tenths,
    /// A share of 1 as a percentage.
    Percent,
    /// An amount in the workspace's currency, whole.
    Money,
}

/// A chart at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The chart and its figures; drawn in the colours of paper.
    pub chart: Chart,
    /// The width that it is laid out for, in pixels of which 96 make an inch.
    pub width: f64,
    /// The height that it comes near, where one is wished for.
    pub height: Option<f64>,
    /// What it shows and finds, with every value, for those who cannot see it.
    pub alternative: String,
}

/// A figure with a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is about.
    pub name: String,
    /// A second line, muted: the team.
    pub note: String,
    /// The figure in words: "36 in 100", "already below".
    pub words: String,
    /// How long the bar is, 0 to 1.
    pub share: f64,
    /// Whether it is black and bold: what has come about already.
    pub certain: bool,
}

impl Pack {
    /// Every block, in reading order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.pages.iter().flat_map(|page| &page.rows).flat_map(|row| {
            let (first, second) = match row {
                Row::Wide(block) => (block, None),
                Row::Beside { left, right, .. } => (left, Some(right)),
            };
            std::iter::once(first).chain(second)
        })
    }

    /// The block with a role.
    pub fn block(&self, role: Role) -> Option<&Block> {
        self.blocks().find(|block| block.role == role)
    }
}

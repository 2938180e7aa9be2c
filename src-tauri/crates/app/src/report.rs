//! The board report: what it says, worded and counted once for the PDF, the slides, the workbook and the page.

mod areas;
mod changed;
mod decision;
mod fonts;
mod gaps;
mod industry;
mod method;
mod options;
mod outputs;
mod posts;
mod recipe;
mod roadmap;
mod settings;
mod sources;
mod standing;
mod told;

use cadre_core::{
    Audience, ReportSettings, Section, gaps::AreaGaps, levels::LevelGrid, organisation::Organisation,
};
use cadre_report::{
    Align, Block, Cell, Column, Content, NumberFormat, Pack, Page, Picture, PictureKind, Role, Run, Text,
};
use chrono::{Months, NaiveDate};

use crate::{
    error::{AppError, ErrorCode},
    figures::{AreaComparison, Figures, Needs},
    view::Selection,
    words,
    work::Work,
    workspace::{Moment, Workspace},
};
use options::Options;
use told::Told;

pub(crate) use fonts::fallback;
pub use outputs::{report_file, report_pictures};
pub use recipe::Verified;
pub use settings::read_logo;

/// Places of the ranking that are looked at for gaps that may be told.
const PLACES: usize = 40;

/// Months between a report and the one before it.
const QUARTER: Months = Months::new(3);

/// Everything that the pages are worded from.
pub(crate) struct Report<'a> {
    pub(crate) settings: &'a ReportSettings,
    pub(crate) figures: &'a Figures<'a>,
    pub(crate) needs: Needs,
    pub(crate) comparisons: Vec<AreaComparison<'a>>,
    pub(crate) told: Told,
    pub(crate) options: Options<'a>,
    pub(crate) before: Before,
    pub(crate) fingerprint: &'a str,
}

/// How it stood a quarter ago.
pub(crate) struct Before {
    pub(crate) on: NaiveDate,
    pub(crate) organisation: Organisation,
    pub(crate) levels: LevelGrid,
    pub(crate) areas: Vec<AreaGaps>,
}

impl Workspace {
    /// What the report of a selection says with these settings.
    ///
    /// # Errors
    /// A team or benchmark that is not there; numbers of a scenario that make no sense; stopped.
    pub fn report_pack(
        &self,
        selection: &Selection,
        settings: &ReportSettings,
        work: &Work<'_>,
        moment: Moment,
    ) -> Result<Pack, AppError> {
        work.step("Counting".to_owned(), Some(0.0))?;
        let selection = &Selection { figure: None, ..selection.clone() };
        let figures = self.figures(selection, None, moment)?;
        let needs = figures.needs(PLACES);
        let comparisons = figures.comparisons();
        let smallest = if settings.names { 0 } else { settings.smallest_group };
        let told = Told::new(&figures, &needs, &comparisons, smallest);
        work.step("Playing the options through".to_owned(), Some(0.2))?;
        let options = self.options(&figures, settings, work)?;
        let fingerprint = self.fingerprint()?;
        let before = Before::of(&figures);
        let report = Report {
            settings,
            figures: &figures,
            needs,
            comparisons,
            told,
            options,
            before,
            fingerprint: &fingerprint,
        };
        work.step("Wording the pages".to_owned(), Some(0.6))?;
        report.pack(self, recipe::recipe(&fingerprint, selection, settings, figures.as_of))
    }
}

impl Before {
    fn of(figures: &Figures<'_>) -> Self {
        let content = figures.content;
        let on = figures.as_of.checked_sub_months(QUARTER).unwrap_or(figures.as_of);
        let organisation = Organisation::new(content, on);
        let levels =
            LevelGrid::current(figures.columns, on, content.people.len(), content.competencies.len());
        let areas = cadre_core::gaps::area_gaps(&organisation, &levels, figures.team, figures.settings.reach);
        Self { on, organisation, levels, areas }
    }
}

/// Seats filled and seats needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SeatCount {
    pub(crate) filled: u32,
    pub(crate) needed: u32,
    pub(crate) within_reach: u32,
}

impl SeatCount {
    /// Those of all areas together.
    pub(crate) fn of<'a>(areas: impl IntoIterator<Item = &'a AreaGaps>) -> Self {
        areas.into_iter().fold(Self::default(), |sum, area| Self {
            filled: sum.filled + area.seats.filled,
            needed: sum.needed + area.seats.required,
            within_reach: sum.within_reach + area.seats.within_reach,
        })
    }

    pub(crate) const fn unfilled(self) -> u32 {
        self.needed - self.filled
    }
}

impl Report<'_> {
    fn pack(&self, workspace: &Workspace, recipe: String) -> Result<Pack, AppError> {
        let mut pages = Vec::new();
        let mut letters = 'A'..='Z';
        for section in Section::ALL.into_iter().filter(|section| self.settings.sections.contains(section)) {
            let page = match section {
                Section::Standing => Some(self.standing()),
                // Before anything is known there is nothing to decide, and of so few that not even their seats may be told
                // neither may what a plan makes of them.
                Section::Decision => {
                    (self.figures.anyone_assessed() && self.told.total && self.seats().needed > 0)
                        .then(|| self.decision())
                }
                Section::Areas => Some(self.areas()),
                Section::Plan => self.told.total.then(|| self.roadmap()).flatten(),
                Section::Posts => self.posts(workspace)?,
                Section::Method => Some(self.method()),
                Section::Sources => Some(self.sources()),
                Section::Matrix => self.settings.names.then(|| self.matrix()),
            };
            let Some(mut page) = page else { continue };
            if !matches!(section, Section::Standing | Section::Decision)
                && let Some(letter) = letters.next()
            {
                page.label = format!("Appendix {letter}");
            }
            pages.push(page);
        }
        if pages.is_empty() {
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                "Nothing of what is chosen can be printed yet.",
                "Choose “Where we stand”, or solve a scenario first.",
            ));
        }
        let organisation = self.organisation();
        let as_of_words = long_date(self.figures.as_of);
        let heading = match self.settings.audience {
            Audience::Board => "Report to the board",
            Audience::Hr => "Report to human resources",
            Audience::Team => "Report to the team",
        };
        Ok(Pack {
            title: format!("Security skills: {}, {as_of_words}", words::inside(heading)),
            heading: heading.to_owned(),
            organisation,
            as_of: self.figures.as_of,
            as_of_words,
            confidentiality: if self.settings.names {
                "Confidential. Names people: for those who lead them only.".to_owned()
            } else {
                format!(
                    "Confidential. No names; figures about fewer than {} people are withheld.",
                    self.settings.smallest_group
                )
            },
            money_unit: words::unit(&self.figures.content.settings.currency),
            fingerprint: self.fingerprint.to_owned(),
            recipe,
            paper: self.settings.paper,
            logo: self.logo(),
            pages,
        })
    }

    fn organisation(&self) -> String {
        let name = match self.settings.organisation.trim() {
            "" => self.figures.content.settings.name.trim(),
            name => name,
        };
        match self.figures.team {
            Some(team) => {
                let team = &self.figures.content.teams[team].name;
                if name.is_empty() { team.clone() } else { format!("{name}, {team}") }
            }
            None => name.to_owned(),
        }
    }

    fn logo(&self) -> Option<Picture> {
        use base64::Engine as _;
        let logo = self.settings.logo.as_ref()?;
        let bytes = base64::engine::general_purpose::STANDARD.decode(&logo.data).ok()?;
        let kind = if bytes.starts_with(b"\x89PNG") { PictureKind::Png } else { PictureKind::Jpeg };
        Some(Picture { kind, bytes, alternative: format!("Logo of {}", self.organisation()) })
    }

    /// The name of an area as it stands in a sentence.
    pub(crate) fn area(&self, area: usize) -> String {
        words::inside(&self.figures.content.areas[area].name)
    }

    pub(crate) fn money(&self, value: f64) -> String {
        words::money(value, &self.figures.content.settings.currency)
    }
}

/// "1 October 2026".
pub(crate) fn long_date(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// "October 2026".
pub(crate) fn month(date: NaiveDate) -> String {
    date.format("%B %Y").to_string()
}

/// A block without content, to be filled in.
pub(crate) fn block(role: Role, eyebrow: impl Into<String>, heading: impl Into<String>) -> Block {
    Block {
        role,
        eyebrow: eyebrow.into(),
        heading: heading.into(),
        reading: String::new(),
        content: Vec::new(),
        source: String::new(),
        boxed: false,
    }
}

/// A page without rows, to be filled in.
pub(crate) fn page(section: Section, title: impl Into<String>) -> Page {
    Page { section, label: String::new(), title: title.into(), standfirst: Vec::new(), rows: Vec::new() }
}

/// A column of words.
pub(crate) fn wording(head: &str, width: Option<f64>) -> Column {
    Column { head: head.to_owned(), align: Align::Left, width }
}

/// A column of numbers.
pub(crate) fn numbers(head: &str) -> Column {
    Column { head: head.to_owned(), align: Align::Right, width: None }
}

/// A table that is no total and recommends nothing.
pub(crate) fn table(name: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Content {
    Content::Table(cadre_report::Table {
        name: name.to_owned(),
        columns,
        rows,
        total: false,
        recommended: None,
    })
}

/// A count in a cell.
pub(crate) fn count(value: u32) -> Cell {
    Cell::plain(words::thousands(value)).with_number(f64::from(value), NumberFormat::Whole)
}

/// A paragraph that does not stand out.
pub(crate) fn paragraph(text: impl Into<String>) -> Content {
    Content::Paragraph(plain(text))
}

/// Text that does not stand out.
pub(crate) fn plain(text: impl Into<String>) -> Text {
    vec![Run::plain(text)]
}

/// "three of the five", "all five", "both": a part of a whole in words.
pub(crate) fn of_all(part: u32, all: u32) -> String {
    match (part, all) {
        (2, 2) => "both".to_owned(),
        (part, all) if part == all => format!("all {}", words::number(all)),
        _ => format!("{} of the {}", words::number(part), words::number(all)),
    }
}

/// "36 in 100", "fewer than 1 in 100": a chance in words.
pub(crate) fn in_a_hundred(chance: f64) -> String {
    match (100.0 * chance).round() as u32 {
        0 => "fewer than 1 in 100".to_owned(),
        100.. => "more than 99 in 100".to_owned(),
        whole => format!("{whole} in 100"),
    }
}

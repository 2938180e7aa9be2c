//! Page 1, where we stand: what changed, how it compares, and the gaps that matter most.

use cadre_charts::Chart;
use cadre_core::{ActionKind, Audience, Section};
use cadre_report::{Page, Role, Row, Run, Text};

use super::{Report, SeatCount, block, page, plain};
use crate::{chart, plan::problem::quarter_ends, words};

/// Width of a chart over the whole page, 170 mm, in pixels of which 96 make an inch.
pub(super) const WIDE: f64 = 643.0;

/// Most characters of a page's title: it stands on one line.
const TITLE: usize = 48;

/// Most characters of a heading over the whole page: it stands on one line.
pub(super) const HEADING: usize = 80;

/// Lines of page 1 that the comparison and the gaps share, the fewest rows of either, and characters of a line.
const ROOM: usize = 21;
const LEAST: usize = 3;
const LINE: usize = 95;

/// Characters of a line of an area's name in the comparison, and of where a gap is.
const AREA_LINE: usize = 20;
const NOTE_LINE: usize = 44;

/// Most areas that are compared on page 1: the others stand in the appendix.
const COMPARED: usize = 8;

impl Report<'_> {
    pub(super) fn standing(&self) -> Page {
        let mut standing = page(Section::Standing, self.title());
        standing.standfirst = self.standfirst();
        if !self.settings.own_words.trim().is_empty() {
            let mut own = block(Role::OwnWords, "In our own words", "");
            own.content = self
                .settings
                .own_words
                .lines()
                .filter(|line| !line.trim().is_empty())
                .map(super::paragraph)
                .collect();
            standing.rows.push(Row::Wide(own));
        }
        if self.told.total && self.seats().needed > 0 {
            standing.rows.push(Row::Wide(self.changed()));
        }
        standing.rows.push(Row::Wide(self.industry()));
        standing.rows.push(Row::Wide(self.gaps()));
        standing
    }

    pub(super) fn seats(&self) -> SeatCount {
        SeatCount::of(self.comparisons.iter().map(|comparison| &comparison.gaps))
    }

    /// "LLM SecOps is our greatest need: train now, hire two".
    fn title(&self) -> String {
        let seats = self.seats();
        if !self.figures.anyone_assessed() {
            return "We cannot say yet: no skill has been assessed".to_owned();
        }
        if !self.told.total {
            return "Too few people to show figures without names".to_owned();
        }
        if seats.needed == 0 {
            return "We cannot say yet: no post needs a skill".to_owned();
        }
        if seats.unfilled() == 0 {
            return match seats.needed {
                1 => "The one skill seat is filled".to_owned(),
                _ => format!("All {} skill seats are filled", words::thousands(seats.needed)),
            };
        }
        let line = self.figures.settings.line;
        // That what is withheld is not more tells nothing of it but that.
        let areas = chart::area_needs(self.figures);
        let highest = areas.iter().map(|area| area.need.round()).fold(0.0, f64::max);
        if highest < line.round() {
            return format!("No area needs {line:.0} of 100 or more");
        }
        let most: Vec<&cadre_charts::AreaNeed> =
            areas.iter().filter(|area| area.need.round() >= highest).collect();
        let told = self.area_needs();
        let all_told = most.iter().all(|area| told.iter().any(|told| told.key == area.key));
        let first: Vec<String> = most.iter().map(|area| words::inside(&area.name)).collect();
        let subject = words::sentence_case(&words::list_some(&first, 2));
        let is = if first.len() == 1 { "is our greatest need" } else { "are our greatest needs" };
        let verbs = self.verbs();
        let needs = words::verb(first.len() as u32, "needs", "need");
        let mut titles = vec![format!("{subject} {is}"), format!("{subject} {needs} most")];
        if !verbs.is_empty() {
            titles.insert(0, format!("{subject} {needs} most: {verbs}"));
            titles.insert(0, format!("{subject} {is}: {verbs}"));
        }
        let least = format!(
            "{} of {} skill seats are unfilled",
            words::thousands(seats.unfilled()),
            words::thousands(seats.needed)
        );
        // What is withheld and the most is not named.
        titles.into_iter().find(|title| all_told && title.chars().count() <= TITLE).unwrap_or(least)
    }

    /// "train now, hire two": what is asked for; empty where there is nothing.
    fn verbs(&self) -> String {
        let Some(asked) = self.options.asked() else { return String::new() };
        let train = match asked.first_quarter(ActionKind::Train) {
            Some(1) => "train now",
            Some(_) => "train",
            None => "",
        };
        let hire = match asked.hires() {
            0 => String::new(),
            hires => format!("hire {}", words::number(hires)),
        };
        let borrow = if asked.borrowed() > 0 && asked.hires() == 0 { "borrow" } else { "" };
        [train, hire.as_str(), borrow]
            .into_iter()
            .filter(|verb| !verb.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Two sentences and the ask.
    fn standfirst(&self) -> Text {
        let seats = self.seats();
        if !self.told.total {
            return plain(
                "Figures about so few people would tell of single ones. Print it with names, or for more teams at once.",
            );
        }
        if seats.needed == 0 {
            return plain(
                "A post says which skills it needs; with posts and roles the seats can be counted.",
            );
        }
        let whose = if self.figures.team.is_some() || self.figures.content.teams.len() == 1 {
            "Our team fills"
        } else {
            "Our teams fill"
        };
        let fills = format!(
            "{whose} {} of {} skill {}",
            words::thousands(seats.filled),
            words::thousands(seats.needed),
            words::verb(seats.needed, "seat", "seats")
        );
        let mut runs = Vec::new();
        if let Some(asked) = self.options.asked()
            && let Some(idle) = asked.worked.idle.quarters.last()
            && let Some(with) = asked.worked.sureness.quarters.last()
        {
            let now = words::percent(asked.problem.covered_before);
            let then =
                super::month(quarter_ends(asked.problem.starts_on, asked.problem.instance.limits.quarters));
            let [idle, with] = [idle.p50, with.p50].map(words::percent);
            let as_it_is = match asked.parts() {
                parts if parts.is_empty() => format!("{idle} if nothing is done"),
                parts if idle == with => format!("{idle} with {parts} or without"),
                parts => format!("{idle} if nothing is done, and {with} with {parts}"),
            };
            runs.push(Run::plain(format!(
                "{fills}, {now} by importance. By {then} that is likely to be {as_it_is}."
            )));
            match self.settings.audience {
                Audience::Board if asked.plan.cost > 0.0 => {
                    runs.push(Run::strong(format!(" We ask for {}.", self.money(asked.plan.cost))));
                }
                Audience::Hr if asked.hires() > 0 => runs.push(Run::strong(format!(
                    " We ask for {}.",
                    words::counted(asked.hires(), "post", "posts")
                ))),
                _ => {}
            }
        } else {
            runs.push(Run::plain(format!("{fills}.")));
        }
        runs
    }

    /// The areas by need, those left out of whose need nothing may be told.
    pub(super) fn area_needs(&self) -> Vec<cadre_charts::AreaNeed> {
        let told: Vec<&str> = self
            .needs
            .areas
            .iter()
            .filter(|area| self.told.needs[area.highest] && self.told.areas[area.group])
            .map(|area| self.figures.content.areas[area.group].key.0.as_str())
            .collect();
        chart::area_needs(self.figures).into_iter().filter(|area| told.contains(&area.key.as_str())).collect()
    }

    /// Whether there is an area of whose need nothing may be told.
    pub(super) fn needs_withheld(&self) -> bool {
        self.needs.areas.iter().any(|area| !self.told.needs[area.highest] || !self.told.areas[area.group])
    }

    /// Rows of the comparison and gaps that page 1 has room for, so that it stays one page: one's own words take theirs.
    pub(super) fn rooms(&self) -> (usize, usize) {
        let lines: usize = self
            .settings
            .own_words
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| 1 + line.chars().count() / LINE)
            .sum();
        let free = 2 * ROOM.saturating_sub(if lines == 0 { 0 } else { lines + 2 });
        // In half lines: a row of the comparison takes one and a half, a gap two, and more where names wrap.
        let wrapped = |text: &str, width: usize| text.chars().count().saturating_sub(1) / width;
        let content = self.figures.content;
        let rows: Vec<usize> = self
            .compared()
            .iter()
            .map(|row| 3 + 3 * wrapped(&content.areas[row.area.gaps.area].name, AREA_LINE))
            .collect();
        let gaps: Vec<usize> = self
            .told
            .gaps
            .iter()
            .map(|&place| {
                let need = &self.needs.all[self.needs.ranked[place].index];
                4 + 2 * wrapped(&self.where_it_is(need), NOTE_LINE)
            })
            .collect();
        let sum = |costs: &[usize], count: usize| costs.iter().take(count).sum::<usize>();
        (LEAST..=gaps.len().max(LEAST))
            .rev()
            .flat_map(|of_gaps| {
                (LEAST..=rows.len().clamp(LEAST, COMPARED)).rev().map(move |compared| (compared, of_gaps))
            })
            .find(|&(compared, of_gaps)| sum(&rows, compared) + sum(&gaps, of_gaps) <= free)
            .unwrap_or((LEAST, LEAST))
    }
}

/// What a chart shows, with every value, for those who cannot see it.
pub(super) fn described(chart: &Chart, width: f64) -> String {
    let frame = cadre_charts::Frame::new(width, cadre_charts::Theme::Print);
    cadre_charts::render(chart, &frame)
        .map(|drawing| format!("{}. {}", drawing.title, drawing.description))
        .unwrap_or_default()
}

//! Page 1, where we stand: what changed, how it compares, and the gaps that matter most.

use cadre_charts::Chart;
use cadre_core::{Audience, Section, benchmark::OurFigure, gaps::places, need::CompetencyNeed};
use cadre_report::{Block, Cell, Content, Figure, NumberFormat, Page, Role, Row, Run, Text};

use super::{
    Report, SeatCount, block, count, in_a_hundred, long_date, numbers, of_all, page, plain, table, wording,
};
use crate::{chart, compare, plan::problem::quarter_ends, words};

/// Width of a chart over the whole page, 170 mm, in pixels of which 96 make an inch.
pub(super) const WIDE: f64 = 643.0;

/// Most characters of a page's title: it stands on one line.
const TITLE: usize = 48;

/// Most characters of a heading over the whole page: it stands on one line.
pub(super) const HEADING: usize = 80;

/// Chance of falling below the fewest holders within a year from which it is worth a sentence, 0 to 1.
const ODDS: f64 = 0.1;

/// Lines of page 1 that the comparison and the gaps share, the fewest rows of either, and characters of a line.
const ROOM: usize = 21;
const LEAST: usize = 3;
const LINE: usize = 95;

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
        let areas = self.area_needs();
        let highest = areas.iter().map(|area| area.need.round()).fold(0.0, f64::max);
        if highest < line.round() {
            return format!("No area needs {line:.0} of 100 or more");
        }
        let first: Vec<String> = areas
            .iter()
            .filter(|area| area.need.round() >= highest)
            .map(|area| words::inside(&area.name))
            .collect();
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
        titles.into_iter().find(|title| title.chars().count() <= TITLE).unwrap_or(least)
    }

    /// "train now, hire two": what is asked for; empty where there is nothing.
    fn verbs(&self) -> String {
        let Some(asked) = self.options.asked() else { return String::new() };
        let train = if asked.trainings() > 0 { "train now" } else { "" };
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

    fn changed(&self) -> Block {
        let (now, then) = (self.seats(), SeatCount::of(&self.before.areas));
        let known_now = self.known(&self.figures.organisation, &self.figures.levels);
        let known_then = self.known(&self.before.organisation, &self.before.levels);
        let assessed = format!(
            "{} of {}{}",
            words::thousands(known_now.0),
            words::thousands(known_now.1),
            match known_now.1 - known_now.0 {
                0 => String::new(),
                1 => "; the other one is unknown and left out of every share".to_owned(),
                unknown => format!(
                    "; the other {} are unknown and left out of every share",
                    words::thousands(unknown)
                ),
            }
        );
        let share = |(known, all): (u32, u32)| {
            let share = if all == 0 { 0.0 } else { f64::from(known) / f64::from(all) };
            Cell::plain(words::percent(share)).with_number(share, NumberFormat::Percent)
        };
        if known_then.0 == 0 || then.needed == 0 {
            let mut first = block(Role::Changed, "Where we start", self.filled_in_words(now));
            first.content = vec![table(
                "Where we start",
                vec![wording("", None), numbers("Now"), wording("", Some(1.0))],
                vec![
                    vec![Cell::plain("Skill seats filled"), count(now.filled), Cell::default()],
                    vec![Cell::plain("Skill seats needed"), count(now.needed), Cell::default()],
                    vec![Cell::plain("Skills assessed"), share(known_now), Cell::plain(assessed)],
                ],
            )];
            return first;
        }
        let short = |date: chrono::NaiveDate| date.format("%-d %b %Y").to_string();
        let mut changed = block(
            Role::Changed,
            format!("What changed since {}", long_date(self.before.on)),
            change_in_words(then, now),
        );
        changed.content = vec![table(
            "What changed",
            vec![
                wording("", None),
                numbers(&short(self.before.on)),
                numbers(&short(self.figures.as_of)),
                wording("Where", Some(1.0)),
            ],
            vec![
                vec![
                    Cell::plain("Skill seats filled"),
                    count(then.filled),
                    strong(count(now.filled)),
                    Cell::plain(self.where_changed(|area| area.seats.filled)),
                ],
                vec![
                    Cell::plain("Skill seats needed"),
                    count(then.needed),
                    strong(count(now.needed)),
                    Cell::plain(self.where_changed(|area| area.seats.required)),
                ],
                vec![
                    Cell::plain("Skills assessed"),
                    share(known_then),
                    strong(share(known_now)),
                    Cell::plain(assessed),
                ],
            ],
        )];
        changed
    }

    fn filled_in_words(&self, seats: SeatCount) -> String {
        match (seats.filled, seats.needed) {
            (1, 1) => "The one skill seat is filled".to_owned(),
            (0, 1) => "The one skill seat is not filled".to_owned(),
            (0, needed) => format!("None of the {} skill seats is filled", words::thousands(needed)),
            (filled, needed) if filled == needed => {
                format!("All {} skill seats are filled", words::thousands(needed))
            }
            (filled, needed) => format!(
                "{} of {} skill seats {} filled",
                words::thousands(filled),
                words::thousands(needed),
                words::verb(filled, "is", "are")
            ),
        }
    }

    /// "More in LLM SecOps and cloud computing; fewer in incident response": the areas of which it may be told.
    fn where_changed(&self, of: fn(&cadre_core::gaps::AreaGaps) -> u32) -> String {
        let named = |more: bool| -> Vec<String> {
            self.comparisons
                .iter()
                .map(|comparison| &comparison.gaps)
                .filter(|area| self.told.areas[area.area])
                .filter(|area| {
                    let (now, then) = (of(area), of(&self.before.areas[area.area]));
                    if more { now > then } else { now < then }
                })
                .map(|area| self.area(area.area))
                .collect()
        };
        let (more, fewer) = (named(true), named(false));
        let part = |word: &str, areas: &[String]| {
            (!areas.is_empty()).then(|| format!("{word} in {}", words::list_some(areas, 2)))
        };
        match (part("more", &more), part("fewer", &fewer)) {
            (None, None) => "No change in any area".to_owned(),
            (more, fewer) => {
                words::sentence_case(&more.into_iter().chain(fewer).collect::<Vec<_>>().join("; "))
            }
        }
    }

    /// Pairs of a person who counts and a competency that their team needs: those assessed, and all.
    fn known(
        &self,
        organisation: &cadre_core::organisation::Organisation,
        levels: &cadre_core::levels::LevelGrid,
    ) -> (u32, u32) {
        let (mut known, mut all) = (0, 0);
        for (_, team) in organisation.scope(self.figures.team) {
            for demand in &team.demands {
                for &person in &team.people {
                    all += 1;
                    known += u32::from(levels.level(person, demand.competency).is_some());
                }
            }
        }
        (known, all)
    }

    /// The rows of the comparison without what may not be told.
    pub(super) fn compared(&self) -> Vec<compare::Row<'_>> {
        let ours = compare::ours_beside(self.figures);
        let mut rows = compare::rows(self.figures);
        for row in &mut rows {
            let area = row.area.gaps.area;
            let told = match ours {
                OurFigure::BelowTarget => self.told.below[area],
                OurFigure::LowOrNone => self.told.low[area],
                OurFigure::SeatGap => self.told.areas[area],
                OurFigure::Perceived => self.told.pulse,
            };
            if !told {
                (row.ours, row.p_exceeds) = (None, None);
            }
            // The picture of a page has room for one figure of ours; the others stand in the appendix.
            row.area.gaps.low_or_none.known = None;
            if !self.told.pulse {
                row.area.perceived = None;
            }
            let direct_told = match row.area.comparison.direct {
                Some(OurFigure::Perceived) => self.told.pulse,
                Some(OurFigure::LowOrNone) => self.told.low[area],
                _ => true,
            };
            if !direct_told {
                (row.area.comparison.direct, row.area.comparison.p_exceeds_industry) = (None, None);
            }
        }
        let shares: Vec<Option<f64>> =
            rows.iter().map(|row| row.area.figure.and(row.ours).map(|share| share.share)).collect();
        for (row, place) in rows.iter_mut().zip(places(&shares)) {
            row.place = place;
        }
        rows.retain(|row| row.area.figure.is_some());
        // The order of those without a figure of ours is that of the workspace, and says nothing of them.
        rows.sort_by(|one, other| {
            let share = |row: &compare::Row<'_>| row.ours.map_or(-1.0, |share| share.share);
            share(other).total_cmp(&share(one)).then(one.area.gaps.area.cmp(&other.area.gaps.area))
        });
        rows
    }

    fn industry(&self) -> Block {
        let ours = compare::ours_beside(self.figures);
        let mut rows = self.compared();
        let benchmark = self.figures.benchmark;
        let eyebrow = "Where we stand against industry";
        if rows.is_empty() {
            let mut none = block(
                Role::Industry,
                eyebrow,
                "The industry survey has no figure for the areas of this workspace",
            );
            none.source = format!("{}, {} {}.", benchmark.publisher, benchmark.report, benchmark.edition);
            return none;
        }
        for row in &mut rows {
            // What the pulse says stands beside the sources: the picture shows the order.
            if row.area.comparison.direct == Some(OurFigure::Perceived) && ours != OurFigure::Perceived {
                (row.area.comparison.direct, row.area.comparison.p_exceeds_industry) = (None, None);
            }
        }
        let mut industry = block(Role::Industry, eyebrow, compare::title(self.figures, ours, &rows));
        industry.reading = [
            order_in_words(ours, &rows),
            compare::unsure_order(
                self.figures,
                ours,
                &rows.iter().filter(|row| row.place.is_some()).collect::<Vec<_>>(),
            )
            .unwrap_or_default(),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
        let room = self.rooms().0;
        let left_out = rows.len().saturating_sub(room);
        rows.truncate(room);
        let mut figures: Vec<_> =
            rows.iter().map(|row| chart::compare_row(self.figures, ours, row)).collect();
        let mut withheld = 0;
        for (figure, row) in figures.iter_mut().zip(&rows) {
            let area = row.area.gaps.area;
            let known = match ours {
                OurFigure::BelowTarget => self.comparison(area).gaps.below_target.known.is_some(),
                OurFigure::LowOrNone => self.comparison(area).gaps.low_or_none.known.is_some(),
                OurFigure::SeatGap => self.comparison(area).gaps.seats.required > 0,
                OurFigure::Perceived => self.comparison(area).perceived.is_some(),
            };
            if row.ours.is_none() && known {
                figure.absent = format!("withheld, under {}", self.told.smallest);
                withheld += 1;
            }
            // The picture of a page has room for one comparison; the pulse stands in the reading.
            figure.pulse = None;
        }
        let chart = Chart::Compare(cadre_charts::Compare { rows: figures, ours, pulse_n: None });
        industry.content = vec![Content::Figure(Figure {
            alternative: described(&chart, WIDE),
            chart,
            width: WIDE,
            // As low as the rows may be: the page is to hold the gaps too.
            height: Some(0.0),
        })];
        industry.source = [
            industry_source(benchmark),
            format!(
                "Ours: assessments to {}; lines are 95% intervals. Target: the level that a role needs.",
                long_date(self.figures.as_of)
            ),
            match withheld {
                0 => String::new(),
                _ => format!("Withheld: figures about fewer than {} people.", self.told.smallest),
            },
            match left_out {
                0 => String::new(),
                1 => "One more area stands in the appendix.".to_owned(),
                more => format!(
                    "{} more areas stand in the appendix.",
                    words::sentence_case(&words::number(more as u32))
                ),
            },
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
        industry
    }

    /// Rows of the comparison and gaps that page 1 has room for, so that it stays one page: one's own words take theirs.
    fn rooms(&self) -> (usize, usize) {
        let lines: usize = self
            .settings
            .own_words
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| 1 + line.chars().count() / LINE)
            .sum();
        let compared = self.compared().len().min(COMPARED);
        let gaps = self.told.gaps.len();
        // In half lines: a gap takes two lines, a row of the comparison one and a half.
        let free = ROOM.saturating_sub(if lines == 0 { 0 } else { lines + 2 });
        let fits = |compared: usize, gaps: usize| 3 * compared + 4 * gaps <= 2 * free;
        (LEAST..=gaps.max(LEAST))
            .rev()
            .flat_map(|gaps| (LEAST..=compared.max(LEAST)).rev().map(move |compared| (compared, gaps)))
            .find(|&(compared, gaps)| fits(compared, gaps))
            .unwrap_or((LEAST, LEAST))
    }

    pub(super) fn comparison(&self, area: usize) -> &crate::figures::AreaComparison<'_> {
        &self.comparisons[area]
    }

    fn gaps(&self) -> Block {
        let content = self.figures.content;
        let shown: Vec<(&CompetencyNeed, bool, String)> = self
            .told
            .gaps
            .iter()
            .take(self.rooms().1)
            .map(|&place| {
                let ranked = &self.needs.ranked[place];
                let tie = if ranked.first == ranked.last { "" } else { "=" };
                (
                    &self.needs.all[ranked.index],
                    self.told.seats[ranked.index],
                    format!("{}{tie}", ranked.first),
                )
            })
            .collect();
        let few = match shown.len() as u32 {
            1 => "The gap that matters most".to_owned(),
            shown => format!("The {} gaps that matter most", words::number(shown)),
        };
        if shown.is_empty() {
            let heading = if self.figures.anyone_assessed() {
                "No gap can be told of"
            } else {
                "No skill has been assessed: begin with the skills that most posts need"
            };
            let mut none = block(Role::Gaps, "The gaps that matter most", heading);
            none.source = self.withheld_gaps();
            return none;
        }
        let mut gaps = block(Role::Gaps, few, self.gaps_heading(&shown));
        let rows = shown
            .iter()
            .map(|(need, seats, rank)| {
                let standing = &need.standing;
                let competency = &content.competencies[standing.competency];
                let area = &content.areas[self.figures.organisation.area_of[standing.competency]];
                let note = match self.figures.team {
                    Some(_) => area.name.clone(),
                    None => format!("{}, {}", area.name, content.teams[standing.team].name),
                };
                let says = if *seats {
                    gap_in_words(need)
                } else {
                    "Its seats are withheld: with them those of fewer people could be worked out.".to_owned()
                };
                let score = need.need.score.round();
                vec![
                    Cell::plain(rank.clone()),
                    Cell::strong(competency.name.clone()).with_note(note),
                    Cell::plain(says),
                    Cell::plain(format!("{score:.0}")).with_number(score, NumberFormat::Whole),
                ]
            })
            .collect();
        gaps.content = vec![table(
            "The gaps that matter most",
            vec![
                wording("", None),
                wording("Skill", Some(1.0)),
                wording("What we see", Some(1.45)),
                numbers("Need, of 100"),
            ],
            rows,
        )];
        gaps.source = self.withheld_gaps();
        gaps
    }

    /// "One gap about fewer than 5 people is withheld."
    fn withheld_gaps(&self) -> String {
        let last = self.told.gaps.last().copied().unwrap_or(self.needs.ranked.len());
        let withheld = self
            .needs
            .ranked
            .iter()
            .take(last)
            .filter(|ranked| !self.told.needs[ranked.index] && self.needs.all[ranked.index].need.score > 0.0)
            .count() as u32;
        match withheld {
            0 => String::new(),
            1 => format!("One gap about fewer than {} people is withheld.", self.told.smallest),
            many => format!(
                "{} gaps, each about fewer than {} people, are withheld.",
                words::sentence_case(&words::number(many)),
                self.told.smallest
            ),
        }
    }

    /// "Three of the five are in LLM SecOps; the others are in soft skills": by area, or by team where that says more.
    fn gaps_heading(&self, shown: &[(&CompetencyNeed, bool, String)]) -> String {
        let area_of =
            |need: &CompetencyNeed| self.area(self.figures.organisation.area_of[need.standing.competency]);
        let team_of = |need: &CompetencyNeed| self.figures.content.teams[need.standing.team].name.clone();
        let areas = tally(shown.iter().map(|(need, ..)| area_of(need)));
        let teams = tally(shown.iter().map(|(need, ..)| team_of(need)));
        let most = |groups: &[(String, u32)]| groups.first().map_or(0, |(_, count)| *count);
        let several = self.figures.team.is_none() && self.figures.content.teams.len() > 1;
        let groups = if several && most(&teams) > most(&areas) { teams } else { areas };
        let all = shown.len() as u32;
        let Some(((first, most), rest)) = groups.split_first() else { return String::new() };
        let long = match (*most, all) {
            (_, 1) => return format!("The gap that matters most is in {first}"),
            (most, all) if most == all => {
                return format!("{} are in {first}", words::sentence_case(&of_all(all, all)));
            }
            (1, all) => return format!("The {} lie in as many areas", words::number(all)),
            (most, all) => {
                let rest: Vec<&str> = rest.iter().map(|(name, _)| name.as_str()).collect();
                format!(
                    "{} are in {first}; the {} in {}",
                    words::sentence_case(&of_all(most, all)),
                    words::verb(all - most, "other is", "others are"),
                    words::list_some(&rest, 2)
                )
            }
        };
        let short = long.split(';').next().unwrap_or_default();
        if long.chars().count() <= HEADING { long } else { short.to_owned() }
    }
}

/// How often each name stands there, the most frequent first, else in their order.
fn tally(names: impl Iterator<Item = String>) -> Vec<(String, u32)> {
    let mut tallied: Vec<(String, u32)> = Vec::new();
    for name in names {
        match tallied.iter_mut().find(|(of, _)| *of == name) {
            Some((_, count)) => *count += 1,
            None => tallied.push((name, 1)),
        }
    }
    tallied.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    tallied
}

/// A cell that stands out.
fn strong(cell: Cell) -> Cell {
    Cell { text: cell.text.into_iter().map(|run| Run { strong: true, ..run }).collect(), ..cell }
}

/// How the two sides of a comparison are to be read.
fn order_in_words(ours: OurFigure, rows: &[compare::Row<'_>]) -> String {
    let all_direct =
        rows.iter().filter(|row| row.place.is_some()).all(|row| row.area.comparison.direct == Some(ours));
    let right = match ours {
        OurFigure::BelowTarget => "our people below target",
        OurFigure::LowOrNone => "our people at level 0 or 1",
        OurFigure::SeatGap => "our unfilled seats",
        OurFigure::Perceived => "our managers who name it",
    };
    match rows.iter().filter(|row| row.place.is_some()).count() {
        0 => String::new(),
        _ if all_direct => "Both sides count the same thing, so their sizes compare.".to_owned(),
        1 => format!("Two questions: left are answers to the survey, right {right}."),
        _ => format!(
            "This shows the order of the gaps, not their distance: left are answers to the survey, right {right}."
        ),
    }
}

/// "Three more seats are filled, but six more are needed: coverage falls from 54% to 51%".
fn change_in_words(then: SeatCount, now: SeatCount) -> String {
    let share = |seats: SeatCount| words::percent(f64::from(seats.filled) / f64::from(seats.needed.max(1)));
    let (before, after) = (share(then), share(now));
    let filled = i64::from(now.filled) - i64::from(then.filled);
    let needed = i64::from(now.needed) - i64::from(then.needed);
    let some = |change: i64, what: &str| {
        let count = change.unsigned_abs() as u32;
        format!("{} {}{what}", words::number(count), if change > 0 { "more" } else { "fewer" })
    };
    let is = |change: i64| if change.abs() == 1 { "is" } else { "are" };
    let seats = |change: i64| if change.abs() == 1 { " seat" } else { " seats" };
    let first = match (filled, needed) {
        (0, 0) => "As many seats are filled and needed as then".to_owned(),
        (0, needed) => format!("As many seats are filled, and {} {} needed", some(needed, ""), is(needed)),
        (filled, 0) => format!("{} {} filled", some(filled, seats(filled)), is(filled)),
        (filled, needed) => {
            let but = if (filled > 0) == (needed > 0) { "but" } else { "and" };
            format!(
                "{} {} filled, {but} {} {} needed",
                some(filled, seats(filled)),
                is(filled),
                some(needed, ""),
                is(needed)
            )
        }
    };
    let rest = if before == after {
        format!("{after} are filled, as before")
    } else if f64::from(now.filled) / f64::from(now.needed.max(1))
        > f64::from(then.filled) / f64::from(then.needed.max(1))
    {
        format!("from {before} to {after}")
    } else {
        format!("down from {before} to {after}")
    };
    format!("{}: {rest}", words::sentence_case(&first))
}

/// "3 of 9 seats are filled; 4 of the 6 unfilled are within reach of training. Not everyone is assessed."
pub(super) fn gap_in_words(need: &CompetencyNeed) -> String {
    let standing = &need.standing;
    let matching = &standing.matching;
    let filled = match (matching.filled, matching.required) {
        (0, 1) => "The one seat is not filled".to_owned(),
        (0, required) => format!("None of the {required} seats is filled"),
        (filled, 1) if filled == 1 => "The one seat is filled".to_owned(),
        (filled, required) if filled == required => format!("All {required} seats are filled"),
        (1, required) => format!("1 of {required} seats is filled"),
        (filled, required) => format!("{filled} of {required} seats are filled"),
    };
    let reach = match (matching.unfilled(), matching.within_reach) {
        (0, _) => String::new(),
        (1, 1) if matching.required == 1 => ", but within reach of training".to_owned(),
        (1, _) if matching.required == 1 => ", and nobody is within reach of it".to_owned(),
        (1, 1) => "; the unfilled one is within reach of training".to_owned(),
        (1, _) => "; nobody is within reach of the unfilled one".to_owned(),
        (unfilled, 0) => format!("; none of the {unfilled} unfilled is within reach of training"),
        (unfilled, within) if unfilled == within => {
            format!("; all {unfilled} unfilled are within reach of training")
        }
        (unfilled, within) => format!(
            "; {within} of the {unfilled} unfilled {} within reach of training",
            words::verb(within, "is", "are")
        ),
    };
    let mut sentences = vec![format!("{filled}{reach}.")];
    if standing.holders < standing.minimum_holders {
        sentences.push("Too few people hold the skill.".to_owned());
    } else if standing.key_person_risk >= ODDS {
        sentences.push(format!(
            "The odds of too few holding it in a year are {}.",
            in_a_hundred(standing.key_person_risk)
        ));
    }
    if sentences.len() < 2 && standing.filled_at_best > matching.filled {
        sentences.push("Not everyone is assessed.".to_owned());
    }
    sentences.join(" ")
}

/// "Industry: ISACA, State of Cybersecurity 2024, perceived gap, n = 1,868."
pub(super) fn industry_source(benchmark: &cadre_core::benchmark::Benchmark) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for figure in &benchmark.figures {
        if !kinds.contains(&figure.kind.words()) {
            kinds.push(figure.kind.words());
        }
    }
    let asked = if benchmark.field_date.is_empty() {
        String::new()
    } else {
        format!(", asked {}", benchmark.field_date)
    };
    let n = benchmark.n.map(|n| format!(", n = {}", words::thousands(n))).unwrap_or_default();
    format!("Industry: {}, {}, {}{asked}{n}.", benchmark.publisher, benchmark.report, words::list(&kinds))
}

/// What a chart shows, with every value, for those who cannot see it.
pub(super) fn described(chart: &Chart, width: f64) -> String {
    let frame = cadre_charts::Frame::new(width, cadre_charts::Theme::Print);
    cadre_charts::render(chart, &frame)
        .map(|drawing| format!("{}. {}", drawing.title, drawing.description))
        .unwrap_or_default()
}

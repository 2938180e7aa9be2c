//! What changed since the report a quarter ago.

use std::collections::BTreeSet;

use cadre_core::{gaps::AreaGaps, levels::LevelGrid, organisation::Organisation};
use cadre_report::{Block, Cell, NumberFormat, Role, Run};

use super::{Before, Report, SeatCount, block, count, long_date, numbers, table, told::assessed, wording};
use crate::words;

impl Report<'_> {
    pub(super) fn changed(&self) -> Block {
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
        if known_then.0 == 0 || then.needed == 0 || !self.enough_then() {
            let mut first = block(Role::Changed, "Where we start", Self::filled_in_words(now));
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
                    Cell::plain(self.where_changed(|area| area.seats.filled, &self.told.areas)),
                ],
                vec![
                    Cell::plain("Skill seats needed"),
                    count(then.needed),
                    strong(count(now.needed)),
                    // What posts need says nothing of anybody.
                    Cell::plain(
                        self.where_changed(|area| area.seats.required, &vec![true; self.comparisons.len()]),
                    ),
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

    fn filled_in_words(seats: SeatCount) -> String {
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
    fn where_changed(&self, of: fn(&AreaGaps) -> u32, told: &[bool]) -> String {
        let named = |more: bool| -> Vec<String> {
            self.comparisons
                .iter()
                .map(|comparison| &comparison.gaps)
                .filter(|area| told[area.area])
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
            (None, None) if told.contains(&false) => "No change in any area that can be told".to_owned(),
            (None, None) => "No change in any area".to_owned(),
            (more, fewer) => {
                words::sentence_case(&more.into_iter().chain(fewer).collect::<Vec<_>>().join("; "))
            }
        }
    }

    /// Whether so many people were assessed then that what they filled may be told.
    fn enough_then(&self) -> bool {
        let Before { organisation, levels, .. } = &self.before;
        let people: BTreeSet<usize> = organisation
            .scope(self.figures.team)
            .flat_map(|(at, team)| team.demands.iter().map(move |demand| (at, demand.competency)))
            .flat_map(|(team, competency)| assessed(organisation, levels, team, competency))
            .collect();
        people.len() >= self.told.smallest as usize
    }

    /// Pairs of a person who counts and a competency that their team needs: those assessed, and all.
    fn known(&self, organisation: &Organisation, levels: &LevelGrid) -> (u32, u32) {
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
}

/// A cell that stands out.
fn strong(cell: Cell) -> Cell {
    Cell { text: cell.text.into_iter().map(|run| Run { strong: true, ..run }).collect(), ..cell }
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

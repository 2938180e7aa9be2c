//! Current levels: what each person can do in each competency on a date, over dense arrays.

use chrono::{Datelike, Months, NaiveDate};

use crate::{Level, Source};

/// Days since 1 January of the year 1: dates as the dense arrays hold them.
pub type Day = i32;

/// The day number of a date.
pub fn day_of(date: NaiveDate) -> Day {
    date.num_days_from_ce()
}

/// The date of a day number; the last day that the calendar can hold where it is out of range.
pub fn date_of(day: Day) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day).unwrap_or(NaiveDate::MAX)
}

/// Assessments as columns of equal length, in the order in which they were recorded. Retracted ones, and those of
/// people or competencies that no longer exist, are not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssessmentColumns {
    /// Index of the person in the workspace's list of people.
    pub person: Vec<u32>,
    /// Index of the competency in the workspace's list of competencies.
    pub competency: Vec<u16>,
    /// The day assessed.
    pub day: Vec<Day>,
    /// The level found.
    pub level: Vec<Level>,
    /// Where it comes from.
    pub source: Vec<Source>,
}

impl AssessmentColumns {
    /// Appends one assessment.
    pub fn push(&mut self, person: u32, competency: u16, day: Day, level: Level, source: Source) {
        self.person.push(person);
        self.competency.push(competency);
        self.day.push(day);
        self.level.push(level);
        self.source.push(source);
    }

    /// How many assessments there are.
    pub fn len(&self) -> usize {
        self.person.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.person.is_empty()
    }
}

/// The current level of a person in a competency, and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrentLevel {
    /// The level.
    pub level: Level,
    /// The source it rests on.
    pub source: Source,
    /// The day assessed.
    pub day: Day,
}

/// One cell, packed so that a newer or better founded assessment is a greater number: the top bit says that there is
/// one, then whether it is confirmed, then the day, and below, which do not decide, level and source.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Packed(u64);

impl Packed {
    const UNKNOWN: Self = Self(0);

    fn new(day: Day, level: Level, source: Source) -> Self {
        // Days before year 1 do not occur; the offset keeps every i32 in order all the same.
        let day = u64::from((i64::from(day) - i64::from(i32::MIN)) as u32);
        Self(
            1 << 63
                | u64::from(source.confirms()) << 62
                | day << 8
                | u64::from(level.get()) << 4
                | source as u64,
        )
    }

    /// The part that decides which of two assessments is current.
    const fn precedence(self) -> u64 {
        self.0 >> 8
    }

    fn open(self) -> Option<CurrentLevel> {
        if self.0 == 0 {
            return None;
        }
        let day = i64::from((self.0 >> 8) as u32) + i64::from(i32::MIN);
        Some(CurrentLevel {
            level: Level::ALL[(self.0 >> 4 & 0xF) as usize],
            source: Source::ALL[(self.0 & 0xF) as usize],
            day: day as Day,
        })
    }
}

/// Current levels of all people in all competencies on one day.
#[derive(Clone)]
pub struct LevelGrid {
    people: usize,
    competencies: usize,
    cells: Vec<Packed>,
}

impl LevelGrid {
    /// The current levels on `as_of`: among the assessments dated on or before it, the latest confirmed one; where
    /// there is none, the latest claimed one; of the same date, the one recorded last.
    pub fn current(
        columns: &AssessmentColumns,
        as_of: NaiveDate,
        people: usize,
        competencies: usize,
    ) -> Self {
        Self::of(columns, as_of, people, competencies, |_| true)
    }

    /// The latest self-ratings on `as_of`, whether or not something confirmed stands beside them.
    pub fn self_rated(
        columns: &AssessmentColumns,
        as_of: NaiveDate,
        people: usize,
        competencies: usize,
    ) -> Self {
        Self::of(columns, as_of, people, competencies, |source| source == Source::Self_)
    }

    fn of(
        columns: &AssessmentColumns,
        as_of: NaiveDate,
        people: usize,
        competencies: usize,
        take: impl Fn(Source) -> bool,
    ) -> Self {
        let last = day_of(as_of);
        let mut cells = vec![Packed::UNKNOWN; people * competencies];
        let rows = columns
            .person
            .iter()
            .zip(&columns.competency)
            .zip(&columns.day)
            .zip(&columns.level)
            .zip(&columns.source);
        for ((((&person, &competency), &day), &level), &source) in rows {
            if day > last || !take(source) {
                continue;
            }
            let cell = &mut cells[person as usize * competencies + usize::from(competency)];
            let candidate = Packed::new(day, level, source);
            if candidate.precedence() >= cell.precedence() {
                *cell = candidate;
            }
        }
        Self { people, competencies, cells }
    }

    /// How many people the grid has.
    pub const fn people(&self) -> usize {
        self.people
    }

    /// How many competencies the grid has.
    pub const fn competencies(&self) -> usize {
        self.competencies
    }

    /// The level of a person in a competency, both by index; `None` where unknown.
    pub fn get(&self, person: usize, competency: usize) -> Option<CurrentLevel> {
        self.cells[person * self.competencies + competency].open()
    }

    /// The bare level of a person in a competency, both by index; `None` where unknown.
    pub fn level(&self, person: usize, competency: usize) -> Option<Level> {
        let packed = self.cells[person * self.competencies + competency].0;
        if packed == 0 { None } else { Some(Level::ALL[(packed >> 4 & 0xF) as usize]) }
    }
}

/// Whether a level assessed on `day` is stale on `as_of`: more than `recheck_months` months have passed.
pub fn is_stale(day: Day, recheck_months: u32, as_of: NaiveDate) -> bool {
    date_of(day).checked_add_months(Months::new(recheck_months)).is_some_and(|due| due < as_of)
}

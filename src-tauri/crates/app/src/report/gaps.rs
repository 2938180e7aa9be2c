//! The gaps that matter most, each in a sentence.

use cadre_core::need::CompetencyNeed;
use cadre_report::{Block, Cell, NumberFormat, Role};

use super::{Report, block, count, in_a_hundred, numbers, of_all, standing::HEADING, table, wording};
use crate::words;

/// Chance of falling below the fewest holders within a year from which it is worth a sentence, 0 to 1.
const ODDS: f64 = 0.1;

/// Skills that are named before anybody is assessed.
const FIRST: usize = 5;

impl Report<'_> {
    pub(super) fn gaps(&self) -> Block {
        if !self.figures.anyone_assessed() {
            return self.assess_first();
        }
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
            let withheld = self.withheld_gaps();
            let heading = if withheld.is_empty() { "There is no gap" } else { "No gap can be told" };
            let mut none = block(Role::Gaps, "The gaps that matter most", heading);
            none.source = withheld;
            return none;
        }
        let mut gaps = block(Role::Gaps, few, self.gaps_heading(&shown));
        let rows = shown
            .iter()
            .map(|(need, seats, rank)| {
                let standing = &need.standing;
                let competency = &content.competencies[standing.competency];
                let says = if *seats {
                    gap_in_words(need)
                } else {
                    "Its seats are withheld: with them those of fewer people could be worked out.".to_owned()
                };
                let score = need.need.score.round();
                vec![
                    Cell::plain(rank.clone()),
                    Cell::strong(competency.name.clone()).with_note(self.where_it_is(need)),
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
        gaps.source = [self.left_out(shown.len()), self.withheld_gaps()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        gaps
    }

    /// "LLM SecOps, AI assurance": the area of a need and its team, where there is more than the one.
    pub(super) fn where_it_is(&self, need: &CompetencyNeed) -> String {
        let content = self.figures.content;
        let area = &content.areas[self.figures.organisation.area_of[need.standing.competency]].name;
        match self.figures.team {
            Some(_) => area.clone(),
            None => format!("{area}, {}", content.teams[need.standing.team].name),
        }
    }

    /// "Two more share the last place.": those of a tie that the page has no room for.
    fn left_out(&self, shown: usize) -> String {
        let Some(last) = shown.checked_sub(1).and_then(|last| self.told.gaps.get(last)) else {
            return String::new();
        };
        let first = self.needs.ranked[*last].first;
        let alike = self.needs.ranked.iter().enumerate().skip(last + 1);
        let more =
            alike.filter(|(_, ranked)| ranked.first == first && self.told.needs[ranked.index]).count() as u32;
        match more {
            0 => String::new(),
            1 => "One more shares the last place.".to_owned(),
            more => format!("{} more share the last place.", words::sentence_case(&words::number(more))),
        }
    }

    /// Before anybody is assessed: the skills that most posts need.
    fn assess_first(&self) -> Block {
        let content = self.figures.content;
        let mut needed: Vec<(usize, u32)> = Vec::new();
        for need in &self.needs.all {
            let standing = &need.standing;
            match needed.iter_mut().find(|(competency, _)| *competency == standing.competency) {
                Some((_, seats)) => *seats += standing.matching.required,
                None => needed.push((standing.competency, standing.matching.required)),
            }
        }
        needed.sort_by_key(|(_, seats)| std::cmp::Reverse(*seats));
        needed.truncate(FIRST);
        let heading = match needed.len() {
            0 => "Begin with the posts and the skills that they need",
            _ => "Begin with the skills that most posts need",
        };
        let mut first = block(Role::Gaps, "What to assess first", heading);
        if !needed.is_empty() {
            let rows = needed
                .into_iter()
                .map(|(competency, seats)| {
                    let area = &content.areas[self.figures.organisation.area_of[competency]];
                    vec![
                        Cell::strong(content.competencies[competency].name.clone()),
                        Cell::plain(area.name.clone()),
                        count(seats),
                    ]
                })
                .collect();
            first.content = vec![table(
                "What to assess first",
                vec![wording("Skill", Some(1.0)), wording("Area", Some(1.0)), numbers("Seats that need it")],
                rows,
            )];
        }
        first
    }

    /// "One gap about fewer than 5 people is withheld."
    fn withheld_gaps(&self) -> String {
        // Those that would stand among what is printed; all of them where nothing is.
        let last = self.told.gaps.last().map(|&place| self.needs.ranked[place].index);
        let least = last.map_or(0.0, |last| self.needs.all[last].need.score);
        let withheld = self
            .needs
            .all
            .iter()
            .zip(&self.told.needs)
            .filter(|(need, told)| !**told && need.need.score > 0.0 && need.need.score >= least)
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

/// "3 of 9 seats are filled; 4 of the 6 unfilled are within reach of training. Not everyone is assessed."
pub(super) fn gap_in_words(need: &CompetencyNeed) -> String {
    let standing = &need.standing;
    let matching = &standing.matching;
    let filled = match (matching.filled, matching.required) {
        (0, 1) => "The one seat is not filled".to_owned(),
        (0, required) => format!("None of the {required} seats is filled"),
        (1, 1) => "The one seat is filled".to_owned(),
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

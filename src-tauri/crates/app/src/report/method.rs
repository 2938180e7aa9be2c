//! How the figures are worked out: the formulas in words, one of them with its numbers, and what was assumed.

use cadre_core::Section;
use cadre_report::{Block, Cell, NumberFormat, Page, Role, Row};

use super::{Report, block, page, paragraph, plain, table, wording};
use crate::words;

impl Report<'_> {
    pub(super) fn method(&self) -> Page {
        let mut method = page(Section::Method, "Every figure can be worked out again");
        method.rows.push(Row::Wide(self.figures_in_words()));
        if let Some(block) = self.one_worked() {
            method.rows.push(Row::Wide(block));
        }
        method.rows.push(Row::Wide(self.assumptions()));
        method
    }

    fn figures_in_words(&self) -> Block {
        let weights = self.figures.settings.weights;
        let reach = words::counted(u32::from(self.figures.settings.reach), "level", "levels");
        let line = self.figures.settings.line;
        let row = |name: &str, says: String| vec![Cell::strong(name), Cell::plain(says)];
        let mut block = block(Role::Other("Method"), "The figures", "Seats, needs and odds, in words");
        block.content = vec![table(
            "The figures",
            vec![wording("Figure", None), wording("How it is worked out", Some(1.0))],
            vec![
                row("Level", "0 none; 1 follows a runbook with help; 2 does common tasks, reviewed; 3 independent, also during an incident; 4 solves novel cases and reviews others. The latest confirmed level counts, else the latest claimed one. What is not assessed is unknown, never 0.".to_owned()),
                row("Skill seat", "One skill that one post needs at one level. A seat is filled by a person at that level or above, one seat a person, so that as many as possible are filled.".to_owned()),
                row("Coverage", "Seats filled ÷ seats needed, each weighted by its importance: useful ⅓, important ⅔, critical 1.".to_owned()),
                row("Within reach", format!("Of an unfilled seat: the nearest person left lacks at most {reach}.")),
                row("Need, 0 to 100", format!(
                    "100 × importance × urgency × ({:.2} × share of seats unfilled + {:.2} × key-person risk + {:.2} × share of levels missing). An area’s need is that of its highest skill; from {line:.0} on it is a signal to hire or to train, by the larger part.",
                    weights.seat_gap, weights.key_person_risk, weights.level_shortfall
                )),
                row("Urgency", "1 without a date or past it; else the weeks to fill a post and to learn it ÷ the weeks left, at most 1.".to_owned()),
                row("Key-person risk", "The chance that fewer than the minimum hold the skill in 12 months: 2 where it is critical, else 1. Each holder leaves with the yearly chance of their role, independently. Nobody has a chance of their own.".to_owned()),
                row("Hire or train", "The part of a need to train for is the share of its unfilled seats within reach; the rest is to hire for. With no unfilled seat it is all training.".to_owned()),
                row("Below target, and industry", "Ours counts people below a target of their role, of those assessed; the survey counts answers. Different questions are compared by their order only. Intervals: 95% (Wilson).".to_owned()),
                row("The plan", "The hires, courses and borrowed quarters that cover the most weighted seat-quarters within the money, the posts and the learning hours: an integer programme, with a bound that says how near the best it is.".to_owned()),
                row("Odds", "10,000 simulated courses of events from a fixed seed: people leave at the rate of their role, courses fail at the rate of the course, posts fill sooner or later than their role’s weeks (log-normal).".to_owned()),
            ],
        )];
        block
    }

    /// The need with the most of the gaps whose seats may be told, with its numbers, which tell of them.
    fn one_worked(&self) -> Option<Block> {
        if !self.figures.anyone_assessed() {
            return None;
        }
        let &first = self.told.gaps.iter().find(|&&gap| self.told.seats[self.needs.ranked[gap].index])?;
        let need = &self.needs.all[self.needs.ranked[first].index];
        let standing = &need.standing;
        let weights = self.figures.settings.weights;
        let terms = need.terms;
        let name = &self.figures.content.competencies[standing.competency].name;
        let mut block = block(
            Role::Other("One figure worked"),
            "One figure worked",
            format!("The need of {} is {:.0} of 100", words::inside(name), need.need.score.round()),
        );
        let row = |name: &str, says: &str, value: f64| {
            vec![
                Cell::plain(name),
                Cell::plain(says),
                Cell::plain(format!("{value:.3}")).with_number(value, NumberFormat::Tenths),
            ]
        };
        block.content = vec![
            table(
                "One figure worked",
                vec![wording("Term", None), wording("What it is", Some(1.0)), super::numbers("Value")],
                vec![
                    row("Importance", "the highest of the targets for it", terms.importance),
                    row("Urgency", "by the earliest date on which a post is needed", terms.urgency),
                    row("Seat gap", "share of its seats that are unfilled", terms.seat_gap),
                    row("Key-person risk", "odds of too few holders in 12 months", terms.key_person_risk),
                    row("Level shortfall", "levels missing ÷ levels needed", terms.level_shortfall),
                ],
            ),
            paragraph(format!(
                "100 × {:.3} × {:.3} × ({:.2} × {:.3} + {:.2} × {:.3} + {:.2} × {:.3}) = {:.1}",
                terms.importance,
                terms.urgency,
                weights.seat_gap,
                terms.seat_gap,
                weights.key_person_risk,
                terms.key_person_risk,
                weights.level_shortfall,
                terms.level_shortfall,
                need.need.score
            )),
        ];
        Some(block)
    }

    fn assumptions(&self) -> Block {
        let content = self.figures.content;
        let range = |values: &mut dyn Iterator<Item = f64>, says: &dyn Fn(f64) -> String| -> String {
            let values: Vec<f64> = values.collect();
            let (low, high) =
                values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &value| {
                    (low.min(value), high.max(value))
                });
            if values.is_empty() {
                "–".to_owned()
            } else if says(low) == says(high) {
                says(low)
            } else {
                format!("{} to {}", says(low), says(high))
            }
        };
        let used: Vec<&cadre_core::Role> = content
            .roles
            .iter()
            .filter(|role| content.positions.iter().any(|position| position.role == role.id))
            .collect();
        let weeks = |value: f64| words::counted(value.round() as u32, "week", "weeks");
        let hours = |value: f64| format!("{} a quarter", words::counted(value as u32, "hour", "hours"));
        let row = |name: &str, value: String, says: &str| {
            vec![Cell::plain(name), Cell::plain(value), Cell::plain(says)]
        };
        // The least and the most are each about one person; the mean is about all.
        let learning: Vec<f64> =
            self.figures.people().map(|person| content.people[person].learning_hours).collect();
        let mean = learning.iter().sum::<f64>() / learning.len().max(1) as f64;
        let mut rows = vec![
            row(
                "People who leave",
                range(&mut used.iter().map(|role| role.attrition), &|value| {
                    format!("{} a year", words::percent(value))
                }),
                "of those in a role; edited by role",
            ),
            row(
                "Weeks to fill a post",
                range(&mut used.iter().map(|role| role.weeks_to_fill), &weeks),
                "edited by role",
            ),
            row(
                "Weeks to learn a post",
                range(&mut used.iter().map(|role| role.weeks_to_ramp), &weeks),
                "edited by role",
            ),
            row("Time to learn", hours(mean.round()), "the mean of the people; edited by person"),
            row(
                "Courses that succeed",
                range(&mut content.training.iter().map(|item| item.pass_rate), &words::percent),
                "edited in the training library, where each is marked as its provider’s figure or an estimate",
            ),
        ];
        if learning.len() < (self.told.smallest as usize).max(1) {
            rows.retain(|row| row[0].text != plain("Time to learn"));
        }
        let mut block = block(
            Role::Other("Assumptions"),
            "Assumptions",
            "What was assumed is kept in the workspace and can be edited",
        );
        block.content = vec![table(
            "Assumptions",
            vec![wording("Assumption", None), wording("Value", None), wording("Of what", Some(1.0))],
            rows,
        )];
        block
    }
}

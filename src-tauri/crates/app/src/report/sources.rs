//! Sources and limits: where the figures come from, how fresh they are, what cannot be told, and how to check the report.

use cadre_core::{Section, benchmark::OurFigure};
use cadre_report::{Block, Cell, Content, Page, Role, Row};

use super::{Report, block, long_date, numbers, page, paragraph, table, wording};
use crate::{
    compare,
    overview::{Pairs, pairs_by_area},
    words,
};

impl Report<'_> {
    pub(super) fn sources(&self) -> Page {
        let mut sources = page(Section::Sources, self.sources_title());
        sources.rows.push(Row::Wide(self.source_table()));
        if let Some(block) = self.freshness() {
            sources.rows.push(Row::Wide(block));
        }
        sources.rows.push(Row::Wide(self.limits()));
        sources.rows.push(Row::Beside {
            left: self.privacy(),
            right: self.fingerprint_block(),
            left_columns: 6,
        });
        sources
    }

    fn pairs(&self) -> Pairs {
        pairs_by_area(self.figures).into_iter().fold(Pairs::default(), Pairs::and)
    }

    fn sources_title(&self) -> String {
        let pairs = self.pairs();
        let surveyed = !self.figures.benchmark.figures.is_empty();
        let industry =
            if surveyed { "One survey carries the industry side" } else { "No survey figure is used" };
        match pairs.all() {
            _ if !self.told.total => industry.to_owned(),
            0 => industry.to_owned(),
            all => {
                let known = f64::from(pairs.known()) / f64::from(all);
                format!("{industry}; ours is {} assessed", words::percent(known))
            }
        }
    }

    fn source_table(&self) -> Block {
        let benchmark = self.figures.benchmark;
        let pairs = self.pairs();
        let percents: Vec<String> = {
            let mut percents: Vec<f64> = self
                .comparisons
                .iter()
                .filter_map(|comparison| comparison.figure.map(|figure| figure.percent))
                .collect();
            percents.sort_by(|one, other| other.total_cmp(one));
            percents.dedup();
            percents.into_iter().map(words::percentage).collect()
        };
        let mut what = vec![if percents.is_empty() {
            "No figure for an area of this workspace.".to_owned()
        } else {
            format!("Industry figures: {}.", words::list(&percents))
        }];
        for figure in self.comparisons.iter().filter_map(|comparison| comparison.figure) {
            if let Some(together) = &figure.together
                && !what.iter().any(|said| said.contains(together.as_str()))
            {
                what.push(format!("One figure for {together}."));
            }
        }
        what.push(format!("Population: {}.", benchmark.population.trim_end_matches('.')));
        what.extend(benchmark.notes.iter().map(|note| format!("{}.", note.trim_end_matches('.'))));
        what.extend(benchmark.url.clone());
        let mut rows = vec![vec![
            Cell::plain(format!("{}, {}", benchmark.publisher, benchmark.report)),
            Cell::plain(benchmark.field_date.clone()),
            Cell::plain(benchmark.n.map_or_else(|| "–".to_owned(), words::thousands)),
            Cell::plain(what.join(" ")),
        ]];
        if let Some(pulse) = self.figures.pulse() {
            let asked = pulse.responses.len() as u32;
            rows.push(vec![
                Cell::plain("Our pulse: the survey’s question, put to our managers"),
                Cell::plain(words::date(pulse.asked_on)),
                Cell::plain(if self.told.pulse { words::thousands(asked) } else { "withheld".to_owned() }),
                Cell::plain(if self.told.pulse {
                    let rows = self.compared();
                    match compare::direct_finding(self.figures, compare::ours_beside(self.figures), &rows) {
                        Some(finding) => format!("The same question, so the numbers compare. {finding}."),
                        None => "Compared directly where the question is the same.".to_owned(),
                    }
                } else {
                    format!("Fewer than {} answered: left out.", self.told.smallest)
                }),
            ]);
        }
        rows.push(vec![
            Cell::plain("Our assessments"),
            Cell::plain(format!("to {}", words::date(self.figures.as_of))),
            Cell::plain("–"),
            Cell::plain(if self.told.total {
                format!(
                    "{} of {} pairs of a person and a skill that their team needs.",
                    words::thousands(pairs.known()),
                    words::thousands(pairs.all())
                )
            } else {
                "Withheld: too few people.".to_owned()
            }),
        ]);
        let mut block = block(
            Role::Other("Sources"),
            "Sources",
            if self.figures.pulse().is_some() && self.told.pulse {
                "A published survey, our own pulse and our own assessments"
            } else {
                "A published survey and our own assessments"
            },
        );
        block.content = vec![table(
            "Sources",
            vec![
                wording("Source", Some(1.0)),
                wording("Asked", None),
                numbers("n"),
                wording("Used for, and what to know", Some(1.8)),
            ],
            rows,
        )];
        block
    }

    fn freshness(&self) -> Option<Block> {
        let pairs = self.pairs();
        if !self.told.total || pairs.all() == 0 {
            return None;
        }
        let known = pairs.known();
        let heading = match (known, pairs.stale) {
            (0, _) => "Nothing is assessed yet".to_owned(),
            (_, 0) => "No assessment is due again".to_owned(),
            (known, stale) => format!(
                "{} of {} assessments {} due again",
                words::thousands(stale),
                words::thousands(known),
                words::verb(stale, "is", "are")
            ),
        };
        let mut block = block(Role::Other("Freshness"), "How fresh and complete our data are", heading);
        let row = |name: &str, value: u32, says: &str| {
            vec![Cell::plain(name), super::count(value), Cell::plain(says)]
        };
        block.content = vec![table(
            "Freshness",
            vec![wording("Pairs of a person and a skill", None), numbers("Count"), wording("", Some(1.0))],
            vec![
                row("Confirmed and fresh", pairs.confirmed, "by a manager, an exam, a lab or observed work"),
                row("Claimed and fresh", pairs.claimed, "by themselves or a colleague"),
                row(
                    "Due again",
                    pairs.stale,
                    "older than the skill’s months to re-check; age does not change a level",
                ),
                row("Unknown", pairs.unknown, "left out of every share, and counted here"),
            ],
        )];
        let seats = self.seats();
        let at_best: u32 = self.comparisons.iter().map(|comparison| comparison.gaps.filled_at_best).sum();
        if at_best > seats.filled {
            block.content.push(paragraph(format!(
                "If all that is unknown met its target, {} of {} skill seats would be filled; if none did, {}, as printed.",
                words::thousands(at_best),
                words::thousands(seats.needed),
                words::thousands(seats.filled)
            )));
        }
        Some(block)
    }

    fn limits(&self) -> Block {
        let ours = compare::ours_beside(self.figures);
        let compared = self.compared();
        let direct = |of: OurFigure| compared.iter().any(|row| row.area.comparison.direct == Some(of));
        let mut rows: Vec<(&str, String)> = Vec::new();
        if direct(OurFigure::Perceived) {
            rows.push((
                "Are the people of industry less able than ours?",
                "The survey asks managers what they see; only our pulse asks the same.".to_owned(),
            ));
        } else if !direct(ours) {
            rows.push((
                "Is our gap larger than industry’s?",
                "The two sides answer different questions; only the order compares.".to_owned(),
            ));
        }
        if self
            .comparisons
            .iter()
            .any(|comparison| comparison.figure.is_some_and(|figure| figure.together.is_some()))
        {
            rows.push((
                "Which of the areas that share a figure is wider elsewhere?",
                "The survey prints one figure for both.".to_owned(),
            ));
        }
        if ours != OurFigure::SeatGap {
            rows.push((
                "Which of two neighbouring areas is worse here?",
                "Where their intervals overlap it cannot be told; more assessments would help.".to_owned(),
            ));
        }
        rows.push((
            "Who will leave?",
            "Nobody has a chance of their own: a role’s yearly rate stands for everybody in it.".to_owned(),
        ));
        let mut block = block(
            Role::Other("Limits"),
            "Limits",
            format!(
                "{} questions that this report cannot answer",
                words::sentence_case(&words::number(rows.len() as u32))
            ),
        );
        block.content = vec![table(
            "Limits",
            vec![wording("Question", Some(1.0)), wording("Why we cannot tell", Some(1.3))],
            rows.into_iter().map(|(question, why)| vec![Cell::plain(question), Cell::plain(why)]).collect(),
        )];
        block
    }

    fn privacy(&self) -> Block {
        let mut block = block(
            Role::Other("Privacy"),
            "Privacy",
            if self.settings.names {
                "People are named in this report"
            } else {
                "No one can be read out of this report"
            },
        );
        block.content = if self.settings.names {
            vec![paragraph(
                "It was asked for with names. Hand it to nobody who does not lead these people; every page says so at its foot.",
            )]
        } else {
            let smallest = self.told.smallest;
            vec![
                paragraph(format!(
                    "There are no names, no rows of one person and no lists that order people. A figure about fewer than {smallest} people assessed is withheld, and with it others from which it could be worked out. Courses are counted as places.",
                )),
                paragraph("Two reports of different days or teams can tell more together than each alone."),
            ]
        };
        block
    }

    fn fingerprint_block(&self) -> Block {
        let mut block =
            block(Role::Other("Fingerprint"), "Data fingerprint", "The same data give the same report");
        let digits =
            self.fingerprint.as_bytes().chunks(8).filter_map(|chunk| std::str::from_utf8(chunk).ok());
        block.content = vec![
            Content::Digits(digits.collect::<Vec<_>>().join(" ")),
            paragraph(format!(
                "SHA-256 of the workspace’s export without its history. As of {}. Benchmark: {} {}. Cadre {}.",
                long_date(self.figures.as_of),
                self.figures.benchmark.publisher,
                self.figures.benchmark.edition,
                env!("CARGO_PKG_VERSION")
            )),
            paragraph("To check this file: cadre report --verify FILE WORKSPACE."),
        ];
        block
    }
}

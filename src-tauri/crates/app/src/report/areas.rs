//! All areas and teams, and, where people stand with their names, everybody's levels.

use cadre_charts::Chart;
use cadre_core::{Section, statistics::Share};
use cadre_report::{Cell, Content, Figure, NumberFormat, Page, Role, Row};

use super::{
    Report, block, count, numbers, page,
    standing::{WIDE, described},
    table, wording,
};
use crate::{
    chart,
    overview::{Pairs, pairs_of},
    words,
};

/// Most columns of competencies that stand side by side on a page.
const COLUMNS: usize = 12;

impl Report<'_> {
    pub(super) fn areas(&self) -> Page {
        let mut areas = page(Section::Areas, self.areas_title());
        areas.rows.push(Row::Wide(self.all_areas()));
        if let Some(block) = self.need_by_industry_gap() {
            areas.rows.push(Row::Wide(block));
        }
        if self.figures.team.is_none() && self.figures.content.teams.len() > 1 {
            areas.rows.push(Row::Wide(self.teams()));
        }
        areas
    }

    fn areas_title(&self) -> String {
        let line = self.figures.settings.line;
        let areas = self.area_needs();
        if !self.figures.anyone_assessed() {
            return "All areas: nothing is assessed yet".to_owned();
        }
        // As the needs are printed below: to the whole number.
        let above = areas.iter().filter(|area| area.need.round() >= line.round()).count() as u32;
        match (above, areas.len() as u32) {
            (_, 0) => "All areas".to_owned(),
            // What is withheld may need more, or less.
            (0, 1) if self.needs_withheld() => format!("The one area told needs less than {line:.0} of 100"),
            (1, 1) if self.needs_withheld() => format!("The one area told needs {line:.0} of 100 or more"),
            (above, all) if self.needs_withheld() => format!(
                "Of {} areas told, {} {} {line:.0} of 100 or more",
                words::number(all),
                words::number(above),
                if above < 2 { "needs" } else { "need" }
            ),
            (0, _) => format!("No area needs {line:.0} of 100 or more"),
            (1, 1) => format!("The one area needs {line:.0} of 100 or more"),
            (above, all) => format!(
                "{} areas {} {line:.0} of 100 or more",
                words::sentence_case(&super::of_all(above, all)),
                words::verb(above, "needs", "need")
            ),
        }
    }

    fn all_areas(&self) -> cadre_report::Block {
        let content = self.figures.content;
        let needs = chart::area_needs(self.figures);
        let mut all = block(
            Role::Other("Areas"),
            "All areas",
            "Need is ours; the industry gap says how common it is elsewhere",
        );
        let dash = || Cell::plain("–");
        let withheld = || Cell::plain("withheld");
        let mut order: Vec<usize> = (0..self.comparisons.len()).collect();
        let score = |area: usize| {
            needs.iter().find(|need| need.key == content.areas[area].key.0).map_or(-1.0, |need| need.need)
        };
        order.sort_by(|one, other| score(*other).total_cmp(&score(*one)));
        let rows = order
            .into_iter()
            .filter(|&area| {
                let gaps = &self.comparisons[area].gaps;
                gaps.assessed > 0 || gaps.seats.required > 0 || self.comparisons[area].figure.is_some()
            })
            .map(|area| {
                let comparison = &self.comparisons[area];
                let gaps = &comparison.gaps;
                let share = |share: Option<Share>, told: bool| match share {
                    None => dash(),
                    Some(_) if !told => withheld(),
                    Some(share) => {
                        Cell::plain(words::share(share)).with_number(share.share, NumberFormat::Percent)
                    }
                };
                let told = self.told.areas[area];
                let seats = match gaps.seats.required {
                    0 => [dash(), dash(), dash()],
                    required if told => {
                        [count(gaps.seats.filled), count(required), count(gaps.seats.within_reach)]
                    }
                    required => [withheld(), count(required), withheld()],
                };
                let [filled, needed, reach] = seats;
                let need = self.needs.areas.iter().find(|need| need.group == area);
                let (need, signal) = match need {
                    None => (dash(), dash()),
                    Some(need) if !told || !self.told.needs[need.highest] => (withheld(), withheld()),
                    Some(need) => {
                        let score = need.need.score.round();
                        (
                            Cell::strong(format!("{score:.0}")).with_number(score, NumberFormat::Whole),
                            Cell::plain(words::sentence_case(need.signal.as_str())),
                        )
                    }
                };
                let industry = comparison.figure.map_or_else(dash, |figure| {
                    Cell::plain(words::percentage(figure.percent))
                        .with_number(figure.percent / 100.0, NumberFormat::Percent)
                });
                vec![
                    Cell::plain(content.areas[area].name.clone()),
                    share(gaps.below_target.known, self.told.below[area]),
                    share(gaps.low_or_none.known, self.told.low[area]),
                    filled,
                    needed,
                    reach,
                    need,
                    signal,
                    industry,
                ]
            })
            .collect();
        all.content = vec![table(
            "All areas",
            vec![
                wording("Area", Some(1.0)),
                numbers("Below target"),
                numbers("Low or none"),
                numbers("Seats filled"),
                numbers("needed"),
                numbers("in reach"),
                numbers("Need"),
                wording("Signal", None),
                numbers("Industry"),
            ],
            rows,
        )];
        all.source = format!(
            "Below target: people assessed who are below a target of their role. Low or none: people assessed whose highest level is 0 or 1. {} A dash: no figure.",
            super::industry::industry_source(self.figures.benchmark)
        );
        if !self.settings.names {
            let smallest = self.told.smallest;
            all.source = format!(
                "{} Withheld: about fewer than {smallest} people, or it would tell of them.",
                all.source
            );
        }
        all
    }

    fn need_by_industry_gap(&self) -> Option<cadre_report::Block> {
        let areas = self.area_needs();
        let mean = self.figures.mean_industry_percent()?;
        if areas.iter().all(|area| area.industry_percent.is_none()) {
            return None;
        }
        let line = self.figures.settings.line;
        let first: Vec<String> = areas
            .iter()
            .filter(|area| area.need >= line && area.industry_percent.is_some_and(|percent| percent >= mean))
            .map(|area| words::inside(&area.name))
            .collect();
        let heading = match &first[..] {
            [] if self.needs_withheld() => {
                "Of what can be told, nothing is both needed here and short everywhere".to_owned()
            }
            [] => "Nothing is both needed here and short everywhere".to_owned(),
            first => format!("Needed here and short everywhere: start {} first", words::list_some(first, 3)),
        };
        let Chart::NeedByIndustryGap(mut figures) = chart::chart(
            crate::view::ChartKind::NeedIndustry,
            self.figures,
            false,
            &chart::ShownPlan::default(),
        ) else {
            return None;
        };
        figures.areas = areas;
        let chart = Chart::NeedByIndustryGap(figures);
        let mut block = block(Role::Other("Need and industry gap"), "Need and industry gap", heading);
        block.content = vec![Content::Figure(Figure {
            alternative: described(&chart, WIDE),
            chart,
            width: WIDE,
            height: Some(270.0),
        })];
        block.source = String::from(
            "Filled square: hire; filled circle: train; ring: deepen; hollow square: watch. The dashed lines stand at the need from which a signal says hire or train, and at the mean of the industry figures. An industry gap is context: it never moves a need.",
        );
        Some(block)
    }

    fn teams(&self) -> cadre_report::Block {
        let content = self.figures.content;
        let mut people_in_all = 0;
        let mut sum = Pairs::default();
        let mut rows = Vec::new();
        let scope: Vec<_> = self.figures.organisation.scope(self.figures.team).collect();
        for ((team, standing), told) in scope.iter().zip(&self.told.teams) {
            let pairs = standing.demands.iter().map(|demand| pairs_of(self.figures, standing, demand));
            let pairs = pairs.fold(Pairs::default(), Pairs::and);
            let people = standing.people.len() as u32;
            people_in_all += people;
            sum = sum.and(pairs);
            let name = Cell::plain(content.teams[*team].name.clone());
            rows.push(if *told {
                vec![name, count(people), count(pairs.known()), count(pairs.all()), count(pairs.stale)]
            } else {
                let withheld = || Cell::plain("withheld");
                vec![name, withheld(), withheld(), withheld(), withheld()]
            });
        }
        let enough = self.told.total && people_in_all >= self.told.smallest;
        if enough {
            rows.push(vec![
                Cell::strong("All"),
                count(people_in_all),
                count(sum.known()),
                count(sum.all()),
                count(sum.stale),
            ]);
        }
        let mut teams = block(
            Role::Other("Teams"),
            "Teams",
            match (sum.known(), sum.all()) {
                _ if !enough => "Too few people to count by team".to_owned(),
                (_, 0) => "No team needs a skill yet".to_owned(),
                (known, all) if known == all => {
                    "Everybody is assessed in every skill that their team needs".to_owned()
                }
                (known, all) => format!(
                    "{} of {} skills that the teams need are assessed",
                    words::thousands(known),
                    words::thousands(all)
                ),
            },
        );
        teams.content = vec![Content::Table(cadre_report::Table {
            name: "Teams".to_owned(),
            columns: vec![
                wording("Team", Some(1.0)),
                numbers("People"),
                numbers("Skills assessed"),
                numbers("of"),
                numbers("due again"),
            ],
            rows,
            total: enough,
            recommended: None,
        })];
        teams.source = String::from(
            "A pair of a person and a skill that their team needs counts once. Due again: older than the skill’s months to re-check. Age does not change a level.",
        );
        teams
    }

    /// Everybody's levels by name, a table for so many competencies as stand side by side.
    pub(super) fn matrix(&self) -> Page {
        let content = self.figures.content;
        let mut matrix = page(Section::Matrix, "Everybody’s levels");
        let people: Vec<usize> = self.figures.people().collect();
        for (area, of_area) in content.areas.iter().enumerate() {
            let competencies: Vec<usize> = (0..content.competencies.len())
                .filter(|&competency| self.figures.organisation.area_of[competency] == area)
                .collect();
            for some in competencies.chunks(COLUMNS) {
                let mut columns = vec![wording("Person", Some(1.0))];
                columns
                    .extend(some.iter().map(|&competency| numbers(&content.competencies[competency].name)));
                let rows: Vec<Vec<Cell>> = people
                    .iter()
                    .filter(|&&person| {
                        some.iter().any(|&one| self.figures.levels.level(person, one).is_some())
                    })
                    .map(|&person| {
                        let mut row = vec![Cell::plain(content.people[person].name.clone())];
                        row.extend(some.iter().map(|&competency| {
                            self.figures.levels.level(person, competency).map_or_else(
                                || Cell::plain("?"),
                                |level| {
                                    let level = level.get();
                                    Cell::plain(level.to_string())
                                        .with_number(f64::from(level), NumberFormat::Whole)
                                },
                            )
                        }));
                        row
                    })
                    .collect();
                if rows.is_empty() {
                    continue;
                }
                let mut block = block(Role::Other("Levels"), "", of_area.name.clone());
                block.content = vec![table(&format!("Levels in {}", of_area.name), columns, rows)];
                matrix.rows.push(Row::Wide(block));
            }
        }
        matrix
    }
}

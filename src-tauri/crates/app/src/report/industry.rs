//! Where we stand against industry: the comparison without what may not be told.

use cadre_charts::Chart;
use cadre_core::{
    benchmark::{Benchmark, OurFigure},
    gaps::places,
};
use cadre_report::{Block, Content, Figure, Role};

use super::{
    Report, block, long_date,
    standing::{HEADING, WIDE, described},
};
use crate::{chart, compare, words};

impl Report<'_> {
    /// The rows of the comparison without what may not be told, of the areas that the survey has a figure for.
    pub(super) fn compared(&self) -> Vec<compare::Row<'_>> {
        let mut rows = self.all_compared();
        rows.retain(|row| row.area.figure.is_some());
        rows
    }

    /// The same with the areas that the survey has no figure for: one of them may be the widest.
    fn all_compared(&self) -> Vec<compare::Row<'_>> {
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
        // The order of those without a figure of ours is that of the workspace, and says nothing of them.
        rows.sort_by(|one, other| {
            let share = |row: &compare::Row<'_>| row.ours.map_or(-1.0, |share| share.share);
            share(other).total_cmp(&share(one)).then(one.area.gaps.area.cmp(&other.area.gaps.area))
        });
        rows
    }

    pub(super) fn industry(&self) -> Block {
        let ours = compare::ours_beside(self.figures);
        let mut all = self.all_compared();
        let benchmark = self.figures.benchmark;
        let eyebrow = "Where we stand against industry";
        if all.iter().all(|row| row.area.figure.is_none()) {
            let mut none = block(
                Role::Industry,
                eyebrow,
                "The industry survey has no figure for the areas of this workspace",
            );
            none.source = format!("{}, {} {}.", benchmark.publisher, benchmark.report, benchmark.edition);
            return none;
        }
        for row in &mut all {
            // What the pulse says stands beside the sources: the picture shows the order.
            if row.area.comparison.direct == Some(OurFigure::Perceived) && ours != OurFigure::Perceived {
                (row.area.comparison.direct, row.area.comparison.p_exceeds_industry) = (None, None);
            }
        }
        let title = compare::title(self.figures, ours, &all);
        let title = match title.split_once(';') {
            Some((short, _)) if title.chars().count() > HEADING => short.to_owned(),
            _ => title,
        };
        let hidden = all.iter().any(|row| row.ours.is_none() && self.has_ours(ours, row.area.gaps.area));
        let mut rows = all;
        rows.retain(|row| row.area.figure.is_some());
        let told = rows.iter().filter(|row| row.place.is_some()).count() as u32;
        // What is withheld may be wider than what is told.
        let title = match told {
            0 if hidden => "Too few people are assessed in each area to show ours".to_owned(),
            1.. if hidden => {
                let areas = format!("{} {}", words::number(told), words::verb(told, "area", "areas"));
                format!("Of the {areas} that can be compared, {}", words::inside(&title))
            }
            _ => title,
        };
        let mut industry = block(Role::Industry, eyebrow, title);
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
            if row.ours.is_none() && self.has_ours(ours, area) {
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

    /// Whether there is a figure of ours for an area, told or not.
    fn has_ours(&self, ours: OurFigure, area: usize) -> bool {
        let comparison = &self.comparisons[area];
        match ours {
            OurFigure::BelowTarget => comparison.gaps.below_target.known.is_some(),
            OurFigure::LowOrNone => comparison.gaps.low_or_none.known.is_some(),
            OurFigure::SeatGap => comparison.gaps.seats.required > 0,
            OurFigure::Perceived => comparison.perceived.is_some(),
        }
    }
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

/// "Industry: ISACA, State of Cybersecurity 2024, perceived gap, n = 1,868."
pub(super) fn industry_source(benchmark: &Benchmark) -> String {
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

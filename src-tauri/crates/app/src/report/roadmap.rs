//! The plan by quarter: what is done when, why each action is in, and what stays open. Nobody is named unless people are.

use cadre_charts::{Chart, PlanLine, PlanTimeline};
use cadre_core::{ActionKind, Section};
use cadre_planner::{Action, coverage};
use cadre_report::{Block, Cell, Content, Figure, NumberFormat, Page, Role, Row};

use super::{
    Report, block, count, numbers,
    options::Choice,
    page,
    standing::{WIDE, described},
    table, wording,
};
use crate::{
    chart::{self, ShownPlan},
    plan::{PlanNames, problem::quarter_starts, stop_in_words, view::Opened},
    words,
};

/// The same action, done several times.
struct Alike {
    actions: Vec<Action>,
    kind: ActionKind,
    name: String,
    detail: String,
}

impl Report<'_> {
    pub(super) fn roadmap(&self) -> Option<Page> {
        let asked = self.options.asked().filter(|asked| !asked.plan.actions.is_empty())?;
        let alike = self.alike(asked);
        let mut roadmap = page(Section::Plan, Self::roadmap_title(asked));
        roadmap.rows.push(Row::Wide(self.by_quarter(asked, &alike)));
        roadmap.rows.push(Row::Wide(self.why(asked, &alike)));
        roadmap.rows.push(Row::Wide(self.stays_open(asked)));
        Some(roadmap)
    }

    /// "Training starts in October; the posts are filled from April 2027".
    fn roadmap_title(asked: &Choice<'_>) -> String {
        let starts = |kind: ActionKind| {
            asked.plan.actions.iter().filter(move |action| asked.problem.action(**action).kind == kind)
        };
        let first = starts(ActionKind::Train)
            .map(|action| action.quarter)
            .min()
            .map(|quarter| super::month(quarter_starts(asked.problem.starts_on, quarter)));
        let there = starts(ActionKind::Hire)
            .map(|action| asked.problem.arrives(*action))
            .min()
            .map(|quarter| super::month(quarter_starts(asked.problem.starts_on, quarter)));
        match (first, there) {
            (Some(first), Some(there)) => format!("Training from {first}, new posts from {there}"),
            (Some(first), None) => format!("Training starts in {first}"),
            (None, Some(there)) => format!("The first new post is filled from {there}"),
            (None, None) => "Contractors fill the seats for a time".to_owned(),
        }
    }

    /// The actions of the plan, those alike together, in the order of the plan.
    fn alike(&self, asked: &Choice<'_>) -> Vec<Alike> {
        let names = PlanNames(self.figures.content);
        let mut alike: Vec<Alike> = Vec::new();
        for &planned in &asked.plan.actions {
            let action = asked.problem.action(planned);
            let (name, detail) = match action.kind {
                ActionKind::Train if self.settings.names => (
                    names.person(action.person).to_owned(),
                    names.training(action.training.as_ref()).to_owned(),
                ),
                ActionKind::Train => (names.training(action.training.as_ref()).to_owned(), String::new()),
                _ => (names.role(action.role).to_owned(), names.team(action.team).to_owned()),
            };
            let same = |other: &&mut Alike| {
                other.kind == action.kind
                    && other.name == name
                    && other.detail == detail
                    && other.actions[0].quarter == planned.quarter
                    && asked.problem.counts_from(other.actions[0]) == asked.problem.counts_from(planned)
            };
            match alike.iter_mut().find(same) {
                Some(other) => other.actions.push(planned),
                None => alike.push(Alike { actions: vec![planned], kind: action.kind, name, detail }),
            }
        }
        alike
    }

    fn by_quarter(&self, asked: &Choice<'_>, alike: &[Alike]) -> Block {
        let quarters = asked.problem.instance.limits.quarters;
        let opened = Opened {
            scenario: asked.scenario,
            problem: asked.problem.clone(),
            found: Some((asked.plan.clone(), asked.worked.clone())),
        };
        let shown = ShownPlan { opened: Some(opened), actual: Vec::new() };
        let drawn =
            chart::chart(crate::view::ChartKind::PlanTimeline, self.figures, self.settings.names, &shown);
        let Chart::PlanTimeline(one_by_one) = drawn else {
            return block(Role::Other("Plan by quarter"), "The plan by quarter", "");
        };
        // The chart's lines stand one for each action, under its place in the plan: those alike become one.
        let line_of = |action: &Action| {
            let place = asked.plan.actions.iter().position(|other| other == action)?;
            one_by_one.lines.iter().find(|line| line.key == place.to_string())
        };
        let no_money = self.settings.audience == cadre_core::Audience::Team;
        let lines: Vec<PlanLine> = alike
            .iter()
            .filter_map(|group| {
                let first = line_of(&group.actions[0])?;
                let cost: f64 = group.actions.iter().map(|action| asked.problem.instance.cost(*action)).sum();
                let quantity = self.quantity(group);
                Some(PlanLine {
                    name: group.name.clone(),
                    detail: [quantity.as_str(), group.detail.as_str()]
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join(", "),
                    cost: if no_money { String::new() } else { words::amount((cost / 100.0).round() / 10.0) },
                    without: None,
                    state: group_state(group, &line_of),
                    says: if no_money {
                        format!("{}, {quantity}", group.name)
                    } else {
                        format!("{}, {quantity}: {}", group.name, self.money(cost))
                    },
                    ..first.clone()
                })
            })
            .collect();
        let cost_head = if no_money { String::new() } else { one_by_one.cost_head.clone() };
        let last_start = alike
            .iter()
            .filter(|group| group.kind == ActionKind::Train)
            .map(|group| group.actions[0].quarter)
            .max();
        let courses = asked.trainings();
        let heading = match (last_start, courses) {
            (None, _) => format!(
                "{} in {}",
                words::sentence_case(&asked.parts()),
                words::counted(quarters, "quarter", "quarters")
            ),
            (Some(1), 1) => "The one course starts in the first quarter".to_owned(),
            (Some(1), courses) => {
                format!("All {} course places start in the first quarter", words::thousands(courses))
            }
            (Some(last), courses) => format!(
                "{} in the first {} quarters",
                words::sentence_case(&words::counted(courses, "course place starts", "course places start")),
                words::number(last)
            ),
        };
        let timeline = Chart::PlanTimeline(PlanTimeline {
            quarters: one_by_one.quarters,
            cost_head,
            lines,
            with_losses: false,
        });
        let mut block = block(Role::Other("Plan by quarter"), "The plan by quarter", heading);
        block.content = vec![Content::Figure(Figure {
            alternative: described(&timeline, WIDE),
            chart: timeline,
            width: WIDE,
            height: None,
        })];
        let hours: f64 = asked.plan.actions.iter().map(|action| asked.problem.hours_of(*action)).sum();
        block.source = format!(
            "{}{} learning hours in all. Outlined: recruiting or learning; solid: it counts.",
            if self.settings.names { "" } else { "Course places, not people. " },
            words::amount(hours.round())
        );
        block
    }

    /// "4 places", "1 post", "2 quarters".
    fn quantity(&self, group: &Alike) -> String {
        let times = group.actions.len() as u32;
        match group.kind {
            ActionKind::Train if self.settings.names => String::new(),
            ActionKind::Train => words::counted(times, "place", "places"),
            ActionKind::Hire => words::counted(times, "post", "posts"),
            ActionKind::Borrow => words::counted(times, "contractor", "contractors"),
        }
    }

    /// What this plan loses without each action or those alike: nothing takes their place.
    fn why(&self, asked: &Choice<'_>, alike: &[Alike]) -> Block {
        let filled = |actions: &[Action]| -> Vec<u32> {
            coverage(&asked.problem.instance, actions)
                .0
                .iter()
                .map(|quarter| quarter.iter().flatten().map(|covered| covered.filled).sum())
                .collect()
        };
        let all = filled(&asked.plan.actions);
        let nothing = filled(&[]);
        let gained = |with: &[u32], without: &[u32]| -> (i64, i64) {
            let last = |shares: &[u32]| shares.last().copied().map_or(0, i64::from);
            let sum = |shares: &[u32]| shares.iter().copied().map(i64::from).sum::<i64>();
            (last(with) - last(without), sum(with) - sum(without))
        };
        let mut lost: Vec<(i64, i64, &Alike)> = alike
            .iter()
            .map(|group| {
                let without: Vec<Action> = asked
                    .plan
                    .actions
                    .iter()
                    .copied()
                    .filter(|action| !group.actions.contains(action))
                    .collect();
                let (end, quarters) = gained(&all, &filled(&without));
                (end, quarters, group)
            })
            .collect();
        // What is withheld stands last, whatever it comes to.
        lost.sort_by_key(|(end, quarters, group)| {
            (!self.lost_seats_told(asked, group), std::cmp::Reverse((*quarters, *end)))
        });
        let (gain, _) = gained(&all, &nothing);
        let whole = |value: i64| {
            Cell::plain(words::amount(value as f64)).with_number(value as f64, NumberFormat::Whole)
        };
        let mut withheld = false;
        let rows = lost
            .iter()
            .map(|(end, quarters, group)| {
                let told = self.lost_seats_told(asked, group);
                withheld |= !told;
                let whole = |value: i64| if told { whole(value) } else { Cell::plain("withheld") };
                vec![
                    Cell::plain(group.name.clone()),
                    Cell::plain(
                        [self.quantity(group), group.detail.clone()]
                            .into_iter()
                            .filter(|part| !part.is_empty())
                            .collect::<Vec<_>>()
                            .join(", "),
                    ),
                    whole(*end),
                    whole(*quarters),
                ]
            })
            .collect();
        let heading = match gain {
            1 => "The plan gains one skill seat by its end".to_owned(),
            gain if gain > 0 => {
                format!("The plan gains {} skill seats by its end", words::thousands(gain as u32))
            }
            _ => "The plan keeps seats filled that would open".to_owned(),
        };
        let mut why = block(Role::Other("Why each is in"), "Why each action is in", heading);
        why.content = vec![table(
            "Why each action is in",
            vec![
                wording("Without it", Some(1.0)),
                wording("", None),
                numbers("Seats lost at the end"),
                numbers("Seat-quarters lost"),
            ],
            rows,
        )];
        why.source = String::from(
            "Taken out of this plan, with nothing in its place and before leavers and failed courses. A seat-quarter is one seat filled for one quarter. Lines do not add up, since some actions fill the same seat; what adds nothing by itself is what others build on, or adds depth.",
        );
        if withheld {
            why.source.push_str(" Withheld: courses in areas of which the seats are withheld.");
        }
        why
    }

    /// Whether it may be told how many seats are lost without actions: what a course fills are seats of its areas.
    fn lost_seats_told(&self, asked: &Choice<'_>, group: &Alike) -> bool {
        let content = self.figures.content;
        let training = asked.problem.action(group.actions[0]).training;
        content
            .training
            .iter()
            .filter(|item| Some(&item.key) == training.as_ref())
            .flat_map(|item| &item.lifts)
            .filter_map(|lift| content.competencies.iter().position(|one| one.key == lift.competency))
            .all(|competency| self.told.areas[self.figures.organisation.area_of[competency]])
    }

    fn stays_open(&self, asked: &Choice<'_>) -> Block {
        let content = self.figures.content;
        let (open, all) = asked.open_at_the_end();
        // What is withheld of an area stands with that of the others of which it is: together they are enough, or none of it is.
        let mut by_area: Vec<(Option<usize>, u32, Vec<&str>)> = Vec::new();
        for seats in &self.options.open {
            let competency = asked.problem.instance.teams[seats.team].demands[seats.demand].competency;
            let area = self.figures.organisation.area_of[competency];
            let area = self.told.areas[area].then_some(area);
            let at = by_area.iter().position(|(of, ..)| *of == area).unwrap_or_else(|| {
                by_area.push((area, 0, Vec::new()));
                by_area.len() - 1
            });
            by_area[at].1 += seats.seats;
            for &stop in &seats.stops {
                let words = stop_in_words(stop);
                if !by_area[at].2.contains(&words) {
                    by_area[at].2.push(words);
                }
            }
        }
        // The most first; what is withheld last, whatever it comes to.
        by_area.sort_by_key(|(area, open, _)| (area.is_none(), std::cmp::Reverse(*open)));
        let of_all =
            format!("{} of {}", words::thousands(open), words::counted(all, "skill seat", "skill seats"));
        let stay = words::verb(open, "stays", "stay");
        let tied = by_area.get(1).is_some_and(|(_, next, _)| by_area[0].1 <= *next);
        let heading = match by_area.first() {
            None => "Every skill seat is filled at the end".to_owned(),
            Some((Some(area), 1, _)) if open == 1 => {
                format!("One skill seat stays open, in {}", self.area(*area))
            }
            Some((Some(area), most, _)) if *most == open => {
                format!("{of_all} {stay} open, all in {}", self.area(*area))
            }
            Some((Some(area), most, _)) if !tied => {
                format!("{of_all} {stay} open, {} of them in {}", words::thousands(*most), self.area(*area))
            }
            _ => format!("{of_all} {stay} open"),
        };
        let mut stays =
            block(Role::Other("What stays open"), "What stays open, and what stopped it", heading);
        if by_area.is_empty() {
            return stays;
        }
        let rows = by_area
            .into_iter()
            .map(|(area, open, stops)| {
                let stops: Vec<String> = stops.into_iter().map(words::inside).collect();
                vec![
                    Cell::plain(area.map_or_else(
                        || "Areas that are withheld".to_owned(),
                        |area| content.areas[area].name.clone(),
                    )),
                    count(open),
                    Cell::plain(words::sentence_case(&words::list(&stops))),
                ]
            })
            .collect();
        stays.content = vec![table(
            "What stays open",
            vec![
                wording("Area", None),
                numbers("Seats open"),
                wording("The limit that stopped it", Some(1.0)),
            ],
            rows,
        )];
        stays.source = String::from(
            "If all goes well. A limit is named where the best plan without it fills more of these seats.",
        );
        stays
    }
}

/// How far the actions of a group are, where all are as far.
fn group_state<'a>(
    group: &Alike,
    line_of: &impl Fn(&Action) -> Option<&'a PlanLine>,
) -> Option<cadre_charts::LineState> {
    let mut states = group.actions.iter().map(|action| line_of(action).and_then(|line| line.state));
    let first = states.next()?;
    if states.all(|state| state == first) { first } else { None }
}

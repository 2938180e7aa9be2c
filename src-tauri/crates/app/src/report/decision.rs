//! Page 2, what to decide: priorities, what rests on too few people, the options, the ask and how sure it is.

use cadre_charts::{Chart, CoverageFan, FanPoint, OtherPlan};
use cadre_core::{ActionKind, Audience, Section};
use cadre_report::{Bar, Block, Content, Figure, Page, Role, Row, Run, Text};

use super::{
    Report, block, in_a_hundred, long_date, month, options::Choice, page, plain, standing::described,
};
use crate::{plan::problem::quarter_starts, words};

/// Width of a chart over seven of the twelve columns of a page, 96.67 mm, in pixels of which 96 make an inch.
const SEVEN: f64 = 365.0;

/// Most characters of a page's title: it stands on one line.
const TITLE: usize = 48;

/// Most areas in the chart of priorities, and most lines of what rests on too few.
const AREAS: usize = 6;
const BARS: usize = 4;

impl Report<'_> {
    pub(super) fn decision(&self) -> Page {
        let mut decision = page(Section::Decision, self.decision_title());
        decision.rows.push(Row::Beside {
            left: self.priorities(),
            right: self.key_people(),
            left_columns: 7,
        });
        let ask = self.ask();
        match (self.options_block(), self.odds()) {
            (Some(options), Some(odds)) => {
                decision.rows.push(Row::Wide(options));
                decision.rows.push(Row::Beside { left: ask, right: odds, left_columns: 5 });
            }
            _ => decision.rows.push(Row::Wide(ask)),
        }
        decision
    }

    /// "Two hires and eight trainings lift coverage": what the plan does, else what is to be decided.
    fn decision_title(&self) -> String {
        let Some(asked) = self.options.asked() else {
            return "What to decide: the money and posts to plan with".to_owned();
        };
        let last = |sureness: &cadre_planner::Sureness| sureness.quarters.last().map_or(0.0, |fan| fan.p50);
        let (with, idle) = (last(&asked.worked.sureness), last(&asked.worked.idle));
        let now = asked.problem.covered_before;
        let parts = words::sentence_case(&asked.parts());
        if asked.plan.actions.is_empty() {
            return "Nothing within the limits covers more than we do".to_owned();
        }
        let one = asked.plan.actions.len() == 1;
        let verb = |one_verb: &'static str, many: &'static str| if one { one_verb } else { many };
        let [with_words, idle_words, now_words] = [with, idle, now].map(words::percent);
        let (long, short) = if with_words == idle_words {
            let change = if with_words == now_words {
                "stays at"
            } else if with > now {
                "rises to"
            } else {
                "falls to"
            };
            let same = format!("With and without the plan coverage {change} {with_words}");
            (same.clone(), same)
        } else if with_words == now_words {
            (
                format!("{parts} {} coverage at {now_words}", verb("keeps", "keep")),
                format!("The plan keeps coverage at {now_words}"),
            )
        } else if with > now {
            (
                format!("{parts} {} coverage to {with_words}", verb("lifts", "lift")),
                format!("The plan lifts coverage from {now_words} to {with_words}"),
            )
        } else {
            (
                format!("{parts} {} the fall to {with_words}, not {idle_words}", verb("limits", "limit")),
                format!("The plan limits the fall to {with_words}, not {idle_words}"),
            )
        };
        if long.chars().count() <= TITLE { long } else { short }
    }

    fn priorities(&self) -> Block {
        let seats = self.seats();
        let eyebrow = "Hiring and training priorities";
        let mut areas = self.area_needs();
        areas.retain(|area| area.need.round() > 0.0);
        if !self.told.total || areas.is_empty() {
            let all_told = self.told.total
                && self
                    .needs
                    .areas
                    .iter()
                    .all(|area| self.told.areas[area.group] && self.told.needs[area.highest]);
            let heading = if all_told { "No area has a need" } else { "The needs are withheld" };
            let mut none = block(Role::Priorities, eyebrow, heading);
            none.source = self.smallest_note();
            return none;
        }
        let mut priorities = block(
            Role::Priorities,
            eyebrow,
            match (seats.unfilled(), seats.within_reach) {
                (0, _) => "Every skill seat is filled".to_owned(),
                (1, 1) => "Training can reach the unfilled seat".to_owned(),
                (1, _) => "Training cannot reach the unfilled seat".to_owned(),
                (unfilled, 0) => {
                    format!("Training can reach none of the {} unfilled seats", words::thousands(unfilled))
                }
                (unfilled, within) if within == unfilled => {
                    format!("Training can reach all {} unfilled seats", words::thousands(unfilled))
                }
                (unfilled, within) => format!(
                    "Training can reach {} of the {} unfilled seats",
                    words::thousands(within),
                    words::thousands(unfilled)
                ),
            },
        );
        priorities.reading = self.out_of_reach();
        let left_out = areas.len().saturating_sub(AREAS);
        areas.truncate(AREAS);
        let chart =
            Chart::Priorities(cadre_charts::Priorities { areas, need_line: self.figures.settings.line });
        priorities.content = vec![Content::Figure(Figure {
            alternative: described(&chart, SEVEN),
            chart,
            width: SEVEN,
            height: Some(0.0),
        })];
        let lacks = words::counted(u32::from(self.figures.settings.reach), "level", "levels");
        priorities.source = format!(
            "Need: our own score, 0 to 100. Solid: to hire for; open: to train for. In reach: lacks at most {lacks}.{}",
            match left_out {
                0 => String::new(),
                1 => " One more area stands in the appendix.".to_owned(),
                more => format!(
                    " {} more areas stand in the appendix.",
                    words::sentence_case(&words::number(more as u32))
                ),
            }
        );
        priorities
    }

    /// "Nine of the 20 out of reach are in LLM SecOps; we ask for two posts."
    fn out_of_reach(&self) -> String {
        let seats = self.seats();
        let out = seats.unfilled() - seats.within_reach;
        let posts = match self.options.asked().map(Choice::hires) {
            None if self.planned() => "no plan is asked for".to_owned(),
            None => "no plan has been made yet".to_owned(),
            Some(0) => "no post is asked for".to_owned(),
            Some(hires) => {
                format!("we ask for {}", words::counted(hires, "post", "posts").replace("1 post", "one post"))
            }
        };
        if out == 0 {
            return format!("No seat needs a hire; {posts}.");
        }
        let mut areas: Vec<(u32, String)> = self
            .comparisons
            .iter()
            .map(|comparison| &comparison.gaps)
            .filter(|area| self.told.areas[area.area])
            .map(|area| (area.seats.unfilled() - area.seats.within_reach, self.area(area.area)))
            .filter(|(out, _)| *out > 0)
            .collect();
        areas.sort_by_key(|(out, _)| std::cmp::Reverse(*out));
        areas.truncate(2);
        let most: u32 = areas.iter().map(|(out, _)| out).sum();
        let named: Vec<&str> = areas.iter().map(|(_, name)| name.as_str()).collect();
        let start = match (most, out) {
            (0, out) => format!("{} {} out of reach", words::number(out), words::verb(out, "is", "are")),
            (_, 1) => format!("The one out of reach is in {}", words::list(&named)),
            (most, out) => format!(
                "{} out of reach {} in {}",
                super::of_all(most, out),
                words::verb(most, "is", "are"),
                words::list(&named)
            ),
        };
        format!("{}; {posts}.", words::sentence_case(&start))
    }

    /// Whether there is a plan at all, asked for or left out.
    fn planned(&self) -> bool {
        self.figures.content.scenarios.iter().any(|scenario| scenario.outcome.is_some())
    }

    fn key_people(&self) -> Block {
        let content = self.figures.content;
        let told: Vec<&cadre_core::need::CompetencyNeed> = self
            .needs
            .all
            .iter()
            .zip(&self.told.needs)
            .filter(|(need, told)| **told && need.standing.assessed > 0)
            .map(|(need, _)| need)
            .collect();
        let below =
            told.iter().filter(|need| need.standing.holders < need.standing.minimum_holders).count() as u32;
        let withheld = self.told.needs.contains(&false);
        // What nobody is assessed in may rest on too few, or on none.
        let among = match (told.len() == self.needs.all.len(), withheld) {
            (true, _) => "",
            (false, true) => " that can be told",
            (false, false) => " that is assessed",
        };
        let nothing = match (told.is_empty(), withheld) {
            (true, true) => "The odds of single skills are withheld".to_owned(),
            (true, false) => "No skill that a team needs is assessed".to_owned(),
            _ => format!("No skill{among} rests on too few people"),
        };
        let mut listed = told;
        // What is below already by how much is needed of it, then by the odds.
        listed.sort_by(|one, other| {
            let short = |need: &cadre_core::need::CompetencyNeed| {
                need.standing.holders < need.standing.minimum_holders
            };
            (short(other), other.standing.key_person_risk)
                .partial_cmp(&(short(one), one.standing.key_person_risk))
                .unwrap_or(std::cmp::Ordering::Equal)
                .then(other.need.score.total_cmp(&one.need.score))
        });
        listed.retain(|need| need.standing.key_person_risk > 0.005);
        let heading = match below {
            _ if listed.is_empty() => nothing,
            0 => format!("No skill{among} is below the fewest holders that we set"),
            1 => "One skill is already held by fewer than the minimum we set".to_owned(),
            below => format!(
                "{} skills are already held by fewer than the minimum we set",
                words::sentence_case(&words::number(below))
            ),
        };
        let mut risk = block(Role::KeyPeople, "Key-person risk", heading);
        if listed.is_empty() {
            risk.source = if withheld { self.smallest_note() } else { String::new() };
            return risk;
        }
        let next =
            self.figures.as_of.checked_add_months(chrono::Months::new(12)).unwrap_or(self.figures.as_of);
        risk.reading =
            format!("Odds that fewer people than the minimum hold the skill on {}", words::date(next));
        let left_out = listed.len().saturating_sub(BARS);
        listed.truncate(BARS);
        risk.content = vec![Content::Bars(
            listed
                .into_iter()
                .map(|need| {
                    let standing = &need.standing;
                    let certain = standing.holders < standing.minimum_holders;
                    Bar {
                        name: content.competencies[standing.competency].name.clone(),
                        note: match self.figures.team {
                            Some(_) => String::new(),
                            None => content.teams[standing.team].name.clone(),
                        },
                        words: if certain {
                            "already below".to_owned()
                        } else {
                            in_a_hundred(standing.key_person_risk)
                        },
                        share: if certain { 1.0 } else { standing.key_person_risk },
                        certain,
                    }
                })
                .collect(),
        )];
        risk.source = format!(
            "Minimum: 2 people where the skill is critical, else 1. Each leaves with the yearly chance of their role.{}",
            match left_out {
                0 => String::new(),
                more => format!(" {} more with smaller odds or less need.", words::thousands(more as u32)),
            }
        );
        risk
    }

    fn smallest_note(&self) -> String {
        match self.told.smallest {
            0 => String::new(),
            smallest => format!("Figures about fewer than {smallest} people are withheld."),
        }
    }

    fn ask(&self) -> Block {
        let eyebrow = match self.settings.decision_on {
            Some(on) => format!("The decision needed on {}", long_date(on)),
            None => "The decision needed".to_owned(),
        };
        let Some(asked) = self.options.asked() else {
            let heading = if self.planned() {
                "No plan is asked for: agree the budget and the posts to plan with"
            } else {
                "No plan has been made: agree the budget and the posts to plan with"
            };
            let mut none = block(Role::Decision, eyebrow, heading);
            none.boxed = true;
            none.content = vec![super::paragraph(
                "With a budget, a number of posts and the learning hours, Cadre finds the plan that covers the most, and proves how near the best it is.",
            )];
            return none;
        };
        let no_money = self.settings.audience == Audience::Team;
        let heading = match (asked.plan.actions.is_empty(), no_money) {
            (true, _) => "Change nothing: no action within the limits adds coverage".to_owned(),
            (_, true) => format!(
                "{} in {}",
                words::sentence_case(&asked.parts()),
                words::counted(asked.quarters(), "quarter", "quarters")
            ),
            _ if asked.plan.cost <= 0.0 => format!("Approve {}, at no cost", asked.parts()),
            _ => format!("Approve {}: {}", asked.parts(), self.money(asked.plan.cost)),
        };
        let mut ask = block(Role::Decision, eyebrow, heading);
        ask.boxed = true;
        let mut steps: Vec<Text> = Vec::new();
        // What costs nothing is named without an amount, as everything is where there is to be no money.
        let no_amount = |kind: ActionKind| no_money || asked.cost_of(kind) <= 0.0;
        let lead = |kind: ActionKind, words_without: String| {
            if no_amount(kind) {
                Run::strong(words_without)
            } else {
                Run::strong(self.money(asked.cost_of(kind)))
            }
        };
        let (trainings, hires, borrowed) = (asked.trainings(), asked.hires(), asked.borrowed());
        if trainings > 0 {
            let first = asked.first_quarter(ActionKind::Train).unwrap_or(1);
            let places = words::counted(trainings, "course place", "course places");
            let start = format!("starting in {}.", month(quarter_starts(asked.problem.starts_on, first)));
            steps.push(if no_amount(ActionKind::Train) {
                vec![lead(ActionKind::Train, places), Run::plain(format!(", {start}"))]
            } else {
                vec![lead(ActionKind::Train, String::new()), Run::plain(format!(" for {places}, {start}"))]
            });
        }
        if hires > 0 {
            let posts = words::counted(hires, "post", "posts");
            let who = self.posts_in_words(asked);
            let there = Self::first_arrival(asked);
            let text = format!("{who}; in post from {}.", month(there));
            steps.push(if no_amount(ActionKind::Hire) {
                vec![lead(ActionKind::Hire, posts), Run::plain(format!(": {text}"))]
            } else {
                vec![lead(ActionKind::Hire, String::new()), Run::plain(format!(" for {posts}: {text}"))]
            });
        }
        if borrowed > 0 {
            let quarters = words::counted(borrowed, "borrowed quarter", "borrowed quarters");
            steps.push(if no_amount(ActionKind::Borrow) {
                vec![lead(ActionKind::Borrow, quarters), Run::plain(" of contractors.")]
            } else {
                vec![
                    lead(ActionKind::Borrow, String::new()),
                    Run::plain(format!(" for {quarters} of contractors.")),
                ]
            });
        }
        let (open, all) = asked.open_at_the_end();
        steps.push(if open == 0 {
            plain("Nothing stays open at the end if all goes well.")
        } else {
            vec![
                Run::strong("Accept"),
                Run::plain(format!(
                    " what stays open at the end: {} of {}{}.",
                    words::thousands(open),
                    words::counted(all, "skill seat", "skill seats"),
                    self.most_open(asked)
                )),
            ]
        });
        ask.content = vec![Content::Steps(steps)];
        if hires > 0 {
            let later = quarter_starts(Self::first_arrival(asked), 2);
            ask.content.push(super::paragraph(format!(
                "If this waits a quarter, nobody new is in post before {}.",
                month(later)
            )));
        } else if trainings > 0 {
            ask.content.push(super::paragraph("If this waits a quarter, every course ends a quarter later."));
        }
        ask
    }

    /// The first day of the quarter in which the first new person arrives.
    fn first_arrival(asked: &Choice<'_>) -> chrono::NaiveDate {
        let first = asked
            .plan
            .actions
            .iter()
            .filter(|action| asked.problem.action(**action).kind == ActionKind::Hire)
            .map(|action| asked.problem.arrives(*action))
            .min()
            .unwrap_or(1);
        quarter_starts(asked.problem.starts_on, first)
    }

    /// "LLM security engineer for AI assurance and SOC analyst for Detection".
    fn posts_in_words(&self, asked: &Choice<'_>) -> String {
        let names = crate::plan::PlanNames(self.figures.content);
        let mut posts: Vec<(String, u32)> = Vec::new();
        for action in &asked.plan.actions {
            let action = asked.problem.action(*action);
            if action.kind != ActionKind::Hire {
                continue;
            }
            let words = format!("{} for {}", names.role(action.role), names.team(action.team));
            match posts.iter_mut().find(|(of, _)| *of == words) {
                Some((_, count)) => *count += 1,
                None => posts.push((words, 1)),
            }
        }
        let listed: Vec<String> = posts
            .into_iter()
            .map(|(words, count)| if count == 1 { words } else { format!("{count} × {words}") })
            .collect();
        words::list_some(&listed, 3)
    }

    /// ", 8 of them in cloud computing": the area with the most of what stays open, where it may be told.
    fn most_open(&self, asked: &Choice<'_>) -> String {
        let Some(last) = asked.plan.coverage.0.last() else { return String::new() };
        let mut open = vec![0_u32; self.figures.content.areas.len()];
        for (team, demands) in last.iter().enumerate() {
            for (at, covered) in demands.iter().enumerate() {
                let competency = asked.problem.instance.teams[team].demands[at].competency;
                open[self.figures.organisation.area_of[competency]] += covered.required - covered.filled;
            }
        }
        let all: u32 = open.iter().sum();
        let most = open.iter().copied().max().unwrap_or_default();
        let areas: Vec<usize> = (0..open.len()).filter(|&area| open[area] == most).collect();
        match (most, &areas[..]) {
            (0, _) => String::new(),
            (_, [area]) if !self.told.areas[*area] => String::new(),
            (most, [area]) if most == all => format!(", in {}", self.area(*area)),
            (most, [area]) => format!(", {most} of them in {}", self.area(*area)),
            _ => String::new(),
        }
    }

    /// The fan of what is asked for, with the middles of the others; `None` before there is a plan.
    fn odds(&self) -> Option<Block> {
        let asked = self.options.asked()?;
        let now = asked.problem.covered_before;
        let mut points =
            vec![FanPoint { label: "Now".to_owned(), p10: now, p50: now, p90: now, planned: now }];
        points.extend((1..).zip(&asked.worked.sureness.quarters).map(|(quarter, fan)| FanPoint {
            label: format!("Q{quarter}"),
            p10: fan.p10,
            p50: fan.p50,
            p90: fan.p90,
            planned: fan.p50,
        }));
        let middle = |sureness: &cadre_planner::Sureness| -> Vec<f64> {
            std::iter::once(now).chain(sureness.quarters.iter().map(|fan| fan.p50)).collect()
        };
        let mut others = vec![OtherPlan { name: "as is".to_owned(), middle: middle(&asked.worked.idle) }];
        let beside = self.options.choices.iter().skip(1).filter(|choice| choice.same_quarters(asked));
        others.extend(beside.map(|choice| OtherPlan {
            name: choice.scenario.name.clone(),
            middle: middle(&choice.worked.sureness),
        }));
        let chart = Chart::CoverageFan(CoverageFan {
            points,
            actual: Vec::new(),
            name: asked.scenario.name.clone(),
            others,
        });
        let idle = asked.worked.idle.quarters.last().map_or(0.0, |fan| fan.p50);
        let fall = words::percent(now) != words::percent(idle);
        let heading = match (fall, idle < now) {
            (false, _) => format!("Left as it is, coverage stays at {}", words::percent(now)),
            (_, true) => format!(
                "Left as it is, coverage falls from {} to {}",
                words::percent(now),
                words::percent(idle)
            ),
            _ => format!(
                "Left as it is, coverage rises from {} to {}",
                words::percent(now),
                words::percent(idle)
            ),
        };
        let mut odds = block(Role::Odds, "How sure we are", heading);
        odds.content = vec![Content::Figure(Figure {
            alternative: described(&chart, SEVEN),
            chart,
            width: SEVEN,
            height: Some(226.0),
        })];
        odds.source = format!(
            "Lines: the middle of 10,000 simulations. Band: 8 in 10 of them, with “{}”. Quarters of 13 weeks from {}.",
            asked.scenario.name,
            words::date(asked.problem.starts_on)
        );
        Some(odds)
    }
}

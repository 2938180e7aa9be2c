//! The options that a report puts beside each other: the scenarios that were solved, the first of them asked for.

use cadre_core::{ActionKind, Audience, ReportSettings, Scenario};
use cadre_planner::{OpenSeats, Plan};
use cadre_report::{Block, Cell, Column, Content, NumberFormat, Role};
use chrono::NaiveDate;

use super::{Report, block, in_a_hundred, wording};
use crate::{
    error::AppError,
    figures::Figures,
    plan::{
        WorkedOut,
        document::borrowed,
        problem::{PlanProblem, quarter_ends},
        sentences::parts,
        view::{Opened, gap_in_words, stale},
    },
    words,
    work::Work,
    workspace::Workspace,
};

/// A scenario with its plan.
pub(crate) struct Choice<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) problem: PlanProblem,
    pub(crate) plan: Plan,
    pub(crate) worked: WorkedOut,
    /// Why it is to be solved again; empty where it is not.
    pub(crate) stale: String,
}

/// The options; the first is asked for.
pub(crate) struct Options<'a> {
    pub(crate) choices: Vec<Choice<'a>>,
    /// What is left open at the end of the one that is asked for, and what stopped it.
    pub(crate) open: Vec<OpenSeats>,
}

impl Workspace {
    /// The scenarios that a report of the selection may put beside each other: those that plan for the same team, or for all.
    pub(crate) fn offered(&self, figures: &Figures<'_>) -> Vec<&Scenario> {
        let team = figures.team.map(|team| self.content.teams[team].id);
        self.content.scenarios.iter().filter(|scenario| scenario.team == team).collect()
    }

    /// The options of a report, worked out; what was never solved is left out.
    pub(super) fn options(
        &self,
        figures: &Figures<'_>,
        settings: &ReportSettings,
        work: &Work<'_>,
    ) -> Result<Options<'_>, AppError> {
        let offered = self.offered(figures);
        let chosen: Vec<&Scenario> = match &settings.scenarios {
            Some(ids) => {
                ids.iter().filter_map(|id| offered.iter().find(|one| one.id == *id).copied()).collect()
            }
            // The latest is what was worked on last.
            None => offered.into_iter().rev().filter(|scenario| scenario.outcome.is_some()).collect(),
        };
        let mut choices = Vec::new();
        for scenario in chosen {
            if choices.len() == ReportSettings::SCENARIOS {
                break;
            }
            work.step(format!("Playing “{}” through", scenario.name), Some(0.3))?;
            let opened = self.open_scenario(scenario, figures.as_of)?;
            let stale = stale(&opened);
            if let Opened { problem, found: Some((plan, worked)), .. } = opened {
                choices.push(Choice { scenario, problem, plan, worked, stale });
            }
        }
        let wanted = settings.sections.contains(&cadre_core::Section::Plan);
        let open = match choices.first().filter(|_| wanted) {
            Some(asked) => asked.problem.stopped(&asked.plan, work)?,
            None => Vec::new(),
        };
        Ok(Options { choices, open })
    }
}

impl Choice<'_> {
    pub(crate) fn hires(&self) -> u32 {
        self.plan.hires() as u32
    }

    pub(crate) fn borrowed(&self) -> u32 {
        borrowed(&self.plan)
    }

    pub(crate) fn trainings(&self) -> u32 {
        self.plan.actions.len() as u32 - self.hires() - self.borrowed()
    }

    /// "two hires and eight trainings".
    pub(crate) fn parts(&self) -> String {
        words::list(&parts(&self.plan))
    }

    /// The quarter in which the first action of a kind starts; `None` where there is none.
    pub(crate) fn first_quarter(&self, kind: ActionKind) -> Option<u32> {
        let of_kind = |action: &&cadre_planner::Action| self.problem.action(**action).kind == kind;
        self.plan.actions.iter().filter(of_kind).map(|action| action.quarter).min()
    }

    /// Quarters that it plans for.
    pub(crate) fn quarters(&self) -> u32 {
        self.problem.instance.limits.quarters
    }

    /// The day that it plans to.
    fn ends_on(&self) -> NaiveDate {
        quarter_ends(self.problem.starts_on, self.quarters())
    }

    /// Whether it plans for the same quarters, so that the two can be held against each other one by one.
    pub(crate) fn same_quarters(&self, other: &Self) -> bool {
        (self.problem.starts_on, self.quarters()) == (other.problem.starts_on, other.quarters())
    }

    /// Cost of the actions of a kind.
    pub(crate) fn cost_of(&self, kind: ActionKind) -> f64 {
        self.plan
            .actions
            .iter()
            .filter(|action| self.problem.action(**action).kind == kind)
            .map(|action| self.problem.instance.cost(*action))
            .sum()
    }

    /// Cost of a year of everybody who is hired, after the end of the plan.
    pub(crate) fn yearly_cost(&self, content: &cadre_core::Content) -> f64 {
        self.plan
            .actions
            .iter()
            .map(|action| self.problem.action(*action))
            .filter(|action| action.kind == ActionKind::Hire)
            .filter_map(|action| content.roles.iter().find(|role| Some(role.id) == action.role))
            .map(|role| role.annual_cost)
            .sum()
    }

    /// Seats that the plan leaves open at its end if all goes well, and all of them.
    pub(crate) fn open_at_the_end(&self) -> (u32, u32) {
        let last = self.plan.coverage.0.last();
        last.into_iter().flatten().flatten().fold((0, 0), |(open, all), covered| {
            (open + covered.required - covered.filled, all + covered.required)
        })
    }
}

impl Options<'_> {
    /// The option that is asked for.
    pub(crate) fn asked(&self) -> Option<&Choice<'_>> {
        self.choices.first()
    }
}

impl Report<'_> {
    /// The options beside each other; `None` before there is a plan.
    pub(super) fn options_block(&self) -> Option<Block> {
        let asked = self.options.asked()?;
        let content = self.figures.content;
        let choices = &self.options.choices;
        let quarters = asked.quarters();
        let ends = words::date(asked.ends_on());
        let idle = &asked.worked.idle;
        let now = asked.problem.covered_before;
        let head = |text: &str| Column { width: Some(1.0), ..wording(text, None) };
        let mut columns = vec![wording("", None), head("As is")];
        columns.extend(choices.iter().map(|choice| head(&choice.scenario.name)));
        let fan = |sureness: &cadre_planner::Sureness| {
            let middles: Vec<String> =
                sureness.quarters.iter().map(|fan| format!("{:.0}", (100.0 * fan.p50).round())).collect();
            Cell::plain(format!("{}%", middles.join(" · ")))
        };
        let likely = |sureness: &cadre_planner::Sureness| match sureness.quarters.last() {
            Some(last) if words::percent(last.p10) == words::percent(last.p90) => {
                Cell::plain(words::percent(last.p10))
            }
            Some(last) => {
                Cell::plain(format!("{:.0} to {}", (100.0 * last.p10).round(), words::percent(last.p90)))
            }
            None => Cell::default(),
        };
        let money = |value: f64| Cell::plain(self.money(value)).with_number(value, NumberFormat::Money);
        let row = |name: String, as_is: Cell, of: &dyn Fn(&Choice<'_>) -> Cell| {
            let mut row = vec![Cell::plain(name), as_is];
            row.extend(choices.iter().map(of));
            row
        };
        // What plans for other quarters says so in the cells that the head says those of the first of.
        let over_time = |name: String, as_is: Cell, of: &dyn Fn(&Choice<'_>) -> Cell| {
            row(name, as_is, &|choice| {
                if choice.same_quarters(asked) {
                    return of(choice);
                }
                of(choice).with_note(format!(
                    "{} to {}",
                    words::date(choice.problem.starts_on),
                    words::date(choice.ends_on())
                ))
            })
        };
        let mut rows = Vec::new();
        if self.settings.audience != Audience::Team {
            rows.push(over_time(format!("Cost to {ends}"), money(0.0), &|choice| money(choice.plan.cost)));
            rows.push(row("Cost of the posts each year after".to_owned(), money(0.0), &|choice| {
                money(choice.yearly_cost(content))
            }));
        }
        rows.push(row("What it takes".to_owned(), Cell::plain("Nothing"), &|choice| {
            Cell::plain(match choice.parts() {
                parts if parts.is_empty() => "Nothing".to_owned(),
                parts => words::sentence_case(&parts),
            })
        }));
        let named: Vec<String> = (1..=quarters).map(|quarter| format!("Q{quarter}")).collect();
        let in_quarters = match &named[..] {
            [only] => format!("Coverage, {only}"),
            many if many.len() <= 4 => format!("Coverage, {}", many.join(" · ")),
            many => format!("Coverage, {} to {}", many[0], many[many.len() - 1]),
        };
        rows.push(over_time(in_quarters, fan(idle), &|choice| fan(&choice.worked.sureness)));
        rows.push(over_time(format!("Q{quarters} in 8 of 10 cases"), likely(idle), &|choice| {
            likely(&choice.worked.sureness)
        }));
        rows.push(over_time(
            format!("Odds of today’s {} or more", words::percent(now)),
            Cell::plain(in_a_hundred(idle.chance_of_at_least(now))),
            &|choice| Cell::plain(in_a_hundred(choice.worked.sureness.chance_of_at_least(now))),
        ));
        let today: u32 = self.seats().unfilled();
        let open = |(open, all): (u32, u32)| {
            Cell::plain(format!("{} of {}", words::thousands(open), words::thousands(all)))
        };
        rows.push(over_time(
            "Seats open at the end, if all goes well".to_owned(),
            Cell::plain(format!("{} open today", words::thousands(today))),
            &|choice| open(choice.open_at_the_end()),
        ));
        let mut options = block(Role::Options, "The options", self.options_heading(asked));
        options.content = vec![Content::Table(cadre_report::Table {
            name: "The options".to_owned(),
            columns,
            rows,
            total: false,
            recommended: Some(2),
        })];
        options.source = [
            "Coverage: skill seats filled, weighted by importance; the middle of 10,000 simulations in which people leave, courses fail and posts fill late."
                .to_owned(),
            proof_in_words(choices),
            choices
                .iter()
                .filter(|choice| !choice.stale.is_empty())
                .map(|choice| format!("“{}” was solved on an earlier record.", choice.scenario.name))
                .collect::<Vec<_>>()
                .join(" "),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
        Some(options)
    }

    /// "Odds of holding today’s coverage: 35 in 100 with “Two hires and training”, else 13".
    fn options_heading(&self, asked: &Choice<'_>) -> String {
        let now = asked.problem.covered_before;
        let odds = |sureness: &cadre_planner::Sureness| sureness.chance_of_at_least(now);
        let cheaper = self
            .options
            .choices
            .iter()
            .skip(1)
            .filter(|choice| choice.plan.cost < asked.plan.cost && choice.same_quarters(asked))
            .max_by(|one, other| one.plan.cost.total_cmp(&other.plan.cost));
        let base = cheaper.map_or(&asked.worked.idle, |choice| &choice.worked.sureness);
        let (low, high) = (odds(base), odds(&asked.worked.sureness));
        let name = &asked.scenario.name;
        if asked.plan.actions.is_empty() {
            return "Doing nothing covers as much as anything that the limits allow".to_owned();
        }
        let [low_words, high_words] = [low, high].map(in_a_hundred);
        if high > low && low_words != high_words {
            let low_words = low_words.trim_end_matches(" in 100");
            return format!("Odds of holding today’s coverage: {high_words} with “{name}”, else {low_words}");
        }
        let last = |sureness: &cadre_planner::Sureness| sureness.quarters.last().map_or(0.0, |fan| fan.p50);
        let (idle, p50) = (last(&asked.worked.idle), last(&asked.worked.sureness));
        if words::percent(idle) == words::percent(p50) {
            return format!("“{name}” leaves coverage at {}, as doing nothing does", words::percent(p50));
        }
        format!(
            "“{name}” makes coverage {} where doing nothing leaves {}",
            words::percent(p50),
            words::percent(idle)
        )
    }
}

/// "Each plan is the best within its limits, proven.": of those that were solved on the record as it is.
fn proof_in_words(choices: &[Choice<'_>]) -> String {
    let is_best = |choice: &Choice<'_>| choice.plan.bound <= choice.plan.objective || choice.plan.gap <= 0.0;
    let fresh: Vec<&Choice<'_>> = choices.iter().filter(|choice| choice.stale.is_empty()).collect();
    let others: Vec<String> = fresh
        .iter()
        .filter(|choice| !is_best(choice))
        .map(|choice| {
            format!(
                "“{}” is the best found: up to {} better may exist",
                choice.scenario.name,
                gap_in_words(choice.plan.gap)
            )
        })
        .collect();
    if !others.is_empty() {
        return format!("{}.", others.join("; "));
    }
    let names: Vec<String> = fresh.iter().map(|choice| format!("“{}”", choice.scenario.name)).collect();
    match (names.len(), choices.len()) {
        (0, _) => String::new(),
        (1, 1) => "The plan is the best within its limits, proven.".to_owned(),
        (fresh, all) if fresh == all => "Each plan is the best within its limits, proven.".to_owned(),
        (1, _) => format!("{} is the best within its limits, proven.", names[0]),
        _ => format!("{} are the best within their limits, proven.", words::list(&names)),
    }
}

//! A plan in words: who does what, what stands in the way, and what stopped a seat from being filled.

use cadre_core::{ActionKind, Content, PersonId, PlanAction, RoleId, TeamId, TrainingKey};
use cadre_planner::{Move, Obstacle, Stop, Why, Wish};

use super::problem::PlanProblem;
use crate::words;

/// The names behind a plan's ids.
#[derive(Clone, Copy)]
pub(crate) struct PlanNames<'a>(pub(crate) &'a Content);

impl<'a> PlanNames<'a> {
    pub(crate) fn team(self, id: TeamId) -> &'a str {
        self.0.teams.iter().find(|team| team.id == id).map_or("a team that is gone", |team| &team.name)
    }

    pub(crate) fn role(self, id: Option<RoleId>) -> &'a str {
        let role = self.0.roles.iter().find(|role| Some(role.id) == id);
        role.map_or("a role that is gone", |role| &role.name)
    }

    pub(crate) fn person(self, id: Option<PersonId>) -> &'a str {
        let person = self.0.people.iter().find(|person| Some(person.id) == id);
        person.map_or("somebody who is gone", |person| &person.name)
    }

    pub(crate) fn training(self, key: Option<&TrainingKey>) -> &'a str {
        let item = self.0.training.iter().find(|item| Some(&item.key) == key);
        item.map_or("an item that is gone", |item| &item.name)
    }

    /// "hire an LLM security engineer for AI assurance" without the article: "hire LLM security engineer, AI assurance".
    pub(crate) fn action(self, action: &PlanAction) -> String {
        let team = self.team(action.team);
        match action.kind {
            ActionKind::Hire => format!("hire {}, {team}", self.role(action.role)),
            ActionKind::Borrow => format!("borrow {}, {team}", self.role(action.role)),
            ActionKind::Train => {
                format!("train {}: {}", self.person(action.person), self.training(action.training.as_ref()))
            }
        }
    }

    fn planned(self, problem: &PlanProblem, what: Move) -> String {
        self.action(&problem.action(cadre_planner::Action { quarter: 1, what }))
    }

    /// Why nothing meets all that was asked for, a sentence each.
    pub(crate) fn obstacle(self, problem: &PlanProblem, obstacle: Obstacle) -> String {
        let limits = problem.instance.limits;
        let currency = &self.0.settings.currency;
        match obstacle {
            Obstacle::Wish { wish, why } => {
                let asked = match problem.instance.wishes[wish] {
                    Wish::AtLeast(what, _) | Wish::AtMost(what, _) => self.planned(problem, what),
                    Wish::HiresOn { team, at_least } => format!(
                        "{} on {}",
                        words::counted(at_least, "hire", "hires"),
                        self.team(problem.team(team))
                    ),
                };
                let why = match why {
                    Why::NotOffered => "nobody can be had for the role: its cost is not given",
                    Why::Forbidden => "another wish forbids it",
                    Why::OnlyOnce => "somebody takes an item once",
                    Why::NoTime => {
                        "the learning hours do not end it within the plan, or the person leaves before"
                    }
                    Why::LacksLevels => {
                        "the person lacks the level that it builds on, or is not assessed in it, and nothing leads there"
                    }
                };
                format!("What is required cannot be done: {asked}. The reason: {why}.")
            }
            Obstacle::Budget { at_least } => format!(
                "What is required costs {} at least; the budget is {}.",
                words::money(at_least.ceil(), currency),
                words::money(limits.budget, currency)
            ),
            Obstacle::Hires => format!(
                "More hires are required than the {} that may be made.",
                words::thousands(limits.hires)
            ),
            Obstacle::BorrowedQuarters => format!(
                "More borrowed quarters are required than the {} that may be had.",
                words::thousands(limits.borrowed_quarters)
            ),
            Obstacle::Together => {
                "Each thing required can be done, but not all of them together within these limits."
                    .to_owned()
            }
        }
    }
}

/// The limit that stopped a seat, in a word or two.
pub const fn stop(stop: Stop) -> &'static str {
    match stop {
        Stop::NoItem => "No training leads there",
        Stop::NobodyWithinReach => "Nobody within reach",
        Stop::NoRole => "No role brings it",
        Stop::TooLateToHire => "Too late to hire",
        Stop::Forbidden => "Forbidden",
        Stop::Budget => "Budget",
        Stop::Hires => "Hires",
        Stop::BorrowedQuarters => "Borrowed quarters",
        Stop::Hours => "Learning hours",
        Stop::Together => "All limits together",
        Stop::Unknown => "Not known",
    }
}

/// The same as a sentence.
pub(crate) const fn stop_sentence(stop: Stop) -> &'static str {
    match stop {
        Stop::NoItem => "No training item in the library leads to the level.",
        Stop::NobodyWithinReach => {
            "Nobody on the team has what such training builds on and the hours to end it in time."
        }
        Stop::NoRole => "No role whose cost is given brings the level.",
        Stop::TooLateToHire => "A hire would not be productive before the end of the plan.",
        Stop::Forbidden => {
            "What would fill these seats is forbidden, or has begun and does not count within the plan."
        }
        Stop::Budget => "With more money more of these seats are filled.",
        Stop::Hires => "With more hires more of these seats are filled.",
        Stop::BorrowedQuarters => "With more borrowed quarters more of these seats are filled.",
        Stop::Hours => "With more learning hours more of these seats are filled.",
        Stop::Together => "No limit alone: only several together, or the same means cover more elsewhere.",
        Stop::Unknown => "There was no time to find out.",
    }
}

//! What takes a while to work out of a plan, kept for as long as the problem and the actions are the same: its odds, what it
//! does to the risks, its reasons and its frontier.

use std::sync::Arc;

use cadre_core::{
    Content, Person, PersonId, Source,
    levels::{AssessmentColumns, day_of},
};
use cadre_planner::{Action, Instance, Move, Plan, Sureness};
use chrono::NaiveDate;

use super::{
    problem::{PlanProblem, quarter_ends},
    solving::{Frontier, PLAN_SEED, Reasons},
};
use crate::{error::AppError, figures::Figures, risks, view::Selection, workspace::Workspace};

/// A plan that is kept, with all that is known of it.
#[derive(Clone)]
pub(crate) struct WorkedOut {
    instance: Instance,
    actions: Vec<Action>,
    pub(crate) sureness: Arc<Sureness>,
    /// The odds where nothing is done, with the same luck.
    pub(crate) idle: Arc<Sureness>,
    pub(crate) risks: RisksLeft,
    pub(crate) reasons: Option<Arc<Reasons>>,
    pub(crate) frontier: Option<Arc<Frontier>>,
}

/// Risks of the shipped frameworks at the end of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RisksLeft {
    /// That rest on nobody.
    pub(crate) on_nobody: u32,
    /// That rest on one person.
    pub(crate) on_one: u32,
}

impl Workspace {
    /// What is known of the plan that a problem's scenario has.
    pub(crate) fn worked_out(&self, problem: &PlanProblem, plan: &Plan) -> Result<WorkedOut, AppError> {
        let id = problem.scenario.id;
        if let Some(kept) = self.plans.borrow().get(&id)
            && kept.instance == problem.instance
            && kept.actions == plan.actions
        {
            return Ok(kept.clone());
        }
        let worked = WorkedOut {
            sureness: Arc::new(problem.sureness(&plan.actions, PLAN_SEED)?),
            idle: Arc::new(problem.sureness(&[], PLAN_SEED)?),
            risks: risks_left(&self.content, &self.columns, problem, plan)?,
            reasons: None,
            frontier: None,
            instance: problem.instance.clone(),
            actions: plan.actions.clone(),
        };
        self.plans.borrow_mut().insert(id, worked.clone());
        Ok(worked)
    }

    /// Keeps the reasons that were found for a problem's plan.
    ///
    /// # Errors
    /// As of [`Self::plan_view`].
    pub fn keep_reasons(&self, problem: &PlanProblem, plan: &Plan, reasons: Reasons) -> Result<(), AppError> {
        self.keep(problem, plan, |worked| worked.reasons = Some(Arc::new(reasons)))
    }

    /// Keeps what is known of the frontier of a problem so far.
    ///
    /// # Errors
    /// As of [`Self::plan_view`].
    pub fn keep_frontier(
        &self,
        problem: &PlanProblem,
        plan: &Plan,
        frontier: Frontier,
    ) -> Result<(), AppError> {
        self.keep(problem, plan, |worked| worked.frontier = Some(Arc::new(frontier)))
    }

    /// Keeps what was found apart from the workspace. Where the record, or the workspace, is another by now, it is of a plan
    /// that nobody is shown, and its indices say nothing: then it is let go.
    fn keep(
        &self,
        problem: &PlanProblem,
        plan: &Plan,
        found: impl FnOnce(&mut WorkedOut),
    ) -> Result<(), AppError> {
        let id = problem.scenario.id;
        let Some(scenario) = self.content.scenarios.iter().find(|one| one.id == id) else { return Ok(()) };
        let now = self.posed(scenario, problem.starts_on)?;
        if now.instance == problem.instance && now.kept().is_some_and(|kept| kept.actions == plan.actions) {
            let mut worked = self.worked_out(problem, plan)?;
            found(&mut worked);
            self.plans.borrow_mut().insert(id, worked);
        }
        Ok(())
    }
}

/// The risks on the last day of a plan where all goes well: those who were hired are there, and the levels that training
/// lifts are reached. The borrowed are no depth of one's own.
fn risks_left(
    content: &Content,
    columns: &AssessmentColumns,
    problem: &PlanProblem,
    plan: &Plan,
) -> Result<RisksLeft, AppError> {
    let last = quarter_ends(problem.starts_on, problem.instance.limits.quarters);
    let (content, columns) = carried_out(content, columns, problem, plan, last);
    let selection = Selection { team: problem.scenario.team, as_of: Some(last), ..Selection::default() };
    let figures = Figures::new(&content, &columns, &selection, None, last, None)?;
    let mut left = RisksLeft::default();
    for depth in risks::depths(&figures).into_iter().flatten() {
        left.on_nobody += u32::from(depth == 0);
        left.on_one += u32::from(depth == 1);
    }
    Ok(left)
}

/// The record as it is when a plan has been carried out.
fn carried_out(
    content: &Content,
    columns: &AssessmentColumns,
    problem: &PlanProblem,
    plan: &Plan,
    last: NaiveDate,
) -> (Content, AssessmentColumns) {
    let (mut content, mut columns) = (content.clone(), columns.clone());
    let competency_of =
        |key: &cadre_core::CompetencyKey| content.competencies.iter().position(|one| one.key == *key);
    let mut reached = Vec::new();
    let mut hired = Vec::new();
    for &planned in &plan.actions {
        if problem.counts_from(planned) > problem.instance.limits.quarters {
            continue;
        }
        let action = problem.action(planned);
        match planned.what {
            Move::Borrow { .. } => {}
            Move::Train { person, item } => {
                let at = content.people.iter().position(|one| Some(one.id) == action.person);
                let lifts = &problem.instance.items[item].lifts;
                // Training lifts nobody down, and lifts nothing of which no level is known.
                let lifted = lifts.iter().filter(|&&(competency, _, to)| {
                    problem.instance.people[person].levels[competency].is_some_and(|level| level < to)
                });
                reached.extend(
                    at.into_iter()
                        .flat_map(|at| lifted.clone().map(move |&(competency, _, to)| (at, competency, to))),
                );
            }
            Move::Hire { .. } => {
                let Some(role) = content.roles.iter().find(|role| Some(role.id) == action.role) else {
                    continue;
                };
                let at = content.people.len() + hired.len();
                reached.extend(
                    role.targets
                        .iter()
                        .filter_map(|target| Some((at, competency_of(&target.competency)?, target.level))),
                );
                hired.push(Person {
                    id: PersonId(cadre_store::new_id()),
                    name: role.name.clone(),
                    team: action.team,
                    role: action.role,
                    started_on: None,
                    leaves_on: None,
                    borrowed: false,
                    learning_hours: 0.0,
                });
            }
        }
    }
    content.people.extend(hired);
    for (person, competency, level) in reached {
        columns.push(person as u32, competency as u16, day_of(last), level, Source::Manager);
    }
    (content, columns)
}

//! Scenarios in the workspace: made, solved again, tracked and removed, each as one operation; and what a new one may start
//! from.

use cadre_core::{
    ActionKind, ActionState, AreaKey, Content, ExtraSeats, MOST_MONEY, MOST_OF_A_SCENARIO, MOST_SEATS,
    PlanAction, PlanWish, Role, Scenario, ScenarioId, TeamId, WishRule, organisation::held_seats,
};
use cadre_planner::{MOST_QUARTERS, Plan, Status};
use cadre_store::new_id;
use chrono::NaiveDate;

use super::{problem::PlanProblem, words::PlanNames};
use crate::{
    draft::ScenarioDraft,
    error::{AppError, ErrorCode},
    team::Fields,
    view::{ScenarioStart, Selection},
    words,
    workspace::{Moment, Touched, Workspace},
};

/// Quarters planned where nobody says otherwise: a year.
const QUARTERS: u32 = 4;

/// The areas of a programme of machine learning and language models.
const AI_AREAS: [&str; 2] = ["llm-secops", "ml-secops"];

impl Workspace {
    /// The problem that a draft poses, from the day shown.
    ///
    /// # Errors
    /// Every field that is wrong: a name that is blank or another scenario's, limits out of range, a team, role, person or
    /// item that is not there. [`ErrorCode::InvalidArgument`] where actions of the scenario have begun.
    pub fn plan_problem(
        &self,
        draft: &ScenarioDraft,
        selection: &Selection,
        moment: Moment,
    ) -> Result<PlanProblem, AppError> {
        let scenario = self.checked(draft)?;
        self.posed(&scenario, selection.as_of.unwrap_or(moment.today))
    }

    /// The problem of a scenario that is kept, from the day on which it was solved, or from the day shown where it never was.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownScenario`].
    pub fn scenario_problem(
        &self,
        id: ScenarioId,
        selection: &Selection,
        moment: Moment,
    ) -> Result<PlanProblem, AppError> {
        let scenario = find_scenario(&self.content, id)?;
        let starts_on = scenario.outcome.as_ref().map(|outcome| outcome.starts_on);
        self.posed(scenario, starts_on.or(selection.as_of).unwrap_or(moment.today))
    }

    pub(crate) fn posed(&self, scenario: &Scenario, starts_on: NaiveDate) -> Result<PlanProblem, AppError> {
        PlanProblem::new(self.path(), &self.content, &self.columns, scenario, starts_on)
    }

    /// The scenario that somebody names, by id or by name whatever its case.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownScenario`].
    pub fn scenario_named(&self, text: &str) -> Result<ScenarioId, AppError> {
        let content = &self.content;
        let text = text.trim();
        content
            .scenarios
            .iter()
            .find(|one| one.id.to_string() == text || one.name.to_lowercase() == text.to_lowercase())
            .map(|scenario| scenario.id)
            .ok_or_else(|| unknown_scenario(content, text))
    }

    /// A name that no scenario has, whatever its case: the one given, or with a number behind it.
    pub fn free_scenario_name(&self, name: &str) -> String {
        free_name(&self.content, name)
    }

    /// The draft of a kept scenario, to change it or to solve it again.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownScenario`].
    pub fn scenario_draft(&self, id: ScenarioId) -> Result<ScenarioDraft, AppError> {
        Ok(draft_of(find_scenario(&self.content, id)?))
    }

    /// Keeps a scenario with the plan that was found for it.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidArgument`] where nothing meets all that is required, with the reasons, where actions of the scenario
    /// have begun, and where the problem is another workspace's; what it names has been removed since.
    pub fn save_plan(
        &mut self,
        problem: &PlanProblem,
        plan: &Plan,
        moment: Moment,
    ) -> Result<(ScenarioId, Touched), AppError> {
        if problem.file != self.path() {
            return Err(AppError::new(
                ErrorCode::InvalidArgument,
                format!("Another workspace was opened while {} was being solved.", problem.scenario.name),
                "Nothing was changed. Open the other one again to solve it there.",
            ));
        }
        let names = PlanNames(&self.content);
        if plan.status == Status::Infeasible || plan.misses_wishes {
            let mut fields = Fields::default();
            for obstacle in &plan.obstacles {
                fields.wrong("wishes", names.obstacle(problem, *obstacle));
            }
            if plan.obstacles.is_empty() {
                fields.wrong(
                    "wishes",
                    "No plan that does all that is required was found before it was stopped.",
                );
            }
            fields.into_result()?;
        }
        let scenario = problem.answered(plan);
        let known = self.content.scenarios.iter().find(|one| one.id == scenario.id);
        // It may have begun while a better one was being searched for.
        if known.is_some_and(|known| begun(&known.actions)) {
            return Err(stays());
        }
        let (kind, label) = if known.is_some() {
            ("change-scenario", format!("Solve the scenario {} again", scenario.name))
        } else {
            ("add-scenario", format!("Add the scenario {}", scenario.name))
        };
        let id = scenario.id;
        let written = self.change(kind, label, moment, |tx| Ok(tx.put_scenario(&scenario)?))?;
        Ok((id, written.touched))
    }

    /// Says how far an action of a plan is, by its place in the list.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownScenario`]; no such action.
    pub fn track_action(
        &mut self,
        id: ScenarioId,
        action: u32,
        state: ActionState,
        moment: Moment,
    ) -> Result<Touched, AppError> {
        let mut scenario = find_scenario(&self.content, id)?.clone();
        let tracked = scenario.actions.get_mut(action as usize).ok_or_else(|| {
            AppError::new(
                ErrorCode::InvalidArgument,
                "This action is no longer in the plan.",
                "Nothing was changed. Look at the plan again.",
            )
        })?;
        tracked.state = state;
        let what = PlanNames(&self.content).action(tracked);
        let label = format!("Mark as {}: {what}", state.as_str());
        Ok(self.change("track-plan", label, moment, |tx| Ok(tx.put_scenario(&scenario)?))?.touched)
    }

    /// Removes a scenario.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownScenario`].
    pub fn remove_scenario(&mut self, id: ScenarioId, moment: Moment) -> Result<Touched, AppError> {
        let name = &find_scenario(&self.content, id)?.name;
        let label = format!("Remove the scenario {name}");
        Ok(self.change("remove-scenario", label, moment, |tx| Ok(tx.remove_scenario(id)?))?.touched)
    }

    /// The scenario of a draft, checked.
    fn checked(&self, draft: &ScenarioDraft) -> Result<Scenario, AppError> {
        let content = &self.content;
        let mut fields = Fields::default();
        let name = fields.name("name", "scenario", &draft.name).to_owned();
        let same = |other: &Scenario| other.name.to_lowercase() == name.to_lowercase();
        if content.scenarios.iter().any(|other| Some(other.id) != draft.id && same(other)) {
            fields.wrong("name", format!("There is a scenario {name} already: give it another name."));
        }
        fields.number("budget", "The budget", draft.budget, MOST_MONEY);
        for (place, what, value) in [
            ("hires", "The number of hires", draft.hires),
            ("borrowed_quarters", "The number of borrowed quarters", draft.borrowed_quarters),
        ] {
            fields.number(place, what, f64::from(value), f64::from(MOST_OF_A_SCENARIO));
        }
        if !(1..=MOST_QUARTERS).contains(&draft.quarters) {
            fields.wrong(
                "quarters",
                format!(
                    "{} quarters cannot be planned: give a number from 1 to {MOST_QUARTERS}.",
                    draft.quarters
                ),
            );
        }
        if draft.team.is_some_and(|team| !content.teams.iter().any(|one| one.id == team)) {
            fields.wrong("team", "The team is no longer in the workspace.");
        }
        let known_role = |role| content.roles.iter().any(|one| one.id == role);
        let known_team = |team| content.teams.iter().any(|one| one.id == team);
        for wish in &draft.wishes {
            let there = wish.team.is_none_or(known_team)
                && wish.role.is_none_or(known_role)
                && wish.person.is_none_or(|person| content.people.iter().any(|one| one.id == person))
                && wish
                    .training
                    .as_ref()
                    .is_none_or(|item| content.training.iter().any(|one| one.key == *item));
            if let Some(missing) = missing(wish) {
                fields.wrong("wishes", missing);
            }
            if !there {
                fields.wrong("wishes", "A wish names what is no longer in the workspace: take it away.");
            } else if wish.rule == WishRule::Require && elsewhere(content, draft.team, wish) {
                fields.wrong(
                    "wishes",
                    "What is required is on another team than the scenario plans for: take it away, or plan for all teams.",
                );
            }
        }
        for extra in &draft.extra_seats {
            if !known_role(extra.role) || !known_team(extra.team) {
                fields.wrong(
                    "extra_seats",
                    "A seat is of a role or a team that is no longer in the workspace.",
                );
            }
            if draft.team.is_some_and(|team| team != extra.team) {
                fields.wrong(
                    "extra_seats",
                    "A seat is on another team than the scenario plans for: take it away, or plan for all teams.",
                );
            }
            if !(1..=MOST_SEATS).contains(&extra.seats) {
                fields.wrong("extra_seats", "The number of seats is 1 to 10,000.");
            }
        }
        fields.into_result()?;
        let before = draft.id.map(|id| find_scenario(content, id)).transpose()?;
        if before.is_some_and(|before| begun(&before.actions)) {
            return Err(stays());
        }
        Ok(Scenario {
            id: draft.id.unwrap_or_else(|| ScenarioId(new_id())),
            name,
            team: draft.team,
            budget: draft.budget,
            hires: draft.hires,
            borrowed_quarters: draft.borrowed_quarters,
            quarters: draft.quarters,
            wishes: draft.wishes.clone(),
            extra_seats: draft.extra_seats.clone(),
            outcome: None,
            actions: Vec::new(),
        })
    }
}

/// What a wish has to name and does not: nothing can be required of just anybody. What is forbidden may leave out what it likes.
fn missing(wish: &PlanWish) -> Option<&'static str> {
    let PlanWish { rule, kind, team, role, person, training, count } = wish;
    if *rule == WishRule::Forbid {
        return None;
    }
    match kind {
        _ if !(1..=MOST_OF_A_SCENARIO).contains(count) => {
            Some("What is required is required 1 to 10,000 times.")
        }
        ActionKind::Train if person.is_none() || training.is_none() => {
            Some("A required training names the person and what they take.")
        }
        ActionKind::Hire if team.is_none() => Some("A required hire names the team."),
        ActionKind::Borrow if team.is_none() || role.is_none() => {
            Some("A required contractor has a role and a team.")
        }
        _ => None,
    }
}

/// Whether a wish is about a team that is not planned for.
fn elsewhere(content: &Content, planned: Option<TeamId>, wish: &PlanWish) -> bool {
    let person = content.people.iter().find(|person| Some(person.id) == wish.person);
    let on = wish.team.or(person.map(|person| person.team));
    planned.is_some_and(|planned| on.is_some_and(|on| on != planned))
}

fn stays() -> AppError {
    AppError::new(
        ErrorCode::InvalidArgument,
        "Actions of this plan have begun, so that it stays as it was decided.",
        "Nothing was changed. Make a new scenario that starts from it.",
    )
}

/// Whether any action of a plan is more than planned.
pub(crate) fn begun(actions: &[PlanAction]) -> bool {
    actions.iter().any(|action| action.state != ActionState::Planned)
}

pub(crate) fn find_scenario(content: &Content, id: ScenarioId) -> Result<&Scenario, AppError> {
    content
        .scenarios
        .iter()
        .find(|scenario| scenario.id == id)
        .ok_or_else(|| unknown_scenario(content, &id.to_string()))
}

fn unknown_scenario(content: &Content, text: &str) -> AppError {
    let names: Vec<&str> = content.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    let hint = match &names[..] {
        [] => "The workspace has no scenarios yet.".to_owned(),
        names => format!("Choose one of: {}.", names.join(", ")),
    };
    AppError::new(
        ErrorCode::UnknownScenario,
        format!("There is no scenario “{text}” in this workspace."),
        hint,
    )
}

pub(crate) fn draft_of(scenario: &Scenario) -> ScenarioDraft {
    ScenarioDraft {
        id: Some(scenario.id),
        name: scenario.name.clone(),
        team: scenario.team,
        budget: scenario.budget,
        hires: scenario.hires,
        borrowed_quarters: scenario.borrowed_quarters,
        quarters: scenario.quarters,
        wishes: scenario.wishes.clone(),
        extra_seats: scenario.extra_seats.clone(),
    }
}

/// What a new scenario may start from: the one that is chosen, or, before there is any, the seats that stand open.
pub(crate) fn starts(
    content: &Content,
    chosen: Option<&Scenario>,
    team: Option<TeamId>,
    as_of: NaiveDate,
) -> Vec<ScenarioStart> {
    let base = match chosen {
        Some(scenario) => ScenarioDraft { id: None, ..draft_of(scenario) },
        None => vacancies(content, team, as_of),
    };
    let currency = &content.settings.currency;
    let money = |value: f64| words::money(value, currency);
    let start = |label: &str, text: String, change: &dyn Fn(&mut ScenarioDraft)| {
        let mut draft = base.clone();
        change(&mut draft);
        draft.name = free_name(content, label);
        let limits = format!(
            "{}, {}, {}",
            money(draft.budget),
            words::counted(draft.hires, "hire", "hires"),
            words::counted(draft.quarters, "quarter", "quarters")
        );
        ScenarioStart { label: label.to_owned(), text, limits, draft }
    };
    let mut starts = vec![start(
        "As is",
        match chosen {
            Some(scenario) => format!("The limits of {}.", scenario.name),
            None => "Money for the seats that stand open today.".to_owned(),
        },
        &|_| {},
    )];
    if let Some(scenario) = chosen.filter(|scenario| begun(&scenario.actions)) {
        let spent = spent(scenario);
        starts.insert(
            0,
            start(
                "From where it stands",
                format!(
                    "What has begun of {} goes on; {} of its budget are left.",
                    scenario.name,
                    money((scenario.budget - spent.money).max(0.0))
                ),
                &|draft| {
                    draft.budget = (draft.budget - spent.money).max(0.0);
                    draft.hires = draft.hires.saturating_sub(spent.hires);
                    draft.borrowed_quarters = draft.borrowed_quarters.saturating_sub(spent.borrowed);
                    draft.wishes = still_wished(scenario);
                },
            ),
        );
    }
    starts.push(start("Hiring freeze", "Nobody is hired; the money stays.".to_owned(), &|draft| {
        draft.hires = 0;
    }));
    starts.push(start(
        "Budget cut",
        format!("A fifth less money: {}.", money(base.budget * 0.8)),
        &|draft| draft.budget = (draft.budget * 0.8).round(),
    ));
    let head = dearest(content, |_| true);
    starts.push(start(
        "Two more heads",
        format!("Two hires more, and {} for them.", money(2.0 * head)),
        &|draft| {
            draft.hires = draft.hires.saturating_add(2);
            draft.budget += 2.0 * head;
        },
    ));
    let programme = programme(content, base.team);
    if !programme.is_empty() {
        let seats = programme.len() as u32;
        let cost: f64 = programme.iter().map(|(_, role)| a_year(role)).sum();
        let roles: Vec<&str> = programme.iter().map(|(_, role)| role.name.as_str()).collect();
        starts.push(start(
            "New AI programme",
            format!(
                "{} more: {}; and as many hires, with {} for them.",
                words::sentence_case(&words::counted(seats, "seat", "seats")),
                words::list(&roles),
                money(cost)
            ),
            &|draft| {
                draft.hires = draft.hires.saturating_add(seats);
                draft.budget += cost;
                draft.extra_seats.extend(programme.iter().map(|(team, role)| ExtraSeats {
                    team: *team,
                    role: role.id,
                    seats: 1,
                }));
            },
        ));
    }
    starts
}

/// The seats that nobody holds, with money to fill each for a year.
fn vacancies(content: &Content, team: Option<TeamId>, as_of: NaiveDate) -> ScenarioDraft {
    let (mut hires, mut budget) = (0, 0.0);
    for (position, held) in content.positions.iter().zip(held_seats(content, as_of)) {
        let open = position.seats.saturating_sub(held);
        if open == 0 || team.is_some_and(|team| team != position.team) {
            continue;
        }
        hires += open;
        let role = content.roles.iter().find(|role| role.id == position.role);
        budget += f64::from(open) * role.map_or(0.0, a_year);
    }
    ScenarioDraft {
        id: None,
        name: String::new(),
        team,
        budget: (budget / 1_000.0).ceil() * 1_000.0,
        hires,
        borrowed_quarters: 0,
        quarters: QUARTERS,
        wishes: Vec::new(),
        extra_seats: Vec::new(),
    }
}

/// Cost of a hire with its first year.
fn a_year(role: &Role) -> f64 {
    role.hiring_cost + role.annual_cost
}

/// The dearest first year among the roles of the workspace that are wanted.
fn dearest(content: &Content, wanted: impl Fn(&Role) -> bool) -> f64 {
    content.roles.iter().filter(|role| wanted(role)).map(a_year).fold(0.0, f64::max)
}

/// A seat for each role of machine learning and language models, on the team that has most such seats.
fn programme(content: &Content, team: Option<TeamId>) -> Vec<(TeamId, &Role)> {
    let ai = |role: &Role| {
        role.targets.iter().any(|target| {
            content.competencies.iter().any(|competency| {
                competency.key == target.competency
                    && AI_AREAS.iter().any(|area| competency.area == AreaKey::from(*area))
                    && target.importance == cadre_core::Importance::CRITICAL
            })
        })
    };
    let roles: Vec<&Role> = content.roles.iter().filter(|role| ai(role)).collect();
    let seats_on = |team: TeamId| -> u32 {
        let of = |role| roles.iter().any(|one| one.id == role);
        content
            .positions
            .iter()
            .filter(|position| position.team == team && of(position.role))
            .map(|position| position.seats)
            .sum()
    };
    let on = team.or_else(|| content.teams.iter().map(|team| team.id).max_by_key(|team| seats_on(*team)));
    on.map(|team| roles.into_iter().map(|role| (team, role)).collect()).unwrap_or_default()
}

/// What has been spent of a scenario: the actions that have begun or are done.
struct Spent {
    money: f64,
    hires: u32,
    borrowed: u32,
}

fn spent(scenario: &Scenario) -> Spent {
    let made = |kind| {
        let begun = scenario.actions.iter().filter(|action| is_spent(action));
        begun.filter(|action| action.kind == kind).count() as u32
    };
    Spent {
        money: scenario.actions.iter().filter(|action| is_spent(action)).map(|action| action.cost).sum(),
        hires: made(ActionKind::Hire),
        borrowed: made(ActionKind::Borrow),
    }
}

/// The wishes of a scenario that its actions which have begun or are done do not meet: each meets one.
fn still_wished(scenario: &Scenario) -> Vec<PlanWish> {
    let mut wishes = scenario.wishes.clone();
    for action in scenario.actions.iter().filter(|action| is_spent(action)) {
        let met = wishes.iter_mut().find(|wish| {
            wish.rule == WishRule::Require
                && wish.count > 0
                && wish.kind == action.kind
                && wish.team.is_none_or(|team| team == action.team)
                && (wish.role.is_none() || wish.role == action.role)
                && (wish.person.is_none() || wish.person == action.person)
                && (wish.training.is_none() || wish.training == action.training)
        });
        if let Some(met) = met {
            met.count -= 1;
        }
    }
    wishes.retain(|wish| wish.rule == WishRule::Forbid || wish.count > 0);
    wishes
}

fn is_spent(action: &PlanAction) -> bool {
    matches!(action.state, ActionState::Started | ActionState::Done)
}

/// A name that no scenario has: "Hiring freeze", "Hiring freeze 2".
fn free_name(content: &Content, label: &str) -> String {
    let taken = |name: &str| content.scenarios.iter().any(|one| one.name.eq_ignore_ascii_case(name));
    if !taken(label) {
        return label.to_owned();
    }
    // One of so many is free: there are fewer scenarios.
    let most = content.scenarios.len() + 2;
    (2..=most).map(|number| format!("{label} {number}")).find(|name| !taken(name)).unwrap_or_default()
}

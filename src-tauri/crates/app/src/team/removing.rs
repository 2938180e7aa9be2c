//! Removing people, roles, positions, teams, competencies and training items: what goes with them is told first, and one undo
//! brings all of it back.

use cadre_core::{
    CompetencyKey, Content, Person, PersonId, Position, PositionId, Role, RoleId, Scenario, TeamId,
    TrainingItem, TrainingKey,
};
use cadre_store::{AssessmentsOf, Tx};

use super::{
    Names,
    competencies::{find_competency, without_lift, without_target},
    editing::{find_role, gone},
};
use crate::{
    draft::Item,
    error::AppError,
    training::find_item,
    view::Consequences,
    words,
    workspace::{Moment, Touched, Workspace},
};

/// A removal, worked out.
#[derive(Default)]
struct Removal {
    /// "Noor Rahman", "the role LLM security engineer".
    what: String,
    kind: &'static str,
    /// What goes with it, a sentence each.
    lines: Vec<String>,
    people: Vec<PersonId>,
    positions: Vec<PositionId>,
    roles: Vec<RoleId>,
    teams: Vec<TeamId>,
    competencies: Vec<CompetencyKey>,
    training: Vec<TrainingKey>,
    /// Rows that stay, as they are afterwards.
    changed_people: Vec<Person>,
    changed_roles: Vec<Role>,
    changed_training: Vec<TrainingItem>,
    changed_scenarios: Vec<Scenario>,
}

impl Workspace {
    /// What goes with an item when it is removed.
    ///
    /// # Errors
    /// It is not there any more.
    pub fn removal_consequences(&self, item: &Item, moment: Moment) -> Result<Consequences, AppError> {
        let removal = self.removal(item, moment)?;
        Ok(Consequences {
            title: format!("{} {}?", removal.verb(), removal.what),
            confirm: format!("{} {}", removal.verb(), removal.what),
            lines: removal.lines,
        })
    }

    /// Removes an item with all that goes with it, as one operation.
    ///
    /// # Errors
    /// It is not there any more.
    pub fn remove_item(&mut self, item: &Item, moment: Moment) -> Result<Touched, AppError> {
        let removal = self.removal(item, moment)?;
        let label = format!("{} {}", removal.verb(), removal.what);
        let written = self.change(removal.kind, label, moment, |tx| removal.carry_out(tx))?;
        Ok(written.touched)
    }

    fn removal(&self, item: &Item, moment: Moment) -> Result<Removal, AppError> {
        let content = &self.content;
        let names = Names::of(content);
        let mut removal = Removal::default();
        match item {
            Item::Person(id) => {
                let person = content
                    .people
                    .iter()
                    .find(|person| person.id == *id)
                    .ok_or_else(|| gone("This person is no longer in the workspace."))?;
                removal.what.clone_from(&person.name);
                removal.kind = "remove-person";
                removal.people.push(*id);
                removal.lines.extend(facts(self.store.count_assessments(AssessmentsOf::Person(*id))?));
                if let Some(role) = person.role.filter(|_| person.counts_on(moment.today)) {
                    removal.lines.push(format!(
                        "A seat of {} on {} is no longer held.",
                        names.role(role),
                        names.team(person.team)
                    ));
                }
                removal.lines.push(
                    "If they only leave, set a leaving date instead: then past dates still show them."
                        .to_owned(),
                );
            }
            Item::Role(id) => {
                let role = find_role(content, *id)?;
                removal.what = format!("the role {}", role.name);
                removal.kind = "remove-role";
                removal.roles.push(*id);
                removal.lines.extend(some(role.targets.len(), "target goes", "targets go", "with it."));
                removal.changed_people = content
                    .people
                    .iter()
                    .filter(|person| person.role == Some(*id))
                    .map(|person| Person { role: None, ..person.clone() })
                    .collect();
                removal.lines.extend(some(
                    removal.changed_people.len(),
                    "person has no role then, and keeps their levels",
                    "people have no role then, and keep their levels",
                    ".",
                ));
                removal.positions_of(content, |position| position.role == *id);
            }
            Item::Position(id) => {
                let position = content
                    .positions
                    .iter()
                    .find(|position| position.id == *id)
                    .ok_or_else(|| gone("This position is no longer in the workspace."))?;
                removal.what =
                    format!("the position of {} on {}", names.role(position.role), names.team(position.team));
                removal.kind = "remove-position";
                removal.positions.push(*id);
                removal.lines.extend(some(
                    position.seats as usize,
                    "seat is",
                    "seats are",
                    "needed no more.",
                ));
                removal.lines.push("The people stay.".to_owned());
            }
            Item::Team(id) => {
                let team = content
                    .teams
                    .iter()
                    .find(|team| team.id == *id)
                    .ok_or_else(|| gone("This team is no longer in the workspace."))?;
                removal.what = format!("the team {}", team.name);
                removal.kind = "remove-team";
                removal.teams.push(*id);
                removal.people = content
                    .people
                    .iter()
                    .filter(|person| person.team == *id)
                    .map(|person| person.id)
                    .collect();
                removal.lines.extend(some(removal.people.len(), "person goes", "people go", "with it."));
                let mut assessments = 0;
                for person in &removal.people {
                    assessments += self.store.count_assessments(AssessmentsOf::Person(*person))?;
                }
                removal.lines.extend(facts(assessments));
                removal.positions_of(content, |position| position.team == *id);
                if !removal.people.is_empty() {
                    removal.lines.push("To keep the people, move them to another team first.".to_owned());
                }
            }
            Item::Competency(key) => {
                let competency = find_competency(content, key)?;
                removal.what.clone_from(&competency.name);
                removal.kind = "retire-competency";
                removal.competencies.push(key.clone());
                removal.lines.extend(facts(self.store.count_assessments(AssessmentsOf::Competency(key))?));
                removal.changed_roles =
                    content.roles.iter().filter_map(|role| without_target(role, key, None)).collect();
                removal.lines.extend(some(
                    removal.changed_roles.len(),
                    "role loses its",
                    "roles lose their",
                    "target for it.",
                ));
                removal.changed_training =
                    content.training.iter().filter_map(|item| without_lift(item, key, None)).collect();
                removal.lines.extend(some(
                    removal.changed_training.len(),
                    "training item lifts",
                    "training items lift",
                    "it no more.",
                ));
            }
            Item::Training(key) => {
                removal.what = format!("the training item {}", find_item(content, key)?.name);
                removal.kind = "remove-training";
                removal.training.push(key.clone());
                removal.lines.push("The levels that people have reached stay.".to_owned());
            }
        }
        removal.plans_of(content);
        Ok(removal)
    }
}

impl Removal {
    /// A competency is retired: what was recorded in it stays, and counts again when it comes back. All else is removed.
    const fn verb(&self) -> &'static str {
        if self.competencies.is_empty() { "Remove" } else { "Retire" }
    }

    fn positions_of(&mut self, content: &Content, of: impl Fn(&Position) -> bool) {
        let positions: Vec<&Position> = content.positions.iter().filter(|position| of(position)).collect();
        let seats: u32 = positions.iter().map(|position| position.seats).sum();
        self.lines.extend(some(
            positions.len(),
            "position goes with it",
            "positions go with it",
            &format!(": {}.", words::counted(seats, "seat", "seats")),
        ));
        self.positions = positions.iter().map(|position| position.id).collect();
    }

    /// Plans lose the actions that name what is removed.
    fn plans_of(&mut self, content: &Content) {
        let mut actions = 0;
        for scenario in &content.scenarios {
            let mut kept = scenario.clone();
            kept.actions.retain(|action| {
                !self.teams.contains(&action.team)
                    && action.role.is_none_or(|role| !self.roles.contains(&role))
                    && action.person.is_none_or(|person| !self.people.contains(&person))
                    && action.training.as_ref().is_none_or(|item| !self.training.contains(item))
            });
            if kept.actions.len() < scenario.actions.len() {
                actions += scenario.actions.len() - kept.actions.len();
                self.changed_scenarios.push(kept);
            }
        }
        self.lines.extend(some(actions, "action of a plan goes", "actions of plans go", "with it."));
    }

    fn carry_out(&self, tx: &mut Tx<'_>) -> Result<(), AppError> {
        self.changed_scenarios.iter().try_for_each(|scenario| tx.put_scenario(scenario))?;
        self.changed_training.iter().try_for_each(|item| tx.put_training(item))?;
        self.changed_roles.iter().try_for_each(|role| tx.put_role(role))?;
        self.changed_people.iter().try_for_each(|person| tx.put_person(person))?;
        self.positions.iter().try_for_each(|&position| tx.remove_position(position))?;
        self.people.iter().try_for_each(|&person| tx.remove_person(person))?;
        self.roles.iter().try_for_each(|&role| tx.remove_role(role))?;
        self.teams.iter().try_for_each(|&team| tx.remove_team(team))?;
        self.competencies.iter().try_for_each(|competency| tx.remove_competency(competency))?;
        self.training.iter().try_for_each(|item| tx.remove_training(item))?;
        Ok(())
    }
}

/// "19 assessments stay in the file and count no more."
fn facts(count: u32) -> Option<String> {
    some(
        count as usize,
        "assessment stays in the file and counts",
        "assessments stay in the file and count",
        "no more.",
    )
}

/// "3 positions go with it: 5 seats."; nothing for none.
fn some(count: usize, one: &str, many: &str, rest: &str) -> Option<String> {
    (count > 0).then(|| {
        let space = if rest.starts_with([':', '.']) { "" } else { " " };
        format!("{}{space}{rest}", words::counted(count as u32, one, many))
    })
}

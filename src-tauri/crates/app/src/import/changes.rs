//! The difference between the workspace's structure and what it would be: what an import puts, and how it is told.

use std::collections::HashMap;

use cadre_core::{Area, Competency, Content, Person, Position, PositionId, Pulse, Role, Team};
use cadre_store::Tx;

use super::ImportSummary;
use crate::{catalogue::catalogue, error::AppError, words};

/// Rows that an import adds or changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    areas: Vec<Area>,
    competencies: Difference<Competency>,
    teams: Vec<Team>,
    roles: Difference<Role>,
    people: Difference<Person>,
    positions: Vec<Position>,
    removed_positions: Vec<PositionId>,
    pulses: Vec<Pulse>,
    seats_added: u32,
    seats_taken: u32,
    answers: u32,
}

#[derive(Clone, Debug)]
struct Difference<T> {
    added: Vec<T>,
    changed: Vec<T>,
}

impl<T> Default for Difference<T> {
    fn default() -> Self {
        Self { added: Vec::new(), changed: Vec::new() }
    }
}

impl<T: Clone + PartialEq> Difference<T> {
    fn between<K: std::hash::Hash + Eq>(before: &[T], after: &[T], key: impl Fn(&T) -> K) -> Self {
        let known: HashMap<K, &T> = before.iter().map(|row| (key(row), row)).collect();
        let mut difference = Self::default();
        for row in after {
            match known.get(&key(row)) {
                None => difference.added.push(row.clone()),
                Some(before) if *before != row => difference.changed.push(row.clone()),
                Some(_) => {}
            }
        }
        difference
    }

    fn all(self) -> Vec<T> {
        let Self { mut added, changed } = self;
        added.extend(changed);
        added
    }

    fn iter(&self) -> impl Iterator<Item = &T> {
        self.added.iter().chain(&self.changed)
    }
}

impl Changes {
    pub(super) fn between(before: &Content, after: &Content) -> Self {
        let seats = |content: &Content| content.positions.iter().map(|position| position.seats).sum::<u32>();
        let answers =
            |content: &Content| content.pulses.iter().map(|pulse| pulse.responses.len() as u32).sum::<u32>();
        Self {
            areas: Difference::between(&before.areas, &after.areas, |area| area.key.clone()).all(),
            competencies: Difference::between(&before.competencies, &after.competencies, |one| {
                one.key.clone()
            }),
            teams: Difference::between(&before.teams, &after.teams, |team| team.id).all(),
            roles: Difference::between(&before.roles, &after.roles, |role| role.id),
            people: Difference::between(&before.people, &after.people, |person| person.id),
            positions: Difference::between(&before.positions, &after.positions, |position| position.id).all(),
            pulses: Difference::between(&before.pulses, &after.pulses, |pulse| pulse.id).all(),
            removed_positions: before
                .positions
                .iter()
                .map(|position| position.id)
                .filter(|id| !after.positions.iter().any(|position| position.id == *id))
                .collect(),
            seats_added: seats(after).saturating_sub(seats(before)),
            seats_taken: seats(before).saturating_sub(seats(after)),
            answers: answers(after).saturating_sub(answers(before)),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.areas.is_empty()
            && self.competencies.iter().next().is_none()
            && self.teams.is_empty()
            && self.roles.iter().next().is_none()
            && self.people.iter().next().is_none()
            && self.positions.is_empty()
            && self.removed_positions.is_empty()
            && self.pulses.is_empty()
    }

    pub(super) fn put(&self, tx: &mut Tx<'_>) -> Result<(), AppError> {
        self.areas.iter().try_for_each(|area| tx.put_area(area))?;
        self.competencies.iter().try_for_each(|competency| tx.put_competency(competency))?;
        self.teams.iter().try_for_each(|team| tx.put_team(team))?;
        self.roles.iter().try_for_each(|role| tx.put_role(role))?;
        self.people.iter().try_for_each(|person| tx.put_person(person))?;
        self.positions.iter().try_for_each(|position| tx.put_position(position))?;
        self.removed_positions.iter().try_for_each(|position| tx.remove_position(*position))?;
        self.pulses.iter().try_for_each(|pulse| tx.put_pulse(pulse))?;
        Ok(())
    }

    pub(super) fn summary(&self) -> ImportSummary {
        ImportSummary {
            people_added: self.people.added.len() as u32,
            people_changed: self.people.changed.len() as u32,
            teams_added: self.teams.iter().map(|team| team.name.clone()).collect(),
            roles_added: self.roles.added.iter().map(|role| role.name.clone()).collect(),
            roles_changed: self.roles.changed.iter().map(|role| role.name.clone()).collect(),
            competencies_added: self.competencies.added.iter().map(|one| one.name.clone()).collect(),
            competencies_changed: self.competencies.changed.len() as u32,
            seats_added: self.seats_added,
            answers_added: self.answers,
            ..ImportSummary::default()
        }
    }

    /// The weightiest of the changes, as it is named: "24 people", "9 roles", "nothing".
    pub(super) fn in_brief(&self) -> String {
        let count =
            |list: usize, one: &str, many: &str| (list > 0).then(|| words::counted(list as u32, one, many));
        count(self.people.iter().count(), "person", "people")
            .or_else(|| count(self.roles.iter().count(), "role", "roles"))
            .or_else(|| count(self.positions.len() + self.removed_positions.len(), "position", "positions"))
            .or_else(|| count(self.answers as usize, "answer", "answers"))
            .or_else(|| count(self.competencies.iter().count(), "competency", "competencies"))
            .or_else(|| count(self.teams.len(), "team", "teams"))
            .unwrap_or_else(|| "nothing".to_owned())
    }

    /// What would change beside the assessments, a sentence each.
    pub(super) fn sentences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        let names = |people: &[Person]| {
            let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
            words::list_some(&names, 4)
        };
        let mut say = |count: usize, sentence: String| {
            if count > 0 {
                sentences.push(sentence);
            }
        };
        let people = &self.people;
        say(
            people.added.len(),
            format!(
                "Adds {}: {}.",
                words::counted(people.added.len() as u32, "person", "people"),
                names(&people.added)
            ),
        );
        say(
            people.changed.len(),
            format!(
                "Changes {}: {}.",
                words::counted(people.changed.len() as u32, "person", "people"),
                names(&people.changed)
            ),
        );
        let teams: Vec<&str> = self.teams.iter().map(|team| team.name.as_str()).collect();
        let teams_count = teams.len() as u32;
        say(
            teams.len(),
            format!(
                "Adds the {} {}.",
                words::verb(teams_count, "team", "teams"),
                words::list_some(&teams, 4)
            ),
        );
        let shipped = |role: &&Role| catalogue().roles.iter().any(|profile| profile.name == role.name);
        let (shipped, own): (Vec<&Role>, Vec<&Role>) = self.roles.added.iter().partition(shipped);
        for (roles, kind) in [(shipped, "shipped "), (own, "")] {
            let names: Vec<&str> = roles.iter().map(|role| role.name.as_str()).collect();
            let count = roles.len() as u32;
            let targets = if roles.iter().any(|role| !role.targets.is_empty()) {
                format!(" with {} targets", words::verb(count, "its", "their"))
            } else {
                String::new()
            };
            say(
                roles.len(),
                format!(
                    "Adds the {kind}{} {}{targets}.",
                    words::verb(count, "role", "roles"),
                    words::list_some(&names, 4)
                ),
            );
        }
        let changed: Vec<&str> = self.roles.changed.iter().map(|role| role.name.as_str()).collect();
        say(
            changed.len(),
            format!(
                "Changes the {} {}.",
                words::verb(changed.len() as u32, "role", "roles"),
                words::list_some(&changed, 4)
            ),
        );
        let own: Vec<&str> = self.competencies.added.iter().map(|one| one.name.as_str()).collect();
        say(
            own.len(),
            format!(
                "Adds {}: {}.",
                words::counted(own.len() as u32, "competency", "competencies"),
                words::list_some(&own, 4)
            ),
        );
        let changed = self.competencies.changed.len();
        say(changed, format!("Changes {}.", words::counted(changed as u32, "competency", "competencies")));
        let positions = (self.positions.len() + self.removed_positions.len()) as u32;
        if self.seats_added > 0 {
            sentences.push(format!("Adds {}.", words::counted(self.seats_added, "seat", "seats")));
        } else if self.seats_taken > 0 {
            sentences.push(format!("Takes away {}.", words::counted(self.seats_taken, "seat", "seats")));
        } else if positions > 0 {
            sentences.push(format!("Changes {}.", words::counted(positions, "position", "positions")));
        }
        if self.answers > 0 {
            sentences.push(format!("Adds {} to a pulse.", words::counted(self.answers, "answer", "answers")));
        } else if !self.pulses.is_empty() {
            sentences
                .push(format!("Changes {}.", words::counted(self.pulses.len() as u32, "pulse", "pulses")));
        }
        sentences
    }
}

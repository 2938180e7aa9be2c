//! The difference between the workspace's structure and what it would be: what an import puts, and how it is told.

use std::collections::{BTreeMap, HashMap};

use cadre_core::{
    Area, Competency, Content, Person, Position, PositionId, Pulse, Role, RoleId, Team, TeamId,
};
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
        let (seats_added, seats_taken) = seats_between(&before.positions, &after.positions);
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
            seats_added,
            seats_taken,
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
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        ImportSummary {
            people_added: self.people.added.len() as u32,
            people_changed: self.people.changed.len() as u32,
            teams_added: owned(named(&self.teams, |team| &team.name)),
            roles_added: owned(named(&self.roles.added, |role| &role.name)),
            roles_changed: owned(named(&self.roles.changed, |role| &role.name)),
            competencies_added: owned(named(&self.competencies.added, |one| &one.name)),
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
        // A sentence with how many there are and the first names of them; none where there are none.
        let mut say = |names: Vec<&str>, sentence: &dyn Fn(u32, &str) -> String| {
            if !names.is_empty() {
                sentences.push(sentence(names.len() as u32, &words::list_some(&names, 4)));
            }
        };
        let people = |count| words::counted(count, "person", "people");
        let roles = |count| words::verb(count, "role", "roles");
        let competencies = |count| words::counted(count, "competency", "competencies");
        say(named(&self.people.added, |one| &one.name), &|count, names| {
            format!("Adds {}: {names}.", people(count))
        });
        let without: Vec<&Person> = self.people.added.iter().filter(|one| one.role.is_none()).collect();
        say(named(without, |one| &one.name), &|count, names| {
            format!("{names} {} without a role.", words::verb(count, "comes", "come"))
        });
        say(named(&self.people.changed, |one| &one.name), &|count, names| {
            format!("Changes {}: {names}.", people(count))
        });
        say(named(&self.teams, |team| &team.name), &|count, names| {
            format!("Adds the {} {names}.", words::verb(count, "team", "teams"))
        });
        let shipped = |role: &&Role| catalogue().roles.iter().any(|profile| profile.name == role.name);
        let (shipped, own): (Vec<&Role>, Vec<&Role>) = self.roles.added.iter().partition(shipped);
        for (added, kind) in [(shipped, "shipped "), (own, "")] {
            let have_targets = added.iter().any(|role| !role.targets.is_empty());
            say(named(added, |role| &role.name), &|count, names| {
                let targets = if have_targets {
                    format!(" with {} targets", words::verb(count, "its", "their"))
                } else {
                    String::new()
                };
                format!("Adds the {kind}{} {names}{targets}.", roles(count))
            });
        }
        say(named(&self.roles.changed, |role| &role.name), &|count, names| {
            format!("Changes the {} {names}.", roles(count))
        });
        say(named(&self.competencies.added, |one| &one.name), &|count, names| {
            format!("Adds {}: {names}.", competencies(count))
        });
        say(named(&self.competencies.changed, |one| &one.name), &|count, _| {
            format!("Changes {}.", competencies(count))
        });
        let positions = (self.positions.len() + self.removed_positions.len()) as u32;
        if self.seats_added > 0 {
            sentences.push(format!("Adds {}.", words::counted(self.seats_added, "seat", "seats")));
        }
        if self.seats_taken > 0 {
            sentences.push(format!("Takes away {}.", words::counted(self.seats_taken, "seat", "seats")));
        }
        if self.seats_added == 0 && self.seats_taken == 0 && positions > 0 {
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

/// How many seats come and how many go, over the roles on the teams: what comes to one does not make up for what goes from
/// another.
fn seats_between(before: &[Position], after: &[Position]) -> (u32, u32) {
    let mut seats: BTreeMap<(TeamId, RoleId), (u32, u32)> = BTreeMap::new();
    for position in before {
        seats.entry((position.team, position.role)).or_default().0 += position.seats;
    }
    for position in after {
        seats.entry((position.team, position.role)).or_default().1 += position.seats;
    }
    let added = seats.values().map(|(before, after)| after.saturating_sub(*before)).sum();
    let taken = seats.values().map(|(before, after)| before.saturating_sub(*after)).sum();
    (added, taken)
}

/// The names of rows.
fn named<'a, T: 'a>(
    rows: impl IntoIterator<Item = &'a T>,
    name: impl Fn(&'a T) -> &'a String,
) -> Vec<&'a str> {
    rows.into_iter().map(|row| name(row).as_str()).collect()
}

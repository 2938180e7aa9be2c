//! Adding and changing people: one by one with a seat, or several by their names.

use std::collections::HashMap;

use cadre_core::{
    Content, DEFAULT_LEARNING_HOURS, MOST_LEARNING_HOURS, Person, PersonId, Role, RoleId, Team, TeamId,
};
use cadre_exchange::matching::fold;
use cadre_store::new_id;

use super::{
    Names,
    editing::{Fields, ROLE_GONE, TEAM_GONE, fitted, gone, new_team_name, seat_for},
};
use crate::{
    catalogue::catalogue,
    draft::{PeopleDraft, PersonDraft},
    error::{AppError, ErrorCode},
    words,
    workspace::{Moment, Touched, Workspace},
};

impl Workspace {
    /// Adds or changes a person, and gives them a seat where that is wanted and none of their role is free.
    ///
    /// # Errors
    /// Every field that is wrong: a blank name or one that somebody on the team has already, a leaving date before the
    /// first day, hours out of range; a team or role that is not there.
    pub fn save_person(&mut self, draft: &PersonDraft, moment: Moment) -> Result<Touched, AppError> {
        let content = &self.content;
        let names = Names::of(content);
        let mut fields = Fields::default();
        let name = fields.name("name", "person", &draft.name).to_owned();
        if !names.teams.contains_key(&draft.team) {
            fields.wrong("team", TEAM_GONE);
        }
        if draft.role.is_some_and(|role| !names.roles.contains_key(&role)) {
            fields.wrong("role", ROLE_GONE);
        }
        let same_name = |person: &&Person| {
            Some(person.id) != draft.id && person.team == draft.team && fold(&person.name) == fold(&name)
        };
        if content.people.iter().any(|person| same_name(&person)) {
            let team = names.team(draft.team);
            fields.wrong("name", format!("Somebody else on {team} is named {name} too: add an initial."));
        }
        if let (Some(starts), Some(leaves)) = (draft.started_on, draft.leaves_on)
            && leaves <= starts
        {
            let (starts, leaves) = (words::date(starts), words::date(leaves));
            fields.wrong(
                "leaves_on",
                format!("The leaving date, {leaves}, is not after the first day, {starts}."),
            );
        }
        fields.number(
            "learning_hours",
            "Learning hours a quarter",
            draft.learning_hours,
            MOST_LEARNING_HOURS,
        );
        fields.into_result()?;

        let before = draft.id.map(|id| find_person(content, id)).transpose()?;
        let person = Person {
            id: draft.id.unwrap_or_else(|| PersonId(new_id())),
            name,
            team: draft.team,
            role: draft.role,
            started_on: draft.started_on,
            leaves_on: draft.leaves_on,
            borrowed: draft.borrowed,
            learning_hours: draft.learning_hours,
        };
        let label = match before {
            None => format!("Add {} to {}", person.name, names.team(person.team)),
            Some(before) => person_label(before, &person, &names),
        };
        let seat = match person.role {
            Some(role) if draft.add_seat && !person.borrowed => {
                seat_for(content, std::slice::from_ref(&person), (person.team, role), moment.today)
            }
            _ => None,
        };
        let kind = if before.is_some() { "change-person" } else { "add-person" };
        let written = self.change(kind, label, moment, |tx| {
            tx.put_person(&person)?;
            seat.iter().try_for_each(|position| Ok(tx.put_position(position)?))
        })?;
        Ok(written.touched)
    }

    /// Adds people by their names, a line each, with their roles after a comma or tab. A shipped role that the workspace
    /// has not is added; everybody with a role gets a seat.
    ///
    /// # Errors
    /// Every line that is wrong: a name twice or on the team already, a role that is neither the workspace's nor shipped.
    pub fn add_people(&mut self, draft: &PeopleDraft, moment: Moment) -> Result<Touched, AppError> {
        let content = &self.content;
        let mut fields = Fields::default();
        let new_team = match draft.team {
            Some(id) if content.teams.iter().any(|team| team.id == id) => None,
            Some(_) => {
                fields.wrong("team", TEAM_GONE);
                None
            }
            None => Some(Team {
                id: TeamId(new_id()),
                name: new_team_name(content, &draft.new_team, None, "new_team", &mut fields),
            }),
        };
        let team = new_team.as_ref().map(|team| team.id).or(draft.team).unwrap_or(TeamId(new_id()));
        let mut taken: HashMap<String, usize> = content
            .people
            .iter()
            .filter(|person| person.team == team)
            .map(|person| (fold(&person.name), 0))
            .collect();
        let mut new_roles: Vec<Role> = Vec::new();
        let mut people = Vec::new();
        for (number, line) in (1..).zip(draft.names.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let (name, role) = line.split_once(['\t', ',']).unwrap_or((line, ""));
            let place = format!("names[{number}]");
            let name = fields.name(&place, &format!("person in line {number}"), name);
            match taken.insert(fold(name), number) {
                Some(0) => fields.wrong(&place, format!("Line {number}: {name} is on the team already.")),
                Some(earlier) if !name.is_empty() => {
                    fields.wrong(&place, format!("Line {number}: {name} stands in line {earlier} already."));
                }
                Some(_) | None => {}
            }
            let role = match role.trim() {
                "" => None,
                role => {
                    let found = role_of(content, &mut new_roles, role);
                    if found.is_none() {
                        fields.wrong(
                            &place,
                            format!("Line {number}: “{role}” is no role of the workspace, and none that Cadre ships."),
                        );
                    }
                    found
                }
            };
            people.push(new_person(name, team, role));
        }
        if people.is_empty() {
            fields.wrong("names", "No name is given: write at least one.");
        }
        fields.into_result()?;

        let mut seats = Vec::new();
        let mut roles: Vec<RoleId> = people.iter().filter_map(|person| person.role).collect();
        roles.sort_unstable();
        roles.dedup();
        for role in roles {
            seats.extend(seat_for(content, &people, (team, role), moment.today));
        }
        let team_name = new_team
            .as_ref()
            .map(|team| team.name.as_str())
            .or_else(|| content.teams.iter().find(|one| one.id == team).map(|team| team.name.as_str()))
            .unwrap_or_default();
        let label = match &people[..] {
            [one] => format!("Add {} to {team_name}", one.name),
            several => {
                format!("Add {} to {team_name}", words::counted(several.len() as u32, "person", "people"))
            }
        };
        let written = self.change("add-person", label, moment, |tx| {
            new_team.iter().try_for_each(|team| tx.put_team(team))?;
            new_roles.iter().try_for_each(|role| tx.put_role(role))?;
            people.iter().try_for_each(|person| tx.put_person(person))?;
            Ok(seats.iter().try_for_each(|position| tx.put_position(position))?)
        })?;
        Ok(written.touched)
    }
}

/// A person of whom no more is known than name, team and role.
pub(crate) fn new_person(name: &str, team: TeamId, role: Option<RoleId>) -> Person {
    Person {
        id: PersonId(new_id()),
        name: name.to_owned(),
        team,
        role,
        started_on: None,
        leaves_on: None,
        borrowed: false,
        learning_hours: DEFAULT_LEARNING_HOURS,
    }
}

/// "Move Noor Rahman to Platform security", "Noor Rahman leaves on 31 Dec 2026", "Change Noor Rahman". Where nothing of theirs
/// changes, a seat is all that they can get.
fn person_label(before: &Person, after: &Person, names: &Names<'_>) -> String {
    let others_equal = |change: Person| change == *after;
    if let Some(role) = after.role.filter(|_| before == after) {
        return format!("Give {} a seat of {} on {}", after.name, names.role(role), names.team(after.team));
    }
    if others_equal(Person { team: after.team, ..before.clone() }) {
        return format!("Move {} to {}", after.name, names.team(after.team));
    }
    if others_equal(Person { leaves_on: after.leaves_on, ..before.clone() }) {
        return match after.leaves_on {
            Some(day) => format!("{} leaves on {}", after.name, words::date(day)),
            None => format!("{} stays", after.name),
        };
    }
    if others_equal(Person { role: after.role, ..before.clone() }) {
        return match after.role {
            Some(role) => format!("{} is {}", after.name, names.role(role)),
            None => format!("{} has no role", after.name),
        };
    }
    if others_equal(Person { name: after.name.clone(), ..before.clone() }) {
        return format!("Rename {} to {}", before.name, after.name);
    }
    format!("Change {}", after.name)
}

/// The role of a name: the workspace's, one that is being added, or a shipped one, which is then added.
fn role_of(content: &Content, new_roles: &mut Vec<Role>, name: &str) -> Option<RoleId> {
    let wanted = fold(name);
    if let Some(role) = content.roles.iter().chain(&*new_roles).find(|role| fold(&role.name) == wanted) {
        return Some(role.id);
    }
    let shipped = catalogue().roles.iter().find(|shipped| {
        fold(&shipped.name) == wanted || shipped.aliases.iter().any(|alias| fold(alias) == wanted)
    })?;
    if let Some(role) =
        content.roles.iter().chain(&*new_roles).find(|role| fold(&role.name) == fold(&shipped.name))
    {
        return Some(role.id);
    }
    let role = fitted(content, shipped.role(RoleId(new_id())));
    let id = role.id;
    new_roles.push(role);
    Some(id)
}

fn find_person(content: &Content, id: PersonId) -> Result<&Person, AppError> {
    content.people.iter().find(|person| person.id == id).ok_or_else(|| AppError {
        code: ErrorCode::UnknownPerson,
        ..gone("This person is no longer in the workspace.")
    })
}

//! Adding and changing people, roles and their targets, positions, teams, and the workspace's name and currency.

use std::collections::HashMap;

use cadre_core::{
    Content, DEFAULT_LEARNING_HOURS, Importance, Person, PersonId, Position, PositionId, Role, RoleId,
    Settings, Target, Team, TeamId,
};
use cadre_exchange::matching::fold;
use cadre_store::new_id;
use chrono::NaiveDate;

use super::Names;
use crate::{
    catalogue::{RoleKey, catalogue},
    draft::{PeopleDraft, PersonDraft, PositionDraft, RoleDraft, SettingsDraft, TargetDraft, TeamDraft},
    error::{AppError, ErrorCode, FieldProblem},
    words,
    workspace::{Moment, Touched, Workspace},
};

/// Greatest amounts and counts that a form takes: far beyond any real one, so that a slip of the keyboard is noticed.
const MOST_MONEY: f64 = 1e9;
const MOST_WEEKS: f64 = 520.0;
const MOST_HOURS: f64 = 2_000.0;
pub(crate) const MOST_SEATS: u32 = 10_000;
/// Longest name that a form takes, in characters.
const LONGEST_NAME: u32 = 200;

/// The currency of the shipped roles' costs, as `data/roles.toml` says.
pub(super) const SHIPPED_CURRENCY: &str = "EUR";

/// What is said of a choice that was removed while the form was open.
const TEAM_GONE: &str = "The team is not in the workspace any more: choose another.";
const ROLE_GONE: &str = "The role is not in the workspace any more: choose another.";

/// The fields of a form that are wrong, all of them.
#[derive(Default)]
pub(crate) struct Fields(Vec<FieldProblem>);

impl Fields {
    /// A field that is wrong, and the sentence that says so: it names the field and what was found in it.
    pub(crate) fn wrong(&mut self, place: &str, says: impl Into<String>) {
        self.0.push(FieldProblem { place: place.to_owned(), says: says.into(), ..FieldProblem::default() });
    }

    /// The text of a name, without blanks at its ends; a problem where nothing is left or it is far too long. `whose` is as
    /// in "The name of the role".
    pub(super) fn name<'a>(&mut self, place: &str, whose: &str, text: &'a str) -> &'a str {
        let name = text.trim();
        let length = name.chars().count() as u32;
        if length == 0 {
            self.wrong(place, format!("The name of the {whose} is missing."));
        } else if length > LONGEST_NAME {
            self.wrong(
                place,
                format!(
                    "The name of the {whose} has {} characters; {LONGEST_NAME} are the most.",
                    words::thousands(length)
                ),
            );
        }
        name
    }

    /// `what` is as in "The yearly cost".
    fn number(&mut self, place: &str, what: &str, value: f64, most: f64) {
        if !(0.0..=most).contains(&value) {
            let (value, most) = (words::amount(value), words::amount(most));
            self.wrong(place, format!("{what} cannot be {value}: give a number from 0 to {most}."));
        }
    }

    pub(crate) fn into_result(self) -> Result<(), AppError> {
        if self.0.is_empty() {
            return Ok(());
        }
        let message = match &self.0[..] {
            [one] => one.says.clone(),
            several => {
                format!("{} fields are wrong.", words::sentence_case(&words::number(several.len() as u32)))
            }
        };
        Err(AppError {
            fields: self.0,
            ..AppError::new(
                ErrorCode::InvalidArgument,
                message,
                "Nothing was changed. Mend it and save again.",
            )
        })
    }
}

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
        fields.number("learning_hours", "Learning hours a quarter", draft.learning_hours, MOST_HOURS);
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

    /// Adds or changes a role, but for its targets.
    ///
    /// # Errors
    /// Every field that is wrong: a blank name or another role's, amounts, weeks or a share out of range.
    pub fn save_role(&mut self, draft: &RoleDraft, moment: Moment) -> Result<Touched, AppError> {
        let content = &self.content;
        let mut fields = Fields::default();
        let name = fields.name("name", "role", &draft.name).to_owned();
        if content.roles.iter().any(|role| Some(role.id) != draft.id && fold(&role.name) == fold(&name)) {
            fields.wrong("name", format!("Another role is named {name} already."));
        }
        fields.number("annual_cost", "The yearly cost", draft.annual_cost, MOST_MONEY);
        fields.number("hiring_cost", "The hiring cost", draft.hiring_cost, MOST_MONEY);
        fields.number("contractor_rate", "The contractor rate", draft.contractor_rate, MOST_MONEY);
        fields.number("weeks_to_fill", "Weeks to fill", draft.weeks_to_fill, MOST_WEEKS);
        fields.number("weeks_to_ramp", "Weeks to ramp", draft.weeks_to_ramp, MOST_WEEKS);
        if !(0.0..=1.0).contains(&draft.attrition) {
            let found = words::amount(draft.attrition * 100.0);
            fields.wrong("attrition", format!("Attrition cannot be {found}%: give 0% to 100% a year."));
        }
        fields.into_result()?;
        let before = draft.id.map(|id| find_role(content, id)).transpose()?;
        let role = Role {
            id: draft.id.unwrap_or_else(|| RoleId(new_id())),
            name,
            attrition: draft.attrition,
            annual_cost: draft.annual_cost,
            hiring_cost: draft.hiring_cost,
            contractor_rate: draft.contractor_rate,
            weeks_to_fill: draft.weeks_to_fill,
            weeks_to_ramp: draft.weeks_to_ramp,
            targets: before.map(|role| role.targets.clone()).unwrap_or_default(),
        };
        let (kind, label) = match before {
            None => ("add-role", format!("Add the role {}", role.name)),
            Some(before) if before.name != role.name => {
                ("change-role", format!("Rename the role {} to {}", before.name, role.name))
            }
            Some(_) => ("change-role", format!("Change the role {}", role.name)),
        };
        let written = self.change(kind, label, moment, |tx| Ok(tx.put_role(&role)?))?;
        Ok(written.touched)
    }

    /// Adds shipped roles with their targets; those that the workspace has already are passed over.
    ///
    /// # Errors
    /// A key of no shipped role.
    pub fn add_shipped_roles(&mut self, keys: &[RoleKey], moment: Moment) -> Result<Touched, AppError> {
        let mut roles = Vec::new();
        for key in keys {
            let shipped = catalogue().role(key).ok_or_else(|| {
                AppError::new(
                    ErrorCode::InvalidArgument,
                    format!("There is no shipped role “{}”.", key.0),
                    "Choose one of the list.",
                )
            })?;
            let present = self.content.roles.iter().any(|role| fold(&role.name) == fold(&shipped.name));
            if !present && !roles.iter().any(|role: &Role| role.name == shipped.name) {
                roles.push(fitted(&self.content, shipped.role(RoleId(new_id()))));
            }
        }
        let names: Vec<&str> = roles.iter().map(|role| role.name.as_str()).collect();
        let label = match &names[..] {
            [] => return Ok(Touched::new()),
            [one] => format!("Add the role {one}"),
            several => format!("Add the roles {}", words::list_some(several, 3)),
        };
        let written = self.change("add-role", label, moment, |tx| {
            Ok(roles.iter().try_for_each(|role| tx.put_role(role))?)
        })?;
        Ok(written.touched)
    }

    /// Sets a role's target, or takes it away.
    ///
    /// # Errors
    /// A role or competency that is not there.
    pub fn set_target(&mut self, draft: &TargetDraft, moment: Moment) -> Result<Touched, AppError> {
        let mut role = find_role(&self.content, draft.role)?.clone();
        let competency = super::competencies::find_competency(&self.content, &draft.competency)?;
        let place = role.targets.iter().position(|target| target.competency == draft.competency);
        let level = draft.level.filter(|level| level.get() > 0);
        let label = match (place, level) {
            (None, None) => return Ok(Touched::new()),
            (Some(place), None) => {
                role.targets.remove(place);
                format!("Take away the target {} of {}", competency.name, role.name)
            }
            (place, Some(level)) => {
                let before = place.map(|place| role.targets[place].importance);
                let importance = draft.importance.or(before).unwrap_or(Importance::IMPORTANT);
                let target = Target { competency: draft.competency.clone(), level, importance };
                match place {
                    Some(place) => role.targets[place] = target,
                    None => role.targets.push(target),
                }
                format!(
                    "Set target {}, {}: {} for {}",
                    level.get(),
                    importance.as_str(),
                    competency.name,
                    role.name
                )
            }
        };
        let written = self.change("set-target", label, moment, |tx| Ok(tx.put_role(&role)?))?;
        Ok(written.touched)
    }

    /// Adds or changes a position.
    ///
    /// # Errors
    /// A team or role that is not there; seats out of range.
    pub fn save_position(&mut self, draft: &PositionDraft, moment: Moment) -> Result<Touched, AppError> {
        let content = &self.content;
        let names = Names::of(content);
        let mut fields = Fields::default();
        if !names.teams.contains_key(&draft.team) {
            fields.wrong("team", TEAM_GONE);
        }
        if !names.roles.contains_key(&draft.role) {
            fields.wrong("role", ROLE_GONE);
        }
        if !(1..=MOST_SEATS).contains(&draft.seats) {
            let (seats, most) = (words::thousands(draft.seats), words::thousands(MOST_SEATS));
            fields.wrong("seats", format!("Seats cannot be {seats}: give a whole number from 1 to {most}."));
        }
        fields.into_result()?;
        let position = Position {
            id: draft.id.unwrap_or_else(|| PositionId(new_id())),
            team: draft.team,
            role: draft.role,
            seats: draft.seats,
            needed_by: draft.needed_by,
        };
        let what = format!(
            "{} of {} on {}",
            words::counted(position.seats, "seat", "seats"),
            names.role(position.role),
            names.team(position.team)
        );
        let (kind, label) = if draft.id.is_none() {
            ("add-position", format!("Add {what}"))
        } else {
            ("change-position", format!("Change the position to {what}"))
        };
        if let Some(id) = draft.id
            && !content.positions.iter().any(|position| position.id == id)
        {
            return Err(gone("This position is no longer in the workspace."));
        }
        let written = self.change(kind, label, moment, |tx| Ok(tx.put_position(&position)?))?;
        Ok(written.touched)
    }

    /// Adds or renames a team.
    ///
    /// # Errors
    /// A blank name, or another team's.
    pub fn save_team(&mut self, draft: &TeamDraft, moment: Moment) -> Result<Touched, AppError> {
        let content = &self.content;
        let mut fields = Fields::default();
        let name = new_team_name(content, &draft.name, draft.id, "name", &mut fields);
        fields.into_result()?;
        let before = draft
            .id
            .map(|id| {
                content
                    .teams
                    .iter()
                    .find(|team| team.id == id)
                    .ok_or_else(|| gone("This team is no longer in the workspace."))
            })
            .transpose()?;
        let (kind, label) = match before {
            None => ("add-team", format!("Add the team {name}")),
            Some(before) => ("change-team", format!("Rename the team {} to {name}", before.name)),
        };
        let team = Team { id: draft.id.unwrap_or_else(|| TeamId(new_id())), name };
        let written = self.change(kind, label, moment, |tx| Ok(tx.put_team(&team)?))?;
        Ok(written.touched)
    }

    /// Sets the workspace's name and currency.
    ///
    /// # Errors
    /// A blank name; a currency that is not three letters.
    pub fn save_settings(&mut self, draft: &SettingsDraft, moment: Moment) -> Result<Touched, AppError> {
        let mut fields = Fields::default();
        let name = fields.name("name", "workspace", &draft.name).to_owned();
        let currency = draft.currency.trim().to_uppercase();
        if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let found = match currency.as_str() {
                "" => "The currency is missing".to_owned(),
                found => format!("“{found}” is no code of a currency"),
            };
            fields.wrong("currency", format!("{found}: give three letters of ISO 4217, such as EUR."));
        }
        fields.into_result()?;
        let before = &self.content.settings;
        let label = match (before.name == name, before.currency == currency) {
            (true, _) => format!("Set the currency to {currency}"),
            (false, true) => format!("Rename the workspace to {name}"),
            (false, false) => format!("Rename the workspace to {name}, in {currency}"),
        };
        let settings = Settings { name, currency, ..before.clone() };
        self.put_settings(&settings, label, moment)
    }

    /// Changes what the workspace is set to, as one operation.
    pub(crate) fn put_settings(
        &mut self,
        settings: &Settings,
        label: String,
        moment: Moment,
    ) -> Result<Touched, AppError> {
        Ok(self.change("settings", label, moment, |tx| Ok(tx.put_settings(settings)?))?.touched)
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

/// The name of a team that is no other's.
fn new_team_name(
    content: &Content,
    text: &str,
    id: Option<TeamId>,
    place: &str,
    fields: &mut Fields,
) -> String {
    let name = fields.name(place, "team", text).to_owned();
    if content.teams.iter().any(|team| Some(team.id) != id && fold(&team.name) == fold(&name)) {
        fields.wrong(place, format!("Another team is named {name} already."));
    }
    name
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

/// Whether the workspace's amounts and the shipped ones are in the same currency.
pub(super) fn in_shipped_currency(content: &Content) -> bool {
    content.settings.currency == SHIPPED_CURRENCY
}

/// A shipped role as it fits the workspace: without the targets in competencies that it has not any more, and without
/// the costs where they are in another currency. Nothing is converted: those are for the user to enter.
pub(crate) fn fitted(content: &Content, mut role: Role) -> Role {
    if !in_shipped_currency(content) {
        (role.annual_cost, role.hiring_cost, role.contractor_rate) = (0.0, 0.0, 0.0);
    }
    role.targets.retain(|target| content.competencies.iter().any(|one| one.key == target.competency));
    role
}

/// The position with the seats that are missing so that everybody of the role on the team who has not left has one, once
/// `people` are there; `None` where none is missing.
pub(crate) fn seat_for(
    content: &Content,
    people: &[Person],
    (team, role): (TeamId, RoleId),
    today: NaiveDate,
) -> Option<Position> {
    let of_it = |person: &&Person| {
        person.team == team
            && person.role == Some(role)
            && !person.borrowed
            && person.leaves_on.is_none_or(|leaves| leaves > today)
    };
    let changed = |person: &Person| people.iter().any(|other| other.id == person.id);
    let unchanged = content.people.iter().filter(|person| !changed(person));
    let holders = unchanged.chain(people).filter(of_it).count() as u32;
    let positions: Vec<&Position> =
        content.positions.iter().filter(|position| position.team == team && position.role == role).collect();
    let missing = holders.saturating_sub(positions.iter().map(|position| position.seats).sum());
    if missing == 0 {
        return None;
    }
    Some(match positions.iter().find(|position| position.needed_by.is_none()) {
        Some(position) => Position { seats: position.seats + missing, ..(*position).clone() },
        None => Position { id: PositionId(new_id()), team, role, seats: missing, needed_by: None },
    })
}

fn find_person(content: &Content, id: PersonId) -> Result<&Person, AppError> {
    content.people.iter().find(|person| person.id == id).ok_or_else(|| AppError {
        code: ErrorCode::UnknownPerson,
        ..gone("This person is no longer in the workspace.")
    })
}

pub(super) fn find_role(content: &Content, id: RoleId) -> Result<&Role, AppError> {
    content
        .roles
        .iter()
        .find(|role| role.id == id)
        .ok_or_else(|| gone("This role is no longer in the workspace."))
}

/// What was to be changed is not there any more.
pub(super) fn gone(message: &str) -> AppError {
    AppError::new(ErrorCode::InvalidArgument, message, "Somebody may have removed it; Undo brings it back.")
}

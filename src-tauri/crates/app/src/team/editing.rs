//! Adding and changing roles and their targets, positions, teams, and the workspace's name and currency; what every form
//! checks.

use cadre_core::{
    Content, Importance, MOST_MONEY, MOST_SEATS, MOST_WEEKS, Person, Position, PositionId, Role, RoleId,
    Settings, Target, Team, TeamId,
};
use cadre_exchange::matching::fold;
use cadre_store::new_id;
use chrono::NaiveDate;

use super::Names;
use crate::{
    catalogue::{RoleKey, catalogue},
    draft::{PositionDraft, RoleDraft, SettingsDraft, TargetDraft, TeamDraft},
    error::{AppError, ErrorCode, FieldProblem},
    words,
    workspace::{Moment, Touched, Workspace},
};

/// Longest name that a form takes, in characters.
const LONGEST_NAME: u32 = 200;

/// The currency of the shipped roles' costs, as `data/roles.toml` says.
pub(super) const SHIPPED_CURRENCY: &str = "EUR";

/// What is said of a choice that was removed while the form was open.
pub(super) const TEAM_GONE: &str = "The team is not in the workspace any more: choose another.";
pub(super) const ROLE_GONE: &str = "The role is not in the workspace any more: choose another.";

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
    pub(crate) fn name<'a>(&mut self, place: &str, whose: &str, text: &'a str) -> &'a str {
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
    pub(crate) fn number(&mut self, place: &str, what: &str, value: f64, most: f64) {
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

/// The name of a team that is no other's.
pub(super) fn new_team_name(
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

pub(super) fn find_role(content: &Content, id: RoleId) -> Result<&Role, AppError> {
    content
        .roles
        .iter()
        .find(|role| role.id == id)
        .ok_or_else(|| gone("This role is no longer in the workspace."))
}

/// What was to be changed is not there any more.
pub(crate) fn gone(message: &str) -> AppError {
    AppError::new(ErrorCode::InvalidArgument, message, "Somebody may have removed it; Undo brings it back.")
}

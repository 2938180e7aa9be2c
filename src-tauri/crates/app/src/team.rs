//! The Team screen: people, roles with their targets, positions, teams and competencies.

mod competencies;
mod editing;
mod people;
mod removing;

pub(crate) use editing::{Fields, fitted, gone, seat_for};
use editing::{SHIPPED_CURRENCY, in_shipped_currency};
pub(crate) use people::new_person;

use std::collections::{HashMap, HashSet};

use cadre_core::{
    AreaKey, CompetencyKey, Person, RoleId, TeamId, levels::LevelGrid, organisation::held_seats,
};
use cadre_exchange::matching::fold;
use chrono::NaiveDate;

use crate::{
    catalogue::{Sourced, catalogue},
    error::AppError,
    figures::Figures,
    matrix,
    view::{
        Choice, CompetencyRow, EmptyAction, EmptyActionKind, EmptyState, PersonRow, PositionRow, RoleRow,
        Selection, ShippedRole, SourceLine, TargetRow, TeamRow, TeamView,
    },
    words,
    workspace::{Moment, Workspace},
};

impl Workspace {
    /// The Team screen.
    pub fn team_view(&self, selection: &Selection, moment: Moment) -> Result<TeamView, AppError> {
        Ok(view(&self.figures(selection, None, moment)?))
    }
}

/// The names behind ids.
struct Names<'a> {
    teams: HashMap<TeamId, &'a str>,
    roles: HashMap<RoleId, &'a str>,
}

impl<'a> Names<'a> {
    fn of(content: &'a cadre_core::Content) -> Self {
        Self {
            teams: content.teams.iter().map(|team| (team.id, team.name.as_str())).collect(),
            roles: content.roles.iter().map(|role| (role.id, role.name.as_str())).collect(),
        }
    }

    fn team(&self, id: TeamId) -> &'a str {
        self.teams.get(&id).copied().unwrap_or_default()
    }

    fn role(&self, id: RoleId) -> &'a str {
        self.roles.get(&id).copied().unwrap_or_default()
    }
}

fn view(figures: &Figures<'_>) -> TeamView {
    let content = figures.content;
    let names = Names::of(content);
    let team = figures.team.map(|index| content.teams[index].id);
    let in_scope = |id: TeamId| team.is_none_or(|team| team == id);
    let team_place: HashMap<TeamId, usize> =
        (0..).zip(&content.teams).map(|(at, team)| (team.id, at)).collect();

    let held = held_seats(content, figures.as_of);
    let mut positions: Vec<PositionRow> = content
        .positions
        .iter()
        .zip(held)
        .map(|(position, held)| PositionRow {
            id: position.id,
            team: position.team,
            team_name: names.team(position.team).to_owned(),
            role: position.role,
            role_name: names.role(position.role).to_owned(),
            seats: position.seats,
            held,
            vacant: position.seats - held,
            needed_by: position.needed_by,
        })
        .collect();
    positions.sort_by_key(|position| team_place.get(&position.team).copied());

    let mut people: Vec<&Person> = content.people.iter().filter(|person| in_scope(person.team)).collect();
    people.sort_by_cached_key(|person| (team_place.get(&person.team).copied(), person.name.to_lowercase()));

    let teams = content
        .teams
        .iter()
        .enumerate()
        .map(|(index, team)| {
            let own = || positions.iter().filter(|position| position.team == team.id);
            TeamRow {
                id: team.id,
                name: team.name.clone(),
                people: figures.organisation.teams[index].people.len() as u32,
                seats: own().map(|position| position.seats).sum(),
                vacant: own().map(|position| position.vacant).sum(),
            }
        })
        .collect();
    let roles = content.roles.iter().map(|role| role_row(figures, role, &positions)).collect();
    positions.retain(|position| in_scope(position.team));
    let (areas, columns) = matrix::columns(figures);
    TeamView {
        title: title(figures.people().count() as u32, &positions),
        dated: if figures.as_of == figures.today {
            String::new()
        } else {
            format!(
                "Who is there, and who is assessed, is as of {}. Roles, targets, teams and seats have no days: they are those of today.",
                words::date(figures.as_of)
            )
        },
        currency: content.settings.currency.clone(),
        areas,
        competencies: competency_rows(figures, &columns),
        all_areas: content
            .areas
            .iter()
            .map(|area| Choice { value: area.key.to_string(), label: area.name.clone() })
            .collect(),
        roles,
        teams,
        positions,
        people: people.into_iter().map(|person| person_row(person, &names, figures.as_of)).collect(),
        shipped_roles: shipped_roles(content),
        shipped_costs: if in_shipped_currency(content) {
            String::new()
        } else {
            format!(
                "The shipped costs are in {SHIPPED_CURRENCY} and this workspace is in {}: they come as 0, for you to enter yours.",
                content.settings.currency
            )
        },
        shipped_competencies: missing_competencies(content),
        empty: (content.teams.is_empty() && content.people.is_empty()).then(nobody),
    }
}

/// "24 people hold 24 of 30 seats; 3 of the 6 vacancies are for LLM security engineer".
fn title(people: u32, positions: &[PositionRow]) -> String {
    let seats: u32 = positions.iter().map(|position| position.seats).sum();
    let held: u32 = positions.iter().map(|position| position.held).sum();
    let counted = words::counted(people, "person", "people");
    if seats == 0 {
        return format!("{counted}, and no position yet");
    }
    let vacant = seats - held;
    if vacant == 0 {
        return match seats {
            1 => format!("{counted}, and the one seat is held"),
            _ => format!("{counted}, and all {} seats are held", words::thousands(seats)),
        };
    }
    let mut by_role: Vec<(&str, u32)> = Vec::new();
    for position in positions.iter().filter(|position| position.vacant > 0) {
        match by_role.iter_mut().find(|(role, _)| *role == position.role_name) {
            Some((_, count)) => *count += position.vacant,
            None => by_role.push((&position.role_name, position.vacant)),
        }
    }
    let most = by_role.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let held_words = format!(
        "{counted} {} {} of {}",
        words::verb(people, "holds", "hold"),
        words::thousands(held),
        words::counted(seats, "seat", "seats")
    );
    let vacancies = words::thousands(vacant);
    match (&by_role[..], vacant) {
        ([(role, _)], 1) => format!("{held_words}; the vacancy is for {role}"),
        ([(role, _)], _) => format!("{held_words}; the {vacancies} vacancies are for {role}"),
        (several, _) if several.iter().filter(|(_, count)| *count == most).count() == 1 => {
            let role = several.iter().find(|(_, count)| *count == most).map_or("", |(role, _)| role);
            format!("{held_words}; {} of the {vacancies} vacancies are for {role}", words::thousands(most))
        }
        (several, _) => format!(
            "{held_words}; the {vacancies} vacancies are in {} roles",
            words::number(several.len() as u32)
        ),
    }
}

fn role_row(figures: &Figures<'_>, role: &cadre_core::Role, positions: &[PositionRow]) -> RoleRow {
    let competency_names: HashMap<&CompetencyKey, &str> =
        figures.content.competencies.iter().map(|one| (&one.key, one.name.as_str())).collect();
    let own: Vec<&PositionRow> = positions.iter().filter(|position| position.role == role.id).collect();
    let seats: u32 = own.iter().map(|position| position.seats).sum();
    let held: u32 = own.iter().map(|position| position.held).sum();
    let teams: HashSet<TeamId> = own.iter().map(|position| position.team).collect();
    let holders = figures
        .content
        .people
        .iter()
        .filter(|person| person.role == Some(role.id) && person.counts_on(figures.as_of))
        .count() as u32;
    let detail = match (&own[..], teams.len()) {
        ([], _) => format!("No position; {}", words::counted(holders, "person has it", "people have it")),
        ([first, ..], 1) => {
            format!(
                "{}, {} of {} held",
                first.team_name,
                words::thousands(held),
                words::counted(seats, "seat", "seats")
            )
        }
        (_, several) => format!(
            "{}, {} of {} held",
            words::counted(several as u32, "team", "teams"),
            words::thousands(held),
            words::counted(seats, "seat", "seats")
        ),
    };
    RoleRow {
        id: role.id,
        name: role.name.clone(),
        detail,
        annual_cost: role.annual_cost,
        hiring_cost: role.hiring_cost,
        contractor_rate: role.contractor_rate,
        weeks_to_fill: role.weeks_to_fill,
        weeks_to_ramp: role.weeks_to_ramp,
        attrition: role.attrition,
        targets: role
            .targets
            .iter()
            .map(|target| TargetRow {
                competency: target.competency.clone(),
                name: competency_names.get(&target.competency).copied().unwrap_or_default().to_owned(),
                level: target.level,
                importance: target.importance,
                importance_name: target.importance.as_str().to_owned(),
            })
            .collect(),
        sources: role_sources(role),
    }
}

/// Where a role's figures come from; nothing where none of its name ships.
fn role_sources(role: &cadre_core::Role) -> Vec<SourceLine> {
    let Some(shipped) = catalogue().roles.iter().find(|shipped| fold(&shipped.name) == fold(&role.name))
    else {
        return Vec::new();
    };
    let money = |value: f64| words::thousands(value as u32);
    let weeks = |value: f64| value.to_string();
    let line = |what, own, shipped: &Sourced, in_words: &dyn Fn(f64) -> String| {
        SourceLine::figure(what, own, shipped.value, &in_words(shipped.value), &shipped.source)
    };
    vec![
        line("Yearly cost", role.annual_cost, &shipped.annual_cost, &money),
        line("Hiring cost", role.hiring_cost, &shipped.hiring_cost, &money),
        line("Contractor", role.contractor_rate, &shipped.contractor_rate, &money),
        line("Weeks to fill", role.weeks_to_fill, &shipped.weeks_to_fill, &weeks),
        line("Weeks to ramp", role.weeks_to_ramp, &shipped.weeks_to_ramp, &weeks),
        line("Attrition", role.attrition, &shipped.attrition, &words::percent),
    ]
}

fn person_row(person: &Person, names: &Names<'_>, as_of: NaiveDate) -> PersonRow {
    let remark = match (person.started_on, person.leaves_on) {
        (_, Some(left)) if left <= as_of => format!("left {}", words::date(left)),
        (Some(starts), _) if starts > as_of => format!("starts {}", words::date(starts)),
        (_, Some(leaves)) => format!("leaves {}", words::date(leaves)),
        _ => String::new(),
    };
    let borrowed = if person.borrowed { "borrowed" } else { "" };
    let remarks: Vec<&str> = [borrowed, &remark].into_iter().filter(|remark| !remark.is_empty()).collect();
    PersonRow {
        id: person.id,
        name: person.name.clone(),
        team: person.team,
        team_name: names.team(person.team).to_owned(),
        role: person.role,
        role_name: person.role.map_or("", |role| names.role(role)).to_owned(),
        started_on: person.started_on,
        leaves_on: person.leaves_on,
        borrowed: person.borrowed,
        learning_hours: person.learning_hours,
        there: person.is_there_on(as_of),
        remark: remarks.join(", "),
    }
}

fn competency_rows(figures: &Figures<'_>, columns: &[usize]) -> Vec<CompetencyRow> {
    let content = figures.content;
    let area_names: HashMap<&AreaKey, &str> =
        content.areas.iter().map(|area| (&area.key, area.name.as_str())).collect();
    let assessed = |competency: usize, levels: &LevelGrid| {
        figures.people().filter(|&person| levels.level(person, competency).is_some()).count() as u32
    };
    columns
        .iter()
        .map(|&index| {
            let competency = &content.competencies[index];
            let has_target = |role: &&cadre_core::Role| {
                role.targets.iter().any(|target| target.competency == competency.key)
            };
            CompetencyRow {
                key: competency.key.clone(),
                name: competency.name.clone(),
                area: competency.area.clone(),
                area_name: area_names.get(&competency.area).copied().unwrap_or_default().to_owned(),
                recheck_months: competency.recheck_months,
                descriptors: competency.descriptors.clone(),
                shipped: catalogue().competency(&competency.key).is_some(),
                roles: content.roles.iter().filter(has_target).count() as u32,
                assessed: assessed(index, &figures.levels),
            }
        })
        .collect()
}

fn shipped_roles(content: &cadre_core::Content) -> Vec<ShippedRole> {
    catalogue()
        .roles
        .iter()
        .map(|shipped| ShippedRole {
            key: shipped.key.clone(),
            name: shipped.name.clone(),
            detail: format!(
                "{}{}, {} weeks to fill",
                words::counted(shipped.targets.len() as u32, "target", "targets"),
                if in_shipped_currency(content) {
                    format!(", {} EUR a year", words::thousands(shipped.annual_cost.value as u32))
                } else {
                    String::new()
                },
                shipped.weeks_to_fill.value,
            ),
            present: content.roles.iter().any(|role| role.name == shipped.name),
        })
        .collect()
}

fn missing_competencies(content: &cadre_core::Content) -> Vec<Choice> {
    let present: HashSet<&CompetencyKey> = content.competencies.iter().map(|one| &one.key).collect();
    catalogue()
        .competencies
        .iter()
        .filter(|shipped| !present.contains(&shipped.competency.key))
        .map(|shipped| Choice {
            value: shipped.competency.key.to_string(),
            label: shipped.competency.name.clone(),
        })
        .collect()
}

fn nobody() -> EmptyState {
    EmptyState {
        title: "No team yet".to_owned(),
        text: "Teams, roles and positions say what is needed; people say what is there. Begin with either:"
            .to_owned(),
        actions: vec![
            EmptyAction {
                kind: EmptyActionKind::SetUp,
                label: "Set up the team".to_owned(),
                text: "Type or paste names, and choose from the shipped role profiles.".to_owned(),
            },
            EmptyAction {
                kind: EmptyActionKind::Import,
                label: "Import a spreadsheet".to_owned(),
                text: "A list of people, or a skills matrix with a role column, brings both.".to_owned(),
            },
        ],
    }
}

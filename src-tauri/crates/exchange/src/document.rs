//! The JSON export: everything that a workspace holds, complete enough to make an equal one. Names stand beside ids
//! for those who read it; they are not read back.

mod reading;

use std::collections::HashMap;

use cadre_core::{
    Area, Assessment, Competency, Content, ImportMapping, Operation, Person, PlanAction, Position, Pulse,
    ReportSettings, RetentionSettings, Retraction, Settings, Team, benchmark::Benchmark,
};
use serde::Serialize;

pub use reading::from_json;

use crate::{ExchangeError, Result};

/// What the `format` field says.
pub const FORMAT: &str = "cadre-workspace";
/// The version written and read.
pub const VERSION: u64 = 1;

/// The sections of a document, in its order.
#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u64,
    settings: &'a Settings,
    areas: &'a [Area],
    competencies: Vec<Beside<'a, Competency, AreaName<'a>>>,
    teams: &'a [Team],
    roles: Vec<RoleOut<'a>>,
    people: Vec<Beside<'a, Person, TeamAndRole<'a>>>,
    positions: Vec<Beside<'a, Position, TeamAndRole<'a>>>,
    assessments: Vec<Beside<'a, Assessment, PersonAndCompetency<'a>>>,
    pulses: &'a [Pulse],
    benchmarks: &'a [Benchmark],
    training: Vec<TrainingOut<'a>>,
    scenarios: Vec<ScenarioOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<&'a ReportSettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retention: Option<&'a RetentionSettings>,
    import_mappings: &'a [ImportMapping],
    retractions: &'a [Retraction],
    operations: &'a [Operation],
}

/// A row with the names that belong to its ids.
#[derive(Serialize)]
struct Beside<'a, T, N> {
    #[serde(flatten)]
    row: &'a T,
    #[serde(flatten)]
    names: N,
}

#[derive(Serialize)]
struct AreaName<'a> {
    area_name: Option<&'a str>,
}

#[derive(Serialize)]
struct TeamAndRole<'a> {
    team_name: Option<&'a str>,
    role_name: Option<&'a str>,
}

#[derive(Serialize)]
struct PersonAndCompetency<'a> {
    person_name: Option<&'a str>,
    competency_name: Option<&'a str>,
}

#[derive(Serialize)]
struct CompetencyName<'a> {
    competency_name: Option<&'a str>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the fields of the document are called so")]
struct ActionNames<'a> {
    team_name: Option<&'a str>,
    role_name: Option<&'a str>,
    person_name: Option<&'a str>,
    training_name: Option<&'a str>,
}

#[derive(Serialize)]
struct RoleOut<'a> {
    id: &'a cadre_core::RoleId,
    name: &'a str,
    attrition: f64,
    annual_cost: f64,
    hiring_cost: f64,
    contractor_rate: f64,
    weeks_to_fill: f64,
    weeks_to_ramp: f64,
    targets: Vec<Beside<'a, cadre_core::Target, CompetencyName<'a>>>,
}

#[derive(Serialize)]
struct TrainingOut<'a> {
    key: &'a cadre_core::TrainingKey,
    name: &'a str,
    provider: Option<&'a str>,
    address: Option<&'a str>,
    delivery: Option<cadre_core::Delivery>,
    prior_knowledge: Option<u8>,
    vendor_neutrality: Option<cadre_core::VendorNeutrality>,
    requires: Option<&'a str>,
    cost: f64,
    hours: f64,
    pass_rate: f64,
    estimated: cadre_core::Estimated,
    lifts: Vec<Beside<'a, cadre_core::Lift, CompetencyName<'a>>>,
}

#[derive(Serialize)]
struct ScenarioOut<'a> {
    id: &'a cadre_core::ScenarioId,
    name: &'a str,
    team: Option<cadre_core::TeamId>,
    team_name: Option<&'a str>,
    budget: f64,
    hires: u32,
    borrowed_quarters: u32,
    quarters: u32,
    wishes: &'a [cadre_core::PlanWish],
    extra_seats: &'a [cadre_core::ExtraSeats],
    outcome: Option<&'a cadre_core::PlanOutcome>,
    actions: Vec<Beside<'a, PlanAction, ActionNames<'a>>>,
}

/// The content as a document: indented, in a fixed order, ending in a line break. The same content always gives the
/// same bytes.
///
/// # Errors
/// None for the content of a workspace: everything in it has a JSON form.
pub fn to_json(content: &Content) -> Result<String> {
    let areas: HashMap<_, _> = content.areas.iter().map(|area| (&area.key, area.name.as_str())).collect();
    let competencies: HashMap<_, _> =
        content.competencies.iter().map(|one| (&one.key, one.name.as_str())).collect();
    let teams: HashMap<_, _> = content.teams.iter().map(|team| (team.id, team.name.as_str())).collect();
    let roles: HashMap<_, _> = content.roles.iter().map(|role| (role.id, role.name.as_str())).collect();
    let people: HashMap<_, _> =
        content.people.iter().map(|person| (person.id, person.name.as_str())).collect();
    let training: HashMap<_, _> =
        content.training.iter().map(|item| (&item.key, item.name.as_str())).collect();
    let competency_name = |key| CompetencyName { competency_name: competencies.get(key).copied() };

    let document = Document {
        format: FORMAT,
        version: VERSION,
        settings: &content.settings,
        areas: &content.areas,
        competencies: content
            .competencies
            .iter()
            .map(|row| Beside { row, names: AreaName { area_name: areas.get(&row.area).copied() } })
            .collect(),
        teams: &content.teams,
        roles: content
            .roles
            .iter()
            .map(|role| RoleOut {
                id: &role.id,
                name: &role.name,
                attrition: role.attrition,
                annual_cost: role.annual_cost,
                hiring_cost: role.hiring_cost,
                contractor_rate: role.contractor_rate,
                weeks_to_fill: role.weeks_to_fill,
                weeks_to_ramp: role.weeks_to_ramp,
                targets: role
                    .targets
                    .iter()
                    .map(|row| Beside { row, names: competency_name(&row.competency) })
                    .collect(),
            })
            .collect(),
        people: content
            .people
            .iter()
            .map(|row| Beside {
                row,
                names: TeamAndRole {
                    team_name: teams.get(&row.team).copied(),
                    role_name: row.role.and_then(|role| roles.get(&role).copied()),
                },
            })
            .collect(),
        positions: content
            .positions
            .iter()
            .map(|row| Beside {
                row,
                names: TeamAndRole {
                    team_name: teams.get(&row.team).copied(),
                    role_name: roles.get(&row.role).copied(),
                },
            })
            .collect(),
        assessments: content
            .assessments
            .iter()
            .map(|row| Beside {
                row,
                names: PersonAndCompetency {
                    person_name: people.get(&row.person).copied(),
                    competency_name: competencies.get(&row.competency).copied(),
                },
            })
            .collect(),
        pulses: &content.pulses,
        benchmarks: &content.benchmarks,
        training: content
            .training
            .iter()
            .map(|item| TrainingOut {
                key: &item.key,
                name: &item.name,
                provider: item.provider.as_deref(),
                address: item.address.as_deref(),
                delivery: item.delivery,
                prior_knowledge: item.prior_knowledge,
                vendor_neutrality: item.vendor_neutrality,
                requires: item.requires.as_deref(),
                cost: item.cost,
                hours: item.hours,
                pass_rate: item.pass_rate,
                estimated: item.estimated,
                lifts: item
                    .lifts
                    .iter()
                    .map(|row| Beside { row, names: competency_name(&row.competency) })
                    .collect(),
            })
            .collect(),
        scenarios: content
            .scenarios
            .iter()
            .map(|scenario| ScenarioOut {
                id: &scenario.id,
                name: &scenario.name,
                team: scenario.team,
                team_name: scenario.team.and_then(|team| teams.get(&team).copied()),
                budget: scenario.budget,
                hires: scenario.hires,
                borrowed_quarters: scenario.borrowed_quarters,
                quarters: scenario.quarters,
                wishes: &scenario.wishes,
                extra_seats: &scenario.extra_seats,
                outcome: scenario.outcome.as_ref(),
                actions: scenario
                    .actions
                    .iter()
                    .map(|row| Beside {
                        row,
                        names: ActionNames {
                            team_name: teams.get(&row.team).copied(),
                            role_name: row.role.and_then(|role| roles.get(&role).copied()),
                            person_name: row.person.and_then(|person| people.get(&person).copied()),
                            training_name: row.training.as_ref().and_then(|item| training.get(item).copied()),
                        },
                    })
                    .collect(),
            })
            .collect(),
        report: content.report.as_ref(),
        retention: content.retention.as_ref(),
        import_mappings: &content.import_mappings,
        retractions: &content.retractions,
        operations: &content.operations,
    };
    let mut json =
        serde_json::to_string_pretty(&document).map_err(|error| ExchangeError::Write(error.to_string()))?;
    json.push('\n');
    Ok(json)
}

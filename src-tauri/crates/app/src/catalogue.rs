//! The facts that Cadre ships: areas, competencies, role profiles, training items, benchmarks and frameworks, read once from
//! the text files in `data/`, which are embedded in the program.

mod reading;
#[cfg(test)]
mod tests;
mod training;

use std::sync::LazyLock;

use cadre_core::{
    Area, AreaKey, BenchmarkId, Competency, CompetencyKey, Role, RoleId, Target, TrainingKey,
    benchmark::Benchmark,
};
use serde::{Deserialize, Serialize};

pub use cadre_exchange::facts::{Problem, What};
use cadre_exchange::{edition, facts::File};
use reading::Files;
pub use training::{CatalogueTraining, Price};

/// Reads a user's own edition, whose id is that of none that ships: [`edition::read`].
///
/// # Errors
/// Every problem of the file, each with its line.
pub fn read_edition(file_name: &str, text: &str, areas: &[Area]) -> Result<Benchmark, Vec<Problem>> {
    let shipped = catalogue().benchmarks.iter().map(|benchmark| benchmark.id.clone());
    edition::read(file_name, text, areas, shipped)
}

/// Everything that ships, in display order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Catalogue {
    /// Areas.
    pub areas: Vec<Area>,
    /// Competencies, those of an area together, the areas in their order.
    pub competencies: Vec<CatalogueCompetency>,
    /// Role profiles.
    pub roles: Vec<CatalogueRole>,
    /// Training items.
    pub training: Vec<CatalogueTraining>,
    /// Report editions; the default one first.
    pub benchmarks: Vec<Benchmark>,
    /// Frameworks: lists of risks, or of work roles and competency areas.
    pub frameworks: Vec<Framework>,
}

/// A shipped competency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CatalogueCompetency {
    /// What a workspace holds of it.
    pub competency: Competency,
    /// Other names met in spreadsheets; none is another competency's name or alias, whatever its case.
    pub aliases: Vec<String>,
    /// Ids of the framework entries that need it, e.g. `LLM01`, `NF-COM-002`.
    pub codes: Vec<String>,
}

/// The key of a shipped role profile, e.g. `llm-security-engineer`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), specta(transparent))]
#[serde(transparent)]
pub struct RoleKey(pub String);

/// An amount, a time or a share, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sourced {
    /// The figure.
    pub value: f64,
    /// Its source, or "estimate, edit me".
    pub source: String,
}

/// A shipped role profile. Amounts are in euros.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CatalogueRole {
    /// Stable key.
    pub key: RoleKey,
    /// The name shown.
    pub name: String,
    /// Other names of the role.
    pub aliases: Vec<String>,
    /// NICE work-role codes that fit, e.g. `PD-WRL-003`.
    pub codes: Vec<String>,
    /// Cost of one seat a year.
    pub annual_cost: Sourced,
    /// Cost of one hire, once.
    pub hiring_cost: Sourced,
    /// Cost of one contractor a quarter.
    pub contractor_rate: Sourced,
    /// Weeks from opening a seat to the first day.
    pub weeks_to_fill: Sourced,
    /// Weeks from the first day to the target levels.
    pub weeks_to_ramp: Sourced,
    /// Share of holders who leave in a year, 0 to 1.
    pub attrition: Sourced,
    /// What the role needs.
    pub targets: Vec<Target>,
}

/// A published list of risks, or of work roles and competency areas.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Framework {
    /// Stable id, e.g. `owasp-llm-2025`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// The licence under which its ids and titles are used.
    pub licence: String,
    /// Where it is published.
    pub source: String,
    /// What its mapping to competencies rests on.
    pub basis: String,
    /// What one entry that is counted is called inside a sentence: "LLM risk".
    pub row: String,
    /// What several are called.
    pub rows: String,
    /// How the ids of the entries begin that a team can cover; empty for all of them.
    pub counted: String,
    /// Whether these are risks, or tactics that attackers follow: something that opens where nobody is left.
    pub risks: bool,
    /// Its entries, in its own order.
    pub entries: Vec<FrameworkEntry>,
}

impl Framework {
    /// The entries that a team can cover, in its own order.
    pub fn counted_entries(&self) -> impl Iterator<Item = &FrameworkEntry> {
        self.entries.iter().filter(|entry| entry.id.starts_with(&self.counted))
    }
}

/// A line of a framework.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FrameworkEntry {
    /// Its id there, e.g. `LLM01`.
    pub id: String,
    /// Its title there.
    pub title: String,
    /// The competencies it needs; empty where none of ours fits.
    pub competencies: Vec<CompetencyKey>,
    /// The role profiles it fits; only work roles have any.
    pub roles: Vec<RoleKey>,
}

impl Catalogue {
    /// The area with this key.
    pub fn area(&self, key: &AreaKey) -> Option<&Area> {
        self.areas.iter().find(|area| area.key == *key)
    }

    /// The competency with this key.
    pub fn competency(&self, key: &CompetencyKey) -> Option<&CatalogueCompetency> {
        self.competencies.iter().find(|shipped| shipped.competency.key == *key)
    }

    /// The role profile with this key.
    pub fn role(&self, key: &RoleKey) -> Option<&CatalogueRole> {
        self.roles.iter().find(|role| role.key == *key)
    }

    /// The training item with this key.
    pub fn training(&self, key: &TrainingKey) -> Option<&CatalogueTraining> {
        self.training.iter().find(|item| item.key == *key)
    }

    /// The benchmark with this id.
    pub fn benchmark(&self, id: &BenchmarkId) -> Option<&Benchmark> {
        self.benchmarks.iter().find(|benchmark| benchmark.id == *id)
    }
}

impl CatalogueRole {
    /// The profile as a role of a workspace.
    pub fn role(&self, id: RoleId) -> Role {
        Role {
            id,
            name: self.name.clone(),
            attrition: self.attrition.value,
            annual_cost: self.annual_cost.value,
            hiring_cost: self.hiring_cost.value,
            contractor_rate: self.contractor_rate.value,
            weeks_to_fill: self.weeks_to_fill.value,
            weeks_to_ramp: self.weeks_to_ramp.value,
            targets: self.targets.clone(),
        }
    }
}

/// The shipped facts.
#[expect(
    clippy::expect_used,
    reason = "the embedded files are proven by the test `shipped_files_have_no_problem`"
)]
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> =
        LazyLock::new(|| reading::read(&SHIPPED).expect("the shipped facts have no problem"));
    &CATALOGUE
}

/// Embeds a file of `data/`; its path is the one in problems.
macro_rules! file {
    ($path:literal) => {
        File { path: concat!("data/", $path), text: include_str!(concat!("../../../../data/", $path)) }
    };
}

/// The files, in display order.
const SHIPPED: Files<'static> = Files {
    areas: file!("areas.toml"),
    competencies: &[
        file!("competencies/ml-secops.toml"),
        file!("competencies/llm-secops.toml"),
        file!("competencies/ai-and-machine-learning.toml"),
        file!("competencies/cloud-computing.toml"),
        file!("competencies/security-controls.toml"),
        file!("competencies/software-development.toml"),
        file!("competencies/incident-response.toml"),
        file!("competencies/threat-detection.toml"),
        file!("competencies/vulnerability-management.toml"),
        file!("competencies/vulnerability-discovery.toml"),
        file!("competencies/identity-and-access.toml"),
        file!("competencies/data-security.toml"),
        file!("competencies/zero-trust.toml"),
        file!("competencies/scripting-and-automation.toml"),
        file!("competencies/governance-and-risk.toml"),
        file!("competencies/soft-skills.toml"),
    ],
    roles: file!("roles.toml"),
    training: file!("training.toml"),
    // The default first; then each publisher's, the latest first.
    benchmarks: &[
        file!("benchmarks/isaca-2024.toml"),
        file!("benchmarks/isaca-2025.toml"),
        file!("benchmarks/isaca-2023.toml"),
        file!("benchmarks/isaca-2022.toml"),
        file!("benchmarks/isaca-2021.toml"),
        file!("benchmarks/isaca-2024-europe.toml"),
        file!("benchmarks/isc2-2025.toml"),
        file!("benchmarks/isc2-2024.toml"),
        file!("benchmarks/isc2-2023.toml"),
        file!("benchmarks/isc2-hiring-trends-2025.toml"),
        file!("benchmarks/isc2-hiring-guide-2022.toml"),
        file!("benchmarks/comptia-2025.toml"),
        file!("benchmarks/oreilly-2024.toml"),
        file!("benchmarks/sans-giac-2026.toml"),
        file!("benchmarks/fortinet-2025.toml"),
        file!("benchmarks/fortinet-2024.toml"),
        file!("benchmarks/wef-2026.toml"),
        file!("benchmarks/wef-2025.toml"),
        file!("benchmarks/enisa-nis-investments-2025.toml"),
        file!("benchmarks/cyberseek-2025.toml"),
    ],
    frameworks: &[
        file!("frameworks/owasp-llm-2025.toml"),
        file!("frameworks/owasp-ml-2023.toml"),
        file!("frameworks/owasp-agentic-2026.toml"),
        file!("frameworks/mitre-atlas-5.6.1.toml"),
        file!("frameworks/nice.toml"),
    ],
};

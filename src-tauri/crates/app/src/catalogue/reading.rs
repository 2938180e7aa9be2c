//! Reads the files of facts and checks them. Every problem of every file is reported at once.

use std::collections::HashSet;

use cadre_core::{Area, AreaKey, Competency, CompetencyKey, Importance, Level, Target, benchmark::Benchmark};
use cadre_exchange::{
    edition,
    facts::{File, Notes, Problem, What, all_filled, filled, known_area, once, parse, within},
};
use serde::Deserialize;
use toml::Spanned;

use super::{
    Catalogue, CatalogueCompetency, CatalogueRole, Framework, FrameworkEntry, RoleKey, Sourced, training,
};

/// All files of facts.
#[derive(Clone, Copy)]
pub(super) struct Files<'a> {
    pub(super) areas: File<'a>,
    pub(super) competencies: &'a [File<'a>],
    pub(super) roles: File<'a>,
    pub(super) training: File<'a>,
    pub(super) benchmarks: &'a [File<'a>],
    pub(super) frameworks: &'a [File<'a>],
}

/// Reads and checks all files.
pub(super) fn read(files: &Files<'_>) -> Result<Catalogue, Vec<Problem>> {
    let mut problems = Vec::new();
    let areas = read_areas(files.areas, &mut problems);
    let mut known = Known { areas: areas.iter().map(|area| area.key.clone()).collect(), ..Known::default() };
    let mut competencies = read_competencies(files.competencies, &mut known, &mut problems);
    let mut notes = Notes::new(files.areas.path, files.areas.text, &mut problems);
    for area in &areas {
        if !competencies.iter().any(|shipped| shipped.competency.area == area.key) {
            let at = files.areas.text.find(&format!("\"{}\"", area.key)).unwrap_or_default();
            notes.add(&(at..at), What::AreaWithoutCompetency(area.key.to_string()));
        }
    }
    let mut roles = read_roles(files.roles, &mut known, &mut problems);
    let training = training::read(files.training, &known.competencies, &mut problems);
    let mut ids = HashSet::new();
    let benchmarks: Vec<Benchmark> = files
        .benchmarks
        .iter()
        .filter_map(|file| edition::read_shipped(*file, &known.areas, &mut ids, &mut problems))
        .collect();
    let mut ids = HashSet::new();
    let frameworks: Vec<Framework> = files
        .frameworks
        .iter()
        .filter_map(|file| read_framework(*file, &known, &mut ids, &mut problems))
        .collect();
    for entry in frameworks.iter().flat_map(|framework| &framework.entries) {
        for shipped in &mut competencies {
            if entry.competencies.contains(&shipped.competency.key) {
                shipped.codes.push(entry.id.clone());
            }
        }
        for role in &mut roles {
            if entry.roles.contains(&role.key) {
                role.codes.push(entry.id.clone());
            }
        }
    }
    if problems.is_empty() {
        Ok(Catalogue { areas, competencies, roles, training, benchmarks, frameworks })
    } else {
        Err(problems)
    }
}

/// The keys met so far.
#[derive(Default)]
struct Known {
    areas: HashSet<AreaKey>,
    competencies: HashSet<CompetencyKey>,
    roles: HashSet<RoleKey>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAreas {
    areas: Vec<RawArea>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawArea {
    key: Spanned<AreaKey>,
    name: Spanned<String>,
}

fn read_areas(file: File<'_>, problems: &mut Vec<Problem>) -> Vec<Area> {
    let Some(raw) = parse::<RawAreas>(file, problems) else { return Vec::new() };
    let mut notes = Notes::new(file.path, file.text, problems);
    let mut keys = HashSet::new();
    let mut areas = Vec::new();
    for area in raw.areas {
        once(&mut keys, &area.key, area.key.get_ref().as_str(), &mut notes);
        areas.push(Area { key: area.key.into_inner(), name: filled("name", area.name, &mut notes) });
    }
    areas
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCompetencies {
    area: Spanned<AreaKey>,
    recheck_months: Spanned<u32>,
    competencies: Vec<RawCompetency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCompetency {
    key: Spanned<CompetencyKey>,
    name: Spanned<String>,
    #[serde(default)]
    aliases: Vec<Spanned<String>>,
    levels: Spanned<Vec<Spanned<String>>>,
}

fn read_competencies(
    files: &[File<'_>],
    known: &mut Known,
    problems: &mut Vec<Problem>,
) -> Vec<CatalogueCompetency> {
    let mut names = HashSet::new();
    let mut competencies = Vec::new();
    for file in files {
        let Some(raw) = parse::<RawCompetencies>(*file, problems) else { continue };
        let mut notes = Notes::new(file.path, file.text, problems);
        let recheck_months = *raw.recheck_months.get_ref();
        within(
            "recheck_months",
            f64::from(recheck_months),
            1.0,
            60.0,
            &raw.recheck_months.span(),
            &mut notes,
        );
        known_area(&raw.area, &known.areas, &mut notes);
        let area = raw.area.into_inner();
        for raw in raw.competencies {
            once(&mut known.competencies, &raw.key, raw.key.get_ref().as_str(), &mut notes);
            for name in std::iter::once(&raw.name).chain(&raw.aliases) {
                if !names.insert(name.get_ref().to_lowercase()) {
                    notes.add(&name.span(), What::Duplicate(name.get_ref().clone()));
                }
            }
            if raw.levels.get_ref().len() != Level::ALL.len() {
                notes.add(&raw.levels.span(), What::Descriptors(raw.levels.get_ref().len()));
            }
            competencies.push(CatalogueCompetency {
                competency: Competency {
                    key: raw.key.into_inner(),
                    area: area.clone(),
                    name: filled("name", raw.name, &mut notes),
                    recheck_months,
                    descriptors: all_filled("levels", raw.levels.into_inner(), &mut notes),
                },
                aliases: all_filled("aliases", raw.aliases, &mut notes),
                codes: Vec::new(),
            });
        }
    }
    competencies
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRoles {
    roles: Vec<RawRole>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRole {
    key: Spanned<RoleKey>,
    name: Spanned<String>,
    #[serde(default)]
    aliases: Vec<Spanned<String>>,
    annual_cost: Spanned<Sourced>,
    hiring_cost: Spanned<Sourced>,
    contractor_rate: Spanned<Sourced>,
    weeks_to_fill: Spanned<Sourced>,
    weeks_to_ramp: Spanned<Sourced>,
    attrition: Spanned<Sourced>,
    targets: Vec<RawTarget>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTarget {
    competency: Spanned<CompetencyKey>,
    level: Spanned<Level>,
    importance: Importance,
}

/// More than any seat costs a year, so that a slip of the keyboard is seen.
const MOST_MONEY: f64 = 1_000_000.0;

/// Two years: longer than any hire or ramp takes.
const MOST_WEEKS: f64 = 104.0;

fn read_roles(file: File<'_>, known: &mut Known, problems: &mut Vec<Problem>) -> Vec<CatalogueRole> {
    let Some(raw) = parse::<RawRoles>(file, problems) else { return Vec::new() };
    let mut notes = Notes::new(file.path, file.text, problems);
    let mut names = HashSet::new();
    let mut roles = Vec::new();
    for raw in raw.roles {
        once(&mut known.roles, &raw.key, &raw.key.get_ref().0, &mut notes);
        for name in std::iter::once(&raw.name).chain(&raw.aliases) {
            if !names.insert(name.get_ref().to_lowercase()) {
                notes.add(&name.span(), What::Duplicate(name.get_ref().clone()));
            }
        }
        roles.push(CatalogueRole {
            key: raw.key.into_inner(),
            name: filled("name", raw.name, &mut notes),
            aliases: all_filled("aliases", raw.aliases, &mut notes),
            codes: Vec::new(),
            annual_cost: sourced("annual_cost", raw.annual_cost, MOST_MONEY, &mut notes),
            hiring_cost: sourced("hiring_cost", raw.hiring_cost, MOST_MONEY, &mut notes),
            contractor_rate: sourced("contractor_rate", raw.contractor_rate, MOST_MONEY, &mut notes),
            weeks_to_fill: sourced("weeks_to_fill", raw.weeks_to_fill, MOST_WEEKS, &mut notes),
            weeks_to_ramp: sourced("weeks_to_ramp", raw.weeks_to_ramp, MOST_WEEKS, &mut notes),
            attrition: sourced("attrition", raw.attrition, 1.0, &mut notes),
            targets: targets(raw.targets, &known.competencies, &mut notes),
        });
    }
    roles
}

fn targets(raw: Vec<RawTarget>, known: &HashSet<CompetencyKey>, notes: &mut Notes<'_>) -> Vec<Target> {
    let mut of_role = HashSet::new();
    raw.into_iter()
        .map(|target| {
            known_competency(&target.competency, known, notes);
            once(&mut of_role, &target.competency, target.competency.get_ref().as_str(), notes);
            let level = *target.level.get_ref();
            within("level", f64::from(level.get()), 1.0, 4.0, &target.level.span(), notes);
            Target { competency: target.competency.into_inner(), level, importance: target.importance }
        })
        .collect()
}

pub(super) fn sourced(
    field: &'static str,
    raw: Spanned<Sourced>,
    high: f64,
    notes: &mut Notes<'_>,
) -> Sourced {
    within(field, raw.get_ref().value, 0.0, high, &raw.span(), notes);
    if raw.get_ref().source.trim().is_empty() {
        notes.add(&raw.span(), What::Empty("source"));
    }
    raw.into_inner()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFramework {
    id: Spanned<String>,
    title: Spanned<String>,
    edition: Spanned<String>,
    licence: Spanned<String>,
    source: Spanned<String>,
    basis: Spanned<String>,
    row: Spanned<String>,
    rows: Spanned<String>,
    #[serde(default)]
    counted: String,
    #[serde(default = "yes")]
    risks: bool,
    entries: Vec<RawEntry>,
}

/// Most frameworks list risks.
const fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    id: Spanned<String>,
    title: Spanned<String>,
    #[serde(default)]
    competencies: Vec<Spanned<CompetencyKey>>,
    #[serde(default)]
    roles: Vec<Spanned<RoleKey>>,
}

fn read_framework(
    file: File<'_>,
    known: &Known,
    ids: &mut HashSet<String>,
    problems: &mut Vec<Problem>,
) -> Option<Framework> {
    let raw = parse::<RawFramework>(file, problems)?;
    let mut notes = Notes::new(file.path, file.text, problems);
    once(ids, &raw.id, raw.id.get_ref(), &mut notes);
    let mut entries = Vec::new();
    for entry in raw.entries {
        once(ids, &entry.id, entry.id.get_ref(), &mut notes);
        let mut needed = HashSet::new();
        for key in &entry.competencies {
            known_competency(key, &known.competencies, &mut notes);
            if !needed.insert(key.get_ref()) {
                notes.add(&key.span(), What::Duplicate(key.get_ref().to_string()));
            }
        }
        for key in &entry.roles {
            if !known.roles.contains(key.get_ref()) {
                notes.add(&key.span(), What::UnknownRole(key.get_ref().0.clone()));
            }
        }
        entries.push(FrameworkEntry {
            id: filled("id", entry.id, &mut notes),
            title: filled("title", entry.title, &mut notes),
            competencies: entry.competencies.into_iter().map(Spanned::into_inner).collect(),
            roles: entry.roles.into_iter().map(Spanned::into_inner).collect(),
        });
    }
    Some(Framework {
        id: filled("id", raw.id, &mut notes),
        title: filled("title", raw.title, &mut notes),
        edition: filled("edition", raw.edition, &mut notes),
        licence: filled("licence", raw.licence, &mut notes),
        source: filled("source", raw.source, &mut notes),
        basis: filled("basis", raw.basis, &mut notes),
        row: filled("row", raw.row, &mut notes),
        rows: filled("rows", raw.rows, &mut notes),
        counted: raw.counted,
        risks: raw.risks,
        entries,
    })
}

pub(super) fn known_competency(
    key: &Spanned<CompetencyKey>,
    known: &HashSet<CompetencyKey>,
    notes: &mut Notes<'_>,
) {
    if !known.contains(key.get_ref()) {
        notes.add(&key.span(), What::UnknownCompetency(key.get_ref().to_string()));
    }
}

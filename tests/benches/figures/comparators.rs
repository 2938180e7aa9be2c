//! The same questions put to other programs, through Python.

use std::{collections::HashMap, error::Error, fmt, path::Path, process::Command, time::Duration};

use cadre_core::{Content, levels::AssessmentColumns, need::CompetencyNeed};
use serde_json::{Value, json};

use crate::{
    SETTINGS, floor,
    organisation::Generated,
    weighing::{Signals, WEIGHTS},
};

/// What every program counts, summed over all teams and areas; they have to agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// People below target in an area.
    pub(crate) below_target: u64,
    /// People that could be.
    pub(crate) with_target: u64,
    /// People at level 0 or 1 in an area.
    pub(crate) low_or_none: u64,
    /// People assessed in it.
    pub(crate) assessed: u64,
    /// Seats.
    pub(crate) seats: u64,
    /// Seats filled.
    pub(crate) filled: u64,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { below_target, with_target, low_or_none, assessed, seats, filled } = self;
        write!(
            f,
            "below target {below_target} of {with_target}, low or none {low_or_none} of {assessed}, filled {filled} of {seats} seats"
        )
    }
}

/// Another program's times.
pub(crate) struct Comparator {
    /// Its name and version.
    pub(crate) name: String,
    /// From rows in memory to a file.
    pub(crate) load: Duration,
    /// From the file to the figures.
    pub(crate) open: Duration,
    /// From rows in memory to current levels.
    pub(crate) current: Duration,
    /// From rows in memory to the figures.
    pub(crate) figures: Duration,
    /// What it counted.
    pub(crate) counts: Counts,
    /// From the terms of the needs to their ranking under other weights, and what they call for; `None` where it does not.
    pub(crate) weighing: Option<(Duration, Signals)>,
}

/// Hands the organisation over as files, and runs every comparator that Python can import.
pub(crate) fn run(
    folder: &Path,
    generated: &Generated,
    structure: &Content,
    needs: &[CompetencyNeed],
) -> Result<Vec<Comparator>, Box<dyn Error>> {
    std::fs::write(folder.join("assessments.bin"), floor::bytes(&columns_of(generated)))?;
    std::fs::write(folder.join("structure.json"), serde_json::to_vec(&by_index(generated, structure))?)?;
    std::fs::write(folder.join("needs.json"), serde_json::to_vec(&terms_of(structure, needs))?)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/figures/comparators.py");
    let output =
        Command::new("python3").arg(script).arg(folder).stderr(std::process::Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("comparators.py: {}", output.status).into());
    }
    let answers: Vec<Value> = serde_json::from_slice(&output.stdout)?;
    answers
        .iter()
        .map(|answer| comparator(answer).ok_or_else(|| format!("not an answer: {answer}").into()))
        .collect()
}

fn comparator(answer: &Value) -> Option<Comparator> {
    let seconds = |name: &str| answer[name].as_f64().map(Duration::from_secs_f64);
    let count = |name: &str| answer["counts"][name].as_u64();
    Some(Comparator {
        name: answer["name"].as_str()?.to_owned(),
        load: seconds("load")?,
        open: seconds("open")?,
        current: seconds("current")?,
        figures: seconds("figures")?,
        counts: Counts {
            below_target: count("below_target")?,
            with_target: count("with_target")?,
            low_or_none: count("low_or_none")?,
            assessed: count("assessed")?,
            seats: count("seats")?,
            filled: count("filled")?,
        },
        weighing: seconds("weighing").zip(Some(Signals {
            hire: answer["signals"]["hire"].as_u64().unwrap_or_default(),
            train: answer["signals"]["train"].as_u64().unwrap_or_default(),
            deepen: answer["signals"]["deepen"].as_u64().unwrap_or_default(),
            watch: answer["signals"]["watch"].as_u64().unwrap_or_default(),
        })),
    })
}

/// The generated assessments as columns by index.
fn columns_of(generated: &Generated) -> AssessmentColumns {
    let content = &generated.structure;
    let people: HashMap<_, _> =
        (0..).zip(&content.people).map(|(index, person)| (person.id, index)).collect();
    let competencies: HashMap<_, _> =
        (0..).zip(&content.competencies).map(|(index, competency)| (&competency.key, index)).collect();
    let mut columns = AssessmentColumns::default();
    for assessment in &generated.assessments {
        columns.push(
            people[&assessment.person],
            competencies[&assessment.competency],
            cadre_core::levels::day_of(assessment.assessed_on),
            assessment.level,
            assessment.source,
        );
    }
    columns
}

/// What does not depend on the weights, as somebody with a notebook would keep it, and the weights to pass through.
fn terms_of(structure: &Content, needs: &[CompetencyNeed]) -> Value {
    let areas: HashMap<_, _> =
        (0_u32..).zip(&structure.areas).map(|(index, area)| (&area.key, index)).collect();
    json!({
        "line": SETTINGS.line,
        "weights": WEIGHTS.map(|weights| [weights.seat_gap, weights.key_person_risk, weights.level_shortfall]),
        "needs": needs.iter()
            .map(|need| {
                let (terms, matching) = (&need.terms, &need.standing.matching);
                json!([
                    terms.scale(), terms.seat_gap, terms.key_person_risk, terms.level_shortfall,
                    matching.unfilled(), matching.within_reach,
                    areas[&structure.competencies[need.standing.competency].area],
                ])
            })
            .collect::<Vec<_>>(),
    })
}

/// People, targets and positions by index, as the tables that a user of those programs would have.
fn by_index(generated: &Generated, structure: &Content) -> Value {
    let teams: HashMap<_, _> =
        (0_u32..).zip(&structure.teams).map(|(index, team)| (team.id, index)).collect();
    let roles: HashMap<_, _> =
        (0_u32..).zip(&structure.roles).map(|(index, role)| (role.id, index)).collect();
    let areas: HashMap<_, _> =
        (0_u32..).zip(&structure.areas).map(|(index, area)| (&area.key, index)).collect();
    let competencies: HashMap<_, _> =
        (0_u32..).zip(&structure.competencies).map(|(index, competency)| (&competency.key, index)).collect();
    let targets: Vec<Value> = structure
        .roles
        .iter()
        .flat_map(|role| {
            let role_index = roles[&role.id];
            let competencies = &competencies;
            role.targets
                .iter()
                .map(move |target| json!([role_index, competencies[&target.competency], target.level.get()]))
        })
        .collect();
    json!({
        "as_of": cadre_core::levels::day_of(generated.as_of),
        "people": structure.people.iter()
            .map(|person| json!([teams[&person.team], person.role.map(|role| roles[&role])]))
            .collect::<Vec<_>>(),
        "area_of": structure.competencies.iter().map(|competency| areas[&competency.area]).collect::<Vec<_>>(),
        "targets": targets,
        "positions": structure.positions.iter()
            .map(|position| json!([teams[&position.team], roles[&position.role], position.seats]))
            .collect::<Vec<_>>(),
    })
}

//! Generated figures of the charts that count people, levels and risks: strewn by a fixed rule, with names as people have them.

use cadre_charts::{
    AreaCoverage, AssessedArea, Chart, CoverageTrend, Freshness, Holders, Matrix, MatrixArea,
    MatrixCompetency, MatrixLevel, MatrixPerson, MatrixTeam, NeedParts, PartsOfNeed, RiskCoverage, RiskRow,
    SeatsFilled, TeamHolders,
};
use cadre_core::Level;

use super::NAMES;

/// People's names, short, long, and of other scripts.
const PEOPLE: [&str; 6] = [
    "Ada",
    "Noor Rahman",
    "Wolfeschlegelsteinhausenbergerdorff Hubert Blaine the Younger",
    "أحمد عبد الرحمن بن محمد",
    "山田太郎",
    "Rosa Ibáñez de la Cruz y Mendoza",
];

const TEAMS: [&str; 3] =
    ["Blue", "Detection and response for all of the northern regions and beyond", "検知対応"];

/// A number of the fixed rule, below `of`.
const fn strewn(index: usize, seed: usize, of: usize) -> u32 {
    ((index * 7_919 + seed * 104_729 + index * index * 31) / 7 % of) as u32
}

fn name(index: usize, seed: usize) -> String {
    format!("{} {index}", NAMES[(index + seed) % NAMES.len()])
}

/// `people` in up to three teams, `areas` of one to `most` competencies each.
pub(crate) fn matrix(people: usize, areas: usize, most: usize, seed: usize) -> Chart {
    let mut columns = 0;
    let areas: Vec<MatrixArea> = (0..areas)
        .map(|area| {
            let count = 1 + strewn(area, seed, most) as usize;
            let competencies = (0..count)
                .map(|of| MatrixCompetency {
                    key: format!("competency-{area}-{of}"),
                    name: name(area * 3 + of, seed),
                })
                .collect();
            columns += count;
            MatrixArea { name: name(area, seed), competencies }
        })
        .collect();
    let level = |person: usize, column: usize| {
        let at = person * 61 + column;
        let level = Level::try_from(strewn(at, seed, 6) as u8).ok()?;
        Some(MatrixLevel { level, stale: strewn(at, seed, 5) == 0, claimed: strewn(at, seed, 4) == 0 })
    };
    let teams = TEAMS
        .iter()
        .enumerate()
        .map(|(team, name)| MatrixTeam {
            name: (*name).to_owned(),
            people: (team..people)
                .step_by(TEAMS.len())
                .map(|person| MatrixPerson {
                    key: format!("person-{person}"),
                    name: format!("{} {person}", PEOPLE[person % PEOPLE.len()]),
                    levels: (0..columns).map(|column| level(person, column)).collect(),
                })
                .collect(),
        })
        .filter(|team| !team.people.is_empty())
        .collect();
    Chart::Matrix(Matrix { teams, areas })
}

pub(crate) fn trend(areas: usize, seed: usize) -> Chart {
    let dates = ["1 Jun 2025", "1 Sep 2025", "1 Dec 2025", "1 Mar 2026", "1 Jun 2026"];
    let area = |index: usize| {
        let required = 1 + strewn(index, seed, 40);
        AreaCoverage {
            key: format!("area-{index}"),
            name: name(index, seed),
            quarters: (0..dates.len())
                .map(|quarter| {
                    let filled = strewn(index * 5 + quarter, seed, required as usize + 1);
                    (strewn(index + quarter, seed, 9) > 0).then_some(SeatsFilled { filled, required })
                })
                .collect(),
        }
    };
    Chart::CoverageTrend(CoverageTrend {
        dates: dates.map(str::to_owned).to_vec(),
        areas: (0..areas).map(area).collect(),
    })
}

pub(crate) fn need_parts(needs: usize, seed: usize) -> Chart {
    let mut needs: Vec<PartsOfNeed> = (0..needs)
        .map(|index| {
            let seat_gap = f64::from(strewn(index, seed, 51));
            let key_person_risk = f64::from(strewn(index + 1, seed, 31));
            let level_shortfall = f64::from(strewn(index + 2, seed, 20));
            PartsOfNeed {
                key: format!("competency-{index}"),
                name: name(index, seed),
                team: format!("team-{}", index % TEAMS.len()),
                team_name: TEAMS[index % TEAMS.len()].to_owned(),
                need: seat_gap + key_person_risk + level_shortfall,
                seat_gap,
                key_person_risk,
                level_shortfall,
            }
        })
        .collect();
    needs.sort_by(|one, other| other.need.total_cmp(&one.need));
    Chart::NeedParts(NeedParts { needs, need_line: 40.0 })
}

pub(crate) fn risks(risks: usize, seed: usize) -> Chart {
    let risk = |index: usize| {
        let [covered, single, open, unknown] =
            [(0, 4), (1, 3), (2, 2), (3, 2)].map(|(state, of)| strewn(index + state, seed, of));
        RiskRow {
            key: format!("LLM{index:02}"),
            name: name(index, seed),
            framework: ["OWASP Top Ten for LLM applications 2025", "MITRE ATLAS 5.6.1"]
                [2 * index / (risks + 1)]
                .to_owned(),
            needed: covered + single + open + unknown,
            covered,
            single,
            open,
            unknown,
        }
    };
    Chart::RiskCoverage(RiskCoverage { risks: (0..risks).map(risk).collect() })
}

pub(crate) fn freshness(areas: usize, seed: usize) -> Chart {
    let area = |index: usize| AssessedArea {
        key: format!("area-{index}"),
        name: name(index, seed),
        confirmed: strewn(index, seed, 60) * if index % 4 == 3 { 500 } else { 1 },
        claimed: strewn(index + 1, seed, 20),
        stale: strewn(index + 2, seed, 12),
        unknown: 1 + strewn(index + 3, seed, 9),
    };
    Chart::Freshness(Freshness { areas: (0..areas).map(area).collect() })
}

pub(crate) fn holders(rows: usize, seed: usize) -> Chart {
    let mut competencies: Vec<TeamHolders> = (0..rows)
        .map(|index| {
            let assessed = strewn(index, seed, 9);
            TeamHolders {
                key: format!("competency-{index}"),
                name: name(index, seed),
                team: format!("team-{}", index % TEAMS.len()),
                team_name: TEAMS[index % TEAMS.len()].to_owned(),
                holders: strewn(index + 1, seed, assessed as usize + 1),
                minimum: 1 + strewn(index, seed, 2),
                assessed,
                unknown: strewn(index + 2, seed, 4),
            }
        })
        .collect();
    competencies.sort_by_key(|row| row.holders);
    Chart::Holders(Holders { competencies })
}

/// Each of the charts with `count` areas, needs or risks.
pub(crate) fn each(count: usize, seed: usize) -> [Chart; 6] {
    [
        matrix(count.min(12), count, 4, seed),
        trend(count, seed),
        need_parts(count, seed),
        risks(count, seed),
        freshness(count, seed),
        holders(count, seed),
    ]
}

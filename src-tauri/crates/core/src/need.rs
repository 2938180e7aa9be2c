//! The need score: how much a team lacks in a competency, weighed by what it matters and how soon; and whether to hire
//! or to train for it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    gaps::{CompetencyStanding, competency_standing},
    levels::LevelGrid,
    organisation::{Demand, Organisation},
};

/// Weights of the need score's three parts; each 0 or more, summing to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Weights {
    /// Weight of the seat gap, G.
    pub seat_gap: f64,
    /// Weight of the key-person risk, F.
    pub key_person_risk: f64,
    /// Weight of the level shortfall, L.
    pub level_shortfall: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self { seat_gap: 0.5, key_person_risk: 0.3, level_shortfall: 0.2 }
    }
}

impl Weights {
    /// The same weights rescaled to sum 1; `None` where one is negative or not a number, or all are 0.
    pub fn rescaled(self) -> Option<Self> {
        let parts = [self.seat_gap, self.key_person_risk, self.level_shortfall];
        let sum: f64 = parts.iter().sum();
        if parts.iter().any(|part| !part.is_finite() || *part < 0.0) || sum <= 0.0 || !sum.is_finite() {
            return None;
        }
        Some(Self {
            seat_gap: self.seat_gap / sum,
            key_person_risk: self.key_person_risk / sum,
            level_shortfall: self.level_shortfall / sum,
        })
    }
}

/// The terms of a need score, each 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Terms {
    /// Importance: useful ⅓, important ⅔, critical 1.
    #[serde(rename = "C")]
    pub importance: f64,
    /// Urgency.
    #[serde(rename = "U")]
    pub urgency: f64,
    /// Seat gap.
    #[serde(rename = "G")]
    pub seat_gap: f64,
    /// Key-person risk.
    #[serde(rename = "F")]
    pub key_person_risk: f64,
    /// Level shortfall over the levels needed.
    #[serde(rename = "L")]
    pub level_shortfall: f64,
}

impl Terms {
    /// `100 · C · U · (w_G·G + w_F·F + w_L·L)`, 0 to 100, to nine decimals: scores that differ only by rounding are equal,
    /// and one that comes to the need line on paper reaches it.
    pub fn need(&self, weights: &Weights) -> f64 {
        nine_decimals(
            self.scale()
                * (weights.seat_gap * self.seat_gap
                    + weights.key_person_risk * self.key_person_risk
                    + weights.level_shortfall * self.level_shortfall),
        )
    }

    /// The need's parts in its points: what comes of the seat gap, the key-person risk and the level shortfall.
    pub fn parts(&self, weights: &Weights) -> [f64; 3] {
        [
            weights.seat_gap * self.seat_gap,
            weights.key_person_risk * self.key_person_risk,
            weights.level_shortfall * self.level_shortfall,
        ]
        .map(|part| self.scale() * part)
    }

    /// `100 · C · U`: what the weighted parts are multiplied with.
    pub fn scale(&self) -> f64 {
        100.0 * self.importance * self.urgency
    }
}

/// The number to nine decimals: far finer than any difference that matters, far coarser than what rounding takes from a
/// sum of a few products.
pub(crate) fn nine_decimals(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}

/// What to do about a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Signal {
    /// Hire: at or above the line, most unfilled seats out of reach of training.
    Hire,
    /// Train: at or above the line, at least half of them within reach.
    Train,
    /// Deepen: below the line, but it rests on too few people.
    Deepen,
    /// Watch: below the line, and it does not.
    Watch,
}

impl Signal {
    /// The word: "hire".
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hire => "hire",
            Self::Train => "train",
            Self::Deepen => "deepen",
            Self::Watch => "watch",
        }
    }

    /// The signal of a need with its key-person risk F, given the line.
    fn of(need: Need, key_person_risk: f64, line: f64) -> Self {
        if need.score >= line {
            if need.hire_part > need.train_part { Self::Hire } else { Self::Train }
        } else if nine_decimals(key_person_risk) >= KEY_PERSON_RISK_TO_DEEPEN {
            Self::Deepen
        } else {
            Self::Watch
        }
    }
}

/// Key-person risk F from which a need below the line says deepen.
pub const KEY_PERSON_RISK_TO_DEEPEN: f64 = 0.3;

/// A need and its two parts, 0 to 100 each, the parts summing to the score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Need {
    /// The score.
    pub score: f64,
    /// The part for which nobody is within reach of training.
    pub hire_part: f64,
    /// The rest.
    pub train_part: f64,
}

impl Need {
    /// Splits a score by the unfilled seats and how many of them are within reach; with none unfilled it is all training.
    fn split(score: f64, unfilled: u32, within_reach: u32) -> Self {
        let share = if unfilled == 0 { 1.0 } else { f64::from(within_reach) / f64::from(unfilled) };
        let train_part = score * share;
        Self { score, hire_part: score - train_part, train_part }
    }
}

/// The need of a team in one competency.
#[derive(Clone, Debug, PartialEq)]
pub struct CompetencyNeed {
    /// What the team needs and has.
    pub standing: CompetencyStanding,
    /// Weeks to the earliest date needed; `None` without a date, or where it is past.
    pub weeks_to_date: Option<f64>,
    /// Shortest weeks to fill and ramp among the roles with the target.
    pub weeks_to_productive: f64,
    /// The terms.
    pub terms: Terms,
    /// The score and its parts.
    pub need: Need,
    /// What to do.
    pub signal: Signal,
}

/// What a need score is computed with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NeedSettings {
    /// The weights, summing to 1.
    pub weights: Weights,
    /// The line between hire or train and deepen or watch, 0 to 100.
    pub line: f64,
    /// Most levels that training is taken to lift, 1 to 3.
    pub reach: u8,
}

/// Weeks from the date to the day needed; `None` without one, or where it is not ahead.
fn weeks_to(as_of: NaiveDate, needed_by: Option<NaiveDate>) -> Option<f64> {
    needed_by.map(|date| (date - as_of).num_days()).filter(|days| *days > 0).map(|days| days as f64 / 7.0)
}

fn terms(standing: &CompetencyStanding, demand: &Demand, weeks_to_date: Option<f64>) -> Terms {
    Terms {
        importance: demand.importance.weight(),
        urgency: weeks_to_date.map_or(1.0, |weeks| (demand.weeks_to_productive / weeks).min(1.0)),
        seat_gap: standing.matching.gap(),
        key_person_risk: standing.key_person_risk,
        level_shortfall: if standing.target_sum == 0 {
            0.0
        } else {
            f64::from(standing.matching.level_shortfall) / f64::from(standing.target_sum)
        },
    }
}

/// The needs of the team given by index, or of all teams, in the order of teams and competencies; unranked.
pub fn competency_needs(
    organisation: &Organisation,
    levels: &LevelGrid,
    team: Option<usize>,
    settings: &NeedSettings,
) -> Vec<CompetencyNeed> {
    let mut needs = Vec::new();
    for (team_index, team) in organisation.scope(team) {
        for demand in &team.demands {
            let standing =
                competency_standing(organisation, levels, team_index, team, demand, settings.reach);
            needs.push(competency_need(organisation.as_of, standing, demand, settings));
        }
    }
    needs
}

fn competency_need(
    as_of: NaiveDate,
    standing: CompetencyStanding,
    demand: &Demand,
    settings: &NeedSettings,
) -> CompetencyNeed {
    let weeks_to_date = weeks_to(as_of, demand.needed_by);
    let terms = terms(&standing, demand, weeks_to_date);
    let mut need = CompetencyNeed {
        weeks_to_date,
        weeks_to_productive: demand.weeks_to_productive,
        terms,
        need: Need::split(0.0, 0, 0),
        signal: Signal::Watch,
        standing,
    };
    need.weigh(&settings.weights, settings.line);
    need
}

impl CompetencyNeed {
    /// Scores it with other weights and another line: all that depends on them. The terms stay as they are.
    pub fn weigh(&mut self, weights: &Weights, line: f64) {
        let matching = &self.standing.matching;
        self.need = Need::split(self.terms.need(weights), matching.unfilled(), matching.within_reach);
        self.signal = Signal::of(self.need, self.terms.key_person_risk, line);
    }
}

/// The need of a group of needs: of an area, of a team, or of a competency over several teams.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupNeed {
    /// Which group.
    pub group: usize,
    /// Index of its highest need among the needs given; of equals the first.
    pub highest: usize,
    /// Unfilled seats, summed over its needs.
    pub unfilled: u32,
    /// Of those, the seats within reach of training.
    pub within_reach: u32,
    /// The largest key-person risk among them.
    pub key_person_risk: f64,
    /// The highest need, in the shares of the group's own unfilled seats.
    pub need: Need,
    /// What to do.
    pub signal: Signal,
}

/// The needs by group, in the order of the groups, from 0 to below `groups`; one without any need is left out. `line` is
/// the need line.
pub fn group_needs(
    needs: &[CompetencyNeed],
    groups: usize,
    group_of: impl Fn(&CompetencyNeed) -> usize,
    line: f64,
) -> Vec<GroupNeed> {
    let mut found: Vec<Option<GroupNeed>> = vec![None; groups];
    for (index, need) in needs.iter().enumerate() {
        let group = group_of(need);
        let of_group = found[group].get_or_insert(GroupNeed {
            group,
            highest: index,
            unfilled: 0,
            within_reach: 0,
            key_person_risk: 0.0,
            need: need.need,
            signal: need.signal,
        });
        if need.need.score > needs[of_group.highest].need.score {
            of_group.highest = index;
        }
        of_group.unfilled += need.standing.matching.unfilled();
        of_group.within_reach += need.standing.matching.within_reach;
        of_group.key_person_risk = of_group.key_person_risk.max(need.terms.key_person_risk);
    }
    let mut found: Vec<GroupNeed> = found.into_iter().flatten().collect();
    for group in &mut found {
        group.need = Need::split(needs[group.highest].need.score, group.unfilled, group.within_reach);
        group.signal = Signal::of(group.need, group.key_person_risk, line);
    }
    found
}

/// The needs of the areas that the teams need anything in, in the order of the areas; `line` is the need line.
pub fn area_needs(organisation: &Organisation, needs: &[CompetencyNeed], line: f64) -> Vec<GroupNeed> {
    group_needs(needs, organisation.areas, |need| organisation.area_of[need.standing.competency], line)
}

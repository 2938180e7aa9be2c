//! What may be told to people who are not to learn anything of a single person, decided once for the whole report.

use std::collections::BTreeSet;

use cadre_core::{
    disclosure::{Part, told},
    levels::LevelGrid,
    organisation::Organisation,
};

use crate::figures::{AreaComparison, Figures, Needs};

/// Gaps that are printed, and at most with those that the last is a tie with.
const GAPS: usize = 5;
const MOST_GAPS: usize = 7;

/// What may be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// Fewest people that a figure is about; 0 where people stand with their names.
    pub(crate) smallest: u32,
    /// The seats of the scope.
    pub(crate) total: bool,
    /// The seats of each area.
    pub(crate) areas: Vec<bool>,
    /// The people below target in each area.
    pub(crate) below: Vec<bool>,
    /// The people at level 0 or 1 in each area.
    pub(crate) low: Vec<bool>,
    /// What is said of a need by itself: its score and its odds, in the order of all needs.
    pub(crate) needs: Vec<bool>,
    /// The seats of a need, which its area's add up.
    pub(crate) seats: Vec<bool>,
    /// The gaps that matter most and may be named, by their place among the ranked.
    pub(crate) gaps: Vec<usize>,
    /// How well the people of each team are known.
    pub(crate) teams: Vec<bool>,
    /// The pulse.
    pub(crate) pulse: bool,
}

impl Told {
    /// Decides it for a smallest group, 0 where everything may be told.
    pub(crate) fn new(
        figures: &Figures<'_>,
        needs: &Needs,
        comparisons: &[AreaComparison<'_>],
        smallest: u32,
    ) -> Self {
        let behind: Vec<BTreeSet<usize>> = needs
            .all
            .iter()
            .map(|need| {
                let standing = &need.standing;
                assessed(&figures.organisation, &figures.levels, standing.team, standing.competency).collect()
            })
            .collect();
        let parts_of = |area: usize| -> Vec<usize> {
            (0..needs.all.len())
                .filter(|&need| figures.organisation.area_of[needs.all[need].standing.competency] == area)
                .collect()
        };
        let enough = |people: usize| people == 0 || people >= smallest as usize;
        let of_needs: Vec<bool> = behind.iter().map(|people| enough(people.len())).collect();
        let gaps = most_important(needs, &of_needs);
        let printed: Vec<usize> = gaps.iter().map(|&place| needs.ranked[place].index).collect();
        let area_parts: Vec<Part> = (0..figures.organisation.areas)
            .map(|area| Part {
                people: parts_of(area).into_iter().flat_map(|need| behind[need].iter().copied()).collect(),
                wanted: true,
            })
            .collect();
        let everybody: BTreeSet<usize> =
            area_parts.iter().flat_map(|part| part.people.iter().copied()).collect();
        let total = enough(everybody.len());
        let areas = if total {
            told(&area_parts, smallest)
        } else {
            area_parts.iter().map(|part| part.people.is_empty()).collect()
        };
        let mut seats = vec![false; needs.all.len()];
        for (area, area_told) in areas.iter().enumerate() {
            let here = parts_of(area);
            let parts: Vec<Part> = here
                .iter()
                .map(|&need| Part {
                    people: behind[need].clone(),
                    wanted: *area_told && printed.contains(&need),
                })
                .collect();
            for (need, told) in here.into_iter().zip(told(&parts, smallest)) {
                seats[need] = told;
            }
        }
        let team_parts: Vec<Part> = figures
            .organisation
            .scope(figures.team)
            .map(|(_, team)| Part { people: team.people.iter().copied().collect(), wanted: true })
            .collect();
        let of = |share: Option<cadre_core::statistics::Share>| share.map_or(0, |share| share.of as usize);
        let mut below = vec![true; figures.organisation.areas];
        let mut low = below.clone();
        for comparison in comparisons {
            below[comparison.gaps.area] = enough(of(comparison.gaps.below_target.known));
            low[comparison.gaps.area] = enough(of(comparison.gaps.low_or_none.known));
        }
        Self {
            smallest,
            total,
            areas,
            below,
            low,
            needs: of_needs,
            seats,
            gaps,
            // Where not even all may be told together, no team may.
            teams: if total { told(&team_parts, smallest) } else { vec![false; team_parts.len()] },
            pulse: figures.pulse().is_none_or(|pulse| enough(pulse.responses.len())),
        }
    }
}

/// The people of a team who are assessed in a competency.
pub(super) fn assessed(
    organisation: &Organisation,
    levels: &LevelGrid,
    team: usize,
    competency: usize,
) -> impl Iterator<Item = usize> {
    organisation.teams[team]
        .people
        .iter()
        .copied()
        .filter(move |&person| levels.level(person, competency).is_some())
}

/// The first five places of which something may be told, and with the fifth those that it is a tie with.
fn most_important(needs: &Needs, told: &[bool]) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::new();
    for (place, ranked) in needs.ranked.iter().enumerate() {
        let tie = places.last().is_some_and(|&last| needs.ranked[last].first == ranked.first);
        if places.len() >= MOST_GAPS || (places.len() >= GAPS && !tie) {
            break;
        }
        if told[ranked.index] && needs.all[ranked.index].need.score > 0.0 {
            places.push(place);
        }
    }
    places
}

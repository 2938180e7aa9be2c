//! What a slider waits for: other weights over what an open workspace keeps, answered as the Priorities screen asks.

use std::{error::Error, fmt, hint::black_box, path::Path, time::Duration};

use cadre_app::{Moment, NeedPlace, NeedsBy, Opening, PrioritiesRequest, Selection, Workspace};
use cadre_core::need::{CompetencyNeed, NeedSettings, Signal, Weights};

use crate::{SETTINGS, at_noon, median, organisation::Generated};

/// The weights that the slider passes, one after the other: no answer can be the one before.
pub(crate) const WEIGHTS: [Weights; crate::RUNS] = [
    Weights { seat_gap: 0.52, key_person_risk: 0.29, level_shortfall: 0.19 },
    Weights { seat_gap: 0.54, key_person_risk: 0.28, level_shortfall: 0.18 },
    Weights { seat_gap: 0.56, key_person_risk: 0.26, level_shortfall: 0.18 },
    Weights { seat_gap: 0.58, key_person_risk: 0.25, level_shortfall: 0.17 },
    Weights { seat_gap: 0.60, key_person_risk: 0.24, level_shortfall: 0.16 },
];

/// How many needs call for what under the last weights; every program has to say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signals {
    /// To hire for.
    pub(crate) hire: u64,
    /// To train for.
    pub(crate) train: u64,
    /// To deepen.
    pub(crate) deepen: u64,
    /// To watch.
    pub(crate) watch: u64,
}

impl fmt::Display for Signals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { hire, train, deepen, watch } = self;
        write!(f, "hire {hire}, train {train}, deepen {deepen}, watch {watch}")
    }
}

impl Signals {
    /// Those of these needs under the last weights.
    pub(crate) fn of(needs: &[CompetencyNeed]) -> Self {
        let mut signals = Self::default();
        for need in needs {
            let mut need = need.clone();
            need.weigh(&WEIGHTS[WEIGHTS.len() - 1], SETTINGS.line);
            *match need.signal {
                Signal::Hire => &mut signals.hire,
                Signal::Train => &mut signals.train,
                Signal::Deepen => &mut signals.deepen,
                Signal::Watch => &mut signals.watch,
            } += 1;
        }
        signals
    }
}

/// Cadre's times, each with its answer as JSON, which is what crosses to the screen.
pub(crate) struct Times {
    /// Compare and Priorities on a weight change: each ranking with its 1,000 draws.
    pub(crate) both: Duration,
    /// The same with the list of the areas, and of the teams.
    pub(crate) by_area: Duration,
    pub(crate) by_team: Duration,
}

/// Opens the workspace and moves the weights.
pub(crate) fn measure(path: &Path, generated: &Generated) -> Result<Times, Box<dyn Error>> {
    let workspace = Workspace::open(path, Opening::default(), Moment::now())?;
    let moment = Moment { today: generated.as_of, now: at_noon(generated.as_of) };
    let selection = Selection::default();
    let priorities = |weights, by| -> Result<(), Box<dyn Error>> {
        let tried = Some(NeedSettings { weights, ..SETTINGS });
        let request = PrioritiesRequest { tried, by, limit: 100, opened: NeedPlace::default() };
        let view = workspace.priorities_view(&selection, &request, moment)?;
        black_box(serde_json::to_string(&view)?);
        Ok(())
    };
    // The first answer reads and matches everything; from then on it is kept.
    priorities(SETTINGS.weights, NeedsBy::Need)?;
    let moved = |by, compare: bool| {
        let mut weights = WEIGHTS.into_iter().cycle();
        median(crate::RUNS, || {
            if compare {
                let view = workspace.compare_view(&selection, moment)?;
                black_box(serde_json::to_string(&view)?);
            }
            weights.next().map_or(Ok(()), |weights| priorities(weights, by))
        })
    };
    black_box(workspace.compare_view(&selection, moment)?);
    Ok(Times {
        both: moved(NeedsBy::Need, true)?,
        by_area: moved(NeedsBy::Area, false)?,
        by_team: moved(NeedsBy::Team, false)?,
    })
}

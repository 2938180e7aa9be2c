//! People's own ratings beside what was confirmed.

use cadre_core::{CompetencyKey, Level, PersonId};
use chrono::NaiveDate;
use serde::Serialize;

use super::EmptyState;

/// Own ratings beside confirmed levels, the largest differences first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RatingsView {
    /// "12 own ratings differ by two levels or more".
    pub title: String,
    /// How many agree, differ by one, and stand alone.
    pub text: String,
    /// Pairs with an own rating: differences of two or more first, then by person.
    pub rows: Vec<RatingRow>,
    /// Set where nobody has rated themselves.
    pub empty: Option<EmptyState>,
}

/// One own rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RatingRow {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// Their team's name.
    pub team_name: String,
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub competency_name: String,
    /// The own rating.
    pub own: Level,
    /// Its day.
    pub own_on: NaiveDate,
    /// The confirmed level; `None` where nothing is confirmed.
    pub confirmed: Option<Level>,
    /// "manager", "exam"; empty where nothing is confirmed.
    pub confirmed_by: String,
    /// Its day.
    pub confirmed_on: Option<NaiveDate>,
    /// The own rating less the confirmed level; 0 where nothing is confirmed.
    pub difference: i8,
    /// Whether the two differ by two levels or more.
    pub marked: bool,
}

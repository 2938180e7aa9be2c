//! People's own ratings beside what was confirmed: which differ, and by how much. A claim never overwrites what is
//! confirmed; it only stands beside it.

use std::cmp::Reverse;

use cadre_core::levels::{LevelGrid, date_of};

use crate::{
    empty,
    error::AppError,
    figures::Figures,
    matrix::MARKED_DIFFERENCE,
    view::{EmptyAction, EmptyActionKind, EmptyState, RatingRow, RatingsView, Selection},
    words,
    workspace::{Moment, Workspace},
};

impl Workspace {
    /// People's own ratings beside what was confirmed, the largest differences first.
    pub fn ratings_view(&self, selection: &Selection, moment: Moment) -> Result<RatingsView, AppError> {
        Ok(view(&self.figures(selection, None, moment)?))
    }
}

fn view(figures: &Figures<'_>) -> RatingsView {
    let rows = rows(figures);
    let marked = rows.iter().filter(|row| row.marked).count() as u32;
    let beside = rows.iter().filter(|row| row.confirmed.is_some()).count() as u32;
    let alone = rows.len() as u32 - beside;
    let title = match marked {
        0 => "No own rating differs by two levels or more".to_owned(),
        _ => format!(
            "{} by two levels or more",
            words::counted(marked, "own rating differs", "own ratings differ")
        ),
    };
    let mut text = format!(
        "{} beside a confirmed level, {} by less than two; {} alone. What is confirmed was not overwritten.",
        words::counted(beside, "rating stands", "ratings stand"),
        format_args!(
            "{} {}",
            beside - marked,
            words::verb(beside - marked, "agrees or differs", "agree or differ")
        ),
        words::counted(alone, "rating stands", "ratings stand"),
    );
    if rows.is_empty() {
        text = String::new();
    }
    RatingsView {
        title,
        text,
        empty: if rows.is_empty() { empty::people(figures).or_else(|| Some(nobody())) } else { None },
        rows,
    }
}

fn rows(figures: &Figures<'_>) -> Vec<RatingRow> {
    let content = figures.content;
    let own = LevelGrid::self_rated(
        figures.columns,
        figures.as_of,
        content.people.len(),
        content.competencies.len(),
    );
    let mut rows = Vec::new();
    for (team_index, standing) in figures.organisation.scope(figures.team) {
        for &index in &standing.people {
            let person = &content.people[index];
            for (competency_index, competency) in content.competencies.iter().enumerate() {
                let Some(rating) = own.get(index, competency_index) else { continue };
                let confirmed =
                    figures.levels.get(index, competency_index).filter(|level| level.source.confirms());
                let difference = confirmed.map_or(0, |confirmed| {
                    rating.level.get().cast_signed() - confirmed.level.get().cast_signed()
                });
                rows.push(RatingRow {
                    person: person.id,
                    person_name: person.name.clone(),
                    team_name: content.teams[team_index].name.clone(),
                    competency: competency.key.clone(),
                    competency_name: competency.name.clone(),
                    own: rating.level,
                    own_on: date_of(rating.day),
                    confirmed: confirmed.map(|confirmed| confirmed.level),
                    confirmed_by: confirmed.map_or("", |confirmed| confirmed.source.as_str()).to_owned(),
                    confirmed_on: confirmed.map(|confirmed| date_of(confirmed.day)),
                    difference,
                    marked: difference.abs() >= MARKED_DIFFERENCE,
                });
            }
        }
    }
    rows.sort_by_cached_key(|row| {
        let size = if row.marked { row.difference.abs() } else { 0 };
        (Reverse(size), row.person_name.to_lowercase())
    });
    rows
}

fn nobody() -> EmptyState {
    EmptyState {
        title: "Nobody has rated themselves yet".to_owned(),
        text: "An own rating is a claim: it stands beside what is confirmed and never replaces it.".to_owned(),
        actions: vec![
            EmptyAction {
                kind: EmptyActionKind::Forms,
                label: "Make forms".to_owned(),
                text: "A spreadsheet for each person, with what every level looks like and a list to choose from."
                    .to_owned(),
            },
            EmptyAction {
                kind: EmptyActionKind::MergeForms,
                label: "Merge returned forms".to_owned(),
                text: "Choose all of them at once. You see what they say before anything is recorded.".to_owned(),
            },
        ],
    }
}

//! Why a screen has nothing to show, and what to do about it.

use cadre_core::benchmark::OurFigure;

use crate::{
    compare::Row,
    figures::Figures,
    view::{EmptyAction, EmptyActionKind, EmptyState},
    words,
};

fn import() -> EmptyAction {
    EmptyAction {
        kind: EmptyActionKind::Import,
        label: "Import a spreadsheet".to_owned(),
        text: "CSV, XLSX or ODS, one row a person or one row a level. You see every problem before anything is written."
            .to_owned(),
    }
}

fn set_levels() -> EmptyAction {
    EmptyAction {
        kind: EmptyActionKind::Matrix,
        label: "Set levels".to_owned(),
        text: "Choose a cell of the matrix and press 0 to 4.".to_owned(),
    }
}

fn widen(figures: &Figures<'_>, actions: &mut Vec<EmptyAction>) {
    if figures.team.is_some() {
        actions.push(EmptyAction {
            kind: EmptyActionKind::AllTeams,
            label: "Show all teams".to_owned(),
            text: "The other teams may have what this one has not.".to_owned(),
        });
    }
    if figures.as_of != figures.today {
        actions.push(EmptyAction {
            kind: EmptyActionKind::Today,
            label: "Show today".to_owned(),
            text: format!("The date shown is {}.", words::date(figures.as_of)),
        });
    }
}

/// Nobody counts on the date.
pub(crate) fn people(figures: &Figures<'_>) -> Option<EmptyState> {
    if figures.people().next().is_some() {
        return None;
    }
    let mut actions = vec![import()];
    widen(figures, &mut actions);
    let title = match figures.team {
        Some(team) => format!("Nobody is on {} on this date", figures.content.teams[team].name),
        None if figures.content.people.is_empty() => "No people yet".to_owned(),
        None => "Nobody is here on this date".to_owned(),
    };
    Some(EmptyState {
        title,
        text: "Without people there is nothing to compare. Begin with the list you have:".to_owned(),
        actions,
    })
}

/// People, and no level at all.
pub(crate) fn levels(figures: &Figures<'_>) -> Option<EmptyState> {
    if figures.anyone_assessed() {
        return None;
    }
    let count = figures.people().count() as u32;
    let mut actions = vec![import(), set_levels()];
    widen(figures, &mut actions);
    Some(EmptyState {
        title: format!("{}, no levels yet", words::counted(count, "person", "people")),
        text: "Every pair is unknown, so no share is counted. Ways to begin:".to_owned(),
        actions,
    })
}

/// Nothing to compare with industry by our figure: nobody asked; no seat with a target; no people, no levels or no targets.
pub(crate) fn comparison(figures: &Figures<'_>, ours: OurFigure, rows: &[Row<'_>]) -> Option<EmptyState> {
    if ours == OurFigure::Perceived {
        return pulse(figures);
    }
    let nothing_of_ours = || {
        if rows.iter().any(|row| row.ours.is_some()) {
            return None;
        }
        match ours {
            OurFigure::BelowTarget => targets(figures),
            OurFigure::SeatGap => seats(figures),
            OurFigure::LowOrNone | OurFigure::Perceived => None,
        }
    };
    // A pulse can be shown beside shares of people although nobody is assessed.
    let asked = ours == OurFigure::BelowTarget && figures.pulse().is_some();
    people(figures).or_else(|| if asked { None } else { levels(figures).or_else(nothing_of_ours) })
}

/// No pulse by the date.
fn pulse(figures: &Figures<'_>) -> Option<EmptyState> {
    if figures.pulse().is_some() {
        return None;
    }
    let mut actions = vec![
        EmptyAction {
            kind: EmptyActionKind::Pulse,
            label: "Ask your managers".to_owned(),
            text: "Save a sheet to hand out, or record their answers by hand.".to_owned(),
        },
        EmptyAction {
            kind: EmptyActionKind::Import,
            label: "Import returned answers".to_owned(),
            text: "A row for each manager, with a mark under each area they name.".to_owned(),
        },
    ];
    if figures.as_of != figures.today {
        widen(figures, &mut actions);
    }
    Some(EmptyState {
        title: "No manager has been asked yet".to_owned(),
        text: "A perceived gap is what your own managers answer to the benchmark’s question. Only that compares directly \
               with a survey."
            .to_owned(),
        actions,
    })
}

/// People and levels, and nobody has a role with targets.
fn targets(figures: &Figures<'_>) -> Option<EmptyState> {
    let has_target = figures.people().any(|person| !figures.organisation.targets_of[person].is_empty());
    if has_target {
        return None;
    }
    let mut actions = vec![EmptyAction {
        kind: EmptyActionKind::Team,
        label: "Give roles and targets".to_owned(),
        text: "On Team, a shipped role brings its targets; your own takes the levels that you set."
            .to_owned(),
    }];
    widen(figures, &mut actions);
    Some(EmptyState {
        title: "Nobody’s role has a target yet".to_owned(),
        text:
            "Below target counts people against what their role needs, so without targets there is no share."
                .to_owned(),
        actions,
    })
}

/// People and levels, and no position whose role has targets.
fn seats(figures: &Figures<'_>) -> Option<EmptyState> {
    if figures.organisation.scope(figures.team).any(|(_, team)| !team.demands.is_empty()) {
        return None;
    }
    let mut actions = vec![EmptyAction {
        kind: EmptyActionKind::Team,
        label: "Add positions".to_owned(),
        text: "On Team, a position says how many seats of a role there are; its role says what they need."
            .to_owned(),
    }];
    widen(figures, &mut actions);
    Some(EmptyState {
        title: "No seat needs a level yet".to_owned(),
        text: "A seat gap counts the seats that nobody fills, so without positions there is none to count."
            .to_owned(),
        actions,
    })
}

/// Nothing to rank: no people, no targets, or no levels.
pub(crate) fn needs(figures: &Figures<'_>) -> Option<EmptyState> {
    people(figures)
        .or_else(|| {
            if figures.organisation.scope(figures.team).any(|(_, team)| !team.demands.is_empty()) {
                return None;
            }
            let mut actions = vec![EmptyAction {
                kind: EmptyActionKind::Import,
                label: "Import people with their roles".to_owned(),
                text: "A role column naming a shipped role, such as LLM security engineer, brings its targets, and \
                       a seat for each person who holds it."
                    .to_owned(),
            }];
            widen(figures, &mut actions);
            Some(EmptyState {
                title: "No position has targets yet".to_owned(),
                text: "A need is what the seats of a team ask for and its people cannot yet do.".to_owned(),
                actions,
            })
        })
        .or_else(|| levels(figures))
}

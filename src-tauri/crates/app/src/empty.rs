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

fn set_up() -> EmptyAction {
    EmptyAction {
        kind: EmptyActionKind::SetUp,
        label: "Set up the team".to_owned(),
        text: "Three steps: its people, by their names; their roles, from the shipped profiles; and the first levels."
            .to_owned(),
    }
}

/// The ways to begin, and those to what there is already: on a past day the way to today is the first of all, for it is
/// most likely the day that is wrong.
fn ways(figures: &Figures<'_>, mut begin: Vec<EmptyAction>) -> Vec<EmptyAction> {
    if figures.team.is_some() {
        begin.push(EmptyAction {
            kind: EmptyActionKind::AllTeams,
            label: "Show all teams".to_owned(),
            text: "The other teams may have what this one has not.".to_owned(),
        });
    }
    if figures.as_of != figures.today {
        let today = EmptyAction {
            kind: EmptyActionKind::Today,
            label: "Show today".to_owned(),
            text: format!("The day shown is {}.", words::date(figures.as_of)),
        };
        begin.insert(0, today);
    }
    begin
}

/// Nobody counts on the date.
pub(crate) fn people(figures: &Figures<'_>) -> Option<EmptyState> {
    if figures.people().next().is_some() {
        return None;
    }
    let title = match figures.team {
        Some(team) => format!("Nobody is on {} on this date", figures.content.teams[team].name),
        None if figures.content.people.is_empty() => "No people yet".to_owned(),
        None => "Nobody is here on this date".to_owned(),
    };
    Some(EmptyState {
        title,
        text: "Without people there is nothing to compare. Ways to begin:".to_owned(),
        actions: ways(figures, vec![import(), set_up()]),
    })
}

/// People, and no level at all.
pub(crate) fn levels(figures: &Figures<'_>) -> Option<EmptyState> {
    if figures.anyone_assessed() {
        return None;
    }
    let count = figures.people().count() as u32;
    Some(EmptyState {
        title: if figures.as_of == figures.today {
            format!("{}, no levels yet", words::counted(count, "person", "people"))
        } else {
            format!("{}, no levels on this date", words::counted(count, "person", "people"))
        },
        text: "Every pair is unknown, so no share is counted. Ways to begin:".to_owned(),
        actions: ways(figures, vec![import(), set_levels()]),
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
            OurFigure::BelowTarget => targets_of_people(figures),
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
    let actions = vec![
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
    Some(EmptyState {
        title: "No manager has been asked yet".to_owned(),
        text: "A perceived gap is what your own managers answer to the benchmark’s question. Only that compares directly \
               with a survey."
            .to_owned(),
        // Every team's managers are asked together.
        actions: if figures.as_of == figures.today { actions } else { ways(figures, actions) },
    })
}

/// People and levels, and nobody has a role with targets.
fn targets_of_people(figures: &Figures<'_>) -> Option<EmptyState> {
    let has_target = figures.people().any(|person| !figures.organisation.targets_of[person].is_empty());
    if has_target {
        return None;
    }
    let actions = vec![EmptyAction {
        kind: EmptyActionKind::Team,
        label: "Give roles and targets".to_owned(),
        text: "On Team, a shipped role brings its targets; your own takes the levels that you set."
            .to_owned(),
    }];
    Some(EmptyState {
        title: "Nobody’s role has a target yet".to_owned(),
        text:
            "Below target counts people against what their role needs, so without targets there is no share."
                .to_owned(),
        actions: ways(figures, actions),
    })
}

/// People and levels, and no position whose role has targets.
fn seats(figures: &Figures<'_>) -> Option<EmptyState> {
    if figures.organisation.scope(figures.team).any(|(_, team)| !team.demands.is_empty()) {
        return None;
    }
    let actions = vec![EmptyAction {
        kind: EmptyActionKind::Team,
        label: "Add positions".to_owned(),
        text: "On Team, a position says how many seats of a role there are; its role says what they need."
            .to_owned(),
    }];
    Some(EmptyState {
        title: "No seat needs a level yet".to_owned(),
        text: "A seat gap counts the seats that nobody fills, so without positions there is none to count."
            .to_owned(),
        actions: ways(figures, actions),
    })
}

/// Nothing that anybody could hold: no people, or no levels.
pub(crate) fn coverage(figures: &Figures<'_>) -> Option<EmptyState> {
    people(figures).or_else(|| levels(figures))
}

/// Nothing to rank: no people, no roles, positions or targets, or no levels.
pub(crate) fn needs(figures: &Figures<'_>) -> Option<EmptyState> {
    people(figures).or_else(|| targets(figures)).or_else(|| levels(figures))
}

/// No seat of the scope asks for anything: there are no roles, none of its positions, or no targets in those roles.
fn targets(figures: &Figures<'_>) -> Option<EmptyState> {
    let scope = || figures.organisation.scope(figures.team);
    if scope().any(|(_, team)| !team.demands.is_empty()) {
        return None;
    }
    let content = figures.content;
    let teams: Vec<_> = scope().map(|(team, _)| content.teams[team].id).collect();
    let seats = content.positions.iter().any(|position| position.seats > 0 && teams.contains(&position.team));
    let (title, label, text) = if content.roles.is_empty() {
        (
            "No roles yet",
            "Add a role",
            "A shipped role brings its targets; your own gets them on the Team screen.",
        )
    } else if seats {
        (
            "No role has a target yet",
            "Set targets",
            "A target is the level that a role needs in a competency.",
        )
    } else {
        (
            "No positions yet",
            "Add a position",
            "A position is the seats of a role on a team, filled or vacant.",
        )
    };
    let actions = vec![
        EmptyAction { kind: EmptyActionKind::Team, label: label.to_owned(), text: text.to_owned() },
        EmptyAction {
            kind: EmptyActionKind::Import,
            label: "Import people with their roles".to_owned(),
            text:
                "A role column naming a shipped role, such as LLM security engineer, brings its targets, and \
                   a seat for each person who holds it."
                    .to_owned(),
        },
    ];
    Some(EmptyState {
        title: title.to_owned(),
        text: "A need is what the seats of a team ask for and its people cannot yet do.".to_owned(),
        actions: ways(figures, actions),
    })
}

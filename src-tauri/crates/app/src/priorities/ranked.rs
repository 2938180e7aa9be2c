//! The Priorities screen: its finding, and its rows, each a need or a group of needs.

use cadre_core::{
    need::{CompetencyNeed, GroupNeed, Need, Signal},
    ranking::{DRAWS, RankedNeed},
};

use super::{by_area, by_competency, by_team, opened, ranked_groups};
use crate::{
    empty,
    figures::{Figures, own_settings},
    view::{NeedPlace, NeedsBy, PrioritiesRequest, PrioritiesView, PriorityRow},
    words,
};

/// A row before it is put into words: a need, or a group in the place of its highest.
pub(super) struct Row<'needs> {
    /// The need, or the highest of the group.
    pub(super) highest: &'needs CompetencyNeed,
    pub(super) group: Option<GroupNeed>,
    pub(super) place: RankedNeed,
}

impl Row<'_> {
    fn need(&self) -> Need {
        self.group.as_ref().map_or(self.highest.need, |group| group.need)
    }

    fn signal(&self) -> Signal {
        self.group.as_ref().map_or(self.highest.signal, |group| group.signal)
    }

    /// Unfilled seats, and those of them within reach.
    fn seats(&self) -> (u32, u32) {
        let matching = &self.highest.standing.matching;
        self.group.as_ref().map_or((matching.unfilled(), matching.within_reach), |group| {
            (group.unfilled, group.within_reach)
        })
    }
}

pub(crate) fn view(figures: &Figures<'_>, request: &PrioritiesRequest) -> PrioritiesView {
    let limit = request.limit as usize;
    let needs = figures.needs(if request.by == NeedsBy::Need { limit } else { 0 });
    let all = &needs.all;
    let (signals, rows): (Vec<(f64, Signal)>, Vec<Row<'_>>) = if request.by == NeedsBy::Need {
        (
            all.iter().map(|need| (need.need.score, need.signal)).collect(),
            needs.places().map(|(highest, place)| Row { highest, group: None, place: *place }).collect(),
        )
    } else {
        let content = figures.content;
        let of = |groups: usize, group_of: &dyn Fn(&CompetencyNeed) -> usize| {
            (
                cadre_core::need::group_needs(all, groups, group_of, figures.settings.line),
                ranked_groups(all, groups, group_of, &figures.settings, limit),
            )
        };
        let (every, ranked) = match request.by {
            NeedsBy::Area => of(content.areas.len(), &by_area(figures)),
            NeedsBy::Team => of(content.teams.len(), &by_team),
            NeedsBy::Competency | NeedsBy::Need => of(content.competencies.len(), &by_competency),
        };
        (
            every.iter().map(|group| (group.need.score, group.signal)).collect(),
            ranked
                .into_iter()
                .map(|(group, place)| Row { highest: &all[group.highest], group: Some(group), place })
                .collect(),
        )
    };
    let signals: Vec<Signal> =
        signals.into_iter().filter(|(score, _)| *score > 0.0).map(|(_, signal)| signal).collect();
    let rows: Vec<Row<'_>> = rows.into_iter().filter(|row| row.need().score > 0.0).collect();
    let empty = empty::needs(figures);
    let (title, subtitle) = if empty.is_some() {
        (String::new(), String::new())
    } else {
        (title(figures, request.by, &signals), subtitle(figures, request.by, signals.len(), rows.first()))
    };
    PrioritiesView {
        title,
        subtitle,
        settings: figures.settings,
        own: own_settings(figures.content),
        more: (signals.len() - rows.len()) as u32,
        opened: opened::opened(figures, all, &rows, request),
        rows: in_words(figures, request.by, &rows),
        empty,
    }
}

/// "7 needs", "one area".
fn things(by: NeedsBy) -> (&'static str, &'static str) {
    match by {
        NeedsBy::Need => ("need", "needs"),
        NeedsBy::Competency => ("competency", "competencies"),
        NeedsBy::Area => ("area", "areas"),
        NeedsBy::Team => ("team", "teams"),
    }
}

fn title(figures: &Figures<'_>, by: NeedsBy, signals: &[Signal]) -> String {
    let with_signal = |signal| signals.iter().filter(|other| **other == signal).count() as u32;
    let (hire, train) = (with_signal(Signal::Hire), with_signal(Signal::Train));
    let (all, above) = (signals.len() as u32, hire + train);
    let line = figures.settings.line;
    let (thing, things) = things(by);
    match (all, above) {
        (0, _) => "Every seat is filled, and none rests on too few people".to_owned(),
        (1, 0) => format!("The one {thing} stands below the line of {line:.0}"),
        (_, 0) => format!("All {} {things} stand below the line of {line:.0}", words::number(all)),
        (1, _) => {
            format!("The one {thing} stands above the line: {}", if hire > 0 { "hire" } else { "train" })
        }
        _ => {
            let action = match (hire, train) {
                (1, 0) => "hire for it".to_owned(),
                (0, 1) => "train for it".to_owned(),
                (_, 0) => "hire for all".to_owned(),
                (0, _) => "train for all".to_owned(),
                _ => format!("hire for {}, train for {}", words::number(hire), words::number(train)),
            };
            let which = match all {
                2 if above == all => "Both".to_owned(),
                _ if above == all => format!("All {}", words::number(all)),
                _ => format!("{} of {}", words::sentence_case(&words::number(above)), words::thousands(all)),
            };
            format!("{which} {things} {} above the line: {action}", words::verb(above, "stands", "stand"))
        }
    }
}

fn subtitle(figures: &Figures<'_>, by: NeedsBy, all: usize, first: Option<&Row<'_>>) -> String {
    let Some(row) = first else { return String::new() };
    let name = name(figures, by, row);
    if all == 1 {
        let of = if by == NeedsBy::Team { String::new() } else { format!(", {}", team_name(figures, row)) };
        return format!("It is {name}{of}.");
    }
    let place = &row.place;
    let draws = words::thousands(DRAWS);
    let lead = if place.first == place.last {
        let share = if place.stability >= 1.0 {
            "all".to_owned()
        } else {
            words::percent(place.stability) + " of the"
        };
        format!("{name} leads in {share} {draws} draws")
    } else {
        format!(
            "{} {} tie for the first place",
            words::sentence_case(&words::number(place.last)),
            things(by).1
        )
    };
    format!("{lead}; neighbours that swap in more than 30% share a rank.")
}

fn team_name<'figures>(figures: &'figures Figures<'_>, row: &Row<'_>) -> &'figures str {
    &figures.content.teams[row.highest.standing.team].name
}

/// What a row is about.
fn name<'figures>(figures: &'figures Figures<'_>, by: NeedsBy, row: &Row<'_>) -> &'figures str {
    let competency = row.highest.standing.competency;
    match by {
        NeedsBy::Need | NeedsBy::Competency => &figures.content.competencies[competency].name,
        NeedsBy::Area => &figures.content.areas[figures.organisation.area_of[competency]].name,
        NeedsBy::Team => team_name(figures, row),
    }
}

fn in_words(figures: &Figures<'_>, by: NeedsBy, rows: &[Row<'_>]) -> Vec<PriorityRow> {
    let (mut band, mut last_in_band) = (None, 0);
    rows.iter()
        .map(|row| {
            let place = &row.place;
            let tied = place.first != place.last;
            if tied && place.first > last_in_band {
                band = Some(band.map_or(0, |band| band + 1));
                last_in_band = place.last;
            }
            in_a_row(figures, by, row, band.filter(|_| tied))
        })
        .collect()
}

fn in_a_row(figures: &Figures<'_>, by: NeedsBy, row: &Row<'_>, band: Option<u32>) -> PriorityRow {
    let content = figures.content;
    let competency = &content.competencies[row.highest.standing.competency];
    let team = &content.teams[row.highest.standing.team];
    let area = figures.organisation.area_of[row.highest.standing.competency];
    let [from_seat_gap, from_key_person_risk, from_level_shortfall] =
        row.highest.terms.parts(&figures.settings.weights);
    let need = row.need();
    let (unfilled, within_reach) = row.seats();
    let place = match by {
        NeedsBy::Need => NeedPlace {
            competency: Some(competency.key.clone()),
            team: Some(team.id),
            ..NeedPlace::default()
        },
        NeedsBy::Competency => NeedPlace { competency: Some(competency.key.clone()), ..NeedPlace::default() },
        NeedsBy::Area => NeedPlace { area: Some(content.areas[area].key.clone()), ..NeedPlace::default() },
        NeedsBy::Team => NeedPlace { team: Some(team.id), ..NeedPlace::default() },
    };
    PriorityRow {
        place,
        name: name(figures, by, row).to_owned(),
        detail: match by {
            NeedsBy::Need | NeedsBy::Competency => team.name.clone(),
            NeedsBy::Area => format!("{}, {}", competency.name, team.name),
            NeedsBy::Team => competency.name.clone(),
        },
        rank: words::rank(row.place.first, row.place.last),
        band,
        need: need.score,
        from_seat_gap,
        from_key_person_risk,
        from_level_shortfall,
        in_reach: if unfilled == 0 {
            "–".to_owned()
        } else {
            format!("{} of {}", words::thousands(within_reach), words::thousands(unfilled))
        },
        hire_part: need.hire_part,
        train_part: need.train_part,
        stability: row.place.stability,
        industry_percent: if by == NeedsBy::Team { None } else { figures.industry_percent(area) },
        signal: row.signal(),
        unknown: opened::not_everyone_assessed(figures, row.highest),
    }
}

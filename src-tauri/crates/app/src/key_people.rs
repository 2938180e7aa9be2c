//! How far a team depends on single people: `cadre key-people --json`, and the rows of the Key people tab. Nobody's leaving
//! is predicted: everybody is taken away in turn, and a year of attrition knows roles only.

use cadre_core::{
    CompetencyKey, PersonId, TeamId,
    gaps::Place,
    key_people::{self, SeatsWithout, Without, YearOfAttrition},
    risks::{self, Needed},
};
use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    catalogue::{Framework, FrameworkEntry, catalogue},
    figures::Figures,
    gaps::warnings,
    risks::needed,
    view::{FallenRisk, KeyPeopleView, KeyPersonRow, OpenedSeats, YearRisk, YearSeats, YearView},
    words,
};

/// What opens without each person of a team, or of all teams, on a date, and in a year of attrition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeyPeople {
    /// The date.
    pub as_of: NaiveDate,
    /// The team; `None` for all teams.
    pub team: Option<TeamId>,
    /// Its name.
    pub team_name: Option<String>,
    /// Seats needed, each counted in every competency that it needs.
    pub required: u32,
    /// Of those, the seats filled.
    pub filled: u32,
    /// Everybody who counts: those without whom most opens first.
    pub people: Vec<KeyPerson>,
    /// What 12 months of the roles' attrition are expected to open, with nobody hired and nobody trained.
    pub twelve_months: TwelveMonths,
    /// What is missing, where figures are; empty mostly.
    pub warnings: Vec<String>,
}

/// What opens without one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeyPerson {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// Their team.
    pub team: TeamId,
    /// Its name.
    pub team_name: String,
    /// The best place of those without whom the same opens, from 1.
    pub rank: u32,
    /// The worst.
    pub rank_to: u32,
    /// Seats that open.
    pub seats_opened: u32,
    /// Risks that fall to nobody.
    pub risks_to_none: u32,
    /// Risks that fall to one person.
    pub risks_to_one: u32,
    /// Levels more that the unfilled seats lack.
    pub more_shortfall: u32,
    /// The competencies in which seats open or lack more.
    pub seats: Vec<KeySeats>,
    /// The risks that fall.
    pub risks: Vec<KeyRisk>,
}

/// A competency in which seats open without somebody.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeySeats {
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub competency_name: String,
    /// Seats needed.
    pub required: u32,
    /// Seats filled.
    pub filled: u32,
    /// Seats filled without the person.
    pub filled_without: u32,
    /// Levels missing in the unfilled seats.
    pub level_shortfall: u32,
    /// The same without the person.
    pub level_shortfall_without: u32,
}

/// A risk that falls to one person or to nobody.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeyRisk {
    /// Its framework.
    pub framework: String,
    /// Its id there.
    pub risk: String,
    /// Its title there.
    pub risk_name: String,
    /// How deep it is covered.
    pub depth: u32,
    /// The same without the person.
    pub depth_without: u32,
}

/// What a year of attrition is expected to open.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TwelveMonths {
    /// Seats expected to open, summed.
    pub expected_to_open: f64,
    /// Each competency that each team needs.
    pub seats: Vec<TwelveMonthsSeats>,
    /// Each risk of which the depth is known.
    pub risks: Vec<TwelveMonthsRisk>,
}

/// What a year is expected to do to the seats of a team in one competency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TwelveMonthsSeats {
    /// The team.
    pub team: TeamId,
    /// Its name.
    pub team_name: String,
    /// The competency.
    pub competency: CompetencyKey,
    /// Its name.
    pub competency_name: String,
    /// Seats needed.
    pub required: u32,
    /// Seats filled now.
    pub filled: u32,
    /// Seats expected to be filled.
    pub expected_filled: f64,
    /// Seats expected to open.
    pub expected_to_open: f64,
}

/// How likely a risk is to be left with nobody.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TwelveMonthsRisk {
    /// Its framework.
    pub framework: String,
    /// Its id there.
    pub risk: String,
    /// Its title there.
    pub risk_name: String,
    /// How deep it is covered now.
    pub depth: u32,
    /// P(one of its competencies has no holder left), 0 to 1.
    pub chance_of_nobody: f64,
}

/// A risk of a shipped framework, with the competencies that it needs.
struct Risk {
    framework: &'static Framework,
    entry: &'static FrameworkEntry,
}

/// Everything that can open, and the figures of all of it.
struct Dependence {
    risks: Vec<Risk>,
    people: Vec<(Without, Place)>,
    seats: Vec<YearOfAttrition>,
    /// By index of the risk: depth, and the chance that nobody is left.
    chances: Vec<Option<(u32, f64)>>,
}

impl Dependence {
    fn of(figures: &Figures<'_>) -> Self {
        let risks: Vec<Risk> = catalogue()
            .frameworks
            .iter()
            .filter(|framework| framework.risks)
            .flat_map(|framework| framework.counted_entries().map(move |entry| Risk { framework, entry }))
            .collect();
        let needs: Vec<Needed> = risks.iter().map(|risk| needed(figures.content, risk.entry)).collect();
        let (organisation, levels) = (&figures.organisation, &figures.levels);
        let holdings = risks::holdings(organisation, levels, figures.team);
        let chances = needs
            .iter()
            .map(|needed| {
                let depth = risks::depth(&risks::covers(needed, &holdings))?;
                Some((depth, risks::chance_of_nobody(needed, &holdings, &organisation.attrition_of)?))
            })
            .collect();
        let reach = figures.settings.reach;
        Self {
            people: key_people::without_each(organisation, levels, figures.team, &needs, reach),
            seats: key_people::year_of_attrition(organisation, levels, figures.team),
            chances,
            risks,
        }
    }

    fn required(&self) -> u32 {
        self.seats.iter().map(|year| year.required).sum()
    }

    fn filled(&self) -> u32 {
        self.seats.iter().map(|year| year.filled).sum()
    }

    fn expected_to_open(&self) -> f64 {
        self.seats.iter().map(YearOfAttrition::expected_to_open).sum()
    }

    /// The risks of which the depth is known, each with it and the chance that nobody is left.
    fn known(&self) -> impl Iterator<Item = (&Risk, u32, f64)> {
        self.risks.iter().zip(&self.chances).filter_map(|(risk, known)| {
            let (depth, chance) = (*known)?;
            Some((risk, depth, chance))
        })
    }
}

/// The document of the command line.
pub(crate) fn key_people(figures: &Figures<'_>) -> KeyPeople {
    let dependence = Dependence::of(figures);
    let content = figures.content;
    let team = figures.team.map(|team| &content.teams[team]);
    KeyPeople {
        as_of: figures.as_of,
        team: team.map(|team| team.id),
        team_name: team.map(|team| team.name.clone()),
        required: dependence.required(),
        filled: dependence.filled(),
        people: dependence
            .people
            .iter()
            .map(|(without, place)| key_person(figures, &dependence.risks, without, *place))
            .collect(),
        twelve_months: TwelveMonths {
            expected_to_open: dependence.expected_to_open(),
            seats: dependence
                .seats
                .iter()
                .map(|year| TwelveMonthsSeats {
                    team: content.teams[year.team].id,
                    team_name: content.teams[year.team].name.clone(),
                    competency: content.competencies[year.competency].key.clone(),
                    competency_name: content.competencies[year.competency].name.clone(),
                    required: year.required,
                    filled: year.filled,
                    expected_filled: year.expected_filled,
                    expected_to_open: year.expected_to_open(),
                })
                .collect(),
            risks: dependence
                .known()
                .map(|(risk, depth, chance)| TwelveMonthsRisk {
                    framework: risk.framework.id.clone(),
                    risk: risk.entry.id.clone(),
                    risk_name: risk.entry.title.clone(),
                    depth,
                    chance_of_nobody: chance,
                })
                .collect(),
        },
        warnings: warnings(figures),
    }
}

fn key_person(figures: &Figures<'_>, risks: &[Risk], without: &Without, place: Place) -> KeyPerson {
    let content = figures.content;
    KeyPerson {
        person: content.people[without.person].id,
        person_name: content.people[without.person].name.clone(),
        team: content.teams[without.team].id,
        team_name: content.teams[without.team].name.clone(),
        rank: place.first,
        rank_to: place.last,
        seats_opened: without.seats_opened(),
        risks_to_none: without.risks_to(0),
        risks_to_one: without.risks_to(1),
        more_shortfall: without.more_shortfall(),
        seats: without
            .seats
            .iter()
            .map(|seats| KeySeats {
                competency: content.competencies[seats.competency].key.clone(),
                competency_name: content.competencies[seats.competency].name.clone(),
                required: seats.before.required,
                filled: seats.before.filled,
                filled_without: seats.after.filled,
                level_shortfall: seats.before.level_shortfall,
                level_shortfall_without: seats.after.level_shortfall,
            })
            .collect(),
        risks: without
            .risks
            .iter()
            .map(|fallen| KeyRisk {
                framework: risks[fallen.risk].framework.id.clone(),
                risk: risks[fallen.risk].entry.id.clone(),
                risk_name: risks[fallen.risk].entry.title.clone(),
                depth: fallen.before,
                depth_without: fallen.after,
            })
            .collect(),
    }
}

/// The Key people tab.
pub(crate) fn view(figures: &Figures<'_>) -> KeyPeopleView {
    if let Some(empty) = crate::empty::coverage(figures) {
        return KeyPeopleView {
            title: String::new(),
            text: String::new(),
            people: Vec::new(),
            others: String::new(),
            year: YearView {
                title: String::new(),
                text: String::new(),
                seats: Vec::new(),
                risks: Vec::new(),
            },
            empty: Some(empty),
        };
    }
    let dependence = Dependence::of(figures);
    let opening: Vec<&(Without, Place)> =
        dependence.people.iter().filter(|(without, _)| without.opens_anything()).collect();
    let rest = (dependence.people.len() - opening.len()) as u32;
    let people = opening
        .iter()
        .enumerate()
        .map(|(at, (without, place))| {
            let tied = at > 0 && opening[at - 1].1 == *place;
            person_row(figures, &dependence.risks, without, *place, tied)
        })
        .collect();
    KeyPeopleView {
        title: headline(opening.len() as u32, dependence.people.len() as u32),
        text: "Nobody’s leaving is predicted here: each person is taken away in turn, to see what rests on them alone. Seats \
               are counted in each competency that they need."
            .to_owned(),
        people,
        others: match rest {
            _ if opening.is_empty() => String::new(),
            0 => String::new(),
            1 => "Without the one other person nothing opens.".to_owned(),
            rest => format!("Without any of the {} others nothing opens.", words::number(rest)),
        },
        year: year(figures, &dependence),
        empty: None,
    }
}

fn headline(opening: u32, all: u32) -> String {
    match (opening, all) {
        (0, 1) => "Without the one person here, nothing opens that is known".to_owned(),
        (0, _) => "Without any one person, every seat and risk stays as it is".to_owned(),
        (1, 1) => "Everything rests on the one person here".to_owned(),
        (opening, all) if opening == all => {
            format!(
                "None of the {} people can be spared: without any one of them a seat opens or a risk loses cover",
                words::number(all)
            )
        }
        (opening, all) => format!(
            "{} of {} people cannot be spared: without any one of them a seat opens or a risk loses cover",
            words::sentence_case(&words::number(opening)),
            words::thousands(all),
        ),
    }
}

fn person_row(
    figures: &Figures<'_>,
    risks: &[Risk],
    without: &Without,
    place: Place,
    tied: bool,
) -> KeyPersonRow {
    let content = figures.content;
    let person = &content.people[without.person];
    let team = &content.teams[without.team].name;
    let role = person.role.and_then(|id| content.roles.iter().find(|role| role.id == id));
    let mut fallen: Vec<_> = without.risks.iter().collect();
    fallen.sort_by_key(|risk| risk.after);
    KeyPersonRow {
        person: person.id,
        name: person.name.clone(),
        role_and_team: role.map_or_else(|| team.clone(), |role| format!("{}, {team}", role.name)),
        rank: words::rank(place.first, place.last),
        tied,
        seats: without.seats_opened(),
        to_none: without.risks_to(0),
        to_one: without.risks_to(1),
        shortfall: without.more_shortfall(),
        sentence: sentence(without, &person.name),
        competencies: without
            .seats
            .iter()
            .map(|seats| OpenedSeats {
                competency: content.competencies[seats.competency].key.clone(),
                name: content.competencies[seats.competency].name.clone(),
                words: seats_words(seats),
            })
            .collect(),
        risks: fallen
            .into_iter()
            .map(|fallen| FallenRisk {
                framework: risks[fallen.risk].framework.id.clone(),
                key: risks[fallen.risk].entry.id.clone(),
                name: risks[fallen.risk].entry.title.clone(),
                words: match fallen.after {
                    0 => "from one person to nobody".to_owned(),
                    _ => "from two people to one".to_owned(),
                },
            })
            .collect(),
    }
}

/// "Without Ada, 2 seats open; 1 risk is left with nobody and 3 with one person."
fn sentence(without: &Without, name: &str) -> String {
    let seats = without.seats_opened();
    let mut parts = Vec::new();
    if seats > 0 {
        parts.push(format!(
            "{} {}",
            words::counted(seats, "seat", "seats"),
            words::verb(seats, "opens", "open")
        ));
    }
    let left = |count: u32, with: &str| {
        format!(
            "{} {} left with {with}",
            words::counted(count, "risk", "risks"),
            words::verb(count, "is", "are")
        )
    };
    match (without.risks_to(0), without.risks_to(1)) {
        (0, 0) => {}
        (none, 0) => parts.push(left(none, "nobody")),
        (0, one) => parts.push(left(one, "one person")),
        (none, one) => parts.push(format!("{} and {one} with one person", left(none, "nobody"))),
    }
    if parts.is_empty() {
        let lacking = words::counted(without.more_shortfall(), "level", "levels");
        return format!("Without {name} no seat opens, but the unfilled ones lack {lacking} more.");
    }
    format!("Without {name}, {}.", parts.join("; "))
}

/// "3 of 4 seats filled, 2 without".
fn seats_words(seats: &SeatsWithout) -> String {
    let (before, after) = (&seats.before, &seats.after);
    if after.filled < before.filled {
        let without = if after.filled == 0 { "none".to_owned() } else { after.filled.to_string() };
        format!(
            "{} of {} filled, {without} without",
            before.filled,
            words::counted(before.required, "seat", "seats")
        )
    } else {
        format!(
            "{} of {} filled as before; {} missing, {} without",
            before.filled,
            words::counted(before.required, "seat", "seats"),
            words::counted(before.level_shortfall, "level", "levels"),
            after.level_shortfall
        )
    }
}

fn year(figures: &Figures<'_>, dependence: &Dependence) -> YearView {
    let content = figures.content;
    let mut seats: Vec<YearSeats> = dependence
        .seats
        .iter()
        .filter(|year| year.expected_to_open() > 0.0)
        .map(|year| YearSeats {
            competency: content.competencies[year.competency].key.clone(),
            name: content.competencies[year.competency].name.clone(),
            team: content.teams[year.team].id,
            team_name: content.teams[year.team].name.clone(),
            required: year.required,
            filled: year.filled,
            expected_filled: year.expected_filled,
            to_open: year.expected_to_open(),
        })
        .collect();
    seats.sort_by(|one, other| other.to_open.total_cmp(&one.to_open));
    let mut risks: Vec<YearRisk> = dependence
        .known()
        .filter(|(_, depth, chance)| *depth > 0 && *chance > 0.0)
        .map(|(risk, depth, chance)| YearRisk {
            framework: risk.framework.id.clone(),
            key: risk.entry.id.clone(),
            name: risk.entry.title.clone(),
            depth,
            chance,
        })
        .collect();
    risks.sort_by(|one, other| other.chance.total_cmp(&one.chance));
    let title = if seats.is_empty() && risks.is_empty() {
        "No filled seat is expected to open within 12 months".to_owned()
    } else if dependence.filled() == 0 {
        format!(
            "{} of {} covered risks are expected to be left with nobody within 12 months",
            decimal(risks.iter().map(|risk| risk.chance).sum()),
            dependence.known().filter(|(_, depth, _)| *depth > 0).count()
        )
    } else {
        format!(
            "{} of {} filled seats are expected to open within 12 months",
            decimal(dependence.expected_to_open()),
            words::thousands(dependence.filled())
        )
    };
    YearView {
        title,
        text: "By the yearly attrition of the roles, everybody leaving independently of the others, with nobody hired and \
               nobody trained. It says what the team should expect, and nothing of any one person."
            .to_owned(),
        seats,
        risks,
    }
}

/// "4.3".
fn decimal(value: f64) -> String {
    format!("{value:.1}")
}

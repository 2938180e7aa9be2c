//! Some teams of an instance as an instance of their own: everything but the limits is a team's own affair.

use std::collections::BTreeMap;

use crate::instance::{Action, Instance, Item, Move, Wish};

/// Some teams of an instance.
pub(crate) struct Part {
    pub(crate) instance: Instance,
    /// The people, by their index in the whole.
    people: Vec<usize>,
    /// The teams, likewise.
    teams: Vec<usize>,
}

impl Part {
    /// Every team by itself, with the limits of all.
    pub(crate) fn each_team(whole: &Instance) -> Vec<Self> {
        let people = whole.people_by_team();
        let mut wishes = vec![Vec::new(); whole.teams.len()];
        for wish in &whole.wishes {
            wishes[wish.team(whole)].push(*wish);
        }
        people
            .into_iter()
            .zip(wishes)
            .enumerate()
            .map(|(team, (people, wishes))| Self::new(whole, vec![team], people, &wishes))
            .collect()
    }

    /// The given teams, with the limits of all.
    pub(crate) fn of(whole: &Instance, teams: Vec<usize>) -> Self {
        let within = |team: usize| teams.contains(&team);
        let people = (0..whole.people.len()).filter(|&person| within(whole.people[person].team)).collect();
        let wishes: Vec<Wish> =
            whole.wishes.iter().copied().filter(|wish| within(wish.team(whole))).collect();
        Self::new(whole, teams, people, &wishes)
    }

    fn new(whole: &Instance, teams: Vec<usize>, people: Vec<usize>, wishes: &[Wish]) -> Self {
        let team_of: BTreeMap<usize, usize> =
            teams.iter().enumerate().map(|(inside, &team)| (team, inside)).collect();
        let inside: Vec<_> = people
            .iter()
            .map(|&person| {
                let mut person = whole.people[person].clone();
                person.team = team_of[&person.team];
                person
            })
            .collect();
        let own_item = |item: &Item| {
            let inside = |learner| people.iter().position(|one| *one == learner).unwrap_or(people.len());
            Item { learner: item.learner.map(inside), ..item.clone() }
        };
        let mut part = Self {
            instance: Instance {
                teams: teams.iter().map(|&team| whole.teams[team].clone()).collect(),
                people: inside,
                roles: whole.roles.clone(),
                items: whole.items.iter().map(own_item).collect(),
                limits: whole.limits,
                wishes: Vec::new(),
            },
            people,
            teams,
        };
        part.instance.wishes = wishes
            .iter()
            .filter_map(|wish| {
                Some(match *wish {
                    Wish::AtLeast(what, count) => Wish::AtLeast(part.inwards(what)?, count),
                    Wish::AtMost(what, count) => Wish::AtMost(part.inwards(what)?, count),
                    Wish::HiresOn { team, at_least } => {
                        Wish::HiresOn { team: *team_of.get(&team)?, at_least }
                    }
                })
            })
            .collect();
        part
    }

    /// A move of the whole as one of the part; `None` where it is of another team.
    pub(crate) fn inwards(&self, what: Move) -> Option<Move> {
        let team_of = |team: usize| self.teams.iter().position(|one| *one == team);
        Some(match what {
            Move::Train { person, item } => {
                Move::Train { person: self.people.iter().position(|one| *one == person)?, item }
            }
            Move::Hire { role, team } => Move::Hire { role, team: team_of(team)? },
            Move::Borrow { role, team } => Move::Borrow { role, team: team_of(team)? },
        })
    }

    /// Those of the whole's actions that are done on the part.
    pub(crate) fn actions_inwards(&self, whole: &Instance, actions: &[Action]) -> Vec<Action> {
        actions
            .iter()
            // Cheaper than looking for the person among the part's.
            .filter(|action| self.teams.contains(&action.what.team(whole)))
            .filter_map(|action| Some(Action { what: self.inwards(action.what)?, ..*action }))
            .collect()
    }

    /// Actions of the part as those of the whole.
    pub(crate) fn outwards(&self, actions: &[Action]) -> Vec<Action> {
        let mut outside: Vec<Action> = actions
            .iter()
            .map(|&Action { quarter, what }| {
                let what = match what {
                    Move::Train { person, item } => Move::Train { person: self.people[person], item },
                    Move::Hire { role, team } => Move::Hire { role, team: self.teams[team] },
                    Move::Borrow { role, team } => Move::Borrow { role, team: self.teams[team] },
                };
                Action { quarter, what }
            })
            .collect();
        outside.sort_unstable();
        outside
    }
}

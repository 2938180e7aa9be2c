//! What a name of a file means in the workspace, by the one set of rules that levels and lists go by.

use std::collections::{BTreeSet, HashMap};

use cadre_core::{AreaKey, CompetencyKey, PersonId, RoleId, TeamId};

use super::{Found, How, Known, KnownPerson, NameIndex, PeopleIndex, fold};

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matched<T> {
    /// This one.
    One {
        /// Which one.
        id: T,
        /// Its name in the workspace.
        name: String,
        /// How the names agree.
        how: How,
    },
    /// Several have the name, and nothing tells which is meant.
    Several(Vec<(T, String)>),
    /// The file has the name with several teams and here with none.
    NeedsTeam,
    /// None has the name; these are alike, the nearest first.
    New(Vec<(T, String)>),
}

impl<T> Matched<T> {
    /// How sure the match is, 0 to 1; 1 for a new one.
    pub const fn confidence(&self) -> f64 {
        match self {
            Self::One { how, .. } => how.confidence(),
            Self::New(_) => 1.0,
            Self::Several(_) | Self::NeedsTeam => 0.0,
        }
    }
}

/// The people's names of a file with the teams beside them: two names of one file are two people, even where the
/// workspace would let one of them pass for a slip of the keyboard.
#[derive(Clone, Debug, Default)]
pub struct NamesInFile {
    /// Folded teams by folded name.
    teams: HashMap<String, BTreeSet<String>>,
}

impl NamesInFile {
    /// Adds a name, and the team that stands beside it.
    pub fn add(&mut self, name: &str, team: Option<&str>) {
        let teams = self.teams.entry(fold(name)).or_default();
        teams.extend(team.map(fold).filter(|team| !team.is_empty()));
    }

    /// With how many teams the name stands.
    fn teams(&self, folded: &str) -> usize {
        self.teams.get(folded).map_or(0, BTreeSet::len)
    }

    /// Whether the name stands with several teams, so that a row without one says nothing of who is meant.
    pub fn needs_team(&self, name: &str) -> bool {
        self.teams(&fold(name)) > 1
    }
}

/// Everything in the workspace that has a name, ready to be looked up.
pub struct Matcher<'a> {
    known: &'a Known,
    people: PeopleIndex<'a>,
    competencies: NameIndex,
    teams: NameIndex,
    roles: NameIndex,
    areas: NameIndex,
}

impl<'a> Matcher<'a> {
    /// Over the names of a workspace.
    pub fn new(known: &'a Known) -> Self {
        fn named<T>(list: &[(T, String)]) -> NameIndex {
            NameIndex::new(list.iter().enumerate().map(|(at, (_, name))| (at, name.as_str(), How::Exact)))
        }
        Self {
            known,
            people: PeopleIndex::new(&known.people),
            competencies: NameIndex::new(known.competencies.iter().enumerate().flat_map(
                |(at, competency)| {
                    std::iter::once((at, competency.name.as_str(), How::Exact))
                        .chain(std::iter::once((at, competency.key.as_str(), How::Alias)))
                        .chain(competency.aliases.iter().map(move |alias| (at, alias.as_str(), How::Alias)))
                },
            )),
            teams: named(&known.teams),
            roles: named(&known.roles),
            areas: NameIndex::new(known.areas.iter().enumerate().flat_map(|(at, (key, name))| {
                [(at, name.as_str(), How::Exact), (at, key.as_str(), How::Alias)]
            })),
        }
    }

    /// The names that are looked up.
    pub(crate) const fn known(&self) -> &'a Known {
        self.known
    }

    /// The person of this name and, where the file says it, team.
    pub fn person(&self, name: &str, team: Option<&str>, file: &NamesInFile) -> Matched<PersonId> {
        let people = &self.known.people;
        let one = |at: usize| (people[at].id, people[at].name.clone());
        let teams = file.teams(&fold(name));
        match self.people.find(name, team) {
            Found::One(at, how) if self.is_that_person(at, how, teams, team, file) => {
                let (id, name) = one(at);
                Matched::One { id, name, how }
            }
            Found::Several(positions) => Matched::Several(positions.into_iter().map(one).collect()),
            _ if team.is_none() && teams > 1 => Matched::NeedsTeam,
            Found::One(at, _) => Matched::New(vec![one(at)]),
            Found::Alike(alike) => Matched::New(alike.into_iter().map(one).collect()),
        }
    }

    /// The person who has exactly this name and, where one is given, is on this team: somebody who was added as new before
    /// is not new again.
    pub fn namesake(&self, name: &str, team: Option<&str>) -> Option<(PersonId, String)> {
        let (name, team) = (fold(name), team.map(fold));
        let same = |known: &&KnownPerson| {
            fold(&known.name) == name && team.as_ref().is_none_or(|team| fold(&known.team) == *team)
        };
        self.known.people.iter().find(same).map(|known| (known.id, known.name.clone()))
    }

    /// The competency that has exactly this name, likewise.
    pub fn competency_named(&self, name: &str) -> Option<(CompetencyKey, String)> {
        let name = fold(name);
        let known = self.known.competencies.iter().find(|known| fold(&known.name) == name)?;
        Some((known.key.clone(), known.name.clone()))
    }

    /// Whether a match stands in view of the rest of the file.
    fn is_that_person(
        &self,
        at: usize,
        how: How,
        teams: usize,
        team: Option<&str>,
        file: &NamesInFile,
    ) -> bool {
        let known = &self.known.people[at];
        match how {
            // Both names stand in the file, so they are two people.
            How::Spelling => !file.teams.contains_key(&fold(&known.name)),
            // Two namesakes in the file, one in the workspace: the one on that team.
            How::Exact if teams > 1 => team.is_some_and(|team| fold(team) == fold(&known.team)),
            _ => true,
        }
    }

    /// The competency of this name, key or alias.
    pub fn competency(&self, name: &str) -> Matched<CompetencyKey> {
        let one = |at: usize| {
            let competency = &self.known.competencies[at];
            (competency.key.clone(), competency.name.clone())
        };
        matched(self.competencies.find(name), one)
    }

    /// Whether a competency certainly has this name, key or alias.
    pub(crate) fn knows_competency(&self, name: &str) -> bool {
        self.competencies.same(name).is_some()
    }

    /// The area that certainly has this name or key.
    pub(crate) fn certain_area(&self, name: &str) -> Option<&'a AreaKey> {
        self.areas.same(name).map(|at| &self.known.areas[at].0)
    }

    /// The team of this name; only the same name is taken for it.
    pub fn team(&self, name: &str) -> Matched<TeamId> {
        same_name(&self.teams, &self.known.teams, name)
    }

    /// The role of this name; only the same name is taken for it.
    pub fn role(&self, name: &str) -> Matched<RoleId> {
        same_name(&self.roles, &self.known.roles, name)
    }

    /// The area of this name or key.
    pub fn area(&self, name: &str) -> Matched<AreaKey> {
        matched(self.areas.find(name), |at| self.known.areas[at].clone())
    }
}

fn matched<T>(found: Found, one: impl Fn(usize) -> (T, String)) -> Matched<T> {
    match found {
        Found::One(at, how) => {
            let (id, name) = one(at);
            Matched::One { id, name, how }
        }
        Found::Several(positions) => Matched::Several(positions.into_iter().map(one).collect()),
        Found::Alike(alike) => Matched::New(alike.into_iter().map(one).collect()),
    }
}

fn same_name<T: Copy + PartialEq>(index: &NameIndex, known: &[(T, String)], name: &str) -> Matched<T> {
    let one = |at: usize| {
        let (id, name) = known[at].clone();
        Matched::One { id, name, how: How::Exact }
    };
    let alike = match index.find(name) {
        Found::One(at, How::Exact) => return one(at),
        // Its name and one that it also goes by may be the same but for a hyphen.
        Found::Several(positions) if positions.iter().all(|at| known[*at].0 == known[positions[0]].0) => {
            return one(positions[0]);
        }
        Found::One(at, _) => vec![at],
        Found::Several(positions) | Found::Alike(positions) => positions,
    };
    Matched::New(alike.into_iter().map(|at| known[at].clone()).collect())
}

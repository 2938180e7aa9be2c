//! The people, competencies, teams and roles that a file names, each resolved once.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{NameChoice, Options, ReadCompetency, ReadName, ReadPerson, Report, answer};
use crate::{
    layout::known_index,
    matching::{Found, How, Known, NameIndex, PeopleIndex, fold, new_key},
    problem::ProblemKind,
};

/// Where a name stands, for the problem about it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) row: u32,
    pub(super) column: u32,
}

/// The competencies named so far.
pub(super) struct Competencies<'a> {
    known: &'a Known,
    options: &'a Options,
    index: NameIndex,
    taken: HashSet<String>,
    /// By the name as written; `None` where its rows stay out.
    by_name: HashMap<String, Option<u32>>,
    by_folded: HashMap<String, Option<u32>>,
    by_known: HashMap<usize, u32>,
    pub(super) list: Vec<ReadCompetency>,
}

impl<'a> Competencies<'a> {
    pub(super) fn new(known: &'a Known, options: &'a Options) -> Self {
        Self {
            known,
            options,
            index: known_index(known),
            taken: known.competencies.iter().map(|competency| competency.key.0.clone()).collect(),
            by_name: HashMap::new(),
            by_folded: HashMap::new(),
            by_known: HashMap::new(),
            list: Vec::new(),
        }
    }

    /// The position of the competency of this name; `None` where it stays out. Says once what became of the name;
    /// that several competencies go by it is said at every cell, because every cell stays out.
    pub(super) fn resolve(&mut self, name: &str, place: Place, report: &mut Report<'_>) -> Option<u32> {
        if let Some(resolved @ Some(_)) = self.by_name.get(name) {
            return *resolved;
        }
        let folded = fold(name);
        let resolved = match self.by_folded.get(&folded) {
            Some(resolved @ Some(_)) => *resolved,
            _ => self.find(name, &folded, place, report),
        };
        self.by_folded.insert(folded, resolved);
        self.by_name.insert(name.to_owned(), resolved);
        resolved
    }

    fn find(&mut self, name: &str, folded: &str, place: Place, report: &mut Report<'_>) -> Option<u32> {
        match answer(&self.options.competencies, name) {
            Some(NameChoice::LeaveOut) => {
                report.add(
                    ProblemKind::LeftOut,
                    place.row,
                    place.column,
                    name,
                    "left out as chosen".to_owned(),
                );
                return None;
            }
            Some(NameChoice::Existing(key)) => {
                if let Some(position) = self.known.competencies.iter().position(|known| known.key == *key) {
                    return Some(self.existing(name, position, How::Chosen));
                }
            }
            Some(NameChoice::New) => return Some(self.add(name, Vec::new())),
            None => {}
        }
        match self.index.find(name) {
            Found::One(position, how) => {
                if how.needs_a_look() {
                    let expected = format!("read as {}", self.known.competencies[position].name);
                    report.add(ProblemKind::NearName, place.row, place.column, name, expected);
                }
                Some(self.existing(name, position, how))
            }
            Found::Several(positions) => {
                let names: Vec<&str> = positions
                    .iter()
                    .map(|position| self.known.competencies[*position].name.as_str())
                    .collect();
                let expected = format!("one of {}", names.join(", "));
                report.add(ProblemKind::AmbiguousCompetency, place.row, place.column, name, expected);
                None
            }
            Found::Alike(_) if folded.is_empty() => {
                report.add(
                    ProblemKind::MissingCompetency,
                    place.row,
                    place.column,
                    name,
                    "the name of a competency".to_owned(),
                );
                None
            }
            Found::Alike(alike) => {
                let expected = match alike.first() {
                    Some(nearest) => {
                        format!(
                            "no competency has this name; the closest is {}",
                            self.known.competencies[*nearest].name
                        )
                    }
                    None => "no competency has this name; it will be added".to_owned(),
                };
                report.add(ProblemKind::NewCompetency, place.row, place.column, name, expected);
                Some(self.add(name, alike))
            }
        }
    }

    fn existing(&mut self, name: &str, position: usize, how: How) -> u32 {
        if let Some(index) = self.by_known.get(&position) {
            return *index;
        }
        let known = &self.known.competencies[position];
        let index = self.list.len() as u32;
        self.list.push(ReadCompetency {
            name: name.to_owned(),
            key: known.key.clone(),
            new: false,
            known_name: Some(known.name.clone()),
            how: Some(how),
            confidence: how.confidence(),
            assessments: 0,
            suggestions: Vec::new(),
        });
        self.by_known.insert(position, index);
        index
    }

    fn add(&mut self, name: &str, alike: Vec<usize>) -> u32 {
        let key = new_key(name, &self.taken);
        self.taken.insert(key.0.clone());
        self.list.push(ReadCompetency {
            name: name.to_owned(),
            key,
            new: true,
            known_name: None,
            how: None,
            confidence: 1.0,
            assessments: 0,
            suggestions: alike
                .into_iter()
                .map(|position| self.known.competencies[position].key.clone())
                .collect(),
        });
        self.list.len() as u32 - 1
    }
}

/// Teams or roles named so far.
pub(super) struct Names<'a, T> {
    known: &'a [(T, String)],
    index: NameIndex,
    kind: ProblemKind,
    /// By the name as written; `None` where it says nothing.
    by_name: HashMap<String, Option<u32>>,
    by_folded: HashMap<String, u32>,
    pub(super) list: Vec<ReadName<T>>,
}

impl<'a, T: Copy> Names<'a, T> {
    /// `kind` is the notice for a name that the workspace does not have.
    pub(super) fn new(known: &'a [(T, String)], kind: ProblemKind) -> Self {
        let index = NameIndex::new(
            known.iter().enumerate().map(|(position, (_, name))| (position, name.as_str(), How::Exact)),
        );
        Self { known, index, kind, by_name: HashMap::new(), by_folded: HashMap::new(), list: Vec::new() }
    }

    /// The position of the team or role of this name; only the same name is taken for it.
    pub(super) fn resolve(
        &mut self,
        name: &str,
        place: Option<Place>,
        report: &mut Report<'_>,
    ) -> Option<u32> {
        if let Some(resolved) = self.by_name.get(name) {
            return *resolved;
        }
        let resolved = self.find(name, place, report);
        self.by_name.insert(name.to_owned(), resolved);
        resolved
    }

    fn find(&mut self, name: &str, place: Option<Place>, report: &mut Report<'_>) -> Option<u32> {
        let folded = fold(name);
        if folded.is_empty() {
            return None;
        }
        if let Some(index) = self.by_folded.get(&folded) {
            return Some(*index);
        }
        let (id, suggestions) = match self.index.find(name) {
            Found::One(position, How::Exact) => (Some(self.known[position].0), Vec::new()),
            Found::One(position, _) => (None, vec![position]),
            Found::Several(positions) | Found::Alike(positions) => (None, positions),
        };
        let suggestions: Vec<String> =
            suggestions.into_iter().map(|position| self.known[position].1.clone()).collect();
        if id.is_none()
            && let Some(place) = place
        {
            let expected = match suggestions.first() {
                Some(nearest) => format!("no such name; the closest is {nearest}"),
                None => "no such name yet".to_owned(),
            };
            report.add(self.kind, place.row, place.column, name, expected);
        }
        let index = self.list.len() as u32;
        self.list.push(ReadName { name: name.to_owned(), id, suggestions });
        self.by_folded.insert(folded, index);
        Some(index)
    }
}

/// Who someone is: a person of the workspace, or a new one by folded name and team.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Identity {
    Known(usize),
    New(String, Option<u32>),
}

/// The people named so far.
pub(super) struct People<'a> {
    known: &'a Known,
    options: &'a Options,
    index: PeopleIndex<'a>,
    /// The teams with which each name stands in the file.
    teams: HashMap<String, BTreeSet<u32>>,
    by_name: HashMap<(String, Option<u32>), u32>,
    by_identity: HashMap<Identity, u32>,
    pub(super) list: Vec<ReadPerson>,
}

impl<'a> People<'a> {
    /// `named` are all names of the file with the team beside each, by position.
    pub(super) fn new<'n>(
        known: &'a Known,
        options: &'a Options,
        named: impl Iterator<Item = (&'n str, Option<u32>)>,
    ) -> Self {
        let mut folded = HashMap::<&str, String>::new();
        let mut teams = HashMap::<String, BTreeSet<u32>>::new();
        for (name, team) in named {
            let key = folded.entry(name).or_insert_with_key(|name| fold(name));
            // Looked up before it is copied: a long file names the same few people again and again.
            if let Some(of_name) = teams.get_mut(key.as_str()) {
                of_name.extend(team);
            } else {
                teams.insert(key.clone(), team.into_iter().collect());
            }
        }
        Self {
            known,
            options,
            index: PeopleIndex::new(&known.people),
            teams,
            by_name: HashMap::new(),
            by_identity: HashMap::new(),
            list: Vec::new(),
        }
    }

    /// The position of the person of this name and team; `None` where their rows stay out.
    pub(super) fn resolve(
        &mut self,
        name: &str,
        team: Option<(u32, &str)>,
        role: Option<u32>,
        place: Place,
        report: &mut Report<'_>,
    ) -> Option<u32> {
        let key = (name.to_owned(), team.map(|(index, _)| index));
        if let Some(index) = self.by_name.get(&key) {
            let person = &mut self.list[*index as usize];
            person.role = person.role.or(role);
            return Some(*index);
        }
        let index = self.find(name, team, role, place, report)?;
        self.by_name.insert(key, index);
        Some(index)
    }

    fn find(
        &mut self,
        name: &str,
        team: Option<(u32, &str)>,
        role: Option<u32>,
        place: Place,
        report: &mut Report<'_>,
    ) -> Option<u32> {
        let folded = fold(name);
        let teams_in_file = self.teams.get(&folded).map_or(0, BTreeSet::len);
        // Named once with a team and elsewhere without: the same person. Named with two: nobody can tell.
        let team_index = match team {
            Some((index, _)) => Some(index),
            None if teams_in_file == 1 => self.teams[&folded].first().copied(),
            None => None,
        };
        let found = match answer(&self.options.people, name) {
            Some(NameChoice::LeaveOut) => {
                report.add(
                    ProblemKind::LeftOut,
                    place.row,
                    place.column,
                    name,
                    "left out as chosen".to_owned(),
                );
                return None;
            }
            Some(NameChoice::Existing(id)) => self
                .known
                .people
                .iter()
                .position(|person| person.id == *id)
                .map_or(Found::Alike(Vec::new()), |position| Found::One(position, How::Chosen)),
            Some(NameChoice::New) => Found::Alike(Vec::new()),
            None => self.index.find(name, team.map(|(_, name)| name)),
        };
        match found {
            Found::One(position, how) if self.is_that_person(position, how, teams_in_file, team) => {
                let known = &self.known.people[position];
                if how.needs_a_look() || how == How::Reordered && !name.contains(',') {
                    let expected = format!("read as {}", known.name);
                    report.add(ProblemKind::NearName, place.row, place.column, name, expected);
                }
                let person = ReadPerson {
                    name: name.to_owned(),
                    id: Some(known.id),
                    known_name: Some(known.name.clone()),
                    how: Some(how),
                    confidence: how.confidence(),
                    team: team_index,
                    role,
                    assessments: 0,
                    suggestions: Vec::new(),
                };
                Some(self.keep(Identity::Known(position), person))
            }
            Found::Several(_) => {
                report.add(
                    ProblemKind::AmbiguousPerson,
                    place.row,
                    place.column,
                    name,
                    "several people have this name; a team column tells them apart".to_owned(),
                );
                None
            }
            _ if team.is_none() && teams_in_file > 1 => {
                report.add(
                    ProblemKind::AmbiguousPerson,
                    place.row,
                    place.column,
                    name,
                    "the name stands with several teams; here a team is needed".to_owned(),
                );
                None
            }
            Found::One(position, _) => {
                Some(self.add(name, folded, team_index, role, &[position], place, report))
            }
            Found::Alike(alike) => Some(self.add(name, folded, team_index, role, &alike, place, report)),
        }
    }

    /// Whether a match stands in view of the rest of the file.
    fn is_that_person(
        &self,
        position: usize,
        how: How,
        teams_in_file: usize,
        team: Option<(u32, &str)>,
    ) -> bool {
        let known = &self.known.people[position];
        match how {
            // Both names stand in the file, so they are two people.
            How::Spelling => !self.teams.contains_key(&fold(&known.name)),
            // Two namesakes in the file, one in the workspace: the one on that team.
            How::Exact if teams_in_file > 1 => team.is_some_and(|(_, name)| fold(name) == fold(&known.team)),
            _ => true,
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what is known of a new person, each of another type")]
    fn add(
        &mut self,
        name: &str,
        folded: String,
        team: Option<u32>,
        role: Option<u32>,
        alike: &[usize],
        place: Place,
        report: &mut Report<'_>,
    ) -> u32 {
        let suggestions: Vec<String> =
            alike.iter().map(|position| self.known.people[*position].name.clone()).collect();
        // Only a name of which more than one word is shared is worth a warning; first names are shared by many.
        if let Some(nearest) = suggestions.first()
            && strsim::jaro_winkler(&folded, &fold(nearest)) >= 0.9
        {
            let expected = format!("will be added; {nearest} has a name like it");
            report.add(ProblemKind::SimilarName, place.row, place.column, name, expected);
        }
        let person = ReadPerson {
            name: name.to_owned(),
            id: None,
            known_name: None,
            how: None,
            confidence: 1.0,
            team,
            role,
            assessments: 0,
            suggestions,
        };
        self.keep(Identity::New(folded, team), person)
    }

    fn keep(&mut self, identity: Identity, person: ReadPerson) -> u32 {
        if let Some(index) = self.by_identity.get(&identity) {
            let kept = &mut self.list[*index as usize];
            kept.team = kept.team.or(person.team);
            kept.role = kept.role.or(person.role);
            return *index;
        }
        let index = self.list.len() as u32;
        self.list.push(person);
        self.by_identity.insert(identity, index);
        index
    }
}

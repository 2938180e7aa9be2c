//! The people, competencies, teams and roles that a file names, each resolved once.

use std::collections::{BTreeSet, HashMap, HashSet};

use cadre_core::{CompetencyKey, PersonId};

use super::{NameChoice, Options, ReadCompetency, ReadName, ReadPerson, answer, table::Report};
use crate::{
    matching::{How, Matched, Matcher, NamesInFile, fold, new_key},
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
    matcher: &'a Matcher<'a>,
    options: &'a Options<'a>,
    taken: HashSet<String>,
    /// By the name as written; `None` where its rows stay out.
    by_name: HashMap<String, Option<u32>>,
    by_folded: HashMap<String, Option<u32>>,
    by_known: HashMap<CompetencyKey, u32>,
    pub(super) list: Vec<ReadCompetency>,
}

impl<'a> Competencies<'a> {
    pub(super) fn new(matcher: &'a Matcher<'a>, options: &'a Options<'a>) -> Self {
        let known = &matcher.known().competencies;
        Self {
            matcher,
            options,
            taken: known.iter().map(|competency| competency.key.0.clone()).collect(),
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
                let known = self.matcher.known().competencies.iter().find(|known| known.key == *key);
                if let Some(known) = known {
                    return Some(self.existing(name, known.key.clone(), known.name.clone(), How::Chosen));
                }
            }
            Some(NameChoice::New) => {
                return Some(match self.matcher.competency_named(name) {
                    Some((key, known)) => self.existing(name, key, known, How::Exact),
                    None => self.add(name, Vec::new()),
                });
            }
            None => {}
        }
        match self.matcher.competency(name) {
            Matched::One { id, name: known, how } => {
                if how.needs_a_look() {
                    let expected = format!("read as {known}");
                    report.add(ProblemKind::NearName, place.row, place.column, name, expected);
                }
                Some(self.existing(name, id, known, how))
            }
            Matched::Several(known) => {
                let names: Vec<&str> = known.iter().map(|(_, name)| name.as_str()).collect();
                let expected = format!("one of {}", names.join(", "));
                report.add(ProblemKind::AmbiguousCompetency, place.row, place.column, name, expected);
                None
            }
            _ if folded.is_empty() => {
                report.add(
                    ProblemKind::MissingCompetency,
                    place.row,
                    place.column,
                    name,
                    "the name of a competency".to_owned(),
                );
                None
            }
            Matched::New(alike) => {
                let expected = match alike.first() {
                    Some((_, nearest)) => {
                        format!("no competency has this name; the closest is {nearest}")
                    }
                    None => "no competency has this name".to_owned(),
                };
                report.add(ProblemKind::NewCompetency, place.row, place.column, name, expected);
                Some(self.add(name, alike.into_iter().map(|(key, _)| key).collect()))
            }
            Matched::NeedsTeam => None,
        }
    }

    fn existing(&mut self, name: &str, key: CompetencyKey, known_name: String, how: How) -> u32 {
        if let Some(index) = self.by_known.get(&key) {
            return *index;
        }
        let index = self.list.len() as u32;
        self.by_known.insert(key.clone(), index);
        self.list.push(ReadCompetency {
            name: name.to_owned(),
            key,
            new: false,
            known_name: Some(known_name),
            how: Some(how),
            confidence: how.confidence(),
            assessments: 0,
            suggestions: Vec::new(),
        });
        index
    }

    fn add(&mut self, name: &str, suggestions: Vec<CompetencyKey>) -> u32 {
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
            suggestions,
        });
        self.list.len() as u32 - 1
    }
}

/// Teams or roles named so far.
pub(super) struct Names<'a, T> {
    matcher: &'a Matcher<'a>,
    find: fn(&Matcher<'a>, &str) -> Matched<T>,
    kind: ProblemKind,
    /// By the name as written; `None` where it says nothing.
    by_name: HashMap<String, Option<u32>>,
    by_folded: HashMap<String, u32>,
    pub(super) list: Vec<ReadName<T>>,
}

impl<'a, T> Names<'a, T> {
    /// Looked up by `find`; `kind` is the notice for a name that the workspace does not have.
    pub(super) fn new(
        matcher: &'a Matcher<'a>,
        find: fn(&Matcher<'a>, &str) -> Matched<T>,
        kind: ProblemKind,
    ) -> Self {
        Self { matcher, find, kind, by_name: HashMap::new(), by_folded: HashMap::new(), list: Vec::new() }
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
        let (id, suggestions) = match (self.find)(self.matcher, name) {
            Matched::One { id, .. } => (Some(id), Vec::new()),
            Matched::Several(alike) | Matched::New(alike) => (None, alike),
            Matched::NeedsTeam => (None, Vec::new()),
        };
        let suggestions: Vec<String> = suggestions.into_iter().map(|(_, name)| name).collect();
        if id.is_none()
            && let Some(place) = place
        {
            let what = if self.kind == ProblemKind::NewRole { "role" } else { "team" };
            let expected = match suggestions.first() {
                Some(nearest) => format!("no {what} has this name; the closest is {nearest}"),
                None => format!("no {what} has this name"),
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
    Known(PersonId),
    New(String, Option<u32>),
}

/// The people named so far.
pub(super) struct People<'a> {
    matcher: &'a Matcher<'a>,
    options: &'a Options<'a>,
    file: NamesInFile,
    /// The teams with which each name stands in the file.
    teams: HashMap<String, BTreeSet<u32>>,
    by_name: HashMap<(String, Option<u32>), u32>,
    by_identity: HashMap<Identity, u32>,
    pub(super) list: Vec<ReadPerson>,
}

impl<'a> People<'a> {
    /// `named` are all names of the file with the team beside each, by position and name.
    pub(super) fn new<'n>(
        matcher: &'a Matcher<'a>,
        options: &'a Options<'a>,
        named: impl Iterator<Item = (&'n str, Option<(u32, String)>)>,
    ) -> Self {
        let mut file = NamesInFile::default();
        let mut teams = HashMap::<String, BTreeSet<u32>>::new();
        // A long file names the same few people again and again.
        let mut seen = HashSet::new();
        for (name, team) in named {
            let index = team.as_ref().map(|(index, _)| *index);
            if seen.insert((name, index)) {
                file.add(name, team.as_ref().map(|(_, team)| team.as_str()));
                teams.entry(fold(name)).or_default().extend(index);
            }
        }
        Self {
            matcher,
            options,
            file,
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
        // Named once with a team and elsewhere without: the same person. Named with two: nobody can tell.
        let team_index = match (team, self.teams.get(&folded)) {
            (Some((index, _)), _) => Some(index),
            (None, Some(teams)) if teams.len() == 1 => teams.first().copied(),
            _ => None,
        };
        let matched = match answer(&self.options.people, name) {
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
            Some(NameChoice::Existing(id))
                if let Some(known) = self.matcher.known().people.iter().find(|known| known.id == *id) =>
            {
                Matched::One { id: *id, name: known.name.clone(), how: How::Chosen }
            }
            Some(_) if team.is_none() && self.file.needs_team(name) => Matched::NeedsTeam,
            Some(_) => {
                let on = team.map(|(_, name)| name).or(self.options.team.as_deref());
                match self.matcher.namesake(name, on) {
                    Some((id, name)) => Matched::One { id, name, how: How::Exact },
                    None => Matched::New(Vec::new()),
                }
            }
            None => self.matcher.person(name, team.map(|(_, name)| name), &self.file),
        };
        match matched {
            Matched::One { id, name: known, how } => {
                if how.needs_a_look() || how == How::Reordered && !name.contains(',') {
                    let expected = format!("read as {known}");
                    report.add(ProblemKind::NearName, place.row, place.column, name, expected);
                }
                let person = ReadPerson {
                    name: name.to_owned(),
                    id: Some(id),
                    known_name: Some(known),
                    how: Some(how),
                    confidence: how.confidence(),
                    team: team_index,
                    role,
                    rows: 0,
                    assessments: 0,
                    suggestions: Vec::new(),
                };
                Some(self.keep(Identity::Known(id), person))
            }
            Matched::Several(_) => {
                report.add(
                    ProblemKind::AmbiguousPerson,
                    place.row,
                    place.column,
                    name,
                    "a name that one person has, or the team beside it".to_owned(),
                );
                None
            }
            Matched::NeedsTeam => {
                report.add(
                    ProblemKind::AmbiguousPerson,
                    place.row,
                    place.column,
                    name,
                    "the team beside the name, which stands with several teams".to_owned(),
                );
                None
            }
            Matched::New(alike) => {
                let alike = alike.into_iter().map(|(_, name)| name).collect();
                Some(self.add(name, folded, team_index, role, alike, place, report))
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what is known of a new person, each of another type")]
    fn add(
        &mut self,
        name: &str,
        folded: String,
        team: Option<u32>,
        role: Option<u32>,
        suggestions: Vec<String>,
        place: Place,
        report: &mut Report<'_>,
    ) -> u32 {
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
            rows: 0,
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

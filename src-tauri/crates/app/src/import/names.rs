//! The names that the files have, and whose each was taken for.

use std::collections::HashMap;

use cadre_core::{CompetencyKey, PersonId};
use cadre_exchange::{
    NameChoice,
    import::{ReadCompetency, ReadPerson},
    matching::{How, Matched, fold},
};

use crate::view::{Choice, ImportName, NameState};

/// Every name, once, in the order in which it is met.
#[derive(Debug, Default)]
pub(super) struct NamesRead {
    pub(super) people: Names<PersonId>,
    pub(super) competencies: Names<CompetencyKey>,
    /// By the name of the role meant: a shipped one has no id in the workspace yet.
    pub(super) roles: Names<String>,
}

#[derive(Debug)]
pub(super) struct Names<T> {
    list: Vec<ImportName<T>>,
    index: HashMap<String, usize>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { list: Vec::new(), index: HashMap::new() }
    }
}

impl<T: Clone + ToString> Names<T> {
    /// Adds a name, or counts it once more. What was said of it first stays: later tables know it from the first.
    fn add(&mut self, name: ImportName<T>) {
        if let Some(&at) = self.index.get(&fold(&name.name)) {
            self.list[at].count += name.count;
        } else {
            self.index.insert(fold(&name.name), self.list.len());
            self.list.push(name);
        }
    }

    /// Adds a name as it was matched, with how many entries are of it.
    pub(super) fn add_matched(
        &mut self,
        name: &str,
        count: u32,
        matched: &Matched<T>,
        chosen: Option<&NameChoice<T>>,
        name_of: impl Fn(&T) -> String,
    ) {
        let choices = |list: &[(T, String)]| -> Vec<Choice> {
            list.iter().map(|(id, name)| Choice { value: id.to_string(), label: name.clone() }).collect()
        };
        let blank = ImportName {
            name: name.to_owned(),
            state: NameState::New,
            id: None,
            known_name: String::new(),
            how: "new".to_owned(),
            confidence: matched.confidence(),
            count,
            suggestions: Vec::new(),
        };
        self.add(match (chosen, matched) {
            (Some(NameChoice::LeaveOut), _) => {
                ImportName { state: NameState::LeftOut, how: "left out".to_owned(), ..blank }
            }
            (Some(NameChoice::Existing(id)), _) => ImportName {
                state: state_of(How::Chosen),
                id: Some(id.clone()),
                known_name: name_of(id),
                how: how_in_words(How::Chosen),
                confidence: How::Chosen.confidence(),
                ..blank
            },
            (_, Matched::One { id, name: known, how }) => ImportName {
                state: state_of(*how),
                id: Some(id.clone()),
                known_name: known.clone(),
                how: how_in_words(*how),
                ..blank
            },
            (_, Matched::New(alike)) => ImportName { suggestions: choices(alike), ..blank },
            (_, Matched::Several(several)) => ImportName {
                state: NameState::Unclear,
                how: "several have this name".to_owned(),
                suggestions: choices(several),
                ..blank
            },
            (_, Matched::NeedsTeam) => ImportName {
                state: NameState::Unclear,
                how: "the file has it on several teams".to_owned(),
                ..blank
            },
        });
    }

    /// Every name, those that need a look first.
    pub(super) fn sorted(&self) -> Vec<ImportName<T>> {
        let mut list = self.list.clone();
        list.sort_by_key(|name| name.state);
        list
    }
}

impl Names<String> {
    /// Adds the name of a role that there is not, in a table that adds none by itself: whoever has it comes without one.
    pub(super) fn add_unknown(&mut self, name: &str, count: u32, alike: &[String]) {
        self.add(ImportName {
            name: name.to_owned(),
            state: NameState::Unclear,
            id: None,
            known_name: String::new(),
            how: "no role has this name".to_owned(),
            confidence: 0.0,
            count,
            suggestions: alike
                .iter()
                .map(|role| Choice { value: role.clone(), label: role.clone() })
                .collect(),
        });
    }

    /// The names that no role has and nobody has answered.
    pub(super) fn unanswered(&self) -> impl Iterator<Item = &str> {
        self.list.iter().filter(|role| role.state == NameState::Unclear).map(|role| role.name.as_str())
    }
}

impl Names<PersonId> {
    pub(super) fn add_read(
        &mut self,
        person: &ReadPerson,
        chosen: Option<&NameChoice<PersonId>>,
        unclear: bool,
    ) {
        self.add(ImportName {
            name: person.name.clone(),
            state: read_state(person.how, chosen, unclear),
            id: person.id,
            known_name: person.known_name.clone().unwrap_or_default(),
            how: read_how(person.how, chosen, unclear),
            confidence: person.confidence,
            count: person.assessments,
            suggestions: person
                .suggestions
                .iter()
                .map(|name| Choice { value: String::new(), label: name.clone() })
                .collect(),
        });
    }
}

impl Names<CompetencyKey> {
    pub(super) fn add_read(
        &mut self,
        competency: &ReadCompetency,
        chosen: Option<&NameChoice<CompetencyKey>>,
        name_of: impl Fn(&CompetencyKey) -> String,
    ) {
        self.add(ImportName {
            name: competency.name.clone(),
            state: read_state(competency.how, chosen, false),
            id: (!competency.new).then(|| competency.key.clone()),
            known_name: competency.known_name.clone().unwrap_or_default(),
            how: read_how(competency.how, chosen, false),
            confidence: competency.confidence,
            count: competency.assessments,
            suggestions: competency
                .suggestions
                .iter()
                .map(|key| Choice { value: key.to_string(), label: name_of(key) })
                .collect(),
        });
    }
}

fn read_state<T>(how: Option<How>, chosen: Option<&NameChoice<T>>, unclear: bool) -> NameState {
    match (chosen, how) {
        (Some(NameChoice::LeaveOut), _) => NameState::LeftOut,
        (Some(NameChoice::Existing(_)), _) => NameState::Known,
        (None, _) if unclear => NameState::Unclear,
        (None, Some(how)) => state_of(how),
        (Some(NameChoice::New), _) | (None, None) => NameState::New,
    }
}

fn read_how<T>(how: Option<How>, chosen: Option<&NameChoice<T>>, unclear: bool) -> String {
    match (chosen, how) {
        (Some(NameChoice::LeaveOut), _) => "left out".to_owned(),
        (None, _) if unclear => "several have this name".to_owned(),
        (_, Some(how)) => how_in_words(how),
        (_, None) => "new".to_owned(),
    }
}

fn state_of(how: How) -> NameState {
    if how.needs_a_look() { NameState::Near } else { NameState::Known }
}

/// "initials, 85% sure".
fn how_in_words(how: How) -> String {
    let words = match how {
        How::Exact => "the same name",
        How::Alias => "another name for it",
        How::Reordered => "the same words",
        How::Initials => "initials",
        How::Spelling => "a slip of the keyboard",
        How::Chosen => "as you said",
    };
    if how.needs_a_look() {
        format!("{words}, {:.0}% sure", how.confidence() * 100.0)
    } else {
        words.to_owned()
    }
}

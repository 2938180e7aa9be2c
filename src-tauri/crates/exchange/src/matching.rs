//! Names: what a file calls people and competencies, against what the workspace calls them. A wrong match is worse
//! than none, so anything that two names could mean, or that is only alike, is left to the user with suggestions.

mod matcher;

use std::collections::{BTreeMap, HashMap, HashSet};

use cadre_core::{AreaKey, CompetencyKey, PersonId, RoleId, TeamId};
use serde::Serialize;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

pub use matcher::{Matched, Matcher, NamesInFile};

/// What the workspace already has.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Competencies.
    pub competencies: Vec<KnownCompetency>,
    /// People.
    pub people: Vec<KnownPerson>,
    /// Teams: id and name.
    pub teams: Vec<(TeamId, String)>,
    /// Roles: id and name.
    pub roles: Vec<(RoleId, String)>,
    /// Areas: key and name.
    pub areas: Vec<(AreaKey, String)>,
    /// Ids of the questions that a pulse may ask.
    pub questions: Vec<String>,
    /// The code of the currency of amounts; where it is empty, none is another.
    pub currency: String,
}

/// A competency of the workspace.
#[derive(Clone, Debug)]
pub struct KnownCompetency {
    /// Its key.
    pub key: CompetencyKey,
    /// Its name.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
}

/// A person of the workspace.
#[derive(Clone, Debug)]
pub struct KnownPerson {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// The name of their team.
    pub team: String,
}

/// How a name was matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The same name, but for case, accents and punctuation.
    Exact,
    /// Another name it goes by.
    Alias,
    /// The same words in another order.
    Reordered,
    /// First names as initials.
    Initials,
    /// A slip of the keyboard.
    Spelling,
    /// The caller said so.
    Chosen,
}

impl How {
    /// How sure such a match is, 0 to 1. Only an order among the kinds is meant, not a frequency.
    pub const fn confidence(self) -> f64 {
        match self {
            Self::Exact | Self::Chosen => 1.0,
            Self::Alias => 0.98,
            Self::Reordered => 0.95,
            Self::Spelling => 0.85,
            Self::Initials => 0.8,
        }
    }

    /// Whether a reader should have a look.
    pub const fn needs_a_look(self) -> bool {
        matches!(self, Self::Initials | Self::Spelling)
    }
}

/// What was found for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// One: its position in the list of names, and how.
    One(usize, How),
    /// Several of the same name: their positions.
    Several(Vec<usize>),
    /// None; positions of names that are alike, the nearest first.
    Alike(Vec<usize>),
}

/// A name without what does not tell names apart: case, accents, compatibility forms, punctuation, repeated blanks.
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return fold_ascii(name);
    }
    let mut folded = String::with_capacity(name.len());
    for character in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match character {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            '&' => folded.push_str(" and "),
            // Kept, because they tell languages apart: C, C++, C#.
            '+' | '#' if folded.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '+' | '#')) => {
                folded.push(character);
            }
            // Written or left out without a difference: O'Brien, OBrien.
            '\'' | '’' | '‘' | '`' | '´' | '\u{200c}' | '\u{200d}' | '\u{200e}' | '\u{200f}' => {}
            c if c.is_alphanumeric() => folded.push(c),
            _ => folded.push(' '),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same for names of plain letters, which most are, without a look into the tables of Unicode.
fn fold_ascii(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let blank = |folded: &mut String| {
        if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    };
    for byte in name.bytes() {
        match byte {
            b'&' => {
                blank(&mut folded);
                folded.push_str("and ");
            }
            b'+' | b'#'
                if folded.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#')) =>
            {
                folded.push(char::from(byte));
            }
            b'\'' | b'`' => {}
            _ if byte.is_ascii_alphanumeric() => folded.push(char::from(byte.to_ascii_lowercase())),
            _ => blank(&mut folded),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The words that carry meaning, in alphabetical order.
fn sorted_words(folded: &str) -> Vec<String> {
    const FILLERS: [&str; 12] = ["and", "of", "the", "in", "for", "a", "an", "to", "und", "et", "y", "with"];
    let mut words: Vec<String> = folded
        .split(' ')
        .filter(|word| !word.is_empty() && !FILLERS.contains(word))
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words
}

/// Whether two words differ only as a slip of the keyboard would have it: one change in five letters, two in nine, the
/// same first letter, and no digits, in which every one counts.
fn is_slip(one: &str, other: &str) -> bool {
    let length = one.chars().count().min(other.chars().count());
    let allowed = match length {
        0..5 => return false,
        5..9 => 1,
        _ => 2,
    };
    one.chars().next() == other.chars().next()
        && !one.chars().chain(other.chars()).any(|c| c.is_ascii_digit())
        && strsim::osa_distance(one, other) <= allowed
}

/// Whether two sets of words are the same but for at most one slip. Both are sorted.
fn same_but_a_slip(one: &[String], other: &[String]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut left: Vec<&String> = one.iter().filter(|word| !other.contains(word)).collect();
    let mut right: Vec<&String> = other.iter().filter(|word| !one.contains(word)).collect();
    match (left.pop(), right.pop()) {
        (Some(a), Some(b)) => left.is_empty() && right.is_empty() && is_slip(a, b),
        _ => false,
    }
}

/// The folded name before a remark in brackets, as "Prompt-injection defence (LLM01)" and "Leadership (0-4)" have one.
fn without_remark(name: &str) -> Option<String> {
    name.rsplit_once('(').map(|(before, _)| fold(before)).filter(|rest| !rest.is_empty())
}

/// Names of competencies, teams or roles, ready to be looked up.
pub(crate) struct NameIndex {
    exact: HashMap<String, (Vec<usize>, How)>,
    joined: HashMap<String, Vec<usize>>,
    words: Vec<(usize, String, Vec<String>)>,
}

impl NameIndex {
    /// An index over `(position, name, how a match of it is called)`. A name proper goes before an alias.
    pub(crate) fn new<'a>(names: impl Iterator<Item = (usize, &'a str, How)>) -> Self {
        let mut index = Self { exact: HashMap::new(), joined: HashMap::new(), words: Vec::new() };
        for (position, name, how) in names {
            let folded = fold(name);
            if folded.is_empty() {
                continue;
            }
            let words = sorted_words(&folded);
            let (positions, as_what) = index.exact.entry(folded.clone()).or_insert_with(|| (Vec::new(), how));
            if *as_what == How::Alias && how == How::Exact {
                *positions = vec![position];
                *as_what = How::Exact;
            } else if *as_what == how && !positions.contains(&position) {
                positions.push(position);
            }
            let joined = index.joined.entry(words.concat()).or_default();
            if !joined.contains(&position) {
                joined.push(position);
            }
            index.words.push((position, folded, words));
        }
        index
    }

    /// The one that certainly has this name, but for a remark and the order of words. Costs less than [`Self::find`],
    /// which also looks for names that are near.
    pub(crate) fn same(&self, name: &str) -> Option<usize> {
        let whole = fold(name);
        let without_remark = without_remark(name);
        let folded = || std::iter::once(&whole).chain(&without_remark).filter(|folded| !folded.is_empty());
        if let Some((positions, _)) = folded().find_map(|folded| self.exact.get(folded)) {
            return if positions.len() == 1 { Some(positions[0]) } else { None };
        }
        folded().find_map(|folded| match self.joined.get(&sorted_words(folded).concat())?.as_slice() {
            [position] => Some(*position),
            _ => None,
        })
    }

    /// Looks a name up.
    pub(crate) fn find(&self, name: &str) -> Found {
        let whole = fold(name);
        let without_remark = without_remark(name);
        for folded in std::iter::once(&whole).chain(&without_remark) {
            match self.exact.get(folded) {
                Some((positions, how)) if positions.len() == 1 => return Found::One(positions[0], *how),
                Some((positions, _)) => return Found::Several(positions.clone()),
                None => {}
            }
        }
        for folded in std::iter::once(&whole).chain(&without_remark) {
            let words = sorted_words(folded);
            if let Some([position]) = self.joined.get(&words.concat()).map(Vec::as_slice) {
                return Found::One(*position, How::Reordered);
            }
            // "Promptinjection" beside "Prompt injection": the same letters in the same order.
            let letters = folded.replace(' ', "");
            let mut same: Vec<usize> = Vec::new();
            let mut slips: Vec<usize> = Vec::new();
            for (position, other, other_words) in &self.words {
                if letters == other.replace(' ', "") {
                    same.push(*position);
                } else if same_but_a_slip(&words, other_words) {
                    slips.push(*position);
                }
            }
            for mut found in [same, slips] {
                found.sort_unstable();
                found.dedup();
                if let [position] = found.as_slice() {
                    return Found::One(*position, How::Spelling);
                }
            }
        }
        Found::Alike(self.alike(&without_remark.unwrap_or(whole)))
    }

    /// At most three names that resemble this one.
    fn alike(&self, folded: &str) -> Vec<usize> {
        let words = sorted_words(folded);
        let mut scores = BTreeMap::<usize, f64>::new();
        for (position, other, other_words) in &self.words {
            let shared = words.iter().filter(|word| other_words.contains(word)).count() as f64;
            let overlap = shared / (words.len().max(other_words.len()).max(1) as f64);
            let letters = strsim::jaro_winkler(folded, other);
            let score = overlap.max(if letters >= 0.85 { letters } else { 0.0 });
            if score >= 0.5 {
                let best = scores.entry(*position).or_default();
                *best = best.max(score);
            }
        }
        let mut ranked: Vec<(usize, f64)> = scores.into_iter().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.into_iter().take(3).map(|(position, _)| position).collect()
    }
}

/// People, ready to be looked up. A slip of the keyboard is only taken where the rest of the name is the same.
pub(crate) struct PeopleIndex<'a> {
    people: &'a [KnownPerson],
    exact: HashMap<String, Vec<usize>>,
    sorted: HashMap<Vec<String>, Vec<usize>>,
    by_word: HashMap<String, Vec<usize>>,
}

/// The words of a person's folded name, in alphabetical order: "Rahman, Noor" has those of "Noor Rahman".
pub(crate) fn name_words(folded: &str) -> Vec<String> {
    let mut words: Vec<String> =
        folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.sort_unstable();
    words
}

impl<'a> PeopleIndex<'a> {
    pub(crate) fn new(people: &'a [KnownPerson]) -> Self {
        let mut index =
            Self { people, exact: HashMap::new(), sorted: HashMap::new(), by_word: HashMap::new() };
        for (position, person) in people.iter().enumerate() {
            let folded = fold(&person.name);
            let words = name_words(&folded);
            for word in &words {
                index.by_word.entry(word.clone()).or_default().push(position);
            }
            index.sorted.entry(words).or_default().push(position);
            index.exact.entry(folded).or_default().push(position);
        }
        index
    }

    /// Looks a person up by name and, where the file says it, team.
    pub(crate) fn find(&self, name: &str, team: Option<&str>) -> Found {
        let folded = fold(name);
        if let Some(positions) = self.exact.get(&folded) {
            return self.of_team(positions, team, How::Exact);
        }
        let words = name_words(&folded);
        if let Some(positions) = self.sorted.get(&words) {
            return self.of_team(positions, team, How::Reordered);
        }
        let mut near: Vec<usize> = words
            .iter()
            .filter(|word| word.chars().count() > 1)
            .filter_map(|word| self.by_word.get(word))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        let words_of = |position: usize| name_words(&fold(&self.people[position].name));
        for (how, fits) in [
            (How::Initials, fits_initials as fn(&[String], &[String]) -> bool),
            (How::Spelling, same_but_a_slip),
        ] {
            let fitting: Vec<usize> =
                near.iter().copied().filter(|position| fits(&words, &words_of(*position))).collect();
            match self.of_team(&fitting, team, how) {
                Found::One(position, how) => return Found::One(position, how),
                // Which of them is meant cannot be known; they stay suggestions.
                Found::Several(positions) => return Found::Alike(positions.into_iter().take(3).collect()),
                Found::Alike(_) => {}
            }
        }
        near.sort_by(|a, b| {
            let score = |position: &usize| strsim::jaro_winkler(&folded, &fold(&self.people[*position].name));
            score(b).total_cmp(&score(a)).then(a.cmp(b))
        });
        near.truncate(3);
        Found::Alike(near)
    }

    fn of_team(&self, positions: &[usize], team: Option<&str>, how: How) -> Found {
        let on_team: Vec<usize> = match team {
            Some(team) if positions.len() > 1 => {
                let team = fold(team);
                positions
                    .iter()
                    .copied()
                    .filter(|position| fold(&self.people[*position].team) == team)
                    .collect()
            }
            _ => positions.to_vec(),
        };
        match (on_team.as_slice(), positions) {
            ([], []) => Found::Alike(Vec::new()),
            ([position], _) => Found::One(*position, how),
            // Namesakes, none of them on that team: a further one, or a move that nobody can tell.
            ([], namesakes) | (namesakes, _) => Found::Several(namesakes.to_vec()),
        }
    }
}

/// Whether the words are a name in which at least one first name is an initial: "n rahman" for "noor rahman". At least
/// one word must be the same, and every initial must have its own word.
fn fits_initials(words: &[String], full: &[String]) -> bool {
    let (initials, whole): (Vec<&String>, Vec<&String>) =
        words.iter().partition(|word| word.chars().count() == 1);
    if initials.is_empty() || whole.is_empty() || words.len() != full.len() {
        return false;
    }
    let mut rest: Vec<&String> = full.iter().collect();
    for word in whole {
        let Some(position) = rest.iter().position(|other| *other == word) else { return false };
        rest.remove(position);
    }
    for initial in initials {
        let Some(position) = rest.iter().position(|other| other.starts_with(initial.as_str())) else {
            return false;
        };
        rest.remove(position);
    }
    true
}

/// A key for a new competency of this name that is not among `taken`.
#[expect(clippy::implicit_hasher, reason = "so that callers may collect the keys without naming a type")]
pub fn new_key(name: &str, taken: &HashSet<String>) -> CompetencyKey {
    let slug = fold(name)
        .replace('+', " plus")
        .replace('#', " sharp")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join("-");
    let base = if slug.is_empty() { "competency".to_owned() } else { slug };
    let mut key = base.clone();
    let mut number = 2_u32;
    while taken.contains(&key) {
        key = format!("{base}-{number}");
        number += 1;
    }
    CompetencyKey(key)
}

#[cfg(test)]
mod tests;

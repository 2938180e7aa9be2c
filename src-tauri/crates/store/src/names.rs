//! Names of people in text: found as whole words, whatever their case, the way their letters are composed, and what stands
//! between their parts (a blank, a hyphen, an underscore, a full stop), so that `noor_rahman.xlsx` has "Noor Rahman" in it and
//! "Annual" has no "Ann".

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// What stands in the place of a name that was erased.
pub(crate) const ERASED_NAME: &str = "an erased person";

/// The names to find, and those of others in which they may stand.
#[derive(Debug, Default)]
pub(crate) struct Names {
    erased: Vec<Vec<char>>,
    /// Names of people who stay that have one of the erased in them, or are the same.
    kept: Vec<Vec<char>>,
}

/// A letter as it is compared, with the bytes of the text that it stands for.
struct Letter {
    compared: char,
    start: usize,
    end: usize,
}

impl Names {
    /// The names of the people to be erased, and of those who stay.
    pub(crate) fn new<'a>(
        erased: impl IntoIterator<Item = &'a str>,
        kept: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut names = Self::default();
        for name in erased {
            let name = comparable(name);
            // A name of nothing but signs would be found everywhere.
            if name.iter().any(|letter| letter.is_alphanumeric()) && !names.erased.contains(&name) {
                names.erased.push(name);
            }
        }
        // The longest first: "Ann Lee" goes as a whole, not as an "Ann" followed by "Lee".
        names.erased.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for name in kept {
            let letters = letters(name);
            if names.erased.iter().any(|erased| !found(&letters, erased).is_empty()) {
                names.kept.push(comparable(name));
            }
        }
        names
    }

    /// The text with every name replaced; `None` where there is none in it. A name inside the longer name of somebody who stays
    /// is theirs; one that is wholly somebody's who stays is only replaced where `certain`: where what the text is about tells
    /// who is meant.
    pub(crate) fn replaced(&self, text: &str, certain: bool) -> Option<String> {
        let letters = letters(text);
        let theirs: Vec<_> = self.kept.iter().flat_map(|name| found(&letters, name)).collect();
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for name in &self.erased {
            for (start, end) in found(&letters, name) {
                let is_theirs = theirs.iter().any(|&(from, to)| {
                    from <= start && end <= to && !(certain && (from, to) == (start, end))
                });
                if !is_theirs && spans.iter().all(|&(from, to)| end <= from || to <= start) {
                    spans.push((start, end));
                }
            }
        }
        if spans.is_empty() {
            return None;
        }
        spans.sort_unstable();
        let mut replaced = String::with_capacity(text.len());
        let mut copied = 0;
        for (start, end) in spans {
            replaced += &text[copied..letters[start].start];
            replaced += ERASED_NAME;
            copied = letters[end - 1].end;
        }
        replaced += &text[copied..];
        Some(replaced)
    }
}

/// The places in which a name stands as whole words, as numbers of letters.
fn found(letters: &[Letter], name: &[char]) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let mut start = 0;
    while start + name.len() <= letters.len() {
        let end = start + name.len();
        let is_it = letters[start..end].iter().map(|letter| letter.compared).eq(name.iter().copied());
        if is_it && is_boundary(letters, start) && is_boundary(letters, end) {
            places.push((start, end));
            start = end;
        } else {
            start += 1;
        }
    }
    places
}

/// Whether a word may begin or end before the letter of this number.
fn is_boundary(letters: &[Letter], at: usize) -> bool {
    let glues = |letter: &Letter| {
        (letter.compared.is_alphanumeric() || is_combining_mark(letter.compared))
            && !is_unspaced(letter.compared)
    };
    let before = at.checked_sub(1).and_then(|before| letters.get(before));
    let after = letters.get(at);
    // A mark belongs to the letter before it, whatever that is.
    let is_mark = after.is_some_and(|after| is_combining_mark(after.compared));
    let is_inside = before.is_some_and(glues) && after.is_some_and(glues);
    !(is_mark || is_inside)
}

/// Whether words of the letter's script follow each other, or what is appended to them, without a blank: Thai to Khmer, the
/// scripts of Chinese, Japanese and Korean.
const fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{1100}'..='\u{11ff}' | '\u{20000}'..='\u{3ffff}')
}

/// A name as it is compared, without what stands before and after it.
fn comparable(name: &str) -> Vec<char> {
    let letters: String = letters(name).into_iter().map(|letter| letter.compared).collect();
    letters.trim().chars().collect()
}

fn letters(text: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(text.len());
    for (start, written) in text.char_indices() {
        let end = start + written.len_utf8();
        if written.is_whitespace() || matches!(written, '-' | '_' | '.' | '\u{2010}' | '\u{2011}') {
            match letters.last_mut() {
                Some(last) if last.compared == ' ' => last.end = end,
                _ => letters.push(Letter { compared: ' ', start, end }),
            }
            continue;
        }
        for letter in written.nfd().flat_map(char::to_lowercase).nfd() {
            let compared = match letter {
                '\u{2019}' | '\u{2bc}' | '`' => '\'',
                'ς' => 'σ',
                other => other,
            };
            letters.push(Letter { compared, start, end });
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    //! What is a name in a text, and what only looks like one.

    use super::*;

    fn check(erased: &[&str], kept: &[&str], text: &str, expected: &str) {
        let names = Names::new(erased.iter().copied(), kept.iter().copied());
        assert_eq!(names.replaced(text, false).as_deref().unwrap_or(text), expected, "{text}");
    }

    #[test]
    fn whole_words_whatever_their_case_and_letters() {
        check(
            &["Ann"],
            &[],
            "Ann, ANN and ann’s Annual Joann",
            "an erased person, an erased person and an erased person’s Annual Joann",
        );
        check(
            &["Zoë"],
            &[],
            "Zoe\u{308} and ZOE\u{308}, not Zoe",
            "an erased person and an erased person, not Zoe",
        );
        check(&["Zoe"], &[], "Zoe\u{308} is somebody else", "Zoe\u{308} is somebody else");
        check(&["Noor Rahman"], &[], "Import noor_rahman.xlsx", "Import an erased person.xlsx");
        check(
            &["Noor Rahman"],
            &[],
            "Noor\u{a0} RAHMAN; Noor-Rahman; Noor",
            "an erased person; an erased person; Noor",
        );
        check(&["O'Brien; \"Bo\""], &[], "From o’brien; \"bo\".", "From an erased person.");
        check(&["Straße", "İpek"], &[], "STRAßE İPEK", "an erased person an erased person");
    }

    #[test]
    fn scripts_without_blanks() {
        check(&["山田太郎"], &[], "山田太郎は上級です", "an erased personは上級です");
        check(&["김철수"], &[], "김철수는 4", "an erased person는 4");
    }

    #[test]
    fn the_names_of_others_stay_theirs() {
        check(
            &["Ann Lee"],
            &["Ann Lee Smith"],
            "Ann Lee Smith met Ann Lee",
            "Ann Lee Smith met an erased person",
        );
        check(&["Ann Lee", "Ann"], &[], "Ann Lee and Ann", "an erased person and an erased person");
        check(&["Ann Lee"], &["ann lee"], "Ann Lee", "Ann Lee");
        let namesakes = Names::new(["Ann Lee"], ["Ann Lee"]);
        assert_eq!(namesakes.replaced("Move Ann Lee", true).as_deref(), Some("Move an erased person"));
    }

    #[test]
    fn a_name_of_nothing_is_found_nowhere() {
        check(&["", " - ", "!?"], &[], "Well - done!?", "Well - done!?");
    }
}

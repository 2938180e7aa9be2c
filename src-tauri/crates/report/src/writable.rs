//! Letters that a file can hold: what XML knows no way to write is taken out.

use crate::Run;

/// The text without what XML cannot hold, and without control characters other than line feeds and tabs.
pub(crate) fn legal(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = |c: &char| {
        matches!(c, '\n' | '\t') || !c.is_control() && !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    text.chars().filter(kept).collect()
}

/// The same on one line, with single blanks.
pub(crate) fn on_one_line(text: &str) -> String {
    legal(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the runs say.
pub(crate) fn letters_of(text: &[Run]) -> String {
    text.iter().map(|run| run.text.as_str()).collect()
}

/// The text up to `limit` UTF-16 units, the last of them an ellipsis where it is cut.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    if text.encode_utf16().count() <= limit {
        return text.to_owned();
    }
    let mut kept = start_of(text, limit.saturating_sub(1)).trim_end().to_owned();
    kept.push('…');
    kept
}

/// The text up to `limit` UTF-16 units.
pub(crate) fn start_of(text: &str, limit: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, character)| {
        units += character.len_utf16();
        (units > limit).then_some(at)
    });
    &text[..end.unwrap_or(text.len())]
}

/// Whether a character is as wide as two: those of Chinese, Japanese and Korean.
pub(crate) fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_taken_out() {
        assert_eq!(legal("a\u{0}b\u{b}c\u{1b}d\u{fffe}e\u{ffff}f\u{85}g\r\nh\ri\tj"), "abcdefg\nh\ni\tj");
        assert_eq!(on_one_line(" a\n\tb  c\u{7} "), "a b c");
    }

    #[test]
    fn text_is_cut_by_units_of_utf_16_and_never_within_a_character() {
        // Each emoji takes two units.
        assert_eq!(shortened("😀😀😀", 6), "😀😀😀");
        assert_eq!(shortened("😀😀😀", 5), "😀😀…");
        assert_eq!(shortened("😀😀😀", 4), "😀…");
        assert_eq!(shortened("plain words", 6), "plain…");
    }
}

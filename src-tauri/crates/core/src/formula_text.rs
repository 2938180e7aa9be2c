//! Text that a spreadsheet program would run as a formula, were it to stand in a cell as it is. What a stranger typed into a
//! name must never be run on the machine of whoever opens an export.

/// What begins a formula in some program, the wide forms of East Asian keyboards among them.
const BEGINNINGS: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// The text as it may stand in a cell: with an apostrophe before it where a program could run it, else as it is. [`plain`]
/// takes the apostrophe away again.
pub fn inert(text: &str) -> String {
    if runs(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text without the apostrophe that [`inert`] put before it.
pub fn plain(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if runs(rest) => rest,
        _ => text,
    }
}

/// Whether a program could run the text: it begins a formula, or does so behind blanks and letters that nobody sees, which not
/// every program takes for text. Behind apostrophes too, or one that was typed could not be told from one that was put.
fn runs(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['\t', '\r', '\n'])
        || text.trim_start_matches(passed_over).starts_with(BEGINNINGS)
}

fn passed_over(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\'' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    //! What is made inert, and that it comes back.

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_program_could_run_stands_behind_an_apostrophe() {
        for text in [
            "=1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\tAda",
            "\rAda",
            "\nAda",
            "  =1",
            "\u{a0}=1",
            "\u{200b}=1",
            "\u{feff}=1",
            "\u{202e}=1",
            "＝1",
            "＋1",
            "－1",
            "＠SUM",
            " ＝1",
            "'=1",
            "''=1",
            "=cmd|'/c calc'!A0",
            "-",
        ] {
            assert_eq!(inert(text), format!("'{text}"), "{text:?}");
        }
        for text in ["", " ", "'", "Ada", "O'Brien", "'Ada'", "a=1", "1-2", "#1", "C++"] {
            assert_eq!(inert(text), text);
            assert_eq!(plain(text), text);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_and_none_can_be_run(text in "['=+@ \t\r\n\u{200b}\u{feff}＝＠a-]{0,6}|.{0,20}") {
            let written = inert(&text);
            prop_assert_eq!(plain(&written), &text);
            let first = written.trim_start_matches(|c: char| c.is_whitespace()).chars().next();
            prop_assert!(!first.is_some_and(|first| "=+-@＝＋－＠".contains(first)), "{:?}", written);
        }
    }
}

//! Names of files made of what people typed: whatever that is, the file lies in the folder that was chosen, has its name on
//! every system, and looks like what it is.

/// Letters of a name before its ending; what is longer is hard to read in a folder.
const MOST_LETTERS: usize = 80;
/// Bytes of a name before its ending. Most systems take 255 in all, and a file has a few more letters while it is written.
const MOST_BYTES: usize = 200;

/// A file name for what the user named: without what some system cannot have in a name, and without letters that nobody
/// sees or that turn the others round.
pub fn file_name_for(name: &str, extension: &str) -> String {
    let kept: String = name
        .chars()
        .filter(|letter| !is_unseen(*letter))
        .map(|letter| if letter.is_control() || r#"/\:*?"<>|"#.contains(letter) { ' ' } else { letter })
        .take(MOST_LETTERS)
        .collect();
    let words = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let short = &words[..words.floor_char_boundary(MOST_BYTES)];
    let stem = match short.trim_matches(['.', ' ']) {
        "" => "Cadre".to_owned(),
        device if is_device(device) => format!("Cadre {device}"),
        stem => stem.to_owned(),
    };
    format!("{stem}.{extension}")
}

/// Letters without a picture, and those that change the direction of what follows: with them `fdp.exe` looks like
/// `exe.pdf`.
const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether Windows takes a file of this name for a device, whatever its ending.
fn is_device(stem: &str) -> bool {
    let name = stem.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let numbered = |kind: &str| {
        let number = name.strip_prefix(kind).map(|rest| rest.chars().collect::<Vec<_>>());
        matches!(number.as_deref(), Some(['0'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}']))
    };
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&name.as_str())
        || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    //! What becomes of names, and what no name becomes.

    use std::path::{Component, Path};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_become_file_names() {
        for (name, expected) in [
            ("Halden Mutual", "Halden Mutual.csv"),
            ("../a/b: <c>", "a b c.csv"),
            ("..\\..\\windows", "windows.csv"),
            ("...", "Cadre.csv"),
            ("", "Cadre.csv"),
            ("\u{200b}\u{feff}", "Cadre.csv"),
            ("Team. . ", "Team.csv"),
            ("a\0b\nc\td", "a b c d.csv"),
            ("con", "Cadre con.csv"),
            ("NUL.txt", "Cadre NUL.txt.csv"),
            ("Com1 .log", "Cadre Com1 .log.csv"),
            ("lpt\u{b2}", "Cadre lpt\u{b2}.csv"),
            ("COM10", "COM10.csv"),
            ("Conrad", "Conrad.csv"),
            ("\u{202e}vsc.exe", "vsc.exe.csv"),
            ("Ada\u{200d}Lovelace", "AdaLovelace.csv"),
        ] {
            assert_eq!(file_name_for(name, "csv"), expected, "{name:?}");
        }
        // 80 letters of four bytes are 320 bytes; 50 of them are 200.
        assert_eq!(file_name_for(&"𝒜".repeat(300), "csv"), format!("{}.csv", "𝒜".repeat(50)));
        assert_eq!(file_name_for(&"a".repeat(300), "csv").len(), 84);
    }

    proptest! {
        #[test]
        fn every_name_is_one_that_every_system_has(
            name in r"(\.|/|\\|:| |con|NUL|com1|lpt9|aux|\x00|\n|\u{202e}|\u{200b}|𝒜|é|x|.){0,120}",
        ) {
            let made = file_name_for(&name, "xlsx");
            prop_assert!(made.len() <= 205, "{} bytes", made.len());
            let stem = made.strip_suffix(".xlsx").unwrap();
            prop_assert!(!stem.is_empty() && !stem.starts_with(['.', ' ']) && !stem.ends_with(['.', ' ']), "{:?}", made);
            prop_assert!(!made.chars().any(|c| c.is_control() || "/\\:*?\"<>|\u{202e}\u{200b}".contains(c)), "{:?}", made);
            let parts: Vec<_> = Path::new(&made).components().collect();
            prop_assert!(matches!(parts[..], [Component::Normal(_)]), "{:?}", parts);
            let device = stem.split('.').next().unwrap().trim_end().to_lowercase();
            prop_assert!(!["con", "prn", "aux", "nul", "com1", "lpt9"].contains(&device.as_str()), "{:?}", made);
        }
    }
}

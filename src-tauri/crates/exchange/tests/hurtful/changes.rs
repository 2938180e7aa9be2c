//! Thousands of changes to good files, the same ones in every run: bits, bytes, ends, pieces of other files and words that
//! mean something to a reader, in the bytes and inside the parts of archives.

use std::collections::BTreeMap;

use crate::{memory, support};

/// Changes of each kind of file, so that all of them take some seconds.
const CASES: usize = 600;

/// Words that stand for the ends of what a reader counts, opens or closes.
const WORDS: [&str; 22] = [
    "-1",
    "0",
    "4294967295",
    "4294967296",
    "18446744073709551616",
    "1e999",
    "NaN",
    "A1",
    "XFD1048576",
    "ZZZZ9",
    "<",
    "</c>",
    "<c>",
    "&a;",
    "&#x110000;",
    "<![CDATA[",
    "<!DOCTYPE x [",
    "\"",
    "{\"a\":",
    "[",
    "\u{feff}",
    "\0",
];

/// A generator of numbers that need not be good, only the same everywhere: splitmix64.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 where that is 0.
    fn below(&mut self, bound: usize) -> usize {
        (self.next() % (bound.max(1) as u64)) as usize
    }
}

/// Changes some bytes; `other` lends pieces.
fn changed(bytes: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(bytes.len());
        match numbers.below(7) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << numbers.below(8),
            1 if !bytes.is_empty() => bytes[at] = numbers.next() as u8,
            2 if numbers.below(4) == 0 => bytes.truncate(at),
            3 => {
                let from = numbers.below(other.len());
                let piece = &other[from..(from + numbers.below(64)).min(other.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            4 => {
                let end = (at + numbers.below(200)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                for _ in 0..=numbers.below(20) {
                    bytes.splice(at..at, piece.iter().copied());
                }
            }
            5 => {
                let end = (at + numbers.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {
                let word = WORDS[numbers.below(WORDS.len())];
                // Half of the time in the place of what stands there, as an attribute that is too large has it.
                let end = if numbers.below(2) == 0 { at } else { (at + word.len()).min(bytes.len()) };
                bytes.splice(at..end, word.bytes());
            }
        }
    }
}

/// An archive with one of its parts changed; its bytes, one time in six.
fn changed_inside(bytes: &[u8], other: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    if numbers.below(6) == 0 {
        let mut bytes = bytes.to_vec();
        changed(&mut bytes, other, numbers);
        return bytes;
    }
    let mut parts = support::unpacked(bytes).unwrap();
    let which = numbers.below(parts.len());
    let lent = parts[numbers.below(parts.len())].1.clone();
    changed(&mut parts[which].1, &lent, numbers);
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    support::stored(&parts)
}

/// The good files of a kind, and what reads them.
struct Kind {
    name: &'static str,
    files: Vec<Vec<u8>>,
    read: fn(&[u8]),
    archive: bool,
}

fn kinds() -> Vec<Kind> {
    let file = |path: &str| std::fs::read(format!("{}/../../../{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let books = ["platform-team.xlsx", "cadre-workbook.xlsx", "own-ratings.xlsx", "head-count.xlsx"];
    let texts = ["platform-team-semicolon.csv", "platform-team-windows-1252.csv"];
    let kind = |name, files, read, archive| Kind { name, files, read, archive };
    vec![
        kind("XLSX", books.map(support::fixture).to_vec(), support::every_reader::cells, true),
        kind("ODS", vec![support::fixture("platform-team.ods")], support::every_reader::cells, true),
        kind("CSV", texts.map(support::fixture).to_vec(), support::every_reader::spreadsheet, false),
        kind(
            "JSON",
            vec![file("tests/fixtures/documents/workspace.json")],
            support::every_reader::export,
            false,
        ),
        kind(
            "TOML",
            vec![file("data/own-editions/example.toml"), file("data/own-editions/example.csv")],
            support::every_reader::benchmark,
            false,
        ),
    ]
}

#[test]
fn no_change_of_a_good_file_panics_or_fills_the_memory() {
    let mut tried = BTreeMap::new();
    for kind in kinds() {
        for (number, file) in (0_u64..).zip(kind.files.iter().cycle().take(CASES)) {
            let mut numbers = Numbers(number);
            let other = &kind.files[numbers.below(kind.files.len())];
            let bytes = if kind.archive {
                changed_inside(file, other, &mut numbers)
            } else {
                let mut bytes = file.clone();
                changed(&mut bytes, other, &mut numbers);
                bytes
            };
            let ((), held) = memory::most_held(|| (kind.read)(&bytes));
            // The cells that a sheet may have at most take more than everything else together.
            let cells =
                cadre_exchange::read::MAX_CELLS as usize * size_of::<cadre_exchange::read::Cell>() * 2;
            let bound = if kind.archive { cells + super::SMALL } else { super::SMALL };
            assert!(held < bound, "{} number {number}: {} MB held", kind.name, held >> 20);
            let (cases, most) = tried.entry(kind.name).or_insert((0, 0));
            *cases += 1;
            *most = held.max(*most);
        }
    }
    for (name, (cases, most)) in &tried {
        println!("{name}: {cases} changed files read or refused, at most {} KB held", most >> 10);
    }
    assert_eq!(tried.values().map(|(cases, _)| cases).sum::<usize>(), 5 * CASES);
}

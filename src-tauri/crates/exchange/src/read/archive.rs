//! Bounds an archive before anything else opens it. Headers lie about sizes, so every part is unpacked once into a
//! small buffer that is thrown away, and counted.

use std::io::{Read, Seek};

use zip::{ZipArchive, result::ZipError};

use super::{
    MAX_CELLS, styles,
    watched::{Progress, WatchedBytes},
};
use crate::{Bounded, ExchangeError, Result};

/// Most parts of an archive; a workbook of a hundred sheets has a few hundred.
const MAX_PARTS: u64 = 4096;
/// Most bytes of all parts unpacked: 100,000 rows of 60 columns take about 700 MB as ODS.
const MAX_UNPACKED: u64 = 768 << 20;
/// Most unpacked bytes for each byte of the file, once more than `RATIO_FREE` were unpacked. Spreadsheets reach 10 to
/// 60; an archive of one repeated byte reaches 1,000.
const MAX_RATIO: u64 = 200;
const RATIO_FREE: u64 = 4 << 20;

/// The spreadsheet formats that are archives.
pub(super) enum Spreadsheet {
    Xlsx {
        /// Whether a sheet may have joined cells. To look for them takes a pass of its own over every sheet.
        merges: bool,
    },
    Ods,
}

/// Checks the bounds and tells which format the archive holds.
pub(super) fn check(bytes: &[u8], progress: &Progress<'_>) -> Result<Spreadsheet> {
    let mut archive = ZipArchive::new(WatchedBytes::new(bytes, progress)).map_err(|error| damaged(&error))?;
    if archive.len() as u64 > MAX_PARTS {
        return Err(ExchangeError::TooLarge { of: Bounded::Parts, limit: MAX_PARTS });
    }
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|error| damaged(&error))?;
        if part.encrypted() {
            return Err(ExchangeError::PasswordProtected);
        }
        declared = declared.saturating_add(part.size());
    }
    refuse_bomb(declared, bytes.len())?;

    let mut unpacked = 0_u64;
    let mut merges = false;
    let mut looks = Vec::new();
    let mut buffer = vec![0; 64 << 10];
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| damaged(&error))?;
        let name = part.name().map_err(|error| damaged(&error))?.to_ascii_lowercase();
        if name.ends_with("styles.xml") {
            looks.push(index);
        }
        let mut counts = name.ends_with("sharedstrings.xml").then(StringCount::default);
        let mut mention = name.contains("worksheets/").then(MergeMention::default);
        loop {
            let read = part.read(&mut buffer).map_err(|error| damaged(&error))?;
            if read == 0 {
                break;
            }
            unpacked += read as u64;
            refuse_bomb(unpacked, bytes.len())?;
            if let Some(counts) = &mut counts {
                counts.take(&buffer[..read])?;
            }
            if let Some(mention) = &mut mention {
                merges = merges || mention.take(&buffer[..read]);
            }
        }
    }

    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("word/document.xml") {
        return Err(ExchangeError::NotASpreadsheet { found: "a text document" });
    }
    if has("ppt/presentation.xml") {
        return Err(ExchangeError::NotASpreadsheet { found: "a presentation" });
    }
    if has("mimetype") && has("content.xml") {
        return match read_part(&mut archive, "mimetype")?.trim() {
            mime if mime.starts_with("application/vnd.oasis.opendocument.spreadsheet") => {
                let manifest = read_part(&mut archive, "META-INF/manifest.xml").unwrap_or_default();
                if manifest.contains("encryption-data") {
                    return Err(ExchangeError::PasswordProtected);
                }
                Ok(Spreadsheet::Ods)
            }
            mime if mime.contains("presentation") => {
                Err(ExchangeError::NotASpreadsheet { found: "a presentation" })
            }
            _ => Err(ExchangeError::NotASpreadsheet { found: "a text document" }),
        };
    }
    if has("[Content_Types].xml") {
        for index in looks {
            styles::check(archive.by_index(index).map_err(|error| damaged(&error))?)?;
        }
        return Ok(Spreadsheet::Xlsx { merges });
    }
    Err(ExchangeError::NotASpreadsheet { found: "a compressed file" })
}

fn refuse_bomb(unpacked: u64, packed: usize) -> Result<()> {
    if unpacked > MAX_UNPACKED {
        return Err(ExchangeError::TooLarge { of: Bounded::UnpackedBytes, limit: MAX_UNPACKED });
    }
    if unpacked > RATIO_FREE && unpacked / MAX_RATIO > packed as u64 {
        return Err(ExchangeError::TooLarge { of: Bounded::UnpackedBytesPerByte, limit: MAX_RATIO });
    }
    Ok(())
}

fn read_part<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str) -> Result<String> {
    let part = archive.by_name(name).map_err(|error| damaged(&error))?;
    let mut text = String::new();
    part.take(1 << 20).read_to_string(&mut text).map_err(|error| damaged(&error))?;
    Ok(text)
}

/// The number of shared strings that a workbook declares, and those that it has. calamine reserves memory for as many as
/// are declared before it reads the first, and each takes more of it than the four letters of an empty one: no sheet can
/// use more of them than there may be cells.
#[derive(Default)]
struct StringCount {
    tail: Vec<u8>,
    found: u64,
}

impl StringCount {
    fn take(&mut self, chunk: &[u8]) -> Result<()> {
        const NAME: &[u8] = b"uniqueCount";
        // What is kept of the chunk before was counted with it, but for an element that straddles the two.
        let fresh = self.tail.len().saturating_sub(3);
        self.tail.extend_from_slice(chunk);
        let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
        let elements = self.tail[fresh..]
            .windows(4)
            .filter(|window| matches!(window[0], b'<' | b':') && window[1..3] == *b"si" && ends(window[3]));
        self.found += elements.count() as u64;
        if self.found > MAX_CELLS {
            return Err(ExchangeError::TooLarge { of: Bounded::Cells, limit: MAX_CELLS });
        }
        let positions = self.tail.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME);
        for (position, _) in positions {
            let digits = self.tail[position + NAME.len()..]
                .iter()
                .skip_while(|byte| !byte.is_ascii_digit() && **byte != b'>')
                .take_while(|byte| byte.is_ascii_digit())
                .fold(0_u64, |sum, byte| sum.saturating_mul(10).saturating_add(u64::from(byte - b'0')));
            if digits > MAX_CELLS {
                return Err(ExchangeError::TooLarge { of: Bounded::Cells, limit: MAX_CELLS });
            }
        }
        // The attribute may straddle two chunks.
        let keep = self.tail.len().saturating_sub(256);
        self.tail.drain(..keep);
        Ok(())
    }
}

/// Looks for joined cells in the text of a sheet.
#[derive(Default)]
struct MergeMention {
    tail: Vec<u8>,
}

impl MergeMention {
    fn take(&mut self, chunk: &[u8]) -> bool {
        const NAME: &[u8] = b"mergeCell";
        self.tail.extend_from_slice(chunk);
        // The capital is the rarest of its letters. A zero is of another encoding, in which it would not be found.
        let mentioned = self.tail.contains(&0)
            || self.tail.windows(NAME.len()).any(|window| window[5] == NAME[5] && window == NAME);
        // The name may straddle two chunks.
        let keep = self.tail.len().saturating_sub(NAME.len() - 1);
        self.tail.drain(..keep);
        mentioned
    }
}

fn damaged(error: &dyn std::error::Error) -> ExchangeError {
    ExchangeError::Damaged { detail: error.to_string() }
}

/// A zip error as one of ours.
pub(super) fn zip_error(error: &ZipError) -> ExchangeError {
    damaged(error)
}

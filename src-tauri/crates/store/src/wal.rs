//! The write-ahead log beside a workspace that was not closed: whether it is whole, and that of this workspace. `SQLite` drops
//! what follows a broken frame without a word, and applies the log of any other file.
//!
//! The layout is that of <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>.

use std::{fs, io, path::Path};

use rusqlite::{Connection, OptionalExtension as _};

use crate::{
    Passphrase, StoreError,
    open::{beside_named, connect_alone},
};

/// Bytes of the header of the log, and of each of its frames before the page.
const HEADER: usize = 32;
const FRAME: usize = 24;

/// Refuses a log in which a frame is broken that had reached the disk: one that another transaction follows, which is
/// written only once the one before it is synced. A broken last transaction is none: power was lost while it was written.
///
/// # Errors
/// [`StoreError::Damaged`].
pub(crate) fn refuse_broken(path: &Path) -> Result<(), StoreError> {
    let bytes = fs::metadata(path)?.len();
    let path = beside_named(path, "-wal");
    let log = match fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        log => log?,
    };
    // One that has changed meanwhile is being written by another program.
    if is_broken(&log, bytes) && fs::read(&path).is_ok_and(|again| again == log) {
        return Err(StoreError::Damaged { detail: "the log beside it is broken before its end".to_owned() });
    }
    Ok(())
}

/// Whether the log of a file of so many bytes is broken before its end.
fn is_broken(log: &[u8], bytes: u64) -> bool {
    let Some((header, frames)) = log.split_at_checked(HEADER) else { return false };
    let mut sum = Sum { big_endian: number(header, 0) & 1 == 1, first: 0, second: 0 };
    sum.add(&header[..24]);
    let page = number(header, 8) as usize;
    // Without its header, nothing tells what belongs to this log.
    if !sum.is(&header[24..]) || page == 0 {
        return false;
    }
    // More pages than this the file cannot have come to.
    let most = (bytes as usize + frames.len()) / page;
    let (mut whole, mut ended) = (true, None);
    for frame in frames.chunks_exact(FRAME + page) {
        // What bears the marks of an earlier log lies in the same file beyond the end of this one.
        if frame[8..16] != header[16..24] {
            whole = false;
            continue;
        }
        // Where a disk may harm what stands beside a write, the last frame of a transaction is written again up to the end of the
        // sector: that is no other one.
        let marks = [number(frame, 0), number(frame, 4)];
        if ended.is_some_and(|last| last != marks) {
            return true;
        }
        sum.add(&frame[..8]);
        sum.add(&frame[FRAME..]);
        whole &= sum.is(&frame[16..24]);
        // The marks of a frame may be noise, where the sector in which they lie was being written.
        let is_last = |[page, commit]: &[u32; 2]| page <= commit && (1..=most).contains(&(*commit as usize));
        ended = Some(marks).filter(|marks| !whole && is_last(marks));
    }
    false
}

/// The first page of a file as its log has it, where that is whole and has one: power may have been lost while the page was being
/// brought into the file, and then the file has neither the old one nor the new.
pub(crate) fn first_page(path: &Path) -> Option<Vec<u8>> {
    committed_first_page(&fs::read(beside_named(path, "-wal")).ok()?).map(<[u8]>::to_vec)
}

fn committed_first_page(log: &[u8]) -> Option<&[u8]> {
    let (header, frames) = log.split_at_checked(HEADER)?;
    let mut sum = Sum { big_endian: number(header, 0) & 1 == 1, first: 0, second: 0 };
    sum.add(&header[..24]);
    let page = number(header, 8) as usize;
    if !sum.is(&header[24..]) || page == 0 {
        return None;
    }
    let (mut written, mut committed) = (None, None);
    for frame in frames.chunks_exact(FRAME + page) {
        sum.add(&frame[..8]);
        sum.add(&frame[FRAME..]);
        if frame[8..16] != header[16..24] || !sum.is(&frame[16..24]) {
            break;
        }
        if number(frame, 0) == 1 {
            written = Some(&frame[FRAME..]);
        }
        if number(frame, 4) != 0 {
            committed = written;
        }
    }
    committed
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let bytes = bytes.get(at..).and_then(<[u8]>::first_chunk);
    u32::from_be_bytes(bytes.copied().unwrap_or_default())
}

/// The checksum of all frames up to one.
struct Sum {
    big_endian: bool,
    first: u32,
    second: u32,
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        let word = if self.big_endian { u32::from_be_bytes } else { u32::from_le_bytes };
        let (pairs, _) = bytes.as_chunks::<8>();
        for &[a, b, c, d, e, f, g, h] in pairs {
            self.first = self.first.wrapping_add(word([a, b, c, d])).wrapping_add(self.second);
            self.second = self.second.wrapping_add(word([e, f, g, h])).wrapping_add(self.first);
        }
    }

    fn is(&self, told: &[u8]) -> bool {
        number(told, 0) == self.first && number(told, 4) == self.second
    }
}

/// The last operation of a file without the log beside it, its number and id, as far as it can be read: while the log is brought
/// into it, it need not hold together.
pub(crate) fn last_of_file(path: &Path, passphrase: Option<&Passphrase>) -> Option<(i64, [u8; 16])> {
    let alone = connect_alone(path, passphrase).ok()?;
    let last = "SELECT seq, id FROM operation ORDER BY seq DESC LIMIT 1";
    alone.query_row(last, (), |row| Ok((row.get(0)?, row.get(1)?))).ok()
}

/// Refuses a log that does not go on where the file ends. It is the id that tells: an erasure, which may be in the log, gives every
/// operation another hash.
///
/// # Errors
/// [`StoreError::Damaged`].
pub(crate) fn refuse_foreign(together: &Connection, (seq, id): (i64, [u8; 16])) -> Result<(), StoreError> {
    let found: Option<[u8; 16]> =
        together.query_row("SELECT id FROM operation WHERE seq = ?", [seq], |row| row.get(0)).optional()?;
    if found == Some(id) {
        return Ok(());
    }
    Err(StoreError::Damaged { detail: "the log beside it is that of another file".to_owned() })
}

#[cfg(test)]
mod tests {
    //! Logs built by hand after the layout of the file format, and what a loss of power or damage makes of them.

    use super::{FRAME, HEADER, Sum, committed_first_page, is_broken};

    const PAGE: usize = 512;

    /// A log of frames, each a page's number and the pages of the file where it ends a transaction.
    fn log(frames: &[(u32, u32)]) -> Vec<u8> {
        let words = |words: &[u32]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
        let mut sum = Sum { big_endian: true, first: 0, second: 0 };
        let mut log = words(&[0x377f_0683, 3_007_000, PAGE as u32, 0, 11, 12]);
        sum.add(&log);
        log.extend(words(&[sum.first, sum.second]));
        for (number, &(page, commit)) in (1..).zip(frames) {
            let head = words(&[page, commit]);
            let bytes = [number; PAGE];
            sum.add(&head);
            sum.add(&bytes);
            log.extend(head);
            log.extend(words(&[11, 12, sum.first, sum.second]));
            log.extend(bytes);
        }
        log
    }

    /// Where the frame of this number begins.
    const fn at(frame: usize) -> usize {
        HEADER + frame * (FRAME + PAGE)
    }

    #[test]
    fn only_what_had_reached_the_disk_is_broken() {
        let whole = log(&[(1, 0), (2, 2), (1, 2)]);
        assert!(!is_broken(&whole, 1_024));
        let mut first = whole.clone();
        first[at(0) + FRAME] ^= 1;
        assert!(is_broken(&first, 1_024), "another transaction follows");
        let mut last = whole;
        last[at(2) + FRAME] ^= 1;
        assert!(!is_broken(&last, 1_024), "the last one was being written");
        let mut repeated = log(&[(1, 0), (2, 2), (2, 2)]);
        repeated[at(0) + FRAME] ^= 1;
        assert!(!is_broken(&repeated, 1_024), "the same frame up to the end of the sector");
        let mut noise = log(&[(1, 0), (2, 0), (3, 0)]);
        noise[at(1)..at(1) + 8].fill(0xA5);
        assert!(!is_broken(&noise, 1_024), "no file has so many pages");
    }

    #[test]
    fn the_first_page_is_that_of_the_last_whole_transaction() {
        let mut bytes = log(&[(1, 2), (1, 2), (1, 0)]);
        assert_eq!(committed_first_page(&bytes), Some(&[2; PAGE][..]), "the third is of no whole one");
        bytes[at(1) + FRAME] ^= 1;
        assert_eq!(committed_first_page(&bytes), Some(&[1; PAGE][..]));
        bytes[0] ^= 1;
        assert_eq!(committed_first_page(&bytes), None);
    }
}

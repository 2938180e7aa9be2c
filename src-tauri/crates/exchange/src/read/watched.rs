//! The bytes of a file, read under the eyes of whoever waits for it. An archive is read several times over, part by
//! part and by libraries that know nothing of waiting, so that the bytes themselves tell how far it is.

use std::{
    cell::Cell,
    io::{Cursor, Error, Read, Result, Seek, SeekFrom},
};

use crate::{ExchangeError, Watch};

/// How much of the reading of a file is done.
pub(super) struct Progress<'a> {
    watch: Watch<'a>,
    length: u64,
    /// Bytes to be read, and those that were.
    expected: Cell<u64>,
    read: Cell<u64>,
    /// Bytes read when it was last told.
    told: Cell<u64>,
    share: Cell<f64>,
    stopped: Cell<bool>,
}

impl<'a> Progress<'a> {
    pub(super) const fn new(watch: Watch<'a>, length: u64) -> Self {
        Self {
            watch,
            length,
            expected: Cell::new(0),
            read: Cell::new(0),
            told: Cell::new(0),
            share: Cell::new(0.0),
            stopped: Cell::new(false),
        }
    }

    /// The whole file will be read so many times more.
    pub(super) fn expect(&self, passes: u64) {
        self.expected.set(self.expected.get() + passes * self.length);
    }

    /// Counts bytes; true where the reading is to stop.
    fn count(&self, bytes: u64) -> bool {
        const BETWEEN: u64 = 64 << 10;
        self.read.set(self.read.get() + bytes);
        if !self.stopped.get() && self.read.get() - self.told.get() >= BETWEEN {
            self.told.set(self.read.get());
            // A pass that nobody foresaw does not take the share back.
            let share = self.read.get() as f64 / self.expected.get().max(1) as f64;
            self.share.set(self.share.get().max(share));
            self.stopped.set(self.watch.at(self.share.get()).is_err());
        }
        self.stopped.get()
    }

    /// An error as what it is: the reading was stopped, or what the library made of that or of something else.
    pub(super) fn cause(&self, error: ExchangeError) -> ExchangeError {
        if self.stopped.get() { ExchangeError::Cancelled } else { error }
    }
}

/// The bytes of a file.
pub(super) struct WatchedBytes<'a> {
    bytes: Cursor<&'a [u8]>,
    progress: &'a Progress<'a>,
}

impl<'a> WatchedBytes<'a> {
    pub(super) const fn new(bytes: &'a [u8], progress: &'a Progress<'a>) -> Self {
        Self { bytes: Cursor::new(bytes), progress }
    }
}

impl Read for WatchedBytes<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.bytes.read(buffer)?;
        if self.progress.count(read as u64) { Err(Error::other("stopped")) } else { Ok(read) }
    }
}

impl Seek for WatchedBytes<'_> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.bytes.seek(to)
    }
}

//! How far a reading is, for whoever waits for it, and their word to stop it.

use crate::{ExchangeError, Result};

/// Whoever waits for a reading: told now and then how much of it is done, and asked whether it is to go on.
#[derive(Clone, Copy, Default)]
pub struct Watch<'a>(Option<&'a dyn Fn(f64) -> bool>);

impl<'a> Watch<'a> {
    /// Tells `report` the share done, 0 to 1, and stops where it answers false.
    pub const fn new(report: &'a dyn Fn(f64) -> bool) -> Self {
        Self(Some(report))
    }

    /// Nobody waits; nothing stops the reading.
    pub const fn nobody() -> Self {
        Self(None)
    }

    /// Tells the share done.
    ///
    /// # Errors
    /// [`ExchangeError::Cancelled`] where the reading is to stop.
    pub(crate) fn at(self, share: f64) -> Result<()> {
        match self.0 {
            Some(report) if !report(share.clamp(0.0, 1.0)) => Err(ExchangeError::Cancelled),
            _ => Ok(()),
        }
    }

    /// The same after `done` of `of` rows, but only every so often: a row is read faster than it is told.
    pub(crate) fn row(self, done: usize, of: usize) -> Result<()> {
        const ROWS: usize = 1024;
        if done.is_multiple_of(ROWS) { self.at(done as f64 / of.max(1) as f64) } else { Ok(()) }
    }
}

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Watch(watched)" } else { "Watch(nobody)" })
    }
}

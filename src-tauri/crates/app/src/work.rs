//! Long work: how far it is, and whether it is to stop.

use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use crate::error::{AppError, ErrorCode};

/// How far a long work is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Progress {
    /// What is being done: "Reading levels.xlsx", "Recording 40,000 of 100,000 assessments".
    pub text: String,
    /// How much of it is done, 0 to 1; `None` where that is not known.
    pub share: Option<f64>,
}

/// A long work under way: it tells its progress and asks whether it is to stop.
#[derive(Clone, Copy)]
pub struct Work<'a> {
    report: &'a (dyn Fn(&Progress) + Sync),
    cancelled: &'a AtomicBool,
}

static NEVER: AtomicBool = AtomicBool::new(false);

impl<'a> Work<'a> {
    /// Work that reports to `report` and stops once `cancelled` is set.
    pub const fn new(report: &'a (dyn Fn(&Progress) + Sync), cancelled: &'a AtomicBool) -> Self {
        Self { report, cancelled }
    }

    /// Work that nobody watches or stops.
    pub fn unwatched() -> Self {
        Self { report: &|_| {}, cancelled: &NEVER }
    }

    /// Whether it is to stop. Work that gives what it has by then asks this instead of stopping at a step.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Tells how far the work is.
    pub(crate) fn tell(&self, text: &str, share: Option<f64>) {
        (self.report)(&Progress { text: text.to_owned(), share });
    }

    /// Tells how far the work is, and stops it where it is to stop.
    ///
    /// # Errors
    /// [`ErrorCode::Cancelled`] where it is to stop.
    pub(crate) fn step(&self, text: String, share: Option<f64>) -> Result<(), AppError> {
        if self.is_cancelled() {
            return Err(AppError::new(ErrorCode::Cancelled, "Stopped; nothing was changed.", ""));
        }
        (self.report)(&Progress { text, share });
        Ok(())
    }
}

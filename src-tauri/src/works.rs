//! The long works under way: a search for a plan goes on while other screens read files. Each is stopped by a flag of its own,
//! and the one that began last is the one that is waited for: it alone is heard, and a stop is meant for it.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering},
};

/// The works under way, the last to begin last.
#[derive(Default)]
pub(crate) struct Works(Mutex<Vec<Arc<AtomicBool>>>);

/// One of them, for as long as it is under way.
pub(crate) struct UnderWay<'a> {
    works: &'a Works,
    stopped: Arc<AtomicBool>,
}

impl Works {
    pub(crate) fn begin(&self) -> UnderWay<'_> {
        let stopped = Arc::new(AtomicBool::new(false));
        self.hold().push(Arc::clone(&stopped));
        UnderWay { works: self, stopped }
    }

    /// Stops the work that began last; the others go on.
    pub(crate) fn stop_last(&self) {
        if let Some(last) = self.hold().last() {
            last.store(true, Ordering::Relaxed);
        }
    }

    /// Stops all of them.
    pub(crate) fn stop_all(&self) {
        for work in self.hold().iter() {
            work.store(true, Ordering::Relaxed);
        }
    }

    /// Whether any is under way.
    pub(crate) fn any(&self) -> bool {
        !self.hold().is_empty()
    }

    fn hold(&self) -> MutexGuard<'_, Vec<Arc<AtomicBool>>> {
        // The list is whole, whatever the work did that panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl UnderWay<'_> {
    /// Set once it is to stop.
    pub(crate) fn stopped(&self) -> &AtomicBool {
        &self.stopped
    }

    /// Whether none began after it.
    pub(crate) fn is_last(&self) -> bool {
        self.works.hold().last().is_some_and(|last| Arc::ptr_eq(last, &self.stopped))
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.works.hold().retain(|one| !Arc::ptr_eq(one, &self.stopped));
    }
}

#[cfg(test)]
mod tests {
    //! Two works at once.

    use super::*;

    #[test]
    fn a_stop_is_for_the_last_and_for_no_other() {
        let works = Works::default();
        let is_stopped = |work: &UnderWay<'_>| work.stopped().load(Ordering::Relaxed);
        let search = works.begin();
        let import = works.begin();
        assert!(import.is_last() && !search.is_last());
        works.stop_last();
        assert!(is_stopped(&import) && !is_stopped(&search), "the search goes on");
        drop(import);
        assert!(search.is_last());
        works.stop_last();
        // What begins afterwards takes nothing back.
        let other = works.begin();
        assert!(is_stopped(&search) && !is_stopped(&other));
        works.stop_all();
        assert!(is_stopped(&other) && works.any());
        drop((search, other));
        assert!(!works.any());
    }
}

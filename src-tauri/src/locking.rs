//! When an encrypted workspace is locked without being asked: after a time without activity, and when the machine goes to sleep.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use cadre_app::Preferences;
use serde::Serialize;
use tauri::{AppHandle, Manager as _};

use crate::shell::Shell;

/// How often it is looked at.
const TICK: Duration = Duration::from_secs(5);

/// How much longer a tick may take on a machine that is busy. Longer, and it has slept.
const LATE: Duration = Duration::from_secs(30);

/// Why a workspace was locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LockReason {
    /// The user asked for it.
    Asked,
    /// Nobody did anything for the time that is set.
    Idle,
    /// The machine went to sleep.
    Sleep,
}

/// When somebody did something last.
pub(crate) struct Activity(Mutex<Instant>);

impl Default for Activity {
    fn default() -> Self {
        Self(Mutex::new(Instant::now()))
    }
}

impl Activity {
    pub(crate) fn note(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    pub(crate) fn idle(&self) -> Duration {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }
}

/// Whether a workspace is to be locked now: `idle` is the time without activity, `tick` the time since this was last asked.
fn due(preferences: &Preferences, idle: Duration, tick: Duration) -> Option<LockReason> {
    if preferences.lock_on_suspend && tick > TICK + LATE {
        return Some(LockReason::Sleep);
    }
    let after = Duration::from_mins(u64::from(preferences.lock_after));
    (!after.is_zero() && idle >= after).then_some(LockReason::Idle)
}

/// Locks the open workspace whenever it is due, for as long as the program runs.
pub(crate) fn watch(app: &AppHandle) {
    let handle = app.clone();
    std::thread::spawn(move || {
        loop {
            // While a machine sleeps, one of the two clocks goes on: which one differs between systems. A clock that was set
            // forward looks like sleep, and then a passphrase is typed once too often.
            let (steady, wall) = (Instant::now(), SystemTime::now());
            std::thread::sleep(TICK);
            let tick = steady.elapsed().max(wall.elapsed().unwrap_or_default());
            let shell = handle.state::<Shell>();
            if let Some(reason) = due(&shell.preferences(), shell.idle(), tick) {
                shell.lock(&handle, reason);
            }
        }
    });
    #[cfg(target_os = "linux")]
    hear_of_sleep(app.clone());
}

/// Locks before the machine sleeps, where systemd tells of it.
#[cfg(target_os = "linux")]
fn hear_of_sleep(app: AppHandle) {
    let listen = move || -> zbus::Result<()> {
        let bus = zbus::blocking::Connection::system()?;
        let logind = zbus::blocking::Proxy::new(
            &bus,
            "org.freedesktop.login1",
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
        )?;
        for signal in logind.receive_signal("PrepareForSleep")? {
            let shell = app.state::<Shell>();
            let goes_to_sleep: bool = signal.body().deserialize()?;
            if goes_to_sleep && shell.preferences().lock_on_suspend {
                shell.lock(&app, LockReason::Sleep);
            }
        }
        Ok(())
    };
    // Without systemd the clocks tell, a little later.
    std::thread::spawn(move || drop(listen()));
}

#[cfg(test)]
mod tests {
    //! By clocks that are played.

    use super::*;

    #[test]
    fn it_is_locked_when_it_is_due_and_not_before() {
        let [minute, second] = [60, 1].map(Duration::from_secs);
        let preferences = |lock_after, lock_on_suspend| Preferences { lock_after, lock_on_suspend };
        let cases = [
            // Minutes, on suspend, idle for, since the last look; and what is due.
            ((15, true), (14 * minute, 5 * second), None),
            ((15, true), (15 * minute, 5 * second), Some(LockReason::Idle)),
            ((5, true), (15 * minute, 5 * second), Some(LockReason::Idle)),
            ((0, true), (900 * minute, 5 * second), None),
            // A look that came late by half a minute, and one that slept for two.
            ((0, true), (second, 35 * second), None),
            ((0, true), (second, 120 * second), Some(LockReason::Sleep)),
            ((0, false), (second, 120 * second), None),
            ((15, true), (480 * minute, 480 * minute), Some(LockReason::Sleep)),
            ((15, false), (480 * minute, 480 * minute), Some(LockReason::Idle)),
        ];
        for ((after, suspend), (idle, tick), expected) in cases {
            let due = due(&preferences(after, suspend), idle, tick);
            assert_eq!(due, expected, "{after} {suspend} {idle:?} {tick:?}");
        }
    }
}

//! Signals as marks: the shape is the meaning, in the ink of the text.

use cadre_core::need::Signal;

use crate::scene::{Bounds, Scene};

/// The signal as a word that stands alone.
pub(crate) const fn title(signal: Signal) -> &'static str {
    match signal {
        Signal::Hire => "Hire",
        Signal::Train => "Train",
        Signal::Deepen => "Deepen",
        Signal::Watch => "Watch",
    }
}

/// Whether the signal is one of the two at or above the need line.
pub(crate) const fn leads(signal: Signal) -> bool {
    matches!(signal, Signal::Hire | Signal::Train)
}

/// Half the width of a signal's mark, in pixels.
pub(crate) const SIGNAL_REACH: f64 = 5.0;

/// Draws the mark of a signal around a point: filled square hire, filled circle train, ring deepen, small hollow
/// square watch.
pub(crate) fn draw_signal(scene: &mut Scene, signal: Signal, x: f64, y: f64) {
    let (ink, page) = (scene.palette.text, scene.palette.bg);
    let (x, y) = (x.round(), y.round());
    match signal {
        Signal::Hire => scene.rect(Bounds::around(x, y, SIGNAL_REACH), ink),
        Signal::Train => scene.disc(x, y, SIGNAL_REACH, ink),
        Signal::Deepen => {
            scene.disc(x, y, SIGNAL_REACH, ink);
            scene.disc(x, y, SIGNAL_REACH - 2.0, page);
        }
        Signal::Watch => {
            scene.rect(Bounds::around(x, y, SIGNAL_REACH - 1.0), ink);
            scene.rect(Bounds::around(x, y, SIGNAL_REACH - 3.0), page);
        }
    }
}

//! Times what a key starts in the real window, by the clock and the frames of the page itself: the driver's own way to
//! and fro is in none of them.

use std::{error::Error, time::Duration};

use cadre_tests::window::Window;
use serde_json::Value;

/// What one press took.
pub(crate) struct Timed {
    /// From the keydown until what each stage waits for is painted, in their order.
    pub(crate) stages: Vec<Duration>,
    /// The longest frame meanwhile.
    pub(crate) longest_frame: Duration,
}

/// Presses keys together, and waits until the stages are over: conditions on the page, each of which holds once those
/// before it do. The time runs from the keydown of the last key.
pub(crate) fn press(window: &Window, keys: &[&str], stages: &[&str]) -> Result<Timed, Box<dyn Error>> {
    let (&last, held) = keys.split_last().ok_or("no key to press")?;
    // A named key has its name in the page too, but for those that the driver knows by their code.
    let key = if last == PAGE_DOWN { "PageDown" } else { last };
    let stages: Vec<String> = stages.iter().map(|stage| format!("() => {stage}")).collect();
    window.script(
        &format!(
            "const key = {};\nconst stages = [{}];\n{}",
            Value::from(key),
            stages.join(", "),
            include_str!("stopwatch.js")
        ),
        vec![],
    );
    window.press(&[held, &[last]].concat());
    let timed = window.script_with_callback("window.timed.then(done);");
    timed_of(&timed).ok_or_else(|| format!("not an answer: {timed}").into())
}

/// Page Down, by the code that the driver has for it.
pub(crate) const PAGE_DOWN: &str = "\u{e00f}";

fn timed_of(timed: &Value) -> Option<Timed> {
    let duration = |value: &Value| value.as_f64().map(|time| Duration::from_secs_f64(time / 1000.0));
    Some(Timed {
        stages: timed["ends"].as_array()?.iter().map(duration).collect::<Option<_>>()?,
        longest_frame: duration(&timed["longest"])?,
    })
}

//! The table of times with their ratios.

use std::{fmt::Write, time::Duration};

/// One thing measured.
pub(crate) struct Row {
    /// What it is.
    pub(crate) what: &'static str,
    /// Cadre's time.
    pub(crate) cadre: Duration,
    /// The comparators' times, in their order; `None` where they do not do it.
    pub(crate) others: Vec<Option<Duration>>,
    /// The floor's time.
    pub(crate) floor: Option<Duration>,
}

/// Times in milliseconds; behind the others' and the floor's, how many times Cadre's they are.
pub(crate) fn render(others: &[&str], rows: &[Row]) -> String {
    let mut text = format!("{:<42}{:>12}", "", "Cadre");
    for name in others.iter().chain(&["floor"]) {
        let _ = write!(text, "{name:>24}");
    }
    text.push('\n');
    for row in rows {
        let _ = write!(text, "{:<42}{:>12}", row.what, milliseconds(row.cadre));
        for other in row.others.iter().copied().chain([row.floor]) {
            let cell = other.map_or_else(
                || "–".to_owned(),
                |other| {
                    let ratio = other.as_secs_f64() / row.cadre.as_secs_f64();
                    format!("{} ({ratio:.2}×)", milliseconds(other))
                },
            );
            let _ = write!(text, "{cell:>24}");
        }
        text.push('\n');
    }
    text.push_str("(n×): n times Cadre's time; over 1 is slower than Cadre.\n");
    text
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

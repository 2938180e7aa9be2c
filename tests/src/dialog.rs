//! The system's own file dialogs, answered from the keyboard as a user would. `WebDriver` does not see them.

use std::{
    path::Path,
    process::Command,
    thread::sleep,
    time::{Duration, Instant},
};

/// How long a dialog may take to appear, or to go once it is answered.
const PATIENCE: Duration = Duration::from_secs(20);

/// Types a path into the open dialog of this title and confirms it with Enter.
///
/// # Panics
/// Where no such dialog appears, or it does not close.
pub fn answer(title: &str, path: &Path) {
    let until = Instant::now() + PATIENCE;
    let window = loop {
        if let Some(window) = find(title) {
            break window;
        }
        assert!(Instant::now() < until, "no dialog “{title}” appeared");
        sleep(Duration::from_millis(50));
    };
    // Without a window manager nobody else gives the dialog the keyboard.
    xdotool(&["windowfocus", "--sync", &window]);
    // In a list of files a slash opens the line for a path, which takes a moment; then the path goes over what is there.
    xdotool(&["type", "/"]);
    sleep(Duration::from_millis(500));
    xdotool(&["key", "ctrl+a"]);
    xdotool(&["type", "--delay", "5", &path.to_string_lossy()]);
    let until = Instant::now() + PATIENCE;
    while find(title).is_some() {
        assert!(Instant::now() < until, "the dialog “{title}” stays open");
        xdotool(&["key", "Return"]);
        sleep(Duration::from_millis(200));
    }
}

fn find(title: &str) -> Option<String> {
    let found = Command::new("xdotool")
        .args(["search", "--onlyvisible", "--name", &format!("^{title}$")])
        .output()
        .unwrap_or_else(|error| panic!("xdotool (package xdotool): {error}"));
    String::from_utf8_lossy(&found.stdout).lines().next().map(str::to_owned)
}

fn xdotool(arguments: &[&str]) {
    let status = Command::new("xdotool")
        .args(arguments)
        .status()
        .unwrap_or_else(|error| panic!("xdotool (package xdotool): {error}"));
    assert!(status.success(), "xdotool {arguments:?}: {status}");
}

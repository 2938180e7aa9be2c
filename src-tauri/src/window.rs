//! The one window: made here, so that where it may navigate is decided before anything is loaded.

use std::path::PathBuf;

use serde::Serialize;
use tauri::{
    AppHandle, DragDropEvent, Emitter as _, Manager as _, WebviewUrl, WebviewWindowBuilder, WindowEvent,
};

use crate::shell::Shell;

/// Label of the window, as the capability names it.
const MAIN: &str = "main";

#[derive(Clone, Serialize)]
struct FilesDropped {
    paths: Vec<String>,
}

pub(crate) fn create(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Cadre")
        .inner_size(1440.0, 900.0)
        .min_inner_size(1000.0, 700.0)
        .devtools(false)
        // Nothing is ever loaded from anywhere but the program itself.
        .on_navigation(|url| {
            url.scheme() == "tauri" || (url.scheme() == "http" && url.host_str() == Some("tauri.localhost"))
        })
        .build()?;
    #[cfg(target_os = "linux")]
    paint_without_a_graphics_card(&window)?;
    let handle = app.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::Focused(true) => handle.state::<Shell>().refresh(&handle),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            opened_with(&handle, paths);
        }
        _ => {}
    });
    Ok(())
}

/// Where there is no graphics card (a virtual desktop, a remote one), lets the web view paint by itself. It would composite
/// through Mesa, which does a card's work on the processor, and a keystroke in a large matrix would take half a second.
#[cfg(target_os = "linux")]
fn paint_without_a_graphics_card(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt as _};

    let is_card = |entry: std::fs::DirEntry| entry.file_name().as_encoded_bytes().starts_with(b"renderD");
    if std::fs::read_dir("/dev/dri").is_ok_and(|mut entries| entries.any(|entry| entry.is_ok_and(is_card))) {
        return Ok(());
    }
    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Tells the screens of files that were dropped on the window or given to a second start.
pub(crate) fn opened_with(app: &AppHandle, paths: &[PathBuf]) {
    let dropped = FilesDropped { paths: paths.iter().map(|path| path.display().to_string()).collect() };
    // A window that is closing does not listen any more.
    let _heard = app.emit_to(MAIN, "files-dropped", dropped);
}

/// Brings the window to the front.
pub(crate) fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // A window manager may refuse; the window is there all the same.
        let _shown = window.unminimize().and_then(|()| window.set_focus());
    }
}

//! The web view loads and runs nothing of others.

use cadre_tests::folder::Folder;

use crate::driving::{SCREENS, alone, explore_the_sample, go, set_theme, texts};

#[test]
fn the_web_view_loads_and_runs_nothing_of_others() {
    let _alone = alone();
    let folder = Folder::new();
    let window = explore_the_sample(&folder);
    window.script(
        "window.violations = [];
         document.addEventListener('securitypolicyviolation', (event) =>
           window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
         return true;",
        vec![],
    );
    // Using it breaks no rule of its own.
    for (screen, _) in SCREENS {
        go(&window, screen);
    }
    set_theme(&window, "dark");
    let violations = || texts(&window.script("return window.violations;", vec![]));
    assert_eq!(violations(), Vec::<String>::new());

    // What an injected text could try is stopped.
    window.script(
        "const script = document.createElement('script');
         script.textContent = 'window.injected = true';
         document.body.append(script);
         const image = new Image();
         image.src = 'http://127.0.0.1:9/pixel.png';
         document.body.append(image);
         fetch('http://127.0.0.1:9/').catch(() => {});
         return true;",
        vec![],
    );
    window.wait("three violations", "window.violations.length >= 3");
    let stopped = violations().join("\n");
    for directive in ["script-src", "img-src", "connect-src"] {
        assert!(stopped.contains(directive), "{directive} is not among\n{stopped}");
    }
    let reached = window.script("return [window.injected ?? null, typeof window.__TAURI__];", vec![]);
    assert_eq!(reached, serde_json::json!([null, "undefined"]), "no global shell, no injected script");

    // Nor does it go anywhere else.
    window.script("setTimeout(() => { location.href = 'http://127.0.0.1:9/'; }, 0); return true;", vec![]);
    window.settle();
    go(&window, "Compare");
}

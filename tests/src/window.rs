//! The real window, driven over `WebDriver`: the built program under `WebKitWebDriver`, on whatever display there is.

use std::{
    env,
    ffi::OsString,
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use fantoccini::{
    Client, ClientBuilder,
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
    wd::TimeoutConfiguration,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::runtime::Runtime;

use crate::{checkout, picture::Display, program};

/// How long something on the screen may take to appear before the test says that it did not.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long the window itself may take to open, on a machine that is busy with a build.
const PATIENCE_TO_OPEN: Duration = Duration::from_mins(1);

/// An open window of Cadre. Dropping it ends the session, the window and the driver.
pub struct Window {
    runtime: Runtime,
    client: Option<Client>,
    driver: Child,
    display: Display,
}

impl Window {
    /// Opens Cadre with these arguments; what it remembers goes into `data` instead of the user's home.
    ///
    /// # Panics
    /// Where there is no display, no driver or no built program, or the window does not open.
    pub fn open(data: &Path, arguments: &[&str]) -> Self {
        assert!(
            env::var_os("DISPLAY").is_some(),
            "there is no display: xvfb-run -a -s '-screen 0 1440x900x24' cargo test -p cadre-tests --test window"
        );
        let display = Display::open().unwrap_or_else(|error| panic!("the display: {error}"));
        let port = free_port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            // Without it the session hangs for a minute and fails.
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("CADRE_DATA_DIR", data)
            // A program that a test puts there stands for the system's of its name.
            .env("PATH", path_with(&data.join("bin")))
            .env("HOME", data)
            .env("XDG_DATA_HOME", data.join("share"))
            .env("XDG_CONFIG_HOME", data.join("config"))
            .env("XDG_CACHE_HOME", data.join("cache"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("WebKitWebDriver (package webkit2gtk-driver): {error}"));
        let runtime = Runtime::new().unwrap_or_else(|error| panic!("no runtime: {error}"));
        // From here on a panic ends the driver, and with it the window.
        let mut window = Self { runtime, client: None, driver, display };
        wait_for_port(port);
        let browser = json!({ "binary": program::built("cadre-desktop"), "args": arguments });
        let capabilities: Map<String, Value> =
            [("webkitgtk:browserOptions".to_owned(), browser)].into_iter().collect();
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let client = window.runtime.block_on(async {
            let mut builder = ClientBuilder::new(connector);
            builder.capabilities(capabilities);
            let address = format!("http://127.0.0.1:{port}");
            let connecting = builder.connect(&address);
            let client = match tokio::time::timeout(PATIENCE_TO_OPEN, connecting).await {
                Ok(Ok(client)) => client,
                Ok(Err(error)) => panic!("the window did not open: {error}"),
                Err(late) => panic!("the window did not open within {PATIENCE_TO_OPEN:?}: {late}"),
            };
            // axe goes through a whole screen in one script.
            let timeouts = TimeoutConfiguration::new(Some(PATIENCE_TO_OPEN), None, None);
            client.update_timeouts(timeouts).await.unwrap_or_else(|error| panic!("{error}"));
            client
        });
        window.client = Some(client);
        window
    }

    fn client(&self) -> &Client {
        self.client.as_ref().unwrap_or_else(|| panic!("the window is closed"))
    }

    /// Runs a script in the page: the body of a function of `arguments`, whose answer it returns.
    ///
    /// # Panics
    /// Where it throws.
    pub fn script(&self, body: &str, arguments: Vec<Value>) -> Value {
        self.runtime
            .block_on(self.client().execute(body, arguments))
            .unwrap_or_else(|error| panic!("{error}\nin the script\n{}", start_of(body)))
    }

    /// Runs a script that gives its answer to `done(…)`.
    ///
    /// # Panics
    /// Where it throws or never calls `done`.
    pub fn script_with_callback(&self, body: &str) -> Value {
        let body = format!("const done = arguments[arguments.length - 1]; {body}");
        self.runtime
            .block_on(self.client().execute_async(&body, vec![]))
            .unwrap_or_else(|error| panic!("{error}\nin the script\n{}", start_of(&body)))
    }

    /// Waits until an expression is true in the page.
    ///
    /// # Panics
    /// Where that takes longer than anybody would wait; the page's text is shown then.
    pub fn wait(&self, what: &str, expression: &str) {
        let until = Instant::now() + PATIENCE;
        let body = format!("return Boolean({expression});");
        while self.script(&body, vec![]) != Value::Bool(true) {
            assert!(
                Instant::now() < until,
                "waited in vain: {what} ({expression})\nThe page says:\n{}",
                self.page_text()
            );
            sleep(Duration::from_millis(50));
        }
    }

    /// What an element says, its text as it is laid out.
    ///
    /// # Panics
    /// Where there is no such element.
    pub fn text(&self, selector: &str) -> String {
        let text = self
            .script("return document.querySelector(arguments[0])?.innerText ?? null;", vec![selector.into()]);
        text.as_str()
            .unwrap_or_else(|| panic!("no {selector}; the page says:\n{}", self.page_text()))
            .to_owned()
    }

    /// Everything that the page says.
    pub fn page_text(&self) -> String {
        self.script("return document.body.innerText;", vec![]).as_str().unwrap_or_default().to_owned()
    }

    /// Presses keys together, the last one while the others are held: `["Control", "z"]`. Named keys are `Control`,
    /// `Shift`, `Enter`, `Escape`, `Tab`, `Delete`, `Home`, `End` and the arrows; others are their character.
    ///
    /// # Panics
    /// Where the driver refuses.
    pub fn press(&self, keys: &[&str]) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for key in keys {
            actions = actions.then(KeyAction::Down { value: code_of(key) });
        }
        for key in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value: code_of(key) });
        }
        self.runtime
            .block_on(self.client().perform_actions(actions))
            .unwrap_or_else(|error| panic!("pressing {keys:?}: {error}"));
    }

    /// Types text, a key at a time.
    ///
    /// # Panics
    /// Where the driver refuses.
    pub fn type_text(&self, text: &str) {
        for character in text.chars() {
            self.press(&[&character.to_string()]);
        }
    }

    /// Clicks the one visible element of these that says exactly `name`, in its text or its accessible label.
    ///
    /// # Panics
    /// Where there is none.
    pub fn click(&self, selector: &str, name: &str) {
        let clicked = self.script(
            "const [selector, name] = arguments;
             const says = (element) => [element.getAttribute('aria-label'), element.innerText]
               .some((text) => text?.trim().replace(/\\s+/g, ' ') === name);
             const found = [...document.querySelectorAll(selector)]
               .find((element) => says(element) && element.getClientRects().length > 0);
             found?.click();
             return Boolean(found);",
            vec![selector.into(), name.into()],
        );
        assert!(clicked == Value::Bool(true), "no {selector} {name:?}; the page says:\n{}", self.page_text());
    }

    /// Resizes the window, and waits until the page has that size.
    ///
    /// # Panics
    /// Where the driver refuses.
    pub fn resize(&self, width: u32, height: u32) {
        self.runtime
            .block_on(self.client().set_window_rect(0, 0, width, height))
            .unwrap_or_else(|error| panic!("resizing: {error}"));
        self.settle();
    }

    /// Waits until what was asked for last has been painted.
    pub fn settle(&self) {
        self.script_with_callback("requestAnimationFrame(() => requestAnimationFrame(() => done(true)));");
    }

    /// Photographs the window into `tests/screenshots/NAME.png`.
    ///
    /// # Panics
    /// Where that fails.
    pub fn photograph(&self, name: &str) {
        self.settle();
        let picture = self
            .display
            .photograph(self.program())
            .unwrap_or_else(|error| panic!("photographing {name}: {error}"));
        let folder = screenshots();
        let file = folder.join(format!("{name}.png"));
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&file, picture))
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    /// Kills the program as a power cut would: it is asked nothing, and writes nothing any more.
    ///
    /// # Panics
    /// Where there is no such process.
    pub fn kill(self) {
        let program = self.program().to_string();
        let status = Command::new("kill").args(["-9", &program]).status();
        assert!(status.is_ok_and(|status| status.success()), "kill -9 {program}");
    }

    /// The process that the driver started.
    fn program(&self) -> u32 {
        let driver = self.driver.id();
        let children = fs::read_to_string(format!("/proc/{driver}/task/{driver}/children"))
            .unwrap_or_else(|error| panic!("the driver’s processes: {error}"));
        let first = children.split_whitespace().next().and_then(|number| number.parse().ok());
        first.unwrap_or_else(|| panic!("the driver has started nothing"))
    }

    /// What axe-core finds wrong on the page as it is: rule, what it says, and the elements.
    pub fn accessibility_problems(&self) -> Vec<String> {
        let axe = checkout::read("ui/node_modules/axe-core/axe.min.js");
        if self.script("return typeof window.axe;", vec![]) != "object" {
            self.script(&format!("{axe}\n; window.axe = axe; return true;"), vec![]);
        }
        let found = self.script_with_callback(
            "window.axe.run(document, { resultTypes: ['violations'] }).then(
               (result) => done(result.violations.map((one) =>
                 `${one.id}: ${one.help}: ${one.nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary})`).join('; ')}`)),
               (error) => done([`axe failed: ${error}`]));",
        );
        let problems = found.as_array().cloned().unwrap_or_default();
        problems.iter().map(|problem| problem.as_str().unwrap_or_default().to_owned()).collect()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // Without DELETE the driver leaves the window open for ever.
        if let Some(client) = self.client.take() {
            let closing = async { tokio::time::timeout(Duration::from_secs(10), client.close()).await };
            let _ = self.runtime.block_on(closing);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Where photographs go.
pub fn screenshots() -> PathBuf {
    checkout::root().join("tests/screenshots")
}

/// Where programs are found: in this folder first.
fn path_with(folder: &Path) -> OsString {
    let mut path = folder.as_os_str().to_owned();
    if let Some(others) = env::var_os("PATH") {
        path.push(":");
        path.push(others);
    }
    path
}

/// A port that nobody listens on. Somebody could take it before the driver does; the test would then say so.
fn free_port() -> u16 {
    let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    address.unwrap_or_else(|error| panic!("no free port: {error}")).port()
}

fn wait_for_port(port: u16) {
    let until = Instant::now() + PATIENCE;
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < until, "WebKitWebDriver does not listen");
        sleep(Duration::from_millis(20));
    }
}

fn code_of(key: &str) -> char {
    let named = match key {
        "Control" => Key::Control,
        "Shift" => Key::Shift,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        other => {
            let mut characters = other.chars();
            return match (characters.next(), characters.next()) {
                (Some(character), None) => character,
                _ => panic!("no key is called {other}"),
            };
        }
    };
    char::from(named)
}

fn start_of(script: &str) -> String {
    script.chars().take(400).collect()
}

//! What a hostile web view or a hostile file could try: calls that nobody would make, and names that are more than names.

use cadre_tests::{commands::Commands, folder::Folder, window::Window};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng as _};
use serde_json::{Value, json};

use crate::driving::{SCREENS, alone, explore_the_sample, go, wait_for_answers, wait_for_screen};

/// Calls of each kind for each command.
const CALLS: u32 = 6;

/// Calls a command past the screens, as an injected script would; gives how it answered: "done", or what it was refused with.
fn call(window: &Window, command: &str, arguments: &Value) -> Value {
    window.script_with_callback(&format!(
        "window.__TAURI_INTERNALS__.invoke({}, {arguments}).then(() => done('done'), (error) => done(error ?? 'nothing'));",
        json!(command)
    ))
}

#[test]
fn every_command_refuses_what_it_cannot_mean() {
    let _alone = alone();
    let folder = Folder::new();
    let window = explore_the_sample(&folder);
    let sample = folder.at("Sample team.cadre");
    let commands = Commands::read();
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let (mut done, mut refused) = (0, 0);
    for command in &commands.commands {
        for round in 0..2 * CALLS {
            let wrong = round >= CALLS;
            // A command that asks for a file would wait for somebody to answer.
            if command.asks && !wrong {
                continue;
            }
            let arguments = commands.arguments(command, wrong, &mut random);
            if wrong && arguments == json!({}) {
                continue;
            }
            let answer = call(&window, &command.name, &arguments);
            let told = match &answer {
                Value::String(text) if text == "done" => {
                    done += 1;
                    true
                }
                // Tauri's own words for what is not of the type.
                Value::String(text) => text.starts_with("invalid args"),
                Value::Object(error) => {
                    error["code"].as_str().is_some_and(|code| !code.is_empty())
                        && error["message"].as_str().is_some_and(|message| message.len() > 5)
                }
                _ => false,
            };
            refused += u32::from(answer != "done");
            let shown: String = arguments.to_string().chars().take(600).collect();
            assert!(told, "{} {shown}\nanswers {answer}", command.name);
            // Whatever it did, the next one finds a workspace.
            let open = json!({ "path": sample, "passphrase": null, "keep": false });
            let mut opened = call(&window, "open_workspace", &open);
            if opened["code"] == "passphrase_needed" {
                // That was its doing, and nothing is wrong: the next one gets a new sample.
                assert_eq!(command.name, "set_passphrase", "{shown}");
                assert!(std::fs::remove_file(&sample).is_ok());
                opened = call(&window, "explore_sample", &json!({}));
            }
            assert_eq!(opened, "done", "after {} {shown}", command.name);
        }
    }
    println!("{} commands, {done} calls answered, {refused} refused", commands.commands.len());
    assert!(done > 100 && refused > 300, "{done} answered, {refused} refused: the calls are all of one kind");

    // What is not listed is not there.
    for unlisted in [
        "no_such_command",
        "plugin:fs|read_file",
        "plugin:shell|open",
        "plugin:http|fetch",
        "plugin:dialog|open",
        "plugin:clipboard-manager|read_text",
        "plugin:window|create",
        "plugin:webview|create_webview_window",
        "plugin:event|emit",
        "plugin:path|resolve_directory",
    ] {
        assert_ne!(call(&window, unlisted, &json!({ "path": "/etc/passwd" })), "done", "{unlisted}");
    }
    // The program is whole, and so is the file.
    let reloaded = window.script("location.reload(); return true;", vec![]);
    assert_eq!(reloaded, true);
    wait_for_screen(&window, "Overview");
    drop(window);
    let checked = cadre_tests::program::cadre(folder.path(), &["check", "Sample team.cadre"]);
    let _ = checked.done();
}

#[test]
fn names_that_are_more_than_names_are_only_text() {
    const MARKUP: &str = "<img src=x onerror=window.hurt=1>";
    const SCRIPT: &str = "</td><script>window.hurt=1</script>{{7*7}}${7*7}";
    let _alone = alone();
    let folder = Folder::with_empty_workspace();
    let long = format!("Long{}", "g".repeat(10_000));
    let head = "Person,Team,Role,Skill,Level,Date\n".to_owned();
    let names = [MARKUP, SCRIPT, "\u{202e}Bidi Ada", long.as_str()].into_iter();
    let row = |name: &str| format!("\"{}\",{MARKUP},,Forensics,3,2026-06-01\n", name.replace('"', "\"\""));
    let rows: String = std::iter::once(head).chain(names.map(row)).collect();
    folder.write("names.csv", rows);
    let _ = folder.cadre("import t.cadre names.csv").done();
    let window = Window::open(folder.path(), &[&folder.at("t.cadre").display().to_string()]);
    wait_for_screen(&window, "Overview");
    for (screen, _) in SCREENS {
        go(&window, screen);
        wait_for_answers(&window);
        let found = window.script(
            "return [window.hurt ?? null, document.querySelectorAll('img[src=x], img[onerror], td script, main script').length,
                     document.documentElement.scrollWidth <= window.innerWidth];",
            vec![],
        );
        assert_eq!(found, json!([null, 0, true]), "{screen}");
        window.photograph(&format!("hostile-names-{}", screen.to_lowercase()));
    }
    go(&window, "Team");
    assert!(window.page_text().contains(MARKUP), "the name is there, as text");
}

//! `cargo xtask dist --try`: each package of Linux is installed on this machine, its programs are started and tested, and it is
//! removed again, to the last file.

use std::{env, fs, path::Path};

use crate::{
    dist::{self, VERSION, files},
    setup::{self, Purpose},
    step::{self, Counts, Step},
    system_packages::as_root,
    test::SCREEN,
};

/// What a package must bring at least: both programs, what a desktop needs to know of them, and the licences.
const BROUGHT: [&str; 6] = [
    "/usr/bin/cadre",
    "/usr/bin/cadre-desktop",
    ENTRY,
    "/usr/share/icons/hicolor/128x128/apps/cadre-desktop.png",
    "/usr/share/mime/packages/org.cadre.Cadre.xml",
    "/usr/share/doc/cadre/THIRD-PARTY-NOTICES.txt",
];

/// How a desktop starts the window.
const ENTRY: &str = "/usr/share/applications/Cadre.desktop";

/// One kind of package: the commands that install it, list what it brought, and remove it; `{}` is its file.
struct Kind {
    ending: &'static str,
    install: String,
    list: String,
    remove: String,
    /// What its own system does after either, by triggers, and this one does not.
    trigger: Option<String>,
}

/// Installs, tries and removes every package in `dist`.
pub(crate) fn trial() -> Result<(), String> {
    if !cfg!(target_os = "linux") {
        return Err(
            "only the packages of Linux can be tried by a program: install this one by hand".to_owned()
        );
    }
    setup::setup(Purpose::Trial)?;
    for program in BROUGHT {
        if Path::new(program).exists() {
            return Err(format!(
                "{program} is there already: remove the Cadre that is installed, then try again"
            ));
        }
    }
    for kind in kinds()? {
        let package = files(&dist::folder())
            .into_iter()
            .find(|file| file.extension().is_some_and(|ending| ending == kind.ending))
            .ok_or_else(|| format!("there is no .{} in dist", kind.ending))?;
        let package = package.to_string_lossy();
        Step::new("install", &kind.install.replace("{}", &package)).run(&mut Counts::default())?;
        // Whatever is found, what was installed is removed again.
        let brought = told(&kind.list);
        let tried =
            triggered(&kind).and_then(|()| brought.as_deref().map_err(Clone::clone)).and_then(installed);
        Step::new("remove", &kind.remove).run(&mut Counts::default())?;
        triggered(&kind)?;
        tried?;
        nothing_is_left(&brought?)?;
        println!("\n{package} was installed, started, tested and removed");
    }
    Ok(())
}

fn kinds() -> Result<[Kind; 2], String> {
    // A database of its own: that of a Debian system knows none of the libraries that are there, for which reason the
    // dependencies cannot be asked for either.
    let database = env::temp_dir().join(format!("cadre-rpm-{}", std::process::id()));
    let rpm = format!("rpm --dbpath {}", database.display());
    let needed = || "installing needs root, or sudo without a question".to_owned();
    let apt = as_root("env DEBIAN_FRONTEND=noninteractive apt-get").ok_or_else(needed)?;
    let rpm_as_root = as_root(&rpm).ok_or_else(needed)?;
    Ok([
        Kind {
            ending: "deb",
            install: format!("{apt} install --yes --no-install-recommends {{}}"),
            list: "dpkg --listfiles cadre".to_owned(),
            remove: format!("{apt} purge --yes cadre"),
            trigger: None,
        },
        Kind {
            ending: "rpm",
            install: format!("{rpm_as_root} --install --nodeps {{}}"),
            list: format!("{rpm} --query --list cadre"),
            remove: format!("{rpm_as_root} --erase --nodeps cadre"),
            trigger: Some(as_root("update-mime-database /usr/share/mime").ok_or_else(needed)?),
        },
    ])
}

fn triggered(kind: &Kind) -> Result<(), String> {
    kind.trigger.as_ref().map_or(Ok(()), |line| Step::new("trigger", line).run(&mut Counts::default()))
}

/// Tries what is installed now, given the list of what it brought.
fn installed(brought: &str) -> Result<(), String> {
    println!("\n{brought}");
    for path in BROUGHT {
        if !brought.lines().any(|line| line == path) || !Path::new(path).is_file() {
            return Err(format!("the package does not bring {path}"));
        }
    }
    let mut counts = Counts::default();
    Step::new("desktop entry", &format!("desktop-file-validate {ENTRY}")).run(&mut counts)?;
    let said = told("/usr/bin/cadre --version")?;
    if said.trim() != format!("cadre {VERSION}") {
        return Err(format!("/usr/bin/cadre is another version: {said}"));
    }
    a_desktop_knows_a_workspace()?;
    // The suites, with the installed programs in place of the built ones.
    let suite = |name: &str, only: &str| {
        Step::new("tests", &format!("cargo test --workspace --locked --test {name} -- {only}"))
            .with("CADRE_PROGRAMS", "/usr/bin")
    };
    suite("command_line", "workspace contract").run(&mut counts)?;
    suite("window", "web_view journey").under("xvfb-run", &SCREEN).run(&mut counts)?;
    if counts.passed == 0 { Err("no test ran".to_owned()) } else { Ok(()) }
}

/// That a desktop takes what `cadre` makes for a workspace, and opens it with the window.
fn a_desktop_knows_a_workspace() -> Result<(), String> {
    let folder = env::temp_dir().join(format!("cadre-trial-{}", std::process::id()));
    let workspace = folder.join("sample.cadre");
    let path = workspace.to_string_lossy();
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut counts = Counts::default();
    let known = Step::new("workspace", &format!("/usr/bin/cadre init {path} --sample"))
        .run(&mut counts)
        .and_then(|()| Step::new("gaps", &format!("/usr/bin/cadre gaps {path}")).run(&mut counts))
        .and_then(|()| told(&format!("gio info --attributes standard::content-type {path}")));
    fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let known = known?;
    if known.contains("application/vnd.cadre") {
        Ok(())
    } else {
        Err(format!("a desktop does not know a workspace:\n{known}"))
    }
}

/// That no file of the package is there any more, nor a folder that nobody else uses.
fn nothing_is_left(brought: &str) -> Result<(), String> {
    let left: Vec<&str> = brought
        .lines()
        .filter(|path| {
            let path = Path::new(path);
            path.is_file() || (path.is_dir() && path.to_string_lossy().to_lowercase().contains("cadre"))
        })
        .collect();
    if left.is_empty() { Ok(()) } else { Err(format!("left after removal:\n{}", left.join("\n"))) }
}

fn told(line: &str) -> Result<String, String> {
    let words: Vec<&str> = line.split(' ').collect();
    step::told(words[0], &words[1..])
}

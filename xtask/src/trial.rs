//! `cargo xtask dist --try`: each package of Linux is installed on this machine, its programs are started and tested, and it is
//! removed again, to the last file.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use crate::{
    dist::{self, VERSION, files},
    setup::{self, Purpose},
    step::{self, Counts, Step},
    system_packages::as_root,
    test::SCREEN,
};

/// What a package must bring at least: both programs, what a desktop needs to know of them, and the licences.
const BROUGHT: [&str; 7] = [
    "/usr/bin/cadre",
    "/usr/bin/cadre-desktop",
    ENTRY,
    "/usr/share/icons/hicolor/128x128/apps/cadre-desktop.png",
    "/usr/share/mime/packages/org.cadre.Cadre.xml",
    "/usr/lib/Cadre/LICENSE.txt",
    "/usr/lib/Cadre/THIRD-PARTY-NOTICES.txt",
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
    /// Whether it asks for every library that its programs need.
    asks: fn() -> Result<(), String>,
}

/// The database of the packages that are tried as `.rpm`: that of a Debian system knows none of the libraries that are there,
/// for which reason rpm cannot be let ask for them either.
fn database() -> PathBuf {
    env::temp_dir().join(format!("cadre-rpm-{}", std::process::id()))
}

/// rpm, with that database.
fn rpm() -> String {
    format!("rpm --dbpath {}", database().display())
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
        let tried = triggered(&kind)
            .and_then(|()| brought.as_deref().map_err(Clone::clone))
            .and_then(installed)
            .and_then(|()| (kind.asks)());
        Step::new("remove", &kind.remove).run(&mut Counts::default())?;
        triggered(&kind)?;
        tried?;
        nothing_is_left(&brought?)?;
        println!("\n{package} was installed, started, tested and removed");
    }
    let tidy = as_root(&format!("rm --recursive {}", database().display())).unwrap_or_default();
    Step::new("rpm's database", &tidy).run(&mut Counts::default())
}

fn kinds() -> Result<[Kind; 2], String> {
    let rpm = rpm();
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
            asks: debian_asks,
        },
        Kind {
            ending: "rpm",
            install: format!("{rpm_as_root} --install --nodeps {{}}"),
            list: format!("{rpm} --query --list cadre"),
            remove: format!("{rpm_as_root} --erase --nodeps cadre"),
            trigger: Some(as_root("update-mime-database /usr/share/mime").ok_or_else(needed)?),
            asks: rpm_asks,
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
    suite("command_line", "workspace:: contract::").run(&mut counts)?;
    suite("window", "web_view:: journey::").under("xvfb-run", &SCREEN).run(&mut counts)?;
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

/// That the package asks for what Debian's own tool finds that the programs need, and for versions that are new enough.
fn debian_asks() -> Result<(), String> {
    let folder = env::temp_dir().join(format!("cadre-shlibs-{}", std::process::id()));
    let control = folder.join("debian/control");
    // The tool reads which package it works for, and wants nothing more of it.
    fs::create_dir_all(folder.join("debian"))
        .and_then(|()| fs::write(&control, "Source: cadre\n\nPackage: cadre\nArchitecture: any\n"))
        .map_err(|error| format!("{}: {error}", control.display()))?;
    let arguments = ["-O", "-e/usr/bin/cadre", "-e/usr/bin/cadre-desktop"];
    let needed = step::told_within(&folder.to_string_lossy(), "dpkg-shlibdeps", &arguments);
    fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let needed = needed?;
    let asked_for = told("dpkg-query --show --showformat ${Depends} cadre")?;
    let needed = needed.trim().trim_start_matches("shlibs:Depends=");
    for (name, version) in needed.split(", ").map(name_and_version) {
        // Tauri asks for two of them once more, without a version.
        let enough = asked_for.split(", ").map(name_and_version).any(|(asked, asked_version)| {
            let compared = format!("dpkg --compare-versions {asked_version} ge {version}");
            asked == name && (version.is_empty() || (!asked_version.is_empty() && told(&compared).is_ok()))
        });
        if !enough {
            return Err(format!("the .deb needs {name} {version}, and asks for {asked_for}"));
        }
    }
    Ok(())
}

/// `libc6 (>= 2.35)` in its parts; the version is empty where any will do.
fn name_and_version(dependency: &str) -> (&str, &str) {
    let (name, version) = dependency.split_once(" (>= ").unwrap_or((dependency, ""));
    (name.trim(), version.trim_end_matches(')'))
}

/// That the package asks for every library that the programs load.
fn rpm_asks() -> Result<(), String> {
    let asked_for = told(&format!("{} --query --requires cadre", rpm()))?;
    for program in ["/usr/bin/cadre", "/usr/bin/cadre-desktop"] {
        let parts = told(&format!("objdump --private-headers {program}"))?;
        let loaded = parts.lines().filter_map(|line| line.trim().strip_prefix("NEEDED")).map(str::trim);
        // The loader comes with the C library.
        for library in loaded.filter(|library| !library.starts_with("ld-linux")) {
            if !asked_for.lines().any(|asked| asked.starts_with(&format!("{library}("))) {
                return Err(format!("the .rpm does not ask for {library}, which {program} loads"));
            }
        }
    }
    Ok(())
}

/// That no file of the package is there any more, nor a folder that was only for it.
fn nothing_is_left(brought: &str) -> Result<(), String> {
    let ours = |path: &Path| path.to_string_lossy().to_lowercase().contains("cadre");
    let left: BTreeSet<&Path> = brought
        .lines()
        .flat_map(|path| Path::new(path).ancestors())
        .filter(|path| path.is_file() || (path.is_dir() && ours(path)))
        .collect();
    if left.is_empty() { Ok(()) } else { Err(format!("left after removal: {left:?}")) }
}

fn told(line: &str) -> Result<String, String> {
    let words: Vec<&str> = line.split(' ').collect();
    step::told(words[0], &words[1..])
}

#[cfg(test)]
mod tests {
    //! What is read from what other programs print.

    use super::*;

    #[test]
    fn a_dependency_has_a_name_and_perhaps_a_version() {
        assert_eq!(name_and_version("libc6 (>= 2.35)"), ("libc6", "2.35"));
        assert_eq!(name_and_version("libgtk-3-0"), ("libgtk-3-0", ""));
    }

    #[test]
    fn what_is_left_is_found() {
        assert_eq!(nothing_is_left("/usr/bin/cadre-that-never-was\n/usr/share/icons"), Ok(()));
        let here = env!("CARGO_MANIFEST_DIR");
        let left = nothing_is_left(&format!("{here}/Cargo.toml"));
        assert!(left.is_err_and(|left| left.contains("Cargo.toml")));
    }
}

//! What building and testing need from the system: found, and on Debian and Ubuntu installed where that is allowed.

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    setup::Purpose,
    step::{Counts, Step},
};

/// A Debian package that is needed, and how to tell that its content is there by another way.
struct Package {
    name: &'static str,
    /// A program that stands in for the package: whoever has it needs no package.
    program: Option<&'static str>,
    purpose: Purpose,
}

const fn library(name: &'static str) -> Package {
    Package { name, program: None, purpose: Purpose::Run }
}

const fn program(name: &'static str, program: &'static str, purpose: Purpose) -> Package {
    Package { name, program: Some(program), purpose }
}

/// Everything needed from the system, over what rustup brings.
const PACKAGES: [Package; 11] = [
    program("build-essential", "cc", Purpose::Run),
    program("pkg-config", "pkg-config", Purpose::Run),
    // SQLCipher takes its cryptography from here.
    library("libssl-dev"),
    library("libwebkit2gtk-4.1-dev"),
    program("nodejs", "node", Purpose::Run),
    program("npm", "npm", Purpose::Run),
    program("python3", "python3", Purpose::Test),
    program("webkit2gtk-driver", "WebKitWebDriver", Purpose::Test),
    program("xvfb", "xvfb-run", Purpose::Test),
    // Answers the system's file dialogs from the keyboard.
    program("xdotool", "xdotool", Purpose::Test),
    // xvfb-run calls it; Debian only recommends it.
    program("xauth", "xauth", Purpose::Test),
];

/// The oldest Node with which the screens build: what Vite 8 asks for.
const NODE: (u32, u32) = (20, 19);

/// Makes sure that everything is there. `Err` holds the one command to type.
pub(crate) fn ensure(purpose: Purpose) -> Result<(), String> {
    let missing: Vec<&str> = PACKAGES
        .iter()
        .filter(|package| package.purpose <= purpose && !present(package))
        .map(|package| package.name)
        .collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    node_is_new_enough()
}

fn present(package: &Package) -> bool {
    match package.program {
        Some(program) => on_path(program),
        // pkg-config finds a library whatever the system's packages are called.
        None => succeeds("pkg-config", &["--exists", module_of(package.name)]),
    }
}

/// The name under which pkg-config knows the library of a package.
fn module_of(package: &'static str) -> &'static str {
    match package {
        "libssl-dev" => "libssl",
        _ => "webkit2gtk-4.1",
    }
}

fn install(missing: &[&str]) -> Result<(), String> {
    let names = missing.join(" ");
    if !on_path("apt-get") {
        return Err(format!(
            "Needed and not found; Debian calls them: {names}\nInstall your system's packages of them, then run this again."
        ));
    }
    let apt = "env DEBIAN_FRONTEND=noninteractive apt-get";
    let as_root = if is_root() {
        ""
    } else if succeeds("sudo", &["--non-interactive", "true"]) {
        "sudo --non-interactive "
    } else {
        return Err(format!(
            "Needed and not found: {names}\nType this, then run it again:\n\n  sudo apt-get update && sudo apt-get install --no-install-recommends {names}\n"
        ));
    };
    let mut counts = Counts::default();
    Step::new("package lists", &format!("{as_root}{apt} update")).run(&mut counts)?;
    Step::new("packages", &format!("{as_root}{apt} install --yes --no-install-recommends {names}"))
        .run(&mut counts)
}

fn node_is_new_enough() -> Result<(), String> {
    let wanted = format!("{}.{}", NODE.0, NODE.1);
    let told = Command::new("node")
        .arg("--version")
        .output()
        .map_err(|error| format!("node --version: {error}\nCadre's screens need Node {wanted} or newer."))?;
    let version = String::from_utf8_lossy(&told.stdout).trim().to_owned();
    if version_of(&version).is_some_and(|found| found >= NODE) {
        Ok(())
    } else {
        Err(format!(
            "Cadre's screens need Node {wanted} or newer; `node` here is {version} (https://nodejs.org)."
        ))
    }
}

/// Major and minor number of `v20.19.4`.
fn version_of(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|told| told.stdout.trim_ascii() == b"0")
}

fn on_path(program: &str) -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).any(|folder| is_program(&folder.join(program)))
}

fn is_program(path: &Path) -> bool {
    path.is_file()
}

fn succeeds(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    //! Versions of Node as it prints them.

    use super::*;

    #[test]
    fn node_versions_are_compared_as_numbers() {
        assert_eq!(version_of("v20.19.4"), Some((20, 19)));
        assert!(version_of("v20.9.0") < Some(NODE));
        assert!(version_of("v18.20.4") < Some(NODE));
        assert!(version_of("v22.0.0") > Some(NODE));
        assert_eq!(version_of("20"), None);
    }
}

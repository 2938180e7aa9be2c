//! What building and testing need from the system: found, and on Debian and Ubuntu installed where that is allowed.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    setup::Purpose,
    step::{Counts, Step},
};

/// A Debian package that is needed, and how to tell that its content is there by another way.
struct Package {
    name: &'static str,
    sign: Sign,
    purpose: Purpose,
}

/// What stands in for a package: whoever has it needs no package, whatever their system's packages are called.
enum Sign {
    /// A program on the path.
    Program(&'static str),
    /// A library by the name under which pkg-config knows it.
    Module(&'static str),
    /// libclang and clang's own headers, which pkg-config does not know.
    Libclang,
    /// A module that Python finds.
    Python(&'static str),
}

const fn library(name: &'static str, module: &'static str) -> Package {
    Package { name, sign: Sign::Module(module), purpose: Purpose::Run }
}

const fn program(name: &'static str, program: &'static str, purpose: Purpose) -> Package {
    Package { name, sign: Sign::Program(program), purpose }
}

/// Everything needed from the system, over what rustup brings.
const PACKAGES: [Package; 18] = [
    program("build-essential", "cc", Purpose::Run),
    program("pkg-config", "pkg-config", Purpose::Run),
    // SQLCipher takes its cryptography from here.
    library("libssl-dev", "libssl"),
    library("libwebkit2gtk-4.1-dev", "webkit2gtk-4.1"),
    // The solver of the plan is built from its source, and its bindings are read from its headers.
    program("cmake", "cmake", Purpose::Run),
    Package { name: "libclang-dev", sign: Sign::Libclang, purpose: Purpose::Run },
    program("nodejs", "node", Purpose::Run),
    program("npm", "npm", Purpose::Run),
    program("python3", "python3", Purpose::Test),
    // Its own pip, with which the readers of reports are installed.
    Package { name: "python3-venv", sign: Sign::Python("ensurepip"), purpose: Purpose::Test },
    // The text of a PDF.
    program("poppler-utils", "pdftotext", Purpose::Test),
    program("webkit2gtk-driver", "WebKitWebDriver", Purpose::Test),
    program("xvfb", "xvfb-run", Purpose::Test),
    // Answers the system's file dialogs from the keyboard.
    program("xdotool", "xdotool", Purpose::Test),
    // xvfb-run calls it; Debian only recommends it.
    program("xauth", "xauth", Purpose::Test),
    // Installs the other kind of package on Debian too.
    program("rpm", "rpm", Purpose::Trial),
    // Whether the desktop entry is one, and what a desktop takes a workspace for.
    program("desktop-file-utils", "desktop-file-validate", Purpose::Trial),
    program("libglib2.0-bin", "gio", Purpose::Trial),
];

/// The oldest Node with which the screens build: what Vite 8 asks for.
const NODE: (u32, u32) = (20, 19);

/// Makes sure that everything is there. `Err` holds the one command to type. On Windows and macOS, where packages are called
/// otherwise, a build says itself what it lacks.
pub(crate) fn ensure(purpose: Purpose) -> Result<(), String> {
    if !cfg!(target_os = "linux") {
        return node_is_new_enough();
    }
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
    match package.sign {
        Sign::Program(program) => on_path(program),
        Sign::Module(module) => succeeds("pkg-config", &["--exists", module]),
        Sign::Python(module) => succeeds("python3", &["-c", &format!("import {module}")]),
        Sign::Libclang => {
            env::var_os("LIBCLANG_PATH").is_some()
                || libclang_is_in("/usr/lib")
                || libclang_is_in("/usr/lib64")
        }
    }
}

/// Whether a folder of libraries holds libclang, itself or in a folder for a machine or a version, and clang's headers.
fn libclang_is_in(libraries: &str) -> bool {
    let libraries = Path::new(libraries);
    let names = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
    };
    let is_libclang = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        // libclang-cpp is another library.
        (name.starts_with("libclang.so") || name.starts_with("libclang-"))
            && name.contains(".so")
            && !name.contains("-cpp")
    };
    let inside: Vec<PathBuf> = names(libraries);
    let library = inside.iter().any(is_libclang)
        || inside
            .iter()
            .flat_map(|folder| [names(folder), names(&folder.join("lib"))].concat())
            .any(|file| is_libclang(&file));
    let headers =
        names(&libraries.join("clang")).iter().any(|version| is_program(&version.join("include/stddef.h")));
    library && headers
}

fn install(missing: &[&str]) -> Result<(), String> {
    let names = missing.join(" ");
    if !on_path("apt-get") {
        return Err(format!(
            "Needed and not found; Debian calls them: {names}\nInstall your system's packages of them, then run this again."
        ));
    }
    let Some(apt) = as_root("env DEBIAN_FRONTEND=noninteractive apt-get") else {
        return Err(format!(
            "Needed and not found: {names}\nType this, then run it again:\n\n  sudo apt-get update && sudo apt-get install --no-install-recommends {names}\n"
        ));
    };
    let mut counts = Counts::default();
    Step::new("package lists", &format!("{apt} update")).run(&mut counts)?;
    Step::new("packages", &format!("{apt} install --yes --no-install-recommends {names}")).run(&mut counts)
}

/// The command as it has to be typed to run as root; `None` where nobody lets us without asking.
pub(crate) fn as_root(line: &str) -> Option<String> {
    if is_root() {
        Some(line.to_owned())
    } else if succeeds("sudo", &["--non-interactive", "true"]) {
        Some(format!("sudo --non-interactive {line}"))
    } else {
        None
    }
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

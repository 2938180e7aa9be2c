//! What becomes of a workspace on a disk that fails, fills up, loses power or hands back other bytes than it was given.
//!
//! `SQLite`'s own tests of these are the pattern (<https://www.sqlite.org/testing.html>, 3 and 4). The defaults are a sample
//! that takes seconds; `CADRE_TORTURE=20` tries twenty times as many cases. Each test prints a line for `cargo xtask torture`:
//! `torture | FAULT | CASES | VIOLATIONS | SECONDS`.

#[cfg(test)]
#[path = "../../../../../tests/src/alone.rs"]
#[expect(unreachable_pub, reason = "the suites that need built programs use it too, from their library")]
mod alone;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod disk;
#[cfg(test)]
mod failing;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod full;
#[cfg(test)]
#[path = "../suite/organisation.rs"]
#[expect(dead_code, reason = "the suite that it was written for uses more of it")]
mod organisation;
#[cfg(test)]
mod power;
#[cfg(test)]
mod story;
#[cfg(test)]
mod tally;
#[cfg(test)]
mod vfs;

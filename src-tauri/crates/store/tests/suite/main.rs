//! The workspace file from outside: created, opened, refused, changed, undone and checked.

#[cfg(test)]
#[path = "../../../../../tests/src/alone.rs"]
#[expect(unreachable_pub, reason = "the suites that need built programs use it too, from their library")]
mod alone;
#[cfg(test)]
mod checking;
#[cfg(test)]
mod creating;
#[cfg(test)]
mod encrypting;
#[cfg(test)]
mod erasing;
#[cfg(test)]
mod model;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod organisation;
#[cfg(test)]
mod salvaging;
#[cfg(test)]
mod undoing;
#[cfg(test)]
mod writing;

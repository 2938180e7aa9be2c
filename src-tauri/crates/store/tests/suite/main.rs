//! The workspace file from outside: created, opened, refused, changed, undone and checked.

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

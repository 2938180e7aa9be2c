//! The workspace file from outside: created, opened, refused, changed, undone and checked.

#[cfg(test)]
mod organisation;
#[cfg(test)]
mod undoing;

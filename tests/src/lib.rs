//! What the suites stand on: the built programs, folders that vanish, the checkout's own files, and a driven window.

#![expect(
    clippy::panic,
    reason = "a suite that cannot go on says why and fails; there is nobody to hand an error to"
)]

pub mod alone;
pub mod checkout;
pub mod commands;
pub mod dialog;
pub mod folder;
pub mod killing;
pub mod picture;
pub mod program;
pub mod window;

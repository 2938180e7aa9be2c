//! app
pub mod catalogue;

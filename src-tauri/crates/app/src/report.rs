//! The board report: what it is to hold, what it says, and the files that it becomes.

mod outputs;
mod settings;

pub use outputs::{report_file, report_pictures};
pub use settings::read_logo;

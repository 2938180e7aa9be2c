//! The report as slides: six of them at most, for who presents it. Written by hand after ECMA-376, because no library for it
//! is well kept.

mod compose;
mod measure;
mod package;
mod picture;
mod shapes;
mod table;

use std::io::Cursor;

use crate::{Pack, ReportError};

/// The report as PPTX: the title, where we stand against industry, the priorities, what rests on too few people, the
/// options, and what is asked for; a block that the pack does not have is a slide left out. What does not fit a slide is
/// counted on it and stands in the report. Nothing names the user or the machine, and the only time in the file is the
/// pack's date: the same pack gives the same bytes.
///
/// # Errors
/// A chart cannot be drawn.
pub fn pptx(pack: &Pack) -> Result<Vec<u8>, ReportError> {
    package::write(pack, &compose::slides(pack)?)
}

/// The size of a picture; `None` where it is none that can be read.
fn pixels(bytes: &[u8]) -> Option<(f64, f64)> {
    let reader = image::ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let (width, height) = reader.into_dimensions().ok()?;
    (width > 0 && height > 0).then(|| (f64::from(width), f64::from(height)))
}

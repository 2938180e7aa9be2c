//! A logo as it goes into a file: its pixels, and nothing that a camera or a program wrote beside them.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::{Picture, PictureKind, ReportError};

/// Most pixels of a side that are read.
const LARGEST_SIDE: u32 = 8192;

/// The sides that it is printed with, in pixels: as sharp as print is at the size it has at the head of a page.
const PRINTED: (u32, u32) = (800, 200);

/// The logo as a PNG of a size fit for print.
pub(crate) fn png(picture: &Picture) -> Result<Vec<u8>, ReportError> {
    let refuse = |error: image::ImageError| ReportError::Logo { reason: error.to_string() };
    let format = match picture.kind {
        PictureKind::Png => ImageFormat::Png,
        PictureKind::Jpeg => ImageFormat::Jpeg,
    };
    let mut reader = ImageReader::with_format(Cursor::new(&picture.bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refuse)?;
    let orientation = decoder.orientation().map_err(refuse)?;
    let mut logo = DynamicImage::from_decoder(decoder).map_err(refuse)?;
    logo.apply_orientation(orientation);
    let logo = if logo.width() > PRINTED.0 || logo.height() > PRINTED.1 {
        logo.thumbnail(PRINTED.0, PRINTED.1)
    } else {
        logo
    };
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(logo.to_rgba8()).write_to(&mut bytes, ImageFormat::Png).map_err(refuse)?;
    Ok(bytes.into_inner())
}

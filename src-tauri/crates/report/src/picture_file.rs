//! A picture file that becomes a logo: checked by reading all of it, and written anew.

use std::io::Cursor;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use cadre_core::Logo;
use image::{
    DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader,
    codecs::{jpeg::JpegEncoder, png},
};

use crate::{PictureKind, ReportError};

/// Most pixels along a side.
const MOST_PIXELS: u32 = 4000;
/// How good a JPEG is that is written anew, of 100.
const QUALITY: u8 = 92;

/// Reads a picture file as a logo. It is written anew, so that nothing of its maker, place or program comes along.
///
/// # Errors
/// It is no PNG or JPEG, is damaged, or is larger than a logo may be.
pub fn read_logo(name: &str, bytes: &[u8]) -> Result<Logo, ReportError> {
    let too_heavy = || refused(format!("it has more than {} kB", Logo::MOST_BYTES / 1024));
    if bytes.len() > Logo::MOST_BYTES {
        return Err(too_heavy());
    }
    let (kind, picture) = decoded(bytes)?;
    let mut written = Vec::new();
    match kind {
        PictureKind::Png => picture.write_with_encoder(png::PngEncoder::new_with_quality(
            &mut written,
            png::CompressionType::Best,
            png::FilterType::Adaptive,
        )),
        PictureKind::Jpeg => picture.write_with_encoder(JpegEncoder::new_with_quality(&mut written, QUALITY)),
    }
    .map_err(unreadable)?;
    if written.len() > Logo::MOST_BYTES {
        return Err(too_heavy());
    }
    Ok(Logo { name: name.to_owned(), data: STANDARD.encode(&written) })
}

fn decoded(bytes: &[u8]) -> Result<(PictureKind, DynamicImage), ReportError> {
    let reader = || {
        let mut reader = ImageReader::new(Cursor::new(bytes));
        if let Ok(format) = image::guess_format(bytes) {
            reader.set_format(format);
        }
        reader
    };
    let kind = match reader().format() {
        Some(ImageFormat::Png) => PictureKind::Png,
        Some(ImageFormat::Jpeg) => PictureKind::Jpeg,
        _ => return Err(refused("it is neither PNG nor JPEG".to_owned())),
    };
    let (width, height) = reader().into_dimensions().map_err(unreadable)?;
    if width.max(height) > MOST_PIXELS {
        return Err(refused(format!(
            "it has {width} × {height} pixels, and {MOST_PIXELS} a side are the most"
        )));
    }
    let mut decoder = reader().into_decoder().map_err(unreadable)?;
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(orientation);
    Ok((kind, picture))
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
fn unreadable(error: ImageError) -> ReportError {
    refused(format!("it is damaged: {error}"))
}

fn refused(reason: String) -> ReportError {
    ReportError::Logo { reason }
}

#[cfg(test)]
mod tests {
    //! What is taken as a logo, and what comes along with it.

    use image::{ImageEncoder as _, RgbImage};

    use super::*;

    /// A plain picture of a size and a format.
    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        DynamicImage::ImageRgb8(RgbImage::new(width, height))
            .write_to(&mut Cursor::new(&mut bytes), format)
            .unwrap();
        bytes
    }

    fn reason(bytes: &[u8]) -> String {
        let Err(ReportError::Logo { reason }) = read_logo("a.png", bytes) else { panic!("it was taken") };
        reason
    }

    #[test]
    fn png_and_jpeg_are_taken_and_come_out_as_pictures() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let logo = read_logo("mark.png", &picture(40, 30, format)).unwrap();
            assert_eq!(logo.name, "mark.png");
            let bytes = STANDARD.decode(&logo.data).unwrap();
            assert_eq!(image::guess_format(&bytes).unwrap(), format);
            let read = image::load_from_memory(&bytes).unwrap();
            assert_eq!((read.width(), read.height()), (40, 30));
        }
    }

    #[test]
    fn nothing_of_its_maker_comes_along() {
        // A JPEG with Exif that names somebody, and one without: what is kept is the same.
        let plain = picture(8, 8, ImageFormat::Jpeg);
        let exif = [b"Exif\0\0MM\0*\0\0\0\x08\0\0".as_slice(), b"Ada Lovelace, HOST-17"].concat();
        let length = (exif.len() as u16 + 2).to_be_bytes();
        let marked = [&plain[..2], &[0xFF, 0xE1], &length, &exif, &plain[2..]].concat();
        let kept = |bytes: &[u8]| STANDARD.decode(read_logo("a.jpg", bytes).unwrap().data).unwrap();
        assert!(marked.windows(3).any(|part| part == b"Ada"));
        assert!(!kept(&marked).windows(3).any(|part| part == b"Ada"));
        assert_eq!(kept(&marked), kept(&plain));
    }

    #[test]
    fn what_is_no_logo_is_refused_with_the_reason() {
        assert_eq!(reason(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "it is neither PNG nor JPEG");
        assert_eq!(reason(b""), "it is neither PNG nor JPEG");
        assert_eq!(reason(b"GIF89a\x01\0\x01\0"), "it is neither PNG nor JPEG");
        assert_eq!(
            reason(&picture(4001, 2, ImageFormat::Png)),
            "it has 4001 × 2 pixels, and 4000 a side are the most"
        );
        assert!(read_logo("a.png", &picture(4000, 2, ImageFormat::Png)).is_ok());
        let whole = picture(40, 30, ImageFormat::Png);
        assert!(reason(&whole[..whole.len() / 2]).starts_with("it is damaged: "));
        assert_eq!(
            reason(&[whole.as_slice(), &vec![0; Logo::MOST_BYTES]].concat()),
            "it has more than 512 kB"
        );
    }

    #[test]
    fn a_picture_that_unpacks_to_a_giant_is_not_unpacked() {
        // The head of a PNG of a million pixels a side, as a bomb would claim.
        let mut bytes = Vec::new();
        let encoder = png::PngEncoder::new(&mut bytes);
        encoder.write_image(&[0; 3], 1, 1, image::ExtendedColorType::Rgb8).unwrap();
        bytes[16..20].copy_from_slice(&1_000_000_u32.to_be_bytes());
        let mut crc = 0xFFFF_FFFF_u32;
        for byte in &bytes[12..29] {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
            }
        }
        bytes[29..33].copy_from_slice(&(!crc).to_be_bytes());
        assert_eq!(reason(&bytes), "it has 1000000 × 1 pixels, and 4000 a side are the most");
    }
}

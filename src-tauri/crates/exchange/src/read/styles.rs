//! Bounds the styles of an XLSX before calamine reads them: it makes for every format of cells a whole style, with copies
//! of the number format and of the name of the font. A number format of a megabyte, used by a hundred thousand formats of
//! five letters each, would fill any memory out of a file of some kilobytes.

use std::io::{BufReader, Read};

use quick_xml::{Reader, events::Event};

use crate::{Bounded, ExchangeError, Result};

/// Most formats of cells: twice what Excel has, each of which may stand in two lists.
const MAX_FORMATS: u64 = 1 << 18;
/// Most bytes that the longest text of a style makes of all formats. Excel takes 255 letters for a number format.
const MAX_COPIED: u64 = 256 << 20;

/// Checks a part of styles. calamine's own parser is told the same, so that both see the same elements.
pub(super) fn check(part: impl Read) -> Result<()> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    let mut formats = 0_u64;
    let mut longest = 0_u64;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => {
                match start.local_name().as_ref() {
                    "xf" => formats += 1,
                    // It has nothing but the names of vocabularies, and may have many.
                    "styleSheet" => continue,
                    _ => {}
                }
                // An attribute is no longer than its element.
                longest = longest.max(start.len() as u64);
                if formats > MAX_FORMATS {
                    return Err(ExchangeError::TooLarge { of: Bounded::Formats, limit: MAX_FORMATS });
                }
                if formats * longest > MAX_COPIED {
                    return Err(ExchangeError::TooLarge { of: Bounded::FormatBytes, limit: MAX_COPIED });
                }
            }
            // What cannot be read any further is for calamine to say, which reads no further either.
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

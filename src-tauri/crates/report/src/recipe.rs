//! What a report was made with, read back out of its file.

use std::io::{Cursor, Read};

/// What a recipe begins with.
const SCHEME: &str = "cadre-report:";

/// Most bytes of the properties of a slide show or a spreadsheet.
const MOST_PROPERTIES: u64 = 256 * 1024;

/// The recipe of a report in any of the four formats; `None` where it has none, or is no report.
///
/// It stands behind markup that no text of a report can forge, because it is escaped in texts; and in a PDF within the stream of
/// its properties, which begins after the end of a line, as no text does.
pub fn recipe(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"%PDF-") {
        let start = find(bytes, b"\nstream\n<?xpacket begin=")
            .or_else(|| find(bytes, b"stream\r\n<?xpacket begin="))?;
        after(&bytes[start..], "<pdf:Keywords>")
    } else if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut properties = Vec::new();
        archive.by_name("docProps/core.xml").ok()?.take(MOST_PROPERTIES).read_to_end(&mut properties).ok()?;
        after(&properties, "<cp:keywords>")
    } else {
        after(bytes, "<meta name=\"keywords\" content=\"")
    }
}

fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark)
}

/// The recipe that follows a mark.
fn after(bytes: &[u8], mark: &str) -> Option<String> {
    let mark = format!("{mark}{SCHEME}");
    let start = find(bytes, mark.as_bytes())?;
    let letters = bytes[start + mark.len()..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-' || **byte == b'_')
        .map(|byte| char::from(*byte));
    Some(SCHEME.chars().chain(letters).collect())
}

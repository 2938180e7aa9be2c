//! What the targets share: the readers, as the tests of `exchange` call them, and changes inside the parts of an archive.

#[path = "../../src-tauri/crates/exchange/tests/support/mod.rs"]
#[expect(
    dead_code,
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "the support of tests, of which the targets use a part"
)]
mod support;

use libfuzzer_sys::fuzzer_mutate;

/// Reads bytes as a table: its cells, and what they say about people.
pub fn table(bytes: &[u8]) {
    support::every_reader::spreadsheet(bytes);
}

/// Reads the cells of a spreadsheet. What they say does not depend on the format, and is tried with text.
pub fn cells(bytes: &[u8]) {
    support::every_reader::cells(bytes);
}

/// Lets a panic pass that is not ours: that of the library for XLSX, which is caught where the library is called.
pub fn expect_caught_panics() {
    let abort = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic.location().is_some_and(|at| at.file().contains("/calamine-")) {
            abort(panic);
        }
    }));
}

/// Reads bytes as a benchmark edition.
pub fn benchmark(bytes: &[u8]) {
    support::every_reader::benchmark(bytes);
}

/// Reads bytes as the document of a workspace.
pub fn export(bytes: &[u8]) {
    support::every_reader::export(bytes);
}

/// Changes an archive within one of its parts and packs it again, so that the fuzzer gets past the checksums; one time in
/// eight, or where the bytes are no archive, the bytes themselves. `size` bytes of `data` are the file; the rest is room.
/// The new size is returned.
pub fn change_inside(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    if seed.is_multiple_of(8) {
        return fuzzer_mutate(data, size, most);
    }
    let Some(mut parts) = support::unpacked(&data[..size]).filter(|parts| !parts.is_empty()) else {
        return fuzzer_mutate(data, size, most);
    };
    let which = (seed as usize / 8) % parts.len();
    let part = &mut parts[which].1;
    let length = part.len();
    part.resize(length + 4096, 0);
    let room = part.len();
    let length = fuzzer_mutate(part, length, room);
    part.truncate(length);
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let packed = support::stored(&parts);
    match data.get_mut(..packed.len()) {
        Some(room) if packed.len() <= most => {
            room.copy_from_slice(&packed);
            packed.len()
        }
        _ => size,
    }
}

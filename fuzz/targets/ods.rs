//! Workbooks of LibreOffice, changed by a fuzzer inside their parts.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|bytes: &[u8]| cadre_fuzz::cells(bytes));

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    cadre_fuzz::change_inside(data, size, most, seed)
});

//! Workbooks of Excel, as bytes that a fuzzer thought of.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|bytes: &[u8]| cadre_fuzz::spreadsheet(bytes));

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    cadre_fuzz::change_inside(data, size, most, seed)
});

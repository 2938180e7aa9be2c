//! Delimited text, as bytes that a fuzzer thought of.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| cadre_fuzz::table(bytes));
